//! The engine for one machine: SQLite in a file.
//!
//! One thread writes (`writer`), while a pool of connections reads (write-ahead log). The thread
//! flushes every change to disk before the caller gets the result. Commands in other processes may
//! read and write meanwhile.

mod backup;
mod examination;
mod fault;
mod hash_index;
mod migrations;
mod opening;
mod read_pool;
mod rows;
mod server_lock;
mod sql;
mod transaction;
mod writer;

use std::{
    path::Path,
    sync::{Arc, LazyLock, PoisonError, RwLock, RwLockReadGuard},
};

use link_token_domain::{
    api_token::{ApiToken, ApiTokenHash},
    erasure::TenantErasure,
    link_token::{LinkTokenHash, LinkTokenRecord},
};

use rusqlite::{Connection, params_from_iter};

pub use self::{
    backup::{Backup, BackupError, backup},
    examination::{SqliteStatus, examine, free_space},
    fault::{Fault, folder_exists, quoted},
    opening::OpenSqliteError,
    server_lock::{ServerLock, ServerLockError},
};
use self::{
    hash_index::HashIndex,
    read_pool::ReadPool,
    sql::one,
    transaction::{SqliteRows, SqliteTransaction},
    writer::Writer,
};
use crate::{
    CommitObserver, StoreError,
    encryption::{Encrypted, Keyring},
    rows::{Record as _, RowReader, SqlValue},
    tables::{api_token, tenant_erasure},
    transaction::{Decision, Extent, Query, UseCase},
    use_cases::CheckKeys,
};

static ERASURE_OF_TENANT: LazyLock<String> =
    LazyLock::new(|| TenantErasure::select(tenant_erasure::OF_TENANT));

#[derive(Debug)]
pub struct SqliteStore {
    /// `None` once the store is closed.
    writer: RwLock<Option<Writer>>,
    readers: Arc<ReadPool>,
    index: Arc<HashIndex>,
    keys: Arc<Keyring>,
}

impl SqliteStore {
    /// Opens a database or creates it, and upgrades its schema.
    pub fn open(
        path: &Path,
        keys: Option<Keyring>,
        observer: CommitObserver,
    ) -> Result<Self, OpenSqliteError> {
        if let Some(fault) = fault::of_files(path) {
            return Err(OpenSqliteError::Fault(fault));
        }
        let is_new = opening::create_private(path)?;
        let mut connection = opening::connect(path)?;
        migrations::migrate(&mut connection)?;
        // `migrate` has checked that the file belongs to this program.
        let mode: String =
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        if !mode.eq_ignore_ascii_case("wal") {
            return Err(OpenSqliteError::NoWriteAheadLog);
        }
        let keys = Arc::new(opening::keyring(&connection, path, is_new, keys)?);
        let index = Arc::new(HashIndex::open(&mut connection)?);
        let writer = Writer::start(connection, Arc::clone(&index), Arc::clone(&keys), observer)?;
        Ok(Self {
            writer: RwLock::new(Some(writer)),
            readers: Arc::new(ReadPool::new(path)),
            index,
            keys,
        })
    }

    pub fn keys(&self) -> &Keyring {
        &self.keys
    }

    /// Runs a use case. Its changes are durable once this returns.
    pub async fn run<U: UseCase>(&self, use_case: U) -> Result<Decision<U::Done>, StoreError> {
        self.write(move |tx| tx.run(&use_case)).await
    }

    pub async fn query<Q: Query>(&self, query: Q) -> Result<Q::Found, StoreError> {
        let keys = Arc::clone(&self.keys);
        let read =
            move |connection: &mut Connection| SqliteRows::new(connection, &keys).run(&query);
        match Q::EXTENT {
            Extent::LookUp => self.readers.look_up(read).await,
            Extent::Page | Extent::Table => self.readers.run(read).await,
        }
    }

    /// Returns the link token with a hash, whatever its state.
    pub async fn link_token(
        &self,
        hash: LinkTokenHash,
    ) -> Result<Option<LinkTokenRecord<Encrypted>>, StoreError> {
        let recent = self.index.prepare_look_up(hash);
        let look_up = self.readers.look_up(move |connection| {
            let Some((_, record)) = recent.find(connection)? else { return Ok(None) };
            let grant = &record.grant;
            let tenant = params_from_iter([
                SqlValue::from(grant.environment_id),
                grant.purpose.tenant_id().as_str().into(),
            ]);
            let is_hidden = one(connection, &ERASURE_OF_TENANT, tenant, |_| Ok(()))?.is_some();
            Ok((!is_hidden).then_some(record))
        });
        look_up.await
    }

