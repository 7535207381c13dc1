//! The rules of the sweep, which deletes link tokens and attempts that ended long ago, and old
//! audit events.

use chrono::{DateTime, TimeDelta, Utc};

/// The retention of ended link tokens, during which a repeated request finds its token.
pub const LINK_TOKEN_RETENTION: TimeDelta = TimeDelta::days(31);

/// The retention of expired attempts, during which a page shows how they ended.
pub const ATTEMPT_RETENTION: TimeDelta = TimeDelta::days(1);

/// Returns true if the clock agrees with the time of the last sweep, so that a sweep may delete.
///
/// A wrong clock looks like a service that was off. Within this difference, a clock that is ahead
/// deletes no link token that is alive, and not the whole audit trail. Only an operator can tell
/// about more.
pub fn agrees(now: DateTime<Utc>, last_sweep: DateTime<Utc>, audit_retention: TimeDelta) -> bool {
    (now - last_sweep).abs() <= audit_retention.min(LINK_TOKEN_RETENTION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_within_the_shorter_retention() {
        let last = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        let second = TimeDelta::seconds(1);
        for (audit_retention, limit) in [(90, 31), (31, 31), (30, 30), (1, 1)] {
            let (audit_retention, limit) =
                (TimeDelta::days(audit_retention), TimeDelta::days(limit));
            for (difference, expected) in [
                (TimeDelta::zero(), true),
                (limit, true),
                (limit + second, false),
                (-limit, true),
                (-limit - second, false),
            ] {
                let found = agrees(last + difference, last, audit_retention);
                assert_eq!(found, expected, "{difference} {audit_retention}");
            }
        }
    }
}
