//! Creates while the credentials of many accounts are refreshed, compared with creates without that
//! load, and the refreshes a second: `cargo xtask bench --refreshes`. The third party answers at
//! once.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::ensure;

use crate::{
    instant_party::{INTEGRATION, InstantParty},
    load::{Load, Operation},
    scale::Measurement,
    server::{Count, Database, Due, Imported, Kind, Server},
};

/// Connections of creates.
const CONNECTIONS: u32 = 64;
/// More than a server has in flight, and so more than a killed one leaves unstored.
const IN_FLIGHT: u64 = 1000;

/// Measures databases with a number of accounts.
pub async fn measure(
    databases: &[(Kind, &Database)],
    folder: &Path,
    accounts: u32,
    rounds: u16,
    seconds: u32,
) -> anyhow::Result<Vec<Measurement>> {
    let party = InstantParty::start().await?;
    let arguments = party.introduce(folder)?;
    let mut measurements = Vec::new();
    for (kind, database) in databases {
        eprintln!("importing {accounts} accounts: {}", kind.name());
        database.offer(&[INTEGRATION]).await?;
        database.import("acme-1", usize::try_from(accounts)?, Imported::Expiring).await?;
        let name = kind.name();
        let within = format!("{accounts} refreshes due within the hour ÷ without");
        let now = format!("{accounts} refreshes due at once ÷ without");
        let mut figures = Figures::default();
        for round in 1..=rounds {
            eprintln!("{name}: round {round} of {rounds}");
            let of = Round { kind: *kind, database, folder, party: &party, arguments: &arguments };
            figures.add(
                of.creates(Due::Never, seconds).await?,
                of.creates(Due::WithinTheHour, seconds).await?,
                of.creates(Due::Now, seconds).await?,
            );
        }
        let Figures { p50, p99, within_p50, within_p99, now_p50, now_p99, refreshes } = figures;
        measurements.extend([
            Measurement::new(format!("{name}: create, p50, without refreshes"), "ms", p50),
            Measurement::new(format!("{name}: create, p99, without refreshes"), "ms", p99),
            Measurement::new(format!("{name}: create, p50, {within}"), "ratio", within_p50),
            Measurement::new(format!("{name}: create, p99, {within}"), "ratio", within_p99),
            Measurement::new(format!("{name}: create, p50, {now}"), "ratio", now_p50),
            Measurement::new(format!("{name}: create, p99, {now}"), "ratio", now_p99),
            Measurement::new(
                format!("{name}: refreshes of what is due at once, during creates"),
                "a second",
                refreshes,
            ),
        ]);
    }
    Ok(measurements)
}

#[derive(Default)]
struct Figures {
    p50: Vec<f64>,
    p99: Vec<f64>,
    within_p50: Vec<f64>,
    within_p99: Vec<f64>,
    now_p50: Vec<f64>,
    now_p99: Vec<f64>,
    refreshes: Vec<f64>,
}

impl Figures {
    fn add(&mut self, without: Creates, within: Creates, now: Creates) {
        self.p50.push(without.p50 / 1e3);
        self.p99.push(without.p99 / 1e3);
        self.within_p50.push(within.p50 / without.p50);
        self.within_p99.push(within.p99 / without.p99);
        self.now_p50.push(now.p50 / without.p50);
        self.now_p99.push(now.p99 / without.p99);
        self.refreshes.push(now.refreshes_per_second);
    }
}

/// Creates under load.
#[derive(Clone, Copy)]
struct Creates {
    /// In microseconds.
    p50: f64,
    p99: f64,
    refreshes_per_second: f64,
}

struct Round<'r> {
    kind: Kind,
    database: &'r Database,
    folder: &'r Path,
    party: &'r InstantParty,
    arguments: &'r [String],
}

impl Round<'_> {
    async fn creates(&self, due: Due, seconds: u32) -> anyhow::Result<Creates> {
        self.database.make_due(due)?;
        self.party.tokens.reset();
        let stored_before = self.database.count(Count::Refreshes)?;
        let server = Server::start_with(self.kind, Some(self.database), self.arguments)?;
        // The first refreshes begin.
        tokio::time::sleep(Duration::from_secs(1)).await;
        let (before, start) = (self.party.tokens.number(), Instant::now());
        let load = Load {
            url: &server.url,
            api_token: &self.database.api_token,
            operation: Operation::Create,
            connections: CONNECTIONS,
            seconds,
            subjects: None,
        };
        let done = load.run(self.folder)?;
        let (asked, took) = (self.party.tokens.number() - before, start.elapsed());
        drop(server);
        let (answered, stored) =
            (self.party.tokens.number(), self.database.count(Count::Refreshes)? - stored_before);
        // Of few accounts, none may be due so soon.
        let is_plausible = match due {
            Due::Never => answered == 0,
            Due::WithinTheHour => true,
            Due::Now => answered > 0,
        };
        ensure!(
            is_plausible && (stored..=stored + IN_FLIGHT).contains(&answered),
            "{answered} refreshes were answered, and {stored} are stored"
        );
        #[allow(clippy::cast_precision_loss, reason = "far from 2^52")]
        let (p50, p99, asked) = (done.p50 as f64, done.p99 as f64, asked as f64);
        Ok(Creates { p50, p99, refreshes_per_second: asked / took.as_secs_f64() })
    }
}
