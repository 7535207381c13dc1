//! The use case that redeems a link token.

use chrono::{DateTime, Utc};
use link_token_domain::{
    Refusal,
    audit::{Action, ApiRequest, Event},
    confirmation,
    integrated_account::Account,
    redemption::{self, RedeemRequest},
    webhook::event::AccountChange,
};
use uuid::Uuid;

use super::{conclude, erasure::find_shown_link_token, outbox::tell};
use crate::{
    StoreError, contexts,
    tables::integrated_account,
    transaction::{Decision, Transaction, UseCase},
};

/// Consumes a link token, and creates or updates its account.
#[derive(Debug)]
pub struct Redeem {
    pub environment_id: Uuid,
    pub request: RedeemRequest,
    pub by: ApiRequest,
    /// The ID for a new account.
    pub new_account_id: Uuid,
    pub now: DateTime<Utc>,
}

impl UseCase for Redeem {
    type Done = Account;
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Account>, StoreError> {
        let Self { environment_id, request, by, new_account_id, now } = self;
        let hash = request.link_token.hash();
        let event = Event::of_request(*by, *environment_id, Action::RedeemLinkToken, *now)
            .with_link_token(hash);
        let found = find_shown_link_token(tx, hash).await?;
        let own = found.filter(|(_, token)| token.grant.environment_id == *environment_id);
        let Some((place, token)) = own else {
            return conclude(tx, event, Err(Refusal::LinkTokenDead)).await;
        };
        let event = event.for_purpose(&token.grant.purpose);
        if !token.is_active_at(*now) {
            return conclude(tx, event, Err(Refusal::LinkTokenDead)).await;
        }
        // The verifier confirms the account at once.
        let challenge = token.grant.terms.code_challenge;
        let verifier = request.code_verifier.as_ref();
        if let Err(refusal) = confirmation::check_verifier(challenge, verifier) {
            return conclude(tx, event, Err(refusal)).await;
        }
        let grant = contexts::decrypt_grant(tx.keys(), token)?;
        let before = match grant.purpose.account_id() {
            Some(id) => integrated_account::find_for_update(tx, *environment_id, id).await?,
            None => None,
        };
        let state = before.as_ref().map(Account::state);
        let connection = request.connection.clone();
        let account = match redemption::redeem(grant, connection, before, *new_account_id, *now) {
            Ok(account) => account,
            Err(refusal) => return conclude(tx, event, Err(refusal)).await,
        };
        tx.end_link_token(place, *now).await?;
        integrated_account::put(tx, account.clone(), state.is_none()).await?;
        tell(tx, &AccountChange::redeemed(state.as_ref(), &account), *now).await?;
        conclude(tx, event.about_account(&account), Ok(account)).await
    }
}
