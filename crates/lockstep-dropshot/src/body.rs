//! Request bodies, read strictly.

use std::{cmp::Reverse, future::Future, net::IpAddr, pin::pin, task::Poll, time::Duration};

use async_trait::async_trait;
use dropshot::{
    ApiEndpointBodyContentType, Body, ClientErrorStatusCode, ExclusiveExtractor, ExtractorMetadata,
    HttpError, MultipartBody, RequestContext, ServerContext, TypedBody,
};
use futures::poll;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Bytes};
use lockstep_runtime::json;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use crate::{
    unread::{self, announced},
    url_encoded::{self, InvalidForm},
};

/// A body of one JSON object.
#[derive(Debug)]
pub struct JsonBody<T>(pub T);

/// A body of one JSON value, which need not be an object.
#[derive(Debug)]
pub struct JsonValueBody<T>(pub T);

impl<T: DeserializeOwned> JsonBody<T> {
    /// Reads a body that has arrived completely.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, HttpError> {
        if bytes.trim_ascii().is_empty() {
            return Err(bad_request("the body is empty: send a JSON object"));
        }
        // serde would take an array for a struct, its elements for the fields.
        if bytes.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| *byte != b'{') {
            let reason = unreadable(bytes).unwrap_or("the body is not a JSON object");
            return Err(bad_request(reason));
        }
        parse(bytes).map(Self)
    }
}

#[async_trait]
impl<T> ExclusiveExtractor for JsonBody<T>
where
    T: JsonSchema + DeserializeOwned + Send + Sync + 'static,
{
    async fn from_request<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        Self::from_slice(&read(request, JSON, rqctx).await?)
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        TypedBody::<T>::metadata(content_type)
    }
}

#[async_trait]
impl<T> ExclusiveExtractor for JsonValueBody<T>
where
    T: JsonSchema + DeserializeOwned + Send + Sync + 'static,
{
    async fn from_request<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        parse(&read(request, JSON, rqctx).await?).map(Self)
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        TypedBody::<T>::metadata(content_type)
    }
}

/// A body of one JSON object, which may also be sent as `text/plain`: `fetch` does so with a string
/// that has no media type.
#[derive(Debug)]
pub struct JsonTextBody<T>(pub T);

#[async_trait]
impl<T> ExclusiveExtractor for JsonTextBody<T>
where
    T: JsonSchema + DeserializeOwned + Send + Sync + 'static,
{
    async fn from_request<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        let JsonBody(value) = JsonBody::from_slice(&read(request, JSON_OR_TEXT, rqctx).await?)?;
        Ok(Self(value))
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        TypedBody::<T>::metadata(content_type)
    }
}

/// A body of one JSON value, which may also be sent as `text/plain`.
#[derive(Debug)]
pub struct JsonValueTextBody<T>(pub T);

#[async_trait]
impl<T> ExclusiveExtractor for JsonValueTextBody<T>
where
    T: JsonSchema + DeserializeOwned + Send + Sync + 'static,
{
    async fn from_request<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        parse(&read(request, JSON_OR_TEXT, rqctx).await?).map(Self)
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        TypedBody::<T>::metadata(content_type)
    }
}

/// A JSON body that may be absent. Dropshot describes it as required.
#[derive(Debug)]
pub struct OptionalJsonBody<T>(pub Option<T>);

#[async_trait]
impl<T> ExclusiveExtractor for OptionalJsonBody<T>
where
    T: JsonSchema + DeserializeOwned + Send + Sync + 'static,
{
    async fn from_request<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        let typed = request.headers().contains_key(header::CONTENT_TYPE);
        if !typed && request.body().is_end_stream() {
            return Ok(Self(None));
        }
        let body = read(request, JSON, rqctx).await?;
        if body.is_empty() { Ok(Self(None)) } else { parse(&body).map(Some).map(Self) }
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        TypedBody::<T>::metadata(content_type)
    }
}

/// A body of one URL-encoded form. It has each name once, or once for each element of a list. An
/// object is JSON.
#[derive(Debug)]
pub struct FormBody<T>(pub T);

impl<T: DeserializeOwned> FormBody<T> {
    /// Reads a form.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, HttpError> {
        url_encoded::read(bytes).map(Self).map_err(|error| match error {
            InvalidForm::Repeated(name) => bad_request(format!("{name}: must be given once only")),
            InvalidForm::Misfit => bad_request(
                "the form in the body does not fit: check the names and values of its fields",
            ),
        })
    }
}

