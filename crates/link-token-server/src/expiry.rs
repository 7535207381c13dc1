//! Notice of what ends soon: API tokens, and the TLS certificate. Metrics show the times, and the
//! log warns at the start and once a day.

use std::{collections::HashMap, time::Duration};

use chrono::{SecondsFormat, TimeDelta};
use link_token_domain::api_token::ApiToken;
use link_token_store::{
    Store, StoreError,
    use_cases::{ListEnvironments, ListExpiringApiTokens},
};
use slog::Logger;
use tokio::sync::watch;
use uuid::Uuid;

use crate::{
    clock,
    metrics::Metrics,
    throttle::Throttle,
    tls::{Certificate, TlsFiles},
};

/// The time before the expiry of an API token from which the log warns.
pub const API_TOKEN_NOTICE: TimeDelta = TimeDelta::days(14);
/// The time before the expiry of an API token from which a metric shows it.
const METRIC_NOTICE: TimeDelta = TimeDelta::days(30);
/// The maximum number of API tokens that the metric and the log show: the first to expire.
const MAX_API_TOKENS: u32 = 100;
/// The time between two looks at the API tokens.
const INTERVAL: Duration = Duration::from_secs(600);
const WARNING_INTERVAL: Duration = Duration::from_secs(24 * 3600);

/// The TLS certificate in use and its files. `None` for plain HTTP.
pub type CurrentCertificate = watch::Receiver<Option<(TlsFiles, Certificate)>>;

/// Gives notice until the task is aborted. `program` is the command line of commands on the same
/// database.
pub async fn run(
    store: Store,
    certificate: CurrentCertificate,
    metrics: Metrics,
    program: String,
    log: Logger,
) {
    let certificate_warnings = Throttle::new(WARNING_INTERVAL);
    let token_warnings = Throttle::new(WARNING_INTERVAL);
    let mut interval = tokio::time::interval(INTERVAL);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        interval.tick().await;
        if certificate_warnings.allow() {
            let current = certificate.borrow().clone();
            if let Some((files, certificate)) = current
                && certificate.ends_soon(clock::now())
            {
                slog::warn!(
                    log, "the TLS certificate ends soon: renew it, and send SIGHUP to this server";
                    "file" => files.certificate.display().to_string(),
                    "ends" => certificate.not_after.to_rfc3339_opts(SecondsFormat::Secs, true),
                );
            }
        }
        match expiring(&store).await {
            Ok(expiring) => {
                let is_due = token_warnings.allow();
                for (token, environment) in expiring.iter().filter(|_| is_due) {
                    warn(token, environment, &program, &log);
                }
                metrics.set_expiring(&expiring);
            }
            Err(error) => {
                slog::warn!(log, "cannot look for API tokens that expire soon"; "error" => %error);
            }
        }
    }
}

/// Returns the API tokens that expire soon, each with the name of its environment.
async fn expiring(store: &Store) -> Result<Vec<(ApiToken, String)>, StoreError> {
    let now = clock::now();
    let until = now + METRIC_NOTICE;
    let tokens = store.query(ListExpiringApiTokens { now, until, limit: MAX_API_TOKENS }).await?;
    let environments = store.query(ListEnvironments).await?;
    let names: HashMap<Uuid, String> =
        environments.into_iter().map(|environment| (environment.id, environment.name)).collect();
    let named = tokens.into_iter().map(|token| {
        let name = names.get(&token.environment_id).cloned().unwrap_or_default();
        (token, name)
    });
    Ok(named.collect())
}

fn warn(token: &ApiToken, environment: &str, program: &str, log: &Logger) {
    let time = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let Some(expires_at) = token.expires_at else { return };
    if expires_at > clock::now() + API_TOKEN_NOTICE {
        return;
    }
    slog::warn!(
        log,
        "an API token expires soon: create another one with `{program} api-token create`, and configure its backend with it";
        "api_token" => token.id.to_string(),
        "name" => &token.name,
        "environment" => environment,
        "expires" => time(expires_at),
        "last_used" => token.last_used_at.map_or_else(|| "never".to_owned(), time),
    );
}
