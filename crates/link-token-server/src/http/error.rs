//! The error type of the operations, and its responses.

use dropshot::{ErrorStatusCode, HttpError, RequestContext};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use link_token_api::ErrorResponse;
use link_token_domain::{Refusal, audit::Outcome, permission::Permission};
use link_token_store::{StoreError, UseCaseError};
use link_token_types as types;

use super::{App, limits::RateLimited, overload};
use crate::accounts::AccountError;

/// The seconds after which the caller may retry.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("1");

/// The reasons of all errors, as the log and the metrics have them.
pub const REASONS: [&str; 22] = [
    "no_credential",
    "invalid_credential",
    "forbidden",
    "rate_limited",
    "other_browser",
    "pages_off",
    "overload",
    "malformed",
    "invalid",
    "not_found",
    "key_reused",
    "link_token_dead",
    "wrong_verifier",
    "not_connected",
    "not_confirmed",
    "attempt_changed",
    "attempt_dead",
    "too_many_attempts",
    "needs_reauth",
    "refresh_failed",
    "store_unavailable",
    "internal",
];

/// A failed operation.
#[derive(Debug)]
pub enum OperationError {
    NoCredential,
    /// The API token is malformed, unknown, expired or revoked.
    InvalidCredential,
    /// The API token lacks a permission.
    Forbidden(Permission),
    RateLimited(RateLimited),
    /// The address of the caller has failed to authenticate too often.
    TooManyFailures(RateLimited),
    /// The callback of a third party came from another browser than the one that left for it.
    OtherBrowser,
    /// The connection pages are off, since the server does not know its public URL.
    PagesOff,
    /// The limit of concurrent requests is reached.
    Overload,
    /// The request cannot be read, or the server has a bug.
    Request(HttpError),
    /// The rules do not allow the request.
    Refused(Refusal),
    Store(StoreError),
}

impl From<HttpError> for OperationError {
    fn from(error: HttpError) -> Self {
        Self::Request(error)
    }
}

impl From<overload::Overload> for OperationError {
    fn from(_: overload::Overload) -> Self {
        Self::Overload
    }
}

impl From<Refusal> for OperationError {
    fn from(refusal: Refusal) -> Self {
        // The environment of a request is that of its API token, which is gone with it.
        if refusal == Refusal::no_environment() {
            Self::InvalidCredential
        } else {
            Self::Refused(refusal)
        }
    }
}

impl From<StoreError> for OperationError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<UseCaseError> for OperationError {
    fn from(error: UseCaseError) -> Self {
        match error {
            UseCaseError::Refused(refusal) => refusal.into(),
            UseCaseError::Store(error) => Self::Store(error),
        }
    }
}

impl From<AccountError> for OperationError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::UseCase(error) => error.into(),
            AccountError::Content(error) => Self::internal(error),
        }
    }
}

impl OperationError {
    /// Returns the error for a bug in this program.
    pub fn internal(error: impl std::fmt::Display) -> Self {
        Self::Request(HttpError::for_internal_error(error.to_string()))
    }

