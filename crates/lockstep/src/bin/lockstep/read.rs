//! Reads what the commands need: documents, waivers, and the place of the runtime crates.

use std::{io, path::Path};

use lockstep::{Document, LoadError, Note, Report, RuntimeCrates, Waivers};

/// The reasons why a command cannot work on a document.
pub enum ReadError {
    /// The document is refused.
    Refused(Report),
    /// A file cannot be read.
    Unreadable(String),
}

impl From<Report> for ReadError {
    fn from(report: Report) -> Self {
        Self::Refused(report)
    }
}

/// Reads a document.
pub fn document(path: &Path) -> Result<Document, ReadError> {
    Document::load(path).map_err(|error| match error {
        LoadError::Syntax(report) => ReadError::Refused(report),
        LoadError::Read { path, source } => {
            ReadError::Unreadable(format!("cannot read {path}: {source}"))
        }
    })
}

/// Shows the notes on a document, each as a line.
pub fn show_notes(out: &mut dyn io::Write, notes: &[Note]) -> io::Result<()> {
    notes.iter().try_for_each(|note| writeln!(out, "note: {note}"))
}

/// Reads a file of waivers, if there is one.
pub fn waivers(path: Option<&Path>) -> Result<Waivers, ReadError> {
    let Some(path) = path else { return Ok(Waivers::default()) };
    let text = std::fs::read_to_string(path).map_err(|error| {
        ReadError::Unreadable(format!("cannot read {}: {error}", path.display()))
    })?;
    Ok(Waivers::parse(&path.display().to_string(), &text)?)
}

/// Returns the place of the runtime crates: the named folder, or the one next to the sources of
/// this program, or else the registry.
pub fn runtime(named: Option<&Path>) -> io::Result<RuntimeCrates> {
    let built_beside = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let folder = named.unwrap_or(built_beside);
    let missing = ["lockstep-runtime", "lockstep-dropshot"]
        .into_iter()
        .find(|name| !folder.join(name).join("Cargo.toml").is_file());
    match missing {
        None => folder.canonicalize().map(RuntimeCrates::Folder),
        Some(_) if named.is_none() => Ok(RuntimeCrates::Registry),
        Some(name) => Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!(
                "the crate {name} is not in {}: give --runtime the folder that holds lockstep-runtime and lockstep-dropshot",
                folder.display()
            ),
        )),
    }
}
