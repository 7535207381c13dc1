//! What the service keeps: the interface to it, and its implementations.
//!
//! An answer of `Ok(Err(Refusal))` is one of the domain's: the store works, and the caller asked for something that is not
//! to be had. A [`StoreError`] is the store's own.

pub mod postgres;
mod rows;
mod sealing;
pub mod sqlite;
#[cfg(test)]
mod suite;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use uuid::Uuid;

pub use self::sealing::{KeyError, Keys};
use crate::domain::{
    Refusal,
    api_token::{ApiToken, ApiTokenHash},
    audit::{self, ApiRequest, Event},
    environment::{Environment, StaticGate},
    idempotency::Idempotency,
    integrated_account::Account,
    lifetime::Lifetime,
    link_token::{Grant, IssueRequest, Issued, LinkTokenHash},
    redemption::RedeemRequest,
    redirect_uri::Allowlist,
};

/// Why a store did not do what it was asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// More is waiting than the store can do in time. Nothing was done.
    #[error("the store's queue is full")]
    Busy,
    /// The store does not answer, or could not write. If the answer was lost, what was asked may have been done all the
    /// same: nobody knows. What a caller did not hear of can be asked for again.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// What is stored cannot be read.
    #[error("what is stored cannot be read: {0}")]
    Damaged(String),
}

impl StoreError {
    /// The store was closed, as it is when the server stops.
    fn closed() -> Self {
        Self::Unavailable("the store is closed".to_owned())
    }
}

/// An administrative change that cannot be made because of what is there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// There is one by that name or ID already.
    #[error("there is one already")]
    Exists,
    /// What it belongs to or names does not exist.
    #[error("there is none")]
    Missing,
}

/// The answer to an administrative change.
pub type Administered<T> = Result<Result<T, Conflict>, StoreError>;

/// What is to change in a policy. None leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct PolicyChange {
    /// How long link tokens live; as the server is configured, if `Some(None)`.
    pub lifetime: Option<Option<Lifetime>>,
    /// Where link tokens may send users.
    pub redirect_uris: Option<Allowlist>,
}

/// What it takes to issue a link token.
#[derive(Clone, Debug)]
pub struct IssueOrder {
    /// The environment that it is for.
    pub environment_id: Uuid,
    /// The request that asks for it.
    pub by: ApiRequest,
    /// What is asked for.
    pub request: IssueRequest,
    /// What makes the request repeatable, if it is to be.
    pub idempotency: Option<Idempotency>,
    /// The present.
    pub now: DateTime<Utc>,
    /// How long the token lives, unless its environment says otherwise.
    pub default_lifetime: Lifetime,
}

impl IssueOrder {
    /// What the audit trail says of it, as far as the request tells.
    fn event(&self) -> Event {
        let action = audit::Action::CreateLinkToken;
        let purpose = &self.request.purpose;
        Event::of_request(self.by, self.environment_id, action, self.now)
            .of_tenant(purpose.tenant_id().cloned())
            .about(purpose.account_id())
    }
}

