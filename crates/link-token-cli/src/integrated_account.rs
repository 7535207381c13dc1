//! `link-token integrated-account …`

use anyhow::anyhow;
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use link_token_client::{Client, Error, types};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    Connection, ID, context,
    limit_parser::parse_limit,
    one_of, show,
    table::{show_table, time, up_to},
    time_parser::parse_time,
};

/// Manage integrated accounts: tenants' connections to third-party apps.
#[derive(Debug, Subcommand)]
pub enum Command {
    List(Box<List>),
    Show(Show),
    Import(Box<Import>),
    Update(Update),
    Delete(Delete),
    Credentials(Credentials),
    SetCredentials(SetCredentials),
    Refresh(Refresh),
    Verify(Verify),
}

/// List accounts, the oldest first, without their contexts.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token integrated-account list --tenant-id acme-1
  link-token integrated-account list --status needs_reauth \\
      --status validation_error --all
  link-token integrated-account list --created-since 7d --json \\
      | jq -r '.[].id'")]
pub struct List {
    /// Only accounts of this tenant. Repeat the option for several.
    #[arg(long = "tenant-id", value_name = "TENANT_ID", allow_hyphen_values = true)]
    tenant_ids: Vec<types::TenantId>,
    /// Only accounts in this state. Repeat the option for several.
    #[arg(long = "status", value_name = "STATUS", value_parser = one_of(types::IntegratedAccountStatus::ALL))]
    statuses: Vec<types::IntegratedAccountStatus>,
    /// Only accounts of this app. Repeat the option for several.
    #[arg(long = "integration", value_name = "INTEGRATION")]
    integrations: Vec<types::IntegrationName>,
    /// Only accounts created at this time or later: a time such as `2026-01-31T12:00:00Z`, or an
    /// age such as `24h`.
    #[arg(long, value_name = "TIME", value_parser = parse_time, allow_hyphen_values = true)]
    created_since: Option<DateTime<Utc>>,
    /// Only accounts created before this time, in the same form.
    #[arg(long, value_name = "TIME", value_parser = parse_time, allow_hyphen_values = true)]
    created_before: Option<DateTime<Utc>>,
    /// Only accounts connected or changed at this time or later: a time such as
    /// `2026-01-31T12:00:00Z`, or an age such as `24h`.
    #[arg(long, value_name = "TIME", value_parser = parse_time, allow_hyphen_values = true)]
    updated_since: Option<DateTime<Utc>>,
    /// Only accounts connected or changed before this time, in the same form.
    #[arg(long, value_name = "TIME", value_parser = parse_time, allow_hyphen_values = true)]
    updated_before: Option<DateTime<Utc>>,
    /// The maximum number of accounts.
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = parse_limit, allow_negative_numbers = true)]
    limit: usize,
    /// List all accounts.
    #[arg(long, conflicts_with = "limit")]
    all: bool,
}

/// Show an account with its context, which may contain credentials.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token integrated-account show 1ba1f401-7183-47c5-9e39-e8e257e3c795"
)]
pub struct Show {
    /// The ID of the account.
    #[arg(value_name = "ID", value_parser = ID)]
    id: Uuid,
}

/// Import an account that was connected elsewhere, with its credentials.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token integrated-account import --tenant-id acme-1 \\
      --integration hubspot --context @account.json
  link-token integrated-account import --tenant-id acme-1 \\
      --integration stripe --authentication-method api_key \\
      --context @- < account.json

The context of an account with OAuth tokens:
  {\"oauth\": {\"token\": {\"access_token\": \"…\", \"refresh_token\": \"…\",\n    \"expires_in\": 3600}}}")]
pub struct Import {
    /// The tenant that the account belongs to.
    #[arg(long, allow_hyphen_values = true)]
    tenant_id: types::TenantId,
    /// The app, by name.
    #[arg(long, required_unless_present = "environment_integration_id")]
    integration: Option<types::IntegrationName>,
    /// The app, by the ID of the environment integration.
    #[arg(long, value_name = "ID", value_parser = ID)]
    environment_integration_id: Option<Uuid>,
    /// The authentication method. Without it, the first one of the app.
    #[arg(long, value_parser = one_of(types::AuthenticationMethod::ALL))]
    authentication_method: Option<types::AuthenticationMethod>,
    /// The account's variables and credentials as a JSON object. `@FILE` reads them from a file,
    /// `@-` from standard input. Other users of the machine can read arguments.
    #[arg(long, value_name = "JSON")]
    context: Option<String>,
    /// The region of the account.
    #[arg(long, value_parser = one_of(types::Region::ALL))]
    region: Option<types::Region>,
    /// The static gate for the account's outbound calls.
    #[arg(long, value_name = "ID", value_parser = ID)]
    truto_static_gate_id: Option<Uuid>,
    /// The ID of the account. Without it, a new ID is generated.
    #[arg(long, value_name = "ID", value_parser = ID)]
    id: Option<Uuid>,
}

