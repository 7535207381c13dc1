//! The ledger: everything that is not compared, by kind.

use std::fmt;

/// The kinds of things that Dropshot cannot describe, or not as the contract does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LedgerKind {
    /// `servers`, `externalDocs`, `callbacks`, `links`, and members of `info` other than `title`
    /// and `version`. The caller of Dropshot adds them.
    Information,
    /// A version that is not a semantic one. Dropshot accepts no others, so it gets a placeholder.
    Version,
    /// Security schemes and requirements. They are in the trait's types, as `Secured`.
    Security,
    /// A success other than the one that Dropshot describes. It is a variant of the operation's
    /// response type. Also `2XX` and `3XX`, which Dropshot describes as 200 and 300.
    Success,
    /// A particular error status, or `default`: Dropshot describes `4XX` and `5XX`.
    ErrorStatus,
    /// `4XX` or `5XX`, which Dropshot describes for every operation, where the contract has none.
    ErrorRange,
    /// Descriptions and headers of error responses, and errors without content.
    ErrorDetail,
    /// Descriptions of a request body, and a body that may be absent.
    BodyDetail,
    /// The schema of a form in parts, which Dropshot describes as bytes. The trait's types have it.
    FormParts,
    /// A media type that Dropshot describes differently: JSON with a parameter or a suffix, or any
    /// other than JSON. Also one of several media types other than the one that Dropshot describes.
    MediaType,
    /// The schema of the items of a stream, which Dropshot describes as bytes. The trait's types
    /// have it.
    StreamItems,
    /// Content of a response with the status 204, 205 or 304, or to `HEAD`: HTTP does not send it.
    UnsentContent,
    /// A header of a response that is not JSON. The trait's types have it.
    ResponseHeader,
    /// The response that starts a websocket, as an earlier version of Dropshot wrote it.
    Upgrade,
    /// A parameter that is no single value to Dropshot: a list, an object, a choice by `anyOf`, or
    /// one with `content`.
    /// Also one of the query with the name of a path parameter. The trait's types have it. Dropshot
    /// describes one in a path as a string.
    ParameterList,
    /// A parameter in a cookie. The trait's types have it.
    Cookie,
    /// Members of a parameter or a header that Dropshot does not describe, such as `deprecated`.
    ParameterDetail,
    /// The type of a schema that has none in the contract, and gets the one that its keywords are
    /// about.
    Type,
    /// Several of `allOf`, `anyOf`, `oneOf` and `not` in one schema, which Dropshot describes as
    /// parts of an `allOf`.
    Parts,
    /// Null as an earlier version of Dropshot wrote it.
    Null,
    /// A discriminator. The types read by it.
    Discriminator,
    /// Members of a schema without a meaning: `xml` and `externalDocs`, members next to a `$ref`,
    /// and keywords about values of another type, such as `additionalProperties` of a string.
    SchemaDetail,
    /// Examples outside of schemas.
    Example,
    /// Vendor extensions outside of schemas.
    Extension,
    /// Members outside of schemas that OpenAPI does not have. They have no meaning.
    Unknown,
    /// Components that nothing refers to or that other rules resolved.
    Component,
}

impl LedgerKind {
    /// Returns the name that is shown.
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
            Self::FormParts => "form parts",
            Self::MediaType => "media type",
            Self::StreamItems => "stream items",
            Self::UnsentContent => "unsent content",
            Self::ResponseHeader => "response header",
            Self::Upgrade => "upgrade",
            Self::ParameterList => "parameter list",
            Self::Cookie => "cookie",
            Self::ParameterDetail => "parameter detail",
            Self::Type => "type",
            Self::Parts => "parts",
            Self::Null => "null",
            Self::Discriminator => "discriminator",
            Self::SchemaDetail => "schema detail",
            Self::Example => "example",
            Self::Extension => "extension",
            Self::Unknown => "unknown member",
            Self::Component => "component",
        }
    }
}

impl fmt::Display for LedgerKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}
