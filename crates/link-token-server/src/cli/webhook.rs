//! `link-token-server webhook …`

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use chrono::{DateTime, TimeDelta, Utc};
use clap::{Args, Subcommand};
use ipnet::IpNet;
use link_token_connect::{outbound::Outbound, webhook::check_target_url};
use link_token_domain::{
    environment::Environment,
    secret::Secret,
    webhook::{
        Subscription, Webhook,
        delivery::{DeliveryStatus, LoggedDelivery},
    },
};
use link_token_signature::SigningSecret;
use link_token_store::{
    Replay as ReplayOrder, Store, UseCaseError,
    use_cases::{
        CreateWebhook, DeleteWebhook, FindWebhookWithSecret, ListDeliveries, ListWebhooks,
        RotateWebhookSecret,
    },
};
use uuid::Uuid;

use super::{
    ID, OutputFormat, one_of,
    output::{Output, optional_time, time},
    pages,
};
use crate::{
    clock,
    config::OutboundAllow,
    contract,
    limit_parser::parse_limit,
    text_input::read_secret,
    time_parser::{parse_overlap, parse_time},
    webhooks::{self, random_secret},
};

/// Manage webhooks: addresses that receive the events of integrated accounts.
#[derive(Debug, Subcommand)]
pub enum Command {
    List(List),
    Create(Create),
    Rotate(Rotate),
    Delete(Delete),
    Deliveries(Deliveries),
    Replay(Replay),
    Test(Test),
}

/// List the webhooks of an environment.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server webhook list --environment production")]
pub struct List {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    #[command(flatten)]
    format: OutputFormat,
}

/// Create a webhook, and show its secret.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server webhook create \\
      --environment production https://example.com/webhooks
  link-token-server webhook create \\
      --environment production https://example.com/webhooks \\
      --event integrated_account:active")]
pub struct Create {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    /// The address that receives the events.
    #[arg(value_name = "URL")]
    url: String,
    /// An event to receive, or `all`. Repeat the option for several; without it, all.
    #[arg(long = "event", value_name = "NAME")]
    events: Vec<String>,
    /// Create it switched off.
    #[arg(long)]
    inactive: bool,
    /// The file with a secret of yours; `-` for standard input. Without it, a random secret is
    /// made.
    #[arg(long, value_name = "FILE")]
    secret_file: Option<PathBuf>,
    #[command(flatten)]
    networks: Networks,
    #[command(flatten)]
    format: OutputFormat,
}

/// Give a webhook a new secret, and show it. The previous one signs as well for a time.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server webhook rotate --environment production \\
      4a4de828-f4db-4c9e-adfd-434e0864c3c7 --overlap 2d")]
pub struct Rotate {
    #[command(flatten)]
    webhook: Selected,
    /// The time for which the previous secret signs as well, at most 30d.
    #[arg(long, value_name = "TIME", default_value = "1d", value_parser = parse_overlap, allow_hyphen_values = true)]
    overlap: i32,
    /// The file with a secret of yours; `-` for standard input. Without it, a random secret is
    /// made.
    #[arg(long, value_name = "FILE")]
    secret_file: Option<PathBuf>,
    #[command(flatten)]
    format: OutputFormat,
}

/// Delete a webhook, and what was not sent to it yet.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server webhook delete --environment production \\
      4a4de828-f4db-4c9e-adfd-434e0864c3c7")]
pub struct Delete {
    #[command(flatten)]
    webhook: Selected,
    #[command(flatten)]
    format: OutputFormat,
}

/// List the newest deliveries of a webhook, and how the receiver answered.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token-server webhook deliveries --environment production \\
      4a4de828-f4db-4c9e-adfd-434e0864c3c7 --status pending"
)]
pub struct Deliveries {
    #[command(flatten)]
    webhook: Selected,
    /// Only the deliveries in this state.
    #[arg(long, value_parser = one_of(&STATUSES))]
    status: Option<DeliveryStatus>,
    /// The maximum number of deliveries.
    #[arg(long, value_name = "NUMBER", default_value_t = 50, value_parser = parse_limit, allow_negative_numbers = true)]
    limit: usize,
    /// List all deliveries of the last 30 days.
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    #[command(flatten)]
    format: OutputFormat,
}

const STATUSES: [DeliveryStatus; 3] =
    [DeliveryStatus::Pending, DeliveryStatus::Delivered, DeliveryStatus::Failed];

