//! The tables of environments and their redirect URIs.

use std::time::Duration;

use link_token_domain::{
    environment::{Environment, Policy},
    lifetime::Lifetime,
    redirect_uri::{Allowlist, RedirectUri},
};
use uuid::Uuid;

use crate::{
    StoreError,
    rows::{ColumnKind, Record, RowReader, SqlValue, damaged},
    transaction::{Rows, Transaction},
};

/// The record lacks the redirect URIs of the policy, which have a table of their own.
impl Record for Environment {
    const TABLE: &'static str = "environment";
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("name", ColumnKind::Text),
        ("created_at", ColumnKind::Time),
        ("lifetime", ColumnKind::Integer),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self { id, name, created_at, policy } = self;
        vec![
            (*id).into(),
            name.as_str().into(),
            (*created_at).into(),
            policy.lifetime.map(Lifetime::as_secs).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: fields.get()?,
            name: fields.parse()?,
            created_at: fields.get()?,
            policy: Policy {
                lifetime: fields.optional()?.map(lifetime).transpose()?,
                redirect_uris: Allowlist::default(),
            },
        })
    }
}

pub fn lifetime(seconds: i64) -> Result<Lifetime, StoreError> {
    let seconds = u64::try_from(seconds).map(Duration::from_secs).map_err(damaged)?;
    Lifetime::new(seconds).ok_or_else(|| damaged("lifetime out of range"))
}

pub fn redirect_uri(text: &str) -> Result<RedirectUri, StoreError> {
    let uri = text.parse().map_err(|_| damaged("invalid redirect URI"))?;
    Ok(RedirectUri::from_stored(uri))
}

/// Inserts an environment with its policy. Returns false if its ID or its name exists.
pub async fn insert(
    tx: &mut impl Transaction,
    environment: &Environment,
) -> Result<bool, StoreError> {
    let is_new = tx.insert(environment).await?;
    if is_new {
        put_redirect_uris(tx, environment).await?;
    }
    Ok(is_new)
}

pub async fn find(rows: &mut impl Rows, id: Uuid) -> Result<Option<Environment>, StoreError> {
    find_where(rows, "WHERE id = $1", &[id.into()]).await
}

pub async fn find_for_update<T: Transaction>(
    tx: &mut T,
    id: Uuid,
) -> Result<Option<Environment>, StoreError> {
    find_where(tx, &format!("WHERE id = $1{}", T::FOR_UPDATE), &[id.into()]).await
}

pub async fn find_by_id_or_name(
    rows: &mut impl Rows,
    id_or_name: &str,
) -> Result<Option<Environment>, StoreError> {
    let id = Uuid::try_parse(id_or_name).unwrap_or_default();
    find_where(rows, "WHERE id = $1 OR name = $2", &[id.into(), id_or_name.into()]).await
}

/// Lists all environments, by name.
pub async fn list(rows: &mut impl Rows) -> Result<Vec<Environment>, StoreError> {
    let mut environments: Vec<Environment> = rows.select("ORDER BY name", &[]).await?;
    for environment in &mut environments {
        read_redirect_uris(rows, environment).await?;
    }
    Ok(environments)
}

pub async fn put_policy(
    tx: &mut impl Transaction,
    environment: &Environment,
) -> Result<(), StoreError> {
    let lifetime = environment.policy.lifetime.map(Lifetime::as_secs);
    let sql = "UPDATE environment SET lifetime = $1 WHERE id = $2";
    tx.execute(sql, &[lifetime.into(), environment.id.into()]).await?;
    let sql = "DELETE FROM redirect_uri WHERE environment_id = $1";
    tx.execute(sql, &[environment.id.into()]).await?;
    put_redirect_uris(tx, environment).await
}

async fn find_where(
    rows: &mut impl Rows,
    condition: &str,
    values: &[SqlValue<'_>],
) -> Result<Option<Environment>, StoreError> {
    let mut found: Option<Environment> = rows.find(condition, values).await?;
    if let Some(environment) = &mut found {
        read_redirect_uris(rows, environment).await?;
    }
    Ok(found)
}

async fn read_redirect_uris(
    rows: &mut impl Rows,
    environment: &mut Environment,
) -> Result<(), StoreError> {
    let sql = "SELECT uri FROM redirect_uri WHERE environment_id = $1 ORDER BY uri";
    let read = |fields: &mut RowReader<'_>| redirect_uri(fields.get()?);
    let uris = rows.query(sql, &[environment.id.into()], read).await?;
    environment.policy.redirect_uris = Allowlist::new(uris);
    Ok(())
}

async fn put_redirect_uris(
    tx: &mut impl Transaction,
    environment: &Environment,
) -> Result<(), StoreError> {
    for uri in environment.policy.redirect_uris.uris() {
        let sql =
            "INSERT INTO redirect_uri (environment_id, uri) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        tx.execute(sql, &[environment.id.into(), uri.as_ref().into()]).await?;
    }
    Ok(())
}
