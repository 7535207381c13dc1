//! The shared store: PostgreSQL, or an engine that speaks its protocol, behind any number of servers.
//!
//! A server keeps nothing of its own: what one has answered, every other one knows. Reading, redeeming and administration
//! take connections from a pool; issuing has one to itself (`issuing`). Nothing waits longer than [`Settings`] say: neither for a connection, nor for a statement.

mod accounts;
mod address;
mod administration;
mod audit;
mod connections;
mod examination;
mod issuing;
mod keys;
mod migrations;
mod opening;
mod rows;
mod uses;

use std::{
    convert::Infallible,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard},
    time::Duration,
};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::future::{BoxFuture, ready};
use tokio::time::{Instant, timeout_at};
use tokio_postgres::error::SqlState;
use uuid::Uuid;

use self::{
    accounts::{Existing, Lock},
    administration::Change,
    connections::{Connections, Error, Parameter, Session},
    issuing::Issuer,
    keys::SealingKeys,
    uses::Uses,
};
pub use self::{
    address::{Address, Settings},
    examination::{Condition, examine},
    opening::OpenError,
};
use super::{
    Administered, Conflict, IssueOrder, Keys, PolicyChange, Store, StoreError, rows as stored,
};
use crate::{
    domain::{
        Refusal,
        api_token::{ApiToken, ApiTokenHash},
        audit::{Action, ApiRequest, Event, EventId, Filter, Outcome},
        environment::{Environment, StaticGate},
        integrated_account::Account,
        link_token::{Grant, Issued, LinkTokenHash},
        redemption::{self, RedeemRequest},
    },
    metrics::CommitMetrics,
};

/// How many connections there may be besides the pool's: the one that issues, one for a look whether the database is ready, and
/// those that were given up and are not closed yet.
const ISSUING: usize = 4;
/// How often to try again what another transaction was in the way of.
const ATTEMPTS: u32 = 5;
/// How long a server that sweeps may be silent before another takes over.
const LEASE: &str = "2 minutes";

/// A database of PostgreSQL.
#[derive(Debug)]
pub struct PostgresStore {
    connections: Connections,
    issuing: Connections,
    issuer: RwLock<Option<Issuer>>,
    uses: RwLock<Option<Uses>>,
    keys: Arc<SealingKeys>,
    /// Names this server among those that sweep.
    id: Uuid,
}

impl PostgresStore {
    /// Opens a database and brings its schema up to date. `may_create` says whether it may make one where there is none.
    pub async fn open(
        address: &Address,
        settings: Settings,
        keys: &Keys,
        may_create: bool,
        metrics: CommitMetrics,
    ) -> Result<Self, OpenError> {
        let connections = Connections::new(address, settings.pool_size, settings)?;
        let mut session = connections.get().await?;
        session.without_limit();
        let ring = opening::prepare(&mut session, keys, may_create).await?;
        drop(session);
        let keys = Arc::new(SealingKeys::new(ring));
        let issuing = Connections::new(address, ISSUING, settings)?;
        let issuer = Issuer::start(issuing.clone(), Arc::clone(&keys), metrics);
        let uses = Uses::start(connections.clone());
        Ok(Self {
            connections,
            issuing,
            issuer: RwLock::new(Some(issuer)),
            uses: RwLock::new(Some(uses)),
            keys,
            id: Uuid::new_v4(),
        })
    }

