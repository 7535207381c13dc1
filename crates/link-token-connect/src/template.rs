//! Templates: text with placeholders, without expressions.
//!
//! `{name}` is replaced by a value, `{name|url}` by its percent-encoding, `{name|base64}` by its
//! Base64. `{{` and `}}` are braces. In an address every value is encoded for its position anyway.
//!
//! A value of a form must never decide to which host a secret is sent. So the definition pins what
//! surrounds a value in the host: `{subdomain}.acme.example` takes one label. A value that is the
//! whole host, or the whole base of the address, must be below one of the definition's
//! `allowed_hosts`. These rules are checked here each time an address is made, whatever was checked
//! before.

use std::{collections::BTreeMap, fmt};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::{Host, Url};

use link_token_domain::secret::Secret;

const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The values for placeholders, by name. `Debug` shows the names only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TemplateValues(BTreeMap<String, Secret>);

impl TemplateValues {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value, or replaces the one of the same name.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Secret>) {
        self.0.insert(name.into(), value.into());
    }

    /// Adds all values of `other`, which replace those of the same name.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub fn get(&self, name: &str) -> Option<&Secret> {
        self.0.get(name)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Secret)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl fmt::Debug for TemplateValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// The reason why a template cannot be filled in. It never shows a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    #[error("there is no value for `{0}`")]
    Missing(String),
    #[error("the value of `{0}` cannot be part of a host name")]
    NotPartOfHost(String),
    #[error("the value of `{0}` is a host that the definition does not allow")]
    HostNotAllowed(String),
    #[error("the value of `{0}` has characters that a header cannot carry")]
    NotForHeader(String),
    #[error("the values make no valid address")]
    Address,
}

/// Text with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Placeholder { name: String, encoding: Option<Encoding> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Url,
    Base64,
}

impl Encoding {
    const NAMES: [&str; 2] = ["url", "base64"];

    fn apply(encoding: Option<Self>, value: &str) -> Secret {
        match encoding {
            None => value.into(),
            Some(Self::Url) => percent_encoded(value).into(),
            Some(Self::Base64) => BASE64_STANDARD.encode(value).into(),
        }
    }
}

fn percent_encoded(value: &str) -> String {
    utf8_percent_encode(value, ENCODED).to_string()
}

/// A fault in the text of a template, and its fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TemplateFault {
    pub(crate) message: String,
    pub(crate) help: String,
}

fn fault(message: impl Into<String>, help: impl Into<String>) -> TemplateFault {
    TemplateFault { message: message.into(), help: help.into() }
}

/// Returns true for names of fields, parameters and other values. Some end up in contexts, which
/// do not take two of the names.
pub(crate) fn is_name(text: &str) -> bool {
    !matches!(text, "constructor" | "prototype")
        && text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

impl Template {
    pub(crate) fn parse(text: &str) -> Result<Self, TemplateFault> {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            literal.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            let after = &rest[at + 1..];
            if let Some(after) = after.strip_prefix(brace) {
                literal.push_str(brace);
                rest = after;
                continue;
            }
            let inner = (brace == "{").then(|| after.split_once('}')).flatten();
            let Some((inner, after)) = inner else {
                let help = "write `{name}` for a value, `{{` and `}}` for the characters";
                return Err(fault(format!("an unpaired `{brace}`"), help));
            };
            let (name, encoding) = match inner.split_once('|') {
                None => (inner, None),
                Some((name, "url")) => (name, Some(Encoding::Url)),
                Some((name, "base64")) => (name, Some(Encoding::Base64)),
                Some((_, other)) => {
                    let meant = did_you_mean(other, Encoding::NAMES);
                    return Err(fault(
                        format!("`{{{inner}}}` has the unknown encoding `{other}`"),
                        meant.unwrap_or_else(|| "encodings are `url` and `base64`".to_owned()),
                    ));
                }
            };
            if !is_name(name) {
                return Err(fault(
                    format!("`{{{inner}}}` is not a placeholder"),
                    "a placeholder is a name of letters, digits and `_`, such as `{api_key}` or \
                     `{api_key|base64}`; for a brace itself write `{{` or `}}`",
                ));
            }
            if !literal.is_empty() {
                parts.push(Part::Literal(std::mem::take(&mut literal)));
            }
            parts.push(Part::Placeholder { name: name.to_owned(), encoding });
            rest = after;
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            parts.push(Part::Literal(literal));
        }
        Ok(Self { parts })
    }

    /// The names of its placeholders.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Literal(_) => None,
            Part::Placeholder { name, .. } => Some(name.as_str()),
        })
    }

    /// Returns the text with the values.
    pub fn render(&self, values: &TemplateValues) -> Result<Secret, RenderError> {
        let mut rendered = String::new();
        for part in &self.parts {
            match part {
                Part::Literal(text) => rendered.push_str(text),
                Part::Placeholder { name, encoding } => {
                    let value = value(values, name)?;
                    rendered.push_str(Encoding::apply(*encoding, value).expose());
                }
            }
        }
        Ok(rendered.into())
    }
}

