//! `link-token webhook …`

use anyhow::{Context as _, anyhow};
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use link_token_client::{Error, types};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Connection, ID,
    limit_parser::parse_limit,
    new_list, one_of, secret_of, show, show_secret,
    table::{optional_time, show_table, time, up_to},
    time_parser::{parse_overlap, parse_time},
};

/// Manage webhooks: addresses that receive the events of integrated accounts.
#[derive(Debug, Subcommand)]
pub enum Command {
    List(List),
    Create(Create),
    Update(Update),
    Rotate(Rotate),
    Delete(Delete),
    Deliveries(Deliveries),
    Replay(Replay),
    Test(Test),
}

/// List the webhooks.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token webhook list")]
pub struct List {}

/// Create a webhook, and show its secret.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token webhook create https://example.com/webhooks")]
pub struct Create {
    /// The address that receives the events.
    #[arg(value_name = "URL")]
    target_url: types::WebhookUrl,
    /// An event to receive, or `all`. Repeat the option for several; without it, all.
    #[arg(long = "event", value_name = "NAME")]
    events: Vec<String>,
    /// Create it switched off.
    #[arg(long)]
    inactive: bool,
    /// The file with a secret of yours; `-` for standard input. Without it, a random secret is
    /// made.
    #[arg(long, value_name = "FILE")]
    secret_file: Option<String>,
}

/// Change a webhook, or switch it on or off.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token webhook update 4a4de828-f4db-4c9e-adfd-434e0864c3c7 --active true"
)]
pub struct Update {
    #[command(flatten)]
    webhook: Selected,
    #[command(flatten)]
    changes: Changes,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Changes {
    /// The address that receives the events.
    #[arg(long, value_name = "URL")]
    target_url: Option<types::WebhookUrl>,
    /// An event to receive instead of those so far, or `all`. Repeat the option for several.
    #[arg(long = "event", value_name = "NAME")]
    events: Vec<String>,
    /// Switch the webhook on or off.
    #[arg(long, value_name = "BOOLEAN")]
    active: Option<bool>,
}

/// Give a webhook a new secret, and show it. The previous one signs as well for a time.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token webhook rotate 4a4de828-f4db-4c9e-adfd-434e0864c3c7 --overlap 2d"
)]
pub struct Rotate {
    #[command(flatten)]
    webhook: Selected,
    /// The time for which the previous secret signs as well, at most 30d.
    #[arg(long, value_name = "TIME", default_value = "1d", value_parser = parse_overlap, allow_hyphen_values = true)]
    overlap: i32,
    /// The file with a secret of yours; `-` for standard input. Without it, a random secret is
    /// made.
    #[arg(long, value_name = "FILE")]
    secret_file: Option<String>,
}

/// Delete a webhook, and what was not sent to it yet.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token webhook delete 4a4de828-f4db-4c9e-adfd-434e0864c3c7"
)]
pub struct Delete {
    #[command(flatten)]
    webhook: Selected,
}

/// List the newest deliveries of a webhook, and how the receiver answered.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  link-token webhook deliveries 4a4de828-f4db-4c9e-adfd-434e0864c3c7 \\
      --status pending")]
pub struct Deliveries {
    #[command(flatten)]
    webhook: Selected,
    /// Only the deliveries in this state.
    #[arg(long, value_parser = one_of(types::WebhookDeliveryStatus::ALL))]
    status: Option<types::WebhookDeliveryStatus>,
    /// The maximum number of deliveries.
    #[arg(long, value_name = "NUMBER", default_value_t = 50, value_parser = parse_limit, allow_negative_numbers = true)]
    limit: usize,
    /// List all deliveries of the last 30 days.
    #[arg(long, conflicts_with = "limit")]
    all: bool,
}

