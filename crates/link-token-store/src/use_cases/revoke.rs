//! The use case that revokes a link token.

use chrono::{DateTime, Utc};
use link_token_domain::{
    audit::{Action, ApiRequest, Event, Origin, Outcome},
    link_token::{ActiveLinkToken, LinkTokenHash},
};
use uuid::Uuid;

use super::confirmations;
use crate::{
    StoreError,
    transaction::{Decision, Transaction, UseCase},
};

/// Revokes a link token, or withdraws the account that was connected with it and waits for its
/// confirmation. Otherwise, changes nothing if the token is inactive, unknown, or of another
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
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { environment_id, link_token, by, now } = self;
        let event = Event::of_request(*by, *environment_id, Action::RevokeLinkToken, *now);
        revoke(tx, *environment_id, *link_token, event, *now).await?;
        Ok(Ok(()))
    }
}

/// Revokes active link tokens, and returns the number of those that were still active.
#[derive(Debug)]
pub struct RevokeLinkTokens {
    pub link_tokens: Vec<ActiveLinkToken>,
    pub origin: Origin,
    pub now: DateTime<Utc>,
}

impl UseCase for RevokeLinkTokens {
    type Done = usize;
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<usize>, StoreError> {
        let Self { link_tokens, origin, now } = self;
        let mut revoked = 0;
        for ActiveLinkToken { hash, environment_id, .. } in link_tokens {
            let event = Event::new(*origin, *environment_id, Action::RevokeLinkToken, *now);
            revoked += usize::from(revoke(tx, *environment_id, *hash, event, *now).await?);
        }
        Ok(Ok(revoked))
    }
}

/// Revokes a link token, withdraws an account that waits for its confirmation, and records the
/// event. Returns true if something has changed.
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
    let has_effect = match own {
        // An attempt may still redeem a token that has just expired.
        Some((place, token)) if token.is_redeemable_at(now) => {
            tx.end_link_token(place, now).await?;
            true
        }
        Some((_, token)) if token.grant.terms.code_challenge.is_some() => {
            confirmations::withdraw_of(tx, link_token, now).await?
        }
        _ => false,
    };
    let event = if has_effect { event } else { event.with_outcome(Outcome::Unchanged) };
    tx.record(&event).await?;
    Ok(has_effect)
}
