//! The second stage: the model of an API, which holds only what can be generated. All of `code` works from it.

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
    /// Everything that becomes a shared type, by name.
    pub(crate) schemas: BTreeMap<String, Schema>,
    pub(crate) security_schemes: BTreeMap<String, Scheme>,
}

/// A schema that becomes a shared type.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    /// As it stands in the document.
    pub(crate) value: Value,
    /// Where it stands in the document.
    pub(crate) place: Pointer,
    /// Whether the document names it, under `components/schemas`. One that it does not name stands in an operation, and is
    /// described there.
    pub(crate) named: bool,
}

/// A security scheme, as far as it says where a credential is.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    pub(crate) mechanism: CredentialTransport,
    pub(crate) description: Option<String>,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CredentialTransport {
    /// RFC 6750. Also what `oauth2` and `openIdConnect` come to in a request.
    Bearer,
    /// RFC 7617.
    Basic,
    /// A key in the header of this name.
    Header(String),
    /// A key in the query parameter of this name.
    Query(String),
    /// A key in the cookie of this name.
    Cookie(String),
}

/// What guards an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Requirement {
    pub(crate) scheme: String,
    /// The scopes that `oauth2` or `openIdConnect` ask for.
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
    /// What it may answer unless it fails. Dropshot describes the first.
    pub(crate) successes: Vec<Success>,
    /// The schema of every error. None if the document gives errors no content.
    pub(crate) error: Option<String>,
    /// Whether errors of some statuses have content and of others have none, or not all the same.
    pub(crate) errors_differ: bool,
    /// The errors that the document lists, particular statuses first.
    pub(crate) failures: Vec<Failure>,
    /// What guards the operation.
    pub(crate) security: Option<Requirement>,
    /// The value of Dropshot's extension for operations that answer page by page.
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
    /// As it stands in the document.
    pub(crate) schema: Value,
    /// What a value is: a reference to a named schema, or a type and a format that need no type of their own.
    pub(crate) kind: Value,
    /// Whether it is a list of such values, each given by a parameter of that name.
    pub(crate) list: bool,
    /// Whether Dropshot takes it for a single value, and so describes it.
    pub(crate) single: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) content: BodyContent,
    /// Whether it may be left out.
    pub(crate) optional: bool,
    pub(crate) max_bytes: Option<u64>,
}

#[derive(Clone, Debug)]
pub(crate) enum BodyContent {
    /// JSON of this schema.
    Json(String),
    /// A form of this schema, URL-encoded.
    Form(String),
    /// A form in parts, which the operation reads itself.
    Multipart,
    /// Bytes of this media type.
    Bytes(String),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Success {
    /// None for any status, with the operation choosing.
    pub(crate) status: Option<u16>,
    pub(crate) description: String,
    pub(crate) headers: Vec<ResponseHeader>,
    pub(crate) content: Content,
}

/// The content of a response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    None,
    /// JSON of a schema, with its media type.
    Json {
        schema: String,
        media_type: String,
    },
    /// Bytes, of this media type where the document names one.
    Bytes(String),
    /// None, but a connection that goes on as a websocket (RFC 6455).
    Websocket,
}

#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) status: FailureStatus,
    pub(crate) description: String,
    /// The schema of the content, if there is any.
    pub(crate) schema: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FailureStatus {
    Particular(u16),
    /// All from 400 to 499.
    Client,
    /// All from 500 to 599.
    Server,
    /// All that the document does not list.
    Other,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResponseHeader {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    /// As it stands in the document.
    pub(crate) schema: Value,
    /// What a value is, as with a parameter.
    pub(crate) kind: Value,
}

impl FailureStatus {
    /// Reads the status of an error, as it stands in a document.
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
    /// What Dropshot describes of what the operation may answer.
    pub(crate) fn success(&self) -> &Success {
        &self.successes[0]
    }

    /// Whether it begins a websocket.
    pub(crate) fn is_websocket(&self) -> bool {
        self.success().content == Content::Websocket
    }
}

impl Api {
    /// The name of the server trait: the title in camel case, ending in `Api`.
    pub(crate) fn trait_name(&self) -> String {
        let name = self.title.to_upper_camel_case();
        if name.ends_with("Api") { name } else { format!("{name}Api") }
    }
}
