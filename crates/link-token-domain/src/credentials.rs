//! Credentials: what a third party gave, or a user typed, for an integrated account.

use chrono::{DateTime, TimeDelta, Utc};
use link_token_types::{AuthenticationMethod, IntegratedAccountStatus, TenantId};

use super::{refresh::RefreshState, secret::Secret};

/// The credentials of an account. They are kept apart from its context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// JSON, whose form depends on the authentication method.
    pub content: Secret,
    /// The time at which the credentials expire. `None` if they do not, or if it is not known.
    pub expires_at: Option<DateTime<Utc>>,
    /// The time at which the access token was issued, or arrived here. `None` without one.
    pub issued_at: Option<DateTime<Utc>>,
    /// True if the third party can be asked for new ones.
    pub is_refreshable: bool,
}

impl Credentials {
    /// Returns the lifetime of the access token. `None` if it is not known.
    pub fn lifetime(&self) -> Option<TimeDelta> {
        let lifetime = self.expires_at? - self.issued_at?;
        (lifetime > TimeDelta::zero()).then_some(lifetime)
    }

    /// Returns true if the credentials expire at a time or before.
    pub fn expire_before(&self, time: DateTime<Utc>) -> bool {
        self.expires_at.is_some_and(|expires_at| expires_at <= time)
    }
}

/// The credentials of an account as the store has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCredentials {
    pub credentials: Credentials,
    pub refresh: RefreshState,
    /// The reason why the last refresh failed. `None` if it succeeded, or if there was none.
    pub refresh_error: Option<String>,
}

/// The credentials of an account, with what their readers need to know about the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountCredentials {
    pub tenant_id: TenantId,
    pub status: IntegratedAccountStatus,
    /// The method by which the account was connected.
    pub authentication_method: Option<AuthenticationMethod>,
    /// `None` if the account has no credentials here.
    pub stored: Option<StoredCredentials>,
}
