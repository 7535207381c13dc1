//! The database of a command.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use link_token_store::{
    CommitObserver, Store,
    encryption::Keyring,
    postgres::{self, PostgresStore},
    sqlite::SqliteStore,
};

use super::Common;
use crate::config::{DEFAULT_DATABASE, Database, EncryptionKeys, File, SYSTEM_FILE};

/// A database and its settings.
#[derive(Debug)]
pub struct Target {
    source: DatabaseSource,
    pub database: Database,
    pub settings: postgres::Settings,
    pub keys: Option<Keyring>,
}

/// The source of a database's address.
#[derive(Debug)]
enum DatabaseSource {
    File(PathBuf),
    /// A flag or an environment variable.
    Caller,
    Default,
}

impl Target {
    pub fn new(common: &Common, config: Option<PathBuf>, file: &File) -> anyhow::Result<Self> {
        // Clap would print an invalid URL with its password.
        let parse = |url: &str| {
            url.parse()
                .map_err(|error| anyhow::anyhow!("--database or LINK_TOKEN_DATABASE: {error}"))
        };
        let (database, source) = match (&common.database, &file.database, config) {
            (Some(url), ..) => (parse(url)?, DatabaseSource::Caller),
            (None, Some(database), Some(config)) => {
                (database.clone(), DatabaseSource::File(config))
            }
            _ => (parse(DEFAULT_DATABASE)?, DatabaseSource::Default),
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
        Ok(Self { source, database, settings, keys: keys.map(EncryptionKeys::into_keyring) })
    }

    /// Returns the command line of commands on the same database.
    pub fn commands(&self) -> String {
        let program = "link-token-server";
        match (&self.source, &self.database) {
            // The user of the server must be able to write the files that a command creates.
            (DatabaseSource::File(config), _) if config == Path::new(SYSTEM_FILE) => {
                match std::env::var("USER") {
                    Ok(user) => format!("sudo -u {user} {program}"),
                    Err(_) => program.to_owned(),
                }
            }
            (DatabaseSource::File(config), _) => {
                format!("{program} --config {}", quoted(&config.display().to_string()))
            }
            (DatabaseSource::Caller, Database::Sqlite(_)) => {
                format!("{program} --database {}", quoted(&self.database.to_string()))
            }
            // The displayed address of PostgreSQL lacks its password.
            (DatabaseSource::Caller, Database::Postgres(_)) | (DatabaseSource::Default, _) => {
                program.to_owned()
            }
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

    fn failed(&self) -> String {
        format!("cannot open the database {}", self.database)
    }

    pub fn missing(&self) -> anyhow::Error {
        anyhow::anyhow!(
            "database {} not found: select another one with --database, or create this one with \
             `{} environment create --name NAME`",
            self.database,
            self.commands()
        )
    }
}

/// Quotes a text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
