//! The speed of the service, compared with what limits it: `cargo xtask bench`.
//!
//! Every round loads one server after the other with `wrk`, so that a machine whose speed changes
//! does so for all of them, and each ratio is of two measurements of the same round. See
//! `BENCHMARKS.md`.

mod account_pages;
mod connection;
mod deliveries;
mod floor;
mod flows;
mod idle;
mod instant_party;
mod instructions;
mod load;
mod page;
mod refreshes;
mod report;
mod scale;
mod server;

use std::{collections::BTreeMap, io::Write as _, path::Path, time::Duration};

use anyhow::{Context as _, ensure};
use clap::Parser;

use self::{
    load::{Load, Operation},
    report::{Report, Row, Sample, ScaleReport},
    scale::Scale,
    server::{Count, Database, Imported, Kind, Server},
};

/// Measure the service and what limits it by turns, and print a table of ratios.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask bench",
    bin_name = "cargo xtask bench",
    after_help = "Examples:
  cargo xtask bench
  cargo xtask bench --introspect --connections 64 --json
  cargo xtask bench --read-account --connections 64
  cargo xtask bench --account-pages --accounts 100000
  cargo xtask bench --flows
  cargo xtask bench --deliveries
  cargo xtask bench --refreshes --accounts 10000
  cargo xtask bench --idle 1000
  cargo xtask bench --page
  cargo xtask bench --large
  cargo xtask bench --instructions
  cargo xtask bench --rounds 3 --seconds 1 --connections 1,64"
)]
#[allow(clippy::struct_excessive_bools, reason = "flags of a command line")]
struct Arguments {
    /// Measure introspections.
    #[arg(long, group = "operation")]
    introspect: bool,
    /// Measure redemptions.
    #[arg(long, group = "operation")]
    redeem: bool,
    /// Measure `GET /integrated-account/{id}`.
    #[arg(long, group = "operation")]
    read_account: bool,
    /// Measure `GET /integrated-account/{id}/credentials`, with no refresh due.
    #[arg(long, group = "operation")]
    read_credentials: bool,
    /// Measure the first and the hundredth page of a tenant's accounts, of many.
    #[arg(long, group = "operation", conflicts_with = "connections")]
    account_pages: bool,
    /// Measure six creates, three introspections and a redemption in ten.
    #[arg(long, group = "operation")]
    mixed: bool,
    /// Measure whole connection flows with a third party that answers at once, compared with
    /// creates.
    #[arg(long, group = "operation", conflicts_with = "connections")]
    flows: bool,
    /// Measure deliveries of events to a webhook whose receiver answers at once, compared with
    /// the posts of `reqwest` alone.
    #[arg(long, group = "operation", conflicts_with = "connections")]
    deliveries: bool,
    /// Measure creates while the credentials of many accounts are refreshed, compared with creates
    /// without refreshes, and the refreshes.
    #[arg(long, group = "operation", conflicts_with = "connections")]
    refreshes: bool,
    /// Measure the memory of a server at rest, and with so many idle connections.
    #[arg(
        long, group = "operation", conflicts_with = "connections", value_name = "CONNECTIONS",
        num_args = 0..=1, default_missing_value = "10000", value_parser = clap::value_parser!(u32).range(1..=25_000)
    )]
    idle: Option<u32>,
    /// Measure what a browser downloads for the connection page, and how long it waits for it.
    #[arg(long, group = "operation", conflicts_with = "connections")]
    page: bool,
    /// Measure what ten million stored link tokens cost, a sweep, how soon a server answers, and
    /// its memory.
    #[arg(long, group = "operation", conflicts_with = "connections")]
    large: bool,
    /// Count the instructions of what each request goes through, and compare them with what is
    /// written down.
    #[arg(long, group = "operation", conflicts_with_all = ["connections", "json"])]
    instructions: bool,
    /// Write down the instructions that `--instructions` counts.
    #[arg(long, requires = "instructions")]
    update: bool,
    /// The number of link tokens for `--large`.
    #[arg(long, default_value_t = 10_000_000, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    tokens: u32,
    /// The number of accounts: by default a million for `--account-pages`, 100,000 for
    /// `--refreshes`, and 5,000 new ones in each round for `--deliveries`.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    accounts: Option<u32>,
    /// The number of rounds.
    #[arg(long, default_value_t = 7, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=99))]
    rounds: u16,
    /// How long each server is under load in a round.
    #[arg(long, default_value_t = 2, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=60))]
    seconds: u32,
    /// The numbers of connections of the load.
    #[arg(long, default_value = "1,16,64,256", value_delimiter = ',', value_name = "NUMBERS", value_parser = clap::value_parser!(u32).range(1..=1000))]
    connections: Vec<u32>,
    /// Print JSON for programs instead of a table for people.
    #[arg(long)]
    json: bool,
}

