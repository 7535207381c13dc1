//! Reads bodies and responses.

use std::sync::LazyLock;

use serde_json::Value;

use super::reader::Reader;
use crate::{
    document::{
        diagnostic::Rule,
        openapi::{
            self, ACCEPT_TEXT, BYTES, FORM, JSON, MAX_BYTES, MULTIPART, StreamFormat, WEBSOCKET,
            essence, has_content, is_json, media_type_name, members, text,
        },
        pointer::Pointer,
        schema,
    },
    model::{Body, BodyContent, Content, Failure, FailureStatus, Items, Success, SuccessStatus},
};

/// The schema of JSON without one: any JSON.
pub(super) static ANY: LazyLock<Value> = LazyLock::new(|| Value::Object(serde_json::Map::new()));

/// A media type of a body or a response, with the place of its schema.
struct TypedContent<'a> {
    media_type: &'a str,
    place: Pointer,
    schema: Option<&'a Value>,
    /// The encodings of the properties, in a form.
    encoding: Option<&'a Value>,
}

/// The responses of an operation.
pub(super) struct Responses {
    pub(super) successes: Vec<Success>,
    pub(super) error: Option<String>,
    pub(super) error_media: Vec<String>,
    pub(super) errors_differ: bool,
    pub(super) failures: Vec<Failure>,
}

impl<'a> Reader<'a> {
    pub(super) fn body(&mut self, at: &Pointer, value: &'a Value, id: &str) -> Option<Body> {
        let (here, body) = self.lint.resolve(&at.join("requestBody"), value.get("requestBody")?)?;
        self.lint.only(
            &here,
            body,
            &["description", "required", "content", MAX_BYTES, ACCEPT_TEXT],
        );
        let max_bytes = body.get(MAX_BYTES);
        if max_bytes.is_some_and(|bytes| bytes.as_u64().is_none()) {
            self.lint.diagnostics.push(
                Rule::Structure,
                &here.join(MAX_BYTES),
                format!("`{MAX_BYTES}` must be a number of bytes"),
                "write a whole number, for instance `65536`",
            );
        }
        let content = self.body_content(&here, body, id)?;
        if at.last().as_deref() == Some("patch") {
            self.note_defaults_of_patch(&here, body);
        }
        // Bytes may be none at all, so a body of any bytes is there in any case.
        let is_bytes = matches!(&content, BodyContent::Bytes(media_type) if media_type == BYTES);
        let optional = !schema::flag(body, "required") && !is_bytes;
        let plain = match &content {
            BodyContent::Json { media_types, .. } => *media_types == [JSON],
            _ => false,
        };
        Some(Body {
            accepts_text: self.accepts_text(&here, body, plain && !optional),
            content,
            optional,
            max_bytes: max_bytes.and_then(Value::as_u64),
        })
    }

    /// Notes the members of a patch that have defaults: an absent member often means that a value
    /// stays.
    fn note_defaults_of_patch(&mut self, at: &Pointer, body: &'a Value) {
        for (media_type, content) in members(body.get("content")) {
            let Some(schema) = content.get("schema").filter(|_| is_json(media_type)) else {
                continue;
            };
            let object = self.referred(Some(schema));
            let with_default = members(object.get("properties"))
                .filter(|(_, member)| self.referred(Some(member)).get("default").is_some());
            let names: Vec<String> = with_default.map(|(name, _)| format!("`{name}`")).collect();
            if !names.is_empty() {
                let message = format!(
                    "a patch without {} has the default instead: where an absent member means that \
                     a value stays, use a schema without defaults",
                    names.join(" or ")
                );
                self.lint.diagnostics.note(&at.join("content").join(media_type), message);
            }
        }
    }