/// Switch a webhook on, send what is pending at once, and send failed events again.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  link-token webhook replay 4a4de828-f4db-4c9e-adfd-434e0864c3c7 --delivered"
)]
pub struct Replay {
    #[command(flatten)]
    webhook: Selected,
    /// Only events since this time: a time such as `2026-01-31T12:00:00Z`, or an age such as `24h`.
    #[arg(long, value_name = "TIME", value_parser = parse_time, allow_hyphen_values = true)]
    since: Option<DateTime<Utc>>,
    /// Send events again that were delivered, too.
    #[arg(long)]
    delivered: bool,
}

/// Send a test event, and show how the receiver answered.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  link-token webhook test 4a4de828-f4db-4c9e-adfd-434e0864c3c7")]
pub struct Test {
    #[command(flatten)]
    webhook: Selected,
}

#[derive(Debug, Args)]
struct Selected {
    /// The ID of the webhook.
    #[arg(value_name = "ID", value_parser = ID)]
    id: Uuid,
}

/// Reads the secret of a webhook from a file.
fn secret(file: Option<&str>) -> anyhow::Result<Option<types::WebhookSecret>> {
    let Some(file) = file else { return Ok(None) };
    let secret = secret_of("--secret-file", file)?.parse();
    secret.map(Some).map_err(|_| anyhow!("the secret must have 16 to 128 characters"))
}

const PATH: &str = "/webhook";

/// The word for all events.
const ALL: &str = "all";

impl Command {
    pub async fn run(self, connection: &Connection, json: bool) -> anyhow::Result<()> {
        let client = connection.client()?;
        let failed = |error: Error| connection.explain(&error, PATH);
        match self {
            Self::List(List {}) => {
                show_webhooks(&client.list_webhooks().all().await.map_err(failed)?, json)
            }
            Self::Create(Create { target_url, events, inactive, secret_file }) => {
                let events = new_list("--event", ALL, events)?;
                let events = events.map(types::WebhookRequestEventTypes::try_from).transpose();
                let is_own = secret_file.is_some();
                let body = types::WebhookRequest::builder()
                    .target_url(target_url)
                    .maybe_event_types(events.context("--event")?)
                    .maybe_is_active(inactive.then_some(false))
                    .maybe_secret(secret(secret_file.as_deref())?);
                let sent = client.create_webhook().body(body).send().await;
                let remedy = "look for the webhook with `link-token webhook list` before you repeat the command. If it exists, rotate its secret, which was not shown";
                let failed = |error| connection.explain_lost(&error, PATH, remedy);
                show_new(&*sent.map_err(failed)?, is_own, json)
            }
            Self::Update(Update { webhook, changes: Changes { target_url, events, active } }) => {
                let events = new_list("--event", ALL, events)?;
                let events = events.map(types::WebhookUpdateEventTypes::try_from).transpose();
                let body = types::WebhookUpdate::builder()
                    .maybe_target_url(target_url)
                    .maybe_event_types(events.context("--event")?)
                    .maybe_is_active(active);
                let sent = client.update_webhook().id(webhook.id).body(body).send().await;
                show(&*sent.map_err(failed)?, json)
            }
            Self::Rotate(Rotate { webhook, overlap, secret_file }) => {
                let is_own = secret_file.is_some();
                let body = types::WebhookRotation::builder()
                    .previous_secret_seconds(overlap)
                    .maybe_secret(secret(secret_file.as_deref())?);
                let sent = client.rotate_webhook_secret().id(webhook.id).body(body).send().await;
                let remedy = "rotate the secret again, and give the receiver the new one at once, because the secret that it has may no longer sign";
                let failed = |error| connection.explain_lost(&error, PATH, remedy);
                show_new(&*sent.map_err(failed)?, is_own, json)
            }
            Self::Delete(Delete { webhook }) => {
                client.delete_webhook().id(webhook.id).send().await.map_err(failed)?;
                if json {
                    return show(&json!({ "id": webhook.id, "deleted": true }), json);
                }
                anstream::eprintln!("The webhook is deleted.");
                Ok(())
            }
            Self::Deliveries(Deliveries { webhook, status, limit, all }) => {
                let mut list = client.list_webhook_deliveries().id(webhook.id);
                if let Some(status) = status {
                    list = list.status(status);
                }
                let read = up_to(list.stream(), (!all).then_some(limit)).await;
                let (deliveries, has_more) = read.map_err(failed)?;
                show_deliveries(&deliveries, json)?;
                if has_more {
                    anstream::eprintln!("There are older deliveries: raise --limit, or set --all.");
                }
                Ok(())
            }
            Self::Replay(Replay { webhook, since, delivered }) => {
                let body = types::WebhookReplay { since, delivered: Some(delivered) };
                let sent = client.replay_webhook().id(webhook.id).body(body).send().await;
                let remedy = "repeat the command. Events may arrive twice, with the same ID";
                let failed = |error| connection.explain_lost(&error, PATH, remedy);
                show(&*sent.map_err(failed)?, json)
            }
            Self::Test(Test { webhook }) => {
                let body = types::WebhookReference { id: webhook.id };
                let tested = client.test_webhook().body(body).send().await.map_err(failed)?;
                show(&*tested, json)?;
                if !tested.success {
                    return Err(anyhow!("the receiver did not accept the test event"));
                }
                Ok(())
            }
        }
    }
}

