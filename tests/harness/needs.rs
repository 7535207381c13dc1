//! What tests need that not every machine has.

use std::io::Write as _;

/// Whether a program is there that a test needs. If not, this says so, once for each test; with `SKIP_NOTHING=1` that is a
/// failure instead.
///
/// # Panics
///
/// If it is missing and nothing may be skipped.
pub fn is_there(program: &str, package: &str) -> bool {
    let found = std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).exists())
    });
    if !found {
        skip(&format!("`{program}` is not installed here (Debian: `apt-get install {package}`)"));
    }
    found
}

/// Says why a test is skipped.
///
/// # Panics
///
/// If nothing may be skipped.
pub fn skip(why: &str) {
    assert!(std::env::var_os("SKIP_NOTHING").is_none(), "{why}");
    // Past what the test harness keeps to itself when a test succeeds.
    let _ = writeln!(std::io::stderr(), "A test is skipped: {why}.");
}