    /// Returns the API token with a hash, even if the token is expired or revoked.
    pub async fn api_token(&self, hash: ApiTokenHash) -> Result<Option<ApiToken>, StoreError> {
        let look_up = self.readers.look_up(move |connection| {
            let sql = ApiToken::select(api_token::BY_HASH);
            one(connection, &sql, [hash.0], |row| ApiToken::read(&mut RowReader::of(row)))
        });
        look_up.await
    }

    /// Checks that the database answers and accepts changes, and that the keys of this server fit
    /// it.
    pub async fn ping(&self) -> Result<(), StoreError> {
        // Even a transaction without changes needs the write lock.
        let sql = "SELECT 1 FROM environment LIMIT 1";
        self.write(|tx| one(tx.connection(), sql, [], |_| Ok(())).map(drop)).await?;
        if self.writer().as_ref().is_some_and(Writer::is_failing) {
            // The last change failed, for instance on a full disk. Only a write shows whether
            // changes succeed again.
            self.write(|tx| {
                let connection = tx.connection();
                let version: i64 =
                    connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
                Ok(connection.pragma_update(None, "user_version", version)?)
            })
            .await?;
        }
        self.query(CheckKeys).await
    }

    /// Returns the number of changes in the queue.
    pub fn queue_depth(&self) -> usize {
        self.writer().as_ref().map_or(0, Writer::waiting)
    }

