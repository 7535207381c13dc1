//! Forgetting link tokens that died long ago.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use slog::Logger;

use crate::{clock, store::Store};

/// How long a dead link token is kept, so that a late repetition of its request still finds it.
pub const KEPT: TimeDelta = TimeDelta::days(31);
/// How many are deleted at once. Few enough that issuing does not wait.
const BATCH: u32 = 500;
/// How often to look.
const INTERVAL: Duration = Duration::from_secs(60);
/// Between two batches, in which others write.
const BREATH: Duration = Duration::from_millis(50);

/// Sweeps for as long as the program runs.
pub async fn run(store: Arc<dyn Store>, log: Logger) {
    let mut interval = tokio::time::interval(INTERVAL);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        interval.tick().await;
        loop {
            match store.sweep(clock::now() - KEPT, BATCH).await {
                Ok(0) => break,
                Ok(deleted) => slog::debug!(log, "swept dead link tokens"; "deleted" => deleted),
                Err(error) => {
                    slog::warn!(log, "cannot sweep dead link tokens"; "error" => %error);
                    break;
                }
            }
            tokio::time::sleep(BREATH).await;
        }
    }
}
