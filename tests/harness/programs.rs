//! The programs under test, each built once and always up to date.
//!
//! Cargo builds binaries only for the tests of their own package, and the programs here belong to
//! several. So the first test of a process that needs a program has cargo build all of them, which
//! takes under a second where nothing has changed. The command takes the whole workspace and its
//! examples to give dependencies the features that `cargo test --workspace` gives them: what that
//! has built is not built a second time.

use std::{
    collections::BTreeMap,
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
    time::Duration,
};

use serde_json::Value;

use throwaway_postgresql::processes::output_within;

/// Programs by name, with their paths.
type Programs = BTreeMap<String, PathBuf>;

/// How long a build may take on a new machine, where all dependencies are still to be compiled.
const LONGEST_BUILD: Duration = Duration::from_secs(30 * 60);

/// The path of a binary or an example of this workspace.
pub fn program(name: &str) -> &'static Path {
    static PROGRAMS: OnceLock<Programs> = OnceLock::new();
    let programs = PROGRAMS.get_or_init(|| built_in_this_run().unwrap_or_else(build));
    programs.get(name).unwrap_or_else(|| panic!("cargo builds no program `{name}`"))
}

/// The top of the repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the repository")
}

/// The folder that cargo builds in.
pub fn target_directory() -> PathBuf {
    let profile = profile_directory();
    profile.parent().expect("a folder of a profile is in cargo's folder").to_owned()
}

/// The folder of the profile, such as `target/debug`. The test is in its folder `deps`.
fn profile_directory() -> PathBuf {
    let executable = env::current_exe().expect("the program that runs");
    executable.ancestors().nth(2).expect("cargo runs tests in `PROFILE/deps`").to_owned()
}

fn build() -> Programs {
    let profile = profile_directory();
    let profile = profile.file_name().and_then(|name| name.to_str()).expect("a name");
    let profile = if profile == "debug" { "dev" } else { profile };
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--workspace", "--bins", "--examples"])
        .args(["--message-format=json-render-diagnostics", "--profile", profile, "--target-dir"])
        .arg(target_directory())
        .current_dir(repository());
    let built = output_within(&mut cargo, "", LONGEST_BUILD);
    assert!(built.status.success(), "the programs under test do not build");
    let messages = String::from_utf8(built.stdout).expect("JSON");
    let programs = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let path = message["executable"].as_str()?;
        Some((message["target"]["name"].as_str()?.to_owned(), path.into()))
    });
    let programs = programs.collect();
    remember(&programs);
    programs
}

/// Nextest runs each test in a process of its own, and names the run in this variable.
fn nextest_run() -> Option<String> {
    env::var("NEXTEST_RUN_ID").ok()
}

fn record() -> PathBuf {
    target_directory().join("tmp").join("programs-under-test.json")
}

/// Returns the programs that another process of the same run of nextest has built.
fn built_in_this_run() -> Option<Programs> {
    let run = nextest_run()?;
    let record: (String, Programs) = serde_json::from_slice(&fs::read(record()).ok()?).ok()?;
    (record.0 == run).then_some(record.1)
}

fn remember(programs: &Programs) {
    let Some(run) = nextest_run() else { return };
    let path = record();
    let folder = path.parent().expect("a folder");
    fs::create_dir_all(folder).expect("created");
    // In one step: other processes read it at any time.
    let mut file = tempfile::NamedTempFile::new_in(folder).expect("a temporary file");
    file.write_all(&serde_json::to_vec(&(run, programs)).expect("JSON")).expect("written");
    file.persist(path).expect("in its place");
}
