//! The table with the time of the last sweep.

use chrono::{DateTime, Utc};

use crate::{
    StoreError,
    rows::RowReader,
    transaction::{Rows, Transaction},
};

pub async fn find(rows: &mut impl Rows) -> Result<Option<DateTime<Utc>>, StoreError> {
    let read = |fields: &mut RowReader<'_>| fields.get();
    Ok(rows.query("SELECT swept_at FROM last_sweep", &[], read).await?.pop())
}

pub async fn put(tx: &mut impl Transaction, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "INSERT INTO last_sweep (one, swept_at) VALUES (1, $1)
        ON CONFLICT (one) DO UPDATE SET swept_at = excluded.swept_at";
    tx.write(sql, &[at.into()]).await
}
