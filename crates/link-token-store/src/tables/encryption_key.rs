//! The table of encryption keys that the database has used.

use crate::{
    StoreError,
    contexts::{self, UsedKey},
    encryption::KeyId,
    rows::{ColumnKind, Record, RowReader, SqlValue},
    transaction::{Rows, Transaction},
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

/// Lists all keys that the database has used.
pub async fn list(rows: &mut impl Rows) -> Result<Vec<UsedKey>, StoreError> {
    rows.select("", &[]).await
}

/// Returns true if the database has used a key.
pub async fn is_known(rows: &mut impl Rows, id: KeyId) -> Result<bool, StoreError> {
    let found: Option<UsedKey> = rows.find("WHERE id = $1", &[(&id.0).into()]).await?;
    Ok(found.is_some())
}

/// Returns true if stored values may be encrypted with a key.
pub async fn is_used(rows: &mut impl Rows, id: KeyId) -> Result<bool, StoreError> {
    let found: Option<UsedKey> = rows.find("WHERE id = $1", &[(&id.0).into()]).await?;
    Ok(found.is_some_and(|key| !key.retired))
}

/// Returns the condition that the key of a parameter such as `$1` is not closed.
pub fn is_open(parameter: &str) -> String {
    format!("NOT EXISTS (SELECT 1 FROM encryption_key WHERE id = {parameter} AND closed)")
}

/// Fails if the current key is closed. It is for what a server sends before it encrypts the answer,
/// in another transaction.
pub async fn check_open(rows: &mut impl Rows) -> Result<(), StoreError> {
    let id = rows.keys().encrypting_id();
    match rows.find("WHERE id = $1", &[(&id.0).into()]).await? {
        Some(UsedKey { closed: true, .. }) => Err(contexts::closed_key_error(rows.keys())),
        _ => Ok(()),
    }
}

/// Keeps the current key from being closed until the end of the transaction, or fails if it is
/// closed.
pub async fn hold<T: Transaction>(tx: &mut T) -> Result<(), StoreError> {
    if tx.holds_key() {
        return Ok(());
    }
    let id = tx.keys().encrypting_id();
    let condition = format!("WHERE id = $1{}", T::FOR_SHARE);
    loop {
        match tx.find(&condition, &[(&id.0).into()]).await? {
            Some(UsedKey { closed: true, .. }) => {
                return Err(contexts::closed_key_error(tx.keys()));
            }
            Some(_) => break,
            None if tx.insert(&UsedKey { id, closed: false, retired: false }).await? => break,
            // Another transaction has just inserted the key, which is not locked yet.
            None => {}
        }
    }
    tx.note_held_key();
    Ok(())
}

/// Closes all keys but the current one. The current key may have been closed by a change of keys
/// that was interrupted: it is opened again. Fails if the current key is retired, since another
/// change of keys has then replaced it.
pub async fn close_others<T: Transaction>(tx: &mut T, present: KeyId) -> Result<(), StoreError> {
    tx.insert(&UsedKey { id: present, closed: false, retired: false }).await?;
    let condition = format!("WHERE id = $1{}", T::FOR_UPDATE);
    if let Some(UsedKey { retired: true, .. }) = tx.find(&condition, &[(&present.0).into()]).await?
    {
        return Err(contexts::closed_key_error(tx.keys()));
    }
    let sql = "UPDATE encryption_key SET closed = (id <> $1) WHERE NOT retired";
    tx.write(sql, &[(&present.0).into()]).await
}

/// Retires the closed keys, unless another change of keys has closed the current one meanwhile.
pub async fn retire_closed(tx: &mut impl Transaction, present: KeyId) -> Result<(), StoreError> {
    let sql = "UPDATE encryption_key SET retired = true
        WHERE closed AND EXISTS (SELECT 1 FROM encryption_key WHERE id = $1 AND NOT closed)";
    tx.write(sql, &[(&present.0).into()]).await
}