fn value<'v>(values: &'v TemplateValues, name: &str) -> Result<&'v str, RenderError> {
    let value = values.get(name).ok_or_else(|| RenderError::Missing(name.to_owned()))?;
    Ok(value.expose())
}

/// A value that a definition can use at some place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Supply {
    /// A value that the definition lists.
    Choice {
        values: Vec<String>,
        is_required: bool,
    },
    HostLabel {
        is_required: bool,
    },
    Host {
        is_required: bool,
    },
    Url {
        is_required: bool,
    },
    /// Any other field, the ID of the client, or the scopes.
    Text,
    /// A value from the third party: a token, or a parameter of the callback.
    ThirdParty,
}

/// The names that a definition can use at some place.
pub(crate) type Supplies = BTreeMap<String, Supply>;

/// A host that an address may have although a value decides it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedHost(String);

impl AllowedHost {
    /// Reads `host.example.com`, or `.example.com` for every host below it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        is_host(text.strip_prefix('.').unwrap_or(text)).then(|| Self(text.to_ascii_lowercase()))
    }

    pub fn allows(&self, host: &str) -> bool {
        if self.0.starts_with('.') { host.ends_with(&self.0) } else { host == self.0 }
    }
}

/// Returns true for one label of a host name, in lower case.
pub fn is_host_label(text: &str) -> bool {
    let edge = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let bytes = text.as_bytes();
    bytes.len() <= 63
        && edge(bytes.first())
        && edge(bytes.last())
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
}

/// Returns true for host names in lower case. An IP address is none.
pub fn is_host(text: &str) -> bool {
    let last_is_number = text.rsplit('.').next().is_none_or(|it| it.parse::<u64>().is_ok());
    text.len() <= 253 && !last_is_number && text.split('.').all(is_host_label)
}

