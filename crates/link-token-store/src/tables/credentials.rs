//! The table of credentials, one row for each integrated account that has some, with the state of
//! its refreshes.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use link_token_domain::{
    audit::Event,
    credentials::{AccountCredentials, Credentials, StoredCredentials},
    refresh::RefreshState,
};
use link_token_types::{AuthenticationMethod, IntegratedAccountStatus, IntegrationName, TenantId};
use uuid::Uuid;

use super::{encryption_key, tenant_erasure::ACCOUNT_IS_SHOWN};
use crate::{
    StoreError,
    contexts::{self, CREDENTIALS},
    encryption::{Encrypted, Keyring},
    rows::{ColumnKind, Record, RowReader, SqlValue, damaged},
    transaction::{Rows, Transaction},
};

/// A row of the table.
#[derive(Clone, Debug)]
struct CredentialsRow {
    environment_id: Uuid,
    account_id: Uuid,
    content: Encrypted,
    expires_at: Option<DateTime<Utc>>,
    issued_at: Option<DateTime<Utc>>,
    is_refreshable: bool,
    state: RefreshState,
    refresh_error: Option<String>,
}

impl Record for CredentialsRow {
    const TABLE: &'static str = CREDENTIALS.table;
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("environment_id", ColumnKind::Id),
        ("account_id", ColumnKind::Id),
        ("content", ColumnKind::Bytes),
        ("expires_at", ColumnKind::Time),
        ("issued_at", ColumnKind::Time),
        ("is_refreshable", ColumnKind::Flag),
        ("version", ColumnKind::Integer),
        ("granted_at", ColumnKind::Time),
        ("refresh_at", ColumnKind::Time),
        ("leased_until", ColumnKind::Time),
        ("failures", ColumnKind::Integer),
        ("refusals", ColumnKind::Integer),
        ("is_answer_lost", ColumnKind::Flag),
        ("refresh_error", ColumnKind::Text),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self {
            environment_id,
            account_id,
            content,
            expires_at,
            issued_at,
            is_refreshable,
            state,
            refresh_error,
        } = self;
        let RefreshState {
            version,
            granted_at,
            due_at,
            leased_until,
            failures,
            refusals,
            is_answer_lost,
        } = *state;
        vec![
            (*environment_id).into(),
            (*account_id).into(),
            content.0.as_slice().into(),
            (*expires_at).into(),
            (*issued_at).into(),
            (*is_refreshable).into(),
            version.into(),
            granted_at.into(),
            due_at.into(),
            leased_until.into(),
            i64::from(failures).into(),
            i64::from(refusals).into(),
            is_answer_lost.into(),
            refresh_error.as_deref().into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            environment_id: fields.get()?,
            account_id: fields.get()?,
            content: Encrypted(fields.get::<&[u8]>()?.to_vec()),
            expires_at: fields.optional()?,
            issued_at: fields.optional()?,
            is_refreshable: fields.get()?,
            state: RefreshState {
                version: fields.get()?,
                granted_at: fields.get()?,
                due_at: fields.optional()?,
                leased_until: fields.optional()?,
                failures: count(fields.get()?)?,
                refusals: count(fields.get()?)?,
                is_answer_lost: fields.get()?,
            },
            refresh_error: fields.parse_optional()?,
        })
    }
}

impl CredentialsRow {
    fn decrypted(self, keys: &Keyring) -> Result<StoredCredentials, StoreError> {
        let Self {
            environment_id,
            account_id,
            content,
            expires_at,
            issued_at,
            is_refreshable,
            state,
            refresh_error,
        } = self;
        let row = CREDENTIALS.row(environment_id, account_id);
        let content = contexts::decrypt_secret(keys, &row, &content)?;
        let credentials = Credentials { content, expires_at, issued_at, is_refreshable };
        Ok(StoredCredentials { credentials, refresh: state, refresh_error })
    }
}

fn count(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| damaged("a number of failed refreshes"))
}

pub async fn find(
    rows: &mut impl Rows,
    environment_id: Uuid,
    account_id: Uuid,
) -> Result<Option<StoredCredentials>, StoreError> {
    find_where(rows, environment_id, account_id, "").await
}

