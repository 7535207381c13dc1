// @generated from features.yaml

/// `Animal`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(tag = "kind", content = "name")]
pub enum Animal {
    #[serde(rename = "cat")]
    Cat(String),
    #[serde(rename = "fish")]
    Fish,
}

/// `CreateThingError`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct CreateThingError {
    pub field: String,
}

impl CreateThingError {
    pub fn builder() -> builder::CreateThingError {
        Default::default()
    }
}

/// `CreateThingErrors`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(untagged)]
pub enum CreateThingErrors {
    Object { field: String },
    Error(Error),
    Thing(Thing),
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

/// `Error`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Error {
    pub message: String,
}

impl Error {
    pub fn builder() -> builder::Error {
        Default::default()
    }
}

/// `Form`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Form {
    #[serde(
        default = "defaults::default_u64::<i32, 1>",
        deserialize_with = "strict::read"
    )]
    pub count: i32,
    pub name: FormName,
}

impl Form {
    pub fn builder() -> builder::Form {
        Default::default()
    }
}

/// `FormName`
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct FormName(String);

impl std::ops::Deref for FormName {
    type Target = String;
    fn deref(&self) -> &String {
        &self.0
    }
}

impl From<FormName> for String {
    fn from(value: FormName) -> Self {
        value.0
    }
}

impl std::str::FromStr for FormName {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        if value.chars().count() < 1usize {
            return Err("shorter than 1 characters".into());
        }

        Ok(Self(value.to_string()))
    }
}

impl TryFrom<&str> for FormName {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for FormName {
    type Error = self::error::ConversionError;
    fn try_from(
        value: String,
    ) -> std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl<'de> serde::Deserialize<'de> for FormName {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|e: self::error::ConversionError| {
                <D::Error as serde::de::Error>::custom(e.to_string())
            })
    }
}

/// `Lonely`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default)]
#[serde(remote = "Self")]
pub struct Lonely {
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub a: Option<bool>,
}

impl Lonely {
    pub fn builder() -> builder::Lonely {
        Default::default()
    }
}

/// `Name`
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct Name(String);

impl std::ops::Deref for Name {
    type Target = String;
    fn deref(&self) -> &String {
        &self.0
    }
}

impl From<Name> for String {
    fn from(value: Name) -> Self {
        value.0
    }
}

impl std::str::FromStr for Name {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        if value.chars().count() > 8usize {
            return Err("longer than 8 characters".into());
        }

        if value.is_empty()
            || value.chars().any(|character| !matches!(character, 'a'..= 'z'))
        {
            return Err("doesn't match pattern \"^[a-z]+$\"".into());
        }

        Ok(Self(value.to_string()))
    }
}

impl TryFrom<&str> for Name {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for Name {
    type Error = self::error::ConversionError;
    fn try_from(
        value: String,
    ) -> std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl<'de> serde::Deserialize<'de> for Name {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|e: self::error::ConversionError| {
                <D::Error as serde::de::Error>::custom(e.to_string())
            })
    }
}

/// `Nothing`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(transparent)]
pub struct Nothing(pub ());

impl std::ops::Deref for Nothing {
    type Target = ();
    fn deref(&self) -> &() {
        &self.0
    }
}

impl From<Nothing> for () {
    fn from(value: Nothing) -> Self {
        value.0
    }
}

impl From<()> for Nothing {
    fn from(value: ()) -> Self {
        Self(value)
    }
}

/// `OneOrMore`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(untagged)]
pub enum OneOrMore {
    String(String),
    Array(Vec<String>),
}

impl From<Vec<String>> for OneOrMore {
    fn from(value: Vec<String>) -> Self {
        Self::Array(value)
    }
}

/// `Order`
#[derive(serde::Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Order {
    #[serde(rename = "up")]
    Up,
    #[serde(rename = "down")]
    Down,
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
            _ => Err("invalid value".into()),
        }
    }
}

impl TryFrom<&str> for Order {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for Order {
    type Error = self::error::ConversionError;
    fn try_from(
        value: String,
    ) -> std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

/// `PutNoteResponse`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(transparent)]
pub struct PutNoteResponse(#[serde(deserialize_with = "strict::read")] pub i64);

impl std::ops::Deref for PutNoteResponse {
    type Target = i64;
    fn deref(&self) -> &i64 {
        &self.0
    }
}

impl From<PutNoteResponse> for i64 {
    fn from(value: PutNoteResponse) -> Self {
        value.0
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

impl TryFrom<&str> for PutNoteResponse {
    type Error = <i64 as std::str::FromStr>::Err;
    fn try_from(value: &str) -> std::result::Result<Self, Self::Error> {
        value.parse()
    }
}

impl TryFrom<String> for PutNoteResponse {
    type Error = <i64 as std::str::FromStr>::Err;
    fn try_from(value: String) -> std::result::Result<Self, Self::Error> {
        value.parse()
    }
}

/// `Renamed`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Renamed {
    #[serde(rename = "createdAt", deserialize_with = "strict::read")]
    pub created_at: Option<chrono::DateTime<chrono::offset::Utc>>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub default: Option<Lonely>,
    #[serde(
        rename = "defaultBranch",
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub default_branch: Option<String>,
}

impl Renamed {
    pub fn builder() -> builder::Renamed {
        Default::default()
    }
}

/// `Result`
#[derive(serde::Deserialize, serde::Serialize, Clone, Default)]
#[serde(remote = "Self")]
pub struct Result {
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub password: Option<String>,
}

impl Result {
    pub fn builder() -> builder::Result {
        Default::default()
    }
}

/// `Switch`
#[derive(
    serde::Deserialize,
    serde::Serialize,
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd
)]
#[serde(tag = "state")]
pub enum Switch {
    #[serde(rename = "on")]
    On,
    #[serde(rename = "off")]
    Off,
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
            _ => Err("invalid value".into()),
        }
    }
}

