//! `link-token-server encryption-key …`

use anyhow::Context as _;
use clap::{Args, Subcommand};
use link_token_store::{Store, encryption::EncryptionKey};

use super::{Format, output::Output};
use crate::clock;

/// Change the encryption key of a database.
///
/// 1. `generate` a key. 2. Configure it before the present one, and restart every server: both open, the new one seals.
/// 3. `reseal`, with that configuration. 4. Remove the old key from the configuration, and restart every server.
///
/// Keys are configured in `LINK_TOKEN_ENCRYPTION_KEYS`, separated by commas, or as `encryption_keys = ["NEW", "OLD"]` in
/// the configuration file, or as the lines of the file beside the database (`link-token.db.key`) if it is used.
#[derive(Debug, Subcommand)]
pub enum Command {
    Generate(Generate),
    Reseal(Reseal),
}

/// Print a new encryption key.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server encryption-key generate")]
pub struct Generate {
    #[command(flatten)]
    format: Format,
}

/// Seal everything again that another key than the first configured one sealed, and retire the other keys.
///
/// Servers may run, with the new key: one that was not restarted with it can write no contexts any more, and says so.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  LINK_TOKEN_ENCRYPTION_KEYS=\"$NEW,$OLD\" link-token-server encryption-key reseal"
)]
pub struct Reseal {
    #[command(flatten)]
    format: Format,
}

impl Generate {
    pub fn run(&self) -> anyhow::Result<Output> {
        let key = EncryptionKey::generate().context("the system gives no random numbers")?;
        let shown =
            serde_json::json!({ "key": key.to_base64().as_str(), "id": key.id().to_string() });
        let fields = [("id", key.id().to_string()), ("key", key.to_base64().to_string())];
        Output::one(self.format, &shown, &fields)
    }
}

impl Reseal {
    pub async fn run(&self, store: &Store) -> anyhow::Result<Output> {
        let resealed = store.reencrypt(clock::now()).await?;
        let shown = serde_json::json!({ "resealed": resealed });
        let output = Output::one(self.format, &shown, &[("resealed", resealed.to_string())])?;
        Ok(output.with_hint(
            self.format,
            "Other keys than the first are retired: remove them from the configuration.",
        ))
    }
}
