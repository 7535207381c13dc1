//! Reads what the commands need: documents, waivers, and the place of the runtime crates.

use std::{
    io,
    path::{Path, PathBuf},
};

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
        LoadError::Read { source, .. } if source.kind() == io::ErrorKind::IsADirectory => {
            let path = path.display();
            let hint = "name the document in it, or let `lockstep survey` read all of them";
            ReadError::Unreadable(format!("cannot read {path}: it is a folder: {hint}"))
        }
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

/// Returns whether what is named is a version, such as `0.1`, and no folder.
pub fn is_version(named: &Path) -> bool {
    let is_version = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-+".contains(c))
    };
    named.to_str().is_some_and(is_version) && !named.is_dir()
}

/// Makes the place of the runtime crates relative to the folder of a manifest, if a relative path
/// was named.
pub fn relative(
    found: RuntimeCrates,
    named: Option<&Path>,
    manifest: &Path,
) -> io::Result<RuntimeCrates> {
    let RuntimeCrates::Folder(folder) = found else { return Ok(found) };
    if named.is_none_or(Path::is_absolute) {
        return Ok(RuntimeCrates::Folder(folder));
    }
    // The folder of the manifest may not be there yet.
    let manifest = std::path::absolute(manifest)?;
    let there = manifest.ancestors().find(|it| it.exists()).unwrap_or(&manifest);
    let rest = manifest.strip_prefix(there).unwrap_or(Path::new(""));
    let manifest = there.canonicalize()?.join(rest);
    let common = manifest.components().zip(folder.components()).take_while(|(a, b)| a == b);
    let common = common.count();
    let up = manifest.components().skip(common).map(|_| Path::new(".."));
    let down = folder.components().skip(common).map(|it| Path::new(it.as_os_str()).to_owned());
    Ok(RuntimeCrates::Folder(up.map(Path::to_owned).chain(down).collect::<PathBuf>()))
}

/// Returns the place of the runtime crates: the named folder, or the one next to the sources of
/// this program, or else the registry.
pub fn runtime(named: Option<&Path>) -> io::Result<RuntimeCrates> {
    let next_to_sources = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let folder = named.unwrap_or(next_to_sources);
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
