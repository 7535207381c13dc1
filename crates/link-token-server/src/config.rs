//! The configuration file, and how the value of each setting is written.
//!
//! A flag takes precedence over an environment variable, that over the file, and that over the
//! default. clap reads the first two; each command merges the file.

use std::{
    fmt, fs, io,
    net::{IpAddr, SocketAddr},
    ops::RangeInclusive,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use chrono::TimeDelta;
use ipnet::IpNet;
use serde::{Deserialize, Deserializer, de::Error as _};

use zeroize::Zeroizing;

use link_token_domain::lifetime::Lifetime;
use link_token_store::{
    encryption::{EncryptionKey, Keyring, NotAKey},
    postgres,
};

use crate::{connect::public_url::PublicUrl, logging, time_parser::parse_duration};

/// The default address of `serve`.
pub const DEFAULT_LISTEN: &str = "127.0.0.1:8080";
/// The default database.
pub const DEFAULT_DATABASE: &str = "sqlite:link-token.db";
/// The default number of requests that an API token may make in ten seconds.
pub const DEFAULT_RATE_LIMIT: u32 = 500;
/// The default number of failed authentications of a client address in ten seconds.
pub const DEFAULT_FAILURE_LIMIT: u32 = 50;
/// The default address of the operators' listener.
pub const DEFAULT_OPERATOR_LISTEN: &str = "127.0.0.1:8081";
/// The default number of concurrent requests.
pub const DEFAULT_MAX_CONCURRENT: u32 = 1000;
/// The default log level.
pub const DEFAULT_LOG_LEVEL: LogLevel = LogLevel::Info;

/// The configuration file, in TOML. An unknown name is an error.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct File {
    /// The address and port to listen on, such as `"0.0.0.0:8080"`.
    #[serde(deserialize_with = "text")]
    pub listen: Option<Listen>,
    /// The database, such as `"sqlite:/var/lib/link-token/link-token.db"` or
    /// `"postgres://link-token@db.example.com/link_token"`.
    #[serde(deserialize_with = "text")]
    pub database: Option<Database>,
    /// The number of connections to PostgreSQL, without the one that issues link tokens.
    pub pool_size: Option<PoolSize>,
    /// The time-out of a connection to PostgreSQL, such as `"3s"`.
    #[serde(deserialize_with = "text")]
    pub connect_timeout: Option<Timeout>,
    /// The time-out of a statement of PostgreSQL, such as `"5s"`.
    #[serde(deserialize_with = "text")]
    pub statement_timeout: Option<Timeout>,
    /// The lifetime of link tokens, such as `"7d"`.
    #[serde(deserialize_with = "text")]
    pub lifetime: Option<LifetimeSetting>,
    /// The retention of audit events, such as `"90d"`.
    #[serde(deserialize_with = "text")]
    pub audit_retention: Option<Retention>,
    /// The time to go on serving after a signal to stop, such as `"10s"`.
    #[serde(deserialize_with = "text")]
    pub drain_delay: Option<DrainDelay>,
    /// The number of requests that an API token may make in ten seconds, 0 for no limit.
    pub rate_limit: Option<u32>,
    /// The number of failed authentications of a client address in ten seconds, 0 for no limit.
    pub failure_limit: Option<u32>,
    /// The number of concurrent requests, 0 for no limit. Further ones get 503.
    pub max_concurrent: Option<u32>,
    /// A PEM file with the certificate, followed by any intermediate certificates.
    pub tls_certificate: Option<PathBuf>,
    /// A PEM file with the private key of the certificate.
    pub tls_key: Option<PathBuf>,
    /// True to trust the last address in `X-Forwarded-For`, for servers behind a proxy.
    pub trust_forwarded: Option<bool>,
    /// The least severe level that is logged.
    pub log_level: Option<LogLevel>,
    /// The format of the log.
    pub log_format: Option<logging::Format>,
    /// The address and port of the operators' listener, `""` for none.
    #[serde(deserialize_with = "text")]
    pub operator_listen: Option<OperatorListen>,
    /// The encryption key, followed by those that only decrypt.
    pub encryption_keys: Option<EncryptionKeys>,
    /// The address by which browsers and third parties reach the server, such as
    /// `"https://connect.example.com"`.
    #[serde(deserialize_with = "text")]
    pub public_url: Option<PublicUrl>,
    /// A folder with definitions of integrations, which add to the presets and override them.
    pub integrations: Option<PathBuf>,
    /// Networks in CIDR that calls to third parties may reach although they are private, such as
    /// `["10.20.0.0/16"]`.
    pub outbound_allow: Option<OutboundAllow>,
}

