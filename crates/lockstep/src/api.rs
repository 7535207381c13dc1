//! What a document says, as far as it can be carried: the model that all the emitters work from.
//!
//! Reading is a whitelist. What is not understood here is refused with its place in the document, so that no emitter meets
//! it and nothing is dropped in silence.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use serde_json::{Map, Value, json};

use crate::{
    diagnostic::{Report, Rule},
    document::Document,
    findings::Findings,
    pointer::Pointer,
    schema,
};

/// The largest request body of an operation, in bytes, as a vendor extension of `requestBody`.
pub(crate) const MAX_BYTES: &str = "x-lockstep-max-bytes";
/// A schema of type `object` that is also accepted as a string whose content is the object's JSON.
pub(crate) const ACCEPT_JSON_STRING: &str = "x-lockstep-accept-json-string";
/// A schema whose values are never shown by `Debug`.
pub(crate) const SECRET: &str = "x-lockstep-secret";

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];
const JSON: &str = "application/json";

/// An API that can be generated.
#[derive(Clone, Debug)]
pub(crate) struct Api {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: Option<String>,
    pub(crate) tags: BTreeMap<String, Option<String>>,
    pub(crate) operations: Vec<Operation>,
    /// Component schemas as they stand in the document.
    pub(crate) schemas: BTreeMap<String, Value>,
    /// Bearer schemes (RFC 6750) by name, with their descriptions.
    pub(crate) security_schemes: BTreeMap<String, Option<String>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) id: String,
    /// In upper case.
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) success: Success,
    /// The component schema of every error.
    pub(crate) error: String,
    /// The security scheme that guards the operation.
    pub(crate) security: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
}

impl Location {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) location: Location,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    pub(crate) schema: Value,
}

#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// The component schema of the body.
    pub(crate) schema: String,
    pub(crate) max_bytes: Option<u64>,
}

#[derive(Clone, Debug)]
pub(crate) struct Success {
    pub(crate) status: u16,
    pub(crate) description: String,
    pub(crate) headers: Vec<ResponseHeader>,
    /// The component schema of the content, if there is any.
    pub(crate) schema: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResponseHeader {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    pub(crate) schema: Value,
}

impl Api {
    /// Reads a document, or says all that keeps it from being generated.
    pub(crate) fn read(document: &Document) -> Result<Self, Report> {
        let mut reader = ApiReader { document, found: Findings::new(document) };
        let api = reader.api();
        reader.found.into_result(api)
    }

    /// The name of the server trait: the title in camel case, ending in `Api`.
    pub(crate) fn trait_name(&self) -> String {
        let name = self.title.to_upper_camel_case();
        if name.ends_with("Api") { name } else { format!("{name}Api") }
    }

    /// The document that progenitor gets: what the model says and no more. Particular error codes are gone, since the
    /// ranges cover them.
    pub(crate) fn to_openapi(&self) -> Value {
        let content = |name: &str| json!({ JSON: { "schema": { "$ref": format!("{}{name}", schema::SCHEMAS) } } });
        let mut paths = Map::new();
        for operation in &self.operations {
            let mut responses = Map::new();
            let mut success = json!({ "description": operation.success.description });
            if let Some(name) = &operation.success.schema {
                success["content"] = content(name);
            }
            responses.insert(operation.success.status.to_string(), success);
            for range in ["4XX", "5XX"] {
                let error = json!({ "description": "error", "content": content(&operation.error) });
                responses.insert(range.to_owned(), error);
            }
            let parameters: Vec<Value> = operation
                .parameters
                .iter()
                .map(|parameter| {
                    json!({
                        "in": parameter.location.as_str(),
                        "name": parameter.name,
                        "required": parameter.required,
                        "description": parameter.description.as_deref().map(fold),
                        "schema": parameter.schema,
                    })
                })
                .collect();
            let mut described = json!({
                "operationId": operation.id,
                "summary": operation.summary,
                "description": operation.description,
                "deprecated": operation.deprecated,
                "parameters": parameters,
                "responses": responses,
            });
            if let Some(body) = &operation.body {
                described["requestBody"] =
                    json!({ "required": true, "content": content(&body.schema) });
            }
            let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
            item[operation.method.to_lowercase()] = described;
        }
        json!({
            "openapi": "3.0.3",
            "info": {
                "title": self.title,
                "version": self.version,
                "description": self.description,
            },
            "paths": paths,
            "components": { "schemas": self.schemas },
        })
    }
}

/// Text with its line breaks folded into spaces, paragraphs kept.
pub(crate) fn fold(text: &str) -> String {
    text.trim()
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n\n")
}

struct ApiReader<'a> {
    document: &'a Document,
    found: Findings<'a>,
}

