//! The limits of a schema that typify's types do not enforce. lockstep writes the types of such
//! schemas itself.

use std::{cmp::Ordering, collections::BTreeSet};

use heck::ToUpperCamelCase;
use serde_json::{Value, json};

use super::{
    openapi::{NAME_PATTERN, PATTERN_MESSAGE},
    schema::{COMPOSING, FORMATS},
};

/// The content and the limits of a type that lockstep writes itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Limits {
    /// `minItems`, `maxItems`, `uniqueItems`.
    Items { items: Value, min: Option<u64>, max: Option<u64>, unique: bool },
    /// `minProperties`, `maxProperties`, and the pattern of the names, of an object that names no
    /// properties.
    Map { values: Value, min: Option<u64>, max: Option<u64>, names: Option<String> },
    /// The bounds or the values of an integer.
    Integer { format: Option<String>, bounds: Bounds<i128>, values: Vec<i128> },
    /// The bounds or the values of a number.
    Number { format: Option<String>, bounds: Bounds<f64>, values: Vec<f64> },
    /// A boolean that is always the same.
    Boolean(bool),
    /// An enumeration of strings that make no names in Rust, or not distinct ones.
    Words(Vec<String>),
    /// A text with a format, which has limits as well. `pattern` is the pattern and the message for
    /// text that does not match.
    Formatted {
        format: String,
        min: Option<u64>,
        max: Option<u64>,
        pattern: Option<(String, Option<String>)>,
    },
    /// A value that is kept whole, and checked by a schema.
    Kept(Value),
    /// A type by typify, whose JSON is checked by a schema first.
    Checked(Value),
}

/// The mark of a schema whose values are kept whole, with the schema that checks them.
pub(crate) const KEPT: &str = "x-lockstep-kept";
/// The mark of a `oneOf` whose variants are told apart by a member, with its name and their tags.
pub(crate) const TAGS: &str = "x-lockstep-tags";
/// The mark of a schema whose type says less than the schema that this holds.
pub(crate) const CHECKED: &str = "x-lockstep-checked";

/// `minimum`, `maximum`, their exclusive forms, and `multipleOf`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Bounds<T> {
    pub(crate) min: Option<T>,
    pub(crate) max: Option<T>,
    pub(crate) above: bool,
    pub(crate) below: bool,
    pub(crate) multiple_of: Option<T>,
}

impl<T> Bounds<T> {
    fn read(schema: &Value, number: impl Fn(&Value) -> Option<T>) -> Self {
        let bound = |key: &str| schema.get(key).and_then(&number);
        let flag = |key: &str| schema.get(key) == Some(&Value::Bool(true));
        Self {
            min: bound("minimum"),
            max: bound("maximum"),
            above: flag("exclusiveMinimum"),
            below: flag("exclusiveMaximum"),
            multiple_of: bound("multipleOf"),
        }
    }

    fn any(&self) -> bool {
        self.min.is_some() || self.max.is_some() || self.multiple_of.is_some()
    }
}

