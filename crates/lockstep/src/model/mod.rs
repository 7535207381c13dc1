//! The model of an API, which holds only what can be generated. All code in
//! `code` is made from it.

pub(crate) mod read;
mod routes;

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use serde_json::Value;

use crate::document::{
    openapi::{FORM, MULTIPART, StreamFormat, is_range},
    pointer::Pointer,
    schema,
};

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
    /// The forms in parts, by the names of their schemas.
    pub(crate) multipart_forms: BTreeMap<String, MultipartForm>,
}

/// A form in parts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MultipartForm {
    /// The parts by their names.
    pub(crate) parts: BTreeMap<String, FormPart>,
    pub(crate) others: OtherParts,
}

/// A part of a form, or a list of parts with one name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FormPart {
    pub(crate) kind: PartKind,
    pub(crate) is_list: bool,
    /// The media types that `encoding` lists.
    pub(crate) media_types: Vec<String>,
}

/// The way in which a part holds a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartKind {
    Text,
    /// A number or a boolean, as text.
    Scalar,
    Json,
    /// A file, with its fewest and most bytes.
    File {
        min: Option<u64>,
        max: Option<u64>,
    },
}

/// The parts that a form does not name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OtherParts {
    Ignored,
    Refused,
    Kept(FormPart),
}

/// A schema that becomes a shared type.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    /// The schema, as far as it applies to requests or to answers.
    pub(crate) value: Value,
    /// The name and the schema in the document, where these are others.
    pub(crate) described: Option<(String, Value)>,
    /// The place in the document.
    pub(crate) place: Pointer,
    /// True if the schema has a name, under `components/schemas`. A schema without one is part of
    /// an operation, and is described there.
    pub(crate) named: bool,
}

impl Schema {
    /// Returns the schema that a name stands for, as the document has it, with its name there.
    pub(crate) fn in_document<'s>(&'s self, name: &'s str) -> (&'s str, &'s Value) {
        match &self.described {
            Some((name, value)) => (name, value),
            None => (name, &self.value),
        }
    }
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
    /// Credentials of another scheme of HTTP authentication, by its name.
    Http(String),
    /// A certificate of the client, which its connection has and the request has not.
    MutualTls,
    /// A key in a header, by its name.
    Header(String),
    /// A key in a query parameter, by its name.
    Query(String),
    /// A key in a cookie, by its name.
    Cookie(String),
}

/// The security requirements of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Security {
    /// The alternatives, each of which requires all of its schemes. There is at least one, and each
    /// has other schemes than the others.
    pub(crate) alternatives: Vec<Vec<Requirement>>,
    /// True if a request needs none of them.
    pub(crate) optional: bool,
}

impl Security {
    /// Returns the requirements of all alternatives.
    pub(crate) fn requirements(&self) -> impl Iterator<Item = &Requirement> {
        self.alternatives.iter().flatten()
    }
}

/// A requirement of one security scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Requirement {
    pub(crate) scheme: String,
    /// The lists of scopes that `oauth2` or `openIdConnect` require, one of which suffices.
    pub(crate) scopes: Vec<Vec<String>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// The `operationId`.
    pub(crate) id: String,
    /// The name from which those in Rust are made: the ID, unless generated code has another use
    /// for that.
    pub(crate) name: String,
    /// In upper case.
    pub(crate) method: String,
    pub(crate) path: String,
    /// The path of the route in Dropshot that the path shares with others. None if it is the only
    /// one.
    pub(crate) route: Option<String>,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    /// The responses other than errors. Dropshot describes the first.
    pub(crate) successes: Vec<Success>,
    /// True if the client can ask for one of several media types by `Accept`.
    pub(crate) negotiates: bool,
    /// None if the operation is left out of the client.
    pub(crate) client: Option<ClientUse>,
    /// The schema of all errors with JSON. None if no error has any.
    pub(crate) error: Option<String>,
    /// The media types of errors that are not JSON.
    pub(crate) error_media: Vec<String>,
    /// True if errors of different statuses have different content, only some have any, or some are
    /// not JSON.
    pub(crate) errors_differ: bool,
    /// The errors that the document lists, particular statuses first.
    pub(crate) failures: Vec<Failure>,
    /// The security requirements. None if anyone may call the operation.
    pub(crate) security: Option<Security>,
    /// The value of Dropshot's extension for operations that answer page by page, if the operation
    /// does.
    pub(crate) pagination: Option<Value>,
}

