//! Where a user may be sent after a connection flow.

use std::net::Ipv4Addr;

use fluent_uri::{Uri, component::Host};
use link_token_types as types;

use super::Refusal;

const EXPECTED: &str = "an absolute URI without fragment and user information: https, http for \
     localhost, 127.0.0.1 or [::1], or a private-use scheme with a dot in it";

/// A redirect URI that keeps to the rules, exactly as it was sent.
///
/// The rules are those of RFC 8252 for native apps (sections 7.1 and 7.3), and `https` for all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectUri(types::RedirectUri);

impl RedirectUri {
    /// Checks what a request holds for a redirect URI.
    pub fn check(uri: types::RedirectUri) -> Result<Self, Refusal> {
        let refused = || Refusal::invalid("redirect_uri", EXPECTED);
        let parsed = Uri::parse(uri.as_str()).map_err(|_| refused())?;
        if parsed.has_fragment() || parsed.authority().is_some_and(|a| a.has_userinfo()) {
            return Err(refused());
        }
        let scheme = parsed.scheme().as_str().to_ascii_lowercase();
        let host = parsed.authority().map(|authority| authority.host_parsed());
        let allowed = match (scheme.as_str(), host) {
            ("https", Some(Host::RegName(name))) => !name.as_str().is_empty(),
            ("https", Some(_)) => true,
            ("http", Some(host)) => is_loopback(&host),
            ("https" | "http", None) => false,
            (scheme, _) => scheme.contains('.'),
        };
        let port_fits = parsed
            .authority()
            .is_none_or(|authority| matches!(authority.port_to_u16(), Ok(port) if port != Some(0)));
        if allowed && port_fits {
            Ok(Self(uri))
        } else {
            Err(refused())
        }
    }
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
        uri.0
    }
}

impl AsRef<str> for RedirectUri {
    fn as_ref(&self) -> &str {
        self.0.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules() {
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
            let checked = types::RedirectUri::try_from(uri)
                .ok()
                .map(RedirectUri::check);
            let accepted = matches!(checked, Some(Ok(_)));
            assert_eq!(accepted, allowed, "{uri}");
        }
    }
}
