//! The state that all checks share, and the checks of names, members and references.

use serde_json::Value;

use super::diagnostics::Diagnostics;
use crate::document::{
    Document,
    diagnostic::Rule,
    limits::is_ident,
    openapi::{OURS, members},
    pointer::Pointer,
};

/// The members of OpenAPI that say what a request or a response is. Where lockstep does not read
/// them, an API would lose a part.
const OF_THE_API: [&str; 7] =
    ["$ref", "content", "parameters", "requestBody", "responses", "schema", "trace"];

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
            self.alone(
                &here,
                value,
                "write it in the component that the reference leads to, or leave it out",
            );
            let found = target
                .as_str()
                .and_then(Pointer::from_reference)
                .and_then(|pointer| Some((pointer.clone(), self.document.get(&pointer)?)));
            match found {
                Some((pointer, target)) => (here, value) = (pointer, target),
                None => break,
            }
        }
        let help = self.meant(&value["$ref"], None).unwrap_or_else(|| {
            "refer to something that is defined under `#/components`".to_owned()
        });
        self.diagnostics.push(
            Rule::Reference,
            &at.join("$ref"),
            format!("{} is not found", value["$ref"]),
            help,
        );
        None
    }

    /// Asks for the component that a reference to nothing may have meant, by its name. With a
    /// `kind`, only components of that kind fit.
    pub(crate) fn meant(&self, target: &Value, kind: Option<&str>) -> Option<String> {
        let target = target.as_str()?;
        let components = self.document.root().get("components")?;
        let named = target.strip_prefix("#/components/").and_then(|rest| rest.split('/').next());
        let kind = kind.or(named.filter(|kind| components.get(kind).is_some()));
        let name = target.rsplit('/').next()?;
        let candidates: Vec<(&String, &String)> = members(Some(components))
            .filter(|(of, _)| kind.is_none_or(|kind| *of == kind))
            .flat_map(|(of, named)| members(Some(named)).map(move |(name, _)| (of, name)))
            .collect();
        let names: Vec<&str> = candidates.iter().map(|(_, name)| name.as_str()).collect();
        let meant = *similar::get_close_matches(name, &names, 1, 0.6).first()?;
        let (kind, _) = candidates.iter().find(|(_, name)| *name == meant)?;
        let pointer = Pointer::root().join("components").join(kind).join(meant);
        Some(format!("did you mean `{pointer}`?"))
    }

    pub(crate) fn string(&mut self, at: &Pointer, value: &Value, key: &str) -> Option<String> {
        match value.get(key) {
            Some(Value::String(text)) => Some(text.clone()),
            Some(_) => {
                self.diagnostics.push(
                    Rule::Structure,
                    &at.join(key),
                    format!("`{key}` must be a string"),
                    "write text, and put it in quotes if YAML would read something else",
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

    /// Reports what is next to a reference, where members have no effect (OpenAPI 3.0.3). `help` is
    /// the way out. lockstep's extensions are refused there.
    pub(crate) fn alone(&mut self, at: &Pointer, value: &Value, help: &str) {
        for (key, _) in members(Some(value)).filter(|(key, _)| *key != "$ref") {
            let message = format!("`{key}` has no effect next to a `$ref`");
            if key.starts_with(OURS) {
                let help = "write it in the schema that the reference leads to";
                self.diagnostics.push(Rule::Unsupported, &at.join(key), message, help);
            } else if !key.starts_with("x-") {
                self.diagnostics.push_warning(Rule::Ineffective, &at.join(key), message, help);
            }
        }
    }

    /// Reports members that are neither known nor vendor extensions. One that OpenAPI does not have
    /// there has no effect. It is refused if it could be a misspelling, or if it would be part of
    /// the API elsewhere.
    pub(crate) fn only(&mut self, at: &Pointer, value: &Value, known: &[&str]) {
        for (key, _) in members(Some(value)) {
            let vendor = key.starts_with("x-") && !key.starts_with(OURS);
            if known.contains(&key.as_str()) || vendor {
                continue;
            }
            let at = at.join(key);
            let meant = similar::get_close_matches(key.as_str(), known, 1, 0.7);
            let listed = known.join(", ");
            if let Some(meant) = meant.first() {
                let help = format!("did you mean `{meant}`? Known here: {listed}");
                let message = format!("`{key}` is not supported");
                self.diagnostics.push(Rule::Unsupported, &at, message, help);
            } else if key.starts_with(OURS) || OF_THE_API.contains(&key.as_str()) {
                let message = format!("`{key}` is not supported");
                let help = format!("known here: {listed}");
                self.diagnostics.push(Rule::Unsupported, &at, message, help);
            } else {
                self.diagnostics.push_warning(
                    Rule::Ineffective,
                    &at,
                    format!("OpenAPI has no `{key}` here, so it has no effect"),
                    format!("leave it out, or begin it with `x-`. Known here: {listed}"),
                );
            }
        }
    }

    /// Refuses a name that generated code cannot have. A field may have the name of a keyword,
    /// since it gets an underscore.
    pub(crate) fn identifier(&mut self, at: &Pointer, name: &str, ident: &str, what: &str) {
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
