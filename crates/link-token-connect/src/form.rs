//! Forms: the fields that a user fills in, and their checks. A browser can do the same checks.

use std::collections::BTreeMap;

use regex::Regex;
use url::Url;

use crate::template::{AllowedHost, TemplateValues, is_host, is_host_label};

/// The largest value: a PEM key or the JSON of a service account fits.
const MAX_BYTES: usize = 16 * 1024;

/// A field of a form.
#[derive(Clone, Debug)]
pub struct FormField {
    pub name: String,
    pub label: String,
    pub help: Option<String>,
    pub example: Option<String>,
    pub kind: FieldKind,
    pub pattern: Option<FieldPattern>,
    pub is_required: bool,
    /// True if the value can have several lines, as keys in PEM have.
    pub is_multiline: bool,
}

/// The types of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    /// Text that the page never shows again.
    Secret,
    /// An absolute `https` address. Not empty `allowed`: its host must be one of these.
    Url {
        allowed: Vec<AllowedHost>,
    },
    /// A host name. Not empty `allowed`: it must be one of these.
    Host {
        allowed: Vec<AllowedHost>,
    },
    /// One label of a host name.
    HostLabel,
    Number,
    Choice(Vec<FieldChoice>),
}

/// One choice of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChoice {
    pub value: String,
    pub label: String,
}

/// A regular expression that the whole value must match, as in the attribute `pattern` of HTML.
#[derive(Clone, Debug)]
pub struct FieldPattern {
    source: String,
    regex: Regex,
}

impl FieldPattern {
    pub(crate) fn parse(source: &str) -> Result<Self, regex::Error> {
        // The expression alone must be well-formed: `a)(b` would be in a group.
        Regex::new(source)?;
        let regex = Regex::new(&format!("^(?:{source})$"))?;
        Ok(Self { source: source.to_owned(), regex })
    }

    /// Returns the expression as the definition has it.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    pub fn matches(&self, value: &str) -> bool {
        self.regex.is_match(value)
    }
}

/// The reason why a value is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldProblem {
    #[error("a value is required")]
    Missing,
    #[error("the value is too long")]
    TooLong,
    #[error("the value has line breaks or other control characters")]
    ControlCharacter,
    #[error("the value does not have the expected form")]
    Pattern,
    #[error("enter a complete address that begins with https://")]
    NotUrl,
    #[error("enter a host name, such as acme.example")]
    NotHost,
    #[error("enter letters, digits and hyphens only")]
    NotHostLabel,
    #[error("this host is not allowed")]
    HostNotAllowed,
    #[error("enter a number")]
    NotNumber,
    #[error("choose one of the values")]
    NotChoice,
}

/// Checks the values of a form, by field name, and returns them as they are used: trimmed, hosts in
/// lower case, an optional field that was left out as an empty text. Values that are no fields are
/// ignored.
pub fn check_form(
    fields: &[FormField],
    values: &BTreeMap<String, String>,
) -> Result<TemplateValues, BTreeMap<String, FieldProblem>> {
    let mut checked = TemplateValues::new();
    let mut problems = BTreeMap::new();
    for field in fields {
        match field.check(values.get(&field.name).map_or("", String::as_str)) {
            Ok(value) => checked.insert(&field.name, value),
            Err(problem) => {
                problems.insert(field.name.clone(), problem);
            }
        }
    }
    if problems.is_empty() { Ok(checked) } else { Err(problems) }
}

impl FormField {
    /// Checks a value, and returns it as it is used.
    pub fn check(&self, value: &str) -> Result<String, FieldProblem> {
        if value.len() > MAX_BYTES {
            return Err(FieldProblem::TooLong);
        }
        let mut value = value.trim().to_owned();
        if value.is_empty() {
            return if self.is_required { Err(FieldProblem::Missing) } else { Ok(value) };
        }
        if self.is_multiline {
            // Browsers send lines with both.
            value = value.replace("\r\n", "\n");
        }
        let is_allowed = |c: char| !c.is_control() || (self.is_multiline && "\n\t".contains(c));
        if !value.chars().all(is_allowed) {
            return Err(FieldProblem::ControlCharacter);
        }
        let check_allowed = |allowed: &[AllowedHost], host: &str| {
            let is_allowed = allowed.is_empty() || allowed.iter().any(|it| it.allows(host));
            if is_allowed { Ok(()) } else { Err(FieldProblem::HostNotAllowed) }
        };
        match &self.kind {
            FieldKind::Text | FieldKind::Secret => {}
            FieldKind::Url { allowed } => {
                let url = Url::parse(&value).map_err(|_| FieldProblem::NotUrl)?;
                let has_more = !url.username().is_empty()
                    || url.password().is_some()
                    || url.query().is_some()
                    || url.fragment().is_some();
                let host = url.host_str().filter(|_| url.scheme() == "https" && !has_more);
                check_allowed(allowed, host.ok_or(FieldProblem::NotUrl)?)?;
                if !allowed.is_empty() && url.port().is_some() {
                    return Err(FieldProblem::HostNotAllowed);
                }
                url.as_str().trim_end_matches('/').clone_into(&mut value);
            }
            FieldKind::Host { allowed } => {
                value.make_ascii_lowercase();
                if !is_host(&value) {
                    return Err(FieldProblem::NotHost);
                }
                check_allowed(allowed, &value)?;
            }
            FieldKind::HostLabel => {
                value.make_ascii_lowercase();
                if !is_host_label(&value) {
                    return Err(FieldProblem::NotHostLabel);
                }
            }
            FieldKind::Number => {
                if !is_number(&value) {
                    return Err(FieldProblem::NotNumber);
                }
            }
            FieldKind::Choice(choices) => {
                if !choices.iter().any(|choice| choice.value == value) {
                    return Err(FieldProblem::NotChoice);
                }
            }
        }
        if self.pattern.as_ref().is_some_and(|pattern| !pattern.matches(&value)) {
            return Err(FieldProblem::Pattern);
        }
        Ok(value)
    }
}

/// Returns true for decimal numbers without an exponent.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    digits(whole) && digits(fraction)
}
