//! The kinds of objects of OpenAPI, and the kinds of their members.

use super::openapi::METHODS;

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ObjectKind {
    Document,
    Components,
    PathItem,
    Operation,
    Callback,
    Parameter,
    Header,
    RequestBody,
    Response,
    MediaType,
    Encoding,
    Example,
    Link,
    SecurityScheme,
    Schema,
}

/// The value of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MemberKind {
    /// An object of a kind.
    One(ObjectKind),
    /// A list of such objects.
    List(ObjectKind),
    /// An object with such objects as its members.
    Map(ObjectKind),
    /// Any other value, such as an example.
    Other,
}

impl ObjectKind {
    /// Returns the value of a member. Members of OpenAPI 3.0 and 3.1 are known alike.
    pub(crate) fn member(self, key: &str) -> MemberKind {
        use MemberKind::{List, Map, One, Other};
        use ObjectKind as K;
        match (self, key) {
            (K::Document, "paths" | "webhooks") | (K::Components, "pathItems") => Map(K::PathItem),
            (K::Document, "components") => One(K::Components),
            (K::Components, kind) => K::component(kind).map_or(Other, Map),
            (K::PathItem | K::Operation, "parameters") => List(K::Parameter),
            (K::PathItem, key) if METHODS.contains(&key) || key == "trace" => One(K::Operation),
            (K::Operation, "requestBody") => One(K::RequestBody),
            (K::Operation, "responses") => Map(K::Response),
            (K::Operation, "callbacks") => Map(K::Callback),
            (K::Callback, key) if !key.starts_with("x-") => One(K::PathItem),
            (K::Parameter | K::Header | K::RequestBody | K::Response, "content") => {
                Map(K::MediaType)
            }
            (K::Parameter | K::Header | K::MediaType, "examples") => Map(K::Example),
            (K::Response | K::Encoding, "headers") => Map(K::Header),
            (K::Response, "links") => Map(K::Link),
            (K::MediaType, "encoding") => Map(K::Encoding),
            (K::Parameter | K::Header | K::MediaType, "schema")
            | (
                K::Schema,
                "items"
                | "not"
                | "additionalProperties"
                | "if"
                | "then"
                | "else"
                | "contains"
                | "propertyNames"
                | "unevaluatedItems"
                | "unevaluatedProperties"
                | "contentSchema",
            ) => One(K::Schema),
            (K::Schema, "allOf" | "anyOf" | "oneOf" | "prefixItems") => List(K::Schema),
            (
                K::Schema,
                "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions",
            ) => Map(K::Schema),
            _ => Other,
        }
    }

    /// Returns the kind of the components that `components` lists under a name.
    fn component(name: &str) -> Option<Self> {
        let kinds = [
            Self::Schema,
            Self::Response,
            Self::Parameter,
            Self::Example,
            Self::RequestBody,
            Self::Header,
            Self::SecurityScheme,
            Self::Link,
            Self::Callback,
        ];
        kinds.into_iter().find(|kind| kind.components() == Some(name))
    }

    /// Returns the name under which OpenAPI 3.0 lists components of a kind. None for kinds that it
    /// has no components of.
    pub(crate) fn components(self) -> Option<&'static str> {
        match self {
            Self::Schema => Some("schemas"),
            Self::Response => Some("responses"),
            Self::Parameter => Some("parameters"),
            Self::Example => Some("examples"),
            Self::RequestBody => Some("requestBodies"),
            Self::Header => Some("headers"),
            Self::SecurityScheme => Some("securitySchemes"),
            Self::Link => Some("links"),
            Self::Callback => Some("callbacks"),
            Self::Document
            | Self::Components
            | Self::PathItem
            | Self::Operation
            | Self::MediaType
            | Self::Encoding => None,
        }
    }
}