impl Limits {
    /// Returns the limits of a schema itself, without the schemas that it refers to. None if
    /// typify's type enforces them.
    pub(crate) fn of(schema: &Value) -> Option<Self> {
        if let Some(whole) = schema.get(KEPT) {
            return Some(Self::Kept(whole.clone()));
        }
        if let Some(whole) = schema.get(CHECKED) {
            return Some(Self::Checked(whole.clone()));
        }
        let size = |name: &str| schema.get(name).and_then(Value::as_u64);
        let values = schema.get("enum").and_then(Value::as_array);
        if COMPOSING.iter().any(|key| schema.get(key).is_some()) {
            return None;
        }
        match schema.get("type")?.as_str()? {
            "array" => {
                let (min, max) = (size("minItems"), size("maxItems"));
                let unique = schema.get("uniqueItems") == Some(&Value::Bool(true));
                let items = schema.get("items").cloned().unwrap_or_else(|| json!({}));
                (min.is_some() || max.is_some() || unique).then_some(Self::Items {
                    items,
                    min,
                    max,
                    unique,
                })
            }
            "object" => {
                let (min, max) = (size("minProperties"), size("maxProperties"));
                let values = match schema.get("additionalProperties") {
                    None | Some(Value::Bool(true)) => json!({}),
                    Some(values @ Value::Object(_)) => values.clone(),
                    Some(_) => return None,
                };
                let named = ["properties", "required"].iter().any(|key| schema.get(key).is_some());
                let names = schema.get(NAME_PATTERN).and_then(Value::as_str).map(str::to_owned);
                let is_limited = min.is_some() || max.is_some() || names.is_some();
                (!named && is_limited).then_some(Self::Map { values, min, max, names })
            }
            "integer" => {
                let bounds = integer_bounds(schema);
                let format = schema.get("format").and_then(Value::as_str).map(str::to_owned);
                let values = values.into_iter().flatten().filter_map(whole).collect::<Vec<_>>();
                // typify enforces a lone minimum of 0 or 1 by an unsigned or a non-zero integer.
                let unsigned = format.as_deref().is_none_or(|format| format.starts_with("uint"));
                let known = unsigned
                    && bounds == Bounds { min: bounds.min, ..Bounds::default() }
                    && matches!(bounds.min, Some(0 | 1));
                (!values.is_empty() || bounds.any() && !known).then_some(Self::Integer {
                    format,
                    bounds,
                    values,
                })
            }
            "number" => {
                let bounds = number_bounds(schema);
                let format = schema.get("format").and_then(Value::as_str).map(str::to_owned);
                let values = values.into_iter().flatten().filter_map(Value::as_f64);
                let values = values.collect::<Vec<_>>();
                (!values.is_empty() || bounds.any()).then_some(Self::Number {
                    format,
                    bounds,
                    values,
                })
            }
            "boolean" => match values?.as_slice() {
                [Value::Bool(value)] => Some(Self::Boolean(*value)),
                _ => None,
            },
            "string" => {
                let text = |key: &str| schema.get(key).and_then(Value::as_str).map(str::to_owned);
                let (min, max) = (size("minLength"), size("maxLength"));
                let pattern = text("pattern").map(|it| (it, text(PATTERN_MESSAGE)));
                let format = text("format").filter(|format| FORMATS.contains(&format.as_str()));
                let limited = min.is_some() || max.is_some() || pattern.is_some();
                if let (Some(format), true, None) = (format, limited, values) {
                    return Some(Self::Formatted { format, min, max, pattern });
                }
                let words: Vec<String> =
                    values?.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                (!plain(&words)).then_some(Self::Words(words))
            }
            _ => None,
        }
    }
}

/// Returns whether words make distinct names in Rust, by any rule of case.
fn plain(words: &[String]) -> bool {
    let mut names = BTreeSet::new();
    words.iter().all(|word| {
        let sound = word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '));
        sound && names.insert(word.to_upper_camel_case())
    })
}

/// Returns the bounds of a number. A bound that no double has lies between two of them: the double
/// that it is read as is excluded if it is beyond the bound.
fn number_bounds(schema: &Value) -> Bounds<f64> {
    let mut bounds = Bounds::read(schema, Value::as_f64);
    let exact = |key: &str| whole(schema.get(key).filter(|bound| !bound.is_f64())?);
    #[allow(clippy::cast_possible_truncation, reason = "a whole number of at most 64 bits")]
    let read = |bound: Option<f64>| bound.map(|bound| bound as i128);
    let order = |read: Option<i128>, exact: Option<i128>| Some(read?.cmp(&exact?));
    match order(read(bounds.min), exact("minimum")) {
        Some(Ordering::Less) => bounds.above = true,
        Some(Ordering::Greater) => bounds.above = false,
        _ => {}
    }
    match order(read(bounds.max), exact("maximum")) {
        Some(Ordering::Greater) => bounds.below = true,
        Some(Ordering::Less) => bounds.below = false,
        _ => {}
    }
    bounds
}