/// The way in which a client may call an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClientUse {
    /// A request that may have taken effect must not be sent again.
    Once,
    /// A request can be sent again without harm.
    Repeatable,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Location {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// The name that is sent.
    pub(crate) name: String,
    /// The name of the field in the server's struct of its location, before it is one of Rust.
    pub(crate) field: String,
    /// The name of the method in the client and its mocks, before it is one of Rust.
    pub(crate) method: String,
    pub(crate) location: Location,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    pub(crate) lifecycle: Lifecycle,
    /// The schema as the document has it.
    pub(crate) schema: Value,
    /// The type of a value: a reference to a named schema, or a type and a format that need no type
    /// of their own.
    pub(crate) kind: Value,
    pub(crate) multiplicity: Multiplicity,
    pub(crate) form: TextForm,
    /// The limits of a list.
    pub(crate) limits: Option<ListLimits>,
    /// The value of a parameter that is absent, which the server fills in.
    pub(crate) default: Option<Value>,
    /// True if Dropshot takes it for a single value. It describes no other.
    pub(crate) single: bool,
    /// True for a date and a time, which Rust shows in another way than RFC 3339 does.
    pub(crate) is_time: bool,
}

/// The advice to callers about a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lifecycle {
    Current,
    Deprecated,
}

impl Lifecycle {
    /// Reads the advice of a parameter or a schema.
    pub(crate) fn of(value: &Value) -> Self {
        if schema::flag(value, "deprecated") { Self::Deprecated } else { Self::Current }
    }
}

/// The form of a value in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextForm {
    /// As its type is shown.
    Plain,
    /// As a string, a number or a boolean of JSON, a string without its quotation marks. The type
    /// has several of these.
    Scalar,
    /// As JSON. A cookie has the characters of it that cookies do not have as `%` and two digits.
    Json,
}

/// The number of values of a parameter.
#[derive(Clone, Debug)]
pub(crate) enum Multiplicity {
    One,
    /// A list, which repeats the parameter for each element.
    List,
    /// A list in one parameter, between whose elements is this. A comma outside of queries.
    Delimited(Delimiter),
    /// A map of all query parameters that the operation does not list.
    Others,
    /// An object, each member of which is a query parameter of its own.
    Members {
        /// The parameters. With the style `deepObject`, they have names such as `created_at[gt]`,
        /// else those of the members.
        parameters: Vec<Parameter>,
        /// The member that the name of the object itself stands for.
        plain: Option<String>,
        /// True for the style `deepObject`, false for `form`.
        deep: bool,
    },
    /// An object of the style `deepObject` that has other objects in it, or members without names.
    Deep {
        shape: TextShape,
        /// The member that the name of the object itself stands for.
        plain: Option<String>,
    },
    /// An object in one parameter outside of queries, with commas between its members.
    Pairs {
        shape: TextShape,
        /// True for `=` between the name and the value of a member, false for a comma.
        explode: bool,
    },
}

/// The limits of a list of parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListLimits {
    pub(crate) least: u64,
    pub(crate) most: Option<u64>,
    /// True if no element may be there twice.
    pub(crate) unique: bool,
}

/// The structure of an object that is sent as text. It tells the types of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextShape {
    /// The types that a text may have.
    pub(crate) texts: BTreeSet<TextType>,
    /// True if it may be an object.
    pub(crate) object: bool,
    /// The elements, if it may be a list.
    pub(crate) items: Option<Box<Self>>,
    /// The members with names.
    pub(crate) members: BTreeMap<String, Self>,
    /// The members without names, where a schema says how they are.
    pub(crate) others: Option<Box<Self>>,
}

impl TextShape {
    /// Adds what another schema of the same value allows.
    pub(crate) fn merge(&mut self, other: Self) {
        self.texts.extend(other.texts);
        self.object |= other.object;
        let parts = [(&mut self.items, other.items), (&mut self.others, other.others)];
        for (own, other) in parts {
            match (own, other) {
                (Some(own), Some(other)) => own.merge(*other),
                (own @ None, other) => *own = other,
                (Some(_), None) => {}
            }
        }
        for (name, other) in other.members {
            self.members.entry(name).or_default().merge(other);
        }
    }
}

