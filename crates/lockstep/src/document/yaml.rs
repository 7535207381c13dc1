//! The reader of YAML, with the place of each value.

use std::{
    collections::{BTreeMap, HashMap, btree_map::Entry},
    ops::Range,
};

use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use serde_json::{Map, Number, Value};

use super::{
    parsed::{MAX_DEPTH, Parsed, SyntaxError},
    pointer::Pointer,
};

/// The largest number of values that all aliases together stand for. Aliases of aliases can turn a
/// small document into a huge one.
const MAX_ALIASED: usize = 100_000;

/// The largest number of places that stand further left than YAML asks for.
const MAX_OUTDENTED: usize = 1000;

/// Reads a text that holds one document.
///
/// YAML asks for a closing bracket on a line of its own to be indented more than the key of its
/// list, and so for the further lines of quoted text. Most readers do not insist, and some writers
/// do not do it, so this one reads the text with spaces before them.
pub(crate) fn read(text: &str) -> Result<Parsed, SyntaxError> {
    let mut padding: Vec<Padding> = Vec::new();
    for _ in 0..MAX_OUTDENTED {
        let (padded, offsets) = pad(text, &padding);
        let mut reader = YamlReader::new(&padded, offsets);
        let fault = match reader.document() {
            Ok(root) => return Ok(Parsed { root, places: reader.places }),
            Err(fault) => fault,
        };
        let more = missing(text, &fault, &padding);
        let last = padding.last().map(|last| last.before);
        if more.first().is_none_or(|first| last >= Some(first.before)) {
            return Err(fault);
        }
        padding.extend(more);
    }
    Err(SyntaxError {
        place: 0..0,
        message: format!("more than {MAX_OUTDENTED} places are indented less than YAML asks for"),
        help: "indent the lines of quoted text, and closing brackets, more than their keys"
            .to_owned(),
    })
}

/// Spaces that a text lacks.
struct Padding {
    /// The number of characters of the text that come before them.
    before: usize,
    count: usize,
}

