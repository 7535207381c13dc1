//! Errors, as callers ask about them.

use std::time::Duration;

use crate::{
    generated::{Error, types},
    retry::retry_after,
};

/// What callers ask about an error of an operation.
pub trait ErrorExt {
    /// The server does not know the API token (401): it is wrong, has expired or was revoked.
    fn is_unauthorized(&self) -> bool;

    /// A field breaks a rule: the server says so (400), or this client did before anything was sent.
    fn is_invalid(&self) -> bool;

    /// The integrated account or the static gate does not exist in the environment (404).
    fn is_not_found(&self) -> bool;

    /// The link token is unknown, expired, redeemed or revoked (409).
    fn is_link_token_dead(&self) -> bool;

    /// The `Idempotency-Key` was used before with another request (422).
    fn is_key_reused(&self) -> bool;

    /// There were too many requests (429).
    fn is_rate_limited(&self) -> bool;

    /// The server, or a proxy in front of it, could not do it now (502, 503, 504), or could not be asked. It may have been done
    /// all the same.
    fn is_unavailable(&self) -> bool;

    /// How long the server asks to wait before the next attempt.
    fn retry_after(&self) -> Option<Duration>;

    /// What the server says is wrong, for people.
    fn message(&self) -> Option<&str>;

    /// The field at fault, by its path in the request, if the server names one.
    fn field(&self) -> Option<&str>;

    /// The ID under which the server's log has the request.
    fn request_id(&self) -> Option<&str>;
}

impl ErrorExt for Error<types::Error> {
    fn is_unauthorized(&self) -> bool {
        has_status(self, 401)
    }

    fn is_invalid(&self) -> bool {
        matches!(self, Self::InvalidRequest(_)) || has_status(self, 400)
    }

    fn is_not_found(&self) -> bool {
        // Without a status in the body, the path is unknown: the base URL is wrong.
        let has_code =
            matches!(self, Self::ErrorResponse(response) if response.status_code.is_some());
        has_code && has_status(self, 404)
    }

    fn is_link_token_dead(&self) -> bool {
        has_status(self, 409)
    }

    fn is_key_reused(&self) -> bool {
        has_status(self, 422)
    }

    fn is_rate_limited(&self) -> bool {
        has_status(self, 429)
    }

    fn is_unavailable(&self) -> bool {
        match self {
            Self::CommunicationError(error) => !error.is_builder(),
            Self::ResponseBodyError(_) => true,
            _ => [502, 503, 504].into_iter().any(|status| has_status(self, status)),
        }
    }

    fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::ErrorResponse(response) => retry_after(response.headers()),
            Self::UnexpectedResponse(response) => retry_after(response.headers()),
            _ => None,
        }
    }

    fn message(&self) -> Option<&str> {
        match self {
            Self::ErrorResponse(response) => Some(&response.message),
            Self::InvalidRequest(message) => Some(message),
            _ => None,
        }
    }

    fn field(&self) -> Option<&str> {
        if !matches!(self, Self::ErrorResponse(_)) {
            return None;
        }
        // The server puts the field in front: `context.a: …`.
        let (field, _) = self.message()?.split_once(": ")?;
        let is_path = !field.is_empty() && !field.contains(char::is_whitespace);
        is_path.then_some(field)
    }

    fn request_id(&self) -> Option<&str> {
        match self {
            // An error that a proxy made has none.
            Self::ErrorResponse(response) => {
                Some(response.request_id.as_str()).filter(|id| !id.is_empty())
            }
            _ => None,
        }
    }
}

fn has_status(error: &Error<types::Error>, status: u16) -> bool {
    error.status().is_some_and(|found| found.as_u16() == status)
}