impl TryFrom<&str> for Switch {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for Switch {
    type Error = self::error::ConversionError;
    fn try_from(
        value: String,
    ) -> std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

/// `Tag`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Tag {
    #[serde(deserialize_with = "strict::read")]
    pub tag: Option<uuid::Uuid>,
}

impl Tag {
    pub fn builder() -> builder::Tag {
        Default::default()
    }
}

/// `Thing`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Thing {
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub colour: Option<Colour>,
    pub name: Name,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub parts: Option<Parts>,
}

impl Thing {
    pub fn builder() -> builder::Thing {
        Default::default()
    }
}

/// `ThingList`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(transparent)]
pub struct ThingList(pub Vec<Thing>);

impl std::ops::Deref for ThingList {
    type Target = Vec<Thing>;
    fn deref(&self) -> &Vec<Thing> {
        &self.0
    }
}

impl From<ThingList> for Vec<Thing> {
    fn from(value: ThingList) -> Self {
        value.0
    }
}

impl From<Vec<Thing>> for ThingList {
    fn from(value: Vec<Thing>) -> Self {
        Self(value)
    }
}

/// `ThingResultsPage`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct ThingResultsPage {
    pub items: Vec<Thing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_page: Option<String>,
}

impl ThingResultsPage {
    pub fn builder() -> builder::ThingResultsPage {
        Default::default()
    }
}

/// `Values`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct Values {
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub agreed: Option<Agreed>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub animal: Option<Animal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub any: Option<serde_json::Value>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::read"
    )]
    pub at: Option<chrono::DateTime<chrono::offset::Utc>>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub day: Option<chrono::naive::NaiveDate>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub either: Option<ValuesEither>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub grade: Option<Grade>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "strict::read"
    )]
    pub ids: Vec<uuid::Uuid>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub ip: Option<std::net::IpAddr>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub map: Option<Map>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub meant: Option<ValuesMeant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nothing: Option<Nothing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optional: Option<Tag>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub port: Option<std::num::NonZeroU16>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub rate: Option<Rate>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub renamed: Option<Renamed>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub result: Option<Result>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowsItem>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub share: Option<Share>,
    #[serde(
        default = "defaults::default_u64::<u64, 7>",
        deserialize_with = "strict::read"
    )]
    pub size: u64,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub step: Option<Step>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub switch: Option<Switch>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub tagged: Option<ValuesTagged>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub wide: Option<u64>,
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

/// `ValuesEither`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(untagged)]
pub enum ValuesEither {
    Tag(Tag),
    Form(Form),
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

/// `ValuesMeant`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default)]
#[serde(remote = "Self")]
pub struct ValuesMeant {
    #[serde(
        skip_serializing_if = "Option::is_none",
        default,
        deserialize_with = "strict::present_given"
    )]
    pub a: Option<String>,
}

impl ValuesMeant {
    pub fn builder() -> builder::ValuesMeant {
        Default::default()
    }
}

/// `ValuesTagged`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug)]
#[serde(remote = "Self")]
pub struct ValuesTagged {
    pub note: String,
    #[serde(deserialize_with = "strict::read")]
    pub tag: Option<uuid::Uuid>,
}

impl ValuesTagged {
    pub fn builder() -> builder::ValuesTagged {
        Default::default()
    }
}

/// Types for composing complex structures.
pub mod builder {
    #[allow(unused_imports)]
    use super::{
        Agreed, Colour, Grade, Map, Parts, Rate, RowsItem, RowsItemItem, Share, Step,
        XRank,
    };
    #[derive(Clone, Debug)]
    pub struct CreateThingError {
        field: std::result::Result<String, String>,
    }

    impl Default for CreateThingError {
        fn default() -> Self {
            Self {
                field: Err("no value supplied for field".to_string()),
            }
        }
    }

    impl CreateThingError {
        pub fn field<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display,
        {
            self.field = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for field: {e}"));
            self
        }
    }

    impl TryFrom<CreateThingError> for super::CreateThingError {
        type Error = super::error::ConversionError;
        fn try_from(
            value: CreateThingError,
        ) -> std::result::Result<Self, super::error::ConversionError> {
            Ok(Self { field: value.field? })
        }
    }

    impl From<super::CreateThingError> for CreateThingError {
        fn from(value: super::CreateThingError) -> Self {
            Self { field: Ok(value.field) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct Error {
        message: std::result::Result<String, String>,
    }

    impl Default for Error {
        fn default() -> Self {
            Self {
                message: Err("no value supplied for message".to_string()),
            }
        }
    }

    impl Error {
        pub fn message<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display,
        {
            self.message = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for message: {e}")
                });
            self
        }
    }

    impl TryFrom<Error> for super::Error {
        type Error = super::error::ConversionError;
        fn try_from(
            value: Error,
        ) -> std::result::Result<Self, super::error::ConversionError> {
            Ok(Self { message: value.message? })
        }
    }

    impl From<super::Error> for Error {
        fn from(value: super::Error) -> Self {
            Self { message: Ok(value.message) }
        }
    }

    #[derive(Clone, Debug)]
    pub struct Form {
        count: std::result::Result<i32, String>,
        name: std::result::Result<super::FormName, String>,
    }

    impl Default for Form {
        fn default() -> Self {
            Self {
                count: Ok(super::defaults::default_u64::<i32, 1>()),
                name: Err("no value supplied for name".to_string()),
            }
        }
    }

    impl Form {
        pub fn count<T>(mut self, value: T) -> Self
        where
            T: TryInto<i32>,
            T::Error: std::fmt::Display,
        {
            self.count = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for count: {e}"));
            self
        }

        pub fn name<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::FormName>,
            T::Error: std::fmt::Display,
        {
            self.name = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for name: {e}"));
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
        a: std::result::Result<Option<bool>, String>,
    }

