//! The encryption keys that have encrypted values in the database.

use crate::{
    StoreError,
    contexts::{self, UsedKey},
    encryption::KeyId,
    rows::{Fields, Kind, Record, Value},
    transaction::Transaction,
};

impl Record for UsedKey {
    const TABLE: &'static str = "encryption_key";
    const COLUMNS: &'static [(&'static str, Kind)] =
        &[("id", Kind::Bytes), ("closed", Kind::Flag), ("retired", Kind::Flag)];

    fn values(&self) -> Vec<Value<'_>> {
        let Self { id, closed, retired } = self;
        vec![(&id.0).into(), (*closed).into(), (*retired).into()]
    }

    fn read(fields: &mut Fields<'_>) -> Result<Self, StoreError> {
        Ok(Self { id: KeyId(fields.get()?), closed: fields.get()?, retired: fields.get()? })
    }
}

/// Makes sure that the present key may encrypt until the end of the transaction.
pub async fn hold<T: Transaction>(tx: &mut T) -> Result<(), StoreError> {
    let id = tx.keys().encrypting_id();
    let condition = format!("WHERE id = $1{}", T::FOR_SHARE);
    match tx.find(&condition, &[(&id.0).into()]).await? {
        Some(UsedKey { closed: true, .. }) => Err(contexts::closed(tx.keys())),
        Some(_) => Ok(()),
        None => tx.insert(&UsedKey { id, closed: false, retired: false }).await.map(drop),
    }
}

/// Closes all keys but the present one. One that a change of keys closed before it was broken off may be the present one again.
pub async fn close_others(tx: &mut impl Transaction, present: KeyId) -> Result<(), StoreError> {
    tx.insert(&UsedKey { id: present, closed: false, retired: false }).await?;
    let sql = "UPDATE encryption_key SET closed = (id <> $1) WHERE NOT retired";
    tx.execute(sql, &[(&present.0).into()]).await.map(drop)
}

/// Retires the keys that are closed, unless the present one was closed by another change of keys meanwhile.
pub async fn retire_closed(tx: &mut impl Transaction, present: KeyId) -> Result<(), StoreError> {
    let sql = "UPDATE encryption_key SET retired = true
        WHERE closed AND EXISTS (SELECT 1 FROM encryption_key WHERE id = $1 AND NOT closed)";
    tx.execute(sql, &[(&present.0).into()]).await.map(drop)
}
