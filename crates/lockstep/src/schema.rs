//! Schemas in the three dialects that meet here: OpenAPI 3.0 in the contract, JSON Schema for typify, and schemars' for
//! Dropshot.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use serde_json::{Map, Value, json};

/// Where references to component schemas point.
pub(crate) const SCHEMAS: &str = "#/components/schemas/";

/// The name of the component schema that a schema refers to, if it is a reference.
pub(crate) fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix(SCHEMAS)
}

/// The names of all the component schemas that a schema refers to, at any depth.
pub(crate) fn references(schema: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect_references(schema, &mut found);
    found
}

fn collect_references(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            found.extend(reference(schema).map(str::to_owned));
            for (key, value) in members {
                if !matches!(key.as_str(), "example" | "default" | "enum") {
                    collect_references(value, found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, found)),
        _ => {}
    }
}

/// The schema as schemars 0.8 reads it, so that Dropshot writes it again as it stands in the contract.
pub(crate) fn to_schemars(schema: &Value) -> Value {
    map_schema(schema, &|members| {
        for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")]
        {
            // A flag beside the bound in OpenAPI 3.0, the bound itself in JSON Schema since draft 6.
            if members.remove(exclusive) == Some(Value::Bool(true))
                && let Some(value) = members.remove(bound)
            {
                members.insert(exclusive.to_owned(), value);
            }
        }
    })
}

/// The schema as typify reads it: `null` is a type, annotations that only readers need are gone.
pub(crate) fn to_json_schema(schema: &Value) -> Value {
    map_schema(&to_schemars(schema), &|members| {
        // typify would take a title for the type's name.
        for annotation in ["title", "example", "externalDocs", "xml"] {
            members.remove(annotation);
        }
        members.retain(|key, _| !key.starts_with("x-"));
        if members.remove("nullable") == Some(Value::Bool(true)) {
            make_nullable(members);
        }
    })
}

fn make_nullable(members: &mut Map<String, Value>) {
    if let Some(Value::Array(parts)) = members.get("allOf") {
        let inner = if parts.len() == 1 { parts[0].clone() } else { json!({ "allOf": parts }) };
        members.remove("allOf");
        members.remove("type");
        members.insert("oneOf".to_owned(), json!([{ "type": "null" }, inner]));
    } else if let Some(kind) = members.get("type").cloned() {
        members.insert("type".to_owned(), json!([kind, "null"]));
        if let Some(Value::Array(values)) = members.get_mut("enum")
            && !values.contains(&Value::Null)
        {
            values.push(Value::Null);
        }
    }
}

/// Applies `change` to a schema and to every schema in it, inner ones first.
fn map_schema(schema: &Value, change: &impl Fn(&mut Map<String, Value>)) -> Value {
    let Value::Object(members) = schema else {
        return schema.clone();
    };
    let mut mapped = Map::new();
    for (key, value) in members {
        let value = match key.as_str() {
            "items" | "not" | "additionalProperties" => map_schema(value, change),
            "properties" => match value {
                Value::Object(properties) => Value::Object(
                    properties
                        .iter()
                        .map(|(name, schema)| (name.clone(), map_schema(schema, change)))
                        .collect(),
                ),
                other => other.clone(),
            },
            "allOf" | "anyOf" | "oneOf" => match value {
                Value::Array(parts) => {
                    Value::Array(parts.iter().map(|part| map_schema(part, change)).collect())
                }
                other => other.clone(),
            },
            _ => value.clone(),
        };
        mapped.insert(key.clone(), value);
    }
    change(&mut mapped);
    Value::Object(mapped)
}

/// The limits of an array or a number that typify's types do not enforce, so that lockstep's own do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Limits {
    /// `minItems`, `maxItems`.
    Items { items: Value, min: Option<u64>, max: Option<u64> },
    /// `minimum`, `maximum` of an integer.
    Integer { format: Option<String>, min: Option<i64>, max: Option<i64> },
}

