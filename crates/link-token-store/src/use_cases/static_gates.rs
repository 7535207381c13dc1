//! Use cases of static gates.

use chrono::{DateTime, Utc};
use link_token_domain::{
    Refusal,
    audit::{Action, Event, Origin},
    environment::StaticGate,
};
use uuid::Uuid;

use super::{accept_new, conclude_change};
use crate::{
    StoreError,
    tables::{environment, static_gate},
    transaction::{Decision, Query, Rows, Transaction, UseCase},
};

#[derive(Debug)]
pub struct CreateStaticGate {
    pub gate: StaticGate,
    pub by: Origin,
}

impl UseCase for CreateStaticGate {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { gate, by } = self;
        if environment::find(tx, gate.environment_id).await?.is_none() {
            return Ok(Err(Refusal::no_environment()));
        }
        let decision = accept_new(tx.insert(gate).await?, "id", "this static gate already exists");
        let event = Event::new(*by, gate.environment_id, Action::CreateStaticGate, gate.created_at);
        conclude_change(tx, event.about(Some(gate.id)), decision).await
    }
}

/// Removes a static gate. Accounts and link tokens that refer to it keep its ID.
#[derive(Debug)]
pub struct DeleteStaticGate {
    pub environment_id: Uuid,
    pub id: Uuid,
    pub by: Origin,
    pub now: DateTime<Utc>,
}

impl UseCase for DeleteStaticGate {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { environment_id, id, by, now } = self;
        let decision = if static_gate::delete(tx, *environment_id, *id).await? {
            Ok(())
        } else {
            Err(Refusal::not_found("id", "no such static gate"))
        };
        let event = Event::new(*by, *environment_id, Action::DeleteStaticGate, *now);
        conclude_change(tx, event.about(Some(*id)), decision).await
    }
}

/// Lists the static gates of an environment, oldest first.
#[derive(Debug)]
pub struct ListStaticGates {
    pub environment_id: Uuid,
}

impl Query for ListStaticGates {
    type Found = Vec<StaticGate>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Vec<StaticGate>, StoreError> {
        static_gate::list(rows, self.environment_id).await
    }
}
