//! Words in schemas that are not of the document's own version of OpenAPI, and whose meaning is
//! plain: keywords of 3.1 in a document of 3.0, and names of types that other languages have.
//!
//! Each kind of word is said once, in a note at the first place, since a document that has one has
//! many.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    complete::Completion,
    limits::whole,
    parsed::Parsed,
    pointer::Pointer,
    schema::{COMPOSING, meant_type},
};

/// The keywords of OpenAPI 3.1 that 3.0 lacks.
const KEYWORDS: [&str; 26] = [
    "const",
    "examples",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "$schema",
    "$id",
    "$anchor",
    "$comment",
    "$defs",
    "definitions",
    "prefixItems",
    "patternProperties",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "maxContains",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "exclusiveMinimum",
];

/// Names of types with a plain meaning: the type, and the format if the name says one.
const TYPES: [(&str, &str, &str); 24] = [
    ("date", "string", "date"),
    ("datetime", "string", "date-time"),
    ("date-time", "string", "date-time"),
    ("uuid", "string", "uuid"),
    ("email", "string", "email"),
    ("uri", "string", "uri"),
    ("url", "string", "uri"),
    ("file", "string", "binary"),
    ("binary", "string", "binary"),
    ("byte", "string", "byte"),
    ("password", "string", "password"),
    ("str", "string", ""),
    ("text", "string", ""),
    ("int", "integer", ""),
    ("int32", "integer", "int32"),
    ("int64", "integer", "int64"),
    ("long", "integer", "int64"),
    ("float", "number", "float"),
    ("double", "number", "double"),
    ("bool", "boolean", ""),
    ("list", "array", ""),
    ("dict", "object", ""),
    ("map", "object", ""),
    ("any", "", ""),
];

/// Formats that one type has.
const FORMATS: [(&str, &str); 19] = [
    ("uuid", "string"),
    ("date", "string"),
    ("date-time", "string"),
    ("time", "string"),
    ("email", "string"),
    ("uri", "string"),
    ("url", "string"),
    ("hostname", "string"),
    ("ip", "string"),
    ("ipv4", "string"),
    ("ipv6", "string"),
    ("password", "string"),
    ("byte", "string"),
    ("binary", "string"),
    ("int32", "integer"),
    ("int64", "integer"),
    ("float", "number"),
    ("double", "number"),
    ("duration", "string"),
];

/// Two to the power of 63, the first number beyond a signed integer of 64 bits.
const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

/// The keywords of schemas that Swagger 2 has in parameters.
const IN_PARAMETERS: [&str; 14] = [
    "type",
    "format",
    "items",
    "enum",
    "default",
    "minimum",
    "maximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
];

/// The keywords whose values are whole numbers.
const SIZES: [&str; 6] =
    ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];

/// The types that a schema can have.
const PLAIN: [&str; 7] = ["string", "number", "integer", "boolean", "array", "object", "null"];

/// The words that were read: for each note, its first place and the number of places.
#[derive(Debug, Default)]
pub(super) struct Words(BTreeMap<String, (Pointer, usize)>);

