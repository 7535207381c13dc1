//! The connection pool, and sessions with a time limit for every statement.

use std::{
    fs,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use deadpool_postgres::{
    ClientWrapper, ConfigConnectImpl, Connect, Hook, HookError, Manager, ManagerConfig, Object,
    Pool, PoolError, RecyclingMethod, Runtime,
};
use futures::{
    FutureExt as _,
    future::{BoxFuture, maybe_done},
    poll,
};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};
use rustls_platform_verifier::ConfigVerifierExt as _;
use tokio::time::timeout;
use tokio_postgres::{NoTls, Row, config::SslMode, error::SqlState, types::ToSql};
use tokio_postgres_rustls::MakeRustlsConnect;
use uuid::Uuid;

use super::{
    address::{Address, Settings},
    connecting::ConnectInTurn,
};
use crate::{StoreError, rows::SqlValue};

#[derive(Debug, thiserror::Error)]
pub enum PostgresError {
    /// The database reported an error, or the connection broke.
    #[error("{}", message_of(.0))]
    Database(#[from] tokio_postgres::Error),
    /// No connection is available, and none can be made.
    #[error("{0}")]
    NoConnection(String),
    /// The database did not answer in time. The statement may have been executed.
    #[error("the database did not answer within {0:?}")]
    TimedOut(Duration),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl PostgresError {
    pub fn state(&self) -> Option<&SqlState> {
        match self {
            Self::Database(error) => error.code(),
            _ => None,
        }
    }

    /// Returns true if the server is read-only, as a standby is after a failover.
    pub fn is_read_only(&self) -> bool {
        self.state() == Some(&SqlState::READ_ONLY_SQL_TRANSACTION)
    }

    /// Returns true if the transaction conflicted with another one. It changed nothing, and can be
    /// retried.
    pub fn is_conflict(&self) -> bool {
        let conflicts = [&SqlState::T_R_SERIALIZATION_FAILURE, &SqlState::T_R_DEADLOCK_DETECTED];
        self.state().is_some_and(|state| conflicts.contains(&state))
    }
}

/// The number of attempts at a transaction with conflicts.
const ATTEMPTS: u32 = 5;

/// Retries a transaction after conflicts with others.
pub async fn retry_conflicts<T, Attempt>(
    mut attempt: impl FnMut() -> Attempt,
) -> Result<T, PostgresError>
where
    Attempt: Future<Output = Result<T, PostgresError>>,
{
    let mut tried = 1;
    loop {
        match attempt().await {
            Err(error) if error.is_conflict() && tried < ATTEMPTS => {
                // A random pause, so that the conflicting transactions do not retry at the same
                // time.
                let pause = Duration::from_millis(u64::from(Uuid::new_v4().as_bytes()[0]) / 16);
                tokio::time::sleep(pause * tried).await;
                tried += 1;
            }
            other => return other,
        }
    }
}

/// Returns the message of the database or the connection, without the detail, which could contain
/// stored data.
fn message_of(error: &tokio_postgres::Error) -> String {
    use std::error::Error as _;
    match (error.as_db_error(), error.source()) {
        (Some(db), _) => {
            let message = format!("{} (SQLSTATE {})", db.message(), db.code().code());
            if *db.code() == SqlState::INVALID_CATALOG_NAME {
                return format!(
                    "{message}: create it with `createdb` or `CREATE DATABASE`, or correct its name in the URL"
                );
            }
            message
        }
        (None, Some(cause)) => format!("{error}: {cause}"),
        (None, None) => error.to_string(),
    }
}

impl From<PostgresError> for StoreError {
    fn from(error: PostgresError) -> Self {
        match error {
            PostgresError::Store(error) => error,
            other => Self::Unavailable(other.to_string()),
        }
    }
}

/// The idle time after which TCP probes the other end.
const KEEPALIVE: Duration = Duration::from_secs(30);

/// A connection pool of one database.
#[derive(Clone, Debug)]
pub struct ConnectionPool {
    pool: Pool,
    settings: Settings,
}

impl ConnectionPool {
    /// Returns a pool of up to `size` connections. It connects on demand.
    pub fn new(address: &Address, size: usize, settings: Settings) -> Result<Self, PostgresError> {
        let mut config = address.config.clone();
        // Detects a connection whose other end has disappeared.
        config.tcp_user_timeout(settings.statement_timeout);
        config.keepalives_idle(KEEPALIVE);

        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let one: Box<dyn Connect> = match config.get_ssl_mode() {
            SslMode::Disable => Box::new(ConfigConnectImpl { tls: NoTls }),
            _ => Box::new(ConfigConnectImpl { tls: tls(address)? }),
        };
        let connect = ConnectInTurn { one, limit: settings.connect_timeout };
        let manager = Manager::from_connect(config, connect, recycling);
        let pool = Pool::builder(manager)
            .runtime(Runtime::Tokio1)
            .max_size(size)
            .wait_timeout(Some(settings.connect_timeout))
            .create_timeout(Some(settings.connect_timeout))
            .recycle_timeout(Some(settings.connect_timeout))
            .post_create(configure(settings))
            .build()
            .map_err(|error| PostgresError::NoConnection(error.to_string()))?;
        Ok(Self { pool, settings })
    }

    /// Takes a connection from the pool.
    pub async fn get(&self) -> Result<Session, PostgresError> {
        let limit = self.settings.connect_timeout;
        // The pool limits each of its steps. This limits all of them together.
        let found = timeout(limit, self.pool.get()).await;
        let client = match found {
            Ok(Ok(client)) => client,
            Ok(Err(
                PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)),
            )) => return Err(error.into()),
            Ok(Err(PoolError::Timeout(_))) | Err(_) => {
                return Err(PostgresError::NoConnection(format!(
                    "no connection to the database within {limit:?}"
                )));
            }
            Ok(Err(error)) => return Err(PostgresError::NoConnection(error.to_string())),
        };
        let limit = self.settings.statement_timeout;
        Ok(Session {
            client: Some(client),
            limit,
            transaction: TransactionState::None,
            deferred: Vec::new(),
            is_abandoned: AtomicBool::new(false),
        })
    }

