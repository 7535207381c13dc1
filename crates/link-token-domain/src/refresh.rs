//! Credentials that stay good: when they are refreshed, and what follows from the answer.
//!
//! One refresh for each account at a time: it takes a lease, which is stored before the request is
//! sent. A refresh that succeeds is stored if the credentials are still those that it began with,
//! even if its lease has expired meanwhile: third parties that rotate refresh tokens have thrown
//! the old ones away. A refresh that fails is judged only under its own lease. So neither a server
//! that stops, nor a late answer, nor a reauthorisation in the middle costs a working credential.
//!
//! Only `invalid_grant` ends the credentials, and only if a second request, after the row was read
//! again, gets it for the same ones. After everything else the service tries again, with growing
//! pauses, or after the one that the third party asks for, if that is longer.
//!
//! All times are by the clock of the database, so that the clocks of servers may differ.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use link_token_types::IntegratedAccountStatus;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    Refusal,
    credentials::{Credentials, StoredCredentials},
};

/// The time before their expiry from which credentials are refreshed before they are handed out.
/// Half of their lifetime, if that is shorter: otherwise each reading would refresh them.
const READING_MARGIN: TimeDelta = TimeDelta::seconds(60);

/// The time that a refresh has. Longer than its requests and the writing of its result take.
pub const LEASE: TimeDelta = TimeDelta::seconds(60);

/// The part of their lifetime before their expiry in which the service refreshes credentials ahead
/// of time: a sixth, and up to half of that more, so that not all are due at once.
const LEAD_DIVISOR: i32 = 6;
/// The longest time before the expiry, without the spread: with it, half of it more.
const MAX_LEAD: TimeDelta = TimeDelta::hours(2);
/// The shortest time between two refreshes ahead of time, whatever lifetimes a third party tells.
const MIN_INTERVAL: TimeDelta = TimeDelta::seconds(60);

/// The pause before `invalid_grant` is asked for a second time. Short, because a caller may wait.
pub const CONFIRMATION_PAUSE: TimeDelta = TimeDelta::seconds(2);
/// The pause after a first failure. Each further one doubles it.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(5);
/// The longest pause, without the spread.
const MAX_PAUSE: TimeDelta = TimeDelta::hours(1);
/// The pause before a server looks again at credentials that are due, and that none can read.
pub const UNREADABLE_PAUSE: TimeDelta = MAX_PAUSE;

/// The state of an account's refreshes. It is stored next to the credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshState {
    /// The number of times that the credentials were replaced.
    pub version: i64,
    /// The time at which a user or a backend has granted the credentials. Refreshes keep it, so
    /// that an answer for an earlier grant, or for a deleted account with the same ID, is told
    /// apart.
    pub granted_at: DateTime<Utc>,
    /// The time from which the service refreshes the credentials by itself. `None`: never.
    pub due_at: Option<DateTime<Utc>>,
    /// The end of the lease of the refresh in flight. If it has passed, the server that refreshed
    /// is gone, or is late.
    pub leased_until: Option<DateTime<Utc>>,
    /// The failures since the credentials were replaced.
    pub failures: u32,
    /// The last failures that were `invalid_grant`.
    pub refusals: u32,
    /// True if the answer to a request was lost since the credentials were replaced: the third
    /// party may have replaced the refresh token.
    pub is_answer_lost: bool,
}

impl RefreshState {
    /// Returns the state after the credentials of an account were replaced by ones of the same
    /// grant: after a refresh, or after a backend has changed them.
    pub fn renewed(
        account_id: Uuid,
        credentials: &Credentials,
        before: Option<&Self>,
        now: DateTime<Utc>,
    ) -> Self {
        let granted_at = before.map_or(now, |before| before.granted_at);
        Self { granted_at, ..Self::replaced(account_id, credentials, before, now) }
    }

