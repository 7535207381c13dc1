//! The audit trail: who did what, to whose connection, what came of it, and when. Never a secret, and nothing of a context.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use link_token_types::TenantId;
use uuid::{NoContext, Timestamp, Uuid};

use super::{
    Refusal,
    integrated_account::Account,
    link_token::{LinkTokenHash, LinkTokenMark},
};

/// Something that was done, or was asked for in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its ID, which tells when it was and orders events by that.
    pub id: EventId,
    /// The environment in which it was.
    pub environment_id: Uuid,
    /// Who asked for it.
    pub origin: Origin,
    /// What was asked for.
    pub action: Action,
    /// What came of it.
    pub outcome: Outcome,
    /// The tenant that it was about, if it is known.
    pub tenant_id: Option<TenantId>,
    /// The integrated account, the API token or the static gate that it was about, if any.
    pub object_id: Option<Uuid>,
    /// The link token that it was about, if any.
    pub link_token: Option<LinkTokenMark>,
}

impl Event {
    /// What a request to the API asks for, until more is said of it.
    pub fn of_request(
        request: ApiRequest,
        environment_id: Uuid,
        action: Action,
        at: DateTime<Utc>,
    ) -> Self {
        Self::new(Origin::Api(request), environment_id, action, at)
    }

    /// What an operator does to an environment as a whole, until more is said of it.
    pub fn of_operator(environment_id: Uuid, action: Action, at: DateTime<Utc>) -> Self {
        Self::new(Origin::CommandLine, environment_id, action, at)
    }

    fn new(origin: Origin, environment_id: Uuid, action: Action, at: DateTime<Utc>) -> Self {
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

    /// What came of it.
    #[must_use]
    pub fn with_outcome(self, outcome: Outcome) -> Self {
        Self { outcome, ..self }
    }

    /// The tenant that it was about.
    #[must_use]
    pub fn of_tenant(self, tenant_id: Option<TenantId>) -> Self {
        Self { tenant_id, ..self }
    }

    /// The integrated account, the API token or the static gate that it was about.
    #[must_use]
    pub fn about(self, object_id: Option<Uuid>) -> Self {
        Self { object_id, ..self }
    }

    /// The integrated account that it was about, and so its tenant.
    #[must_use]
    pub fn about_account(self, account: &Account) -> Self {
        self.of_tenant(Some(account.tenant_id.clone())).about(Some(account.id))
    }

    /// The link token that it was about.
    #[must_use]
    pub fn with_link_token(self, hash: LinkTokenHash) -> Self {
        Self { link_token: Some(hash.mark()), ..self }
    }
}

/// The ID of an event: a UUID of version 7 (RFC 9562), which begins with the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventId(pub Uuid);

impl EventId {
    /// The ID of a new event at a time.
    pub fn new(at: DateTime<Utc>) -> Self {
        let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
        Self(Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, at.timestamp_subsec_nanos())))
    }

    /// Before every event at a time or later, and after every earlier one.
    pub fn first_at(at: DateTime<Utc>) -> Self {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid())
    }

    /// When the event was, in milliseconds since 1970-01-01T00:00:00Z.
    pub fn millis(self) -> u64 {
        let (millis, _) = self.0.as_u64_pair();
        millis >> 16
    }

    /// When the event was, to the millisecond.
    pub fn at(self) -> DateTime<Utc> {
        let (seconds, nanoseconds) =
            self.0.get_timestamp().map_or((0, 0), |timestamp| timestamp.to_unix());
        let at = i64::try_from(seconds).ok();
        at.and_then(|seconds| DateTime::from_timestamp(seconds, nanoseconds)).unwrap_or_default()
    }
}

/// Who asks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A backend.
    Api(ApiRequest),
    /// An operator, by a command of this program.
    CommandLine,
}

impl Origin {
    /// The request, if that is it.
    pub fn api(self) -> Option<ApiRequest> {
        match self {
            Self::Api(request) => Some(request),
            Self::CommandLine => None,
        }
    }
}

/// A request to the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiRequest {
    /// The API token of the caller.
    pub api_token_id: Uuid,
    /// The ID of the request, which its answer and the log have as well.
    pub request_id: Uuid,
}

/// Text that is none of a set of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a known word")]
pub struct Unknown;

/// An enumeration of which each value has a word.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $value:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$doc])* $value,)+
        }

        impl $name {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$value,)+];

            /// The word for it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = Unknown;

            fn from_str(text: &str) -> Result<Self, Unknown> {
                Self::ALL.iter().find(|value| value.as_str() == text).copied().ok_or(Unknown)
            }
        }
    };
}

