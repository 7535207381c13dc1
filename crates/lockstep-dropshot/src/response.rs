//! The responses of operations.

use std::{fmt::Display, io::Write as _, marker::PhantomData};

use dropshot::{
    ApiEndpointResponse, Body, CONTENT_TYPE_JSON, ErrorStatusCode, HttpCodedResponse, HttpError,
    HttpResponse, HttpResponseHeaders,
};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer, de::DeserializeOwned};
use serde_json::json;

/// The outcome of an operation: its success `S`, or an error with the contract's content `E`.
///
/// An operation passes errors on by `?`: a [`HttpError`], an [`ErrorResponse`], and any error of
/// the server's own that has a `From` into one.
pub type OperationResult<S, E> = Result<OperationResponse<S>, ErrorResponse<E>>;

/// An error of the contract: a status of 400 or more, headers, and a body in the schema of errors.
///
/// It is made of a [`HttpError`], such as that of a request that cannot be read, by `?`. The status
/// and the headers stay, and the message goes into the contract's own content, where that has a
/// place for it: see [`ErrorContent::of_http_error`]. Otherwise, the body is Dropshot's.
#[derive(Debug)]
pub struct ErrorResponse<E> {
    /// The HTTP status.
    pub status: ErrorStatusCode,
    /// Headers of this error, such as `retry-after`.
    pub headers: HeaderMap,
    /// The body. None for a status that has no content in the contract.
    pub body: Option<Box<E>>,
    /// The error that this one is made of.
    cause: Option<Box<HttpError>>,
}

impl<E> ErrorResponse<E> {
    /// Makes an error without headers.
    pub fn new(status: ErrorStatusCode, body: E) -> Self {
        Self { status, headers: HeaderMap::new(), body: Some(Box::new(body)), cause: None }
    }

    /// Makes an error without content and headers.
    pub fn without_content(status: ErrorStatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: None, cause: None }
    }

    /// Changes the body, for instance into the content of another operation's errors.
    pub fn map<F>(self, change: impl FnOnce(E) -> F) -> ErrorResponse<F> {
        let Self { status, headers, body, cause } = self;
        ErrorResponse { status, headers, body: body.map(|body| Box::new(change(*body))), cause }
    }

    /// Returns the message for the server's log, if it is more than the caller is told.
    pub(crate) fn internal_message(&self) -> Option<&str> {
        let cause = self.cause.as_ref()?;
        (cause.internal_message != cause.external_message).then_some(&*cause.internal_message)
    }
}

impl<E: ErrorContent> From<HttpError> for ErrorResponse<E> {
    fn from(mut error: HttpError) -> Self {
        let headers = error.headers.take().map_or_else(HeaderMap::new, |headers| *headers);
        let body = E::of_http_error(&error).map(Box::new);
        Self { status: error.status_code, headers, body, cause: Some(Box::new(error)) }
    }
}

impl<E: ErrorContent> ErrorResponse<E> {
    /// Makes the response. `media_type` returns that of JSON for a status.
    pub(crate) fn into_response(
        self,
        request_id: &str,
        media_type: fn(StatusCode) -> &'static str,
    ) -> Result<Response<Body>, HttpError> {
        let status = self.status.as_status();
        let mut response = match (self.body, self.cause) {
            (Some(body), _) => {
                let (mut sent_as, body) = body.content()?;
                if sent_as == CONTENT_TYPE_JSON {
                    sent_as = HeaderValue::from_static(media_type(status));
                }
                bytes(status, sent_as, body)
            }
            (None, Some(cause)) => {
                HttpError { status_code: self.status, ..*cause }.into_response(request_id)
            }
            (None, None) => empty(status)?,
        };
        response.headers_mut().extend(self.headers);
        Ok(response)
    }
}

/// The content of an error: JSON, or a type for content of the contract's that is not JSON.
pub trait ErrorContent: Sized {
    /// The type by which Dropshot describes the content: that of its JSON.
    type Described: JsonSchema + Serialize + Send + Sync + 'static;

    /// Returns the media type and the body.
    fn content(self) -> Result<(HeaderValue, Body), HttpError>;

    /// Returns the content for an error that is passed on by `?`. None if the content has no place
    /// for its message.
    ///
    /// JSON is made of the members `message` and `error_code`, as Dropshot's own errors, or else of
    /// `title`, `status` and `detail` (RFC 9457), if the schema allows and keeps them.
    fn of_http_error(error: &HttpError) -> Option<Self>;
}

impl<T> ErrorContent for T
where
    T: Serialize + DeserializeOwned + JsonSchema + Send + Sync + 'static,
{
    type Described = T;

    fn content(self) -> Result<(HeaderValue, Body), HttpError> {
        let body = serde_json::to_string(&self)
            .map_err(|error| HttpError::for_internal_error(error.to_string()))?;
        Ok((HeaderValue::from_static(CONTENT_TYPE_JSON), Body::from(body)))
    }

    fn of_http_error(error: &HttpError) -> Option<Self> {
        let HttpError { status_code, error_code, external_message: message, .. } = error;
        let with_code = error_code
            .as_ref()
            .map(|error_code| json!({ "message": message, "error_code": error_code }));
        let problem = json!({
            "title": status_code.canonical_reason().unwrap_or(message),
            "status": status_code.as_u16(),
            "detail": message,
        });
        let forms = with_code.into_iter().chain([json!({ "message": message }), problem]);
        let mut values = forms.filter_map(|form| {
            let value: T = serde_json::from_str(&form.to_string()).ok()?;
            // A type may accept members that it does not know, and would lose them.
            let kept = serde_json::to_value(&value).ok()?;
            let mut members = form.as_object().into_iter().flatten();
            members.all(|(name, member)| kept.get(name) == Some(member)).then_some(value)
        });
        values.next()
    }
}