impl Words {
    /// Gives a schema the names of types that OpenAPI has. Returns whether it has keywords of 3.1,
    /// which are those of the document if `is_3_1`.
    pub(super) fn read(
        &mut self,
        at: &Pointer,
        schema: &mut Map<String, Value>,
        is_3_1: bool,
    ) -> bool {
        self.name_of_type(at, schema);
        self.required_members(at, schema);
        self.listed_once(at, schema);
        self.wide_limits(at, schema);
        whole_sizes(schema);
        for key in ["title", "description"] {
            if schema.get(key).is_some_and(|text| !text.is_string()) {
                schema.remove(key);
                self.add(&at.join(key), format!("a `{key}` that is no text is left out"));
            }
        }
        if is_3_1 {
            return true;
        }
        self.list_of_anything(at, schema);
        let mut found: Vec<&str> = KEYWORDS.into_iter().filter(|key| is_new(schema, key)).collect();
        if schema.get("exclusiveMaximum").is_some_and(Value::is_number) {
            found.push("exclusiveMaximum");
        }
        for key in &found {
            self.add(
                &at.join(key),
                format!("OpenAPI 3.0 has no such `{key}`: it is read as in 3.1"),
            );
        }
        let null = |part: &Value| part.get("type").is_some_and(|kind| kind == "null");
        let has_list = schema.get("type").is_some_and(|kind| kind.is_array() || kind == "null");
        if has_list {
            let message = "OpenAPI 3.0 has one type for a schema: they are read as in 3.1";
            self.add(&at.join("type"), message.to_owned());
        }
        let parts = ["anyOf", "oneOf"].iter().filter_map(|key| schema.get(*key)?.as_array());
        let has_null = parts.flatten().any(null);
        let is_of_3_1 = !found.is_empty() || has_list || has_null;
        // In 3.1, null is one of the types.
        if is_of_3_1
            && schema.get("nullable") == Some(&Value::Bool(true))
            && let Some(kind) = schema.get_mut("type")
        {
            match kind {
                Value::Array(kinds) => kinds.push("null".into()),
                kind => *kind = Value::Array(vec![kind.take(), "null".into()]),
            }
            schema.remove("nullable");
        }
        is_of_3_1
    }

    /// Moves `required: true` of properties to the list of the object, as in JSON Schema since its
    /// fourth draft.
    fn required_members(&mut self, at: &Pointer, schema: &mut Map<String, Value>) {
        let mut required = Vec::new();
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (name, property) in properties.into_iter().flatten() {
            let Value::Object(property) = property else { continue };
            let Some(Value::Bool(flag)) = property.get("required") else { continue };
            if *flag {
                required.push(name.clone());
            }
            property.remove("required");
            let at = at.join("properties").join(name).join("required");
            self.add(&at, "`required` of a property is read as that of its object".to_owned());
        }
        if required.is_empty() {
            return;
        }
        let listed = schema.entry("required").or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(listed) = listed else { return };
        for name in required {
            if !listed.contains(&Value::String(name.clone())) {
                listed.push(name.into());
            }
        }
    }

    /// Takes the only schema of a list for the schema of all items.
    fn listed_once(&mut self, at: &Pointer, schema: &mut Map<String, Value>) {
        if let Some(Value::Array(items)) = schema.get("items")
            && let [one @ Value::Object(_)] = items.as_slice()
        {
            let one = one.clone();
            schema.insert("items".to_owned(), one);
            self.add(&at.join("items"), "`items` is a schema: the only one of the list".to_owned());
        }
    }

    /// Gives a list without `items`, which OpenAPI 3.0 asks for, any items, as in 3.1.
    fn list_of_anything(&mut self, at: &Pointer, schema: &mut Map<String, Value>) {
        if schema.get("type").is_some_and(|kind| kind == "array") && !schema.contains_key("items") {
            schema.insert("items".to_owned(), Value::Object(Map::new()));
            self.add(at, "a list without `items` is read as one of anything".to_owned());
        }
    }

    /// Leaves out limits of integers beyond 64 bits, which no integer of Rust that JSON is read as
    /// reaches. Where numbers are floats, `9223372036854775807` becomes such a limit.
    fn wide_limits(&mut self, at: &Pointer, schema: &mut Map<String, Value>) {
        if schema.get("type").is_none_or(|kind| kind != "integer") {
            return;
        }
        let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
        let is_exact = |key: &str| schema[key].is_i64();
        let unsigned = bound("minimum").is_some_and(|minimum| minimum >= 0.0);
        let high = bound("maximum").is_some_and(|it| {
            let beyond_signed = it.total_cmp(&TWO_TO_63).is_eq() && !is_exact("maximum");
            it > 2.0 * TWO_TO_63 || beyond_signed && !unsigned
        });
        let low = bound("minimum").is_some_and(|it| it <= -TWO_TO_63 && !is_exact("minimum"));
        for (key, is_wide) in [("maximum", high), ("minimum", low)] {
            if is_wide {
                schema.remove(key);
                self.add(
                    &at.join(key),
                    format!("`{key}` is beyond 64 bits, as no integer here is"),
                );
            }
        }
    }

