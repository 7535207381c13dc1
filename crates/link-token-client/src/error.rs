//! Questions that callers ask about an error.

use std::time::Duration;

use crate::{
    generated::{Error, types},
    retry::retry_after,
};

/// Classifies the error of an operation.
pub trait ErrorExt {
    /// Returns true if the API token is unknown, expired or revoked (401).
    fn is_unauthorized(&self) -> bool;

    /// Returns true if a field breaks a rule, according to the server (400) or to this client
    /// before it sent the request.
    fn is_invalid(&self) -> bool;

    /// Returns true if the integrated account or the static gate does not exist in the environment
    /// (404).
    fn is_not_found(&self) -> bool;

    /// Returns true if the link token is unknown, expired, redeemed or revoked (409).
    fn is_link_token_dead(&self) -> bool;

    /// Returns true if the `Idempotency-Key` was already used with another request (422).
    fn is_key_reused(&self) -> bool;

    /// Returns true if the rate limit was exceeded (429).
    fn is_rate_limited(&self) -> bool;

    /// Returns true if the server or a proxy was unavailable (502, 503, 504), or did not answer.
    /// The request may still have taken effect.
    fn is_unavailable(&self) -> bool;

    /// Returns the time to wait before the next attempt, if the server gives one.
    fn retry_after(&self) -> Option<Duration>;

    /// Returns the message of the server, for people.
    fn message(&self) -> Option<&str>;

    /// Returns the path of the invalid field, if the server names one.
    fn field(&self) -> Option<&str>;

    /// Returns the ID of the request in the server's log.
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
        // A body without a status means that the path is unknown: the base URL is wrong.
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
        // The message starts with the field: `context.a: …`.
        let (field, _) = self.message()?.split_once(": ")?;
        let is_path = !field.is_empty() && !field.contains(char::is_whitespace);
        is_path.then_some(field)
    }

    fn request_id(&self) -> Option<&str> {
        match self {
            // The error of a proxy has no ID.
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
