//! The error of generated conversions.

use std::{
    any::Any,
    borrow::Cow,
    fmt::{self, Display},
};

use uuid::Uuid;

use crate::strict::OneForm as _;

/// The reason why a value does not fit a generated type, in words, and the place of the value.
#[derive(Clone)]
pub struct ConversionError {
    /// Empty for the whole value.
    field: String,
    reason: Cow<'static, str>,
}

impl ConversionError {
    /// Makes the error of a member from the error of its value. An error that has a place itself
    /// is one within the member. `name` is the member's name, or `[3]` for an item of a list.
    pub fn of<E: Display + 'static>(name: &str, error: E) -> Self {
        let error: &dyn Any = &error;
        let (within, reason) = match error.downcast_ref::<Self>() {
            Some(Self { field, reason }) => (field.as_str(), reason.clone()),
            None if error.is::<uuid::Error>() => ("", Uuid::EXPECTED.into()),
            None => ("", error.downcast_ref::<E>().map(E::to_string).unwrap_or_default().into()),
        };
        let dot = if within.is_empty() || within.starts_with('[') { "" } else { "." };
        Self { field: format!("{name}{dot}{within}"), reason }
    }

    /// Returns the path of the value in what was converted, such as `scopes[1]`. None for the
    /// whole value.
    pub fn field(&self) -> Option<&str> {
        Some(self.field.as_str()).filter(|field| !field.is_empty())
    }

    /// Returns what is expected, without the field.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// Converts the items of a list. The error has the place of the item.
pub fn items<V, T>(values: Vec<V>) -> Result<Vec<T>, ConversionError>
where
    V: TryInto<T>,
    V::Error: Display + 'static,
{
    let converted = values.into_iter().map(TryInto::try_into).enumerate();
    converted
        .map(|(place, item)| {
            item.map_err(|error| ConversionError::of(&format!("[{place}]"), error))
        })
        .collect()
}

/// Turns a value into JSON.
#[doc(hidden)]
pub fn to_json(value: &impl serde::Serialize) -> Result<serde_json::Value, ConversionError> {
    serde_json::to_value(value).map_err(|error| error.to_string().into())
}

impl std::error::Error for ConversionError {}

impl Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = self.field() {
            write!(f, "{field}: ")?;
        }
        f.write_str(&self.reason)
    }
}

impl fmt::Debug for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), f)
    }
}

impl From<&'static str> for ConversionError {
    fn from(reason: &'static str) -> Self {
        Self { field: String::new(), reason: reason.into() }
    }
}

impl From<String> for ConversionError {
    fn from(reason: String) -> Self {
        Self { field: String::new(), reason: reason.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_names_the_member_when_it_is_within_others() {
        let error = ConversionError::of("[1]", ConversionError::from("must not be empty"));
        assert_eq!(error.field(), Some("[1]"));
        let error = ConversionError::of("labels", ConversionError::of("names", error));
        assert_eq!(error.to_string(), "labels.names[1]: must not be empty");
        assert_eq!(error.field(), Some("labels.names[1]"));
        assert_eq!(error.reason(), "must not be empty");
        assert_eq!(ConversionError::from("no").field(), None);
    }

    #[test]
    fn error_of_a_uuid_says_what_is_expected() {
        let error = ConversionError::of("id", Uuid::try_from("nope").expect_err("no UUID"));
        assert_eq!(error.to_string(), "id: expected a UUID in its hyphenated form");
        let error = ConversionError::of("age", u8::try_from(300).expect_err("too large"));
        assert!(error.to_string().starts_with("age: out of range"), "{error}");
    }
}
