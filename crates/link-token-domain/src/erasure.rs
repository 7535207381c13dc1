//! The erasure of a tenant: everything that the service stores about one of a caller's customers.
//!
//! An erasure works in batches, so that other callers do not wait. From its beginning, the tenant
//! is hidden: its accounts are not found, and its link tokens cannot be used. The hidden tenant is
//! also how an interrupted erasure is found again.

use chrono::{DateTime, Utc};
use link_token_types::TenantId;
use uuid::Uuid;

/// A tenant of an environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    pub environment_id: Uuid,
    pub id: TenantId,
}

/// An erasure that has begun and not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantErasure {
    pub tenant: Tenant,
    pub began_at: DateTime<Utc>,
}

/// The numbers of what is stored about a tenant, or of what an erasure has deleted since it began
/// or was resumed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TenantRecords {
    /// Integrated accounts, with their credentials.
    pub accounts: usize,
    /// Link tokens, with the attempts that used them.
    pub link_tokens: usize,
    /// Audit events that name the tenant. An erasure keeps them, without its ID.
    pub audit_events: usize,
}
