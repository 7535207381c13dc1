//! Diagnostics of definitions: data first, text last.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr},
    ops::Range,
};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use ipnet::IpNet;
use url::{Host, Url};

/// The rules that a definition can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DefinitionRule {
    /// The file, or its logo, cannot be read.
    File,
    /// The text is not YAML.
    Syntax,
    /// A key is missing, unknown, or has a value of the wrong kind.
    Structure,
    /// A name is not allowed, or occurs twice.
    Name,
    /// A placeholder that nothing supplies, or that is not well-formed.
    Template,
    /// An address that would let a value decide where secrets go, or that is not an address.
    Address,
    /// An address with plain http.
    PlainHttp,
    /// A pattern is not a regular expression, or its example does not match.
    Pattern,
}

impl DefinitionRule {
    /// Returns the name of the rule, as it is shown.
    pub fn code(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Syntax => "syntax",
            Self::Structure => "structure",
            Self::Name => "name",
            Self::Template => "template",
            Self::Address => "address",
            Self::PlainHttp => "plain_http",
            Self::Pattern => "pattern",
        }
    }
}

/// One fault of a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionDiagnostic {
    /// The rule that is broken.
    pub rule: DefinitionRule,
    /// True if the definition can be used all the same.
    pub is_warning: bool,
    /// The bytes of the file that show the fault.
    pub place: Range<usize>,
    /// The fault, in words.
    pub message: String,
    /// The fix, in words.
    pub help: String,
}

/// All diagnostics of one file, in the order of its text. It displays them with file, line, column
/// and the line itself.
#[derive(Clone, Debug)]
pub struct DefinitionReport {
    origin: String,
    text: String,
    diagnostics: Vec<DefinitionDiagnostic>,
}

impl DefinitionReport {
    pub(crate) fn new(
        origin: &str,
        text: &str,
        mut diagnostics: Vec<DefinitionDiagnostic>,
    ) -> Self {
        // A fault behind the last line is shown at its end.
        let end = text.trim_end().len();
        for diagnostic in &mut diagnostics {
            let Range { start, end: place_end } = diagnostic.place;
            diagnostic.place = start.min(end)..place_end.min(end);
        }
        diagnostics.sort_by_key(|it| (it.place.start, it.place.end));
        Self { origin: origin.to_owned(), text: text.to_owned(), diagnostics }
    }

    /// The name of the file.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    pub fn diagnostics(&self) -> &[DefinitionDiagnostic] {
        &self.diagnostics
    }

    /// Returns true if the definition cannot be used.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|it| !it.is_warning)
    }

    /// Removes the warnings about plain http to addresses in networks that the operator allows. The
    /// addresses of a name other than `localhost` can change, so that its warnings stay.
    pub fn allow_plain_http(&mut self, networks: &[IpNet]) {
        let is_allowed = |place: &Range<usize>| {
            let text = self.text.get(place.clone()).unwrap_or_default();
            let url = Url::parse(text.trim_matches(['"', '\'']));
            let address: IpAddr = match url.as_ref().map(Url::host) {
                Ok(Some(Host::Ipv4(address))) => address.into(),
                Ok(Some(Host::Ipv6(address))) => address.into(),
                Ok(Some(Host::Domain("localhost"))) => Ipv4Addr::LOCALHOST.into(),
                _ => return false,
            };
            networks.iter().any(|network| network.contains(&address))
        };
        self.diagnostics
            .retain(|it| it.rule != DefinitionRule::PlainHttp || !is_allowed(&it.place));
    }

    /// Returns the line and the column of a diagnostic. Both count from 1, the column in
    /// characters.
    pub fn position(&self, diagnostic: &DefinitionDiagnostic) -> (usize, usize) {
        let before = self.text.get(..diagnostic.place.start).unwrap_or(&self.text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    /// Renders the report for a person, with or without colours.
    pub fn render(&self, coloured: bool) -> String {
        let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
        let mut rendered = String::new();
        for diagnostic in &self.diagnostics {
            let level = if diagnostic.is_warning { Level::WARNING } else { Level::ERROR };
            let snippet = Snippet::source(self.text.as_str())
                .path(self.origin.as_str())
                .annotation(AnnotationKind::Primary.span(diagnostic.place.clone()));
            let groups: &[Group<'_>] = &[level
                .primary_title(diagnostic.message.as_str())
                .id(diagnostic.rule.code())
                .element(snippet)
                .element(Level::HELP.message(diagnostic.help.as_str()))];
            rendered.push_str(&renderer.render(groups));
            rendered.push('\n');
        }
        rendered
    }
}

impl fmt::Display for DefinitionReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.render(false).trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_allowed_to_addresses_in_the_networks_of_the_operator() {
        for (address, is_allowed) in [
            ("http://127.0.0.1:9000/{a}", true),
            ("\"http://127.0.0.1/\"", true),
            ("http://localhost:9000", true),
            ("http://[::1]/", true),
            ("http://10.0.0.1/", false),
            ("http://acme.example/", false),
            ("http://{host}/", false),
        ] {
            let diagnostic = |rule| DefinitionDiagnostic {
                rule,
                is_warning: true,
                place: 5..5 + address.len(),
                message: String::new(),
                help: String::new(),
            };
            let both = [DefinitionRule::PlainHttp, DefinitionRule::Template].map(diagnostic);
            let mut report = DefinitionReport::new("", &format!("url: {address}"), both.into());
            let networks = ["127.0.0.0/8", "::1/128"].map(|it| it.parse().expect(it));
            report.allow_plain_http(&networks);
            let left: Vec<_> = report.diagnostics().iter().map(|it| it.rule).collect();
            let both = [DefinitionRule::PlainHttp, DefinitionRule::Template];
            assert_eq!(left, both[usize::from(is_allowed)..], "{address}");
        }
    }
}
