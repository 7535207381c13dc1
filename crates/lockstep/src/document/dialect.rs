//! Turns OpenAPI 3.1 into 3.0, which later stages read.
//!
//! # The translation
//!
//! | OpenAPI 3.1 | OpenAPI 3.0 |
//! |---|---|
//! | `type` with `null` | `nullable: true` |
//! | `type` with several others | `oneOf`, with a part for each, which has the keywords of that type |
//! | `type: 'null'` | `type: string, enum: [null]`, as Dropshot writes it |
//! | `anyOf`, `oneOf` with a part that is null | `nullable: true`; one other part alone stands for itself |
//! | `const` | `enum` with one value |
//! | `exclusiveMinimum`, `exclusiveMaximum` as numbers | the bound, and the flag next to it |
//! | members next to a `$ref` | `allOf` with the reference, and the members next to that |
//! | `examples` of a schema | `example`, the first of them |
//! | `contentEncoding: base64`, `contentMediaType: application/octet-stream` | the formats `byte` and `binary` |
//! | schemas `true` and `false` | `{}` and `not: {}` |
//! | a list without `items` | `items: {}` |
//! | `prefixItems` that are all alike | `items` |
//! | `patternProperties` of any name | `additionalProperties` |
//! | `patternProperties` of one schema, next to `additionalProperties: false` | `additionalProperties`, and `x-lockstep-name-pattern` for the names |
//! | `propertyNames` with a `pattern` that all properties of a name match | `x-lockstep-name-pattern` |
//! | `patternProperties` that allow anything, next to no other restriction of names | none |
//! | `enum` without a `type`, of values of several types or null | `oneOf` with a part for each type, and `nullable: true` |
//! | `propertyNames` with an `enum` | a property for each name, and `additionalProperties: false` |
//! | `if`, `dependentRequired` and `dependentSchemas` of an object | `allOf` with an `anyOf`: the condition does not hold, or what follows does |
//! | `unevaluatedProperties` in a schema that is not composed | `additionalProperties` |
//! | `unevaluatedProperties: false` next to `allOf` | `additionalProperties: false`, and a property `{}` for each name in the parts |
//! | the same next to `oneOf` | an `anyOf` of the variants, each closed in this way, in an `allOf` |
//! | a security scheme of the type `mutualTLS` | the same, which 3.0 does not have |
//! | `$defs` | named schemas, where a reference leads there |
//! | `components.pathItems` | the path, where it is referred to |
//! | `license.identifier` | `license.url`, that of SPDX |
//!
//! Annotations without a place in 3.0 go: `$schema`, `$id`, `$anchor`, `$comment`,
//! `contentSchema`, `info.summary`, `summary` and `description` next to a reference that is not to
//! a schema. `nullable` has no meaning in 3.1; it goes, with a warning, as `webhooks` do.
//! Restrictions that 3.0 cannot express, such as `contains`, are waivable faults of the rule
//! `unenforced`; whatever else has no meaning in 3.0 is refused.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{
    complete::Completion,
    diagnostic::{Diagnostic, Rule},
    kinds::{MemberKind, ObjectKind},
    openapi::NAME_PATTERN,
    parsed::Parsed,
    pointer::Pointer,
    references::sorted,
    schema::{COMPOSING, SCHEMAS, meant_type},
    words::{Words, types_of_values},
};

/// The version of the result.
const RESULT: &str = "3.0.3";

/// The dialects of schemas that OpenAPI 3.1 means.
const DIALECTS: [&str; 3] = [
    "https://spec.openapis.org/oas/3.1/dialect/base",
    "https://spec.openapis.org/oas/3.1/dialect/2024-11-10",
    "https://json-schema.org/draft/2020-12/schema",
];

/// Returns the version that a document names. Empty if it names none.
pub(crate) fn version(document: &Value) -> String {
    let version = ["openapi", "swagger", "swaggerVersion"].iter().find_map(|key| document.get(key));
    match version {
        Some(Value::String(version)) => version.clone(),
        Some(number @ Value::Number(_)) => number.to_string(),
        _ => String::new(),
    }
}

/// Returns whether documents of a version are read. One that names none is a fault of its own.
pub(crate) fn is_read(version: &str) -> bool {
    version.is_empty() || is_minor(version, "3.0") || is_minor(version, "3.1")
}

