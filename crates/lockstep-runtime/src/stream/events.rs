//! Server-sent events, as the HTML Standard defines them (section "Server-sent events").

use std::time::Duration;

use super::{
    Decoder, ItemError, NoFrame,
    lines::{Buffer, without_mark},
};

/// A server-sent event.
///
/// Text in the data keeps its lines, but not the characters between them: a client reads each as a
/// line feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The data.
    pub data: T,
    /// The name, `event` in the stream. Without one, browsers call it `message`.
    pub name: Option<String>,
    /// The ID, which a client sends in `Last-Event-ID` to resume after the event. An empty one
    /// removes that of the events before it.
    pub id: Option<String>,
    /// The time that the server asks clients to wait before they connect again, in milliseconds on
    /// the wire.
    pub retry: Option<Duration>,
}

impl<T> Event<T> {
    /// Makes an event of its data.
    pub fn new(data: T) -> Self {
        Self { data, name: None, id: None, retry: None }
    }

    /// Sets the name. An event with a line break in it is not sent.
    #[must_use]
    pub fn with_name(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// Sets the ID. An event with a line break or a NUL in it is not sent.
    #[must_use]
    pub fn with_id(self, id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..self }
    }

    /// Sets the time that clients wait before they connect again. Less than a millisecond is lost.
    #[must_use]
    pub fn with_retry(self, retry: Duration) -> Self {
        Self { retry: Some(retry), ..self }
    }

    /// Adds the event to the bytes of a stream. An event that is not sent adds nothing.
    pub(super) fn write(&self, data: &[u8], to: &mut Vec<u8>) -> Result<(), ItemError> {
        let unsendable = |text: &str| ItemError::Unsendable(text.to_owned());
        let is_broken = |text: &Option<String>, breaks: &[char]| {
            text.as_ref().is_some_and(|text| text.contains(breaks))
        };
        if is_broken(&self.name, &['\r', '\n']) {
            return Err(unsendable("the name of the event has a line break"));
        }
        if is_broken(&self.id, &['\r', '\n', '\0']) {
            return Err(unsendable("the ID of the event has a line break or a NUL"));
        }
        let retry = self.retry.map(|retry| retry.as_millis().to_string());
        for (field, value) in [("event", &self.name), ("id", &self.id), ("retry", &retry)] {
            if let Some(value) = value {
                to.extend(format!("{field}: {value}\n").into_bytes());
            }
        }
        let mut rest = Some(data);
        while let Some(text) = rest {
            let end = text.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let (line, after) = end.map_or((text, None), |end| {
                let is_both = text[end..].starts_with(b"\r\n");
                (&text[..end], Some(&text[end + 1 + usize::from(is_both)..]))
            });
            to.extend_from_slice(b"data: ");
            to.extend_from_slice(line);
            to.push(b'\n');
            rest = after;
        }
        to.push(b'\n');
        Ok(())
    }
}

/// An event whose data was not read.
#[derive(Debug, Default)]
pub struct RawEvent {
    pub(super) data: Vec<u8>,
    name: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
}

impl RawEvent {
    pub(super) fn with_data<T>(self, data: T) -> Event<T> {
        let Self { name, id, retry, .. } = self;
        Event { data, name, id, retry }
    }
}

/// Takes a stream of events apart.
#[derive(Debug, Default)]
pub struct EventDecoder {
    buffer: Buffer,
    is_after_start: bool,
    /// True after a carriage return, with which a line feed would be one line break.
    is_after_return: bool,
    /// The event whose end did not arrive.
    event: RawEvent,
    /// The number of bytes of its lines.
    held: usize,
    has_data: bool,
    last_event_id: String,
    retry: Option<Duration>,
}

impl EventDecoder {
    pub(super) fn last_event_id(&self) -> &str {
        &self.last_event_id
    }

    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Reads a line. Returns the event that it ends.
    fn line(&mut self) -> Option<RawEvent> {
        let mut line = self.buffer.take(1);
        if !self.is_after_start {
            line = without_mark(line);
        }
        self.is_after_start = true;
        if line.is_empty() {
            self.held = 0;
            let event = std::mem::take(&mut self.event);
            return std::mem::take(&mut self.has_data).then_some(event);
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let (field, value) = match colon {
            // A comment.
            Some(0) => return None,
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => (line, &[][..]),
        };
        self.held += line.len();
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let text = || String::from_utf8_lossy(value).into_owned();
        match field {
            b"data" => {
                if self.has_data {
                    self.event.data.push(b'\n');
                }
                self.event.data.extend_from_slice(value);
                self.has_data = true;
            }
            b"event" => self.event.name = Some(text()).filter(|name| !name.is_empty()),
            b"id" if !value.contains(&0) => {
                self.last_event_id = text();
                self.event.id = Some(self.last_event_id.clone());
            }
            b"retry" if value.iter().all(u8::is_ascii_digit) => {
                if let Ok(milliseconds) = text().parse() {
                    self.retry = Some(Duration::from_millis(milliseconds));
                    self.event.retry = self.retry;
                }
            }
            _ => {}
        }
        None
    }
}

impl Decoder for EventDecoder {
    type Frame = RawEvent;

    fn push(&mut self, bytes: &[u8]) {
        self.buffer.push(bytes);
    }

    /// An event that the stream ends within is dropped, as the standard says.
    fn next(&mut self, _: bool, max_bytes: usize) -> Result<RawEvent, NoFrame> {
        while let Some(byte) = self.buffer.look() {
            let is_second = std::mem::take(&mut self.is_after_return) && byte == b'\n';
            if is_second {
                self.buffer.take(0);
                continue;
            }
            self.is_after_return = byte == b'\r';
            if self.held + self.buffer.looked_at() > max_bytes {
                return Err(NoFrame::TooLarge);
            }
            if matches!(byte, b'\r' | b'\n')
                && let Some(event) = self.line()
            {
                return Ok(event);
            }
        }
        Err(NoFrame::Incomplete)
    }
}
