//! Objects that are read by their shape: those of the style `deepObject` that have other objects
//! in them, such as `filter[name][eq]`, and those in one parameter of a path, a header or a cookie,
//! such as `R,100,G,200`, whose members arrive here as `[R]` and `[G]`.
//!
//! OpenAPI 3.0 says of the style `deepObject` how an object of single values is sent, and no more.
//! Clients and servers that have more go on in the same way, with a name in brackets for each
//! level. Text has no types, so generated code says by a [`TextShape`] which types the text of a member
//! can have. The type of the parameter then reads JSON, and refuses what its schema does.

use std::collections::BTreeMap;

use lockstep_runtime::json;
use serde::{
    Deserialize as _, Deserializer,
    de::{DeserializeOwned, Error as _},
};
use serde_json::{Map, Value};

/// The JSON that the text of a parameter can stand for.
#[derive(Clone, Copy, Debug)]
pub struct TextShape {
    /// The type of a text.
    pub text: TextType,
    /// The elements, if it can be a list.
    pub items: Option<&'static Self>,
    /// The members with names, if it can be an object.
    pub members: &'static [(&'static str, Self)],
    /// The members without names, if a schema says how they are.
    pub others: Option<&'static Self>,
}

/// The type of a value without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextType {
    /// None: the value is a list or an object.
    None,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// A string.
    String,
}

impl TextShape {
    /// A value that has parts, before they are added.
    pub const NONE: Self = Self { text: TextType::None, items: None, members: &[], others: None };
    /// A number.
    pub const NUMBER: Self = Self { text: TextType::Number, ..Self::NONE };
    /// A boolean.
    pub const BOOLEAN: Self = Self { text: TextType::Boolean, ..Self::NONE };
    /// A string.
    pub const TEXT: Self = Self { text: TextType::String, ..Self::NONE };

    /// Returns the shape of a member.
    fn member(&self, name: &str) -> &Self {
        let named = self.members.iter().find(|(known, _)| *known == name);
        // The type refuses a member that it does not have, or ignores it.
        named.map(|(_, shape)| shape).or(self.others).unwrap_or(&Self::TEXT)
    }
}

/// The parameters given for a value: by its own name, and by those of its members.
#[derive(Debug, Default)]
struct Given {
    values: Vec<String>,
    members: BTreeMap<String, Given>,
}

/// Reads an object from its parameters: the part of each name that is behind the name of the
/// object, and its value, in turn.
pub fn deep<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    parameters: D,
    shape: &TextShape,
) -> Result<T, D::Error> {
    let parameters = Vec::<String>::deserialize(parameters)?;
    let mut given = Given::default();
    for pair in parameters.chunks_exact(2) {
        let (rest, value) = (&pair[0], &pair[1]);
        let names =
            names(rest).ok_or_else(|| D::Error::custom("expected members, each with its name"))?;
        given.add(&names, shape, value);
    }
    let value = given.into_value("", shape).map_err(D::Error::custom)?;
    json::from_slice(value.to_string().as_bytes()).map_err(|error| {
        let text = error.to_string();
        let Some(place) = error.place().map(ToString::to_string) else {
            return D::Error::custom(text);
        };
        let reason = text.strip_prefix(&format!("{place}: ")).unwrap_or(&text);
        let names = place.split('.').map(|part| match part.split_once('[') {
            Some((name, index)) => format!("[{name}][{index}"),
            None => format!("[{part}]"),
        });
        D::Error::custom(format_args!("{}: {reason}", names.collect::<String>()))
    })
}

/// Returns the names in brackets, of which there is at least one.
fn names(rest: &str) -> Option<Vec<&str>> {
    let inner = rest.strip_prefix('[')?.strip_suffix(']')?;
    let names: Vec<&str> = inner.split("][").collect();
    names.iter().all(|name| !name.contains(['[', ']'])).then_some(names)
}

impl Given {
    fn add(&mut self, names: &[&str], shape: &TextShape, value: &str) {
        let is_index = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
        match names {
            [] => self.values.push(value.to_owned()),
            // An element of a list, by its index or without one.
            [index] if shape.items.is_some() && is_index(index) => {
                self.values.push(value.to_owned());
            }
            [name, rest @ ..] => {
                let member = self.members.entry((*name).to_owned()).or_default();
                member.add(rest, shape.member(name), value);
            }
        }
    }

