//! What is found wrong with a document while it is read and generated.

use crate::{
    diagnostic::{Diagnostic, Report, Rule},
    document::Document,
    pointer::Pointer,
};

/// Gathers diagnostics on one document.
#[derive(Debug)]
pub(crate) struct Findings<'a> {
    document: &'a Document,
    found: Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Self { document, found: Vec::new() }
    }

    pub(crate) fn push(
        &mut self,
        rule: Rule,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = Diagnostic {
            rule,
            pointer: pointer.clone(),
            place: self.document.place(pointer),
            message: message.into(),
            help: help.into(),
        };
        if !self.found.contains(&diagnostic) {
            self.found.push(diagnostic);
        }
    }

    /// `value` if nothing was found, else all that was.
    pub(crate) fn into_result<T>(mut self, value: T) -> Result<T, Report> {
        if self.found.is_empty() {
            return Ok(value);
        }
        self.found.sort_by_key(|diagnostic| (diagnostic.place.start, diagnostic.rule));
        Err(Report::new(self.document.origin(), self.document.text(), self.found))
    }
}
