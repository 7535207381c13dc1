// @generated from contract.yaml

use lockstep_runtime::strict;

/// `Error`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Error {
    pub message: String,
}

/// Size
///
/// Limits:
///
/// - must be at least 1
/// - must be at most 9
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Size(i64);

/// `Thing`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Thing {
    pub name: ThingName,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub tags: Option<ThingTags>,
}

/// `ThingName`
///
/// Limits:
///
/// - must have at most 8 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ThingName(String);

/// ThingTags
///
/// Limits:
///
/// - must have at most 3 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ThingTags(Vec<String>);

impl TryFrom<i64> for Size {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) < 1 {
            return Err("must be at least 1".into());
        }

        if i128::from(value) > 9 {
            return Err("must be at most 9".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for Size {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl Thing {
    pub fn builder() -> builder::Thing {
        Default::default()
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for ThingTags
where
    IntoItem: TryInto<String>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<String> = lockstep_runtime::items(value)?;
        if value.len() > 3usize {
            return Err("must have at most 3 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for ThingTags
where
    IntoItem: TryInto<String>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for ThingTags {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<Vec<String> as serde::Deserialize>::deserialize(deserializer)?)
    }
}

lockstep_runtime::newtypes! {
    Size(i64), ThingName(String), ThingTags(Vec<String>),
}

lockstep_runtime::limited_texts! {
    ThingName = max(8);
}

lockstep_runtime::parse_text! {
    ThingName,
}

lockstep_runtime::read_text! {
    ThingName,
}

lockstep_runtime::objects! {
    Error, Thing,
}

lockstep_runtime::schemas! {
    in include_str!("schemas.json");
    Error = "Error";
    Size = "Size";
    Thing = "Thing";
}

/// The error of conversions.
pub mod error {
    pub use lockstep_runtime::ConversionError;
}

/// Types for composing complex structures.
pub mod builder {
    use super::ThingTags;
    #[derive(Clone, Debug)]
    pub struct Thing {
        name: Result<super::ThingName, super::error::ConversionError>,
        tags: Result<Option<ThingTags>, super::error::ConversionError>,
    }

    impl Default for Thing {
        fn default() -> Self {
            Self {
                name: Err(super::error::ConversionError::of("name", "required")),
                tags: Ok(Default::default()),
            }
        }
    }

    impl Thing {
        /// Sets `name`.
        pub fn name<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::ThingName>,
            T::Error: std::fmt::Display + 'static,
        {
            self.name = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("name", error));
            self
        }

        /// Sets `tags`.
        pub fn tags<T>(mut self, value: T) -> Self
        where
            T: TryInto<ThingTags>,
            T::Error: std::fmt::Display + 'static,
        {
            self.tags = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("tags", error));
            self
        }

        /// Sets `tags`, or removes it.
        pub fn maybe_tags<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<ThingTags>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.tags = Ok(None);
                return self;
            };
            self.tags(value)
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
