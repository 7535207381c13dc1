//! `link-token-server encryption-key …`

use anyhow::Context as _;
use clap::{Args, Subcommand};

use super::{Format, output::Output};
use crate::{encryption::EncryptionKey, store::Store};

/// Change the encryption key of a database.
///
/// 1. `generate` a key. 2. Configure it before the present one, and restart every server: both open, the new one seals.
/// 3. `reseal`, with that configuration. 4. Remove the old key from the configuration, and restart every server.
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

/// Seal everything again that another key than the first configured one sealed. Servers may run.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  LINK_TOKEN_ENCRYPTION_KEYS=\"$NEW,$OLD\" link-token-server encryption-key reseal"
)]
pub struct Reseal {
    #[command(flatten)]
    format: Format,
}

/// How many contexts are sealed again at once. Few enough that a server that runs does not wait.
const BATCH: u32 = 200;

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
    pub async fn run(&self, store: &dyn Store) -> anyhow::Result<Output> {
        let mut resealed = 0;
        loop {
            match store.reseal(BATCH).await? {
                0 => break,
                done => resealed += done,
            }
        }
        let shown = serde_json::json!({ "resealed": resealed });
        let output = Output::one(self.format, &shown, &[("resealed", resealed.to_string())])?;
        Ok(output.with_hint(self.format, "Now remove the other keys from the configuration."))
    }
}
