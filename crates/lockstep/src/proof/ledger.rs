//! The ledger of what is not compared.

use std::fmt;

/// The kinds of things that Dropshot cannot say, or not as the contract does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LedgerKind {
    /// `servers`, `externalDocs`, `callbacks`, `links`, and members of `info` other than `title` and `version`: the caller of
    /// Dropshot adds what it wants of them.
    Information,
    /// A version that is not a semantic one. Dropshot takes no others, and is given any.
    Version,
    /// Security schemes and requirements. They are in the trait's types, as `Secured`.
    Security,
    /// A success other than the one that Dropshot describes. It is a variant of what the operation answers.
    Success,
    /// A particular error status, or `default`: Dropshot says `4XX` and `5XX`.
    ErrorStatus,
    /// `4XX` or `5XX`, which Dropshot says of every operation, and the contract does not say of this.
    ErrorRange,
    /// Descriptions and headers of error responses, and that an error has no content.
    ErrorDetail,
    /// Descriptions of a request body, the schema of a form in parts, and that a body may be left out.
    BodyDetail,
    /// A media type that Dropshot says differently: JSON with a parameter or a suffix, or any that is not JSON.
    MediaType,
    /// How an earlier version of Dropshot wrote the response that begins a websocket.
    Upgrade,
    /// A list of query parameters. The trait's types have it.
    ParameterList,
    /// Members of a parameter or a header that Dropshot does not say, such as `deprecated`.
    ParameterDetail,
    /// The type of a schema that has none in the contract, and is of the type that its keywords are about.
    Type,
    /// Several of `allOf`, `anyOf`, `oneOf` and `not` in one schema, which Dropshot says as parts of an `allOf`.
    Parts,
    /// Null as an earlier version of Dropshot wrote it.
    Null,
    /// `xml` and `externalDocs` of a schema, and what stands beside a `$ref`, where it has no meaning.
    SchemaDetail,
    /// Examples outside of schemas.
    Example,
    /// Vendor extensions outside of schemas.
    Extension,
    /// Components that nothing refers to or that other rules resolved.
    Component,
}

impl LedgerKind {
    /// The name under which it is shown.
    pub fn text(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Version => "version",
            Self::Security => "security",
            Self::Success => "success",
            Self::ErrorStatus => "error status",
            Self::ErrorRange => "error range",
            Self::ErrorDetail => "error detail",
            Self::BodyDetail => "body detail",
            Self::MediaType => "media type",
            Self::Upgrade => "upgrade",
            Self::ParameterList => "parameter list",
            Self::ParameterDetail => "parameter detail",
            Self::Type => "type",
            Self::Parts => "parts",
            Self::Null => "null",
            Self::SchemaDetail => "schema detail",
            Self::Example => "example",
            Self::Extension => "extension",
            Self::Component => "component",
        }
    }
}

impl fmt::Display for LedgerKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}
