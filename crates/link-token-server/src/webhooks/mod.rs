//! Webhooks: the events of integrated accounts, on their way to the receivers.
//!
//! Use cases write events into the outbox of the store. Each server takes deliveries that are due,
//! sends them, and records how the receiver answered. `dispatcher` decides when and how many.

pub mod dispatcher;
mod envelope;
pub mod requests;

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use ipnet::IpNet;
use link_token_connect::{
    catalogue::Catalogue,
    outbound::{Outbound, OutboundSettings},
    webhook::{self, WebhookMessage, WebhookResult},
};
use link_token_domain::{
    audit::EventId,
    secret::Secret,
    webhook::{
        Webhook,
        delivery::{AttemptReport, DeliveryAttempt, Verdict},
    },
};
use link_token_signature::{SecretError, SigningSecret};
use link_token_store::{
    Store, StoreError, UseCaseError,
    use_cases::{ClaimedDelivery, DeliveryClaim, DeliveryEnd, LEASE, Lane},
};
use slog::Logger;
use uuid::Uuid;

use self::envelope::envelope;
use crate::{clock, metrics::Metrics};

/// The time limit of a request to a receiver.
const TIMEOUT: Duration = Duration::from_secs(10);
// The lease also covers the transactions around a request.
const _: () = assert!(TIMEOUT.as_secs() + 10 <= LEASE.num_seconds().unsigned_abs());

/// Returns the settings of the client for requests to receivers. Events may arrive twice, so it
/// keeps connections.
pub fn outbound_settings(allowed_networks: &[IpNet]) -> OutboundSettings {
    OutboundSettings {
        allowed_networks: allowed_networks.to_vec(),
        timeout: TIMEOUT,
        keeps_connections: true,
        ..OutboundSettings::default()
    }
}

/// The means to send events. Clones share them.
#[derive(Clone, Debug)]
pub struct Webhooks {
    pub store: Store,
    pub outbound: Outbound,
    pub catalogue: Arc<Catalogue>,
    pub metrics: Metrics,
    pub log: Logger,
}

/// The end of the work on a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LaneEnd {
    /// Nothing is left to send now.
    Done,
    /// The last event was not accepted.
    Refused,
}

