//! Responses that are streams of items: server-sent events, and JSON in lines or in a sequence.
//!
//! An [`ItemFormat`] says how an item is written into a stream and read from it. The server writes
//! each item when the operation has it. The client reads the items from an [`ItemStream`] as they
//! arrive, however the network splits the bytes.
//!
//! - [`JsonEvents`] and [`TextEvents`] are `text/event-stream`, as the HTML Standard defines it
//!   (section "Server-sent events"). The items are [`Event`]s.
//! - [`JsonLines`] is one JSON value on each line (`application/x-ndjson`, `application/jsonl`).
//! - [`JsonSequence`] is RFC 7464 (`application/json-seq`).

mod events;
mod lines;
mod sequence;

use std::{
    fmt,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

pub use self::events::{Event, EventDecoder};
use self::{events::RawEvent, lines::LineDecoder, sequence::SequenceDecoder};
use crate::json::{self, JsonError};

/// The default of the largest item that a client reads, in bytes: 1 MiB.
pub const MAX_ITEM_BYTES: usize = 1024 * 1024;

/// An error of any kind.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The way in which a stream holds items.
pub trait ItemFormat: 'static {
    /// An item.
    type Item;
    /// Takes the bytes of a stream apart.
    type Decoder: Decoder;
    /// The media types of the format, of which one that begins with `+` is a suffix.
    const MEDIA_TYPES: &'static [&'static str];

    /// Adds an item to the bytes of a stream.
    fn write(item: &Self::Item, to: &mut Vec<u8>) -> Result<(), ItemError>;

    /// Reads an item.
    fn read(frame: <Self::Decoder as Decoder>::Frame) -> Result<Self::Item, ItemError>;
}

/// Takes the bytes of a stream apart, wherever they are split.
pub trait Decoder: Default + Send + Unpin {
    /// The part of a stream that has one item.
    type Frame;

    /// Adds bytes.
    fn push(&mut self, bytes: &[u8]);

    /// Returns the next part, if it is complete and has at most `max_bytes`. At the end of the
    /// stream, no more bytes follow.
    fn next(&mut self, is_end: bool, max_bytes: usize) -> Result<Self::Frame, NoFrame>;
}

/// The reason why a decoder has no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFrame {
    /// It needs more bytes.
    Incomplete,
    /// The part is too large.
    TooLarge,
    /// The stream breaks the rules of its format here, as the text says.
    Malformed(&'static str),
}

/// Server-sent events whose data is JSON.
#[derive(Debug)]
pub struct JsonEvents<T>(PhantomData<fn() -> T>);

/// Server-sent events whose data is text.
#[derive(Debug)]
pub struct TextEvents<T = String>(PhantomData<fn() -> T>);

/// One JSON value on each line.
#[derive(Debug)]
pub struct JsonLines<T>(PhantomData<fn() -> T>);

/// JSON values, each after a record separator (RFC 7464).
#[derive(Debug)]
pub struct JsonSequence<T>(PhantomData<fn() -> T>);

/// A format of server-sent events.
pub trait EventFormat: ItemFormat<Decoder = EventDecoder> {}

impl<T: Serialize + DeserializeOwned + 'static> EventFormat for JsonEvents<T> {}
impl<T: Serialize + DeserializeOwned + 'static> EventFormat for TextEvents<T> {}

const EVENTS: &[&str] = &["text/event-stream"];

impl<T: Serialize + DeserializeOwned + 'static> ItemFormat for JsonEvents<T> {
    type Item = Event<T>;
    type Decoder = EventDecoder;
    const MEDIA_TYPES: &'static [&'static str] = EVENTS;

    fn write(event: &Event<T>, to: &mut Vec<u8>) -> Result<(), ItemError> {
        event.write(&to_json(&event.data)?, to)
    }

    fn read(event: RawEvent) -> Result<Event<T>, ItemError> {
        let data = json::from_slice(&event.data)?;
        Ok(event.with_data(data))
    }
}

