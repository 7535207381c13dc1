//! Parameters and rows of statements, for both engines.
//!
//! A [`Record`] maps a type to the columns of a table. The engines differ only in how they
//! represent a [`SqlValue`].

use std::{borrow::Cow, str::FromStr};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::StoreError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    Text,
    Bytes,
    Id,
    /// A time, to the millisecond.
    Time,
    Integer,
    Flag,
}

/// A parameter of a statement. `None` is null.
#[derive(Clone, Debug)]
pub enum SqlValue<'v> {
    Text(Option<Cow<'v, str>>),
    Bytes(Option<Cow<'v, [u8]>>),
    Id(Option<Uuid>),
    /// A time, to the millisecond.
    Time(Option<DateTime<Utc>>),
    Integer(Option<i64>),
    Flag(bool),
}

impl SqlValue<'_> {
    /// Returns a copy that borrows nothing.
    pub fn to_owned(&self) -> SqlValue<'static> {
        match self {
            Self::Text(text) => {
                SqlValue::Text(text.as_ref().map(|it| it.clone().into_owned().into()))
            }
            Self::Bytes(bytes) => {
                SqlValue::Bytes(bytes.as_ref().map(|it| it.clone().into_owned().into()))
            }
            Self::Id(id) => SqlValue::Id(*id),
            Self::Time(time) => SqlValue::Time(*time),
            Self::Integer(integer) => SqlValue::Integer(*integer),
            Self::Flag(flag) => SqlValue::Flag(*flag),
        }
    }
}

macro_rules! values {
    ($($variant:ident: $kind:ty,)*) => {$(
        impl<'v> From<$kind> for SqlValue<'v> {
            fn from(value: $kind) -> Self {
                Self::$variant(Some(value))
            }
        }

        impl<'v> From<Option<$kind>> for SqlValue<'v> {
            fn from(value: Option<$kind>) -> Self {
                Self::$variant(value)
            }
        }
    )*};
}

values! {
    Text: Cow<'v, str>,
    Bytes: Cow<'v, [u8]>,
    Id: Uuid,
    Time: DateTime<Utc>,
    Integer: i64,
}

impl<'v> From<&'v str> for SqlValue<'v> {
    fn from(text: &'v str) -> Self {
        Self::Text(Some(text.into()))
    }
}

impl<'v> From<Option<&'v str>> for SqlValue<'v> {
    fn from(text: Option<&'v str>) -> Self {
        Self::Text(text.map(Cow::from))
    }
}

impl<'v> From<&'v [u8]> for SqlValue<'v> {
    fn from(bytes: &'v [u8]) -> Self {
        Self::Bytes(Some(bytes.into()))
    }
}

impl<'v> From<Option<&'v [u8]>> for SqlValue<'v> {
    fn from(bytes: Option<&'v [u8]>) -> Self {
        Self::Bytes(bytes.map(Cow::from))
    }
}

impl From<String> for SqlValue<'_> {
    fn from(text: String) -> Self {
        Self::Text(Some(text.into()))
    }
}

impl From<Option<String>> for SqlValue<'_> {
    fn from(text: Option<String>) -> Self {
        Self::Text(text.map(Cow::from))
    }
}

impl<'v, const N: usize> From<&'v [u8; N]> for SqlValue<'v> {
    fn from(bytes: &'v [u8; N]) -> Self {
        Self::Bytes(Some(bytes.as_slice().into()))
    }
}

impl From<bool> for SqlValue<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

/// Returns the error for unreadable data.
pub fn damaged(what: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(what.to_string())
}

/// A row that a statement returned. Columns are numbered from 0. `None` is null.
pub trait Columns {
    fn text(&self, column: usize) -> Result<Option<&str>, StoreError>;
    fn bytes(&self, column: usize) -> Result<Option<&[u8]>, StoreError>;
    fn id(&self, column: usize) -> Result<Option<Uuid>, StoreError>;
    fn time(&self, column: usize) -> Result<Option<DateTime<Utc>>, StoreError>;
    fn integer(&self, column: usize) -> Result<Option<i64>, StoreError>;
    fn flag(&self, column: usize) -> Result<Option<bool>, StoreError>;
}

