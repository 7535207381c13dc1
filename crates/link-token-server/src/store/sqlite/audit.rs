//! The audit trail.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, ToSql, named_params, params};
use uuid::Uuid;

use super::{
    sql::{all, execute},
    writer::Batch,
};
use crate::{
    domain::audit::{Action, Event, EventId, Filter, Outcome},
    store::{
        StoreError,
        rows::{self, Columns},
    },
};

/// Adds an event, in the transaction of what it is about.
pub(super) fn record(connection: &Connection, event: &Event) -> Result<(), StoreError> {
    insert(event, |sql, params| execute(connection, sql, params))
}

/// The same where many events are added in one transaction.
pub(super) fn record_in(batch: &Batch<'_>, event: &Event) -> Result<(), StoreError> {
    insert(event, |sql, params| batch.execute(sql, params))
}

fn insert(
    event: &Event,
    execute: impl FnOnce(&'static str, &[&dyn ToSql]) -> Result<usize, StoreError>,
) -> Result<(), StoreError> {
    let request = event.origin.api();
    execute(
        "INSERT INTO audit_event (
            id, environment_id, api_token_id, request_id, action, outcome, tenant_id, object_id, link_token_mark
         ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            event.id.0.as_bytes(),
            event.environment_id.as_bytes(),
            request.as_ref().map(|request| request.api_token_id.as_bytes()),
            request.as_ref().map(|request| request.request_id.as_bytes()),
            event.action.as_str(),
            event.outcome.as_str(),
            event.tenant_id.as_ref().map(|id| id.as_str()),
            event.object_id.as_ref().map(Uuid::as_bytes),
            event.link_token.map(|mark| mark.0),
        ],
    )?;
    Ok(())
}

/// Adds an event of an operator in each environment.
pub(super) fn record_everywhere(
    connection: &Connection,
    action: Action,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let environments = all(connection, "SELECT id FROM environment", [], |row| {
        rows::required(row, "id", Columns::id)
    })?;
    environments
        .into_iter()
        .try_for_each(|id| record(connection, &Event::of_operator(id, action, now)))
}

pub(super) fn find(connection: &Connection, filter: &Filter) -> Result<Vec<Event>, StoreError> {
    let sql = "SELECT * FROM audit_event
        WHERE id >= :from AND id < :before AND environment_id = :environment_id
        AND (:api_token_id IS NULL OR api_token_id = :api_token_id)
        AND (:request_id IS NULL OR request_id = :request_id)
        AND (:action IS NULL OR action = :action)
        AND (:outcome IS NULL OR outcome = :outcome)
        AND (:tenant_id IS NULL OR tenant_id = :tenant_id)
        AND (:object_id IS NULL OR object_id = :object_id)
        AND (:link_token_mark IS NULL OR link_token_mark = :link_token_mark)
        ORDER BY id DESC LIMIT :limit";
    let (EventId(from), EventId(before)) = (filter.from_id(), filter.before_id());
    let params = named_params! {
        ":from": from.as_bytes(),
        ":before": before.as_bytes(),
        ":environment_id": filter.environment_id.as_bytes(),
        ":api_token_id": filter.api_token_id.as_ref().map(Uuid::as_bytes),
        ":request_id": filter.request_id.as_ref().map(Uuid::as_bytes),
        ":action": filter.action.map(Action::as_str),
        ":outcome": filter.outcome.map(Outcome::as_str),
        ":tenant_id": filter.tenant_id.as_ref().map(|id| id.as_str()),
        ":object_id": filter.object_id.as_ref().map(Uuid::as_bytes),
        ":link_token_mark": filter.link_token.map(|mark| mark.0),
        ":limit": filter.limit,
    };
    all(connection, sql, params, |row| rows::event(row))
}

pub(super) fn sweep(
    connection: &Connection,
    before: EventId,
    limit: u32,
) -> Result<usize, StoreError> {
    let sql = "DELETE FROM audit_event WHERE id IN (
        SELECT id FROM audit_event WHERE id < ?1 ORDER BY id LIMIT ?2
    )";
    execute(connection, sql, params![before.0.as_bytes(), limit])
}
