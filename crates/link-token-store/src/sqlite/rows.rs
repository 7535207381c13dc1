//! The representation of values in SQLite: times as milliseconds, IDs as the 16 bytes of a UUID,
//! flags as 0 and 1.

use chrono::{DateTime, Utc};
use rusqlite::{
    Row, ToSql,
    types::{ToSqlOutput, ValueRef},
};
use uuid::Uuid;

use crate::{
    StoreError,
    rows::{Columns, SqlValue, damaged},
};

impl ToSql for SqlValue<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let value = match self {
            Self::Text(text) => text.as_deref().map(|text| ValueRef::Text(text.as_bytes())),
            Self::Bytes(bytes) => bytes.as_deref().map(ValueRef::Blob),
            Self::Id(id) => id.as_ref().map(|id| ValueRef::Blob(id.as_bytes())),
            Self::Time(time) => time.map(|time| ValueRef::Integer(time.timestamp_millis())),
            Self::Integer(integer) => integer.map(ValueRef::Integer),
            Self::Flag(flag) => Some(ValueRef::Integer(i64::from(*flag))),
        };
        Ok(ToSqlOutput::Borrowed(value.unwrap_or(ValueRef::Null)))
    }
}

impl Columns for Row<'_> {
    fn text(&self, column: usize) -> Result<Option<&str>, StoreError> {
        self.get_ref(column)?.as_str_or_null().map_err(damaged)
    }

    fn bytes(&self, column: usize) -> Result<Option<&[u8]>, StoreError> {
        self.get_ref(column)?.as_blob_or_null().map_err(damaged)
    }

    fn id(&self, column: usize) -> Result<Option<Uuid>, StoreError> {
        let bytes = self.bytes(column)?;
        bytes.map(|bytes| Uuid::from_slice(bytes).map_err(damaged)).transpose()
    }

    fn time(&self, column: usize) -> Result<Option<DateTime<Utc>>, StoreError> {
        let millis = self.integer(column)?;
        let time = |millis| {
            DateTime::from_timestamp_millis(millis).ok_or_else(|| damaged("time out of range"))
        };
        millis.map(time).transpose()
    }

    fn integer(&self, column: usize) -> Result<Option<i64>, StoreError> {
        self.get_ref(column)?.as_i64_or_null().map_err(damaged)
    }

    fn flag(&self, column: usize) -> Result<Option<bool>, StoreError> {
        Ok(self.integer(column)?.map(|flag| flag != 0))
    }
}
