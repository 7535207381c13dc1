//! `link-token-server doctor`

use std::{
    fmt,
    net::{SocketAddr, TcpListener},
    path::Path,
    sync::Arc,
};

use chrono::TimeDelta;
use clap::Args;
use http::Method;
use link_token_connect::{
    catalogue::Catalogue,
    definition::ConnectMethod,
    outbound::{Outbound, OutboundRequest, OutboundSettings},
};
use link_token_domain::{api_token::ApiToken, environment_integration::EnvironmentIntegration};
use link_token_store::{
    CommitObserver, postgres,
    sqlite::{self, OpenSqliteError, quoted},
    use_cases::{ListApiTokens, ListEnvironmentIntegrations, ListEnvironments},
};
use serde::Serialize;

use super::{
    OutputFormat,
    output::{Output, time},
    serve,
    target::Target,
};
use crate::{
    clock,
    config::{Database, File},
    expiry::API_TOKEN_NOTICE,
    settings::{PLAIN_HTTP_REMEDY, ServerSettings},
    start_error,
    tls::TlsFiles,
};

/// Check the configuration, the database, the clock and the files, and show how to fix what is
/// wrong.
///
/// Takes the same settings as `serve`, and changes nothing. Exits with status 1 if a check fails. A
/// warning is no failure yet.
#[derive(Debug, Args)]
#[group(id = "doctor")]
#[command(after_help = "Examples:
  link-token-server doctor
  link-token-server doctor --config /etc/link-token/link-token.toml")]
pub struct Arguments {
    #[command(flatten)]
    serve: serve::Arguments,
    #[command(flatten)]
    format: OutputFormat,
}

/// The result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Ok,
    /// The server works, but not for long or not safely.
    Warning,
    Wrong,
}

#[derive(Debug, Serialize)]
struct Check {
    #[serde(rename = "check")]
    subject: &'static str,
    result: Verdict,
    found: String,
    #[serde(rename = "what_to_do", skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

impl Check {
    fn passed(subject: &'static str, found: impl Into<String>) -> Self {
        Self { subject, result: Verdict::Ok, found: found.into(), remedy: None }
    }

    fn warning(subject: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            result: Verdict::Warning,
            remedy: Some(remedy.into()),
            ..Self::passed(subject, found)
        }
    }

    fn failed(subject: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { result: Verdict::Wrong, ..Self::warning(subject, found, remedy) }
    }

    /// A failed check from an error whose message says what to do.
    fn error(subject: &'static str, error: impl fmt::Display) -> Self {
        Self { result: Verdict::Wrong, ..Self::passed(subject, error.to_string()) }
    }

    fn has_failed(&self) -> bool {
        self.result == Verdict::Wrong
    }
}

/// The tolerated difference of clocks. A larger one makes tokens expire noticeably early or late.
const MAX_CLOCK_SKEW: TimeDelta = TimeDelta::seconds(1);
/// The free space below which the next changes may fail.
const LEAST_SPACE: u64 = 10 << 20;
/// The free space below which `doctor` warns.
const LITTLE_SPACE: u64 = 200 << 20;

