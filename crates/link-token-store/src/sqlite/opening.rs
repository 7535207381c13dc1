//! Opening a database: its file, its connections and its encryption keys.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::sql::all;
use crate::{
    StoreError,
    contexts::{KeyError, UsedKey, check_keys},
    encryption::{self, Keyring},
    rows::{Fields, Record as _},
};

/// How long to wait for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Why a database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// SQLite says so.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The operating system says so.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is some other program's.
    #[error("the file is a database of another program: choose another file")]
    Foreign,
    /// A later version of this program wrote it.
    #[error(
        "the database is newer than this program: its schema is version {found}, and this program supports up to version \
         {known}. Install the version of link-token-server that wrote it, or a later one"
    )]
    Newer {
        /// The version of its schema.
        found: usize,
        /// The last version that is known here.
        known: usize,
    },
    /// The file system does not do what the write-ahead log needs.
    #[error(
        "the file system does not support SQLite's write-ahead log: move the database to a local file system"
    )]
    NoWriteAheadLog,
    /// What is stored cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The encryption keys do not fit.
    #[error(transparent)]
    Keys(#[from] KeyError),
}

/// The file that holds the encryption key of a database without configured keys.
pub(super) fn key_file(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".key");
    name.into()
}

/// Creates the file of a new database, readable by its owner only. SQLite gives the same rights to the files that it adds.
pub(super) fn create_private(path: &Path) -> io::Result<bool> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
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

/// What root makes in somebody's folder is theirs, so that a service which runs as its own user can use it. SQLite does the same
/// with the files that it adds.
pub(super) fn give_to_owner_of_folder(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, chown};
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::metadata(folder.unwrap_or(Path::new(".")));
        if let (Ok(folder), Ok(file)) = (folder, fs::metadata(path))
            && file.uid() == 0
            && folder.uid() != 0
        {
            // Where it cannot be given away, it stays root's, which whoever cannot use it is told.
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
    // Statistics of tables are not used, for which statements would be prepared again with each value.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Returns the encryption keys to use, after a check that they decrypt everything. Where none are configured, one is kept in a file
/// next to the database, which is created for a new database.
pub(super) fn keyring(
    connection: &Connection,
    path: &Path,
    is_new: bool,
    configured: Option<Keyring>,
) -> Result<Keyring, OpenError> {
    let used =
        all(connection, &UsedKey::select(""), [], |row| UsedKey::read(&mut Fields::of(row)))?;
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
