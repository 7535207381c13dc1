//! Forgetting link tokens that died long ago, and what is old in the audit trail.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use slog::Logger;

use crate::{
    clock,
    store::{Store, StoreError},
};

/// How long a dead link token is kept, so that a late repetition of its request still finds it.
pub const KEPT: TimeDelta = TimeDelta::days(31);
/// How many are deleted at once. Few enough that issuing does not wait.
const BATCH: u32 = 500;
/// How often to look.
const INTERVAL: Duration = Duration::from_secs(60);
/// Between two batches, in which others write.
const BREATH: Duration = Duration::from_millis(50);

/// Sweeps for as long as the program runs. Events of the audit trail are kept for `audit_retention`.
pub async fn run(store: Arc<dyn Store>, audit_retention: TimeDelta, log: Logger) {
    let mut interval = tokio::time::interval(INTERVAL);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        interval.tick().await;
        let died_before = clock::now() - KEPT;
        sweep(&log, "dead link tokens", || store.sweep(died_before, BATCH)).await;
        let before = clock::now() - audit_retention;
        sweep(&log, "old events", || store.sweep_events(before, BATCH)).await;
    }
}

/// Deletes one batch after the other until there is nothing left.
async fn sweep<Batch>(log: &Logger, what: &str, batch: impl Fn() -> Batch)
where
    Batch: Future<Output = Result<usize, StoreError>>,
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
        tokio::time::sleep(BREATH).await;
    }
}
