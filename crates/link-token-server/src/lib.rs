//! A self-hosted link-token service: the implementation of the contract in `openapi.yaml`.
//!
//! Where things are: [`domain`] has the rules, [`store`] keeps, [`http`] translates between HTTP and those two, [`operator`] is for
//! those who run it, and [`cli`] is the program. [`http::App`], [`store::Store`] and [`domain::link_token::Grant`] are the types to read first.
//!
//! This crate is a program. Services that want link tokens use `link-token-client`.

pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod encryption;
pub mod http;
pub mod logging;
pub mod metrics;
pub mod operator;
mod random;
pub mod store;
pub mod sweep;
