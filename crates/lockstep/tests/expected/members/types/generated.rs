// @generated from contract.yaml

#![allow(rustdoc::all, reason = "descriptions are not written for rustdoc")]
use lockstep_runtime::strict;

/// `Absent`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Absent {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub either: Option<i64>,
    #[serde(default = "defaults::absent_empty")]
    pub empty: AbsentEmpty,
    #[serde(default = "defaults::absent_inline")]
    pub inline: AbsentInline,
    #[serde(default = "defaults::absent_list")]
    pub list: Vec<Preset>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read")]
    pub natural: Option<u64>,
    #[serde(default = "defaults::absent_referred")]
    pub referred: Preset,
}

/// It has defaults.
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct AbsentEmpty {
    #[serde(default = "defaults::default_u64::<i64, 5>", deserialize_with = "strict::read")]
    pub a: i64,
    #[serde(rename = "in", default = "defaults::absent_empty_in")]
    pub in_: AbsentEmptyIn,
}

/// `AbsentEmptyIn`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct AbsentEmptyIn {
    #[serde(default = "defaults::default_bool::<true>")]
    pub b: bool,
}

/// `AbsentInline`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct AbsentInline {
    #[serde(default = "defaults::default_u64::<i64, 5>", deserialize_with = "strict::read")]
    pub a: i64,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub b: Option<String>,
}

/// `Alias`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Alias(pub Maybe);

/// `Alike`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Alike {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub count: Option<MaybeInt>,
    #[serde(rename = "Count")]
    pub count_2: bool,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<AlikeType>,
    #[serde(deserialize_with = "strict::read")]
    pub type_2: i32,
    #[serde(rename = "Type", default = "defaults::alike_type_3")]
    pub type_3: String,
    #[serde(rename = "_type")]
    pub type_4: AlikeType4,
    #[serde(flatten)]
    pub extra: std::collections::HashMap<String, bool>,
}

/// `AlikeOf`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(tag = "kind")]
#[serde(remote = "Self")]
pub enum AlikeOf {
    #[serde(rename = "one")]
    One {
        #[serde(skip_serializing_if = "Option::is_none")]
        a: Option<String>,
        #[serde(rename = "_a", deserialize_with = "strict::read")]
        a_2: i64,
    },
    #[serde(rename = "two")]
    Two { #[serde(skip_serializing_if = "Option::is_none")] a: Option<bool> },
}

/// `AlikeType`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct AlikeType {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub id: Option<AlikeTypeId>,
    #[serde(
        rename = "$id",
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::read_present"
    )]
    pub id_2: Option<i64>,
}

/// `AlikeType4`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct AlikeType4 {
    #[serde(deserialize_with = "strict::read")]
    pub a: Option<i64>,
}

/// `AlikeTypeId`
///
/// Limits:
///
/// - must have at most 3 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct AlikeTypeId(String);

/// `Any`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Any(pub serde_json::Value);

/// `AnyNull`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct AnyNull(pub serde_json::Value);

/// `BankPayment`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct BankPayment {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub back: Option<Payment>,
    pub iban: String,
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub note: Option<String>,
}

/// `Bounded`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Bounded {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub least: Option<BoundedLeast>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub most: Option<BoundedMost>,
}

/// BoundedLeast
///
/// Limits:
///
/// - must be a finite number
/// - must be more than 9007199254740992
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct BoundedLeast(f64);

/// BoundedMost
///
/// Limits:
///
/// - must be a finite number
/// - must be less than 9223372036854776000
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct BoundedMost(f64);

/// `CardPayment`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct CardPayment {
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub note: Option<String>,
    pub number: String,
}

/// `Choice`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub enum Choice {
    #[serde(rename = "none")]
    None,
    #[serde(rename = "call")]
    Call(String),
    #[serde(rename = "say")]
    Say(ChoiceVariant2Say),
}

/// ChoiceVariant2Say
///
/// Limits:
///
/// - must be at most 9
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ChoiceVariant2Say(i64);

/// `DateTime`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct DateTime(
    #[serde(deserialize_with = "strict::read")]
    pub chrono::DateTime<chrono::offset::Utc>,
);

/// `Defaults`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Defaults {
    #[serde(default = "defaults::defaults_at", deserialize_with = "strict::read")]
    pub at: chrono::DateTime<chrono::offset::Utc>,
    #[serde(default = "defaults::defaults_leap", deserialize_with = "strict::read")]
    pub leap: chrono::DateTime<chrono::offset::Utc>,
}

/// `Event`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(tag = "kind")]
#[serde(remote = "Self")]
pub enum Event {
    #[serde(rename = "status")]
    Status {
        how: EventHow,
        #[serde(skip_serializing_if = "Option::is_none")]
        of: Option<EventOf>,
    },
    #[serde(rename = "header")]
    Header {
        how: EventVariant1How,
        #[serde(skip_serializing_if = "Option::is_none")]
        of: Option<EventVariant1Of>,
    },
    #[serde(rename = "body")]
    Body { how: EventHow },
}

/// `EventHow`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum EventHow {
    #[serde(rename = "eq")]
    Eq,
    #[serde(rename = "lt")]
    Lt,
}

/// `EventOf`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct EventOf {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub a: Option<String>,
}

/// `EventVariant1How`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum EventVariant1How {
    #[serde(rename = "eq")]
    Eq,
    #[serde(rename = "has")]
    Has,
}

/// `EventVariant1Of`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct EventVariant1Of {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub b: Option<i64>,
}

/// `Extra`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Extra {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub extra: Option<String>,
    #[serde(flatten)]
    pub additional_properties: std::collections::HashMap<String, String>,
}

/// `Foo`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Foo {
    /// It is of another type.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub bar: Option<Other>,
}

/// `FooBar`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct FooBar {
    #[serde(deserialize_with = "Option::deserialize")]
    pub a: Option<String>,
}

/// `Formatted`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Formatted {
    pub at: FormattedAt,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub day: Option<FormattedDay>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<FormattedId>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub ip: Option<FormattedIp>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub utc: Option<FormattedUtc>,
}

/// FormattedAt
///
/// Limits:
///
/// - must have at most 64 characters
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(transparent)]
pub struct FormattedAt(String);

/// FormattedDay
///
/// Limits:
///
/// - must have at least 10 characters
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(transparent)]
pub struct FormattedDay(String);

/// FormattedId
///
/// Limits:
///
/// - must have at least 36 characters
/// - must have at most 36 characters
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(transparent)]
pub struct FormattedId(String);

/// FormattedIp
///
/// Limits:
///
/// - expected an IPv4 address
/// - must match the pattern `` ^10[.] ``
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(transparent)]
pub struct FormattedIp(String);

/// FormattedUtc
///
/// Limits:
///
/// - must match the pattern `` Z$ ``
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
#[serde(transparent)]
pub struct FormattedUtc(String);

/// `InList`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct InList(pub Vec<InListItem>);

/// `InListItem`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct InListItem {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub a: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub l: Vec<Vec<InListItemLItemItem>>,
}

/// `InListItemLItemItem`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct InListItemLItemItem {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub b: Option<String>,
}

/// `InMap`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct InMap(pub std::collections::HashMap<String, Vec<InMapValueItem>>);

/// `InMapValueItem`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct InMapValueItem {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub a: Option<String>,
    #[serde(default, skip_serializing_if = "std::collections::HashMap::is_empty")]
    pub m: std::collections::HashMap<String, InMapValueItemMValue>,
}

/// `InMapValueItemMValue`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct InMapValueItemMValue {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub b: Option<String>,
}

/// `IntEnum`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct IntEnum(pub Option<IntEnumInner>);

/// IntEnumInner
///
/// Limits:
///
/// - expected one of `1`, `2`
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct IntEnumInner(i64);

/// `Integers`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Integers {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub big: Option<IntegersBig>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub byte: Option<IntegersByte>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub fraction: Option<IntegersFraction>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub from_five: Option<IntegersFromFive>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub wide: Option<IntegersWide>,
}

/// IntegersBig
///
/// Limits:
///
/// - must be at least 0
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct IntegersBig(u64);

/// IntegersByte
///
/// Limits:
///
/// - must be at least 0
/// - must be at most 255
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct IntegersByte(i64);

/// IntegersFraction
///
/// Limits:
///
/// - must be at least -1
/// - must be at most 2
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct IntegersFraction(i64);

/// IntegersFromFive
///
/// Limits:
///
/// - must be at least 5
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct IntegersFromFive(u64);

/// IntegersWide
///
/// Limits:
///
/// - must be at least 0
/// - must be at most 18446744073709551615
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct IntegersWide(u64);

/// `Item`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Item {
    #[serde(deserialize_with = "strict::read")]
    pub id: i64,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub label: Option<Label>,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub parent: Option<Box<Item>>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub secret: Option<String>,
}

/// `ItemInRequest`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct ItemInRequest {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub label: Option<LabelInRequest>,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub parent: Option<Box<ItemInRequest>>,
    pub secret: String,
}

/// ItemInRequestList
///
/// Limits:
///
/// - must have at most 9 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ItemInRequestList(Vec<ItemInRequest>);

/// ItemList
///
/// Limits:
///
/// - must have at most 9 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ItemList(Vec<Item>);

/// `Label`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Label {
    #[serde(deserialize_with = "strict::read")]
    pub at: chrono::DateTime<chrono::offset::Utc>,
    pub text: String,
}