impl<T: Serialize + DeserializeOwned + 'static> ItemFormat for TextEvents<T> {
    type Item = Event<T>;
    type Decoder = EventDecoder;
    const MEDIA_TYPES: &'static [&'static str] = EVENTS;

    fn write(event: &Event<T>, to: &mut Vec<u8>) -> Result<(), ItemError> {
        match serde_json::to_value(&event.data) {
            Ok(Value::String(text)) => event.write(text.as_bytes(), to),
            Ok(_) => Err(ItemError::Unsendable("the data of the event is no text".to_owned())),
            Err(error) => Err(ItemError::Unsendable(error.to_string())),
        }
    }

    fn read(event: RawEvent) -> Result<Event<T>, ItemError> {
        let text = String::from_utf8_lossy(&event.data).into_owned();
        let data = serde_json::from_value(Value::String(text));
        let data = data.map_err(|error| ItemError::Text(json::expected(&error.to_string())))?;
        Ok(event.with_data(data))
    }
}

impl<T: Serialize + DeserializeOwned + 'static> ItemFormat for JsonLines<T> {
    type Item = T;
    type Decoder = LineDecoder;
    const MEDIA_TYPES: &'static [&'static str] = &[
        "application/x-ndjson",
        "application/ndjson",
        "application/jsonl",
        "application/x-jsonl",
        "application/jsonlines",
        "application/x-jsonlines",
    ];

    fn write(item: &T, to: &mut Vec<u8>) -> Result<(), ItemError> {
        to.extend(to_json(item)?);
        to.push(b'\n');
        Ok(())
    }

    fn read(line: Vec<u8>) -> Result<T, ItemError> {
        Ok(json::from_slice(&line)?)
    }
}

impl<T: Serialize + DeserializeOwned + 'static> ItemFormat for JsonSequence<T> {
    type Item = T;
    type Decoder = SequenceDecoder;
    const MEDIA_TYPES: &'static [&'static str] = &["application/json-seq", "+json-seq"];

    fn write(item: &T, to: &mut Vec<u8>) -> Result<(), ItemError> {
        to.push(sequence::SEPARATOR);
        to.extend(to_json(item)?);
        to.push(b'\n');
        Ok(())
    }

    fn read(text: Vec<u8>) -> Result<T, ItemError> {
        Ok(json::from_slice(&text)?)
    }
}

fn to_json(value: &impl Serialize) -> Result<Vec<u8>, ItemError> {
    serde_json::to_vec(value).map_err(|error| ItemError::Unsendable(error.to_string()))
}

/// Returns true if the value of a header `Content-Type` is one of a format.
pub fn is_sent_as<F: ItemFormat>(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    F::MEDIA_TYPES.iter().any(|media_type| {
        essence == *media_type || media_type.starts_with('+') && essence.ends_with(media_type)
    })
}

/// Writes all items of a stream that has an end.
pub fn to_vec<F: ItemFormat>(
    items: impl IntoIterator<Item = F::Item>,
) -> Result<Vec<u8>, ItemError> {
    let mut bytes = Vec::new();
    items.into_iter().try_for_each(|item| F::write(&item, &mut bytes))?;
    Ok(bytes)
}

/// The reason why an item could not be sent or read. No reason shows a value.
#[derive(Debug)]
#[non_exhaustive]
pub enum ItemError {
    /// The stream ended with this error, for instance because the connection broke. The server
    /// breaks it where an operation fails after its first item.
    Interrupted(BoxError),
    /// An item is not as the contract says. Further items can follow.
    Json(JsonError),
    /// The text of an event is not as the contract says. Further items can follow.
    Text(String),
    /// The stream breaks the rules of its format. No item follows.
    Malformed(&'static str),
    /// An item has more bytes than this. No item follows.
    TooLarge(usize),
    /// An item cannot be written.
    Unsendable(String),
}

impl From<JsonError> for ItemError {
    fn from(error: JsonError) -> Self {
        Self::Json(error)
    }
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interrupted(error) => write!(f, "the stream was interrupted: {error}"),
            Self::Json(error) => write!(f, "an item of the stream does not fit: {error}"),
            Self::Text(expected) => write!(f, "the text of an event does not fit: {expected}"),
            Self::Malformed(reason) => write!(f, "the stream is malformed: {reason}"),
            Self::TooLarge(limit) => write!(
                f,
                "an item of the stream is larger than {limit} bytes: allow more by with_max_item_bytes"
            ),
            Self::Unsendable(reason) => write!(f, "the item cannot be sent: {reason}"),
        }
    }
}

