//! The table of integrated accounts.

use chrono::{DateTime, Utc};
use link_token_domain::{
    erasure::Tenant,
    integrated_account::{Account, AccountCursor, AccountFilter, AccountPage, TimeRange},
    revocation::{LivingGrant, TokenOrigin},
};
use link_token_types::{IntegratedAccountStatus, IntegrationName, TenantId};
use uuid::Uuid;

use super::{encryption_key, tenant_erasure::ACCOUNT_IS_SHOWN};
use crate::{
    StoreError,
    contexts::{self, ACCOUNT_CONTEXT},
    encryption::{Encrypted, Keyring},
    rows::{ColumnKind, Record, RowReader, SqlValue},
    transaction::{Rows, Transaction},
};

impl Record for Account<Encrypted> {
    const TABLE: &'static str = ACCOUNT_CONTEXT.table;
    const COLUMNS: &'static [(&'static str, ColumnKind)] = &[
        ("id", ColumnKind::Id),
        ("environment_id", ColumnKind::Id),
        ("tenant_id", ColumnKind::Text),
        ("integration", ColumnKind::Text),
        ("environment_integration_id", ColumnKind::Id),
        ("authentication_method", ColumnKind::Text),
        ("status", ColumnKind::Text),
        ("last_error", ColumnKind::Text),
        ("upstream_id", ColumnKind::Text),
        ("region", ColumnKind::Text),
        ("static_gate_id", ColumnKind::Id),
        ("context", ColumnKind::Bytes),
        ("created_at", ColumnKind::Time),
        ("updated_at", ColumnKind::Time),
    ];

    fn values(&self) -> Vec<SqlValue<'_>> {
        let Self {
            id,
            environment_id,
            tenant_id,
            integration,
            environment_integration_id,
            authentication_method,
            status,
            last_error,
            upstream_id,
            region,
            static_gate_id,
            context,
            created_at,
            updated_at,
        } = self;
        vec![
            (*id).into(),
            (*environment_id).into(),
            tenant_id.as_str().into(),
            integration.as_str().into(),
            (*environment_integration_id).into(),
            authentication_method.map(|method| method.to_string()).into(),
            status.to_string().into(),
            last_error.as_deref().into(),
            upstream_id.as_deref().into(),
            region.to_string().into(),
            (*static_gate_id).into(),
            context.0.as_slice().into(),
            (*created_at).into(),
            (*updated_at).into(),
        ]
    }

    fn read(fields: &mut RowReader<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: fields.get()?,
            environment_id: fields.get()?,
            tenant_id: fields.parse()?,
            integration: fields.parse()?,
            environment_integration_id: fields.optional()?,
            authentication_method: fields.parse_optional()?,
            status: fields.parse()?,
            last_error: fields.parse_optional()?,
            upstream_id: fields.parse_optional()?,
            region: fields.parse()?,
            static_gate_id: fields.optional()?,
            context: Encrypted(fields.get::<&[u8]>()?.to_vec()),
            created_at: fields.get()?,
            updated_at: fields.get()?,
        })
    }
}

/// Encrypts the context of an account. The caller must hold the encryption key in the transaction
/// that writes the row.
pub fn encrypted(keys: &Keyring, account: Account) -> Result<Account<Encrypted>, StoreError> {
    let row = ACCOUNT_CONTEXT.row(account.environment_id, account.id);
    let context = contexts::encrypt(keys, &row, &account.context)?;
    Ok(account.with_context(context))
}

/// Inserts an account. Returns false if its ID exists.
pub async fn insert(tx: &mut impl Transaction, account: Account) -> Result<bool, StoreError> {
    encryption_key::hold(tx).await?;
    let account = encrypted(tx.keys(), account)?;
    tx.insert(&account).await
}

/// Replaces the fields of an account that may change.
pub async fn update(tx: &mut impl Transaction, account: Account) -> Result<(), StoreError> {
    encryption_key::hold(tx).await?;
    let account = encrypted(tx.keys(), account)?;
    let sql = "UPDATE integrated_account
        SET tenant_id = $1, environment_integration_id = $2, authentication_method = $3,
            status = $4, last_error = $5, upstream_id = $6, static_gate_id = $7, context = $8,
            updated_at = $9
        WHERE environment_id = $10 AND id = $11";
    let values = [
        account.tenant_id.as_str().into(),
        account.environment_integration_id.into(),
        account.authentication_method.map(|method| method.to_string()).into(),
        account.status.to_string().into(),
        account.last_error.as_deref().into(),
        account.upstream_id.as_deref().into(),
        account.static_gate_id.into(),
        account.context.0.as_slice().into(),
        account.updated_at.into(),
        account.environment_id.into(),
        account.id.into(),
    ];
    tx.write(sql, &values).await
}

