//! Schemas in three dialects: OpenAPI 3.0 in the contract, JSON Schema for typify, and schemars'
//! for Dropshot.

use std::{cell::RefCell, collections::BTreeSet};

use serde_json::{Map, Value, json};

/// The prefix of references to component schemas.
pub(crate) const SCHEMAS: &str = "#/components/schemas/";

/// Returns the name of the component schema that a schema refers to, if it is a reference.
pub(crate) fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix(SCHEMAS)
}

/// Returns a reference to the component schema of a name.
pub(crate) fn refer_to(name: &str) -> Value {
    json!({ "$ref": format!("{SCHEMAS}{name}") })
}

/// Returns the names of all component schemas that a schema refers to, at any depth.
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
                match (key.as_str(), value) {
                    ("example" | "default" | "enum", _) => {}
                    // These keys are the author's own names, which may be any of these words.
                    ("properties", Value::Object(properties)) => {
                        properties
                            .values()
                            .for_each(|property| collect_references(property, found));
                    }
                    _ => collect_references(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, found)),
        _ => {}
    }
}

/// The ways in which lockstep replaces a schema that Dropshot cannot describe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Adaptation {
    /// A schema without a `type` gets the one that its keywords are about.
    Type,
    /// Several of `allOf`, `anyOf`, `oneOf` and `not` without a `type` become parts of one `allOf`.
    Parts,
    /// `xml`, `externalDocs`, keywords that OpenAPI does not have, members next to a `$ref`, and
    /// `additionalProperties` of what is no object are left out.
    Detail,
    /// `enum: [null]` of earlier versions of Dropshot gets `type: string`, as the current version
    /// writes it.
    Null,
}

/// The formats of strings that have their own type in Rust, which enforces no other limits.
pub(crate) const FORMATS: [&str; 6] = ["uuid", "date-time", "date", "ip", "ipv4", "ipv6"];

/// Returns whether a schema of strings has an enumeration or is composed of others, so that its
/// type enforces no `minLength`, `maxLength` and `pattern`.
#[cfg(feature = "instances")]
pub(crate) fn is_limited_elsewhere(schema: &Map<String, Value>) -> bool {
    schema.contains_key("enum") || COMPOSING.iter().any(|key| schema.contains_key(*key))
}

/// The keywords of a schema (OpenAPI 3.0.3).
pub(crate) const KEYWORDS: [&str; 35] = [
    "title",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "required",
    "enum",
    "type",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "items",
    "properties",
    "additionalProperties",
    "description",
    "format",
    "default",
    "nullable",
    "discriminator",
    "readOnly",
    "writeOnly",
    "xml",
    "externalDocs",
    "example",
    "deprecated",
];

/// The keywords that compose schemas.
pub(crate) const COMPOSING: [&str; 4] = ["allOf", "anyOf", "oneOf", "not"];

/// The keywords that are about values of one type, and have no effect on others.
const KEYWORDS_OF_TYPES: [(&str, &[&str]); 4] = [
    (
        "object",
        &["properties", "required", "additionalProperties", "minProperties", "maxProperties"],
    ),
    ("array", &["items", "minItems", "maxItems", "uniqueItems"]),
    ("string", &["minLength", "maxLength", "pattern"]),
    ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
];

/// Returns the type that a keyword is about, if the values of a type have none of it. Keywords of
/// numbers are about integers, too.
pub(crate) fn other_type(keyword: &str, kind: &str) -> Option<&'static str> {
    let (about, _) = KEYWORDS_OF_TYPES.iter().find(|(_, words)| words.contains(&keyword))?;
    (*about != kind && !(*about == "number" && kind == "integer")).then_some(*about)
}

/// Returns the type that keywords are about, for a schema without a `type`. Its author meant that
/// type, and Dropshot describes nothing without one.
pub(crate) fn meant_type(members: &Map<String, Value>) -> Option<&'static str> {
    if members.contains_key("type") || members.contains_key("$ref") {
        return None;
    }
    let meant = |words: &[&str]| words.iter().any(|word| members.contains_key(*word));
    if let Some((kind, _)) = KEYWORDS_OF_TYPES.iter().find(|(_, words)| meant(words)) {
        return Some(kind);
    }
    let values = members.get("enum")?.as_array()?;
    let all = |is: fn(&Value) -> bool| values.iter().all(is);
    match values.first()? {
        Value::String(_) if all(Value::is_string) => Some("string"),
        Value::Bool(_) if all(Value::is_boolean) => Some("boolean"),
        Value::Number(_) if all(|it| it.is_i64() || it.is_u64()) => Some("integer"),
        Value::Number(_) if all(Value::is_number) => Some("number"),
        _ => None,
    }
}

