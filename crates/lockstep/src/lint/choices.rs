//! Reports variants of `oneOf` that take no value.
//!
//! `oneOf` takes what is a value of exactly one variant. If each value of a variant is a value of
//! another, too, it refuses all of them, which hardly an author means.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::linter::Linter;
use crate::document::{
    diagnostic::Rule,
    openapi::{array, members},
    pointer::Pointer,
    schema,
};

impl Linter<'_> {
    /// Reports the variants of `oneOf` each of whose values is a value of another variant. Of two
    /// that take the same values, it reports the second.
    pub(crate) fn variants_without_values(&mut self, at: &Pointer, schema: &Value) {
        let variants = array(schema, "oneOf");
        // A discriminator chooses the variant. Going through a schema without end takes forever.
        if self.endless || schema.get("discriminator").is_some() {
            return;
        }
        let mut values = Values {
            named: &self.document.root()["components"]["schemas"],
            known: BTreeMap::new(),
        };
        let mut found = Vec::new();
        for (index, narrow) in variants.iter().enumerate() {
            let wider = variants.iter().enumerate().find(|(other, wide)| {
                *other != index
                    && values.are_within(narrow, wide)
                    && (*other < index || !values.are_within(wide, narrow))
            });
            if let Some((other, wide)) = wider {
                let name = schema::reference(wide);
                let name = name
                    .map_or_else(|| format!("variant {}", other + 1), |name| format!("`{name}`"));
                found.push((index, name));
            }
        }
        for (index, name) in found {
            self.diagnostics.push_warning(
                Rule::Ineffective,
                &at.join("oneOf").join(index),
                format!(
                    "`oneOf` takes no value of this variant: each is a value of {name}, too, and \
                     `oneOf` takes what is a value of exactly one"
                ),
                "write `anyOf`, or tell the variants apart: by a property that only one of them \
                 requires and the other excludes, by an `enum`, or by `additionalProperties: false`",
            );
        }
    }
}

/// A comparison of the values of schemas. It knows a schema's values by what the schema describes:
/// of an object with any members, those that are named.
struct Values<'v> {
    named: &'v Value,
    /// Pairs of named schemas, and whether the values of the first are within the second. While a
    /// pair is compared, it is assumed that they are.
    known: BTreeMap<(&'v str, &'v str), bool>,
}

impl<'v> Values<'v> {
    /// Returns whether each value of a schema is a value of another. False if that is not certain.
    fn are_within(&mut self, narrow: &'v Value, wide: &'v Value) -> bool {
        if narrow == wide {
            return true;
        }
        if let (Some(a), Some(b)) = (schema::reference(narrow), schema::reference(wide)) {
            if let Some(known) = self.known.get(&(a, b)) {
                return *known;
            }
            self.known.insert((a, b), true);
            let found = self.parts_are_within(narrow, wide);
            if !found {
                // What was found since then may rest on the assumption.
                self.known.retain(|_, is_within| !*is_within);
            }
            self.known.insert((a, b), found);
            return found;
        }
        self.parts_are_within(narrow, wide)
    }

    fn parts_are_within(&mut self, narrow: &'v Value, wide: &'v Value) -> bool {
        if schema::is_null_variant(narrow) || schema::is_null_variant(wide) {
            return false;
        }
        let (mut narrow_parts, mut wide_parts) = (Vec::new(), Vec::new());
        self.collect_parts(narrow, &mut narrow_parts);
        self.collect_parts(wide, &mut wide_parts);
        if wide_parts.iter().all(|part| self.fulfil(&narrow_parts, part)) {
            return true;
        }
        // A choice is within another schema if each of its variants is.
        narrow_parts.into_iter().any(|part| {
            ["oneOf", "anyOf"].into_iter().any(|key| {
                let variants = array(part, key);
                !variants.is_empty()
                    && variants.iter().all(|variant| self.are_within(variant, wide))
            })
        })
    }

    /// Collects the schemas all of which a value fulfils: one, and those of its `allOf`.
    fn collect_parts(&self, schema: &'v Value, parts: &mut Vec<&'v Value>) {
        if let Some(name) = schema::reference(schema) {
            if let Some(schema) = self.named.get(name) {
                self.collect_parts(schema, parts);
            }
            return;
        }
        parts.push(schema);
        for part in array(schema, "allOf") {
            self.collect_parts(part, parts);
        }
    }

