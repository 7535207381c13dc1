//! The table of deliveries: the log, and the part of the outbox that is not sent yet.

use chrono::{DateTime, Utc};
use link_token_domain::{
    audit::EventId,
    secret::Secret,
    webhook::delivery::{Delivery, DeliveryAttempt, DeliveryStatus, LoggedDelivery},
};
use uuid::Uuid;

use super::{encryption_key, webhook_lane::Lane};
use crate::{
    StoreError,
    contexts::{self, DELIVERY_ANSWER},
    encryption::{Encrypted, Keyring},
    rows::{ColumnKind, Record, RowReader, SqlValue, damaged},
    transaction::{Rows, Transaction},
};

impl Record for Delivery<Encrypted> {
    const TABLE: &'static str = DELIVERY_ANSWER.table;
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("environment_id", ColumnKind::Id),
        ("webhook_id", ColumnKind::Id),
        ("event_id", ColumnKind::Id),
        ("account_id", ColumnKind::Id),
        ("sequence", ColumnKind::Integer),
        ("status", ColumnKind::Text),
        ("attempts", ColumnKind::Integer),
        ("first_attempt_at", ColumnKind::Time),
        ("last_attempt_at", ColumnKind::Time),
        ("duration_ms", ColumnKind::Integer),
        ("response_status", ColumnKind::Integer),
        ("error", ColumnKind::Text),
        ("answer", ColumnKind::Bytes),
        ("created_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self {
            id,
            environment_id,
            webhook_id,
            event_id,
            account_id,
            sequence,
            status,
            attempts,
            first_attempt_at,
            last_attempt,
            created_at,
        } = self;
        let last = last_attempt.as_ref();
        vec![
            id.0.into(),
            (*environment_id).into(),
            (*webhook_id).into(),
            event_id.0.into(),
            (*account_id).into(),
            (*sequence).into(),
            status.as_str().into(),
            (*attempts).into(),
            (*first_attempt_at).into(),
            last.map(|last| last.at).into(),
            last.map(|last| last.duration_ms).into(),
            last.and_then(|last| last.response_status).map(i64::from).into(),
            last.and_then(|last| last.error.as_deref()).into(),
            last.and_then(|last| last.answer.as_ref()).map(|answer| answer.0.as_slice()).into(),
            (*created_at).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: EventId(fields.get()?),
            environment_id: fields.get()?,
            webhook_id: fields.get()?,
            event_id: EventId(fields.get()?),
            account_id: fields.get()?,
            sequence: fields.get()?,
            status: fields.parse()?,
            attempts: fields.get()?,
            first_attempt_at: fields.optional()?,
            last_attempt: last_attempt(fields)?,
            created_at: fields.get()?,
        })
    }
}

fn last_attempt(
    fields: &mut RowReader<'_>,
) -> Result<Option<DeliveryAttempt<Encrypted>>, StoreError> {
    let (at, duration_ms) = (fields.optional()?, fields.optional()?);
    let response_status = fields.optional::<i64>()?.map(u16::try_from).transpose();
    let response_status = response_status.map_err(|_| damaged("a status of no HTTP response"))?;
    let error = fields.parse_optional()?;
    let answer = fields.optional::<&[u8]>()?.map(|bytes| Encrypted(bytes.to_vec()));
    match (at, duration_ms) {
        (Some(at), Some(duration_ms)) => {
            Ok(Some(DeliveryAttempt { at, duration_ms, response_status, error, answer }))
        }
        (None, None) => Ok(None),
        _ => Err(damaged("a delivery with only part of its last attempt")),
    }
}

/// Inserts a delivery that was never tried.
pub async fn insert(
    tx: &mut impl Transaction,
    delivery: &Delivery<Encrypted>,
) -> Result<(), StoreError> {
    if tx.insert(delivery).await? {
        Ok(())
    } else {
        Err(damaged("a new delivery has the ID of another"))
    }
}

/// The oldest pending delivery of the webhook `$1` and the account `$2`.
pub const OLDEST_PENDING: &str = "WHERE webhook_id = $1 AND account_id = $2 AND status = $3
    ORDER BY sequence LIMIT 1";

pub async fn oldest_pending(
    rows: &mut impl Rows,
    lane: Lane,
) -> Result<Option<Delivery>, StoreError> {
    let pending = DeliveryStatus::Pending.as_str();
    let values = [lane.webhook_id.into(), lane.account_id.into(), pending.into()];
    let found: Option<Delivery<Encrypted>> = rows.find(OLDEST_PENDING, &values).await?;
    found.map(|delivery| decrypted(rows.keys(), delivery)).transpose()
}