impl Limits {
    /// The limits that a schema sets itself, apart from what it refers to.
    pub(crate) fn of(schema: &Value) -> Option<Self> {
        let bound = |name: &str| schema.get(name).and_then(Value::as_u64);
        match schema.get("type")?.as_str()? {
            "array" if bound("minItems").is_some() || bound("maxItems").is_some() => {
                Some(Self::Items {
                    items: schema.get("items")?.clone(),
                    min: bound("minItems"),
                    max: bound("maxItems"),
                })
            }
            "integer" => {
                let bound = |name: &str| schema.get(name).and_then(whole);
                let (min, max) = (bound("minimum"), bound("maximum"));
                let format = schema.get("format").and_then(Value::as_str).map(str::to_owned);
                // Without a format, a minimum of 0 or 1 alone is an unsigned or a non-zero integer already.
                let known = format.is_none() && max.is_none() && matches!(min, Some(0 | 1));
                (!known && (min.is_some() || max.is_some())).then_some(Self::Integer {
                    format,
                    min,
                    max,
                })
            }
            _ => None,
        }
    }
}

/// A whole number, also if it is written as `1.0` or `1e3`.
fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        let number = value.as_f64()?;
        // The bounds of what a double can tell apart.
        #[allow(clippy::cast_possible_truncation, reason = "checked by the range")]
        (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
    })
}

/// Component schemas as typify gets them, and the types with limits that lockstep writes itself.
#[derive(Debug, Default)]
pub(crate) struct Prepared {
    /// JSON Schemas by name; a property with limits is a reference to a definition of its own.
    pub(crate) definitions: BTreeMap<String, Value>,
    /// Limits by the name of the definition that has them, with its description.
    pub(crate) limited: BTreeMap<String, (Limits, Option<String>)>,
    /// Component and property whose limits would need a type name that is taken.
    pub(crate) collisions: Vec<(String, String, String)>,
}

/// Gives each array or number with limits a definition of its own, named after the property it stands in.
pub(crate) fn prepare(schemas: &BTreeMap<String, Value>) -> Prepared {
    // What each name would stand for; more than one thing means that the short name will not do.
    let mut by_name: BTreeMap<String, Vec<Limits>> = BTreeMap::new();
    for schema in schemas.values() {
        for (property, inner) in properties(schema) {
            if let Some(limits) = Limits::of(inner) {
                let known = by_name.entry(property.to_upper_camel_case()).or_default();
                if !known.contains(&limits) {
                    known.push(limits);
                }
            }
        }
    }
    let components: BTreeSet<String> =
        schemas.keys().map(|name| name.to_upper_camel_case()).collect();

    let mut prepared = Prepared::default();
    for (name, schema) in schemas {
        let mut definition = schema.clone();
        if let Some(limits) = Limits::of(schema) {
            prepared.limited.insert(name.clone(), (limits, description(schema)));
        }
        for (property, inner) in properties(schema) {
            let Some(limits) = Limits::of(inner) else { continue };
            let short = property.to_upper_camel_case();
            let unique = by_name[&short].len() == 1 && !components.contains(&short);
            let own = if unique { short } else { format!("{}{short}", name.to_upper_camel_case()) };
            let taken = prepared.limited.get(&own).is_some_and(|(known, _)| *known != limits);
            if taken || components.contains(&own) {
                prepared.collisions.push((name.clone(), property.to_owned(), own));
                continue;
            }
            let mut referring = Map::new();
            for key in ["description", "nullable"] {
                if let Some(value) = inner.get(key) {
                    referring.insert(key.to_owned(), value.clone());
                }
            }
            referring.insert("allOf".to_owned(), json!([{ "$ref": format!("{SCHEMAS}{own}") }]));
            definition["properties"][property] = Value::Object(referring);

            let mut alone = inner.clone();
            if let Value::Object(members) = &mut alone {
                members.remove("nullable");
            }
            prepared.definitions.insert(own.clone(), to_json_schema(&alone));
            prepared.limited.insert(own, (limits, description(inner)));
        }
        prepared.definitions.insert(name.clone(), to_json_schema(&definition));
    }
    prepared
}

fn description(schema: &Value) -> Option<String> {
    schema.get("description").and_then(Value::as_str).map(str::to_owned)
}

fn properties(schema: &Value) -> impl Iterator<Item = (&str, &Value)> {
    schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(name, schema)| (name.as_str(), schema))
}

