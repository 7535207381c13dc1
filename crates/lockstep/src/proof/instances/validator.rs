//! A JSON Schema validator for the component schemas, and the contract as JSON Schema.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    net::IpAddr,
};

use jsonschema::{ValidationOptions, Validator};
use serde_json::{Map, Value, json};

use super::cause::Cause;
use crate::document::{
    discriminators::Discriminators,
    limits::Limits,
    openapi::{ACCEPT_JSON_STRING, NAME_PATTERN},
    pointer::Pointer,
    schema::{self, flag},
};

/// The greatest depth of schemas. Deeper ones are ignored, so that no document exhausts the stack.
pub(super) const MAX_DEPTH: usize = 100;

/// The formats that the validator checks by itself.
const ASSERTED: [&str; 5] = ["uuid", "date-time", "date", "ipv4", "ipv6"];

/// Returns the place of a component schema.
pub(super) fn component(name: &str) -> Pointer {
    Pointer::root().join("components").join("schemas").join(name)
}

/// Returns the component schemas by name.
pub(super) fn components(document: &Value) -> BTreeMap<String, Pointer> {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    schemas.into_iter().flatten().map(|(name, _)| (name.clone(), component(name))).collect()
}

/// Returns the schema that a reference leads to, and its place.
pub(super) fn target<'d>(document: &'d Value, reference: &Value) -> Option<(Pointer, &'d Value)> {
    let at = Pointer::from_reference(reference.as_str()?)?;
    let schema = document.pointer(at.as_str())?;
    Some((at, schema))
}

/// Returns a count such as `maxLength`, also if it is written `3.0`.
pub(super) fn count(schema: &Map<String, Value>, keyword: &str) -> Option<u64> {
    let value = schema.get(keyword)?;
    value.as_u64().or_else(|| {
        let number = value.as_f64()?;
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked by the range"
        )]
        (number.fract() == 0.0 && (0.0..9e15).contains(&number)).then_some(number as u64)
    })
}

/// Returns the schemas in a schema that apply to the same value, each with its keyword.
pub(super) fn in_place<'s>(
    at: &Pointer,
    schema: &'s Map<String, Value>,
) -> Vec<(&'static str, Pointer, &'s Value)> {
    let mut found = Vec::new();
    for keyword in ["allOf", "anyOf", "oneOf"] {
        for (index, part) in
            schema.get(keyword).and_then(Value::as_array).into_iter().flatten().enumerate()
        {
            found.push((keyword, at.join(keyword).join(index), part));
        }
    }
    if let Some(part) = schema.get("not") {
        found.push(("not", at.join("not"), part));
    }
    found
}

/// Returns the range that a format gives to integers.
pub(super) fn integer_range(format: &str) -> Option<(i128, i128)> {
    Some(match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint64" | "uint" => (0, u64::MAX.into()),
        _ => return None,
    })
}

/// Returns an integer as JSON, if it fits 64 bits.
pub(super) fn integer(value: i128) -> Option<Value> {
    i64::try_from(value).map(Value::from).or_else(|_| u64::try_from(value).map(Value::from)).ok()
}

/// A validator of all component schemas, under one reading of them.
pub(super) struct SchemaValidator {
    /// One validator for all, so that each schema is compiled once. It gets an object whose only
    /// member is the value, under the number of its schema.
    validator: Validator,
    numbers: BTreeMap<Pointer, usize>,
}

impl SchemaValidator {
    /// Makes a validator that reads the schemas to the letter, or as the types do by some causes.
    /// None if the library refuses the schemas, although keywords of the wrong kind are left out.
    pub(super) fn new(document: &Value, readings: &[Cause]) -> Option<Self> {
        let document = &*read_as(document, readings);
        let mut converter = Converter {
            document,
            readings,
            numbers: BTreeMap::new(),
            queue: Vec::new(),
            options: options(),
            patterns: BTreeMap::new(),
        };
        for at in components(document).into_values() {
            converter.number(at);
        }
        let (mut members, mut definitions) = (Map::new(), Map::new());
        while let Some((number, at)) = converter.queue.pop() {
            let schema = document.pointer(at.as_str()).unwrap_or(&Value::Null);
            let context = Context { definition: &at, in_place: true, depth: 0 };
            let definition = converter.convert(&at, schema, context);
            definitions.insert(number.to_string(), definition);
            members.insert(number.to_string(), reference(number));
        }
        let root = json!({ "properties": members, "$defs": definitions });
        let validator = converter.options.build(&root).ok()?;
        Some(Self { validator, numbers: converter.numbers })
    }

