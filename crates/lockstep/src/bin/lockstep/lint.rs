//! `lockstep lint`: shows what keeps documents from being generated.

use std::{
    io::{self, IsTerminal as _, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use lockstep::{Diagnostic, Report, Settings};
use serde_json::{Value, json};

use crate::read::{self, ReadError};

/// Show what keeps OpenAPI documents from being generated: each place, the reason and a fix.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  lockstep lint openapi.yaml
  lockstep lint --json one.json other.json
  lockstep lint --waivers lockstep.toml openapi.yaml

Exit status: 0 if all can be generated, 1 if one cannot, 2 if one cannot be read.

A file of waivers names what is let pass, and why:

  [[waive]]
  rule = \"unenforced\"
  at = \"#/components/schemas/Tags/maxProperties\"
  reason = \"checked where tags are written\"")]
pub struct LintArguments {
    /// OpenAPI 3.0 documents, as YAML or JSON.
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<PathBuf>,
    /// TOML file with waivers: faults to let pass, each with a reason.
    #[arg(long, value_name = "FILE")]
    waivers: Option<PathBuf>,
    /// Print each reason as a JSON object on its own line, and nothing else.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(arguments: &LintArguments) -> io::Result<ExitCode> {
    let (mut out, mut worst) = (io::stdout().lock(), 0);
    for path in &arguments.documents {
        let shown = path.display();
        let status = match lint(path, arguments.waivers.as_deref()) {
            Ok(_) if arguments.json => 0,
            Ok(waived) => {
                match waived.len() {
                    0 => writeln!(out, "{shown} can be generated.")?,
                    number => writeln!(out, "{shown} can be generated, with {number} waived.")?,
                }
                0
            }
            Err(ReadError::Refused(report)) if arguments.json => {
                for diagnostic in report.diagnostics() {
                    writeln!(out, "{}", to_json(path, &report, diagnostic))?;
                }
                1
            }
            Err(ReadError::Refused(report)) => {
                write!(out, "{}", report.render(io::stdout().is_terminal()))?;
                let reasons = match report.diagnostics().len() {
                    1 => "one reason".to_owned(),
                    number => format!("{number} reasons"),
                };
                writeln!(out, "{shown} cannot be generated, for {reasons}.")?;
                1
            }
            Err(ReadError::Unreadable(error)) => {
                eprintln!("error: {error}");
                2
            }
        };
        worst = worst.max(status);
    }
    Ok(ExitCode::from(worst))
}

/// Returns the waived diagnostics of a document that can be generated.
fn lint(path: &Path, waivers: Option<&Path>) -> Result<Vec<Diagnostic>, ReadError> {
    let document = read::document(path)?;
    // The names do not matter here.
    let settings =
        Settings::new("types", "").map_err(|it| ReadError::Unreadable(it.to_string()))?;
    let settings = settings.with_client_mock().with_waivers(read::waivers(waivers)?);
    Ok(lockstep::generate(&document, &settings)?.waived)
}

/// Returns a reason as a JSON object.
pub fn to_json(path: &Path, report: &Report, diagnostic: &Diagnostic) -> Value {
    let (line, column) = report.position(&diagnostic.place);
    json!({
        "document": path.display().to_string(),
        "rule": diagnostic.rule.code(),
        "pointer": diagnostic.pointer.to_string(),
        "line": line,
        "column": column,
        "other_line": diagnostic.other.as_ref().map(|other| report.position(other).0),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "waivable": diagnostic.waivable,
    })
}
