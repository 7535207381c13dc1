//! The types of the link-token API, generated from the schemas of `openapi.yaml` and shared by
//! server and client.
//!
//! A value that exists keeps to the contract's limits: a [`TenantId`] is never too long, a
//! [`Scope`] never has a space. Rules that span several fields or that OpenAPI cannot say are the
//! server's.
//!
//! Start with [`LinkTokenRequest`] and [`LinkTokenResponse`].

#[rustfmt::skip]
#[allow(clippy::all, clippy::pedantic, missing_docs, reason = "generated")]
mod generated;

pub use generated::*;

/// Compiles the code of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
