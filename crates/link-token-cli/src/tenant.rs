//! `link-token tenant …`

use std::time::Duration;

use clap::{Args, Subcommand};
use link_token_client::types;

use crate::{Connection, confirm, show};

/// Manage tenants: the customers of backends, for whom accounts are connected.
#[derive(Debug, Subcommand)]
pub enum Command {
    Erase(Erase),
}

/// Erase a tenant: delete its integrated accounts with their credentials, its link tokens and its
/// attempts at the connection page. The audit trail stays, without the ID of the tenant.
///
/// From the beginning, nothing of the tenant can be used. The command waits until everything is
/// deleted. If it is interrupted, the server finishes the erasure. Backups still contain the
/// tenant.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token tenant erase acme-1")]
pub struct Erase {
    /// The ID of the tenant.
    #[arg(value_name = "ID", allow_hyphen_values = true)]
    tenant_id: types::TenantId,
    /// Do not ask for confirmation. Required if standard input is no terminal.
    #[arg(long)]
    yes: bool,
}

/// The time between two questions for the state of an erasure.
const PAUSE: Duration = Duration::from_secs(1);

impl Command {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let Self::Erase(Erase { tenant_id, yes }) = self;
        let client = connection.client()?;
        let failed = |error| connection.explain(&error, "/tenant/erase");
        if !yes {
            // An API token of another environment is easily set by mistake.
            let environment = client.get_environment().send().await;
            let environment =
                environment.map_err(|error| connection.explain(&error, "/environment"))?;
            confirm::ask(&format!(
                "Erases the tenant `{}` of the environment `{}`: its integrated accounts with their credentials, its link tokens, and its ID in the audit trail.",
                tenant_id.as_str(),
                environment.name,
            ))?;
        }
        let body = types::TenantReference { tenant_id };
        let mut is_told = false;
        loop {
            let sent = client.erase_tenant().body(body.clone()).send().await.map_err(failed)?;
            if sent.status == types::TenantErasureStateStatus::Erased {
                show(&*sent, json)?;
                if !json {
                    anstream::eprintln!("Backups still contain it, until they are deleted.");
                }
                return Ok(());
            }
            if !is_told {
                anstream::eprintln!(
                    "The erasure goes on. The server finishes it, even if you interrupt this command."
                );
                is_told = true;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}