impl std::error::Error for ItemError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Interrupted(error) => Some(&**error),
            Self::Json(error) => Some(error),
            _ => None,
        }
    }
}

/// The items of a response, as they arrive.
///
/// An item that does not fit the contract is an error, after which others can follow. After any
/// other error, the stream ends. Dropping the stream ends the request.
pub struct ItemStream<F: ItemFormat> {
    /// None after the end.
    bytes: Option<ByteSource>,
    decoder: F::Decoder,
    max_item_bytes: usize,
    is_over: bool,
}

type ByteSource = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send + Sync>>;

impl<F: ItemFormat> ItemStream<F> {
    /// Reads items from bytes.
    pub fn new<S, E>(bytes: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + Sync + 'static,
        E: Into<BoxError> + 'static,
    {
        Self {
            bytes: Some(Box::pin(IntoBoxError(Box::pin(bytes)))),
            decoder: F::Decoder::default(),
            max_item_bytes: MAX_ITEM_BYTES,
            is_over: false,
        }
    }

    /// Sets the largest item, in bytes as they are sent. The default is [`MAX_ITEM_BYTES`].
    #[must_use]
    pub fn with_max_item_bytes(self, max_item_bytes: usize) -> Self {
        Self { max_item_bytes, ..self }
    }
}

impl<F: EventFormat> ItemStream<F> {
    /// Returns the ID of the last event that had one, to resume after it: servers that can do so
    /// read it from the header `Last-Event-ID`.
    pub fn last_event_id(&self) -> &str {
        self.decoder.last_event_id()
    }

    /// Returns the time that the server asks clients to wait before they connect again.
    pub fn retry(&self) -> Option<std::time::Duration> {
        self.decoder.retry()
    }
}

impl<F: ItemFormat> fmt::Debug for ItemStream<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limit = self.max_item_bytes;
        f.debug_struct("ItemStream").field("max_item_bytes", &limit).finish_non_exhaustive()
    }
}

impl<F: ItemFormat> Stream for ItemStream<F> {
    type Item = Result<F::Item, ItemError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let it = self.get_mut();
        while !it.is_over {
            let error = match it.decoder.next(it.bytes.is_none(), it.max_item_bytes) {
                Ok(frame) => return Poll::Ready(Some(F::read(frame))),
                Err(NoFrame::Malformed(reason)) => ItemError::Malformed(reason),
                Err(NoFrame::TooLarge) => ItemError::TooLarge(it.max_item_bytes),
                Err(NoFrame::Incomplete) => {
                    let Some(bytes) = &mut it.bytes else { break };
                    match ready!(bytes.as_mut().poll_next(cx)) {
                        Some(Ok(bytes)) => {
                            it.decoder.push(&bytes);
                            continue;
                        }
                        Some(Err(error)) => ItemError::Interrupted(error),
                        None => {
                            it.bytes = None;
                            continue;
                        }
                    }
                }
            };
            (it.is_over, it.bytes) = (true, None);
            return Poll::Ready(Some(Err(error)));
        }
        it.is_over = true;
        Poll::Ready(None)
    }
}

/// A stream with its errors boxed.
struct IntoBoxError<S>(Pin<Box<S>>);

impl<T, E: Into<BoxError>, S: Stream<Item = Result<T, E>>> Stream for IntoBoxError<S> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx).map(|next| next.map(|item| item.map_err(Into::into)))
    }
}

#[cfg(test)]
mod tests;