    /// Returns the time limit for a connection and a statement.
    pub fn time_limit(&self) -> Duration {
        self.settings.connect_timeout + self.settings.statement_timeout
    }

    /// Closes the pool.
    pub fn close(&self) {
        self.pool.close();
    }
}

/// Returns the set-up of a connection: limits for statements, and for transactions whose client has
/// disappeared. They are not options of the connection, which poolers refuse.
fn configure(settings: Settings) -> Hook {
    let milliseconds = settings.statement_timeout.as_millis();
    let sql = format!(
        "SET statement_timeout = {milliseconds}; SET idle_in_transaction_session_timeout = {milliseconds}"
    );
    Hook::async_fn(move |client, _| {
        let sql = sql.clone();
        Box::pin(async move { client.batch_execute(&sql).await.map_err(HookError::Backend) })
    })
}

fn tls(address: &Address) -> Result<MakeRustlsConnect, PostgresError> {
    let failed = |what: String| PostgresError::NoConnection(what);
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    // The platform's verifier requires a default provider. An error means that one is already
    // installed.
    let _ = rustls::crypto::CryptoProvider::install_default((*provider).clone());
    let config = match &address.root_certificates {
        None => ClientConfig::with_platform_verifier()
            .map_err(|error| failed(format!("cannot read the system's certificates: {error}")))?,
        Some(path) => {
            let shown = path.display();
            let pem = fs::read(path)
                .map_err(|error| failed(format!("cannot read `sslrootcert` {shown}: {error}")))?;
            let mut roots = RootCertStore::empty();
            for certificate in CertificateDer::pem_slice_iter(&pem) {
                certificate
                    .map_err(|error| error.to_string())
                    .and_then(|der| roots.add(der).map_err(|error| error.to_string()))
                    .map_err(|error| failed(format!("`sslrootcert` {shown}: {error}")))?;
            }
            if roots.is_empty() {
                return Err(failed(format!("`sslrootcert` {shown} contains no certificate")));
            }
            ClientConfig::builder().with_root_certificates(roots).with_no_client_auth()
        }
    };
    Ok(MakeRustlsConnect::new(config))
}

