//! Reads a document into the model, and collects all faults on the way.
//!
//! Reading is a whitelist: it refuses what it does not understand, with its place in the document.
//! So nothing is dropped in silence, and `code` meets no surprises.

mod content;
mod forms;
mod operations;
mod parameters;
mod query_objects;
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
        direction::{Direction, Directions, request_name},
        names::is_type_name,
        openapi::{COMPONENTS, array, members, text},
        pointer::Pointer,
        schema,
    },
    lint::{diagnostics::Diagnostics, linter::Linter},
    model::{Api, Operation, Schema, name_of_title},
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
        multipart_forms: BTreeMap::new(),
        directions: Directions::of(document.root()),
    };
    // After such a fault, further messages would be about what it leaves out.
    if reader.lint.version() || reader.lint.faults() {
        reader.lint.diagnostics.check()?;
    }
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
        self.lint.string(&root, document, "openapi");

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
            &COMPONENTS,
        );
        if !title.is_empty() {
            self.lint.identifier(&info_at.join("title"), &title, &name_of_title(&title), "trait");
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
            security_schemes: secured.schemes.supported,
            multipart_forms: std::mem::take(&mut self.multipart_forms),
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
        let requested = self.directions.requested();
        let mut rust_names: BTreeMap<String, String> = BTreeMap::new();
        for (name, schema) in members(self.lint.document.get(&at)) {
            let here = at.join(name);
            let rust_name = name.to_upper_camel_case();
            if !is_type_name(&rust_name) {
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
            if requested.contains(name) {
                self.in_request(name, &value, &here, &mut rust_names);
            }
            let answer = self.lint.with_fitting_defaults(&value);
            let answer = self.directions.in_direction(&answer, Direction::Answer);
            let described = (answer != value).then(|| (name.clone(), value));
            let schema = Schema { value: answer, described, place: here, named: true };
            self.schemas.insert(name.clone(), schema);
        }
        self.rust_names = rust_names.into_keys().collect();
    }

    /// Adds the schema that a named one is in requests.
    fn in_request(
        &mut self,
        name: &str,
        value: &Value,
        at: &Pointer,
        rust_names: &mut BTreeMap<String, String>,
    ) {
        let own = request_name(name);
        if let Some(other) = rust_names.insert(own.to_upper_camel_case(), own.clone()) {
            self.lint.diagnostics.push(
                Rule::NameCollision,
                at,
                format!("in requests, `{name}` is the Rust type of `{other}`"),
                "rename one of the two",
            );
        }
        let schema = Schema {
            value: self
                .directions
                .in_direction(&self.lint.with_fitting_defaults(value), Direction::Request),
            described: Some((name.to_owned(), value.clone())),
            place: at.clone(),
            named: true,
        };
        self.schemas.insert(own, schema);
    }
}
