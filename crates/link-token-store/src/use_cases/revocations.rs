//! Use cases of revocations: tokens that no account has any more are kept until a server has had
//! them revoked at the third party.

use chrono::{DateTime, Utc};
use link_token_domain::{
    attempt::{Attempt, ChosenIntegration},
    confirmation::{Confirmation, UnconfirmedConnection},
    link_token::{LinkTokenHash, Purpose},
    revocation::{CLAIM, ClientOfTokens, LivingGrant, Revocation, TokenOrigin, next_try},
    secret::Secret,
};
use link_token_types::{AuthenticationMethod, IntegratedAccountStatus, IntegrationName};
use uuid::Uuid;

use crate::{
    StoreError,
    encryption::{Encrypted, KeyError},
    rows::damaged,
    tables::{
        confirmation, credentials, encryption_key,
        environment_integration::{self, EnvironmentIntegrationKey},
        integrated_account,
        revocation::{self, DueRevocation},
    },
    transaction::{Decision, Query, Rows, Transaction, UseCase},
};

/// Keeps the tokens of an account that is being deleted until they are revoked. Credentials that no
/// server can read are not kept: they must not keep the account from being deleted.
pub(super) async fn keep_of_account(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    account_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let origin = integrated_account::find_token_origin(tx, environment_id, account_id).await?;
    let stored = credentials::find(tx, environment_id, account_id).await;
    let stored = if_readable(tx, stored).await?.flatten();
    let (Some(origin), Some(stored)) = (origin, stored) else { return Ok(()) };
    let content = stored.credentials.content;
    revocation::insert_due(tx, Revocation::new(origin, content, false, now)).await
}

/// Keeps the tokens of a connection that is no longer going to be confirmed.
pub(super) async fn keep_of_confirmation(
    tx: &mut impl Transaction,
    confirmation: &Confirmation<Encrypted>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let decrypted = confirmation::decrypted(tx.keys(), confirmation.clone());
    let decrypted = if_readable(tx, decrypted).await?;
    let content = decrypted.and_then(|confirmation| confirmation.content);
    let Some(content) = content else { return Ok(()) };
    let Ok(unconfirmed) = UnconfirmedConnection::from_secret(&content) else { return Ok(()) };
    let Confirmation { environment_id, account_id, is_new_account, .. } = *confirmation;
    let origin = TokenOrigin::of_connection(environment_id, account_id, &unconfirmed.connection);
    let (Some(origin), Some(new)) = (origin, unconfirmed.credentials) else { return Ok(()) };
    revocation::insert_due(tx, Revocation::new(origin, new.content, is_new_account, now)).await
}

/// Returns `None` for what no server can read: it is damaged. Fails for what another server can
/// read: this one lacks the key.
pub(super) async fn if_readable<T>(
    tx: &mut impl Transaction,
    result: Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    match result {
        Err(StoreError::Damaged(_)) => Ok(None),
        // Damaged bytes begin with the ID of no key.
        Err(StoreError::Keys(KeyError::Missing(id)))
            if !encryption_key::is_used(tx, id).await? =>
        {
            Ok(None)
        }
        other => other.map(Some),
    }
}

/// Keeps the OAuth clients that the revocations of an environment need, before its integrations are
/// deleted. Without a client that can be read, the third party decides.
pub(super) async fn keep_clients(
    tx: &mut impl Transaction,
    environment_id: Uuid,
) -> Result<(), StoreError> {
    for (id, integration) in revocation::integrations_without_client(tx, environment_id).await? {
        let key = EnvironmentIntegrationKey::Id(integration);
        let own = environment_integration::find_with_secret(tx, &key).await;
        let own = if_readable(tx, own).await?.flatten();
        let own = own.filter(|own| own.environment_id == environment_id);
        let Some(client) = own.as_ref().and_then(ClientOfTokens::of) else { continue };
        let client = client.to_secret().map_err(|error| damaged(error.to_string()))?;
        revocation::put_client(tx, environment_id, id, &client).await?;
    }
    Ok(())
}

/// Returns the revocation of tokens that wait in an attempt for the user, due after the attempt.
/// `None` if a third party has not issued them to this service.
pub(super) fn of_waiting(
    attempt: &Attempt,
    id: Uuid,
    content: Secret,
    upstream_id: Option<String>,
    now: DateTime<Utc>,
) -> Option<Revocation> {
    let origin = origin_of_attempt(attempt)?.with_upstream(upstream_id);
    let waiting = Revocation::new(origin, content, attempt.reauthorises.is_none(), now);
    Some(Revocation { id, due_at: attempt.tokens_due_at(), ..waiting })
}

/// Returns the origin of the tokens of an attempt.
pub(super) fn origin_of_attempt(attempt: &Attempt) -> Option<TokenOrigin> {
    let chosen = attempt.integration.as_ref();
    TokenOrigin::new(
        (attempt.environment_id, attempt.reauthorises.unwrap_or(attempt.id)),
        chosen.map(|chosen| &chosen.name),
        chosen.map(|chosen| chosen.environment_integration_id),
        attempt.authentication_method,
    )
}

/// Makes the revocation of tokens due that waited in an attempt for the user, and that no account
/// gets.
#[derive(Debug)]
pub struct DropWaitingTokens {
    pub environment_id: Uuid,
    /// The ID of the revocation.
    pub id: Uuid,
    pub now: DateTime<Utc>,
}

