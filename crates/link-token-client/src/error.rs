//! The error of the operations.

use std::{error::Error as StdError, fmt, io, time::Duration};

use reqwest::{
    StatusCode, Url,
    header::{HeaderMap, LOCATION},
};
use rustls::{CertificateError, InvalidMessage};

use crate::{
    generated::{is_repeatable, types},
    retry::retry_after,
};

/// The error of an operation. `Display` is one sentence, which is safe to log: it has neither
/// headers nor bodies.
///
/// ```text
/// 401 Unauthorized: the API token is unknown, expired or revoked (request bad13abc-…)
/// tenant_id: must not be empty
/// ```
pub struct Error(Box<Parts>);

#[derive(Debug)]
struct Parts {
    kind: ErrorKind,
    status: Option<StatusCode>,
    message: String,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    is_retryable: bool,
}

/// The kinds of errors that a caller may treat differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A field, a header or the body is invalid. The server found it (400, 413, 415), or this
    /// client before it sent anything: then there is no [`status`](Error::status).
    InvalidRequest,
    /// The API token is unknown, expired or revoked (401).
    Unauthorized,
    /// The API token lacks a permission (403).
    Forbidden,
    /// The integrated account, the webhook, the static gate, the API token or the integration does
    /// not exist in the environment (404). So it is after a deletion that the client repeated, if
    /// the first request took effect.
    NotFound,
    /// The link token is unknown, expired, redeemed or revoked, or has no account to confirm (409).
    LinkTokenNotValid,
    /// The state of the integrated account does not allow the operation (409): it waits for its
    /// confirmation, or the user has to authorise it again.
    AccountNotReady,
    /// An integrated account or a static gate with this ID, or an API token with this secret,
    /// already exists (409). So it is after a repeated request, if the first one took effect.
    AlreadyExists,
    /// The `Idempotency-Key` was already used with another request (422).
    IdempotencyKeyReused,
    /// There were too many requests (429). This one had no effect.
    RateLimited,
    /// The server or a proxy was unavailable (502, 503, 504), did not get the request in time
    /// (408), or did not answer. The request may still have taken effect.
    Unavailable,
    /// The server has no such path (404 and 405 without a `statusCode`), or redirects (3xx): the
    /// base URL is wrong.
    WrongBaseUrl,
    /// The server failed (500), or its response breaks the contract.
    UnexpectedResponse,
}

impl Error {
    /// Returns the kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the status of the response. `None` if there is no readable response.
    pub fn status(&self) -> Option<u16> {
        self.0.status.map(|status| status.as_u16())
    }

    /// Returns what is wrong, in the words of the server if it answered.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Returns the path of the invalid field, such as `scopes[1]`, if one is to blame.
    pub fn field(&self) -> Option<&str> {
        if self.0.status.is_none() && self.0.kind != ErrorKind::InvalidRequest {
            return None;
        }
        // The message starts with the field.
        let (field, _) = self.0.message.split_once(": ")?;
        let is_path = !field.is_empty() && !field.contains(char::is_whitespace);
        is_path.then_some(field)
    }

    /// Returns the ID of the request in the server's log.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns the time to wait before the next attempt, if the server gives one.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Returns true if the same call may succeed later, and does no harm if this one took effect
    /// after all. False for a redemption after a lost answer: introspect the link token first.
    /// False for an import after one: look for the account first.
    pub fn is_retryable(&self) -> bool {
        self.0.is_retryable
    }

    /// Makes the error of an operation, for generated code.
    pub(crate) fn of(operation: &str, error: progenitor_client::Error<types::Error>) -> Self {
        use progenitor_client::Error as Generated;
        let is_repeatable = is_repeatable(operation);
        match error {
            Generated::ErrorResponse(response) => {
                let (status, headers) = (response.status(), response.headers().clone());
                let body = response.into_inner();
                let kind = match status.as_u16() {
                    // Without a status in the body, no operation has answered.
                    404 | 405 if body.status_code.is_none() => ErrorKind::WrongBaseUrl,
                    status => kind_of(operation, status),
                };
                // The error of a proxy has no ID.
                let request_id = Some(body.request_id).filter(|id| !id.is_empty());
                let parts = Parts { message: body.message, ..Parts::new(kind) };
                Self::from(Parts { request_id, ..parts.with(status, &headers, is_repeatable) })
            }
            // Such as that of a proxy which wants https.
            Generated::UnexpectedResponse(response) if response.status().is_redirection() => {
                let place = response.headers().get(LOCATION).and_then(|it| it.to_str().ok());
                let place = place.and_then(|it| Url::parse(it).ok());
                let place = place.filter(|it| it.origin().is_tuple());
                let message = match place.map(|it| it.origin().ascii_serialization()) {
                    Some(origin) => {
                        format!("the address redirects to {origin}, and the API does not")
                    }
                    None => "the address redirects, and the API does not".to_owned(),
                };
                let parts = Parts { message, ..Parts::new(ErrorKind::WrongBaseUrl) };
                Self::from(parts.with(response.status(), response.headers(), is_repeatable))
            }
            Generated::UnexpectedResponse(response) => {
                let message = "the contract has no such response".to_owned();
                let parts = Parts { message, ..Parts::new(ErrorKind::UnexpectedResponse) };
                Self::from(parts.with(response.status(), response.headers(), is_repeatable))
            }
            Generated::InvalidRequest(message) | Generated::Custom(message) => {
                Self::from(Parts { message, ..Parts::new(ErrorKind::InvalidRequest) })
            }
            // Neither the response nor a value in it is shown.
            Generated::InvalidResponsePayload(_, error) => {
                let message = format!("the response breaks the contract: {error}");
                Self::from(Parts { message, ..Parts::new(ErrorKind::UnexpectedResponse) })
            }
            Generated::CommunicationError(error) if error.is_builder() => Self::from(Parts {
                message: format!("the request cannot be sent: {}", cause(&error)),
                ..Parts::new(ErrorKind::InvalidRequest)
            }),
            Generated::CommunicationError(error)
            | Generated::ResponseBodyError(error)
            | Generated::InvalidUpgrade(error) => {
                let place = error.url().map(|url| format!(" from {url}")).unwrap_or_default();
                Self::from(Parts {
                    message: format!("no answer{place}: {}", cause(&error)),
                    // A failed connection means that the request did not reach the server.
                    is_retryable: is_repeatable || error.is_connect(),
                    ..Parts::new(ErrorKind::Unavailable)
                })
            }
        }
    }
}

