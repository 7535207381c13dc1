// @generated from features.yaml

use lockstep_runtime::strict;

/// Agreed
///
/// Limits:
///
/// - must be true
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Agreed(bool);

/// `Animal`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(tag = "kind", content = "name")]
pub enum Animal {
    #[serde(rename = "cat")]
    Cat(String),
    #[serde(rename = "fish")]
    Fish,
}

/// Colour
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
pub enum Colour {
    #[serde(rename = "red")]
    Red,
    #[serde(rename = "Red")]
    Red2,
    #[serde(rename = "+1")]
    Plus1,
    #[serde(rename = "-1")]
    Minus1,
    #[serde(rename = "")]
    Empty,
}

/// `CreateThingError`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct CreateThingError {
    pub field: String,
}

/// `CreateThingErrors`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(untagged)]
pub enum CreateThingErrors {
    Object { field: String },
    Error(Error),
    Thing(Thing),
}

/// `Error`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Error {
    pub message: String,
}

/// `Form`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Form {
    #[serde(default = "defaults::default_u64::<i32, 1>", deserialize_with = "strict::read")]
    pub count: i32,
    pub name: FormName,
}

/// `FormName`
///
/// Limits:
///
/// - must not be empty
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct FormName(String);

/// Grade
///
/// Limits:
///
/// - expected one of `1`, `2`, `5`
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Grade(i64);

/// `Lonely`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default)]
#[serde(remote = "Self")]
pub struct Lonely {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub a: Option<bool>,
}

/// Map
///
/// Limits:
///
/// - must not be empty
/// - must have at most 2 properties
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Map(std::collections::HashMap<String, i64>);

/// `Name`
///
/// Limits:
///
/// - must have at most 8 characters
/// - must not be empty
/// - must contain only the characters `a` to `z`
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct Name(String);

/// `Nothing`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(transparent)]
pub struct Nothing(pub ());

/// `OneOrMore`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(untagged)]
pub enum OneOrMore {
    String(String),
    Array(Vec<String>),
}

/// `Order`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Order {
    #[serde(rename = "up")]
    Up,
    #[serde(rename = "down")]
    Down,
}

/// Parts
///
/// Limits:
///
/// - must have at most 3 items
/// - must not have an item twice
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Parts(Vec<Thing>);

/// `PutNoteResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(transparent)]
pub struct PutNoteResponse(#[serde(deserialize_with = "strict::read")] pub i64);

/// Rate
///
/// Limits:
///
/// - must be a finite number
/// - must be more than 0
/// - must be a multiple of 0.5
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Rate(f32);

/// `Renamed`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Renamed {
    #[serde(rename = "createdAt", deserialize_with = "strict::read")]
    pub created_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub default: Option<Lonely>,
    #[serde(
        rename = "defaultBranch",
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::not_null"
    )]
    pub default_branch: Option<String>,
}

/// `Result`
#[derive(serde::Deserialize, serde::Serialize, Clone, Default)]
#[serde(remote = "Self")]
pub struct Result {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub password: Option<String>,
}

/// RowsItem
///
/// Limits:
///
/// - must not be empty
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct RowsItem(Vec<RowsItemItem>);

/// RowsItemItem
///
/// Limits:
///
/// - must be at most 9
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct RowsItemItem(i64);

/// Share
///
/// Limits:
///
/// - must be a finite number
/// - expected one of `0.25`, `0.5`
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Share(f64);

/// Step
///
/// Limits:
///
/// - must be less than 100
/// - must be a multiple of 5
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Step(i64);

/// `Switch`
#[derive(serde::Deserialize, serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(tag = "state")]
pub enum Switch {
    #[serde(rename = "on")]
    On,
    #[serde(rename = "off")]
    Off,
}

/// `Tag`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Tag {
    #[serde(deserialize_with = "strict::read")]
    pub tag: Option<uuid::Uuid>,
}

/// `Thing`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Thing {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub colour: Option<Colour>,
    pub name: Name,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub parts: Option<Parts>,
}

/// `ThingList`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(transparent)]
pub struct ThingList(pub Vec<Thing>);

/// `ThingResultsPage`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct ThingResultsPage {
    pub items: Vec<Thing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_page: Option<String>,
}

/// `Values`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Values {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub agreed: Option<Agreed>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub animal: Option<Animal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub any: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub at: Option<chrono::DateTime<chrono::offset::Utc>>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_not_null")]
    pub day: Option<chrono::naive::NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub either: Option<ValuesEither>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub grade: Option<Grade>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "strict::read")]
    pub ids: Vec<uuid::Uuid>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub ip: Option<std::net::IpAddr>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub map: Option<Map>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub meant: Option<ValuesMeant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nothing: Option<Nothing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optional: Option<Tag>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_not_null")]
    pub port: Option<std::num::NonZeroU16>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub rate: Option<Rate>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub renamed: Option<Renamed>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub result: Option<Result>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowsItem>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub share: Option<Share>,
    #[serde(default = "defaults::default_u64::<u64, 7>", deserialize_with = "strict::read")]
    pub size: u64,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub step: Option<Step>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub switch: Option<Switch>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub tagged: Option<ValuesTagged>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_not_null")]
    pub wide: Option<u64>,
}

