//! Black-box tests: each starts the real server on a free port with a database of its own, and speaks to it through the
//! real client or in raw HTTP.

mod administration;
mod any_body;
mod authentication;
mod client;
mod contract;
mod environments;
mod harness;
mod idempotency;
mod operations;
mod process;
mod published_examples;
mod rate_limits;
mod secrets;
mod soak;
