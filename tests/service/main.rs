//! Black-box tests. Each starts the real server on a free port with a database of its own, and
//! calls it with the real client or in raw HTTP. There is one file per subject. Where the database
//! engine matters, a test runs on each.

mod account_commands;
mod accounts;
mod administration;
mod administration_api;
mod administration_commands;
mod any_body;
mod audit;
mod authentication;
mod client;
mod command_lines;
mod connection;
mod connection_page;
mod contract;
mod create;
mod environments;
mod http;
mod idempotency;
mod link_sdk;
mod link_tokens;
mod monitoring;
mod operator;
mod postgresql;
mod presets;
mod process;
mod published_examples;
mod rate_limits;
mod redeem;
mod reference;
mod refresh;
mod secrets;
mod session_binding;
mod soak;
mod sqlite_file;
mod tls;
mod webhooks;
