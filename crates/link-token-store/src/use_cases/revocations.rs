//! Use cases of revocations: tokens that no account has any more are kept until a server has had
//! them revoked at the third party.

use chrono::{DateTime, Utc};
use link_token_domain::{
    attempt::ChosenIntegration,
    confirmation::{Confirmation, UnconfirmedConnection},
    link_token::{LinkTokenHash, Purpose},
    revocation::{CLAIM, Revocation, TokenOrigin},
    secret::Secret,
};
use link_token_types::AuthenticationMethod;
use uuid::Uuid;

use super::erasure::find_shown_link_token;
use crate::{
    StoreError,
    encryption::Encrypted,
    tables::{confirmation, credentials, integrated_account, revocation},
    transaction::{Decision, Transaction, UseCase},
};

/// Keeps the tokens of an account that is being deleted until they are revoked. Credentials that
/// cannot be read are not kept: they must not keep the account from being deleted.
pub(super) async fn keep_of_account(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    account_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let origin = integrated_account::find_token_origin(tx, environment_id, account_id).await?;
    let stored = if_readable(credentials::find(tx, environment_id, account_id).await)?.flatten();
    let (Some(origin), Some(stored)) = (origin, stored) else { return Ok(()) };
    let content = stored.credentials.content;
    revocation::insert(tx, Revocation::new(origin, content, false, now)).await
}

/// Keeps the tokens of a connection that is no longer going to be confirmed.
pub(super) async fn keep_of_confirmation(
    tx: &mut impl Transaction,
    confirmation: &Confirmation<Encrypted>,
    spares_account: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let decrypted = confirmation::decrypted(tx.keys(), confirmation.clone());
    let content = if_readable(decrypted)?.and_then(|confirmation| confirmation.content);
    let Some(content) = content else { return Ok(()) };
    let Ok(unconfirmed) = UnconfirmedConnection::from_secret(&content) else { return Ok(()) };
    let Confirmation { environment_id, account_id, .. } = *confirmation;
    let origin = TokenOrigin::of_connection(environment_id, account_id, &unconfirmed.connection);
    let (Some(origin), Some(new)) = (origin, unconfirmed.credentials) else { return Ok(()) };
    revocation::insert(tx, Revocation::new(origin, new.content, spares_account, now)).await
}

/// Returns `None` for what is damaged, or encrypted with a key that this process lacks.
fn if_readable<T>(result: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match result {
        Err(StoreError::Damaged(_) | StoreError::Keys(_)) => Ok(None),
        other => other.map(Some),
    }
}

/// Keeps the tokens of an attempt that has come too late until they are revoked.
#[derive(Debug)]
pub struct KeepLateTokens {
    pub environment_id: Uuid,
    pub link_token: LinkTokenHash,
    pub integration: ChosenIntegration,
    pub authentication_method: AuthenticationMethod,
    pub content: Secret,
    /// The ID for the account, if the link token was for a new one.
    pub new_account_id: Uuid,
    pub now: DateTime<Utc>,
}

impl UseCase for KeepLateTokens {
    type Done = ();
    const REVOKES: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { environment_id, link_token, integration, authentication_method, .. } = self;
        let found = find_shown_link_token(tx, *link_token).await?;
        let purpose = found.map(|(_, token)| token.grant.purpose);
        let reauthorises = purpose.as_ref().and_then(Purpose::account_id);
        let spares_account = match (&purpose, reauthorises) {
            // Without its link token, the tenant was erased.
            (None, _) => false,
            (Some(_), Some(id)) => {
                integrated_account::find_status(tx, *environment_id, id).await?.is_some()
            }
            // Another attempt may have connected the account.
            (Some(_), None) => true,
        };
        let ChosenIntegration { name, environment_integration_id } = integration;
        let origin = TokenOrigin::new(
            (*environment_id, reauthorises.unwrap_or(self.new_account_id)),
            Some(name),
            Some(*environment_integration_id),
            Some(*authentication_method),
        );
        let Some(origin) = origin else { return Ok(Ok(())) };
        let content = self.content.clone();
        let late = Revocation::new(origin, content, spares_account, self.now);
        revocation::insert(tx, late).await?;
        Ok(Ok(()))
    }
}

/// Claims revocations that are due: until the claim ends, no other server tries them.
#[derive(Debug)]
pub struct ClaimRevocations {
    pub now: DateTime<Utc>,
    pub limit: u32,
}

impl UseCase for ClaimRevocations {
    type Done = Vec<Revocation>;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let mut due = revocation::due(tx, self.now, self.limit).await?;
        for revocation in &mut due {
            revocation.tries += 1;
            revocation.due_at = self.now + CLAIM;
            revocation::begin_try(tx, revocation).await?;
        }
        Ok(Ok(due))
    }
}

/// Ends a try of a claimed revocation.
#[derive(Debug)]
pub struct EndRevocationTry {
    pub environment_id: Uuid,
    pub id: Uuid,
    pub tries: i64,
    /// The time of the next try. `None` if the credentials are revoked or given up: they are
    /// deleted.
    pub next: Option<DateTime<Utc>>,
}

impl UseCase for EndRevocationTry {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { environment_id, id, tries, next } = *self;
        match next {
            Some(next) => revocation::set_due(tx, (environment_id, id, tries), next).await?,
            None => revocation::delete(tx, environment_id, id).await?,
        }
        Ok(Ok(()))
    }
}
