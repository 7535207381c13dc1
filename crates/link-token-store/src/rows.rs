//! Rows of tables: what a statement is given and what it returns, whatever the engine.
//!
//! A [`Record`] maps a type to the columns of a table. SQLite and PostgreSQL differ in how they represent a [`Value`], and in
//! nothing that a record needs to know.

use std::{borrow::Cow, str::FromStr};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::StoreError;

/// The kind of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Bytes,
    /// The ID of something.
    Id,
    /// A time, to the millisecond.
    Time,
    /// A whole number.
    Integer,
    /// Yes or no.
    Flag,
}

/// A parameter of a statement. `None` is null.
#[derive(Clone, Debug)]
pub enum Value<'v> {
    Text(Option<Cow<'v, str>>),
    Bytes(Option<&'v [u8]>),
    /// The ID of something.
    Id(Option<Uuid>),
    /// A time, to the millisecond.
    Time(Option<DateTime<Utc>>),
    /// A whole number.
    Integer(Option<i64>),
    /// Yes or no.
    Flag(bool),
}

macro_rules! values {
    ($($variant:ident: $kind:ty,)*) => {$(
        impl<'v> From<$kind> for Value<'v> {
            fn from(value: $kind) -> Self {
                Self::$variant(Some(value))
            }
        }

        impl<'v> From<Option<$kind>> for Value<'v> {
            fn from(value: Option<$kind>) -> Self {
                Self::$variant(value)
            }
        }
    )*};
}

values! {
    Text: Cow<'v, str>,
    Bytes: &'v [u8],
    Id: Uuid,
    Time: DateTime<Utc>,
    Integer: i64,
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Self::Text(Some(text.into()))
    }
}

impl<'v> From<Option<&'v str>> for Value<'v> {
    fn from(text: Option<&'v str>) -> Self {
        Self::Text(text.map(Cow::from))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Some(text.into()))
    }
}

impl From<Option<String>> for Value<'_> {
    fn from(text: Option<String>) -> Self {
        Self::Text(text.map(Cow::from))
    }
}

impl<'v, const N: usize> From<&'v [u8; N]> for Value<'v> {
    fn from(bytes: &'v [u8; N]) -> Self {
        Self::Bytes(Some(bytes))
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

/// Returns the error for stored values that cannot be read.
pub fn damaged(what: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(what.to_string())
}

/// A row that a statement returned. Columns are counted from 0; `None` is null.
pub trait Columns {
    /// Reads text.
    fn text(&self, column: usize) -> Result<Option<&str>, StoreError>;
    /// Reads bytes.
    fn bytes(&self, column: usize) -> Result<Option<&[u8]>, StoreError>;
    /// Reads the ID of something.
    fn id(&self, column: usize) -> Result<Option<Uuid>, StoreError>;
    /// Reads a time.
    fn time(&self, column: usize) -> Result<Option<DateTime<Utc>>, StoreError>;
    /// Reads a whole number.
    fn integer(&self, column: usize) -> Result<Option<i64>, StoreError>;
    /// Reads yes or no.
    fn flag(&self, column: usize) -> Result<Option<bool>, StoreError>;
}

/// The columns of a row, read one after the other.
pub struct Fields<'r> {
    row: &'r dyn Columns,
    next: usize,
}

impl<'r> Fields<'r> {
    /// Begins with the first column of a row.
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

    /// Reads the next column as the text of something.
    pub fn parse<T: FromStr>(&mut self) -> Result<T, StoreError> {
        let column = self.next;
        parse(self.get()?, column)
    }

    /// Reads the next column as the text of something, or null.
    pub fn parse_optional<T: FromStr>(&mut self) -> Result<Option<T>, StoreError> {
        let column = self.next;
        self.optional()?.map(|text| parse(text, column)).transpose()
    }
}

fn parse<T: FromStr>(text: &str, column: usize) -> Result<T, StoreError> {
    text.parse().map_err(|_| damaged(format_args!("column {column} has an unknown word")))
}

/// A type of columns.
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

/// A type whose values are rows of a table. [`Self::COLUMNS`], [`Self::values`] and [`Self::read`] have one order.
pub trait Record: Sized + Send {
    const TABLE: &'static str;
    /// The columns, each with its kind.
    const COLUMNS: &'static [(&'static str, Kind)];

    /// Returns the values of the columns.
    fn values(&self) -> Vec<Value<'_>>;

    /// Returns the values of the columns, as many as there are columns.
    ///
    /// # Panics
    ///
    /// If [`Self::values`] has more or fewer.
    fn row(&self) -> Vec<Value<'_>> {
        let values = self.values();
        let (columns, table) = (Self::COLUMNS.len(), Self::TABLE);
        assert_eq!(values.len(), columns, "COLUMNS and values() of `{table}` do not agree");
        values
    }

    /// Reads the columns.
    fn read(fields: &mut Fields<'_>) -> Result<Self, StoreError>;

    /// Returns the names of the columns, for a statement.
    fn columns() -> String {
        let names: Vec<_> = Self::COLUMNS.iter().map(|(name, _)| *name).collect();
        names.join(", ")
    }

    /// Returns a statement that selects rows. `rest` is what follows the name of the table.
    fn select(rest: &str) -> String {
        format!("SELECT {} FROM {} {rest}", Self::columns(), Self::TABLE)
    }

    /// Returns a statement that inserts a row, unless there is one with the same key.
    fn insert() -> String {
        let numbers = 1..=Self::COLUMNS.len();
        let parameters: Vec<_> = numbers.map(|number| format!("${number}")).collect();
        format!(
            "INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING",
            Self::TABLE,
            Self::columns(),
            parameters.join(", ")
        )
    }
}
