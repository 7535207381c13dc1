//! Behaviour that only SQLite has: a database that is a file.

#[cfg(unix)]
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
    time::Duration,
};

use serde_json::json;

use link_token_tests::{
    Database, Server, answer, assert_error, eventually, on_sqlite, output, text, write,
};

use crate::operator::Operated;

#[on_sqlite]
fn serve_fails_when_file_is_no_database(database: &Database) {
    let not_a_database = database.folder().join("text");
    write(&not_a_database, &"not a database\n".repeat(100));
    let serve = |path: &Path| {
        let url = format!("sqlite:{}", path.display());
        let failed = database.run(&["serve", "--listen", "127.0.0.1:0", "--database", &url]);
        assert!(!failed.status.success());
        text(&failed.stderr)
    };
    let said = serve(&not_a_database);
    assert!(said.contains("damaged") && said.contains("restore a backup"), "{said}");
    assert!(!said.contains("Error code"), "{said}");
    let said = serve(database.folder());
    assert!(said.contains("is a folder: name a file"), "{said}");
}

/// Commands do not take the lock, and the system releases it after a crash.
#[on_sqlite]
async fn serve_fails_when_another_server_uses_the_database(database: &Database) {
    let token = database.environment("test");
    let mut first = Server::start(database);
    let mut urls = vec![database.url()];
    #[cfg(unix)]
    {
        let link = database.folder().join("link.db");
        std::os::unix::fs::symlink(database.path(), &link).expect("linked");
        urls.push(format!("sqlite:{}", link.display()));
    }
    for url in &urls {
        let second = database.run(&["serve", "--listen", "127.0.0.1:0", "--database", url]);
        assert!(!second.status.success(), "{url}");
        let said = text(&second.stderr);
        assert!(said.contains("another link-token-server uses this database: stop it"), "{said}");
    }
    database.admin(&["environment", "list"]);
    first.link_token(&token).await;
    first.kill();
    Server::start(database).link_token(&token).await;
}

/// Two servers on one database would not see each other's link tokens.
#[on_sqlite]
fn serve_refuses_a_lock_that_its_user_may_not_open(database: &Database) {
    database.environment("test");
    let lock = database.folder().join("test.db.lock");
    fs::File::create(&lock).expect("created");
    fs::set_permissions(&lock, fs::Permissions::from_mode(0o000)).expect("changed");
    let refused = without_rights(database, &["serve", "--listen", "127.0.0.1:0"]);
    let said = text(&refused.stderr);
    assert!(!refused.status.success() && said.contains("test.db.lock"), "{said}");
    assert!(said.contains("delete it while no server runs"), "{said}");
}

/// Some file systems have no locks.
#[on_sqlite]
async fn serve_warns_when_the_database_cannot_be_locked(database: &Database) {
    let token = database.environment("test");
    fs::create_dir(database.folder().join("test.db.lock")).expect("created");
    let (server, log) = Server::start_logged(database, "warn");
    assert!(log.find("a second server on this database would not be noticed").is_some());
    server.link_token(&token).await;
}

/// A mistyped path would make an empty database, which rejects every request.
#[on_sqlite]
fn commands_create_no_folder(database: &Database) {
    let missing = database.folder().join("no where");
    let file = missing.join("x.db").display().to_string();
    let url = format!("sqlite:{file}");
    let create = ["environment", "create", "--name", "test", "--database", &url];
    database.environment("test");
    for arguments in [&["serve", "--database", &url][..], &create, &["backup", "--to", &file]] {
        let said = text(&database.run(arguments).stderr);
        let expected = format!("mkdir -p '{}'", missing.display());
        assert!(said.contains("not found") && said.contains(&expected), "{arguments:?}: {said}");
        assert!(!missing.exists(), "{arguments:?}");
    }
    let output = Command::new("mkdir").arg("-p").arg(&missing).status();
    assert!(output.expect("run").success());
    database.admin(&create);
}

