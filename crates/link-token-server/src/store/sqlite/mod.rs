//! The embedded store: SQLite in a file, for one machine.
//!
//! One thread writes (`writer`), any number of connections read beside it (write-ahead log). Every change is flushed to
//! disk before it is answered. Administration from another process works at the same time.

mod accounts;
mod audit;
mod backup;
mod checkpoints;
mod environments;
mod examination;
mod hash_index;
mod link_tokens;
mod migrations;
mod opening;
mod readers;
mod reseal;
mod rows;
mod sql;
mod writer;

use std::{
    path::Path,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard},
};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::future::{BoxFuture, ready};
use rusqlite::{Connection, params};
use uuid::Uuid;

use self::{
    accounts::{find_account, put_account},
    environments::{environment_with_policy, find_environment, put_policy},
    hash_index::HashIndex,
    link_tokens::{
        active, active_grant, find_issued, find_purpose, find_references, insert_link_token, kill,
    },
    readers::Readers,
    sql::{all, execute, insert, one},
    writer::{Batch, Writer},
};
pub use self::{
    backup::{BackupError, Copied, backup},
    examination::{Condition, examine},
    opening::OpenError,
};
use super::{
    Administered, Conflict, IssueOrder, Keys, PolicyChange, Store, StoreError, rows as stored,
    sealing::{Ordered, RESEAL_BATCH, RESEAL_BREATH},
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
    encryption::Keyring,
    metrics::CommitMetrics,
};

/// A SQLite database.
#[derive(Debug)]
pub struct SqliteStore {
    writer: RwLock<Option<Writer>>,
    readers: Arc<Readers>,
    index: Arc<HashIndex>,
    keys: Arc<Keyring>,
}

impl SqliteStore {
    /// Opens a database, creates it if there is none, and brings its schema up to date.
    pub fn open(path: &Path, keys: &Keys, metrics: CommitMetrics) -> Result<Self, OpenError> {
        let is_new = opening::create_private(path)?;
        let mut connection = opening::connect(path)?;
        migrations::migrate(&mut connection)?;
        // Only now is it known to be ours.
        let mode: String =
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        if !mode.eq_ignore_ascii_case("wal") {
            return Err(OpenError::NoWriteAheadLog);
        }
        let keys = opening::keyring(&connection, path, is_new, keys)?;
        let index = Arc::new(HashIndex::open(&mut connection)?);
        let writer = Writer::start(connection, Arc::clone(&index), metrics)?;
        Ok(Self {
            writer: RwLock::new(Some(writer)),
            readers: Arc::new(Readers::new(path)),
            index,
            keys: Arc::new(keys),
        })
    }

    async fn write<T: Send + 'static>(
        &self,
        mut change: impl FnMut(&Batch<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        // Whatever it may change, others of the same transaction look it up again.
        self.write_beside(move |batch| {
            batch.forget();
            change(batch)
        })
        .await
    }

    /// Has a change made that changes nothing which others of the same transaction have looked up, or notes what it changes.
    async fn write_beside<T: Send + 'static>(
        &self,
        change: impl FnMut(&Batch<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.queue(change).await
    }

    fn queue<T: Send + 'static>(
        &self,
        change: impl FnMut(&Batch<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> BoxFuture<'static, Result<T, StoreError>> {
        match &*self.writer() {
            Some(writer) => writer.queue(change),
            None => Box::pin(ready(Err(StoreError::closed()))),
        }
    }

