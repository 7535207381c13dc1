//! A client of the link-token API.
//!
//! ```no_run
//! use link_token_client::{Client, types};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder("https://link-token.example.com", "lta_…").build()?;
//! let created = client.create_link_token().body_map(|it| it.tenant_id("acme-1")).send().await?;
//! println!("expires at {}", created.expires_at);
//! # Ok(())
//! # }
//! ```
//!
//! Lists come page by page, or as a stream of all their items:
//!
//! ```no_run
//! use futures::TryStreamExt as _;
//! # use link_token_client::{Client, Error};
//!
//! # async fn example(client: Client) -> Result<(), Error> {
//! let mut accounts = std::pin::pin!(client.list_integrated_accounts().tenant_id("acme-1").stream());
//! while let Some(account) = accounts.try_next().await? {
//!     println!("{} is {}", account.id, account.status);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Client`] has a method for each operation of the contract, generated from `openapi.yaml`.
//! [`types`] are the types that the server uses as well. [`ClientBuilder`] sets the address, the
//! API token and time-outs; [`Retry`] decides which requests are retried; and [`Error`] says what
//! is wrong, with what, and whether to try again.
//!
//! [`webhook`] verifies the deliveries of webhooks, and reads their events.
//!
//! Errors are safe to log: they do not contain the response, which may contain credentials.
//!
//! With the feature `mock`, the module `mock` mocks the server in tests of its callers.

#[rustfmt::skip]
#[allow(clippy::all, clippy::pedantic, missing_docs, reason = "generated")]
mod generated;

/// Mocks of the server, for tests of its callers. They need the feature `mock`, which belongs under
/// `[dev-dependencies]`.
///
/// ```
/// use link_token_client::{
///     Client, ErrorKind, Retry,
///     mock::{MockServerExt as _, httpmock::MockServer},
///     types,
/// };
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let server = MockServer::start_async().await;
/// // Any API token will do.
/// let client = Client::builder(server.base_url(), "lta_test").retry(Retry::NEVER).build()?;
///
/// let request = types::LinkTokenRequest::builder().tenant_id("acme-1").try_into()?;
/// let created = types::LinkTokenResponse {
///     link_token: "efe6413c-941a-4ca6-8f22-defbf758b824".parse()?,
///     expires_at: "2026-01-08T12:00:00Z".parse()?,
/// };
/// server.create_link_token(|when, then| {
///     when.body(&request);
///     then.ok(&created);
/// });
/// let dead = types::Error {
///     status_code: Some(types::ErrorStatusCode::try_from(409)?),
///     error: Some("Conflict".to_owned()),
///     message: "link token is no longer valid".to_owned(),
///     request_id: "1".to_owned(),
/// };
/// let redeem = server.redeem_link_token(|_, then| {
///     then.conflict(&dead);
/// });
///
/// // The calls of the service under test.
/// let answer = client.create_link_token().body(request).send().await?.into_inner();
/// assert_eq!(answer.expires_at, created.expires_at);
/// let redemption = types::LinkTokenRedemption::builder().link_token(answer.link_token);
/// let error = client.redeem_link_token().body(redemption).send().await.expect_err("dead");
/// assert_eq!(error.kind(), ErrorKind::LinkTokenNotValid);
///
/// redeem.assert_async().await;
/// # Ok(())
/// # }
/// ```
///
/// A response that the contract does not allow does not compile:
///
/// ```compile_fail,E0080
/// # use link_token_client::{mock::{MockServerExt as _, httpmock::MockServer}, types};
/// # let (server, message) = (MockServer::start(), String::new());
/// # let error = types::Error { status_code: None, error: None, request_id: "1".to_owned(), message };
/// server.revoke_link_token(|_, then| {
///     then.client_error::<500>(&error);
/// });
/// ```
///
/// Other parts of a response, such as headers, are set behind `into_inner()`:
/// `then.too_many_requests(&error).into_inner().header("retry-after", "2")`.
/// The test sets the `status_code` in an error: a 404 without it is an unknown path.
///
/// The client is the real one:
///
/// - It retries as [`Retry`] describes: after a 429, and after a 502, 503 or 504 of all operations
///   that can be repeated, with up to four attempts. With [`Retry::NEVER`], each call is one
///   request.
///   To test that a later attempt succeeds, mock the failure first and limit it with
///   [`up_to_n_times`](httpmock::Mock::up_to_n_times).
/// - It adds an `Idempotency-Key` to each create. Expect a key only if the service sets it, and
///   never `None`.
///
/// A request that no mock expects is an [`ErrorKind::UnexpectedResponse`], whose text shows the
/// request: `no mock expects POST /link-token with this body…`. The mock's `assert_async` shows
/// what it expects instead.
#[cfg(feature = "mock")]
#[rustfmt::skip]
#[allow(clippy::all, clippy::pedantic, missing_docs, reason = "generated")]
pub mod mock;

mod client_builder;
mod code_verifier;
mod error;
mod pages;
mod retry;
pub mod webhook;

pub use client_builder::{ApiToken, BuildError, ClientBuilder};
pub use code_verifier::{CodeVerifier, RandomError};
pub use error::{Error, ErrorKind};
pub use generated::*;
pub use reqwest;
pub use retry::Retry;

/// Compiles the code of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
