//! The catalogue: presets in the binary, and an operator's directory that adds to them and
//! overrides by name.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use crate::{
    definition::Definition,
    diagnostic::{DefinitionDiagnostic, DefinitionReport, DefinitionRule},
};

const MAX_LOGO_BYTES: u64 = 64 * 1024;
const MAX_DEFINITION_BYTES: u64 = 256 * 1024;

/// The presets.
const PRESETS: &[&str] = &[
    include_str!("../presets/github.yaml"),
    include_str!("../presets/google.yaml"),
    include_str!("../presets/hubspot.yaml"),
    include_str!("../presets/microsoft.yaml"),
    include_str!("../presets/notion.yaml"),
    include_str!("../presets/salesforce.yaml"),
    include_str!("../presets/shopify.yaml"),
    include_str!("../presets/slack.yaml"),
    include_str!("../presets/stripe.yaml"),
    include_str!("../presets/xero.yaml"),
    include_str!("../presets/zendesk.yaml"),
    include_str!("../presets/zoom.yaml"),
];

/// All integrations that this server knows.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    entries: BTreeMap<String, CatalogueEntry>,
}

/// An integration of the catalogue.
#[derive(Clone, Debug)]
pub struct CatalogueEntry {
    pub definition: Definition,
    /// The definition as it is written.
    pub source: Cow<'static, str>,
    pub logo: Option<Logo>,
    /// The operator's file. `None` for a preset.
    pub file: Option<PathBuf>,
}

/// The logo of an integration. An SVG can have scripts: serve it with a policy that forbids them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    pub media_type: &'static str,
    pub bytes: Cow<'static, [u8]>,
}

impl Catalogue {
    /// Returns the presets alone.
    pub fn presets() -> Self {
        let mut catalogue = Self::default();
        for text in PRESETS {
            // A test reads them all.
            let Ok((definition, _)) = Definition::parse("preset", text) else { continue };
            let source = Cow::Borrowed(*text);
            catalogue.insert(CatalogueEntry { definition, source, logo: None, file: None });
        }
        catalogue
    }

    /// Returns the presets and the definitions of a directory (`*.yaml` and `*.yml`), and the
    /// warnings about those. If any file has an error, it returns all reports instead.
    pub fn load(directory: &Path) -> Result<(Self, Vec<DefinitionReport>), Vec<DefinitionReport>> {
        let paths = definition_files(directory).map_err(|error| {
            vec![unreadable(directory, &error, "name a directory that the server can read")]
        })?;
        let mut catalogue = Self::presets();
        let mut reports = Vec::new();
        for path in paths {
            match read_entry(&path) {
                Ok((entry, report)) => {
                    reports.push(report);
                    let name = &entry.definition.name;
                    if let Some(CatalogueEntry { file: Some(other), .. }) = catalogue.get(name) {
                        let message = format!("{} defines `{name}`, too", other.display());
                        reports.push(file_fault(&path, "", 0..0, message, "rename or remove one"));
                    } else {
                        catalogue.insert(entry);
                    }
                }
                Err(report) => reports.push(report),
            }
        }
        reports.retain(|report| !report.diagnostics().is_empty());
        let is_usable = !reports.iter().any(DefinitionReport::has_errors);
        if is_usable { Ok((catalogue, reports)) } else { Err(reports) }
    }

    fn insert(&mut self, entry: CatalogueEntry) {
        self.entries.insert(entry.definition.name.clone(), entry);
    }

    pub fn get(&self, name: &str) -> Option<&CatalogueEntry> {
        self.entries.get(name)
    }

    /// Returns all integrations, by name.
    pub fn iter(&self) -> impl Iterator<Item = &CatalogueEntry> {
        self.entries.values()
    }
}

/// Checks files as [`Catalogue::load`] does, without using them. There is one report for each file,
/// with or without diagnostics.
pub fn check_files<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Vec<DefinitionReport> {
    let check = |path: &Path| read_entry(path).map_or_else(|report| report, |(_, report)| report);
    paths.into_iter().map(|path| check(path.as_ref())).collect()
}

fn definition_files(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "yaml" || it == "yml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn read_entry(path: &Path) -> Result<(CatalogueEntry, DefinitionReport), DefinitionReport> {
    let bytes = read_limited(path, MAX_DEFINITION_BYTES)
        .map_err(|error| unreadable(path, &error, "name a file that the server can read"))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let error = io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8");
        unreadable(path, &error, "save it as UTF-8")
    })?;
    let (definition, report) = Definition::parse(&path.display().to_string(), &text)?;
    let logo = match &definition.logo {
        None => None,
        Some(name) => Some(read_logo(&path.with_file_name(name)).map_err(|error| {
            let place = text.find(name).map_or(0..0, |at| at..at + name.len());
            let message = format!("cannot use the logo {name}: {error}");
            let help = "put an SVG or PNG of at most 64 KiB next to the definition";
            file_fault(path, &text, place, message, help)
        })?),
    };
    let (source, file) = (Cow::Owned(text), Some(path.to_owned()));
    Ok((CatalogueEntry { definition, source, logo, file }, report))
}

fn read_logo(path: &Path) -> io::Result<Logo> {
    let invalid = |message| io::Error::new(io::ErrorKind::InvalidData, message);
    let bytes = read_limited(path, MAX_LOGO_BYTES)?;
    let is_png = path.extension().is_some_and(|it| it == "png");
    let media_type = if is_png {
        if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Err(invalid("it is not a PNG image"));
        }
        "image/png"
    } else {
        let is_svg = str::from_utf8(&bytes).is_ok_and(|text| text.contains("<svg"));
        if !is_svg {
            return Err(invalid("it is not an SVG image"));
        }
        "image/svg+xml"
    };
    Ok(Logo { media_type, bytes: Cow::Owned(bytes) })
}

fn read_limited(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        let message = format!("it is larger than {} KiB", limit / 1024);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

fn unreadable(path: &Path, error: &io::Error, help: &str) -> DefinitionReport {
    file_fault(path, "", 0..0, format!("cannot read {}: {error}", path.display()), help)
}

fn file_fault(
    path: &Path,
    text: &str,
    place: std::ops::Range<usize>,
    message: String,
    help: &str,
) -> DefinitionReport {
    let rule = DefinitionRule::File;
    let help = help.to_owned();
    let diagnostic = DefinitionDiagnostic { rule, is_warning: false, place, message, help };
    DefinitionReport::new(&path.display().to_string(), text, vec![diagnostic])
}
