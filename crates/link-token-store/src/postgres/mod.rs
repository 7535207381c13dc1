//! The engine for several servers: PostgreSQL, or a database that speaks its protocol.
//!
//! Servers share all state through the database. Use cases and queries take connections from a
//! pool. The most frequent requests work in batches, each kind on a connection of its own: issuing
//! (`issuing`), redeeming (`redeeming`), the look-ups of link tokens, accounts, credentials and
//! attempts (`look_ups`), the record of those who read credentials (`recording`), and taking and
//! ending deliveries of webhooks (`delivering`). [`Settings`] limit every wait for a connection or
//! a statement.

mod address;
mod arrays;
mod batches;
mod connecting;
mod connections;
mod delivering;
mod examination;
mod issuing;
mod look_ups;
mod migrations;
mod open_error;
mod opening;
mod recording;
mod redeeming;
mod rows;
mod transaction;

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use chrono::{DateTime, SubsecRound as _, Utc};
use link_token_domain::{
    api_token::{ApiToken, ApiTokenHash},
    attempt::AttemptKeyHash,
    audit::EventId,
    credentials::AccountCredentials,
    integrated_account::Account,
    link_token::{Issued, LinkTokenHash, LinkTokenRecord},
    webhook::delivery::AttemptReport,
};
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

pub use self::{
    address::{Address, Settings},
    examination::{PostgresStatus, examine},
    open_error::OpenPostgresError,
};
use self::{
    batches::{BatchWork, Batches},
    connections::{ConnectionPool, PostgresError, Session, parameters, retry_conflicts},
    delivering::{AcceptedDelivery, Claiming, Delivering, LeasedLane},
    issuing::Issuing,
    look_ups::{
        LookUpAccounts, LookUpAttempts, LookUpCredentials, LookUpLinkTokens, LookUpSurroundings,
    },
    recording::Recording,
    redeeming::{NewAccount, Redeeming},
    transaction::PostgresTransaction,
};
use crate::{
    CommitObserver, StoreError,
    encryption::{Encrypted, Keyring},
    rows::{Record, RowReader, SqlValue, damaged},
    tables::api_token,
    transaction::{Decision, Extent, Query, UseCase},
    use_cases::{
        CheckKeys, DeliveryClaim, Issue, Lane, RecordReading, Redeem, StoredAttempt, Surroundings,
    },
};

/// The size of the second pool: for each of the ten kinds of batches a connection, and a spare one
/// for a connection that was given up but not closed yet, and one for `ping`.
const BATCH_CONNECTIONS: usize = 21;

/// The requests that are answered in batches.
#[derive(Debug)]
struct RequestBatches {
    issuing: Batches<Issuing>,
    redeeming: Batches<Redeeming>,
    link_tokens: Batches<LookUpLinkTokens>,
    accounts: Batches<LookUpAccounts>,
    credentials: Batches<LookUpCredentials>,
    attempts: Batches<LookUpAttempts>,
    surroundings: Batches<LookUpSurroundings>,
    recording: Batches<Recording>,
    claiming: Batches<Claiming>,
    delivering: Batches<Delivering>,
}

#[derive(Debug)]
pub struct PostgresStore {
    connections: ConnectionPool,
    batch_connections: ConnectionPool,
    /// `None` once the store is closed.
    batches: RwLock<Option<RequestBatches>>,
    keys: Arc<Keyring>,
}

impl PostgresStore {
    /// Opens a database and upgrades its schema. Creates the schema only if `may_create` is set.
    pub async fn open(
        address: &Address,
        settings: Settings,
        keys: Option<Keyring>,
        may_create: bool,
        observer: CommitObserver,
    ) -> Result<Self, OpenPostgresError> {
        let connections = ConnectionPool::new(address, settings.pool_size, settings)?;
        let mut session = connections.get().await?;
        session.without_limit();
        let keys = Arc::new(opening::prepare(&mut session, keys, may_create).await?);
        drop(session);
        let batch_connections = ConnectionPool::new(address, BATCH_CONNECTIONS, settings)?;
        let issuing = Issuing::new(Arc::clone(&keys), observer);
        let batches = RequestBatches {
            issuing: Batches::start(batch_connections.clone(), issuing),
            redeeming: Batches::start(batch_connections.clone(), Redeeming::new(Arc::clone(&keys))),
            link_tokens: Batches::start(batch_connections.clone(), LookUpLinkTokens),
            accounts: Batches::start(batch_connections.clone(), LookUpAccounts),
            credentials: Batches::start(batch_connections.clone(), LookUpCredentials),
            attempts: Batches::start(batch_connections.clone(), LookUpAttempts),
            surroundings: Batches::start(
                batch_connections.clone(),
                LookUpSurroundings::new(Arc::clone(&keys)),
            ),
            recording: Batches::start(batch_connections.clone(), Recording),
            claiming: Batches::start(batch_connections.clone(), Claiming::new(Arc::clone(&keys))),
            delivering: Batches::start(
                batch_connections.clone(),
                Delivering::new(Arc::clone(&keys)),
            ),
        };
        Ok(Self { connections, batch_connections, batches: RwLock::new(Some(batches)), keys })
    }

