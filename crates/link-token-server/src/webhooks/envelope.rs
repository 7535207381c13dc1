//! The body of a delivery.

use chrono::{DateTime, SecondsFormat, Utc};
use link_token_connect::catalogue::Catalogue;
use link_token_domain::webhook::{Webhook, event::WebhookEvent};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::contract;

/// Returns the body of an event for a webhook. The payload is the account as it was at the time of
/// the event, with what the catalogue says of its integration now.
pub fn envelope(
    event: &WebhookEvent,
    webhook_id: Uuid,
    catalogue: &Catalogue,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut payload: Value = serde_json::from_str(event.payload.expose())?;
    let name = payload["integration"]["name"].as_str().and_then(|name| name.parse().ok());
    if let Some(name) = name {
        payload["integration"] =
            serde_json::to_value(contract::account_integration(&name, catalogue))?;
    }
    let name = event.event_type.as_str();
    let mut body = json!({
        "id": event.id.0,
        "event": name,
        "event_type": name,
        "payload": payload,
        "environment_id": event.environment_id,
        "webhook_id": webhook_id,
        "created_at": time(event.created_at),
    });
    if event.is_other_upstream_account {
        body["upstream_account_changed"] = json!(true);
    }
    serde_json::to_vec(&body)
}

/// Returns the body of a test event.
pub fn test<S>(id: Uuid, webhook: &Webhook<S>, now: DateTime<Utc>) -> Vec<u8> {
    let body = json!({
        "id": id,
        "event": "webhook:test",
        "event_type": "webhook:test",
        "payload": {},
        "environment_id": webhook.environment_id,
        "webhook_id": webhook.id,
        "created_at": time(now),
    });
    body.to_string().into_bytes()
}

/// Returns a time as the hosted API writes it.
fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}
