//! The store, on one of the engines.

use std::{fmt, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use link_token_domain::{
    api_token::{ApiToken, ApiTokenHash},
    attempt::{FoundAttempt, LinkTokenState},
    audit::{ApiRequest, EventId, Origin},
    credentials::AccountCredentials,
    erasure::{Tenant, TenantErasure, TenantRecords},
    integrated_account::Account,
    issuing::IssueOrder,
    link_token::{Grant, Issued, LinkTokenFilter, LinkTokenHash, LinkTokenRecord},
    webhook::delivery::{AttemptReport, Verdict},
};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::{
    StoreError, UseCaseError,
    contexts::{self, ENCRYPTED_COLUMNS},
    encryption::{DecryptError, Encrypted, KeyError, Keyring},
    postgres::PostgresStore,
    sqlite::SqliteStore,
    transaction::{Query, UseCase},
    use_cases::{
        AttemptHash, BeginEnvironmentDeletion, BeginReplay, ClaimDelivery, CloseOtherKeys,
        DeleteEnvironment, DeliveryClaim, DeliveryEnd, EndErasure, EraseAccounts, EraseFromEvents,
        EraseLinkTokens, FindAccount, FindAttempt, FindCredentials, FindErasure,
        FindRedeemedAccount, FindSurroundings, FinishDelivery, HasAccount, IsKnownKey, Issue,
        LEASE, Lane, ListAccountsToErase, ListEventsToErase, ListLinkTokens, ListLinkTokensToErase,
        ReadCredentials, ReadableCredentials, Redeem, ReencryptColumn, ReencryptLinkTokens,
        ReleaseLeases, ReplayBatch, RetireClosedKeys, RevokeLinkTokens, StoredAttempt,
        Surroundings, UnreadableValue,
    },
};

/// A durable store: once a method returns, its change survives a crash. Clones share the store.
///
/// A caller may drop a future at any time: a change is made completely or not at all.
#[derive(Clone, Debug)]
pub struct Store {
    engine: Engine,
    /// Notified when a use case may have written events for webhooks.
    outbox: Arc<Notify>,
    /// Notified when a use case may have written revocations.
    revocations: Arc<Notify>,
}

#[derive(Clone, Debug)]
enum Engine {
    Sqlite(Arc<SqliteStore>),
    Postgres(Arc<PostgresStore>),
}

impl From<SqliteStore> for Store {
    fn from(store: SqliteStore) -> Self {
        Self::on(Engine::Sqlite(Arc::new(store)))
    }
}

impl From<PostgresStore> for Store {
    fn from(store: PostgresStore) -> Self {
        Self::on(Engine::Postgres(Arc::new(store)))
    }
}

/// The pause between two batches of a long change, in which other callers can write.
const PAUSE: Duration = Duration::from_millis(5);

/// The number of link tokens that one transaction revokes. It is small, so that other callers do
/// not wait for long.
const REVOCATION_BATCH: u32 = 100;

/// The number of rows that one transaction of an erasure deletes.
const ERASURE_BATCH: u32 = 100;

/// The time after which no server accepts a revoked API token, and more for requests in flight.
const REVOCATION_DELAY: Duration = Duration::from_secs(2);

/// The result of [`Store::revoke_link_tokens`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RevokedLinkTokens {
    pub number: usize,
    /// True if the limit was reached, and more link tokens may match.
    pub has_more: bool,
}

impl Store {
    fn on(engine: Engine) -> Self {
        Self { engine, outbox: Arc::default(), revocations: Arc::default() }
    }

    pub async fn run<U: UseCase>(&self, use_case: U) -> Result<U::Done, UseCaseError> {
        // Notified even if the caller leaves, since the change may be made nevertheless.
        let _told = U::TELLS.then(|| scopeguard::guard((), |()| self.outbox.notify_one()));
        let _kept = U::REVOKES.then(|| scopeguard::guard((), |()| self.revocations.notify_one()));
        let done = match &self.engine {
            Engine::Sqlite(store) => store.run(use_case).await,
            Engine::Postgres(store) => store.run(use_case).await,
        };
        Ok(self.explained(done).await??)
    }

    /// Waits until a use case of this process may have written events for webhooks. Returns at once
    /// if one has since the last call.
    pub async fn outbox_changed(&self) {
        self.outbox.notified().await;
    }

    /// Waits until a use case of this process may have written revocations. Returns at once if one
    /// has since the last call. Withdrawals with a link token that is revoked do not end the wait.
    pub async fn revocations_changed(&self) {
        self.revocations.notified().await;
    }

