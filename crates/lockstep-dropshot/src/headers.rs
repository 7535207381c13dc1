//! Header parameters.

use std::slice;

use async_trait::async_trait;
use dropshot::{
    ApiEndpointBodyContentType, ExtractorMetadata, Header, HttpError, RequestContext,
    ServerContext, SharedExtractor,
};
use http::HeaderMap;
use schemars::JsonSchema;
use serde::{
    Deserializer,
    de::{DeserializeOwned, DeserializeSeed, Error as _, IntoDeserializer, MapAccess, Visitor},
    forward_to_deserialize_any,
};

/// The header parameters of an operation, as the fields of `T`.
///
/// Dropshot's own extractor refuses a request for any header that is not ASCII, wanted or not. This one looks at those
/// that the operation has, and at no others.
#[derive(Debug)]
pub struct Headers<T>(pub T);

#[async_trait]
impl<T> SharedExtractor for Headers<T>
where
    T: JsonSchema + DeserializeOwned + Send + Sync + 'static,
{
    async fn from_request<C: ServerContext>(rqctx: &RequestContext<C>) -> Result<Self, HttpError> {
        read(rqctx.request.headers())
            .map(Self)
            .map_err(|message| HttpError::for_bad_request(None, message))
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        <Header<T> as SharedExtractor>::metadata(content_type)
    }
}

fn read<T: DeserializeOwned>(headers: &HeaderMap) -> Result<T, String> {
    T::deserialize(Fields(headers)).map_err(|error| error.to_string())
}

/// Gives a struct its fields from the headers of the same names, in any case (RFC 9110, section 5.1).
struct Fields<'a>(&'a HeaderMap);

type Error = serde::de::value::Error;

impl<'de> Deserializer<'de> for Fields<'_> {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(Present { headers: self.0, fields: fields.iter(), value: None })
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("header parameters are the fields of a struct"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Those fields whose headers are there.
struct Present<'a> {
    headers: &'a HeaderMap,
    fields: slice::Iter<'static, &'static str>,
    value: Option<(&'static str, Value)>,
}

impl<'de> MapAccess<'de> for Present<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        for name in self.fields.by_ref() {
            let values = self.headers.get_all(*name).iter();
            // What is not text has no chance against a limit on text, which is what should be said.
            let values: Vec<_> =
                values.map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
            if !values.is_empty() {
                // Several are one list (RFC 9110, section 5.3).
                self.value = Some((name, Value(values.join(", "))));
                return seed.deserialize((*name).into_deserializer()).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (name, value) = self.value.take().ok_or_else(|| Error::custom("no key before"))?;
        seed.deserialize(value).map_err(|error| Error::custom(format_args!("{name}: {error}")))
    }
}

/// The value of one header.
struct Value(String);

macro_rules! parsed {
    ($($method:ident $visit:ident $kind:ty,)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
                visitor.$visit(self.0.parse::<$kind>().map_err(Error::custom)?)
            }
        )*
    };
}

impl<'de> Deserializer<'de> for Value {
    type Error = Error;

    parsed! {
        deserialize_bool visit_bool bool,
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
        deserialize_f32 visit_f32 f32,
        deserialize_f64 visit_f64 f64,
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

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(try_from = "String")]
    struct Short(String);

    impl TryFrom<String> for Short {
        type Error = &'static str;

        fn try_from(text: String) -> Result<Self, &'static str> {
            if text.len() > 3 { Err("longer than 3 characters") } else { Ok(Self(text)) }
        }
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "lowercase")]
    enum Colour {
        Red,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Wanted {
        #[serde(rename = "X-Short")]
        short: Short,
        #[serde(default, rename = "X-Count")]
        count: Option<u8>,
        #[serde(default, rename = "X-Colour")]
        colour: Option<Colour>,
    }

    fn read(headers: &[(&str, &[u8])]) -> Result<Wanted, String> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let name: http::HeaderName = name.parse().expect("a name");
            map.append(name, http::HeaderValue::from_bytes(value).expect("a value"));
        }
        super::read(&map)
    }

    #[test]
    fn reads_the_headers_that_are_wanted() {
        let short = Short("abc".to_owned());
        assert_eq!(
            read(&[("x-short", b"abc"), ("x-count", b"7"), ("X-COLOUR", b"red")]),
            Ok(Wanted {
                short: Short("abc".to_owned()),
                count: Some(7),
                colour: Some(Colour::Red)
            })
        );
        assert_eq!(
            read(&[("x-other", b"\xff\xfe"), ("x-short", b"abc")]),
            Ok(Wanted { short, count: None, colour: None })
        );
    }

    #[test]
    fn names_the_header_at_fault() {
        for (headers, message) in [
            (&[] as &[(&str, &[u8])], "missing field `X-Short`"),
            (&[("x-short", b"abcd")], "X-Short: longer than 3 characters"),
            (&[("x-short", b"a"), ("x-short", b"b")], "X-Short: longer than 3 characters"),
            (&[("x-short", b"\xff\xfe")], "X-Short: longer than 3 characters"),
            (&[("x-short", b"a"), ("x-count", b"b")], "X-Count: invalid digit found in string"),
        ] {
            assert_eq!(read(headers), Err(message.to_owned()), "{headers:?}");
        }
    }
}
