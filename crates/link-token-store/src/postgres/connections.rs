//! Connections: how they are made, how long is waited for them, and when they are given up.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use deadpool_postgres::{
    ClientWrapper, Hook, HookError, Manager, ManagerConfig, Object, Pool, PoolError,
    RecyclingMethod, Runtime, TimeoutType,
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

use super::address::{Address, Settings};
use crate::StoreError;

/// Why something did not come about.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database says so, or the connection to it broke.
    #[error("{}", told(.0))]
    Database(#[from] tokio_postgres::Error),
    /// There is no connection to be had, or none can be made.
    #[error("{0}")]
    NoConnection(String),
    /// The database did not answer in time. What was asked may have been done or not.
    #[error("the database did not answer within {0:?}")]
    Late(Duration),
    /// What is stored, or cannot be.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Error {
    pub fn state(&self) -> Option<&SqlState> {
        match self {
            Self::Database(error) => error.code(),
            _ => None,
        }
    }

    /// Whether nothing was done, and the same would work if it were tried again: another transaction was in the way.
    pub fn is_conflict(&self) -> bool {
        let conflicts = [&SqlState::T_R_SERIALIZATION_FAILURE, &SqlState::T_R_DEADLOCK_DETECTED];
        self.state().is_some_and(|state| conflicts.contains(&state))
    }
}

/// The number of attempts at a transaction that others are in the way of.
const ATTEMPTS: u32 = 5;

/// Tries again what another transaction was in the way of.
pub async fn retried<T, Attempt>(mut attempt: impl FnMut() -> Attempt) -> Result<T, Error>
where
    Attempt: Future<Output = Result<T, Error>>,
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

/// What the database or the connection says. Not the detail, which could repeat what is stored.
fn told(error: &tokio_postgres::Error) -> String {
    use std::error::Error as _;
    match (error.as_db_error(), error.source()) {
        (Some(db), _) => format!("{} (SQLSTATE {})", db.message(), db.code().code()),
        (None, Some(cause)) => format!("{error}: {cause}"),
        (None, None) => error.to_string(),
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::Store(error) => error,
            other => Self::Unavailable(other.to_string()),
        }
    }
}

/// After how long of silence to ask whether the other end is still there.
const KEEPALIVE: Duration = Duration::from_secs(30);

/// A pool of connections to one database.
#[derive(Clone, Debug)]
pub struct Connections {
    pool: Pool,
    settings: Settings,
}

impl Connections {
    /// A pool of `size`, in which there is no connection yet.
    pub fn new(address: &Address, size: usize, settings: Settings) -> Result<Self, Error> {
        let mut config = address.config.clone();
        // It is for each address in turn, so that the next is tried when one does not answer.
        let addresses = u32::try_from(config.get_hosts().len()).unwrap_or(1).max(1);
        config.connect_timeout(settings.connect_timeout / addresses);
        // For a connection on which nothing arrives any more.
        config.tcp_user_timeout(settings.statement_timeout);
        config.keepalives_idle(KEEPALIVE);

        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = match config.get_ssl_mode() {
            SslMode::Disable => Manager::from_config(config, NoTls, recycling),
            _ => Manager::from_config(config, tls(address)?, recycling),
        };
        let pool = Pool::builder(manager)
            .runtime(Runtime::Tokio1)
            .max_size(size)
            .wait_timeout(Some(settings.connect_timeout))
            .create_timeout(Some(settings.connect_timeout))
            .recycle_timeout(Some(settings.connect_timeout))
            .post_create(set_up(settings))
            .build()
            .map_err(|error| Error::NoConnection(error.to_string()))?;
        Ok(Self { pool, settings })
    }

    /// A connection, new or used before.
    pub async fn get(&self) -> Result<Session, Error> {
        let limit = self.settings.connect_timeout;
        // The pool's limits are one for each step. This is the one for all of them.
        let found = timeout(limit, self.pool.get()).await;
        let client = match found {
            Ok(Ok(client)) => client,
            Ok(Err(
                PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)),
            )) => return Err(error.into()),
            Ok(Err(PoolError::Timeout(TimeoutType::Wait))) | Err(_) => {
                return Err(Error::NoConnection(format!(
                    "no connection to the database within {limit:?}"
                )));
            }
            Ok(Err(error)) => return Err(Error::NoConnection(error.to_string())),
        };
        let limit = self.settings.statement_timeout;
        Ok(Session {
            client: Some(client),
            limit,
            in_transaction: false,
            given_up: AtomicBool::new(false),
        })
    }

    /// How long to wait for what takes a connection and a statement.
    pub fn patience(&self) -> Duration {
        self.settings.connect_timeout + self.settings.statement_timeout
    }

    /// Lets nobody have a connection any more.
    pub fn close(&self) {
        self.pool.close();
    }
}

