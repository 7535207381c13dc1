//! The second stage: the model of an API, which holds only what can be generated. All code in
//! `code` is made from it.

pub(crate) mod read;

use std::collections::BTreeMap;

use heck::ToUpperCamelCase;
use serde_json::Value;

use crate::document::pointer::Pointer;

/// An API that can be generated.
#[derive(Clone, Debug)]
pub(crate) struct Api {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: Option<String>,
    pub(crate) tags: BTreeMap<String, Option<String>>,
    pub(crate) operations: Vec<Operation>,
    /// The schemas that become shared types, by name.
    pub(crate) schemas: BTreeMap<String, Schema>,
    pub(crate) security_schemes: BTreeMap<String, Scheme>,
}

/// A schema that becomes a shared type.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    /// The schema as the document has it.
    pub(crate) value: Value,
    /// The place in the document.
    pub(crate) place: Pointer,
    /// True if the schema has a name, under `components/schemas`. A schema without one is part of
    /// an operation, and is described there.
    pub(crate) named: bool,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    pub(crate) mechanism: CredentialTransport,
    pub(crate) description: Option<String>,
}

/// The place and the form of a credential in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CredentialTransport {
    /// RFC 6750. The schemes `oauth2` and `openIdConnect` send this, too.
    Bearer,
    /// RFC 7617.
    Basic,
    /// A key in a header, by its name.
    Header(String),
    /// A key in a query parameter, by its name.
    Query(String),
    /// A key in a cookie, by its name.
    Cookie(String),
}

/// The security requirement of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Requirement {
    pub(crate) scheme: String,
    /// The scopes that `oauth2` or `openIdConnect` require.
    pub(crate) scopes: Vec<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) id: String,
    /// In upper case.
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    /// The responses other than errors. Dropshot describes the first.
    pub(crate) successes: Vec<Success>,
    /// The schema of all errors. None if errors have no content.
    pub(crate) error: Option<String>,
    /// True if errors of different statuses have different content, or only some have any.
    pub(crate) errors_differ: bool,
    /// The errors that the document lists, particular statuses first.
    pub(crate) failures: Vec<Failure>,
    /// The security requirement. None if anyone may call the operation.
    pub(crate) security: Option<Requirement>,
    /// The value of Dropshot's extension for operations that answer page by page, if the operation
    /// does.
    pub(crate) pagination: Option<Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
}

impl Location {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) location: Location,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    /// The schema as the document has it.
    pub(crate) schema: Value,
    /// The type of a value: a reference to a named schema, or a type and a format that need no type
    /// of their own.
    pub(crate) kind: Value,
    /// True for a list of such values, which repeats the parameter for each.
    pub(crate) list: bool,
    /// True if Dropshot takes it for a single value. It describes no other.
    pub(crate) single: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) content: BodyContent,
    /// True if it may be absent.
    pub(crate) optional: bool,
    pub(crate) max_bytes: Option<u64>,
}

#[derive(Clone, Debug)]
pub(crate) enum BodyContent {
    /// JSON, with the name of its schema.
    Json(String),
    /// A URL-encoded form, with the name of its schema.
    Form(String),
    /// A multipart form, which the operation reads itself.
    Multipart,
    /// Bytes, with their media type.
    Bytes(String),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Success {
    /// The status. None if the operation chooses one.
    pub(crate) status: Option<u16>,
    pub(crate) description: String,
    pub(crate) headers: Vec<ResponseHeader>,
    pub(crate) content: Content,
}

/// The content of a response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    None,
    /// JSON, with the name of its schema and its media type.
    Json {
        schema: String,
        media_type: String,
    },
    /// Bytes, with the media type of the document.
    Bytes(String),
    /// No content, but a connection that becomes a websocket (RFC 6455).
    Websocket,
}

#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) status: FailureStatus,
    pub(crate) description: String,
    /// The schema of the content, if the error has any.
    pub(crate) schema: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FailureStatus {
    Particular(u16),
    /// Any status from 400 to 499.
    Client,
    /// Any status from 500 to 599.
    Server,
    /// Any status that the document does not list.
    Other,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResponseHeader {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    /// The schema as the document has it.
    pub(crate) schema: Value,
    /// The type of a value, as with a parameter.
    pub(crate) kind: Value,
}

impl FailureStatus {
    /// Parses the status of an error.
    pub(crate) fn parse(status: &str) -> Option<Self> {
        match (status, status.parse()) {
            ("4XX", _) => Some(Self::Client),
            ("5XX", _) => Some(Self::Server),
            (_, Ok(code @ 400..600)) => Some(Self::Particular(code)),
            _ => None,
        }
    }
}

impl Operation {
    /// Returns the response that Dropshot describes.
    pub(crate) fn success(&self) -> &Success {
        &self.successes[0]
    }

    /// Returns whether the operation starts a websocket.
    pub(crate) fn is_websocket(&self) -> bool {
        self.success().content == Content::Websocket
    }
}

impl Api {
    /// Returns the name of the server trait: the title in camel case, ending in `Api`.
    pub(crate) fn trait_name(&self) -> String {
        let name = self.title.to_upper_camel_case();
        if name.ends_with("Api") { name } else { format!("{name}Api") }
    }
}
