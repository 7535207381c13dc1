//! The link-token API from the command line: link tokens, integrated accounts, webhooks, and the
//! administration of an environment.

mod api_token;
mod confirm;
mod environment;
mod integrated_account;
mod integration;
mod link_token;
mod static_gate;
mod table;
mod tenant;
mod webhook;

#[path = "../../id_parser.rs"]
pub mod id_parser;
#[path = "../../limit_parser.rs"]
pub mod limit_parser;
#[path = "../../shell.rs"]
pub mod shell;
#[path = "../../text_input.rs"]
pub mod text_input;
#[path = "../../time_parser.rs"]
pub mod time_parser;
#[path = "../../visible.rs"]
pub mod visible;

use std::{
    env, fmt, fs,
    io::{self, Write as _},
    process::ExitCode,
};

use anyhow::{Context as _, anyhow, bail};
use clap::{
    CommandFactory as _, Parser, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use id_parser::IdParser;
use link_token_client::{BuildError, Client, Error, ErrorKind, types};
use serde::Serialize;
use serde_json::Value;
use zeroize::Zeroizing;

/// Manage link tokens, integrated accounts and webhooks, and administer an environment.
///
/// Set the server's address in `LINK_TOKEN_URL` and the API token in `LINK_TOKEN_API_TOKEN`. The
/// API token has no option, because other users of the machine can read arguments.
#[derive(Debug, Parser)]
#[command(name = "link-token", version = env!("VERSION_AND_COMMIT"), after_help = EXAMPLES)]
struct Arguments {
    /// The URL of the server.
    #[arg(
        long,
        global = true,
        env = "LINK_TOKEN_URL",
        hide_env_values = true,
        default_value = "http://127.0.0.1:8080"
    )]
    url: String,
    /// The file with the certificates of authorities to trust, in PEM, in addition to those of the
    /// system.
    #[arg(
        long,
        global = true,
        env = "LINK_TOKEN_CA_CERTIFICATE",
        hide_env_values = true,
        value_name = "FILE"
    )]
    ca_certificate: Option<String>,
    /// Print JSON for programs instead of text for people.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  export LINK_TOKEN_URL=http://127.0.0.1:8080 LINK_TOKEN_API_TOKEN=lta_…
  link-token create --tenant-id acme-1
  link-token create --tenant-id acme-1 --json | jq -r .link_token \\
      | link-token introspect -
  link-token integrated-account list --tenant-id acme-1
  link-token api-token create --name backend --expires-in 90d";

#[derive(Debug, Subcommand)]
enum Command {
    Create(link_token::Create),
    Introspect(link_token::Introspect),
    Confirm(link_token::Confirm),
    Redeem(link_token::Redeem),
    Revoke(link_token::Revoke),
    List(link_token::List),
    RevokeAll(link_token::RevokeAll),
    #[command(subcommand)]
    IntegratedAccount(integrated_account::Command),
    #[command(subcommand)]
    Webhook(webhook::Command),
    #[command(subcommand)]
    ApiToken(api_token::Command),
    #[command(subcommand)]
    Environment(environment::Command),
    #[command(subcommand)]
    Integration(integration::Command),
    #[command(subcommand)]
    StaticGate(static_gate::Command),
    #[command(subcommand)]
    Tenant(tenant::Command),
    #[command(
        after_help = "Example:\n  link-token completions bash > /etc/bash_completion.d/link-token"
    )]
    Completions(shell::Completions),
    #[command(after_help = "Example:\n  link-token man --to /usr/local/share/man/man1")]
    Man(shell::Man),
}