fn is_minor(version: &str, minor: &str) -> bool {
    version.strip_prefix(minor).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Turns a document of OpenAPI 3.1 into one of 3.0. What has no meaning there goes to `faults`.
///
/// A document of 3.0 stays as it is, but for words of other dialects with a plain meaning. Returns
/// notes on these.
pub(super) fn translate(
    parsed: &mut Parsed,
    version: &str,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Completion> {
    let mut root = std::mem::take(&mut parsed.root);
    let schemas = root.pointer("/components/schemas").cloned().unwrap_or_default();
    let mut translator = Translator {
        parsed,
        schemas,
        faults,
        is_3_1: is_minor(version, "3.1"),
        words: Words::default(),
    };
    translator.value(&Pointer::root(), ObjectKind::Document, &mut root);
    let notes = translator.words.notes(parsed);
    parsed.root = root;
    notes
}

struct Translator<'a> {
    /// The places of values. The value itself is being translated.
    parsed: &'a Parsed,
    /// The named schemas, before their translation.
    schemas: Value,
    faults: &'a mut Vec<Diagnostic>,
    /// True for a document of OpenAPI 3.1.
    is_3_1: bool,
    /// The words of other dialects that were read.
    words: Words,
}

/// The restrictions that OpenAPI 3.0 cannot express. Without them, a schema accepts more.
const RESTRICTIONS: [&str; 13] = [
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "unevaluatedItems",
    "unevaluatedProperties",
    "patternProperties",
];

/// The keywords that say nothing about values.
const ANNOTATIONS: [&str; 10] = [
    "title",
    "description",
    "default",
    "example",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
    "nullable",
];

/// The keywords about strings, numbers and lists.
const OF_STRINGS: [&str; 4] = ["minLength", "maxLength", "pattern", "format"];
const OF_NUMBERS: [&str; 6] =
    ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"];
const OF_LISTS: [&str; 5] = ["items", "prefixItems", "minItems", "maxItems", "uniqueItems"];

impl Translator<'_> {
    fn fault(&mut self, rule: Rule, at: &Pointer, message: String, help: &str) {
        self.faults.push(Diagnostic {
            rule,
            pointer: at.clone(),
            place: self.parsed.place(at),
            other: None,
            message,
            help: help.to_owned(),
            waivable: rule == Rule::Unenforced,
            is_warning: rule == Rule::Ineffective,
        });
    }

    /// Translates a value of a kind, and all that is in it.
    fn value(&mut self, at: &Pointer, kind: ObjectKind, value: &mut Value) {
        if kind == ObjectKind::Schema
            && let Value::Bool(anything) = value
        {
            if !self.is_3_1 {
                self.words.schema_is_flag(at);
            }
            *value = if *anything { json!({}) } else { json!({ "not": {} }) };
        }
        let Value::Object(members) = value else { return };
        if matches!(kind, ObjectKind::Parameter | ObjectKind::Header) {
            self.words.without_schema(at, members);
            Words::list_in_parameter(members);
        }
        let is_schema_of_3_1 =
            kind == ObjectKind::Schema && self.words.read(at, members, self.is_3_1);
        if self.is_3_1 && kind == ObjectKind::Document && members.remove("webhooks").is_some() {
            self.fault(
                Rule::Ineffective,
                &at.join("webhooks"),
                "no code is generated for `webhooks`".to_owned(),
                "describe the requests that this API receives under `paths`",
            );
        }
        for (key, value) in members.iter_mut() {
            let at = at.join(key);
            match kind.member(key) {
                // They are a flag or a schema, as in OpenAPI 3.0.
                MemberKind::One(ObjectKind::Schema)
                    if value.is_boolean()
                        && (key == "additionalProperties" || RESTRICTIONS.contains(&&**key)) => {}
                MemberKind::One(kind) => self.value(&at, kind, value),
                MemberKind::List(kind) => {
                    for (index, item) in value.as_array_mut().into_iter().flatten().enumerate() {
                        self.value(&at.join(index), kind, item);
                    }
                }
                MemberKind::Map(kind) => {
                    for (name, item) in value.as_object_mut().into_iter().flatten() {
                        self.value(&at.join(name), kind, item);
                    }
                }
                MemberKind::Other => {}
            }
        }
        match kind {
            ObjectKind::Document if self.is_3_1 => self.document(at, members),
            ObjectKind::Components if self.is_3_1 => {
                members.remove("pathItems");
            }
            ObjectKind::Schema => {
                if is_schema_of_3_1 {
                    self.schema(at, members);
                }
                self.words.format_without_type(at, members);
                self.words.enumeration(at, members);
                types_of_values(members);
            }
            _ if self.is_3_1 && members.contains_key("$ref") => {
                members.retain(|key, _| !matches!(key.as_str(), "summary" | "description"));
            }
            _ => {}
        }
        *members = sorted(std::mem::take(members));
    }

    fn document(&mut self, at: &Pointer, members: &mut Map<String, Value>) {
        members.insert("openapi".to_owned(), RESULT.into());
        members.entry("paths").or_insert_with(|| json!({}));
        if let Some(dialect) = members.remove("jsonSchemaDialect")
            && !dialect.as_str().is_some_and(|it| DIALECTS.contains(&it.trim_end_matches('#')))
        {
            self.fault(
                Rule::Unsupported,
                &at.join("jsonSchemaDialect"),
                format!("schemas in the dialect {dialect} are not supported"),
                "leave `jsonSchemaDialect` out, and write schemas as JSON Schema 2020-12",
            );
        }
        let Some(Value::Object(info)) = members.get_mut("info") else { return };
        info.remove("summary");
        if let Some(Value::Object(license)) = info.get_mut("license")
            && let Some(Value::String(identifier)) = license.remove("identifier")
        {
            let url = format!("https://spdx.org/licenses/{identifier}.html");
            license.entry("url").or_insert(url.into());
            *license = sorted(std::mem::take(license));
        }
    }

    /// Translates the keywords of a schema. Schemas in it are translated already.
    fn schema(&mut self, at: &Pointer, schema: &mut Map<String, Value>) {
        for key in
            ["$schema", "$id", "$anchor", "$comment", "$defs", "definitions", "contentSchema"]
        {
            schema.remove(key);
        }
        if self.is_3_1 && schema.remove("nullable") == Some(Value::Bool(true)) {
            self.fault(
                Rule::Ineffective,
                &at.join("nullable"),
                "OpenAPI 3.1 has no `nullable`".to_owned(),
                "write `type: [string, 'null']` to allow null, with the type that applies, or \
                 leave it out",
            );
        }
        if let Some(examples) = schema.remove("examples")
            && let Some(first) = examples.as_array().and_then(|it| it.first())
        {
            schema.entry("example").or_insert_with(|| first.clone());
        }
        constant(schema);
        bounds(schema);
        content(schema);
        unevaluated(schema);
        self.unevaluated_in_parts(schema);
        pattern_properties(schema);
        named_by_patterns(schema);
        self.property_names(schema);
        prefix_items(schema);
        conditions(schema);
        null_parts(schema);
        types(schema);
        if schema.get("type").is_some_and(|kind| kind == "array") {
            schema.entry("items").or_insert_with(|| json!({}));
        }
        self.restrictions(at, schema);
        if self.is_3_1
            && schema.len() > 1
            && let Some(reference) = schema.remove("$ref")
        {
            let part = json!({ "$ref": reference });
            match schema.get_mut("allOf") {
                Some(Value::Array(parts)) => parts.insert(0, part),
                _ => {
                    schema.insert("allOf".to_owned(), json!([part]));
                }
            }
        }
    }

    /// Closes a composed schema by the names that its parts have. One whose names are not known
    /// stays as it is.
    fn unevaluated_in_parts(&self, schema: &mut Map<String, Value>) {
        if schema.get("unevaluatedProperties") != Some(&Value::Bool(false)) {
            return;
        }
        let mut own = schema.clone();
        own.remove("unevaluatedProperties");
        let variants = own.remove("oneOf");
        let mut names = BTreeSet::new();
        let Some(is_open) = self.evaluated(&Value::Object(own), 16, &mut names) else { return };
        let Some(variants) = variants else {
            schema.remove("unevaluatedProperties");
            if !is_open {
                close(schema, &names);
            }
            return;
        };
        let mut closed = Vec::new();
        for variant in variants.as_array().into_iter().flatten() {
            let mut names = names.clone();
            let Some(is_open_variant) = self.evaluated(variant, 16, &mut names) else { return };
            let mut part = Map::from_iter([("allOf".to_owned(), json!([variant]))]);
            if !is_open_variant {
                close(&mut part, &names);
            }
            closed.push(Value::Object(part));
        }
        schema.remove("unevaluatedProperties");
        if !is_open && let Value::Array(parts) = schema.entry("allOf").or_insert_with(|| json!([]))
        {
            parts.push(json!({ "anyOf": closed }));
        }
    }

    /// Adds the names of properties that a schema evaluates. Returns whether it evaluates all
    /// others, too. None if that depends on the value.
    fn evaluated(
        &self,
        schema: &Value,
        depth: usize,
        names: &mut BTreeSet<String>,
    ) -> Option<bool> {
        let depth = depth.checked_sub(1)?;
        let Value::Object(members) = schema else { return Some(false) };
        let depends =
            ["anyOf", "oneOf", "if", "dependentSchemas", "patternProperties", NAME_PATTERN];
        if depends.iter().any(|key| members.contains_key(*key)) {
            return None;
        }
        let mut is_open = ["additionalProperties", "unevaluatedProperties"]
            .iter()
            .any(|key| members.get(*key).is_some_and(|others| *others != Value::Bool(false)));
        let properties = members.get("properties").and_then(Value::as_object);
        names.extend(properties.into_iter().flat_map(Map::keys).cloned());
        let mut parts: Vec<&Value> =
            members.get("allOf").and_then(Value::as_array).into_iter().flatten().collect();
        if let Some(reference) = members.get("$ref") {
            let name = reference.as_str()?.strip_prefix(SCHEMAS)?;
            parts.push(self.schemas.get(name)?);
        }
        for part in parts {
            is_open |= self.evaluated(part, depth, names)?;
        }
        Some(is_open)
    }

    /// Turns a map with listed names into an object with these properties.
    fn property_names(&self, schema: &mut Map<String, Value>) {
        let Some(mut names) = schema.get("propertyNames") else { return };
        for _ in 0..16 {
            let reference = names.get("$ref").and_then(Value::as_str);
            let name = reference.and_then(|it| it.strip_prefix(SCHEMAS));
            names = name.and_then(|name| self.schemas.get(name)).unwrap_or(names);
        }
        let Some(names) = names.as_object() else { return };
        // Names are strings, so this says nothing.
        let says =
            |key: &str| key != "type" && !ANNOTATIONS.contains(&key) && !key.starts_with("x-");
        let said: Vec<&str> = names.keys().map(String::as_str).filter(|key| says(key)).collect();
        let string = names.get("type").is_none_or(|kind| kind == "string");
        match (said.as_slice(), names.get("enum")) {
            ([], _) if string => {
                schema.remove("propertyNames");
            }
            (["pattern"], _) if string => {
                if let Some(Value::String(pattern)) = names.get("pattern").cloned()
                    && is_named_by(schema, &pattern)
                {
                    schema.insert("type".to_owned(), of_objects(schema));
                    schema.insert(NAME_PATTERN.to_owned(), pattern.into());
                    schema.remove("propertyNames");
                }
            }
            (["enum"], Some(Value::Array(listed)))
                if string
                    && listed.iter().all(Value::is_string)
                    && !["properties", "patternProperties"]
                        .iter()
                        .any(|it| schema.contains_key(*it)) =>
            {
                let values = match schema.get("additionalProperties") {
                    Some(values @ Value::Object(_)) => values.clone(),
                    None | Some(Value::Bool(true)) => json!({}),
                    Some(_) => return,
                };
                let listed = listed.iter().filter_map(Value::as_str);
                let properties = listed.map(|name| (name.to_owned(), values.clone()));
                let properties = sorted(properties.collect());
                schema.insert("properties".to_owned(), Value::Object(properties));
                schema.insert("additionalProperties".to_owned(), false.into());
                schema.remove("propertyNames");
            }
            _ => {}
        }
    }

    /// Reports and removes what OpenAPI 3.0 cannot express.
    fn restrictions(&mut self, at: &Pointer, schema: &mut Map<String, Value>) {
        let closed = schema.get("additionalProperties").is_some_and(|it| *it != json!(true));
        if closed && schema.contains_key("patternProperties") || schema.contains_key("prefixItems")
        {
            let key = if closed && schema.contains_key("patternProperties") {
                "patternProperties"
            } else {
                "prefixItems"
            };
            schema.remove(key);
            let help = match key {
                "prefixItems" => "write an object with a property for each element",
                _ => "write the properties by their names, or `additionalProperties` for all",
            };
            let message = format!("generated types have nothing like `{key}`");
            self.fault(Rule::Unsupported, &at.join(key), message, help);
        }
        for key in RESTRICTIONS {
            let Some(value) = schema.remove(key) else { continue };
            let mut trivial =
                (value == json!(true) || value == json!({})) && !matches!(key, "if" | "contains");
            if let ("patternProperties", Value::Object(patterns)) = (key, &value) {
                trivial = patterns.values().all(|it| *it == json!(true) || *it == json!({}));
            }
            // `then` and `else` belong to `if`, and the numbers to `contains`.
            let part = ["then", "else", "minContains", "maxContains"].contains(&key);
            if !trivial && !part {
                self.fault(
                    Rule::Unenforced,
                    &at.join(key),
                    format!("generated types do not enforce `{key}`, which OpenAPI 3.0 lacks"),
                    "check it where the operation is implemented, and waive it with that as the \
                     reason",
                );
            }
        }
    }
}

