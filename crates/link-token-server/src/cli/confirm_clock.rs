//! `link-token-server confirm-clock`

use clap::Args;
use link_token_store::{Store, use_cases::ConfirmClock};

use super::{
    OutputFormat,
    output::{Output, optional_time, time},
};
use crate::clock;

/// Confirm that the clock is right, so that old data is deleted again.
///
/// The clock is that of this machine or, on PostgreSQL, that of the database. Servers delete no old
/// link tokens, attempts and events while it is far from the time of the last deletion, and log
/// that. If no server ran in between, compare the clock with a reliable one, and run this command
/// once. Every server on the database then goes on within a minute. Otherwise, correct the clock
/// instead.
#[derive(Debug, Args)]
#[group(id = "confirm_clock")]
#[command(after_help = "Example:\n  link-token-server confirm-clock")]
pub struct Arguments {
    #[command(flatten)]
    format: OutputFormat,
}

impl Arguments {
    pub async fn run(&self, store: &Store) -> anyhow::Result<Output> {
        let now = store.shared_time(clock::now()).await?;
        let last = store.run(ConfirmClock { now }).await?;
        let shown = serde_json::json!({ "clock": now, "last_sweep": last });
        let fields = [("clock", time(now)), ("last sweep", optional_time(last))];
        Ok(Output::one(self.format, &shown, &fields)?
            .with_hint(self.format, "Every server deletes old data again within a minute."))
    }
}
