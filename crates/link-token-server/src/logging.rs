//! The log, on standard error.
//!
//! The thread that logs formats its line into a shared buffer. The log thread writes the buffer
//! every few milliseconds. With slog's own drains instead, a create takes 1.11 times the processor
//! time and an introspection 1.23 times, because the server logs a line for each request. If no
//! process reads the log, lines are lost and counted, and requests are answered.

use std::{
    borrow::Cow,
    cell::Cell,
    fmt::{self, Write as _},
    io::{self, BufWriter, Write},
    panic::AssertUnwindSafe,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc},
    thread,
    time::Duration,
};

use anstyle::{AnsiColor, Style};
use chrono::{DateTime, Local, Utc};
use serde::Deserialize;
use slog::{
    Drain, Filter, KV, Key, Level, LevelFilter, Logger, Never, OwnedKVList, Record, Serializer, o,
};

use link_token_domain::api_token;

use crate::{
    clock,
    listening_socket::ListeningSocket,
    visible::{escaped_json, is_hidden},
};

/// The format of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Text for people, coloured on a terminal.
    Text,
    /// A JSON object on each line, for programs.
    Json,
}

/// Makes a log with a minimum level. `operations` are the methods and paths whose requests the
/// server logs itself, so that Dropshot's lines about them are left out.
pub fn logger(level: Level, format: Format, operations: Vec<(String, String)>) -> Logger {
    let stderr = io::stderr();
    let coloured = anstream::AutoStream::choice(&stderr) != anstream::ColorChoice::Never;
    let drain = Lines::start(format, coloured, stderr);
    // The level is checked before a line is formatted.
    let connections = Level::Debug.is_at_least(level);
    let visible = LevelFilter::new(RequestLineFilter { drain, operations, connections }, level);
    Logger::root(visible.fuse(), o!())
}

/// Returns the log of a listener: without errors to accept from a socket that refuses connections.
pub fn without_accept_errors(log: &Logger, socket: ListeningSocket) -> Logger {
    let is_wanted = move |record: &Record<'_>| {
        record.msg().as_str() != Some(ACCEPT_FAILED) || !socket.refuses_connections()
    };
    Logger::root(Filter::new(log.clone(), is_wanted).fuse(), o!())
}

/// The time limit for the last lines to be written.
const FINISH_TIMEOUT: Duration = Duration::from_secs(2);

/// The maximum number of buffered lines.
const MAX_LINES: usize = 4096;
/// The maximum number of buffered bytes.
const MAX_BYTES: usize = 4 << 20;
/// The capacity of a buffer that is kept. A larger one, after a reader that was slow, is shrunk.
const KEPT_BUFFER: usize = 256 << 10;
/// The time between two writes.
const LINGER: Duration = Duration::from_millis(5);

/// The drain: formats lines and queues them. Its drop, with the last logger, waits until all are
/// written, unless no process reads them.
struct Lines {
    format: Format,
    coloured: bool,
    queue: Arc<Queue>,
    /// Disconnected at the end of the log thread.
    // A panic of a thread that logs leaves it as it is.
    end: AssertUnwindSafe<Mutex<mpsc::Receiver<()>>>,
}

impl Lines {
    fn start(format: Format, coloured: bool, out: impl Write + Send + 'static) -> Self {
        let queue = Arc::new(Queue::default());
        let writer = LogWriter {
            format,
            coloured,
            queue: Arc::clone(&queue),
            text: String::new(),
            out: BufWriter::new(out),
        };
        let (running, end) = mpsc::channel();
        let thread = thread::Builder::new().name("log".to_owned()).spawn(move || {
            let _running = running;
            writer.write();
        });
        // Without a thread there is no log, and the server runs without it.
        if thread.is_err() {
            queue.end();
        }
        Self { format, coloured, queue, end: AssertUnwindSafe(Mutex::new(end)) }
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        self.queue.end();
        let end = self.end.get_mut().unwrap_or_else(PoisonError::into_inner);
        let _ = end.recv_timeout(FINISH_TIMEOUT);
    }
}

/// The buffers of a thread that logs, which it uses again for its next line.
struct LineBuffer {
    stamp: Stamp,
    line: String,
}

thread_local! {
    static LINE_BUFFER: Cell<Option<Box<LineBuffer>>> = const { Cell::new(None) };
}

