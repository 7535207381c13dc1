//! Attempts: each is one go at the connection flow, with a link token, in a browser.
//!
//! An attempt is `open` while the user chooses and types. It is `awaiting_callback` while the user
//! is at the third party, and `exchanging` while this service asks the third party for credentials.
//! Only one request at a time does that: it claims the attempt. The end is `done`. From `failed`,
//! the user can go on while the link token lives.
//!
//! Every change increases the version. A change names the version that it was decided on, so that
//! two tabs do not overwrite each other unnoticed.

use std::{fmt, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use link_token_types::{AuthenticationMethod, IntegrationName};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{
    Refusal,
    integrated_account::Account,
    link_token::{Grant, LinkTokenHash},
    secret::Secret,
};

/// The time in which an attempt must get to its end, even if its link token expires meanwhile.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(30);
/// The time after which a claim without a result counts as failed: the server that made it is gone.
/// The third party accepts a code once, so the exchange cannot be repeated.
pub const CLAIM_LIFETIME: TimeDelta = TimeDelta::seconds(60);

/// The greatest number of attempts with one link token within their lifetime. Each opening of the
/// page stores one, and anyone who holds the link can open it again and again.
pub const MAX_ALIVE_ATTEMPTS: u32 = 100;

/// The greatest number of tries with one link token, in all of its attempts: each lets the server
/// ask the third party about what the user has typed, or lets the user sign in there. Otherwise
/// anyone who holds the link could try API keys and passwords without an end.
pub const MAX_TRIES: i64 = 100;
/// The time after which tries with a link token may be forgotten, with their attempts.
const TRIES_KEPT: Duration = Duration::from_secs(24 * 3600);

/// Checks that another try may follow the ones that a link token has had.
pub fn check_another_try(tries: i64) -> Result<(), Refusal> {
    if tries < MAX_TRIES {
        Ok(())
    } else {
        Err(Refusal::TooManyAttempts { retry_after: TRIES_KEPT })
    }
}

/// A new random secret of an attempt: its key, which stands in the page's address, an OAuth
/// `state`, or the cookie of its browser. 256 random bits in hexadecimal. `Debug` does not show it.
#[derive(Clone)]
pub struct AttemptSecret(Zeroizing<String>);

impl AttemptSecret {
    /// Returns a new secret, from the operating system's random source.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut random = Zeroizing::new([0; 32]);
        getrandom::fill(random.as_mut_slice())?;
        Ok(Self(Zeroizing::new(hex::encode(random.as_slice()))))
    }

    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AttemptSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AttemptSecret(…)")
    }
}

macro_rules! hashes {
    ($($(#[$about:meta])* $name:ident,)*) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub [u8; 32]);

        impl $name {
            /// Returns the hash of a new or a presented secret. A new one is random, so a fast hash
            /// is enough.
            pub fn of(secret: &str) -> Self {
                Self(Sha256::digest(secret.as_bytes()).into())
            }
        }
    )*};
}

hashes! {
    /// The SHA-256 of the key, by which an attempt is found.
    AttemptKeyHash,
    /// The SHA-256 of the OAuth `state`, by which a callback finds its attempt.
    StateHash,
    /// The SHA-256 of the cookie of the browser that went to the third party, or sent a form.
    BrowserHash,
}

/// The phase of an attempt, which the head of this module explains.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum Phase {
    Open,
    AwaitingCallback,
    Exchanging,
    Done,
    Failed,
}

impl Phase {
    /// Returns the word that the database has.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The kind of a failure, as the page reports it to the site that opened it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum ErrorType {
    InvalidToken,
    InvalidIntegration,
    ConnectionError,
    PostInstallError,
    ValidationError,
    RapidFormError,
}

impl ErrorType {
    /// Returns the word for the page, its callers and the database.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The failure of an attempt. The text is for the user or the developer, and has no secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptFailure {
    pub error_type: ErrorType,
    pub error: String,
}

/// An integration that the user has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenIntegration {
    pub environment_integration_id: Uuid,
    pub name: IntegrationName,
}