/// `LabelInRequest`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct LabelInRequest {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub at: Option<chrono::DateTime<chrono::offset::Utc>>,
    pub text: String,
}

/// `Labels`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Labels {
    pub owner: String,
    #[serde(flatten, deserialize_with = "strict::read")]
    pub extra: std::collections::HashMap<String, i32>,
}

/// `Led`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Led {
    #[serde(rename = "gerBook", skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub ger_book: Option<LedGerBook>,
}

/// `LedGerBook`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct LedGerBook {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// `Ledger`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Ledger {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub book: Option<LedgerBook>,
}

/// `LedgerBook`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct LedgerBook {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub url: Option<String>,
}

/// `Level`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Level(pub Option<LevelInner>);

/// `LevelInner`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum LevelInner {
    #[serde(rename = "low")]
    Low,
    #[serde(rename = "high")]
    High,
}

/// `Listed`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Listed {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<ListedLevel>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub on: Option<ListedOn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<ListedWord>,
}

/// ListedLevel
///
/// Limits:
///
/// - expected one of `1`, `2`
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct ListedLevel(i64);

/// `ListedOn`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum ListedOn {
    Boolean(bool),
    String(ListedOnString),
}

/// `ListedOnString`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ListedOnString {
    #[serde(rename = "auto")]
    Auto,
}

/// `ListedWord`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ListedWord {
    #[serde(rename = "a")]
    A,
}

/// `Log`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Log {
    #[serde(
        rename = "eventKind",
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub event_kind: Option<LogEventKind>,
    #[serde(
        rename = "eventType",
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub event_type: Option<LogEventType>,
}

/// `LogEvent`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct LogEvent {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub kind: Option<LogEventKind2>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub type_: Option<LogEventType2>,
}

/// `LogEventKind`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct LogEventKind {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub a: Option<String>,
}

/// `LogEventKind2`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct LogEventKind2 {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub b: Option<i64>,
}

/// `LogEventType`
///
/// Limits:
///
/// - must have at most 5 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct LogEventType(String);

/// `LogEventType2`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum LogEventType2 {
    #[serde(rename = "a.b")]
    AB,
}

/// A mark:�{}
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Marked {
    #[serde(
        rename = "\u{e001}b",
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub b: Option<String>,
}

/// `Maybe`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Maybe(pub Option<MaybeInner>);

/// `MaybeAll`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct MaybeAll(pub Option<P>);

/// `MaybeDay`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct MaybeDay(
    #[serde(deserialize_with = "strict::read")]
    pub Option<chrono::naive::NaiveDate>,
);

/// `MaybeInner`
///
/// Limits:
///
/// - must have at most 5 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct MaybeInner(String);

/// `MaybeInt`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct MaybeInt(#[serde(deserialize_with = "strict::read")] pub Option<i64>);

/// `MaybeLimited`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct MaybeLimited(pub Option<MaybeLimitedInner>);

/// MaybeLimitedInner
///
/// Limits:
///
/// - must have at most 2 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct MaybeLimitedInner(Vec<String>);

/// `MaybeList`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct MaybeList(pub Option<Vec<String>>);

/// `MaybeMap`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct MaybeMap(
    #[serde(deserialize_with = "strict::read")]
    pub Option<std::collections::HashMap<String, i64>>,
);

/// `MaybeObject`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct MaybeObject(pub Option<MaybeObjectInner>);

/// `MaybeObjectInner`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct MaybeObjectInner {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub a: Option<String>,
}

/// `MaybeOne`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct MaybeOne(pub Option<MaybeOneInner>);

/// `MaybeOneInner`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum MaybeOneInner {
    String(String),
    Integer(#[serde(deserialize_with = "strict::read")] i64),
}

/// `MaybeSmall`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct MaybeSmall(pub Option<MaybeSmallInner>);

/// MaybeSmallInner
///
/// Limits:
///
/// - must be at most 7
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct MaybeSmallInner(i64);

/// `MaybeSmallText`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct MaybeSmallText(pub Option<MaybeSmallTextInner>);

/// `MaybeSmallTextInner`
///
/// Limits:
///
/// - must not be empty
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct MaybeSmallTextInner(String);

/// `Message`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Message {
    pub at: String,
}

/// `Named`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Named {
    pub at: DateTime,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<Uuid>,
}

/// `Node`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Node {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub left: Option<NodeLeft>,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub next: Option<Box<Node>>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub right: Option<NodeRight>,
}

/// `NodeLeft`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct NodeLeft {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub left: Option<NodeLeftLeft>,
    pub name: String,
    pub next: Box<Node>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub right: Option<NodeLeftRight>,
}

/// NodeLeftLeft
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct NodeLeftLeft(serde_json::Value);

/// NodeLeftRight
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct NodeLeftRight(serde_json::Value);

/// `NodeName`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct NodeName {
    pub name: String,
}

/// `NodeRight`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct NodeRight {
    pub left: NodeRightLeft,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub next: Option<Box<Node>>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub right: Option<NodeRightRight>,
}

/// NodeRightLeft
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct NodeRightLeft(serde_json::Value);

/// NodeRightRight
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct NodeRightRight(serde_json::Value);

/// `NullInEach`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct NullInEach {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub any: Option<NullInEachAny>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub one: Option<NullInEachOne>,
}

/// `NullInEachAny`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum NullInEachAny {
    Variant0(f64),
    Variant1(String),
    Variant2(NullInEachAnyVariant2),
}

/// `NullInEachAnyVariant2`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum NullInEachAnyVariant2 {
    #[serde(rename = "INF")]
    Inf,
}

/// `NullInEachOne`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum NullInEachOne {
    String(String),
    Integer(#[serde(deserialize_with = "strict::read")] i64),
    Array(Vec<String>),
}

/// Numbered
///
/// Limits:
///
/// - must have at most 3 properties
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Numbered(std::collections::HashMap<String, i64>);

/// `NumberedBoth`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct NumberedBoth {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub a: Option<String>,
    pub all: bool,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub d: Option<NumberedBothD>,
    #[serde(flatten)]
    pub extra: std::collections::HashMap<String, String>,
}

/// NumberedBothD
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct NumberedBothD(serde_json::Value);

/// NumberedMore
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct NumberedMore(serde_json::Value);

/// `NumberedToo`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct NumberedToo {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub a: Option<String>,
    pub all: bool,
    #[serde(flatten)]
    pub extra: std::collections::HashMap<String, String>,
}

/// `OnlyRequired`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct OnlyRequired {
    pub b: serde_json::Value,
}

/// `Open`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Open {
    #[serde(rename = "@type")]
    pub type_: String,
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// `OpenToo`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct OpenToo {
    #[serde(rename = "@type")]
    pub type_: String,
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// `Other`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Other {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub a: Option<i64>,
}

/// `P`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct P {
    #[serde(deserialize_with = "strict::not_absent")]
    pub alias: Alias,
    #[serde(deserialize_with = "strict::not_absent")]
    pub all: Box<MaybeAll>,
    #[serde(deserialize_with = "strict::not_absent")]
    pub any: Any,
    #[serde(deserialize_with = "strict::not_absent")]
    pub anynull: AnyNull,
    #[serde(deserialize_with = "strict::not_absent")]
    pub day: MaybeDay,
    #[serde(deserialize_with = "strict::not_absent")]
    pub int: MaybeInt,
    #[serde(deserialize_with = "strict::not_absent")]
    pub intenum: IntEnum,
    #[serde(deserialize_with = "strict::not_absent")]
    pub level: Level,
    #[serde(deserialize_with = "strict::not_absent")]
    pub limited: MaybeLimited,
    #[serde(deserialize_with = "strict::not_absent")]
    pub list: MaybeList,
    #[serde(deserialize_with = "strict::not_absent")]
    pub map: MaybeMap,
    #[serde(deserialize_with = "strict::not_absent")]
    pub one: MaybeOne,
    #[serde(deserialize_with = "Option::deserialize")]
    pub one_of_null: Option<POneOfNull>,
    #[serde(deserialize_with = "strict::not_absent")]
    pub small: MaybeSmall,
    #[serde(deserialize_with = "strict::not_absent")]
    pub strict: Strict,
    #[serde(deserialize_with = "strict::not_absent")]
    pub text: Maybe,
    #[serde(deserialize_with = "strict::not_absent")]
    pub thing: MaybeObject,
}

/// `POneOfNull`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum POneOfNull {
    String(String),
    Integer(#[serde(deserialize_with = "strict::read")] i64),
}

/// `Payment`
#[derive(serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum Payment {
    CardPayment(CardPayment),
    BankPayment(Box<BankPayment>),
}

/// `PaymentBase`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct PaymentBase {
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub note: Option<String>,
}

/// `PersonPatch`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct PersonPatch {
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::present")]
    pub address: Option<Option<PersonPatchAddress>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::read_present")]
    pub age: Option<Option<u64>>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub any: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::read_present")]
    pub born: Option<Option<chrono::naive::NaiveDate>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::present")]
    pub boss: Option<Option<Box<PersonPatch>>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::read_present")]
    pub counts: Option<std::collections::HashMap<String, i64>>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub day: Option<MaybeDay>,
    #[serde(deserialize_with = "strict::read")]
    pub id: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::present")]
    pub kind: Option<Option<PersonPatchKind>>,
    #[serde(default = "defaults::person_patch_level")]
    pub level: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::present")]
    pub name: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::present")]
    pub other: Option<serde_json::Map<String, serde_json::Value>>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub pets: Option<PersonPatchPets>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::present")]
    pub tags: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::present")]
    pub words: Option<Option<Vec<String>>>,
}

