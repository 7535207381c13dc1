//! Use cases of integrated accounts.

use std::convert::Infallible;

use chrono::{DateTime, Utc};
use link_token_domain::{
    Refusal,
    audit::{Action, ApiRequest, Event, Outcome},
    confirmation::Confirmation,
    credentials::{AccountCredentials, Credentials, StoredCredentials},
    integrated_account::{
        Account, AccountCursor, AccountFilter, AccountPage, AccountUpdate, PostInstallOutcome,
    },
    refresh,
    webhook::event::AccountChange,
};
use link_token_types::{AuthenticationMethod, IntegratedAccountStatus, TenantId};
use uuid::Uuid;

use super::{accept_new, conclude, conclude_change, outbox::tell, revocations};
use crate::{
    StoreError,
    encryption::Encrypted,
    rows::Record as _,
    tables::{attempt, confirmation, credentials, environment, integrated_account, static_gate},
    transaction::{Decision, Extent, Query, Rows, Transaction, UseCase},
};

/// Adds an account that was connected elsewhere, for an operator.
#[derive(Debug)]
pub struct ImportAccount(pub Account);

impl UseCase for ImportAccount {
    type Done = ();
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self(account) = self;
        let decision = import(tx, account, None).await?;
        let action = Action::ImportIntegratedAccount;
        let event = Event::of_operator(account.environment_id, action, account.created_at);
        conclude_change(tx, event.about_account(account), decision).await
    }
}

/// Adds an account that was connected elsewhere, with its credentials, for a backend.
#[derive(Debug)]
pub struct ImportAccountWithCredentials {
    pub account: Account,
    pub credentials: Option<Credentials>,
    pub by: ApiRequest,
}

impl UseCase for ImportAccountWithCredentials {
    type Done = Account;
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Account>, StoreError> {
        let Self { account, credentials, by } = self;
        let Account { environment_id, created_at, .. } = *account;
        let action = Action::ImportIntegratedAccount;
        let event = Event::of_request(*by, environment_id, action, created_at);
        let event = event.about_account(account);
        let decision = import(tx, account, credentials.as_ref()).await?;
        conclude(tx, event, decision.map(|()| account.clone())).await
    }
}

async fn import(
    tx: &mut impl Transaction,
    account: &Account,
    credentials: Option<&Credentials>,
) -> Result<Decision<()>, StoreError> {
    let Account { environment_id, id, created_at, .. } = *account;
    if environment::find(tx, environment_id).await?.is_none() {
        return Ok(Err(Refusal::no_environment()));
    }
    if let Some(id) = account.static_gate_id
        && static_gate::find(tx, environment_id, id).await?.is_none()
    {
        return Ok(Err(Refusal::not_found("truto_static_gate_id", "no such static gate")));
    }
    let is_new = integrated_account::insert(tx, account.clone()).await?;
    let decision = accept_new(is_new, "id", "this integrated account already exists");
    if decision.is_ok() {
        if let Some(credentials) = credentials {
            credentials::put(tx, environment_id, id, credentials, created_at).await?;
        }
        tell(tx, &AccountChange::Created(account), created_at).await?;
    }
    Ok(decision)
}

/// Changes an account for a backend.
#[derive(Debug)]
pub struct UpdateAccount {
    pub environment_id: Uuid,
    pub id: Uuid,
    pub change: AccountUpdate,
    pub by: ApiRequest,
    pub now: DateTime<Utc>,
}

impl UseCase for UpdateAccount {
    type Done = Account;
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Account>, StoreError> {
        let Self { environment_id, id, change, by, now } = self;
        let event = Event::of_request(*by, *environment_id, Action::UpdateIntegratedAccount, *now);
        let event = event.about(Some(*id));
        let Some(before) = integrated_account::find_for_update(tx, *environment_id, *id).await?
        else {
            return conclude(tx, event, Err(no_such_account())).await;
        };
        let event = event.about_account(&before);
        let state = before.state();
        let account = match before.changed(change.clone(), *now) {
            Ok(account) => account,
            Err(refusal) => return conclude(tx, event, Err(refusal)).await,
        };
        integrated_account::update(tx, account.clone()).await?;
        let needs_reauth = |status| status == IntegratedAccountStatus::NeedsReauth;
        if needs_reauth(state.status) && !needs_reauth(account.status) {
            credentials::resume(tx, *environment_id, *id, *now).await?;
        }
        let change = AccountChange::Edited { before: &state, after: &account };
        tell(tx, &change, *now).await?;
        conclude(tx, event.about_account(&account), Ok(account)).await
    }
}

