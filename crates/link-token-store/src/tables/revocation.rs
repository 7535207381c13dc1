//! The table of revocations: tokens that no account has any more, which the third party is still to
//! revoke.

use chrono::{DateTime, Utc};
use link_token_domain::{
    revocation::{Revocation, TokenOrigin},
    secret::Secret,
};
use link_token_types::IntegrationName;
use uuid::Uuid;

use super::encryption_key;
use crate::{
    StoreError,
    contexts::{self, REVOCATION, REVOCATION_CLIENT},
    encryption::Encrypted,
    rows::{ColumnKind, Record, RowReader, SqlValue, damaged},
    transaction::{Rows, Transaction},
};

impl Record for Revocation<Encrypted> {
    const TABLE: &'static str = REVOCATION.table;
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("environment_id", ColumnKind::Id),
        ("account_id", ColumnKind::Id),
        ("integration", ColumnKind::Text),
        ("environment_integration_id", ColumnKind::Id),
        ("authentication_method", ColumnKind::Text),
        ("upstream_id", ColumnKind::Text),
        ("is_of_new_account", ColumnKind::Flag),
        ("content", ColumnKind::Bytes),
        ("client", ColumnKind::Bytes),
        ("tries", ColumnKind::Integer),
        ("due_at", ColumnKind::Time),
        ("created_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self { id, origin, is_of_new_account, content, client, tries, due_at, created_at } =
            self;
        let TokenOrigin {
            environment_id,
            account_id,
            integration,
            environment_integration_id,
            authentication_method,
            upstream_id,
        } = origin;
        vec![
            (*id).into(),
            (*environment_id).into(),
            (*account_id).into(),
            integration.as_str().into(),
            (*environment_integration_id).into(),
            authentication_method.to_string().into(),
            upstream_id.as_deref().into(),
            (*is_of_new_account).into(),
            content.0.as_slice().into(),
            client.as_ref().map(|client| client.0.as_slice()).into(),
            (*tries).into(),
            (*due_at).into(),
            (*created_at).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: fields.get()?,
            origin: TokenOrigin {
                environment_id: fields.get()?,
                account_id: fields.get()?,
                integration: fields.parse()?,
                environment_integration_id: fields.get()?,
                authentication_method: fields.parse()?,
                upstream_id: fields.parse_optional()?,
            },
            is_of_new_account: fields.get()?,
            content: Encrypted(fields.get::<&[u8]>()?.to_vec()),
            client: fields.optional::<&[u8]>()?.map(|client| Encrypted(client.to_vec())),
            tries: fields.get()?,
            due_at: fields.get()?,
            created_at: fields.get()?,
        })
    }
}

/// Inserts a revocation, whose ID must be new.
pub async fn insert(tx: &mut impl Transaction, revocation: Revocation) -> Result<(), StoreError> {
    if insert_once(tx, revocation).await? {
        Ok(())
    } else {
        Err(damaged("a new revocation has the ID of another"))
    }
}

/// Inserts a revocation. Returns false if there is one with its ID, which stays as it is.
async fn insert_once(
    tx: &mut impl Transaction,
    revocation: Revocation,
) -> Result<bool, StoreError> {
    encryption_key::hold(tx).await?;
    let row = REVOCATION.row(revocation.origin.environment_id, revocation.id);
    let content = contexts::encrypt_secret(tx.keys(), &row, &revocation.content);
    let client = revocation.client.as_ref();
    let client = client.map(|client| contexts::encrypt_secret(tx.keys(), &row, client));
    tx.insert(&revocation.with_secrets(content, client)).await
}

/// A revocation that is due.
pub struct DueRevocation {
    pub environment_id: Uuid,
    pub id: Uuid,
    /// The number of tries that have begun.
    pub tries: i64,
    pub created_at: DateTime<Utc>,
    /// The revocation. An error if its row is damaged, or encrypted with a key that this process
    /// lacks.
    pub revocation: Result<Revocation, StoreError>,
}

/// Returns up to `limit` revocations that are due at a time, but for those of some integrations,
/// and locks them.
pub async fn due<T: Transaction>(
    tx: &mut T,
    now: DateTime<Utc>,
    except: &[IntegrationName],
    limit: u32,
) -> Result<Vec<DueRevocation>, StoreError> {
    type Stored = Revocation<Encrypted>;
    // First what does not depend on the rest, which may be damaged.
    let last = except.len() + 2;
    let others: Vec<String> =
        (2..last).map(|number| format!(" AND integration <> ${number}")).collect();
    let others = others.concat();
    let sql = format!(
        "SELECT environment_id, id, tries, created_at, {} FROM {}
        WHERE due_at <= $1{others} ORDER BY due_at LIMIT ${last}{}",
        Stored::columns(),
        Stored::TABLE,
        T::FOR_UPDATE
    );
    let mut values = vec![now.into()];
    values.extend(except.iter().map(|name| name.as_str().into()));
    values.push(i64::from(limit).into());
    let read = |fields: &mut RowReader<'_>| {
        let (environment_id, id) = (fields.get()?, fields.get()?);
        let (tries, created_at) = (fields.get()?, fields.get()?);
        Ok((environment_id, id, tries, created_at, Stored::read(fields)))
    };
    let found = tx.query(&sql, &values, read).await?;
    let found = found.into_iter().map(|(environment_id, id, tries, created_at, stored)| {
        let revocation = stored.and_then(|stored| {
            let row = REVOCATION.row(environment_id, id);
            let decrypt = |secret| contexts::decrypt_secret(tx.keys(), &row, secret);
            let content = decrypt(&stored.content)?;
            let client = stored.client.as_ref().map(decrypt).transpose()?;
            Ok(stored.with_secrets(content, client))
        });
        DueRevocation { environment_id, id, tries, created_at, revocation }
    });
    Ok(found.collect())
}