    pub fn keys(&self) -> &Keyring {
        &self.keys
    }

    /// Runs a use case. Its changes are durable once this returns.
    pub async fn run<U: UseCase>(&self, use_case: U) -> Result<Decision<U::Done>, StoreError> {
        let use_case = Arc::new(use_case);
        let deadline = self.deadline();
        let attempt = || {
            let (use_case, keys) = (Arc::clone(&use_case), Arc::clone(&self.keys));
            self.run_to_completion(deadline, |mut session| async move {
                session.begin();
                let mut tx = PostgresTransaction::new(&mut session, &keys);
                let decision = use_case.run(&mut tx).await;
                let decision = tx.finish(decision);
                session.end(decision).await
            })
        };
        let late = || PostgresError::TimedOut(self.connections.time_limit());
        let done =
            timeout_at(deadline, retry_conflicts(attempt)).await.unwrap_or_else(|_| Err(late()));
        Ok(done?)
    }

    pub async fn query<Q: Query>(&self, query: Q) -> Result<Q::Found, StoreError> {
        let mut session = self.connections.get().await?;
        // Each statement reads the latest commit, in a transaction or not.
        if Q::EXTENT == Extent::Table {
            session.without_limit();
            session.begin();
            session.batch("SET LOCAL statement_timeout = 0").await?;
        }
        let mut tx = PostgresTransaction::new(&mut session, &self.keys);
        let found = query.run(&mut tx).await;
        let found = tx.finish(found);
        Ok(session.end(found).await?)
    }

    /// Issues a link token, in a batch with concurrent orders.
    pub async fn issue(&self, issue: Issue) -> Result<Decision<Issued>, StoreError> {
        self.in_batch(|batches| &batches.issuing, Box::new(issue)).await
    }

    /// Redeems a link token. A new account is created in a batch with concurrent ones, and the use
    /// case decides about all else.
    pub async fn redeem(&self, redeem: Redeem) -> Result<Decision<Account>, StoreError> {
        let token = self.link_token(redeem.hash()).await?;
        if let Some((account, event)) = token.and_then(|it| redeem.new_account(&self.keys, it)) {
            let new = NewAccount::new(&self.keys, &redeem, account.clone(), event)?;
            if self.in_batch(|batches| &batches.redeeming, new).await? {
                return Ok(Ok(account));
            }
        }
        self.run(redeem).await
    }

    /// Returns the link token with a hash, whatever its state, in a batch with concurrent look-ups.
    pub async fn link_token(
        &self,
        hash: LinkTokenHash,
    ) -> Result<Option<LinkTokenRecord<Encrypted>>, StoreError> {
        self.in_batch(|batches| &batches.link_tokens, hash).await
    }

    /// Finds an account, in a batch with concurrent look-ups.
    pub async fn account(
        &self,
        environment_id: Uuid,
        id: Uuid,
    ) -> Result<Option<Account<Encrypted>>, StoreError> {
        self.in_batch(|batches| &batches.accounts, (environment_id, id)).await
    }

    /// Finds the credentials of an account, in a batch with concurrent look-ups, with the time of
    /// the database.
    pub async fn credentials(
        &self,
        environment_id: Uuid,
        id: Uuid,
    ) -> Result<Option<(DateTime<Utc>, AccountCredentials)>, StoreError> {
        let found = self.in_batch(|batches| &batches.credentials, (environment_id, id)).await?;
        let Some((now, found)) = found else { return Ok(None) };
        Ok(Some((now, found.decrypted(&self.keys)?)))
    }

    /// Finds the attempt with a key, with its link token, in a batch with concurrent look-ups.
    pub(crate) async fn attempt(
        &self,
        key: AttemptKeyHash,
    ) -> Result<Option<StoredAttempt>, StoreError> {
        let found = self.in_batch(|batches| &batches.attempts, key).await?;
        found.map(|found| found.decrypted(&self.keys)).transpose()
    }

    /// Finds what the pages of an environment show, in a batch with concurrent look-ups.
    pub async fn surroundings(
        &self,
        environment_id: Uuid,
    ) -> Result<Option<Arc<Surroundings>>, StoreError> {
        self.in_batch(|batches| &batches.surroundings, environment_id).await
    }

    /// Records that credentials were read, in a batch with concurrent readings. Returns false, and
    /// records nothing, if they have changed.
    pub(crate) async fn record_reading(&self, reading: RecordReading) -> Result<bool, StoreError> {
        self.in_batch(|batches| &batches.recording, reading).await
    }

    /// Takes a lane of a webhook, in a batch with concurrent ones, and returns its oldest pending
    /// delivery. `None` if the use case [`ClaimDelivery`] must decide about the lane, which may be
    /// taken already.
    ///
    /// [`ClaimDelivery`]: crate::use_cases::ClaimDelivery
    pub async fn claim_delivery(
        &self,
        lane: Lane,
        lease: Uuid,
    ) -> Result<Option<DeliveryClaim>, StoreError> {
        let claim = self.in_batch(|batches| &batches.claiming, LeasedLane { lane, lease }).await?;
        Ok(claim.decrypted(&self.keys))
    }