    /// Returns the state after the credentials of an account were granted, or replaced by those of
    /// another grant.
    pub fn replaced(
        account_id: Uuid,
        credentials: &Credentials,
        before: Option<&Self>,
        now: DateTime<Utc>,
    ) -> Self {
        let version = before.map_or(1, |before| before.version + 1);
        Self {
            version,
            granted_at: now,
            due_at: first_due_at(account_id, credentials, version, now),
            leased_until: None,
            failures: 0,
            refusals: 0,
            is_answer_lost: false,
        }
    }

    /// Returns the state after the credentials could not be refreshed when they were due, since
    /// their account has to be authorised again, or is hidden. They are not due any more:
    /// otherwise they would stay the first of all. Those that a backend has resumed meanwhile stay
    /// due later.
    #[must_use]
    pub fn given_up(self, now: DateTime<Utc>) -> Self {
        Self { due_at: self.due_at.filter(|due_at| now < *due_at), ..self }
    }

    /// Returns the state after a backend has said that an account which had to be authorised again
    /// need not. Its credentials become due as if they were new.
    #[must_use]
    pub fn resumed(self, account_id: Uuid, credentials: &Credentials, now: DateTime<Utc>) -> Self {
        let due_at = first_due_at(account_id, credentials, self.version, now);
        Self { due_at, failures: 0, refusals: 0, ..self }
    }
}

/// Returns the time from which the service refreshes credentials that have not failed.
fn first_due_at(
    account_id: Uuid,
    credentials: &Credentials,
    version: i64,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let expires_at = credentials.expires_at.filter(|_| credentials.is_refreshable)?;
    let lifetime = credentials.lifetime().unwrap_or(expires_at - now);
    let lead = (lifetime / LEAD_DIVISOR).clamp(TimeDelta::zero(), MAX_LEAD);
    Some((expires_at - spread(lead, account_id, version)).max(now + MIN_INTERVAL))
}

/// Adds up to half to a time, to the millisecond. The same account and number get the same.
fn spread(time: TimeDelta, account_id: Uuid, number: i64) -> TimeDelta {
    let hash = Sha256::new().chain_update(account_id).chain_update(number.to_be_bytes()).finalize();
    let millis = time.num_milliseconds();
    TimeDelta::milliseconds(millis + millis / 512 * i64::from(hash[0]))
}

/// The fate of a refresh that ends, given the credentials that the account has by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefreshEnd {
    /// The account has the credentials that the refresh began with.
    Counts,
    /// The account has others of the same grant. Those of this refresh must not be revoked: that
    /// may end the others, too.
    Overtaken,
    /// The account has credentials of another grant, or none: those of this refresh are nobody's.
    Orphaned,
}

impl RefreshState {
    /// Compares the state with which a refresh began with the present one, if there is one.
    pub fn end(&self, current: Option<&Self>) -> RefreshEnd {
        match current {
            Some(current) if current.granted_at != self.granted_at => RefreshEnd::Orphaned,
            Some(current) if current.version != self.version => RefreshEnd::Overtaken,
            Some(_) => RefreshEnd::Counts,
            None => RefreshEnd::Orphaned,
        }
    }
}

/// The reason for a refresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefreshTrigger {
    /// The credentials are due.
    Due,
    /// A caller reads the credentials.
    Reading,
    /// A caller asks for a refresh, whenever the credentials expire, and whatever has failed
    /// before.
    Demand,
}

/// The decision whether a server refreshes the credentials of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefreshPlan {
    /// Nothing, since they are good for the purpose.
    Fresh,
    /// Refresh them.
    Refresh,
    /// Wait for the refresh in flight.
    Wait { until: DateTime<Utc> },
    /// Not before this time, because a refresh has failed.
    Pause { until: DateTime<Utc>, is_short: bool },
    /// Nothing: the third party cannot be asked for new ones, or has ended them.
    Impossible,
}

