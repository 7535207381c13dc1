//! The audit trail.

use chrono::{DateTime, Utc};
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::connections::{Error, Parameter, Session};
use crate::{
    domain::{
        audit::{Action, Event, EventId, Filter, Outcome},
        link_token::LinkTokenHash,
    },
    store::rows,
};

/// The columns of an event.
pub const EVENT: &str = "id, environment_id, api_token_id, request_id, action, outcome, tenant_id, object_id, link_token_mark";

/// Events as the columns that `unnest` makes rows of, in the order of [`EVENT`].
#[derive(Debug, Default)]
pub struct Unnested<'e> {
    id: Vec<Uuid>,
    environment_id: Vec<Uuid>,
    api_token_id: Vec<Option<Uuid>>,
    request_id: Vec<Option<Uuid>>,
    action: Vec<&'static str>,
    outcome: Vec<&'static str>,
    tenant_id: Vec<Option<&'e str>>,
    object_id: Vec<Option<Uuid>>,
    link_token_mark: Vec<Option<Vec<u8>>>,
}

impl<'e> Unnested<'e> {
    /// The types of the columns.
    pub const TYPES: [&'static str; 9] =
        ["uuid", "uuid", "uuid", "uuid", "text", "text", "text", "uuid", "bytea"];

    pub fn new(events: impl IntoIterator<Item = &'e Event>) -> Self {
        let mut columns = Self::default();
        for event in events {
            let request = event.origin.api();
            columns.id.push(event.id.0);
            columns.environment_id.push(event.environment_id);
            columns.api_token_id.push(request.map(|request| request.api_token_id));
            columns.request_id.push(request.map(|request| request.request_id));
            columns.action.push(event.action.as_str());
            columns.outcome.push(event.outcome.as_str());
            columns.tenant_id.push(event.tenant_id.as_ref().map(|id| id.as_str()));
            columns.object_id.push(event.object_id);
            columns.link_token_mark.push(event.link_token.map(|mark| mark.0.to_vec()));
        }
        columns
    }

    pub fn parameters(&self) -> [Parameter<'_>; 9] {
        [
            &self.id,
            &self.environment_id,
            &self.api_token_id,
            &self.request_id,
            &self.action,
            &self.outcome,
            &self.tenant_id,
            &self.object_id,
            &self.link_token_mark,
        ]
    }

    /// The arguments of `unnest`, given the number of the first parameter.
    pub fn arguments(first: usize) -> String {
        let arguments: Vec<String> = Self::TYPES
            .iter()
            .zip(first..)
            .map(|(of, number)| format!("${number}::{of}[]"))
            .collect();
        arguments.join(", ")
    }

    /// The statement that adds the events.
    pub fn insert() -> String {
        format!("INSERT INTO audit_event ({EVENT}) SELECT * FROM unnest({})", Self::arguments(1))
    }
}

/// Adds an event, in the transaction of what it is about.
pub async fn record(session: &mut Session, event: &Event) -> Result<(), Error> {
    let columns = Unnested::new([event]);
    session.execute(&Unnested::insert(), &columns.parameters()).await?;
    Ok(())
}

/// Makes a link token unusable, if it is active, and records that or that there was nothing to do: one statement.
pub async fn revoke(
    session: &mut Session,
    token: LinkTokenHash,
    event: &Event,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let events = Unnested::arguments(5);
    let sql = format!(
        "WITH revoked AS (
            UPDATE link_token SET died_at = $3
            WHERE hash = $1 AND environment_id = $2 AND died_at IS NULL AND expires_at > $3
            RETURNING hash
        ),
        purpose AS (
            SELECT tenant_id, integrated_account_id FROM link_token WHERE hash = $1 AND environment_id = $2
        )
        INSERT INTO audit_event ({EVENT})
        SELECT id, environment_id, api_token_id, request_id, action,
            CASE WHEN EXISTS (SELECT 1 FROM revoked) THEN outcome ELSE $4 END,
            (SELECT tenant_id FROM purpose), (SELECT integrated_account_id FROM purpose), link_token_mark
        FROM unnest({events}) AS event ({EVENT})"
    );
    let columns = Unnested::new([event]);
    let (hash, unchanged) = (token.0.as_slice(), Outcome::Unchanged.as_str());
    let mut parameters: Vec<Parameter<'_>> = vec![&hash, &event.environment_id, &now, &unchanged];
    parameters.extend(columns.parameters());
    session.execute(&sql, &parameters).await?;
    Ok(())
}

pub async fn find(session: &mut Session, filter: &Filter) -> Result<Vec<Event>, Error> {
    let sql = format!(
        "SELECT {EVENT} FROM audit_event
         WHERE id >= $1 AND id < $2 AND environment_id = $3
         AND ($4::uuid IS NULL OR api_token_id = $4)
         AND ($5::uuid IS NULL OR request_id = $5)
         AND ($6::text IS NULL OR action = $6)
         AND ($7::text IS NULL OR outcome = $7)
         AND ($8::text IS NULL OR tenant_id = $8)
         AND ($9::uuid IS NULL OR object_id = $9)
         AND ($10::bytea IS NULL OR link_token_mark = $10)
         ORDER BY id DESC LIMIT $11"
    );
    let parameters: [&(dyn ToSql + Sync); 11] = [
        &filter.from_id().0,
        &filter.before_id().0,
        &filter.environment_id,
        &filter.api_token_id,
        &filter.request_id,
        &filter.action.map(Action::as_str),
        &filter.outcome.map(Outcome::as_str),
        &filter.tenant_id.as_ref().map(|id| id.as_str()),
        &filter.object_id,
        &filter.link_token.map(|mark| mark.0.to_vec()),
        &i64::from(filter.limit),
    ];
    let found = session.query(&sql, &parameters).await?;
    Ok(found.iter().map(rows::event).collect::<Result<_, _>>()?)
}

pub(super) const SWEEP: &str = "DELETE FROM audit_event WHERE id IN (
    SELECT id FROM audit_event WHERE id < $1 ORDER BY id LIMIT $2
)";

pub async fn sweep(session: &mut Session, before: EventId, limit: u32) -> Result<u64, Error> {
    session.execute(SWEEP, &[&before.0, &i64::from(limit)]).await
}
