//! Use cases of session binding: accounts that wait for their confirmation.

use chrono::{DateTime, Utc};
use link_token_domain::{
    Refusal,
    attempt::Attempt,
    audit::{Action, ApiRequest, Event, Outcome},
    confirmation::{self, Confirmation, UnconfirmedConnection},
    integrated_account::Account,
    link_token::{Grant, LinkTokenHash},
    redemption,
    webhook::event::AccountChange,
};
use link_token_types::{CodeVerifier, IntegratedAccountStatus};
use uuid::Uuid;

use super::{accounts::delete_locked, conclude, outbox::tell, revocations};
use crate::{
    StoreError, contexts,
    encryption::Encrypted,
    rows::damaged,
    tables::{confirmation as table, credentials, integrated_account},
    transaction::{Decision, Query, Rows, Transaction, UseCase},
};

/// Confirms the account that was connected with a link token. Confirming it again changes nothing.
#[derive(Debug)]
pub struct ConfirmLinkToken {
    pub environment_id: Uuid,
    pub link_token: LinkTokenHash,
    pub code_verifier: CodeVerifier,
    pub by: ApiRequest,
    pub now: DateTime<Utc>,
}

impl UseCase for ConfirmLinkToken {
    type Done = Account;
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Account>, StoreError> {
        let Self { environment_id, link_token, code_verifier, by, now } = self;
        let event = Event::of_request(*by, *environment_id, Action::ConfirmLinkToken, *now)
            .with_link_token(*link_token);
        let found = tx.find_shown_link_token(*link_token).await?;
        let own = found.filter(|(_, token)| token.grant.environment_id == *environment_id);
        let Some((_, token)) = own else {
            return conclude(tx, event, Err(Refusal::LinkTokenDead)).await;
        };
        let event = event.for_purpose(&token.grant.purpose);
        // A caller without the verifier learns nothing about the account.
        let challenge = token.grant.terms.code_challenge;
        if let Err(refusal) = confirmation::check_verifier(challenge, Some(code_verifier)) {
            return conclude(tx, event, Err(refusal)).await;
        }
        let Some(confirmation) = table::find_for_update(tx, *link_token).await? else {
            let is_alive = token.is_redeemable_at(*now);
            let refusal = if is_alive { Refusal::NotConnected } else { Refusal::LinkTokenDead };
            return conclude(tx, event, Err(refusal)).await;
        };
        let account_id = confirmation.account_id;
        let account = integrated_account::find_for_update(tx, *environment_id, account_id).await?;
        let (false, Some(account)) = (confirmation.is_expired_at(*now), account) else {
            return conclude(tx, event, Err(Refusal::LinkTokenDead)).await;
        };
        let event = event.about_account(&account);
        let Some(content) = &confirmation.content else {
            return conclude(tx, event.with_outcome(Outcome::Unchanged), Ok(account)).await;
        };
        let unconfirmed = UnconfirmedConnection::from_secret(content)
            .map_err(|_| damaged("an unconfirmed connection is not JSON"))?;
        let grant = contexts::decrypt_grant(tx.keys(), token)?;
        let state = account.state();
        let confirmed = redemption::confirm(grant, unconfirmed.connection, account, *now);
        let account = match confirmed {
            Ok(account) => account,
            Err(refusal) => return conclude(tx, event, Err(refusal)).await,
        };
        integrated_account::put(tx, account.clone(), false).await?;
        tell(tx, &AccountChange::confirmed(&state, &account), *now).await?;
        let new = unconfirmed.credentials.as_ref();
        credentials::put_granted(tx, *environment_id, account.id, new, *now).await?;
        table::put_confirmed(tx, &confirmation.confirmed(*now)).await?;
        conclude(tx, event, Ok(account)).await
    }
}

