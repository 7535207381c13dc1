// @generated from requests.yaml

use lockstep_runtime::strict;

/// `AsyncOperationResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct AsyncOperationResponse(pub String);

/// `CancelFileResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct CancelFileResponse(pub String);

/// CountNumber
///
/// Limits:
///
/// - must be at least 1
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct CountNumber(i64);

/// `CountResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct CountResponse(pub String);

/// `DeepFilter`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
#[serde(remote = "Self")]
pub struct DeepFilter {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub level: Option<LevelName>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub name: Option<DeepFilterName>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub size: Option<DeepFilterSize>,
}

/// `DeepFilterName`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged, deny_unknown_fields)]
#[serde(remote = "Self")]
pub enum DeepFilterName {
    String(String),
    Object {
        #[serde(skip_serializing_if = "Option::is_none")]
        eq: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        exists: Option<bool>,
    },
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

/// `ErrorOperationBody`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct ErrorOperationBody {
    pub a: String,
}

/// `ErrorOperationResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ErrorOperationResponse(pub String);

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

/// `N2faBody`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct N2faBody {
    pub code: String,
}

/// `N2faError`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct N2faError {
    pub why: String,
}

/// `N2faResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct N2faResponse(pub String);

/// `NeedBothResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct NeedBothResponse(pub String);

/// `NeedCertificateResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct NeedCertificateResponse(pub String);

/// `NeedDigestResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct NeedDigestResponse(pub String);

/// `NeedEitherResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct NeedEitherResponse(pub String);

/// `NeedNoneResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct NeedNoneResponse(pub String);

/// `NewOperationBody`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct NewOperationBody {
    #[serde(deserialize_with = "strict::read")]
    pub size: i64,
}

/// `NewOperationResponseItem`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct NewOperationResponseItem {
    #[serde(deserialize_with = "strict::read")]
    pub line: i64,
}

/// `Point`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
#[serde(remote = "Self")]
pub struct Point {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
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
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub size: Option<f64>,
    pub theme: String,
}

/// `ReadChoicesMark`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum ReadChoicesMark {
    Integer(#[serde(deserialize_with = "strict::read")] i64),
    String(String),
}

/// `ReadChoicesResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadChoicesResponse(pub String);

/// `ReadChoicesSince`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum ReadChoicesSince {
    Integer(#[serde(deserialize_with = "strict::read")] u64),
    DateTime(
        #[serde(deserialize_with = "strict::read")]
        chrono::DateTime<chrono::offset::Utc>,
    ),
}

/// `ReadChoicesSize`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum ReadChoicesSize {
    Number(f64),
    Boolean(bool),
}

/// `ReadChoicesXMark`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum ReadChoicesXMark {
    Boolean(bool),
    ReadChoicesXMarkVariant1(ReadChoicesXMarkVariant1),
    String(ReadChoicesXMarkString),
}

/// `ReadChoicesXMarkString`
///
/// Limits:
///
/// - must have at most 4 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadChoicesXMarkString(String);

/// ReadChoicesXMarkVariant1
///
/// Limits:
///
/// - must be at most 9
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ReadChoicesXMarkVariant1(i64);

/// `ReadDeepResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadDeepResponse(pub String);

/// `ReadDeepSwitches`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct ReadDeepSwitches(
    pub std::collections::HashMap<String, ReadDeepSwitchesValue>,
);

/// `ReadDeepSwitchesValue`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct ReadDeepSwitchesValue {
    pub on: bool,
}

/// `ReadDeepTags`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct ReadDeepTags(pub std::collections::HashMap<String, ReadDeepTagsValue>);

/// `ReadDeepTagsValue`
///
/// Limits:
///
/// - must have at most 4 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadDeepTagsValue(String);

/// `ReadEncodedCount`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct ReadEncodedCount(#[serde(deserialize_with = "strict::read")] pub i64);

/// `ReadEncodedFilter`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct ReadEncodedFilter(pub std::collections::HashMap<String, String>);

