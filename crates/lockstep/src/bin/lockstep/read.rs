//! What the commands read: documents, waivers, and where the runtime crate is.

use std::{
    io,
    path::{Path, PathBuf},
};

use lockstep::{Document, LoadError, Report, Waivers};

/// Why a document is not worked on.
pub enum Fault {
    /// It is refused.
    Refused(Report),
    /// It cannot be read.
    Unreadable(String),
}

impl From<Report> for Fault {
    fn from(report: Report) -> Self {
        Self::Refused(report)
    }
}

/// Reads a document.
pub fn document(path: &Path) -> Result<Document, Fault> {
    Document::load(path).map_err(|error| match error {
        LoadError::Syntax(report) => Fault::Refused(report),
        LoadError::Read { path, source } => {
            Fault::Unreadable(format!("cannot read {path}: {source}"))
        }
    })
}

/// Reads a file of waivers, if there is one.
pub fn waivers(path: Option<&Path>) -> Result<Waivers, Fault> {
    let Some(path) = path else { return Ok(Waivers::default()) };
    let text = std::fs::read_to_string(path)
        .map_err(|error| Fault::Unreadable(format!("cannot read {}: {error}", path.display())))?;
    Ok(Waivers::parse(&path.display().to_string(), &text)?)
}

/// The folder of the crate `lockstep-dropshot`: the one that was named, or the one that this program was built beside.
pub fn runtime(named: Option<&Path>) -> io::Result<PathBuf> {
    let built_beside = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../lockstep-dropshot"));
    let path = named.unwrap_or(built_beside);
    if !path.join("Cargo.toml").is_file() {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!(
                "the crate lockstep-dropshot, which generated servers need, is not at {}; say where it is with --runtime",
                path.display()
            ),
        ));
    }
    path.canonicalize()
}
