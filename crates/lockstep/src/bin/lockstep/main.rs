//! The program `lockstep`.

mod generate;
mod lint;
mod read;
mod survey;
mod verify;

use std::process::ExitCode;

use clap::Parser;

/// Tokens of code are many small allocations: with the system's allocator, they take a third of the
/// time for a large document.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// OpenAPI first for Dropshot and progenitor.
#[derive(Debug, Parser)]
#[command(name = "lockstep", version)]
enum Command {
    Lint(lint::LintArguments),
    Generate(generate::GenerateArguments),
    Verify(verify::VerifyArguments),
    Survey(survey::SurveyArguments),
}

fn main() -> ExitCode {
    let done = match Command::parse() {
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Survey(arguments) => survey::run(&arguments),
    };
    done.unwrap_or_else(|error| {
        // The reader of the output has closed it.
        if error.kind() != std::io::ErrorKind::BrokenPipe {
            eprintln!("error: {error}");
        }
        ExitCode::from(2)
    })
}
