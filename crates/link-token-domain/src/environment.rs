//! Environments, the isolation boundary, and the static gates in them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::{lifetime::Lifetime, redirect_uri::Allowlist};

/// The isolation boundary. Everything else belongs to exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    pub id: Uuid,
    /// Its name, unique in the database.
    pub name: String,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// What is particular about its link tokens.
    pub policy: Policy,
}

/// What is particular about the link tokens of an environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// How long they live. As the server is configured, if none.
    pub lifetime: Option<Lifetime>,
    /// Where they may send users.
    pub redirect_uris: Allowlist,
}

/// A change of a policy. `None` leaves a part as it is.
#[derive(Clone, Debug, Default)]
pub struct PolicyChange {
    /// How long link tokens live: as the server is configured, if `Some(None)`.
    pub lifetime: Option<Option<Lifetime>>,
    /// Where link tokens may send users.
    pub redirect_uris: Option<Allowlist>,
}

impl PolicyChange {
    /// Changes a policy.
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
    /// Its ID, as `truto_static_gate_id` names it.
    pub id: Uuid,
    /// The environment that it belongs to.
    pub environment_id: Uuid,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}