/// Replaces the status and `last_error` of an account, and the time of its last change.
pub async fn put_status(tx: &mut impl Transaction, account: &Account) -> Result<(), StoreError> {
    let sql = "UPDATE integrated_account SET status = $1, last_error = $2, updated_at = $3
        WHERE environment_id = $4 AND id = $5";
    let values = [
        account.status.to_string().into(),
        account.last_error.as_deref().into(),
        account.updated_at.into(),
        account.environment_id.into(),
        account.id.into(),
    ];
    tx.write(sql, &values).await
}

/// Inserts a new account, or updates an existing one.
pub async fn put(
    tx: &mut impl Transaction,
    account: Account,
    is_new: bool,
) -> Result<(), StoreError> {
    if !is_new {
        return update(tx, account).await;
    }
    encryption_key::hold(tx).await?;
    let account = encrypted(tx.keys(), account)?;
    tx.insert_new(&account).await
}

/// Locks an account of a tenant, even while the tenant is being erased. Returns false if the tenant
/// has no such account.
pub async fn lock_of_tenant<T: Transaction>(
    tx: &mut T,
    tenant: &Tenant,
    id: Uuid,
) -> Result<bool, StoreError> {
    let sql = format!(
        "SELECT id FROM integrated_account WHERE environment_id = $1 AND id = $2 AND tenant_id = $3{}",
        T::FOR_UPDATE
    );
    let read = |fields: &mut RowReader<'_>| fields.get::<Uuid>();
    let values = [tenant.environment_id.into(), id.into(), tenant.id.as_str().into()];
    Ok(!tx.query(&sql, &values, read).await?.is_empty())
}

/// Deletes an account, but not its credentials, which are in a table of their own. Returns false if
/// it does not exist.
pub async fn delete(
    tx: &mut impl Transaction,
    environment_id: Uuid,
    id: Uuid,
) -> Result<bool, StoreError> {
    let sql = "DELETE FROM integrated_account WHERE environment_id = $1 AND id = $2";
    Ok(tx.execute(sql, &[environment_id.into(), id.into()]).await? > 0)
}

