//! Deliveries to a webhook a second, compared with the posts of `reqwest` alone:
//! `cargo xtask bench --deliveries`. The receiver answers at once.

use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow, ensure};
use link_token_domain::webhook::{Subscription, Webhook};
use link_token_server::{clock, webhooks};
use link_token_store::use_cases::CreateWebhook;
use uuid::Uuid;

use crate::{
    instant_party::{InstantParty, Window},
    scale::Measurement,
    server::{Count, Database, Imported, Kind, Server},
};

/// Posts of `reqwest` at the same time.
const AT_ONCE: usize = 64;
/// Each new account has two: created, and active.
const EVENTS: u64 = 2;
/// The longest wait for a delivery.
const PATIENCE: Duration = Duration::from_secs(60);

/// A body as large as that of a delivery.
const BODY: &str = r#"{"created_at":"2026-01-01T00:00:00.000Z","environment_id":"8e03978e-40d5-43e8-bc93-6894a57f9324","event":"integrated_account:created","event_type":"integrated_account:created","id":"8e03978e-40d5-43e8-bc93-6894a57f9325","payload":{"authentication_method":"api_key","context":{},"created_at":"2026-01-01T00:00:00.000Z","environment_id":"8e03978e-40d5-43e8-bc93-6894a57f9324","environment_integration_id":null,"id":"8e03978e-40d5-43e8-bc93-6894a57f9326","integration":{"category":"crm","label":"HubSpot","name":"hubspot"},"last_error":null,"region":"wnam","status":"active","tenant_id":"acme-1","updated_at":"2026-01-01T00:00:00.000Z"},"webhook_id":"8e03978e-40d5-43e8-bc93-6894a57f9327"}"#;

/// Measures databases: in each round, `reqwest` for some seconds, and then the deliveries of some
/// new accounts.
pub async fn measure(
    databases: &[(Kind, &Database)],
    accounts: u32,
    rounds: u16,
    seconds: u32,
) -> anyhow::Result<Vec<Measurement>> {
    let party = InstantParty::start().await?;
    let mut measurements = Vec::new();
    for (kind, database) in databases {
        subscribe(database, &party).await?;
        let (mut ratios, mut per_second) = (vec![], vec![]);
        for round in 1..=rounds {
            eprintln!("{}: round {round} of {rounds}", kind.name());
            let alone = post_for(Duration::from_secs(seconds.into()), &party).await?;
            database.import("acme-1", usize::try_from(accounts)?, Imported::ApiKey).await?;
            let delivered = deliver(*kind, database, &party, accounts).await?;
            ratios.push(delivered / alone);
            per_second.push(delivered);
        }
        let name = kind.name();
        measurements.extend([
            Measurement::new(format!("{name}: deliveries ÷ posts of reqwest"), "ratio", ratios),
            Measurement::new(format!("{name}: deliveries"), "a second", per_second),
        ]);
    }
    Ok(measurements)
}

/// Creates a webhook for all events.
async fn subscribe(database: &Database, party: &InstantParty) -> anyhow::Result<()> {
    let now = clock::now();
    let webhook = Webhook {
        id: Uuid::now_v7(),
        environment_id: database.environment_id,
        target_url: format!("{}/webhook", party.url),
        events: Subscription::to(None),
        is_active: true,
        secret: webhooks::random_secret().map_err(|error| anyhow!("{error}"))?,
        previous_secret: None,
        failure: None,
        last_success_at: None,
        resumed_at: None,
        created_at: now,
        updated_at: now,
    };
    let create = CreateWebhook { webhook, by: None };
    database.store.run(create).await.map_err(|error| anyhow!("{error:?}"))
}

/// Returns the number of requests that `reqwest` posts in a second, over connections that stay
/// open.
async fn post_for(during: Duration, party: &InstantParty) -> anyhow::Result<f64> {
    let client = reqwest::Client::builder().no_proxy().build()?;
    let start = Instant::now();
    let posting = (0..AT_ONCE).map(|_| {
        let (client, url) = (client.clone(), format!("{}/webhook", party.url));
        tokio::spawn(async move {
            let mut posted = 0_u32;
            while start.elapsed() < during {
                let request = client.post(&url).header("content-type", "application/json");
                request.body(BODY).send().await?.error_for_status()?;
                posted += 1;
            }
            Ok::<_, anyhow::Error>(posted)
        })
    });
    let posting: Vec<_> = posting.collect();
    let mut posted = 0;
    for task in posting {
        posted += task.await??;
    }
    Ok(f64::from(posted) / start.elapsed().as_secs_f64())
}

/// Lets a server deliver the events of new accounts, and returns the number of deliveries in a
/// second, from the first to the last.
async fn deliver(
    kind: Kind,
    database: &Database,
    party: &InstantParty,
    accounts: u32,
) -> anyhow::Result<f64> {
    let expected = u64::from(accounts) * EVENTS;
    let before = database.count(Count::Delivered)?;
    party.deliveries.reset();
    let allow = ["--outbound-allow", "127.0.0.0/8"].map(str::to_owned);
    let server = Server::start_with(kind, Some(database), &allow)?;
    let start = Instant::now();
    let mut seen = (0, start);
    while party.deliveries.number() < expected {
        let number = party.deliveries.number();
        if number > seen.0 {
            seen = (number, Instant::now());
        }
        ensure!(seen.1.elapsed() < PATIENCE, "{number} of {expected} events arrived");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // The end of the last one is recorded after its answer.
    let deadline = Instant::now() + PATIENCE;
    while database.count(Count::Delivered)? - before < expected {
        ensure!(Instant::now() < deadline, "the end of some deliveries is not recorded");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    drop(server);
    let arrived = party.deliveries.number();
    ensure!(arrived == expected, "{arrived} events arrived instead of {expected}");
    let Window { number, took } = party.deliveries.window().context("more than one delivery")?;
    #[allow(clippy::cast_precision_loss, reason = "far from 2^52")]
    let number = number as f64;
    Ok(number / took.as_secs_f64())
}
