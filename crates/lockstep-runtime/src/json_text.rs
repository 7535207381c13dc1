//! Objects that may be sent as a string of JSON.

use std::fmt;

use serde::{
    Deserialize as _, Deserializer,
    de::{Error, MapAccess, Visitor, value::MapAccessDeserializer},
};
use serde_json::{Map, Value};

use crate::json;

const EXPECTED: &str = "an object, or a string that holds a JSON object";

/// Reads an object, or a string whose whole content is the JSON of one.
pub fn object<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<String, Value>, D::Error> {
    deserializer.deserialize_any(ObjectOrText)
}

struct ObjectOrText;

impl<'de> Visitor<'de> for ObjectOrText {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Self::Value, A::Error> {
        Map::deserialize(MapAccessDeserializer::new(members))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        json::from_slice(text.as_bytes()).map_err(|error| match error.place() {
            Some(_) => E::custom(format_args!("in the JSON of the string: {error}")),
            None => E::custom(format_args!("expected {EXPECTED}")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Map<String, Value>, String> {
        let mut json = serde_json::Deserializer::from_str(json);
        object(&mut json).map_err(|error| error.to_string())
    }

    #[test]
    fn object_is_read_when_sent_as_json_or_as_text() {
        let expected = serde_json::from_str(r#"{"a": [1, {"b": null}]}"#).expect("valid");
        assert_eq!(read(r#"{"a": [1, {"b": null}]}"#), Ok(expected));
        let expected = serde_json::from_str(r#"{"a": [1, {"b": null}]}"#).expect("valid");
        assert_eq!(read(r#"" {\"a\": [1, {\"b\": null}]} ""#), Ok(expected));
    }

    #[test]
    fn text_is_refused_without_being_shown_when_it_is_no_object() {
        for json in [r#""""#, r#""secret""#, r#""[1]""#, r#""{\"secret\": 1} x""#] {
            let error = read(json).expect_err(json);
            assert!(error.starts_with(&format!("expected {EXPECTED}")), "{json}: {error}");
            assert!(!error.contains("secret"), "{json}: {error}");
        }
        for (json, place) in [
            (r#""{\"a\": {\"b\": 1, \"b\": \"secret\"}}""#, "a.b"),
            (r#""{\"a\": [18446744073709551616]}""#, "a[0]"),
            (r#""{\"a\": \"secret\\ud800\"}""#, "a"),
        ] {
            let error = read(json).expect_err(json);
            let expected = format!("in the JSON of the string: {place}: ");
            assert!(error.starts_with(&expected), "{json}: {error}");
            assert!(!error.contains("secret"), "{json}: {error}");
        }
    }
}
