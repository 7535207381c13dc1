//! `link-token-server demo`

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context as _, anyhow};
use clap::Args;
use link_token_client::{Client, types};
use link_token_domain::{
    api_token::{ApiToken, ApiTokenSecret},
    context::Context,
    environment::{Environment, Policy, StaticGate},
    integrated_account::Account,
    lifetime::Lifetime,
};
use link_token_store::{
    Store,
    sqlite::SqliteStore,
    use_cases::{CreateApiToken, CreateEnvironment, CreateStaticGate, ImportAccount},
};
use uuid::Uuid;

use super::serve::Signals;
use crate::{
    clock,
    config::{DEFAULT_FAILURE_LIMIT, DEFAULT_MAX_CONCURRENT, DEFAULT_RATE_LIMIT, Retention},
    logging,
    metrics::Metrics,
    server::{self, Server},
    settings::{AppSettings, LimitSettings, ServerSettings},
};

/// Show how a link token is created, introspected and redeemed.
///
/// Creates a temporary database with the environment, tenant, account and static gate of the
/// published endpoint's examples, starts a server, and calls it through the client. Then the server
/// runs until you press Ctrl-C, so that you can try it. The database is deleted at the end.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server demo
  link-token-server demo --once")]
pub struct Arguments {
    /// Stop after the demonstration.
    #[arg(long)]
    once: bool,
    /// The address and port to listen on; port 0 selects a free port.
    #[arg(long, default_value = "127.0.0.1:0", value_name = "ADDRESS")]
    listen: SocketAddr,
}

/// The account, the static gate and the tenant of the published endpoint's examples. The first two
/// share an ID.
const PUBLISHED_ID: Uuid = Uuid::from_u128(0x1ba1_f401_7183_47c5_9e39_e8e2_57e3_c795);
const PUBLISHED_TENANT: &str = "acme-1";

/// The body of the published curl example.
const PUBLISHED_BODY: &str = r#"{
  "tenant_id": "acme-1",
  "integrated_account_id": "1ba1f401-7183-47c5-9e39-e8e257e3c795",
  "context": "{\n  \"label\": \"Production Hubspot Account\"\n}\n",
  "redirect_uri": "https://example.com/redirect",
  "scopes": [
    "read:users",
    "write:contacts"
  ],
  "persist_previous_context": false,
  "truto_static_gate_id": "1ba1f401-7183-47c5-9e39-e8e257e3c795",
  "region": "wnam"
}"#;

pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let mut stop = Signals::listen()?;
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    let metrics = Metrics::default();
    let store = SqliteStore::open(&folder.path().join("demo.db"), None, metrics.observer());
    let store = Store::from(store.context("cannot create the database")?);
    let secret = prepare(&store).await?;
    let settings = ServerSettings {
        listen: arguments.listen,
        operator_listen: None,
        tls: None,
        app: AppSettings {
            lifetime: Lifetime::DEFAULT,
            limits: LimitSettings::new(DEFAULT_RATE_LIMIT, DEFAULT_FAILURE_LIMIT),
            max_concurrent: DEFAULT_MAX_CONCURRENT as usize,
            trust_forwarded: false,
        },
        audit_retention: Retention::DEFAULT.0,
        drain_delay: Duration::ZERO,
    };
    let log = server::logger(slog::Level::Warning, logging::Format::Text)?;
    let server = Server::start(store, settings, metrics, "link-token-server", log)?;
    let url = server.url();
    anstream::println!("listening on {url}\n");
    let walked = walk(&url, &secret).await;

    if walked.is_ok() && !arguments.once {
        anstream::println!(
            "{HEADING}Try it yourself{HEADING:#}, with the published example:\n\n{}\n\n\
             For the examples in the documentation, run this in another terminal:\n\n  \
             export LINK_TOKEN_URL={url} LINK_TOKEN_API_TOKEN={}\n\n\
             {url}/docs shows every operation. The server runs until you press Ctrl-C.",
            curl(&url, &secret),
            secret.expose(),
        );
        stop.wait().await;
    }
    server.stop(async || stop.wait().await).await?;
    walked
}

