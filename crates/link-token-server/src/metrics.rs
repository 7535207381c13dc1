//! The metrics of the service, for Prometheus.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use http::StatusCode;
use link_token_domain::api_token::ApiToken;
use link_token_store::{CommitObserver, use_cases::OutboxState};
use prometheus::{
    Encoder as _, Histogram, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge,
    IntGaugeVec, Opts, Registry, TextEncoder, core::Collector,
};

use crate::tls::Certificate;

/// The upper bounds of durations in seconds, from a look-up in memory to a time-out.
const SECONDS: &[f64] = &[
    0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
    10.0,
];
/// The upper bounds of the number of changes in a commit.
const CHANGES: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0];

/// The outcomes of attempts to send an event.
pub const DELIVERY_OUTCOMES: [&str; 5] =
    ["delivered", "retried", "given_up", "webhook_failed", "lease_lost"];

/// The outcomes of a try to revoke credentials.
const REVOCATION_OUTCOMES: [&str; 4] = ["revoked", "failed", "refused", "given_up"];

/// All metrics. Clones share the registry.
#[derive(Clone, Debug)]
pub struct Metrics {
    registry: Registry,
    issued: IntCounter,
    introspected: IntCounterVec,
    redeemed: IntCounter,
    confirmed: IntCounter,
    revoked: IntCounter,
    rejected: IntCounterVec,
    attempts: IntCounterVec,
    refreshes: IntCounterVec,
    first_expiry: IntGaugeVec,
    revocations: IntCounterVec,
    request_duration: HistogramVec,
    queue_depth: IntGauge,
    commits: CommitMetrics,
    api_token_expires: IntGaugeVec,
    /// The labels of `api_token_expires`.
    expiring: Arc<Mutex<BTreeSet<[String; 3]>>>,
    certificate_expires: IntGaugeVec,
    webhook_deliveries: IntCounterVec,
    webhook_pending: IntGauge,
    webhook_oldest_pending: IntGauge,
    webhooks_failed: IntGauge,
}

#[derive(Clone, Debug)]
struct CommitMetrics {
    duration: Histogram,
    changes: Histogram,
}

impl CommitMetrics {
    fn observe(&self, changes: usize, took: Duration) {
        self.duration.observe(took.as_secs_f64());
        self.changes.observe(f64::from(u32::try_from(changes).unwrap_or(u32::MAX)));
    }
}

/// The outcomes of refreshes.
pub const REFRESH_OUTCOMES: [&str; 9] = [
    "refreshed",
    "overtaken",
    "unstored",
    "needs_reauth",
    "invalid_grant",
    "misconfigured",
    "rejected",
    "unreachable",
    "unintelligible",
];

/// A completed operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completed {
    Issued,
    Introspected { active: bool },
    Redeemed,
    Confirmed,
    Revoked,
}

