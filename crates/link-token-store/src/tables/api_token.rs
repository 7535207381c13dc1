//! The table of API tokens.

use chrono::{DateTime, Utc};
use link_token_domain::{
    api_token::{ApiToken, ApiTokenHash},
    permission::Permissions,
};
use uuid::Uuid;

use crate::{
    StoreError,
    rows::{ColumnKind, Record, RowReader, SqlValue},
    transaction::{Rows, Transaction},
};

impl Record for ApiToken {
    const TABLE: &'static str = "api_token";
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("environment_id", ColumnKind::Id),
        ("name", ColumnKind::Text),
        ("permissions", ColumnKind::Text),
        ("created_at", ColumnKind::Time),
        ("expires_at", ColumnKind::Time),
        ("revoked_at", ColumnKind::Time),
        ("last_used_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self {
            id,
            environment_id,
            name,
            permissions,
            created_at,
            expires_at,
            revoked_at,
            last_used_at,
        } = self;
        vec![
            (*id).into(),
            (*environment_id).into(),
            name.as_str().into(),
            permissions.to_string().into(),
            (*created_at).into(),
            (*expires_at).into(),
            (*revoked_at).into(),
            (*last_used_at).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: fields.get()?,
            environment_id: fields.get()?,
            name: fields.parse()?,
            permissions: Permissions::from_stored(fields.get()?),
            created_at: fields.get()?,
            expires_at: fields.optional()?,
            revoked_at: fields.optional()?,
            last_used_at: fields.optional()?,
        })
    }
}

/// The condition for the API token with a hash, which is the parameter.
pub const BY_HASH: &str = "WHERE hash = $1";

/// Inserts an API token with its hash. Returns false if either exists already.
pub async fn insert(
    tx: &mut impl Transaction,
    token: &ApiToken,
    hash: ApiTokenHash,
) -> Result<bool, StoreError> {
    // The hash is never read, so it is not a column of the record.
    let sql = "INSERT INTO api_token
        (id, environment_id, name, permissions, created_at, expires_at, revoked_at, last_used_at, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    let mut values = token.row();
    values.push((&hash.0).into());
    Ok(tx.execute(sql, &values).await? > 0)
}

pub async fn find(rows: &mut impl Rows, id: Uuid) -> Result<Option<ApiToken>, StoreError> {
    rows.find("WHERE id = $1", &[id.into()]).await
}

pub async fn find_for_update<T: Transaction>(
    tx: &mut T,
    id: Uuid,
) -> Result<Option<ApiToken>, StoreError> {
    tx.find(&format!("WHERE id = $1{}", T::FOR_UPDATE), &[id.into()]).await
}

/// Lists the API tokens of an environment, oldest first.
pub async fn list(rows: &mut impl Rows, environment_id: Uuid) -> Result<Vec<ApiToken>, StoreError> {
    rows.select("WHERE environment_id = $1 ORDER BY created_at, id", &[environment_id.into()]).await
}

/// Lists up to `limit` API tokens that are valid and expire between two times, the first to expire
/// first.
pub async fn list_expiring(
    rows: &mut impl Rows,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<ApiToken>, StoreError> {
    let rest = "WHERE revoked_at IS NULL AND expires_at > $1 AND expires_at <= $2
        ORDER BY expires_at, id LIMIT $3";
    rows.select(rest, &[now.into(), until.into(), i64::from(limit).into()]).await
}

pub async fn revoke(
    tx: &mut impl Transaction,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE api_token SET revoked_at = $1 WHERE id = $2";
    tx.write(sql, &[now.into(), id.into()]).await
}

/// Records the time of a use, unless a later one is already recorded.
pub async fn note_use(
    tx: &mut impl Transaction,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE api_token SET last_used_at = $1
        WHERE id = $2 AND (last_used_at IS NULL OR last_used_at < $1)";
    tx.write(sql, &[now.into(), id.into()]).await
}
