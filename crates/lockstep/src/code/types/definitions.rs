//! The schemas for typify. A part with limits that typify does not enforce becomes a definition of
//! its own, for which lockstep writes the type.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use serde_json::{Map, Value, json};

use crate::{
    document::{
        limits::{Limits, is_ident, part_of_name},
        schema::{refer_to, to_json_schema},
    },
    model::Schema,
};

/// The schemas for typify, and the types that lockstep writes itself.
#[derive(Debug, Default)]
pub(crate) struct Prepared {
    /// JSON Schemas by name. In them, a part with limits is a reference to its own definition.
    pub(crate) definitions: BTreeMap<String, Value>,
    /// The types that lockstep writes itself, with their descriptions, by the names of their
    /// definitions.
    pub(crate) limited: BTreeMap<String, (Limits, Option<String>)>,
    /// Parts whose type name is taken: the schema, the pointer within it, and the name.
    pub(crate) collisions: Vec<(String, String, String)>,
}

/// A part of a schema that needs a type of its own.
struct LimitedPart {
    /// The name of the schema, and the pointer to the part.
    schema: String,
    within: String,
    /// A name after the nearest property, and one after the whole path.
    short: String,
    long: String,
    limits: Limits,
}

/// Gives each part with limits a definition of its own, named after its property.
pub(crate) fn prepare(schemas: &BTreeMap<String, Schema>) -> Prepared {
    let mut found = Vec::new();
    for (name, schema) in schemas {
        let way = SchemaPath {
            schema: name,
            within: String::new(),
            short: name.to_upper_camel_case(),
            long: name.to_upper_camel_case(),
        };
        children(&schema.value, &way, &mut |way, inner| look(inner, way, &mut found));
    }
    // A short name is used only where it would mean one thing.
    let mut by_name: BTreeMap<&str, Vec<&Limits>> = BTreeMap::new();
    for it in &found {
        let known = by_name.entry(&it.short).or_default();
        if !known.contains(&&it.limits) {
            known.push(&it.limits);
        }
    }
    let taken: BTreeSet<String> = schemas.keys().map(|name| name.to_upper_camel_case()).collect();

    let mut prepared = Prepared::default();
    let mut names: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let mut known_limits: BTreeMap<&str, &Limits> = BTreeMap::new();
    for it in &found {
        let unique = by_name[it.short.as_str()].len() == 1
            && !taken.contains(&it.short)
            && is_ident(&it.short);
        let name = if unique { it.short.as_str() } else { it.long.as_str() };
        if taken.contains(name) || known_limits.get(name).is_some_and(|known| **known != it.limits)
        {
            let collision = (it.schema.clone(), it.within.clone(), name.to_owned());
            prepared.collisions.push(collision);
            continue;
        }
        known_limits.insert(name, &it.limits);
        names.insert((&it.schema, &it.within), name);
    }
    for (name, schema) in schemas {
        let rewritten = rewrite(&schema.value, name, "", &names, &mut prepared);
        if let Some(limits) = Limits::of(&rewritten) {
            prepared.limited.insert(name.clone(), (limits, description(&schema.value)));
        }
        prepared.definitions.insert(name.clone(), to_json_schema(&rewritten));
    }
    prepared
}

/// The path to a part of a schema.
struct SchemaPath<'a> {
    schema: &'a str,
    within: String,
    short: String,
    long: String,
}

impl SchemaPath<'_> {
    fn step(&self, within: &str, name: &str, property: bool) -> Self {
        let name = part_of_name(name).to_upper_camel_case();
        SchemaPath {
            schema: self.schema,
            within: format!("{}/{within}", self.within),
            short: if property { name.clone() } else { format!("{}{name}", self.short) },
            long: format!("{}{name}", self.long),
        }
    }
}

fn look(schema: &Value, way: &SchemaPath<'_>, found: &mut Vec<LimitedPart>) {
    if let Some(limits) = Limits::of(schema) {
        found.push(LimitedPart {
            schema: way.schema.to_owned(),
            within: way.within.clone(),
            short: way.short.clone(),
            long: way.long.clone(),
            limits,
        });
    }
    children(schema, way, &mut |way, inner| look(inner, way, found));
}

/// Visits the parts of a schema that can have a type of their own.
fn children(schema: &Value, way: &SchemaPath<'_>, visit: &mut impl FnMut(&SchemaPath<'_>, &Value)) {
    for (name, inner) in members(schema, "properties") {
        let within = format!("properties/{}", name.replace('~', "~0").replace('/', "~1"));
        visit(&way.step(&within, name, true), inner);
    }
    for (key, name) in [("items", "Item"), ("additionalProperties", "Value")] {
        if let Some(inner @ Value::Object(_)) = schema.get(key) {
            visit(&way.step(key, name, false), inner);
        }
    }
    for key in ["anyOf", "oneOf"] {
        for (index, inner) in list(schema, key).iter().enumerate() {
            visit(&way.step(&format!("{key}/{index}"), &format!("Variant{index}"), false), inner);
        }
    }
    // Schemas that apply together have no types of their own, but their parts can.
    for (index, part) in list(schema, "allOf").iter().enumerate() {
        let way = SchemaPath {
            within: format!("{}/allOf/{index}", way.within),
            ..way.step("", "", false)
        };
        children(part, &way, visit);
    }
}

