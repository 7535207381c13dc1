//! Normalises contracts and descriptions, so that they can be compared.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use serde_json::{Map, Value, json};

use super::ledger::LedgerKind;
use crate::document::{
    markdown,
    openapi::{
        self, BYTES, FORM, JSON, MULTIPART, StreamFormat, WEBSOCKET, essence, fold, is_json,
        members,
    },
    pointer::Pointer,
    schema::{self, Adaptation},
};

pub(super) struct Normaliser<'a> {
    pub(super) document: &'a Value,
    /// The ledger of what is left out. None for Dropshot's side, of which nothing is left out.
    pub(super) ledger: Option<&'a mut Vec<(LedgerKind, Pointer)>>,
}

impl Normaliser<'_> {
    fn leave_out(&mut self, kind: LedgerKind, at: &Pointer) {
        if let Some(ledger) = &mut self.ledger {
            ledger.push((kind, at.clone()));
        }
    }

    /// Keeps a member that OpenAPI has, and leaves out another one of the contract.
    fn keep(
        &mut self,
        at: &Pointer,
        key: &str,
        value: &Value,
        known: &[&str],
        out: &mut Map<String, Value>,
    ) {
        if self.ledger.is_none() || known.contains(&key) || key.starts_with("x-") {
            out.insert(key.to_owned(), value.clone());
        } else {
            self.leave_out(LedgerKind::Unknown, at);
        }
    }

    pub(super) fn document(mut self) -> Value {
        let document = self.document;
        let root = Pointer::root();
        let mut out = Map::new();
        let mut tags = BTreeMap::new();
        for (key, value) in members(Some(document)) {
            let at = root.join(key);
            match key.as_str() {
                "info" => {
                    for (key, _) in members(Some(value)) {
                        if key != "title" && key != "version" {
                            self.leave_out(LedgerKind::Information, &at.join(key));
                        }
                    }
                    let info = json!({ "title": value["title"], "version": value["version"] });
                    out.insert("info".to_owned(), info);
                }
                "tags" => tags.extend(self.tags(&at, value)),
                "paths" => {
                    let operations = self.operations(&at, value);
                    out.insert("operations".to_owned(), operations);
                }
                "components" => self.components(&at, value, &mut out),
                "security" => self.leave_out(LedgerKind::Security, &at),
                "openapi" => {}
                _ => self.leave_out(LedgerKind::Information, &at),
            }
        }
        for part in ["operations", "schemas"] {
            out.entry(part).or_insert_with(|| json!({}));
        }
        let operations = members(out.get("operations")).map(|(_, operation)| &operation["tags"]);
        for tag in operations.filter_map(Value::as_array).flatten().filter_map(Value::as_str) {
            tags.entry(tag.to_owned()).or_insert(Value::Null);
        }
        if !tags.is_empty() {
            out.insert("tags".to_owned(), json!(tags));
        }
        Value::Object(out)
    }

    fn tags(&mut self, at: &Pointer, value: &Value) -> BTreeMap<String, Value> {
        let mut tags = BTreeMap::new();
        for (index, tag) in value.as_array().into_iter().flatten().enumerate() {
            for (key, _) in members(Some(tag)) {
                if key != "name" && key != "description" {
                    self.leave_out(LedgerKind::Information, &at.join(index).join(key));
                }
            }
            let name = tag["name"].as_str().unwrap_or_default().to_owned();
            tags.insert(name, json!(prose(&tag["description"])));
        }
        tags
    }

    fn components(&mut self, at: &Pointer, value: &Value, out: &mut Map<String, Value>) {
        for (kind, named) in members(Some(value)) {
            let at = at.join(kind);
            match kind.as_str() {
                "schemas" => {
                    let schemas = members(Some(named))
                        .map(|(name, schema)| (name.clone(), self.schema(&at.join(name), schema)))
                        .collect();
                    out.insert("schemas".to_owned(), Value::Object(schemas));
                }
                "securitySchemes" => self.leave_out(LedgerKind::Security, &at),
                _ => self.leave_out(LedgerKind::Component, &at),
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
                        self.leave_out(LedgerKind::Information, &here);
                        continue;
                    }
                    key if key.starts_with("x-") => {
                        self.leave_out(LedgerKind::Extension, &here);
                        continue;
                    }
                    key if self.ledger.is_some() && !openapi::METHODS.contains(&key) => {
                        self.leave_out(LedgerKind::Unknown, &here);
                        continue;
                    }
                    _ => {}
                }
                let form = self.operation(&here, item, operation);
                // Generated code describes some operations apart.
                let path =
                    if self.ledger.is_some() { path.clone() } else { openapi::not_apart(path) };
                // Dropshot ignores the slash at the end of a path.
                let path = path.strip_suffix('/').unwrap_or(&path);
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
                    out.extend(prose(value).map(|text| (key.clone(), text.into())));
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
                    let websocket = operation.get(WEBSOCKET).is_some();
                    let value = self.sent(&here, value);
                    self.responses(&here, &value, websocket, &mut out);
                }
                "security" => self.leave_out(LedgerKind::Security, &here),
                "externalDocs" | "servers" | "callbacks" => {
                    self.leave_out(LedgerKind::Information, &here);
                }
                // Both sides have Dropshot's own extensions, and only the contract has others.
                key if key.starts_with("x-") && !key.starts_with("x-dropshot-") => {
                    self.leave_out(LedgerKind::Extension, &here);
                }
                key => self.keep(&here, key, value, &["operationId", "deprecated"], &mut out),
            }
        }
        let mut parameters = Map::new();
        let lists = [item, operation].map(|owner| owner["parameters"].as_array());
        let in_path: BTreeSet<String> = lists
            .into_iter()
            .flatten()
            .flatten()
            .map(|parameter| self.resolve(parameter))
            .filter(|parameter| parameter["in"] == "path")
            .filter_map(|parameter| Some(parameter["name"].as_str()?.to_owned()))
            .collect();
        // The parameters of the path, then those of the operation, which replace them.
        for (place, list) in [(at.parent().unwrap_or_default(), item), (at.clone(), operation)] {
            for (index, parameter) in
                list["parameters"].as_array().into_iter().flatten().enumerate()
            {
                let here = place.join("parameters").join(index);
                let parameter = self.resolve(parameter);
                let key = format!(
                    "{} {}",
                    parameter["in"].as_str().unwrap_or_default(),
                    parameter["name"].as_str().unwrap_or_default()
                );
                parameters.remove(&key);
                if self.ledger.is_some() && parameter["in"] == "cookie" {
                    self.leave_out(LedgerKind::Cookie, &here);
                    continue;
                }
                let name = parameter["name"].as_str().unwrap_or_default().to_owned();
                let mut parameter = parameter;
                if self.ledger.is_some()
                    && (!schema::is_single_value(self.document, &parameter["schema"])
                        || parameter["in"] == "query" && in_path.contains(&name))
                {
                    if parameter["in"] != "path" {
                        self.leave_out(LedgerKind::ParameterList, &here);
                        continue;
                    }
                    // Dropshot wants all variables of a path described.
                    self.leave_out(LedgerKind::ParameterList, &here.join("schema"));
                    parameter["schema"] = json!({ "type": "string" });
                    if let Value::Object(members) = &mut parameter {
                        members.remove("content");
                    }
                }
                let form = self.parameter(&here, &parameter, &["name", "in"]);
                parameters.insert(key, form);
            }
        }
        if !parameters.is_empty() {
            out.insert("parameters".to_owned(), Value::Object(parameters));
        }
        Value::Object(out)
    }

    /// Normalises a parameter or a header.
    fn parameter(&mut self, at: &Pointer, value: &Value, known: &[&str]) -> Value {
        let mut out = Map::new();
        for (key, value) in members(Some(value)) {
            let here = at.join(key);
            match (key.as_str(), value) {
                ("example" | "examples", _) => self.leave_out(LedgerKind::Example, &here),
                (
                    "required" | "deprecated" | "allowEmptyValue" | "allowReserved",
                    Value::Bool(false),
                ) => {}
                ("style", Value::String(style)) if style == "simple" || style == "form" => {}
                ("deprecated" | "allowEmptyValue" | "allowReserved" | "explode", _) => {
                    self.leave_out(LedgerKind::ParameterDetail, &here);
                }
                ("description", _) => {
                    out.extend(prose(value).map(|text| (key.clone(), text.into())));
                }
                ("schema", _) => {
                    let schema = self.schema(&here, value);
                    out.insert(key.clone(), schema);
                }
                (key, _) if known.contains(&key) => {}
                (key, _) if key.starts_with("x-") => self.leave_out(LedgerKind::Extension, &here),
                (key, _) => {
                    self.keep(&here, key, value, &["required", "style", "content"], &mut out);
                }
            }
        }
        Value::Object(out)
    }

    fn body(&mut self, at: &Pointer, value: &Value) -> Value {
        let value = self.resolve(value);
        let mut out = Map::new();
        for (key, value) in members(Some(&value)) {
            let here = at.join(key);
            match key.as_str() {
                "content" => {
                    let content = self.content(&here, value, true);
                    out.insert(key.clone(), content);
                }
                "description" => self.leave_out(LedgerKind::BodyDetail, &here),
                "required" => {}
                key if key.starts_with("x-") => self.leave_out(LedgerKind::Extension, &here),
                key => self.keep(&here, key, value, &[], &mut out),
            }
        }
        if value.get("required") != Some(&Value::Bool(true)) {
            self.leave_out(LedgerKind::BodyDetail, at);
        }
        Value::Object(out)
    }

    /// Returns the content of the one supported media type, as Dropshot describes it.
    fn content(&mut self, at: &Pointer, value: &Value, request: bool) -> Value {
        let content = openapi::by_preference(Some(value));
        let Some((media_type, media)) = content.first().copied() else { return json!({}) };
        for (other, _) in &content[1..] {
            self.leave_out(LedgerKind::MediaType, &at.join(other));
        }
        let here = at.join(media_type);
        for (key, _) in members(Some(media)) {
            match key.as_str() {
                "example" | "examples" => self.leave_out(LedgerKind::Example, &here.join(key)),
                "encoding" => self.leave_out(LedgerKind::FormParts, &here.join(key)),
                _ => {}
            }
        }
        let schema_at = here.join("schema");
        let typed = |it: &mut Self| media.get("schema").map(|schema| it.schema(&schema_at, schema));
        if self.ledger.is_none() {
            // Dropshot's own description stays as it is.
            return json!({ media_type: { "schema": typed(self) } });
        }
        let binary = json!({ "type": "string", "format": "binary" });
        let (said, schema) = match essence(media_type).as_str() {
            other if is_json(other) => (JSON, typed(self).unwrap_or_else(|| json!({}))),
            FORM if request && media.get("schema").is_some() => {
                (FORM, typed(self).unwrap_or_default())
            }
            MULTIPART if request => (MULTIPART, binary),
            _ if request => (BYTES, binary),
            _ => ("*/*", json!({})),
        };
        if said != media_type {
            self.leave_out(LedgerKind::MediaType, &here);
        }
        if !is_json(media_type)
            && said != FORM
            && media.get("schema").is_some_and(|it| *it != schema)
        {
            let status = at.parent().and_then(|it| it.last()).unwrap_or_default();
            let stream = StreamFormat::of(media_type)
                .filter(|_| !request && !status.starts_with(['4', '5']))
                .filter(|format| format.has_items(&self.resolve(&media["schema"])));
            let kind = match stream {
                Some(_) => LedgerKind::StreamItems,
                None if said == MULTIPART => LedgerKind::FormParts,
                None => LedgerKind::BodyDetail,
            };
            self.leave_out(kind, &schema_at);
        }
        json!({ said: { "schema": schema } })
    }

    /// Returns responses without the content that HTTP does not send.
    fn sent(&mut self, at: &Pointer, responses: &Value) -> Value {
        let method = at.parent().and_then(|it| it.last()).unwrap_or_default();
        let mut sent = responses.clone();
        if self.ledger.is_none() {
            return sent;
        }
        for (status, response) in members(Some(responses)) {
            if openapi::has_content(&method, status) {
                continue;
            }
            let mut response = self.resolve(response);
            let content = response.as_object_mut().and_then(|it| it.remove("content"));
            if members(content.as_ref()).next().is_some() {
                self.leave_out(LedgerKind::UnsentContent, &at.join(status).join("content"));
                sent[status] = response;
            }
        }
        sent
    }

    fn responses(
        &mut self,
        at: &Pointer,
        value: &Value,
        websocket: bool,
        out: &mut Map<String, Value>,
    ) {
        let described = openapi::described(members(Some(value)).map(|(status, _)| status.as_str()));
        let free = !websocket && described.is_none_or(|status| status == "default");
        let mut errors = BTreeMap::new();
        let mut ranges = BTreeSet::new();
        let (mut with, mut without) = (false, Vec::new());
        for (status, response) in members(Some(value)) {
            let here = at.join(status);
            let response = self.resolve(response);
            if described == Some(status) {
                let form = self.response(&here, &response, free, websocket);
                let status = match status.as_str() {
                    _ if websocket => "101",
                    // Dropshot describes one status in place of a class.
                    "2XX" | "3XX" => {
                        self.leave_out(LedgerKind::Success, &here);
                        if status == "2XX" { "200" } else { "300" }
                    }
                    status => status,
                };
                if websocket
                    && (status != described.unwrap_or_default()
                        || response.get("content").is_some())
                {
                    self.leave_out(LedgerKind::Upgrade, &here);
                }
                out.insert("responses".to_owned(), json!({ status: form }));
                continue;
            }
            let error = status == "default" || status.starts_with(['4', '5']);
            if !error {
                self.leave_out(LedgerKind::Success, &here);
                continue;
            }
            if status == "4XX" || status == "5XX" {
                ranges.insert(status.clone());
            } else {
                self.leave_out(LedgerKind::ErrorStatus, &here);
            }
            if free {
                continue;
            }
            for (key, _) in members(Some(&response)) {
                match key.as_str() {
                    "description" | "headers" | "links" => {
                        self.leave_out(LedgerKind::ErrorDetail, &here.join(key));
                    }
                    key if key.starts_with("x-") => {
                        self.leave_out(LedgerKind::Extension, &here.join(key));
                    }
                    _ => {}
                }
            }
            match response.get("content").filter(|content| members(Some(content)).next().is_some())
            {
                Some(content) => {
                    with = true;
                    for (media_type, media) in members(Some(content)) {
                        if media["schema"].get("title").is_some() {
                            let at = here.join("content").join(media_type).join("schema");
                            self.leave_out(LedgerKind::ErrorDetail, &at.join("title"));
                        }
                    }
                    for schema in self.error_schemas(&here.join("content"), content) {
                        errors.extend(alternatives(&schema));
                    }
                }
                None => without.push(here),
            }
        }
        if described.is_none() {
            // Earlier versions of Dropshot wrote this way what the current one writes as `default`.
            self.leave_out(LedgerKind::MediaType, at);
            let form = json!({ "description": "", "content": { "*/*": { "schema": {} } } });
            out.insert("responses".to_owned(), json!({ "default": form }));
        }
        if with {
            for here in &without {
                self.leave_out(LedgerKind::ErrorDetail, here);
            }
        }
        if !free && ranges.len() < 2 {
            self.leave_out(LedgerKind::ErrorRange, at);
        }
        if !errors.is_empty() {
            let errors: Vec<Value> = errors.into_values().collect();
            out.insert("errors".to_owned(), json!(errors));
        }
    }

    /// Returns the schemas of an error: those of all JSON, or that of Dropshot's description.
    fn error_schemas(&mut self, at: &Pointer, content: &Value) -> Vec<Value> {
        let mut json = openapi::by_preference(Some(content));
        json.retain(|(media_type, _)| is_json(media_type));
        let mut form = vec![self.content(at, content, false)];
        for (media_type, media) in json.into_iter().skip(1) {
            let schema = media
                .get("schema")
                .map(|schema| self.schema(&at.join(media_type).join("schema"), schema));
            form.push(json!({ JSON: { "schema": schema.unwrap_or_else(|| json!({})) } }));
        }
        let each = form.iter().flat_map(|form| members(Some(form)));
        each.map(|(_, media)| media["schema"].clone()).collect()
    }

    /// Normalises a response that is no error.
    fn response(&mut self, at: &Pointer, value: &Value, free: bool, websocket: bool) -> Value {
        let mut out = Map::new();
        let content = openapi::by_preference(value.get("content"));
        let is_json = content.first().is_none_or(|(media_type, _)| is_json(media_type));
        for (key, value) in members(Some(value)) {
            let here = at.join(key);
            match key.as_str() {
                key if key.starts_with("x-") => self.leave_out(LedgerKind::Extension, &here),
                "headers" if !is_json && self.ledger.is_some() => {
                    for (name, _) in members(Some(value)) {
                        self.leave_out(LedgerKind::ResponseHeader, &here.join(name));
                    }
                }
                "links" => self.leave_out(LedgerKind::Information, &here),
                "headers" => {
                    let mut headers = Map::new();
                    for (name, header) in members(Some(value)) {
                        let header = self.resolve(header);
                        let form = self.parameter(&here.join(name), &header, &[]);
                        headers.insert(name.clone(), form);
                    }
                    if !headers.is_empty() {
                        out.insert(key.clone(), Value::Object(headers));
                    }
                }
                "description" => {
                    out.insert(key.clone(), prose(value).unwrap_or_default().into());
                }
                "content" if websocket => {}
                "content" => {
                    let content = self.content(&here, value, false);
                    if content != json!({}) {
                        out.insert(key.clone(), content);
                    }
                }
                key => self.keep(&here, key, value, &[], &mut out),
            }
        }
        // OpenAPI asks for one, and Dropshot writes an empty one.
        out.entry("description").or_insert_with(|| "".into());
        if free && !out.contains_key("content") {
            self.leave_out(LedgerKind::MediaType, at);
            out.insert("content".to_owned(), json!({ "*/*": { "schema": {} } }));
        }
        Value::Object(out)
    }

    fn schema(&mut self, at: &Pointer, schema: &Value) -> Value {
        let (adapted, ways) = schema::adapted(schema);
        for way in ways {
            let kind = match way {
                Adaptation::Type => LedgerKind::Type,
                Adaptation::Parts => LedgerKind::Parts,
                Adaptation::Null => LedgerKind::Null,
                Adaptation::Detail => LedgerKind::SchemaDetail,
            };
            self.leave_out(kind, at);
        }
        // Dropshot does not describe discriminators. The types read by them.
        let found = Cell::new(false);
        let adapted = schema::map_schema(&adapted, &|members| {
            found.set(members.remove("discriminator").is_some() || found.get());
        });
        if found.get() {
            self.leave_out(LedgerKind::Discriminator, at);
        }
        plain(&adapted)
    }

    /// Follows references to the value that they lead to.
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