impl Arguments {
    /// Returns true for an option with a table of its own.
    fn is_on_each_database(&self) -> bool {
        let Self { page, account_pages, flows, deliveries, refreshes, idle, .. } = *self;
        page || account_pages || flows || deliveries || refreshes || idle.is_some()
    }

    /// Measures such an option, and prints its table.
    async fn on_each_database(
        &self,
        databases: &[(Kind, &Database)],
        folder: &Path,
    ) -> anyhow::Result<()> {
        let Self { rounds, seconds, json, .. } = *self;
        let accounts = |by_default| self.accounts.unwrap_or(by_default);
        let measurements = if self.page {
            let report = page::measure(databases, rounds).await?;
            return print(json, &report, page::PageReport::table);
        } else if self.account_pages {
            account_pages::measure(databases, accounts(1_000_000), rounds).await?
        } else if self.flows {
            flows::measure(databases, folder, rounds, seconds).await?
        } else if self.deliveries {
            deliveries::measure(databases, accounts(5_000), rounds, seconds).await?
        } else if self.refreshes {
            refreshes::measure(databases, folder, accounts(100_000), rounds, seconds).await?
        } else {
            idle::measure(databases, self.idle.unwrap_or_default(), rounds).await?
        };
        let (machine, rounds) = (report::machine(), rounds.into());
        let report = ScaleReport { machine, rounds, measurements };
        print(json, &report, ScaleReport::table)
    }

    fn operation(&self) -> Operation {
        match (self.introspect, self.redeem, self.mixed) {
            (true, ..) => Operation::Introspect,
            (_, true, _) => Operation::Redeem,
            (.., true) => Operation::Mixed,
            _ if self.read_account => Operation::ReadAccount,
            _ if self.read_credentials => Operation::ReadCredentials,
            _ => Operation::Create,
        }
    }
}

/// More than a server can redeem in a second on any machine of today.
const REDEMPTIONS_A_SECOND: usize = 30_000;
/// Enough that they do not all stay in a cache of the processor.
const INTROSPECTED: usize = 20_000;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if arguments.instructions {
        writeln!(std::io::stdout().lock(), "{}", instructions::check(arguments.update)?)?;
        return Ok(());
    }
    // On a disk, where the program is; a temporary folder may be in memory.
    let program = std::env::current_exe()?;
    let folder = tempfile::tempdir_in(program.parent().context("a folder")?)?;
    if arguments.large {
        let Arguments { rounds, seconds, tokens, .. } = arguments;
        let scale = Scale { folder: folder.path(), rounds, seconds, tokens };
        let measurements = scale.measure().await?;
        let rounds = rounds.into();
        let report = ScaleReport { machine: report::machine(), rounds, measurements };
        return print(arguments.json, &report, ScaleReport::table);
    }
    if arguments.is_on_each_database() {
        let sqlite = Database::sqlite(folder.path()).await?;
        let postgres = Database::postgres(folder.path()).await?;
        let mut databases = vec![(Kind::Sqlite, &sqlite)];
        databases.extend(postgres.as_ref().map(|it| (Kind::Postgres, it)));
        return arguments.on_each_database(&databases, folder.path()).await;
    }
    let mut bench = Bench { arguments, folder: folder.path(), samples: BTreeMap::new() };
    bench.run().await?;
    print(bench.arguments.json, &bench.report(), Report::table)
}

fn print<R: serde::Serialize>(
    as_json: bool,
    report: &R,
    table: impl Fn(&R) -> String,
) -> anyhow::Result<()> {
    let text = if as_json { serde_json::to_string_pretty(report)? } else { table(report) };
    writeln!(std::io::stdout().lock(), "{text}")?;
    Ok(())
}

/// What a row is of: its place, the server, the operation and the connections.
type Key = (usize, &'static str, &'static str, u32);

struct Bench<'b> {
    arguments: Arguments,
    folder: &'b Path,
    samples: BTreeMap<Key, Vec<Sample>>,
}

