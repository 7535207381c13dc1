//! Webhooks: the events of integrated accounts, on their way to the receivers.
//!
//! Use cases write events into the outbox of the store. Each server takes deliveries that are due,
//! sends them, and records how the receiver answered. `dispatcher` decides when and how many.

pub mod dispatcher;
mod envelope;
pub mod requests;
mod slots;

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

use self::{
    envelope::envelope,
    slots::{LONGEST_WAIT, Slots},
};
use crate::{clock, metrics::Metrics};

/// The time limit of a request to a receiver.
const TIMEOUT: Duration = Duration::from_secs(10);
// The lease also covers the transactions around a request.
const _: () =
    assert!(LONGEST_WAIT.as_secs() + TIMEOUT.as_secs() + 5 <= LEASE.num_seconds().unsigned_abs());

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
    async fn send_lane(
        &self,
        lane: Lane,
        slots: &Slots,
        is_stopping: impl Fn() -> bool,
    ) -> LaneEnd {
        if is_stopping() {
            return LaneEnd::Done;
        }
        self.send_pending(lane, slots, is_stopping).await.unwrap_or_else(|error| {
            self.warn(lane, &error);
            LaneEnd::Refused
        })
    }

    fn warn(&self, lane: Lane, error: &dyn std::error::Error) {
        slog::warn!(
            self.log, "cannot send an event: it is tried again";
            "webhook_id" => %lane.webhook_id,
            "integrated_account_id" => %lane.account_id,
            "error" => %error,
        );
    }

    /// The same, and begins with what is pending even if `is_stopping`.
    async fn send_pending(
        &self,
        lane: Lane,
        slots: &Slots,
        is_stopping: impl Fn() -> bool,
    ) -> Result<LaneEnd, SendError> {
        let mut lease = Uuid::new_v4();
        let mut claim = self.store.claim_delivery(lane, lease, clock::now()).await?;
        loop {
            let claimed = match claim {
                DeliveryClaim::Delivery(claimed) => *claimed,
                DeliveryClaim::Nothing => return Ok(LaneEnd::Done),
                DeliveryClaim::Unreadable(error) => {
                    self.warn(lane, &error);
                    return Ok(LaneEnd::Done);
                }
            };
            let delivery_id = claimed.delivery_id;
            // A receiver that has become slow: the lease ends.
            let Some(slot) = slots.take().await else { return Ok(LaneEnd::Done) };
            let report = self.send(claimed).await?;
            drop(slot);
            let attempt = report.attempt.clone();
            slots.note(Duration::from_millis(attempt.duration_ms.unsigned_abs()));
            let next_lease = (!is_stopping()).then(Uuid::new_v4);
            let (store, own) = (&self.store, clock::now());
            let end = store.finish_delivery(lane, lease, delivery_id, report, next_lease, own);
            let (end, next) = end.await?;
            self.note(lane, delivery_id, &attempt, &end);
            match (end, next_lease) {
                (DeliveryEnd::Judged(Verdict::Delivered), Some(next_lease)) => {
                    (lease, claim) = (next_lease, next);
                }
                (DeliveryEnd::Judged(Verdict::Delivered), None) => return Ok(LaneEnd::Done),
                _ => return Ok(LaneEnd::Refused),
            }
        }
    }

    /// Sends a delivery once.
    async fn send(&self, claimed: ClaimedDelivery) -> Result<AttemptReport, SendError> {
        let ClaimedDelivery { webhook, event, delivery_id: _, claimed_at } = claimed;
        let message = WebhookMessage {
            target_url: &webhook.target_url,
            event_id: event.id.0,
            body: envelope(&event, webhook.id, &self.catalogue)?,
            secrets: signing_secrets(&webhook, claimed_at)?,
        };
        let WebhookResult { attempt, retry_after } =
            webhook::send(&self.outbound, message, claimed_at).await;
        let target_url = webhook.target_url;
        Ok(AttemptReport { attempt, target_url, retry_after, jitter: jitter() })
    }

    fn note(&self, lane: Lane, delivery_id: EventId, attempt: &DeliveryAttempt, end: &DeliveryEnd) {
        let outcome = match end {
            DeliveryEnd::Judged(Verdict::Delivered) => "delivered",
            DeliveryEnd::Judged(Verdict::RetryAt(_)) => "retried",
            DeliveryEnd::Judged(Verdict::GiveUp) => "given_up",
            DeliveryEnd::Judged(Verdict::WebhookFailed(_)) => "webhook_failed",
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
            DeliveryEnd::Judged(Verdict::WebhookFailed(reason)) => slog::error!(
                self.log,
                "a webhook is switched off, since its receiver has failed: events are kept until it is switched on again";
                "webhook_id" => %lane.webhook_id, "reason" => reason,
            ),
            DeliveryEnd::Judged(Verdict::GiveUp) => slog::warn!(
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
