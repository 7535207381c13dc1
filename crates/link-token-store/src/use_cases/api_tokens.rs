//! Use cases of API tokens.

use chrono::{DateTime, Utc};
use link_token_domain::{
    Refusal,
    api_token::{ApiToken, ApiTokenHash},
    audit::{Action, Event, Origin, Outcome},
};
use uuid::Uuid;

use super::{accept_new, conclude_change};
use crate::{
    StoreError,
    tables::{api_token, environment},
    transaction::{Decision, Query, Rows, Transaction, UseCase},
};

#[derive(Debug)]
pub struct CreateApiToken {
    pub token: ApiToken,
    pub hash: ApiTokenHash,
    pub by: Origin,
}

impl UseCase for CreateApiToken {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { token, hash, by } = self;
        if environment::find(tx, token.environment_id).await?.is_none() {
            return Ok(Err(Refusal::no_environment()));
        }
        let is_new = api_token::insert(tx, token, *hash).await?;
        let decision = accept_new(is_new, "id", "this API token already exists");
        let event = Event::new(*by, token.environment_id, Action::CreateApiToken, token.created_at);
        conclude_change(tx, event.about(Some(token.id)), decision).await
    }
}

/// Revokes an API token, and returns it with the time at which it was revoked first. Revoking it
/// again changes nothing.
#[derive(Debug)]
pub struct RevokeApiToken {
    /// The environment of the API token. `None` for any.
    pub environment_id: Option<Uuid>,
    pub id: Uuid,
    pub by: Origin,
    pub now: DateTime<Utc>,
}

impl UseCase for RevokeApiToken {
    type Done = ApiToken;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<ApiToken>, StoreError> {
        let Self { environment_id, id, by, now } = self;
        let found = api_token::find_for_update(tx, *id).await?;
        let found = found.filter(|it| environment_id.is_none_or(|id| it.environment_id == id));
        let Some(token) = found else {
            let refusal = Refusal::not_found("id", "no such API token");
            let Some(environment_id) = *environment_id else { return Ok(Err(refusal)) };
            let event = Event::new(*by, environment_id, Action::RevokeApiToken, *now);
            return conclude_change(tx, event.about(Some(*id)), Err(refusal)).await;
        };
        let event = Event::new(*by, token.environment_id, Action::RevokeApiToken, *now);
        let event = event.about(Some(*id));
        let event = if token.revoked_at.is_none() {
            api_token::revoke(tx, *id, *now).await?;
            event
        } else {
            event.with_outcome(Outcome::Unchanged)
        };
        let revoked_at = Some(token.revoked_at.unwrap_or(*now));
        conclude_change(tx, event, Ok(ApiToken { revoked_at, ..token })).await
    }
}

/// Records the time of an API token's last use.
#[derive(Debug)]
pub struct NoteUse {
    pub id: Uuid,
    pub now: DateTime<Utc>,
}

impl UseCase for NoteUse {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        api_token::note_use(tx, self.id, self.now).await.map(Ok)
    }
}

/// Lists the API tokens of an environment, oldest first.
#[derive(Debug)]
pub struct ListApiTokens {
    pub environment_id: Uuid,
}

impl Query for ListApiTokens {
    type Found = Vec<ApiToken>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Vec<ApiToken>, StoreError> {
        api_token::list(rows, self.environment_id).await
    }
}

/// Lists up to `limit` valid API tokens of all environments that expire until a time, the first to
/// expire first.
#[derive(Debug)]
pub struct ListExpiringApiTokens {
    pub now: DateTime<Utc>,
    pub until: DateTime<Utc>,
    pub limit: u32,
}

impl Query for ListExpiringApiTokens {
    type Found = Vec<ApiToken>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Vec<ApiToken>, StoreError> {
        api_token::list_expiring(rows, self.now, self.until, self.limit).await
    }
}

#[derive(Debug)]
pub struct FindApiToken {
    pub id: Uuid,
}

impl Query for FindApiToken {
    type Found = Option<ApiToken>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Option<ApiToken>, StoreError> {
        api_token::find(rows, self.id).await
    }
}
