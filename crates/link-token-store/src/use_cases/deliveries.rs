//! Use cases of deliveries: how servers share the work, and how each attempt ends.
//!
//! The deliveries of one account to one webhook are a lane, and are sent one after the other. A
//! server takes a lane with a lease, sends its oldest pending delivery without a transaction, and
//! records the end. If the server dies in between, the lease ends, and another server sends the
//! delivery again, with the same ID. A server that returns after the end of its lease records
//! nothing.

use chrono::{DateTime, TimeDelta, Utc};
use link_token_domain::{
    audit::{Action, ApiRequest, EventId},
    secret::Secret,
    webhook::{
        Webhook, WebhookFailure,
        delivery::{AttemptReport, Delivery, DeliveryStatus, LoggedDelivery, Verdict},
        event::WebhookEvent,
    },
};
use uuid::Uuid;

use super::{
    conclude,
    webhooks::{change_event, no_such_webhook},
};
use crate::{
    StoreError,
    tables::{encryption_key, webhook, webhook_delivery, webhook_event, webhook_lane},
    transaction::{Decision, Extent, Query, Rows, Transaction, UseCase},
};

pub use crate::tables::webhook_lane::Lane;

/// Lists the active webhooks with lanes that are due. Fails if there are some and the current key
/// is closed, since the ends of their deliveries could not be recorded.
#[derive(Debug)]
pub struct ListDueWebhooks {
    pub now: DateTime<Utc>,
}

impl Query for ListDueWebhooks {
    /// The environment and the ID of each.
    type Found = Vec<(Uuid, Uuid)>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        let due = webhook::list_due(rows, self.now).await?;
        if !due.is_empty() {
            encryption_key::check_open(rows).await?;
        }
        Ok(due)
    }
}

/// Lists up to `limit` lanes of a webhook that are due, those that wait the longest first.
#[derive(Debug)]
pub struct ListDueLanes {
    pub environment_id: Uuid,
    pub webhook_id: Uuid,
    pub now: DateTime<Utc>,
    pub limit: u32,
}

impl Query for ListDueLanes {
    type Found = Vec<Lane>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        let Self { environment_id, webhook_id, now, limit } = *self;
        webhook_lane::list_due(rows, environment_id, webhook_id, now, limit).await
    }
}

/// The time for which a server takes a lane. It is also the time after which another server takes
/// over from one that has died.
pub const LEASE: TimeDelta = TimeDelta::seconds(20);

/// Takes a lane that is due until a time, unless another server has just taken it. Fails if the
/// current key is closed, so that a server with another key takes the lane. The engine of
/// PostgreSQL takes several lanes with one statement.
#[derive(Debug)]
pub struct ClaimDelivery {
    pub lane: Lane,
    /// A new ID, or that of a lease which this process has taken and not used.
    pub lease: Uuid,
    pub until: DateTime<Utc>,
    pub now: DateTime<Utc>,
}

/// The answer to [`ClaimDelivery`].
#[derive(Debug)]
pub enum DeliveryClaim {
    Delivery(Box<ClaimedDelivery>),
    /// There is nothing to send now.
    Nothing,
    /// The webhook or the event is damaged, or encrypted with a key that this process lacks. The
    /// lane is tried again when the lease ends, and does not keep others from their turn.
    Unreadable(StoreError),
}

/// The oldest pending delivery of a lane, and what it takes to send it.
#[derive(Clone, Debug)]
pub struct ClaimedDelivery {
    pub webhook: Webhook<Secret>,
    pub event: WebhookEvent,
    pub delivery_id: EventId,
    /// By the clock that all servers share.
    pub claimed_at: DateTime<Utc>,
}

impl UseCase for ClaimDelivery {
    type Done = DeliveryClaim;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { lane, lease, until, now } = *self;
        encryption_key::check_open(tx).await?;
        if !webhook_lane::claim(tx, lane, lease, until, now).await? {
            return Ok(Ok(DeliveryClaim::Nothing));
        }
        match self.oldest(tx).await {
            Ok(Some(claimed)) => Ok(Ok(DeliveryClaim::Delivery(Box::new(claimed)))),
            Ok(None) => Ok(Ok(DeliveryClaim::Nothing)),
            Err(error @ (StoreError::Damaged(_) | StoreError::Keys(_))) => {
                Ok(Ok(DeliveryClaim::Unreadable(error)))
            }
            Err(error) => Err(error),
        }
    }
}

