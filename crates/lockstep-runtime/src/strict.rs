//! Reading what the contract allows, and nothing else.
//!
//! serde, chrono and uuid are more lenient by themselves: they take null for an absent member and
//! an absent member for null, read dates and UUIDs in other forms than their formats have, and
//! refuse `1.0` for an integer.

use std::{
    collections::HashMap,
    fmt,
    marker::PhantomData,
    num::{NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64},
};

use chrono::{DateTime, NaiveDate, Timelike as _, Utc};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error, Unexpected, Visitor},
};
use uuid::{Uuid, fmt::Hyphenated};

use crate::ConversionError;

/// A type that is read through another, which accepts exactly what the contract accepts.
pub trait Strict {
    /// The type that is read.
    type Read: DeserializeOwned;

    /// Takes the value out of what was read.
    fn from_read(read: Self::Read) -> Self;
}

/// Reads a value strictly.
pub fn read<'de, D: Deserializer<'de>, T: Strict>(deserializer: D) -> Result<T, D::Error> {
    T::Read::deserialize(deserializer).map(T::from_read)
}

/// Reads a member strictly that may be absent. Null is what it is for the type.
pub fn read_present<'de, D: Deserializer<'de>, T: Strict>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    read(deserializer).map(Some)
}

/// Reads a member that may be absent. Null is what it is for the type: a value, or refused.
pub fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Reads a member in a box that may be absent. Null is what it is for the type in the `Option`.
pub fn boxed_present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Box<Option<T>>, D::Error> {
    present(deserializer).map(Box::new)
}

/// Reads a member that may be null, and is never absent.
pub fn not_absent<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

/// Turns what was read into a type with limits, which may refuse it.
pub fn checked<T, R, E: Error>(read: R) -> Result<T, E>
where
    T: TryFrom<R, Error = ConversionError>,
{
    read.try_into().map_err(E::custom)
}

impl<T: Strict> Strict for Option<T> {
    type Read = Option<T::Read>;

    fn from_read(read: Self::Read) -> Self {
        read.map(T::from_read)
    }
}

impl<T: Strict> Strict for Vec<T> {
    type Read = Vec<T::Read>;

    fn from_read(read: Self::Read) -> Self {
        read.into_iter().map(T::from_read).collect()
    }
}

#[allow(clippy::implicit_hasher, reason = "generated types have the default one")]
impl<T: Strict> Strict for HashMap<String, T> {
    type Read = HashMap<String, T::Read>;

    fn from_read(read: Self::Read) -> Self {
        read.into_iter().map(|(key, value)| (key, T::from_read(value))).collect()
    }
}

/// Text in one form only, of a type that has several.
#[derive(Debug)]
pub struct Text<T>(T);

/// A type with several forms in text, of which the contract allows one.
pub trait OneForm: Sized {
    /// The description of a valid value, for messages.
    const EXPECTED: &str;

    /// Reads the one form.
    fn parse_form(text: &str) -> Option<Self>;
}

impl<'de, T: OneForm> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        T::parse_form(&text).map(Self).ok_or_else(|| D::Error::custom(T::EXPECTED))
    }
}

impl OneForm for Uuid {
    const EXPECTED: &str = "expected a UUID in its hyphenated form";

    /// With hyphens, in either case (RFC 9562, section 4).
    fn parse_form(text: &str) -> Option<Self> {
        text.parse::<Hyphenated>().ok().map(Hyphenated::into_uuid)
    }
}

impl OneForm for DateTime<Utc> {
    const EXPECTED: &str = "expected a date and a time as in RFC 3339";

    /// RFC 3339, section 5.6. A second 60 is allowed at the end of a day of UTC only.
    fn parse_form(text: &str) -> Option<Self> {
        let separator = text.as_bytes().get(10)?;
        if !separator.eq_ignore_ascii_case(&b'T') {
            return None;
        }
        let time = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc);
        let is_leap_second = time.nanosecond() >= 1_000_000_000;
        let ends_day = time.hour() == 23 && time.minute() == 59;
        (!is_leap_second || ends_day).then_some(time)
    }
}

impl OneForm for NaiveDate {
    const EXPECTED: &str = "expected a date as in RFC 3339";

    /// A full date (RFC 3339, section 5.6).
    fn parse_form(text: &str) -> Option<Self> {
        text.parse::<Self>().ok().filter(|date| text.len() == 10 && date.to_string() == text)
    }
}

