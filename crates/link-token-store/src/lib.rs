//! The store of the link-token service: its data, and the use cases that read and change them.
//!
//! - [`use_cases`]: one function for each action of the service or its operator, for both engines.
//!   Start here.
//! - [`transaction`]: the interface between use cases and engines.
//! - `tables`: the mapping of types to columns, and the statements, for both engines.
//! - [`sqlite`] and [`postgres`]: the engines. They read and write rows, and contain no rules.
//! - [`encryption`] and `contexts`: encrypted contexts and secrets, and their keys.
//!
//! [`Store`] runs a use case on the opened engine. A change and its audit event become durable
//! together, before the caller gets the result.

mod contexts;
pub mod encryption;
mod error;
pub mod postgres;
mod rows;
pub mod sqlite;
mod store;
mod tables;
pub mod transaction;
pub mod use_cases;

pub use self::{
    error::{StoreError, UseCaseError},
    store::{CommitObserver, Replay, RevokedLinkTokens, Store},
};
