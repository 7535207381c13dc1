//! The address of a PostgreSQL database, and the settings of its connections.

use std::{fmt, net::IpAddr, path::PathBuf, str::FromStr, time::Duration};

use percent_encoding::percent_decode_str;
use tokio_postgres::config::{Config, Host, SslMode};

/// The address of a PostgreSQL database, `postgres://USER:PASSWORD@HOST:PORT/NAME`. `Display` and
/// `Debug` omit the password.
///
/// The parameters after `?` are those of PostgreSQL, with two differences: an encrypted connection
/// always verifies the certificate, and connections that leave the machine are encrypted unless
/// `sslmode` is `disable`.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    pub(super) config: Config,
    /// The file of trusted certificate authorities, in PEM. `None` for those of the system.
    pub(super) root_certificates: Option<PathBuf>,
    /// The URL without secrets.
    shown: String,
    /// True if the URL has no secrets.
    is_shown_completely: bool,
}

/// The settings of connections to PostgreSQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The size of the connection pool, without the connections for issuing.
    pub pool_size: usize,
    pub connect_timeout: Duration,
    pub statement_timeout: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            pool_size: 8,
            connect_timeout: Duration::from_secs(3),
            statement_timeout: Duration::from_secs(5),
        }
    }
}

impl Address {
    /// Returns the URL, unless it contains a password or parameters, one of which may be secret.
    pub fn without_secrets(&self) -> Option<&str> {
        self.is_shown_completely.then_some(&*self.shown)
    }

    /// Returns true if a URL has the scheme of PostgreSQL.
    pub fn is_meant(url: &str) -> bool {
        url.starts_with("postgres:") || url.starts_with("postgresql:")
    }
}

impl FromStr for Address {
    type Err = String;

    fn from_str(url: &str) -> Result<Self, String> {
        let parts = UrlParts::of(url)?;
        let mut mode = None;
        let mut root_certificates = None;
        let mut others = Vec::new();
        for pair in parts.query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = || percent_decode_str(value).decode_utf8_lossy().into_owned();
            match name {
                "sslmode" => mode = Some(value()),
                "sslrootcert" => root_certificates = Some(PathBuf::from(value())),
                _ => others.push(pair),
            }
        }
        let base = url.strip_suffix(parts.query).unwrap_or(url).trim_end_matches('?');
        let rest = if others.is_empty() {
            base.to_owned()
        } else {
            format!("{base}?{}", others.join("&"))
        };
        let mut config: Config = rest.parse().map_err(|error: tokio_postgres::Error| {
            // The message contains names of parameters, but no values.
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            format!("{EXPECTED}: {}", cause.unwrap_or_else(|| error.to_string()))
        })?;
        if config.get_hosts().is_empty() {
            return Err(
                "the host is missing: use a URL such as `postgres://USER@127.0.0.1:5432/NAME`"
                    .to_owned(),
            );
        }
        let encrypted = match mode.as_deref() {
            Some("disable") => false,
            Some("require" | "verify-full") => true,
            None => {
                let here = config.get_hosts().iter().all(is_local)
                    && config.get_hostaddrs().iter().all(IpAddr::is_loopback);
                !here
            }
            Some(_) => {
                return Err("`sslmode` is `disable` or `verify-full` (here, `require` means the same). Without it, \
                     connections that leave the machine use TLS and verify the certificate"
                    .to_owned());
            }
        };
        config.ssl_mode(if encrypted { SslMode::Require } else { SslMode::Disable });
        if config.get_application_name().is_none() {
            config.application_name(env!("CARGO_PKG_NAME"));
        }
        let shown = parts.shown();
        let is_shown_completely = shown == url;
        Ok(Self { config, root_certificates, shown, is_shown_completely })
    }
}

/// Returns true if connections to a host stay on this machine.
fn is_local(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

/// The parts of a URL, split as the PostgreSQL client does.
struct UrlParts<'u> {
    scheme: &'u str,
    credentials: Option<&'u str>,
    /// The hosts, the ports and the name of the database.
    place: &'u str,
    query: &'u str,
}