/// Decides whether the credentials of an account are refreshed now.
pub fn plan(
    trigger: RefreshTrigger,
    status: IntegratedAccountStatus,
    stored: &StoredCredentials,
    now: DateTime<Utc>,
) -> RefreshPlan {
    let StoredCredentials { credentials, refresh: state, refresh_error: _ } = stored;
    let is_ended = status == IntegratedAccountStatus::NeedsReauth;
    if trigger == RefreshTrigger::Reading {
        let half = credentials.lifetime().map_or(READING_MARGIN, |lifetime| lifetime / 2);
        let margin = half.min(READING_MARGIN);
        if !credentials.expire_before(now + margin) {
            return RefreshPlan::Fresh;
        }
    }
    if !credentials.is_refreshable || (is_ended && trigger != RefreshTrigger::Demand) {
        return RefreshPlan::Impossible;
    }
    if let Some(until) = state.leased_until.filter(|until| now < *until) {
        return RefreshPlan::Wait { until };
    }
    let is_due = state.due_at.is_some_and(|due_at| due_at <= now);
    match trigger {
        RefreshTrigger::Due if !is_due => RefreshPlan::Fresh,
        RefreshTrigger::Reading if state.failures > 0 && !is_due => match state.due_at {
            Some(until) => RefreshPlan::Pause { until, is_short: state.refusals == 1 },
            None => RefreshPlan::Impossible,
        },
        RefreshTrigger::Due | RefreshTrigger::Reading | RefreshTrigger::Demand => {
            RefreshPlan::Refresh
        }
    }
}

impl RefreshState {
    /// Returns the state of a refresh that begins. Until the end of the lease, the credentials are
    /// not due.
    #[must_use]
    pub fn begin(self, now: DateTime<Utc>) -> Self {
        let until = now + LEASE;
        Self {
            leased_until: Some(until),
            due_at: self.due_at.map(|_| until),
            // A lease that nobody has given back: the server is gone, and its answer with it.
            is_answer_lost: self.is_answer_lost || self.leased_until.is_some(),
            ..self
        }
    }
}

/// The reason why a refresh failed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr, strum::Display, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum RefreshFailureKind {
    /// The third party says that the refresh token is no longer valid.
    InvalidGrant,
    /// The third party does not accept the OAuth client, or this service lacks what the request
    /// needs. An operator has to act.
    Misconfigured,
    /// The third party refused for another reason.
    Rejected,
    /// The third party did not answer, or answered that it has a problem.
    Unreachable,
    /// The answer cannot be understood.
    Unintelligible,
}

/// A refresh that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshFailure {
    pub kind: RefreshFailureKind,
    /// The reason for people. It has no secret.
    pub message: String,
    /// True if the third party may have issued new tokens that did not arrive.
    pub is_answer_lost: bool,
    /// The pause that the third party asked for.
    pub retry_after: Option<TimeDelta>,
}

/// The consequences of a failed refresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshVerdict {
    pub state: RefreshState,
    /// True if the account has to be authorised again.
    pub is_ended: bool,
    /// The reason, for the account.
    pub last_error: String,
}

impl RefreshState {
    /// Judges a failed refresh of the credentials of an account. The caller has read the state
    /// again, and found the lease of this refresh in it.
    pub fn judge(
        self,
        account_id: Uuid,
        failure: &RefreshFailure,
        now: DateTime<Utc>,
    ) -> RefreshVerdict {
        let is_refused = failure.kind == RefreshFailureKind::InvalidGrant;
        let failures = self.failures.saturating_add(1);
        let refusals = if is_refused { self.refusals.saturating_add(1) } else { 0 };
        let is_ended = refusals >= 2;
        let pause = match (is_refused, is_ended) {
            (_, true) => None,
            (true, false) => Some(CONFIRMATION_PAUSE),
            (false, false) => {
                let doublings = failures.saturating_sub(1).min(16);
                let pause = FIRST_PAUSE.checked_mul(1 << doublings).unwrap_or(MAX_PAUSE);
                let pause = pause.max(failure.retry_after.unwrap_or_default()).min(MAX_PAUSE);
                Some(spread(pause, account_id, i64::from(failures)))
            }
        };
        let last_error = if is_refused && self.is_answer_lost {
            format!(
                "{}; the answer to an earlier refresh was lost, and may have replaced the refresh token",
                failure.message
            )
        } else {
            failure.message.clone()
        };
        RefreshVerdict {
            state: Self {
                // Without an expiry, only a caller's demand refreshes the credentials.
                due_at: pause.filter(|_| self.due_at.is_some()).map(|pause| now + pause),
                leased_until: None,
                failures,
                refusals,
                is_answer_lost: self.is_answer_lost || failure.is_answer_lost,
                ..self
            },
            is_ended,
            last_error,
        }
    }
}

