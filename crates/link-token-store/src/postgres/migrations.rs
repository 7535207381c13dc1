//! The schema of PostgreSQL databases and its versions.
//!
//! A released step never changes. Steps are repeatable, because some engines cannot roll back the
//! creation of a table. Servers of the previous version keep working after a step, so a step only
//! adds: a table, a nullable column, an index. Obsolete objects are removed one version later.

use std::time::Duration;

use tokio_postgres::error::SqlState;

use super::{
    connections::{PostgresError, Session},
    open_error::OpenPostgresError,
};

/// A step from one version of the schema to the next.
struct Step {
    sql: &'static str,
    /// The oldest schema version whose programs work with the new schema.
    works_since: i64,
}

const STEPS: &[Step] = &[Step { sql: include_str!("migrations/0001_initial.sql"), works_since: 1 }];

/// Creates the table with the version of the schema.
const VERSIONS: &str = "CREATE TABLE IF NOT EXISTS link_token_schema (
    one integer NOT NULL PRIMARY KEY CHECK (one = 1),
    version bigint NOT NULL,
    works_since bigint NOT NULL
)";

/// The number of attempts while other servers migrate.
const ATTEMPTS: u32 = 20;
/// The pause between two attempts.
const PAUSE: Duration = Duration::from_millis(50);

/// Returns the version of the current schema.
pub fn last_version() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

pub async fn has_schema(session: &mut Session) -> Result<bool, PostgresError> {
    Ok(version(session).await?.is_some())
}

/// Upgrades a database to the current schema. If several servers start at the same time, one of
/// them upgrades, and the others wait.
pub async fn migrate(session: &mut Session) -> Result<(), OpenPostgresError> {
    let mut attempt = 0;
    loop {
        // Usually the schema is current. Then the server needs no permission to change it.
        match version(session).await? {
            Some((version, works_since)) if version > last_version() => {
                return if works_since <= last_version() {
                    Ok(())
                } else {
                    Err(OpenPostgresError::Newer { found: version, known: last_version() })
                };
            }
            Some((version, _)) if version == last_version() => return Ok(()),
            Some(_) => {}
            None => {
                let foreign = session.query_opt(FOREIGN_TABLES, &[]).await?;
                // Another server may have just created them.
                if foreign.is_some() && version(session).await?.is_none() {
                    return Err(OpenPostgresError::Foreign);
                }
            }
        }
        attempt += 1;
        session.begin();
        let stepped = step(session).await;
        match session.end(stepped).await {
            Ok(()) => {}
            Err(error) if is_race(&error) && attempt < ATTEMPTS => {
                tokio::time::sleep(PAUSE).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Finds tables of other programs with the names of this program's tables.
const FOREIGN_TABLES: &str = "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name IN
    ('environment', 'redirect_uri', 'api_token', 'static_gate', 'integrated_account', 'link_token', 'encryption_key', 'audit_event', 'last_sweep')";

/// Returns the version of the schema, and the oldest version whose programs work with it. `None`
/// without a schema.
pub async fn version(session: &mut Session) -> Result<Option<(i64, i64)>, PostgresError> {
    let sql = "SELECT version, works_since FROM link_token_schema WHERE one = 1";
    match session.query_opt(sql, &[]).await {
        Ok(row) => Ok(row.map(|row| (row.get(0), row.get(1)))),
        Err(error) if error.state() == Some(&SqlState::UNDEFINED_TABLE) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Runs all missing steps, in a transaction that locks out other servers.
async fn step(session: &mut Session) -> Result<(), PostgresError> {
    // Steps, and the wait for another server, may exceed the time limit of statements.
    session.batch("SET LOCAL statement_timeout = 0").await?;
    session.batch(VERSIONS).await?;
    session
        .batch(
            "INSERT INTO link_token_schema (one, version, works_since) VALUES (1, 0, 0)
             ON CONFLICT (one) DO NOTHING",
        )
        .await?;
    let sql = "SELECT version FROM link_token_schema WHERE one = 1 FOR UPDATE";
    let row = session.query_opt(sql, &[]).await?;
    let version: i64 = row.map_or(0, |row| row.get(0));
    for (step, next) in STEPS.iter().zip(1..) {
        if next > version {
            session.batch(step.sql).await?;
            session
                .execute(
                    "UPDATE link_token_schema SET version = $1, works_since = $2 WHERE one = 1",
                    &[&next, &step.works_since],
                )
                .await?;
        }
    }
    Ok(())
}

/// Returns true if an attempt failed because another server migrated at the same time.
fn is_race(error: &PostgresError) -> bool {
    let states = [
        &SqlState::UNIQUE_VIOLATION,
        &SqlState::DUPLICATE_TABLE,
        &SqlState::DUPLICATE_OBJECT,
        &SqlState::UNDEFINED_TABLE,
        // PostgreSQL's `tuple concurrently updated`.
        &SqlState::INTERNAL_ERROR,
    ];
    error.is_conflict() || error.state().is_some_and(|state| states.contains(&state))
}
