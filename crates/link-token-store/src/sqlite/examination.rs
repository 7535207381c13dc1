//! The examination of a database for `doctor`, which changes nothing.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use link_token_domain::audit::EventId;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};
use uuid::Uuid;

use super::{
    fault::{self, companion, folder_of},
    migrations::{is_ours, last_version},
    opening::{OpenSqliteError, key_file, used_keys},
};
use crate::{
    contexts::check_keys_of_server,
    encryption::{Keyring, keys_from_file},
};

#[derive(Debug)]
pub struct SqliteStatus {
    /// The version of the schema.
    pub version: i64,
    /// The latest version that this program supports.
    pub known: i64,
    /// The damage that SQLite reports.
    pub faults: Vec<String>,
    /// The latest time in the database: of its newest audit event, or of a link token.
    pub latest: Option<DateTime<Utc>>,
    /// The existing files of the database, including the key file.
    pub files: Vec<PathBuf>,
    /// The path of the key file, which is used if no encryption key is configured.
    pub key_file: PathBuf,
    /// The reason why the keys do not fit the database.
    pub keys: Result<(), OpenSqliteError>,
}

/// Returns the number of bytes that a user without rights can still write to the file system of a
/// database. `None` if it is not known.
pub fn free_space(database: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let status = rustix::fs::statvfs(folder_of(database)).ok()?;
        Some(status.f_bavail.saturating_mul(status.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = database;
        None
    }
}

/// Examines a database with the configured keys.
pub fn examine(path: &Path, keys: Option<&Keyring>) -> Result<SqliteStatus, OpenSqliteError> {
    // SQLite would create a `-wal` and a `-shm` with the permissions of the file, which keep the
    // database from being opened even when those of the file are fixed.
    if let Some(fault) = fault::of_files(path) {
        return Err(OpenSqliteError::Fault(fault));
    }
    // Before SQLite creates some of them.
    let files = ["", "-wal", "-shm", ".key"].map(|suffix| companion(path, suffix));
    let files = files.into_iter().filter(|file| file.exists()).collect();
    // Read-only access fails if the database has a write-ahead log and no process has it open.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    if !is_ours(&connection)? {
        return Err(OpenSqliteError::Foreign);
    }
    let version = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let mut statement = connection.prepare("PRAGMA quick_check(5)")?;
    let faults = statement.query_map([], |row| row.get::<_, String>(0))?;
    let faults = faults.filter(|fault| !matches!(fault, Ok(text) if text == "ok"));
    let key_file = key_file(path);
    let (mut latest, mut used) = (None, Vec::new());
    // A newer schema may differ.
    if version <= last_version() {
        let issued = "SELECT max(issued_at) FROM link_token";
        let issued = connection.query_row(issued, [], |row| row.get::<_, Option<i64>>(0))?;
        let event = "SELECT id FROM audit_event ORDER BY id DESC LIMIT 1";
        let event = connection.query_row(event, [], |row| row.get::<_, [u8; 16]>(0)).optional()?;
        let event = event.map(|id| EventId(Uuid::from_bytes(id)).at());
        latest = issued.and_then(DateTime::from_timestamp_millis).max(event);
        used = used_keys(&connection)?;
    }
    let keys = match keys {
        Some(ring) => check_keys_of_server(ring, &used).map_err(Into::into),
        None => keys_from_file(&key_file, false)
            .map_err(OpenSqliteError::from)
            .and_then(|ring| Ok(check_keys_of_server(&ring, &used)?)),
    };
    Ok(SqliteStatus {
        version,
        known: last_version(),
        faults: faults.collect::<Result<_, _>>()?,
        latest,
        files,
        key_file,
        keys,
    })
}
