//! The keywords, extensions and media types that lockstep knows, and helpers to read members.

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use serde_json::Value;

/// The prefix of lockstep's vendor extensions.
pub(crate) const OURS: &str = "x-lockstep-";
/// The extension of `requestBody` for the largest body of an operation, in bytes.
pub(crate) const MAX_BYTES: &str = "x-lockstep-max-bytes";
/// The extension of `requestBody` for JSON that callers also send as `text/plain`.
pub(crate) const ACCEPT_TEXT: &str = "x-lockstep-accept-text";
/// The extension of an operation that `false` leaves out of the client.
pub(crate) const CLIENT: &str = "x-lockstep-client";
/// The extension of an operation for clients that repeat a request whose answer was lost.
pub(crate) const REPEATABLE: &str = "x-lockstep-repeatable";
/// The extension of a query parameter of the style `deepObject` for the member that the parameter's
/// own name stands for.
pub(crate) const PLAIN: &str = "x-lockstep-plain";
/// The extension of a schema of type `object` that also accepts a string with the object's JSON.
pub(crate) const ACCEPT_JSON_STRING: &str = "x-lockstep-accept-json-string";
/// The extension of a schema with a `pattern` for the message of a text that does not match it.
pub(crate) const PATTERN_MESSAGE: &str = "x-lockstep-pattern-message";
/// The extension of an object for the pattern of the names that it does not list in `properties`.
pub(crate) const NAME_PATTERN: &str = "x-lockstep-name-pattern";
/// The extension of a schema whose values `Debug` never shows.
pub(crate) const SECRET: &str = "x-lockstep-secret";

/// The members of `components`.
pub(crate) const COMPONENTS: [&str; 9] = [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
];
/// The methods that Dropshot serves.
pub(crate) const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];
/// The media type of JSON.
pub(crate) const JSON: &str = "application/json";
/// The media type of URL-encoded forms.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
/// The media type of forms in parts.
pub(crate) const MULTIPART: &str = "multipart/form-data";
/// The format of a schema in place of that of a file in a form. No document has it: a space is in
/// no name of a format.
pub(crate) const FILE: &str = "file of a form";
/// The media type of bytes.
pub(crate) const BYTES: &str = "application/octet-stream";
/// Dropshot's extension for operations that answer page by page.
pub(crate) const PAGINATION: &str = "x-dropshot-pagination";
/// Dropshot's extension for operations that begin a websocket.
pub(crate) const WEBSOCKET: &str = "x-dropshot-websocket";

/// The start of the paths in Dropshot's description of operations whose paths share a route. Its
/// space is not part of a URL, so that no path of a contract begins with it.
const SHARED: &str = "/shared route of ";

/// The separator of the parts of a segment such as `{name}.json` in those paths: `{name}`, `+` and
/// `.json` are segments of their own there, since Dropshot's variables are whole segments.
const JOINED: &str = "/ + /";

/// Returns the path under which generated code describes an operation whose path shares a route.
pub(crate) fn apart(operation: &str, path: &str) -> String {
    // The ID is one segment, and has no variables.
    let mut parts = format!("{SHARED}{}", operation.replace(['/', '{', '}'], "_"));
    for segment in path.split('/').skip(1) {
        parts.push('/');
        let mut is_start = true;
        for (index, part) in segment.split('{').enumerate() {
            let (name, literal) = match part.split_once('}') {
                Some((name, literal)) if index > 0 => (format!("{{{name}}}"), literal),
                _ => (String::new(), part),
            };
            for part in [name.as_str(), literal] {
                if !part.is_empty() {
                    parts.push_str(if is_start { "" } else { JOINED });
                    parts.push_str(part);
                    is_start = false;
                }
            }
        }
    }
    parts
}

/// Returns the path of the contract for one in Dropshot's description.
pub(crate) fn not_apart(path: &str) -> String {
    path.strip_prefix(SHARED)
        .and_then(|rest| rest.find('/').map(|end| rest[end..].replace(JOINED, "")))
        .unwrap_or_else(|| path.to_owned())
}

/// Returns a media type in lower case, without its parameters.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Returns whether a media type is JSON (RFC 8259; RFC 6839, section 3.1). `text/json` is not
/// registered, but frameworks write it.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == JSON || essence == "text/json" || essence.ends_with("+json")
}

/// The way in which a response holds a stream of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StreamFormat {
    /// Server-sent events (HTML Standard).
    Events,
    /// A JSON value on each line.
    JsonLines,
    /// JSON texts after record separators (RFC 7464; RFC 8091, section 3).
    JsonSequence,
}

impl StreamFormat {
    /// Returns the format of a media type, if it is one of a stream.
    pub(crate) fn of(media_type: &str) -> Option<Self> {
        match essence(media_type).as_str() {
            "text/event-stream" => Some(Self::Events),
            "application/x-ndjson"
            | "application/ndjson"
            | "application/jsonl"
            | "application/x-jsonl"
            | "application/jsonlines"
            | "application/x-jsonlines" => Some(Self::JsonLines),
            "application/json-seq" => Some(Self::JsonSequence),
            other if other.ends_with("+json-seq") => Some(Self::JsonSequence),
            _ => None,
        }
    }

