//! YAML with the place of each value in the text.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};
use serde_json::Number;

use crate::diagnostic::{DefinitionDiagnostic, DefinitionRule};

/// The greatest depth of values: more than a definition needs, and less than would exhaust the
/// stack.
const MAX_DEPTH: usize = 32;

/// A value and the bytes of the text that show it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) place: Range<usize>,
    pub(crate) value: Yaml,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Yaml {
    Null,
    Bool(bool),
    /// A number, and how it is written.
    Number(Number, String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<Member>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    pub(crate) key: String,
    pub(crate) key_place: Range<usize>,
    pub(crate) value: Node,
}

impl Yaml {
    /// Names the kind of the value, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "true or false",
            Self::Number(..) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }
}

/// Reads the only document of a text.
pub(crate) fn parse(text: &str) -> Result<Node, DefinitionDiagnostic> {
    let offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut reader = YamlParser { parser: Parser::new_from_str(text), offsets };
    loop {
        let (event, place) = reader.next()?;
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
            Event::StreamEnd => {
                return Err(fault(place, "the file is empty", "start it with `name: `"));
            }
            event => {
                let root = reader.node(0, event, place)?;
                reader.end()?;
                return Ok(root);
            }
        }
    }
}

fn fault(place: Range<usize>, message: &str, help: &str) -> DefinitionDiagnostic {
    DefinitionDiagnostic {
        rule: DefinitionRule::Syntax,
        is_warning: false,
        place,
        message: message.to_owned(),
        help: help.to_owned(),
    }
}

struct YamlParser<'a> {
    parser: Parser<'a, StrInput<'a>>,
    /// The byte offset of each character, since the parser counts characters.
    offsets: Vec<usize>,
}

impl<'a> YamlParser<'a> {
    fn range(&self, span: Span) -> Range<usize> {
        let end = self.offsets.len() - 1;
        self.offsets[span.start.index().min(end)]..self.offsets[span.end.index().min(end)]
    }

    fn next(&mut self) -> Result<(Event<'a>, Range<usize>), DefinitionDiagnostic> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, self.range(span))),
            Some(Err(error)) => {
                let at = self.offsets[error.marker().index().min(self.offsets.len() - 1)];
                let help = "fix the YAML here or in the lines above: an indentation, a quote, a \
                            bracket. Text that begins with `{` or contains `: ` needs quotes";
                Err(fault(at..at, error.info(), help))
            }
            None => Err(fault(0..0, "the file ends early", "check that it was written completely")),
        }
    }

    fn end(&mut self) -> Result<(), DefinitionDiagnostic> {
        loop {
            let (event, place) = self.next()?;
            match event {
                Event::DocumentEnd | Event::Nothing => {}
                Event::StreamEnd => return Ok(()),
                _ => {
                    let help = "write each definition to a file of its own";
                    return Err(fault(place, "a second document begins here", help));
                }
            }
        }
    }

    fn node(
        &mut self,
        depth: usize,
        event: Event<'a>,
        place: Range<usize>,
    ) -> Result<Node, DefinitionDiagnostic> {
        if depth > MAX_DEPTH {
            let message = format!("values nest deeper than {MAX_DEPTH} levels");
            return Err(fault(place, &message, "remove levels"));
        }
        match event {
            Event::Scalar(text, style, 0, _) => Ok(Node { place, value: scalar(&text, style) }),
            Event::SequenceStart(0, _) => {
                let mut items = Vec::new();
                loop {
                    let (event, inner) = self.next()?;
                    if event == Event::SequenceEnd {
                        let place = place.start..inner.end;
                        return Ok(Node { place, value: Yaml::List(items) });
                    }
                    items.push(self.node(depth + 1, event, inner)?);
                }
            }
            Event::MappingStart(0, _) => {
                let mut members: Vec<Member> = Vec::new();
                loop {
                    let (event, key_place) = self.next()?;
                    let key = match event {
                        Event::MappingEnd => {
                            return Ok(Node { place, value: Yaml::Map(members) });
                        }
                        Event::Scalar(key, _, 0, _) => key.into_owned(),
                        _ => {
                            let message = "a key that is not text";
                            return Err(fault(
                                key_place,
                                message,
                                "write text, or put it in quotes",
                            ));
                        }
                    };
                    if members.iter().any(|member| member.key == key) {
                        let message = format!("duplicate key `{key}`");
                        return Err(fault(key_place, &message, "remove one of the two"));
                    }
                    let (event, place) = self.next()?;
                    let value = self.node(depth + 1, event, place)?;
                    members.push(Member { key, key_place, value });
                }
            }
            _ => Err(fault(
                place,
                "anchors and aliases are not supported",
                "write the value out; text that begins with `&` or `*` needs quotes",
            )),
        }
    }
}

/// Returns the value of a scalar by the core schema of YAML 1.2.
fn scalar(text: &str, style: ScalarStyle) -> Yaml {
    if style != ScalarStyle::Plain {
        return Yaml::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Yaml::Null,
        "true" | "True" | "TRUE" => Yaml::Bool(true),
        "false" | "False" | "FALSE" => Yaml::Bool(false),
        _ => match number(text) {
            Some(number) => Yaml::Number(number, text.to_owned()),
            None => Yaml::Text(text.to_owned()),
        },
    }
}

fn number(text: &str) -> Option<Number> {
    if !text.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if let Ok(number) = text.parse::<i64>() {
        return Some(number.into());
    }
    Number::from_f64(text.parse().ok()?)
}
