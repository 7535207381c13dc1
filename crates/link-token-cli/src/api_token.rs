//! `link-token api-token …`

use anyhow::Context as _;
use chrono::{DateTime, TimeDelta, Utc};
use clap::{Args, Subcommand};
use link_token_client::{ApiToken, types};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    API_TOKEN_ID, Connection, one_of, show, show_secret,
    table::{optional_time, show_table, time},
    time_parser::parse_expiry,
};

/// Manage API tokens: the secrets that authenticate backends.
#[derive(Debug, Subcommand)]
pub enum Command {
    Create(Create),
    List(List),
    Revoke(Revoke),
}

/// Create an API token. Its secret is made here and shown once; the server gets its hash only.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token api-token create --name backend --expires-in 90d
  link-token api-token create --name connection-ui --permission link-token")]
pub struct Create {
    /// A name, for people to recognise the token.
    #[arg(long)]
    name: types::ApiTokenName,
    /// The time until the token expires, such as `90d`. Without it, the token does not expire.
    #[arg(long, value_name = "TIME", value_parser = parse_expiry, allow_hyphen_values = true)]
    expires_in: Option<TimeDelta>,
    /// A permission of the token. Repeat the option for several. Without it, the token has all but
    /// `administration`. The API token that creates it must have them itself.
    #[arg(long = "permission", value_name = "PERMISSION", value_parser = one_of(types::Permission::ALL))]
    permissions: Vec<types::Permission>,
}

/// List the API tokens of the environment, without their secrets.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token api-token list")]
pub struct List {}

/// Revoke an API token permanently. Every server rejects it within a second.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token api-token revoke 0b0c5f6e-7a43-4a0e-8f5f-5a3c1e0f2d4b"
)]
pub struct Revoke {
    /// The ID of the API token. It is not the secret.
    #[arg(value_name = "ID", value_parser = API_TOKEN_ID)]
    id: Uuid,
}

/// A new API token with its secret.
#[derive(Serialize)]
struct CreatedToken<'a> {
    #[serde(flatten)]
    details: &'a types::ApiTokenDetails,
    secret: &'a str,
}

impl Command {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        match self {
            Self::Create(create) => create.run(connection, json).await,
            Self::List(List {}) => {
                let client = connection.client()?;
                let tokens = client.list_api_tokens().all();
                let tokens =
                    tokens.await.map_err(|error| connection.explain(&error, "/api-token"))?;
                show_table(
                    &tokens,
                    json,
                    &["ID", "NAME", "CREATED", "EXPIRES", "REVOKED", "LAST USED", "PERMISSIONS"],
                    |token| {
                        vec![
                            token.id.to_string(),
                            token.name.to_string(),
                            time(token.created_at),
                            optional_time(token.expires_at),
                            optional_time(token.revoked_at),
                            optional_time(token.last_used_at),
                            shown(&token.permissions),
                        ]
                    },
                    "No API tokens.",
                )
            }
            Self::Revoke(Revoke { id }) => {
                let body = types::ApiTokenReference { id };
                let sent = connection.client()?.revoke_api_token().body(body).send().await;
                let failed = |error| connection.explain(&error, "/api-token/revoke");
                let revoked = sent.map_err(failed)?;
                if json {
                    return show(&*revoked, json);
                }
                anstream::eprintln!("The API token is revoked.");
                Ok(())
            }
        }
    }
}

fn shown(permissions: &[types::Permission]) -> String {
    permissions.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

impl Create {
    async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let client = connection.client()?;
        let permissions = (!self.permissions.is_empty())
            .then(|| types::ApiTokenRegistrationPermissions::try_from(self.permissions))
            .transpose()
            .context("--permission")?;
        let expires_at = match self.expires_in {
            Some(span) => Some(in_whole_seconds(Utc::now(), span).context("the clock is wrong")?),
            None => None,
        };
        let secret = ApiToken::generate()?;
        let registration = secret.registration().name(self.name).maybe_expires_at(expires_at);
        let registration = registration.maybe_permissions(permissions);
        let sent = client.create_api_token().body(registration).send().await;
        let created = sent.map_err(|error| {
            let remedy = "if `link-token api-token list` shows the API token, revoke it, because its secret is lost. Then repeat the command";
            connection.explain_lost(&error, "/api-token", remedy)
        })?;
        show_secret(&CreatedToken { details: &created, secret: secret.expose() }, json, || {
            format!("revoke the API token with `link-token api-token revoke {}`", created.id)
        })?;
        if !json {
            anstream::eprintln!("Save the secret now: it is not shown again.");
        }
        Ok(())
    }
}

fn in_whole_seconds(now: DateTime<Utc>, span: TimeDelta) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(now.checked_add_signed(span)?.timestamp(), 0)
}