    fn issuer(&self) -> RwLockReadGuard<'_, Option<Issuer>> {
        self.issuer.read().unwrap_or_else(PoisonError::into_inner)
    }

    async fn rows<T>(
        &self,
        sql: &str,
        parameters: &[Parameter<'_>],
        read: impl Fn(&tokio_postgres::Row) -> Result<T, StoreError> + Send,
    ) -> Result<Vec<T>, StoreError> {
        let rows = self.connections.get().await?.query(sql, parameters).await?;
        rows.iter().map(read).collect()
    }

    async fn row<T>(
        &self,
        sql: &str,
        parameters: &[Parameter<'_>],
        read: impl Fn(&tokio_postgres::Row) -> Result<T, StoreError> + Send,
    ) -> Result<Option<T>, StoreError> {
        let row = self.connections.get().await?.query_opt(sql, parameters).await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn execute(&self, sql: &str, parameters: &[Parameter<'_>]) -> Result<u64, Error> {
        self.connections.get().await?.execute(sql, parameters).await
    }

    /// How long to wait for what takes a few statements, of which each might take long.
    fn deadline(&self) -> Deadline {
        let limit = self.connections.patience();
        Deadline { limit, at: Instant::now() + limit }
    }

    /// Waits for a connection, and has something done on it to its end, even if whoever waits for that goes away: a connection that
    /// is left in the middle of a query is not used again, so clients that lose patience would take all of them away. What is late
    /// is given up, with its connection and its transaction.
    async fn to_its_end<T, Work>(
        &self,
        deadline: Deadline,
        work: impl FnOnce(Session) -> Work,
    ) -> Result<T, Error>
    where
        T: Send + 'static,
        Work: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let session = self.connections.get().await?;
        let panicked = |_| Err(StoreError::Damaged("a query panicked".to_owned()).into());
        tokio::spawn(deadline.hold(work(session))).await.unwrap_or_else(panicked)
    }

    async fn redeem_once(
        &self,
        environment_id: Uuid,
        request: RedeemRequest,
        by: ApiRequest,
        now: DateTime<Utc>,
        deadline: Deadline,
    ) -> Result<Result<Account, Refusal>, Error> {
        let event = Event::of_request(by, environment_id, Action::RedeemLinkToken, now)
            .with_link_token(request.link_token.hash());
        let keys = Arc::clone(&self.keys);
        self.to_its_end(deadline, |mut session| async move {
            session.record(&keys).await?;
            session.begin().await?;
            let redeemed = redeem_within(&mut session, &keys, request, event, now).await;
            // What was refused has changed nothing but the audit trail.
            let Ok(redeemed) = session.end(redeemed.map(Ok::<_, Infallible>)).await?;
            Ok(redeemed)
        })
        .await
    }

    async fn revoke_once(
        &self,
        environment_id: Uuid,
        token: LinkTokenHash,
        by: ApiRequest,
        now: DateTime<Utc>,
        deadline: Deadline,
    ) -> Result<(), Error> {
        let event = Event::of_request(by, environment_id, Action::RevokeLinkToken, now)
            .with_link_token(token);
        self.to_its_end(deadline, |mut session| async move {
            audit::revoke(&mut session, token, &event, now).await
        })
        .await
    }

    /// Makes an administrative change and records it, both or neither.
    async fn administer(&self, change: Change) -> Administered<()> {
        administered(retried(|| self.change_once(&change)).await)
    }

    async fn change_once(&self, change: &Change) -> Result<Result<(), Conflict>, Error> {
        let mut session = self.connections.get().await?;
        if change.seals() {
            session.record(&self.keys).await?;
        }
        session.begin().await?;
        let made = change.make(&mut session, &self.keys).await;
        let recorded = recorded(&mut session, made.map(|made| made.map(|event| ((), event)))).await;
        session.end(recorded).await
    }

    async fn change_policy_once(
        &self,
        environment_id: Uuid,
        change: &PolicyChange,
        now: DateTime<Utc>,
    ) -> Result<Result<Environment, Conflict>, Error> {
        let mut session = self.connections.get().await?;
        session.begin().await?;
        let changed = administration::change_policy(&mut session, environment_id, change).await;
        let event = Event::of_operator(environment_id, Action::SetEnvironment, now);
        let recorded = recorded(
            &mut session,
            changed.map(|changed| changed.map(|environment| (environment, event))),
        )
        .await;
        session.end(recorded).await
    }

    /// Whether this is the server that sweeps, now and for a while.
    async fn is_sweeper(&self) -> Result<bool, Error> {
        let sql = format!(
            "UPDATE sweeper SET holder = $1, until = now() + INTERVAL '{LEASE}'
             WHERE one = 1 AND (holder = $1 OR until < now())"
        );
        Ok(self.execute(&sql, &[&self.id]).await? > 0)
    }
}

/// Until when something must be done.
#[derive(Clone, Copy, Debug)]
struct Deadline {
    /// How long that was in the beginning.
    limit: Duration,
    at: Instant,
}

impl Deadline {
    async fn hold<T>(self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        timeout_at(self.at, work).await.unwrap_or(Err(Error::Late(self.limit)))
    }
}

/// Redeems a link token in a transaction that has begun.
async fn redeem_within(
    session: &mut Session,
    keys: &SealingKeys,
    request: RedeemRequest,
    event: Event,
    now: DateTime<Utc>,
) -> Result<Result<Account, Refusal>, Error> {
    let ring = &keys.ring;
    let environment_id = event.environment_id;
    let hash = request.link_token.hash();
    // Of several that come at once, one gets past this, and the others find that the token has died.
    let sql = format!("{} FOR UPDATE", active());
    let found = session.query_opt(&sql, &[&hash.0.as_slice(), &environment_id, &now]).await?;
    let Some(row) = found else {
        let event = about_known(session, event, hash).await?;
        return refuse(session, event, Refusal::LinkTokenDead).await;
    };
    let grant = stored::grant(&row, hash, ring)?;
    let account_id = grant.purpose.account_id();
    let event = event.of_tenant(Some(grant.purpose.tenant_id().clone())).about(account_id);
    let account = match account_id {
        Some(id) => accounts::find(session, environment_id, id, Lock::ForUpdate, ring).await?,
        None => None,
    };
    let id = Uuid::new_v4();
    let account = match redemption::redeem(grant, request.connection, account, id, now) {
        Ok(account) => account,
        Err(refusal) => return refuse(session, event, refusal).await,
    };
    keys.may_seal(session).await?;
    let sql = "UPDATE link_token SET died_at = $2 WHERE hash = $1";
    session.execute(sql, &[&hash.0.as_slice(), &now]).await?;
    accounts::put(session, &account, Existing::Replace, ring).await?;
    audit::record(session, &event.about_account(&account)).await?;
    Ok(Ok(account))
}

/// What is asked for an active link token.
fn active() -> String {
    format!(
        "SELECT {} FROM link_token
         WHERE hash = $1 AND environment_id = $2 AND died_at IS NULL AND expires_at > $3",
        rows::GRANT
    )
}

/// Records that something is refused.
async fn refuse<T>(
    session: &mut Session,
    event: Event,
    refusal: Refusal,
) -> Result<Result<T, Refusal>, Error> {
    audit::record(session, &event.with_outcome(Outcome::from(&refusal))).await?;
    Ok(Err(refusal))
}

/// What an event is about, if something is known of its link token, dead or not.
async fn about_known(
    session: &mut Session,
    event: Event,
    hash: LinkTokenHash,
) -> Result<Event, Error> {
    let sql = "SELECT tenant_id, integrated_account_id FROM link_token WHERE hash = $1 AND environment_id = $2";
    let found = session.query_opt(sql, &[&hash.0.as_slice(), &event.environment_id]).await?;
    Ok(match found {
        Some(row) => event
            .of_tenant(Some(stored::tenant_id(&row)?))
            .about(rows::get(&row, "integrated_account_id")?),
        None => event,
    })
}

/// Records a change, if it was made.
async fn recorded<T>(
    session: &mut Session,
    made: Result<Result<(T, Event), Conflict>, Error>,
) -> Result<Result<T, Conflict>, Error> {
    match made? {
        Ok((done, event)) => {
            audit::record(session, &event).await?;
            Ok(Ok(done))
        }
        Err(conflict) => Ok(Err(conflict)),
    }
}

/// Tries again what another transaction was in the way of.
async fn retried<T, Attempt>(mut attempt: impl FnMut() -> Attempt + Send) -> Result<T, Error>
where
    T: Send,
    Attempt: Future<Output = Result<T, Error>> + Send,
{
    let mut tried = 1;
    loop {
        match attempt().await {
            Err(error) if error.is_conflict() && tried < ATTEMPTS => {
                // Not all at the same moment.
                let pause = Duration::from_millis(u64::from(Uuid::new_v4().as_bytes()[0]) / 16);
                tokio::time::sleep(pause * tried).await;
                tried += 1;
            }
            other => return other,
        }
    }
}

/// An insertion or another change, of which a violated constraint is an answer and not a fault.
fn administered<T>(done: Result<Result<T, Conflict>, Error>) -> Administered<T> {
    match done {
        Ok(done) => Ok(done),
        Err(error) => match error.state() {
            Some(state) if *state == SqlState::UNIQUE_VIOLATION => Ok(Err(Conflict::Exists)),
            Some(state) if *state == SqlState::FOREIGN_KEY_VIOLATION => Ok(Err(Conflict::Missing)),
            _ => Err(error.into()),
        },
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn api_token(&self, hash: ApiTokenHash) -> Result<Option<ApiToken>, StoreError> {
        let sql = format!("SELECT {} FROM api_token WHERE hash = $1", rows::API_TOKEN);
        let found = self.to_its_end(self.deadline(), |mut session| async move {
            session.query_opt(&sql, &[&hash.0.as_slice()]).await
        });
        found.await?.as_ref().map(stored::api_token).transpose()
    }

    fn issue(
        &self,
        order: IssueOrder,
    ) -> BoxFuture<'static, Result<Result<Issued, Refusal>, StoreError>> {
        match &*self.issuer() {
            Some(issuer) => issuer.issue(order),
            None => Box::pin(ready(Err(StoreError::closed()))),
        }
    }

    fn note_use(&self, api_token_id: Uuid, now: DateTime<Utc>) {
        // While the store is closing, it does not matter.
        if let Some(uses) = &*self.uses.read().unwrap_or_else(PoisonError::into_inner) {
            uses.note(api_token_id, now);
        }
    }

    async fn sweep(&self, died_before: DateTime<Utc>, limit: u32) -> Result<usize, StoreError> {
        if !self.is_sweeper().await? {
            return Ok(0);
        }
        let deleted = self
            .execute(
                "DELETE FROM link_token WHERE hash IN (
                    SELECT hash FROM link_token WHERE coalesce(died_at, expires_at) < $1
                    ORDER BY coalesce(died_at, expires_at) LIMIT $2
                 )",
                &[&died_before, &i64::from(limit)],
            )
            .await?;
        Ok(usize::try_from(deleted).unwrap_or(usize::MAX))
    }

    async fn sweep_events(&self, before: DateTime<Utc>, limit: u32) -> Result<usize, StoreError> {
        if !self.is_sweeper().await? {
            return Ok(0);
        }
        let mut session = self.connections.get().await?;
        let deleted = audit::sweep(&mut session, EventId::first_at(before), limit).await?;
        Ok(usize::try_from(deleted).unwrap_or(usize::MAX))
    }

    async fn grant(
        &self,
        environment_id: Uuid,
        token: LinkTokenHash,
        now: DateTime<Utc>,
    ) -> Result<Option<Grant>, StoreError> {
        let found = self.to_its_end(self.deadline(), |mut session| async move {
            session.query_opt(&active(), &[&token.0.as_slice(), &environment_id, &now]).await
        });
        let found = found.await?;
        found.map(|row| stored::grant(&row, token, &self.keys.ring)).transpose()
    }

    async fn redeem(
        &self,
        environment_id: Uuid,
        request: RedeemRequest,
        by: ApiRequest,
        now: DateTime<Utc>,
    ) -> Result<Result<Account, Refusal>, StoreError> {
        let deadline = self.deadline();
        let redeem = || self.redeem_once(environment_id, request.clone(), by, now, deadline);
        Ok(deadline.hold(retried(redeem)).await?)
    }

    async fn revoke(
        &self,
        environment_id: Uuid,
        token: LinkTokenHash,
        by: ApiRequest,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let deadline = self.deadline();
        let revoke = || self.revoke_once(environment_id, token, by, now, deadline);
        Ok(deadline.hold(retried(revoke)).await?)
    }

    async fn create_environment(&self, environment: Environment) -> Administered<()> {
        self.administer(Change::CreateEnvironment(environment)).await
    }

    async fn change_policy(
        &self,
        environment_id: Uuid,
        change: PolicyChange,
        now: DateTime<Utc>,
    ) -> Administered<Environment> {
        Ok(retried(|| self.change_policy_once(environment_id, &change, now)).await?)
    }

    async fn environments(&self) -> Result<Vec<Environment>, StoreError> {
        let sql = format!("SELECT {} FROM environment ORDER BY name", rows::ENVIRONMENT);
        self.rows(&sql, &[], rows::environment).await
    }

    async fn environment(&self, id_or_name: &str) -> Result<Option<Environment>, StoreError> {
        let id = Uuid::try_parse(id_or_name).unwrap_or_default();
        let sql =
            format!("SELECT {} FROM environment WHERE id = $1 OR name = $2", rows::ENVIRONMENT);
        self.row(&sql, &[&id, &id_or_name], rows::environment).await
    }

    async fn create_api_token(&self, token: ApiToken, hash: ApiTokenHash) -> Administered<()> {
        self.administer(Change::CreateApiToken(token, hash)).await
    }

    async fn api_tokens(&self, environment_id: Uuid) -> Result<Vec<ApiToken>, StoreError> {
        let sql = format!(
            "SELECT {} FROM api_token WHERE environment_id = $1 ORDER BY created_at, id",
            rows::API_TOKEN
        );
        self.rows(&sql, &[&environment_id], stored::api_token).await
    }

    async fn revoke_api_token(&self, id: Uuid, now: DateTime<Utc>) -> Administered<()> {
        self.administer(Change::RevokeApiToken { id, now }).await
    }

    async fn create_static_gate(&self, gate: StaticGate) -> Administered<()> {
        self.administer(Change::CreateStaticGate(gate)).await
    }

    async fn static_gates(&self, environment_id: Uuid) -> Result<Vec<StaticGate>, StoreError> {
        let sql = "SELECT environment_id, id, created_at FROM static_gate
            WHERE environment_id = $1 ORDER BY created_at, id";
        self.rows(sql, &[&environment_id], stored::static_gate).await
    }

    async fn delete_static_gate(
        &self,
        environment_id: Uuid,
        id: Uuid,
        now: DateTime<Utc>,
    ) -> Administered<()> {
        self.administer(Change::DeleteStaticGate { environment_id, id, now }).await
    }

    async fn import_account(&self, account: Account) -> Administered<()> {
        self.administer(Change::ImportAccount(account)).await
    }

    async fn accounts(
        &self,
        environment_id: Uuid,
        tenant_id: Option<&str>,
    ) -> Result<Vec<Account>, StoreError> {
        let sql = format!(
            "SELECT {} FROM integrated_account
             WHERE environment_id = $1 AND ($2::text IS NULL OR tenant_id = $2)
             ORDER BY created_at, id",
            rows::ACCOUNT
        );
        let read = |row: &_| stored::account(row, &self.keys.ring);
        self.rows(&sql, &[&environment_id, &tenant_id], read).await
    }

    async fn account(&self, environment_id: Uuid, id: Uuid) -> Result<Option<Account>, StoreError> {
        let mut session = self.connections.get().await?;
        let ring = &self.keys.ring;
        Ok(accounts::find(&mut session, environment_id, id, Lock::None, ring).await?)
    }

    async fn events(&self, filter: Filter) -> Result<Vec<Event>, StoreError> {
        let mut session = self.connections.get().await?;
        // It may have to read through all of the trail.
        session.without_limit();
        session.begin().await?;
        session.batch("SET LOCAL statement_timeout = 0").await?;
        let found = audit::find(&mut session, &filter).await;
        let Ok(found) = session.end(found.map(Ok::<_, Infallible>)).await?;
        Ok(found)
    }

    async fn reseal(&self, now: DateTime<Utc>) -> Result<usize, StoreError> {
        keys::reseal(&self.connections, &self.keys, now).await
    }

    async fn ping(&self) -> Result<(), StoreError> {
        // Over a connection that those who wait for the pool do not take away.
        let mut session = self.issuing.get().await?;
        let sql = "SELECT current_setting('transaction_read_only') AS reads_only FROM sweeper WHERE one = 1";
        let row = session.query_opt(sql, &[]).await?;
        match row.map(|row| rows::get::<String>(&row, "reads_only")).transpose()?.as_deref() {
            Some("on") => {
                Err(StoreError::Unavailable("the database only reads: a standby?".to_owned()))
            }
            _ => Ok(()),
        }
    }

    fn queue_depth(&self) -> usize {
        self.issuer().as_ref().map_or(0, Issuer::waiting)
    }

    async fn close(&self) {
        let issuer = self.issuer.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(issuer) = issuer {
            issuer.finish().await;
        }
        let uses = self.uses.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(uses) = uses {
            uses.finish().await;
        }
        // Another server need not wait until this one is taken for dead. If this fails, it does.
        let sql = "UPDATE sweeper SET until = now() WHERE one = 1 AND holder = $1";
        let _ = self.execute(sql, &[&self.id]).await;
        self.issuing.close();
        self.connections.close();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{
        domain::environment::Policy,
        encryption::{EncryptionKey, Keyring},
        store::suite,
    };

    fn keys() -> Keys {
        let key = EncryptionKey::generate().expect("randomness");
        Keys::Configured(Keyring::new(&key, &[]))
    }

    async fn open(url: &str, keys: &Keys) -> Result<PostgresStore, OpenError> {
        open_with(url, keys, Settings::default()).await
    }

    /// As two servers do.
    async fn open_twice(url: &str) -> (PostgresStore, PostgresStore) {
        let keys = keys();
        let one = open(url, &keys).await.expect("opens");
        (one, open(url, &keys).await.expect("opens"))
    }

    async fn open_with(
        url: &str,
        keys: &Keys,
        settings: Settings,
    ) -> Result<PostgresStore, OpenError> {
        let address = url.parse().expect("an address");
        PostgresStore::open(&address, settings, keys, true, CommitMetrics::default()).await
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn behaves_as_a_store() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let store = open(&schema.url(), &keys()).await.expect("opens");
        suite::run(&store).await;
    }

    /// The look-ups on the way of a request go by an index, and so does the sweep.
    #[tokio::test(flavor = "multi_thread")]
    async fn no_table_is_searched_from_end_to_end() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let store = open(&schema.url(), &keys()).await.expect("opens");
        store.close().await;
        let nil = Uuid::nil();
        for sql in [
            "SELECT 1 FROM api_token WHERE hash = ''".to_owned(),
            format!("SELECT 1 FROM link_token WHERE hash = '' AND environment_id = '{nil}'"),
            "SELECT 1 FROM link_token WHERE hash = ANY('{}')".to_owned(),
            format!("SELECT 1 FROM environment WHERE id = ANY('{{{nil}}}')"),
            format!("SELECT 1 FROM environment WHERE id = '{nil}' AND {} = ''", issuing::POLICY),
            format!("SELECT uri FROM redirect_uri WHERE environment_id = '{nil}' ORDER BY uri"),
            issuing::GATES.replace("$1", "'{}'").replace("$2", "'{}'"),
            issuing::TENANTS.replace("$1", "'{}'").replace("$2", "'{}'"),
            format!(
                "SELECT 1 FROM integrated_account WHERE environment_id = '{nil}' AND id = '{nil}'"
            ),
            format!(
                "SELECT 1 FROM integrated_account WHERE environment_id = '{nil}' AND tenant_id = ''"
            ),
            "SELECT hash FROM link_token WHERE coalesce(died_at, expires_at) < now()
             ORDER BY coalesce(died_at, expires_at) LIMIT 2"
                .to_owned(),
            audit::SWEEP.replace("$1", &format!("'{nil}'")).replace("$2", "2"),
        ] {
            // So small a table is searched, unless that is forbidden.
            let plan = schema.sql(&format!("SET enable_seqscan = off; EXPLAIN {sql}"));
            assert!(plan.contains("Index") && !plan.contains("Seq Scan"), "{sql}: {plan}");
        }
    }

    /// What a server that has gone without a word has locked is free again soon.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_transaction_without_its_client_ends() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let settings =
            Settings { statement_timeout: Duration::from_millis(200), ..Settings::default() };
        let store = open_with(&schema.url(), &keys(), settings).await.expect("opens");
        let id = environment(&store).await;
        let mut session = store.connections.get().await.expect("a connection");
        session.begin().await.expect("begun");
        let lock = "SELECT 1 FROM environment WHERE id = $1 FOR UPDATE";
        session.query(lock, &[&id]).await.expect("locked");
        // The session says nothing any more, and keeps its connection.
        let change = PolicyChange { lifetime: Some(None), ..PolicyChange::default() };
        let patience = std::time::Instant::now() + Duration::from_secs(30);
        while store.change_policy(id, change.clone(), DateTime::UNIX_EPOCH).await.is_err() {
            assert!(std::time::Instant::now() < patience, "it is never free again");
        }
        assert!(session.query(lock, &[&id]).await.is_err(), "it was ended");
    }

    /// A client that goes away in the middle of a query takes no connection with it.
    #[tokio::test(flavor = "multi_thread")]
    async fn what_nobody_waits_for_keeps_its_connection() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let settings = Settings { pool_size: 1, ..Settings::default() };
        let (keys, url) = (keys(), schema.url());
        let store = open_with(&url, &keys, settings).await.expect("opens");
        let store = Arc::new(store);
        let process = async || {
            let sql = "SELECT pg_backend_pid() AS process";
            let read = |row: &_| rows::get::<i32>(row, "process");
            store.row(sql, &[], read).await.expect("answered")
        };
        let before = process().await;
        let other = open(&url, &keys).await.expect("opens");
        let mut other = other.connections.get().await.expect("a connection");
        other.begin().await.expect("begun");
        other.batch("LOCK TABLE api_token").await.expect("locked");
        let asking = tokio::spawn({
            let store = Arc::clone(&store);
            async move { store.api_token(ApiTokenHash([0; 32])).await }
        });
        let waits =
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'api_token'::regclass";
        while schema.sql(waits).trim() == "0" {
            assert!(!asking.is_finished());
        }
        asking.abort();
        assert!(asking.await.expect_err("it has gone").is_cancelled());
        drop(other);
        assert_eq!(process().await, before);
    }

    /// Whoever is told that it took too long may try again: nothing was done.
    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_late_is_not_done() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let (schema, keys) = (cluster.schema(), keys());
        let second = Duration::from_secs(1);
        let settings =
            Settings { connect_timeout: second, statement_timeout: second, ..Settings::default() };
        let store = open_with(&schema.url(), &keys, settings).await.expect("opens");
        let id = environment(&store).await;
        let issued = suite::issue(&store, id, DateTime::UNIX_EPOCH).await;
        // No statement takes too long, but all of them together do.
        let tables = ["link_token", "integrated_account", "audit_event"];
        schema.sql(
            "CREATE FUNCTION sleep() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN PERFORM pg_sleep(0.8); RETURN NEW; END $$",
        );
        for table in tables {
            schema.sql(&format!(
                "CREATE TRIGGER slow BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION sleep()"
            ));
        }
        let redeem = async || {
            let request = suite::redemption_of(&issued);
            store.redeem(id, request, suite::by(), DateTime::UNIX_EPOCH).await
        };
        assert!(matches!(redeem().await, Err(StoreError::Unavailable(_))));
        // Once whatever goes on has ended.
        for table in tables {
            schema.sql(&format!("DROP TRIGGER slow ON {table}"));
        }
        assert!(matches!(redeem().await, Ok(Ok(_))));
    }

    /// One server sweeps at a time: another goes on when that has stopped, or was silent for long.
    #[tokio::test(flavor = "multi_thread")]
    async fn one_server_sweeps_at_a_time() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let (one, other) = open_twice(&schema.url()).await;
        let is_sweeper = async |store: &PostgresStore| store.is_sweeper().await.expect("answered");
        assert!(is_sweeper(&one).await && !is_sweeper(&other).await && is_sweeper(&one).await);
        one.close().await;
        assert!(is_sweeper(&other).await);

        let third = open(&schema.url(), &keys()).await.expect("opens");
        assert!(!is_sweeper(&third).await);
        schema.sql("UPDATE sweeper SET until = now() - INTERVAL '1 second'");
        assert!(is_sweeper(&third).await && !is_sweeper(&other).await);
    }

    /// A server that was not told of a change of keys seals nothing any more, from the moment at which that begins.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_closed_key_seals_nothing() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let store = open(&schema.url(), &keys()).await.expect("opens");
        let sealed = async || {
            let account = Account::imported_for_test(Uuid::new_v4(), "a");
            store
                .import_account(Account { environment_id: environment(&store).await, ..account })
                .await
        };
        let environment_id = environment(&store).await;
        let (with, without) =
            (json!({ "tenant_id": "a", "context": { "a": 1 } }), json!({ "tenant_id": "a" }));
        let order = |request: &Value| {
            suite::order_of(request.clone(), environment_id, DateTime::UNIX_EPOCH)
        };
        assert_eq!(sealed().await.expect("stored"), Ok(()));
        assert!(store.issue(order(&with)).await.expect("stored").is_ok());
        schema.sql("UPDATE encryption_key SET closed = true");
        assert!(matches!(sealed().await, Err(StoreError::Unavailable(_))));
        // Those that need no key are issued all the same, together with those that do.
        let issued = [&with, &without, &with, &without, &without].map(|of| store.issue(order(of)));
        let issued = futures::future::join_all(issued).await;
        let well: Vec<bool> = issued.iter().map(|issued| matches!(issued, Ok(Ok(_)))).collect();
        assert_eq!(well, [false, true, false, true, true]);
        let told = issued[0].as_ref().expect_err("not sealed").to_string();
        assert!(told.contains("was retired"), "{told}");
        assert_eq!(schema.sql("SELECT count(*) FROM link_token").trim(), "4");
        assert_eq!(
            schema
                .sql("SELECT count(*) FROM audit_event WHERE action = 'create_link_token'")
                .trim(),
            "4"
        );
        // Until it is the present key again.
        assert_eq!(store.reseal(DateTime::UNIX_EPOCH).await.expect("nothing to do"), 0);
        assert_eq!(sealed().await.expect("stored"), Ok(()));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn events_are_in_the_order_of_time() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let (one, other) = open_twice(&schema.url()).await;
        suite::events_are_in_the_order_of_time(&one, &other).await;
    }

    /// What a server remembers of an environment is not what counts.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_policy_that_another_server_changes_counts_at_once() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        let (one, other) = open_twice(&schema.url()).await;
        suite::policies_count_at_once(&one, &other).await;
        // Each refusal and each success once.
        let recorded = "SELECT string_agg(outcome, ' ' ORDER BY id) FROM audit_event WHERE action = 'create_link_token'";
        assert_eq!(schema.sql(recorded).split_whitespace().filter(|it| *it == "done").count(), 5);
        assert_eq!(schema.sql(recorded).split_whitespace().count(), 6);
    }

    async fn environment(store: &PostgresStore) -> Uuid {
        let id = Uuid::new_v4();
        let (name, created_at) = (id.to_string(), DateTime::UNIX_EPOCH);
        let environment = Environment { id, name, created_at, policy: Policy::default() };
        store.create_environment(environment).await.expect("stored").expect("new");
        id
    }
}
