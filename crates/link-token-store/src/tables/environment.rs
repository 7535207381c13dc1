//! The tables of environments, their redirect URIs and their logos.

use std::time::Duration;

use link_token_domain::{
    appearance::{Appearance, Logo, PageOrigin},
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
        ("display_name", ColumnKind::Text),
        ("accent_colour", ColumnKind::Text),
        ("page_origins", ColumnKind::Text),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self { id, name, created_at, policy } = self;
        let Policy { lifetime, redirect_uris: _, appearance } = policy;
        let [display_name, accent_colour, origins] = appearance_values(appearance);
        vec![
            (*id).into(),
            name.as_str().into(),
            (*created_at).into(),
            lifetime.map(Lifetime::as_secs).into(),
            display_name,
            accent_colour,
            origins,
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
                appearance: Appearance {
                    display_name: fields.parse_optional()?,
                    accent_colour: fields.parse_optional()?,
                    origins: origins(fields.get()?)?,
                },
            },
        })
    }
}

fn appearance_values(appearance: &Appearance) -> [SqlValue<'static>; 3] {
    let Appearance { display_name, accent_colour, origins } = appearance;
    let origins: Vec<&str> = origins.iter().map(PageOrigin::as_str).collect();
    [
        display_name.as_ref().map(ToString::to_string).into(),
        accent_colour.map(|colour| colour.to_string()).into(),
        // No origin contains a space.
        origins.join(" ").into(),
    ]
}

fn origins(text: &str) -> Result<Vec<PageOrigin>, StoreError> {
    text.split_terminator(' ').map(|origin| origin.parse().map_err(damaged)).collect()
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
    match Uuid::try_parse(id_or_name) {
        // No name looks like an ID.
        Ok(id) => find(rows, id).await,
        Err(_) => find_where(rows, "WHERE name = $1", &[id_or_name.into()]).await,
    }
}

/// Lists all environments, by name.
pub async fn list(rows: &mut impl Rows) -> Result<Vec<Environment>, StoreError> {
    let mut environments: Vec<Environment> = rows.select("", &[]).await?;
    // By bytes, whatever the collation of the database is.
    environments.sort_unstable_by(|a, b| a.name.cmp(&b.name));
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
    let [display_name, accent_colour, origins] = appearance_values(&environment.policy.appearance);
    let sql = "UPDATE environment
        SET lifetime = $1, display_name = $2, accent_colour = $3, page_origins = $4 WHERE id = $5";
    let values = [lifetime.into(), display_name, accent_colour, origins, environment.id.into()];
    tx.execute(sql, &values).await?;
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

pub async fn find_logo(
    rows: &mut impl Rows,
    environment_id: Uuid,
) -> Result<Option<Logo>, StoreError> {
    let sql = "SELECT media_type, bytes FROM environment_logo WHERE environment_id = $1";
    let read = |fields: &mut RowReader<'_>| {
        Ok(Logo { media_type: fields.parse()?, bytes: fields.get::<&[u8]>()?.to_vec() })
    };
    Ok(rows.query(sql, &[environment_id.into()], read).await?.pop())
}

/// Replaces or removes the logo of an environment.
pub async fn put_logo(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    logo: Option<&Logo>,
) -> Result<(), StoreError> {
    let Some(Logo { media_type, bytes }) = logo else {
        let sql = "DELETE FROM environment_logo WHERE environment_id = $1";
        return tx.write(sql, &[environment_id.into()]).await;
    };
    let sql = "INSERT INTO environment_logo (environment_id, media_type, bytes) VALUES ($1, $2, $3)
        ON CONFLICT (environment_id)
        DO UPDATE SET media_type = excluded.media_type, bytes = excluded.bytes";
    let values = [environment_id.into(), media_type.to_string().into(), bytes.as_slice().into()];
    tx.write(sql, &values).await
}

/// The tables of what belongs to an environment, besides its accounts and link tokens.
const OF_ENVIRONMENT: [&str; 12] = [
    "redirect_uri",
    "environment_logo",
    "environment_integration",
    "api_token",
    "static_gate",
    "attempt",
    "confirmation",
    "credentials",
    "tenant_erasure",
    "webhook_event",
    "webhook_delivery",
    "webhook",
];

/// Deletes an environment, with everything but accounts and link tokens.
pub async fn delete(tx: &mut impl Transaction, id: Uuid) -> Result<(), StoreError> {
    let lanes = "DELETE FROM webhook_lane
        WHERE webhook_id IN (SELECT id FROM webhook WHERE environment_id = $1)";
    tx.execute(lanes, &[id.into()]).await?;
    for table in OF_ENVIRONMENT {
        let sql = format!("DELETE FROM {table} WHERE environment_id = $1");
        tx.execute(&sql, &[id.into()]).await?;
    }
    tx.write("DELETE FROM environment WHERE id = $1", &[id.into()]).await
}
