//! Faults of a database and of its files: the finding, and what an operator can do.

use std::{
    ffi::OsStr,
    fmt,
    path::{Path, PathBuf},
};

use rusqlite::{Error, ErrorCode};

/// A fault that an operator can fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub found: String,
    pub remedy: String,
}

impl Fault {
    fn new(found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { found: found.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.found, self.remedy)
    }
}

/// Returns what an operator can do about an error of SQLite. The finding contains its message.
pub fn of_error(error: &Error) -> Option<Fault> {
    let remedy = match error.sqlite_error_code()? {
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
            return Some(Fault::new(
                format!("the file is damaged or not a database ({error})"),
                "stop the server, keep the file with its -wal and -shm, and restore a backup",
            ));
        }
        ErrorCode::DiskFull => "make room on its file system",
        ErrorCode::SystemIoFailure => {
            "make room on its file system, and look for errors of the disk in the log of the system"
        }
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
            "let the user of the server write the file, its -wal and -shm, and their folder (`doctor` names what is wrong)"
        }
        _ => return None,
    };
    Some(Fault::new(error.to_string(), remedy))
}

/// Returns the name of one of the files next to a database, such as `-wal`.
pub fn companion(database: &Path, suffix: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Returns the folder of a file.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Returns false if there is no folder for a file. True if this user may not see it: the error of
/// whoever opens the file names it then.
pub fn folder_exists(path: &Path) -> bool {
    folder_of(path).try_exists().unwrap_or(true)
}

/// Returns the fault of a path that is to be a file in an existing folder.
pub fn of_place(path: &Path) -> Option<Fault> {
    let folder = folder_of(path);
    if !folder_exists(path) {
        return Some(Fault::new(
            format!("folder {} not found (is the path right?)", folder.display()),
            format!("mkdir -p {}", quoted(folder)),
        ));
    }
    path.is_dir().then(|| {
        let example = path.join("link-token.db");
        Fault::new(
            format!("{} is a folder", path.display()),
            format!("name a file, such as {}", example.display()),
        )
    })
}

/// Returns the fault of the files of a database, without opening them: the user of this process
/// must be able to read and write them, and to create those that do not exist.
pub fn of_files(database: &Path) -> Option<Fault> {
    if let Some(fault) = of_place(database) {
        return Some(fault);
    }
    let files = ["", "-wal", "-shm"].map(|suffix| companion(database, suffix));
    let (existing, missing): (Vec<&PathBuf>, Vec<&PathBuf>) =
        files.iter().partition(|file| file.try_exists().unwrap_or(true));
    let denied: Vec<(&Path, access::Denial)> =
        existing.iter().filter_map(|file| Some((file.as_path(), access::to_file(file)?))).collect();
    if !denied.is_empty() {
        let found = denied.iter().map(|(file, denial)| format!("{} ({denial})", file.display()));
        let found = found.collect::<Vec<_>>().join(", ");
        return Some(Fault::new(
            format!("this user cannot read and write {found}"),
            access::remedy(&existing, &denied),
        ));
    }
    let folder = folder_of(database);
    if let (false, Some(denial)) = (missing.is_empty(), access::to_folder(folder)) {
        let shown = folder.display();
        return Some(Fault::new(
            format!("this user cannot create files in the folder {shown} ({denial})"),
            "run this as the user of the server, or give it the folder",
        ));
    }
    None
}

/// Quotes a text or a path as one word of a shell, if it needs quotes.
pub fn quoted(word: impl AsRef<OsStr>) -> String {
    let text = word.as_ref().to_string_lossy();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-+:@=,".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.into_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(unix)]
mod access {
    use std::{
        fmt, fs,
        os::unix::fs::MetadataExt as _,
        path::{Path, PathBuf},
    };

    use rustix::{
        fs::{Access, access},
        io::Errno,
    };

    use super::quoted;

    /// The reason why the user of this process has no access.
    pub struct Denial {
        errno: Errno,
        /// The permissions and the owner.
        file: Option<(u32, String)>,
    }

    impl Denial {
        fn of(path: &Path, needed: Access) -> Option<Self> {
            let errno = access(path, needed).err().filter(|errno| *errno != Errno::NOENT)?;
            let file = fs::metadata(path).ok();
            let file = file.map(|file| (file.mode() & 0o7777, owner(file.uid())));
            Some(Self { errno, file })
        }
    }

    impl fmt::Display for Denial {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match &self.file {
                Some((mode, owner)) if self.errno == Errno::ACCESS => {
                    write!(f, "mode {mode:o}, owner {owner}")
                }
                _ => f.write_str(&std::io::Error::from(self.errno).to_string()),
            }
        }
    }

    pub fn to_file(path: &Path) -> Option<Denial> {
        Denial::of(path, Access::READ_OK | Access::WRITE_OK)
    }

    pub fn to_folder(path: &Path) -> Option<Denial> {
        Denial::of(path, Access::WRITE_OK | Access::EXEC_OK)
    }

    /// Returns a command for the owner of the files, if their permissions are the fault.
    pub fn remedy(files: &[&PathBuf], denied: &[(&Path, Denial)]) -> String {
        let lacks = |denial: &Denial| {
            matches!(&denial.file, Some((mode, _)) if mode & 0o600 != 0o600)
                && denial.errno == Errno::ACCESS
        };
        if denied.iter().any(|(_, denial)| lacks(denial)) {
            let files = files.iter().map(|file| quoted(file.as_path())).collect::<Vec<_>>();
            return format!("chmod 600 {}", files.join(" "));
        }
        "run this as their owner, who must be the user of the server".to_owned()
    }

    /// Returns the name of a user, or else the number.
    fn owner(uid: u32) -> String {
        let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let name = users.lines().find_map(|line| {
            let mut fields = line.split(':');
            let name = fields.next()?;
            (fields.nth(1)?.parse() == Ok(uid)).then(|| name.to_owned())
        });
        name.unwrap_or_else(|| uid.to_string())
    }
}

#[cfg(not(unix))]
mod access {
    use std::{
        fmt,
        path::{Path, PathBuf},
    };

    /// Opening the files reports what is wrong.
    pub enum Denial {}

    impl fmt::Display for Denial {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {}
        }
    }

    pub fn to_file(_: &Path) -> Option<Denial> {
        None
    }

    pub fn to_folder(_: &Path) -> Option<Denial> {
        None
    }

    pub fn remedy(_: &[&PathBuf], _: &[(&Path, Denial)]) -> String {
        String::new()
    }
}
