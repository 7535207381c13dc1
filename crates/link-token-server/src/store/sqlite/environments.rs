//! Environments and their policies.

use rusqlite::{Connection, Params, Row, params};
use uuid::Uuid;

use super::sql::{all, execute, one};
use crate::{
    domain::{
        environment::{Environment, Policy},
        lifetime::Lifetime,
        redirect_uri::Allowlist,
    },
    store::{
        Administered, Conflict, StoreError,
        rows::{self, Columns},
    },
};

pub(super) fn find_environment(
    connection: &Connection,
    condition: &str,
    params: impl Params,
) -> Result<Option<Environment>, StoreError> {
    let sql = format!("SELECT * FROM environment WHERE {condition}");
    one(connection, &sql, params, |row| environment_with_policy(connection, row))
}

pub(super) fn environment_with_policy(
    connection: &Connection,
    row: &Row<'_>,
) -> Result<Environment, StoreError> {
    let id: [u8; 16] = row.get("id")?;
    let sql = "SELECT uri FROM redirect_uri WHERE environment_id = ?1 ORDER BY uri";
    let uris = all(connection, sql, [id], |row| {
        rows::redirect_uri(rows::required(row, "uri", Columns::text)?)
    })?;
    rows::environment(row, Allowlist::new(uris))
}

/// Replaces the policy of an environment.
pub(super) fn put_policy(
    connection: &Connection,
    environment_id: Uuid,
    policy: &Policy,
) -> Administered<()> {
    let changed = execute(
        connection,
        "UPDATE environment SET lifetime = ?2 WHERE id = ?1",
        params![environment_id.as_bytes(), policy.lifetime.map(Lifetime::as_secs)],
    )?;
    if changed == 0 {
        return Ok(Err(Conflict::Missing));
    }
    let sql = "DELETE FROM redirect_uri WHERE environment_id = ?1";
    execute(connection, sql, [environment_id.as_bytes()])?;
    for uri in policy.redirect_uris.uris() {
        execute(
            connection,
            "INSERT OR IGNORE INTO redirect_uri (environment_id, uri) VALUES (?1, ?2)",
            params![environment_id.as_bytes(), uri.as_ref()],
        )?;
    }
    Ok(Ok(()))
}
