//! The cost of size, for `cargo xtask bench --large`: creates in a database with many link tokens
//! and in one with none, creates during a sweep, the time to the first answer, and the memory.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use link_token_server::clock;
use rusqlite::params;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    load::{Load, Operation},
    report::Spread,
    server::{Database, Kind, Server},
};

/// The number of dead link tokens that are swept while others are created.
const DEAD: u32 = 1_000_000;
/// Enough creates, one after the other, for the index by hash of a new large database to be merged
/// as far as it will be.
const SETTLING: usize = 10_000;
/// How long a server is under load before its memory is read.
const MINUTE: u32 = 60;

/// One thing that was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Measurement {
    pub what: String,
    pub unit: &'static str,
    #[serde(flatten)]
    pub spread: Spread,
}

impl Measurement {
    pub fn new(what: impl Into<String>, unit: &'static str, values: Vec<f64>) -> Self {
        Self { what: what.into(), unit, spread: Spread::of(values) }
    }
}

/// What to measure with.
pub struct Scale<'s> {
    pub folder: &'s Path,
    pub rounds: u16,
    pub seconds: u32,
    /// The number of link tokens of the large database.
    pub tokens: u32,
}

impl Scale<'_> {
    pub async fn measure(&self) -> anyhow::Result<Vec<Measurement>> {
        let [none, many, dead] = ["none", "many", "dead"].map(|name| self.folder.join(name));
        let (none, many, dead) = (
            Database::sqlite(&created(none)?).await?,
            Database::sqlite(&created(many)?).await?,
            Database::sqlite(&created(dead)?).await?,
        );
        let tokens = self.tokens;
        eprintln!("writing {tokens} living link tokens");
        let now = clock::now();
        fill(&many, tokens, now, now + TimeDelta::days(7))?;
        let many = many.reopened()?;
        for _ in 0..SETTLING {
            many.issue(1).await?;
        }

        let (mut cost, mut sweep, mut empty_start, mut start) = (vec![], vec![], vec![], vec![]);
        for round in 1..=self.rounds {
            eprintln!("round {round} of {}", self.rounds);
            let with_none = self.create(&none)?;
            cost.push(with_none / self.create(&many)?);
            empty_start.push(first_answer(&none)?);
            start.push(first_answer(&many)?);
            // Always as many: a server may have swept some in the last round.
            let long_ago = now - TimeDelta::days(40);
            fill(&dead, DEAD - dead_tokens(&dead)?, long_ago, long_ago + TimeDelta::days(7))?;
            let during = self.create(&dead)?;
            ensure!(dead_tokens(&dead)? > 0, "the sweep was over before the load was");
            sweep.push(during / self.create(&none)?);
        }

        eprintln!("a minute of load");
        let server = Server::start(Kind::Sqlite, Some(&none))?;
        std::thread::sleep(Duration::from_secs(1));
        let at_rest = server.resident_mib()?;
        self.load(&server, &none, MINUTE)?;
        let after = server.resident_mib()?;
        Ok(vec![
            Measurement::new(
                format!("create with none stored ÷ with {tokens} link tokens"),
                "ratio",
                cost,
            ),
            Measurement::new(
                format!("create while {DEAD} dead link tokens are swept ÷ without"),
                "ratio",
                sweep,
            ),
            Measurement::new("start to first answer, none stored", "ms", empty_start),
            Measurement::new(format!("start to first answer, {tokens} link tokens"), "ms", start),
            Measurement::new("memory at rest", "MiB", vec![at_rest]),
            Measurement::new("memory after a minute of creates", "MiB", vec![after]),
        ])
    }

    /// Returns the number of link tokens that are created in a second.
    fn create(&self, database: &Database) -> anyhow::Result<f64> {
        let server = Server::start(Kind::Sqlite, Some(database))?;
        self.load(&server, database, self.seconds)
    }

    fn load(&self, server: &Server, database: &Database, seconds: u32) -> anyhow::Result<f64> {
        let load = Load {
            url: &server.url,
            api_token: &database.api_token,
            operation: Operation::Create,
            connections: 64,
            seconds,
            subjects: None,
        };
        Ok(load.run(self.folder)?.per_second())
    }
}

fn created(folder: std::path::PathBuf) -> anyhow::Result<std::path::PathBuf> {
    fs::create_dir(&folder)?;
    Ok(folder)
}

/// Writes link tokens past the store, all in one transaction.
fn fill(
    database: &Database,
    number: u32,
    issued_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> anyhow::Result<()> {
    let mut connection = database.connect()?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    let transaction = connection.transaction()?;
    let mut insert = transaction.prepare(
        "INSERT INTO link_token (hash, environment_id, issued_by, tenant_id, region, context,
            persist_previous_context, redirect_uri, scopes, issued_at, expires_at)
         VALUES (?1, (SELECT id FROM environment), ?2, 'acme-1', 'wnam', ?3, 0, 'https://example.com/redirect',
            'read:users write:contacts', ?4, ?5)",
    )?;
    let (issued_by, context) = (Uuid::new_v4(), [7_u8; 110]);
    for place in 0..i64::from(number) {
        let hash = [*Uuid::new_v4().as_bytes(), *Uuid::new_v4().as_bytes()].concat();
        // As if they had come one after the other.
        let (issued_at, expires_at) = (
            issued_at.timestamp_millis() + place / 100,
            expires_at.timestamp_millis() + place / 100,
        );
        insert.execute(params![hash, issued_by.as_bytes(), context, issued_at, expires_at])?;
    }
    drop(insert);
    transaction.commit()?;
    connection.pragma_update(None, "wal_checkpoint", "TRUNCATE").or_else(|error| match error {
        // It tells what it did.
        rusqlite::Error::ExecuteReturnedResults => Ok(()),
        error => Err(error.into()),
    })
}

fn dead_tokens(database: &Database) -> anyhow::Result<u32> {
    let now = clock::now().timestamp_millis();
    let sql = "SELECT count(*) FROM link_token WHERE coalesce(ended_at, expires_at) < ?1";
    Ok(database.connect()?.query_row(sql, [now], |row| row.get(0))?)
}

/// Returns the milliseconds from the start of a server to its first answer from the database.
fn first_answer(database: &Database) -> anyhow::Result<f64> {
    let start = Instant::now();
    let server = Server::start(Kind::Sqlite, Some(database))?;
    let address = server.url.strip_prefix("http://").context("an address")?;
    let body = r#"{"link_token":"00000000-0000-4000-8000-000000000000"}"#;
    let request = format!(
        "POST /link-token/introspect HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {}\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        database.api_token,
        body.len()
    );
    let mut connection = TcpStream::connect(address)?;
    connection.write_all(request.as_bytes())?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer)?;
    let took = start.elapsed();
    ensure!(answer.ends_with(r#"{"active":false}"#), "{answer}");
    Ok(took.as_secs_f64() * 1e3)
}