    /// Returns the reason for metrics and the log, which is one of [`REASONS`].
    pub fn reason(&self) -> &'static str {
        match self {
            Self::NoCredential => "no_credential",
            Self::InvalidCredential => "invalid_credential",
            Self::Forbidden(_) => "forbidden",
            Self::RateLimited(_) | Self::TooManyFailures(_) => "rate_limited",
            Self::OtherBrowser => "other_browser",
            Self::PagesOff => "pages_off",
            Self::Overload | Self::Store(StoreError::Busy) => "overload",
            Self::Request(error) if error.status_code.is_client_error() => "malformed",
            // The same word as in the audit trail.
            Self::Refused(refusal) => Outcome::from(refusal).as_str(),
            Self::Store(StoreError::Unavailable(_) | StoreError::Keys(_)) => "store_unavailable",
            Self::Request(_) | Self::Store(StoreError::Damaged(_)) => "internal",
        }
    }

    /// Returns the response. Internal details go to the log, not to the caller.
    pub fn into_response(self, rqctx: &RequestContext<App>) -> ErrorResponse {
        let answer = self.answer(rqctx);
        let reason = answer.status.canonical_reason().unwrap_or_default();
        let body = types::Error {
            status_code: types::ErrorStatusCode::try_from(i32::from(answer.status.as_u16())).ok(),
            error: Some(reason.to_owned()),
            message: answer.message.unwrap_or_else(|| reason.to_owned()),
            request_id: rqctx.request_id.clone(),
        };
        let mut response = ErrorResponse::new(answer.status, body);
        response.headers = answer.headers;
        response
    }

    fn answer(self, rqctx: &RequestContext<App>) -> ErrorParts {
        match self {
            Self::NoCredential => ErrorParts::new(
                ErrorStatusCode::UNAUTHORIZED,
                no_credential(rqctx.request.headers()),
            )
            .with(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")),
            Self::InvalidCredential => ErrorParts::new(
                ErrorStatusCode::UNAUTHORIZED,
                "the API token is unknown, expired or revoked",
            )
            .with(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer error=\"invalid_token\""),
            ),
            Self::Forbidden(permission) => forbidden(permission),
            Self::RateLimited(RateLimited { limit, retry_after }) => ErrorParts::new(
                ErrorStatusCode::TOO_MANY_REQUESTS,
                format!(
                    "the limit of {limit} requests per {} seconds is exceeded",
                    RateLimited::WINDOW_SECONDS
                ),
            )
            .with(header::RETRY_AFTER, retry_after.into()),
            Self::TooManyFailures(RateLimited { limit, retry_after }) => ErrorParts::new(
                ErrorStatusCode::TOO_MANY_REQUESTS,
                format!(
                    "more than {limit} requests without a valid API token came from this address within {} seconds",
                    RateLimited::WINDOW_SECONDS
                ),
            )
            .with(header::RETRY_AFTER, retry_after.into()),
            Self::OtherBrowser => ErrorParts::bare(ErrorStatusCode::FORBIDDEN),
            Self::PagesOff => ErrorParts::bare(ErrorStatusCode::SERVICE_UNAVAILABLE)
                .with(header::RETRY_AFTER, RETRY_AFTER),
            Self::Request(error) if error.status_code.is_client_error() => {
                let headers = error.headers.map(|headers| *headers).unwrap_or_default();
                ErrorParts { headers, ..ErrorParts::new(error.status_code, error.external_message) }
            }
            Self::Request(error) => internal(rqctx, &error.internal_message),
            Self::Refused(refusal) => {
                let message = refusal.to_string();
                let status = match refusal {
                    Refusal::Invalid(_) | Refusal::WrongVerifier => ErrorStatusCode::BAD_REQUEST,
                    Refusal::NotFound(_) => ErrorStatusCode::NOT_FOUND,
                    Refusal::KeyReused => ErrorStatusCode::UNPROCESSABLE_ENTITY,
                    Refusal::LinkTokenDead
                    | Refusal::NotConnected
                    | Refusal::NotConfirmed
                    | Refusal::AttemptChanged
                    | Refusal::AttemptDead
                    | Refusal::NeedsReauth
                    | Refusal::AlreadyExists(_) => ErrorStatusCode::CONFLICT,
                    Refusal::TooManyAttempts { retry_after } => {
                        let status = ErrorStatusCode::TOO_MANY_REQUESTS;
                        return ErrorParts::new(status, message)
                            .with(header::RETRY_AFTER, retry_after.as_secs().into());
                    }
                    Refusal::RefreshFailed { retry_after, .. } => {
                        let status = ErrorStatusCode::SERVICE_UNAVAILABLE;
                        return ErrorParts::new(status, message)
                            .with(header::RETRY_AFTER, retry_after.as_secs().into());
                    }
                };
                ErrorParts::new(status, message)
            }
            Self::Store(StoreError::Damaged(what)) => internal(rqctx, &what),
            Self::Overload | Self::Store(StoreError::Busy) => {
                ErrorParts::bare(ErrorStatusCode::SERVICE_UNAVAILABLE)
                    .with(header::RETRY_AFTER, RETRY_AFTER)
            }
            Self::Store(error @ StoreError::Keys(_)) => {
                // It lasts until an operator acts, and most requests may fail meanwhile.
                if rqctx.context().key_errors.allow() {
                    slog::error!(rqctx.log, "the encryption keys of this server do not fit the database"; "error" => %error);
                }
                ErrorParts::bare(ErrorStatusCode::SERVICE_UNAVAILABLE)
                    .with(header::RETRY_AFTER, RETRY_AFTER)
            }
            Self::Store(error @ StoreError::Unavailable(_)) => {
                slog::error!(rqctx.log, "the store failed"; "error" => %error);
                ErrorParts::bare(ErrorStatusCode::SERVICE_UNAVAILABLE)
                    .with(header::RETRY_AFTER, RETRY_AFTER)
            }
        }
    }
}

