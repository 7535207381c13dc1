//! Reads a document into the model, and collects all faults on the way.
//!
//! Reading is a whitelist: it refuses what it does not understand, with its place in the document.
//! So nothing is dropped in silence, and `code` meets no surprises.

mod content;
mod operations;
mod parameters;
mod reader;
mod security;

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use serde_json::Value;

use self::reader::Reader;
use crate::{
    document::{
        Document,
        diagnostic::{Report, Rule},
        openapi::{array, members, text},
        pointer::Pointer,
        schema,
    },
    lint::{diagnostics::Diagnostics, linter::Linter},
    model::{Api, Operation, Schema},
};

/// Reads a document, or fails with everything that keeps it from being generated.
pub(crate) fn read<'a>(
    document: &'a Document,
    diagnostics: Diagnostics<'a>,
) -> Result<(Api, Diagnostics<'a>), Report> {
    let mut reader = Reader {
        lint: Linter::new(document, diagnostics),
        schemas: BTreeMap::new(),
        rust_names: BTreeSet::new(),
    };
    let api = reader.api();
    reader.lint.diagnostics.check()?;
    Ok((api, reader.lint.diagnostics))
}

impl Reader<'_> {
    fn api(&mut self) -> Api {
        let root = Pointer::root();
        let document = self.lint.document.root();
        self.lint.shape();
        self.lint.only(
            &root,
            document,
            &[
                "openapi",
                "info",
                "servers",
                "tags",
                "security",
                "paths",
                "components",
                "externalDocs",
            ],
        );
        let openapi = root.join("openapi");
        let version = self.lint.string(&root, document, "openapi").unwrap_or_default();
        if !version.is_empty() && !version.starts_with("3.0.") {
            self.lint.diagnostics.push(
                Rule::Structure,
                &openapi,
                format!("OpenAPI {version} is not supported"),
                "write the document in OpenAPI 3.0, for instance `openapi: 3.0.3`",
            );
        }

        let info_at = root.join("info");
        let info = document.get("info").unwrap_or(&Value::Null);
        self.lint.only(
            &info_at,
            info,
            &["title", "version", "description", "termsOfService", "contact", "license"],
        );
        let title = self.lint.string(&info_at, info, "title").unwrap_or_default();
        let version = self.lint.string(&info_at, info, "version").unwrap_or_default();
        if !version.chars().all(|c| matches!(c, ' '..='~')) {
            self.lint.diagnostics.push(
                Rule::Progenitor,
                &info_at.join("version"),
                "progenitor sends the version in a header, which cannot hold this",
                "use ASCII characters",
            );
        }
        self.lint.only(
            &root.join("components"),
            document.get("components").unwrap_or(&Value::Null),
            &[
                "schemas",
                "responses",
                "parameters",
                "examples",
                "requestBodies",
                "headers",
                "securitySchemes",
                "links",
                "callbacks",
            ],
        );
        if !title.is_empty() {
            self.lint.identifier(
                &info_at.join("title"),
                &title,
                &title.to_upper_camel_case(),
                "trait",
            );
        }
        self.lint.routes();
        self.components();
        let secured = self.secured();
        let operations = self.operations(&secured);

        Api {
            title,
            version,
            description: text(info, "description"),
            tags: self.tags(&operations),
            operations,
            schemas: std::mem::take(&mut self.schemas),
            security_schemes: secured.schemes,
        }
    }

    fn tags(&mut self, operations: &[Operation]) -> BTreeMap<String, Option<String>> {
        let mut tags: BTreeMap<_, _> =
            operations.iter().flat_map(|o| &o.tags).map(|tag| (tag.clone(), None)).collect();
        let at = Pointer::root().join("tags");
        for (index, tag) in array(self.lint.document.root(), "tags").iter().enumerate() {
            if let Some(name) = self.lint.string(&at.join(index), tag, "name") {
                tags.insert(name, text(tag, "description"));
            }
        }
        tags
    }

    /// Reads the named schemas.
    pub(crate) fn components(&mut self) {
        let at = Pointer::root().join("components").join("schemas");
        // The checks of values go through schemas, so that these must have an end.
        self.lint.circles(&at);
        let mut rust_names: BTreeMap<String, String> = BTreeMap::new();
        for (name, schema) in members(self.lint.document.get(&at)) {
            let here = at.join(name);
            let rust_name = name.to_upper_camel_case();
            if !rust_name.starts_with(|c: char| c.is_ascii_alphabetic())
                || !rust_name.is_ascii()
                || rust_name == "Self"
            {
                self.lint.diagnostics.push(
                    Rule::Name,
                    &here,
                    format!("`{name}` is no valid name for a Rust type"),
                    "use a name of ASCII letters and digits that starts with a letter",
                );
            }
            if let Some(other) = rust_names.insert(rust_name.clone(), name.clone()) {
                self.lint.diagnostics.push_pair(
                    Rule::NameCollision,
                    &here,
                    &at.join(&other),
                    format!("`{name}` and `{other}` would both be the Rust type `{rust_name}`"),
                    "rename one of the two",
                );
            }
            self.lint.schema(&here, schema);
            let (value, _) = schema::adapted(schema);
            let schema = Schema { value, place: here, named: true };
            self.schemas.insert(name.clone(), schema);
        }
        self.rust_names = rust_names.into_keys().collect();
        if self.lint.endless {
            return;
        }
        for (name, schema) in members(self.lint.document.get(&at)) {
            self.lint.merging(&at.join(name), schema);
        }
    }
}
