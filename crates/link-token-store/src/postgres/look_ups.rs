//! Look-ups of link tokens in batches.
//!
//! One query finds all link tokens that are asked for at the same time.

use std::{collections::HashMap, sync::LazyLock};

use link_token_domain::link_token::{LinkTokenHash, LinkTokenRecord};

use super::{
    batches::{BatchWork, Replies, within_limit},
    connections::{PostgresError, Session},
};
use crate::{
    StoreError,
    encryption::Encrypted,
    rows::{Record, RowReader},
    tables::tenant_erasure::LINK_TOKEN_IS_SHOWN,
};

/// Selects link tokens by an array of hashes. The hash comes once more, in front of the record, so
/// that an unreadable record fails only the look-ups of its hash.
static BY_HASHES: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT hash, {} FROM link_token WHERE hash = ANY($1){LINK_TOKEN_IS_SHOWN}",
        LinkTokenRecord::<Encrypted>::columns()
    )
});

/// Finds link tokens by their hashes, whatever their state.
#[derive(Debug)]
pub(super) struct LookUpLinkTokens;

impl BatchWork for LookUpLinkTokens {
    type Item = LinkTokenHash;
    type Answer = Option<LinkTokenRecord<Encrypted>>;

    async fn answer(
        &self,
        session: &Session,
        hashes: &[LinkTokenHash],
        replies: &mut Replies<Self::Answer>,
    ) -> Result<(), PostgresError> {
        let client = session.client();
        let wanted: Vec<&[u8]> = hashes.iter().map(|hash| hash.0.as_slice()).collect();
        let rows = within_limit(session, async {
            let statement = client.prepare_cached(&BY_HASHES).await?;
            Ok(client.query(&statement, &[&wanted]).await?)
        });
        let mut found: HashMap<LinkTokenHash, Result<_, StoreError>> = HashMap::new();
        for row in rows.await? {
            let mut fields = RowReader::of(&row);
            let hash = LinkTokenHash(fields.get()?);
            found.insert(hash, LinkTokenRecord::read(&mut fields));
        }
        for (place, hash) in hashes.iter().enumerate() {
            replies.send(place, found.get(hash).cloned().transpose());
        }
        Ok(())
    }
}
