//! `link-token-server audit …`

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use clap::{Args, Subcommand, value_parser};
use link_token_domain::{
    audit::{Action, Event, EventId, Filter, Outcome},
    link_token::LinkTokenMark,
};
use link_token_store::{
    Store,
    use_cases::{ListApiTokens, ListEvents},
};
use link_token_types::TenantId;
use serde::Serialize;
use strum::VariantArray as _;
use uuid::Uuid;

use super::{Format, one_of, output::Output};
use crate::clock;

/// Look at the audit trail: who did what, and what came of it.
#[derive(Debug, Subcommand)]
pub enum Command {
    List(Box<List>),
}

/// List what happened in an environment, the newest first.
///
/// There is an event for each link token that was asked for, redeemed or revoked with a known API token and a well-formed
/// request, and for each change that an operator made. No event holds a secret or anything of a context.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server audit list --environment production
  link-token-server audit list --environment production --tenant-id acme-1 --since 24h
  link-token-server audit list --environment production --outcome link_token_dead --json")]
pub struct List {
    /// The environment, by name or ID.
    #[arg(long)]
    environment: String,
    /// Only about this tenant.
    #[arg(long)]
    tenant_id: Option<TenantId>,
    /// Only about this integrated account, API token or static gate.
    #[arg(long, value_name = "ID")]
    object_id: Option<Uuid>,
    /// Only about this link token, by the 16 digits that events show of it: the start of the SHA-256 of its 16 bytes.
    #[arg(long, value_name = "DIGITS")]
    link_token_mark: Option<LinkTokenMark>,
    /// Only what was asked for with the API token that has this ID.
    #[arg(long, value_name = "ID")]
    api_token_id: Option<Uuid>,
    /// Only the request with this ID, as in `x-request-id` and in the log.
    #[arg(long, value_name = "ID")]
    request_id: Option<Uuid>,
    /// Only this.
    #[arg(long, value_parser = one_of(Action::VARIANTS))]
    action: Option<Action>,
    /// Only what this came of.
    #[arg(long, value_parser = one_of(Outcome::VARIANTS))]
    outcome: Option<Outcome>,
    /// Not before this time, such as `2026-01-31T12:00:00Z`, or so long ago, such as `24h`.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    since: Option<DateTime<Utc>>,
    /// Before this time, likewise.
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    until: Option<DateTime<Utc>>,
    /// Before the event with this ID, to go on where a list ended.
    #[arg(long, value_name = "ID")]
    before: Option<Uuid>,
    /// How many at the most.
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = value_parser!(u32).range(1..=10_000))]
    limit: u32,
    #[command(flatten)]
    format: Format,
}

/// A point in time, or how long ago it was.
fn parse_time(text: &str) -> Result<DateTime<Utc>, String> {
    let ago = || {
        let span = TimeDelta::from_std(humantime::parse_duration(text).ok()?).ok()?;
        clock::now().checked_sub_signed(span)
    };
    let at = DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc());
    at.or_else(ago)
        .ok_or_else(|| "a time such as `2026-01-31T12:00:00Z`, or how long ago: `24h`".to_owned())
}

/// An event as programs read it.
#[derive(Debug, Serialize)]
struct Shown {
    id: Uuid,
    at: DateTime<Utc>,
    environment_id: Uuid,
    /// None for an operator.
    api_token_id: Option<Uuid>,
    api_token_name: Option<String>,
    request_id: Option<Uuid>,
    action: &'static str,
    outcome: &'static str,
    tenant_id: Option<TenantId>,
    object_id: Option<Uuid>,
    link_token_mark: Option<String>,
}

impl Shown {
    fn new(event: Event, names: &HashMap<Uuid, String>) -> Self {
        let request = event.origin.api();
        Self {
            id: event.id.0,
            at: event.id.at(),
            environment_id: event.environment_id,
            api_token_id: request.map(|request| request.api_token_id),
            api_token_name: request.and_then(|request| names.get(&request.api_token_id).cloned()),
            request_id: request.map(|request| request.request_id),
            action: event.action.as_str(),
            outcome: event.outcome.as_str(),
            tenant_id: event.tenant_id,
            object_id: event.object_id,
            link_token_mark: event.link_token.map(|mark| mark.to_string()),
        }
    }
}

impl Command {
    pub async fn run(self, store: &Store) -> anyhow::Result<Output> {
        match self {
            Self::List(list) => list.run(store).await,
        }
    }
}

impl List {
    async fn run(self, store: &Store) -> anyhow::Result<Output> {
        let environment = super::environment(store, &self.environment).await?;
        let filter = Filter {
            environment_id: environment.id,
            since: self.since,
            until: self.until,
            before: self.before.map(EventId),
            api_token_id: self.api_token_id,
            request_id: self.request_id,
            action: self.action,
            outcome: self.outcome,
            tenant_id: self.tenant_id,
            object_id: self.object_id,
            link_token: self.link_token_mark,
            limit: self.limit,
        };
        let names = store.query(ListApiTokens { environment_id: environment.id }).await?;
        let names = names.into_iter().map(|token| (token.id, token.name)).collect();
        let events = store.query(ListEvents(filter)).await?;
        let events: Vec<Shown> =
            events.into_iter().map(|event| Shown::new(event, &names)).collect();
        let is_full = u32::try_from(events.len()) == Ok(self.limit);
        let last = events.last().map(|event| event.id).filter(|_| is_full);
        let dash = || "-".to_owned();
        let output = Output::list(
            self.format,
            &events,
            &["AT", "BY", "ACTION", "OUTCOME", "TENANT", "OBJECT", "LINK TOKEN", "REQUEST"],
            |event| {
                vec![
                    event.at.to_rfc3339_opts(SecondsFormat::Millis, true),
                    match (event.api_token_id, &event.api_token_name) {
                        (Some(id), Some(name)) => {
                            // Names are not unique, and may be anything.
                            let id = id.simple().to_string();
                            format!("{name} ({})", &id[..8])
                        }
                        (Some(id), None) => id.to_string(),
                        (None, _) => "operator".to_owned(),
                    },
                    event.action.to_owned(),
                    event.outcome.to_owned(),
                    event.tenant_id.as_ref().map_or_else(dash, |id| id.to_string()),
                    event.object_id.map_or_else(dash, |id| id.to_string()),
                    event.link_token_mark.clone().unwrap_or_else(dash),
                    event.request_id.map_or_else(dash, |id| id.to_string()),
                ]
            },
            &format!("There is no such event in `{}`.", environment.name),
        )?;
        Ok(match last {
            Some(last) => {
                output.with_hint(self.format, format!("There may be more: --before {last}"))
            }
            None => output,
        })
    }
}
