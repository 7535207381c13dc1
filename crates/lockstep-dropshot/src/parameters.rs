//! Path, header, cookie and query parameters.

use std::{
    borrow::Cow,
    collections::{BTreeMap, btree_map},
    vec,
};

use async_trait::async_trait;
use dropshot::{
    ApiEndpointBodyContentType, ExtensionMode, ExtractorMetadata, Header, HttpError,
    RequestContext, ServerContext, SharedExtractor,
};
use form_urlencoded::parse as parse_query;
use http::HeaderMap;
use lockstep_runtime::{ConversionError, ListLimits, json};
use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{
        DeserializeOwned, DeserializeSeed, Error as _, IntoDeserializer, MapAccess, Visitor,
        value::{Error, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_json::Value;

use crate::{cookie, segment::Segment, text_value::TextValues};

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

/// The cookies of an operation, as the fields of `T`. Of several cookies with one name, the first
/// counts: a user agent sends the one with the longest path first (RFC 6265, section 5.4).
///
/// Dropshot has no extractor for cookies, and does not describe them.
#[derive(Debug)]
pub struct Cookies<T>(pub T);

#[async_trait]
impl<T> SharedExtractor for Cookies<T>
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    async fn from_request<C: ServerContext>(rqctx: &RequestContext<C>) -> Result<Self, HttpError> {
        read(SentCookies(rqctx.request.headers()))
            .map(Self)
            .map_err(|message| HttpError::for_bad_request(None, message))
    }

    fn metadata(_: ApiEndpointBodyContentType) -> ExtractorMetadata {
        ExtractorMetadata { extension_mode: ExtensionMode::None, parameters: Vec::new() }
    }
}

/// The query parameters of an operation, as the fields of `T`.
///
/// - A field with the name `*` is a map of all parameters that the others do not name.
/// - A field with the name `[,]colour` is a list in one parameter, `colour`, whose elements have a
///   comma between them, and `%2C` for a comma of their own (RFC 6570). For `[%2C]colour`, that is
///   a comma between elements, too. For `[|]colour` and `[ ]colour`, another character is between
///   them.
/// - A field with the name `{gt,in}filter` is an object whose members are the parameters `gt` and
///   `in`.
/// - A field with the name `[**]filter` is an object with others in it, which [`deep`](crate::deep)
///   reads.
/// - A field with the name `[*]created_at` is an object. Its members are parameters such as
///   `created_at[gt]` (the style `deepObject`, OpenAPI 3.0.3). For `[*eq]created_at`, a parameter
///   `created_at` is the same as `created_at[eq]`. A list is given as `created_at[in]` for each
///   element, or as `created_at[in][]` or `created_at[in][0]`, since clients differ and OpenAPI
///   does not say. The order is that of the query, whatever the indices.
/// - A field with the name `[]{id}` is the parameter `{id}`, whose name looks as if it had a mark.
///
/// Dropshot's own extractor accepts single values only. This one also accepts lists, which repeat
/// the parameter for each element (the style `form` with `explode`, OpenAPI 3.0.3). It refuses a
/// single value that is given twice.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> Query<T> {
    /// Reads a query as a request has it.
    pub fn from_query(query: &str) -> Result<Self, HttpError> {
        let pairs: Vec<_> = parse_query(query.as_bytes()).collect();
        read(SentQuery { query, pairs: &pairs })
            .map(Self)
            .map_err(|message| HttpError::for_bad_request(None, message))
    }
}

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
        Self::from_query(rqctx.request.uri().query().unwrap_or_default())
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        <dropshot::Query<T> as SharedExtractor>::metadata(content_type)
    }
}

