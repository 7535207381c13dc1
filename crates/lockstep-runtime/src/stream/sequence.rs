//! JSON text sequences (RFC 7464).

use super::{
    Decoder, NoFrame,
    lines::{Buffer, without_mark},
};

/// The record separator before each text.
pub(super) const SEPARATOR: u8 = 0x1e;

/// Takes a sequence of JSON texts apart.
///
/// A text ends with a line feed. So that an item does not wait for the next one, the decoder
/// follows strings and brackets, and takes a text at the first line feed outside of them.
#[derive(Debug, Default)]
pub struct SequenceDecoder {
    buffer: Buffer,
    is_after_start: bool,
    /// True between a separator and the end of its text.
    is_in_text: bool,
    nesting: Nesting,
}

/// The place within a JSON text.
#[derive(Debug, Default)]
struct Nesting {
    brackets: usize,
    string: StringState,
}

#[derive(Debug, Default)]
enum StringState {
    #[default]
    Outside,
    Inside,
    AfterBackslash,
}

impl Nesting {
    fn follow(&mut self, byte: u8) {
        self.string = match (&self.string, byte) {
            (StringState::Inside, b'"') => StringState::Outside,
            (StringState::Inside, b'\\') => StringState::AfterBackslash,
            (StringState::Outside, b'"')
            | (StringState::Inside | StringState::AfterBackslash, _) => StringState::Inside,
            (StringState::Outside, byte) => {
                match byte {
                    b'{' | b'[' => self.brackets += 1,
                    b'}' | b']' => self.brackets = self.brackets.saturating_sub(1),
                    _ => {}
                }
                StringState::Outside
            }
        };
    }

    fn is_outside(&self) -> bool {
        self.brackets == 0 && matches!(self.string, StringState::Outside)
    }
}

impl SequenceDecoder {
    /// Takes what was looked at, and begins anew. Nothing of a text may be lost: without the line
    /// feed, a number such as `12` may be the start of another one (section 2.4).
    fn take(&mut self, less: usize) -> Option<Result<Vec<u8>, NoFrame>> {
        let mut text = self.buffer.take(less);
        if !self.is_after_start {
            text = without_mark(text);
        }
        self.is_after_start = true;
        let was_in_text = std::mem::take(&mut self.is_in_text);
        self.nesting = Nesting::default();
        let is_complete = text.last().is_some_and(u8::is_ascii_whitespace);
        let text = text.trim_ascii();
        let first = text.first()?;
        Some(if !was_in_text {
            Err(NoFrame::Malformed("there is text without a record separator before it"))
        } else if !is_complete && !matches!(first, b'{' | b'[' | b'"') {
            Err(NoFrame::Malformed("a text without a line feed at its end may be cut off"))
        } else {
            Ok(text.to_vec())
        })
    }
}

impl Decoder for SequenceDecoder {
    type Frame = Vec<u8>;

    fn push(&mut self, bytes: &[u8]) {
        self.buffer.push(bytes);
    }

    fn next(&mut self, is_end: bool, max_bytes: usize) -> Result<Vec<u8>, NoFrame> {
        while let Some(byte) = self.buffer.look() {
            if self.buffer.looked_at() > max_bytes {
                return Err(NoFrame::TooLarge);
            }
            // No JSON text has this byte, so it begins a new one even after a broken one.
            if byte == SEPARATOR {
                let before = self.take(1);
                self.is_in_text = true;
                if let Some(text) = before {
                    return text;
                }
            } else if byte == b'\n' && self.nesting.is_outside() {
                let was_in_text = self.is_in_text;
                if let Some(text) = self.take(0) {
                    return text;
                }
                self.is_in_text = was_in_text;
            } else {
                self.nesting.follow(byte);
            }
        }
        if is_end && let Some(text) = self.take(0) {
            return text;
        }
        Err(NoFrame::Incomplete)
    }
}
