//! Environment integrations: the integrations that an environment has enabled, with the operator's
//! OAuth client.

use chrono::{DateTime, Utc};
use link_token_types::{IntegrationName, Scope};
use uuid::Uuid;

use super::{Refusal, secret::Secret};

/// An integration that an environment has enabled, or had. `S` is the form of the client secret:
/// plain, encrypted as in the store, or [`Withheld`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvironmentIntegration<S = Withheld> {
    /// The ID, which stays the same when the integration is disabled and enabled again: callback
    /// addresses contain it.
    pub id: Uuid,
    pub environment_id: Uuid,
    pub integration: IntegrationName,
    /// False if new connections are not offered. Existing accounts still use the OAuth client.
    pub is_enabled: bool,
    pub client_id: Option<String>,
    pub client_secret: Option<S>,
    /// The scopes to request instead of those of the integration.
    pub scopes: Option<Vec<Scope>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// The form of a secret that exists but was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withheld;

impl<S> EnvironmentIntegration<S> {
    /// Replaces the client secret with another form of it.
    pub fn with_client_secret<T>(self, client_secret: Option<T>) -> EnvironmentIntegration<T> {
        let Self {
            id,
            environment_id,
            integration,
            is_enabled,
            client_id,
            client_secret: _,
            scopes,
            created_at,
            updated_at,
        } = self;
        EnvironmentIntegration {
            id,
            environment_id,
            integration,
            is_enabled,
            client_id,
            client_secret,
            scopes,
            created_at,
            updated_at,
        }
    }

    pub fn withheld(self) -> EnvironmentIntegration {
        let client_secret = self.client_secret.as_ref().map(|_| Withheld);
        self.with_client_secret(client_secret)
    }
}

/// The parts of an environment integration that an operator sets. `None` leaves a part as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnvironmentIntegrationChange {
    pub client_id: Option<String>,
    pub client_secret: Option<Secret>,
    /// The new scopes. `Some(None)` for those of the integration.
    pub scopes: Option<Option<Vec<Scope>>>,
}

/// The maximum length of a client ID, in bytes. Vendors have some of more than 100.
const MAX_CLIENT_ID: usize = 512;
/// The maximum length of a client secret, in bytes. Some vendors use signed tokens as secrets.
const MAX_CLIENT_SECRET: usize = 8 * 1024;
/// The maximum number of scopes, as in a request for a link token.
const MAX_SCOPES: usize = 100;

impl EnvironmentIntegrationChange {
    /// Checks each part by itself.
    pub fn check(&self) -> Result<(), Refusal> {
        let is_wrong = |text: &str, max| {
            text.is_empty()
                || text.len() > max
                || text.trim() != text
                || text.contains(char::is_control)
        };
        if self.client_id.as_deref().is_some_and(|id| is_wrong(id, MAX_CLIENT_ID)) {
            return Err(Refusal::invalid(
                "client_id",
                format!(
                    "must have 1 to {MAX_CLIENT_ID} characters, without control characters and without white space around them"
                ),
            ));
        }
        if self
            .client_secret
            .as_ref()
            .is_some_and(|secret| is_wrong(secret.expose(), MAX_CLIENT_SECRET))
        {
            return Err(Refusal::invalid(
                "client_secret",
                format!(
                    "must have 1 to {MAX_CLIENT_SECRET} characters on one line, without white space around them"
                ),
            ));
        }
        if let Some(Some(scopes)) = &self.scopes
            && !(1..=MAX_SCOPES).contains(&scopes.len())
        {
            return Err(Refusal::invalid("scopes", format!("must be 1 to {MAX_SCOPES} scopes")));
        }
        Ok(())
    }

