//! The audit trail: who did what, to which object, with which outcome, and when. It contains no
//! secrets and no contexts.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};
use link_token_types::TenantId;
use uuid::{ClockSequence, Timestamp, Uuid};

use super::{
    Refusal,
    integrated_account::Account,
    link_token::{LinkTokenHash, LinkTokenMark, Purpose},
};

/// An action and its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The ID, which begins with the time of the event. Events are in the order of their IDs.
    pub id: EventId,
    pub environment_id: Uuid,
    pub origin: Origin,
    pub action: Action,
    pub outcome: Outcome,
    /// The tenant concerned, if it is known and was not erased.
    pub tenant_id: Option<TenantId>,
    /// The integrated account, the API token, the static gate or the environment integration
    /// concerned, if any.
    pub object_id: Option<Uuid>,
    /// The link token concerned, if any.
    pub link_token: Option<LinkTokenMark>,
}

impl Event {
    /// Returns the event of an API request, with the outcome `Done`.
    pub fn of_request(
        request: ApiRequest,
        environment_id: Uuid,
        action: Action,
        at: DateTime<Utc>,
    ) -> Self {
        Self::new(Origin::Api(request), environment_id, action, at)
    }

    /// Returns the event of a browser's request to the connection page, with the outcome `Done`.
    pub fn of_browser(
        request_id: Uuid,
        environment_id: Uuid,
        action: Action,
        at: DateTime<Utc>,
    ) -> Self {
        Self::new(Origin::Browser { request_id }, environment_id, action, at)
    }

    /// Returns the event of the server itself, with the outcome `Done`.
    pub fn of_server(environment_id: Uuid, action: Action, at: DateTime<Utc>) -> Self {
        Self::new(Origin::Server, environment_id, action, at)
    }

    /// Returns the event of an operator's command, with the outcome `Done`.
    pub fn of_operator(environment_id: Uuid, action: Action, at: DateTime<Utc>) -> Self {
        Self::new(Origin::CommandLine, environment_id, action, at)
    }

    /// Returns an event with the outcome `Done`.
    pub fn new(origin: Origin, environment_id: Uuid, action: Action, at: DateTime<Utc>) -> Self {
        Self {
            id: EventId::new(at),
            environment_id,
            origin,
            action,
            outcome: Outcome::Done,
            tenant_id: None,
            object_id: None,
            link_token: None,
        }
    }

    #[must_use]
    pub fn with_outcome(self, outcome: Outcome) -> Self {
        Self { outcome, ..self }
    }

    #[must_use]
    pub fn of_tenant(self, tenant_id: Option<TenantId>) -> Self {
        Self { tenant_id, ..self }
    }

    /// Sets the integrated account or the other object concerned.
    #[must_use]
    pub fn about(self, object_id: Option<Uuid>) -> Self {
        Self { object_id, ..self }
    }

    /// Sets the integrated account concerned, and its tenant.
    #[must_use]
    pub fn about_account<C>(self, account: &Account<C>) -> Self {
        self.of_tenant(Some(account.tenant_id.clone())).about(Some(account.id))
    }

    /// Sets the tenant and the account that a link token is for.
    #[must_use]
    pub fn for_purpose(self, purpose: &Purpose) -> Self {
        self.of_tenant(Some(purpose.tenant_id().clone())).about(purpose.account_id())
    }

    #[must_use]
    pub fn with_link_token(self, hash: LinkTokenHash) -> Self {
        Self { link_token: Some(hash.mark()), ..self }
    }
}

/// The ID of an event: a UUID of version 7 (RFC 9562), which begins with the time in milliseconds.
/// Within a millisecond, the IDs of one process increase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventId(pub Uuid);

impl EventId {
    /// Returns a new ID.
    pub fn new(at: DateTime<Utc>) -> Self {
        let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
        Self(Uuid::new_v7(Timestamp::from_unix(Counter, seconds, at.timestamp_subsec_nanos())))
    }

