//! The keywords, extensions and media types that lockstep knows, and helpers to read members.

use serde_json::Value;

/// The prefix of lockstep's vendor extensions.
pub(crate) const OURS: &str = "x-lockstep-";
/// The extension of `requestBody` for the largest body of an operation, in bytes.
pub(crate) const MAX_BYTES: &str = "x-lockstep-max-bytes";
/// The extension of a schema of type `object` that also accepts a string with the object's JSON.
pub(crate) const ACCEPT_JSON_STRING: &str = "x-lockstep-accept-json-string";
/// The extension of a schema with a `pattern` for the message of a text that does not match it.
pub(crate) const PATTERN_MESSAGE: &str = "x-lockstep-pattern-message";
/// The extension of a schema whose values `Debug` never shows.
pub(crate) const SECRET: &str = "x-lockstep-secret";

/// The methods that Dropshot serves.
pub(crate) const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];
/// The media type of JSON.
pub(crate) const JSON: &str = "application/json";
/// The media type of URL-encoded forms.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
/// The media type of forms in parts.
pub(crate) const MULTIPART: &str = "multipart/form-data";
/// The media type of bytes.
pub(crate) const BYTES: &str = "application/octet-stream";
/// Dropshot's extension for operations that answer page by page.
pub(crate) const PAGINATION: &str = "x-dropshot-pagination";
/// Dropshot's extension for operations that begin a websocket.
pub(crate) const WEBSOCKET: &str = "x-dropshot-websocket";

/// Returns a media type in lower case, without its parameters.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Returns whether a media type is JSON (RFC 8259; RFC 6839, section 3.1).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == JSON || essence.ends_with("+json")
}

/// Returns the media types of a body or a response. The one that is supported comes first: JSON,
/// which has a type, before others.
pub(crate) fn by_preference(content: Option<&Value>) -> Vec<(&String, &Value)> {
    let mut content: Vec<_> = content.and_then(Value::as_object).into_iter().flatten().collect();
    content.sort_by_key(|(media_type, _)| (essence(media_type) != JSON, !is_json(media_type)));
    content
}

/// Returns the status of the response that Dropshot describes, errors aside: the lowest success,
/// else an upgrade or a redirection, else `default`.
pub(crate) fn described<'s>(statuses: impl Iterator<Item = &'s str>) -> Option<&'s str> {
    let rank = |status: &str| match status.parse::<u16>() {
        Ok(code @ 200..300) => Some(code),
        Ok(code @ 100..400) => Some(1000 + code),
        _ => (status == "default").then_some(u16::MAX),
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

/// Returns whether a segment of a path is a variable, `{name}`.
pub(crate) fn is_variable(segment: &str) -> bool {
    segment
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .is_some_and(|name| !name.is_empty() && !name.contains(['{', '}']))
}
