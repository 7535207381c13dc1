//! Refuses JSON in which an object has a key twice.
//!
//! serde takes the last value of such a key, other parsers the first, so a body could mean one
//! thing to a proxy and another to the server (RFC 8259, section 4). Values that serde ignores are
//! checked as well.

use std::{borrow::Cow, collections::HashSet, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
        value::{BorrowedStrDeserializer, CowStrDeserializer},
    },
};

/// A deserializer that refuses objects with a key twice, and passes everything else on to another.
/// As in OpenAPI, keys are text.
pub struct EachKeyOnce<D>(pub D);

macro_rules! delegate {
    ($($method:ident($($argument:ident: $kind:ty),*);)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, $($argument: $kind,)* visitor: V) -> Result<V::Value, D::Error> {
                self.0.$method($($argument,)* CheckedVisitor(visitor))
            }
        )*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for EachKeyOnce<D> {
    type Error = D::Error;

    delegate! {
        deserialize_any();
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
        deserialize_newtype_struct(name: &'static str);
        deserialize_seq();
        deserialize_tuple(length: usize);
        deserialize_tuple_struct(name: &'static str, length: usize);
        deserialize_map();
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        // The inner deserializer would skip the value without checking it.
        self.deserialize_any(visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// A visitor that checks nested values, and passes everything on to another.
struct CheckedVisitor<V>(V);

macro_rules! visit {
    ($($method:ident($kind:ty);)*) => {
        $(
            fn $method<E: Error>(self, value: $kind) -> Result<V::Value, E> {
                self.0.$method(value)
            }
        )*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for CheckedVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    visit! {
        visit_bool(bool);
        visit_i8(i8);
        visit_i16(i16);
        visit_i32(i32);
        visit_i64(i64);
        visit_i128(i128);
        visit_u8(u8);
        visit_u16(u16);
        visit_u32(u32);
        visit_u64(u64);
        visit_u128(u128);
        visit_f32(f32);
        visit_f64(f64);
        visit_char(char);
        visit_str(&str);
        visit_borrowed_str(&'de str);
        visit_string(String);
        visit_bytes(&[u8]);
        visit_borrowed_bytes(&'de [u8]);
        visit_byte_buf(Vec<u8>);
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(EachKeyOnce(deserializer))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(EachKeyOnce(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Nested(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(CheckedMembers { members, keys: SeenKeys::default() })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(Nested(variant))
    }
}

/// A nested value, or access to nested values.
struct Nested<T>(T);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Nested<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(EachKeyOnce(deserializer))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Nested<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Nested(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Nested<A> {
    type Error = A::Error;
    type Variant = Nested<A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), A::Error> {
        let (name, variant) = self.0.variant_seed(seed)?;
        Ok((name, Nested(variant)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Nested<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.0.newtype_variant_seed(Nested(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.0.tuple_variant(length, CheckedVisitor(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.0.struct_variant(fields, CheckedVisitor(visitor))
    }
}

/// The members of an object, and the keys so far.
struct CheckedMembers<'de, A> {
    members: A,
    keys: SeenKeys<'de>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for CheckedMembers<'de, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let Some(MemberName(name)) = self.members.next_key()? else { return Ok(None) };
        if !self.keys.insert(name.clone()) {
            return Err(A::Error::custom("an object has a key twice"));
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
        self.members.next_value_seed(Nested(seed))
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
        T::deserialize(EachKeyOnce(&mut json)).map_err(|error| error.to_string())
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
            assert!(error.starts_with("an object has a key twice"), "{json}: {error}");
            let error = read::<serde_json::Value>(json).expect_err(json);
            assert!(error.starts_with("an object has a key twice"), "{json}: {error}");
        }
    }
}
