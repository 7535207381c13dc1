// @generated from features.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
use lockstep_runtime::strict;

/// `Animal`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(tag = "kind", content = "name")]
#[serde(remote = "Self")]
pub enum Animal {
    #[serde(rename = "cat")]
    Cat(String),
    #[serde(rename = "fish")]
    Fish,
}

/// `Answers`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Answers {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub count: Option<i32>,
    pub csrf: AnswersCsrf,
    #[serde(flatten)]
    pub extra: std::collections::HashMap<String, String>,
}

/// `AnswersCsrf`
///
/// Limits:
///
/// - must not be empty
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct AnswersCsrf(String);

/// `AtLeastOne`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct AtLeastOne {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub x: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub y: Option<serde_json::Value>,
}

/// `Branch`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Branch {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub next: Option<BranchNext>,
}

/// `BranchNext`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct BranchNext {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub next: Option<BranchNextNext>,
}

/// BranchNextNext
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct BranchNextNext(serde_json::Value);

/// `Cat`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Cat {
    pub kind: CatKind,
}

/// `CatKind`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum CatKind {
    #[serde(rename = "cat")]
    Cat,
}

/// `Circle`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Circle {
    pub kind: String,
    pub size: f64,
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

/// `Content`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Content {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub content: Option<ContentContent>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub mixed: Option<ContentMixed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optional: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub other: Option<ContentOther>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub scalar: Option<ContentScalar>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub several: Option<ContentSeveral>,
}

/// `ContentContent`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum ContentContent {
    Text(Text),
    Digest(Digest),
}

/// `ContentMixed`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum ContentMixed {
    Lonely(Lonely),
    String(String),
}

/// ContentOther
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct ContentOther(serde_json::Value);

/// `ContentScalar`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum ContentScalar {
    String(String),
    Integer(#[serde(deserialize_with = "strict::read")] i64),
}

/// ContentSeveral
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct ContentSeveral(serde_json::Value);

/// `CreateThingError`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct CreateThingError {
    pub field: String,
}

/// `CreateThingErrors`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum CreateThingErrors {
    CreateThingError(CreateThingError),
    Error(Error),
    Thing(Thing),
}

/// `Digest`
///
/// Limits:
///
/// - must match the pattern `` ^sha256:[0-9a-f]{8}$ ``
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct Digest(String);

/// `Dog`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Dog {
    pub kind: DogKind,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub size: Option<i64>,
}

/// `DogKind`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum DogKind {
    #[serde(rename = "dog")]
    Dog,
}

/// Either
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct Either(serde_json::Value);

/// `Error`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Error {
    pub message: String,
}

/// `Figure`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Figure(pub Option<FigureInner>);

/// `FigureInner`
#[derive(serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum FigureInner {
    Circle(Circle),
    Square(Square),
}

/// `FilterThingsMakerName`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
#[serde(remote = "Self")]
pub struct FilterThingsMakerName {
    #[serde(rename = "in")]
    pub in_: FilterThingsMakerNameIn,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub size: Option<i32>,
}

/// FilterThingsMakerNameIn
///
/// Limits:
///
/// - must have at most 2 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct FilterThingsMakerNameIn(Vec<Name>);

/// `Form`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
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

/// `Grants`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Grants(pub Vec<GrantsItem>);

/// `GrantsItem`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum GrantsItem {
    #[serde(rename = "bot")]
    Bot,
    Name,
}

/// `Hound`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Hound {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub friend: Option<Pet>,
    #[serde(deserialize_with = "strict::read")]
    pub length: i64,
    #[serde(rename = "petType")]
    pub pet_type: String,
}

/// `Lists`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
#[serde(remote = "Self")]
pub enum Lists {
    Variant0(Vec<String>),
    Variant1(#[serde(deserialize_with = "strict::read")] Vec<i64>),
    Variant2(Option<String>),
}

/// `Lonely`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Lonely {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub a: Option<bool>,
}

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

/// `Narrow`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Narrow {
    pub n: NarrowN,
}

/// NarrowN
///
/// Limits:
///
/// - must be at least 0
/// - must be at most 10
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct NarrowN(i64);

/// `Node`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Node {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub next: Option<Box<Node>>,
}