/// `ReadEncodedResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadEncodedResponse(pub String);

/// ReadEncodedXMeta
///
/// Limits:
///
/// - must have at most 2 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ReadEncodedXMeta(Vec<String>);

/// `ReadFileExt`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ReadFileExt {
    #[serde(rename = "json")]
    Json,
    #[serde(rename = "gz")]
    Gz,
}

/// `ReadFileResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadFileResponse(pub String);

/// ReadLimitedTimesAt
///
/// Limits:
///
/// - must match the pattern `` Z$ ``
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(transparent)]
pub struct ReadLimitedTimesAt(String);

/// `ReadLimitedTimesResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadLimitedTimesResponse(pub String);

/// ReadLimitedTimesUntil
///
/// Limits:
///
/// - must have at least 20 characters
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(transparent)]
pub struct ReadLimitedTimesUntil(String);

/// ReadLimitedTimesXNewYear
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
pub enum ReadLimitedTimesXNewYear {
    #[serde(rename = "2024-01-01T00:00:00Z")]
    X20240101t000000z,
    #[serde(rename = "2025-01-01T00:00:00Z")]
    X20250101t000000z,
}

/// ReadLimitedTimesXSince
///
/// Limits:
///
/// - must have at most 35 characters
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(transparent)]
pub struct ReadLimitedTimesXSince(String);

/// `ReadListsColourItem`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ReadListsColourItem {
    #[serde(rename = "red")]
    Red,
    #[serde(rename = "blue")]
    Blue,
}

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

/// `ReadMarkedResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadMarkedResponse(pub String);

/// `ReadMixedEitherItem`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum ReadMixedEitherItem {
    Number(f64),
    String(ReadMixedEitherItemString),
}

/// `ReadMixedEitherItemString`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ReadMixedEitherItemString {
    #[serde(rename = "all")]
    All,
}

/// `ReadMixedFree`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct ReadMixedFree(pub serde_json::Map<String, serde_json::Value>);

/// `ReadMixedMixedItem`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum ReadMixedMixedItem {
    Integer(#[serde(deserialize_with = "strict::read")] i64),
    Boolean(bool),
    String(ReadMixedMixedItemString),
}

/// `ReadMixedMixedItemString`
///
/// Limits:
///
/// - must have at most 4 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadMixedMixedItemString(String);

/// `ReadMixedResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadMixedResponse(pub String);

/// `ReadPartsColoursItem`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ReadPartsColoursItem {
    #[serde(rename = "red")]
    Red,
    #[serde(rename = "blue")]
    Blue,
}

/// `ReadPartsResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ReadPartsResponse(pub String);

/// `ReadPartsXRates`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct ReadPartsXRates(pub std::collections::HashMap<String, f64>);

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

