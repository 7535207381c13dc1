//! Reads operations.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use serde_json::{Value, json};

use super::{reader::Reader, security::SecurityDefaults};
use crate::{
    document::{
        diagnostic::Rule,
        openapi::{METHODS, PAGINATION, WEBSOCKET, array, is_variable, members, text},
        pointer::Pointer,
        schema,
    },
    model::{self, Body, BodyContent, Operation, Parameter},
};

/// The members of an operation.
const MEMBERS: [&str; 14] = [
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
    "callbacks",
    "servers",
    PAGINATION,
    WEBSOCKET,
];

impl<'a> Reader<'a> {
    pub(super) fn operations(&mut self, secured: &SecurityDefaults) -> Vec<Operation> {
        let paths = Pointer::root().join("paths");
        let mut operations = Vec::new();
        let mut names = BTreeMap::new();
        for (path, item) in members(self.lint.document.get(&paths)) {
            let at = paths.join(path);
            self.lint.path(&at, path);
            let mut allowed = METHODS.to_vec();
            allowed.extend(["parameters", "summary", "description", "servers"]);
            self.lint.only(&at, item, &allowed);
            for method in METHODS {
                let Some(value) = item.get(method) else {
                    continue;
                };
                let here = at.join(method);
                self.lint.only(&here, value, &MEMBERS);
                let Some(id) = self.operation_id(&here, value, method, path) else {
                    continue;
                };
                self.function(&here, &id, &mut names);
                operations.extend(self.operation(&at, item, method, id, secured));
            }
        }
        operations
    }

    /// Reads one operation of the path item `item`, whose place is `at`.
    fn operation(
        &mut self,
        at: &Pointer,
        item: &'a Value,
        method: &str,
        id: String,
        secured: &SecurityDefaults,
    ) -> Option<Operation> {
        let (here, value) = (at.join(method), &item[method]);
        let path = item_path(at);
        let security = self.operation_security(&here, value, secured);
        let mut parameters = self.parameters(at, item, &id);
        for own in self.parameters(&here, value, &id) {
            parameters.retain(|p| (p.location, &p.name) != (own.location, &own.name));
            parameters.push(own);
        }
        parameters.sort_by(|a, b| (a.location, &a.name).cmp(&(b.location, &b.name)));
        self.path_parameters(&here, &path, &parameters);
        let body = self.body(&here, value, &id);
        self.distinct_names(&here, &parameters, body.is_some());
        if let Some(body) = &body {
            self.body_has_room(&here, value, body, &parameters);
        }
        let responses = self.responses(&here, value, &id)?;
        Some(Operation {
            id,
            method: method.to_uppercase(),
            path,
            summary: text(value, "summary"),
            description: text(value, "description"),
            tags: array(value, "tags")
                .iter()
                .filter_map(|tag| tag.as_str().map(str::to_owned))
                .collect(),
            deprecated: schema::flag(value, "deprecated"),
            parameters,
            body,
            successes: responses.successes,
            error: responses.error,
            errors_differ: responses.errors_differ,
            failures: responses.failures,
            security,
            pagination: value.get(PAGINATION).cloned(),
        })
    }

    fn operation_id(
        &mut self,
        at: &Pointer,
        value: &Value,
        method: &str,
        path: &str,
    ) -> Option<String> {
        if value.get("operationId").is_some() {
            return self.lint.string(at, value, "operationId");
        }
        let proposed = format!("{method} {path}").to_snake_case();
        self.lint.diagnostics.push(
            Rule::Structure,
            at,
            "`operationId` is missing",
            format!("add one, for instance `operationId: {proposed}`"),
        );
        // Reading goes on, so that other faults of the operation are reported as well.
        Some(proposed)
    }

    /// Refuses an operation whose function would have no name in Rust, or that of another.
    fn function(
        &mut self,
        at: &Pointer,
        id: &str,
        names: &mut BTreeMap<String, (String, Pointer)>,
    ) {
        let name = id.to_snake_case();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || syn::parse_str::<syn::Ident>(&name).is_err()
        {
            self.lint.diagnostics.push(
                Rule::Name,
                &at.join("operationId"),
                format!("`{id}` is no valid name for a Rust function"),
                "use a name of ASCII letters and digits that starts with a letter",
            );
        }
        // An operation without an ID has its name from its place.
        let place = if self.lint.document.get(&at.join("operationId")).is_some() {
            at.join("operationId")
        } else {
            at.clone()
        };
        if let Some((other, other_place)) =
            names.insert(name.clone(), (id.to_owned(), place.clone()))
        {
            let message = if other == id {
                format!("the `operationId` `{id}` is given twice")
            } else {
                format!("`{id}` and `{other}` would both be the Rust function `{name}`")
            };
            self.lint.diagnostics.push_pair(
                Rule::NameCollision,
                &place,
                &other_place,
                message,
                "give each operation an `operationId` of its own",
            );
        }
    }

