//! The backend of the demonstration, as far as it is a server: it receives the events of a webhook.

use std::{slice, time::Duration};

use anyhow::{Context as _, anyhow, bail};
use dropshot::{
    ApiDescription, ApiEndpoint, ApiEndpointVersions, ClientErrorStatusCode, ConfigDropshot,
    HttpError, HttpResponseUpdatedNoContent, HttpServer, RequestContext, ServerBuilder,
    UntypedBody,
};
use http::Method;
use link_token_client::webhook::{self, AccountChange, Content, Secret, VerifyError};
use slog::Logger;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use uuid::Uuid;

/// The longest body of an event, in bytes.
const MAX_BODY: usize = 1 << 20;
/// The time within which an event arrives.
const PATIENCE: Duration = Duration::from_secs(30);

/// A verified event, with its body as it arrived.
struct Delivered {
    content: Content,
    body: serde_json::Value,
}

/// The state that the routes share.
struct Shared {
    secret: Secret,
    deliveries: UnboundedSender<Result<Delivered, VerifyError>>,
}

/// A running backend.
pub struct Backend {
    server: HttpServer<Shared>,
    deliveries: UnboundedReceiver<Result<Delivered, VerifyError>>,
}

impl Backend {
    /// Starts the backend on a free port. It accepts the events that the secret signs.
    pub fn start(secret: Secret, log: Logger) -> anyhow::Result<Self> {
        let mut api = ApiDescription::new();
        let endpoint = ApiEndpoint::new(
            "receive".to_owned(),
            receive,
            Method::POST,
            "application/octet-stream",
            "/webhooks",
            ApiEndpointVersions::All,
        );
        api.register(endpoint)
            .map_err(|error| anyhow!("cannot describe the demonstration's backend: {error}"))?;
        let config = ConfigDropshot {
            bind_address: ([127, 0, 0, 1], 0).into(),
            default_request_body_max_bytes: MAX_BODY,
            ..ConfigDropshot::default()
        };
        let (sender, deliveries) = unbounded_channel();
        let shared = Shared { secret, deliveries: sender };
        let server = ServerBuilder::new(api, shared, log).config(config).start();
        let server = server.context("cannot start the demonstration's backend")?;
        Ok(Self { server, deliveries })
    }

    /// Returns the address for the events of a webhook.
    pub fn webhook_url(&self) -> String {
        format!("http://{}/webhooks", self.server.local_addr())
    }

    /// Waits for the event that an account is active, and returns its body.
    pub async fn active_event(&mut self, id: Uuid) -> anyhow::Result<serde_json::Value> {
        let event = async {
            while let Some(delivery) = self.deliveries.recv().await {
                let Delivered { content, body } = delivery.context("an event was refused")?;
                if let Content::Account { change: AccountChange::Active, account } = content
                    && account.id == id
                {
                    return Ok(body);
                }
            }
            bail!("the demonstration's backend has stopped")
        };
        let event = tokio::time::timeout(PATIENCE, event).await;
        event.map_err(|_| anyhow!("no event arrived within {} seconds", PATIENCE.as_secs()))?
    }
}

/// `POST /webhooks`
async fn receive(
    rqctx: RequestContext<Shared>,
    body: UntypedBody,
) -> Result<HttpResponseUpdatedNoContent, HttpError> {
    let Shared { secret, deliveries } = rqctx.context();
    let (headers, body) = (rqctx.request.headers(), body.as_bytes());
    let delivery = webhook::verify(headers, body, slice::from_ref(secret)).and_then(|event| {
        let body = serde_json::from_slice(body);
        let body = body.map_err(|error| VerifyError::MalformedBody(error.to_string()))?;
        Ok(Delivered { content: event.content, body })
    });
    let answer = match &delivery {
        Ok(_) => Ok(HttpResponseUpdatedNoContent()),
        Err(error) => {
            let status = ClientErrorStatusCode::UNAUTHORIZED;
            Err(HttpError::for_client_error(None, status, error.to_string()))
        }
    };
    // After the demonstration, events are accepted and no longer shown.
    let _ = deliveries.send(delivery);
    answer
}