    pub async fn query<Q: Query>(&self, query: Q) -> Result<Q::Found, StoreError> {
        let found = self.query_engine(query).await;
        self.explained(found).await
    }

    async fn query_engine<Q: Query>(&self, query: Q) -> Result<Q::Found, StoreError> {
        match &self.engine {
            Engine::Sqlite(store) => store.query(query).await,
            Engine::Postgres(store) => store.query(query).await,
        }
    }

    /// Tells a context whose key this server lacks from a damaged one, which begins with the ID of
    /// no key that the database has used.
    async fn explained<T>(&self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        match result {
            Err(StoreError::Keys(KeyError::Missing(id)))
                if !self.query_engine(IsKnownKey(id)).await? =>
            {
                Err(StoreError::Damaged(DecryptError::Damaged.to_string()))
            }
            other => other,
        }
    }

    /// Issues a link token. PostgreSQL issues several in one statement, by the rules of the same
    /// use case.
    pub async fn issue(&self, order: IssueOrder) -> Result<Issued, UseCaseError> {
        let issue = Issue::new(order, self.keys())?;
        let decision = match &self.engine {
            Engine::Sqlite(store) => store.run(issue).await?,
            Engine::Postgres(store) => store.issue(issue).await?,
        };
        Ok(decision?)
    }

    /// Redeems a link token. PostgreSQL creates several accounts in one statement, by the rules of
    /// the same use case.
    pub async fn redeem(&self, redeem: Redeem) -> Result<Account, UseCaseError> {
        let store = match &self.engine {
            Engine::Sqlite(_) => return self.run(redeem).await,
            Engine::Postgres(store) => store,
        };
        let _told = scopeguard::guard((), |()| self.outbox.notify_one());
        let done = store.redeem(redeem).await;
        Ok(self.explained(done).await??)
    }

    /// Finds an account. PostgreSQL finds several with one query.
    pub async fn account(
        &self,
        environment_id: Uuid,
        id: Uuid,
    ) -> Result<Option<Account>, StoreError> {
        let found = match &self.engine {
            Engine::Sqlite(store) => store.query(FindAccount { environment_id, id }).await?,
            Engine::Postgres(store) => store.account(environment_id, id).await?,
        };
        self.decrypted(found).await
    }

    /// Decrypts the context of an account that was found.
    async fn decrypted(
        &self,
        found: Option<Account<Encrypted>>,
    ) -> Result<Option<Account>, StoreError> {
        let account = found.map(|found| contexts::decrypt_account(self.keys(), found));
        self.explained(account.transpose()).await
    }

    /// Finds the credentials of an account, with the facts of the account, and returns them with
    /// the time of [`Self::shared_time`], or with the caller's `own` time if there is no account.
    /// PostgreSQL finds several with one query.
    pub async fn credentials(
        &self,
        environment_id: Uuid,
        id: Uuid,
        own: DateTime<Utc>,
    ) -> Result<(DateTime<Utc>, Option<AccountCredentials>), StoreError> {
        let found = match &self.engine {
            Engine::Sqlite(store) => {
                let found = store.query(FindCredentials { environment_id, id }).await;
                found.map(|found| (own, found))
            }
            Engine::Postgres(store) => {
                let found = store.credentials(environment_id, id).await;
                found.map(|found| found.map_or((own, None), |(time, found)| (time, Some(found))))
            }
        };
        self.explained(found).await
    }

    /// Reads the credentials of an account for a backend. `found` is what the caller has found just
    /// now: if that still holds, it is the answer. PostgreSQL records several readings with one
    /// statement.
    pub async fn read_credentials(
        &self,
        read: ReadCredentials,
        found: Option<AccountCredentials>,
    ) -> Result<ReadableCredentials, UseCaseError> {
        if let Some((readable, record)) = read.with_found(found) {
            let recorded = match &self.engine {
                Engine::Sqlite(store) => store.run(record).await?,
                Engine::Postgres(store) => Ok(store.record_reading(record).await?),
            };
            if recorded? {
                return Ok(readable);
            }
        }
        self.run(read).await
    }

