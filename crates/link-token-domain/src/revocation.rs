//! Revocations at third parties: tokens that no account has any more are revoked afterwards, and
//! kept until then.
//!
//! They are those of a deleted account, of a connection that was withdrawn, those that arrive too
//! late for their account, and those of an attempt whose user does not answer a question about
//! them. The store keeps all of them: it does not know the definitions. A server forgets those that
//! the definition does not let it revoke at its first try, and the others when they are revoked or
//! refused, or at the first try after a day.
//!
//! At some third parties, a revocation ends all that a user has granted to the client. There, a
//! server looks for a [`LivingGrant`] at each try, since accounts come and go meanwhile. It cannot
//! see every account of the user: an account is found only through the ID at the third party, which
//! imported accounts and those of some definitions lack, and through the OAuth client.

use chrono::{DateTime, TimeDelta, Utc};
use link_token_types::{AuthenticationMethod, IntegrationName};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    environment_integration::EnvironmentIntegration, integrated_account::Account,
    redemption::Connection, secret::Secret,
};

/// The time after which a revocation is given up, and its credentials are deleted.
pub const LIFETIME: TimeDelta = TimeDelta::days(1);
/// The time that one try has. No other server tries meanwhile.
pub const CLAIM: TimeDelta = TimeDelta::minutes(2);

const FIRST_PAUSE: TimeDelta = TimeDelta::minutes(1);
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(1);

/// The integration that tokens are of, and the account that they were for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenOrigin {
    pub environment_id: Uuid,
    pub account_id: Uuid,
    pub integration: IntegrationName,
    pub environment_integration_id: Uuid,
    pub authentication_method: AuthenticationMethod,
    /// The ID of the account at the third party, if it is known.
    pub upstream_id: Option<String>,
}

impl TokenOrigin {
    /// Returns the origin of credentials. `None` if a third party has not issued them to this
    /// service: the user has typed them, or the account was connected elsewhere. The account at the
    /// third party is unknown.
    pub fn new(
        (environment_id, account_id): (Uuid, Uuid),
        integration: Option<&IntegrationName>,
        environment_integration_id: Option<Uuid>,
        authentication_method: Option<AuthenticationMethod>,
    ) -> Option<Self> {
        let authentication_method = authentication_method.filter(|method| match method {
            AuthenticationMethod::Oauth2 | AuthenticationMethod::Oauth2ClientCredentials => true,
            AuthenticationMethod::ApiKey | AuthenticationMethod::KekaOauth => false,
        });
        Some(Self {
            environment_id,
            account_id,
            integration: integration?.clone(),
            environment_integration_id: environment_integration_id?,
            authentication_method: authentication_method?,
            upstream_id: None,
        })
    }

    /// Sets the account at the third party.
    #[must_use]
    pub fn with_upstream(self, upstream_id: Option<String>) -> Self {
        Self { upstream_id, ..self }
    }

    pub fn of_account<C>(account: &Account<C>) -> Option<Self> {
        let Account { integration, environment_integration_id, authentication_method, .. } =
            account;
        let ids = (account.environment_id, account.id);
        Self::new(ids, Some(integration), *environment_integration_id, *authentication_method)
            .map(|origin| origin.with_upstream(account.upstream_id.clone()))
    }

    /// Returns the origin of the credentials of a connection for an account.
    pub fn of_connection(
        environment_id: Uuid,
        account_id: Uuid,
        connection: &Connection,
    ) -> Option<Self> {
        let Connection { integration, environment_integration_id, authentication_method, .. } =
            connection;
        let ids = (environment_id, account_id);
        Self::new(ids, integration.as_ref(), *environment_integration_id, *authentication_method)
            .map(|origin| origin.with_upstream(connection.upstream_id.clone()))
    }
}

/// An account whose tokens a revocation may end, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LivingGrant {
    /// No such account is known. There may be one all the same: one without an ID at the third
    /// party, such as an imported one, is not found.
    None,
    /// Only accounts that wait for their confirmation, whose users are not known yet.
    Unconfirmed,
    /// The account that the tokens were for, or another one with the same ID at the third party. If
    /// the tokens were for a new account and have no such ID, any account of the client.
    Found,
}

