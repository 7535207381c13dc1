//! The sweep, which deletes link tokens and attempts that ended long ago, accounts that were not
//! confirmed in time, the logs of deleted webhooks, and old audit events, and finishes interrupted
//! erasures.
//!
//! It goes by the clock that all servers share, so that a server whose clock is ahead deletes
//! nothing too early.

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use link_token_domain::{
    erasure::TenantErasure,
    sweep::{ATTEMPT_RETENTION, LINK_TOKEN_RETENTION},
    webhook,
};
use link_token_store::{
    Store, UseCaseError,
    use_cases::{
        BeginSweep, ListErasures, SweepAttempts, SweepConfirmations, SweepDeletedWebhooks,
        SweepEvents, SweepLinkTokens, SweepPermission, SweepWebhookEvents,
    },
};
use slog::Logger;

use crate::{clock, throttle::Throttle};

/// The number of rows that one transaction deletes. It is small, so that issuing does not wait for
/// long.
const BATCH: u32 = 500;
const INTERVAL: Duration = Duration::from_secs(60);
/// The time between two warnings that nothing is deleted.
const WARNING_INTERVAL: Duration = Duration::from_secs(24 * 3600);
/// The pause between two batches, in which other callers can write.
const PAUSE: Duration = Duration::from_millis(50);

/// Sweeps until the task is aborted. `program` is the command line of commands on the same
/// database.
pub async fn run(store: Store, audit_retention: TimeDelta, program: String, log: Logger) {
    let warnings = Throttle::new(WARNING_INTERVAL);
    let mut interval = tokio::time::interval(INTERVAL);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        interval.tick().await;
        resume_erasures(&store, &log).await;
        let batch = || store.run(SweepDeletedWebhooks { limit: BATCH });
        sweep(&log, "the logs of deleted webhooks", batch).await;
        // Read once, so that a clock that is set meanwhile has no effect on this sweep.
        let now = match store.shared_time(clock::now()).await {
            Ok(now) => now,
            Err(error) => {
                slog::warn!(log, "cannot sweep"; "error" => %error);
                continue;
            }
        };
        // Whatever the clock says: by the same clock, their time has begun.
        let batch = || store.run(SweepConfirmations { now, limit: BATCH });
        sweep(&log, "expired confirmations", batch).await;
        match store.run(BeginSweep { now, audit_retention }).await {
            Ok(SweepPermission::Granted) => {}
            Ok(SweepPermission::ClockDiffers { last }) => {
                if warnings.allow() {
                    slog::warn!(log, "{}", clock_differs(now, last, &program));
                }
                continue;
            }
            Err(error) => {
                slog::warn!(log, "cannot sweep"; "error" => %error);
                continue;
            }
        }
        let before = now - LINK_TOKEN_RETENTION;
        let batch = || store.run(SweepLinkTokens { before, limit: BATCH });
        sweep(&log, "ended link tokens", batch).await;
        let before = now - ATTEMPT_RETENTION;
        let batch = || store.run(SweepAttempts { before, limit: BATCH });
        sweep(&log, "expired attempts", batch).await;
        let before = now - webhook::RETENTION;
        let batch = || store.run(SweepWebhookEvents { before, limit: BATCH });
        sweep(&log, "old events of webhooks", batch).await;
        let before = now - audit_retention;
        sweep(&log, "old events", || store.run(SweepEvents { before, limit: BATCH })).await;
    }
}

/// Finishes the erasures of tenants that were interrupted, or that another process is at.
async fn resume_erasures(store: &Store, log: &Logger) {
    let erasures = match store.query(ListErasures).await {
        Ok(erasures) => erasures,
        Err(error) => {
            slog::warn!(log, "cannot look for interrupted erasures"; "error" => %error);
            return;
        }
    };
    for TenantErasure { tenant, began_at } in erasures {
        let environment = tenant.environment_id.to_string();
        match store.erase_tenant(&tenant, clock::now()).await {
            // A tenant's ID may be personal.
            Ok(_) => {
                slog::info!(log, "an erasure of a tenant has ended"; "began_at" => %began_at, "environment" => environment);
            }
            Err(error) => {
                slog::warn!(log, "cannot erase a tenant: the next attempt follows in a minute"; "error" => %error, "environment" => environment);
            }
        }
    }
}

fn clock_differs(now: DateTime<Utc>, last: DateTime<Utc>, program: &str) -> String {
    let days = (now - last).num_days();
    let direction = if days < 0 { "before" } else { "after" };
    let time = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    format!(
        "old link tokens and audit events are not deleted: the clock says {} (that of this machine or, on PostgreSQL, \
         that of the database), which is {} days {direction} the last deletion, at {}. If no server ran in between and the clock is right, run `{program} confirm-clock` once. \
         Otherwise correct the clock",
        time(now),
        days.abs(),
        time(last),
    )
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