/// `PersonPatchAddress`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct PersonPatchAddress {
    #[serde(
        rename = "post-code",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::present"
    )]
    pub post_code: Option<Option<String>>,
}

/// `PersonPatchKind`
///
/// Limits:
///
/// - must have at most 3 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct PersonPatchKind(String);

/// PersonPatchPets
///
/// Limits:
///
/// - must have at most 2 items
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct PersonPatchPets(Vec<PersonPatchPetsItem>);

/// `PersonPatchPetsItem`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct PersonPatchPetsItem {
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "strict::present")]
    pub name: Option<Option<String>>,
}

/// `Preset`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Preset {
    #[serde(default = "defaults::default_u64::<i64, 5>", deserialize_with = "strict::read")]
    pub a: i64,
}

/// `Q`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Q {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub anynull: Option<AnyNull>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub day: Option<MaybeDay>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub int: Option<MaybeInt>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub level: Option<Level>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub limited: Option<MaybeLimited>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub list: Option<MaybeList>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub map: Option<MaybeMap>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub one: Option<MaybeOne>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub small: Option<MaybeSmall>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub text: Option<Maybe>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub thing: Option<MaybeObject>,
}

/// `RequiredMap`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct RequiredMap {
    #[serde(deserialize_with = "strict::read")]
    pub b: i64,
    #[serde(flatten, deserialize_with = "strict::read")]
    pub extra: std::collections::HashMap<String, i64>,
}

/// `Same`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Same {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub one_a: Option<SameOneA>,
}

/// `SameOne`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct SameOne {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub a: Option<SameOneA2>,
}

/// `SameOneA`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct SameOneA {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub b: Option<String>,
}

/// `SameOneA2`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct SameOneA2 {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub b: Option<String>,
}

/// `Shell`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Shell {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub inner: Option<ShellInner>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub outer: Option<ShellOuter>,
}

/// `ShellInner`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct ShellInner {
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::read_present")]
    pub day: Option<chrono::naive::NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "strict::present")]
    pub note: Option<String>,
}

/// `ShellOuter`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct ShellOuter {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// `Strict`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Strict(pub Option<StrictInner>);

/// `StrictInner`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum StrictInner {
    #[serde(rename = "low")]
    Low,
    #[serde(rename = "high")]
    High,
}

/// `Typed`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
#[serde(remote = "Self")]
pub enum Typed {
    CardPayment(CardPayment),
    Message(Message),
}

/// `Undeclared`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Undeclared {
    pub a: String,
    pub b: serde_json::Value,
}

/// `UndeclaredTyped`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct UndeclaredTyped {
    pub a: String,
    #[serde(deserialize_with = "strict::read")]
    pub b: i64,
    #[serde(flatten, deserialize_with = "strict::read")]
    pub extra: std::collections::HashMap<String, i64>,
}

/// `Uuid`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct Uuid(pub UuidInner);

/// `UuidInner`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct UuidInner(#[serde(deserialize_with = "strict::read")] pub uuid::Uuid);

impl Default for Absent {
    fn default() -> Self {
        Self {
            count: Default::default(),
            either: Default::default(),
            empty: defaults::absent_empty(),
            inline: defaults::absent_inline(),
            list: defaults::absent_list(),
            natural: Default::default(),
            referred: defaults::absent_referred(),
        }
    }
}

impl Absent {
    pub fn builder() -> builder::Absent {
        Default::default()
    }
}

impl Default for AbsentEmpty {
    fn default() -> Self {
        AbsentEmpty {
            a: 5_i64,
            in_: AbsentEmptyIn { b: true },
        }
    }
}

impl AbsentEmpty {
    pub fn builder() -> builder::AbsentEmpty {
        Default::default()
    }
}

impl Default for AbsentEmptyIn {
    fn default() -> Self {
        AbsentEmptyIn { b: true }
    }
}

impl AbsentEmptyIn {
    pub fn builder() -> builder::AbsentEmptyIn {
        Default::default()
    }
}

impl Default for AbsentInline {
    fn default() -> Self {
        AbsentInline {
            a: 5_i64,
            b: Option::Some("x".to_string()),
        }
    }
}

impl AbsentInline {
    pub fn builder() -> builder::AbsentInline {
        Default::default()
    }
}

impl From<Maybe> for Alias {
    fn from(value: Maybe) -> Self {
        Self(value)
    }
}

impl From<serde_json::Value> for Any {
    fn from(value: serde_json::Value) -> Self {
        Self(value)
    }
}

impl From<serde_json::Value> for AnyNull {
    fn from(value: serde_json::Value) -> Self {
        Self(value)
    }
}

impl TryFrom<f64> for BoundedLeast {
    type Error = self::error::ConversionError;
    fn try_from(value: f64) -> Result<Self, self::error::ConversionError> {
        if !value.is_finite() {
            return Err("must be a finite number".into());
        }

        if f64::from(value) <= 9007199254740992.0 {
            return Err("must be more than 9007199254740992".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for BoundedLeast {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for BoundedLeast {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<f64 as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl TryFrom<f64> for BoundedMost {
    type Error = self::error::ConversionError;
    fn try_from(value: f64) -> Result<Self, self::error::ConversionError> {
        if !value.is_finite() {
            return Err("must be a finite number".into());
        }

        if f64::from(value) >= 9223372036854776000.0 {
            return Err("must be less than 9223372036854776000".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for BoundedMost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for BoundedMost {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<f64 as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl From<ChoiceVariant2Say> for Choice {
    fn from(value: ChoiceVariant2Say) -> Self {
        Self::Say(value)
    }
}

impl TryFrom<i64> for ChoiceVariant2Say {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) > 9 {
            return Err("must be at most 9".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for ChoiceVariant2Say {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for ChoiceVariant2Say {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl From<chrono::DateTime<chrono::offset::Utc>> for DateTime {
    fn from(value: chrono::DateTime<chrono::offset::Utc>) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for DateTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for DateTime {
    type Err = <chrono::DateTime<chrono::offset::Utc> as std::str::FromStr>::Err;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.parse()?))
    }
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            at: defaults::defaults_at(),
            leap: defaults::defaults_leap(),
        }
    }
}

impl std::fmt::Display for EventHow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Eq => f.write_str("eq"),
            Self::Lt => f.write_str("lt"),
        }
    }
}

impl std::str::FromStr for EventHow {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "eq" => Ok(Self::Eq),
            "lt" => Ok(Self::Lt),
            _ => Err("expected one of `eq`, `lt`".into()),
        }
    }
}

impl EventHow {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Eq, Self::Lt];
}

impl std::fmt::Display for EventVariant1How {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Eq => f.write_str("eq"),
            Self::Has => f.write_str("has"),
        }
    }
}

impl std::str::FromStr for EventVariant1How {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "eq" => Ok(Self::Eq),
            "has" => Ok(Self::Has),
            _ => Err("expected one of `eq`, `has`".into()),
        }
    }
}

impl EventVariant1How {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Eq, Self::Has];
}

impl Extra {
    pub fn builder() -> builder::Extra {
        Default::default()
    }
}

impl std::fmt::Display for FormattedAt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for FormattedAt {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if <chrono::DateTime<chrono::Utc> as strict::OneForm>::parse_form(value)
            .is_none()
        {
            return Err(
                <chrono::DateTime<chrono::Utc> as strict::OneForm>::EXPECTED.into(),
            );
        }

        if value.chars().count() > 64 {
            return Err("must have at most 64 characters".into());
        }

        Ok(Self(value.to_owned()))
    }
}

impl std::fmt::Display for FormattedDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for FormattedDay {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if <chrono::naive::NaiveDate as strict::OneForm>::parse_form(value).is_none() {
            return Err(<chrono::naive::NaiveDate as strict::OneForm>::EXPECTED.into());
        }

        if value.chars().count() < 10 {
            return Err("must have at least 10 characters".into());
        }

        Ok(Self(value.to_owned()))
    }
}

impl std::fmt::Display for FormattedId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for FormattedId {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if <uuid::Uuid as strict::OneForm>::parse_form(value).is_none() {
            return Err(<uuid::Uuid as strict::OneForm>::EXPECTED.into());
        }

        if value.chars().count() < 36 {
            return Err("must have at least 36 characters".into());
        }

        if value.chars().count() > 36 {
            return Err("must have at most 36 characters".into());
        }

        Ok(Self(value.to_owned()))
    }
}

impl std::fmt::Display for FormattedIp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for FormattedIp {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if value.parse::<std::net::Ipv4Addr>().is_err() {
            return Err("expected an IPv4 address".into());
        }

        static PATTERN: std::sync::LazyLock<regress::Regex> = std::sync::LazyLock::new(||
        lockstep_runtime::text::pattern("^10[.]").unwrap());
        if PATTERN.find(value).is_none() {
            return Err("must match the pattern ^10[.]".into());
        }

        Ok(Self(value.to_owned()))
    }
}

