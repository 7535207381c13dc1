//! `lockstep generate`: writes the three crates of a document.

use std::{
    collections::BTreeSet,
    io::{self, IsTerminal as _, Write},
    path::PathBuf,
    process::ExitCode,
};

use heck::ToKebabCase as _;
use lockstep::{Package, Plan, RuntimeCrates, Workspace};

use crate::{
    lint::count,
    read::{self, ReadError},
};

/// Generate the three crates of an OpenAPI document: its types, a client and a server trait.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[command(after_help = "Examples:
  lockstep generate openapi.yaml --out my-api
  lockstep generate openapi.yaml --out . --name shop
  lockstep generate openapi.yaml --out my-api --server     with a server to fill in: cargo run
  lockstep generate openapi.yaml --out my-api --unimplemented
  lockstep generate openapi.yaml --out my-api --runtime ../link-token/crates
  lockstep generate openapi.yaml --out my-api --runtime 0.1
  lockstep generate openapi.yaml --out my-api --check

Manifests and lib.rs are written once, and are yours then. What is generated is written each time that it changes.

Exit status: 0 if done, 1 if the document is refused or --check finds a change, 2 if something cannot be read or written.")]
pub struct GenerateArguments {
    /// OpenAPI 3.0 or 3.1 document, as YAML or JSON.
    document: PathBuf,
    /// Folder of the workspace that gets the three crates.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Start of the crates' names [default: the document's title].
    #[arg(long)]
    name: Option<String>,
    /// TOML file with waivers: faults to let pass, each with a reason.
    #[arg(long, value_name = "FILE")]
    waivers: Option<PathBuf>,
    /// Refuse a document with warnings, which `lockstep lint` shows.
    #[arg(long)]
    deny_warnings: bool,
    /// Folder that holds the crates lockstep-runtime and lockstep-dropshot, which generated code
    /// needs, or their version in cargo's registry. A relative path stays relative in the manifest
    /// [default: the folder that lockstep was built in, or else cargo's registry].
    #[arg(long, value_name = "DIR|VERSION")]
    runtime: Option<PathBuf>,
    /// Let a server implement the operations one by one: those that it lacks answer 501.
    #[arg(long)]
    unimplemented: bool,
    /// Write the crate of a server once, too, which runs without an operation. It is yours then.
    /// Implies --unimplemented.
    #[arg(long)]
    server: bool,
    /// Write nothing; show what would change and fail if anything would.
    #[arg(long)]
    check: bool,
}