/// Deletes an account with all that is only about it: its credentials, which are kept apart until
/// they are revoked, and the attempts that connected or reauthorise it. Its link tokens are dead
/// without it.
#[derive(Debug)]
pub struct DeleteAccount {
    pub environment_id: Uuid,
    pub id: Uuid,
    pub by: ApiRequest,
    pub now: DateTime<Utc>,
}

impl UseCase for DeleteAccount {
    type Done = ();
    const TELLS: bool = true;
    const REVOKES: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { environment_id, id, by, now } = self;
        let event = Event::of_request(*by, *environment_id, Action::DeleteIntegratedAccount, *now);
        let event = event.about(Some(*id));
        // The completion of an attempt locks in this order, too.
        attempt::delete_of_account(tx, *environment_id, *id).await?;
        let unconfirmed = confirmation::of_account_for_update(tx, *environment_id, *id).await?;
        // Damage to the context must not keep the account from being deleted.
        let account =
            integrated_account::find_encrypted_for_update(tx, *environment_id, *id).await?;
        let Some(account) = account else {
            return conclude(tx, event, Err(no_such_account())).await;
        };
        let event = event.about_account(&account);
        delete_locked(tx, *environment_id, *id, &unconfirmed, *now).await?;
        let (environment_id, account_id) = (*environment_id, *id);
        tell(tx, &AccountChange::Deleted { environment_id, account_id }, *now).await?;
        conclude(tx, event, Ok(())).await
    }
}

/// Deletes an account that the transaction has locked, with its credentials and its connections
/// that wait for their confirmation. Tokens are kept apart until they are revoked.
pub(super) async fn delete_locked(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    id: Uuid,
    unconfirmed: &[Confirmation<Encrypted>],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for confirmation in unconfirmed {
        confirmation::delete(tx, environment_id, confirmation.id).await?;
        revocations::keep_of_confirmation(tx, confirmation, now).await?;
    }
    revocations::keep_of_account(tx, environment_id, id, now).await?;
    credentials::delete(tx, environment_id, id).await?;
    integrated_account::delete(tx, environment_id, id).await?;
    Ok(())
}

/// Replaces the credentials of an account for a backend, which has merged them with the previous
/// ones. Refused while the account waits for its confirmation.
#[derive(Debug)]
pub struct UpdateCredentials {
    pub environment_id: Uuid,
    /// The ID of the account.
    pub id: Uuid,
    /// The credentials that the caller has read. `None` if there were none.
    pub before: Option<StoredCredentials>,
    pub credentials: Credentials,
    /// True if the refresh token stays. A refresh in flight may replace it, so it has to end first.
    pub keeps_refresh_token: bool,
    pub by: ApiRequest,
    pub now: DateTime<Utc>,
}

impl UseCase for UpdateCredentials {
    /// `None` if the credentials have changed since the caller read them, or if a refresh has to
    /// end first, and nothing is changed.
    type Done = Option<Account>;
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { environment_id, id, before, credentials, keeps_refresh_token, by, now } = self;
        let event = Event::of_request(*by, *environment_id, Action::UpdateCredentials, *now);
        let event = event.about(Some(*id));
        let Some(account) = integrated_account::find_for_update(tx, *environment_id, *id).await?
        else {
            return conclude(tx, event, Err(no_such_account())).await;
        };
        if account.status == IntegratedAccountStatus::Connecting {
            return conclude(tx, event.about_account(&account), Err(Refusal::NotConfirmed)).await;
        }
        let stored = credentials::find_for_update(tx, *environment_id, *id).await?;
        let leased_until = stored.as_ref().and_then(|stored| stored.refresh.leased_until);
        let has_to_wait = *keeps_refresh_token && leased_until.is_some_and(|until| *now < until);
        if has_to_wait || !is_same(stored.as_ref(), before.as_ref()) {
            return Ok(Ok(None));
        }
        let state = account.state();
        let refresh_error = stored.as_ref().and_then(|stored| stored.refresh_error.as_deref());
        let mut account = account.with_new_credentials(*now);
        account.last_error = refresh::without_refresh_error(account.last_error, refresh_error);
        credentials::renew(tx, *environment_id, *id, credentials, *now).await?;
        integrated_account::update(tx, account.clone()).await?;
        let change = AccountChange::Edited { before: &state, after: &account };
        tell(tx, &change, *now).await?;
        conclude(tx, event.about_account(&account), Ok(Some(account))).await
    }
}

