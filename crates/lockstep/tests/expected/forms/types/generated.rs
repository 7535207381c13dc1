// @generated from forms.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
use lockstep_runtime::strict;

/// `File`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct File(pub String);

/// `Place`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Place {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub number: Option<i64>,
    pub town: PlaceTown,
}

/// `PlaceTown`
///
/// Limits:
///
/// - must have at most 8 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct PlaceTown(String);

/// `PostOthersBody`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct PostOthersBody {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub a: Option<String>,
    #[serde(flatten)]
    pub extra: std::collections::HashMap<String, lockstep_runtime::multipart::FilePart>,
}

/// `PostOthersResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct PostOthersResponse(pub String);

/// `PostPlainResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct PostPlainResponse(pub String);

/// `Problem`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Problem {
    pub title: String,
}

/// `PutAvatarBody`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
#[serde(remote = "Self")]
pub struct PutAvatarBody {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub caption: Option<PutAvatarBodyCaption>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub colour: Option<PutAvatarBodyColour>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub exact: Option<String>,
    /// The picture.
    pub file: lockstep_runtime::multipart::FilePart,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub more: Option<PutAvatarBodyMore>,
    #[serde(deserialize_with = "strict::read")]
    pub owner: uuid::Uuid,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub place: Option<Place>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "strict::read")]
    pub raw: Vec<Vec<i64>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sizes: Vec<f64>,
    #[serde(rename = "tags[]", skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub tags: Option<PutAvatarBodyTags>,
    #[serde(default = "defaults::default_bool::<true>")]
    pub visible: bool,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub width: Option<PutAvatarBodyWidth>,
}

/// `PutAvatarBodyCaption`
///
/// Limits:
///
/// - must have at most 8 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct PutAvatarBodyCaption(String);

/// `PutAvatarBodyColour`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum PutAvatarBodyColour {
    #[serde(rename = "red")]
    Red,
    #[serde(rename = "blue")]
    Blue,
}

/// PutAvatarBodyMore
///
/// Limits:
///
/// - must have at most 2 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct PutAvatarBodyMore(Vec<lockstep_runtime::multipart::FilePart>);

/// PutAvatarBodyTags
///
/// Limits:
///
/// - must have at most 2 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct PutAvatarBodyTags(Vec<PutAvatarBodyTagsItem>);

/// `PutAvatarBodyTagsItem`
///
/// Limits:
///
/// - must not be empty
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct PutAvatarBodyTagsItem(String);

/// PutAvatarBodyWidth
///
/// Limits:
///
/// - must be at least 1
/// - must be at most 9
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct PutAvatarBodyWidth(i64);

/// `PutAvatarResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct PutAvatarResponse(pub String);

/// `PutEitherResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct PutEitherResponse(pub String);

/// `Upload`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Upload {
    pub file: File,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub name: Option<String>,
}

/// `UploadForm`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct UploadForm {
    pub file: lockstep_runtime::multipart::FilePart,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub name: Option<String>,
}

impl From<String> for File {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for File {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl Place {
    pub fn builder() -> builder::Place {
        Default::default()
    }
}

impl lockstep_runtime::multipart::FormParts for Place {
    const PARTS: &'static [lockstep_runtime::multipart::PartFormat] = &[
        lockstep_runtime::multipart::PartFormat {
            name: "number",
            kind: lockstep_runtime::multipart::PartKind::Scalar,
            is_list: false,
            content_types: &[],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "town",
            kind: lockstep_runtime::multipart::PartKind::Text,
            is_list: false,
            content_types: &[],
        },
    ];
    const OTHERS: lockstep_runtime::multipart::OtherParts = lockstep_runtime::multipart::OtherParts::Ignored;
}

impl PostOthersBody {
    pub fn builder() -> builder::PostOthersBody {
        Default::default()
    }
}

impl lockstep_runtime::multipart::FormParts for PostOthersBody {
    const PARTS: &'static [lockstep_runtime::multipart::PartFormat] = &[
        lockstep_runtime::multipart::PartFormat {
            name: "a",
            kind: lockstep_runtime::multipart::PartKind::Text,
            is_list: false,
            content_types: &[],
        },
    ];
    const OTHERS: lockstep_runtime::multipart::OtherParts = lockstep_runtime::multipart::OtherParts::Kept(lockstep_runtime::multipart::PartFormat {
        name: "",
        kind: lockstep_runtime::multipart::PartKind::File {
            min: 0,
            max: usize::MAX,
        },
        is_list: false,
        content_types: &[],
    });
}