    /// Gives a parameter or a header without a schema one: of the keywords that Swagger 2 writes in
    /// the parameter itself, or else text.
    pub(super) fn without_schema(&mut self, at: &Pointer, object: &mut Map<String, Value>) {
        if ["$ref", "schema", "content"].iter().any(|key| object.contains_key(*key)) {
            return;
        }
        let mut schema: Map<String, Value> =
            IN_PARAMETERS.iter().filter_map(|key| object.remove_entry(*key)).collect();
        let meaning = if schema.is_empty() { "text" } else { "one of these keywords" };
        schema.entry("type").or_insert_with(|| "string".into());
        object.insert("schema".to_owned(), Value::Object(schema));
        self.add(at, format!("a parameter or header without a `schema` is read as {meaning}"));
    }

    /// Says that a schema is `true` or `false`.
    pub(super) fn schema_is_flag(&mut self, at: &Pointer) {
        self.add(
            at,
            "OpenAPI 3.0 has no schema `true` or `false`: it is read as in 3.1".to_owned(),
        );
    }

    fn name_of_type(&mut self, at: &Pointer, schema: &mut Map<String, Value>) {
        let Some(Value::String(kind)) = schema.get("type") else { return };
        if PLAIN.contains(&kind.as_str()) {
            return;
        }
        let written = kind.clone();
        let lower = written.to_ascii_lowercase();
        let known = TYPES.iter().find(|(name, ..)| *name == lower);
        let (kind, format) = match known {
            Some((_, kind, format)) => (*kind, *format),
            None if PLAIN.contains(&lower.as_str()) => (lower.as_str(), ""),
            None => return,
        };
        let meaning = match (kind, format) {
            ("", _) => "any type".to_owned(),
            (kind, "") => format!("`{kind}`"),
            (kind, format) => format!("`{kind}` with the format `{format}`"),
        };
        let message = format!("OpenAPI has no type `{written}`: it is read as {meaning}");
        self.add(&at.join("type"), message);
        if kind.is_empty() {
            schema.remove("type");
        } else {
            schema.insert("type".to_owned(), kind.into());
        }
        if !format.is_empty() {
            schema.entry("format").or_insert(format.into());
        }
        if kind == "array" {
            schema.entry("items").or_insert_with(|| Value::Object(Map::new()));
        }
    }

    /// Gives a schema with a format and no type the type of the format. Without such a type, or
    /// next to other schemas, the format says nothing and goes.
    pub(super) fn format_without_type(&mut self, at: &Pointer, schema: &mut Map<String, Value>) {
        if schema.contains_key("type") || schema.contains_key("$ref") {
            return;
        }
        let Some(format) = schema.get("format").and_then(Value::as_str) else { return };
        let composed = COMPOSING.iter().any(|key| schema.contains_key(*key));
        let kind = FORMATS.iter().find(|(known, _)| *known == format).map(|(_, kind)| *kind);
        let kind = kind.filter(|_| !composed && meant_type(schema).is_none());
        let written = format!("`format: {format}` stands without a `type`");
        if let Some(kind) = kind {
            schema.insert("type".to_owned(), kind.into());
            self.add(&at.join("format"), format!("{written}: it is read as one of `{kind}`"));
        } else if meant_type(schema).is_none() {
            schema.remove("format");
            self.add(&at.join("format"), format!("{written}, so it has no effect"));
        }
    }

