//! What rows mean: things of the domain, read from columns by their names. The stores differ only in how a column is read.

use std::{str::FromStr, time::Duration};

use chrono::{DateTime, Utc};
use link_token_types::{Scope, TenantId};
use uuid::Uuid;

use super::{StoreError, sealing};
use crate::{
    domain::{
        api_token::ApiToken,
        audit::{ApiRequest, Event, EventId, Origin},
        environment::{Environment, Policy, StaticGate},
        integrated_account::Account,
        lifetime::Lifetime,
        link_token::{Grant, LinkTokenHash, LinkTokenMark, Purpose, Terms},
        redirect_uri::{Allowlist, RedirectUri},
    },
    encryption::Keyring,
};

/// A row of a store. None is null.
pub trait Columns {
    /// Text.
    fn text(&self, column: &str) -> Result<Option<&str>, StoreError>;
    /// Bytes.
    fn bytes(&self, column: &str) -> Result<Option<&[u8]>, StoreError>;
    /// The ID of something.
    fn id(&self, column: &str) -> Result<Option<Uuid>, StoreError>;
    /// A time, to the millisecond at least.
    fn time(&self, column: &str) -> Result<Option<DateTime<Utc>>, StoreError>;
    /// A whole number.
    fn integer(&self, column: &str) -> Result<Option<i64>, StoreError>;
    /// Yes or no.
    fn flag(&self, column: &str) -> Result<Option<bool>, StoreError>;
}

/// What is stored cannot be read.
pub fn damaged(what: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(what.to_string())
}

/// Reads a column that is never null.
pub fn required<'r, R: ?Sized, T>(
    row: &'r R,
    column: &str,
    read: impl Fn(&'r R, &str) -> Result<Option<T>, StoreError>,
) -> Result<T, StoreError> {
    read(row, column)?.ok_or_else(|| damaged(format_args!("the column {column} is null")))
}

fn parse<T: FromStr>(text: &str, column: &str) -> Result<T, StoreError> {
    text.parse().map_err(|_| damaged(format_args!("the column {column}")))
}

fn parsed<T: FromStr>(row: &impl Columns, column: &str) -> Result<T, StoreError> {
    parse(required(row, column, Columns::text)?, column)
}

fn optional<T: FromStr>(row: &impl Columns, column: &str) -> Result<Option<T>, StoreError> {
    row.text(column)?.map(|text| parse(text, column)).transpose()
}

/// An environment, with what the policy allows from elsewhere.
pub fn environment(
    row: &impl Columns,
    redirect_uris: Allowlist,
) -> Result<Environment, StoreError> {
    let lifetime = row.integer("lifetime")?.map(|seconds| {
        let seconds = u64::try_from(seconds).map(Duration::from_secs).map_err(damaged)?;
        Lifetime::new(seconds).ok_or_else(|| damaged("a lifetime out of range"))
    });
    Ok(Environment {
        id: required(row, "id", Columns::id)?,
        name: parsed(row, "name")?,
        created_at: required(row, "created_at", Columns::time)?,
        policy: Policy { lifetime: lifetime.transpose()?, redirect_uris },
    })
}

/// A URI of an allowlist.
pub fn redirect_uri(text: &str) -> Result<RedirectUri, StoreError> {
    RedirectUri::check(parse(text, "uri")?).map_err(damaged)
}

/// An API token.
pub fn api_token(row: &impl Columns) -> Result<ApiToken, StoreError> {
    Ok(ApiToken {
        id: required(row, "id", Columns::id)?,
        environment_id: required(row, "environment_id", Columns::id)?,
        name: parsed(row, "name")?,
        created_at: required(row, "created_at", Columns::time)?,
        expires_at: row.time("expires_at")?,
        revoked_at: row.time("revoked_at")?,
        last_used_at: row.time("last_used_at")?,
    })
}

/// A static gate.
pub fn static_gate(row: &impl Columns) -> Result<StaticGate, StoreError> {
    Ok(StaticGate {
        id: required(row, "id", Columns::id)?,
        environment_id: required(row, "environment_id", Columns::id)?,
        created_at: required(row, "created_at", Columns::time)?,
    })
}

/// The tenant of an account.
pub fn tenant_id(row: &impl Columns) -> Result<TenantId, StoreError> {
    parsed(row, "tenant_id")
}

/// An account, its context opened.
pub fn account(row: &impl Columns, keys: &Keyring) -> Result<Account, StoreError> {
    let environment_id = required(row, "environment_id", Columns::id)?;
    let id = required(row, "id", Columns::id)?;
    let sealed = required(row, "context", Columns::bytes)?;
    Ok(Account {
        id,
        environment_id,
        tenant_id: tenant_id(row)?,
        integration: parsed(row, "integration")?,
        authentication_method: optional(row, "authentication_method")?,
        status: parsed(row, "status")?,
        region: parsed(row, "region")?,
        static_gate_id: row.id("static_gate_id")?,
        context: sealing::open(keys, &sealing::account_row(environment_id, id), sealed)?,
        created_at: required(row, "created_at", Columns::time)?,
        updated_at: required(row, "updated_at", Columns::time)?,
    })
}

/// What a link token stands for, its context opened.
pub fn grant(row: &impl Columns, hash: LinkTokenHash, keys: &Keyring) -> Result<Grant, StoreError> {
    let environment_id = required(row, "environment_id", Columns::id)?;
    let tenant_id = tenant_id(row)?;
    let purpose = match (row.id("integrated_account_id")?, optional(row, "region")?) {
        (Some(account_id), _) => Purpose::Reauthorisation { account_id, tenant_id },
        (None, Some(region)) => Purpose::NewAccount { tenant_id, region },
        (None, None) => return Err(damaged("a link token without a purpose")),
    };
    let redirect_uri = row.text("redirect_uri")?.map(redirect_uri).transpose()?;
    let scopes = required(row, "scopes", Columns::text)?.split_ascii_whitespace();
    let scopes = scopes.map(|scope| parse::<Scope>(scope, "scopes")).collect::<Result<_, _>>()?;
    let identity = sealing::link_token_row(environment_id, hash);
    let context =
        row.bytes("context")?.map(|sealed| sealing::open(keys, &identity, sealed)).transpose()?;
    Ok(Grant {
        environment_id,
        purpose,
        terms: Terms {
            context,
            persist_previous_context: required(row, "persist_previous_context", Columns::flag)?,
            redirect_uri,
            scopes,
            static_gate_id: row.id("static_gate_id")?,
        },
        issued_at: required(row, "issued_at", Columns::time)?,
        expires_at: required(row, "expires_at", Columns::time)?,
    })
}

/// An event of the audit trail.
pub fn event(row: &impl Columns) -> Result<Event, StoreError> {
    let origin = match (row.id("api_token_id")?, row.id("request_id")?) {
        (Some(api_token_id), Some(request_id)) => {
            Origin::Api(ApiRequest { api_token_id, request_id })
        }
        (None, None) => Origin::CommandLine,
        _ => return Err(damaged("an event with half an origin")),
    };
    let mark = row.bytes("link_token_mark")?;
    let mark = mark.map(|mark| mark.try_into().map(LinkTokenMark).map_err(damaged));
    Ok(Event {
        id: EventId(required(row, "id", Columns::id)?),
        environment_id: required(row, "environment_id", Columns::id)?,
        origin,
        action: parsed(row, "action")?,
        outcome: parsed(row, "outcome")?,
        tenant_id: optional(row, "tenant_id")?,
        object_id: row.id("object_id")?,
        link_token: mark.transpose()?,
    })
}
