//! The use case that revokes a link token.

use chrono::{DateTime, Utc};
use link_token_domain::{
    audit::{Action, ApiRequest, Event, Outcome},
    link_token::LinkTokenHash,
};
use uuid::Uuid;

use super::conclude;
use crate::{
    StoreError,
    transaction::{Decision, Transaction, UseCase},
};

/// Revokes a link token. Changes nothing if the token is inactive, unknown, or of another
/// environment.
#[derive(Debug)]
pub struct Revoke {
    pub environment_id: Uuid,
    pub link_token: LinkTokenHash,
    pub by: ApiRequest,
    pub now: DateTime<Utc>,
}

impl UseCase for Revoke {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { environment_id, link_token, by, now } = self;
        let event = Event::of_request(*by, *environment_id, Action::RevokeLinkToken, *now)
            .with_link_token(*link_token);
        let found = tx.find_link_token(*link_token).await?;
        let own = found.filter(|(_, token)| token.grant.environment_id == *environment_id);
        let event = match &own {
            Some((_, token)) => event.for_purpose(&token.grant.purpose),
            None => event,
        };
        let event = match own.filter(|(_, token)| token.is_active_at(*now)) {
            Some((place, _)) => {
                tx.end_link_token(place, *now).await?;
                event
            }
            None => event.with_outcome(Outcome::Unchanged),
        };
        conclude(tx, event, Ok(())).await
    }
}
