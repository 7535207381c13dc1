//! Checks that Dropshot's router can serve the paths.

use std::collections::BTreeMap;

use super::linter::Linter;
use crate::document::{
    diagnostic::Rule,
    openapi::{is_variable, members},
    pointer::Pointer,
};

impl Linter<'_> {
    /// Refuses paths that Dropshot's router cannot tell apart.
    pub(crate) fn routes(&mut self) {
        let paths = Pointer::root().join("paths");
        // The segments after each prefix: literals, or one variable.
        let mut after: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        let document = self.document;
        for (path, _) in members(document.get(&paths)) {
            let mut prefix = String::new();
            for segment in path.split('/').skip(1) {
                let known = after.entry(prefix.clone()).or_default();
                let clash = known
                    .iter()
                    .find(|(other, _)| {
                        *other != segment && (is_variable(other) || is_variable(segment))
                    })
                    .map(|(_, other)| other.clone());
                if let Some(other) = clash {
                    self.diagnostics.push(
                        Rule::Dropshot,
                        &paths.join(path),
                        format!("Dropshot cannot route both this and `{other}`"),
                        "use one variable name at each place, and no literals next to it",
                    );
                    break;
                }
                known.entry(segment.to_owned()).or_insert_with(|| path.clone());
                prefix.push('/');
                prefix.push_str(segment);
            }
        }
    }

    pub(crate) fn path(&mut self, at: &Pointer, path: &str) {
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        let variables = segments.iter().filter(|segment| is_variable(segment));
        let distinct: std::collections::BTreeSet<_> = variables.clone().collect();
        let fault = if !path.starts_with('/') {
            Some("a path starts with `/`")
        } else if path != "/" && segments.contains(&"") {
            Some("Dropshot routes no empty segments, and no slash at the end")
        } else if distinct.len() < variables.count() {
            Some("a path has each variable once")
        } else if path.split('/').any(|s| s.contains(['{', '}']) && !is_variable(s)) {
            Some("a path variable is a whole segment, `{name}`")
        } else {
            None
        };
        if let Some(fault) = fault {
            self.diagnostics.push(Rule::Dropshot, at, fault, "write it like `/accounts/{id}`");
        }
    }
}
