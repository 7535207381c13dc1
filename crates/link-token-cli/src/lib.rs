//! The link-token API from the command line: create, introspect, redeem and revoke link tokens.

use std::{
    fs,
    io::{self, Read as _, Write as _},
    process::ExitCode,
};

use anyhow::{Context as _, anyhow};
use clap::{Args, Parser, Subcommand};
use link_token_client::{Client, Error, ErrorExt as _, types};
use serde::Serialize;
use serde_json::Value;
use zeroize::Zeroizing;

/// Create, introspect, redeem and revoke link tokens.
///
/// Set the server's address in `LINK_TOKEN_URL` and the API token in `LINK_TOKEN_API_TOKEN`. The
/// API token has no option, because other users of the machine can read arguments.
#[derive(Debug, Parser)]
#[command(name = "link-token", version, after_help = EXAMPLES)]
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
    #[arg(long, value_name = "ID")]
    integrated_account_id: Option<String>,
    /// The account's variables as a JSON object. `@FILE` reads them from a file, `@-` from standard
    /// input.
    #[arg(long, value_name = "JSON")]
    context: Option<String>,
    /// Keep the account's previous variables as well.
    #[arg(long)]
    persist_previous_context: bool,
    /// The URI to which the user returns afterwards.
    #[arg(long, value_name = "URI")]
    redirect_uri: Option<String>,
    /// The region of a new account, such as `eu`.
    #[arg(long)]
    region: Option<types::Region>,
    /// An OAuth scope to request. Repeat the option for several.
    #[arg(long = "scope", value_name = "SCOPE")]
    scopes: Vec<String>,
    /// The static gate for the account.
    #[arg(long, value_name = "ID")]
    static_gate_id: Option<String>,
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
    /// The authentication method, such as `oauth2`.
    #[arg(long)]
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
    serde_json::from_str(&text).map(Some).map_err(|_| anyhow!("--context is not a JSON object"))
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let run = || -> anyhow::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.context("cannot start the async runtime")?.block_on(arguments.run())
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
        let Self { url, json, command } = self;
        let api_token =
            std::env::var("LINK_TOKEN_API_TOKEN").ok().filter(|token| !token.is_empty());
        let api_token = api_token.ok_or_else(|| {
            anyhow!(
                "LINK_TOKEN_API_TOKEN is not set: set it to the API token that `link-token-server api-token create` shows"
            )
        })?;
        let client = Client::builder(url.as_str(), api_token);
        let client =
            client.build().context("cannot use --url, LINK_TOKEN_URL or LINK_TOKEN_API_TOKEN")?;
        let failed = |error| explain(&error, &url);
        match command {
            Command::Create(create) => {
                let (request, key) = create.request()?;
                let mut send = client.create_link_token().body(request);
                if let Some(key) = key {
                    send = send.idempotency_key(key);
                }
                show(&*send.send().await.map_err(failed)?, json)
            }
            Command::Introspect(Introspect { token }) => {
                let body = types::LinkTokenReference { link_token: token.read()? };
                let sent = client.introspect_link_token().body(body).send().await;
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
                    .integration(integration)
                    .authentication_method(authentication_method)
                    .context(context(own)?);
                let sent = client.redeem_link_token().body(body).send().await;
                show(&*sent.map_err(failed)?, json)
            }
            Command::Revoke(Revoke { token }) => {
                let body = types::LinkTokenReference { link_token: token.read()? };
                client.revoke_link_token().body(body).send().await.map_err(failed)?;
                if !json {
                    anstream::eprintln!("The link token is revoked.");
                }
                Ok(())
            }
        }
    }
}

impl Create {
    fn request(
        self,
    ) -> anyhow::Result<(types::builder::LinkTokenRequest, Option<types::IdempotencyKey>)> {
        let id = |name: &str, text: Option<String>| {
            let parsed = text.map(|text| text.parse()).transpose();
            parsed.map_err(|_| anyhow!("--{name} is not a UUID"))
        };
        let scopes = self.scopes.iter().map(|scope| scope.parse::<types::Scope>());
        let scopes: Vec<types::Scope> = scopes.collect::<Result<_, _>>().context("--scope")?;
        let scopes = (!scopes.is_empty()).then(|| types::Scopes::try_from(scopes)).transpose();
        let redirect_uri =
            self.redirect_uri.map(|uri| uri.parse::<types::RedirectUri>()).transpose();
        let request = types::LinkTokenRequest::builder()
            .tenant_id(self.tenant_id)
            .integrated_account_id(id("integrated-account-id", self.integrated_account_id)?)
            .context(context(self.context)?)
            .persist_previous_context(self.persist_previous_context.then_some(true))
            .redirect_uri(redirect_uri.context("--redirect-uri")?)
            .region(self.region)
            .scopes(scopes.context("--scope")?)
            .truto_static_gate_id(id("static-gate-id", self.static_gate_id)?);
        Ok((request, self.idempotency_key))
    }
}

/// Turns an error of the client into a message with a remedy.
fn explain(error: &Error<types::Error>, url: &str) -> anyhow::Error {
    match error {
        Error::CommunicationError(cause) => {
            let mut root: &dyn std::error::Error = cause;
            while let Some(source) = root.source() {
                root = source;
            }
            return anyhow!(
                "cannot reach the server at {url}: {root}. Start the server, or set its address with LINK_TOKEN_URL or --url"
            );
        }
        // The response itself may contain secrets.
        Error::InvalidResponsePayload(_, cause) => {
            return anyhow!("this version of link-token cannot read the response: {cause}");
        }
        _ => {}
    }
    let Some(message) = error.message() else { return anyhow!("unexpected response: {error}") };
    let hint = if error.is_unauthorized() {
        ". Set LINK_TOKEN_API_TOKEN to a valid API token"
    } else if error.is_rate_limited() || error.is_unavailable() {
        ". Try again later"
    } else {
        ""
    };
    match error.request_id() {
        Some(id) => anyhow!("{message}{hint} (request {id})"),
        None => anyhow!("{message}{hint}"),
    }
}

/// Prints a response, with one field on each line or as JSON.
fn show(answer: &impl Serialize, json: bool) -> anyhow::Result<()> {
    let value = serde_json::to_value(answer)?;
    let mut out = anstream::stdout().lock();
    if json {
        writeln!(out, "{}", serde_json::to_string_pretty(&value)?)?;
        return Ok(());
    }
    let fields = value.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let fields: Vec<(&String, String)> = fields.map(|(name, value)| (name, text(value))).collect();
    let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    for (name, value) in fields {
        writeln!(out, "{name:width$}  {value}")?;
    }
    Ok(())
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