    /// Takes a lane of a webhook, and returns its oldest pending delivery. `lease` is a new ID, and
    /// `own` the time of this server. PostgreSQL takes several lanes with one statement, by the
    /// rules of the use case [`ClaimDelivery`].
    pub async fn claim_delivery(
        &self,
        lane: Lane,
        lease: Uuid,
        own: DateTime<Utc>,
    ) -> Result<DeliveryClaim, UseCaseError> {
        if let Engine::Postgres(store) = &self.engine
            && let Some(claim) = store.claim_delivery(lane, lease).await?
        {
            return Ok(claim);
        }
        let now = self.shared_time(own).await?;
        self.run(ClaimDelivery { lane, lease, until: now + LEASE, now }).await
    }

    /// Records the end of an attempt, and takes the next delivery of the lane with `next_lease`, by
    /// the rules of the use case [`FinishDelivery`]. `own` is the time of this server. PostgreSQL
    /// records several deliveries that were accepted in one transaction.
    pub async fn finish_delivery(
        &self,
        lane: Lane,
        lease: Uuid,
        delivery_id: EventId,
        report: AttemptReport,
        next_lease: Option<Uuid>,
        own: DateTime<Utc>,
    ) -> Result<(DeliveryEnd, DeliveryClaim), UseCaseError> {
        if let Engine::Postgres(store) = &self.engine
            && report.is_success()
        {
            let end = store.end_accepted_delivery(lane, lease, delivery_id, &report, next_lease);
            if let Some(next) = end.await? {
                let next = match (next, next_lease) {
                    (Some(next), _) => next,
                    (None, Some(next_lease)) => self.claim_delivery(lane, next_lease, own).await?,
                    (None, None) => DeliveryClaim::Nothing,
                };
                return Ok((DeliveryEnd::Judged(Verdict::Delivered), next));
            }
        }
        let now = self.shared_time(own).await?;
        self.run(FinishDelivery { lane, lease, delivery_id, report, next_lease, now }).await
    }

    /// Returns the grant of an active link token of an environment.
    pub async fn introspect(
        &self,
        environment_id: Uuid,
        hash: LinkTokenHash,
        now: DateTime<Utc>,
    ) -> Result<Option<Grant>, StoreError> {
        let found = self.link_token(hash).await?;
        let mut active = found.filter(|token| {
            token.grant.environment_id == environment_id && token.is_active_at(now)
        });
        // Without its account, or after a move of it to another tenant, a link token is dead.
        if let Some(purpose) = active.as_ref().map(|token| &token.grant.purpose)
            && let (Some(id), tenant_id) = (purpose.account_id(), purpose.tenant_id().clone())
            && !self.query(HasAccount { environment_id, tenant_id, id }).await?
        {
            active = None;
        }
        let grant = active.map(|token| contexts::decrypt_grant(self.keys(), token)).transpose();
        self.explained(grant).await
    }

    /// Returns the environment of a link token, whatever the state of the token.
    pub async fn environment_of(&self, hash: LinkTokenHash) -> Result<Option<Uuid>, StoreError> {
        Ok(self.link_token(hash).await?.map(|token| token.grant.environment_id))
    }

    /// Returns the link token with a hash, whatever its state.
    async fn link_token(
        &self,
        hash: LinkTokenHash,
    ) -> Result<Option<LinkTokenRecord<Encrypted>>, StoreError> {
        match &self.engine {
            Engine::Sqlite(store) => store.link_token(hash).await,
            Engine::Postgres(store) => store.link_token(hash).await,
        }
    }

    /// Finds an attempt by its key or its state, with what its link token stands for. An expired
    /// attempt is found until it is swept.
    pub async fn find_attempt(
        &self,
        hash: AttemptHash,
        now: DateTime<Utc>,
    ) -> Result<Option<FoundAttempt>, StoreError> {
        let found = match (&self.engine, hash) {
            (Engine::Postgres(store), AttemptHash::Key(key)) => {
                self.explained(store.attempt(key).await).await?
            }
            _ => self.stored_attempt(hash).await?,
        };
        let Some(StoredAttempt { attempt, link_token: token, redeemed }) = found else {
            return Ok(None);
        };
        let account = match token.grant.purpose.account_id() {
            Some(id) => self.account(attempt.environment_id, id).await?,
            None => None,
        };
        let purpose = &token.grant.purpose;
        let account = account.filter(|account| account.tenant_id == *purpose.tenant_id());
        let has_account = purpose.account_id().is_none() || account.is_some();
        let link_token = match (token.ended_at, redeemed) {
            (Some(_), Some(account_id)) => LinkTokenState::Redeemed { account_id },
            (Some(_), None) => LinkTokenState::Dead,
            (None, _) if !has_account => LinkTokenState::Dead,
            (None, _) if now < token.grant.expires_at => LinkTokenState::Active,
            (None, _) => LinkTokenState::Expired,
        };
        let grant = contexts::decrypt_grant(self.keys(), token);
        let grant = self.explained(grant).await?;
        Ok(Some(FoundAttempt { attempt: attempt.as_of(now), grant, link_token, account }))
    }

