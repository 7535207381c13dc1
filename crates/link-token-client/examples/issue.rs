//! A service that issues a link token for one of its tenants.
//!
//! ```text
//! LINK_TOKEN_URL=http://127.0.0.1:8080 LINK_TOKEN_API_TOKEN=lta_… cargo run --package link-token-client --example issue -- acme-1
//! ```

use anyhow::Context as _;
use link_token_client::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let url = std::env::var("LINK_TOKEN_URL").context("set LINK_TOKEN_URL")?;
    let api_token = std::env::var("LINK_TOKEN_API_TOKEN").context("set LINK_TOKEN_API_TOKEN")?;
    let tenant = std::env::args().nth(1).unwrap_or_else(|| "acme-1".to_owned());

    let client = Client::builder(url, api_token).build()?;
    let created = client.create_link_token().body_map(|it| it.tenant_id(tenant)).send().await?;

    // Hand this to the user's browser, to start the connection flow.
    println!("{}", created.link_token);
    eprintln!("expires at {}", created.expires_at);
    Ok(())
}