/// One go at the connection flow. `S` is the form of the secrets: plain, or encrypted as in the
/// store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt<S = Secret> {
    pub id: Uuid,
    /// The environment of the link token.
    pub environment_id: Uuid,
    /// The number of changes so far.
    pub version: i64,
    pub link_token: LinkTokenHash,
    pub key: AttemptKeyHash,
    /// The OAuth `state` of the last time that the user went to a third party.
    pub state: Option<StateHash>,
    /// The browser that went to the third party, or sent a form. `None` if it got no cookie.
    pub browser: Option<BrowserHash>,
    pub integration: Option<ChosenIntegration>,
    pub authentication_method: Option<AuthenticationMethod>,
    /// The parameters of the page, as JSON of its own.
    pub options: String,
    pub phase: Phase,
    pub phase_since: DateTime<Utc>,
    /// The number of tries so far: see [`MAX_TRIES`].
    pub tries: i64,
    /// The failure, in the phase `failed`.
    pub failure: Option<AttemptFailure>,
    /// The account, in the phase `done`.
    pub account_id: Option<Uuid>,
    /// The account to reauthorise. `None` for a new account.
    pub reauthorises: Option<Uuid>,
    /// The key, the PKCE verifier and what the user has typed, as JSON of the page's own.
    pub secrets: S,
    pub created_at: DateTime<Utc>,
    /// The time until which the attempt must be claimed for the last time.
    pub expires_at: DateTime<Utc>,
}

/// A version of an attempt, on which a change was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptVersion {
    pub environment_id: Uuid,
    pub id: Uuid,
    pub version: i64,
}

/// A step of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The user chooses and types.
    Open,
    /// The user goes to the third party. `browser` is `None` if the browser got no cookie.
    Leave { state: StateHash, browser: Option<BrowserHash> },
    /// The user is back without an answer of the third party. The attempt goes on waiting for it,
    /// for instance from another window.
    Return,
    /// The caller claims the attempt, and asks the third party about what the user has typed.
    /// `browser` is `None` if the browser got no cookie.
    Exchange { browser: Option<BrowserHash> },
    /// The caller claims the attempt, since the user has said that the tokens that wait shall be
    /// used.
    Accept,
    /// The claimant gives its claim back, since it has to ask the user something.
    Ask,
}

impl Step {
    /// Returns true if the step counts towards [`MAX_TRIES`].
    pub fn is_try(&self) -> bool {
        match self {
            Self::Leave { .. } | Self::Exchange { .. } => true,
            Self::Open | Self::Return | Self::Accept | Self::Ask => false,
        }
    }
}

/// A change of an attempt. It replaces what the user has chosen and typed before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptChange {
    pub step: Step,
    pub integration: Option<ChosenIntegration>,
    pub authentication_method: Option<AuthenticationMethod>,
    pub secrets: Secret,
    pub tokens: WaitingTokens,
}

/// The consequence of a change for tokens of a third party that wait in the secrets of an attempt
/// until the user has answered a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum WaitingTokens {
    /// None wait, or they go on waiting.
    #[default]
    Unchanged,
    /// These wait. They are revoked when the attempt has expired, unless it was completed with
    /// them.
    Wait {
        /// The ID for their revocation.
        id: Uuid,
        content: Secret,
        /// The ID of the account at the third party, if it is known.
        upstream_id: Option<String>,
    },
    /// The user does not want the ones with this revocation, which is due.
    Dropped { id: Uuid },
}

/// The answer to a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The caller must exchange the code, and then complete or fail the attempt.
    Claimed(Attempt),
    /// Another request is exchanging the code.
    InProgress(Attempt),
    /// The attempt is done or failed, or waits for the user.
    Ended(Attempt),
    /// The callback came from another browser than the one that went to the third party, or from
    /// one that lost its cookie.
    OtherBrowser,
}

