//! A client of the link-token API.
//!
//! ```no_run
//! use link_token_client::{Client, types};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder("https://link-token.example.com", "lta_…").build()?;
//! let tenant: types::TenantId = "acme-1".parse()?;
//! let request = types::LinkTokenRequest::builder().tenant_id(tenant);
//! let created = client.create_link_token().body(request).send().await?;
//! println!("expires at {}", created.expires_at);
//! # Ok(())
//! # }
//! ```
//!
//! [`Client`] has a method for each operation of the contract, generated from `openapi.yaml`, and [`types`] are those that
//! the server uses, too. By hand is what every caller would otherwise write: [`ClientBuilder`] for the address, the API token, and
//! how long to wait; [`Retry`] for what is tried again; and [`ErrorExt`] for what went wrong.

#[rustfmt::skip]
#[allow(clippy::all, clippy::pedantic, missing_docs, reason = "generated")]
mod generated;

mod connect;
mod error;
mod retry;

pub use connect::{ApiToken, BuildError, ClientBuilder};
pub use error::ErrorExt;
pub use generated::*;
pub use retry::Retry;
