// @generated from requests.yaml

use lockstep_runtime::strict;

/// `AsyncResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct AsyncResponse(pub String);

/// `CancelFileResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct CancelFileResponse(pub String);

/// `ColourItem`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ColourItem {
    #[serde(rename = "red")]
    Red,
    #[serde(rename = "blue")]
    Blue,
}

/// `ColoursItem`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ColoursItem {
    #[serde(rename = "red")]
    Red,
    #[serde(rename = "blue")]
    Blue,
}

/// `Count`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Count(#[serde(deserialize_with = "strict::read")] pub i64);

/// `DeepFilter`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
#[serde(remote = "Self")]
pub struct DeepFilter {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub level: Option<LevelName>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub name: Option<Name>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub size: Option<DeepFilterSize>,
}

/// `DeepFilterSize`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct DeepFilterSize {
    #[serde(rename = "in", default, skip_serializing_if = "Vec::is_empty")]
    pub in_: Vec<f64>,
    #[serde(deserialize_with = "strict::read")]
    pub min: std::num::NonZeroU64,
}

/// `ErrorResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ErrorResponse(pub String);

/// `Ext`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Ext {
    #[serde(rename = "json")]
    Json,
    #[serde(rename = "gz")]
    Gz,
}

/// `Filter`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Filter(pub std::collections::HashMap<String, String>);

/// `GetSlashResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct GetSlashResponse(pub String);

/// `Level`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum Level {
    Integer(#[serde(deserialize_with = "strict::read")] std::num::NonZeroU64),
    LevelName(LevelName),
}

/// `LevelName`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum LevelName {
    #[serde(rename = "all")]
    All,
    #[serde(rename = "few")]
    Few,
}

/// `Mark`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum Mark {
    Integer(#[serde(deserialize_with = "strict::read")] i64),
    String(String),
}

/// `Name`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged, deny_unknown_fields)]
#[serde(remote = "Self")]
pub enum Name {
    String(String),
    Object {
        #[serde(skip_serializing_if = "Option::is_none")]
        eq: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        exists: Option<bool>,
    },
}

/// `NeedBothResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct NeedBothResponse(pub String);

/// `NeedEitherResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct NeedEitherResponse(pub String);

/// `NeedNoneResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct NeedNoneResponse(pub String);

/// `Point`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
#[serde(remote = "Self")]
pub struct Point {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub label: Option<String>,
    #[serde(deserialize_with = "strict::read")]
    pub x: i64,
}

/// `PointId`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum PointId {
    Uint64(#[serde(deserialize_with = "strict::read")] u64),
    Uuid(#[serde(deserialize_with = "strict::read")] uuid::Uuid),
}

/// `Prefs`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Prefs {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub size: Option<f64>,
    pub theme: String,
}

/// `ReadChoicesResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadChoicesResponse(pub String);

/// `ReadDeepResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadDeepResponse(pub String);

/// `ReadEncodedResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadEncodedResponse(pub String);

/// `ReadFileResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadFileResponse(pub String);

/// `ReadListsFilter`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct ReadListsFilter {
    #[serde(deserialize_with = "strict::read")]
    pub least: i32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

/// `ReadListsResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadListsResponse(pub String);

/// `ReadPartsResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadPartsResponse(pub String);

/// `ReadTimesResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadTimesResponse(pub String);

/// `ReadWholeResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadWholeResponse(pub String);

/// `Since`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum Since {
    Integer(#[serde(deserialize_with = "strict::read")] u64),
    DateTime(
        #[serde(deserialize_with = "strict::read")]
        chrono::DateTime<chrono::offset::Utc>,
    ),
}

/// `Size`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum Size {
    Number(f64),
    Boolean(bool),
}

/// `Switches`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Switches(pub std::collections::HashMap<String, SwitchesValue>);

/// `SwitchesValue`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct SwitchesValue {
    pub on: bool,
}

/// `Tags`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Tags(pub std::collections::HashMap<String, TagsValue>);