/// Networks that calls to third parties may reach although they are private. Plain HTTP is allowed
/// to these alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct OutboundAllow(pub Vec<IpNet>);

impl TryFrom<Vec<String>> for OutboundAllow {
    type Error = String;

    fn try_from(networks: Vec<String>) -> Result<Self, String> {
        networks.iter().map(|network| Self::network(network)).collect::<Result<_, _>>().map(Self)
    }
}

impl OutboundAllow {
    /// Reads a network, such as `10.20.0.0/16`, or an address.
    pub fn network(text: &str) -> Result<IpNet, String> {
        let network = text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
        network.map_err(|_| format!("`{text}` is not a network such as `10.20.0.0/16`"))
    }
}

/// The configuration file that is read unless another is named.
pub const SYSTEM_FILE: &str = "/etc/link-token/link-token.toml";

/// Reads a setting in the form that flags and variables have.
fn text<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: fmt::Display>,
{
    String::deserialize(deserializer)?.parse().map(Some).map_err(D::Error::custom)
}

/// Returns the configuration file to read: the named one, or else that of the system, if it
/// exists. `""` names none.
pub fn file(named: Option<PathBuf>) -> anyhow::Result<Option<PathBuf>> {
    match named {
        Some(path) => Ok(Some(path).filter(|path| !path.as_os_str().is_empty())),
        // A file that this user may not see could name another database.
        None => match Path::new(SYSTEM_FILE).try_exists() {
            Ok(exists) => Ok(exists.then(|| SYSTEM_FILE.into())),
            Err(error) => Err(unreadable(Path::new(SYSTEM_FILE), &error)),
        },
    }
}

fn unreadable(path: &Path, error: &io::Error) -> anyhow::Error {
    let who = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            ". Run this as the user of the service, such as `sudo -u link-token link-token-server …`, or do without the file: \
             `--config \"\"`"
        }
        _ => "",
    };
    anyhow::anyhow!("cannot read the configuration file {}: {error}{who}", path.display())
}

impl File {
    /// Reads a file. Without a path, nothing is set.
    pub fn read(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else {
            return Ok(Self::default());
        };
        let shown = path.display();
        let text = fs::read(path).map_err(|error| unreadable(path, &error))?;
        let text = Zeroizing::new(text);
        let text = std::str::from_utf8(&text).map_err(|error| {
            let line = text[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            anyhow::anyhow!(
                "configuration file {shown}: line {line} is not UTF-8 text: save the file as UTF-8"
            )
        })?;
        parse(text).map_err(|error| anyhow::anyhow!("configuration file {shown}: {error}"))
    }
}

/// Parses a file. The error has the line, the setting and what is expected there. It does not quote
/// the line, which may contain an encryption key.
fn parse(text: &str) -> Result<File, String> {
    toml::from_str(text).map_err(|error| {
        let before = &text[..error.span().map_or(0, |span| span.start.min(text.len()))];
        let line = before.matches('\n').count() + 1;
        // The name of the setting tells more than the number of the line.
        let name = text.lines().nth(line - 1).and_then(|line| line.split_once('='));
        // Other text may be a secret value.
        let is_name = |name: &&str| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        };
        let name = name.map(|(name, _)| name.trim()).filter(is_name);
        let name = name.map(|name| format!(", `{name}`")).unwrap_or_default();
        format!("line {line}{name}: {}", explained(error.message()))
    })
}