impl Arguments {
    pub async fn run(
        self,
        config: Option<&Path>,
        file: File,
        target: &Target,
    ) -> anyhow::Result<Output> {
        let Self { serve, format } = self;
        let mut checks = vec![configuration(config)];
        checks.extend(
            super::unknown_variables()
                .into_iter()
                .map(|(found, remedy)| Check::failed("variables", found, remedy)),
        );
        let settings = serve.settings(file);
        let catalogue = match &settings {
            Ok((settings, _)) => {
                listeners(settings, &mut checks);
                checks.push(public_url(settings).await);
                Arc::clone(&settings.connect.catalogue)
            }
            Err(error) => {
                checks.push(Check::error("settings", format!("{error:#}")));
                Arc::default()
            }
        };
        let opens = match &target.database {
            Database::Sqlite(path) => sqlite_file(path, target, &mut checks),
            Database::Postgres(address) => postgres_database(address, target, &mut checks).await,
        };
        // Opening an older database would upgrade it, and `doctor` changes nothing.
        if opens {
            checks.extend(access(target, &catalogue, settings.is_ok()).await);
        }
        let failed = checks.iter().filter(|check| check.has_failed()).count();
        let row = |check: &Check| {
            let mark = match check.result {
                Verdict::Ok => "ok",
                Verdict::Warning => "warning",
                Verdict::Wrong => "wrong",
            };
            vec![
                mark.to_owned(),
                check.subject.to_owned(),
                check.found.clone(),
                check.remedy.clone().unwrap_or_default(),
            ]
        };
        let shown =
            Output::list(format, &checks, &["RESULT", "CHECK", "FOUND", "WHAT TO DO"], row, "")?;
        if failed > 0 {
            shown.print()?;
            anyhow::bail!("{failed} of {} checks failed", checks.len());
        }
        Ok(shown)
    }
}

fn configuration(path: Option<&Path>) -> Check {
    let Some(path) = path else {
        return Check::passed(
            "configuration",
            "no file: flags, environment variables and defaults",
        );
    };
    let shown = path.display().to_string();
    match may_access(path, OTHERS) {
        Ok(false) => Check::passed("configuration", shown),
        Ok(true) => Check::failed(
            "configuration",
            format!("other users may access {shown}, which may contain secrets"),
            format!("chmod o= {}", quoted(&shown)),
        ),
        Err(error) => Check::failed(
            "configuration",
            format!("{shown}: {error}"),
            "name a readable file with --config",
        ),
    }
}

/// The permissions of all but the owner and the group.
const OTHERS: u32 = 0o007;
/// The permissions of all but the owner.
const ALL_BUT_OWNER: u32 = 0o077;

/// Returns true if users of a kind may access a file.
fn may_access(path: &Path, users: u32) -> std::io::Result<bool> {
    let metadata = path.metadata()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        Ok(metadata.permissions().mode() & users != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = (metadata, users);
        Ok(false)
    }
}

/// Checks the addresses and the TLS files.
fn listeners(settings: &ServerSettings, checks: &mut Vec<Check>) {
    let ServerSettings { listen, operator_listen, tls, .. } = settings;
    checks.push(address("listen", *listen, "--listen"));
    if let Some(operators) = operator_listen {
        checks.push(if settings.is_one_address() {
            Check::failed(
                "operator_listen",
                format!("{operators} is also the address of --listen"),
                "choose another --operator-listen, such as 127.0.0.1:8081",
            )
        } else {
            address("operator_listen", *operators, "--operator-listen")
        });
    }
    checks.push(match tls {
        None if settings.is_plain_http_exposed() => Check::warning(
            "tls",
            format!("none: plain HTTP on {listen}, on which others may read API tokens"),
            PLAIN_HTTP_REMEDY,
        ),
        None => Check::passed("tls", "none: plain HTTP, for a proxy in front"),
        Some(files) => certificate(files),
    });
}

/// Checks the address by which browsers and third parties reach the server: one that is set must
/// lead to this server.
async fn public_url(settings: &ServerSettings) -> Check {
    const SUBJECT: &str = "public_url";
    let Some(url) = &settings.connect.public_url else {
        return if settings.listen.ip().is_loopback() {
            Check::passed(SUBJECT, "none: connection pages for browsers on this machine")
        } else {
            Check::warning(
                SUBJECT,
                "none: there are no connection pages",
                "set --public-url to the address by which browsers reach this server",
            )
        };
    };
    match probe(&url.page_script()).await {
        Ok(()) => Check::passed(SUBJECT, format!("{url} leads to this server")),
        Err(error) => Check::warning(
            SUBJECT,
            format!("{url} does not lead to a server of this version: {error}"),
            "start the server; then look at the name, the proxy in front and its paths",
        ),
    }
}

