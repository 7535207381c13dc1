//! The commands for link tokens, which need no word for their group: `link-token create` and
//! others.

use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use link_token_client::types;
use serde_json::json;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    API_TOKEN_ID, Connection, ID, context,
    limit_parser::parse_limit,
    one_of, show,
    table::{show_table, time, up_to},
    text_input,
};

/// Create a link token for a new integrated account of a tenant, or to reauthorise one.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token create --tenant-id acme-1 \\
      --redirect-uri https://example.com/redirect --scope read:users
  link-token create \\
      --integrated-account-id 1ba1f401-7183-47c5-9e39-e8e257e3c795 \\
      --context '{\"label\": \"Production\"}'")]
pub struct Create {
    /// The tenant. Required, unless an account is given.
    #[arg(long, required_unless_present = "integrated_account_id", allow_hyphen_values = true)]
    tenant_id: Option<types::TenantId>,
    /// The account to reauthorise.
    #[arg(long, value_name = "ID", value_parser = ID)]
    integrated_account_id: Option<Uuid>,
    /// The account's variables as a JSON object. `@FILE` reads them from a file, `@-` from standard
    /// input.
    #[arg(long, value_name = "JSON")]
    context: Option<String>,
    /// Keep the account's previous variables as well.
    #[arg(long)]
    persist_previous_context: bool,
    /// The URI to which the user returns afterwards.
    #[arg(long, value_name = "URI")]
    redirect_uri: Option<types::RedirectUri>,
    /// The region of a new account.
    #[arg(long, value_parser = one_of(types::Region::ALL))]
    region: Option<types::Region>,
    /// An OAuth scope to request. Repeat the option for several.
    #[arg(long = "scope", value_name = "SCOPE")]
    scopes: Vec<types::Scope>,
    /// The challenge of a code verifier. The account then needs a confirmation: see `confirm`.
    #[arg(long, value_name = "CHALLENGE", allow_hyphen_values = true)]
    code_challenge: Option<types::CodeChallenge>,
    /// The static gate for the account's outbound calls.
    #[arg(long, value_name = "ID", value_parser = ID)]
    truto_static_gate_id: Option<Uuid>,
    /// Return the same link token for the same key and request. Without it, the client generates a
    /// key.
    #[arg(long, value_name = "KEY", allow_hyphen_values = true)]
    idempotency_key: Option<types::IdempotencyKey>,
}

/// Show the details of an active link token, without consuming it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token introspect efe6413c-941a-4ca6-8f22-defbf758b824")]
pub struct Introspect {
    #[command(flatten)]
    token: Token,
}

/// Confirm the account that was connected with a link token which has a code challenge.
///
/// The code verifier comes from standard input or a file, since other users of the machine can read
/// arguments.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  link-token confirm efe6413c-941a-4ca6-8f22-defbf758b824 \\
      --code-verifier-file verifier")]
pub struct Confirm {
    #[command(flatten)]
    token: Token,
    /// The file with the code verifier. `-` reads it from standard input.
    #[arg(long, value_name = "FILE")]
    code_verifier_file: String,
}

/// Redeem a link token: create its integrated account, or update it.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token redeem efe6413c-941a-4ca6-8f22-defbf758b824 --integration hubspot"
)]
pub struct Redeem {
    #[command(flatten)]
    token: Token,
    /// The third-party app. Required for a new account.
    #[arg(long)]
    integration: Option<types::IntegrationName>,
    /// The authentication method.
    #[arg(long, value_parser = one_of(types::AuthenticationMethod::ALL))]
    authentication_method: Option<types::AuthenticationMethod>,
    /// The account's variables as a JSON object. `@FILE` reads them from a file, `@-` from standard
    /// input.
    #[arg(long, value_name = "JSON")]
    context: Option<String>,
    /// The file with the code verifier, for a link token with a code challenge.
    #[arg(long, value_name = "FILE")]
    code_verifier_file: Option<String>,
}

/// Revoke a link token, so that it can no longer be redeemed.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token revoke efe6413c-941a-4ca6-8f22-defbf758b824")]
pub struct Revoke {
    #[command(flatten)]
    token: Token,
}