/// What is kept, durably: when a method that changes something returns, the change survives a crash.
///
/// Whoever stops waiting for a request's answer, by dropping its future, leaves nothing half done and costs the others nothing: a
/// change is made whole, or not at all.
///
/// A change and its event in the audit trail are durable together or not at all, and the event of what was refused is durable
/// before the refusal is answered.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    // The service's operations.

    /// The API token with a hash, whether it is still valid or not.
    async fn api_token(&self, hash: ApiTokenHash) -> Result<Option<ApiToken>, StoreError>;

    /// Issues a link token. That is begun at once, and the future only waits for its end: it is small, since there may be hundreds.
    fn issue(
        &self,
        order: IssueOrder,
    ) -> BoxFuture<'static, Result<Result<Issued, Refusal>, StoreError>>;

    /// Notes that an API token was used, some time soon. If that fails, nobody is told: there is a next time.
    fn note_use(&self, api_token_id: Uuid, now: DateTime<Utc>);

    /// Deletes up to `limit` link tokens that died before a time, and tells how many.
    async fn sweep(&self, died_before: DateTime<Utc>, limit: u32) -> Result<usize, StoreError>;

    /// Deletes up to `limit` events that were before a time, and tells how many.
    async fn sweep_events(&self, before: DateTime<Utc>, limit: u32) -> Result<usize, StoreError>;

    /// What a link token of an environment stands for, if it is active.
    async fn grant(
        &self,
        environment_id: Uuid,
        token: LinkTokenHash,
        now: DateTime<Utc>,
    ) -> Result<Option<Grant>, StoreError>;

    /// Consumes a link token of an environment and creates or updates its account, both or neither.
    async fn redeem(
        &self,
        environment_id: Uuid,
        request: RedeemRequest,
        by: ApiRequest,
        now: DateTime<Utc>,
    ) -> Result<Result<Account, Refusal>, StoreError>;

    /// Makes a link token of an environment unusable, if there is such an active one.
    async fn revoke(
        &self,
        environment_id: Uuid,
        token: LinkTokenHash,
        by: ApiRequest,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    // Administration.

    /// Adds an environment.
    async fn create_environment(&self, environment: Environment) -> Administered<()>;

    /// Changes the policy of an environment, and gives the environment as it is then.
    async fn change_policy(
        &self,
        environment_id: Uuid,
        change: PolicyChange,
        now: DateTime<Utc>,
    ) -> Administered<Environment>;

    /// All environments, by name.
    async fn environments(&self) -> Result<Vec<Environment>, StoreError>;

    /// The environment with an ID or a name.
    async fn environment(&self, id_or_name: &str) -> Result<Option<Environment>, StoreError>;

    /// Adds an API token.
    async fn create_api_token(&self, token: ApiToken, hash: ApiTokenHash) -> Administered<()>;

    /// The API tokens of an environment, oldest first.
    async fn api_tokens(&self, environment_id: Uuid) -> Result<Vec<ApiToken>, StoreError>;

    /// Revokes an API token. One that is revoked already stays as it is.
    async fn revoke_api_token(&self, id: Uuid, now: DateTime<Utc>) -> Administered<()>;

    /// Adds a static gate.
    async fn create_static_gate(&self, gate: StaticGate) -> Administered<()>;

    /// The static gates of an environment, oldest first.
    async fn static_gates(&self, environment_id: Uuid) -> Result<Vec<StaticGate>, StoreError>;

    /// Removes a static gate. Accounts and link tokens that name it keep its ID.
    async fn delete_static_gate(
        &self,
        environment_id: Uuid,
        id: Uuid,
        now: DateTime<Utc>,
    ) -> Administered<()>;

    /// Adds an account that was connected elsewhere.
    async fn import_account(&self, account: Account) -> Administered<()>;

    /// The accounts of an environment, of one tenant or of all, oldest first.
    async fn accounts(
        &self,
        environment_id: Uuid,
        tenant_id: Option<&str>,
    ) -> Result<Vec<Account>, StoreError>;

    /// One account of an environment.
    async fn account(&self, environment_id: Uuid, id: Uuid) -> Result<Option<Account>, StoreError>;

    /// The events of the audit trail that fit, the newest first.
    async fn events(&self, filter: audit::Filter) -> Result<Vec<Event>, StoreError>;

    /// Seals again the contexts that a key other than the first sealed, in small batches between which others write, and
    /// tells how many there were. In the end, the other keys are retired: nothing needs them, and nothing can be sealed
    /// with them any more, which a store may begin with. If it is broken off, it can be called again.
    async fn reseal(&self, now: DateTime<Utc>) -> Result<usize, StoreError>;

    /// Whether the store answers, and would let something be changed.
    async fn ping(&self) -> Result<(), StoreError>;

    /// How many changes wait.
    fn queue_depth(&self) -> usize;

    /// Waits for what is under way and lets go of the storage.
    async fn close(&self);
}
