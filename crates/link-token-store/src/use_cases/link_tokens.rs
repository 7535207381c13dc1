//! Queries about link tokens.

use chrono::{DateTime, Utc};
use link_token_domain::link_token::{ActiveLinkToken, LinkTokenFilter, LinkTokenPosition};

use crate::{
    StoreError,
    tables::link_token,
    transaction::{Query, Rows},
};

/// Lists up to `limit` active link tokens that match a filter, the first to expire first.
#[derive(Debug)]
pub struct ListLinkTokens {
    pub filter: LinkTokenFilter,
    pub now: DateTime<Utc>,
    /// The last link token of the previous page.
    pub after: Option<LinkTokenPosition>,
    pub limit: u32,
}

impl Query for ListLinkTokens {
    type Found = Vec<ActiveLinkToken>;
    const READS_MANY_ROWS: bool = true;

    async fn run<R: Rows>(&self, rows: &mut R) -> Result<Vec<ActiveLinkToken>, StoreError> {
        link_token::list_active(rows, &self.filter, self.now, self.after, self.limit).await
    }
}
