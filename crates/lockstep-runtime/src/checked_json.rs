//! Refuses JSON that would not mean the same to all who read it.
//!
//! - An object that has a key twice: serde takes the last value of such a key, other parsers the
//!   first, so a body could mean one thing to a proxy and another to the server (RFC 8259, section
//!   4). Values that serde ignores are checked as well.
//! - A free-form number, or an integer, that would change when it is read: see
//!   [`numbers`](crate::numbers).

use std::{borrow::Cow, collections::HashSet, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
        value::{BorrowedStrDeserializer, CowStrDeserializer},
    },
};

use crate::{
    numbers::Numbers,
    strict::{SIGNED_INTEGER, UNSIGNED_INTEGER},
};

/// The message for an object that has a key twice.
pub(crate) const KEY_TWICE: &str = "an object has a key twice";
/// The message for a free-form number that would change.
pub(crate) const INEXACT: &str = "a number that cannot be kept exactly: send it as a string";

/// The message for an integer that is written with a fraction or an exponent, and would change.
pub(crate) const INEXACT_INTEGER: &str = "expected a whole number, written without a fraction";

/// A deserializer of JSON that passes everything on to another, except what it refuses. As in
/// OpenAPI, keys are text.
pub(crate) struct CheckedJson<'n, D> {
    pub json: D,
    pub numbers: &'n Numbers,
}