    fn writer(&self) -> RwLockReadGuard<'_, Option<Writer>> {
        self.writer.read().unwrap_or_else(PoisonError::into_inner)
    }

    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.readers.run(query).await
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn api_token(&self, hash: ApiTokenHash) -> Result<Option<ApiToken>, StoreError> {
        let looking = self.readers.look_up(move |connection| {
            let sql = "SELECT * FROM api_token WHERE hash = ?1";
            one(connection, sql, [hash.0], |row| stored::api_token(row))
        });
        looking.await
    }

    fn issue(
        &self,
        order: IssueOrder,
    ) -> BoxFuture<'static, Result<Result<Issued, Refusal>, StoreError>> {
        let keys = Arc::clone(&self.keys);
        let ordered = match Ordered::new(order, &keys) {
            Ok(ordered) => ordered,
            Err(error) => return Box::pin(ready(Err(error))),
        };
        self.queue(move |batch| {
            let connection = batch.connection;
            let Ordered { order, link_token, hash, context } = &ordered;
            let event = order.event();
            let references = find_references(batch, order.environment_id, &order.request)?;
            let granted = order.request.grant(&references, order.now, order.default_lifetime);
            let granted = match granted {
                Ok(granted) => granted,
                Err(refusal) => return refuse(batch, event, refusal),
            };
            let event = event.of_tenant(Some(granted.purpose.tenant_id().clone()));
            if let Some(idempotency) = &order.idempotency {
                let event = event.clone().with_link_token(*hash);
                match find_issued(batch, idempotency)? {
                    Some(Ok(before)) => {
                        audit::record(batch, &event.with_outcome(Outcome::Unchanged))?;
                        return Ok(Ok(before));
                    }
                    Some(Err(refusal)) => return refuse(batch, event, refusal),
                    None => {}
                }
            }
            if context.is_some() {
                batch.record_sealing(|| rows::record_sealing(connection, &keys))?;
            }
            insert_link_token(batch, &ordered, &granted)?;
            audit::record(batch, &event.with_link_token(*hash))?;
            Ok(Ok(Issued { link_token: *link_token, expires_at: granted.expires_at }))
        })
    }

    fn note_use(&self, api_token_id: Uuid, now: DateTime<Utc>) {
        let writer = self.writer();
        // While the store is closing, it does not matter.
        let Some(writer) = &*writer else { return };
        writer.post(move |batch| {
            execute(
                batch.connection,
                "UPDATE api_token SET last_used_at = ?2
                 WHERE id = ?1 AND (last_used_at IS NULL OR last_used_at < ?2)",
                params![api_token_id.as_bytes(), rows::millis(now)],
            )?;
            Ok(())
        });
    }

    async fn sweep(&self, died_before: DateTime<Utc>, limit: u32) -> Result<usize, StoreError> {
        let index = Arc::clone(&self.index);
        self.write(move |batch| {
            index.swept();
            link_tokens::sweep(batch.connection, died_before, limit)
        })
        .await
    }

    async fn sweep_events(&self, before: DateTime<Utc>, limit: u32) -> Result<usize, StoreError> {
        let before = EventId::first_at(before);
        self.write(move |batch| audit::sweep(batch.connection, before, limit)).await
    }

    async fn grant(
        &self,
        environment_id: Uuid,
        token: LinkTokenHash,
        now: DateTime<Utc>,
    ) -> Result<Option<Grant>, StoreError> {
        let keys = Arc::clone(&self.keys);
        let recent = self.index.recent(token);
        let looking = self.readers.look_up(move |connection| {
            let found =
                recent.find(connection, |row| active_grant(row, environment_id, token, now, &keys));
            Ok(found?.flatten().map(|(_, grant)| grant))
        });
        looking.await
    }

    async fn redeem(
        &self,
        environment_id: Uuid,
        request: RedeemRequest,
        by: ApiRequest,
        now: DateTime<Utc>,
    ) -> Result<Result<Account, Refusal>, StoreError> {
        let keys = Arc::clone(&self.keys);
        self.write_beside(move |batch| {
            let connection = batch.connection;
            let hash = request.link_token.hash();
            let event = Event::of_request(by, environment_id, Action::RedeemLinkToken, now)
                .with_link_token(hash);
            let found = batch
                .find_link_token(hash, |row| active_grant(row, environment_id, hash, now, &keys));
            let Some((sequence, grant)) = found?.flatten() else {
                let event = about_known(batch, event, hash)?;
                return refuse(batch, event, Refusal::LinkTokenDead);
            };
            let account_id = grant.purpose.account_id();
            let event = event.of_tenant(Some(grant.purpose.tenant_id().clone())).about(account_id);
            let account = match account_id {
                Some(id) => find_account(connection, environment_id, id, &keys)?,
                None => None,
            };
            let id = Uuid::new_v4();
            let connecting = request.connection.clone();
            let account = match redemption::redeem(grant, connecting, account, id, now) {
                Ok(account) => account,
                Err(refusal) => return refuse(batch, event, refusal),
            };
            kill(connection, sequence, now)?;
            put_account(connection, "INSERT OR REPLACE", &account, &keys)?
                .map_err(|conflict| stored::damaged(format_args!("an account: {conflict}")))?;
            audit::record(batch, &event.about_account(&account))?;
            Ok(Ok(account))
        })
        .await
    }

    async fn revoke(
        &self,
        environment_id: Uuid,
        token: LinkTokenHash,
        by: ApiRequest,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write_beside(move |batch| {
            let event = Event::of_request(by, environment_id, Action::RevokeLinkToken, now)
                .with_link_token(token);
            let found = batch.find_link_token(token, |row| active(row, environment_id, now))?;
            let outcome = match found.flatten() {
                Some(sequence) => {
                    kill(batch.connection, sequence, now)?;
                    Outcome::Done
                }
                None => Outcome::Unchanged,
            };
            let event = about_known(batch, event, token)?.with_outcome(outcome);
            audit::record(batch, &event)
        })
        .await
    }

    async fn create_environment(&self, environment: Environment) -> Administered<()> {
        self.write(move |batch| {
            let inserted = insert(
                batch.connection,
                "INSERT INTO environment (id, name, created_at) VALUES (?1, ?2, ?3)",
                params![
                    environment.id.as_bytes(),
                    environment.name,
                    rows::millis(environment.created_at)
                ],
            )?;
            let created = match inserted {
                Ok(()) => put_policy(batch.connection, environment.id, &environment.policy)?,
                Err(conflict) => Err(conflict),
            };
            let now = environment.created_at;
            recorded(
                batch,
                created,
                &Event::of_operator(environment.id, Action::CreateEnvironment, now),
            )
        })
        .await
    }

    async fn change_policy(
        &self,
        environment_id: Uuid,
        change: PolicyChange,
        now: DateTime<Utc>,
    ) -> Administered<Environment> {
        self.write(move |batch| {
            let found = find_environment(batch.connection, "id = ?1", [environment_id.as_bytes()])?;
            let Some(mut environment) = found else { return Ok(Err(Conflict::Missing)) };
            let policy = &mut environment.policy;
            policy.lifetime = change.lifetime.unwrap_or(policy.lifetime);
            if let Some(uris) = change.redirect_uris.clone() {
                policy.redirect_uris = uris;
            }
            let put = put_policy(batch.connection, environment_id, policy)?;
            let event = Event::of_operator(environment_id, Action::SetEnvironment, now);
            recorded(batch, put.map(|()| environment), &event)
        })
        .await
    }

    async fn environments(&self) -> Result<Vec<Environment>, StoreError> {
        self.read(|connection| {
            all(connection, "SELECT * FROM environment ORDER BY name", [], |row| {
                environment_with_policy(connection, row)
            })
        })
        .await
    }

    async fn environment(&self, id_or_name: &str) -> Result<Option<Environment>, StoreError> {
        let name = id_or_name.to_owned();
        self.read(move |connection| {
            let id = Uuid::try_parse(&name).unwrap_or_default();
            find_environment(connection, "id = ?1 OR name = ?2", params![id.as_bytes(), name])
        })
        .await
    }

    async fn create_api_token(&self, token: ApiToken, hash: ApiTokenHash) -> Administered<()> {
        self.write(move |batch| {
            let created = insert(
                batch.connection,
                "INSERT INTO api_token (id, environment_id, name, hash, created_at, expires_at, revoked_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    token.id.as_bytes(),
                    token.environment_id.as_bytes(),
                    token.name,
                    hash.0,
                    rows::millis(token.created_at),
                    token.expires_at.map(rows::millis),
                    token.revoked_at.map(rows::millis),
                ],
            )?;
            let event =
                Event::of_operator(token.environment_id, Action::CreateApiToken, token.created_at);
            recorded(batch, created, &event.about(Some(token.id)))
        })
        .await
    }

    async fn api_tokens(&self, environment_id: Uuid) -> Result<Vec<ApiToken>, StoreError> {
        self.read(move |connection| {
            all(
                connection,
                "SELECT * FROM api_token WHERE environment_id = ?1 ORDER BY created_at, id",
                [environment_id.as_bytes()],
                |row| stored::api_token(row),
            )
        })
        .await
    }

    async fn revoke_api_token(&self, id: Uuid, now: DateTime<Utc>) -> Administered<()> {
        self.write(move |batch| {
            let sql = "SELECT * FROM api_token WHERE id = ?1";
            let found = one(batch.connection, sql, [id.as_bytes()], |row| stored::api_token(row))?;
            let Some(token) = found else { return Ok(Err(Conflict::Missing)) };
            execute(
                batch.connection,
                "UPDATE api_token SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL",
                params![id.as_bytes(), rows::millis(now)],
            )?;
            let event = Event::of_operator(token.environment_id, Action::RevokeApiToken, now);
            let outcome = token.revoked_at.map_or(Outcome::Done, |_| Outcome::Unchanged);
            recorded(batch, Ok(()), &event.about(Some(id)).with_outcome(outcome))
        })
        .await
    }

    async fn create_static_gate(&self, gate: StaticGate) -> Administered<()> {
        self.write(move |batch| {
            let created = insert(
                batch.connection,
                "INSERT INTO static_gate (environment_id, id, created_at) VALUES (?1, ?2, ?3)",
                params![
                    gate.environment_id.as_bytes(),
                    gate.id.as_bytes(),
                    rows::millis(gate.created_at)
                ],
            )?;
            let event =
                Event::of_operator(gate.environment_id, Action::CreateStaticGate, gate.created_at);
            recorded(batch, created, &event.about(Some(gate.id)))
        })
        .await
    }

    async fn static_gates(&self, environment_id: Uuid) -> Result<Vec<StaticGate>, StoreError> {
        self.read(move |connection| {
            all(
                connection,
                "SELECT * FROM static_gate WHERE environment_id = ?1 ORDER BY created_at, id",
                [environment_id.as_bytes()],
                |row| stored::static_gate(row),
            )
        })
        .await
    }

    async fn delete_static_gate(
        &self,
        environment_id: Uuid,
        id: Uuid,
        now: DateTime<Utc>,
    ) -> Administered<()> {
        self.write(move |batch| {
            let deleted = execute(
                batch.connection,
                "DELETE FROM static_gate WHERE environment_id = ?1 AND id = ?2",
                [environment_id.as_bytes(), id.as_bytes()],
            )?;
            let deleted = if deleted == 0 { Err(Conflict::Missing) } else { Ok(()) };
            let event = Event::of_operator(environment_id, Action::DeleteStaticGate, now);
            recorded(batch, deleted, &event.about(Some(id)))
        })
        .await
    }

    async fn import_account(&self, account: Account) -> Administered<()> {
        let keys = Arc::clone(&self.keys);
        self.write(move |batch| {
            let imported = put_account(batch.connection, "INSERT", &account, &keys)?;
            let action = Action::ImportIntegratedAccount;
            let event = Event::of_operator(account.environment_id, action, account.created_at);
            recorded(batch, imported, &event.about_account(&account))
        })
        .await
    }

    async fn accounts(
        &self,
        environment_id: Uuid,
        tenant_id: Option<&str>,
    ) -> Result<Vec<Account>, StoreError> {
        let keys = Arc::clone(&self.keys);
        let tenant_id = tenant_id.map(str::to_owned);
        self.read(move |connection| {
            all(
                connection,
                "SELECT * FROM integrated_account
                 WHERE environment_id = ?1 AND (?2 IS NULL OR tenant_id = ?2)
                 ORDER BY created_at, id",
                params![environment_id.as_bytes(), tenant_id],
                |row| stored::account(row, &keys),
            )
        })
        .await
    }

    async fn account(&self, environment_id: Uuid, id: Uuid) -> Result<Option<Account>, StoreError> {
        let keys = Arc::clone(&self.keys);
        self.read(move |connection| find_account(connection, environment_id, id, &keys)).await
    }

    async fn events(&self, filter: Filter) -> Result<Vec<Event>, StoreError> {
        self.read(move |connection| audit::find(connection, &filter)).await
    }

    async fn reseal(&self, now: DateTime<Utc>) -> Result<usize, StoreError> {
        let mut resealed = 0;
        let mut next = Some(reseal::Place::START);
        while let Some(place) = next {
            let keys = Arc::clone(&self.keys);
            let some = move |batch: &Batch<'_>| {
                let done = reseal::reseal(batch.connection, &keys, place, RESEAL_BATCH)?;
                if done.1.is_none() {
                    audit::record_everywhere(batch, Action::ResealContexts, now)?;
                }
                Ok(done)
            };
            let (contexts, after) = self.write(some).await?;
            resealed += contexts;
            next = after;
            tokio::time::sleep(RESEAL_BREATH).await;
        }
        Ok(resealed)
    }

    async fn ping(&self) -> Result<(), StoreError> {
        // A transaction that changes nothing needs the lock, too.
        let sql = "SELECT 1 FROM environment LIMIT 1";
        self.write(|batch| one(batch.connection, sql, [], |_| Ok(()))).await?;
        if self.writer().as_ref().is_some_and(Writer::is_troubled) {
            // A change failed, on a full disk perhaps. Whether one would succeed now, only one can tell. This writes a page.
            self.write(move |batch| {
                let version: i64 =
                    batch.connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
                Ok(batch.connection.pragma_update(None, "user_version", version)?)
            })
            .await?;
        }
        Ok(())
    }

    fn queue_depth(&self) -> usize {
        self.writer().as_ref().map_or(0, Writer::waiting)
    }

    async fn close(&self) {
        self.readers.close();
        let writer = self.writer.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            // Joining a thread may wait, which a task must not. It only fails if the runtime is going down.
            let _ = tokio::task::spawn_blocking(|| writer.finish()).await;
        }
    }
}