/// The maximum capacity of a line that a thread keeps.
const KEPT_LINE: usize = 16 * 1024;

impl Drain for Lines {
    type Ok = ();
    type Err = Never;

    fn log(&self, record: &Record<'_>, values: &OwnedKVList) -> Result<(), Never> {
        // A thread that ends has no buffer any more.
        let kept = LINE_BUFFER.try_with(Cell::take).ok().flatten();
        let mut buffer = kept
            .unwrap_or_else(|| Box::new(LineBuffer { stamp: Stamp::new(), line: String::new() }));
        buffer.line.clear();
        buffer.line.push_str(buffer.stamp.of(self.format, clock::now()));
        write_line(&mut buffer.line, self.format, self.coloured, record, values);
        self.queue.push(&buffer.line);
        if buffer.line.capacity() <= KEPT_LINE {
            let _ = LINE_BUFFER.try_with(|kept| kept.set(Some(buffer)));
        }
        Ok(())
    }
}

/// The queue between the threads that log and the log thread.
#[derive(Default)]
struct Queue {
    waiting: Mutex<QueuedLines>,
    /// Wakes the log thread.
    filled: Condvar,
}

/// The lines in the queue.
#[derive(Default)]
struct QueuedLines {
    lines: usize,
    text: String,
    /// The number of lines that were dropped because the queue was full.
    lost: u64,
    /// True once the log is dropped, or if there is no log thread.
    ended: bool,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, QueuedLines> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a line, or drops and counts it if the queue is full.
    fn push(&self, line: &str) {
        let mut waiting = self.lock();
        if waiting.ended {
            return;
        }
        if waiting.lines == MAX_LINES || waiting.text.len() + line.len() > MAX_BYTES {
            waiting.lost += 1;
            return;
        }
        waiting.text.push_str(line);
        waiting.lines += 1;
        if waiting.lines == 1 {
            self.filled.notify_one();
        }
    }

    fn end(&self) {
        self.lock().ended = true;
        self.filled.notify_one();
    }

    /// Waits for lines, and swaps them with an empty text. Returns the number of dropped lines, and
    /// true if no more will follow.
    fn take(&self, text: &mut String) -> (u64, bool) {
        let is_idle = |waiting: &mut QueuedLines| waiting.lines == 0 && !waiting.ended;
        let waiting = self.filled.wait_while(self.lock(), is_idle);
        let mut waiting = waiting.unwrap_or_else(PoisonError::into_inner);
        std::mem::swap(&mut waiting.text, text);
        waiting.lines = 0;
        (std::mem::take(&mut waiting.lost), waiting.ended)
    }
}

/// The state of the log thread.
struct LogWriter<W> {
    format: Format,
    coloured: bool,
    queue: Arc<Queue>,
    /// The lines that are being written.
    text: String,
    out: W,
}

impl<W: Write> LogWriter<W> {
    /// Writes until the log is dropped. Errors are ignored, because requests must be answered
    /// without a log, too.
    fn write(mut self) {
        loop {
            self.text.clear();
            self.text.shrink_to(KEPT_BUFFER);
            let (lost, ended) = self.queue.take(&mut self.text);
            if lost > 0 {
                self.add_lost(lost);
            }
            for line in self.text.split_inclusive('\n') {
                // One call for each line, so that the buffer never splits one.
                let _ = self.out.write_all(line.as_bytes());
            }
            let _ = self.out.flush();
            if ended {
                break;
            }
            thread::sleep(LINGER);
        }
    }

    /// Adds a line with the number of dropped lines.
    fn add_lost(&mut self, lost: u64) {
        self.text.push_str(Stamp::new().of(self.format, clock::now()));
        write_line(
            &mut self.text,
            self.format,
            self.coloured,
            &slog::record!(
                Level::Error,
                "",
                &format_args!("lines of the log were lost"),
                slog::b!("lines" => lost)
            ),
            &o!().into(),
        );
    }
}

/// The time at the start of a line. The part to the second is kept, since most lines have the same.
struct Stamp {
    /// The format and the second of the text.
    of: Option<(Format, i64)>,
    /// The start of a line. Its first `.` precedes the milliseconds.
    text: String,
    /// The text after the milliseconds.
    after: String,
}

impl Stamp {
    fn new() -> Self {
        Self { of: None, text: String::new(), after: String::new() }
    }

