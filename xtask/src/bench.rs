//! `cargo xtask bench`: builds what is measured, as it is shipped, and measures it.

use std::{ffi::OsString, process::ExitCode};

use crate::commands::{cargo, succeed, target_directory};

/// Measure the service and what limits it by turns, and print a table of ratios.
///
/// Takes `wrk` (Debian: `apt-get install wrk`). What it takes besides is in `cargo xtask bench
/// --help`.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct Arguments {
    /// For the measurement.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<OsString>,
}

/// Does the task.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let packages = ["--package", "link-token-bench", "--package", "link-token-server"];
    succeed(cargo(&["build", "--release", "--locked"]).args(packages))?;
    let bench = target_directory()?.join("release").join("link-token-bench");
    succeed(std::process::Command::new(bench).args(&arguments.arguments))?;
    Ok(ExitCode::SUCCESS)
}
