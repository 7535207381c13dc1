//! The time, as precise as it is kept.

use chrono::{DateTime, SubsecRound as _, Utc};

/// The present, to the millisecond: what is answered is what is stored.
pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(3)
}
