//! Makes Rust code for three crates from the model.
//!
//! - `types`: the shared types, by typify.
//! - `client`, `client_builders`, `client_contents`, `client_requests` and `mocks`: the client, by
//!   progenitor, and its mocks.
//! - `server`: the Dropshot trait.
//! - `format`: the layout of generated source.

mod client;
mod client_builders;
mod client_contents;
mod client_requests;
mod format;
mod mocks;
mod server;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase as _;
use proc_macro2::TokenStream;

use crate::{
    document::{
        Document,
        diagnostic::{Diagnostic, Note, Report, Rule},
        pointer::Pointer,
        schema,
    },
    lint::{diagnostics::Diagnostics, waivers::Waivers},
    model::read,
};

/// The settings of generated code: what it refers to, and its header.
#[derive(Clone, Debug)]
pub struct Settings {
    types: syn::Path,
    header: String,
    client_state: Option<syn::Path>,
    client_error: Option<syn::Path>,
    client_mock: bool,
    unimplemented: bool,
    waivers: Waivers,
    deny_warnings: bool,
}

/// The error for text that is not a Rust path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "generated code refers to other code by a path, such as `my_types`, `crate::types` or `crate::Retry`"
)]
pub struct InvalidPath;

impl Settings {
    /// Makes settings for code that finds the shared types at the path `types`, such as `my_types`
    /// or `crate::types`. `header` is the comment on top of every generated file: that it is
    /// generated, from what, and how to regenerate it.
    pub fn new(types: &str, header: &str) -> Result<Self, InvalidPath> {
        let types = syn::parse_str(types).map_err(|_| InvalidPath)?;
        Ok(Self {
            types,
            header: header.to_owned(),
            client_state: None,
            client_error: None,
            client_mock: false,
            unimplemented: false,
            waivers: Waivers::default(),
            deny_warnings: false,
        })
    }

    /// Lets the client carry a value of a type of the client crate, named by its path, such as
    /// `crate::Retry`. Handwritten code in that crate finds it as `ClientInfo::inner`, for instance
    /// to implement `progenitor_client::ClientHooks`. It also makes the client: if the contract
    /// guards any operation, `Client::new_with_client` is private to that crate.
    pub fn with_client_state(self, path: &str) -> Result<Self, InvalidPath> {
        Ok(Self { client_state: Some(syn::parse_str(path).map_err(|_| InvalidPath)?), ..self })
    }

    /// Lets the operations of the client return an error type of the client crate, named by its
    /// path, such as `crate::Error`. Its function `of(operation_id, error)` makes it from the name
    /// of the operation's method and a `progenitor_client::Error`, for each type of error of the
    /// contract.
    pub fn with_client_error(self, path: &str) -> Result<Self, InvalidPath> {
        Ok(Self { client_error: Some(syn::parse_str(path).map_err(|_| InvalidPath)?), ..self })
    }

    /// Adds a file `mock.rs` to the client crate, for callers to test their code without a server.
    /// The crate declares the module, for instance behind a feature.
    #[must_use]
    pub fn with_client_mock(self) -> Self {
        Self { client_mock: true, ..self }
    }

    /// Gives the operations of the server trait functions that answer 501, with the operation's
    /// ID. So a server can implement them one by one. `not_implemented` of the server's module
    /// lists those that it lacks.
    #[must_use]
    pub fn with_unimplemented(self) -> Self {
        Self { unimplemented: true, ..self }
    }

    /// Adds waivers.
    #[must_use]
    pub fn with_waivers(self, waivers: Waivers) -> Self {
        Self { waivers, ..self }
    }

    /// Refuses a document with warnings, such as examples that their schema does not allow. This
    /// is for documents of your own.
    #[must_use]
    pub fn with_denied_warnings(self) -> Self {
        Self { deny_warnings: true, ..self }
    }
}

/// The generated files of a crate, by their names in its `src` folder.
pub type Files = BTreeMap<&'static str, String>;

/// The generated files of the three crates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    /// The shared types. They need `lockstep-runtime` and `serde`; free-form objects need
    /// `serde_json`, dates `chrono`, UUIDs `uuid` and patterns `regress`.
    pub types: Files,
    /// The client. It needs the types crate, `progenitor-client`, `reqwest` and `serde`; pages need
    /// `futures`, websockets `base64` and `rand`, and mocks `httpmock` 0.9 and `serde_json`.
    pub client: Files,
    /// The server trait, and the document itself as JSON. They need the types crate, `dropshot`,
    /// `http`, `lockstep-dropshot` and `serde`.
    pub api: Files,
    /// The diagnostics that waivers let pass.
    pub waived: Vec<Diagnostic>,
    /// The faults that do not keep the document from being generated.
    pub warnings: Vec<Diagnostic>,
    /// Notes on code that the document's author may not expect.
    pub notes: Vec<Note>,
    /// The name of the server trait.
    pub server_trait: String,
    /// The Rust types of the security schemes that operations require, each with the type of
    /// `lockstep_dropshot` that its credential has.
    pub credentials: BTreeMap<String, &'static str>,
    /// The Rust types of the named schemas.
    pub named_types: BTreeMap<String, String>,
}

