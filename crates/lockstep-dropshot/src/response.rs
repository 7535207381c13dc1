//! The responses of operations.

use std::{
    fmt::{self, Display},
    io::Write as _,
    marker::PhantomData,
};

use dropshot::{
    ApiEndpointResponse, Body, CONTENT_TYPE_JSON, ErrorStatusCode, HttpError, HttpResponse,
    HttpResponseError,
};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use schemars::JsonSchema;
use serde::{Serialize, Serializer, ser::SerializeStruct as _};

/// An error of the contract: a status of 400 or more, headers, and a body in the schema of errors.
#[derive(Debug)]
pub struct ErrorResponse<E> {
    /// The HTTP status.
    pub status: ErrorStatusCode,
    /// Headers of this error, such as `retry-after`.
    pub headers: HeaderMap,
    /// The body. None for a status that has no content in the contract.
    pub body: Option<Box<E>>,
}

impl<E> ErrorResponse<E> {
    /// Makes an error without headers.
    pub fn new(status: ErrorStatusCode, body: E) -> Self {
        Self { status, headers: HeaderMap::new(), body: Some(Box::new(body)) }
    }

    /// Makes an error without content and headers.
    pub fn without_content(status: ErrorStatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: None }
    }
}

/// The body of an error for which the contract has no schema: any JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct AnyError(pub serde_json::Value);

impl JsonSchema for AnyError {
    fn is_referenceable() -> bool {
        false
    }

    fn schema_name() -> String {
        "AnyError".to_owned()
    }

    fn json_schema(_: &mut schemars::r#gen::SchemaGenerator) -> schemars::schema::Schema {
        schemars::schema::Schema::Bool(true)
    }
}

/// The response of an operation: its success `S` or an error `E` of the contract, with further
/// headers on either.
///
/// Dropshot describes it as `S`, and takes the schema of errors from [`FrameworkError`].
#[derive(Debug)]
pub struct OperationResponse<S, E> {
    outcome: Result<S, ErrorResponse<E>>,
    headers: HeaderMap,
}

impl<S, E> OperationResponse<S, E> {
    /// Makes a response. `headers` are sent with a success and an error alike.
    pub fn new(outcome: Result<S, ErrorResponse<E>>, headers: HeaderMap) -> Self {
        Self { outcome, headers }
    }
}

impl<S, E> HttpResponse for OperationResponse<S, E>
where
    S: HttpResponse,
    E: Serialize,
{
    fn to_result(self) -> Result<Response<Body>, HttpError> {
        let mut response = match self.outcome {
            Ok(success) => success.to_result()?,
            Err(error) => {
                let mut response = match error.body {
                    Some(body) => {
                        let body = serde_json::to_string(&body)
                            .map_err(|error| HttpError::for_internal_error(error.to_string()))?;
                        let json = HeaderValue::from_static(CONTENT_TYPE_JSON);
                        let mut response = Response::new(Body::from(body));
                        response.headers_mut().insert(header::CONTENT_TYPE, json);
                        response
                    }
                    None => Response::new(Body::empty()),
                };
                *response.status_mut() = error.status.as_status();
                response.headers_mut().extend(error.headers);
                response
            }
        };
        // The response's own headers are few, so they are added to the others. They win over others
        // of their name.
        let headers = response.headers_mut();
        let own = std::mem::replace(headers, self.headers);
        let mut name = None;
        for (other, value) in own {
            // A value without a name has the name of the value before it.
            if let Some(other) = other {
                name = (!headers.contains_key(&other)).then_some(other);
            }
            if let Some(name) = &name {
                headers.append(name, value);
            }
        }
        Ok(response)
    }

    fn response_metadata() -> ApiEndpointResponse {
        S::response_metadata()
    }

    fn status_code(&self) -> StatusCode {
        match &self.outcome {
            Ok(success) => success.status_code(),
            Err(error) => error.status.as_status(),
        }
    }
}

/// The error of a request that cannot be read, or of a response that cannot be built. Tells
/// Dropshot the schema `E` of errors.
///
/// An operation returns an [`ErrorResponse`] in its [`OperationResponse`] for every error that it
/// decides on. This type is for the errors that it passes on by `?`. They keep their status, but
/// their body is Dropshot's and not the contract's.
#[derive(Debug)]
pub struct FrameworkError<E> {
    error: HttpError,
    schema: PhantomData<fn() -> E>,
}