    /// Returns whether the schema at a place accepts a value. Schemas without a definition of their
    /// own accept every value.
    pub(super) fn takes(&self, at: &Pointer, value: &Value) -> bool {
        self.numbers.get(at).is_none_or(|number| {
            let member = (number.to_string(), value.clone());
            self.validator.is_valid(&Value::Object(Map::from_iter([member])))
        })
    }
}

fn reference(number: usize) -> Value {
    json!({ "$ref": format!("#/$defs/{number}") })
}

fn options() -> ValidationOptions<'static> {
    jsonschema::options()
        .should_validate_formats(true)
        .with_format("ip", |text: &str| text.parse::<IpAddr>().is_ok())
        .with_format("x-json-object", |text: &str| {
            serde_json::from_str::<Map<String, Value>>(text).is_ok()
        })
}

/// Turns schemas of OpenAPI 3.0 into JSON Schema. Each schema that is referred to, or that has
/// variants, is a definition.
struct Converter<'d> {
    document: &'d Value,
    readings: &'d [Cause],
    numbers: BTreeMap<Pointer, usize>,
    queue: Vec<(usize, Pointer)>,
    options: ValidationOptions<'static>,
    /// The checks of patterns.
    patterns: BTreeMap<String, (&'static str, Value)>,
}

/// The position of the converter.
#[derive(Clone, Copy)]
struct Context<'c> {
    /// The definition that is being converted.
    definition: &'c Pointer,
    /// True if the schema applies to the same value as the definition.
    in_place: bool,
    depth: usize,
}