/// The path parameters of an operation, as the fields of `T`. One of them may be a part of a
/// segment, such as `{name}` of `{name}.json`.
///
/// - A field with the name `[,2]ids` is a list in the third segment, with commas between its
///   elements, and `%2C` for a comma of their own. For `[%2C]ids`, that is between elements, too.
/// - A field with the name `[**,2]point` or `[**=2]point` is an object there, as `x,1,y,2` or
///   `x=1,y=2`.
///
/// Dropshot's own extractor reads whole segments, and does not name the parameter that it refuses.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T> Path<T> {
    /// Returns the parameters.
    pub fn into_inner(self) -> T {
        self.0
    }
}

#[async_trait]
impl<T> SharedExtractor for Path<T>
where
    T: JsonSchema + DeserializeOwned + Send + Sync + 'static,
{
    async fn from_request<C: ServerContext>(rqctx: &RequestContext<C>) -> Result<Self, HttpError> {
        type Values = dropshot::Path<BTreeMap<String, String>>;
        let values = <Values as SharedExtractor>::from_request(rqctx).await?.into_inner();
        let mut parts = BTreeMap::new();
        for (name, value) in &values {
            let segment = Segment::parse(name);
            if segment.is_literal() {
                parts.insert(name.clone(), value.clone());
                continue;
            }
            let found = segment.take_apart(value).unwrap_or_default().into_iter();
            parts.extend(found.map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
        let raw = rqctx.request.uri().path();
        read(SentPath { raw, parts: &parts })
            .map(Self)
            .map_err(|message| HttpError::for_bad_request(None, message))
    }

    fn metadata(content_type: ApiEndpointBodyContentType) -> ExtractorMetadata {
        <dropshot::Path<T> as SharedExtractor>::metadata(content_type)
    }
}

/// The variables of a path.
#[derive(Clone, Copy)]
struct SentPath<'p> {
    /// The path as it was sent.
    raw: &'p str,
    /// Its variables, decoded.
    parts: &'p BTreeMap<String, String>,
}

impl SentPath<'_> {
    /// Returns a segment as it was sent, by its number behind one character. Dropshot leaves out
    /// empty ones.
    fn segment(&self, style: &str) -> Option<&str> {
        let number = style.get(1..)?.parse().ok()?;
        self.raw.split('/').filter(|segment| !segment.is_empty()).nth(number)
    }
}

impl ParameterSource for SentPath<'_> {
    fn values(self, name: &str) -> Vec<String> {
        self.parts.get(name).cloned().into_iter().collect()
    }

    fn lists(self, list: ListName<'_>) -> Vec<Vec<String>> {
        match self.segment(list.delimiter) {
            Some(raw) if list.delimiter.starts_with(',') => {
                vec![raw.split(',').map(percent_decoded).collect()]
            }
            _ => self.values(list.name).iter().map(|text| comma_list(text)).collect(),
        }
    }

    fn deep(self, object: ObjectName<'_>) -> Option<Vec<String>> {
        Some(comma_members(self.segment(object.plain)?, object.plain, percent_decoded))
    }
}

fn read<T: DeserializeOwned>(given: impl ParameterSource) -> Result<T, String> {
    T::deserialize(Fields(given)).map_err(|error| {
        let message = error.to_string();
        let missing = message.strip_prefix("missing field `").and_then(|it| it.strip_suffix('`'));
        missing.map_or(message.clone(), |key| format!("{}: required", Field::parse(key).name()))
    })
}

/// A source of parameters by name.
trait ParameterSource: Copy {
    /// Returns all values of a name.
    fn values(self, name: &str) -> Vec<String>;

    /// Returns the parameters that have other names, if the source allows them.
    fn others(self, _: &[&str]) -> BTreeMap<String, Vec<String>> {
        BTreeMap::new()
    }

    /// Returns the elements of a list in one parameter, for each time that it is given.
    fn lists(self, _: ListName<'_>) -> Vec<Vec<String>> {
        Vec::new()
    }

    /// Returns the parameters of an object that has others in it, as [`deep`](crate::deep) reads
    /// them.
    fn deep(self, _: ObjectName<'_>) -> Option<Vec<String>> {
        None
    }