/// The type of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TextType {
    Number,
    Boolean,
    String,
}

/// The text between the elements of a list in one parameter (OpenAPI 3.0.3, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delimiter {
    /// A comma, where `%2C` is a comma in an element (RFC 6570).
    Comma,
    /// A comma, also as `%2C`, since no element has one.
    AnyComma,
    Space,
    Pipe,
}

impl Delimiter {
    /// Returns the start of the name by which the runtime knows the field of such a list.
    pub(crate) fn mark(self) -> &'static str {
        match self {
            Self::Comma => "[,]",
            Self::AnyComma => "[%2C]",
            Self::Space => "[ ]",
            Self::Pipe => "[|]",
        }
    }

    /// Returns the delimiter as the client sends it.
    pub(crate) fn sent(self) -> &'static str {
        match self {
            Self::Comma | Self::AnyComma => ",",
            Self::Space => "%20",
            Self::Pipe => "%7C",
        }
    }

    /// Returns the delimiter as the server reads it.
    pub(crate) fn read(self) -> &'static str {
        match self {
            Self::Comma | Self::AnyComma => ",",
            Self::Space => " ",
            Self::Pipe => "|",
        }
    }
}

impl Parameter {
    /// Returns the documentation of a parameter, or `other` if the document describes none.
    pub(crate) fn doc(&self, other: &str) -> String {
        let text = self.description.as_deref().unwrap_or(other);
        match self.lifecycle {
            Lifecycle::Current => text.to_owned(),
            Lifecycle::Deprecated => format!("{text}\n\nDeprecated."),
        }
    }

    /// Returns the parameters as they are sent: the parameter itself, or those of its members.
    pub(crate) fn sent(&self) -> &[Self] {
        match &self.multiplicity {
            Multiplicity::Members { parameters, .. } => parameters,
            _ => std::slice::from_ref(self),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) content: BodyContent,
    /// True if it may be absent.
    pub(crate) optional: bool,
    pub(crate) max_bytes: Option<u64>,
    /// True if JSON is also accepted as `text/plain`.
    pub(crate) accepts_text: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum BodyContent {
    /// JSON, with the name of its schema and the media types under which it is accepted. The client
    /// sends the first.
    Json { schema: String, media_types: Vec<String> },
    /// A URL-encoded form, with the name of its schema.
    UrlEncoded(String),
    /// A multipart form with the name of its schema.
    MultipartForm(String),
    /// A multipart form, which the operation reads itself.
    Multipart,
    /// Bytes, with their media type, or the range of which the caller chooses one.
    Bytes(String),
    /// One of several contents, which the media type tells apart. Dropshot describes the first.
    Choice(Vec<BodyContent>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Success {
    pub(crate) status: SuccessStatus,
    pub(crate) description: String,
    pub(crate) headers: Vec<ResponseHeader>,
    pub(crate) content: Content,
}

/// The status of a response that is no error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SuccessStatus {
    Particular(u16),
    /// A status of 200 to 299, which the operation chooses.
    Success,
    /// A status of 300 to 399, which the operation chooses.
    Redirection,
    /// Any status, which the operation chooses.
    Any,
}

/// The content of a response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    None,
    /// JSON, with the name of its schema and its media type, or the range.
    Json {
        schema: String,
        media_type: String,
    },
    /// Bytes, with the media types of the document, of which the operation chooses.
    Bytes(Vec<String>),
    /// A stream of items.
    Items(Items),
    /// JSON, a stream, or bytes of one media type, of which the operation chooses. Dropshot
    /// describes the first.
    Choice(Vec<Content>),
    /// No content, but a connection that becomes a websocket (RFC 6455).
    Websocket,
}

/// The content of a response that is a stream of items.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Items {
    pub(crate) media_type: String,
    pub(crate) format: StreamFormat,
    /// The name of the schema of an item: for server-sent events, of the data of each. None for
    /// text.
    pub(crate) schema: Option<String>,
    /// True for server-sent events whose data is text and not JSON.
    pub(crate) is_text: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) status: FailureStatus,
    pub(crate) description: String,
    pub(crate) content: Content,
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
    /// True for a list of such values, each of which is sent as a header of its own.
    pub(crate) list: bool,
}