impl Converter<'_> {
    fn reads(&self, cause: Cause) -> bool {
        self.readings.contains(&cause)
    }

    /// Returns the number of a definition, which is converted later.
    fn number(&mut self, at: Pointer) -> usize {
        let next = self.numbers.len();
        let number = *self.numbers.entry(at.clone()).or_insert(next);
        if number == next {
            self.queue.push((number, at));
        }
        number
    }

    /// Converts a schema within a definition.
    fn inner(&mut self, at: &Pointer, schema: &Value, context: Context<'_>) -> Value {
        let composed =
            ["anyOf", "oneOf", "not"].iter().any(|keyword| schema.get(keyword).is_some());
        if composed && schema.get("$ref").is_none() {
            // Values for these are validated by themselves.
            return reference(self.number(at.clone()));
        }
        self.convert(at, schema, Context { depth: context.depth + 1, ..context })
    }

    fn convert(&mut self, at: &Pointer, schema: &Value, context: Context<'_>) -> Value {
        let Value::Object(schema) = schema else {
            return Value::Bool(*schema != Value::Bool(false));
        };
        if context.depth > MAX_DEPTH {
            return Value::Bool(true);
        }
        if let Some(referred) = schema.get("$ref") {
            return match target(self.document, referred) {
                Some((at, _)) if context.in_place && self.reaches(&at, context.definition) => {
                    Value::Bool(true)
                }
                Some((at, _)) => reference(self.number(at)),
                None => Value::Bool(true),
            };
        }
        let mut out = Map::new();
        let kind = kind(schema);
        if let Some(kind) = kind {
            out.insert("type".to_owned(), kind.into());
        }
        if let Some(values) = enumeration(schema) {
            out.insert("enum".to_owned(), json!(values));
        }
        self.counts(at, schema, &mut out);
        self.bounds(at, schema, kind, &mut out);
        self.text(at, schema, kind, &mut out);
        let within = Context { in_place: false, ..context };
        self.members(at, schema, within, &mut out);
        if let Some(items) = schema.get("items") {
            let items = self.inner(&at.join("items"), items, within);
            out.insert("items".to_owned(), items);
        }
        for (keyword, here, part) in in_place(at, schema) {
            let part = self.inner(&here, part, context);
            match keyword {
                "not" => {
                    out.insert("not".to_owned(), part);
                }
                keyword => push(&mut out, keyword, part),
            }
        }
        let mut out = if schema.get("nullable") == Some(&Value::Bool(true)) {
            nullable(out, is_composed(schema))
        } else {
            Value::Object(out)
        };
        if self.accepts_json_string(schema) {
            let string = json!({ "type": "string", "format": "x-json-object" });
            out = json!({ "anyOf": [string, out] });
        }
        out
    }

    /// Returns whether a schema, or the one that it refers to in a lone `allOf`, also accepts a
    /// string of JSON.
    fn accepts_json_string(&self, schema: &Map<String, Value>) -> bool {
        let part = match schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
            Some([part]) => target(self.document, &part["$ref"]).map(|(_, schema)| schema),
            _ => None,
        };
        schema.get(ACCEPT_JSON_STRING) == Some(&Value::Bool(true))
            || part.is_some_and(|schema| flag(schema, ACCEPT_JSON_STRING))
    }

    /// Returns whether the schema at `from` applies the one at `to` to its value, directly or
    /// through others.
    fn reaches(&self, from: &Pointer, to: &Pointer) -> bool {
        let mut seen = BTreeSet::new();
        let mut queue: Vec<(Pointer, &Value)> = Vec::new();
        queue.extend(self.document.pointer(from.as_str()).map(|schema| (from.clone(), schema)));
        while let Some((at, schema)) = queue.pop() {
            if at == *to {
                return true;
            }
            let Value::Object(members) = schema else { continue };
            if !seen.insert(at.clone()) {
                continue;
            }
            match members.get("$ref") {
                Some(referred) => queue.extend(target(self.document, referred)),
                None => {
                    queue
                        .extend(in_place(&at, members).into_iter().map(|(_, at, part)| (at, part)));
                }
            }
        }
        false
    }

    fn counts(&mut self, at: &Pointer, schema: &Map<String, Value>, out: &mut Map<String, Value>) {
        for keyword in
            ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"]
        {
            let waived = self.reads(Cause::Unenforced) && !enforced(at, schema, keyword);
            if let Some(count) = count(schema, keyword).filter(|_| !waived) {
                out.insert(keyword.to_owned(), count.into());
            }
        }
        let waived = self.reads(Cause::Unenforced) && !enforced(at, schema, "uniqueItems");
        if schema.get("uniqueItems") == Some(&Value::Bool(true)) && !waived {
            out.insert("uniqueItems".to_owned(), true.into());
        }
    }

    fn bounds(
        &mut self,
        at: &Pointer,
        schema: &Map<String, Value>,
        kind: Option<&str>,
        out: &mut Map<String, Value>,
    ) {
        for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")]
        {
            let Some(value) = schema.get(bound).filter(|value| value.is_number()) else { continue };
            let strict = schema.get(exclusive) == Some(&Value::Bool(true));
            if !self.reads(Cause::Unenforced) || enforced(at, schema, bound) {
                out.insert(if strict { exclusive } else { bound }.to_owned(), value.clone());
            }
        }
        if let Some(step) = schema.get("multipleOf")
            && step.as_f64().is_some_and(|step| step > 0.0)
            && (!self.reads(Cause::Unenforced) || enforced(at, schema, "multipleOf"))
        {
            out.insert("multipleOf".to_owned(), step.clone());
        }
        if self.reads(Cause::FloatWidth) && schema.get("format").is_some_and(|it| it == "float") {
            push(out, "allOf", json!({ "minimum": f32::MIN, "maximum": f32::MAX }));
        }
        if kind != Some("integer") {
            return;
        }
        let range = match schema.get("format").and_then(Value::as_str).and_then(integer_range) {
            None if self.reads(Cause::IntegerWidth) => {
                let positive = schema
                    .get("minimum")
                    .and_then(Value::as_f64)
                    .is_some_and(|minimum| minimum >= 0.0);
                integer_range(if positive { "uint64" } else { "int64" })
            }
            range => range,
        };
        if let Some((low, high)) = range {
            push(out, "allOf", json!({ "minimum": integer(low), "maximum": integer(high) }));
        }
    }

    fn text(
        &mut self,
        at: &Pointer,
        schema: &Map<String, Value>,
        kind: Option<&str>,
        out: &mut Map<String, Value>,
    ) {
        if let Some(pattern) = schema.get("pattern").and_then(Value::as_str)
            && (!self.reads(Cause::Unenforced) || enforced(at, schema, "pattern"))
            && let Some((keyword, value)) = self.pattern(pattern)
        {
            push(out, "allOf", json!({ keyword: value }));
        }
        let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
        if kind.is_none_or(|kind| kind == "string")
            && (format == "ip" || ASSERTED.contains(&format))
        {
            out.insert("format".to_owned(), format.into());
        }
    }

    /// Returns the check of a pattern: by the validator, or by the types' regular expressions if
    /// only they can read it.
    fn pattern(&mut self, pattern: &str) -> Option<(&'static str, Value)> {
        if let Some(known) = self.patterns.get(pattern) {
            return Some(known.clone());
        }
        let check = if jsonschema::options().build(&json!({ "pattern": pattern })).is_ok() {
            ("pattern", Value::from(pattern))
        } else {
            let regex = lockstep_runtime::text::pattern(pattern).ok()?;
            let name = format!("x-pattern-{}", self.patterns.len());
            self.options = std::mem::replace(&mut self.options, jsonschema::options())
                .with_format(name.clone(), move |text: &str| regex.find(text).is_some());
            ("format", Value::from(name))
        };
        self.patterns.insert(pattern.to_owned(), check.clone());
        Some(check)
    }

    fn members(
        &mut self,
        at: &Pointer,
        schema: &Map<String, Value>,
        context: Context<'_>,
        out: &mut Map<String, Value>,
    ) {
        let required: BTreeSet<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        if let Some(Value::Object(properties)) = schema.get("properties") {
            let here = at.join("properties");
            let mut converted = Map::new();
            for (name, property) in properties {
                let inner = self.inner(&here.join(name), property, context);
                converted.insert(name.clone(), inner);
            }
            out.insert("properties".to_owned(), Value::Object(converted));
        }
        if !required.is_empty() {
            out.insert("required".to_owned(), json!(required));
        }
        if let Some(value) = schema.get("additionalProperties") {
            let value = self.inner(&at.join("additionalProperties"), value, context);
            out.insert("additionalProperties".to_owned(), value);
        }
        if let Some((keyword, value)) =
            schema.get(NAME_PATTERN).and_then(Value::as_str).and_then(|it| self.pattern(it))
        {
            let properties = schema.get("properties").and_then(Value::as_object);
            let known: Vec<&String> = properties.into_iter().flat_map(Map::keys).collect();
            let matching = json!({ keyword: value });
            out.insert(
                "propertyNames".to_owned(),
                json!({ "anyOf": [{ "enum": known }, matching] }),
            );
        }
    }
}