/// Returns the bounds of an integer. One with a fraction is that of the next integer within.
fn integer_bounds(schema: &Value) -> Bounds<i128> {
    let mut bounds = Bounds::read(schema, whole);
    let rounded = |key: &str, round: fn(f64) -> f64| {
        let bound = schema.get(key).filter(|bound| whole(bound).is_none())?.as_f64()?;
        whole(&json!(round(bound)))
    };
    if let Some(min) = rounded("minimum", f64::ceil) {
        (bounds.min, bounds.above) = (Some(min), false);
    }
    if let Some(max) = rounded("maximum", f64::floor) {
        (bounds.max, bounds.below) = (Some(max), false);
    }
    bounds
}

/// Returns whether an integer without a format of its own needs more than 63 bits. None if some of
/// its values need an unsigned type, and others a signed one.
pub(crate) fn is_wide(bounds: &Bounds<i128>, values: &[i128]) -> Option<bool> {
    let widest = i128::from(i64::MAX);
    let lowest = values.iter().min().copied().or(bounds.min);
    let highest = values.iter().max().copied().or(bounds.max);
    match (lowest.is_some_and(|lowest| lowest >= 0), highest) {
        (true, highest) => Some(highest.is_none_or(|highest| highest > widest)),
        (false, Some(highest)) if highest > widest => None,
        (false, _) => Some(false),
    }
}

/// The formats of integers that have a type of their own.
pub(crate) const INTEGER_FORMATS: [&str; 8] =
    ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"];

/// Returns a whole number, also if it is written as `1.0` or `1e3`.
pub(crate) fn whole(value: &Value) -> Option<i128> {
    value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from)).or_else(|| {
        let number = value.as_f64()?;
        #[allow(clippy::cast_possible_truncation, reason = "checked by the range")]
        (number.fract() == 0.0 && number.abs() < 1e38).then_some(number as i128)
    })
}

/// Removes what cannot be part of a name in Rust, by the same rules as typify. The result has no
/// case yet.
pub(crate) fn part_of_name(name: &str) -> String {
    let word = match name {
        "+1" => "plus1",
        "-1" => "minus1",
        _ => name,
    };
    word.replace('\'', "").replace(|c: char| !is_ident(&format!("x{c}")), "-")
}

/// Returns whether a text can be a name in Rust. `gen` cannot, since the edition 2024.
pub(crate) fn is_ident(text: &str) -> bool {
    text != "gen" && syn::parse_str::<syn::Ident>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_none_when_an_integer_type_enforces_them() {
        for (schema, expected) in [
            (json!({"type": "integer", "minimum": 0}), None),
            (json!({"type": "integer", "minimum": 1}), None),
            (json!({"type": "integer", "format": "uint16", "minimum": 1}), None),
            (json!({"type": "integer", "format": "int32", "minimum": 0}), Some((Some(0), None))),
            (json!({"type": "integer", "maximum": 1e3}), Some((None, Some(1000)))),
            (json!({"type": "integer", "minimum": -1}), Some((Some(-1), None))),
            (json!({"type": "integer"}), None),
        ] {
            let limits = Limits::of(&schema).map(|own| match own {
                Limits::Integer { bounds, .. } => (bounds.min, bounds.max),
                other => panic!("{other:?}"),
            });
            assert_eq!(limits, expected, "{schema}");
        }
    }

    #[test]
    fn bound_of_a_number_is_excluded_when_the_double_is_beyond_it() {
        for (maximum, expected) in [
            (json!(i64::MAX), (9_223_372_036_854_775_808.0, true)),
            (json!(9_007_199_254_740_993_i64), (9_007_199_254_740_992.0, false)),
            (json!(3), (3.0, false)),
            (json!(2.5), (2.5, false)),
        ] {
            let schema = json!({"type": "number", "maximum": maximum});
            let Some(Limits::Number { bounds, .. }) = Limits::of(&schema) else {
                panic!("{schema}")
            };
            assert_eq!((bounds.max, bounds.below), (Some(expected.0), expected.1), "{schema}");
        }
    }

    #[test]
    fn limits_are_none_when_words_are_names() {
        for (words, expected) in
            [(json!(["a", "b-c"]), true), (json!(["+1", "-1"]), false), (json!(["a", "A"]), false)]
        {
            let schema = json!({"type": "string", "enum": words});
            assert_eq!(Limits::of(&schema).is_none(), expected, "{words}");
        }
    }
}
