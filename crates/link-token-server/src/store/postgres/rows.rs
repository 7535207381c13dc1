//! How things of the domain stand in rows.

use std::time::Duration;

use link_token_types::{Scope, TenantId};
use tokio_postgres::{Row, types::FromSql};
use uuid::Uuid;

use crate::{
    domain::{
        api_token::ApiToken,
        environment::{Environment, Policy, StaticGate},
        integrated_account::Account,
        lifetime::Lifetime,
        link_token::{Grant, LinkTokenHash, Purpose, Terms},
        redirect_uri::{Allowlist, RedirectUri},
    },
    encryption::{KeyId, Keyring},
    store::{StoreError, sealing},
};

fn damaged(what: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(what.to_string())
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

fn parsed<T: std::str::FromStr>(row: &Row, column: &str) -> Result<T, StoreError> {
    get::<&str>(row, column)?.parse().map_err(|_| damaged(format_args!("the column {column}")))
}

fn optional<T: std::str::FromStr>(row: &Row, column: &str) -> Result<Option<T>, StoreError> {
    let text = get::<Option<&str>>(row, column)?;
    let parse = |text: &str| text.parse().map_err(|_| damaged(format_args!("the column {column}")));
    text.map(parse).transpose()
}

pub fn key_id(row: &Row) -> Result<KeyId, StoreError> {
    bytes(row, "id").map(KeyId)
}

/// The columns of an environment, with its policy.
pub const ENVIRONMENT: &str = "id, name, created_at, lifetime,
    ARRAY(SELECT uri FROM redirect_uri WHERE environment_id = environment.id ORDER BY uri) AS uris";

pub fn environment(row: &Row) -> Result<Environment, StoreError> {
    let lifetime = match get::<Option<i64>>(row, "lifetime")? {
        Some(seconds) => {
            let seconds = u64::try_from(seconds).map(Duration::from_secs).map_err(damaged)?;
            Some(Lifetime::new(seconds).ok_or_else(|| damaged("a lifetime out of range"))?)
        }
        None => None,
    };
    let uris = get::<Vec<&str>>(row, "uris")?.into_iter().map(|uri| {
        let uri = uri.parse().map_err(|_| damaged("the column uri"))?;
        RedirectUri::check(uri).map_err(damaged)
    });
    let redirect_uris = Allowlist::new(uris.collect::<Result<Vec<_>, _>>()?);
    Ok(Environment {
        id: get(row, "id")?,
        name: get(row, "name")?,
        created_at: get(row, "created_at")?,
        policy: Policy { lifetime, redirect_uris },
    })
}

/// The columns of an API token.
pub const API_TOKEN: &str =
    "id, environment_id, name, created_at, expires_at, revoked_at, last_used_at";

pub fn api_token(row: &Row) -> Result<ApiToken, StoreError> {
    Ok(ApiToken {
        id: get(row, "id")?,
        environment_id: get(row, "environment_id")?,
        name: get(row, "name")?,
        created_at: get(row, "created_at")?,
        expires_at: get(row, "expires_at")?,
        revoked_at: get(row, "revoked_at")?,
        last_used_at: get(row, "last_used_at")?,
    })
}

pub fn static_gate(row: &Row) -> Result<StaticGate, StoreError> {
    Ok(StaticGate {
        id: get(row, "id")?,
        environment_id: get(row, "environment_id")?,
        created_at: get(row, "created_at")?,
    })
}

pub fn tenant_id(row: &Row) -> Result<TenantId, StoreError> {
    parsed(row, "tenant_id")
}

/// The columns of an account.
pub const ACCOUNT: &str =
    "environment_id, id, tenant_id, integration, authentication_method, status, region,
    static_gate_id, context, created_at, updated_at";

pub fn account(row: &Row, keys: &Keyring) -> Result<Account, StoreError> {
    let (environment_id, id): (Uuid, Uuid) = (get(row, "environment_id")?, get(row, "id")?);
    let sealed: &[u8] = get(row, "context")?;
    Ok(Account {
        id,
        environment_id,
        tenant_id: tenant_id(row)?,
        integration: parsed(row, "integration")?,
        authentication_method: optional(row, "authentication_method")?,
        status: parsed(row, "status")?,
        region: parsed(row, "region")?,
        static_gate_id: get(row, "static_gate_id")?,
        context: sealing::open(keys, &sealing::account_row(environment_id, id), sealed)?,
        created_at: get(row, "created_at")?,
        updated_at: get(row, "updated_at")?,
    })
}

/// The columns of what a link token stands for.
pub const GRANT: &str = "environment_id, tenant_id, integrated_account_id, region, context,
    persist_previous_context, redirect_uri, scopes, static_gate_id, issued_at, expires_at";

pub fn grant(row: &Row, hash: LinkTokenHash, keys: &Keyring) -> Result<Grant, StoreError> {
    let environment_id: Uuid = get(row, "environment_id")?;
    let tenant_id = tenant_id(row)?;
    let purpose = match (get(row, "integrated_account_id")?, optional(row, "region")?) {
        (Some(account_id), _) => Purpose::Reauthorisation { account_id, tenant_id },
        (None, Some(region)) => Purpose::NewAccount { tenant_id, region },
        (None, None) => return Err(damaged("a link token without a purpose")),
    };
    let redirect_uri = optional::<link_token_types::RedirectUri>(row, "redirect_uri")?
        .map(|uri| RedirectUri::check(uri).map_err(damaged))
        .transpose()?;
    let scopes: &str = get(row, "scopes")?;
    let scopes = scopes.split_ascii_whitespace().map(str::parse::<Scope>).collect::<Result<_, _>>();
    let context = get::<Option<&[u8]>>(row, "context")?
        .map(|sealed| sealing::open(keys, &sealing::link_token_row(environment_id, hash), sealed))
        .transpose()?;
    Ok(Grant {
        environment_id,
        purpose,
        terms: Terms {
            context,
            persist_previous_context: get(row, "persist_previous_context")?,
            redirect_uri,
            scopes: scopes.map_err(|_| damaged("the column scopes"))?,
            static_gate_id: get(row, "static_gate_id")?,
        },
        issued_at: get(row, "issued_at")?,
        expires_at: get(row, "expires_at")?,
    })
}
