//! The encrypted columns, whatever their table: reading and replacing their values after a change
//! of keys.

use uuid::Uuid;

use crate::{
    StoreError, contexts::EncryptedColumn, encryption::Encrypted, rows::RowReader,
    transaction::Transaction,
};

/// An encrypted value, with the environment and the ID of its row.
pub struct EncryptedValue {
    pub environment_id: Uuid,
    pub id: Uuid,
    pub value: Encrypted,
}

/// Lists up to `limit` values after an environment and ID.
pub async fn next(
    tx: &mut impl Transaction,
    EncryptedColumn { table, id: id_column, column }: &EncryptedColumn,
    (environment_id, id): (Uuid, Uuid),
    limit: u32,
) -> Result<Vec<EncryptedValue>, StoreError> {
    let sql = format!(
        "SELECT environment_id, {id_column}, {column} FROM {table}
        WHERE (environment_id, {id_column}) > ($1, $2) AND {column} IS NOT NULL
        ORDER BY environment_id, {id_column} LIMIT $3"
    );
    let read = |fields: &mut RowReader<'_>| {
        Ok(EncryptedValue {
            environment_id: fields.get()?,
            id: fields.get()?,
            value: Encrypted(fields.get::<&[u8]>()?.to_vec()),
        })
    };
    tx.query(&sql, &[environment_id.into(), id.into(), i64::from(limit).into()], read).await
}

/// Replaces a value, unless another transaction has changed it.
pub async fn put(
    tx: &mut impl Transaction,
    EncryptedColumn { table, id, column }: &EncryptedColumn,
    before: &EncryptedValue,
    value: &Encrypted,
) -> Result<(), StoreError> {
    let sql = format!(
        "UPDATE {table} SET {column} = $1 WHERE environment_id = $2 AND {id} = $3 AND {column} = $4"
    );
    let values = [
        value.0.as_slice().into(),
        before.environment_id.into(),
        before.id.into(),
        before.value.0.as_slice().into(),
    ];
    tx.write(&sql, &values).await
}