/// `Nothing`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Nothing(pub ());

/// `OneOfTwo`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
#[serde(remote = "Self")]
pub enum OneOfTwo {
    Lonely(Lonely),
    Error(Error),
}

/// `Parrot`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Parrot {
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::boxed_present")]
    pub friend: Box<Option<Pet>>,
    #[serde(rename = "petType")]
    pub pet_type: String,
}

/// `Pet`
#[derive(serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum Pet {
    Hound(Box<Hound>),
    Parrot(Parrot),
}

/// `Place`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Place {
    pub operation: String,
    pub values: Vec<String>,
}

/// `PutNoteResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct PutNoteResponse(#[serde(deserialize_with = "strict::read")] pub i64);

/// `Renamed`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Renamed {
    #[serde(rename = "createdAt", deserialize_with = "strict::read")]
    pub created_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub default: Option<Lonely>,
    #[serde(
        rename = "defaultBranch",
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub default_branch: Option<String>,
}

/// `Result`
#[derive(serde::Deserialize, serde::Serialize, Clone, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Result {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub password: Option<String>,
}

/// `SearchOneOrMore`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum SearchOneOrMore {
    String(String),
    Array(Vec<String>),
}

/// `SearchOrder`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum SearchOrder {
    #[serde(rename = "up")]
    Up,
    #[serde(rename = "down")]
    Down,
    #[serde(rename = "error")]
    Error,
    #[serde(rename = "err")]
    Err,
}

/// SearchXRank
///
/// Limits:
///
/// - must be a finite number
/// - must be at least 0
/// - must be at most 1
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct SearchXRank(f64);

/// `Shape`
#[derive(serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum Shape {
    Circle(Circle),
    Square(Square),
}

/// `Shared`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(tag = "kind")]
#[serde(remote = "Self")]
pub enum Shared {
    #[serde(rename = "cat")]
    Cat { id: String },
    #[serde(rename = "dog")]
    Dog {
        id: String,
        #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
        size: Option<i64>,
    },
}

/// `ShowPageAnswersValue`
///
/// Limits:
///
/// - must have at most 9 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ShowPageAnswersValue(String);

/// `ShowPageSession`
///
/// Limits:
///
/// - must have at most 8 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct ShowPageSession(String);

/// `ShowPageTheme`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ShowPageTheme {
    #[serde(rename = "light")]
    Light,
    #[serde(rename = "dark")]
    Dark,
}

/// `Square`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Square {
    pub kind: String,
    pub size: f64,
}

/// `Switch`
#[derive(serde::Deserialize, serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(tag = "state")]
#[serde(remote = "Self")]
pub enum Switch {
    #[serde(rename = "on")]
    On,
    #[serde(rename = "off")]
    Off,
}

/// `Tag`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Tag {
    #[serde(deserialize_with = "strict::read")]
    pub tag: Option<uuid::Uuid>,
}

/// `Text`
///
/// Limits:
///
/// - must have at most 6 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct Text(String);

/// `Thing`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Thing {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub colour: Option<Colour>,
    pub name: Name,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub parts: Option<ThingParts>,
}

/// `ThingList`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct ThingList(pub Vec<Thing>);

/// ThingParts
///
/// Limits:
///
/// - must have at most 3 items
/// - must not have an item twice
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ThingParts(Vec<Thing>);

/// `ThingResultsPage`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct ThingResultsPage {
    pub items: Vec<Thing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_page: Option<String>,
}

/// `TimeFilter`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(deny_unknown_fields)]
#[serde(remote = "Self")]
pub struct TimeFilter {
    /// Later than this.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub gt: Option<chrono::DateTime<chrono::offset::Utc>>,
    #[serde(rename = "in", default, skip_serializing_if = "Vec::is_empty", deserialize_with = "strict::read")]
    pub in_: Vec<chrono::DateTime<chrono::offset::Utc>>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub lte: Option<chrono::DateTime<chrono::offset::Utc>>,
}

