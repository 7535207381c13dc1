//! Operations, with their parameters, bodies and responses.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;
use serde_json::Value;

use super::{Reader, array, is_variable, members, text};
use crate::{
    api::{
        Body, Failure, FailureStatus, JSON, Location, MAX_BYTES, METHODS, Operation, Parameter,
        ResponseHeader, Success,
    },
    diagnostic::Rule,
    pointer::Pointer,
    schema,
};

impl Reader<'_> {
    pub(super) fn operations(
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
                let Some(id) = self.operation_id(&here, value, method, path) else {
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
                self.distinct_names(&here, &parameters, body.is_some());
                let Some((success, error, failures)) = self.responses(&here, value, schemas) else {
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
                    failures,
                    security,
                });
            }
        }
        operations
    }

    fn operation_id(
        &mut self,
        at: &Pointer,
        value: &Value,
        method: &str,
        path: &str,
    ) -> Option<String> {
        if value.get("operationId").is_some() {
            return self.string(at, value, "operationId");
        }
        self.found.push(
            Rule::Structure,
            at,
            "`operationId` is missing",
            format!(
                "add one, for instance `operationId: {}`",
                format!("{method} {path}").to_snake_case()
            ),
        );
        None
    }

    /// Refuses parameters that would have a Rust name which is taken. Each is a method of the client and its mocks, whichever its
    /// location.
    fn distinct_names(&mut self, at: &Pointer, parameters: &[Parameter], has_body: bool) {
        let mut taken = BTreeSet::from(["new", "send", "into_inner"].map(str::to_owned));
        if has_body {
            taken.extend(["body", "body_map"].map(str::to_owned));
        }
        for parameter in parameters {
            let name = parameter.name.to_snake_case();
            if taken.contains(&name) {
                self.found.push(
                    Rule::NameCollision,
                    &at.join("parameters"),
                    format!(
                        "`{}` would be a second Rust method `{name}` of a request",
                        parameter.name
                    ),
                    "rename the parameter",
                );
            }
            taken.insert(name);
        }
    }

    pub(super) fn path_parameters(&mut self, at: &Pointer, path: &str, parameters: &[Parameter]) {
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

    pub(super) fn parameters(&mut self, at: &Pointer, value: &Value) -> Vec<Parameter> {
        let list = at.join("parameters");
        let mut parameters = Vec::new();
        for (index, parameter) in array(value, "parameters").iter().enumerate() {
            let Some((here, parameter)) = self.resolve(&list.join(index), parameter) else {
                continue;
            };
            let Some(name) = self.string(&here, parameter, "name") else {
                continue;
            };
            self.only(
                &here,
                parameter,
                &[
                    "name",
                    "in",
                    "description",
                    "required",
                    "deprecated",
                    "schema",
                    "example",
                    "examples",
                    "style",
                ],
            );
            self.identifier(&here.join("name"), &name, &name.to_snake_case(), "field");
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
            let usual = if location == Location::Query { "form" } else { "simple" };
            if parameter.get("style").is_some_and(|style| style != usual) {
                self.found.push(
                    Rule::Dropshot,
                    &here.join("style"),
                    format!("Dropshot reads the style `{usual}` only, from here"),
                    "leave `style` out",
                );
            }
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
    pub(super) fn scalar(&mut self, at: &Pointer, schema: &Value) {
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

    pub(super) fn body(
        &mut self,
        at: &Pointer,
        value: &Value,
        schemas: &BTreeMap<String, Value>,
    ) -> Option<Body> {
        let (here, body) = self.resolve(&at.join("requestBody"), value.get("requestBody")?)?;
        self.only(&here, body, &["description", "required", "content", MAX_BYTES]);
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
    pub(super) fn json_content(
        &mut self,
        at: &Pointer,
        value: &Value,
        schemas: &BTreeMap<String, Value>,
    ) -> Option<String> {
        let content_at = at.join("content");
        let content = value.get("content").unwrap_or(&Value::Null);
        if content.get(JSON).is_none() {
            self.found.push(
                Rule::Unsupported,
                at,
                "there is no `application/json` here",
                "give `content` a member `application/json` with a schema",
            );
        }
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

    pub(super) fn responses(
        &mut self,
        at: &Pointer,
        value: &Value,
        schemas: &BTreeMap<String, Value>,
    ) -> Option<(Success, String, Vec<Failure>)> {
        let list = at.join("responses");
        let mut success = None;
        let mut succeeds = false;
        let mut errors: BTreeMap<String, (Pointer, Option<String>)> = BTreeMap::new();
        let mut failures = Vec::new();
        for (status, response) in members(value.get("responses")) {
            let own = list.join(status);
            let Some((here, response)) = self.resolve(&own, response) else {
                continue;
            };
            self.only(&here, response, &["description", "headers", "content"]);
            if let Ok(code @ 200..300) = status.parse::<u16>() {
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
            } else if let Some(failure) = FailureStatus::parse(status) {
                let name = self.json_content(&here, response, schemas);
                errors.insert(status.clone(), (own, name));
                let description = text(response, "description").unwrap_or_default();
                failures.push(Failure { status: failure, description });
            } else {
                self.found.push(
                    Rule::Unsupported,
                    &own,
                    format!("responses for `{status}` are not carried"),
                    "list one success status, particular error statuses, `4XX` and `5XX`",
                );
            }
        }
        failures.sort_by_key(|failure| failure.status);
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
        Some((success?, error?, failures))
    }

    pub(super) fn success(
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
            self.only(
                &here,
                header,
                &[
                    "description",
                    "required",
                    "deprecated",
                    "schema",
                    "example",
                    "examples",
                    "style",
                ],
            );
            self.identifier(&list.join(name), name, &name.to_snake_case(), "field");
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
}
