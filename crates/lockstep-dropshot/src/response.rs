//! The responses of operations.

use std::{
    fmt::{self, Display},
    io::Write as _,
    marker::PhantomData,
};

use dropshot::{
    ApiEndpointResponse, Body, CONTENT_TYPE_JSON, ErrorStatusCode, HttpCodedResponse, HttpError,
    HttpResponse, HttpResponseError, HttpResponseHeaders,
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

/// The content of an error: JSON, or a type for content of the contract's that is not JSON.
pub trait ErrorContent {
    /// Returns the media type and the body.
    fn content(self) -> Result<(HeaderValue, Body), HttpError>;
}

impl<T: Serialize> ErrorContent for T {
    fn content(self) -> Result<(HeaderValue, Body), HttpError> {
        let body = serde_json::to_string(&self)
            .map_err(|error| HttpError::for_internal_error(error.to_string()))?;
        Ok((HeaderValue::from_static(CONTENT_TYPE_JSON), Body::from(body)))
    }
}

/// The media type of an operation's errors with JSON, by their status.
pub trait ErrorMediaType {
    /// Returns the media type for a status.
    fn media_type(status: StatusCode) -> &'static str;
}

/// The usual media type of errors: `application/json`.
#[derive(Debug)]
pub enum ApplicationJson {}

impl ErrorMediaType for ApplicationJson {
    fn media_type(_: StatusCode) -> &'static str {
        CONTENT_TYPE_JSON
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
/// Dropshot describes it as `S`, and takes the schema of errors from [`FrameworkError`]. `M` is the
/// media type of errors with JSON.
#[derive(Debug)]
pub struct OperationResponse<S, E, M = ApplicationJson> {
    outcome: Result<S, ErrorResponse<E>>,
    headers: HeaderMap,
    error_media_type: PhantomData<fn() -> M>,
}

impl<S, E, M> OperationResponse<S, E, M> {
    /// Makes a response. `headers` are sent with a success and an error alike.
    pub fn new(outcome: Result<S, ErrorResponse<E>>, headers: HeaderMap) -> Self {
        Self { outcome, headers, error_media_type: PhantomData }
    }
}

impl<S, E, M> HttpResponse for OperationResponse<S, E, M>
where
    S: HttpResponse,
    E: ErrorContent,
    M: ErrorMediaType + 'static,
{
    fn to_result(self) -> Result<Response<Body>, HttpError> {
        let mut response = match self.outcome {
            Ok(success) => success.to_result()?,
            Err(error) => {
                let mut response = match error.body {
                    Some(body) => {
                        let (mut media_type, body) = body.content()?;
                        if media_type == CONTENT_TYPE_JSON {
                            let json = M::media_type(error.status.as_status());
                            media_type = HeaderValue::from_static(json);
                        }
                        let mut response = Response::new(body);
                        response.headers_mut().insert(header::CONTENT_TYPE, media_type);
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

impl<E> FrameworkError<E> {
    /// Returns the error without the schema of the contract's errors.
    pub(crate) fn erased(self) -> FrameworkError<AnyError> {
        self.error.into()
    }
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

/// Makes a response of JSON.
pub fn json(
    status: StatusCode,
    media_type: &'static str,
    value: &impl Serialize,
) -> Result<Response<Body>, HttpError> {
    let body = serde_json::to_string(value)
        .map_err(|error| HttpError::for_internal_error(error.to_string()))?;
    Ok(bytes(status, HeaderValue::from_static(media_type), body.into()))
}

/// Makes a response of bytes.
pub fn bytes(status: StatusCode, media_type: HeaderValue, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    response
}

/// Returns which of the media types of a response a request prefers, by its header `Accept` (RFC
/// 9110, section 12.5.1): the first of them without the header. None if it accepts none of them.
pub fn preferred<'m>(headers: &HeaderMap, media_types: &[&'m str]) -> Option<&'m str> {
    let accept = headers.get_all(header::ACCEPT).iter();
    let accept: Vec<_> = accept.filter_map(|value| value.to_str().ok()).collect();
    if accept.is_empty() {
        return media_types.first().copied();
    }
    let accept = accept.join(",");
    let ranges = accept.split(',').filter_map(|range| {
        let mut parts = range.split(';').map(str::trim);
        let range = parts.next().filter(|range| !range.is_empty())?;
        let quality = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim().eq_ignore_ascii_case("q").then(|| value.trim().parse::<f32>().ok())?
        });
        Some((range.to_ascii_lowercase(), quality.unwrap_or(1.0)))
    });
    let ranges: Vec<_> = ranges.collect();
    // The most exact range that fits a media type decides.
    let quality = |media_type: &str| {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let fits = ranges.iter().filter_map(|(range, quality)| {
            let exactness = match range.as_str() {
                "*/*" => 0,
                range if range == essence => 2,
                // A range of the contract has a media type that the request names.
                range if essence.strip_suffix('*').is_some_and(|it| range.starts_with(it)) => 2,
                range => essence.starts_with(range.strip_suffix('*')?).then_some(1)?,
            };
            Some((exactness, *quality))
        });
        fits.max_by_key(|(exactness, _)| *exactness).map_or(0.0, |(_, quality)| quality)
    };
    let mut best = None;
    for media_type in media_types {
        let quality = quality(media_type);
        if quality > best.map_or(0.0, |(_, best)| best) {
            best = Some((*media_type, quality));
        }
    }
    best.map(|(media_type, _)| media_type)
}

/// The statuses of which an operation chooses one for a [`ChosenStatus`].
pub trait StatusRange: Send + Sync + 'static {
    /// True if Dropshot describes the response as that for any status.
    const IS_ANY: bool = false;

    /// Returns whether the operation may answer with a status.
    fn contains(status: StatusCode) -> bool;
}

/// Any status.
#[derive(Debug)]
pub enum AnyStatus {}

impl StatusRange for AnyStatus {
    const IS_ANY: bool = true;

    fn contains(_: StatusCode) -> bool {
        true
    }
}

/// A status of 200 to 299.
#[derive(Debug)]
pub enum Successful {}

impl StatusRange for Successful {
    fn contains(status: StatusCode) -> bool {
        status.is_success()
    }
}

/// A status of 300 to 399.
#[derive(Debug)]
pub enum Redirection {}

impl StatusRange for Redirection {
    fn contains(status: StatusCode) -> bool {
        status.is_redirection()
    }
}

/// A response with a status that the operation chooses, one of `R`.
///
/// A status that is not one of them is an internal error.
#[derive(Debug)]
pub struct ChosenStatus<T, R> {
    status: StatusCode,
    response: T,
    range: PhantomData<fn() -> R>,
}

impl<T, R> ChosenStatus<T, R> {
    /// Makes a response.
    pub fn new(status: StatusCode, response: T) -> Self {
        Self { status, response, range: PhantomData }
    }
}

impl<T: HttpResponse, R: StatusRange> HttpResponse for ChosenStatus<T, R> {
    fn to_result(self) -> Result<Response<Body>, HttpError> {
        if !R::contains(self.status) {
            let message = format!("the contract has no status {} here", self.status);
            return Err(HttpError::for_internal_error(message));
        }
        let mut response = self.response.to_result()?;
        *response.status_mut() = self.status;
        Ok(response)
    }

    fn response_metadata() -> ApiEndpointResponse {
        let mut metadata = T::response_metadata();
        if R::IS_ANY {
            metadata.success = None;
        }
        metadata
    }

    fn status_code(&self) -> StatusCode {
        self.status
    }
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

    /// Adds those that may be sent several times. Fails at a value that no header can have.
    fn add_lists(&self, _: &mut HeaderMap) -> Result<(), HttpError> {
        Ok(())
    }
}

/// A response with headers, some of which may be sent several times, such as `Set-Cookie`.
/// [`HttpResponseHeaders`] sends each once.
#[derive(Debug)]
pub struct ResponseWithHeaders<T, H> {
    body: T,
    headers: H,
}

impl<T, H> ResponseWithHeaders<T, H> {
    /// Makes a response.
    pub fn new(body: T, headers: H) -> Self {
        Self { body, headers }
    }
}

impl<T, H> HttpResponse for ResponseWithHeaders<T, H>
where
    T: HttpCodedResponse,
    H: ToHeaders + JsonSchema + Serialize + Send + Sync + 'static,
{
    fn to_result(self) -> Result<Response<Body>, HttpError> {
        let mut lists = HeaderMap::new();
        self.headers.add_lists(&mut lists)?;
        let mut response = HttpResponseHeaders::new(self.body, self.headers).to_result()?;
        response.headers_mut().extend(lists);
        Ok(response)
    }

    fn response_metadata() -> ApiEndpointResponse {
        HttpResponseHeaders::<T, H>::response_metadata()
    }

    fn status_code(&self) -> StatusCode {
        T::STATUS_CODE
    }
}

/// Adds a header for each of several values.
pub fn add_headers<V: Display>(
    headers: &mut HeaderMap,
    name: &HeaderName,
    values: impl IntoIterator<Item = V>,
) -> Result<(), HttpError> {
    for value in values {
        let value = HeaderValue::try_from(value.to_string()).map_err(|error| {
            HttpError::for_internal_error(format!("the header {name} cannot be sent: {error}"))
        })?;
        headers.append(name, value);
    }
    Ok(())
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
    fn preferred_follows_the_header_accept() {
        let media_types = ["application/json", "text/csv; charset=utf-8", "text/plain", "image/*"];
        for (accept, expected) in [
            (&[][..], Some("application/json")),
            (&["*/*"], Some("application/json")),
            (&["text/csv"], Some("text/csv; charset=utf-8")),
            (&["text/*"], Some("text/csv; charset=utf-8")),
            (&["text/*, text/csv;q=0.5"], Some("text/plain")),
            (&["application/json;q=0.1, TEXT/Plain; q=0.2"], Some("text/plain")),
            (&["audio/aac", "text/plain"], Some("text/plain")),
            (&["*/*, application/json;q=0"], Some("text/csv; charset=utf-8")),
            (&["image/png"], Some("image/*")),
            (&["audio/*"], None),
            (&["*/*;q=0"], None),
        ] {
            let headers =
                accept.iter().map(|value| (header::ACCEPT, value.parse().expect("a header value")));
            let headers: HeaderMap = headers.collect();
            assert_eq!(preferred(&headers, &media_types), expected, "{accept:?}");
        }
    }

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