    /// Reads the content of a body: that of its media type, or a choice of several.
    fn body_content(&mut self, at: &Pointer, body: &'a Value, id: &str) -> Option<BodyContent> {
        let mut choices: Vec<BodyContent> = Vec::new();
        self.encoding(at, body);
        for TypedContent { media_type, place, schema, encoding } in self.media(at, body) {
            let essence = essence(media_type);
            let choice = match (essence.as_str(), schema) {
                (_, schema) if is_json(media_type) => {
                    let schema = self.shared(&place, schema.unwrap_or(&ANY), id, "body", None)?;
                    let same = choices.iter_mut().find_map(|it| match it {
                        BodyContent::Json { schema: other, media_types } if *other == schema => {
                            Some(media_types)
                        }
                        _ => None,
                    });
                    if let Some(media_types) = same {
                        media_types.push(essence);
                        continue;
                    }
                    BodyContent::Json { schema, media_types: vec![essence] }
                }
                (FORM, Some(schema)) => {
                    self.refuse_untold_types(&place, schema);
                    BodyContent::UrlEncoded(self.shared(&place, schema, id, "body", None)?)
                }
                (MULTIPART, Some(schema)) => self.form(&place, schema, encoding, id)?,
                (MULTIPART, None) => BodyContent::Multipart,
                (_, schema) => {
                    self.report_limits_of_bytes(&place, schema, &essence);
                    BodyContent::Bytes(essence)
                }
            };
            choices.push(choice);
        }
        match choices.len() {
            0 => None,
            1 => choices.pop().map(|choice| match choice {
                BodyContent::Bytes(any) if any == "*/*" => BodyContent::Bytes(BYTES.to_owned()),
                choice => choice,
            }),
            _ => Some(BodyContent::Choice(choices)),
        }
    }

    /// Reports the limits of a body that the operation reads itself, such as text, an image or XML.
    fn report_limits_of_bytes(&mut self, at: &Pointer, schema: Option<&'a Value>, essence: &str) {
        let Some(schema) = schema else { return };
        let Some((at, keyword)) = self.limit_within(at, schema, 8) else { return };
        self.lint.diagnostics.push_warning(
            Rule::Unenforced,
            &at,
            format!("the operation reads `{essence}` itself, so nothing enforces `{keyword}`"),
            "check it where the operation is implemented",
        );
    }

    /// Returns the place and the keyword of the first limit of a value, or of a part of it.
    fn limit_within(
        &self,
        at: &Pointer,
        schema: &'a Value,
        depth: usize,
    ) -> Option<(Pointer, &'static str)> {
        const LIMITS: [&str; 11] = [
            "minLength",
            "maxLength",
            "pattern",
            "enum",
            "minimum",
            "maximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
        ];
        let depth = depth.checked_sub(1)?;
        if let Some(name) = schema::reference(schema) {
            let at = Pointer::root().join("components").join("schemas").join(name);
            return self.limit_within(&at, self.lint.document.get(&at)?, depth);
        }
        let own = LIMITS.into_iter().find(|key| schema.get(key).is_some_and(|limit| *limit != 0));
        if let Some(key) = own {
            return Some((at.join(key), key));
        }
        let properties = members(schema.get("properties"))
            .map(|(name, part)| (at.join("properties").join(name), part));
        let others = ["items", "additionalProperties"]
            .into_iter()
            .filter_map(|key| Some((at.join(key), schema.get(key)?)));
        let parts = ["allOf", "anyOf", "oneOf"].into_iter().flat_map(|key| {
            let parts = openapi::array(schema, key).iter().enumerate();
            parts.map(move |(index, part)| (at.join(key).join(index), part))
        });
        properties
            .chain(others)
            .chain(parts)
            .find_map(|(at, part)| self.limit_within(&at, part, depth))
    }