pub async fn find(
    rows: &mut impl Rows,
    environment_id: Uuid,
    id: EventId,
) -> Result<Option<Delivery>, StoreError> {
    let condition = "WHERE environment_id = $1 AND id = $2";
    let found: Option<Delivery<Encrypted>> =
        rows.find(condition, &[environment_id.into(), id.0.into()]).await?;
    found.map(|delivery| decrypted(rows.keys(), delivery)).transpose()
}

/// Encrypts the receiver's answer to a delivery.
pub fn encrypted_answer(
    keys: &Keyring,
    environment_id: Uuid,
    id: EventId,
    answer: String,
) -> Encrypted {
    let row = DELIVERY_ANSWER.row(environment_id, id.0);
    contexts::encrypt_secret(keys, &row, &Secret::new(answer))
}

fn decrypted(keys: &Keyring, delivery: Delivery<Encrypted>) -> Result<Delivery, StoreError> {
    let row = DELIVERY_ANSWER.row(delivery.environment_id, delivery.id.0);
    delivery.with_answer(|answer| {
        Ok(contexts::decrypt_secret(keys, &row, &answer)?.expose().to_owned())
    })
}

/// Replaces what an attempt changes of a delivery.
pub async fn update(tx: &mut impl Transaction, delivery: Delivery) -> Result<(), StoreError> {
    encryption_key::hold(tx).await?;
    let keys = tx.keys();
    let (environment_id, id) = (delivery.environment_id, delivery.id);
    let delivery = delivery.with_answer(|answer| {
        Ok::<_, StoreError>(encrypted_answer(keys, environment_id, id, answer))
    })?;
    let last = delivery.last_attempt.as_ref();
    let sql = "UPDATE webhook_delivery SET status = $1, attempts = $2, first_attempt_at = $3,
            last_attempt_at = $4, duration_ms = $5, response_status = $6, error = $7, answer = $8
        WHERE environment_id = $9 AND id = $10";
    let values = [
        delivery.status.as_str().into(),
        delivery.attempts.into(),
        delivery.first_attempt_at.into(),
        last.map(|last| last.at).into(),
        last.map(|last| last.duration_ms).into(),
        last.and_then(|last| last.response_status).map(i64::from).into(),
        last.and_then(|last| last.error.as_deref()).into(),
        last.and_then(|last| last.answer.as_ref()).map(|answer| answer.0.as_slice()).into(),
        delivery.environment_id.into(),
        delivery.id.0.into(),
    ];
    tx.write(sql, &values).await
}

pub async fn delete(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    id: EventId,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM webhook_delivery WHERE environment_id = $1 AND id = $2";
    tx.write(sql, &[environment_id.into(), id.0.into()]).await
}

/// Lists up to `limit` deliveries of a webhook before one, newest first.
pub async fn list(
    rows: &mut impl Rows,
    webhook_id: Uuid,
    status: Option<DeliveryStatus>,
    before: Option<EventId>,
    limit: u32,
) -> Result<Vec<LoggedDelivery>, StoreError> {
    let before = before.map_or(Uuid::max(), |before| before.0);
    let mut values = vec![webhook_id.into(), before.into()];
    let mut condition = String::new();
    if let Some(status) = status {
        values.push(status.as_str().into());
        condition = format!(" AND status = ${}", values.len());
    }
    values.push(i64::from(limit).into());
    let rest = format!(
        "WHERE webhook_id = $1 AND id < $2{condition} ORDER BY id DESC LIMIT ${}",
        values.len()
    );
    let found: Vec<Delivery<Encrypted>> = rows.select(&rest, &values).await?;
    let mut logged = Vec::new();
    for delivery in found {
        let sql = "SELECT event_type FROM webhook_event WHERE environment_id = $1 AND id = $2";
        let values = [delivery.environment_id.into(), delivery.event_id.0.into()];
        let read = |fields: &mut RowReader<'_>| fields.parse();
        let event_type = rows.query(sql, &values, read).await?.pop();
        // Events are swept after their deliveries.
        let Some(event_type) = event_type else { continue };
        logged.push(LoggedDelivery { delivery: decrypted(rows.keys(), delivery)?, event_type });
    }
    Ok(logged)
}

/// Lists up to `limit` failed deliveries of a webhook after one and up to one, oldest first, with
/// their accounts. Also lists delivered ones if `delivered` is true.
pub async fn ended(
    rows: &mut impl Rows,
    webhook_id: Uuid,
    delivered: bool,
    (after, until): (EventId, EventId),
    limit: u32,
) -> Result<Vec<(EventId, Uuid)>, StoreError> {
    let failed = DeliveryStatus::Failed.as_str();
    let other = if delivered { DeliveryStatus::Delivered.as_str() } else { failed };
    let sql = "SELECT id, account_id FROM webhook_delivery
        WHERE webhook_id = $1 AND id > $2 AND id <= $3 AND status IN ($4, $5)
        ORDER BY id LIMIT $6";
    let values = [
        webhook_id.into(),
        after.0.into(),
        until.0.into(),
        failed.into(),
        other.into(),
        i64::from(limit).into(),
    ];
    rows.query(sql, &values, |fields| Ok((EventId(fields.get()?), fields.get()?))).await
}