/// Change an account. What is not given stays.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  link-token integrated-account update 1ba1f401-7183-47c5-9e39-e8e257e3c795 \\
      --context '{\"label\": \"Production\"}'")]
pub struct Update {
    /// The ID of the account.
    #[arg(value_name = "ID", value_parser = ID)]
    id: Uuid,
    #[command(flatten)]
    changes: Changes,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Changes {
    /// Variables as a JSON object. Each replaces the one of the same name. `@FILE` reads them from
    /// a file, `@-` from standard input.
    #[arg(long, value_name = "JSON")]
    context: Option<String>,
    /// The tenant that the account belongs to from now on.
    #[arg(long, allow_hyphen_values = true)]
    tenant_id: Option<types::TenantId>,
    /// The state of the connection.
    #[arg(long, value_parser = one_of(&SETTABLE_STATUSES))]
    status: Option<types::IntegratedAccountStatus>,
}

/// Delete an account and its credentials, and have them revoked at the third party.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token integrated-account delete 1ba1f401-7183-47c5-9e39-e8e257e3c795"
)]
pub struct Delete {
    /// The ID of the account.
    #[arg(value_name = "ID", value_parser = ID)]
    id: Uuid,
}

/// Show the credentials of an account, with which your backend calls the third party.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  link-token integrated-account credentials \\
      1ba1f401-7183-47c5-9e39-e8e257e3c795 --json | jq -r .values.access_token")]
pub struct Credentials {
    /// The ID of the account.
    #[arg(value_name = "ID", value_parser = ID)]
    id: Uuid,
}

/// Replace credentials of an account. What is not given stays.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  echo '{\"oauth\": {\"token\": {\"access_token\": \"…\"}}}' | \\
    link-token integrated-account set-credentials \\
      1ba1f401-7183-47c5-9e39-e8e257e3c795 --from @-")]
pub struct SetCredentials {
    /// The ID of the account.
    #[arg(value_name = "ID", value_parser = ID)]
    id: Uuid,
    /// The credentials as a JSON object. `@FILE` reads them from a file, `@-` from standard input.
    /// Other users of the machine can read arguments.
    #[arg(long, value_name = "JSON")]
    from: String,
}

/// Ask the third party for new credentials now, because it has ended those of the account before
/// their time.
///
/// The server refreshes credentials by itself before they expire.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token integrated-account refresh 1ba1f401-7183-47c5-9e39-e8e257e3c795"
)]
pub struct Refresh {
    /// The ID of the account.
    #[arg(value_name = "ID", value_parser = ID)]
    id: Uuid,
}

/// Verify the credentials of an account, and read facts about the account again.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token integrated-account verify 1ba1f401-7183-47c5-9e39-e8e257e3c795"
)]
pub struct Verify {
    /// The ID of the account.
    #[arg(value_name = "ID", value_parser = ID)]
    id: Uuid,
}

/// The states that a backend may set. Only the connection flow sets `connecting`.
const SETTABLE_STATUSES: [types::IntegratedAccountStatus; 4] = [
    types::IntegratedAccountStatus::Active,
    types::IntegratedAccountStatus::PostInstallError,
    types::IntegratedAccountStatus::ValidationError,
    types::IntegratedAccountStatus::NeedsReauth,
];

const PATH: &str = "/integrated-account";