impl<S> Attempt<S> {
    /// Replaces the secrets with another form of them.
    pub fn with_secrets<T>(self, secrets: T) -> Attempt<T> {
        let Self {
            id,
            environment_id,
            version,
            link_token,
            key,
            state,
            browser,
            integration,
            authentication_method,
            options,
            phase,
            phase_since,
            tries,
            failure,
            account_id,
            reauthorises,
            secrets: _,
            created_at,
            expires_at,
        } = self;
        Attempt {
            id,
            environment_id,
            version,
            link_token,
            key,
            state,
            browser,
            integration,
            authentication_method,
            options,
            phase,
            phase_since,
            tries,
            failure,
            account_id,
            reauthorises,
            secrets,
            created_at,
            expires_at,
        }
    }
}

impl Attempt {
    pub fn version(&self) -> AttemptVersion {
        AttemptVersion { environment_id: self.environment_id, id: self.id, version: self.version }
    }

    pub fn is_expired_at(&self, now: DateTime<Utc>) -> bool {
        now >= self.expires_at
    }

    /// Returns the time from which tokens that wait for the user are revoked: the end of the last
    /// claim.
    pub fn tokens_due_at(&self) -> DateTime<Utc> {
        self.expires_at + CLAIM_LIFETIME
    }

    /// Returns the attempt as it is at a time: a claim whose claimant has vanished is a failure.
    #[must_use]
    pub fn as_of(self, now: DateTime<Utc>) -> Self {
        let since = self.phase_since + CLAIM_LIFETIME;
        if self.phase != Phase::Exchanging || now <= since {
            return self;
        }
        let failure = AttemptFailure {
            error_type: ErrorType::ConnectionError,
            error: "the connection was interrupted".to_owned(),
        };
        Self { phase: Phase::Failed, phase_since: since, failure: Some(failure), ..self }
    }

    fn enter(&mut self, phase: Phase, now: DateTime<Utc>) {
        self.phase = phase;
        self.phase_since = now;
        self.failure = None;
        self.version += 1;
    }

    /// Changes a version of the attempt. A claimed attempt belongs to its claimant, and a done one
    /// does not change.
    pub fn change(
        self,
        version: i64,
        change: AttemptChange,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let mut attempt = self.as_of(now);
        // Only the claimant asks.
        let is_claimed = attempt.phase == Phase::Exchanging;
        let is_unfit = is_claimed != (change.step == Step::Ask)
            || attempt.phase == Phase::Done
            // The state of another phase may be used.
            || change.step == Step::Return && attempt.phase != Phase::AwaitingCallback;
        if attempt.version != version || is_unfit {
            return Err(Refusal::AttemptChanged);
        }
        if attempt.is_expired_at(now) {
            return Err(Refusal::AttemptDead);
        }
        let AttemptChange { step, integration, authentication_method, secrets, tokens: _ } = change;
        attempt.tries += i64::from(step.is_try());
        let (phase, state, browser) = match step {
            // A late or a second callback still finds the attempt.
            Step::Open | Step::Ask => (Phase::Open, attempt.state, attempt.browser),
            Step::Leave { state, browser } => (Phase::AwaitingCallback, Some(state), browser),
            Step::Return => (Phase::AwaitingCallback, attempt.state, attempt.browser),
            Step::Exchange { browser } => (Phase::Exchanging, attempt.state, browser),
            Step::Accept => (Phase::Exchanging, attempt.state, attempt.browser),
        };
        attempt.enter(phase, now);
        Ok(Self { state, browser, integration, authentication_method, secrets, ..attempt })
    }

