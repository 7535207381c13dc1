//! The chores of this workspace, as `cargo xtask …`. One module each; this file only chooses.

mod bench;
mod codegen;
mod commands;
mod deb;
mod installed_pages;

use std::process::ExitCode;

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
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    let Arguments { task } = Arguments::parse();
    let mut out = std::io::stdout().lock();
    let done = match task {
        Task::Codegen(arguments) => codegen::run(&arguments, &mut out),
        Task::Bench(arguments) => bench::run(&arguments),
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
