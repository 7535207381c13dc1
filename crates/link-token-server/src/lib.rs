//! The link-token server: HTTP, configuration, background tasks and the command line.
//!
//! - [`cli`]: the commands, one module each.
//! - [`config`]: the configuration file and the values of settings; [`settings`]: the settings of a
//!   running server.
//! - [`server`]: a running server, with its listeners and background tasks ([`sweep`],
//!   [`expiry`]); [`listening_socket`]: its socket while it stops.
//! - [`http`]: the operations of the contract; [`contract`]: the translation of domain types into
//!   types of the contract.
//! - [`operator`]: health and metrics for operators; [`page`]: what callers GET; [`logging`],
//!   [`metrics`].
//!
//! The rules are in `link-token-domain`, and the data is in `link-token-store`. Services that need
//! link tokens use `link-token-client`.

pub mod cli;
pub mod clock;
pub mod config;
pub mod contract;
pub mod expiry;
pub mod http;
pub mod listening_socket;
pub mod logging;
pub mod metrics;
pub mod operator;
pub mod page;
pub mod server;
pub mod settings;
pub mod start_error;
pub mod sweep;
pub mod throttle;
pub mod tls;
#[path = "../../visible.rs"]
pub mod visible;
