//! Reading JSON, and saying what is wrong with it.
//!
//! A message names the place of a fault and says what is expected. It shows no value, since a value
//! may be a secret, and nothing of serde.

use std::fmt;

use serde::Deserialize;
use serde_json::Value;
use serde_path_to_error::Segment;

use crate::{
    checked_json::{CheckedJson, KEY_TWICE},
    numbers::Numbers,
};

/// Reads JSON that means the same to everyone: no object has a key twice, and no free-form number
/// changes.
pub fn from_slice<'j, T: Deserialize<'j>>(json: &'j [u8]) -> Result<T, JsonError> {
    let numbers = Numbers::default();
    let mut reader = serde_json::Deserializer::from_slice(json);
    let value = T::deserialize(CheckedJson { json: &mut reader, numbers: &numbers });
    match value.and_then(|value| reader.end().map(|()| value)) {
        Ok(value) if !numbers.has_double() || !Numbers::of(json).has_inexact() => Ok(value),
        // Tracking the place costs time, so it is done only once the reading has failed.
        _ => explain(json),
    }
}

/// Reads JSON that was not accepted again, to tell what is wrong and where.
fn explain<'j, T: Deserialize<'j>>(json: &'j [u8]) -> Result<T, JsonError> {
    let numbers = Numbers::of(json);
    let mut reader = serde_json::Deserializer::from_slice(json);
    let checked = CheckedJson { json: &mut reader, numbers: &numbers };
    let value = serde_path_to_error::deserialize(checked)
        .map_err(|error| describe(&Place::from(error.path()), error.inner()))?;
    reader.end().map_err(|_| JsonError {
        place: None,
        message: "there is more after the JSON value".to_owned(),
    })?;
    Ok(value)
}

/// Reads a value that was read as JSON of any kind before.
pub(crate) fn from_value<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, JsonError> {
    serde_path_to_error::deserialize(value)
        .map_err(|error| describe(&Place::from(error.path()), error.inner()))
}

/// The reason why a text could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    place: Option<Place>,
    message: String,
}

impl JsonError {
    /// The place of the value at fault. `None` if the text as a whole is.
    pub fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }
}

impl std::error::Error for JsonError {}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// The place of a value in JSON, such as `scopes[3]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place(String);

impl Place {
    /// Goes to the member with a key. Many keys are a caller's own data, which may be secret, so a
    /// key is shown as `…` unless it looks like a name.
    #[must_use]
    pub fn member(mut self, key: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push('.');
        }
        self.0.push_str(if is_name(key) { key } else { "…" });
        self
    }

    /// Goes to an item of an array.
    #[must_use]
    pub fn item(self, index: usize) -> Self {
        Self(format!("{}[{index}]", self.0))
    }

    fn or_none(self) -> Option<Self> {
        (!self.0.is_empty()).then_some(self)
    }
}

