//! `link-token-server doctor`

use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
};

use chrono::TimeDelta;
use clap::Args;
use link_token_store::{
    CommitObserver,
    encryption::Keyring,
    postgres, sqlite,
    use_cases::{ListApiTokens, ListEnvironments},
};
use serde::Serialize;

use super::{Format, output::Output, serve, target::Target};
use crate::{
    clock,
    config::{Database, File},
};

/// Check the configuration, the database, the clock and the files, and say what is wrong and how to mend it.
///
/// Takes the settings that `serve` takes, and changes nothing. Ends with status 1 if something is wrong.
#[derive(Debug, Args)]
#[group(id = "doctor")]
#[command(after_help = "Examples:
  link-token-server doctor
  link-token-server doctor --config /etc/link-token/link-token.toml")]
pub struct Arguments {
    #[command(flatten)]
    serve: serve::Arguments,
    #[command(flatten)]
    format: Format,
}

/// What was looked at, and what was found.
#[derive(Debug, Serialize)]
struct Check {
    #[serde(rename = "check")]
    subject: &'static str,
    ok: bool,
    found: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<String>,
}

impl Check {
    fn well(check: &'static str, found: impl Into<String>) -> Self {
        Self { subject: check, ok: true, found: found.into(), mend: None }
    }

    fn wrong(check: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { subject: check, ok: false, found: found.into(), mend: Some(mend.into()) }
    }
}

/// A clock that differs by more makes tokens end noticeably early or late.
const TOLERATED: TimeDelta = TimeDelta::seconds(1);

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
                    None => Check::well("tls", "none: plain HTTP, for a proxy in front"),
                    Some(files) => match files.load() {
                        Ok(_) => Check::well("tls", files.certificate.display().to_string()),
                        Err(error) => Check::wrong(
                            "tls",
                            error.to_string(),
                            "name a certificate and its own key, both in PEM, which the user of the service may read \
                             (chgrp and chmod 640)",
                        ),
                    },
                });
            }
            Err(error) => checks.push(Check::wrong(
                "settings",
                format!("{error:#}"),
                "see `link-token-server --help`",
            )),
        }
        let is_current = match &target.database {
            Database::Sqlite(path) => sqlite_file(path, target.keys.as_ref(), &mut checks),
            Database::Postgres(address) => shared(address, target, &mut checks).await,
        };
        // Opening another version would bring it up to date, which is for the server to do.
        if is_current && checks.iter().all(|check| check.ok) {
            checks.push(access(target).await);
        }
        let wrong = checks.iter().filter(|check| !check.ok).count();
        let row = |check: &Check| {
            let mark = if check.ok { "ok" } else { "wrong" };
            vec![
                mark.to_owned(),
                check.subject.to_owned(),
                check.found.clone(),
                check.mend.clone().unwrap_or_default(),
            ]
        };
        let shown =
            Output::list(format, &checks, &["RESULT", "CHECK", "FOUND", "TO MEND IT"], row, "")?;
        if wrong > 0 {
            shown.print()?;
            anyhow::bail!("{wrong} of {} checks found something wrong", checks.len());
        }
        Ok(shown)
    }
}

fn configuration(path: Option<&Path>) -> Check {
    let Some(path) = path else {
        return Check::well("configuration", "no file: flags, variables and defaults");
    };
    let shown = path.display().to_string();
    match others_may(path) {
        Ok(false) => Check::well("configuration", shown),
        Ok(true) => Check::wrong(
            "configuration",
            format!("{shown} can be read by others, and may hold secrets"),
            format!("chmod o= {shown}"),
        ),
        Err(error) => Check::wrong(
            "configuration",
            format!("{shown}: {error}"),
            "name a file that can be read",
        ),
    }
}

/// Whether anybody but the owner and the group may do anything with a file.
fn others_may(path: &Path) -> std::io::Result<bool> {
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

/// An address that is in use may well be so by the server that is being looked at.
fn listen(check: &'static str, address: SocketAddr) -> Check {
    match TcpListener::bind(address) {
        Ok(_) => Check::well(check, format!("{address} is free")),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            Check::well(check, format!("{address} is in use, perhaps by the server"))
        }
        Err(error) => {
            Check::wrong(check, format!("{address}: {error}"), "choose an address of this machine")
        }
    }
}

