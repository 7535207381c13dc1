//! Use cases of attempts: the connection flow, from the page's opening to the account.

use chrono::{DateTime, Utc};
use link_token_domain::{
    Refusal,
    appearance::Logo,
    attempt::{
        self, Attempt, AttemptChange, AttemptFailure, AttemptKeyHash, AttemptVersion, BrowserHash,
        Claim, Phase, StateHash, WaitingTokens, check_another_try,
    },
    audit::{Action, Event, Outcome},
    confirmation::UnconfirmedConnection,
    context::Context,
    credentials::Credentials,
    environment::Environment,
    environment_integration::EnvironmentIntegration,
    integrated_account::Account,
    link_token::{LinkTokenHash, LinkTokenRecord},
    redemption::{self, Connection},
    secret::Secret,
    webhook::event::AccountChange,
};
use link_token_types::IntegratedAccountStatus;
use uuid::Uuid;

use super::{conclude, confirmations, outbox::tell, revocations};
use crate::{
    StoreError, contexts,
    encryption::Encrypted,
    tables::{
        attempt::{self as table, AttemptHash},
        credentials, environment, environment_integration, integrated_account, revocation,
    },
    transaction::{Decision, Extent, PlacedLinkToken, Query, Rows, Transaction, UseCase},
};

/// Begins an attempt with an active link token. Consumes nothing. Refused if the link token was
/// opened too often.
#[derive(Debug)]
pub struct BeginAttempt {
    pub id: Uuid,
    pub key: AttemptKeyHash,
    pub link_token: LinkTokenHash,
    /// The parameters of the page, as JSON.
    pub options: String,
    pub secrets: Secret,
    pub request_id: Uuid,
    pub now: DateTime<Utc>,
}

impl UseCase for BeginAttempt {
    type Done = Attempt;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Attempt>, StoreError> {
        let Self { id, key, link_token, options, secrets, request_id, now } = self;
        let Some((_, token)) = tx.find_shown_link_token(*link_token).await? else {
            // No environment, so no audit trail either.
            return Ok(Err(Refusal::LinkTokenDead));
        };
        let environment_id = token.grant.environment_id;
        let event = Event::of_browser(*request_id, environment_id, Action::BeginAttempt, *now)
            .for_purpose(&token.grant.purpose)
            .with_link_token(*link_token);
        let has_account = match token.grant.purpose.account_id() {
            Some(id) => {
                let tenant_id = integrated_account::find_tenant(tx, environment_id, id).await?;
                tenant_id.as_ref() == Some(token.grant.purpose.tenant_id())
            }
            None => true,
        };
        if !token.is_active_at(*now) || !has_account {
            return conclude(tx, event, Err(Refusal::LinkTokenDead)).await;
        }
        // The link token is locked, so that no other attempt begins meanwhile. A refusal writes
        // nothing: its event would grow the database, too.
        if let Err(refusal) = table::alive(tx, *link_token, *now).await?.check_another(*now) {
            return Ok(Err(refusal));
        }
        let attempt = Attempt {
            id: *id,
            environment_id,
            version: 0,
            link_token: *link_token,
            key: *key,
            state: None,
            browser: None,
            integration: None,
            authentication_method: None,
            options: options.clone(),
            phase: Phase::Open,
            phase_since: *now,
            tries: 0,
            failure: None,
            account_id: None,
            reauthorises: token.grant.purpose.account_id(),
            secrets: secrets.clone(),
            created_at: *now,
            expires_at: *now + attempt::LIFETIME,
        };
        table::insert(tx, attempt.clone()).await?;
        conclude(tx, event, Ok(attempt)).await
    }
}

/// Changes what the user has chosen and typed, and where the user is. Refused if the attempt has
/// another version, is claimed, done or expired, or if its link token is dead or was tried too
/// often.
#[derive(Debug)]
pub struct UpdateAttempt {
    pub attempt: AttemptVersion,
    pub change: AttemptChange,
    pub now: DateTime<Utc>,
}