/// `TagsValue`
///
/// Limits:
///
/// - must have at most 4 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct TagsValue(String);

/// `Time`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Time(
    #[serde(deserialize_with = "strict::read")]
    pub chrono::DateTime<chrono::offset::Utc>,
);

/// `XMark`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum XMark {
    Boolean(bool),
    XMarkVariant1(XMarkVariant1),
    String(XMarkString),
}

/// `XMarkString`
///
/// Limits:
///
/// - must have at most 4 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct XMarkString(String);

/// XMarkVariant1
///
/// Limits:
///
/// - must be at most 9
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct XMarkVariant1(i64);

/// XMeta
///
/// Limits:
///
/// - must have at most 2 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct XMeta(Vec<String>);

/// `XRates`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct XRates(pub std::collections::HashMap<String, f64>);

impl From<String> for AsyncResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for AsyncResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for AsyncResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<String> for CancelFileResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for CancelFileResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for CancelFileResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl std::fmt::Display for ColourItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Red => f.write_str("red"),
            Self::Blue => f.write_str("blue"),
        }
    }
}

impl std::str::FromStr for ColourItem {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "red" => Ok(Self::Red),
            "blue" => Ok(Self::Blue),
            _ => Err("expected one of `red`, `blue`".into()),
        }
    }
}

impl ColourItem {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Red, Self::Blue];
}

impl std::fmt::Display for ColoursItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Red => f.write_str("red"),
            Self::Blue => f.write_str("blue"),
        }
    }
}

impl std::str::FromStr for ColoursItem {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "red" => Ok(Self::Red),
            "blue" => Ok(Self::Blue),
            _ => Err("expected one of `red`, `blue`".into()),
        }
    }
}

impl ColoursItem {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Red, Self::Blue];
}

impl From<i64> for Count {
    fn from(value: i64) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Count {
    type Err = <i64 as std::str::FromStr>::Err;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.parse()?))
    }
}

impl From<String> for ErrorResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ErrorResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ErrorResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl std::fmt::Display for Ext {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Json => f.write_str("json"),
            Self::Gz => f.write_str("gz"),
        }
    }
}

impl std::str::FromStr for Ext {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "json" => Ok(Self::Json),
            "gz" => Ok(Self::Gz),
            _ => Err("expected one of `json`, `gz`".into()),
        }
    }
}

impl Ext {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Json, Self::Gz];
}

impl From<std::collections::HashMap<String, String>> for Filter {
    fn from(value: std::collections::HashMap<String, String>) -> Self {
        Self(value)
    }
}

impl From<String> for GetSlashResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for GetSlashResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for GetSlashResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<std::num::NonZeroU64> for Level {
    fn from(value: std::num::NonZeroU64) -> Self {
        Self::Integer(value)
    }
}

impl From<LevelName> for Level {
    fn from(value: LevelName) -> Self {
        Self::LevelName(value)
    }
}

impl std::fmt::Display for LevelName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::All => f.write_str("all"),
            Self::Few => f.write_str("few"),
        }
    }
}

impl std::str::FromStr for LevelName {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "all" => Ok(Self::All),
            "few" => Ok(Self::Few),
            _ => Err("expected one of `all`, `few`".into()),
        }
    }
}

impl LevelName {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::All, Self::Few];
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}

impl From<i64> for Mark {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<String> for NeedBothResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for NeedBothResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for NeedBothResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<String> for NeedEitherResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for NeedEitherResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for NeedEitherResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<String> for NeedNoneResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for NeedNoneResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for NeedNoneResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl std::fmt::Display for PointId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Uint64(x) => x.fmt(f),
            Self::Uuid(x) => x.fmt(f),
        }
    }
}

impl std::str::FromStr for PointId {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if let Ok(v) = value.parse() {
            Ok(Self::Uint64(v))
        } else if let Ok(v) = value.parse() {
            Ok(Self::Uuid(v))
        } else {
            Err("string conversion failed for all variants".into())
        }
    }
}

