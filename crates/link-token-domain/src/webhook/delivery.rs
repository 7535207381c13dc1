//! Deliveries: one for each event and each webhook that wants it.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{Webhook, event::EventType};
use crate::audit::EventId;

/// The sending of an event to a webhook. `A` is the form of the receiver's answer: plain, or
/// encrypted as in the store, since it can repeat the payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery<A = String> {
    pub id: EventId,
    pub environment_id: Uuid,
    pub webhook_id: Uuid,
    pub event_id: EventId,
    pub account_id: Uuid,
    /// The place of the event among those of the account.
    pub sequence: i64,
    pub status: DeliveryStatus,
    /// The number of attempts since the event was written, or since it was last replayed.
    pub attempts: i64,
    pub first_attempt_at: Option<DateTime<Utc>>,
    pub last_attempt: Option<DeliveryAttempt<A>>,
    pub created_at: DateTime<Utc>,
}

#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum DeliveryStatus {
    /// The event was not yet delivered, and is tried again.
    Pending,
    Delivered,
    /// The receiver has refused the event for three days, but accepted others.
    Failed,
}

impl DeliveryStatus {
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// An attempt to deliver an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryAttempt<A = String> {
    pub at: DateTime<Utc>,
    pub duration_ms: i64,
    /// The status of the HTTP response. `None` if there was none.
    pub response_status: Option<u16>,
    /// The reason why there was no complete response.
    pub error: Option<String>,
    /// The start of the response's body.
    pub answer: Option<A>,
}

impl<A> Delivery<A> {
    /// Replaces the receiver's answer with another form of it.
    pub fn with_answer<B, E>(self, form: impl Fn(A) -> Result<B, E>) -> Result<Delivery<B>, E> {
        let Self {
            id,
            environment_id,
            webhook_id,
            event_id,
            account_id,
            sequence,
            status,
            attempts,
            first_attempt_at,
            last_attempt,
            created_at,
        } = self;
        let last_attempt = last_attempt.map(|attempt| {
            let DeliveryAttempt { at, duration_ms, response_status, error, answer } = attempt;
            let answer = answer.map(&form).transpose()?;
            Ok(DeliveryAttempt { at, duration_ms, response_status, error, answer })
        });
        Ok(Delivery {
            id,
            environment_id,
            webhook_id,
            event_id,
            account_id,
            sequence,
            status,
            attempts,
            first_attempt_at,
            last_attempt: last_attempt.transpose()?,
            created_at,
        })
    }
}

/// A delivery in the log, with the kind of its event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedDelivery {
    pub delivery: Delivery,
    pub event_type: EventType,
}

/// The time during which an event is tried again. Texts about it are in `openapi.yaml`,
/// `docs/webhooks.md` and `docs/operations.md`.
pub const RETRY_PERIOD: TimeDelta = TimeDelta::days(3);
/// The longest pause between two attempts, also if the receiver asks for a longer one.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(6);
/// The pauses after the first attempts, in seconds. Later ones take the longest.
const PAUSES: [i64; 8] = [5, 30, 120, 600, 1800, 3600, 7200, 14400];

/// The facts about an attempt that decide what follows.
#[derive(Clone, Debug)]
pub struct AttemptReport {
    pub attempt: DeliveryAttempt,
    /// The address that the event was sent to.
    pub target_url: String,
    /// The pause that the receiver asked for with `Retry-After`.
    pub retry_after: Option<TimeDelta>,
    /// A random number from 0 to 1, which spreads the next attempts.
    pub jitter: f64,
}

/// The decision about a delivery after an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Delivered,
    RetryAt(DateTime<Utc>),
    /// The event is not tried again. The receiver has accepted others meanwhile.
    GiveUp,
    /// Nothing is sent to the webhook before it is switched on again. The reason is for people.
    WebhookFailed(String),
}

impl AttemptReport {
    /// Returns true if the receiver has accepted the event.
    pub fn is_success(&self) -> bool {
        matches!(self.attempt.response_status, Some(200..=299))
    }

    /// Decides what follows from an attempt.
    ///
    /// The end of [`RETRY_PERIOD`] without success fails the webhook. If the receiver has accepted
    /// other events since the first attempt, then it is this event that it does not want, and only
    /// this one is given up.
    pub fn judge<A, S>(&self, delivery: &Delivery<A>, webhook: &Webhook<S>) -> Verdict {
        if self.is_success() {
            return Verdict::Delivered;
        }
        let DeliveryAttempt { at, response_status, .. } = self.attempt;
        // One at an address that the webhook had before says nothing about the new one.
        if response_status == Some(410) && self.target_url == webhook.target_url {
            return Verdict::WebhookFailed("the receiver answered 410 Gone".to_owned());
        }
        let next = at + self.pause(delivery.attempts);
        let started = delivery.first_attempt_at.unwrap_or(at);
        let started = webhook.resumed_at.map_or(started, |resumed| resumed.max(started));
        if next <= started + RETRY_PERIOD {
            return Verdict::RetryAt(next);
        }
        if webhook.last_success_at.is_some_and(|success| success >= started) {
            return Verdict::GiveUp;
        }
        let last = match (response_status, &self.attempt.error) {
            (Some(status), _) => format!("the last answer was {status}"),
            (None, Some(error)) => error.clone(),
            (None, None) => "there was no answer".to_owned(),
        };
        Verdict::WebhookFailed(format!("no event was accepted for three days: {last}"))
    }