impl From<String> for AsyncOperationResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for AsyncOperationResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for AsyncOperationResponse {
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

impl TryFrom<i64> for CountNumber {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) < 1 {
            return Err("must be at least 1".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for CountNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for CountNumber {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl From<String> for CountResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for CountResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for CountResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl ErrorOperationBody {
    pub fn builder() -> builder::ErrorOperationBody {
        Default::default()
    }
}

impl lockstep_runtime::multipart::FormParts for ErrorOperationBody {
    const PARTS: &'static [lockstep_runtime::multipart::PartFormat] = &[
        lockstep_runtime::multipart::PartFormat {
            name: "a",
            kind: lockstep_runtime::multipart::PartKind::Text,
            is_list: false,
            content_types: &[],
        },
    ];
    const OTHERS: lockstep_runtime::multipart::OtherParts = lockstep_runtime::multipart::OtherParts::Ignored;
}

impl From<String> for ErrorOperationResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ErrorOperationResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ErrorOperationResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
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

impl N2faBody {
    pub fn builder() -> builder::N2faBody {
        Default::default()
    }
}

impl From<String> for N2faResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for N2faResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for N2faResponse {
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

impl From<String> for NeedCertificateResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for NeedCertificateResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for NeedCertificateResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<String> for NeedDigestResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for NeedDigestResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for NeedDigestResponse {
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

impl NewOperationBody {
    pub fn builder() -> builder::NewOperationBody {
        Default::default()
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

impl std::fmt::Display for ReadChoicesMark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}

impl From<i64> for ReadChoicesMark {
    fn from(value: i64) -> Self {
        Self::Integer(value)
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

impl std::fmt::Display for ReadChoicesSince {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(x) => x.fmt(f),
            Self::DateTime(x) => x.fmt(f),
        }
    }
}

impl std::str::FromStr for ReadChoicesSince {
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

impl From<u64> for ReadChoicesSince {
    fn from(value: u64) -> Self {
        Self::Integer(value)
    }
}

impl From<chrono::DateTime<chrono::offset::Utc>> for ReadChoicesSince {
    fn from(value: chrono::DateTime<chrono::offset::Utc>) -> Self {
        Self::DateTime(value)
    }
}

impl Default for ReadChoicesSize {
    fn default() -> Self {
        ReadChoicesSize::Number(0.5_f64)
    }
}

impl std::fmt::Display for ReadChoicesSize {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(x) => x.fmt(f),
            Self::Boolean(x) => x.fmt(f),
        }
    }
}

impl std::str::FromStr for ReadChoicesSize {
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

impl From<f64> for ReadChoicesSize {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<bool> for ReadChoicesSize {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<bool> for ReadChoicesXMark {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<ReadChoicesXMarkVariant1> for ReadChoicesXMark {
    fn from(value: ReadChoicesXMarkVariant1) -> Self {
        Self::ReadChoicesXMarkVariant1(value)
    }
}

impl From<ReadChoicesXMarkString> for ReadChoicesXMark {
    fn from(value: ReadChoicesXMarkString) -> Self {
        Self::String(value)
    }
}

impl TryFrom<i64> for ReadChoicesXMarkVariant1 {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) > 9 {
            return Err("must be at most 9".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for ReadChoicesXMarkVariant1 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for ReadChoicesXMarkVariant1 {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
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

impl From<std::collections::HashMap<String, ReadDeepSwitchesValue>>
for ReadDeepSwitches {
    fn from(value: std::collections::HashMap<String, ReadDeepSwitchesValue>) -> Self {
        Self(value)
    }
}

impl From<std::collections::HashMap<String, ReadDeepTagsValue>> for ReadDeepTags {
    fn from(value: std::collections::HashMap<String, ReadDeepTagsValue>) -> Self {
        Self(value)
    }
}

impl From<i64> for ReadEncodedCount {
    fn from(value: i64) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ReadEncodedCount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ReadEncodedCount {
    type Err = <i64 as std::str::FromStr>::Err;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.parse()?))
    }
}

impl From<std::collections::HashMap<String, String>> for ReadEncodedFilter {
    fn from(value: std::collections::HashMap<String, String>) -> Self {
        Self(value)
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

impl<IntoItem> TryFrom<Vec<IntoItem>> for ReadEncodedXMeta
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

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for ReadEncodedXMeta
where
    IntoItem: TryInto<String>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for ReadEncodedXMeta {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<Vec<String> as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl std::fmt::Display for ReadFileExt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Json => f.write_str("json"),
            Self::Gz => f.write_str("gz"),
        }
    }
}

impl std::str::FromStr for ReadFileExt {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "json" => Ok(Self::Json),
            "gz" => Ok(Self::Gz),
            _ => Err("expected one of `json`, `gz`".into()),
        }
    }
}

impl ReadFileExt {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Json, Self::Gz];
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

impl std::fmt::Display for ReadLimitedTimesAt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for ReadLimitedTimesAt {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if <chrono::DateTime<chrono::Utc> as strict::OneForm>::parse_form(value)
            .is_none()
        {
            return Err(
                <chrono::DateTime<chrono::Utc> as strict::OneForm>::EXPECTED.into(),
            );
        }

        static PATTERN: std::sync::LazyLock<regress::Regex> = std::sync::LazyLock::new(||
        lockstep_runtime::text::pattern("Z$").unwrap());
        if PATTERN.find(value).is_none() {
            return Err("must match the pattern Z$".into());
        }

        Ok(Self(value.to_owned()))
    }
}

impl From<String> for ReadLimitedTimesResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ReadLimitedTimesResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ReadLimitedTimesResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl std::fmt::Display for ReadLimitedTimesUntil {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for ReadLimitedTimesUntil {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if <chrono::DateTime<chrono::Utc> as strict::OneForm>::parse_form(value)
            .is_none()
        {
            return Err(
                <chrono::DateTime<chrono::Utc> as strict::OneForm>::EXPECTED.into(),
            );
        }

        if value.chars().count() < 20 {
            return Err("must have at least 20 characters".into());
        }

        Ok(Self(value.to_owned()))
    }
}

impl ReadLimitedTimesXNewYear {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::X20240101t000000z, Self::X20250101t000000z];
}

impl std::fmt::Display for ReadLimitedTimesXNewYear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            match self {
                Self::X20240101t000000z => "2024-01-01T00:00:00Z",
                Self::X20250101t000000z => "2025-01-01T00:00:00Z",
            },
        )
    }
}

impl std::str::FromStr for ReadLimitedTimesXNewYear {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "2024-01-01T00:00:00Z" => Ok(Self::X20240101t000000z),
            "2025-01-01T00:00:00Z" => Ok(Self::X20250101t000000z),
            _ => {
                Err(
                    "expected one of `2024-01-01T00:00:00Z`, `2025-01-01T00:00:00Z`"
                        .into(),
                )
            }
        }
    }
}

impl std::fmt::Display for ReadLimitedTimesXSince {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for ReadLimitedTimesXSince {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if <chrono::DateTime<chrono::Utc> as strict::OneForm>::parse_form(value)
            .is_none()
        {
            return Err(
                <chrono::DateTime<chrono::Utc> as strict::OneForm>::EXPECTED.into(),
            );
        }

