//! An OpenAPI document as it was read, with the place of each value in the text.

mod complete;
pub(crate) mod diagnostic;
mod dialect;
pub(crate) mod direction;
pub(crate) mod discriminators;
mod extended;
mod ignored;
mod json;
mod kinds;
pub(crate) mod limits;
pub(crate) mod markdown;
pub(crate) mod names;
pub(crate) mod openapi;
mod parsed;
pub(crate) mod pointer;
mod redundant;
mod references;
mod renames;
pub(crate) mod schema;
mod untyped;
mod words;
mod yaml;

use std::{ops::Range, path::Path};

use serde_json::Value;

use self::{
    diagnostic::{Diagnostic, Note, Report, Rule},
    parsed::{Parsed, SyntaxError},
    pointer::Pointer,
};

/// An OpenAPI document with the place of every value in its text.
///
/// It is read in five steps, each with a module of its own:
///
/// 1. `yaml` or `json` makes a value of a text.
/// 2. `references` brings in what other files define, and names what a reference finds elsewhere
///    than among the named components.
/// 3. `dialect` turns OpenAPI 3.1 into 3.0.
/// 4. `renames` renames schemas whose name no Rust type can have, or another schema's type has.
/// 5. `complete` adds what the document means and does not say.
///
/// Later stages see one document of OpenAPI 3.0.
#[derive(Clone, Debug)]
pub struct Document {
    texts: SourceTexts,
    parsed: Parsed,
    version: String,
    faults: Vec<Diagnostic>,
    notes: Vec<Note>,
}

impl Document {
    /// Reads a document from a YAML or JSON file, and the files below its folder that it refers
    /// to.
    pub fn load(path: &Path) -> Result<Self, LoadError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| LoadError::Read { path: path.display().to_string(), source })?;
        Ok(Self::read(&path.display().to_string(), &text, Some(path))?)
    }

    /// Reads a document from text. `origin` is the name that diagnostics show for it. It cannot
    /// refer to files.
    pub fn parse(origin: &str, text: &str) -> Result<Self, Report> {
        Self::read(origin, text, None)
    }

    fn read(origin: &str, text: &str, path: Option<&Path>) -> Result<Self, Report> {
        let mut texts = SourceTexts::default();
        let mut parsed = texts.read(origin, text)?;
        let version = dialect::version(&parsed.root);
        let mut faults = Vec::new();
        let mut completed = Vec::new();
        if dialect::is_read(&version) {
            references::gather(&mut parsed, &mut texts, path, &mut faults);
            completed = dialect::translate(&mut parsed, &version, &mut faults);
            completed.extend(renames::rename(&mut parsed.root, &mut parsed.places));
            completed.extend(complete::complete(&mut parsed.root, &mut parsed.places));
        }
        let mut document = Self { texts, parsed, version, faults, notes: Vec::new() };
        let notes = completed.into_iter().map(|(at, place, it)| document.note_at(&at, &place, it));
        document.notes = notes.collect();
        Ok(document)
    }

    /// Makes a note about the value at a pointer.
    pub(crate) fn note(&self, pointer: &Pointer, message: String) -> Note {
        self.note_at(pointer, &self.place(pointer), message)
    }

    fn note_at(&self, pointer: &Pointer, place: &Range<usize>, message: String) -> Note {
        let (origin, text, place) = self.texts.file(place);
        let (line, column) = diagnostic::position(text, place.start);
        Note { origin: origin.to_owned(), pointer: pointer.clone(), line, column, message }
    }

    /// Returns notes on what was completed in the document, such as names of operations.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The name that diagnostics show for the document.
    pub fn origin(&self) -> &str {
        self.texts.files.first().map_or("", |file| &file.origin)
    }

    /// The version of OpenAPI, or of Swagger, that the document is written in. Empty if it names
    /// none.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Returns the value of the whole document, in OpenAPI 3.0.
    pub fn root(&self) -> &Value {
        &self.parsed.root
    }

    /// Returns the value at a pointer.
    pub fn get(&self, pointer: &Pointer) -> Option<&Value> {
        self.parsed.root.pointer(pointer.as_str())
    }

    /// Returns the bytes of the text that show the value at a pointer: its key if it has one, else
    /// the value. For a pointer that leads nowhere, it returns those of the nearest value around
    /// it. A byte order mark at the start of the text does not count.
    pub fn place(&self, pointer: &Pointer) -> Range<usize> {
        self.parsed.place(pointer)
    }

    /// Makes a report on this document. Its diagnostics have the places that [`Self::place`]
    /// returns.
    pub fn report(&self, diagnostics: Vec<Diagnostic>) -> Report {
        Report::of(self.texts.clone(), diagnostics)
    }

    /// Returns the faults and the warnings of reading, with which a document can still be checked.
    pub(crate) fn faults(&self) -> &[Diagnostic] {
        &self.faults
    }
}

