//! Requirements of tests that not every machine meets.

use std::io::Write as _;

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
