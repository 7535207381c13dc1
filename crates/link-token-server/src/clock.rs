//! The clock of the service.

use chrono::{DateTime, SubsecRound as _, Utc};

/// Returns the current time in milliseconds, the precision of the store, so that responses equal
/// stored times.
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(3)
}
