//! Environments, the isolation boundary, and the static gates in them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::{lifetime::Lifetime, redirect_uri::Allowlist};

/// The isolation boundary. Everything else belongs to exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// Its ID.
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
