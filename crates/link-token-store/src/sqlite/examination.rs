//! The examination of a database for `doctor`, which changes nothing.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

use super::{
    migrations::{is_ours, last_version},
    opening::{OpenSqliteError, key_file},
};

#[derive(Debug)]
pub struct SqliteStatus {
    /// The version of the schema.
    pub version: i64,
    /// The latest version that this program supports.
    pub known: i64,
    /// The damage that SQLite reports.
    pub faults: Vec<String>,
    /// The time at which the latest link token was issued.
    pub latest: Option<DateTime<Utc>>,
    /// The existing files of the database, including the key file.
    pub files: Vec<PathBuf>,
    /// The path of the key file, which is used if no encryption key is configured.
    pub key_file: PathBuf,
}

pub fn examine(path: &Path) -> Result<SqliteStatus, OpenSqliteError> {
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
    let latest = "SELECT issued_at FROM link_token ORDER BY sequence DESC LIMIT 1";
    let latest = connection.query_row(latest, [], |row| row.get::<_, i64>(0)).optional()?;
    let key_file = key_file(path);
    let files = [path.to_owned(), key_file.clone()];
    Ok(SqliteStatus {
        version,
        known: last_version(),
        faults: faults.collect::<Result<_, _>>()?,
        latest: latest.and_then(DateTime::from_timestamp_millis),
        files: files.into_iter().filter(|file| file.exists()).collect(),
        key_file,
    })
}
