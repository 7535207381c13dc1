//! Black-box tests: each starts the real server on a free port with a database of its own, and speaks to it through the
//! real client or in raw HTTP. Here the databases are SQLite's.

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
mod process;
mod published_examples;
mod rate_limits;
mod reference;
mod secrets;
mod soak;
mod sqlite_file;
mod tls;

/// What the databases of these tests are kept in.
const ENGINE: harness::Engine = harness::Engine::Sqlite;

impl harness::Database {
    /// A new database for a test. Where its engine is not to be had, which was said, all tests end here.
    pub fn empty() -> Self {
        Self::of(ENGINE).unwrap_or_else(|| std::process::exit(0))
    }
}
