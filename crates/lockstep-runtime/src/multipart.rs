//! Forms in parts (`multipart/form-data`, RFC 7578), as types.
//!
//! A generated type has a field for each part, and reads and writes itself by serde, as for JSON.
//! [`FormParts`] says which part has which form. So a form is read in two steps: its parts become
//! one JSON object, which the type reads with all limits of its schema.
//!
//! No JSON holds the bytes of a file. In that object, a string with a number stands for each file,
//! and [`FilePart`] finds the file by it in a list of the thread, which exists for the time of the
//! reading or writing only. Outside of it, a [`FilePart`] can be neither read nor written.

use std::{
    cell::RefCell,
    collections::hash_map::RandomState,
    fmt::{self, Write as _},
    hash::{BuildHasher as _, Hasher as _},
};

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, de::DeserializeOwned, ser};
use serde_json::{Map, Value};

use crate::{
    json::{self, JsonError},
    text::count,
};

/// A file in a part of a form.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FilePart {
    /// The bytes.
    pub content: Bytes,
    /// The name of the file. It is what the client says, and no path of the server.
    pub file_name: Option<String>,
    /// The media type. A part without one gets that of the contract, if it names one, or else
    /// `application/octet-stream`.
    pub content_type: Option<String>,
}

impl FilePart {
    /// Makes a file of its bytes.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self { content: content.into(), file_name: None, content_type: None }
    }

    /// Sets the name of the file.
    #[must_use]
    pub fn with_file_name(self, file_name: impl Into<String>) -> Self {
        Self { file_name: Some(file_name.into()), ..self }
    }

    /// Sets the media type.
    #[must_use]
    pub fn with_content_type(self, content_type: impl Into<String>) -> Self {
        Self { content_type: Some(content_type.into()), ..self }
    }
}

impl From<Vec<u8>> for FilePart {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl From<Bytes> for FilePart {
    fn from(content: Bytes) -> Self {
        Self::new(content)
    }
}

impl From<String> for FilePart {
    fn from(content: String) -> Self {
        Self::new(content)
    }
}

/// Shows the size of the file and not its bytes.
impl fmt::Debug for FilePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FilePart")
            .field("bytes", &self.content.len())
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish()
    }
}

thread_local! {
    /// The files of the form that this thread reads or writes.
    static FILES: RefCell<Option<Vec<FilePart>>> = const { RefCell::new(None) };
}

/// Runs code with a list of files, and returns the list after it.
fn with_files<T>(files: Vec<FilePart>, code: impl FnOnce() -> T) -> (T, Vec<FilePart>) {
    let outer = FILES.replace(Some(files));
    let result = code();
    (result, FILES.replace(outer).unwrap_or_default())
}

const ONLY_IN_FORMS: &str = "a file can only be a part of a form";

impl<'de> Deserialize<'de> for FilePart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let place = String::deserialize(deserializer)?;
        let find =
            |files: &Option<Vec<Self>>| files.as_ref()?.get(place.parse::<usize>().ok()?).cloned();
        FILES.with_borrow(find).ok_or_else(|| de::Error::custom(ONLY_IN_FORMS))
    }
}

impl Serialize for FilePart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let place = FILES.with_borrow_mut(|files| {
            let files = files.as_mut()?;
            files.push(self.clone());
            Some(files.len() - 1)
        });
        serializer.collect_str(&place.ok_or_else(|| ser::Error::custom(ONLY_IN_FORMS))?)
    }
}

/// A type whose fields are the parts of a form.
pub trait FormParts {
    /// The parts that the contract names.
    const PARTS: &'static [PartFormat];
    /// Other parts.
    const OTHERS: OtherParts;
}

/// The way in which a form holds a value.
#[derive(Clone, Copy, Debug)]
pub struct PartFormat {
    /// The name. Empty for other parts.
    pub name: &'static str,
    /// The kind of the value, or of each element of a list.
    pub kind: PartKind,
    /// True for a list, which has a part for each element.
    pub is_list: bool,
    /// The media types that the contract allows, with ranges such as `image/*`. Empty if it names
    /// none.
    pub content_types: &'static [&'static str],
}

/// The kind of the value of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Text.
    Text,
    /// A number, or true or false, as text.
    Scalar,
    /// JSON.
    Json,
    /// A file with at least and at most this many bytes.
    File {
        /// The fewest bytes.
        min: usize,
        /// The most bytes.
        max: usize,
    },
}

