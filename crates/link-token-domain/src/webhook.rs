//! Webhooks: the addresses that an environment wants its events sent to.

pub mod delivery;
pub mod event;

use chrono::{DateTime, TimeDelta, Utc};
use strum::VariantArray as _;
use uuid::Uuid;

use self::event::EventType;
use super::{Refusal, environment_integration::Withheld};

/// The retention of events and their deliveries, delivered or not.
pub const RETENTION: TimeDelta = TimeDelta::days(30);
/// The maximum number of webhooks in an environment.
pub const MAX_WEBHOOKS: usize = 20;
/// The time for which the previous secret signs after a rotation, unless the caller says otherwise.
pub const DEFAULT_OVERLAP: TimeDelta = TimeDelta::days(1);

/// An address that receives the events of an environment. `S` is the form of its secrets: plain,
/// encrypted as in the store, or [`Withheld`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook<S = Withheld> {
    pub id: Uuid,
    pub environment_id: Uuid,
    pub target_url: String,
    pub events: Subscription,
    /// False if the environment has switched the webhook off, or if its receiver has failed.
    pub is_active: bool,
    pub secret: S,
    /// The secret before the last rotation, which signs as well for a while.
    pub previous_secret: Option<PreviousSecret<S>>,
    /// The reason why the service has switched the webhook off.
    pub failure: Option<WebhookFailure>,
    /// The time of the last successful delivery, to the minute.
    pub last_success_at: Option<DateTime<Utc>>,
    /// The time at which a failed webhook was switched on again.
    pub resumed_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A secret that still signs until a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviousSecret<S> {
    pub secret: S,
    pub until: DateTime<Utc>,
}

/// The failure of a receiver, after which nothing is sent until the webhook is switched on again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookFailure {
    pub at: DateTime<Utc>,
    /// The reason, for people.
    pub reason: String,
}

impl<S> Webhook<S> {
    /// Returns true if an event must be kept for the webhook. A failed webhook gets it later, when
    /// it is switched on again. One that the environment has switched off does not get it.
    pub fn wants(&self, event_type: EventType) -> bool {
        (self.is_active || self.failure.is_some()) && self.events.includes(event_type)
    }

    /// Replaces the secrets with another form of them.
    pub fn with_secrets<T, E>(self, form: impl Fn(S) -> Result<T, E>) -> Result<Webhook<T>, E> {
        let Self {
            id,
            environment_id,
            target_url,
            events,
            is_active,
            secret,
            previous_secret,
            failure,
            last_success_at,
            resumed_at,
            created_at,
            updated_at,
        } = self;
        let previous_secret = previous_secret.map(|PreviousSecret { secret, until }| {
            Ok::<_, E>(PreviousSecret { secret: form(secret)?, until })
        });
        Ok(Webhook {
            id,
            environment_id,
            target_url,
            events,
            is_active,
            secret: form(secret)?,
            previous_secret: previous_secret.transpose()?,
            failure,
            last_success_at,
            resumed_at,
            created_at,
            updated_at,
        })
    }

    pub fn withheld(self) -> Webhook {
        let Ok(withheld) = self.with_secrets(|_| Ok::<_, std::convert::Infallible>(Withheld));
        withheld
    }
}

/// The events that a webhook receives: those with certain names, or all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscription(Option<Vec<String>>);

impl Subscription {
    /// Returns a subscription to the events with certain names. `None` is all events.
    pub fn to(names: Option<Vec<String>>) -> Self {
        Self(names)
    }

    pub fn includes(&self, event_type: EventType) -> bool {
        let Self(names) = self;
        names.as_ref().is_none_or(|names| names.iter().any(|name| name == event_type.as_str()))
    }

    /// Returns the names. `None` is all events.
    pub fn names(&self) -> Option<&[String]> {
        self.0.as_deref()
    }
}

impl Subscription {
    /// Checks the names of a request. No name, or none at all, is all events.
    ///
    /// Names of the hosted API that this service does not send are accepted, so that its callers
    /// can move. A wrong name of an event of accounts is not.
    pub fn check(names: Option<Vec<String>>) -> Result<Self, Refusal> {
        let Some(names) = names.filter(|names| !names.is_empty()) else { return Ok(Self(None)) };
        for name in &names {
            let is_unknown = name.starts_with("integrated_account:")
                && name.parse::<EventType>().is_err()
                && name != NOT_SENT;
            if is_unknown {
                let known: Vec<&str> = EventType::VARIANTS.iter().map(|it| it.as_str()).collect();
                let expected = format!("an event of accounts must be one of {}", known.join(", "));
                return Err(Refusal::invalid("event_types", expected));
            }
        }
        Ok(Self(Some(names)))
    }
}

/// An event of accounts that only the hosted API sends.
const NOT_SENT: &str = "integrated_account:post_connect_form_submitted";

/// The parts of a webhook that a request changes. `None` leaves a part as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebhookChange {
    pub target_url: Option<String>,
    pub events: Option<Subscription>,
    pub is_active: Option<bool>,
}

