//! The rules for redirect URIs, to which users return after a connection flow.

use std::net::Ipv4Addr;

use fluent_uri::{Uri, component::Host};
use link_token_types as types;

use super::Refusal;

const EXPECTED_URI: &str = "must be an absolute URI without fragment and user information: https, http for \
     localhost, 127.0.0.1 or [::1], or a private-use scheme with a dot in it";

/// Schemes that a browser does not use to open an app or a site. They are forbidden even in an
/// allowlist.
const FORBIDDEN_SCHEMES: [&str; 7] =
    ["about", "blob", "data", "file", "filesystem", "javascript", "vbscript"];

/// A valid redirect URI, exactly as in the request.
///
/// The rules are those of RFC 8252 for native apps (sections 7.1 and 7.3), and `https` for all
/// others. An environment may restrict redirect URIs further, with an [`Allowlist`].
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
            Some(kind) => Ok(Self { uri, kind }),
            None => Err(Refusal::invalid("redirect_uri", EXPECTED_URI)),
        }
    }
}

/// Returns the kind of a redirect URI. `None` if the URI breaks the rules.
fn kind(text: &str) -> Option<UriKind> {
    let uri = Uri::parse(text).ok()?;
    let authority = uri.authority();
    if uri.has_fragment() || authority.is_some_and(|authority| authority.has_userinfo()) {
        return None;
    }
    if authority.is_some_and(|a| !matches!(a.port_to_u16(), Ok(port) if port != Some(0))) {
        return None;
    }
    let scheme = uri.scheme().as_str().to_ascii_lowercase();
    match (scheme.as_str(), authority.map(|authority| authority.host_parsed())) {
        // Programs interpret an encoded host differently, and some take the text after it for the
        // host.
        ("https", Some(Host::RegName(name))) if !is_plain_host(name.as_str()) => None,
        ("https", Some(_)) => Some(UriKind::Https),
        ("http", Some(host)) if is_loopback(&host) => Some(UriKind::Loopback),
        ("https" | "http", _) => None,
        (scheme, _) if FORBIDDEN_SCHEMES.contains(&scheme) => None,
        (scheme, _) if scheme.contains('.') => Some(UriKind::PrivateUse),
        _ => Some(UriKind::CustomScheme),
    }
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
                UriKind::CustomScheme => Err(Refusal::invalid("redirect_uri", EXPECTED_URI)),
            };
        }
        if self.0.iter().any(|listed| listed.allows(uri)) {
            Ok(())
        } else {
            Err(Refusal::invalid("redirect_uri", "must be one of the environment's redirect URIs"))
        }
    }
}

impl RedirectUri {
    /// Returns true if this entry of a list allows another URI. The port of a loopback address may
    /// differ, since a native app cannot know it beforehand (RFC 8252, section 7.3).
    fn allows(&self, other: &Self) -> bool {
        match (self.kind, other.kind) {
            (UriKind::Loopback, UriKind::Loopback) => {
                without_port(self.uri.as_str()) == without_port(other.uri.as_str())
            }
            _ => self.uri == other.uri,
        }
    }
}

/// Returns the text of a URI before and after the port.
fn without_port(text: &str) -> Option<(&str, &str)> {
    let uri = Uri::parse(text).ok()?;
    let authority = uri.authority()?;
    let after_host =
        authority.as_str().len() - authority.port().map_or(0, |p| p.as_str().len() + 1);
    let start = text.find("//")? + 2;
    Some((&text[..start + after_host], &text[start + authority.as_str().len()..]))
}

fn is_plain_host(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_alphanumeric()) && !name.contains('%')
}

fn is_loopback(host: &Host<'_>) -> bool {
    match host {
        Host::Ipv4(address) => *address == Ipv4Addr::LOCALHOST,
        Host::Ipv6(address) => address.is_loopback(),
        Host::RegName(name) => name.as_str().eq_ignore_ascii_case("localhost"),
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
            ("com.example.app:/callback", true),
            ("com.example.app://callback/a", true),
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
