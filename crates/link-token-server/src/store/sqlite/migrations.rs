//! The database schema and its versions.

use rusqlite::{Connection, TransactionBehavior};

use super::opening::OpenError;

/// What SQLite's header says of whose file this is: "lnkt".
const APPLICATION_ID: i64 = 0x6c6e_6b74;

/// The steps from an empty database to the present schema. A step that was released is never changed.
const STEPS: &[&str] = &[
    include_str!("migrations/0001_initial.sql"),
    include_str!("migrations/0002_audit_event.sql"),
    include_str!("migrations/0003_index_by_hash.sql"),
    include_str!("migrations/0004_audit_event_by_place.sql"),
    include_str!("migrations/0005_link_token_sequence.sql"),
];

/// The version of the present schema.
pub fn last_version() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Whether a database is one of this program, of any version.
pub fn is_ours(connection: &Connection) -> rusqlite::Result<bool> {
    let id: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    Ok(id == APPLICATION_ID)
}

/// Brings a database to the present schema, in one transaction.
pub fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let number = |sql: &str| transaction.query_row(sql, [], |row| row.get::<_, i64>(0));
    let version = usize::try_from(number("PRAGMA user_version")?).unwrap_or(usize::MAX);
    let application_id = number("PRAGMA application_id")?;
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    if application_id != APPLICATION_ID && tables > 0 {
        return Err(OpenError::Foreign);
    }
    if version > STEPS.len() {
        return Err(OpenError::Newer { found: version, known: STEPS.len() });
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
    fn empty_present_newer_and_foreign_databases() {
        let mut connection = Connection::open_in_memory().expect("opens");
        migrate(&mut connection).expect("an empty database");
        migrate(&mut connection).expect("a present one");

        connection.pragma_update(None, "user_version", last_version() + 1).expect("written");
        let refused = migrate(&mut connection).expect_err("a newer one").to_string();
        assert!(refused.contains("newer"), "{refused}");

        let mut connection = Connection::open_in_memory().expect("opens");
        connection.execute_batch("CREATE TABLE song (title TEXT)").expect("created");
        assert!(matches!(migrate(&mut connection), Err(OpenError::Foreign)));
    }

    /// A database of the third version keeps its events, in their order, those of a millisecond as well.
    #[test]
    fn events_of_an_older_version_are_kept() {
        let mut connection = Connection::open_in_memory().expect("opens");
        STEPS[..3].iter().for_each(|step| connection.execute_batch(step).expect("made"));
        connection.pragma_update(None, "application_id", APPLICATION_ID).expect("written");
        connection.pragma_update(None, "user_version", 3).expect("written");
        let insert =
            "INSERT INTO audit_event VALUES (?1, x'01', x'02', x'03', 'a', 'b', 'c', x'04', x'05')";
        // All hexadecimal digits are in them, and each millisecond is there twice.
        let millis =
            [0x0001_9a0f_3c5e_i64, 0x0001_9a2b_4d67_i64, 0x0001_9a2b_4d68_i64, i64::MAX >> 20];
        for (place, millis) in millis.into_iter().cycle().take(8).enumerate() {
            let id = format!("{millis:012x}7{:03x}8000000000000000", 0xfff - place);
            connection.execute(insert, [hex::decode(id).expect("an ID")]).expect("inserted");
        }
        let all = |connection: &Connection, order: &str| {
            let columns = "concat_ws(',', hex(id), hex(environment_id), hex(api_token_id), hex(request_id), action, outcome,
                tenant_id, hex(object_id), hex(link_token_mark))";
            let sql =
                format!("SELECT group_concat({columns}, ';' ORDER BY {order}) FROM audit_event");
            connection.query_row(&sql, [], |row| row.get::<_, String>(0)).expect("read")
        };
        let before = all(&connection, "id");
        migrate(&mut connection).expect("migrates");
        assert_eq!(all(&connection, "place"), before);
        let mut statement =
            connection.prepare("SELECT place FROM audit_event ORDER BY place").expect("valid");
        let places = statement.query_map([], |row| row.get::<_, i64>(0)).expect("read");
        let places: Vec<_> = places.map(|place| place.expect("a number")).collect();
        let expected = (1..).zip(millis.iter().flat_map(|millis| [millis, millis]));
        let expected = expected.map(|(number, millis)| (millis << 20) + number);
        assert_eq!(places, expected.collect::<Vec<_>>());
    }

    /// A database of the second version keeps its link tokens, and one of the fourth knows which sequences were given.
    #[test]
    fn link_tokens_of_an_older_version_are_kept() {
        for (version, given) in [(2_u8, 2), (4, 3)] {
            let mut connection = Connection::open_in_memory().expect("opens");
            STEPS[..version.into()]
                .iter()
                .for_each(|step| connection.execute_batch(step).expect("made"));
            connection.pragma_update(None, "application_id", APPLICATION_ID).expect("written");
            connection.pragma_update(None, "user_version", version).expect("written");
            connection.pragma_update(None, "foreign_keys", true).expect("written");
            let insert =
                "INSERT INTO link_token (hash, environment_id, issued_by, tenant_id, region,
                persist_previous_context, scopes, issued_at, expires_at, died_at)
                VALUES (randomblob(32), x'01', x'02', 'a', 'eu', 1, 'b c', 3, 4, 5)";
            let environment =
                "INSERT INTO environment (id, name, created_at) VALUES (x'01', 'a', 0)";
            let inserts = format!("{environment}; {insert}; {insert}; {insert}");
            connection.execute_batch(&inserts).expect("inserted");
            connection.execute_batch("DELETE FROM link_token WHERE sequence = 3").expect("swept");
            let all = |connection: &Connection| {
                let sql = "SELECT group_concat(concat_ws(',', sequence, hex(hash), hex(environment_id),
                    hex(issued_by), tenant_id, region, persist_previous_context, scopes, issued_at, expires_at,
                    died_at), ';') FROM link_token";
                connection.query_row(sql, [], |row| row.get::<_, String>(0)).expect("read")
            };
            let before = all(&connection);
            migrate(&mut connection).expect("migrates");
            assert_eq!(all(&connection), before);
            let last = "SELECT last_sequence FROM link_token_swept";
            assert_eq!(connection.query_row(last, [], |row| row.get(0)), Ok(given), "{version}");
        }
    }
}