impl From<String> for PostOthersResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for PostOthersResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for PostOthersResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<String> for PostPlainResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for PostPlainResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for PostPlainResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl PutAvatarBody {
    pub fn builder() -> builder::PutAvatarBody {
        Default::default()
    }
}

impl lockstep_runtime::multipart::FormParts for PutAvatarBody {
    const PARTS: &'static [lockstep_runtime::multipart::PartFormat] = &[
        lockstep_runtime::multipart::PartFormat {
            name: "caption",
            kind: lockstep_runtime::multipart::PartKind::Text,
            is_list: false,
            content_types: &[],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "colour",
            kind: lockstep_runtime::multipart::PartKind::Text,
            is_list: false,
            content_types: &[],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "exact",
            kind: lockstep_runtime::multipart::PartKind::Json,
            is_list: false,
            content_types: &["application/json"],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "file",
            kind: lockstep_runtime::multipart::PartKind::File {
                min: 1,
                max: 1000,
            },
            is_list: false,
            content_types: &["image/png", "image/jpeg"],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "more",
            kind: lockstep_runtime::multipart::PartKind::File {
                min: 0,
                max: usize::MAX,
            },
            is_list: true,
            content_types: &[],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "owner",
            kind: lockstep_runtime::multipart::PartKind::Text,
            is_list: false,
            content_types: &[],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "place",
            kind: lockstep_runtime::multipart::PartKind::Json,
            is_list: false,
            content_types: &[],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "places",
            kind: lockstep_runtime::multipart::PartKind::Json,
            is_list: true,
            content_types: &[],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "raw",
            kind: lockstep_runtime::multipart::PartKind::Json,
            is_list: true,
            content_types: &[],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "sizes",
            kind: lockstep_runtime::multipart::PartKind::Scalar,
            is_list: true,
            content_types: &[],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "tags[]",
            kind: lockstep_runtime::multipart::PartKind::Text,
            is_list: true,
            content_types: &[],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "visible",
            kind: lockstep_runtime::multipart::PartKind::Scalar,
            is_list: false,
            content_types: &[],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "width",
            kind: lockstep_runtime::multipart::PartKind::Scalar,
            is_list: false,
            content_types: &[],
        },
    ];
    const OTHERS: lockstep_runtime::multipart::OtherParts = lockstep_runtime::multipart::OtherParts::Refused;
}

impl std::fmt::Display for PutAvatarBodyColour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Red => f.write_str("red"),
            Self::Blue => f.write_str("blue"),
        }
    }
}

impl std::str::FromStr for PutAvatarBodyColour {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "red" => Ok(Self::Red),
            "blue" => Ok(Self::Blue),
            _ => Err("expected one of `red`, `blue`".into()),
        }
    }
}

