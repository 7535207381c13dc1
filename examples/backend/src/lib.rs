//! An example of a web backend whose users connect accounts with link tokens.
//!
//! This file sets up the backend: its settings, its client of link-token, and its routes. The way
//! of a link token is in `connections.rs`, the events of accounts are in `webhooks.rs`, and the
//! error pages are in `failure.rs`.

mod accounts;
mod connections;
mod failure;
mod pages;
mod session;
mod webhooks;

use std::{net::SocketAddr, process::ExitCode, sync::Arc, time::Duration};

use anyhow::{Context as _, bail};
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use clap::Parser;
use link_token_client::{Client, Retry, webhook::Secret};
use tokio::{net::TcpListener, sync::Mutex};

use crate::{accounts::Accounts, failure::ErrorPage, session::Sessions};

/// An example of a web backend whose users connect accounts with link tokens. It keeps its state in
/// memory, and everyone can sign in.
#[derive(Debug, Parser)]
#[command(after_help = "\
Environment variables:
  LINK_TOKEN_URL             The URL of the link-token server, for this backend and for browsers
  LINK_TOKEN_API_TOKEN       The API token of this backend
  LINK_TOKEN_WEBHOOK_SECRET  The secret of the webhook that sends to /webhooks of this backend. While
                             it is rotated, the new and the previous one, with a space between

Example:
  export LINK_TOKEN_URL=http://127.0.0.1:8080 LINK_TOKEN_API_TOKEN=lta_…
  export LINK_TOKEN_WEBHOOK_SECRET=whsec_…
  example-backend --listen 127.0.0.1:3000")]
struct Arguments {
    /// The loopback address and the port to listen on; port 0 selects a free port.
    #[arg(long, default_value = "127.0.0.1:3000", value_name = "ADDRESS")]
    listen: SocketAddr,
}

/// Runs the program.
pub fn main() -> ExitCode {
    match serve(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn serve(&Arguments { listen }: &Arguments) -> anyhow::Result<()> {
    if !listen.ip().is_loopback() {
        bail!(
            "--listen {listen} is not a loopback address: this example has no passwords, so choose a loopback address"
        );
    }
    let url = variable("LINK_TOKEN_URL")?;
    let client = Client::builder(&url, variable("LINK_TOKEN_API_TOKEN")?)
        // A user is waiting for the page.
        .timeout(Duration::from_secs(5))
        .retry(Retry::default().within(Duration::from_secs(5)))
        .build()
        .context("cannot use LINK_TOKEN_URL or LINK_TOKEN_API_TOKEN")?;
    let webhook_secrets = webhooks::secrets(&variable("LINK_TOKEN_WEBHOOK_SECRET")?)?;

    let listener = TcpListener::bind(listen).await;
    let listener =
        listener.with_context(|| format!("cannot listen on {listen}: choose another --listen"))?;
    let own_url = format!("http://{}", listener.local_addr()?);
    println!("listening on {own_url}");
    let interrupted = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    // Drains requests in flight.
    let routes = router(client, &url, own_url, webhook_secrets)?;
    axum::serve(listener, routes).with_graceful_shutdown(interrupted).await?;
    Ok(())
}

fn variable(name: &str) -> anyhow::Result<String> {
    let value = std::env::var(name).ok().filter(|value| !value.is_empty());
    value.with_context(|| format!("{name} is not set: see --help"))
}

/// The state that the routes share. Its client has the API token, which never leaves the backend.
struct App {
    client: Client,
    sessions: Sessions,
    accounts: Mutex<Accounts>,
    webhook_secrets: Vec<Secret>,
    /// The public URL of link-token.
    link_token_url: String,
    /// The address by which browsers reach this backend.
    own_url: String,
}

/// Returns the routes of the backend.
pub fn router(
    client: Client,
    link_token_url: &str,
    own_url: String,
    webhook_secrets: Vec<Secret>,
) -> anyhow::Result<Router> {
    let link_token_url = link_token_url.trim_end_matches('/').to_owned();
    // Browsers apply `form-action` to the redirect that follows a form, too.
    let policy = format!(
        "default-src 'none'; base-uri 'none'; form-action 'self' {link_token_url}; frame-ancestors 'none'"
    );
    let policy = HeaderValue::try_from(policy).context("LINK_TOKEN_URL is not a URL")?;
    let (sessions, accounts) = (Sessions::default(), Mutex::default());
    let app = App { client, sessions, accounts, webhook_secrets, link_token_url, own_url };
    Ok(Router::new()
        .route("/", get(connections::list))
        .route("/session", post(session::sign_in))
        .route("/connections", post(connections::begin))
        .route("/connections/return", get(connections::finish))
        .layer(middleware::from_fn_with_state(policy, guard))
        // Below the guard, which is for browsers: deliveries prove themselves by their signature.
        .route("/webhooks", post(webhooks::receive))
        .with_state(Arc::new(app)))
}

/// Rejects requests from other sites, and keeps pages out of frames and answers out of caches.
async fn guard(State(policy): State<HeaderValue>, request: Request, next: Next) -> Response {
    // Since 2023, browsers state the origin of a request, over HTTPS and on loopback addresses, and
    // pages cannot forge it. SameSite cookies alone would admit requests from other ports and
    // sibling domains.
    let from = request.headers().get("sec-fetch-site");
    let is_own = from.is_some_and(|site| site == "same-origin");
    let mut response = if request.method().is_safe() || is_own {
        next.run(request).await
    } else {
        ErrorPage::FORGED.into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}