impl Command {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let failed = |error| connection.explain(&error, PATH);
        match self {
            Self::List(list) => {
                let client = connection.client()?;
                let (accounts, has_more) = list.read(&client).await.map_err(failed)?;
                show_list(&accounts, json)?;
                if has_more {
                    anstream::eprintln!("There are more accounts: raise --limit, or set --all.");
                }
                Ok(())
            }
            Self::Show(Show { id }) => {
                let sent = connection.client()?.get_integrated_account().id(id).send().await;
                show(&*sent.map_err(failed)?, json)
            }
            Self::Import(import) => {
                let body = types::IntegratedAccountImport::builder()
                    .tenant_id(import.tenant_id)
                    .maybe_integration(import.integration)
                    .maybe_environment_integration_id(import.environment_integration_id)
                    .maybe_authentication_method(import.authentication_method)
                    .maybe_context(context("--context", import.context)?)
                    .maybe_region(import.region)
                    .maybe_truto_static_gate_id(import.truto_static_gate_id)
                    .maybe_id(import.id);
                let remedy = if import.id.is_some() {
                    "repeat the command. If the account already exists then, it was imported"
                } else {
                    "look for the account with `link-token integrated-account list` before you repeat the command, which would import it once more"
                };
                let sent = connection.client()?.import_integrated_account().body(body).send().await;
                let failed = |error| connection.explain_lost(&error, PATH, remedy);
                show(&*sent.map_err(failed)?, json)
            }
            Self::Update(Update { id, changes: Changes { context: own, tenant_id, status } }) => {
                let body = types::IntegratedAccountUpdate::builder()
                    .maybe_context(context("--context", own)?)
                    .maybe_tenant_id(tenant_id)
                    .maybe_status(status);
                let client = connection.client()?;
                let sent = client.update_integrated_account().id(id).body(body).send().await;
                show(&*sent.map_err(failed)?, json)
            }
            Self::Delete(Delete { id }) => {
                let sent = connection.client()?.delete_integrated_account().id(id).send().await;
                let deleted = sent.map_err(failed)?;
                if json {
                    return show(&*deleted, json);
                }
                anstream::eprintln!("The integrated account is deleted.");
                Ok(())
            }
            Self::Credentials(Credentials { id }) => {
                let sent = connection.client()?.read_credentials().id(id).send().await;
                show(&*sent.map_err(failed)?, json)
            }
            Self::SetCredentials(SetCredentials { id, from }) => {
                let given = context("--from", Some(from))?.map(|context| context.0);
                let body = types::CredentialsUpdate(given.unwrap_or_default());
                let client = connection.client()?;
                let sent = client.update_credentials().id(id).body(body).send().await;
                show(&*sent.map_err(failed)?, json)
            }
            Self::Refresh(Refresh { id }) => {
                let body = types::IntegratedAccountReference { id };
                let sent = connection.client()?.refresh_credentials().body(body).send().await;
                let outcome = sent.map_err(failed)?;
                if json {
                    return show(&*outcome, json);
                }
                anstream::eprintln!("The account has new credentials.");
                Ok(())
            }
            Self::Verify(Verify { id }) => {
                let client = connection.client()?;
                let body = types::IntegratedAccountReference { id };
                let sent = client.run_post_install_actions().body(body).send().await;
                let outcome = sent.map_err(failed)?.into_inner();
                if json {
                    show(&outcome, json)?;
                }
                if outcome.success {
                    anstream::eprintln!("The credentials work.");
                    return Ok(());
                }
                let account =
                    client.get_integrated_account().id(id).send().await.map_err(failed)?;
                let error = account.last_error.as_deref().unwrap_or("the reason is not known");
                Err(anyhow!("the account is not verified: {error}"))
            }
        }
    }
}

impl List {
    /// Returns the accounts, and whether there are more than the limit.
    async fn read(self, client: &Client) -> Result<(Vec<types::IntegratedAccount>, bool), Error> {
        let mut list = client.list_integrated_accounts();
        if !self.tenant_ids.is_empty() {
            list = list.tenant_id_in(self.tenant_ids);
        }
        if !self.statuses.is_empty() {
            list = list.status_in(self.statuses);
        }
        if !self.integrations.is_empty() {
            list = list.integration_name_in(self.integrations);
        }
        if let Some(time) = self.created_since {
            list = list.created_at_gte(time);
        }
        if let Some(time) = self.created_before {
            list = list.created_at_lt(time);
        }
        if let Some(time) = self.updated_since {
            list = list.updated_at_gte(time);
        }
        if let Some(time) = self.updated_before {
            list = list.updated_at_lt(time);
        }
        up_to(list.stream(), (!self.all).then_some(self.limit)).await
    }
}

/// Prints a table, or a JSON array. Neither has contexts, which may contain credentials.
fn show_list(accounts: &[types::IntegratedAccount], json: bool) -> anyhow::Result<()> {
    if json {
        let accounts = accounts.iter().map(|account| {
            let mut value = serde_json::to_value(account)?;
            value.as_object_mut().map(|members: &mut Map<String, Value>| members.remove("context"));
            Ok(value)
        });
        let accounts = accounts.collect::<Result<Vec<Value>, serde_json::Error>>()?;
        return show(&accounts, json);
    }
    show_table(
        accounts,
        json,
        &["ID", "TENANT", "INTEGRATION", "STATUS", "UPDATED"],
        |account| {
            vec![
                account.id.to_string(),
                account.tenant_id.to_string(),
                account.integration.name.to_string(),
                account.status.to_string(),
                time(account.updated_at),
            ]
        },
        "No integrated accounts.",
    )
}
