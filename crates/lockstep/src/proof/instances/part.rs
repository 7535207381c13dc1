//! The parts of schemas that values are made from, and the purpose of a value.

use std::fmt;

use serde_json::{Map, Value};

use crate::document::pointer::Pointer;

/// The largest number of characters, items or members of a value. What needs more is left out.
pub(super) const MAX_SIZE: u64 = 10_000;

/// The keywords of one schema, without its parts and variants, and its place.
pub(super) type SchemaPart<'d> = (Pointer, &'d Map<String, Value>);

/// The purpose of a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aim {
    /// To keep to all of the schema.
    Valid,
    /// To break one keyword at one place, and keep to the rest.
    Breaks {
        /// The keyword.
        keyword: String,
        /// The place of the keyword in the document.
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
