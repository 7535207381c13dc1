//! Integrated accounts.

use chrono::{DateTime, Utc};
use link_token_types::{
    AuthenticationMethod, IntegratedAccountStatus, Integration, Region, TenantId,
};
use uuid::Uuid;

use super::context::Context;

/// A tenant's connection to a third-party app. `C` is the form of the context: plain, or encrypted
/// as in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Account<C = Context> {
    /// The ID, which a reauthorisation keeps.
    pub id: Uuid,
    pub environment_id: Uuid,
    pub tenant_id: TenantId,
    /// The third-party app.
    pub integration: Integration,
    pub authentication_method: Option<AuthenticationMethod>,
    pub status: IntegratedAccountStatus,
    pub region: Region,
    /// The static gate for the account's outbound calls.
    pub static_gate_id: Option<Uuid>,
    pub context: C,
    /// The time of the first connection.
    pub created_at: DateTime<Utc>,
    /// The time of the last connection or change.
    pub updated_at: DateTime<Utc>,
}

impl<C> Account<C> {
    /// Replaces the context with another form of it.
    pub fn with_context<D>(self, context: D) -> Account<D> {
        let Self {
            id,
            environment_id,
            tenant_id,
            integration,
            authentication_method,
            status,
            region,
            static_gate_id,
            context: _,
            created_at,
            updated_at,
        } = self;
        Account {
            id,
            environment_id,
            tenant_id,
            integration,
            authentication_method,
            status,
            region,
            static_gate_id,
            context,
            created_at,
            updated_at,
        }
    }
}
