//! The workspace in which generated code is compiled.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{self, BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use heck::{ToKebabCase as _, ToSnakeCase as _};
use lockstep::{
    Document, Plan, Report, RuntimeCrates, Sources, Waivers, Workspace, instances::Instance, proof,
};
use serde_json::Value;
use tempfile::TempDir;

/// A workspace of generated crates, which are compiled together.
pub struct Scratch {
    folder: PathBuf,
    /// Removes the folder at the end, unless the user named it.
    temporary: Option<TempDir>,
    /// The start of the names of all crates. It differs between processes, which may compile at
    /// one place.
    start: String,
    runtime: RuntimeCrates,
    files: Vec<(PathBuf, String)>,
    members: Vec<String>,
    names: Vec<String>,
    manifest: String,
}

/// The outcome of compiling the crates of one document.
pub struct Built {
    /// The program that describes the crates and checks values, or the compiler's errors.
    pub program: Result<PathBuf, String>,
    pub warnings: Vec<String>,
}

/// The compiled crates of all documents, by the names of the documents.
#[derive(Default)]
pub struct Builds {
    pub by_name: BTreeMap<String, Built>,
    /// The folder in which the crates were compiled, and the start of their files' names. None if
    /// the workspace is kept, so that cargo can use the files again.
    remove: Option<(PathBuf, String)>,
}

impl Drop for Builds {
    /// Removes the compiled crates, which nothing can use again: a hundred MiB for a document.
    fn drop(&mut self) {
        let Some((target, start)) = &self.remove else { return };
        for folder in ["debug", "debug/deps"] {
            for entry in std::fs::read_dir(target.join(folder)).into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().to_kebab_case();
                if name
                    .strip_prefix("lib-")
                    .or(name.strip_prefix("lib"))
                    .unwrap_or(&name)
                    .starts_with(start)
                {
                    // A file that stays takes room and does no other harm.
                    let _ = std::fs::remove_file(entry.path());
                }
            }
        }
    }
}

/// The results of the program.
pub struct Answers {
    /// Dropshot's description of the server trait.
    pub described: Value,
    /// The verdicts of the types on the instances, in their order.
    pub accepted: Vec<bool>,
}

impl Built {
    /// Runs the program: it describes the server trait, and checks the instances.
    pub fn ask(&self, instances: &[Instance]) -> Result<Answers, String> {
        let program = self.program.as_ref().map_err(Clone::clone)?;
        let in_words = |error: io::Error| format!("the compiled program cannot run: {error}");
        let mut file = tempfile::NamedTempFile::new().map_err(in_words)?;
        let asked: Vec<(&str, String)> =
            instances.iter().map(|it| (it.schema.as_str(), it.value.to_string())).collect();
        serde_json::to_writer(&mut file, &asked).map_err(|error| in_words(error.into()))?;
        let output = Command::new(program).arg(file.path()).output().map_err(in_words)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("Dropshot cannot describe the trait: {said}"));
        }
        let (described, accepted) =
            serde_json::from_slice(&output.stdout).map_err(|error| in_words(error.into()))?;
        Ok(Answers { described, accepted })
    }
}

impl Scratch {
    /// Makes an empty workspace in a folder, or else in a temporary one. `runtime` is the place of
    /// the runtime crates.
    pub fn new(folder: Option<&Path>, runtime: RuntimeCrates) -> io::Result<Self> {
        let temporary = if folder.is_none() { Some(tempfile::tempdir()?) } else { None };
        let folder = match (folder, &temporary) {
            (Some(folder), _) => folder.to_owned(),
            (None, Some(temporary)) => temporary.path().to_owned(),
            (None, None) => unreachable!("one of the two is there"),
        };
        Ok(Self {
            folder,
            start: if temporary.is_some() {
                format!("p{}-d", std::process::id())
            } else {
                "d".to_owned()
            },
            temporary,
            runtime,
            files: Vec::new(),
            members: Vec::new(),
            names: Vec::new(),
            manifest: String::new(),
        })
    }