    /// Returns the lowest ID of a time: events from then on have a greater or equal ID, earlier
    /// ones a lower ID.
    pub fn first_at(at: DateTime<Utc>) -> Self {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid())
    }

    /// Returns the time of the event, to the millisecond.
    pub fn at(self) -> DateTime<Utc> {
        let (seconds, nanoseconds) =
            self.0.get_timestamp().map_or((0, 0), |timestamp| timestamp.to_unix());
        let at = i64::try_from(seconds).ok();
        at.and_then(|seconds| DateTime::from_timestamp(seconds, nanoseconds)).unwrap_or_default()
    }
}

/// A counter of this process's events. Unlike the counters of the crate `uuid`, it does not change
/// the time when the clock is set back.
struct Counter;

impl ClockSequence for Counter {
    type Output = u64;

    fn generate_sequence(&self, _seconds: u64, _subsec_nanos: u32) -> u64 {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        NEXT.fetch_add(1, Ordering::Relaxed)
    }

    fn usable_bits(&self) -> usize {
        42
    }
}

/// The origin of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Api(ApiRequest),
    /// A request of a user's browser to the connection page.
    Browser {
        request_id: Uuid,
    },
    CommandLine,
    /// The server itself, without a request.
    Server,
}

impl Origin {
    pub fn api_token_id(self) -> Option<Uuid> {
        match self {
            Self::Api(request) => Some(request.api_token_id),
            Self::Browser { .. } | Self::CommandLine | Self::Server => None,
        }
    }

    pub fn request_id(self) -> Option<Uuid> {
        match self {
            Self::Api(ApiRequest { request_id, .. }) | Self::Browser { request_id } => {
                Some(request_id)
            }
            Self::CommandLine | Self::Server => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiRequest {
    pub api_token_id: Uuid,
    /// The ID of the request, which the response and the log also contain.
    pub request_id: Uuid,
}

/// The action that an event records: an operation of the API, by its name in the contract, or a
/// command that changes something.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Action {
    CreateLinkToken,
    RedeemLinkToken,
    RevokeLinkToken,
    /// A backend confirms an account that was connected with a challenge.
    ConfirmLinkToken,
    /// The server withdraws an account that was not confirmed in time.
    ExpireConfirmation,
    /// A user opens the connection page with a link token.
    BeginAttempt,
    FailAttempt,
    /// A user has connected an account.
    CompleteAttempt,
    /// A backend reads the credentials of an account.
    ReadCredentials,
    /// A backend asks for new credentials of an account.
    RefreshCredentials,
    /// The third party has ended the credentials of an account.
    LoseCredentials,
    CreateEnvironment,
    SetEnvironment,
    CreateApiToken,
    RevokeApiToken,
    CreateStaticGate,
    DeleteStaticGate,
    EnableIntegration,
    DisableIntegration,
    ImportIntegratedAccount,
    CreateWebhook,
    UpdateWebhook,
    /// A webhook gets a new secret.
    RotateWebhookSecret,
    DeleteWebhook,
    /// A backend or an operator has events sent again.
    ReplayWebhook,
    /// Everything about a tenant is deleted. The event does not name it.
    EraseTenant,
    DeleteEnvironment,
    UpdateIntegratedAccount,
    DeleteIntegratedAccount,
    /// A backend replaces the credentials of an account.
    UpdateCredentials,
    /// A backend has the credentials of an account verified again.
    RunPostInstallActions,
    /// An operator encrypts all contexts again with another key. Each environment gets an event.
    ReencryptContexts,
    /// An operator confirms a clock that is far from the last sweep. Each environment gets an
    /// event.
    ConfirmClock,
}

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Outcome {
    Done,
    /// Nothing changed: a request was repeated with its Idempotency-Key, or the revoked token was
    /// already inactive.
    Unchanged,
    /// Refused: a field breaks a rule.
    Invalid,
    /// Refused: a field names something that does not exist.
    NotFound,
    /// Refused: the Idempotency-Key was already used with another request.
    KeyReused,
    /// Refused: the link token is unknown, expired, redeemed or revoked.
    LinkTokenDead,
    /// Refused: the verifier is not that of the link token's challenge.
    WrongVerifier,
    /// Refused: no account was connected with the link token yet.
    NotConnected,
    /// Refused: the account was not confirmed yet.
    NotConfirmed,
    /// Refused: the attempt has changed meanwhile.
    AttemptChanged,
    /// Refused: the attempt is unknown or has expired.
    AttemptDead,
    /// Refused: the link token was opened too often.
    TooManyAttempts,
    /// Refused: the credentials have expired, and the account has to be authorised again.
    NeedsReauth,
    /// Refused: the credentials have expired, and could not be refreshed.
    RefreshFailed,
}

impl Action {
    /// Returns true for an action that the server takes by itself.
    pub fn is_of_server(self) -> bool {
        matches!(self, Self::ExpireConfirmation | Self::LoseCredentials)
    }

    /// Returns the word that the audit trail stores and shows.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

impl Outcome {
    /// Returns the word that the audit trail stores and shows.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

impl From<&Refusal> for Outcome {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Invalid(_) | Refusal::AlreadyExists(_) => Self::Invalid,
            Refusal::NotFound(_) => Self::NotFound,
            Refusal::KeyReused => Self::KeyReused,
            Refusal::LinkTokenDead => Self::LinkTokenDead,
            Refusal::WrongVerifier => Self::WrongVerifier,
            Refusal::NotConnected => Self::NotConnected,
            Refusal::NotConfirmed => Self::NotConfirmed,
            Refusal::AttemptChanged => Self::AttemptChanged,
            Refusal::AttemptDead => Self::AttemptDead,
            Refusal::TooManyAttempts { .. } => Self::TooManyAttempts,
            Refusal::NeedsReauth => Self::NeedsReauth,
            Refusal::RefreshFailed { .. } => Self::RefreshFailed,
        }
    }
}

/// A selection of events, newest first, which meet every condition that is not `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    pub environment_id: Uuid,
    /// The earliest time, inclusive.
    pub since: Option<DateTime<Utc>>,
    /// The latest time, exclusive.
    pub until: Option<DateTime<Utc>>,
    /// The last event of the previous page.
    pub before: Option<EventId>,
    pub api_token_id: Option<Uuid>,
    pub request_id: Option<Uuid>,
    pub action: Option<Action>,
    pub outcome: Option<Outcome>,
    pub tenant_id: Option<TenantId>,
    /// The integrated account or the other object concerned.
    pub object_id: Option<Uuid>,
    pub link_token: Option<LinkTokenMark>,
    pub limit: u32,
}

impl Filter {
    /// Returns a filter for the newest events of an environment.
    pub fn of(environment_id: Uuid, limit: u32) -> Self {
        Self {
            environment_id,
            since: None,
            until: None,
            before: None,
            api_token_id: None,
            request_id: None,
            action: None,
            outcome: None,
            tenant_id: None,
            object_id: None,
            link_token: None,
            limit,
        }
    }

