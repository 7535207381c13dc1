// @generated from names.yaml

use lockstep_runtime::strict;

/// `DSchema`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct DSchema {
    #[serde(skip_serializing_if = "std::option::Option::is_none", default, deserialize_with = "strict::present")]
    pub err: std::option::Option<ErrSchema>,
    #[serde(skip_serializing_if = "std::option::Option::is_none", default, deserialize_with = "strict::present")]
    pub none: std::option::Option<NoneSchema>,
}

/// `DefaultSchema`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct DefaultSchema {
    #[serde(skip_serializing_if = "std::option::Option::is_none", default, deserialize_with = "strict::present")]
    pub s: std::option::Option<S>,
    #[serde(
        rename = "self",
        skip_serializing_if = "std::option::Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub self_: std::option::Option<SelfSchema2>,
    #[serde(flatten)]
    pub extra: std::collections::HashMap<std::string::String, DSchema>,
}

/// ErrSchema
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
pub enum ErrSchema {
    #[serde(rename = "None")]
    None,
    #[serde(rename = "Some")]
    Some,
    #[serde(rename = "Ok")]
    Ok,
    #[serde(rename = "Err")]
    Err,
    #[serde(rename = "Self")]
    XSelf,
    #[serde(rename = "self")]
    XSelf2,
    #[serde(rename = "gen")]
    Gen,
    #[serde(rename = "_id")]
    Id,
    #[serde(rename = "$id")]
    Id2,
}

/// `Größe`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct Größe {
    #[serde(
        rename = "birthDate",
        skip_serializing_if = "std::option::Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub birth_date: std::option::Option<GrößeBirthDate>,
    #[serde(
        rename = "_birthDate",
        skip_serializing_if = "std::option::Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub birth_date_2: std::option::Option<bool>,
    #[serde(skip_serializing_if = "std::option::Option::is_none", default, deserialize_with = "strict::present")]
    pub word: std::option::Option<GrößeWord>,
}

/// `GrößeBirthDate`
///
/// Limits:
///
/// - must have at most 10 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct GrößeBirthDate(std::string::String);

/// GrößeWord
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
pub enum GrößeWord {
    #[serde(rename = "groß")]
    Groß,
    #[serde(rename = "русский")]
    Русский,
    #[serde(rename = "español")]
    Español,
    #[serde(rename = "中文")]
    中文,
    #[serde(rename = "!=")]
    NotEqual,
    #[serde(rename = ">=")]
    GreaterEqual,
    #[serde(rename = "-")]
    Minus,
    #[serde(rename = "")]
    Empty,
}

/// `NoneSchema`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct NoneSchema(pub Vec<TSchema>);

/// OkSchema
///
/// Limits:
///
/// - must be at most 3
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct OkSchema(i64);

/// `Option`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct Option {
    #[serde(skip_serializing_if = "std::option::Option::is_none", default, deserialize_with = "strict::present")]
    pub d: std::option::Option<DSchema>,
    #[serde(rename = "gen", deserialize_with = "strict::not_absent")]
    pub gen_: std::string::String,
    #[serde(
        rename = "Größe",
        skip_serializing_if = "std::option::Option::is_none",
        default,
        deserialize_with = "strict::present"
    )]
    pub größe: std::option::Option<Größe>,
    #[serde(skip_serializing_if = "std::option::Option::is_none", default, deserialize_with = "strict::present")]
    pub some: std::option::Option<SomeSchema>,
}

/// `S`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, Default, PartialEq)]
#[serde(remote = "Self")]
pub struct S {
    #[serde(skip_serializing_if = "std::option::Option::is_none", default, deserialize_with = "strict::present")]
    pub t: std::option::Option<TSchema>,
}

/// `SelfSchema`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct SelfSchema {
    #[serde(rename = "String", deserialize_with = "strict::not_absent")]
    pub string: String,
}

/// `SelfSchema2`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(remote = "Self")]
pub struct SelfSchema2 {
    #[serde(rename = "Self")]
    pub self_: SelfSchema,
}

/// `SomeSchema`
///
/// Limits:
///
/// - must have at most 5 characters
#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(transparent)]
pub struct SomeSchema(std::string::String);

/// `String`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(transparent)]
pub struct String(pub std::option::Option<std::string::String>);

/// `TSchema`
#[derive(serde::Deserialize, serde::Serialize, Clone, Debug, PartialEq)]
#[serde(untagged)]
pub enum TSchema {
    OkSchema(OkSchema),
    ErrSchema(ErrSchema),
}