words! {
    /// What is asked for. The operations of the API by their names in the contract, and what commands change.
    Action {
        /// To issue a link token.
        CreateLinkToken = "create_link_token",
        /// To redeem a link token.
        RedeemLinkToken = "redeem_link_token",
        /// To revoke a link token.
        RevokeLinkToken = "revoke_link_token",
        /// To add an environment.
        CreateEnvironment = "create_environment",
        /// To change the policy of an environment.
        SetEnvironment = "set_environment",
        /// To add an API token.
        CreateApiToken = "create_api_token",
        /// To revoke an API token.
        RevokeApiToken = "revoke_api_token",
        /// To add a static gate.
        CreateStaticGate = "create_static_gate",
        /// To remove a static gate.
        DeleteStaticGate = "delete_static_gate",
        /// To add an account that was connected elsewhere.
        ImportIntegratedAccount = "import_integrated_account",
        /// To seal everything again with another encryption key. An event in each environment.
        ResealContexts = "reseal_contexts",
    }
}

words! {
    /// What came of it.
    Outcome {
        /// It was done.
        Done = "done",
        /// There was nothing to do: a request was repeated with its Idempotency-Key, or something was revoked that was not
        /// valid any more.
        Unchanged = "unchanged",
        /// Refused: a field broke a rule.
        Invalid = "invalid",
        /// Refused: a field named something that does not exist.
        NotFound = "not_found",
        /// Refused: the Idempotency-Key was used before with another request.
        KeyReused = "key_reused",
        /// Refused: the link token was unknown, expired, redeemed or revoked.
        LinkTokenDead = "link_token_dead",
    }
}

impl From<&Refusal> for Outcome {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Invalid(_) => Self::Invalid,
            Refusal::NotFound(_) => Self::NotFound,
            Refusal::KeyReused => Self::KeyReused,
            Refusal::LinkTokenDead => Self::LinkTokenDead,
        }
    }
}

/// Which events to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The environment.
    pub environment_id: Uuid,
    /// Not before this time.
    pub since: Option<DateTime<Utc>>,
    /// Before this time.
    pub until: Option<DateTime<Utc>>,
    /// Before this event, to go on from where a look ended. Those of its millisecond that come after it in the list may be left out if it
    /// is not there any more.
    pub before: Option<EventId>,
    /// Asked for with this API token.
    pub api_token_id: Option<Uuid>,
    /// In this request.
    pub request_id: Option<Uuid>,
    /// This was asked for.
    pub action: Option<Action>,
    /// This came of it.
    pub outcome: Option<Outcome>,
    /// About this tenant.
    pub tenant_id: Option<TenantId>,
    /// About this integrated account, API token or static gate.
    pub object_id: Option<Uuid>,
    /// About this link token.
    pub link_token: Option<LinkTokenMark>,
    /// No more than so many, the newest.
    pub limit: u32,
}

impl Filter {
    /// The newest events of an environment, whatever they are.
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

    /// Events from this ID on may fit.
    pub fn from_id(&self) -> EventId {
        self.since.map_or(EventId(Uuid::nil()), EventId::first_at)
    }

    /// Events before this ID may fit.
    pub fn before_id(&self) -> EventId {
        let until = self.until.map(EventId::first_at);
        [until, self.before].into_iter().flatten().min().unwrap_or(EventId(Uuid::max()))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn ids_tell_when_and_are_in_the_order_of_time() {
        let at = DateTime::UNIX_EPOCH + TimeDelta::milliseconds(1_789_123_456_789);
        let millisecond = TimeDelta::milliseconds(1);
        let id = EventId::new(at);
        assert_eq!(id.at(), at);
        assert_eq!(id.millis(), 1_789_123_456_789);
        assert_ne!(id, EventId::new(at));
        assert!(EventId::new(at - millisecond) < EventId::first_at(at));
        assert!(EventId::first_at(at) <= id && id < EventId::first_at(at + millisecond));
    }

    #[test]
    fn words_are_read_back() {
        for action in Action::ALL {
            assert_eq!(action.as_str().parse(), Ok(*action));
        }
        for outcome in Outcome::ALL {
            assert_eq!(outcome.as_str().parse(), Ok(*outcome));
        }
        assert_eq!("".parse::<Outcome>(), Err(Unknown));
    }
}