/// Returns the status and the `last_error` of an account after a refresh that succeeded.
///
/// A refresh neither causes nor cures the failure of a verification or of an account request.
/// `refresh_error` is the reason why the refresh before failed.
pub fn after_success(
    status: IntegratedAccountStatus,
    last_error: Option<String>,
    refresh_error: Option<&str>,
) -> (IntegratedAccountStatus, Option<String>) {
    match status {
        IntegratedAccountStatus::Active | IntegratedAccountStatus::NeedsReauth => {
            (IntegratedAccountStatus::Active, None)
        }
        _ => (status, without_refresh_error(last_error, refresh_error)),
    }
}

/// Returns the status and the `last_error` of an account after a refresh that failed. The reason of
/// another failure stays before that of the refresh. `refresh_error` is the reason why the refresh
/// before failed.
pub fn after_failure(
    status: IntegratedAccountStatus,
    last_error: Option<String>,
    refresh_error: Option<&str>,
    verdict: &RefreshVerdict,
) -> (IntegratedAccountStatus, Option<String>) {
    let said = verdict.last_error.clone();
    match status {
        _ if verdict.is_ended => (IntegratedAccountStatus::NeedsReauth, Some(said)),
        IntegratedAccountStatus::Active | IntegratedAccountStatus::NeedsReauth => {
            (status, Some(said))
        }
        _ => {
            let other = without_refresh_error(last_error, refresh_error);
            let both = other.map(|other| format!("{other}{AND_REFRESH}{said}"));
            (status, Some(both.unwrap_or(said)))
        }
    }
}

/// Separates the reason of another failure from that of a refresh.
const AND_REFRESH: &str = "; ";

/// Returns the `last_error` of an account without the reason why its last refresh failed.
pub fn without_refresh_error(
    last_error: Option<String>,
    refresh_error: Option<&str>,
) -> Option<String> {
    let (last_error, refresh_error) = match (last_error, refresh_error) {
        (Some(last_error), Some(refresh_error)) => (last_error, refresh_error),
        (last_error, _) => return last_error,
    };
    match last_error.strip_suffix(refresh_error) {
        Some("") => None,
        Some(other) => Some(other.strip_suffix(AND_REFRESH).unwrap_or(&last_error).to_owned()),
        None => Some(last_error),
    }
}

/// Checks that a caller may have the credentials of an account.
///
/// Credentials that live are handed out whatever the state of the account is. The ones that have
/// expired are of no use to the caller.
pub fn check_readable(
    status: IntegratedAccountStatus,
    stored: &StoredCredentials,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let credentials = &stored.credentials;
    if !credentials.expire_before(now) {
        return Ok(());
    }
    if status == IntegratedAccountStatus::NeedsReauth || !credentials.is_refreshable {
        return Err(Refusal::NeedsReauth);
    }
    Err(stored.refusal(now))
}

impl StoredCredentials {
    /// Returns the refusal for a caller that needs a refresh which has failed, or takes too long.
    pub fn refusal(&self, now: DateTime<Utc>) -> Refusal {
        let until = self.refresh.leased_until.or(self.refresh.due_at).unwrap_or(now);
        // Callers do well to ask again before a long pause ends: a refresh may succeed meanwhile.
        let seconds = (until - now).num_seconds().clamp(1, 60);
        let retry_after = Duration::from_secs(u64::try_from(seconds).unwrap_or(1));
        Refusal::RefreshFailed { reason: self.refresh_error.clone(), retry_after }
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;

    use super::*;
    use crate::secret::Secret;
    use IntegratedAccountStatus::{Active, NeedsReauth, PostInstallError, ValidationError};

    const ACCOUNT: Uuid = Uuid::from_u128(7);

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::seconds(seconds)
    }