/// Whether a vendor extension of lockstep's is set on a schema.
pub(crate) fn flag(schema: &Value, name: &str) -> bool {
    schema.get(name) == Some(&Value::Bool(true))
}

/// A schema as indented JSON with its members in a fixed order, whichever map `serde_json` was built with.
pub(crate) fn pretty(value: &Value) -> String {
    fn sorted(value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let mut keys: Vec<_> = members.keys().collect();
                keys.sort();
                Value::Object(
                    keys.into_iter().map(|key| (key.clone(), sorted(&members[key]))).collect(),
                )
            }
            Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
            other => other.clone(),
        }
    }
    serde_json::to_string_pretty(&sorted(value)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dialects() {
        for (openapi, expected) in [
            (
                json!({"type": "string", "nullable": true, "enum": ["a"], "example": "a"}),
                json!({"type": ["string", "null"], "enum": ["a", null]}),
            ),
            (
                json!({"type": "string", "nullable": true, "allOf": [{"$ref": "#/components/schemas/A"}]}),
                json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/A"}]}),
            ),
            (
                json!({"type": "integer", "minimum": 1, "exclusiveMinimum": true}),
                json!({"type": "integer", "exclusiveMinimum": 1}),
            ),
            (
                json!({"type": "object", "title": "T", "properties": {"example": {"type": "string", "title": "U"}}}),
                json!({"type": "object", "properties": {"example": {"type": "string"}}}),
            ),
        ] {
            assert_eq!(to_json_schema(&openapi), expected);
        }
    }

    #[test]
    fn limits_of_integers() {
        for (schema, expected) in [
            (json!({"type": "integer", "minimum": 0}), None),
            (json!({"type": "integer", "minimum": 1}), None),
            (json!({"type": "integer", "format": "int32", "minimum": 0}), Some((Some(0), None))),
            (json!({"type": "integer", "maximum": 1e3}), Some((None, Some(1000)))),
            (json!({"type": "integer", "minimum": -1}), Some((Some(-1), None))),
            (json!({"type": "integer"}), None),
        ] {
            let limits = Limits::of(&schema).map(|limits| match limits {
                Limits::Integer { min, max, .. } => (min, max),
                Limits::Items { .. } => panic!("not an array"),
            });
            assert_eq!(limits, expected, "{schema}");
        }
    }

    #[test]
    fn names_that_are_written_differently_do_not_share_limits() {
        let list =
            |max: u64| json!({"type": "array", "maxItems": max, "items": {"type": "string"}});
        let schemas = BTreeMap::from([
            ("A".to_owned(), json!({"type": "object", "properties": {"userIds": list(3)}})),
            ("B".to_owned(), json!({"type": "object", "properties": {"user_ids": list(5)}})),
            ("c_tags".to_owned(), json!({"type": "string"})),
            ("C".to_owned(), json!({"type": "object", "properties": {"tags": list(1)}})),
            ("D".to_owned(), json!({"type": "object", "properties": {"tags": list(2)}})),
        ]);
        let prepared = prepare(&schemas);
        assert_eq!(prepared.limited.keys().collect::<Vec<_>>(), ["AUserIds", "BUserIds", "DTags"]);
        let collision = ("C".to_owned(), "tags".to_owned(), "CTags".to_owned());
        assert_eq!(prepared.collisions, [collision]);
    }

    #[test]
    fn limits_get_a_definition() {
        let list = |max: u64| json!({"type": "array", "nullable": true, "maxItems": max, "items": {"type": "string"}});
        let schemas = BTreeMap::from([
            (
                "A".to_owned(),
                json!({"type": "object", "properties": {"tags": list(3), "ids": list(1)}}),
            ),
            (
                "B".to_owned(),
                json!({"type": "object", "properties": {"tags": list(3), "ids": list(2)}}),
            ),
        ]);
        let prepared = prepare(&schemas);
        assert_eq!(prepared.limited.keys().collect::<Vec<_>>(), ["AIds", "BIds", "Tags"]);
        assert_eq!(
            prepared.definitions["A"]["properties"]["tags"],
            json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Tags"}]})
        );
    }
}
