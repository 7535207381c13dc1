//! The checks of requests about webhooks.

use chrono::{DateTime, TimeDelta, Utc};
use link_token_domain::{
    Refusal,
    secret::Secret,
    webhook::{DEFAULT_OVERLAP, Subscription, Webhook, WebhookChange},
};
use link_token_signature::SigningSecret;
use link_token_types as types;
use uuid::Uuid;

use super::random_secret;

/// Checks a request for a new webhook. `check_url` checks its address, and says what it expects.
pub fn check_new(
    request: types::WebhookRequest,
    environment_id: Uuid,
    check_url: impl Fn(&str) -> Result<(), String>,
    now: DateTime<Utc>,
) -> Result<Webhook<Secret>, Refusal> {
    let types::WebhookRequest { environment_id: named, event_types, is_active, secret, target_url } =
        request;
    if named.is_some_and(|named| named != environment_id) {
        let message = "must be the environment of the API token: leave it out";
        return Err(Refusal::invalid("environment_id", message));
    }
    Ok(Webhook {
        // In the order of creation.
        id: Uuid::now_v7(),
        environment_id,
        target_url: checked_url(target_url, check_url)?,
        events: Subscription::check(names(event_types))?,
        is_active: is_active.unwrap_or(true),
        secret: check_secret(secret)?,
        previous_secret: None,
        failure: None,
        last_success_at: None,
        resumed_at: None,
        created_at: now,
        updated_at: now,
    })
}

/// Checks a request for a change of a webhook.
pub fn check_change(
    request: types::WebhookUpdate,
    check_url: impl Fn(&str) -> Result<(), String>,
) -> Result<WebhookChange, Refusal> {
    let types::WebhookUpdate { event_types, is_active, target_url } = request;
    let events = event_types.map(|it| Subscription::check(names(Some(it)))).transpose()?;
    let target_url = target_url.map(|url| checked_url(url, check_url)).transpose()?;
    Ok(WebhookChange { target_url, events, is_active })
}

/// Checks a request for a new secret. Returns the secret, and the time for which the previous one
/// signs.
pub fn check_rotation(request: types::WebhookRotation) -> Result<(Secret, TimeDelta), Refusal> {
    let types::WebhookRotation { previous_secret_seconds, secret } = request;
    let overlap = previous_secret_seconds
        .map_or(DEFAULT_OVERLAP, |seconds| TimeDelta::seconds((*seconds).into()));
    Ok((check_secret(secret)?, overlap))
}

fn checked_url(
    url: types::WebhookUrl,
    check: impl Fn(&str) -> Result<(), String>,
) -> Result<String, Refusal> {
    let url = String::from(url);
    check(&url).map_err(|expected| Refusal::invalid("target_url", expected))?;
    Ok(url)
}

fn names(names: Option<impl Into<Vec<types::WebhookEventName>>>) -> Option<Vec<String>> {
    names.map(|names| names.into().into_iter().map(String::from).collect())
}

fn check_secret(secret: Option<types::WebhookSecret>) -> Result<Secret, Refusal> {
    let Some(secret) = secret else {
        return random_secret().map_err(|error| Refusal::invalid("secret", error.to_string()));
    };
    let checked: SigningSecret =
        secret.as_str().parse().map_err(|error: link_token_signature::SecretError| {
            Refusal::invalid("secret", error.to_string())
        })?;
    Ok(Secret::new(checked.expose()))
}
