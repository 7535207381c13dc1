//! The interface between use cases and engines.
//!
//! A use case reads and writes rows through a [`Transaction`]. Both engines execute the same
//! statements: they use only syntax that SQLite and PostgreSQL share, and their parameters `$1`,
//! `$2` … first appear in this order. Operations that the engines implement differently have their
//! own methods.

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
    rows::{Record, RowReader, SqlValue},
};

/// The decision of a use case: its result, or a refusal by the rules.
pub type Decision<T> = Result<T, Refusal>;

/// A change by one request or command, in one transaction.
///
/// The engine commits the transaction after a result and after a refusal, so that the event of a
/// refusal is kept. It rolls back after a [`StoreError`], and may then run the use case again in a
/// new transaction.
pub trait UseCase: Send + Sync + 'static {
    type Done: Send + 'static;
    /// True if the use case may write events for webhooks, which the server then sends at once.
    const TELLS: bool = false;
    /// True if the use case may write revocations, which the server then tries at once.
    const REVOKES: bool = false;

    fn run<T: Transaction>(
        &self,
        tx: &mut T,
    ) -> impl Future<Output = Result<Decision<Self::Done>, StoreError>> + Send;
}

/// A read-only operation of one command.
pub trait Query: Send + Sync + 'static {
    type Found: Send + 'static;
    const EXTENT: Extent = Extent::Page;

    fn run<R: Rows>(
        &self,
        rows: &mut R,
    ) -> impl Future<Output = Result<Self::Found, StoreError>> + Send;
}

/// The number of rows that a query may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A few, by an index.
    LookUp,
    Page,
    /// A whole table, so that the query may exceed the time limit of a request.
    Table,
}

/// Reads rows.
pub trait Rows: Send {
    fn keys(&self) -> &Keyring;

    /// Returns the rows of a statement.
    fn query<T: Send>(
        &mut self,
        sql: &str,
        values: &[SqlValue<'_>],
        read: impl Fn(&mut RowReader<'_>) -> Result<T, StoreError> + Send,
    ) -> impl Future<Output = Result<Vec<T>, StoreError>> + Send;

    /// Selects records. `rest` follows the name of the table.
    fn select<R: Record>(
        &mut self,
        rest: &str,
        values: &[SqlValue<'_>],
    ) -> impl Future<Output = Result<Vec<R>, StoreError>> + Send {
        async move { self.query(&R::select(rest), values, R::read).await }
    }

    /// Selects a single record. `rest` follows the name of the table.
    fn find<R: Record>(
        &mut self,
        rest: &str,
        values: &[SqlValue<'_>],
    ) -> impl Future<Output = Result<Option<R>, StoreError>> + Send {
        async move { Ok(self.select(rest, values).await?.pop()) }
    }
}

/// Reads and writes rows.
pub trait Transaction: Rows {
    /// The end of a statement that selects rows which the transaction will change.
    const FOR_UPDATE: &'static str;
    /// Ends a statement that selects rows which must not change until the end of the transaction.
    const FOR_SHARE: &'static str;

    /// Returns an expression for the time of a parameter such as `$1`, or for the time by the clock
    /// that all servers share, if that is earlier.
    fn not_after_now(parameter: &str) -> String;

    /// Returns what makes SQLite use an index, after the name of the table. Without statistics, it
    /// prefers to read all rows of an environment.
    fn indexed_by(index: &str) -> String;

    /// Executes a statement, and returns the number of rows that it changed.
    fn execute(
        &mut self,
        sql: &str,
        values: &[SqlValue<'_>],
    ) -> impl Future<Output = Result<usize, StoreError>> + Send;

    /// Executes a statement for a caller that does not need the number of changed rows. An engine
    /// may send it only with the next statement or with the end of the transaction, which then
    /// returns its error.
    fn write(
        &mut self,
        sql: &str,
        values: &[SqlValue<'_>],
    ) -> impl Future<Output = Result<(), StoreError>> + Send {
        async { self.execute(sql, values).await.map(drop) }
    }

    /// Inserts a record. Returns false if a record with the same key exists.
    fn insert<R: Record + Sync>(
        &mut self,
        record: &R,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send {
        async { Ok(self.execute(&R::insert(), &record.row()).await? > 0) }
    }

    /// Inserts a record, whose key must be new.
    fn insert_new<R: Record + Sync>(
        &mut self,
        record: &R,
    ) -> impl Future<Output = Result<(), StoreError>> + Send {
        async { self.write(&R::insert_new(), &record.row()).await }
    }

    /// Returns true if the transaction is known to hold the current encryption key already. An
    /// engine may answer false at any time.
    fn holds_key(&self) -> bool {
        false
    }

    /// Notes that the transaction holds the current encryption key until its end.
    fn note_held_key(&mut self) {}

    fn record(&mut self, event: &Event) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Returns the link token with a hash, whatever its state, and locks it.
    fn find_link_token(
        &mut self,
        hash: LinkTokenHash,
    ) -> impl Future<Output = Result<Option<PlacedLinkToken>, StoreError>> + Send;

    /// Returns the link token with a hash, whatever its state, and locks it. `None` if its tenant
    /// is being erased.
    fn find_shown_link_token(
        &mut self,
        hash: LinkTokenHash,
    ) -> impl Future<Output = Result<Option<PlacedLinkToken>, StoreError>> + Send;

    /// Inserts a link token, whose hash must be new.
    fn insert_link_token(
        &mut self,
        token: &LinkTokenRecord<Encrypted>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Marks a link token as consumed or revoked, after this transaction has found it.
    fn end_link_token(
        &mut self,
        place: LinkTokenPlace,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Deletes a link token, after this transaction has found it.
    fn delete_link_token(
        &mut self,
        place: LinkTokenPlace,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    fn put_link_token_context(
        &mut self,
        place: LinkTokenPlace,
        context: &Encrypted,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Returns up to `limit` link tokens after a place, in the order of places.
    fn next_link_tokens(
        &mut self,
        after: Option<LinkTokenPlace>,
        limit: u32,
    ) -> impl Future<Output = Result<Vec<PlacedLinkToken>, StoreError>> + Send;

    /// Deletes up to `limit` link tokens that ended or expired before a time, and returns their
    /// number.
    fn sweep_link_tokens(
        &mut self,
        before: DateTime<Utc>,
        limit: u32,
    ) -> impl Future<Output = Result<usize, StoreError>> + Send;
}

/// The place of a link token in its table: a sequence number in SQLite, the hash in PostgreSQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkTokenPlace {
    Sequence(i64),
    Hash(LinkTokenHash),
}

pub type PlacedLinkToken = (LinkTokenPlace, LinkTokenRecord<Encrypted>);