/// Asks for a file that a server of this version has.
async fn probe(address: &str) -> anyhow::Result<()> {
    // The operator's own address may be private.
    let everything = vec!["0.0.0.0/0".parse()?, "::/0".parse()?];
    let settings = OutboundSettings { allowed_networks: everything, ..OutboundSettings::default() };
    let request = OutboundRequest::new(Method::GET, address.parse()?);
    let response = Outbound::new(settings)?.send(request).await?;
    anyhow::ensure!(response.status.is_success(), "it answered {}", response.status);
    Ok(())
}

fn certificate(files: &TlsFiles) -> Check {
    let ends = match files.load() {
        Ok(loaded) => loaded.certificate,
        Err(error) => return Check::error("tls", error),
    };
    let (certificate, key) = (files.certificate.display(), files.key.display().to_string());
    if may_access(&files.key, OTHERS).unwrap_or(false) {
        return Check::failed(
            "tls",
            format!("other users may access the key {key}"),
            format!("chmod o= {}", quoted(&key)),
        );
    }
    let found = format!("{certificate}, until {}", time(ends.not_after));
    if ends.ends_soon(clock::now()) {
        return Check::warning(
            "tls",
            found,
            "renew the certificate, and send SIGHUP to the server",
        );
    }
    Check::passed("tls", found)
}

/// Checks that an address is available. An address in use passes, since the examined server may be
/// running.
fn address(check: &'static str, address: SocketAddr, flag: &str) -> Check {
    match TcpListener::bind(address) {
        Ok(_) => Check::passed(check, format!("{address} is available")),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            Check::passed(check, format!("{address} is in use, possibly by the server itself"))
        }
        Err(error) => Check::failed(
            check,
            format!("{address}: {error}"),
            start_error::remedy(address, &error, flag),
        ),
    }
}

/// Checks the files of a SQLite database. Returns true if the server can open it as it is.
fn sqlite_file(path: &Path, target: &Target, checks: &mut Vec<Check>) -> bool {
    if let Some(free) = sqlite::free_space(path) {
        checks.push(space(path, free));
    }
    if matches!(path.try_exists(), Ok(false)) && sqlite::folder_exists(path) {
        let shown = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        checks.push(missing(target, &format!("file {} not found", shown.display())));
        return false;
    }
    let status = match sqlite::examine(path, target.keys.as_ref()) {
        Ok(status) => status,
        Err(OpenSqliteError::Fault(fault)) => {
            checks.push(Check::failed("database", fault.found, fault.remedy));
            return false;
        }
        Err(error) => {
            checks.push(Check::failed(
                "database",
                error.to_string(),
                "set the right file with --database, run `doctor` as the user of the server, or restore a backup",
            ));
            return false;
        }
    };
    let is_damaged = !status.faults.is_empty();
    checks.push(if is_damaged {
        Check::failed("database", status.faults.join("; "), "stop the server and restore a backup")
    } else {
        Check::passed("database", path.display().to_string())
    });
    checks.push(schema(status.version, status.known));
    let keys = match status.keys {
        Ok(()) if target.keys.is_some() => Check::passed("encryption_keys", "configured"),
        Ok(()) => Check::passed("encryption_keys", status.key_file.display().to_string()),
        Err(error) => Check::error("encryption_keys", error),
    };
    let has_keys = !keys.has_failed();
    checks.push(keys);
    for file in status.files {
        let shown = file.display().to_string();
        match may_access(&file, ALL_BUT_OWNER) {
            Ok(false) => {}
            Ok(true) => checks.push(Check::failed(
                "permissions",
                format!("other users may access {shown}"),
                format!("chmod 600 {}", quoted(&shown)),
            )),
            // The last connection of another process has just removed it.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => checks.push(Check::failed(
                "permissions",
                format!("{shown}: {error}"),
                "run `doctor` as the user of the server",
            )),
        }
    }
    let ahead = status.latest.map(|latest| latest - clock::now());
    checks.push(match ahead {
        Some(ahead) if ahead > MAX_CLOCK_SKEW => from_the_future(ahead),
        _ => Check::passed("clock", clock::now().to_rfc3339()),
    });
    !is_damaged && has_keys && status.version == status.known
}

