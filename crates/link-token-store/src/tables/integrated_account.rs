//! The table of integrated accounts.

use link_token_domain::integrated_account::Account;
use link_token_types::TenantId;
use uuid::Uuid;

use super::encryption_key;
use crate::{
    StoreError, contexts,
    encryption::{Encrypted, Keyring},
    rows::{ColumnKind, Record, RowReader, SqlValue},
    transaction::{Rows, Transaction},
};

impl Record for Account<Encrypted> {
    const TABLE: &'static str = "integrated_account";
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("environment_id", ColumnKind::Id),
        ("tenant_id", ColumnKind::Text),
        ("integration", ColumnKind::Text),
        ("authentication_method", ColumnKind::Text),
        ("status", ColumnKind::Text),
        ("region", ColumnKind::Text),
        ("static_gate_id", ColumnKind::Id),
        ("context", ColumnKind::Bytes),
        ("created_at", ColumnKind::Time),
        ("updated_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self {
            id,
            environment_id,
            tenant_id,
            integration,
            authentication_method,
            status,
            region,
            static_gate_id,
            context,
            created_at,
            updated_at,
        } = self;
        vec![
            (*id).into(),
            (*environment_id).into(),
            tenant_id.as_str().into(),
            integration.as_str().into(),
            authentication_method.map(|method| method.to_string()).into(),
            status.to_string().into(),
            region.to_string().into(),
            (*static_gate_id).into(),
            context.0.as_slice().into(),
            (*created_at).into(),
            (*updated_at).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: fields.get()?,
            environment_id: fields.get()?,
            tenant_id: fields.parse()?,
            integration: fields.parse()?,
            authentication_method: fields.parse_optional()?,
            status: fields.parse()?,
            region: fields.parse()?,
            static_gate_id: fields.optional()?,
            context: Encrypted(fields.get::<&[u8]>()?.to_vec()),
            created_at: fields.get()?,
            updated_at: fields.get()?,
        })
    }
}

fn encrypted(keys: &Keyring, account: Account) -> Result<Account<Encrypted>, StoreError> {
    let row = contexts::account_row(account.environment_id, account.id);
    let context = contexts::encrypt(keys, &row, &account.context)?;
    Ok(account.with_context(context))
}

/// Inserts an account. Returns false if its ID exists.
pub async fn insert(tx: &mut impl Transaction, account: Account) -> Result<bool, StoreError> {
    encryption_key::hold(tx).await?;
    let account = encrypted(tx.keys(), account)?;
    tx.insert(&account).await
}

/// Replaces the fields of an account that a reauthorisation may change.
pub async fn update(tx: &mut impl Transaction, account: Account) -> Result<(), StoreError> {
    encryption_key::hold(tx).await?;
    let account = encrypted(tx.keys(), account)?;
    let sql = "UPDATE integrated_account
        SET authentication_method = $1, status = $2, static_gate_id = $3, context = $4, updated_at = $5
        WHERE environment_id = $6 AND id = $7";
    let values = [
        account.authentication_method.map(|method| method.to_string()).into(),
        account.status.to_string().into(),
        account.static_gate_id.into(),
        account.context.0.as_slice().into(),
        account.updated_at.into(),
        account.environment_id.into(),
        account.id.into(),
    ];
    tx.execute(sql, &values).await.map(drop)
}

pub async fn find(
    rows: &mut impl Rows,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Option<Account>, StoreError> {
    let condition = "WHERE environment_id = $1 AND id = $2";
    let found = rows.find(condition, &[environment_id.into(), id.into()]).await?;
    found.map(|account| contexts::decrypt_account(rows.keys(), account)).transpose()
}

pub async fn find_for_update<T: Transaction>(
    tx: &mut T,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Option<Account>, StoreError> {
    let condition = format!("WHERE environment_id = $1 AND id = $2{}", T::FOR_UPDATE);
    let found = tx.find(&condition, &[environment_id.into(), id.into()]).await?;
    found.map(|account| contexts::decrypt_account(tx.keys(), account)).transpose()
}

/// Finds the tenant of an account. Reads no context, which may be large.
pub async fn find_tenant(
    rows: &mut impl Rows,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Option<TenantId>, StoreError> {
    let sql = "SELECT tenant_id FROM integrated_account WHERE environment_id = $1 AND id = $2";
    let read = |fields: &mut RowReader<'_>| fields.parse();
    Ok(rows.query(sql, &[environment_id.into(), id.into()], read).await?.pop())
}

/// Lists the accounts of an environment, of one tenant or of all, oldest first.
pub async fn list(
    rows: &mut impl Rows,
    environment_id: Uuid,
    tenant_id: Option<&str>,
) -> Result<Vec<Account>, StoreError> {
    let found = match tenant_id {
        None => {
            let rest = "WHERE environment_id = $1 ORDER BY created_at, id";
            rows.select(rest, &[environment_id.into()]).await?
        }
        Some(tenant_id) => {
            let rest = "WHERE environment_id = $1 AND tenant_id = $2 ORDER BY created_at, id";
            rows.select(rest, &[environment_id.into(), tenant_id.into()]).await?
        }
    };
    found.into_iter().map(|account| contexts::decrypt_account(rows.keys(), account)).collect()
}

/// Lists up to `limit` accounts after an environment and ID, without decrypting their contexts.
pub async fn next(
    tx: &mut impl Transaction,
    (environment_id, id): (Uuid, Uuid),
    limit: u32,
) -> Result<Vec<Account<Encrypted>>, StoreError> {
    let rest = "WHERE (environment_id, id) > ($1, $2) ORDER BY environment_id, id LIMIT $3";
    tx.select(rest, &[environment_id.into(), id.into(), i64::from(limit).into()]).await
}

/// Replaces the context of an account, unless another transaction has changed it.
pub async fn put_context(
    tx: &mut impl Transaction,
    account: &Account<Encrypted>,
    context: &Encrypted,
) -> Result<(), StoreError> {
    let sql = "UPDATE integrated_account SET context = $1
        WHERE environment_id = $2 AND id = $3 AND context = $4";
    let values = [
        context.0.as_slice().into(),
        account.environment_id.into(),
        account.id.into(),
        account.context.0.as_slice().into(),
    ];
    tx.execute(sql, &values).await.map(drop)
}
