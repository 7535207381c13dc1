//! `link-token-server audit …`

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, Utc};
use clap::{Args, Subcommand};
use link_token_domain::{
    audit::{Action, Event, EventId, Filter, Origin, Outcome},
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

use super::{ID, OutputFormat, one_of, output::Output, pages};
use crate::{limit_parser::parse_limit, time_parser::parse_time};

/// Read the audit trail: who did what, and with which outcome.
#[derive(Debug, Subcommand)]
pub enum Command {
    List(Box<List>),
}

/// List the events of an environment, newest first.
///
/// An event records each change by a request, by a user on the connection page, by an operator or
/// by the server, and each read of credentials. Refused requests with a valid API token have
/// events, too. Events contain no secrets and no contexts.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  link-token-server audit list --environment production
  link-token-server audit list --environment production --tenant-id acme-1 \\
      --since 24h
  link-token-server audit list --environment production \\
      --outcome link_token_dead --json")]
pub struct List {
    /// The environment, by name or ID. A deleted one has its ID only.
    #[arg(long)]
    environment: String,
    /// Only events about this tenant.
    #[arg(long, allow_hyphen_values = true)]
    tenant_id: Option<TenantId>,
    /// Only events about this integrated account, API token or static gate.
    #[arg(long, value_name = "ID", value_parser = ID)]
    object_id: Option<Uuid>,
    /// Only events about this link token, by its 16 digits in the list: the start of the SHA-256 of
    /// its 16 bytes.
    #[arg(long, value_name = "DIGITS")]
    link_token_mark: Option<LinkTokenMark>,
    /// Only requests with the API token that has this ID.
    #[arg(long, value_name = "ID", value_parser = ID)]
    api_token_id: Option<Uuid>,
    /// Only the request with this ID, which is also in `x-request-id` and in the log.
    #[arg(long, value_name = "ID", value_parser = ID)]
    request_id: Option<Uuid>,
    /// Only events with this action.
    #[arg(long, value_parser = one_of(Action::VARIANTS))]
    action: Option<Action>,
    /// Only events with this outcome.
    #[arg(long, value_parser = one_of(Outcome::VARIANTS))]
    outcome: Option<Outcome>,
    /// Only events since this time: a time such as `2026-01-31T12:00:00Z`, or an age such as `24h`.
    #[arg(long, value_name = "TIME", value_parser = parse_time, allow_hyphen_values = true)]
    since: Option<DateTime<Utc>>,
    /// Only events before this time, in the same form.
    #[arg(long, value_name = "TIME", value_parser = parse_time, allow_hyphen_values = true)]
    until: Option<DateTime<Utc>>,
    /// Only events before the event with this ID, to continue a list.
    #[arg(long, value_name = "ID", value_parser = ID)]
    before: Option<Uuid>,
    /// The maximum number of events.
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = parse_limit, allow_negative_numbers = true)]
    limit: usize,
    /// List all events.
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    #[command(flatten)]
    format: OutputFormat,
}

/// An event in the output.
#[derive(Debug, Serialize)]
struct ShownEvent {
    id: Uuid,
    at: DateTime<Utc>,
    environment_id: Uuid,
    /// `None` for an operator, the server itself, and the browser of a user.
    api_token_id: Option<Uuid>,
    api_token_name: Option<String>,
    /// `None` for an operator and the server itself.
    request_id: Option<Uuid>,
    action: &'static str,
    outcome: &'static str,
    tenant_id: Option<TenantId>,
    object_id: Option<Uuid>,
    link_token_mark: Option<String>,
    #[serde(skip)]
    is_of_server: bool,
}

impl ShownEvent {
    fn new(event: Event, names: &HashMap<Uuid, String>) -> Self {
        let Event { id, environment_id, origin, action, outcome, tenant_id, object_id, link_token } =
            event;
        let api_token_id = origin.api_token_id();
        Self {
            id: id.0,
            at: id.at(),
            environment_id,
            api_token_id,
            api_token_name: api_token_id.and_then(|id| names.get(&id).cloned()),
            request_id: origin.request_id(),
            action: action.as_str(),
            outcome: outcome.as_str(),
            tenant_id,
            object_id,
            link_token_mark: link_token.map(|mark| mark.to_string()),
            is_of_server: origin == Origin::Server,
        }
    }
}

impl Command {
    pub async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        match self {
            Self::List(list) => list.run(store, how).await,
        }
    }
}

impl List {
    async fn run(self, store: &Store, how: &str) -> anyhow::Result<Output> {
        let found = super::environment(store, how, &self.environment).await;
        let (environment_id, name, not_found) = match (found, self.environment.parse()) {
            (Ok(environment), _) => (environment.id, environment.name, None),
            // The trail of a deleted environment stays.
            (Err(error), Ok(id)) => (id, self.environment.clone(), Some(error)),
            (Err(error), Err(_)) => return Err(error),
        };
        if let Some(not_found) = not_found
            && store.query(ListEvents(Filter::of(environment_id, 1))).await?.is_empty()
        {
            return Err(not_found);
        }
        let names = store.query(ListApiTokens { environment_id }).await?;
        let names = names.into_iter().map(|token| (token.id, token.name)).collect();
        let limit = if self.all { usize::MAX } else { self.limit };
        let (events, has_more) = pages::up_to(limit, async |last: Option<&Event>, limit| {
            let filter = Filter {
                environment_id,
                since: self.since,
                until: self.until,
                before: last.map(|last| last.id).or(self.before.map(EventId)),
                api_token_id: self.api_token_id,
                request_id: self.request_id,
                action: self.action,
                outcome: self.outcome,
                tenant_id: self.tenant_id.clone(),
                object_id: self.object_id,
                link_token: self.link_token_mark,
                limit,
            };
            Ok(store.query(ListEvents(filter)).await?)
        })
        .await?;
        let events: Vec<ShownEvent> =
            events.into_iter().map(|event| ShownEvent::new(event, &names)).collect();
        let last = events.last().map(|event| event.id).filter(|_| has_more);
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
                            // Names of API tokens are not unique, and a token could be named like
                            // an operator.
                            let id = id.simple().to_string();
                            format!("{name} ({})", &id[..8])
                        }
                        (Some(id), None) => id.to_string(),
                        (None, _) if event.request_id.is_some() => "browser".to_owned(),
                        (None, _) if event.is_of_server => "server".to_owned(),
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
            &format!("No matching events in `{name}`."),
        )?;
        Ok(match last {
            Some(last) => output.with_remainder(format!(
                "There are more events: raise --limit, set --all, or continue with --before {last}"
            )),
            None => output,
        })
    }
}
