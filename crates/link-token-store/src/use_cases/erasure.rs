//! Use cases that erase a tenant, and delete an empty environment. [`Store::erase_tenant`] and
//! [`Store::delete_environment`] run them in their order.
//!
//! [`Store::erase_tenant`]: crate::Store::erase_tenant
//! [`Store::delete_environment`]: crate::Store::delete_environment

use chrono::{DateTime, Utc};
use link_token_domain::{
    Refusal,
    audit::{Action, Event, EventId, Origin, Outcome},
    erasure::{Tenant, TenantErasure, TenantRecords},
    link_token::LinkTokenHash,
    webhook::event::AccountChange,
};
use link_token_types::TenantId;
use uuid::Uuid;

use super::{accounts::delete_locked, conclude, outbox::tell, revocations};
pub use crate::tables::link_token::StoredPosition;
use crate::{
    StoreError,
    tables::{
        api_token, attempt, audit_event, confirmation, environment, integrated_account, link_token,
        tenant_erasure, webhook_event,
    },
    transaction::{Decision, Extent, Query, Rows, Transaction, UseCase},
};

/// Begins to erase a tenant, and hides it. Returns false and changes nothing if the tenant is being
/// erased already.
#[derive(Debug)]
pub struct BeginErasure {
    pub tenant: Tenant,
    pub by: Origin,
    pub now: DateTime<Utc>,
}

impl UseCase for BeginErasure {
    type Done = bool;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<bool>, StoreError> {
        let Self { tenant, by, now } = self;
        let event = Event::new(*by, tenant.environment_id, Action::EraseTenant, *now);
        let erasure = TenantErasure { tenant: tenant.clone(), began_at: *now };
        let is_new = tx.insert(&erasure).await?;
        let outcome = if is_new { Outcome::Done } else { Outcome::Unchanged };
        conclude(tx, event.with_outcome(outcome), Ok(is_new)).await
    }
}

/// Deletes accounts of a tenant with their credentials and their events for webhooks. Tokens are
/// kept apart until they are revoked. An account that was moved to the tenant may have attempts and
/// connections that wait for their confirmation, by link tokens of another one: they go, too.
#[derive(Debug)]
pub struct EraseAccounts {
    pub erasure: TenantErasure,
    pub ids: Vec<Uuid>,
    pub now: DateTime<Utc>,
}

impl UseCase for EraseAccounts {
    /// The number of deleted accounts. `None` if another process has ended the erasure, and nothing
    /// is deleted.
    type Done = Option<usize>;
    const TELLS: bool = true;
    const REVOKES: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { erasure, ids, now } = self;
        if !tenant_erasure::hold(tx, erasure).await? {
            return Ok(Ok(None));
        }
        let environment_id = erasure.tenant.environment_id;
        let mut deleted = 0;
        for account_id in ids.iter().copied() {
            // The completion of an attempt locks in this order, too.
            attempt::lock_of_account(tx, environment_id, account_id).await?;
            let unconfirmed =
                confirmation::of_account_for_update(tx, environment_id, account_id).await?;
            // A transaction that replaces the credentials, or moves the account to another tenant,
            // has ended then.
            if !integrated_account::lock_of_tenant(tx, &erasure.tenant, account_id).await? {
                continue;
            }
            deleted += 1;
            attempt::delete_of_account(tx, environment_id, account_id).await?;
            delete_locked(tx, environment_id, account_id, &unconfirmed, *now).await?;
            webhook_event::delete_of_account(tx, environment_id, account_id).await?;
            tell(tx, &AccountChange::Deleted { environment_id, account_id }, *now).await?;
        }
        Ok(Ok(Some(deleted)))
    }
}

/// Deletes link tokens with the attempts that used them and what waits for a confirmation. Tokens
/// of a third party are kept apart until they are revoked.
#[derive(Debug)]
pub struct EraseLinkTokens {
    /// `None` if their environment is to be deleted.
    pub erasure: Option<TenantErasure>,
    pub hashes: Vec<LinkTokenHash>,
    pub now: DateTime<Utc>,
}

impl UseCase for EraseLinkTokens {
    /// The number of deleted link tokens. `None` if another process has ended the erasure, and
    /// nothing is deleted.
    type Done = Option<usize>;
    const REVOKES: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { erasure, hashes, now } = self;
        if let Some(erasure) = erasure
            && !tenant_erasure::hold(tx, erasure).await?
        {
            return Ok(Ok(None));
        }
        let mut deleted = 0;
        for hash in hashes {
            // Most transactions lock an attempt before its link token.
            attempt::delete_of_link_token(tx, *hash).await?;
            let Some((place, _)) = tx.find_link_token(*hash).await? else { continue };
            // Another one may have begun before the link token was locked.
            attempt::delete_of_link_token(tx, *hash).await?;
            if let Some(found) = confirmation::find_encrypted_for_update(tx, *hash).await? {
                confirmation::delete(tx, found.environment_id, found.id).await?;
                revocations::keep_of_confirmation(tx, &found, *now).await?;
            }
            tx.delete_link_token(place).await?;
            deleted += 1;
        }
        Ok(Ok(Some(deleted)))
    }
}

/// Removes the ID of a tenant from audit events, which stay otherwise. Deletes the events for
/// webhooks about accounts that were deleted before.
#[derive(Debug)]
pub struct EraseFromEvents {
    pub erasure: TenantErasure,
    pub events: Vec<Event>,
}

