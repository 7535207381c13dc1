//! The third stage: Rust code from the model, for three crates.
//!
//! - `types`: the shared types, by typify.
//! - `client` and `mocks`: the client, by progenitor, and its mocks.
//! - `server`: the Dropshot trait.
//! - `format`: from tokens to source that reads well.

mod client;
mod format;
mod mocks;
mod server;
mod types;

use std::collections::BTreeMap;

use heck::ToSnakeCase as _;

use crate::{
    document::{
        Document,
        diagnostic::{Diagnostic, Report, Rule},
        pointer::Pointer,
        schema,
    },
    lint::{diagnostics::Diagnostics, waivers::Waivers},
    model::read,
};

/// What generated code refers to, and what it says of itself.
#[derive(Clone, Debug)]
pub struct Settings {
    types: syn::Path,
    header: String,
    client_state: Option<syn::Path>,
    client_mock: bool,
    waivers: Waivers,
}

/// Text that is not a path of Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "what generated code refers to is named by a path, such as `my_types`, `crate::types` or `crate::Retry`"
)]
pub struct InvalidPath;

impl Settings {
    /// Settings for code that finds the shared types at `types`, as `use` would write it: `my_types`, `crate::types`.
    /// `header` is what every generated file says on top: that it is generated, from what, and how to do so again.
    pub fn new(types: &str, header: &str) -> Result<Self, InvalidPath> {
        let types = syn::parse_str(types).map_err(|_| InvalidPath)?;
        Ok(Self {
            types,
            header: header.to_owned(),
            client_state: None,
            client_mock: false,
            waivers: Waivers::default(),
        })
    }

    /// Lets a client carry a value of a type of one's own, named by its path in the client crate, such as `crate::Retry`.
    /// What is written by hand in that crate finds it as `ClientInfo::inner`, for instance to implement
    /// `progenitor_client::ClientHooks`.
    pub fn with_client_state(self, path: &str) -> Result<Self, InvalidPath> {
        Ok(Self { client_state: Some(syn::parse_str(path).map_err(|_| InvalidPath)?), ..self })
    }

    /// Adds to the client crate a module `mock`, with which those who call the API test themselves without a server. The crate
    /// declares it as it likes, for instance behind a feature.
    #[must_use]
    pub fn with_client_mock(self) -> Self {
        Self { client_mock: true, ..self }
    }

    /// Lets pass what the waivers name.
    #[must_use]
    pub fn with_waivers(self, waivers: Waivers) -> Self {
        Self { waivers, ..self }
    }
}

/// The generated files of a crate, by their names in its `src` folder.
pub type Files = BTreeMap<&'static str, String>;

/// The generated files of the three crates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    /// The shared types. Need `lockstep-runtime` and `serde`; objects without named properties `serde_json`, dates `chrono`, UUIDs
    /// `uuid` and patterns `regress`.
    pub types: Files,
    /// The client. Needs the types crate, `progenitor-client`, `reqwest` and `serde`; pages need `futures`, websockets `base64` and
    /// `rand`; its mocks `httpmock` 0.9 and `serde_json`.
    pub client: Files,
    /// The server trait. Needs the types crate, `dropshot`, `http`, `lockstep-dropshot`, `schemars` 0.8 and `serde`. With it comes
    /// the document itself as JSON.
    pub api: Files,
    /// What was let pass, by waivers.
    pub waived: Vec<Diagnostic>,
    /// The name of the server trait.
    pub server_trait: String,
    /// The named schemas, and the Rust types that they became.
    pub named_types: BTreeMap<String, String>,
}

impl Sources {
    /// The module that Dropshot's macro makes beside the server trait, with the functions that describe it.
    pub fn server_module(&self) -> String {
        format!("{}_mod", self.server_trait.to_snake_case())
    }
}

/// The Rust module of each generated crate.
const MODULE: &str = "generated.rs";
/// The mocks beside the client.
const MOCK: &str = "mock.rs";
/// The schemas that generated code reads.
const SCHEMAS: &str = "schemas.json";
/// The document itself as JSON, for a server that shows it.
const DOCUMENT: &str = "openapi.json";

/// Generates the source of the three crates.
///
/// The output depends on the document and the settings only. Nothing is generated of a document that cannot be carried
/// as a whole: the report lists all the reasons, each with its place and the way out.
pub fn generate(document: &Document, settings: &Settings) -> Result<Sources, Report> {
    let (api, mut found) = read::read(document, Diagnostics::new(document, &settings.waivers))?;
    let types = types::emit(&api, &mut found);
    let client = types.as_ref().and_then(|types| {
        client::emit(&api, types, &settings.types, settings.client_state.as_ref(), &mut found)
    });
    found.check()?;
    let (Some(types), Some(client)) = (types, client) else {
        unreachable!("an emitter that gives nothing says why")
    };
    let server = server::emit(&api, &settings.types);
    if let Some(name) = types::repeated(format::names(&server.tokens)) {
        found.push(
            Rule::NameCollision,
            &Pointer::root().join("paths"),
            format!("`{name}` would be the name of two types in the server's crate"),
            "change the `operationId` of the operation, or the name of the security scheme, that gives that name",
        );
    }
    let mock = settings.client_mock.then(|| mocks::emit(&api, &settings.types));

    let mut formatted = |tokens| {
        format::format(&settings.header, tokens, &types.names).unwrap_or_else(|error| {
            found.push(
                Rule::Name,
                &Pointer::root(),
                format!("the generated code is not valid Rust: {error}"),
                "rename what could clash with a keyword of Rust",
            );
            String::new()
        })
    };
    let json = |schemas: &BTreeMap<String, serde_json::Value>| {
        let mut text = schema::pretty(&serde_json::json!(schemas));
        text.push('\n');
        text
    };
    let mut sources = Sources {
        types: Files::from([(MODULE, formatted(types.tokens)), (SCHEMAS, json(&types.schemas))]),
        client: Files::from([(MODULE, formatted(client))]),
        api: Files::from([
            (MODULE, formatted(server.tokens)),
            (DOCUMENT, schema::pretty(document.root()) + "\n"),
        ]),
        waived: Vec::new(),
        server_trait: api.trait_name(),
        named_types: api
            .schemas
            .iter()
            .filter(|(_, schema)| schema.named)
            .map(|(name, _)| (name.clone(), types::type_name(name)))
            .collect(),
    };
    if let Some(mock) = mock {
        sources.client.insert(MOCK, formatted(mock));
    }
    if !server.schemas.is_empty() {
        sources.api.insert(SCHEMAS, json(&server.schemas));
    }
    sources.waived = found.waived()?;
    Ok(sources)
}
