//! Request bodies, read strictly.

use std::{pin::pin, task::Poll, time::Duration};

use async_trait::async_trait;
use dropshot::{
    ApiEndpointBodyContentType, Body, ClientErrorStatusCode, ExclusiveExtractor, ExtractorMetadata,
    HttpError, RequestContext, ServerContext, TypedBody,
};
use futures::poll;
use http::{HeaderMap, header};
use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Bytes};
use lockstep_runtime::EachKeyOnce;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use tokio::time::timeout;

/// A body of one JSON object.
#[derive(Debug)]
pub struct JsonBody<T>(pub T);

/// A body of one JSON value, which need not be an object.
#[derive(Debug)]
pub struct JsonValueBody<T>(pub T);

impl<T: DeserializeOwned> JsonBody<T> {
    /// Reads a body that has arrived completely.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, HttpError> {
        // serde would take an array for a struct, its elements for the fields.
        if bytes.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| *byte != b'{') {
            return Err(bad_request("the body is not a JSON object"));
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
        Self::from_slice(&read(request, JSON, rqctx.request_body_max_bytes()).await?)
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
        parse(&read(request, JSON, rqctx.request_body_max_bytes()).await?).map(Self)
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
        let body = read(request, JSON, rqctx.request_body_max_bytes()).await?;
        if body.is_empty() { Ok(Self(None)) } else { parse(&body).map(Some).map(Self) }
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        TypedBody::<T>::metadata(content_type)
    }
}

/// A body of one URL-encoded form.
#[derive(Debug)]
pub struct FormBody<T>(pub T);

#[async_trait]
impl<T> ExclusiveExtractor for FormBody<T>
where
    T: JsonSchema + DeserializeOwned + Send + Sync + 'static,
{
    async fn from_request<C: ServerContext>(
        rqctx: &RequestContext<C>,
        request: hyper::Request<Body>,
    ) -> Result<Self, HttpError> {
        let body = read(request, FORM, rqctx.request_body_max_bytes()).await?;
        let read = serde_urlencoded::from_bytes(&body);
        // serde's message shows the value, which may be a secret.
        read.map(Self).map_err(|_| {
            bad_request(
                "the form in the body does not fit: check the names and values of its fields",
            )
        })
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        TypedBody::<T>::metadata(content_type)
    }
}

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// The time that a body may take to arrive.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);

async fn read(
    request: hyper::Request<Body>,
    media_type: &str,
    max_bytes: usize,
) -> Result<Bytes, HttpError> {
    let too_large = || {
        client_error(
            ClientErrorStatusCode::PAYLOAD_TOO_LARGE,
            format!("the body is larger than {max_bytes} bytes"),
        )
    };
    let is_sent_so = is_sent_as(request.headers(), media_type);
    if !is_sent_so || announced(request.headers()).is_some_and(|length| length > max_bytes as u64) {
        // Boxed, so that the common path does not carry the state of the rare one.
        Box::pin(discard(request)).await;
        return Err(if is_sent_so {
            too_large()
        } else {
            client_error(
                ClientErrorStatusCode::UNSUPPORTED_MEDIA_TYPE,
                format!("the content type must be {media_type}"),
            )
        });
    }
    let mut reading = pin!(gather(request.into_body(), max_bytes));
    // Most bodies arrive with the headers, and need no timer.
    let read = match poll!(&mut reading) {
        Poll::Ready(read) => Ok(read),
        Poll::Pending => timeout(BODY_TIMEOUT, reading).await,
    };
    match read {
        Ok(Ok(Some(body))) => Ok(body),
        Ok(Ok(None)) => Err(too_large()),
        Ok(Err(error)) => Err(HttpError {
            internal_message: format!("the body could not be read: {error}"),
            ..bad_request("the body could not be read")
        }),
        Err(_) => Err(client_error(
            ClientErrorStatusCode::REQUEST_TIMEOUT,
            format!("the body did not arrive within {} seconds", BODY_TIMEOUT.as_secs()),
        )),
    }
}

/// Collects a body. None if it is larger than `max_bytes`.
async fn gather(
    mut body: Body,
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

/// The largest body that is read only to be discarded.
const DISCARDED: u64 = 256 * 1024;
/// The time that discarding may take.
const DISCARD_TIMEOUT: Duration = Duration::from_millis(100);

/// Reads and discards the body of a request, unless it is large. With an unread body, hyper closes
/// the connection after the response, and a client that has begun to send its next request may lose
/// that response, or this one.
pub(crate) async fn discard(request: hyper::Request<Body>) {
    let headers = request.headers();
    // A client that waits for `100 Continue` has not sent the body.
    let is_asked = headers.contains_key(header::EXPECT);
    if is_asked || announced(headers).is_some_and(|length| length > DISCARDED) {
        return;
    }
    let mut body = pin!(request.into_body());
    let mut reading = pin!(async {
        let mut left = DISCARDED;
        while let Some(Ok(frame)) = body.frame().await {
            let length = frame.data_ref().map_or(0, |data| data.len() as u64);
            match left.checked_sub(length) {
                Some(rest) => left = rest,
                None => break,
            }
        }
    });
    if poll!(&mut reading).is_pending() {
        let _ = timeout(DISCARD_TIMEOUT, reading).await;
    }
}

/// The length of the body that the headers announce.
fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Returns whether the headers announce a media type, with any parameters (RFC 9110, section 8.3).
fn is_sent_as(headers: &HeaderMap, media_type: &str) -> bool {
    let mut values = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(Ok(value)), None) = (values.next().map(|value| value.to_str()), values.next()) else {
        return false;
    };
    let sent = value.split(';').next().unwrap_or_default().trim();
    sent.eq_ignore_ascii_case(media_type)
}

