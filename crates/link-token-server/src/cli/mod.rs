//! The command line: one module for each command.

mod api_token;
mod audit;
mod backup;
mod confirm;
mod confirm_clock;
mod definitions;
mod demo;
mod doctor;
mod encryption_key;
mod environment;
mod integrated_account;
mod integration;
mod link_token;
mod output;
mod pages;
mod serve;
mod static_gate;
mod target;
mod tenant;
mod webhook;

use std::{path::PathBuf, process::ExitCode, time::Duration};

use anyhow::Context as _;
use clap::{
    Args, CommandFactory as _, Parser, Subcommand,
    builder::{OsStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser},
    error::{ContextKind, ContextValue, ErrorKind},
};
use link_token_domain::environment::Environment;
use link_token_store::{CommitObserver, Store, use_cases::FindEnvironment};

use self::{output::Output, target::Target};
use crate::{
    config::{self, EncryptionKeys, File, PoolSize, Timeout},
    id_parser::IdParser,
    shell, visible,
};

const PROGRAM: &str = "link-token-server";

/// A self-hosted link-token service.
///
/// Start with `link-token-server demo`. To deploy, create an environment and an API token, and run
/// `serve`.
#[derive(Debug, Parser)]
#[command(name = PROGRAM, version = env!("VERSION_AND_COMMIT"), after_help = EXAMPLES, after_long_help = LONG_HELP)]
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

Flags override environment variables, and those override the configuration file:
  flag               variable                    in the file      default
  --listen           LINK_TOKEN_LISTEN           listen           127.0.0.1:8080
  --operator-listen  LINK_TOKEN_OPERATOR_LISTEN  operator_listen  127.0.0.1:8081
  --database         LINK_TOKEN_DATABASE         database         sqlite:link-token.db
  --lifetime         LINK_TOKEN_LIFETIME         lifetime         7d
  --rate-limit       LINK_TOKEN_RATE_LIMIT       rate_limit       500
  --failure-limit    LINK_TOKEN_FAILURE_LIMIT    failure_limit    50
  --max-concurrent   LINK_TOKEN_MAX_CONCURRENT   max_concurrent   1000
  --tls-certificate  LINK_TOKEN_TLS_CERTIFICATE  tls_certificate  none: plain HTTP
  --tls-key          LINK_TOKEN_TLS_KEY          tls_key          none
  --trust-forwarded  LINK_TOKEN_TRUST_FORWARDED  trust_forwarded  false
  --audit-retention  LINK_TOKEN_AUDIT_RETENTION  audit_retention  90d
  --drain-delay      LINK_TOKEN_DRAIN_DELAY      drain_delay      0s
  --public-url       LINK_TOKEN_PUBLIC_URL       public_url       the loopback address
  --integrations     LINK_TOKEN_INTEGRATIONS     integrations     none
  --outbound-allow   LINK_TOKEN_OUTBOUND_ALLOW   outbound_allow   none
  --log-level        LINK_TOKEN_LOG_LEVEL        log_level        info
  --log-format       LINK_TOKEN_LOG_FORMAT       log_format       text
                     LINK_TOKEN_ENCRYPTION_KEYS  encryption_keys  a file next to the database

For PostgreSQL, with --database postgres://USER:PASSWORD@HOST:PORT/NAME:
  --pool-size          LINK_TOKEN_POOL_SIZE          pool_size          8
  --connect-timeout    LINK_TOKEN_CONNECT_TIMEOUT    connect_timeout    3s
  --statement-timeout  LINK_TOKEN_STATEMENT_TIMEOUT  statement_timeout  5s
Connections that leave the machine use TLS and verify the certificate, against the authorities
of the system or those in the file of `?sslrootcert=FILE`. `?sslmode=disable` turns TLS off.
Put a password into LINK_TOKEN_DATABASE or the configuration file: other users of the machine
can read arguments. PostgreSQL requires configured encryption keys.

Encryption keys encrypt the contexts in the database. Each is 32 bytes in Base64;
`link-token-server encryption-key generate` prints one. The first key encrypts. The others
only decrypt what they encrypted before.";

