//! A copy of the checkout, for a page to work in, and what stands in for programs that the page
//! builds or installs.

use std::{
    fs, io,
    io::Write as _,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
};

use link_token_tests::{program, repository};

/// Folders that are not part of the repository, wherever they are.
const NOT_COPIED: [&str; 7] =
    [".git", "target", "node_modules", "corpus", "artifacts", ".schemathesis", ".hypothesis"];

/// The files of the repository below a folder, with their paths from there.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(folder.join(&below))? {
            let entry = entry?;
            let path = below.join(entry.file_name());
            if NOT_COPIED.iter().any(|name| entry.file_name() == *name) {
            } else if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Copies the repository.
pub fn copy_to(target: &Path) -> io::Result<()> {
    let repository = repository();
    for path in files(&repository)? {
        let to = target.join(&path);
        fs::create_dir_all(to.parent().unwrap_or(target))?;
        fs::copy(repository.join(&path), to)?;
    }
    Ok(())
}

/// Gives the crates of a copy another version, by which cargo tells what it compiles of them from
/// what the tests are built of, in the same folder.
pub fn rename(copy: &Path) -> io::Result<()> {
    let path = copy.join("Cargo.toml");
    let manifest = fs::read_to_string(&path)?;
    let lines = manifest.lines().map(|line| {
        // Its own version, and the ones by which its crates depend on each other.
        if line.starts_with("version = ") || line.contains(", path = ") {
            line.replace("version = \"0.1.0\"", "version = \"0.0.0\"")
        } else {
            line.to_owned()
        }
    });
    let renamed = lines.collect::<Vec<_>>().join("\n");
    fs::File::create(path)?.write_all(renamed.as_bytes())
}

/// The examples of the client that pages show and run.
pub const EXAMPLES: [&str; 5] = ["accounts", "issue", "life", "receive", "service"];

/// In place of cargo, which would build again what is built, or put it where it stays.
const CARGO: &str = r#"#!/usr/bin/env bash
set -euo pipefail
here=$(dirname "$0")
case "$*" in
  'install --locked --path crates/link-token-server' | 'install --locked --path crates/link-token-cli')
    test -e "$4/Cargo.toml" ;;
  # What runs this.
  'test --workspace') ;;
  'run -- '*)
    shift 2
    exec link-token-server "$@" ;;
  'run --package link-token-client --example '*)
    example=$5
    shift 5
    if [[ ${1-} == -- ]]; then shift; fi
    exec "$here/examples/$example" "$@" ;;
  'run --package lockstep -- '*)
    shift 4
    # It would look beside where it was built.
    if [[ $1 == generate || $1 == verify ]]; then set -- "$@" --runtime "$PWD/crates"; fi
    CARGO=$REAL_CARGO exec "$here/lockstep" "$@" ;;
  'check '*)
    exec "$REAL_CARGO" "$@" ;;
  'xtask '*)
    shift
    CARGO_MANIFEST_DIR=$PWD/xtask exec "$here/xtask" "$@" ;;
  *)
    echo "tests/docs/checkout.rs has nothing that stands in for: cargo $*" >&2
    exit 1 ;;
esac
"#;

/// Puts the programs into a folder for `PATH`.
pub fn install_to(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder.join("examples"))?;
    for name in ["link-token-server", "link-token", "xtask", "lockstep"] {
        symlink(program(name), folder.join(name))?;
    }
    for name in EXAMPLES {
        symlink(program(name), folder.join("examples").join(name))?;
    }
    let cargo = folder.join("cargo");
    fs::File::create(&cargo)?.write_all(CARGO.as_bytes())?;
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755))
}