/// The treatment of parts that the contract does not name.
#[derive(Clone, Copy, Debug)]
pub enum OtherParts {
    /// They are ignored.
    Ignored,
    /// They are refused.
    Refused,
    /// The type has them, and they have this form.
    Kept(PartFormat),
}

/// A part of a form as it was sent.
#[derive(Clone, Debug)]
pub struct Part {
    /// The name of the part.
    pub name: String,
    /// The name of a file.
    pub file_name: Option<String>,
    /// The media type.
    pub content_type: Option<String>,
    /// The bytes.
    pub content: Bytes,
}

/// The reason why a form cannot be read or written. It names the part, and shows no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError(String);

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FormError {}

impl From<JsonError> for FormError {
    fn from(error: JsonError) -> Self {
        Self(error.to_string())
    }
}

fn at(name: &str, message: impl fmt::Display) -> FormError {
    let place = json::Place::default().member(name);
    FormError(format!("{place}: {message}"))
}

/// Reads a form.
pub fn read<T: DeserializeOwned + FormParts>(parts: Vec<Part>) -> Result<T, FormError> {
    let mut form = Map::new();
    let mut files = Vec::new();
    for part in parts {
        let known = T::PARTS.iter().find(|format| format.name == part.name);
        let format = match (known, &T::OTHERS) {
            (Some(format), _) | (None, OtherParts::Kept(format)) => format,
            (None, OtherParts::Ignored) => continue,
            (None, OtherParts::Refused) => {
                return Err(at(&part.name, "the form has no part of this name"));
            }
        };
        // A browser sends this for a file that the user did not choose.
        let is_file = matches!(format.kind, PartKind::File { .. });
        if is_file && part.content.is_empty() && part.file_name.as_deref() == Some("") {
            continue;
        }
        let name = part.name.clone();
        let value = value_of(part, format, &mut files)?;
        match form.get_mut(&name) {
            Some(Value::Array(values)) if format.is_list => values.push(value),
            Some(_) => return Err(at(&name, "must be given once only")),
            None => {
                let value = if format.is_list { Value::Array(vec![value]) } else { value };
                form.insert(name, value);
            }
        }
    }
    let (form, _) = with_files(files, || json::from_value(Value::Object(form)));
    Ok(form?)
}

/// Returns the value of a part, and adds it to the files if it is one.
fn value_of(
    part: Part,
    format: &PartFormat,
    files: &mut Vec<FilePart>,
) -> Result<Value, FormError> {
    let Part { name, file_name, content_type, content } = part;
    check_media_type(&name, content_type.as_deref(), format)?;
    if let PartKind::File { min, max } = format.kind {
        if content.len() < min {
            let least = count(min, "byte");
            return Err(at(&name, format!("the file must have at least {least}")));
        }
        if content.len() > max {
            let most = count(max, "byte");
            return Err(at(&name, format!("the file must have at most {most}")));
        }
        let file_name = file_name.filter(|file_name| !file_name.is_empty());
        files.push(FilePart { content, file_name, content_type });
        return Ok(Value::String((files.len() - 1).to_string()));
    }
    if format.kind == PartKind::Json {
        return json::from_slice(&content).map_err(|error| {
            let (place, message) = (json::Place::default().member(&name), error.to_string());
            let within = error.place().map(|within| within.to_string().starts_with('['));
            FormError(match within {
                Some(true) => format!("{place}{message}"),
                Some(false) => format!("{place}.{message}"),
                None => format!("{place}: {message}"),
            })
        });
    }
    let text = std::str::from_utf8(&content)
        .map_err(|_| at(&name, "the text of the part is not UTF-8"))?
        .to_owned();
    Ok(match json::from_slice::<Value>(text.as_bytes()) {
        Ok(value @ (Value::Number(_) | Value::Bool(_))) if format.kind == PartKind::Scalar => value,
        // The type says what it expects.
        _ => Value::String(text),
    })
}

/// Checks the media type of a part. One that announces none is taken for what the contract says,
/// unless it is a file and the contract leaves a choice.
fn check_media_type(name: &str, sent: Option<&str>, format: &PartFormat) -> Result<(), FormError> {
    let allowed = match (format.kind, format.content_types) {
        (PartKind::File { .. }, []) => return Ok(()),
        (PartKind::Text | PartKind::Scalar, []) => &["text/plain"][..],
        (PartKind::Json, []) => &["application/json"],
        (_, allowed) => allowed,
    };
    let is_file = matches!(format.kind, PartKind::File { .. });
    let fits = match sent {
        Some(sent) => allowed.iter().any(|allowed| is_of(sent, allowed)),
        None => !is_file || matches!(allowed, [only] if !only.contains('*')),
    };
    if fits {
        return Ok(());
    }
    Err(at(name, format!("the content type must be {}", allowed.join(" or "))))
}

