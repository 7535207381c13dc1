//! The table of accounts that wait for their confirmation, and of those that were confirmed.

use chrono::{DateTime, Utc};
use link_token_domain::{confirmation::Confirmation, link_token::LinkTokenHash, secret::Secret};
use link_token_types::IntegratedAccountStatus;
use uuid::Uuid;

use super::encryption_key;
use crate::{
    StoreError,
    contexts::{self, UNCONFIRMED_CONNECTION},
    encryption::{Encrypted, Keyring},
    rows::{ColumnKind, Record, RowReader, SqlValue, damaged},
    transaction::{Rows, Transaction},
};

impl Record for Confirmation<Encrypted> {
    const TABLE: &'static str = UNCONFIRMED_CONNECTION.table;
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("environment_id", ColumnKind::Id),
        ("link_token_hash", ColumnKind::Bytes),
        ("account_id", ColumnKind::Id),
        ("is_new_account", ColumnKind::Flag),
        ("status", ColumnKind::Text),
        ("content", ColumnKind::Bytes),
        ("expires_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self {
            id,
            environment_id,
            link_token,
            account_id,
            is_new_account,
            status,
            content,
            expires_at,
        } = self;
        vec![
            (*id).into(),
            (*environment_id).into(),
            (&link_token.0).into(),
            (*account_id).into(),
            (*is_new_account).into(),
            status.to_string().into(),
            content.as_ref().map(|content| content.0.as_slice()).into(),
            (*expires_at).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: fields.get()?,
            environment_id: fields.get()?,
            link_token: LinkTokenHash(fields.get()?),
            account_id: fields.get()?,
            is_new_account: fields.get()?,
            status: fields.parse()?,
            content: fields.optional::<&[u8]>()?.map(|bytes| Encrypted(bytes.to_vec())),
            expires_at: fields.get()?,
        })
    }
}

/// Finds the confirmation of a link token, and locks it.
pub async fn find_for_update<T: Transaction>(
    tx: &mut T,
    link_token: LinkTokenHash,
) -> Result<Option<Confirmation>, StoreError> {
    let found = find_encrypted_for_update(tx, link_token).await?;
    found.map(|confirmation| decrypted(tx.keys(), confirmation)).transpose()
}

/// Finds the confirmation of a link token, and locks it. The content is not decrypted: damage to it
/// must not keep it from being deleted.
pub async fn find_encrypted_for_update<T: Transaction>(
    tx: &mut T,
    link_token: LinkTokenHash,
) -> Result<Option<Confirmation<Encrypted>>, StoreError> {
    let condition = format!("WHERE link_token_hash = $1{}", T::FOR_UPDATE);
    tx.find(&condition, &[(&link_token.0).into()]).await
}

/// Returns the confirmations of an account, and locks them.
pub async fn of_account_for_update<T: Transaction>(
    tx: &mut T,
    environment_id: Uuid,
    account_id: Uuid,
) -> Result<Vec<Confirmation<Encrypted>>, StoreError> {
    let rest =
        format!("WHERE environment_id = $1 AND account_id = $2 ORDER BY id{}", T::FOR_UPDATE);
    tx.select(&rest, &[environment_id.into(), account_id.into()]).await
}

/// Returns the state that the account of a link token will have, while it waits for its
/// confirmation.
pub async fn find_status(
    rows: &mut impl Rows,
    link_token: LinkTokenHash,
) -> Result<Option<IntegratedAccountStatus>, StoreError> {
    let sql = "SELECT status FROM confirmation WHERE link_token_hash = $1 AND content IS NOT NULL";
    let read = |fields: &mut RowReader<'_>| fields.parse();
    Ok(rows.query(sql, &[(&link_token.0).into()], read).await?.pop())
}

/// Inserts a confirmation, whose attempt and link token must have none.
pub async fn insert(
    tx: &mut impl Transaction,
    confirmation: Confirmation,
) -> Result<(), StoreError> {
    encryption_key::hold(tx).await?;
    let row = UNCONFIRMED_CONNECTION.row(confirmation.environment_id, confirmation.id);
    let content = confirmation.content.as_ref();
    let content = content.map(|secret| contexts::encrypt_secret(tx.keys(), &row, secret));
    let confirmation = confirmation.with_content(content);
    if tx.insert(&confirmation).await? {
        Ok(())
    } else {
        Err(damaged("a link token connects a second account"))
    }
}

/// Removes the content of a confirmed connection, and sets its new expiry.
pub async fn put_confirmed(
    tx: &mut impl Transaction,
    confirmation: &Confirmation,
) -> Result<(), StoreError> {
    let sql = "UPDATE confirmation SET content = NULL, expires_at = $1
        WHERE environment_id = $2 AND id = $3";
    let Confirmation { environment_id, id, expires_at, .. } = confirmation;
    let values = [(*expires_at).into(), (*environment_id).into(), (*id).into()];
    tx.write(sql, &values).await
}

pub async fn delete(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    id: Uuid,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM confirmation WHERE environment_id = $1 AND id = $2";
    tx.write(sql, &[environment_id.into(), id.into()]).await
}

/// Returns up to `limit` confirmations that have expired until a time, and locks them. The content
/// is not decrypted: damage to it must not keep the sweep from the others.
pub async fn expired<T: Transaction>(
    tx: &mut T,
    now: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<Confirmation<Encrypted>>, StoreError> {
    let rest = format!("WHERE expires_at <= $1 ORDER BY expires_at, id LIMIT $2{}", T::FOR_UPDATE);
    tx.select(&rest, &[now.into(), i64::from(limit).into()]).await
}

/// Decrypts the content of a confirmation.
pub fn decrypted(
    keys: &Keyring,
    confirmation: Confirmation<Encrypted>,
) -> Result<Confirmation, StoreError> {
    let row = UNCONFIRMED_CONNECTION.row(confirmation.environment_id, confirmation.id);
    let content = confirmation.content.as_ref();
    let content = content.map(|content| contexts::decrypt_secret(keys, &row, content));
    let content: Option<Secret> = content.transpose()?;
    Ok(confirmation.with_content(content))
}