    /// Returns the members of an object, if the source has objects.
    fn members(self, _: ObjectName<'_>) -> BTreeMap<String, Vec<String>> {
        BTreeMap::new()
    }
}

/// A field of a struct of parameters, by its name: that of the parameter, or a mark for the way in
/// which the parameter is sent, and the name behind it.
#[derive(Clone, Copy)]
enum Field<'n> {
    /// A parameter with one value, or one for each element of a list.
    Values(&'n str),
    List(ListName<'n>),
    Object(ObjectName<'n>),
}

impl<'n> Field<'n> {
    /// Parses the name of a field: `colour`, `[]colour`, `[,]colour`, `[*]created_at`,
    /// `[*eq]created_at`, `[**]filter` or `{gt,in}filter`.
    fn parse(field: &'n str) -> Self {
        if let Some((listed, name)) = field.strip_prefix('{').and_then(|it| it.split_once('}')) {
            return Self::Object(ObjectName { name, plain: "", listed: Some(listed), deep: false });
        }
        let Some((mark, name)) = field.strip_prefix('[').and_then(|it| it.split_once(']')) else {
            return Self::Values(field);
        };
        match (mark.strip_prefix("**"), mark.strip_prefix('*')) {
            (Some(plain), _) => Self::Object(ObjectName { name, plain, listed: None, deep: true }),
            (_, Some(plain)) => Self::Object(ObjectName { name, plain, listed: None, deep: false }),
            _ if mark.is_empty() => Self::Values(name),
            _ => Self::List(ListName { name, delimiter: mark }),
        }
    }

    /// Returns the name of the parameter, or of the object of parameters.
    fn name(self) -> &'n str {
        match self {
            Self::Values(name) => name,
            Self::List(list) => list.name,
            Self::Object(object) => object.name,
        }
    }

    /// Returns whether a parameter belongs to the field.
    fn has(self, parameter: &str) -> bool {
        match self {
            Self::Object(object) => object.member(parameter).is_some(),
            Self::Values(name) | Self::List(ListName { name, .. }) => name == parameter,
        }
    }
}

/// A field that is a list in one parameter.
#[derive(Clone, Copy)]
struct ListName<'n> {
    name: &'n str,
    /// The text between the elements. In a path, the number of the segment is behind a comma.
    delimiter: &'n str,
}

/// A field whose members are parameters of their own.
#[derive(Clone, Copy)]
struct ObjectName<'n> {
    name: &'n str,
    /// The member that the name alone stands for, or nothing. Outside of queries, the text between
    /// the name and the value of a member, and behind it the number of the segment of a path.
    plain: &'n str,
    /// The names of its members, if these are the names of the parameters.
    listed: Option<&'n str>,
    /// True if the object has other objects in it.
    deep: bool,
}

impl<'n> ObjectName<'n> {
    /// Returns the name that the parameters of its members have in front of theirs.
    fn prefix(self) -> Option<&'n str> {
        self.listed.is_none().then_some(self.name)
    }

    /// Returns the member that a parameter is, if it is one. A malformed name is that of a member
    /// that no object has.
    fn member<'m>(self, parameter: &'m str) -> Option<&'m str>
    where
        'n: 'm,
    {
        if let Some(listed) = self.listed {
            return listed.split(',').find(|name| *name == parameter);
        }
        let is_index = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let rest = parameter.strip_prefix(self.name)?;
        if rest.is_empty() {
            return Some(self.plain);
        }
        let Some((member, rest)) = rest.strip_prefix('[')?.split_once(']') else {
            return Some(rest);
        };
        let index = rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        match (is_index(member), rest.is_empty()) {
            (true, true) => Some(self.plain),
            (false, true) => Some(member),
            (false, false) if index.is_some_and(is_index) => Some(member),
            _ => Some(parameter),
        }
    }
}

/// The cookies of a request.
#[derive(Clone, Copy)]
struct SentCookies<'h>(&'h HeaderMap);

