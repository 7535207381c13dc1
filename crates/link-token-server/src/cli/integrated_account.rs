//! `link-token-server integrated-account …`

use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use link_token_connect::catalogue::Catalogue;
use link_token_domain::{
    Refusal,
    context::Context,
    integrated_account::{Account, AccountFilter, TimeRange},
};
use link_token_store::{
    Store, UseCaseError,
    use_cases::{ImportAccount, PageAccounts},
};
use link_token_types::{
    self as types, AuthenticationMethod, IntegratedAccountStatus, IntegrationName, Region, TenantId,
};
use uuid::Uuid;

use super::{
    ID, OutputFormat, one_of,
    output::{Output, time},
};
use crate::{
    accounts::credentials::find_secret, clock, contract, limit_parser::parse_limit, text_input,
    time_parser::parse_time,
};

/// Manage integrated accounts: tenants' connections to third-party apps.
#[derive(Debug, Subcommand)]
pub enum Command {
    Import(Box<Import>),
    List(List),
    Show(Show),
}

/// Import an account that was connected elsewhere, so that it can be reauthorised here. It has no
/// credentials: `link-token integrated-account import` takes them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server integrated-account import --environment production \\
      --tenant-id acme-1 --integration hubspot
  link-token-server integrated-account import --environment production \\
      --tenant-id acme-1 --integration hubspot \\
      --id 1ba1f401-7183-47c5-9e39-e8e257e3c795 --context @context.json")]
pub struct Import {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    /// The tenant that the account belongs to.
    #[arg(long, allow_hyphen_values = true)]
    tenant_id: TenantId,
    /// The app, by name.
    #[arg(long)]
    integration: IntegrationName,
    /// The ID of the account. Without it, a new ID is generated.
    #[arg(long, value_name = "ID", value_parser = ID)]
    id: Option<Uuid>,
    /// The authentication method. Without it, the account has none.
    #[arg(long, value_parser = one_of(AuthenticationMethod::ALL))]
    authentication_method: Option<AuthenticationMethod>,
    /// The state of the connection.
    #[arg(long, value_parser = one_of(&SETTABLE_STATUSES), default_value_t = IntegratedAccountStatus::Active)]
    status: IntegratedAccountStatus,
    /// The region of the account.
    #[arg(long, value_parser = one_of(Region::ALL), default_value_t = Region::default())]
    region: Region,
    /// The static gate for the account's outbound calls.
    #[arg(long, value_name = "ID", value_parser = ID)]
    truto_static_gate_id: Option<Uuid>,
    /// The account's variables as a JSON object. `@FILE` reads them from a file, `@-` from standard
    /// input.
    #[arg(long, value_name = "JSON")]
    context: Option<String>,
    #[command(flatten)]
    format: OutputFormat,
}

/// List the accounts of an environment, the oldest first, without their contexts.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token-server integrated-account list --environment production \\
      --tenant-id acme-1"
)]
pub struct List {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    #[command(flatten)]
    conditions: Conditions,
    /// The maximum number of accounts.
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = parse_limit, allow_negative_numbers = true)]
    limit: usize,
    /// List all accounts.
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    #[command(flatten)]
    format: OutputFormat,
}

/// The conditions for accounts. Each of them has to hold.
#[derive(Debug, Args)]
struct Conditions {
    /// Only accounts of this tenant. Repeat the option for several.
    #[arg(long = "tenant-id", value_name = "TENANT_ID", allow_hyphen_values = true)]
    tenant_ids: Vec<TenantId>,
    /// Only accounts in this state. Repeat the option for several.
    #[arg(long = "status", value_name = "STATUS", value_parser = one_of(IntegratedAccountStatus::ALL))]
    statuses: Vec<IntegratedAccountStatus>,
    /// Only accounts of this app. Repeat the option for several.
    #[arg(long = "integration", value_name = "INTEGRATION")]
    integrations: Vec<IntegrationName>,
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
}

/// Show an account with its context, which may contain credentials.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token-server integrated-account show --environment production \\
      1ba1f401-7183-47c5-9e39-e8e257e3c795"
)]
pub struct Show {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    /// The ID of the account.
    #[arg(value_name = "ID", value_parser = ID)]
    id: Uuid,
    #[command(flatten)]
    format: OutputFormat,
}

/// The states that an operator may set. Only the connection flow sets `connecting`.
const SETTABLE_STATUSES: [IntegratedAccountStatus; 4] = [
    IntegratedAccountStatus::Active,
    IntegratedAccountStatus::PostInstallError,
    IntegratedAccountStatus::ValidationError,
    IntegratedAccountStatus::NeedsReauth,
];

impl Command {
    pub async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        match self {
            Self::Import(arguments) => arguments.run(store, how).await,
            Self::List(list) => list.run(store, how).await,
            Self::Show(Show { environment, id, format }) => {
                let environment = super::environment(store, how, &environment).await?;
                let account = store.account(environment.id, id).await?;
                let account = account.with_context(|| {
                    format!(
                        "integrated account {id} not found in `{0}`: `{how} integrated-account list --environment {0}` shows its accounts",
                        environment.name
                    )
                })?;
                show(format, account)
            }
        }
    }
}

impl Conditions {
    fn filter(self) -> AccountFilter {
        let range = |since: Option<DateTime<Utc>>, before: Option<DateTime<Utc>>| {
            let range = since.map_or(TimeRange::default(), |time| TimeRange::default().from(time));
            before.map_or(range, |time| range.before(time))
        };
        AccountFilter {
            tenant_ids: self.tenant_ids,
            statuses: self.statuses,
            integrations: self.integrations,
            created_at: range(self.created_since, self.created_before),
            updated_at: range(self.updated_since, self.updated_before),
        }
    }
}