    fn into_value(self, at: &str, shape: &TextShape) -> Result<Value, String> {
        let Self { mut values, members } = self;
        if !members.is_empty() {
            if !values.is_empty() {
                return Err(format!("{at}: expected a value, or members, but not both"));
            }
            let members = members.into_iter().map(|(name, given)| {
                let value = given.into_value(&format!("{at}[{name}]"), shape.member(&name))?;
                Ok((name, value))
            });
            return members.collect::<Result<Map<_, _>, String>>().map(Value::Object);
        }
        let is_single =
            values.len() == 1 && (shape.text != TextType::None || shape.items.is_none());
        match (shape.items, values.pop()) {
            (_, Some(text)) if is_single => Ok(shape.text.value(text)),
            (Some(items), last) => {
                let values = values.into_iter().chain(last);
                Ok(values.map(|text| items.text.value(text)).collect())
            }
            (None, _) => Err(format!("{at}: must be given once only")),
        }
    }
}

impl TextType {
    /// Returns the value of a text. One that is of another type is a string, which the type of the
    /// parameter refuses.
    fn value(self, text: String) -> Value {
        let is_number = text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
            && !text.ends_with(char::is_whitespace);
        let value = match (self, text.as_str()) {
            (Self::Number, text) if is_number => serde_json::from_str(text).ok(),
            (Self::Boolean, "true") => Some(Value::Bool(true)),
            (Self::Boolean, "false") => Some(Value::Bool(false)),
            _ => None,
        };
        value.unwrap_or(Value::String(text))
    }
}

#[cfg(test)]
mod tests {
    use serde::de::{IntoDeserializer as _, value::Error};

    use super::*;

    const FILTER: TextShape = TextShape {
        members: &[
            (
                "name",
                TextShape {
                    members: &[("eq", TextShape::TEXT), ("exists", TextShape::BOOLEAN)],
                    ..TextShape::TEXT
                },
            ),
            (
                "size",
                TextShape {
                    members: &[(
                        "in",
                        TextShape { items: Some(&TextShape::NUMBER), ..TextShape::NONE },
                    )],
                    ..TextShape::NONE
                },
            ),
        ],
        others: Some(&TextShape::NUMBER),
        ..TextShape::NONE
    };

    fn read(parameters: &[(&str, &str)]) -> Result<String, String> {
        let parts = parameters.iter().flat_map(|(name, value)| [*name, *value]);
        let parts: Vec<String> = parts.map(str::to_owned).collect();
        let value = deep::<_, Value>(parts.into_deserializer(), &FILTER);
        value.map(|it| it.to_string()).map_err(|error: Error| error.to_string())
    }

    #[test]
    fn deep_reads_the_types_of_the_shape() {
        for (parameters, expected) in [
            (&[("[name]", "1")] as &[(&str, &str)], r#"{"name":"1"}"#),
            (
                &[("[name][eq]", "1"), ("[name][exists]", "true")],
                r#"{"name":{"eq":"1","exists":true}}"#,
            ),
            (&[("[size][in]", "1")], r#"{"size":{"in":[1]}}"#),
            (&[("[size][in]", "1"), ("[size][in]", "x")], r#"{"size":{"in":[1,"x"]}}"#),
            (&[("[size][in][1]", "2"), ("[size][in][0]", "1")], r#"{"size":{"in":[2,1]}}"#),
            (&[("[size][in][]", "2.5")], r#"{"size":{"in":[2.5]}}"#),
            (&[("[é]", "-1"), ("[a]", " 1")], r#"{"a":" 1","é":-1}"#),
            (&[("[size][new][deep]", "1")], r#"{"size":{"new":{"deep":"1"}}}"#),
        ] {
            assert_eq!(read(parameters).as_deref(), Ok(expected), "{parameters:?}");
        }
    }

    #[test]
    fn deep_names_the_member_when_it_refuses_one() {
        let brackets = "expected members, each with its name";
        for (parameters, expected) in [
            (&[("", "1")] as &[(&str, &str)], brackets),
            (&[("[name", "1")], brackets),
            (&[("[name]eq", "1")], brackets),
            (&[("[na]me]", "1")], brackets),
            (&[("[name]", "1"), ("[name]", "2")], "[name]: must be given once only"),
            (
                &[("[name]", "1"), ("[name][eq]", "2")],
                "[name]: expected a value, or members, but not both",
            ),
        ] {
            assert_eq!(read(parameters), Err(expected.to_owned()), "{parameters:?}");
        }
    }
}
