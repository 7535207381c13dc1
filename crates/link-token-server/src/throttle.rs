//! A limit for log lines that would repeat.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Allows one log line in each interval.
#[derive(Debug)]
pub struct Throttle {
    interval: Duration,
    last: Mutex<Option<Instant>>,
}

impl Throttle {
    pub fn new(interval: Duration) -> Self {
        Self { interval, last: Mutex::new(None) }
    }

    /// Returns true at most once in the interval.
    pub fn allow(&self) -> bool {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = last.is_none_or(|last| last.elapsed() >= self.interval);
        if is_due {
            *last = Some(Instant::now());
        }
        is_due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throttle_allows_one_line_in_an_interval() {
        let throttle = Throttle::new(Duration::MAX);
        assert!(throttle.allow());
        assert!(!throttle.allow());
        let throttle = Throttle::new(Duration::ZERO);
        assert!(throttle.allow() && throttle.allow());
    }
}
