//! The tables, one module each: the mapping of a type to columns, and the statements for both
//! engines.
//!
//! The migrations of each engine create the tables.

pub mod api_token;
pub mod audit_event;
pub mod encryption_key;
pub mod environment;
pub mod integrated_account;
pub mod last_sweep;
pub mod link_token;
pub mod static_gate;