/// `Values`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Values {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub agreed: Option<ValuesAgreed>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub animal: Option<Animal>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub any: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub at: Option<chrono::DateTime<chrono::offset::Utc>>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub day: Option<chrono::naive::NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub either: Option<ValuesEither>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub grade: Option<ValuesGrade>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "strict::read")]
    pub ids: Vec<uuid::Uuid>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub ip: Option<std::net::IpAddr>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub map: Option<ValuesMap>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub meant: Option<ValuesMeant>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub nothing: Option<Nothing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optional: Option<Tag>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub port: Option<std::num::NonZeroU16>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub rate: Option<ValuesRate>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub renamed: Option<Renamed>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub result: Option<Result>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<ValuesRowsItem>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub share: Option<ValuesShare>,
    #[serde(default = "defaults::default_u64::<u64, 7>", deserialize_with = "strict::read")]
    pub size: u64,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub step: Option<ValuesStep>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub switch: Option<Switch>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub tagged: Option<ValuesTagged>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub wide: Option<u64>,
}

/// ValuesAgreed
///
/// Limits:
///
/// - must be true
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ValuesAgreed(bool);

/// ValuesEither
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct ValuesEither(serde_json::Value);

/// ValuesGrade
///
/// Limits:
///
/// - expected one of `1`, `2`, `5`
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ValuesGrade(i64);

/// ValuesMap
///
/// Limits:
///
/// - must not be empty
/// - must have at most 2 properties
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ValuesMap(std::collections::HashMap<String, i64>);

/// `ValuesMeant`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct ValuesMeant {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub a: Option<String>,
}

/// ValuesRate
///
/// Limits:
///
/// - must be a finite number
/// - must be more than 0
/// - must be a multiple of 0.5
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ValuesRate(f32);

/// ValuesRowsItem
///
/// Limits:
///
/// - must not be empty
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ValuesRowsItem(Vec<ValuesRowsItemItem>);

/// ValuesRowsItemItem
///
/// Limits:
///
/// - must be at most 9
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ValuesRowsItemItem(i64);

/// ValuesShare
///
/// Limits:
///
/// - must be a finite number
/// - expected one of `0.25`, `0.5`
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ValuesShare(f64);

/// ValuesStep
///
/// Limits:
///
/// - must be less than 100
/// - must be a multiple of 5
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ValuesStep(i64);

/// `ValuesTagged`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct ValuesTagged {
    pub note: String,
    #[serde(deserialize_with = "strict::read")]
    pub tag: Option<uuid::Uuid>,
}

impl Answers {
    pub fn builder() -> builder::Answers {
        Default::default()
    }
}

impl std::fmt::Display for CatKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Cat => f.write_str("cat"),
        }
    }
}

impl std::str::FromStr for CatKind {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        match value {
            "cat" => Ok(Self::Cat),
            _ => Err("expected `cat`".into()),
        }
    }
}

impl CatKind {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Cat];
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

impl std::fmt::Display for ContentContent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(x) => x.fmt(f),
            Self::Digest(x) => x.fmt(f),
        }
    }
}

impl std::str::FromStr for ContentContent {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        if let Ok(v) = value.parse() {
            Ok(Self::Text(v))
        } else if let Ok(v) = value.parse() {
            Ok(Self::Digest(v))
        } else {
            Err("string conversion failed for all variants".into())
        }
    }
}

impl From<Text> for ContentContent {
    fn from(value: Text) -> Self {
        Self::Text(value)
    }
}

impl From<Digest> for ContentContent {
    fn from(value: Digest) -> Self {
        Self::Digest(value)
    }
}

impl From<Lonely> for ContentMixed {
    fn from(value: Lonely) -> Self {
        Self::Lonely(value)
    }
}

impl std::fmt::Display for ContentScalar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::String(x) => x.fmt(f),
            Self::Integer(x) => x.fmt(f),
        }
    }
}

impl From<i64> for ContentScalar {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<CreateThingError> for CreateThingErrors {
    fn from(value: CreateThingError) -> Self {
        Self::CreateThingError(value)
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

impl std::fmt::Display for DogKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Dog => f.write_str("dog"),
        }
    }
}

impl std::str::FromStr for DogKind {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        match value {
            "dog" => Ok(Self::Dog),
            _ => Err("expected `dog`".into()),
        }
    }
}

impl DogKind {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Dog];
}

impl From<Option<FigureInner>> for Figure {
    fn from(value: Option<FigureInner>) -> Self {
        Self(value)
    }
}