impl Default for Metrics {
    fn default() -> Self {
        let registry = Registry::new();
        let opts = |name: &str, help: &str| Opts::new(name, help).namespace("link_token");
        let histogram = |name: &str, help: &str, buckets: &[f64]| {
            HistogramOpts::from(opts(name, help)).buckets(buckets.to_vec())
        };
        let build_info = opts("build_info", "The version of the server. Always 1.");
        let build_info = register(&registry, IntGaugeVec::new(build_info, &["version"]));
        build_info.with_label_values(&[env!("CARGO_PKG_VERSION")]).set(1);
        #[cfg(target_os = "linux")]
        registry
            .register(Box::new(prometheus::process_collector::ProcessCollector::for_self()))
            .expect("names are unique");

        let help = "Link tokens issued, including repeated responses to an Idempotency-Key.";
        let issued = register(&registry, IntCounter::with_opts(opts("issued_total", help)));
        let help = "Link tokens introspected, by whether they were active.";
        let introspected = IntCounterVec::new(opts("introspected_total", help), &["active"]);
        let help = "Link tokens redeemed.";
        let redeemed = IntCounter::with_opts(opts("redeemed_total", help));
        let help = "Accounts confirmed, including repeated confirmations.";
        let confirmed = IntCounter::with_opts(opts("confirmed_total", help));
        let help = "Link tokens revoked, including unknown and inactive ones.";
        let revoked = IntCounter::with_opts(opts("revoked_total", help));
        let help = "Requests that were rejected or failed, by operation and reason.";
        let rejected = IntCounterVec::new(opts("rejected_total", help), &["operation", "reason"]);
        let help = "Attempts to connect an account, by integration and outcome.";
        let attempts =
            IntCounterVec::new(opts("attempts_total", help), &["integration", "outcome"]);
        let help = "Refreshes of credentials that have ended, by outcome.";
        let refreshes = IntCounterVec::new(opts("refreshes_total", help), &["outcome"]);
        let refreshes = register(&registry, refreshes);
        for outcome in REFRESH_OUTCOMES {
            refreshes.with_label_values(&[outcome]).reset();
        }
        let help = "The earliest time at which credentials expire that the server refreshes.";
        let options = opts("credentials_first_expiry_timestamp_seconds", help);
        // Without labels: absent if there are none.
        let first_expiry = IntGaugeVec::new(options, &[]);
        let help = "Tries to revoke tokens that no account has any more, by outcome.";
        let revocations = IntCounterVec::new(opts("revocations_total", help), &["outcome"]);
        let revocations = register(&registry, revocations);
        for outcome in REVOCATION_OUTCOMES {
            revocations.with_label_values(&[outcome]).reset();
        }
        let help = "Duration of requests, by operation and HTTP status.";
        let options = histogram("request_duration_seconds", help, SECONDS);
        let request_duration = HistogramVec::new(options, &["operation", "status"]);
        let help = "Changes in the queue of the store.";
        let queue_depth = IntGauge::with_opts(opts("queue_depth", help));
        let help = "Duration of commits.";
        let duration = Histogram::with_opts(histogram("commit_duration_seconds", help, SECONDS));
        let help = "Changes per commit.";
        let changes = Histogram::with_opts(histogram("commit_changes", help, CHANGES));
        let help = "The time at which an API token expires, if that is within 30 days.";
        let options = opts("api_token_expires_timestamp_seconds", help);
        let api_token_expires = IntGaugeVec::new(options, &["api_token", "environment", "name"]);
        let help = "The time at which the TLS certificate in use ends.";
        let options = opts("tls_certificate_expires_timestamp_seconds", help);
        // Without labels: absent without TLS.
        let certificate_expires = IntGaugeVec::new(options, &[]);
        let help = "Attempts to send an event to a webhook, by outcome.";
        let options = opts("webhook_deliveries_total", help);
        let webhook_deliveries = register(&registry, IntCounterVec::new(options, &["outcome"]));
        for outcome in DELIVERY_OUTCOMES {
            webhook_deliveries.with_label_values(&[outcome]).reset();
        }
        let help = "Events that active webhooks have not accepted yet.";
        let webhook_pending = IntGauge::with_opts(opts("webhook_pending", help));
        let help = "The age of the oldest event that an active webhook has not accepted yet.";
        let webhook_oldest_pending =
            IntGauge::with_opts(opts("webhook_oldest_pending_seconds", help));
        let help = "Webhooks that are switched off because their receivers have failed.";
        let webhooks_failed = IntGauge::with_opts(opts("webhooks_failed", help));
        let introspected = register(&registry, introspected);
        for active in ["true", "false"] {
            introspected.with_label_values(&[active]).reset();
        }
        Self {
            issued,
            introspected,
            redeemed: register(&registry, redeemed),
            confirmed: register(&registry, confirmed),
            revoked: register(&registry, revoked),
            rejected: register(&registry, rejected),
            attempts: register(&registry, attempts),
            refreshes,
            first_expiry: register(&registry, first_expiry),
            revocations,
            request_duration: register(&registry, request_duration),
            queue_depth: register(&registry, queue_depth),
            commits: CommitMetrics {
                duration: register(&registry, duration),
                changes: register(&registry, changes),
            },
            api_token_expires: register(&registry, api_token_expires),
            expiring: Arc::default(),
            certificate_expires: register(&registry, certificate_expires),
            webhook_deliveries,
            webhook_pending: register(&registry, webhook_pending),
            webhook_oldest_pending: register(&registry, webhook_oldest_pending),
            webhooks_failed: register(&registry, webhooks_failed),
            registry,
        }
    }
}