impl ParameterSource for SentCookies<'_> {
    fn values(self, name: &str) -> Vec<String> {
        let first = cookie::values(self.0, name).next();
        first.map(|value| String::from_utf8_lossy(value).into_owned()).into_iter().collect()
    }

    fn lists(self, list: ListName<'_>) -> Vec<Vec<String>> {
        self.values(list.name).iter().map(|text| comma_list(text)).collect()
    }

    fn deep(self, object: ObjectName<'_>) -> Option<Vec<String>> {
        let text = self.values(object.name).into_iter().next()?;
        Some(comma_members(&text, object.plain, ToOwned::to_owned))
    }
}

/// Returns the elements of a list with commas between them.
fn comma_list(text: &str) -> Vec<String> {
    match text.trim() {
        "" => Vec::new(),
        text => text.split(',').map(|element| element.trim().to_owned()).collect(),
    }
}

/// Returns the members of an object with commas between them, as [`deep`](crate::deep) reads them.
/// `style` begins with what is between the name and the value of a member.
fn comma_members(text: &str, style: &str, decode: impl Fn(&str) -> String) -> Vec<String> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|_| !text.is_empty()).collect();
    let pairs: Vec<Option<(&str, &str)>> = if style.starts_with('=') {
        parts.iter().map(|part| part.split_once('=')).collect()
    } else {
        parts.chunks(2).map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
    };
    let pairs = pairs.into_iter().map(|pair| match pair {
        Some((key, value)) => [format!("[{}]", decode(key)), decode(value)],
        None => [String::new(), String::new()],
    });
    pairs.flatten().collect()
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

    fn lists(self, list: ListName<'_>) -> Vec<Vec<String>> {
        ParameterSource::values(self, list.name).iter().map(|text| comma_list(text)).collect()
    }

    fn deep(self, object: ObjectName<'_>) -> Option<Vec<String>> {
        let text = ParameterSource::values(self, object.name).into_iter().next()?;
        Some(comma_members(&text, object.plain, ToOwned::to_owned))
    }
}

/// The parameters of a query.
#[derive(Clone, Copy)]
struct SentQuery<'q> {
    /// The query as it was sent.
    query: &'q str,
    /// Its parameters, decoded.
    pairs: &'q [(Cow<'q, str>, Cow<'q, str>)],
}

/// Decodes a value of a query.
fn decoded(value: &str) -> String {
    // The parser decodes pairs. An empty name stands in front of the value.
    let pair = format!("={value}");
    parse_query(pair.as_bytes()).map(|(_, value)| value.into_owned()).collect()
}

impl ParameterSource for SentQuery<'_> {
    fn values(self, name: &str) -> Vec<String> {
        let named = self.pairs.iter().filter(|(key, _)| key == name);
        named.map(|(_, value)| value.clone().into_owned()).collect()
    }

    fn lists(self, list: ListName<'_>) -> Vec<Vec<String>> {
        let sent = self.query.split('&').filter(|sent| !sent.is_empty());
        let named = sent.zip(self.pairs).filter(|(_, (key, _))| key == list.name);
        let elements = named.map(|(sent, (_, value))| {
            let raw = sent.split_once('=').map_or("", |(_, value)| value);
            match list.delimiter {
                _ if raw.is_empty() => Vec::new(),
                "," => raw.split(',').map(decoded).collect(),
                "%2C" => value.split(',').map(str::to_owned).collect(),
                other => value.split(other).map(str::to_owned).collect(),
            }
        });
        elements.collect()
    }

    fn others(self, names: &[&str]) -> BTreeMap<String, Vec<String>> {
        let is_other = |parameter: &str| names.iter().all(|it| !Field::parse(it).has(parameter));
        by_name(
            self.pairs
                .iter()
                .filter(|(name, _)| is_other(name))
                .map(|(name, value)| (&**name, value)),
        )
    }

    fn deep(self, object: ObjectName<'_>) -> Option<Vec<String>> {
        let named = self.pairs.iter().filter_map(|(name, value)| {
            let rest = name.strip_prefix(object.name)?;
            let plain = || format!("[{}]", object.plain);
            match rest.is_empty() {
                true if !object.plain.is_empty() => Some([plain(), value.to_string()]),
                is_empty => {
                    let own = is_empty || rest.starts_with('[');
                    own.then(|| [rest.to_owned(), value.to_string()])
                }
            }
        });
        let named: Vec<String> = named.flatten().collect();
        (!named.is_empty()).then_some(named)
    }

    fn members(self, object: ObjectName<'_>) -> BTreeMap<String, Vec<String>> {
        by_name(self.pairs.iter().filter_map(|(name, value)| Some((object.member(name)?, value))))
    }
}

