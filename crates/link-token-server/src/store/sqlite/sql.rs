//! Small help for statements.

use rusqlite::{Connection, Params, Row};

use crate::store::{Administered, Conflict, StoreError};

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}

/// The first row, if there is any.
pub(super) fn one<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(read).transpose()
}

pub(super) fn all<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

pub(super) fn execute(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<usize, StoreError> {
    Ok(connection.prepare_cached(sql)?.execute(params)?)
}

/// Executes an insertion, of which a violated constraint is an answer and not a fault.
pub(super) fn insert(connection: &Connection, sql: &str, params: impl Params) -> Administered<()> {
    use rusqlite::ffi;
    match connection.prepare_cached(sql)?.execute(params) {
        Ok(_) => Ok(Ok(())),
        Err(rusqlite::Error::SqliteFailure(error, message)) => match error.extended_code {
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Ok(Err(Conflict::Missing)),
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                Ok(Err(Conflict::Exists))
            }
            _ => Err(rusqlite::Error::SqliteFailure(error, message).into()),
        },
        Err(error) => Err(error.into()),
    }
}
