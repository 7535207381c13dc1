//! The lifetime of link tokens.

use chrono::TimeDelta;

/// A lifetime within the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime(TimeDelta);

impl Lifetime {
    pub const MIN: Self = Self(TimeDelta::minutes(5));
    pub const MAX: Self = Self(TimeDelta::days(30));
    pub const DEFAULT: Self = Self(TimeDelta::days(7));

    pub fn as_delta(self) -> TimeDelta {
        self.0
    }

    pub fn as_secs(self) -> i64 {
        self.0.num_seconds()
    }

    /// Returns `None` for a duration outside the limits.
    pub fn new(lifetime: std::time::Duration) -> Option<Self> {
        let lifetime = TimeDelta::from_std(lifetime).ok()?;
        (Self::MIN.0..=Self::MAX.0).contains(&lifetime).then_some(Self(lifetime))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_refuses_durations_outside_the_limits() {
        let seconds = |seconds| Lifetime::new(std::time::Duration::from_secs(seconds));
        assert_eq!(seconds(299), None);
        assert_eq!(seconds(300), Some(Lifetime::MIN));
        assert_eq!(seconds(30 * 86400), Some(Lifetime::MAX));
        assert_eq!(seconds(30 * 86400 + 1), None);
        assert_eq!(seconds(u64::MAX), None);
    }
}