/// Registers a collector, whose name and labels are constants.
fn register<C: Collector + Clone + 'static>(registry: &Registry, made: prometheus::Result<C>) -> C {
    let collector = made.expect("the names and labels are well-formed");
    registry.register(Box::new(collector.clone())).expect("names are unique");
    collector
}

impl Metrics {
    /// Counts a step of an attempt. The integration is empty before the user has chosen one.
    pub fn attempt(&self, integration: &str, outcome: &str) {
        self.attempts.with_label_values(&[integration, outcome]).inc();
    }

    /// Counts a refresh of credentials, by its outcome, one of [`REFRESH_OUTCOMES`].
    pub fn refreshed(&self, outcome: &str) {
        self.refreshes.with_label_values(&[outcome]).inc();
    }

    /// Sets the earliest time at which credentials expire that the server refreshes.
    pub fn set_first_expiry(&self, first: Option<DateTime<Utc>>) {
        match first {
            Some(first) => {
                self.first_expiry.with_label_values::<&str>(&[]).set(first.timestamp());
            }
            None => self.first_expiry.reset(),
        }
    }

    /// Counts an attempt to send an event. The outcome is one of [`DELIVERY_OUTCOMES`].
    pub fn webhook_delivery(&self, outcome: &str) {
        self.webhook_deliveries.with_label_values(&[outcome]).inc();
    }

    /// Sets the state of the outbox.
    pub fn set_outbox(&self, state: &OutboxState, now: DateTime<Utc>) {
        self.webhook_pending.set(state.pending);
        let age = state.oldest.map_or(0, |oldest| (now - oldest).num_seconds().max(0));
        self.webhook_oldest_pending.set(age);
        self.webhooks_failed.set(state.failed_webhooks);
    }

    /// Counts a try to revoke tokens that no account has any more.
    pub fn revocation(&self, outcome: &str) {
        self.revocations.with_label_values(&[outcome]).inc();
    }

    /// Returns an observer of a store's commits.
    pub fn observer(&self) -> CommitObserver {
        let commits = self.commits.clone();
        CommitObserver::new(move |changes, took| commits.observe(changes, took))
    }

    /// Counts a completed operation.
    pub fn completed(&self, completed: Completed) {
        match completed {
            Completed::Issued => self.issued.inc(),
            Completed::Introspected { active } => {
                self.introspected.with_label_values(&[if active { "true" } else { "false" }]).inc();
            }
            Completed::Redeemed => self.redeemed.inc(),
            Completed::Confirmed => self.confirmed.inc(),
            Completed::Revoked => self.revoked.inc(),
        }
    }

    /// Counts link tokens that one request has revoked.
    pub fn revoked(&self, number: usize) {
        self.revoked.inc_by(u64::try_from(number).unwrap_or(u64::MAX));
    }

    /// Sets the rejection counters of an operation to 0, so that the first rejection is an
    /// increase.
    pub fn expect_rejections(&self, operation: &str, reasons: &[&str]) {
        for reason in reasons {
            self.rejected.with_label_values(&[operation, reason]).reset();
        }
    }

    /// Counts a request that was rejected or failed.
    pub fn rejected(&self, operation: &str, reason: &str) {
        self.rejected.with_label_values(&[operation, reason]).inc();
    }

    /// Records the duration of a request.
    pub fn answered(&self, operation: &str, status: StatusCode, took: Duration) {
        let labels = [operation, status.as_str()];
        self.request_duration.with_label_values(&labels).observe(took.as_secs_f64());
    }

