//! The embedded store: SQLite in a file, for one machine.
//!
//! One thread writes (`writer`), any number of connections read beside it (write-ahead log). Every change is flushed to
//! disk before it is answered. Administration from another process works at the same time.

mod migrations;
mod reseal;
mod rows;
mod writer;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags, Params, Row, named_params, params};
use tokio::sync::{RwLock, Semaphore};
use uuid::Uuid;

use self::writer::Writer;
use super::{
    Administered, Conflict, IssueOrder, PolicyChange, ResealFrom, Resealed, Store, StoreError,
};
use crate::{
    domain::{
        Refusal,
        api_token::{ApiToken, ApiTokenHash},
        environment::{Environment, Policy, StaticGate},
        idempotency::{Fingerprint, Idempotency},
        integrated_account::Account,
        link_token::{
            Grant, IssueRequest, Issued, Lifetime, LinkToken, LinkTokenHash, Purpose, References,
            RequestedPurpose,
        },
        redemption::{self, RedeemRequest},
        redirect_uri::Allowlist,
    },
    encryption::{self, KeyId, Keyring},
};

/// How many connections read at a time.
const READERS: usize = 4;
/// How long to wait for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Why a database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// SQLite says so.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The operating system says so.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is some other program's.
    #[error("this is a database, but not one of link-token's: name another file")]
    Foreign,
    /// A later version of this program wrote it.
    #[error(
        "the database is newer than this program: its schema is version {found}, and this program knows versions up to \
         {known}. Use the version of link-token-server that wrote it, or a later one"
    )]
    Newer {
        /// The version of its schema.
        found: usize,
        /// The last version that is known here.
        known: usize,
    },
    /// The file system does not do what the write-ahead log needs.
    #[error("the database cannot have a write-ahead log here: put it on a local file system")]
    NoWriteAheadLog,
    /// There are sealed values that no configured key opens.
    #[error(
        "the database has contexts that were sealed with the encryption key {0}, which is not configured. Add that key to \
         the encryption keys, after the one that seals"
    )]
    KeyMissing(KeyId),
    /// The key that would seal was given up.
    #[error(
        "the encryption key {0} was retired when everything was sealed again with another. Configure that other key first"
    )]
    KeyRetired(KeyId),
}

/// The encryption keys that a store gets.
#[derive(Clone, Debug)]
pub enum Keys {
    /// Those of the configuration, the one that seals first.
    Configured(Keyring),
    /// One that is kept in a file beside the database, and made there for a new database.
    BesideDatabase,
}

/// A SQLite database.
#[derive(Debug)]
pub struct SqliteStore {
    writer: RwLock<Option<Writer>>,
    readers: Readers,
    keys: Arc<Keyring>,
}

impl SqliteStore {
    /// Opens a database, creates it if there is none, and brings its schema up to date.
    pub fn open(path: &Path, keys: &Keys) -> Result<Self, OpenError> {
        let is_new = create_private(path)?;
        let mut connection = connect(path)?;
        migrations::migrate(&mut connection)?;
        // Only now is it known to be ours.
        let mode: String =
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        if !mode.eq_ignore_ascii_case("wal") {
            return Err(OpenError::NoWriteAheadLog);
        }
        let keys = keyring(&connection, path, is_new, keys)?;
        let writer = Writer::start(connection)?;
        Ok(Self {
            writer: RwLock::new(Some(writer)),
            readers: Readers::new(path),
            keys: Arc::new(keys),
        })
    }

    async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        match &*self.writer.read().await {
            Some(writer) => writer.run(change).await,
            None => Err(StoreError::Unavailable("the store is closed".to_owned())),
        }
    }

    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.readers.run(query).await
    }
}

/// The file that holds the encryption key of a database without configured keys.
pub fn key_file(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".key");
    name.into()
}

