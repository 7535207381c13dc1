//! Use cases of environment integrations.

use chrono::{DateTime, Utc};
use link_token_domain::{
    Refusal,
    audit::{Action, Event, Origin, Outcome},
    environment_integration::{EnvironmentIntegration, EnvironmentIntegrationChange},
    secret::Secret,
};
use link_token_types::IntegrationName;
use uuid::Uuid;

use super::conclude_change;
use crate::{
    StoreError,
    tables::{
        environment,
        environment_integration::{self, EnvironmentIntegrationKey},
    },
    transaction::{Decision, Query, Rows, Transaction, UseCase},
};

/// Enables an integration in an environment, and changes the given parts of it.
#[derive(Debug)]
pub struct EnableIntegration {
    pub environment_id: Uuid,
    pub integration: IntegrationName,
    pub change: EnvironmentIntegrationChange,
    /// The ID, if the environment has never enabled the integration.
    pub new_id: Uuid,
    pub by: Origin,
    pub now: DateTime<Utc>,
}

impl UseCase for EnableIntegration {
    type Done = EnvironmentIntegration;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { environment_id, integration, change, new_id, by, now } = self;
        if environment::find(tx, *environment_id).await?.is_none() {
            return Ok(Err(Refusal::no_environment()));
        }
        let event = Event::new(*by, *environment_id, Action::EnableIntegration, *now);
        if let Err(refusal) = change.check() {
            return conclude_change(tx, event, Err(refusal)).await;
        }
        let key = EnvironmentIntegrationKey::Name {
            environment_id: *environment_id,
            integration: integration.clone(),
        };
        let enabled = loop {
            let before = environment_integration::find_for_update(tx, &key).await?;
            let is_new = before.is_none();
            let id = before.as_ref().map(|before| before.id);
            let enabled = change.enable(before, *environment_id, integration, *new_id, *now);
            let enabled = match enabled {
                Ok(enabled) => enabled,
                Err(refusal) => return conclude_change(tx, event.about(id), Err(refusal)).await,
            };
            if !is_new {
                environment_integration::update(tx, enabled.clone()).await?;
                break enabled;
            }
            // Otherwise another transaction has just inserted it.
            if environment_integration::insert(tx, enabled.clone()).await? {
                break enabled;
            }
        };
        conclude_change(tx, event.about(Some(enabled.id)), Ok(enabled.withheld())).await
    }
}

/// Disables an integration in an environment. Existing accounts stay connected, and still use its
/// OAuth client.
#[derive(Debug)]
pub struct DisableIntegration {
    pub environment_id: Uuid,
    pub integration: IntegrationName,
    pub by: Origin,
    pub now: DateTime<Utc>,
}

impl UseCase for DisableIntegration {
    type Done = EnvironmentIntegration;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { environment_id, integration, by, now } = self;
        let key = EnvironmentIntegrationKey::Name {
            environment_id: *environment_id,
            integration: integration.clone(),
        };
        let event = Event::new(*by, *environment_id, Action::DisableIntegration, *now);
        let Some(mut found) = environment_integration::find_for_update(tx, &key).await? else {
            let message = "the environment has never enabled this integration";
            return conclude_change(tx, event, Err(Refusal::not_found("integration", message)))
                .await;
        };
        let event = event.about(Some(found.id));
        let event = if found.is_enabled {
            found.is_enabled = false;
            found.updated_at = found.created_at.max(*now);
            environment_integration::update(tx, found.clone()).await?;
            event
        } else {
            event.with_outcome(Outcome::Unchanged)
        };
        conclude_change(tx, event, Ok(found.withheld())).await
    }
}

/// Lists the integrations of an environment by name, enabled or not, without their client secrets.
#[derive(Debug)]
pub struct ListEnvironmentIntegrations {
    pub environment_id: Uuid,
}

impl Query for ListEnvironmentIntegrations {
    type Found = Vec<EnvironmentIntegration>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        environment_integration::list(rows, self.environment_id).await
    }
}

/// Finds an environment integration, enabled or not, without its client secret.
#[derive(Debug)]
pub struct FindEnvironmentIntegration(pub EnvironmentIntegrationKey);

impl Query for FindEnvironmentIntegration {
    type Found = Option<EnvironmentIntegration>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        environment_integration::find(rows, &self.0).await
    }
}

/// Finds an environment integration, enabled or not, with its client secret.
#[derive(Debug)]
pub struct FindEnvironmentIntegrationWithSecret(pub EnvironmentIntegrationKey);

impl Query for FindEnvironmentIntegrationWithSecret {
    type Found = Option<EnvironmentIntegration<Secret>>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        environment_integration::find_with_secret(rows, &self.0).await
    }
}