/// Runs the command.
pub fn run(arguments: &GenerateArguments) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let (files, missing, warnings) = match files(arguments) {
        Ok(found) => found,
        Err(ReadError::Refused(report)) => {
            eprint!("{}", report.render(io::stderr().is_terminal()));
            eprintln!("Nothing was written.");
            return Ok(ExitCode::FAILURE);
        }
        Err(ReadError::Unreadable(error)) => {
            return Err(io::Error::other(error));
        }
    };
    if warnings > 0 {
        eprintln!("{}: `lockstep lint` shows them.", count(warnings, "warning"));
    }
    let plan = Plan::new(files)?;
    if arguments.check {
        for change in plan.changes() {
            write!(out, "{}", change.diff(io::stdout().is_terminal()))?;
        }
        let changed = plan.changes().len();
        if changed == 0 && !missing.is_empty() {
            missing.iter().try_for_each(|line| writeln!(out, "{line}"))?;
            return Ok(ExitCode::FAILURE);
        }
        if changed > 0 {
            writeln!(out, "{changed} of {} files are out of date.", changed + plan.unchanged())?;
            return Ok(ExitCode::FAILURE);
        }
    } else {
        plan.apply()?;
        for change in plan.changes() {
            writeln!(out, "wrote {}", change.path.display())?;
        }
    }
    if plan.changes().is_empty() {
        writeln!(out, "All {} files are up to date.", plan.unchanged())?;
    } else {
        let folder = arguments.out.display();
        if missing.is_empty() {
            let next = if arguments.server { "run" } else { "build" };
            writeln!(out, "Next: cargo {next} --manifest-path {folder}/Cargo.toml")?;
        }
    }
    // Existing manifests belong to the user, so what they lack is only shown.
    for line in &missing {
        writeln!(out, "{line}")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Paths of files, with their contents.
type PlannedFiles = Vec<(PathBuf, String)>;

/// Returns the files to write: all at first, later only what is generated each time. With them, it
/// returns what existing manifests lack, and the number of warnings.
fn files(arguments: &GenerateArguments) -> Result<(PlannedFiles, Vec<String>, usize), ReadError> {
    let document = read::document(&arguments.document)?;
    let waivers = read::waivers(arguments.waivers.as_deref())?;
    let unreadable = |error: io::Error| ReadError::Unreadable(error.to_string());
    let runtime = arguments.runtime.as_deref();
    let runtime = match runtime.filter(|named| read::is_version(named)) {
        Some(version) => RuntimeCrates::Version(version.display().to_string()),
        None => read::runtime(runtime)
            .and_then(|found| read::relative(found, runtime, &arguments.out))
            .map_err(unreadable)?,
    };
    let shown = arguments.document.file_name().unwrap_or_default().to_string_lossy();
    let command = format!("from {shown} by `lockstep generate`");
    let workspace = Workspace::new(&document, arguments.name.as_deref(), runtime, &command);
    if !is_package_name(workspace.name()) {
        return Err(ReadError::Unreadable(format!(
            "{:?} is no name for crates: give one with --name, of letters from a to z, digits and hyphens",
            workspace.name()
        )));
    }
    let mut workspace = workspace.with_waivers(waivers);
    if arguments.deny_warnings {
        workspace = workspace.with_denied_warnings();
    }
    if arguments.unimplemented || arguments.server {
        workspace = workspace.with_unimplemented();
    }
    let (packages, sources) = workspace.generate(&document)?;
    let server = arguments.server.then(|| workspace.server(&document, &sources));
    let packages: Vec<Package> = packages.into_iter().chain(server).collect();
    read::show_notes(&mut io::stderr(), &sources.notes).map_err(unreadable)?;
    let members: Vec<String> = packages.iter().map(|package| package.name.clone()).collect();
    let mut files = Vec::new();
    let mut once = |path: PathBuf, text: String| {
        if !path.exists() {
            files.push((path, text));
        }
    };
    once(arguments.out.join("Cargo.toml"), workspace.manifest_of_all(&members));
    for package in &packages {
        for (path, text) in &package.once {
            once(arguments.out.join(&package.name).join(path), text.clone());
        }
    }
    let missing = missing(arguments, &workspace, &packages).map_err(unreadable)?;
    for package in packages {
        let folder = arguments.out.join(&package.name);
        files.extend(package.generated.into_iter().map(|(path, text)| (folder.join(path), text)));
    }
    Ok((files, missing, sources.warnings.len()))
}

/// Returns the lines that existing manifests lack for generated code to compile.
fn missing(
    arguments: &GenerateArguments,
    workspace: &Workspace,
    packages: &[Package],
) -> io::Result<Vec<String>> {
    let mut missing = Vec::new();
    let names = packages.iter().map(|package| package.name.clone()).collect::<Vec<_>>();
    let manifest = workspace.manifest_of_all(&names);
    // The dependencies that the crates inherit from the workspace.
    let inherited: BTreeSet<String> = packages
        .iter()
        .flat_map(|package| &package.once)
        .flat_map(|(_, text)| text.lines())
        .filter(|line| line.contains("workspace = true"))
        .filter_map(|line| line.split(['.', ' ']).next().map(str::to_owned))
        .collect();
    let mut compare = |path: PathBuf, wanted: &str, table: &[&str]| -> io::Result<()> {
        let there = match std::fs::read_to_string(&path) {
            Ok(there) => there,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let in_file = |error: toml::de::Error| {
            io::Error::other(format!("cannot read {}: {}", path.display(), error.message()))
        };
        let there: toml::Table = there.parse().map_err(in_file)?;
        let wanted_table: toml::Table = wanted.parse().map_err(in_file)?;
        let dependencies = |manifest: &toml::Table| {
            let mut found = Some(manifest);
            for key in table {
                found = found.and_then(|table| table.get(*key)?.as_table());
            }
            found.cloned().unwrap_or_default()
        };
        let known = dependencies(&there);
        let wanted_names = dependencies(&wanted_table);
        let lacking = wanted_names.keys().filter(|name| !known.contains_key(*name));
        for name in lacking.filter(|name| table.len() == 1 || inherited.contains(*name)) {
            let line = wanted.lines().find(|line| {
                line.starts_with(&format!("{name} ")) || line.starts_with(&format!("{name}."))
            });
            let line = line.unwrap_or(name);
            missing.push(format!("Add to [{}] of {}: {line}", table.join("."), path.display()));
        }
        if table.len() > 1 {
            let members = there.get("workspace").and_then(|it| it.get("members")?.as_array());
            // With a pattern, it is unknown whether the members are included.
            let patterns = members.is_some_and(|it| {
                it.iter().any(|it| it.as_str().is_some_and(|it| it.contains('*')))
            });
            for name in names.iter().filter(|_| !patterns) {
                let listed =
                    members.is_some_and(|it| it.iter().any(|it| it.as_str() == Some(name)));
                if !listed {
                    missing.push(format!("Add to `members` of {}: \"{name}\"", path.display()));
                }
            }
        }
        Ok(())
    };
    compare(arguments.out.join("Cargo.toml"), &manifest, &["workspace", "dependencies"])?;
    for package in packages {
        let manifests = package.once.iter().filter(|(path, _)| path.ends_with("Cargo.toml"));
        for (path, wanted) in manifests {
            compare(arguments.out.join(&package.name).join(path), wanted, &["dependencies"])?;
        }
    }
    Ok(missing)
}

fn is_package_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.is_ascii()
        && name == name.to_kebab_case()
}
