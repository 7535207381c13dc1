//! The link-token API from the command line: create, introspect, redeem and revoke link tokens.

#[path = "../../visible.rs"]
pub mod visible;

use std::{
    env, fmt, fs,
    io::{self, Read as _, Write as _},
    process::ExitCode,
};

use anyhow::{Context as _, anyhow};
use clap::{
    Args, CommandFactory as _, Parser, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use clap_complete::Shell;
use link_token_client::{BuildError, Client, Error, ErrorKind, types};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Create, introspect, redeem and revoke link tokens.
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
    /// Print JSON for programs instead of lines for people.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  export LINK_TOKEN_URL=http://127.0.0.1:8080 LINK_TOKEN_API_TOKEN=lta_…
  link-token create --tenant-id acme-1
  link-token create --tenant-id acme-1 --json | jq -r .link_token | link-token introspect -";

#[derive(Debug, Subcommand)]
enum Command {
    Create(Create),
    Introspect(Introspect),
    Redeem(Redeem),
    Revoke(Revoke),
    Completions(Completions),
}

/// Create a link token for a new integrated account of a tenant, or to reauthorise one.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token create --tenant-id acme-1 --redirect-uri https://example.com/redirect --scope read:users
  link-token create --integrated-account-id 1ba1f401-7183-47c5-9e39-e8e257e3c795 --context '{\"label\": \"Production\"}'")]
struct Create {
    /// The tenant. Required, unless an account is given.
    #[arg(long, required_unless_present = "integrated_account_id")]
    tenant_id: Option<types::TenantId>,
    /// The account to reauthorise.
    #[arg(long, value_name = "ID", value_parser = uuid)]
    integrated_account_id: Option<Uuid>,
    /// The account's variables as a JSON object. `@FILE` reads them from a file, `@-` from standard
    /// input.
    #[arg(long, value_name = "JSON")]
    context: Option<String>,
    /// Keep the account's previous variables as well.
    #[arg(long)]
    persist_previous_context: bool,
    /// The URI to which the user returns afterwards.
    #[arg(long, value_name = "URI")]
    redirect_uri: Option<types::RedirectUri>,
    /// The region of a new account.
    #[arg(long, value_parser = one_of(types::Region::ALL))]
    region: Option<types::Region>,
    /// An OAuth scope to request. Repeat the option for several.
    #[arg(long = "scope", value_name = "SCOPE")]
    scopes: Vec<types::Scope>,
    /// The static gate for the account.
    #[arg(long, value_name = "ID", value_parser = uuid)]
    truto_static_gate_id: Option<Uuid>,
    /// Return the same link token for the same key and request. Without it, the client generates a
    /// key.
    #[arg(long, value_name = "KEY")]
    idempotency_key: Option<types::IdempotencyKey>,
}

/// Show the details of an active link token, without consuming it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token introspect efe6413c-941a-4ca6-8f22-defbf758b824")]
struct Introspect {
    #[command(flatten)]
    token: Token,
}

/// Redeem a link token: create its integrated account, or update it.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token redeem efe6413c-941a-4ca6-8f22-defbf758b824 --integration hubspot"
)]
struct Redeem {
    #[command(flatten)]
    token: Token,
    /// The third-party app. Required for a new account.
    #[arg(long)]
    integration: Option<types::Integration>,
    /// The authentication method.
    #[arg(long, value_parser = one_of(types::AuthenticationMethod::ALL))]
    authentication_method: Option<types::AuthenticationMethod>,
    /// The account's variables as a JSON object. `@FILE` reads them from a file, `@-` from standard
    /// input.
    #[arg(long, value_name = "JSON")]
    context: Option<String>,
}

/// Revoke a link token, so that it can no longer be redeemed.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token revoke efe6413c-941a-4ca6-8f22-defbf758b824")]
struct Revoke {
    #[command(flatten)]
    token: Token,
}

/// Print a shell script that completes the arguments of this program.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token completions bash > /etc/bash_completion.d/link-token"
)]
struct Completions {
    /// The shell.
    shell: Shell,
}

impl Completions {
    fn run(&self) -> anyhow::Result<()> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "link-token", &mut script);
        print(str::from_utf8(&script).context("the completion script is not UTF-8")?)
    }
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

fn uuid(text: &str) -> Result<Uuid, &'static str> {
    text.parse().map_err(|_| "not a UUID")
}

#[derive(Debug, Args)]
struct Token {
    /// The link token. `-` reads it from standard input, which other users of the machine cannot
    /// see.
    link_token: String,
}

impl Token {
    fn read(self) -> anyhow::Result<types::LinkToken> {
        let text = if self.link_token == "-" {
            standard_input()?
        } else {
            Zeroizing::new(self.link_token)
        };
        text.trim().parse().map_err(|_| anyhow!("the link token is not a UUID"))
    }
}

fn standard_input() -> anyhow::Result<Zeroizing<String>> {
    let mut text = Zeroizing::new(String::new());
    io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
    Ok(text)
}

