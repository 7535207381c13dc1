//! Numbers that keep to bounds and steps, and numbers that break one of them.

use serde_json::{Map, Number, Value};

use super::{
    part::{Aim, SchemaPart},
    validator::{integer, integer_range, kind},
};
use crate::document::pointer::Pointer;

/// A bound, and the keyword that sets it.
struct Bound<T> {
    value: T,
    exclusive: bool,
    keyword: &'static str,
    at: Pointer,
}

impl<T> Bound<T> {
    fn broken_by(&self, value: Value) -> (Value, Aim) {
        (value, Aim::Breaks { keyword: self.keyword.to_owned(), at: self.at.clone() })
    }
}

/// Returns the bounds of a number.
fn bounds<'s, T>(
    layers: &'s [SchemaPart<'s>],
    bound: &'static str,
    exclusive: &'static str,
    read: impl Fn(&Value, bool) -> Option<T> + 's,
) -> impl Iterator<Item = Bound<T>> + 's {
    layers.iter().filter_map(move |(at, schema)| {
        let strict = schema.get(exclusive) == Some(&Value::Bool(true));
        let value = read(schema.get(bound)?, strict)?;
        let keyword = if strict { exclusive } else { bound };
        Some(Bound { value, exclusive: strict, keyword, at: at.join(keyword) })
    })
}