    impl Default for Lonely {
        fn default() -> Self {
            Self { a: Ok(Default::default()) }
        }
    }

    impl Lonely {
        pub fn a<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<bool>>,
            T::Error: std::fmt::Display,
        {
            self.a = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for a: {e}"));
            self
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
            String,
        >,
        default: std::result::Result<Option<super::Lonely>, String>,
        default_branch: std::result::Result<Option<String>, String>,
    }

    impl Default for Renamed {
        fn default() -> Self {
            Self {
                created_at: Err("no value supplied for created_at".to_string()),
                default: Ok(Default::default()),
                default_branch: Ok(Default::default()),
            }
        }
    }

    impl Renamed {
        pub fn created_at<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<chrono::DateTime<chrono::offset::Utc>>>,
            T::Error: std::fmt::Display,
        {
            self.created_at = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for created_at: {e}")
                });
            self
        }

        pub fn default<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::Lonely>>,
            T::Error: std::fmt::Display,
        {
            self.default = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for default: {e}")
                });
            self
        }

        pub fn default_branch<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<String>>,
            T::Error: std::fmt::Display,
        {
            self.default_branch = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for default_branch: {e}")
                });
            self
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
        password: std::result::Result<Option<String>, String>,
    }

    impl Default for Result {
        fn default() -> Self {
            Self {
                password: Ok(Default::default()),
            }
        }
    }

    impl Result {
        pub fn password<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<String>>,
            T::Error: std::fmt::Display,
        {
            self.password = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for password: {e}")
                });
            self
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
        tag: std::result::Result<Option<uuid::Uuid>, String>,
    }

    impl Default for Tag {
        fn default() -> Self {
            Self {
                tag: Err("no value supplied for tag".to_string()),
            }
        }
    }

    impl Tag {
        pub fn tag<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<uuid::Uuid>>,
            T::Error: std::fmt::Display,
        {
            self.tag = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for tag: {e}"));
            self
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
        colour: std::result::Result<Option<Colour>, String>,
        name: std::result::Result<super::Name, String>,
        parts: std::result::Result<Option<Parts>, String>,
    }

    impl Default for Thing {
        fn default() -> Self {
            Self {
                colour: Ok(Default::default()),
                name: Err("no value supplied for name".to_string()),
                parts: Ok(Default::default()),
            }
        }
    }

    impl Thing {
        pub fn colour<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<Colour>>,
            T::Error: std::fmt::Display,
        {
            self.colour = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for colour: {e}"));
            self
        }

        pub fn name<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Name>,
            T::Error: std::fmt::Display,
        {
            self.name = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for name: {e}"));
            self
        }

        pub fn parts<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<Parts>>,
            T::Error: std::fmt::Display,
        {
            self.parts = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for parts: {e}"));
            self
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
    pub struct ThingResultsPage {
        items: std::result::Result<Vec<super::Thing>, String>,
        next_page: std::result::Result<Option<String>, String>,
    }

    impl Default for ThingResultsPage {
        fn default() -> Self {
            Self {
                items: Err("no value supplied for items".to_string()),
                next_page: Ok(Default::default()),
            }
        }
    }

    impl ThingResultsPage {
        pub fn items<T>(mut self, value: T) -> Self
        where
            T: TryInto<Vec<super::Thing>>,
            T::Error: std::fmt::Display,
        {
            self.items = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for items: {e}"));
            self
        }

        pub fn next_page<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<String>>,
            T::Error: std::fmt::Display,
        {
            self.next_page = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for next_page: {e}")
                });
            self
        }
    }

    impl TryFrom<ThingResultsPage> for super::ThingResultsPage {
        type Error = super::error::ConversionError;
        fn try_from(
            value: ThingResultsPage,
        ) -> std::result::Result<Self, super::error::ConversionError> {
            Ok(Self {
                items: value.items?,
                next_page: value.next_page?,
            })
        }
    }

    impl From<super::ThingResultsPage> for ThingResultsPage {
        fn from(value: super::ThingResultsPage) -> Self {
            Self {
                items: Ok(value.items),
                next_page: Ok(value.next_page),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct Values {
        agreed: std::result::Result<Option<Agreed>, String>,
        animal: std::result::Result<Option<super::Animal>, String>,
        any: std::result::Result<Option<serde_json::Value>, String>,
        at: std::result::Result<Option<chrono::DateTime<chrono::offset::Utc>>, String>,
        day: std::result::Result<Option<chrono::naive::NaiveDate>, String>,
        either: std::result::Result<Option<super::ValuesEither>, String>,
        grade: std::result::Result<Option<Grade>, String>,
        ids: std::result::Result<Vec<uuid::Uuid>, String>,
        ip: std::result::Result<Option<std::net::IpAddr>, String>,
        map: std::result::Result<Option<Map>, String>,
        meant: std::result::Result<Option<super::ValuesMeant>, String>,
        nothing: std::result::Result<Option<super::Nothing>, String>,
        optional: std::result::Result<Option<super::Tag>, String>,
        port: std::result::Result<Option<std::num::NonZeroU16>, String>,
        rate: std::result::Result<Option<Rate>, String>,
        renamed: std::result::Result<Option<super::Renamed>, String>,
        result: std::result::Result<Option<super::Result>, String>,
        rows: std::result::Result<Vec<RowsItem>, String>,
        share: std::result::Result<Option<Share>, String>,
        size: std::result::Result<u64, String>,
        step: std::result::Result<Option<Step>, String>,
        switch: std::result::Result<Option<super::Switch>, String>,
        tagged: std::result::Result<Option<super::ValuesTagged>, String>,
        wide: std::result::Result<Option<u64>, String>,
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
        pub fn agreed<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<Agreed>>,
            T::Error: std::fmt::Display,
        {
            self.agreed = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for agreed: {e}"));
            self
        }

        pub fn animal<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::Animal>>,
            T::Error: std::fmt::Display,
        {
            self.animal = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for animal: {e}"));
            self
        }

        pub fn any<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<serde_json::Value>>,
            T::Error: std::fmt::Display,
        {
            self.any = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for any: {e}"));
            self
        }

        pub fn at<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<chrono::DateTime<chrono::offset::Utc>>>,
            T::Error: std::fmt::Display,
        {
            self.at = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for at: {e}"));
            self
        }

        pub fn day<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<chrono::naive::NaiveDate>>,
            T::Error: std::fmt::Display,
        {
            self.day = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for day: {e}"));
            self
        }

        pub fn either<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::ValuesEither>>,
            T::Error: std::fmt::Display,
        {
            self.either = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for either: {e}"));
            self
        }

        pub fn grade<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<Grade>>,
            T::Error: std::fmt::Display,
        {
            self.grade = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for grade: {e}"));
            self
        }

        pub fn ids<T>(mut self, value: T) -> Self
        where
            T: TryInto<Vec<uuid::Uuid>>,
            T::Error: std::fmt::Display,
        {
            self.ids = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for ids: {e}"));
            self
        }

        pub fn ip<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<std::net::IpAddr>>,
            T::Error: std::fmt::Display,
        {
            self.ip = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for ip: {e}"));
            self
        }

        pub fn map<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<Map>>,
            T::Error: std::fmt::Display,
        {
            self.map = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for map: {e}"));
            self
        }

        pub fn meant<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::ValuesMeant>>,
            T::Error: std::fmt::Display,
        {
            self.meant = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for meant: {e}"));
            self
        }

        pub fn nothing<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::Nothing>>,
            T::Error: std::fmt::Display,
        {
            self.nothing = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for nothing: {e}")
                });
            self
        }

        pub fn optional<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::Tag>>,
            T::Error: std::fmt::Display,
        {
            self.optional = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for optional: {e}")
                });
            self
        }

        pub fn port<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<std::num::NonZeroU16>>,
            T::Error: std::fmt::Display,
        {
            self.port = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for port: {e}"));
            self
        }

        pub fn rate<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<Rate>>,
            T::Error: std::fmt::Display,
        {
            self.rate = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for rate: {e}"));
            self
        }

        pub fn renamed<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::Renamed>>,
            T::Error: std::fmt::Display,
        {
            self.renamed = value
                .try_into()
                .map_err(|e| {
                    format!("error converting supplied value for renamed: {e}")
                });
            self
        }

        pub fn result<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::Result>>,
            T::Error: std::fmt::Display,
        {
            self.result = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for result: {e}"));
            self
        }

        pub fn rows<T>(mut self, value: T) -> Self
        where
            T: TryInto<Vec<RowsItem>>,
            T::Error: std::fmt::Display,
        {
            self.rows = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for rows: {e}"));
            self
        }

        pub fn share<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<Share>>,
            T::Error: std::fmt::Display,
        {
            self.share = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for share: {e}"));
            self
        }

        pub fn size<T>(mut self, value: T) -> Self
        where
            T: TryInto<u64>,
            T::Error: std::fmt::Display,
        {
            self.size = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for size: {e}"));
            self
        }

        pub fn step<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<Step>>,
            T::Error: std::fmt::Display,
        {
            self.step = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for step: {e}"));
            self
        }

        pub fn switch<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::Switch>>,
            T::Error: std::fmt::Display,
        {
            self.switch = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for switch: {e}"));
            self
        }

        pub fn tagged<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<super::ValuesTagged>>,
            T::Error: std::fmt::Display,
        {
            self.tagged = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for tagged: {e}"));
            self
        }

        pub fn wide<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<u64>>,
            T::Error: std::fmt::Display,
        {
            self.wide = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for wide: {e}"));
            self
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
        a: std::result::Result<Option<String>, String>,
    }

    impl Default for ValuesMeant {
        fn default() -> Self {
            Self { a: Ok(Default::default()) }
        }
    }

    impl ValuesMeant {
        pub fn a<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<String>>,
            T::Error: std::fmt::Display,
        {
            self.a = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for a: {e}"));
            self
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
        note: std::result::Result<String, String>,
        tag: std::result::Result<Option<uuid::Uuid>, String>,
    }

    impl Default for ValuesTagged {
        fn default() -> Self {
            Self {
                note: Err("no value supplied for note".to_string()),
                tag: Err("no value supplied for tag".to_string()),
            }
        }
    }

    impl ValuesTagged {
        pub fn note<T>(mut self, value: T) -> Self
        where
            T: TryInto<String>,
            T::Error: std::fmt::Display,
        {
            self.note = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for note: {e}"));
            self
        }

        pub fn tag<T>(mut self, value: T) -> Self
        where
            T: TryInto<Option<uuid::Uuid>>,
            T::Error: std::fmt::Display,
        {
            self.tag = value
                .try_into()
                .map_err(|e| format!("error converting supplied value for tag: {e}"));
            self
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

/// Generation of default values for serde.
pub mod defaults {
    #[allow(unused_imports)]
    use super::{
        Agreed, Colour, Grade, Map, Parts, Rate, RowsItem, RowsItemItem, Share, Step,
        XRank,
    };
    pub(super) fn default_u64<T, const V: u64>() -> T
    where
        T: TryFrom<u64>,
        <T as std::convert::TryFrom<u64>>::Error: std::fmt::Debug,
    {
        T::try_from(V).unwrap()
    }
}

/// Error types.
pub mod error {
    /// Error from a `TryFrom` or `FromStr` implementation.
    pub struct ConversionError(std::borrow::Cow<'static, str>);

    impl std::error::Error for ConversionError {}
    impl std::fmt::Display for ConversionError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(&self.0, f)
        }
    }

    impl std::fmt::Debug for ConversionError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(&self.0, f)
        }
    }

    impl From<&'static str> for ConversionError {
        fn from(value: &'static str) -> Self {
            Self(value.into())
        }
    }

    impl From<String> for ConversionError {
        fn from(value: String) -> Self {
            Self(value.into())
        }
    }
}