macro_rules! in_one_form {
    ($($name:ty),*) => {
        $(
            impl Strict for $name {
                type Read = Text<Self>;

                fn from_read(read: Text<Self>) -> Self {
                    read.0
                }
            }
        )*
    };
}

in_one_form!(Uuid, DateTime<Utc>, NaiveDate);

/// An integer of any width.
pub trait Integer: Sized {
    /// True if the type has negative numbers.
    const SIGNED: bool;

    /// The lowest and the highest number of the type.
    const RANGE: (i128, i128);

    /// Takes the value if it fits.
    fn from_wide(wide: i128) -> Option<Self>;
}

/// The name by which [`Whole`] asks for an integer with a sign. A deserializer of text, which has
/// no kinds of values, reads an integer for it.
pub const SIGNED_INTEGER: &str = "$lockstep::signed_integer";
/// The name by which [`Whole`] asks for an integer without a sign.
pub const UNSIGNED_INTEGER: &str = "$lockstep::unsigned_integer";

/// An integer, also if it is written with a fraction of zero.
#[derive(Debug)]
pub struct Whole<T>(T);

impl<'de, T: Integer> Deserialize<'de> for Whole<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = if T::SIGNED { SIGNED_INTEGER } else { UNSIGNED_INTEGER };
        deserializer.deserialize_newtype_struct(name, WholeVisitor(PhantomData)).map(Self)
    }
}

struct WholeVisitor<T>(PhantomData<T>);

impl<'de, T: Integer> Visitor<'de> for WholeVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (min, max) = T::RANGE;
        write!(f, "a whole number from {min} to {max}")
    }

    /// Asks for any number. Where serde buffers a value, it refuses one with a fraction if it is
    /// asked for an integer.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_f64(self)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        T::from_wide(value.into()).ok_or_else(|| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        T::from_wide(value.into())
            .ok_or_else(|| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        // Beyond this, a double cannot tell integers from what is between them.
        let is_whole = value.fract() == 0.0 && value.abs() < 1e19;
        #[allow(clippy::cast_possible_truncation, reason = "checked by the line above")]
        let wide = is_whole.then_some(value as i128);
        wide.and_then(T::from_wide).ok_or_else(|| E::invalid_value(Unexpected::Float(value), &self))
    }
}

macro_rules! integers {
    ($($name:ty),*) => {
        $(
            impl Integer for $name {
                const SIGNED: bool = <$name>::MIN != 0;
                #[allow(clippy::cast_lossless, reason = "`From` is not const")]
                const RANGE: (i128, i128) = (<$name>::MIN as i128, <$name>::MAX as i128);

                fn from_wide(wide: i128) -> Option<Self> {
                    wide.try_into().ok()
                }
            }

            impl Strict for $name {
                type Read = Whole<Self>;

                fn from_read(read: Whole<Self>) -> Self {
                    read.0
                }
            }
        )*
    };
}

macro_rules! non_zero_integers {
    ($($name:ty),*) => {
        $(
            impl Integer for $name {
                const SIGNED: bool = false;
                #[allow(clippy::cast_lossless, reason = "`From` is not const")]
                const RANGE: (i128, i128) = (1, <$name>::MAX.get() as i128);

                fn from_wide(wide: i128) -> Option<Self> {
                    Self::new(wide.try_into().ok()?)
                }
            }

            impl Strict for $name {
                type Read = Whole<Self>;

                fn from_read(read: Whole<Self>) -> Self {
                    read.0
                }
            }
        )*
    };
}

integers!(i8, i16, i32, i64, u8, u16, u32, u64);
non_zero_integers!(NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU64);

#[cfg(test)]
mod tests {
    use super::*;

    fn reads<T: Strict>(json: &str) -> Option<T> {
        read(&mut serde_json::Deserializer::from_str(json)).ok()
    }

    #[test]
    fn integer_is_read_when_whole_and_in_range() {
        for (json, expected) in [
            ("7", Some(7)),
            ("7.0", Some(7)),
            ("7e1", Some(70)),
            ("-128", Some(-128)),
            ("-129", None),
            ("127.5", None),
            ("128", None),
            ("\"7\"", None),
            ("null", None),
        ] {
            assert_eq!(reads::<i8>(json), expected, "{json}");
        }
        assert_eq!(reads::<u64>("18446744073709551615"), Some(u64::MAX));
        assert_eq!(reads::<u64>("1e19"), None);
        assert_eq!(reads::<u8>("-1"), None);
        assert_eq!(reads::<NonZeroU8>("0"), None);
        assert_eq!(reads::<NonZeroU8>("1.0"), NonZeroU8::new(1));
        assert_eq!(reads::<Vec<Option<u8>>>("[1.0, null]"), Some(vec![Some(1), None]));
    }

