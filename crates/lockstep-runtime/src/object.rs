//! Structs that are read from objects only.
//!
//! A derived `Deserialize` would take an array for a struct as well, its elements for the fields.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};

/// A type whose fields are read from a map.
pub trait Object: Sized {
    /// Reads the fields.
    fn from_map<'de, D: Deserializer<'de>>(map: D) -> Result<Self, D::Error>;
}

/// Reads an object, and nothing else.
pub fn read<'de, D: Deserializer<'de>, T: Object>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::from_map(MapAccessDeserializer::new(map))
    }
}