/// Creates the file of a new database, readable by its owner only. SQLite gives the same rights to the files that it adds.
fn create_private(path: &Path) -> io::Result<bool> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// The keys to use, after a check that they open all that is sealed.
fn keyring(
    connection: &Connection,
    path: &Path,
    is_new: bool,
    keys: &Keys,
) -> Result<Keyring, OpenError> {
    let mut statement = connection.prepare("SELECT id, retired FROM encryption_key")?;
    let used = statement.query_map([], |row| Ok((KeyId(row.get(0)?), row.get::<_, bool>(1)?)))?;
    let used = used.collect::<Result<Vec<_>, _>>()?;
    let ring = match keys {
        Keys::Configured(ring) => ring.clone(),
        Keys::BesideDatabase => {
            let may_create = is_new || used.is_empty();
            encryption::keys_from_file(&key_file(path), may_create)?
        }
    };
    for (id, retired) in used {
        if retired && id == ring.sealing_id() {
            return Err(OpenError::KeyRetired(id));
        }
        if !retired && ring.ids().all(|known| known != id) {
            return Err(OpenError::KeyMissing(id));
        }
    }
    Ok(ring)
}

/// Connections that only read, on threads that may wait.
#[derive(Debug)]
struct Readers {
    path: PathBuf,
    free: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            free: Arc::default(),
            permits: Arc::new(Semaphore::new(READERS)),
        }
    }

    async fn run<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let closed = |_| StoreError::Unavailable("the store is closed".to_owned());
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(closed)?;
        let (path, free) = (self.path.clone(), Arc::clone(&self.free));
        let task = tokio::task::spawn_blocking(move || {
            let lock = || free.lock().unwrap_or_else(PoisonError::into_inner);
            let kept = lock().pop();
            let connection = match kept {
                Some(connection) => connection,
                None => connect(&path)?,
            };
            let found = query(&connection);
            lock().push(connection);
            drop(permit);
            found
        });
        task.await.map_err(|error| StoreError::Unavailable(error.to_string()))?
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}

/// The first row, if there is any.
fn one<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(read).transpose()
}

fn all<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

fn execute(connection: &Connection, sql: &str, params: impl Params) -> Result<usize, StoreError> {
    Ok(connection.prepare_cached(sql)?.execute(params)?)
}

/// Executes an insertion, of which a violated constraint is an answer and not a fault.
fn insert(connection: &Connection, sql: &str, params: impl Params) -> Administered<()> {
    use rusqlite::ffi;
    match connection.prepare_cached(sql)?.execute(params) {
        Ok(_) => Ok(Ok(())),
        Err(rusqlite::Error::SqliteFailure(error, message)) => match error.extended_code {
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Ok(Err(Conflict::Missing)),
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                Ok(Err(Conflict::Exists))
            }
            _ => Err(rusqlite::Error::SqliteFailure(error, message).into()),
        },
        Err(error) => Err(error.into()),
    }
}

fn find_account(
    connection: &Connection,
    environment_id: Uuid,
    id: Uuid,
    keys: &Keyring,
) -> Result<Option<Account>, StoreError> {
    one(
        connection,
        "SELECT * FROM integrated_account WHERE environment_id = ?1 AND id = ?2",
        [environment_id.as_bytes(), id.as_bytes()],
        |row| rows::account(row, keys),
    )
}

/// An active link token, with its place in the table.
fn find_active(
    connection: &Connection,
    environment_id: Uuid,
    hash: LinkTokenHash,
    now: DateTime<Utc>,
    keys: &Keyring,
) -> Result<Option<(i64, Grant)>, StoreError> {
    one(
        connection,
        "SELECT * FROM link_token
         WHERE hash = ?1 AND environment_id = ?2 AND died_at IS NULL AND expires_at > ?3",
        params![hash.0, environment_id.as_bytes(), rows::millis(now)],
        |row| Ok((row.get("sequence")?, rows::grant(row, hash, keys)?)),
    )
}

/// What a request for a link token refers to.
fn find_references(
    connection: &Connection,
    environment_id: Uuid,
    request: &IssueRequest,
) -> Result<References, StoreError> {
    // Not the whole account: its context may be large, and is of no concern here.
    let account_tenant_id = match &request.purpose {
        RequestedPurpose::Reauthorisation { account_id, .. } => one(
            connection,
            "SELECT tenant_id FROM integrated_account WHERE environment_id = ?1 AND id = ?2",
            [environment_id.as_bytes(), account_id.as_bytes()],
            rows::tenant_id,
        )?,
        RequestedPurpose::NewAccount { .. } => None,
    };
    let static_gate = request.terms.static_gate_id.map(|id| {
        let sql = "SELECT 1 FROM static_gate WHERE environment_id = ?1 AND id = ?2";
        one(connection, sql, [environment_id.as_bytes(), id.as_bytes()], |_| Ok(()))
    });
    let environment = find_environment(connection, "id = ?1", [environment_id.as_bytes()])?;
    let environment = environment.ok_or_else(|| rows::damaged("an environment is missing"))?;
    Ok(References {
        account_tenant_id,
        static_gate_exists: static_gate.transpose()?.flatten().is_some(),
        policy: environment.policy,
    })
}

