//! `link-token-server backup`

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use link_token_store::sqlite;

use super::{Format, output::Output, target::Target};
use crate::config::Database;

/// Copy a SQLite database while it is in use.
///
/// The copy is the database as it is at one moment, with the file of its encryption key if it has one (`FILE.key`). To
/// restore it, stop the server, and serve the copy. PostgreSQL has tools of its own, such as `pg_dump`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server backup --to link-token-backup.db")]
pub struct Arguments {
    /// The file to write, which must not exist.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    #[command(flatten)]
    format: Format,
}

impl Arguments {
    pub fn run(self, target: &Target) -> anyhow::Result<Output> {
        let Self { to, format } = self;
        let Database::Sqlite(path) = &target.database else {
            anyhow::bail!(
                "a backup of a PostgreSQL database is made with PostgreSQL's own tools, for instance `pg_dump`"
            );
        };
        if !path.exists() {
            return Err(target.missing());
        }
        let copied = sqlite::backup(path, &to)
            .with_context(|| format!("cannot copy the database {}", target.database))?;
        let file = to.display().to_string();
        let key = copied.key.map(|key| key.display().to_string());
        let shown = serde_json::json!({ "file": file, "bytes": copied.bytes, "key_file": key });
        let mut fields = vec![("file", file), ("bytes", copied.bytes.to_string())];
        let hint = if let Some(key) = key {
            fields.push(("key file", key));
            "Whoever has both files can read the contexts in them: keep them where nobody else can."
        } else {
            "The encryption keys are configured, and not in the copy: keep them, too."
        };
        Ok(Output::one(format, &shown, &fields)?.with_hint(format, hint))
    }
}