        if value.chars().count() > 35 {
            return Err("must have at most 35 characters".into());
        }

        Ok(Self(value.to_owned()))
    }
}

impl std::fmt::Display for ReadListsColourItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Red => f.write_str("red"),
            Self::Blue => f.write_str("blue"),
        }
    }
}

impl std::str::FromStr for ReadListsColourItem {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "red" => Ok(Self::Red),
            "blue" => Ok(Self::Blue),
            _ => Err("expected one of `red`, `blue`".into()),
        }
    }
}

impl ReadListsColourItem {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Red, Self::Blue];
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

impl From<String> for ReadMarkedResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ReadMarkedResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ReadMarkedResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl From<f64> for ReadMixedEitherItem {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<ReadMixedEitherItemString> for ReadMixedEitherItem {
    fn from(value: ReadMixedEitherItemString) -> Self {
        Self::String(value)
    }
}

impl std::fmt::Display for ReadMixedEitherItemString {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::All => f.write_str("all"),
        }
    }
}

impl std::str::FromStr for ReadMixedEitherItemString {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "all" => Ok(Self::All),
            _ => Err("expected `all`".into()),
        }
    }
}

impl ReadMixedEitherItemString {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::All];
}

impl From<serde_json::Map<String, serde_json::Value>> for ReadMixedFree {
    fn from(value: serde_json::Map<String, serde_json::Value>) -> Self {
        Self(value)
    }
}

impl TryFrom<serde_json::Value> for ReadMixedFree {
    type Error = self::error::ConversionError;
    fn try_from(value: serde_json::Value) -> Result<Self, self::error::ConversionError> {
        match value {
            serde_json::Value::Object(map) => Ok(Self(map)),
            _ => Err("expected an object".into()),
        }
    }
}

impl std::fmt::Display for ReadMixedMixedItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(x) => x.fmt(f),
            Self::Boolean(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}

