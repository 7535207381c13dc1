//! How SQLite keeps what rows are made of: times as milliseconds, IDs as the bytes of a UUID.

use chrono::{DateTime, Utc};
use rusqlite::{
    Connection, Row,
    types::{FromSqlError, ValueRef},
};
use uuid::Uuid;

use super::sql::{execute, one};
use crate::{
    domain::context::Context,
    encryption::{KeyId, Keyring},
    store::{
        StoreError,
        rows::{Columns, damaged},
        sealing,
    },
};

/// A row, of which values are found by the names of their columns.
trait Values {
    fn value(&self, column: &str) -> Result<ValueRef<'_>, StoreError>;
}

impl Values for Row<'_> {
    fn value(&self, column: &str) -> Result<ValueRef<'_>, StoreError> {
        self.get_ref(column).map_err(damaged)
    }
}

/// A row with all columns of a link token. Where they are is known, so that SQLite is not asked for the name of each.
pub struct LinkTokenRow<'r>(&'r Row<'r>);

impl<'r> LinkTokenRow<'r> {
    /// A statement that selects such rows.
    pub fn select(condition: &str) -> String {
        format!("SELECT {} FROM link_token WHERE {condition}", LINK_TOKEN.join(", "))
    }

    /// A row of such a statement.
    pub fn of(row: &'r Row<'r>) -> Self {
        Self(row)
    }
}

impl Values for LinkTokenRow<'_> {
    fn value(&self, column: &str) -> Result<ValueRef<'_>, StoreError> {
        let place = LINK_TOKEN.iter().position(|name| *name == column);
        let place = place.ok_or_else(|| damaged(format_args!("no column {column}")))?;
        self.0.get_ref(place).map_err(damaged)
    }
}

impl<R: Values> Columns for R {
    fn text(&self, column: &str) -> Result<Option<&str>, StoreError> {
        self.value(column)?.as_str_or_null().map_err(unfit(column))
    }

    fn bytes(&self, column: &str) -> Result<Option<&[u8]>, StoreError> {
        self.value(column)?.as_blob_or_null().map_err(unfit(column))
    }

    fn id(&self, column: &str) -> Result<Option<Uuid>, StoreError> {
        let bytes = self.bytes(column)?;
        bytes.map(|bytes| Uuid::from_slice(bytes).map_err(damaged)).transpose()
    }

    fn time(&self, column: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.integer(column)?.map(time).transpose()
    }

    fn integer(&self, column: &str) -> Result<Option<i64>, StoreError> {
        self.value(column)?.as_i64_or_null().map_err(unfit(column))
    }

    fn flag(&self, column: &str) -> Result<Option<bool>, StoreError> {
        Ok(self.integer(column)?.map(|flag| flag != 0))
    }
}

/// The columns of the table of link tokens.
const LINK_TOKEN: [&str; 16] = [
    "sequence",
    "hash",
    "environment_id",
    "issued_by",
    "fingerprint",
    "tenant_id",
    "integrated_account_id",
    "region",
    "context",
    "persist_previous_context",
    "redirect_uri",
    "scopes",
    "static_gate_id",
    "issued_at",
    "expires_at",
    "died_at",
];

fn unfit(column: &str) -> impl Fn(FromSqlError) -> StoreError {
    move |error| damaged(format_args!("the column {column}: {error}"))
}

pub fn millis(time: DateTime<Utc>) -> i64 {
    time.timestamp_millis()
}

pub fn time(millis: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_millis(millis).ok_or_else(|| damaged("a time out of range"))
}

/// Seals a context for a row.
pub fn seal(
    connection: &Connection,
    keys: &Keyring,
    row: &[u8],
    context: &Context,
) -> Result<Vec<u8>, StoreError> {
    record_sealing(connection, keys)?;
    sealing::seal(keys, row, context)
}

/// Records that the present key seals. A key that was retired seals no more: a server that was not told of the new key must
/// not write what nobody will be able to read.
pub fn record_sealing(connection: &Connection, keys: &Keyring) -> Result<(), StoreError> {
    let KeyId(id) = keys.sealing_id();
    let sql = "SELECT retired FROM encryption_key WHERE id = ?1";
    match one(connection, sql, [id], |row| Ok(row.get::<_, bool>(0)?))? {
        Some(false) => Ok(()),
        Some(true) => Err(sealing::retired(keys)),
        None => execute(connection, "INSERT INTO encryption_key (id) VALUES (?1)", [id]).map(drop),
    }
}
