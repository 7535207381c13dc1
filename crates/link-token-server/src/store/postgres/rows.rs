//! How PostgreSQL keeps what rows are made of, and the columns to ask for.

use chrono::{DateTime, Utc};
use tokio_postgres::{Row, types::FromSql};
use uuid::Uuid;

use crate::{
    domain::{environment::Environment, redirect_uri::Allowlist},
    encryption::KeyId,
    store::{
        StoreError,
        rows::{self, Columns, damaged},
    },
};

impl Columns for Row {
    fn text(&self, column: &str) -> Result<Option<&str>, StoreError> {
        get(self, column)
    }

    fn bytes(&self, column: &str) -> Result<Option<&[u8]>, StoreError> {
        get(self, column)
    }

    fn id(&self, column: &str) -> Result<Option<Uuid>, StoreError> {
        get(self, column)
    }

    fn time(&self, column: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        get(self, column)
    }

    fn integer(&self, column: &str) -> Result<Option<i64>, StoreError> {
        get(self, column)
    }

    fn flag(&self, column: &str) -> Result<Option<bool>, StoreError> {
        get(self, column)
    }
}

/// A value of a row.
pub fn get<'r, T: FromSql<'r>>(row: &'r Row, column: &str) -> Result<T, StoreError> {
    row.try_get(column).map_err(damaged)
}

/// A value of a row that has a fixed number of bytes.
pub fn bytes<const N: usize>(row: &Row, column: &str) -> Result<[u8; N], StoreError> {
    get::<&[u8]>(row, column)?
        .try_into()
        .map_err(|_| damaged(format_args!("the column {column} is not {N} bytes long")))
}

pub fn key_id(row: &Row) -> Result<KeyId, StoreError> {
    bytes(row, "id").map(KeyId)
}

/// The columns of an environment, with its policy.
pub const ENVIRONMENT: &str = "id, name, created_at, lifetime,
    ARRAY(SELECT uri FROM redirect_uri WHERE environment_id = environment.id ORDER BY uri) AS uris";

pub fn environment(row: &Row) -> Result<Environment, StoreError> {
    let uris = get::<Vec<&str>>(row, "uris")?.into_iter().map(rows::redirect_uri);
    rows::environment(row, Allowlist::new(uris.collect::<Result<Vec<_>, _>>()?))
}

/// The columns of an API token.
pub const API_TOKEN: &str =
    "id, environment_id, name, created_at, expires_at, revoked_at, last_used_at";

/// The columns of an account.
pub const ACCOUNT: &str =
    "environment_id, id, tenant_id, integration, authentication_method, status, region,
    static_gate_id, context, created_at, updated_at";

/// The columns of what a link token stands for.
pub const GRANT: &str = "environment_id, tenant_id, integrated_account_id, region, context,
    persist_previous_context, redirect_uri, scopes, static_gate_id, issued_at, expires_at";