impl DSchema {
    pub fn builder() -> builder::DSchema {
        Default::default()
    }
}

impl ErrSchema {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[
        Self::None,
        Self::Some,
        Self::Ok,
        Self::Err,
        Self::XSelf,
        Self::XSelf2,
        Self::Gen,
        Self::Id,
        Self::Id2,
    ];
}

impl std::fmt::Display for ErrSchema {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            match self {
                Self::None => "None",
                Self::Some => "Some",
                Self::Ok => "Ok",
                Self::Err => "Err",
                Self::XSelf => "Self",
                Self::XSelf2 => "self",
                Self::Gen => "gen",
                Self::Id => "_id",
                Self::Id2 => "$id",
            },
        )
    }
}

impl std::str::FromStr for ErrSchema {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "None" => Ok(Self::None),
            "Some" => Ok(Self::Some),
            "Ok" => Ok(Self::Ok),
            "Err" => Ok(Self::Err),
            "Self" => Ok(Self::XSelf),
            "self" => Ok(Self::XSelf2),
            "gen" => Ok(Self::Gen),
            "_id" => Ok(Self::Id),
            "$id" => Ok(Self::Id2),
            _ => {
                Err(
                    "expected one of `None`, `Some`, `Ok`, `Err`, `Self`, `self`, `gen`, `_id`, `$id`"
                        .into(),
                )
            }
        }
    }
}

impl Größe {
    pub fn builder() -> builder::Größe {
        Default::default()
    }
}

impl GrößeWord {
    /// All values, in the order of the contract.
    pub const ALL: &'static [Self] = &[
        Self::Groß,
        Self::Русский,
        Self::Español,
        Self::中文,
        Self::NotEqual,
        Self::GreaterEqual,
        Self::Minus,
        Self::Empty,
    ];
}

impl std::fmt::Display for GrößeWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            match self {
                Self::Groß => "groß",
                Self::Русский => "русский",
                Self::Español => "español",
                Self::中文 => "中文",
                Self::NotEqual => "!=",
                Self::GreaterEqual => ">=",
                Self::Minus => "-",
                Self::Empty => "",
            },
        )
    }
}

impl std::str::FromStr for GrößeWord {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> Result<Self, self::error::ConversionError> {
        match value {
            "groß" => Ok(Self::Groß),
            "русский" => Ok(Self::Русский),
            "español" => Ok(Self::Español),
            "中文" => Ok(Self::中文),
            "!=" => Ok(Self::NotEqual),
            ">=" => Ok(Self::GreaterEqual),
            "-" => Ok(Self::Minus),
            "" => Ok(Self::Empty),
            _ => {
                Err(
                    "expected one of `groß`, `русский`, `español`, `中文`, `!=`, `>=`, `-`, ``"
                        .into(),
                )
            }
        }
    }
}

impl From<Vec<TSchema>> for NoneSchema {
    fn from(value: Vec<TSchema>) -> Self {
        Self(value)
    }
}

impl TryFrom<i64> for OkSchema {
    type Error = self::error::ConversionError;
    fn try_from(value: i64) -> Result<Self, self::error::ConversionError> {
        if i128::from(value) > 3 {
            return Err("must be at most 3".into());
        }

        Ok(Self(value))
    }
}

impl std::fmt::Display for OkSchema {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> serde::Deserialize<'de> for OkSchema {
    fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        strict::checked(strict::read::<D, i64>(deserializer)?)
    }
}

impl Option {
    pub fn builder() -> builder::Option {
        Default::default()
    }
}

impl From<std::option::Option<std::string::String>> for String {
    fn from(value: std::option::Option<std::string::String>) -> Self {
        Self(value)
    }
}

impl From<OkSchema> for TSchema {
    fn from(value: OkSchema) -> Self {
        Self::OkSchema(value)
    }
}

impl From<ErrSchema> for TSchema {
    fn from(value: ErrSchema) -> Self {
        Self::ErrSchema(value)
    }
}

lockstep_runtime::newtypes! {
    GrößeBirthDate(std::string::String), NoneSchema(Vec<TSchema>), OkSchema(i64),
    SomeSchema(std::string::String), String(std::option::Option<std::string::String>),
}

lockstep_runtime::limited_texts! {
    GrößeBirthDate = max(10);
    SomeSchema = max(5);
}

