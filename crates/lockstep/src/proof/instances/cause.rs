//! The known causes of disagreements.

use std::fmt;

/// A known cause for which a generated type and a validator disagree.
///
/// Each cause is a reading of the schemas that differs from the contract in one thing that the
/// types do. It explains a disagreement if the validator, with that reading, agrees with the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// `1.0` is refused as an integer.
    WholeFloat,
    /// An integer without a format is limited by its type.
    IntegerWidth,
    /// chrono reads more forms of dates and times than RFC 3339 has.
    DateTimeForm,
    /// Null is read as if an optional member were absent.
    NullForAbsent,
    /// An array stands for an object.
    ArrayForObject,
    /// A number is beyond what a `float` holds.
    FloatWidth,
    /// A required member that may be null is absent.
    AbsentForNull,
    /// A limit that no type enforces, and that is waived.
    Unenforced,
    /// A schema without a `type`, which has the one that its keywords are about.
    MeantType,
    /// `enum: [null]` in a schema of strings, which is how Dropshot writes null.
    Null,
    /// Several of the others at once.
    Several,
}

impl Cause {
    /// All causes, in the order in which they are tried.
    pub const ALL: &'static [Self] = &[
        Self::WholeFloat,
        Self::IntegerWidth,
        Self::DateTimeForm,
        Self::NullForAbsent,
        Self::ArrayForObject,
        Self::FloatWidth,
        Self::AbsentForNull,
        Self::Unenforced,
        Self::MeantType,
        Self::Null,
        Self::Several,
    ];

    /// Returns the cause as a sentence.
    pub fn text(self) -> &'static str {
        match self {
            Self::WholeFloat => {
                "JSON Schema accepts 1.0 as an integer, serde refuses an integer with a fraction"
            }
            Self::IntegerWidth => {
                "JSON Schema's integers have no limit, those of Rust have 64 bits unless a format says otherwise"
            }
            Self::DateTimeForm => {
                "chrono reads dates and times less strictly than RFC 3339, and has other leap seconds"
            }
            Self::NullForAbsent => {
                "an optional member is an `Option`, for which serde reads null as if the member were absent"
            }
            Self::ArrayForObject => {
                "serde reads an array as a struct, its elements as the fields in their order"
            }
            Self::FloatWidth => "a `float` is an f32, which JSON's larger numbers do not fit",
            Self::AbsentForNull => {
                "serde reads absent content of a variant as null, also where it is required"
            }
            Self::Unenforced => {
                "a limit applies together with other schemas or a format, and is waived: no type enforces it"
            }
            Self::MeantType => {
                "a schema without a `type` accepts values of all types, the Rust type only those that its keywords are about"
            }
            Self::Null => {
                "no string is null, but Dropshot writes null as an enumeration of null among strings"
            }
            Self::Several => "more than one of these causes at once",
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}
