//! What a document says, as far as it can be carried: the model that all the emitters work from.

use std::collections::BTreeMap;

use heck::ToUpperCamelCase;
use serde_json::{Map, Value, json};

use crate::schema;

/// What our vendor extensions begin with.
pub(crate) const OURS: &str = "x-lockstep-";
/// The largest request body of an operation, in bytes, as a vendor extension of `requestBody`.
pub(crate) const MAX_BYTES: &str = "x-lockstep-max-bytes";
/// A schema of type `object` that is also accepted as a string whose content is the object's JSON.
pub(crate) const ACCEPT_JSON_STRING: &str = "x-lockstep-accept-json-string";
/// A schema whose values are never shown by `Debug`.
pub(crate) const SECRET: &str = "x-lockstep-secret";

/// The methods that Dropshot serves.
pub(crate) const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];
/// The media type of all content.
pub(crate) const JSON: &str = "application/json";

/// An API that can be generated.
#[derive(Clone, Debug)]
pub(crate) struct Api {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: Option<String>,
    pub(crate) tags: BTreeMap<String, Option<String>>,
    pub(crate) operations: Vec<Operation>,
    /// Component schemas as they stand in the document.
    pub(crate) schemas: BTreeMap<String, Value>,
    /// Bearer schemes (RFC 6750) by name, with their descriptions.
    pub(crate) security_schemes: BTreeMap<String, Option<String>>,
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
    pub(crate) success: Success,
    /// The component schema of every error.
    pub(crate) error: String,
    /// The errors that the document lists, particular statuses first.
    pub(crate) failures: Vec<Failure>,
    /// The security scheme that guards the operation.
    pub(crate) security: Option<String>,
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
    pub(crate) schema: Value,
}

#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// The component schema of the body.
    pub(crate) schema: String,
    pub(crate) max_bytes: Option<u64>,
}

#[derive(Clone, Debug)]
pub(crate) struct Success {
    pub(crate) status: u16,
    pub(crate) description: String,
    pub(crate) headers: Vec<ResponseHeader>,
    /// The component schema of the content, if there is any.
    pub(crate) schema: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) status: FailureStatus,
    pub(crate) description: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FailureStatus {
    Particular(u16),
    /// All from 400 to 499.
    Client,
    /// All from 500 to 599.
    Server,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResponseHeader {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    pub(crate) schema: Value,
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

impl Api {
    /// The name of the server trait: the title in camel case, ending in `Api`.
    pub(crate) fn trait_name(&self) -> String {
        let name = self.title.to_upper_camel_case();
        if name.ends_with("Api") { name } else { format!("{name}Api") }
    }

    /// The document that progenitor gets: what the model says and no more. Particular error codes are gone, since the
    /// ranges cover them.
    pub(crate) fn to_openapi(&self) -> Value {
        let content = |name: &str| json!({ JSON: { "schema": { "$ref": format!("{}{name}", schema::SCHEMAS) } } });
        let mut paths = Map::new();
        for operation in &self.operations {
            let mut responses = Map::new();
            let mut success = json!({ "description": operation.success.description });
            if let Some(name) = &operation.success.schema {
                success["content"] = content(name);
            }
            responses.insert(operation.success.status.to_string(), success);
            for range in ["4XX", "5XX"] {
                let error = json!({ "description": "error", "content": content(&operation.error) });
                responses.insert(range.to_owned(), error);
            }
            let parameters: Vec<Value> = operation
                .parameters
                .iter()
                .map(|parameter| {
                    json!({
                        "in": parameter.location.as_str(),
                        "name": parameter.name,
                        "required": parameter.required,
                        "description": parameter.description.as_deref().map(fold),
                        "schema": parameter.schema,
                    })
                })
                .collect();
            let mut described = json!({
                "operationId": operation.id,
                "summary": operation.summary,
                "description": operation.description,
                "deprecated": operation.deprecated,
                "parameters": parameters,
                "responses": responses,
            });
            if let Some(body) = &operation.body {
                described["requestBody"] =
                    json!({ "required": true, "content": content(&body.schema) });
            }
            let item = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
            item[operation.method.to_lowercase()] = described;
        }
        json!({
            "openapi": "3.0.3",
            "info": {
                "title": self.title,
                "version": self.version,
                "description": self.description,
            },
            "paths": paths,
            "components": { "schemas": self.schemas },
        })
    }
}

/// Text with its line breaks folded into spaces, paragraphs kept.
pub(crate) fn fold(text: &str) -> String {
    text.trim()
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n\n")
}
