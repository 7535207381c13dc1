// @generated from streams.yaml

use lockstep_runtime::strict;

/// `Change`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
#[serde(remote = "Self")]
pub struct Change {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<Change>,
    pub name: Name,
}

/// `Changes`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Changes(pub Vec<Change>);

/// `GetValuesResponse206Item`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct GetValuesResponse206Item {
    pub a: GetValuesResponse206ItemA,
}

/// GetValuesResponse206ItemA
///
/// Limits:
///
/// - must be at most 9
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct GetValuesResponse206ItemA(i64);

/// `GetValuesResponseItem`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct GetValuesResponseItem(pub serde_json::Value);

/// `Name`
///
/// Limits:
///
/// - must have at most 8 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct Name(String);

/// `Problem`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Problem {
    pub title: String,
}

impl From<Vec<Change>> for Changes {
    fn from(value: Vec<Change>) -> Self {
        Self(value)
    }
}

impl TryFrom<i64> for GetValuesResponse206ItemA {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) > 9 {
            return Err("must be at most 9".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for GetValuesResponse206ItemA {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for GetValuesResponse206ItemA {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl From<serde_json::Value> for GetValuesResponseItem {
    fn from(value: serde_json::Value) -> Self {
        Self(value)
    }
}

lockstep_runtime::newtypes! {
    Changes(Vec<Change>), GetValuesResponse206ItemA(i64), GetValuesResponseItem(serde_json::Value),
    Name(String),
}

lockstep_runtime::limited_texts! {
    Name = max(8);
}

lockstep_runtime::parse_text! {
    Name,
}

lockstep_runtime::read_text! {
    Name,
}

lockstep_runtime::objects! {
    Change, GetValuesResponse206Item, Problem,
}

lockstep_runtime::schemas! {
    in include_str!("schemas.json");
    Change = "Change" refers to Change, Name;
    Changes = "Changes" refers to Change;
    GetValuesResponse206Item = "GetValuesResponse206Item" inline "GetValuesResponse206Item";
    GetValuesResponseItem = "GetValuesResponseItem" inline "GetValuesResponseItem";
    Name = "Name";
    Problem = "Problem";
}

/// The error of conversions.
pub mod error {
    pub use lockstep_runtime::ConversionError;
}
