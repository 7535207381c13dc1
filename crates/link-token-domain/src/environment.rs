//! Environments, which are isolated from each other, and their static gates.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::{
    appearance::{AccentColour, Appearance, DisplayName, Logo, PageOrigin},
    lifetime::Lifetime,
    redirect_uri::Allowlist,
};

/// The isolation boundary. Every other object belongs to exactly one environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    pub id: Uuid,
    /// The name, unique in the database.
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub policy: Policy,
}

/// The rules of an environment for its link tokens and its page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The lifetime of link tokens. `None` for the lifetime of the server.
    pub lifetime: Option<Lifetime>,
    pub redirect_uris: Allowlist,
    pub appearance: Appearance,
}

/// A change of a policy. `None` leaves a part as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyChange {
    /// The new lifetime. `Some(None)` for the lifetime of the server.
    pub lifetime: Option<Option<Lifetime>>,
    pub redirect_uris: Option<Allowlist>,
    /// The new name. `Some(None)` for the name of the environment.
    pub display_name: Option<Option<DisplayName>>,
    pub accent_colour: Option<Option<AccentColour>>,
    pub origins: Option<Vec<PageOrigin>>,
    /// The new logo, which is not part of the policy, since it is large.
    pub logo: Option<Option<Logo>>,
}

impl PolicyChange {
    /// Applies the change, except for the logo.
    pub fn apply(&self, policy: &mut Policy) {
        let Self { lifetime, redirect_uris, display_name, accent_colour, origins, logo: _ } = self;
        let appearance = &mut policy.appearance;
        if let Some(lifetime) = lifetime {
            policy.lifetime = *lifetime;
        }
        if let Some(redirect_uris) = redirect_uris {
            policy.redirect_uris = redirect_uris.clone();
        }
        if let Some(display_name) = display_name {
            appearance.display_name.clone_from(display_name);
        }
        if let Some(accent_colour) = accent_colour {
            appearance.accent_colour = *accent_colour;
        }
        if let Some(origins) = origins {
            appearance.origins.clone_from(origins);
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
