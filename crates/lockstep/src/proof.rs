//! The proof that a Dropshot server says the same as the contract that it was generated from.
//!
//! Dropshot describes the generated trait in a document of its own. [`compare`] brings that and the contract into the same
//! form and compares them. What Dropshot cannot say is not compared, and goes into a ledger, so that nothing is left out in
//! silence.
//!
//! # The rules by which both are brought into one form
//!
//! 1. A reference to a parameter, a header, a request body or a response stands for what it refers to. References to
//!    schemas are compared as they are.
//! 2. Parameters are compared without regard to their order, as are the names in `required` and the tags.
//! 3. Line breaks within a paragraph of an operation's, a tag's or a parameter's description are spaces. Descriptions
//!    inside schemas are compared to the letter.
//! 4. Numbers are compared by value: `1` is `1.0`.
//! 5. `deprecated: false`, `required: false`, an empty list of tags or parameters, and the default `style` of a parameter
//!    or header are the same as nothing.
//!
//! # What goes into the ledger
//!
//! See [`Kind`].

use std::{collections::BTreeMap, fmt};

use serde_json::{Map, Value, json};

use crate::{api::fold, pointer::Pointer};

/// The kinds of things that Dropshot cannot say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// `servers`, `externalDocs`, and members of `info` other than `title` and `version`: the caller of Dropshot adds
    /// what it wants of them.
    Information,
    /// A version that is not a semantic one. Dropshot takes no others, and is given any.
    Version,
    /// Security schemes and requirements. They are in the trait's types, as `Secured`.
    Security,
    /// A particular error status with the schema of the range `4XX` or `5XX` that covers it.
    ErrorStatus,
    /// Descriptions and headers of error responses.
    ErrorDetail,
    /// Descriptions of a request body.
    BodyDetail,
    /// Examples outside of schemas.
    Example,
    /// Vendor extensions outside of schemas.
    Extension,
    /// Components that nothing refers to or that other rules resolved.
    Component,
}

impl Kind {
    fn text(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Version => "version",
            Self::Security => "security",
            Self::ErrorStatus => "error status",
            Self::ErrorDetail => "error detail",
            Self::BodyDetail => "body detail",
            Self::Example => "example",
            Self::Extension => "extension",
            Self::Component => "component",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

/// Something that the contract and Dropshot's description say differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where, in the form that is compared: `operations` by method and path, and `schemas` by name.
    pub pointer: Pointer,
    /// What the contract says.
    pub contract: Option<Value>,
    /// What Dropshot says.
    pub described: Option<Value>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |value: &Option<Value>| {
            value.as_ref().map_or_else(|| "nothing".to_owned(), Value::to_string)
        };
        write!(
            f,
            "{}: the contract says {}, Dropshot says {}",
            self.pointer,
            show(&self.contract),
            show(&self.described)
        )
    }
}

/// What a comparison found.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// All that is said differently. Empty if the proof holds.
    pub differences: Vec<Difference>,
    /// All that was not compared, by its place in the contract.
    pub ledger: Vec<(Kind, Pointer)>,
    /// How many operations were compared.
    pub operations: usize,
    /// How many schemas were compared.
    pub schemas: usize,
}

/// Compares a contract with the description that Dropshot gives of the trait that was generated from it.
pub fn compare(contract: &Value, described: &Value) -> Comparison {
    let mut ledger = Vec::new();
    let contract = Normaliser { document: contract, ledger: Some(&mut ledger) }.document();
    let mut described = Normaliser { document: described, ledger: None }.document();
    if let Some(version) = contract["info"]["version"].as_str()
        && semver::Version::parse(version).is_err()
    {
        ledger.push((Kind::Version, Pointer::root().join("info").join("version")));
        described["info"]["version"] = version.into();
    }
    let count = |name: &str| contract[name].as_object().map_or(0, Map::len);
    let mut comparison = Comparison {
        differences: Vec::new(),
        ledger,
        operations: count("operations"),
        schemas: count("schemas"),
    };
    differ(&Pointer::root(), Some(&contract), Some(&described), &mut comparison.differences);
    comparison
}

fn differ(at: &Pointer, a: Option<&Value>, b: Option<&Value>, found: &mut Vec<Difference>) {
    match (a, b) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let mut keys: Vec<&String> = a.keys().chain(b.keys()).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                differ(&at.join(key), a.get(key), b.get(key), found);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) if a.len() == b.len() => {
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                differ(&at.join(index), Some(a), Some(b), found);
            }
        }
        (Some(Value::Number(a)), Some(Value::Number(b))) if a.as_f64() == b.as_f64() => {}
        (a, b) if a == b => {}
        (a, b) => found.push(Difference {
            pointer: at.clone(),
            contract: a.cloned(),
            described: b.cloned(),
        }),
    }
}