/// `ValuesEither`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(untagged)]
pub enum ValuesEither {
    Tag(Tag),
    Form(Form),
}

/// `ValuesMeant`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default)]
#[serde(remote = "Self")]
pub struct ValuesMeant {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::not_null")]
    pub a: Option<String>,
}

/// `ValuesTagged`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct ValuesTagged {
    pub note: String,
    #[serde(deserialize_with = "strict::read")]
    pub tag: Option<uuid::Uuid>,
}

/// XRank
///
/// Limits:
///
/// - must be a finite number
/// - must be at least 0
/// - must be at most 1
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct XRank(f64);

impl TryFrom<bool> for Agreed {
    type Error = self::error::ConversionError;
    fn try_from(value: bool) -> std::result::Result<Self, self::error::ConversionError> {
        if value != true {
            return Err("must be true".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for Agreed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for Agreed {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<bool as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl Colour {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[
        Self::Red,
        Self::Red2,
        Self::Plus1,
        Self::Minus1,
        Self::Empty,
    ];
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            match self {
                Self::Red => "red",
                Self::Red2 => "Red",
                Self::Plus1 => "+1",
                Self::Minus1 => "-1",
                Self::Empty => "",
            },
        )
    }
}

impl std::str::FromStr for Colour {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        match value {
            "red" => Ok(Self::Red),
            "Red" => Ok(Self::Red2),
            "+1" => Ok(Self::Plus1),
            "-1" => Ok(Self::Minus1),
            "" => Ok(Self::Empty),
            _ => Err("expected one of `red`, `Red`, `+1`, `-1`, ``".into()),
        }
    }
}

impl From<Error> for CreateThingErrors {
    fn from(value: Error) -> Self {
        Self::Error(value)
    }
}

impl From<Thing> for CreateThingErrors {
    fn from(value: Thing) -> Self {
        Self::Thing(value)
    }
}

impl Form {
    pub fn builder() -> builder::Form {
        Default::default()
    }
}

impl std::str::FromStr for FormName {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        if value.is_empty() {
            return Err("must not be empty".into());
        }

        Ok(Self(value.to_string()))
    }
}

impl TryFrom<i64> for Grade {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> std::result::Result<Self, self::error::ConversionError> {
        if ![1, 2, 5].contains(&i128::from(value)) {
            return Err("expected one of `1`, `2`, `5`".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for Grade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for Grade {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl Lonely {
    pub fn builder() -> builder::Lonely {
        Default::default()
    }
}

impl TryFrom<std::collections::HashMap<String, i64>> for Map {
    type Error = self::error::ConversionError;
    fn try_from(
        value: std::collections::HashMap<String, i64>,
    ) -> std::result::Result<Self, self::error::ConversionError> {
        if value.len() < 1usize {
            return Err("must not be empty".into());
        }

        if value.len() > 2usize {
            return Err("must have at most 2 properties".into());
        }

        Ok(Self(value))
    }
}

impl<'de> serde::Deserialize<'de> for Map {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            strict::read::<D, std::collections::HashMap<String, i64>>(deserializer)?,
        )
    }
}

impl std::str::FromStr for Name {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        if value.chars().count() > 8usize {
            return Err("must have at most 8 characters".into());
        }

        if value.is_empty() {
            return Err("must not be empty".into());
        }

        if value.chars().any(|character| !('a'..='z').contains(&character)) {
            return Err("must contain only the characters `a` to `z`".into());
        }

        Ok(Self(value.to_string()))
    }
}

impl From<()> for Nothing {
    fn from(value: ()) -> Self {
        Self(value)
    }
}

impl From<Vec<String>> for OneOrMore {
    fn from(value: Vec<String>) -> Self {
        Self::Array(value)
    }
}

impl std::fmt::Display for Order {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Up => f.write_str("up"),
            Self::Down => f.write_str("down"),
        }
    }
}

impl std::str::FromStr for Order {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        match value {
            "up" => Ok(Self::Up),
            "down" => Ok(Self::Down),
            _ => Err("expected one of `up`, `down`".into()),
        }
    }
}

