//! Events: what happened to an integrated account, for webhooks.

use chrono::{DateTime, Utc};
use link_token_types::{self as types, IntegratedAccountStatus as Status};
use uuid::Uuid;

use crate::{audit::EventId, integrated_account::Account, secret::Secret};

/// The kind of an event, with its name in the hosted API.
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
pub enum EventType {
    #[strum(serialize = "integrated_account:created")]
    Created,
    #[strum(serialize = "integrated_account:updated")]
    Updated,
    #[strum(serialize = "integrated_account:active")]
    Active,
    /// The account is active again after it needed a reauthorisation.
    #[strum(serialize = "integrated_account:reactivated")]
    Reactivated,
    #[strum(serialize = "integrated_account:post_install_error")]
    PostInstallError,
    #[strum(serialize = "integrated_account:validation_error")]
    ValidationError,
    /// The account needs a reauthorisation.
    #[strum(serialize = "integrated_account:authentication_error")]
    AuthenticationError,
    #[strum(serialize = "integrated_account:deleted")]
    Deleted,
}

impl EventType {
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Returns the event of an account that has reached a state.
    fn of_status(status: Status) -> Option<Self> {
        match status {
            Status::Connecting => None,
            Status::Active => Some(Self::Active),
            Status::PostInstallError => Some(Self::PostInstallError),
            Status::ValidationError => Some(Self::ValidationError),
            Status::NeedsReauth => Some(Self::AuthenticationError),
        }
    }
}

/// The part of an account before a change on which its events depend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountState {
    pub status: Status,
    /// The ID of the account at the third party.
    pub upstream_id: Option<String>,
}

impl<C> Account<C> {
    pub fn state(&self) -> AccountState {
        AccountState { status: self.status, upstream_id: self.upstream_id.clone() }
    }
}

/// A change of an account, which becomes events.
#[derive(Clone, Copy, Debug)]
pub enum AccountChange<'a> {
    /// The account is new: connected by a user, or imported.
    Created(&'a Account),
    /// A user has connected the account again.
    Reauthorised {
        before: &'a AccountState,
        after: &'a Account,
    },
    /// A backend or an operator has changed fields or credentials of the account.
    Edited {
        before: &'a AccountState,
        after: &'a Account,
    },
    /// The service has found another state of the account: by a refresh, by a verification, or
    /// because its connection was confirmed.
    StateFound {
        before: &'a AccountState,
        after: &'a Account,
    },
    Deleted {
        environment_id: Uuid,
        account_id: Uuid,
    },
}

impl<'a> AccountChange<'a> {
    /// Returns the change by a redeemed link token. `before` is the account to reauthorise.
    pub fn redeemed(before: Option<&'a AccountState>, after: &'a Account) -> Self {
        match before {
            None => Self::Created(after),
            Some(before) => Self::Reauthorised { before, after },
        }
    }

    /// Returns the change by a confirmed connection.
    pub fn confirmed(before: &'a AccountState, after: &'a Account) -> Self {
        if before.status == Status::Connecting {
            Self::StateFound { before, after }
        } else {
            Self::Reauthorised { before, after }
        }
    }

    pub fn environment_id(&self) -> Uuid {
        self.after()
            .map_or_else(|(environment_id, _)| environment_id, |account| account.environment_id)
    }

    pub fn account_id(&self) -> Uuid {
        self.after().map_or_else(|(_, account_id)| account_id, |account| account.id)
    }