#[async_trait]
impl<T> ExclusiveExtractor for FormBody<T>
where
    T: JsonSchema + DeserializeOwned + Send + Sync + 'static,
{
    async fn from_request<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        Self::from_slice(&read(request, FORM, rqctx).await?)
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        TypedBody::<T>::metadata(content_type)
    }
}

impl<T> RequestContent for FormBody<T>
where
    T: JsonSchema + DeserializeOwned + Send + Sync + 'static,
{
    const MEDIA_TYPES: &'static [&'static str] = FORM;
    type Described = Self;

    async fn read<C: ServerContext>(
        _: usize,
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        Self::from_request(rqctx, request).await
    }
}

impl RequestContent for MultipartBody {
    const MEDIA_TYPES: &'static [&'static str] = &["multipart/form-data"];
    type Described = Self;

    async fn read<C: ServerContext>(
        _: usize,
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        Self::from_request(rqctx, request).await
    }
}

/// The content of a body that is sent under one of several media types.
pub trait RequestContent: Sized + Send + Sync + 'static {
    /// The media types and ranges of them, such as `image/*`.
    const MEDIA_TYPES: &'static [&'static str];
    /// The extractor by which Dropshot describes the body.
    type Described: ExclusiveExtractor;

    /// Reads a body. `media_type` is the place of its media type in the list.
    fn read<C: ServerContext>(
        media_type: usize,
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> impl Future<Output = Result<Self, HttpError>> + Send;
}

/// A body under one of several media types. Another one is refused with 415.
#[derive(Debug)]
pub struct ContentBody<B>(pub B);

#[async_trait]
impl<B: RequestContent> ExclusiveExtractor for ContentBody<B> {
    async fn from_request<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        let Some(media_type) = choose(request.headers(), B::MEDIA_TYPES) else {
            let client = rqctx.request.remote_addr().ip();
            let error = unsupported_media_type(B::MEDIA_TYPES);
            return Err(Box::pin(reject(request, client, error)).await);
        };
        B::read(media_type, rqctx, request).await.map(Self)
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        B::Described::metadata(content_type)
    }
}

/// A body that may be absent. Dropshot describes it as required.
#[derive(Debug)]
pub struct OptionalBody<B>(pub Option<B>);

#[async_trait]
impl<B: RequestContent> ExclusiveExtractor for OptionalBody<B> {
    async fn from_request<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        let typed = request.headers().contains_key(header::CONTENT_TYPE);
        if !typed && request.body().is_end_stream() {
            return Ok(Self(None));
        }
        let ContentBody(content) = ContentBody::from_request(rqctx, request).await?;
        Ok(Self(Some(content)))
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        B::Described::metadata(content_type)
    }
}

/// Returns the media type that the caller gives a body. It is empty if there is none.
pub fn media_type(request: &hyper::Request<Body>) -> HeaderValue {
    let sent = request.headers().get(header::CONTENT_TYPE).cloned();
    sent.unwrap_or(HeaderValue::from_static(""))
}

/// Reads a body of one JSON object, whatever its media type.
pub async fn read_json_object<T: DeserializeOwned, C: ServerContext>(
    rqctx: &RequestContext<C>,
    request: hyper::Request<Body>,
) -> Result<T, HttpError> {
    let JsonBody(value) = JsonBody::from_slice(&read(request, ANY, rqctx).await?)?;
    Ok(value)
}

/// Reads a body of one JSON value, whatever its media type.
pub async fn read_json<T: DeserializeOwned, C: ServerContext>(
    rqctx: &RequestContext<C>,
    request: hyper::Request<Body>,
) -> Result<T, HttpError> {
    parse(&read(request, ANY, rqctx).await?)
}

/// Reads a body of one URL-encoded form, whatever its media type.
pub async fn read_form<T: DeserializeOwned, C: ServerContext>(
    rqctx: &RequestContext<C>,
    request: hyper::Request<Body>,
) -> Result<T, HttpError> {
    let FormBody(value) = FormBody::from_slice(&read(request, ANY, rqctx).await?)?;
    Ok(value)
}