impl std::fmt::Display for FormattedUtc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for FormattedUtc {
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

impl From<Vec<InListItem>> for InList {
    fn from(value: Vec<InListItem>) -> Self {
        Self(value)
    }
}

impl From<std::collections::HashMap<String, Vec<InMapValueItem>>> for InMap {
    fn from(value: std::collections::HashMap<String, Vec<InMapValueItem>>) -> Self {
        Self(value)
    }
}

impl From<Option<IntEnumInner>> for IntEnum {
    fn from(value: Option<IntEnumInner>) -> Self {
        Self(value)
    }
}

impl TryFrom<i64> for IntEnumInner {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> Result<Self, self::error::ConversionError> {
        if ![1, 2].contains(&i128::from(value)) {
            return Err("expected one of `1`, `2`".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for IntEnumInner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for IntEnumInner {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl TryFrom<u64> for IntegersBig {
    type Error = self::error::ConversionError;
    fn try_from(value: u64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) < 0 {
            return Err("must be at least 0".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for IntegersBig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for IntegersBig {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, u64>(deserializer)?)
    }
}

impl TryFrom<i64> for IntegersByte {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) < 0 {
            return Err("must be at least 0".into());
        }

        if i128::from(value) > 255 {
            return Err("must be at most 255".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for IntegersByte {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for IntegersByte {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl TryFrom<i64> for IntegersFraction {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) < -1 {
            return Err("must be at least -1".into());
        }

        if i128::from(value) > 2 {
            return Err("must be at most 2".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for IntegersFraction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for IntegersFraction {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl TryFrom<u64> for IntegersFromFive {
    type Error = self::error::ConversionError;
    fn try_from(value: u64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) < 5 {
            return Err("must be at least 5".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for IntegersFromFive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for IntegersFromFive {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, u64>(deserializer)?)
    }
}

impl TryFrom<u64> for IntegersWide {
    type Error = self::error::ConversionError;
    fn try_from(value: u64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) < 0 {
            return Err("must be at least 0".into());
        }

        if i128::from(value) > 18446744073709551615 {
            return Err("must be at most 18446744073709551615".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for IntegersWide {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for IntegersWide {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, u64>(deserializer)?)
    }
}

impl ItemInRequest {
    pub fn builder() -> builder::ItemInRequest {
        Default::default()
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for ItemInRequestList
where
    IntoItem: TryInto<ItemInRequest>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<ItemInRequest> = lockstep_runtime::items(value)?;
        if value.len() > 9usize {
            return Err("must have at most 9 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for ItemInRequestList
where
    IntoItem: TryInto<ItemInRequest>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for ItemInRequestList {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            <Vec<ItemInRequest> as serde::Deserialize>::deserialize(deserializer)?,
        )
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for ItemList
where
    IntoItem: TryInto<Item>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<Item> = lockstep_runtime::items(value)?;
        if value.len() > 9usize {
            return Err("must have at most 9 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for ItemList
where
    IntoItem: TryInto<Item>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for ItemList {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<Vec<Item> as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl LabelInRequest {
    pub fn builder() -> builder::LabelInRequest {
        Default::default()
    }
}

impl From<Option<LevelInner>> for Level {
    fn from(value: Option<LevelInner>) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for LevelInner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Low => f.write_str("low"),
            Self::High => f.write_str("high"),
        }
    }
}

impl std::str::FromStr for LevelInner {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "low" => Ok(Self::Low),
            "high" => Ok(Self::High),
            _ => Err("expected one of `low`, `high`".into()),
        }
    }
}

impl LevelInner {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Low, Self::High];
}

impl TryFrom<i64> for ListedLevel {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> Result<Self, self::error::ConversionError> {
        if ![1, 2].contains(&i128::from(value)) {
            return Err("expected one of `1`, `2`".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for ListedLevel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for ListedLevel {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl std::fmt::Display for ListedOn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Boolean(x) => x.fmt(f),
            Self::String(x) => x.fmt(f),
        }
    }
}

impl std::str::FromStr for ListedOn {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        if let Ok(v) = value.parse() {
            Ok(Self::Boolean(v))
        } else if let Ok(v) = value.parse() {
            Ok(Self::String(v))
        } else {
            Err("string conversion failed for all variants".into())
        }
    }
}

impl From<bool> for ListedOn {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<ListedOnString> for ListedOn {
    fn from(value: ListedOnString) -> Self {
        Self::String(value)
    }
}

impl std::fmt::Display for ListedOnString {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Auto => f.write_str("auto"),
        }
    }
}

impl std::str::FromStr for ListedOnString {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "auto" => Ok(Self::Auto),
            _ => Err("expected `auto`".into()),
        }
    }
}

impl ListedOnString {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Auto];
}

impl std::fmt::Display for ListedWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::A => f.write_str("a"),
        }
    }
}

impl std::str::FromStr for ListedWord {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "a" => Ok(Self::A),
            _ => Err("expected `a`".into()),
        }
    }
}

impl ListedWord {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::A];
}

impl std::fmt::Display for LogEventType2 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::AB => f.write_str("a.b"),
        }
    }
}

impl std::str::FromStr for LogEventType2 {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "a.b" => Ok(Self::AB),
            _ => Err("expected `a.b`".into()),
        }
    }
}

impl LogEventType2 {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::AB];
}

impl From<Option<MaybeInner>> for Maybe {
    fn from(value: Option<MaybeInner>) -> Self {
        Self(value)
    }
}

impl From<Option<P>> for MaybeAll {
    fn from(value: Option<P>) -> Self {
        Self(value)
    }
}

impl From<Option<chrono::naive::NaiveDate>> for MaybeDay {
    fn from(value: Option<chrono::naive::NaiveDate>) -> Self {
        Self(value)
    }
}

impl From<Option<i64>> for MaybeInt {
    fn from(value: Option<i64>) -> Self {
        Self(value)
    }
}

impl From<Option<MaybeLimitedInner>> for MaybeLimited {
    fn from(value: Option<MaybeLimitedInner>) -> Self {
        Self(value)
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for MaybeLimitedInner
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

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for MaybeLimitedInner
where
    IntoItem: TryInto<String>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for MaybeLimitedInner {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(<Vec<String> as serde::Deserialize>::deserialize(deserializer)?)
    }
}

impl From<Option<Vec<String>>> for MaybeList {
    fn from(value: Option<Vec<String>>) -> Self {
        Self(value)
    }
}

impl From<Option<std::collections::HashMap<String, i64>>> for MaybeMap {
    fn from(value: Option<std::collections::HashMap<String, i64>>) -> Self {
        Self(value)
    }
}

impl From<Option<MaybeObjectInner>> for MaybeObject {
    fn from(value: Option<MaybeObjectInner>) -> Self {
        Self(value)
    }
}

impl From<Option<MaybeOneInner>> for MaybeOne {
    fn from(value: Option<MaybeOneInner>) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for MaybeOneInner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::String(x) => x.fmt(f),
            Self::Integer(x) => x.fmt(f),
        }
    }
}

impl From<i64> for MaybeOneInner {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<Option<MaybeSmallInner>> for MaybeSmall {
    fn from(value: Option<MaybeSmallInner>) -> Self {
        Self(value)
    }
}

impl TryFrom<i64> for MaybeSmallInner {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) > 7 {
            return Err("must be at most 7".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for MaybeSmallInner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for MaybeSmallInner {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl From<Option<MaybeSmallTextInner>> for MaybeSmallText {
    fn from(value: Option<MaybeSmallTextInner>) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for NullInEachAny {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Variant0(x) => x.fmt(f),
            Self::Variant1(x) => x.fmt(f),
            Self::Variant2(x) => x.fmt(f),
        }
    }
}

impl From<f64> for NullInEachAny {
    fn from(value: f64) -> Self {
        Self::Variant0(value)
    }
}

impl From<NullInEachAnyVariant2> for NullInEachAny {
    fn from(value: NullInEachAnyVariant2) -> Self {
        Self::Variant2(value)
    }
}

impl std::fmt::Display for NullInEachAnyVariant2 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Inf => f.write_str("INF"),
        }
    }
}

impl std::str::FromStr for NullInEachAnyVariant2 {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "INF" => Ok(Self::Inf),
            _ => Err("expected `INF`".into()),
        }
    }
}

impl NullInEachAnyVariant2 {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Inf];
}

impl From<i64> for NullInEachOne {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<Vec<String>> for NullInEachOne {
    fn from(value: Vec<String>) -> Self {
        Self::Array(value)
    }
}

impl TryFrom<std::collections::HashMap<String, i64>> for Numbered {
    type Error = self::error::ConversionError;
    fn try_from(
        value: std::collections::HashMap<String, i64>,
    ) -> Result<Self, self::error::ConversionError> {
        if value.len() > 3usize {
            return Err("must have at most 3 properties".into());
        }

        static NAMES: std::sync::LazyLock<regress::Regex> = std::sync::LazyLock::new(|| {
            lockstep_runtime::text::pattern("^[0-9]+$").unwrap()
        });
        lockstep_runtime::text::names_match(value.keys(), "^[0-9]+$", &NAMES)?;
        Ok(Self(value))
    }
}

impl<'de> serde::Deserialize<'de> for Numbered {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            strict::read::<D, std::collections::HashMap<String, i64>>(deserializer)?,
        )
    }
}

impl std::fmt::Display for POneOfNull {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::String(x) => x.fmt(f),
            Self::Integer(x) => x.fmt(f),
        }
    }
}

