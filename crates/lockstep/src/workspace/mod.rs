//! The crates around generated code: their manifests, the little that is not generated, and the
//! plan of what to write.

pub(crate) mod plan;

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    path::{Path, PathBuf},
};

use heck::{ToKebabCase, ToSnakeCase};

use crate::{
    code::{Files, Settings, Sources, generate},
    document::{Document, diagnostic::Report},
    lint::waivers::Waivers,
};

/// A workspace of three crates for one document: `NAME-types`, `NAME-client` and `NAME-api`. For
/// the name `api`, the last one is `api` alone.
#[derive(Clone, Debug)]
pub struct Workspace {
    name: String,
    runtime: RuntimeCrates,
    command: String,
    waivers: Waivers,
    deny_warnings: bool,
    unimplemented: bool,
}

/// The place where generated crates find their runtime: `lockstep-runtime` and `lockstep-dropshot`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeCrates {
    /// A folder that holds both. Its path is absolute, or relative to the manifest of the
    /// workspace.
    Folder(PathBuf),
    /// Cargo's registry, with the version of this crate.
    Registry,
    /// Cargo's registry, with a requirement of a version, such as `0.1`.
    Version(String),
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
        let name = name.map_or_else(|| name_of(title), short_name);
        Self {
            name,
            runtime,
            command: command.to_owned(),
            waivers: Waivers::default(),
            deny_warnings: false,
            unimplemented: false,
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

    /// Gives the operations functions that answer 501, so that a server can implement them one by
    /// one.
    #[must_use]
    pub fn with_unimplemented(self) -> Self {
        Self { unimplemented: true, ..self }
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
        let settings = if self.unimplemented { settings.with_unimplemented() } else { settings };
        let sources = generate(document, &settings)?;
        let title = document.root()["info"]["title"].as_str().unwrap_or_default();
        let types = Package {
            name: self.package("types"),
            generated: in_src(&sources.types),
            once: once(
                &self.manifest("types", &format!("The types of {title}"), &sources.types, ""),
                &format!("The types of {title}, shared by its server and its client."),
                MODULE,
            ),
        };
        let client = Package {
            name: self.package("client"),
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
            name: self.package("api"),
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

    /// Returns the crate of a server, `NAME-server`, which is written once. It has no operation
    /// yet: the generated sources are to be those of [`Workspace::with_unimplemented`].
    pub fn server(&self, document: &Document, sources: &Sources) -> Package {
        let title = document.root()["info"]["title"].as_str().unwrap_or_default();
        let (package, api) = (self.package("server"), self.package("api"));
        let description = toml::Value::String(format!("A server of {title}"));
        let manifest = format!(
            "[package]\nname = \"{package}\"\ndescription = {description}\nversion = \"0.1.0\"\n\
             edition = \"2024\"\npublish = false\n\n[dependencies]\ndropshot.workspace = true\n\
             lockstep-dropshot.workspace = true\n{api} = {{ path = \"../{api}\" }}\n\
             {types} = {{ path = \"../{types}\" }}\n\
             tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n",
            types = self.package("types"),
        );
        let main = (Path::new("src").join("main.rs"), server_main(title, &api, sources));
        Package {
            name: package,
            generated: Vec::new(),
            once: vec![("Cargo.toml".into(), manifest), main],
        }
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
                RuntimeCrates::Version(version) => {
                    writeln!(text, "{name} = {}", toml::Value::String(version.clone()))
                }
            };
        }
        text
    }

    /// Returns the name of the package of a kind: `types`, `client` or `api`.
    fn package(&self, kind: &str) -> String {
        if self.name == kind { kind.to_owned() } else { format!("{}-{kind}", self.name) }
    }

    fn manifest(&self, kind: &str, description: &str, files: &Files, features: &str) -> String {
        let package = self.package(kind);
        let description = toml::Value::String(description.to_owned());
        let mut text = format!(
            "[package]\nname = \"{package}\"\ndescription = {description}\nversion = \"0.1.0\"\n\
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
            let types = self.package("types");
            let _ = writeln!(text, "{types} = {{ path = \"../{types}\" }}");
        }
        text
    }
}