/// Switch a webhook on, send what is pending at once, and send failed events again.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server webhook replay --environment production \\
      4a4de828-f4db-4c9e-adfd-434e0864c3c7 --since 2026-01-01T00:00:00Z")]
pub struct Replay {
    #[command(flatten)]
    webhook: Selected,
    /// Only events since this time: a time such as `2026-01-31T12:00:00Z`, or an age such as `24h`.
    #[arg(long, value_name = "TIME", value_parser = parse_time, allow_hyphen_values = true)]
    since: Option<DateTime<Utc>>,
    /// Send events again that were delivered, too.
    #[arg(long)]
    delivered: bool,
    #[command(flatten)]
    format: OutputFormat,
}

/// Send a test event from this machine, and show how the receiver answered.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token-server webhook test --environment production \\
      4a4de828-f4db-4c9e-adfd-434e0864c3c7")]
pub struct Test {
    #[command(flatten)]
    webhook: Selected,
    #[command(flatten)]
    networks: Networks,
    #[command(flatten)]
    format: OutputFormat,
}

/// The choice of a webhook.
#[derive(Debug, Args)]
struct Selected {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    /// The ID of the webhook.
    #[arg(value_name = "ID", value_parser = ID)]
    id: Uuid,
}

/// The networks that requests to receivers may reach.
#[derive(Debug, Args)]
struct Networks {
    /// A network in CIDR that requests may reach although it is private. Repeat the option for
    /// several.
    #[arg(
        long,
        env = "LINK_TOKEN_OUTBOUND_ALLOW",
        hide_env_values = true,
        value_delimiter = ',',
        value_name = "NETWORK",
        value_parser = OutboundAllow::network
    )]
    outbound_allow: Vec<IpNet>,
}

impl Networks {
    fn outbound(self) -> anyhow::Result<Outbound> {
        let settings = webhooks::outbound_settings(&self.outbound_allow);
        Outbound::new(settings).context("cannot prepare calls to receivers")
    }
}

/// Returns the secret of a file, or a random one.
fn secret(file: Option<PathBuf>) -> anyhow::Result<Secret> {
    let Some(file) = file else { return Ok(random_secret()?) };
    let secret = read_secret("--secret-file", &file)?;
    let checked = secret.parse::<SigningSecret>();
    checked.map_err(|error| anyhow::anyhow!("the secret in {}: {error}", file.display()))?;
    Ok(Secret::new(secret.as_str()))
}

fn not_found(how: &str, id: Uuid, environment: &Environment) -> anyhow::Error {
    let name = &environment.name;
    anyhow::anyhow!(
        "webhook {id} not found in `{name}`: `{how} webhook list --environment {name}` shows its webhooks"
    )
}

const KEEP: &str = "The secret is shown only now: store it with the receiver.";

/// The word for all events.
const ALL: &str = "all";

/// Returns the output of a webhook's new secret. One of the operator's own is not lost with it.
fn with_secret(
    output: Output,
    how: &str,
    environment: &Environment,
    id: Uuid,
    is_own: bool,
) -> Output {
    if is_own {
        return output;
    }
    output.with_secret(format!(
        "give the webhook another one with `{how} webhook rotate --environment {} {id}`",
        environment.name
    ))
}

impl Command {
    /// Adds the settings of the configuration file.
    pub fn with_file(mut self, outbound_allow: Option<OutboundAllow>) -> Self {
        if let Self::Create(Create { networks, .. }) | Self::Test(Test { networks, .. }) = &mut self
            && networks.outbound_allow.is_empty()
        {
            networks.outbound_allow = outbound_allow.unwrap_or_default().0;
        }
        self
    }

    pub async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        match self {
            Self::List(arguments) => arguments.run(store, how).await,
            Self::Create(arguments) => arguments.run(store, how).await,
            Self::Rotate(arguments) => arguments.run(store, how).await,
            Self::Delete(arguments) => arguments.run(store, how).await,
            Self::Deliveries(arguments) => arguments.run(store, how).await,
            Self::Replay(arguments) => arguments.run(store, how).await,
            Self::Test(arguments) => arguments.run(store, how).await,
        }
    }
}

/// Returns a word for the state of a webhook.
fn state(webhook: &Webhook) -> String {
    match (&webhook.failure, webhook.is_active) {
        (Some(failure), _) => format!("failed: {}", failure.reason),
        (None, true) => "on".to_owned(),
        (None, false) => "off".to_owned(),
    }
}

