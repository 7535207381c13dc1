//! What a power loss leaves of a SQLite database: what was flushed, and of the rest anything.
//!
//! `strace` records what a server writes and flushes, and what it answers. From that, the files are
//! made as they could be after a power loss at any moment: each write that was not flushed is
//! there, is not there, or is torn at the borders of sectors. On such files, a server must know
//! every token that had been answered by then.

use std::{
    collections::HashMap,
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use fastrand::Rng;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use link_token_tests::{Database, Server, eventually, is_there, on_sqlite, server_command};

use crate::{
    load::{Load, Retry, audited},
    setting::Setting,
};

/// What a disk writes at once.
const SECTOR: usize = 512;
/// Something that the server did.
#[derive(Debug)]
enum Event {
    /// Wrote to a file.
    Write { file: String, offset: usize, data: Vec<u8> },
    /// Changed the length of a file.
    Truncate { file: String, length: usize },
    /// Had flushed a file: what was written to it before an event.
    Flushed { file: String, before: usize },
    /// Answered with a link token.
    Issued(Uuid),
    /// Answered with the account that a link token was redeemed for.
    Redeemed(Uuid),
}

#[on_sqlite]
async fn database_keeps_answered_changes_after_power_loss(database: &Database) {
    let mut setting = Setting::alone("power_loss");
    if !is_there("strace", "strace") {
        return;
    }
    let token = database.environment("test");
    let before = files(database.folder());
    let trace = database.folder().join("trace");
    let events = record(&mut setting, database, &token, &trace).await;
    let answered = events.iter().filter(|event| matches!(event, Event::Issued(_))).count();
    assert!(answered > 100, "there is something to lose: {answered}");

    let (mut losses, mut checked) = (0, 0);
    while setting.goes_on() || losses < 20 {
        let point = setting.rng.usize(0..events.len());
        let folder = tempfile::tempdir().expect("a temporary folder");
        lose_power(&events[..point], &before, folder.path(), &mut setting.rng);
        checked += verify(&events[..point], folder.path(), &token).await;
        losses += 1;
    }
    println!(
        "power_loss: {} events, {answered} answers; {losses} losses of power, {checked} acknowledged tokens checked, 0 lost",
        events.len()
    );
}

/// The files of a database.
fn files(folder: &Path) -> HashMap<String, Vec<u8>> {
    let entries =
        fs::read_dir(folder).expect("readable").map(|entry| entry.expect("an entry").path());
    let named = entries.map(|path| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, fs::read(path).expect("readable"))
    });
    named.collect()
}

/// Lets clients use a server, and gives what that did.
async fn record(
    setting: &mut Setting,
    database: &Database,
    token: &str,
    trace: &Path,
) -> Vec<Event> {
    let binary = server_command();
    let mut command = Command::new("strace");
    for (name, value) in binary.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
        .args(["-f", "-y", "-xx", "-s", "5000", "-o"])
        .arg(trace)
        .args(["-e", "trace=pwrite64,ftruncate,fsync,fdatasync,write,writev,sendto", "--"])
        .arg(binary.get_program())
        .args(["serve", "--listen", "127.0.0.1:0", "--rate-limit", "0", "--log-level", "error"])
        .args(["--database", &database.url()]);
    let server = Server::spawn(&mut command);
    let load = Load::new(token, Retry::Never);
    load.aim_at([&server]);
    let clients = load.start(16, &mut setting.rng);
    // Long enough that the write-ahead log is copied back several times, which happens every
    // thousand pages.
    tokio::time::sleep(Duration::from_secs(3).max(setting.span() / 4)).await;
    eventually("there is something to lose", async || load.len() > 200).await;
    load.stop(clients).await;
    server.signal_child("TERM");
    assert!(server.wait());
    parse(trace)
}

/// Reads what strace has written.
fn parse(trace: &Path) -> Vec<Event> {
    let mut events = Vec::new();
    // Of each thread, what it is having flushed, and what was written before it began to.
    let mut flushing: HashMap<String, (String, usize)> = HashMap::new();
    for line in BufReader::new(fs::File::open(trace).expect("readable")).lines() {
        let line = line.expect("text");
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        if let Some(rest) = call.strip_prefix("<... f") {
            if rest.contains("sync resumed")
                && rest.ends_with("= 0")
                && let Some((file, before)) = flushing.remove(thread)
            {
                events.push(Event::Flushed { file, before });
            }
            continue;
        }
        let Some((name, arguments)) = call.split_once('(') else { continue };
        let Some((path, rest)) =
            arguments.split_once('<').and_then(|(_, rest)| rest.split_once('>'))
        else {
            continue;
        };
        let path = String::from_utf8_lossy(&unescape(path)).into_owned();
        let file = path.rsplit('/').next().unwrap_or_default().to_owned();
        let is_ours = file == "test.db" || file == "test.db-wal";
        match name {
            "pwrite64" if is_ours => {
                let mut parts = rest.split('"');
                let (_, data, numbers) = (parts.next(), parts.next(), parts.next());
                let data = unescape(data.expect("the data"));
                let offset =
                    numbers.and_then(|numbers| numbers.trim_start_matches(", ").split(", ").nth(1));
                let offset = offset.expect("an offset").split([')', ' ']).next().expect("a number");
                events.push(Event::Write { file, offset: offset.parse().expect("a number"), data });
            }
            "ftruncate" if is_ours => {
                let length =
                    rest.trim_start_matches(", ").split([')', ' ']).next().expect("a number");
                events.push(Event::Truncate { file, length: length.parse().expect("a number") });
            }
            "fsync" | "fdatasync" if is_ours => {
                let before = events.len();
                if rest.contains("unfinished") {
                    flushing.insert(thread.to_owned(), (file, before));
                } else if rest.ends_with("= 0") {
                    events.push(Event::Flushed { file, before });
                }
            }
            "write" | "writev" | "sendto" => {
                let sent: Vec<u8> = rest.split('"').skip(1).step_by(2).flat_map(unescape).collect();
                let sent = String::from_utf8_lossy(&sent).into_owned();
                let body =
                    sent.split("\r\n\r\n").nth(1).filter(|_| sent.starts_with("HTTP/1.1 200"));
                let body = body.and_then(|body| serde_json::from_str::<Value>(body).ok());
                let id = |name: &str| body.as_ref()?[name].as_str()?.parse::<Uuid>().ok();
                events.extend(id("link_token").map(Event::Issued));
                events.extend(id("id").map(Event::Redeemed));
            }
            _ => {}
        }
    }
    events
}

