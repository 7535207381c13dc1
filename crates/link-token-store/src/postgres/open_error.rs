//! The reasons why a PostgreSQL database cannot be opened.

use super::connections::PostgresError;
use crate::{StoreError, encryption::KeyError};

#[derive(Debug, thiserror::Error)]
pub enum OpenPostgresError {
    /// The database does not answer, or refuses.
    #[error("{0}")]
    Database(String),
    #[error("the database has no link-token schema")]
    Empty,
    #[error(
        "the database has the encoding {0}, which cannot store all text: create it again with `ENCODING 'UTF8'`, or use \
         another database"
    )]
    Encoding(String),
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
