//! The database schema and its versions.
//!
//! A released step never changes. It can be repeated, because some engines do not undo the creation of a table. Servers of the
//! version before a step go on working next to those after it, so a step only adds: a table, a column that may be null, an index.
//! What is not needed any more is removed a version later.

use std::time::Duration;

use tokio_postgres::error::SqlState;

use super::{
    connections::{Error, Session},
    opening::OpenError,
};

/// One step from an empty database to the present schema.
struct Step {
    sql: &'static str,
    /// The oldest version of the schema whose programs can work on this one.
    works_since: i64,
}

const STEPS: &[Step] = &[Step { sql: include_str!("migrations/0001_initial.sql"), works_since: 1 }];

/// The table that says which version the schema has.
const VERSIONS: &str = "CREATE TABLE IF NOT EXISTS link_token_schema (
    one integer NOT NULL PRIMARY KEY CHECK (one = 1),
    version bigint NOT NULL,
    works_since bigint NOT NULL
)";

/// How often to try when others do the same at the same time.
const ATTEMPTS: u32 = 20;
/// Between two attempts.
const PAUSE: Duration = Duration::from_millis(50);

/// The version of the present schema.
pub fn last_version() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Whether there is a schema in a database.
pub async fn is_there(session: &mut Session) -> Result<bool, Error> {
    Ok(version(session).await?.is_some())
}

/// Brings a database to the present schema. Where several servers do at the same time, one does, and the others wait.
pub async fn migrate(session: &mut Session) -> Result<(), OpenError> {
    let mut attempt = 0;
    loop {
        // Usually there is nothing to do, and then this needs no right to do it.
        match version(session).await? {
            Some((version, works_since)) if version > last_version() => {
                return if works_since <= last_version() {
                    Ok(())
                } else {
                    Err(OpenError::Newer { found: version, known: last_version() })
                };
            }
            Some((version, _)) if version == last_version() => return Ok(()),
            Some(_) => {}
            None => {
                let foreign = session.query_opt(FOREIGN, &[]).await?;
                // Unless another server made them just now.
                if foreign.is_some() && version(session).await?.is_none() {
                    return Err(OpenError::Foreign);
                }
            }
        }
        attempt += 1;
        session.begin().await?;
        let stepped = step(session).await;
        match session.end(stepped).await {
            Ok(()) => {}
            Err(error) if others_were_faster(&error) && attempt < ATTEMPTS => {
                tokio::time::sleep(PAUSE).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// A table by a name that is needed here, in a database that has no version of ours.
const FOREIGN: &str = "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name IN
    ('environment', 'redirect_uri', 'api_token', 'static_gate', 'integrated_account', 'link_token', 'encryption_key', 'audit_event')";

/// The version of the schema, and the oldest whose programs can work on it. None in an empty database.
pub async fn version(session: &mut Session) -> Result<Option<(i64, i64)>, Error> {
    let sql = "SELECT version, works_since FROM link_token_schema WHERE one = 1";
    match session.query_opt(sql, &[]).await {
        Ok(row) => Ok(row.map(|row| (row.get(0), row.get(1)))),
        Err(error) if error.state() == Some(&SqlState::UNDEFINED_TABLE) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes all steps that are missing, in a transaction that only one server gets through at a time.
async fn step(session: &mut Session) -> Result<(), Error> {
    // Another server may take longer than a statement may take otherwise, and so may the steps.
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

/// Whether an attempt failed because of what another server did at the same time.
fn others_were_faster(error: &Error) -> bool {
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
