//! The state that all checks share, and the checks of names, members and references.

use serde_json::Value;

use super::diagnostics::Diagnostics;
use crate::document::{
    Document,
    diagnostic::Rule,
    openapi::{OURS, members},
    pointer::Pointer,
};

/// Checks a document for what keeps it from being generated.
pub(crate) struct Linter<'a> {
    pub(crate) document: &'a Document,
    pub(crate) diagnostics: Diagnostics<'a>,
    /// True if named schemas refer to each other without end.
    pub(crate) endless: bool,
}

impl<'a> Linter<'a> {
    /// Makes a linter without findings.
    pub(crate) fn new(document: &'a Document, diagnostics: Diagnostics<'a>) -> Self {
        Self { document, diagnostics, endless: false }
    }

    /// Follows references to the component that they lead to.
    pub(crate) fn resolve<'v>(
        &mut self,
        at: &Pointer,
        value: &'v Value,
    ) -> Option<(Pointer, &'v Value)>
    where
        'a: 'v,
    {
        let (mut here, mut value) = (at.clone(), value);
        for _ in 0..16 {
            let Some(target) = value.get("$ref") else {
                return Some((here, value));
            };
            self.nothing_of_ours(&here, value);
            let found = target
                .as_str()
                .and_then(Pointer::from_reference)
                .and_then(|pointer| Some((pointer.clone(), self.document.get(&pointer)?)));
            match found {
                Some((pointer, target)) => (here, value) = (pointer, target),
                None => break,
            }
        }
        self.diagnostics.push(
            Rule::Reference,
            &at.join("$ref"),
            format!("{} is not found", value["$ref"]),
            "refer to something that is defined under `#/components`",
        );
        None
    }

    pub(crate) fn string(&mut self, at: &Pointer, value: &Value, key: &str) -> Option<String> {
        match value.get(key) {
            Some(Value::String(text)) => Some(text.clone()),
            Some(_) => {
                self.diagnostics.push(
                    Rule::Structure,
                    &at.join(key),
                    format!("`{key}` is a string"),
                    "put it in quotes",
                );
                None
            }
            None => {
                self.diagnostics.push(
                    Rule::Structure,
                    at,
                    format!("`{key}` is missing"),
                    format!("add `{key}`"),
                );
                None
            }
        }
    }

    /// Refuses lockstep's extensions next to a reference, where members have no meaning (OpenAPI
    /// 3.0.3).
    pub(crate) fn nothing_of_ours(&mut self, at: &Pointer, value: &Value) {
        for (key, _) in members(Some(value)).filter(|(key, _)| key.starts_with(OURS)) {
            self.diagnostics.push(
                Rule::Unsupported,
                &at.join(key),
                format!("`{key}` has no effect next to a `$ref`"),
                "write it in the schema that the reference leads to",
            );
        }
    }

    /// Refuses members that are neither known nor vendor extensions.
    pub(crate) fn only(&mut self, at: &Pointer, value: &Value, known: &[&str]) {
        for (key, _) in members(Some(value)) {
            let vendor = key.starts_with("x-") && !key.starts_with(OURS);
            if !known.contains(&key.as_str()) && !vendor {
                self.diagnostics.push(
                    Rule::Unsupported,
                    &at.join(key),
                    format!("`{key}` is not supported"),
                    match similar::get_close_matches(key.as_str(), known, 1, 0.7).first() {
                        Some(meant) => {
                            format!("did you mean `{meant}`? Known here: {}", known.join(", "))
                        }
                        None => format!("known here: {}", known.join(", ")),
                    },
                );
            }
        }
    }

    /// Refuses a name that generated code cannot have. A field may have the name of a keyword,
    /// since it gets an underscore.
    pub(crate) fn identifier(&mut self, at: &Pointer, name: &str, ident: &str, what: &str) {
        let is_ident = |text: &str| syn::parse_str::<syn::Ident>(text).is_ok();
        if !(is_ident(ident) || what == "field" && is_ident(&format!("{ident}_"))) {
            self.diagnostics.push(
                Rule::Name,
                at,
                format!("`{name}` is no valid name for a Rust {what}"),
                "use a name of ASCII letters and digits that starts with a letter",
            );
        }
    }
}