/// Returns a schema in which the parts with limits are references to their definitions, at any
/// depth.
fn rewrite(
    schema: &Value,
    name: &str,
    within: &str,
    names: &BTreeMap<(&str, &str), &str>,
    prepared: &mut Prepared,
) -> Value {
    let Value::Object(members) = schema else {
        return schema.clone();
    };
    let mut inner = |value: &Value, step: &str| {
        rewrite(value, name, &format!("{within}/{step}"), names, prepared)
    };
    let mut out = Map::new();
    for (key, value) in members {
        let value = match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                let rewritten = properties.iter().map(|(property, value)| {
                    let step = property.replace('~', "~0").replace('/', "~1");
                    (property.clone(), inner(value, &format!("properties/{step}")))
                });
                Value::Object(rewritten.collect())
            }
            ("items" | "additionalProperties", value) => inner(value, key),
            ("anyOf" | "oneOf" | "allOf", Value::Array(parts)) => {
                let parts = parts.iter().enumerate();
                Value::Array(
                    parts.map(|(index, part)| inner(part, &format!("{key}/{index}"))).collect(),
                )
            }
            _ => value.clone(),
        };
        out.insert(key.clone(), value);
    }
    let Some(definition) = names.get(&(name, within)) else {
        return Value::Object(out);
    };
    let mut referring = Map::new();
    for key in ["description", "nullable", "default"] {
        if let Some(value) = schema.get(key) {
            referring.insert(key.to_owned(), value.clone());
        }
    }
    let reference = refer_to(definition);
    for key in ["nullable", "default"] {
        out.remove(key);
    }
    let alone = Value::Object(out);
    prepared.definitions.insert((*definition).to_owned(), to_json_schema(&alone));
    if let Some(what) = Limits::of(&alone) {
        prepared.limited.insert((*definition).to_owned(), (what, description(schema)));
    }
    if referring.is_empty() {
        return reference;
    }
    referring.insert("allOf".to_owned(), json!([reference]));
    Value::Object(referring)
}

fn description(schema: &Value) -> Option<String> {
    schema.get("description").and_then(Value::as_str).map(str::to_owned)
}

fn members<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    value.get(key).and_then(Value::as_object).into_iter().flatten()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::pointer::Pointer;

    fn schemas<const N: usize>(schemas: [(&str, Value); N]) -> BTreeMap<String, Schema> {
        let place = Pointer::root();
        schemas
            .into_iter()
            .map(|(name, value)| {
                (name.to_owned(), Schema { value, place: place.clone(), named: true })
            })
            .collect()
    }

    #[test]
    fn definitions_have_long_names_when_short_ones_collide() {
        let list =
            |max: u64| json!({"type": "array", "maxItems": max, "items": {"type": "string"}});
        let prepared = prepare(&schemas([
            ("A", json!({"type": "object", "properties": {"userIds": list(3)}})),
            ("B", json!({"type": "object", "properties": {"user_ids": list(5)}})),
            ("c_tags", json!({"type": "string"})),
            ("C", json!({"type": "object", "properties": {"tags": list(1)}})),
            ("D", json!({"type": "object", "properties": {"tags": list(2)}})),
        ]));
        assert_eq!(prepared.limited.keys().collect::<Vec<_>>(), ["AUserIds", "BUserIds", "DTags"]);
        let collision = ("C".to_owned(), "/properties/tags".to_owned(), "CTags".to_owned());
        assert_eq!(prepared.collisions, [collision]);
    }

    #[test]
    fn limits_get_a_definition_when_in_a_property() {
        let list = |max: u64| json!({"type": "array", "nullable": true, "maxItems": max, "items": {"type": "string"}});
        let prepared = prepare(&schemas([
            ("A", json!({"type": "object", "properties": {"tags": list(3), "ids": list(1)}})),
            ("B", json!({"type": "object", "properties": {"tags": list(3), "ids": list(2)}})),
        ]));
        assert_eq!(prepared.limited.keys().collect::<Vec<_>>(), ["AIds", "BIds", "Tags"]);
        assert_eq!(
            prepared.definitions["A"]["properties"]["tags"],
            json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Tags"}]})
        );
    }

    #[test]
    fn limits_get_a_definition_when_at_any_depth() {
        let size = json!({"type": "integer", "maximum": 3});
        let list = json!({"type": "array", "minItems": 1, "items": size});
        let prepared = prepare(&schemas([
            (
                "A",
                json!({"type": "object", "properties": {"rows": {"type": "array", "items": list}}}),
            ),
            ("B", json!({"oneOf": [{"type": "string"}, size]})),
        ]));
        assert_eq!(
            prepared.limited.keys().collect::<Vec<_>>(),
            ["BVariant1", "RowsItem", "RowsItemItem"]
        );
        let Limits::Items { items, .. } = &prepared.limited["RowsItem"].0 else { panic!("a list") };
        assert_eq!(*items, json!({"$ref": "#/components/schemas/RowsItemItem"}));
    }
}