impl UseCase for EraseFromEvents {
    /// The number of changed audit events. `None` if another process has ended the erasure, and
    /// nothing is changed.
    type Done = Option<usize>;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { erasure, events } = self;
        if !tenant_erasure::hold(tx, erasure).await? {
            return Ok(Ok(None));
        }
        let environment_id = erasure.tenant.environment_id;
        for Event { id, outcome, object_id, .. } in events {
            audit_event::forget_tenant(tx, *id).await?;
            // A refused request may have named the account of another tenant.
            if let Some(id) = object_id.filter(|_| *outcome == Outcome::Done)
                && integrated_account::find(tx, environment_id, id).await?.is_none()
            {
                webhook_event::delete_of_account(tx, environment_id, id).await?;
            }
        }
        Ok(Ok(Some(events.len())))
    }
}

/// Ends an erasure, after everything is deleted.
#[derive(Debug)]
pub struct EndErasure(pub TenantErasure);

impl UseCase for EndErasure {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        tenant_erasure::delete(tx, &self.0).await?;
        Ok(Ok(()))
    }
}

/// Finds the erasure of a tenant that has begun and not ended.
#[derive(Debug)]
pub struct FindErasure(pub Tenant);

impl Query for FindErasure {
    type Found = Option<TenantErasure>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        tenant_erasure::find(rows, &self.0).await
    }
}

/// Lists the erasures that have begun and not ended, oldest first.
#[derive(Debug)]
pub struct ListErasures;

impl Query for ListErasures {
    type Found = Vec<TenantErasure>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        tenant_erasure::list(rows).await
    }
}

/// Lists up to `limit` IDs of a tenant's accounts, even while the tenant is hidden.
#[derive(Debug)]
pub struct ListAccountsToErase {
    pub tenant: Tenant,
    pub limit: u32,
}

impl Query for ListAccountsToErase {
    type Found = Vec<Uuid>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        integrated_account::ids_of_tenant(rows, &self.tenant, self.limit).await
    }
}

/// Lists up to `limit` stored link tokens of an environment, active or not, even while their tenant
/// is hidden.
#[derive(Debug)]
pub struct ListLinkTokensToErase {
    pub environment_id: Uuid,
    /// `None` for all tenants.
    pub tenant_id: Option<TenantId>,
    /// The last link token of the previous page.
    pub after: Option<StoredPosition>,
    pub limit: u32,
}

impl Query for ListLinkTokensToErase {
    type Found = Vec<StoredPosition>;
    const EXTENT: Extent = Extent::Table;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        let Self { environment_id, tenant_id, after, limit } = self;
        link_token::list_stored(rows, *environment_id, tenant_id.as_ref(), *after, *limit).await
    }
}

/// Lists up to `limit` audit events that name a tenant, oldest first.
#[derive(Debug)]
pub struct ListEventsToErase {
    pub tenant: Tenant,
    /// The last event of the previous page.
    pub after: Option<EventId>,
    pub limit: u32,
}

impl Query for ListEventsToErase {
    type Found = Vec<Event>;
    const EXTENT: Extent = Extent::Table;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        audit_event::of_tenant(rows, &self.tenant, self.after, self.limit).await
    }
}

/// Revokes the API tokens of an environment that is to be deleted. Refused if the environment has
/// an account.
#[derive(Debug)]
pub struct BeginEnvironmentDeletion {
    pub environment_id: Uuid,
    pub now: DateTime<Utc>,
}

impl UseCase for BeginEnvironmentDeletion {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { environment_id, now } = *self;
        if let Err(refusal) = check_empty(tx, environment_id).await? {
            return Ok(Err(refusal));
        }
        for token in api_token::list(tx, environment_id).await? {
            if token.revoked_at.is_none() {
                api_token::revoke(tx, token.id, now).await?;
                let event = Event::of_operator(environment_id, Action::RevokeApiToken, now);
                tx.record(&event.about(Some(token.id))).await?;
            }
        }
        Ok(Ok(()))
    }
}

/// Deletes an environment with its settings and API tokens, after its link tokens. Refused if the
/// environment has an account. Its audit trail stays, and so do the tokens that are still to be
/// revoked, with the OAuth clients for that.
#[derive(Debug)]
pub struct DeleteEnvironment {
    pub environment_id: Uuid,
    pub now: DateTime<Utc>,
}

impl UseCase for DeleteEnvironment {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { environment_id, now } = *self;
        if let Err(refusal) = check_empty(tx, environment_id).await? {
            return Ok(Err(refusal));
        }
        revocations::keep_clients(tx, environment_id).await?;
        environment::delete(tx, environment_id).await?;
        let event = Event::of_operator(environment_id, Action::DeleteEnvironment, now);
        conclude(tx, event, Ok(())).await
    }
}

/// Locks an environment, and refuses one that does not exist or has an account.
async fn check_empty(
    tx: &mut impl Transaction,
    environment_id: Uuid,
) -> Result<Decision<()>, StoreError> {
    if environment::find_for_update(tx, environment_id).await?.is_none() {
        return Ok(Err(Refusal::no_environment()));
    }
    if integrated_account::any(tx, environment_id).await? {
        return Ok(Err(Refusal::invalid("environment", "still has integrated accounts")));
    }
    Ok(Ok(()))
}

/// Counts what is stored about a tenant, even while the tenant is hidden.
#[derive(Debug)]
pub struct CountTenantRecords {
    pub tenant: Tenant,
}

impl Query for CountTenantRecords {
    type Found = TenantRecords;
    const EXTENT: Extent = Extent::Table;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        Ok(TenantRecords {
            accounts: tenant_erasure::count(rows, "integrated_account", &self.tenant).await?,
            link_tokens: tenant_erasure::count(rows, "link_token", &self.tenant).await?,
            audit_events: tenant_erasure::count(rows, "audit_event", &self.tenant).await?,
        })
    }
}