    /// Refuses URL-encoded forms whose text does not tell which type a field has. serde holds the
    /// fields of a choice, and those without a name next to others, as text.
    fn refuse_untold_types(&mut self, at: &Pointer, schema: &'a Value) {
        let mut parts = Vec::new();
        self.add_parts(at, schema, 16, &mut parts);
        let named = parts.iter().flat_map(|(_, part)| members(part.get("properties")));
        let named: Vec<(&String, &Value)> = named.collect();
        let others = parts.iter().filter_map(|(_, part)| part.get("additionalProperties"));
        let others: Vec<&Value> = others.filter(|others| others.is_object()).collect();
        let mut found: Vec<(Pointer, String, &str)> = Vec::new();
        let checked = parts.iter().find_map(|(at, part)| Some((at, checked_first(part)?)));
        if let Some((at, keyword)) = checked {
            let variants = parts.iter().flat_map(|(_, part)| variants(part));
            let variants = variants.map(|variant| self.resolved(variant));
            let of_variants = variants.flat_map(|variant| members(variant.get("properties")));
            let mut fields = named.iter().copied().chain(of_variants);
            // A condition of OpenAPI 3.1 is a part that the schema around it stands for.
            let around = at.parent().and_then(|list| list.parent());
            let around = around.filter(|_| CONDITIONS.contains(&keyword));
            let at = around.unwrap_or_else(|| at.clone());
            found.extend(fields.find(|(_, field)| !self.is_text(field)).map(|(name, _)| {
                let message =
                    format!("`{name}` is no text: a form with `{keyword}` has fields of text only");
                (at.join(keyword), message, "leave the keyword out, or take `application/json`")
            }));
        }
        if !named.is_empty() && others.iter().any(|others| !self.is_text(others)) {
            found.push((
                at.clone(),
                "fields without a name are text, next to those with one".to_owned(),
                "write `additionalProperties: { type: string }`, or take `application/json`",
            ));
        } else if others.iter().any(|others| self.is_untold(others, 16)) {
            found.push((
                at.clone(),
                "nothing tells the type of fields without a name in the text of a form".to_owned(),
                "give them one type without `not`, or take `application/json`",
            ));
        }
        for (name, _) in named.into_iter().filter(|(_, field)| self.is_untold(field, 16)) {
            found.push((
                at.clone(),
                format!("nothing tells the type of `{name}` in the text of a form"),
                "give it one type without `not`, or take `application/json`",
            ));
        }
        for (at, message, help) in found {
            self.lint.diagnostics.push(Rule::Unsupported, &at, message, help);
        }
    }

