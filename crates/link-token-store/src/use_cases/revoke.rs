//! The use case that revokes a link token.

use chrono::{DateTime, Utc};
use link_token_domain::{
    audit::{Action, ApiRequest, Event, Outcome},
    link_token::{ActiveLinkToken, LinkTokenHash},
};
use uuid::Uuid;

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
        let event = Event::of_request(*by, *environment_id, Action::RevokeLinkToken, *now);
        revoke(tx, *environment_id, *link_token, event, *now).await?;
        Ok(Ok(()))
    }
}

/// Revokes active link tokens for an operator, and returns the number of those that were still
/// active.
#[derive(Debug)]
pub struct RevokeLinkTokens {
    pub link_tokens: Vec<ActiveLinkToken>,
    pub now: DateTime<Utc>,
}

impl UseCase for RevokeLinkTokens {
    type Done = usize;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<usize>, StoreError> {
        let Self { link_tokens, now } = self;
        let mut revoked = 0;
        for ActiveLinkToken { hash, environment_id, .. } in link_tokens {
            let event = Event::of_operator(*environment_id, Action::RevokeLinkToken, *now);
            revoked += usize::from(revoke(tx, *environment_id, *hash, event, *now).await?);
        }
        Ok(Ok(revoked))
    }
}

/// Revokes a link token, and records the event. Returns true if the token was active.
async fn revoke(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    link_token: LinkTokenHash,
    event: Event,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let event = event.with_link_token(link_token);
    let found = tx.find_link_token(link_token).await?;
    let own = found.filter(|(_, token)| token.grant.environment_id == environment_id);
    let event = match &own {
        Some((_, token)) => event.for_purpose(&token.grant.purpose),
        None => event,
    };
    let active = own.filter(|(_, token)| token.is_active_at(now));
    let was_active = active.is_some();
    let event = match active {
        Some((place, _)) => {
            tx.end_link_token(place, now).await?;
            event
        }
        None => event.with_outcome(Outcome::Unchanged),
    };
    tx.record(&event).await?;
    Ok(was_active)
}