impl UseCase for UpdateAttempt {
    type Done = Attempt;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Attempt>, StoreError> {
        let Self { attempt: of, change, now } = self;
        let Some(attempt) = table::find_current(tx, *of).await? else {
            return Ok(Err(Refusal::AttemptDead));
        };
        let attempt = match attempt.change(of.version, change.clone(), *now) {
            Ok(attempt) => attempt,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let token = tx.find_shown_link_token(attempt.link_token).await?;
        if token.is_none_or(|(_, token)| token.ended_at.is_some()) {
            return Ok(Err(Refusal::LinkTokenDead));
        }
        // The link token is locked, so that no other attempt begins a try meanwhile.
        if change.step.is_try() {
            let tries = table::tries(tx, attempt.link_token).await?;
            if let Err(refusal) = check_another_try(tries) {
                return Ok(Err(refusal));
            }
        }
        match &change.tokens {
            WaitingTokens::Unchanged => {}
            WaitingTokens::Wait { id, content, upstream_id } => {
                let (content, upstream_id) = (content.clone(), upstream_id.clone());
                let waiting = revocations::of_waiting(&attempt, *id, content, upstream_id, *now);
                if let Some(waiting) = waiting {
                    revocation::insert(tx, waiting).await?;
                }
            }
            // A server finds it at its next look.
            WaitingTokens::Dropped { id } => {
                revocation::hasten(tx, attempt.environment_id, *id, *now).await?;
            }
        }
        table::update(tx, attempt.clone()).await?;
        Ok(Ok(attempt))
    }
}

/// Claims the attempt of a callback. Only the first callback gets it. Another browser, another
/// environment integration and an unknown state change nothing.
#[derive(Debug)]
pub struct ClaimCallback {
    pub state: StateHash,
    /// The environment integration in the address of the callback.
    pub environment_integration_id: Uuid,
    /// The cookie of the browser. `None` if it sent no cookie.
    pub browser: Option<BrowserHash>,
    pub now: DateTime<Utc>,
}

impl UseCase for ClaimCallback {
    type Done = Claim;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Claim>, StoreError> {
        let Self { state, environment_integration_id, browser, now } = self;
        let Some(attempt) = table::find_for_update(tx, AttemptHash::State(*state)).await? else {
            return Ok(Err(Refusal::AttemptDead));
        };
        let claim = attempt.claim(*environment_integration_id, *browser, *now);
        if let Ok(Claim::Claimed(attempt)) = &claim {
            table::update(tx, attempt.clone()).await?;
        }
        Ok(claim)
    }
}

/// Records the failure of an attempt, which can go on while its link token lives.
#[derive(Debug)]
pub struct FailAttempt {
    pub attempt: AttemptVersion,
    pub failure: AttemptFailure,
    pub request_id: Uuid,
    pub now: DateTime<Utc>,
}

impl UseCase for FailAttempt {
    type Done = Attempt;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Attempt>, StoreError> {
        let Self { attempt: of, failure, request_id, now } = self;
        let Some(attempt) = table::find_current(tx, *of).await? else {
            return Ok(Err(Refusal::AttemptDead));
        };
        let link_token = attempt.link_token;
        let event = Event::of_browser(*request_id, of.environment_id, Action::FailAttempt, *now)
            .with_link_token(link_token);
        let event = match tx.find_shown_link_token(link_token).await? {
            Some((_, token)) => event.for_purpose(&token.grant.purpose),
            None => event,
        };
        let failed = match attempt.fail(of.version, failure.clone(), *now) {
            Ok(failed) => failed,
            Err(refusal) => return conclude(tx, event, Err(refusal)).await,
        };
        table::update(tx, failed.clone()).await?;
        conclude(tx, event, Ok(failed)).await
    }
}

/// Ends a claimed attempt: consumes its link token, and creates or updates the account with its
/// credentials. If the link token has a challenge, they wait for their confirmation.
///
/// An attempt that began in time may do so after its link token has expired, but not after the
/// token was revoked.
#[derive(Debug)]
pub struct CompleteAttempt {
    pub attempt: AttemptVersion,
    pub credentials: Option<Credentials>,
    /// The ID of the revocation of the credentials, if they have waited for the user.
    pub waiting: Option<Uuid>,
    /// The context that the flow has found.
    pub context: Option<Context>,
    pub upstream_id: Option<String>,
    /// The state of the account. `post_install_error` and `validation_error` consume the link
    /// token, too.
    pub status: IntegratedAccountStatus,
    pub last_error: Option<String>,
    /// The ID for a new account.
    pub new_account_id: Uuid,
    pub request_id: Uuid,
    pub now: DateTime<Utc>,
    /// The same time by the clock of the database, by which accounts change and credentials
    /// expire.
    pub shared_now: DateTime<Utc>,
}

/// The end of an attempt.
#[derive(Clone, Debug, PartialEq)]
pub enum Completion {
    Connected(Account),
    /// The account waits for its confirmation. One to reauthorise is as it was.
    Unconfirmed(Account),
    /// This attempt was already done, or another one has redeemed the link token. The attempt is
    /// done now, unless the link token is bound to a session.
    AlreadyConnected {
        account_id: Uuid,
        /// True if this claim was completed before, so that its credentials may be those of the
        /// account.
        is_repeat: bool,
    },
}

impl UseCase for CompleteAttempt {
    type Done = Completion;
    const TELLS: bool = true;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Completion>, StoreError> {
        let Self { attempt: of, request_id, now, .. } = self;
        let Some(attempt) = table::find_current(tx, *of).await? else {
            return Ok(Err(Refusal::AttemptDead));
        };
        let event =
            Event::of_browser(*request_id, of.environment_id, Action::CompleteAttempt, *now)
                .with_link_token(attempt.link_token);
        if let Some(account_id) = attempt.account_id {
            // After the claim, only its completion has changed the attempt.
            let is_repeat = attempt.version == of.version + 1;
            return already_connected(tx, event, account_id, is_repeat).await;
        }
        let Some((place, token)) = tx.find_shown_link_token(attempt.link_token).await? else {
            return conclude(tx, event, Err(Refusal::LinkTokenDead)).await;
        };
        let event = event.for_purpose(&token.grant.purpose);
        if let Err(refusal) = attempt.check_claim(of.version) {
            return conclude(tx, event, Err(refusal)).await;
        }
        if token.ended_at.is_some() {
            let redeemed = table::redeemed_account(tx, attempt.link_token).await?;
            let Some(account_id) = redeemed else {
                return conclude(tx, event, Err(Refusal::LinkTokenDead)).await;
            };
            // Of a bound link, the account may be that of a stranger: this attempt does not lead
            // to a confirmation.
            if token.grant.terms.code_challenge.is_none() {
                table::update(tx, attempt.done(account_id, *now)).await?;
            }
            return already_connected(tx, event, account_id, false).await;
        }
        // Later, a revocation would not be recorded.
        if !token.is_redeemable_at(*now) {
            return conclude(tx, event, Err(Refusal::LinkTokenDead)).await;
        }
        let waiting = self.waiting.filter(|_| revocations::origin_of_attempt(&attempt).is_some());
        if let Some(id) = waiting
            && !revocation::lock_untried(tx, of.environment_id, id).await?
        {
            // The attempt has expired, and a server revokes them.
            return conclude(tx, event, Err(Refusal::AttemptDead)).await;
        }
        let is_bound = token.grant.terms.code_challenge.is_some();
        let account = match self.redeem(tx, &attempt, (place, token)).await? {
            Ok(account) => account,
            Err(refusal) => return conclude(tx, event, Err(refusal)).await,
        };
        if let Some(id) = waiting {
            revocation::delete(tx, of.environment_id, id).await?;
        }
        table::update(tx, attempt.done(account.id, *now)).await?;
        let event = event.about_account(&account);
        let completion = if is_bound {
            Completion::Unconfirmed(account)
        } else {
            Completion::Connected(account)
        };
        conclude(tx, event, Ok(completion)).await
    }
}

async fn already_connected(
    tx: &mut impl Transaction,
    event: Event,
    account_id: Uuid,
    is_repeat: bool,
) -> Result<Decision<Completion>, StoreError> {
    let event = event.about(Some(account_id)).with_outcome(Outcome::Unchanged);
    tx.record(&event).await?;
    Ok(Ok(Completion::AlreadyConnected { account_id, is_repeat }))
}

impl CompleteAttempt {
    async fn redeem(
        &self,
        tx: &mut impl Transaction,
        attempt: &Attempt,
        (place, token): PlacedLinkToken,
    ) -> Result<Decision<Account>, StoreError> {
        let grant = contexts::decrypt_grant(tx.keys(), token)?;
        let environment_id = attempt.environment_id;
        let before = match grant.purpose.account_id() {
            Some(id) => integrated_account::find_for_update(tx, environment_id, id).await?,
            None => None,
        };
        let state = before.as_ref().map(Account::state);
        let chosen = attempt.integration.as_ref();
        let connection = Connection {
            integration: chosen.map(|chosen| chosen.name.clone()),
            authentication_method: attempt.authentication_method,
            context: self.context.clone(),
            environment_integration_id: chosen.map(|chosen| chosen.environment_integration_id),
            upstream_id: self.upstream_id.clone(),
            status: self.status,
            last_error: self.last_error.clone(),
        };
        if grant.terms.code_challenge.is_some() {
            let unconfirmed =
                UnconfirmedConnection { connection, credentials: self.credentials.clone() };
            let held = confirmations::hold(
                tx,
                attempt,
                &grant,
                &unconfirmed,
                before,
                self.new_account_id,
                self.shared_now,
            );
            return match held.await? {
                Ok(account) => {
                    tx.end_link_token(place, self.now).await?;
                    Ok(Ok(account))
                }
                Err(refusal) => Ok(Err(refusal)),
            };
        }
        let (id, shared_now) = (self.new_account_id, self.shared_now);
        let account = match redemption::redeem(grant, connection, before, id, shared_now) {
            Ok(account) => account,
            Err(refusal) => return Ok(Err(refusal)),
        };
        tx.end_link_token(place, self.now).await?;
        integrated_account::put(tx, account.clone(), state.is_none()).await?;
        tell(tx, &AccountChange::redeemed(state.as_ref(), &account), shared_now).await?;
        let new = self.credentials.as_ref();
        credentials::put_granted(tx, environment_id, account.id, new, shared_now).await?;
        Ok(Ok(account))
    }
}

/// Deletes up to `limit` attempts that expired before a time, and returns their number.
#[derive(Debug)]
pub struct SweepAttempts {
    pub before: DateTime<Utc>,
    pub limit: u32,
}

impl UseCase for SweepAttempts {
    type Done = usize;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<usize>, StoreError> {
        table::sweep(tx, self.before, self.limit).await.map(Ok)
    }
}

/// Finds an attempt as it was stored.
#[derive(Debug)]
pub struct FindAttempt(pub AttemptHash);

impl Query for FindAttempt {
    type Found = Option<Attempt>;
    const EXTENT: Extent = Extent::LookUp;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Option<Attempt>, StoreError> {
        table::find(rows, self.0).await
    }
}

/// An attempt as it was stored, with its link token.
#[derive(Clone, Debug)]
pub(crate) struct StoredAttempt {
    pub attempt: Attempt,
    pub link_token: LinkTokenRecord<Encrypted>,
    /// The account that the link token was redeemed for by an attempt.
    pub redeemed: Option<Uuid>,
}

/// Finds the account that a link token was redeemed for by an attempt.
#[derive(Debug)]
pub(crate) struct FindRedeemedAccount(pub LinkTokenHash);

impl Query for FindRedeemedAccount {
    type Found = Option<Uuid>;
    const EXTENT: Extent = Extent::LookUp;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Option<Uuid>, StoreError> {
        table::redeemed_account(rows, self.0).await
    }
}

/// Finds what the page of an attempt shows of an environment.
#[derive(Debug)]
pub(crate) struct FindSurroundings(pub Uuid);

/// The parts of an environment that the page of an attempt shows.
#[derive(Debug)]
pub struct Surroundings {
    pub environment: Environment,
    pub logo: Option<Logo>,
    /// The integrations by name, enabled or not, without their client secrets.
    pub integrations: Vec<EnvironmentIntegration>,
}

impl Query for FindSurroundings {
    /// `None` if the environment does not exist.
    type Found = Option<Surroundings>;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Self::Found, StoreError> {
        let Some(environment) = environment::find(rows, self.0).await? else { return Ok(None) };
        Ok(Some(Surroundings {
            environment,
            logo: environment::find_logo(rows, self.0).await?,
            integrations: environment_integration::list(rows, self.0).await?,
        }))
    }
}
