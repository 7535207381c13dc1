//! Contexts: the variables of an integrated account.

use link_token_types as types;
use serde_json::{Map, Value};

use super::Refusal;

/// The most that a context may be when it is serialised as JSON, in bytes.
const MAX_BYTES: usize = 32 * 1024;
/// The most that a merged context may be, in bytes. It bounds what reauthorisations that keep the previous context can add
/// up to.
const MAX_MERGED_BYTES: usize = 256 * 1024;
/// How many objects and arrays may be inside one another, the context itself included.
const MAX_DEPTH: usize = 16;
/// Keys that a JavaScript program would trip over, refused at any depth.
const RESERVED: [&str; 3] = ["__proto__", "constructor", "prototype"];
/// Dropped from the top level in silence.
const DROPPED: &str = "environment_variables";

/// A context that keeps to the rules. May hold credentials, so `Debug` shows nothing of it.
#[derive(Clone, PartialEq)]
pub struct Context(Map<String, Value>);

impl std::fmt::Debug for Context {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Context(…)")
    }
}

impl Context {
    /// A context without variables.
    pub fn empty() -> Self {
        Self(Map::new())
    }

    /// Checks what a request holds for a context.
    pub fn check(context: types::Context) -> Result<Self, Refusal> {
        let mut members = context.0;
        members.remove(DROPPED);
        let context = Value::Object(members);
        check_level(&context, 1)?;
        // Serialising a value of serde_json's to memory does not fail.
        if serde_json::to_vec(&context).map_or(usize::MAX, |bytes| bytes.len()) > MAX_BYTES {
            return Err(Refusal::invalid(
                "context",
                "must be at most 32 KiB when serialised as JSON",
            ));
        }
        match context {
            Value::Object(members) => Ok(Self(members)),
            _ => unreachable!("made of an object above"),
        }
    }

    /// This context with the values of another laid over it. Shallow: a value that is an object is replaced as a whole.
    #[must_use]
    pub fn overlaid_with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Checks what merging has come to.
    pub fn check_merged(self) -> Result<Self, Refusal> {
        if self.to_json().map_or(usize::MAX, |json| json.len()) > MAX_MERGED_BYTES {
            return Err(Refusal::invalid(
                "context",
                "the merged context of the account would exceed 256 KiB: do not keep the previous context, or send less",
            ));
        }
        Ok(self)
    }

    /// The JSON to keep.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(&self.0)
    }

    /// Reads what [`Self::to_json`] wrote.
    pub fn from_json(json: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json).map(Self)
    }
}

impl From<Context> for types::Context {
    fn from(context: Context) -> Self {
        Self(context.0)
    }
}

fn check_level(value: &Value, depth: usize) -> Result<(), Refusal> {
    let too_deep = || {
        Err(Refusal::invalid(
            "context",
            format!("must have at most {MAX_DEPTH} levels of objects and arrays"),
        ))
    };
    match value {
        Value::Object(_) | Value::Array(_) if depth > MAX_DEPTH => too_deep(),
        Value::Object(members) => members.iter().try_for_each(|(key, value)| {
            if RESERVED.contains(&key.as_str()) {
                return Err(Refusal::invalid(
                    "context",
                    format!("the key `{key}` is reserved: rename it"),
                ));
            }
            check_level(value, depth + 1)
        }),
        Value::Array(items) => items.iter().try_for_each(|item| check_level(item, depth + 1)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn check(value: Value) -> Result<Context, Refusal> {
        let Value::Object(members) = value else { panic!("not an object: {value}") };
        Context::check(types::Context(members))
    }

    fn nested(levels: usize) -> Value {
        (1..levels).fold(json!({}), |inner, level| {
            if level % 2 == 0 { json!({ "a": inner }) } else { json!([inner]) }
        })
    }

    #[test]
    fn limits() {
        assert!(check(json!({ "a": nested(MAX_DEPTH - 1) })).is_ok());
        assert!(check(json!({ "a": nested(MAX_DEPTH) })).is_err());
        // `{"a":"…"}` is eight bytes more than its value.
        assert!(check(json!({ "a": "x".repeat(MAX_BYTES - 8) })).is_ok());
        assert!(check(json!({ "a": "x".repeat(MAX_BYTES - 7) })).is_err());
        for key in RESERVED {
            assert!(check(json!({ key: 1 })).is_err());
            assert!(check(json!({ "a": [{ "b": { key: 1 } }] })).is_err());
            assert!(check(json!({ "a": key })).is_ok());
        }
    }

    #[test]
    fn environment_variables_are_dropped_from_the_top() {
        let context =
            check(json!({ "environment_variables": 1, "a": { "environment_variables": 2 } }));
        assert_eq!(context, check(json!({ "a": { "environment_variables": 2 } })));
    }

    #[test]
    fn merged_contexts_do_not_grow_for_ever() {
        let part = |name: String| check(json!({ name: "x".repeat(32_000) })).expect("valid");
        let merged = |parts: usize| {
            let parts = (0..parts).map(|n| part(format!("part-{n}")));
            parts.fold(Context::empty(), Context::overlaid_with).check_merged()
        };
        assert!(merged(8).is_ok());
        assert!(merged(9).is_err());
    }

    #[test]
    fn overlaying_is_shallow() {
        let below = check(json!({ "a": { "x": 1 }, "b": 1 })).expect("valid");
        let above = check(json!({ "a": { "y": 2 }, "c": null })).expect("valid");
        let expected = check(json!({ "a": { "y": 2 }, "b": 1, "c": null })).expect("valid");
        assert_eq!(below.overlaid_with(above), expected);
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,20}".prop_map(Value::from),
        ];
        leaf.prop_recursive(24, 200, 4, |inner| {
            let key = prop_oneof![
                ".{0,5}",
                Just("constructor".to_owned()),
                Just("environment_variables".to_owned())
            ];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(key, inner, 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    fn depth(value: &Value) -> usize {
        match value {
            Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
            Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
            _ => 0,
        }
    }

    fn has_key(value: &Value, wanted: &str) -> bool {
        match value {
            Value::Object(members) => {
                members.iter().any(|(key, value)| key == wanted || has_key(value, wanted))
            }
            Value::Array(items) => items.iter().any(|item| has_key(item, wanted)),
            _ => false,
        }
    }

    proptest! {
        /// What is accepted keeps to the rules and is kept as it is; what is refused breaks one.
        #[test]
        fn any_object(value in any_json()) {
            let mut object = match value {
                Value::Object(members) => members,
                other => Map::from_iter([("a".to_owned(), other)]),
            };
            let checked = Context::check(types::Context(object.clone()));
            object.remove(DROPPED);
            let expected = Value::Object(object.clone());
            let keeps = depth(&expected) <= MAX_DEPTH
                && !has_key(&expected, "constructor")
                && expected.to_string().len() <= MAX_BYTES;
            prop_assert_eq!(checked.is_ok(), keeps);
            if let Ok(context) = checked {
                let json = context.to_json().expect("serialises");
                prop_assert_eq!(Context::from_json(&json).expect("reads").0, object);
            }
        }
    }
}