/// Records the outcome of the requests that follow a connection, which were made again.
#[derive(Debug)]
pub struct RecordPostInstall {
    pub environment_id: Uuid,
    /// The ID of the account.
    pub id: Uuid,
    /// The credentials that the requests were made with.
    pub with: StoredCredentials,
    pub outcome: PostInstallOutcome,
    pub by: ApiRequest,
    pub now: DateTime<Utc>,
}

impl UseCase for RecordPostInstall {
    /// `None` if the account got other credentials meanwhile, and nothing is changed.
    type Done = Option<Account>;
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { environment_id, id, with, outcome, by, now } = self;
        let event = Event::of_request(*by, *environment_id, Action::RunPostInstallActions, *now);
        let event = event.about(Some(*id));
        let Some(account) = integrated_account::find_for_update(tx, *environment_id, *id).await?
        else {
            return conclude(tx, event, Err(no_such_account())).await;
        };
        let event = event.about_account(&account);
        let stored = credentials::find(tx, *environment_id, *id).await?;
        if !is_same(stored.as_ref(), Some(with)) {
            let event = event.with_outcome(Outcome::Unchanged);
            return conclude(tx, event, Ok(None)).await;
        }
        let state = account.state();
        let account = match account.after_actions(outcome.clone(), *now) {
            Ok(account) => account,
            Err(refusal) => return conclude(tx, event, Err(refusal)).await,
        };
        integrated_account::update(tx, account.clone()).await?;
        let change = AccountChange::StateFound { before: &state, after: &account };
        tell(tx, &change, *now).await?;
        conclude(tx, event, Ok(Some(account))).await
    }
}

/// Returns true if credentials are the ones that were read before.
fn is_same(stored: Option<&StoredCredentials>, before: Option<&StoredCredentials>) -> bool {
    let credentials = |stored: &StoredCredentials| stored.credentials.clone();
    stored.map(credentials) == before.map(credentials)
}

fn no_such_account() -> Refusal {
    Refusal::not_found("id", "no such integrated account")
}

/// Records that a request about an account was refused for a reason outside the store, and refuses
/// it.
#[derive(Debug)]
pub struct RecordRefusal {
    pub environment_id: Uuid,
    pub action: Action,
    /// The ID of the account.
    pub object_id: Uuid,
    pub refusal: Refusal,
    pub by: ApiRequest,
    pub now: DateTime<Utc>,
}

impl UseCase for RecordRefusal {
    type Done = Infallible;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Infallible>, StoreError> {
        let Self { environment_id, action, object_id, refusal, by, now } = self;
        let event = Event::of_request(*by, *environment_id, *action, *now);
        conclude(tx, event.about(Some(*object_id)), Err(refusal.clone())).await
    }
}

#[derive(Debug)]
pub(crate) struct FindAccount {
    pub environment_id: Uuid,
    pub id: Uuid,
}

impl Query for FindAccount {
    type Found = Option<Account<Encrypted>>;
    const EXTENT: Extent = Extent::LookUp;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        integrated_account::find_encrypted(rows, self.environment_id, self.id).await
    }
}

/// Returns true if a tenant has an account.
#[derive(Debug)]
pub struct HasAccount {
    pub environment_id: Uuid,
    pub tenant_id: TenantId,
    pub id: Uuid,
}

