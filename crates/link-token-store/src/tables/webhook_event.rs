//! The table of events for webhooks: the outbox.

use chrono::{DateTime, Utc};
use link_token_domain::{
    audit::EventId,
    secret::Secret,
    webhook::event::{EventType, WebhookEvent},
};
use uuid::Uuid;

use super::encryption_key;
use crate::{
    StoreError,
    contexts::{self, WEBHOOK_PAYLOAD},
    encryption::{Encrypted, Keyring},
    rows::{ColumnKind, Record, RowReader, SqlValue},
    transaction::{Rows, Transaction},
};

impl Record for WebhookEvent<Encrypted> {
    const TABLE: &'static str = WEBHOOK_PAYLOAD.table;
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("environment_id", ColumnKind::Id),
        ("account_id", ColumnKind::Id),
        ("sequence", ColumnKind::Integer),
        ("event_type", ColumnKind::Text),
        ("payload", ColumnKind::Bytes),
        ("is_other_upstream_account", ColumnKind::Flag),
        ("created_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self {
            id,
            environment_id,
            account_id,
            sequence,
            event_type,
            payload,
            is_other_upstream_account,
            created_at,
        } = self;
        vec![
            id.0.into(),
            (*environment_id).into(),
            (*account_id).into(),
            (*sequence).into(),
            event_type.as_str().into(),
            payload.0.as_slice().into(),
            (*is_other_upstream_account).into(),
            (*created_at).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: EventId(fields.get()?),
            environment_id: fields.get()?,
            account_id: fields.get()?,
            sequence: fields.get()?,
            event_type: fields.parse()?,
            payload: Encrypted(fields.get::<&[u8]>()?.to_vec()),
            is_other_upstream_account: fields.get()?,
            created_at: fields.get()?,
        })
    }
}

/// Inserts an event as the last one of its account, and returns it with its place.
///
/// The caller has locked or inserted the row of the account, so that events of one account are
/// written one after the other. Otherwise another transaction may get the place, and this one takes
/// the next.
pub async fn append(
    tx: &mut impl Transaction,
    event: WebhookEvent,
) -> Result<WebhookEvent, StoreError> {
    encryption_key::hold(tx).await?;
    let row = WEBHOOK_PAYLOAD.row(event.environment_id, event.id.0);
    let payload = contexts::encrypt_secret(tx.keys(), &row, &event.payload);
    let mut encrypted = event.clone().with_payload(payload);
    loop {
        let sql = "SELECT sequence FROM webhook_event
            WHERE environment_id = $1 AND account_id = $2 ORDER BY sequence DESC LIMIT 1";
        let values = [event.environment_id.into(), event.account_id.into()];
        let read = |fields: &mut RowReader<'_>| fields.get();
        let last: Option<i64> = tx.query(sql, &values, read).await?.pop();
        encrypted.sequence = last.unwrap_or_default() + 1;
        if tx.insert(&encrypted).await? {
            return Ok(WebhookEvent { sequence: encrypted.sequence, ..event });
        }
    }
}

pub async fn find(
    rows: &mut impl Rows,
    environment_id: Uuid,
    id: EventId,
) -> Result<Option<WebhookEvent>, StoreError> {
    let condition = "WHERE environment_id = $1 AND id = $2";
    let found: Option<WebhookEvent<Encrypted>> =
        rows.find(condition, &[environment_id.into(), id.0.into()]).await?;
    found.map(|event| decrypted(rows.keys(), event)).transpose()
}

/// Lists the events of an account in order.
pub async fn list(
    rows: &mut impl Rows,
    environment_id: Uuid,
    account_id: Uuid,
) -> Result<Vec<WebhookEvent>, StoreError> {
    let rest = "WHERE environment_id = $1 AND account_id = $2 ORDER BY sequence";
    let found: Vec<WebhookEvent<Encrypted>> =
        rows.select(rest, &[environment_id.into(), account_id.into()]).await?;
    found.into_iter().map(|event| decrypted(rows.keys(), event)).collect()
}

/// Decrypts the payload of an event.
pub fn decrypted(
    keys: &Keyring,
    event: WebhookEvent<Encrypted>,
) -> Result<WebhookEvent, StoreError> {
    let row = WEBHOOK_PAYLOAD.row(event.environment_id, event.id.0);
    let payload: Secret = contexts::decrypt_secret(keys, &row, &event.payload)?;
    Ok(event.with_payload(payload))
}

/// Deletes up to `$2` of the events that were written before the time `$1`.
pub const SWEEP: &str = "DELETE FROM webhook_event WHERE (environment_id, id) IN (
    SELECT environment_id, id FROM webhook_event WHERE created_at < $1 ORDER BY created_at LIMIT $2
)";

/// Deletes up to `limit` events that were written before a time, and returns their number.
pub async fn sweep(
    tx: &mut impl Transaction,
    before: DateTime<Utc>,
    limit: u32,
) -> Result<usize, StoreError> {
    tx.execute(SWEEP, &[before.into(), i64::from(limit).into()]).await
}

/// Deletes the events of an account with their deliveries, except for the one that tells that the
/// account was deleted, which has only its ID.
pub async fn delete_of_account(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    account_id: Uuid,
) -> Result<(), StoreError> {
    let deleted = EventType::Deleted.as_str();
    let values = [environment_id.into(), account_id.into(), deleted.into()];
    tx.execute(DELETE_DELIVERIES_OF_ACCOUNT, &values).await?;
    tx.write(DELETE_OF_ACCOUNT, &values).await
}

/// Deletes the events of an account, except for those of the type `$3`. With the sequence, which is
/// never negative, SQLite uses the index by account instead of reading the whole environment.
pub const DELETE_OF_ACCOUNT: &str = "DELETE FROM webhook_event
    WHERE environment_id = $1 AND account_id = $2 AND sequence >= 0 AND event_type <> $3";

/// Deletes their deliveries. The IDs of webhooks are unique, and lead to the index by account.
pub const DELETE_DELIVERIES_OF_ACCOUNT: &str = "DELETE FROM webhook_delivery
    WHERE webhook_id IN (SELECT id FROM webhook WHERE environment_id = $1) AND account_id = $2
    AND event_id IN (
        SELECT id FROM webhook_event
        WHERE environment_id = $1 AND account_id = $2 AND sequence >= 0 AND event_type <> $3
    )";