impl<S> Webhook<S> {
    /// Applies a change. Switching a failed webhook on resumes it, and switching it off forgets
    /// its failure, so that later events are not kept.
    #[must_use]
    pub fn changed(self, change: WebhookChange, now: DateTime<Utc>) -> Self {
        let WebhookChange { target_url, events, is_active } = change;
        let changed = Self {
            target_url: target_url.unwrap_or(self.target_url),
            events: events.unwrap_or(self.events),
            updated_at: now.max(self.created_at),
            ..self
        };
        match is_active {
            None => changed,
            Some(true) => changed.resumed(now),
            Some(false) => Self { is_active: false, failure: None, ..changed },
        }
    }

    /// Switches the webhook on.
    #[must_use]
    pub fn resumed(self, now: DateTime<Utc>) -> Self {
        let resumed_at = if self.is_active { self.resumed_at } else { Some(now) };
        Self { is_active: true, failure: None, resumed_at, ..self }
    }

    /// Replaces the secret. The one before signs as well for a time, and the one before that no
    /// longer.
    #[must_use]
    pub fn rotated(self, secret: S, overlap: TimeDelta, now: DateTime<Utc>) -> Self {
        let previous_secret = (overlap > TimeDelta::zero())
            .then_some(PreviousSecret { secret: self.secret, until: now + overlap });
        Self { secret, previous_secret, updated_at: now.max(self.created_at), ..self }
    }

    /// Returns the secrets that sign at a time, the oldest first.
    pub fn signing_secrets(&self, now: DateTime<Utc>) -> impl Iterator<Item = &S> {
        let previous = self.previous_secret.as_ref().filter(|previous| now < previous.until);
        previous.map(|previous| &previous.secret).into_iter().chain([&self.secret])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn webhook() -> Webhook {
        Webhook {
            id: Uuid::nil(),
            environment_id: Uuid::nil(),
            target_url: "https://example.com/".to_owned(),
            events: Subscription::default(),
            is_active: true,
            secret: Withheld,
            previous_secret: None,
            failure: None,
            last_success_at: None,
            resumed_at: None,
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn webhook_wants_the_events_of_its_subscription_unless_it_is_switched_off() {
        let all = webhook();
        let names = Some(vec!["integrated_account:active".to_owned()]);
        let some = Webhook { events: Subscription::to(names), ..all.clone() };
        let failure = Some(WebhookFailure { at: DateTime::UNIX_EPOCH, reason: "410".to_owned() });
        for (webhook, active, created) in [
            (all.clone(), true, true),
            (some.clone(), true, false),
            (Webhook { is_active: false, ..all.clone() }, false, false),
            (Webhook { is_active: false, failure: failure.clone(), ..all }, true, true),
            (Webhook { is_active: false, failure, ..some }, true, false),
        ] {
            assert_eq!(webhook.wants(EventType::Active), active, "{webhook:?}");
            assert_eq!(webhook.wants(EventType::Created), created, "{webhook:?}");
        }
    }

    #[test]
    fn subscription_refuses_unknown_events_of_accounts() {
        let check = |names: &[&str]| {
            Subscription::check(Some(names.iter().map(|name| (*name).to_owned()).collect()))
        };
        assert_eq!(check(&[]), Ok(Subscription::default()));
        assert_eq!(Subscription::check(None), Ok(Subscription::default()));
        assert!(check(&["integrated_account:active", NOT_SENT, "record:created"]).is_ok());
        let refusal = check(&["integrated_account:actve"]).expect_err("refused").to_string();
        assert!(refusal.starts_with("event_types: "), "{refusal}");
    }

    #[test]
    fn rotation_keeps_one_previous_secret_for_a_time() {
        let at = |hours| DateTime::UNIX_EPOCH + TimeDelta::hours(hours);
        let webhook = webhook().with_secrets(|_| Ok::<_, ()>(1)).expect("plain");
        let signing = |webhook: &Webhook<i32>, now| -> Vec<i32> {
            webhook.signing_secrets(now).copied().collect()
        };
        let rotated = webhook.clone().rotated(2, TimeDelta::hours(2), at(1));
        assert_eq!(signing(&rotated, at(2)), [1, 2]);
        assert_eq!(signing(&rotated, at(3)), [2]);
        assert_eq!(signing(&rotated.clone().rotated(3, TimeDelta::hours(2), at(2)), at(2)), [2, 3]);
        let rotated = rotated.rotated(3, TimeDelta::zero(), at(2));
        assert_eq!(signing(&rotated, at(2)), [3]);
        assert!(rotated.previous_secret.is_none(), "a leaked secret is not kept");
    }

    #[test]
    fn webhook_is_resumed_when_it_is_switched_on() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::hours(1);
        let failure = Some(WebhookFailure { at: now, reason: "410".to_owned() });
        let failed = Webhook { is_active: false, failure, ..webhook() };
        let set = |is_active| WebhookChange { is_active, ..WebhookChange::default() };
        let on = failed.clone().changed(set(Some(true)), now);
        assert_eq!((on.is_active, &on.failure, on.resumed_at), (true, &None, Some(now)));
        let off = failed.clone().changed(set(Some(false)), now);
        assert!(!off.is_active && !off.wants(EventType::Active));
        assert_eq!(failed.clone().changed(set(None), now).failure, failed.failure);
        assert_eq!(webhook().changed(set(Some(true)), now).resumed_at, None, "it was on");
    }
}