/// Appends to a list of schemas.
fn push(out: &mut Map<String, Value>, keyword: &str, part: Value) {
    if let Some(parts) = out.entry(keyword).or_insert_with(|| json!([])).as_array_mut() {
        parts.push(part);
    }
}

/// Returns the type of a schema, if OpenAPI 3.0 has it.
pub(super) fn kind(schema: &Map<String, Value>) -> Option<&str> {
    let kind = schema.get("type")?.as_str()?;
    ["string", "number", "integer", "boolean", "array", "object"].contains(&kind).then_some(kind)
}

/// Returns the values that a schema lists, each once.
pub(super) fn enumeration(schema: &Map<String, Value>) -> Option<Vec<&Value>> {
    let mut values: Vec<&Value> = Vec::new();
    for value in schema.get("enum")?.as_array()? {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    (!values.is_empty()).then_some(values)
}

/// Returns whether a type enforces a limit of the schema at a place.
fn enforced(at: &Pointer, schema: &Map<String, Value>, keyword: &str) -> bool {
    let part = at.parent().and_then(|list| list.last()).is_some_and(|list| list == "allOf");
    if ["minLength", "maxLength", "pattern"].contains(&keyword) {
        return !schema::is_limited_elsewhere(schema);
    }
    !part && Limits::of(&Value::Object(schema.clone())).is_some()
}

/// Returns the document as the types read it, by the causes that are about whole schemas.
pub(super) fn read_as<'d>(document: &'d Value, readings: &[Cause]) -> Cow<'d, Value> {
    let (typed, null) = (readings.contains(&Cause::MeantType), readings.contains(&Cause::Null));
    let mut document = Cow::Borrowed(document);
    if let Some(Value::Object(schemas)) = document.to_mut().pointer_mut("/components/schemas") {
        let plain = schemas.clone();
        let named = plain.iter().map(|(name, schema)| (name.as_str(), schema)).collect();
        let discriminators = Discriminators::new(named);
        for (name, schema) in schemas {
            *schema = discriminators.spelt_out(Some(name), schema);
            if typed {
                *schema = schema::adapted(schema).0;
            }
            *schema = schema::map_schema(schema, &|members| {
                if null && schema::is_null(&Value::Object(members.clone())) {
                    members.remove("type");
                }
                for keyword in ["anyOf", "oneOf"] {
                    let variants = members.get_mut(keyword).and_then(Value::as_array_mut);
                    for variant in variants.into_iter().flatten() {
                        if schema::is_null_variant(variant) && !schema::is_null(variant) {
                            *variant = json!({ "enum": [null] });
                        }
                    }
                }
            });
        }
    }
    document
}

/// Returns whether a schema has parts or variants, for which null is a value in addition.
pub(super) fn is_composed(schema: &Map<String, Value>) -> bool {
    ["allOf", "anyOf", "oneOf"].iter().any(|keyword| schema.contains_key(*keyword))
}

/// Makes a schema allow null.
fn nullable(mut schema: Map<String, Value>, composed: bool) -> Value {
    if composed {
        return json!({ "anyOf": [{ "type": "null" }, schema] });
    }
    if let Some(kind) = schema.remove("type") {
        schema.insert("type".to_owned(), json!([kind, "null"]));
        if let Some(Value::Array(values)) = schema.get_mut("enum")
            && !values.contains(&Value::Null)
        {
            values.push(Value::Null);
        }
    }
    Value::Object(schema)
}