impl From<i64> for POneOfNull {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<CardPayment> for Payment {
    fn from(value: CardPayment) -> Self {
        Self::CardPayment(value)
    }
}

impl From<Box<BankPayment>> for Payment {
    fn from(value: Box<BankPayment>) -> Self {
        Self::BankPayment(value)
    }
}

impl PersonPatch {
    pub fn builder() -> builder::PersonPatch {
        Default::default()
    }
}

impl PersonPatchAddress {
    pub fn builder() -> builder::PersonPatchAddress {
        Default::default()
    }
}

impl<IntoItem> TryFrom<Vec<IntoItem>> for PersonPatchPets
where
    IntoItem: TryInto<PersonPatchPetsItem>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: Vec<IntoItem>) -> Result<Self, self::error::ConversionError> {
        let value: Vec<PersonPatchPetsItem> = lockstep_runtime::items(value)?;
        if value.len() > 2usize {
            return Err("must have at most 2 items".into());
        }

        Ok(Self(value))
    }
}

impl<IntoItem, const N: usize> TryFrom<[IntoItem; N]> for PersonPatchPets
where
    IntoItem: TryInto<PersonPatchPetsItem>,
    IntoItem::Error: std::fmt::Display + 'static,
{
    type Error = self::error::ConversionError;
    fn try_from(value: [IntoItem; N]) -> Result<Self, self::error::ConversionError> {
        Vec::from(value).try_into()
    }
}

impl<'de> serde::Deserialize<'de> for PersonPatchPets {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(
            <Vec<PersonPatchPetsItem> as serde::Deserialize>::deserialize(deserializer)?,
        )
    }
}

impl PersonPatchPetsItem {
    pub fn builder() -> builder::PersonPatchPetsItem {
        Default::default()
    }
}

impl Default for Preset {
    fn default() -> Self {
        Self {
            a: defaults::default_u64::<i64, 5>(),
        }
    }
}

impl Preset {
    pub fn builder() -> builder::Preset {
        Default::default()
    }
}

impl From<Option<StrictInner>> for Strict {
    fn from(value: Option<StrictInner>) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for StrictInner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Low => f.write_str("low"),
            Self::High => f.write_str("high"),
        }
    }
}

impl std::str::FromStr for StrictInner {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "low" => Ok(Self::Low),
            "high" => Ok(Self::High),
            _ => Err("expected one of `low`, `high`".into()),
        }
    }
}

impl StrictInner {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Low, Self::High];
}

impl From<CardPayment> for Typed {
    fn from(value: CardPayment) -> Self {
        Self::CardPayment(value)
    }
}

impl From<Message> for Typed {
    fn from(value: Message) -> Self {
        Self::Message(value)
    }
}

impl From<UuidInner> for Uuid {
    fn from(value: UuidInner) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for Uuid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Uuid {
    type Err = <UuidInner as std::str::FromStr>::Err;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.parse()?))
    }
}

impl From<uuid::Uuid> for UuidInner {
    fn from(value: uuid::Uuid) -> Self {
        Self(value)
    }
}

impl std::fmt::Display for UuidInner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for UuidInner {
    type Err = <uuid::Uuid as std::str::FromStr>::Err;
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        Ok(Self(value.parse()?))
    }
}

lockstep_runtime::newtypes! {
    Alias(Maybe), AlikeTypeId(String), Any(serde_json::Value), AnyNull(serde_json::Value),
    BoundedLeast(f64), BoundedMost(f64), ChoiceVariant2Say(i64),
    DateTime(chrono::DateTime<chrono::offset::Utc>), FormattedAt(String), FormattedDay(String),
    FormattedId(String), FormattedIp(String), FormattedUtc(String), InList(Vec<InListItem>),
    InMap(std::collections::HashMap<String, Vec<InMapValueItem>>), IntEnum(Option<IntEnumInner>),
    IntEnumInner(i64), IntegersBig(u64), IntegersByte(i64), IntegersFraction(i64),
    IntegersFromFive(u64), IntegersWide(u64), ItemInRequestList(Vec<ItemInRequest>),
    ItemList(Vec<Item>), Level(Option<LevelInner>), ListedLevel(i64), LogEventType(String),
    Maybe(Option<MaybeInner>), MaybeAll(Option<P>), MaybeDay(Option<chrono::naive::NaiveDate>),
    MaybeInner(String), MaybeInt(Option<i64>), MaybeLimited(Option<MaybeLimitedInner>),
    MaybeLimitedInner(Vec<String>), MaybeList(Option<Vec<String>>),
    MaybeMap(Option<std::collections::HashMap<String, i64>>), MaybeObject(Option<MaybeObjectInner>),
    MaybeOne(Option<MaybeOneInner>), MaybeSmall(Option<MaybeSmallInner>), MaybeSmallInner(i64),
    MaybeSmallText(Option<MaybeSmallTextInner>), MaybeSmallTextInner(String),
    NodeLeftLeft(serde_json::Value), NodeLeftRight(serde_json::Value),
    NodeRightLeft(serde_json::Value), NodeRightRight(serde_json::Value),
    Numbered(std::collections::HashMap<String, i64>), NumberedBothD(serde_json::Value),
    NumberedMore(serde_json::Value), PersonPatchKind(String),
    PersonPatchPets(Vec<PersonPatchPetsItem>), Strict(Option<StrictInner>), Uuid(UuidInner),
    UuidInner(uuid::Uuid),
}

lockstep_runtime::limited_texts! {
    AlikeTypeId = max(3);
    LogEventType = max(5);
    MaybeInner = max(5);
    MaybeSmallTextInner = min(1);
    PersonPatchKind = max(3);
}

lockstep_runtime::parse_text! {
    AlikeTypeId, DateTime, EventHow, EventVariant1How, FormattedAt, FormattedDay, FormattedId,
    FormattedIp, FormattedUtc, LevelInner, ListedOn, ListedOnString, ListedWord, LogEventType,
    LogEventType2, MaybeInner, MaybeSmallTextInner, NullInEachAnyVariant2, PersonPatchKind,
    StrictInner, Uuid, UuidInner,
}

lockstep_runtime::read_text! {
    AlikeTypeId, EventHow, EventVariant1How, FormattedAt, FormattedDay, FormattedId, FormattedIp,
    FormattedUtc, LevelInner, ListedOnString, ListedWord, LogEventType, LogEventType2, MaybeInner,
    MaybeSmallTextInner, NullInEachAnyVariant2, PersonPatchKind, StrictInner,
}

lockstep_runtime::objects! {
    Absent, AbsentEmpty, AbsentEmptyIn, AbsentInline, Alike, AlikeType, AlikeType4, BankPayment,
    Bounded, CardPayment, Defaults, EventOf, EventVariant1Of, Extra, Foo, FooBar, Formatted,
    InListItem, InListItemLItemItem, InMapValueItem, InMapValueItemMValue, Integers, Item,
    ItemInRequest, Label, LabelInRequest, Labels, Led, LedGerBook, Ledger, LedgerBook, Listed, Log,
    LogEvent, LogEventKind, LogEventKind2, Marked, MaybeObjectInner, Message, Named, Node, NodeLeft,
    NodeName, NodeRight, NullInEach, OnlyRequired, Open, OpenToo, Other, P, PaymentBase,
    PersonPatch, PersonPatchAddress, PersonPatchPetsItem, Preset, Q, RequiredMap, Same, SameOne,
    SameOneA, SameOneA2, Shell, ShellInner, ShellOuter, Undeclared, UndeclaredTyped,
}

lockstep_runtime::checked! {
    in include_str!("checks.json");
    AlikeOf = "AlikeOf";
    Choice = "Choice" by one of "call", "say";
    Event = "Event";
    NumberedBoth = "NumberedBoth";
    NumberedToo = "NumberedToo";
    Typed = "Typed";
}

lockstep_runtime::tagged! {
    in include_str!("checks.json");
    Payment = "Payment" by "kind" of CardPayment("card"), BankPayment("bank");
}

lockstep_runtime::kept! {
    in include_str!("checks.json");
    NodeLeftLeft = "#NodeLeftLeft";
    NodeLeftRight = "#NodeLeftRight";
    NodeRightLeft = "#NodeRightLeft";
    NodeRightRight = "#NodeRightRight";
    NumberedBothD = "#NumberedBothD";
    NumberedMore = "NumberedMore";
}

