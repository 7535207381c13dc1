//! The build script of the programs: their version, with the commit they are built from.

use std::{env, path::Path, process::Command};

fn main() {
    println!("cargo:rerun-if-changed=../version.rs");
    let version = env::var("CARGO_PKG_VERSION").expect("cargo sets it");
    let commit = commit().map(|commit| format!(" ({commit})")).unwrap_or_default();
    println!("cargo:rustc-env=VERSION_AND_COMMIT={version}{commit}");
}

/// Returns the commit and its date. `None` for sources without their repository.
fn commit() -> Option<String> {
    // A repository around the sources has commits of its own.
    let top = Path::new("../..").canonicalize().ok()?;
    (Path::new(&git(&["rev-parse", "--show-toplevel"])?).canonicalize().ok()? == top)
        .then_some(())?;
    // The first changes with each checkout of another branch, the second with each commit. Cargo
    // would run this again each time for a file that does not exist.
    for file in ["HEAD", "logs/HEAD"] {
        let path = git(&["rev-parse", "--git-path", file])?;
        if Path::new(&path).exists() {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    git(&["log", "-1", "--abbrev=12", "--format=%h %cs"])
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !text.trim().is_empty()).then(|| text.trim().to_owned())
}