/// What the database itself ends in time: a statement, and a transaction whose client has gone without a word. Not as options
/// of the connection, which poolers refuse.
fn set_up(settings: Settings) -> Hook {
    let milliseconds = settings.statement_timeout.as_millis();
    let sql = format!(
        "SET statement_timeout = {milliseconds}; SET idle_in_transaction_session_timeout = {milliseconds}"
    );
    Hook::async_fn(move |client, _| {
        let sql = sql.clone();
        Box::pin(async move { client.batch_execute(&sql).await.map_err(HookError::Backend) })
    })
}

fn tls(address: &Address) -> Result<MakeRustlsConnect, Error> {
    let failed = |what: String| Error::NoConnection(what);
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    // For the verifier of the platform, which knows no other way. It fails if there is one already, which is as good.
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

/// A parameter of a statement.
pub type Parameter<'p> = &'p (dyn ToSql + Sync);

/// A connection in use. One on which something was left unfinished is not used again.
#[derive(Debug)]
pub struct Session {
    client: Option<Object>,
    limit: Duration,
    in_transaction: bool,
    given_up: AtomicBool,
}

impl Session {
    /// The connection itself, for somebody who watches over it: who waits no longer than [`Self::limit`], and gives it up
    /// if that was in vain.
    pub fn client(&self) -> &ClientWrapper {
        self.client.as_ref().expect("it is taken when this is dropped, and not before")
    }

    /// How long to wait for the end of a statement.
    pub fn limit(&self) -> Duration {
        self.limit
    }

    /// Lets statements take as long as they need.
    pub fn without_limit(&mut self) {
        self.limit = Duration::MAX;
    }

    /// Lets nobody use the connection any more.
    pub fn give_up(&self) {
        self.given_up.store(true, Ordering::Relaxed);
    }

    /// Whether the connection is there and was not given up.
    pub fn is_usable(&self) -> bool {
        !self.given_up.load(Ordering::Relaxed) && !self.client().is_closed()
    }

    /// Waits for an answer. If there is none in time, or this is dropped before, the connection is of no use any more.
    async fn answered<T>(
        &self,
        answer: impl Future<Output = Result<T, tokio_postgres::Error>>,
    ) -> Result<T, Error> {
        let before = self.given_up.swap(true, Ordering::Relaxed);
        let answered = timeout(self.limit, answer).await.map_err(|_| Error::Late(self.limit))?;
        // After a change of roles, this is the server that only reads now.
        let reads_only = |error: &tokio_postgres::Error| {
            error.code() == Some(&SqlState::READ_ONLY_SQL_TRANSACTION)
        };
        let given_up = before || answered.as_ref().is_err_and(reads_only);
        self.given_up.store(given_up, Ordering::Relaxed);
        Ok(answered?)
    }

    /// Asks for rows.
    pub async fn query(
        &mut self,
        sql: &str,
        parameters: &[Parameter<'_>],
    ) -> Result<Vec<Row>, Error> {
        let client = self.client();
        self.answered(async {
            let statement = client.prepare_cached(sql).await?;
            client.query(&statement, parameters).await
        })
        .await
    }

    /// Asks for one row, if there is any.
    pub async fn query_opt(
        &mut self,
        sql: &str,
        parameters: &[Parameter<'_>],
    ) -> Result<Option<Row>, Error> {
        Ok(self.query(sql, parameters).await?.into_iter().next())
    }

    /// Has a statement executed, and tells how many rows it touched.
    pub async fn execute(&mut self, sql: &str, parameters: &[Parameter<'_>]) -> Result<u64, Error> {
        let client = self.client();
        self.answered(async {
            let statement = client.prepare_cached(sql).await?;
            client.execute(&statement, parameters).await
        })
        .await
    }

    /// Has statements executed that have no parameters.
    pub async fn batch(&mut self, sql: &str) -> Result<(), Error> {
        self.answered(self.client().batch_execute(sql)).await
    }

    /// Begins a transaction. If this is dropped before its end, the database rolls it back.
    pub async fn begin(&mut self) -> Result<(), Error> {
        self.in_transaction = true;
        self.batch("BEGIN").await
    }

    /// Ends a transaction by what became of the work in it: its changes are durable after this, or there are none. After an
    /// error of the commit nobody knows which.
    pub async fn end<T>(&mut self, work: Result<T, Error>) -> Result<T, Error> {
        match &work {
            Ok(_) => self.batch("COMMIT").await?,
            // The connection works, and may do so for somebody else.
            Err(error) if error.state().is_some() || matches!(error, Error::Store(_)) => {
                self.batch("ROLLBACK").await?;
            }
            Err(_) => return work,
        }
        self.in_transaction = false;
        work
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if (self.in_transaction || !self.is_usable())
            && let Some(client) = self.client.take()
        {
            // Out of the pool, and closed.
            drop(Object::take(client));
        }
    }
}