/// Returns true if a revocation exists that no server has tried, and locks it.
pub async fn lock_untried<T: Transaction>(
    tx: &mut T,
    environment_id: Uuid,
    id: Uuid,
) -> Result<bool, StoreError> {
    let sql = format!(
        "SELECT id FROM revocation WHERE environment_id = $1 AND id = $2 AND tries = 0{}",
        T::FOR_UPDATE
    );
    let read = |fields: &mut RowReader<'_>| fields.get::<Uuid>();
    let found = tx.query(&sql, &[environment_id.into(), id.into()], read).await?;
    Ok(!found.is_empty())
}

/// Makes a revocation due that no server has tried. The time is that of this server, which may be
/// ahead of the clock that all servers share.
pub async fn hasten<T: Transaction>(
    tx: &mut T,
    environment_id: Uuid,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = format!(
        "UPDATE revocation SET due_at = {}
        WHERE environment_id = $2 AND id = $3 AND tries = 0",
        T::not_after_now("$1")
    );
    tx.write(&sql, &[now.into(), environment_id.into(), id.into()]).await
}

/// Inserts a revocation that is due at once, whose ID must be new.
pub async fn insert_due(
    tx: &mut impl Transaction,
    revocation: Revocation,
) -> Result<(), StoreError> {
    let (environment_id, id) = (revocation.origin.environment_id, revocation.id);
    let now = revocation.due_at;
    insert(tx, revocation).await?;
    hasten(tx, environment_id, id, now).await
}

/// Inserts a revocation that is due at once, unless there is one with its ID.
pub async fn insert_due_once(
    tx: &mut impl Transaction,
    revocation: Revocation,
) -> Result<(), StoreError> {
    let (environment_id, id) = (revocation.origin.environment_id, revocation.id);
    let now = revocation.due_at;
    if insert_once(tx, revocation).await? {
        hasten(tx, environment_id, id, now).await?;
    }
    Ok(())
}

/// Lists the environment integrations that the revocations of an environment name, if they have no
/// client of their own.
pub async fn integrations_without_client(
    rows: &mut impl Rows,
    environment_id: Uuid,
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    let sql = "SELECT id, environment_integration_id FROM revocation
        WHERE environment_id = $1 AND client IS NULL ORDER BY id";
    let read = |fields: &mut RowReader<'_>| Ok((fields.get()?, fields.get()?));
    rows.query(sql, &[environment_id.into()], read).await
}

/// Stores the OAuth client of a revocation.
pub async fn put_client(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    id: Uuid,
    client: &Secret,
) -> Result<(), StoreError> {
    encryption_key::hold(tx).await?;
    let row = REVOCATION_CLIENT.row(environment_id, id);
    let client = contexts::encrypt_secret(tx.keys(), &row, client);
    let sql = "UPDATE revocation SET client = $1 WHERE environment_id = $2 AND id = $3";
    let values = [client.0.as_slice().into(), environment_id.into(), id.into()];
    tx.write(sql, &values).await
}

/// Notes that a try of a revocation begins, and sets the time of the next one.
pub async fn begin_try(
    tx: &mut impl Transaction,
    (environment_id, id): (Uuid, Uuid),
    tries: i64,
    due_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE revocation SET tries = $1, due_at = $2 WHERE environment_id = $3 AND id = $4";
    let values = [tries.into(), due_at.into(), environment_id.into(), id.into()];
    tx.write(sql, &values).await
}

/// Sets the time of the next try, unless another try has begun meanwhile.
pub async fn set_due(
    tx: &mut impl Transaction,
    (environment_id, id, tries): (Uuid, Uuid, i64),
    due_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE revocation SET due_at = $1
        WHERE environment_id = $2 AND id = $3 AND tries = $4";
    let values = [due_at.into(), environment_id.into(), id.into(), tries.into()];
    tx.write(sql, &values).await
}

pub async fn delete(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    id: Uuid,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM revocation WHERE environment_id = $1 AND id = $2";
    tx.write(sql, &[environment_id.into(), id.into()]).await
}