/// An address with placeholders. See the head of this module for what a value may decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlTemplate {
    parts: Vec<UrlPart>,
    allowed_hosts: Vec<AllowedHost>,
    is_plain_http: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum UrlPart {
    Literal(String),
    Slot { name: String, encoding: Option<Encoding>, position: Position },
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Position {
    /// Scheme and host, and perhaps the beginning of the path.
    Base,
    Host,
    /// One label of the host, or a part of it.
    Label,
    /// A part of the host that must be one of these.
    Choice(Vec<String>),
    /// The path or the query.
    Tail,
}

impl UrlTemplate {
    pub(crate) fn compile(
        text: &str,
        supplies: &Supplies,
        allowed_hosts: &[AllowedHost],
    ) -> Result<Self, TemplateFault> {
        let template = Template::parse(text)?;
        let mut compiled = Vec::new();
        let mut is_plain_http = false;
        let mut parts = template.parts.into_iter().peekable();
        let from_base = matches!(parts.peek(), Some(Part::Placeholder { .. }));
        if let Some(Part::Placeholder { name, encoding }) = parts.next_if(|_| from_base) {
            match supplies.get(&name) {
                Some(Supply::Url { is_required: true } | Supply::ThirdParty) => {}
                _ => {
                    return Err(fault(
                        format!(
                            "an address that begins with `{{{name}}}`, which is not an address"
                        ),
                        "begin it with https://, or use a required field of `type: url`",
                    ));
                }
            }
            if encoding.is_some() {
                return Err(fault("the base of an address takes no encoding", "remove it"));
            }
            require_allowed_hosts(&name, allowed_hosts)?;
            if let Some(Part::Literal(next)) = parts.peek()
                && !next.starts_with(['/', '?'])
            {
                return Err(fault(
                    format!("`{next}` follows the base of the address"),
                    "begin the path with `/`",
                ));
            }
            compiled.push(UrlPart::Slot { name, encoding: None, position: Position::Base });
        }
        let mut parts: Vec<Part> = parts.collect();
        if !from_base {
            let Some(Part::Literal(first)) = parts.first_mut() else {
                return Err(fault("an empty address", "write one that begins with https://"));
            };
            is_plain_http = first.starts_with("http://");
            let scheme = if is_plain_http { "http://" } else { "https://" };
            let Some(rest) = first.strip_prefix(scheme) else {
                return Err(fault(format!("`{text}` is not an address"), "begin it with https://"));
            };
            *first = rest.to_owned();
            compiled.push(UrlPart::Literal(scheme.to_owned()));
            let tail = split_authority(parts);
            compiled.extend(authority(tail.0, supplies, allowed_hosts)?);
            parts = tail.1;
        }
        compiled.extend(parts.into_iter().map(|part| match part {
            Part::Literal(text) => UrlPart::Literal(text),
            Part::Placeholder { name, encoding } => {
                UrlPart::Slot { name, encoding, position: Position::Tail }
            }
        }));
        let template =
            Self { parts: compiled, allowed_hosts: allowed_hosts.to_vec(), is_plain_http };
        template.check_sample()?;
        Ok(template)
    }

    /// Checks that the literal parts make an address.
    fn check_sample(&self) -> Result<(), TemplateFault> {
        let sample: String = self
            .parts
            .iter()
            .map(|part| match part {
                UrlPart::Literal(text) => text.as_str(),
                UrlPart::Slot { position: Position::Base, .. } => "https://host.example",
                UrlPart::Slot { position: Position::Host, .. } => "host.example",
                UrlPart::Slot { position: Position::Choice(values), .. } => {
                    values.first().map_or("", String::as_str)
                }
                UrlPart::Slot { position: Position::Label | Position::Tail, .. } => "x",
            })
            .collect();
        match checked_url(&sample) {
            Some(_) => Ok(()),
            None => Err(fault(
                "not an address that can be used as it is written",
                "write https://, a host in lower case and a path; no user, no `#`, no `..`, and \
                 percent-encode spaces and other special characters",
            )),
        }
    }

    /// True if the address has plain `http`, which the client allows to the operator's networks
    /// only.
    pub fn is_plain_http(&self) -> bool {
        self.is_plain_http
    }

    /// Returns the address with the values.
    pub fn render(&self, values: &TemplateValues) -> Result<Url, RenderError> {
        let mut rendered = String::new();
        for part in &self.parts {
            let (name, encoding, position) = match part {
                UrlPart::Literal(text) => {
                    rendered.push_str(text);
                    continue;
                }
                UrlPart::Slot { name, encoding, position } => (name, encoding, position),
            };
            let value = value(values, name)?;
            let is_allowed = |host: &str| self.allowed_hosts.iter().any(|it| it.allows(host));
            match position {
                Position::Base => {
                    let base = base_url(value);
                    let base = base.ok_or_else(|| RenderError::NotPartOfHost(name.clone()))?;
                    if !base.host_str().is_some_and(is_allowed) {
                        return Err(RenderError::HostNotAllowed(name.clone()));
                    }
                    rendered.push_str(base.as_str().trim_end_matches('/'));
                }
                Position::Host => {
                    let host = value.to_ascii_lowercase();
                    if !is_host(&host) {
                        return Err(RenderError::NotPartOfHost(name.clone()));
                    }
                    if !is_allowed(&host) {
                        return Err(RenderError::HostNotAllowed(name.clone()));
                    }
                    rendered.push_str(&host);
                }
                Position::Label if is_host_label(&value.to_ascii_lowercase()) => {
                    rendered.push_str(&value.to_ascii_lowercase());
                }
                Position::Choice(allowed) if allowed.iter().any(|it| it == value) => {
                    rendered.push_str(value);
                }
                Position::Label | Position::Choice(_) => {
                    return Err(RenderError::NotPartOfHost(name.clone()));
                }
                Position::Tail => {
                    // Percent-encoding is what `url` asks for, so it is applied once.
                    let encoding = encoding.filter(|it| *it != Encoding::Url);
                    let value = Encoding::apply(encoding, value);
                    rendered.push_str(&percent_encoded(value.expose()));
                }
            }
        }
        checked_url(&rendered).ok_or(RenderError::Address)
    }
}

/// Parses a value that is the base of an address.
fn base_url(value: &str) -> Option<Url> {
    let url = Url::parse(value).ok()?;
    let has_more = !url.username().is_empty()
        || url.password().is_some()
        || url.port().is_some()
        || url.query().is_some()
        || url.fragment().is_some();
    (url.scheme() == "https" && !has_more).then_some(url)
}

/// Parses an address that the parser of URLs does not change: what was checked is what is used.
fn checked_url(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let with_slash = text.split_once("://").is_some_and(|(_, rest)| !rest.contains(['/', '?']));
    let as_written = if with_slash { url.as_str().strip_suffix('/')? } else { url.as_str() };
    let has_host = matches!(url.host(), Some(Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_)));
    (as_written == text
        && has_host
        && url.username().is_empty()
        && url.password().is_none()
        && url.fragment().is_none())
    .then_some(url)
}

