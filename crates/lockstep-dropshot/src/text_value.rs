//! Values that are sent as text: those of parameters, and of the fields of URL-encoded forms.

use lockstep_runtime::{
    json,
    strict::{Integer, SIGNED_INTEGER, UNSIGNED_INTEGER},
};
use serde::{
    Deserializer,
    de::{
        Error as _, IntoDeserializer, Visitor,
        value::{Error, SeqDeserializer},
    },
    forward_to_deserialize_any,
};

/// All values of one name: a single one, or the elements of a list.
pub(crate) struct TextValues {
    values: Vec<String>,
    /// True if a name that no type knows may be given several times.
    ignores_unknown: bool,
}

impl TextValues {
    /// Returns the values of a parameter.
    pub(crate) fn of_parameter(values: Vec<String>) -> Self {
        Self { values, ignores_unknown: true }
    }

    /// Returns the values of a field of a form, which repeats no other names than those of lists.
    pub(crate) fn of_form(values: Vec<String>) -> Self {
        Self { values, ignores_unknown: false }
    }

    fn single(self) -> Result<TextValue, Error> {
        let mut values = self.values.into_iter();
        match (values.next(), values.next()) {
            (Some(value), None) => Ok(TextValue(value)),
            _ => Err(Error::custom("must be given once only")),
        }
    }
}

macro_rules! singly {
    ($($method:ident)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
                self.single()?.$method(visitor)
            }
        )*
    };
}

impl<'de> Deserializer<'de> for TextValues {
    type Error = Error;

    singly! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf deserialize_unit deserialize_map deserialize_identifier
    }

    /// For a type that is a single value or a list: reads whichever is given.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.values.len() {
            1 => self.single()?.deserialize_any(visitor),
            _ => self.deserialize_seq(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match name {
            SIGNED_INTEGER => self.deserialize_i64(visitor),
            UNSIGNED_INTEGER => self.deserialize_u64(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(SeqDeserializer::new(self.values.into_iter().map(TextValue)))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.single()?.deserialize_unit_struct(name, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.single()?.deserialize_struct(name, fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.single()?.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if !self.ignores_unknown {
            self.single()?;
        }
        visitor.visit_unit()
    }
}

/// One value: text, a number or a boolean as text, or an object as JSON.
pub(crate) struct TextValue(String);

impl IntoDeserializer<'_> for TextValue {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl TextValue {
    /// Returns the object that the value holds as JSON. An object with a key twice is refused.
    fn object(&self) -> Result<serde_json::Value, Error> {
        let object: serde_json::Map<String, serde_json::Value> =
            json::from_slice(self.0.as_bytes()).map_err(Error::custom)?;
        Ok(object.into())
    }
}

/// Refuses numbers that JSON does not have: `NaN` and the infinite ones.
fn finite<T: Copy>(number: T, is_finite: impl Fn(T) -> bool) -> Result<T, Error> {
    if is_finite(number) { Ok(number) } else { Err(Error::custom("must be a finite number")) }
}

const NUMBER: &str = "expected a number";

/// Says which whole numbers a type has.
fn whole<T: Integer>() -> String {
    let (min, max) = T::RANGE;
    format!("expected a whole number from {min} to {max}")
}

macro_rules! parsed {
    ($($method:ident $visit:ident $kind:ty, $expected:expr;)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
                visitor.$visit(self.0.parse::<$kind>().map_err(|_| Error::custom($expected))?)
            }
        )*
    };
}

impl<'de> Deserializer<'de> for TextValue {
    type Error = Error;

    parsed! {
        deserialize_bool visit_bool bool, "expected `true` or `false`";
        deserialize_i8 visit_i8 i8, whole::<i8>();
        deserialize_i16 visit_i16 i16, whole::<i16>();
        deserialize_i32 visit_i32 i32, whole::<i32>();
        deserialize_i64 visit_i64 i64, whole::<i64>();
        deserialize_i128 visit_i128 i128, "expected a whole number";
        deserialize_u8 visit_u8 u8, whole::<u8>();
        deserialize_u16 visit_u16 u16, whole::<u16>();
        deserialize_u32 visit_u32 u32, whole::<u32>();
        deserialize_u64 visit_u64 u64, whole::<u64>();
        deserialize_u128 visit_u128 u128, "expected a whole number from 0";
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let number = self.0.parse::<f32>().map_err(|_| Error::custom(NUMBER))?;
        visitor.visit_f32(finite(number, f32::is_finite)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let number = self.0.parse::<f64>().map_err(|_| Error::custom(NUMBER))?;
        visitor.visit_f64(finite(number, f64::is_finite)?)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match name {
            SIGNED_INTEGER => self.deserialize_i64(visitor),
            UNSIGNED_INTEGER => self.deserialize_u64(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.object()?.deserialize_map(visitor).map_err(Error::custom)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.object()?.deserialize_struct(name, fields, visitor).map_err(Error::custom)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple tuple_struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use lockstep_runtime::strict::Strict;
    use serde::{Deserialize, de::IgnoredAny};

    use super::*;

    fn read<'de, T: Deserialize<'de>>(values: &[&str]) -> Result<T, String> {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        T::deserialize(TextValues::of_parameter(values)).map_err(|error| error.to_string())
    }

    #[test]
    fn number_is_rounded_once() {
        // The nearest double is halfway between two floats, of which this is nearer to the lower.
        let text = "1.00000017881393432617187499";
        assert_eq!(read::<f32>(&[text]), Ok(1.000_000_1));
        assert_eq!(read::<f64>(&[text]), Ok(1.000_000_178_813_934_3));
        for text in ["NaN", "inf", "1e400"] {
            assert_eq!(read::<f32>(&[text]), Err("must be a finite number".to_owned()), "{text}");
            assert_eq!(read::<f64>(&[text]), Err("must be a finite number".to_owned()), "{text}");
        }
    }

    #[test]
    fn integer_is_read_exactly_from_text() {
        fn whole<T: Strict>(values: &[&str]) -> Result<T, String> {
            read::<T::Read>(values).map(T::from_read)
        }

        assert_eq!(whole::<u64>(&["18446744073709551615"]), Ok(u64::MAX));
        assert_eq!(whole::<i64>(&["-9223372036854775807"]), Ok(-i64::MAX));
        assert_eq!(whole::<Vec<u8>>(&["1", "2"]), Ok(vec![1, 2]));
        assert!(whole::<u8>(&["1", "2"]).is_err());
        for text in ["1.0", "1e3", "-1", "256", "", "a"] {
            assert!(whole::<u8>(&[text]).is_err(), "{text}");
        }
    }

    #[test]
    fn unknown_name_repeats_in_parameters_only() {
        let twice = || vec!["a".to_owned(), "b".to_owned()];
        assert!(IgnoredAny::deserialize(TextValues::of_parameter(twice())).is_ok());
        assert!(IgnoredAny::deserialize(TextValues::of_form(twice())).is_err());
    }
}