/// Runs a program as a user without rights, who owns the folder of the database.
#[cfg(unix)]
fn without_rights(database: &Database, arguments: &[&str]) -> Output {
    let folder = database.folder();
    let is_root = fs::metadata("/proc/self").expect("a process").uid() == 0;
    if !is_root {
        return database.run(arguments);
    }
    let nobody = Some(65534);
    for entry in fs::read_dir(folder).expect("readable") {
        chown(entry.expect("an entry").path(), nobody, nobody).expect("changed");
    }
    chown(folder, nobody, nobody).expect("changed");
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    let program = database.command();
    command.arg(program.get_program()).args(arguments).env("LINK_TOKEN_DATABASE", database.url());
    output(command.env("LINK_TOKEN_CONFIG", ""))
}

/// SQLite gives the permissions of the database to its other files.
#[cfg(unix)]
#[on_sqlite]
fn commands_name_files_and_command_when_files_are_read_only(database: &Database) {
    database.environment("test");
    let path = database.path();
    for suffix in ["", "-wal", "-shm"] {
        let mut file = path.clone().into_os_string();
        file.push(suffix);
        fs::OpenOptions::new().append(true).create(true).open(&file).expect("opened");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).expect("changed");
    }
    let list = ["environment", "list"];
    // `doctor` leaves no further files that are read-only.
    let doctor = without_rights(database, &["doctor", "--json", "--listen", "127.0.0.1:0"]);
    let checks: serde_json::Value = serde_json::from_slice(&doctor.stdout).expect("JSON");
    let checks = checks.as_array().expect("a list");
    let failed: Vec<_> = checks.iter().filter(|check| check["result"] == "wrong").collect();
    assert!(failed.len() == 1 && failed[0]["check"] == "database", "{checks:?}");
    let said = text(&without_rights(database, &list).stderr);
    let shown = path.display();
    assert!(said.contains(&format!("{shown} (mode 400, owner ")), "{said}");
    let command = format!("chmod 600 {shown} {shown}-wal {shown}-shm");
    assert!(said.contains(&command), "{said}");
    assert_eq!(failed[0]["what_to_do"], command.as_str());
    let done = Command::new("sh").args(["-c", &command]).status();
    assert!(done.expect("run").success());
    let done = without_rights(database, &list);
    assert!(done.status.success(), "{done:?}");

    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("changed");
    let doctor = database.run(&["doctor", "--json", "--listen", "127.0.0.1:0"]);
    let checks: serde_json::Value = serde_json::from_slice(&doctor.stdout).expect("JSON");
    let is_found = |check: &serde_json::Value| check["check"] == "permissions";
    assert!(checks.as_array().expect("a list").iter().any(is_found), "the group reads: {checks:?}");
}

#[on_sqlite]
fn commands_fail_when_database_is_newer_or_of_another_program(database: &Database) {
    database.environment("test");
    let connection = rusqlite::Connection::open(database.path()).expect("opens");
    connection.pragma_update(None, "user_version", 1000).expect("written");
    let output = database.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(text(&output.stderr).contains("the database is newer than this program"), "{output:?}");
    connection.pragma_update(None, "user_version", 0).expect("written");
    connection.pragma_update(None, "application_id", 1).expect("written");
    let output = database.run(&["environment", "list"]);
    assert!(text(&output.stderr).contains("a database of another program"), "{output:?}");

    // And what is another's stays as it is.
    let foreign = database.another();
    let connection = rusqlite::Connection::open(foreign.path()).expect("opens");
    connection.execute_batch("CREATE TABLE song (title TEXT)").expect("created");
    drop(connection);
    let before = fs::read(foreign.path()).expect("readable");
    let output = foreign.run(&["environment", "list"]);
    assert!(text(&output.stderr).contains("a database of another program"), "{output:?}");
    assert_eq!(fs::read(foreign.path()).expect("readable"), before);
}

