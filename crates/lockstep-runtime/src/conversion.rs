//! The error of generated conversions.

use std::{borrow::Cow, fmt};

/// The reason why a value does not fit a generated type, in words.
pub struct ConversionError(Cow<'static, str>);

impl std::error::Error for ConversionError {}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<&'static str> for ConversionError {
    fn from(reason: &'static str) -> Self {
        Self(reason.into())
    }
}

impl From<String> for ConversionError {
    fn from(reason: String) -> Self {
        Self(reason.into())
    }
}