/// Returns the program of a server that implements no operation.
fn server_main(title: &str, api: &str, sources: &Sources) -> String {
    let (api, name, module) = (api.to_snake_case(), &sources.server_trait, sources.server_module());
    let doc = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut authentication = String::new();
    for (scheme, credential) in &sources.credentials {
        let _ = write!(
            authentication,
            "
impl Authenticate<{scheme}> for Context {{
    type Caller = ();
    type Error = HttpError;

    async fn authenticate(
        &self,
        credential: Credential<{credential}>,
        _: &RequestInfo,
    ) -> Result<(), HttpError> {{
        match credential {{
            // Compare the credential with those that the server knows.
            Credential::Present(_) | Credential::Absent | Credential::Malformed => {{
                let status = ClientErrorStatusCode::UNAUTHORIZED;
                Err(HttpError::for_client_error_with_status(None, status))
            }}
        }}
    }}
}}
"
        );
    }
    let (dropshot, lockstep) = if sources.credentials.is_empty() {
        let names = "ConfigDropshot, ConfigLogging, ConfigLoggingLevel, ServerBuilder";
        (format!("{{{names}}}"), String::new())
    } else {
        let names = "
    ClientErrorStatusCode, ConfigDropshot, ConfigLogging, ConfigLoggingLevel, HttpError, RequestInfo,
    ServerBuilder,
";
        let used: BTreeSet<&str> = sources.credentials.values().copied().collect();
        let used: BTreeSet<&str> = used.into_iter().chain(["Authenticate", "Credential"]).collect();
        let used: Vec<&str> = used.into_iter().collect();
        (format!("{{{names}}}"), format!("use lockstep_dropshot::{{{}}};\n", used.join(", ")))
    };
    let mut imported: Vec<&str> = sources.credentials.keys().map(String::as_str).collect();
    imported.extend([name.as_str(), module.as_str()]);
    let imported = imported.join(", ");
    format!(
        "//! A server of {doc}.

use dropshot::{dropshot};
{lockstep}use {api}::{{{imported}}};

/// The state that the operations share: `rqctx.context()` in an operation.
struct Context;
{authentication}
enum Server {{}}

/// An operation that is not here answers 501. Copy its function from the trait, as
/// `async fn name(rqctx: RequestContext<Context>, request: …) -> OperationResult<…, …> {{ … }}`.
impl {name} for Server {{
    type Context = Context;
}}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
    let log = ConfigLogging::StderrTerminal {{ level: ConfigLoggingLevel::Info }};
    let log = log.to_logger(\"server\")?;
    let bind_address = \"127.0.0.1:8080\".parse()?;
    let config = ConfigDropshot {{ bind_address, ..ConfigDropshot::default() }};
    let api = {module}::api_description::<Server>()?;
    let server = ServerBuilder::new(api, Context, log).config(config).start()?;
    println!(\"not implemented: {{}}\", {module}::not_implemented::<Server>().join(\", \"));
    println!(\"listening on http://{{}}\", server.local_addr());
    Ok(server.await?)
}}
"
    )
}

/// Returns the start of the crates' names for a title.
fn name_of(title: &str) -> String {
    let name = title.to_kebab_case();
    // A crate's name begins with a letter, as the trait's does.
    let name = if name.starts_with(|c: char| c.is_numeric()) { format!("n{name}") } else { name };
    short_name(&name)
}

/// Returns the start of the crates' names. The crate of the server trait ends in `api` anyway, so a
/// name that does is not to say it twice.
fn short_name(name: &str) -> String {
    name.strip_suffix("-api").filter(|short| !short.is_empty()).unwrap_or(name).to_owned()
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
    fn packages_say_no_word_twice() {
        for (title, name, expected) in [
            ("Notes API", None, "notes-api"),
            ("Notes", None, "notes-api"),
            ("API", None, "api"),
            ("Notes", Some("shop-api"), "shop-api"),
            ("Notes", Some("api"), "api"),
        ] {
            let text =
                format!("openapi: 3.0.3\ninfo: {{ title: {title}, version: '1' }}\npaths: {{}}");
            let document = Document::parse("a.yaml", &text).expect("parses");
            let workspace = Workspace::new(&document, name, RuntimeCrates::Registry, "");
            let (packages, _) = workspace.generate(&document).expect("generated");
            assert_eq!(packages[2].name, expected, "{title} {name:?}");
            let manifest = &packages[2].once[0].1;
            assert!(manifest.contains(&format!("name = \"{expected}\"")), "{manifest}");
        }
    }

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
        let version = toml::Value::from("0.2");
        assert_eq!(manifest(RuntimeCrates::Version("0.2".into())), [version.clone(), version]);
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