impl std::str::FromStr for ReadMixedMixedItem {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if let Ok(v) = value.parse() {
            Ok(Self::Integer(v))
        } else if let Ok(v) = value.parse() {
            Ok(Self::Boolean(v))
        } else if let Ok(v) = value.parse() {
            Ok(Self::String(v))
        } else {
            Err("string conversion failed for all variants".into())
        }
    }
}

impl From<i64> for ReadMixedMixedItem {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<bool> for ReadMixedMixedItem {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<ReadMixedMixedItemString> for ReadMixedMixedItem {
    fn from(value: ReadMixedMixedItemString) -> Self {
        Self::String(value)
    }
}

impl From<String> for ReadMixedResponse {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for ReadMixedResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for ReadMixedResponse {
    type Err = std::convert::Infallible;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.to_string()))
    }
}

impl std::fmt::Display for ReadPartsColoursItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Red => f.write_str("red"),
            Self::Blue => f.write_str("blue"),
        }
    }
}

impl std::str::FromStr for ReadPartsColoursItem {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "red" => Ok(Self::Red),
            "blue" => Ok(Self::Blue),
            _ => Err("expected one of `red`, `blue`".into()),
        }
    }
}

impl ReadPartsColoursItem {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Red, Self::Blue];
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

impl From<std::collections::HashMap<String, f64>> for ReadPartsXRates {
    fn from(value: std::collections::HashMap<String, f64>) -> Self {
        Self(value)
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
    AsyncOperationResponse(String), CancelFileResponse(String), CountNumber(i64),
    CountResponse(String), ErrorOperationResponse(String), GetSlashResponse(String),
    N2faResponse(String), NeedBothResponse(String), NeedCertificateResponse(String),
    NeedDigestResponse(String), NeedEitherResponse(String), NeedNoneResponse(String),
    ReadChoicesResponse(String), ReadChoicesXMarkString(String), ReadChoicesXMarkVariant1(i64),
    ReadDeepResponse(String), ReadDeepSwitches(std::collections::HashMap<String,
    ReadDeepSwitchesValue>), ReadDeepTags(std::collections::HashMap<String, ReadDeepTagsValue>),
    ReadDeepTagsValue(String), ReadEncodedCount(i64),
    ReadEncodedFilter(std::collections::HashMap<String, String>), ReadEncodedResponse(String),
    ReadEncodedXMeta(Vec<String>), ReadFileResponse(String), ReadLimitedTimesAt(String),
    ReadLimitedTimesResponse(String), ReadLimitedTimesUntil(String), ReadLimitedTimesXSince(String),
    ReadListsResponse(String), ReadMarkedResponse(String), ReadMixedFree(serde_json::Map<String,
    serde_json::Value>), ReadMixedMixedItemString(String), ReadMixedResponse(String),
    ReadPartsResponse(String), ReadPartsXRates(std::collections::HashMap<String, f64>),
    ReadTimesResponse(String), ReadWholeResponse(String),
    Time(chrono::DateTime<chrono::offset::Utc>),
}

lockstep_runtime::limited_texts! {
    ReadChoicesXMarkString = max(4);
    ReadDeepTagsValue = max(4);
    ReadMixedMixedItemString = max(4);
}

lockstep_runtime::parse_text! {
    LevelName, PointId, ReadChoicesSince, ReadChoicesSize, ReadChoicesXMarkString,
    ReadDeepTagsValue, ReadEncodedCount, ReadFileExt, ReadLimitedTimesAt, ReadLimitedTimesUntil,
    ReadLimitedTimesXNewYear, ReadLimitedTimesXSince, ReadListsColourItem,
    ReadMixedEitherItemString, ReadMixedMixedItem, ReadMixedMixedItemString, ReadPartsColoursItem,
    Time,
}

lockstep_runtime::read_text! {
    LevelName, ReadChoicesXMarkString, ReadDeepTagsValue, ReadFileExt, ReadLimitedTimesAt,
    ReadLimitedTimesUntil, ReadLimitedTimesXNewYear, ReadLimitedTimesXSince, ReadListsColourItem,
    ReadMixedEitherItemString, ReadMixedMixedItemString, ReadPartsColoursItem,
}

lockstep_runtime::objects! {
    DeepFilter, DeepFilterSize, ErrorOperationBody, N2faBody, N2faError, NewOperationBody,
    NewOperationResponseItem, Point, Prefs, ReadDeepSwitchesValue, ReadListsFilter,
}

lockstep_runtime::checked! {
    in include_str!("checks.json");
    DeepFilterName = "#DeepFilterName";
}

lockstep_runtime::schemas! {
    in include_str!("schemas.json");
    AsyncOperationResponse = "AsyncOperationResponse" inline "AsyncOperationResponse";
    CancelFileResponse = "CancelFileResponse" inline "CancelFileResponse";
    CountNumber = "CountNumber" inline "CountNumber";
    CountResponse = "CountResponse" inline "CountResponse";
    DeepFilter = "DeepFilter" refers to LevelName;
    ErrorOperationBody = "ErrorOperationBody" inline "ErrorOperationBody";
    ErrorOperationResponse = "ErrorOperationResponse" inline "ErrorOperationResponse";
    GetSlashResponse = "GetSlashResponse" inline "GetSlashResponse";
    Level = "Level" refers to LevelName;
    LevelName = "LevelName";
    N2faBody = "N2faBody" inline "N2faBody";
    N2faError = "N2faError" inline "N2faError";
    N2faResponse = "N2faResponse" inline "N2faResponse";
    NeedBothResponse = "NeedBothResponse" inline "NeedBothResponse";
    NeedCertificateResponse = "NeedCertificateResponse" inline "NeedCertificateResponse";
    NeedDigestResponse = "NeedDigestResponse" inline "NeedDigestResponse";
    NeedEitherResponse = "NeedEitherResponse" inline "NeedEitherResponse";
    NeedNoneResponse = "NeedNoneResponse" inline "NeedNoneResponse";
    NewOperationBody = "NewOperationBody" inline "NewOperationBody";
    NewOperationResponseItem = "NewOperationResponseItem" inline "NewOperationResponseItem";
    Point = "Point";
    PointId = "PointId";
    Prefs = "Prefs";
    ReadChoicesMark = "ReadChoicesMark" inline "ReadChoicesMark";
    ReadChoicesResponse = "ReadChoicesResponse" inline "ReadChoicesResponse";
    ReadChoicesSince = "ReadChoicesSince" inline "ReadChoicesSince";
    ReadChoicesSize = "ReadChoicesSize" inline "ReadChoicesSize";
    ReadChoicesXMark = "ReadChoicesXMark" inline "ReadChoicesXMark";
    ReadDeepResponse = "ReadDeepResponse" inline "ReadDeepResponse";
    ReadDeepSwitches = "ReadDeepSwitches" inline "ReadDeepSwitches";
    ReadDeepTags = "ReadDeepTags" inline "ReadDeepTags";
    ReadEncodedCount = "ReadEncodedCount" inline "ReadEncodedCount";
    ReadEncodedFilter = "ReadEncodedFilter" inline "ReadEncodedFilter";
    ReadEncodedResponse = "ReadEncodedResponse" inline "ReadEncodedResponse";
    ReadEncodedXMeta = "ReadEncodedXMeta" inline "ReadEncodedXMeta";
    ReadFileExt = "ReadFileExt" inline "ReadFileExt";
    ReadFileResponse = "ReadFileResponse" inline "ReadFileResponse";
    ReadLimitedTimesAt = "ReadLimitedTimesAt" inline "ReadLimitedTimesAt";
    ReadLimitedTimesResponse = "ReadLimitedTimesResponse" inline "ReadLimitedTimesResponse";
    ReadLimitedTimesUntil = "ReadLimitedTimesUntil" inline "ReadLimitedTimesUntil";
    ReadLimitedTimesXNewYear = "ReadLimitedTimesXNewYear" inline "ReadLimitedTimesXNewYear";
    ReadLimitedTimesXSince = "ReadLimitedTimesXSince" inline "ReadLimitedTimesXSince";
    ReadListsColourItem = "ReadListsColourItem" inline "ReadListsColourItem";
    ReadListsFilter = "ReadListsFilter" inline "ReadListsFilter";
    ReadListsResponse = "ReadListsResponse" inline "ReadListsResponse";
    ReadMarkedResponse = "ReadMarkedResponse" inline "ReadMarkedResponse";
    ReadMixedEitherItem = "ReadMixedEitherItem" inline "ReadMixedEitherItem";
    ReadMixedFree = "ReadMixedFree" inline "ReadMixedFree";
    ReadMixedMixedItem = "ReadMixedMixedItem" inline "ReadMixedMixedItem";
    ReadMixedResponse = "ReadMixedResponse" inline "ReadMixedResponse";
    ReadPartsColoursItem = "ReadPartsColoursItem" inline "ReadPartsColoursItem";
    ReadPartsResponse = "ReadPartsResponse" inline "ReadPartsResponse";
    ReadPartsXRates = "ReadPartsXRates" inline "ReadPartsXRates";
    ReadTimesResponse = "ReadTimesResponse" inline "ReadTimesResponse";
    ReadWholeResponse = "ReadWholeResponse" inline "ReadWholeResponse";
    Time = "Time";
}

/// Generation of default values for serde.
pub mod defaults {}

/// The error of conversions.
pub mod error {
    pub use lockstep_runtime::ConversionError;
}

/// Types for composing complex structures.
pub mod builder {
    #[derive(Clone, Debug)]
    pub struct ErrorOperationBody {
        a: Result<String, super::error::ConversionError>,
    }