    async fn stored_attempt(&self, hash: AttemptHash) -> Result<Option<StoredAttempt>, StoreError> {
        let Some(attempt) = self.query(FindAttempt(hash)).await? else { return Ok(None) };
        let link_token = attempt.link_token;
        let Some(token) = self.link_token(link_token).await? else { return Ok(None) };
        // Read after the link token, so that the redeemed account of a consumed one is there.
        let redeemed = self.query(FindRedeemedAccount(link_token)).await?;
        Ok(Some(StoredAttempt { attempt, link_token: token, redeemed }))
    }

    /// Finds what the page of an attempt shows of the environment, and the account at the end of
    /// the flow. `None` if the environment does not exist. PostgreSQL reads it once for all pages
    /// that are asked for at the same time.
    pub async fn surroundings(
        &self,
        environment_id: Uuid,
        account_id: Option<Uuid>,
    ) -> Result<Option<(Arc<Surroundings>, Option<Account>)>, StoreError> {
        let surroundings = match &self.engine {
            Engine::Sqlite(_) => self.query(FindSurroundings(environment_id)).await?.map(Arc::new),
            Engine::Postgres(store) => store.surroundings(environment_id).await?,
        };
        let Some(surroundings) = surroundings else { return Ok(None) };
        let account = match account_id {
            Some(id) => self.account(environment_id, id).await?,
            None => None,
        };
        Ok(Some((surroundings, account)))
    }

    /// Returns the API token with a hash, even if the token is expired or revoked.
    pub async fn api_token(&self, hash: ApiTokenHash) -> Result<Option<ApiToken>, StoreError> {
        match &self.engine {
            Engine::Sqlite(store) => store.api_token(hash).await,
            Engine::Postgres(store) => store.api_token(hash).await,
        }
    }