    /// Generates the crates of a document, and the program that describes them. Returns their name
    /// in this workspace.
    pub fn add(
        &mut self,
        document: &Document,
        path: &Path,
        waivers: Waivers,
    ) -> Result<String, Report> {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        // Names of crates are of ASCII letters, digits and hyphens here, for all targets of cargo.
        let stem = stem.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        let name = format!("{}{}-{stem}", self.start, self.names.len()).to_kebab_case();
        let command = "to be verified";
        let workspace = Workspace::new(document, Some(&name), self.runtime.clone(), command);
        let workspace = workspace.with_waivers(waivers);
        // The name of the workspace does not say `-api` twice.
        let name = workspace.name().to_owned();
        let (packages, sources) = workspace.generate(document)?;
        self.members.extend(packages.iter().map(|package| package.name.clone()));
        for package in packages {
            let folder = self.folder.join(&package.name);
            let files = package.once.into_iter().chain(package.generated);
            self.files.extend(files.map(|(path, text)| (folder.join(path), text)));
        }
        let proof = format!("{name}-proof");
        let api = format!("{name}-api");
        let manifest = format!(
            "[package]\nname = \"{proof}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             {api} = {{ path = \"../{api}\" }}\n{name}-client = {{ path = \"../{name}-client\", features = [\"mock\"] }}\n{name}-types = {{ path = \"../{name}-types\" }}\ndropshot.workspace = true\nlockstep-dropshot.workspace = true\nserde_json.workspace = true\n"
        );
        let folder = self.folder.join(&proof);
        self.files.push((folder.join("Cargo.toml"), manifest));
        let main = describing(
            &api.to_snake_case(),
            &format!("{name}-types").to_snake_case(),
            &sources,
            document.root(),
        );
        self.files.push((folder.join("src/main.rs"), main));
        self.members.push(proof);
        self.names.push(name.clone());
        self.manifest = workspace.manifest_of_all(&self.members);
        Ok(name)
    }