/// Turns `const` into an enumeration of one value.
fn constant(schema: &mut Map<String, Value>) {
    let Some(value) = schema.get("const").cloned() else { return };
    let fits = |values: &Value| values.as_array().is_some_and(|values| values.contains(&value));
    if schema.get("enum").is_none_or(fits) {
        schema.remove("const");
        schema.insert("enum".to_owned(), json!([value]));
    }
}

/// Turns exclusive bounds into bounds with a flag.
fn bounds(schema: &mut Map<String, Value>) {
    for (key, plain, lower) in
        [("exclusiveMinimum", "minimum", true), ("exclusiveMaximum", "maximum", false)]
    {
        let Some(bound) = schema.get(key).filter(|bound| bound.is_number()).cloned() else {
            continue;
        };
        let number = |value: &Value| value.as_f64().unwrap_or_default();
        let tighter = schema.get(plain).is_some_and(|other| {
            if lower { number(other) > number(&bound) } else { number(other) < number(&bound) }
        });
        schema.remove(key);
        if !tighter {
            schema.insert(plain.to_owned(), bound);
            schema.insert(key.to_owned(), true.into());
        }
    }
}

/// Turns encodings of strings into formats.
fn content(schema: &mut Map<String, Value>) {
    let encoding = schema.remove("contentEncoding");
    let media_type = schema.remove("contentMediaType");
    let format = match (encoding.as_ref().and_then(Value::as_str), media_type) {
        (Some("base64"), _) => "byte",
        (None, Some(media_type)) if media_type == "application/octet-stream" => "binary",
        _ => return,
    };
    schema.entry("format").or_insert(format.into());
}

