//! The schema of SQLite databases and its versions.

use rusqlite::{Connection, TransactionBehavior};

use super::opening::OpenSqliteError;

/// The application ID in the header of link-token's databases: "lnkt".
const APPLICATION_ID: i64 = 0x6c6e_6b74;

/// The steps from an empty database to the current schema. A released step never changes.
const STEPS: &[&str] = &[include_str!("migrations/0001_initial.sql")];

/// Returns the version of the current schema.
pub fn last_version() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Returns true if a database belongs to this program, in any version.
pub fn is_ours(connection: &Connection) -> rusqlite::Result<bool> {
    let id: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    Ok(id == APPLICATION_ID)
}

/// Upgrades a database to the current schema, in one transaction.
pub fn migrate(connection: &mut Connection) -> Result<(), OpenSqliteError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let number = |sql: &str| transaction.query_row(sql, [], |row| row.get::<_, i64>(0));
    let version = usize::try_from(number("PRAGMA user_version")?).unwrap_or(usize::MAX);
    let application_id = number("PRAGMA application_id")?;
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    if application_id != APPLICATION_ID && tables > 0 {
        return Err(OpenSqliteError::Foreign);
    }
    if version > STEPS.len() {
        return Err(OpenSqliteError::Newer { found: version, known: STEPS.len() });
    }
    for step in &STEPS[version..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", last_version())?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrate_refuses_newer_and_foreign_databases() {
        let mut connection = Connection::open_in_memory().expect("opens");
        migrate(&mut connection).expect("an empty database");
        migrate(&mut connection).expect("a present one");

        connection.pragma_update(None, "user_version", last_version() + 1).expect("written");
        let refused = migrate(&mut connection).expect_err("a newer one").to_string();
        assert!(refused.contains("newer"), "{refused}");

        let mut connection = Connection::open_in_memory().expect("opens");
        connection.execute_batch("CREATE TABLE song (title TEXT)").expect("created");
        assert!(matches!(migrate(&mut connection), Err(OpenSqliteError::Foreign)));
    }
}
