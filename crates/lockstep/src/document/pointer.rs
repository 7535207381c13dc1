//! Pointers to the values of a document.

use std::fmt;

/// A JSON pointer (RFC 6901) to a value of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// Returns the pointer to the whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Returns the pointer to a member of the object, or an element of the array, that `self`
    /// points to.
    #[must_use]
    pub fn join(&self, key: impl fmt::Display) -> Self {
        let key = key.to_string().replace('~', "~0").replace('/', "~1");
        Self(format!("{}/{key}", self.0))
    }

    /// Returns the pointer to the value that `pointer`, in the syntax of RFC 6901, leads to from
    /// the value of `self`.
    pub(crate) fn append(&self, pointer: &str) -> Self {
        Self(format!("{}{pointer}", self.0))
    }

    /// Returns the pointer to the value that contains the one of `self`.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|at| Self(self.0[..at].to_owned()))
    }

    /// Returns the key or the index of the value in the one that contains it.
    pub fn last(&self) -> Option<String> {
        let (_, last) = self.0.rsplit_once('/')?;
        Some(last.replace("~1", "/").replace("~0", "~"))
    }

    /// Parses a reference within the document, `#/…`.
    pub fn from_reference(reference: &str) -> Option<Self> {
        let pointer = reference.strip_prefix('#')?;
        (pointer.is_empty() || pointer.starts_with('/')).then(|| Self(pointer.to_owned()))
    }

    /// Returns the pointer in the syntax of RFC 6901, without the leading `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}
