//! The same black-box tests on PostgreSQL, and what is particular about it.

#[path = "../harness/mod.rs"]
mod harness;

mod administration;
mod any_body;
mod audit;
mod authentication;
mod client;
mod contract;
mod environments;
mod idempotency;
mod operations;
mod operator;
mod postgresql;
mod process;
mod published_examples;
mod rate_limits;
mod secrets;
mod soak;
mod tls;

/// What the databases of these tests are kept in.
const ENGINE: harness::Engine = harness::Engine::PostgreSql;

impl harness::Database {
    /// A new database for a test. Where its engine is not to be had, which was said, all tests end here.
    pub fn empty() -> Self {
        Self::of(ENGINE).unwrap_or_else(|| std::process::exit(0))
    }
}