/// Makes a delivery pending again, as if it had never been tried. The log keeps its last attempt.
pub async fn make_pending(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    id: EventId,
) -> Result<(), StoreError> {
    let sql = "UPDATE webhook_delivery SET status = $1, attempts = $2, first_attempt_at = NULL
        WHERE environment_id = $3 AND id = $4";
    let pending = DeliveryStatus::Pending.as_str();
    let values = [pending.into(), 0.into(), environment_id.into(), id.0.into()];
    tx.write(sql, &values).await
}

/// Returns the number of pending deliveries of active webhooks, and the time of the oldest one's
/// event.
pub async fn pending(rows: &mut impl Rows) -> Result<(i64, Option<DateTime<Utc>>), StoreError> {
    // By the lanes, since most deliveries are not pending.
    let sql = "SELECT count(*), min(created_at) FROM webhook_lane
        JOIN webhook_delivery ON webhook_delivery.webhook_id = webhook_lane.webhook_id
            AND webhook_delivery.account_id = webhook_lane.account_id AND status = $1
        WHERE webhook_lane.webhook_id IN (SELECT id FROM webhook WHERE is_active)";
    let pending = [DeliveryStatus::Pending.as_str().into()];
    let found = rows.query(sql, &pending, |fields| Ok((fields.get()?, fields.optional()?)));
    Ok(found.await?.pop().unwrap_or_default())
}

/// Deletes up to `$2` of the deliveries of events that were written before the time `$1`.
pub const SWEEP: &str = "DELETE FROM webhook_delivery WHERE (environment_id, id) IN (
    SELECT environment_id, id FROM webhook_delivery
    WHERE created_at < $1 ORDER BY created_at LIMIT $2
)";

/// Deletes up to `limit` deliveries of events that were written before a time, and returns their
/// number.
pub async fn sweep(
    tx: &mut impl Transaction,
    before: DateTime<Utc>,
    limit: u32,
) -> Result<usize, StoreError> {
    tx.execute(SWEEP, &[before.into(), i64::from(limit).into()]).await
}

/// Returns true if there is a delivery of an event that was written before a time.
pub async fn any_before(rows: &mut impl Rows, before: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM webhook_delivery WHERE created_at < $1 LIMIT 1";
    let read = |fields: &mut RowReader<'_>| fields.get::<Uuid>();
    Ok(!rows.query(sql, &[before.into()], read).await?.is_empty())
}

/// Up to `$1` webhooks that were deleted, and still have deliveries. It reads one row of an index
/// for each webhook.
pub const DELETED_WEBHOOKS: &str = "WITH RECURSIVE logged (webhook_id) AS (
        SELECT (SELECT webhook_id FROM webhook_delivery ORDER BY webhook_id LIMIT 1)
        UNION ALL
        SELECT (
            SELECT webhook_id FROM webhook_delivery
            WHERE webhook_delivery.webhook_id > logged.webhook_id ORDER BY webhook_id LIMIT 1
        )
        FROM logged WHERE webhook_id IS NOT NULL
    )
    SELECT webhook_id FROM logged
    WHERE webhook_id IS NOT NULL AND webhook_id NOT IN (SELECT id FROM webhook) LIMIT $1";

/// Lists up to `limit` webhooks that were deleted, and still have deliveries.
pub async fn deleted_webhooks(rows: &mut impl Rows, limit: u32) -> Result<Vec<Uuid>, StoreError> {
    let read = |fields: &mut RowReader<'_>| fields.get();
    rows.query(DELETED_WEBHOOKS, &[i64::from(limit).into()], read).await
}

/// Deletes up to `$2` deliveries of the webhook `$1`.
pub const DELETE_OF_WEBHOOK: &str = "DELETE FROM webhook_delivery WHERE (environment_id, id) IN (
    SELECT environment_id, id FROM webhook_delivery WHERE webhook_id = $1 ORDER BY id LIMIT $2
)";

/// Deletes up to `limit` deliveries of a webhook, and returns their number.
pub async fn delete_of_webhook(
    tx: &mut impl Transaction,
    webhook_id: Uuid,
    limit: u32,
) -> Result<usize, StoreError> {
    tx.execute(DELETE_OF_WEBHOOK, &[webhook_id.into(), i64::from(limit).into()]).await
}
