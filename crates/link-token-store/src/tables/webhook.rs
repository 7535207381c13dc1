//! The table of webhooks.

use chrono::{DateTime, TimeDelta, Utc};
use link_token_domain::{
    secret::Secret,
    webhook::{PreviousSecret, Subscription, Webhook, WebhookFailure},
};
use uuid::Uuid;

use super::encryption_key;
use crate::{
    StoreError,
    contexts::{self, WEBHOOK_SECRET},
    encryption::{Encrypted, Keyring},
    rows::{ColumnKind, Record, RowReader, SqlValue, damaged},
    transaction::{Rows, Transaction},
};

impl Record for Webhook<Encrypted> {
    const TABLE: &'static str = WEBHOOK_SECRET.table;
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("environment_id", ColumnKind::Id),
        ("target_url", ColumnKind::Text),
        ("event_types", ColumnKind::Text),
        ("is_active", ColumnKind::Flag),
        ("secret", ColumnKind::Bytes),
        ("previous_secret", ColumnKind::Bytes),
        ("previous_secret_until", ColumnKind::Time),
        ("failed_at", ColumnKind::Time),
        ("failure", ColumnKind::Text),
        ("last_success_at", ColumnKind::Time),
        ("resumed_at", ColumnKind::Time),
        ("created_at", ColumnKind::Time),
        ("updated_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self {
            id,
            environment_id,
            target_url,
            events,
            is_active,
            secret,
            previous_secret,
            failure,
            last_success_at,
            resumed_at,
            created_at,
            updated_at,
        } = self;
        let (previous, failure) = (previous_secret.as_ref(), failure.as_ref());
        vec![
            (*id).into(),
            (*environment_id).into(),
            target_url.as_str().into(),
            events.names().map(|names| names.join(" ")).into(),
            (*is_active).into(),
            secret.0.as_slice().into(),
            previous.map(|previous| previous.secret.0.as_slice()).into(),
            previous.map(|previous| previous.until).into(),
            failure.map(|failure| failure.at).into(),
            failure.map(|failure| failure.reason.as_str()).into(),
            (*last_success_at).into(),
            (*resumed_at).into(),
            (*created_at).into(),
            (*updated_at).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        let encrypted = |bytes: &[u8]| Encrypted(bytes.to_vec());
        Ok(Self {
            id: fields.get()?,
            environment_id: fields.get()?,
            target_url: fields.parse()?,
            events: Subscription::to(
                fields
                    .optional::<&str>()?
                    .map(|names| names.split(' ').map(str::to_owned).collect()),
            ),
            is_active: fields.get()?,
            secret: encrypted(fields.get()?),
            previous_secret: match (fields.optional()?.map(encrypted), fields.optional()?) {
                (Some(secret), Some(until)) => Some(PreviousSecret { secret, until }),
                (None, None) => None,
                _ => return Err(damaged("a webhook with only part of its previous secret")),
            },
            failure: match (fields.optional()?, fields.parse_optional()?) {
                (Some(at), Some(reason)) => Some(WebhookFailure { at, reason }),
                (None, None) => None,
                _ => return Err(damaged("a webhook with only part of its failure")),
            },
            last_success_at: fields.optional()?,
            resumed_at: fields.optional()?,
            created_at: fields.get()?,
            updated_at: fields.get()?,
        })
    }
}

/// The precision of the last success, which saves a write for each delivery.
pub const PRECISION: TimeDelta = TimeDelta::minutes(1);

/// Lists the webhooks of an environment by ID, without their secrets.
pub async fn list(rows: &mut impl Rows, environment_id: Uuid) -> Result<Vec<Webhook>, StoreError> {
    let rest = "WHERE environment_id = $1 ORDER BY id";
    let found: Vec<Webhook<Encrypted>> = rows.select(rest, &[environment_id.into()]).await?;
    Ok(found.into_iter().map(Webhook::withheld).collect())
}