/// Returns a parser for the values of an enumeration, which `--help` lists.
fn one_of<T>(all: &'static [T]) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + fmt::Display,
{
    let names: Vec<String> = all.iter().map(T::to_string).collect();
    PossibleValuesParser::new(names.clone()).map(move |chosen| {
        let index = names.iter().position(|name| *name == chosen);
        all[index.expect("one of the possible values")]
    })
}

/// The parser of IDs that a list shows.
const ID: IdParser = IdParser { remedy: "the lists of `link-token` show IDs" };
/// The parser of IDs of API tokens.
const API_TOKEN_ID: IdParser = IdParser {
    remedy: "it is the ID of an API token, not its secret, and `link-token api-token list` shows it",
};

/// Reads the secret of an option from a file, or from standard input for `-`.
fn secret_of(option: &str, path: &str) -> anyhow::Result<String> {
    let secret = text_input::read_secret(option, path)?;
    if secret.is_empty() {
        return Err(anyhow!("{option} {path} is empty: write the secret to it"));
    }
    Ok(secret.to_string())
}

/// Returns the new list of an option that may be repeated. `None` without the option. The word
/// that removes the list stands alone.
fn new_list(option: &str, word: &str, given: Vec<String>) -> anyhow::Result<Option<Vec<String>>> {
    match given.as_slice() {
        [] => Ok(None),
        [only] if only == word => Ok(Some(Vec::new())),
        several if several.iter().any(|it| it == word) => {
            bail!("`{option} {word}` cannot be combined with other values")
        }
        _ => Ok(Some(given)),
    }
}

/// Reads the JSON object of an option. The error does not repeat the text, which may contain
/// secrets.
fn context(name: &str, option: Option<String>) -> anyhow::Result<Option<types::Context>> {
    let Some(text) = option else { return Ok(None) };
    let text = match text.strip_prefix('@') {
        Some(path) => text_input::read(name, path)?,
        None => Zeroizing::new(text),
    };
    let context = lockstep_runtime::json::from_slice(text.as_bytes());
    context.map(Some).map_err(|error| match error.place() {
        Some(_) => anyhow!("{name}: {error}"),
        None => anyhow!("{name} is not a JSON object"),
    })
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // The help and the version.
        Err(error) if !error.use_stderr() => error.exit(),
        Err(error) if is_without_command(&error) => {
            anstream::eprint!("{}", Arguments::command().render_help().ansi());
            return ExitCode::from(2);
        }
        Err(error) => {
            // The values that are possible, on the line of the error.
            let text = error.render().to_string().replace("\n  [possible", " [possible");
            fail(text.strip_prefix("error: ").unwrap_or(&text).trim_end());
            return ExitCode::from(2);
        }
    };
    let run = || -> anyhow::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.context("cannot start the async runtime")?.block_on(arguments.run())
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            fail(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Returns true if the program was started without a command. Variables may be set.
fn is_without_command(error: &clap::Error) -> bool {
    use clap::error::ErrorKind::{
        DisplayHelpOnMissingArgumentOrSubcommand as NoArguments, MissingSubcommand,
    };
    matches!(error.kind(), NoArguments | MissingSubcommand)
}

/// Prints an error, which may repeat an argument or a value of the server.
fn fail(message: &str) {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    anstream::eprintln!("{red}error:{red:#} {}", visible::escaped_lines(message));
}

impl Arguments {
    async fn run(self) -> anyhow::Result<()> {
        let Self { url, ca_certificate, json, command } = self;
        let ca_certificate = ca_certificate.filter(|file| !file.is_empty());
        let connection = &Connection { url, ca_certificate };
        match command {
            Command::Create(create) => create.run(connection, json).await,
            Command::Introspect(introspect) => introspect.run(connection, json).await,
            Command::Confirm(confirm) => confirm.run(connection, json).await,
            Command::Redeem(redeem) => redeem.run(connection, json).await,
            Command::Revoke(revoke) => revoke.run(connection, json).await,
            Command::List(list) => list.run(connection, json).await,
            Command::RevokeAll(revoke_all) => revoke_all.run(connection, json).await,
            Command::IntegratedAccount(command) => command.run(connection, json).await,
            Command::Webhook(command) => command.run(connection, json).await,
            Command::ApiToken(command) => command.run(connection, json).await,
            Command::Environment(command) => command.run(connection, json).await,
            Command::Integration(command) => command.run(connection, json).await,
            Command::StaticGate(command) => command.run(connection, json).await,
            Command::Tenant(command) => command.run(connection, json).await,
            Command::Completions(command) => command.run(Self::command()),
            Command::Man(command) => command.run(Self::command()),
        }
    }
}

/// The server that commands call.
struct Connection {
    url: String,
    ca_certificate: Option<String>,
}

/// The cause of an error of the client that `--ca-certificate` removes.
const UNTRUSTED: &str = "an authority that is not trusted here";

impl Connection {
    /// Makes the client. An error names the setting that is to blame.
    fn client(&self) -> anyhow::Result<Client> {
        let api_token = match env::var("LINK_TOKEN_API_TOKEN") {
            Ok(token) if !token.is_empty() => token,
            Err(env::VarError::NotUnicode(_)) => {
                return Err(anyhow!("LINK_TOKEN_API_TOKEN: {}", BuildError::ApiToken));
            }
            _ => {
                return Err(anyhow!(
                    "LINK_TOKEN_API_TOKEN is not set: set it to the API token that `link-token-server api-token create` shows"
                ));
            }
        };
        let mut builder = Client::builder(&self.url, api_token);
        let file = self.ca_certificate.as_deref().unwrap_or_default();
        let place = format!("--ca-certificate or LINK_TOKEN_CA_CERTIFICATE, {file}");
        if !file.is_empty() {
            let pem = fs::read(file).with_context(|| format!("{place}: cannot read the file"))?;
            builder = builder.authorities_pem(pem);
        }
        builder.build().map_err(|error| match error {
            // It may contain a password.
            BuildError::BaseUrl => anyhow!("--url or LINK_TOKEN_URL: {error}"),
            BuildError::ApiToken => anyhow!("LINK_TOKEN_API_TOKEN: {error}"),
            BuildError::Authority => anyhow!("{place}: {error}"),
            _ => error.into(),
        })
    }

    /// Turns an error of the client into a message with a remedy.
    fn explain(&self, error: &Error, path: &str) -> anyhow::Error {
        self.explain_lost(error, path, "see if it did before you repeat the command")
    }

    /// Turns the error of a request that must not be repeated without thought into a message. The
    /// remedy is for an answer that was lost.
    fn explain_lost(&self, error: &Error, path: &str, remedy: &str) -> anyhow::Error {
        let message = match error.kind() {
            ErrorKind::WrongBaseUrl if error.status().is_some_and(|it| it < 400) => {
                format!("{}: is --url or LINK_TOKEN_URL right?", error.message())
            }
            ErrorKind::WrongBaseUrl => {
                let url = self.url.trim_end_matches('/');
                format!(
                    "nothing at {url}{path}: is --url or LINK_TOKEN_URL the address of the server, and nothing more?"
                )
            }
            ErrorKind::Unauthorized => {
                format!("{}. Set LINK_TOKEN_API_TOKEN to a valid API token", error.message())
            }
            ErrorKind::Unavailable if error.message().contains(UNTRUSTED) => {
                format!(
                    "{}. Or name the file with its certificate in --ca-certificate or LINK_TOKEN_CA_CERTIFICATE",
                    error.message()
                )
            }
            ErrorKind::Unavailable if !error.is_retryable() => {
                format!("{}. The request may have taken effect: {remedy}", error.message())
            }
            ErrorKind::Unavailable if error.status().is_none() => {
                format!(
                    "{}. Check --url or LINK_TOKEN_URL, and that the server runs",
                    error.message()
                )
            }
            ErrorKind::RateLimited | ErrorKind::Unavailable => {
                format!("{}. Try again later", error.message())
            }
            ErrorKind::UnexpectedResponse => return anyhow!("{error}"),
            _ => error.message().to_owned(),
        };
        match error.request_id() {
            Some(id) => anyhow!("{message} (request {id})"),
            None => anyhow!(message),
        }
    }
}

/// Prints a response, with one field on each line or as JSON.
fn show(answer: &impl Serialize, json: bool) -> anyhow::Result<()> {
    print(&shown(answer, json)?)
}

/// Prints a response with a secret that only it contains. If nobody reads it, that is an error with
/// a remedy.
fn show_secret(
    answer: &impl Serialize,
    json: bool,
    remedy: impl FnOnce() -> String,
) -> anyhow::Result<()> {
    let text = shown(answer, json)?;
    io::stdout().lock().write_all(text.as_bytes()).map_err(|error| {
        anyhow!("cannot write to standard output ({error}), so the secret is lost: {}", remedy())
    })
}

fn shown(answer: &impl Serialize, json: bool) -> anyhow::Result<String> {
    let value = serde_json::to_value(answer)?;
    if json {
        let text = serde_json::to_string_pretty(&value)?;
        return Ok(format!("{}\n", visible::escaped_json(&text)));
    }
    let fields = value.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let fields: Vec<(&String, String)> = fields.map(|(name, value)| (name, text(value))).collect();
    let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let line = |(name, value): &(&String, String)| format!("{name:width$}  {value}\n");
    Ok(fields.iter().map(line).collect())
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => visible::escaped(text).into_owned(),
        other => visible::escaped_json(&other.to_string()).into_owned(),
    }
}

fn print(text: &str) -> anyhow::Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        // The reader has closed the pipe, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("cannot write to standard output"),
    }
}