/// Agreed
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Agreed(bool);

impl std::ops::Deref for Agreed {
    type Target = bool;
    fn deref(&self) -> &bool {
        &self.0
    }
}

impl From<Agreed> for bool {
    fn from(value: Agreed) -> Self {
        value.0
    }
}

impl TryFrom<bool> for Agreed {
    type Error = self::error::ConversionError;
    fn try_from(value: bool) -> std::result::Result<Self, self::error::ConversionError> {
        if value != true {
            return Err("not true".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for Agreed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.0, f)
    }
}

impl<'de> serde::Deserialize<'de> for Agreed {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        <bool as serde::Deserialize>::deserialize(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
    }
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

impl TryFrom<&str> for Colour {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl TryFrom<String> for Colour {
    type Error = self::error::ConversionError;
    fn try_from(
        value: String,
    ) -> std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}

impl<'de> serde::Deserialize<'de> for Colour {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|_| serde::de::Error::custom(
                "expected one of `red`, `Red`, `+1`, `-1`, ``",
            ))
    }
}

/// Grade
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Grade(i64);

impl std::ops::Deref for Grade {
    type Target = i64;
    fn deref(&self) -> &i64 {
        &self.0
    }
}

impl From<Grade> for i64 {
    fn from(value: Grade) -> Self {
        value.0
    }
}

impl TryFrom<i64> for Grade {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> std::result::Result<Self, self::error::ConversionError> {
        if ![1, 2, 5].contains(&i128::from(value)) {
            return Err("expected one of 1, 2, 5".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for Grade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.0, f)
    }
}

impl<'de> serde::Deserialize<'de> for Grade {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::read::<D, i64>(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
    }
}

/// Map
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Map(std::collections::HashMap<String, i64>);

impl std::ops::Deref for Map {
    type Target = std::collections::HashMap<String, i64>;
    fn deref(&self) -> &std::collections::HashMap<String, i64> {
        &self.0
    }
}

impl From<Map> for std::collections::HashMap<String, i64> {
    fn from(value: Map) -> Self {
        value.0
    }
}

impl TryFrom<std::collections::HashMap<String, i64>> for Map {
    type Error = self::error::ConversionError;
    fn try_from(
        value: std::collections::HashMap<String, i64>,
    ) -> std::result::Result<Self, self::error::ConversionError> {
        if value.len() < 1usize {
            return Err("fewer than 1 properties".into());
        }

        if value.len() > 2usize {
            return Err("more than 2 properties".into());
        }

        Ok(Self(value))
    }
}

impl<'de> serde::Deserialize<'de> for Map {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::read::<D, std::collections::HashMap<String, i64>>(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
    }
}

/// Parts
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Parts(Vec<Thing>);

impl std::ops::Deref for Parts {
    type Target = Vec<Thing>;
    fn deref(&self) -> &Vec<Thing> {
        &self.0
    }
}

impl From<Parts> for Vec<Thing> {
    fn from(value: Parts) -> Self {
        value.0
    }
}

impl TryFrom<Vec<Thing>> for Parts {
    type Error = self::error::ConversionError;
    fn try_from(
        value: Vec<Thing>,
    ) -> std::result::Result<Self, self::error::ConversionError> {
        if value.len() > 3usize {
            return Err("more than 3 items".into());
        }

        let mut known = std::collections::HashSet::new();
        let texts = value.iter().map(|item| serde_json::json!(item).to_string());
        if !texts.into_iter().all(|text| known.insert(text)) {
            return Err("an item stands there twice".into());
        }

        Ok(Self(value))
    }
}

impl<'de> serde::Deserialize<'de> for Parts {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        <Vec<Thing> as serde::Deserialize>::deserialize(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
    }
}

/// Rate
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Rate(f32);

impl std::ops::Deref for Rate {
    type Target = f32;
    fn deref(&self) -> &f32 {
        &self.0
    }
}

impl From<Rate> for f32 {
    fn from(value: Rate) -> Self {
        value.0
    }
}

impl TryFrom<f32> for Rate {
    type Error = self::error::ConversionError;
    fn try_from(value: f32) -> std::result::Result<Self, self::error::ConversionError> {
        if !value.is_finite() {
            return Err("not a finite number".into());
        }

        if f64::from(value) <= f64::from(0.0 as f32) {
            return Err("not more than 0".into());
        }

        let times = f64::from(value) / f64::from(0.5 as f32);
        if (times - times.round()).abs() > 1e-9 * times.abs().max(1.0) {
            return Err("not a multiple of 0.5".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.0, f)
    }
}

impl<'de> serde::Deserialize<'de> for Rate {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        <f32 as serde::Deserialize>::deserialize(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
    }
}

/// RowsItem
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct RowsItem(Vec<RowsItemItem>);

impl std::ops::Deref for RowsItem {
    type Target = Vec<RowsItemItem>;
    fn deref(&self) -> &Vec<RowsItemItem> {
        &self.0
    }
}

impl From<RowsItem> for Vec<RowsItemItem> {
    fn from(value: RowsItem) -> Self {
        value.0
    }
}

impl TryFrom<Vec<RowsItemItem>> for RowsItem {
    type Error = self::error::ConversionError;
    fn try_from(
        value: Vec<RowsItemItem>,
    ) -> std::result::Result<Self, self::error::ConversionError> {
        if value.len() < 1usize {
            return Err("fewer than 1 items".into());
        }

        Ok(Self(value))
    }
}

impl<'de> serde::Deserialize<'de> for RowsItem {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        <Vec<RowsItemItem> as serde::Deserialize>::deserialize(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
    }
}

/// RowsItemItem
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct RowsItemItem(i64);

impl std::ops::Deref for RowsItemItem {
    type Target = i64;
    fn deref(&self) -> &i64 {
        &self.0
    }
}

impl From<RowsItemItem> for i64 {
    fn from(value: RowsItemItem) -> Self {
        value.0
    }
}

impl TryFrom<i64> for RowsItemItem {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> std::result::Result<Self, self::error::ConversionError> {
        if i128::from(value) > 9 {
            return Err("more than 9".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for RowsItemItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.0, f)
    }
}

impl<'de> serde::Deserialize<'de> for RowsItemItem {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::read::<D, i64>(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
    }
}

/// Share
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Share(f64);

impl std::ops::Deref for Share {
    type Target = f64;
    fn deref(&self) -> &f64 {
        &self.0
    }
}

impl From<Share> for f64 {
    fn from(value: Share) -> Self {
        value.0
    }
}

impl TryFrom<f64> for Share {
    type Error = self::error::ConversionError;
    fn try_from(value: f64) -> std::result::Result<Self, self::error::ConversionError> {
        if !value.is_finite() {
            return Err("not a finite number".into());
        }

        if ![0.25, 0.5].contains(&f64::from(value)) {
            return Err("expected one of 0.25, 0.5".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.0, f)
    }
}

impl<'de> serde::Deserialize<'de> for Share {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        <f64 as serde::Deserialize>::deserialize(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
    }
}

/// Step
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Step(i64);

impl std::ops::Deref for Step {
    type Target = i64;
    fn deref(&self) -> &i64 {
        &self.0
    }
}

impl From<Step> for i64 {
    fn from(value: Step) -> Self {
        value.0
    }
}

impl TryFrom<i64> for Step {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> std::result::Result<Self, self::error::ConversionError> {
        if i128::from(value) >= 100 {
            return Err("not less than 100".into());
        }