    /// Returns the account after the change, or the IDs of one that was deleted.
    fn after(&self) -> Result<&'a Account, (Uuid, Uuid)> {
        match *self {
            Self::Created(after)
            | Self::Reauthorised { after, .. }
            | Self::Edited { after, .. }
            | Self::StateFound { after, .. } => Ok(after),
            Self::Deleted { environment_id, account_id } => Err((environment_id, account_id)),
        }
    }

    /// Returns the events of the change, in order.
    pub fn event_types(&self) -> Vec<EventType> {
        let events = match self {
            Self::Created(after) => {
                vec![Some(EventType::Created), EventType::of_status(after.status)]
            }
            Self::Reauthorised { before, after } => vec![
                Some(EventType::Updated),
                EventType::of_status(after.status),
                reactivated(before, after),
            ],
            Self::Edited { before, after } => {
                vec![Some(EventType::Updated), new_state(before, after), reactivated(before, after)]
            }
            Self::StateFound { before, after } => {
                vec![new_state(before, after), reactivated(before, after)]
            }
            Self::Deleted { .. } => vec![Some(EventType::Deleted)],
        };
        events.into_iter().flatten().collect()
    }

    /// Returns true if a reauthorisation has connected another account of the third party.
    pub fn is_other_upstream_account(&self) -> bool {
        match self {
            Self::Reauthorised { before, after } => {
                let (before, after) = (&before.upstream_id, &after.upstream_id);
                before.is_some() && after.is_some() && before != after
            }
            _ => false,
        }
    }

    /// Returns the payload of the events as JSON: the account as it is now, without credentials, or
    /// the ID of a deleted one. It has the context, so it is a secret.
    pub fn payload(&self) -> Result<Secret, serde_json::Error> {
        let json = match self.after() {
            Ok(account) => serde_json::to_string(&types::IntegratedAccount::from(account.clone()))?,
            Err((_, id)) => serde_json::json!({ "id": id }).to_string(),
        };
        Ok(Secret::new(json))
    }
}

fn new_state(before: &AccountState, after: &Account) -> Option<EventType> {
    EventType::of_status(after.status).filter(|_| before.status != after.status)
}

fn reactivated(before: &AccountState, after: &Account) -> Option<EventType> {
    let is_reactivated = before.status == Status::NeedsReauth && after.status == Status::Active;
    is_reactivated.then_some(EventType::Reactivated)
}

/// An event of an account. `P` is the form of the payload: plain, or encrypted as in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookEvent<P = Secret> {
    /// The ID, which receivers see as `webhook-id`. It is the same each time the event is sent.
    pub id: EventId,
    pub environment_id: Uuid,
    pub account_id: Uuid,
    /// The place among the events of the account.
    pub sequence: i64,
    pub event_type: EventType,
    /// JSON: an account, without what the catalogue says of its integration.
    pub payload: P,
    /// True if a reauthorisation has connected another account of the third party.
    pub is_other_upstream_account: bool,
    pub created_at: DateTime<Utc>,
}