fn find_environment(
    connection: &Connection,
    condition: &str,
    params: impl Params,
) -> Result<Option<Environment>, StoreError> {
    let sql = format!("SELECT * FROM environment WHERE {condition}");
    one(connection, &sql, params, |row| environment_with_policy(connection, row))
}

fn environment_with_policy(
    connection: &Connection,
    row: &Row<'_>,
) -> Result<Environment, StoreError> {
    let id: [u8; 16] = row.get("id")?;
    let sql = "SELECT uri FROM redirect_uri WHERE environment_id = ?1 ORDER BY uri";
    let uris = all(connection, sql, [id], rows::redirect_uri)?;
    rows::environment(row, Allowlist::new(uris))
}

/// The link token that a request got before under the same key, dead or not.
fn find_issued(
    connection: &Connection,
    environment_id: Uuid,
    idempotency: &Idempotency,
) -> Result<Option<Result<Issued, Refusal>>, StoreError> {
    one(
        connection,
        "SELECT expires_at, fingerprint FROM link_token WHERE hash = ?1 AND environment_id = ?2",
        params![idempotency.link_token.hash().0, environment_id.as_bytes()],
        |row| {
            if row.get::<_, Option<[u8; 32]>>("fingerprint")? != Some(idempotency.fingerprint.0) {
                return Ok(Err(Refusal::KeyReused));
            }
            let expires_at = rows::time(row.get("expires_at")?)?;
            Ok(Ok(Issued { link_token: idempotency.link_token, expires_at }))
        },
    )
}

fn insert_link_token(
    connection: &Connection,
    hash: LinkTokenHash,
    issued_by: Uuid,
    fingerprint: Option<Fingerprint>,
    grant: &Grant,
    keys: &Keyring,
) -> Result<(), StoreError> {
    let (tenant_id, account_id, region) = match &grant.purpose {
        Purpose::NewAccount { tenant_id, region } => (tenant_id, None, Some(region.to_string())),
        Purpose::Reauthorisation { account_id, tenant_id } => (tenant_id, Some(account_id), None),
    };
    let row = rows::link_token_row(grant.environment_id, hash);
    let context = grant.terms.context.as_ref();
    let context = context.map(|context| rows::seal(connection, keys, &row, context)).transpose()?;
    let scopes: Vec<&str> = grant.terms.scopes.iter().map(|scope| scope.as_str()).collect();
    execute(
        connection,
        "INSERT INTO link_token (
            hash, environment_id, issued_by, fingerprint, tenant_id, integrated_account_id, region, context,
            persist_previous_context, redirect_uri, scopes, static_gate_id, issued_at, expires_at
         ) VALUES (
            :hash, :environment_id, :issued_by, :fingerprint, :tenant_id, :integrated_account_id, :region, :context,
            :persist_previous_context, :redirect_uri, :scopes, :static_gate_id, :issued_at, :expires_at
         )",
        named_params! {
            ":hash": hash.0,
            ":environment_id": grant.environment_id.as_bytes(),
            ":issued_by": issued_by.as_bytes(),
            ":fingerprint": fingerprint.map(|fingerprint| fingerprint.0),
            ":tenant_id": tenant_id.as_str(),
            ":integrated_account_id": account_id.map(Uuid::as_bytes),
            ":region": region,
            ":context": context,
            ":persist_previous_context": grant.terms.persist_previous_context,
            ":redirect_uri": grant.terms.redirect_uri.as_ref().map(AsRef::<str>::as_ref),
            ":scopes": scopes.join(" "),
            ":static_gate_id": grant.terms.static_gate_id.as_ref().map(Uuid::as_bytes),
            ":issued_at": rows::millis(grant.issued_at),
            ":expires_at": rows::millis(grant.expires_at),
        },
    )?;
    Ok(())
}