/// Collects all values of each name.
fn by_name<'p>(
    pairs: impl Iterator<Item = (&'p str, &'p Cow<'p, str>)>,
) -> BTreeMap<String, Vec<String>> {
    let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in pairs {
        values.entry(name.to_owned()).or_default().push(value.clone().into_owned());
    }
    values
}

/// The name of the field of all parameters that the other fields do not name.
const OTHERS: &str = "*";

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
        let mut names = fields.to_vec();
        names.retain(|name| *name != OTHERS);
        let others =
            if names.len() < fields.len() { self.0.others(&names) } else { BTreeMap::new() };
        let names = names.into_iter();
        visitor.visit_map(PresentFields { given: self.0, names, others, value: None })
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("parameters are the fields of a struct"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The fields whose parameters are given, and at last the one of all others.
struct PresentFields<G> {
    given: G,
    names: vec::IntoIter<&'static str>,
    others: BTreeMap<String, Vec<String>>,
    value: Option<(Field<'static>, FieldValue)>,
}

/// The value of a field.
enum FieldValue {
    Values(TextValues),
    /// The elements of a list, for each time that it is given.
    Lists(Vec<Vec<String>>),
    /// The members of an object, whose name their names begin with, unless they are names of
    /// parameters.
    Members(Option<&'static str>, BTreeMap<String, Vec<String>>),
    /// The parameters of an object that has others in it.
    Deep(Vec<String>),
}

impl<'de, G: ParameterSource> MapAccess<'de> for PresentFields<G> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        for name in self.names.by_ref() {
            let field = Field::parse(name);
            let value = match field {
                Field::Object(object) if object.deep => {
                    self.given.deep(object).map(FieldValue::Deep)
                }
                Field::Object(object) => {
                    let members = self.given.members(object);
                    let is_given = !members.is_empty();
                    is_given.then_some(FieldValue::Members(object.prefix(), members))
                }
                Field::List(list) => {
                    let lists = self.given.lists(list);
                    (!lists.is_empty()).then_some(FieldValue::Lists(lists))
                }
                Field::Values(name) => {
                    let values = self.given.values(name);
                    (!values.is_empty())
                        .then_some(FieldValue::Values(TextValues::of_parameter(values)))
                }
            };
            if let Some(value) = value {
                self.value = Some((field, value));
                return seed.deserialize(name.into_deserializer()).map(Some);
            }
        }
        if self.others.is_empty() {
            return Ok(None);
        }
        seed.deserialize(OTHERS.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let Some((field, value)) = self.value.take() else {
            let values = std::mem::take(&mut self.others);
            return seed.deserialize(ParameterMap { object: None, values });
        };
        let name = field.name();
        match value {
            FieldValue::Values(values) => {
                seed.deserialize(values).map_err(|error| at(name, &error))
            }
            FieldValue::Members(object, values) => {
                let map = ParameterMap { object, values };
                seed.deserialize(map).map_err(|error| match object {
                    Some(object) => at_member(object, error),
                    None => error,
                })
            }
            FieldValue::Deep(parameters) => {
                let parameters: SeqDeserializer<_, Error> =
                    SeqDeserializer::new(parameters.into_iter());
                seed.deserialize(parameters).map_err(|error| {
                    let message = error.to_string();
                    let within = message.starts_with('[');
                    let between = if within { "" } else { ": " };
                    Error::custom(format_args!("{name}{between}{message}"))
                })
            }
            FieldValue::Lists(lists) => {
                let mut lists = lists.into_iter();
                let (Some(elements), None) = (lists.next(), lists.next()) else {
                    return Err(Error::custom(format_args!("{name}: must be given once only")));
                };
                let elements = TextValues::of_parameter(elements);
                seed.deserialize(elements).map_err(|error| at(name, &error))
            }
        }
    }
}

/// Adds the name of a parameter to the error of its value.
fn at(name: &str, error: &Error) -> Error {
    let expected = json::expected(&error.to_string());
    Error::custom(format_args!("{name}: {expected}"))
}

/// Adds the name of an object to the error of its members, unless it has the name of a member.
fn at_member(object: &str, error: Error) -> Error {
    let message = error.to_string();
    let missing = message.strip_prefix("missing field `").and_then(|it| it.strip_suffix('`'));
    match missing {
        Some(member) => Error::custom(format_args!("{object}[{member}]: required")),
        None if message.starts_with(&format!("{object}[")) => error,
        None => at(object, &error),
    }
}

/// Deserializes a map, or an object, from parameters.
struct ParameterMap {
    /// The name of the object.
    object: Option<&'static str>,
    values: BTreeMap<String, Vec<String>>,
}

impl<'de> Deserializer<'de> for ParameterMap {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Self { object, values } = self;
        visitor.visit_map(MapParameters { object, rest: values.into_iter(), value: None })
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

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct MapParameters {
    object: Option<&'static str>,
    rest: btree_map::IntoIter<String, Vec<String>>,
    value: Option<(String, Vec<String>)>,
}

impl<'de> MapAccess<'de> for MapParameters {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.value = self.rest.next();
        let Some((name, _)) = &self.value else { return Ok(None) };
        if let (Some(object), "") = (self.object, name.as_str()) {
            return Err(Error::custom(format_args!("expected `{object}[…]`")));
        }
        seed.deserialize(name.clone().into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (name, values) = self.value.take().ok_or_else(|| Error::custom("no key before"))?;
        let shown = match self.object {
            Some(object) => format!("{object}[{name}]"),
            None => name,
        };
        seed.deserialize(TextValues::of_parameter(values)).map_err(|error| at(&shown, &error))
    }
}

/// Reads a parameter whose type has strings, numbers and booleans, or several of these. A text that
/// is a number or a boolean is one if the schema allows that, and else a string.
pub fn scalar<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    let read = |value: Option<Value>| value.and_then(|value| T::deserialize(value).ok());
    let as_text = || T::deserialize(Value::from(text.as_str()));
    let is_number = text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
        && !text.ends_with(char::is_whitespace);
    if !is_number && text != "true" && text != "false" {
        return as_text().map_err(D::Error::custom);
    }
    // A number that a double does not hold exactly is text rather than another number.
    if let Some(value) = read(json::from_slice(text.as_bytes()).ok()) {
        return Ok(value);
    }
    as_text().or_else(|error| {
        read(serde_json::from_str(&text).ok()).ok_or_else(|| D::Error::custom(error))
    })
}

/// A list of values of several types, which may be absent.
pub trait ScalarList: Sized {
    /// Reads the elements, each as [`scalar`] does.
    fn read<'de, D: Deserializer<'de>>(elements: D) -> Result<Self, D::Error>;
}

impl<T: DeserializeOwned> ScalarList for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(elements: D) -> Result<Self, D::Error> {
        struct Element<T>(T);

        impl<'de, T: DeserializeOwned> Deserialize<'de> for Element<T> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                scalar(deserializer).map(Self)
            }
        }

        let elements = Vec::<Element<T>>::deserialize(elements)?;
        Ok(elements.into_iter().map(|Element(element)| element).collect())
    }
}