        if i128::from(value) % 5 != 0 {
            return Err("not a multiple of 5".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.0, f)
    }
}

impl<'de> serde::Deserialize<'de> for Step {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::read::<D, i64>(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
    }
}

/// XRank
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct XRank(f64);

impl std::ops::Deref for XRank {
    type Target = f64;
    fn deref(&self) -> &f64 {
        &self.0
    }
}

impl From<XRank> for f64 {
    fn from(value: XRank) -> Self {
        value.0
    }
}

impl TryFrom<f64> for XRank {
    type Error = self::error::ConversionError;
    fn try_from(value: f64) -> std::result::Result<Self, self::error::ConversionError> {
        if !value.is_finite() {
            return Err("not a finite number".into());
        }

        if f64::from(value) < 0.0 {
            return Err("less than 0".into());
        }

        if f64::from(value) > 1.0 {
            return Err("more than 1".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for XRank {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.0, f)
    }
}

impl<'de> serde::Deserialize<'de> for XRank {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        <f64 as serde::Deserialize>::deserialize(deserializer)?
            .try_into()
            .map_err(serde::de::Error::custom::<self::error::ConversionError>)
    }
}

impl Order {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[Self::Up, Self::Down];
}

impl<'de> serde::Deserialize<'de> for Order {
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        String::deserialize(deserializer)?
            .parse()
            .map_err(|_| serde::de::Error::custom("expected one of `up`, `down`"))
    }
}

impl schemars::JsonSchema for Animal {
    fn schema_name() -> String {
        "Animal".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Animal")
    }
}

impl schemars::JsonSchema for Colour {
    fn schema_name() -> String {
        "Colour".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Colour")
    }
}

impl schemars::JsonSchema for CreateThingError {
    fn schema_name() -> String {
        "CreateThingError".to_owned()
    }