/// Replaces the policy of an environment.
fn put_policy(connection: &Connection, environment_id: Uuid, policy: &Policy) -> Administered<()> {
    let changed = execute(
        connection,
        "UPDATE environment SET lifetime = ?2 WHERE id = ?1",
        params![environment_id.as_bytes(), policy.lifetime.map(Lifetime::as_secs)],
    )?;
    if changed == 0 {
        return Ok(Err(Conflict::Missing));
    }
    let sql = "DELETE FROM redirect_uri WHERE environment_id = ?1";
    execute(connection, sql, [environment_id.as_bytes()])?;
    for uri in policy.redirect_uris.uris() {
        execute(
            connection,
            "INSERT OR IGNORE INTO redirect_uri (environment_id, uri) VALUES (?1, ?2)",
            params![environment_id.as_bytes(), uri.as_ref()],
        )?;
    }
    Ok(Ok(()))
}

/// Writes an account. `verb` says what to do with one that is there.
fn put_account(
    connection: &Connection,
    verb: &str,
    account: &Account,
    keys: &Keyring,
) -> Administered<()> {
    let row = rows::account_row(account.environment_id, account.id);
    insert(
        connection,
        &format!(
            "{verb} INTO integrated_account (
                environment_id, id, tenant_id, integration, authentication_method, status, region,
                static_gate_id, context, created_at, updated_at
             ) VALUES (
                :environment_id, :id, :tenant_id, :integration, :authentication_method, :status, :region,
                :static_gate_id, :context, :created_at, :updated_at
             )"
        ),
        named_params! {
            ":environment_id": account.environment_id.as_bytes(),
            ":id": account.id.as_bytes(),
            ":tenant_id": account.tenant_id.as_str(),
            ":integration": account.integration.as_str(),
            ":authentication_method": account.authentication_method.map(|method| method.to_string()),
            ":status": account.status.to_string(),
            ":region": account.region.to_string(),
            ":static_gate_id": account.static_gate_id.as_ref().map(Uuid::as_bytes),
            ":context": rows::seal(connection, keys, &row, &account.context)?,
            ":created_at": rows::millis(account.created_at),
            ":updated_at": rows::millis(account.updated_at),
        },
    )
}

#[async_trait]
impl Store for SqliteStore {
    async fn api_token(&self, hash: ApiTokenHash) -> Result<Option<ApiToken>, StoreError> {
        self.read(move |connection| {
            let sql = "SELECT * FROM api_token WHERE hash = ?1";
            one(connection, sql, [hash.0], rows::api_token)
        })
        .await
    }

    async fn issue(&self, order: IssueOrder) -> Result<Result<Issued, Refusal>, StoreError> {
        let keys = Arc::clone(&self.keys);
        self.write(move |connection| {
            let IssueOrder {
                environment_id,
                issued_by,
                request,
                idempotency,
                now,
                default_lifetime,
            } = order;
            let references = find_references(connection, environment_id, &request)?;
            let granted = request.grant(&references, environment_id, now, default_lifetime);
            let grant = match granted {
                Ok(grant) => grant,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let link_token = match &idempotency {
                Some(idempotency) => {
                    if let Some(before) = find_issued(connection, environment_id, idempotency)? {
                        return Ok(before);
                    }
                    idempotency.link_token
                }
                None => LinkToken::generate(),
            };
            let fingerprint = idempotency.map(|idempotency| idempotency.fingerprint);
            insert_link_token(
                connection,
                link_token.hash(),
                issued_by,
                fingerprint,
                &grant,
                &keys,
            )?;
            Ok(Ok(Issued { link_token, expires_at: grant.expires_at }))
        })
        .await
    }

    fn note_use(&self, api_token_id: Uuid, now: DateTime<Utc>) {
        // It cannot be read while the store is closing, and then it does not matter.
        let Ok(writer) = self.writer.try_read() else { return };
        let Some(writer) = &*writer else { return };
        writer.post(move |connection| {
            execute(
                connection,
                "UPDATE api_token SET last_used_at = ?2
                 WHERE id = ?1 AND (last_used_at IS NULL OR last_used_at < ?2)",
                params![api_token_id.as_bytes(), rows::millis(now)],
            )?;
            Ok(())
        });
    }

    async fn sweep(&self, died_before: DateTime<Utc>, limit: u32) -> Result<usize, StoreError> {
        self.write(move |connection| {
            execute(
                connection,
                "DELETE FROM link_token WHERE sequence IN (
                    SELECT sequence FROM link_token WHERE coalesce(died_at, expires_at) < ?1
                    ORDER BY coalesce(died_at, expires_at) LIMIT ?2
                 )",
                params![rows::millis(died_before), limit],
            )
        })
        .await
    }