    /// Adds a schema with its place, and the schemas that a value must also have.
    fn add_parts(
        &self,
        at: &Pointer,
        schema: &'a Value,
        depth: usize,
        parts: &mut Vec<(Pointer, &'a Value)>,
    ) {
        let Some(depth) = depth.checked_sub(1) else { return };
        let schemas = Pointer::root().join("components").join("schemas");
        let at = schema::reference(schema).map_or_else(|| at.clone(), |name| schemas.join(name));
        let schema = self.referred(Some(schema));
        parts.push((at.clone(), schema));
        for (index, part) in openapi::array(schema, "allOf").iter().enumerate() {
            self.add_parts(&at.join("allOf").join(index), part, depth, parts);
        }
        if let [variant] = *variants(schema) {
            self.add_parts(&at, variant, depth, parts);
        }
    }

    /// Returns the schema that a reference, or a composition of one part, stands for.
    fn resolved(&self, schema: &'a Value) -> &'a Value {
        let mut found = self.referred(Some(schema));
        for _ in 0..16 {
            match openapi::array(found, "allOf") {
                [part] if found.get("type").is_none() => found = self.referred(Some(part)),
                _ => break,
            }
        }
        found
    }

    /// Returns whether a field, or an element of it, has one of several types that its text does
    /// not tell.
    fn is_untold(&self, field: &'a Value, depth: usize) -> bool {
        // A list may contain itself.
        let Some(depth) = depth.checked_sub(1) else { return false };
        let schema = self.resolved(field);
        let is_chosen = variants(schema).len() > 1 || schema.get("not").is_some();
        let items = schema.get("items").filter(|_| schema["type"] == "array");
        is_chosen && !self.is_text(schema)
            || items.is_some_and(|items| self.is_untold(items, depth))
    }

    /// Returns whether text is a value of a schema as it is.
    fn is_text(&self, schema: &'a Value) -> bool {
        let schema = self.resolved(schema);
        let variants = variants(schema);
        let kind = |schema: &Value| schema["type"].as_str().map(str::to_owned);
        if variants.is_empty() {
            return kind(schema).is_none_or(|kind| kind == "string");
        }
        let mut targets = variants.into_iter().map(|variant| self.resolved(variant));
        targets.clone().any(schema::is_any_text)
            || targets.all(|schema| kind(schema).as_deref() == Some("string"))
    }

    /// Refuses encodings of a form that are not those of generated code, and warns of others
    /// without effect.
    fn encoding(&mut self, at: &Pointer, body: &'a Value) {
        for (media_type, media) in members(body.get("content")) {
            let at = at.join("content").join(media_type).join("encoding");
            let Some(encoding) = media.get("encoding") else { continue };
            match essence(media_type).as_str() {
                // The types of its parts say how they are sent.
                MULTIPART => continue,
                FORM => {}
                _ => {
                    self.lint.diagnostics.push_warning(
                        Rule::Ineffective,
                        &at,
                        format!("`encoding` has no meaning for `{media_type}`"),
                        "leave it out",
                    );
                    continue;
                }
            }
            let properties = &self.target(media.get("schema").unwrap_or(&ANY))["properties"];
            for (name, encoding) in members(Some(encoding)) {
                let property = self.target(properties.get(name).unwrap_or(&Value::Null));
                let kind = property["type"].as_str().unwrap_or_default();
                let [style, media_type] =
                    ["style", "contentType"].map(|key| encoding.get(key).and_then(Value::as_str));
                // OpenAPI 3.0.3 ("Encoding Object"): `explode` is true by default for `form`, and
                // an object is JSON unless a style is given.
                let sent = match kind {
                    "array" => {
                        style.is_none_or(|style| style == "form")
                            && encoding.get("explode") != Some(&Value::Bool(false))
                            && media_type.is_none_or(|it| it.starts_with("text/"))
                    }
                    "object" => style.is_none() && media_type.is_none_or(is_json),
                    _ => media_type.is_none_or(|it| it.starts_with("text/")),
                };
                if !sent {
                    self.lint.diagnostics.push(
                        Rule::Unsupported,
                        &at.join(name),
                        format!("`{name}` is not sent like this: lockstep gives a list once for each element, an object as JSON, and other values as text"),
                        "leave the encoding out, or take `multipart/form-data`",
                    );
                }
            }
        }
    }

    /// Reads whether a body of JSON may be sent as text.
    fn accepts_text(&mut self, at: &Pointer, body: &Value, allowed: bool) -> bool {
        match body.get(ACCEPT_TEXT) {
            None | Some(Value::Bool(false)) => false,
            Some(Value::Bool(true)) if allowed => true,
            Some(value) => {
                let (message, help) = if value.is_boolean() {
                    ("only JSON that is required may be sent as text", "leave it out")
                } else {
                    ("it must be `true` or `false`", "write `true`, or leave it out")
                };
                let at = at.join(ACCEPT_TEXT);
                self.lint.diagnostics.push(Rule::Structure, &at, message, help);
                false
            }
        }
    }

    /// Returns the media types of a body or a response, the one that Dropshot describes first. One
    /// that differs from another in its parameters only is left out if its schema is the same.
    fn media(&mut self, at: &Pointer, value: &'a Value) -> Vec<TypedContent<'a>> {
        let content_at = at.join("content");
        let mut found: Vec<TypedContent<'a>> = Vec::new();
        for (media_type, media) in openapi::by_preference(value.get("content")) {
            let here = content_at.join(media_type);
            self.lint.only(&here, media, &["schema", "example", "examples", "encoding"]);
            let schema = media.get("schema");
            let name = media_type_name(media_type);
            let other = found.iter().find(|it| media_type_name(it.media_type) == name);
            if let Some(other) = other {
                let alike = essence(other.media_type) == essence(media_type)
                    && (other.schema == schema || !is_json(media_type));
                if !alike {
                    self.lint.diagnostics.push_pair(
                        Rule::NameCollision,
                        &here,
                        &content_at.join(other.media_type),
                        format!(
                            "`{media_type}` and `{}` would be one variant in Rust",
                            other.media_type
                        ),
                        "keep one of the two",
                    );
                }
                continue;
            }
            if http::HeaderValue::from_str(media_type).is_err() {
                self.lint.diagnostics.push(
                    Rule::Structure,
                    &here,
                    "a media type has ASCII characters only",
                    "write it as in RFC 9110, for instance `text/plain`",
                );
                continue;
            }
            let typed = is_json(media_type) || essence(media_type) == FORM;
            if let (Some(schema), true) = (schema, typed) {
                self.lint.examples(&here, media, schema);
            }
            let encoding = media.get("encoding");
            found.push(TypedContent { media_type, place: here.join("schema"), schema, encoding });
        }
        if found.is_empty() {
            self.lint.diagnostics.push(
                Rule::Structure,
                at,
                "there is no media type here",
                format!("give `content` a member `{JSON}` with a schema"),
            );
        }
        found
    }

    /// Reads the content of a response. `role` is what its schema is to the operation.
    fn content(
        &mut self,
        at: &Pointer,
        response: &'a Value,
        id: &str,
        role: &str,
    ) -> Option<Content> {
        if members(response.get("content")).next().is_none() {
            return Some(Content::None);
        }
        let mut choices = Vec::new();
        for TypedContent { media_type, place, schema, .. } in self.media(at, response) {
            let stream = StreamFormat::of(media_type)
                .filter(|format| role != "error" && format.has_items(self.referred(schema)));
            choices.push(if is_json(media_type) {
                let schema = self.shared(&place, schema.unwrap_or(&ANY), id, role, None)?;
                Content::Json { schema, media_type: essence(media_type) }
            } else if let Some(format) = stream {
                let media_type = media_type.to_owned();
                Content::Items(self.items(&place, schema, id, role, (format, media_type))?)
            } else {
                Content::Bytes(vec![media_type.to_owned()])
            });
        }
        if choices.len() <= 1 {
            return choices.pop();
        }
        let media_types = choices.iter().map(|choice| match choice {
            Content::Bytes(media_types) => Some(media_types.concat()),
            _ => None,
        });
        let bytes: Option<Vec<String>> = media_types.collect();
        Some(bytes.map_or(Content::Choice(choices), Content::Bytes))
    }

    /// Reads the items of a stream. A schema is that of an item, or of a list of all items.
    fn items(
        &mut self,
        at: &Pointer,
        schema: Option<&'a Value>,
        id: &str,
        role: &str,
        (format, media_type): (StreamFormat, String),
    ) -> Option<Items> {
        let Some(schema) = schema else {
            let is_text = format == StreamFormat::Events;
            let schema = if is_text {
                None
            } else {
                Some(self.shared(at, &ANY, id, &format!("{role}-item"), None)?)
            };
            return Some(Items { media_type, format, schema, is_text });
        };
        let list = self.referred(Some(schema));
        let (at, item) = match list.get("items") {
            Some(item) if list["type"] == "array" => {
                for limit in ["minItems", "maxItems", "uniqueItems"] {
                    if list.get(limit).is_some_and(|limit| *limit != Value::Bool(false)) {
                        self.lint.diagnostics.push_waivable(
                            Rule::Unenforced,
                            at,
                            format!(
                                "the items are sent as they come, so nothing enforces `{limit}`"
                            ),
                            "check it where the operation is implemented, and waive it",
                        );
                    }
                }
                (&at.join("items"), item)
            }
            _ => (at, schema),
        };
        let known = self.referred(Some(item));
        let fields = ["data", "event", "id", "retry"];
        let mut names = members(known.get("properties")).map(|(name, _)| name.as_str());
        if format == StreamFormat::Events
            && known["properties"].get("data").is_some()
            && names.all(|name| fields.contains(&name))
        {
            let message = "this schema names the fields of an event, and is that of its data: what is sent \
                           has both";
            self.lint.diagnostics.note(at, message);
        }
        let is_text = format == StreamFormat::Events
            && known["type"] == "string"
            && !schema::flag(known, "nullable");
        let members = members(Some(item)).map(|(key, _)| key.as_str());
        let is_plain = members.filter(|key| !schema::ANNOTATIONS.contains(key)).eq(["type"]);
        let schema = if is_text && is_plain {
            None
        } else {
            Some(self.shared(at, item, id, &format!("{role}-item"), None)?)
        };
        Some(Items { media_type, format, schema, is_text })
    }

    /// Returns the schema that references lead to. What is wrong with them, another check says.
    pub(super) fn referred(&self, schema: Option<&'a Value>) -> &'a Value {
        let mut found = schema.unwrap_or(&Value::Null);
        for _ in 0..16 {
            let Some(name) = schema::reference(found) else { break };
            let at = Pointer::root().join("components").join("schemas").join(name);
            found = self.lint.document.get(&at).unwrap_or(&Value::Null);
        }
        found
    }

    pub(super) fn responses(
        &mut self,
        at: &Pointer,
        value: &'a Value,
        id: &str,
    ) -> Option<Responses> {
        let list = at.join("responses");
        let method = at.last().unwrap_or_default();
        let websocket = value.get(WEBSOCKET).is_some();
        if value.get("responses").and_then(Value::as_object).is_some_and(serde_json::Map::is_empty)
        {
            // Earlier versions of Dropshot wrote the websocket's response this way. The current one
            // writes `default`.
            let (status, description) = (SuccessStatus::Any, String::new());
            let content = Content::Bytes(vec!["*/*".to_owned()]);
            let successes = vec![Success { status, description, headers: Vec::new(), content }];
            return Some(Responses {
                successes,
                error: None,
                error_media: Vec::new(),
                errors_differ: false,
                failures: Vec::new(),
            });
        }
        let statuses = members(value.get("responses")).map(|(status, _)| status.as_str());
        let Some(described) = openapi::described(statuses) else {
            self.lint.diagnostics.push(
                Rule::Structure,
                &list,
                "there is no response for success",
                "add one, for instance for `200`",
            );
            return None;
        };
        let mut successes = Vec::new();
        let mut failures = Vec::new();
        let mut sound = true;
        for (status, response) in members(value.get("responses")) {
            let own = list.join(status);
            let Some((here, response)) = self.lint.resolve(&own, response) else {
                continue;
            };
            self.lint.only(&here, response, &["description", "headers", "content", "links"]);
            let description = text(response, "description").unwrap_or_default();
            let content = |it: &mut Self, role: &str| {
                if has_content(&method, status) {
                    it.content(&here, response, id, role)
                } else {
                    Some(Content::None)
                }
            };
            if let (true, true) = (websocket, status == described) {
                let content = Content::Websocket;
                let status = SuccessStatus::Particular(101);
                successes.insert(0, Success { status, description, headers: Vec::new(), content });
            } else if let Some(parsed) = self.success_status(&own, status, status == described) {
                let first = status == described;
                let role = match parsed.particular().filter(|_| !first) {
                    Some(status) => format!("response-{status}"),
                    None => "response".to_owned(),
                };
                let Some(content) = content(self, &role) else {
                    sound = false;
                    continue;
                };
                let headers = self.headers(&here, response, id);
                let success = Success { status: parsed, description, headers, content };
                successes.insert(if first { 0 } else { successes.len() }, success);
            } else if let Some(status) = failure_status(status) {
                match content(self, "error") {
                    Some(content) => failures.push(Failure { status, description, content }),
                    None => sound = false,
                }
            }
        }
        if websocket && successes.len() > 1 {
            self.lint.diagnostics.push(
                Rule::Progenitor,
                &list,
                "progenitor supports a websocket only without another success",
                "list one response that is not an error",
            );
        }
        failures.sort_by_key(|failure| failure.status);
        let (mut schemas, mut error_media, mut without) = (Vec::new(), Vec::new(), false);
        for failure in &failures {
            let choices = failure.content.choices();
            without |= choices.is_empty();
            for choice in choices {
                match choice {
                    Content::Json { schema, .. } => schemas.push(schema),
                    Content::Bytes(media_types) => error_media.extend(media_types),
                    Content::None | Content::Websocket | Content::Items(_) | Content::Choice(_) => {
                    }
                }
            }
        }
        for names in [&mut schemas, &mut error_media] {
            names.sort();
            names.dedup();
        }
        error_media.dedup_by_key(|media_type| media_type_name(media_type));
        let error = if schemas.is_empty() { None } else { Some(self.any_of(&list, &schemas, id)?) };
        let errors_differ = without && error.is_some() || !error_media.is_empty();
        (sound && !successes.is_empty()).then_some(Responses {
            successes,
            error,
            error_media,
            errors_differ,
            failures,
        })
    }

    /// Returns the status of a response that is no error. Refuses statuses that HTTP does not have.
    fn success_status(
        &mut self,
        own: &Pointer,
        status: &str,
        described: bool,
    ) -> Option<SuccessStatus> {
        match (status, status.parse::<u16>()) {
            (_, Ok(code @ 200..400)) => Some(SuccessStatus::Particular(code)),
            ("2XX", _) => Some(SuccessStatus::Success),
            ("3XX", _) => Some(SuccessStatus::Redirection),
            ("default", _) if described => Some(SuccessStatus::Any),
            (_, Ok(101)) => {
                self.lint.diagnostics.push(
                    Rule::Dropshot,
                    own,
                    "Dropshot switches to websockets only",
                    format!("say that it is one: `{WEBSOCKET}: {{}}`"),
                );
                None
            }
            // The server's HTTP stack sends these before the response.
            ("1XX", _) | (_, Ok(100..200)) => None,
            _ if failure_status(status).is_some() => None,
            _ => {
                self.lint.diagnostics.push(
                    Rule::Unsupported,
                    own,
                    format!("responses for `{status}` are not supported"),
                    "list statuses from 200 to 599, `2XX` to `5XX`, or `default`",
                );
                None
            }
        }
    }
}

/// Returns the keyword of a form for which its fields are held as text until they are checked.
fn checked_first(form: &Value) -> Option<&'static str> {
    let number = |key: &str| form.get(key).and_then(Value::as_u64);
    if let Some(keyword) = condition(form) {
        return Some(keyword);
    }
    if variants(form).len() > 1 {
        return ["anyOf", "oneOf"].into_iter().find(|key| form.get(key).is_some());
    }
    if form.get("not").is_some() {
        return Some("not");
    }
    if number("minProperties").is_some_and(|least| least > 0) {
        return Some("minProperties");
    }
    number("maxProperties").map(|_| "maxProperties")
}

/// The conditions of OpenAPI 3.1, which are choices in 3.0.
const CONDITIONS: [&str; 3] = ["dependentRequired", "dependentSchemas", "if"];

/// Returns the condition of OpenAPI 3.1 that a choice stands for: an `anyOf` of the opposite of the
/// condition, and of what follows.
fn condition(schema: &Value) -> Option<&'static str> {
    let [condition, then] = openapi::array(schema, "anyOf") else { return None };
    let negated =
        condition.get("not").filter(|_| condition.as_object().is_some_and(|it| it.len() == 1))?;
    let only_requires = |schema: &Value| {
        let members = schema.as_object().filter(|members| members.len() == 2);
        members.is_some_and(|it| it.contains_key("required") && it.contains_key("type"))
    };
    Some(match (only_requires(negated), only_requires(then)) {
        (true, true) => "dependentRequired",
        (true, false) => "dependentSchemas",
        _ => "if",
    })
}

/// Returns the variants of a schema, without null.
fn variants(schema: &Value) -> Vec<&Value> {
    let lists = ["anyOf", "oneOf"].into_iter().flat_map(|key| openapi::array(schema, key));
    lists.filter(|variant| !schema::is_null_variant(variant)).collect()
}

fn failure_status(status: &str) -> Option<FailureStatus> {
    if status == "default" { Some(FailureStatus::Other) } else { FailureStatus::parse(status) }
}
