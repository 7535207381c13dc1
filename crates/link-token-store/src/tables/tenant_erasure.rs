//! The table of tenants that are being erased.

use link_token_domain::erasure::{Tenant, TenantErasure};

use crate::{
    StoreError,
    rows::{ColumnKind, Record, RowReader, SqlValue},
    transaction::{Rows, Transaction},
};

impl Record for TenantErasure {
    const TABLE: &'static str = "tenant_erasure";
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("environment_id", ColumnKind::Id),
        ("tenant_id", ColumnKind::Text),
        ("began_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self { tenant: Tenant { environment_id, id }, began_at } = self;
        vec![(*environment_id).into(), id.as_str().into(), (*began_at).into()]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        let tenant = Tenant { environment_id: fields.get()?, id: fields.parse()? };
        Ok(Self { tenant, began_at: fields.get()? })
    }
}

/// Continues a condition on integrated accounts: those of tenants that are being erased are hidden.
pub const ACCOUNT_IS_SHOWN: &str = " AND NOT EXISTS (
    SELECT 1 FROM tenant_erasure WHERE tenant_erasure.environment_id = integrated_account.environment_id
    AND tenant_erasure.tenant_id = integrated_account.tenant_id
)";

/// Continues a condition on link tokens: those of tenants that are being erased are hidden.
pub const LINK_TOKEN_IS_SHOWN: &str = " AND NOT EXISTS (
    SELECT 1 FROM tenant_erasure WHERE tenant_erasure.environment_id = link_token.environment_id
    AND tenant_erasure.tenant_id = link_token.tenant_id
)";

/// Selects the erasure of a tenant.
pub const OF_TENANT: &str = "WHERE environment_id = $1 AND tenant_id = $2";

pub fn key(tenant: &Tenant) -> [SqlValue<'_>; 2] {
    [tenant.environment_id.into(), tenant.id.as_str().into()]
}

/// Finds the erasure of a tenant that has begun and not ended.
pub async fn find(
    rows: &mut impl Rows,
    tenant: &Tenant,
) -> Result<Option<TenantErasure>, StoreError> {
    rows.find(OF_TENANT, &key(tenant)).await
}

/// Keeps an erasure from ending until the end of the transaction. Returns false if another process
/// has ended it: what the tenant has by now is new.
pub async fn hold<T: Transaction>(tx: &mut T, erasure: &TenantErasure) -> Result<bool, StoreError> {
    let condition = format!("{OF_TENANT}{}", T::FOR_SHARE);
    let found: Option<TenantErasure> = tx.find(&condition, &key(&erasure.tenant)).await?;
    Ok(found.is_some_and(|found| found == *erasure))
}

/// Lists the erasures that have not ended, oldest first.
pub async fn list(rows: &mut impl Rows) -> Result<Vec<TenantErasure>, StoreError> {
    rows.select("ORDER BY began_at, environment_id, tenant_id", &[]).await
}

/// Ends an erasure, unless another process has ended it.
pub async fn delete(
    tx: &mut impl Transaction,
    TenantErasure { tenant, began_at }: &TenantErasure,
) -> Result<(), StoreError> {
    let sql = format!("DELETE FROM tenant_erasure {OF_TENANT} AND began_at = $3");
    let [environment_id, id] = key(tenant);
    tx.write(&sql, &[environment_id, id, (*began_at).into()]).await
}

/// Counts the rows of a table that name a tenant.
pub async fn count(
    rows: &mut impl Rows,
    table: &'static str,
    tenant: &Tenant,
) -> Result<usize, StoreError> {
    let sql = format!("SELECT count(*) FROM {table} {OF_TENANT}");
    let read = |fields: &mut RowReader<'_>| fields.get::<i64>();
    let found = rows.query(&sql, &key(tenant), read).await?;
    Ok(found.first().and_then(|number| usize::try_from(*number).ok()).unwrap_or_default())
}