/// Turns `unevaluatedProperties` into `additionalProperties` in schemas that are not composed,
/// where both mean the same.
fn unevaluated(schema: &mut Map<String, Value>) {
    let composed = COMPOSING.iter().any(|key| schema.contains_key(*key));
    let depends = ["$ref", "if", "dependentSchemas"];
    if composed || depends.iter().any(|key| schema.contains_key(*key)) {
        return;
    }
    if let Some(value) = schema.remove("unevaluatedProperties") {
        schema.entry("additionalProperties").or_insert(value);
    }
}

/// Turns properties whose names match a pattern that any name matches into
/// `additionalProperties`.
fn pattern_properties(schema: &mut Map<String, Value>) {
    let Some(Value::Object(patterns)) = schema.get("patternProperties") else { return };
    let any = ["", ".*", "^.*$", "^", "(.*)", "^(.*)$"];
    if let Some((pattern, values)) = patterns.iter().next()
        && patterns.len() == 1
        && any.contains(&pattern.as_str())
        && !schema.contains_key("properties")
        && schema.get("additionalProperties").is_none_or(Value::is_boolean)
    {
        let values = values.clone();
        schema.remove("patternProperties");
        schema.insert("additionalProperties".to_owned(), values);
    }
}

/// Closes an object whose names are known.
fn close(schema: &mut Map<String, Value>, names: &BTreeSet<String>) {
    schema.entry("type").or_insert("object".into());
    schema.insert("additionalProperties".to_owned(), false.into());
    if let Value::Object(properties) = schema.entry("properties").or_insert_with(|| json!({})) {
        for name in names {
            properties.entry(name.clone()).or_insert_with(|| json!({}));
        }
        *properties = sorted(std::mem::take(properties));
    }
}

/// Turns properties whose names match patterns, in an object that has no others, into
/// `additionalProperties` with a pattern of their names. Properties with such names need both.
fn named_by_patterns(schema: &mut Map<String, Value>) {
    let Some(Value::Object(patterns)) = schema.get("patternProperties") else { return };
    let mut values = patterns.values();
    let Some(first) = values.next().filter(|first| first.is_object()) else { return };
    let is_closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
    let regexes: Option<Vec<regress::Regex>> =
        patterns.keys().map(|pattern| lockstep_runtime::text::pattern(pattern).ok()).collect();
    let Some(regexes) = regexes.filter(|_| is_closed && values.all(|other| other == first)) else {
        return;
    };
    let first = first.clone();
    let each: Vec<&str> = patterns.keys().map(String::as_str).collect();
    let pattern = match each.as_slice() {
        [pattern] => (*pattern).to_owned(),
        several => several.iter().map(|it| format!("(?:{it})")).collect::<Vec<_>>().join("|"),
    };
    schema.remove("patternProperties");
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for (name, property) in properties {
            if regexes.iter().any(|regex| regex.find(name).is_some()) {
                *property = json!({ "allOf": [property, first] });
            }
        }
    }
    schema.insert("additionalProperties".to_owned(), first);
    schema.insert(NAME_PATTERN.to_owned(), pattern.into());
}