/// The schemes that callers send instead of `Bearer`. Anything else may be a secret, which a
/// message must not repeat.
const OTHER_SCHEMES: [&str; 9] =
    ["Basic", "Token", "ApiKey", "Api-Key", "Digest", "DPoP", "JWT", "Negotiate", "OAuth"];

/// Says how to send an API token, given the headers of a request without one.
fn no_credential(headers: &HeaderMap) -> String {
    let sent = match headers.get(header::AUTHORIZATION) {
        None => "an API token is required".to_owned(),
        Some(value) => {
            let value = value.as_bytes();
            let is_sent = |scheme: &&&str| {
                let length = scheme.len();
                value.get(..length).is_some_and(|sent| sent.eq_ignore_ascii_case(scheme.as_bytes()))
                    && value.get(length).is_none_or(|byte| *byte == b' ')
            };
            match OTHER_SCHEMES.iter().find(is_sent) {
                Some(scheme) => format!("the Authorization header has the scheme `{scheme}`"),
                None => "the Authorization header does not begin with `Bearer `".to_owned(),
            }
        }
    };
    format!("{sent}: send the header `Authorization: Bearer lta_…`")
}

/// Returns the response for an API token that lacks a permission (RFC 6750, section 3.1).
fn forbidden(permission: Permission) -> ErrorParts {
    let message = format!(
        "the API token lacks the permission `{permission}`: send one that has it. An operator creates one with `link-token-server api-token create --permission {permission}`"
    );
    let challenge = format!("Bearer error=\"insufficient_scope\", scope=\"{permission}\"");
    let challenge = HeaderValue::try_from(challenge);
    ErrorParts::new(ErrorStatusCode::FORBIDDEN, message).with(
        header::WWW_AUTHENTICATE,
        challenge
            .unwrap_or_else(|_| HeaderValue::from_static("Bearer error=\"insufficient_scope\"")),
    )
}

fn internal(rqctx: &RequestContext<App>, what: &str) -> ErrorParts {
    slog::error!(rqctx.log, "internal error"; "error" => what);
    ErrorParts::bare(ErrorStatusCode::INTERNAL_SERVER_ERROR)
}

struct ErrorParts {
    status: ErrorStatusCode,
    /// `None` for the name of the status.
    message: Option<String>,
    headers: HeaderMap,
}

impl ErrorParts {
    fn new(status: ErrorStatusCode, message: impl Into<String>) -> Self {
        Self { status, message: Some(message.into()), headers: HeaderMap::new() }
    }

    fn bare(status: ErrorStatusCode) -> Self {
        Self { status, message: None, headers: HeaderMap::new() }
    }

    fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_has_all_reasons() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/operations.md");
        let text = std::fs::read_to_string(path).expect("readable");
        let row = text.lines().find(|line| line.contains("`link_token_rejected_total{"));
        let (_, listed) = row.expect("a row").split_once("Reasons: ").expect("a list");
        let listed: Vec<&str> = listed.split('`').skip(1).step_by(2).collect();
        assert_eq!(listed, REASONS);
    }

    #[test]
    fn no_credential_names_the_header_and_no_secret() {
        let way_out = "send the header `Authorization: Bearer lta_…`";
        for (value, expected) in [
            (None, "an API token is required"),
            (Some("Token lta_secret"), "the Authorization header has the scheme `Token`"),
            (Some("basic YTpi"), "the Authorization header has the scheme `Basic`"),
            (Some("Tokenx"), "the Authorization header does not begin with `Bearer `"),
            (Some("lta_secret"), "the Authorization header does not begin with `Bearer `"),
            (Some("secret words"), "the Authorization header does not begin with `Bearer `"),
        ] {
            let value = value.map(|value| (header::AUTHORIZATION, HeaderValue::from_static(value)));
            let headers: HeaderMap = value.into_iter().collect();
            assert_eq!(no_credential(&headers), format!("{expected}: {way_out}"));
        }
    }
}
