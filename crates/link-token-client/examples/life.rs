//! The life of a link token, seen from both sides: the backend that creates it, and the connection
//! UI that redeems it.
//!
//! ```text
//! LINK_TOKEN_URL=http://127.0.0.1:8080 LINK_TOKEN_API_TOKEN=lta_… cargo run --package link-token-client --example life
//! ```

use anyhow::Context as _;
use link_token_client::{Client, ErrorKind, types};

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let url = std::env::var("LINK_TOKEN_URL").context("set LINK_TOKEN_URL")?;
    let api_token = std::env::var("LINK_TOKEN_API_TOKEN").context("set LINK_TOKEN_API_TOKEN")?;
    let client = Client::builder(url, api_token).build()?;

    let request = types::LinkTokenRequest::builder()
        .tenant_id("acme-1")
        .context(serde_json::json!({ "label": "Production" }))
        .redirect_uri("https://example.com/redirect")
        .region("eu")
        .scopes(["read:users", "write:contacts"]);
    let created = client.create_link_token().body(request).send().await?;
    println!("created, and expires at {}", created.expires_at);
    let link_token = created.link_token.clone();

    let reference = types::LinkTokenReference { link_token: link_token.clone() };
    let found = client.introspect_link_token().body(reference.clone()).send().await?;
    println!("active: {}, for {:?}", found.active, found.tenant_id);

    let redemption = types::LinkTokenRedemption::builder()
        .link_token(link_token)
        .integration("hubspot")
        .authentication_method("oauth2");
    let account = client.redeem_link_token().body(redemption.clone()).send().await?;
    println!("account {} is {}", account.id, account.status);

    match client.redeem_link_token().body(redemption).send().await {
        Ok(_) => anyhow::bail!("redeemed twice"),
        Err(error) if error.kind() == ErrorKind::LinkTokenNotValid => println!("it redeems once"),
        Err(error) if error.is_retryable() => {
            println!("later, perhaps in {:?}", error.retry_after());
        }
        Err(error) => return Err(error.into()),
    }

    client.revoke_link_token().body(reference).send().await?;
    println!("it is not usable any more");
    Ok(())
}
