//! The link-token API as a Dropshot trait, generated from the operations of `openapi.yaml`.
//!
//! A server implements [`LinkTokenApi`] and registers it with
//! [`link_token_api_mod::api_description`]. It says who may call by
//! [`lockstep_dropshot::Authenticate`] on its context: a request is a
//! [`lockstep_dropshot::Secured`], which opens only by authentication.

#[rustfmt::skip]
#[allow(clippy::all, clippy::pedantic, missing_docs, reason = "generated")]
mod generated;

pub use generated::*;

/// The contract as it was written, in YAML.
pub const OPENAPI_YAML: &str = include_str!("../../../openapi.yaml");

/// The same in JSON.
pub const OPENAPI_JSON: &str = include_str!("openapi.json");