    /// Returns the pause after an attempt that followed a number of others.
    fn pause(&self, attempts_before: i64) -> TimeDelta {
        let pause = usize::try_from(attempts_before).ok().and_then(|it| PAUSES.get(it));
        let pause = pause.map_or(LONGEST_PAUSE, |seconds| TimeDelta::seconds(*seconds));
        // From 80 % to 120 %, in steps of a thousandth.
        #[allow(clippy::cast_possible_truncation, reason = "from 800 to 1200")]
        let share = 800 + (self.jitter.clamp(0.0, 1.0) * 400.0) as i32;
        let spread = pause * share / 1000;
        self.retry_after.map_or(spread, |asked| asked.min(LONGEST_PAUSE).max(spread))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{environment_integration::Withheld, webhook::Subscription};

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::seconds(seconds)
    }

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
            created_at: at(0),
            updated_at: at(0),
        }
    }

    fn delivery(attempts: i64) -> Delivery {
        Delivery {
            id: EventId(Uuid::nil()),
            environment_id: Uuid::nil(),
            webhook_id: Uuid::nil(),
            event_id: EventId(Uuid::nil()),
            account_id: Uuid::nil(),
            sequence: 1,
            status: DeliveryStatus::Pending,
            attempts,
            first_attempt_at: (attempts > 0).then(|| at(0)),
            last_attempt: None,
            created_at: at(0),
        }
    }

    fn report(seconds: i64, response_status: Option<u16>) -> AttemptReport {
        let error = response_status.is_none().then(|| "not reachable".to_owned());
        let attempt = DeliveryAttempt {
            at: at(seconds),
            duration_ms: 1,
            response_status,
            error,
            answer: None,
        };
        let target_url = webhook().target_url;
        AttemptReport { attempt, target_url, retry_after: None, jitter: 0.5 }
    }

    #[test]
    fn any_2xx_delivers_and_410_fails_the_webhook_at_once() {
        for (status, expected) in [
            (200, Some(Verdict::Delivered)),
            (202, Some(Verdict::Delivered)),
            (299, Some(Verdict::Delivered)),
            (410, Some(Verdict::WebhookFailed("the receiver answered 410 Gone".to_owned()))),
            (199, None),
            (301, None),
            (404, None),
            (500, None),
        ] {
            let verdict = report(0, Some(status)).judge(&delivery(0), &webhook());
            let expected = expected.unwrap_or(Verdict::RetryAt(at(5)));
            assert_eq!(verdict, expected, "{status}");
        }
        let moved = Webhook { target_url: "https://new.example".to_owned(), ..webhook() };
        let gone = report(0, Some(410)).judge(&delivery(0), &moved);
        assert_eq!(gone, Verdict::RetryAt(at(5)), "the old address is gone");
        let unreachable = report(0, None).judge(&delivery(0), &webhook());
        assert_eq!(unreachable, Verdict::RetryAt(at(5)));
    }

    #[test]
    fn pauses_grow_and_are_spread() {
        let pause = |attempts, jitter| {
            AttemptReport { jitter, ..report(0, Some(500)) }.pause(attempts).num_milliseconds()
        };
        let seconds: Vec<i64> = (0..10).map(|it| pause(it, 0.5) / 1000).collect();
        assert_eq!(seconds, [5, 30, 120, 600, 1800, 3600, 7200, 14400, 21600, 21600]);
        assert_eq!((pause(0, 0.0), pause(0, 1.0)), (4000, 6000));
    }

    #[test]
    fn retry_after_is_heard_within_bounds() {
        let pause = |asked| {
            let retry_after = Some(TimeDelta::seconds(asked));
            AttemptReport { retry_after, ..report(0, Some(503)) }.pause(1).num_seconds()
        };
        assert_eq!([pause(0), pause(29), pause(31), pause(1_000_000)], [30, 30, 31, 21600]);
    }

    #[test]
    fn three_days_without_success_fail_the_webhook_and_with_success_the_event() {
        let days = |days: i64| days * 24 * 3600;
        let late = report(days(3) - 60, Some(500));
        let failed = "no event was accepted for three days: the last answer was 500".to_owned();
        let failed = Verdict::WebhookFailed(failed);
        assert_eq!(late.judge(&delivery(20), &webhook()), failed);
        let pause = late.pause(20).num_seconds();
        let last = report(days(3) - pause, Some(500));
        assert_eq!(last.judge(&delivery(20), &webhook()), Verdict::RetryAt(at(days(3))));
        let success = |at| Webhook { last_success_at: Some(at), ..webhook() };
        assert_eq!(late.judge(&delivery(20), &success(at(-1))), failed);
        assert_eq!(late.judge(&delivery(20), &success(at(0))), Verdict::GiveUp);
        let resumed = Webhook { resumed_at: Some(at(days(2))), ..webhook() };
        assert!(matches!(late.judge(&delivery(20), &resumed), Verdict::RetryAt(_)));
        let in_time = report(days(2), Some(500));
        assert!(matches!(in_time.judge(&delivery(20), &webhook()), Verdict::RetryAt(_)));
    }
}