/// Looks at the file of a database, and tells whether its schema is of the present version.
fn sqlite_file(path: &Path, keys: Option<&Keyring>, checks: &mut Vec<Check>) -> bool {
    if !path.exists() {
        let shown = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        checks.push(missing(format!("there is no file {}", shown.display())));
        return false;
    }
    let condition = match sqlite::examine(path) {
        Ok(condition) => condition,
        Err(error) => {
            checks.push(Check::wrong(
                "database",
                error.to_string(),
                "name another file, run this as the user of the server, or restore a backup",
            ));
            return false;
        }
    };
    checks.push(if condition.faults.is_empty() {
        Check::well("database", path.display().to_string())
    } else {
        Check::wrong(
            "database",
            condition.faults.join("; "),
            "stop the server and restore a backup",
        )
    });
    checks.push(schema(condition.version, condition.known));
    if keys.is_none() && !condition.key_file.exists() {
        checks.push(Check::wrong(
            "encryption_keys",
            format!("none is configured, and there is no file {}", condition.key_file.display()),
            "restore it from a backup, or configure the key: contexts cannot be read without",
        ));
    }
    for file in condition.files {
        let shown = file.display().to_string();
        match others_may(&file) {
            Ok(false) => {}
            Ok(true) => checks.push(Check::wrong(
                "permissions",
                format!("others may use {shown}"),
                format!("chmod 600 {shown}"),
            )),
            Err(error) => checks.push(Check::wrong(
                "permissions",
                format!("{shown}: {error}"),
                "run this as the user of the server",
            )),
        }
    }
    let ahead = condition.latest.map(|latest| latest - clock::now());
    checks.push(match ahead {
        Some(ahead) if ahead > TOLERATED => {
            clock_differs(ahead, "the latest link token is from the future")
        }
        _ => Check::well("clock", clock::now().to_rfc3339()),
    });
    condition.version == condition.known
}

/// The same of a database of PostgreSQL.
async fn shared(address: &postgres::Address, target: &Target, checks: &mut Vec<Check>) -> bool {
    match postgres::examine(address, target.settings).await {
        Ok(condition) => {
            checks.push(Check::well("database", address.to_string()));
            match condition.version {
                None => checks.push(missing(format!("there is no schema in {address}"))),
                Some(version) => checks.push(schema(version, condition.known)),
            }
            let differs = condition.now - clock::now();
            checks.push(if differs.abs() > TOLERATED {
                clock_differs(differs.abs(), "it is not that of the database")
            } else {
                Check::well("clock", "that of the database")
            });
            condition.version == Some(condition.known)
        }
        Err(error) => {
            checks.push(Check::wrong(
                "database",
                error.to_string(),
                "start the database, or mend its address, user or password in LINK_TOKEN_DATABASE or the configuration file",
            ));
            false
        }
    }
}

fn missing(found: String) -> Check {
    Check::wrong("database", found, "link-token-server environment create --name production")
}

fn schema(version: i64, known: i64) -> Check {
    match version.cmp(&known) {
        std::cmp::Ordering::Less => Check::well(
            "migrations",
            format!("version {version}; the next start brings it to {known}"),
        ),
        std::cmp::Ordering::Equal => Check::well("migrations", format!("version {version}")),
        std::cmp::Ordering::Greater => Check::wrong(
            "migrations",
            format!("version {version}, and this program knows {known}"),
            "use the version of link-token-server that wrote it, or a later one",
        ),
    }
}

fn clock_differs(by: TimeDelta, what: &str) -> Check {
    let seconds = by.num_seconds();
    Check::wrong("clock", format!("{what}, by {seconds} s"), "keep the clocks right (NTP)")
}

/// Whether somebody can call: the database opens with the encryption keys, and has an environment and an API token.
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
        Ok((0, _)) => Check::wrong(
            "access",
            "there is no environment, so nobody can call",
            "link-token-server environment create --name production",
        ),
        Ok((_, 0)) => Check::wrong(
            "access",
            "there is no valid API token, so nobody can call",
            "link-token-server api-token create --environment NAME",
        ),
        Ok((environments, valid)) => {
            Check::well("access", format!("{environments} environments, {valid} valid API tokens"))
        }
        Err(error) => Check::wrong(
            "access",
            format!("{error:#}"),
            "`When something is wrong` in docs/operations.md says more",
        ),
    }
}
