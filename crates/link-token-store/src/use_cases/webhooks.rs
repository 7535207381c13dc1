//! Use cases of webhooks.

use chrono::{DateTime, TimeDelta, Utc};
use link_token_domain::{
    Refusal,
    audit::{Action, ApiRequest, Event},
    secret::Secret,
    webhook::{MAX_WEBHOOKS, Webhook, WebhookChange},
};
use uuid::Uuid;

use super::{accept_new, conclude, conclude_change};
use crate::{
    StoreError,
    tables::{environment, webhook, webhook_lane},
    transaction::{Decision, Query, Rows, Transaction, UseCase},
};

/// Returns the event of a change, by an API request or by an operator's command.
pub(super) fn change_event(
    by: Option<ApiRequest>,
    environment_id: Uuid,
    action: Action,
    at: DateTime<Utc>,
    webhook_id: Uuid,
) -> Event {
    let event = match by {
        Some(request) => Event::of_request(request, environment_id, action, at),
        None => Event::of_operator(environment_id, action, at),
    };
    event.about(Some(webhook_id))
}

pub(super) fn no_such_webhook() -> Refusal {
    Refusal::not_found("id", "no such webhook")
}

#[derive(Debug)]
pub struct CreateWebhook {
    pub webhook: Webhook<Secret>,
    /// `None` for an operator's command.
    pub by: Option<ApiRequest>,
}

impl UseCase for CreateWebhook {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { webhook: new, by } = self;
        let environment_id = new.environment_id;
        // Locked, so that no other request creates one meanwhile.
        if environment::find_for_update(tx, environment_id).await?.is_none() {
            return Ok(Err(Refusal::no_environment()));
        }
        let event =
            change_event(*by, environment_id, Action::CreateWebhook, new.created_at, new.id);
        if webhook::list(tx, environment_id).await?.len() >= MAX_WEBHOOKS {
            let message = format!("the environment has {MAX_WEBHOOKS} webhooks: delete one first");
            return conclude_change(tx, event, Err(Refusal::invalid("webhook", message))).await;
        }
        let is_new = webhook::insert(tx, new.clone()).await?;
        let decision = accept_new(is_new, "id", "this webhook already exists");
        conclude_change(tx, event, decision).await
    }
}

/// Changes the given parts of a webhook. If it is switched on again, its pending deliveries are due
/// at once.
#[derive(Debug)]
pub struct UpdateWebhook {
    pub environment_id: Uuid,
    pub id: Uuid,
    pub change: WebhookChange,
    pub by: Option<ApiRequest>,
    pub now: DateTime<Utc>,
}

impl UseCase for UpdateWebhook {
    type Done = Webhook;
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Webhook>, StoreError> {
        let Self { environment_id, id, change, by, now } = self;
        let event = change_event(*by, *environment_id, Action::UpdateWebhook, *now, *id);
        let Some(before) = webhook::find_for_update(tx, *environment_id, *id).await? else {
            return conclude(tx, event, Err(no_such_webhook())).await;
        };
        let was_active = before.is_active;
        let changed = before.changed(change.clone(), *now);
        webhook::update(tx, changed.clone()).await?;
        if changed.is_active && !was_active {
            webhook_lane::make_due(tx, *id, *now).await?;
        }
        conclude(tx, event, Ok(changed.withheld())).await
    }
}

/// Gives a webhook a new secret. The one before signs as well for a time.
#[derive(Debug)]
pub struct RotateWebhookSecret {
    pub environment_id: Uuid,
    pub id: Uuid,
    pub secret: Secret,
    pub overlap: TimeDelta,
    pub by: Option<ApiRequest>,
    pub now: DateTime<Utc>,
}

impl UseCase for RotateWebhookSecret {
    type Done = Webhook;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Webhook>, StoreError> {
        let Self { environment_id, id, secret, overlap, by, now } = self;
        let event = change_event(*by, *environment_id, Action::RotateWebhookSecret, *now, *id);
        let Some(before) = webhook::find_for_update(tx, *environment_id, *id).await? else {
            return conclude(tx, event, Err(no_such_webhook())).await;
        };
        let rotated = before.rotated(secret.clone(), *overlap, *now);
        webhook::update(tx, rotated.clone()).await?;
        conclude(tx, event, Ok(rotated.withheld())).await
    }
}

/// Deletes a webhook, so that nothing is sent to it any more. The sweep deletes its log.
#[derive(Debug)]
pub struct DeleteWebhook {
    pub environment_id: Uuid,
    pub id: Uuid,
    pub by: Option<ApiRequest>,
    pub now: DateTime<Utc>,
}

impl UseCase for DeleteWebhook {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { environment_id, id, by, now } = self;
        let event = change_event(*by, *environment_id, Action::DeleteWebhook, *now, *id);
        if !webhook::delete(tx, *environment_id, *id).await? {
            return conclude(tx, event, Err(no_such_webhook())).await;
        }
        webhook_lane::delete_of_webhook(tx, *id).await?;
        conclude(tx, event, Ok(())).await
    }
}

/// Lists the webhooks of an environment by ID, without their secrets.
#[derive(Debug)]
pub struct ListWebhooks {
    pub environment_id: Uuid,
}

impl Query for ListWebhooks {
    type Found = Vec<Webhook>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        webhook::list(rows, self.environment_id).await
    }
}

/// Finds a webhook with its secrets, for a test event.
#[derive(Debug)]
pub struct FindWebhookWithSecret {
    pub environment_id: Uuid,
    pub id: Uuid,
}

impl Query for FindWebhookWithSecret {
    type Found = Option<Webhook<Secret>>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        webhook::find(rows, self.environment_id, self.id).await
    }
}
