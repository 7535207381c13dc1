//! `link-token-server link-token …`

use std::collections::HashMap;

use anyhow::bail;
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use link_token_domain::{
    api_token::ApiToken,
    audit::Origin,
    link_token::{ActiveLinkToken, LinkTokenFilter, LinkTokenMark},
};
use link_token_store::{
    Store,
    use_cases::{FindApiToken, ListEnvironments, ListLinkTokens},
};
use link_token_types::TenantId;
use serde::Serialize;
use uuid::Uuid;

use super::{
    ID, OutputFormat,
    api_token::TOKEN_ID,
    output::{Output, time},
    pages,
};
use crate::{clock, limit_parser::parse_limit, time_parser::parse_time};

/// Find and revoke active link tokens, for instance those of a stolen API token.
///
/// A link token is named by its mark, as in the audit trail: the start of the SHA-256 of its 16
/// bytes. The token itself is not stored.
#[derive(Debug, Subcommand)]
pub enum Command {
    List(List),
    RevokeAll(RevokeAll),
}

/// The conditions for link tokens. Each of them has to hold.
#[derive(Debug, Args)]
#[group(id = "selection", required = true, multiple = true)]
pub struct Selection {
    /// Only link tokens of this environment, by name or ID.
    #[arg(long)]
    environment: Option<String>,
    /// Only link tokens that were created with this API token.
    #[arg(long, value_name = "ID", value_parser = TOKEN_ID)]
    api_token_id: Option<Uuid>,
    /// Only link tokens of this tenant.
    #[arg(long, allow_hyphen_values = true)]
    tenant_id: Option<TenantId>,
    /// Only link tokens that reauthorise this account.
    #[arg(long, value_name = "ID", value_parser = ID)]
    integrated_account_id: Option<Uuid>,
    /// Only the link token with this mark, as `list` and the audit trail show it.
    #[arg(long, value_name = "DIGITS")]
    mark: Option<LinkTokenMark>,
    /// Only link tokens created since this time: a time such as `2026-01-31T12:00:00Z`, or an age
    /// such as `24h`.
    #[arg(long, value_name = "TIME", value_parser = parse_time, allow_hyphen_values = true)]
    since: Option<DateTime<Utc>>,
}

/// List the link tokens that can be redeemed now, the first to expire first.
///
/// The audit trail has the link tokens that have expired, or were redeemed or revoked.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server link-token list \\
      --api-token-id 0b0c5f6e-7a43-4a0e-8f5f-5a3c1e0f2d4b --since 24h
  link-token-server link-token list --environment production \\
      --tenant-id acme-1 --json")]
pub struct List {
    #[command(flatten)]
    selection: Selection,
    /// The maximum number of link tokens.
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = parse_limit, allow_negative_numbers = true)]
    limit: usize,
    /// List all link tokens.
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    #[command(flatten)]
    format: OutputFormat,
}

/// Revoke all link tokens that match the options, of which at least one is required. `list` shows
/// them, up to its limit.
///
/// Each gets an event in the audit trail. If an API token was stolen, revoke it first: it could
/// create further link tokens.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server link-token revoke-all \\
      --api-token-id 0b0c5f6e-7a43-4a0e-8f5f-5a3c1e0f2d4b --since 24h
  link-token-server link-token revoke-all --mark 1f825aa2f0020ef7")]
pub struct RevokeAll {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    format: OutputFormat,
}

/// A link token in the output.
#[derive(Debug, Serialize)]
struct ShownLinkToken {
    mark: String,
    environment: String,
    api_token_id: Uuid,
    tenant_id: TenantId,
    integrated_account_id: Option<Uuid>,
    issued_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

impl Command {
    pub async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        match self {
            Self::List(list) => list.run(store, how).await,
            Self::RevokeAll(revoke) => revoke.run(store, how).await,
        }
    }
}

impl Selection {
    /// Returns the filter, and the API token that it names.
    async fn filter(
        self,
        store: &Store,
        how: &str,
    ) -> anyhow::Result<(LinkTokenFilter, Option<ApiToken>)> {
        let Self { environment, api_token_id, tenant_id, integrated_account_id, mark, since } =
            self;
        let environment = match environment {
            Some(name) => Some(super::environment(store, how, &name).await?.id),
            None => None,
        };
        let api_token = match api_token_id {
            Some(id) => {
                let Some(found) = store.query(FindApiToken { id }).await? else {
                    bail!(
                        "API token {id} not found: `{how} api-token list --environment NAME` shows the API tokens of an environment"
                    );
                };
                Some(found)
            }
            None => None,
        };
        let filter = LinkTokenFilter {
            environment_id: environment,
            issued_by: api_token.as_ref().map(|token| token.id),
            tenant_id,
            account_id: integrated_account_id,
            mark,
            since,
        };
        Ok((filter, api_token))
    }
}

impl List {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let Self { selection, limit, all, format } = self;
        let (filter, _) = selection.filter(store, how).await?;
        let limit = if all { usize::MAX } else { limit };
        let (found, has_more) = read(store, filter, limit).await?;
        let names: HashMap<Uuid, String> = store
            .query(ListEnvironments)
            .await?
            .into_iter()
            .map(|environment| (environment.id, environment.name))
            .collect();
        let shown: Vec<ShownLinkToken> = found
            .into_iter()
            .map(|token| ShownLinkToken {
                mark: token.hash.mark().to_string(),
                environment: names.get(&token.environment_id).cloned().unwrap_or_default(),
                api_token_id: token.issued_by,
                tenant_id: token.tenant_id,
                integrated_account_id: token.account_id,
                issued_at: token.issued_at,
                expires_at: token.expires_at,
            })
            .collect();
        let output = Output::list(
            format,
            &shown,
            &["MARK", "ENVIRONMENT", "API TOKEN", "TENANT", "ACCOUNT", "ISSUED", "EXPIRES"],
            |token| {
                vec![
                    token.mark.clone(),
                    token.environment.clone(),
                    token.api_token_id.to_string(),
                    token.tenant_id.to_string(),
                    token.integrated_account_id.map_or_else(|| "-".to_owned(), |id| id.to_string()),
                    time(token.issued_at),
                    time(token.expires_at),
                ]
            },
            "No active link tokens match.",
        )?;
        Ok(if has_more {
            output.with_remainder("There are more link tokens: raise --limit, or set --all.")
        } else {
            output
        })
    }
}

/// Returns link tokens that can be redeemed now, and true if there are more.
async fn read(
    store: &Store,
    filter: LinkTokenFilter,
    limit: usize,
) -> anyhow::Result<(Vec<ActiveLinkToken>, bool)> {
    let now = clock::now();
    pages::up_to(limit, async |last: Option<&ActiveLinkToken>, limit| {
        let (filter, after) = (filter.clone(), last.map(ActiveLinkToken::position));
        Ok(store.query(ListLinkTokens { filter, with_attempted: false, now, after, limit }).await?)
    })
    .await
}

impl RevokeAll {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let (filter, api_token) = self.selection.filter(store, how).await?;
        let now = clock::now();
        let revoked = store.revoke_link_tokens(filter, Origin::CommandLine, None, now).await?;
        let revoked = revoked.number;
        let shown = serde_json::json!({ "revoked": revoked });
        let output = Output::one(self.format, &shown, &[("revoked", revoked.to_string())])?;
        Ok(match api_token.filter(|token| token.is_valid_at(now)) {
            Some(token) => output.with_hint(
                self.format,
                format!(
                    "The API token is still valid, and can create more. If it was stolen: {how} api-token revoke {}",
                    token.id
                ),
            ),
            None => output,
        })
    }
}