    /// Ends a delivery that was accepted, in a batch with concurrent ones. Returns what
    /// [`Self::claim_delivery`] does for the next delivery of the lane with `next_lease`. `None` if
    /// nothing was changed, and the use case [`FinishDelivery`] must decide.
    ///
    /// [`FinishDelivery`]: crate::use_cases::FinishDelivery
    pub async fn end_accepted_delivery(
        &self,
        lane: Lane,
        lease: Uuid,
        id: EventId,
        report: &AttemptReport,
        next_lease: Option<Uuid>,
    ) -> Result<Option<Option<DeliveryClaim>>, StoreError> {
        let leased = LeasedLane { lane, lease };
        let accepted = AcceptedDelivery::new(&self.keys, leased, id, report, next_lease);
        let next = self.in_batch(|batches| &batches.delivering, accepted).await?;
        Ok(next.map(|next| next.decrypted(&self.keys)))
    }

    /// Returns the API token with a hash, even if the token is expired or revoked.
    pub async fn api_token(&self, hash: ApiTokenHash) -> Result<Option<ApiToken>, StoreError> {
        let found = self.run_to_completion(self.deadline(), |mut session| async move {
            let sql = ApiToken::select(api_token::BY_HASH);
            let row = session.query_opt(&sql, &parameters(&[SqlValue::from(&hash.0)])).await?;
            Ok(row.map(|row| ApiToken::read(&mut RowReader::of(&row))).transpose()?)
        });
        Ok(found.await?)
    }

    /// Returns the time of the database, to the millisecond.
    pub async fn time(&self) -> Result<DateTime<Utc>, StoreError> {
        let found = self.run_to_completion(self.deadline(), |mut session| async move {
            let row = session.query_opt("SELECT now()", &[]).await?;
            Ok(row.map(|row| rows::get::<DateTime<Utc>>(&row, 0)).transpose()?)
        });
        let time = found.await?.ok_or_else(|| damaged("the database did not tell the time"))?;
        Ok(time.trunc_subsecs(3))
    }

    /// Checks that the database answers and accepts changes, and that the keys of this server fit
    /// it.
    pub async fn ping(&self) -> Result<(), StoreError> {
        // The second pool works even if all connections of the first one are in use.
        let mut session = self.batch_connections.get().await?;
        let sql = "SELECT current_setting('transaction_read_only'), (SELECT count(*) FROM environment WHERE false)";
        let row = session.query_opt(sql, &[]).await?;
        let read_only = row.map(|row| rows::get::<String>(&row, 0)).transpose()?;
        if read_only.as_deref() == Some("on") {
            // The next connection may be one to the primary.
            session.abandon();
            let error = "the database is read-only: it may be a standby";
            return Err(StoreError::Unavailable(error.to_owned()));
        }
        let mut rows = PostgresTransaction::new(&mut session, &self.keys);
        let checked = CheckKeys.run(&mut rows).await;
        Ok(rows.finish(checked)?)
    }

    /// Returns the number of queued changes: orders and redemptions of link tokens, records of
    /// readings, and deliveries that begin or end.
    pub fn queue_depth(&self) -> usize {
        let waiting = |it: &RequestBatches| {
            it.issuing.waiting()
                + it.redeeming.waiting()
                + it.recording.waiting()
                + it.claiming.waiting()
                + it.delivering.waiting()
        };
        self.batches().as_ref().map_or(0, waiting)
    }

    /// Drains the queue, and closes the connections.
    pub async fn close(&self) {
        let batches = self.batches.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(batches) = batches {
            let RequestBatches {
                issuing,
                redeeming,
                link_tokens,
                accounts,
                credentials,
                attempts,
                surroundings,
                recording,
                claiming,
                delivering,
            } = batches;
            issuing.finish().await;
            redeeming.finish().await;
            link_tokens.finish().await;
            accounts.finish().await;
            credentials.finish().await;
            attempts.finish().await;
            surroundings.finish().await;
            recording.finish().await;
            claiming.finish().await;
            delivering.finish().await;
        }
        self.batch_connections.close();
        self.connections.close();
    }

    /// Does work in a batch of its kind.
    async fn in_batch<W: BatchWork>(
        &self,
        of_kind: fn(&RequestBatches) -> &Batches<W>,
        item: W::Item,
    ) -> Result<W::Answer, StoreError> {
        let answer = match &*self.batches() {
            Some(batches) => of_kind(batches).queue(item),
            None => return Err(StoreError::closed()),
        };
        answer.await
    }

    fn batches(&self) -> RwLockReadGuard<'_, Option<RequestBatches>> {
        self.batches.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the deadline for a connection and a few statements.
    fn deadline(&self) -> Instant {
        Instant::now() + self.connections.time_limit()
    }

