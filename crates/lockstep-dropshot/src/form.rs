//! URL-encoded forms: text, lists that repeat a name, and objects as JSON.

use std::collections::{BTreeMap, btree_map};

use form_urlencoded::parse as parse_form;
use lockstep_runtime::json;
use serde::{
    Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, Error as _, IntoDeserializer, MapAccess, Visitor,
        value::{Error, SeqDeserializer},
    },
    forward_to_deserialize_any,
};

/// The reason why a form could not be read.
pub(crate) enum InvalidForm {
    /// A name is given twice that is no list.
    Repeated(String),
    /// A name or a value does not fit.
    Misfit,
}

/// Reads a form.
///
/// A list is given once for each element (the style `form` with `explode`, OpenAPI 3.0.3). An
/// object is JSON, since it is to be made a string.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, InvalidForm> {
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut repeated = None;
    for (name, value) in parse_form(bytes) {
        let values = fields.entry(name.clone().into_owned()).or_default();
        if !values.is_empty() && repeated.is_none() {
            repeated = Some(name.into_owned());
        }
        values.push(value.into_owned());
    }
    // serde's message shows the value, which may be a secret.
    T::deserialize(Form(fields))
        .map_err(|_| repeated.map_or(InvalidForm::Misfit, InvalidForm::Repeated))
}

/// Deserializes a struct or a map from the fields of a form.
struct Form(BTreeMap<String, Vec<String>>);

impl<'de> Deserializer<'de> for Form {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(FormFields { rest: self.0.into_iter(), values: None })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct FormFields {
    rest: btree_map::IntoIter<String, Vec<String>>,
    values: Option<Vec<String>>,
}

impl<'de> MapAccess<'de> for FormFields {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some((name, values)) = self.rest.next() else { return Ok(None) };
        self.values = Some(values);
        seed.deserialize(name.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let values = self.values.take().ok_or_else(|| Error::custom("no key before"))?;
        seed.deserialize(FieldValues(values))
    }
}

/// The values of one name.
struct FieldValues(Vec<String>);

impl FieldValues {
    fn single(self) -> Result<FormValue, Error> {
        let mut values = self.0.into_iter();
        match (values.next(), values.next()) {
            (Some(value), None) => Ok(FormValue(value)),
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

impl<'de> Deserializer<'de> for FieldValues {
    type Error = Error;

    singly! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf deserialize_unit deserialize_map deserialize_identifier deserialize_ignored_any
    }

    /// For a type that is a single value or a list: reads whichever is given.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.len() {
            1 => self.single()?.deserialize_any(visitor),
            _ => self.deserialize_seq(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(SeqDeserializer::new(self.0.into_iter().map(FormValue)))
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
}

/// One value: text, a number or a boolean as text, or an object as JSON.
struct FormValue(String);

impl IntoDeserializer<'_> for FormValue {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl FormValue {
    /// Returns the object that the value holds as JSON. An object with a key twice is refused.
    fn object(&self) -> Result<serde_json::Value, Error> {
        let object: serde_json::Map<String, serde_json::Value> =
            json::from_slice(self.0.as_bytes()).map_err(Error::custom)?;
        Ok(object.into())
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident $kind:ty;)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
                visitor.$visit(self.0.parse::<$kind>().map_err(Error::custom)?)
            }
        )*
    };
}

impl<'de> Deserializer<'de> for FormValue {
    type Error = Error;

    parsed! {
        deserialize_bool visit_bool bool;
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_i128 visit_i128 i128;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
        deserialize_u128 visit_u128 u128;
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let number = self.0.parse::<f64>().map_err(Error::custom)?;
        // JSON has neither `NaN` nor infinite numbers.
        if number.is_finite() { visitor.visit_f64(number) } else { Err(Error::custom("no number")) }
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
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
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Login {
        user: String,
        #[serde(default)]
        scopes: Vec<String>,
        age: Option<u8>,
        place: Option<Place>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Place {
        town: String,
    }

    #[test]
    fn form_is_read_when_it_has_lists_and_objects() {
        let login = |scopes: &[&str], age, town: Option<&str>| Login {
            user: "a b".to_owned(),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            age,
            place: town.map(|town| Place { town: town.to_owned() }),
        };
        for (form, expected) in [
            ("user=a+b", login(&[], None, None)),
            ("user=a%20b&scopes=x&age=7&other=1", login(&["x"], Some(7), None)),
            ("scopes=x&user=a+b&scopes=%79", login(&["x", "y"], None, None)),
            ("user=a+b&place=%7B%22town%22:%22c%22%7D", login(&[], None, Some("c"))),
        ] {
            assert_eq!(read::<Login>(form.as_bytes()).ok(), Some(expected), "{form}");
        }
        for (form, repeated) in [
            ("", None),
            ("user=a&age=b", None),
            ("user=a&age=", None),
            ("user=a&place=c", None),
            ("user=a&place=[%22c%22]", None),
            ("user=a&place=%7B%22town%22:%22c%22,%22town%22:%22d%22%7D", None),
            ("user=a&user=b", Some("user")),
            ("user=a&other=1&other=2", Some("other")),
        ] {
            match read::<Login>(form.as_bytes()) {
                Err(InvalidForm::Repeated(name)) => assert_eq!(Some(&*name), repeated, "{form}"),
                Err(InvalidForm::Misfit) => assert_eq!(repeated, None, "{form}"),
                Ok(login) => panic!("{form} is accepted: {login:?}"),
            }
        }
    }
}
