//! `cargo xtask codegen`: generates the sources of three crates from `openapi.yaml`.

use std::{
    io::{IsTerminal as _, Write},
    process::ExitCode,
};

use anyhow::Context as _;
use lockstep::{Document, LoadError, Plan, Settings};

use crate::commands::workspace;

/// Regenerate the types, the client and the server trait from openapi.yaml.
///
/// Writes only the files that change. If openapi.yaml is refused, or has a warning, it writes
/// nothing and shows each reason with its place.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  cargo xtask codegen          write what has changed\n  \
                        cargo xtask codegen --check  write nothing, fail if anything would change")]
pub struct Arguments {
    /// Write nothing; show what would change and fail if anything would.
    #[arg(long)]
    check: bool,
}

const CONTRACT: &str = "openapi.yaml";
const TYPES: &str = "crates/link-token-types";
const CLIENT: &str = "crates/link-token-client";
const API: &str = "crates/link-token-api";

/// Runs the task, and reports to `out`.
pub fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let document = match Document::load(&workspace().join(CONTRACT)) {
        Ok(document) => document,
        Err(LoadError::Syntax(report)) => return Ok(refuse(&report)),
        Err(error) => return Err(error.into()),
    };
    let plan = match plan(&document)? {
        Ok(plan) => plan,
        Err(report) => return Ok(refuse(&report)),
    };
    if arguments.check { check(&plan, out) } else { write(&plan, out) }
}

fn plan(document: &Document) -> anyhow::Result<Result<Plan, lockstep::Report>> {
    let settings = Settings::new(
        "link_token_types",
        &format!(
            "@generated from {CONTRACT} by `cargo xtask codegen`. Do not edit: change {CONTRACT} and run that again."
        ),
    )?
    .with_client_state("crate::client_builder::Policy")?
    .with_client_error("crate::Error")?
    .with_client_mock()
    .with_denied_warnings();
    let sources = match lockstep::generate(document, &settings) {
        Ok(sources) => sources,
        Err(report) => return Ok(Err(report)),
    };
    let mut files = Vec::new();
    for (krate, sources) in [(TYPES, sources.types), (CLIENT, sources.client), (API, sources.api)] {
        let folder = workspace().join(krate).join("src");
        files.extend(sources.into_iter().map(|(name, content)| (folder.join(name), content)));
    }
    let plan = Plan::new(files).context("cannot compare with the files on disk")?;
    Ok(Ok(plan))
}

fn refuse(report: &lockstep::Report) -> ExitCode {
    eprint!("{}", report.render(std::io::stderr().is_terminal()));
    eprintln!("Nothing was written.");
    ExitCode::FAILURE
}

fn check(plan: &Plan, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let coloured = std::io::stdout().is_terminal();
    for change in plan.changes() {
        write!(out, "{}", change.diff(coloured))?;
    }
    if plan.changes().is_empty() {
        writeln!(out, "All {} generated files are up to date.", plan.unchanged())?;
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(
        out,
        "{} of {} generated files are out of date. Run `cargo xtask codegen` and commit the result.",
        plan.changes().len(),
        plan.changes().len() + plan.unchanged(),
    )?;
    Ok(ExitCode::FAILURE)
}

fn write(plan: &Plan, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    plan.apply().context("cannot write the generated files")?;
    for change in plan.changes() {
        let path = change.path.strip_prefix(workspace()).unwrap_or(&change.path);
        writeln!(out, "wrote {}", path.display())?;
    }
    if plan.changes().is_empty() {
        writeln!(out, "All {} generated files are up to date.", plan.unchanged())?;
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first part of the proof: regenerating changes no byte.
    #[test]
    fn generated_files_are_up_to_date() {
        let mut out = Vec::new();
        let code = run(&Arguments { check: true }, &mut out).expect("the contract can be read");
        assert_eq!(code, ExitCode::SUCCESS, "{}", String::from_utf8_lossy(&out));
    }
}