    /// Runs work on a connection to its end, even if the caller drops the future. A connection with
    /// an unfinished query is not reusable, so impatient clients would exhaust the pool otherwise.
    /// After the deadline, the work, its connection and its transaction are given up.
    async fn run_to_completion<T, Work>(
        &self,
        deadline: Instant,
        work: impl FnOnce(Session) -> Work,
    ) -> Result<T, PostgresError>
    where
        T: Send + 'static,
        Work: Future<Output = Result<T, PostgresError>> + Send + 'static,
    {
        let work = work(self.connections.get().await?);
        let late = PostgresError::TimedOut(self.connections.time_limit());
        let within_limit =
            tokio::spawn(async move { timeout_at(deadline, work).await.unwrap_or(Err(late)) });
        let panicked = |_| Err(StoreError::Damaged("a query panicked".to_owned()).into());
        within_limit.await.unwrap_or_else(panicked)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        net::{SocketAddr, TcpListener},
        time::{Duration, Instant},
    };

    use link_token_domain::{
        Refusal,
        audit::{ApiRequest, Origin},
        credentials::Credentials,
        environment::{Environment, Policy, PolicyChange},
        issuing::IssueOrder,
        lifetime::Lifetime,
        redemption::RedeemRequest,
        request::IssueRequest,
        secret::Secret,
        webhook::{Subscription, Webhook, delivery::DeliveryAttempt},
    };
    use link_token_types as types;
    use serde_json::{Value, json};
    use tokio::net::TcpSocket;
    use uuid::Uuid;

    use super::{look_ups::KeyedLookUp as _, *};
    use crate::{
        encryption::EncryptionKey,
        tables::{attempt, audit_event, credentials},
        use_cases::{
            ChangePolicy, CreateEnvironment, CreateWebhook, ImportAccountWithCredentials,
            ReadCredentials,
        },
    };

    /// The longest wait of a test.
    const PATIENCE: Duration = Duration::from_secs(60);

    fn keyring() -> Keyring {
        Keyring::new(&EncryptionKey::generate().expect("randomness"), &[])
    }

    async fn open(url: &str, settings: Settings, keys: &Keyring) -> PostgresStore {
        let address = url.parse().expect("an address");
        let (keys, observer) = (Some(keys.clone()), CommitObserver::none());
        PostgresStore::open(&address, settings, keys, true, observer).await.expect("opens")
    }

    async fn create_environment(store: &PostgresStore) -> Uuid {
        let id = Uuid::new_v4();
        let (name, created_at) = (id.to_string(), DateTime::UNIX_EPOCH);
        let environment = Environment { id, name, created_at, policy: Policy::default() };
        store.run(CreateEnvironment(environment)).await.expect("stored").expect("new");
        id
    }

    const BY: ApiRequest = ApiRequest { api_token_id: Uuid::nil(), request_id: Uuid::nil() };

    async fn issue(store: &PostgresStore, environment_id: Uuid, body: Value) -> Issued {
        let request = serde_json::from_value(body).expect("fits");
        let order = IssueOrder {
            environment_id,
            by: BY,
            request: IssueRequest::check(request).expect("valid"),
            idempotency: None,
            now: DateTime::UNIX_EPOCH,
            default_lifetime: Lifetime::DEFAULT,
        };
        let issue = Issue::new(order, store.keys()).expect("randomness");
        store.issue(issue).await.expect("stored").expect("issued")
    }

