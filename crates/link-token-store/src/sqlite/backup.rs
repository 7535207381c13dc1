//! Backups of a database in use.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    fault::{self, Fault, folder_of},
    migrations::is_ours,
    opening::{connect, create_private, key_file},
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
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        fault::of_error(&error).map_or_else(|| Self::Sqlite(error.to_string()), Self::Fault)
    }
}

/// Writes a durable snapshot of a database and of its key file, or no file at all. Other processes
/// may read and write meanwhile. The database itself is not changed or upgraded.
pub fn backup(from: &Path, to: &Path) -> Result<Backup, BackupError> {
    if let Some(fault) = fault::of_files(from).or_else(|| fault::of_place(to)) {
        return Err(BackupError::Fault(fault));
    }
    let connection = connect(from)?;
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
    // Until the copy is complete, it is in a temporary folder that only its owner can read.
    let unfinished = tempfile::Builder::new().prefix(".backup").tempdir_in(folder)?;
    let database = unfinished.path().join("database");
    create_private(&database)?;
    connection.execute("VACUUM INTO ?1", [path_as_text(&database)?])?;
    sync(&database)?;
    let key = match fs::read(key_file(from)) {
        Ok(bytes) => Some(zeroize::Zeroizing::new(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    if let Some(key) = &key {
        let mut file = tempfile::NamedTempFile::new_in(unfinished.path())?;
        io::Write::write_all(&mut file, key)?;
        file.as_file().sync_all()?;
        file.persist_noclobber(&to_key).map_err(|error| error.error)?;
    }
    // Unlike a rename, this does not replace a file that another process has created meanwhile.
    if let Err(error) = tempfile::TempPath::try_from_path(database)?.persist_noclobber(to) {
        if key.is_some() {
            let _ = fs::remove_file(&to_key);
        }
        return Err(error.error.into());
    }
    sync(folder)?;
    Ok(Backup { bytes: fs::metadata(to)?.len(), key: key.map(|_| to_key) })
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