/// The options of all commands.
#[derive(Debug, Args)]
struct Common {
    /// The configuration file, in TOML; "" for none [default: /etc/link-token/link-token.toml, if
    /// it exists].
    #[arg(
        long,
        global = true,
        env = "LINK_TOKEN_CONFIG",
        hide_env_values = true,
        // Clap's path parser rejects an empty path.
        value_parser = OsStringValueParser::new().map(PathBuf::from),
        value_name = "FILE"
    )]
    config: Option<PathBuf>,
    /// The database, `sqlite:PATH` or `postgres://USER@HOST/NAME` [default: sqlite:link-token.db].
    #[arg(
        long,
        global = true,
        env = "LINK_TOKEN_DATABASE",
        hide_env_values = true,
        value_name = "URL"
    )]
    database: Option<String>,
    /// The number of connections to PostgreSQL, in addition to at most 21 for work in batches and
    /// for readiness checks [default: 8].
    #[arg(
        long,
        global = true,
        env = "LINK_TOKEN_POOL_SIZE",
        hide_env_values = true,
        value_name = "NUMBER",
        allow_negative_numbers = true,
        help_heading = "PostgreSQL"
    )]
    pool_size: Option<PoolSize>,
    /// The maximum wait for a connection to PostgreSQL [default: 3s].
    #[arg(
        long,
        global = true,
        env = "LINK_TOKEN_CONNECT_TIMEOUT",
        hide_env_values = true,
        value_name = "TIME",
        allow_hyphen_values = true,
        help_heading = "PostgreSQL"
    )]
    connect_timeout: Option<Timeout>,
    /// The maximum duration of a PostgreSQL statement [default: 5s].
    #[arg(
        long,
        global = true,
        env = "LINK_TOKEN_STATEMENT_TIMEOUT",
        hide_env_values = true,
        value_name = "TIME",
        allow_hyphen_values = true,
        help_heading = "PostgreSQL"
    )]
    statement_timeout: Option<Timeout>,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Configured(Box<Configured>),
    #[command(subcommand)]
    EncryptionKey(encryption_key::Command),
    #[command(flatten)]
    Standalone(Standalone),
}

/// Commands that read the configuration.
#[derive(Debug, Subcommand)]
enum Configured {
    Serve(serve::Arguments),
    Doctor(doctor::Arguments),
    #[command(subcommand)]
    Environment(environment::Command),
    #[command(subcommand)]
    ApiToken(api_token::Command),
    #[command(subcommand)]
    StaticGate(static_gate::Command),
    #[command(subcommand)]
    IntegratedAccount(integrated_account::Command),
    #[command(subcommand)]
    Integration(integration::Command),
    #[command(subcommand)]
    LinkToken(Box<link_token::Command>),
    #[command(subcommand)]
    Tenant(tenant::Command),
    #[command(subcommand)]
    Webhook(Box<webhook::Command>),
    #[command(subcommand)]
    Audit(audit::Command),
    Backup(backup::Arguments),
    ConfirmClock(confirm_clock::Arguments),
}

/// Commands that do not read the configuration.
#[derive(Debug, Subcommand)]
enum Standalone {
    Demo(demo::Arguments),
    #[command(after_help = "Example:
  link-token-server completions bash > /etc/bash_completion.d/link-token-server")]
    Completions(shell::Completions),
    #[command(after_help = "Example:
  link-token-server man --to /usr/local/share/man/man1")]
    Man(shell::Man),
}

/// The time for blocking calls that nothing waits for any more, at the end of the process.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(1);

pub fn main() -> ExitCode {
    let arguments = Arguments::try_parse().map_err(name_source);
    let arguments = arguments.and_then(Arguments::without_unused_options);
    let arguments = arguments.unwrap_or_else(|error| error.exit());
    let run = || -> anyhow::Result<()> {
        let runtime = tokio::runtime::Runtime::new().context("cannot start the async runtime")?;
        let done = runtime.block_on(arguments.run());
        // A look-up of a name that hangs would keep the process for as long as it hangs.
        runtime.shutdown_timeout(SHUTDOWN_TIMEOUT);
        done
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let red = anstyle::AnsiColor::Red.on_default().bold();
            let error = format!("{error:#}");
            anstream::eprintln!("{red}error:{red:#} {}", visible::escaped_lines(&error));
            ExitCode::FAILURE
        }
    }
}