    /// Credentials that were issued at 0.
    fn credentials(expires_at: Option<i64>, is_refreshable: bool) -> Credentials {
        let content = Secret::new("{}");
        let (expires_at, issued_at) = (expires_at.map(at), Some(at(0)));
        Credentials { content, expires_at, issued_at, is_refreshable }
    }

    fn stored(expires_at: Option<i64>) -> StoredCredentials {
        let credentials = credentials(expires_at, true);
        let refresh = RefreshState::replaced(ACCOUNT, &credentials, None, at(0));
        StoredCredentials { credentials, refresh, refresh_error: None }
    }

    fn failure(kind: RefreshFailureKind) -> RefreshFailure {
        RefreshFailure { kind, message: "no".to_owned(), is_answer_lost: false, retry_after: None }
    }

    #[test]
    fn replaced_credentials_are_due_ahead_of_their_expiry() {
        let day = 24 * 3600;
        // The lifetime, and the earliest and the latest time at which they are due.
        for (lifetime, earliest, latest) in [
            (3600, 3600 - 900, 3600 - 600),
            (300, 300 - 75, 300 - 50),
            (60 * day, 60 * day - 3 * 3600, 60 * day - 2 * 3600),
            // A third party that tells short lifetimes is not asked all the time.
            (30, 60, 60),
            (1, 60, 60),
            (-100, 60, 60),
        ] {
            for number in 0..100 {
                let id = Uuid::from_u128(number);
                let state =
                    RefreshState::replaced(id, &credentials(Some(lifetime), true), None, at(0));
                let due_at = state.due_at.expect("due");
                assert!(at(earliest) <= due_at && due_at <= at(latest), "{lifetime}: {due_at}");
            }
        }
        let times = (0..100).map(|number| {
            let credentials = credentials(Some(60 * day), true);
            let id = Uuid::from_u128(number);
            RefreshState::replaced(id, &credentials, None, at(0)).due_at.expect("due")
        });
        let (first, last) = (times.clone().min().expect("100"), times.max().expect("100"));
        assert!(last - first > TimeDelta::minutes(50), "spread over an hour: {first} {last}");
        let due = |number| {
            let credentials = credentials(Some(3600), true);
            RefreshState::replaced(Uuid::from_u128(number), &credentials, None, at(0)).due_at
        };
        assert_ne!(due(1), due(2), "not all at once");
        for never in [credentials(None, true), credentials(Some(3600), false)] {
            assert_eq!(RefreshState::replaced(ACCOUNT, &never, None, at(0)).due_at, None);
        }
        let failed = RefreshState { failures: 3, refusals: 1, ..stored(Some(9)).refresh };
        let again = RefreshState::replaced(ACCOUNT, &credentials(None, true), Some(&failed), at(0));
        assert_eq!((again.version, again.failures, again.refusals), (2, 0, 0));
    }

    /// A change that leaves the access token alone comes some time after it was issued.
    #[test]
    fn lifetime_is_that_of_the_access_token_whenever_the_credentials_were_stored() {
        let hour = credentials(Some(3600), true);
        for now in [0, 1800, 3599, 4000] {
            let refresh = RefreshState::renewed(ACCOUNT, &hour, None, at(now));
            let due_at = refresh.due_at.expect("due");
            let is_soon = due_at == at(now) + MIN_INTERVAL;
            assert!(is_soon || (at(3600 - 900) <= due_at && due_at <= at(3600 - 600)), "{due_at}");
            let stored =
                StoredCredentials { credentials: hour.clone(), refresh, refresh_error: None };
            for (reading, expected) in [
                (3539, RefreshPlan::Fresh),
                (3540, RefreshPlan::Refresh),
                (3601, RefreshPlan::Refresh),
            ] {
                let found = plan(RefreshTrigger::Reading, Active, &stored, at(reading));
                assert_eq!(found, expected, "{now} {reading}");
            }
        }
        assert_eq!(hour.lifetime(), Some(TimeDelta::hours(1)));
        for (expires_at, issued_at) in [(None, Some(0)), (Some(9), None), (Some(9), Some(9))] {
            let (expires_at, issued_at) = (expires_at.map(at), issued_at.map(at));
            let unknown = Credentials { expires_at, issued_at, ..hour.clone() };
            assert_eq!(unknown.lifetime(), None, "{unknown:?}");
        }
    }