pub type SqlParameter<'p> = &'p (dyn ToSql + Sync);

/// Returns the parameters of a statement for the driver.
pub fn parameters<'v>(values: &'v [SqlValue<'_>]) -> Vec<SqlParameter<'v>> {
    values.iter().map(|value| value as SqlParameter<'v>).collect()
}

/// A connection in use. After an unfinished statement or transaction, it is closed instead of
/// returned to the pool.
#[derive(Debug)]
pub struct Session {
    client: Option<Object>,
    limit: Duration,
    transaction: TransactionState,
    /// Statements of the transaction that are sent with the next one, or with its end.
    deferred: Vec<DeferredStatement>,
    is_abandoned: AtomicBool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TransactionState {
    None,
    /// `BEGIN` is sent with the first statement.
    Unsent,
    Begun,
}

#[derive(Debug)]
struct DeferredStatement {
    sql: String,
    values: Vec<SqlValue<'static>>,
}

impl Session {
    /// Returns the connection itself. The caller must apply [`Self::limit`], and give the session
    /// up after a time-out.
    pub fn client(&self) -> &ClientWrapper {
        self.client.as_ref().expect("only `drop` takes it")
    }

    /// Returns the time limit of a statement.
    pub fn limit(&self) -> Duration {
        self.limit
    }

    /// Removes the time limit of statements.
    pub fn without_limit(&mut self) {
        self.limit = Duration::MAX;
    }

    /// Marks the connection as unusable.
    pub fn abandon(&self) {
        self.is_abandoned.store(true, Ordering::Relaxed);
    }

    /// Returns true if the connection is open and was not given up.
    pub fn is_usable(&self) -> bool {
        !self.is_abandoned.load(Ordering::Relaxed) && !self.client().is_closed()
    }

    /// Waits for an answer. After a time-out, or if the caller drops the future, the connection is
    /// unusable.
    async fn within_limit<T>(
        &self,
        answer: impl Future<Output = Result<T, tokio_postgres::Error>>,
    ) -> Result<T, PostgresError> {
        let before = self.is_abandoned.swap(true, Ordering::Relaxed);
        let result =
            timeout(self.limit, answer).await.map_err(|_| PostgresError::TimedOut(self.limit))?;
        let result = result.map_err(PostgresError::from);
        // The next connection may be one to the primary.
        let is_abandoned = before || result.as_ref().is_err_and(PostgresError::is_read_only);
        self.is_abandoned.store(is_abandoned, Ordering::Relaxed);
        result
    }

    /// Sends `BEGIN` if `begins`, the deferred statements and then a request, all before the first
    /// one is answered. Returns the answer to the request, or the first error.
    async fn pipeline<T: Send>(
        &self,
        begins: bool,
        deferred: &[DeferredStatement],
        request: impl Future<Output = Result<T, tokio_postgres::Error>> + Send,
    ) -> Result<T, PostgresError> {
        if !begins && deferred.is_empty() {
            return self.within_limit(request).await;
        }
        // On the heap, since the futures of all use cases contain this one.
        let sent = async {
            let client = self.client();
            let mut before: Vec<BoxFuture<'_, Result<(), tokio_postgres::Error>>> = Vec::new();
            if begins {
                before.push(client.batch_execute("BEGIN").boxed());
            }
            for DeferredStatement { sql, values } in deferred {
                let statement = self.within_limit(client.prepare_cached(sql)).await?;
                let execute =
                    async move { client.execute(&statement, &parameters(values)).await.map(drop) };
                before.push(execute.boxed());
            }
            // The first poll of a request sends it.
            let mut before: Vec<_> =
                before.into_iter().map(|it| Box::pin(maybe_done(it))).collect();
            for request in &mut before {
                let _ = poll!(request.as_mut());
            }
            let mut request = pin!(maybe_done(request));
            let _ = poll!(request.as_mut());
            let mut first_error = None;
            for mut request in before {
                self.within_limit(request.as_mut().map(Ok)).await?;
                let answer = request.as_mut().take_output();
                first_error = first_error.or(answer.and_then(Result::err));
            }
            let answer = async {
                request.as_mut().await;
                request.as_mut().take_output().expect("it is done, and was not taken")
            };
            let answer = self.within_limit(answer).await;
            first_error.map_or(answer, |error| Err(error.into()))
        };
        sent.boxed().await
    }

    /// Sends `BEGIN`, if a transaction was begun without it.
    async fn send_begin(&mut self) -> Result<(), PostgresError> {
        if self.transaction == TransactionState::Unsent {
            self.transaction = TransactionState::Begun;
            self.within_limit(self.client().batch_execute("BEGIN")).await?;
        }
        Ok(())
    }

    /// Returns the rows of a statement.
    pub async fn query(
        &mut self,
        sql: &str,
        parameters: &[SqlParameter<'_>],
    ) -> Result<Vec<Row>, PostgresError> {
        // If `BEGIN` fails, the query runs outside of a transaction, where it changes nothing.
        let begins = self.transaction == TransactionState::Unsent && self.deferred.is_empty();
        if begins {
            self.transaction = TransactionState::Begun;
        }
        self.send_begin().await?;
        let deferred = std::mem::take(&mut self.deferred);
        let client = self.client();
        let statement = self.within_limit(client.prepare_cached(sql)).await?;
        self.pipeline(begins, &deferred, client.query(&statement, parameters)).await
    }

    /// Returns the first row of a statement.
    pub async fn query_opt(
        &mut self,
        sql: &str,
        parameters: &[SqlParameter<'_>],
    ) -> Result<Option<Row>, PostgresError> {
        Ok(self.query(sql, parameters).await?.into_iter().next())
    }

    /// Executes a statement, and returns the number of changed rows.
    pub async fn execute(
        &mut self,
        sql: &str,
        parameters: &[SqlParameter<'_>],
    ) -> Result<u64, PostgresError> {
        self.send_begin().await?;
        let deferred = std::mem::take(&mut self.deferred);
        let client = self.client();
        let statement = self.within_limit(client.prepare_cached(sql)).await?;
        self.pipeline(false, &deferred, client.execute(&statement, parameters)).await
    }

    /// Executes a statement of the transaction together with the next one, or with the end.
    pub fn defer(&mut self, sql: &str, values: &[SqlValue<'_>]) {
        let values = values.iter().map(SqlValue::to_owned).collect();
        self.deferred.push(DeferredStatement { sql: sql.to_owned(), values });
    }

    /// Executes statements without parameters.
    pub async fn batch(&mut self, sql: &str) -> Result<(), PostgresError> {
        self.send_begin().await?;
        let deferred = std::mem::take(&mut self.deferred);
        self.pipeline(false, &deferred, self.client().batch_execute(sql)).await
    }

    /// Begins a transaction. If the session is dropped before [`Self::end`], the connection is
    /// closed, and the database rolls back.
    pub fn begin(&mut self) {
        self.transaction = TransactionState::Unsent;
    }

    /// Commits the transaction of successful work, or rolls it back. After a failed commit, the
    /// changes may be durable or not.
    pub async fn end<T>(&mut self, work: Result<T, PostgresError>) -> Result<T, PostgresError> {
        match &work {
            // If a deferred statement fails, `COMMIT` rolls back.
            Ok(_) if self.transaction == TransactionState::Begun || !self.deferred.is_empty() => {
                self.batch("COMMIT").await?;
            }
            Ok(_) => {}
            // The connection itself works, and can return to the pool.
            Err(error) if error.state().is_some() || matches!(error, PostgresError::Store(_)) => {
                self.deferred.clear();
                if self.transaction == TransactionState::Begun {
                    self.batch("ROLLBACK").await?;
                }
            }
            Err(_) => return work,
        }
        self.transaction = TransactionState::None;
        work
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if (self.transaction == TransactionState::Begun || !self.is_usable())
            && let Some(client) = self.client.take()
        {
            // Removed from the pool, and closed.
            drop(Object::take(client));
        }
    }
}