    #[test]
    fn integer_is_read_when_serde_buffers_its_value() {
        #[derive(Debug, Deserialize, PartialEq)]
        #[serde(untagged)]
        enum Choice {
            Small(#[serde(deserialize_with = "read")] i8),
            Large(#[serde(deserialize_with = "read")] u64),
            Text(String),
        }

        #[derive(Debug, Deserialize, PartialEq)]
        struct Counts {
            name: String,
            #[serde(flatten, deserialize_with = "read")]
            extra: HashMap<String, u64>,
        }

        let choice = |json| serde_json::from_str::<Choice>(json).ok();
        assert_eq!(choice("-1.0"), Some(Choice::Small(-1)));
        assert_eq!(choice("128.0"), Some(Choice::Large(128)));
        assert_eq!(choice("18446744073709551615"), Some(Choice::Large(u64::MAX)));
        assert_eq!(choice("\"1\""), Some(Choice::Text("1".to_owned())));
        for json in ["1.5", "-129.0", "1e20", "null"] {
            assert_eq!(choice(json), None, "{json}");
        }
        let counts = |json| serde_json::from_str::<Counts>(json).map(|counts| counts.extra).ok();
        let expected = HashMap::from([("a".to_owned(), 1), ("b".to_owned(), 20)]);
        assert_eq!(counts(r#"{"a": 1.0, "name": "x", "b": 2e1}"#), Some(expected));
        assert_eq!(counts(r#"{"name": "x", "a": 1.5}"#), None);
        assert_eq!(counts(r#"{"name": "x", "a": "1"}"#), None);
    }

    #[test]
    fn text_is_read_in_the_form_of_its_format_only() {
        assert!(reads::<Uuid>("\"EFE6413C-941a-4ca6-8f22-defbf758b824\"").is_some());
        for json in [
            "\"efe6413c941a4ca68f22defbf758b824\"",
            "\"{efe6413c-941a-4ca6-8f22-defbf758b824}\"",
            "\"urn:uuid:efe6413c-941a-4ca6-8f22-defbf758b824\"",
        ] {
            assert_eq!(reads::<Uuid>(json), None, "{json}");
        }
        for json in ["2026-01-08T12:00:00Z", "2026-01-08t12:00:00+01:00", "2016-12-31T23:59:60Z"] {
            assert!(reads::<DateTime<Utc>>(&format!("\"{json}\"")).is_some(), "{json}");
        }
        for json in ["2026-01-08 12:00:00Z", "2026-01-08T12:00:00", "2026-01-08T12:00:60Z"] {
            assert_eq!(reads::<DateTime<Utc>>(&format!("\"{json}\"")), None, "{json}");
        }
        assert!(reads::<NaiveDate>("\"2026-01-08\"").is_some());
        for json in ["2026-1-8", "+2026-01-08", "2026-01-08 "] {
            assert_eq!(reads::<NaiveDate>(&format!("\"{json}\"")), None, "{json}");
        }
    }

    #[test]
    fn member_is_refused_when_null_or_absent_against_its_schema() {
        #[derive(Debug, Deserialize, PartialEq)]
        struct Members {
            #[serde(default, deserialize_with = "read_present")]
            size: Option<u8>,
            #[serde(default, deserialize_with = "present")]
            name: Option<String>,
            #[serde(deserialize_with = "not_absent")]
            note: Option<String>,
        }

        let read = |json: &str| serde_json::from_str::<Members>(json).ok();
        let nothing = || Some(Members { size: None, name: None, note: None });
        assert_eq!(read(r#"{"note": null}"#), nothing());
        let all = Members { size: Some(1), name: Some("a".to_owned()), note: Some("b".to_owned()) };
        assert_eq!(read(r#"{"size": 1.0, "name": "a", "note": "b"}"#), Some(all));
        for json in ["{}", r#"{"note": null, "size": null}"#, r#"{"note": null, "name": null}"#] {
            assert_eq!(read(json), None, "{json}");
        }
    }
}
