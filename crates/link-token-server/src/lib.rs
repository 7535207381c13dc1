//! The link-token server: HTTP, configuration, background tasks and the command line.
//!
//! - [`accounts`]: changes of accounts by backends.
//! - [`cli`]: the commands, one module each.
//! - [`config`]: the configuration file and the values of settings; [`settings`]: the settings of a
//!   running server.
//! - [`server`]: a running server, with its listeners and background tasks ([`sweep`],
//!   [`expiry`]); [`listening_socket`]: its socket while it stops.
//! - [`http`]: the operations of the contract; [`contract`]: the translation of domain types into
//!   types of the contract.
//! - [`webhooks`]: the events of accounts, on their way to receivers.
//! - [`operator`]: health and metrics for operators; [`page`]: what callers GET; [`logging`],
//!   [`metrics`].
//!
//! The rules are in `link-token-domain`, and the data is in `link-token-store`. Services that need
//! link tokens use `link-token-client`.

pub mod accounts;
pub mod background;
pub mod cli;
pub mod clock;
pub mod config;
pub mod connect;
pub mod contract;
pub mod expiry;
pub mod http;
#[path = "../../id_parser.rs"]
pub mod id_parser;
#[path = "../../limit_parser.rs"]
pub mod limit_parser;
pub mod listening_socket;
pub mod logging;
pub mod metrics;
pub mod operator;
pub mod page;
pub mod server;
pub mod settings;
#[path = "../../shell.rs"]
pub mod shell;
pub mod start_error;
pub mod sweep;
#[path = "../../text_input.rs"]
pub mod text_input;
pub mod throttle;
#[path = "../../time_parser.rs"]
pub mod time_parser;
pub mod tls;
#[path = "../../visible.rs"]
pub mod visible;
pub mod webhooks;
