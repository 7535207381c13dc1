//! The outbox: events for webhooks, which are written in the same transaction as what they tell.

use chrono::{DateTime, Utc};
use link_token_domain::{
    audit::EventId,
    webhook::{
        delivery::{Delivery, DeliveryStatus},
        event::{AccountChange, WebhookEvent},
    },
};
use uuid::Uuid;

use crate::{
    StoreError,
    encryption::Encrypted,
    rows::damaged,
    tables::{webhook, webhook_delivery, webhook_event, webhook_lane},
    transaction::{Decision, Query, Rows, Transaction, UseCase},
};

/// Writes the events of a change of an account, and a delivery for each webhook that wants it.
/// Without such a webhook it writes nothing.
///
/// The caller has inserted, changed or locked the row of the account in the same transaction, so
/// that the events of an account are in the order of its changes. A use case that calls this sets
/// [`UseCase::TELLS`](crate::transaction::UseCase::TELLS).
pub async fn tell(
    tx: &mut impl Transaction,
    change: &AccountChange<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let event_types = change.event_types();
    if event_types.is_empty() {
        return Ok(());
    }
    let (environment_id, account_id) = (change.environment_id(), change.account_id());
    let webhooks = webhook::list(tx, environment_id).await?;
    for event_type in event_types {
        let wanting: Vec<Uuid> = webhooks
            .iter()
            .filter(|webhook| webhook.wants(event_type))
            .map(|webhook| webhook.id)
            .collect();
        if wanting.is_empty() {
            continue;
        }
        let event = WebhookEvent {
            id: EventId::new(now),
            environment_id,
            account_id,
            sequence: 0,
            event_type,
            payload: change.payload().map_err(damaged)?,
            is_other_upstream_account: change.is_other_upstream_account(),
            created_at: now,
        };
        let event = webhook_event::append(tx, event).await?;
        for webhook_id in wanting {
            webhook_lane::open(tx, webhook_id, account_id, now).await?;
            let delivery = Delivery::<Encrypted> {
                id: EventId::new(now),
                environment_id,
                webhook_id,
                event_id: event.id,
                account_id,
                sequence: event.sequence,
                status: DeliveryStatus::Pending,
                attempts: 0,
                first_attempt_at: None,
                last_attempt: None,
                created_at: now,
            };
            webhook_delivery::insert(tx, &delivery).await?;
        }
    }
    Ok(())
}

/// Lists the events of an account for webhooks, in order.
#[derive(Debug)]
pub struct ListWebhookEvents {
    pub environment_id: Uuid,
    pub account_id: Uuid,
}

impl Query for ListWebhookEvents {
    type Found = Vec<WebhookEvent>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        webhook_event::list(rows, self.environment_id, self.account_id).await
    }
}

/// Deletes up to `limit` deliveries of events that were written before a time. If none is left,
/// deletes up to `limit` of the events. Returns the larger number.
#[derive(Debug)]
pub struct SweepWebhookEvents {
    pub before: DateTime<Utc>,
    pub limit: u32,
}

impl UseCase for SweepWebhookEvents {
    type Done = usize;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<usize>, StoreError> {
        let deliveries = webhook_delivery::sweep(tx, self.before, self.limit).await?;
        // The log needs the event of each delivery.
        if webhook_delivery::any_before(tx, self.before).await? {
            return Ok(Ok(deliveries));
        }
        let events = webhook_event::sweep(tx, self.before, self.limit).await?;
        Ok(Ok(deliveries.max(events)))
    }
}