/// Prints a webhook with its new secret. One of the caller's own is not lost with the output.
fn show_new(webhook: &types::Webhook, is_own: bool, json: bool) -> anyhow::Result<()> {
    if is_own {
        show(webhook, json)?;
    } else {
        show_secret(webhook, json, || {
            format!("give the webhook another one with `link-token webhook rotate {}`", webhook.id)
        })?;
    }
    if !json {
        anstream::eprintln!("The secret is shown only now: store it with the receiver.");
    }
    Ok(())
}

fn show_webhooks(webhooks: &[types::Webhook], json: bool) -> anyhow::Result<()> {
    show_table(
        webhooks,
        json,
        &["ID", "URL", "EVENTS", "LAST SUCCESS", "STATE"],
        |webhook| {
            let names: Vec<&str> = webhook.event_types.iter().map(|name| name.as_str()).collect();
            vec![
                webhook.id.to_string(),
                webhook.target_url.to_string(),
                if names.is_empty() { "all".to_owned() } else { names.join(" ") },
                optional_time(webhook.last_success_at),
                state(webhook),
            ]
        },
        "No webhooks. Create one: link-token webhook create https://example.com/webhooks",
    )
}

/// Returns the state of a webhook for people.
fn state(webhook: &types::Webhook) -> String {
    match (&webhook.failure, webhook.is_active) {
        (Some(reason), _) => format!("failed: {reason}"),
        (None, true) => "on".to_owned(),
        (None, false) => "off".to_owned(),
    }
}

/// The number of characters of an answer or an error that a table shows.
const SHOWN_TEXT: usize = 60;

fn show_deliveries(deliveries: &[types::WebhookDelivery], json: bool) -> anyhow::Result<()> {
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    show_table(
        deliveries,
        json,
        &["ID", "TIME", "EVENT", "ACCOUNT", "STATUS", "ATTEMPTS", "ANSWER", "TOOK", "TEXT"],
        |delivery| {
            let text = delivery.error.as_ref().or(delivery.answer.as_ref());
            vec![
                delivery.id.to_string(),
                time(delivery.created_at),
                delivery.event_type.to_string(),
                delivery.integrated_account_id.to_string(),
                delivery.status.to_string(),
                delivery.attempts.to_string(),
                or_dash(delivery.response_status.map(|status| status.to_string())),
                or_dash(delivery.duration_ms.map(|duration| format!("{duration} ms"))),
                text.map(|text| text.chars().take(SHOWN_TEXT).collect()).unwrap_or_default(),
            ]
        },
        "No such deliveries.",
    )
}