/// Reads the context of an option. The error does not repeat the text, which may contain secrets.
fn context(option: Option<String>) -> anyhow::Result<Option<types::Context>> {
    let Some(text) = option else { return Ok(None) };
    let text = match text.strip_prefix('@') {
        Some("-") => standard_input()?,
        Some(path) => {
            Zeroizing::new(fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?)
        }
        None => Zeroizing::new(text),
    };
    let context = lockstep_runtime::json::from_slice(text.as_bytes());
    context.map(Some).map_err(|error| match error.place() {
        Some(_) => anyhow!("--context: {error}"),
        None => anyhow!("--context is not a JSON object"),
    })
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // The help and the version.
        Err(error) if !error.use_stderr() => error.exit(),
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

/// Prints an error, which may repeat an argument or a value of the server.
fn fail(message: &str) {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    anstream::eprintln!("{red}error:{red:#} {}", visible::escaped_lines(message));
}

impl Arguments {
    async fn run(self) -> anyhow::Result<()> {
        let Self { url, json, command } = self;
        match command {
            Command::Completions(command) => command.run(),
            Command::Create(create) => {
                let (request, key) = create.request()?;
                let client = client(&url)?;
                let mut send = client.create_link_token().body(request);
                if let Some(key) = key {
                    send = send.idempotency_key(key);
                }
                let sent = send.send().await;
                show(&*sent.map_err(|error| explain(&error, &url, "/link-token"))?, json)
            }
            Command::Introspect(Introspect { token }) => {
                let body = types::LinkTokenReference { link_token: token.read()? };
                let sent = client(&url)?.introspect_link_token().body(body).send().await;
                let failed = |error| explain(&error, &url, "/link-token/introspect");
                show(&*sent.map_err(failed)?, json)
            }
            Command::Redeem(Redeem { token, integration, authentication_method, context: own }) => {
                if token.link_token == "-" && own.as_deref() == Some("@-") {
                    return Err(anyhow!(
                        "standard input can supply the link token or the context, but not both"
                    ));
                }
                let body = types::LinkTokenRedemption::builder()
                    .link_token(token.read()?)
                    .maybe_integration(integration)
                    .maybe_authentication_method(authentication_method)
                    .maybe_context(context(own)?);
                let sent = client(&url)?.redeem_link_token().body(body).send().await;
                let failed = |error| explain(&error, &url, "/link-token/redeem");
                show(&*sent.map_err(failed)?, json)
            }
            Command::Revoke(Revoke { token }) => {
                let body = types::LinkTokenReference { link_token: token.read()? };
                let sent = client(&url)?.revoke_link_token().body(body).send().await;
                sent.map_err(|error| explain(&error, &url, "/link-token/revoke"))?;
                if json {
                    return show(&json!({ "revoked": true }), json);
                }
                anstream::eprintln!("The link token is revoked.");
                Ok(())
            }
        }
    }
}

/// Makes the client. An error names the setting that is to blame.
fn client(url: &str) -> anyhow::Result<Client> {
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
    Client::builder(url, api_token).build().map_err(|error| match error {
        BuildError::BaseUrl => anyhow!("--url or LINK_TOKEN_URL is `{url}`: {error}"),
        BuildError::ApiToken => anyhow!("LINK_TOKEN_API_TOKEN: {error}"),
        _ => error.into(),
    })
}

impl Create {
    fn request(
        self,
    ) -> anyhow::Result<(types::builder::LinkTokenRequest, Option<types::IdempotencyKey>)> {
        let scopes = (!self.scopes.is_empty()).then(|| types::Scopes::try_from(self.scopes));
        let request = types::LinkTokenRequest::builder()
            .maybe_tenant_id(self.tenant_id)
            .maybe_integrated_account_id(self.integrated_account_id)
            .maybe_context(context(self.context)?)
            .maybe_persist_previous_context(self.persist_previous_context.then_some(true))
            .maybe_redirect_uri(self.redirect_uri)
            .maybe_region(self.region)
            .maybe_scopes(scopes.transpose().context("--scope")?)
            .maybe_truto_static_gate_id(self.truto_static_gate_id);
        Ok((request, self.idempotency_key))
    }
}

/// Turns an error of the client into a message with a remedy.
fn explain(error: &Error, url: &str, path: &str) -> anyhow::Error {
    let message = match error.kind() {
        ErrorKind::WrongBaseUrl => {
            let url = url.trim_end_matches('/');
            format!(
                "nothing at {url}{path}: is --url or LINK_TOKEN_URL the address of the server, and nothing more?"
            )
        }
        ErrorKind::Unauthorized => {
            format!("{}. Set LINK_TOKEN_API_TOKEN to a valid API token", error.message())
        }
        ErrorKind::Unavailable if error.status().is_none() => {
            format!("{}. Check --url or LINK_TOKEN_URL, and that the server runs", error.message())
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

/// Prints a response, with one field on each line or as JSON.
fn show(answer: &impl Serialize, json: bool) -> anyhow::Result<()> {
    let value = serde_json::to_value(answer)?;
    if json {
        let text = serde_json::to_string_pretty(&value)?;
        return print(&format!("{}\n", visible::escaped_json(&text)));
    }
    let fields = value.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let fields: Vec<(&String, String)> = fields.map(|(name, value)| (name, text(value))).collect();
    let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let line = |(name, value): &(&String, String)| format!("{name:width$}  {value}\n");
    print(&fields.iter().map(line).collect::<String>())
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
