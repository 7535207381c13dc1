//! Reads operations.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use serde_json::{Value, json};

use super::{reader::Reader, security::SecurityDefaults};
use crate::{
    document::{
        diagnostic::Rule,
        direction::Direction,
        limits::is_ident,
        openapi::{
            CLIENT, METHODS, PAGINATION, REPEATABLE, WEBSOCKET, array, is_range, members, segments,
            text,
        },
        pointer::Pointer,
        schema,
    },
    model::{self, Body, ClientUse, Location, Multiplicity, Operation, Parameter, Success, routes},
};

/// The names of operations that generated code has another use for: methods of the client, and
/// types that its builders use, in snake case.
const TAKEN: [&str; 26] = [
    "api_version",
    "baseurl",
    "box",
    "byte_stream",
    "client",
    "client_hooks",
    "client_info",
    "default",
    "error",
    "exec",
    "from",
    "inner",
    "into",
    "new",
    "new_with_client",
    "operation_info",
    "option",
    "post",
    "pre",
    "request_builder_ext",
    "response_value",
    "result",
    "string",
    "try_from",
    "try_into",
    "vec",
];

/// The members of an operation.
const MEMBERS: [&str; 16] = [
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
    CLIENT,
    REPEATABLE,
    PAGINATION,
    WEBSOCKET,
];

