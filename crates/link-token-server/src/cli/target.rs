//! The database of a command.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use link_token_store::{
    CommitObserver, Store,
    encryption::Keyring,
    postgres::{self, PostgresStore},
    sqlite::{ServerLock, ServerLockError, SqliteStore, quoted},
};
use slog::Logger;

use super::Common;
use crate::config::{DEFAULT_DATABASE, Database, EncryptionKeys, File, SYSTEM_FILE};

const FLAG: &str = "--database";
const VARIABLE: &str = "LINK_TOKEN_DATABASE";

/// A database and its settings.
#[derive(Debug)]
pub struct Target {
    source: DatabaseSource,
    /// The configuration file.
    config: Option<PathBuf>,
    pub database: Database,
    pub settings: postgres::Settings,
    pub keys: Option<Keyring>,
}

/// The source of a database's address.
#[derive(Debug)]
enum DatabaseSource {
    File,
    /// A flag or an environment variable.
    Caller,
    Default,
}

impl Target {
    pub fn new(common: &Common, config: Option<PathBuf>, file: &File) -> anyhow::Result<Self> {
        // Clap would print an invalid URL with its password.
        let parse = |url: &str| {
            url.parse().map_err(|error| {
                let source = if super::is_given(FLAG) { FLAG } else { VARIABLE };
                anyhow::anyhow!("{source}: {error}")
            })
        };
        let (database, source) = match (&common.database, &file.database) {
            (Some(url), _) => (parse(url)?, DatabaseSource::Caller),
            (None, Some(database)) => (database.clone(), DatabaseSource::File),
            (None, None) => (parse(DEFAULT_DATABASE)?, DatabaseSource::Default),
        };
        let default = postgres::Settings::default();
        let pool_size = common.pool_size.or(file.pool_size);
        let connect_timeout = common.connect_timeout.or(file.connect_timeout);
        let statement_timeout = common.statement_timeout.or(file.statement_timeout);
        let settings = postgres::Settings {
            pool_size: pool_size.map_or(default.pool_size, |size| size.0),
            connect_timeout: connect_timeout.map_or(default.connect_timeout, |time| time.0),
            statement_timeout: statement_timeout.map_or(default.statement_timeout, |time| time.0),
        };
        let keys = EncryptionKeys::from_environment()?.or_else(|| file.encryption_keys.clone());
        Ok(Self {
            source,
            config,
            database,
            settings,
            keys: keys.map(EncryptionKeys::into_keyring),
        })
    }

    /// Returns the start of a shell command on the same database, without secrets.
    pub fn commands(&self) -> String {
        let program = "link-token-server";
        let named = self.config.as_deref().filter(|config| *config != Path::new(SYSTEM_FILE));
        let named =
            named.map(|config| format!(" --config {}", quoted(config.display().to_string())));
        let named = named.unwrap_or_default();
        match (&self.source, &self.database) {
            // The user of the server must be able to write the files that a command creates.
            (DatabaseSource::File, _) if named.is_empty() => match std::env::var("USER") {
                Ok(user) => format!("sudo -u {user} {program}"),
                Err(_) => program.to_owned(),
            },
            (DatabaseSource::Caller, Database::Sqlite(_)) => {
                format!("{program}{named} {FLAG} {}", quoted(self.database.to_string()))
            }
            (DatabaseSource::Caller, Database::Postgres(address)) => {
                // Without a variable, the command fails instead of working on another database.
                let url = address.without_secrets().map(quoted);
                let url = url.unwrap_or_else(|| format!("\"${VARIABLE}\""));
                format!("{VARIABLE}={url} {program}{named}")
            }
            _ => format!("{program}{named}"),
        }
    }

    /// Opens the database. Creates it only if `may_create` is set.
    pub async fn open(&self, may_create: bool, observer: CommitObserver) -> anyhow::Result<Store> {
        match &self.database {
            Database::Sqlite(path) => {
                if !may_create && !path.exists() {
                    return Err(self.missing());
                }
                let opened = SqliteStore::open(path, self.keys.clone(), observer);
                Ok(opened.with_context(|| self.failed())?.into())
            }
            Database::Postgres(address) => {
                let (settings, keys) = (self.settings, self.keys.clone());
                match PostgresStore::open(address, settings, keys, may_create, observer).await {
                    Err(postgres::OpenPostgresError::Empty) => Err(self.missing()),
                    opened => Ok(opened.with_context(|| self.failed())?.into()),
                }
            }
        }
    }

    /// Takes the lock of a server. `None` if the database needs none, or has none.
    pub fn lock(&self, log: &Logger) -> anyhow::Result<Option<ServerLock>> {
        let Database::Sqlite(path) = &self.database else { return Ok(None) };
        match ServerLock::take(path) {
            Ok(lock) => Ok(Some(lock)),
            Err(error @ ServerLockError::Unavailable { .. }) => {
                slog::warn!(log, "a second server on this database would not be noticed"; "error" => %error);
                Ok(None)
            }
            Err(error) => Err(error).with_context(|| self.failed()),
        }
    }

    fn failed(&self) -> String {
        format!("cannot open the database {}", self.database)
    }

    pub fn missing(&self) -> anyhow::Error {
        anyhow::anyhow!(
            "database {} not found: select another one with {FLAG}, restore a backup, or create an empty one with \
             `{} environment create --name NAME`",
            self.database,
            self.commands()
        )
    }
}