impl Bench<'_> {
    async fn run(&mut self) -> anyhow::Result<()> {
        let sqlite = Database::sqlite(self.folder).await?;
        let postgres = Database::postgres(self.folder).await?;
        if postgres.is_none() {
            eprintln!("PostgreSQL is left out: it is not installed here.");
        }
        let rounds = self.arguments.rounds;
        for round in 1..=rounds {
            for connections in self.arguments.connections.clone() {
                eprintln!("round {round} of {rounds}, {connections} connections");
                self.ceiling(Kind::Hyper, connections)?;
                self.ceiling(Kind::Dropshot, connections)?;
                self.service(Kind::Sqlite, &sqlite, connections).await?;
                if let Some(postgres) = &postgres {
                    self.service(Kind::Postgres, postgres, connections).await?;
                }
                if self.arguments.operation() == Operation::Create {
                    let during = Duration::from_secs(self.arguments.seconds.into());
                    let alone = floor::store(&sqlite, connections, during).await?;
                    self.add((4, "SQLite store alone", "create", connections), alone);
                }
            }
            let during = Duration::from_secs(1);
            let flushed = floor::fdatasync(self.folder, during)?;
            self.add((5, "fdatasync of 4 KiB", "flush", 1), flushed);
        }
        Ok(())
    }

    fn add(&mut self, key: Key, sample: Sample) {
        self.samples.entry(key).or_default().push(sample);
    }

    /// Loads a ceiling with creates, which it is there for.
    fn ceiling(&mut self, kind: Kind, connections: u32) -> anyhow::Result<()> {
        let server = Server::start(kind, None)?;
        let load = Load {
            url: &server.url,
            api_token: "none",
            operation: Operation::Create,
            connections,
            seconds: self.arguments.seconds,
            subjects: None,
        };
        let done = load.run(self.folder)?;
        let place = usize::from(kind == Kind::Dropshot);
        self.add((place, kind.name(), "create", connections), done.into());
        Ok(())
    }

    async fn service(
        &mut self,
        kind: Kind,
        database: &Database,
        connections: u32,
    ) -> anyhow::Result<()> {
        let (operation, seconds) = (self.arguments.operation(), self.arguments.seconds);
        let subjects = self.folder.join("subjects");
        let lines: Option<Vec<String>> = if operation.takes_link_tokens() {
            let redeemed = usize::try_from(seconds)? * REDEMPTIONS_A_SECOND;
            let number = match operation {
                Operation::Introspect => INTROSPECTED,
                Operation::Redeem => redeemed,
                _ => INTROSPECTED + redeemed / 4,
            };
            Some(database.issue(number).await?)
        } else if operation.takes_accounts() {
            let accounts = database.import("acme-1", INTROSPECTED, Imported::ApiKey).await?;
            Some(accounts.iter().map(ToString::to_string).collect())
        } else {
            None
        };
        if let Some(lines) = &lines {
            let mut file = tempfile::NamedTempFile::new_in(self.folder)?;
            file.write_all(lines.join("\n").as_bytes())?;
            file.persist(&subjects)?;
        }
        let before = database.count(Count::LinkTokens)?;
        let server = Server::start(kind, Some(database))?;
        let load = Load {
            url: &server.url,
            api_token: &database.api_token,
            operation,
            connections,
            seconds,
            subjects: lines.is_some().then_some(&subjects),
        };
        let done = load.run(self.folder)?;
        drop(server);
        if operation == Operation::Create {
            // Each answered create is there, although the server was killed. Requests that were in
            // flight at the end may be there, too.
            let stored = database.count(Count::LinkTokens)? - before;
            let most = done.requests + u64::from(connections);
            ensure!(
                (done.requests..=most).contains(&stored),
                "{} creates were answered, and {stored} are stored",
                done.requests
            );
        }
        let place = if kind == Kind::Sqlite { 2 } else { 3 };
        self.add((place, kind.name(), operation.name(), connections), done.into());
        Ok(())
    }

    fn report(&self) -> Report {
        let rows = self.samples.iter().map(|((place, server, operation, connections), samples)| {
            let dropshot = self.samples.get(&(1, Kind::Dropshot.name(), "create", *connections));
            let dropshot = dropshot.filter(|_| *place != 5).map(Vec::as_slice);
            Row::new(server, operation, *connections, samples, dropshot)
        });
        Report {
            machine: report::machine(),
            rounds: self.arguments.rounds.into(),
            rows: rows.collect(),
        }
    }
}
