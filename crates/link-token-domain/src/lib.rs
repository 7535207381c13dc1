//! The rules of link tokens and integrated accounts, without input or output.
//!
//! Functions here decide, given the facts: `link-token-store` reads the facts, calls the domain and
//! stores the result. The types of `link-token-types` have already checked the limits that the
//! contract states.

pub mod api_token;
pub mod appearance;
pub mod attempt;
pub mod audit;
pub mod confirmation;
pub mod context;
pub mod credentials;
pub mod environment;
pub mod environment_integration;
pub mod erasure;
pub mod idempotency;
pub mod integrated_account;
pub mod issuing;
pub mod lifetime;
pub mod link_token;
pub mod permission;
pub mod redemption;
pub mod redirect_uri;
pub mod refresh;
pub mod request;
pub mod revocation;
pub mod secret;
pub mod sweep;
pub mod webhook;

use std::{borrow::Cow, fmt, time::Duration};

use link_token_types::IntegratedAccountStatus;

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
    /// The verifier of a request is not that of the link token's challenge.
    #[error("code_verifier: does not fit the code_challenge of the link token")]
    WrongVerifier,
    /// No account was connected with the link token yet.
    #[error(
        "no account is connected with this link token yet: confirm it after the user has come back"
    )]
    NotConnected,
    /// The account was connected with a challenge, and was not confirmed yet.
    #[error(
        "the integrated account is not confirmed: call POST /link-token/confirm with its link token and the code_verifier"
    )]
    NotConfirmed,
    /// The attempt has changed since the caller read it, or belongs to another request.
    #[error("the attempt has changed meanwhile")]
    AttemptChanged,
    /// The attempt is unknown or has expired.
    #[error("the attempt is no longer valid")]
    AttemptDead,
    /// The link token was opened or tried too often. No change and no event was recorded: the audit
    /// trail has the attempts before.
    #[error(
        "the link was used too often: use an attempt that has begun, wait until one expires, or create a new link token"
    )]
    TooManyAttempts {
        /// The time until another attempt, or another try, may begin.
        retry_after: Duration,
    },
    /// Only a user can renew the credentials.
    #[error(
        "the third party issues no new credentials: the user has to authorise the account again"
    )]
    NeedsReauth,
    /// The credentials cannot be refreshed now.
    #[error(
        "the third party has not issued new credentials yet{}: try again later",
        parenthesis(reason.as_deref())
    )]
    RefreshFailed {
        /// The reason why the last refresh failed.
        reason: Option<String>,
        /// The time after which the caller may try again.
        retry_after: Duration,
    },
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

    /// The environment does not exist. A request was authenticated before it was deleted.
    pub fn no_environment() -> Self {
        Self::not_found("environment", "no such environment")
    }

    /// The account exists, and has no credentials: it waits for its confirmation, or they are kept
    /// elsewhere.
    pub fn no_credentials(status: IntegratedAccountStatus) -> Self {
        match status {
            IntegratedAccountStatus::Connecting => Self::NotConfirmed,
            _ => Self::not_found("id", "the integrated account has no credentials here"),
        }
    }

    pub fn already_exists(field: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::AlreadyExists(RefusalDetail { field: Some(field.into()), message: message.into() })
    }
}

fn parenthesis(reason: Option<&str>) -> String {
    reason.map(|reason| format!(" ({reason})")).unwrap_or_default()
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
