//! Header and query parameters.

use std::{borrow::Cow, slice, vec};

use async_trait::async_trait;
use dropshot::{
    ApiEndpointBodyContentType, ExtractorMetadata, Header, HttpError, RequestContext,
    ServerContext, SharedExtractor,
};
use form_urlencoded::parse as parse_query;
use http::HeaderMap;
use lockstep_runtime::{json, strict::Integer};
use schemars::JsonSchema;
use serde::{
    Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, Error as _, IntoDeserializer, MapAccess, Visitor,
        value::{Error, SeqDeserializer},
    },
    forward_to_deserialize_any,
};

/// The header parameters of an operation, as the fields of `T`.
///
/// Dropshot's own extractor refuses a request with any header that is not ASCII. This one looks
/// only at the headers that the operation has.
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

/// The query parameters of an operation, as the fields of `T`.
///
/// Dropshot's own extractor accepts single values only. This one also accepts lists, which repeat
/// the parameter for each element (the style `form` with `explode`, OpenAPI 3.0.3). It refuses a
/// single value that is given twice.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T> Query<T> {
    /// Returns the parameters.
    pub fn into_inner(self) -> T {
        self.0
    }
}

#[async_trait]
impl<T> SharedExtractor for Query<T>
where
    T: JsonSchema + DeserializeOwned + Send + Sync + 'static,
{
    async fn from_request<C: ServerContext>(rqctx: &RequestContext<C>) -> Result<Self, HttpError> {
        let query = rqctx.request.uri().query().unwrap_or_default();
        let pairs: Vec<_> = parse_query(query.as_bytes()).collect();
        read(pairs.as_slice())
            .map(Self)
            .map_err(|message| HttpError::for_bad_request(None, message))
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        <dropshot::Query<T> as SharedExtractor>::metadata(content_type)
    }
}

fn read<T: DeserializeOwned>(given: impl ParameterSource) -> Result<T, String> {
    T::deserialize(Fields(given)).map_err(|error| {
        let message = error.to_string();
        let missing = message.strip_prefix("missing field `").and_then(|it| it.strip_suffix('`'));
        missing.map_or(message.clone(), |name| format!("{name}: required"))
    })
}

/// A source of parameters by name.
trait ParameterSource: Copy {
    /// Returns all values of a name.
    fn values(self, name: &str) -> Vec<String>;
}

impl ParameterSource for &HeaderMap {
    /// Names are case-insensitive (RFC 9110, section 5.1). Several headers of one name are one list
    /// (section 5.3).
    fn values(self, name: &str) -> Vec<String> {
        let values = self.get_all(name).iter();
        // A value that is not UTF-8 breaks the limits of its type, whose message is the helpful
        // one.
        let values: Vec<_> =
            values.map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        if values.is_empty() { Vec::new() } else { vec![values.join(", ")] }
    }
}

impl ParameterSource for &[(Cow<'_, str>, Cow<'_, str>)] {
    fn values(self, name: &str) -> Vec<String> {
        let named = self.iter().filter(|(key, _)| key == name);
        named.map(|(_, value)| value.clone().into_owned()).collect()
    }
}

/// Deserializes a struct from the parameters that have the names of its fields.
struct Fields<G>(G);