macro_rules! delegate {
    ($($method:ident($($argument:ident: $kind:ty),*);)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, $($argument: $kind,)* visitor: V) -> Result<V::Value, D::Error> {
                let visitor = CheckedVisitor { visitor, numbers: self.numbers, used_as: NumberUse::Double };
                self.json.$method($($argument,)* visitor)
            }
        )*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for CheckedJson<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        // Only types that take any kind of value do not say which they expect.
        let visitor =
            CheckedVisitor { visitor, numbers: self.numbers, used_as: NumberUse::FreeForm };
        self.json.deserialize_any(visitor)
    }

    delegate! {
        deserialize_bool();
        deserialize_i8();
        deserialize_i16();
        deserialize_i32();
        deserialize_i64();
        deserialize_i128();
        deserialize_u8();
        deserialize_u16();
        deserialize_u32();
        deserialize_u64();
        deserialize_u128();
        deserialize_f32();
        deserialize_f64();
        deserialize_char();
        deserialize_str();
        deserialize_string();
        deserialize_bytes();
        deserialize_byte_buf();
        deserialize_option();
        deserialize_unit();
        deserialize_unit_struct(name: &'static str);
        deserialize_seq();
        deserialize_tuple(length: usize);
        deserialize_tuple_struct(name: &'static str, length: usize);
        deserialize_map();
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let numbers = self.numbers;
        if [SIGNED_INTEGER, UNSIGNED_INTEGER].contains(&name) {
            let visitor = CheckedVisitor { visitor, numbers, used_as: NumberUse::Integer };
            return self.json.deserialize_f64(visitor);
        }
        let visitor = CheckedVisitor { visitor, numbers, used_as: NumberUse::Double };
        self.json.deserialize_newtype_struct(name, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        // The inner deserializer would skip the value without checking it.
        let visitor = CheckedVisitor { visitor, numbers: self.numbers, used_as: NumberUse::Double };
        self.json.deserialize_any(visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.json.is_human_readable()
    }
}

/// The use of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NumberUse {
    /// The contract allows any JSON, so the number is kept as it is.
    FreeForm,
    /// An integer, which may be written with a fraction of zero.
    Integer,
    /// A number that becomes the nearest double, or that no type reads.
    Double,
}

/// A visitor that checks numbers and nested values, and passes everything on to another.
struct CheckedVisitor<'n, V> {
    visitor: V,
    numbers: &'n Numbers,
    used_as: NumberUse,
}

macro_rules! visit {
    ($($method:ident($kind:ty);)*) => {
        $(
            fn $method<E: Error>(self, value: $kind) -> Result<V::Value, E> {
                self.visitor.$method(value)
            }
        )*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for CheckedVisitor<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    visit! {
        visit_bool(bool);
        visit_i8(i8);
        visit_i16(i16);
        visit_i32(i32);
        visit_i128(i128);
        visit_u8(u8);
        visit_u16(u16);
        visit_u32(u32);
        visit_u128(u128);
        visit_f32(f32);
        visit_char(char);
        visit_str(&str);
        visit_borrowed_str(&'de str);
        visit_string(String);
        visit_bytes(&[u8]);
        visit_borrowed_bytes(&'de [u8]);
        visit_byte_buf(Vec<u8>);
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<V::Value, E> {
        self.numbers.integer();
        self.visitor.visit_i64(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<V::Value, E> {
        self.numbers.integer();
        self.visitor.visit_u64(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        let must_be_exact = self.used_as != NumberUse::Double;
        if self.numbers.double(must_be_exact) {
            return self.visitor.visit_f64(value);
        }
        let is_integer = self.used_as == NumberUse::Integer;
        Err(E::custom(if is_integer { INEXACT_INTEGER } else { INEXACT }))
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_some(CheckedJson { json: deserializer, numbers: self.numbers })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<V::Value, D::Error> {
        self.visitor.visit_newtype_struct(CheckedJson { json: deserializer, numbers: self.numbers })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_seq(Nested(items, self.numbers))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(CheckedMembers {
            members,
            keys: SeenKeys::default(),
            numbers: self.numbers,
        })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_enum(Nested(variant, self.numbers))
    }
}

/// A nested value, or access to nested values.
struct Nested<'n, T>(T, &'n Numbers);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Nested<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(CheckedJson { json: deserializer, numbers: self.1 })
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Nested<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Nested(seed, self.1))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, 'n, A: EnumAccess<'de>> EnumAccess<'de> for Nested<'n, A> {
    type Error = A::Error;
    type Variant = Nested<'n, A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), A::Error> {
        let (name, variant) = self.0.variant_seed(seed)?;
        Ok((name, Nested(variant, self.1)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Nested<'_, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.0.newtype_variant_seed(Nested(seed, self.1))
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        let visitor = CheckedVisitor { visitor, numbers: self.1, used_as: NumberUse::Double };
        self.0.tuple_variant(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        let visitor = CheckedVisitor { visitor, numbers: self.1, used_as: NumberUse::Double };
        self.0.struct_variant(fields, visitor)
    }
}

/// The members of an object, and the keys so far.
struct CheckedMembers<'de, 'n, A> {
    members: A,
    numbers: &'n Numbers,
    keys: SeenKeys<'de>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for CheckedMembers<'de, '_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let Some(MemberName(name)) = self.members.next_key()? else { return Ok(None) };
        if !self.keys.insert(name.clone()) {
            return Err(A::Error::custom(format_args!("{KEY_TWICE}: {name}")));
        }
        match name {
            Cow::Borrowed(name) => {
                seed.deserialize(KeyDeserializer(BorrowedStrDeserializer::new(name)))
            }
            Cow::Owned(_) => seed.deserialize(KeyDeserializer(CowStrDeserializer::new(name))),
        }
        .map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.members.next_value_seed(Nested(seed, self.numbers))
    }

    fn size_hint(&self) -> Option<usize> {
        self.members.size_hint()
    }
}

/// A deserializer of a key into the type that the object has for it.
struct KeyDeserializer<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for KeyDeserializer<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// The name of a member, borrowed unless it has escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct MemberName<'a>(#[serde(borrow)] Cow<'a, str>);

/// The keys of an object so far.
#[derive(Default)]
struct SeenKeys<'a> {
    few: Vec<Cow<'a, str>>,
    many: HashSet<Cow<'a, str>>,
}

impl<'a> SeenKeys<'a> {
    /// The number of keys that are compared one by one, which is faster for few.
    const FEW: usize = 16;

    /// Adds a key. Returns whether it is new.
    fn insert(&mut self, key: Cow<'a, str>) -> bool {
        if self.few.contains(&key) {
            return false;
        }
        if self.few.len() < Self::FEW {
            if self.few.is_empty() {
                self.few.reserve(Self::FEW);
            }
            self.few.push(key);
            return true;
        }
        self.many.insert(key)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Deserializer as Json;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
    struct Colour(String);

    #[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "lowercase")]
    enum Size {
        Small,
        Exactly(u8),
        Between { from: u8, to: u8 },
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Thing {
        colours: Option<BTreeMap<Colour, Size>>,
        #[serde(default)]
        sizes: Vec<Size>,
        by_size: Option<BTreeMap<Size, bool>>,
    }

    fn read<'j, T: Deserialize<'j>>(json: &'j str) -> Result<T, String> {
        let mut json = Json::from_str(json);
        T::deserialize(CheckedJson { json: &mut json, numbers: &Numbers::default() })
            .map_err(|error| error.to_string())
    }

    #[test]
    fn value_is_read_unchanged_when_each_key_is_there_once() {
        for json in [
            "{}",
            r#"{"colours":null,"sizes":[],"other":[{"a":1,"b":2.5},{"a":"x","c":null,"d":[true,-1]}]}"#,
            r#"{"colours":{"r\u0065d":"small","blue":{"exactly":3}}}"#,
            r#"{"sizes":["small",{"between":{"from":1,"to":2}}],"by_size":{"small":true}}"#,
        ] {
            let expected: Thing = serde_json::from_str(json).expect("valid");
            assert_eq!(read(json), Ok(expected), "{json}");
            let expected: serde_json::Value = serde_json::from_str(json).expect("valid");
            assert_eq!(read(json), Ok(expected), "{json}");
        }
    }

    #[test]
    fn object_is_refused_when_a_key_is_there_twice_at_any_depth() {
        for json in [
            r#"{"sizes":[],"sizes":[]}"#,
            r#"{"colours":{"red":"small","r\u0065d":"small"}}"#,
            r#"{"sizes":[{"between":{"from":1,"to":2,"from":1}}]}"#,
            r#"{"sizes":[{"between":{"from":1,"to":2,"x":{"a":1,"a":1}}}]}"#,
            r#"{"other":[[{"a":1,"a":1}]]}"#,
            r#"{"by_size":{"small":true,"small":true}}"#,
        ] {
            let error = read::<Thing>(json).expect_err(json);
            assert!(error.starts_with(KEY_TWICE), "{json}: {error}");
            let error = read::<serde_json::Value>(json).expect_err(json);
            assert!(error.starts_with(KEY_TWICE), "{json}: {error}");
        }
    }
}
