//! Reads parameters of requests and headers of responses.

use heck::ToSnakeCase;
use serde_json::{Value, json};

use super::reader::Reader;
use crate::{
    document::{
        diagnostic::Rule,
        openapi::{array, members, text},
        pointer::Pointer,
        schema,
    },
    lint::schemas::CHECKED_BY_HAND,
    model::{Location, Parameter, ResponseHeader},
};

impl<'a> Reader<'a> {
    pub(super) fn parameters(
        &mut self,
        at: &Pointer,
        value: &'a Value,
        id: &str,
    ) -> Vec<Parameter> {
        let list = at.join("parameters");
        let mut parameters: Vec<Parameter> = Vec::new();
        for (index, parameter) in array(value, "parameters").iter().enumerate() {
            let own = list.join(index);
            let Some((here, parameter)) = self.lint.resolve(&own, parameter) else { continue };
            let Some(parameter) = self.parameter(&here, parameter, id) else { continue };
            let same =
                |it: &Parameter| (it.location, &it.name) == (parameter.location, &parameter.name);
            if parameters.iter().any(same) {
                self.lint.diagnostics.push(
                    Rule::Structure,
                    &own,
                    format!("duplicate parameter `{}`", parameter.name),
                    "remove one of the two",
                );
            }
            parameters.push(parameter);
        }
        parameters
    }

