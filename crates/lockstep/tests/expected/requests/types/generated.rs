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
#[serde(remote = "Self")]
pub struct Filter {
    #[serde(deserialize_with = "strict::read")]
    pub least: i32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

/// `GetSlashResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct GetSlashResponse(pub String);

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

/// `ReadFileResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadFileResponse(pub String);

/// `ReadListsResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadListsResponse(pub String);

/// `ReadTimesResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadTimesResponse(pub String);

/// `ReadWholeResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadWholeResponse(pub String);

/// `Time`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Time(
    #[serde(deserialize_with = "strict::read")]
    pub chrono::DateTime<chrono::offset::Utc>,
);

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

lockstep_runtime::newtypes! {
    AsyncResponse(String), CancelFileResponse(String), ErrorResponse(String),
    GetSlashResponse(String), NeedBothResponse(String), NeedEitherResponse(String),
    NeedNoneResponse(String), ReadFileResponse(String), ReadListsResponse(String),
    ReadTimesResponse(String), ReadWholeResponse(String),
    Time(chrono::DateTime<chrono::offset::Utc>),
}

lockstep_runtime::parse_text! {
    ColourItem, Ext, Time,
}

lockstep_runtime::read_text! {
    ColourItem, Ext,
}

lockstep_runtime::objects! {
    Filter,
}

lockstep_runtime::schemas! {
    in include_str!("schemas.json");
    AsyncResponse = "AsyncResponse" inline "AsyncResponse";
    CancelFileResponse = "CancelFileResponse" inline "CancelFileResponse";
    ColourItem = "ColourItem" inline "ColourItem";
    ErrorResponse = "ErrorResponse" inline "ErrorResponse";
    Ext = "Ext" inline "Ext";
    Filter = "Filter" inline "Filter";
    GetSlashResponse = "GetSlashResponse" inline "GetSlashResponse";
    NeedBothResponse = "NeedBothResponse" inline "NeedBothResponse";
    NeedEitherResponse = "NeedEitherResponse" inline "NeedEitherResponse";
    NeedNoneResponse = "NeedNoneResponse" inline "NeedNoneResponse";
    ReadFileResponse = "ReadFileResponse" inline "ReadFileResponse";
    ReadListsResponse = "ReadListsResponse" inline "ReadListsResponse";
    ReadTimesResponse = "ReadTimesResponse" inline "ReadTimesResponse";
    ReadWholeResponse = "ReadWholeResponse" inline "ReadWholeResponse";
    Time = "Time";
}

/// The error of conversions.
pub mod error {
    pub use lockstep_runtime::ConversionError;
}
