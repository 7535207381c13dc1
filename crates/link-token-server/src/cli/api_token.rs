//! `link-token-server api-token …`

use anyhow::{Context as _, bail};
use chrono::TimeDelta;
use clap::{Args, Subcommand};
use link_token_domain::{
    api_token::{ApiToken, ApiTokenSecret},
    audit::Origin,
    permission::{Permission, Permissions},
};
use link_token_store::{
    Store, UseCaseError,
    use_cases::{CreateApiToken, ListApiTokens, RevokeApiToken},
};
use serde::Serialize;
use strum::VariantArray as _;
use uuid::Uuid;

use super::{
    OutputFormat, one_of,
    output::{Output, optional_time, time},
};
use crate::{clock, id_parser::IdParser, time_parser::parse_expiry};

/// Manage API tokens: the secrets that authenticate backends.
#[derive(Debug, Subcommand)]
pub enum Command {
    Create(Create),
    List(List),
    Revoke(Revoke),
}

/// Create an API token. Its secret is shown once and not stored.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server api-token create --environment production --name backend \\
      --expires-in 90d
  link-token-server api-token create --environment production \\
      --name connection-ui --permission link-token")]
pub struct Create {
    /// The environment that the token gives access to, by name or ID.
    #[arg(long)]
    environment: String,
    /// A name, for people to recognise the token.
    #[arg(long, default_value = "default", value_parser = parse_name)]
    name: String,
    /// The time until the token expires, such as `90d`. Without it, the token does not expire.
    #[arg(long, value_name = "TIME", value_parser = parse_expiry, allow_hyphen_values = true)]
    expires_in: Option<TimeDelta>,
    /// A permission of the token. Repeat the option for several. Without it, the token has all but
    /// `administration`.
    #[arg(long = "permission", value_name = "PERMISSION", value_parser = one_of(Permission::VARIANTS))]
    permissions: Vec<Permission>,
    #[command(flatten)]
    format: OutputFormat,
}

/// List the API tokens of an environment, without their secrets.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server api-token list --environment production")]
pub struct List {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    #[command(flatten)]
    format: OutputFormat,
}

/// Revoke an API token permanently. Every server rejects it within a second.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token-server api-token revoke 0b0c5f6e-7a43-4a0e-8f5f-5a3c1e0f2d4b"
)]
pub struct Revoke {
    /// The ID of the API token. It is not the secret.
    #[arg(value_name = "ID", value_parser = TOKEN_ID)]
    id: Uuid,
    #[command(flatten)]
    format: OutputFormat,
}

/// The parser of the ID of an API token.
pub(super) const TOKEN_ID: IdParser = IdParser {
    remedy: "it is the ID of an API token, not its secret, and `link-token-server api-token list --environment NAME` shows it",
};

fn parse_name(name: &str) -> Result<String, String> {
    let fits = (1..=64).contains(&name.chars().count()) && !name.contains(char::is_control);
    if fits {
        Ok(name.to_owned())
    } else {
        Err("a name has 1 to 64 characters, and no control characters".to_owned())
    }
}

fn shown(permissions: &Permissions) -> String {
    if *permissions == Permissions::standard() {
        "standard".to_owned()
    } else {
        permissions.to_string()
    }
}

/// A new API token with its secret.
#[derive(Serialize)]
struct CreatedToken<'a> {
    #[serde(flatten)]
    token: &'a ApiToken,
    secret: &'a str,
}

impl Command {
    pub async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        match self {
            Self::Create(arguments) => arguments.run(store, how).await,
            Self::List(List { environment, format }) => {
                let environment = super::environment(store, how, &environment).await?;
                Output::list(
                    format,
                    &store.query(ListApiTokens { environment_id: environment.id }).await?,
                    &["ID", "NAME", "CREATED", "EXPIRES", "REVOKED", "LAST USED", "PERMISSIONS"],
                    |token| {
                        vec![
                            token.id.to_string(),
                            token.name.clone(),
                            time(token.created_at),
                            optional_time(token.expires_at),
                            optional_time(token.revoked_at),
                            optional_time(token.last_used_at),
                            shown(&token.permissions),
                        ]
                    },
                    &format!(
                        "No API tokens yet. Create one: {how} api-token create --environment {} --name NAME",
                        environment.name
                    ),
                )
            }
            Self::Revoke(Revoke { id, format }) => {
                let now = clock::now();
                let revoke =
                    RevokeApiToken { environment_id: None, id, by: Origin::CommandLine, now };
                let revoked = match store.run(revoke).await {
                    Err(UseCaseError::Refused(_)) => bail!(
                        "API token {id} not found: `{how} api-token list --environment NAME` shows the API tokens of an environment"
                    ),
                    other => other?,
                };
                let revoked_at = revoked.revoked_at.unwrap_or(now);
                let revoked =
                    serde_json::json!({ "id": id, "revoked": true, "revoked_at": revoked_at });
                let output = Output::one(format, &revoked, &[("revoked", id.to_string())])?;
                Ok(if revoked_at == now {
                    output
                } else {
                    output.with_hint(
                        format,
                        format!("It was revoked before, at {}.", time(revoked_at)),
                    )
                })
            }
        }
    }
}

impl Create {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let environment = super::environment(store, how, &self.environment).await?;
        let created_at = clock::now();
        let expires_at = match self.expires_in {
            Some(span) => Some(created_at.checked_add_signed(span).context("the clock is wrong")?),
            None => None,
        };
        let token = ApiToken {
            id: Uuid::new_v4(),
            environment_id: environment.id,
            name: self.name,
            permissions: if self.permissions.is_empty() {
                Permissions::standard()
            } else {
                self.permissions.into_iter().collect()
            },
            created_at,
            expires_at,
            revoked_at: None,
            last_used_at: None,
        };
        let secret = ApiTokenSecret::generate()
            .context("cannot get random bytes from the operating system")?;
        store
            .run(CreateApiToken {
                token: token.clone(),
                hash: secret.hash(),
                by: Origin::CommandLine,
            })
            .await?;
        let fields = [
            ("id", token.id.to_string()),
            ("environment", environment.name),
            ("name", token.name.clone()),
            ("permissions", shown(&token.permissions)),
            ("expires", optional_time(token.expires_at)),
            ("secret", secret.expose().to_owned()),
        ];
        let created = CreatedToken { token: &token, secret: secret.expose() };
        let hint = "Save the secret now: it is not shown again.";
        let output = Output::one(self.format, &created, &fields)?.with_hint(self.format, hint);
        Ok(output.with_secret(format!(
            "revoke the API token with `{how} api-token revoke {}`",
            token.id
        )))
    }
}
