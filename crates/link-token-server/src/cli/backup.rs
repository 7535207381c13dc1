//! `link-token-server backup`

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use anyhow::Context as _;
use clap::Args;
use link_token_store::sqlite;

use super::{OutputFormat, output::Output, serve::Signals, target::Target};
use crate::config::Database;

/// Copy a SQLite database while it is in use.
///
/// The copy is a consistent snapshot. The key file of the database, if there is one, is copied as
/// well (`FILE.key`). To restore the backup, stop the server and serve the copy. For PostgreSQL,
/// use its own tools, such as `pg_dump`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server backup --to link-token-backup.db")]
pub struct Arguments {
    /// The file to write. It must not exist yet.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    #[command(flatten)]
    format: OutputFormat,
}

impl Arguments {
    pub async fn run(self, target: &Target) -> anyhow::Result<Output> {
        let Self { to, format } = self;
        let Database::Sqlite(path) = &target.database else {
            anyhow::bail!(
                "`backup` copies SQLite databases only: back up PostgreSQL with its own tools, such as `pg_dump`"
            );
        };
        if !path.exists() {
            return Err(target.missing());
        }
        let mut stop = Signals::listen()?;
        let is_interrupted = Arc::new(AtomicBool::new(false));
        let (from, seen) = (path.clone(), Arc::clone(&is_interrupted));
        let (copy, has_keys) = (to.clone(), target.keys.is_some());
        let mut copying =
            tokio::task::spawn_blocking(move || sqlite::backup(&from, &copy, has_keys, &seen));
        let copied = tokio::select! {
            copied = &mut copying => copied,
            () = stop.wait() => {
                is_interrupted.store(true, Ordering::Relaxed);
                // It removes the unfinished copy.
                copying.await
            }
        };
        let copied = copied
            .context("the copy failed")?
            .with_context(|| format!("cannot copy the database {}", target.database))?;
        let file = to.display().to_string();
        let key = copied.key.map(|key| key.display().to_string());
        let shown = serde_json::json!({ "file": file, "bytes": copied.bytes, "key_file": key });
        let mut fields = vec![("file", file), ("bytes", copied.bytes.to_string())];
        let hint = match (&target.keys, &key) {
            (Some(_), _) => {
                "The copy does not contain the configured encryption keys: back them up as well."
            }
            (None, Some(_)) => {
                "Both files together reveal all contexts: store them where only you can read them."
            }
            (None, None) => {
                "The database has no key file, and no encryption keys are configured: without its key, the contexts in the copy cannot \
                 be decrypted. Restore the key file from an earlier backup."
            }
        };
        if let Some(key) = key {
            fields.push(("key file", key));
        }
        Ok(Output::one(format, &shown, &fields)?.with_hint(format, hint))
    }
}