    /// Returns the start of a line at a time.
    fn of(&mut self, format: Format, time: DateTime<Utc>) -> &str {
        let second = Some((format, time.timestamp()));
        if self.of != second {
            self.of = None;
            self.text.clear();
            // Writing to memory does not fail.
            let _ = match format {
                Format::Text => {
                    let local = time.with_timezone(&Local);
                    self.after = local.format("%:z ").to_string();
                    write!(self.text, "{}", local.format("%Y-%m-%dT%H:%M:%S"))
                }
                Format::Json => {
                    "Z\",".clone_into(&mut self.after);
                    write!(self.text, "{{\"time\":\"{}", time.format("%Y-%m-%dT%H:%M:%S"))
                }
            };
            self.of = second;
        }
        let end = self.text.find('.').unwrap_or(self.text.len());
        self.text.truncate(end);
        let after = &self.after;
        let _ = write!(self.text, ".{:03}{after}", time.timestamp_subsec_millis().min(999));
        &self.text
    }
}

/// Writes the rest of a line, after the time.
fn write_line(
    line: &mut String,
    format: Format,
    coloured: bool,
    record: &Record<'_>,
    values: &OwnedKVList,
) {
    // Writing to memory does not fail.
    let _ = match format {
        Format::Text => text(line, coloured, record, values),
        Format::Json => json(line, record, values),
    };
    line.push('\n');
}

fn text(
    line: &mut String,
    coloured: bool,
    record: &Record<'_>,
    values: &OwnedKVList,
) -> slog::Result {
    let colour = match record.level() {
        Level::Critical => AnsiColor::Magenta,
        Level::Error => AnsiColor::Red,
        Level::Warning => AnsiColor::Yellow,
        Level::Info => AnsiColor::Green,
        Level::Debug | Level::Trace => AnsiColor::Cyan,
    };
    let style = |style: Style| if coloured { style } else { Style::new() };
    painted(line, style(colour.on_default()), |line| {
        line.write_str(record.level().as_short_str())
    })?;
    line.push(' ');
    painted(line, style(Style::new().bold()), |line| Printable(line).write_fmt(*record.msg()))?;
    let mut text = Text { line, key: style(Style::new().dimmed()) };
    record.kv().serialize(record, &mut text)?;
    values.serialize(record, &mut text)
}

/// Writes in a style.
fn painted(
    line: &mut String,
    style: Style,
    write: impl FnOnce(&mut String) -> fmt::Result,
) -> fmt::Result {
    if style.is_plain() {
        return write(line);
    }
    write!(line, "{style}")?;
    write(line)?;
    write!(line, "{style:#}")
}

fn json(line: &mut String, record: &Record<'_>, values: &OwnedKVList) -> slog::Result {
    write!(line, "\"level\":\"{}\",\"message\":", record.level().as_str())?;
    Json(line).string(&record.msg().to_string())?;
    // A value that cannot be written is left out.
    let _ = record.kv().serialize(record, &mut Json(line));
    let _ = values.serialize(record, &mut Json(line));
    line.push('}');
    Ok(())
}

/// Escapes characters that could end a line, move the cursor of a terminal, or hide others.
struct Printable<'l>(&'l mut String);

impl fmt::Write for Printable<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.bytes().any(|byte| byte.is_ascii_control() || !byte.is_ascii()) {
            let escaped = text.chars().map(|character| {
                let escaped = character.escape_default();
                if is_hidden(character) { escaped.to_string() } else { character.to_string() }
            });
            self.0.extend(escaped);
        } else {
            self.0.push_str(text);
        }
        Ok(())
    }
}

/// Numbers are written alike in text and in JSON.
macro_rules! numbers {
    () => {
        numbers! {
            emit_u8: u8, emit_u16: u16, emit_u32: u32, emit_u64: u64, emit_u128: u128, emit_usize: usize,
            emit_i8: i8, emit_i16: i16, emit_i32: i32, emit_i64: i64, emit_i128: i128, emit_isize: isize,
        }
    };
    ($($method:ident: $kind:ty,)*) => {
        $(
            fn $method(&mut self, key: Key, value: $kind) -> slog::Result {
                self.plain(&key, value)
            }
        )*
    };
}

/// Keys and values as text.
struct Text<'l> {
    line: &'l mut String,
    key: Style,
}

