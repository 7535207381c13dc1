//! The use case that redeems a link token.

use chrono::{DateTime, Utc};
use link_token_domain::{
    Refusal,
    audit::{Action, ApiRequest, Event},
    confirmation,
    integrated_account::Account,
    link_token::{LinkTokenHash, LinkTokenRecord},
    redemption::{self, RedeemRequest},
    webhook::event::AccountChange,
};
use uuid::Uuid;

use super::{conclude, outbox::tell};
use crate::{
    StoreError, contexts,
    encryption::{Encrypted, Keyring},
    tables::{credentials, integrated_account},
    transaction::{Decision, Transaction, UseCase},
};

/// Consumes a link token, and creates or updates its account. An account that is authorised again
/// loses its stored credentials: those of its new grant stay with the backend.
#[derive(Debug)]
pub struct Redeem {
    pub environment_id: Uuid,
    pub request: RedeemRequest,
    pub by: ApiRequest,
    /// The ID for a new account.
    pub new_account_id: Uuid,
    pub now: DateTime<Utc>,
}

impl Redeem {
    pub(crate) fn hash(&self) -> LinkTokenHash {
        self.request.link_token.hash()
    }

    fn event(&self) -> Event {
        Event::of_request(self.by, self.environment_id, Action::RedeemLinkToken, self.now)
            .with_link_token(self.hash())
    }

    /// Refuses a link token that is dead, or bound to the verifier of another session.
    fn check(&self, token: &LinkTokenRecord<Encrypted>) -> Decision<()> {
        if !token.is_active_at(self.now) {
            return Err(Refusal::LinkTokenDead);
        }
        // The verifier confirms the account at once.
        let challenge = token.grant.terms.code_challenge;
        confirmation::check_verifier(challenge, self.request.code_verifier.as_ref())
    }

    /// Returns the new account of a link token, and the event of its redemption. `None` if the use
    /// case would refuse the redemption, or if the link token is for an existing account.
    pub(crate) fn new_account(
        &self,
        keys: &Keyring,
        token: LinkTokenRecord<Encrypted>,
    ) -> Option<(Account, Event)> {
        let grant = &token.grant;
        if grant.environment_id != self.environment_id || grant.purpose.account_id().is_some() {
            return None;
        }
        self.check(&token).ok()?;
        let grant = contexts::decrypt_grant(keys, token).ok()?;
        let (connection, id) = (self.request.connection.clone(), self.new_account_id);
        let account = redemption::redeem(grant, connection, None, id, self.now).ok()?;
        let event = self.event().about_account(&account);
        Some((account, event))
    }
}

impl UseCase for Redeem {
    type Done = Account;
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Account>, StoreError> {
        let Self { environment_id, request, by: _, new_account_id, now } = self;
        let event = self.event();
        let found = tx.find_shown_link_token(self.hash()).await?;
        let own = found.filter(|(_, token)| token.grant.environment_id == *environment_id);
        let Some((place, token)) = own else {
            return conclude(tx, event, Err(Refusal::LinkTokenDead)).await;
        };
        let event = event.for_purpose(&token.grant.purpose);
        if let Err(refusal) = self.check(&token) {
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
        if state.is_some() {
            // Not revoked: at some third parties, that ends the new grant, too.
            credentials::delete(tx, *environment_id, account.id).await?;
        }
        tell(tx, &AccountChange::redeemed(state.as_ref(), &account), *now).await?;
        conclude(tx, event.about_account(&account), Ok(account)).await
    }
}