    impl Default for ErrorOperationBody {
        fn default() -> Self {
            Self {
                a: Err(super::error::ConversionError::of("a", "required")),
            }
        }
    }

    impl ErrorOperationBody {
        /// Sets `a`.
        pub fn a<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.a = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("a", error));
            self
        }
    }

    impl TryFrom<ErrorOperationBody> for super::ErrorOperationBody {
        type Error = super::error::ConversionError;
        fn try_from(
            value: ErrorOperationBody,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self { a: value.a? })
        }
    }

    impl From<super::ErrorOperationBody> for ErrorOperationBody {
        fn from(value: super::ErrorOperationBody) -> Self {
            Self { a: Ok(value.a) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct N2faBody {
        code: Result<String, super::error::ConversionError>,
    }

    impl Default for N2faBody {
        fn default() -> Self {
            Self {
                code: Err(super::error::ConversionError::of("code", "required")),
            }
        }
    }

    impl N2faBody {
        /// Sets `code`.
        pub fn code<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.code = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("code", error));
            self
        }
    }

    impl TryFrom<N2faBody> for super::N2faBody {
        type Error = super::error::ConversionError;
        fn try_from(value: N2faBody) -> Result<Self, super::error::ConversionError> {
            Ok(Self { code: value.code? })
        }
    }

    impl From<super::N2faBody> for N2faBody {
        fn from(value: super::N2faBody) -> Self {
            Self { code: Ok(value.code) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct NewOperationBody {
        size: Result<i64, super::error::ConversionError>,
    }

    impl Default for NewOperationBody {
        fn default() -> Self {
            Self {
                size: Err(super::error::ConversionError::of("size", "required")),
            }
        }
    }

    impl NewOperationBody {
        /// Sets `size`.
        pub fn size<T>(mut self, value: T) -> Self
        where
            T: TryInto<i64>,
            T::Error: std::fmt::Display + 'static,
        {
            self.size = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("size", error));
            self
        }
    }

    impl TryFrom<NewOperationBody> for super::NewOperationBody {
        type Error = super::error::ConversionError;
        fn try_from(
            value: NewOperationBody,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self { size: value.size? })
        }
    }

    impl From<super::NewOperationBody> for NewOperationBody {
        fn from(value: super::NewOperationBody) -> Self {
            Self { size: Ok(value.size) }
        }
    }
}