    /// Refuses parameters whose Rust name is taken. Each becomes a method of the client and its
    /// mocks, wherever it is sent.
    fn distinct_names(&mut self, at: &Pointer, parameters: &[Parameter], has_body: bool) {
        let mut taken = BTreeSet::from(["new", "send", "stream", "into_inner"].map(str::to_owned));
        if has_body {
            taken.extend(["body", "body_map"].map(str::to_owned));
        }
        for parameter in parameters {
            let name = parameter.name.to_snake_case();
            if taken.contains(&name) {
                self.lint.diagnostics.push(
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

    /// Refuses bodies that cannot be combined with the rest of an operation.
    fn body_has_room(
        &mut self,
        at: &Pointer,
        value: &Value,
        body: &Body,
        parameters: &[Parameter],
    ) {
        let parts = matches!(body.content, BodyContent::Multipart);
        if parts && parameters.iter().any(|it| it.name.eq_ignore_ascii_case("content-type")) {
            self.lint.diagnostics.push(
                Rule::NameCollision,
                &at.join("parameters"),
                "the client of a multipart form has a parameter `content-type` already",
                "leave the parameter out",
            );
        }
        if value.get(WEBSOCKET).is_some() {
            self.lint.diagnostics.push(
                Rule::Dropshot,
                &at.join("requestBody"),
                "what begins a websocket has no body",
                "leave the body out",
            );
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
            .filter(|parameter| parameter.location == model::Location::Path)
            .map(|parameter| parameter.name.as_str())
            .collect();
        for name in in_path.symmetric_difference(&declared) {
            self.lint.diagnostics.push(
                Rule::Structure,
                at,
                format!("the path parameter `{name}` must stand in the path and be declared"),
                format!("add `{{{name}}}` to the path, or a parameter `{name}` with `in: path`"),
            );
        }
    }

    /// Returns the name of the shared type of a schema in an operation: the component that it
    /// refers to, or a new name. That is its title, a name after its items or its parameter, or
    /// else `role` of the operation.
    pub(super) fn shared(
        &mut self,
        at: &Pointer,
        schema: &Value,
        id: &str,
        role: &str,
        parameter: Option<&str>,
    ) -> Option<String> {
        self.lint.schema(at, schema);
        if !self.lint.endless {
            self.lint.merging(at, schema);
        }
        if schema.get("$ref").is_some() {
            let name = schema::reference(schema).filter(|name| self.schemas.contains_key(*name));
            return name.map(str::to_owned);
        }
        let (schema, _) = &schema::adapted(schema);
        let list = schema.get("items").filter(|_| schema["type"] == "array");
        let listed = list.and_then(schema::reference).map(|name| format!("{name}-list"));
        let candidates = schema.get("title").and_then(Value::as_str).map(str::to_owned);
        let own = format!("{id}-{role}");
        let parameter = parameter.map(str::to_owned);
        let candidates = candidates.into_iter().chain(listed).chain(parameter).chain([own]);
        self.named(at, schema, candidates)
    }

    /// Returns the shared type for a choice of several schemas.
    pub(super) fn any_of(&mut self, at: &Pointer, names: &[String], id: &str) -> Option<String> {
        if let [name] = names {
            return Some(name.clone());
        }
        // A schema without a name is described where it is used.
        let each = names.iter().map(|name| match self.schemas.get(name) {
            Some(schema) if !schema.named => schema.value.clone(),
            _ => schema::refer_to(name),
        });
        let references: Vec<Value> = each.collect();
        let few_and_named = names.len() <= 3
            && names.iter().all(|name| self.schemas.get(name).is_some_and(|schema| schema.named));
        let joined = few_and_named.then(|| names.join("-or-"));
        let candidates = joined.into_iter().chain([format!("{id}-error"), format!("{id}-errors")]);
        self.named(at, &json!({ "anyOf": references }), candidates)
    }

    /// Gives a schema without a name the first candidate that is free, or that an equal schema has.
    fn named(
        &mut self,
        at: &Pointer,
        schema: &Value,
        candidates: impl Iterator<Item = String>,
    ) -> Option<String> {
        let names: Vec<String> = candidates.collect();
        let own = names.last()?.clone();
        for candidate in names.into_iter().chain((2..100).map(|number| format!("{own}-{number}"))) {
            let name = candidate.to_upper_camel_case();
            if syn::parse_str::<syn::Ident>(&name).is_err() || self.rust_names.contains(&name) {
                continue;
            }
            match self.schemas.get(&name) {
                Some(known) if known.value != *schema => {}
                Some(_) => return Some(name),
                None => {
                    let schema =
                        model::Schema { value: schema.clone(), place: at.clone(), named: false };
                    self.schemas.insert(name.clone(), schema);
                    return Some(name);
                }
            }
        }
        self.lint.diagnostics.push(
            Rule::NameCollision,
            at,
            format!(
                "this needs a type of its own, and the name `{own}` is taken, with many others"
            ),
            "move the schema to `components/schemas` and refer to it",
        );
        None
    }
}

/// Returns the path at the end of a pointer to a path item.
fn item_path(at: &Pointer) -> String {
    at.last().unwrap_or_default()
}
