//! What values are made of, and for.

use std::fmt;

use serde_json::{Map, Value};

use crate::document::pointer::Pointer;

/// The largest number of characters, items or members of a value. What needs more is left out.
pub(super) const MAX_SIZE: u64 = 10_000;

/// What one schema says itself, apart from its parts and variants, and where it stands.
pub(super) type SchemaPart<'d> = (Pointer, &'d Map<String, Value>);

/// What a value was made for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aim {
    /// To keep to all of the schema.
    Valid,
    /// To break one keyword at one place, and keep to the rest.
    Breaks {
        /// The keyword.
        keyword: String,
        /// Where in the document the keyword stands.
        at: Pointer,
    },
}

impl fmt::Display for Aim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Valid => f.write_str("made to be valid"),
            Self::Breaks { keyword, at } => write!(f, "made to break `{keyword}` at {at}"),
        }
    }
}
