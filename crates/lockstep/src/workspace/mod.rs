//! The crates around generated code: their manifests, the little that is not generated, and the
//! plan of what to write.

pub(crate) mod plan;

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use heck::{ToKebabCase, ToSnakeCase};

use crate::{
    code::{Files, Settings, Sources, generate},
    document::{Document, diagnostic::Report},
    lint::waivers::Waivers,
};

/// A workspace of three crates for one document: `NAME-types`, `NAME-client` and `NAME-api`.
#[derive(Clone, Debug)]
pub struct Workspace {
    name: String,
    runtime: RuntimeCrates,
    command: String,
    waivers: Waivers,
    deny_warnings: bool,
}

/// The place where generated crates find their runtime: `lockstep-runtime` and `lockstep-dropshot`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeCrates {
    /// A folder that holds both. Its path is absolute, or relative to the manifest of the
    /// workspace.
    Folder(PathBuf),
    /// Cargo's registry, with the version of this crate.
    Registry,
}

/// The files of one crate, by their paths in its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The name of the package.
    pub name: String,
    /// The files that are generated each time.
    pub generated: Vec<(PathBuf, String)>,
    /// The files that are written once, and then belong to the user: the manifest and `lib.rs`.
    pub once: Vec<(PathBuf, String)>,
}