impl From<Circle> for FigureInner {
    fn from(value: Circle) -> Self {
        Self::Circle(value)
    }
}

impl From<Square> for FigureInner {
    fn from(value: Square) -> Self {
        Self::Square(value)
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for FilterThingsMakerNameIn
where
    IntoItem: TryInto<Name>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(
        value: Vec<IntoItem>,
    ) -> std::result::Result<Self, self::error::ConversionError> {
        let value: Vec<Name> = lockstep_runtime::items(value)?;
        if value.len() > 2usize {
            return Err("must have at most 2 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for FilterThingsMakerNameIn
where
    IntoItem: TryInto<Name>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(
        value: [IntoItem; N],
    ) -> std::result::Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for FilterThingsMakerNameIn {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<Vec<Name> as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl Form {
    pub fn builder() -> builder::Form {
        Default::default()
    }
}

impl From<Vec<GrantsItem>> for Grants {
    fn from(value: Vec<GrantsItem>) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for GrantsItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Bot => f.write_str("bot"),
            Self::Name => f.write_str("Name"),
        }
    }
}

impl std::str::FromStr for GrantsItem {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        match value {
            "bot" => Ok(Self::Bot),
            "Name" => Ok(Self::Name),
            _ => Err("expected one of `bot`, `Name`".into()),
        }
    }
}

impl GrantsItem {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Bot, Self::Name];
}

impl From<Vec<String>> for Lists {
    fn from(value: Vec<String>) -> Self {
        Self::Variant0(value)
    }
}

impl From<Vec<i64>> for Lists {
    fn from(value: Vec<i64>) -> Self {
        Self::Variant1(value)
    }
}

impl From<Option<String>> for Lists {
    fn from(value: Option<String>) -> Self {
        Self::Variant2(value)
    }
}

impl Lonely {
    pub fn builder() -> builder::Lonely {
        Default::default()
    }
}

impl TryFrom<i64> for NarrowN {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> std::result::Result<Self, self::error::ConversionError> {
        if i128::from(value) < 0 {
            return Err("must be at least 0".into());
        }

        if i128::from(value) > 10 {
            return Err("must be at most 10".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for NarrowN {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for NarrowN {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl From<()> for Nothing {
    fn from(value: ()) -> Self {
        Self(value)
    }
}

impl From<Lonely> for OneOfTwo {
    fn from(value: Lonely) -> Self {
        Self::Lonely(value)
    }
}

impl From<Error> for OneOfTwo {
    fn from(value: Error) -> Self {
        Self::Error(value)
    }
}

impl From<Box<Hound>> for Pet {
    fn from(value: Box<Hound>) -> Self {
        Self::Hound(value)
    }
}

impl From<Parrot> for Pet {
    fn from(value: Parrot) -> Self {
        Self::Parrot(value)
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

impl From<Vec<String>> for SearchOneOrMore {
    fn from(value: Vec<String>) -> Self {
        Self::Array(value)
    }
}

impl std::fmt::Display for SearchOrder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Up => f.write_str("up"),
            Self::Down => f.write_str("down"),
            Self::Error => f.write_str("error"),
            Self::Err => f.write_str("err"),
        }
    }
}

impl std::str::FromStr for SearchOrder {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        match value {
            "up" => Ok(Self::Up),
            "down" => Ok(Self::Down),
            "error" => Ok(Self::Error),
            "err" => Ok(Self::Err),
            _ => Err("expected one of `up`, `down`, `error`, `err`".into()),
        }
    }
}

impl SearchOrder {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Up, Self::Down, Self::Error, Self::Err];
}

impl TryFrom<f64> for SearchXRank {
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

impl std::fmt::Display for SearchXRank {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for SearchXRank {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<f64 as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl From<Circle> for Shape {
    fn from(value: Circle) -> Self {
        Self::Circle(value)
    }
}

impl From<Square> for Shape {
    fn from(value: Square) -> Self {
        Self::Square(value)
    }
}

impl std::fmt::Display for ShowPageTheme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Light => f.write_str("light"),
            Self::Dark => f.write_str("dark"),
        }
    }
}

impl std::str::FromStr for ShowPageTheme {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        match value {
            "light" => Ok(Self::Light),
            "dark" => Ok(Self::Dark),
            _ => Err("expected one of `light`, `dark`".into()),
        }
    }
}

impl ShowPageTheme {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Light, Self::Dark];
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

impl<IntoItem> TryFrom<Vec<IntoItem>> for ThingParts
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

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for ThingParts
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

impl<'de> serde::Deserialize<'de> for ThingParts {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<Vec<Thing> as serde::Deserialize>::deserialize(deserializer)?)
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

impl TryFrom<bool> for ValuesAgreed {
    type Error = self::error::ConversionError;
    fn try_from(value: bool) -> std::result::Result<Self, self::error::ConversionError> {
        if value != true {
            return Err("must be true".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for ValuesAgreed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for ValuesAgreed {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<bool as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl TryFrom<i64> for ValuesGrade {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> std::result::Result<Self, self::error::ConversionError> {
        if ![1, 2, 5].contains(&i128::from(value)) {
            return Err("expected one of `1`, `2`, `5`".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for ValuesGrade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for ValuesGrade {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl TryFrom<std::collections::HashMap<String, i64>> for ValuesMap {
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

impl<'de> serde::Deserialize<'de> for ValuesMap {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            strict::read::<D, std::collections::HashMap<String, i64>>(deserializer)?,
        )
    }
}

impl ValuesMeant {
    pub fn builder() -> builder::ValuesMeant {
        Default::default()
    }
}

impl TryFrom<f32> for ValuesRate {
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

impl std::fmt::Display for ValuesRate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for ValuesRate {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<f32 as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for ValuesRowsItem
where
    IntoItem: TryInto<ValuesRowsItemItem>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(
        value: Vec<IntoItem>,
    ) -> std::result::Result<Self, self::error::ConversionError> {
        let value: Vec<ValuesRowsItemItem> = lockstep_runtime::items(value)?;
        if value.len() < 1usize {
            return Err("must not be empty".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for ValuesRowsItem
where
    IntoItem: TryInto<ValuesRowsItemItem>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(
        value: [IntoItem; N],
    ) -> std::result::Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for ValuesRowsItem {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            <Vec<ValuesRowsItemItem> as serde::Deserialize>::deserialize(deserializer)?,
        )
    }
}

impl TryFrom<i64> for ValuesRowsItemItem {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> std::result::Result<Self, self::error::ConversionError> {
        if i128::from(value) > 9 {
            return Err("must be at most 9".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for ValuesRowsItemItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for ValuesRowsItemItem {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl TryFrom<f64> for ValuesShare {
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

impl std::fmt::Display for ValuesShare {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for ValuesShare {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<f64 as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl TryFrom<i64> for ValuesStep {
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

impl std::fmt::Display for ValuesStep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for ValuesStep {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl ValuesTagged {
    pub fn builder() -> builder::ValuesTagged {
        Default::default()
    }
}

lockstep_runtime::newtypes! {
    AnswersCsrf(String), BranchNextNext(serde_json::Value), ContentOther(serde_json::Value),
    ContentSeveral(serde_json::Value), Digest(String), Either(serde_json::Value),
    Figure(Option<FigureInner>), FilterThingsMakerNameIn(Vec<Name>), FormName(String),
    Grants(Vec<GrantsItem>), Name(String), NarrowN(i64), Nothing(()), PutNoteResponse(i64),
    SearchXRank(f64), ShowPageAnswersValue(String), ShowPageSession(String), Text(String),
    ThingList(Vec<Thing>), ThingParts(Vec<Thing>), ValuesAgreed(bool),
    ValuesEither(serde_json::Value), ValuesGrade(i64), ValuesMap(std::collections::HashMap<String,
    i64>), ValuesRate(f32), ValuesRowsItem(Vec<ValuesRowsItemItem>), ValuesRowsItemItem(i64),
    ValuesShare(f64), ValuesStep(i64),
}

lockstep_runtime::limited_texts! {
    AnswersCsrf = min(1);
    Digest = pattern("^sha256:[0-9a-f]{8}$", "must match the pattern ^sha256:[0-9a-f]{8}$");
    FormName = min(1);
    Name = max(8), min(1), only('a'..='z', "must contain only the characters `a` to `z`");
    ShowPageAnswersValue = max(9);
    ShowPageSession = max(8);
    Text = max(6);
}

lockstep_runtime::parse_text! {
    AnswersCsrf, CatKind, Colour, ContentContent, Digest, DogKind, FormName, GrantsItem, Name,
    PutNoteResponse, SearchOrder, ShowPageAnswersValue, ShowPageSession, ShowPageTheme, Switch,
    Text,
}

lockstep_runtime::read_text! {
    AnswersCsrf, CatKind, Colour, Digest, DogKind, FormName, GrantsItem, Name, SearchOrder,
    ShowPageAnswersValue, ShowPageSession, ShowPageTheme, Text,
}

lockstep_runtime::objects! {
    Answers, Branch, BranchNext, Cat, Circle, CreateThingError, Dog, Error, FilterThingsMakerName,
    Form, Hound, Lonely, Narrow, Node, Parrot, Place, Renamed, Result, Square, Tag, Thing,
    ThingResultsPage, TimeFilter, Values, ValuesMeant, ValuesTagged,
}

lockstep_runtime::checked! {
    in include_str!("checks.json");
    Animal = "Animal";
    AtLeastOne = "AtLeastOne";
    Content = "Content";
    Lists = "Lists";
    OneOfTwo = "OneOfTwo";
    Shared = "Shared";
    Switch = "Switch";
}

lockstep_runtime::tagged! {
    in include_str!("checks.json");
    FigureInner = "#FigureInner" by "kind" of Circle("Circle"), Square("Square");
    Pet = "Pet" by "petType" of Hound("dachshund"), Parrot("Parrot");
    Shape = "Shape" by "kind" of Circle("circle", "round"), Square("square");
}

lockstep_runtime::kept! {
    in include_str!("checks.json");
    BranchNextNext = "#BranchNextNext";
    ContentOther = "#ContentOther";
    ContentSeveral = "#ContentSeveral";
    Either = "Either" may be Place as as_place, Tag as as_tag;
    ValuesEither = "#ValuesEither" may be Form as as_form, Tag as as_tag;
}

lockstep_runtime::schemas! {
    in include_str!("schemas.json");
    Animal = "Animal";
    Answers = "Answers";
    AtLeastOne = "AtLeastOne";
    Branch = "Branch" refers to Branch, Node;
    Cat = "Cat";
    Circle = "Circle";
    Colour = "Colour";
    Content = "Content" refers to Digest, Lonely, Text;
    CreateThingError = "CreateThingError" inline "CreateThingError";
    CreateThingErrors = "CreateThingErrors" inline "CreateThingErrors" refers to CreateThingError,
        Error, Thing;
    Digest = "Digest";
    Dog = "Dog";
    Either = "Either" refers to Place, Tag;
    Error = "Error";
    Figure = "Figure" refers to Circle, Square;
    FilterThingsMakerName = "FilterThingsMakerName" inline "FilterThingsMakerName" refers to Name;
    Form = "Form";
    Grants = "Grants" refers to Text;
    Hound = "Hound" refers to Pet;
    Lists = "Lists";
    Lonely = "Lonely";
    Name = "Name";
    Narrow = "Narrow";
    Node = "Node" refers to Node;
    Nothing = "Nothing";
    OneOfTwo = "OneOfTwo" refers to Error, Lonely;
    Parrot = "Parrot" refers to Pet;
    Pet = "Pet" refers to Pet;
    Place = "Place";
    PutNoteResponse = "PutNoteResponse" inline "PutNoteResponse";
    Renamed = "Renamed" refers to Lonely;
    Result = "Result";
    SearchOneOrMore = "SearchOneOrMore" inline "SearchOneOrMore";
    SearchOrder = "SearchOrder" inline "SearchOrder";
    SearchXRank = "SearchXRank" inline "SearchXRank";
    Shape = "Shape" refers to Circle, Square;
    Shared = "Shared" refers to Cat, Dog;
    ShowPageAnswersValue = "ShowPageAnswersValue" inline "ShowPageAnswersValue";
    ShowPageSession = "ShowPageSession" inline "ShowPageSession";
    ShowPageTheme = "ShowPageTheme" inline "ShowPageTheme";
    Square = "Square";
    Switch = "Switch";
    Tag = "Tag";
    Text = "Text";
    Thing = "Thing" refers to Colour, Name, Thing;
    ThingList = "ThingList" inline "ThingList" refers to Thing;
    ThingResultsPage = "ThingResultsPage" refers to Thing;
    TimeFilter = "TimeFilter";
    Values = "Values" refers to Animal, Form, Nothing, Renamed, Result, Switch, Tag;
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
    use super::{
        Colour, ThingParts, ValuesAgreed, ValuesEither, ValuesGrade, ValuesMap,
        ValuesRate, ValuesRowsItem, ValuesShare, ValuesStep,
    };
    #[derive(Clone, Debug)]
    pub struct Answers {
        count: std::result::Result<Option<i32>, super::error::ConversionError>,
        csrf: std::result::Result<super::AnswersCsrf, super::error::ConversionError>,
        extra: std::result::Result<
            std::collections::HashMap<String, String>,
            super::error::ConversionError,
        >,
    }

    impl Default for Answers {
        fn default() -> Self {
            Self {
                count: Ok(Default::default()),
                csrf: Err(super::error::ConversionError::of("csrf", "required")),
                extra: Err(super::error::ConversionError::of("extra", "required")),
            }
        }
    }

    impl Answers {
        /// Sets `count`.
        pub fn count<T>(mut self, value: T) -> Self
        where
            T: TryInto<i32>,
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
            T: TryInto<i32>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.count = Ok(None);
                return self;
            };
            self.count(value)
        }

        /// Sets `csrf`.
        pub fn csrf<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::AnswersCsrf>,
            T::Error: std::fmt::Display + 'static,
        {
            self.csrf = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("csrf", error));
            self
        }

        /// Sets `extra`.
        pub fn extra<T>(mut self, value: T) -> Self
        where
            T: TryInto<std::collections::HashMap<String, String>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.extra = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("extra", error));
            self
        }
    }

    impl TryFrom<Answers> for super::Answers {
        type Error = super::error::ConversionError;
        fn try_from(
            value: Answers,
        ) -> std::result::Result<Self, super::error::ConversionError> {
            Ok(Self {
                count: value.count?,
                csrf: value.csrf?,
                extra: value.extra?,
            })
        }
    }

    impl From<super::Answers> for Answers {
        fn from(value: super::Answers) -> Self {
            Self {
                count: Ok(value.count),
                csrf: Ok(value.csrf),
                extra: Ok(value.extra),
            }
        }
    }

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
        parts: std::result::Result<Option<ThingParts>, super::error::ConversionError>,
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
            T: TryInto<ThingParts>,
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
            T: TryInto<ThingParts>,
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
        agreed: std::result::Result<Option<ValuesAgreed>, super::error::ConversionError>,
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
        either: std::result::Result<Option<ValuesEither>, super::error::ConversionError>,
        grade: std::result::Result<Option<ValuesGrade>, super::error::ConversionError>,
        ids: std::result::Result<Vec<uuid::Uuid>, super::error::ConversionError>,
        ip: std::result::Result<Option<std::net::IpAddr>, super::error::ConversionError>,
        map: std::result::Result<Option<ValuesMap>, super::error::ConversionError>,
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
        rate: std::result::Result<Option<ValuesRate>, super::error::ConversionError>,
        renamed: std::result::Result<
            Option<super::Renamed>,
            super::error::ConversionError,
        >,
        result: std::result::Result<
            Option<super::Result>,
            super::error::ConversionError,
        >,
        rows: std::result::Result<Vec<ValuesRowsItem>, super::error::ConversionError>,
        share: std::result::Result<Option<ValuesShare>, super::error::ConversionError>,
        size: std::result::Result<u64, super::error::ConversionError>,
        step: std::result::Result<Option<ValuesStep>, super::error::ConversionError>,
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
            T: TryInto<ValuesAgreed>,
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
            T: TryInto<ValuesAgreed>,
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
            T: TryInto<ValuesEither>,
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
            T: TryInto<ValuesEither>,
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
            T: TryInto<ValuesGrade>,
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
            T: TryInto<ValuesGrade>,
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
            T: TryInto<ValuesMap>,
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
            T: TryInto<ValuesMap>,
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
            T: TryInto<ValuesRate>,
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
            T: TryInto<ValuesRate>,
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
            T: TryInto<Vec<ValuesRowsItem>>,
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
            T: TryInto<ValuesShare>,
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
            T: TryInto<ValuesShare>,
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
            T: TryInto<ValuesStep>,
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
            T: TryInto<ValuesStep>,
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
