//! The contract's own schemas, as generated types describe themselves.

use std::{collections::BTreeMap, sync::OnceLock};

use schemars::schema::Schema;

/// Schemas by name, read from JSON when the first is asked for.
pub struct Schemas {
    json: &'static str,
    read: OnceLock<BTreeMap<String, Schema>>,
}

impl Schemas {
    /// Schemas from the JSON that lockstep writes next to generated code.
    pub const fn new(json: &'static str) -> Self {
        Self { json, read: OnceLock::new() }
    }

    /// Returns the schema of a name.
    ///
    /// # Panics
    ///
    /// If the JSON was not generated together with the calling code.
    pub fn get(&self, name: &str) -> Schema {
        let schemas = self
            .read
            .get_or_init(|| serde_json::from_str(self.json).expect("generated with the code"));
        schemas[name].clone()
    }
}
