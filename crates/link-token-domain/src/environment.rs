//! Environments, which are isolated from each other, and their static gates.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::{lifetime::Lifetime, redirect_uri::Allowlist};

/// The isolation boundary. Every other object belongs to exactly one environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    pub id: Uuid,
    /// The name, unique in the database.
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub policy: Policy,
}

/// The rules of an environment for its link tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The lifetime of link tokens. `None` for the lifetime of the server.
    pub lifetime: Option<Lifetime>,
    pub redirect_uris: Allowlist,
}

/// A change of a policy. `None` leaves a part as it is.
#[derive(Clone, Debug, Default)]
pub struct PolicyChange {
    /// The new lifetime. `Some(None)` for the lifetime of the server.
    pub lifetime: Option<Option<Lifetime>>,
    pub redirect_uris: Option<Allowlist>,
}

impl PolicyChange {
    pub fn apply(&self, policy: &mut Policy) {
        let Self { lifetime, redirect_uris } = self;
        if let Some(lifetime) = lifetime {
            policy.lifetime = *lifetime;
        }
        if let Some(redirect_uris) = redirect_uris {
            policy.redirect_uris = redirect_uris.clone();
        }
    }
}

/// A fixed-egress gateway that an account's outbound calls go through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StaticGate {
    /// The ID, which requests send as `truto_static_gate_id`.
    pub id: Uuid,
    pub environment_id: Uuid,
    pub created_at: DateTime<Utc>,
}
