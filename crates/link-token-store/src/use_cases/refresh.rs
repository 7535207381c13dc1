//! Use cases of refreshes: a refresh begins, asks the third party outside of any transaction, and
//! is concluded.

use chrono::{DateTime, Utc};
use link_token_domain::{
    Refusal,
    audit::{Action, ApiRequest, Event},
    credentials::{AccountCredentials, Credentials, StoredCredentials},
    environment_integration::EnvironmentIntegration,
    integrated_account::Account,
    refresh::{
        self, RefreshEnd, RefreshFailure, RefreshPlan, RefreshTrigger, after_failure, after_success,
    },
    revocation::{Revocation, TokenOrigin},
    secret::Secret,
    webhook::event::AccountChange,
};
use link_token_types::{IntegratedAccountStatus, IntegrationName};
use uuid::Uuid;

use super::{conclude, outbox::tell, revocations};
pub use crate::tables::credentials::DueCredentials;
use crate::{
    StoreError,
    tables::{
        credentials,
        environment_integration::{self, EnvironmentIntegrationKey},
        integrated_account, revocation,
    },
    transaction::{Decision, Query, Rows, Transaction, UseCase},
};

/// Returns up to `limit` credentials that are due, the longest due first.
#[derive(Debug)]
pub struct FindDueRefreshes {
    pub now: DateTime<Utc>,
    /// The integrations whose credentials are left out.
    pub except: Vec<IntegrationName>,
    pub limit: u32,
}

impl Query for FindDueRefreshes {
    type Found = Vec<DueCredentials>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        credentials::due(rows, self.now, &self.except, self.limit).await
    }
}

/// Returns the expiry of the credentials that expire first of those that the service refreshes.
#[derive(Debug)]
pub struct FindFirstExpiry;

impl Query for FindFirstExpiry {
    type Found = Option<DateTime<Utc>>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        credentials::first_expiry(rows).await
    }
}

/// Begins a refresh, if the rules allow it now: takes the lease, before anything is sent. Fails if
/// the current key is closed. If the credentials are due and no server can read what the refresh
/// needs, they are due later.
#[derive(Debug)]
pub struct BeginRefresh {
    pub environment_id: Uuid,
    /// The ID of the account.
    pub id: Uuid,
    pub trigger: RefreshTrigger,
    pub now: DateTime<Utc>,
}

/// The answer to [`BeginRefresh`].
#[derive(Clone, Debug, PartialEq)]
pub enum BegunRefresh {
    /// The caller refreshes these credentials, and concludes the refresh.
    Begun(Box<RefreshOrder>),
    /// The rules do not allow it.
    Not(RefreshPlan),
    /// No server can read what the refresh needs: the credentials that were due are due later.
    Unreadable { reason: String },
}

/// The facts for a refresh.
#[derive(Clone, Debug, PartialEq)]
pub struct RefreshOrder {
    pub account: Account,
    /// The credentials, with the state of the refresh that has begun.
    pub stored: StoredCredentials,
    /// The environment integration with the operator's OAuth client: that of the account, or the
    /// one that its environment has for the app.
    pub integration: Option<EnvironmentIntegration<Secret>>,
}

impl UseCase for BeginRefresh {
    type Done = BegunRefresh;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let begun = self.begin(tx).await;
        let (RefreshTrigger::Due, Err(error)) = (self.trigger, &begun) else {
            return begun.map(Ok);
        };
        let reason = error.to_string();
        // It must not keep the others that are due from their refreshes.
        if let Some(begun) = revocations::if_readable(tx, begun).await? {
            return Ok(Ok(begun));
        }
        let due_at = self.now + refresh::UNREADABLE_PAUSE;
        credentials::postpone(tx, self.environment_id, self.id, due_at).await?;
        Ok(Ok(BegunRefresh::Unreadable { reason }))
    }
}

impl BeginRefresh {
    async fn begin(&self, tx: &mut impl Transaction) -> Result<BegunRefresh, StoreError> {
        let Self { environment_id, id, trigger, now } = *self;
        let account = integrated_account::find(tx, environment_id, id).await?;
        let stored = credentials::find_to_refresh(tx, environment_id, id).await?;
        let impossible = BegunRefresh::Not(RefreshPlan::Impossible);
        let Some(mut stored) = stored else { return Ok(impossible) };
        let plan =
            account.map(|account| (refresh::plan(trigger, account.status, &stored, now), account));
        let account = match plan {
            Some((RefreshPlan::Refresh, account)) => account,
            Some((plan, _)) if plan != RefreshPlan::Impossible => {
                return Ok(BegunRefresh::Not(plan));
            }
            _ => {
                if trigger == RefreshTrigger::Due {
                    let state = stored.refresh.given_up(now);
                    credentials::put_state(tx, environment_id, id, &state).await?;
                }
                return Ok(impossible);
            }
        };
        let integration = integration_of(tx, &account).await?;
        stored.refresh = stored.refresh.begin(now);
        credentials::put_state(tx, environment_id, id, &stored.refresh).await?;
        Ok(BegunRefresh::Begun(Box::new(RefreshOrder { account, stored, integration })))
    }
}

async fn integration_of(
    tx: &mut impl Transaction,
    account: &Account,
) -> Result<Option<EnvironmentIntegration<Secret>>, StoreError> {
    if let Some(id) = account.environment_integration_id {
        let found = EnvironmentIntegrationKey::Id(id);
        let found = environment_integration::find_with_secret(tx, &found).await?;
        let own = found.filter(|it| {
            (it.environment_id, &it.integration) == (account.environment_id, &account.integration)
        });
        if own.is_some() {
            return Ok(own);
        }
    }
    let key = EnvironmentIntegrationKey::Name {
        environment_id: account.environment_id,
        integration: account.integration.clone(),
    };
    environment_integration::find_with_secret(tx, &key).await
}