/// The bytes of `\x01\x02…`.
fn unescape(text: &str) -> Vec<u8> {
    let hex = text.split("\\x").skip(1);
    hex.map(|byte| u8::from_str_radix(&byte[..2], 16).expect("two digits")).collect()
}

/// Makes the files as they could be after a loss of power.
fn lose_power(events: &[Event], before: &HashMap<String, Vec<u8>>, folder: &Path, rng: &mut Rng) {
    let mut files = before.clone();
    // The end of what is flushed, for each file.
    let mut flushed: HashMap<&str, usize> = HashMap::new();
    for event in events {
        if let Event::Flushed { file, before } = event {
            let end = flushed.entry(file).or_default();
            *end = (*before).max(*end);
        }
    }
    for (place, event) in events.iter().enumerate() {
        let is_flushed = |file: &str| flushed.get(file).is_some_and(|end| place < *end);
        match event {
            Event::Write { file, offset, data } => {
                let content = files.entry(file.clone()).or_default();
                let (whole, none) =
                    if is_flushed(file) { (true, false) } else { (rng.bool(), rng.bool()) };
                for (number, sector) in data.chunks(SECTOR).enumerate() {
                    if whole || (!none && rng.bool()) {
                        write_at(content, offset + number * SECTOR, sector);
                    }
                }
            }
            Event::Truncate { file, length } => {
                if is_flushed(file) || rng.bool() {
                    files.entry(file.clone()).or_default().resize(*length, 0);
                }
            }
            Event::Flushed { .. } | Event::Issued(_) | Event::Redeemed(_) => {}
        }
    }
    // Its content means nothing after a start of the machine, whatever it is.
    files.insert("test.db-shm".to_owned(), (0..32768).map(|_| rng.u8(..)).collect());
    for (name, content) in files {
        let file = fs::File::create(folder.join(name));
        file.and_then(|mut file| file.write_all(&content)).expect("written");
    }
}

fn write_at(content: &mut Vec<u8>, offset: usize, data: &[u8]) {
    let end = offset + data.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[offset..end].copy_from_slice(data);
}

/// Starts a server on what is left, and holds the database to what was answered. Gives how many
/// link tokens that were.
async fn verify(events: &[Event], folder: &Path, token: &str) -> usize {
    let path = folder.join("test.db");
    let mut command = server_command();
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--rate-limit", "0", "--log-level", "error"])
        .args(["--database", &format!("sqlite:{}", path.display())])
        .stdin(Stdio::null());
    // It opens what is there with no manual step, and works.
    let server = Server::spawn(&mut command);
    let link_token = server.link_token(token).await;
    assert!(server.is_active(token, &link_token).await);
    drop(server);

    let connection = rusqlite::Connection::open(path).expect("opens");
    let text = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0));
    assert_eq!(text("PRAGMA integrity_check").expect("checked"), "ok");
    let mut token_is_there =
        connection.prepare("SELECT 1 FROM link_token WHERE hash = ?1").expect("valid");
    let mut account_is_there =
        connection.prepare("SELECT 1 FROM integrated_account WHERE id = ?1").expect("valid");
    let mut checked = 0;
    for event in events {
        match event {
            Event::Issued(link_token) => {
                let hash = Sha256::digest(link_token.as_bytes());
                assert!(token_is_there.exists([hash.as_slice()]).expect("read"), "a token is lost");
                checked += 1;
            }
            Event::Redeemed(id) => {
                assert!(
                    account_is_there.exists([id.as_bytes()]).expect("read"),
                    "an account is lost"
                );
            }
            _ => {}
        }
    }
    let twice = "SELECT count(*) FROM (SELECT 1 FROM integrated_account GROUP BY tenant_id HAVING count(*) > 1)";
    let twice: i64 = connection.query_row(twice, [], |row| row.get(0)).expect("counted");
    assert_eq!(twice, 0, "redeemed twice");
    audited(|sql| connection.query_row(sql, [], |row| row.get(0)).expect("counted"));
    checked
}