    fn parameter(&mut self, here: &Pointer, parameter: &'a Value, id: &str) -> Option<Parameter> {
        let name = self.lint.string(here, parameter, "name")?;
        self.lint.only(
            here,
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
                "explode",
                "allowEmptyValue",
                "allowReserved",
            ],
        );
        self.lint.identifier(&here.join("name"), &name, &name.to_snake_case(), "field");
        let location = match self.lint.string(here, parameter, "in")?.as_str() {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" => Location::Header,
            other => {
                self.lint.diagnostics.push(
                    Rule::Dropshot,
                    &here.join("in"),
                    format!("Dropshot takes no parameters from `{other}`"),
                    "use `path`, `query` or `header`",
                );
                return None;
            }
        };
        if location == Location::Header {
            self.header_name(&here.join("name"), &name);
        }
        let usual = if location == Location::Query { "form" } else { "simple" };
        if parameter.get("style").is_some_and(|style| style != usual) {
            self.lint.diagnostics.push(
                Rule::Dropshot,
                &here.join("style"),
                format!("Dropshot reads the style `{usual}` only, from here"),
                "leave `style` out",
            );
        }
        let Some(schema) = parameter.get("schema") else {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                here,
                format!("the parameter `{name}` has no `schema`"),
                "give it a schema; `content` is not supported",
            );
            return None;
        };
        let required = schema::flag(parameter, "required");
        if location == Location::Path && !required {
            self.lint.diagnostics.push(
                Rule::Structure,
                here,
                format!("the path parameter `{name}` is not `required`"),
                "add `required: true`",
            );
        }
        let schema_at = here.join("schema");
        self.lint.schema(&schema_at, schema);
        self.lint.examples(here, parameter, schema);
        let single = schema::is_single_value(self.lint.document.root(), schema);
        let query = location == Location::Query;
        let list = query && self.target(schema)["type"] == "array";
        self.as_it_is_sent(here, parameter, schema, location);
        let kind = if query && !single && self.may_be_given_often(schema) && !list {
            let name = self.shared(&schema_at, schema, id, &name, Some(&name))?;
            schema::refer_to(&name)
        } else if list {
            let schema = self.target(schema);
            self.bounds_of_list(&schema_at, schema);
            let items = schema.get("items").unwrap_or(&Value::Null);
            self.value_kind(&schema_at.join("items"), items, id, &format!("{name}-item"))?
        } else {
            self.value_kind(&schema_at, schema, id, &name)?
        };
        Some(Parameter {
            name,
            location,
            required,
            description: text(parameter, "description"),
            schema: schema::adapted(schema).0,
            kind,
            list,
            single,
        })
    }

    /// Refuses a parameter that progenitor would not send as the document says.
    fn as_it_is_sent(
        &mut self,
        here: &Pointer,
        parameter: &Value,
        schema: &'a Value,
        location: Location,
    ) {
        let query = location == Location::Query;
        let single = schema::is_single_value(self.lint.document.root(), schema);
        if query && !single && parameter.get("explode") == Some(&Value::Bool(false)) {
            self.lint.diagnostics.push(
                Rule::Progenitor,
                &here.join("explode"),
                "progenitor sends a list as one parameter for each element",
                "leave `explode` out",
            );
        }
        let time = self.target(schema).get("format").is_some_and(|format| format == "date-time");
        if time && !query {
            self.lint.diagnostics.push(
                Rule::Progenitor,
                &here.join("schema"),
                "progenitor writes a date and a time in a path or a header otherwise than RFC 3339",
                "use a string without a format, or a parameter of the query",
            );
        }
    }

    /// Refuses limits of a list of parameters, which has no type of its own.
    fn bounds_of_list(&mut self, at: &Pointer, schema: &Value) {
        for key in ["minItems", "maxItems", "uniqueItems"] {
            if schema.get(key).is_some_and(|value| *value != Value::Bool(false)) {
                let what = format!("`{key}` of a list of query parameters");
                self.lint.unenforced(&at.join(key), &what, CHECKED_BY_HAND);
            }
        }
    }

    /// Returns a schema, or the component that it refers to, if there is one.
    fn target<'v>(&self, schema: &'v Value) -> &'v Value
    where
        'a: 'v,
    {
        let schemas = &self.lint.document.root()["components"]["schemas"];
        schema::reference(schema).and_then(|name| schemas.get(name)).unwrap_or(schema)
    }

    /// Returns the type of a single value: a reference to a named type, or a type and a format that
    /// need none. Refuses what Dropshot cannot read or write as a single value.
    fn value_kind(&mut self, at: &Pointer, schema: &Value, id: &str, role: &str) -> Option<Value> {
        if schema.get("$ref").is_some() && self.target(schema).get("$ref") == schema.get("$ref") {
            // It leads nowhere, which is reported.
            return None;
        }
        if !schema::is_single_value(self.lint.document.root(), schema) {
            self.lint.diagnostics.push(
                Rule::Dropshot,
                at,
                "this is a single value to Dropshot, unless it is an array in a query",
                "use a string, an integer, a number or a boolean",
            );
            return None;
        }
        if !schema::is_text_or_one_type(self.lint.document.root(), schema) {
            self.lint.diagnostics.push(
                Rule::Dropshot,
                at,
                "one of several types cannot be told from another in text",
                "use one type, or strings",
            );
            return None;
        }
        // A null parameter is an absent one.
        let mut given = schema.clone();
        if let Value::Object(members) = &mut given {
            members.remove("nullable");
        }
        let schema = &given;
        if let Some(kind) = plain(schema) {
            return Some(kind);
        }
        let name = self.shared(at, schema, id, role, Some(role))?;
        Some(schema::refer_to(&name))
    }

    /// Returns whether a schema accepts a list of single values.
    fn may_be_given_often(&self, schema: &Value) -> bool {
        if schema::is_single_value(self.lint.document.root(), schema) {
            return true;
        }
        if schema.get("type").is_some_and(|kind| kind == "array") {
            return schema
                .get("items")
                .is_some_and(|items| schema::is_single_value(self.lint.document.root(), items));
        }
        ["oneOf", "anyOf"].into_iter().any(|key| {
            let parts = array(schema, key);
            let lists = parts.iter().filter(|part| part["type"] == "array");
            // One value may also be a list of one, so two lists cannot be told apart.
            lists.count() < 2
                && !parts.is_empty()
                && parts.iter().all(|part| {
                    let text = if part["type"] == "array" { &part["items"] } else { part };
                    let text = text["type"] == "string" || schema::reference(text).is_some();
                    text && self.may_be_given_often(part)
                })
        })
    }

    /// Refuses a name that no header can have (RFC 9110, section 5.1).
    fn header_name(&mut self, at: &Pointer, name: &str) {
        if http::HeaderName::from_bytes(name.as_bytes()).is_err() {
            self.lint.diagnostics.push(
                Rule::Structure,
                at,
                format!("`{name}` is not the name of a header"),
                "use ASCII letters, digits and `-`",
            );
        }
    }

    pub(super) fn headers(
        &mut self,
        at: &Pointer,
        response: &Value,
        id: &str,
    ) -> Vec<ResponseHeader> {
        let mut headers = Vec::new();
        let list = at.join("headers");
        for (name, header) in members(response.get("headers")) {
            let Some((here, header)) = self.lint.resolve(&list.join(name), header) else {
                continue;
            };
            self.lint.only(
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
                    "explode",
                ],
            );
            self.lint.identifier(&list.join(name), name, &name.to_snake_case(), "field");
            self.header_name(&list.join(name), name);
            if let Some(other) = headers
                .iter()
                .find(|known: &&ResponseHeader| known.name.to_snake_case() == name.to_snake_case())
            {
                self.lint.diagnostics.push_pair(
                    Rule::NameCollision,
                    &list.join(name),
                    &list.join(&other.name),
                    format!("`{name}` would be a second Rust field `{}`", name.to_snake_case()),
                    "rename the header",
                );
            }
            let schema = header.get("schema").unwrap_or(&Value::Null);
            let at = here.join("schema");
            self.lint.schema(&at, schema);
            self.lint.examples(&here, header, schema);
            // The server writes the header, so the implementer keeps to its limits.
            let simple = match schema.get("type").and_then(Value::as_str) {
                Some(kind) => json!({ "type": kind, "format": schema["format"] }),
                None => schema.clone(),
            };
            let Some(kind) = self.value_kind(&at, &simple, id, name) else { continue };
            headers.push(ResponseHeader {
                name: name.clone(),
                required: schema::flag(header, "required"),
                description: text(header, "description"),
                schema: schema::adapted(schema).0,
                kind,
            });
        }
        headers.sort_by(|a, b| a.name.cmp(&b.name));
        headers
    }
}

/// Returns the type and the format of a schema that a Rust type represents completely. Such a
/// schema needs no type of its own.
fn plain(schema: &Value) -> Option<Value> {
    if schema.get("$ref").is_some() {
        return Some(schema.clone());
    }
    let members = schema.as_object()?;
    let says_nothing = ["title", "description", "example", "default", "deprecated", "externalDocs"];
    let mut kind = json!({ "type": schema.get("type")?.as_str()? });
    for (key, value) in members {
        match key.as_str() {
            "type" | "nullable" => {}
            "format" => kind["format"] = value.clone(),
            // These bounds are those of unsigned and non-zero integers.
            "minimum" if schema["type"] == "integer" => {
                let unsigned =
                    schema["format"].as_str().is_none_or(|format| format.starts_with("uint"));
                let least =
                    value.as_f64().filter(|least| unsigned && [0.0, 1.0].contains(least))?;
                kind["minimum"] = json!(least);
            }
            key if says_nothing.contains(&key) || key.starts_with("x-") => {}
            _ => return None,
        }
    }
    Some(kind)
}
