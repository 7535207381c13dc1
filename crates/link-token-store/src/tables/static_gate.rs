//! The table of static gates.

use link_token_domain::environment::StaticGate;
use uuid::Uuid;

use crate::{
    StoreError,
    rows::{ColumnKind, Record, RowReader, SqlValue},
    transaction::{Rows, Transaction},
};

impl Record for StaticGate {
    const TABLE: &'static str = "static_gate";
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("environment_id", ColumnKind::Id),
        ("created_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self { id, environment_id, created_at } = self;
        vec![(*id).into(), (*environment_id).into(), (*created_at).into()]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self { id: fields.get()?, environment_id: fields.get()?, created_at: fields.get()? })
    }
}

pub async fn find(
    rows: &mut impl Rows,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Option<StaticGate>, StoreError> {
    let condition = "WHERE environment_id = $1 AND id = $2";
    rows.find(condition, &[environment_id.into(), id.into()]).await
}

/// Lists the static gates of an environment, oldest first.
pub async fn list(
    rows: &mut impl Rows,
    environment_id: Uuid,
) -> Result<Vec<StaticGate>, StoreError> {
    rows.select("WHERE environment_id = $1 ORDER BY created_at, id", &[environment_id.into()]).await
}

/// Deletes a static gate of an environment. Returns false if it does not exist.
pub async fn delete(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    id: Uuid,
) -> Result<bool, StoreError> {
    let sql = "DELETE FROM static_gate WHERE environment_id = $1 AND id = $2";
    Ok(tx.execute(sql, &[environment_id.into(), id.into()]).await? > 0)
}
