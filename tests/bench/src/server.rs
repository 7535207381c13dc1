//! The servers under load, each as a process of its own.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context as _, anyhow};
use chrono::TimeDelta;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use link_token_bench::BODY;
use link_token_domain::{
    api_token::{ApiToken, ApiTokenSecret},
    audit::{ApiRequest, Origin},
    context::Context,
    environment::{Environment, Policy},
    environment_integration::EnvironmentIntegrationChange,
    integrated_account::Account,
    issuing::IssueOrder,
    lifetime::Lifetime,
    permission::Permissions,
    request::IssueRequest,
};
use link_token_server::{clock, connect::exchange::CredentialContent};
use link_token_store::{
    CommitObserver, Store,
    encryption::{EncryptionKey, Keyring},
    postgres::{PostgresStore, Settings},
    sqlite::SqliteStore,
    use_cases::{
        CreateApiToken, CreateEnvironment, EnableIntegration, ImportAccountWithCredentials,
    },
};
use link_token_types::{AuthenticationMethod, IntegratedAccountStatus, Region};
use throwaway_postgresql::Cluster;
use uuid::Uuid;

use crate::instant_party::INTEGRATION;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Hyper,
    Dropshot,
    Sqlite,
    Postgres,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Hyper => "bare hyper",
            Self::Dropshot => "empty Dropshot",
            Self::Sqlite => "link-token, SQLite",
            Self::Postgres => "link-token, PostgreSQL",
        }
    }
}

/// A store of the service, with an API token.
pub struct Database {
    pub store: Store,
    pub api_token: String,
    pub environment_id: Uuid,
    api_token_id: Uuid,
    arguments: Vec<String>,
    encryption_key: Option<String>,
    place: Place,
}

/// The rows that are counted in a database.
#[derive(Clone, Copy, Debug)]
pub enum Count {
    LinkTokens,
    Accounts,
    /// Events that receivers have accepted.
    Delivered,
    /// Replacements of credentials.
    Refreshes,
}

/// The time at which the credentials of all accounts are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Not as long as a measurement takes.
    Never,
    /// Evenly over the next hour.
    WithinTheHour,
    /// All at once, as after a night in which the third party did not answer.
    Now,
}

/// The credentials of imported accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    ApiKey,
    /// Tokens of the instant third party that expire within the hour.
    Expiring,
}

/// Where a database is kept.
enum Place {
    File(PathBuf),
    // Ended and deleted with this.
    Cluster(Cluster),
}

impl Database {
    /// A new SQLite database in a folder.
    pub async fn sqlite(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join("bench.db");
        let store = SqliteStore::open(&path, None, CommitObserver::none())?;
        let arguments = vec!["--database".to_owned(), format!("sqlite:{}", path.display())];
        Self::new(store.into(), arguments, None, Place::File(path)).await
    }

    /// A new database in a PostgreSQL server of its own, in a folder. None where PostgreSQL is not
    /// installed.
    pub async fn postgres(folder: &Path) -> anyhow::Result<Option<Self>> {
        let Some(cluster) = Cluster::start_in(folder, &[("fsync", "on")]) else { return Ok(None) };
        let url = cluster.url();
        let address = url.parse().map_err(|error| anyhow!("{error}"))?;
        let key = EncryptionKey::generate()?;
        let keys = Some(Keyring::new(&key, &[]));
        let (settings, observer) = (Settings::default(), CommitObserver::none());
        let store = PostgresStore::open(&address, settings, keys, true, observer).await?;
        let key = Some(key.to_base64().to_string());
        let arguments = vec!["--database".to_owned(), url];
        Self::new(store.into(), arguments, key, Place::Cluster(cluster)).await.map(Some)
    }

    async fn new(
        store: Store,
        arguments: Vec<String>,
        encryption_key: Option<String>,
        place: Place,
    ) -> anyhow::Result<Self> {
        let created_at = clock::now();
        let environment_id = Uuid::new_v4();
        let (name, policy) = ("bench".to_owned(), Policy::default());
        let environment =
            Environment { id: environment_id, name: name.clone(), created_at, policy };
        store.run(CreateEnvironment(environment)).await?;
        let secret = ApiTokenSecret::generate()?;
        let token = ApiToken {
            id: Uuid::new_v4(),
            environment_id,
            name,
            permissions: Permissions::standard(),
            created_at,
            expires_at: None,
            revoked_at: None,
            last_used_at: None,
        };
        let api_token_id = token.id;
        store.run(CreateApiToken { token, hash: secret.hash(), by: Origin::CommandLine }).await?;
        let api_token = secret.expose().to_owned();
        Ok(Self {
            store,
            api_token,
            environment_id,
            api_token_id,
            arguments,
            encryption_key,
            place,
        })
    }

