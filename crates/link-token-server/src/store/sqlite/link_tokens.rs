//! Link tokens and what they refer to.

use chrono::{DateTime, Utc};
use link_token_types::TenantId;
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::{
    environments::find_environment,
    hash_index::{newest, note_swept},
    rows::{self, LinkTokenRow},
    sql::{execute, one},
    writer::Batch,
};
use crate::{
    domain::{
        Refusal,
        idempotency::Idempotency,
        link_token::{Grant, Granted, IssueRequest, Issued, LinkTokenHash, References},
    },
    encryption::Keyring,
    store::{
        StoreError,
        rows::{self as stored, Columns as _},
        sealing::Ordered,
    },
};

/// What a request for a link token refers to.
pub(super) fn find_references(
    batch: &Batch<'_>,
    environment_id: Uuid,
    request: &IssueRequest,
) -> Result<References, StoreError> {
    let connection = batch.connection;
    // Not the whole account: its context may be large, and is of no concern here.
    let account_tenant_id = request.purpose.account_id().map(|id| {
        let sql = "SELECT tenant_id FROM integrated_account WHERE environment_id = ?1 AND id = ?2";
        one(connection, sql, [environment_id.as_bytes(), id.as_bytes()], |row| {
            stored::tenant_id(row)
        })
    });
    let static_gate = request.terms.static_gate_id.map(|id| {
        let sql = "SELECT 1 FROM static_gate WHERE environment_id = ?1 AND id = ?2";
        one(connection, sql, [environment_id.as_bytes(), id.as_bytes()], |_| Ok(()))
    });
    let policy = batch.policy(environment_id, || {
        let found = find_environment(connection, "id = ?1", [environment_id.as_bytes()])?;
        let environment = found.ok_or_else(|| stored::damaged("an environment is missing"))?;
        Ok(environment.policy)
    })?;
    Ok(References {
        account_tenant_id: account_tenant_id.transpose()?.flatten(),
        static_gate_exists: static_gate.transpose()?.flatten().is_some(),
        policy,
    })
}

/// Where in the table a link token is. None if it is not active, or of another environment.
pub(super) fn active(
    row: &LinkTokenRow<'_>,
    environment_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<i64>, StoreError> {
    let is_active = row.id("environment_id")? == Some(environment_id)
        && row.integer("died_at")?.is_none()
        && stored::required(row, "expires_at", LinkTokenRow::integer)? > rows::millis(now);
    is_active.then(|| stored::required(row, "sequence", LinkTokenRow::integer)).transpose()
}

/// Reads an active link token of an environment, with its place in the table. None as above.
pub(super) fn active_grant(
    row: &LinkTokenRow<'_>,
    environment_id: Uuid,
    hash: LinkTokenHash,
    now: DateTime<Utc>,
    keys: &Keyring,
) -> Result<Option<(i64, Grant)>, StoreError> {
    let sequence = active(row, environment_id, now)?;
    sequence.map(|sequence| Ok((sequence, stored::grant(row, hash, keys)?))).transpose()
}

/// The link token that a request got before under the same key, dead or not.
pub(super) fn find_issued(
    batch: &Batch<'_>,
    idempotency: &Idempotency,
) -> Result<Option<Result<Issued, Refusal>>, StoreError> {
    batch.find_link_token(idempotency.link_token.hash(), |row| {
        if row.bytes("fingerprint")? != Some(&idempotency.fingerprint.0) {
            return Ok(Err(Refusal::KeyReused));
        }
        let expires_at = stored::required(row, "expires_at", LinkTokenRow::time)?;
        Ok(Ok(Issued { link_token: idempotency.link_token, expires_at }))
    })
}

/// Writes a link token that was granted.
pub(super) fn insert_link_token(
    batch: &Batch<'_>,
    ordered: &Ordered,
    granted: &Granted,
) -> Result<(), StoreError> {
    let Ordered { order, hash, context, .. } = ordered;
    let Granted { purpose, expires_at } = granted;
    let terms = &order.request.terms;
    let scopes: Vec<&str> = terms.scopes.iter().map(|scope| scope.as_str()).collect();
    let sequence = batch.next_sequence();
    batch.execute(
        "INSERT INTO link_token (
            sequence, hash, environment_id, issued_by, fingerprint, tenant_id, integrated_account_id, region, context,
            persist_previous_context, redirect_uri, scopes, static_gate_id, issued_at, expires_at
         ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            sequence,
            hash.0,
            order.environment_id.as_bytes(),
            order.by.api_token_id.as_bytes(),
            order.idempotency.as_ref().map(|idempotency| idempotency.fingerprint.0),
            purpose.tenant_id().as_str(),
            purpose.account_id().as_ref().map(Uuid::as_bytes),
            purpose.region().map(|region| region.to_string()),
            context,
            terms.persist_previous_context,
            terms.redirect_uri.as_ref().map(AsRef::<str>::as_ref),
            scopes.join(" "),
            terms.static_gate_id.as_ref().map(Uuid::as_bytes),
            rows::millis(order.now),
            rows::millis(*expires_at),
        ],
    )?;
    batch.add_link_token(*hash, sequence);
    Ok(())
}

/// Makes a link token unusable.
pub(super) fn kill(
    connection: &Connection,
    sequence: i64,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE link_token SET died_at = ?2 WHERE sequence = ?1";
    execute(connection, sql, [sequence, rows::millis(now)])?;
    Ok(())
}

/// Deletes some of the link tokens that died before a time, and tells how many.
pub(super) fn sweep(
    connection: &Connection,
    died_before: DateTime<Utc>,
    limit: u32,
) -> Result<usize, StoreError> {
    let newest = newest(connection)?;
    let sql = "DELETE FROM link_token WHERE sequence IN (
        SELECT sequence FROM link_token WHERE coalesce(died_at, expires_at) < ?1
        ORDER BY coalesce(died_at, expires_at) LIMIT ?2
    )";
    let deleted = execute(connection, sql, params![rows::millis(died_before), limit])?;
    if deleted > 0 {
        note_swept(connection, newest)?;
    }
    Ok(deleted)
}

/// The tenant of a link token of an environment, dead or not, and the account to reauthorise.
pub(super) fn find_purpose(
    batch: &Batch<'_>,
    environment_id: Uuid,
    hash: LinkTokenHash,
) -> Result<Option<(TenantId, Option<Uuid>)>, StoreError> {
    let found = batch.find_link_token(hash, |row| {
        let is_own = row.id("environment_id")? == Some(environment_id);
        let purpose = || Ok((stored::tenant_id(row)?, row.id("integrated_account_id")?));
        is_own.then(purpose).transpose()
    });
    found.map(Option::flatten)
}