impl Query for HasAccount {
    type Found = bool;
    const EXTENT: Extent = Extent::LookUp;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<bool, StoreError> {
        let found = integrated_account::find_tenant(rows, self.environment_id, self.id).await?;
        Ok(found.as_ref() == Some(&self.tenant_id))
    }
}

/// Returns a page of the accounts that match a filter, oldest first.
#[derive(Debug)]
pub struct PageAccounts {
    pub environment_id: Uuid,
    pub filter: AccountFilter,
    /// The cursor of the previous page.
    pub after: Option<AccountCursor>,
    /// The maximum number of accounts, at least 1.
    pub limit: u32,
}

impl Query for PageAccounts {
    type Found = AccountPage;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<AccountPage, StoreError> {
        let Self { environment_id, filter, after, limit } = self;
        integrated_account::page(rows, *environment_id, filter, *after, *limit).await
    }
}

/// Finds the credentials of an account, with the facts of the account.
#[derive(Debug)]
pub(crate) struct FindCredentials {
    pub environment_id: Uuid,
    /// The ID of the account.
    pub id: Uuid,
}

impl Query for FindCredentials {
    /// `None` if there is no such account.
    type Found = Option<AccountCredentials>;
    const EXTENT: Extent = Extent::LookUp;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        credentials::find_with_account(rows, self.environment_id, self.id).await
    }
}

/// Reads the credentials of an account for a backend. Refused if they have expired.
#[derive(Debug)]
pub struct ReadCredentials {
    pub environment_id: Uuid,
    /// The ID of the account.
    pub id: Uuid,
    pub by: ApiRequest,
    pub now: DateTime<Utc>,
}

/// The answer to [`ReadCredentials`].
#[derive(Clone, Debug, PartialEq)]
pub struct ReadableCredentials {
    /// The method by which the account was connected.
    pub authentication_method: Option<AuthenticationMethod>,
    pub credentials: Credentials,
}

impl ReadCredentials {
    /// Decides by what is stored, and returns the event of the request, without its outcome.
    fn decide(&self, found: Option<AccountCredentials>) -> (Event, Decision<ReadableCredentials>) {
        let Self { environment_id, id, by, now } = self;
        let event = Event::of_request(*by, *environment_id, Action::ReadCredentials, *now);
        let event = event.about(Some(*id));
        let Some(found) = found else { return (event, Err(no_such_account())) };
        let AccountCredentials { tenant_id, status, authentication_method, stored } = found;
        let event = event.of_tenant(Some(tenant_id));
        let Some(stored) = stored else { return (event, Err(Refusal::no_credentials(status))) };
        let readable = refresh::check_readable(status, &stored, *now);
        let credentials = stored.credentials;
        (event, readable.map(|()| ReadableCredentials { authentication_method, credentials }))
    }

    /// Returns the answer by what the caller has found, and its event, which is to be recorded if
    /// that still holds. `None` if the use case has to read again, and to refuse.
    pub(crate) fn with_found(
        &self,
        found: Option<AccountCredentials>,
    ) -> Option<(ReadableCredentials, RecordReading)> {
        let version = found.as_ref()?.stored.as_ref()?.refresh.version;
        match self.decide(found) {
            (event, Ok(readable)) => Some((readable, RecordReading { event, version })),
            (_, Err(_)) => None,
        }
    }
}

impl UseCase for ReadCredentials {
    type Done = ReadableCredentials;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let found = credentials::find_with_account(tx, self.environment_id, self.id).await?;
        let (event, decision) = self.decide(found);
        conclude(tx, event, decision).await
    }
}

/// Records that credentials were read, if they are still those of the account.
#[derive(Clone, Debug)]
pub(crate) struct RecordReading {
    /// The event. Its object is the account.
    pub event: Event,
    pub version: i64,
}

impl UseCase for RecordReading {
    /// False if the credentials have changed since, or are gone, and nothing is recorded.
    type Done = bool;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<bool>, StoreError> {
        let Self { event, version } = self;
        let mut values = event.row();
        values.extend([event.environment_id.into(), event.object_id.into(), (*version).into()]);
        Ok(Ok(tx.execute(&credentials::RECORD_READING, &values).await? > 0))
    }
}
