//! The rules for redirect URIs, to which users return after a connection flow.

use std::net::Ipv4Addr;

use fluent_uri::{Uri, component::Host};
use link_token_types as types;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::Refusal;

const FIELD: &str = "redirect_uri";

/// Schemes that a browser does not use to open an app or a site. They are forbidden even in an
/// allowlist.
const FORBIDDEN_SCHEMES: [&str; 7] =
    ["about", "blob", "data", "file", "filesystem", "javascript", "vbscript"];

/// A valid redirect URI, exactly as in the request.
///
/// The rules are those of RFC 8252 for native apps (sections 7.1 and 7.3), and `https` for all
/// others. A host that browsers, which follow the WHATWG URL Standard, would read otherwise than
/// RFC 3986 is refused. An environment may restrict redirect URIs further, with an [`Allowlist`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectUri {
    uri: types::RedirectUri,
    kind: UriKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum UriKind {
    Https,
    /// `http` on the user's own machine.
    Loopback,
    /// A scheme with a dot, which belongs to the owner of a domain (RFC 8252, section 7.1).
    PrivateUse,
    /// A scheme without a dot, which any app can claim.
    CustomScheme,
}

impl RedirectUri {
    /// Checks the redirect URI of a request.
    pub fn check(uri: types::RedirectUri) -> Result<Self, Refusal> {
        match kind(uri.as_str()) {
            Ok(kind) => Ok(Self { uri, kind }),
            Err(message) => Err(Refusal::invalid(FIELD, message)),
        }
    }

    /// Checks an entry of an environment's list.
    pub fn check_entry(uri: types::RedirectUri) -> Result<Self, Refusal> {
        let uri = Self::check(uri)?;
        if let Some(place) = place(uri.as_ref(), |character| character == '*') {
            let message =
                format!("has `*` as {place}: there are no wildcards, so list each address");
            return Err(Refusal::invalid(FIELD, message));
        }
        Ok(uri)
    }

    /// Takes a redirect URI from the database, which was checked by the rules of its time.
    pub fn from_stored(uri: types::RedirectUri) -> Self {
        let scheme = uri.split_once(':').map_or("", |(scheme, _)| scheme).to_ascii_lowercase();
        let kind = match scheme.as_str() {
            "https" => UriKind::Https,
            "http" => UriKind::Loopback,
            scheme if scheme.contains('.') => UriKind::PrivateUse,
            _ => UriKind::CustomScheme,
        };
        Self { uri, kind }
    }
}

/// Returns the kind of a redirect URI, or which rule it breaks and the way out.
fn kind(text: &str) -> Result<UriKind, String> {
    let uri = Uri::parse(text).map_err(|_| syntax_fault(text))?;
    if uri.has_fragment() {
        return Err(fragment_fault(text));
    }
    let authority = uri.authority();
    if authority.is_some_and(|authority| authority.has_userinfo()) {
        return Err(USER_INFORMATION.to_owned());
    }
    if authority.is_some_and(|a| !matches!(a.port_to_u16(), Ok(port) if port != Some(0))) {
        return Err(PORT.to_owned());
    }
    if authority.is_some_and(|authority| authority.host().is_empty() && authority.has_port()) {
        return Err(NO_HOST.to_owned());
    }
    let scheme = uri.scheme().as_str().to_ascii_lowercase();
    match (scheme.as_str(), authority.map(|authority| authority.host_parsed())) {
        ("https", Some(host)) => check_host(&host).map(|()| UriKind::Https),
        ("http", Some(host)) if is_loopback(&host) => check_host(&host).map(|()| UriKind::Loopback),
        ("http", _) => Err(HTTP.to_owned()),
        ("https", None) => Err("must have a host after `https://`".to_owned()),
        (scheme, _) if FORBIDDEN_SCHEMES.contains(&scheme) => {
            Err(format!("the scheme `{scheme}` does not lead to a site or an app: use https"))
        }
        (_, Some(Host::IpvFuture { .. })) => Err(BRACKETS.to_owned()),
        (scheme, _) if scheme.contains('.') => Ok(UriKind::PrivateUse),
        _ => Ok(UriKind::CustomScheme),
    }
}