const JSON: &[&str] = &["application/json"];
const JSON_OR_TEXT: &[&str] = &["application/json", "text/plain"];
const FORM: &[&str] = &["application/x-www-form-urlencoded"];
/// The media types of a body whose media type was looked at before.
pub(crate) const ANY: &[&str] = &["*/*"];

/// The time that a body may take to arrive.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);

pub(crate) async fn read<C: ServerContext>(
    mut request: hyper::Request<Body>,
    media_types: &'static [&'static str],
    rqctx: &RequestContext<C>,
) -> Result<Bytes, HttpError> {
    let (max_bytes, client) = (rqctx.request_body_max_bytes(), rqctx.request.remote_addr().ip());
    if let Err(error) = check(request.headers(), media_types, max_bytes) {
        // Boxed, so that the common path does not carry the state of the rare one.
        return Err(Box::pin(reject(request, client, error)).await);
    }
    let read = {
        let mut reading = pin!(gather(request.body_mut(), max_bytes));
        // Most bodies arrive with the headers, and need no timer.
        match poll!(&mut reading) {
            Poll::Ready(read) => Ok(read),
            Poll::Pending => timeout(BODY_TIMEOUT, reading).await,
        }
    };
    let error = match read {
        Ok(Ok(Some(body))) => return Ok(body),
        Ok(Ok(None)) => too_large(max_bytes),
        Ok(Err(error)) => HttpError {
            internal_message: format!("the body could not be read: {error}"),
            ..bad_request("the body could not be read")
        },
        Err(_) => client_error(
            ClientErrorStatusCode::REQUEST_TIMEOUT,
            format!("the body did not arrive within {} seconds", BODY_TIMEOUT.as_secs()),
        ),
    };
    Err(Box::pin(reject(request, client, error)).await)
}

/// Checks what the headers announce of a body.
fn check(
    headers: &HeaderMap,
    media_types: &'static [&'static str],
    max_bytes: usize,
) -> Result<(), HttpError> {
    if media_types != ANY && choose(headers, media_types).is_none() {
        return Err(unsupported_media_type(media_types));
    }
    if is_encoded(headers) {
        let message = "the body is compressed: send it as it is, without Content-Encoding";
        let error = client_error(ClientErrorStatusCode::UNSUPPORTED_MEDIA_TYPE, message);
        // RFC 9110, section 12.5.3: the header says what would be accepted.
        let value = HeaderValue::from_static("identity");
        return Err(with_header(error, header::ACCEPT_ENCODING, value));
    }
    if announced(headers).is_some_and(|length| length > max_bytes as u64) {
        return Err(too_large(max_bytes));
    }
    Ok(())
}

/// Returns the error for a media type that an operation does not have.
fn unsupported_media_type(media_types: &[&str]) -> HttpError {
    let message = format!("the content type must be {}", media_types.join(" or "));
    let error = client_error(ClientErrorStatusCode::UNSUPPORTED_MEDIA_TYPE, message);
    // RFC 9110, section 12.5.1: the header says what would be accepted.
    match HeaderValue::try_from(media_types.join(", ")) {
        Ok(value) => with_header(error, header::ACCEPT, value),
        Err(_) => error,
    }
}

/// Rejects a request, and discards the rest of its body.
async fn reject(request: hyper::Request<Body>, client: IpAddr, mut error: HttpError) -> HttpError {
    if unread::discard(request, client).await {
        unread::end_connection(error.headers.get_or_insert_default());
    }
    error
}

fn too_large(max_bytes: usize) -> HttpError {
    client_error(
        ClientErrorStatusCode::PAYLOAD_TOO_LARGE,
        format!("the body is larger than {max_bytes} bytes"),
    )
}

/// Collects a body. None if it is larger than `max_bytes`.
async fn gather(
    body: &mut Body,
    max_bytes: usize,
) -> Result<Option<Bytes>, <Body as hyper::body::Body>::Error> {
    // Most bodies come in one piece, which is not copied.
    let (mut first, mut rest) = (Bytes::new(), Vec::new());
    while !body.is_end_stream() {
        let Some(frame) = body.frame().await else { break };
        // Trailers are ignored.
        let Ok(data) = frame?.into_data() else { continue };
        if data.len() > max_bytes - first.len() - rest.len() {
            return Ok(None);
        }
        if first.is_empty() {
            first = data;
        } else {
            rest.extend_from_slice(&data);
        }
    }
    Ok(Some(if rest.is_empty() { first } else { [first.as_ref(), &rest].concat().into() }))
}

