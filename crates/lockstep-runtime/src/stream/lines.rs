//! Bytes in lines.

use super::{Decoder, NoFrame};

/// A byte order mark in UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Bytes that arrive in pieces, of which complete parts are taken from the start.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    bytes: Vec<u8>,
    /// The start of the part that comes next.
    start: usize,
    /// The end of the bytes that were looked at.
    seen: usize,
}

impl Buffer {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.start);
        self.seen -= self.start;
        self.start = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// Returns the next byte that was not looked at.
    pub(super) fn look(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.seen)?;
        self.seen += 1;
        Some(byte)
    }

    /// Takes the bytes that were looked at, but not the last `less` of them, which are dropped.
    pub(super) fn take(&mut self, less: usize) -> &[u8] {
        let (start, end) = (self.start, self.seen - less);
        self.start = self.seen;
        &self.bytes[start..end]
    }

    /// Returns the number of bytes that were looked at and not taken.
    pub(super) fn looked_at(&self) -> usize {
        self.seen - self.start
    }
}

/// Removes the byte order mark at the start of a stream.
pub(super) fn without_mark(line: &[u8]) -> &[u8] {
    line.strip_prefix(MARK).unwrap_or(line)
}

/// Takes a stream of lines apart. A line without text has no item.
#[derive(Debug, Default)]
pub struct LineDecoder {
    buffer: Buffer,
    is_after_start: bool,
}

impl LineDecoder {
    fn line(&mut self, less: usize) -> Option<Vec<u8>> {
        let mut line = self.buffer.take(less);
        if !self.is_after_start {
            line = without_mark(line);
        }
        self.is_after_start = true;
        let line = line.trim_ascii();
        (!line.is_empty()).then(|| line.to_vec())
    }
}

impl Decoder for LineDecoder {
    type Frame = Vec<u8>;

    fn push(&mut self, bytes: &[u8]) {
        self.buffer.push(bytes);
    }

    fn next(&mut self, is_end: bool, max_bytes: usize) -> Result<Vec<u8>, NoFrame> {
        while let Some(byte) = self.buffer.look() {
            if self.buffer.looked_at() > max_bytes {
                return Err(NoFrame::TooLarge);
            }
            if byte == b'\n'
                && let Some(line) = self.line(1)
            {
                return Ok(line);
            }
        }
        if is_end && let Some(line) = self.line(0) {
            return Ok(line);
        }
        Err(NoFrame::Incomplete)
    }
}