impl Arguments {
    /// Refuses options of the configuration that a command would not read. In the environment, they
    /// are for other commands.
    fn without_unused_options(self) -> Result<Self, clap::Error> {
        let (command, reason) = match &self.command {
            Command::Standalone(Standalone::Demo(_)) => {
                ("demo", "it uses a temporary database and settings of its own")
            }
            Command::Standalone(Standalone::Completions(_)) => ("completions", NO_DATABASE),
            Command::Standalone(Standalone::Man(_)) => ("man", NO_DATABASE),
            Command::EncryptionKey(encryption_key::Command::Generate(_)) => {
                ("encryption-key generate", NO_DATABASE)
            }
            Command::Configured(_) | Command::EncryptionKey(_) => return Ok(self),
        };
        let common = Common::augment_args(clap::Command::new(PROGRAM));
        let flags = common.get_arguments().filter_map(clap::Arg::get_long);
        let mut flags = flags.map(|name| format!("--{name}"));
        match flags.find(|flag| is_given(flag)) {
            Some(flag) => {
                let message =
                    format!("`{command}` does not take {flag}: {reason}: leave {flag} out");
                Err(Self::command().error(ErrorKind::ArgumentConflict, message))
            }
            None => Ok(self),
        }
    }

    async fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Configured(command) => command.run(self.common).await,
            Command::EncryptionKey(encryption_key::Command::Generate(command)) => {
                command.run()?.print()
            }
            Command::EncryptionKey(encryption_key::Command::Reencrypt(command)) => {
                let (_, _, database) = configuration(self.common)?;
                administer(&database, false, async |store, _| command.run(store).await).await
            }
            Command::Standalone(Standalone::Demo(arguments)) => demo::run(arguments).await,
            Command::Standalone(Standalone::Completions(command)) => command.run(Self::command()),
            Command::Standalone(Standalone::Man(command)) => command.run(Self::command()),
        }
    }
}

/// The reason for which commands do not take the options of the configuration.
const NO_DATABASE: &str = "it uses no database and no configuration";

/// Names the environment variable in an error about a value that comes from one.
fn name_source(mut error: clap::Error) -> clap::Error {
    if let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) {
        let flag = argument.split([' ', '[']).next().unwrap_or_default();
        let variable = flag.trim_start_matches('-').replace('-', "_").to_uppercase();
        let variable = format!("{VARIABLES}{variable}");
        if !is_given(flag) && std::env::var_os(&variable).is_some() {
            error.insert(ContextKind::InvalidArg, ContextValue::String(variable));
        }
    }
    error
}

/// The start of the names of this program's environment variables.
const VARIABLES: &str = "LINK_TOKEN_";

/// Returns the environment variables that look like settings but are none, each with what to do. A
/// mistyped name would leave a setting at its default.
fn unknown_variables() -> Vec<(String, String)> {
    fn collect(command: &clap::Command, known: &mut Vec<String>) {
        let variables = command.get_arguments().filter_map(clap::Arg::get_env);
        known.extend(variables.map(|name| name.to_string_lossy().into_owned()));
        command.get_subcommands().for_each(|command| collect(command, known));
    }
    let mut known = vec![EncryptionKeys::VARIABLE.to_owned()];
    collect(&Arguments::command(), &mut known);
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let unknown = names.filter(|name| {
        name.starts_with(VARIABLES)
            && !known.contains(name)
            && !CLIENT_VARIABLES.contains(&name.as_str())
    });
    unknown
        .map(|name| {
            let guess = config::did_you_mean(&name, known.iter().map(String::as_str));
            let remedy = guess.map_or_else(
                || "remove it, or see `link-token-server --help` for the variables".to_owned(),
                |known| format!("did you mean {known}?"),
            );
            (format!("{name} is set, and is no setting of this program"), remedy)
        })
        .collect()
}

/// The variables of the command `link-token` and of programs that use the client.
const CLIENT_VARIABLES: [&str; 3] =
    ["LINK_TOKEN_URL", "LINK_TOKEN_API_TOKEN", "LINK_TOKEN_CA_CERTIFICATE"];