impl Order {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Up, Self::Down];
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for Parts
where
    IntoItem: TryInto<Thing>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(
        value: Vec<IntoItem>,
    ) -> std::result::Result<Self, self::error::ConversionError> {
        let value: Vec<Thing> = lockstep_runtime::items(value)?;
        if value.len() > 3usize {
            return Err("must have at most 3 items".into());
        }

        let mut known = std::collections::HashSet::new();
        let texts = value.iter().map(|item| serde_json::json!(item).to_string());
        if !texts.into_iter().all(|text| known.insert(text)) {
            return Err("must not have an item twice".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for Parts
where
    IntoItem: TryInto<Thing>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(
        value: [IntoItem; N],
    ) -> std::result::Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for Parts {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<Vec<Thing> as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl From<i64> for PutNoteResponse {
    fn from(value: i64) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for PutNoteResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for PutNoteResponse {
    type Err = <i64 as std::str::FromStr>::Err;
    fn from_str(value: &str) -> std::result::Result<Self, Self::Err> {
        Ok(Self(value.parse()?))
    }
}

impl TryFrom<f32> for Rate {
    type Error = self::error::ConversionError;
    fn try_from(value: f32) -> std::result::Result<Self, self::error::ConversionError> {
        if !value.is_finite() {
            return Err("must be a finite number".into());
        }

        if f64::from(value) <= f64::from(0.0 as f32) {
            return Err("must be more than 0".into());
        }

        let times = f64::from(value) / f64::from(0.5 as f32);
        if (times - times.round()).abs() > 1e-9 * times.abs().max(1.0) {
            return Err("must be a multiple of 0.5".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for Rate {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<f32 as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl Renamed {
    pub fn builder() -> builder::Renamed {
        Default::default()
    }
}

impl Result {
    pub fn builder() -> builder::Result {
        Default::default()
    }
}

impl std::fmt::Debug for builder::Result {
    /// Does not show the values, which are a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Result(…)")
    }
}

impl std::fmt::Debug for Result {
    /// Does not show the value, which is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Result(…)")
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for RowsItem
where
    IntoItem: TryInto<RowsItemItem>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(
        value: Vec<IntoItem>,
    ) -> std::result::Result<Self, self::error::ConversionError> {
        let value: Vec<RowsItemItem> = lockstep_runtime::items(value)?;
        if value.len() < 1usize {
            return Err("must not be empty".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for RowsItem
where
    IntoItem: TryInto<RowsItemItem>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(
        value: [IntoItem; N],
    ) -> std::result::Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for RowsItem {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            <Vec<RowsItemItem> as serde::Deserialize>::deserialize(deserializer)?,
        )
    }
}

impl TryFrom<i64> for RowsItemItem {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> std::result::Result<Self, self::error::ConversionError> {
        if i128::from(value) > 9 {
            return Err("must be at most 9".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for RowsItemItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for RowsItemItem {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl TryFrom<f64> for Share {
    type Error = self::error::ConversionError;
    fn try_from(value: f64) -> std::result::Result<Self, self::error::ConversionError> {
        if !value.is_finite() {
            return Err("must be a finite number".into());
        }

        if ![0.25, 0.5].contains(&f64::from(value)) {
            return Err("expected one of `0.25`, `0.5`".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for Share {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<f64 as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl TryFrom<i64> for Step {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> std::result::Result<Self, self::error::ConversionError> {
        if i128::from(value) >= 100 {
            return Err("must be less than 100".into());
        }

        if i128::from(value) % 5 != 0 {
            return Err("must be a multiple of 5".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for Step {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl std::fmt::Display for Switch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::On => f.write_str("on"),
            Self::Off => f.write_str("off"),
        }
    }
}

impl std::str::FromStr for Switch {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        match value {
            "on" => Ok(Self::On),
            "off" => Ok(Self::Off),
            _ => Err("expected one of `on`, `off`".into()),
        }
    }
}

impl Tag {
    pub fn builder() -> builder::Tag {
        Default::default()
    }
}

impl Thing {
    pub fn builder() -> builder::Thing {
        Default::default()
    }
}

impl From<Vec<Thing>> for ThingList {
    fn from(value: Vec<Thing>) -> Self {
        Self(value)
    }
}

impl Default for Values {
    fn default() -> Self {
        Self {
            agreed: Default::default(),
            animal: Default::default(),
            any: Default::default(),
            at: Default::default(),
            day: Default::default(),
            either: Default::default(),
            grade: Default::default(),
            ids: Default::default(),
            ip: Default::default(),
            map: Default::default(),
            meant: Default::default(),
            nothing: Default::default(),
            optional: Default::default(),
            port: Default::default(),
            rate: Default::default(),
            renamed: Default::default(),
            result: Default::default(),
            rows: Default::default(),
            share: Default::default(),
            size: defaults::default_u64::<u64, 7>(),
            step: Default::default(),
            switch: Default::default(),
            tagged: Default::default(),
            wide: Default::default(),
        }
    }
}

impl Values {
    pub fn builder() -> builder::Values {
        Default::default()
    }
}

impl From<Tag> for ValuesEither {
    fn from(value: Tag) -> Self {
        Self::Tag(value)
    }
}

impl From<Form> for ValuesEither {
    fn from(value: Form) -> Self {
        Self::Form(value)
    }
}

impl ValuesMeant {
    pub fn builder() -> builder::ValuesMeant {
        Default::default()
    }
}

impl ValuesTagged {
    pub fn builder() -> builder::ValuesTagged {
        Default::default()
    }
}

impl TryFrom<f64> for XRank {
    type Error = self::error::ConversionError;
    fn try_from(value: f64) -> std::result::Result<Self, self::error::ConversionError> {
        if !value.is_finite() {
            return Err("must be a finite number".into());
        }

        if f64::from(value) < 0.0 {
            return Err("must be at least 0".into());
        }

        if f64::from(value) > 1.0 {
            return Err("must be at most 1".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for XRank {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for XRank {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<f64 as serde::Deserialize>::deserialize(deserializer)?)
    }
}

lockstep_runtime::newtypes! {
    Agreed(bool), FormName(String), Grade(i64), Map(std::collections::HashMap<String, i64>),
    Name(String), Nothing(()), Parts(Vec<Thing>), PutNoteResponse(i64), Rate(f32),
    RowsItem(Vec<RowsItemItem>), RowsItemItem(i64), Share(f64), Step(i64), ThingList(Vec<Thing>),
    XRank(f64),
}

lockstep_runtime::parse_text! {
    Colour, FormName, Name, Order, PutNoteResponse, Switch,
}

lockstep_runtime::read_text! {
    Colour, FormName, Name, Order,
}

lockstep_runtime::objects! {
    CreateThingError, Error, Form, Lonely, Renamed, Result, Tag, Thing, ThingResultsPage, Values,
    ValuesMeant, ValuesTagged,
}

lockstep_runtime::schemas! {
    in include_str!("schemas.json");
    Animal = "Animal";
    Colour = "Colour";
    CreateThingError = "CreateThingError" inline "CreateThingError";
    CreateThingErrors = "CreateThingErrors" inline "CreateThingErrors" refers to Error, Thing;
    Error = "Error";
    Form = "Form";
    Lonely = "Lonely";
    Name = "Name";
    Nothing = "Nothing";
    OneOrMore = "OneOrMore" inline "OneOrMore";
    Order = "Order" inline "Order";
    PutNoteResponse = "PutNoteResponse" inline "PutNoteResponse";
    Renamed = "Renamed" refers to Lonely;
    Result = "Result";
    Switch = "Switch";
    Tag = "Tag";
    Thing = "Thing" refers to Colour, Name, Thing;
    ThingList = "ThingList" inline "ThingList" refers to Thing;
    ThingResultsPage = "ThingResultsPage" refers to Thing;
    Values = "Values" refers to Animal, Form, Nothing, Renamed, Result, Switch, Tag;
    XRank = "XRank" inline "XRank";
}

/// Generation of default values for serde.
pub mod defaults {
    pub(super) fn default_u64<T, const V: u64>() -> T
    where
        T: TryFrom<u64>,
        <T as std::convert::TryFrom<u64>>::Error: std::fmt::Debug,
    {
        T::try_from(V).unwrap()
    }
}

/// The error of conversions.
pub mod error {
    pub use lockstep_runtime::ConversionError;
}

/// Types for composing complex structures.
pub mod builder {
    use super::{Agreed, Colour, Grade, Map, Parts, Rate, RowsItem, Share, Step};
    #[derive(Clone, Debug)]
    pub struct Form {
        count: std::result::Result<i32, super::error::ConversionError>,
        name: std::result::Result<super::FormName, super::error::ConversionError>,
    }

    impl Default for Form {
        fn default() -> Self {
            Self {
                count: Ok(super::defaults::default_u64::<i32, 1>()),
                name: Err(super::error::ConversionError::of("name", "required")),
            }
        }
    }

    impl Form {
        /// Sets `count`.
        pub fn count<T>(mut self, value: T) -> Self
        where
            T: TryInto<i32>,
            T::Error: std::fmt::Display + 'static,
        {
            self.count = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("count", error));
            self
        }

        /// Sets `name`.
        pub fn name<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::FormName>,
            T::Error: std::fmt::Display + 'static,
        {
            self.name = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("name", error));
            self
        }
    }

    impl TryFrom<Form> for super::Form {
        type Error = super::error::ConversionError;
        fn try_from(
            value: Form,
        ) -> std::result::Result<Self, super::error::ConversionError> {
            Ok(Self {
                count: value.count?,
                name: value.name?,
            })
        }
    }

    impl From<super::Form> for Form {
        fn from(value: super::Form) -> Self {
            Self {
                count: Ok(value.count),
                name: Ok(value.name),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct Lonely {
        a: std::result::Result<Option<bool>, super::error::ConversionError>,
    }

    impl Default for Lonely {
        fn default() -> Self {
            Self { a: Ok(Default::default()) }
        }
    }

    impl Lonely {
        /// Sets `a`.
        pub fn a<T>(mut self, value: T) -> Self
        where
            T: TryInto<bool>,
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
            T: TryInto<bool>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.a = Ok(None);
                return self;
            };
            self.a(value)
        }
    }

    impl TryFrom<Lonely> for super::Lonely {
        type Error = super::error::ConversionError;
        fn try_from(
            value: Lonely,
        ) -> std::result::Result<Self, super::error::ConversionError> {
            Ok(Self { a: value.a? })
        }
    }

    impl From<super::Lonely> for Lonely {
        fn from(value: super::Lonely) -> Self {
            Self { a: Ok(value.a) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct Renamed {
        created_at: std::result::Result<
            Option<chrono::DateTime<chrono::offset::Utc>>,
            super::error::ConversionError,
        >,
        default: std::result::Result<
            Option<super::Lonely>,
            super::error::ConversionError,
        >,
        default_branch: std::result::Result<
            Option<String>,
            super::error::ConversionError,
        >,
    }

    impl Default for Renamed {
        fn default() -> Self {
            Self {
                created_at: Err(
                    super::error::ConversionError::of("createdAt", "required"),
                ),
                default: Ok(Default::default()),
                default_branch: Ok(Default::default()),
            }
        }
    }

    impl Renamed {
        /// Sets `createdAt`.
        pub fn created_at<T>(mut self, value: T) -> Self
        where
            T: TryInto<chrono::DateTime<chrono::offset::Utc>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.created_at = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("createdAt", error));
            self
        }

        /// Sets `createdAt`, or removes it.
        pub fn maybe_created_at<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<chrono::DateTime<chrono::offset::Utc>>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.created_at = Ok(None);
                return self;
            };
            self.created_at(value)
        }

        /// Sets `default`.
        pub fn default<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Lonely>,
            T::Error: std::fmt::Display + 'static,
        {
            self.default = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("default", error));
            self
        }

        /// Sets `default`, or removes it.
        pub fn maybe_default<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::Lonely>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.default = Ok(None);
                return self;
            };
            self.default(value)
        }

        /// Sets `defaultBranch`.
        pub fn default_branch<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.default_branch = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of(
                    "defaultBranch",
                    error,
                ));
            self
        }

        /// Sets `defaultBranch`, or removes it.
        pub fn maybe_default_branch<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.default_branch = Ok(None);
                return self;
            };
            self.default_branch(value)
        }
    }

    impl TryFrom<Renamed> for super::Renamed {
        type Error = super::error::ConversionError;
        fn try_from(
            value: Renamed,
        ) -> std::result::Result<Self, super::error::ConversionError> {
            Ok(Self {
                created_at: value.created_at?,
                default: value.default?,
                default_branch: value.default_branch?,
            })
        }
    }

    impl From<super::Renamed> for Renamed {
        fn from(value: super::Renamed) -> Self {
            Self {
                created_at: Ok(value.created_at),
                default: Ok(value.default),
                default_branch: Ok(value.default_branch),
            }
        }
    }

    #[derive(Clone)]
    pub struct Result {
        password: std::result::Result<Option<String>, super::error::ConversionError>,
    }

    impl Default for Result {
        fn default() -> Self {
            Self {
                password: Ok(Default::default()),
            }
        }
    }

    impl Result {
        /// Sets `password`.
        pub fn password<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.password = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("password", error));
            self
        }

        /// Sets `password`, or removes it.
        pub fn maybe_password<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.password = Ok(None);
                return self;
            };
            self.password(value)
        }
    }

    impl TryFrom<Result> for super::Result {
        type Error = super::error::ConversionError;
        fn try_from(
            value: Result,
        ) -> std::result::Result<Self, super::error::ConversionError> {
            Ok(Self { password: value.password? })
        }
    }

    impl From<super::Result> for Result {
        fn from(value: super::Result) -> Self {
            Self {
                password: Ok(value.password),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct Tag {
        tag: std::result::Result<Option<uuid::Uuid>, super::error::ConversionError>,
    }

    impl Default for Tag {
        fn default() -> Self {
            Self {
                tag: Err(super::error::ConversionError::of("tag", "required")),
            }
        }
    }

    impl Tag {
        /// Sets `tag`.
        pub fn tag<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.tag = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("tag", error));
            self
        }

        /// Sets `tag`, or removes it.
        pub fn maybe_tag<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.tag = Ok(None);
                return self;
            };
            self.tag(value)
        }
    }

    impl TryFrom<Tag> for super::Tag {
        type Error = super::error::ConversionError;
        fn try_from(
            value: Tag,
        ) -> std::result::Result<Self, super::error::ConversionError> {
            Ok(Self { tag: value.tag? })
        }
    }

    impl From<super::Tag> for Tag {
        fn from(value: super::Tag) -> Self {
            Self { tag: Ok(value.tag) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct Thing {
        colour: std::result::Result<Option<Colour>, super::error::ConversionError>,
        name: std::result::Result<super::Name, super::error::ConversionError>,
        parts: std::result::Result<Option<Parts>, super::error::ConversionError>,
    }

    impl Default for Thing {
        fn default() -> Self {
            Self {
                colour: Ok(Default::default()),
                name: Err(super::error::ConversionError::of("name", "required")),
                parts: Ok(Default::default()),
            }
        }
    }

    impl Thing {
        /// Sets `colour`.
        pub fn colour<T>(mut self, value: T) -> Self
        where
            T: TryInto<Colour>,
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
            T: TryInto<Colour>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.colour = Ok(None);
                return self;
            };
            self.colour(value)
        }

        /// Sets `name`.
        pub fn name<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Name>,
            T::Error: std::fmt::Display + 'static,
        {
            self.name = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("name", error));
            self
        }

        /// Sets `parts`.
        pub fn parts<T>(mut self, value: T) -> Self
        where
            T: TryInto<Parts>,
            T::Error: std::fmt::Display + 'static,
        {
            self.parts = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("parts", error));
            self
        }

        /// Sets `parts`, or removes it.
        pub fn maybe_parts<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<Parts>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.parts = Ok(None);
                return self;
            };
            self.parts(value)
        }
    }

    impl TryFrom<Thing> for super::Thing {
        type Error = super::error::ConversionError;
        fn try_from(
            value: Thing,
        ) -> std::result::Result<Self, super::error::ConversionError> {
            Ok(Self {
                colour: value.colour?,
                name: value.name?,
                parts: value.parts?,
            })
        }
    }

    impl From<super::Thing> for Thing {
        fn from(value: super::Thing) -> Self {
            Self {
                colour: Ok(value.colour),
                name: Ok(value.name),
                parts: Ok(value.parts),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct Values {
        agreed: std::result::Result<Option<Agreed>, super::error::ConversionError>,
        animal: std::result::Result<
            Option<super::Animal>,
            super::error::ConversionError,
        >,
        any: std::result::Result<
            Option<serde_json::Value>,
            super::error::ConversionError,
        >,
        at: std::result::Result<
            Option<chrono::DateTime<chrono::offset::Utc>>,
            super::error::ConversionError,
        >,
        day: std::result::Result<
            Option<chrono::naive::NaiveDate>,
            super::error::ConversionError,
        >,
        either: std::result::Result<
            Option<super::ValuesEither>,
            super::error::ConversionError,
        >,
        grade: std::result::Result<Option<Grade>, super::error::ConversionError>,
        ids: std::result::Result<Vec<uuid::Uuid>, super::error::ConversionError>,
        ip: std::result::Result<Option<std::net::IpAddr>, super::error::ConversionError>,
        map: std::result::Result<Option<Map>, super::error::ConversionError>,
        meant: std::result::Result<
            Option<super::ValuesMeant>,
            super::error::ConversionError,
        >,
        nothing: std::result::Result<
            Option<super::Nothing>,
            super::error::ConversionError,
        >,
        optional: std::result::Result<Option<super::Tag>, super::error::ConversionError>,
        port: std::result::Result<
            Option<std::num::NonZeroU16>,
            super::error::ConversionError,
        >,
        rate: std::result::Result<Option<Rate>, super::error::ConversionError>,
        renamed: std::result::Result<
            Option<super::Renamed>,
            super::error::ConversionError,
        >,
        result: std::result::Result<
            Option<super::Result>,
            super::error::ConversionError,
        >,
        rows: std::result::Result<Vec<RowsItem>, super::error::ConversionError>,
        share: std::result::Result<Option<Share>, super::error::ConversionError>,
        size: std::result::Result<u64, super::error::ConversionError>,
        step: std::result::Result<Option<Step>, super::error::ConversionError>,
        switch: std::result::Result<
            Option<super::Switch>,
            super::error::ConversionError,
        >,
        tagged: std::result::Result<
            Option<super::ValuesTagged>,
            super::error::ConversionError,
        >,
        wide: std::result::Result<Option<u64>, super::error::ConversionError>,
    }

    impl Default for Values {
        fn default() -> Self {
            Self {
                agreed: Ok(Default::default()),
                animal: Ok(Default::default()),
                any: Ok(Default::default()),
                at: Ok(Default::default()),
                day: Ok(Default::default()),
                either: Ok(Default::default()),
                grade: Ok(Default::default()),
                ids: Ok(Default::default()),
                ip: Ok(Default::default()),
                map: Ok(Default::default()),
                meant: Ok(Default::default()),
                nothing: Ok(Default::default()),
                optional: Ok(Default::default()),
                port: Ok(Default::default()),
                rate: Ok(Default::default()),
                renamed: Ok(Default::default()),
                result: Ok(Default::default()),
                rows: Ok(Default::default()),
                share: Ok(Default::default()),
                size: Ok(super::defaults::default_u64::<u64, 7>()),
                step: Ok(Default::default()),
                switch: Ok(Default::default()),
                tagged: Ok(Default::default()),
                wide: Ok(Default::default()),
            }
        }
    }

    impl Values {
        /// Sets `agreed`.
        pub fn agreed<T>(mut self, value: T) -> Self
        where
            T: TryInto<Agreed>,
            T::Error: std::fmt::Display + 'static,
        {
            self.agreed = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("agreed", error));
            self
        }

        /// Sets `agreed`, or removes it.
        pub fn maybe_agreed<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<Agreed>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.agreed = Ok(None);
                return self;
            };
            self.agreed(value)
        }

        /// Sets `animal`.
        pub fn animal<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Animal>,
            T::Error: std::fmt::Display + 'static,
        {
            self.animal = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("animal", error));
            self
        }

        /// Sets `animal`, or removes it.
        pub fn maybe_animal<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::Animal>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.animal = Ok(None);
                return self;
            };
            self.animal(value)
        }

        /// Sets `any`.
        pub fn any<T>(mut self, value: T) -> Self
        where
            T: TryInto<serde_json::Value>,
            T::Error: std::fmt::Display + 'static,
        {
            self.any = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("any", error));
            self
        }

        /// Sets `any`, or removes it.
        pub fn maybe_any<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<serde_json::Value>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.any = Ok(None);
                return self;
            };
            self.any(value)
        }

        /// Sets `at`.
        pub fn at<T>(mut self, value: T) -> Self
        where
            T: TryInto<chrono::DateTime<chrono::offset::Utc>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.at = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("at", error));
            self
        }

        /// Sets `at`, or removes it.
        pub fn maybe_at<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<chrono::DateTime<chrono::offset::Utc>>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.at = Ok(None);
                return self;
            };
            self.at(value)
        }

        /// Sets `day`.
        pub fn day<T>(mut self, value: T) -> Self
        where
            T: TryInto<chrono::naive::NaiveDate>,
            T::Error: std::fmt::Display + 'static,
        {
            self.day = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("day", error));
            self
        }

        /// Sets `day`, or removes it.
        pub fn maybe_day<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<chrono::naive::NaiveDate>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.day = Ok(None);
                return self;
            };
            self.day(value)
        }

        /// Sets `either`.
        pub fn either<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::ValuesEither>,
            T::Error: std::fmt::Display + 'static,
        {
            self.either = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("either", error));
            self
        }

        /// Sets `either`, or removes it.
        pub fn maybe_either<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::ValuesEither>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.either = Ok(None);
                return self;
            };
            self.either(value)
        }

        /// Sets `grade`.
        pub fn grade<T>(mut self, value: T) -> Self
        where
            T: TryInto<Grade>,
            T::Error: std::fmt::Display + 'static,
        {
            self.grade = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("grade", error));
            self
        }

        /// Sets `grade`, or removes it.
        pub fn maybe_grade<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<Grade>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.grade = Ok(None);
                return self;
            };
            self.grade(value)
        }

        /// Sets `ids`.
        pub fn ids<T>(mut self, value: T) -> Self
        where
            T: TryInto<Vec<uuid::Uuid>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.ids = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("ids", error));
            self
        }

        /// Sets `ip`.
        pub fn ip<T>(mut self, value: T) -> Self
        where
            T: TryInto<std::net::IpAddr>,
            T::Error: std::fmt::Display + 'static,
        {
            self.ip = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("ip", error));
            self
        }

        /// Sets `ip`, or removes it.
        pub fn maybe_ip<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<std::net::IpAddr>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.ip = Ok(None);
                return self;
            };
            self.ip(value)
        }

        /// Sets `map`.
        pub fn map<T>(mut self, value: T) -> Self
        where
            T: TryInto<Map>,
            T::Error: std::fmt::Display + 'static,
        {
            self.map = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("map", error));
            self
        }

        /// Sets `map`, or removes it.
        pub fn maybe_map<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<Map>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.map = Ok(None);
                return self;
            };
            self.map(value)
        }

        /// Sets `meant`.
        pub fn meant<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::ValuesMeant>,
            T::Error: std::fmt::Display + 'static,
        {
            self.meant = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("meant", error));
            self
        }

        /// Sets `meant`, or removes it.
        pub fn maybe_meant<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::ValuesMeant>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.meant = Ok(None);
                return self;
            };
            self.meant(value)
        }

        /// Sets `nothing`.
        pub fn nothing<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Nothing>,
            T::Error: std::fmt::Display + 'static,
        {
            self.nothing = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("nothing", error));
            self
        }

        /// Sets `nothing`, or removes it.
        pub fn maybe_nothing<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::Nothing>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.nothing = Ok(None);
                return self;
            };
            self.nothing(value)
        }

        /// Sets `optional`.
        pub fn optional<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Tag>,
            T::Error: std::fmt::Display + 'static,
        {
            self.optional = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("optional", error));
            self
        }

        /// Sets `optional`, or removes it.
        pub fn maybe_optional<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::Tag>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.optional = Ok(None);
                return self;
            };
            self.optional(value)
        }

        /// Sets `port`.
        pub fn port<T>(mut self, value: T) -> Self
        where
            T: TryInto<std::num::NonZeroU16>,
            T::Error: std::fmt::Display + 'static,
        {
            self.port = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("port", error));
            self
        }

        /// Sets `port`, or removes it.
        pub fn maybe_port<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<std::num::NonZeroU16>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.port = Ok(None);
                return self;
            };
            self.port(value)
        }

        /// Sets `rate`.
        pub fn rate<T>(mut self, value: T) -> Self
        where
            T: TryInto<Rate>,
            T::Error: std::fmt::Display + 'static,
        {
            self.rate = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("rate", error));
            self
        }

        /// Sets `rate`, or removes it.
        pub fn maybe_rate<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<Rate>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.rate = Ok(None);
                return self;
            };
            self.rate(value)
        }

        /// Sets `renamed`.
        pub fn renamed<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Renamed>,
            T::Error: std::fmt::Display + 'static,
        {
            self.renamed = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("renamed", error));
            self
        }

        /// Sets `renamed`, or removes it.
        pub fn maybe_renamed<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::Renamed>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.renamed = Ok(None);
                return self;
            };
            self.renamed(value)
        }

        /// Sets `result`.
        pub fn result<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Result>,
            T::Error: std::fmt::Display + 'static,
        {
            self.result = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("result", error));
            self
        }

        /// Sets `result`, or removes it.
        pub fn maybe_result<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::Result>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.result = Ok(None);
                return self;
            };
            self.result(value)
        }

        /// Sets `rows`.
        pub fn rows<T>(mut self, value: T) -> Self
        where
            T: TryInto<Vec<RowsItem>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.rows = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("rows", error));
            self
        }

        /// Sets `share`.
        pub fn share<T>(mut self, value: T) -> Self
        where
            T: TryInto<Share>,
            T::Error: std::fmt::Display + 'static,
        {
            self.share = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("share", error));
            self
        }

        /// Sets `share`, or removes it.
        pub fn maybe_share<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<Share>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.share = Ok(None);
                return self;
            };
            self.share(value)
        }

        /// Sets `size`.
        pub fn size<T>(mut self, value: T) -> Self
        where
            T: TryInto<u64>,
            T::Error: std::fmt::Display + 'static,
        {
            self.size = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("size", error));
            self
        }

        /// Sets `step`.
        pub fn step<T>(mut self, value: T) -> Self
        where
            T: TryInto<Step>,
            T::Error: std::fmt::Display + 'static,
        {
            self.step = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("step", error));
            self
        }

        /// Sets `step`, or removes it.
        pub fn maybe_step<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<Step>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.step = Ok(None);
                return self;
            };
            self.step(value)
        }

        /// Sets `switch`.
        pub fn switch<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Switch>,
            T::Error: std::fmt::Display + 'static,
        {
            self.switch = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("switch", error));
            self
        }

        /// Sets `switch`, or removes it.
        pub fn maybe_switch<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::Switch>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.switch = Ok(None);
                return self;
            };
            self.switch(value)
        }

        /// Sets `tagged`.
        pub fn tagged<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::ValuesTagged>,
            T::Error: std::fmt::Display + 'static,
        {
            self.tagged = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("tagged", error));
            self
        }

        /// Sets `tagged`, or removes it.
        pub fn maybe_tagged<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::ValuesTagged>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.tagged = Ok(None);
                return self;
            };
            self.tagged(value)
        }

        /// Sets `wide`.
        pub fn wide<T>(mut self, value: T) -> Self
        where
            T: TryInto<u64>,
            T::Error: std::fmt::Display + 'static,
        {
            self.wide = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("wide", error));
            self
        }

        /// Sets `wide`, or removes it.
        pub fn maybe_wide<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<u64>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.wide = Ok(None);
                return self;
            };
            self.wide(value)
        }
    }

    impl TryFrom<Values> for super::Values {
        type Error = super::error::ConversionError;
        fn try_from(
            value: Values,
        ) -> std::result::Result<Self, super::error::ConversionError> {
            Ok(Self {
                agreed: value.agreed?,
                animal: value.animal?,
                any: value.any?,
                at: value.at?,
                day: value.day?,
                either: value.either?,
                grade: value.grade?,
                ids: value.ids?,
                ip: value.ip?,
                map: value.map?,
                meant: value.meant?,
                nothing: value.nothing?,
                optional: value.optional?,
                port: value.port?,
                rate: value.rate?,
                renamed: value.renamed?,
                result: value.result?,
                rows: value.rows?,
                share: value.share?,
                size: value.size?,
                step: value.step?,
                switch: value.switch?,
                tagged: value.tagged?,
                wide: value.wide?,
            })
        }
    }

    impl From<super::Values> for Values {
        fn from(value: super::Values) -> Self {
            Self {
                agreed: Ok(value.agreed),
                animal: Ok(value.animal),
                any: Ok(value.any),
                at: Ok(value.at),
                day: Ok(value.day),
                either: Ok(value.either),
                grade: Ok(value.grade),
                ids: Ok(value.ids),
                ip: Ok(value.ip),
                map: Ok(value.map),
                meant: Ok(value.meant),
                nothing: Ok(value.nothing),
                optional: Ok(value.optional),
                port: Ok(value.port),
                rate: Ok(value.rate),
                renamed: Ok(value.renamed),
                result: Ok(value.result),
                rows: Ok(value.rows),
                share: Ok(value.share),
                size: Ok(value.size),
                step: Ok(value.step),
                switch: Ok(value.switch),
                tagged: Ok(value.tagged),
                wide: Ok(value.wide),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct ValuesMeant {
        a: std::result::Result<Option<String>, super::error::ConversionError>,
    }

    impl Default for ValuesMeant {
        fn default() -> Self {
            Self { a: Ok(Default::default()) }
        }
    }

    impl ValuesMeant {
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
    }

    impl TryFrom<ValuesMeant> for super::ValuesMeant {
        type Error = super::error::ConversionError;
        fn try_from(
            value: ValuesMeant,
        ) -> std::result::Result<Self, super::error::ConversionError> {
            Ok(Self { a: value.a? })
        }
    }

    impl From<super::ValuesMeant> for ValuesMeant {
        fn from(value: super::ValuesMeant) -> Self {
            Self { a: Ok(value.a) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct ValuesTagged {
        note: std::result::Result<String, super::error::ConversionError>,
        tag: std::result::Result<Option<uuid::Uuid>, super::error::ConversionError>,
    }

    impl Default for ValuesTagged {
        fn default() -> Self {
            Self {
                note: Err(super::error::ConversionError::of("note", "required")),
                tag: Err(super::error::ConversionError::of("tag", "required")),
            }
        }
    }

    impl ValuesTagged {
        /// Sets `note`.
        pub fn note<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.note = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("note", error));
            self
        }

        /// Sets `tag`.
        pub fn tag<T>(mut self, value: T) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            self.tag = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("tag", error));
            self
        }

        /// Sets `tag`, or removes it.
        pub fn maybe_tag<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<uuid::Uuid>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.tag = Ok(None);
                return self;
            };
            self.tag(value)
        }
    }

    impl TryFrom<ValuesTagged> for super::ValuesTagged {
        type Error = super::error::ConversionError;
        fn try_from(
            value: ValuesTagged,
        ) -> std::result::Result<Self, super::error::ConversionError> {
            Ok(Self {
                note: value.note?,
                tag: value.tag?,
            })
        }
    }

    impl From<super::ValuesTagged> for ValuesTagged {
        fn from(value: super::ValuesTagged) -> Self {
            Self {
                note: Ok(value.note),
                tag: Ok(value.tag),
            }
        }
    }
}