pub async fn find_for_update<T: Transaction>(
    tx: &mut T,
    environment_id: Uuid,
    account_id: Uuid,
) -> Result<Option<StoredCredentials>, StoreError> {
    find_where(tx, environment_id, account_id, T::FOR_UPDATE).await
}

/// Finds the credentials of an account that are about to be refreshed, and locks them. Fails if the
/// current key is closed, since the new credentials could not be stored.
pub async fn find_to_refresh<T: Transaction>(
    tx: &mut T,
    environment_id: Uuid,
    account_id: Uuid,
) -> Result<Option<StoredCredentials>, StoreError> {
    // In the same statement, which saves a round trip.
    let is_open = encryption_key::is_open("$3");
    let condition =
        format!("WHERE environment_id = $1 AND account_id = $2 AND {is_open}{}", T::FOR_UPDATE);
    let key = tx.keys().encrypting_id();
    let values = [environment_id.into(), account_id.into(), (&key.0).into()];
    let found: Option<CredentialsRow> = tx.find(&condition, &values).await?;
    if found.is_none() {
        encryption_key::check_open(tx).await?;
    }
    found.map(|found| found.decrypted(tx.keys())).transpose()
}

async fn find_where(
    rows: &mut impl Rows,
    environment_id: Uuid,
    account_id: Uuid,
    end: &str,
) -> Result<Option<StoredCredentials>, StoreError> {
    let condition = format!("WHERE environment_id = $1 AND account_id = $2{end}");
    let found = rows.find(&condition, &[environment_id.into(), account_id.into()]).await?;
    found.map(|found: CredentialsRow| found.decrypted(rows.keys())).transpose()
}

/// The facts of an account, with the row of its credentials.
#[derive(Clone, Debug)]
pub struct EncryptedAccountCredentials {
    tenant_id: TenantId,
    status: IntegratedAccountStatus,
    authentication_method: Option<AuthenticationMethod>,
    row: Option<CredentialsRow>,
}

/// Selects [`EncryptedAccountCredentials`]. `condition` is one on integrated accounts that are
/// shown.
pub fn with_account_sql(condition: &str) -> String {
    let columns = CredentialsRow::COLUMNS.iter().map(|(name, _)| format!("credentials.{name}"));
    let columns = columns.collect::<Vec<_>>().join(", ");
    format!(
        "SELECT integrated_account.tenant_id, integrated_account.status,
            integrated_account.authentication_method, credentials.account_id, {columns}
        FROM integrated_account LEFT JOIN credentials
            ON credentials.environment_id = integrated_account.environment_id
            AND credentials.account_id = integrated_account.id
        WHERE {condition}{ACCOUNT_IS_SHOWN}"
    )
}

impl EncryptedAccountCredentials {
    pub fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            tenant_id: fields.parse()?,
            status: fields.parse()?,
            authentication_method: fields.parse_optional()?,
            row: match fields.optional::<Uuid>()? {
                Some(_) => Some(CredentialsRow::read(fields)?),
                None => None,
            },
        })
    }

    pub fn decrypted(self, keys: &Keyring) -> Result<AccountCredentials, StoreError> {
        let Self { tenant_id, status, authentication_method, row } = self;
        let stored = row.map(|row| row.decrypted(keys)).transpose()?;
        Ok(AccountCredentials { tenant_id, status, authentication_method, stored })
    }
}

/// Finds the credentials of an account, with the facts of the account. Reads no context, which may
/// be large.
pub async fn find_with_account(
    rows: &mut impl Rows,
    environment_id: Uuid,
    account_id: Uuid,
) -> Result<Option<AccountCredentials>, StoreError> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        with_account_sql("integrated_account.environment_id = $1 AND integrated_account.id = $2")
    });
    let values = [environment_id.into(), account_id.into()];
    let found = rows.query(&SQL, &values, EncryptedAccountCredentials::read).await?.pop();
    found.map(|found| found.decrypted(rows.keys())).transpose()
}

/// A condition: an account is shown, and its credentials have a version. The parameters are
/// expressions.
pub fn are_current(environment_id: &str, account_id: &str, version: &str) -> String {
    format!(
        "EXISTS (
            SELECT 1 FROM credentials JOIN integrated_account
                ON integrated_account.environment_id = credentials.environment_id
                AND integrated_account.id = credentials.account_id
            WHERE credentials.environment_id = {environment_id}
                AND credentials.account_id = {account_id}
                AND credentials.version = {version}{ACCOUNT_IS_SHOWN}
        )"
    )
}

