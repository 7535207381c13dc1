//! The checks for what cannot be generated, the diagnostics that they give, and the waivers that
//! let some pass.
//!
//! Each file checks one thing. The checks of parts that go into the model, such as parameters, are
//! in `model/read`.

mod choices;
pub(crate) mod diagnostics;
pub(crate) mod linter;
mod reading;
mod routes;
pub(crate) mod schemas;
mod shape;
mod values;
pub(crate) mod waivers;