/// Says what is wrong in the words of a user. The value itself may be a secret, and is left out.
fn explained(message: &str) -> String {
    match message {
        // The form in which serde names the values of an enumeration.
        _ if message.starts_with("wanted ") => return "expected text in quotes".to_owned(),
        "duplicate key" => return "it is set twice: remove one of the lines".to_owned(),
        "string values must be quoted, expected literal string" => {
            return "text needs quotes, as in `listen = \"127.0.0.1:8080\"`".to_owned();
        }
        _ => {}
    }
    let Some((found, expected)) = message.rsplit_once(", expected ") else {
        return message.to_owned();
    };
    if let Some(name) = found.strip_prefix("unknown field ") {
        let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
        let guess = did_you_mean(name.trim_matches('`'), known.iter().copied());
        let guess = guess.map(|known| format!(": did you mean `{known}`?")).unwrap_or_default();
        return format!("unknown setting {name}{guess} (the settings are {})", listed(&known));
    }
    let expected = match expected {
        "a boolean" => "`true` or `false`",
        "i64" => "a whole number",
        "u32" => "a whole number from 0 to 4294967295",
        "a sequence" => "a list of texts, such as `[\"…\"]`",
        "a string" | "path string" => "text in quotes",
        other if found.starts_with("unknown variant ") => other,
        other if found.starts_with("invalid ") => other,
        _ => return message.to_owned(),
    };
    format!("expected {expected}")
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Returns the name that is meant, if one is similar.
pub fn did_you_mean<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let similar = known.map(|known| (strsim::jaro(name, known), known));
    let (similarity, known) = similar.max_by(|one, other| one.0.total_cmp(&other.0))?;
    (similarity > 0.8).then_some(known)
}

/// The URL of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// `sqlite:PATH`.
    Sqlite(PathBuf),
    /// `postgres://USER:PASSWORD@HOST:PORT/NAME`.
    Postgres(Box<postgres::Address>),
}

impl FromStr for Database {
    type Err = String;

    fn from_str(url: &str) -> Result<Self, String> {
        if postgres::Address::is_meant(url) {
            return url.parse().map(|address| Self::Postgres(Box::new(address)));
        }
        match url.strip_prefix("sqlite:") {
            Some("") => Err("a path is missing after `sqlite:`".to_owned()),
            // Other programs read these as something else than a path.
            Some(path)
                if path.starts_with("//") || path.starts_with("file:") || path.contains('?') =>
            {
                Err("a database is named by its path alone, as in `sqlite:/var/lib/link-token.db`"
                    .to_owned())
            }
            Some(":memory:") => {
                Err("a database needs a file, as in `sqlite:link-token.db`".to_owned())
            }
            Some(path) => Ok(Self::Sqlite(path.into())),
            None => Err(format!(
                "a database is named `sqlite:PATH`, for instance `{DEFAULT_DATABASE}`, or `postgres://USER@HOST/NAME`; \
                 others are not supported"
            )),
        }
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            // The password is left out.
            Self::Postgres(address) => address.fmt(f),
        }
    }
}

/// The lifetime of link tokens, such as `7d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LifetimeSetting(pub Lifetime);

impl FromStr for LifetimeSetting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Lifetime::new(parse_duration(text)?).map(Self).ok_or_else(|| {
            "a lifetime is from `5m` to `30d`, for instance `7d` or `12h 30m`".to_owned()
        })
    }
}

/// The retention of audit events, such as `90d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention(pub TimeDelta);

impl Retention {
    /// The default.
    pub const DEFAULT: Self = Self(TimeDelta::days(90));
    const LEAST: TimeDelta = TimeDelta::days(1);
    const MOST: TimeDelta = TimeDelta::days(3650);
}

impl FromStr for Retention {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let span = TimeDelta::from_std(parse_duration(text)?).ok();
        span.filter(|span| (Self::LEAST..=Self::MOST).contains(span))
            .map(Self)
            .ok_or_else(|| "events are kept for `1d` to `3650d`, for instance `90d`".to_owned())
    }
}

/// The time to go on serving after a signal to stop, such as `10s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrainDelay(pub Duration);