fn space(database: &Path, free: u64) -> Check {
    let found = format!("{} MB free for {}", free >> 20, database.display());
    let remedy = "make room on its file system: without free space, the server answers 503";
    if free < LEAST_SPACE {
        Check::failed("free_space", found, remedy)
    } else if free < LITTLE_SPACE {
        Check::warning("free_space", found, remedy)
    } else {
        Check::passed("free_space", found)
    }
}

/// Checks a PostgreSQL database. Returns true if the server can open it as it is.
async fn postgres_database(
    address: &postgres::Address,
    target: &Target,
    checks: &mut Vec<Check>,
) -> bool {
    let status = match postgres::examine(address, target.settings, target.keys.as_ref()).await {
        Ok(status) => status,
        Err(error) => {
            checks.push(Check::failed(
                "database",
                error.to_string(),
                "start the database, or correct its address, user or password in LINK_TOKEN_DATABASE or the configuration file",
            ));
            return false;
        }
    };
    match status.version {
        None => checks.push(missing(target, &format!("{address} has no link-token schema"))),
        Some(version) => {
            checks.push(if status.is_read_only {
                Check::failed(
                    "database",
                    format!("{address} is read-only: it may be a standby"),
                    "name the primary in LINK_TOKEN_DATABASE or the configuration file, or set default_transaction_read_only to off",
                )
            } else {
                Check::passed("database", address.to_string())
            });
            checks.push(schema(version, status.known));
        }
    }
    let keys = match status.keys {
        Ok(()) => Check::passed("encryption_keys", "configured"),
        Err(error) => Check::error("encryption_keys", error),
    };
    let has_keys = !keys.has_failed();
    checks.push(keys);
    let differs = (status.now - clock::now()).abs();
    let ahead = status.latest.map(|latest| latest - clock::now());
    checks.push(if differs > MAX_CLOCK_SKEW {
        Check::failed(
            "clock",
            format!(
                "the clocks of this machine and of the database differ by {}",
                in_largest_unit(differs)
            ),
            "synchronise the clocks (NTP)",
        )
    } else if let Some(ahead) = ahead.filter(|ahead| *ahead > MAX_CLOCK_SKEW) {
        from_the_future(ahead)
    } else {
        Check::passed("clock", "same time as the database")
    });
    has_keys && !status.is_read_only && status.version == Some(status.known)
}

fn missing(target: &Target, found: &str) -> Check {
    let create = format!("{} environment create --name production", target.commands());
    Check::failed("database", format!("{found}: for an existing service, restore a backup"), create)
}

fn schema(version: i64, known: i64) -> Check {
    match version.cmp(&known) {
        std::cmp::Ordering::Less => Check::passed(
            "migrations",
            format!("version {version}; the next start upgrades it to {known}"),
        ),
        std::cmp::Ordering::Equal => Check::passed("migrations", format!("version {version}")),
        std::cmp::Ordering::Greater => Check::failed(
            "migrations",
            format!("version {version} is newer than this program, which supports up to {known}"),
            "install the version of link-token-server that wrote it, or a later one",
        ),
    }
}

fn from_the_future(ahead: TimeDelta) -> Check {
    Check::failed(
        "clock",
        format!(
            "the database has entries from {} ahead of this machine's clock",
            in_largest_unit(ahead)
        ),
        "correct the clock (NTP); if it is right, an earlier clock was wrong, and the entries are kept until then",
    )
}

/// Returns a time span in its largest unit.
fn in_largest_unit(span: TimeDelta) -> String {
    match (span.num_days(), span.num_hours(), span.num_seconds()) {
        (days @ 2.., ..) => format!("{days} days"),
        (_, hours @ 2.., _) => format!("{hours} hours"),
        (.., seconds) => format!("{seconds} s"),
    }
}

