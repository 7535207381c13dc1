//! The examination of a database for `doctor`, which changes nothing.

use chrono::{DateTime, Utc};

use super::{
    address::{Address, Settings},
    connections::ConnectionPool,
    migrations,
    open_error::OpenPostgresError,
    rows,
};

#[derive(Debug)]
pub struct PostgresStatus {
    /// The version of the schema. `None` without a schema.
    pub version: Option<i64>,
    /// The latest version that this program supports.
    pub known: i64,
    /// The time of the database.
    pub now: DateTime<Utc>,
}

pub async fn examine(
    address: &Address,
    settings: Settings,
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
    let row = session.query_opt("SELECT now()", &[]).await?;
    let now = row.map(|row| rows::get(&row, 0)).transpose()?;
    Ok(PostgresStatus { version, known, now: now.unwrap_or_default() })
}