impl<'a> ApiReader<'a> {
    fn api(&mut self) -> Api {
        let root = Pointer::root();
        let document = self.document.root();
        self.only(
            &root,
            document,
            &[
                "openapi",
                "info",
                "servers",
                "tags",
                "security",
                "paths",
                "components",
                "externalDocs",
            ],
        );
        let openapi = root.join("openapi");
        let version = self.string(&root, document, "openapi").unwrap_or_default();
        if !version.is_empty() && !version.starts_with("3.0.") {
            self.found.push(
                Rule::Structure,
                &openapi,
                format!("OpenAPI {version} is not read here"),
                "write the document in OpenAPI 3.0, for instance `openapi: 3.0.3`",
            );
        }

        let info_at = root.join("info");
        let info = document.get("info").unwrap_or(&Value::Null);
        let title = self.string(&info_at, info, "title").unwrap_or_default();
        let api_version = self.string(&info_at, info, "version").unwrap_or_default();
        if !api_version.is_empty() && !is_semver(&api_version) {
            self.found.push(
                Rule::Dropshot,
                &info_at.join("version"),
                format!("`{api_version}` is not a semantic version, which Dropshot asks for"),
                "write it with three numbers, for instance `1.0.0`",
            );
        }

        let schemas = self.schemas();
        let security_schemes = self.security_schemes();
        let default_security = self.security(&root, document, &security_schemes);
        let operations = self.operations(&schemas, &security_schemes, default_security.as_ref());

        Api {
            title,
            version: api_version,
            description: text(info, "description"),
            tags: self.tags(&operations),
            operations,
            schemas,
            security_schemes,
        }
    }

    fn tags(&mut self, operations: &[Operation]) -> BTreeMap<String, Option<String>> {
        let mut tags: BTreeMap<_, _> =
            operations.iter().flat_map(|o| &o.tags).map(|tag| (tag.clone(), None)).collect();
        let at = Pointer::root().join("tags");
        for (index, tag) in array(self.document.root(), "tags").iter().enumerate() {
            if let Some(name) = self.string(&at.join(index), tag, "name") {
                tags.insert(name, text(tag, "description"));
            }
        }
        tags
    }

