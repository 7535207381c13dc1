//! `link-token-server doctor`

use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
};

use chrono::TimeDelta;
use clap::Args;
use link_token_store::{
    CommitObserver, postgres, sqlite,
    use_cases::{ListApiTokens, ListEnvironments},
};
use serde::Serialize;

use super::{OutputFormat, output::Output, serve, target::Target};
use crate::{
    clock,
    config::{Database, File},
};

/// Check the configuration, the database, the clock and the files, and show how to fix what is
/// wrong.
///
/// Takes the same settings as `serve`, and changes nothing. Exits with status 1 if a check fails.
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
#[derive(Debug, Serialize)]
struct Check {
    #[serde(rename = "check")]
    subject: &'static str,
    ok: bool,
    found: String,
    #[serde(rename = "what_to_do", skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

impl Check {
    fn passed(subject: &'static str, found: impl Into<String>) -> Self {
        Self { subject, ok: true, found: found.into(), remedy: None }
    }

    fn failed(subject: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { subject, ok: false, found: found.into(), remedy: Some(remedy.into()) }
    }
}

/// The tolerated difference of clocks. A larger one makes tokens expire noticeably early or late.
const MAX_CLOCK_SKEW: TimeDelta = TimeDelta::seconds(1);

impl Arguments {
    pub async fn run(
        self,
        config: Option<&Path>,
        file: File,
        target: &Target,
    ) -> anyhow::Result<Output> {
        let Self { serve, format } = self;
        let mut checks = vec![configuration(config)];
        match serve.settings(file) {
            Ok((settings, _)) => {
                checks.push(listen("listen", settings.listen));
                checks.extend(
                    settings.operator_listen.map(|address| listen("operator_listen", address)),
                );
                checks.push(match &settings.tls {
                    None => Check::passed("tls", "none: plain HTTP, for a proxy in front"),
                    Some(files) => match files.load() {
                        Ok(_) => Check::passed("tls", files.certificate.display().to_string()),
                        Err(error) => Check::failed(
                            "tls",
                            error.to_string(),
                            "set a certificate and its own key, both in PEM, and let the user of the server read both files \
                             (chgrp and chmod 640)",
                        ),
                    },
                });
            }
            Err(error) => checks.push(Check::failed(
                "settings",
                format!("{error:#}"),
                "see `link-token-server --help`",
            )),
        }
        let is_current = match &target.database {
            Database::Sqlite(path) => sqlite_file(path, target, &mut checks),
            Database::Postgres(address) => postgres_database(address, target, &mut checks).await,
        };
        // Opening an older database would upgrade it, and `doctor` changes nothing.
        if is_current && checks.iter().all(|check| check.ok) {
            checks.push(access(target).await);
        }
        let failed = checks.iter().filter(|check| !check.ok).count();
        let row = |check: &Check| {
            let mark = if check.ok { "ok" } else { "wrong" };
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
    match others_may_access(path) {
        Ok(false) => Check::passed("configuration", shown),
        Ok(true) => Check::failed(
            "configuration",
            format!("other users may access {shown}, which may contain secrets"),
            format!("chmod o= {shown}"),
        ),
        Err(error) => Check::failed(
            "configuration",
            format!("{shown}: {error}"),
            "name a readable file with --config",
        ),
    }
}

/// Returns true if users other than the owner and the group may access a file.
fn others_may_access(path: &Path) -> std::io::Result<bool> {
    let metadata = path.metadata()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        Ok(metadata.permissions().mode() & 0o007 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = metadata;
        Ok(false)
    }
}

/// Checks that an address is available. An address in use passes, since the examined server may be
/// running.
fn listen(check: &'static str, address: SocketAddr) -> Check {
    match TcpListener::bind(address) {
        Ok(_) => Check::passed(check, format!("{address} is available")),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            Check::passed(check, format!("{address} is in use, possibly by the server itself"))
        }
        Err(error) => {
            Check::failed(check, format!("{address}: {error}"), "use an address of this machine")
        }
    }
}

/// Checks the files of a SQLite database. Returns true if its schema is current.
fn sqlite_file(path: &Path, target: &Target, checks: &mut Vec<Check>) -> bool {
    if !path.exists() {
        let shown = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        checks.push(missing(target, format!("file {} not found", shown.display())));
        return false;
    }
    let condition = match sqlite::examine(path) {
        Ok(condition) => condition,
        Err(error) => {
            checks.push(Check::failed(
                "database",
                error.to_string(),
                "set the right file with --database, run `doctor` as the user of the server, or restore a backup",
            ));
            return false;
        }
    };
    checks.push(if condition.faults.is_empty() {
        Check::passed("database", path.display().to_string())
    } else {
        Check::failed(
            "database",
            condition.faults.join("; "),
            "stop the server and restore a backup",
        )
    });
    checks.push(schema(condition.version, condition.known));
    if target.keys.is_none() && !condition.key_file.exists() {
        checks.push(Check::failed(
            "encryption_keys",
            format!("no keys are configured, and file {} was not found", condition.key_file.display()),
            "restore the file from a backup, or configure its key: contexts cannot be decrypted without it",
        ));
    }
    for file in condition.files {
        let shown = file.display().to_string();
        match others_may_access(&file) {
            Ok(false) => {}
            Ok(true) => checks.push(Check::failed(
                "permissions",
                format!("other users may access {shown}"),
                format!("chmod 600 {shown}"),
            )),
            Err(error) => checks.push(Check::failed(
                "permissions",
                format!("{shown}: {error}"),
                "run `doctor` as the user of the server",
            )),
        }
    }
    let ahead = condition.latest.map(|latest| latest - clock::now());
    checks.push(match ahead {
        Some(ahead) if ahead > MAX_CLOCK_SKEW => clock_differs(
            ahead,
            "the latest link token was created later than this machine's clock says",
        ),
        _ => Check::passed("clock", clock::now().to_rfc3339()),
    });
    condition.version == condition.known
}

/// Checks a PostgreSQL database. Returns true if its schema is current.
async fn postgres_database(
    address: &postgres::Address,
    target: &Target,
    checks: &mut Vec<Check>,
) -> bool {
    match postgres::examine(address, target.settings).await {
        Ok(condition) => {
            checks.push(Check::passed("database", address.to_string()));
            match condition.version {
                None => checks.push(missing(target, format!("{address} has no link-token schema"))),
                Some(version) => checks.push(schema(version, condition.known)),
            }
            let differs = condition.now - clock::now();
            checks.push(if differs.abs() > MAX_CLOCK_SKEW {
                clock_differs(
                    differs.abs(),
                    "the clocks of this machine and of the database differ",
                )
            } else {
                Check::passed("clock", "same time as the database")
            });
            condition.version == Some(condition.known)
        }
        Err(error) => {
            checks.push(Check::failed(
                "database",
                error.to_string(),
                "start the database, or correct its address, user or password in LINK_TOKEN_DATABASE or the configuration file",
            ));
            false
        }
    }
}

fn missing(target: &Target, found: String) -> Check {
    let create = format!("{} environment create --name production", target.commands());
    Check::failed("database", found, create)
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

fn clock_differs(by: TimeDelta, what: &str) -> Check {
    let seconds = by.num_seconds();
    Check::failed("clock", format!("{what}, by {seconds} s"), "synchronise the clocks (NTP)")
}

/// Checks that the database opens with the encryption keys, and has an environment and a valid API
/// token.
async fn access(target: &Target) -> Check {
    let access = async {
        let store = target.open(false, CommitObserver::none()).await?;
        let environments = store.query(ListEnvironments).await?;
        let mut valid = 0;
        for environment in &environments {
            let environment_id = environment.id;
            let tokens = store.query(ListApiTokens { environment_id }).await?;
            valid += tokens.iter().filter(|token| token.is_valid_at(clock::now())).count();
        }
        store.close().await;
        anyhow::Ok((environments.len(), valid))
    };
    match access.await {
        Ok((0, _)) => Check::failed(
            "access",
            "no environments: every request is rejected",
            format!("{} environment create --name production", target.commands()),
        ),
        Ok((_, 0)) => Check::failed(
            "access",
            "no valid API tokens: every request is rejected",
            format!("{} api-token create --environment NAME", target.commands()),
        ),
        Ok((environments, valid)) => Check::passed(
            "access",
            format!("environments: {environments}, valid API tokens: {valid}"),
        ),
        Err(error) => Check::failed(
            "access",
            format!("{error:#}"),
            "see `When something is wrong` in docs/operations.md",
        ),
    }
}
