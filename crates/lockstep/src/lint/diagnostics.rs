//! The collector of diagnostics, which applies waivers.

use std::collections::BTreeSet;

use crate::{
    document::{
        Document,
        diagnostic::{Diagnostic, Report, Rule},
        pointer::Pointer,
    },
    lint::waivers::Waivers,
};

/// Collects the diagnostics of one document.
#[derive(Debug)]
pub(crate) struct Diagnostics<'a> {
    document: &'a Document,
    waivers: &'a Waivers,
    found: Vec<Diagnostic>,
    /// Rules, places and messages so far, so that nothing is reported twice.
    known: BTreeSet<(Rule, Pointer, String)>,
    waived: Vec<Diagnostic>,
}

impl<'a> Diagnostics<'a> {
    pub(crate) fn new(document: &'a Document, waivers: &'a Waivers) -> Self {
        Self { document, waivers, found: Vec::new(), known: BTreeSet::new(), waived: Vec::new() }
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

    fn diagnostic(
        &self,
        rule: Rule,
        pointer: &Pointer,
        message: String,
        help: String,
    ) -> Diagnostic {
        let (place, pointer) = (self.document.place(pointer), pointer.clone());
        Diagnostic { rule, pointer, place, other: None, message, help, waivable: false }
    }

    fn add(&mut self, diagnostic: Diagnostic) {
        let Diagnostic { rule, pointer, message, .. } = &diagnostic;
        if !self.known.insert((*rule, pointer.clone(), message.clone())) {
            return;
        }
        if diagnostic.waivable && self.waivers.covers(&diagnostic) {
            self.waived.push(diagnostic);
        } else {
            self.found.push(diagnostic);
        }
    }

    /// Fails if anything was found that is not waived.
    pub(crate) fn check(&self) -> Result<(), Report> {
        if self.found.is_empty() {
            return Ok(());
        }
        let mut found = self.found.clone();
        found.sort_by_key(|diagnostic| (diagnostic.place.start, diagnostic.rule));
        Err(Report::new(self.document.origin(), self.document.text(), found))
    }

    /// Returns the waived diagnostics, in the order of the document. Fails as `check` does, and for
    /// a waiver that waives nothing.
    pub(crate) fn waived(mut self) -> Result<Vec<Diagnostic>, Report> {
        self.check()?;
        self.waived.sort_by_key(|diagnostic| (diagnostic.place.start, diagnostic.rule));
        self.waivers.check(&self.waived)?;
        Ok(self.waived)
    }
}
