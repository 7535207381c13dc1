// @generated from contract.yaml

/// `Error`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Error {
    pub message: String,
}

impl Error {
    pub fn builder() -> builder::Error {
        Default::default()
    }
}

/// `Thing`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Thing {
    pub name: ThingName,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub tags: Option<Tags>,
}

impl Thing {
    pub fn builder() -> builder::Thing {
        Default::default()
    }
}

/// `ThingName`
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ThingName(String);

impl std::ops::Deref for ThingName {
    type Target = String;
    fn deref(&self) -> &String {
        &self.0
    }
}

impl From<ThingName> for String {
    fn from(value: ThingName) -> Self {
        value.0
    }
}

impl std::str::FromStr for ThingName {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.chars().count() > 8usize {
            return Err("longer than 8 characters".into());
        }

        Ok(Self(value.to_string()))
    }
}

impl TryFrom<&str> for ThingName {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for ThingName {
    type Error = self::error::ConversionError;
    fn try_from(value: String) -> Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl<'de> serde::Deserialize<'de> for ThingName {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|e: self::error::ConversionError| {
                <D::Error as serde::de::Error>::custom(e.to_string())
            })
    }
}

/// Types for composing complex structures.
pub mod builder {
    #[allow(unused_imports)]
    use super::{Size, Tags};
    #[derive(Clone, Debug)]
    pub struct Error {
        message: Result<String, String>,
    }

    impl Default for Error {
        fn default() -> Self {
            Self {
                message: Err("no value supplied for message".to_string()),
            }
        }
    }

    impl Error {
        pub fn message<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display,
        {
            self.message = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for message: {e}")
                });
            self
        }
    }

    impl TryFrom<Error> for super::Error {
        type Error = super::error::ConversionError;
        fn try_from(value: Error) -> Result<Self, super::error::ConversionError> {
            Ok(Self { message: value.message? })
        }
    }

    impl From<super::Error> for Error {
        fn from(value: super::Error) -> Self {
            Self { message: Ok(value.message) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct Thing {
        name: Result<super::ThingName, String>,
        tags: Result<Option<Tags>, String>,
    }

    impl Default for Thing {
        fn default() -> Self {
            Self {
                name: Err("no value supplied for name".to_string()),
                tags: Ok(Default::default()),
            }
        }
    }

    impl Thing {
        pub fn name<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::ThingName>,
            T::Error: std::fmt::Display,
        {
            self.name = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for name: {e}"));
            self
        }

        pub fn tags<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<Tags>>,
            T::Error: std::fmt::Display,
        {
            self.tags = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for tags: {e}"));
            self
        }
    }

    impl TryFrom<Thing> for super::Thing {
        type Error = super::error::ConversionError;
        fn try_from(value: Thing) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                name: value.name?,
                tags: value.tags?,
            })
        }
    }

    impl From<super::Thing> for Thing {
        fn from(value: super::Thing) -> Self {
            Self {
                name: Ok(value.name),
                tags: Ok(value.tags),
            }
        }
    }
}

/// Error types.
pub mod error {
    /// Error from a `TryFrom` or `FromStr` implementation.
    pub struct ConversionError(std::borrow::Cow<'static, str>);

    impl std::error::Error for ConversionError {}
    impl std::fmt::Display for ConversionError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(&self.0, f)
        }
    }

    impl std::fmt::Debug for ConversionError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(&self.0, f)
        }
    }

    impl From<&'static str> for ConversionError {
        fn from(value: &'static str) -> Self {
            Self(value.into())
        }
    }

    impl From<String> for ConversionError {
        fn from(value: String) -> Self {
            Self(value.into())
        }
    }
}

/// Size
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Size(i64);

impl std::ops::Deref for Size {
    type Target = i64;
    fn deref(&self) -> &i64 {
        &self.0
    }
}

impl From<Size> for i64 {
    fn from(value: Size) -> Self {
        value.0
    }
}

impl TryFrom<i64> for Size {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) < 1 {
            return Err("less than 1".into());
        }

        if i128::from(value) > 9 {
            return Err("more than 9".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.0, f)
    }
}

impl<'de> serde::Deserialize<'de> for Size {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::read::<D, i64>(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
    }
}

/// Tags
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Tags(Vec<String>);

impl std::ops::Deref for Tags {
    type Target = Vec<String>;
    fn deref(&self) -> &Vec<String> {
        &self.0
    }
}

impl From<Tags> for Vec<String> {
    fn from(value: Tags) -> Self {
        value.0
    }
}

impl TryFrom<Vec<String>> for Tags {
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<String>) -> Result<Self, self::error::ConversionError> {
        if value.len() > 3usize {
            return Err("more than 3 items".into());
        }

        Ok(Self(value))
    }
}

