//! The table of environment integrations.

use link_token_domain::{environment_integration::EnvironmentIntegration, secret::Secret};
use link_token_types::{IntegrationName, Scope};
use uuid::Uuid;

use super::{encryption_key, link_token::scopes};
use crate::{
    StoreError,
    contexts::{self, CLIENT_SECRET},
    encryption::{Encrypted, Keyring},
    rows::{ColumnKind, Record, RowReader, SqlValue},
    transaction::{Rows, Transaction},
};

impl Record for EnvironmentIntegration<Encrypted> {
    const TABLE: &'static str = CLIENT_SECRET.table;
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("environment_id", ColumnKind::Id),
        ("integration", ColumnKind::Text),
        ("is_enabled", ColumnKind::Flag),
        ("client_id", ColumnKind::Text),
        ("client_secret", ColumnKind::Bytes),
        ("scopes", ColumnKind::Text),
        ("created_at", ColumnKind::Time),
        ("updated_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self {
            id,
            environment_id,
            integration,
            is_enabled,
            client_id,
            client_secret,
            scopes,
            created_at,
            updated_at,
        } = self;
        vec![
            (*id).into(),
            (*environment_id).into(),
            integration.as_str().into(),
            (*is_enabled).into(),
            client_id.as_deref().into(),
            client_secret.as_ref().map(|secret| secret.0.as_slice()).into(),
            scopes.as_deref().map(joined).into(),
            (*created_at).into(),
            (*updated_at).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: fields.get()?,
            environment_id: fields.get()?,
            integration: fields.parse()?,
            is_enabled: fields.get()?,
            client_id: fields.parse_optional()?,
            client_secret: fields.optional::<&[u8]>()?.map(|bytes| Encrypted(bytes.to_vec())),
            scopes: fields.optional()?.map(scopes).transpose()?,
            created_at: fields.get()?,
            updated_at: fields.get()?,
        })
    }
}

fn joined(scopes: &[Scope]) -> String {
    let scopes: Vec<&str> = scopes.iter().map(|scope| scope.as_str()).collect();
    scopes.join(" ")
}

/// The condition that selects one environment integration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnvironmentIntegrationKey {
    /// The ID, in whichever environment.
    Id(Uuid),
    Name {
        environment_id: Uuid,
        integration: IntegrationName,
    },
}

async fn find_encrypted(
    rows: &mut impl Rows,
    key: &EnvironmentIntegrationKey,
    end: &str,
) -> Result<Option<EnvironmentIntegration<Encrypted>>, StoreError> {
    match key {
        EnvironmentIntegrationKey::Id(id) => {
            rows.find(&format!("WHERE id = $1{end}"), &[(*id).into()]).await
        }
        EnvironmentIntegrationKey::Name { environment_id, integration } => {
            let condition = format!("WHERE environment_id = $1 AND integration = $2{end}");
            rows.find(&condition, &[(*environment_id).into(), integration.as_str().into()]).await
        }
    }
}

/// Finds an environment integration without its client secret.
pub async fn find(
    rows: &mut impl Rows,
    key: &EnvironmentIntegrationKey,
) -> Result<Option<EnvironmentIntegration>, StoreError> {
    Ok(find_encrypted(rows, key, "").await?.map(EnvironmentIntegration::withheld))
}

pub async fn find_with_secret(
    rows: &mut impl Rows,
    key: &EnvironmentIntegrationKey,
) -> Result<Option<EnvironmentIntegration<Secret>>, StoreError> {
    let found = find_encrypted(rows, key, "").await?;
    found.map(|found| decrypted(rows.keys(), found)).transpose()
}

pub async fn find_for_update<T: Transaction>(
    tx: &mut T,
    key: &EnvironmentIntegrationKey,
) -> Result<Option<EnvironmentIntegration<Secret>>, StoreError> {
    let found = find_encrypted(tx, key, T::FOR_UPDATE).await?;
    found.map(|found| decrypted(tx.keys(), found)).transpose()
}

/// Lists the integrations of an environment by name, without their client secrets.
pub async fn list(
    rows: &mut impl Rows,
    environment_id: Uuid,
) -> Result<Vec<EnvironmentIntegration>, StoreError> {
    let mut found: Vec<EnvironmentIntegration<Encrypted>> =
        rows.select("WHERE environment_id = $1", &[environment_id.into()]).await?;
    // By bytes, as cursors compare names. A database may have another collation.
    found.sort_unstable_by(|a, b| a.integration.as_str().cmp(b.integration.as_str()));
    Ok(found.into_iter().map(EnvironmentIntegration::withheld).collect())
}

/// Inserts an environment integration. Returns false if its ID or its name exists.
pub async fn insert(
    tx: &mut impl Transaction,
    new: EnvironmentIntegration<Secret>,
) -> Result<bool, StoreError> {
    let new = encrypted(tx, new).await?;
    tx.insert(&new).await
}

pub async fn update(
    tx: &mut impl Transaction,
    changed: EnvironmentIntegration<Secret>,
) -> Result<(), StoreError> {
    let changed = encrypted(tx, changed).await?;
    let sql = "UPDATE environment_integration
        SET is_enabled = $1, client_id = $2, client_secret = $3, scopes = $4, updated_at = $5
        WHERE environment_id = $6 AND id = $7";
    let values = [
        changed.is_enabled.into(),
        changed.client_id.as_deref().into(),
        changed.client_secret.as_ref().map(|secret| secret.0.as_slice()).into(),
        changed.scopes.as_deref().map(joined).into(),
        changed.updated_at.into(),
        changed.environment_id.into(),
        changed.id.into(),
    ];
    tx.write(sql, &values).await
}

async fn encrypted(
    tx: &mut impl Transaction,
    plain: EnvironmentIntegration<Secret>,
) -> Result<EnvironmentIntegration<Encrypted>, StoreError> {
    let Some(secret) = &plain.client_secret else { return Ok(plain.with_client_secret(None)) };
    encryption_key::hold(tx).await?;
    let row = CLIENT_SECRET.row(plain.environment_id, plain.id);
    let secret = contexts::encrypt_secret(tx.keys(), &row, secret);
    Ok(plain.with_client_secret(Some(secret)))
}

fn decrypted(
    keys: &Keyring,
    found: EnvironmentIntegration<Encrypted>,
) -> Result<EnvironmentIntegration<Secret>, StoreError> {
    let row = CLIENT_SECRET.row(found.environment_id, found.id);
    let secret = found.client_secret.as_ref();
    let secret = secret.map(|secret| contexts::decrypt_secret(keys, &row, secret)).transpose()?;
    Ok(found.with_client_secret(secret))
}
