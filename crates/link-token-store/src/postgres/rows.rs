//! The representation of values in PostgreSQL.

use bytes::BytesMut;
use chrono::{DateTime, Utc};
use tokio_postgres::{
    Row,
    types::{FromSql, IsNull, ToSql, Type, to_sql_checked},
};
use uuid::Uuid;

use crate::{
    StoreError,
    rows::{ColumnKind, Columns, SqlValue, damaged},
};

impl ToSql for SqlValue<'_> {
    fn to_sql(
        &self,
        of: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Text(text) => text.as_deref().to_sql(of, out),
            Self::Bytes(bytes) => bytes.as_deref().to_sql(of, out),
            Self::Id(id) => id.to_sql(of, out),
            Self::Time(time) => time.to_sql(of, out),
            Self::Integer(integer) => integer.to_sql(of, out),
            Self::Flag(flag) => flag.to_sql(of, out),
        }
    }

    fn accepts(of: &Type) -> bool {
        [Type::TEXT, Type::BYTEA, Type::UUID, Type::TIMESTAMPTZ, Type::INT8, Type::BOOL]
            .contains(of)
    }

    to_sql_checked!();
}

impl ColumnKind {
    pub(super) fn type_name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Bytes => "bytea",
            Self::Id => "uuid",
            Self::Time => "timestamptz",
            Self::Integer => "bigint",
            Self::Flag => "boolean",
        }
    }
}

impl Columns for Row {
    fn text(&self, column: usize) -> Result<Option<&str>, StoreError> {
        get(self, column)
    }

    fn bytes(&self, column: usize) -> Result<Option<&[u8]>, StoreError> {
        get(self, column)
    }

    fn id(&self, column: usize) -> Result<Option<Uuid>, StoreError> {
        get(self, column)
    }

    fn time(&self, column: usize) -> Result<Option<DateTime<Utc>>, StoreError> {
        get(self, column)
    }

    fn integer(&self, column: usize) -> Result<Option<i64>, StoreError> {
        get(self, column)
    }

    fn flag(&self, column: usize) -> Result<Option<bool>, StoreError> {
        get(self, column)
    }
}

pub(super) fn get<'r, T: FromSql<'r>>(row: &'r Row, column: usize) -> Result<T, StoreError> {
    row.try_get(column).map_err(damaged)
}