pub async fn find(
    rows: &mut impl Rows,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Option<Webhook<Secret>>, StoreError> {
    find_where(rows, environment_id, id, "").await
}

pub async fn find_for_update<T: Transaction>(
    tx: &mut T,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Option<Webhook<Secret>>, StoreError> {
    find_where(tx, environment_id, id, T::FOR_UPDATE).await
}

async fn find_where(
    rows: &mut impl Rows,
    environment_id: Uuid,
    id: Uuid,
    end: &str,
) -> Result<Option<Webhook<Secret>>, StoreError> {
    let condition = format!("WHERE environment_id = $1 AND id = $2{end}");
    let found: Option<Webhook<Encrypted>> =
        rows.find(&condition, &[environment_id.into(), id.into()]).await?;
    found.map(|webhook| decrypted(rows.keys(), webhook)).transpose()
}

/// Decrypts the secrets of a webhook.
pub fn decrypted(
    keys: &Keyring,
    webhook: Webhook<Encrypted>,
) -> Result<Webhook<Secret>, StoreError> {
    let row = WEBHOOK_SECRET.row(webhook.environment_id, webhook.id);
    webhook.with_secrets(|secret| contexts::decrypt_secret(keys, &row, &secret))
}

/// The active webhooks with lanes that are due at the time `$1`.
pub const DUE: &str = "SELECT environment_id, id FROM webhook
    WHERE is_active AND EXISTS (
        SELECT 1 FROM webhook_lane WHERE webhook_id = webhook.id AND due_at <= $1
    )";

/// Lists the environments and IDs of the active webhooks with lanes that are due.
pub async fn list_due(
    rows: &mut impl Rows,
    now: DateTime<Utc>,
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    rows.query(DUE, &[now.into()], |fields| Ok((fields.get()?, fields.get()?))).await
}

/// Replaces what changes of a webhook.
pub async fn update(tx: &mut impl Transaction, webhook: Webhook<Secret>) -> Result<(), StoreError> {
    let webhook = encrypted(tx, webhook).await?;
    let sql = "UPDATE webhook SET target_url = $1, event_types = $2, is_active = $3, secret = $4,
            previous_secret = $5, previous_secret_until = $6, failed_at = $7, failure = $8,
            resumed_at = $9, updated_at = $10
        WHERE environment_id = $11 AND id = $12";
    let (previous, failure) = (webhook.previous_secret.as_ref(), webhook.failure.as_ref());
    let values = [
        webhook.target_url.as_str().into(),
        webhook.events.names().map(|names| names.join(" ")).into(),
        webhook.is_active.into(),
        webhook.secret.0.as_slice().into(),
        previous.map(|previous| previous.secret.0.as_slice()).into(),
        previous.map(|previous| previous.until).into(),
        failure.map(|failure| failure.at).into(),
        failure.map(|failure| failure.reason.as_str()).into(),
        webhook.resumed_at.into(),
        webhook.updated_at.into(),
        webhook.environment_id.into(),
        webhook.id.into(),
    ];
    tx.write(sql, &values).await
}

/// Deletes a webhook. Returns false if it does not exist.
pub async fn delete(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    id: Uuid,
) -> Result<bool, StoreError> {
    let sql = "DELETE FROM webhook WHERE environment_id = $1 AND id = $2";
    Ok(tx.execute(sql, &[environment_id.into(), id.into()]).await? > 0)
}

/// Switches an active webhook off, since its receiver has failed.
pub async fn fail(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    id: Uuid,
    failure: &WebhookFailure,
) -> Result<(), StoreError> {
    let sql = "UPDATE webhook SET is_active = $1, failed_at = $2, failure = $3
        WHERE environment_id = $4 AND id = $5 AND is_active";
    let values = [
        false.into(),
        failure.at.into(),
        failure.reason.as_str().into(),
        environment_id.into(),
        id.into(),
    ];
    tx.write(sql, &values).await
}

/// Notes a successful delivery, unless one was noted in the minute before.
pub async fn note_success(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE webhook SET last_success_at = $1 WHERE environment_id = $2 AND id = $3
        AND (last_success_at IS NULL OR last_success_at < $4)";
    let values = [now.into(), environment_id.into(), id.into(), (now - PRECISION).into()];
    tx.write(sql, &values).await
}

/// Returns the number of webhooks whose receivers have failed.
pub async fn count_failed(rows: &mut impl Rows) -> Result<i64, StoreError> {
    let sql = "SELECT count(*) FROM webhook WHERE failed_at IS NOT NULL";
    let read = |fields: &mut RowReader<'_>| fields.get();
    Ok(rows.query(sql, &[], read).await?.pop().unwrap_or_default())
}

/// Inserts a webhook. Returns false if its ID exists.
pub async fn insert(
    tx: &mut impl Transaction,
    webhook: Webhook<Secret>,
) -> Result<bool, StoreError> {
    let webhook = encrypted(tx, webhook).await?;
    tx.insert(&webhook).await
}

async fn encrypted(
    tx: &mut impl Transaction,
    webhook: Webhook<Secret>,
) -> Result<Webhook<Encrypted>, StoreError> {
    encryption_key::hold(tx).await?;
    let row = WEBHOOK_SECRET.row(webhook.environment_id, webhook.id);
    let keys = tx.keys();
    webhook.with_secrets(|secret| Ok(contexts::encrypt_secret(keys, &row, &secret)))
}