    fn schemas(&mut self) -> BTreeMap<String, Value> {
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
    fn schema(&mut self, at: &Pointer, schema: &Value) {
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
        self.limits(at, schema);
        for (key, value) in members {
            let here = at.join(key);
            match key.as_str() {
                "items" | "not" => self.schema(&here, value),
                "additionalProperties" if value.is_object() => self.schema(&here, value),
                "properties" => {
                    for (name, property) in crate::api::members(Some(value)) {
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

    /// Refuses limits that no generated type would enforce: a limit that only stands there is worse than none.
    fn limits(&mut self, at: &Pointer, schema: &Value) {
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
        if in_schemas && !named && schema::Limits::of(schema).is_some() {
            self.found.push(
                Rule::Unsupported,
                at,
                format!("the limits of this {kind} have no type of their own to enforce them"),
                "move it to `components/schemas` and refer to it",
            );
        }
    }

    fn enumeration(&mut self, at: &Pointer, values: &Value) {
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

    fn pattern(&mut self, at: &Pointer, value: &Value) {
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

    fn security_schemes(&mut self) -> BTreeMap<String, Option<String>> {
        let at = Pointer::root().join("components").join("securitySchemes");
        let mut schemes = BTreeMap::new();
        for (name, scheme) in members(self.document.get(&at)) {
            let bearer = scheme["type"] == "http"
                && scheme["scheme"].as_str().is_some_and(|s| s.eq_ignore_ascii_case("bearer"));
            if bearer {
                schemes.insert(name.clone(), text(scheme, "description"));
            } else {
                self.found.push(
                    Rule::Unsupported,
                    &at.join(name),
                    format!("the security scheme `{name}` is not HTTP bearer authentication"),
                    "use `type: http` and `scheme: bearer`; other schemes are not carried yet",
                );
            }
        }
        schemes
    }

    /// The one scheme that a security requirement names.
    fn security(
        &mut self,
        at: &Pointer,
        value: &Value,
        schemes: &BTreeMap<String, Option<String>>,
    ) -> Option<String> {
        let at = at.join("security");
        let mut names = Vec::new();
        for requirement in array(value, "security") {
            names.extend(members(Some(requirement)).map(|(name, _)| name.clone()));
        }
        if names.len() > 1 || array(value, "security").len() > 1 {
            self.found.push(
                Rule::Unsupported,
                &at,
                "several security requirements are not carried yet",
                "name one scheme",
            );
        }
        let name = names.into_iter().next()?;
        let declared = self.document.root()["components"]["securitySchemes"].get(&name).is_some();
        if !schemes.contains_key(&name) && !declared {
            self.found.push(
                Rule::Reference,
                &at,
                format!("`{name}` is not a security scheme of this document"),
                "define it under `components/securitySchemes`",
            );
        }
        Some(name)
    }

    fn operations(
        &mut self,
        schemas: &BTreeMap<String, Value>,
        schemes: &BTreeMap<String, Option<String>>,
        default_security: Option<&String>,
    ) -> Vec<Operation> {
        let paths = Pointer::root().join("paths");
        let mut operations = Vec::new();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for (path, item) in members(self.document.get(&paths)) {
            let at = paths.join(path);
            self.path(&at, path);
            let mut allowed = METHODS.to_vec();
            allowed.extend(["parameters", "summary", "description"]);
            self.only(&at, item, &allowed);
            for method in METHODS {
                let Some(value) = item.get(method) else {
                    continue;
                };
                let here = at.join(method);
                self.only(
                    &here,
                    value,
                    &[
                        "operationId",
                        "tags",
                        "summary",
                        "description",
                        "deprecated",
                        "parameters",
                        "requestBody",
                        "responses",
                        "security",
                        "externalDocs",
                    ],
                );
                let Some(id) = self.string(&here, value, "operationId") else {
                    continue;
                };
                let name = id.to_snake_case();
                if !name.starts_with(|c: char| c.is_ascii_alphabetic())
                    || syn::parse_str::<syn::Ident>(&name).is_err()
                {
                    self.found.push(
                        Rule::Name,
                        &here.join("operationId"),
                        format!("`{id}` gives no name for a Rust function"),
                        "use a name of ASCII letters and digits that starts with a letter",
                    );
                }
                if let Some(other) = names.insert(name.clone(), id.clone()) {
                    self.found.push(
                        Rule::NameCollision,
                        &here.join("operationId"),
                        format!("`{id}` and `{other}` would both be the Rust function `{name}`"),
                        "give each operation an `operationId` of its own",
                    );
                }
                let security = if value.get("security").is_some() {
                    self.security(&here, value, schemes)
                } else {
                    default_security.cloned()
                };
                let mut parameters = self.parameters(&at, item);
                for own in self.parameters(&here, value) {
                    parameters.retain(|p| (p.location, &p.name) != (own.location, &own.name));
                    parameters.push(own);
                }
                parameters.sort_by(|a, b| (a.location, &a.name).cmp(&(b.location, &b.name)));
                self.path_parameters(&here, path, &parameters);
                let body = self.body(&here, value, schemas);
                let Some((success, error)) = self.responses(&here, value, schemas) else {
                    continue;
                };
                operations.push(Operation {
                    id,
                    method: method.to_uppercase(),
                    path: path.clone(),
                    summary: text(value, "summary"),
                    description: text(value, "description"),
                    tags: array(value, "tags")
                        .iter()
                        .filter_map(|tag| tag.as_str().map(str::to_owned))
                        .collect(),
                    deprecated: schema::flag(value, "deprecated"),
                    parameters,
                    body,
                    success,
                    error,
                    security,
                });
            }
        }
        operations
    }

    fn path(&mut self, at: &Pointer, path: &str) {
        let fault = if !path.starts_with('/') {
            Some("a path starts with `/`")
        } else if path.split('/').any(|s| s.contains(['{', '}']) && !is_variable(s)) {
            Some("a path variable is a whole segment, `{name}`")
        } else {
            None
        };
        if let Some(fault) = fault {
            self.found.push(Rule::Dropshot, at, fault, "write it like `/accounts/{id}`");
        }
    }

    fn path_parameters(&mut self, at: &Pointer, path: &str, parameters: &[Parameter]) {
        let in_path: BTreeSet<&str> = path
            .split('/')
            .filter(|segment| is_variable(segment))
            .map(|segment| &segment[1..segment.len() - 1])
            .collect();
        let declared: BTreeSet<&str> = parameters
            .iter()
            .filter(|parameter| parameter.location == Location::Path)
            .map(|parameter| parameter.name.as_str())
            .collect();
        for name in in_path.symmetric_difference(&declared) {
            self.found.push(
                Rule::Structure,
                at,
                format!("the path parameter `{name}` must stand in the path and be declared"),
                format!("add `{{{name}}}` to the path, or a parameter `{name}` with `in: path`"),
            );
        }
    }

    fn parameters(&mut self, at: &Pointer, value: &Value) -> Vec<Parameter> {
        let list = at.join("parameters");
        let mut parameters = Vec::new();
        for (index, parameter) in array(value, "parameters").iter().enumerate() {
            let Some((here, parameter)) = self.resolve(&list.join(index), parameter) else {
                continue;
            };
            let Some(name) = self.string(&here, parameter, "name") else {
                continue;
            };
            let location = match self.string(&here, parameter, "in").as_deref() {
                Some("path") => Location::Path,
                Some("query") => Location::Query,
                Some("header") => Location::Header,
                Some(other) => {
                    self.found.push(
                        Rule::Dropshot,
                        &here.join("in"),
                        format!("Dropshot takes no parameters from `{other}`"),
                        "use `path`, `query` or `header`",
                    );
                    continue;
                }
                None => continue,
            };
            let Some(schema) = parameter.get("schema") else {
                self.found.push(
                    Rule::Unsupported,
                    &here,
                    format!("the parameter `{name}` has no `schema`"),
                    "give it a schema; `content` is not carried",
                );
                continue;
            };
            self.schema(&here.join("schema"), schema);
            self.scalar(&here.join("schema"), schema);
            let required = schema::flag(parameter, "required");
            if location == Location::Path && !required {
                self.found.push(
                    Rule::Structure,
                    &here,
                    format!("the path parameter `{name}` is not `required`"),
                    "add `required: true`",
                );
            }
            parameters.push(Parameter {
                name,
                location,
                required,
                description: text(parameter, "description"),
                schema: schema.clone(),
            });
        }
        parameters
    }

    /// Refuses what a parameter or a header cannot be: Dropshot reads and writes those as single values.
    fn scalar(&mut self, at: &Pointer, schema: &Value) {
        let target = match schema::reference(schema) {
            Some(name) => &self.document.root()["components"]["schemas"][name],
            None => schema,
        };
        let kind = target.get("type").and_then(Value::as_str);
        if !matches!(kind, Some("string" | "integer" | "number" | "boolean")) {
            self.found.push(
                Rule::Dropshot,
                at,
                "parameters and headers are single values to Dropshot",
                "use a string, an integer, a number or a boolean",
            );
        }
    }

    fn body(
        &mut self,
        at: &Pointer,
        value: &Value,
        schemas: &BTreeMap<String, Value>,
    ) -> Option<Body> {
        let (here, body) = self.resolve(&at.join("requestBody"), value.get("requestBody")?)?;
        self.only(&here, body, &["description", "required", "content"]);
        if !schema::flag(body, "required") {
            self.found.push(
                Rule::Dropshot,
                &here,
                "a body that may be left out cannot be told apart by Dropshot",
                "add `required: true`",
            );
        }
        let max_bytes = body.get(MAX_BYTES);
        if max_bytes.is_some_and(|bytes| bytes.as_u64().is_none()) {
            self.found.push(
                Rule::Structure,
                &here.join(MAX_BYTES),
                "the largest body is a number of bytes",
                "write a whole number, for instance `65536`",
            );
        }
        let schema = self.json_content(&here, body, schemas)?;
        Some(Body { schema, max_bytes: max_bytes.and_then(Value::as_u64) })
    }

    /// The component schema of JSON content.
    fn json_content(
        &mut self,
        at: &Pointer,
        value: &Value,
        schemas: &BTreeMap<String, Value>,
    ) -> Option<String> {
        let content_at = at.join("content");
        let content = value.get("content")?;
        for (media_type, _) in members(Some(content)) {
            if media_type != JSON {
                self.found.push(
                    Rule::Unsupported,
                    &content_at.join(media_type),
                    format!("the media type `{media_type}` is not carried yet"),
                    "use `application/json`",
                );
            }
        }
        let schema_at = content_at.join(JSON).join("schema");
        let schema = content.get(JSON)?.get("schema").unwrap_or(&Value::Null);
        match schema::reference(schema) {
            Some(name) if schemas.contains_key(name) => Some(name.to_owned()),
            Some(_) => {
                self.schema(&schema_at, schema);
                None
            }
            None => {
                self.found.push(
                    Rule::Unsupported,
                    &schema_at,
                    "a schema without a name has no type to share",
                    "move it to `components/schemas` and refer to it",
                );
                None
            }
        }
    }

    fn responses(
        &mut self,
        at: &Pointer,
        value: &Value,
        schemas: &BTreeMap<String, Value>,
    ) -> Option<(Success, String)> {
        let list = at.join("responses");
        let mut success = None;
        let mut succeeds = false;
        let mut errors: BTreeMap<String, (Pointer, Option<String>)> = BTreeMap::new();
        for (status, response) in members(value.get("responses")) {
            let own = list.join(status);
            let Some((here, response)) = self.resolve(&own, response) else {
                continue;
            };
            self.only(&here, response, &["description", "headers", "content"]);
            match (status.as_str(), status.parse::<u16>()) {
                (_, Ok(code @ 200..300)) => {
                    if succeeds {
                        self.found.push(
                            Rule::Dropshot,
                            &own,
                            "an operation of Dropshot's succeeds with one status only",
                            "keep one of the statuses from 200 to 299",
                        );
                        continue;
                    }
                    succeeds = true;
                    success = self.success(code, &own, &here, response, schemas);
                }
                ("4XX" | "5XX", _) | (_, Ok(400..600)) => {
                    let name = self.json_content(&here, response, schemas);
                    errors.insert(status.clone(), (own, name));
                }
                _ => self.found.push(
                    Rule::Unsupported,
                    &own,
                    format!("responses for `{status}` are not carried"),
                    "list one success status, particular error statuses, `4XX` and `5XX`",
                ),
            }
        }
        for range in ["4XX", "5XX"] {
            if !errors.contains_key(range) {
                self.found.push(
                    Rule::Dropshot,
                    &list,
                    format!("no response for `{range}`: Dropshot may answer with any error status"),
                    format!("add one for `{range}`"),
                );
            }
        }
        let error = errors.get("4XX").and_then(|(_, name)| name.clone());
        for (own, name) in errors.values() {
            if error.is_some() && *name != error {
                self.found.push(
                    Rule::Progenitor,
                    own,
                    "errors of an operation have different schemas",
                    "use the schema of `4XX` for all of them",
                );
            }
        }
        if !succeeds {
            self.found.push(
                Rule::Structure,
                &list,
                "no response for success",
                "add one, for instance for `200`",
            );
        }
        Some((success?, error?))
    }

    fn success(
        &mut self,
        status: u16,
        own: &Pointer,
        at: &Pointer,
        response: &Value,
        schemas: &BTreeMap<String, Value>,
    ) -> Option<Success> {
        let mut headers = Vec::new();
        let list = at.join("headers");
        for (name, header) in members(response.get("headers")) {
            let Some((here, header)) = self.resolve(&list.join(name), header) else {
                continue;
            };
            let schema = header.get("schema").unwrap_or(&Value::Null);
            self.schema(&here.join("schema"), schema);
            self.scalar(&here.join("schema"), schema);
            headers.push(ResponseHeader {
                name: name.clone(),
                required: schema::flag(header, "required"),
                description: text(header, "description"),
                schema: schema.clone(),
            });
        }
        headers.sort_by(|a, b| a.name.cmp(&b.name));
        let has_content = response.get("content").is_some();
        let schema =
            if has_content { Some(self.json_content(at, response, schemas)?) } else { None };
        if schema.is_none() != (status == 204) {
            self.found.push(
                Rule::Unsupported,
                own,
                format!(
                    "a response {status} {} content",
                    if has_content { "with" } else { "without" }
                ),
                "use 204 for a response without content and another status for one with content",
            );
        }
        Some(Success {
            status,
            description: text(response, "description").unwrap_or_default(),
            headers,
            schema,
        })
    }

    /// Follows a reference to a component, to its end.
    fn resolve<'v>(&mut self, at: &Pointer, value: &'v Value) -> Option<(Pointer, &'v Value)>
    where
        'a: 'v,
    {
        let (mut here, mut value) = (at.clone(), value);
        for _ in 0..16 {
            let Some(target) = value.get("$ref") else {
                return Some((here, value));
            };
            let found = target
                .as_str()
                .and_then(Pointer::from_reference)
                .and_then(|pointer| Some((pointer.clone(), self.document.get(&pointer)?)));
            match found {
                Some((pointer, target)) => (here, value) = (pointer, target),
                None => break,
            }
        }
        self.found.push(
            Rule::Reference,
            at,
            format!("{} leads nowhere", value["$ref"]),
            "refer to something under `#/components`",
        );
        None
    }

    fn string(&mut self, at: &Pointer, value: &Value, key: &str) -> Option<String> {
        match value.get(key) {
            Some(Value::String(text)) => Some(text.clone()),
            Some(_) => {
                self.found.push(
                    Rule::Structure,
                    &at.join(key),
                    format!("`{key}` is a string"),
                    "put it in quotes",
                );
                None
            }
            None => {
                self.found.push(
                    Rule::Structure,
                    at,
                    format!("`{key}` is missing"),
                    format!("add `{key}`"),
                );
                None
            }
        }
    }

    /// Refuses members that are neither known nor vendor extensions.
    fn only(&mut self, at: &Pointer, value: &Value, known: &[&str]) {
        for (key, _) in members(Some(value)) {
            if !known.contains(&key.as_str()) && !key.starts_with("x-") {
                self.found.push(
                    Rule::Unsupported,
                    &at.join(key),
                    format!("`{key}` is not carried"),
                    format!("known here: {}", known.join(", ")),
                );
            }
        }
    }
}

fn is_variable(segment: &str) -> bool {
    segment
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .is_some_and(|name| !name.is_empty() && !name.contains(['{', '}']))
}

fn is_semver(version: &str) -> bool {
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let numbers: Vec<_> = core.split('.').collect();
    numbers.len() == 3
        && numbers.iter().all(|n| n.parse::<u64>().is_ok() && (*n == "0" || !n.starts_with('0')))
}

/// A text member, without the line break that a YAML block ends with.
fn text(value: &Value, key: &str) -> Option<String> {
    let text = value.get(key)?.as_str()?.trim_end();
    (!text.is_empty()).then(|| text.to_owned())
}

fn array<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}
