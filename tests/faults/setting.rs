//! The setting of a fault test: no other at the same time, its duration, and its random numbers.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use fastrand::Rng;

/// The setting of one test. The others wait until it is dropped, as they need the whole machine.
pub struct Setting {
    pub rng: Rng,
    span: Duration,
    start: Instant,
    _alone: MutexGuard<'static, ()>,
}

impl Setting {
    /// Waits until no other test runs.
    pub fn alone(name: &str) -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let number =
            |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
        let seed = number("FAULT_SEED").unwrap_or_else(|| fastrand::u64(0..1_000_000));
        let span = Duration::from_secs(number("FAULT_SECONDS").unwrap_or(3));
        println!("{name}: FAULT_SEED={seed} FAULT_SECONDS={}", span.as_secs());
        Self { rng: Rng::with_seed(seed), span, start: Instant::now(), _alone: alone }
    }

    /// Returns true while the test has time.
    pub fn goes_on(&self) -> bool {
        self.start.elapsed() < self.span
    }

    /// The duration of the test.
    pub fn span(&self) -> Duration {
        self.span
    }

    /// A random number of milliseconds.
    pub fn between(&mut self, least: u64, most: u64) -> Duration {
        Duration::from_millis(self.rng.u64(least..=most))
    }
}