/// Returns the steps that numbers are multiples of.
fn steps(layers: &[SchemaPart<'_>]) -> Vec<(f64, Pointer)> {
    let step = |schema: &Map<String, Value>| schema.get("multipleOf")?.as_f64();
    layers
        .iter()
        .filter_map(|(at, schema)| Some((step(schema)?, at.join("multipleOf"))))
        .filter(|(step, _)| *step > 0.0)
        .collect()
}

/// Returns integers for schemas that apply together, the plainest first.
pub(super) fn integers(layers: &[SchemaPart<'_>]) -> Vec<(Value, Aim)> {
    let least = |value: &Value, strict| innermost(value, strict, 1);
    let most = |value: &Value, strict| innermost(value, strict, -1);
    let mut lows: Vec<_> = bounds(layers, "minimum", "exclusiveMinimum", least).collect();
    let mut highs: Vec<_> = bounds(layers, "maximum", "exclusiveMaximum", most).collect();
    let mut sized = false;
    for (at, schema) in layers {
        let format = schema.get("format").and_then(Value::as_str);
        if let Some((low, high)) = format.and_then(integer_range)
            && kind(schema) == Some("integer")
        {
            sized = true;
            let bound =
                |value| Bound { value, exclusive: false, keyword: "format", at: at.join("format") };
            lows.push(bound(low));
            highs.push(bound(high));
        }
    }
    let low = lows.into_iter().max_by_key(|bound| bound.value);
    let high = highs.into_iter().min_by_key(|bound| bound.value);
    let steps = steps(layers);
    let fits = |value: &i128| {
        low.as_ref().is_none_or(|low| low.value <= *value)
            && high.as_ref().is_none_or(|high| *value <= high.value)
    };
    #[allow(clippy::cast_precision_loss, reason = "steps are small where they matter")]
    let stepped =
        |value: &i128| steps.iter().all(|(step, _)| (*value as f64 / step).fract() == 0.0);
    // A fractional step has a small whole multiple.
    let near = |from: i128, by: i128| (0..10_000).map(|n| from + n * by).find(stepped).filter(fits);

    let lowest = low.as_ref().and_then(|low| near(low.value, 1));
    let highest = high.as_ref().and_then(|high| near(high.value, -1));
    let plain = Some(0).filter(fits).or(lowest).or(highest);
    let mut valid: Vec<i128> = plain.into_iter().chain(lowest).chain(highest).collect();
    if !sized {
        valid.extend([i64::MIN.into(), i64::MAX.into(), i128::from(i64::MAX) + 1]);
    }
    valid.extend([1, -1]);
    valid.retain(|value| fits(value) && stepped(value));
    let mut made: Vec<(Value, Aim)> =
        valid.iter().filter_map(|value| Some((integer(*value)?, Aim::Valid))).collect();
    let Some(plain) = plain else { return made };
    #[allow(clippy::cast_precision_loss, reason = "a plain integer is a small one")]
    made.extend(float(plain as f64).map(|value| (value, Aim::Valid)));

    for (bound, by) in low.iter().map(|low| (low, -1)).chain(high.iter().map(|high| (high, 1))) {
        let value = integer(bound.value + by).or_else(|| beyond(bound.value));
        made.extend(value.map(|value| bound.broken_by(value)));
    }
    for (step, at) in &steps {
        #[allow(clippy::cast_precision_loss, reason = "as above")]
        let off = (1..100)
            .flat_map(|n| [plain + n, plain - n])
            .filter(fits)
            .find(|value| (*value as f64 / step).fract() != 0.0);
        let aim = Aim::Breaks { keyword: "multipleOf".to_owned(), at: at.clone() };
        made.extend(off.and_then(integer).map(|value| (value, aim)));
    }
    let typed = layers.iter().find(|(_, schema)| kind(schema) == Some("integer"));
    if let Some((at, _)) = typed {
        let aim = Aim::Breaks { keyword: "type".to_owned(), at: at.join("type") };
        #[allow(clippy::cast_precision_loss, reason = "as above")]
        let half = [0.5, -0.5].map(|half| plain as f64 + half).into_iter().find(|half| {
            low.as_ref().is_none_or(|low| low.value as f64 <= *half)
                && high.as_ref().is_none_or(|high| *half <= high.value as f64)
        });
        #[allow(clippy::cast_precision_loss, reason = "as above")]
        let half = half.unwrap_or(plain as f64 + 0.5);
        made.extend(float(half).map(|value| (value, aim)));
    }
    made
}

/// Returns numbers for schemas that apply together, the plainest first.
pub(super) fn numbers(layers: &[SchemaPart<'_>]) -> Vec<(Value, Aim)> {
    let inward = |a: &Bound<f64>, b: &Bound<f64>| {
        a.value.total_cmp(&b.value).then(a.exclusive.cmp(&b.exclusive))
    };
    let outward = |a: &Bound<f64>, b: &Bound<f64>| {
        a.value.total_cmp(&b.value).then(b.exclusive.cmp(&a.exclusive))
    };
    let low = bounds(layers, "minimum", "exclusiveMinimum", |value, _| value.as_f64())
        .max_by(|a, b| inward(a, b));
    let high = bounds(layers, "maximum", "exclusiveMaximum", |value, _| value.as_f64())
        .min_by(|a, b| outward(a, b));
    let steps = steps(layers);
    let within = |value: &f64| {
        low.as_ref().is_none_or(|low| {
            low.value < *value || (low.value.total_cmp(value).is_eq() && !low.exclusive)
        }) && high.as_ref().is_none_or(|high| {
            *value < high.value || (high.value.total_cmp(value).is_eq() && !high.exclusive)
        })
    };
    let fits =
        |value: &f64| within(value) && steps.iter().all(|(step, _)| (value / step).fract() == 0.0);
    let mut valid = vec![0.0];
    for bound in low.iter().chain(&high) {
        valid.push(bound.value);
        valid.extend(steps.iter().flat_map(|(step, _)| {
            let multiple = bound.value / step;
            [
                multiple.ceil() * step,
                (multiple.floor() + 1.0) * step,
                multiple.floor() * step,
                (multiple.ceil() - 1.0) * step,
            ]
        }));
    }
    valid.extend(low.iter().map(|low| low.value + 1.0));
    valid.extend(high.iter().map(|high| high.value - 1.0));
    if let (Some(low), Some(high)) = (&low, &high) {
        valid.push(low.value + (high.value - low.value) / 2.0);
    }
    valid.extend([1.0, -1.0, 0.5, -2.25, 1e300, -1e300]);
    valid.extend(steps.iter().map(|(step, _)| *step));
    valid.retain(fits);
    let mut made: Vec<(Value, Aim)> =
        valid.iter().filter_map(|value| Some((number(*value)?, Aim::Valid))).collect();
    if let Some((plain, _)) = made.first().filter(|(plain, _)| !plain.is_f64()) {
        made.extend(plain.as_f64().and_then(float).map(|value| (value, Aim::Valid)));
    }

    let beyond = |bound: &Bound<f64>, by: f64| {
        let value = if bound.exclusive { bound.value } else { bound.value + by };
        Some(bound.broken_by(number(value)?)).filter(|_| !within(&value))
    };
    made.extend(low.as_ref().and_then(|low| beyond(low, -1.0)));
    made.extend(high.as_ref().and_then(|high| beyond(high, 1.0)));
    for (step, at) in &steps {
        let off = valid
            .iter()
            .flat_map(|value| [value + step / 2.0, value - step / 2.0])
            .find(|value| within(value) && (value / step).fract() != 0.0);
        let aim = Aim::Breaks { keyword: "multipleOf".to_owned(), at: at.clone() };
        made.extend(off.and_then(number).map(|value| (value, aim)));
    }
    made
}

/// Returns the integer within a bound that is nearest to it. `inwards` is 1 for a lower bound, and
/// -1 for an upper one.
fn innermost(bound: &Value, strict: bool, inwards: i128) -> Option<i128> {
    let whole = bound.as_i64().map(i128::from).or_else(|| bound.as_u64().map(i128::from));
    #[allow(clippy::cast_possible_truncation, reason = "clamped")]
    let (whole, exact) = match (whole, bound.as_f64()?) {
        (Some(whole), _) => (whole, true),
        (None, number) if inwards > 0 => {
            (number.ceil().clamp(-1e30, 1e30) as i128, number.fract() == 0.0)
        }
        (None, number) => (number.floor().clamp(-1e30, 1e30) as i128, number.fract() == 0.0),
    };
    Some(if strict && exact { whole + inwards } else { whole })
}

/// Returns a number well beyond a bound at the end of 64 bits.
fn beyond(bound: i128) -> Option<Value> {
    #[allow(clippy::cast_precision_loss, reason = "far from the bound")]
    float(bound as f64 * 2.0)
}

/// Returns a number as JSON, without a fraction if it is whole.
fn number(value: f64) -> Option<Value> {
    #[allow(clippy::cast_possible_truncation, reason = "checked by the range")]
    let whole = value.fract() == 0.0 && value.abs() < 9e15;
    #[allow(clippy::cast_possible_truncation, reason = "checked by the range")]
    if whole { Some(Value::from(value as i64)) } else { float(value) }
}

/// Returns a number as JSON, always with a fraction.
fn float(value: f64) -> Option<Value> {
    Number::from_f64(value).map(Value::Number)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    type Values = Vec<(Value, Aim)>;

    fn made(schema: &Value, make: impl Fn(&[SchemaPart<'_>]) -> Values) -> Values {
        make(&[(Pointer::root(), schema.as_object().expect("an object"))])
    }

    fn breaking(made: &Values, keyword: &str) -> Vec<Value> {
        let breaks = |aim: &Aim| matches!(aim, Aim::Breaks { keyword: at, .. } if at == keyword);
        made.iter().filter(|(_, aim)| breaks(aim)).map(|(value, _)| value.clone()).collect()
    }

    #[test]
    fn integers_are_at_their_bounds() {
        for (schema, valid, keyword, broken) in [
            (json!({ "type": "integer", "minimum": 3 }), json!(3), "minimum", json!(2)),
            (json!({ "type": "integer", "minimum": 2.5 }), json!(3), "minimum", json!(2)),
            (
                json!({ "type": "integer", "maximum": 9, "exclusiveMaximum": true }),
                json!(8),
                "exclusiveMaximum",
                json!(9),
            ),
            (
                json!({ "type": "integer", "maximum": 8.5, "exclusiveMaximum": true }),
                json!(8),
                "exclusiveMaximum",
                json!(9),
            ),
            (json!({ "type": "integer", "format": "uint8" }), json!(255), "format", json!(256)),
            (
                json!({ "type": "integer", "format": "int64" }),
                json!(i64::MIN),
                "format",
                json!(9_223_372_036_854_775_808_u64),
            ),
            (
                json!({ "type": "integer", "format": "uint64" }),
                json!(u64::MAX),
                "format",
                json!(-1),
            ),
            (
                json!({ "type": "integer", "minimum": 7, "multipleOf": 5 }),
                json!(10),
                "multipleOf",
                json!(11),
            ),
            (json!({ "type": "integer" }), json!(0.0), "type", json!(0.5)),
        ] {
            let made = made(&schema, integers);
            assert!(made.contains(&(valid, Aim::Valid)), "{schema}: {made:?}");
            assert!(breaking(&made, keyword).contains(&broken), "{schema}: {made:?}");
        }
    }

    #[test]
    fn numbers_are_at_their_bounds() {
        for (schema, valid, keyword, broken) in [
            (json!({ "minimum": 0.5 }), json!(0.5), "minimum", json!(-0.5)),
            (
                json!({ "minimum": 1, "exclusiveMinimum": true }),
                json!(2),
                "exclusiveMinimum",
                json!(1),
            ),
            (
                json!({ "minimum": 0, "maximum": 1, "exclusiveMinimum": true, "exclusiveMaximum": true }),
                json!(0.5),
                "exclusiveMaximum",
                json!(1),
            ),
            (json!({ "maximum": 9, "multipleOf": 2.5 }), json!(7.5), "multipleOf", json!(1.25)),
        ] {
            let made = made(&schema, numbers);
            assert!(made.contains(&(valid, Aim::Valid)), "{schema}: {made:?}");
            assert!(breaking(&made, keyword).contains(&broken), "{schema}: {made:?}");
        }
    }

    #[test]
    fn numbers_are_none_when_bounds_leave_none() {
        for make in [integers, numbers] {
            let made = made(&json!({ "minimum": 3, "maximum": 2 }), make);
            assert!(made.iter().all(|(_, aim)| *aim != Aim::Valid), "{made:?}");
        }
    }
}