    /// Drains the queue, and closes the database.
    pub async fn close(&self) {
        self.readers.close();
        let writer = self.writer.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            // Joining a thread blocks, which a task must not. The result is an error only while the
            // runtime shuts down.
            let _ = tokio::task::spawn_blocking(|| writer.finish()).await;
        }
    }

    async fn write<T: Send + 'static>(
        &self,
        change: impl FnMut(&mut SqliteTransaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let made = match &*self.writer() {
            Some(writer) => writer.queue(change),
            None => return Err(StoreError::closed()),
        };
        made.await
    }

    fn writer(&self) -> RwLockReadGuard<'_, Option<Writer>> {
        self.writer.read().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use link_token_domain::environment::{Environment, Policy};
    use uuid::Uuid;

    use super::*;
    use crate::{
        tables::{
            attempt, audit_event, credentials, integrated_account, webhook_delivery, webhook_event,
            webhook_lane,
        },
        use_cases::CreateEnvironment,
    };

    #[tokio::test(flavor = "multi_thread")]
    async fn ping_writes_when_the_last_change_failed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("test.db");
        let store = SqliteStore::open(&path, None, CommitObserver::none()).expect("opens");
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
            store.write(move |tx| Ok(tx.connection().execute_batch(sql)?)).await.expect("run");
        };
        run("CREATE TEMP TRIGGER full BEFORE INSERT ON environment BEGIN SELECT RAISE(ABORT, 'full'); END")
            .await;
        let before = written();
        assert!(store.ping().await.is_ok());
        assert_eq!(written(), before, "no write");
        assert!(store.run(CreateEnvironment(environment.clone())).await.is_err());
        assert!(store.ping().await.is_ok());
        assert!(written() > before, "a write");
        run("DROP TRIGGER full").await;
        assert_eq!(store.run(CreateEnvironment(environment)).await.expect("stored"), Ok(()));
        let before = written();
        assert!(store.ping().await.is_ok());
        assert_eq!(written(), before, "no write again");
    }

    #[test]
    fn statements_of_requests_and_sweeps_use_an_index() {
        let mut connection = Connection::open_in_memory().expect("opens");
        migrations::migrate(&mut connection).expect("migrates");
        let in_page = |condition| {
            format!(
                "SELECT environment_id, id FROM integrated_account
                 WHERE environment_id = x'00' AND {condition} updated_at >= 5 AND (created_at, id) > (1, x'00')
                 ORDER BY created_at, id LIMIT 2"
            )
        };
        let of_account =
            |sql: &str| sql.replace("$1", "x'00'").replace("$2", "x'01'").replace("$3", "'a'");
        for sql in [
            "SELECT * FROM api_token WHERE hash = x'00'",
            &hash_index::select("WHERE sequence = 1 AND hash = x'00'"),
            &hash_index::select("WHERE sequence > 1 AND hash = x'00'"),
            "SELECT 1 FROM static_gate WHERE environment_id = x'00' AND id = x'00'",
            "SELECT * FROM integrated_account WHERE environment_id = x'00' AND id = x'00'",
            "SELECT id FROM integrated_account WHERE environment_id = x'00' AND tenant_id = 'a'
             ORDER BY created_at, id LIMIT 1",
            &in_page("tenant_id = 'a' AND"),
            &in_page("status = 'a' AND"),
            &in_page("tenant_id = 'a' AND status IN ('a', 'b') AND"),
            &in_page("integration = 'a' AND status IN ('a', 'b') AND"),
            &in_page(""),
            "SELECT 1 FROM environment_integration WHERE id = x'00'",
            "SELECT 1 FROM environment_integration WHERE environment_id = x'00' AND integration = 'a'",
            "SELECT 1 FROM credentials WHERE environment_id = x'00' AND account_id = x'00'",
            &credentials::with_account_sql(
                "integrated_account.environment_id = x'00' AND id = x'00'",
            ),
            &(1..=12).rev().fold(credentials::RECORD_READING.clone(), |sql, number| {
                sql.replace(&format!("${number}"), "x'00'")
            }),
            "SELECT 1 FROM attempt WHERE environment_id = x'00' AND id = x'00'",
            "SELECT 1 FROM attempt WHERE key_hash = x'00'",
            "SELECT 1 FROM attempt WHERE state_hash = x'00'",
            "SELECT account_id FROM attempt WHERE link_token_hash = x'00' AND phase = 'done'",
            &attempt::SWEEP.replace("$1", "1").replace("$2", "2"),
            &credentials::due_sql(1).replace("$1", "1").replace("$2", "'a'").replace("$3", "2"),
            &integrated_account::same_upstream_sql()
                .replace("$1", "'a'")
                .replace("$2", "x'00'")
                .replace("$3", "'a'")
                .replace("$4", "'a'"),
            "SELECT * FROM webhook WHERE environment_id = x'00' ORDER BY id",
            &webhook_lane::DUE.replace("$1", "x'00'").replace("$2", "1").replace("$3", "1"),
            &format!(
                "SELECT * FROM webhook_delivery {}",
                webhook_delivery::OLDEST_PENDING
                    .replace("$1", "x'00'")
                    .replace("$2", "x'00'")
                    .replace("$3", "'a'")
            ),
            "SELECT * FROM webhook_delivery
             WHERE webhook_id = x'00' AND id < x'01' ORDER BY id DESC LIMIT 1",
            "SELECT id FROM webhook_delivery
             WHERE webhook_id = x'00' AND id > x'01' AND id <= x'02' ORDER BY id LIMIT 1",
            "SELECT sequence FROM webhook_event
             WHERE environment_id = x'00' AND account_id = x'00' ORDER BY sequence DESC LIMIT 1",
            &of_account(&attempt::lock_of_account_sql::<SqliteTransaction<'_>>()),
            &of_account(&attempt::delete_of_account_sql::<SqliteTransaction<'_>>()),
            &of_account(webhook_event::DELETE_OF_ACCOUNT),
            &of_account(webhook_event::DELETE_DELIVERIES_OF_ACCOUNT),
            &webhook_event::SWEEP.replace("$1", "1").replace("$2", "2"),
            &webhook_delivery::SWEEP.replace("$1", "1").replace("$2", "2"),
            &webhook_delivery::DELETE_OF_WEBHOOK.replace("$1", "x'00'").replace("$2", "2"),
            "SELECT sequence FROM link_token WHERE coalesce(ended_at, expires_at) < 1
             ORDER BY coalesce(ended_at, expires_at) LIMIT 2",
            "SELECT id FROM audit_event WHERE id >= x'00' AND id < x'01' ORDER BY id DESC LIMIT 2",
            &audit_event::SWEEP.replace("$1", "x'00'").replace("$2", "2"),
        ] {
            let plan = format!("EXPLAIN QUERY PLAN {sql}");
            let mut statement = connection.prepare(&plan).expect("valid");
            let steps = statement.query_map([], |row| row.get::<_, String>("detail"));
            for step in steps.expect("planned") {
                let step = step.expect("text");
                let is_search = step.starts_with("SEARCH") || step.contains("SUBQUERY");
                let reads_nothing = ["SCAN CONSTANT ROW", "CREATE BLOOM FILTER"].contains(&&*step);
                assert!(is_search || reads_nothing, "{sql}: {step}");
                // Of few webhooks, but of many accounts.
                let is_whole_environment = step.ends_with("(environment_id=?)");
                assert!(!is_whole_environment || step.contains("webhook USING"), "{sql}: {step}");
                let is_page = sql.contains("updated_at >= 5");
                assert!(!is_page || step.contains("COVERING"), "{sql}: {step}");
            }
        }
    }
}
