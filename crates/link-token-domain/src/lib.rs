//! The rules of link tokens and integrated accounts, without input or output.
//!
//! Functions here decide, given the facts: `link-token-store` reads the facts, asks for the decision and writes it down. Limits that
//! the contract states are checked by `link-token-types` before a value gets here.

pub mod api_token;
pub mod audit;
pub mod context;
pub mod environment;
pub mod idempotency;
pub mod integrated_account;
pub mod lifetime;
pub mod link_token;
pub mod redemption;
pub mod redirect_uri;

use std::fmt;

/// The answer to a request that asks for something that the rules do not allow. The message is for the caller.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A field breaks a rule.
    #[error("{0}")]
    Invalid(Fault),
    /// A field names something that does not exist in the environment.
    #[error("{0}")]
    NotFound(Fault),
    /// An `Idempotency-Key` was used before with another request.
    #[error("Idempotency-Key: already used with another request")]
    KeyReused,
    /// The link token is unknown, expired, redeemed or revoked.
    #[error("link token is no longer valid")]
    LinkTokenDead,
    /// A field names something new that already exists.
    #[error("{0}")]
    AlreadyExists(Fault),
}

impl Refusal {
    /// Refuses a field that breaks a rule.
    pub fn invalid(field: &'static str, expected: impl Into<String>) -> Self {
        Self::Invalid(Fault { field: Some(field), message: expected.into() })
    }

    /// Refuses a field that names something that does not exist.
    pub fn not_found(field: &'static str, message: impl Into<String>) -> Self {
        Self::NotFound(Fault { field: Some(field), message: message.into() })
    }

    /// Refuses a field that names something new that already exists.
    pub fn already_exists(field: &'static str, message: impl Into<String>) -> Self {
        Self::AlreadyExists(Fault { field: Some(field), message: message.into() })
    }
}

/// What is wrong with a request, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field at fault, as the contract names it. None if it is not one field's.
    pub field: Option<&'static str>,
    /// What is expected. Never repeats what was sent.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field {
            Some(field) => write!(f, "{field}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}
