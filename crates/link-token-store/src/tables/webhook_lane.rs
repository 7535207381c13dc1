//! The table of lanes: one row for each webhook and account with pending deliveries.
//!
//! The deliveries of a lane are sent one after the other. Its row says when the next attempt is
//! due, and its lock orders the transactions that add a delivery and those that end one: so none
//! ends the lane while another adds to it.
//!
//! Servers send by the clock that they share. What is due at once is so by that clock, too, even if
//! the clock of the server that writes it is ahead.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    StoreError,
    transaction::{Rows, Transaction},
};

/// The deliveries of one account to one webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lane {
    pub environment_id: Uuid,
    pub webhook_id: Uuid,
    pub account_id: Uuid,
}

/// Makes sure that a lane exists, and locks it. A new lane is due at once. An existing one keeps
/// its time, which may be the end of a pause.
pub async fn open<T: Transaction>(
    tx: &mut T,
    webhook_id: Uuid,
    account_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    // `DO NOTHING` would not lock an existing row.
    let sql = format!(
        "INSERT INTO webhook_lane (webhook_id, account_id, due_at) VALUES ($1, $2, {})
        ON CONFLICT (webhook_id, account_id) DO UPDATE SET due_at = webhook_lane.due_at",
        T::not_after_now("$3")
    );
    tx.write(&sql, &[webhook_id.into(), account_id.into(), now.into()]).await
}

/// Up to `$3` lanes of the webhook `$1` that are due at the time `$2`.
pub const DUE: &str = "SELECT account_id FROM webhook_lane
    WHERE webhook_id = $1 AND due_at <= $2 ORDER BY due_at LIMIT $3";

/// Lists up to `limit` lanes of a webhook that are due, those that wait the longest first.
pub async fn list_due(
    rows: &mut impl Rows,
    environment_id: Uuid,
    webhook_id: Uuid,
    now: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<Lane>, StoreError> {
    let values = [webhook_id.into(), now.into(), i64::from(limit).into()];
    let due = rows.query(DUE, &values, |fields| {
        Ok(Lane { environment_id, webhook_id, account_id: fields.get()? })
    });
    due.await
}

/// Takes a lane that is due, or that the lease has already, until a time. Returns false if it is
/// neither any more.
///
/// Of two servers, the second one waits for the first one's row, and then finds it not due.
pub async fn claim(
    tx: &mut impl Transaction,
    lane: Lane,
    lease: Uuid,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "UPDATE webhook_lane SET lease = $1, due_at = $2
        WHERE webhook_id = $3 AND account_id = $4 AND (due_at <= $5 OR lease = $6)";
    let values = [
        lease.into(),
        until.into(),
        lane.webhook_id.into(),
        lane.account_id.into(),
        now.into(),
        lease.into(),
    ];
    Ok(tx.execute(sql, &values).await? > 0)
}

/// Ends a lease, locks the lane, and makes it due. Returns false if the lease is not the current
/// one.
pub async fn release(
    tx: &mut impl Transaction,
    lane: Lane,
    lease: Uuid,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "UPDATE webhook_lane SET lease = NULL, due_at = $1
        WHERE webhook_id = $2 AND account_id = $3 AND lease = $4";
    let values = [now.into(), lane.webhook_id.into(), lane.account_id.into(), lease.into()];
    Ok(tx.execute(sql, &values).await? > 0)
}

/// Sets the time of the next attempt.
pub async fn postpone(
    tx: &mut impl Transaction,
    lane: Lane,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE webhook_lane SET due_at = $1 WHERE webhook_id = $2 AND account_id = $3";
    let values = [until.into(), lane.webhook_id.into(), lane.account_id.into()];
    tx.write(sql, &values).await
}

/// Makes the lanes of a webhook due, unless a server has taken them.
pub async fn make_due<T: Transaction>(
    tx: &mut T,
    webhook_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = format!(
        "UPDATE webhook_lane SET due_at = {}
        WHERE webhook_id = $2 AND lease IS NULL AND due_at > {}",
        T::not_after_now("$1"),
        T::not_after_now("$3")
    );
    tx.write(&sql, &[now.into(), webhook_id.into(), now.into()]).await
}

/// Makes all lanes due that a server has taken.
pub async fn release_all(tx: &mut impl Transaction, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE webhook_lane SET lease = NULL, due_at = $1 WHERE lease IS NOT NULL";
    tx.write(sql, &[now.into()]).await
}

/// Deletes a lane that has no pending delivery.
pub async fn delete(tx: &mut impl Transaction, lane: Lane) -> Result<(), StoreError> {
    let sql = "DELETE FROM webhook_lane WHERE webhook_id = $1 AND account_id = $2";
    tx.write(sql, &[lane.webhook_id.into(), lane.account_id.into()]).await
}

pub async fn delete_of_webhook(
    tx: &mut impl Transaction,
    webhook_id: Uuid,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM webhook_lane WHERE webhook_id = $1";
    tx.write(sql, &[webhook_id.into()]).await
}
