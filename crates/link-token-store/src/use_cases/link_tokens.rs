//! Queries about link tokens.

use chrono::{DateTime, Utc};
use link_token_domain::link_token::{ActiveLinkToken, LinkTokenFilter, LinkTokenPosition};

use crate::{
    StoreError,
    tables::link_token,
    transaction::{Extent, Query, Rows},
};

/// Lists up to `limit` active link tokens that match a filter, the first to expire first.
#[derive(Debug)]
pub struct ListLinkTokens {
    pub filter: LinkTokenFilter,
    /// True for those, too, that have expired while an attempt goes on, which may redeem them.
    pub with_attempted: bool,
    pub now: DateTime<Utc>,
    /// The last link token of the previous page.
    pub after: Option<LinkTokenPosition>,
    pub limit: u32,
}

impl Query for ListLinkTokens {
    type Found = Vec<ActiveLinkToken>;
    const EXTENT: Extent = Extent::Table;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Vec<ActiveLinkToken>, StoreError> {
        let Self { filter, with_attempted, now, after, limit } = self;
        let state = (*now, *with_attempted);
        link_token::list_active(rows, filter, state, *after, *limit).await
    }
}
