//! The table of attempts.

use chrono::{DateTime, Utc};
use link_token_domain::{
    attempt::{
        AliveAttempts, Attempt, AttemptFailure, AttemptKeyHash, AttemptVersion, BrowserHash,
        ChosenIntegration, Phase, StateHash,
    },
    link_token::LinkTokenHash,
};
use uuid::Uuid;

use super::encryption_key;
use crate::{
    StoreError,
    contexts::{self, ATTEMPT_SECRETS},
    encryption::{Encrypted, Keyring},
    rows::{ColumnKind, Record, RowReader, SqlValue, damaged},
    transaction::{Rows, Transaction},
};

impl Record for Attempt<Encrypted> {
    const TABLE: &'static str = ATTEMPT_SECRETS.table;
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("environment_id", ColumnKind::Id),
        ("version", ColumnKind::Integer),
        ("link_token_hash", ColumnKind::Bytes),
        ("key_hash", ColumnKind::Bytes),
        ("state_hash", ColumnKind::Bytes),
        ("browser_hash", ColumnKind::Bytes),
        ("environment_integration_id", ColumnKind::Id),
        ("integration", ColumnKind::Text),
        ("authentication_method", ColumnKind::Text),
        ("options", ColumnKind::Text),
        ("phase", ColumnKind::Text),
        ("phase_since", ColumnKind::Time),
        ("tries", ColumnKind::Integer),
        ("error_type", ColumnKind::Text),
        ("error", ColumnKind::Text),
        ("account_id", ColumnKind::Id),
        ("reauthorises", ColumnKind::Id),
        ("secrets", ColumnKind::Bytes),
        ("created_at", ColumnKind::Time),
        ("expires_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self {
            id,
            environment_id,
            version,
            link_token,
            key,
            state,
            browser,
            integration,
            authentication_method,
            options,
            phase,
            phase_since,
            tries,
            failure,
            account_id,
            reauthorises,
            secrets,
            created_at,
            expires_at,
        } = self;
        let integration = integration.as_ref();
        let failure = failure.as_ref();
        vec![
            (*id).into(),
            (*environment_id).into(),
            (*version).into(),
            (&link_token.0).into(),
            (&key.0).into(),
            state.as_ref().map(|StateHash(hash)| hash.as_slice()).into(),
            browser.as_ref().map(|BrowserHash(hash)| hash.as_slice()).into(),
            integration.map(|chosen| chosen.environment_integration_id).into(),
            integration.map(|chosen| chosen.name.as_str()).into(),
            authentication_method.map(|method| method.to_string()).into(),
            options.as_str().into(),
            phase.as_str().into(),
            (*phase_since).into(),
            (*tries).into(),
            failure.map(|failure| failure.error_type.as_str()).into(),
            failure.map(|failure| failure.error.as_str()).into(),
            (*account_id).into(),
            (*reauthorises).into(),
            secrets.0.as_slice().into(),
            (*created_at).into(),
            (*expires_at).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: fields.get()?,
            environment_id: fields.get()?,
            version: fields.get()?,
            link_token: LinkTokenHash(fields.get()?),
            key: AttemptKeyHash(fields.get()?),
            state: fields.optional()?.map(StateHash),
            browser: fields.optional()?.map(BrowserHash),
            integration: match (fields.optional()?, fields.parse_optional()?) {
                (Some(environment_integration_id), Some(name)) => {
                    Some(ChosenIntegration { environment_integration_id, name })
                }
                (None, None) => None,
                _ => return Err(damaged("an attempt with only part of its integration")),
            },
            authentication_method: fields.parse_optional()?,
            options: fields.parse()?,
            phase: fields.parse()?,
            phase_since: fields.get()?,
            tries: fields.get()?,
            failure: match (fields.parse_optional()?, fields.parse_optional()?) {
                (Some(error_type), Some(error)) => Some(AttemptFailure { error_type, error }),
                (None, None) => None,
                _ => return Err(damaged("an attempt with only part of its failure")),
            },
            account_id: fields.optional()?,
            reauthorises: fields.optional()?,
            secrets: Encrypted(fields.get::<&[u8]>()?.to_vec()),
            created_at: fields.get()?,
            expires_at: fields.get()?,
        })
    }
}