/// Keeps the result of a connection flow apart until it is confirmed. Returns its account: a new
/// one, or the one to reauthorise as it was.
pub(super) async fn hold(
    tx: &mut impl Transaction,
    attempt: &Attempt,
    grant: &Grant,
    unconfirmed: &UnconfirmedConnection,
    before: Option<Account>,
    new_account_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Decision<Account>, StoreError> {
    let is_new_account = before.is_none();
    let connection = &unconfirmed.connection;
    let account = match redemption::hold(grant, connection, before, new_account_id, now) {
        Ok(account) => account,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if is_new_account {
        integrated_account::put(tx, account.clone(), true).await?;
        tell(tx, &AccountChange::Created(&account), now).await?;
    }
    // A derived link token can come again after it was swept.
    if let Some(earlier) = table::find_encrypted_for_update(tx, attempt.link_token).await?
        && !withdraw(tx, &earlier, now).await?
    {
        table::delete(tx, earlier.environment_id, earlier.id).await?;
    }
    let content = unconfirmed.to_secret().map_err(|error| damaged(error.to_string()))?;
    let confirmation = Confirmation {
        id: attempt.id,
        environment_id: account.environment_id,
        link_token: attempt.link_token,
        account_id: account.id,
        is_new_account,
        status: connection.status,
        content: Some(content),
        expires_at: now + confirmation::LIFETIME,
    };
    table::insert(tx, confirmation).await?;
    Ok(Ok(account))
}

/// Removes a connection that waits for its confirmation, and an account that was created for it.
/// Its tokens are kept until they are revoked. Returns false if it was already confirmed.
pub(super) async fn withdraw(
    tx: &mut impl Transaction,
    confirmation: &Confirmation<Encrypted>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let Confirmation { environment_id, id, account_id, is_new_account, ref content, .. } =
        *confirmation;
    if content.is_none() {
        return Ok(false);
    }
    table::delete(tx, environment_id, id).await?;
    if is_new_account {
        // Damage to the context of one must not keep the sweep from the others.
        let account =
            integrated_account::find_encrypted_for_update(tx, environment_id, account_id).await?;
        // A reauthorisation or the backend may have made it usable meanwhile.
        if account.is_some_and(|it| it.status == IntegratedAccountStatus::Connecting) {
            delete_locked(tx, environment_id, account_id, &[], now).await?;
            tell(tx, &AccountChange::Deleted { environment_id, account_id }, now).await?;
        }
    }
    revocations::keep_of_confirmation(tx, confirmation, now).await?;
    Ok(true)
}

/// Does the same for the connection of a link token. Returns false if there is none.
pub(super) async fn withdraw_of(
    tx: &mut impl Transaction,
    link_token: LinkTokenHash,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    match table::find_encrypted_for_update(tx, link_token).await? {
        Some(confirmation) => withdraw(tx, &confirmation, now).await,
        None => Ok(false),
    }
}

/// Withdraws up to `limit` accounts that were not confirmed in time, and forgets those that were
/// confirmed long ago. Returns their number.
#[derive(Debug)]
pub struct SweepConfirmations {
    pub now: DateTime<Utc>,
    pub limit: u32,
}

impl UseCase for SweepConfirmations {
    type Done = usize;
    const TELLS: bool = true;
    const REVOKES: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<usize>, StoreError> {
        let expired = table::expired(tx, self.now, self.limit).await?;
        for confirmation in &expired {
            let Confirmation { environment_id, id, account_id, link_token, .. } = confirmation;
            if !withdraw(tx, confirmation, self.now).await? {
                table::delete(tx, *environment_id, *id).await?;
                continue;
            }
            let event = Event::of_server(*environment_id, Action::ExpireConfirmation, self.now)
                .about(Some(*account_id))
                .with_link_token(*link_token);
            tx.record(&event).await?;
        }
        Ok(Ok(expired.len()))
    }
}

/// Returns the state that the account of a link token will have, while it waits for its
/// confirmation.
#[derive(Debug)]
pub struct FindUnconfirmedStatus(pub LinkTokenHash);

impl Query for FindUnconfirmedStatus {
    type Found = Option<IntegratedAccountStatus>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        table::find_status(rows, self.0).await
    }
}