impl<'de> serde::Deserialize<'de> for Tags {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        <Vec<String> as serde::Deserialize>::deserialize(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
    }
}

impl schemars::JsonSchema for Error {
    fn schema_name() -> String {
        "Error".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Error")
    }
}

impl schemars::JsonSchema for Size {
    fn schema_name() -> String {
        "Size".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Size")
    }
}

impl schemars::JsonSchema for Thing {
    fn schema_name() -> String {
        "Thing".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Thing")
    }
}

/// A schema as the contract has it, from the file beside this one.
fn contract_schema(name: &str) -> schemars::schema::Schema {
    static SCHEMAS: std::sync::LazyLock<
        std::collections::BTreeMap<String, schemars::schema::Schema>,
    > = std::sync::LazyLock::new(|| {
        serde_json::from_str(include_str!("schemas.json"))
            .expect("generated with this file")
    });
    SCHEMAS[name].clone()
}

/// Types that are read from objects, and not from arrays as well.
mod object {
    use serde::{Deserializer, de::{MapAccess, Visitor, value::MapAccessDeserializer}};

    /// A type whose fields are read from a map.
    pub(super) trait Object: Sized {
        fn from_map<'de, D: Deserializer<'de>>(map: D) -> Result<Self, D::Error>;
    }

    pub(super) fn read<'de, D: Deserializer<'de>, T: Object>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(std::marker::PhantomData))
    }

    struct ObjectVisitor<T>(std::marker::PhantomData<T>);
    impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
        type Value = T;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::from_map(MapAccessDeserializer::new(map))
        }
    }
}

macro_rules! objects {
    ($($name:ident)*) => {
        $(impl object::Object for $name { fn from_map < 'de, D : serde::Deserializer <
        'de >> (map : D) -> ::std::result::Result < Self, D::Error > { $name
        ::deserialize(map) } } impl < 'de > serde::Deserialize < 'de > for $name { fn
        deserialize < D : serde::Deserializer < 'de >> (deserializer : D) ->
        ::std::result::Result < Self, D::Error > { object::read(deserializer) } } impl
        serde::Serialize for $name { fn serialize < S : serde::Serializer > (& self,
        serializer : S) -> ::std::result::Result < S::Ok, S::Error > { $name
        ::serialize(self, serializer) } })*
    };
}

objects! {
    Error Thing
}

/// Reading what the contract takes and nothing else.
mod strict {
    use serde::{Deserialize, Deserializer};
    pub(super) fn read<'de, D: Deserializer<'de>, T: Strict>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        T::Read::deserialize(deserializer).map(T::from_read)
    }

    /// What may be absent, and is not null.
    pub(super) fn present_given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        T::deserialize(deserializer).map(Option::Some)
    }

    /// A type that is read as another, which takes just what the contract takes.
    pub(super) trait Strict {
        /// What it is read as.
        type Read: serde::de::DeserializeOwned;
        fn from_read(read: Self::Read) -> Self;
    }

    /// An integer, of whatever width.
    pub(super) trait Integer: Sized {
        const SIGNED: bool;
        fn from_wide(wide: i128) -> Option<Self>;
    }

    impl Integer for i64 {
        const SIGNED: bool = i64::MIN != 0;
        fn from_wide(wide: i128) -> Option<Self> {
            wide.try_into().ok()
        }
    }

    impl Strict for i64 {
        type Read = Whole<Self>;
        fn from_read(read: Whole<Self>) -> Self {
            read.0
        }
    }

    pub(super) struct Whole<T>(pub(super) T);
    impl<'de, T: Integer> Deserialize<'de> for Whole<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let visitor = WholeVisitor(std::marker::PhantomData);
            if T::SIGNED {
                deserializer.deserialize_i64(visitor).map(Self)
            } else {
                deserializer.deserialize_u64(visitor).map(Self)
            }
        }
    }

    struct WholeVisitor<T>(std::marker::PhantomData<T>);
    impl<T: Integer> serde::de::Visitor<'_> for WholeVisitor<T> {
        type Value = T;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an integer within its limits")
        }

        fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<T, E> {
            let unexpected = serde::de::Unexpected::Signed(value);
            T::from_wide(value.into()).ok_or_else(|| E::invalid_value(unexpected, &self))
        }

        fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<T, E> {
            let unexpected = serde::de::Unexpected::Unsigned(value);
            T::from_wide(value.into()).ok_or_else(|| E::invalid_value(unexpected, &self))
        }

        fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<T, E> {
            let unexpected = serde::de::Unexpected::Float(value);
            let whole = value.fract() == 0.0 && value.abs() < 1e19;
            whole
                .then_some(value as i128)
                .and_then(T::from_wide)
                .ok_or_else(|| E::invalid_value(unexpected, &self))
        }
    }
}
