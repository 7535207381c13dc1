//! `link-token-server demo`

use std::{io::Write as _, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context as _, anyhow};
use clap::Args;
use ipnet::IpNet;
use link_token_client::{Client, types};
use link_token_connect::{
    catalogue::Catalogue,
    outbound::{Outbound, OutboundSettings},
};
use link_token_domain::{
    api_token::{ApiToken, ApiTokenSecret},
    appearance::Appearance,
    audit::Origin,
    context::Context,
    environment::{Environment, Policy, StaticGate},
    environment_integration::EnvironmentIntegrationChange,
    integrated_account::Account,
    lifetime::Lifetime,
    permission::Permissions,
    secret::Secret,
};
use link_token_store::{
    Store,
    sqlite::SqliteStore,
    use_cases::{
        CreateApiToken, CreateEnvironment, CreateStaticGate, EnableIntegration, ImportAccount,
    },
};
use uuid::Uuid;

mod backend;
mod third_party;
mod walker;

use self::{backend::Backend, walker::Walker};
use super::serve::Signals;
use crate::{
    clock,
    config::{DEFAULT_FAILURE_LIMIT, DEFAULT_MAX_CONCURRENT, DEFAULT_RATE_LIMIT, Retention},
    logging,
    metrics::Metrics,
    server::{self, Server},
    settings::{AppSettings, ConnectSettings, LimitSettings, ServerSettings},
    webhooks::random_secret,
};

/// Show how an account is connected.
///
/// Starts a server with a temporary database, and a small third party. Prints the address of the
/// connection page, which you open in your browser. When you have agreed, it shows what your
/// backend gets: the account, the event that a webhook receives, and the credentials, before and
/// after a refresh. Then the server runs until you press Ctrl-C, so that you can try it. The
/// database is deleted at the end.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server demo
  link-token-server demo --once")]
pub struct Arguments {
    /// Agree without a browser, and stop after the demonstration.
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
    let log = server::logger(slog::Level::Warning, logging::Format::Text)?;
    let third_party = third_party::start(log.clone())?;
    let webhook_secret = random_secret()?;
    let mut backend = Backend::start(webhook_secret.expose().parse()?, log.clone())?;
    let definitions = folder.path().join("integrations");
    std::fs::create_dir(&definitions).context("cannot create a temporary folder")?;
    let mut file = std::fs::File::create(definitions.join("acme-crm.yaml"))?;
    file.write_all(third_party::definition(third_party.local_addr()).as_bytes())?;
    let catalogue = Catalogue::load(&definitions).map(|(catalogue, _)| catalogue);
    let loopback: IpNet = "127.0.0.0/8".parse()?;
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
        connect: ConnectSettings {
            public_url: None,
            catalogue: Arc::new(catalogue.unwrap_or_default()),
            outbound_allow: vec![loopback],
        },
    };
    let server = Server::start(store, settings, metrics, "link-token-server", log)?;
    let url = server.url();
    anstream::println!("listening on {url}\n");
    let browser = if arguments.once {
        let settings =
            OutboundSettings { allowed_networks: vec![loopback], ..OutboundSettings::default() };
        Some(Walker::new(Outbound::new(settings)?))
    } else {
        None
    };
    let walked = tokio::select! {
        walked = walk(&url, &secret, &webhook_secret, &mut backend, browser) => walked.map(|()| !arguments.once),
        () = stop.wait() => Ok(false),
    };
    if let Ok(true) = walked {
        anstream::println!(
            "{HEADING}Try it yourself{HEADING:#}, with the published example of a link token:\n\n{}\n\n\
             For the examples in the documentation, run this in another terminal:\n\n  \
             export LINK_TOKEN_URL={url} LINK_TOKEN_API_TOKEN={}\n\n\
             {url}/docs shows every operation. The server runs until you press Ctrl-C.",
            curl(&url, &secret),
            secret.expose(),
        );
        stop.wait().await;
    }
    server.stop(stop.wait()).await?;
    walked.map(drop)
}

const HEADING: anstyle::Style = anstyle::Style::new().bold();

