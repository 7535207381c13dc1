//! When API tokens were last used.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

/// How precise it is. More would cost a write for each request.
const PRECISION: TimeDelta = TimeDelta::minutes(1);

/// Remembers which uses have been noted.
#[derive(Debug, Default)]
pub struct Usage(Mutex<HashMap<Uuid, DateTime<Utc>>>);

impl Usage {
    /// Whether the use of an API token at a time is to be noted. If so, the next is a minute later.
    pub fn is_due(&self, api_token_id: Uuid, now: DateTime<Utc>) -> bool {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match noted.get(&api_token_id) {
            Some(last) if (now - *last).abs() < PRECISION => false,
            _ => {
                noted.insert(api_token_id, now);
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn once_a_minute_for_each_token() {
        let usage = Usage::default();
        let at = |seconds| DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds);
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert!(usage.is_due(one, at(0)));
        assert!(!usage.is_due(one, at(59)));
        assert!(usage.is_due(other, at(59)));
        assert!(usage.is_due(one, at(60)));
        assert!(usage.is_due(one, at(-1000)), "after the clock was set back");
    }
}