/// The dependencies of generated code. The versions fit each other.
const DEPENDENCIES: &[(&str, &str)] = &[
    ("base64", r#""0.23""#),
    (
        "chrono",
        r#"{ version = "0.4", default-features = false, features = ["serde", "std", "clock"] }"#,
    ),
    ("dropshot", r#""0.18""#),
    ("futures", r#"{ version = "0.3", default-features = false, features = ["std"] }"#),
    ("http", r#""1""#),
    ("httpmock", r#"{ version = "0.9", default-features = false }"#),
    ("progenitor-client", r#""0.15.1""#),
    ("rand", r#""0.10""#),
    ("regress", r#""0.12""#),
    (
        "reqwest",
        r#"{ version = "0.13", default-features = false, features = ["json", "query", "form", "stream", "rustls"] }"#,
    ),
    ("schemars", r#"{ version = "0.8.22", features = ["chrono", "uuid1"] }"#),
    ("serde", r#"{ version = "1", features = ["derive"] }"#),
    ("serde_json", r#""1""#),
    ("uuid", r#"{ version = "1", features = ["serde"] }"#),
];

/// The crates of this workspace that generated code needs when it runs.
const RUNTIME: [&str; 2] = ["lockstep-dropshot", "lockstep-runtime"];

impl Workspace {
    /// Makes a workspace whose crates have names that begin with `name`, or with the title of the
    /// document for none. Generated files say that they come from `command`.
    pub fn new(
        document: &Document,
        name: Option<&str>,
        runtime: RuntimeCrates,
        command: &str,
    ) -> Self {
        let title = document.root()["info"]["title"].as_str().unwrap_or_default();
        let name = name.map_or_else(|| name_of(title), str::to_owned);
        Self {
            name,
            runtime,
            command: command.to_owned(),
            waivers: Waivers::default(),
            deny_warnings: false,
        }
    }

    /// Adds waivers.
    #[must_use]
    pub fn with_waivers(self, waivers: Waivers) -> Self {
        Self { waivers, ..self }
    }

    /// Refuses a document with warnings.
    #[must_use]
    pub fn with_denied_warnings(self) -> Self {
        Self { deny_warnings: true, ..self }
    }

    /// Returns the start of the crates' names.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Generates the three crates: types, client and server trait, in this order.
    pub fn generate(&self, document: &Document) -> Result<([Package; 3], Sources), Report> {
        let types = format!("{}_types", self.name.to_snake_case());
        let settings = Settings::new(&types, &format!("@generated {}. Do not edit.", self.command))
            .unwrap_or_else(|_| unreachable!("a name in snake case is a path"))
            .with_client_mock()
            .with_waivers(self.waivers.clone());
        let settings = if self.deny_warnings { settings.with_denied_warnings() } else { settings };
        let sources = generate(document, &settings)?;
        let title = document.root()["info"]["title"].as_str().unwrap_or_default();
        let types = Package {
            name: format!("{}-types", self.name),
            generated: in_src(&sources.types),
            once: once(
                &self.manifest("types", &format!("The types of {title}"), &sources.types, ""),
                &format!("The types of {title}, shared by its server and its client."),
                MODULE,
            ),
        };
        let client = Package {
            name: format!("{}-client", self.name),
            generated: in_src(&sources.client),
            once: once(
                &self.manifest(
                    "client",
                    &format!("A client of {title}"),
                    &sources.client,
                    MOCK_FEATURE,
                ),
                &format!("A client of {title}."),
                MODULE_WITH_MOCK,
            ),
        };
        let api = Package {
            name: format!("{}-api", self.name),
            generated: in_src(&sources.api),
            once: once(
                &self.manifest("api", &format!("{title} as a Dropshot trait"), &sources.api, ""),
                &format!(
                    "{title} as a Dropshot trait, [`{}`]. A server implements it and registers it with\n\
                     [`{}::api_description`].",
                    sources.server_trait,
                    sources.server_module(),
                ),
                MODULE_WITH_DOCUMENT,
            ),
        };
        Ok(([types, client, api], sources))
    }

    /// Returns the manifest of the workspace with these members.
    pub fn manifest_of_all(&self, members: &[String]) -> String {
        let mut text = "[workspace]\nresolver = \"3\"\nmembers = [\n".to_owned();
        for member in members {
            let _ = writeln!(text, "  \"{member}\",");
        }
        text.push_str("]\n\n[workspace.dependencies]\n# The versions fit each other.\n");
        for (name, version) in DEPENDENCIES {
            let _ = writeln!(text, "{name} = {version}");
        }
        for name in RUNTIME {
            let _ = match &self.runtime {
                RuntimeCrates::Folder(folder) => {
                    let path = toml::Value::String(folder.join(name).display().to_string());
                    writeln!(text, "{name} = {{ path = {path} }}")
                }
                RuntimeCrates::Registry => {
                    writeln!(text, "{name} = \"{}\"", env!("CARGO_PKG_VERSION"))
                }
            };
        }
        text
    }

    fn manifest(&self, kind: &str, description: &str, files: &Files, features: &str) -> String {
        let name = &self.name;
        let description = toml::Value::String(description.to_owned());
        let mut text = format!(
            "[package]\nname = \"{name}-{kind}\"\ndescription = {description}\nversion = \"0.1.0\"\n\
             edition = \"2024\"\npublish = false\n{features}\n[dependencies]\n"
        );
        let needed = |name: &str| {
            let named = format!("{}::", name.to_snake_case());
            files.values().any(|text| text.contains(&named))
        };
        for (need, _) in DEPENDENCIES.iter().filter(|(name, _)| needed(name)) {
            let _ = match *need {
                "httpmock" => writeln!(text, "httpmock = {{ workspace = true, optional = true }}"),
                need => writeln!(text, "{need}.workspace = true"),
            };
        }
        for need in RUNTIME.iter().filter(|name| needed(name)) {
            let _ = writeln!(text, "{need}.workspace = true");
        }
        if kind != "types" {
            let _ = writeln!(text, "{name}-types = {{ path = \"../{name}-types\" }}");
        }
        text
    }
}

/// Returns the start of the crates' names for a title. The crate of the server trait ends in `api`
/// anyway, so a title that does is not to say it twice.
fn name_of(title: &str) -> String {
    let name = title.to_kebab_case();
    // A crate's name begins with a letter, as the trait's does.
    let name = if name.starts_with(|c: char| c.is_numeric()) { format!("n{name}") } else { name };
    match name.strip_suffix("-api") {
        Some(short) if !short.is_empty() => short.to_owned(),
        _ => name,
    }
}

const MOCK_FEATURE: &str = "\n[features]\n# A stand-in for the server, for tests of what calls it.\nmock = [\"dep:httpmock\"]\n";

const MODULE: &str = "#[rustfmt::skip]
#[allow(clippy::all, clippy::pedantic, reason = \"generated\")]
mod generated;

pub use generated::*;
";

const MODULE_WITH_MOCK: &str = "#[rustfmt::skip]
#[allow(clippy::all, clippy::pedantic, reason = \"generated\")]
mod generated;
#[cfg(feature = \"mock\")]
#[rustfmt::skip]
#[allow(clippy::all, clippy::pedantic, reason = \"generated\")]
pub mod mock;

pub use generated::*;
";

const MODULE_WITH_DOCUMENT: &str = "#[rustfmt::skip]
#[allow(clippy::all, clippy::pedantic, reason = \"generated\")]
mod generated;

pub use generated::*;

/// The document that this is generated from, as JSON.
pub const OPENAPI_JSON: &str = include_str!(\"openapi.json\");
";

fn in_src(files: &Files) -> Vec<(PathBuf, String)> {
    files.iter().map(|(name, text)| (Path::new("src").join(name), text.clone())).collect()
}

fn once(manifest: &str, doc: &str, module: &str) -> Vec<(PathBuf, String)> {
    let doc = doc.lines().fold(String::new(), |doc, line| doc + "//! " + line + "\n");
    vec![
        ("Cargo.toml".into(), manifest.to_owned()),
        (Path::new("src").join("lib.rs"), format!("{doc}\n{module}")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifest_names_the_runtime_where_it_is() {
        let document = Document::parse("a.yaml", "info: { title: A }").expect("parses");
        let manifest = |runtime| {
            let workspace = Workspace::new(&document, None, runtime, "");
            let manifest: toml::Table = workspace.manifest_of_all(&[]).parse().expect("TOML");
            let found = &manifest["workspace"]["dependencies"];
            RUNTIME.map(|name| found[name].clone())
        };
        let path = |path: &str| toml::Table::from_iter([("path".to_owned(), path.into())]);
        assert_eq!(
            manifest(RuntimeCrates::Folder("../crates".into())),
            [path("../crates/lockstep-dropshot"), path("../crates/lockstep-runtime")]
                .map(toml::Value::from)
        );
        let version = toml::Value::from(env!("CARGO_PKG_VERSION"));
        assert_eq!(manifest(RuntimeCrates::Registry), [version.clone(), version]);
    }

    #[test]
    fn dependencies_have_the_versions_of_this_workspace() {
        let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.toml");
        let ours: toml::Table =
            std::fs::read_to_string(ours).expect("there").parse().expect("TOML");
        let version = |value: &toml::Value| {
            let version = value.get("version").unwrap_or(value);
            version.as_str().expect("a version").to_owned()
        };
        for (name, theirs) in DEPENDENCIES {
            let theirs: toml::Table = format!("it = {theirs}").parse().expect("TOML");
            let ours = &ours["workspace"]["dependencies"][name];
            assert_eq!(version(&theirs["it"]), version(ours), "{name}");
        }
    }
}
