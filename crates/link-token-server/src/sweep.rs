//! The sweep, which deletes link tokens that ended long ago, and old audit events.

use std::time::Duration;

use chrono::TimeDelta;
use link_token_store::{
    Store, UseCaseError,
    use_cases::{SweepEvents, SweepLinkTokens},
};
use slog::Logger;

use crate::clock;

/// The retention of ended link tokens, during which a repeated request finds its token.
pub const LINK_TOKEN_RETENTION: TimeDelta = TimeDelta::days(31);
/// The number of rows that one transaction deletes. It is small, so that issuing does not wait for
/// long.
const BATCH: u32 = 500;
const INTERVAL: Duration = Duration::from_secs(60);
/// The pause between two batches, in which other callers can write.
const PAUSE: Duration = Duration::from_millis(50);

/// Sweeps until the task is aborted.
pub async fn run(store: Store, audit_retention: TimeDelta, log: Logger) {
    let mut interval = tokio::time::interval(INTERVAL);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        interval.tick().await;
        let before = clock::now() - LINK_TOKEN_RETENTION;
        let batch = || store.run(SweepLinkTokens { before, limit: BATCH });
        sweep(&log, "ended link tokens", batch).await;
        let before = clock::now() - audit_retention;
        sweep(&log, "old events", || store.run(SweepEvents { before, limit: BATCH })).await;
    }
}

/// Deletes batches until none is left.
async fn sweep<Batch>(log: &Logger, what: &str, batch: impl Fn() -> Batch)
where
    Batch: Future<Output = Result<usize, UseCaseError>>,
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