impl PutAvatarBodyColour {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Red, Self::Blue];
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for PutAvatarBodyMore
where
    IntoItem: TryInto<lockstep_runtime::multipart::FilePart>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<lockstep_runtime::multipart::FilePart> = lockstep_runtime::items(
            value,
        )?;
        if value.len() > 2usize {
            return Err("must have at most 2 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for PutAvatarBodyMore
where
    IntoItem: TryInto<lockstep_runtime::multipart::FilePart>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for PutAvatarBodyMore {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            <Vec<
                lockstep_runtime::multipart::FilePart,
            > as serde::Deserialize>::deserialize(deserializer)?,
        )
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for PutAvatarBodyTags
where
    IntoItem: TryInto<PutAvatarBodyTagsItem>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<PutAvatarBodyTagsItem> = lockstep_runtime::items(value)?;
        if value.len() > 2usize {
            return Err("must have at most 2 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for PutAvatarBodyTags
where
    IntoItem: TryInto<PutAvatarBodyTagsItem>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for PutAvatarBodyTags {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            <Vec<
                PutAvatarBodyTagsItem,
            > as serde::Deserialize>::deserialize(deserializer)?,
        )
    }
}

impl TryFrom<i64> for PutAvatarBodyWidth {
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

impl std::fmt::Display for PutAvatarBodyWidth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for PutAvatarBodyWidth {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl From<String> for PutAvatarResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for PutAvatarResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for PutAvatarResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<String> for PutEitherResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for PutEitherResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for PutEitherResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl UploadForm {
    pub fn builder() -> builder::UploadForm {
        Default::default()
    }
}

impl lockstep_runtime::multipart::FormParts for UploadForm {
    const PARTS: &'static [lockstep_runtime::multipart::PartFormat] = &[
        lockstep_runtime::multipart::PartFormat {
            name: "file",
            kind: lockstep_runtime::multipart::PartKind::File {
                min: 0,
                max: usize::MAX,
            },
            is_list: false,
            content_types: &[],
        },
        lockstep_runtime::multipart::PartFormat {
            name: "name",
            kind: lockstep_runtime::multipart::PartKind::Text,
            is_list: false,
            content_types: &[],
        },
    ];
    const OTHERS: lockstep_runtime::multipart::OtherParts = lockstep_runtime::multipart::OtherParts::Ignored;
}

lockstep_runtime::newtypes! {
    File(String), PlaceTown(String), PostOthersResponse(String), PostPlainResponse(String),
    PutAvatarBodyCaption(String), PutAvatarBodyMore(Vec<lockstep_runtime::multipart::FilePart>),
    PutAvatarBodyTags(Vec<PutAvatarBodyTagsItem>), PutAvatarBodyTagsItem(String),
    PutAvatarBodyWidth(i64), PutAvatarResponse(String), PutEitherResponse(String),
}

lockstep_runtime::limited_texts! {
    PlaceTown = max(8);
    PutAvatarBodyCaption = max(8);
    PutAvatarBodyTagsItem = min(1);
}

lockstep_runtime::parse_text! {
    PlaceTown, PutAvatarBodyCaption, PutAvatarBodyColour, PutAvatarBodyTagsItem,
}

lockstep_runtime::read_text! {
    PlaceTown, PutAvatarBodyCaption, PutAvatarBodyColour, PutAvatarBodyTagsItem,
}

lockstep_runtime::objects! {
    Place, PostOthersBody, Problem, PutAvatarBody, Upload, UploadForm,
}

lockstep_runtime::schemas! {
    in include_str!("schemas.json");
    File = "File";
    Place = "Place";
    PostOthersBody = "PostOthersBody" inline "PostOthersBody";
    PostOthersResponse = "PostOthersResponse" inline "PostOthersResponse";
    PostPlainResponse = "PostPlainResponse" inline "PostPlainResponse";
    Problem = "Problem";
    PutAvatarBody = "PutAvatarBody" inline "PutAvatarBody" refers to Place;
    PutAvatarResponse = "PutAvatarResponse" inline "PutAvatarResponse";
    PutEitherResponse = "PutEitherResponse" inline "PutEitherResponse";
    Upload = "Upload" refers to File;
    UploadForm = "UploadForm" inline "UploadForm";
}

/// Generation of default values for serde.
pub mod defaults {
    pub(super) fn default_bool<const V: bool>() -> bool {
        V
    }
}

/// The error of conversions.
pub mod error {
    pub use lockstep_runtime::ConversionError;
}

/// Types for composing complex structures.
pub mod builder {
    use super::{PutAvatarBodyMore, PutAvatarBodyTags, PutAvatarBodyWidth};
    #[derive(Clone, Debug)]
    pub struct Place {
        number: Result<Option<i64>, super::error::ConversionError>,
        town: Result<super::PlaceTown, super::error::ConversionError>,
    }

    impl Default for Place {
        fn default() -> Self {
            Self {
                number: Ok(Default::default()),
                town: Err(super::error::ConversionError::of("town", "required")),
            }
        }
    }

    impl Place {
        /// Sets `number`.
        pub fn number<T>(mut self, value: T) -> Self
        where
            T: TryInto<i64>,
            T::Error: std::fmt::Display + 'static,
        {
            self.number = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("number", error));
            self
        }

        /// Sets `number`, or removes it.
        pub fn maybe_number<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<i64>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.number = Ok(None);
                return self;
            };
            self.number(value)
        }

        /// Sets `town`.
        pub fn town<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::PlaceTown>,
            T::Error: std::fmt::Display + 'static,
        {
            self.town = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("town", error));
            self
        }
    }

    impl TryFrom<Place> for super::Place {
        type Error = super::error::ConversionError;
        fn try_from(value: Place) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                number: value.number?,
                town: value.town?,
            })
        }
    }

    impl From<super::Place> for Place {
        fn from(value: super::Place) -> Self {
            Self {
                number: Ok(value.number),
                town: Ok(value.town),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct PostOthersBody {
        a: Result<Option<String>, super::error::ConversionError>,
        extra: Result<
            std::collections::HashMap<String, lockstep_runtime::multipart::FilePart>,
            super::error::ConversionError,
        >,
    }

    impl Default for PostOthersBody {
        fn default() -> Self {
            Self {
                a: Ok(Default::default()),
                extra: Err(super::error::ConversionError::of("extra", "required")),
            }
        }
    }

    impl PostOthersBody {
        /// Sets `a`.
        pub fn a<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.a = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("a", error));
            self
        }

        /// Sets `a`, or removes it.
        pub fn maybe_a<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.a = Ok(None);
                return self;
            };
            self.a(value)
        }

        /// Sets `extra`.
        pub fn extra<T>(mut self, value: T) -> Self
        where
            T: TryInto<
                std::collections::HashMap<String, lockstep_runtime::multipart::FilePart>,
            >,
            T::Error: std::fmt::Display + 'static,
        {
            self.extra = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("extra", error));
            self
        }
    }

    impl TryFrom<PostOthersBody> for super::PostOthersBody {
        type Error = super::error::ConversionError;
        fn try_from(
            value: PostOthersBody,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                a: value.a?,
                extra: value.extra?,
            })
        }
    }

    impl From<super::PostOthersBody> for PostOthersBody {
        fn from(value: super::PostOthersBody) -> Self {
            Self {
                a: Ok(value.a),
                extra: Ok(value.extra),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct PutAvatarBody {
        caption: Result<
            Option<super::PutAvatarBodyCaption>,
            super::error::ConversionError,
        >,
        colour: Result<
            Option<super::PutAvatarBodyColour>,
            super::error::ConversionError,
        >,
        exact: Result<Option<String>, super::error::ConversionError>,
        file: Result<
            lockstep_runtime::multipart::FilePart,
            super::error::ConversionError,
        >,
        more: Result<Option<PutAvatarBodyMore>, super::error::ConversionError>,
        owner: Result<uuid::Uuid, super::error::ConversionError>,
        place: Result<Option<super::Place>, super::error::ConversionError>,
        places: Result<Vec<super::Place>, super::error::ConversionError>,
        raw: Result<Vec<Vec<i64>>, super::error::ConversionError>,
        sizes: Result<Vec<f64>, super::error::ConversionError>,
        tags: Result<Option<PutAvatarBodyTags>, super::error::ConversionError>,
        visible: Result<bool, super::error::ConversionError>,
        width: Result<Option<PutAvatarBodyWidth>, super::error::ConversionError>,
    }

    impl Default for PutAvatarBody {
        fn default() -> Self {
            Self {
                caption: Ok(Default::default()),
                colour: Ok(Default::default()),
                exact: Ok(Default::default()),
                file: Err(super::error::ConversionError::of("file", "required")),
                more: Ok(Default::default()),
                owner: Err(super::error::ConversionError::of("owner", "required")),
                place: Ok(Default::default()),
                places: Ok(Default::default()),
                raw: Ok(Default::default()),
                sizes: Ok(Default::default()),
                tags: Ok(Default::default()),
                visible: Ok(super::defaults::default_bool::<true>()),
                width: Ok(Default::default()),
            }
        }
    }

    impl PutAvatarBody {
        /// Sets `caption`.
        pub fn caption<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::PutAvatarBodyCaption>,
            T::Error: std::fmt::Display + 'static,
        {
            self.caption = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("caption", error));
            self
        }

        /// Sets `caption`, or removes it.
        pub fn maybe_caption<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::PutAvatarBodyCaption>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.caption = Ok(None);
                return self;
            };
            self.caption(value)
        }

        /// Sets `colour`.
        pub fn colour<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::PutAvatarBodyColour>,
            T::Error: std::fmt::Display + 'static,
        {
            self.colour = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("colour", error));
            self
        }

        /// Sets `colour`, or removes it.
        pub fn maybe_colour<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::PutAvatarBodyColour>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.colour = Ok(None);
                return self;
            };
            self.colour(value)
        }

        /// Sets `exact`.
        pub fn exact<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.exact = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("exact", error));
            self
        }

        /// Sets `exact`, or removes it.
        pub fn maybe_exact<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.exact = Ok(None);
                return self;
            };
            self.exact(value)
        }

        /// The picture.
        pub fn file<T>(mut self, value: T) -> Self
        where
            T: TryInto<lockstep_runtime::multipart::FilePart>,
            T::Error: std::fmt::Display + 'static,
        {
            self.file = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("file", error));
            self
        }

        /// Sets `more`.
        pub fn more<T>(mut self, value: T) -> Self
        where
            T: TryInto<PutAvatarBodyMore>,
            T::Error: std::fmt::Display + 'static,
        {
            self.more = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("more", error));
            self
        }

        /// Sets `more`, or removes it.
        pub fn maybe_more<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<PutAvatarBodyMore>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.more = Ok(None);
                return self;
            };
            self.more(value)
        }

        /// Sets `owner`.
        pub fn owner<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.owner = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("owner", error));
            self
        }

        /// Sets `place`.
        pub fn place<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Place>,
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
            T: TryInto<super::Place>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.place = Ok(None);
                return self;
            };
            self.place(value)
        }

        /// Sets `places`.
        pub fn places<T>(mut self, value: T) -> Self
        where
            T: TryInto<Vec<super::Place>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.places = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("places", error));
            self
        }

        /// Sets `raw`.
        pub fn raw<T>(mut self, value: T) -> Self
        where
            T: TryInto<Vec<Vec<i64>>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.raw = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("raw", error));
            self
        }

        /// Sets `sizes`.
        pub fn sizes<T>(mut self, value: T) -> Self
        where
            T: TryInto<Vec<f64>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.sizes = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("sizes", error));
            self
        }

        /// Sets `tags[]`.
        pub fn tags<T>(mut self, value: T) -> Self
        where
            T: TryInto<PutAvatarBodyTags>,
            T::Error: std::fmt::Display + 'static,
        {
            self.tags = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("tags[]", error));
            self
        }

        /// Sets `tags[]`, or removes it.
        pub fn maybe_tags<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<PutAvatarBodyTags>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.tags = Ok(None);
                return self;
            };
            self.tags(value)
        }

        /// Sets `visible`.
        pub fn visible<T>(mut self, value: T) -> Self
        where
            T: TryInto<bool>,
            T::Error: std::fmt::Display + 'static,
        {
            self.visible = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("visible", error));
            self
        }

        /// Sets `width`.
        pub fn width<T>(mut self, value: T) -> Self
        where
            T: TryInto<PutAvatarBodyWidth>,
            T::Error: std::fmt::Display + 'static,
        {
            self.width = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("width", error));
            self
        }

        /// Sets `width`, or removes it.
        pub fn maybe_width<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<PutAvatarBodyWidth>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.width = Ok(None);
                return self;
            };
            self.width(value)
        }
    }

    impl TryFrom<PutAvatarBody> for super::PutAvatarBody {
        type Error = super::error::ConversionError;
        fn try_from(
            value: PutAvatarBody,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                caption: value.caption?,
                colour: value.colour?,
                exact: value.exact?,
                file: value.file?,
                more: value.more?,
                owner: value.owner?,
                place: value.place?,
                places: value.places?,
                raw: value.raw?,
                sizes: value.sizes?,
                tags: value.tags?,
                visible: value.visible?,
                width: value.width?,
            })
        }
    }

    impl From<super::PutAvatarBody> for PutAvatarBody {
        fn from(value: super::PutAvatarBody) -> Self {
            Self {
                caption: Ok(value.caption),
                colour: Ok(value.colour),
                exact: Ok(value.exact),
                file: Ok(value.file),
                more: Ok(value.more),
                owner: Ok(value.owner),
                place: Ok(value.place),
                places: Ok(value.places),
                raw: Ok(value.raw),
                sizes: Ok(value.sizes),
                tags: Ok(value.tags),
                visible: Ok(value.visible),
                width: Ok(value.width),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct UploadForm {
        file: Result<
            lockstep_runtime::multipart::FilePart,
            super::error::ConversionError,
        >,
        name: Result<Option<String>, super::error::ConversionError>,
    }

    impl Default for UploadForm {
        fn default() -> Self {
            Self {
                file: Err(super::error::ConversionError::of("file", "required")),
                name: Ok(Default::default()),
            }
        }
    }

    impl UploadForm {
        /// Sets `file`.
        pub fn file<T>(mut self, value: T) -> Self
        where
            T: TryInto<lockstep_runtime::multipart::FilePart>,
            T::Error: std::fmt::Display + 'static,
        {
            self.file = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("file", error));
            self
        }

        /// Sets `name`.
        pub fn name<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.name = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("name", error));
            self
        }

        /// Sets `name`, or removes it.
        pub fn maybe_name<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.name = Ok(None);
                return self;
            };
            self.name(value)
        }
    }

    impl TryFrom<UploadForm> for super::UploadForm {
        type Error = super::error::ConversionError;
        fn try_from(value: UploadForm) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                file: value.file?,
                name: value.name?,
            })
        }
    }

    impl From<super::UploadForm> for UploadForm {
        fn from(value: super::UploadForm) -> Self {
            Self {
                file: Ok(value.file),
                name: Ok(value.name),
            }
        }
    }
}