impl<P> WebhookEvent<P> {
    /// Replaces the payload with another form of it.
    pub fn with_payload<Q>(self, payload: Q) -> WebhookEvent<Q> {
        let Self {
            id,
            environment_id,
            account_id,
            sequence,
            event_type,
            payload: _,
            is_other_upstream_account,
            created_at,
        } = self;
        WebhookEvent {
            id,
            environment_id,
            account_id,
            sequence,
            event_type,
            payload,
            is_other_upstream_account,
            created_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;

    use super::*;
    use crate::context::Context;

    fn account(status: Status, upstream_id: Option<&str>) -> Account {
        Account {
            id: Uuid::from_u128(1),
            environment_id: Uuid::from_u128(2),
            tenant_id: "a".parse().expect("valid"),
            integration: "hubspot".parse().expect("valid"),
            environment_integration_id: None,
            authentication_method: None,
            status,
            last_error: None,
            upstream_id: upstream_id.map(str::to_owned),
            region: types::Region::Eu,
            static_gate_id: None,
            context: Context::empty(),
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn events_follow_from_the_change_and_the_states() {
        use EventType as E;
        use Status as S;
        enum Kind {
            Created,
            Reauthorised,
            Edited,
            StateFound,
        }
        let any = S::Active;
        for (kind, before, after, expected) in [
            (Kind::Created, any, S::Connecting, &[E::Created][..]),
            (Kind::Created, any, S::Active, &[E::Created, E::Active]),
            (Kind::Created, any, S::PostInstallError, &[E::Created, E::PostInstallError]),
            (Kind::Created, any, S::ValidationError, &[E::Created, E::ValidationError]),
            (Kind::Created, any, S::NeedsReauth, &[E::Created, E::AuthenticationError]),
            (Kind::Reauthorised, S::Active, S::Active, &[E::Updated, E::Active]),
            (Kind::Reauthorised, S::ValidationError, S::Active, &[E::Updated, E::Active]),
            (
                Kind::Reauthorised,
                S::NeedsReauth,
                S::Active,
                &[E::Updated, E::Active, E::Reactivated],
            ),
            (
                Kind::Reauthorised,
                S::NeedsReauth,
                S::ValidationError,
                &[E::Updated, E::ValidationError],
            ),
            (Kind::Edited, S::Active, S::Active, &[E::Updated]),
            (Kind::Edited, S::NeedsReauth, S::NeedsReauth, &[E::Updated]),
            (Kind::Edited, S::Active, S::NeedsReauth, &[E::Updated, E::AuthenticationError]),
            (Kind::Edited, S::NeedsReauth, S::Active, &[E::Updated, E::Active, E::Reactivated]),
            (Kind::StateFound, S::Active, S::Active, &[]),
            (Kind::StateFound, S::NeedsReauth, S::NeedsReauth, &[]),
            (Kind::StateFound, S::Active, S::NeedsReauth, &[E::AuthenticationError]),
            (Kind::StateFound, S::NeedsReauth, S::Active, &[E::Active, E::Reactivated]),
            (Kind::StateFound, S::Connecting, S::Active, &[E::Active]),
            (Kind::StateFound, S::Connecting, S::PostInstallError, &[E::PostInstallError]),
        ] {
            let (before, after) = (account(before, None).state(), account(after, None));
            let change = match kind {
                Kind::Created => AccountChange::redeemed(None, &after),
                Kind::Reauthorised => AccountChange::redeemed(Some(&before), &after),
                Kind::Edited => AccountChange::Edited { before: &before, after: &after },
                Kind::StateFound => AccountChange::StateFound { before: &before, after: &after },
            };
            assert_eq!(change.event_types(), expected, "{change:?}");
        }
        let after = account(S::Active, None);
        for (before, expected) in
            [(S::Connecting, &[E::Active][..]), (S::Active, &[E::Updated, E::Active])]
        {
            let before = account(before, None).state();
            assert_eq!(AccountChange::confirmed(&before, &after).event_types(), expected);
        }
        let (environment_id, account_id) = (Uuid::from_u128(2), Uuid::from_u128(1));
        let deleted = AccountChange::Deleted { environment_id, account_id };
        assert_eq!(deleted.event_types(), [E::Deleted]);
        let payload = deleted.payload().expect("serialises");
        assert_eq!(payload.expose(), r#"{"id":"00000000-0000-0000-0000-000000000001"}"#);
    }

    #[test]
    fn reauthorisation_says_if_another_upstream_account_was_connected() {
        for (before, after, expected) in [
            (Some("1"), Some("1"), false),
            (Some("1"), Some("2"), true),
            (None, Some("2"), false),
            (Some("1"), None, false),
        ] {
            let before = account(Status::Active, before).state();
            let after = account(Status::Active, after);
            let change = AccountChange::redeemed(Some(&before), &after);
            assert_eq!(change.is_other_upstream_account(), expected, "{change:?}");
        }
    }

    #[test]
    fn payload_is_the_account_of_the_contract() {
        let account = account(Status::Active, Some("upstream"));
        let payload = AccountChange::Created(&account).payload().expect("serialises");
        let read: types::IntegratedAccount =
            serde_json::from_str(payload.expose()).expect("an account");
        assert_eq!((read.id, read.environment_id), (account.id, account.environment_id));
        assert!(!payload.expose().contains("upstream"));
    }

    #[test]
    fn names_parse_back() {
        for event_type in EventType::VARIANTS {
            assert_eq!(event_type.as_str().parse(), Ok(*event_type));
        }
    }
}