impl Parts {
    fn new(kind: ErrorKind) -> Self {
        Self {
            kind,
            status: None,
            message: String::new(),
            request_id: None,
            retry_after: None,
            is_retryable: false,
        }
    }

    fn with(self, status: StatusCode, headers: &HeaderMap, is_repeatable: bool) -> Self {
        let is_retryable = match status.as_u16() {
            // The server did not begin.
            408 | 429 => true,
            502..=504 => is_repeatable,
            _ => false,
        };
        Self { status: Some(status), retry_after: retry_after(headers), is_retryable, ..self }
    }
}

fn kind_of(operation: &str, status: u16) -> ErrorKind {
    match status {
        400 | 413 | 415 => ErrorKind::InvalidRequest,
        401 => ErrorKind::Unauthorized,
        403 => ErrorKind::Forbidden,
        404 => ErrorKind::NotFound,
        409 if matches!(
            operation,
            "read_credentials"
                | "update_credentials"
                | "refresh_credentials"
                | "run_post_install_actions"
        ) =>
        {
            ErrorKind::AccountNotReady
        }
        409 if matches!(
            operation,
            "create_api_token" | "create_static_gate" | "import_integrated_account"
        ) =>
        {
            ErrorKind::AlreadyExists
        }
        409 => ErrorKind::LinkTokenNotValid,
        422 => ErrorKind::IdempotencyKeyReused,
        429 => ErrorKind::RateLimited,
        408 | 502..=504 => ErrorKind::Unavailable,
        _ => ErrorKind::UnexpectedResponse,
    }
}

/// Returns why a request got no answer, in words.
fn cause(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return if error.is_connect() { "no connection in time" } else { "not in time" }.to_owned();
    }
    let mut root: &(dyn StdError + 'static) = error;
    loop {
        // An `io::Error` hides the error in it from `source`.
        let held = root.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let next = match held {
            Some(held) => Some(held as &(dyn StdError + 'static)),
            None => root.source(),
        };
        match next {
            Some(next) => root = next,
            None => break,
        }
        if let Some(error) = root.downcast_ref::<rustls::Error>() {
            return tls_cause(error);
        }
    }
    let text = root.to_string();
    if text.contains("invalid HTTP version") {
        return "it does not speak HTTP: if it speaks TLS, use https://".to_owned();
    }
    text
}

fn tls_cause(error: &rustls::Error) -> String {
    match error {
        rustls::Error::InvalidMessage(InvalidMessage::InvalidContentType) => {
            "it does not speak TLS: if it speaks plain HTTP, use http://".to_owned()
        }
        rustls::Error::InvalidCertificate(error) => match error {
            CertificateError::UnknownIssuer => {
                "its certificate is signed by an authority that is not trusted here: add the \
                 authority to those of the system, or on Linux name its certificate in \
                 SSL_CERT_FILE"
                    .to_owned()
            }
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                "its certificate has expired".to_owned()
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "its certificate is for another name".to_owned()
            }
            CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
                "its certificate is that of an authority: sign one for the server with it"
                    .to_owned()
            }
            other => format!("its certificate is not valid: {other}"),
        },
        other => format!("TLS failed: {other}"),
    }
}

impl From<Parts> for Error {
    fn from(parts: Parts) -> Self {
        Self(Box::new(parts))
    }
}

/// A value that breaks a limit of the contract.
impl From<types::error::ConversionError> for Error {
    fn from(error: types::error::ConversionError) -> Self {
        Self::from(Parts { message: error.to_string(), ..Parts::new(ErrorKind::InvalidRequest) })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { status, message, request_id, .. } = &*self.0;
        match status {
            // Such as that of a proxy.
            Some(status) if status.canonical_reason() == Some(message) => write!(f, "{status}")?,
            Some(status) => write!(f, "{status}: {message}")?,
            None => f.write_str(message)?,
        }
        match request_id {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for Error {}