    /// Lists each value of an enumeration once, and as a value of the type: a number of a string is
    /// its text, since YAML takes `1` without quotes for a number. What cannot be such a value
    /// goes, since nothing has it.
    pub(super) fn enumeration(&mut self, at: &Pointer, schema: &mut Map<String, Value>) {
        let kind = schema.get("type").and_then(Value::as_str).map(str::to_owned);
        let null = schema.get("nullable") == Some(&Value::Bool(true)) || is_null(schema);
        let Some(Value::Array(listed)) = schema.get("enum") else { return };
        let mut values: Vec<Value> = Vec::new();
        let mut notes = Vec::new();
        for value in listed {
            let read = match kind.as_deref() {
                _ if value.is_null() && (null || kind.is_none()) => Some(value.clone()),
                Some(kind) => of_type(value, kind),
                None => Some(value.clone()),
            };
            match read {
                None => notes.push(format!(
                    "{value} of an enumeration is no value of its type, so it has no effect"
                )),
                Some(read) if values.contains(&read) => {
                    notes.push(format!("{value} is listed twice in an enumeration"));
                }
                Some(read) => {
                    if read != *value {
                        notes.push(format!("{value} in an enumeration is read as {read}"));
                    }
                    values.push(read);
                }
            }
        }
        if notes.is_empty() || values.is_empty() {
            return;
        }
        let at = at.join("enum");
        for note in notes {
            self.add(&at, note);
        }
        schema.insert("enum".to_owned(), Value::Array(values));
    }

    /// Gives the schema of a parameter that has `items` the type that they are about, as in a body.
    pub(super) fn list_in_parameter(parameter: &mut Map<String, Value>) {
        if let Some(Value::Object(schema)) = parameter.get_mut("schema")
            && schema.contains_key("items")
            && meant_type(schema) == Some("array")
        {
            schema.insert("type".to_owned(), "array".into());
        }
    }

    fn add(&mut self, at: &Pointer, message: String) {
        self.0.entry(message).or_insert_with(|| (at.clone(), 0)).1 += 1;
    }

    /// Returns the notes.
    pub(super) fn notes(self, parsed: &Parsed) -> Vec<Completion> {
        let notes = self.0.into_iter().map(|(message, (at, number))| {
            let message = match number {
                1 => message,
                number => format!("{message} ({number} places, this is the first)"),
            };
            let place = parsed.place(&at);
            (at, place, message)
        });
        notes.collect()
    }
}

/// Writes sizes as whole numbers. `2.0` is one.
fn whole_sizes(schema: &mut Map<String, Value>) {
    for key in SIZES {
        let Some(size) = schema.get_mut(key).filter(|size| size.is_f64()) else { continue };
        if let Some(whole) = whole(size).and_then(|size| u32::try_from(size).ok()) {
            *size = whole.into();
        }
    }
}

/// Gives an enumeration without a type the types of its values: `nullable` for null, and a choice
/// if the others have several. Other keywords may tell a type.
pub(super) fn types_of_values(schema: &mut Map<String, Value>) {
    let says_more = ["type", "$ref", "discriminator"].iter().chain(&COMPOSING);
    if meant_type(schema).is_some() || says_more.into_iter().any(|key| schema.contains_key(*key)) {
        return;
    }
    let Some(Value::Array(values)) = schema.get("enum") else { return };
    let (nulls, values): (Vec<Value>, Vec<Value>) =
        values.iter().cloned().partition(Value::is_null);
    let integers = |it: &Value| it.is_i64() || it.is_u64();
    let has_fractions = values.iter().any(|it| it.is_number() && !integers(it));
    let mut kinds: Vec<(&str, Vec<Value>)> = Vec::new();
    for value in values {
        let kind = match &value {
            Value::String(_) => "string",
            Value::Bool(_) => "boolean",
            Value::Number(_) if has_fractions => "number",
            Value::Number(_) => "integer",
            _ => return,
        };
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, listed)) => listed.push(value),
            None => kinds.push((kind, vec![value])),
        }
    }
    let typed = |(kind, values): (&str, Vec<Value>)| json!({ "type": kind, "enum": values });
    match kinds.len() {
        0 => return,
        1 => {
            let Some((kind, mut values)) = kinds.pop() else { return };
            values.extend(nulls.iter().cloned());
            schema.insert("type".to_owned(), kind.into());
            schema.insert("enum".to_owned(), values.into());
        }
        _ => {
            schema.remove("enum");
            schema.insert("oneOf".to_owned(), kinds.into_iter().map(typed).collect());
        }
    }
    if !nulls.is_empty() {
        schema.insert("nullable".to_owned(), true.into());
    }
}

