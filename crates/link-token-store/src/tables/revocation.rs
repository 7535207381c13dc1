//! The table of revocations: tokens that no account has any more, which the third party is still to
//! revoke.

use chrono::{DateTime, Utc};
use link_token_domain::revocation::{Revocation, TokenOrigin};
use uuid::Uuid;

use super::encryption_key;
use crate::{
    StoreError,
    contexts::{self, REVOCATION},
    encryption::Encrypted,
    rows::{ColumnKind, Record, RowReader, SqlValue, damaged},
    transaction::Transaction,
};

impl Record for Revocation<Encrypted> {
    const TABLE: &'static str = REVOCATION.table;
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("environment_id", ColumnKind::Id),
        ("account_id", ColumnKind::Id),
        ("integration", ColumnKind::Text),
        ("environment_integration_id", ColumnKind::Id),
        ("authentication_method", ColumnKind::Text),
        ("spares_account", ColumnKind::Flag),
        ("content", ColumnKind::Bytes),
        ("tries", ColumnKind::Integer),
        ("due_at", ColumnKind::Time),
        ("created_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self { id, origin, spares_account, content, tries, due_at, created_at } = self;
        let TokenOrigin {
            environment_id,
            account_id,
            integration,
            environment_integration_id,
            authentication_method,
        } = origin;
        vec![
            (*id).into(),
            (*environment_id).into(),
            (*account_id).into(),
            integration.as_str().into(),
            (*environment_integration_id).into(),
            authentication_method.to_string().into(),
            (*spares_account).into(),
            content.0.as_slice().into(),
            (*tries).into(),
            (*due_at).into(),
            (*created_at).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: fields.get()?,
            origin: TokenOrigin {
                environment_id: fields.get()?,
                account_id: fields.get()?,
                integration: fields.parse()?,
                environment_integration_id: fields.get()?,
                authentication_method: fields.parse()?,
            },
            spares_account: fields.get()?,
            content: Encrypted(fields.get::<&[u8]>()?.to_vec()),
            tries: fields.get()?,
            due_at: fields.get()?,
            created_at: fields.get()?,
        })
    }
}

/// Inserts a revocation, whose ID must be new.
pub async fn insert(tx: &mut impl Transaction, revocation: Revocation) -> Result<(), StoreError> {
    encryption_key::hold(tx).await?;
    let row = REVOCATION.row(revocation.origin.environment_id, revocation.id);
    let content = contexts::encrypt_secret(tx.keys(), &row, &revocation.content);
    if tx.insert(&revocation.with_content(content)).await? {
        Ok(())
    } else {
        Err(damaged("a new revocation has the ID of another"))
    }
}

/// Returns up to `limit` revocations that are due at a time, and locks them.
pub async fn due<T: Transaction>(
    tx: &mut T,
    now: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<Revocation>, StoreError> {
    let condition = format!("WHERE due_at <= $1 ORDER BY due_at LIMIT $2{}", T::FOR_UPDATE);
    let found: Vec<Revocation<Encrypted>> =
        tx.select(&condition, &[now.into(), i64::from(limit).into()]).await?;
    let decrypt = |revocation: Revocation<Encrypted>| {
        let row = REVOCATION.row(revocation.origin.environment_id, revocation.id);
        let content = contexts::decrypt_secret(tx.keys(), &row, &revocation.content)?;
        Ok(revocation.with_content(content))
    };
    found.into_iter().map(decrypt).collect()
}

/// Notes that a try of a revocation begins.
pub async fn begin_try<S>(
    tx: &mut impl Transaction,
    revocation: &Revocation<S>,
) -> Result<(), StoreError> {
    let Revocation { id, origin: TokenOrigin { environment_id, .. }, tries, due_at, .. } =
        revocation;
    let sql = "UPDATE revocation SET tries = $1, due_at = $2 WHERE environment_id = $3 AND id = $4";
    let values = [(*tries).into(), (*due_at).into(), (*environment_id).into(), (*id).into()];
    tx.execute(sql, &values).await.map(drop)
}

/// Sets the time of the next try, unless another try has begun meanwhile.
pub async fn set_due(
    tx: &mut impl Transaction,
    (environment_id, id, tries): (Uuid, Uuid, i64),
    due_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE revocation SET due_at = $1
        WHERE environment_id = $2 AND id = $3 AND tries = $4";
    let values = [due_at.into(), environment_id.into(), id.into(), tries.into()];
    tx.execute(sql, &values).await.map(drop)
}

pub async fn delete(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    id: Uuid,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM revocation WHERE environment_id = $1 AND id = $2";
    tx.execute(sql, &[environment_id.into(), id.into()]).await.map(drop)
}