impl From<&serde_path_to_error::Path> for Place {
    fn from(path: &serde_path_to_error::Path) -> Self {
        path.iter().fold(Self::default(), |place, segment| match segment {
            Segment::Seq { index } => place.item(*index),
            Segment::Map { key } => place.member(key),
            // The variant of a tagged type is the caller's own text as well.
            Segment::Enum { variant } => place.member(variant),
            Segment::Unknown => place,
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns whether a key looks like the name of a member, and not like an ID or a secret, which
/// have digits between letters.
fn is_name(key: &str) -> bool {
    // Forms have such names for lists.
    let key = key.strip_suffix("[]").unwrap_or(key);
    let word = key.trim_end_matches(|c: char| c.is_ascii_digit());
    key.len() <= 64
        && key.len() - word.len() <= 4
        && !word.bytes().any(|byte| byte.is_ascii_digit())
        && key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.$".contains(&b))
}

/// Says what is wrong with the value at a place.
fn describe(place: &Place, error: &serde_json::Error) -> JsonError {
    use serde_json::error::Category;
    let at = |place: &Place, message: &str| JsonError {
        place: place.clone().or_none(),
        message: message.to_owned(),
    };
    let text = error.to_string();
    let (text, position) = text.rsplit_once(" at line ").unwrap_or((&text, ""));
    match error.classify() {
        Category::Eof => at(&Place::default(), "the JSON ends early"),
        Category::Syntax | Category::Io => match text {
            "number out of range" => at(
                place,
                "the number is out of range: send a smaller one, or a string if the field allows it",
            ),
            "unexpected end of hex escape" | "lone leading surrogate in hex escape" => at(
                place,
                "a lone surrogate (`\\ud800` to `\\udfff`) is not a character: send both of a pair",
            ),
            "recursion limit exceeded" => at(place, "more than 127 levels of objects and arrays"),
            text => at(
                &Place::default(),
                &format!("not valid JSON: {} at line {position}", syntax(text)),
            ),
        },
        Category::Data => {
            if let Some(key) = text.strip_prefix(KEY_TWICE).and_then(|key| key.strip_prefix(": ")) {
                return at(&place.clone().member(key), "the object has this key twice");
            }
            if let Some(field) = quoted(text, "missing field `") {
                return at(&place.clone().member(field), "required");
            }
            at(place, &expected(text))
        }
    }
}

/// Returns the name in a message of serde.
fn quoted<'m>(message: &'m str, prefix: &str) -> Option<&'m str> {
    message.strip_prefix(prefix)?.strip_suffix('`')
}

/// Says a message of `serde_json` about syntax in plain words. All are fixed texts.
fn syntax(message: &str) -> &str {
    match message {
        "expected ident" | "expected value" => "expected a value",
        "invalid escape" => "a string has an unknown escape",
        "invalid number" => "a number is malformed",
        "invalid unicode code point" => "a string is not UTF-8",
        "key must be a string" => "a key must be a string in double quotes",
        "trailing comma" => "there is a comma after the last value",
        text if text.starts_with("control character") => {
            "a string has a control character: write it as an escape such as `\\n`"
        }
        text => text,
    }
}

/// Says in plain words what serde expected, without the value, which may be a secret.
#[must_use]
pub fn expected(message: &str) -> String {
    if message.starts_with("unknown field ") {
        return match message.rsplit_once(", expected ") {
            Some((_, known)) => format!("has an unknown member: expected {known}"),
            None => "must not have members".to_owned(),
        };
    }
    if message.starts_with("data did not match any variant") {
        return "the value has none of the allowed forms".to_owned();
    }
    // The text before the comma shows the value.
    let Some((_, expected)) = message.rsplit_once(", expected ") else {
        return message.to_owned();
    };
    let expected = match expected {
        "a sequence" => "an array",
        "a map" => "an object",
        "unit" | "null" => "null",
        "f32" | "f64" => "a number",
        text if text.starts_with("struct ") => "an object",
        text if text.starts_with("tuple ") => "an array",
        text => text,
    };
    format!("expected {expected}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::checked_json::{INEXACT, INEXACT_INTEGER};

    #[derive(Debug, Deserialize, PartialEq)]
    struct Thing {
        name: String,
        #[serde(default)]
        sizes: Vec<f64>,
        colour: Option<Colour>,
        more: Option<Value>,
        inner: Option<Inner>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    enum Colour {
        Red,
        Green,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        a: u8,
    }

    #[test]
    fn from_slice_names_place_and_no_value_when_json_is_wrong() {
        let (surrogate, exact) = (
            "a lone surrogate (`\\ud800` to `\\udfff`) is not a character: send both of a pair",
            INEXACT,
        );
        for (json, expected) in [
            ("", "the JSON ends early"),
            (r#"{"name":"#, "the JSON ends early"),
            (
                "{name}",
                "not valid JSON: a key must be a string in double quotes at line 1 column 2",
            ),
            (r#"{"name": nul}"#, "not valid JSON: expected a value at line 1 column 13"),
            (r#"{"name": 17}"#, "name: expected a string"),
            (r#"{"name": "a", "sizes": "secret"}"#, "sizes: expected an array"),
            (r#"{"name": "a", "sizes": [1, "secret"]}"#, "sizes[1]: expected a number"),
            (
                r#"{"name": "a", "sizes": [1, 1e999]}"#,
                "sizes[1]: the number is out of range: send a smaller one, or a string if the field allows it",
            ),
            (r#"{"name": "a", "colour": "secret"}"#, "colour: expected `Red` or `Green`"),
            (
                r#"{"name": "a", "inner": {"a": 1, "secret": 1}}"#,
                "inner.secret: has an unknown member: expected `a`",
            ),
            (r#"{"name": "a", "inner": {}}"#, "inner.a: required"),
            ("{}", "name: required"),
            (r#"{"name": "a", "name": "b"}"#, "name: the object has this key twice"),
            (r#"{"name": "\ud800"}"#, &format!("name: {surrogate}")),
            (r#"{"name": "a", "more": ["\udc00"]}"#, &format!("more[0]: {surrogate}")),
            (r#"{"name": "a", "more": {"x": [0.5, 1e-400]}}"#, &format!("more.x[1]: {exact}")),
            (r#"{"name": "a", "more": 18446744073709551616}"#, &format!("more: {exact}")),
            (
                r#"{"name": "a", "x": [{"y": {"a": 1, "\u0061": 2}}]}"#,
                "x[0].y.a: the object has this key twice",
            ),
            (
                r#"{"name": "a", "x": {"efe6413c-941a-4ca6-8f22-defbf758b824": {"a": 1, "a": 2}}}"#,
                "x.….a: the object has this key twice",
            ),
            (
                r#"{"name": "a", "x": {"not a name": 1, "not a name": 2}}"#,
                "x.…: the object has this key twice",
            ),
            (
                // More keys than are compared one by one.
                r#"{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"m":1,"n":1,"o":1,"p":1,"q":1,"r":1,"q":1}"#,
                "q: the object has this key twice",
            ),
            (r#"{"name": "a"} x"#, "there is more after the JSON value"),
        ] {
            let error = from_slice::<Thing>(json.as_bytes()).expect_err(json);
            assert_eq!(error.to_string(), expected, "{json}");
        }
    }

    #[test]
    fn number_is_accepted_when_its_member_is_a_double_or_is_ignored() {
        let json =
            br#" {"name": "a", "sizes": [0.10000000000000001], "other": 1e-400, "more": [1.50, 1]}
"#;
        let thing = from_slice::<Thing>(json).expect("fits");
        assert_eq!((thing.sizes, thing.more), (vec![0.1], Some(serde_json::json!([1.5, 1]))));
    }

    #[test]
    fn integer_is_refused_when_a_double_would_be_another_number() {
        #[derive(Debug, Deserialize)]
        struct Counted {
            #[serde(deserialize_with = "crate::strict::read")]
            count: i64,
        }
        for (number, expected) in [
            ("9007199254740993", Some(9_007_199_254_740_993)),
            ("9007199254740993.0", None),
            ("9007199254740992.0", Some(9_007_199_254_740_992)),
            ("1e18", Some(1_000_000_000_000_000_000)),
            ("-2.50e1", Some(-25)),
            ("1.00000000000000000001", None),
        ] {
            let json = format!(r#"{{"count": {number}}}"#);
            let read = from_slice::<Counted>(json.as_bytes());
            if let Some(count) = expected {
                assert_eq!(read.expect(number).count, count);
                continue;
            }
            let message = read.expect_err(number).to_string();
            assert_eq!(message, format!("count: {INEXACT_INTEGER}"));
        }
    }

    #[test]
    fn key_is_shown_when_it_looks_like_a_name() {
        for name in ["a", "tenant_id", "$ref", "__proto__", "oauth2", "line_2024", "a.b-c", "a[]"] {
            assert_eq!(Place::default().member(name).to_string(), name);
        }
        for other in [
            "",
            "1",
            "[]",
            "a b",
            "é",
            "efe6413c-941a-4ca6-8f22-defbf758b824",
            "hunter2-key",
            "a20260101",
            &"a".repeat(65),
        ] {
            assert_eq!(Place::default().member(other).to_string(), "…", "{other}");
        }
    }

    /// A decimal number, without trailing zeros: its sign, digits, and exponent.
    fn value(number: &str) -> (bool, String, i64) {
        let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
        let mut exponent: i64 = exponent.parse().expect("an exponent");
        let digits = mantissa.trim_start_matches('-');
        let fraction = digits.split_once('.').map_or("", |(_, fraction)| fraction);
        exponent -= i64::try_from(fraction.len()).expect("short");
        let mut digits = digits.replace('.', "").trim_start_matches('0').to_owned();
        while digits.ends_with('0') {
            digits.pop();
            exponent += 1;
        }
        if digits.is_empty() {
            (false, digits, 0)
        } else {
            (number.starts_with('-'), digits, exponent)
        }
    }

    proptest! {
        #[test]
        fn free_form_number_is_refused_or_keeps_its_value(
            numbers in prop::collection::vec("-?(0|[1-9][0-9]{0,24})([.][0-9]{1,25})?([eE][+-]?[0-9]{1,3})?", 1..4)
        ) {
            let json = format!("[{}]", numbers.join(", "));
            if let Ok(read) = from_slice::<Vec<Value>>(json.as_bytes()) {
                for (sent, read) in numbers.iter().zip(read) {
                    prop_assert_eq!(value(sent), value(&read.to_string()), "{}", sent);
                }
            }
        }

        #[test]
        fn number_of_64_bits_or_15_digits_is_accepted(
            integer in any::<i64>(), unsigned in any::<u64>(), digits in 0..1_000_000_000_000_000_i64, exponent in -200..200
        ) {
            let json = format!("[{integer}, {unsigned}, {digits}e{exponent}]");
            prop_assert!(from_slice::<Vec<Value>>(json.as_bytes()).is_ok(), "{}", json);
        }
    }
}
