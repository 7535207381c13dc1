//! Redeeming link tokens in batches.
//!
//! One statement creates the accounts of a batch, in one transaction and with one flush to disk. It
//! takes only what needs no other decision: the caller has read each link token and decided by the
//! rules of the use case [`Redeem`], and the statement passes over link tokens for which that no
//! longer holds. The use case then decides about those by itself.

use std::{
    collections::{BTreeMap, HashSet},
    sync::{Arc, LazyLock},
};

use chrono::{DateTime, Utc};
use link_token_domain::{audit::Event, integrated_account::Account, link_token::LinkTokenHash};

use super::{
    arrays::{arrays, transposed, unnested},
    batches::{BatchWork, Replies, within_limit},
    connections::{PostgresError, Session, SqlParameter, retry_conflicts},
    rows::get,
};
use crate::{
    StoreError,
    encryption::{Encrypted, Keyring},
    rows::Record,
    tables::{integrated_account, tenant_erasure::LINK_TOKEN_IS_SHOWN},
    use_cases::Redeem,
};

/// A new account with the event of its redemption.
#[derive(Debug)]
pub(super) struct NewAccount {
    link_token: LinkTokenHash,
    account: Account<Encrypted>,
    event: Event,
    now: DateTime<Utc>,
}

impl NewAccount {
    pub(super) fn new(
        keys: &Keyring,
        redeem: &Redeem,
        account: Account,
        event: Event,
    ) -> Result<Self, StoreError> {
        let account = integrated_account::encrypted(keys, account)?;
        Ok(Self { link_token: redeem.hash(), account, event, now: redeem.now })
    }
}

/// Creates accounts of link tokens. Answers false, and changes nothing, if the link token must be
/// read again.
#[derive(Debug)]
pub(super) struct Redeeming {
    keys: Arc<Keyring>,
}

impl Redeeming {
    pub(super) fn new(keys: Arc<Keyring>) -> Self {
        Self { keys }
    }
}

/// The number of the first parameter with a column of accounts.
const FIRST_COLUMN: usize = 4;
/// The number of the first parameter with a column of events.
const FIRST_EVENT_COLUMN: usize = FIRST_COLUMN + Account::<Encrypted>::COLUMNS.len();

/// Ends the link tokens `$2` at the times `$3`, and inserts their accounts and events. Passes over
/// link tokens that have ended, that are hidden, or whose environment has a webhook, which is to be
/// told. Does nothing unless the key `$1` stays open until the commit. Returns the hashes of the
/// link tokens that it ended.
static REDEEM: LazyLock<String> = LazyLock::new(|| {
    let account = insert_of_ended::<Account<Encrypted>>(FIRST_COLUMN);
    let event = insert_of_ended::<Event>(FIRST_EVENT_COLUMN);
    format!(
        "WITH open_key AS (SELECT id FROM encryption_key WHERE id = $1 AND NOT closed FOR SHARE),
        ended AS (
            UPDATE link_token SET ended_at = redeemed.at
            FROM unnest($2::bytea[], $3::timestamptz[]) AS redeemed (link_token_hash, at)
            WHERE hash = link_token_hash AND ended_at IS NULL
                AND EXISTS (SELECT 1 FROM open_key){LINK_TOKEN_IS_SHOWN}
                AND NOT EXISTS (
                    SELECT 1 FROM webhook WHERE webhook.environment_id = link_token.environment_id
                )
            RETURNING hash
        ),
        created AS ({account}),
        recorded AS ({event})
        SELECT hash FROM ended"
    )
});

/// Returns the statement that inserts the rows whose link tokens have ended. `first` is the number
/// of the parameter with their first column.
fn insert_of_ended<R: Record>(first: usize) -> String {
    let (table, columns, rows) = (R::TABLE, R::columns(), unnested::<R>(first));
    format!(
        "INSERT INTO {table} ({columns})
        SELECT {columns} FROM (
            SELECT {rows}, unnest($2::bytea[])
        ) AS {table} ({columns}, link_token_hash)
        WHERE link_token_hash IN (SELECT hash FROM ended)"
    )
}

impl BatchWork for Redeeming {
    type Item = NewAccount;
    type Answer = bool;

    async fn answer(
        &self,
        session: &Session,
        items: &[NewAccount],
        replies: &mut Replies<bool>,
    ) -> Result<(), PostgresError> {
        // One for each link token, and sorted, so that two servers do not deadlock.
        let firsts: BTreeMap<_, _> = items.iter().rev().map(|it| (it.link_token.0, it)).collect();
        let hashes: Vec<&[u8]> = firsts.keys().map(<[u8; 32]>::as_slice).collect();
        let times: Vec<_> = firsts.values().map(|it| it.now).collect();
        let accounts = transposed(firsts.values().map(|it| &it.account));
        let events = transposed(firsts.values().map(|it| &it.event));
        let key = self.keys.encrypting_id().0.as_slice().to_vec();
        let mut parameters: Vec<SqlParameter<'_>> = vec![&key, &hashes, &times];
        parameters.extend(arrays(&accounts));
        parameters.extend(arrays(&events));
        let client = session.client();
        let redeem = || async {
            let statement = client.prepare_cached(&REDEEM).await?;
            Ok(client.query(&statement, &parameters).await?)
        };
        let ended = within_limit(session, retry_conflicts(redeem)).await?;
        let ended = ended.iter().map(|row| get::<&[u8]>(row, 0));
        let mut ended: HashSet<&[u8]> = ended.collect::<Result<_, _>>()?;
        for (place, item) in items.iter().enumerate() {
            replies.send(place, Ok(ended.remove(item.link_token.0.as_slice())));
        }
        Ok(())
    }
}
