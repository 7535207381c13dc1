//! The plan of what writing changes, both to show it and to do it.

use std::{
    fmt::Write as _,
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use similar::{ChangeTag, TextDiff};

/// The files to write, compared with the files on disk.
#[derive(Debug)]
pub struct Plan {
    changes: Vec<Change>,
    unchanged: usize,
}

/// One file that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The path of the file.
    pub path: PathBuf,
    /// The content on disk. None if the file does not exist.
    pub old: Option<String>,
    /// The content to write.
    pub new: String,
}

impl Plan {
    /// Compares contents with the files on disk.
    pub fn new(files: Vec<(PathBuf, String)>) -> io::Result<Self> {
        let mut plan = Self { changes: Vec::new(), unchanged: 0 };
        for (path, new) in files {
            let old = match fs::read_to_string(&path) {
                Ok(old) => Some(old),
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                Err(error) => return Err(in_file(&path, &error)),
            };
            if old.as_ref() == Some(&new) {
                plan.unchanged += 1;
            } else {
                plan.changes.push(Change { path, old, new });
            }
        }
        Ok(plan)
    }

    /// Returns the files that would change.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Returns the number of files that are up to date.
    pub fn unchanged(&self) -> usize {
        self.unchanged
    }

    /// Writes the files that change, each completely or not at all.
    pub fn apply(&self) -> io::Result<()> {
        for change in &self.changes {
            replace(&change.path, &change.new).map_err(|error| in_file(&change.path, &error))?;
        }
        Ok(())
    }
}

impl Change {
    /// Returns the change as a unified diff.
    pub fn diff(&self, coloured: bool) -> String {
        let (red, green, cyan, end) = if coloured {
            ("\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[0m")
        } else {
            ("", "", "", "")
        };
        let path = self.path.display();
        let old_name = if self.old.is_some() { format!("{path}") } else { "/dev/null".to_owned() };
        let mut out = format!("--- {old_name}\n+++ {path}\n");
        let diff = TextDiff::from_lines(self.old.as_deref().unwrap_or_default(), &self.new);
        for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
            let _ = writeln!(out, "{cyan}{}{end}", hunk.header());
            for change in hunk.iter_changes() {
                let (colour, sign) = match change.tag() {
                    ChangeTag::Delete => (red, '-'),
                    ChangeTag::Insert => (green, '+'),
                    ChangeTag::Equal => ("", ' '),
                };
                let line = change.value().trim_end_matches('\n');
                let end = if colour.is_empty() { "" } else { end };
                let _ = writeln!(out, "{colour}{sign}{line}{end}");
            }
        }
        out
    }
}

/// Replaces a file atomically, so that a crash leaves the old or the new one.
fn replace(path: &Path, content: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    if let Some(permissions) = permissions(path) {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Returns the permissions of the replaced file, or those of a usual new file. A temporary file
/// would be its owner's alone.
fn permissions(path: &Path) -> Option<fs::Permissions> {
    #[cfg(unix)]
    let usual = Some(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    #[cfg(not(unix))]
    let usual = None;
    fs::metadata(path).map(|metadata| metadata.permissions()).ok().or(usual)
}

fn in_file(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn plan_writes_only_files_that_change() {
        let folder = tempfile::tempdir().expect("a folder");
        let same = folder.path().join("same.rs");
        let other = folder.path().join("deep/other.rs");
        let files = |text: &str| {
            vec![(same.clone(), "same\n".to_owned()), (other.clone(), text.to_owned())]
        };

        let plan = Plan::new(files("one\n")).expect("readable");
        assert_eq!(plan.changes().len(), 2);
        plan.apply().expect("writable");
        let before = fs::metadata(&same).and_then(|m| m.modified()).expect("written");

        let plan = Plan::new(files("two\n")).expect("readable");
        assert_eq!((plan.changes().len(), plan.unchanged()), (1, 1));
        plan.apply().expect("writable");
        assert_eq!(fs::read_to_string(&other).expect("written"), "two\n");
        assert_eq!(fs::metadata(&same).and_then(|m| m.modified()).expect("there"), before);
        assert!(Plan::new(files("two\n")).expect("readable").changes().is_empty());
    }

    #[test]
    fn change_shows_a_diff() {
        let change = Change {
            path: "a.rs".into(),
            old: Some("one\ntwo\nthree\n".to_owned()),
            new: "one\n2\nthree\n".to_owned(),
        };
        expect![[r"
            --- a.rs
            +++ a.rs
            @@ -1,3 +1,3 @@
             one
            -two
            +2
             three
        "]]
        .assert_eq(&change.diff(false));
    }
}
