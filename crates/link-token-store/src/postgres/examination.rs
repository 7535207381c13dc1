//! The examination of a database for `doctor`, which changes nothing.

use chrono::{DateTime, Utc};
use link_token_domain::audit::EventId;

use super::{
    address::{Address, Settings},
    connections::ConnectionPool,
    migrations,
    open_error::OpenPostgresError,
    rows,
};
use crate::{
    contexts::{UsedKey, check_keys_of_server},
    encryption::Keyring,
    rows::{Record as _, RowReader},
};

#[derive(Debug)]
pub struct PostgresStatus {
    /// The version of the schema. `None` without a schema.
    pub version: Option<i64>,
    /// The latest version that this program supports.
    pub known: i64,
    /// The time of the database.
    pub now: DateTime<Utc>,
    /// True if the database accepts no changes, as a standby.
    pub is_read_only: bool,
    /// The time of the newest audit event.
    pub latest: Option<DateTime<Utc>>,
    /// The reason why the keys do not fit the database.
    pub keys: Result<(), OpenPostgresError>,
}

/// Examines a database with the configured keys.
pub async fn examine(
    address: &Address,
    settings: Settings,
    keys: Option<&Keyring>,
) -> Result<PostgresStatus, OpenPostgresError> {
    let connections = ConnectionPool::new(address, 1, settings)?;
    let mut session = connections.get().await?;
    let found = migrations::version(&mut session).await?;
    // A later version with which this program works counts as the latest one that it supports.
    let known = migrations::last_version();
    let version = found.map(
        |(version, works_since)| {
            if works_since <= known { version.min(known) } else { version }
        },
    );
    let sql = "SELECT now(), current_setting('transaction_read_only') = 'on'";
    let row = session.query_opt(sql, &[]).await?;
    let now = row.as_ref().map(|row| rows::get(row, 0)).transpose()?;
    let is_read_only = row.map(|row| rows::get(&row, 1)).transpose()?;
    let (mut latest, mut used) = (None, Vec::new());
    if version.is_some() {
        let event = "SELECT id FROM audit_event ORDER BY id DESC LIMIT 1";
        let event = session.query_opt(event, &[]).await?;
        latest = event.map(|row| rows::get(&row, 0)).transpose()?.map(|id| EventId(id).at());
        let rows = session.query(&UsedKey::select(""), &[]).await?;
        let read = rows.iter().map(|row| UsedKey::read(&mut RowReader::of(row)));
        used = read.collect::<Result<_, _>>()?;
    }
    let keys = keys.ok_or(OpenPostgresError::NoKeys);
    let keys = keys.and_then(|ring| Ok(check_keys_of_server(ring, &used)?));
    let (now, is_read_only) = (now.unwrap_or_default(), is_read_only.unwrap_or_default());
    Ok(PostgresStatus { version, known, now, is_read_only, latest, keys })
}