    /// Returns the lowest ID that may match.
    pub fn from_id(&self) -> EventId {
        self.since.map_or(EventId(Uuid::nil()), EventId::first_at)
    }

    /// Returns the ID that every match is lower than.
    pub fn before_id(&self) -> EventId {
        let until = self.until.map(EventId::first_at);
        [until, self.before].into_iter().flatten().min().unwrap_or(EventId(Uuid::max()))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use strum::VariantArray as _;

    use super::*;

    #[test]
    fn event_ids_contain_the_time_and_sort_by_it() {
        let at = DateTime::UNIX_EPOCH + TimeDelta::milliseconds(1_789_123_456_789);
        let millisecond = TimeDelta::milliseconds(1);
        let id = EventId::new(at);
        assert_eq!(id.at(), at);
        assert!(id < EventId::new(at), "in the order of recording");
        assert!(EventId::new(at - millisecond) < EventId::first_at(at));
        assert!(EventId::first_at(at) <= id && id < EventId::first_at(at + millisecond));
    }

    #[test]
    fn words_of_actions_and_outcomes_parse_back() {
        assert_eq!(Action::CreateLinkToken.as_str(), "create_link_token");
        assert_eq!(Outcome::LinkTokenDead.as_str(), "link_token_dead");
        for action in Action::VARIANTS {
            assert_eq!(action.as_str().parse(), Ok(*action));
        }
        for outcome in Outcome::VARIANTS {
            assert_eq!(outcome.as_str().parse(), Ok(*outcome));
        }
        assert!("".parse::<Outcome>().is_err());
    }
}
