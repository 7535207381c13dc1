//! The chores of this workspace, as `cargo xtask …`. One module each; this file only chooses.

mod codegen;
mod deb;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

/// The chores of this workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    Codegen(codegen::Arguments),
    Deb(deb::Arguments),
}

fn main() -> ExitCode {
    let Arguments { task } = Arguments::parse();
    let mut out = std::io::stdout().lock();
    let done = match task {
        Task::Codegen(arguments) => codegen::run(&arguments, &mut out),
        Task::Deb(arguments) => deb::run(&arguments, &mut out),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The workspace that cargo runs this for. Not where it was built: a target directory may be shared by several checkouts.
fn workspace() -> PathBuf {
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let xtask = xtask.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    xtask.parent().map(Path::to_owned).unwrap_or_default()
}
