//! Checks schemas that apply together, which typify merges into one. Merging does not end for
//! schemas that refer to each other, and tries every combination of variants.

use std::collections::BTreeMap;

use serde_json::Value;

use super::linter::Linter;
use crate::document::{
    diagnostic::Rule,
    openapi::{array, members},
    pointer::Pointer,
    schema,
};

/// The largest number of combinations of variants.
const MAX_COMBINATIONS: usize = 256;

impl Linter<'_> {
    /// Refuses schemas whose merging would not end. No schema in `schema` may be made of itself.
    pub(crate) fn merging(&mut self, at: &Pointer, schema: &Value) {
        if schema.get("$ref").is_some() {
            return;
        }
        let composing = || schema::COMPOSING.into_iter().filter(|key| schema.get(key).is_some());
        for key in composing() {
            for (index, part) in array(schema, key).iter().enumerate() {
                self.merging(&at.join(key).join(index), part);
            }
        }
        for key in ["items", "additionalProperties", "not"] {
            if let Some(inner) = schema.get(key) {
                self.merging(&at.join(key), inner);
            }
        }
        for (name, property) in members(schema.get("properties")) {
            self.merging(&at.join("properties").join(name), property);
        }
        let Some(first) = composing().next() else { return };
        let here = at.join(first);
        if let Some(name) = self.unending(schema) {
            self.diagnostics.push(
                Rule::Typify,
                &here,
                format!(
                    "typify merges schemas that apply together, and two of these refer to other schemas at `{name}`"
                ),
                "describe it in one of them only",
            );
        }
        let combinations = composing()
            .flat_map(|key| match key {
                "allOf" => array(schema, key).iter().map(|part| self.variants(part)).collect(),
                _ => vec![array(schema, key).len().max(1)],
            })
            .fold(1_usize, usize::saturating_mul);
        if combinations > MAX_COMBINATIONS && array(schema, "allOf").len() > 1 {
            self.diagnostics.push(
                Rule::Typify,
                &here,
                format!(
                    "typify would try {combinations} combinations of variants, which is more than {MAX_COMBINATIONS}"
                ),
                "list the possible combinations in one `oneOf`",
            );
        }
    }

    /// Returns a property, or the keyword for items, that two schemas which apply together
    /// describe, one of them by references. Two equal descriptions do not count.
    fn unending<'v>(&'v self, schema: &'v Value) -> Option<&'v str> {
        // The schema's own members, and those of each part.
        let mut sides = vec![Vec::new()];
        inner(schema, &mut sides[0]);
        for part in array(schema, "allOf") {
            let mut side = Vec::new();
            self.described(part, &mut side);
            sides.push(side);
        }
        // Only one variant applies at a time.
        let mut side = Vec::new();
        for part in ["anyOf", "oneOf"].into_iter().flat_map(|key| array(schema, key)) {
            self.described(part, &mut side);
        }
        sides.push(side);
        let mut known: BTreeMap<&str, Vec<(usize, &Value)>> = BTreeMap::new();
        for (side, parts) in sides.iter().enumerate() {
            for (name, part) in parts {
                let others = known.entry(name).or_default();
                if others.iter().any(|(_, other)| other == part) {
                    continue;
                }
                let refers = |schema: &Value| {
                    !schema::references(schema).is_empty()
                        && !schema::is_single_value(self.document.root(), schema)
                };
                if others.iter().any(|(of, other)| *of != side && (refers(other) || refers(part))) {
                    return Some(name);
                }
                others.push((side, part));
            }
        }
        None
    }

    /// Collects the schemas of properties and items, through references and composition.
    fn described<'v>(&'v self, schema: &'v Value, found: &mut Vec<(&'v str, &'v Value)>) {
        if let Some(name) = schema::reference(schema) {
            return self.described(self.component(name), found);
        }
        inner(schema, found);
        for part in schema::COMPOSING.into_iter().flat_map(|key| array(schema, key)) {
            self.described(part, found);
        }
    }

    /// Returns the number of variants of a schema.
    fn variants(&self, schema: &Value) -> usize {
        if let Some(name) = schema::reference(schema) {
            return self.variants(self.component(name));
        }
        let all = array(schema, "allOf").iter().map(|part| self.variants(part));
        let any = ["anyOf", "oneOf"].into_iter().map(|key| {
            let parts = array(schema, key).iter().map(|part| self.variants(part));
            parts.fold(0, usize::saturating_add).max(1)
        });
        all.chain(any).fold(1, usize::saturating_mul)
    }

    fn component(&self, name: &str) -> &Value {
        &self.document.root()["components"]["schemas"][name]
    }
}

fn inner<'v>(schema: &'v Value, found: &mut Vec<(&'v str, &'v Value)>) {
    let properties = members(schema.get("properties"));
    found.extend(properties.map(|(name, property)| (name.as_str(), property)));
    for key in ["items", "additionalProperties"] {
        found.extend(schema.get(key).map(|inner| (key, inner)));
    }
}