impl List {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let environment = super::environment(store, how, &self.environment).await?;
        let found = store.query(ListWebhooks { environment_id: environment.id }).await?;
        let if_empty = format!(
            "No webhooks in `{0}`. Create one: {how} webhook create --environment {0} https://example.com/webhooks",
            environment.name
        );
        if self.format.json {
            let now = clock::now();
            let shown = found.into_iter().map(|webhook| contract::webhook(webhook, None, now));
            let shown: Vec<_> = shown.collect::<Result<_, _>>().map_err(anyhow::Error::msg)?;
            return Output::list(self.format, &shown, &[], |_| Vec::new(), &if_empty);
        }
        let row = |webhook: &Webhook| {
            let events = webhook.events.names().map(|names| names.join(" "));
            vec![
                webhook.id.to_string(),
                webhook.target_url.clone(),
                events.unwrap_or_else(|| "all".to_owned()),
                optional_time(webhook.last_success_at),
                state(webhook),
            ]
        };
        // Shown for people, so never as JSON.
        let rows: Vec<Vec<String>> = found.iter().map(row).collect();
        let header = ["ID", "URL", "EVENTS", "LAST SUCCESS", "STATE"];
        Output::list(self.format, &rows, &header, Vec::clone, &if_empty)
    }
}

impl Create {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let environment = super::environment(store, how, &self.environment).await?;
        let outbound = self.networks.outbound()?;
        if let Err(expected) = check_target_url(&outbound, &self.url) {
            bail!("the URL {expected}");
        }
        if self.events.len() > 1 && self.events.iter().any(|event| event == ALL) {
            bail!("`--event {ALL}` cannot be combined with other values");
        }
        let names = (self.events != [ALL]).then_some(self.events);
        let is_own = self.secret_file.is_some();
        let (secret, now) = (secret(self.secret_file)?, clock::now());
        let webhook = Webhook {
            id: Uuid::now_v7(),
            environment_id: environment.id,
            target_url: self.url,
            events: Subscription::check(names).map_err(anyhow::Error::msg)?,
            is_active: !self.inactive,
            secret: secret.clone(),
            previous_secret: None,
            failure: None,
            last_success_at: None,
            resumed_at: None,
            created_at: now,
            updated_at: now,
        };
        // The contract's limits hold here as well.
        let shown = contract::webhook(webhook.clone().withheld(), Some(&secret), now);
        let shown = shown.map_err(anyhow::Error::msg)?;
        match store.run(CreateWebhook { webhook: webhook.clone(), by: None }).await {
            Err(UseCaseError::Refused(refusal)) => bail!("{refusal}"),
            other => other?,
        }
        let fields = [
            ("id", webhook.id.to_string()),
            ("url", webhook.target_url),
            ("secret", secret.expose().to_owned()),
        ];
        let output = Output::one(self.format, &shown, &fields)?.with_hint(self.format, KEEP);
        Ok(with_secret(output, how, &environment, webhook.id, is_own))
    }
}

impl Rotate {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let environment = super::environment(store, how, &self.webhook.environment).await?;
        let is_own = self.secret_file.is_some();
        let (secret, now) = (secret(self.secret_file)?, clock::now());
        let rotate = RotateWebhookSecret {
            environment_id: environment.id,
            id: self.webhook.id,
            secret: secret.clone(),
            overlap: TimeDelta::seconds(self.overlap.into()),
            by: None,
            now,
        };
        let rotated = match store.run(rotate).await {
            Err(UseCaseError::Refused(_)) => {
                return Err(not_found(how, self.webhook.id, &environment));
            }
            other => other?,
        };
        let until = rotated.previous_secret.as_ref().map(|previous| previous.until);
        let fields = [
            ("id", rotated.id.to_string()),
            ("secret", secret.expose().to_owned()),
            ("previous secret signs until", optional_time(until)),
        ];
        let shown = contract::webhook(rotated, Some(&secret), now).map_err(anyhow::Error::msg)?;
        let output = Output::one(self.format, &shown, &fields)?.with_hint(self.format, KEEP);
        Ok(with_secret(output, how, &environment, self.webhook.id, is_own))
    }
}

impl Delete {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let environment = super::environment(store, how, &self.webhook.environment).await?;
        let (id, now) = (self.webhook.id, clock::now());
        let delete = DeleteWebhook { environment_id: environment.id, id, by: None, now };
        match store.run(delete).await {
            Err(UseCaseError::Refused(_)) => return Err(not_found(how, id, &environment)),
            other => other?,
        }
        let deleted = serde_json::json!({ "id": id, "deleted": true });
        Output::one(self.format, &deleted, &[("deleted", id.to_string())])
    }
}

