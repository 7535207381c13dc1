//! Use cases of the audit trail and of the sweep.

use chrono::{DateTime, Utc};
use link_token_domain::audit::{Event, EventId, Filter};

use crate::{
    StoreError,
    tables::audit_event,
    transaction::{Decision, Query, Rows, Transaction, UseCase},
};

/// Lists the events that match a filter, newest first.
#[derive(Debug)]
pub struct ListEvents(pub Filter);

impl Query for ListEvents {
    type Found = Vec<Event>;
    const READS_MANY_ROWS: bool = true;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Vec<Event>, StoreError> {
        audit_event::list(rows, &self.0).await
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