#[on_sqlite]
async fn files_have_no_plain_secrets_and_are_private(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let body = json!({ "tenant_id": "a", "context": { "password": "hunter2-in-a-context" } });
    let (_, created) = server.call(&token, "/link-token", &body).await;
    let link_token = created["link_token"].as_str().expect("a link token");
    let redemption = json!({ "link_token": server.link_token(&token).await, "integration": "x",
        "context": { "password": "hunter2-in-an-account" } });
    assert_eq!(server.call(&token, "/link-token/redeem", &redemption).await.0, 200);

    let raw = uuid::Uuid::try_parse(link_token).expect("a UUID").into_bytes().to_vec();
    let secrets =
        [token.clone().into_bytes(), link_token.as_bytes().to_vec(), raw, b"hunter2".to_vec()];
    for entry in fs::read_dir(database.folder()).expect("readable") {
        let path = entry.expect("an entry").path();
        let bytes = fs::read(&path).expect("readable");
        for secret in &secrets {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_slice());
            assert!(!found, "a secret in {}", path.display());
        }
        #[cfg(unix)]
        {
            let permissions = fs::metadata(&path).expect("there").permissions();
            assert_eq!(permissions.mode() & 0o077, 0, "{}", path.display());
        }
    }
}

#[on_sqlite]
fn commands_fail_when_encryption_key_is_missing_or_wrong(database: &Database) {
    database.environment("test");
    database.published_account("test");
    let key = database.folder().join("test.db.key");
    fs::remove_file(&key).expect("there is a key file");
    let said = text(&database.run(&["environment", "list"]).stderr);
    assert!(said.contains("test.db.key not found: restore it from the backup"), "{said}");

    let other_key = ("LINK_TOKEN_ENCRYPTION_KEYS", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    let mut command = database.command();
    let other = output(command.args(["environment", "list"]).envs([other_key]));
    assert!(text(&other.stderr).contains("which is not configured"), "{other:?}");
}

/// Another process holds the lock. No request waits longer than the store does, and none changes
/// anything.
#[on_sqlite]
async fn create_returns_503_while_database_is_locked(database: &Database) {
    let token = database.environment("test");
    let (server, _log) = Server::start_logged(database, "error");
    let reference = json!({ "link_token": server.link_token(&token).await });
    let other = rusqlite::Connection::open(database.path()).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("locks");

    let create = || {
        let request = server.post("/link-token").bearer_auth(&token);
        request.json(&json!({ "tenant_id": "a" })).send()
    };
    let responses = futures::future::join_all((0..5).map(|_| create())).await;
    for response in responses {
        let response = response.expect("an answer");
        assert_eq!(response.headers()["retry-after"], "1");
        assert_error(answer(response).await, 503, "Service Unavailable");
    }
    let found = server.call(&token, "/link-token/introspect", &reference).await;
    assert_eq!((found.0.as_u16(), &found.1["active"]), (200, &json!(true)), "reading goes on");

    other.execute_batch("ROLLBACK").expect("unlocks");
    assert_eq!(create().await.expect("an answer").status(), 200);
    let count = "SELECT count(*) FROM link_token";
    let rows: i64 = other.query_row(count, [], |row| row.get(0)).expect("counted");
    assert_eq!(rows, 2, "the first and the last");
}

/// The request waits for the lock when its client disconnects. It ends right then, and not with the
/// 503 that a client that stays gets.
#[on_sqlite]
async fn create_is_cancelled_when_client_disconnects(database: &Database) {
    let token = database.environment("test");
    let operated = Operated::start(database, &[]);
    let counted = async |status: &str| {
        let labels = format!("{{operation=\"create_link_token\",status=\"{status}\"}}");
        let name = format!("link_token_request_duration_seconds_count{labels}");
        operated.metric(&name).await.unwrap_or_default()
    };
    let other = rusqlite::Connection::open(database.path()).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("locks");
    // On a busy machine, a client may leave before the server has seen its request.
    eventually("a request is cancelled", async || {
        let request = operated.server.post("/link-token").bearer_auth(&token);
        let request =
            request.json(&json!({ "tenant_id": "a" })).timeout(Duration::from_millis(200));
        assert!(request.send().await.is_err(), "the client disconnects first");
        counted("499").await > 0.0
    })
    .await;
    assert!(counted("503").await < 1.0, "none waits on");
    other.execute_batch("ROLLBACK").expect("unlocks");
    operated.server.link_token(&token).await;
    operated.stop();
}

#[on_sqlite]
async fn backup_leaves_nothing_when_it_is_interrupted(database: &Database) {
    database.environment("test");
    // The copy takes long enough to be interrupted.
    database.sql(
        "CREATE TABLE filler AS WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number LIMIT 30000)
         SELECT zeroblob(3000) FROM number",
    );
    let folder = database.folder().join("copies");
    fs::create_dir(&folder).expect("created");
    let files = || fs::read_dir(&folder).expect("readable").map(|it| it.expect("an entry").path());
    let to = folder.join("copy.db").display().to_string();
    let mut command = database.command();
    command.args(["backup", "--to", &to]).stdout(Stdio::null()).stderr(Stdio::piped());
    let backup = command.spawn().expect("it starts");
    eventually("the backup begins", async || files().count() > 0).await;
    let id = backup.id().to_string();
    // A copy that is complete already may stay.
    let _ = Command::new("kill").args(["-s", "TERM", &id]).status();
    let ended = backup.wait_with_output().expect("it ends");
    let said = text(&ended.stderr);
    let is_interrupted = said.contains("the backup was interrupted, and nothing was written");
    assert_eq!(ended.status.success(), !is_interrupted, "{said}");
    assert_eq!(files().count(), if is_interrupted { 0 } else { 2 }, "{said}");
}

/// The backup runs while the server answers.
#[on_sqlite]
async fn backup_has_what_was_answered_before_it(database: &Database) {
    let token = database.environment("test");
    let server = Server::start_with(database, &["--rate-limit", "0"]);
    let before = server.link_token(&token).await;
    let copy = database.folder().join("copy.db");
    let to = copy.display().to_string();
    // A backup that was killed two days ago.
    let killed = database.folder().join(".backupKilled");
    fs::create_dir(&killed).expect("created");
    fs::File::create(killed.join("database")).expect("created");
    let then = std::time::SystemTime::now() - std::time::Duration::from_secs(48 * 3600);
    let then = fs::FileTimes::new().set_modified(then);
    fs::File::open(&killed).and_then(|it| it.set_times(then)).expect("changed");

    let backup = std::thread::scope(|scope| {
        let backup = scope.spawn(|| database.admin(&["backup", "--to", &to]));
        let mut answered = 0;
        let runtime = tokio::runtime::Handle::current();
        tokio::task::block_in_place(|| {
            while !backup.is_finished() {
                runtime.block_on(server.link_token(&token));
                answered += 1;
            }
        });
        assert!(answered > 0, "it answers meanwhile");
        backup.join().expect("copied")
    });
    assert_eq!(backup["file"], to);
    assert_eq!(backup["key_file"], format!("{to}.key"));
    #[cfg(unix)]
    for path in [to.clone(), format!("{to}.key")] {
        let permissions = fs::metadata(&path).expect("there").permissions();
        assert_eq!(permissions.mode() & 0o077, 0, "{path}");
    }
    let left: Vec<_> = fs::read_dir(database.folder())
        .expect("readable")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");

    // What comes after it is not in it.
    let after = server.link_token(&token).await;
    drop(server);
    let url = format!("sqlite:{to}");
    let restored = Server::start_with(database, &["--database", &url]);
    assert!(restored.is_active(&token, &before).await);
    assert!(!restored.is_active(&token, &after).await);

    let again = text(&database.run(&["backup", "--to", &to]).stderr);
    assert!(again.contains("already exists"), "{again}");
    let nowhere = text(&database.run(&["backup", "--to", "/nowhere/copy.db"]).stderr);
    assert!(nowhere.contains("cannot copy the database"), "{nowhere}");
    assert!(nowhere.contains("folder /nowhere not found"), "{nowhere}");
}

#[on_sqlite]
fn backup_says_which_keys_the_copy_needs(database: &Database) {
    database.environment("test");
    let key_file = database.folder().join("test.db.key");
    let key = fs::read_to_string(&key_file).expect("readable");
    let backup = |name: &str, keys: &str| {
        let to = database.folder().join(name).display().to_string();
        let mut command = database.command();
        let command = command.args(["backup", "--to", &to]);
        if !keys.is_empty() {
            command.env("LINK_TOKEN_ENCRYPTION_KEYS", keys);
        }
        let output = output(command);
        assert!(output.status.success(), "{output:?}");
        text(&output.stderr) + &text(&output.stdout)
    };
    assert!(backup("one.db", "").contains("Both files together"));
    fs::remove_file(&key_file).expect("removed");
    assert!(backup("two.db", key.trim()).contains("back them up as well"));
    assert!(backup("three.db", "").contains("has no key file, and no encryption keys"));
}

/// Such a copy could not be used.
#[on_sqlite]
async fn backup_fails_when_key_file_does_not_fit(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let context = json!({ "tenant_id": "a", "context": { "a": 1 } });
    assert_eq!(server.call(&token, "/link-token", &context).await.0, 200);
    drop(server);
    let other = database.admin(&["encryption-key", "generate"]);
    let other = other["key"].as_str().expect("a key");
    write(&database.folder().join("test.db.key"), other);
    let to = database.folder().join("copy.db");
    let refused = database.run(&["backup", "--to", &to.display().to_string()]);
    let said = text(&refused.stderr);
    assert!(!refused.status.success() && said.contains("does not fit"), "{said}");
    assert!(!to.exists() && !database.folder().join("copy.db.key").exists());
}

/// The log has the reason once, and when it ended.
#[on_sqlite]
async fn readyz_returns_503_while_database_is_locked(database: &Database) {
    database.environment("test");
    let operated = Operated::start(database, &[]);
    assert_eq!(operated.get("/readyz").await.0, 200);
    let other = rusqlite::Connection::open(database.path()).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    let unready = (503, "the store is not available: see the log of the server\n".to_owned());
    assert_eq!(operated.get("/readyz").await, unready);
    assert_eq!(operated.get("/readyz").await, unready);
    other.execute_batch("ROLLBACK").expect("free again");
    eventually("it is ready again", async || operated.get("/readyz").await.0 == 200).await;
    let log = operated.stop();
    let said = |message: &str| log.iter().filter(|line| line["message"] == message).count();
    assert_eq!((said("not ready"), said("ready again")), (1, 1), "{log:?}");
}

/// A change written to a file that has no name any more would be lost.
#[cfg(unix)]
#[on_sqlite]
async fn create_returns_503_when_database_file_was_removed(database: &Database) {
    let token = database.environment("test");
    let operated = Operated::start(database, &[]);
    operated.server.link_token(&token).await;
    let aside = database.folder().join("aside.db");
    fs::rename(database.path(), &aside).expect("moved");
    let body = json!({ "tenant_id": "a" });
    assert_eq!(operated.server.call(&token, "/link-token", &body).await.0, 503);
    assert_eq!(operated.get("/readyz").await.0, 503);
    fs::rename(&aside, database.path()).expect("back again");
    operated.server.link_token(&token).await;
    assert_eq!(operated.get("/readyz").await.0, 200);
}

#[on_sqlite]
fn doctor_neither_migrates_nor_creates_a_key(database: &Database) {
    database.environment("test");
    database.sql("PRAGMA user_version = 0");
    let doctor = || {
        let output = database.run(&["doctor", "--listen", "127.0.0.1:0"]);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(doctor().contains("the next start upgrades it to"), "{}", doctor());
    assert_eq!(database.sql("PRAGMA user_version"), "0");
    let key = database.folder().join("test.db.key");
    fs::remove_file(&key).expect("removed");
    assert!(doctor().contains("not found"), "{}", doctor());
    assert!(!key.exists());
}