/// Concludes a refresh: stores the new credentials, or judges the failure. Reads the row again: if
/// other credentials are there by now, this refresh changes nothing. New credentials are kept until
/// they are revoked if the account was deleted or authorised again meanwhile.
#[derive(Debug)]
pub struct ConcludeRefresh {
    pub environment_id: Uuid,
    /// The ID of the account.
    pub id: Uuid,
    /// The origin of the credentials, for the case that the account does not get them.
    pub origin: Option<TokenOrigin>,
    /// The ID of the revocation in that case. A repeated call with the same ID adds no other one.
    pub revocation_id: Uuid,
    /// The state with which the refresh began.
    pub begun: refresh::RefreshState,
    pub result: Result<Credentials, RefreshFailure>,
    pub now: DateTime<Utc>,
}

/// The end of a refresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConcludedRefresh {
    Refreshed,
    /// It failed, and is tried again.
    Failed,
    /// The account has to be authorised again. `is_new` is true if it had not before.
    Ended {
        is_new: bool,
    },
    /// The credentials were replaced meanwhile, or are gone, or another refresh has begun.
    Overtaken,
}

impl UseCase for ConcludeRefresh {
    type Done = ConcludedRefresh;
    const TELLS: bool = true;
    const REVOKES: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { environment_id, id, origin, revocation_id, begun, result, now } = self;
        // In the order in which the completion of an attempt locks them.
        let account = integrated_account::find_for_update(tx, *environment_id, *id).await?;
        let stored = credentials::find_for_update(tx, *environment_id, *id).await?;
        let current = stored.as_ref().filter(|_| account.is_some()).map(|stored| &stored.refresh);
        let end = begun.end(current);
        if let (RefreshEnd::Orphaned, Ok(late), Some(origin)) = (end, result, origin) {
            let late = Revocation::new(origin.clone(), late.content.clone(), false, *now);
            revocation::insert_due_once(tx, Revocation { id: *revocation_id, ..late }).await?;
        }
        let (RefreshEnd::Counts, Some(account), Some(stored)) = (end, account, stored) else {
            return Ok(Ok(ConcludedRefresh::Overtaken));
        };
        let (state, refresh_error) = (stored.refresh, stored.refresh_error.as_deref());
        let last_error = account.last_error.clone();
        let (status, last_error, concluded) = match result {
            // Even if the lease has expired: the third party may have ended the old credentials.
            Ok(new) => {
                credentials::renew(tx, *environment_id, *id, new, *now).await?;
                let (status, last_error) = after_success(account.status, last_error, refresh_error);
                (status, last_error, ConcludedRefresh::Refreshed)
            }
            Err(_) if state.leased_until != begun.leased_until => {
                return Ok(Ok(ConcludedRefresh::Overtaken));
            }
            Err(failure) => {
                let verdict = state.judge(*id, failure, *now);
                credentials::put_state(tx, *environment_id, *id, &verdict.state).await?;
                let error = &verdict.last_error;
                credentials::put_refresh_error(tx, *environment_id, *id, error).await?;
                let (status, last_error) =
                    after_failure(account.status, last_error, refresh_error, &verdict);
                let is_new = status != account.status;
                let concluded = if verdict.is_ended {
                    ConcludedRefresh::Ended { is_new }
                } else {
                    ConcludedRefresh::Failed
                };
                (status, last_error, concluded)
            }
        };
        if (status, &last_error) != (account.status, &account.last_error) {
            if status == IntegratedAccountStatus::NeedsReauth && status != account.status {
                let event = Event::of_server(*environment_id, Action::LoseCredentials, *now);
                tx.record(&event.about_account(&account)).await?;
            }
            let before = account.state();
            let updated_at = (*now).max(account.updated_at);
            let after = Account { status, last_error, updated_at, ..account };
            integrated_account::put_status(tx, &after).await?;
            let change = AccountChange::StateFound { before: &before, after: &after };
            tell(tx, &change, *now).await?;
        }
        Ok(Ok(concluded))
    }
}

/// Records that a caller has asked for a refresh, and returns the account's status and credentials.
/// Refused if there is nothing to refresh.
#[derive(Debug)]
pub struct DemandRefresh {
    pub environment_id: Uuid,
    /// The ID of the account.
    pub id: Uuid,
    pub by: ApiRequest,
    pub now: DateTime<Utc>,
}

impl UseCase for DemandRefresh {
    type Done = StoredCredentials;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { environment_id, id, by, now } = self;
        let event = Event::of_request(*by, *environment_id, Action::RefreshCredentials, *now);
        let event = event.about(Some(*id));
        let found = credentials::find_with_account(tx, *environment_id, *id).await?;
        let Some(AccountCredentials { tenant_id, status, stored, .. }) = found else {
            let refusal = Refusal::not_found("id", "no such integrated account");
            return conclude(tx, event, Err(refusal)).await;
        };
        let event = event.of_tenant(Some(tenant_id));
        let Some(found) = stored else {
            return conclude(tx, event, Err(Refusal::no_credentials(status))).await;
        };
        if !found.credentials.is_refreshable {
            let refusal = Refusal::invalid(
                "id",
                "the credentials of this integrated account cannot be refreshed: the third party gave no refresh token, the user typed them, or the environment does not offer the app",
            );
            return conclude(tx, event, Err(refusal)).await;
        }
        conclude(tx, event, Ok(found)).await
    }
}