    fn is_referenceable() -> bool {
        false
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("CreateThingError")
    }
}

impl schemars::JsonSchema for CreateThingErrors {
    fn schema_name() -> String {
        "CreateThingErrors".to_owned()
    }

    fn is_referenceable() -> bool {
        false
    }

    fn json_schema(
        generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        generator.subschema_for::<Error>();
        generator.subschema_for::<Thing>();
        contract_schema("CreateThingErrors")
    }
}

impl schemars::JsonSchema for Error {
    fn schema_name() -> String {
        "Error".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Error")
    }
}

impl schemars::JsonSchema for Form {
    fn schema_name() -> String {
        "Form".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Form")
    }
}

impl schemars::JsonSchema for Lonely {
    fn schema_name() -> String {
        "Lonely".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Lonely")
    }
}

impl schemars::JsonSchema for Name {
    fn schema_name() -> String {
        "Name".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Name")
    }
}

impl schemars::JsonSchema for Nothing {
    fn schema_name() -> String {
        "Nothing".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Nothing")
    }
}

impl schemars::JsonSchema for OneOrMore {
    fn schema_name() -> String {
        "OneOrMore".to_owned()
    }

    fn is_referenceable() -> bool {
        false
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("OneOrMore")
    }
}

impl schemars::JsonSchema for Order {
    fn schema_name() -> String {
        "Order".to_owned()
    }

    fn is_referenceable() -> bool {
        false
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Order")
    }
}

impl schemars::JsonSchema for PutNoteResponse {
    fn schema_name() -> String {
        "PutNoteResponse".to_owned()
    }

    fn is_referenceable() -> bool {
        false
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("PutNoteResponse")
    }
}

impl schemars::JsonSchema for Renamed {
    fn schema_name() -> String {
        "Renamed".to_owned()
    }

    fn json_schema(
        generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        generator.subschema_for::<Lonely>();
        contract_schema("Renamed")
    }
}

impl std::fmt::Debug for builder::Result {
    /// Shows nothing of the values: together, they are a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Result(…)")
    }
}

impl std::fmt::Debug for Result {
    /// Shows that there is a value, and not which: it is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Result(…)")
    }
}

impl schemars::JsonSchema for Result {
    fn schema_name() -> String {
        "Result".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Result")
    }
}

impl schemars::JsonSchema for Switch {
    fn schema_name() -> String {
        "Switch".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Switch")
    }
}

impl schemars::JsonSchema for Tag {
    fn schema_name() -> String {
        "Tag".to_owned()
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("Tag")
    }
}

impl schemars::JsonSchema for Thing {
    fn schema_name() -> String {
        "Thing".to_owned()
    }