impl<T: DeserializeOwned> ScalarList for Option<Vec<T>> {
    fn read<'de, D: Deserializer<'de>>(elements: D) -> Result<Self, D::Error> {
        Vec::read(elements).map(Some)
    }
}

/// Reads a list whose elements have strings, numbers and booleans, or several of these.
pub fn scalars<'de, D: Deserializer<'de>, T: ScalarList>(elements: D) -> Result<T, D::Error> {
    T::read(elements)
}

/// Reads such a list that has limits.
pub fn limited_scalars<'de, D: Deserializer<'de>, T: LimitedList + ScalarList>(
    elements: D,
    limits: ListLimits,
) -> Result<T, D::Error> {
    let list = T::read(elements)?;
    list.check(limits).map_err(D::Error::custom)?;
    Ok(list)
}

/// A list of parameters that may be absent.
pub trait LimitedList {
    /// Says what is wrong with the list.
    fn check(&self, limits: ListLimits) -> Result<(), ConversionError>;
}

impl<T: Serialize> LimitedList for Vec<T> {
    fn check(&self, limits: ListLimits) -> Result<(), ConversionError> {
        limits.check(self)
    }
}

impl<T: Serialize> LimitedList for Option<Vec<T>> {
    fn check(&self, limits: ListLimits) -> Result<(), ConversionError> {
        self.as_ref().map_or(Ok(()), |list| list.check(limits))
    }
}

