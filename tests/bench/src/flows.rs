//! Whole connection flows a second, compared with creates: `cargo xtask bench --flows`.
//!
//! The third party answers at once, so a flow costs what the service and the database take for it.

use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use hyper::{
    Method, StatusCode,
    header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, ORIGIN, SET_COOKIE},
};
use link_token_bench::BODY;
use serde::Deserialize;

use crate::{
    connection::{Connection, location},
    instant_party::{INTEGRATION, InstantParty},
    load::{Load, Operation},
    report::Sample,
    scale::Measurement,
    server::{Count, Database, Kind, Server},
};

/// Flows, and connections of creates, at the same time.
const AT_ONCE: u32 = 64;
/// The time of flows before those that are measured.
const WARM_UP: Duration = Duration::from_secs(1);

/// Measures databases, in rounds of some seconds for creates and some for flows.
pub async fn measure(
    databases: &[(Kind, &Database)],
    folder: &std::path::Path,
    rounds: u16,
    seconds: u32,
) -> anyhow::Result<Vec<Measurement>> {
    let party = InstantParty::start().await?;
    let arguments = party.introduce(folder)?;
    let mut measurements = Vec::new();
    for (kind, database) in databases {
        database.offer(&[INTEGRATION]).await?;
        let (mut ratios, mut per_second, mut p50, mut p99) = (vec![], vec![], vec![], vec![]);
        for round in 1..=rounds {
            eprintln!("{}: round {round} of {rounds}", kind.name());
            let server = Server::start_with(*kind, Some(database), &arguments)?;
            let load = Load {
                url: &server.url,
                api_token: &database.api_token,
                operation: Operation::Create,
                connections: AT_ONCE,
                seconds,
                subjects: None,
            };
            let creates = load.run(folder)?.per_second();
            // Statements that were planned for empty tables are planned again.
            flow_for(WARM_UP, &server, database, &party).await?;
            database.analyze();
            let accounts_before = database.count(Count::Accounts)?;
            party.tokens.reset();
            let during = Duration::from_secs(seconds.into());
            let (done, flows) = flow_for(during, &server, database, &party).await?;
            drop(server);
            let stored = database.count(Count::Accounts)? - accounts_before;
            let exchanged = party.tokens.number();
            ensure!(
                stored == done && exchanged == done,
                "{done} flows came to their end, with {exchanged} codes and {stored} accounts"
            );
            ratios.push(flows.per_second / creates);
            per_second.push(flows.per_second);
            p50.push(flows.p50 / 1e3);
            p99.push(flows.p99 / 1e3);
        }
        let name = kind.name();
        measurements.extend([
            Measurement::new(format!("{name}: flows ÷ creates"), "ratio", ratios),
            Measurement::new(format!("{name}: flows"), "a second", per_second),
            Measurement::new(format!("{name}: a flow, p50"), "ms", p50),
            Measurement::new(format!("{name}: a flow, p99"), "ms", p99),
        ]);
    }
    Ok(measurements)
}

/// Goes through flows for a time, [`AT_ONCE`] at once, and returns their number and latencies.
async fn flow_for(
    during: Duration,
    server: &Server,
    database: &Database,
    party: &InstantParty,
) -> anyhow::Result<(u64, Sample)> {
    let start = Instant::now();
    let browsers = (0..AT_ONCE).map(|_| {
        let (url, third_party) = (server.url.clone(), party.url.clone());
        let authorization = format!("Bearer {}", database.api_token);
        tokio::spawn(async move {
            let mut service = Connection::open(&url).await?;
            let mut third_party = Connection::open(&third_party).await?;
            let mut latencies = Vec::new();
            while start.elapsed() < during {
                let begun = Instant::now();
                flow(&mut service, &mut third_party, &authorization).await?;
                latencies.push(begun.elapsed());
            }
            Ok::<_, anyhow::Error>(latencies)
        })
    });
    let browsers: Vec<_> = browsers.collect();
    let mut latencies = Vec::new();
    for browser in browsers {
        latencies.extend(browser.await??);
    }
    Ok((u64::try_from(latencies.len())?, Sample::of(latencies, start.elapsed())))
}

#[derive(Deserialize)]
struct Created {
    link_token: String,
}

/// Goes through one flow as a backend and a browser do, from the link token to the redirect that
/// tells the backend the ID of the account.
async fn flow(
    service: &mut Connection,
    third_party: &mut Connection,
    authorization: &str,
) -> anyhow::Result<()> {
    let (get, post) = (|| Method::GET, || Method::POST);
    let json = [(AUTHORIZATION, authorization), (CONTENT_TYPE, "application/json")];
    let created = service.send(post(), "/link-token", &json, BODY, StatusCode::OK).await?;
    let Created { link_token } = serde_json::from_slice(created.body())?;
    let link = format!("/connect-account?link_token={link_token}");
    let opened = service.send(get(), &link, &[], "", StatusCode::SEE_OTHER).await?;
    let page = location(&opened)?;
    let shown = service.send(get(), page, &[], "", StatusCode::OK).await?;
    expect_step(shown.body(), "confirm")?;
    let form = [
        (CONTENT_TYPE, "application/x-www-form-urlencoded"),
        // The pages have the policy `no-referrer`: then browsers do not tell their origin.
        (ORIGIN, "null"),
    ];
    let left = service.send(post(), page, &form, "step=confirm", StatusCode::SEE_OTHER).await?;
    let cookie = left.headers().get(SET_COOKIE).context("a cookie")?.to_str()?;
    let cookie = cookie.split(';').next().unwrap_or_default();
    let agreed = third_party.send(get(), location(&left)?, &[], "", StatusCode::FOUND).await?;
    let callback = location(&agreed)?;
    let back =
        service.send(get(), callback, &[(COOKIE, cookie)], "", StatusCode::SEE_OTHER).await?;
    let end = service.send(get(), location(&back)?, &[], "", StatusCode::SEE_OTHER).await?;
    let end = location(&end)?;
    ensure!(end.contains("integrated_account_id="), "the flow leads to {end}");
    Ok(())
}

fn expect_step(html: &[u8], step: &str) -> anyhow::Result<()> {
    let html = String::from_utf8_lossy(html);
    ensure!(html.contains(&format!("data-step=\"{step}\"")), "the step is not {step}: {html}");
    Ok(())
}
