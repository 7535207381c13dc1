//! `link-token-server encryption-key …`

use anyhow::Context as _;
use clap::{Args, Subcommand};
use link_token_store::{Store, encryption::EncryptionKey};

use super::{OutputFormat, output::Output};
use crate::clock;

/// Change the encryption key of a database.
///
/// Run `generate`. Put the new key before the current one in the configuration, and restart every
/// server: the new key encrypts, and both decrypt. Run `reencrypt` with that configuration. Then
/// remove the old key from the configuration, and restart every server.
///
/// Keys are in `LINK_TOKEN_ENCRYPTION_KEYS`, separated by commas, or in the configuration file as
/// `encryption_keys = ["NEW", "OLD"]`. A SQLite database without configured keys has a key file
/// next to it (`link-token.db.key`), with one key on each line.
#[derive(Debug, Subcommand)]
pub enum Command {
    Generate(Generate),
    Reencrypt(Reencrypt),
}

/// Print a new encryption key.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server encryption-key generate")]
pub struct Generate {
    #[command(flatten)]
    format: OutputFormat,
}

/// Encrypt all contexts again with the first configured key, and retire the other keys.
///
/// Servers with the new key may run meanwhile. A server that was not restarted with the new key can
/// no longer write contexts, and reports that.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  LINK_TOKEN_ENCRYPTION_KEYS=\"$NEW,$OLD\" \\
      link-token-server encryption-key reencrypt")]
pub struct Reencrypt {
    #[command(flatten)]
    format: OutputFormat,
}

impl Generate {
    pub fn run(&self) -> anyhow::Result<Output> {
        let key = EncryptionKey::generate()
            .context("cannot get random bytes from the operating system")?;
        let shown =
            serde_json::json!({ "key": key.to_base64().as_str(), "id": key.id().to_string() });
        let fields = [("id", key.id().to_string()), ("key", key.to_base64().to_string())];
        Ok(Output::one(self.format, &shown, &fields)?.with_secret("generate another key"))
    }
}

impl Reencrypt {
    pub async fn run(&self, store: &Store) -> anyhow::Result<Output> {
        let reencrypted = store.reencrypt(clock::now()).await?;
        let shown = serde_json::json!({ "reencrypted": reencrypted });
        let output = Output::one(self.format, &shown, &[("reencrypted", reencrypted.to_string())])?;
        Ok(output.with_hint(
            self.format,
            "Only the first configured key is in use now. If there are others, remove them from the configuration.",
        ))
    }
}