    /// Makes statistics of what is stored, as PostgreSQL does by itself within a minute.
    pub fn analyze(&self) {
        if let Place::Cluster(cluster) = &self.place {
            cluster.sql(&cluster.url(), "ANALYZE");
        }
    }

    /// Returns the number of rows.
    pub fn count(&self, count: Count) -> anyhow::Result<u64> {
        let sql = match count {
            Count::LinkTokens => "SELECT count(*) FROM link_token",
            Count::Accounts => "SELECT count(*) FROM integrated_account",
            Count::Delivered => "SELECT count(*) FROM webhook_delivery WHERE status = 'delivered'",
            Count::Refreshes => "SELECT sum(version) - count(*) FROM credentials",
        };
        match &self.place {
            Place::File(_) => {
                let stored: i64 = self.connect()?.query_row(sql, [], |row| row.get(0))?;
                Ok(u64::try_from(stored)?)
            }
            Place::Cluster(cluster) => Ok(cluster.sql(&cluster.url(), sql).trim().parse()?),
        }
    }

    /// Sets the time at which the credentials of all accounts are due, past the store.
    pub fn make_due(&self, due: Due) -> anyhow::Result<()> {
        let (now, spread) = match &self.place {
            Place::File(_) => (clock::now().timestamp_millis().to_string(), "abs(random())"),
            Place::Cluster(_) => ("now()".to_owned(), "(random() * 3600000)::bigint"),
        };
        let millis = match due {
            Due::Never => "86400000".to_owned(),
            Due::WithinTheHour => format!("{spread} % 3600000"),
            Due::Now => "-1000".to_owned(),
        };
        match &self.place {
            Place::File(_) => {
                let sql = format!(
                    "UPDATE credentials SET leased_until = NULL, refresh_at = {now} + {millis}"
                );
                self.connect()?.execute(&sql, [])?;
            }
            Place::Cluster(cluster) => {
                let sql = format!(
                    "UPDATE credentials
                    SET leased_until = NULL, refresh_at = {now} + ({millis}) * interval '1 millisecond'"
                );
                cluster.sql(&cluster.url(), &sql);
            }
        }
        Ok(())
    }

    /// A connection of its own to a SQLite database.
    pub fn connect(&self) -> anyhow::Result<rusqlite::Connection> {
        match &self.place {
            Place::File(path) => Ok(rusqlite::Connection::open(path)?),
            Place::Cluster(_) => anyhow::bail!("not SQLite"),
        }
    }

    /// The same SQLite database, opened again.
    pub fn reopened(self) -> anyhow::Result<Self> {
        let Place::File(path) = &self.place else { anyhow::bail!("not SQLite") };
        let store = SqliteStore::open(path, None, CommitObserver::none())?;
        Ok(Self { store: store.into(), ..self })
    }

    /// An order for a link token, as the request of the benchmark makes it.
    pub fn order(&self) -> anyhow::Result<IssueOrder> {
        let lifetime = Lifetime::new(Duration::from_secs(7 * 24 * 3600));
        Ok(IssueOrder {
            environment_id: self.environment_id,
            by: ApiRequest { api_token_id: self.api_token_id, request_id: Uuid::new_v4() },
            request: IssueRequest::check(serde_json::from_str(BODY)?)
                .map_err(|refusal| anyhow!("{refusal}"))?,
            idempotency: None,
            now: clock::now(),
            default_lifetime: lifetime.context("a lifetime")?,
        })
    }

    /// Enables integrations of the presets.
    pub async fn offer(&self, names: &[&str]) -> anyhow::Result<()> {
        for name in names {
            let change = EnvironmentIntegrationChange {
                client_id: Some("an-id".to_owned()),
                client_secret: Some("a secret".into()),
                scopes: None,
            };
            let enable = EnableIntegration {
                environment_id: self.environment_id,
                integration: name.parse().map_err(|error| anyhow!("{error}"))?,
                change,
                new_id: Uuid::new_v4(),
                by: Origin::CommandLine,
                now: clock::now(),
            };
            self.store.run(enable).await.map_err(|error| anyhow!("{error:?}"))?;
        }
        Ok(())
    }

