//! Reads parameters of requests and headers of responses.

use heck::ToSnakeCase;
use serde_json::{Value, json};

use super::{content::ANY, reader::Reader};
use crate::{
    document::{
        diagnostic::Rule,
        openapi::{PLAIN, array, is_json, members, text},
        pointer::Pointer,
        schema,
    },
    model::{
        Delimiter, Lifecycle, ListLimits, Location, Multiplicity, Parameter, ResponseHeader,
        TextForm,
    },
};

/// The members of a parameter.
const MEMBERS: [&str; 14] = [
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "schema",
    "content",
    "example",
    "examples",
    "style",
    "explode",
    "allowEmptyValue",
    "allowReserved",
    PLAIN,
];

/// The style of an object in a query, each member of which is a parameter of its own.
const DEEP_OBJECT: &str = "deepObject";
/// The styles of a list in one parameter of a query.
const SPACE_DELIMITED: &str = "spaceDelimited";
const PIPE_DELIMITED: &str = "pipeDelimited";

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
        self.lint.only(here, parameter, &MEMBERS);
        self.lint.identifier(&here.join("name"), &name, &name.to_snake_case(), "field");
        let location = match self.lint.string(here, parameter, "in")?.as_str() {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" => Location::Header,
            "cookie" => Location::Cookie,
            other => {
                self.lint.diagnostics.push(
                    Rule::Structure,
                    &here.join("in"),
                    format!("OpenAPI 3.0 has no parameters in `{other}`"),
                    "use `path`, `query`, `header` or `cookie`",
                );
                return None;
            }
        };
        if matches!(location, Location::Header | Location::Cookie) {
            self.token(&here.join("name"), &name, location.as_str());
        }
        if let Some(content) = parameter.get("content") {
            return self.in_json(here, parameter, content, (location, name), id);
        }
        let Some(schema) = parameter.get("schema") else {
            self.lint.diagnostics.push(
                Rule::Structure,
                here,
                format!("the parameter `{name}` has neither `schema` nor `content`"),
                "give it a schema",
            );
            return None;
        };
        let required = schema::flag(parameter, "required");
        let schema_at = here.join("schema");
        self.lint.schema(&schema_at, schema);
        self.lint.examples(here, parameter, schema);
        let single = schema::is_single_value(self.lint.document.root(), schema);
        self.style(here, parameter, schema, location);
        self.refuse_unsent_explode(here, parameter, schema, location);
        self.without_effect(here, parameter, schema, location);
        self.refuse_parts_in_cookie(here, parameter, schema, location);
        let target = self.target(schema);
        let (kind, multiplicity) = self.values(here, parameter, schema, (location, &name), id)?;
        let has_several_types = match multiplicity {
            Multiplicity::One => self.has_several_types(schema, location),
            Multiplicity::List | Multiplicity::Delimited(_) => {
                location == Location::Query && self.has_items_of_several_types(target)
            }
            _ => false,
        };
        let form = if has_several_types { TextForm::Scalar } else { TextForm::Plain };
        let listed_once = !matches!(
            multiplicity,
            Multiplicity::Others
                | Multiplicity::Members { .. }
                | Multiplicity::Deep { .. }
                | Multiplicity::Pairs { .. }
        );
        let default = self.lint.with_fitting_defaults(target).get("default").cloned();
        let default = default.filter(|default| !required && listed_once && !default.is_null());
        Some(Parameter {
            field: name.clone(),
            method: name.clone(),
            name,
            location,
            required,
            description: text(parameter, "description"),
            lifecycle: Lifecycle::of(parameter),
            schema: schema::adapted(schema).0,
            kind,
            multiplicity,
            form,
            limits: limits_of_list(target),
            default,
            single,
            is_time: is_time(target),
        })
    }

    /// Reads a parameter whose value is the JSON of its schema.
    fn in_json(
        &mut self,
        here: &Pointer,
        parameter: &'a Value,
        content: &'a Value,
        (location, name): (Location, String),
        id: &str,
    ) -> Option<Parameter> {
        for key in ["schema", "style", "explode", "allowReserved", "example", "examples", PLAIN] {
            if parameter.get(key).is_some() {
                self.lint.diagnostics.push(
                    Rule::Structure,
                    &here.join(key),
                    format!("`{key}` has no meaning next to `content`"),
                    "leave it out",
                );
            }
        }
        let at = here.join("content");
        let mut media = members(Some(content));
        let (Some((media_type, media)), None) = (media.next(), media.next()) else {
            self.lint.diagnostics.push(
                Rule::Structure,
                &at,
                "the `content` of a parameter has one media type",
                "keep one",
            );
            return None;
        };
        let at = at.join(media_type);
        if !is_json(media_type) {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                &at,
                format!("`{media_type}` is not supported as the content of a parameter"),
                "use `application/json`, or `schema` in place of `content`",
            );
            return None;
        }
        self.lint.only(&at, media, &["schema", "example", "examples"]);
        let schema = media.get("schema").unwrap_or(&ANY);
        self.lint.examples(&at, media, schema);
        let kind = self.shared(&at.join("schema"), schema, id, &name, Some(&name))?;
        let required = schema::flag(parameter, "required");
        let default = self.lint.with_fitting_defaults(self.target(schema)).get("default").cloned();
        Some(Parameter {
            field: name.clone(),
            method: name.clone(),
            name,
            location,
            required,
            description: text(parameter, "description"),
            lifecycle: Lifecycle::of(parameter),
            schema: schema::adapted(schema).0,
            kind: schema::refer_to(&kind),
            multiplicity: Multiplicity::One,
            form: TextForm::Json,
            limits: None,
            default: default.filter(|default| !required && !default.is_null()),
            single: false,
            is_time: false,
        })
    }

    /// Refuses a style that Dropshot or the runtime cannot read.
    fn style(&mut self, here: &Pointer, parameter: &Value, schema: &'a Value, location: Location) {
        let form = matches!(location, Location::Query | Location::Cookie);
        let usual = if form { "form" } else { "simple" };
        let style = parameter.get("style").and_then(Value::as_str);
        let object = location == Location::Query && self.is_object(schema);
        let list = location == Location::Query && self.target(schema)["type"] == "array";
        let has_meaning = |style: &str| {
            style == usual
                || object && style == DEEP_OBJECT
                || list && [SPACE_DELIMITED, PIPE_DELIMITED].contains(&style)
        };
        if let Some(style) = style.filter(|style| !has_meaning(style)) {
            let name = parameter["name"].as_str().unwrap_or_default();
            let single = !self.is_object(schema) && self.target(schema)["type"] != "array";
            // For a single value, the path can say the same.
            let part = match style {
                "label" if location == Location::Path && single => Some(format!(".{{{name}}}")),
                "matrix" if location == Location::Path && single => {
                    Some(format!(";{name}={{{name}}}"))
                }
                _ => None,
            };
            let help = match part {
                Some(part) => {
                    format!("leave `style` out, and write `{part}` for `{{{name}}}` in the path")
                }
                None => format!("leave `style` out, or write `{usual}`"),
            };
            let message = format!("the style of this parameter must be `{usual}`");
            self.lint.diagnostics.push(Rule::Dropshot, &here.join("style"), message, help);
        }
        if parameter.get(PLAIN).is_some() && !(object && style == Some(DEEP_OBJECT)) {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                &here.join(PLAIN),
                format!("`{PLAIN}` has an effect on an object of the style `{DEEP_OBJECT}` only"),
                "leave it out",
            );
        }
    }

    /// Returns the type of a parameter's value, and how many it has.
    fn values(
        &mut self,
        here: &Pointer,
        parameter: &'a Value,
        schema: &'a Value,
        (location, name): (Location, &str),
        id: &str,
    ) -> Option<(Value, Multiplicity)> {
        let at = here.join("schema");
        let target = self.target(schema);
        let query = location == Location::Query;
        if query && parameter["style"] == DEEP_OBJECT && !self.is_flat(schema) {
            return self.deep(here, parameter, schema, id, name);
        }
        if !query && target["type"] == "array" {
            return self.comma_list(here, target, (location, name), id);
        }
        if !query && self.is_object(schema) {
            return self.pairs(here, parameter, schema, id, name);
        }
        let kind = match target["type"].as_str().filter(|_| query) {
            Some("object")
                if parameter["style"] == DEEP_OBJECT || target.get("properties").is_some() =>
            {
                return self.members(here, parameter, schema, id, name);
            }
            Some("object") => {
                return Some((self.others(&at, target, id, name)?, Multiplicity::Others));
            }
            Some("array") => {
                let kind = if self.has_items_of_several_types(target) {
                    let role = format!("{name}-item");
                    let at = at.join("items");
                    schema::refer_to(&self.shared(&at, &target["items"], id, &role, Some(&role))?)
                } else {
                    self.item_kind(&at, target, id, name)?
                };
                let item = self.target(target.get("items").unwrap_or(&Value::Null));
                let multiplicity =
                    delimiter(parameter, item).map_or(Multiplicity::List, Multiplicity::Delimited);
                return Some((kind, multiplicity));
            }
            _ if query
                && !schema::is_single_value(self.lint.document.root(), schema)
                && self.may_be_given_often(schema) =>
            {
                schema::refer_to(&self.shared(&at, schema, id, name, Some(name))?)
            }
            _ if self.has_several_types(schema, location) => {
                schema::refer_to(&self.shared(&at, schema, id, name, Some(name))?)
            }
            _ => self.value_kind(&at, schema, id, name)?,
        };
        Some((kind, Multiplicity::One))
    }

    /// Reads a list in one parameter outside of queries.
    fn comma_list(
        &mut self,
        here: &Pointer,
        list: &'a Value,
        (location, name): (Location, &str),
        id: &str,
    ) -> Option<(Value, Multiplicity)> {
        let kind = self.item_kind(&here.join("schema"), list, id, name)?;
        let item = self.target(list.get("items").unwrap_or(&Value::Null));
        // Only a path has commas in an element, as `%2C`.
        let any = has_no_comma(item) || location != Location::Path;
        let delimiter = if any { Delimiter::AnyComma } else { Delimiter::Comma };
        Some((kind, Multiplicity::Delimited(delimiter)))
    }

    /// Refuses a list or an object in a cookie that would be several cookies.
    pub(super) fn refuse_parts_in_cookie(
        &mut self,
        here: &Pointer,
        parameter: &Value,
        schema: &'a Value,
        location: Location,
    ) {
        let has_parts = self.target(schema)["type"] == "array" || self.is_object(schema);
        if has_parts && location == Location::Cookie && parameter["explode"] != false {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                here,
                "the style `form` with `explode`, which is the default, sends `&` between the parts, which no cookie has",
                "write `explode: false` for commas, or use `content` with `application/json`",
            );
        }
    }

    /// Returns whether the values of a schema are of several types, or of one that several schemas
    /// describe, none of which has parts.
    fn has_several_types(&self, schema: &Value, location: Location) -> bool {
        let document = self.lint.document.root();
        let listed = location == Location::Query
            && !schema::is_single_value(document, schema)
            && self.may_be_given_often(schema);
        let one = schema::is_single_value(document, schema)
            && schema::is_text_or_one_type(document, schema);
        !listed && !one && schema::is_scalar(document, schema)
    }

    /// Returns whether the elements of a list are of several types, none of which has parts.
    fn has_items_of_several_types(&self, list: &Value) -> bool {
        let document = self.lint.document.root();
        let items = list.get("items").unwrap_or(&Value::Null);
        let one = schema::is_single_value(document, items)
            && schema::is_text_or_one_type(document, items);
        !one && schema::is_scalar(document, items)
    }

    /// Returns the type of an element of a list.
    pub(super) fn item_kind(
        &mut self,
        at: &Pointer,
        list: &'a Value,
        id: &str,
        name: &str,
    ) -> Option<Value> {
        let items = list.get("items").unwrap_or(&Value::Null);
        self.value_kind(&at.join("items"), items, id, &format!("{name}-item"))
    }

    /// Warns of members that allow more than generated code does.
    fn without_effect(
        &mut self,
        here: &Pointer,
        parameter: &Value,
        schema: &Value,
        location: Location,
    ) {
        if schema::flag(parameter, "allowReserved") {
            self.lint.diagnostics.push_warning(
                Rule::Ineffective,
                &here.join("allowReserved"),
                "the client percent-encodes reserved characters in any case; the server reads both",
                "leave it out",
            );
        }
        let is_text = self.target(schema)["type"] == "string";
        if schema::flag(parameter, "allowEmptyValue") && location == Location::Query && !is_text {
            self.lint.diagnostics.push_warning(
                Rule::Ineffective,
                &here.join("allowEmptyValue"),
                "the server reads an empty value by the schema, and refuses one that is no value of it",
                "leave it out, and leave the parameter out of such a request",
            );
        }
    }

    /// Refuses a parameter that progenitor would not send as the document says.
    fn refuse_unsent_explode(
        &mut self,
        here: &Pointer,
        parameter: &Value,
        schema: &'a Value,
        location: Location,
    ) {
        let query = location == Location::Query;
        let single = schema::is_single_value(self.lint.document.root(), schema);
        let list = self.target(schema)["type"] == "array";
        if query && !single && !list && parameter.get("explode") == Some(&Value::Bool(false)) {
            self.lint.diagnostics.push(
                Rule::Progenitor,
                &here.join("explode"),
                "progenitor sends an object, or a choice of one value or a list, as one parameter for \
                 each element",
                "leave `explode` out",
            );
        }
    }

    /// Returns a schema, or the component that it refers to, if there is one.
    pub(super) fn target<'v>(&self, schema: &'v Value) -> &'v Value
    where
        'a: 'v,
    {
        let schemas = &self.lint.document.root()["components"]["schemas"];
        schema::reference(schema).and_then(|name| schemas.get(name)).unwrap_or(schema)
    }

    /// Returns the type of a single value: a reference to a named type, or a type and a format that
    /// need none. Refuses what Dropshot cannot read or write as a single value.
    pub(super) fn value_kind(
        &mut self,
        at: &Pointer,
        schema: &Value,
        id: &str,
        role: &str,
    ) -> Option<Value> {
        if schema.get("$ref").is_some() && self.target(schema).get("$ref") == schema.get("$ref") {
            // It leads nowhere, which is reported.
            return None;
        }
        if !schema::is_single_value(self.lint.document.root(), schema) {
            self.lint.diagnostics.push(
                Rule::Dropshot,
                at,
                "this must be a single value, which Dropshot reads from text",
                "use a string, an integer, a number or a boolean, or `content` with `application/json`",
            );
            return None;
        }
        if !schema::is_text_or_one_type(self.lint.document.root(), schema) {
            self.lint.diagnostics.push(
                Rule::Dropshot,
                at,
                "values of several types look the same in text",
                "use one type, or strings, or `content` with `application/json`",
            );
            return None;
        }
        // A null parameter is an absent one.
        let mut given = schema.clone();
        if let Value::Object(members) = &mut given {
            members.remove("nullable");
            if let Some(Value::Array(values)) = members.get_mut("enum") {
                values.retain(|value| !value.is_null());
            }
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

    /// Refuses a name that no header (RFC 9110, section 5.1) or cookie (RFC 6265, section 4.1.1)
    /// can have: both are tokens.
    fn token(&mut self, at: &Pointer, name: &str, what: &str) {
        if http::HeaderName::from_bytes(name.as_bytes()).is_err() {
            self.lint.diagnostics.push(
                Rule::Structure,
                at,
                format!("`{name}` is not the name of a {what}"),
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
            self.token(&list.join(name), name, "header");
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
            // `content` in its place is a fault already.
            let Some(schema) = header.get("schema") else { continue };
            let at = here.join("schema");
            self.lint.schema(&at, schema);
            self.lint.examples(&here, header, schema);
            let target = self.target(schema);
            let list = target["type"] == "array";
            let (at, one) = match target.get("items").filter(|_| list) {
                Some(items) => (at.join("items"), items),
                None => (at, schema),
            };
            // The server writes the header, so the implementer keeps to its limits.
            let target = self.target(one);
            // Types of text with limits cannot be written as a header.
            let is_text = target["type"] == "string" && target.get("enum").is_none();
            let simple = match target.get("type").and_then(Value::as_str) {
                Some(kind) if is_text || one.get("$ref").is_none() => {
                    json!({ "type": kind, "format": target["format"] })
                }
                _ => one.clone(),
            };
            let Some(kind) = self.value_kind(&at, &simple, id, name) else { continue };
            headers.push(ResponseHeader {
                name: name.clone(),
                required: schema::flag(header, "required"),
                description: text(header, "description"),
                schema: schema::adapted(schema).0,
                kind,
                list,
            });
        }
        headers.sort_by(|a, b| a.name.cmp(&b.name));
        headers
    }
}

/// Returns whether the type of a schema is that of a date and a time. With limits or listed values,
/// it is a text that is kept as it was written.
fn is_time(schema: &Value) -> bool {
    let limits = ["minLength", "maxLength", "pattern", "enum"].into_iter().chain(schema::COMPOSING);
    schema["type"] == "string"
        && schema["format"] == "date-time"
        && limits.into_iter().all(|key| schema.get(key).is_none())
}

/// Returns the limits of a list. None if it has none, or is no list.
pub(super) fn limits_of_list(schema: &Value) -> Option<ListLimits> {
    let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
    let most = schema.get("maxItems").and_then(Value::as_u64);
    let unique = schema::flag(schema, "uniqueItems");
    let is_limited = schema["type"] == "array" && (least > 0 || most.is_some() || unique);
    is_limited.then_some(ListLimits { least, most, unique })
}

/// Returns the text between the elements of a list that is sent as one parameter.
fn delimiter(parameter: &Value, item: &Value) -> Option<Delimiter> {
    let explode = parameter.get("explode").and_then(Value::as_bool);
    let style = parameter.get("style").and_then(Value::as_str).unwrap_or("form");
    // OpenAPI 3.0.3: `explode` is true by default for the style `form`, and false for others.
    if explode.unwrap_or(style == "form") {
        return None;
    }
    Some(match style {
        SPACE_DELIMITED => Delimiter::Space,
        PIPE_DELIMITED => Delimiter::Pipe,
        _ if has_no_comma(item) => Delimiter::AnyComma,
        _ => Delimiter::Comma,
    })
}

/// Returns whether no text of a schema has a comma.
fn has_no_comma(schema: &Value) -> bool {
    let free_of = |value: &Value| !value.as_str().is_some_and(|text| text.contains(','));
    match schema.get("enum").and_then(Value::as_array) {
        Some(values) => values.iter().all(free_of),
        None if schema["type"] == "string" => {
            let formats = ["uuid", "date", "date-time", "ip", "ipv4", "ipv6"];
            schema["format"].as_str().is_some_and(|format| formats.contains(&format))
        }
        None => schema.get("type").is_some(),
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