    fn redemption(environment_id: Uuid, issued: &Issued) -> Redeem {
        let link_token = types::LinkToken::from(issued.link_token);
        let body = json!({ "link_token": link_token, "integration": "x" });
        let request = RedeemRequest::check(serde_json::from_value(body).expect("fits"));
        let (new_account_id, now) = (Uuid::new_v4(), DateTime::UNIX_EPOCH);
        let request = request.expect("valid");
        Redeem { environment_id, request, by: BY, new_account_id, now }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn redemption_of_a_new_account_goes_in_a_batch() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let settings = Settings { pool_size: 1, ..Settings::default() };
        let store = open(&schema.url(), settings, &keyring()).await;
        let environment_id = create_environment(&store).await;
        // With a context, so that the encryption key is known.
        let body = json!({ "tenant_id": "a", "context": { "b": 1 } });
        let issued = issue(&store, environment_id, body).await;
        // A use case of its own would need this connection.
        let session = store.connections.get().await.expect("a connection");
        let redeem = async || store.redeem(redemption(environment_id, &issued)).await;
        let first = redeem().await;
        assert!(matches!(first, Ok(Ok(_))), "{first:?}");
        // The use case decides about a link token that has ended.
        assert!(matches!(redeem().await, Err(StoreError::Unavailable(_) | StoreError::Busy)));
        drop(session);
        assert!(matches!(redeem().await, Ok(Err(Refusal::LinkTokenDead))));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn accounts_and_credentials_are_read_in_batches() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let settings = Settings { pool_size: 1, ..Settings::default() };
        let store = open(&schema.url(), settings, &keyring()).await;
        let environment_id = create_environment(&store).await;
        let issued = issue(&store, environment_id, json!({ "tenant_id": "a" })).await;
        let redeemed = store.redeem(redemption(environment_id, &issued)).await;
        let account = redeemed.expect("stored").expect("redeemed");
        let account = Account { id: Uuid::new_v4(), ..account };
        let credentials = Credentials {
            content: Secret::new("one"),
            expires_at: None,
            issued_at: None,
            is_refreshable: false,
        };
        let import = ImportAccountWithCredentials {
            account: account.clone(),
            credentials: Some(credentials),
            by: BY,
        };
        let id = account.id;
        assert_eq!(store.run(import).await.expect("stored"), Ok(account));
        // A use case, or another query, would need this connection.
        let session = store.connections.get().await.expect("a connection");
        let found = store.account(environment_id, id).await.expect("found");
        assert_eq!(found.map(|found| found.id), Some(id));
        let found = store.credentials(environment_id, id).await.expect("found").expect("there");
        let read = ReadCredentials { environment_id, id, by: BY, now: DateTime::UNIX_EPOCH };
        let (_, reading) = read.with_found(Some(found.1)).expect("readable");
        assert!(store.record_reading(reading.clone()).await.expect("recorded"));
        let stale = RecordReading { version: reading.version + 1, ..reading };
        assert!(!store.record_reading(stale).await.expect("not recorded"));
        drop(session);
        let recorded = "SELECT count(*) FROM audit_event WHERE action = 'read_credentials'";
        assert_eq!(schema.sql(recorded).trim(), "1");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn lanes_are_taken_and_deliveries_ended_in_batches() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let settings = Settings { pool_size: 1, ..Settings::default() };
        let keys = keyring();
        let store = open(&schema.url(), settings, &keys).await;
        let environment_id = create_environment(&store).await;
        let webhook_id = Uuid::new_v4();
        let webhook = webhook(environment_id, webhook_id);
        store.run(CreateWebhook { webhook, by: None }).await.expect("stored").expect("new");
        let mut lanes = Vec::new();
        for _ in 0..5 {
            let issued = issue(&store, environment_id, json!({ "tenant_id": "a" })).await;
            let account = store.redeem(redemption(environment_id, &issued)).await;
            let account_id = account.expect("stored").expect("redeemed").id;
            lanes.push(Lane { environment_id, webhook_id, account_id });
        }
        // `None` if the use case must decide, and `Some(None)` if there is nothing to send.
        let decided = |lease: Uuid, claim: Option<DeliveryClaim>| {
            claim.map(|claim| match claim {
                DeliveryClaim::Delivery(claimed) => Some((lease, claimed.delivery_id)),
                DeliveryClaim::Nothing => None,
                DeliveryClaim::Unreadable(error) => panic!("{error}"),
            })
        };
        let claim = async |lane| {
            let lease = Uuid::new_v4();
            decided(lease, store.claim_delivery(lane, lease).await.expect("answered"))
        };
        let taken = async |lane| claim(lane).await.flatten().expect("a delivery");
        let end_with = async |lane, (lease, id), next_lease| {
            let attempt = DeliveryAttempt {
                at: Utc::now(),
                duration_ms: 1,
                response_status: Some(200),
                error: None,
                answer: Some("thanks".to_owned()),
            };
            let report =
                AttemptReport { attempt, target_url: String::new(), retry_after: None, jitter: 0. };
            let end = store.end_accepted_delivery(lane, lease, id, &report, next_lease);
            end.await.expect("answered")
        };
        // True if the delivery has ended. The lane is left.
        let end = async |lane, taken| end_with(lane, taken, None).await.is_some();
        // The next delivery of the lane.
        let go_on = async |lane, taken| {
            let lease = Uuid::new_v4();
            decided(lease, end_with(lane, taken, Some(lease)).await.expect("it has ended"))
        };
        // A use case would need this connection.
        let mut session = store.connections.get().await.expect("a connection");
        let first = taken(lanes[0]).await;
        assert_eq!(claim(lanes[0]).await, Some(None), "it is taken");
        assert!(!end(lanes[0], (Uuid::new_v4(), first.1)).await, "another lease");
        let second = go_on(lanes[0], first).await.flatten().expect("the next one");
        assert!(!end(lanes[0], first).await, "it has ended");
        assert_eq!(claim(lanes[0]).await, Some(None), "it is still taken");
        assert_eq!(go_on(lanes[0], second).await, Some(None));
        assert_eq!(claim(lanes[0]).await, Some(None), "nothing is left");

        // They wait for no other transaction, which may be adding to a lane or erasing.
        let held = taken(lanes[1]).await;
        let ids = [lanes[1].account_id, lanes[2].account_id];
        for (table, is_undecided) in [("webhook_lane", true), ("webhook_delivery", false)] {
            session.begin();
            let lock = format!("SELECT 1 FROM {table} WHERE account_id = ANY($1) FOR UPDATE");
            session.query(&lock, &[&ids.as_slice()]).await.expect("locked");
            assert!(!end(lanes[1], held).await, "{table}");
            if is_undecided {
                assert_eq!(claim(lanes[2]).await, None);
            }
            session.batch("ROLLBACK").await.expect("unlocked");
        }
        assert!(end(lanes[1], held).await);

        // Deliveries of one batch have their own ends.
        let (fourth, damaged) = (taken(lanes[1]).await, lanes[3]);
        let deleted = taken(lanes[4]).await;
        schema.sql(&format!(
            "DELETE FROM webhook_delivery WHERE id = '{}';
            UPDATE webhook_event SET payload = '' WHERE account_id = '{}'",
            deleted.1.0, damaged.account_id
        ));
        let (unreadable, readable) = tokio::join!(claim(damaged), claim(lanes[2]));
        assert_eq!(unreadable, None);
        let readable = readable.flatten().expect("a delivery");
        let ends = tokio::join!(
            go_on(lanes[1], fourth),
            end(lanes[2], readable),
            end(lanes[4], deleted),
            end(lanes[2], (Uuid::new_v4(), readable.1)),
        );
        assert_eq!(ends, (Some(None), true, false, false));

        // A batch that fails changes nothing, and leaves its connection usable.
        let last = taken(lanes[2]).await;
        schema.sql("ALTER TABLE webhook RENAME TO hidden");
        assert!(!end(lanes[2], last).await);
        schema.sql("ALTER TABLE hidden RENAME TO webhook");
        let open_key = "UPDATE encryption_key SET closed = false";
        schema.sql("UPDATE encryption_key SET closed = true");
        assert!(!end(lanes[2], last).await, "a closed key encrypts no answer");
        schema.sql(open_key);
        assert!(end(lanes[2], last).await);
    }

