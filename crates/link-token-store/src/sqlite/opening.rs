//! Opening a database: its files, connections and encryption keys.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::{
    fault::{self, Fault, companion, folder_of},
    sql::all,
};
use crate::{
    StoreError,
    contexts::{UsedKey, check_keys},
    encryption::{self, KeyError, KeyFileError, Keyring},
    rows::{Record as _, RowReader},
};

/// The maximum wait for the write lock of another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

#[derive(Debug, thiserror::Error)]
pub enum OpenSqliteError {
    #[error("{0}")]
    Fault(Fault),
    /// Another error of SQLite. Its message is complete, without its source.
    #[error("{0}")]
    Sqlite(String),
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("the file is a database of another program: choose another file")]
    Foreign,
    #[error(
        "the database is newer than this program: its schema is version {found}, and this program supports up to version \
         {known}. Install the version of link-token-server that wrote it, or a later one"
    )]
    Newer { found: usize, known: usize },
    #[error(
        "the file system does not support SQLite's write-ahead log: move the database to a local file system"
    )]
    NoWriteAheadLog,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Keys(#[from] KeyError),
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
}

impl From<rusqlite::Error> for OpenSqliteError {
    fn from(error: rusqlite::Error) -> Self {
        fault::of_error(&error).map_or_else(|| Self::Sqlite(error.to_string()), Self::Fault)
    }
}

/// Returns the key file of a database, which is used if no keys are configured.
pub(super) fn key_file(database: &Path) -> PathBuf {
    companion(database, ".key")
}

/// Creates the file of a new database, readable only by its owner. Returns false if it exists.
/// SQLite copies the permissions to its other files.
pub(super) fn create_private(path: &Path) -> io::Result<bool> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => {
            give_to_owner_of_folder(path);
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Gives a file that root has created to the owner of its folder, so that a service with its own
/// user can use it. SQLite does the same with its other files.
pub(super) fn give_to_owner_of_folder(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, chown};
        if let (Ok(folder), Ok(file)) = (fs::metadata(folder_of(path)), fs::metadata(path))
            && file.uid() == 0
            && folder.uid() != 0
        {
            // If this fails, the service reports that it cannot open the file.
            let _ = chown(path, Some(folder.uid()), Some(folder.gid()));
        }
    }
    #[cfg(not(unix))]
    let _ = path;
}

pub(super) fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // Otherwise SQLite may prepare a statement again for other values, to use statistics that do
    // not exist here.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Returns the encryption keys that the database has used.
pub(super) fn used_keys(connection: &Connection) -> Result<Vec<UsedKey>, StoreError> {
    all(connection, &UsedKey::select(""), [], |row| UsedKey::read(&mut RowReader::of(row)))
}

/// Returns the encryption keys, after a check that they decrypt all stored values. Without
/// configured keys, the keys come from the key file, which is created for a new database.
pub(super) fn keyring(
    connection: &Connection,
    path: &Path,
    is_new: bool,
    configured: Option<Keyring>,
) -> Result<Keyring, OpenSqliteError> {
    let used = used_keys(connection)?;
    let ring = if let Some(ring) = configured {
        ring
    } else {
        let may_create = is_new || used.is_empty();
        let file = key_file(path);
        let ring = encryption::keys_from_file(&file, may_create)?;
        give_to_owner_of_folder(&file);
        ring
    };
    check_keys(&ring, &used)?;
    Ok(ring)
}
