//! What the tests here share: one at a time, for how long, and with which random numbers.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use fastrand::Rng;

/// The surroundings of one test. The others wait until it is dropped, so that they do not take each other's machine.
pub struct Setting {
    pub rng: Rng,
    span: Duration,
    start: Instant,
    _alone: MutexGuard<'static, ()>,
}

impl Setting {
    /// Waits for one's turn.
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

    /// Whether to go on.
    pub fn goes_on(&self) -> bool {
        self.start.elapsed() < self.span
    }

    /// For how long the test goes on.
    pub fn span(&self) -> Duration {
        self.span
    }

    /// A random time.
    pub fn between(&mut self, least: u64, most: u64) -> Duration {
        Duration::from_millis(self.rng.u64(least..=most))
    }
}
