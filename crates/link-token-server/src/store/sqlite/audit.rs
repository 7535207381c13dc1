//! The audit trail.

use std::ops::Range;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, named_params, params};
use uuid::Uuid;

use super::{
    sql::{all, execute, one},
    writer::Batch,
};
use crate::{
    domain::audit::{Action, Event, EventId, Filter, Outcome},
    store::{
        StoreError,
        rows::{self, Columns},
    },
};

/// How many places the table has for the events of a millisecond, as `0004_audit_event_by_place.sql` says as well.
const PLACES: i64 = 1 << 20;
/// Where the last millisecond for which there are places begins. It is in the year 2248, and has the events of all later ones.
const LAST_MILLISECOND: i64 = i64::MAX - (PLACES - 1);

/// Adds an event, in the transaction of what it is about.
pub(super) fn record(batch: &Batch<'_>, event: &Event) -> Result<(), StoreError> {
    let place = next_place(batch, event.id)?;
    let request = event.origin.api();
    batch.execute(
        "INSERT INTO audit_event (
            place, id, environment_id, api_token_id, request_id, action, outcome, tenant_id, object_id, link_token_mark
         ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            place,
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
    batch.note_event(place);
    Ok(())
}

/// Where the events of a millisecond begin. Behind all others, if there is no place for so late a time.
fn first_place(id: EventId) -> i64 {
    i64::try_from(id.millis()).map_or(i64::MAX, |millis| millis.saturating_mul(PLACES))
}

/// Where the table has the events of the millisecond of an ID, in the order in which they were recorded.
fn places(id: EventId) -> Range<i64> {
    let first = first_place(id).min(LAST_MILLISECOND);
    first..first.saturating_add(PLACES)
}

/// The place for a new event. That is nearly always behind all others, where it costs least.
fn next_place(batch: &Batch<'_>, id: EventId) -> Result<i64, StoreError> {
    let find_last = |before: i64| {
        let sql = "SELECT max(place) FROM audit_event WHERE place < ?1";
        let last = one(batch.connection, sql, [before], |row| Ok(row.get::<_, Option<i64>>(0)?))?;
        Ok(last.flatten().unwrap_or_default())
    };
    let places = places(id);
    let last = batch.last_event(|| find_last(i64::MAX))?;
    let last = if last < places.end { last } else { find_last(places.end)? };
    let next = places.start.max(last.saturating_add(1));
    let full = || {
        StoreError::Unavailable(
            "too many events of one millisecond are in the audit trail: is the clock right?"
                .to_owned(),
        )
    };
    places.contains(&next).then_some(next).ok_or_else(full)
}

/// Adds an event of an operator in each environment.
pub(super) fn record_everywhere(
    batch: &Batch<'_>,
    action: Action,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let environments = all(batch.connection, "SELECT id FROM environment", [], |row| {
        rows::required(row, "id", Columns::id)
    })?;
    environments.into_iter().try_for_each(|id| record(batch, &Event::of_operator(id, action, now)))
}

pub(super) fn find(connection: &Connection, filter: &Filter) -> Result<Vec<Event>, StoreError> {
    let sql = "SELECT * FROM audit_event
        WHERE place >= :from AND place < :before AND environment_id = :environment_id
        AND (:api_token_id IS NULL OR api_token_id = :api_token_id)
        AND (:request_id IS NULL OR request_id = :request_id)
        AND (:action IS NULL OR action = :action)
        AND (:outcome IS NULL OR outcome = :outcome)
        AND (:tenant_id IS NULL OR tenant_id = :tenant_id)
        AND (:object_id IS NULL OR object_id = :object_id)
        AND (:link_token_mark IS NULL OR link_token_mark = :link_token_mark)
        ORDER BY place DESC LIMIT :limit";
    let params = named_params! {
        ":from": places(filter.from_id()).start,
        ":before": place(connection, filter.before_id())?,
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

/// Where an event is, or, if it is not there, where those of its millisecond begin.
fn place(connection: &Connection, id: EventId) -> Result<i64, StoreError> {
    let places = places(id);
    let sql = "SELECT place FROM audit_event WHERE place >= ?1 AND place < ?2 AND id = ?3";
    let params = params![places.start, places.end, id.0.as_bytes()];
    let found = one(connection, sql, params, |row| Ok(row.get(0)?))?;
    Ok(found.unwrap_or_else(|| first_place(id)))
}

pub(super) fn sweep(
    connection: &Connection,
    before: EventId,
    limit: u32,
) -> Result<usize, StoreError> {
    let sql = "DELETE FROM audit_event WHERE place IN (
        SELECT place FROM audit_event WHERE place < ?1 ORDER BY place LIMIT ?2
    )";
    execute(connection, sql, params![first_place(before), limit])
}
