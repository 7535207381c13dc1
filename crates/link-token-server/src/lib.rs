//! The link-token server: HTTP, configuration, background tasks and the command line.
//!
//! - [`cli`]: the program, one module for each command.
//! - [`config`]: the configuration file and the values of settings; [`settings`]: what a server needs of them.
//! - [`server`]: a running server, with its listeners and background tasks ([`sweep`]).
//! - [`http`]: the operations of the contract; [`contract`]: the domain's types as the contract has them.
//! - [`operator`]: health and metrics, for those who run the server; [`logging`], [`metrics`].
//!
//! The rules are in `link-token-domain`, and what is kept is in `link-token-store`. This crate is a program. Services that want link
//! tokens use `link-token-client`.

pub mod cli;
pub mod clock;
pub mod config;
pub mod contract;
pub mod http;
pub mod logging;
pub mod metrics;
pub mod operator;
pub mod server;
pub mod settings;
pub mod start_error;
pub mod sweep;
pub mod tls;