    fn webhook(environment_id: Uuid, id: Uuid) -> Webhook<Secret> {
        let now = DateTime::UNIX_EPOCH;
        Webhook {
            id,
            environment_id,
            target_url: "https://example.com/".to_owned(),
            events: Subscription::default(),
            is_active: true,
            secret: Secret::new("whsec_AAAA"),
            previous_secret: None,
            failure: None,
            last_success_at: None,
            resumed_at: None,
            created_at: now,
            updated_at: now,
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn statements_of_requests_and_sweeps_use_an_index() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        open(&schema.url(), Settings::default(), &keyring()).await.close().await;
        let nil = Uuid::nil();
        let of_lanes = |sql: &str| {
            (1..=5).fold(sql.replace("$6", "''"), |sql, number| {
                sql.replace(&format!("${number}"), "'{}'")
            })
        };
        let in_page = |condition| {
            format!(
                "SELECT 1 FROM integrated_account WHERE environment_id = '{nil}' AND {condition}
                    updated_at >= now() AND (created_at, id) > (now(), '{nil}')
                 ORDER BY created_at, id LIMIT 2"
            )
        };
        for sql in [
            "SELECT 1 FROM api_token WHERE hash = ''".to_owned(),
            "SELECT 1 FROM link_token WHERE hash = '' FOR UPDATE".to_owned(),
            "SELECT 1 FROM link_token WHERE hash = ANY('{}')".to_owned(),
            format!("SELECT 1 FROM environment WHERE id = ANY('{{{nil}}}')"),
            format!("SELECT 1 FROM environment WHERE id = '{nil}' AND {} = ''", issuing::POLICY),
            format!("SELECT uri FROM redirect_uri WHERE environment_id = '{nil}' ORDER BY uri"),
            issuing::GATES.replace("$1", "'{}'").replace("$2", "'{}'"),
            issuing::TENANTS.replace("$1", "'{}'").replace("$2", "'{}'"),
            LookUpLinkTokens::sql().replace("$1", "'{}'"),
            LookUpAccounts::sql().replace("$1", "'{}'").replace("$2", "'{}'"),
            LookUpCredentials::sql().replace("$1", "'{}'").replace("$2", "'{}'"),
            LookUpAttempts::sql().replace("$1", "'{}'"),
            of_lanes(&delivering::CLAIM),
            of_lanes(&delivering::READ),
            of_lanes(&delivering::LOCK),
            (1..=7).fold(delivering::DELIVER.clone(), |sql, number| {
                sql.replace(&format!("${number}"), "'{}'")
            }),
            of_lanes(&delivering::NOTE_SUCCESS),
            of_lanes(&delivering::END_LANES),
            of_lanes(&delivering::PASS_ON),
            // The highest number first, since `$1` begins `$10`.
            (1..=10).rev().fold(recording::RECORD.clone(), |sql, number| {
                sql.replace(&format!("${number}"), "'{}'")
            }),
            format!(
                "SELECT 1 FROM integrated_account WHERE environment_id = '{nil}' AND id = '{nil}'"
            ),
            format!(
                "SELECT 1 FROM integrated_account WHERE environment_id = '{nil}' AND tenant_id = ''"
            ),
            in_page("tenant_id = 'a' AND"),
            in_page("status = 'a' AND"),
            in_page("integration = 'a' AND"),
            in_page(""),
            format!("SELECT 1 FROM environment_integration WHERE id = '{nil}'"),
            format!(
                "SELECT 1 FROM credentials WHERE environment_id = '{nil}' AND account_id = '{nil}'"
            ),
            format!("SELECT 1 FROM attempt WHERE environment_id = '{nil}' AND id = '{nil}'"),
            "SELECT 1 FROM attempt WHERE key_hash = ''".to_owned(),
            "SELECT 1 FROM attempt WHERE state_hash = ''".to_owned(),
            "SELECT account_id FROM attempt WHERE link_token_hash = '' AND phase = 'done'"
                .to_owned(),
            credentials::due_sql(0).replace("$1", "now()").replace("$2", "2"),
            credentials::due_sql(1).replace("$1", "now()").replace("$2", "'a'").replace("$3", "2"),
            credentials::FIRST_EXPIRY.to_owned(),
            attempt::SWEEP.replace("$1", "now()").replace("$2", "2"),
            transaction::SWEEP.replace("$1", "now()").replace("$2", "2"),
            audit_event::SWEEP.replace("$1", &format!("'{nil}'")).replace("$2", "2"),
        ] {
            // PostgreSQL scans such small tables unless that is disabled.
            let plan = schema.sql(&format!("SET enable_seqscan = off; EXPLAIN {sql}"));
            assert!(plan.contains("Index") && !plan.contains("Seq Scan"), "{sql}: {plan}");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn transaction_ends_when_its_client_has_disappeared() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let settings =
            Settings { statement_timeout: Duration::from_millis(200), ..Settings::default() };
        let store = open(&schema.url(), settings, &keyring()).await;
        let environment_id = create_environment(&store).await;
        let mut session = store.connections.get().await.expect("a connection");
        session.begin();
        let lock = "SELECT 1 FROM environment WHERE id = $1 FOR UPDATE";
        session.query(lock, &[&environment_id]).await.expect("locked");
        // The session stays silent, and keeps its connection.
        let deadline = Instant::now() + PATIENCE;
        let change = PolicyChange { lifetime: Some(None), ..PolicyChange::default() };
        let change = || {
            let (change, now) = (change.clone(), DateTime::UNIX_EPOCH);
            store.run(ChangePolicy { environment_id, change, by: Origin::CommandLine, now })
        };
        while change().await.is_err() {
            assert!(Instant::now() < deadline, "the lock was never released");
        }
        assert!(session.query(lock, &[&environment_id]).await.is_err(), "it was ended");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn connection_is_reused_when_the_caller_drops_the_query() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let settings = Settings { pool_size: 1, ..Settings::default() };
        let (keys, url) = (keyring(), schema.url());
        let store = Arc::new(open(&url, settings, &keys).await);
        let process = async || {
            let mut session = store.connections.get().await.expect("a connection");
            let row = session.query_opt("SELECT pg_backend_pid()", &[]).await.expect("answered");
            rows::get::<i32>(&row.expect("a row"), 0).expect("a number")
        };
        let before = process().await;
        let other = open(&url, Settings::default(), &keys).await;
        let mut other = other.connections.get().await.expect("a connection");
        other.begin();
        other.batch("LOCK TABLE api_token").await.expect("locked");
        let asking = tokio::spawn({
            let store = Arc::clone(&store);
            async move { store.api_token(ApiTokenHash([0; 32])).await }
        });
        let waits =
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'api_token'::regclass";
        let deadline = Instant::now() + PATIENCE;
        while schema.sql(waits).trim() == "0" {
            assert!(!asking.is_finished() && Instant::now() < deadline);
        }
        asking.abort();
        assert!(asking.await.expect_err("it has gone").is_cancelled());
        drop(other);
        assert_eq!(process().await, before);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn second_address_is_used_when_the_first_is_silent_or_refuses() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let (schema, keys) = (cluster.schema(), keyring());
        // The kernel accepts connections, as for a stopped server.
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let silent = listener.local_addr().expect("bound");
        // It does not listen.
        let refusing = TcpSocket::new_v4().expect("a socket");
        refusing.bind("127.0.0.1:0".parse().expect("an address")).expect("a port");
        let before = |first: SocketAddr| {
            let url = schema.url().replace("127.0.0.1", &format!("{first},127.0.0.1"));
            format!("{url}&target_session_attrs=read-write")
        };
        for first in [silent, refusing.local_addr().expect("bound")] {
            let store = open(&before(first), Settings::default(), &keys).await;
            store.ping().await.expect("it accepts changes");
            create_environment(&store).await;
            store.close().await;
        }

        let url = format!("postgres://u@{silent},{silent}/d");
        let connect_timeout = Duration::from_millis(200);
        let settings = Settings { connect_timeout, ..Settings::default() };
        let (address, observer) = (url.parse().expect("an address"), CommitObserver::none());
        let opened = PostgresStore::open(&address, settings, Some(keys), true, observer).await;
        let error = opened.expect_err("both are silent").to_string();
        assert!(error.contains("no connection to the database within 200ms"), "{error}");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn deferred_statements_run_in_order_before_the_next_one() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let store = open(&schema.url(), Settings::default(), &keyring()).await;
        let mut session = store.connections.get().await.expect("a connection");
        session.batch("CREATE TABLE number (n bigint PRIMARY KEY)").await.expect("created");
        let insert = "INSERT INTO number VALUES ($1)";
        let double = "UPDATE number SET n = 2 * n";
        let list = "SELECT n FROM number ORDER BY n";
        let numbers = |rows: Vec<tokio_postgres::Row>| -> Vec<i64> {
            rows.iter().map(|row| rows::get(row, 0).expect("a number")).collect()
        };
        session.begin();
        for number in 1..=40 {
            session.defer(insert, &[(100 * number).into()]);
            session.defer("DELETE FROM number WHERE n < 100 * 39", &[]);
        }
        session.defer(double, &[]);
        let found = session.query(list, &[]).await.expect("answered");
        assert_eq!(numbers(found), [7800, 8000]);
        session.defer(double, &[]);
        assert_eq!(session.execute(double, &[]).await.expect("executed"), 2);
        session.defer(double, &[]);
        session.end(Ok(())).await.expect("committed");
        assert_eq!(schema.sql(list).trim(), "62400\n64000");
        // Outside of the transaction, nothing is deferred.
        let found = session.query(list, &[]).await.expect("answered");
        assert_eq!(numbers(found), [62400, 64000]);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn transaction_changes_nothing_when_a_deferred_statement_fails() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let store = open(&schema.url(), Settings::default(), &keyring()).await;
        let connected = async || store.connections.get().await.expect("a connection");
        let create = "CREATE TABLE number (n bigint PRIMARY KEY)";
        connected().await.batch(create).await.expect("created");
        let insert = "INSERT INTO number VALUES ($1)";
        let count = "SELECT count(*) FROM number";

        let mut session = connected().await;
        session.begin();
        for number in [1, 1, 2] {
            session.defer(insert, &[number.into()]);
        }
        let failed = session.query(count, &[]).await.map(drop).expect_err("a duplicate");
        assert!(failed.to_string().contains("duplicate key"), "{failed}");
        session.end(Err::<(), _>(failed)).await.expect_err("the same");
        assert_eq!(schema.sql(count).trim(), "0");

        session.begin();
        for number in [1, 1, 2] {
            session.defer(insert, &[number.into()]);
        }
        let failed = session.end(Ok(())).await.expect_err("a duplicate");
        assert!(failed.to_string().contains("duplicate key"), "{failed}");
        drop(session);
        assert_eq!(schema.sql(count).trim(), "0");

        // A failure of the work forgets the statements that were not sent.
        let mut session = connected().await;
        session.begin();
        session.defer(insert, &[1.into()]);
        let error = PostgresError::Store(damaged("on purpose"));
        session.end(Err::<(), _>(error)).await.expect_err("the same");
        session.begin();
        session.end(Ok(())).await.expect("nothing to do");
        session.query(count, &[]).await.expect("the connection works");
        assert_eq!(schema.sql(count).trim(), "0");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn look_ups_get_their_own_answers_when_they_share_a_query() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let store = open(&schema.url(), Settings::default(), &keyring()).await;
        let environment_id = create_environment(&store).await;
        let mut hashes = Vec::new();
        for tenant_id in ["good", "damaged"] {
            let request = json!({ "tenant_id": tenant_id });
            hashes.push(issue(&store, environment_id, request).await.link_token.hash());
        }
        schema.sql("UPDATE link_token SET tenant_id = '' WHERE tenant_id = 'damaged'");
        let unknown = LinkTokenHash([0; 32]);
        // While the first ones are asked, the others queue up.
        let found = (0..300).map(|place| match place % 3 {
            0 => store.link_token(hashes[0]),
            1 => store.link_token(hashes[1]),
            _ => store.link_token(unknown),
        });
        let found = futures::future::join_all(found).await;
        for found in found.chunks(3) {
            let [Ok(Some(good)), Err(StoreError::Damaged(_)), Ok(None)] = found else {
                panic!("{found:?}");
            };
            assert_eq!(good.hash, hashes[0]);
        }
        store.close().await;
        let closed = store.link_token(unknown).await.expect_err("closed");
        assert_eq!(closed.to_string(), StoreError::closed().to_string());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn use_case_changes_nothing_when_it_times_out() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let settings = Settings {
            connect_timeout: Duration::from_secs(1),
            statement_timeout: Duration::from_secs(2),
            ..Settings::default()
        };
        let store = open(&schema.url(), settings, &keyring()).await;
        let environment_id = create_environment(&store).await;
        let issued = issue(&store, environment_id, json!({ "tenant_id": "a" })).await;
        // Each statement is within the limit, but both together exceed it.
        let tables = ["link_token", "integrated_account"];
        schema.sql(
            "CREATE FUNCTION sleep() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN PERFORM pg_sleep(1.6); RETURN NEW; END $$",
        );
        for table in tables {
            schema.sql(&format!(
                "CREATE TRIGGER slow BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION sleep()"
            ));
        }
        let redeem = async || store.run(redemption(environment_id, &issued)).await;
        assert!(matches!(redeem().await, Err(StoreError::Unavailable(_))));
        // `DROP TRIGGER` waits for running transactions.
        for table in tables {
            schema.sql(&format!("DROP TRIGGER slow ON {table}"));
        }
        assert!(matches!(redeem().await, Ok(Ok(_))));
    }
}