impl Deliveries {
    /// Returns the deliveries, and true if there are more.
    async fn read(
        &self,
        store: &Store,
        how: &str,
        environment: &Environment,
    ) -> anyhow::Result<(Vec<LoggedDelivery>, bool)> {
        let limit = if self.all { usize::MAX } else { self.limit };
        pages::up_to(limit, async |last: Option<&LoggedDelivery>, limit| {
            let list = ListDeliveries {
                environment_id: environment.id,
                webhook_id: self.webhook.id,
                status: self.status,
                before: last.map(|last| last.delivery.id),
                limit,
            };
            let page = store.query(list).await?;
            page.ok_or_else(|| not_found(how, self.webhook.id, environment))
        })
        .await
    }

    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let environment = super::environment(store, how, &self.webhook.environment).await?;
        let (found, has_more) = self.read(store, how, &environment).await?;
        let if_empty = "No such deliveries.";
        if self.format.json {
            let shown = found.into_iter().map(contract::delivery);
            let shown: Vec<_> = shown.collect::<Result<_, _>>().map_err(anyhow::Error::msg)?;
            let output = Output::list(self.format, &shown, &[], |_| Vec::new(), if_empty)?;
            return Ok(with_remainder(output, has_more));
        }
        let row = |LoggedDelivery { delivery, event_type }: &LoggedDelivery| {
            let last = delivery.last_attempt.as_ref();
            let status = last.and_then(|last| last.response_status);
            let answer = last.and_then(|last| last.error.as_ref().or(last.answer.as_ref()));
            vec![
                delivery.id.0.to_string(),
                time(delivery.created_at),
                event_type.to_string(),
                delivery.account_id.to_string(),
                delivery.status.to_string(),
                delivery.attempts.to_string(),
                status.map_or_else(|| "-".to_owned(), |status| status.to_string()),
                last.map_or_else(|| "-".to_owned(), |last| format!("{} ms", last.duration_ms)),
                answer.map(|answer| answer.chars().take(60).collect()).unwrap_or_default(),
            ]
        };
        let rows: Vec<Vec<String>> = found.iter().map(row).collect();
        let header =
            ["ID", "TIME", "EVENT", "ACCOUNT", "STATUS", "ATTEMPTS", "ANSWER", "TOOK", "TEXT"];
        let output = Output::list(self.format, &rows, &header, Vec::clone, if_empty)?;
        Ok(with_remainder(output, has_more))
    }
}

fn with_remainder(output: Output, has_more: bool) -> Output {
    if has_more {
        output.with_remainder("There are older deliveries: raise --limit, or set --all.")
    } else {
        output
    }
}

impl Replay {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let environment = super::environment(store, how, &self.webhook.environment).await?;
        let order = ReplayOrder {
            environment_id: environment.id,
            webhook_id: self.webhook.id,
            since: self.since,
            delivered: self.delivered,
            by: None,
            now: clock::now(),
        };
        let replayed = match store.replay_webhook(order).await {
            Err(UseCaseError::Refused(_)) => {
                return Err(not_found(how, self.webhook.id, &environment));
            }
            other => other?,
        };
        let result = serde_json::json!({ "replayed": replayed });
        Output::one(self.format, &result, &[("replayed", replayed.to_string())])
    }
}

impl Test {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let environment = super::environment(store, how, &self.webhook.environment).await?;
        let find = FindWebhookWithSecret { environment_id: environment.id, id: self.webhook.id };
        let webhook = store.query(find).await?;
        let webhook = webhook.ok_or_else(|| not_found(how, self.webhook.id, &environment))?;
        let outbound = self.networks.outbound()?;
        let tested = webhooks::test(&outbound, &webhook, clock::now()).await?;
        let result = contract::test_result(tested.attempt);
        if !result.success && !self.format.json {
            match (result.response_status, result.error) {
                (Some(status), _) => bail!("the receiver answered {status}"),
                (None, error) => bail!("{}", error.unwrap_or_default()),
            }
        }
        let fields = [
            ("answer", result.response_status.map(|it| it.to_string()).unwrap_or_default()),
            ("took", format!("{} ms", result.duration_ms)),
        ];
        Output::one(self.format, &result, &fields)
    }
}