impl DrainDelay {
    /// The default. Only a load balancer needs a delay.
    pub const DEFAULT: Self = Self(Duration::ZERO);
    const MOST: Duration = Duration::from_secs(60);
}

impl FromStr for DrainDelay {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let span = humantime::parse_duration(text).ok().filter(|span| *span <= Self::MOST);
        span.map(Self)
            .ok_or_else(|| "a drain delay is from `0s` to `60s`, for instance `10s`".to_owned())
    }
}

/// Returns a parser for whole numbers in a range.
pub fn whole_number<T>(
    range: RangeInclusive<T>,
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static
where
    T: FromStr + PartialOrd + fmt::Display + Clone + Send + Sync + 'static,
{
    move |text| {
        let number = text.parse().ok().filter(|number| range.contains(number));
        number.ok_or_else(|| {
            format!("expected a whole number from {} to {}", range.start(), range.end())
        })
    }
}

/// The number of connections of a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "i64")]
pub struct PoolSize(pub usize);

impl PoolSize {
    const ALLOWED: std::ops::RangeInclusive<usize> = 1..=1000;
}

impl TryFrom<i64> for PoolSize {
    type Error = String;

    fn try_from(number: i64) -> Result<Self, String> {
        usize::try_from(number)
            .ok()
            .filter(|size| Self::ALLOWED.contains(size))
            .map(Self)
            .ok_or_else(|| {
                format!(
                    "a pool has from {} to {} connections",
                    Self::ALLOWED.start(),
                    Self::ALLOWED.end()
                )
            })
    }
}

impl FromStr for PoolSize {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse().unwrap_or(0).try_into()
    }
}

/// An address and port to listen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listen(pub SocketAddr);

impl FromStr for Listen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse().map(Self).map_err(|_| {
            format!(
                "expected an IP address and a port, such as `{DEFAULT_LISTEN}` or `0.0.0.0:8080`"
            )
        })
    }
}

/// The address and port of the operators' listener, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperatorListen(pub Option<SocketAddr>);

impl FromStr for OperatorListen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self(None));
        }
        text.parse().map(Some).map(Self).map_err(|_| {
            format!("expected an IP address and a port, such as `{DEFAULT_OPERATOR_LISTEN}`, or \"\" for no listener")
        })
    }
}

/// A time-out, such as `3s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeout(pub Duration);

impl Timeout {
    const ALLOWED: std::ops::RangeInclusive<Duration> =
        Duration::from_millis(100)..=Duration::from_secs(60);
}

impl FromStr for Timeout {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let span = Some(parse_duration(text)?).filter(|span| Self::ALLOWED.contains(span));
        span.map(Self).ok_or_else(|| {
            format!(
                "a time-out is from `100ms` to `60s`, for instance `{}`",
                humantime::format_duration(postgres::Settings::default().connect_timeout)
            )
        })
    }
}

/// The least severe level that is logged. Each level includes those above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// Failures of the service.
    Error,
    /// Conditions that may lead to a failure.
    Warn,
    /// A line for each request, and changes of the state of the server.
    Info,
    /// Details for finding the cause of a failure, such as connections.
    Debug,
    /// All other details.
    Trace,
}

impl From<LogLevel> for slog::Level {
    fn from(level: LogLevel) -> Self {
        match level {
            LogLevel::Error => Self::Error,
            LogLevel::Warn => Self::Warning,
            LogLevel::Info => Self::Info,
            LogLevel::Debug => Self::Debug,
            LogLevel::Trace => Self::Trace,
        }
    }
}

/// The encryption keys. The first one encrypts; the others only decrypt.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct EncryptionKeys(Keyring);

impl EncryptionKeys {
    /// The environment variable with the keys, separated by commas. There is no flag, because other
    /// users of the machine could read it.
    pub const VARIABLE: &'static str = "LINK_TOKEN_ENCRYPTION_KEYS";