/// Returns whether a media type is another one, or in a range, whatever its parameters.
fn is_of(sent: &str, allowed: &str) -> bool {
    let essence =
        |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (sent, allowed) = (essence(sent), essence(allowed));
    match allowed.split_once('*') {
        None => sent == allowed,
        Some(("", "/*")) => true,
        Some((kind, suffix)) => sent.starts_with(kind) && sent.ends_with(suffix),
    }
}

/// Writes a form. Returns its content type, which has the boundary, and its bytes.
pub fn write<T: Serialize + FormParts>(form: &T) -> Result<(String, Vec<u8>), FormError> {
    // Two random numbers of 64 bits: no content has them by chance.
    let random = || RandomState::new().build_hasher().finish();
    let boundary = format!("lockstep-{:016x}{:016x}", random(), random());
    let bytes = write_with(form, &boundary)?;
    Ok((format!("multipart/form-data; boundary={boundary}"), bytes))
}

/// Returns true if a body is a form, as [`write()`] writes it.
pub fn is_written_as<T: Serialize + FormParts>(form: &T, content_type: &str, body: &[u8]) -> bool {
    content_type
        .split_once("boundary=")
        .and_then(|(_, boundary)| write_with(form, boundary).ok())
        .is_some_and(|written| written == body)
}

fn write_with<T: Serialize + FormParts>(form: &T, boundary: &str) -> Result<Vec<u8>, FormError> {
    let (object, files) = with_files(Vec::new(), || serde_json::to_value(form));
    let object = object.map_err(|error| FormError(error.to_string()))?;
    let mut bytes = Vec::new();
    for (name, value) in object.as_object().into_iter().flatten() {
        let known = T::PARTS.iter().find(|format| format.name == name);
        let ((Some(format), _) | (None, OtherParts::Kept(format))) = (known, &T::OTHERS) else {
            continue;
        };
        let values = match value {
            Value::Array(values) if format.is_list => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        // Null is the absence of a part, unless it is JSON.
        let is_sent = |value: &&Value| format.kind == PartKind::Json || !value.is_null();
        for value in values.iter().filter(is_sent) {
            write_part(&mut bytes, boundary, name, value, format, &files)?;
        }
    }
    bytes.extend(format!("--{boundary}--\r\n").into_bytes());
    Ok(bytes)
}

fn write_part(
    bytes: &mut Vec<u8>,
    boundary: &str,
    name: &str,
    value: &Value,
    format: &PartFormat,
    files: &[FilePart],
) -> Result<(), FormError> {
    let named = format.content_types.first().filter(|it| !it.contains('*')).copied();
    let text;
    let (content, content_type, file_name) = match format.kind {
        PartKind::File { .. } => {
            let place = value.as_str().and_then(|place| place.parse::<usize>().ok());
            let file = place.and_then(|place| files.get(place));
            let file = file.ok_or_else(|| at(name, "the part must be a file"))?;
            let content_type = file.content_type.as_deref().or(named);
            let content_type = content_type.unwrap_or("application/octet-stream");
            (&*file.content, Some(content_type), file.file_name.as_deref())
        }
        PartKind::Json => {
            text = value.to_string();
            (text.as_bytes(), Some(named.unwrap_or("application/json")), None)
        }
        PartKind::Text | PartKind::Scalar => {
            text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            (text.as_bytes(), named, None)
        }
    };
    let mut head =
        format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quotable(name));
    if let Some(file_name) = file_name {
        let _ = write!(head, "; filename=\"{}\"", quotable(file_name));
    }
    if let Some(content_type) = content_type {
        if content_type.contains(|c: char| c.is_ascii_control()) || !content_type.is_ascii() {
            return Err(at(name, "the content type cannot be sent in a header"));
        }
        let _ = write!(head, "\r\nContent-Type: {content_type}");
    }
    bytes.extend(head.into_bytes());
    bytes.extend_from_slice(b"\r\n\r\n");
    bytes.extend_from_slice(content);
    bytes.extend_from_slice(b"\r\n");
    Ok(())
}

/// Returns text as browsers write it between quotation marks (HTML Standard, "Multipart form
/// data"). A backslash at its end would escape the mark after it for some readers.
fn quotable(text: &str) -> String {
    let text = text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    match text.strip_suffix('\\') {
        Some(start) => format!("{start}%5C"),
        None => text,
    }
}

#[cfg(test)]
mod tests;