impl From<u64> for PointId {
    fn from(value: u64) -> Self {
        Self::Uint64(value)
    }
}

impl From<uuid::Uuid> for PointId {
    fn from(value: uuid::Uuid) -> Self {
        Self::Uuid(value)
    }
}

impl From<String> for ReadChoicesResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ReadChoicesResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ReadChoicesResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<String> for ReadDeepResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ReadDeepResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ReadDeepResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<String> for ReadEncodedResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ReadEncodedResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ReadEncodedResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<String> for ReadFileResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ReadFileResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ReadFileResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<String> for ReadListsResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ReadListsResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ReadListsResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<String> for ReadPartsResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ReadPartsResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ReadPartsResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<String> for ReadTimesResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ReadTimesResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ReadTimesResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<String> for ReadWholeResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ReadWholeResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ReadWholeResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl std::fmt::Display for Since {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(x) => x.fmt(f),
            Self::DateTime(x) => x.fmt(f),
        }
    }
}

impl std::str::FromStr for Since {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if let Ok(v) = value.parse() {
            Ok(Self::Integer(v))
        } else if let Ok(v) = value.parse() {
            Ok(Self::DateTime(v))
        } else {
            Err("string conversion failed for all variants".into())
        }
    }
}

impl From<u64> for Since {
    fn from(value: u64) -> Self {
        Self::Integer(value)
    }
}

impl From<chrono::DateTime<chrono::offset::Utc>> for Since {
    fn from(value: chrono::DateTime<chrono::offset::Utc>) -> Self {
        Self::DateTime(value)
    }
}

impl Default for Size {
    fn default() -> Self {
        Size::Number(0.5_f64)
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(x) => x.fmt(f),
            Self::Boolean(x) => x.fmt(f),
        }
    }
}

impl std::str::FromStr for Size {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if let Ok(v) = value.parse() {
            Ok(Self::Number(v))
        } else if let Ok(v) = value.parse() {
            Ok(Self::Boolean(v))
        } else {
            Err("string conversion failed for all variants".into())
        }
    }
}

impl From<f64> for Size {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<bool> for Size {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<std::collections::HashMap<String, SwitchesValue>> for Switches {
    fn from(value: std::collections::HashMap<String, SwitchesValue>) -> Self {
        Self(value)
    }
}

impl From<std::collections::HashMap<String, TagsValue>> for Tags {
    fn from(value: std::collections::HashMap<String, TagsValue>) -> Self {
        Self(value)
    }
}

impl std::str::FromStr for TagsValue {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.chars().count() > 4usize {
            return Err("must have at most 4 characters".into());
        }

        Ok(Self(value.to_string()))
    }
}

impl From<chrono::DateTime<chrono::offset::Utc>> for Time {
    fn from(value: chrono::DateTime<chrono::offset::Utc>) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for Time {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Time {
    type Err = <chrono::DateTime<chrono::offset::Utc> as std::str::FromStr>::Err;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.parse()?))
    }
}

impl From<bool> for XMark {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<XMarkVariant1> for XMark {
    fn from(value: XMarkVariant1) -> Self {
        Self::XMarkVariant1(value)
    }
}

impl From<XMarkString> for XMark {
    fn from(value: XMarkString) -> Self {
        Self::String(value)
    }
}

impl std::str::FromStr for XMarkString {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.chars().count() > 4usize {
            return Err("must have at most 4 characters".into());
        }

        Ok(Self(value.to_string()))
    }
}

