//! Checks that a default is a value of its schema. typify accepts some that are not and panics
//! later, and the generated code panics at others.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde_json::Value;

use super::linter::Linter;
use crate::document::{
    diagnostic::Rule,
    openapi::{array, members},
    pointer::Pointer,
    schema,
};

/// The largest number of schemas that are followed for one default: far more than people write, and
/// an end where schemas refer to each other.
const MAX_STEPS: usize = 1000;

impl Linter<'_> {
    /// Refuses a default that its schema does not allow.
    pub(crate) fn default_value(&mut self, at: &Pointer, schema: &Value) {
        let Some(default) = schema.get("default") else { return };
        let message = match schema.get("enum").and_then(Value::as_array) {
            Some(values) if !values.contains(default) => {
                "the default is not one of the values of `enum`"
            }
            _ if !self.fits(schema, default, &mut MAX_STEPS.clone()) => {
                "the default is no value of its schema"
            }
            _ => return,
        };
        self.diagnostics.push(
            Rule::Structure,
            &at.join("default"),
            message,
            "use a value that the schema allows, or leave the default out",
        );
    }

    fn fits(&self, schema: &Value, value: &Value, steps: &mut usize) -> bool {
        let Some(left) = steps.checked_sub(1) else { return false };
        *steps = left;
        if let Some(name) = schema::reference(schema) {
            let target = self.document.root()["components"]["schemas"].get(name);
            return target.is_none_or(|target| self.fits(target, value, steps));
        }
        if value.is_null() && schema::flag(schema, "nullable") {
            return true;
        }
        if schema::is_null(schema) {
            return value.is_null();
        }
        let fits_type = match schema["type"].as_str() {
            Some("string") => value.as_str().is_some_and(|text| fits_text(schema, text)),
            Some("integer") => fits_integer(schema, value) && fits_bounds(schema, value),
            Some("number") => value.is_number() && fits_bounds(schema, value),
            Some("boolean") => value.is_boolean(),
            Some("array") => self.fits_list(schema, value, steps),
            Some("object") => self.fits_object(schema, value, steps),
            _ => true,
        };
        let listed = |values: &Vec<Value>| values.contains(value);
        fits_type
            && schema.get("enum").and_then(Value::as_array).is_none_or(listed)
            && array(schema, "allOf").iter().all(|part| self.fits(part, value, steps))
            && ["anyOf", "oneOf"].into_iter().all(|key| {
                let parts = array(schema, key);
                parts.is_empty() || parts.iter().any(|part| self.fits(part, value, steps))
            })
    }

    fn fits_list(&self, schema: &Value, value: &Value, steps: &mut usize) -> bool {
        let Some(items) = value.as_array() else { return false };
        let unique = !schema::flag(schema, "uniqueItems")
            || items.iter().enumerate().all(|(index, item)| !items[..index].contains(item));
        unique
            && fits_size(schema, items.len(), "minItems", "maxItems")
            && schema
                .get("items")
                .is_none_or(|inner| items.iter().all(|item| self.fits(inner, item, steps)))
    }

    fn fits_object(&self, schema: &Value, value: &Value, steps: &mut usize) -> bool {
        let Some(object) = value.as_object() else { return false };
        let properties = schema.get("properties");
        let required = array(schema, "required").iter().filter_map(Value::as_str);
        fits_size(schema, object.len(), "minProperties", "maxProperties")
            && { required }.all(|name| object.contains_key(name))
            && members(Some(value)).all(|(name, member)| {
                let named = properties.and_then(|it| it.get(name));
                let inner = named.unwrap_or(&schema["additionalProperties"]);
                *inner != Value::Bool(false) && self.fits(inner, member, steps)
            })
    }
}

fn fits_size(schema: &Value, size: usize, min: &str, max: &str) -> bool {
    let bound = |key: &str| schema.get(key).and_then(Value::as_u64);
    let size = size as u64;
    bound(min).is_none_or(|min| min <= size) && bound(max).is_none_or(|max| size <= max)
}