impl Sources {
    /// Returns the name of the module next to the server trait, with the functions that register
    /// and describe its operations.
    pub fn server_module(&self) -> String {
        format!("{}_mod", self.server_trait.to_snake_case())
    }
}

/// The Rust module of each generated crate.
const MODULE: &str = "generated.rs";
/// The Rust module of the client's mocks.
const MOCK: &str = "mock.rs";
/// The schemas that generated code reads.
const SCHEMAS: &str = "schemas.json";
/// The schemas by which generated types check their JSON.
const CHECKS: &str = "checks.json";
/// The document as JSON, for a server that shows it.
const DOCUMENT: &str = "openapi.json";

/// Generates the source of the three crates.
///
/// The output depends on the document and the settings only. Nothing is generated from a document
/// that is not supported completely: the report lists all reasons, each with its place and a fix.
pub fn generate(document: &Document, settings: &Settings) -> Result<Sources, Report> {
    let (api, mut diagnostics) = read::read(
        document,
        Diagnostics::new(document, &settings.waivers, settings.deny_warnings),
    )?;
    let Some(mut types) = types::emit(&api, &mut diagnostics) else {
        diagnostics.check()?;
        unreachable!("an emitter that returns nothing adds a diagnostic")
    };
    // Each file becomes text before the tokens of the next, which are many times as large.
    let types_file = std::mem::take(&mut types.tokens);
    let types_file = formatted(settings, types_file, &types.names, &mut diagnostics);
    let for_client = api.for_client();
    let client = client::emit(&for_client, &types, settings, &mut diagnostics);
    diagnostics.check()?;
    let Some(client) = client else {
        unreachable!("an emitter that returns nothing adds a diagnostic")
    };
    let client = format::format_file(&settings.header, client, &types.names);
    let server = server::emit(&api, &settings.types, settings.unimplemented);
    if let Some(name) = types::repeated(format::names(&server.tokens)) {
        diagnostics.push(
            Rule::NameCollision,
            &Pointer::root().join("paths"),
            format!("`{name}` would be the name of two types in the server's crate"),
            "change the `operationId` of the operation, or the name of the security scheme, that gives that name",
        );
    }
    let server_file = formatted(settings, server.tokens, &types.names, &mut diagnostics);
    let mock = settings.client_mock.then(|| {
        let mock = mocks::emit(&for_client, &settings.types);
        formatted(settings, mock, &types.names, &mut diagnostics)
    });
    let json = |schemas: &BTreeMap<String, serde_json::Value>| {
        let mut text = schema::pretty(&serde_json::json!(schemas));
        text.push('\n');
        text
    };
    let mut sources = Sources {
        types: Files::from([(MODULE, types_file), (SCHEMAS, json(&types.schemas))]),
        client: Files::from([(MODULE, client)]),
        api: Files::from([
            (MODULE, server_file),
            (DOCUMENT, schema::pretty(document.root()) + "\n"),
        ]),
        waived: Vec::new(),
        warnings: Vec::new(),
        notes: Vec::new(),
        server_trait: api.trait_name(),
        credentials: server.credentials,
        named_types: api
            .schemas
            .iter()
            .filter(|(_, schema)| schema.named)
            .map(|(name, _)| (name.clone(), types::type_name(name)))
            .collect(),
    };
    if let Some(mock) = mock {
        sources.client.insert(MOCK, mock);
    }
    if !types.checks.is_empty() {
        sources.types.insert(CHECKS, json(&types.checks));
    }
    if !server.schemas.is_empty() {
        sources.api.insert(SCHEMAS, json(&server.schemas));
    }
    sources.notes = diagnostics.notes();
    (sources.waived, sources.warnings) = diagnostics.finish()?;
    Ok(sources)
}

/// Formats a generated file. Code that is not valid Rust is added to `diagnostics`.
fn formatted(
    settings: &Settings,
    tokens: TokenStream,
    names: &BTreeSet<String>,
    diagnostics: &mut Diagnostics<'_>,
) -> String {
    format::format(&settings.header, tokens, names).unwrap_or_else(|error| {
        diagnostics.push(
            Rule::Name,
            &Pointer::root(),
            format!("the generated code is not valid Rust: {error}"),
            "rename the part that could clash with a keyword of Rust",
        );
        String::new()
    })
}