    /// Replaces the API tokens that expire soon, each with the name of its environment. A scrape
    /// meanwhile finds those that stay.
    pub fn set_expiring(&self, tokens: &[(ApiToken, String)]) {
        let mut current = BTreeSet::new();
        for (token, environment) in tokens {
            if let Some(expires_at) = token.expires_at {
                let labels = [token.id.to_string(), environment.clone(), token.name.clone()];
                self.api_token_expires.with_label_values(&labels).set(expires_at.timestamp());
                current.insert(labels);
            }
        }
        let mut shown = self.expiring.lock().unwrap_or_else(PoisonError::into_inner);
        for outdated in shown.difference(&current) {
            // It is there, since this function has set it.
            let _ = self.api_token_expires.remove_label_values(outdated);
        }
        *shown = current;
    }

    /// Sets the TLS certificate in use.
    pub fn set_certificate(&self, certificate: &Certificate) {
        let ends = certificate.not_after.timestamp();
        self.certificate_expires.with_label_values::<&str>(&[]).set(ends);
    }

    /// Returns all metrics in the format of Prometheus. `queue_depth` is the length of the store's
    /// queue.
    pub fn to_text(&self, queue_depth: usize) -> prometheus::Result<Vec<u8>> {
        self.queue_depth.set(i64::try_from(queue_depth).unwrap_or(i64::MAX));
        let mut text = Vec::new();
        TextEncoder::new().encode(&self.registry.gather(), &mut text)?;
        Ok(text)
    }

    /// The media type of [`Self::to_text`].
    pub const MEDIA_TYPE: &'static str = prometheus::TEXT_FORMAT;
}

#[cfg(test)]
mod tests {
    use link_token_domain::permission::Permissions;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn to_text_contains_counted_operations() {
        let metrics = Metrics::default();
        metrics.completed(Completed::Issued);
        metrics.completed(Completed::Introspected { active: false });
        metrics.rejected("redeem_link_token", "link_token_dead");
        metrics.answered("redeem_link_token", StatusCode::CONFLICT, Duration::from_millis(3));
        metrics.commits.observe(3, Duration::from_millis(1));
        let text = String::from_utf8(metrics.to_text(7).expect("encoded")).expect("text");
        for line in [
            "link_token_issued_total 1",
            "link_token_redeemed_total 0",
            "link_token_introspected_total{active=\"false\"} 1",
            "link_token_rejected_total{operation=\"redeem_link_token\",reason=\"link_token_dead\"} 1",
            "link_token_request_duration_seconds_count{operation=\"redeem_link_token\",status=\"409\"} 1",
            "link_token_commit_changes_sum 3",
            "link_token_queue_depth 7",
            &format!("link_token_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION")),
        ] {
            assert!(text.lines().any(|shown| shown == line), "{line} in {text}");
        }
    }

    #[test]
    fn set_expiring_replaces_outdated_tokens() {
        let metrics = Metrics::default();
        let token = |number: u128, at: i64| {
            let token = ApiToken {
                id: Uuid::from_u128(number),
                environment_id: Uuid::nil(),
                name: "backend".to_owned(),
                created_at: DateTime::UNIX_EPOCH,
                expires_at: DateTime::from_timestamp(at, 0),
                revoked_at: None,
                last_used_at: None,
                permissions: Permissions::standard(),
            };
            (token, "production".to_owned())
        };
        let shown = || {
            let text = String::from_utf8(metrics.to_text(0).expect("encoded")).expect("text");
            let lines =
                text.lines().filter(|line| line.starts_with("link_token_api_token_expires"));
            let values = lines.filter_map(|line| line.rsplit(' ').next()).map(str::to_owned);
            values.collect::<Vec<_>>()
        };
        metrics.set_expiring(&[token(1, 10), token(2, 20)]);
        assert_eq!(shown(), ["10", "20"]);
        metrics.set_expiring(&[token(2, 25), token(3, 30)]);
        assert_eq!(shown(), ["25", "30"]);
        metrics.set_expiring(&[]);
        assert!(shown().is_empty(), "{:?}", shown());
    }
}