/// Reads a list of parameters that has limits.
pub fn limited<'de, D: Deserializer<'de>, T: LimitedList + Deserialize<'de>>(
    elements: D,
    limits: ListLimits,
) -> Result<T, D::Error> {
    let list = T::deserialize(elements)?;
    list.check(limits).map_err(D::Error::custom)?;
    Ok(list)
}

/// Reads a parameter whose text is JSON.
pub fn json_text<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<T, D::Error> {
    json_of(&String::deserialize(deserializer)?)
}

/// Reads a parameter whose text is JSON, and which may be absent.
pub fn optional_json_text<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    json_text(deserializer).map(Some)
}

/// Reads a cookie whose text is JSON, with `%` and two digits for what a cookie does not have.
pub fn cookie_json<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<T, D::Error> {
    json_of(&percent_decoded(&String::deserialize(deserializer)?))
}

/// Reads a cookie whose text is JSON, and which may be absent.
pub fn optional_cookie_json<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    cookie_json(deserializer).map(Some)
}

fn json_of<T: DeserializeOwned, E: serde::de::Error>(text: &str) -> Result<T, E> {
    json::from_slice(text.as_bytes()).map_err(E::custom)
}

/// Decodes `%` and two hexadecimal digits (RFC 3986, section 2.1). Others stay as they are.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        let digits = tail.get(..2).filter(|it| it.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let (left, byte) = match decoded {
            Some(decoded) if *byte == b'%' => (&tail[2..], decoded),
            _ => (tail, *byte),
        };
        rest = left;
        bytes.push(byte);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Returns the value of a parameter that is absent, from the JSON of the contract's default.
///
/// # Panics
///
/// If the type does not accept the JSON. lockstep generates no such default.
pub fn default_of<T: serde::de::DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).expect("a value of its schema")
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
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
        super::read(super::SentQuery { query, pairs: &pairs })
    }

    #[test]
    fn parameter_has_its_default_when_it_is_absent() {
        #[derive(Deserialize)]
        struct Page {
            #[serde(default = "limit")]
            limit: u8,
        }

        fn limit() -> u8 {
            default_of("20")
        }

        let limit = |query: &str| Query::<Page>::from_query(query).map(|page| page.0.limit).ok();
        assert_eq!(limit(""), Some(20));
        assert_eq!(limit("limit=3"), Some(3));
        assert_eq!(limit("limit="), None);
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