    #[test]
    fn pause_is_at_least_the_one_that_the_third_party_asked_for() {
        let state = stored(Some(3600)).refresh.begin(at(3000));
        for (asked, least) in [(0, 5), (120, 120), (-5, 5), (1_000_000, 3600)] {
            let retry_after = Some(TimeDelta::seconds(asked));
            let failure =
                RefreshFailure { retry_after, ..failure(RefreshFailureKind::Unreachable) };
            let due_at = state.judge(ACCOUNT, &failure, at(3001)).state.due_at.expect("due");
            let pause = (due_at - at(3001)).num_seconds();
            assert!(least <= pause && pause <= least * 3 / 2, "{asked}: {pause}");
        }
    }

    #[test]
    fn plan_follows_expiry_state_and_trigger() {
        use RefreshPlan::{Fresh, Impossible, Pause, Refresh, Wait};
        use RefreshTrigger::{Demand, Due, Reading};
        let hour = || stored(Some(3600));
        let due_at = hour().refresh.due_at.expect("due");
        let due = (due_at - at(0)).num_seconds() + 1;
        let leased = |stored: StoredCredentials, seconds| StoredCredentials {
            refresh: stored.refresh.begin(at(seconds)),
            ..stored
        };
        let failed = |kind, seconds| {
            let stored = leased(hour(), seconds);
            let refresh = stored.refresh.judge(ACCOUNT, &failure(kind), at(seconds)).state;
            StoredCredentials { refresh, ..stored }
        };
        let pause = |it: &StoredCredentials, is_short| Pause {
            until: it.refresh.due_at.expect("due"),
            is_short,
        };
        let refused = failed(RefreshFailureKind::InvalidGrant, 3590);
        let down = failed(RefreshFailureKind::Unreachable, 3590);
        let fixed = StoredCredentials { credentials: credentials(Some(3600), false), ..hour() };
        let short = || StoredCredentials { credentials: credentials(Some(40), true), ..hour() };
        for (trigger, status, stored, now, expected) in [
            (Due, Active, hour(), due - 2, Fresh),
            (Due, Active, hour(), due, Refresh),
            (Due, ValidationError, hour(), due, Refresh),
            (Due, NeedsReauth, hour(), due, Impossible),
            (Due, Active, stored(None), due, Fresh),
            (Due, Active, leased(hour(), due), due + 59, Wait { until: at(due + 60) }),
            (Due, Active, leased(hour(), due), due + 60, Refresh),
            (Due, Active, down.clone(), 3591, Fresh),
            (Due, Active, down.clone(), 3599, Refresh),
            (Reading, Active, hour(), 3539, Fresh),
            (Reading, Active, hour(), 3540, Refresh),
            (Reading, Active, hour(), 9999, Refresh),
            (Reading, PostInstallError, hour(), 3540, Refresh),
            (Reading, NeedsReauth, hour(), 3540, Impossible),
            (Reading, NeedsReauth, hour(), 10, Fresh),
            (Reading, Active, stored(None), 9999, Fresh),
            (Reading, Active, fixed.clone(), 9999, Impossible),
            (Reading, Active, leased(hour(), 3540), 3550, Wait { until: at(3600) }),
            (Reading, Active, leased(hour(), 3540), 3600, Refresh),
            (Reading, Active, refused.clone(), 3591, pause(&refused, true)),
            (Reading, Active, refused.clone(), 3592, Refresh),
            (Reading, Active, down.clone(), 3591, pause(&down, false)),
            (Reading, Active, down.clone(), 3599, Refresh),
            (Reading, Active, short(), 19, Fresh),
            (Reading, Active, short(), 20, Refresh),
            (Demand, Active, hour(), 1, Refresh),
            (Demand, Active, stored(None), 1, Refresh),
            (Demand, NeedsReauth, hour(), 1, Refresh),
            (Demand, Active, down.clone(), 3591, Refresh),
            (Demand, Active, fixed, 1, Impossible),
            (Demand, Active, leased(hour(), 5), 6, Wait { until: at(65) }),
        ] {
            let found = plan(trigger, status, &stored, at(now));
            assert_eq!(found, expected, "{trigger:?} {status} {now} {stored:?}");
        }
    }

