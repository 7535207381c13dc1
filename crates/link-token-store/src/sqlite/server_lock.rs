//! The lock of a server on its SQLite database.
//!
//! A server keeps the index of the newest link tokens in memory, so it would not find those of a
//! second server. The lock is on a separate file, since closing another handle of the database
//! itself would release the locks of SQLite. The system releases it when the process ends, even
//! after a crash. The file stays.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::{
    fault::{self, Fault, companion},
    opening::give_to_owner_of_folder,
};

/// The lock of a server on a database, which its drop releases. Commands need none.
#[derive(Debug)]
pub struct ServerLock {
    _file: File,
}

#[derive(Debug, thiserror::Error)]
pub enum ServerLockError {
    #[error(
        "another link-token-server uses this database: stop it, or choose another file with --database. Several servers can \
         share a PostgreSQL database"
    )]
    Held,
    #[error("{0}")]
    Fault(Fault),
    #[error(
        "cannot open {}: {cause}. Without it, a second server on this database would not be noticed: give it to the user of \
         the server, or delete it while no server runs",
        path.display()
    )]
    Denied { path: PathBuf, cause: io::Error },
    /// The file system may have no locks. The database can be used without this one.
    #[error("cannot lock {}: {cause}", path.display())]
    Unavailable { path: PathBuf, cause: io::Error },
}

impl ServerLock {
    /// Takes the lock of a database, which need not exist yet.
    pub fn take(database: &Path) -> Result<Self, ServerLockError> {
        if let Some(fault) = fault::of_files(database) {
            return Err(ServerLockError::Fault(fault));
        }
        // Links to one database lead to one lock.
        let database = database.canonicalize().unwrap_or_else(|_| database.to_owned());
        let path = companion(&database, ".lock");
        let unavailable = |cause| ServerLockError::Unavailable { path: path.clone(), cause };
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(|cause| match cause.kind() {
            io::ErrorKind::PermissionDenied => {
                ServerLockError::Denied { path: path.clone(), cause }
            }
            _ => unavailable(cause),
        })?;
        give_to_owner_of_folder(&path);
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(ServerLockError::Held),
            Err(TryLockError::Error(cause)) => Err(unavailable(cause)),
        }
    }
}