/// The conditions for link tokens. Each of them has to hold.
#[derive(Debug, Args)]
struct Selection {
    /// Only link tokens that were created with this API token.
    #[arg(long, value_name = "ID", value_parser = API_TOKEN_ID)]
    api_token_id: Option<Uuid>,
    /// Only link tokens of this tenant.
    #[arg(long, allow_hyphen_values = true)]
    tenant_id: Option<types::TenantId>,
    /// Only link tokens that reauthorise this account.
    #[arg(long, value_name = "ID", value_parser = ID)]
    integrated_account_id: Option<Uuid>,
    /// Only the link token with this mark, as `list` and the audit trail show it.
    #[arg(long, value_name = "DIGITS")]
    mark: Option<types::LinkTokenMark>,
}

/// List the link tokens that can be redeemed now, the first to expire first.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token list --tenant-id acme-1")]
pub struct List {
    #[command(flatten)]
    selection: Selection,
    /// The maximum number of link tokens.
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = parse_limit, allow_negative_numbers = true)]
    limit: usize,
    /// List all link tokens.
    #[arg(long, conflicts_with = "limit")]
    all: bool,
}

/// Revoke all link tokens that match the options, of which at least one is required. `list` shows
/// them, up to its limit.
///
/// The number may lack link tokens of a request that was repeated because its answer was lost.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token revoke-all --api-token-id 0b0c5f6e-7a43-4a0e-8f5f-5a3c1e0f2d4b"
)]
pub struct RevokeAll {
    #[command(flatten)]
    selection: Selection,
}

#[derive(Debug, Args)]
struct Token {
    /// The link token. `-` reads it from standard input, which other users of the machine cannot
    /// see.
    link_token: String,
}

impl Token {
    fn read(self) -> anyhow::Result<types::LinkToken> {
        let text = if self.link_token == "-" {
            text_input::read("the link token", "-")?
        } else {
            Zeroizing::new(self.link_token)
        };
        text.trim().parse().map_err(|_| anyhow!("the link token is not a UUID"))
    }
}

/// Reads a code verifier from a file, or from standard input for `-`. The error does not repeat it.
fn code_verifier(path: &str) -> anyhow::Result<types::CodeVerifier> {
    let text = text_input::read("--code-verifier-file", path)?;
    text.trim().parse().map_err(|error| anyhow!("--code-verifier-file: {error}"))
}

const PATH: &str = "/link-token";

impl Create {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let (request, key) = self.request()?;
        let client = connection.client()?;
        let mut send = client.create_link_token().body(request);
        if let Some(key) = key {
            send = send.idempotency_key(key);
        }
        let failed = |error| connection.explain(&error, PATH);
        show(&*send.send().await.map_err(failed)?, json)
    }

    fn request(
        self,
    ) -> anyhow::Result<(types::builder::LinkTokenRequest, Option<types::IdempotencyKey>)> {
        let scopes =
            (!self.scopes.is_empty()).then(|| types::LinkTokenRequestScopes::try_from(self.scopes));
        let request = types::LinkTokenRequest::builder()
            .maybe_tenant_id(self.tenant_id)
            .maybe_integrated_account_id(self.integrated_account_id)
            .maybe_context(context("--context", self.context)?)
            .maybe_persist_previous_context(self.persist_previous_context.then_some(true))
            .maybe_redirect_uri(self.redirect_uri)
            .maybe_region(self.region)
            .maybe_scopes(scopes.transpose().context("--scope")?)
            .maybe_code_challenge(self.code_challenge)
            .maybe_truto_static_gate_id(self.truto_static_gate_id);
        Ok((request, self.idempotency_key))
    }
}

impl Introspect {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let body = types::LinkTokenReference { link_token: self.token.read()? };
        let sent = connection.client()?.introspect_link_token().body(body).send().await;
        let failed = |error| connection.explain(&error, "/link-token/introspect");
        show(&*sent.map_err(failed)?, json)
    }
}

