//! The clock of the service.

#[cfg(test)]
use std::sync::{Arc, Mutex, PoisonError};

#[cfg(test)]
use chrono::TimeDelta;
use chrono::{DateTime, SubsecRound as _, Utc};

/// Returns the current time in milliseconds, the precision of the store, so that responses equal
/// stored times.
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(3)
}

/// The clock of a background task: the system's, or, in a test, one that the test moves.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    #[cfg(test)]
    moved: Option<Arc<Mutex<DateTime<Utc>>>>,
}

impl Clock {
    /// Returns the current time in milliseconds.
    pub fn now(&self) -> DateTime<Utc> {
        #[cfg(test)]
        if let Some(moved) = &self.moved {
            return *moved.lock().unwrap_or_else(PoisonError::into_inner);
        }
        now()
    }

    /// Returns a clock that stands still until a test moves it.
    #[cfg(test)]
    pub fn standing_at(time: DateTime<Utc>) -> Self {
        Self { moved: Some(Arc::new(Mutex::new(time))) }
    }

    /// Moves a clock that stands still.
    #[cfg(test)]
    pub fn advance(&self, by: TimeDelta) {
        if let Some(moved) = &self.moved {
            *moved.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }
}