/// Reads the columns of a row, one after the other.
pub struct RowReader<'r> {
    row: &'r dyn Columns,
    next: usize,
}

impl<'r> RowReader<'r> {
    pub fn of(row: &'r dyn Columns) -> Self {
        Self { row, next: 0 }
    }

    /// Reads the next column, which may be null.
    pub fn optional<T: Field<'r>>(&mut self) -> Result<Option<T>, StoreError> {
        let column = self.next;
        self.next += 1;
        T::read(self.row, column)
    }

    /// Reads the next column, which is never null.
    pub fn get<T: Field<'r>>(&mut self) -> Result<T, StoreError> {
        let column = self.next;
        self.optional()?.ok_or_else(|| damaged(format_args!("column {column} is null")))
    }

    /// Parses the text of the next column.
    pub fn parse<T: FromStr>(&mut self) -> Result<T, StoreError> {
        let column = self.next;
        parse(self.get()?, column)
    }

    /// Parses the text of the next column, which may be null.
    pub fn parse_optional<T: FromStr>(&mut self) -> Result<Option<T>, StoreError> {
        let column = self.next;
        self.optional()?.map(|text| parse(text, column)).transpose()
    }
}

fn parse<T: FromStr>(text: &str, column: usize) -> Result<T, StoreError> {
    text.parse().map_err(|_| damaged(format_args!("column {column} has an unknown word")))
}

/// A type that a column is read as.
pub trait Field<'r>: Sized {
    fn read(row: &'r dyn Columns, column: usize) -> Result<Option<Self>, StoreError>;
}

macro_rules! fields {
    ($($kind:ty: $method:ident,)*) => {$(
        impl<'r> Field<'r> for $kind {
            fn read(row: &'r dyn Columns, column: usize) -> Result<Option<Self>, StoreError> {
                row.$method(column)
            }
        }
    )*};
}

fields! {
    &'r str: text,
    &'r [u8]: bytes,
    Uuid: id,
    DateTime<Utc>: time,
    i64: integer,
    bool: flag,
}

impl<'r, const N: usize> Field<'r> for [u8; N] {
    fn read(row: &'r dyn Columns, column: usize) -> Result<Option<Self>, StoreError> {
        let bytes = row.bytes(column)?;
        let exact = bytes.map(Self::try_from).transpose();
        exact.map_err(|_| damaged(format_args!("column {column} is not {N} bytes long")))
    }
}

/// A type whose values are rows of a table. [`Self::COLUMNS`], [`Self::values`] and [`Self::read`]
/// use the same order.
pub trait Record: Sized + Send {
    const TABLE: &'static str;
    const COLUMNS: &'static [(&'static str, ColumnKind)];

    fn values(&self) -> Vec<SqlValue<'_>>;

    /// Returns [`Self::values`].
    ///
    /// # Panics
    ///
    /// If the number of values is not that of the columns.
    fn row(&self) -> Vec<SqlValue<'_>> {
        let values = self.values();
        let (columns, table) = (Self::COLUMNS.len(), Self::TABLE);
        assert_eq!(values.len(), columns, "COLUMNS and values() of `{table}` do not agree");
        values
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError>;

    /// Returns the names of the columns, separated by commas.
    fn columns() -> String {
        let names: Vec<_> = Self::COLUMNS.iter().map(|(name, _)| *name).collect();
        names.join(", ")
    }

    /// Returns a statement that selects rows. `rest` follows the name of the table.
    fn select(rest: &str) -> String {
        format!("SELECT {} FROM {} {rest}", Self::columns(), Self::TABLE)
    }

    /// Returns a statement that inserts a row, and fails if a row with the same key exists.
    fn insert_new() -> String {
        let numbers = 1..=Self::COLUMNS.len();
        let parameters: Vec<_> = numbers.map(|number| format!("${number}")).collect();
        let (table, columns) = (Self::TABLE, Self::columns());
        format!("INSERT INTO {table} ({columns}) VALUES ({})", parameters.join(", "))
    }

    /// Returns a statement that inserts a row, unless a row with the same key exists.
    fn insert() -> String {
        format!("{} ON CONFLICT DO NOTHING", Self::insert_new())
    }
}