/// Returns the schemas of an error, sorted by their text: those of an `anyOf`, or the only one.
/// None for any JSON.
fn alternatives(schema: &Value) -> Vec<(String, Value)> {
    let any_of = schema.get("anyOf").and_then(Value::as_array);
    let alone = members(Some(schema)).all(|(key, _)| key == "anyOf" || key == "title");
    let each = match any_of {
        Some(each) if alone => each.iter().collect(),
        _ => vec![schema],
    };
    let untitled = each.into_iter().cloned().map(|mut schema| {
        if let Value::Object(members) = &mut schema {
            members.remove("title");
        }
        schema
    });
    let typed = untitled.filter(|schema| *schema != json!({}));
    typed.map(|schema| (schema::pretty(&schema), schema)).collect()
}

/// Returns a text for people, without its line breaks. None if it is empty. Dropshot joins a line
/// that ends in a hyphen to the next one without a space, so there is no space after any.
fn prose(text: &Value) -> Option<String> {
    let text = fold(&markdown::with_languages(text.as_str()?));
    let text = text.replace("-\n\n", "-").replace("- ", "-");
    (!text.is_empty()).then_some(text)
}

/// Returns a bound of an integer as Dropshot writes it: without a fraction, and cut at 63 bits.
fn integer_bound(bound: &serde_json::Number) -> Value {
    #[allow(clippy::cast_possible_truncation, reason = "it is what Dropshot does")]
    let cut = bound.as_f64().map(|bound| bound as i64);
    match bound.as_i64().or(cut) {
        Some(bound) => bound.into(),
        None => bound.clone().into(),
    }
}