/// Returns true if a flag is among the arguments of this process.
fn is_given(flag: &str) -> bool {
    std::env::args_os().any(|argument| {
        let argument = argument.to_string_lossy();
        argument.split_once('=').map_or(&*argument, |(name, _)| name) == flag
    })
}

/// Returns the path and the content of the configuration file, and the selected database.
fn configuration(mut common: Common) -> anyhow::Result<(Option<PathBuf>, File, Target)> {
    let config = config::file(common.config.take())?;
    let file = File::read(config.as_deref())?;
    let database = Target::new(&common, config.clone(), &file)?;
    Ok((config, file, database))
}

impl Configured {
    async fn run(self, common: Common) -> anyhow::Result<()> {
        let (config, file, database) = configuration(common)?;
        // The server logs them, and `doctor` lists them.
        if !matches!(self, Self::Serve(_) | Self::Doctor(_)) {
            for (found, remedy) in unknown_variables() {
                let yellow = anstyle::AnsiColor::Yellow.on_default().bold();
                anstream::eprintln!("{yellow}warning:{yellow:#} {found}: {remedy}");
            }
        }
        match self {
            Self::Serve(arguments) => serve::run(arguments, file, &database).await,
            Self::Doctor(arguments) => {
                arguments.run(config.as_deref(), file, &database).await?.print()
            }
            Self::Environment(command) => {
                let may_create = matches!(command, environment::Command::Create(_));
                administer(&database, may_create, async |store, how| command.run(store, how).await)
                    .await
            }
            Self::ApiToken(command) => {
                administer(&database, false, async |store, how| command.run(store, how).await).await
            }
            Self::StaticGate(command) => {
                administer(&database, false, async |store, how| command.run(store, how).await).await
            }
            Self::IntegratedAccount(command) => {
                administer(&database, false, async |store, how| command.run(store, how).await).await
            }
            Self::Integration(command) => {
                command.with_file(file.integrations, file.public_url).run(&database).await
            }
            Self::LinkToken(command) => {
                administer(&database, false, async |store, how| command.run(store, how).await).await
            }
            Self::Tenant(command) => {
                administer(&database, false, async |store, how| command.run(store, how).await).await
            }
            Self::Webhook(command) => {
                let command = command.with_file(file.outbound_allow);
                administer(&database, false, async |store, how| command.run(store, how).await).await
            }
            Self::Audit(command) => {
                administer(&database, false, async |store, how| command.run(store, how).await).await
            }
            Self::Backup(arguments) => arguments.run(&database).await?.print(),
            Self::ConfirmClock(arguments) => {
                administer(&database, false, async |store, _| arguments.run(store).await).await
            }
        }
    }
}

/// Runs a command on a database, and closes the database even after an error. The command also gets
/// the start of shell commands on the same database.
async fn administer(
    database: &Target,
    may_create: bool,
    command: impl AsyncFnOnce(&Store, &str) -> anyhow::Result<Output>,
) -> anyhow::Result<()> {
    let store = database.open(may_create, CommitObserver::none()).await?;
    let done = command(&store, &database.commands()).await;
    store.close().await;
    done?.print()
}

/// Finds an environment by its name or its ID.
async fn environment(store: &Store, how: &str, name: &str) -> anyhow::Result<Environment> {
    store.query(FindEnvironment(name.to_owned())).await?.with_context(|| {
        format!(
            "environment `{name}` not found in this database: `{how} environment list` shows its environments, and --database \
             selects another database"
        )
    })
}

/// The parser of IDs that a list shows.
const ID: IdParser = IdParser { remedy: "the lists of `link-token-server` show IDs" };

/// The output format of a command.
#[derive(Clone, Copy, Debug, Args)]
struct OutputFormat {
    /// Print JSON for programs instead of text for people.
    #[arg(long)]
    json: bool,
}

/// Returns a parser for the values of an enumeration, which `--help` lists.
fn one_of<T>(all: &'static [T]) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + std::fmt::Display,
{
    let names: Vec<String> = all.iter().map(T::to_string).collect();
    PossibleValuesParser::new(names.iter().cloned().map(PossibleValue::new)).map(move |chosen| {
        let index = names.iter().position(|name| *name == chosen);
        all[index.expect("one of the possible values")]
    })
}