pub async fn find(
    rows: &mut impl Rows,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Option<Account>, StoreError> {
    let found = find_encrypted(rows, environment_id, id).await?;
    found.map(|account| contexts::decrypt_account(rows.keys(), account)).transpose()
}

/// Finds an account, and does not decrypt its context, which may be large.
pub async fn find_encrypted(
    rows: &mut impl Rows,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Option<Account<Encrypted>>, StoreError> {
    let condition = format!("WHERE environment_id = $1 AND id = $2{ACCOUNT_IS_SHOWN}");
    rows.find(&condition, &[environment_id.into(), id.into()]).await
}

pub async fn find_for_update<T: Transaction>(
    tx: &mut T,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Option<Account>, StoreError> {
    let found = find_encrypted_for_update(tx, environment_id, id).await?;
    found.map(|account| contexts::decrypt_account(tx.keys(), account)).transpose()
}

/// Finds an account, locks it, and does not decrypt its context.
pub async fn find_encrypted_for_update<T: Transaction>(
    tx: &mut T,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Option<Account<Encrypted>>, StoreError> {
    let condition =
        format!("WHERE environment_id = $1 AND id = $2{ACCOUNT_IS_SHOWN}{}", T::FOR_UPDATE);
    tx.find(&condition, &[environment_id.into(), id.into()]).await
}

/// Finds the tenant of an account. Reads no context, which may be large.
pub async fn find_tenant(
    rows: &mut impl Rows,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Option<TenantId>, StoreError> {
    let sql = format!(
        "SELECT tenant_id FROM integrated_account
        WHERE environment_id = $1 AND id = $2{ACCOUNT_IS_SHOWN}"
    );
    let read = |fields: &mut RowReader<'_>| fields.parse();
    Ok(rows.query(&sql, &[environment_id.into(), id.into()], read).await?.pop())
}

/// Finds the status of an account. Reads no context, which may be large.
pub async fn find_status(
    rows: &mut impl Rows,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Option<IntegratedAccountStatus>, StoreError> {
    let sql = format!(
        "SELECT status FROM integrated_account
        WHERE environment_id = $1 AND id = $2{ACCOUNT_IS_SHOWN}"
    );
    let read = |fields: &mut RowReader<'_>| fields.parse();
    Ok(rows.query(&sql, &[environment_id.into(), id.into()], read).await?.pop())
}

/// Returns a page of the accounts that match a filter, oldest first.
///
/// The cost of a page does not depend on its place. Each index begins with a column of one list,
/// continues with the order, and has all other columns of the filter. So each value of the first
/// list is selected by itself, and only the accounts of the page are read from the table.
pub async fn page(
    rows: &mut impl Rows,
    environment_id: Uuid,
    filter: &AccountFilter,
    after: Option<AccountCursor>,
    limit: u32,
) -> Result<AccountPage, StoreError> {
    let AccountFilter { tenant_ids, statuses, integrations, created_at, updated_at } = filter;
    let mut lists = vec![
        (
            "tenant_id",
            tenant_ids.iter().map(|id| id.as_str().into()).collect::<Vec<SqlValue<'_>>>(),
        ),
        ("integration", integrations.iter().map(|name| name.as_str().into()).collect()),
        ("status", statuses.iter().map(|status| status.to_string().into()).collect()),
    ];
    lists.retain(|(_, list)| !list.is_empty());
    let mut selection = Selection::default();
    selection.add("environment_id =", environment_id.into());
    // A lower bound that the cursor implies would keep SQLite from seeking to the cursor.
    let is_implied = |from: &DateTime<Utc>| after.is_some_and(|after| after.created_at >= *from);
    let created_at =
        TimeRange { from: created_at.from.filter(|it| !is_implied(it)), ..*created_at };
    for (column, TimeRange { from, until }) in
        [("created_at", &created_at), ("updated_at", updated_at)]
    {
        for (operator, time) in [(">=", from), ("<", until)] {
            if let Some(time) = time {
                selection.add(&format!("{column} {operator}"), (*time).into());
            }
        }
    }
    if let Some(AccountCursor { created_at, id }) = after {
        selection.add_list("(created_at, id) >", vec![created_at.into(), id.into()]);
    }
    for (column, list) in lists.drain(1.min(lists.len())..) {
        selection.add_any(column, list);
    }
    // One more than the page has tells whether another page follows.
    let found = match lists.pop() {
        None => selection.run(rows, limit + 1).await?,
        Some((column, list)) => {
            let mut found = Vec::new();
            for value in list {
                let mut selection = selection.clone();
                selection.add(&format!("{column} ="), value);
                found.extend(selection.run(rows, limit + 1).await?);
            }
            found.sort_unstable_by_key(|account| (account.created_at, account.id));
            // A list may have a value twice.
            found.dedup_by_key(|account| account.id);
            found
        }
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = found.len() > limit;
    let accounts = found.into_iter().take(limit);
    let accounts = accounts.map(|account| contexts::decrypt_account(rows.keys(), account));
    let accounts: Vec<Account> = accounts.collect::<Result<_, _>>()?;
    let next = accounts.last().filter(|_| has_more).map(Account::cursor);
    Ok(AccountPage { accounts, next })
}

/// The conditions of a page, and their values.
#[derive(Clone, Default)]
struct Selection<'v> {
    conditions: Vec<String>,
    values: Vec<SqlValue<'v>>,
}

impl<'v> Selection<'v> {
    fn add(&mut self, condition: &str, value: SqlValue<'v>) {
        self.values.push(value);
        self.conditions.push(format!("{condition} ${}", self.values.len()));
    }

    /// Adds a condition for any of several values.
    fn add_any(&mut self, column: &str, mut list: Vec<SqlValue<'v>>) {
        // Each connection keeps the statements that it has prepared, so there must be few lengths.
        let padded = list.len().next_power_of_two();
        if let Some(last) = list.last().cloned() {
            list.resize(padded, last);
        }
        self.add_list(&format!("{column} IN"), list);
    }

    fn add_list(&mut self, condition: &str, list: Vec<SqlValue<'v>>) {
        let numbers = self.values.len() + 1..=self.values.len() + list.len();
        let numbers: Vec<String> = numbers.map(|number| format!("${number}")).collect();
        self.conditions.push(format!("{condition} ({})", numbers.join(", ")));
        self.values.extend(list);
    }

    async fn run(
        mut self,
        rows: &mut impl Rows,
        limit: u32,
    ) -> Result<Vec<Account<Encrypted>>, StoreError> {
        self.values.push(i64::from(limit).into());
        let rest = format!(
            "WHERE (environment_id, id) IN (
                SELECT environment_id, id FROM integrated_account
                WHERE {}{ACCOUNT_IS_SHOWN} ORDER BY created_at, id LIMIT ${}
            ) ORDER BY created_at, id",
            self.conditions.join(" AND "),
            self.values.len()
        );
        rows.select(&rest, &self.values).await
    }
}

/// Returns the origin of the tokens of an account, even while its tenant is being erased. `None` if
/// a third party has not issued them to this service.
pub async fn find_token_origin(
    rows: &mut impl Rows,
    environment_id: Uuid,
    id: Uuid,
) -> Result<Option<TokenOrigin>, StoreError> {
    let sql = "SELECT integration, environment_integration_id, authentication_method, upstream_id
        FROM integrated_account WHERE environment_id = $1 AND id = $2";
    let read = |fields: &mut RowReader<'_>| {
        let integration: IntegrationName = fields.parse()?;
        let environment_integration_id = fields.optional()?;
        let method = fields.parse_optional()?;
        let upstream_id = fields.parse_optional()?;
        let ids = (environment_id, id);
        let origin = TokenOrigin::new(ids, Some(&integration), environment_integration_id, method);
        Ok(origin.map(|origin| origin.with_upstream(upstream_id)))
    };
    let found = rows.query(sql, &[environment_id.into(), id.into()], read).await?;
    Ok(found.into_iter().next().flatten())
}

/// A condition on integrated accounts: those of an integration, `$1`, that were connected
/// by an OAuth client: through the environment integration `$2`, or through any with the client ID
/// `$3`.
const OF_CLIENT: &str = "environment_integration.id = integrated_account.environment_integration_id
    AND environment_integration.environment_id = integrated_account.environment_id
    AND integrated_account.integration = $1 AND environment_integration.integration = $1
    AND (environment_integration.id = $2 OR environment_integration.client_id = $3)";

/// Returns a condition on integrated accounts: those with credentials that the third party has not
/// ended.
fn has_living_credentials() -> String {
    let ended = IntegratedAccountStatus::NeedsReauth;
    format!(
        "integrated_account.status <> '{ended}' AND EXISTS (
            SELECT 1 FROM credentials
            WHERE credentials.environment_id = integrated_account.environment_id
            AND credentials.account_id = integrated_account.id
        )"
    )
}

/// Selects an account of a client with the ID `$4` at the third party and living credentials.
/// SQLite keeps the order of a `CROSS JOIN`.
pub fn same_upstream_sql() -> String {
    format!(
        "SELECT integrated_account.id FROM integrated_account CROSS JOIN environment_integration
        WHERE {OF_CLIENT} AND integrated_account.upstream_id = $4
            AND {}{ACCOUNT_IS_SHOWN} LIMIT 1",
        has_living_credentials()
    )
}

/// Selects an account of a client that meets a condition.
fn of_client_sql(condition: &str) -> String {
    format!(
        "SELECT integrated_account.id FROM environment_integration CROSS JOIN integrated_account
        WHERE {OF_CLIENT} AND {condition}{ACCOUNT_IS_SHOWN} LIMIT 1"
    )
}

/// Finds an account that was connected by the same OAuth client as the tokens of an origin, and is
/// of the same user at the third party, or may be. If `may_be_any`, all may be, unless the user is
/// known.
pub async fn find_living_grant(
    rows: &mut impl Rows,
    origin: &TokenOrigin,
    client_id: Option<&str>,
    may_be_any: bool,
) -> Result<LivingGrant, StoreError> {
    let of_user = match origin.upstream_id.as_deref() {
        Some(upstream_id) => Some((same_upstream_sql(), Some(upstream_id))),
        None if may_be_any => Some((of_client_sql(&has_living_credentials()), None)),
        None => None,
    };
    let connecting = IntegratedAccountStatus::Connecting.to_string();
    let unconfirmed = (of_client_sql("integrated_account.status = $4"), Some(connecting.as_str()));
    let looks = [(of_user, LivingGrant::Found), (Some(unconfirmed), LivingGrant::Unconfirmed)];
    for (look, found) in looks {
        let Some((sql, value)) = look else { continue };
        let integration = origin.integration.as_str().into();
        let own = origin.environment_integration_id.into();
        let mut values = vec![integration, own, client_id.into()];
        values.extend(value.map(SqlValue::from));
        let read = |fields: &mut RowReader<'_>| fields.get::<Uuid>();
        if !rows.query(&sql, &values, read).await?.is_empty() {
            return Ok(found);
        }
    }
    Ok(LivingGrant::None)
}

/// Lists up to `limit` IDs of a tenant's accounts, even while the tenant is being erased.
pub async fn ids_of_tenant(
    rows: &mut impl Rows,
    tenant: &Tenant,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let sql = "SELECT id FROM integrated_account WHERE environment_id = $1 AND tenant_id = $2
        ORDER BY created_at, id LIMIT $3";
    let values = [tenant.environment_id.into(), tenant.id.as_str().into(), i64::from(limit).into()];
    let read = |fields: &mut RowReader<'_>| fields.get();
    rows.query(sql, &values, read).await
}

/// Returns true if an environment has an account.
pub async fn any(rows: &mut impl Rows, environment_id: Uuid) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM integrated_account WHERE environment_id = $1 LIMIT 1";
    let read = |fields: &mut RowReader<'_>| fields.get::<Uuid>();
    let found = rows.query(sql, &[environment_id.into()], read).await?;
    Ok(!found.is_empty())
}

/// A page late in a long list costs what the first one costs. Both engines count their own work for
/// the real statements, and no time is measured.
#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use link_token_domain::integrated_account::{AccountFilter, TimeRange};
    use rusqlite::{Connection, StatementStatus, params_from_iter};

    use super::*;
    use crate::encryption::{EncryptionKey, Keyring};

    const ACCOUNTS: i64 = 100_000;
    const TENANTS: i64 = 50;

    /// Keeps the statements that are run, and finds no rows.
    struct Recorder {
        keys: Keyring,
        statements: Vec<(String, Vec<SqlValue<'static>>)>,
    }

    impl Rows for Recorder {
        fn keys(&self) -> &Keyring {
            &self.keys
        }

        async fn query<T: Send>(
            &mut self,
            sql: &str,
            values: &[SqlValue<'_>],
            _: impl Fn(&mut RowReader<'_>) -> Result<T, StoreError> + Send,
        ) -> Result<Vec<T>, StoreError> {
            self.statements.push((sql.to_owned(), values.iter().map(SqlValue::to_owned).collect()));
            Ok(Vec::new())
        }
    }

    fn time(number: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(number)
    }

    /// Returns the filters to try.
    fn filters() -> Vec<AccountFilter> {
        let tenant = |number: i64| format!("tenant-{number}").parse().expect("valid");
        let every = AccountFilter::default;
        vec![
            every(),
            AccountFilter { tenant_ids: vec![tenant(7)], ..every() },
            AccountFilter { tenant_ids: vec![tenant(7), tenant(8)], ..every() },
            AccountFilter { statuses: vec!["active".parse().expect("valid")], ..every() },
            AccountFilter { integrations: vec!["hubspot".parse().expect("valid")], ..every() },
            AccountFilter { created_at: TimeRange::default().after(time(0)), ..every() },
        ]
    }

    /// Returns the statements of a page after an account.
    async fn statements(
        filter: &AccountFilter,
        after: Option<i64>,
    ) -> Vec<(String, Vec<SqlValue<'static>>)> {
        let keys = Keyring::new(&EncryptionKey::generate().expect("randomness"), &[]);
        let mut recorder = Recorder { keys, statements: Vec::new() };
        let after = after.map(|after| AccountCursor { created_at: time(after), id: Uuid::nil() });
        page(&mut recorder, Uuid::nil(), filter, after, 20).await.expect("recorded");
        recorder.statements
    }

    /// The middle of the list, and its end but for a page of each tenant.
    const PLACES: [i64; 2] = [ACCOUNTS / 2, ACCOUNTS - 30 * TENANTS];

    #[tokio::test]
    async fn page_costs_the_same_everywhere_on_sqlite() {
        let connection = Connection::open_in_memory().expect("opens");
        let schema = include_str!("../sqlite/migrations/0001_initial.sql");
        connection.execute_batch(schema).expect("created");
        let environment =
            "INSERT INTO environment (id, name, created_at) VALUES (zeroblob(16), 'a', 0)";
        connection.execute(environment, []).expect("inserted");
        let insert = format!(
            "WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < {ACCOUNTS})
            INSERT INTO integrated_account (environment_id, id, tenant_id, integration, status, region,
                context, created_at, updated_at)
            SELECT zeroblob(16), randomblob(16), 'tenant-' || (n % {TENANTS}), 'hubspot', 'active', 'eu',
                x'00', n * 1000, n * 1000 FROM number"
        );
        connection.execute(&insert, []).expect("inserted");
        let steps = async |filter: &AccountFilter, after| {
            let mut steps = 0;
            for (sql, values) in statements(filter, after).await {
                let mut statement = connection.prepare(&sql).expect("valid");
                let mut rows = statement.query(params_from_iter(values)).expect("runs");
                let mut found = 0;
                while rows.next().expect("read").is_some() {
                    found += 1;
                }
                drop(rows);
                assert_eq!(found, 21, "{sql}");
                steps += statement.get_status(StatementStatus::VmStep);
            }
            steps
        };
        for filter in filters() {
            let first = steps(&filter, None).await;
            for place in PLACES {
                let later = steps(&filter, Some(place)).await;
                assert!(later <= first + 200, "{filter:?}: {first} steps, after {place} {later}");
            }
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn page_costs_the_same_everywhere_on_postgresql() {
        let Some(cluster) = throwaway_postgresql::shared() else { return };
        let schema = cluster.schema();
        schema.sql(include_str!("../postgres/migrations/0001_initial.sql"));
        let nil = Uuid::nil();
        schema.sql(&format!(
            "INSERT INTO environment (id, name, created_at) VALUES ('{nil}', 'a', now());
            INSERT INTO integrated_account (environment_id, id, tenant_id, integration, status, region,
                context, created_at, updated_at)
            SELECT '{nil}', gen_random_uuid(), 'tenant-' || (n % {TENANTS}), 'hubspot', 'active', 'eu',
                '', to_timestamp(n), to_timestamp(n) FROM generate_series(0, {ACCOUNTS} - 1) AS n;
            ANALYZE integrated_account"
        ));
        // The number of pages that PostgreSQL reads.
        let pages = async |filter: &AccountFilter, after| {
            let mut pages = 0;
            for (mut sql, values) in statements(filter, after).await {
                for (number, value) in values.iter().enumerate().rev() {
                    sql = sql.replace(&format!("${}", number + 1), &literal(value));
                }
                let explain = format!("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}");
                let plan = schema.sql(&explain);
                assert!(!plan.contains("Seq Scan"), "{sql}: {plan}");
                let plan: serde_json::Value = serde_json::from_str(&plan).expect("JSON");
                let top = &plan[0]["Plan"];
                assert_eq!(top["Actual Rows"].as_f64(), Some(21.0), "{sql}: {plan}");
                pages += ["Shared Hit Blocks", "Shared Read Blocks"]
                    .map(|name| top[name].as_u64().expect("a number"))
                    .iter()
                    .sum::<u64>();
            }
            pages
        };
        for filter in filters() {
            let first = pages(&filter, None).await;
            for place in PLACES {
                let later = pages(&filter, Some(place)).await;
                assert!(later <= 2 * first, "{filter:?}: {first} pages, after {place} {later}");
            }
        }
    }

    fn literal(value: &SqlValue<'_>) -> String {
        match value {
            SqlValue::Text(Some(text)) => format!("'{text}'"),
            SqlValue::Id(Some(id)) => format!("'{id}'::uuid"),
            SqlValue::Time(Some(time)) => format!("'{}'::timestamptz", time.to_rfc3339()),
            SqlValue::Integer(Some(number)) => number.to_string(),
            other => panic!("a page has no such value: {other:?}"),
        }
    }
}
