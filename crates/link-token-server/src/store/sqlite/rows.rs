//! How things of the domain stand in rows.

use std::time::Duration;

use chrono::{DateTime, Utc};
use link_token_types::{Scope, TenantId};
use rusqlite::{Connection, Row, types::FromSql};
use uuid::Uuid;

use super::sql::{execute, one};
use crate::{
    domain::{
        api_token::ApiToken,
        context::Context,
        environment::{Environment, Policy, StaticGate},
        integrated_account::Account,
        lifetime::Lifetime,
        link_token::{Grant, LinkTokenHash, Purpose, Terms},
        redirect_uri::{Allowlist, RedirectUri},
    },
    encryption::{KeyId, Keyring},
    store::{StoreError, sealing},
};

pub fn damaged(what: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(what.to_string())
}

pub fn millis(time: DateTime<Utc>) -> i64 {
    time.timestamp_millis()
}

pub fn time(millis: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_millis(millis).ok_or_else(|| damaged("a time out of range"))
}

fn get<T: FromSql>(row: &Row<'_>, column: &str) -> Result<T, StoreError> {
    row.get(column).map_err(damaged)
}

fn id(row: &Row<'_>, column: &str) -> Result<Uuid, StoreError> {
    get(row, column).map(Uuid::from_bytes)
}

fn optional_id(row: &Row<'_>, column: &str) -> Result<Option<Uuid>, StoreError> {
    get::<Option<_>>(row, column).map(|bytes| bytes.map(Uuid::from_bytes))
}

fn parsed<T: std::str::FromStr>(row: &Row<'_>, column: &str) -> Result<T, StoreError> {
    get::<String>(row, column)?.parse().map_err(|_| damaged(format_args!("the column {column}")))
}

fn optional<T: std::str::FromStr>(row: &Row<'_>, column: &str) -> Result<Option<T>, StoreError> {
    match get::<Option<String>>(row, column)? {
        Some(text) => {
            text.parse().map(Some).map_err(|_| damaged(format_args!("the column {column}")))
        }
        None => Ok(None),
    }
}

pub fn environment(row: &Row<'_>, redirect_uris: Allowlist) -> Result<Environment, StoreError> {
    let lifetime = match get::<Option<i64>>(row, "lifetime")? {
        Some(seconds) => {
            let seconds = u64::try_from(seconds).map(Duration::from_secs).map_err(damaged)?;
            Some(Lifetime::new(seconds).ok_or_else(|| damaged("a lifetime out of range"))?)
        }
        None => None,
    };
    Ok(Environment {
        id: id(row, "id")?,
        name: get(row, "name")?,
        created_at: time(get(row, "created_at")?)?,
        policy: Policy { lifetime, redirect_uris },
    })
}

pub fn redirect_uri(row: &Row<'_>) -> Result<RedirectUri, StoreError> {
    RedirectUri::check(parsed(row, "uri")?).map_err(damaged)
}

pub fn api_token(row: &Row<'_>) -> Result<ApiToken, StoreError> {
    Ok(ApiToken {
        id: id(row, "id")?,
        environment_id: id(row, "environment_id")?,
        name: get(row, "name")?,
        created_at: time(get(row, "created_at")?)?,
        expires_at: get::<Option<i64>>(row, "expires_at")?.map(time).transpose()?,
        revoked_at: get::<Option<i64>>(row, "revoked_at")?.map(time).transpose()?,
        last_used_at: get::<Option<i64>>(row, "last_used_at")?.map(time).transpose()?,
    })
}

pub fn static_gate(row: &Row<'_>) -> Result<StaticGate, StoreError> {
    Ok(StaticGate {
        id: id(row, "id")?,
        environment_id: id(row, "environment_id")?,
        created_at: time(get(row, "created_at")?)?,
    })
}

pub fn tenant_id(row: &Row<'_>) -> Result<TenantId, StoreError> {
    parsed(row, "tenant_id")
}

pub fn account(row: &Row<'_>, keys: &Keyring) -> Result<Account, StoreError> {
    let (environment_id, id) = (id(row, "environment_id")?, id(row, "id")?);
    let sealed: Vec<u8> = get(row, "context")?;
    Ok(Account {
        id,
        environment_id,
        tenant_id: parsed(row, "tenant_id")?,
        integration: parsed(row, "integration")?,
        authentication_method: optional(row, "authentication_method")?,
        status: parsed(row, "status")?,
        region: parsed(row, "region")?,
        static_gate_id: optional_id(row, "static_gate_id")?,
        context: sealing::open(keys, &sealing::account_row(environment_id, id), &sealed)?,
        created_at: time(get(row, "created_at")?)?,
        updated_at: time(get(row, "updated_at")?)?,
    })
}

pub fn grant(row: &Row<'_>, hash: LinkTokenHash, keys: &Keyring) -> Result<Grant, StoreError> {
    let environment_id = id(row, "environment_id")?;
    let tenant_id: TenantId = parsed(row, "tenant_id")?;
    let purpose = match (optional_id(row, "integrated_account_id")?, optional(row, "region")?) {
        (Some(account_id), _) => Purpose::Reauthorisation { account_id, tenant_id },
        (None, Some(region)) => Purpose::NewAccount { tenant_id, region },
        (None, None) => return Err(damaged("a link token without a purpose")),
    };
    let redirect_uri = optional::<link_token_types::RedirectUri>(row, "redirect_uri")?
        .map(|uri| RedirectUri::check(uri).map_err(damaged))
        .transpose()?;
    let scopes: String = get(row, "scopes")?;
    let scopes = scopes.split_ascii_whitespace().map(str::parse::<Scope>).collect::<Result<_, _>>();
    let context = get::<Option<Vec<u8>>>(row, "context")?
        .map(|sealed| sealing::open(keys, &sealing::link_token_row(environment_id, hash), &sealed))
        .transpose()?;
    Ok(Grant {
        environment_id,
        purpose,
        terms: Terms {
            context,
            persist_previous_context: get(row, "persist_previous_context")?,
            redirect_uri,
            scopes: scopes.map_err(|_| damaged("the column scopes"))?,
            static_gate_id: optional_id(row, "static_gate_id")?,
        },
        issued_at: time(get(row, "issued_at")?)?,
        expires_at: time(get(row, "expires_at")?)?,
    })
}

/// Seals a context for a row.
pub fn seal(
    connection: &Connection,
    keys: &Keyring,
    row: &[u8],
    context: &Context,
) -> Result<Vec<u8>, StoreError> {
    record_sealing(connection, keys)?;
    sealing::seal(keys, row, context)
}

/// Records that the present key seals. A key that was retired seals no more: a server that was not told of the new key must
/// not write what nobody will be able to read.
pub fn record_sealing(connection: &Connection, keys: &Keyring) -> Result<(), StoreError> {
    let KeyId(id) = keys.sealing_id();
    let sql = "SELECT retired FROM encryption_key WHERE id = ?1";
    match one(connection, sql, [id], |row| Ok(row.get::<_, bool>(0)?))? {
        Some(false) => Ok(()),
        Some(true) => Err(sealing::retired(keys)),
        None => execute(connection, "INSERT INTO encryption_key (id) VALUES (?1)", [id]).map(drop),
    }
}