    async fn grant(
        &self,
        environment_id: Uuid,
        token: LinkTokenHash,
        now: DateTime<Utc>,
    ) -> Result<Option<Grant>, StoreError> {
        let keys = Arc::clone(&self.keys);
        self.read(move |connection| {
            let found = find_active(connection, environment_id, token, now, &keys)?;
            Ok(found.map(|(_, grant)| grant))
        })
        .await
    }

    async fn redeem(
        &self,
        environment_id: Uuid,
        request: RedeemRequest,
        now: DateTime<Utc>,
    ) -> Result<Result<Account, Refusal>, StoreError> {
        let keys = Arc::clone(&self.keys);
        self.write(move |connection| {
            let hash = request.link_token.hash();
            let found = find_active(connection, environment_id, hash, now, &keys)?;
            let Some((sequence, grant)) = found else {
                return Ok(Err(Refusal::LinkTokenDead));
            };
            let account = match &grant.purpose {
                Purpose::Reauthorisation { account_id, .. } => {
                    find_account(connection, environment_id, *account_id, &keys)?
                }
                Purpose::NewAccount { .. } => None,
            };
            let id = Uuid::new_v4();
            let account = match redemption::redeem(grant, request.connection, account, id, now) {
                Ok(account) => account,
                Err(refusal) => return Ok(Err(refusal)),
            };
            execute(
                connection,
                "UPDATE link_token SET died_at = ?2 WHERE sequence = ?1",
                [sequence, rows::millis(now)],
            )?;
            put_account(connection, "INSERT OR REPLACE", &account, &keys)?
                .map_err(|conflict| rows::damaged(format_args!("an account: {conflict}")))?;
            Ok(Ok(account))
        })
        .await
    }

    async fn revoke(
        &self,
        environment_id: Uuid,
        token: LinkTokenHash,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write(move |connection| {
            execute(
                connection,
                "UPDATE link_token SET died_at = ?3
                 WHERE hash = ?1 AND environment_id = ?2 AND died_at IS NULL AND expires_at > ?3",
                params![token.0, environment_id.as_bytes(), rows::millis(now)],
            )?;
            Ok(())
        })
        .await
    }

    async fn create_environment(&self, environment: Environment) -> Administered<()> {
        self.write(move |connection| {
            let inserted = insert(
                connection,
                "INSERT INTO environment (id, name, created_at) VALUES (?1, ?2, ?3)",
                params![
                    environment.id.as_bytes(),
                    environment.name,
                    rows::millis(environment.created_at)
                ],
            )?;
            match inserted {
                Ok(()) => put_policy(connection, environment.id, &environment.policy),
                Err(conflict) => Ok(Err(conflict)),
            }
        })
        .await
    }