/// Returns a schema with the names in `required` sorted, and without members that have their
/// default value.
fn plain(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let mut out = Map::new();
            for (key, value) in members {
                let value = match (key.as_str(), value) {
                    ("title" | "description", Value::String(text)) => match text.trim_end() {
                        "" => continue,
                        text => text.into(),
                    },
                    ("required", Value::Array(names)) if names.is_empty() => continue,
                    ("required", Value::Array(names)) => {
                        let mut names = names.clone();
                        names.sort_by_key(Value::to_string);
                        Value::Array(names)
                    }
                    (
                        "nullable" | "deprecated" | "readOnly" | "writeOnly" | "uniqueItems"
                        | "exclusiveMinimum" | "exclusiveMaximum",
                        Value::Bool(false),
                    ) => continue,
                    ("example" | "default" | "enum", value) => value.clone(),
                    ("minimum" | "maximum", Value::Number(bound))
                        if members.get("type").is_some_and(|kind| kind == "integer") =>
                    {
                        integer_bound(bound)
                    }
                    ("properties", Value::Object(properties)) => {
                        let plain = properties.iter().map(|(name, it)| (name.clone(), plain(it)));
                        let plain: Map<String, Value> = plain.collect();
                        if plain.is_empty() {
                            continue;
                        }
                        Value::Object(plain)
                    }
                    (_, value) => plain(value),
                };
                out.insert(key.clone(), value);
            }
            Value::Object(out)
        }
        Value::Array(items) => Value::Array(items.iter().map(plain).collect()),
        other => other.clone(),
    }
}
