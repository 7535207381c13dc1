//! Reading and writing rows of PostgreSQL.

use chrono::{DateTime, Utc};
use link_token_domain::{
    audit::Event,
    link_token::{LinkTokenHash, LinkTokenRecord},
};

use super::connections::{PostgresError, Session, parameters};
use crate::{
    StoreError,
    encryption::{Encrypted, Keyring},
    rows::{Record as _, RowReader, SqlValue, damaged},
    tables::tenant_erasure::LINK_TOKEN_IS_SHOWN,
    transaction::{LinkTokenPlace, PlacedLinkToken, Rows, Transaction},
};

/// The transaction that a session has begun.
pub(super) struct PostgresTransaction<'s> {
    session: &'s mut Session,
    keys: &'s Keyring,
    holds_key: bool,
    /// The error of the database. Use cases see it only as a [`StoreError`].
    failure: Option<PostgresError>,
}

impl<'s> PostgresTransaction<'s> {
    pub(super) fn new(session: &'s mut Session, keys: &'s Keyring) -> Self {
        Self { session, keys, holds_key: false, failure: None }
    }

    /// Returns the result of a use case, or the error of the database that made it fail.
    pub(super) fn finish<T>(self, answer: Result<T, StoreError>) -> Result<T, PostgresError> {
        answer.map_err(|error| self.failure.unwrap_or(PostgresError::Store(error)))
    }

    fn keep_failure<T>(&mut self, answer: Result<T, PostgresError>) -> Result<T, StoreError> {
        answer.map_err(|error| {
            let message_of = StoreError::Unavailable(error.to_string());
            self.failure = Some(error);
            message_of
        })
    }
}

impl Rows for PostgresTransaction<'_> {
    fn keys(&self) -> &Keyring {
        self.keys
    }

    async fn query<T: Send>(
        &mut self,
        sql: &str,
        values: &[SqlValue<'_>],
        read: impl Fn(&mut RowReader<'_>) -> Result<T, StoreError> + Send,
    ) -> Result<Vec<T>, StoreError> {
        let rows = self.session.query(sql, &parameters(values)).await;
        let rows = self.keep_failure(rows)?;
        rows.iter().map(|row| read(&mut RowReader::of(row))).collect()
    }
}

impl Transaction for PostgresTransaction<'_> {
    const FOR_UPDATE: &'static str = " FOR UPDATE";
    const FOR_SHARE: &'static str = " FOR SHARE";

    fn not_after_now(parameter: &str) -> String {
        format!("least({parameter}, now())")
    }

    fn indexed_by(_: &str) -> String {
        String::new()
    }

    async fn execute(&mut self, sql: &str, values: &[SqlValue<'_>]) -> Result<usize, StoreError> {
        let changed = self.session.execute(sql, &parameters(values)).await;
        let changed = self.keep_failure(changed)?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    async fn write(&mut self, sql: &str, values: &[SqlValue<'_>]) -> Result<(), StoreError> {
        self.session.defer(sql, values);
        Ok(())
    }

    fn holds_key(&self) -> bool {
        self.holds_key
    }

    fn note_held_key(&mut self) {
        self.holds_key = true;
    }

    async fn record(&mut self, event: &Event) -> Result<(), StoreError> {
        self.write(&Event::insert(), &event.row()).await
    }

    async fn find_link_token(
        &mut self,
        hash: LinkTokenHash,
    ) -> Result<Option<PlacedLinkToken>, StoreError> {
        let found = self.find("WHERE hash = $1 FOR UPDATE", &[(&hash.0).into()]).await?;
        Ok(found.map(placed))
    }

    async fn find_shown_link_token(
        &mut self,
        hash: LinkTokenHash,
    ) -> Result<Option<PlacedLinkToken>, StoreError> {
        // An erasure that begins while this waits for the lock is not seen. It deletes the link
        // token afterwards, and then what was made of it.
        let condition = format!("WHERE hash = $1{LINK_TOKEN_IS_SHOWN} FOR UPDATE");
        let found = self.find(&condition, &[(&hash.0).into()]).await?;
        Ok(found.map(placed))
    }

    async fn insert_link_token(
        &mut self,
        token: &LinkTokenRecord<Encrypted>,
    ) -> Result<(), StoreError> {
        if self.insert(token).await? {
            Ok(())
        } else {
            Err(damaged("a new link token has the hash of another"))
        }
    }

    async fn end_link_token(
        &mut self,
        place: LinkTokenPlace,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE link_token SET ended_at = $1 WHERE hash = $2";
        self.write(sql, &[now.into(), (&hash(place)?.0).into()]).await
    }

    async fn delete_link_token(&mut self, place: LinkTokenPlace) -> Result<(), StoreError> {
        let hash = hash(place)?;
        self.write("DELETE FROM link_token WHERE hash = $1", &[(&hash.0).into()]).await
    }

    async fn put_link_token_context(
        &mut self,
        place: LinkTokenPlace,
        context: &Encrypted,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE link_token SET context = $1 WHERE hash = $2";
        let hash = hash(place)?;
        let values = [context.0.as_slice().into(), (&hash.0).into()];
        self.write(sql, &values).await
    }

    async fn next_link_tokens(
        &mut self,
        after: Option<LinkTokenPlace>,
        limit: u32,
    ) -> Result<Vec<PlacedLinkToken>, StoreError> {
        let after = after.map(hash).transpose()?;
        let after = after.as_ref().map_or(&[] as &[u8], |hash| &hash.0);
        let rest = "WHERE hash > $1 ORDER BY hash LIMIT $2";
        let found = self.select(rest, &[after.into(), i64::from(limit).into()]).await?;
        Ok(found.into_iter().map(placed).collect())
    }

    async fn sweep_link_tokens(
        &mut self,
        before: DateTime<Utc>,
        limit: u32,
    ) -> Result<usize, StoreError> {
        self.execute(SWEEP, &[before.into(), i64::from(limit).into()]).await
    }
}

/// Deletes up to `$2` link tokens that ended or expired before the time `$1`.
pub(super) const SWEEP: &str = "DELETE FROM link_token WHERE hash IN (
    SELECT hash FROM link_token WHERE coalesce(ended_at, expires_at) < $1
    ORDER BY coalesce(ended_at, expires_at) LIMIT $2
)";

fn placed(record: LinkTokenRecord<Encrypted>) -> PlacedLinkToken {
    (LinkTokenPlace::Hash(record.hash), record)
}

fn hash(place: LinkTokenPlace) -> Result<LinkTokenHash, StoreError> {
    match place {
        LinkTokenPlace::Hash(hash) => Ok(hash),
        LinkTokenPlace::Sequence(_) => Err(damaged("a place of another engine")),
    }
}
