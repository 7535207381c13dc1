//! The reader of JSON (RFC 8259), with the place of each value.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use serde_json::{Map, Value};

use super::{
    parsed::{MAX_DEPTH, Parsed, SyntaxError},
    pointer::Pointer,
};

/// Finds the tokens of a text and their places. `serde_json` decodes strings and numbers.
pub(crate) struct JsonReader<'a> {
    text: &'a str,
    at: usize,
    places: HashMap<Pointer, Range<usize>>,
}

impl<'a> JsonReader<'a> {
    /// Reads a text that holds one value.
    pub(crate) fn read(text: &'a str) -> Result<Parsed, SyntaxError> {
        let mut reader = Self { text, at: 0, places: HashMap::new() };
        let root = reader.value(&Pointer::root(), 0)?;
        reader.skip_space();
        if reader.at < text.len() {
            return Err(reader.fault("text after the end of the document", "remove it"));
        }
        Ok(Parsed { root, places: reader.places })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Returns an error at the next character.
    fn fault(&self, message: &str, help: &str) -> SyntaxError {
        let width = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        SyntaxError {
            place: self.at..self.at + width,
            message: message.to_owned(),
            help: help.to_owned(),
        }
    }

    /// Returns an error for a character that does not belong here.
    fn unexpected(&self, expected: &str) -> SyntaxError {
        let message = match self.text[self.at..].chars().next() {
            Some(found) => format!("`{found}` in the place of {expected}"),
            None => format!("the document ends in the place of {expected}"),
        };
        self.fault(&message, "fix the JSON here: a comma, a quote, a bracket")
    }

    fn value(&mut self, at: &Pointer, depth: usize) -> Result<Value, SyntaxError> {
        self.skip_space();
        if depth > MAX_DEPTH {
            let message = format!("values nest deeper than {MAX_DEPTH} levels");
            let help = "move inner schemas to `components/schemas` and refer to them";
            return Err(self.fault(&message, help));
        }
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.object(at, depth)?,
            Some(b'[') => self.array(at, depth)?,
            Some(b'"') => Value::String(self.string()?),
            _ => self.word()?,
        };
        // The key of a member shows its place better than its value, which may be pages long.
        let end = if value.is_object() || value.is_array() { start + 1 } else { self.at };
        self.places.entry(at.clone()).or_insert(start..end);
        Ok(value)
    }

    /// Reads a number, a boolean or null.
    fn word(&mut self) -> Result<Value, SyntaxError> {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '.'))
            .unwrap_or(rest.len());
        let value = serde_json::from_str(&rest[..end]).map_err(|_| self.unexpected("a value"))?;
        self.at += end;
        Ok(value)
    }

    fn string(&mut self) -> Result<String, SyntaxError> {
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("a string in double quotes"));
        }
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
                None => {
                    self.at = start;
                    return Err(self.fault("a string without an end", "add the closing quote"));
                }
            }
        }
        self.at += 1;
        serde_json::from_str(&self.text[start..self.at]).map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line").next().unwrap_or_default();
            SyntaxError {
                place: start..self.at,
                message: format!("a malformed string: {message}"),
                help: "escape quotes, backslashes and control characters; escapes of surrogates \
                       come in pairs"
                    .to_owned(),
            }
        })
    }

    fn array(&mut self, at: &Pointer, depth: usize) -> Result<Value, SyntaxError> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(b']') if items.is_empty() => break,
                _ => items.push(self.value(&at.join(items.len()), depth + 1)?),
            }
            self.skip_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => break,
                _ => return Err(self.unexpected("a comma or `]`")),
            }
        }
        self.at += 1;
        Ok(Value::Array(items))
    }

    fn object(&mut self, at: &Pointer, depth: usize) -> Result<Value, SyntaxError> {
        self.at += 1;
        // Sorted by name, for the reason that the reader of YAML gives.
        let mut members = BTreeMap::new();
        loop {
            self.skip_space();
            if self.peek() == Some(b'}') && members.is_empty() {
                break;
            }
            let start = self.at;
            let key = self.string()?;
            let place = start..self.at;
            if members.contains_key(&key) {
                let (message, help) = (format!("duplicate key `{key}`"), "remove one of the two");
                return Err(SyntaxError { place, message, help: help.to_owned() });
            }
            self.skip_space();
            if self.peek() != Some(b':') {
                return Err(self.unexpected("a colon"));
            }
            self.at += 1;
            let member = at.join(&key);
            self.places.insert(member.clone(), place);
            let value = self.value(&member, depth + 1)?;
            members.insert(key, value);
            self.skip_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => break,
                _ => return Err(self.unexpected("a comma or `}`")),
            }
        }
        self.at += 1;
        Ok(Value::Object(Map::from_iter(members)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_agrees_with_serde_json() {
        for text in [
            r#"{"a": "\ud83d\udc4d\u00e9\"\\", "b": [1, -2.5e3, 18446744073709551615, true, null]}"#,
            "[]",
            " {\"ä\": {}, \"\": [[], {\"x\": false}]}\r\n",
        ] {
            let parsed = JsonReader::read(text).map_err(|fault| fault.message).expect(text);
            let expected: Value = serde_json::from_str(text).expect("JSON");
            assert_eq!(parsed.root, expected);
        }
    }

    #[test]
    fn read_refuses_what_is_no_json() {
        for (text, place, message) in [
            ("{\"a\": 1,}", 8..9, "`}` in the place of a string in double quotes"),
            ("{\"a\" 1}", 5..6, "`1` in the place of a colon"),
            ("{\"a\": 1 \"b\": 2}", 8..9, "`\"` in the place of a comma or `}`"),
            ("[1, ]", 4..5, "`]` in the place of a value"),
            ("[01]", 1..2, "`0` in the place of a value"),
            ("{\"a\": \"x", 6..7, "a string without an end"),
            ("{\"a\": \"\\", 6..7, "a string without an end"),
            ("[\"\\ud83d\"]", 1..9, "a malformed string: unexpected end of hex escape"),
            ("{\"a\": 1, \"a\": 2}", 9..12, "duplicate key `a`"),
            ("{} 1", 3..4, "text after the end of the document"),
            ("{", 1..1, "the document ends in the place of a string in double quotes"),
        ] {
            let fault = JsonReader::read(text).expect_err(text);
            assert_eq!((fault.place, fault.message.as_str()), (place, message), "{text}");
        }
        assert!(JsonReader::read(&"[".repeat(1000)).is_err());
    }
}
