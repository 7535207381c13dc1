//! The use cases that encrypt all contexts and secrets again after a change of keys.
//!
//! The first step closes all keys but the current one. A transaction that encrypts holds its key,
//! so that the key is not closed before the transaction ends. After the first step, no transaction
//! encrypts with a closed key, and one pass over all rows is enough. The last step retires the
//! closed keys, unless a value is unreadable: it may be encrypted with one of them. Each step is a
//! small transaction, so that other callers can write in between. An interrupted change of keys can
//! be repeated.

use std::fmt;

use chrono::{DateTime, Utc};
use link_token_domain::audit::{Action, Event};
use uuid::Uuid;

use super::revocations::if_readable;
use crate::{
    StoreError,
    contexts::{self, EncryptedColumn},
    tables::{encrypted_column, encryption_key, environment},
    transaction::{Decision, LinkTokenPlace, Transaction, UseCase},
};

/// The number of rows in one transaction. It is small, so that a running server need not wait for
/// long.
const BATCH: u32 = 200;

/// Closes all keys but the current one.
#[derive(Debug)]
pub struct CloseOtherKeys;

impl UseCase for CloseOtherKeys {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let present = tx.keys().encrypting_id();
        encryption_key::close_others(tx, present).await.map(Ok)
    }
}

/// The result of one batch of a pass over a table.
#[derive(Debug)]
pub struct ReencryptedBatch<P> {
    /// The number of values that the batch encrypted again.
    pub values: usize,
    /// The values that no server can read. They stay as they are.
    pub unreadable: Vec<UnreadableValue>,
    /// The last row of the batch. `None` after the end of the table.
    pub last: Option<P>,
}

/// The place of a value that no server can read.
#[derive(Clone, Debug)]
pub struct UnreadableValue {
    table: &'static str,
    environment_id: Uuid,
    /// The ID of the row, or the hash of a link token.
    id: String,
}

impl fmt::Display for UnreadableValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, environment_id, id } = self;
        write!(f, "{table} {id} of environment {environment_id}")
    }
}

/// Encrypts a batch of values of a column again: those after an environment and ID.
#[derive(Debug)]
pub struct ReencryptColumn {
    pub column: &'static EncryptedColumn,
    pub after: Option<(Uuid, Uuid)>,
}

impl UseCase for ReencryptColumn {
    type Done = ReencryptedBatch<(Uuid, Uuid)>;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let Self { column, after } = *self;
        let after = after.unwrap_or((Uuid::nil(), Uuid::nil()));
        let found = encrypted_column::next(tx, column, after, BATCH).await?;
        let last = found.last().map(|before| (before.environment_id, before.id));
        let (mut values, mut unreadable) = (0, Vec::new());
        for before in found {
            let row = column.row(before.environment_id, before.id);
            let again = contexts::encrypt_again(tx.keys(), &row, &before.value);
            let Some(again) = if_readable(tx, again).await? else {
                let (environment_id, id) = (before.environment_id, before.id.to_string());
                unreadable.push(UnreadableValue { table: column.table, environment_id, id });
                continue;
            };
            let Some(value) = again else { continue };
            encryption_key::hold(tx).await?;
            // A transaction that changed the value meanwhile used the current key.
            encrypted_column::put(tx, column, &before, &value).await?;
            values += 1;
        }
        Ok(Ok(ReencryptedBatch { values, unreadable, last }))
    }
}

/// Encrypts a batch of link tokens again: those after a place.
#[derive(Debug)]
pub struct ReencryptLinkTokens(pub Option<LinkTokenPlace>);

impl UseCase for ReencryptLinkTokens {
    type Done = ReencryptedBatch<LinkTokenPlace>;

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<Self::Done>, StoreError> {
        let found = tx.next_link_tokens(self.0, BATCH).await?;
        let last = found.last().map(|(place, _)| *place);
        let (mut values, mut unreadable) = (0, Vec::new());
        for (place, token) in found {
            let Some(context) = &token.grant.context else { continue };
            let row = contexts::link_token_row(token.grant.environment_id, token.hash);
            let again = contexts::encrypt_again(tx.keys(), &row, context);
            let Some(again) = if_readable(tx, again).await? else {
                let environment_id = token.grant.environment_id;
                let id = hex::encode(token.hash.0);
                unreadable.push(UnreadableValue { table: "link_token", environment_id, id });
                continue;
            };
            let Some(context) = again else { continue };
            encryption_key::hold(tx).await?;
            tx.put_link_token_context(place, &context).await?;
            values += 1;
        }
        Ok(Ok(ReencryptedBatch { values, unreadable, last }))
    }
}

/// Retires the closed keys, and records an event in each environment.
#[derive(Debug)]
pub struct RetireClosedKeys {
    pub now: DateTime<Utc>,
}

impl UseCase for RetireClosedKeys {
    type Done = ();

    async fn run<T: Transaction>(&self, tx: &mut T) -> Result<Decision<()>, StoreError> {
        let present = tx.keys().encrypting_id();
        encryption_key::retire_closed(tx, present).await?;
        for environment in environment::list(tx).await? {
            tx.record(&Event::of_operator(environment.id, Action::ReencryptContexts, self.now))
                .await?;
        }
        Ok(Ok(()))
    }
}
