//! Checks schemas for what no generated type can have.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::linter::Linter;
use crate::document::{
    diagnostic::Rule,
    limits::{INTEGER_FORMATS, Limits, is_wide, whole},
    openapi::{
        self, ACCEPT_JSON_STRING, NAME_PATTERN, OURS, PATTERN_MESSAGE, SECRET, array, members,
    },
    pointer::Pointer,
    schema,
};

/// The types that a schema can have.
const TYPES: [&str; 6] = ["string", "number", "integer", "boolean", "array", "object"];

/// Keywords for readers alone, so that one of them misspelt loses nothing.
const DOCUMENTING: [&str; 5] = ["title", "description", "example", "externalDocs", "xml"];

/// The keywords of JSON Schema that OpenAPI 3.1 has, and lockstep does not read.
const OF_JSON_SCHEMA: [&str; 3] = ["$dynamicRef", "$dynamicAnchor", "$vocabulary"];

/// The way out for a limit that belongs where it is, and that no type enforces.
pub(crate) const CHECKED_BY_HAND: &str =
    "check it where the operation is implemented, and waive it with that as the reason";

impl Linter<'_> {
    /// Refuses schemas that are made of themselves, or of thousands of others: going through them
    /// would take forever. A schema with itself in a property or a list is fine, since its values
    /// end.
    pub(crate) fn circles(&mut self, at: &Pointer) {
        let parts: BTreeMap<&str, Vec<&str>> = members(self.document.get(at))
            .map(|(name, schema)| {
                let mut found = Vec::new();
                made_of(schema, &mut found);
                (name.as_str(), found)
            })
            .collect();
        let mut sizes = BTreeMap::new();
        for name in parts.keys() {
            let (message, help) = match size(name, &parts, &mut sizes) {
                None => (
                    format!("`{name}` is made of itself, by references alone"),
                    "refer to it from a property or a list, or leave the reference out",
                ),
                Some(size) if size > MAX_PARTS => (
                    format!("`{name}` is made of more than {MAX_PARTS} schemas"),
                    "compose it of fewer schemas, each of them once",
                ),
                Some(_) => continue,
            };
            self.diagnostics.push(Rule::Reference, &at.join(name), message, help);
            self.endless = true;
        }
    }

    /// Checks a schema and all schemas in it.
    pub(crate) fn schema(&mut self, at: &Pointer, schema: &Value) {
        let Value::Object(members) = schema else {
            self.diagnostics.push(
                Rule::Structure,
                at,
                "a schema must be an object",
                "write `{}` for a schema that accepts everything",
            );
            return;
        };
        if let Some(target) = members.get("$ref") {
            return self.reference(at, members, target);
        }
        self.keywords(at, members);
        self.keywords_of_other_types(at, members);
        self.describable(at, members);
        self.lists_of_schemas(at, members);
        self.integer_limits(at, schema);
        self.contradictions(at, schema);
        self.variants_without_values(at, schema);
        self.schema_extensions(at, members);
        for (key, value) in members {
            let here = at.join(key);
            match key.as_str() {
                "items" | "not" => self.schema(&here, value),
                "additionalProperties" if value.is_object() => self.schema(&here, value),
                "properties" => {
                    for (name, property) in openapi::members(Some(value)) {
                        self.schema(&here.join(name), property);
                    }
                }
                "allOf" | "anyOf" | "oneOf" => {
                    for (index, part) in array(schema, key).iter().enumerate() {
                        self.schema(&here.join(index), part);
                    }
                }
                "enum" => self.enumeration(&here, schema, value),
                "pattern" => self.pattern(&here, value),
                "type" if value.is_null() => self.diagnostics.push(
                    Rule::Structure,
                    &here,
                    "`type` is empty",
                    "write the type, or leave the line out",
                ),
                "type" if !value.is_string() => self.diagnostics.push(
                    Rule::Structure,
                    &here,
                    "`type` must be one string in OpenAPI 3.0",
                    "write `nullable: true` next to the type to allow null",
                ),
                "discriminator" => self.discriminator(&here, value),
                _ => {}
            }
        }
    }

    /// Checks a discriminator.
    fn discriminator(&mut self, at: &Pointer, value: &Value) {
        self.only(at, value, &["propertyName", "mapping"]);
        self.string(at, value, "propertyName");
        self.require_object_member(at, value, "mapping");
        for (tag, target) in members(value.get("mapping")) {
            let schemas = &self.document.root()["components"]["schemas"];
            let name = target.as_str().map(|it| it.strip_prefix(schema::SCHEMAS).unwrap_or(it));
            if name.is_none_or(|name| schemas.get(name).is_none()) {
                let help = self.meant(target, Some("schemas")).unwrap_or_else(|| {
                    "map to `#/components/schemas/…`, or to the name of a schema there".to_owned()
                });
                self.diagnostics.push(
                    Rule::Reference,
                    &at.join("mapping").join(tag),
                    format!("{target} is not a schema of this document"),
                    help,
                );
            }
        }
    }

    /// Checks a schema that refers to another.
    fn reference(&mut self, at: &Pointer, members: &Map<String, Value>, target: &Value) {
        // A misspelt keyword has one fault, and it is not its place.
        let known = |key: &String| key == "$ref" || schema::KEYWORDS.contains(&key.as_str());
        let unknown = members.iter().filter(|(key, _)| !known(key));
        let unknown = unknown.map(|(key, value)| (key.clone(), value.clone())).collect();
        self.keywords(at, &unknown);
        let mut rest = members.clone();
        rest.retain(|key, _| known(key) || key.starts_with("x-"));
        self.alone(
            at,
            &Value::Object(rest),
            "write it in the schema that the reference leads to, or refer by `allOf: [{ $ref: … }]` and write it next to that",
        );
        let known = target
            .as_str()
            .and_then(|target| target.strip_prefix(schema::SCHEMAS))
            .is_some_and(|name| self.document.root()["components"]["schemas"].get(name).is_some());
        if !known {
            let help = self.meant(target, Some("schemas")).unwrap_or_else(|| {
                "refer to `#/components/schemas/…` and define it there".to_owned()
            });
            self.diagnostics.push(
                Rule::Reference,
                &at.join("$ref"),
                format!("{target} is not a schema of this document"),
                help,
            );
        }
    }

    /// Refuses keywords that OpenAPI 3.0 does not have, and values of the wrong kind: a misspelt
    /// limit would have no effect.
    fn keywords(&mut self, at: &Pointer, members: &Map<String, Value>) {
        for (key, value) in members {
            let (fits, expected) = match key.as_str() {
                "type" if !value.is_string() => continue,
                "type" => (
                    value.as_str().is_some_and(|kind| TYPES.contains(&kind)),
                    "one of string, number, integer, boolean, array and object",
                ),
                "title" | "description" | "format" | "pattern" => (value.is_string(), "a string"),
                // The largest number that schemars reads.
                "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
                | "maxProperties" => (
                    value.as_u64().is_some_and(|size| u32::try_from(size).is_ok()),
                    "a whole number, from 0 to 4294967295",
                ),
                "minimum" | "maximum" => (value.is_number(), "a number"),
                "multipleOf" => (value.as_f64().is_some_and(|it| it > 0.0), "a number above 0"),
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
                    self.unknown_keyword(&at.join(key), key);
                    continue;
                }
            };
            if !fits {
                self.diagnostics.push(
                    Rule::Structure,
                    &at.join(key),
                    format!("`{key}` must be {expected}"),
                    format!("write {expected}, or leave `{key}` out"),
                );
            }
        }
    }

    /// Reports keywords that are about values of another type than the schema has.
    fn keywords_of_other_types(&mut self, at: &Pointer, members: &Map<String, Value>) {
        let Some(kind) = members.get("type").and_then(Value::as_str) else { return };
        for key in members.keys() {
            if let Some(about) = schema::other_type(key, kind) {
                self.diagnostics.push_warning(
                    Rule::Ineffective,
                    &at.join(key),
                    format!("`{key}` is about values of type `{about}`, so it has no effect here"),
                    "correct the `type`, or leave it out",
                );
            }
        }
    }

    /// Reports a keyword that OpenAPI does not have, which has no effect. One that could be a
    /// misspelling is refused.
    fn unknown_keyword(&mut self, at: &Pointer, key: &str) {
        if OF_JSON_SCHEMA.contains(&key) {
            let message = format!("`{key}` is not supported in a schema");
            let help = "leave it out, and refer to schemas by `$ref`";
            self.diagnostics.push(Rule::Unsupported, at, message, help);
            return;
        }
        let version = if self.document.version().starts_with("3.1") { "3.1" } else { "3.0" };
        let message = format!("OpenAPI {version} has no keyword `{key}` in a schema");
        let meant = similar::get_close_matches(key, &schema::KEYWORDS, 1, 0.8);
        if let Some(meant) = meant.first() {
            let help = format!("did you mean `{meant}`?");
            if DOCUMENTING.contains(meant) {
                let message = format!("{message}, so it has no effect");
                self.diagnostics.push_warning(Rule::Ineffective, at, message, help);
            } else {
                self.diagnostics.push(Rule::Structure, at, message, help);
            }
        } else if key.starts_with('$') {
            let help = "leave it out, and refer to schemas by `$ref`";
            self.diagnostics.push(Rule::Structure, at, message, help);
        } else {
            let help = "check its spelling, or start it with `x-` if it is for people only";
            let message = format!("{message}, so it has no effect");
            self.diagnostics.push_warning(Rule::Ineffective, at, message, help);
        }
    }

    /// Refuses contradictions, which no value fits.
    fn contradictions(&mut self, at: &Pointer, schema: &Value) {
        for (min, max) in
            [("minLength", "maxLength"), ("minItems", "maxItems"), ("minimum", "maximum")]
        {
            let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
            if let (Some(low), Some(high)) = (bound(min), bound(max))
                && low > high
            {
                self.diagnostics.push(
                    Rule::Structure,
                    &at.join(min),
                    format!("`{min}` is more than `{max}`, so no value fits"),
                    "change one of the two",
                );
            }
        }
        for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")]
        {
            if schema::flag(schema, exclusive) && schema.get(bound).is_none() {
                self.diagnostics.push_warning(
                    Rule::Ineffective,
                    &at.join(exclusive),
                    format!("`{exclusive}` has no effect without `{bound}`"),
                    format!("add the `{bound}`, or leave `{exclusive}` out"),
                );
            }
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        for (index, name) in array(schema, "required").iter().enumerate() {
            let Some(name) = name.as_str() else { continue };
            let part = at.parent().and_then(|list| list.last());
            let composed =
                part.is_some_and(|list| list == "allOf") || schema.get("allOf").is_some();
            let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
            if closed && !composed && !properties.is_some_and(|known| known.contains_key(name)) {
                self.diagnostics.push(
                    Rule::Structure,
                    &at.join("required").join(index),
                    format!(
                        "`{name}` is required and not among the properties, and \
                         `additionalProperties` is false, so no value fits"
                    ),
                    "add the property, or correct the name",
                );
            }
        }
        self.default_value(at, schema);
        self.example(&at.join("example"), schema.get("example"), schema);
    }

    /// Refuses lockstep's extensions where they have no effect. A misspelling must not reveal a
    /// secret.
    pub(crate) fn schema_extensions(&mut self, at: &Pointer, members: &Map<String, Value>) {
        let place: Vec<&str> = at.as_str().split('/').skip(1).collect();
        let component = matches!(place[..], ["components", "schemas", _]);
        for (key, value) in members {
            if !key.starts_with(OURS) {
                continue;
            }
            let fault = if key == PATTERN_MESSAGE {
                if value.as_str().is_none_or(|text| text.trim().is_empty()) {
                    format!("`{key}` must be a text")
                } else if !members.contains_key("pattern") {
                    format!("`{key}` has no effect without `pattern`")
                } else {
                    continue;
                }
            } else if key == NAME_PATTERN {
                self.pattern(&at.join(key), value);
                if members.get("additionalProperties") == Some(&Value::Bool(false)) {
                    format!("`{key}` has no effect next to `additionalProperties: false`")
                } else if members.get("type").is_none_or(|kind| kind != "object") {
                    format!("`{key}` has an effect on `type: object` only")
                } else {
                    continue;
                }
            } else if ![SECRET, ACCEPT_JSON_STRING].contains(&key.as_str()) {
                format!("`{key}` is not known on a schema")
            } else if !value.is_boolean() {
                format!("`{key}` must be `true` or `false`")
            } else if !component {
                format!("`{key}` has an effect directly under `components/schemas` only")
            } else {
                continue;
            };
            let known = format!(
                "known are `{SECRET}: true` and `{ACCEPT_JSON_STRING}: true` on named schemas, and \
                 `{PATTERN_MESSAGE}` next to `pattern`, and `{NAME_PATTERN}` on objects"
            );
            self.diagnostics.push(Rule::Unsupported, &at.join(key), fault, known);
        }
    }

    /// Refuses limits of an integer that no type of Rust has.
    fn integer_limits(&mut self, at: &Pointer, schema: &Value) {
        if schema.get("type").is_some_and(|kind| kind != "integer") {
            return;
        }
        let (schema, _) = &schema::adapted(schema);
        if schema["type"] != "integer" {
            return;
        }
        let step = schema.get("multipleOf");
        if step.is_some_and(|value| value.is_number() && whole(value).is_none()) {
            self.diagnostics.push(
                Rule::Unsupported,
                &at.join("multipleOf"),
                "`multipleOf` of an integer must be a whole number",
                "leave it out, or make the type `number`",
            );
        }
        let format = schema["format"].as_str().unwrap_or_default();
        if let Some(Limits::Integer { bounds, values, .. }) = Limits::of(schema)
            && !INTEGER_FORMATS.contains(&format)
            && is_wide(&bounds, &values).is_none()
        {
            let key = if values.is_empty() { "maximum" } else { "enum" };
            self.diagnostics.push(
                Rule::Unsupported,
                &at.join(key),
                format!(
                    "`{key}` allows integers beyond 63 bits, and there may be negative ones: \
                     no integer of Rust that JSON is read as has both"
                ),
                "add `minimum: 0`, for an unsigned integer of 64 bits, or lower the highest value",
            );
        }
    }

    /// Refuses a limit that no generated type would enforce, unless it is waived.
    pub(crate) fn unenforced(&mut self, at: &Pointer, what: &str, help: &str) {
        let message = format!("generated types do not enforce {what}");
        self.diagnostics.push_waivable(Rule::Unenforced, at, message, help);
    }

    /// Refuses what Dropshot would lose, or panic at, in its description of a schema.
    fn describable(&mut self, at: &Pointer, members: &Map<String, Value>) {
        const ANNOTATIONS: [&str; 9] = [
            "title",
            "description",
            "default",
            "example",
            "nullable",
            "deprecated",
            "readOnly",
            "writeOnly",
            "externalDocs",
        ];
        if members.contains_key("type") || schema::meant_type(members).is_some() {
            return;
        }
        let (adapted, _) = schema::adapted(&Value::Object(members.clone()));
        if adapted.get("type").is_some() {
            return;
        }
        for key in adapted.as_object().into_iter().flat_map(Map::keys) {
            if !ANNOTATIONS.contains(&key.as_str())
                && !schema::COMPOSING.contains(&key.as_str())
                && !key.starts_with("x-")
                && !["discriminator", "xml"].contains(&key.as_str())
            {
                if key == "enum" && lists_values_with_parts(&adapted) {
                    self.values_with_parts(&at.join(key));
                    return;
                }
                self.diagnostics.push(
                    Rule::Dropshot,
                    &at.join(key),
                    format!("without a `type`, Dropshot does not describe `{key}`"),
                    "add the `type`",
                );
                return;
            }
        }
    }

    /// Refuses an enumeration, or a constant, of objects or lists.
    fn values_with_parts(&mut self, at: &Pointer) {
        self.diagnostics.push(
            Rule::Unsupported,
            at,
            "`enum` and `const` of objects and lists are not supported",
            "describe the object by its properties, each with an `enum` of its value, or the items \
             of the list",
        );
    }

    /// Refuses lists of schemas without a schema.
    fn lists_of_schemas(&mut self, at: &Pointer, members: &Map<String, Value>) {
        for key in ["allOf", "anyOf", "oneOf"] {
            if members.get(key).and_then(Value::as_array).is_some_and(Vec::is_empty) {
                self.diagnostics.push(
                    Rule::Structure,
                    &at.join(key),
                    format!("`{key}` lists at least one schema"),
                    "list the schemas, or leave it out",
                );
            }
        }
    }

    fn enumeration(&mut self, at: &Pointer, schema: &Value, values: &Value) {
        let kind = schema["type"].as_str().unwrap_or_default();
        if ["object", "array"].contains(&kind) && lists_values_with_parts(schema) {
            return self.values_with_parts(at);
        }
        let nullable = schema::flag(schema, "nullable") || schema::is_null(schema);
        let fits = |value: &Value| match kind {
            _ if nullable && value.is_null() => true,
            "string" => value.is_string(),
            // Dropshot panics at others in its description.
            "integer" => value.as_i64().is_some(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            // The check of a missing type reports it.
            "" => true,
            _ => false,
        };
        let values_of = values.as_array().into_iter().flatten().enumerate();
        let mut unfit = values_of.filter(|(_, value)| !fits(value));
        if let Some((index, value)) = unfit.next() {
            let more = match unfit.count() {
                0 => String::new(),
                1 => ", and of another value".to_owned(),
                number => format!(", and of {number} other values"),
            };
            self.diagnostics.push(
                Rule::Structure,
                &at.join(index),
                format!("an enumeration of {value} in a schema of type `{kind}`{more}"),
                match kind {
                    "array" => "move `enum` into the `items`, or write the type of the values",
                    "object" => "write the type of the values, such as `string`",
                    _ => "list strings, integers of at most 63 bits, numbers or booleans, as the `type` says",
                },
            );
        }
        let mut seen = BTreeSet::new();
        for (index, value) in values.as_array().into_iter().flatten().enumerate() {
            if !seen.insert(value.to_string()) {
                self.diagnostics.push(
                    Rule::Structure,
                    &at.join(index),
                    format!("{value} is listed twice"),
                    "list each value once",
                );
            }
        }
        if values.as_array().is_none_or(Vec::is_empty) {
            self.diagnostics.push(
                Rule::Structure,
                at,
                "an enumeration lists at least one value",
                "list the values, or leave `enum` out",
            );
        }
    }

    pub(crate) fn pattern(&mut self, at: &Pointer, value: &Value) {
        let fault = match value.as_str() {
            None => Some("it is not a string".to_owned()),
            Some(pattern) => {
                lockstep_runtime::text::pattern(pattern).err().map(|error| error.to_string())
            }
        };
        if let Some(fault) = fault {
            self.diagnostics.push(
                Rule::Structure,
                at,
                format!("the pattern is not a regular expression of ECMA-262: {fault}"),
                "fix the pattern",
            );
        }
    }
}

/// Returns whether a schema lists an object or a list among its values.
fn lists_values_with_parts(schema: &Value) -> bool {
    array(schema, "enum").iter().any(|value| value.is_object() || value.is_array())
}

/// The largest number of schemas that one schema is made of, each counted as often as it is
/// referred to.
const MAX_PARTS: usize = 10_000;

/// Collects the named schemas that a schema is composed of, as often as it refers to them.
fn made_of<'v>(schema: &'v Value, found: &mut Vec<&'v str>) {
    if schema.get("$ref").is_some() {
        found.extend(schema::reference(schema));
        return;
    }
    let parts = ["allOf", "anyOf", "oneOf"].into_iter().flat_map(|key| array(schema, key));
    for part in parts.chain(schema.get("not")) {
        made_of(part, found);
    }
}

/// Returns the number of schemas that one is made of. None if it, or a part, is made of itself.
/// `sizes` caches the numbers, with none for schemas that are being counted.
fn size<'v>(
    name: &'v str,
    parts: &BTreeMap<&'v str, Vec<&'v str>>,
    sizes: &mut BTreeMap<&'v str, Option<usize>>,
) -> Option<usize> {
    if let Some(known) = sizes.get(name) {
        return *known;
    }
    sizes.insert(name, None);
    let mut sum = 1_usize;
    for part in parts.get(name).into_iter().flatten() {
        sum = sum.saturating_add(size(part, parts, sizes)?);
    }
    sizes.insert(name, Some(sum));
    Some(sum)
}