    #[test]
    fn only_invalid_grant_seen_twice_in_a_row_ends_the_credentials() {
        use RefreshFailureKind::{InvalidGrant, Misconfigured, Rejected, Unreachable};
        // The failures, and the number after which the account is lost.
        for (failures, ended) in [
            (vec![InvalidGrant, InvalidGrant], Some(2)),
            (vec![Unreachable, InvalidGrant, InvalidGrant], Some(3)),
            (vec![InvalidGrant, Unreachable, InvalidGrant, InvalidGrant], Some(4)),
            (vec![InvalidGrant, Misconfigured, InvalidGrant, Rejected], None),
            (vec![Misconfigured; 50], None),
            (vec![Unreachable; 50], None),
        ] {
            let mut state = stored(Some(3600)).refresh;
            let mut status = Active;
            let mut found = None;
            for (number, kind) in (1..).zip(&failures) {
                let begun = state.begin(at(number));
                assert_eq!(begun.due_at, Some(at(number) + LEASE), "nobody else begins");
                let verdict = begun.judge(ACCOUNT, &failure(*kind), at(number));
                (status, _) = after_failure(status, None, None, &verdict);
                state = verdict.state;
                assert_eq!(state.leased_until, None);
                assert_eq!(state.due_at.is_none(), verdict.is_ended, "it is tried again");
                if verdict.is_ended {
                    found = Some(number);
                    break;
                }
            }
            assert_eq!(found, ended, "{failures:?}");
            assert_eq!(status == NeedsReauth, ended.is_some(), "{failures:?}");
        }
    }

    #[test]
    fn pauses_grow_to_a_limit() {
        for kind in RefreshFailureKind::VARIANTS {
            if *kind == RefreshFailureKind::InvalidGrant {
                continue;
            }
            let mut state = stored(Some(3600)).refresh;
            let mut pauses = Vec::new();
            for _ in 0..40 {
                state = state.begin(at(0)).judge(ACCOUNT, &failure(*kind), at(0)).state;
                pauses.push((state.due_at.expect("due") - at(0)).num_seconds());
            }
            for (number, pause) in pauses.iter().enumerate() {
                let least = (5 << number.min(20)).min(3600);
                assert!(least <= *pause && *pause <= least + least / 2, "{number}: {pause}");
            }
        }
    }

    #[test]
    fn lost_answer_is_told_when_the_token_is_refused() {
        let refused = failure(RefreshFailureKind::InvalidGrant);
        let told = |state: RefreshState| {
            let verdict = state.begin(at(100)).judge(ACCOUNT, &refused, at(100));
            verdict.last_error.contains("was lost")
        };
        let state = stored(Some(3600)).refresh;
        assert!(!told(state));
        assert!(told(state.begin(at(0))), "a server was killed in the middle");
        let lost =
            RefreshFailure { is_answer_lost: true, ..failure(RefreshFailureKind::Unreachable) };
        assert!(told(state.begin(at(0)).judge(ACCOUNT, &lost, at(1)).state));
    }