/// Returns the place of the media type that the headers announce, with any parameters (RFC 9110,
/// section 8.3). A particular media type comes before a range.
fn choose(headers: &HeaderMap, media_types: &[&str]) -> Option<usize> {
    let mut values = headers.get_all(header::CONTENT_TYPE).iter();
    let sent = match (values.next().map(|value| value.to_str()), values.next()) {
        (Some(Ok(value)), None) => value.split(';').next().unwrap_or_default().trim(),
        // A body without a media type may be anything, but is none in particular.
        (None, None) => "",
        _ => return None,
    };
    let fits = media_types.iter().enumerate();
    let fits = fits.filter_map(|(place, it)| Some((exactness(it, sent)?, Reverse(place))));
    fits.max().map(|(_, Reverse(place))| place)
}

/// Returns how exactly a media type, or a range, is that of a body. None if it is another one.
fn exactness(media_type: &str, sent: &str) -> Option<u8> {
    match media_type.split_once('*') {
        None => sent.eq_ignore_ascii_case(media_type).then_some(3),
        Some(("", "/*")) => Some(0),
        Some((kind, suffix)) => {
            let sent = sent.to_ascii_lowercase();
            let fits = sent.starts_with(kind) && sent.ends_with(suffix);
            fits.then_some(if suffix.is_empty() { 1 } else { 2 })
        }
    }
}

/// Returns whether the headers announce a content coding (RFC 9110, section 8.4).
fn is_encoded(headers: &HeaderMap) -> bool {
    let codings = headers.get_all(header::CONTENT_ENCODING).iter();
    let mut codings = codings.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    codings.any(|coding| {
        let coding = coding.trim_ascii();
        !coding.is_empty() && !coding.eq_ignore_ascii_case(b"identity")
    })
}

/// Parses JSON strictly.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, HttpError> {
    json::from_slice(bytes).map_err(|error| match unreadable(bytes) {
        Some(reason) => bad_request(reason),
        None => bad_request(error.to_string()),
    })
}

/// Returns why a body is no JSON in UTF-8 at all (RFC 8259, section 8.1), and what to do.
fn unreadable(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        bytes if bytes.trim_ascii().is_empty() => Some("the body is empty: send JSON"),
        [0xef, 0xbb, 0xbf, ..] => Some("the body begins with a byte order mark: leave it out"),
        // A mark of UTF-16 or UTF-32, or the zeros between its ASCII characters.
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, ..] | [_, 0, ..] => {
            Some("the body is in UTF-16 or UTF-32: send it in UTF-8")
        }
        // gzip (RFC 1952), zstd (RFC 8878) and zlib (RFC 1950).
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x78, 0x01 | 0x9c | 0xda, ..] => {
            Some("the body is compressed: send it without compression")
        }
        bytes if std::str::from_utf8(bytes).is_err() => {
            Some("the body is not UTF-8: send the JSON in UTF-8")
        }
        _ => None,
    }
}

pub(crate) fn bad_request(message: impl Into<String>) -> HttpError {
    client_error(ClientErrorStatusCode::BAD_REQUEST, message)
}

fn with_header(mut error: HttpError, name: HeaderName, value: HeaderValue) -> HttpError {
    error.headers.get_or_insert_default().insert(name, value);
    error
}

