//! Backups of a database in use.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};

use super::{
    fault::{self, Fault, folder_of},
    migrations::is_ours,
    opening::{connect, create_private, key_file, used_keys},
};
use crate::{
    contexts::{UsedKey, check_keys},
    encryption::{self, KeyError, KeyFileError},
};

#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{} already exists: choose another file", .0.display())]
    Exists(PathBuf),
    #[error("{0}")]
    Fault(Fault),
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Another error of SQLite. Its message is complete, without its source.
    #[error("{0}")]
    Sqlite(String),
    #[error("the file is a database of another program: choose another file with --database")]
    Foreign,
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    #[error("the key file does not fit the database: {0}")]
    Keys(#[from] KeyError),
    #[error("the backup was interrupted, and nothing was written")]
    Interrupted,
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        fault::of_error(&error).map_or_else(|| Self::Sqlite(error.to_string()), Self::Fault)
    }
}

/// The beginning of the names of folders with unfinished copies.
const UNFINISHED: &str = ".backup";
/// The name of the copy of a database in such a folder.
const COPY: &str = "database";
/// The age at which no backup is still at work in such a folder.
const LONGEST_BACKUP: Duration = Duration::from_secs(24 * 3600);
/// The number of steps of SQLite between two looks for an interruption.
const STEPS: i32 = 1_000;

/// Writes a durable snapshot of a database and of its key file, or neither of the two. Other
/// processes may read and write meanwhile. What a process that was killed has left in the same
/// folder is removed after a day. The database itself is not changed or upgraded. Fails if there is
/// a key file that does not fit the snapshot, unless keys are configured, which are not in the file.
/// Ends soon after the caller has set `is_interrupted`.
pub fn backup(
    from: &Path,
    to: &Path,
    has_configured_keys: bool,
    is_interrupted: &Arc<AtomicBool>,
) -> Result<Backup, BackupError> {
    if let Some(fault) = fault::of_files(from).or_else(|| fault::of_place(to)) {
        return Err(BackupError::Fault(fault));
    }
    let mut connection = connect(from)?;
    if !is_ours(&connection)? {
        return Err(BackupError::Foreign);
    }
    let to_key = key_file(to);
    for path in [to, &to_key] {
        if path.exists() {
            return Err(BackupError::Exists(path.to_owned()));
        }
    }
    let folder = folder_of(to);
    remove_left_over(folder);
    // Until the copy is complete, it is in a temporary folder that only its owner can read.
    let unfinished = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(folder)?;
    let database = unfinished.path().join(COPY);
    create_private(&database)?;
    // Before the snapshot, since an old key is removed after the last value that needs it.
    let mut key = copy_of_key(from, unfinished.path())?;
    let seen = Arc::clone(is_interrupted);
    connection.progress_handler(STEPS, Some(move || seen.load(Ordering::Relaxed)))?;
    let copied = connection.execute("VACUUM INTO ?1", [path_as_text(&database)?]);
    check_interruption(is_interrupted)?;
    copied?;
    sync(&database)?;
    if !has_configured_keys {
        let used = keys_of(&database)?;
        let fits = match &key {
            Some(file) => encryption::keys_from_file(file.path(), false)
                .is_ok_and(|ring| check_keys(&ring, &used).is_ok()),
            None => used.is_empty(),
        };
        if !fits {
            // A new key may be in use since then. Its file has the old one as well.
            key = copy_of_key(from, unfinished.path())?;
            if let Some(file) = &key {
                check_keys(&encryption::keys_from_file(file.path(), false)?, &used)?;
            }
        }
    }
    check_interruption(is_interrupted)?;
    let has_key = key.is_some();
    if let Some(file) = key {
        file.persist_noclobber(&to_key).map_err(|error| error.error)?;
    }
    // Unlike a rename, this does not replace a file that another process has created meanwhile.
    if let Err(error) = tempfile::TempPath::try_from_path(database)?.persist_noclobber(to) {
        if has_key {
            let _ = fs::remove_file(&to_key);
        }
        return Err(error.error.into());
    }
    sync(folder)?;
    Ok(Backup { bytes: fs::metadata(to)?.len(), key: has_key.then_some(to_key) })
}

fn check_interruption(is_interrupted: &AtomicBool) -> Result<(), BackupError> {
    if is_interrupted.load(Ordering::Relaxed) { Err(BackupError::Interrupted) } else { Ok(()) }
}

/// Removes the copies of a database, and of its key, that backups have left which were killed.
fn remove_left_over(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_unfinished = entry.file_name().to_string_lossy().starts_with(UNFINISHED)
            && entry.path().join(COPY).is_file();
        let age = entry.metadata().and_then(|it| it.modified()).map(|it| it.elapsed());
        if is_unfinished && age.is_ok_and(|age| age.is_ok_and(|age| age > LONGEST_BACKUP)) {
            // It is tried again by the next backup.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Copies the key file of a database, if there is one, to a temporary file.
fn copy_of_key(database: &Path, folder: &Path) -> io::Result<Option<tempfile::NamedTempFile>> {
    let key = match fs::read(key_file(database)) {
        Ok(bytes) => zeroize::Zeroizing::new(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut file, &key)?;
    file.as_file().sync_all()?;
    Ok(Some(file))
}

/// Returns the keys that a copy of a database has used.
fn keys_of(copy: &Path) -> Result<Vec<UsedKey>, BackupError> {
    let connection = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    used_keys(&connection).map_err(|error| BackupError::Sqlite(error.to_string()))
}

/// A finished backup.
#[derive(Debug)]
pub struct Backup {
    pub bytes: u64,
    /// The copy of the key file, if there is one.
    pub key: Option<PathBuf>,
}

fn sync(path: &Path) -> io::Result<()> {
    fs::File::open(path)?.sync_all()
}

fn path_as_text(path: &Path) -> io::Result<&str> {
    path.to_str().ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidInput, "SQLite needs a path that is valid UTF-8")
    })
}