/// Splits the parts of an address behind its scheme into those of the authority and the rest.
fn split_authority(parts: Vec<Part>) -> (Vec<Part>, Vec<Part>) {
    let mut authority = Vec::new();
    let mut parts = parts.into_iter();
    while let Some(part) = parts.next() {
        if let Part::Literal(text) = &part
            && let Some(at) = text.find(['/', '?', '#'])
        {
            let (before, after) = text.split_at(at);
            authority.push(Part::Literal(before.to_owned()));
            let rest = std::iter::once(Part::Literal(after.to_owned())).chain(parts).collect();
            return (authority, rest);
        }
        authority.push(part);
    }
    (authority, Vec::new())
}

/// Decides what each placeholder of an authority may be replaced by.
fn authority(
    parts: Vec<Part>,
    supplies: &Supplies,
    allowed_hosts: &[AllowedHost],
) -> Result<Vec<UrlPart>, TemplateFault> {
    let is_choice = |name: &str| matches!(supplies.get(name), Some(Supply::Choice { .. }));
    let is_free = |part: &Part| matches!(part, Part::Placeholder { name, .. } if !is_choice(name));
    let is_empty = |part: &Part| matches!(part, Part::Literal(text) if text.is_empty());
    let parts: Vec<Part> = parts.into_iter().filter(|part| !is_empty(part)).collect();
    let last_free = parts.iter().rposition(is_free);
    let suffix: String = parts
        .iter()
        .skip(last_free.map_or(0, |at| at + 1))
        .map(|part| match part {
            Part::Literal(text) => text.as_str(),
            Part::Placeholder { .. } => "x",
        })
        .collect();
    let suffix = suffix.split_once(':').map_or(suffix.as_str(), |(host, _)| host);
    let is_pinned = suffix.split_once('.').is_some_and(|(_, domain)| {
        domain.split('.').count() >= 2 && domain.split('.').all(|label| !label.is_empty())
    });
    let is_whole = last_free == Some(0) && suffix.is_empty();

    let mut compiled = Vec::new();
    for part in parts {
        let (name, encoding) = match part {
            Part::Literal(text) => {
                compiled.push(UrlPart::Literal(text));
                continue;
            }
            Part::Placeholder { name, encoding } => (name, encoding),
        };
        if encoding.is_some() {
            return Err(fault(
                format!("the placeholder `{{{name}}}` in a host has an encoding"),
                "remove it: a host has no encodings",
            ));
        }
        let required = |is_required: &bool| {
            if *is_required {
                return Ok(());
            }
            Err(fault(
                format!("the host needs the field `{name}`, which is not required"),
                "remove `required: false` from the field",
            ))
        };
        let position = match supplies.get(&name) {
            Some(Supply::Choice { values, is_required }) => {
                required(is_required)?;
                if !values.iter().all(|it| is_host_label(it) || is_host(it)) {
                    return Err(fault(
                        format!("a choice of `{name}` cannot be part of a host name"),
                        "use lower-case letters, digits, `-` and `.` in its choices",
                    ));
                }
                Position::Choice(values.clone())
            }
            Some(Supply::HostLabel { is_required }) if is_pinned => {
                required(is_required)?;
                Position::Label
            }
            Some(Supply::ThirdParty) if is_pinned => Position::Label,
            Some(Supply::Host { is_required }) if is_whole => {
                required(is_required)?;
                require_allowed_hosts(&name, allowed_hosts)?;
                Position::Host
            }
            Some(Supply::ThirdParty) if is_whole => {
                require_allowed_hosts(&name, allowed_hosts)?;
                Position::Host
            }
            _ if is_pinned => {
                return Err(fault(
                    format!("`{{{name}}}` is part of the host, but takes any text"),
                    format!(
                        "give the field `{name}` the `type: host_label`, which takes one label"
                    ),
                ));
            }
            _ if is_whole => {
                return Err(fault(
                    format!("`{{{name}}}` is the host, but takes any text"),
                    format!("give the field `{name}` the `type: host`, and list `allowed_hosts`"),
                ));
            }
            _ => {
                return Err(fault(
                    format!("`{{{name}}}` decides the host: anyone could choose where secrets go"),
                    "pin what surrounds it, such as https://{subdomain}.acme.example, or list its \
                     values with `type: choice`",
                ));
            }
        };
        compiled.push(UrlPart::Slot { name, encoding: None, position });
    }
    Ok(compiled)
}

fn require_allowed_hosts(name: &str, allowed_hosts: &[AllowedHost]) -> Result<(), TemplateFault> {
    if !allowed_hosts.is_empty() {
        return Ok(());
    }
    Err(fault(
        format!("`{{{name}}}` decides the whole host: anyone could choose where secrets go"),
        "pin what surrounds it, such as https://{subdomain}.acme.example, or list the hosts that \
         are allowed: `allowed_hosts: [.acme.example]`",
    ))
}

/// Returns a sentence that names the candidate that looks like `word`.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(similarity, _)| *similarity > 0.8)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, candidate)| format!("did you mean `{candidate}`?"))
}
