//! Opening a database: its schema and its encryption keys.

use super::{connections::Session, migrations, open_error::OpenPostgresError, rows::get};
use crate::{
    contexts::{UsedKey, check_keys},
    encryption::Keyring,
    rows::{Record as _, RowReader},
};

/// Upgrades the schema of a database, and checks that the keys decrypt all stored values.
pub(super) async fn prepare(
    session: &mut Session,
    keys: Option<Keyring>,
    may_create: bool,
) -> Result<Keyring, OpenPostgresError> {
    let Some(ring) = keys else { return Err(OpenPostgresError::NoKeys) };
    let encoding = session.query_opt("SHOW server_encoding", &[]).await?;
    match encoding.map(|row| get::<String>(&row, 0)).transpose()? {
        Some(encoding) if encoding != "UTF8" => {
            return Err(OpenPostgresError::Encoding(encoding));
        }
        _ => {}
    }
    if !may_create && !migrations::has_schema(session).await? {
        return Err(OpenPostgresError::Empty);
    }
    migrations::migrate(session).await?;
    let rows = session.query(&UsedKey::select(""), &[]).await?;
    let used = rows.iter().map(|row| UsedKey::read(&mut RowReader::of(row)));
    check_keys(&ring, &used.collect::<Result<Vec<_>, _>>()?)?;
    Ok(ring)
}