/// Returns whether an object may have all properties whose names match a pattern, and no others.
fn is_named_by(schema: &Map<String, Value>, pattern: &str) -> bool {
    let Ok(regex) = lockstep_runtime::text::pattern(pattern) else { return false };
    let declared = schema.get("properties").and_then(Value::as_object);
    let declared = declared.into_iter().flat_map(Map::keys).map(String::as_str);
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    let mut names = declared.chain(required.filter_map(Value::as_str));
    let about_objects = match schema.get("type") {
        Some(Value::String(kind)) => kind == "object",
        Some(Value::Array(kinds)) => kinds.iter().all(|kind| kind == "object" || kind == "null"),
        Some(_) => false,
        None => meant_type(schema) == Some("object"),
    };
    about_objects
        && schema.get("additionalProperties") != Some(&Value::Bool(false))
        && !["patternProperties", NAME_PATTERN].iter().any(|key| schema.contains_key(*key))
        && names.all(|name| regex.find(name).is_some())
}

/// Returns the type of a schema that is about objects.
fn of_objects(schema: &Map<String, Value>) -> Value {
    schema.get("type").cloned().unwrap_or_else(|| "object".into())
}

/// Turns elements that are all alike into `items`.
fn prefix_items(schema: &mut Map<String, Value>) {
    let Some(Value::Array(prefix)) = schema.get("prefixItems") else { return };
    let Some(first) = prefix.first().cloned() else {
        schema.remove("prefixItems");
        return;
    };
    let length = prefix.len();
    let alike = prefix.iter().all(|item| *item == first);
    let none = json!({ "not": {} });
    let ends = schema.get("items").is_some_and(|items| *items == none);
    let max = schema.get("maxItems").and_then(Value::as_u64);
    let short = max.is_some_and(|max| max <= length as u64);
    let same = schema.get("items").is_some_and(|items| *items == first);
    if alike && (ends || short || same) {
        schema.remove("prefixItems");
        schema.insert("items".to_owned(), first);
        if ends && !short {
            schema.insert("maxItems".to_owned(), length.into());
        }
    }
}

/// Turns conditions on an object into choices: the condition does not hold, or what follows does.
fn conditions(schema: &mut Map<String, Value>) {
    // Conditions are about objects, as their keywords say.
    let is_about_objects = if let Some(kind) = schema.get("type") {
        kind == "object"
    } else {
        let condition = schema.get("if").and_then(Value::as_object);
        condition.is_none_or(|condition| meant_type(condition) == Some("object"))
    };
    if !is_about_objects {
        return;
    }
    let mut choices = Vec::new();
    let mut unless = |condition: &Value, then: Value| {
        choices.push(json!({ "anyOf": [{ "not": condition }, then] }));
    };
    if let Some(condition @ Value::Object(_)) = schema.remove("if") {
        if let Some(then) = schema.remove("then") {
            unless(&condition, then);
        }
        if let Some(other) = schema.remove("else") {
            unless(&json!({ "not": condition }), other);
        }
    }
    let has = |name: &str| json!({ "type": "object", "required": [name] });
    if let Some(Value::Object(dependent)) = schema.remove("dependentRequired") {
        for (name, required) in dependent {
            if required.as_array().is_some_and(|required| !required.is_empty()) {
                unless(&has(&name), json!({ "type": "object", "required": required }));
            }
        }
    }
    if let Some(Value::Object(dependent)) = schema.remove("dependentSchemas") {
        for (name, then) in dependent {
            unless(&has(&name), then);
        }
    }
    if choices.is_empty() {
        return;
    }
    match schema.entry("allOf").or_insert_with(|| json!([])) {
        Value::Array(parts) => parts.extend(choices),
        parts => *parts = Value::Array(choices),
    }
}

/// Returns a schema of null alone, as Dropshot writes it.
fn null() -> Value {
    json!({ "type": "string", "enum": [null] })
}

fn is_null(part: &Value) -> bool {
    let Some(members) = part.as_object() else { return false };
    let null = null();
    let same = |key: &str| members.get(key) == null.get(key);
    same("type")
        && same("enum")
        && members
            .keys()
            .all(|key| matches!(key.as_str(), "type" | "enum" | "title" | "description"))
}

/// Turns alternatives that are null into `nullable`.
fn null_parts(schema: &mut Map<String, Value>) {
    for key in ["anyOf", "oneOf"] {
        let Some(Value::Array(parts)) = schema.get_mut(key) else { continue };
        let before = parts.len();
        parts.retain(|part| !is_null(part));
        if parts.len() == before {
            continue;
        }
        let alone = parts.first().cloned().filter(|_| parts.len() == 1);
        let none = parts.is_empty();
        let typed = schema.contains_key("type");
        if none {
            schema.remove(key);
            if let Value::Object(null) = null() {
                schema.extend(null);
            }
            return;
        }
        // A type next to the alternatives leaves null out.
        if !typed {
            schema.insert("nullable".to_owned(), true.into());
        }
        let Some(part) = alone else { continue };
        // Limits next to the alternatives say nothing about null.
        let joins = |part: &Map<String, Value>, it: &str| {
            !part.contains_key(it)
                && (OF_STRINGS.contains(&it) || OF_NUMBERS.contains(&it) || OF_LISTS.contains(&it))
        };
        let bare = schema.keys().all(|it| {
            it == key
                || ANNOTATIONS.contains(&it.as_str())
                || part.as_object().is_some_and(|part| joins(part, it))
        });
        match part {
            Value::Object(part) if bare && !part.contains_key("$ref") => {
                schema.remove(key);
                for (key, value) in part {
                    schema.entry(key).or_insert(value);
                }
            }
            part if !schema.contains_key("allOf") => {
                schema.remove(key);
                schema.insert("allOf".to_owned(), json!([part]));
            }
            _ => {}
        }
    }
}