/// Returns text as HTML shows it.
pub fn escape_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

/// The body of an error for which the contract has no schema: any JSON.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
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

/// A successful response of an operation, with further headers.
///
/// It is also made by `into` of the response alone.
#[derive(Debug)]
pub struct OperationResponse<S> {
    success: S,
    headers: HeaderMap,
}

impl<S> OperationResponse<S> {
    /// Makes a response. The headers win over the response's own of their names.
    pub fn new(success: S, headers: HeaderMap) -> Self {
        Self { success, headers }
    }

    /// Adds headers to an outcome, to a success and an error alike.
    pub fn of<E>(
        outcome: Result<S, ErrorResponse<E>>,
        headers: HeaderMap,
    ) -> OperationResult<S, E> {
        match outcome {
            Ok(success) => Ok(Self { success, headers }),
            Err(mut error) => {
                let own = std::mem::replace(&mut error.headers, headers);
                add_own(&mut error.headers, own);
                Err(error)
            }
        }
    }
}

impl<S> From<S> for OperationResponse<S> {
    fn from(success: S) -> Self {
        Self { success, headers: HeaderMap::new() }
    }
}

impl<S: HttpResponse> OperationResponse<S> {
    /// Makes the response.
    pub(crate) fn into_response(self) -> Result<Response<Body>, HttpError> {
        let mut response = self.success.to_result()?;
        let own = std::mem::replace(response.headers_mut(), self.headers);
        add_own(response.headers_mut(), own);
        Ok(response)
    }
}

/// Adds a response's own headers, except those of a name that there is. They are the fewer ones.
fn add_own(headers: &mut HeaderMap, own: HeaderMap) {
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

    /// The content of errors of a contract.
    #[derive(Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
    struct Message {
        message: String,
        error_code: Option<String>,
    }

    #[derive(Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
    struct Problem {
        title: Option<String>,
        status: Option<u16>,
        detail: Option<String>,
    }

    #[derive(Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
    struct Numbered {
        code: i32,
        message: String,
    }

    fn teapot() -> HttpError {
        let mut error = HttpError::for_client_error(
            Some("Short".to_owned()),
            dropshot::ClientErrorStatusCode::IM_A_TEAPOT,
            "short and stout".to_owned(),
        );
        error.headers = Some(Box::new(HeaderMap::from_iter([(header::AGE, 7.into())])));
        error
    }

    #[test]
    fn http_error_becomes_the_content_of_the_contract_when_that_has_a_place_for_it() {
        let message = "short and stout".to_owned();
        let code = Some("Short".to_owned());
        assert_eq!(Message::of_http_error(&teapot()), Some(Message { message, error_code: code }));
        let problem = Problem::of_http_error(&teapot()).expect("it has a place for the message");
        let problem = (problem.title.as_deref(), problem.status, problem.detail.as_deref());
        assert_eq!(problem, (Some("I'm a teapot"), Some(418), Some("short and stout")));
        let any = AnyError::of_http_error(&teapot()).expect("any JSON");
        assert_eq!(any.0, json!({ "message": "short and stout", "error_code": "Short" }));
        assert_eq!(Numbered::of_http_error(&teapot()), None);
    }

    #[tokio::test]
    async fn http_error_keeps_its_status_headers_and_message() {
        async fn sent<E: ErrorContent>() -> (u16, HeaderMap, serde_json::Value) {
            let response = ErrorResponse::<E>::from(teapot()).into_response("r1", |_| "a/b");
            let (parts, body) = response.expect("it can be sent").into_parts();
            let body = http_body_util::BodyExt::collect(body).await.expect("a body").to_bytes();
            let body = serde_json::from_slice(&body).expect("JSON");
            (parts.status.as_u16(), parts.headers, body)
        }

        let message = json!({ "message": "short and stout", "error_code": "Short" });
        let mut dropshots_own = message.clone();
        dropshots_own["request_id"] = "r1".into();
        for ((status, headers, body), media_type, expected) in [
            (sent::<Message>().await, "a/b", message),
            (sent::<Numbered>().await, CONTENT_TYPE_JSON, dropshots_own),
        ] {
            assert_eq!((status, &headers[header::AGE]), (418, &HeaderValue::from(7)));
            assert_eq!(headers[header::CONTENT_TYPE], media_type);
            assert_eq!(body, expected);
        }
    }

    #[test]
    fn escape_html_escapes_what_html_would_read() {
        assert_eq!(escape_html("<a b='\"&\"'>é"), "&lt;a b=&#39;&quot;&amp;&quot;&#39;&gt;é");
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
