//! A receiver of webhooks: it creates a webhook, gets a test event, and deletes the webhook.
//!
//! The server refuses addresses of its own network, unless they are in `outbound_allow`:
//!
//! ```text
//! link-token-server serve --outbound-allow 127.0.0.0/8
//! LINK_TOKEN_URL=http://127.0.0.1:8080 LINK_TOKEN_API_TOKEN=lta_… cargo run --package link-token-client --example receive
//! ```

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use link_token_client::{
    Client,
    webhook::{self, Content, Secret},
};
use tokio::net::TcpListener;

async fn receive(
    State(secrets): State<Arc<[Secret]>>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let event = match webhook::verify(&headers, &body, &secrets) {
        Ok(event) => event,
        Err(error) => {
            eprintln!("a delivery was refused: {error}");
            return StatusCode::UNAUTHORIZED;
        }
    };
    match event.content {
        Content::Account { account, .. } => println!("{} is {}", account.id, account.status),
        Content::Deleted { account_id } => println!("{account_id} is deleted"),
        Content::Test => println!("a test event"),
        _ => {}
    }
    StatusCode::NO_CONTENT
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let url = std::env::var("LINK_TOKEN_URL").context("set LINK_TOKEN_URL")?;
    let api_token = std::env::var("LINK_TOKEN_API_TOKEN").context("set LINK_TOKEN_API_TOKEN")?;
    let client = Client::builder(url, api_token).build()?;

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let target_url = format!("http://{}/webhooks", listener.local_addr()?);
    let create = client.create_webhook().body_map(|it| it.target_url(target_url));
    let created = create.send().await?.into_inner();
    // Shown only now. A service keeps it with its other secrets.
    let secret = created.secret.context("a new webhook has a secret")?;
    let secrets: Arc<[Secret]> = Arc::new([secret.as_str().parse()?]);
    let router = Router::new().route("/webhooks", post(receive)).with_state(secrets);
    tokio::spawn(async move { axum::serve(listener, router).await });

    let tested = client.test_webhook().body_map(|it| it.id(created.id)).send().await?;
    client.delete_webhook().id(created.id).send().await?;
    ensure!(tested.success, "the test event was not accepted: {:?}", tested.error);
    println!("accepted in {} ms", tested.duration_ms);
    Ok(())
}
