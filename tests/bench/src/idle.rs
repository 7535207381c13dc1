//! Memory of a server at rest, and with many idle connections: `cargo xtask bench --idle`.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use hyper::{
    Method, StatusCode,
    header::{AUTHORIZATION, CONTENT_TYPE},
};
use link_token_bench::BODY;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::{
    connection::Connection,
    scale::Measurement,
    server::{Count, Database, Kind, Server},
};

/// Files of a server besides its connections, and of the benchmark besides its own.
const OTHER_FILES: u64 = 500;
/// Connections that are opened at the same time.
const AT_ONCE: usize = 64;

/// Measures databases, with so many idle connections.
pub async fn measure(
    databases: &[(Kind, &Database)],
    connections: u32,
    rounds: u16,
) -> anyhow::Result<Vec<Measurement>> {
    allow_files(u64::from(connections) + OTHER_FILES)?;
    let mut measurements = Vec::new();
    for (kind, database) in databases {
        let (mut at_rest, mut idle) = (vec![], vec![]);
        for round in 1..=rounds {
            eprintln!("{}: round {round} of {rounds}", kind.name());
            let before = database.count(Count::LinkTokens)?;
            let server = Server::start(*kind, Some(database))?;
            tokio::time::sleep(Duration::from_secs(1)).await;
            at_rest.push(server.resident_mib()?);
            let opened = stream::iter(0..connections).map(|_| async {
                let mut connection = Connection::open(&server.url).await?;
                create(&mut connection, &database.api_token).await?;
                Ok::<_, anyhow::Error>(connection)
            });
            let opened = opened.buffer_unordered(AT_ONCE).try_collect::<Vec<_>>();
            let mut opened = opened.await.context("while connections were opened")?;
            tokio::time::sleep(Duration::from_secs(1)).await;
            idle.push(server.resident_mib()?);
            // They are all still served.
            for connection in &mut opened {
                create(connection, &database.api_token).await.context("after a time at rest")?;
            }
            drop(server);
            let stored = database.count(Count::LinkTokens)? - before;
            let answered = 2 * u64::from(connections);
            ensure!(
                stored == answered,
                "{answered} creates were answered, and {stored} are stored"
            );
        }
        let name = kind.name();
        measurements.extend([
            Measurement::new(format!("{name}: memory at rest"), "MiB", at_rest),
            Measurement::new(
                format!("{name}: memory with {connections} idle connections"),
                "MiB",
                idle,
            ),
        ]);
    }
    Ok(measurements)
}

async fn create(connection: &mut Connection, api_token: &str) -> anyhow::Result<()> {
    let authorization = format!("Bearer {api_token}");
    let headers = [(AUTHORIZATION, &*authorization), (CONTENT_TYPE, "application/json")];
    connection.send(Method::POST, "/link-token", &headers, BODY, StatusCode::OK).await.map(drop)
}

/// Raises the limit of open files of this process, which the servers inherit.
fn allow_files(wanted: u64) -> anyhow::Result<()> {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_none_or(|current| current >= wanted) {
        return Ok(());
    }
    ensure!(
        maximum.is_none_or(|maximum| maximum >= wanted),
        "the system allows a process {} open files, and this takes {wanted}: raise the limit (`ulimit -Hn`, or \
         `LimitNOFILE` of systemd), or measure fewer connections, for instance with `--idle 1000`",
        maximum.unwrap_or_default(),
    );
    let raised = Rlimit { current: Some(wanted), maximum };
    setrlimit(Resource::Nofile, raised).context("cannot raise the limit of open files")
}