struct Normaliser<'a> {
    document: &'a Value,
    /// Where to note what is left out. None for Dropshot's side, of which nothing is.
    ledger: Option<&'a mut Vec<(Kind, Pointer)>>,
}

impl Normaliser<'_> {
    fn leave_out(&mut self, kind: Kind, at: &Pointer) {
        if let Some(ledger) = &mut self.ledger {
            ledger.push((kind, at.clone()));
        }
    }

    fn document(mut self) -> Value {
        let document = self.document;
        let root = Pointer::root();
        let mut out = Map::new();
        for (key, value) in members(Some(document)) {
            let at = root.join(key);
            match key.as_str() {
                "info" => {
                    for (key, _) in members(Some(value)) {
                        if key != "title" && key != "version" {
                            self.leave_out(Kind::Information, &at.join(key));
                        }
                    }
                    let info = json!({ "title": value["title"], "version": value["version"] });
                    out.insert("info".to_owned(), info);
                }
                "tags" => {
                    let tags = self.tags(&at, value);
                    out.insert("tags".to_owned(), tags);
                }
                "paths" => {
                    let operations = self.operations(&at, value);
                    out.insert("operations".to_owned(), operations);
                }
                "components" => self.components(&at, value, &mut out),
                "security" => self.leave_out(Kind::Security, &at),
                "openapi" => {}
                _ => self.leave_out(Kind::Information, &at),
            }
        }
        Value::Object(out)
    }

    fn tags(&mut self, at: &Pointer, value: &Value) -> Value {
        let mut tags = BTreeMap::new();
        for (index, tag) in value.as_array().into_iter().flatten().enumerate() {
            for (key, _) in members(Some(tag)) {
                if key != "name" && key != "description" {
                    self.leave_out(Kind::Information, &at.join(index).join(key));
                }
            }
            let name = tag["name"].as_str().unwrap_or_default().to_owned();
            tags.insert(name, json!(tag["description"].as_str().map(fold)));
        }
        json!(tags)
    }

    fn components(&mut self, at: &Pointer, value: &Value, out: &mut Map<String, Value>) {
        for (kind, named) in members(Some(value)) {
            let at = at.join(kind);
            match kind.as_str() {
                "schemas" => {
                    let schemas = members(Some(named))
                        .map(|(name, schema)| (name.clone(), schema_form(schema)))
                        .collect();
                    out.insert("schemas".to_owned(), Value::Object(schemas));
                }
                "securitySchemes" => self.leave_out(Kind::Security, &at),
                _ => self.leave_out(Kind::Component, &at),
            }
        }
    }

    fn operations(&mut self, at: &Pointer, paths: &Value) -> Value {
        let mut operations = Map::new();
        for (path, item) in members(Some(paths)) {
            for (method, operation) in members(Some(item)) {
                let here = at.join(path).join(method);
                match method.as_str() {
                    "parameters" => continue,
                    "summary" | "description" | "servers" => {
                        self.leave_out(Kind::Information, &here);
                        continue;
                    }
                    key if key.starts_with("x-") => {
                        self.leave_out(Kind::Extension, &here);
                        continue;
                    }
                    _ => {}
                }
                let form = self.operation(&here, item, operation);
                operations.insert(format!("{} {path}", method.to_uppercase()), form);
            }
        }
        Value::Object(operations)
    }

    fn operation(&mut self, at: &Pointer, item: &Value, operation: &Value) -> Value {
        let mut out = Map::new();
        for (key, value) in members(Some(operation)) {
            let here = at.join(key);
            match key.as_str() {
                "summary" | "description" => {
                    out.insert(key.clone(), json!(value.as_str().map(fold)));
                }
                "tags" => {
                    let mut tags: Vec<_> = value.as_array().cloned().unwrap_or_default();
                    tags.sort_by_key(Value::to_string);
                    if !tags.is_empty() {
                        out.insert("tags".to_owned(), Value::Array(tags));
                    }
                }
                "deprecated" if *value == Value::Bool(false) => {}
                "parameters" => {}
                "requestBody" => {
                    let body = self.body(&here, value);
                    out.insert("requestBody".to_owned(), body);
                }
                "responses" => {
                    let responses = self.responses(&here, value);
                    out.insert("responses".to_owned(), responses);
                }
                "security" => self.leave_out(Kind::Security, &here),
                "externalDocs" | "servers" => self.leave_out(Kind::Information, &here),
                // Dropshot's own extensions are on both sides, others on the contract's alone.
                key if key.starts_with("x-") && !key.starts_with("x-dropshot-") => {
                    self.leave_out(Kind::Extension, &here);
                }
                _ => {
                    out.insert(key.clone(), value.clone());
                }
            }
        }
        let mut parameters = Map::new();
        for list in [item, operation] {
            for (index, parameter) in
                list["parameters"].as_array().into_iter().flatten().enumerate()
            {
                let here = at.join("parameters").join(index);
                let parameter = self.resolve(parameter);
                let key = format!(
                    "{} {}",
                    parameter["in"].as_str().unwrap_or_default(),
                    parameter["name"].as_str().unwrap_or_default()
                );
                let form = self.parameter(&here, &parameter, &["name", "in"]);
                parameters.insert(key, form);
            }
        }
        if !parameters.is_empty() {
            out.insert("parameters".to_owned(), Value::Object(parameters));
        }
        Value::Object(out)
    }

    /// A parameter or a header.
    fn parameter(&mut self, at: &Pointer, value: &Value, known: &[&str]) -> Value {
        let mut out = Map::new();
        for (key, value) in members(Some(value)) {
            match (key.as_str(), value) {
                ("example" | "examples", _) => self.leave_out(Kind::Example, &at.join(key)),
                ("required" | "deprecated", Value::Bool(false)) => {}
                ("style", Value::String(style)) if style == "simple" || style == "form" => {}
                ("description", _) => {
                    out.insert(key.clone(), json!(value.as_str().map(fold)));
                }
                ("schema", _) => {
                    out.insert(key.clone(), schema_form(value));
                }
                (key, _) if known.contains(&key) => {}
                (key, _) if key.starts_with("x-") => self.leave_out(Kind::Extension, &at.join(key)),
                _ => {
                    out.insert(key.clone(), value.clone());
                }
            }
        }
        Value::Object(out)
    }

    fn body(&mut self, at: &Pointer, value: &Value) -> Value {
        let value = self.resolve(value);
        let mut out = Map::new();
        for (key, value) in members(Some(&value)) {
            match key.as_str() {
                "content" => {
                    let content = self.content(&at.join(key), value);
                    out.insert(key.clone(), content);
                }
                "description" => self.leave_out(Kind::BodyDetail, &at.join(key)),
                key if key.starts_with("x-") => self.leave_out(Kind::Extension, &at.join(key)),
                _ => {
                    out.insert(key.clone(), value.clone());
                }
            }
        }
        Value::Object(out)
    }

    fn content(&mut self, at: &Pointer, value: &Value) -> Value {
        let mut out = Map::new();
        for (media_type, value) in members(Some(value)) {
            let mut form = Map::new();
            for (key, value) in members(Some(value)) {
                match key.as_str() {
                    "example" | "examples" => {
                        self.leave_out(Kind::Example, &at.join(media_type).join(key));
                    }
                    "schema" => {
                        form.insert(key.clone(), schema_form(value));
                    }
                    _ => {
                        form.insert(key.clone(), value.clone());
                    }
                }
            }
            out.insert(media_type.clone(), Value::Object(form));
        }
        Value::Object(out)
    }

    fn responses(&mut self, at: &Pointer, value: &Value) -> Value {
        let mut forms: BTreeMap<String, Value> = BTreeMap::new();
        for (status, response) in members(Some(value)) {
            let here = at.join(status);
            let response = self.resolve(response);
            let form = self.response(&here, status, &response);
            forms.insert(status.clone(), form);
        }
        let statuses: Vec<String> = forms.keys().cloned().collect();
        for status in statuses {
            let Ok(code @ 400..600) = status.parse::<u16>() else {
                continue;
            };
            let range = format!("{}XX", code / 100);
            if forms.get(&range) == forms.get(&status) {
                forms.remove(&status);
                self.leave_out(Kind::ErrorStatus, &at.join(&status));
            }
        }
        json!(forms)
    }

    fn response(&mut self, at: &Pointer, status: &str, value: &Value) -> Value {
        let error = status.starts_with(['4', '5']);
        let mut out = Map::new();
        for (key, value) in members(Some(value)) {
            let here = at.join(key);
            match key.as_str() {
                "description" | "headers" if error => self.leave_out(Kind::ErrorDetail, &here),
                key if key.starts_with("x-") => self.leave_out(Kind::Extension, &here),
                "headers" => {
                    let mut headers = Map::new();
                    for (name, header) in members(Some(value)) {
                        let header = self.resolve(header);
                        let form = self.parameter(&here.join(name), &header, &[]);
                        headers.insert(name.clone(), form);
                    }
                    out.insert(key.clone(), Value::Object(headers));
                }
                "content" => {
                    let content = self.content(&here, value);
                    out.insert(key.clone(), content);
                }
                _ => {
                    out.insert(key.clone(), value.clone());
                }
            }
        }
        Value::Object(out)
    }

    /// What a value refers to, if it is a reference, to its end.
    fn resolve(&self, value: &Value) -> Value {
        let mut value = value;
        for _ in 0..16 {
            let target = value
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|reference| self.document.pointer(reference.strip_prefix('#')?));
            match target {
                Some(target) => value = target,
                None => break,
            }
        }
        value.clone()
    }
}