impl<'a> Reader<'a> {
    pub(super) fn operations(&mut self, secured: &SecurityDefaults) -> Vec<Operation> {
        let paths = Pointer::root().join("paths");
        let mut operations: Vec<Operation> = Vec::new();
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
                let Some(id) = self.lint.string(&here, value, "operationId") else { continue };
                let name = self.function(&here, &id, &mut names);
                operations.extend(self.operation(&at, item, method, (id, name), secured));
            }
        }
        let shared = routes::shared(operations.iter().map(|it| it.path.as_str()));
        for operation in &mut operations {
            operation.route = shared.get(&operation.path).cloned();
        }
        operations
    }

    /// Reads one operation of the path item `item`, whose place is `at`. `name` is the operation's
    /// name in Rust, after which types without a name in the document are named, too.
    fn operation(
        &mut self,
        at: &Pointer,
        item: &'a Value,
        method: &str,
        (id, name): (String, String),
        secured: &SecurityDefaults,
    ) -> Option<Operation> {
        let (here, value) = (at.join(method), &item[method]);
        let path = item_path(at);
        let security = self.operation_security(&here, value, secured);
        let client = self.is_in_client(&here, value);
        let repetition = self.repetition(&here, value, method);
        let mut parameters = self.parameters(at, item, &name);
        for own in self.parameters(&here, value, &name) {
            parameters.retain(|p| (p.location, &p.name) != (own.location, &own.name));
            parameters.push(own);
        }
        parameters.sort_by(|a, b| (a.location, &a.name).cmp(&(b.location, &b.name)));
        self.refuse_second_map(&here, &parameters);
        self.refuse_parts_in_part_of_segment(&here, &path, &parameters);
        let body = self.body(&here, value, &name);
        self.refuse_body_of_websocket(&here, value);
        let responses = self.responses(&here, value, &name)?;
        let negotiates = has_several_media_types(&responses.successes);
        distinct_names(&mut parameters, body.as_ref(), negotiates);
        Some(Operation {
            id,
            name,
            method: method.to_uppercase(),
            path,
            route: None,
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
            negotiates,
            client: client.then_some(repetition),
            error: responses.error,
            error_media: responses.error_media,
            errors_differ: responses.errors_differ,
            failures: responses.failures,
            security,
            pagination: value.get(PAGINATION).cloned(),
        })
    }

    /// Returns the name from which those of an operation in Rust are made. Refuses one without a
    /// name in Rust, or with that of another.
    fn function(
        &mut self,
        at: &Pointer,
        id: &str,
        names: &mut BTreeMap<String, (String, Pointer)>,
    ) -> String {
        let named = if id.starts_with(|c: char| c.is_ascii_digit()) {
            format!("n_{id}")
        } else {
            id.to_owned()
        };
        let function = named.to_snake_case();
        if !function.starts_with(|c: char| c.is_ascii_alphabetic())
            || !is_ident(&format!("{function}_"))
        {
            self.lint.diagnostics.push(
                Rule::Name,
                &at.join("operationId"),
                format!("`{id}` is no valid name for a Rust function"),
                "use a name of ASCII letters and digits that starts with a letter",
            );
        }
        let taken = !is_ident(&function) || TAKEN.contains(&function.as_str());
        let name = if taken { format!("{id}_operation") } else { named };
        let function = name.to_snake_case();
        let place = at.join("operationId");
        if let Some((other, other_place)) =
            names.insert(function.clone(), (id.to_owned(), place.clone()))
        {
            let message = if other == id {
                format!("the `operationId` `{id}` is given twice")
            } else {
                format!("`{id}` and `{other}` would both be the Rust function `{function}`")
            };
            self.lint.diagnostics.push_pair(
                Rule::NameCollision,
                &place,
                &other_place,
                message,
                "give each operation an `operationId` of its own",
            );
        }
        name
    }

    /// Returns whether the client has an operation.
    fn is_in_client(&mut self, at: &Pointer, value: &Value) -> bool {
        match value.get(CLIENT) {
            None => true,
            Some(Value::Bool(is_in_client)) => *is_in_client,
            Some(_) => {
                self.lint.diagnostics.push(
                    Rule::Unsupported,
                    &at.join(CLIENT),
                    format!("`{CLIENT}` must be `true` or `false`"),
                    "write `false` to leave the operation out of the client",
                );
                true
            }
        }
    }

    /// Returns whether a client may repeat the request of an operation that may have taken effect:
    /// as the extension says, or as the method means (RFC 9110, section 9.2.2).
    fn repetition(&mut self, at: &Pointer, value: &Value, method: &str) -> ClientUse {
        match value.get(REPEATABLE) {
            None if matches!(method, "post" | "patch") => ClientUse::Once,
            None | Some(Value::Bool(true)) => ClientUse::Repeatable,
            Some(Value::Bool(false)) => ClientUse::Once,
            Some(_) => {
                self.lint.diagnostics.push(
                    Rule::Unsupported,
                    &at.join(REPEATABLE),
                    format!("`{REPEATABLE}` must be `true` or `false`"),
                    "write `true` if a second request does no harm after one that took effect, else `false`",
                );
                ClientUse::Once
            }
        }
    }

    /// Refuses lists and objects in a part of a segment, where a comma has no clear meaning.
    fn refuse_parts_in_part_of_segment(
        &mut self,
        at: &Pointer,
        path: &str,
        parameters: &[Parameter],
    ) {
        for Parameter { name, location, multiplicity, .. } in parameters {
            let variable = format!("{{{name}}}");
            if *location == Location::Path
                && !matches!(multiplicity, Multiplicity::One)
                && !segments(path).any(|segment| segment == variable)
            {
                self.lint.diagnostics.push(
                    Rule::Unsupported,
                    &at.join("parameters"),
                    format!("`{name}` is a list or an object in a part of a segment"),
                    "make it a segment of its own, or a text",
                );
            }
        }
    }

    /// Refuses a second map of query parameters.
    fn refuse_second_map(&mut self, at: &Pointer, parameters: &[Parameter]) {
        let others = parameters.iter().filter(|it| matches!(it.multiplicity, Multiplicity::Others));
        if others.count() > 1 {
            self.lint.diagnostics.push(
                Rule::Structure,
                &at.join("parameters"),
                "two parameters take all other parameters of the query",
                "keep one",
            );
        }
    }

    /// Refuses a body of a request that begins a websocket.
    fn refuse_body_of_websocket(&mut self, at: &Pointer, value: &Value) {
        if value.get(WEBSOCKET).is_some() && value.get("requestBody").is_some() {
            self.lint.diagnostics.push(
                Rule::Dropshot,
                &at.join("requestBody"),
                "a request that begins a websocket must have no body",
                "leave `requestBody` out, or send its content over the connection",
            );
        }
    }

    /// Returns the name of the shared type of a schema in an operation. A reference has the name of
    /// its component. Any other schema gets the first of these that is free: its title, a name
    /// after the component that its items are, the name of the parameter among the components, and
    /// a name of the operation `id` and of what the schema is there, `role`. None of them depends
    /// on other operations, so that types keep their names when the document grows.
    pub(super) fn shared(
        &mut self,
        at: &Pointer,
        schema: &Value,
        id: &str,
        role: &str,
        parameter: Option<&str>,
    ) -> Option<String> {
        self.lint.schema(at, schema);
        let is_request = parameter.is_some() || role.starts_with("body");
        let direction = if is_request { Direction::Request } else { Direction::Answer };
        if schema.get("$ref").is_some() {
            let own = self.directions.in_direction(schema, direction);
            let name = schema::reference(&own).filter(|name| self.schemas.contains_key(*name));
            return name.map(str::to_owned);
        }
        let (schema, _) = schema::adapted(schema);
        let own = self.lint.with_fitting_defaults(&schema);
        let own = self.directions.in_direction(&own, direction);
        let described = (own != schema).then_some(schema);
        let schema = &own;
        let list = schema.get("items").filter(|_| schema["type"] == "array");
        let listed = list.and_then(schema::reference).map(|name| format!("{name}-list"));
        let candidates = schema.get("title").and_then(Value::as_str).map(str::to_owned);
        let own = format!("{id}-{role}");
        // The name of a parameter alone may be that of another operation's in a larger document.
        let component = at.as_str().strip_prefix("/components/parameters/");
        let component =
            component.filter(|_| parameter.is_some()).and_then(|it| it.split('/').next());
        let component = component.map(str::to_owned);
        let candidates = candidates.into_iter().chain(listed).chain(component).chain([own]);
        self.named(at, schema, described, candidates)
    }

    /// Returns the shared type for a choice of several schemas.
    pub(super) fn any_of(&mut self, at: &Pointer, names: &[String], id: &str) -> Option<String> {
        if let [name] = names {
            return Some(name.clone());
        }
        let references: Vec<Value> = names.iter().map(|name| schema::refer_to(name)).collect();
        // A schema without a name is described where it is used.
        let each = names.iter().map(|name| match self.schemas.get(name) {
            Some(schema) if !schema.named => schema.value.clone(),
            _ => schema::refer_to(name),
        });
        let described: Vec<Value> = each.collect();
        let described = (described != references).then(|| json!({ "anyOf": described }));
        let few_and_named = names.len() <= 3
            && names.iter().all(|name| self.schemas.get(name).is_some_and(|schema| schema.named));
        let joined = few_and_named.then(|| names.join("-or-"));
        let candidates = joined.into_iter().chain([format!("{id}-error"), format!("{id}-errors")]);
        self.named(at, &json!({ "anyOf": references }), described, candidates)
    }

    /// Gives a schema without a name the first candidate that is free, or that an equal schema has.
    /// `described` is the schema in the document, if it is another.
    pub(super) fn named(
        &mut self,
        at: &Pointer,
        schema: &Value,
        described: Option<Value>,
        candidates: impl Iterator<Item = String>,
    ) -> Option<String> {
        let names: Vec<String> = candidates.collect();
        let own = names.last()?.clone();
        let rust_name = own.to_upper_camel_case();
        if !is_ident(&rust_name) {
            self.lint.diagnostics.push(
                Rule::Name,
                at,
                format!(
                    "this needs a type of its own, and `{rust_name}` is no name of one in Rust"
                ),
                "move the schema to `components/schemas` and refer to it",
            );
            return None;
        }
        for candidate in names.into_iter().chain((2..100).map(|number| format!("{own}-{number}"))) {
            let name = candidate.to_upper_camel_case();
            if !is_ident(&name) || self.rust_names.contains(&name) {
                continue;
            }
            match self.schemas.get(&name) {
                Some(known) if known.value != *schema => {}
                Some(_) => return Some(name),
                None => {
                    let schema = model::Schema {
                        value: schema.clone(),
                        described: described.map(|it| (name.clone(), it)),
                        place: at.clone(),
                        named: false,
                    };
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

/// Returns whether a success may have one of several media types, of which a caller may want one.
fn has_several_media_types(successes: &[Success]) -> bool {
    let contents = successes.iter().filter(|it| it.status.can_succeed());
    let media_types: BTreeSet<String> = contents
        .flat_map(|success| success.content.choices())
        .filter_map(|content| content.media_type().map(str::to_owned))
        .collect();
    let ranges = media_types.iter().filter(|it| is_range(it) && *it != "*/*");
    media_types.len() > 1 || ranges.count() > 0
}

/// Gives parameters names in Rust that nothing else has. Each is a field of the struct of its
/// location, and a method of the client and its mocks, wherever it is sent. A parameter that has a
/// name of Rust keeps it when others come that would have the same.
fn distinct_names(parameters: &mut [Parameter], body: Option<&Body>, negotiates: bool) {
    // progenitor's requests have variables of the last two names.
    let taken = ["new", "send", "stream", "into_inner", "header_map", "info"];
    let mut methods = BTreeSet::from(taken.map(str::to_owned));
    if let Some(body) = body {
        methods.extend(["body", "body_map"].map(str::to_owned));
        methods.extend(body.content.chosen_type().map(|_| "content_type".to_owned()));
    }
    if negotiates {
        methods.insert("accept".to_owned());
    }
    let mut fields = BTreeSet::new();
    let mut parameters: Vec<&mut Parameter> = parameters.iter_mut().collect();
    parameters.sort_by_key(|parameter| parameter.name != parameter.name.to_snake_case());
    for parameter in parameters {
        let location = parameter.location.as_str();
        parameter.field = free(&parameter.name, None, |name| {
            fields.insert((parameter.location, name.to_owned()))
        });
        let sent = match &mut parameter.multiplicity {
            Multiplicity::Members { parameters, .. } => parameters,
            _ => std::slice::from_mut(parameter),
        };
        for parameter in sent {
            let take = |name: &str| methods.insert(name.to_owned());
            parameter.method = free(&parameter.name, Some(location), take);
        }
    }
}

/// Returns a name that is free in Rust, which `take` tells: the name, that with its location, or
/// that with a number.
fn free(name: &str, location: Option<&str>, mut take: impl FnMut(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let mut names = std::iter::once(name.to_owned())
        .chain(location.map(|location| format!("{name}_{location}")))
        .chain(numbered);
    names.find(|name| take(&name.to_snake_case())).unwrap_or_default()
}

/// Returns the path at the end of a pointer to a path item.
fn item_path(at: &Pointer) -> String {
    at.last().unwrap_or_default()
}