impl Text<'_> {
    fn key(&mut self, key: &Key) -> fmt::Result {
        self.line.push_str(", ");
        painted(self.line, self.key, |line| line.write_str(key.as_ref()))?;
        self.line.push_str(": ");
        Ok(())
    }

    /// A value that needs no escaping.
    fn plain(&mut self, key: &Key, value: impl fmt::Display) -> slog::Result {
        self.key(key)?;
        Ok(write!(self.line, "{value}")?)
    }
}

impl Serializer for Text<'_> {
    fn emit_arguments(&mut self, key: Key, value: &fmt::Arguments<'_>) -> slog::Result {
        if is_of_a_request(&key) {
            return self.emit_str(key, &value.to_string());
        }
        self.key(&key)?;
        Ok(write!(Printable(self.line), "{value}")?)
    }

    fn emit_str(&mut self, key: Key, value: &str) -> slog::Result {
        self.key(&key)?;
        Ok(Printable(self.line).write_str(&harmless(&key, value))?)
    }

    numbers!();
}

/// Keys and values as further members of a JSON object.
struct Json<'l>(&'l mut String);

impl Json<'_> {
    fn string(&mut self, text: &str) -> slog::Result {
        let json = serde_json::to_string(text).map_err(|_| slog::Error::Other)?;
        self.0.push_str(&escaped_json(&json));
        Ok(())
    }

    fn key(&mut self, key: &Key) -> slog::Result {
        self.0.push(',');
        self.string(key.as_ref())?;
        self.0.push(':');
        Ok(())
    }

    /// A value whose display is valid JSON.
    fn plain(&mut self, key: &Key, value: impl fmt::Display) -> slog::Result {
        self.key(key)?;
        Ok(write!(self.0, "{value}")?)
    }
}

impl Serializer for Json<'_> {
    fn emit_arguments(&mut self, key: Key, value: &fmt::Arguments<'_>) -> slog::Result {
        self.emit_str(key, &value.to_string())
    }

    fn emit_str(&mut self, key: Key, value: &str) -> slog::Result {
        self.key(&key)?;
        self.string(&harmless(&key, value))
    }

    fn emit_none(&mut self, key: Key) -> slog::Result {
        self.plain(&key, "null")
    }

    fn emit_unit(&mut self, key: Key) -> slog::Result {
        self.plain(&key, "null")
    }

    fn emit_bool(&mut self, key: Key, value: bool) -> slog::Result {
        self.plain(&key, value)
    }

    numbers!();
}

/// Leaves out Dropshot's lines about connections, and about requests that the server logs itself.
struct RequestLineFilter<D> {
    drain: D,
    operations: Vec<(String, String)>,
    /// True to log connections.
    connections: bool,
}

impl<D: Drain<Ok = ()>> Drain for RequestLineFilter<D> {
    type Ok = ();
    type Err = D::Err;

    fn log(&self, record: &Record<'_>, values: &OwnedKVList) -> Result<(), D::Err> {
        let is_wanted = match record.msg().as_str() {
            Some(ACCEPTED) => self.connections,
            Some(HAS_VERSION | NO_VERSION) => false,
            Some(COMPLETED | CANCELLED) => !self.is_operation(record, values),
            _ => true,
        };
        if is_wanted { self.drain.log(record, values) } else { Ok(()) }
    }
}

impl<D> RequestLineFilter<D> {
    /// Returns true if a record is about a request that the server logs itself.
    fn is_operation(&self, record: &Record<'_>, values: &OwnedKVList) -> bool {
        let mut request = RequestReader::default();
        // Reading values does not fail.
        let _ = values.serialize(record, &mut request);
        self.operations.iter().any(|(method, template)| {
            *method == request.method && fits(template, path(&request.uri))
        })
    }
}

/// Reads the method and the URI from Dropshot's records about requests.
#[derive(Default)]
struct RequestReader {
    method: String,
    uri: String,
}

impl Serializer for RequestReader {
    fn emit_arguments(&mut self, key: Key, value: &fmt::Arguments<'_>) -> slog::Result {
        if is_of_a_request(&key) { self.emit_str(key, &value.to_string()) } else { Ok(()) }
    }

    fn emit_str(&mut self, key: Key, value: &str) -> slog::Result {
        match key.as_ref() {
            METHOD => value.clone_into(&mut self.method),
            URI => value.clone_into(&mut self.uri),
            _ => {}
        }
        Ok(())
    }
}