const BRACKETS: &str = "the host has brackets, but not around an IPv6 address";
const HTTP: &str = "http is only for localhost, names below it, 127.0.0.1 and [::1]: use https";
const NO_HOST: &str = "must have a host after `//`";
const USER_INFORMATION: &str = "has user information before `@` in the host: leave it out";
const PORT: &str = "the port must be a number from 1 to 65535";

fn fragment_fault(text: &str) -> String {
    let place = place(text, |character| character == '#').unwrap_or_default();
    format!("has a fragment, from {place}: leave out the `#` and what follows it")
}

/// Returns the place of the first of some characters.
fn place(text: &str, is_wanted: impl Fn(char) -> bool) -> Option<String> {
    text.chars().position(is_wanted).map(|index| format!("character {}", index + 1))
}

/// Says why a text is no URI (RFC 3986).
fn syntax_fault(text: &str) -> String {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    };
    if text.trim() != text {
        return "has white space around it: remove it".to_owned();
    }
    let Some((scheme, after_scheme)) = text.split_once(':').filter(|(it, _)| is_scheme(it)) else {
        return "must begin with a scheme, such as in https://example.com/redirect".to_owned();
    };
    let authority_start = scheme.len() + 3;
    let authority = after_scheme
        .strip_prefix("//")
        .map(|rest| &rest[..rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len())]);
    if authority.is_some_and(|authority| authority.contains('@')) {
        return USER_INFORMATION.to_owned();
    }
    let authority_end = authority.map_or(0, |authority| authority_start + authority.len());
    let mut fragment = false;
    for (number, (at, character)) in (1..).zip(text.char_indices()) {
        let is_host = (authority_start..authority_end).contains(&at);
        let allowed = match character {
            '#' if fragment => false,
            '[' | ']' => is_host,
            '%' => text
                .as_bytes()
                .get(at + 1..at + 3)
                .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
            character => {
                character.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=".contains(character)
            }
        };
        fragment |= character == '#';
        if allowed {
            continue;
        }
        let shown = shown(character);
        if is_host && !character.is_ascii() {
            let host = authority.and_then(|it| it.split(':').next()).unwrap_or_default();
            let converted = idna::domain_to_ascii(host)
                .ok()
                .filter(|host| check_name(host).is_ok())
                .map_or(String::new(), |host| format!(": {host}"));
            return format!(
                "has {shown} as character {number}: write the host in its xn-- form{converted}"
            );
        }
        if is_host {
            return format!("has {shown} as character {number}: {HOST_CHARACTERS}");
        }
        if fragment && character == '#' {
            return fragment_fault(text);
        }
        if character == '%' {
            return format!(
                "has `%` as character {number} without two hexadecimal digits: write %25"
            );
        }
        let mut bytes = [0; 4];
        let encoded = utf8_percent_encode(character.encode_utf8(&mut bytes), NON_ALPHANUMERIC);
        return format!("has {shown} as character {number}: write {encoded}");
    }
    let port = authority.and_then(|authority| authority.rsplit_once(':')).map_or("", |(_, it)| it);
    if port.bytes().any(|byte| !byte.is_ascii_digit() && byte != b']') {
        return PORT.to_owned();
    }
    if authority.is_some_and(|authority| authority.contains(['[', ']'])) {
        return BRACKETS.to_owned();
    }
    "must be an absolute URI (RFC 3986), such as https://example.com/redirect".to_owned()
}

/// Shows a character, which is not printed raw if it could change the text around it.
fn shown(character: char) -> String {
    match character {
        '!'..='~' => format!("`{character}`"),
        character if character.is_alphanumeric() => format!("`{character}`"),
        character => format!("U+{:04X}", u32::from(character)),
    }
}

const HOST_CHARACTERS: &str = "a host has only letters, digits, `-`, `_` and `.`";

/// Refuses a host that other programs would take for another one, or for none.
fn check_host(host: &Host<'_>) -> Result<(), String> {
    match host {
        Host::Ipv4(_) | Host::Ipv6(_) => Ok(()),
        Host::IpvFuture { .. } => Err(BRACKETS.to_owned()),
        Host::RegName(name) => check_name(name.as_str()),
    }
}