/// The number of accounts that a query reads.
const PAGE: usize = 1000;

impl List {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let Self { environment, conditions, limit, all, format } = self;
        let environment = super::environment(store, how, &environment).await?;
        let filter = conditions.filter();
        let matching = if filter == AccountFilter::default() { "" } else { "matching " };
        let limit = if all { usize::MAX } else { limit };
        let mut after = None;
        let mut found = Vec::new();
        let has_more = loop {
            let page = PageAccounts {
                environment_id: environment.id,
                filter: filter.clone(),
                after,
                limit: u32::try_from(PAGE.min(limit - found.len()).max(1))?,
            };
            let page = store.query(page).await?;
            found.extend(page.accounts.into_iter().map(ListedAccount::from));
            after = page.next;
            if after.is_none() || found.len() >= limit {
                break after.is_some() || found.len() > limit;
            }
        };
        found.truncate(limit);
        let output = Output::list(
            format,
            &found,
            &["ID", "TENANT", "INTEGRATION", "STATUS", "REGION", "UPDATED"],
            |account| {
                vec![
                    account.id.to_string(),
                    account.tenant_id.to_string(),
                    account.integration.to_string(),
                    account.status.to_string(),
                    account.region.to_string(),
                    time(account.updated_at),
                ]
            },
            &format!("No {matching}integrated accounts in `{}`.", environment.name),
        )?;
        Ok(if has_more {
            output.with_remainder("There are more accounts: raise --limit, or set --all.")
        } else {
            output
        })
    }
}

/// An account in a list, without its context.
#[derive(Debug, serde::Serialize)]
struct ListedAccount {
    id: Uuid,
    tenant_id: TenantId,
    integration: IntegrationName,
    authentication_method: Option<AuthenticationMethod>,
    status: IntegratedAccountStatus,
    region: Region,
    truto_static_gate_id: Option<Uuid>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<Account> for ListedAccount {
    fn from(account: Account) -> Self {
        Self {
            id: account.id,
            tenant_id: account.tenant_id,
            integration: account.integration,
            authentication_method: account.authentication_method,
            status: account.status,
            region: account.region,
            truto_static_gate_id: account.static_gate_id,
            created_at: account.created_at,
            updated_at: account.updated_at,
        }
    }
}

impl Import {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let environment = super::environment(store, how, &self.environment).await?;
        let context = match self.context.as_deref().map(read_context).transpose()? {
            Some(context) => Context::check(context)?,
            None => Context::empty(),
        };
        // No definition says which other names are those of secrets.
        if let Some(name) = find_secret(&context) {
            bail!(
                "--context: `{name}` has credentials, which no context keeps: leave it out, or import the account over the \
                 API, by `link-token integrated-account import`, which keeps them apart"
            );
        }
        let now = clock::now();
        let account = Account {
            id: self.id.unwrap_or_else(Uuid::new_v4),
            environment_id: environment.id,
            tenant_id: self.tenant_id,
            integration: self.integration,
            environment_integration_id: None,
            authentication_method: self.authentication_method,
            status: self.status,
            last_error: None,
            upstream_id: None,
            region: self.region,
            static_gate_id: self.truto_static_gate_id,
            context,
            created_at: now,
            updated_at: now,
        };
        match (store.run(ImportAccount(account.clone())).await, self.truto_static_gate_id) {
            (Err(UseCaseError::Refused(Refusal::NotFound(detail))), Some(gate))
                if detail.field.as_deref() == Some("truto_static_gate_id") =>
            {
                bail!(
                    "static gate {gate} not found in `{}`: create it with `{how} static-gate create --environment {} --id {gate}`",
                    environment.name,
                    environment.name
                );
            }
            (Err(UseCaseError::Refused(Refusal::NotFound(_))), _) => {
                bail!(
                    "environment `{}` was deleted meanwhile: `{how} environment list` shows the others",
                    environment.name
                )
            }
            (Err(UseCaseError::Refused(_)), _) => {
                bail!(
                    "integrated account {} already exists in `{}`: choose another --id, or leave it out",
                    account.id,
                    environment.name
                )
            }
            (other, _) => other?,
        }
        show(self.format, account)
    }
}

fn read_context(argument: &str) -> anyhow::Result<types::Context> {
    let text = match argument.strip_prefix('@') {
        Some(path) => text_input::read("--context", path)?,
        None => argument.to_owned().into(),
    };
    lockstep_runtime::json::from_slice(text.as_bytes()).map(types::Context).map_err(|error| {
        match error.place() {
            Some(_) => anyhow::anyhow!("--context: {error}"),
            None => anyhow::anyhow!("--context is not a JSON object: {error}"),
        }
    })
}

fn show(format: OutputFormat, account: Account) -> anyhow::Result<Output> {
    // The labels are those of the presets: this command does not read the operator's folder.
    let account = contract::account(account, &Catalogue::presets());
    let dash = || "-".to_owned();
    let fields = [
        ("id", account.id.to_string()),
        ("tenant_id", account.tenant_id.to_string()),
        ("integration", account.integration.name.to_string()),
        (
            "authentication_method",
            account.authentication_method.map_or_else(dash, |m| m.to_string()),
        ),
        ("status", account.status.to_string()),
        ("region", account.region.to_string()),
        (
            "truto_static_gate_id",
            account.truto_static_gate_id.map_or_else(dash, |id| id.to_string()),
        ),
        ("created_at", time(account.created_at)),
        ("updated_at", time(account.updated_at)),
        ("context", serde_json::to_string(&account.context)?),
    ];
    Output::one(format, &account, &fields)
}