impl<'u> UrlParts<'u> {
    fn of(url: &'u str) -> Result<Self, String> {
        let (scheme, rest) = url.split_once("://").ok_or(EXPECTED)?;
        let (credentials, rest) = match rest.split_once('@') {
            Some((credentials, rest)) => (Some(credentials), rest),
            None => (None, rest),
        };
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        if rest.contains('@') {
            return Err("write a `@` in a password or a parameter as `%40`".to_owned());
        }
        Ok(Self { scheme, credentials, place, query })
    }

    /// Returns the URL without the password and the parameters, which may contain a password.
    fn shown(&self) -> String {
        let Self { scheme, credentials, place, .. } = self;
        match credentials {
            Some(credentials) => {
                let user = credentials.split_once(':').map_or(*credentials, |(user, _)| user);
                format!("{scheme}://{user}@{place}")
            }
            None => format!("{scheme}://{place}"),
        }
    }
}

const EXPECTED: &str =
    "the URL of a PostgreSQL database has the form `postgres://USER:PASSWORD@HOST:5432/NAME`";

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(url: &str) -> Address {
        url.parse().unwrap_or_else(|error| panic!("{url}: {error}"))
    }

    #[test]
    fn connection_is_encrypted_when_it_leaves_the_machine() {
        for (url, mode) in [
            ("postgres://u@127.0.0.1/d", SslMode::Disable),
            ("postgres://u@[::1]/d", SslMode::Disable),
            ("postgres://u@localhost:5433/d", SslMode::Disable),
            ("postgresql://u@%2Fvar%2Frun%2Fpostgresql/d", SslMode::Disable),
            ("postgres://u@localhost/d?sslmode=require", SslMode::Require),
            ("postgres://u@db.example.com/d", SslMode::Require),
            ("postgres://u@localhost,db.example.com/d", SslMode::Require),
            ("postgres://u@localhost/d?hostaddr=10.0.0.5", SslMode::Require),
            ("postgres://u@db.example.com/d?sslmode=disable", SslMode::Disable),
            (
                "postgres://u@db.example.com/d?connect_timeout=1&sslmode=verify-full",
                SslMode::Require,
            ),
        ] {
            assert_eq!(parsed(url).config.get_ssl_mode(), mode, "{url}");
        }
        let address = parsed("postgres://u@db/d?sslrootcert=%2Fetc%2Fa+%20b.pem");
        assert_eq!(address.root_certificates, Some("/etc/a+ b.pem".into()));
    }

    #[test]
    fn display_and_debug_omit_the_password() {
        for (url, shown) in [
            ("postgres://u:pass@127.0.0.1/d?options=-cx%3Dpass", "postgres://u@127.0.0.1/d"),
            ("postgres://u:12?pass=1@127.0.0.1/d", "postgres://u@127.0.0.1/d"),
            ("postgres://u:p%40ss@127.0.0.1/d?sslmode=disable", "postgres://u@127.0.0.1/d"),
            ("postgres://127.0.0.1:5432/d?password=pass", "postgres://127.0.0.1:5432/d"),
        ] {
            let address = parsed(url);
            assert_eq!(address.to_string(), shown);
            assert_eq!(format!("{address:?}"), format!("Address({shown})"));
            assert_eq!(address.without_secrets(), None);
        }
    }

    #[test]
    fn url_without_password_and_parameters_has_no_secrets() {
        for url in ["postgres://u@127.0.0.1/d", "postgresql://127.0.0.1:5432/d"] {
            assert_eq!(parsed(url).without_secrets(), Some(url));
        }
    }

    #[test]
    fn parse_error_names_the_mistake_and_no_secret() {
        for (url, named) in [
            ("postgres://u:secret@127.0.0.1/d?sslmode=prefer", "`sslmode` is"),
            ("postgres://u:secret@127.0.0.1/d?pool=8", "pool"),
            ("postgres://u:secret@127.0.0.1:port/d", "port"),
            ("postgres:", "postgres://"),
            ("postgres://u:hunter@2secret@db/d", "`%40`"),
            ("postgres://", "host is missing"),
        ] {
            let error = url.parse::<Address>().expect_err(url);
            assert!(error.contains(named) && !error.contains("secret"), "{url}: {error}");
        }
    }
}