/// Checks the name of a host that is no IP address.
fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() {
        return Err(NO_HOST.to_owned());
    }
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if let Some(other) = name.chars().find(|c| !is_allowed(*c)) {
        return Err(match other {
            '*' => "has `*` in the host: there are no wildcards, so give each address".to_owned(),
            '%' => "has `%` in the host: write the characters themselves".to_owned(),
            other => format!("has {} in the host: {HOST_CHARACTERS}", shown(other)),
        });
    }
    if name.split('.').any(str::is_empty) {
        return Err(
            "the host begins or ends with a dot, or has two in a row: leave out the dot".to_owned()
        );
    }
    if let Some(index) = name.split('.').position(|label| label.len() > MAX_LABEL) {
        return Err(format!("part {} of the host has more than {MAX_LABEL} characters", index + 1));
    }
    if name.len() > MAX_NAME {
        return Err(format!("the host has more than {MAX_NAME} characters"));
    }
    if name.rsplit('.').next().is_some_and(is_number) {
        return Err(
            "the host ends in a number, so browsers read it as an IPv4 address: write four decimal \
             numbers from 0 to 255, without leading zeros"
                .to_owned(),
        );
    }
    // Programs convert all labels if one is an A-label.
    if name.to_ascii_lowercase().split('.').any(|label| label.starts_with("xn--"))
        && !idna::domain_to_ascii(name).is_ok_and(|read| read.eq_ignore_ascii_case(name))
    {
        return Err("the host has a part with `xn--` that does not stand for a name: write the \
             xn-- form of the name"
            .to_owned());
    }
    Ok(())
}

/// The limits of names in the DNS (RFC 1035, section 2.3.4), as text.
const MAX_LABEL: usize = 63;
const MAX_NAME: usize = 253;

/// Returns whether browsers read a label as a number (WHATWG URL, section 3.5). They read a host
/// whose last label is a number as an IPv4 address, with octal and hexadecimal numbers in it.
fn is_number(label: &str) -> bool {
    let hexadecimal = label.strip_prefix("0x").or_else(|| label.strip_prefix("0X"));
    label.bytes().all(|byte| byte.is_ascii_digit())
        || hexadecimal.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The redirect URIs of an environment. An empty list allows every redirect URI within the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowlist(Vec<RedirectUri>);

impl Allowlist {
    pub fn new(uris: Vec<RedirectUri>) -> Self {
        Self(uris)
    }

    pub fn uris(&self) -> &[RedirectUri] {
        &self.0
    }

    /// Refuses a URI that the environment does not allow.
    pub fn check(&self, uri: &RedirectUri) -> Result<(), Refusal> {
        if self.0.is_empty() {
            return match uri.kind {
                UriKind::Https | UriKind::Loopback | UriKind::PrivateUse => Ok(()),
                UriKind::CustomScheme => Err(Refusal::invalid(
                    FIELD,
                    "any app can claim a scheme without a dot: use one such as com.example.app, or \
                     have the URI listed for the environment",
                )),
            };
        }
        if self.0.iter().any(|listed| listed.allows(uri)) {
            return Ok(());
        }
        let message = match self.0.iter().find_map(|listed| listed.other_loopback_host(uri)) {
            Some((listed, sent)) => format!("the environment lists it with {listed}, not {sent}"),
            None => {
                "is not one of the environment's redirect URIs: send one of them, or have this \
                     one listed"
                    .to_owned()
            }
        };
        Err(Refusal::invalid(FIELD, message))
    }
}

impl RedirectUri {
    /// Returns true if this entry of a list allows another URI. The port of a loopback address may
    /// differ, since a native app cannot know it beforehand (RFC 8252, section 7.3).
    fn allows(&self, other: &Self) -> bool {
        match (self.kind, other.kind) {
            (UriKind::Loopback, UriKind::Loopback) => {
                split_port(self.uri.as_str()) == split_port(other.uri.as_str())
            }
            _ => self.uri == other.uri,
        }
    }

    /// Returns the hosts of this entry of a list and of a loopback URI that differs only in it.
    fn other_loopback_host<'a>(&'a self, other: &'a Self) -> Option<(&'a str, &'a str)> {
        let listed = split_port(self.uri.as_str())?;
        let sent = split_port(other.uri.as_str())?;
        let both = (self.kind, other.kind) == (UriKind::Loopback, UriKind::Loopback);
        (both && listed.rest == sent.rest).then_some((listed.host, sent.host))
    }
}