lockstep_runtime::schemas! {
    in include_str!("schemas.json");
    Absent = "Absent" refers to Preset;
    Alias = "Alias" refers to Maybe;
    Alike = "Alike" refers to MaybeInt;
    AlikeOf = "AlikeOf";
    Any = "Any";
    AnyNull = "AnyNull";
    BankPayment = "BankPayment" refers to Payment, PaymentBase;
    Bounded = "Bounded";
    CardPayment = "CardPayment" refers to PaymentBase;
    Choice = "Choice";
    DateTime = "DateTime";
    Defaults = "Defaults";
    Event = "Event";
    Extra = "Extra";
    FooBar = "FooBar";
    Formatted = "Formatted";
    InList = "InList";
    InMap = "InMap";
    IntEnum = "IntEnum";
    Integers = "Integers";
    Item = "Item" refers to Item, Label;
    ItemInRequest = "Item" refers to ItemInRequest, LabelInRequest;
    ItemInRequestList = "ItemInRequestList" inline "ItemInRequestList" refers to ItemInRequest;
    ItemList = "ItemList" inline "ItemList" refers to Item;
    Label = "Label";
    LabelInRequest = "Label";
    Labels = "Labels";
    Led = "Led";
    Ledger = "Ledger";
    Level = "Level";
    Listed = "Listed";
    Log = "Log";
    LogEvent = "LogEvent";
    Marked = "Marked";
    Maybe = "Maybe";
    MaybeAll = "MaybeAll" refers to P;
    MaybeDay = "MaybeDay";
    MaybeInt = "MaybeInt";
    MaybeLimited = "MaybeLimited";
    MaybeList = "MaybeList";
    MaybeMap = "MaybeMap";
    MaybeObject = "MaybeObject";
    MaybeOne = "MaybeOne";
    MaybeSmall = "MaybeSmall";
    MaybeSmallText = "MaybeSmallText";
    Message = "Message";
    Named = "Named" refers to DateTime, Uuid;
    Node = "Node" refers to Node, NodeName;
    NodeName = "NodeName";
    NullInEach = "NullInEach";
    Numbered = "Numbered";
    NumberedBoth = "NumberedBoth" refers to NumberedToo;
    NumberedMore = "NumberedMore" refers to Numbered;
    NumberedToo = "NumberedToo";
    OnlyRequired = "OnlyRequired";
    Open = "Open";
    OpenToo = "OpenToo";
    Other = "Other";
    P = "P" refers to Alias, Any, AnyNull, IntEnum, Level, Maybe, MaybeAll, MaybeDay, MaybeInt,
        MaybeLimited, MaybeList, MaybeMap, MaybeObject, MaybeOne, MaybeSmall, Strict;
    Payment = "Payment" refers to BankPayment, CardPayment;
    PaymentBase = "PaymentBase";
    PersonPatch = "PersonPatch" refers to MaybeDay, PersonPatch;
    Preset = "Preset";
    Q = "Q" refers to AnyNull, Level, Maybe, MaybeDay, MaybeInt, MaybeLimited, MaybeList, MaybeMap,
        MaybeObject, MaybeOne, MaybeSmall;
    RequiredMap = "RequiredMap";
    Same = "Same";
    SameOne = "SameOne";
    Shell = "Shell";
    Strict = "Strict";
    Typed = "Typed" refers to CardPayment, Message;
    Undeclared = "Undeclared";
    UndeclaredTyped = "UndeclaredTyped";
    Uuid = "Uuid";
    Foo = "foo" refers to Other;
}

/// Generation of default values for serde.
pub mod defaults {
    pub(super) fn default_bool<const V: bool>() -> bool {
        V
    }

    pub(super) fn default_u64<T, const V: u64>() -> T
    where
        T: TryFrom<u64>,
        <T as std::convert::TryFrom<u64>>::Error: std::fmt::Debug,
    {
        T::try_from(V).unwrap()
    }

    pub(super) fn absent_empty() -> super::AbsentEmpty {
        super::AbsentEmpty {
            a: 5_i64,
            in_: super::AbsentEmptyIn { b: true },
        }
    }

    pub(super) fn absent_inline() -> super::AbsentInline {
        super::AbsentInline {
            a: 5_i64,
            b: Option::Some("x".to_string()),
        }
    }

    pub(super) fn absent_list() -> Vec<super::Preset> {
        vec![super::Preset { a : 5_i64 }, super::Preset { a : 1_i64 }]
    }

    pub(super) fn absent_referred() -> super::Preset {
        super::Preset { a: 5_i64 }
    }

    pub(super) fn absent_empty_in() -> super::AbsentEmptyIn {
        super::AbsentEmptyIn { b: true }
    }

    pub(super) fn alike_type_3() -> String {
        "t".to_string()
    }

    pub(super) fn defaults_at() -> chrono::DateTime<chrono::offset::Utc> {
        serde_json::from_str::<
            chrono::DateTime<chrono::offset::Utc>,
        >("\"2024-02-29t12:34:56z\"")
            .unwrap()
    }

    pub(super) fn defaults_leap() -> chrono::DateTime<chrono::offset::Utc> {
        serde_json::from_str::<
            chrono::DateTime<chrono::offset::Utc>,
        >("\"2016-12-31T23:59:60Z\"")
            .unwrap()
    }

    pub(super) fn person_patch_level() -> Option<String> {
        Option::Some("low".to_string())
    }
}

/// The error of conversions.
pub mod error {
    pub use lockstep_runtime::ConversionError;
}

/// Types for composing complex structures.
pub mod builder {
    use super::PersonPatchPets;
    #[derive(Clone, Debug)]
    pub struct Absent {
        count: Result<Option<i64>, super::error::ConversionError>,
        either: Result<Option<i64>, super::error::ConversionError>,
        empty: Result<super::AbsentEmpty, super::error::ConversionError>,
        inline: Result<super::AbsentInline, super::error::ConversionError>,
        list: Result<Vec<super::Preset>, super::error::ConversionError>,
        natural: Result<Option<u64>, super::error::ConversionError>,
        referred: Result<super::Preset, super::error::ConversionError>,
    }

    impl Default for Absent {
        fn default() -> Self {
            Self {
                count: Ok(Default::default()),
                either: Ok(Default::default()),
                empty: Ok(super::defaults::absent_empty()),
                inline: Ok(super::defaults::absent_inline()),
                list: Ok(super::defaults::absent_list()),
                natural: Ok(Default::default()),
                referred: Ok(super::defaults::absent_referred()),
            }
        }
    }

    impl Absent {
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

