//! Integrated accounts.

use chrono::{DateTime, Utc};
use link_token_types::{
    AuthenticationMethod, IntegratedAccountStatus, Integration, Region, TenantId,
};
use uuid::Uuid;

use super::context::Context;

/// One tenant's connection to one third-party app.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Its ID. A reauthorisation keeps it.
    pub id: Uuid,
    /// The environment that it belongs to.
    pub environment_id: Uuid,
    /// The tenant that it belongs to.
    pub tenant_id: TenantId,
    /// The third-party app.
    pub integration: Integration,
    /// How the third party was authenticated, if that is known.
    pub authentication_method: Option<AuthenticationMethod>,
    /// The state of the connection.
    pub status: IntegratedAccountStatus,
    /// Where it is placed.
    pub region: Region,
    /// The gate that its outbound calls go through.
    pub static_gate_id: Option<Uuid>,
    /// Its variables.
    pub context: Context,
    /// When it was first connected.
    pub created_at: DateTime<Utc>,
    /// When it was last connected or changed.
    pub updated_at: DateTime<Utc>,
}

#[cfg(test)]
impl Account {
    pub(crate) fn imported_for_test(id: Uuid, tenant: &str) -> Self {
        Self {
            id,
            environment_id: Uuid::nil(),
            tenant_id: tenant.parse().expect("a valid tenant"),
            integration: "hubspot".parse().expect("a valid integration"),
            authentication_method: Some(AuthenticationMethod::Oauth2),
            status: IntegratedAccountStatus::NeedsReauth,
            region: Region::Eu,
            static_gate_id: Some(Uuid::from_u128(7)),
            context: Context::empty(),
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
        }
    }
}
