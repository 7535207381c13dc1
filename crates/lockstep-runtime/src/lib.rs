//! The runtime of the types that lockstep generates.
//!
//! Generated types read what their schema allows and nothing else. The code for that is the same
//! for every contract, so it is here once, and generated files hold only what differs from
//! contract to contract.
//!
//! Server and client share the generated types, and a client must not pull in Dropshot. So this is
//! a crate of its own, below `lockstep-dropshot`, which is the runtime of generated servers.
//!
//! - [`strict`] reads values more strictly than serde, chrono and uuid do by themselves.
//! - [`json`] reads JSON, refuses what would not mean the same to all who read it, and says what is
//!   wrong and where.
//! - [`json_text`] reads an object that may also be sent as a string of JSON.
//! - [`Schemas`] holds the contract's own schemas, as the generated types describe themselves.
//! - [`Checks`] checks JSON values by these schemas, for types that cannot say it all by
//!   themselves.
//! - [`ListLimits`] checks lists that are sent as parameters.
//! - [`stream`] writes and reads streams of items, such as server-sent events.
//! - [`multipart`] reads and writes forms in parts.
//! - [`ConversionError`] is the error of generated conversions, and [`items`] converts lists.
//! - The macros write the implementations that look the same for every type: [`objects!`],
//!   [`newtypes!`], [`limited_texts!`], [`parse_text!`], [`read_text!`], [`checked!`], [`tagged!`],
//!   [`kept!`] and [`schemas!`].

mod checked_json;
mod checks;
mod conversion;
pub mod json;
pub mod json_text;
mod list_limits;
mod macros;
pub mod multipart;
mod numbers;
pub mod object;
mod schemas;
pub mod stream;
pub mod strict;
pub mod text;

pub use checks::{Checks, alone, has_format};
pub use conversion::{ConversionError, items, to_json};
pub use list_limits::ListLimits;
pub use schemas::Schemas;

/// The crates that the macros refer to.
#[doc(hidden)]
pub mod reexport {
    pub use regress;
    pub use schemars;
    pub use serde;
    pub use serde_json;
}