fn client_error(status: ClientErrorStatusCode, message: impl Into<String>) -> HttpError {
    HttpError::for_client_error(None, status, message.into())
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures::stream;
    use http_body_util::StreamBody;
    use hyper::body::Frame;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Thing {
        name: String,
    }

    #[test]
    fn parse_says_what_a_body_is_when_it_is_no_json() {
        for (body, expected) in [
            (&b""[..], "the body is empty: send a JSON object"),
            (b" \r\n", "the body is empty: send a JSON object"),
            (b"\xef\xbb\xbf{}", "the body begins with a byte order mark: leave it out"),
            (b"{\0}\0", "the body is in UTF-16 or UTF-32: send it in UTF-8"),
            (b"\xff\xfe{\0}\0", "the body is in UTF-16 or UTF-32: send it in UTF-8"),
            (b"\0{\0}", "the body is in UTF-16 or UTF-32: send it in UTF-8"),
            (b"\0\0\0{\0\0\0}", "the body is in UTF-16 or UTF-32: send it in UTF-8"),
            (b"\x1f\x8b\x08\0", "the body is compressed: send it without compression"),
            (b"\x28\xb5\x2f\xfd\x04", "the body is compressed: send it without compression"),
            (b"\x78\x9c\xab", "the body is compressed: send it without compression"),
            (b"{\"a\": \"\xe4\"}", "the body is not UTF-8: send the JSON in UTF-8"),
            (b"\xe4", "the body is not UTF-8: send the JSON in UTF-8"),
            (b"[]", "the body is not a JSON object"),
            (b"xyz", "the body is not a JSON object"),
            (b"{\"name\": 1}", "name: expected a string"),
        ] {
            let error = JsonBody::<Thing>::from_slice(body).expect_err("invalid");
            assert_eq!(error.external_message, expected, "{body:?}");
        }
        let thing =
            JsonBody::<Thing>::from_slice(b" {\"name\": \"a\", \"other\": 1}\n").expect("fits");
        assert_eq!(thing.0, Thing { name: "a".to_owned() });
    }

    #[tokio::test]
    async fn gather_collects_a_body_up_to_a_limit() {
        for (pieces, expected) in [
            (vec![], Some("")),
            (vec!["abcd"], Some("abcd")),
            (vec!["a", "", "bc", "d"], Some("abcd")),
            (vec!["", "abcd"], Some("abcd")),
            (vec!["abcde"], None),
            (vec!["abc", "de"], None),
        ] {
            let frames =
                pieces.iter().map(|piece| Ok::<_, Infallible>(Frame::data((*piece).into())));
            let mut body = Body::wrap(StreamBody::new(stream::iter(frames.collect::<Vec<_>>())));
            let gathered = gather(&mut body, 4).await.expect("nothing fails");
            assert_eq!(gathered.as_deref(), expected.map(str::as_bytes), "{pieces:?}");
        }
    }

    #[test]
    fn media_type_is_compared_without_case_and_parameters() {
        for (value, expected) in [
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("application/json;charset=utf-8", true),
            ("text/plain", false),
            ("application/jsonx", false),
            ("application/x-www-form-urlencoded", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, value.parse().expect("a header value"));
            assert_eq!(check(&headers, JSON, 0).is_ok(), expected, "{value}");
        }
        assert!(check(&HeaderMap::new(), JSON, 0).is_err());
    }

    #[test]
    fn choose_prefers_a_particular_media_type_to_a_range() {
        let media_types = ["*/*", "application/*", "application/*+json", "application/json"];
        for (value, expected) in [
            (Some("application/json; charset=utf-8"), Some(3)),
            (Some("Application/Vnd.Thing+JSON"), Some(2)),
            (Some("application/xml"), Some(1)),
            (Some("text/plain"), Some(0)),
            (None, Some(0)),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(value) = value {
                headers.insert(header::CONTENT_TYPE, value.parse().expect("a header value"));
            }
            assert_eq!(choose(&headers, &media_types), expected, "{value:?}");
            assert_eq!(choose(&headers, &["image/png"]), None, "{value:?}");
        }
        assert_eq!(choose(&HeaderMap::new(), &["application/octet-stream"]), None);
    }

    #[test]
    fn text_is_json_only_where_it_is_accepted() {
        let of = |value: &str| {
            HeaderMap::from_iter([(header::CONTENT_TYPE, value.parse().expect("a header value"))])
        };
        for value in ["text/plain;charset=UTF-8", "text/plain", "application/json"] {
            assert!(check(&of(value), JSON_OR_TEXT, 0).is_ok(), "{value}");
        }
        for value in ["text/html", "application/x-www-form-urlencoded", "text/plainly"] {
            let error = check(&of(value), JSON_OR_TEXT, 0).expect_err("another media type");
            let expected = "the content type must be application/json or text/plain";
            assert_eq!(error.external_message, expected, "{value}");
            let headers = error.headers.expect("headers");
            assert_eq!(headers[header::ACCEPT], "application/json, text/plain");
        }
        assert!(check(&of("text/plain;charset=UTF-8"), JSON, 0).is_err());
    }
}