/// The parts of a URI around its port.
#[derive(PartialEq, Eq)]
struct AroundPort<'u> {
    scheme: &'u str,
    host: &'u str,
    rest: &'u str,
}

/// Returns the text of a URI before and after the port.
fn split_port(text: &str) -> Option<AroundPort<'_>> {
    let uri = Uri::parse(text).ok()?;
    let authority = uri.authority()?.as_str();
    let port = uri.authority()?.port().map_or(0, |port| port.as_str().len() + 1);
    let start = text.find("//")? + 2;
    Some(AroundPort {
        scheme: &text[..start],
        host: &text[start..start + authority.len() - port],
        rest: &text[start + authority.len()..],
    })
}

fn is_loopback(host: &Host<'_>) -> bool {
    match host {
        Host::Ipv4(address) => *address == Ipv4Addr::LOCALHOST,
        Host::Ipv6(address) => address.is_loopback(),
        // Names below `localhost` are loopback as well (RFC 6761, section 6.3).
        Host::RegName(name) => {
            let top = name.as_str().rsplit('.').next().unwrap_or_default();
            top.eq_ignore_ascii_case("localhost")
        }
        Host::IpvFuture { .. } => false,
    }
}

impl From<RedirectUri> for types::RedirectUri {
    fn from(uri: RedirectUri) -> Self {
        uri.uri
    }
}