/// Turns a list of types, and null among the values, into what OpenAPI 3.0 has.
fn types(schema: &mut Map<String, Value>) {
    let kinds: Vec<String> = match schema.get("type") {
        Some(Value::Array(kinds)) => {
            kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        }
        Some(Value::String(kind)) => vec![kind.clone()],
        _ => Vec::new(),
    };
    let typed = !kinds.is_empty();
    let mut nullable = kinds.iter().any(|kind| kind == "null");
    let mut kinds: Vec<&str> =
        kinds.iter().map(String::as_str).filter(|kind| *kind != "null").collect();
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        let listed = values.contains(&Value::Null);
        if typed && !nullable {
            values.retain(|value| !value.is_null());
        }
        nullable = listed && (nullable || !typed);
        let only_null = listed && values.iter().all(Value::is_null);
        if only_null && nullable {
            schema.remove("nullable");
            if let Value::Object(null) = null() {
                schema.extend(null);
            }
            return;
        }
    }
    if typed && kinds.is_empty() {
        schema.retain(|key, _| ANNOTATIONS.contains(&key.as_str()));
        if let Value::Object(null) = null() {
            schema.extend(null);
        }
        return;
    }
    if nullable {
        schema.insert("nullable".to_owned(), true.into());
    }
    if kinds.contains(&"number") {
        kinds.retain(|kind| *kind != "integer");
    }
    match kinds[..] {
        [] => {}
        [kind] => {
            schema.insert("type".to_owned(), kind.into());
        }
        _ if COMPOSING.iter().any(|key| schema.contains_key(*key)) => {
            schema.insert("type".to_owned(), json!(kinds));
        }
        _ => {
            let parts: Vec<Value> = kinds.iter().filter_map(|kind| of_type(schema, kind)).collect();
            schema.retain(|key, _| ANNOTATIONS.contains(&key.as_str()) || key.starts_with("x-"));
            schema.insert("oneOf".to_owned(), Value::Array(parts));
        }
    }
}