        /// Sets `either`.
        pub fn either<T>(mut self, value: T) -> Self
        where
            T: TryInto<i64>,
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
            T: TryInto<i64>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.either = Ok(None);
                return self;
            };
            self.either(value)
        }

        /// Sets `empty`.
        pub fn empty<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::AbsentEmpty>,
            T::Error: std::fmt::Display + 'static,
        {
            self.empty = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("empty", error));
            self
        }

        /// Sets `inline`.
        pub fn inline<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::AbsentInline>,
            T::Error: std::fmt::Display + 'static,
        {
            self.inline = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("inline", error));
            self
        }

        /// Sets `list`.
        pub fn list<T>(mut self, value: T) -> Self
        where
            T: TryInto<Vec<super::Preset>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.list = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("list", error));
            self
        }

        /// Sets `natural`.
        pub fn natural<T>(mut self, value: T) -> Self
        where
            T: TryInto<u64>,
            T::Error: std::fmt::Display + 'static,
        {
            self.natural = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("natural", error));
            self
        }

        /// Sets `natural`, or removes it.
        pub fn maybe_natural<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<u64>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.natural = Ok(None);
                return self;
            };
            self.natural(value)
        }

        /// Sets `referred`.
        pub fn referred<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Preset>,
            T::Error: std::fmt::Display + 'static,
        {
            self.referred = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("referred", error));
            self
        }
    }

    impl TryFrom<Absent> for super::Absent {
        type Error = super::error::ConversionError;
        fn try_from(value: Absent) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                count: value.count?,
                either: value.either?,
                empty: value.empty?,
                inline: value.inline?,
                list: value.list?,
                natural: value.natural?,
                referred: value.referred?,
            })
        }
    }

    impl From<super::Absent> for Absent {
        fn from(value: super::Absent) -> Self {
            Self {
                count: Ok(value.count),
                either: Ok(value.either),
                empty: Ok(value.empty),
                inline: Ok(value.inline),
                list: Ok(value.list),
                natural: Ok(value.natural),
                referred: Ok(value.referred),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct AbsentEmpty {
        a: Result<i64, super::error::ConversionError>,
        in_: Result<super::AbsentEmptyIn, super::error::ConversionError>,
    }

    impl Default for AbsentEmpty {
        fn default() -> Self {
            Self {
                a: Ok(super::defaults::default_u64::<i64, 5>()),
                in_: Ok(super::defaults::absent_empty_in()),
            }
        }
    }

    impl AbsentEmpty {
        /// Sets `a`.
        pub fn a<T>(mut self, value: T) -> Self
        where
            T: TryInto<i64>,
            T::Error: std::fmt::Display + 'static,
        {
            self.a = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("a", error));
            self
        }

        /// Sets `in`.
        pub fn in_<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::AbsentEmptyIn>,
            T::Error: std::fmt::Display + 'static,
        {
            self.in_ = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("in", error));
            self
        }
    }

    impl TryFrom<AbsentEmpty> for super::AbsentEmpty {
        type Error = super::error::ConversionError;
        fn try_from(value: AbsentEmpty) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                a: value.a?,
                in_: value.in_?,
            })
        }
    }

    impl From<super::AbsentEmpty> for AbsentEmpty {
        fn from(value: super::AbsentEmpty) -> Self {
            Self {
                a: Ok(value.a),
                in_: Ok(value.in_),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct AbsentEmptyIn {
        b: Result<bool, super::error::ConversionError>,
    }

    impl Default for AbsentEmptyIn {
        fn default() -> Self {
            Self {
                b: Ok(super::defaults::default_bool::<true>()),
            }
        }
    }

    impl AbsentEmptyIn {
        /// Sets `b`.
        pub fn b<T>(mut self, value: T) -> Self
        where
            T: TryInto<bool>,
            T::Error: std::fmt::Display + 'static,
        {
            self.b = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("b", error));
            self
        }
    }

    impl TryFrom<AbsentEmptyIn> for super::AbsentEmptyIn {
        type Error = super::error::ConversionError;
        fn try_from(
            value: AbsentEmptyIn,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self { b: value.b? })
        }
    }

    impl From<super::AbsentEmptyIn> for AbsentEmptyIn {
        fn from(value: super::AbsentEmptyIn) -> Self {
            Self { b: Ok(value.b) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct AbsentInline {
        a: Result<i64, super::error::ConversionError>,
        b: Result<Option<String>, super::error::ConversionError>,
    }

    impl Default for AbsentInline {
        fn default() -> Self {
            Self {
                a: Ok(super::defaults::default_u64::<i64, 5>()),
                b: Ok(Default::default()),
            }
        }
    }

    impl AbsentInline {
        /// Sets `a`.
        pub fn a<T>(mut self, value: T) -> Self
        where
            T: TryInto<i64>,
            T::Error: std::fmt::Display + 'static,
        {
            self.a = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("a", error));
            self
        }

        /// Sets `b`.
        pub fn b<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.b = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("b", error));
            self
        }

        /// Sets `b`, or removes it.
        pub fn maybe_b<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.b = Ok(None);
                return self;
            };
            self.b(value)
        }
    }

    impl TryFrom<AbsentInline> for super::AbsentInline {
        type Error = super::error::ConversionError;
        fn try_from(value: AbsentInline) -> Result<Self, super::error::ConversionError> {
            Ok(Self { a: value.a?, b: value.b? })
        }
    }

    impl From<super::AbsentInline> for AbsentInline {
        fn from(value: super::AbsentInline) -> Self {
            Self {
                a: Ok(value.a),
                b: Ok(value.b),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct Extra {
        extra: Result<Option<String>, super::error::ConversionError>,
        additional_properties: Result<
            std::collections::HashMap<String, String>,
            super::error::ConversionError,
        >,
    }

    impl Default for Extra {
        fn default() -> Self {
            Self {
                extra: Ok(Default::default()),
                additional_properties: Err(
                    super::error::ConversionError::of("extra", "required"),
                ),
            }
        }
    }

    impl Extra {
        /// Sets `extra`.
        pub fn extra<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.extra = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("extra", error));
            self
        }

        /// Sets `extra`, or removes it.
        pub fn maybe_extra<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.extra = Ok(None);
                return self;
            };
            self.extra(value)
        }

        /// Sets `additional_properties`.
        pub fn additional_properties<T>(mut self, value: T) -> Self
        where
            T: TryInto<std::collections::HashMap<String, String>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.additional_properties = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of(
                    "additional_properties",
                    error,
                ));
            self
        }
    }

    impl TryFrom<Extra> for super::Extra {
        type Error = super::error::ConversionError;
        fn try_from(value: Extra) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                extra: value.extra?,
                additional_properties: value.additional_properties?,
            })
        }
    }

    impl From<super::Extra> for Extra {
        fn from(value: super::Extra) -> Self {
            Self {
                extra: Ok(value.extra),
                additional_properties: Ok(value.additional_properties),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct ItemInRequest {
        id: Result<Option<i64>, super::error::ConversionError>,
        label: Result<Option<super::LabelInRequest>, super::error::ConversionError>,
        name: Result<String, super::error::ConversionError>,
        parent: Result<Option<Box<super::ItemInRequest>>, super::error::ConversionError>,
        secret: Result<String, super::error::ConversionError>,
    }

    impl Default for ItemInRequest {
        fn default() -> Self {
            Self {
                id: Ok(Default::default()),
                label: Ok(Default::default()),
                name: Err(super::error::ConversionError::of("name", "required")),
                parent: Ok(Default::default()),
                secret: Err(super::error::ConversionError::of("secret", "required")),
            }
        }
    }

    impl ItemInRequest {
        /// Sets `id`.
        pub fn id<T>(mut self, value: T) -> Self
        where
            T: TryInto<i64>,
            T::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("id", error));
            self
        }

        /// Sets `id`, or removes it.
        pub fn maybe_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<i64>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.id = Ok(None);
                return self;
            };
            self.id(value)
        }

        /// Sets `label`.
        pub fn label<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::LabelInRequest>,
            T::Error: std::fmt::Display + 'static,
        {
            self.label = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("label", error));
            self
        }

        /// Sets `label`, or removes it.
        pub fn maybe_label<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::LabelInRequest>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.label = Ok(None);
                return self;
            };
            self.label(value)
        }

        /// Sets `name`.
        pub fn name<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.name = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("name", error));
            self
        }

        /// Sets `parent`.
        pub fn parent<T>(mut self, value: T) -> Self
        where
            T: TryInto<Box<super::ItemInRequest>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.parent = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("parent", error));
            self
        }

        /// Sets `parent`, or removes it.
        pub fn maybe_parent<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<Box<super::ItemInRequest>>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.parent = Ok(None);
                return self;
            };
            self.parent(value)
        }

        /// Sets `secret`.
        pub fn secret<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.secret = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("secret", error));
            self
        }
    }

    impl TryFrom<ItemInRequest> for super::ItemInRequest {
        type Error = super::error::ConversionError;
        fn try_from(
            value: ItemInRequest,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                id: value.id?,
                label: value.label?,
                name: value.name?,
                parent: value.parent?,
                secret: value.secret?,
            })
        }
    }

    impl From<super::ItemInRequest> for ItemInRequest {
        fn from(value: super::ItemInRequest) -> Self {
            Self {
                id: Ok(value.id),
                label: Ok(value.label),
                name: Ok(value.name),
                parent: Ok(value.parent),
                secret: Ok(value.secret),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct LabelInRequest {
        at: Result<
            Option<chrono::DateTime<chrono::offset::Utc>>,
            super::error::ConversionError,
        >,
        text: Result<String, super::error::ConversionError>,
    }

    impl Default for LabelInRequest {
        fn default() -> Self {
            Self {
                at: Ok(Default::default()),
                text: Err(super::error::ConversionError::of("text", "required")),
            }
        }
    }

    impl LabelInRequest {
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

        /// Sets `text`.
        pub fn text<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.text = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("text", error));
            self
        }
    }

    impl TryFrom<LabelInRequest> for super::LabelInRequest {
        type Error = super::error::ConversionError;
        fn try_from(
            value: LabelInRequest,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                at: value.at?,
                text: value.text?,
            })
        }
    }

    impl From<super::LabelInRequest> for LabelInRequest {
        fn from(value: super::LabelInRequest) -> Self {
            Self {
                at: Ok(value.at),
                text: Ok(value.text),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct PersonPatch {
        address: Result<
            Option<Option<super::PersonPatchAddress>>,
            super::error::ConversionError,
        >,
        age: Result<Option<Option<u64>>, super::error::ConversionError>,
        any: Result<Option<serde_json::Value>, super::error::ConversionError>,
        born: Result<
            Option<Option<chrono::naive::NaiveDate>>,
            super::error::ConversionError,
        >,
        boss: Result<
            Option<Option<Box<super::PersonPatch>>>,
            super::error::ConversionError,
        >,
        counts: Result<
            Option<std::collections::HashMap<String, i64>>,
            super::error::ConversionError,
        >,
        day: Result<Option<super::MaybeDay>, super::error::ConversionError>,
        id: Result<Option<i64>, super::error::ConversionError>,
        kind: Result<
            Option<Option<super::PersonPatchKind>>,
            super::error::ConversionError,
        >,
        level: Result<Option<String>, super::error::ConversionError>,
        marks: Result<Vec<String>, super::error::ConversionError>,
        name: Result<Option<Option<String>>, super::error::ConversionError>,
        note: Result<Option<String>, super::error::ConversionError>,
        other: Result<
            Option<serde_json::Map<String, serde_json::Value>>,
            super::error::ConversionError,
        >,
        pets: Result<Option<PersonPatchPets>, super::error::ConversionError>,
        tags: Result<Option<Vec<String>>, super::error::ConversionError>,
        words: Result<Option<Option<Vec<String>>>, super::error::ConversionError>,
    }

    impl Default for PersonPatch {
        fn default() -> Self {
            Self {
                address: Ok(Default::default()),
                age: Ok(Default::default()),
                any: Ok(Default::default()),
                born: Ok(Default::default()),
                boss: Ok(Default::default()),
                counts: Ok(Default::default()),
                day: Ok(Default::default()),
                id: Err(super::error::ConversionError::of("id", "required")),
                kind: Ok(Default::default()),
                level: Ok(super::defaults::person_patch_level()),
                marks: Ok(Default::default()),
                name: Ok(Default::default()),
                note: Ok(Default::default()),
                other: Ok(Default::default()),
                pets: Ok(Default::default()),
                tags: Ok(Default::default()),
                words: Ok(Default::default()),
            }
        }
    }

    impl PersonPatch {
        /// Sets `address`.
        pub fn address<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::PersonPatchAddress>,
            T::Error: std::fmt::Display + 'static,
        {
            self.address = value
                .try_into()
                .map(Some)
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("address", error));
            self
        }

        /// Sets `address` to null.
        pub fn null_address(mut self) -> Self {
            self.address = Ok(Some(None));
            self
        }

        /// Sets `address`, or leaves it out, which is not null.
        pub fn maybe_address<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::PersonPatchAddress>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.address = Ok(None);
                return self;
            };
            self.address(value)
        }

        /// Sets `age`.
        pub fn age<T>(mut self, value: T) -> Self
        where
            T: TryInto<u64>,
            T::Error: std::fmt::Display + 'static,
        {
            self.age = value
                .try_into()
                .map(Some)
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("age", error));
            self
        }

        /// Sets `age` to null.
        pub fn null_age(mut self) -> Self {
            self.age = Ok(Some(None));
            self
        }

        /// Sets `age`, or leaves it out, which is not null.
        pub fn maybe_age<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<u64>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.age = Ok(None);
                return self;
            };
            self.age(value)
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

        /// Sets `born`.
        pub fn born<T>(mut self, value: T) -> Self
        where
            T: TryInto<chrono::naive::NaiveDate>,
            T::Error: std::fmt::Display + 'static,
        {
            self.born = value
                .try_into()
                .map(Some)
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("born", error));
            self
        }

        /// Sets `born` to null.
        pub fn null_born(mut self) -> Self {
            self.born = Ok(Some(None));
            self
        }

        /// Sets `born`, or leaves it out, which is not null.
        pub fn maybe_born<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<chrono::naive::NaiveDate>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.born = Ok(None);
                return self;
            };
            self.born(value)
        }

        /// Sets `boss`.
        pub fn boss<T>(mut self, value: T) -> Self
        where
            T: TryInto<Box<super::PersonPatch>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.boss = value
                .try_into()
                .map(Some)
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("boss", error));
            self
        }

        /// Sets `boss` to null.
        pub fn null_boss(mut self) -> Self {
            self.boss = Ok(Some(None));
            self
        }

        /// Sets `boss`, or leaves it out, which is not null.
        pub fn maybe_boss<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<Box<super::PersonPatch>>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.boss = Ok(None);
                return self;
            };
            self.boss(value)
        }

        /// Sets `counts`.
        pub fn counts<T>(mut self, value: T) -> Self
        where
            T: TryInto<std::collections::HashMap<String, i64>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.counts = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("counts", error));
            self
        }

        /// Sets `day`.
        pub fn day<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::MaybeDay>,
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
            T: TryInto<super::MaybeDay>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.day = Ok(None);
                return self;
            };
            self.day(value)
        }

        /// Sets `id`.
        pub fn id<T>(mut self, value: T) -> Self
        where
            T: TryInto<i64>,
            T::Error: std::fmt::Display + 'static,
        {
            self.id = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("id", error));
            self
        }

        /// Sets `id`, or removes it.
        pub fn maybe_id<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<i64>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.id = Ok(None);
                return self;
            };
            self.id(value)
        }

        /// Sets `kind`.
        pub fn kind<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::PersonPatchKind>,
            T::Error: std::fmt::Display + 'static,
        {
            self.kind = value
                .try_into()
                .map(Some)
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("kind", error));
            self
        }

        /// Sets `kind` to null.
        pub fn null_kind(mut self) -> Self {
            self.kind = Ok(Some(None));
            self
        }

        /// Sets `kind`, or leaves it out, which is not null.
        pub fn maybe_kind<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<super::PersonPatchKind>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.kind = Ok(None);
                return self;
            };
            self.kind(value)
        }

        /// Sets `level`.
        pub fn level<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.level = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("level", error));
            self
        }

        /// Sets `level`, or removes it.
        pub fn maybe_level<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.level = Ok(None);
                return self;
            };
            self.level(value)
        }

        /// Sets `marks`.
        pub fn marks<T>(mut self, value: T) -> Self
        where
            T: TryInto<Vec<String>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.marks = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("marks", error));
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
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("name", error));
            self
        }

        /// Sets `name` to null.
        pub fn null_name(mut self) -> Self {
            self.name = Ok(Some(None));
            self
        }

        /// Sets `name`, or leaves it out, which is not null.
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

        /// Sets `note`.
        pub fn note<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.note = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("note", error));
            self
        }

        /// Sets `note`, or removes it.
        pub fn maybe_note<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.note = Ok(None);
                return self;
            };
            self.note(value)
        }

        /// Sets `other`.
        pub fn other<T>(mut self, value: T) -> Self
        where
            T: TryInto<serde_json::Map<String, serde_json::Value>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.other = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("other", error));
            self
        }

        /// Sets `pets`.
        pub fn pets<T>(mut self, value: T) -> Self
        where
            T: TryInto<PersonPatchPets>,
            T::Error: std::fmt::Display + 'static,
        {
            self.pets = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("pets", error));
            self
        }

        /// Sets `pets`, or removes it.
        pub fn maybe_pets<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<PersonPatchPets>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.pets = Ok(None);
                return self;
            };
            self.pets(value)
        }

        /// Sets `tags`.
        pub fn tags<T>(mut self, value: T) -> Self
        where
            T: TryInto<Vec<String>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.tags = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("tags", error));
            self
        }

        /// Sets `words`.
        pub fn words<T>(mut self, value: T) -> Self
        where
            T: TryInto<Vec<String>>,
            T::Error: std::fmt::Display + 'static,
        {
            self.words = value
                .try_into()
                .map(Some)
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("words", error));
            self
        }

        /// Sets `words` to null.
        pub fn null_words(mut self) -> Self {
            self.words = Ok(Some(None));
            self
        }

        /// Sets `words`, or leaves it out, which is not null.
        pub fn maybe_words<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<Vec<String>>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.words = Ok(None);
                return self;
            };
            self.words(value)
        }
    }

    impl TryFrom<PersonPatch> for super::PersonPatch {
        type Error = super::error::ConversionError;
        fn try_from(value: PersonPatch) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                address: value.address?,
                age: value.age?,
                any: value.any?,
                born: value.born?,
                boss: value.boss?,
                counts: value.counts?,
                day: value.day?,
                id: value.id?,
                kind: value.kind?,
                level: value.level?,
                marks: value.marks?,
                name: value.name?,
                note: value.note?,
                other: value.other?,
                pets: value.pets?,
                tags: value.tags?,
                words: value.words?,
            })
        }
    }

    impl From<super::PersonPatch> for PersonPatch {
        fn from(value: super::PersonPatch) -> Self {
            Self {
                address: Ok(value.address),
                age: Ok(value.age),
                any: Ok(value.any),
                born: Ok(value.born),
                boss: Ok(value.boss),
                counts: Ok(value.counts),
                day: Ok(value.day),
                id: Ok(value.id),
                kind: Ok(value.kind),
                level: Ok(value.level),
                marks: Ok(value.marks),
                name: Ok(value.name),
                note: Ok(value.note),
                other: Ok(value.other),
                pets: Ok(value.pets),
                tags: Ok(value.tags),
                words: Ok(value.words),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct PersonPatchAddress {
        post_code: Result<Option<Option<String>>, super::error::ConversionError>,
    }

    impl Default for PersonPatchAddress {
        fn default() -> Self {
            Self {
                post_code: Ok(Default::default()),
            }
        }
    }

    impl PersonPatchAddress {
        /// Sets `post-code`.
        pub fn post_code<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.post_code = value
                .try_into()
                .map(Some)
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("post-code", error));
            self
        }

        /// Sets `post-code` to null.
        pub fn null_post_code(mut self) -> Self {
            self.post_code = Ok(Some(None));
            self
        }

        /// Sets `post-code`, or leaves it out, which is not null.
        pub fn maybe_post_code<T>(mut self, value: Option<T>) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.post_code = Ok(None);
                return self;
            };
            self.post_code(value)
        }
    }

    impl TryFrom<PersonPatchAddress> for super::PersonPatchAddress {
        type Error = super::error::ConversionError;
        fn try_from(
            value: PersonPatchAddress,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                post_code: value.post_code?,
            })
        }
    }

    impl From<super::PersonPatchAddress> for PersonPatchAddress {
        fn from(value: super::PersonPatchAddress) -> Self {
            Self {
                post_code: Ok(value.post_code),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct PersonPatchPetsItem {
        name: Result<Option<Option<String>>, super::error::ConversionError>,
    }

    impl Default for PersonPatchPetsItem {
        fn default() -> Self {
            Self {
                name: Ok(Default::default()),
            }
        }
    }

    impl PersonPatchPetsItem {
        /// Sets `name`.
        pub fn name<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.name = value
                .try_into()
                .map(Some)
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("name", error));
            self
        }

        /// Sets `name` to null.
        pub fn null_name(mut self) -> Self {
            self.name = Ok(Some(None));
            self
        }

        /// Sets `name`, or leaves it out, which is not null.
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

    impl TryFrom<PersonPatchPetsItem> for super::PersonPatchPetsItem {
        type Error = super::error::ConversionError;
        fn try_from(
            value: PersonPatchPetsItem,
        ) -> Result<Self, super::error::ConversionError> {
            Ok(Self { name: value.name? })
        }
    }

    impl From<super::PersonPatchPetsItem> for PersonPatchPetsItem {
        fn from(value: super::PersonPatchPetsItem) -> Self {
            Self { name: Ok(value.name) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct Preset {
        a: Result<i64, super::error::ConversionError>,
    }

    impl Default for Preset {
        fn default() -> Self {
            Self {
                a: Ok(super::defaults::default_u64::<i64, 5>()),
            }
        }
    }

    impl Preset {
        /// Sets `a`.
        pub fn a<T>(mut self, value: T) -> Self
        where
            T: TryInto<i64>,
            T::Error: std::fmt::Display + 'static,
        {
            self.a = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("a", error));
            self
        }
    }

    impl TryFrom<Preset> for super::Preset {
        type Error = super::error::ConversionError;
        fn try_from(value: Preset) -> Result<Self, super::error::ConversionError> {
            Ok(Self { a: value.a? })
        }
    }

    impl From<super::Preset> for Preset {
        fn from(value: super::Preset) -> Self {
            Self { a: Ok(value.a) }
        }
    }
}