/// Inserts the event `$1` … if the account has credentials of a version. The last parameters are
/// the account's environment and ID, and the version.
pub static RECORD_READING: LazyLock<String> = LazyLock::new(|| {
    let columns = Event::COLUMNS.len();
    let parameters = (1..=columns).map(|number| format!("${number}"));
    let parameters = parameters.collect::<Vec<_>>().join(", ");
    let [environment_id, id, version] = [1, 2, 3].map(|number| format!("${}", columns + number));
    format!(
        "INSERT INTO audit_event ({}) SELECT {parameters} WHERE {}",
        Event::columns(),
        are_current(&environment_id, &id, &version)
    )
});

/// Inserts or replaces the credentials of an account with those of a new grant. A refresh in flight
/// will find out that it comes too late.
pub async fn put(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    account_id: Uuid,
    credentials: &Credentials,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    replace(tx, (environment_id, account_id), credentials, RefreshState::replaced, now).await
}

/// Replaces the credentials of an account with those of a new grant, or deletes them if the service
/// does not get the new ones. The previous ones are not revoked: at some third parties that ends
/// the new grant, too.
pub async fn put_granted(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    account_id: Uuid,
    credentials: Option<&Credentials>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    match credentials {
        Some(credentials) => put(tx, environment_id, account_id, credentials, now).await,
        None => delete(tx, environment_id, account_id).await,
    }
}

/// Replaces the credentials of an account with others of the same grant.
pub async fn renew(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    account_id: Uuid,
    credentials: &Credentials,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    replace(tx, (environment_id, account_id), credentials, RefreshState::renewed, now).await
}

/// A function that returns the state of refreshes after credentials were replaced.
type StateOf = fn(Uuid, &Credentials, Option<&RefreshState>, DateTime<Utc>) -> RefreshState;

async fn replace(
    tx: &mut impl Transaction,
    (environment_id, account_id): (Uuid, Uuid),
    credentials: &Credentials,
    state_of: StateOf,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    encryption_key::hold(tx).await?;
    let row = CREDENTIALS.row(environment_id, account_id);
    let content = contexts::encrypt_secret(tx.keys(), &row, &credentials.content);
    // Two transactions may insert at the same time: the second one replaces what the first has.
    loop {
        let before = find_for_update(tx, environment_id, account_id).await?;
        let state = before.as_ref().map(|before| &before.refresh);
        let new = CredentialsRow {
            environment_id,
            account_id,
            content: content.clone(),
            expires_at: credentials.expires_at,
            issued_at: credentials.issued_at,
            is_refreshable: credentials.is_refreshable,
            state: state_of(account_id, credentials, state, now),
            refresh_error: None,
        };
        if before.is_none() {
            if tx.insert(&new).await? {
                return Ok(());
            }
            continue;
        }
        let sql = "UPDATE credentials
            SET content = $1, expires_at = $2, issued_at = $3, is_refreshable = $4,
                granted_at = $5, refresh_error = NULL
            WHERE environment_id = $6 AND account_id = $7";
        let values = [
            new.content.0.as_slice().into(),
            new.expires_at.into(),
            new.issued_at.into(),
            new.is_refreshable.into(),
            new.state.granted_at.into(),
            environment_id.into(),
            account_id.into(),
        ];
        tx.execute(sql, &values).await?;
        return put_state(tx, environment_id, account_id, &new.state).await;
    }
}

/// Replaces the state of an account's refreshes, but for the time of the grant.
pub async fn put_state(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    account_id: Uuid,
    state: &RefreshState,
) -> Result<(), StoreError> {
    let RefreshState {
        version,
        granted_at: _,
        due_at,
        leased_until,
        failures,
        refusals,
        is_answer_lost,
    } = *state;
    let sql = "UPDATE credentials
        SET version = $1, refresh_at = $2, leased_until = $3, failures = $4, refusals = $5,
            is_answer_lost = $6
        WHERE environment_id = $7 AND account_id = $8";
    let values = [
        version.into(),
        due_at.into(),
        leased_until.into(),
        i64::from(failures).into(),
        i64::from(refusals).into(),
        is_answer_lost.into(),
        environment_id.into(),
        account_id.into(),
    ];
    tx.write(sql, &values).await
}

