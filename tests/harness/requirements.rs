//! Requirements of tests that not every machine meets.

use std::io::Write as _;

use crate::target_directory;

/// Returns true if a program that a test needs is installed. If not, this reports it; with
/// `SKIP_NOTHING=1` it is a failure.
///
/// # Panics
///
/// If it is missing and nothing may be skipped.
pub fn is_there(program: &str, package: &str) -> bool {
    let found = is_in_path(program);
    if !found {
        skip(&format!("`{program}` is not installed here (Debian: `apt-get install {package}`)"));
    }
    found
}

/// Whether a program can be run by its name.
pub fn is_in_path(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).exists())
    })
}

/// Returns a file of an npm package from the tools of `.ci/run`. None where it is not installed,
/// which is reported.
///
/// # Panics
///
/// If it is missing and nothing may be skipped.
pub fn npm_file(package: &str, file: &str) -> Option<String> {
    let tools = target_directory().join("tools");
    let content = std::fs::read_to_string(tools.join("node_modules").join(package).join(file)).ok();
    if content.is_none() {
        let folder = tools.display();
        skip(&format!(
            "`{package}` is not installed here (`npm install --prefix {folder} {package}`)"
        ));
    }
    content
}

/// Reports why a test, or a part of it, is skipped.
///
/// # Panics
///
/// If nothing may be skipped.
pub fn skip(why: &str) {
    assert!(std::env::var_os("SKIP_NOTHING").is_none(), "{why}");
    // Past what the test harness keeps to itself when a test succeeds.
    let _ = writeln!(std::io::stderr(), "Skipped: {why}.");
}
