//! Reading and writing rows of SQLite.
//!
//! SQLite has no asynchronous interface. Every future here is ready at once, so a thread can run a
//! use case without a runtime.

use std::{ops::Deref, sync::LazyLock};

use chrono::{DateTime, Utc};
use futures::FutureExt as _;
use link_token_domain::{
    audit::Event,
    erasure::Tenant,
    link_token::{LinkTokenHash, LinkTokenRecord},
};
use rusqlite::{Connection, params, params_from_iter};

use super::{
    hash_index::{self, HashIndex, PendingTokens},
    sql,
};
use crate::{
    StoreError,
    encryption::{Encrypted, Keyring},
    rows::{Record, RowReader, SqlValue, damaged},
    tables::tenant_erasure,
    transaction::{Decision, LinkTokenPlace, PlacedLinkToken, Query, Rows, Transaction, UseCase},
};

/// A read connection.
pub(super) struct SqliteRows<'c> {
    // An exclusive reference, since futures that hold it must be `Send`.
    connection: &'c mut Connection,
    keys: &'c Keyring,
}

impl<'c> SqliteRows<'c> {
    pub(super) fn new(connection: &'c mut Connection, keys: &'c Keyring) -> Self {
        Self { connection, keys }
    }

    pub(super) fn run<Q: Query>(&mut self, query: &Q) -> Result<Q::Found, StoreError> {
        query.run(self).now_or_never().unwrap_or_else(|| Err(not_ready()))
    }
}

impl Rows for SqliteRows<'_> {
    fn keys(&self) -> &Keyring {
        self.keys
    }

    async fn query<T: Send>(
        &mut self,
        sql: &str,
        values: &[SqlValue<'_>],
        read: impl Fn(&mut RowReader<'_>) -> Result<T, StoreError> + Send,
    ) -> Result<Vec<T>, StoreError> {
        query(self.connection, sql, values, read)
    }
}

/// A connection with an open transaction, which is rolled back on drop unless it was committed.
struct OpenTransaction<'c>(&'c mut Connection);

impl<'c> OpenTransaction<'c> {
    fn begin(connection: &'c mut Connection) -> Result<Self, StoreError> {
        sql::execute(connection, "BEGIN IMMEDIATE", [])?;
        Ok(Self(connection))
    }
}

impl Deref for OpenTransaction<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.0
    }
}

impl Drop for OpenTransaction<'_> {
    fn drop(&mut self) {
        if !self.0.is_autocommit() {
            // If this fails, the next transaction cannot begin, and reports the error.
            let _ = sql::execute(self.0, "ROLLBACK", []);
        }
    }
}

/// A transaction of the writer thread.
pub(super) struct SqliteTransaction<'t> {
    connection: OpenTransaction<'t>,
    keys: &'t Keyring,
    link_tokens: PendingTokens<'t>,
}

impl<'t> SqliteTransaction<'t> {
    pub(super) fn begin(
        connection: &'t mut Connection,
        keys: &'t Keyring,
        index: &'t HashIndex,
    ) -> Result<Self, StoreError> {
        let connection = OpenTransaction::begin(connection)?;
        // The index must not read changes of this transaction, which may be rolled back.
        index.refresh(&connection)?;
        Ok(Self { connection, keys, link_tokens: PendingTokens::new(index) })
    }

    /// Commits the transaction, and returns the added link tokens.
    pub(super) fn commit(mut self) -> Result<Vec<hash_index::Entry>, StoreError> {
        sql::execute(&self.connection, "COMMIT", [])?;
        Ok(self.link_tokens.take_added())
    }

    pub(super) fn run<U: UseCase>(
        &mut self,
        use_case: &U,
    ) -> Result<Decision<U::Done>, StoreError> {
        use_case.run(self).now_or_never().unwrap_or_else(|| Err(not_ready()))
    }

    /// Returns the connection, for statements that change no table.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(super) fn savepoint(&self) -> Result<Savepoint, StoreError> {
        sql::execute(&self.connection, "SAVEPOINT change", [])?;
        Ok(Savepoint { link_tokens: self.link_tokens.added() })
    }

    pub(super) fn roll_back_to(&mut self, savepoint: &Savepoint) -> Result<(), StoreError> {
        self.link_tokens.roll_back(savepoint.link_tokens);
        sql::execute(&self.connection, "ROLLBACK TO change", []).map(drop)
    }

    pub(super) fn release(&self) -> Result<(), StoreError> {
        sql::execute(&self.connection, "RELEASE change", []).map(drop)
    }
}

/// The state of a transaction before one of its changes.
#[derive(Debug)]
pub(super) struct Savepoint {
    link_tokens: usize,
}

fn not_ready() -> StoreError {
    damaged("a use case awaited something other than the store")
}

