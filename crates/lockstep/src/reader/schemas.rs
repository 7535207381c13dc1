//! Component schemas, and what no emitter can carry in a schema.

use std::collections::BTreeMap;

use heck::ToUpperCamelCase;
use serde_json::{Map, Value};

use super::{Reader, array, members};
use crate::{
    api::{ACCEPT_JSON_STRING, OURS, SECRET},
    diagnostic::Rule,
    pointer::Pointer,
    schema,
};

/// The types that a schema can have.
const TYPES: [&str; 6] = ["string", "number", "integer", "boolean", "array", "object"];

impl Reader<'_> {
    pub(super) fn schemas(&mut self) -> BTreeMap<String, Value> {
        let at = Pointer::root().join("components").join("schemas");
        let mut schemas = BTreeMap::new();
        let mut rust_names: BTreeMap<String, String> = BTreeMap::new();
        for (name, schema) in members(self.document.get(&at)) {
            let here = at.join(name);
            let rust_name = name.to_upper_camel_case();
            if !rust_name.starts_with(|c: char| c.is_ascii_alphabetic()) || !rust_name.is_ascii() {
                self.found.push(
                    Rule::Name,
                    &here,
                    format!("`{name}` gives no name for a Rust type"),
                    "use a name of ASCII letters and digits that starts with a letter",
                );
            }
            if let Some(other) = rust_names.insert(rust_name.clone(), name.clone()) {
                self.found.push(
                    Rule::NameCollision,
                    &here,
                    format!("`{name}` and `{other}` would both be the Rust type `{rust_name}`"),
                    "rename one of the two",
                );
            }
            self.schema(&here, schema);
            schemas.insert(name.clone(), schema.clone());
        }
        schemas
    }

    /// Checks a schema and all in it for what no emitter can carry.
    pub(super) fn schema(&mut self, at: &Pointer, schema: &Value) {
        let Value::Object(members) = schema else {
            if !schema.is_boolean() {
                self.found.push(
                    Rule::Structure,
                    at,
                    "a schema is an object",
                    "write `{}` for a schema that accepts everything",
                );
            }
            return;
        };
        if let Some(target) = members.get("$ref") {
            let known = target
                .as_str()
                .and_then(|target| target.strip_prefix(schema::SCHEMAS))
                .is_some_and(|name| {
                    self.document.root()["components"]["schemas"].get(name).is_some()
                });
            if !known {
                self.found.push(
                    Rule::Reference,
                    &at.join("$ref"),
                    format!("{target} is not a schema of this document"),
                    "refer to `#/components/schemas/…` and define it there",
                );
            }
            return;
        }
        self.keywords(at, members);
        self.limits(at, schema);
        self.contradictions(at, schema);
        self.schema_extensions(at, members);
        if members.get("nullable") == Some(&Value::Bool(true))
            && !members.contains_key("type")
            && !members.contains_key("allOf")
        {
            self.found.push(
                Rule::Unsupported,
                &at.join("nullable"),
                "`nullable` has no effect without a `type` beside it (OpenAPI 3.0.3)",
                "add the `type`",
            );
        }
        for (key, value) in members {
            let here = at.join(key);
            match key.as_str() {
                "items" | "not" => self.schema(&here, value),
                "additionalProperties" if value.is_object() => self.schema(&here, value),
                "properties" => {
                    for (name, property) in super::members(Some(value)) {
                        self.schema(&here.join(name), property);
                    }
                }
                "allOf" | "anyOf" | "oneOf" => {
                    for (index, part) in array(schema, key).iter().enumerate() {
                        self.schema(&here.join(index), part);
                    }
                }
                "enum" => self.enumeration(&here, value),
                "pattern" => self.pattern(&here, value),
                "type" if !value.is_string() => self.found.push(
                    Rule::Structure,
                    &here,
                    "`type` is one string in OpenAPI 3.0",
                    "write `nullable: true` beside the type to admit null",
                ),
                "discriminator" => self.found.push(
                    Rule::Unsupported,
                    &here,
                    "a discriminator is not carried yet",
                    "leave it out: the variants are told apart by their shape",
                ),
                _ => {}
            }
        }
    }

    /// Refuses keywords that OpenAPI 3.0 does not have, and values of the wrong kind. A misspelt limit would be none.
    fn keywords(&mut self, at: &Pointer, members: &Map<String, Value>) {
        for (key, value) in members {
            let (fits, expected) = match key.as_str() {
                "type" if !value.is_string() => continue,
                "type" => (
                    value.as_str().is_some_and(|kind| TYPES.contains(&kind)),
                    "one of string, number, integer, boolean, array and object",
                ),
                "title" | "description" | "format" | "pattern" => (value.is_string(), "a string"),
                "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
                | "maxProperties" => (value.is_u64(), "a whole number, 0 or more"),
                "minimum" | "maximum" | "multipleOf" => (value.is_number(), "a number"),
                "nullable" | "readOnly" | "writeOnly" | "deprecated" | "uniqueItems"
                | "exclusiveMinimum" | "exclusiveMaximum" => (value.is_boolean(), "true or false"),
                "required" => (
                    value.as_array().is_some_and(|names| names.iter().all(Value::is_string)),
                    "a list of property names",
                ),
                "enum" | "allOf" | "anyOf" | "oneOf" => (value.is_array(), "a list"),
                "properties" | "items" | "not" | "discriminator" | "externalDocs" | "xml" => {
                    (value.is_object(), "an object")
                }
                "additionalProperties" => {
                    (value.is_object() || value.is_boolean(), "a schema, true or false")
                }
                "default" | "example" => continue,
                key if key.starts_with("x-") => continue,
                _ => {
                    self.found.push(
                        Rule::Structure,
                        &at.join(key),
                        format!("OpenAPI 3.0 has no keyword `{key}` in a schema"),
                        "check its spelling, or start it with `x-` if it is for people only",
                    );
                    continue;
                }
            };
            if !fits {
                self.found.push(
                    Rule::Structure,
                    &at.join(key),
                    format!("`{key}` is {expected}"),
                    "mend the value",
                );
            }
        }
    }

    /// Refuses what no value could keep to, or what was surely not meant.
    fn contradictions(&mut self, at: &Pointer, schema: &Value) {
        for (min, max) in
            [("minLength", "maxLength"), ("minItems", "maxItems"), ("minimum", "maximum")]
        {
            let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
            if let (Some(low), Some(high)) = (bound(min), bound(max))
                && low > high
            {
                self.found.push(
                    Rule::Structure,
                    &at.join(min),
                    format!("`{min}` is more than `{max}`, so no value fits"),
                    "change one of the two",
                );
            }
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        for (index, name) in array(schema, "required").iter().enumerate() {
            let Some(name) = name.as_str() else { continue };
            let composed = schema.get("allOf").is_some() || schema.get("properties").is_none();
            if !composed && !properties.is_some_and(|known| known.contains_key(name)) {
                self.found.push(
                    Rule::Structure,
                    &at.join("required").join(index),
                    format!("`{name}` is required and not among the properties"),
                    "add the property, or correct the name",
                );
            }
        }
        if let (Some(values), Some(default)) =
            (schema.get("enum").and_then(Value::as_array), schema.get("default"))
            && !values.contains(default)
        {
            self.found.push(
                Rule::Structure,
                &at.join("default"),
                "the default is not one of the values of `enum`",
                "use one of them",
            );
        }
    }

    /// Refuses extensions of ours that would have no effect. One that keeps a secret must not fail by a misspelling.
    pub(super) fn schema_extensions(&mut self, at: &Pointer, members: &Map<String, Value>) {
        let place: Vec<&str> = at.as_str().split('/').skip(1).collect();
        let component = matches!(place[..], ["components", "schemas", _]);
        for (key, value) in members {
            if !key.starts_with(OURS) {
                continue;
            }
            let fault = if ![SECRET, ACCEPT_JSON_STRING].contains(&key.as_str()) {
                format!("`{key}` is not known on a schema")
            } else if !value.is_boolean() {
                format!("`{key}` is `true` or `false`")
            } else if !component {
                format!("`{key}` has an effect directly under `components/schemas` only")
            } else {
                continue;
            };
            let known = format!(
                "known are `{SECRET}: true` and `{ACCEPT_JSON_STRING}: true`, on named schemas"
            );
            self.found.push(Rule::Unsupported, &at.join(key), fault, known);
        }
    }

    /// Refuses limits that no generated type would enforce: a limit that only stands there is worse than none.
    pub(super) fn limits(&mut self, at: &Pointer, schema: &Value) {
        let place: Vec<&str> = at.as_str().split('/').skip(1).collect();
        // A component, or a property of one, can have a type of its own.
        let named = matches!(
            place[..],
            ["components", "schemas", _] | ["components", "schemas", _, "properties", _]
        );
        let in_schemas = matches!(place[..], ["components", "schemas", ..]);
        let kind = schema["type"].as_str().unwrap_or_default();
        for keyword in [
            "multipleOf",
            "minProperties",
            "maxProperties",
            "uniqueItems",
            "exclusiveMinimum",
            "exclusiveMaximum",
        ] {
            if schema.get(keyword).is_some_and(|value| *value != Value::Bool(false)) {
                self.found.push(
                    Rule::Unsupported,
                    &at.join(keyword),
                    format!("generated types do not enforce `{keyword}` yet"),
                    "leave it out, and check it where the operation is implemented",
                );
            }
        }
        if kind == "number" {
            for keyword in ["minimum", "maximum"] {
                if schema.get(keyword).is_some() {
                    self.found.push(
                        Rule::Unsupported,
                        &at.join(keyword),
                        format!("generated types do not enforce `{keyword}` of a `number` yet"),
                        "use an `integer`, or check it where the operation is implemented",
                    );
                }
            }
        }
        if schema::Limits::of(schema).is_some() && schema.get("enum").is_some() {
            self.found.push(
                Rule::Unsupported,
                &at.join("enum"),
                format!(
                    "generated types do not enforce an `enum` beside the limits of this {kind}"
                ),
                "keep one of the two",
            );
        }
        if in_schemas && !named && schema::Limits::of(schema).is_some() {
            self.found.push(
                Rule::Unsupported,
                at,
                format!("the limits of this {kind} have no type of their own to enforce them"),
                "move it to `components/schemas` and refer to it",
            );
        }
    }

    pub(super) fn enumeration(&mut self, at: &Pointer, values: &Value) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (index, value) in values.as_array().into_iter().flatten().enumerate() {
            let Some(value) = value.as_str() else {
                continue;
            };
            if let Some(other) = seen.insert(value.to_upper_camel_case(), value) {
                self.found.push(
                    Rule::NameCollision,
                    &at.join(index),
                    format!("`{value}` and `{other}` would be the same Rust variant"),
                    "rename one of the two",
                );
            }
        }
        if values.as_array().is_none_or(Vec::is_empty) {
            self.found.push(
                Rule::Structure,
                at,
                "an enumeration lists at least one value",
                "list the values, or leave `enum` out",
            );
        }
    }

    pub(super) fn pattern(&mut self, at: &Pointer, value: &Value) {
        let fault = match value.as_str() {
            None => Some("it is not a string".to_owned()),
            Some(pattern) => regress::Regex::new(pattern).err().map(|error| error.to_string()),
        };
        if let Some(fault) = fault {
            self.found.push(
                Rule::Structure,
                at,
                format!("the pattern is not a regular expression of ECMA-262: {fault}"),
                "mend the pattern",
            );
        }
    }
}