impl BodyContent {
    /// Returns the contents of which the caller chooses one.
    pub(crate) fn choices(&self) -> &[Self] {
        match self {
            Self::Choice(choices) => choices,
            content => std::slice::from_ref(content),
        }
    }

    /// Returns the name of the schema, if the content has one.
    pub(crate) fn schema(&self) -> Option<&str> {
        match self {
            Self::Json { schema, .. } | Self::UrlEncoded(schema) | Self::MultipartForm(schema) => {
                Some(schema)
            }
            Self::Multipart | Self::Bytes(_) | Self::Choice(_) => None,
        }
    }

    /// Returns the media type, or the range, of a content whose exact media type only the caller
    /// knows: one of a range, or one with a boundary.
    pub(crate) fn chosen_type(&self) -> Option<&str> {
        match self {
            Self::Multipart => Some(MULTIPART),
            Self::Bytes(media_type) if is_range(media_type) => Some(media_type),
            Self::Json { .. }
            | Self::UrlEncoded(_)
            | Self::MultipartForm(_)
            | Self::Bytes(_)
            | Self::Choice(_) => None,
        }
    }

    /// Returns the media types under which the content is accepted.
    pub(crate) fn media_types(&self) -> Vec<&str> {
        match self {
            Self::Json { media_types, .. } => media_types.iter().map(String::as_str).collect(),
            Self::UrlEncoded(_) => vec![FORM],
            Self::MultipartForm(_) | Self::Multipart => vec![MULTIPART],
            Self::Bytes(media_type) => vec![media_type],
            Self::Choice(choices) => choices.iter().flat_map(Self::media_types).collect(),
        }
    }
}

impl SuccessStatus {
    /// Returns the status, unless the operation chooses it.
    pub(crate) fn particular(self) -> Option<u16> {
        match self {
            Self::Particular(status) => Some(status),
            Self::Success | Self::Redirection | Self::Any => None,
        }
    }

    /// Returns whether the status can be one of 200 to 299.
    pub(crate) fn can_succeed(self) -> bool {
        match self {
            Self::Particular(status) => (200..300).contains(&status),
            Self::Success | Self::Any => true,
            Self::Redirection => false,
        }
    }
}

impl Content {
    /// Returns the contents of which the operation chooses one: JSON, a stream, or bytes of one
    /// media type.
    pub(crate) fn choices(&self) -> Vec<Self> {
        match self {
            Self::None | Self::Websocket => Vec::new(),
            Self::Json { .. } | Self::Items(_) => vec![self.clone()],
            Self::Bytes(media_types) => {
                media_types.iter().map(|it| Self::Bytes(vec![it.clone()])).collect()
            }
            Self::Choice(choices) => choices.clone(),
        }
    }

    /// Returns the media type, if there is only one.
    pub(crate) fn media_type(&self) -> Option<&str> {
        match self {
            Self::Json { media_type, .. } | Self::Items(Items { media_type, .. }) => {
                Some(media_type)
            }
            Self::Bytes(media_types) => match media_types.as_slice() {
                [media_type] => Some(media_type),
                _ => None,
            },
            Self::None | Self::Websocket | Self::Choice(_) => None,
        }
    }
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
    /// Returns the API as the client has it: without operations that are left out, and with each
    /// parameter as it is sent.
    pub(crate) fn for_client(&self) -> Self {
        let operations = self.operations.iter().filter(|operation| operation.client.is_some());
        let operations = operations.map(|operation| {
            let parameters = operation.parameters.iter().flat_map(Parameter::sent);
            Operation { parameters: parameters.cloned().collect(), ..operation.clone() }
        });
        Self { operations: operations.collect(), ..self.clone() }
    }

    /// Returns the name of the server trait: the title in camel case, ending in `Api`.
    pub(crate) fn trait_name(&self) -> String {
        let name = name_of_title(&self.title);
        if name.ends_with("Api") { name } else { format!("{name}Api") }
    }
}

/// Returns a title in camel case. One that begins with a digit gets an `N` before it.
pub(crate) fn name_of_title(title: &str) -> String {
    let name = title.to_upper_camel_case();
    if name.starts_with(|c: char| c.is_numeric()) { format!("N{name}") } else { name }
}