impl ClaimDelivery {
    /// Finds the oldest pending delivery. Without one, the lane ends, or waits.
    async fn oldest(
        &self,
        tx: &mut impl Transaction,
    ) -> Result<Option<ClaimedDelivery>, StoreError> {
        let Self { lane, lease, until: _, now } = *self;
        let webhook = webhook::find(tx, lane.environment_id, lane.webhook_id).await?;
        let Some(webhook) = webhook.filter(|webhook| webhook.is_active) else {
            // It was switched off meanwhile: the lane waits until it is switched on again.
            webhook_lane::release(tx, lane, lease, now).await?;
            return Ok(None);
        };
        while let Some(delivery) = webhook_delivery::oldest_pending(tx, lane).await? {
            let event = webhook_event::find(tx, lane.environment_id, delivery.event_id).await?;
            if let Some(event) = event {
                let delivery_id = delivery.id;
                let claimed_at = now;
                return Ok(Some(ClaimedDelivery { webhook, event, delivery_id, claimed_at }));
            }
            // The event was swept: there is nothing left to send.
            webhook_delivery::delete(tx, lane.environment_id, delivery.id).await?;
        }
        webhook_lane::delete(tx, lane).await?;
        Ok(None)
    }
}

/// Records the end of an attempt, unless the lease has ended and another server has the lane. The
/// engine of PostgreSQL records several deliveries that were accepted in one transaction.
#[derive(Debug)]
pub struct FinishDelivery {
    pub lane: Lane,
    pub lease: Uuid,
    pub delivery_id: EventId,
    pub report: AttemptReport,
    /// A new ID, with which the lane is taken again for its next delivery if this one was
    /// accepted. `None` to let other servers take the lane.
    pub next_lease: Option<Uuid>,
    pub now: DateTime<Utc>,
}

/// The effect of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryEnd {
    Judged(Verdict),
    /// Another server has taken the lane, or the webhook or the delivery is gone.
    LeaseLost,
}

impl UseCase for FinishDelivery {
    /// The end, and the next delivery.
    type Done = (DeliveryEnd, DeliveryClaim);

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { lane, lease, delivery_id, report, next_lease, now } = self;
        let lost = Ok(Ok((DeliveryEnd::LeaseLost, DeliveryClaim::Nothing)));
        if !webhook_lane::release(tx, *lane, *lease, *now).await? {
            return lost;
        }
        let webhook = webhook::find(tx, lane.environment_id, lane.webhook_id).await?;
        let delivery = webhook_delivery::find(tx, lane.environment_id, *delivery_id).await?;
        let (Some(webhook), Some(delivery)) = (webhook, delivery) else { return lost };
        let verdict = report.judge(&delivery, &webhook);
        let status = match &verdict {
            Verdict::Delivered => DeliveryStatus::Delivered,
            Verdict::GiveUp => DeliveryStatus::Failed,
            Verdict::RetryAt(_) | Verdict::WebhookFailed(_) => DeliveryStatus::Pending,
        };
        let first = delivery.first_attempt_at.unwrap_or(report.attempt.at);
        let delivery = Delivery {
            status,
            attempts: delivery.attempts + 1,
            first_attempt_at: Some(first),
            last_attempt: Some(report.attempt.clone()),
            ..delivery
        };
        webhook_delivery::update(tx, delivery).await?;
        let mut next = DeliveryClaim::Nothing;
        match &verdict {
            Verdict::RetryAt(next) => webhook_lane::postpone(tx, *lane, *next).await?,
            Verdict::WebhookFailed(reason) => {
                let failure = WebhookFailure { at: *now, reason: reason.clone() };
                webhook::fail(tx, lane.environment_id, lane.webhook_id, &failure).await?;
            }
            Verdict::Delivered | Verdict::GiveUp => {
                if verdict == Verdict::Delivered {
                    webhook::note_success(tx, lane.environment_id, lane.webhook_id, *now).await?;
                }
                // The lock on the lane keeps others from adding to it meanwhile.
                if webhook_delivery::oldest_pending(tx, *lane).await?.is_none() {
                    webhook_lane::delete(tx, *lane).await?;
                } else if verdict == Verdict::Delivered
                    && let Some(lease) = *next_lease
                {
                    let (lane, until, now) = (*lane, *now + LEASE, *now);
                    let claim = ClaimDelivery { lane, lease, until, now }.run(tx).await?;
                    next = claim.unwrap_or(DeliveryClaim::Nothing);
                }
            }
        }
        Ok(Ok((DeliveryEnd::Judged(verdict), next)))
    }
}

/// Makes all leases due, which a server that is the only one does when it starts.
#[derive(Debug)]
pub(crate) struct ReleaseLeases {
    pub now: DateTime<Utc>,
}

impl UseCase for ReleaseLeases {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        webhook_lane::release_all(tx, self.now).await.map(Ok)
    }
}