fn query<T>(
    connection: &Connection,
    sql: &str,
    values: &[SqlValue<'_>],
    read: impl Fn(&mut RowReader<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    sql::all(connection, sql, params_from_iter(values), |row| read(&mut RowReader::of(row)))
}

impl Rows for SqliteTransaction<'_> {
    fn keys(&self) -> &Keyring {
        self.keys
    }

    async fn query<T: Send>(
        &mut self,
        sql: &str,
        values: &[SqlValue<'_>],
        read: impl Fn(&mut RowReader<'_>) -> Result<T, StoreError> + Send,
    ) -> Result<Vec<T>, StoreError> {
        query(&self.connection, sql, values, read)
    }
}

static RECORD_EVENT: LazyLock<String> = LazyLock::new(Event::insert);
static INSERT_LINK_TOKEN: LazyLock<String> = LazyLock::new(|| {
    let columns = LinkTokenRecord::<Encrypted>::columns();
    let parameters = vec!["?"; LinkTokenRecord::<Encrypted>::COLUMNS.len() + 1].join(", ");
    format!("INSERT INTO link_token ({columns}, sequence) VALUES ({parameters})")
});

impl Transaction for SqliteTransaction<'_> {
    // Only one transaction writes at a time.
    const FOR_UPDATE: &'static str = "";
    const FOR_SHARE: &'static str = "";

    /// The one server of the database has the only clock.
    fn not_after_now(parameter: &str) -> String {
        parameter.to_owned()
    }

    fn indexed_by(index: &str) -> String {
        format!("INDEXED BY {index}")
    }

    async fn execute(&mut self, sql: &str, values: &[SqlValue<'_>]) -> Result<usize, StoreError> {
        sql::execute(&self.connection, sql, params_from_iter(values))
    }

    async fn record(&mut self, event: &Event) -> Result<(), StoreError> {
        sql::execute(&self.connection, &RECORD_EVENT, params_from_iter(event.row())).map(drop)
    }

    async fn find_link_token(
        &mut self,
        hash: LinkTokenHash,
    ) -> Result<Option<PlacedLinkToken>, StoreError> {
        let found = self.link_tokens.find(&self.connection, hash)?;
        Ok(found.map(|(sequence, record)| (LinkTokenPlace::Sequence(sequence), record)))
    }

    async fn find_shown_link_token(
        &mut self,
        hash: LinkTokenHash,
    ) -> Result<Option<PlacedLinkToken>, StoreError> {
        let Some((place, token)) = self.find_link_token(hash).await? else { return Ok(None) };
        let tenant = Tenant {
            environment_id: token.grant.environment_id,
            id: token.grant.purpose.tenant_id().clone(),
        };
        let erasure = tenant_erasure::find(self, &tenant).await?;
        Ok(erasure.is_none().then_some((place, token)))
    }

    async fn insert_link_token(
        &mut self,
        token: &LinkTokenRecord<Encrypted>,
    ) -> Result<(), StoreError> {
        let sequence = self.link_tokens.next_sequence();
        let mut values = token.row();
        values.push(sequence.into());
        sql::execute(&self.connection, &INSERT_LINK_TOKEN, params_from_iter(values))?;
        self.link_tokens.add(token.hash, sequence);
        Ok(())
    }

    async fn end_link_token(
        &mut self,
        place: LinkTokenPlace,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE link_token SET ended_at = ?1 WHERE sequence = ?2";
        sql::execute(&self.connection, sql, params![SqlValue::from(now), sequence(place)?])
            .map(drop)
    }

    async fn delete_link_token(&mut self, place: LinkTokenPlace) -> Result<(), StoreError> {
        self.link_tokens.note_deletion();
        let newest = hash_index::newest(&self.connection)?;
        let sql = "DELETE FROM link_token WHERE sequence = ?1";
        sql::execute(&self.connection, sql, params![sequence(place)?])?;
        hash_index::note_swept(&self.connection, newest)
    }

    async fn put_link_token_context(
        &mut self,
        place: LinkTokenPlace,
        context: &Encrypted,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE link_token SET context = ?1 WHERE sequence = ?2";
        sql::execute(&self.connection, sql, params![context.0, sequence(place)?]).map(drop)
    }

    async fn next_link_tokens(
        &mut self,
        after: Option<LinkTokenPlace>,
        limit: u32,
    ) -> Result<Vec<PlacedLinkToken>, StoreError> {
        let after = after.map_or(Ok(i64::MIN), sequence)?;
        let sql = hash_index::select("WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
        sql::all(&self.connection, &sql, params![after, limit], |row| {
            let (sequence, record) = hash_index::read_found(row)?;
            Ok((LinkTokenPlace::Sequence(sequence), record))
        })
    }

    async fn sweep_link_tokens(
        &mut self,
        before: DateTime<Utc>,
        limit: u32,
    ) -> Result<usize, StoreError> {
        self.link_tokens.note_deletion();
        sweep_link_tokens(&self.connection, before, limit)
    }
}

fn sequence(place: LinkTokenPlace) -> Result<i64, StoreError> {
    match place {
        LinkTokenPlace::Sequence(sequence) => Ok(sequence),
        LinkTokenPlace::Hash(_) => Err(damaged("a place of another engine")),
    }
}

/// Deletes up to `limit` link tokens that ended or expired before a time, and returns their number.
pub(super) fn sweep_link_tokens(
    connection: &Connection,
    before: DateTime<Utc>,
    limit: u32,
) -> Result<usize, StoreError> {
    let newest = hash_index::newest(connection)?;
    let sql = "DELETE FROM link_token WHERE sequence IN (
        SELECT sequence FROM link_token WHERE coalesce(ended_at, expires_at) < ?1
        ORDER BY coalesce(ended_at, expires_at) LIMIT ?2
    )";
    let deleted = sql::execute(connection, sql, params![SqlValue::from(before), limit])?;
    if deleted > 0 {
        hash_index::note_swept(connection, newest)?;
    }
    Ok(deleted)
}
