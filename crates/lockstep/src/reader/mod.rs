//! Reading a document into the model, and finding all that keeps it from being generated.
//!
//! Reading is a whitelist. What is not understood here is refused with its place in the document, so that no emitter meets
//! it and nothing is dropped in silence.

mod content;
mod defaults;
mod merging;
mod operations;
mod parameters;
mod routes;
mod schemas;
mod security;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use serde_json::Value;

use crate::{
    api::{Api, OURS, Operation, Schema},
    diagnostic::{Report, Rule},
    document::Document,
    findings::Findings,
    pointer::Pointer,
};

/// Reads a document, or says all that keeps it from being generated.
pub(crate) fn read<'a>(
    document: &'a Document,
    found: Findings<'a>,
) -> Result<(Api, Findings<'a>), Report> {
    let mut reader = Reader {
        document,
        found,
        schemas: BTreeMap::new(),
        rust_names: BTreeSet::new(),
        endless: false,
    };
    let api = reader.api();
    reader.found.check()?;
    Ok((api, reader.found))
}

struct Reader<'a> {
    document: &'a Document,
    found: Findings<'a>,
    /// What becomes a shared type: the named schemas, and those of operations.
    schemas: BTreeMap<String, Schema>,
    /// The Rust names of the named ones.
    rust_names: BTreeSet<String>,
    /// Whether there are named schemas that it would take forever to go through.
    endless: bool,
}

impl<'a> Reader<'a> {
    fn api(&mut self) -> Api {
        let root = Pointer::root();
        let document = self.document.root();
        self.shape();
        self.only(
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
        let version = self.string(&root, document, "openapi").unwrap_or_default();
        if !version.is_empty() && !version.starts_with("3.0.") {
            self.found.push(
                Rule::Structure,
                &openapi,
                format!("OpenAPI {version} is not read here"),
                "write the document in OpenAPI 3.0, for instance `openapi: 3.0.3`",
            );
        }

        let info_at = root.join("info");
        let info = document.get("info").unwrap_or(&Value::Null);
        self.only(
            &info_at,
            info,
            &["title", "version", "description", "termsOfService", "contact", "license"],
        );
        let title = self.string(&info_at, info, "title").unwrap_or_default();
        let version = self.string(&info_at, info, "version").unwrap_or_default();
        if !version.chars().all(|c| matches!(c, ' '..='~')) {
            self.found.push(
                Rule::Progenitor,
                &info_at.join("version"),
                "progenitor sends the version in a header, which this cannot be in",
                "use ASCII characters",
            );
        }
        self.only(
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
            self.identifier(&info_at.join("title"), &title, &title.to_upper_camel_case(), "trait");
        }
        self.routes();
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
        for (index, tag) in array(self.document.root(), "tags").iter().enumerate() {
            if let Some(name) = self.string(&at.join(index), tag, "name") {
                tags.insert(name, text(tag, "description"));
            }
        }
        tags
    }

    /// Follows a reference to a component, to its end.
    fn resolve<'v>(&mut self, at: &Pointer, value: &'v Value) -> Option<(Pointer, &'v Value)>
    where
        'a: 'v,
    {
        let (mut here, mut value) = (at.clone(), value);
        for _ in 0..16 {
            let Some(target) = value.get("$ref") else {
                return Some((here, value));
            };
            self.nothing_of_ours(&here, value);
            let found = target
                .as_str()
                .and_then(Pointer::from_reference)
                .and_then(|pointer| Some((pointer.clone(), self.document.get(&pointer)?)));
            match found {
                Some((pointer, target)) => (here, value) = (pointer, target),
                None => break,
            }
        }
        self.found.push(
            Rule::Reference,
            &at.join("$ref"),
            format!("{} leads nowhere", value["$ref"]),
            "refer to something that is defined under `#/components`",
        );
        None
    }

    fn string(&mut self, at: &Pointer, value: &Value, key: &str) -> Option<String> {
        match value.get(key) {
            Some(Value::String(text)) => Some(text.clone()),
            Some(_) => {
                self.found.push(
                    Rule::Structure,
                    &at.join(key),
                    format!("`{key}` is a string"),
                    "put it in quotes",
                );
                None
            }
            None => {
                self.found.push(
                    Rule::Structure,
                    at,
                    format!("`{key}` is missing"),
                    format!("add `{key}`"),
                );
                None
            }
        }
    }

    /// Refuses extensions of ours beside a reference, where nothing has a meaning (OpenAPI 3.0.3).
    fn nothing_of_ours(&mut self, at: &Pointer, value: &Value) {
        for (key, _) in members(Some(value)).filter(|(key, _)| key.starts_with(OURS)) {
            self.found.push(
                Rule::Unsupported,
                &at.join(key),
                format!("`{key}` has no effect beside a `$ref`"),
                "write it where the reference leads to",
            );
        }
    }

    /// Refuses members that are neither known nor vendor extensions.
    fn only(&mut self, at: &Pointer, value: &Value, known: &[&str]) {
        for (key, _) in members(Some(value)) {
            let vendor = key.starts_with("x-") && !key.starts_with(OURS);
            if !known.contains(&key.as_str()) && !vendor {
                self.found.push(
                    Rule::Unsupported,
                    &at.join(key),
                    format!("`{key}` is not carried"),
                    match similar::get_close_matches(key.as_str(), known, 1, 0.7).first() {
                        Some(meant) => {
                            format!("did you mean `{meant}`? Known here: {}", known.join(", "))
                        }
                        None => format!("known here: {}", known.join(", ")),
                    },
                );
            }
        }
    }

    /// Refuses a name that cannot be part of the generated code. A field may be called as a keyword: it gets an underscore.
    fn identifier(&mut self, at: &Pointer, name: &str, ident: &str, what: &str) {
        let is_ident = |text: &str| syn::parse_str::<syn::Ident>(text).is_ok();
        if !(is_ident(ident) || what == "field" && is_ident(&format!("{ident}_"))) {
            self.found.push(
                Rule::Name,
                at,
                format!("`{name}` gives no name for a Rust {what}"),
                "use a name of ASCII letters and digits that starts with a letter",
            );
        }
    }
}

fn is_variable(segment: &str) -> bool {
    segment
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .is_some_and(|name| !name.is_empty() && !name.contains(['{', '}']))
}

/// A text member, without the line break that a YAML block ends with.
fn text(value: &Value, key: &str) -> Option<String> {
    let text = value.get(key)?.as_str()?.trim_end();
    (!text.is_empty()).then(|| text.to_owned())
}

fn array<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}