/// Returns the type of a schema's values, as the schema says it, or as its keywords mean it.
pub(crate) fn type_of(schema: &Value) -> Option<&str> {
    let said = schema.get("type").and_then(Value::as_str);
    said.or_else(|| meant_type(schema.as_object()?))
}

/// Returns whether a schema allows null and nothing else, as Dropshot writes it.
pub(crate) fn is_null(schema: &Value) -> bool {
    let kind = schema.get("type");
    schema.get("enum").is_some_and(|values| *values == json!([null]))
        && kind.is_none_or(|kind| kind == "string")
}

/// The members of a schema that say nothing about its values.
pub(crate) const ANNOTATIONS: [&str; 9] = [
    "title",
    "description",
    "default",
    "example",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
];

/// Returns whether each text is a value of a schema.
pub(crate) fn is_any_text(schema: &Value) -> bool {
    let Value::Object(members) = schema else { return false };
    let allows_any = |(key, value): (&String, &Value)| match key.as_str() {
        "type" | "nullable" | "examples" => true,
        "format" => value.as_str().is_none_or(|format| !FORMATS.contains(&format)),
        "minLength" => value == 0,
        key => key.starts_with("x-") || ANNOTATIONS.contains(&key),
    };
    schema["type"] == "string" && members.iter().all(allows_any)
}

/// Returns whether a variant allows null and nothing else. In a list of variants, `nullable: true`
/// alone means that, since schemars writes an `Option` so.
pub(crate) fn is_null_variant(schema: &Value) -> bool {
    let Value::Object(members) = schema else { return false };
    let annotation = |key: &String| ANNOTATIONS.contains(&key.as_str());
    is_null(schema)
        || flag(schema, "nullable") && members.keys().all(|it| annotation(it) || it == "nullable")
}

/// Returns a schema as it is generated, and the ways in which it differs from the document.
pub(crate) fn adapted(schema: &Value) -> (Value, Vec<Adaptation>) {
    let found = RefCell::new(Vec::new());
    let adapted = map_schema(schema, &|members| {
        let before = members.len();
        if members.contains_key("$ref") {
            members.retain(|key, _| key == "$ref");
        }
        members.retain(|key, _| {
            key == "$ref"
                || key.starts_with("x-")
                || KEYWORDS.contains(&key.as_str()) && !["xml", "externalDocs"].contains(&&**key)
        });
        // They have no effect, and Dropshot does not describe them.
        if let Some(kind) = members.get("type").and_then(Value::as_str).map(str::to_owned) {
            members.retain(|key, _| other_type(key, &kind).is_none());
        }
        if members.len() < before {
            found.borrow_mut().push(Adaptation::Detail);
        }
        if members.get("enum").is_some_and(|values| *values == json!([null]))
            && !members.contains_key("type")
        {
            members.insert("type".to_owned(), json!("string"));
            found.borrow_mut().push(Adaptation::Null);
        }
        if let Some(kind) = meant_type(members) {
            members.insert("type".to_owned(), json!(kind));
            found.borrow_mut().push(Adaptation::Type);
        }
        let composing = COMPOSING.iter().filter(|key| members.contains_key(**key)).count();
        if composing > 1 && !members.contains_key("type") {
            let parts: Vec<Value> = COMPOSING
                .iter()
                .filter_map(|key| members.remove_entry(*key))
                .map(|(key, value)| json!({ key: value }))
                .collect();
            members.insert("allOf".to_owned(), Value::Array(parts));
            found.borrow_mut().push(Adaptation::Parts);
        }
    });
    (adapted, found.into_inner())
}

/// Returns whether Dropshot takes a schema for that of a single value: a scalar, or a choice of
/// scalars. `document` resolves references.
pub(crate) fn is_single_value(document: &Value, schema: &Value) -> bool {
    // Each name is followed once: if its schema is no single value, neither is the whole.
    fn look<'v>(document: &'v Value, schema: &'v Value, known: &mut BTreeSet<&'v str>) -> bool {
        if let Some(name) = reference(schema) {
            let target = &document["components"]["schemas"][name];
            return !known.insert(name) || look(document, target, known);
        }
        if let Some(kind) = type_of(schema) {
            return matches!(kind, "string" | "integer" | "number" | "boolean")
                && COMPOSING.iter().all(|key| schema.get(key).is_none());
        }
        let parts = |key: &str| {
            schema.get(key).and_then(Value::as_array).map_or(&[] as &[_], Vec::as_slice)
        };
        match (parts("allOf"), parts("anyOf"), parts("oneOf")) {
            ([part], [], []) | ([], [part], []) => look(document, part, known),
            ([], [], parts @ [_, ..]) => parts.iter().all(|part| look(document, part, known)),
            _ => false,
        }
    }
    let (schema, _) = adapted(schema);
    look(document, &schema, &mut BTreeSet::new())
}

