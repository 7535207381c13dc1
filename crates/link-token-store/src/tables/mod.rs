//! The tables, one module each: how a type is mapped to columns, and the statements that use them.
//!
//! The tables themselves are made by the migrations of each engine.

pub mod api_token;
pub mod audit_event;
pub mod encryption_key;
pub mod environment;
pub mod integrated_account;
pub mod link_token;
pub mod static_gate;