impl<E> From<HttpError> for FrameworkError<E> {
    fn from(error: HttpError) -> Self {
        Self { error, schema: PhantomData }
    }
}

impl<E> Display for FrameworkError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.error.internal_message)
    }
}

impl<E> Serialize for FrameworkError<E> {
    /// Serialises an error of the caller. Fails for an error of the server: Dropshot then sends its
    /// own body for internal errors, which names the request.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.error.status_code.is_client_error() {
            return Err(serde::ser::Error::custom(&self.error.internal_message));
        }
        let mut body = serializer.serialize_struct("Error", 1)?;
        body.serialize_field("message", &self.error.external_message)?;
        body.end()
    }
}

impl<E: JsonSchema> JsonSchema for FrameworkError<E> {
    fn is_referenceable() -> bool {
        E::is_referenceable()
    }

    fn schema_name() -> String {
        E::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        E::schema_id()
    }

    fn json_schema(generator: &mut schemars::r#gen::SchemaGenerator) -> schemars::schema::Schema {
        E::json_schema(generator)
    }
}

impl<E: JsonSchema + 'static> HttpResponseError for FrameworkError<E> {
    fn status_code(&self) -> ErrorStatusCode {
        self.error.status_code
    }
}

/// Returns the status of a code.
///
/// # Panics
///
/// If the code is no HTTP status. Generated code calls this for constants only, so it would not
/// compile.
pub const fn status(code: u16) -> StatusCode {
    match StatusCode::from_u16(code) {
        Ok(status) => status,
        Err(_) => panic!("not an HTTP status"),
    }
}

/// Makes a response without content.
pub fn empty(status: StatusCode) -> Result<Response<Body>, HttpError> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    Ok(response)
}

/// Replaces the media type that Dropshot gave a response.
pub fn sent_as(
    response: Result<Response<Body>, HttpError>,
    media_type: &'static str,
) -> Result<Response<Body>, HttpError> {
    response.map(|mut response| {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        response
    })
}

/// The response that starts a websocket. [`dropshot::WebsocketUpgrade::handle`] makes it.
pub type SwitchingToWebsocket = <dropshot::WebsocketEndpointResult as Fallible>::Success;

/// A `Result` that Dropshot has a name for only as a whole.
pub trait Fallible {
    /// The type of its success.
    type Success;
}

impl<T, E> Fallible for Result<T, E> {
    type Success = T;
}

/// Serialises the value of a response header as a string. Dropshot accepts no other.
pub fn header_value<S: Serializer>(value: &impl Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// Serialises the value of a response header that may be absent.
#[allow(clippy::ref_option, reason = "serde hands over a reference to the field")]
pub fn optional_header_value<T: Display, S: Serializer>(
    value: &Option<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.collect_str(value),
        None => serializer.serialize_none(),
    }
}

/// A generated struct of response headers, which can be sent with a success and an error alike.
pub trait ToHeaders {
    /// Adds the headers to others. Leaves out a value that no header can have, such as text with a
    /// line break.
    fn add_to(&self, headers: &mut HeaderMap);
}

/// Adds a header, unless no header can have the value.
pub fn insert_header(headers: &mut HeaderMap, name: &HeaderName, value: &impl Display) {
    // Most values are short, and are formatted without an allocation of their own.
    let mut room = [0; 64];
    let mut left = room.as_mut_slice();
    let written = write!(left, "{value}").map(|()| left.len());
    let value = match written {
        Ok(left) => HeaderValue::from_bytes(&room[..room.len() - left]),
        Err(_) => HeaderValue::try_from(value.to_string()),
    };
    if let Ok(value) = value {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn insert_header_leaves_out_values_that_no_header_can_have() {
        let mut headers = HeaderMap::new();
        insert_header(&mut headers, &HeaderName::from_static("x-count"), &-3);
        insert_header(&mut headers, &HeaderName::from_static("x-lines"), &"a\nb");
        assert_eq!(headers.len(), 1);
        assert_eq!(headers["x-count"], "-3");
        for length in [1, 31, 32, 33, 100] {
            let text = "é".repeat(length);
            insert_header(&mut headers, &HeaderName::from_static("x-text"), &text);
            assert_eq!(headers["x-text"].as_bytes(), text.as_bytes());
            insert_header(&mut headers, &HeaderName::from_static("x-lines"), &format!("{text}\n"));
        }
        assert_eq!(headers.len(), 2);
    }
}
