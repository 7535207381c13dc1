//! The audit trail, and the sweep of what is old.

use chrono::{DateTime, Utc};
use link_token_domain::audit::{Event, EventId, Filter};

use crate::{
    StoreError,
    tables::audit_event,
    transaction::{Decision, Query, Rows, Transaction, UseCase},
};

/// Lists the events that match a filter, the newest first.
#[derive(Debug)]
pub struct ListEvents(pub Filter);

impl Query for ListEvents {
    type Found = Vec<Event>;
    const READS_MANY_ROWS: bool = true;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Vec<Event>, StoreError> {
        audit_event::list(rows, &self.0).await
    }
}

/// Deletes some of the old events, and returns how many.
#[derive(Debug)]
pub struct SweepEvents {
    /// The time before which events are old.
    pub before: DateTime<Utc>,
    /// The greatest number to delete.
    pub limit: u32,
}

impl UseCase for SweepEvents {
    type Done = usize;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<usize>, StoreError> {
        audit_event::sweep(tx, EventId::first_at(self.before), self.limit).await.map(Ok)
    }
}

/// Deletes some of the link tokens that ended or expired long ago, and returns how many.
#[derive(Debug)]
pub struct SweepLinkTokens {
    /// The time before which they ended or expired.
    pub before: DateTime<Utc>,
    /// The greatest number to delete.
    pub limit: u32,
}

impl UseCase for SweepLinkTokens {
    type Done = usize;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<usize>, StoreError> {
        tx.sweep_link_tokens(self.before, self.limit).await.map(Ok)
    }
}