/// Returns the spaces without which the text has a fault, in their order, next to those that are
/// `known`. None for other faults.
fn missing(text: &str, fault: &SyntaxError, known: &[Padding]) -> Vec<Padding> {
    let at = fault.place.start;
    let (head, rest) = text.split_at(at);
    let before = head.chars().count();
    match fault.message.as_str() {
        "invalid indentation" if rest.starts_with([']', '}']) => {
            vec![Padding { before, count: 2 }]
        }
        "invalid indentation in quoted scalar" => {
            let line = head.rfind('\n').map_or(0, |end| head[..=end].chars().count());
            let padded = known.iter().filter(|it| (line..=before).contains(&it.before));
            let column = before - line + padded.map(|it| it.count).sum::<usize>();
            lines_of_quoted(rest)
                .map(|line| Padding { before: before + line, count: column })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the places of the further lines of the quoted text that a text begins with: that of the
/// first character in each line that is no space, as a number of characters.
fn lines_of_quoted(text: &str) -> impl Iterator<Item = usize> {
    let mut characters = text.chars().enumerate().peekable();
    let quote = characters.next().map(|(_, quote)| quote);
    let (mut escaped, mut within, mut indented) = (false, quote.is_some(), true);
    std::iter::from_fn(move || {
        while let Some((index, character)) = characters.next().filter(|_| within) {
            let first = !indented && !matches!(character, ' ' | '\t' | '\r' | '\n');
            indented |= first;
            indented &= character != '\n';
            if escaped {
                escaped = false;
            } else if quote == Some('"') && character == '\\' {
                escaped = true;
            } else if Some(character) == quote {
                // In single quotes, two of them stand for one.
                let next = characters.peek().map(|(_, next)| *next);
                if quote == Some('\'') && next == quote {
                    characters.next();
                } else {
                    within = false;
                }
            }
            if first {
                return Some(index);
            }
        }
        None
    })
}

/// Returns a text with spaces before some of its characters, and for each character of the result
/// the bytes of the text before it.
fn pad(text: &str, padding: &[Padding]) -> (String, Vec<usize>) {
    let mut padded = String::with_capacity(text.len());
    let mut offsets = Vec::with_capacity(text.len() + 1);
    let mut padding = padding.iter().peekable();
    for (index, (at, character)) in text.char_indices().enumerate() {
        if let Some(Padding { count, .. }) = padding.next_if(|it| it.before == index) {
            padded.extend(std::iter::repeat_n(' ', *count));
            offsets.extend(std::iter::repeat_n(at, *count));
        }
        padded.push(character);
        offsets.push(at);
    }
    offsets.push(text.len());
    (padded, offsets)
}

/// Turns the events of the YAML parser into a value, and records the place of each value.
struct YamlReader<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    /// The byte offset of each character, since the parser counts characters.
    offsets: Vec<usize>,
    places: HashMap<Pointer, Range<usize>>,
    anchors: BTreeMap<usize, Value>,
    /// The number of values that aliases stood for so far.
    aliased: usize,
}

impl<'a> YamlReader<'a> {
    fn new(text: &'a str, offsets: Vec<usize>) -> Self {
        Self {
            parser: Parser::new_from_str(text),
            offsets,
            places: HashMap::new(),
            anchors: BTreeMap::new(),
            aliased: 0,
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        let end = self.offsets.len() - 1;
        self.offsets[span.start.index().min(end)]..self.offsets[span.end.index().min(end)]
    }

    fn next(&mut self) -> Result<(Event<'a>, Range<usize>), SyntaxError> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, self.range(span))),
            Some(Err(error)) => {
                let at = self.offsets[error.marker().index().min(self.offsets.len() - 1)];
                Err(SyntaxError {
                    place: at..at,
                    message: error.info().to_owned(),
                    help: if error.info().starts_with("tabs") {
                        "indent by spaces: YAML allows no tabs there".to_owned()
                    } else {
                        "fix the YAML here or in the lines above: an indentation, a quote, a bracket".to_owned()
                    },
                })
            }
            None => Err(SyntaxError {
                place: 0..0,
                message: "the document ends early".to_owned(),
                help: "check that the file was written completely".to_owned(),
            }),
        }
    }

    fn document(&mut self) -> Result<Value, SyntaxError> {
        loop {
            let (event, place) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                Event::StreamEnd => {
                    return Err(SyntaxError {
                        place,
                        message: "the document is empty".to_owned(),
                        help: "start it with `openapi: 3.0.3`".to_owned(),
                    });
                }
                event => {
                    let value = self.value(&Pointer::root(), 0, event, place)?;
                    self.end()?;
                    return Ok(value);
                }
            }
        }
    }

    /// Checks that nothing follows the document.
    fn end(&mut self) -> Result<(), SyntaxError> {
        loop {
            let (event, place) = self.next()?;
            match event {
                Event::DocumentEnd | Event::Nothing => {}
                Event::StreamEnd => return Ok(()),
                _ => {
                    return Err(SyntaxError {
                        place,
                        message: "a second document begins here".to_owned(),
                        help: "keep one document in the file".to_owned(),
                    });
                }
            }
        }
    }

    fn value(
        &mut self,
        at: &Pointer,
        depth: usize,
        event: Event<'a>,
        place: Range<usize>,
    ) -> Result<Value, SyntaxError> {
        if depth > MAX_DEPTH {
            return Err(SyntaxError {
                place,
                message: format!("values nest deeper than {MAX_DEPTH} levels"),
                help: "move inner schemas to `components/schemas` and refer to them".to_owned(),
            });
        }
        // The key of a member shows its place better than its value, which may be pages long.
        self.places.entry(at.clone()).or_insert_with(|| place.clone());
        let (anchor, value) = match event {
            // Versions look like numbers, whose text would be lost: `1.10` is not `1.1`.
            Event::Scalar(text, ScalarStyle::Plain, anchor, _)
                if is_version(at) && number(&text).is_some() =>
            {
                (anchor, Value::String(text.into_owned()))
            }
            Event::Scalar(text, style, anchor, _) => (anchor, scalar(&text, style)),
            Event::SequenceStart(anchor, _) => {
                let mut items = Vec::new();
                loop {
                    let (event, place) = self.next()?;
                    if event == Event::SequenceEnd {
                        break;
                    }
                    let item = self.value(&at.join(items.len()), depth + 1, event, place)?;
                    items.push(item);
                }
                (anchor, Value::Array(items))
            }
            Event::MappingStart(anchor, _) => (anchor, self.mapping(at, depth)?),
            Event::Alias(anchor) => (0, self.alias(anchor, depth, place)?),
            other => {
                return Err(SyntaxError {
                    place,
                    message: format!("unexpected {other:?}"),
                    help: "fix the YAML here".to_owned(),
                });
            }
        };
        if anchor != 0 {
            self.anchors.insert(anchor, value.clone());
        }
        Ok(value)
    }

    /// Returns the value that an alias stands for.
    fn alias(
        &mut self,
        anchor: usize,
        depth: usize,
        place: Range<usize>,
    ) -> Result<Value, SyntaxError> {
        let Some(value) = self.anchors.get(&anchor) else {
            return Err(SyntaxError {
                place,
                message: "an alias inside its own value".to_owned(),
                help: "write the value out, or use `$ref`".to_owned(),
            });
        };
        let (count, levels) = measure(value);
        self.aliased += count;
        if self.aliased > MAX_ALIASED || depth + levels > MAX_DEPTH {
            return Err(SyntaxError {
                place,
                message: format!(
                    "aliases stand for more than {MAX_ALIASED} values, or nest deeper than {MAX_DEPTH} levels"
                ),
                help: "use `$ref`, which makes no copies".to_owned(),
            });
        }
        Ok(value.clone())
    }

    fn mapping(&mut self, at: &Pointer, depth: usize) -> Result<Value, SyntaxError> {
        // Sorted by name, since the map of `serde_json` keeps an order or not by its features, and
        // generated code must not depend on that.
        let mut members = BTreeMap::new();
        let mut merged = None;
        loop {
            let (event, place) = self.next()?;
            let (key, merges) = match event {
                Event::MappingEnd => {
                    self.merge(at, &mut members, merged)?;
                    return Ok(Value::Object(Map::from_iter(members)));
                }
                Event::Scalar(key, style, ..) => {
                    let merges = key == "<<" && style == ScalarStyle::Plain;
                    (key.into_owned(), merges)
                }
                _ => {
                    return Err(SyntaxError {
                        place,
                        message: "a key that is not a string".to_owned(),
                        help: "OpenAPI objects have string keys".to_owned(),
                    });
                }
            };
            if merges && merged.is_none() {
                let (event, of_value) = self.next()?;
                // The place of the key, since merged members have no other in this mapping.
                self.places.insert(at.join(&key), place.clone());
                let value = self.value(&at.join(&key), depth + 1, event, of_value)?;
                merged = Some((place, value));
                continue;
            }
            if merges || members.contains_key(&key) {
                return Err(SyntaxError {
                    place,
                    message: format!("duplicate key `{key}`"),
                    help: "remove one of the two".to_owned(),
                });
            }
            let member = at.join(&key);
            self.places.insert(member.clone(), place);
            let (event, place) = self.next()?;
            let value = self.value(&member, depth + 1, event, place)?;
            members.insert(key, value);
        }
    }

    /// Adds the members that a merge key (`<<`) takes from other mappings. Members of the mapping
    /// itself come first, then those of the first mapping in a list.
    fn merge(
        &mut self,
        at: &Pointer,
        members: &mut BTreeMap<String, Value>,
        merged: Option<(Range<usize>, Value)>,
    ) -> Result<(), SyntaxError> {
        let Some((place, value)) = merged else { return Ok(()) };
        let mappings = match value {
            Value::Array(mappings) => mappings,
            mapping => vec![mapping],
        };
        for mapping in mappings {
            let Value::Object(mapping) = mapping else {
                return Err(SyntaxError {
                    place,
                    message: "the merge key `<<` has a value that is no mapping".to_owned(),
                    help: "give it an alias of a mapping, such as `<<: *common`, or a list of such"
                        .to_owned(),
                });
            };
            for (key, value) in mapping {
                let member = at.join(&key);
                if let Entry::Vacant(entry) = members.entry(key) {
                    self.places.insert(member, place.clone());
                    entry.insert(value);
                }
            }
        }
        Ok(())
    }
}

/// Returns whether a pointer is that of a version in a document of OpenAPI.
fn is_version(at: &Pointer) -> bool {
    matches!(at.as_str(), "/openapi" | "/swagger" | "/info/version")
}

/// Returns the number of values in a value, itself included, and their depth.
fn measure(value: &Value) -> (usize, usize) {
    let add = |(count, levels): (usize, usize), inner: &Value| {
        let (more, deep) = measure(inner);
        (count + more, levels.max(deep + 1))
    };
    match value {
        Value::Array(items) => items.iter().fold((1, 0), add),
        Value::Object(members) => members.values().fold((1, 0), add),
        _ => (1, 0),
    }
}

/// Returns the value of a scalar by the core schema of YAML 1.2: null, a boolean or a number as
/// JSON writes it, or else a string.
fn scalar(text: &str, style: ScalarStyle) -> Value {
    if style != ScalarStyle::Plain {
        return Value::String(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).map_or_else(|| Value::String(text.to_owned()), Value::Number),
    }
}

fn number(text: &str) -> Option<Number> {
    if !text.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if let Ok(number) = text.parse::<i64>() {
        return Some(number.into());
    }
    if let Ok(number) = text.parse::<u64>() {
        return Some(number.into());
    }
    Number::from_f64(text.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parsed(text: &str) -> Parsed {
        read(text).map_err(|fault| fault.message).expect(text)
    }

    #[test]
    fn merge_keys_add_members() {
        let text = "a: &a { x: 1, y: 2 }\nb: &b { y: 3, z: 4 }\nc: { <<: [*a, *b], x: 0 }\nd:\n  <<: *b\n  w: 5\n";
        let parsed = parsed(text);
        assert_eq!(parsed.root["c"], json!({ "x": 0, "y": 2, "z": 4 }));
        assert_eq!(parsed.root["d"], json!({ "w": 5, "y": 3, "z": 4 }));
        assert_eq!(&text[parsed.place(&Pointer::root().join("c").join("z"))], "<<");
        for text in ["a: { <<: 1 }", "a: &a { b: 1 }\nc:\n  <<: *a\n  <<: *a\n"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read("\"<<\": 1").ok().expect("read").root, json!({ "<<": 1 }));
    }

    #[test]
    fn closing_bracket_may_stand_below_its_key() {
        let text = "é:\n  enum: [\n    \"a\",\n    \"b\"\n  ]\n  other: {\n    \"c\": \"d\"\n  }\nlast: 1\n";
        let parsed = parsed(text);
        let expected = json!({ "é": { "enum": ["a", "b"], "other": { "c": "d" } }, "last": 1 });
        assert_eq!(parsed.root, expected);
        assert_eq!(&text[parsed.place(&Pointer::root().join("last"))], "last");
        assert!(read("a:\n    b: 1\n  ]\n").is_err());
    }

    #[test]
    fn lines_of_quoted_text_may_stand_below_their_key() {
        let text = "é:\n  a: \"one\n\n two \\\" three\\\n  \\ four\nfive\"\n  b: 'it''s\n  so'\n  c: |\n    x: \"y\n    z\"\nlast: \"1\n2\"\n";
        let parsed = parsed(text);
        let expected = json!({
            "é": { "a": "one\ntwo \" three four five", "b": "it's so", "c": "x: \"y\nz\"\n" },
            "last": "1 2",
        });
        assert_eq!(parsed.root, expected);
        assert_eq!(&text[parsed.place(&Pointer::root().join("last"))], "last");
        let text = "tags: [\"a\nb\", \"c\nd\"]\n  \nlast: \"1\n\u{3000}2\"\n";
        let expected = json!({ "tags": ["a b", "c d"], "last": "1 \u{3000}2" });
        assert_eq!(self::parsed(text).root, expected);
        assert!(read("a: \"b\nc: 1\n").is_err());
    }
}
