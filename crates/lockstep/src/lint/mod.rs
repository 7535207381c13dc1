//! What keeps a document from being generated: the checks, the diagnostics that they give, and the waivers that let some pass.
//!
//! Each file checks one thing. Those that look at a part of the document while it becomes a part of the model, such as a
//! parameter, are in `model/read`.

mod defaults;
pub(crate) mod diagnostics;
pub(crate) mod linter;
mod merging;
mod routes;
mod schemas;
mod shape;
pub(crate) mod waivers;