/// Returns whether all values of a schema are strings, numbers or booleans.
pub(crate) fn is_scalar(document: &Value, schema: &Value) -> bool {
    all_have_type(document, schema, |kind| {
        matches!(kind, "string" | "integer" | "number" | "boolean")
    })
}

/// Returns whether all values of a schema other than null have a type that fits.
pub(crate) fn all_have_type(document: &Value, schema: &Value, fits: fn(&str) -> bool) -> bool {
    fn look(document: &Value, schema: &Value, fits: fn(&str) -> bool, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        if let Some(name) = reference(schema) {
            return look(document, &document["components"]["schemas"][name], fits, depth);
        }
        if let Some(kind) = type_of(schema) {
            return fits(kind);
        }
        let parts = |key: &str| schema.get(key).and_then(Value::as_array);
        let all = |key: &str| {
            parts(key).is_some_and(|parts| {
                let mut others = parts.iter().filter(|part| !is_null_variant(part)).peekable();
                others.peek().is_some() && others.all(|part| look(document, part, fits, depth))
            })
        };
        let any = |key: &str| {
            let some =
                |parts: &Vec<Value>| parts.iter().any(|part| look(document, part, fits, depth));
            parts(key).is_some_and(some)
        };
        all("oneOf") || all("anyOf") || any("allOf")
    }
    let (schema, _) = adapted(schema);
    look(document, &schema, fits, 16)
}

/// Returns whether a single value can be read from text without a choice between types. A choice
/// must be text in every variant, since a number in a query looks like text.
pub(crate) fn is_text_or_one_type(document: &Value, schema: &Value) -> bool {
    fn look(document: &Value, schema: &Value, chosen: bool, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        if let Some(name) = reference(schema) {
            return look(document, &document["components"]["schemas"][name], chosen, depth);
        }
        let parts = COMPOSING.iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
        let parts: Vec<&Value> = parts.collect();
        let chosen = chosen || parts.len() > 1;
        (!chosen || schema.get("type").is_none_or(|kind| kind == "string"))
            && parts.into_iter().all(|part| look(document, part, chosen, depth))
    }
    let (schema, _) = adapted(schema);
    look(document, &schema, false, 16)
}

/// Converts a schema for schemars 0.8, so that Dropshot describes it as the contract does.
pub(crate) fn to_schemars(schema: &Value) -> Value {
    map_schema(schema, &|members| {
        if is_null(&Value::Object(members.clone())) {
            members.remove("enum");
            members.insert("type".to_owned(), json!("null"));
        }
        for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")]
        {
            // OpenAPI 3.0 has a flag next to the bound, JSON Schema since draft 6 the bound itself.
            if members.remove(exclusive) == Some(Value::Bool(true))
                && let Some(value) = members.remove(bound)
            {
                members.insert(exclusive.to_owned(), value);
            }
        }
    })
}

/// Converts a schema for typify: `null` becomes a type, and annotations for readers go.
pub(crate) fn to_json_schema(schema: &Value) -> Value {
    map_schema(&to_schemars(schema), &|members| {
        // typify would name the type by the title.
        for annotation in ["title", "example", "externalDocs", "xml"] {
            members.remove(annotation);
        }
        members.retain(|key, _| !key.starts_with("x-"));
        // typify panics at a format of a type that has none.
        if members.get("type").is_some_and(|it| it == "boolean" || it == "array" || it == "object")
        {
            members.remove("format");
        }
        // Dropshot writes `uint` for the width of a pointer, and typify reads it as 32 bits.
        for (format, wide) in [("uint", "uint64"), ("int", "int64")] {
            if members.get("format").is_some_and(|it| it == format) {
                members.insert("format".to_owned(), wide.into());
            }
        }
        if members.remove("nullable") == Some(Value::Bool(true)) {
            // It is that of an `Option`. typify would look for it among the values of the rest.
            if members.get("default") == Some(&Value::Null) {
                members.remove("default");
            }
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
    } else if members.contains_key("oneOf") || members.contains_key("anyOf") {
        let mut inner = std::mem::take(members);
        for annotation in ["description", "default"] {
            members.extend(inner.remove_entry(annotation));
        }
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
pub(crate) fn map_schema(schema: &Value, change: &impl Fn(&mut Map<String, Value>)) -> Value {
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

/// Returns whether a flag is set.
pub(crate) fn flag(schema: &Value, name: &str) -> bool {
    schema.get(name) == Some(&Value::Bool(true))
}

/// Returns indented JSON with its members in a fixed order, whichever map `serde_json` was built
/// with.
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
    fn schema_is_converted_to_each_dialect() {
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
}
