//! The sweep: deletes link tokens that ended long ago, and old events of the audit trail.

use std::time::Duration;

use chrono::TimeDelta;
use link_token_store::{
    Error, Store,
    use_cases::{SweepEvents, SweepLinkTokens},
};
use slog::Logger;

use crate::clock;

/// How long an ended link token is kept, so that a late repetition of its request still finds it.
pub const KEPT: TimeDelta = TimeDelta::days(31);
/// The number of rows that one transaction deletes. Few enough that issuing does not wait.
const BATCH: u32 = 500;
/// The time between two sweeps.
const INTERVAL: Duration = Duration::from_secs(60);
/// The time between two batches, in which others write.
const PAUSE: Duration = Duration::from_millis(50);

/// Sweeps for as long as the program runs. Events of the audit trail are kept for `audit_retention`.
pub async fn run(store: Store, audit_retention: TimeDelta, log: Logger) {
    let mut interval = tokio::time::interval(INTERVAL);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        interval.tick().await;
        let before = clock::now() - KEPT;
        let batch = || store.run(SweepLinkTokens { before, limit: BATCH });
        sweep(&log, "ended link tokens", batch).await;
        let before = clock::now() - audit_retention;
        sweep(&log, "old events", || store.run(SweepEvents { before, limit: BATCH })).await;
    }
}

/// Deletes one batch after the other until there is nothing left.
async fn sweep<Batch>(log: &Logger, what: &str, batch: impl Fn() -> Batch)
where
    Batch: Future<Output = Result<usize, Error>>,
{
    loop {
        match batch().await {
            Ok(0) => break,
            Ok(deleted) => slog::debug!(log, "swept {what}"; "deleted" => deleted),
            Err(error) => {
                slog::warn!(log, "cannot sweep {what}"; "error" => %error);
                break;
            }
        }
        tokio::time::sleep(PAUSE).await;
    }
}
