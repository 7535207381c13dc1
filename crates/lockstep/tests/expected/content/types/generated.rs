// @generated from content.yaml

use lockstep_runtime::strict;

/// `GetRowResponse202`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct GetRowResponse202(pub serde_json::Value);

/// `Problem`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Problem {
    pub title: String,
}

/// `Row`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Row {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub count: Option<i64>,
    pub name: RowName,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub place: Option<RowPlace>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

/// `RowName`
///
/// Limits:
///
/// - must have at most 8 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct RowName(String);

/// `RowPlace`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct RowPlace {
    pub town: String,
}

/// `Rows`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Rows(pub Vec<Row>);

impl From<serde_json::Value> for GetRowResponse202 {
    fn from(value: serde_json::Value) -> Self {
        Self(value)
    }
}

impl Row {
    pub fn builder() -> builder::Row {
        Default::default()
    }
}

impl RowPlace {
    pub fn builder() -> builder::RowPlace {
        Default::default()
    }
}

impl From<Vec<Row>> for Rows {
    fn from(value: Vec<Row>) -> Self {
        Self(value)
    }
}

lockstep_runtime::newtypes! {
    GetRowResponse202(serde_json::Value), RowName(String), Rows(Vec<Row>),
}

lockstep_runtime::limited_texts! {
    RowName = max(8);
}

lockstep_runtime::parse_text! {
    RowName,
}

lockstep_runtime::read_text! {
    RowName,
}

lockstep_runtime::objects! {
    Problem, Row, RowPlace,
}

lockstep_runtime::schemas! {
    in include_str!("schemas.json");
    GetRowResponse202 = "GetRowResponse202" inline "GetRowResponse202";
    Problem = "Problem";
    Row = "Row";
    Rows = "Rows" refers to Row;
}

/// The error of conversions.
pub mod error {
    pub use lockstep_runtime::ConversionError;
}

/// Types for composing complex structures.
pub mod builder {
    #[derive(Clone, Debug)]
    pub struct Row {
        count: Result<Option<i64>, super::error::ConversionError>,
        name: Result<super::RowName, super::error::ConversionError>,
        place: Result<Option<super::RowPlace>, super::error::ConversionError>,
        tags: Result<Vec<String>, super::error::ConversionError>,
    }

    impl Default for Row {
        fn default() -> Self {
            Self {
                count: Ok(Default::default()),
                name: Err(super::error::ConversionError::of("name", "required")),
                place: Ok(Default::default()),
                tags: Ok(Default::default()),
            }
        }
    }

    impl Row {
        /// Sets `count`.
        pub fn count<T>(mut self, value: T) -> Self
        where
            T: TryInto<i64>,
            T::Error: std::fmt::Display + 'static,
        {
            self.count = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("count", error));
            self
        }

        /// Sets `count`, or removes it.
        pub fn maybe_count<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<i64>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.count = Ok(None);
                return self;
            };
            self.count(value)
        }

        /// Sets `name`.
        pub fn name<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::RowName>,
            T::Error: std::fmt::Display + 'static,
        {
            self.name = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("name", error));
            self
        }

        /// Sets `place`.
        pub fn place<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::RowPlace>,
            T::Error: std::fmt::Display + 'static,
        {
            self.place = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("place", error));
            self
        }

        /// Sets `place`, or removes it.
        pub fn maybe_place<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::RowPlace>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.place = Ok(None);
                return self;
            };
            self.place(value)
        }

        /// Sets `tags`.
        pub fn tags<T>(mut self, value: T) -> Self
        where
            T: TryInto<Vec<String>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.tags = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("tags", error));
            self
        }
    }

    impl TryFrom<Row> for super::Row {
        type Error = super::error::ConversionError;
        fn try_from(value: Row) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                count: value.count?,
                name: value.name?,
                place: value.place?,
                tags: value.tags?,
            })
        }
    }

    impl From<super::Row> for Row {
        fn from(value: super::Row) -> Self {
            Self {
                count: Ok(value.count),
                name: Ok(value.name),
                place: Ok(value.place),
                tags: Ok(value.tags),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct RowPlace {
        town: Result<String, super::error::ConversionError>,
    }

    impl Default for RowPlace {
        fn default() -> Self {
            Self {
                town: Err(super::error::ConversionError::of("town", "required")),
            }
        }
    }

    impl RowPlace {
        /// Sets `town`.
        pub fn town<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.town = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("town", error));
            self
        }
    }

    impl TryFrom<RowPlace> for super::RowPlace {
        type Error = super::error::ConversionError;
        fn try_from(value: RowPlace) -> Result<Self, super::error::ConversionError> {
            Ok(Self { town: value.town? })
        }
    }

    impl From<super::RowPlace> for RowPlace {
        fn from(value: super::RowPlace) -> Self {
            Self { town: Ok(value.town) }
        }
    }
}