    #[test]
    fn credentials_that_were_given_up_are_due_again_when_a_backend_says_so() {
        let StoredCredentials { credentials, refresh, .. } = stored(Some(3600));
        let refused = failure(RefreshFailureKind::InvalidGrant);
        let refused = refresh.begin(at(0)).judge(ACCOUNT, &refused, at(0)).state;
        let given_up = refused.given_up(at(9999));
        assert_eq!(given_up.due_at, None);
        let due_at = refused.due_at.expect("due");
        assert_eq!(refused.given_up(due_at).due_at, None);
        let resumed = given_up.resumed(ACCOUNT, &credentials, at(0));
        assert_eq!(resumed.given_up(at(0)), resumed, "another server was too late to give up");
        assert_eq!(resumed, RefreshState { leased_until: None, ..refresh });
        // Soon, if they have expired.
        let due_at = given_up.resumed(ACCOUNT, &credentials, at(9999)).due_at;
        assert_eq!(due_at, Some(at(9999) + MIN_INTERVAL));
        let fixed = Credentials { is_refreshable: false, ..credentials };
        assert_eq!(given_up.resumed(ACCOUNT, &fixed, at(0)).due_at, None);
    }

    #[test]
    fn refreshes_leave_other_failures_of_the_account_alone() {
        let said = Some("said".to_owned());
        let down = stored(Some(3600)).refresh.begin(at(0));
        let down = down.judge(ACCOUNT, &failure(RefreshFailureKind::Unreachable), at(0));
        for status in [Active, NeedsReauth] {
            let after = after_failure(status, said.clone(), None, &down);
            assert_eq!(after, (status, Some(down.last_error.clone())));
        }
        assert_eq!(after_success(NeedsReauth, said.clone(), None), (Active, None));
        assert_eq!(after_success(Active, said.clone(), None), (Active, None));
        for status in [ValidationError, PostInstallError] {
            let unchanged = (status, said.clone());
            assert_eq!(after_success(status, said.clone(), None), unchanged);
            let mut last_error = said.clone();
            let mut refresh_error: Option<String> = None;
            for reason in ["down", "down", "slow"] {
                let begun = stored(Some(3600)).refresh.begin(at(0));
                let down = failure(RefreshFailureKind::Unreachable);
                let down = RefreshFailure { message: reason.to_owned(), ..down };
                let verdict = begun.judge(ACCOUNT, &down, at(0));
                let after = after_failure(status, last_error, refresh_error.as_deref(), &verdict);
                assert_eq!(after, (status, Some(format!("said; {reason}"))));
                (last_error, refresh_error) = (after.1, Some(verdict.last_error));
            }
            assert_eq!(after_success(status, last_error, refresh_error.as_deref()), unchanged);
        }
    }

    #[test]
    fn living_credentials_are_readable_whatever_the_state() {
        let hour = || stored(Some(3600));
        let fixed = StoredCredentials { credentials: credentials(Some(3600), false), ..hour() };
        let late = |reason: Option<&str>, seconds| {
            let retry_after = Duration::from_secs(seconds);
            Err(Refusal::RefreshFailed { reason: reason.map(str::to_owned), retry_after })
        };
        let failed = StoredCredentials { refresh_error: Some("down".to_owned()), ..hour() };
        let leased = StoredCredentials { refresh: hour().refresh.begin(at(3580)), ..hour() };
        for (status, stored, now, expected) in [
            (Active, hour(), 3599, Ok(())),
            (NeedsReauth, hour(), 3599, Ok(())),
            (NeedsReauth, hour(), 3600, Err(Refusal::NeedsReauth)),
            (NeedsReauth, stored(None), 9999, Ok(())),
            (Active, fixed, 3600, Err(Refusal::NeedsReauth)),
            (Active, hour(), 3600, late(None, 1)),
            (ValidationError, failed, 3600, late(Some("down"), 1)),
            (Active, leased, 3600, late(None, 40)),
        ] {
            assert_eq!(check_readable(status, &stored, at(now)), expected, "{status} {now}");
        }
    }
}