/// Returns the schema of the values of one type, out of a schema of several. None if there are no
/// such values.
fn of_type(schema: &Map<String, Value>, kind: &str) -> Option<Value> {
    let keys: &[&str] = match kind {
        "string" => &OF_STRINGS,
        "integer" | "number" => &OF_NUMBERS,
        "array" => &OF_LISTS,
        "object" => &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "patternProperties",
            "discriminator",
        ],
        _ => &[],
    };
    let mut part = Map::new();
    part.insert("type".to_owned(), kind.into());
    for key in keys {
        if let Some(value) = schema.get(*key) {
            part.insert((*key).to_owned(), value.clone());
        }
    }
    // A format is that of one of the types.
    let numeric = |format: &Value| {
        format.as_str().is_some_and(|it| {
            it.starts_with("int") || it.starts_with("uint") || matches!(it, "float" | "double")
        })
    };
    if part.get("format").is_some_and(|format| numeric(format) != (kind != "string")) {
        part.remove("format");
    }
    if kind == "array" {
        part.entry("items").or_insert_with(|| json!({}));
    }
    if let Some(Value::Array(values)) = schema.get("enum") {
        let fits = |value: &&Value| match kind {
            "string" => value.is_string(),
            "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "array" => value.is_array(),
            _ => value.is_object(),
        };
        let values: Vec<&Value> = values.iter().filter(fits).collect();
        if values.is_empty() {
            return None;
        }
        part.insert("enum".to_owned(), json!(values));
    }
    Some(Value::Object(sorted(part)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn document(schema: &Value) -> (Value, Vec<Diagnostic>) {
        let text = json!({
            "openapi": "3.1.0",
            "info": { "title": "T", "version": "1" },
            "components": { "schemas": {
                "S": schema, "U": { "const": 1 }, "N": { "enum": ["a", "b"] },
                "P": { "type": "object", "properties": { "b": {} } },
            } },
        });
        let document = Document::parse("x.json", &text.to_string()).expect("parses");
        (document.root()["components"]["schemas"]["S"].clone(), document.faults().to_vec())
    }

    /// Each schema becomes another one, without a fault.
    fn assert_translated<const N: usize>(rows: [(Value, Value); N]) {
        for (schema, expected) in rows {
            let (translated, faults) = document(&schema);
            assert_eq!(translated, expected, "{schema}");
            assert!(faults.is_empty(), "{schema}: {faults:?}");
        }
    }

    #[test]
    fn schema_of_3_1_means_the_same_in_3_0() {
        assert_translated([
            (json!({"type": ["string", "null"]}), json!({"type": "string", "nullable": true})),
            (
                json!({"type": ["integer", "string", "null"], "minimum": 1, "minLength": 2, "title": "T"}),
                json!({"title": "T", "nullable": true, "oneOf": [
                    {"type": "integer", "minimum": 1}, {"type": "string", "minLength": 2}
                ]}),
            ),
            (json!({"type": "null"}), null()),
            (
                json!({"type": ["string"], "enum": ["a", null]}),
                json!({"type": "string", "enum": ["a"]}),
            ),
            (
                json!({"type": ["string", "null"], "enum": ["a", null]}),
                json!({"type": "string", "nullable": true, "enum": ["a", null]}),
            ),
            (
                json!({"type": ["string", "null"], "enum": ["a"]}),
                json!({"type": "string", "enum": ["a"]}),
            ),
            (json!({"const": "a"}), json!({"enum": ["a"]})),
            (json!({"const": null}), null()),
            (
                json!({"type": "number", "exclusiveMinimum": 1, "minimum": 0, "exclusiveMaximum": 9, "maximum": 8}),
                json!({"type": "number", "minimum": 1, "exclusiveMinimum": true, "maximum": 8}),
            ),
            (
                json!({"$ref": "#/components/schemas/U", "description": "D"}),
                json!({"allOf": [{"$ref": "#/components/schemas/U"}], "description": "D"}),
            ),
            (
                json!({"anyOf": [{"$ref": "#/components/schemas/U"}, {"type": "null"}]}),
                json!({"allOf": [{"$ref": "#/components/schemas/U"}], "nullable": true}),
            ),
            (
                json!({"oneOf": [{"type": "null"}, {"type": "string", "title": "U"}], "title": "T"}),
                json!({"type": "string", "title": "T", "nullable": true}),
            ),
            (
                json!({"anyOf": [{"type": "string"}, {"type": "null"}], "format": "password"}),
                json!({"type": "string", "format": "password", "nullable": true}),
            ),
            (
                json!({"anyOf": [{"type": "string"}, {"type": "null"}, {"type": "integer"}]}),
                json!({"anyOf": [{"type": "string"}, {"type": "integer"}], "nullable": true}),
            ),
            (
                json!({"type": "object", "properties": {"a": true, "b": false}, "additionalProperties": false}),
                json!({"type": "object", "properties": {"a": {}, "b": {"not": {}}}, "additionalProperties": false}),
            ),
            (json!({"type": "array"}), json!({"type": "array", "items": {}})),
            (
                json!({"type": "array", "prefixItems": [{"type": "number"}, {"type": "number"}], "items": false}),
                json!({"type": "array", "items": {"type": "number"}, "maxItems": 2}),
            ),
            (
                json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png", "examples": ["a", "b"]}),
                json!({"type": "string", "format": "byte", "example": "a"}),
            ),
        ]);
    }

    #[test]
    fn names_of_members_of_3_1_mean_the_same_in_3_0() {
        assert_translated([
            (
                json!({"type": "object", "propertyNames": {"$ref": "#/components/schemas/N"}, "additionalProperties": {"type": "integer"}}),
                json!({"type": "object", "additionalProperties": false, "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}}),
            ),
            (
                json!({"type": "object", "unevaluatedProperties": false, "$comment": "c", "propertyNames": {"type": "string"}}),
                json!({"type": "object", "additionalProperties": false}),
            ),
            (
                json!({"type": "object", "patternProperties": {"^a": {"type": "integer"}, "^b": {"type": "integer"}}, "unevaluatedProperties": false, "properties": {"a": {"minimum": 1}, "c": {}}}),
                json!({
                    "type": "object", "additionalProperties": {"type": "integer"}, "x-lockstep-name-pattern": "(?:^a)|(?:^b)",
                    "properties": {"a": {"allOf": [{"minimum": 1}, {"type": "integer"}]}, "c": {}},
                }),
            ),
            (
                json!({"allOf": [{"$ref": "#/components/schemas/P"}, {"properties": {"c": {}}}], "properties": {"a": {"type": "string"}}, "unevaluatedProperties": false}),
                json!({
                    "allOf": [{"$ref": "#/components/schemas/P"}, {"properties": {"c": {}}}], "type": "object",
                    "properties": {"a": {"type": "string"}, "b": {}, "c": {}}, "additionalProperties": false,
                }),
            ),
            (
                json!({"propertyNames": {"pattern": "^x"}, "properties": {"xa": {}}, "required": ["xb"]}),
                json!({"type": "object", "x-lockstep-name-pattern": "^x", "properties": {"xa": {}}, "required": ["xb"]}),
            ),
            (
                json!({"type": ["object", "null"], "propertyNames": {"pattern": "^x", "type": "string"}}),
                json!({"type": "object", "nullable": true, "x-lockstep-name-pattern": "^x"}),
            ),
            (
                json!({"type": "object", "patternProperties": {"^x-": {}, "^y-": true}, "properties": {"a": {}}}),
                json!({"type": "object", "properties": {"a": {}}}),
            ),
            (
                json!({"type": "object", "patternProperties": {".*": {"type": "integer"}}}),
                json!({"type": "object", "additionalProperties": {"type": "integer"}}),
            ),
        ]);
    }

    #[test]
    fn keyword_without_a_meaning_in_3_0_is_reported() {
        for (schema, expected, rule, pointer) in [
            (
                json!({"type": "string", "nullable": true}),
                json!({"type": "string"}),
                Rule::Ineffective,
                "nullable",
            ),
            (
                json!({"type": "array", "items": {}, "contains": {"type": "string"}}),
                json!({"type": "array", "items": {}}),
                Rule::Unenforced,
                "contains",
            ),
            (
                json!({"type": "object", "propertyNames": {"pattern": "^x"}, "properties": {"a": {}}}),
                json!({"type": "object", "properties": {"a": {}}}),
                Rule::Unenforced,
                "propertyNames",
            ),
            (
                json!({"type": "array", "prefixItems": [{"type": "string"}, {"type": "number"}]}),
                json!({"type": "array", "items": {}}),
                Rule::Unsupported,
                "prefixItems",
            ),
            (
                json!({"type": "object", "patternProperties": {"^x": {}, "^y": {"type": "string"}}, "additionalProperties": false}),
                json!({"type": "object", "additionalProperties": false}),
                Rule::Unsupported,
                "patternProperties",
            ),
        ] {
            let (translated, notes) = document(&schema);
            assert_eq!(translated, expected, "{schema}");
            let found: Vec<_> = notes.iter().map(|note| (note.rule, note.pointer.last())).collect();
            assert_eq!(found, [(rule, Some(pointer.to_owned()))], "{schema}");
        }
    }

    #[test]
    fn document_of_3_1_becomes_one_of_3_0() {
        let text = json!({
            "openapi": "3.1.0",
            "info": { "title": "T", "version": "1", "summary": "S", "license": { "name": "MIT", "identifier": "MIT" } },
            "jsonSchemaDialect": DIALECTS[0],
            "webhooks": { "a": {} },
            "paths": { "/a": { "$ref": "#/components/pathItems/A" } },
            "components": { "pathItems": { "A": { "get": { "operationId": "a", "responses": {
                "204": { "$ref": "#/components/responses/R", "description": "Other." },
            } } } }, "responses": { "R": { "description": "R." } } },
        });
        let document = Document::parse("x.json", &text.to_string()).expect("parses");
        let get = json!({ "operationId": "a", "responses": { "204": { "$ref": "#/components/responses/R" } } });
        let license = json!({ "name": "MIT", "url": "https://spdx.org/licenses/MIT.html" });
        assert_eq!(
            *document.root(),
            json!({
                "openapi": RESULT,
                "info": { "title": "T", "version": "1", "license": license },
                "paths": { "/a": { "get": get } },
                "components": { "responses": { "R": { "description": "R." } } },
            })
        );
        assert_eq!(document.version(), "3.1.0");
        let [note] = document.faults() else { panic!("{:?}", document.faults()) };
        assert_eq!((note.is_warning, note.pointer.to_string().as_str()), (true, "#/webhooks"));
    }

    /// A validator of JSON Schema 2020-12 and one of the result agree.
    #[cfg(feature = "instances")]
    #[test]
    fn validators_agree_on_a_schema_and_its_translation() {
        let values = [
            json!(null),
            json!(true),
            json!("a"),
            json!("abc"),
            json!(0),
            json!(1),
            json!(1.5),
            json!(9),
            json!([]),
            json!([1, 2]),
            json!([1, 2, 3]),
            json!(["a"]),
            json!({}),
            json!({"a": 1}),
            json!({"c": 1}),
            json!({"a": "x", "b": null}),
            json!({"a": 1, "b": 1}),
            json!({"a": 2, "c": 1}),
            json!({"a": 2}),
        ];
        for schema in [
            json!({"type": ["string", "null"], "maxLength": 1}),
            json!({"type": ["integer", "string"], "minimum": 1, "minLength": 2}),
            json!({"type": ["number", "array", "object", "boolean"], "maximum": 1, "maxItems": 2, "required": ["a"]}),
            json!({"type": ["string", "integer"], "enum": ["a", 1, null, true]}),
            json!({"enum": ["a", null]}),
            json!({"type": ["string", "null"], "enum": ["a", null]}),
            json!({"type": ["string", "null"], "enum": ["a"]}),
            json!({"type": "number", "exclusiveMinimum": 1, "exclusiveMaximum": 9}),
            json!({"type": "number", "exclusiveMinimum": 0, "minimum": 1}),
            json!({"anyOf": [{"type": "string", "maxLength": 2}, {"type": "null"}]}),
            json!({"oneOf": [{"type": "string"}, {"type": "null"}, {"type": "integer"}]}),
            json!({"type": "object", "anyOf": [{"required": ["a"]}, {"type": "null"}]}),
            json!({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "integer"}], "items": false}),
            json!({"type": "object", "propertyNames": {"enum": ["a", "b"]}}),
            json!({"enum": ["a", 1, true, null]}),
            json!({"enum": [1, null]}),
            json!({"type": "object", "patternProperties": {"^a": {}}}),
            json!({"type": "object", "unevaluatedProperties": false, "properties": {"a": true, "b": false}}),
            json!({
                "type": "object",
                "properties": {"a": {}, "b": {}},
                "if": {"required": ["a"], "properties": {"a": {"const": 1}}},
                "then": {"required": ["b"]},
                "else": {"required": ["c"]},
            }),
            json!({"allOf": [{"if": {"required": ["a"]}, "then": {"required": ["b"]}}]}),
            json!({"type": "object", "dependentRequired": {"a": ["b"]}}),
            json!({"type": "object", "dependentSchemas": {"a": {"required": ["b"]}}}),
            json!({
                "type": "object",
                "allOf": [{"properties": {"a": {}}}, {"required": ["a"]}],
                "unevaluatedProperties": false,
            }),
            json!({
                "type": "object",
                "properties": {"a": {}},
                "oneOf": [
                    {"properties": {"b": {}}, "required": ["b"]},
                    {"properties": {"a": {"type": "integer"}, "c": {}}},
                ],
                "unevaluatedProperties": false,
            }),
            json!({"type": "null"}),
            json!({"const": 1}),
        ] {
            let (translated, _) = document(&schema);
            let mut root = crate::document::schema::to_json_schema(&translated);
            root["$schema"] = "http://json-schema.org/draft-07/schema#".into();
            let before = jsonschema::draft202012::new(&schema).expect("a schema");
            let after = jsonschema::draft7::new(&root).expect("a schema");
            for value in &values {
                assert_eq!(
                    before.is_valid(value),
                    after.is_valid(value),
                    "{schema}, {root}: {value}"
                );
            }
        }
    }
}
