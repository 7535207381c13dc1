//! Use cases of environments and their policies.

use chrono::{DateTime, Utc};
use link_token_domain::{
    Refusal,
    appearance::Logo,
    audit::{Action, Event, Origin},
    environment::{Environment, PolicyChange},
};
use uuid::Uuid;

use super::{accept_new, conclude_change};
use crate::{
    StoreError,
    tables::environment,
    transaction::{Decision, Query, Rows, Transaction, UseCase},
};

#[derive(Debug)]
pub struct CreateEnvironment(pub Environment);

impl UseCase for CreateEnvironment {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self(environment) = self;
        let is_new = environment::insert(tx, environment).await?;
        let decision = accept_new(is_new, "name", "an environment with this name already exists");
        let (id, now) = (environment.id, environment.created_at);
        conclude_change(tx, Event::of_operator(id, Action::CreateEnvironment, now), decision).await
    }
}

/// Changes the policy of an environment, and returns the changed environment.
#[derive(Debug)]
pub struct ChangePolicy {
    pub environment_id: Uuid,
    pub change: PolicyChange,
    pub by: Origin,
    pub now: DateTime<Utc>,
}

impl UseCase for ChangePolicy {
    type Done = Environment;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Environment>, StoreError> {
        let Self { environment_id, change, by, now } = self;
        let Some(mut environment) = environment::find_for_update(tx, *environment_id).await? else {
            return Ok(Err(Refusal::no_environment()));
        };
        change.apply(&mut environment.policy);
        environment::put_policy(tx, &environment).await?;
        if let Some(logo) = &change.logo {
            environment::put_logo(tx, *environment_id, logo.as_ref()).await?;
        }
        let event = Event::new(*by, *environment_id, Action::SetEnvironment, *now);
        conclude_change(tx, event, Ok(environment)).await
    }
}

/// Lists all environments, by name.
#[derive(Debug)]
pub struct ListEnvironments;

impl Query for ListEnvironments {
    type Found = Vec<Environment>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Vec<Environment>, StoreError> {
        environment::list(rows).await
    }
}

/// Finds the environment with an ID or a name.
#[derive(Debug)]
pub struct FindEnvironment(pub String);

impl Query for FindEnvironment {
    type Found = Option<Environment>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Option<Environment>, StoreError> {
        environment::find_by_id_or_name(rows, &self.0).await
    }
}

#[derive(Debug)]
pub struct FindLogo {
    pub environment_id: Uuid,
}

impl Query for FindLogo {
    type Found = Option<Logo>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Option<Logo>, StoreError> {
        environment::find_logo(rows, self.environment_id).await
    }
}
