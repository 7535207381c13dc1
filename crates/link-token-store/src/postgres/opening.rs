//! Opening a database: its schema and its encryption keys.

use super::{
    connections::{PostgresError, Session},
    migrations,
};
use crate::{
    StoreError,
    contexts::{KeyError, UsedKey, check_keys},
    encryption::Keyring,
    rows::{Record as _, RowReader},
};

#[derive(Debug, thiserror::Error)]
pub enum OpenPostgresError {
    /// The database does not answer, or refuses.
    #[error("{0}")]
    Database(String),
    #[error("the database has no link-token schema")]
    Empty,
    #[error(
        "the schema already contains tables of another program with the same names: use a separate database, or a separate \
         schema with `?options=-csearch_path%3DSCHEMA` at the end of the URL"
    )]
    Foreign,
    #[error(
        "the database is newer than this program: its schema is version {found}, and this program supports up to version \
         {known}. Install the version of link-token-server that wrote it, or a later one"
    )]
    Newer { found: i64, known: i64 },
    #[error(
        "no encryption key is configured, and PostgreSQL requires one: generate it with `link-token-server encryption-key \
         generate`, set it as LINK_TOKEN_ENCRYPTION_KEYS or as `encryption_keys` in the configuration file of every server, and \
         keep a copy"
    )]
    NoKeys,
    #[error(transparent)]
    Keys(#[from] KeyError),
}

impl From<PostgresError> for OpenPostgresError {
    fn from(error: PostgresError) -> Self {
        Self::Database(error.to_string())
    }
}

impl From<StoreError> for OpenPostgresError {
    fn from(error: StoreError) -> Self {
        Self::Database(error.to_string())
    }
}

/// Upgrades the schema of a database, and checks that the keys decrypt all stored values.
pub(super) async fn prepare(
    session: &mut Session,
    keys: Option<Keyring>,
    may_create: bool,
) -> Result<Keyring, OpenPostgresError> {
    let Some(ring) = keys else { return Err(OpenPostgresError::NoKeys) };
    if !may_create && !migrations::has_schema(session).await? {
        return Err(OpenPostgresError::Empty);
    }
    migrations::migrate(session).await?;
    let rows = session.query(&UsedKey::select(""), &[]).await?;
    let used = rows.iter().map(|row| UsedKey::read(&mut RowReader::of(row)));
    check_keys(&ring, &used.collect::<Result<Vec<_>, _>>()?)?;
    Ok(ring)
}
