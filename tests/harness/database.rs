//! The database that a server works on.

use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::{Value, json};
use tempfile::TempDir;
use throwaway_postgresql::{Cluster, Schema};

use crate::{PUBLISHED_ID, output, server_command};

/// The database engine that a server works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, which is part of the server.
    Sqlite,
    /// PostgreSQL, as this machine has it.
    PostgreSql,
}

/// A new database, a folder for files, and the administrative commands.
pub struct Database {
    folder: TempDir,
    place: Place,
    encryption_keys: Option<&'static str>,
}

/// The place of a database.
enum Place {
    /// A SQLite file in the folder.
    Folder,
    /// A schema in the PostgreSQL server that tests share.
    Schema(Schema),
    /// A PostgreSQL server of its own.
    Cluster(Cluster),
}

/// The encryption key on PostgreSQL, which has no key file.
const ENCRYPTION_KEY: &str = "dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q=";

impl Database {
    /// A new database of an engine. None where this machine does not have the engine.
    pub fn of(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Sqlite => Some(Self::sqlite()),
            Engine::PostgreSql => {
                let schema = throwaway_postgresql::shared()?.schema();
                Some(Self::new(Place::Schema(schema), Some(ENCRYPTION_KEY)))
            }
        }
    }

    /// A new SQLite database.
    pub fn sqlite() -> Self {
        Self::new(Place::Folder, None)
    }

    /// Another new database of the same engine.
    #[must_use]
    pub fn another(&self) -> Self {
        Self::of(self.engine()).expect("the engine is there")
    }

    /// A new database in a server of PostgreSQL of its own.
    pub fn in_cluster(cluster: Cluster) -> Self {
        Self::new(Place::Cluster(cluster), Some(ENCRYPTION_KEY))
    }

    fn new(place: Place, encryption_keys: Option<&'static str>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder, place, encryption_keys }
    }

    /// Its engine.
    pub fn engine(&self) -> Engine {
        match self.place {
            Place::Folder => Engine::Sqlite,
            Place::Schema(_) | Place::Cluster(_) => Engine::PostgreSql,
        }
    }

    /// The PostgreSQL server of its own.
    ///
    /// # Panics
    ///
    /// If it has none.
    pub fn cluster(&self) -> &Cluster {
        match &self.place {
            Place::Cluster(cluster) => cluster,
            _ => panic!("the database is not in a server of its own"),
        }
    }

    /// Returns true if it has a PostgreSQL server of its own that does not run.
    pub fn is_down(&self) -> bool {
        matches!(&self.place, Place::Cluster(cluster) if !cluster.is_running())
    }

    /// The same database without encryption keys: a test configures them.
    #[must_use]
    pub fn without_keys(self) -> Self {
        Self { encryption_keys: None, ..self }
    }

    /// A folder for files of the test.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The file of a SQLite database.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }

    /// The address that the server's configuration takes.
    pub fn url(&self) -> String {
        match &self.place {
            Place::Folder => format!("sqlite:{}", self.path().display()),
            Place::Schema(schema) => schema.url(),
            Place::Cluster(cluster) => cluster.url(),
        }
    }

    /// The server's binary, set up for this database.
    pub fn command(&self) -> Command {
        let mut command = server_command();
        command.env("LINK_TOKEN_DATABASE", self.url());
        if let Some(keys) = self.encryption_keys {
            command.env("LINK_TOKEN_ENCRYPTION_KEYS", keys);
        }
        command
    }

    /// Executes a statement of SQL without the server, and returns the rows of a query, with `|`
    /// between values.
    pub fn sql(&self, sql: &str) -> String {
        match &self.place {
            Place::Folder => sqlite(&self.path(), sql),
            Place::Schema(schema) => schema.sql(sql),
            Place::Cluster(cluster) => cluster.sql(&cluster.url(), sql),
        }
    }

    /// A time some days ago, in SQL.
    pub fn days_ago(&self, days: u32) -> String {
        self.seconds_ago(days * 86_400)
    }

    /// A time some seconds ago, in SQL.
    pub fn seconds_ago(&self, seconds: u32) -> String {
        match &self.place {
            Place::Folder => format!("((unixepoch() - {seconds}) * 1000)"),
            _ => format!("(now() - INTERVAL '{seconds} seconds')"),
        }
    }

    /// Runs an administrative command, which may fail.
    pub fn run(&self, arguments: &[&str]) -> Output {
        output(self.command().args(arguments))
    }

    /// Writes a file into the folder or one below it, and returns its path.
    pub fn file(&self, name: &str, content: &[u8]) -> String {
        let path = self.folder().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let mut file = File::create(&path).expect("a file");
        file.write_all(content).expect("written");
        path.to_str().expect("text").to_owned()
    }

    /// Runs an administrative command that has to succeed, and returns its output in JSON.
    pub fn admin(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {stderr}");
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    /// Creates an environment and an API token, and returns the secret.
    pub fn environment(&self, name: &str) -> String {
        self.admin(&["environment", "create", "--name", name]);
        self.api_token(name, &[])["secret"].as_str().expect("a secret").to_owned()
    }

    /// Creates an API token of an environment, with further arguments.
    pub fn api_token(&self, environment: &str, more: &[&str]) -> Value {
        self.admin(&[&["api-token", "create", "--environment", environment], more].concat())
    }

    /// Creates the account and the static gate that the published examples name.
    pub fn published_account(&self, environment: &str) {
        self.admin(&["static-gate", "create", "--environment", environment, "--id", PUBLISHED_ID]);
        self.import(environment, "acme-1", PUBLISHED_ID, &json!({ "old": 1 }));
    }

    /// Imports an account that needs to be authorised again.
    pub fn import(&self, environment: &str, tenant: &str, id: &str, context: &Value) {
        self.admin(&[
            "integrated-account",
            "import",
            "--environment",
            environment,
            "--tenant-id",
            tenant,
            "--integration",
            "hubspot",
            "--authentication-method",
            "oauth2",
            "--region",
            "eu",
            "--status",
            "needs_reauth",
            "--id",
            id,
            "--context",
            &context.to_string(),
        ]);
    }
}

fn sqlite(path: &Path, sql: &str) -> String {
    use rusqlite::types::Value as Cell;
    let connection = rusqlite::Connection::open(path).expect("opens");
    let mut statement = connection.prepare(sql).expect("valid");
    let columns = statement.column_count();
    if columns == 0 {
        statement.execute([]).expect("executed");
        return String::new();
    }
    let shown = |cell: Cell| match cell {
        Cell::Null => String::new(),
        Cell::Integer(number) => number.to_string(),
        Cell::Text(text) => text,
        other => panic!("a value that is not shown: {other:?}"),
    };
    let rows = statement.query_map([], |row| {
        let cells = (0..columns).map(|column| Ok(shown(row.get(column)?)));
        Ok(cells.collect::<rusqlite::Result<Vec<_>>>()?.join("|"))
    });
    let rows = rows.expect("found").collect::<rusqlite::Result<Vec<_>>>();
    rows.expect("read").join("\n")
}