    /// Returns the enabled integration. `before` is the one with the same name, if it exists. `id`
    /// is the ID for a new one. Refused if a client would get the secret of another one.
    pub fn enable(
        &self,
        before: Option<EnvironmentIntegration<Secret>>,
        environment_id: Uuid,
        integration: &IntegrationName,
        id: Uuid,
        now: DateTime<Utc>,
    ) -> Result<EnvironmentIntegration<Secret>, Refusal> {
        let before = before.unwrap_or_else(|| EnvironmentIntegration {
            id,
            environment_id,
            integration: integration.clone(),
            is_enabled: true,
            client_id: None,
            client_secret: None,
            scopes: None,
            created_at: now,
            updated_at: now,
        });
        let Self { client_id, client_secret, scopes } = self.clone();
        if let (Some(old), Some(new), Some(_), None) =
            (&before.client_id, &client_id, &before.client_secret, &client_secret)
            && old != new
        {
            return Err(Refusal::invalid(
                "client_secret",
                format!(
                    "required with a new client_id: the stored one belongs to the client `{old}`, and cannot be removed. For a client without a secret, enable the app in another environment"
                ),
            ));
        }
        Ok(EnvironmentIntegration {
            is_enabled: true,
            client_id: client_id.or(before.client_id),
            client_secret: client_secret.or(before.client_secret),
            scopes: scopes.unwrap_or(before.scopes),
            updated_at: now.max(before.created_at),
            ..before
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(client_id: Option<&str>, secret: Option<&str>) -> EnvironmentIntegrationChange {
        EnvironmentIntegrationChange {
            client_id: client_id.map(str::to_owned),
            client_secret: secret.map(Secret::new),
            scopes: None,
        }
    }

    #[test]
    fn check_names_the_part_that_breaks_a_rule() {
        assert_eq!(change(Some("a b"), Some(&"x".repeat(MAX_CLIENT_SECRET))).check(), Ok(()));
        for wrong in ["", " a", "a\n", "a\u{7}b", &"x".repeat(MAX_CLIENT_ID + 1)] {
            let refusal = change(Some(wrong), None).check().expect_err(wrong).to_string();
            assert!(refusal.starts_with("client_id: "), "{refusal}");
        }
        for wrong in ["", "a\nb", "a ", &"x".repeat(MAX_CLIENT_SECRET + 1)] {
            let refusal = change(None, Some(wrong)).check().expect_err(wrong).to_string();
            assert!(refusal.starts_with("client_secret: "), "{refusal}");
        }
        let scopes = Some(Some(Vec::new()));
        let none = EnvironmentIntegrationChange { scopes, ..change(None, None) };
        assert!(none.check().is_err());
    }

    #[test]
    fn enable_changes_only_the_given_parts() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).expect("in range");
        let name: IntegrationName = "hubspot".parse().expect("valid");
        let (environment_id, id) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let first = change(Some("a"), Some("s"));
        let first = first.enable(None, environment_id, &name, id, at(5)).expect("allowed");
        assert_eq!((first.id, first.created_at, first.updated_at), (id, at(5), at(5)));
        let before = EnvironmentIntegration { is_enabled: false, ..first.clone() };
        let scopes = vec!["contacts".parse().expect("valid")];
        let second = EnvironmentIntegrationChange {
            client_id: Some("a".to_owned()),
            client_secret: None,
            scopes: Some(Some(scopes.clone())),
        };
        let other = Uuid::from_u128(3);
        let second = second.enable(Some(before), environment_id, &name, other, at(6));
        let second = second.expect("allowed");
        let expected = EnvironmentIntegration { scopes: Some(scopes), updated_at: at(6), ..first };
        assert_eq!(second, expected);
        let third = EnvironmentIntegrationChange { scopes: Some(None), ..change(None, None) };
        let third = third.enable(Some(second), environment_id, &name, other, at(7));
        let third = third.expect("allowed");
        assert_eq!(third.scopes, None);
        assert_eq!(third.client_secret, Some(Secret::new("s")));
        let enable = |before: &EnvironmentIntegration<Secret>, id, secret| {
            change(id, secret).enable(Some(before.clone()), environment_id, &name, other, at(8))
        };
        let refused = enable(&third, Some("b"), None).expect_err("the secret of another client");
        assert!(refused.to_string().starts_with("client_secret: required"), "{refused}");
        let fourth = enable(&third, Some("b"), Some("t")).expect("allowed");
        assert_eq!(fourth.client_secret, Some(Secret::new("t")));
        let public = EnvironmentIntegration { client_secret: None, ..third };
        assert!(enable(&public, Some("b"), None).is_ok());
    }
}
