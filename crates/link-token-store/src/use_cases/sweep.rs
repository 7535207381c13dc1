//! Use cases of the sweep, which deletes link tokens that ended long ago, and old audit events.

use chrono::{DateTime, TimeDelta, Utc};
use link_token_domain::{
    audit::{Action, Event, EventId},
    sweep::agrees,
};

use crate::{
    StoreError,
    tables::{audit_event, environment, last_sweep},
    transaction::{Decision, Transaction, UseCase},
};

/// The precision of the recorded time, which saves a write for each sweep.
const PRECISION: TimeDelta = TimeDelta::hours(1);

/// Compares the clock with the last sweep, before a sweep deletes anything. Without a last sweep,
/// the newest audit event takes its place.
#[derive(Debug)]
pub struct BeginSweep {
    pub now: DateTime<Utc>,
    pub audit_retention: TimeDelta,
}

/// The answer to [`BeginSweep`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SweepPermission {
    Granted,
    /// The clock is far from the last sweep: nothing may be deleted before an operator has
    /// confirmed the clock.
    ClockDiffers {
        last: DateTime<Utc>,
    },
}

impl UseCase for BeginSweep {
    type Done = SweepPermission;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { now, audit_retention } = *self;
        let last_sweep = last_sweep::find(tx).await?;
        let last = match last_sweep {
            Some(last) => Some(last),
            None => audit_event::newest(tx).await?.map(EventId::at),
        };
        if let Some(last) = last
            && !agrees(now, last, audit_retention)
        {
            return Ok(Ok(SweepPermission::ClockDiffers { last }));
        }
        if last_sweep.is_none_or(|last| (now - last).abs() >= PRECISION) {
            last_sweep::put(tx, now).await?;
        }
        Ok(Ok(SweepPermission::Granted))
    }
}

/// Confirms that the clock is right, although it is far from the last sweep. Sweeps go on from this
/// time. Returns the time of the last sweep.
#[derive(Debug)]
pub struct ConfirmClock {
    pub now: DateTime<Utc>,
}

impl UseCase for ConfirmClock {
    type Done = Option<DateTime<Utc>>;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let last = last_sweep::find(tx).await?;
        last_sweep::put(tx, self.now).await?;
        for environment in environment::list(tx).await? {
            tx.record(&Event::of_operator(environment.id, Action::ConfirmClock, self.now)).await?;
        }
        Ok(Ok(last))
    }
}

/// Deletes up to `limit` events before a time, and returns their number.
#[derive(Debug)]
pub struct SweepEvents {
    pub before: DateTime<Utc>,
    pub limit: u32,
}

impl UseCase for SweepEvents {
    type Done = usize;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<usize>, StoreError> {
        audit_event::sweep(tx, EventId::first_at(self.before), self.limit).await.map(Ok)
    }
}

/// Deletes up to `limit` link tokens that ended or expired before a time, and returns their number.
#[derive(Debug)]
pub struct SweepLinkTokens {
    pub before: DateTime<Utc>,
    pub limit: u32,
}

impl UseCase for SweepLinkTokens {
    type Done = usize;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<usize>, StoreError> {
        tx.sweep_link_tokens(self.before, self.limit).await.map(Ok)
    }
}
