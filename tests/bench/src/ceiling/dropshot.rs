//! The ceiling of the framework: a stock Dropshot endpoint. Parses the body into the contract's
//! type, answers a UUID.

use std::io::Write as _;

use dropshot::{
    ApiDescription, ConfigDropshot, HttpError, HttpResponseOk, RequestContext, ServerBuilder,
    TypedBody, endpoint,
};
use link_token_types::{LinkToken, LinkTokenRequest, LinkTokenResponse};
use slog::{Discard, Logger, o};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut api = ApiDescription::new();
    api.register(create_link_token).map_err(|error| anyhow::anyhow!(error.to_string()))?;
    let config = ConfigDropshot {
        bind_address: ([127, 0, 0, 1], 0).into(),
        default_request_body_max_bytes: 65_536,
        ..ConfigDropshot::default()
    };
    // It writes no log, which is the best that it can do.
    let server = ServerBuilder::new(api, (), Logger::root(Discard, o!())).config(config).start();
    let server = server.map_err(|error| anyhow::anyhow!(error.to_string()))?;
    println!("listening on http://{}", server.local_addr());
    std::io::stdout().flush()?;
    server.await.map_err(anyhow::Error::msg)
}

#[endpoint { method = POST, path = "/link-token" }]
async fn create_link_token(
    _rqctx: RequestContext<()>,
    body: TypedBody<LinkTokenRequest>,
) -> Result<HttpResponseOk<LinkTokenResponse>, HttpError> {
    let _ = body.into_inner();
    let link_token = LinkToken(uuid::Uuid::new_v4());
    Ok(HttpResponseOk(LinkTokenResponse { link_token, expires_at: chrono::Utc::now() }))
}
