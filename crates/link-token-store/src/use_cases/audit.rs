//! Use cases of the audit trail.

use link_token_domain::audit::{Event, Filter};

use crate::{
    StoreError,
    tables::audit_event,
    transaction::{Extent, Query, Rows},
};

/// Lists the events that match a filter, newest first.
#[derive(Debug)]
pub struct ListEvents(pub Filter);

impl Query for ListEvents {
    type Found = Vec<Event>;
    const EXTENT: Extent = Extent::Table;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Vec<Event>, StoreError> {
        audit_event::list(rows, &self.0).await
    }
}
