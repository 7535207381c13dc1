//! How long link tokens live.

use chrono::TimeDelta;

/// How long link tokens live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime(TimeDelta);

impl Lifetime {
    /// The shortest that can be configured.
    pub const MIN: Self = Self(TimeDelta::minutes(5));
    /// The longest that can be configured.
    pub const MAX: Self = Self(TimeDelta::days(30));
    /// What it is without configuration.
    pub const DEFAULT: Self = Self(TimeDelta::days(7));

    /// The lifetime as a span of time.
    pub fn as_delta(self) -> TimeDelta {
        self.0
    }

    /// The lifetime in whole seconds.
    pub fn as_secs(self) -> i64 {
        self.0.num_seconds()
    }

    /// A lifetime within the limits.
    pub fn new(lifetime: std::time::Duration) -> Option<Self> {
        let lifetime = TimeDelta::from_std(lifetime).ok()?;
        (Self::MIN.0..=Self::MAX.0).contains(&lifetime).then_some(Self(lifetime))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifetimes() {
        let seconds = |seconds| Lifetime::new(std::time::Duration::from_secs(seconds));
        assert_eq!(seconds(299), None);
        assert_eq!(seconds(300), Some(Lifetime::MIN));
        assert_eq!(seconds(30 * 86400), Some(Lifetime::MAX));
        assert_eq!(seconds(30 * 86400 + 1), None);
        assert_eq!(seconds(u64::MAX), None);
    }
}
