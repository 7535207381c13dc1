//! Recording readings of credentials in batches.
//!
//! The caller has looked the credentials up and decided by the rules of the use case
//! [`ReadCredentials`](crate::use_cases::ReadCredentials). One statement records the events of a
//! batch, with one flush to disk. It passes over credentials that have changed since.

use std::{collections::HashSet, sync::LazyLock};

use link_token_domain::audit::Event;
use uuid::Uuid;

use super::{
    arrays::{arrays, transposed, unnested},
    batches::{BatchWork, Replies, within_limit},
    connections::{PostgresError, Session, SqlParameter, retry_conflicts},
    rows::get,
};
use crate::{rows::Record as _, tables::credentials, use_cases::RecordReading};

/// Inserts events whose objects are accounts, if their credentials have the versions of the last
/// parameter. Returns the IDs of the events that it inserted.
pub(super) static RECORD: LazyLock<String> = LazyLock::new(|| {
    let (columns, events) = (Event::columns(), unnested::<Event>(1));
    let versions = Event::COLUMNS.len() + 1;
    let are_current =
        credentials::are_current("read.environment_id", "read.object_id", "read.version");
    format!(
        "INSERT INTO audit_event ({columns})
        SELECT {columns} FROM (
            SELECT {events}, unnest(${versions}::bigint[])
        ) AS read ({columns}, version)
        WHERE {are_current}
        RETURNING id"
    )
});

/// Records readings. Answers false, and records nothing, if the credentials have changed.
#[derive(Debug)]
pub(super) struct Recording;

impl BatchWork for Recording {
    type Item = RecordReading;
    type Answer = bool;

    async fn answer(
        &self,
        session: &Session,
        readings: &[RecordReading],
        replies: &mut Replies<bool>,
    ) -> Result<(), PostgresError> {
        let events = transposed(readings.iter().map(|reading| &reading.event));
        let versions: Vec<i64> = readings.iter().map(|reading| reading.version).collect();
        let mut parameters: Vec<SqlParameter<'_>> = arrays(&events);
        parameters.push(&versions);
        let client = session.client();
        let record = || async {
            let statement = client.prepare_cached(&RECORD).await?;
            Ok(client.query(&statement, &parameters).await?)
        };
        let recorded = within_limit(session, retry_conflicts(record)).await?;
        let recorded = recorded.iter().map(|row| get::<Uuid>(row, 0));
        let recorded: HashSet<Uuid> = recorded.collect::<Result<_, _>>()?;
        for (place, reading) in readings.iter().enumerate() {
            replies.send(place, Ok(recorded.contains(&reading.event.id.0)));
        }
        Ok(())
    }
}