/// Returns the path of a URI. Over HTTP/2, and from clients of a proxy, the URI is absolute.
fn path(uri: &str) -> &str {
    let before_query = uri.split('?').next().unwrap_or_default();
    match before_query.split_once("://") {
        Some((scheme, rest)) if !scheme.contains('/') => {
            rest.find('/').map_or("", |start| &rest[start..])
        }
        _ => before_query,
    }
}

/// Compares a path with the template of an operation as Dropshot's router does: without empty
/// segments, and decoded. A variable stands for any segment.
fn fits(template: &str, path: &str) -> bool {
    let segments = |path: &'_ str| {
        let segments = path.split('/').filter(|segment| !segment.is_empty());
        segments
            .map(|it| Cow::from(percent_encoding::percent_decode_str(it)).into_owned())
            .collect()
    };
    let (template, path): (Vec<Vec<u8>>, Vec<Vec<u8>>) = (segments(template), segments(path));
    let fits =
        |(expected, found): (&Vec<u8>, &Vec<u8>)| expected.starts_with(b"{") || expected == found;
    template.len() == path.len() && template.iter().zip(&path).all(fits)
}

/// Returns true for the method and the URI, which Dropshot logs for every request.
fn is_of_a_request(key: &Key) -> bool {
    matches!(key.as_ref(), URI | METHOD)
}

/// Removes what may be a secret from the method and the URI of a request, where callers put one by
/// mistake: the query, and path segments that are more than a plain name.
fn harmless<'v>(key: &Key, value: &'v str) -> Cow<'v, str> {
    match key.as_ref() {
        URI => without_secrets(value).into(),
        METHOD if !METHODS.contains(&value) => "…".into(),
        _ => value.into(),
    }
}

const URI: &str = "uri";
const METHOD: &str = "method";
/// The methods of RFC 9110 and RFC 5789. Any other may be a secret.
const METHODS: [&str; 9] =
    ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];
// Dropshot cannot leave out these lines, so they are recognised by their text. Tests of the log in
// `tests/service` fail if a version of Dropshot changes it.
/// Dropshot's message for each connection.
const ACCEPTED: &str = "accepted connection";
/// Dropshot's messages about the version of a request, of which there is one.
const HAS_VERSION: &str = "determined request API version";
const NO_VERSION: &str = "failed to determine request API version";
/// Dropshot's message for a connection that it cannot accept.
const ACCEPT_FAILED: &str = "accept error";
/// Dropshot's message for each answered request.
const COMPLETED: &str = "request completed";
/// Dropshot's message for a request whose client has disconnected.
const CANCELLED: &str = "request handling cancelled (client disconnected)";