/// Checks that the database opens, and has an environment and a valid API token.
async fn access(target: &Target, catalogue: &Catalogue, knows_definitions: bool) -> Vec<Check> {
    let access = async {
        let store = target.open(false, CommitObserver::none()).await?;
        let environments = store.query(ListEnvironments).await?;
        let (mut valid, mut offered) = (Vec::new(), Vec::new());
        for environment in &environments {
            let environment_id = environment.id;
            let tokens = store.query(ListApiTokens { environment_id }).await?;
            let tokens = tokens.into_iter().filter(|token| token.is_valid_at(clock::now()));
            valid.extend(tokens.map(|token| (token, environment.name.clone())));
            let enabled = store.query(ListEnvironmentIntegrations { environment_id }).await?;
            let enabled = enabled.into_iter().filter(|integration| integration.is_enabled);
            offered.extend(enabled.map(|integration| (integration, environment.name.clone())));
        }
        store.close().await;
        anyhow::Ok((environments, valid, offered))
    };
    let how = target.commands();
    let (environments, valid, offered) = match access.await {
        Ok(found) => found,
        Err(error) => {
            let otherwise = "see `When something is wrong` in docs/operations.md";
            return vec![Check::failed("access", format!("{error:#}"), otherwise)];
        }
    };
    let [first, ..] = &environments[..] else {
        return vec![Check::failed(
            "access",
            "no environments: every request is rejected",
            format!("{how} environment create --name production"),
        )];
    };
    let access = if valid.is_empty() {
        Check::failed(
            "access",
            "no valid API tokens: every request is rejected",
            format!("{how} api-token create --environment {} --name backend", first.name),
        )
    } else {
        Check::passed(
            "access",
            format!("environments: {}, valid API tokens: {}", environments.len(), valid.len()),
        )
    };
    let expiring =
        valid.iter().filter_map(|(token, environment)| expiring(token, environment, &how));
    let mut checks: Vec<Check> = std::iter::once(access).chain(expiring).collect();
    if knows_definitions {
        let faults =
            offered.iter().filter_map(|(it, environment)| offer(it, environment, catalogue, &how));
        let faults: Vec<Check> = faults.collect();
        if faults.is_empty() {
            checks.push(Check::passed("integrations", format!("enabled: {}", offered.len())));
        }
        checks.extend(faults);
    }
    checks
}

/// Warns of an enabled integration that no user can connect.
fn offer(
    enabled: &EnvironmentIntegration,
    environment: &str,
    catalogue: &Catalogue,
    how: &str,
) -> Option<Check> {
    let name = enabled.integration.as_str();
    let Some(entry) = catalogue.get(name) else {
        return Some(Check::warning(
            "integrations",
            format!(
                "`{name}`, enabled in `{environment}`, has no definition: nobody can connect it"
            ),
            "name the folder with its definition with --integrations, or disable it",
        ));
    };
    let needs_client =
        |method: &ConnectMethod| method.token_settings().is_some() && !method.has_client_of_user();
    let is_usable = enabled.client_id.is_some()
        || entry.definition.methods.iter().any(|method| !needs_client(method));
    (!is_usable).then(|| {
        Check::warning(
            "integrations",
            format!("`{name}`, enabled in `{environment}`, has no OAuth client: nobody can connect it"),
            format!(
                "{how} integration enable --environment {environment} {name} --client-id ID --client-secret-file FILE"
            ),
        )
    })
}

/// Warns of an API token in use that expires soon.
fn expiring(token: &ApiToken, environment: &str, how: &str) -> Option<Check> {
    token.last_used_at?;
    let expires_at = token.expires_at.filter(|at| *at - clock::now() <= API_TOKEN_NOTICE)?;
    Some(Check::warning(
        "api_tokens",
        format!("{} ({}) is in use, and expires at {}", token.name, token.id, time(expires_at)),
        format!(
            "{how} api-token create --environment {environment} --name {}",
            quoted(&token.name)
        ),
    ))
}
