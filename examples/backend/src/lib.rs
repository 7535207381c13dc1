//! An example of a web backend whose users connect their HubSpot accounts with link tokens.
//!
//! This file sets up the backend: its settings, its client of link-token, and its routes. The round
//! trip of a link token is in `connections.rs`, and the error pages are in `failure.rs`.

mod connections;
mod failure;
mod pages;
mod session;

use std::{net::SocketAddr, process::ExitCode, sync::Arc, time::Duration};

use anyhow::{Context as _, bail};
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use clap::Parser;
use link_token_client::{Client, Retry};
use tokio::net::TcpListener;

use crate::{connections::Accounts, failure::ErrorPage, session::Sessions};

/// An example of a web backend whose users connect their HubSpot accounts with link tokens. It
/// keeps everything in memory, and everyone can sign in.
#[derive(Debug, Parser)]
#[command(after_help = "\
Environment variables:
  LINK_TOKEN_URL        The URL of the link-token server
  LINK_TOKEN_API_TOKEN  The API token of this backend

Example:
  export LINK_TOKEN_URL=http://127.0.0.1:8080 LINK_TOKEN_API_TOKEN=lta_…
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
    let client = Client::builder(url, variable("LINK_TOKEN_API_TOKEN")?)
        // A user is waiting for the page.
        .timeout(Duration::from_secs(5))
        .retry(Retry::default().within(Duration::from_secs(5)))
        .build()
        .context("cannot use LINK_TOKEN_URL or LINK_TOKEN_API_TOKEN")?;

    let listener = TcpListener::bind(listen).await;
    let listener =
        listener.with_context(|| format!("cannot listen on {listen}: choose another --listen"))?;
    println!("listening on http://{}", listener.local_addr()?);
    let interrupted = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    // Drains requests in flight.
    axum::serve(listener, router(client)).with_graceful_shutdown(interrupted).await?;
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
    accounts: Accounts,
}

/// Returns the routes of the backend, given a client of link-token.
pub fn router(client: Client) -> Router {
    let (sessions, accounts) = (Sessions::default(), Accounts::default());
    Router::new()
        .route("/", get(connections::list))
        .route("/session", post(session::sign_in))
        .route("/connections", post(connections::begin))
        .route("/connections/arrive", post(connections::arrive))
        .route("/connections/finish", post(connections::finish))
        .layer(middleware::from_fn(guard))
        .with_state(Arc::new(App { client, sessions, accounts }))
}

/// Rejects requests from other sites, and keeps pages, which may contain a link token, out of
/// frames and caches.
async fn guard(request: Request, next: Next) -> Response {
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
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
