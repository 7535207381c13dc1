//! The cost of durability without HTTP: a flush to disk, and the store alone.

use std::{
    fs::File,
    io::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use crate::{report::Sample, server::Database};

/// Flushes 4 KiB at the end of a file, again and again, one after the other.
pub fn fdatasync(folder: &Path, during: Duration) -> anyhow::Result<Sample> {
    let mut file = tempfile::tempfile_in(folder)?;
    let block = [0; 4096];
    sampled(during, || flush(&mut file, &block))
}

fn flush(file: &mut File, block: &[u8]) -> anyhow::Result<()> {
    file.write_all(block)?;
    Ok(file.sync_data()?)
}

fn sampled(
    during: Duration,
    mut once: impl FnMut() -> anyhow::Result<()>,
) -> anyhow::Result<Sample> {
    let (start, mut latencies) = (Instant::now(), Vec::new());
    while start.elapsed() < during {
        let begun = Instant::now();
        once()?;
        latencies.push(begun.elapsed());
    }
    Ok(Sample::of(latencies, start.elapsed()))
}

/// Issues link tokens by the store alone, so many at a time.
pub async fn store(database: &Database, at_once: u32, during: Duration) -> anyhow::Result<Sample> {
    let start = Instant::now();
    let clients = (0..at_once).map(|_| {
        let (store, order) = (database.store.clone(), database.order()?);
        Ok(tokio::spawn(async move {
            let mut latencies = Vec::new();
            while start.elapsed() < during {
                let begun = Instant::now();
                store.issue(order.clone()).await?;
                latencies.push(begun.elapsed());
            }
            Ok::<_, anyhow::Error>(latencies)
        }))
    });
    let clients = clients.collect::<anyhow::Result<Vec<_>>>()?;
    let mut latencies = Vec::new();
    for client in clients {
        latencies.extend(client.await??);
    }
    Ok(Sample::of(latencies, start.elapsed()))
}
