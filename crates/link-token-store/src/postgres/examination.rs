//! What condition a database is in, found out without changing it.

use chrono::{DateTime, Utc};

use super::{
    address::{Address, Settings},
    connections::Connections,
    migrations,
    opening::OpenError,
    rows,
};

/// The condition of a database.
#[derive(Debug)]
pub struct Condition {
    /// The version of its schema. None if there is none.
    pub version: Option<i64>,
    /// The last version that is known here.
    pub known: i64,
    /// Its clock.
    pub now: DateTime<Utc>,
}

/// Examines a database.
pub async fn examine(address: &Address, settings: Settings) -> Result<Condition, OpenError> {
    let connections = Connections::new(address, 1, settings)?;
    let mut session = connections.get().await?;
    let found = migrations::version(&mut session).await?;
    // A version with which this program can work is as good as the one it knows.
    let known = migrations::last_version();
    let version = found.map(
        |(version, works_since)| {
            if works_since <= known { version.min(known) } else { version }
        },
    );
    let row = session.query_opt("SELECT now()", &[]).await?;
    let now = row.map(|row| rows::get(&row, 0)).transpose()?;
    Ok(Condition { version, known, now: now.unwrap_or_default() })
}