/// The hash that selects one attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttemptHash {
    Key(AttemptKeyHash),
    State(StateHash),
}

/// Finds an attempt as it was stored, with the secrets of the page.
pub async fn find(rows: &mut impl Rows, hash: AttemptHash) -> Result<Option<Attempt>, StoreError> {
    find_where(rows, hash, "").await
}

pub async fn find_for_update<T: Transaction>(
    tx: &mut T,
    hash: AttemptHash,
) -> Result<Option<Attempt>, StoreError> {
    find_where(tx, hash, T::FOR_UPDATE).await
}

async fn find_where(
    rows: &mut impl Rows,
    hash: AttemptHash,
    end: &str,
) -> Result<Option<Attempt>, StoreError> {
    let (column, hash) = match &hash {
        AttemptHash::Key(AttemptKeyHash(hash)) => ("key_hash", hash),
        AttemptHash::State(StateHash(hash)) => ("state_hash", hash),
    };
    let found = rows.find(&format!("WHERE {column} = $1{end}"), &[hash.into()]).await?;
    found.map(|attempt| decrypted(rows.keys(), attempt)).transpose()
}

/// Finds the attempt of a version, whatever its version is now, and locks it.
pub async fn find_current<T: Transaction>(
    tx: &mut T,
    AttemptVersion { environment_id, id, version: _ }: AttemptVersion,
) -> Result<Option<Attempt>, StoreError> {
    let condition = format!("WHERE environment_id = $1 AND id = $2{}", T::FOR_UPDATE);
    let found = tx.find(&condition, &[environment_id.into(), id.into()]).await?;
    found.map(|attempt| decrypted(tx.keys(), attempt)).transpose()
}

/// Selects the account of the attempt that has redeemed the link token `$1`. `$2` is the phase
/// [`Phase::Done`].
pub const REDEEMED_ACCOUNT: &str = "SELECT account_id FROM attempt
    WHERE link_token_hash = $1 AND phase = $2 AND account_id IS NOT NULL LIMIT 1";

/// Returns the account of the attempt that has redeemed a link token.
pub async fn redeemed_account(
    rows: &mut impl Rows,
    link_token: LinkTokenHash,
) -> Result<Option<Uuid>, StoreError> {
    let values = [(&link_token.0).into(), Phase::Done.as_str().into()];
    let read = |fields: &mut RowReader<'_>| fields.get();
    Ok(rows.query(REDEEMED_ACCOUNT, &values, read).await?.pop())
}

/// Counts the attempts with a link token that expire after a time.
pub async fn alive(
    rows: &mut impl Rows,
    link_token: LinkTokenHash,
    now: DateTime<Utc>,
) -> Result<AliveAttempts, StoreError> {
    let sql = "SELECT count(*), min(expires_at) FROM attempt
        WHERE link_token_hash = $1 AND expires_at > $2";
    let read = |fields: &mut RowReader<'_>| {
        Ok(AliveAttempts { count: fields.get()?, next_expiry: fields.optional()? })
    };
    let found = rows.query(sql, &[(&link_token.0).into(), now.into()], read).await?.pop();
    found.ok_or_else(|| damaged("a count of attempts without a row"))
}

/// Counts the tries of all stored attempts with a link token.
pub async fn tries(rows: &mut impl Rows, link_token: LinkTokenHash) -> Result<i64, StoreError> {
    let sql = "SELECT CAST(coalesce(sum(tries), 0) AS bigint) FROM attempt
        WHERE link_token_hash = $1";
    let read = |fields: &mut RowReader<'_>| fields.get();
    let found = rows.query(sql, &[(&link_token.0).into()], read).await?.pop();
    found.ok_or_else(|| damaged("a sum of tries without a row"))
}

/// Inserts an attempt, whose ID and key must be new.
pub async fn insert(tx: &mut impl Transaction, attempt: Attempt) -> Result<(), StoreError> {
    let attempt = encrypted(tx, attempt).await?;
    tx.insert_new(&attempt).await
}