/// Parses JSON in which no object has a key twice.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, HttpError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = T::deserialize(EachKeyOnce(&mut json));
    // Tracking the path costs time, so it is done only once the body has failed.
    value.and_then(|value| json.end().map(|()| value)).or_else(|_| explain(bytes))
}

/// Parses an invalid body again, to tell what is wrong and where.
fn explain<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, HttpError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(EachKeyOnce(&mut json)).map_err(|error| {
        let message = describe(error.inner());
        // A value of the wrong kind is found by its path, a syntax error by line and column.
        match field(error.path()).filter(|_| error.inner().is_data()) {
            Some(field) => bad_request(format!("{field}: {message}")),
            None => bad_request(message),
        }
    })?;
    json.end().map_err(|_| bad_request("there is more after the JSON value in the body"))?;
    Ok(value)
}

/// The path of a value. It ends before a key that is long or has unusual characters: such a key is
/// the caller's own data.
fn field(path: &serde_path_to_error::Path) -> Option<String> {
    let plain = |key: &str| {
        (1..=64).contains(&key.len())
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.$".contains(&b))
    };
    let mut shown = String::new();
    for segment in path {
        let more = segment.to_string();
        match segment {
            Segment::Seq { .. } => shown.push_str(&more),
            Segment::Map { .. } | Segment::Enum { .. } if plain(&more) => {
                if !shown.is_empty() {
                    shown.push('.');
                }
                shown.push_str(&more);
            }
            _ => break,
        }
    }
    (!shown.is_empty()).then_some(shown)
}

/// Describes what is expected, without the value, which may be a secret.
fn describe(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    match error.classify() {
        Category::Eof => "the JSON in the body ends early".to_owned(),
        // These messages are fixed texts with line and column, so they show no value.
        Category::Syntax | Category::Io => format!("the body cannot be read as JSON: {error}"),
        Category::Data => {
            let message = error.to_string();
            // The path replaces the position that serde_json adds.
            let message = message.rsplit_once(" at line ").map_or(&*message, |(text, _)| text);
            match message.rsplit_once(", expected ") {
                // The text before the comma shows the value.
                Some((_, expected)) => format!("expected {expected}"),
                None => message.to_owned(),
            }
        }
    }
}

fn bad_request(message: impl Into<String>) -> HttpError {
    client_error(ClientErrorStatusCode::BAD_REQUEST, message)
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
        #[serde(default)]
        sizes: Vec<u8>,
        colour: Option<Colour>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    enum Colour {
        Red,
        Green,
    }

    #[test]
    fn parse_names_the_place_and_no_value_when_a_body_is_wrong() {
        for (body, expected) in [
            ("", "the JSON in the body ends early"),
            ("{\"name\":", "the JSON in the body ends early"),
            ("{name}", "the body cannot be read as JSON: key must be a string at line 1 column 2"),
            ("{\"name\": 17}", "name: expected a string"),
            ("{\"name\": \"a\", \"sizes\": [1, \"secret\"]}", "sizes[1]: expected u8"),
            ("{\"name\": \"a\", \"colour\": \"secret\"}", "colour: expected `Red` or `Green`"),
            ("{}", "missing field `name`"),
            ("{\"name\": \"a\", \"name\": \"b\"}", "an object has a key twice"),
            (
                "{\"name\": \"a\", \"x\": [{\"y\": {\"a\": 1, \"\\u0061\": 2}}]}",
                "x[0].y: an object has a key twice",
            ),
            (
                // More keys than are compared one by one.
                r#"{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"m":1,"n":1,"o":1,"p":1,"q":1,"r":1,"q":1}"#,
                "an object has a key twice",
            ),
            ("{\"name\": \"a\"} x", "there is more after the JSON value in the body"),
        ] {
            let error = parse::<Thing>(body.as_bytes()).expect_err(body);
            assert_eq!(error.external_message, expected, "{body}");
        }
        assert_eq!(
            parse::<Thing>(b" {\"name\": \"a\", \"other\": 1}\n").expect("fits"),
            Thing { name: "a".to_owned(), sizes: Vec::new(), colour: None }
        );
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
            let body = Body::wrap(StreamBody::new(stream::iter(frames.collect::<Vec<_>>())));
            let gathered = gather(body, 4).await.expect("nothing fails");
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
            assert_eq!(is_sent_as(&headers, JSON), expected, "{value}");
        }
        assert!(!is_sent_as(&HeaderMap::new(), JSON));
    }
}
