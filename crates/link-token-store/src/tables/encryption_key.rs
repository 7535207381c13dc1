//! The table of encryption keys that the database has used.

use crate::{
    StoreError,
    contexts::UsedKey,
    encryption::KeyId,
    rows::{ColumnKind, Record, RowReader, SqlValue},
    transaction::Transaction,
};

impl Record for UsedKey {
    const TABLE: &'static str = "encryption_key";
    const COLUMNS: &'static [(&'static str, ColumnKind)] =
        &[("id", ColumnKind::Bytes), ("closed", ColumnKind::Flag), ("retired", ColumnKind::Flag)];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self { id, closed, retired } = self;
        vec![(&id.0).into(), (*closed).into(), (*retired).into()]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self { id: KeyId(fields.get()?), closed: fields.get()?, retired: fields.get()? })
    }
}

/// Closes all keys but the current one. The current key may have been closed by a change of keys
/// that was interrupted: it is opened again.
pub async fn close_others(tx: &mut impl Transaction, present: KeyId) -> Result<(), StoreError> {
    tx.insert(&UsedKey { id: present, closed: false, retired: false }).await?;
    let sql = "UPDATE encryption_key SET closed = (id <> $1) WHERE NOT retired";
    tx.execute(sql, &[(&present.0).into()]).await.map(drop)
}

/// Retires the closed keys, unless another change of keys has closed the current one meanwhile.
pub async fn retire_closed(tx: &mut impl Transaction, present: KeyId) -> Result<(), StoreError> {
    let sql = "UPDATE encryption_key SET retired = true
        WHERE closed AND EXISTS (SELECT 1 FROM encryption_key WHERE id = $1 AND NOT closed)";
    tx.execute(sql, &[(&present.0).into()]).await.map(drop)
}