fn fits_text(schema: &Value, text: &str) -> bool {
    let fits_format = match schema["format"].as_str() {
        Some("uuid") => is_like(text, "00000000-0000-0000-0000-000000000000"),
        Some("date") => is_date(text),
        Some("date-time") => is_date_time(text),
        Some("ip") => text.parse::<IpAddr>().is_ok(),
        Some("ipv4") => text.parse::<Ipv4Addr>().is_ok(),
        Some("ipv6") => text.parse::<Ipv6Addr>().is_ok(),
        _ => true,
    };
    let pattern = schema["pattern"].as_str().and_then(|it| regress::Regex::new(it).ok());
    fits_format
        && fits_size(schema, text.chars().count(), "minLength", "maxLength")
        && pattern.is_none_or(|pattern| pattern.find(text).is_some())
}

/// Returns whether a text has a hexadecimal digit wherever the form has a zero, and equals the form
/// elsewhere.
fn is_like(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text.bytes().zip(form.bytes()).all(|(byte, form)| match form {
            b'0' => byte.is_ascii_hexdigit(),
            _ => byte == form,
        })
}

/// Returns whether a text is a full date (RFC 3339, section 5.6).
fn is_date(text: &str) -> bool {
    let within = |at: std::ops::Range<usize>, known: std::ops::RangeInclusive<u8>| {
        text.get(at).and_then(|part| part.parse().ok()).is_some_and(|it: u8| known.contains(&it))
    };
    let days = match text.get(5..7) {
        Some("02") => 28,
        Some("04" | "06" | "09" | "11") => 30,
        _ => 31,
    };
    is_like(text, "0000-00-00")
        && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit())
        && within(5..7, 1..=12)
        && within(8..10, 1..=days)
}

/// Returns whether a text is a date and a time (RFC 3339, section 5.6).
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let (clock, offset) = match (time.strip_suffix('Z'), time.rfind(['+', '-'])) {
        (Some(clock), _) => (clock, "00:00"),
        (None, Some(at)) => (&time[..at], &time[at + 1..]),
        (None, None) => return false,
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let below = |text: &str, form: &str, limits: &[u8]| {
        let parts = text.split(':').zip(limits);
        is_like(text, form) && { parts }
            .all(|(part, limit)| part.parse().is_ok_and(|it: u8| it < *limit))
    };
    is_date(date)
        && below(clock, "00:00:00", &[24, 60, 60])
        && below(offset, "00:00", &[24, 60])
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}

fn fits_integer(schema: &Value, value: &Value) -> bool {
    let Some(value) = value.as_i64().map(i128::from).or(value.as_u64().map(i128::from)) else {
        return false;
    };
    let format = schema["format"].as_str().unwrap_or("int64");
    let (signed, bits) = match format.strip_prefix('u') {
        Some(format) => (false, format.strip_prefix("int")),
        None => (true, format.strip_prefix("int")),
    };
    match (signed, bits.and_then(|bits| bits.parse::<u32>().ok())) {
        (true, Some(bits @ (8 | 16 | 32))) => {
            (-(1 << (bits - 1))..1 << (bits - 1)).contains(&value)
        }
        (false, Some(bits @ (8 | 16 | 32))) => (0..1 << bits).contains(&value),
        (false, _) if bits.is_some() => u64::try_from(value).is_ok(),
        _ => i64::try_from(value).is_ok(),
    }
}

fn fits_bounds(schema: &Value, value: &Value) -> bool {
    let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
    let Some(value) = value.as_f64() else { return false };
    let above = bound("minimum").is_none_or(|min| {
        if schema::flag(schema, "exclusiveMinimum") { min < value } else { min <= value }
    });
    let below = bound("maximum").is_none_or(|max| {
        if schema::flag(schema, "exclusiveMaximum") { value < max } else { value <= max }
    });
    let multiple = bound("multipleOf").is_none_or(|step| (value / step).fract() == 0.0);
    above && below && multiple
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_are_those_of_rfc_3339() {
        for (text, expected) in [
            ("2024-02-28", true),
            ("2024-02-31", false),
            ("2024-13-01", false),
            ("2024-1-01", false),
            ("+024-01-01", false),
        ] {
            assert_eq!(is_date(text), expected, "{text}");
        }
        for (text, expected) in [
            ("2024-01-01T00:00:00Z", true),
            ("2024-01-01T23:59:59.5-08:30", true),
            ("2024-01-01T24:00:00Z", false),
            ("2024-01-01T00:00:00", false),
            ("2024-01-01T00:00:00.Z", false),
            ("2024-01-01", false),
        ] {
            assert_eq!(is_date_time(text), expected, "{text}");
        }
    }
}
