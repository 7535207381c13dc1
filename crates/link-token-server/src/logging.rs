//! The log, on standard error.

use std::{
    fmt,
    io::{self, IsTerminal as _},
    sync::{Mutex, mpsc},
    thread,
    time::Duration,
};

use crate::{clock, domain::api_token};
use chrono::SecondsFormat;
use serde::Deserialize;
use slog::{
    Drain, FnValue, KV, Key, Level, LevelFilter, Logger, Never, OwnedKV, OwnedKVList, PushFnValue,
    Record, Serializer, o,
};

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Text for people, coloured on a terminal.
    Text,
    /// A JSON object on each line, for programs.
    Json,
}

/// A log of what is as important as `level` or more. `operations` are the paths of which each request has a line of its own,
/// so that Dropshot's about the same is left out.
pub fn logger(level: Level, format: Format, operations: Vec<String>) -> Logger {
    // What cannot be written is lost. A log that is closed must not keep requests from being answered.
    match format {
        // With colours, for which each part of a line is written by itself.
        Format::Text if io::stderr().is_terminal() => {
            let decorator = slog_term::TermDecorator::new().stderr().build();
            root(slog_term::FullFormat::new(decorator).build().ignore_res(), level, operations)
        }
        Format::Text => {
            // Flushed after each line.
            let decorator = slog_term::PlainSyncDecorator::new(io::BufWriter::new(io::stderr()));
            root(slog_term::FullFormat::new(decorator).build().ignore_res(), level, operations)
        }
        Format::Json => {
            // A line at a time, so that nothing gets in between.
            let out = io::LineWriter::new(io::stderr());
            let format = slog_json::Json::new(out).set_newlines(true);
            let format = format.add_key_value(o!(
                "time" => FnValue(|_| clock::now().to_rfc3339_opts(SecondsFormat::Millis, true)),
                "level" => FnValue(|record: &Record<'_>| record.level().as_str()),
                "message" => PushFnValue(|record: &Record<'_>, put| put.emit(record.msg())),
            ));
            root(Mutex::new(format.build()).ignore_res(), level, operations)
        }
    }
}

/// How many lines may wait to be written.
const WAITING: usize = 4096;
/// How long to wait in the end for somebody to read them.
const PATIENCE: Duration = Duration::from_secs(2);

/// Writes what waits to be written, if somebody reads it. For the last who has the log.
pub fn finish(log: Logger) {
    let (written, done) = mpsc::channel();
    let writing = thread::Builder::new().spawn(move || {
        drop(log);
        let _ = written.send(());
    });
    if writing.is_ok() {
        let _ = done.recv_timeout(PATIENCE);
    }
}

fn root<D>(format: D, level: Level, operations: Vec<String>) -> Logger
where
    D: Drain<Ok = (), Err = Never> + Send + 'static,
{
    let drain = slog_async::Async::new(WithoutSecrets(format).ignore_res())
        // When nobody reads the log, requests are answered all the same. How many lines were lost is said later.
        .chan_size(WAITING)
        .overflow_strategy(slog_async::OverflowStrategy::DropAndReport)
        .build()
        .ignore_res();
    // Before that, so that what nobody will see costs little.
    let connections = Level::Debug.is_at_least(level);
    let visible = LevelFilter::new(Wanted { drain, operations, connections }, level);
    Logger::root(visible.ignore_res(), o!())
}

/// Leaves out what Dropshot says of connections, and of requests that an operation has logged.
struct Wanted<D> {
    drain: D,
    operations: Vec<String>,
    /// Whether to log connections, too.
    connections: bool,
}

impl<D: Drain<Ok = ()>> Drain for Wanted<D> {
    type Ok = ();
    type Err = D::Err;

    fn log(&self, record: &Record<'_>, values: &OwnedKVList) -> Result<(), D::Err> {
        let is_wanted = match record.msg().as_str() {
            Some(ACCEPTED) => self.connections,
            Some(COMPLETED) => !self.is_operation(record, values),
            _ => true,
        };
        if is_wanted { self.drain.log(record, values) } else { Ok(()) }
    }
}

impl<D> Wanted<D> {
    /// Whether a record is about a request that an operation has logged.
    fn is_operation(&self, record: &Record<'_>, values: &OwnedKVList) -> bool {
        let mut request = Request::default();
        // Serialising to memory does not fail.
        let _ = values.serialize(record, &mut request);
        let path = request.uri.split('?').next();
        request.method == "POST"
            && path.is_some_and(|path| self.operations.iter().any(|operation| operation == path))
    }
}

/// What Dropshot says of a request in each record about it.
#[derive(Default)]
struct Request {
    method: String,
    uri: String,
}

impl Serializer for Request {
    fn emit_arguments(&mut self, key: Key, value: &fmt::Arguments<'_>) -> slog::Result {
        match key.as_ref() {
            URI => self.uri = value.to_string(),
            METHOD => self.method = value.to_string(),
            _ => {}
        }
        Ok(())
    }
}

/// Dropshot logs the URI of every request. What callers put into it by mistake may be a secret: the query, and path
/// segments that are more than a plain name, are left out.
struct WithoutSecrets<D>(D);

impl<D: Drain<Ok = ()>> Drain for WithoutSecrets<D> {
    type Ok = ();
    type Err = D::Err;

    fn log(&self, record: &Record<'_>, values: &OwnedKVList) -> Result<(), D::Err> {
        let mut pairs = Pairs::default();
        // Serialising to memory does not fail.
        let _ = values.serialize(record, &mut pairs);
        if !pairs.0.iter().any(|(key, _)| key == URI) {
            return self.0.log(record, values);
        }
        for (key, value) in &mut pairs.0 {
            if key == URI {
                *value = without_secrets(value);
            } else if key == METHOD && !METHODS.contains(&value.as_str()) {
                "…".clone_into(value);
            }
        }
        // A list is read from its end.
        pairs.0.reverse();
        self.0.log(record, &OwnedKVList::from(OwnedKV(pairs)))
    }
}

const URI: &str = "uri";
const METHOD: &str = "method";
/// The methods of RFC 9110 and 5789. Another may be anything.
const METHODS: [&str; 9] =
    ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];
/// What Dropshot says of each connection.
const ACCEPTED: &str = "accepted connection";
/// What Dropshot says of each request in the end.
const COMPLETED: &str = "request completed";

fn without_secrets(uri: &str) -> String {
    // A proxy may be asked with the whole address, and that may have a password in it.
    let parsed = uri.parse::<http::Uri>().ok();
    let path = parsed.as_ref().map_or("", http::Uri::path);
    let segments = path.split('/').map(|segment| {
        // A name as paths have them: no token is without digits, and nothing here moves the cursor of a terminal.
        let is_name = segment.len() <= 32
            && segment.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_.".contains(&byte))
            && !segment.contains(api_token::PREFIX);
        if is_name || segment == "*" { segment } else { "…" }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// Keys and values of a record, as text.
#[derive(Default)]
struct Pairs(Vec<(Key, String)>);

impl Serializer for Pairs {
    fn emit_arguments(&mut self, key: Key, value: &fmt::Arguments<'_>) -> slog::Result {
        self.0.push((key, value.to_string()));
        Ok(())
    }
}

impl KV for Pairs {
    fn serialize(&self, _: &Record<'_>, serializer: &mut dyn Serializer) -> slog::Result {
        self.0.iter().try_for_each(|(key, value)| serializer.emit_str(key.clone(), value))
    }
}

/// A value that is left out if there is none.
pub struct Maybe<T>(pub Option<T>);

impl<T: slog::Value> slog::Value for Maybe<T> {
    fn serialize(
        &self,
        record: &Record<'_>,
        key: Key,
        serializer: &mut dyn Serializer,
    ) -> slog::Result {
        self.0.as_ref().map_or(Ok(()), |value| value.serialize(record, key, serializer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_lose_what_may_be_secret() {
        for (uri, logged) in [
            ("/link-token", "/link-token"),
            ("/link-token?access_token=lta_x", "/link-token"),
            ("/link-token/efe6413c-941a-4ca6-8f22-defbf758b824/x", "/link-token/…/x"),
            ("/link-token/efe6413c-941a-4ca6-8f22-defbf758b824.json", "/link-token/…"),
            ("/xefe6413c-941a-4ca6-8f22-defbf758b824", "/…"),
            ("/\u{9b}2J", "/…"),
            ("/openapi.yaml", "/openapi.yaml"),
            ("/lta_0123", "/…"),
            ("/lta%5F0123", "/…"),
            ("http://u:hunter2@example.com/link-token", "/link-token"),
            ("/", "/"),
            ("*", "*"),
        ] {
            assert_eq!(without_secrets(uri), logged);
        }
    }
}
