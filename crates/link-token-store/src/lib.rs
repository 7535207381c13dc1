//! The store of the link-token service: what is kept, and what can be done with it.
//!
//! - [`use_cases`]: what the service and its operator can do, each once for both engines. Begin here.
//! - [`transaction`]: the interface between use cases and engines.
//! - `tables`: how types are mapped to columns, and the statements, each once for both engines.
//! - [`sqlite`] and [`postgres`]: the engines. They read and write rows, and know no rule.
//! - [`encryption`] and `contexts`: encrypted contexts, and the keys.
//!
//! [`Store`] runs a use case on the engine that was opened. A change and its event in the audit trail are durable together or not
//! at all, before the caller gets the answer.

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
    contexts::KeyError,
    error::{Error, StoreError},
    store::{CommitObserver, Store},
};
