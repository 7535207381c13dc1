//! The address of this server, as browsers and third parties reach it.

use std::{fmt, net::SocketAddr, str::FromStr};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use url::{Host, Url};
use uuid::Uuid;

/// The public URL: `https`, or `http` for a loopback address. Addresses of pages and callbacks are
/// made from it alone, never from a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Url);

impl PublicUrl {
    /// Returns the URL of a server that browsers on the same machine reach directly.
    pub fn of_listener(address: SocketAddr, is_tls: bool) -> Option<Self> {
        let scheme = if is_tls { "https" } else { "http" };
        format!("{scheme}://{address}").parse().ok()
    }

    /// Returns true if browsers reach the server by TLS.
    pub fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Returns the path before the paths of the contract, without a slash at its end.
    pub fn base_path(&self) -> &str {
        self.0.path().trim_end_matches('/')
    }

    /// Returns the origin, as browsers write it.
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// Returns the path of an attempt's page. The key may be what a browser has sent.
    pub fn attempt(&self, key: &str) -> String {
        let key = utf8_percent_encode(key, NON_ALPHANUMERIC);
        format!("{}/connect-account/attempt/{key}", self.base_path())
    }

    /// Returns the address of the connection page for a link token.
    pub fn connection_page(&self, link_token: &str) -> String {
        format!("{self}/connect-account?link_token={link_token}")
    }

    /// Returns the address of the pages' script, which every server of one version has.
    pub fn page_script(&self) -> String {
        format!("{self}/connect-account/file/{}", *super::pages::SCRIPT_NAME)
    }

    /// Returns the redirect URI of an OAuth client.
    pub fn callback(&self, environment_integration_id: Uuid) -> String {
        format!("{self}{}", callback_path(environment_integration_id))
    }
}

/// Returns the path of the redirect URI of an OAuth client, below the public URL.
pub fn callback_path(environment_integration_id: Uuid) -> String {
    format!("/connect-account/callback/{environment_integration_id}")
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text)
            .map_err(|_| "expected an address such as https://connect.example.com")?;
        let is_loopback = match url.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => return Err("expected an address such as https://connect.example.com"),
        };
        match url.scheme() {
            "https" => {}
            "http" if is_loopback => {}
            "http" => return Err("must begin with https://, except for a loopback address"),
            _ => return Err("must begin with https://"),
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("must not have a query or a fragment");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("must not have user information");
        }
        Ok(Self(url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_url_makes_addresses_below_its_path() {
        let id = Uuid::nil();
        for (url, base, callback) in [
            ("https://connect.example.com", "", "https://connect.example.com/connect-account/"),
            ("https://example.com/link/", "/link", "https://example.com/link/connect-account/"),
            ("http://127.0.0.1:8080", "", "http://127.0.0.1:8080/connect-account/"),
            ("http://localhost", "", "http://localhost/connect-account/"),
        ] {
            let parsed: PublicUrl = url.parse().expect(url);
            assert_eq!(parsed.base_path(), base, "{url}");
            assert_eq!(parsed.attempt("k"), format!("{base}/connect-account/attempt/k"));
            assert_eq!(parsed.attempt("\u{13}/"), format!("{base}/connect-account/attempt/%13%2F"));
            assert_eq!(parsed.callback(id), format!("{callback}callback/{id}"));
            assert_eq!(parsed.is_secure(), url.starts_with("https"));
        }
        for wrong in [
            "",
            "connect.example.com",
            "http://connect.example.com",
            "ftp://localhost",
            "https://a.example/?b",
            "https://a.example/#b",
            "https://u@a.example",
            "data:text/html,x",
        ] {
            assert!(wrong.parse::<PublicUrl>().is_err(), "{wrong}");
        }
    }
}