    async fn change_policy(
        &self,
        environment_id: Uuid,
        change: PolicyChange,
    ) -> Administered<Environment> {
        self.write(move |connection| {
            let found = find_environment(connection, "id = ?1", [environment_id.as_bytes()])?;
            let Some(mut environment) = found else { return Ok(Err(Conflict::Missing)) };
            let policy = &mut environment.policy;
            policy.lifetime = change.lifetime.unwrap_or(policy.lifetime);
            if let Some(uris) = change.redirect_uris {
                policy.redirect_uris = uris;
            }
            let put = put_policy(connection, environment_id, policy)?;
            Ok(put.map(|()| environment))
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
        self.write(move |connection| {
            insert(
                connection,
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
            )
        })
        .await
    }

    async fn api_tokens(&self, environment_id: Uuid) -> Result<Vec<ApiToken>, StoreError> {
        self.read(move |connection| {
            all(
                connection,
                "SELECT * FROM api_token WHERE environment_id = ?1 ORDER BY created_at, id",
                [environment_id.as_bytes()],
                rows::api_token,
            )
        })
        .await
    }

    async fn revoke_api_token(&self, id: Uuid, now: DateTime<Utc>) -> Administered<()> {
        self.write(move |connection| {
            let changed = execute(
                connection,
                "UPDATE api_token SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1",
                params![id.as_bytes(), rows::millis(now)],
            )?;
            Ok(if changed == 0 { Err(Conflict::Missing) } else { Ok(()) })
        })
        .await
    }

    async fn create_static_gate(&self, gate: StaticGate) -> Administered<()> {
        self.write(move |connection| {
            insert(
                connection,
                "INSERT INTO static_gate (environment_id, id, created_at) VALUES (?1, ?2, ?3)",
                params![
                    gate.environment_id.as_bytes(),
                    gate.id.as_bytes(),
                    rows::millis(gate.created_at)
                ],
            )
        })
        .await
    }

    async fn static_gates(&self, environment_id: Uuid) -> Result<Vec<StaticGate>, StoreError> {
        self.read(move |connection| {
            all(
                connection,
                "SELECT * FROM static_gate WHERE environment_id = ?1 ORDER BY created_at, id",
                [environment_id.as_bytes()],
                rows::static_gate,
            )
        })
        .await
    }

    async fn delete_static_gate(&self, environment_id: Uuid, id: Uuid) -> Administered<()> {
        self.write(move |connection| {
            let deleted = execute(
                connection,
                "DELETE FROM static_gate WHERE environment_id = ?1 AND id = ?2",
                [environment_id.as_bytes(), id.as_bytes()],
            )?;
            Ok(if deleted == 0 { Err(Conflict::Missing) } else { Ok(()) })
        })
        .await
    }

    async fn import_account(&self, account: Account) -> Administered<()> {
        let keys = Arc::clone(&self.keys);
        self.write(move |connection| put_account(connection, "INSERT", &account, &keys)).await
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
                |row| rows::account(row, &keys),
            )
        })
        .await
    }

    async fn account(&self, environment_id: Uuid, id: Uuid) -> Result<Option<Account>, StoreError> {
        let keys = Arc::clone(&self.keys);
        self.read(move |connection| find_account(connection, environment_id, id, &keys)).await
    }

    async fn reseal(&self, from: ResealFrom, limit: u32) -> Result<Resealed, StoreError> {
        let keys = Arc::clone(&self.keys);
        self.write(move |connection| reseal::reseal(connection, &keys, from, limit)).await
    }

    async fn close(&self) {
        self.readers.permits.close();
        let writer = self.writer.write().await.take();
        if let Some(writer) = writer {
            // Joining a thread may wait, which a task must not. It only fails if the runtime is going down.
            let _ = tokio::task::spawn_blocking(|| writer.finish()).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::suite;

    #[tokio::test(flavor = "multi_thread")]
    async fn behaves_as_a_store() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("test.db");
        let store = SqliteStore::open(&path, &Keys::BesideDatabase).expect("opens");
        suite::run(&store).await;
    }

    /// The look-ups on the way of a request go by an index, and so does the sweep.
    #[test]
    fn no_table_is_searched_from_end_to_end() {
        let mut connection = Connection::open_in_memory().expect("opens");
        migrations::migrate(&mut connection).expect("migrates");
        for sql in [
            "SELECT * FROM api_token WHERE hash = x'00'",
            "SELECT * FROM link_token WHERE hash = x'00' AND environment_id = x'00'",
            "SELECT 1 FROM static_gate WHERE environment_id = x'00' AND id = x'00'",
            "SELECT * FROM integrated_account WHERE environment_id = x'00' AND id = x'00'",
            "SELECT * FROM integrated_account WHERE environment_id = x'00' AND tenant_id = 'a'",
            "SELECT sequence FROM link_token WHERE coalesce(died_at, expires_at) < 1
             ORDER BY coalesce(died_at, expires_at) LIMIT 2",
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