/// The operator's OAuth client, which the third party may demand for a revocation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientOfTokens {
    pub id: String,
    pub secret: Option<String>,
}

impl std::fmt::Debug for ClientOfTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientOfTokens").field("id", &self.id).finish_non_exhaustive()
    }
}

impl ClientOfTokens {
    /// Returns the client of an environment integration, if the operator has set one.
    pub fn of(own: &EnvironmentIntegration<Secret>) -> Option<Self> {
        let secret = own.client_secret.as_ref().map(|secret| secret.expose().to_owned());
        Some(Self { id: own.client_id.clone()?, secret })
    }

    /// Returns the client as JSON for the store, which encrypts it.
    pub fn to_secret(&self) -> Result<Secret, serde_json::Error> {
        serde_json::to_string(self).map(Secret::new)
    }

    /// Reads the result of [`Self::to_secret`].
    pub fn from_secret(secret: &Secret) -> Result<Self, serde_json::Error> {
        serde_json::from_str(secret.expose())
    }
}

/// Credentials that are to be revoked. `S` is the form of the credentials: plain, or encrypted as
/// in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation<S = Secret> {
    pub id: Uuid,
    pub origin: TokenOrigin,
    /// True if the tokens were for a new account, which never got them. Another attempt of the same
    /// user may have connected another one.
    pub is_of_new_account: bool,
    pub content: S,
    /// The OAuth client as JSON, if the environment integration was deleted with its environment.
    pub client: Option<S>,
    /// The number of tries that have begun.
    pub tries: i64,
    /// The time of the next try. While a server tries, the time at which another one may.
    pub due_at: DateTime<Utc>,
    pub created_at: DateTime<Utc>,
}

impl<S> Revocation<S> {
    /// Returns a revocation that is due at once.
    pub fn new(
        origin: TokenOrigin,
        content: S,
        is_of_new_account: bool,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id: Uuid::new_v4(),
            origin,
            is_of_new_account,
            content,
            client: None,
            tries: 0,
            due_at: now,
            created_at: now,
        }
    }

    /// Replaces the credentials and the client with another form of them.
    pub fn with_secrets<T>(self, content: T, client: Option<T>) -> Revocation<T> {
        let Self {
            id,
            origin,
            is_of_new_account,
            content: _,
            client: _,
            tries,
            due_at,
            created_at,
        } = self;
        Revocation { id, origin, is_of_new_account, content, client, tries, due_at, created_at }
    }

    /// Returns the time of the next try after a failure. `None` to give up.
    pub fn next_try(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        next_try(self.tries, self.created_at, now)
    }
}

/// Returns the time of the next try of a revocation, after the number of tries that have begun.
/// `None` to give up.
pub fn next_try(
    tries: i64,
    created_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let doublings = u32::try_from(tries.clamp(1, 7)).unwrap_or(1) - 1;
    let pause = (FIRST_PAUSE * 2_i32.pow(doublings)).min(LONGEST_PAUSE);
    let next = now + pause;
    (next < created_at + LIFETIME).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_try_follows_growing_pauses_for_a_day() {
        let created_at = DateTime::UNIX_EPOCH;
        let integration: IntegrationName = "hubspot".parse().expect("valid");
        let method = Some(AuthenticationMethod::Oauth2);
        let ids = (Uuid::nil(), Uuid::nil());
        let origin = TokenOrigin::new(ids, Some(&integration), Some(Uuid::nil()), method);
        let mut revocation = Revocation::new(origin.expect("of tokens"), (), false, created_at);
        let mut pauses = Vec::new();
        let mut now = created_at;
        loop {
            revocation.tries += 1;
            let Some(next) = revocation.next_try(now) else { break };
            pauses.push((next - now).num_minutes());
            now = next;
        }
        assert_eq!(pauses[..8], [1, 2, 4, 8, 16, 32, 60, 60]);
        assert!(now < created_at + LIFETIME && created_at + LIFETIME - now <= LONGEST_PAUSE);
        assert!(pauses.len() < 40, "{pauses:?}");
        assert_eq!(next_try(1, created_at, created_at + LIFETIME - FIRST_PAUSE), None);
    }
}