    /// Encrypts all contexts and secrets with the first key, retires the other keys, and returns
    /// the number of values that it encrypted again. If the operation is interrupted, the caller
    /// can repeat it. Values that no server can read do not stop it, but no key is retired then.
    pub async fn reencrypt(&self, now: DateTime<Utc>) -> Result<usize, UseCaseError> {
        self.run(CloseOtherKeys).await?;
        let (mut values, mut unreadable) = (0, UnreadableValues::default());
        for column in ENCRYPTED_COLUMNS {
            let mut after = None;
            loop {
                let batch = self.run(ReencryptColumn { column, after }).await?;
                values += batch.values;
                unreadable.add(batch.unreadable);
                after = batch.last;
                if after.is_none() {
                    break;
                }
                tokio::time::sleep(PAUSE).await;
            }
        }
        let mut last = None;
        loop {
            let batch = self.run(ReencryptLinkTokens(last)).await?;
            values += batch.values;
            unreadable.add(batch.unreadable);
            last = batch.last;
            if last.is_none() {
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
        unreadable.check()?;
        self.run(RetireClosedKeys { now }).await?;
        Ok(values)
    }

    /// Revokes the active link tokens that match a filter, and those that have expired while an
    /// attempt goes on, in batches, and returns their number.
    /// Stops when it has revoked `limit` of them or more. If the operation is interrupted, the
    /// caller can repeat it.
    pub async fn revoke_link_tokens(
        &self,
        filter: LinkTokenFilter,
        origin: Origin,
        limit: Option<usize>,
        now: DateTime<Utc>,
    ) -> Result<RevokedLinkTokens, UseCaseError> {
        let mut revoked = 0;
        let mut after = None;
        loop {
            let page = ListLinkTokens {
                filter: filter.clone(),
                with_attempted: true,
                now,
                after,
                limit: REVOCATION_BATCH,
            };
            let link_tokens = self.query(page).await?;
            let Some(last) = link_tokens.last() else {
                return Ok(RevokedLinkTokens { number: revoked, has_more: false });
            };
            after = Some(last.position());
            revoked += self.run(RevokeLinkTokens { link_tokens, origin, now }).await?;
            if limit.is_some_and(|limit| revoked >= limit) {
                return Ok(RevokedLinkTokens { number: revoked, has_more: true });
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Deletes everything about a tenant whose erasure has begun, in batches. If the operation is
    /// interrupted, the caller can repeat it. Several processes can do so at the same time: what is
    /// new after the first of them has ended the erasure stays.
    ///
    /// Webhooks get `integrated_account:deleted` for each account, with nothing but its ID. Their
    /// other events about it are deleted, sent or not. Tokens are kept apart, encrypted, until a
    /// server has revoked them at the third party or given up: a day at most, while one runs.
    pub async fn erase_tenant(
        &self,
        tenant: &Tenant,
        now: DateTime<Utc>,
    ) -> Result<TenantRecords, UseCaseError> {
        let mut erased = TenantRecords::default();
        if let Some(erasure) = self.query(FindErasure(tenant.clone())).await?
            && self.erase(&erasure, &mut erased, now).await?
        {
            self.run(EndErasure(erasure)).await?;
        }
        Ok(erased)
    }

    /// Deletes everything about a tenant. Returns false if another process has ended the erasure.
    async fn erase(
        &self,
        erasure: &TenantErasure,
        erased: &mut TenantRecords,
        now: DateTime<Utc>,
    ) -> Result<bool, UseCaseError> {
        let tenant = &erasure.tenant;
        // First, since a link token could create another account. One that is revoked during the
        // first pass changes its place in the list.
        for _ in 0..2 {
            let environment_id = tenant.environment_id;
            let deleted = self.erase_link_tokens(environment_id, Some(erasure), now).await?;
            let Some(number) = deleted else { return Ok(false) };
            erased.link_tokens += number;
        }
        loop {
            let list = ListAccountsToErase { tenant: tenant.clone(), limit: ERASURE_BATCH };
            let ids = self.query(list).await?;
            if ids.is_empty() {
                break;
            }
            let accounts = EraseAccounts { erasure: erasure.clone(), ids, now };
            let Some(number) = self.run(accounts).await? else { return Ok(false) };
            erased.accounts += number;
            tokio::time::sleep(PAUSE).await;
        }
        let mut after = None;
        loop {
            let list = ListEventsToErase { tenant: tenant.clone(), after, limit: ERASURE_BATCH };
            let events = self.query(list).await?;
            let Some(last) = events.last() else { return Ok(true) };
            after = Some(last.id);
            let events = EraseFromEvents { erasure: erasure.clone(), events };
            let Some(number) = self.run(events).await? else { return Ok(false) };
            erased.audit_events += number;
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Deletes the link tokens of an environment, of a tenant that is being erased or of all, and
    /// returns their number. `None` if another process has ended the erasure.
    async fn erase_link_tokens(
        &self,
        environment_id: Uuid,
        erasure: Option<&TenantErasure>,
        now: DateTime<Utc>,
    ) -> Result<Option<usize>, UseCaseError> {
        let mut deleted = 0;
        let mut after = None;
        loop {
            let limit = ERASURE_BATCH;
            let tenant_id = erasure.map(|erasure| erasure.tenant.id.clone());
            let list = ListLinkTokensToErase { environment_id, tenant_id, after, limit };
            let found = self.query(list).await?;
            let Some(last) = found.last() else { return Ok(Some(deleted)) };
            after = Some(*last);
            let hashes = found.into_iter().map(|(_, hash)| hash).collect();
            let batch = EraseLinkTokens { erasure: erasure.cloned(), hashes, now };
            let Some(number) = self.run(batch).await? else { return Ok(None) };
            deleted += number;
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Deletes an environment without accounts, and returns the number of its link tokens. Its API
    /// tokens are revoked first, so that no server accepts them any more when the rest is deleted.
    /// If the operation is interrupted, the caller can repeat it.
    pub async fn delete_environment(
        &self,
        environment_id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<usize, UseCaseError> {
        self.run(BeginEnvironmentDeletion { environment_id, now }).await?;
        tokio::time::sleep(REVOCATION_DELAY).await;
        let link_tokens = self.erase_link_tokens(environment_id, None, now).await?;
        let link_tokens = link_tokens.unwrap_or_default();
        self.run(DeleteEnvironment { environment_id, now }).await?;
        Ok(link_tokens)
    }

    /// Returns the time by the clock that all servers of the database share: that of PostgreSQL. On
    /// SQLite, one server uses the database, and `own` is the time.
    pub async fn shared_time(&self, own: DateTime<Utc>) -> Result<DateTime<Utc>, StoreError> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(own),
            Engine::Postgres(store) => store.time().await,
        }
    }

    /// Switches a webhook on, makes what is pending due, and makes ended deliveries pending again,
    /// in batches. Returns the number of those. If the operation is interrupted, the caller can
    /// repeat it.
    pub async fn replay_webhook(&self, replay: Replay) -> Result<usize, UseCaseError> {
        let Replay { environment_id, webhook_id, since, delivered, by, now } = replay;
        self.run(BeginReplay { environment_id, webhook_id, by, now }).await?;
        let mut after = since.map_or(EventId(Uuid::nil()), EventId::first_at);
        let until = EventId::new(now);
        let mut replayed = 0;
        loop {
            let batch = ReplayBatch { environment_id, webhook_id, delivered, after, until, now };
            let Some((number, last)) = self.run(batch).await? else { return Ok(replayed) };
            replayed += number;
            after = last;
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Ends the leases of servers that have died, where this process is the only server: on SQLite.
    pub async fn release_webhook_leases(&self, now: DateTime<Utc>) -> Result<(), UseCaseError> {
        match &self.engine {
            Engine::Sqlite(_) => self.run(ReleaseLeases { now }).await,
            Engine::Postgres(_) => Ok(()),
        }
    }

    /// Checks that the database answers and accepts changes, and that the keys of this server fit
    /// it.
    pub async fn ping(&self) -> Result<(), StoreError> {
        match &self.engine {
            Engine::Sqlite(store) => store.ping().await,
            Engine::Postgres(store) => store.ping().await,
        }
    }

    /// Returns the number of changes in the queue.
    pub fn queue_depth(&self) -> usize {
        match &self.engine {
            Engine::Sqlite(store) => store.queue_depth(),
            Engine::Postgres(store) => store.queue_depth(),
        }
    }

    /// Drains the queue, and closes the database.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite(store) => store.close().await,
            Engine::Postgres(store) => store.close().await,
        }
    }

    fn keys(&self) -> &Keyring {
        match &self.engine {
            Engine::Sqlite(store) => store.keys(),
            Engine::Postgres(store) => store.keys(),
        }
    }
}

/// The values that no server can read.
#[derive(Debug, Default)]
struct UnreadableValues {
    number: usize,
    /// The first of them.
    listed: Vec<UnreadableValue>,
}

impl UnreadableValues {
    /// The number of values that a message lists.
    const LISTED: usize = 20;

    fn add(&mut self, values: Vec<UnreadableValue>) {
        self.number += values.len();
        self.listed.extend(values);
        self.listed.truncate(Self::LISTED);
    }

    /// Returns an error that names the values, if there are some.
    fn check(&self) -> Result<(), StoreError> {
        let Self { number, listed } = self;
        if *number == 0 {
            return Ok(());
        }
        let places: Vec<String> = listed.iter().map(ToString::to_string).collect();
        let places = places.join(", ");
        let more = if *number > listed.len() { ", …" } else { "" };
        Err(StoreError::Damaged(format!(
            "damaged values: {number} ({places}{more}). All others are encrypted with the first key now, \
             but as long as these exist, the other keys are not retired, and must stay configured: \
             delete what has these values or restore it from a backup, and run this command again"
        )))
    }
}

/// A selection of a webhook's events that are sent again.
#[derive(Clone, Copy, Debug)]
pub struct Replay {
    pub environment_id: Uuid,
    pub webhook_id: Uuid,
    /// Only events from then on.
    pub since: Option<DateTime<Utc>>,
    /// True for delivered events, too. Otherwise only failed ones are sent again.
    pub delivered: bool,
    /// `None` for an operator's command.
    pub by: Option<ApiRequest>,
    pub now: DateTime<Utc>,
}

/// A callback for every commit, with the number of changes and the duration. Clones share the
/// callback.
#[derive(Clone)]
pub struct CommitObserver(Arc<dyn Fn(usize, Duration) + Send + Sync>);

impl CommitObserver {
    pub fn new(observe: impl Fn(usize, Duration) + Send + Sync + 'static) -> Self {
        Self(Arc::new(observe))
    }

    /// Returns an observer that does nothing.
    pub fn none() -> Self {
        Self::new(|_, _| ())
    }

    pub(crate) fn observe(&self, changes: usize, took: Duration) {
        (self.0)(changes, took);
    }
}

impl fmt::Debug for CommitObserver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CommitObserver")
    }
}