impl<'de, G: ParameterSource> Deserializer<'de> for Fields<G> {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(PresentFields { given: self.0, fields: fields.iter(), value: None })
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("parameters are the fields of a struct"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The fields whose parameters are given.
struct PresentFields<G> {
    given: G,
    fields: slice::Iter<'static, &'static str>,
    value: Option<(&'static str, ParameterValues)>,
}

impl<'de, G: ParameterSource> MapAccess<'de> for PresentFields<G> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        for name in self.fields.by_ref() {
            let values = self.given.values(name);
            if !values.is_empty() {
                self.value = Some((name, ParameterValues(values)));
                return seed.deserialize((*name).into_deserializer()).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (name, value) = self.value.take().ok_or_else(|| Error::custom("no key before"))?;
        seed.deserialize(value).map_err(|error| {
            let expected = json::expected(&error.to_string());
            Error::custom(format_args!("{name}: {expected}"))
        })
    }
}

/// All values of one name.
struct ParameterValues(Vec<String>);

impl ParameterValues {
    fn single(self) -> Result<ParameterValue, Error> {
        let mut values = self.0.into_iter();
        match (values.next(), values.next()) {
            (Some(value), None) => Ok(ParameterValue(value)),
            _ => Err(Error::custom("must be given once only")),
        }
    }
}

impl IntoDeserializer<'_> for ParameterValue {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
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

impl<'de> Deserializer<'de> for ParameterValues {
    type Error = Error;

    singly! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64
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
        let values: vec::IntoIter<ParameterValue> =
            self.0.into_iter().map(ParameterValue).collect::<Vec<_>>().into_iter();
        visitor.visit_seq(SeqDeserializer::new(values))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.single()?.deserialize_enum(name, variants, visitor)
    }

    singly! { deserialize_str deserialize_string deserialize_char }

    forward_to_deserialize_any! {
        i128 u128 bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier ignored_any
    }
}

/// One value of a parameter.
struct ParameterValue(String);

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

impl<'de> Deserializer<'de> for ParameterValue {
    type Error = Error;

    parsed! {
        deserialize_bool visit_bool bool, "expected `true` or `false`";
        deserialize_i8 visit_i8 i8, whole::<i8>();
        deserialize_i16 visit_i16 i16, whole::<i16>();
        deserialize_i32 visit_i32 i32, whole::<i32>();
        deserialize_i64 visit_i64 i64, whole::<i64>();
        deserialize_u8 visit_u8 u8, whole::<u8>();
        deserialize_u16 visit_u16 u16, whole::<u16>();
        deserialize_u32 visit_u32 u32, whole::<u32>();
        deserialize_u64 visit_u64 u64, whole::<u64>();
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

    #[derive(Debug, Deserialize, PartialEq)]
    struct Asked {
        #[serde(default)]
        ids: Vec<u8>,
        colours: Option<Vec<Colour>>,
        short: Option<Short>,
    }

    fn query(query: &str) -> Result<Asked, String> {
        super::read(form_urlencoded::parse(query.as_bytes()).collect::<Vec<_>>().as_slice())
    }

    #[test]
    fn query_is_read_when_it_has_lists() {
        let short = |text: &str| Some(Short(text.to_owned()));
        for (text, ids, colours, short) in [
            ("", vec![], None, None),
            ("ids=1&short=a%26&ids=2", vec![1, 2], None, short("a&")),
            ("colours=red&other=x&other=y", vec![], Some(vec![Colour::Red]), None),
        ] {
            assert_eq!(query(text), Ok(Asked { ids, colours, short }), "{text}");
        }
        for (text, message) in [
            ("ids=1&ids=b", "ids: expected a whole number from 0 to 255"),
            ("short=a&short=b", "short: must be given once only"),
            ("short=abcd", "short: longer than 3 characters"),
            ("colours=blue", "colours: expected `red`"),
        ] {
            assert_eq!(query(text), Err(message.to_owned()), "{text}");
        }
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
    fn headers_are_read_when_others_are_not_ascii() {
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
    fn headers_are_refused_with_the_name_at_fault() {
        for (headers, message) in [
            (&[] as &[(&str, &[u8])], "X-Short: required"),
            (&[("x-short", b"abcd")], "X-Short: longer than 3 characters"),
            (&[("x-short", b"a"), ("x-short", b"b")], "X-Short: longer than 3 characters"),
            (&[("x-short", b"\xff\xfe")], "X-Short: longer than 3 characters"),
            (
                &[("x-short", b"a"), ("x-count", b"b")],
                "X-Count: expected a whole number from 0 to 255",
            ),
        ] {
            assert_eq!(read(headers), Err(message.to_owned()), "{headers:?}");
        }
    }
}
