//! The numbers of a JSON text, and those that Rust would change.
//!
//! `serde_json` reads a number as a 64-bit integer or as a double. An integer of more than 64 bits
//! and a decimal number with more digits than a double has would come back as another number,
//! without an error, and `9007199254740993.0` as another integer. Where the contract allows any
//! JSON, or an integer, such a number is refused.
//!
//! Only the text shows the change, and a deserializer does not see it. It sees the numbers in their
//! order, so the text is searched once for the positions of such numbers in that order. That is
//! needed only for a text with a number that is no integer of 64 bits, which few have.

use std::cell::Cell;

/// The numbers of a JSON text, as far as they are known before and during its reading.
#[derive(Default)]
pub(crate) struct Numbers {
    /// The positions of the numbers that would change, in ascending order.
    inexact: Vec<usize>,
    /// The number of numbers that were read.
    count: Cell<usize>,
    /// True if a number that must be exact was read as a double.
    has_double: Cell<bool>,
}

impl Numbers {
    /// Finds the numbers of a text that would change.
    pub(crate) fn of(json: &[u8]) -> Self {
        let (mut inexact, mut count, mut rest) = (Vec::new(), 0, json);
        while let Some((&byte, after)) = rest.split_first() {
            rest = match byte {
                b'"' => after_string(after),
                b'-' | b'0'..=b'9' => {
                    let is_part =
                        |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
                    let length = rest.iter().take_while(|byte| is_part(byte)).count();
                    let (number, after) = rest.split_at(length);
                    if !std::str::from_utf8(number).is_ok_and(is_exact) {
                        inexact.push(count);
                    }
                    count += 1;
                    after
                }
                _ => after,
            };
        }
        Self { inexact, ..Self::default() }
    }

    pub(crate) fn has_inexact(&self) -> bool {
        !self.inexact.is_empty()
    }

    pub(crate) fn has_double(&self) -> bool {
        self.has_double.get()
    }

    /// Counts an integer. All integers of 64 bits are exact.
    pub(crate) fn integer(&self) {
        self.count.set(self.count.get() + 1);
    }

    /// Counts a double. Returns whether it is the number of the text.
    pub(crate) fn double(&self, must_be_exact: bool) -> bool {
        let position = self.count.replace(self.count.get() + 1);
        if !must_be_exact {
            return true;
        }
        self.has_double.set(true);
        self.inexact.binary_search(&position).is_err()
    }
}

/// Returns the text after a string, given the text after its first quote.
fn after_string(mut rest: &[u8]) -> &[u8] {
    while let Some((&byte, after)) = rest.split_first() {
        rest = match byte {
            b'"' => return after,
            b'\\' => after.get(1..).unwrap_or_default(),
            _ => after,
        };
    }
    rest
}

/// Returns whether a number keeps its value when it is read and written again.
fn is_exact(number: &str) -> bool {
    if !number.contains(['.', 'e', 'E']) {
        return number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok();
    }
    let written = number.parse::<f64>().map(|double| format!("{double:e}"));
    written.is_ok_and(|written| Decimal::parse(number) == Decimal::parse(&written))
}

/// A decimal number: its digits without zeros at the ends, and the power of ten of the last digit.
#[derive(PartialEq, Eq)]
struct Decimal {
    is_negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// Returns `None` for a text that is no number, or whose exponent is beyond 64 bits.
    fn parse(text: &str) -> Option<Self> {
        let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = [whole, fraction].concat();
        let significant = all.trim_end_matches('0');
        let digits = significant.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self { is_negative, digits, exponent: 0 });
        }
        let dropped = i64::try_from(all.len() - significant.len()).ok()?;
        let shift = dropped - i64::try_from(fraction.len()).ok()?;
        let exponent = exponent.parse::<i64>().ok()?.checked_add(shift)?;
        Some(Self { is_negative, digits, exponent })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_is_exact_when_it_keeps_its_value() {
        for (number, expected) in [
            ("0", true),
            ("-0", true),
            ("-0.0", true),
            ("0e99999999999999999999", true),
            ("18446744073709551615", true),
            ("18446744073709551616", false),
            ("-9223372036854775808", true),
            ("-9223372036854775809", false),
            ("100000000000000000000", false),
            ("1e20", true),
            ("1E+5", true),
            ("1.0", true),
            ("0.10", true),
            ("0.1", true),
            ("0.10000000000000001", false),
            ("0.12345678901234567890123", false),
            ("9007199254740993.0", false),
            ("5e-324", true),
            ("4e-324", false),
            ("1e-400", false),
            ("1e400", false),
            ("1e99999999999999999999", false),
            ("1e-99999999999999999999", false),
            ("1.7976931348623157e308", true),
        ] {
            assert_eq!(is_exact(number), expected, "{number}");
        }
    }

    #[test]
    fn of_finds_numbers_outside_of_strings() {
        for (json, expected) in [
            (
                r#"{"a": [1, 1e-400], "1e-400": {"b": "\"1e-400\\"}, "c": 2.5, "d":1e-400}"#,
                &[1, 3][..],
            ),
            ("1e-400", &[0]),
            (r#"["\\", 1e-400"#, &[0]),
            (r#"["1e-400"#, &[]),
            (r#"["\"#, &[]),
            ("", &[]),
        ] {
            assert_eq!(Numbers::of(json.as_bytes()).inexact, expected, "{json}");
        }
    }
}
