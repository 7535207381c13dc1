//! The tables, one module each: the mapping of a type to columns, and the statements for both
//! engines.
//!
//! The migrations of each engine create the tables.

pub mod api_token;
pub mod attempt;
pub mod audit_event;
pub mod confirmation;
pub mod credentials;
pub mod encrypted_column;
pub mod encryption_key;
pub mod environment;
pub mod environment_integration;
pub mod integrated_account;
pub mod last_sweep;
pub mod link_token;
pub mod revocation;
pub mod static_gate;
pub mod tenant_erasure;
pub mod webhook;
pub mod webhook_delivery;
pub mod webhook_event;
pub mod webhook_lane;
