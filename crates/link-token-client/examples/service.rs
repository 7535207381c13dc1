//! A function of a service that starts a connection for a customer: one link token for each job,
//! however often the job is repeated, and errors that its callers can act on.
//!
//! ```text
//! LINK_TOKEN_URL=http://127.0.0.1:8080 LINK_TOKEN_API_TOKEN=lta_… cargo run --package link-token-client --example service
//! ```

use std::time::Duration;

use anyhow::Context as _;
use link_token_client::{Client, Error, ErrorKind, types};

#[derive(Debug, thiserror::Error)]
enum StartError {
    #[error("this customer cannot connect an account: {0}")]
    Customer(Error),
    #[error("repeat the job later")]
    Later(Option<Duration>),
    #[error("link-token: {0}")]
    Broken(Error),
}

impl From<Error> for StartError {
    fn from(error: Error) -> Self {
        match error.kind() {
            ErrorKind::InvalidRequest if error.field() == Some("tenant_id") => {
                Self::Customer(error)
            }
            _ if error.is_retryable() => Self::Later(error.retry_after()),
            _ => Self::Broken(error),
        }
    }
}

async fn start(client: &Client, job: &str, customer: &str) -> Result<types::LinkToken, StartError> {
    let create = client.create_link_token().idempotency_key(job);
    let create = create.body_map(|it| it.tenant_id(customer).redirect_uri("https://example.com/"));
    Ok(create.send().await?.into_inner().link_token)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let url = std::env::var("LINK_TOKEN_URL").context("set LINK_TOKEN_URL")?;
    let api_token = std::env::var("LINK_TOKEN_API_TOKEN").context("set LINK_TOKEN_API_TOKEN")?;
    let client = Client::builder(url, api_token).build()?;

    let first = start(&client, "job-1", "acme-1").await?;
    let again = start(&client, "job-1", "acme-1").await?;
    anyhow::ensure!(first.0 == again.0, "one job has one link token");
    match start(&client, "job-2", "").await {
        Err(error) => println!("{error}"),
        Ok(_) => anyhow::bail!("a customer without an ID"),
    }
    Ok(())
}
