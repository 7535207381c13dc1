//! The state of reading.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    document::direction::Directions,
    lint::linter::Linter,
    model::{MultipartForm, Schema},
};

/// A document on the way into the model.
pub(super) struct Reader<'a> {
    pub(super) lint: Linter<'a>,
    /// The schemas that become shared types: those with names, and those of operations.
    pub(super) schemas: BTreeMap<String, Schema>,
    /// The Rust names of the schemas with names.
    pub(super) rust_names: BTreeSet<String>,
    /// The forms in parts, by the names of their schemas.
    pub(super) multipart_forms: BTreeMap<String, MultipartForm>,
    /// The schemas that differ in requests and in answers.
    pub(super) directions: Directions<'a>,
}