/// Creates an environment with the objects of the published examples, and an API token.
async fn prepare(store: &Store) -> anyhow::Result<ApiTokenSecret> {
    let now = clock::now();
    let environment = Environment {
        id: Uuid::new_v4(),
        name: "demo".to_owned(),
        created_at: now,
        policy: Policy {
            appearance: Appearance {
                display_name: Some("Northwind".parse().map_err(anyhow::Error::msg)?),
                ..Appearance::default()
            },
            ..Policy::default()
        },
    };
    let environment_id = environment.id;
    store.run(CreateEnvironment(environment)).await?;
    let gate = StaticGate { id: PUBLISHED_ID, environment_id, created_at: now };
    store.run(CreateStaticGate { gate, by: Origin::CommandLine }).await?;
    let account = Account {
        id: PUBLISHED_ID,
        environment_id,
        tenant_id: PUBLISHED_TENANT.parse()?,
        integration: "hubspot".parse()?,
        environment_integration_id: None,
        authentication_method: Some(types::AuthenticationMethod::Oauth2),
        status: types::IntegratedAccountStatus::NeedsReauth,
        last_error: None,
        upstream_id: None,
        region: types::Region::default(),
        static_gate_id: None,
        context: Context::empty(),
        created_at: now,
        updated_at: now,
    };
    store.run(ImportAccount(account)).await?;
    let enable = EnableIntegration {
        environment_id,
        integration: "acme-crm".parse()?,
        change: EnvironmentIntegrationChange {
            client_id: Some("demonstration".to_owned()),
            client_secret: Some(Secret::new("demonstration")),
            scopes: None,
        },
        new_id: Uuid::new_v4(),
        by: Origin::CommandLine,
        now,
    };
    store.run(enable).await?;
    let secret = ApiTokenSecret::generate()?;
    let token = ApiToken {
        id: Uuid::new_v4(),
        environment_id,
        name: "demo".to_owned(),
        permissions: Permissions::standard(),
        created_at: now,
        expires_at: None,
        revoked_at: None,
        last_used_at: None,
    };
    store.run(CreateApiToken { token, hash: secret.hash(), by: Origin::CommandLine }).await?;
    Ok(secret)
}

/// Connects an account through the client, and through the user's browser or one of its own.
async fn walk(
    url: &str,
    secret: &ApiTokenSecret,
    webhook_secret: &Secret,
    backend: &mut Backend,
    browser: Option<Walker>,
) -> anyhow::Result<()> {
    let client = Client::builder(url, secret.expose()).build()?;
    // Set up once, before the first user comes.
    let webhook = types::WebhookRequest::builder()
        .target_url(backend.webhook_url())
        .secret(webhook_secret.expose());
    client.create_webhook().body(webhook).send().await.map_err(failed)?;

    step(1, "Your backend creates a link token", "POST /link-token");
    let request = types::LinkTokenRequest::builder()
        .tenant_id("globex")
        .context(serde_json::from_str::<types::Context>(r#"{"label": "Sales"}"#)?);
    let created = client.create_link_token().body(request).send().await.map_err(failed)?;
    show(&*created)?;

    let address = format!("{url}/connect-account?link_token={}", created.link_token);
    step(2, "Your user opens the connection page, and agrees", "GET /connect-account");
    if let Some(mut browser) = browser {
        browser.connect(&address).await?;
        anstream::println!();
    } else {
        let link = anstyle::Style::new().underline();
        anstream::println!("Open this address in your browser:\n\n  {link}{address}{link:#}\n");
    }
    let account = connected(&client).await?;

    step(3, "Your backend reads the account", "GET /integrated-account/{id}");
    show(&account)?;

    step(4, "Your backend gets the event, and verifies its signature", "POST to your webhook");
    show(&backend.active_event(account.id).await?)?;

    step(5, "Your backend reads the credentials", "GET /integrated-account/{id}/credentials");
    let credentials = client.read_credentials().id(account.id).send().await.map_err(failed)?;
    show(&*credentials)?;

    step(
        6,
        "The server refreshes them before they expire, and now",
        "POST /integrated-account/refresh-credentials",
    );
    let reference = types::IntegratedAccountReference { id: account.id };
    client.refresh_credentials().body(reference).send().await.map_err(failed)?;
    let credentials = client.read_credentials().id(account.id).send().await.map_err(failed)?;
    show(&*credentials)
}

/// Waits until the account is connected.
async fn connected(client: &Client) -> anyhow::Result<types::IntegratedAccount> {
    loop {
        let list = client.list_integrated_accounts().tenant_id("globex");
        let mut page = list.send().await.map_err(failed)?.into_inner();
        if let Some(account) = page.result.pop() {
            return Ok(account);
        }
        tokio::time::sleep(POLLING_INTERVAL).await;
    }
}

/// The pause between two looks for the account.
const POLLING_INTERVAL: Duration = Duration::from_millis(500);

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