    /// Reads the keys from the environment.
    pub fn from_environment() -> anyhow::Result<Option<Self>> {
        match std::env::var(Self::VARIABLE) {
            Ok(text) => Self::parse(text.split(','))
                .map(Some)
                .map_err(|error| anyhow::anyhow!("{}: {error}", Self::VARIABLE)),
            Err(std::env::VarError::NotPresent) => Ok(None),
            Err(std::env::VarError::NotUnicode(_)) => {
                anyhow::bail!("{}: {}", Self::VARIABLE, NotAKey)
            }
        }
    }

    fn parse<'t>(texts: impl Iterator<Item = &'t str>) -> Result<Self, String> {
        let keys = texts.map(EncryptionKey::from_str).collect::<Result<Vec<_>, _>>();
        let keys = keys.map_err(|error| error.to_string())?;
        let (encrypting, decrypting) = keys.split_first().ok_or("at least one key is needed")?;
        Ok(Self(Keyring::new(encrypting, decrypting)))
    }

    /// Returns the keys for a store.
    pub fn into_keyring(self) -> Keyring {
        self.0
    }
}

impl TryFrom<Vec<String>> for EncryptionKeys {
    type Error = String;

    fn try_from(texts: Vec<String>) -> Result<Self, String> {
        Self::parse(texts.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_is_read_with_all_kinds_of_settings() {
        let key = EncryptionKey::generate().expect("randomness");
        let text = format!(
            "listen = '0.0.0.0:80'\ndatabase = 'sqlite:a.db'\nlifetime = '12h'\nlog_level = 'debug'\n\
             rate_limit = 10\nfailure_limit = 0\nencryption_keys = ['{}']\n",
            key.to_base64().as_str()
        );
        let file = parse(&text).expect("valid");
        assert_eq!(file.database, Some(Database::Sqlite("a.db".into())));
        assert_eq!(file.log_level, Some(LogLevel::Debug));
        let lifetime = Lifetime::new(Duration::from_secs(12 * 3600));
        assert_eq!(file.lifetime.map(|setting| setting.0), lifetime);
        assert!(!format!("{file:?}").contains(key.to_base64().as_str()));
    }

    /// The documented example has every setting, at its default.
    #[test]
    fn example_file_has_every_setting_at_its_default() {
        let example = include_str!("../../../docs/link-token.toml");
        let file = parse(example).expect("valid");
        let default = postgres::Settings::default();
        assert_eq!(file.listen, DEFAULT_LISTEN.parse().ok());
        assert_eq!(file.operator_listen, DEFAULT_OPERATOR_LISTEN.parse().ok());
        assert_eq!(file.database, DEFAULT_DATABASE.parse().ok());
        assert_eq!(file.lifetime, Some(LifetimeSetting(Lifetime::DEFAULT)));
        assert_eq!(file.audit_retention, Some(Retention::DEFAULT));
        assert_eq!(file.drain_delay, Some(DrainDelay::DEFAULT));
        assert_eq!(file.rate_limit, Some(DEFAULT_RATE_LIMIT));
        assert_eq!(file.failure_limit, Some(DEFAULT_FAILURE_LIMIT));
        assert_eq!(file.max_concurrent, Some(DEFAULT_MAX_CONCURRENT));
        assert_eq!((file.tls_certificate, file.tls_key), (None, None));
        assert_eq!(file.trust_forwarded, Some(false));
        assert_eq!(file.log_level, Some(DEFAULT_LOG_LEVEL));
        assert_eq!(file.log_format, Some(logging::Format::Text));
        assert_eq!(file.pool_size, Some(PoolSize(default.pool_size)));
        assert_eq!(file.connect_timeout, Some(Timeout(default.connect_timeout)));
        assert_eq!(file.statement_timeout, Some(Timeout(default.statement_timeout)));

        // The message for an unknown name lists all settings.
        let names = parse("unknown = 1").expect_err("an unknown name");
        let names: Vec<&str> =
            names.split('`').skip(1).step_by(2).filter(|name| *name != "unknown").collect();
        assert!(names.len() >= 13, "{names:?}");
        for name in names {
            let is_set =
                |line: &str| line.trim_start_matches("# ").starts_with(&format!("{name} = "));
            assert!(example.lines().any(is_set), "{name} is not in the example");
        }
    }

    #[test]
    fn parse_names_the_setting_when_its_value_is_wrong() {
        for (text, named) in [
            ("lisen = '0.0.0.0:80'", "lisen"),
            ("listen = 'localhost:8080'", "an IP address and a port"),
            ("database = 'mysql:x'", "sqlite:PATH"),
            ("database = 'postgres://'", "host is missing"),
            ("database = 'postgres://h/d?sslmode=allow'", "`sslmode` is"),
            ("pool_size = 0", "from 1 to 1000"),
            ("connect_timeout = '10ms'", "from `100ms` to `60s`"),
            ("statement_timeout = 5", "statement_timeout"),
            ("database = 'sqlite:'", "path is missing"),
            ("database = 'sqlite::memory:'", "needs a file"),
            ("database = 'sqlite://a.db'", "by its path alone"),
            ("database = 'sqlite:file:a.db'", "by its path alone"),
            ("database = 'sqlite:a.db?mode=ro'", "by its path alone"),
            ("lifetime = '1m'", "from `5m` to `30d`"),
            ("lifetime = '31d'", "from `5m` to `30d`"),
            ("audit_retention = '1h'", "`1d` to `3650d`"),
            ("drain_delay = '61s'", "from `0s` to `60s`"),
            ("rate_limit = -1", "rate_limit"),
            ("log_level = 'loud'", "expected one of `error`, `warn`"),
            ("log_format = 'xml'", "expected `text` or `json`"),
            ("operator_listen = 'here'", "127.0.0.1:8081"),
            ("encryption_keys = []", "at least one key"),
            ("encryption_keys = ['YWJj']", "32 bytes in Base64"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains(named), "{text}: {error}");
        }
    }

    #[test]
    fn parse_says_in_plain_words_what_is_expected() {
        let example = include_str!("../../../docs/link-token.toml");
        let settings =
            example.lines().filter_map(|line| line.trim_start_matches("# ").split_once(" = "));
        let settings: Vec<&str> = settings.map(|(name, _)| name).collect();
        assert!(settings.len() > 16, "{settings:?}");
        let values = [
            "1",
            "-1",
            "1.5",
            "99999999999999999999",
            "'x'",
            "x",
            "true",
            "[]",
            "{}",
            "[[]]",
            "1979-05-27",
            "",
        ];
        let words = [
            "serde", "variant", "sequence", "u32", "usize", "i64", "invalid", "wanted", "table",
            "literal",
        ];
        for name in settings {
            for value in values {
                if let Err(error) = parse(&format!("\n{name} = {value}\n")) {
                    assert!(error.starts_with(&format!("line 2, `{name}`: ")), "{error}");
                    assert!(words.iter().all(|word| !error.contains(word)), "{value}: {error}");
                }
            }
        }
        let error = parse("lisen = 3").expect_err("an unknown name");
        assert!(error.contains("did you mean `listen`?"), "{error}");
        let error = parse("rate_limit = 1\nrate_limit = 2").expect_err("twice");
        assert!(error.contains("line 2, `rate_limit`: it is set twice"), "{error}");
    }

    #[test]
    fn parse_shows_no_key_when_the_file_is_wrong() {
        for text in [
            "encryption_key = 'c2VjcmV0'",
            "encryption_keys = 'c2VjcmV0'",
            "encryption_keys = ['c2VjcmV0'",
            "encryption_keys = ['c2VjcmV0']",
            "listen = 1\nencryption_keys = ['c2VjcmV0']",
            "encryption_keys = [\n'a'\n'c2VjcmV0c2VjcmV0='\n]",
            "encryption_keys = [\n'c2VjcmV0c2VjcmV0=\n]",
            "postgres://u:c2VjcmV0@h/db?sslmode=require",
        ] {
            let error = parse(text).expect_err(text);
            assert!(!error.contains("c2VjcmV0"), "{error}");
            assert!(error.starts_with("line "), "{error}");
        }
    }
}
