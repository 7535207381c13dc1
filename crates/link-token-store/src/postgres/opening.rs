//! Opening a database: its schema and its encryption keys.

use super::{
    connections::{Error, Session},
    migrations,
};
use crate::{
    StoreError,
    contexts::{KeyError, UsedKey, check_keys},
    encryption::Keyring,
    rows::{Fields, Record as _},
};

/// Why a database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It does not answer, or says no.
    #[error("{0}")]
    Database(String),
    /// There is nothing of ours in it, and nothing may be made.
    #[error("the database has no link-token schema")]
    Empty,
    /// Some other program's tables are in the way.
    #[error(
        "the schema already contains tables of another program with the same names: use a separate database, or a separate \
         schema with `?options=-csearch_path%3DSCHEMA` at the end of the URL"
    )]
    Foreign,
    /// A later version of this program wrote it, with which this one cannot work.
    #[error(
        "the database is newer than this program: its schema is version {found}, and this program supports up to version \
         {known}. Install the version of link-token-server that wrote it, or a later one"
    )]
    Newer {
        /// The version of its schema.
        found: i64,
        /// The last version that is known here.
        known: i64,
    },
    /// No encryption key is configured.
    #[error(
        "no encryption key is configured, and PostgreSQL requires one: generate it with `link-token-server encryption-key \
         generate`, set it as LINK_TOKEN_ENCRYPTION_KEYS or as `encryption_keys` in the configuration file of every server, and \
         keep a copy"
    )]
    NoKeys,
    /// The encryption keys do not fit.
    #[error(transparent)]
    Keys(#[from] KeyError),
}

impl From<Error> for OpenError {
    fn from(error: Error) -> Self {
        Self::Database(error.to_string())
    }
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        Self::Database(error.to_string())
    }
}

/// Brings the schema of a database up to date, and checks that the keys decrypt everything.
pub(super) async fn prepare(
    session: &mut Session,
    keys: Option<Keyring>,
    may_create: bool,
) -> Result<Keyring, OpenError> {
    let Some(ring) = keys else { return Err(OpenError::NoKeys) };
    if !may_create && !migrations::is_there(session).await? {
        return Err(OpenError::Empty);
    }
    migrations::migrate(session).await?;
    let rows = session.query(&UsedKey::select(""), &[]).await?;
    let used = rows.iter().map(|row| UsedKey::read(&mut Fields::of(row)));
    check_keys(&ring, &used.collect::<Result<Vec<_>, _>>()?)?;
    Ok(ring)
}
