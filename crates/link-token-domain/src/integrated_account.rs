//! Integrated accounts.

use chrono::{DateTime, Utc};
use link_token_types::{
    AuthenticationMethod, IntegratedAccountStatus, Integration, Region, TenantId,
};
use uuid::Uuid;

use super::context::Context;

/// One tenant's connection to one third-party app. `C` is the form of the context: readable, or encrypted as the store keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Account<C = Context> {
    /// The ID, which a reauthorisation keeps.
    pub id: Uuid,
    /// The environment that the account belongs to.
    pub environment_id: Uuid,
    /// The tenant that the account belongs to.
    pub tenant_id: TenantId,
    /// The third-party app.
    pub integration: Integration,
    /// The authentication method, if it is known.
    pub authentication_method: Option<AuthenticationMethod>,
    /// The state of the connection.
    pub status: IntegratedAccountStatus,
    /// The region where the account is placed.
    pub region: Region,
    /// The gate that outbound calls of the account go through.
    pub static_gate_id: Option<Uuid>,
    /// The variables of the account.
    pub context: C,
    /// The time of the first connection.
    pub created_at: DateTime<Utc>,
    /// The time of the last connection or change.
    pub updated_at: DateTime<Utc>,
}

impl<C> Account<C> {
    /// Replaces the context, by another form of it.
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
