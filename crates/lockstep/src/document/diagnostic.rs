//! Diagnostics of a document: data first, text last.

use std::{fmt, ops::Range};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{SourceTexts, pointer::Pointer};

/// The rules that a document breaks. A document is refused for all but [`Rule::Ineffective`] and
/// [`Rule::Example`], which are warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// The text is not YAML or JSON.
    Syntax,
    /// The document is not what OpenAPI 3.0 asks for: a member is missing or of the wrong kind.
    Structure,
    /// A `$ref` that leads nowhere, out of the document, or back to itself.
    Reference,
    /// Two things would get the same name in Rust.
    NameCollision,
    /// A name that Rust cannot have.
    Name,
    /// A construct that Dropshot cannot serve or describe.
    Dropshot,
    /// A construct that progenitor cannot call.
    Progenitor,
    /// A schema that typify cannot turn into a type.
    Typify,
    /// A construct that lockstep does not support.
    Unsupported,
    /// A limit that no generated type would enforce. It can be waived: see
    /// [`Waivers`](crate::Waivers).
    Unenforced,
    /// A member that has no effect where it is written. It is a warning, and can be waived.
    Ineffective,
    /// An example that its schema does not allow. It is a warning, and can be waived.
    Example,
    /// A waiver that is wrong itself.
    Waiver,
}

impl Rule {
    /// All rules.
    pub const ALL: &'static [Self] = &[
        Self::Syntax,
        Self::Structure,
        Self::Reference,
        Self::NameCollision,
        Self::Name,
        Self::Dropshot,
        Self::Progenitor,
        Self::Typify,
        Self::Unsupported,
        Self::Unenforced,
        Self::Ineffective,
        Self::Example,
        Self::Waiver,
    ];

    /// Returns the name of the rule, as it is shown and configured.
    pub fn code(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Structure => "structure",
            Self::Reference => "reference",
            Self::NameCollision => "name-collision",
            Self::Name => "name",
            Self::Dropshot => "dropshot",
            Self::Progenitor => "progenitor",
            Self::Typify => "typify",
            Self::Unsupported => "unsupported",
            Self::Unenforced => "unenforced",
            Self::Ineffective => "ineffective",
            Self::Example => "example",
            Self::Waiver => "waiver",
        }
    }
}

/// One reason why a document is refused, or a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub rule: Rule,
    /// The value that breaks it.
    pub pointer: Pointer,
    /// The bytes of the document that show it.
    pub place: Range<usize>,
    /// The bytes of the document that show the other of two values that do not go together.
    pub other: Option<Range<usize>>,
    /// The fault, in words.
    pub message: String,
    /// The fix, in words.
    pub help: String,
    /// True if a waiver can let it pass.
    pub waivable: bool,
    /// True for a fault that does not keep the document from being generated.
    pub is_warning: bool,
}

/// Something in a document that keeps nothing from being generated, and that its author may not
/// expect. It is shown as one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The name of the document.
    pub origin: String,
    /// The value that the note is about.
    pub pointer: Pointer,
    /// The line where the value is shown, from 1.
    pub line: usize,
    /// The column where the value is shown, from 1, in characters.
    pub column: usize,
    /// The note, in words.
    pub message: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { origin, line, column, message, .. } = self;
        write!(f, "{origin}:{line}:{column}: {message}")
    }
}

/// Returns the line and the column of a byte of a text. Both count from 1, the column in
/// characters.
pub(crate) fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// All diagnostics of one document. A report shows file, line, column and the line itself.
#[derive(Clone, Debug)]
pub struct Report {
    texts: SourceTexts,
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Makes a report on the text that `origin` names.
    pub fn new(origin: &str, text: &str, diagnostics: Vec<Diagnostic>) -> Self {
        Self::of(SourceTexts::new(origin, text), diagnostics)
    }

    pub(crate) fn of(texts: SourceTexts, diagnostics: Vec<Diagnostic>) -> Self {
        Self { texts, diagnostics }
    }

    /// The diagnostics, in the order of the document.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns the name of the file that a place of this report is in.
    pub fn file(&self, place: &Range<usize>) -> &str {
        self.texts.file(place).0
    }

    /// Returns the line and the column where a place of this report begins. Both count from 1, the
    /// column in characters.
    pub fn position(&self, place: &Range<usize>) -> (usize, usize) {
        let (_, text, place) = self.texts.file(place);
        position(text, place.start)
    }

    /// Renders the report for a person, with or without colours.
    pub fn render(&self, coloured: bool) -> String {
        let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
        let mut rendered = String::new();
        for diagnostic in &self.diagnostics {
            let (origin, text, place) = self.texts.file(&diagnostic.place);
            let place = AnnotationKind::Primary.span(place);
            let other = diagnostic.other.as_ref().map(|other| self.texts.file(other));
            let label = |place| AnnotationKind::Context.span(place).label("the other is here");
            // The other place may be in another file, which is shown by itself.
            let (here, elsewhere) = match other {
                Some((file, _, place)) if file == origin => (Some(label(place)), None),
                Some((file, text, place)) => {
                    (None, Some(Snippet::source(text).path(file).annotation(label(place))))
                }
                None => (None, None),
            };
            let level = if diagnostic.is_warning { Level::WARNING } else { Level::ERROR };
            let groups: &[Group<'_>] = &[level
                .primary_title(diagnostic.message.as_str())
                .id(diagnostic.rule.code())
                .element(
                    Snippet::source(text)
                        .path(origin)
                        .annotation(place.label(diagnostic.pointer.to_string()))
                        .annotations(here),
                )
                .elements(elsewhere)
                .element(Level::HELP.message(diagnostic.help.as_str()))
                .elements(diagnostic.waivable.then(|| {
                    Level::NOTE.message("it can be waived, with a reason, in a file of waivers")
                }))];
            rendered.push_str(&renderer.render(groups));
            rendered.push('\n');
        }
        rendered
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.render(false).trim_end())
    }
}

impl std::error::Error for Report {}