    /// Returns whether a value that fulfils all of some schemas fulfils another, too.
    fn fulfil(&mut self, narrow: &[&'v Value], wide: &'v Value) -> bool {
        let is_nullable = |part: &Value| schema::flag(part, "nullable");
        let kind = schema::type_of(wide);
        if let Some(kind) = kind {
            let fits = |found: &str| found == kind || found == "integer" && kind == "number";
            let allows_null = narrow.iter().any(|part| is_nullable(part)) && !is_nullable(wide);
            if allows_null || !narrow.iter().any(|part| schema::type_of(part).is_some_and(fits)) {
                return false;
            }
        }
        members(Some(wide)).all(|(key, value)| {
            let mut narrow_values = narrow.iter().filter_map(|part| part.get(key));
            match key.as_str() {
                "type" | "nullable" | "allOf" => true,
                key if schema::ANNOTATIONS.contains(&key) => true,
                "format" if !is_checked(kind, value) => true,
                "exclusiveMinimum" | "exclusiveMaximum" | "uniqueItems" if value == false => true,
                "format" | "pattern" | "multipleOf" | "uniqueItems" => {
                    narrow_values.any(|it| it == value)
                }
                "minimum" | "minLength" | "minItems" | "minProperties" => {
                    narrow_values.any(|it| it.as_f64() >= value.as_f64())
                }
                "maximum" | "maxLength" | "maxItems" | "maxProperties" => {
                    narrow_values.any(|it| it.is_number() && it.as_f64() <= value.as_f64())
                }
                "enum" => narrow.iter().any(|part| {
                    let values = array(part, key);
                    !values.is_empty() && values.iter().all(|it| array(wide, key).contains(it))
                }),
                "required" => array(wide, key)
                    .iter()
                    .all(|name| narrow.iter().any(|part| array(part, key).contains(name))),
                "items" => is_anything(value) || narrow_values.any(|it| self.are_within(it, value)),
                "properties" => members(Some(value))
                    .all(|(name, wide)| self.member_is_within(narrow, name, wide)),
                "additionalProperties" => self.other_members_are_within(narrow, wide, value),
                "anyOf" => array(wide, key).iter().any(|variant| {
                    let mut parts = Vec::new();
                    self.collect_parts(variant, &mut parts);
                    parts.into_iter().all(|part| self.fulfil(narrow, part))
                }),
                // A value of one variant of `oneOf` may be one of another.
                _ => false,
            }
        })
    }

    /// Returns whether the values of a member of some schemas are within another schema. A member
    /// that they do not name is in none of the values that they describe.
    fn member_is_within(&mut self, narrow: &[&'v Value], name: &str, wide: &'v Value) -> bool {
        let mut named =
            narrow.iter().filter_map(|part| part.get("properties")?.get(name)).peekable();
        if named.peek().is_some() {
            return named.any(|member| self.are_within(member, wide));
        }
        let mut others = narrow.iter().filter_map(|part| part.get("additionalProperties"));
        others.all(|other| other.is_boolean() || self.are_within(other, wide))
    }

    /// Returns whether the members of some schemas that a wide one does not name are within the
    /// schema of its other members.
    fn other_members_are_within(
        &mut self,
        narrow: &[&'v Value],
        wide: &'v Value,
        others: &'v Value,
    ) -> bool {
        if *others == Value::Bool(true) || is_anything(others) {
            return true;
        }
        let known = wide.get("properties");
        narrow.iter().all(|part| {
            let mut named = members(part.get("properties"))
                .filter(|(name, _)| known.is_none_or(|known| known.get(name).is_none()));
            let unnamed = part.get("additionalProperties").filter(|it| it.is_object());
            if others.is_boolean() {
                return named.next().is_none() && unnamed.is_none();
            }
            named.map(|(_, member)| member).chain(unnamed).all(|it| self.are_within(it, others))
        })
    }
}

/// Returns whether a format limits the values of a type.
fn is_checked(kind: Option<&str>, format: &Value) -> bool {
    match kind {
        Some("string") => format.as_str().is_some_and(|it| schema::FORMATS.contains(&it)),
        kind => kind == Some("integer"),
    }
}

/// Returns whether a schema takes every value.
fn is_anything(schema: &Value) -> bool {
    schema.as_object().is_some_and(Map::is_empty)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn schema_is_within_another_when_each_of_its_values_is_one_of_that() {
        let named = json!({
            "Cat": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } },
            "Tiger": { "allOf": [
                { "$ref": "#/components/schemas/Cat" },
                { "type": "object", "required": ["stripes"], "properties": { "stripes": { "type": "integer" } } },
            ] },
            "Tree": { "type": "object", "properties": { "parent": { "$ref": "#/components/schemas/Tree" } } },
            "Bush": { "type": "object", "properties": { "parent": { "$ref": "#/components/schemas/Bush" } } },
        });
        let refer = schema::refer_to;
        let object = |members: Value| json!({ "type": "object", "properties": members });
        let map = |items: Value| json!({ "type": "object", "additionalProperties": items });
        let text = json!({ "type": "string" });
        let number = json!({ "type": "number" });
        let integer = json!({ "type": "integer" });
        for (narrow, wide, expected) in [
            (refer("Tiger"), refer("Cat"), true),
            (refer("Cat"), refer("Tiger"), false),
            (refer("Tree"), refer("Bush"), true),
            (refer("Tree"), json!({}), true),
            (integer.clone(), number.clone(), true),
            (number.clone(), integer.clone(), false),
            (text.clone(), integer.clone(), false),
            (json!({ "type": "string", "format": "uuid" }), text.clone(), true),
            (text.clone(), json!({ "type": "string", "format": "uuid" }), false),
            (text.clone(), json!({ "type": "string", "format": "hostname" }), true),
            (
                json!({ "type": "string", "enum": ["a"] }),
                json!({ "type": "string", "enum": ["b", "a"] }),
                true,
            ),
            (text.clone(), json!({ "type": "string", "enum": ["a"] }), false),
            (json!({ "type": "string", "nullable": true }), text.clone(), false),
            (json!({ "nullable": true }), json!({ "type": "string", "nullable": true }), false),
            (
                json!({ "type": "string", "maxLength": 3 }),
                json!({ "type": "string", "maxLength": 4 }),
                true,
            ),
            (text.clone(), json!({ "type": "string", "maxLength": 4 }), false),
            (
                json!({ "type": "integer", "minimum": 0 }),
                json!({ "type": "integer", "minimum": 1 }),
                false,
            ),
            (object(json!({ "a": integer })), object(json!({ "a": number })), true),
            (object(json!({ "a": integer })), object(json!({ "a": text })), false),
            // A value of the first has no `b`, as far as it is described.
            (object(json!({ "a": text })), object(json!({ "b": text })), true),
            (map(text.clone()), object(json!({ "b": integer })), false),
            (map(text.clone()), object(json!({ "b": text })), true),
            (object(json!({ "a": text })), map(json!(false)), false),
            (object(json!({ "a": text })), map(text.clone()), true),
            (object(json!({ "a": integer })), map(text.clone()), false),
            (
                json!({ "type": "array", "items": integer }),
                json!({ "type": "array", "items": number }),
                true,
            ),
            (json!({ "oneOf": [integer, number] }), number.clone(), true),
            (json!({ "oneOf": [integer, text] }), number.clone(), false),
            (integer.clone(), json!({ "anyOf": [text, number] }), true),
            (integer.clone(), json!({ "oneOf": [text, number] }), false),
        ] {
            let mut values = Values { named: &named, known: BTreeMap::new() };
            assert_eq!(values.are_within(&narrow, &wide), expected, "{narrow} {wide}");
        }
    }

    #[test]
    fn schemas_with_each_other_are_compared_without_a_wrong_assumption() {
        let refer = schema::refer_to;
        let object = |members: Value| json!({ "type": "object", "properties": members });
        let named = json!({
            "A": object(json!({ "inner": refer("C"), "number": { "type": "integer" } })),
            "B": object(json!({ "inner": refer("D"), "number": { "type": "string" } })),
            "C": object(json!({ "outer": refer("A") })),
            "D": object(json!({ "outer": refer("B") })),
        });
        let mut values = Values { named: &named, known: BTreeMap::new() };
        let [a, b, c, d] = ["A", "B", "C", "D"].map(refer);
        assert!(!values.are_within(&a, &b));
        assert!(!values.are_within(&c, &d));
    }
}