/// The texts of a document's files, one after the other. A place is a range of bytes of all.
#[derive(Clone, Debug, Default)]
pub(crate) struct SourceTexts {
    text: String,
    files: Vec<TextFile>,
}

#[derive(Clone, Debug)]
struct TextFile {
    origin: String,
    start: usize,
}

impl SourceTexts {
    fn new(origin: &str, text: &str) -> Self {
        let file = TextFile { origin: origin.to_owned(), start: 0 };
        Self { text: text.to_owned(), files: vec![file] }
    }

    /// Adds a text without its byte order mark, and reads it. Places in the result are those in
    /// all texts.
    fn read(&mut self, origin: &str, text: &str) -> Result<Parsed, Report> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let start = self.text.len();
        self.text.push_str(text);
        self.files.push(TextFile { origin: origin.to_owned(), start });
        let moved = |place: Range<usize>| place.start + start..place.end + start;
        match Parsed::read(origin, text) {
            Ok(mut parsed) => {
                parsed.places.values_mut().for_each(|place| *place = moved(place.clone()));
                Ok(parsed)
            }
            Err(SyntaxError { place, message, help }) => {
                let diagnostic = Diagnostic {
                    rule: Rule::Syntax,
                    pointer: Pointer::root(),
                    place: moved(place),
                    other: None,
                    message,
                    help,
                    waivable: false,
                    is_warning: false,
                };
                Err(Report::of(self.clone(), vec![diagnostic]))
            }
        }
    }

    /// Returns the name and the text of the file that a place is in, and the place in that text.
    fn file(&self, place: &Range<usize>) -> (&str, &str, Range<usize>) {
        let after = self.files.partition_point(|file| file.start <= place.start);
        let Some(file) = after.checked_sub(1).and_then(|index| self.files.get(index)) else {
            return ("", "", 0..0);
        };
        let end = self.files.get(after).map_or(self.text.len(), |next| next.start);
        let text = &self.text[file.start..end];
        let within = |at: usize| at.saturating_sub(file.start).min(text.len());
        (&file.origin, text, within(place.start)..within(place.end))
    }
}

/// The reasons why a document cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: String,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// The text is not a YAML or JSON document.
    #[error("{0}")]
    Syntax(#[from] Report),
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn document_has_values_with_their_places() {
        let text = "a: 1\nb:\n  - 'é'\n  - {c: 2.5, d: yes, e: ~}\n'200': true\n";
        let document = Document::parse("x.yaml", text).expect("parses");
        assert_eq!(
            document.root(),
            &json!({"a": 1, "b": ["é", {"c": 2.5, "d": "yes", "e": null}], "200": true})
        );
        let shown = |pointer: &str| {
            &text[document.place(&Pointer::from_reference(pointer).expect("a pointer"))]
        };
        assert_eq!(shown("#/a"), "a");
        assert_eq!(shown("#/b/0"), "'é'");
        assert_eq!(shown("#/b/1/d"), "d");
        assert_eq!(shown("#/b/1/d/nothing/here"), "d");
        assert_eq!(shown("#/200"), "'200'");
    }

    #[test]
    fn document_is_read_when_json() {
        let text = r#"{"a": [1, -2.5e3, "x\ty"], "b": {"c/d": null}}"#;
        let document = Document::parse("x.json", text).expect("parses");
        assert_eq!(document.root(), &json!({"a": [1, -2500.0, "x\ty"], "b": {"c/d": null}}));
        assert_eq!(&text[document.place(&Pointer::root().join("b").join("c/d"))], "\"c/d\"");
    }

    #[test]
    fn syntax_error_has_its_place() {
        for (text, message) in [
            ("a: 1\na: 2\n", "duplicate key `a`"),
            ("", "the document is empty"),
            ("a: &x [*x]\n", "an alias inside its own value"),
            ("[1]: 2\n", "a key that is not a string"),
            ("a: 1\n---\nb: 2\n", "a second document begins here"),
        ] {
            let report = Document::parse("x.yaml", text).expect_err(text);
            assert_eq!(report.diagnostics()[0].message, message, "{text}");
        }
        let deep = "[".repeat(1000);
        assert!(Document::parse("x.yaml", &deep).is_err());
        let tenfold =
            |name: char, of: char| format!("{name}: &{name} [{}]\n", format!("*{of},").repeat(10));
        let many = ('b'..='k').zip('a'..).map(|(name, of)| tenfold(name, of)).collect::<String>();
        let report = Document::parse("x.yaml", &format!("a: &a 1\n{many}")).expect_err("many");
        assert!(report.diagnostics()[0].message.starts_with("aliases stand for more"));
    }
}