/// Returns a page of the log of a webhook, newest first.
#[derive(Debug)]
pub struct ListDeliveries {
    pub environment_id: Uuid,
    pub webhook_id: Uuid,
    pub status: Option<DeliveryStatus>,
    /// The last delivery of the previous page.
    pub before: Option<EventId>,
    pub limit: u32,
}

impl Query for ListDeliveries {
    /// `None` if the environment has no such webhook.
    type Found = Option<Vec<LoggedDelivery>>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        let Self { environment_id, webhook_id, status, before, limit } = *self;
        if webhook::find(rows, environment_id, webhook_id).await?.is_none() {
            return Ok(None);
        }
        webhook_delivery::list(rows, webhook_id, status, before, limit).await.map(Some)
    }
}

/// Deletes up to `limit` deliveries of webhooks that were deleted, and returns their number.
#[derive(Debug)]
pub struct SweepDeletedWebhooks {
    pub limit: u32,
}

/// The number of deleted webhooks that one transaction looks for.
const DELETED_WEBHOOKS: u32 = 10;

impl UseCase for SweepDeletedWebhooks {
    type Done = usize;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<usize>, StoreError> {
        let mut left = self.limit;
        for webhook_id in webhook_delivery::deleted_webhooks(tx, DELETED_WEBHOOKS).await? {
            // On PostgreSQL, an event that was told at the time of the deletion leaves a lane.
            webhook_lane::delete_of_webhook(tx, webhook_id).await?;
            let deleted = webhook_delivery::delete_of_webhook(tx, webhook_id, left).await?;
            left = left.saturating_sub(u32::try_from(deleted).unwrap_or(u32::MAX));
            if left == 0 {
                break;
            }
        }
        Ok(Ok((self.limit - left) as usize))
    }
}

/// Begins a replay: switches the webhook on, and makes what is pending due at once.
#[derive(Debug)]
pub(crate) struct BeginReplay {
    pub environment_id: Uuid,
    pub webhook_id: Uuid,
    pub by: Option<ApiRequest>,
    pub now: DateTime<Utc>,
}

impl UseCase for BeginReplay {
    type Done = ();
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { environment_id, webhook_id, by, now } = *self;
        let event = change_event(by, environment_id, Action::ReplayWebhook, now, webhook_id);
        let Some(webhook) = webhook::find_for_update(tx, environment_id, webhook_id).await? else {
            return conclude(tx, event, Err(no_such_webhook())).await;
        };
        webhook::update(tx, webhook.resumed(now)).await?;
        webhook_lane::make_due(tx, webhook_id, now).await?;
        conclude(tx, event, Ok(())).await
    }
}

/// Makes a batch of a webhook's ended deliveries pending again: those after a delivery, oldest
/// first.
#[derive(Debug)]
pub(crate) struct ReplayBatch {
    pub environment_id: Uuid,
    pub webhook_id: Uuid,
    /// True for delivered ones, too. Otherwise only failed ones are sent again.
    pub delivered: bool,
    pub after: EventId,
    /// The last delivery, so that a replay does not replay what it has sent itself.
    pub until: EventId,
    pub now: DateTime<Utc>,
}

/// The number of deliveries that one transaction replays.
const REPLAY_BATCH: u32 = 100;

impl UseCase for ReplayBatch {
    /// The number of deliveries, and the last one. `None` after the end.
    type Done = Option<(usize, EventId)>;
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { environment_id, webhook_id, delivered, after, until, now } = *self;
        let range = (after, until);
        let found = webhook_delivery::ended(tx, webhook_id, delivered, range, REPLAY_BATCH);
        let mut found = found.await?;
        let Some(last) = found.last().map(|(id, _)| *id) else { return Ok(Ok(None)) };
        // One order for all servers.
        found.sort_by_key(|(_, account_id)| *account_id);
        for (id, account_id) in &found {
            webhook_lane::open(tx, webhook_id, *account_id, now).await?;
            webhook_delivery::make_pending(tx, environment_id, *id).await?;
        }
        Ok(Ok(Some((found.len(), last))))
    }
}

/// The state of the outbox, for metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutboxState {
    /// The time at which the oldest pending event of an active webhook was written.
    pub oldest: Option<DateTime<Utc>>,
    /// The number of pending deliveries of active webhooks.
    pub pending: i64,
    /// The number of webhooks whose receivers have failed.
    pub failed_webhooks: i64,
}

/// Reads the state of the outbox.
#[derive(Debug)]
pub struct ReadOutboxState;

impl Query for ReadOutboxState {
    type Found = OutboxState;
    const EXTENT: Extent = Extent::Table;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        let failed_webhooks = webhook::count_failed(rows).await?;
        let (pending, oldest) = webhook_delivery::pending(rows).await?;
        Ok(OutboxState { oldest, pending, failed_webhooks })
    }
}