/// Records that something was refused, and refuses it.
fn refuse<T>(
    batch: &Batch<'_>,
    event: Event,
    refusal: Refusal,
) -> Result<Result<T, Refusal>, StoreError> {
    audit::record(batch, &event.with_outcome(Outcome::from(&refusal)))?;
    Ok(Err(refusal))
}

/// What an event is about, if something is known of its link token, dead or not.
fn about_known(batch: &Batch<'_>, event: Event, hash: LinkTokenHash) -> Result<Event, StoreError> {
    Ok(match find_purpose(batch, event.environment_id, hash)? {
        Some((tenant_id, account_id)) => event.of_tenant(Some(tenant_id)).about(account_id),
        None => event,
    })
}

/// Records an administrative change, if it was made.
fn recorded<T>(batch: &Batch<'_>, done: Result<T, Conflict>, event: &Event) -> Administered<T> {
    if done.is_ok() {
        audit::record(batch, event)?;
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::{rows::LinkTokenRow, *};
    use crate::{domain::environment::Policy, store::suite};

    fn open(path: &Path) -> SqliteStore {
        SqliteStore::open(path, &Keys::NotConfigured, CommitMetrics::default()).expect("opens")
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn behaves_as_a_store() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("test.db");
        let store = open(&path);
        suite::run(&store).await;
    }

    /// Be it changed by this process or by another.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_policy_that_is_changed_counts_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, own_path) = (folder.path().join("test.db"), folder.path().join("own.db"));
        let (one, other, own) = (open(&path), open(&path), open(&own_path));
        suite::policies_count_at_once(&one, &other).await;
        suite::policies_count_at_once(&own, &own).await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn events_are_in_the_order_of_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("test.db");
        let (one, other) = (open(&path), open(&path));
        let tenants = suite::events_are_in_the_order_of_time(&one, &other).await;
        // Those of the same millisecond in the order in which they were recorded.
        assert_eq!(tenants, ["6", "4", "2", "3", "5", "1", "0"]);
    }

    /// A clock that is centuries ahead keeps nothing from being recorded and found.
    #[tokio::test(flavor = "multi_thread")]
    async fn events_of_a_wrong_clock_are_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(&folder.path().join("test.db"));
        let id = suite::environment(&store, "late").await;
        let late = DateTime::from_timestamp(1 << 34, 0).expect("in range");
        suite::issue(&store, id, late).await;
        suite::issue(&store, id, late).await;
        for since in [None, Some(late)] {
            let filter = Filter { since, ..Filter::of(id, 2) };
            let found = store.events(filter).await.expect("read");
            assert!(found.len() == 2 && found.iter().all(|event| event.id.at() == late));
        }
    }

    /// After a change that failed, nothing less than a change tells that the next one would not.
    #[tokio::test(flavor = "multi_thread")]
    async fn is_ready_when_it_can_write() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("test.db");
        let store = open(&path);
        let environment = Environment {
            id: Uuid::from_u128(1),
            name: "test".to_owned(),
            created_at: DateTime::UNIX_EPOCH,
            policy: Policy::default(),
        };
        let written = || {
            let log = folder.path().join("test.db-wal");
            std::fs::metadata(log).map_or(0, |metadata| metadata.len())
        };
        let run = async |sql: &'static str| {
            store.write(move |batch| Ok(batch.connection.execute_batch(sql)?)).await.expect("run");
        };
        run("CREATE TEMP TRIGGER full BEFORE INSERT ON environment BEGIN SELECT RAISE(ABORT, 'full'); END")
            .await;
        let before = written();
        assert!(store.ping().await.is_ok());
        assert_eq!(written(), before, "a look");
        assert!(store.create_environment(environment.clone()).await.is_err());
        assert!(store.ping().await.is_ok());
        assert!(written() > before, "an attempt");
        run("DROP TRIGGER full").await;
        assert_eq!(store.create_environment(environment).await.expect("stored"), Ok(()));
        let before = written();
        assert!(store.ping().await.is_ok());
        assert_eq!(written(), before, "a look again");
    }

    /// The look-ups on the way of a request go by an index, and so does the sweep.
    #[test]
    fn no_table_is_searched_from_end_to_end() {
        let mut connection = Connection::open_in_memory().expect("opens");
        migrations::migrate(&mut connection).expect("migrates");
        for sql in [
            "SELECT * FROM api_token WHERE hash = x'00'",
            &LinkTokenRow::select("sequence = 1 AND hash = x'00'"),
            &LinkTokenRow::select("sequence > 1 AND hash = x'00'"),
            "SELECT 1 FROM static_gate WHERE environment_id = x'00' AND id = x'00'",
            "SELECT * FROM integrated_account WHERE environment_id = x'00' AND id = x'00'",
            "SELECT * FROM integrated_account WHERE environment_id = x'00' AND tenant_id = 'a'",
            "SELECT sequence FROM link_token WHERE coalesce(died_at, expires_at) < 1
             ORDER BY coalesce(died_at, expires_at) LIMIT 2",
            "SELECT place FROM audit_event WHERE place < 1 ORDER BY place LIMIT 2",
            "SELECT max(place) FROM audit_event WHERE place < 1",
            "SELECT place FROM audit_event WHERE place >= 1 AND place < 2 AND id = x'00'",
            "SELECT * FROM audit_event WHERE place >= 1 AND place < 2 ORDER BY place DESC LIMIT 2",
        ] {
            let plan = format!("EXPLAIN QUERY PLAN {sql}");
            let mut statement = connection.prepare(&plan).expect("valid");
            let steps = statement.query_map([], |row| row.get::<_, String>("detail"));
            for step in steps.expect("planned") {
                let step = step.expect("text");
                assert!(step.starts_with("SEARCH"), "{sql}: {step}");
            }
        }
    }
}