/// The reason why an event was not sent, or its end was not recorded. The lease then ends, and the
/// event is sent again.
#[derive(Debug, thiserror::Error)]
enum SendError {
    #[error(transparent)]
    Store(#[from] UseCaseError),
    #[error("the event cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("a stored secret {0}")]
    Secret(#[from] SecretError),
}

impl Webhooks {
    /// Returns the time by which deliveries are due, and leases end.
    async fn now(&self) -> Result<DateTime<Utc>, StoreError> {
        self.store.shared_time(clock::now()).await
    }

    /// Sends what is pending in a lane, until `is_stopping` or something is not accepted.
    async fn send_lane(&self, lane: Lane, is_stopping: impl Fn() -> bool) -> LaneEnd {
        while !is_stopping() {
            match self.send_next(lane).await {
                Ok(None) => {}
                Ok(Some(end)) => return end,
                Err(error) => {
                    self.warn(lane, &error);
                    return LaneEnd::Refused;
                }
            }
        }
        LaneEnd::Done
    }

    fn warn(&self, lane: Lane, error: &dyn std::error::Error) {
        slog::warn!(
            self.log, "cannot send an event: it is tried again";
            "webhook_id" => %lane.webhook_id,
            "integrated_account_id" => %lane.account_id,
            "error" => %error,
        );
    }

    /// Sends the oldest pending delivery of a lane. Returns `None` if another one is due.
    async fn send_next(&self, lane: Lane) -> Result<Option<LaneEnd>, SendError> {
        let lease = Uuid::new_v4();
        let claim = self.store.claim_delivery(lane, lease, clock::now()).await?;
        let ClaimedDelivery { webhook, event, delivery_id, claimed_at } = match claim {
            DeliveryClaim::Delivery(claimed) => *claimed,
            DeliveryClaim::Nothing => return Ok(Some(LaneEnd::Done)),
            DeliveryClaim::Unreadable(error) => {
                self.warn(lane, &error);
                return Ok(Some(LaneEnd::Done));
            }
        };
        let message = WebhookMessage {
            target_url: &webhook.target_url,
            event_id: event.id.0,
            body: envelope(&event, webhook.id, &self.catalogue)?,
            secrets: signing_secrets(&webhook, claimed_at)?,
        };
        let WebhookResult { attempt, retry_after } =
            webhook::send(&self.outbound, message, claimed_at).await;
        let target_url = webhook.target_url;
        let report = AttemptReport { attempt, target_url, retry_after, jitter: jitter() };
        let attempt = report.attempt.clone();
        let end = self.store.finish_delivery(lane, lease, delivery_id, report, clock::now());
        let end = end.await?;
        self.note(lane, delivery_id, &attempt, &end);
        Ok(match end {
            DeliveryEnd::Judged { verdict: Verdict::Delivered, has_next } => {
                if has_next {
                    None
                } else {
                    Some(LaneEnd::Done)
                }
            }
            _ => Some(LaneEnd::Refused),
        })
    }

    fn note(&self, lane: Lane, delivery_id: EventId, attempt: &DeliveryAttempt, end: &DeliveryEnd) {
        let outcome = match end {
            DeliveryEnd::Judged { verdict: Verdict::Delivered, .. } => "delivered",
            DeliveryEnd::Judged { verdict: Verdict::RetryAt(_), .. } => "retried",
            DeliveryEnd::Judged { verdict: Verdict::GiveUp, .. } => "given_up",
            DeliveryEnd::Judged { verdict: Verdict::WebhookFailed(_), .. } => "webhook_failed",
            DeliveryEnd::LeaseLost => "lease_lost",
        };
        self.metrics.webhook_delivery(outcome);
        slog::debug!(
            self.log, "sent an event";
            "webhook_id" => %lane.webhook_id,
            "integrated_account_id" => %lane.account_id,
            "delivery_id" => %delivery_id.0,
            "outcome" => outcome,
            "status" => attempt.response_status.unwrap_or_default(),
            "duration_ms" => attempt.duration_ms,
        );
        match end {
            DeliveryEnd::Judged { verdict: Verdict::WebhookFailed(reason), .. } => slog::error!(
                self.log,
                "a webhook is switched off, since its receiver has failed: events are kept until it is switched on again";
                "webhook_id" => %lane.webhook_id, "reason" => reason,
            ),
            DeliveryEnd::Judged { verdict: Verdict::GiveUp, .. } => slog::warn!(
                self.log, "an event is given up, since its receiver accepts others but not this one";
                "webhook_id" => %lane.webhook_id, "delivery_id" => %delivery_id.0,
            ),
            _ => {}
        }
    }
}

/// Sends an event that stands for none.
pub async fn test(
    outbound: &Outbound,
    webhook: &Webhook<Secret>,
    now: DateTime<Utc>,
) -> Result<WebhookResult, SecretError> {
    let id = EventId::new(now).0;
    let message = WebhookMessage {
        target_url: &webhook.target_url,
        event_id: id,
        body: envelope::test(id, webhook, now),
        secrets: signing_secrets(webhook, now)?,
    };
    Ok(webhook::send(outbound, message, now).await)
}

/// Returns a random secret.
pub fn random_secret() -> Result<Secret, getrandom::Error> {
    let mut key = zeroize::Zeroizing::new([0; 32]);
    getrandom::fill(&mut *key)?;
    Ok(Secret::new(SigningSecret::of_key(&key).expose()))
}

fn signing_secrets(
    webhook: &Webhook<Secret>,
    now: DateTime<Utc>,
) -> Result<Vec<SigningSecret>, SecretError> {
    webhook.signing_secrets(now).map(|secret| secret.expose().parse()).collect()
}

/// Returns a random number from 0 to 1.
fn jitter() -> f64 {
    f64::from(getrandom::u32().unwrap_or_default()) / f64::from(u32::MAX)
}
