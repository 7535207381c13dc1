//! The rules of link tokens and integrated accounts, without input or output.
//!
//! Functions here decide, given the facts: `link-token-store` reads the facts, calls the domain and
//! stores the result. The types of `link-token-types` have already checked the limits that the
//! contract states.

pub mod api_token;
pub mod audit;
pub mod context;
pub mod environment;
pub mod idempotency;
pub mod integrated_account;
pub mod issuing;
pub mod lifetime;
pub mod link_token;
pub mod redemption;
pub mod redirect_uri;
pub mod request;
pub mod sweep;

use std::{borrow::Cow, fmt};

/// The reason why the rules do not allow a request. The message is for the caller.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{0}")]
    Invalid(RefusalDetail),
    /// A field names something that does not exist in the environment.
    #[error("{0}")]
    NotFound(RefusalDetail),
    /// An `Idempotency-Key` was used before with another request.
    #[error("Idempotency-Key: already used with another request")]
    KeyReused,
    /// The link token is unknown, expired, redeemed or revoked.
    #[error("link token is no longer valid")]
    LinkTokenDead,
    /// A field names something new that already exists.
    #[error("{0}")]
    AlreadyExists(RefusalDetail),
}

impl Refusal {
    pub fn invalid(field: impl Into<Cow<'static, str>>, expected: impl Into<String>) -> Self {
        Self::Invalid(RefusalDetail { field: Some(field.into()), message: expected.into() })
    }

    pub fn not_found(field: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::NotFound(RefusalDetail { field: Some(field.into()), message: message.into() })
    }

    pub fn already_exists(field: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::AlreadyExists(RefusalDetail { field: Some(field.into()), message: message.into() })
    }
}

/// The message of a refusal, and the field that it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalDetail {
    /// The path of the field, as the contract names it. `None` if the refusal concerns several
    /// fields.
    pub field: Option<Cow<'static, str>>,
    /// The message never repeats a value of the request, which may be a secret.
    pub message: String,
}

impl fmt::Display for RefusalDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.field {
            Some(field) => write!(f, "{field}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}