/// A schema with the names in `required` in order.
fn schema_form(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let mut out = Map::new();
            for (key, value) in members {
                let value = match (key.as_str(), value) {
                    ("required", Value::Array(names)) => {
                        let mut names = names.clone();
                        names.sort_by_key(Value::to_string);
                        Value::Array(names)
                    }
                    ("example" | "default" | "enum", value) => value.clone(),
                    (_, value) => schema_form(value),
                };
                out.insert(key.clone(), value);
            }
            Value::Object(out)
        }
        Value::Array(items) => Value::Array(items.iter().map(schema_form).collect()),
        other => other.clone(),
    }
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract() -> Value {
        json!({
            "openapi": "3.0.3",
            "info": { "title": "T", "version": "1.0.0", "license": { "name": "MIT" } },
            "servers": [{ "url": "/" }],
            "tags": [{ "name": "t", "description": "A tag\nfolded." }],
            "security": [{ "s": [] }],
            "paths": { "/a/{id}": {
                "parameters": [{ "$ref": "#/components/parameters/Id" }],
                "post": {
                    "operationId": "a",
                    "tags": ["t", "s"],
                    "summary": "Does",
                    "description": "One\ntwo.\n\nThree.\n",
                    "deprecated": false,
                    "requestBody": {
                        "required": true,
                        "x-limit": 3,
                        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" }, "example": {} } },
                    },
                    "responses": {
                        "200": {
                            "description": "Done.",
                            "headers": { "h": { "$ref": "#/components/headers/H" } },
                            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } },
                        },
                        "404": { "$ref": "#/components/responses/E" },
                        "4XX": { "$ref": "#/components/responses/E" },
                        "5XX": { "$ref": "#/components/responses/E" },
                    },
                },
            } },
            "components": {
                "securitySchemes": { "s": { "type": "http", "scheme": "bearer" } },
                "parameters": { "Id": { "name": "id", "in": "path", "required": true, "schema": { "type": "string" }, "example": "x" } },
                "headers": { "H": { "required": false, "schema": { "type": "integer", "maximum": 3 } } },
                "responses": { "E": { "description": "bad", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/E" } } } } },
                "schemas": {
                    "A": { "type": "object", "required": ["y", "x"], "properties": { "x": { "type": "string" }, "y": { "type": "string", "maxLength": 3 } } },
                    "E": { "type": "object" },
                },
            },
        })
    }

    /// The same as Dropshot would say it.
    fn described() -> Value {
        let error = json!({ "$ref": "#/components/responses/Error" });
        json!({
            "openapi": "3.0.3",
            "info": { "title": "T", "version": "1.0.0" },
            "tags": [{ "name": "t", "description": "A tag folded." }],
            "paths": { "/a/{id}": { "post": {
                "operationId": "a",
                "tags": ["s", "t"],
                "summary": "Does",
                "description": "One two.\n\nThree.",
                "parameters": [{ "in": "path", "name": "id", "required": true, "schema": { "type": "string" }, "style": "simple" }],
                "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } },
                "responses": {
                    "200": {
                        "description": "Done.",
                        "headers": { "h": { "style": "simple", "schema": { "type": "integer", "maximum": 3.0 } } },
                        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } },
                    },
                    "4XX": error,
                    "5XX": error,
                },
            } } },
            "components": {
                "responses": { "Error": { "description": "E", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/E" } } } } },
                "schemas": {
                    "A": { "type": "object", "required": ["x", "y"], "properties": { "x": { "type": "string" }, "y": { "type": "string", "maxLength": 3 } } },
                    "E": { "type": "object" },
                },
            },
        })
    }

    #[test]
    fn what_the_rules_bring_together_is_equal() {
        let comparison = compare(&contract(), &described());
        assert_eq!(comparison.differences, []);
        assert_eq!((comparison.operations, comparison.schemas), (1, 2));
        let mut ledger: Vec<String> =
            comparison.ledger.iter().map(|(kind, at)| format!("{kind} {at}")).collect();
        ledger.sort();
        let post = "#/paths/~1a~1{id}/post";
        assert_eq!(
            ledger,
            [
                "component #/components/headers".to_owned(),
                "component #/components/parameters".to_owned(),
                "component #/components/responses".to_owned(),
                format!("error detail {post}/responses/404/description"),
                format!("error detail {post}/responses/4XX/description"),
                format!("error detail {post}/responses/5XX/description"),
                format!("error status {post}/responses/404"),
                format!("example {post}/parameters/0/example"),
                format!("example {post}/requestBody/content/application~1json/example"),
                format!("extension {post}/requestBody/x-limit"),
                "information #/info/license".to_owned(),
                "information #/servers".to_owned(),
                "security #/components/securitySchemes".to_owned(),
                "security #/security".to_owned(),
            ]
        );
    }

    /// Dropshot cannot say `v1`, and is given another. Nothing else is left out for that.
    #[test]
    fn a_version_that_is_not_semantic_is_in_the_ledger() {
        let mut contract = contract();
        contract["info"]["version"] = json!("v1");
        let comparison = compare(&contract, &described());
        assert_eq!(comparison.differences, []);
        let version = (Kind::Version, Pointer::root().join("info").join("version"));
        assert!(comparison.ledger.contains(&version), "{:?}", comparison.ledger);
        contract["info"]["title"] = json!("U");
        assert_eq!(compare(&contract, &described()).differences.len(), 1);
    }

    /// Next to every rule, a difference that it must not hide.
    #[test]
    fn what_differs_is_seen() {
        let post = "/paths/~1a~1{id}/post";
        for (pointer, value) in [
            // 1. What a reference leads to differs; so does a reference to another schema.
            ("/components/headers/H/schema/maximum".to_owned(), json!(4)),
            (
                "/components/responses/E/content/application~1json/schema/$ref".to_owned(),
                json!("#/components/schemas/A"),
            ),
            // 2. A parameter, a required name, a tag more or less.
            ("/components/parameters/Id/name".to_owned(), json!("other")),
            ("/components/schemas/A/required".to_owned(), json!(["x"])),
            (format!("{post}/tags"), json!(["t"])),
            // 3. Other words, other paragraphs.
            (format!("{post}/description"), json!("One two. Three.")),
            (format!("{post}/summary"), json!("Does not")),
            ("/tags/0/description".to_owned(), json!("A tag")),
            // 4. Another number.
            ("/components/schemas/A/properties/y/maxLength".to_owned(), json!(4)),
            // 5. What is not the default.
            (format!("{post}/deprecated"), json!(true)),
            ("/components/headers/H/required".to_owned(), json!(true)),
            // And what no rule touches.
            (format!("{post}/operationId"), json!("b")),
            (format!("{post}/requestBody/required"), json!(false)),
            (format!("{post}/responses/200/description"), json!("Done")),
            (format!("{post}/responses/404"), json!({ "description": "x" })),
            ("/info/version".to_owned(), json!("1.0.1")),
            ("/components/schemas/A/properties/x/type".to_owned(), json!("integer")),
        ] {
            let mut contract = contract();
            *contract.pointer_mut(&pointer).expect(&pointer) = value;
            let comparison = compare(&contract, &described());
            assert!(!comparison.differences.is_empty(), "not seen: {pointer}");
        }
        for (remove, from) in [
            ("post", "/paths/~1a~1{id}"),
            ("E", "/components/schemas"),
            ("h", "/paths/~1a~1{id}/post/responses/200/headers"),
        ] {
            let mut described = described();
            described.pointer_mut(from).and_then(Value::as_object_mut).expect(from).remove(remove);
            assert!(!compare(&contract(), &described).differences.is_empty(), "not seen: {from}");
        }
    }
}
