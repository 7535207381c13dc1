//! Errors: the page for the user, and the line in the log.

use std::time::Duration;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use link_token_client::{Error, ErrorKind, types};

use crate::pages;

/// An error page.
pub struct ErrorPage {
    status: StatusCode,
    pub text: &'static str,
    /// The ID of the request in the log of link-token.
    pub request_id: Option<String>,
    /// The link token for another attempt.
    pub again: Option<types::LinkToken>,
    retry_after: Option<Duration>,
}

impl ErrorPage {
    pub const SIGNED_OUT: Self = Self::new(StatusCode::UNAUTHORIZED, "Sign in first.");
    pub const FORGED: Self =
        Self::new(StatusCode::FORBIDDEN, "The request did not come from a page of this site.");
    pub const NOT_YOURS: Self =
        Self::new(StatusCode::FORBIDDEN, "Another user started this connection. Start your own.");
    pub const NO_SUCH_ACCOUNT: Self =
        Self::new(StatusCode::NOT_FOUND, "Account not found. Connect it again.");
    pub const OVER: Self =
        Self::new(StatusCode::CONFLICT, "This connection was already completed, or has expired.");
    const UNAVAILABLE: Self = Self::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "The service is unavailable. Try again in a minute.",
    );
    const BUG: Self = Self::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "An internal error occurred. Please contact our support.",
    );

    const fn new(status: StatusCode, text: &'static str) -> Self {
        Self { status, text, request_id: None, again: None, retry_after: None }
    }

    /// Returns the page for a bug in this program, and logs the bug.
    pub fn bug(error: impl std::fmt::Display) -> Self {
        eprintln!("bug: {error}");
        Self::BUG
    }

    /// Adds the link token for another attempt, if that may help. The attempt must use the same
    /// link token: if the first attempt took effect and only its response was lost, a new link
    /// token would create a second account.
    pub fn with(self, link_token: &types::LinkToken) -> Self {
        let again = (self.status == StatusCode::SERVICE_UNAVAILABLE).then(|| link_token.clone());
        Self { again, ..self }
    }
}

/// An error of link-token, or of the connection to it.
impl From<Error> for ErrorPage {
    fn from(error: Error) -> Self {
        // The error contains no secrets. Use your logger here.
        eprintln!("link-token: {error}");
        let failure = match error.kind() {
            ErrorKind::LinkTokenNotValid => Self::OVER,
            ErrorKind::NotFound => Self::NO_SUCH_ACCOUNT,
            // The client has already retried, if that was safe.
            ErrorKind::RateLimited | ErrorKind::Unavailable => {
                Self { retry_after: error.retry_after(), ..Self::UNAVAILABLE }
            }
            // The API token, the address of link-token, or a bug in this program. The user cannot
            // fix it, and must not see the details.
            _ => Self::BUG,
        };
        Self { request_id: error.request_id().map(str::to_owned), ..failure }
    }
}

impl IntoResponse for ErrorPage {
    fn into_response(self) -> Response {
        let mut response = (self.status, pages::failure(&self)).into_response();
        if let Some(pause) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, pause.as_secs().into());
        }
        response
    }
}