const HEADING: anstyle::Style = anstyle::Style::new().bold();

/// Creates an environment with the objects of the published examples, and an API token.
async fn prepare(store: &Store) -> anyhow::Result<ApiTokenSecret> {
    let now = clock::now();
    let environment = Environment {
        id: Uuid::new_v4(),
        name: "demo".to_owned(),
        created_at: now,
        policy: Policy::default(),
    };
    let environment_id = environment.id;
    store.run(CreateEnvironment(environment)).await?;
    let gate = StaticGate { id: PUBLISHED_ID, environment_id, created_at: now };
    store.run(CreateStaticGate(gate)).await?;
    let account = Account {
        id: PUBLISHED_ID,
        environment_id,
        tenant_id: PUBLISHED_TENANT.parse()?,
        integration: "hubspot".parse()?,
        authentication_method: Some(types::AuthenticationMethod::Oauth2),
        status: types::IntegratedAccountStatus::NeedsReauth,
        region: types::Region::default(),
        static_gate_id: None,
        context: Context::empty(),
        created_at: now,
        updated_at: now,
    };
    store.run(ImportAccount(account)).await?;
    let secret = ApiTokenSecret::generate()?;
    let token = ApiToken {
        id: Uuid::new_v4(),
        environment_id,
        name: "demo".to_owned(),
        created_at: now,
        expires_at: None,
        revoked_at: None,
        last_used_at: None,
    };
    store.run(CreateApiToken { token, hash: secret.hash() }).await?;
    Ok(secret)
}

/// Creates, introspects and redeems a link token through the client.
async fn walk(url: &str, secret: &ApiTokenSecret) -> anyhow::Result<()> {
    let client = Client::builder(url, secret.expose()).build()?;

    let request: types::LinkTokenRequest = serde_json::from_str(PUBLISHED_BODY)?;
    step(1, "A backend creates a link token", "POST /link-token");
    let created = client.create_link_token().body(request).send().await.map_err(failed)?;
    show(&*created)?;

    let link_token = created.link_token.clone();
    let reference = types::LinkTokenReference { link_token: link_token.clone() };
    step(
        2,
        "The connection UI introspects it when the user arrives",
        "POST /link-token/introspect",
    );
    let introspected =
        client.introspect_link_token().body(reference.clone()).send().await.map_err(failed)?;
    show(&*introspected)?;

    step(3, "The user agrees, and the connection UI redeems it", "POST /link-token/redeem");
    let redemption = types::LinkTokenRedemption::builder().link_token(link_token);
    let account = client.redeem_link_token().body(redemption).send().await.map_err(failed)?;
    show(&*account)?;

    step(4, "The link token is now inactive", "POST /link-token/introspect");
    let after = client.introspect_link_token().body(reference).send().await.map_err(failed)?;
    show(&*after)
}

#[allow(clippy::needless_pass_by_value, reason = "for map_err")]
fn failed(error: link_token_client::Error) -> anyhow::Error {
    anyhow!("unexpected response from the server: {error}")
}

fn step(number: u8, what: &str, request: &str) {
    let dim = anstyle::Style::new().dimmed();
    anstream::println!("{HEADING}{number}. {what}{HEADING:#}  {dim}{request}{dim:#}");
}

fn show(answer: &impl serde::Serialize) -> anyhow::Result<()> {
    anstream::println!("{}\n", serde_json::to_string_pretty(answer)?);
    Ok(())
}

fn curl(url: &str, secret: &ApiTokenSecret) -> String {
    format!(
        "curl -X POST '{url}/link-token' \\
  -H 'Authorization: Bearer {}' \\
  -H 'Content-Type: application/json' \\
  -d '{PUBLISHED_BODY}'",
        secret.expose()
    )
}
