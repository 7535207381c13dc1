//! The collector of diagnostics, which applies waivers.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    document::{
        Document,
        diagnostic::{Diagnostic, Note, Report, Rule},
        pointer::Pointer,
    },
    lint::waivers::Waivers,
};

/// Collects the diagnostics of one document.
#[derive(Debug)]
pub(crate) struct Diagnostics<'a> {
    document: &'a Document,
    waivers: &'a Waivers,
    /// True if warnings are faults.
    deny_warnings: bool,
    found: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    /// Rules, places and messages so far, so that nothing is reported twice.
    known: BTreeSet<(Rule, Pointer, String)>,
    waived: Vec<Diagnostic>,
    notes: Vec<Note>,
}

impl<'a> Diagnostics<'a> {
    pub(crate) fn new(document: &'a Document, waivers: &'a Waivers, deny_warnings: bool) -> Self {
        Self {
            document,
            waivers,
            deny_warnings,
            found: Vec::new(),
            warnings: Vec::new(),
            known: BTreeSet::new(),
            waived: Vec::new(),
            notes: document.notes().to_vec(),
        }
    }

    /// Adds a fault that keeps the document from being generated.
    pub(crate) fn push(
        &mut self,
        rule: Rule,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(self.diagnostic(rule, pointer, message.into(), help.into()));
    }

    /// Adds a note, which keeps nothing from being generated.
    pub(crate) fn note(&mut self, pointer: &Pointer, message: impl Into<String>) {
        let note = self.document.note(pointer, message.into());
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Returns the notes, in the order of the document.
    pub(crate) fn notes(&self) -> Vec<Note> {
        let mut notes = self.notes.clone();
        notes.sort_by_key(|note| (note.line, note.column));
        notes
    }

    /// Adds a fault of two values, the first of which is at `other`.
    pub(crate) fn push_pair(
        &mut self,
        rule: Rule,
        pointer: &Pointer,
        other: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = self.diagnostic(rule, pointer, message.into(), help.into());
        self.add(Diagnostic { other: Some(self.document.place(other)), ..diagnostic });
    }

    /// Adds a fault that a waiver can let pass.
    pub(crate) fn push_waivable(
        &mut self,
        rule: Rule,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = self.diagnostic(rule, pointer, message.into(), help.into());
        self.add(Diagnostic { waivable: true, ..diagnostic });
    }

    /// Adds a fault that does not keep the document from being generated, unless warnings are
    /// denied. A waiver can let it pass.
    pub(crate) fn push_warning(
        &mut self,
        rule: Rule,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = self.diagnostic(rule, pointer, message.into(), help.into());
        let is_warning = !self.deny_warnings;
        self.add(Diagnostic { waivable: true, is_warning, ..diagnostic });
    }

    fn diagnostic(
        &self,
        rule: Rule,
        pointer: &Pointer,
        message: String,
        help: String,
    ) -> Diagnostic {
        let (place, pointer) = (self.document.place(pointer), pointer.clone());
        Diagnostic {
            rule,
            pointer,
            place,
            other: None,
            message,
            help,
            waivable: false,
            is_warning: false,
        }
    }

    /// Adds a diagnostic, unless it is known. Waivers and denied warnings apply.
    pub(crate) fn add(&mut self, diagnostic: Diagnostic) {
        let Diagnostic { rule, pointer, message, .. } = &diagnostic;
        if !self.known.insert((*rule, pointer.clone(), message.clone())) {
            return;
        }
        if diagnostic.waivable && self.waivers.covers(&diagnostic) {
            self.waived.push(diagnostic);
        } else if diagnostic.is_warning {
            self.warnings.push(diagnostic);
        } else {
            self.found.push(diagnostic);
        }
    }

    /// Fails if anything was found that is not waived.
    pub(crate) fn check(&self) -> Result<(), Report> {
        if self.found.is_empty() {
            return Ok(());
        }
        let found = in_order(self.found.clone());
        Err(self.document.report(by_cause(found)))
    }

    /// Returns the waived diagnostics and the warnings, each in the order of the document. Fails as
    /// `check` does, and for a waiver that waives nothing.
    pub(crate) fn finish(self) -> Result<(Vec<Diagnostic>, Vec<Diagnostic>), Report> {
        self.check()?;
        self.waivers.check(&self.waived)?;
        Ok((in_order(self.waived), in_order(self.warnings)))
    }
}

/// Sorts diagnostics in the order of the document.
fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.place.start, diagnostic.rule));
    diagnostics
}

/// Leaves one diagnostic of those that refer to one thing which is not there.
fn by_cause(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut causes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut kept: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        if diagnostic.rule == Rule::Reference {
            let (_, places) = causes.entry(diagnostic.message.clone()).or_insert((kept.len(), 0));
            *places += 1;
            if *places > 1 {
                continue;
            }
        }
        kept.push(diagnostic);
    }
    for (first, places) in causes.into_values().filter(|(_, places)| *places > 1) {
        let diagnostic = &mut kept[first];
        diagnostic.message = format!("{} ({places} places, this is the first)", diagnostic.message);
    }
    kept
}