impl AsRef<str> for RedirectUri {
    fn as_ref(&self) -> &str {
        self.uri.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_accepts_only_uris_within_the_rules() {
        for (uri, allowed) in [
            ("https://example.com/redirect", true),
            ("HTTPS://Example.COM", true),
            ("https://example.com:8443/a?b=c&d=%20e", true),
            ("https://10.0.0.1/a", true),
            ("https://[2001:db8::1]/a", true),
            ("http://localhost/a", true),
            ("http://localhost:49152/a", true),
            ("http://LocalHost:1/a", true),
            ("http://127.0.0.1:65535", true),
            ("http://[::1]:8080/a", true),
            ("http://foo.localhost:3000/a", true),
            ("http://a.foo.LocalHost/a", true),
            ("http://localhost./a", false),
            ("http://.localhost/a", false),
            ("http://a!b.localhost/a", false),
            ("http://notlocalhost/a", false),
            ("com.example.app:/callback", true),
            ("com.example.app://callback/a", true),
            ("com.example.app://[v1.x]/a", false),
            ("com.example.app://:80/a", false),
            ("com.example.app:///a", true),
            ("http://example.com/a", false),
            ("http://127.0.0.2/a", false),
            ("http://[::2]/a", false),
            ("http://localhost.example.com/a", false),
            ("http://localhost:65536/a", false),
            ("http://127.1/a", false),
            ("http:/a", false),
            ("http://", false),
            ("https://", false),
            ("https:///a", false),
            ("https://./a", false),
            ("https://example.com%40evil.example/", false),
            ("https://ex%61mple.com/", false),
            ("https:example.com", false),
            ("https://example.com/a#b", false),
            ("https://example.com/#", false),
            ("https://user@example.com/", false),
            ("https://user:password@example.com/", false),
            ("https://@example.com/", false),
            ("https://example.com/a b", false),
            (" https://example.com/", false),
            ("https://example.com/\n", false),
            ("https://example.com/\t", false),
            ("https://example.com/%zz", false),
            ("https://example.com\\@evil.example/", false),
            ("https://ex\u{e4}mple.com/", false),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("file:///etc/passwd", false),
            ("myapp:/callback", false),
            ("//example.com/a", false),
            ("/a", false),
            ("example.com", false),
            ("", false),
        ] {
            assert_eq!(allowed_by(&[], uri), allowed, "{uri}");
        }
    }

    #[test]
    fn check_says_which_rule_is_broken_and_the_way_out() {
        for (uri, expected) in [
            ("https://example.com/cb?a|b", "has `|` as character 25: write %7C"),
            ("https://example.com/?f[a]=1", "has `[` as character 23: write %5B"),
            ("https://example.com/a b", "has U+0020 as character 22: write %20"),
            ("https://example.com/\u{fc}", "has `\u{fc}` as character 21: write %C3%BC"),
            ("https://example.com/\u{202e}", "has U+202E as character 21: write %E2%80%AE"),
            ("https://example.com\\@evil.example/", "has `\\` as character 20: write %5C"),
            (
                "https://m\u{fc}nchen.example:8443/",
                "has `\u{fc}` as character 10: write the host in its xn-- form: xn--mnchen-3ya.example",
            ),
            (
                "https://\u{ff11}.example.\u{ff11}/",
                "has `\u{ff11}` as character 9: write the host in its xn-- form",
            ),
            (
                "https://example.com/%zz",
                "has `%` as character 21 without two hexadecimal digits: write %25",
            ),
            ("https://example.com/%41\u{fc}", "has `\u{fc}` as character 24: write %C3%BC"),
            ("https://example.com/#a b", "has U+0020 as character 23: write %20"),
            (
                "https://example.com/#x",
                "has a fragment, from character 21: leave out the `#` and what follows it",
            ),
            (
                "https://example.com/#x#",
                "has a fragment, from character 21: leave out the `#` and what follows it",
            ),
            (" https://example.com/", "has white space around it: remove it"),
            ("example.com/a", "must begin with a scheme, such as in https://example.com/redirect"),
            ("1a:/", "must begin with a scheme, such as in https://example.com/redirect"),
            ("a_b:/", "must begin with a scheme, such as in https://example.com/redirect"),
            ("https://u@example.com/", USER_INFORMATION),
            ("https://u:\u{fc}@example.com/", USER_INFORMATION),
            ("https://example.com:0/", PORT),
            ("https://example.com:65536/", PORT),
            ("https://example.com:a/", PORT),
            ("https:/a", "must have a host after `https://`"),
            ("https:///a", "must have a host after `//`"),
            (
                "http://example.com/",
                "http is only for localhost, names below it, 127.0.0.1 and [::1]: use https",
            ),
            (
                "javascript:alert(1)",
                "the scheme `javascript` does not lead to a site or an app: use https",
            ),
            ("https://[::1/", "the host has brackets, but not around an IPv6 address"),
            ("https://[v1.x]/", "the host has brackets, but not around an IPv6 address"),
            (
                "https://*.example.com/",
                "has `*` in the host: there are no wildcards, so give each address",
            ),
            (
                "https://a.example,evil.example/",
                "has `,` in the host: a host has only letters, digits, `-`, `_` and `.`",
            ),
            ("https://ex%61mple.com/", "has `%` in the host: write the characters themselves"),
            (
                "https://example..com/",
                "the host begins or ends with a dot, or has two in a row: leave out the dot",
            ),
            (
                "https://0x7f.1/",
                "the host ends in a number, so browsers read it as an IPv4 address: write four decimal numbers from 0 to 255, without leading zeros",
            ),
            (
                "https://xn--a/",
                "the host has a part with `xn--` that does not stand for a name: write the xn-- form of the name",
            ),
        ] {
            let uri = types::RedirectUri::try_from(uri).expect("short");
            let refusal = RedirectUri::check(uri.clone()).expect_err(&uri);
            assert_eq!(refusal.to_string(), format!("redirect_uri: {expected}"), "{}", *uri);
        }
    }

    #[test]
    fn check_refuses_hosts_that_browsers_read_otherwise() {
        for host in [
            "0x7f.1",
            "0177.0.0.1",
            "1.2.3",
            "256.1.1.1",
            "1.2.3.4.5",
            "example.1",
            "example.0x1",
            "example.0x",
            "a.09",
            "2130706433",
            "xn--",
            "xn--a",
            "a.xn--a.example",
            "XN--A.example",
            "[v1.x]",
            "*",
            "*.example.com",
            "a,b.example",
            "a&b",
            "a;b",
            "a!b",
            "a'b",
            "(a)",
            "a=b",
            "a+b",
            "a$b",
            "a~b",
            ".example.com",
            "example..com",
            "example.com.",
            "localhost.",
            "xn--mnchen-3ya.example.",
        ] {
            assert_eq!(checked(&format!("https://{host}/")), None, "{host}");
        }
        let label = "a".repeat(63);
        let long = [&*label, &label, &label, &"a".repeat(61)].join(".");
        for host in [
            "xn--mnchen-3ya.example",
            "XN--MNCHEN-3YA.example",
            "a_b.example",
            "1.2.3.4",
            "1.example",
            &label,
            &long,
        ] {
            assert!(checked(&format!("https://{host}/")).is_some(), "{host}");
        }
        assert_eq!(checked(&format!("https://{label}a/")), None);
        assert_eq!(checked(&format!("https://{long}a/")), None);
    }

    #[test]
    fn check_entry_refuses_wildcards() {
        let entry = |uri: &str| RedirectUri::check_entry(uri.parse().expect("short"));
        assert!(entry("https://example.com/a").is_ok());
        let refusal = entry("https://example.com/*").expect_err("a wildcard").to_string();
        let expected =
            "redirect_uri: has `*` as character 21: there are no wildcards, so list each address";
        assert_eq!(refusal, expected);
    }

    #[test]
    fn stored_uri_is_what_was_checked() {
        for uri in ["HTTPS://a.example", "http://[::1]/", "com.example.app:/a", "myapp:/a"] {
            let checked = checked(uri).expect("allowed");
            assert_eq!(RedirectUri::from_stored(checked.uri.clone()), checked);
        }
    }

    #[test]
    fn allowlist_says_which_loopback_host_is_listed() {
        let list = Allowlist::new(vec![checked("http://localhost/cb").expect("allowed")]);
        let refused = |uri: &str| {
            let uri = checked(uri).expect("allowed");
            list.check(&uri).expect_err("not listed").to_string()
        };
        assert_eq!(
            refused("http://127.0.0.1:5123/cb"),
            "redirect_uri: the environment lists it with localhost, not 127.0.0.1"
        );
        let other = "redirect_uri: is not one of the environment's redirect URIs: send one of them, or have this one listed";
        assert_eq!(refused("http://127.0.0.1:5123/other"), other);
        assert_eq!(refused("https://localhost/cb"), other);
    }

    fn checked(uri: &str) -> Option<RedirectUri> {
        RedirectUri::check(types::RedirectUri::try_from(uri).ok()?).ok()
    }

    fn allowed_by(list: &[&str], uri: &str) -> bool {
        let list = list.iter().map(|uri| checked(uri).expect("can be listed")).collect();
        checked(uri).is_some_and(|uri| Allowlist::new(list).check(&uri).is_ok())
    }

    #[test]
    fn allowlist_allows_listed_uris_and_any_loopback_port() {
        let list = [
            "https://example.com/a",
            "http://127.0.0.1/b",
            "http://localhost:1/c?d=e",
            "com.example.app:/f",
            "myapp:/g",
        ];
        for (uri, allowed) in [
            ("https://example.com/a", true),
            ("https://example.com/a/", false),
            ("https://EXAMPLE.com/a", false),
            ("https://example.com:443/a", false),
            ("https://example.com/a?x", false),
            ("https://other.example/a", false),
            ("http://127.0.0.1/b", true),
            ("http://127.0.0.1:50000/b", true),
            ("http://127.0.0.1:/b", true),
            ("http://127.0.0.1:50000/c", false),
            ("http://localhost:50000/b", false),
            ("http://localhost:50000/c?d=e", true),
            ("http://localhost/c?d=e", true),
            ("http://localhost/c", false),
            ("com.example.app:/f", true),
            ("com.example.app:/g", false),
            ("myapp:/g", true),
            ("myapp:/h", false),
        ] {
            assert_eq!(allowed_by(&list, uri), allowed, "{uri}");
        }
        for uri in ["javascript:alert(1)", "data:,x", "FILE:///a", "http://example.com/"] {
            assert_eq!(checked(uri), None, "{uri} cannot be listed either");
        }
    }
}