/// Makes the credentials of an account due at a later time, if they are due at all.
pub async fn postpone(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    account_id: Uuid,
    due_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE credentials SET refresh_at = $1
        WHERE environment_id = $2 AND account_id = $3 AND refresh_at < $1";
    tx.write(sql, &[due_at.into(), environment_id.into(), account_id.into()]).await
}

/// Replaces the reason why the last refresh of an account failed.
pub async fn put_refresh_error(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    account_id: Uuid,
    error: &str,
) -> Result<(), StoreError> {
    let sql = "UPDATE credentials SET refresh_error = $1
        WHERE environment_id = $2 AND account_id = $3";
    tx.write(sql, &[error.into(), environment_id.into(), account_id.into()]).await
}

/// Makes the credentials of an account due again, if it has some: a backend has said that the
/// account need not be authorised again.
pub async fn resume(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    account_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(stored) = find_for_update(tx, environment_id, account_id).await? else {
        return Ok(());
    };
    let state = stored.refresh.resumed(account_id, &stored.credentials, now);
    put_state(tx, environment_id, account_id, &state).await
}

/// Deletes the credentials of an account, if it has some.
pub async fn delete(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    account_id: Uuid,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM credentials WHERE environment_id = $1 AND account_id = $2";
    tx.write(sql, &[environment_id.into(), account_id.into()]).await
}

/// Credentials that are due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueCredentials {
    pub environment_id: Uuid,
    pub account_id: Uuid,
    /// The third party of the account.
    pub integration: IntegrationName,
}

/// Selects the credentials that are due at the time `$1`, the longest due first, but for those of
/// some integrations, and those without an account. The last parameter is the largest number of
/// rows.
pub fn due_sql(other_integrations: usize) -> String {
    // A subquery for each row that is due, in the order of the index.
    let integration = "(SELECT integration FROM integrated_account
        WHERE integrated_account.environment_id = credentials.environment_id
        AND integrated_account.id = credentials.account_id)";
    let last = other_integrations + 2;
    let names: Vec<String> = (2..last).map(|number| format!("${number}")).collect();
    let condition = if names.is_empty() {
        format!("{integration} IS NOT NULL")
    } else {
        format!("{integration} NOT IN ({})", names.join(", "))
    };
    format!(
        "SELECT environment_id, account_id, {integration} FROM credentials
        WHERE refresh_at <= $1 AND {condition} ORDER BY refresh_at LIMIT ${last}"
    )
}

/// Returns up to `limit` credentials that are due, the longest due first, but for those of some
/// integrations, and those whose account has a damaged integration.
pub async fn due(
    rows: &mut impl Rows,
    now: DateTime<Utc>,
    except: &[IntegrationName],
    limit: u32,
) -> Result<Vec<DueCredentials>, StoreError> {
    let mut values = vec![now.into()];
    values.extend(except.iter().map(|name| name.as_str().into()));
    values.push(i64::from(limit).into());
    let read = |fields: &mut RowReader<'_>| {
        let (environment_id, account_id) = (fields.get()?, fields.get()?);
        let integration = fields.parse().ok();
        let due = |integration| DueCredentials { environment_id, account_id, integration };
        Ok(integration.map(due))
    };
    let found = rows.query(&due_sql(except.len()), &values, read).await?;
    Ok(found.into_iter().flatten().collect())
}

/// Selects the expiry of the credentials that expire first of those that the service refreshes.
pub const FIRST_EXPIRY: &str = "SELECT expires_at FROM credentials
    WHERE refresh_at IS NOT NULL ORDER BY expires_at LIMIT 1";

/// Returns the expiry of the credentials that expire first of those that the service refreshes.
pub async fn first_expiry(rows: &mut impl Rows) -> Result<Option<DateTime<Utc>>, StoreError> {
    let read = |fields: &mut RowReader<'_>| fields.optional();
    Ok(rows.query(FIRST_EXPIRY, &[], read).await?.pop().flatten())
}