    fn json_schema(
        generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        generator.subschema_for::<Colour>();
        generator.subschema_for::<Name>();
        generator.subschema_for::<Thing>();
        contract_schema("Thing")
    }
}

impl schemars::JsonSchema for ThingList {
    fn schema_name() -> String {
        "ThingList".to_owned()
    }

    fn is_referenceable() -> bool {
        false
    }

    fn json_schema(
        generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        generator.subschema_for::<Thing>();
        contract_schema("ThingList")
    }
}

impl schemars::JsonSchema for ThingResultsPage {
    fn schema_name() -> String {
        "ThingResultsPage".to_owned()
    }

    fn json_schema(
        generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        generator.subschema_for::<Thing>();
        contract_schema("ThingResultsPage")
    }
}

impl schemars::JsonSchema for Values {
    fn schema_name() -> String {
        "Values".to_owned()
    }

    fn json_schema(
        generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        generator.subschema_for::<Animal>();
        generator.subschema_for::<Form>();
        generator.subschema_for::<Nothing>();
        generator.subschema_for::<Renamed>();
        generator.subschema_for::<Result>();
        generator.subschema_for::<Switch>();
        generator.subschema_for::<Tag>();
        contract_schema("Values")
    }
}

impl schemars::JsonSchema for XRank {
    fn schema_name() -> String {
        "XRank".to_owned()
    }

    fn is_referenceable() -> bool {
        false
    }

    fn json_schema(
        _generator: &mut schemars::r#gen::SchemaGenerator,
    ) -> schemars::schema::Schema {
        contract_schema("XRank")
    }
}

/// A schema as the contract has it, from the file beside this one.
fn contract_schema(name: &str) -> schemars::schema::Schema {
    static SCHEMAS: std::sync::LazyLock<
        std::collections::BTreeMap<String, schemars::schema::Schema>,
    > = std::sync::LazyLock::new(|| {
        serde_json::from_str(include_str!("schemas.json"))
            .expect("generated with this file")
    });
    SCHEMAS[name].clone()
}

/// Types that are read from objects, and not from arrays as well.
mod object {
    use serde::{Deserializer, de::{MapAccess, Visitor, value::MapAccessDeserializer}};

    /// A type whose fields are read from a map.
    pub(super) trait Object: Sized {
        fn from_map<'de, D: Deserializer<'de>>(
            map: D,
        ) -> std::result::Result<Self, D::Error>;
    }

    pub(super) fn read<'de, D: Deserializer<'de>, T: Object>(
        deserializer: D,
    ) -> std::result::Result<T, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(std::marker::PhantomData))
    }

    struct ObjectVisitor<T>(std::marker::PhantomData<T>);
    impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
        type Value = T;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(
            self,
            map: A,
        ) -> std::result::Result<T, A::Error> {
            T::from_map(MapAccessDeserializer::new(map))
        }
    }
}

macro_rules! objects {
    ($($name:ident)*) => {
        $(impl object::Object for $name { fn from_map < 'de, D : serde::Deserializer <
        'de >> (map : D) -> ::std::result::Result < Self, D::Error > { $name
        ::deserialize(map) } } impl < 'de > serde::Deserialize < 'de > for $name { fn
        deserialize < D : serde::Deserializer < 'de >> (deserializer : D) ->
        ::std::result::Result < Self, D::Error > { object::read(deserializer) } } impl
        serde::Serialize for $name { fn serialize < S : serde::Serializer > (& self,
        serializer : S) -> ::std::result::Result < S::Ok, S::Error > { $name
        ::serialize(self, serializer) } })*
    };
}

objects! {
    CreateThingError Error Form Lonely Renamed Result Tag Thing ThingResultsPage Values
    ValuesMeant ValuesTagged
}

/// Reading what the contract takes and nothing else.
mod strict {
    use serde::{Deserialize, Deserializer};
    pub(super) fn read<'de, D: Deserializer<'de>, T: Strict>(
        deserializer: D,
    ) -> std::result::Result<T, D::Error> {
        T::Read::deserialize(deserializer).map(T::from_read)
    }

    /// What may be absent, and is not null.
    pub(super) fn present<'de, D: Deserializer<'de>, T: Strict>(
        deserializer: D,
    ) -> std::result::Result<Option<T>, D::Error> {
        T::Read::deserialize(deserializer).map(T::from_read).map(Option::Some)
    }

