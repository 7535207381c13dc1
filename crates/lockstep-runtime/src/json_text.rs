//! Objects that may be sent as a string of JSON.

use std::fmt;

use serde::{
    Deserialize as _, Deserializer,
    de::{Error, MapAccess, Visitor, value::MapAccessDeserializer},
};
use serde_json::{Map, Value};

use crate::EachKeyOnce;

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
        // The parser's own message could repeat a secret.
        parse(text).map_err(|_| E::custom(format_args!("expected {EXPECTED}")))
    }
}

fn parse(text: &str) -> serde_json::Result<Map<String, Value>> {
    let mut json = serde_json::Deserializer::from_str(text);
    let members = Map::deserialize(EachKeyOnce(&mut json))?;
    json.end()?;
    Ok(members)
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
        for json in [
            r#""""#,
            r#""secret""#,
            r#""[1]""#,
            r#""{\"secret\": 1} x""#,
            r#""{\"secret\": 1, \"secret\": 2}""#,
            r#""{\"a\": {\"secret\": 1, \"secret\": 2}}""#,
        ] {
            let error = read(json).expect_err(json);
            assert!(error.starts_with(&format!("expected {EXPECTED}")), "{json}: {error}");
            assert!(!error.contains("secret"), "{json}: {error}");
        }
    }
}
