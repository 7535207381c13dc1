//! A clock that steps back and forth while the server runs. `libfaketime` sets it for the server
//! alone.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use serde_json::json;

use link_token_tests::{
    Connected, Database, Lines, Server, eventually, http, on_each_engine, on_postgresql, on_sqlite,
    output, skip,
};

use crate::setting::Setting;

/// The places where Debian installs it.
const LIBRARIES: [&str; 2] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
];

/// The example of RFC 7636, appendix B.
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// The clock of a server.
pub struct Clock<'f> {
    pub file: &'f Path,
}

impl Clock<'_> {
    /// Sets the clock to the right time plus some seconds.
    pub fn set(&self, seconds: i64) {
        // In one step, so that the server never reads half of it.
        let folder = self.file.parent().expect("a folder");
        let mut next = tempfile::NamedTempFile::new_in(folder).expect("a temporary file");
        writeln!(next, "{seconds:+}").expect("written");
        next.persist(self.file).expect("in its place");
    }
}

/// Returns the command of a server with a clock, or `None` where `libfaketime` is missing.
pub fn with_clock(database: &Database, clock: &Clock<'_>, arguments: &[&str]) -> Option<Command> {
    let Some(library) = LIBRARIES.into_iter().find(|library| Path::new(library).exists()) else {
        skip("`libfaketime` is not installed here (Debian: `apt-get install faketime`)");
        return None;
    };
    let mut command = database.command();
    command.args(arguments).envs([
        ("LD_PRELOAD", library),
        ("FAKETIME_NO_CACHE", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ]);
    command.env("FAKETIME_TIMESTAMP_FILE", fs::canonicalize(clock.file).expect("it exists"));
    Some(command)
}

/// Checks that a server which has ended did not warn of its clock.
fn assert_not_warned(log: Lines) {
    let log = log.rest();
    assert!(!log.contains("not deleted"), "{log}");
}

/// A wrong clock and a service that was off look alike, so an operator has to tell.
#[on_sqlite]
async fn server_deletes_nothing_when_clock_is_far_ahead_until_clock_is_confirmed(
    database: &Database,
) {
    let setting = Setting::alone("a clock far ahead");
    let token = database.environment("test");
    let file = database.folder().join("clock");
    let clock = Clock { file: &file };
    clock.set(0);
    let serve = ["serve", "--listen", "127.0.0.1:0", "--log-level", "warn"];
    let start = || {
        let mut command = with_clock(database, &clock, &serve)?;
        let mut server = Server::spawn(command.stderr(Stdio::piped()));
        let log = server.log();
        Some((server, log))
    };
    let swept = || {
        let events = database.admin(&["audit", "list", "--environment", "test"]);
        events.as_array().expect("a list").len()
    };
    let Some((server, log)) = start() else { return };
    let link_token = server.link_token(&token).await;
    // The first sweep is at the start.
    eventually("a sweep is recorded", async || {
        database.sql("SELECT count(*) FROM last_sweep") == "1"
    })
    .await;
    server.signal("TERM");
    assert_not_warned(log);
    drop(server);

    clock.set(400 * 24 * 3600);
    let (server, log) = start().expect("a server");
    let warning = log.find("not deleted").expect("a warning");
    assert!(warning.contains("400 days after") && warning.contains("confirm-clock"), "{warning}");
    // Requests by the wrong clock do not confirm it.
    server.link_token(&token).await;
    drop(server);
    let (server, log) = start().expect("a server");
    log.find("not deleted").expect("a warning");
    drop(server);
    let before = swept();
    assert!(before >= 4, "{before} events");
    clock.set(0);
    let (server, log) = start().expect("a server");
    assert!(server.is_active(&token, &link_token).await);
    server.signal("TERM");
    assert_not_warned(log);
    drop(server);

    clock.set(400 * 24 * 3600);
    let mut confirm = with_clock(database, &clock, &["confirm-clock"]).expect("a command");
    assert!(output(&mut confirm).status.success());
    let (_server, _log) = start().expect("a server");
    eventually("the old rows are deleted", async || {
        database.sql("SELECT count(*) FROM link_token") == "1"
    })
    .await;
    eventually("the old events are deleted", async || swept() < before).await;
    drop(setting);
}

/// The clock of one server ends nothing of the others.
#[on_postgresql]
async fn sweep_is_by_the_clock_of_the_database(database: &Database) {
    let setting = Setting::alone("a sweep by a clock that is ahead");
    let connected = Connected::prepare(database).await;
    let server = connected.start(database);
    for _ in 0..2 {
        connected.connect(&server, None, "oauth2").await;
    }
    drop(server);
    database.sql(
        "UPDATE attempt SET expires_at = now() - INTERVAL '2 days'
        WHERE id::text = (SELECT min(id::text) FROM attempt)",
    );
    let file = database.folder().join("clock");
    let clock = Clock { file: &file };
    clock.set(2 * 24 * 3600);
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    let Some(mut command) = with_clock(database, &clock, &serve) else { return };
    let _server = Server::spawn(&mut command);
    eventually("one attempt is deleted", async || {
        database.sql("SELECT count(*) FROM attempt") == "1"
    })
    .await;
    drop(setting);
}

/// They are deleted by the clock by which they were connected.
#[on_sqlite]
async fn unconfirmed_connections_are_deleted_when_clock_differs(database: &Database) {
    let setting = Setting::alone("confirmations by a clock that differs");
    let connected = Connected::prepare(database).await;
    let server = connected.start(database);
    let body = json!({ "tenant_id": "a", "code_challenge": CHALLENGE });
    connected.connect_with(&server, &body, "oauth2").await;
    assert_eq!(database.sql("SELECT count(*) FROM confirmation"), "1");
    drop(server);
    let file = database.folder().join("clock");
    let clock = Clock { file: &file };
    clock.set(400 * 24 * 3600);
    let serve = ["serve", "--listen", "127.0.0.1:0", "--log-level", "warn"];
    let Some(mut command) = with_clock(database, &clock, &serve) else { return };
    let mut server = Server::spawn(command.stderr(Stdio::piped()));
    server.log().find("not deleted").expect("a warning");
    eventually("the connection is deleted", async || {
        database.sql("SELECT count(*) FROM confirmation") == "0"
    })
    .await;
    drop(setting);
}

/// The servers of a database compare the times of credentials, so all of them are by its clock.
#[on_postgresql]
async fn times_of_credentials_are_by_the_clock_of_the_database(database: &Database) {
    let setting = Setting::alone("credentials by a clock that is ahead");
    let connected = Connected::prepare(database).await;
    let file = database.folder().join("clock");
    let clock = Clock { file: &file };
    clock.set(2 * 3600);
    let arguments = [&["serve", "--listen", "127.0.0.1:0"], &connected.arguments()[..]].concat();
    let Some(mut command) = with_clock(database, &clock, &arguments) else { return };
    let server = Server::spawn(&mut command);
    // When they were granted, and when they are due, which is before they expire.
    let are_right = || {
        let right = "granted_at <= now() AND issued_at <= now() AND refresh_at < expires_at
            AND expires_at BETWEEN now() AND now() + INTERVAL '1 hour'";
        database.sql(&format!("SELECT count(*) FROM credentials WHERE {right}"))
    };
    let id = connected.connect(&server, None, "oauth2").await;
    assert_eq!(are_right(), "1", "after a connection");

    let path = format!("{}/integrated-account/{id}", server.url);
    for status in ["needs_reauth", "active"] {
        let request = http().patch(&path).bearer_auth(&connected.api_token);
        let request = request.json(&json!({ "status": status }));
        assert_eq!(request.send().await.expect("an answer").status(), 200);
    }
    assert_eq!(are_right(), "1", "after a backend has said that they work");

    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let body = json!({ "integrated_account_id": id, "code_challenge": CHALLENGE });
    let (link_token, _) = connected.connect_with(&server, &body, "oauth2").await;
    let body = json!({ "link_token": link_token, "code_verifier": verifier });
    let confirmed = server.call(&connected.api_token, "/link-token/confirm", &body).await;
    assert_eq!(confirmed.0, 200, "{}", confirmed.1);
    assert_eq!(are_right(), "1", "after a confirmation");
    drop(setting);
}

#[on_each_engine]
async fn link_tokens_expire_correctly_when_clock_steps(database: &Database) {
    let setting = Setting::alone(&format!("clock steps on {:?}", database.engine()));
    let token = database.environment("test");
    let file = database.folder().join("clock");
    let clock = Clock { file: &file };
    clock.set(0);
    let arguments = ["--rate-limit", "0", "--lifetime", "5m", "--log-level", "error"];
    let arguments = [&["serve", "--listen", "127.0.0.1:0"], &arguments[..]].concat();
    let Some(mut command) = with_clock(database, &clock, &arguments) else { return };
    let server = Server::spawn(&mut command);
    let issued_at = async |link_token: &str| {
        let body = json!({ "link_token": link_token });
        let (_, found) = server.call(&token, "/link-token/introspect", &body).await;
        found["issued_at"].as_str().map(str::to_owned)
    };
    let redeem = async |link_token: &str| {
        let body = json!({ "link_token": link_token, "integration": "x" });
        server.call(&token, "/link-token/redeem", &body).await.0.as_u16()
    };

    let (minute, hour) = (60, 3600);
    let first = server.link_token(&token).await;
    let spent = server.link_token(&token).await;
    assert_eq!(redeem(&spent).await, 200);

    // Back: nothing dies of it, and nothing that is dead comes back.
    clock.set(-hour);
    let early = server.link_token(&token).await;
    assert!(issued_at(&early).await < issued_at(&first).await, "the clock was set");
    assert!(server.is_active(&token, &first).await);
    assert!(!server.is_active(&token, &spent).await);
    assert_eq!(redeem(&spent).await, 409);
    // What was issued by a clock that was an hour slow ends an hour early, and no earlier.
    clock.set(-hour + 4 * minute);
    assert!(server.is_active(&token, &early).await);
    clock.set(0);
    assert!(!server.is_active(&token, &early).await);

    // Forwards: what lives for five minutes does not after six, and does after four.
    clock.set(4 * minute);
    assert!(server.is_active(&token, &first).await);
    clock.set(6 * minute);
    assert!(!server.is_active(&token, &first).await);
    assert_eq!(redeem(&first).await, 409);
    // What was issued by a clock that was an hour fast lives longer by that hour, and not for ever.
    clock.set(hour);
    let late = server.link_token(&token).await;
    clock.set(0);
    assert!(server.is_active(&token, &late).await);
    clock.set(hour + 6 * minute);
    assert!(!server.is_active(&token, &late).await);

    // Far forwards and back: nothing is swept meanwhile.
    clock.set(40 * 24 * hour);
    let far = server.link_token(&token).await;
    assert!(server.is_active(&token, &far).await);
    clock.set(0);
    let now = server.link_token(&token).await;
    assert!(server.is_active(&token, &now).await);
    assert!(!server.is_active(&token, &spent).await);
    assert_eq!(redeem(&now).await, 200);
    // API tokens are known whatever the clock says.
    eventually("the API token is known", async || issued_at(&far).await.is_some()).await;
    drop(setting);
}
