//! Errors: the page for the user, and the line in the log.

use std::time::Duration;

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use link_token_client::{Error, ErrorKind};

use crate::pages;

/// An error page.
pub struct ErrorPage {
    status: StatusCode,
    pub text: &'static str,
    /// The ID of the request in the log of link-token.
    pub request_id: Option<String>,
    retry_after: Option<Duration>,
}

impl ErrorPage {
    pub const SIGNED_OUT: Self = Self::new(StatusCode::UNAUTHORIZED, "Sign in first.");
    pub const FORGED: Self =
        Self::new(StatusCode::FORBIDDEN, "The request did not come from a page of this site.");
    pub const NO_SUCH_ACCOUNT: Self =
        Self::new(StatusCode::NOT_FOUND, "Account not found. Connect it again.");
    pub const NOT_CONNECTED: Self =
        Self::new(StatusCode::OK, "Nothing was connected. You can try again.");
    const UNAVAILABLE: Self = Self::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "The service is unavailable. Try again in a minute.",
    );
    const BUG: Self = Self::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "An internal error occurred. Please contact our support.",
    );

    const fn new(status: StatusCode, text: &'static str) -> Self {
        Self { status, text, request_id: None, retry_after: None }
    }

    /// Returns the page for a bug in this program, and logs the bug.
    pub fn bug(error: impl std::fmt::Display) -> Self {
        eprintln!("bug: {error}");
        Self::BUG
    }
}

/// An error of link-token, or of the connection to it.
impl From<Error> for ErrorPage {
    fn from(error: Error) -> Self {
        // The error contains no secrets. Use your logger here.
        eprintln!("link-token: {error}");
        let failure = match error.kind() {
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