    /// Returns whether a schema is about the items of such a stream, or what they are in. Text and
    /// bytes are the content as a whole where the items are JSON. `schema` is what the schema
    /// refers to.
    pub(crate) fn has_items(self, schema: &Value) -> bool {
        let is_bytes = schema["type"] == "string" && schema["format"] == "binary";
        !is_bytes && (self == Self::Events || schema["type"] != "string")
    }
}

/// Returns the name of a media type as a variant in Rust: `TextHtml` for `text/html`, `ImageAny`
/// for `image/*`.
pub(crate) fn media_type_name(media_type: &str) -> String {
    let words = essence(media_type).replace('*', " any ").replace('+', " ");
    let words: String = words.chars().filter(char::is_ascii).collect();
    let name = words.to_upper_camel_case();
    match name.chars().next() {
        Some('A'..='Z') if name == "AnyAny" => "Any".to_owned(),
        Some('A'..='Z') => name,
        _ => format!("Content{name}"),
    }
}

/// Returns whether a media type is a range of them, such as `image/*`.
pub(crate) fn is_range(media_type: &str) -> bool {
    media_type.contains('*')
}

/// Returns whether a media type is a range that does not have all media types.
pub(crate) fn is_part_of_range(media_type: &str) -> bool {
    is_range(media_type) && essence(media_type) != "*/*"
}

/// Returns the media type as which content is sent whose format is known: the same, or for a range
/// such as `application/*+json`, one of its unregistered ones (RFC 6838, section 3.4).
pub(crate) fn sent_as(media_type: &str) -> String {
    match media_type.split_once('/') {
        Some((kind, subtype)) if is_range(media_type) => {
            let kind = if is_range(kind) { "application" } else { kind };
            format!("{kind}/{}", subtype.replace('*', "x.any"))
        }
        _ => media_type.to_owned(),
    }
}

/// Returns the media types of a body or a response. The one that Dropshot describes comes first:
/// those that have a type, before others.
pub(crate) fn by_preference(content: Option<&Value>) -> Vec<(&String, &Value)> {
    let mut content: Vec<_> = content.and_then(Value::as_object).into_iter().flatten().collect();
    content.sort_by_key(|(media_type, _)| match essence(media_type).as_str() {
        JSON => 0,
        other if is_json(other) => 1 + usize::from(is_range(other)),
        FORM => 3,
        MULTIPART => 4,
        other => 5 + usize::from(is_range(other)),
    });
    content
}

/// Returns whether HTTP sends the content of a response (RFC 9110, sections 9.3.2 and 15).
pub(crate) fn has_content(method: &str, status: &str) -> bool {
    !method.eq_ignore_ascii_case("head") && !matches!(status, "204" | "205" | "304")
}

/// Returns the status of the response that Dropshot describes, errors aside: the lowest success,
/// else an upgrade or a redirection, else `default`. Of a class and its particular statuses, those
/// come first.
pub(crate) fn described<'s>(statuses: impl Iterator<Item = &'s str>) -> Option<&'s str> {
    let rank = |status: &str| match (status, status.parse::<u16>()) {
        (_, Ok(code @ 200..300)) => Some(code),
        ("2XX", _) => Some(1000),
        (_, Ok(code @ (101 | 300..400))) => Some(1000 + code),
        ("3XX", _) => Some(2000),
        ("default", _) => Some(u16::MAX),
        _ => None,
    };
    statuses.filter_map(|status| Some((rank(status)?, status))).min().map(|(_, status)| status)
}

/// Folds line breaks into spaces, and keeps paragraphs.
pub(crate) fn fold(text: &str) -> String {
    text.trim()
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// Returns a member that is text, without the line break at the end of a YAML block.
pub(crate) fn text(value: &Value, key: &str) -> Option<String> {
    let text = value.get(key)?.as_str()?.trim_end();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Returns the elements of a member that is a list.
pub(crate) fn array<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Returns the members of an object.
pub(crate) fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

/// Returns the segments of a path. Dropshot ignores empty ones.
pub(crate) fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// Returns the names of the variables of a path, also of those that are a part of a segment.
pub(crate) fn variables(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// Returns the name of an operation that has no `operationId`: its method and its path, such as
/// `get_notes_by_id` for `GET /notes/{id}`.
pub(crate) fn operation_id(method: &str, path: &str) -> String {
    let named = path.replace('{', " by ");
    let name = format!("{method} {named}").to_snake_case();
    if name == method { format!("{method}_root") } else { name }
}

/// Returns whether a segment of a path has a variable, and more, such as `{name}.json`.
pub(crate) fn is_mixed(segment: &str) -> bool {
    segment.contains('{') && !is_variable(segment)
}

/// Returns whether a segment of a path is a variable, `{name}`.
pub(crate) fn is_variable(segment: &str) -> bool {
    segment
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .is_some_and(|name| !name.is_empty() && !name.contains(['{', '}']))
}
