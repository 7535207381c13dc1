//! URL-encoded forms: text, lists that repeat a name, and objects as JSON.

use std::collections::{BTreeMap, btree_map};

use form_urlencoded::parse as parse_form;
use serde::{
    Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, Error as _, IntoDeserializer as _, MapAccess, Visitor,
        value::Error,
    },
    forward_to_deserialize_any,
};

use crate::text_value::TextValues;

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
        seed.deserialize(TextValues::of_form(values))
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
