//! The metrics of the service, for Prometheus.

use std::time::Duration;

use http::StatusCode;
use link_token_domain::api_token::ApiToken;
use link_token_store::CommitObserver;
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

/// All metrics. Clones share the registry.
#[derive(Clone, Debug)]
pub struct Metrics {
    registry: Registry,
    issued: IntCounter,
    introspected: IntCounterVec,
    redeemed: IntCounter,
    revoked: IntCounter,
    rejected: IntCounterVec,
    request_duration: HistogramVec,
    queue_depth: IntGauge,
    commits: CommitMetrics,
    api_token_expires: IntGaugeVec,
    certificate_expires: IntGaugeVec,
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

/// A completed operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completed {
    Issued,
    Introspected { active: bool },
    Redeemed,
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
        let help = "Link tokens revoked, including unknown and inactive ones.";
        let revoked = IntCounter::with_opts(opts("revoked_total", help));
        let help = "Requests that were rejected or failed, by operation and reason.";
        let rejected = IntCounterVec::new(opts("rejected_total", help), &["operation", "reason"]);
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
        let introspected = register(&registry, introspected);
        for active in ["true", "false"] {
            introspected.with_label_values(&[active]).reset();
        }
        Self {
            issued,
            introspected,
            redeemed: register(&registry, redeemed),
            revoked: register(&registry, revoked),
            rejected: register(&registry, rejected),
            request_duration: register(&registry, request_duration),
            queue_depth: register(&registry, queue_depth),
            commits: CommitMetrics {
                duration: register(&registry, duration),
                changes: register(&registry, changes),
            },
            api_token_expires: register(&registry, api_token_expires),
            certificate_expires: register(&registry, certificate_expires),
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
            Completed::Revoked => self.revoked.inc(),
        }
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

    /// Replaces the API tokens that expire soon, each with the name of its environment.
    pub fn set_expiring(&self, tokens: &[(ApiToken, String)]) {
        self.api_token_expires.reset();
        for (token, environment) in tokens {
            if let Some(expires_at) = token.expires_at {
                let labels = [&token.id.to_string(), environment, &token.name];
                self.api_token_expires.with_label_values(&labels).set(expires_at.timestamp());
            }
        }
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
}
