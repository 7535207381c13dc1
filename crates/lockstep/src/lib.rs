//! OpenAPI first for [Dropshot] and [progenitor]: one document of OpenAPI 3.0 or 3.1 becomes a
//! crate of shared types, a client over them, and a Dropshot trait over them. A proof shows that
//! the trait means the same as the document.
//!
//! The folders, in the order in which a document passes them. Each uses only those before it:
//!
//! 1. `document`: the document as it was read, the place of each value, and diagnostics, which
//!    point there.
//! 2. `lint`: the checks for what cannot be generated, and the waivers that let some of it pass.
//! 3. `model`: the API as it can be generated; `model/read` makes it from a document.
//! 4. `code`: Rust source from the model, with `types`, `client`, `mocks` and `server`.
//!    [`generate`] is all of 1 to 4.
//! 5. `workspace`: the manifests around the source, and [`Plan`], which compares with the files
//!    that are there and writes.
//! 6. `proof`: [`proof::compare`] compares the document with Dropshot's description of the trait;
//!    [`instances`] compares the types with the schemas, by values. It uses `document` only.
//!
//! The program `lockstep` is in `bin`. What generated code needs when it runs is in the crates
//! `lockstep-runtime` and `lockstep-dropshot`.
//!
//! ```
//! use lockstep::{Document, Settings, generate};
//!
//! let document = Document::parse(
//!     "openapi.yaml",
//!     "
//! openapi: 3.0.3
//! info: { title: Clock, version: 1.0.0 }
//! paths:
//!   /time:
//!     get:
//!       operationId: get_time
//!       responses:
//!         '200':
//!           description: What time it is.
//!           content: { application/json: { schema: { type: string, format: date-time } } }
//! ",
//! )?;
//! let settings = Settings::new("clock_types", "@generated from openapi.yaml").expect("a path");
//! let sources = generate(&document, &settings)?;
//! assert!(sources.api["generated.rs"].contains("pub trait ClockApi"));
//! # Ok::<(), lockstep::Report>(())
//! ```
//!
//! [Dropshot]: https://docs.rs/dropshot
//! [progenitor]: https://docs.rs/progenitor

mod code;
mod document;
mod lint;
mod model;
pub mod proof;
mod workspace;

pub use code::{Files, InvalidPath, Settings, Sources, generate};
pub use document::{
    Document, LoadError,
    diagnostic::{Diagnostic, Note, Report, Rule},
    pointer::Pointer,
};
pub use lint::waivers::Waivers;
#[cfg(feature = "instances")]
pub use proof::instances;
pub use workspace::{
    Package, RuntimeCrates, Workspace,
    plan::{Change, Plan},
};
