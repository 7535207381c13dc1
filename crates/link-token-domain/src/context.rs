//! Contexts: the variables of an integrated account.

use link_token_types as types;
use lockstep_runtime::json::Place;
use serde_json::{Map, Value};

use super::Refusal;

/// The size limit of a context, serialised as JSON.
const MAX_BYTES: usize = 32 * 1024;
/// The size limit of a merged context. It bounds repeated reauthorisations that keep the previous
/// context.
const MAX_MERGED_BYTES: usize = 256 * 1024;
/// The maximum nesting of objects and arrays, including the context itself.
const MAX_DEPTH: usize = 16;
/// Keys that can harm JavaScript programs, refused at any depth.
const RESERVED_KEYS: [&str; 3] = ["__proto__", "constructor", "prototype"];
/// A key that is removed from the top level without an error.
const IGNORED_KEY: &str = "environment_variables";

/// A valid context. It may contain credentials, so `Debug` does not show it.
#[derive(Clone, PartialEq)]
pub struct Context(Map<String, Value>);

impl std::fmt::Debug for Context {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Context(…)")
    }
}

impl Context {
    pub fn empty() -> Self {
        Self(Map::new())
    }

    /// Checks the context of a request.
    pub fn check(context: types::Context) -> Result<Self, Refusal> {
        let mut context = Value::Object(context.0);
        check_level(&context, 1)?;
        if let Value::Object(members) = &mut context {
            members.remove(IGNORED_KEY);
        }
        // Serialising a `serde_json::Value` to memory does not fail.
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

    /// Returns true if the context has a key, at its top level.
    pub fn has_key(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Returns this context with the values of another, which replace values of the same key as a
    /// whole.
    #[must_use]
    pub fn overlaid_with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Returns the values with some keys.
    #[must_use]
    pub fn only(&self, keys: &[&str]) -> Self {
        let values = self.0.iter().filter(|(key, _)| keys.contains(&key.as_str()));
        Self(values.map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    /// Checks the size of a merged context.
    pub fn check_merged(self) -> Result<Self, Refusal> {
        if self.to_json().map_or(usize::MAX, |json| json.len()) > MAX_MERGED_BYTES {
            return Err(Refusal::invalid(
                "context",
                "the merged context of the account would exceed 256 KiB: do not keep the previous context, or send less",
            ));
        }
        Ok(self)
    }

    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(&self.0)
    }

    /// Returns a context that was checked before it was stored.
    pub(crate) fn from_stored(members: Map<String, Value>) -> Self {
        Self(members)
    }

    /// Reads the result of [`Self::to_json`].
    pub fn from_json(json: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json).map(Self)
    }
}

impl From<Context> for types::Context {
    fn from(context: Context) -> Self {
        Self(context.0)
    }
}

/// The value of a context that breaks a rule.
struct BrokenRule<'c> {
    /// The way to the value, from the inside out.
    path: Vec<Step<'c>>,
    message: String,
}

enum Step<'c> {
    Member(&'c str),
    Item(usize),
}

impl<'c> BrokenRule<'c> {
    fn new(message: String) -> Self {
        Self { path: Vec::new(), message }
    }

    fn within(mut self, step: Step<'c>) -> Self {
        self.path.push(step);
        self
    }
}

impl From<BrokenRule<'_>> for Refusal {
    fn from(BrokenRule { path, message }: BrokenRule<'_>) -> Self {
        let place =
            path.iter().rev().fold(Place::default().member("context"), |place, step| match step {
                Step::Member(key) => place.member(key),
                Step::Item(index) => place.item(*index),
            });
        Self::invalid(place.to_string(), message)
    }
}

fn check_level(value: &Value, depth: usize) -> Result<(), BrokenRule<'_>> {
    match value {
        Value::Object(_) | Value::Array(_) if depth > MAX_DEPTH => Err(BrokenRule::new(format!(
            "must have at most {MAX_DEPTH} levels of objects and arrays"
        ))),
        Value::Object(members) => members.iter().try_for_each(|(key, value)| {
            let checked = if RESERVED_KEYS.contains(&key.as_str()) {
                Err(BrokenRule::new("this key is reserved: rename it".to_owned()))
            } else {
                check_level(value, depth + 1)
            };
            checked.map_err(|fault| fault.within(Step::Member(key)))
        }),
        Value::Array(items) => items.iter().enumerate().try_for_each(|(index, item)| {
            check_level(item, depth + 1).map_err(|fault| fault.within(Step::Item(index)))
        }),
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
    fn check_refuses_contexts_beyond_the_limits() {
        assert!(check(json!({ "a": nested(MAX_DEPTH - 1) })).is_ok());
        assert!(check(json!({ "a": nested(MAX_DEPTH) })).is_err());
        // `{"a":"…"}` is eight bytes more than its value.
        assert!(check(json!({ "a": "x".repeat(MAX_BYTES - 8) })).is_ok());
        assert!(check(json!({ "a": "x".repeat(MAX_BYTES - 7) })).is_err());
        for key in RESERVED_KEYS {
            let message = |value| check(value).expect_err("reserved").to_string();
            let reserved = "this key is reserved: rename it";
            assert_eq!(message(json!({ key: 1 })), format!("context.{key}: {reserved}"));
            assert_eq!(
                message(json!({ "a": [1, { "b": { key: 1 } }] })),
                format!("context.a[1].b.{key}: {reserved}")
            );
            assert!(check(json!({ "a": key })).is_ok());
        }
    }

    #[test]
    fn check_removes_environment_variables_from_the_top_level() {
        let context =
            check(json!({ "environment_variables": 1, "a": { "environment_variables": 2 } }));
        assert_eq!(context, check(json!({ "a": { "environment_variables": 2 } })));
        let reserved = check(json!({ "environment_variables": { "constructor": 1 } }));
        let message = reserved.expect_err("reserved").to_string();
        let expected = "context.environment_variables.constructor: this key is reserved: rename it";
        assert_eq!(message, expected);
    }

    #[test]
    fn check_merged_refuses_contexts_beyond_the_limit() {
        let part = |name: String| check(json!({ name: "x".repeat(32_000) })).expect("valid");
        let merged = |parts: usize| {
            let parts = (0..parts).map(|n| part(format!("part-{n}")));
            parts.fold(Context::empty(), Context::overlaid_with).check_merged()
        };
        assert!(merged(8).is_ok());
        assert!(merged(9).is_err());
    }

    #[test]
    fn overlaid_with_replaces_nested_objects_as_a_whole() {
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
        /// `check` accepts exactly the contexts within the rules, and changes nothing but the
        /// ignored key.
        #[test]
        fn check_decides_any_object_by_the_rules(value in any_json()) {
            let mut object = match value {
                Value::Object(members) => members,
                other => Map::from_iter([("a".to_owned(), other)]),
            };
            let checked = Context::check(types::Context(object.clone()));
            let whole = Value::Object(object.clone());
            object.remove(IGNORED_KEY);
            let kept = Value::Object(object.clone());
            let keeps = depth(&whole) <= MAX_DEPTH
                && !has_key(&whole, "constructor")
                && kept.to_string().len() <= MAX_BYTES;
            prop_assert_eq!(checked.is_ok(), keeps);
            if let Ok(context) = checked {
                let json = context.to_json().expect("serialises");
                prop_assert_eq!(Context::from_json(&json).expect("reads").0, object);
            }
        }
    }
}
