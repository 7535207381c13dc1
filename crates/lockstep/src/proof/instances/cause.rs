//! The known causes of disagreements.

use std::fmt;

/// A known cause for which a generated type and a validator disagree.
///
/// Each cause is a reading of the schemas that differs from the contract in one thing that the
/// types do. It explains a disagreement if the validator, with that reading, agrees with the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// An integer without a format is limited by its type.
    IntegerWidth,
    /// A number is beyond what a `float` holds.
    FloatWidth,
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
        Self::IntegerWidth,
        Self::FloatWidth,
        Self::Unenforced,
        Self::MeantType,
        Self::Null,
        Self::Several,
    ];

    /// Returns the cause as a sentence.
    pub fn text(self) -> &'static str {
        match self {
            Self::IntegerWidth => {
                "JSON Schema's integers have no limit, those of Rust have 64 bits unless a format says otherwise"
            }
            Self::FloatWidth => "a `float` is an f32, which JSON's larger numbers do not fit",
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