    /// Claims the attempt for a callback, which was found by its state.
    pub fn claim(
        self,
        environment_integration_id: Uuid,
        browser: Option<BrowserHash>,
        now: DateTime<Utc>,
    ) -> Result<Claim, Refusal> {
        let mut attempt = self.as_of(now);
        let chosen = attempt.integration.as_ref();
        if chosen.is_none_or(|it| it.environment_integration_id != environment_integration_id) {
            return Err(Refusal::AttemptDead);
        }
        if attempt.browser.is_some() && attempt.browser != browser {
            return Ok(Claim::OtherBrowser);
        }
        match attempt.phase {
            Phase::AwaitingCallback if attempt.is_expired_at(now) => Err(Refusal::AttemptDead),
            Phase::AwaitingCallback => {
                attempt.enter(Phase::Exchanging, now);
                Ok(Claim::Claimed(attempt))
            }
            Phase::Exchanging => Ok(Claim::InProgress(attempt)),
            Phase::Open | Phase::Done | Phase::Failed => Ok(Claim::Ended(attempt)),
        }
    }

    /// Records a failure of a version of the attempt.
    pub fn fail(
        mut self,
        version: i64,
        failure: AttemptFailure,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        if self.version != version || self.phase == Phase::Done {
            return Err(Refusal::AttemptChanged);
        }
        self.enter(Phase::Failed, now);
        Ok(Self { failure: Some(failure), ..self })
    }

    /// Checks that the caller still has its claim. A late one keeps it unless another request has
    /// changed the attempt meanwhile, since its credentials work.
    pub fn check_claim(&self, version: i64) -> Result<(), Refusal> {
        if self.version == version && self.phase == Phase::Exchanging {
            Ok(())
        } else {
            Err(Refusal::AttemptChanged)
        }
    }

    /// Ends the attempt with its account.
    #[must_use]
    pub fn done(mut self, account_id: Uuid, now: DateTime<Utc>) -> Self {
        self.enter(Phase::Done, now);
        Self { account_id: Some(account_id), ..self }
    }
}

/// The attempts with one link token that have not expired, however they ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AliveAttempts {
    pub count: i64,
    /// The earliest time at which one of them expires.
    pub next_expiry: Option<DateTime<Utc>>,
}

impl AliveAttempts {
    /// Checks that another attempt may begin.
    pub fn check_another(self, now: DateTime<Utc>) -> Result<(), Refusal> {
        if self.count < i64::from(MAX_ALIVE_ATTEMPTS) {
            return Ok(());
        }
        let wait = self.next_expiry.map_or(LIFETIME, |expiry| expiry - now);
        // Rounded up, so that the caller does not come too early.
        let seconds = u64::try_from(wait.num_seconds()).unwrap_or_default() + 1;
        Err(Refusal::TooManyAttempts { retry_after: Duration::from_secs(seconds) })
    }
}

/// The state of an attempt's link token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkTokenState {
    Active,
    /// The token has expired. The attempt, which began before, may go on.
    Expired,
    /// An attempt has redeemed the token.
    Redeemed {
        account_id: Uuid,
    },
    /// The token was revoked, or redeemed by a backend, or its tenant no longer has its account.
    Dead,
}