    /// What may be absent, and is not null.
    pub(super) fn present_given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
        deserializer: D,
    ) -> std::result::Result<Option<T>, D::Error> {
        T::deserialize(deserializer).map(Option::Some)
    }

    /// A type that is read as another, which takes just what the contract takes.
    pub(super) trait Strict {
        /// What it is read as.
        type Read: serde::de::DeserializeOwned;
        fn from_read(read: Self::Read) -> Self;
    }

    impl<T: Strict> Strict for std::collections::HashMap<String, T> {
        type Read = std::collections::HashMap<String, T::Read>;
        fn from_read(read: Self::Read) -> Self {
            read.into_iter().map(|(key, value)| (key, T::from_read(value))).collect()
        }
    }

    impl<T: Strict> Strict for Option<T> {
        type Read = Option<T::Read>;
        fn from_read(read: Self::Read) -> Self {
            read.map(T::from_read)
        }
    }

    impl<T: Strict> Strict for Vec<T> {
        type Read = Vec<T::Read>;
        fn from_read(read: Self::Read) -> Self {
            read.into_iter().map(T::from_read).collect()
        }
    }

    pub(super) struct HyphenatedUuid(uuid::Uuid);
    impl<'de> Deserialize<'de> for HyphenatedUuid {
        fn deserialize<D: Deserializer<'de>>(
            deserializer: D,
        ) -> std::result::Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            text.parse::<uuid::fmt::Hyphenated>()
                .ok()
                .map(uuid::fmt::Hyphenated::into_uuid)
                .map(Self)
                .ok_or_else(|| serde::de::Error::custom(
                    "expected a UUID in its hyphenated form",
                ))
        }
    }

    impl Strict for uuid::Uuid {
        type Read = HyphenatedUuid;
        fn from_read(read: HyphenatedUuid) -> Self {
            read.0
        }
    }

    pub(super) struct Rfc3339(chrono::DateTime<chrono::Utc>);
    impl<'de> Deserialize<'de> for Rfc3339 {
        fn deserialize<D: Deserializer<'de>>(
            deserializer: D,
        ) -> std::result::Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            {
                let digits = text.as_bytes();
                let separated = digits
                    .get(10)
                    .is_some_and(|byte| byte.eq_ignore_ascii_case(&b'T'));
                chrono::DateTime::parse_from_rfc3339(&text)
                    .ok()
                    .filter(|_| separated)
                    .map(|time| time.with_timezone(&chrono::Utc))
                    .filter(|time| {
                        let leaps = chrono::Timelike::nanosecond(time) >= 1_000_000_000;
                        !leaps
                            || chrono::Timelike::hour(time) == 23
                                && chrono::Timelike::minute(time) == 59
                    })
            }
                .map(Self)
                .ok_or_else(|| serde::de::Error::custom(
                    "expected a date and a time as RFC 3339 writes them",
                ))
        }
    }

    impl Strict for chrono::DateTime<chrono::Utc> {
        type Read = Rfc3339;
        fn from_read(read: Rfc3339) -> Self {
            read.0
        }
    }

    pub(super) struct FullDate(chrono::NaiveDate);
    impl<'de> Deserialize<'de> for FullDate {
        fn deserialize<D: Deserializer<'de>>(
            deserializer: D,
        ) -> std::result::Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            text.parse::<chrono::NaiveDate>()
                .ok()
                .filter(|date| text.len() == 10 && date.to_string() == text)
                .map(Self)
                .ok_or_else(|| serde::de::Error::custom(
                    "expected a date as RFC 3339 writes it",
                ))
        }
    }

    impl Strict for chrono::NaiveDate {
        type Read = FullDate;
        fn from_read(read: FullDate) -> Self {
            read.0
        }
    }

    /// An integer, of whatever width.
    pub(super) trait Integer: Sized {
        const SIGNED: bool;
        fn from_wide(wide: i128) -> Option<Self>;
    }

    impl Integer for i32 {
        const SIGNED: bool = i32::MIN != 0;
        fn from_wide(wide: i128) -> Option<Self> {
            wide.try_into().ok()
        }
    }

    impl Strict for i32 {
        type Read = Whole<Self>;
        fn from_read(read: Whole<Self>) -> Self {
            read.0
        }
    }

    impl Integer for i64 {
        const SIGNED: bool = i64::MIN != 0;
        fn from_wide(wide: i128) -> Option<Self> {
            wide.try_into().ok()
        }
    }

    impl Strict for i64 {
        type Read = Whole<Self>;
        fn from_read(read: Whole<Self>) -> Self {
            read.0
        }
    }

    impl Integer for u64 {
        const SIGNED: bool = u64::MIN != 0;
        fn from_wide(wide: i128) -> Option<Self> {
            wide.try_into().ok()
        }
    }

    impl Strict for u64 {
        type Read = Whole<Self>;
        fn from_read(read: Whole<Self>) -> Self {
            read.0
        }
    }

    impl Integer for std::num::NonZeroU16 {
        const SIGNED: bool = false;
        fn from_wide(wide: i128) -> Option<Self> {
            Self::new(wide.try_into().ok()?)
        }
    }

    impl Strict for std::num::NonZeroU16 {
        type Read = Whole<Self>;
        fn from_read(read: Whole<Self>) -> Self {
            read.0
        }
    }

    pub(super) struct Whole<T>(pub(super) T);
    impl<'de, T: Integer> Deserialize<'de> for Whole<T> {
        fn deserialize<D: Deserializer<'de>>(
            deserializer: D,
        ) -> std::result::Result<Self, D::Error> {
            let visitor = WholeVisitor(std::marker::PhantomData);
            if T::SIGNED {
                deserializer.deserialize_i64(visitor).map(Self)
            } else {
                deserializer.deserialize_u64(visitor).map(Self)
            }
        }
    }

    struct WholeVisitor<T>(std::marker::PhantomData<T>);
    impl<T: Integer> serde::de::Visitor<'_> for WholeVisitor<T> {
        type Value = T;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an integer within its limits")
        }

        fn visit_i64<E: serde::de::Error>(
            self,
            value: i64,
        ) -> std::result::Result<T, E> {
            let unexpected = serde::de::Unexpected::Signed(value);
            T::from_wide(value.into()).ok_or_else(|| E::invalid_value(unexpected, &self))
        }

        fn visit_u64<E: serde::de::Error>(
            self,
            value: u64,
        ) -> std::result::Result<T, E> {
            let unexpected = serde::de::Unexpected::Unsigned(value);
            T::from_wide(value.into()).ok_or_else(|| E::invalid_value(unexpected, &self))
        }

        fn visit_f64<E: serde::de::Error>(
            self,
            value: f64,
        ) -> std::result::Result<T, E> {
            let unexpected = serde::de::Unexpected::Float(value);
            let whole = value.fract() == 0.0 && value.abs() < 1e19;
            whole
                .then_some(value as i128)
                .and_then(T::from_wide)
                .ok_or_else(|| E::invalid_value(unexpected, &self))
        }
    }
}
