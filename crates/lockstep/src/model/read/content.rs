//! Reads bodies and responses.

use serde_json::Value;

use super::reader::Reader;
use crate::{
    document::{
        diagnostic::Rule,
        openapi::{
            self, BYTES, FORM, JSON, MAX_BYTES, MULTIPART, WEBSOCKET, essence, is_json, members,
            text,
        },
        pointer::Pointer,
        schema,
    },
    model::{Body, BodyContent, Content, Failure, FailureStatus, Success},
};

/// The responses of an operation.
pub(super) struct Responses {
    pub(super) successes: Vec<Success>,
    pub(super) error: Option<String>,
    pub(super) errors_differ: bool,
    pub(super) failures: Vec<Failure>,
}

impl<'a> Reader<'a> {
    pub(super) fn body(&mut self, at: &Pointer, value: &'a Value, id: &str) -> Option<Body> {
        let (here, body) = self.lint.resolve(&at.join("requestBody"), value.get("requestBody")?)?;
        self.lint.only(&here, body, &["description", "required", "content", MAX_BYTES]);
        let max_bytes = body.get(MAX_BYTES);
        if max_bytes.is_some_and(|bytes| bytes.as_u64().is_none()) {
            self.lint.diagnostics.push(
                Rule::Structure,
                &here.join(MAX_BYTES),
                "the largest body is a number of bytes",
                "write a whole number, for instance `65536`",
            );
        }
        let (media_type, media, schema) = self.media(&here, body)?;
        let content = match essence(media_type).as_str() {
            JSON => BodyContent::Json(self.shared(&media, schema?, id, "body", None)?),
            FORM => BodyContent::Form(self.shared(&media, schema?, id, "body", None)?),
            MULTIPART => BodyContent::Multipart,
            other if is_json(other) => {
                self.lint.diagnostics.push(
                    Rule::Progenitor,
                    &here.join("content").join(media_type),
                    format!("progenitor sends JSON as `{JSON}`, not as `{media_type}`"),
                    format!("use `{JSON}`"),
                );
                return None;
            }
            "*/*" => BodyContent::Bytes(BYTES.to_owned()),
            other => BodyContent::Bytes(other.to_owned()),
        };
        let optional = !schema::flag(body, "required");
        let json = matches!(content, BodyContent::Json(_));
        if optional && !json && body.get("required").is_some() {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                &here.join("required"),
                "only a JSON body may be absent",
                "add `required: true`: a body may still be empty",
            );
        }
        Some(Body {
            content,
            optional: optional && json,
            max_bytes: max_bytes.and_then(Value::as_u64),
        })
    }

    /// Returns the one media type of a body or a response, with its schema and the place of the
    /// schema.
    fn media(
        &mut self,
        at: &Pointer,
        value: &'a Value,
    ) -> Option<(&'a str, Pointer, Option<&'a Value>)> {
        let content_at = at.join("content");
        let content = openapi::by_preference(value.get("content"));
        let Some((media_type, media)) = content.first().copied() else {
            self.lint.diagnostics.push(
                Rule::Structure,
                at,
                "there is no media type here",
                format!("give `content` a member `{JSON}` with a schema"),
            );
            return None;
        };
        for (other, _) in &content[1..] {
            self.lint.diagnostics.push_waivable(
                Rule::Dropshot,
                &content_at.join(other),
                format!("Dropshot serves no other media type next to `{media_type}`"),
                "keep one media type",
            );
        }
        let here = content_at.join(media_type);
        self.lint.only(&here, media, &["schema", "example", "examples", "encoding"]);
        let typed = is_json(media_type) || essence(media_type) == FORM;
        let schema = media.get("schema");
        if schema.is_none() && typed {
            self.lint.diagnostics.push(
                Rule::Structure,
                &here,
                "`schema` is missing",
                "add one; `schema: {}` accepts everything",
            );
            return None;
        }
        if typed && media.get("encoding").is_some() {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                &here.join("encoding"),
                "`encoding` is not supported",
                "leave it out",
            );
        }
        if let (Some(schema), true) = (schema, typed) {
            self.lint.examples(&here, media, schema);
        }
        Some((media_type, here.join("schema"), schema))
    }

    /// Reads the content of a response.
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
        let (media_type, here, schema) = self.media(at, response)?;
        if !is_json(media_type) {
            return Some(Content::Bytes(media_type.to_owned()));
        }
        let schema = self.shared(&here, schema?, id, role, None)?;
        Some(Content::Json { schema, media_type: essence(media_type) })
    }

    pub(super) fn responses(
        &mut self,
        at: &Pointer,
        value: &'a Value,
        id: &str,
    ) -> Option<Responses> {
        let list = at.join("responses");
        let websocket = value.get(WEBSOCKET).is_some();
        if value.get("responses").and_then(Value::as_object).is_some_and(serde_json::Map::is_empty)
        {
            // Earlier versions of Dropshot wrote the websocket's response this way. The current one
            // writes `default`.
            let (status, description) = (None, String::new());
            let content = Content::Bytes("*/*".to_owned());
            let successes = vec![Success { status, description, headers: Vec::new(), content }];
            let (error, failures) = (None, Vec::new());
            return Some(Responses { successes, error, errors_differ: false, failures });
        }
        let statuses = members(value.get("responses")).map(|(status, _)| status.as_str());
        let Some(described) = openapi::described(statuses) else {
            let range = value["responses"].get("2XX").is_some();
            self.lint.diagnostics.push(
                Rule::Structure,
                &list,
                if range {
                    "`2XX` is not supported, and there is no other response for success"
                } else {
                    "there is no response for success"
                },
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
            if let (true, true) = (websocket, status == described) {
                let content = Content::Websocket;
                let status = Some(101);
                successes.insert(0, Success { status, description, headers: Vec::new(), content });
            } else if let Some(status) = self.success_status(&own, status, status == described) {
                let first = status == parsed(described);
                let role = match status.filter(|_| !first) {
                    Some(status) => format!("response-{status}"),
                    None => "response".to_owned(),
                };
                let Some(content) = self.content(&here, response, id, &role) else {
                    sound = false;
                    continue;
                };
                if status.is_none() && matches!(content, Content::Json { .. }) {
                    self.lint.diagnostics.push(
                        Rule::Dropshot,
                        &own,
                        "Dropshot answers JSON with a status, and this has none",
                        "list the status, for instance `200`",
                    );
                }
                let headers = self.headers(&here, response, id);
                if status.is_none() && !headers.is_empty() {
                    self.lint.diagnostics.push(
                        Rule::Dropshot,
                        &here.join("headers"),
                        "Dropshot sends headers with a particular status only, and this response has none",
                        "list the status, or leave the headers to the operation",
                    );
                }
                let success = Success { status, description, headers, content };
                successes.insert(if first { 0 } else { successes.len() }, success);
            } else if let Some(status) = failure_status(status) {
                match self.content(&here, response, id, "error") {
                    Some(Content::Bytes(media_type)) => self.lint.diagnostics.push(
                        Rule::Dropshot,
                        &own,
                        format!("Dropshot sends errors as JSON, not as `{media_type}`"),
                        format!("use `{JSON}`, or leave the content out"),
                    ),
                    Some(Content::Json { schema, .. }) => {
                        failures.push(Failure { status, description, schema: Some(schema) });
                    }
                    Some(_) => failures.push(Failure { status, description, schema: None }),
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
        let mut schemas: Vec<String> =
            failures.iter().filter_map(|failure| failure.schema.clone()).collect();
        schemas.sort();
        schemas.dedup();
        let without = failures.iter().any(|failure| failure.schema.is_none());
        let error = if schemas.is_empty() { None } else { Some(self.any_of(&list, &schemas, id)?) };
        let errors_differ = without && error.is_some();
        (sound && !successes.is_empty()).then_some(Responses {
            successes,
            error,
            errors_differ,
            failures,
        })
    }

    /// Returns the status of a response that is no error, or none for `default`. Refuses other
    /// statuses.
    #[allow(
        clippy::option_option,
        reason = "not a success, a success with any status, one with this"
    )]
    fn success_status(
        &mut self,
        own: &Pointer,
        status: &str,
        described: bool,
    ) -> Option<Option<u16>> {
        match status.parse::<u16>() {
            Ok(code @ 200..400) => Some(Some(code)),
            Ok(101) => {
                self.lint.diagnostics.push(
                    Rule::Dropshot,
                    own,
                    "Dropshot switches to websockets only",
                    format!("say that it is one: `{WEBSOCKET}: {{}}`"),
                );
                None
            }
            _ if status == "default" && described => Some(None),
            _ if failure_status(status).is_some() => None,
            _ => {
                self.lint.diagnostics.push(
                    Rule::Unsupported,
                    own,
                    format!("responses for `{status}` are not supported"),
                    "list statuses from 200 to 599, `4XX`, `5XX` or `default`",
                );
                None
            }
        }
    }
}

fn parsed(status: &str) -> Option<u16> {
    status.parse().ok()
}

fn failure_status(status: &str) -> Option<FailureStatus> {
    if status == "default" { Some(FailureStatus::Other) } else { FailureStatus::parse(status) }
}