    /// Compiles everything.
    pub fn build(mut self, target: Option<&Path>) -> io::Result<Builds> {
        if self.names.is_empty() {
            return Ok(Builds::default());
        }
        // Without debug information, compiling takes half the time and disk.
        let profile = "\n[profile.dev]\ndebug = false\nincremental = false\n";
        let manifest = std::mem::take(&mut self.manifest) + profile;
        let mut files = std::mem::take(&mut self.files);
        files.push((self.folder.join("Cargo.toml"), manifest));
        // The versions that lockstep itself is tested with, where its lock file is at hand.
        let own_lock = self.folder.join("Cargo.lock");
        if let (RuntimeCrates::Folder(folder), false) = (&self.runtime, own_lock.exists())
            && let Ok(lock) = std::fs::read_to_string(folder.join("../Cargo.lock"))
        {
            files.push((own_lock, lock));
        }
        Plan::new(files)?.apply()?;

        let target = target.map_or_else(target_dir, std::path::absolute)?;
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .args(["build", "--workspace", "--keep-going", "--message-format=json"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &target)
            .env_remove("RUSTFLAGS")
            .stdout(Stdio::piped());
        let mut child = cargo
            .spawn()
            .map_err(|error| io::Error::new(error.kind(), format!("cannot run cargo: {error}")))?;
        let mut said: BTreeMap<String, (Vec<String>, Vec<String>)> = BTreeMap::new();
        let mut programs: BTreeMap<String, PathBuf> = BTreeMap::new();
        let output = child.stdout.take().expect("piped");
        for line in BufReader::new(output).lines() {
            let Ok(message) = serde_json::from_str::<Value>(&line?) else { continue };
            let target = message["target"]["name"].as_str().unwrap_or_default().to_kebab_case();
            if let Some(program) = message["executable"].as_str() {
                programs.insert(target.clone(), program.into());
            }
            let Some(text) = message["message"]["rendered"].as_str() else { continue };
            let Some(name) = self.names.iter().find(|name| target.starts_with(&format!("{name}-")))
            else {
                continue;
            };
            let (errors, warnings) = said.entry(name.clone()).or_default();
            match message["message"]["level"].as_str() {
                Some("warning") => warnings.push(text.to_owned()),
                _ => errors.push(text.to_owned()),
            }
        }
        child.wait()?;
        let unbuilt = match &self.temporary {
            Some(_) => "cargo could not build it, for a reason above. To try it yourself, keep \
                        the workspace by `--scratch DIR`, and run `cargo build` in it"
                .to_owned(),
            None => format!(
                "cargo could not build it: run `cargo build --workspace` in {}",
                self.folder.display()
            ),
        };
        let names = std::mem::take(&mut self.names);
        let built = names.into_iter().map(|name| {
            let (errors, warnings) = said.remove(&name).unwrap_or_default();
            let program = programs.get(&format!("{name}-proof"));
            let program = match program.filter(|_| errors.is_empty()) {
                Some(program) => Ok(program.clone()),
                None if errors.is_empty() => Err(unbuilt.clone()),
                None => Err(format!("it does not compile:\n{}", errors.concat())),
            };
            (name, Built { program, warnings })
        });
        let remove = self.temporary.as_ref().map(|_| (target, self.start.clone()));
        Ok(Builds { by_name: built.collect(), remove })
    }
}

/// Returns the source of a program that prints Dropshot's description of the trait, and of the
/// types to which no operation leads, each by an operation made for it. The error of such an
/// operation has no schema, since that of Dropshot takes the name `Error`.
fn describing(api: &str, types: &str, sources: &Sources, document: &Value) -> String {
    let info = &document["info"];
    let (title, version) = (info["title"].as_str(), info["version"].as_str());
    let mut register = String::new();
    for (index, name) in proof::unreferenced(document).iter().enumerate() {
        let Some(name) = sources.named_types.get(name) else { continue };
        let _ = write!(
            register,
            "    unreferenced.describe::<lockstep_dropshot::UnreadRequest<()>, dropshot::HttpResponseOk<{types}::{name}>, lockstep_dropshot::AnyError>(
        lockstep_dropshot::Endpoint::new(\"d{index}\", &lockstep_dropshot::http::Method::GET, \"/{index}\"),
    );
"
        );
    }
    let mut takes = String::new();
    for (name, ident) in &sources.named_types {
        let _ = writeln!(
            takes,
            "        {name:?} => serde_json::from_str::<{types}::{ident}>(json).is_ok(),"
        );
    }
    format!(
        "//! Prints Dropshot's description of the trait, with the schemas that no operation leads to, and
//! the verdicts of the types on the instances in the file that is named.

use {api}::{module} as described;

fn main() {{
    let version = {version:?}.parse().unwrap_or_else(|_| dropshot::semver::Version::new(0, 0, 0));
    let api = described::stub_api_description().expect(\"operations that do not clash\");
    let mut document = api.openapi({title:?}, version.clone()).json().expect(\"a description\");
    #[allow(unused_mut)]
    let mut unreferenced = lockstep_dropshot::Endpoints::<dropshot::StubContext>::new(&[]);
{register}    let unreferenced = unreferenced.finish().expect(\"operations that do not clash\");
    let unreferenced = unreferenced.openapi(\"unreferenced\", version).json().expect(\"a description\");
    for (name, schema) in unreferenced[\"components\"][\"schemas\"].as_object().into_iter().flatten() {{
        if {wanted:?}.contains(&name.as_str()) {{
            document[\"components\"][\"schemas\"][name] = schema.clone();
        }}
    }}
    let file = std::env::args().nth(1).expect(\"a file of instances\");
    let file = std::fs::read_to_string(file).expect(\"readable\");
    let instances: Vec<(String, String)> = serde_json::from_str(&file).expect(\"instances\");
    let accepted: Vec<bool> = instances.iter().map(|(name, json)| takes(name, json)).collect();
    println!(\"{{}}\", serde_json::json!([document, accepted]));
}}

#[allow(unused_variables)]
fn takes(schema: &str, json: &str) -> bool {{
    match schema {{
{takes}        _ => false,
    }}
}}
",
        module = sources.server_module(),
        version = version.unwrap_or_default(),
        title = title.unwrap_or_default(),
        wanted = proof::unreferenced(document),
    )
}

/// Returns the default folder to compile in: that of cargo's settings, or else one in the user's
/// cache.
fn target_dir() -> io::Result<PathBuf> {
    if let Some(target) = std::env::var_os("CARGO_TARGET_DIR") {
        return std::path::absolute(target);
    }
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")));
    let cache = cache.ok_or_else(|| {
        io::Error::other("no folder to compile in is known: give one with --target-dir")
    })?;
    Ok(cache.join("lockstep"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of crates do not end in `-api-api`, and are ASCII.
    #[test]
    fn scratch_has_the_crates_that_the_proof_depends_on() {
        let mut scratch = Scratch::new(None, RuntimeCrates::Registry).expect("a folder");
        let text = "openapi: 3.0.3\ninfo: {title: A, version: 1.0.0}\npaths: {}";
        for file in ["notes.yaml", "notes-api.yaml", "api.yaml", "ä.yaml", "Notes API (1).yaml"] {
            let document = Document::parse(file, text).expect("parses");
            let name = scratch.add(&document, Path::new(file), Waivers::default());
            let name = name.unwrap_or_else(|report| panic!("{report}"));
            assert!(name.is_ascii(), "{name}");
            for role in ["types", "client", "api", "proof"] {
                let manifest = scratch.folder.join(format!("{name}-{role}")).join("Cargo.toml");
                assert!(scratch.files.iter().any(|(path, _)| *path == manifest), "{manifest:?}");
            }
        }
    }

    /// Dropshot's own error takes the name `Error` wherever an operation has it.
    #[test]
    fn scratch_describes_a_schema_without_the_error_of_dropshot() {
        let mut scratch = Scratch::new(None, RuntimeCrates::Registry).expect("a folder");
        let text = "openapi: 3.0.3\ninfo: {title: A, version: 1.0.0}\npaths: {}\ncomponents: {schemas: {Error: {type: object}}}";
        let document = Document::parse("a.yaml", text).expect("parses");
        let name = scratch.add(&document, Path::new("a.yaml"), Waivers::default()).expect("added");
        let main = scratch.folder.join(format!("{name}-proof")).join("src/main.rs");
        let (_, main) = scratch.files.iter().find(|(path, _)| *path == main).expect("there");
        assert!(main.contains("::Error>, lockstep_dropshot::AnyError>("), "{main}");
        assert!(!main.contains("HttpError"), "{main}");
    }
}
