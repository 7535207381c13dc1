//! The interface between use cases and engines.
//!
//! A use case reads and writes rows through a [`Transaction`]. Statements are written once, for both engines: parameters are `$1`,
//! `$2` …, which first appear in that order, and the syntax is what SQLite and PostgreSQL share. What the engines do in ways of
//! their own has a method of its own.

use std::future::Future;

use chrono::{DateTime, Utc};
use link_token_domain::{
    Refusal,
    audit::Event,
    link_token::{LinkTokenHash, LinkTokenRecord},
};

use crate::{
    StoreError,
    encryption::{Encrypted, Keyring},
    rows::{Fields, Record, Value},
};

/// The answer of a use case: its result, or the refusal that the rules demand.
pub type Decision<T> = Result<T, Refusal>;

/// A change: what one request or command does in one transaction.
///
/// The transaction is committed whether the answer is a result or a refusal, so that the event of a refusal is kept. After an error
/// of the store, it is rolled back. An engine may run a use case again in a new transaction, when the old one was rolled back.
pub trait UseCase: Send + Sync + 'static {
    /// The result.
    type Done: Send + 'static;

    /// Runs the use case.
    fn run<T: Transaction>(
        &self,
        tx: &mut T,
    ) -> impl Future<Output = Result<Decision<Self::Done>, StoreError>> + Send;
}

/// A question: what one command reads.
pub trait Query: Send + Sync + 'static {
    /// The result.
    type Found: Send + 'static;
    /// Whether it may have to read through a whole table, and so takes longer than a request may.
    const READS_MANY_ROWS: bool = false;

    /// Reads.
    fn run<R: Rows>(
        &self,
        rows: &mut R,
    ) -> impl Future<Output = Result<Self::Found, StoreError>> + Send;
}

/// Reads rows.
pub trait Rows: Send {
    /// Returns the encryption keys.
    fn keys(&self) -> &Keyring;

    /// Returns the rows that a statement selects.
    fn query<T: Send>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        read: impl Fn(&mut Fields<'_>) -> Result<T, StoreError> + Send,
    ) -> impl Future<Output = Result<Vec<T>, StoreError>> + Send;

    /// Returns the records that a statement selects. `rest` is what follows the name of the table.
    fn select<R: Record>(
        &mut self,
        rest: &str,
        values: &[Value<'_>],
    ) -> impl Future<Output = Result<Vec<R>, StoreError>> + Send {
        async move { self.query(&R::select(rest), values, R::read).await }
    }

    /// Returns the one record that a statement selects, if there is one.
    fn find<R: Record>(
        &mut self,
        rest: &str,
        values: &[Value<'_>],
    ) -> impl Future<Output = Result<Option<R>, StoreError>> + Send {
        async move { Ok(self.select(rest, values).await?.pop()) }
    }
}

/// Reads and writes rows.
pub trait Transaction: Rows {
    /// Ends a statement that selects rows which the transaction will change.
    const FOR_UPDATE: &'static str;
    /// Ends a statement that selects rows which must not change until the end of the transaction.
    const FOR_SHARE: &'static str;

    /// Executes a statement, and returns the number of rows that it changed.
    fn execute(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
    ) -> impl Future<Output = Result<usize, StoreError>> + Send;

    /// Inserts a record, and tells whether that was possible: there was none with the same key.
    fn insert<R: Record + Sync>(
        &mut self,
        record: &R,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send {
        async { Ok(self.execute(&R::insert(), &record.row()).await? > 0) }
    }

    fn record(&mut self, event: &Event) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Returns the link token with a hash, whatever its state, and keeps others from changing it.
    fn find_link_token(
        &mut self,
        hash: LinkTokenHash,
    ) -> impl Future<Output = Result<Option<PlacedLinkToken>, StoreError>> + Send;

    /// Inserts a link token. Its hash is new.
    fn insert_link_token(
        &mut self,
        token: &LinkTokenRecord<Encrypted>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Ends a link token that was found in this transaction.
    fn end_link_token(
        &mut self,
        place: LinkTokenPlace,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Replaces the context of a link token.
    fn put_link_token_context(
        &mut self,
        place: LinkTokenPlace,
        context: &Encrypted,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Returns up to `limit` link tokens after a place, in the order of the table.
    fn next_link_tokens(
        &mut self,
        after: Option<LinkTokenPlace>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<PlacedLinkToken>, StoreError>> + Send;

    /// Deletes up to `limit` link tokens that ended or expired before a time, and returns how many.
    fn sweep_link_tokens(
        &mut self,
        before: DateTime<Utc>,
        limit: u32,
    ) -> impl Future<Output = Result<usize, StoreError>> + Send;
}

/// A place in the table of link tokens. SQLite orders it by number, PostgreSQL by hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkTokenPlace {
    /// The sequence of the row.
    Sequence(i64),
    Hash(LinkTokenHash),
}

/// A link token and its place in the table.
pub type PlacedLinkToken = (LinkTokenPlace, LinkTokenRecord<Encrypted>);