/// An attempt, and what its link token stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundAttempt {
    pub attempt: Attempt,
    pub grant: Grant,
    pub link_token: LinkTokenState,
    /// The account to reauthorise, if there is one and the tenant of the link token still has it.
    pub account: Option<Account>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn chosen() -> ChosenIntegration {
        let name = "hubspot".parse().expect("valid");
        ChosenIntegration { environment_integration_id: Uuid::from_u128(3), name }
    }

    fn attempt(phase: Phase) -> Attempt {
        Attempt {
            id: Uuid::from_u128(1),
            environment_id: Uuid::from_u128(2),
            version: 5,
            link_token: LinkTokenHash([0; 32]),
            key: AttemptKeyHash::of("key"),
            state: Some(StateHash::of("state")),
            browser: Some(BrowserHash::of("browser")),
            integration: Some(chosen()),
            authentication_method: None,
            options: "{}".to_owned(),
            phase,
            phase_since: at(0),
            tries: 0,
            failure: None,
            account_id: None,
            reauthorises: None,
            secrets: Secret::new("{}"),
            created_at: at(0),
            expires_at: at(0) + LIFETIME,
        }
    }

    fn change(step: Step) -> AttemptChange {
        let integration = Some(chosen());
        AttemptChange {
            step,
            integration,
            authentication_method: None,
            secrets: Secret::new("x"),
            tokens: WaitingTokens::Unchanged,
        }
    }

    #[test]
    fn another_attempt_is_refused_until_one_of_the_allowed_number_expires() {
        let alive = |count, next_expiry| AliveAttempts { count, next_expiry };
        assert_eq!(alive(0, None).check_another(at(0)), Ok(()));
        assert_eq!(alive(99, Some(at(9))).check_another(at(0)), Ok(()));
        for (count, seconds) in [(100, 9), (101, 1799)] {
            let refused = alive(count, Some(at(seconds))).check_another(at(0));
            let retry_after = Duration::from_secs(u64::try_from(seconds).expect("positive") + 1);
            assert_eq!(refused, Err(Refusal::TooManyAttempts { retry_after }));
        }
    }

    #[test]
    fn change_is_refused_when_attempt_is_claimed_done_expired_or_changed() {
        let leave = || Step::Leave { state: StateHash::of("new"), browser: None };
        for (phase, seconds, version, expected) in [
            (Phase::Open, 1, 5, Ok(Phase::AwaitingCallback)),
            (Phase::AwaitingCallback, 1, 5, Ok(Phase::AwaitingCallback)),
            (Phase::Failed, 1799, 5, Ok(Phase::AwaitingCallback)),
            (Phase::Failed, 1800, 5, Err(Refusal::AttemptDead)),
            (Phase::Open, 1, 4, Err(Refusal::AttemptChanged)),
            (Phase::Open, 1, 6, Err(Refusal::AttemptChanged)),
            (Phase::Exchanging, 60, 5, Err(Refusal::AttemptChanged)),
            (Phase::Exchanging, 61, 5, Ok(Phase::AwaitingCallback)),
            (Phase::Done, 1, 5, Err(Refusal::AttemptChanged)),
        ] {
            let changed = attempt(phase).change(version, change(leave()), at(seconds));
            assert_eq!(changed.as_ref().map(|it| it.phase).map_err(Clone::clone), expected);
            if let Ok(changed) = changed {
                assert_eq!((changed.version, changed.phase_since), (6, at(seconds)));
                assert_eq!(changed.tries, 1);
                assert_eq!(changed.state, Some(StateHash::of("new")));
                assert_eq!((changed.browser, changed.failure), (None, None));
            }
        }
        let back = attempt(Phase::AwaitingCallback).change(5, change(Step::Open), at(1));
        let back = back.expect("allowed");
        assert_eq!((back.phase, back.state), (Phase::Open, Some(StateHash::of("state"))));
        assert_eq!(back.tries, 0);
        let returned = attempt(Phase::AwaitingCallback).change(5, change(Step::Return), at(1));
        let claimed = returned.expect("allowed").claim(
            Uuid::from_u128(3),
            Some(BrowserHash::of("browser")),
            at(2),
        );
        assert!(matches!(claimed, Ok(Claim::Claimed(_))), "the other window stays good");
        for phase in [Phase::Open, Phase::Exchanging, Phase::Done, Phase::Failed] {
            let refused = attempt(phase).change(5, change(Step::Return), at(1));
            assert_eq!(refused, Err(Refusal::AttemptChanged), "{phase}: the state may be used");
        }
        let own = Some(BrowserHash::of("another"));
        let exchange = change(Step::Exchange { browser: own });
        let typed = attempt(Phase::Open).change(5, exchange, at(1)).expect("allowed");
        assert_eq!((typed.phase, typed.browser, typed.tries), (Phase::Exchanging, own, 1));
        let accepted = attempt(Phase::Open).change(5, change(Step::Accept), at(1));
        let accepted = accepted.expect("allowed");
        let own = Some(BrowserHash::of("browser"));
        assert_eq!((accepted.phase, accepted.browser, accepted.tries), (Phase::Exchanging, own, 0));
        let asks = attempt(Phase::Exchanging).change(5, change(Step::Ask), at(1)).expect("allowed");
        assert_eq!((asks.phase, asks.state), (Phase::Open, Some(StateHash::of("state"))));
        for phase in [Phase::Open, Phase::AwaitingCallback, Phase::Failed, Phase::Done] {
            let refused = attempt(phase).change(5, change(Step::Ask), at(1));
            assert_eq!(refused, Err(Refusal::AttemptChanged), "{phase}: only the claimant asks");
        }
    }

    #[test]
    fn claim_belongs_to_the_first_callback_of_the_browser() {
        let own = Some(BrowserHash::of("browser"));
        let claim = |phase, integration, browser, seconds| {
            attempt(phase).claim(Uuid::from_u128(integration), browser, at(seconds))
        };
        let claimed = claim(Phase::AwaitingCallback, 3, own, 1799).expect("found");
        let Claim::Claimed(claimed) = claimed else { panic!("not claimed: {claimed:?}") };
        assert_eq!((claimed.phase, claimed.version), (Phase::Exchanging, 6));
        assert_eq!(claimed.state, Some(StateHash::of("state")), "a doubled callback finds it");
        let again = claimed.claim(Uuid::from_u128(3), own, at(1859)).expect("found");
        assert!(matches!(again, Claim::InProgress(_)));

        let expired = claim(Phase::AwaitingCallback, 3, own, 1800);
        assert_eq!(expired, Err(Refusal::AttemptDead));
        for phase in [Phase::AwaitingCallback, Phase::Done, Phase::Failed] {
            assert_eq!(claim(phase, 4, own, 1), Err(Refusal::AttemptDead));
            for browser in [None, Some(BrowserHash::of("other"))] {
                assert_eq!(claim(phase, 3, browser, 1), Ok(Claim::OtherBrowser));
            }
        }
        for phase in [Phase::Done, Phase::Failed] {
            let ended = claim(phase, 3, own, 5000);
            assert_eq!(ended, Ok(Claim::Ended(attempt(phase))));
        }
        let Ok(Claim::Ended(vanished)) = claim(Phase::Exchanging, 3, own, 61) else {
            panic!("the code works once")
        };
        let error_type = vanished.failure.map(|failure| failure.error_type);
        assert_eq!((vanished.phase, error_type), (Phase::Failed, Some(ErrorType::ConnectionError)));

        let without_cookie = Attempt { browser: None, ..attempt(Phase::AwaitingCallback) };
        let claimed = without_cookie.claim(Uuid::from_u128(3), own, at(1));
        assert!(matches!(claimed, Ok(Claim::Claimed(_))));
    }

    #[test]
    fn claim_can_be_completed_late_but_not_twice() {
        let claimed = attempt(Phase::Exchanging);
        assert_eq!(claimed.check_claim(5), Ok(()));
        assert_eq!(claimed.check_claim(4), Err(Refusal::AttemptChanged));
        let account_id = Uuid::from_u128(9);
        let done = claimed.clone().done(account_id, at(2000));
        assert_eq!((done.phase, done.account_id), (Phase::Done, Some(account_id)));
        assert_eq!(done.check_claim(6), Err(Refusal::AttemptChanged));
        let failure =
            AttemptFailure { error_type: ErrorType::ValidationError, error: "refused".to_owned() };
        assert_eq!(done.fail(6, failure.clone(), at(3)), Err(Refusal::AttemptChanged));
        let failed = claimed.fail(5, failure.clone(), at(3)).expect("allowed");
        assert_eq!((failed.phase, failed.failure), (Phase::Failed, Some(failure)));
    }

    #[test]
    fn secret_is_random_and_hidden_from_debug() {
        let secret = AttemptSecret::generate().expect("randomness");
        assert_eq!(secret.expose().len(), 64);
        assert_ne!(secret.expose(), AttemptSecret::generate().expect("randomness").expose());
        assert_eq!(format!("{secret:?}"), "AttemptSecret(…)");
        assert_eq!(AttemptKeyHash::of(secret.expose()), AttemptKeyHash::of(secret.expose()));
    }
}