lockstep_runtime::parse_text! {
    ErrSchema, GrößeBirthDate, GrößeWord, SomeSchema,
}

lockstep_runtime::read_text! {
    ErrSchema, GrößeBirthDate, GrößeWord, SomeSchema,
}

lockstep_runtime::objects! {
    DSchema, DefaultSchema, Größe, Option, S, SelfSchema, SelfSchema2,
}

lockstep_runtime::schemas! {
    in include_str!("schemas.json");
    DSchema = "DSchema" refers to ErrSchema, NoneSchema;
    DefaultSchema = "DefaultSchema" refers to DSchema, S, SelfSchema2;
    ErrSchema = "ErrSchema";
    Größe = "Größe";
    NoneSchema = "NoneSchema" refers to TSchema;
    OkSchema = "OkSchema";
    Option = "Option" refers to DSchema, Größe, SomeSchema;
    S = "S" refers to TSchema;
    SelfSchema = "SelfSchema" refers to String;
    SelfSchema2 = "SelfSchema2" refers to SelfSchema;
    SomeSchema = "SomeSchema";
    String = "String";
    TSchema = "TSchema" refers to ErrSchema, OkSchema;
}

/// The error of conversions.
pub mod error {
    pub use lockstep_runtime::ConversionError;
}

/// Types for composing complex structures.
pub mod builder {
    use super::{ErrSchema, GrößeWord};
    #[derive(Clone, Debug)]
    pub struct DSchema {
        err: Result<std::option::Option<ErrSchema>, super::error::ConversionError>,
        none: Result<
            std::option::Option<super::NoneSchema>,
            super::error::ConversionError,
        >,
    }

    impl Default for DSchema {
        fn default() -> Self {
            Self {
                err: Ok(Default::default()),
                none: Ok(Default::default()),
            }
        }
    }

    impl DSchema {
        /// Sets `err`.
        pub fn err<T>(mut self, value: T) -> Self
        where
            T: TryInto<ErrSchema>,
            T::Error: std::fmt::Display + 'static,
        {
            self.err = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("err", error));
            self
        }