impl TryFrom<i64> for XMarkVariant1 {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) > 9 {
            return Err("must be at most 9".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for XMarkVariant1 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for XMarkVariant1 {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for XMeta
where
    IntoItem: TryInto<String>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<String> = lockstep_runtime::items(value)?;
        if value.len() > 2usize {
            return Err("must have at most 2 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for XMeta
where
    IntoItem: TryInto<String>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for XMeta {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<Vec<String> as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl From<std::collections::HashMap<String, f64>> for XRates {
    fn from(value: std::collections::HashMap<String, f64>) -> Self {
        Self(value)
    }
}

lockstep_runtime::newtypes! {
    AsyncResponse(String), CancelFileResponse(String), Count(i64), ErrorResponse(String),
    Filter(std::collections::HashMap<String, String>), GetSlashResponse(String),
    NeedBothResponse(String), NeedEitherResponse(String), NeedNoneResponse(String),
    ReadChoicesResponse(String), ReadDeepResponse(String), ReadEncodedResponse(String),
    ReadFileResponse(String), ReadListsResponse(String), ReadPartsResponse(String),
    ReadTimesResponse(String), ReadWholeResponse(String), Switches(std::collections::HashMap<String,
    SwitchesValue>), Tags(std::collections::HashMap<String, TagsValue>), TagsValue(String),
    Time(chrono::DateTime<chrono::offset::Utc>), XMarkString(String), XMarkVariant1(i64),
    XMeta(Vec<String>), XRates(std::collections::HashMap<String, f64>),
}

lockstep_runtime::parse_text! {
    ColourItem, ColoursItem, Count, Ext, LevelName, PointId, Since, Size, TagsValue, Time,
    XMarkString,
}

lockstep_runtime::read_text! {
    ColourItem, ColoursItem, Ext, LevelName, TagsValue, XMarkString,
}

lockstep_runtime::objects! {
    DeepFilter, DeepFilterSize, Point, Prefs, ReadListsFilter, SwitchesValue,
}

lockstep_runtime::checked! {
    in include_str!("checks.json");
    Name = "#Name";
}

lockstep_runtime::schemas! {
    in include_str!("schemas.json");
    AsyncResponse = "AsyncResponse" inline "AsyncResponse";
    CancelFileResponse = "CancelFileResponse" inline "CancelFileResponse";
    ColourItem = "ColourItem" inline "ColourItem";
    ColoursItem = "ColoursItem" inline "ColoursItem";
    Count = "Count" inline "Count";
    DeepFilter = "DeepFilter" refers to LevelName;
    ErrorResponse = "ErrorResponse" inline "ErrorResponse";
    Ext = "Ext" inline "Ext";
    Filter = "Filter" inline "Filter";
    GetSlashResponse = "GetSlashResponse" inline "GetSlashResponse";
    Level = "Level" refers to LevelName;
    LevelName = "LevelName";
    Mark = "Mark" inline "Mark";
    NeedBothResponse = "NeedBothResponse" inline "NeedBothResponse";
    NeedEitherResponse = "NeedEitherResponse" inline "NeedEitherResponse";
    NeedNoneResponse = "NeedNoneResponse" inline "NeedNoneResponse";
    Point = "Point";
    PointId = "PointId";
    Prefs = "Prefs";
    ReadChoicesResponse = "ReadChoicesResponse" inline "ReadChoicesResponse";
    ReadDeepResponse = "ReadDeepResponse" inline "ReadDeepResponse";
    ReadEncodedResponse = "ReadEncodedResponse" inline "ReadEncodedResponse";
    ReadFileResponse = "ReadFileResponse" inline "ReadFileResponse";
    ReadListsFilter = "ReadListsFilter" inline "ReadListsFilter";
    ReadListsResponse = "ReadListsResponse" inline "ReadListsResponse";
    ReadPartsResponse = "ReadPartsResponse" inline "ReadPartsResponse";
    ReadTimesResponse = "ReadTimesResponse" inline "ReadTimesResponse";
    ReadWholeResponse = "ReadWholeResponse" inline "ReadWholeResponse";
    Since = "Since" inline "Since";
    Size = "Size" inline "Size";
    Switches = "Switches" inline "Switches";
    Tags = "Tags" inline "Tags";
    Time = "Time";
    XMark = "XMark" inline "XMark";
    XMeta = "XMeta" inline "XMeta";
    XRates = "XRates" inline "XRates";
}

/// Generation of default values for serde.
pub mod defaults {}

/// The error of conversions.
pub mod error {
    pub use lockstep_runtime::ConversionError;
}