/// Replaces what changes of an attempt.
pub async fn update(tx: &mut impl Transaction, attempt: Attempt) -> Result<(), StoreError> {
    let attempt = encrypted(tx, attempt).await?;
    let fixed = [
        "id",
        "environment_id",
        "link_token_hash",
        "key_hash",
        "options",
        "reauthorises",
        "created_at",
    ];
    let changing = Attempt::<Encrypted>::COLUMNS.iter().zip(attempt.row());
    let (columns, mut values): (Vec<&str>, Vec<SqlValue<'_>>) = changing
        .filter(|((name, _), _)| !fixed.contains(name))
        .map(|((name, _), value)| (*name, value))
        .unzip();
    let set: Vec<String> =
        (1..).zip(&columns).map(|(number, name)| format!("{name} = ${number}")).collect();
    values.extend([attempt.environment_id.into(), attempt.id.into()]);
    let sql = format!(
        "UPDATE attempt SET {} WHERE environment_id = ${} AND id = ${}",
        set.join(", "),
        values.len() - 1,
        values.len()
    );
    tx.write(&sql, &values).await
}

async fn encrypted(
    tx: &mut impl Transaction,
    attempt: Attempt,
) -> Result<Attempt<Encrypted>, StoreError> {
    encryption_key::hold(tx).await?;
    let row = ATTEMPT_SECRETS.row(attempt.environment_id, attempt.id);
    let secrets = contexts::encrypt_secret(tx.keys(), &row, &attempt.secrets);
    Ok(attempt.with_secrets(secrets))
}

/// Decrypts the secrets of the page.
pub fn decrypted(keys: &Keyring, attempt: Attempt<Encrypted>) -> Result<Attempt, StoreError> {
    let row = ATTEMPT_SECRETS.row(attempt.environment_id, attempt.id);
    let secrets = contexts::decrypt_secret(keys, &row, &attempt.secrets)?;
    Ok(attempt.with_secrets(secrets))
}

/// Deletes up to `$2` of the attempts that expired before the time `$1`.
pub const SWEEP: &str = "DELETE FROM attempt WHERE (environment_id, id) IN (
    SELECT environment_id, id FROM attempt WHERE expires_at < $1 ORDER BY expires_at LIMIT $2
)";

/// Deletes up to `limit` attempts that expired before a time, and returns their number.
pub async fn sweep(
    tx: &mut impl Transaction,
    before: DateTime<Utc>,
    limit: u32,
) -> Result<usize, StoreError> {
    tx.execute(SWEEP, &[before.into(), i64::from(limit).into()]).await
}

/// Deletes the attempts that used a link token.
pub async fn delete_of_link_token(
    tx: &mut impl Transaction,
    link_token: LinkTokenHash,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM attempt WHERE link_token_hash = $1";
    tx.write(sql, &[(&link_token.0).into()]).await
}

/// Locks the attempts that connected or reauthorise an account.
pub async fn lock_of_account<T: Transaction>(
    tx: &mut T,
    environment_id: Uuid,
    account_id: Uuid,
) -> Result<(), StoreError> {
    let sql = lock_of_account_sql::<T>();
    let read = |fields: &mut RowReader<'_>| fields.get::<Uuid>();
    tx.query(&sql, &[environment_id.into(), account_id.into()], read).await?;
    Ok(())
}

/// Locks the attempts of an account. The expression is the one of the index by account.
pub fn lock_of_account_sql<T: Transaction>() -> String {
    format!(
        "SELECT id FROM attempt {}
        WHERE environment_id = $1 AND coalesce(account_id, reauthorises) = $2{}",
        T::indexed_by("attempt_by_account"),
        T::FOR_UPDATE
    )
}

/// Deletes the attempts that connected or reauthorise an account.
pub async fn delete_of_account<T: Transaction>(
    tx: &mut T,
    environment_id: Uuid,
    account_id: Uuid,
) -> Result<(), StoreError> {
    tx.write(&delete_of_account_sql::<T>(), &[environment_id.into(), account_id.into()]).await
}

/// Deletes the attempts of an account. The expression is the one of the index by account.
pub fn delete_of_account_sql<T: Transaction>() -> String {
    format!(
        "DELETE FROM attempt {}
        WHERE environment_id = $1 AND coalesce(account_id, reauthorises) = $2",
        T::indexed_by("attempt_by_account")
    )
}
