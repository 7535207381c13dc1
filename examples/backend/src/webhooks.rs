//! The events of link-token: an account works, needs a reauthorisation, is deleted.

use std::sync::Arc;

use anyhow::Context as _;
use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use link_token_client::webhook::{self, Secret};

use crate::App;

/// Reads the secrets of the webhook from the value of a variable, with spaces between them.
pub fn secrets(value: &str) -> anyhow::Result<Vec<Secret>> {
    let secrets = value.split(' ').map(str::parse).collect::<Result<_, _>>();
    secrets.context("LINK_TOKEN_WEBHOOK_SECRET is not a secret of a webhook: a secret")
}

/// `POST /webhooks`: link-token delivers an event.
///
/// The body is taken as bytes: the signature is over them. The answer comes after the event is
/// applied, since link-token sends again what it did not see accepted. Long work belongs into a
/// queue: link-token does not wait for it.
pub async fn receive(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let event = match webhook::verify(&headers, &body, &app.webhook_secrets) {
        Ok(event) => event,
        Err(error) => {
            // The error contains neither the secret nor the body.
            eprintln!("webhook: a delivery was refused: {error}");
            return StatusCode::UNAUTHORIZED;
        }
    };
    let line = format!("webhook: {} ({})", event.name, event.id);
    if app.accounts.lock().await.apply(event) {
        // Here your code would tell the user by mail that an account needs a reauthorisation.
        eprintln!("{line}");
    }
    StatusCode::NO_CONTENT
}