    /// Imports active accounts of a tenant with credentials each past HTTP, and returns their IDs
    /// in the order of lists.
    pub async fn import(
        &self,
        tenant_id: &str,
        number: usize,
        imported: Imported,
    ) -> anyhow::Result<Vec<Uuid>> {
        let is_expiring = imported == Imported::Expiring;
        let (method, integration, name) = if is_expiring {
            (AuthenticationMethod::Oauth2, INTEGRATION, "access_token")
        } else {
            (AuthenticationMethod::ApiKey, "hubspot", "api_key")
        };
        let values = BTreeMap::from([(name.to_owned(), "8e03978e40d543e8bc93".to_owned())]);
        let refresh_token = is_expiring.then(|| "0f8fad5bd9cb469fa165".to_owned());
        let content = CredentialContent { values, refresh_token, ..CredentialContent::default() };
        let issued_at = is_expiring.then(clock::now);
        let expires_at = issued_at.map(|issued_at| issued_at + TimeDelta::hours(1));
        let credentials = content.credentials(is_expiring, issued_at, expires_at)?;
        let account = Account {
            id: Uuid::nil(),
            environment_id: self.environment_id,
            tenant_id: tenant_id.parse().context("a tenant")?,
            integration: integration.parse().context("an integration")?,
            environment_integration_id: None,
            authentication_method: Some(method),
            status: IntegratedAccountStatus::Active,
            last_error: None,
            upstream_id: None,
            region: Region::Wnam,
            static_gate_id: None,
            context: Context::empty(),
            created_at: clock::now(),
            updated_at: clock::now(),
        };
        let by = ApiRequest { api_token_id: self.api_token_id, request_id: Uuid::nil() };
        let imports = (0_i64..).take(number).map(|place| {
            // As if a hundred had come each millisecond.
            let at = account.created_at + TimeDelta::milliseconds(place / 100);
            let (id, account, credentials) =
                (Uuid::now_v7(), account.clone(), Some(credentials.clone()));
            let account = Account { id, created_at: at, updated_at: at, ..account };
            async move {
                let import = ImportAccountWithCredentials { account, credentials, by };
                Ok::<_, anyhow::Error>(self.store.run(import).await?)
            }
        });
        let imported = stream::iter(imports).buffered(64).try_collect::<Vec<_>>();
        let mut accounts = imported.await?;
        accounts.sort_unstable_by_key(|account| (account.created_at, account.id));
        Ok(accounts.iter().map(|account| account.id).collect())
    }

    /// Issues link tokens past HTTP, and gives them.
    pub async fn issue(&self, number: usize) -> anyhow::Result<Vec<String>> {
        let order = self.order()?;
        let issued =
            stream::iter(0..number).map(|_| self.store.issue(order.clone())).buffer_unordered(512);
        let issued: Vec<_> = issued.collect().await;
        let text = |token: link_token_types::LinkToken| token.0.to_string();
        issued.into_iter().map(|issued| Ok(text(issued?.link_token.into()))).collect()
    }
}

/// A running server, ended with this.
pub struct Server {
    child: Child,
    pub url: String,
}

impl Server {
    /// Starts a server. `database` is for those that have one.
    pub fn start(kind: Kind, database: Option<&Database>) -> anyhow::Result<Self> {
        Self::start_with(kind, database, &[])
    }

    /// Starts a server with further arguments.
    pub fn start_with(
        kind: Kind,
        database: Option<&Database>,
        arguments: &[String],
    ) -> anyhow::Result<Self> {
        let mut command = match kind {
            Kind::Hyper => Command::new(program("bench-hyper")?),
            Kind::Dropshot => Command::new(program("bench-dropshot")?),
            Kind::Sqlite | Kind::Postgres => Command::new(program("link-token-server")?),
        };
        if let Some(database) = database {
            // As shipped, but that the benchmark may call as often as it likes. The limit is
            // counted all the same.
            command
                .args(["serve", "--listen", "127.0.0.1:0", "--operator-listen", "127.0.0.1:0"])
                .args(["--rate-limit", "1000000000", "--config", ""])
                .args(&database.arguments)
                .args(arguments);
            for (name, _) in std::env::vars_os() {
                if name.to_string_lossy().starts_with("LINK_TOKEN_") {
                    command.env_remove(name);
                }
            }
            if let Some(key) = &database.encryption_key {
                command.env("LINK_TOKEN_ENCRYPTION_KEYS", key);
            }
        }
        // The log is written as it is by default. Nobody reads it.
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().with_context(|| format!("cannot start {command:?}"))?;
        let mut line = String::new();
        let stdout = child.stdout.take().context("piped")?;
        BufReader::new(stdout).read_line(&mut line)?;
        let url = line.trim_end().strip_prefix("listening on ").map(str::to_owned);
        let url = url.with_context(|| format!("{command:?} does not start: {line:?}"))?;
        Ok(Self { child, url })
    }

    /// How much memory it takes, in MiB, from `/proc`.
    pub fn resident_mib(&self) -> anyhow::Result<f64> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).context("this takes Linux")?;
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = resident.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u32>().ok());
        Ok(f64::from(kib.context("VmRSS")?) / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A program that was built with this one.
pub fn program(name: &str) -> anyhow::Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name(name);
    anyhow::ensure!(path.exists(), "{} is missing: start with `cargo xtask bench`", path.display());
    Ok(path)
}
