//! The first stage: an OpenAPI document as it was read, with the place of each value in the text.

pub(crate) mod diagnostic;
pub(crate) mod limits;
pub(crate) mod openapi;
pub(crate) mod pointer;
pub(crate) mod schema;

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    path::Path,
};

use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use serde_json::{Map, Number, Value};

use self::{
    diagnostic::{Diagnostic, Report, Rule},
    pointer::Pointer,
};

/// An OpenAPI document with the place of every value in its text.
#[derive(Clone, Debug)]
pub struct Document {
    origin: String,
    text: String,
    root: Value,
    places: HashMap<Pointer, Range<usize>>,
}

impl Document {
    /// Reads a document from a YAML or JSON file.
    pub fn load(path: &Path) -> Result<Self, LoadError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| LoadError::Read { path: path.display().to_string(), source })?;
        Ok(Self::parse(&path.display().to_string(), &text)?)
    }

    /// Reads a document from text. `origin` is the name that diagnostics show for it.
    pub fn parse(origin: &str, text: &str) -> Result<Self, Report> {
        let mut reader = YamlReader::new(text);
        match reader.document() {
            Ok(root) => Ok(Self {
                origin: origin.to_owned(),
                text: text.to_owned(),
                root,
                places: reader.places,
            }),
            Err(fault) => Err(Report::new(
                origin,
                text,
                vec![Diagnostic {
                    rule: Rule::Syntax,
                    pointer: Pointer::root(),
                    place: fault.place,
                    other: None,
                    message: fault.message,
                    help: fault.help,
                    waivable: false,
                }],
            )),
        }
    }

    /// The name that diagnostics show for the document.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the value of the whole document.
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// Returns the value at a pointer.
    pub fn get(&self, pointer: &Pointer) -> Option<&Value> {
        self.root.pointer(pointer.as_str())
    }

    /// Returns the bytes of the text that show the value at a pointer: its key if it has one, else
    /// the value. For a pointer that leads nowhere, it returns those of the nearest value around
    /// it.
    pub fn place(&self, pointer: &Pointer) -> Range<usize> {
        let mut at = Some(pointer.clone());
        while let Some(pointer) = at {
            if let Some(place) = self.places.get(&pointer) {
                return place.clone();
            }
            at = pointer.parent();
        }
        0..0
    }
}

/// The reasons why a document cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: String,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// The text is not a YAML or JSON document.
    #[error("{0}")]
    Syntax(#[from] Report),
}

/// The greatest depth of values: far more than a contract needs, and far less than would exhaust
/// the stack.
const MAX_DEPTH: usize = 128;

/// The largest number of values that all aliases together stand for. Aliases of aliases can turn a
/// small document into a huge one.
const MAX_ALIASED: usize = 100_000;

struct SyntaxError {
    place: Range<usize>,
    message: String,
    help: String,
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
    fn new(text: &'a str) -> Self {
        let offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
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
                    help: "fix the YAML here or in the lines above: an indentation, a quote, a bracket".to_owned(),
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
        loop {
            let (event, place) = self.next()?;
            let key = match event {
                Event::MappingEnd => return Ok(Value::Object(Map::from_iter(members))),
                Event::Scalar(key, ..) => key.into_owned(),
                _ => {
                    return Err(SyntaxError {
                        place,
                        message: "a key that is not a string".to_owned(),
                        help: "OpenAPI objects have string keys".to_owned(),
                    });
                }
            };
            if members.contains_key(&key) {
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

    #[test]
    fn document_has_values_with_their_places() {
        let text = "a: 1\nb:\n  - 'é'\n  - {c: 2.5, d: yes, e: ~}\n'200': true\n";
        let document = Document::parse("x.yaml", text).expect("parses");
        assert_eq!(
            document.root(),
            &json!({"a": 1, "b": ["é", {"c": 2.5, "d": "yes", "e": null}], "200": true})
        );
        let shown = |pointer: &str| {
            &text[document.place(&Pointer::from_reference(pointer).expect("a pointer"))]
        };
        assert_eq!(shown("#/a"), "a");
        assert_eq!(shown("#/b/0"), "'é'");
        assert_eq!(shown("#/b/1/d"), "d");
        assert_eq!(shown("#/b/1/d/nothing/here"), "d");
        assert_eq!(shown("#/200"), "'200'");
    }

    #[test]
    fn document_is_read_when_json() {
        let text = r#"{"a": [1, -2.5e3, "x\ty"], "b": {"c/d": null}}"#;
        let document = Document::parse("x.json", text).expect("parses");
        assert_eq!(document.root(), &json!({"a": [1, -2500.0, "x\ty"], "b": {"c/d": null}}));
        assert_eq!(&text[document.place(&Pointer::root().join("b").join("c/d"))], "\"c/d\"");
    }

    #[test]
    fn syntax_error_has_its_place() {
        for (text, message) in [
            ("a: 1\na: 2\n", "duplicate key `a`"),
            ("", "the document is empty"),
            ("a: &x [*x]\n", "an alias inside its own value"),
            ("[1]: 2\n", "a key that is not a string"),
            ("a: 1\n---\nb: 2\n", "a second document begins here"),
        ] {
            let report = Document::parse("x.yaml", text).expect_err(text);
            assert_eq!(report.diagnostics()[0].message, message, "{text}");
        }
        let deep = "[".repeat(1000);
        assert!(Document::parse("x.yaml", &deep).is_err());
        let tenfold =
            |name: char, of: char| format!("{name}: &{name} [{}]\n", format!("*{of},").repeat(10));
        let many = ('b'..='k').zip('a'..).map(|(name, of)| tenfold(name, of)).collect::<String>();
        let report = Document::parse("x.yaml", &format!("a: &a 1\n{many}")).expect_err("many");
        assert!(report.diagnostics()[0].message.starts_with("aliases stand for more"));
    }
}
