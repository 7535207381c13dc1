//! The accounts of a tenant: lists them, and reads the credentials with which a backend calls the
//! third party.
//!
//! ```text
//! LINK_TOKEN_URL=http://127.0.0.1:8080 LINK_TOKEN_API_TOKEN=lta_… cargo run --package link-token-client --example accounts
//! ```

use std::pin::pin;

use anyhow::Context as _;
use futures::TryStreamExt as _;
use link_token_client::{Client, Error, ErrorKind, types};
use serde_json::json;

/// Returns the access token of an account. `None` if its user has to authorise it again.
async fn access_token(client: &Client, id: uuid::Uuid) -> Result<Option<String>, Error> {
    match client.read_credentials().id(id).send().await {
        Ok(credentials) => Ok(credentials.values.0.get("access_token").cloned()),
        Err(error) if error.kind() == ErrorKind::AccountNotReady => Ok(None),
        Err(error) => Err(error),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let url = std::env::var("LINK_TOKEN_URL").context("set LINK_TOKEN_URL")?;
    let api_token = std::env::var("LINK_TOKEN_API_TOKEN").context("set LINK_TOKEN_API_TOKEN")?;
    let client = Client::builder(url, api_token).build()?;

    // Usually, users connect accounts. This one was connected elsewhere.
    let token = json!({ "access_token": "at-1", "expires_in": 3600 });
    let import = client.import_integrated_account().body_map(|it| {
        it.tenant_id("acme-1")
            .integration("acme-crm")
            .context(json!({ "oauth": { "token": token } }))
    });
    let imported = import.send().await?.into_inner();

    let mut accounts = pin!(client.list_integrated_accounts().tenant_id("acme-1").stream());
    while let Some(account) = accounts.try_next().await? {
        println!("{} is {}", account.integration.name.as_str(), account.status);
    }

    if let Some(access_token) = access_token(&client, imported.id).await? {
        println!("its access token is {access_token}");
    } else {
        let create = client.create_link_token();
        let create = create.body_map(|it| it.integrated_account_id(imported.id));
        println!("link token for its user: {}", create.send().await?.link_token);
    }

    client.delete_integrated_account().id(imported.id).send().await?;
    let left: Vec<types::IntegratedAccount> =
        client.list_integrated_accounts().tenant_id("acme-1").all().await?;
    println!("{} accounts are left", left.len());
    Ok(())
}
