//! `link-token-server tenant …`

use clap::{Args, Subcommand};
use link_token_domain::{
    audit::Origin,
    erasure::{Tenant, TenantRecords},
};
use link_token_store::{
    Store,
    use_cases::{BeginErasure, CountTenantRecords},
};
use link_token_types::TenantId;

use super::{OutputFormat, confirm::Confirmation, output::Output};
use crate::clock;

/// Manage tenants: the customers of backends, for whom accounts are connected.
#[derive(Debug, Subcommand)]
pub enum Command {
    Erase(Erase),
}

/// Erase a tenant: delete its integrated accounts with their credentials, its link tokens and its
/// attempts at the connection page. The audit trail stays, without the ID of the tenant.
///
/// From the beginning, nothing of the tenant can be used. If the command is interrupted, a server
/// finishes the erasure within a minute, and so does the same command. A server then has the tokens
/// revoked at the third party, for a day at most, and keeps them encrypted until then. Backups, and
/// what receivers of webhooks have kept, are not erased.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token-server tenant erase --environment production acme-1"
)]
pub struct Erase {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    /// The ID of the tenant.
    #[arg(value_name = "ID", allow_hyphen_values = true)]
    tenant_id: TenantId,
    #[command(flatten)]
    confirmation: Confirmation,
    #[command(flatten)]
    format: OutputFormat,
}

impl Command {
    pub async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let Self::Erase(erase) = self;
        erase.run(store, how).await
    }
}

impl Erase {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let Self { environment, tenant_id, confirmation, format } = self;
        let environment = super::environment(store, how, &environment).await?;
        let tenant = Tenant { environment_id: environment.id, id: tenant_id };
        let found = store.query(CountTenantRecords { tenant: tenant.clone() }).await?;
        confirmation.ask(&format!(
            "Erases the tenant `{}` of the environment `{}`: {}.",
            *tenant.id,
            environment.name,
            said(&found)
        ))?;
        let by = Origin::CommandLine;
        store.run(BeginErasure { tenant: tenant.clone(), by, now: clock::now() }).await?;
        let erased = store.erase_tenant(&tenant, clock::now()).await?;
        let TenantRecords { accounts, link_tokens, audit_events } = erased;
        let shown = serde_json::json!({
            "tenant_id": tenant.id,
            "integrated_accounts": accounts,
            "link_tokens": link_tokens,
            "audit_events": audit_events,
        });
        let fields = [
            ("erased", tenant.id.to_string()),
            ("integrated accounts", accounts.to_string()),
            ("link tokens", link_tokens.to_string()),
            ("audit events", audit_events.to_string()),
        ];
        let hint = "Backups still contain it, until they are deleted.";
        Ok(Output::one(format, &shown, &fields)?.with_hint(format, hint))
    }
}

fn said(found: &TenantRecords) -> String {
    let TenantRecords { accounts, link_tokens, audit_events } = found;
    format!(
        "{accounts} integrated accounts with their credentials, {link_tokens} link tokens, and its \
         ID in {audit_events} audit events"
    )
}