impl Confirm {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let Self { token, code_verifier_file: file } = self;
        if token.link_token == "-" && file == "-" {
            return Err(anyhow!(
                "standard input can supply the link token or the code verifier, but not both"
            ));
        }
        let body = types::LinkTokenConfirmation {
            link_token: token.read()?,
            code_verifier: code_verifier(&file)?,
        };
        let sent = connection.client()?.confirm_link_token().body(body).send().await;
        let failed = |error| connection.explain(&error, "/link-token/confirm");
        show(&*sent.map_err(failed)?, json)
    }
}

impl Redeem {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let Self {
            token,
            integration,
            authentication_method,
            context: own,
            code_verifier_file: file,
        } = self;
        let from_input =
            [token.link_token == "-", own.as_deref() == Some("@-"), file.as_deref() == Some("-")];
        if from_input.into_iter().filter(|it| *it).count() > 1 {
            return Err(anyhow!(
                "standard input can supply the link token, the context or the code verifier, but only one of them"
            ));
        }
        let body = types::LinkTokenRedemption::builder()
            .link_token(token.read()?)
            .maybe_integration(integration)
            .maybe_authentication_method(authentication_method)
            .maybe_code_verifier(file.as_deref().map(code_verifier).transpose()?)
            .maybe_context(context("--context", own)?);
        let sent = connection.client()?.redeem_link_token().body(body).send().await;
        let failed = |error| {
            let remedy = "introspect the link token with `link-token introspect` before you repeat the command. If it is active, it was not redeemed";
            connection.explain_lost(&error, "/link-token/redeem", remedy)
        };
        show(&*sent.map_err(failed)?, json)
    }
}

impl Revoke {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let body = types::LinkTokenReference { link_token: self.token.read()? };
        let sent = connection.client()?.revoke_link_token().body(body).send().await;
        sent.map_err(|error| connection.explain(&error, "/link-token/revoke"))?;
        if json {
            return show(&json!({ "revoked": true }), json);
        }
        anstream::eprintln!("The link token is revoked.");
        Ok(())
    }
}

impl List {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let Selection { api_token_id, tenant_id, integrated_account_id, mark } = self.selection;
        let client = connection.client()?;
        let mut list = client.list_link_tokens();
        if let Some(id) = api_token_id {
            list = list.api_token_id(id);
        }
        if let Some(id) = tenant_id {
            list = list.tenant_id(id);
        }
        if let Some(id) = integrated_account_id {
            list = list.integrated_account_id(id);
        }
        if let Some(mark) = mark {
            list = list.mark(mark);
        }
        let read = up_to(list.stream(), (!self.all).then_some(self.limit)).await;
        let (found, has_more) = read.map_err(|error| connection.explain(&error, PATH))?;
        show_table(
            &found,
            json,
            &["MARK", "TENANT", "ACCOUNT", "API TOKEN", "ISSUED", "EXPIRES"],
            |token| {
                let account = token.integrated_account_id;
                vec![
                    token.mark.to_string(),
                    token.tenant_id.to_string(),
                    account.map_or_else(|| "-".to_owned(), |id| id.to_string()),
                    token.api_token_id.to_string(),
                    time(token.issued_at),
                    time(token.expires_at),
                ]
            },
            "No active link tokens.",
        )?;
        if has_more {
            anstream::eprintln!("There are more link tokens: raise --limit, or set --all.");
        }
        Ok(())
    }
}

impl RevokeAll {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let Selection { api_token_id, tenant_id, integrated_account_id, mark } = self.selection;
        let is_empty = api_token_id.is_none()
            && tenant_id.is_none()
            && integrated_account_id.is_none()
            && mark.is_none();
        if is_empty {
            bail!("give --api-token-id, --tenant-id, --integrated-account-id or --mark");
        }
        let selection =
            types::LinkTokenSelection { api_token_id, tenant_id, integrated_account_id, mark };
        let client = connection.client()?;
        let mut revoked = 0;
        loop {
            let sent = client.revoke_link_tokens().body(selection.clone()).send().await;
            let sent = sent.map_err(|error| {
                let explained = connection.explain(&error, "/link-token/revoke-all");
                match revoked {
                    0 => explained,
                    _ => anyhow!("{explained}. At least {revoked} link tokens are revoked"),
                }
            })?;
            revoked += sent.revoked;
            if !sent.has_more {
                return show(&json!({ "revoked": revoked }), json);
            }
        }
    }
}