fn without_secrets(uri: &str) -> String {
    // A client of a proxy sends the whole URL, which may contain a password.
    let parsed = uri.parse::<http::Uri>().ok();
    let path = parsed.as_ref().map_or("", http::Uri::path);
    let segments = path.split('/').map(|segment| {
        // A name of a path: tokens have digits, and none of these characters moves a cursor.
        let is_name = segment.len() <= 32
            && segment.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_.".contains(&byte))
            && !segment.contains(api_token::PREFIX);
        if is_name || segment == "*" { segment } else { "…" }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// A value that is left out of the line if it is `None`.
pub struct Optional<T>(pub Option<T>);

impl<T: slog::Value> slog::Value for Optional<T> {
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
    use std::sync::mpsc::Receiver;

    use super::*;

    /// A writer whose output the test can read.
    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("not poisoned").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What is logged of the requests in `log`, without the times.
    fn logged(format: Format, coloured: bool, log: impl Fn(&Logger)) -> String {
        let out = Shared::default();
        let drain = Lines::start(format, coloured, out.clone());
        log(&Logger::root(drain.fuse(), o!("method" => "POST", "uri" => "/a?b")));
        let bytes = out.0.lock().expect("not poisoned").clone();
        let text = String::from_utf8(bytes).expect("text");
        let times = match format {
            Format::Text => "2026-11-24T09:00:00.000+00:00 ".len(),
            Format::Json => "{\"time\":\"2026-11-24T09:00:00.000Z\",".len(),
        };
        text.lines().flat_map(|line| [&line[times..], "\n"]).collect()
    }

    #[test]
    fn lines_are_escaped() {
        let log = |log: &Logger| {
            slog::info!(log, "a\nb"; "number" => 3_u64, "text" => "c\"\u{1b}d", "none" => Optional(None::<bool>));
            slog::warn!(log.new(o!("method" => "lta_x")), "two {}", 2; "flag" => true);
        };
        assert_eq!(
            logged(Format::Text, false, log),
            "INFO a\\nb, text: c\"\\u{1b}d, number: 3, uri: /a, method: POST\n\
             WARN two 2, flag: true, method: …, uri: /a, method: POST\n"
        );
        assert_eq!(
            logged(Format::Json, false, log),
            "\"level\":\"INFO\",\"message\":\"a\\nb\",\"text\":\"c\\\"\\u001bd\",\"number\":3,\"uri\":\"/a\",\"method\":\"POST\"}\n\
             \"level\":\"WARNING\",\"message\":\"two 2\",\"flag\":true,\"method\":\"…\",\"uri\":\"/a\",\"method\":\"POST\"}\n"
        );
        let coloured = logged(Format::Text, true, |log| slog::info!(log, "a"));
        assert!(
            coloured.starts_with("\u{1b}[32mINFO\u{1b}[0m \u{1b}[1ma\u{1b}[0m"),
            "{coloured:?}"
        );
    }

    #[test]
    fn stamp_keeps_the_second() {
        let mut stamp = Stamp::new();
        for (millis, expected) in [
            (1_764_000_000_007, "{\"time\":\"2025-11-24T16:00:00.007Z\","),
            (1_764_000_000_123, "{\"time\":\"2025-11-24T16:00:00.123Z\","),
            (1_764_000_001_000, "{\"time\":\"2025-11-24T16:00:01.000Z\","),
            (1_764_000_000_999, "{\"time\":\"2025-11-24T16:00:00.999Z\","),
        ] {
            let time = DateTime::from_timestamp_millis(millis).expect("a time");
            assert_eq!(stamp.of(Format::Json, time), expected);
        }
        let time = DateTime::from_timestamp_millis(1_764_000_000_007).expect("a time");
        let local = time.with_timezone(&Local);
        assert_eq!(
            stamp.of(Format::Text, time),
            local.format("%Y-%m-%dT%H:%M:%S.007%:z ").to_string()
        );
    }

    #[test]
    fn log_counts_lines_when_no_process_reads_them() {
        struct Stuck(Receiver<()>, Shared);

        impl Write for Stuck {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                let _ = self.0.recv();
                self.1.write(bytes)
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }

        let (release, held) = mpsc::channel();
        let out = Shared::default();
        let drain = Lines::start(Format::Json, false, Stuck(held, out.clone()));
        let log = Logger::root(drain.fuse(), o!());
        let many = 3 * MAX_LINES;
        for _ in 0..many {
            slog::info!(log, "a");
        }
        drop(release);
        drop(log);
        let text = String::from_utf8(out.0.lock().expect("not poisoned").clone()).expect("text");
        let lost = text.lines().filter_map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            line["lines"].as_u64()
        });
        let lost = usize::try_from(lost.sum::<u64>()).expect("few");
        let written = text.lines().filter(|line| line.contains("\"a\"")).count();
        assert!(lost > 0, "{text}");
        assert_eq!(written + lost, many);
    }

    #[test]
    fn queue_drops_lines_when_they_are_long() {
        let (queue, mut text) = (Queue::default(), String::new());
        let line = "a".repeat(MAX_BYTES / 2);
        (0..3).for_each(|_| queue.push(&line));
        assert_eq!(queue.take(&mut text), (1, false));
        assert_eq!(text.len(), 2 * line.len());
        text.clear();
        queue.push("b");
        queue.end();
        queue.push("c");
        assert_eq!(queue.take(&mut text), (0, true));
        assert_eq!(text, "b");
    }

    #[test]
    fn path_is_compared_as_the_router_does() {
        for uri in [
            "/link-token",
            "//link-token/?a=b",
            "/link%2Dtoken",
            "https://localhost:8080/link-token",
            "http://a/link-token?at=https://b/c",
        ] {
            assert!(fits("/link-token", path(uri)), "{uri}");
        }
        for uri in ["/link-tokens", "/", "/a/link-token", "https://link-token", "/a://b/link-token"]
        {
            assert!(!fits("/link-token", path(uri)), "{uri}");
        }
    }

    #[test]
    fn uri_is_logged_without_secrets() {
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
