//! The use case that redeems a link token.

use chrono::{DateTime, Utc};
use link_token_domain::{
    Refusal,
    audit::{Action, ApiRequest, Event},
    integrated_account::Account,
    redemption::{self, RedeemRequest},
};
use uuid::Uuid;

use super::conclude;
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

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Account>, StoreError> {
        let Self { environment_id, request, by, new_account_id, now } = self;
        let hash = request.link_token.hash();
        let event = Event::of_request(*by, *environment_id, Action::RedeemLinkToken, *now)
            .with_link_token(hash);
        let found = tx.find_link_token(hash).await?;
        let own = found.filter(|(_, token)| token.grant.environment_id == *environment_id);
        let Some((place, token)) = own else {
            return conclude(tx, event, Err(Refusal::LinkTokenDead)).await;
        };
        let event = event.for_purpose(&token.grant.purpose);
        if !token.is_active_at(*now) {
            return conclude(tx, event, Err(Refusal::LinkTokenDead)).await;
        }
        let grant = contexts::decrypt_grant(tx.keys(), token)?;
        let before = match grant.purpose.account_id() {
            Some(id) => integrated_account::find_for_update(tx, *environment_id, id).await?,
            None => None,
        };
        let is_new = before.is_none();
        let connection = request.connection.clone();
        let account = match redemption::redeem(grant, connection, before, *new_account_id, *now) {
            Ok(account) => account,
            Err(refusal) => return conclude(tx, event, Err(refusal)).await,
        };
        tx.end_link_token(place, *now).await?;
        if !is_new {
            integrated_account::update(tx, account.clone()).await?;
        } else if !integrated_account::insert(tx, account.clone()).await? {
            return Err(StoreError::Damaged("a new account has the ID of another".to_owned()));
        }
        conclude(tx, event.about_account(&account), Ok(account)).await
    }
}