impl UseCase for DropWaitingTokens {
    type Done = ();
    const REVOKES: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        revocation::hasten(tx, self.environment_id, self.id, self.now).await?;
        Ok(Ok(()))
    }
}

/// Keeps the tokens of an attempt that has come too late, or has failed since the third party
/// granted them, until they are revoked.
#[derive(Debug)]
pub struct KeepUnusedTokens {
    pub environment_id: Uuid,
    pub link_token: LinkTokenHash,
    pub integration: ChosenIntegration,
    pub authentication_method: AuthenticationMethod,
    pub content: Secret,
    /// The ID for the account, if the link token was for a new one.
    pub new_account_id: Uuid,
    pub now: DateTime<Utc>,
}

impl UseCase for KeepUnusedTokens {
    type Done = ();
    const REVOKES: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let Self { environment_id, link_token, integration, authentication_method, .. } = self;
        let found = tx.find_shown_link_token(*link_token).await?;
        let purpose = found.map(|(_, token)| token.grant.purpose);
        let reauthorises = purpose.as_ref().and_then(Purpose::account_id);
        // Without its link token, the tenant was erased.
        let is_of_new_account = purpose.is_some() && reauthorises.is_none();
        let ChosenIntegration { name, environment_integration_id } = integration;
        let origin = TokenOrigin::new(
            (*environment_id, reauthorises.unwrap_or(self.new_account_id)),
            Some(name),
            Some(*environment_integration_id),
            Some(*authentication_method),
        );
        let Some(origin) = origin else { return Ok(Ok(())) };
        let content = self.content.clone();
        let unused = Revocation::new(origin, content, is_of_new_account, self.now);
        revocation::insert_due(tx, unused).await?;
        Ok(Ok(()))
    }
}

/// Claims revocations that are due: until the claim ends, no other server tries them. Those whose
/// key another server has, and this one lacks, stay due.
#[derive(Debug)]
pub struct ClaimRevocations {
    pub now: DateTime<Utc>,
    /// The integrations whose revocations are left out.
    pub except: Vec<IntegrationName>,
    pub limit: u32,
}

/// The number of revocations from which a claim looks at no more, if it can read none of them.
const MOST_EXAMINED: u32 = 4096;

/// The answer to [`ClaimRevocations`].
#[derive(Debug)]
pub struct ClaimedRevocations {
    pub revocations: Vec<Revocation>,
    /// The number of revocations that no server can read. Their tries have failed.
    pub unreadable: usize,
}

impl UseCase for ClaimRevocations {
    type Done = ClaimedRevocations;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let mut claimed = ClaimedRevocations { revocations: Vec::new(), unreadable: 0 };
        let mut limit = self.limit;
        // Revocations whose key this server lacks must not keep it from the others.
        loop {
            let found = revocation::due(tx, self.now, &self.except, limit).await?;
            let are_all = u32::try_from(found.len()).is_ok_and(|number| number < limit);
            self.claim(tx, found, &mut claimed).await?;
            if are_all || !claimed.revocations.is_empty() || limit >= MOST_EXAMINED {
                return Ok(Ok(claimed));
            }
            limit = limit.saturating_mul(8).clamp(1, MOST_EXAMINED);
        }
    }
}

impl ClaimRevocations {
    async fn claim(
        &self,
        tx: &mut impl Transaction,
        found: Vec<DueRevocation>,
        claimed: &mut ClaimedRevocations,
    ) -> Result<(), StoreError> {
        for due in found {
            if claimed.revocations.len() >= usize::try_from(self.limit).unwrap_or(usize::MAX) {
                break;
            }
            let (key, tries) = ((due.environment_id, due.id), due.tries + 1);
            let readable = match if_readable(tx, due.revocation).await {
                Err(StoreError::Keys(_)) => continue,
                readable => readable?,
            };
            if let Some(mut revocation) = readable {
                revocation.tries = tries;
                revocation.due_at = self.now + CLAIM;
                revocation::begin_try(tx, key, tries, revocation.due_at).await?;
                claimed.revocations.push(revocation);
                continue;
            }
            // It must not keep the others from their tries.
            claimed.unreadable += 1;
            match next_try(tries, due.created_at, self.now) {
                Some(next) => revocation::begin_try(tx, key, tries, next).await?,
                None => revocation::delete(tx, due.environment_id, due.id).await?,
            }
        }
        Ok(())
    }
}

/// Finds an account whose tokens a revocation may end that ends all that a user has granted.
#[derive(Debug)]
pub struct FindLivingGrant {
    pub origin: TokenOrigin,
    pub is_of_new_account: bool,
    /// The ID of the OAuth client that got the tokens, if it is the operator's.
    pub client_id: Option<String>,
}

impl Query for FindLivingGrant {
    type Found = LivingGrant;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<LivingGrant, StoreError> {
        let Self { origin, is_of_new_account, client_id } = self;
        let TokenOrigin { environment_id, account_id, .. } = *origin;
        match integrated_account::find_status(rows, environment_id, account_id).await? {
            None => {}
            Some(IntegratedAccountStatus::Connecting) => return Ok(LivingGrant::Unconfirmed),
            Some(_) => return Ok(LivingGrant::Found),
        }
        let client_id = client_id.as_deref();
        integrated_account::find_living_grant(rows, origin, client_id, *is_of_new_account).await
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
