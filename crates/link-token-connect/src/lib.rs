//! The side towards third parties: definitions of integrations, the OAuth exchange, and the
//! verification of fresh credentials, through one guarded HTTP client. It stores nothing.

pub mod address;
pub mod catalogue;
pub mod definition;
pub mod diagnostic;
pub mod form;
pub mod oauth2;
pub mod outbound;
mod request;
pub mod template;
pub mod verification;
pub mod webhook;
mod yaml;

pub use catalogue::check_files;
