//! What reading works on.

use std::collections::{BTreeMap, BTreeSet};

use crate::{lint::linter::Linter, model::Schema};

/// A document on the way into the model.
pub(super) struct Reader<'a> {
    pub(super) lint: Linter<'a>,
    /// What becomes a shared type: the named schemas, and those of operations.
    pub(super) schemas: BTreeMap<String, Schema>,
    /// The Rust names of the named ones.
    pub(super) rust_names: BTreeSet<String>,
}