        /// Sets `err`, or removes it.
        pub fn maybe_err<T>(mut self, value: std::option::Option<T>) -> Self
        where
            T: TryInto<ErrSchema>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.err = Ok(None);
                return self;
            };
            self.err(value)
        }

        /// Sets `none`.
        pub fn none<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::NoneSchema>,
            T::Error: std::fmt::Display + 'static,
        {
            self.none = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("none", error));
            self
        }

        /// Sets `none`, or removes it.
        pub fn maybe_none<T>(mut self, value: std::option::Option<T>) -> Self
        where
            T: TryInto<super::NoneSchema>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.none = Ok(None);
                return self;
            };
            self.none(value)
        }
    }

    impl TryFrom<DSchema> for super::DSchema {
        type Error = super::error::ConversionError;
        fn try_from(value: DSchema) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                err: value.err?,
                none: value.none?,
            })
        }
    }

    impl From<super::DSchema> for DSchema {
        fn from(value: super::DSchema) -> Self {
            Self {
                err: Ok(value.err),
                none: Ok(value.none),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct Größe {
        birth_date: Result<
            std::option::Option<super::GrößeBirthDate>,
            super::error::ConversionError,
        >,
        birth_date_2: Result<std::option::Option<bool>, super::error::ConversionError>,
        word: Result<std::option::Option<GrößeWord>, super::error::ConversionError>,
    }

    impl Default for Größe {
        fn default() -> Self {
            Self {
                birth_date: Ok(Default::default()),
                birth_date_2: Ok(Default::default()),
                word: Ok(Default::default()),
            }
        }
    }

    impl Größe {
        /// Sets `birthDate`.
        pub fn birth_date<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::GrößeBirthDate>,
            T::Error: std::fmt::Display + 'static,
        {
            self.birth_date = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("birthDate", error));
            self
        }

        /// Sets `birthDate`, or removes it.
        pub fn maybe_birth_date<T>(mut self, value: std::option::Option<T>) -> Self
        where
            T: TryInto<super::GrößeBirthDate>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.birth_date = Ok(None);
                return self;
            };
            self.birth_date(value)
        }

        /// Sets `_birthDate`.
        pub fn birth_date_2<T>(mut self, value: T) -> Self
        where
            T: TryInto<bool>,
            T::Error: std::fmt::Display + 'static,
        {
            self.birth_date_2 = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("_birthDate", error));
            self
        }

        /// Sets `_birthDate`, or removes it.
        pub fn maybe_birth_date_2<T>(mut self, value: std::option::Option<T>) -> Self
        where
            T: TryInto<bool>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.birth_date_2 = Ok(None);
                return self;
            };
            self.birth_date_2(value)
        }

        /// Sets `word`.
        pub fn word<T>(mut self, value: T) -> Self
        where
            T: TryInto<GrößeWord>,
            T::Error: std::fmt::Display + 'static,
        {
            self.word = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("word", error));
            self
        }

        /// Sets `word`, or removes it.
        pub fn maybe_word<T>(mut self, value: std::option::Option<T>) -> Self
        where
            T: TryInto<GrößeWord>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.word = Ok(None);
                return self;
            };
            self.word(value)
        }
    }

    impl TryFrom<Größe> for super::Größe {
        type Error = super::error::ConversionError;
        fn try_from(value: Größe) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                birth_date: value.birth_date?,
                birth_date_2: value.birth_date_2?,
                word: value.word?,
            })
        }
    }

    impl From<super::Größe> for Größe {
        fn from(value: super::Größe) -> Self {
            Self {
                birth_date: Ok(value.birth_date),
                birth_date_2: Ok(value.birth_date_2),
                word: Ok(value.word),
            }
        }
    }

    #[derive(Clone, Debug)]
    pub struct Option {
        d: Result<std::option::Option<super::DSchema>, super::error::ConversionError>,
        gen_: Result<std::string::String, super::error::ConversionError>,
        größe: Result<
            std::option::Option<super::Größe>,
            super::error::ConversionError,
        >,
        some: Result<
            std::option::Option<super::SomeSchema>,
            super::error::ConversionError,
        >,
    }

    impl Default for Option {
        fn default() -> Self {
            Self {
                d: Ok(Default::default()),
                gen_: Err(super::error::ConversionError::of("gen", "required")),
                größe: Ok(Default::default()),
                some: Ok(Default::default()),
            }
        }
    }

    impl Option {
        /// Sets `d`.
        pub fn d<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::DSchema>,
            T::Error: std::fmt::Display + 'static,
        {
            self.d = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("d", error));
            self
        }

        /// Sets `d`, or removes it.
        pub fn maybe_d<T>(mut self, value: std::option::Option<T>) -> Self
        where
            T: TryInto<super::DSchema>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.d = Ok(None);
                return self;
            };
            self.d(value)
        }

        /// Sets `gen`.
        pub fn gen_<T>(mut self, value: T) -> Self
        where
            T: TryInto<std::string::String>,
            T::Error: std::fmt::Display + 'static,
        {
            self.gen_ = value
                .try_into()
                .map_err(|error| super::error::ConversionError::of("gen", error));
            self
        }

        /// Sets `Größe`.
        pub fn größe<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::Größe>,
            T::Error: std::fmt::Display + 'static,
        {
            self.größe = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("Größe", error));
            self
        }

        /// Sets `Größe`, or removes it.
        pub fn maybe_größe<T>(mut self, value: std::option::Option<T>) -> Self
        where
            T: TryInto<super::Größe>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.größe = Ok(None);
                return self;
            };
            self.größe(value)
        }

        /// Sets `some`.
        pub fn some<T>(mut self, value: T) -> Self
        where
            T: TryInto<super::SomeSchema>,
            T::Error: std::fmt::Display + 'static,
        {
            self.some = value
                .try_into()
                .map(Some)
                .map_err(|error| super::error::ConversionError::of("some", error));
            self
        }

        /// Sets `some`, or removes it.
        pub fn maybe_some<T>(mut self, value: std::option::Option<T>) -> Self
        where
            T: TryInto<super::SomeSchema>,
            T::Error: std::fmt::Display + 'static,
        {
            let Some(value) = value else {
                self.some = Ok(None);
                return self;
            };
            self.some(value)
        }
    }

    impl TryFrom<Option> for super::Option {
        type Error = super::error::ConversionError;
        fn try_from(value: Option) -> Result<Self, super::error::ConversionError> {
            Ok(Self {
                d: value.d?,
                gen_: value.gen_?,
                größe: value.größe?,
                some: value.some?,
            })
        }
    }

    impl From<super::Option> for Option {
        fn from(value: super::Option) -> Self {
            Self {
                d: Ok(value.d),
                gen_: Ok(value.gen_),
                größe: Ok(value.größe),
                some: Ok(value.some),
            }
        }
    }
}