/// Returns whether a schema is the one of null.
fn is_null(schema: &Map<String, Value>) -> bool {
    let values = schema.get("enum").and_then(Value::as_array);
    values.is_some_and(|values| values.iter().all(Value::is_null))
}

/// Returns a listed value as one of a type. None if there is none.
fn of_type(value: &Value, kind: &str) -> Option<Value> {
    let parsed = || value.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
    match (kind, value) {
        ("string", Value::Bool(_)) => Some(value.to_string().into()),
        ("string", Value::Number(number)) if number.is_i64() || number.is_u64() => {
            Some(value.to_string().into())
        }
        ("integer" | "number", Value::String(_)) => parsed().filter(Value::is_number),
        ("boolean", Value::String(_)) => parsed().filter(Value::is_boolean),
        ("string" | "integer" | "number" | "boolean", Value::Null) => None,
        _ => Some(value.clone()),
    }
}

/// Returns whether a schema has a keyword of 3.1, in the form of 3.1.
fn is_new(schema: &Map<String, Value>, key: &str) -> bool {
    let value = schema.get(key);
    if key == "exclusiveMinimum" { value.is_some_and(Value::is_number) } else { value.is_some() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::document::Document;

    /// Returns a schema as it is read in a version of OpenAPI, and the notes.
    fn read(version: &str, schema: &serde_json::Value) -> (serde_json::Value, Vec<String>) {
        let text = json!({
            "openapi": version,
            "info": { "title": "T", "version": "1" },
            "components": { "schemas": { "S": schema } },
        });
        let document = Document::parse("x.json", &text.to_string()).expect("parses");
        assert_eq!(document.faults(), [], "{schema}");
        let notes = document.notes().iter().map(|note| note.message.clone());
        (document.root()["components"]["schemas"]["S"].clone(), notes.collect())
    }

    #[test]
    fn words_of_3_1_are_read_in_a_document_of_3_0() {
        for (schema, expected, note) in [
            (json!({"const": "a"}), json!({"enum": ["a"]}), "`const`"),
            (
                json!({"type": "number", "exclusiveMinimum": 0, "nullable": true}),
                json!({"type": "number", "minimum": 0, "exclusiveMinimum": true, "nullable": true}),
                "`exclusiveMinimum`",
            ),
            (
                json!({"type": ["string", "null"], "maxLength": 3}),
                json!({"type": "string", "maxLength": 3, "nullable": true}),
                "one type",
            ),
            (
                json!({"anyOf": [{"type": "string"}, {"type": "null"}]}),
                json!({"type": "string", "nullable": true}),
                "one type",
            ),
            (
                json!({"type": "string", "contentEncoding": "base64"}),
                json!({"type": "string", "format": "byte"}),
                "`contentEncoding`",
            ),
            (
                json!({"type": "string", "nullable": true, "enum": ["a", null], "examples": ["a"]}),
                json!({"type": "string", "nullable": true, "enum": ["a", null], "example": "a"}),
                "`examples`",
            ),
        ] {
            let (found, notes) = read("3.0.3", &schema);
            assert_eq!(found, expected, "{schema}");
            assert!(notes.len() == 1 && notes[0].contains(note), "{schema}: {notes:?}");
        }
    }

    #[test]
    fn schema_of_3_0_stays_as_it_is() {
        for schema in [
            json!({"type": "string", "nullable": true, "enum": ["a", null]}),
            json!({"oneOf": [{"type": "string", "enum": [null]}, {"type": "string"}]}),
            json!({"type": "number", "minimum": 0, "exclusiveMinimum": true}),
            json!({"type": "object", "properties": {"const": {"type": "string"}}}),
        ] {
            assert_eq!(read("3.0.0", &schema), (schema, Vec::new()));
        }
    }

    #[test]
    fn names_of_types_in_other_languages_are_read() {
        for (name, expected) in [
            ("date", json!({"type": "string", "format": "date"})),
            ("DateTime", json!({"type": "string", "format": "date-time"})),
            ("file", json!({"type": "string", "format": "binary"})),
            ("String", json!({"type": "string"})),
            ("long", json!({"type": "integer", "format": "int64"})),
            ("any", json!({})),
            ("strng", json!({"type": "strng"})),
        ] {
            for version in ["3.0.3", "3.1.0"] {
                let (found, notes) = read(version, &json!({ "type": name }));
                assert_eq!(found, expected, "{name}");
                assert_eq!(notes.len(), usize::from(name != "strng"), "{name}: {notes:?}");
            }
        }
    }

    #[test]
    fn schema_is_read_when_its_author_meant_another_form() {
        for (schema, expected) in [
            (
                json!({"type": "object", "properties": {
                    "a": {"type": "string", "required": true},
                    "b": {"type": "string", "required": false},
                }}),
                json!({"type": "object", "required": ["a"], "properties": {
                    "a": {"type": "string"}, "b": {"type": "string"},
                }}),
            ),
            (
                json!({"type": "array", "items": [{"type": "string"}]}),
                json!({"type": "array", "items": {"type": "string"}}),
            ),
            (json!({"type": "string", "description": null}), json!({"type": "string"})),
            (
                json!({"type": "integer", "minimum": -9_223_372_036_854_776_000.0_f64, "maximum": 9_223_372_036_854_776_000_u64}),
                json!({"type": "integer"}),
            ),
            (
                json!({"type": "integer", "minimum": 0, "maximum": 1e300}),
                json!({"type": "integer", "minimum": 0}),
            ),
        ] {
            for version in ["3.0.3", "3.1.0"] {
                let (found, notes) = read(version, &schema);
                assert_eq!(found, expected, "{schema}");
                assert!(!notes.is_empty(), "{schema}");
            }
        }
        for schema in [
            json!({"type": "integer", "minimum": i64::MIN, "maximum": i64::MAX}),
            json!({"type": "integer", "minimum": 0, "maximum": u64::MAX}),
        ] {
            assert_eq!(read("3.0.3", &schema), (schema, Vec::new()));
        }
    }

    #[test]
    fn enumeration_without_a_type_has_the_types_of_its_values() {
        for (schema, expected) in [
            (
                json!({"enum": [1, 2, null], "description": "d"}),
                json!({"type": "integer", "enum": [1, 2, null], "nullable": true, "description": "d"}),
            ),
            (
                json!({"enum": [true, "auto", false], "default": "auto"}),
                json!({
                    "oneOf": [
                        {"type": "boolean", "enum": [true, false]},
                        {"type": "string", "enum": ["auto"]},
                    ],
                    "default": "auto",
                }),
            ),
            (
                json!({"enum": [1, 2.5, "a", null]}),
                json!({
                    "oneOf": [
                        {"type": "number", "enum": [1, 2.5]},
                        {"type": "string", "enum": ["a"]},
                    ],
                    "nullable": true,
                }),
            ),
            (json!({"enum": ["a", "b"]}), json!({"enum": ["a", "b"]})),
            (json!({"enum": [{"a": 1}, 1]}), json!({"enum": [{"a": 1}, 1]})),
        ] {
            for version in ["3.0.3", "3.1.0"] {
                assert_eq!(read(version, &schema), (expected.clone(), Vec::new()), "{schema}");
            }
        }
    }

    #[test]
    fn size_is_whole_when_written_with_a_fraction_of_zero() {
        let schema = json!({"type": "string", "minLength": 1.5, "maxLength": 255.0});
        let expected = json!({"type": "string", "minLength": 1.5, "maxLength": 255});
        assert_eq!(read("3.0.3", &schema), (expected, Vec::new()));
    }

    #[test]
    fn list_without_items_is_one_of_anything() {
        let (list, any) = (json!({"type": "array"}), json!({"type": "array", "items": {}}));
        let schema = json!({"properties": {"a": list, "b": any}, "oneOf": [list, {}]});
        let expected = json!({"properties": {"a": any, "b": any}, "oneOf": [any, {}]});
        let note =
            "a list without `items` is read as one of anything (2 places, this is the first)";
        assert_eq!(read("3.0.3", &schema), (expected, vec![note.to_owned()]));
    }

    #[test]
    fn parameter_without_a_schema_gets_one() {
        let text = json!({
            "openapi": "3.0.3",
            "info": { "title": "T", "version": "1" },
            "components": { "parameters": {
                "L": { "name": "l", "in": "query", "schema": { "items": { "type": "string" } } },
                "P": { "name": "p", "in": "query", "type": "integer", "minimum": 1 },
                "Q": { "name": "q", "in": "query" },
                "R": { "name": "r", "in": "query", "content": {} },
            } },
        });
        let document = Document::parse("x.json", &text.to_string()).expect("parses");
        let parameters = &document.root()["components"]["parameters"];
        let list = json!({ "type": "array", "items": { "type": "string" } });
        let expected = json!({
            "L": { "name": "l", "in": "query", "schema": list },
            "P": { "name": "p", "in": "query", "schema": { "type": "integer", "minimum": 1 } },
            "Q": { "name": "q", "in": "query", "schema": { "type": "string" } },
            "R": { "name": "r", "in": "query", "content": {} },
        });
        assert_eq!(*parameters, expected);
        assert_eq!(document.notes().len(), 2);
    }

    #[test]
    fn format_without_a_type_is_that_of_its_type() {
        for (schema, expected) in [
            (json!({"format": "uuid"}), json!({"format": "uuid", "type": "string"})),
            (json!({"format": "int32"}), json!({"format": "int32", "type": "integer"})),
            (json!({"format": "of-ours"}), json!({})),
            (
                json!({"format": "uuid", "oneOf": [{"type": "string"}, {"type": "integer"}]}),
                json!({"oneOf": [{"type": "string"}, {"type": "integer"}]}),
            ),
        ] {
            for version in ["3.0.3", "3.1.0"] {
                let (found, notes) = read(version, &schema);
                assert_eq!((&found, notes.len()), (&expected, 1), "{notes:?}");
            }
        }
    }

    #[test]
    fn enumeration_has_values_of_its_type() {
        for (schema, expected, number) in [
            (json!({"type": "string", "enum": [1, true, "a"]}), json!(["1", "true", "a"]), 2),
            (json!({"type": "integer", "enum": ["1", "", 2, 2]}), json!([1, 2]), 3),
            (json!({"type": "string", "enum": ["a", null]}), json!(["a"]), 1),
            (
                json!({"type": "string", "nullable": true, "enum": ["a", null]}),
                json!(["a", null]),
                0,
            ),
            (json!({"type": "string", "enum": [null]}), json!([null]), 0),
            (json!({"type": "string", "enum": [1.5]}), json!([1.5]), 0),
        ] {
            let (found, notes) = read("3.0.3", &schema);
            assert_eq!((&found["enum"], notes.len()), (&expected, number), "{schema}: {notes:?}");
        }
    }

    #[test]
    fn word_is_said_once() {
        let one = json!({ "const": "a" });
        let (_, notes) = read("3.0.3", &json!({"properties": {"a": one, "b": one, "c": one}}));
        let message = "OpenAPI 3.0 has no such `const`: it is read as in 3.1 (3 places, this is the \
                       first)";
        assert_eq!(notes, [message]);
    }
}
