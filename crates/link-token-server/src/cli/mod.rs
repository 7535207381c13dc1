//! The program: its commands, one module each.

mod api_token;
mod demo;
mod encryption_key;
mod environment;
mod integrated_account;
mod output;
mod serve;
mod static_gate;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};

use self::output::Output;
use crate::{
    config::{DEFAULT_DATABASE, Database, EncryptionKeys, File},
    domain::environment::Environment,
    store::{Store, sqlite::SqliteStore},
};

/// A self-hosted link-token service.
///
/// Start with `link-token-server demo`. To deploy, create an environment and an API token, and serve.
#[derive(Debug, Parser)]
#[command(name = "link-token-server", version, after_help = EXAMPLES, after_long_help = LONG_HELP)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  link-token-server demo
  link-token-server environment create --name production
  link-token-server api-token create --environment production --name backend
  link-token-server serve --listen 127.0.0.1:8080";

const LONG_HELP: &str = "Examples:
  link-token-server demo
  link-token-server environment create --name production
  link-token-server api-token create --environment production --name backend
  link-token-server serve --listen 127.0.0.1:8080

Settings come from flags, then environment variables, then the configuration file:
  flag            variable                    in the file       default
  --listen        LINK_TOKEN_LISTEN           listen            127.0.0.1:8080
  --database      LINK_TOKEN_DATABASE         database          sqlite:link-token.db
  --lifetime      LINK_TOKEN_LIFETIME         lifetime          7d
  --rate-limit    LINK_TOKEN_RATE_LIMIT       rate_limit        500
  --failure-limit LINK_TOKEN_FAILURE_LIMIT    failure_limit     50
  --log-level     LINK_TOKEN_LOG_LEVEL        log_level         info
                  LINK_TOKEN_ENCRYPTION_KEYS  encryption_keys   a file beside the database

Encryption keys seal the contexts in the database. Each is 32 bytes in Base64;
`link-token-server encryption-key generate` prints one. The first seals, others
open what was sealed before.";

/// What all commands take.
#[derive(Debug, Args)]
struct Common {
    /// The configuration file, in TOML.
    #[arg(
        long,
        global = true,
        env = "LINK_TOKEN_CONFIG",
        hide_env_values = true,
        value_name = "FILE"
    )]
    config: Option<PathBuf>,
    /// The database [default: sqlite:link-token.db].
    #[arg(
        long,
        global = true,
        env = "LINK_TOKEN_DATABASE",
        hide_env_values = true,
        value_name = "URL"
    )]
    database: Option<Database>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Arguments),
    Demo(demo::Arguments),
    #[command(subcommand)]
    Environment(environment::Command),
    #[command(subcommand)]
    ApiToken(api_token::Command),
    #[command(subcommand)]
    StaticGate(static_gate::Command),
    #[command(subcommand)]
    IntegratedAccount(integrated_account::Command),
    #[command(subcommand)]
    EncryptionKey(encryption_key::Command),
}

/// Runs the program with the arguments that it was started with.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let run = || -> anyhow::Result<()> {
        let runtime = tokio::runtime::Runtime::new().context("cannot start the runtime")?;
        runtime.block_on(arguments.run())
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let red = anstyle::AnsiColor::Red.on_default().bold();
            anstream::eprintln!("{red}error:{red:#} {error:#}");
            ExitCode::FAILURE
        }
    }
}

impl Arguments {
    async fn run(self) -> anyhow::Result<()> {
        let Self { common, command } = self;
        let file = File::read(common.config.as_deref())?;
        let database = common.database.or_else(|| file.database.clone());
        let database = match database {
            Some(database) => database,
            None => DEFAULT_DATABASE.parse().map_err(anyhow::Error::msg)?,
        };
        match command {
            Command::Serve(arguments) => serve::run(arguments, file, &database).await,
            Command::Demo(arguments) => demo::run(arguments).await,
            Command::Environment(command) => {
                let may_create = matches!(command, environment::Command::Create(_));
                administer(&database, file, may_create, async |store| command.run(store).await)
                    .await
            }
            Command::ApiToken(command) => {
                administer(&database, file, false, async |store| command.run(store).await).await
            }
            Command::StaticGate(command) => {
                administer(&database, file, false, async |store| command.run(store).await).await
            }
            Command::EncryptionKey(encryption_key::Command::Generate(command)) => {
                command.run()?.print()
            }
            Command::EncryptionKey(encryption_key::Command::Reseal(command)) => {
                administer(&database, file, false, async |store| command.run(store).await).await
            }
            Command::IntegratedAccount(command) => {
                administer(&database, file, false, async |store| command.run(store).await).await
            }
        }
    }
}

/// Does an administrative command on a database, and closes that whatever comes of it.
async fn administer(
    database: &Database,
    file: File,
    may_create: bool,
    command: impl AsyncFnOnce(&dyn Store) -> anyhow::Result<Output>,
) -> anyhow::Result<()> {
    let Database::Sqlite(path) = database;
    if !may_create && !path.exists() {
        anyhow::bail!(
            "there is no database {database}. Name another with --database, or make this one with \
             `link-token-server environment create --name NAME`"
        );
    }
    let store = open(database, file.encryption_keys)?;
    let done = command(&*store).await;
    store.close().await;
    done?.print()
}

/// Opens a database, which is created if it does not exist.
fn open(database: &Database, keys: Option<EncryptionKeys>) -> anyhow::Result<Arc<dyn Store>> {
    let keys = EncryptionKeys::for_store(EncryptionKeys::from_environment()?.or(keys));
    let Database::Sqlite(path) = database;
    let store = SqliteStore::open(path, &keys)
        .with_context(|| format!("cannot open the database {database}"))?;
    Ok(Arc::new(store))
}

/// The environment that an option names, by its name or its ID.
async fn environment(store: &dyn Store, name: &str) -> anyhow::Result<Environment> {
    store.environment(name).await?.with_context(|| {
        format!(
            "there is no environment `{name}` in this database. `link-token-server environment list` shows those that \
             there are, `--database` names another database"
        )
    })
}

/// How a command shows what it did.
#[derive(Clone, Copy, Debug, Args)]
struct Format {
    /// Print JSON for programs instead of a table for people.
    #[arg(long)]
    json: bool,
}
