//! `lockstep lint`: what keeps documents from being generated.

use std::{
    io::{self, IsTerminal as _, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use lockstep::{Document, LoadError, Report, Settings};
use serde_json::json;

/// Show what keeps OpenAPI documents from being generated: each place, why, and the way out.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  lockstep lint openapi.yaml
  lockstep lint --json one.json other.json

Exit status: 0 if all can be generated, 1 if one cannot, 2 if one cannot be read.")]
pub struct Arguments {
    /// OpenAPI 3.0 documents, as YAML or JSON.
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<PathBuf>,
    /// Print a JSON object on a line for each reason, and nothing else.
    #[arg(long)]
    json: bool,
}

/// Does it.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let (mut out, mut worst) = (io::stdout().lock(), 0);
    for path in &arguments.documents {
        let shown = path.display();
        let status = match lint(path) {
            Ok(None) if arguments.json => 0,
            Ok(None) => {
                writeln!(out, "{shown} can be generated.")?;
                0
            }
            Ok(Some(report)) if arguments.json => {
                print_json(&mut out, path, &report)?;
                1
            }
            Ok(Some(report)) => {
                write!(out, "{}", report.render(io::stdout().is_terminal()))?;
                let reasons = match report.diagnostics().len() {
                    1 => "one reason".to_owned(),
                    number => format!("{number} reasons"),
                };
                writeln!(out, "{shown} cannot be generated, for {reasons}.")?;
                1
            }
            Err(error) => {
                eprintln!("error: cannot read {error}");
                2
            }
        };
        worst = worst.max(status);
    }
    Ok(ExitCode::from(worst))
}

/// Why a document cannot be generated, if it cannot.
fn lint(path: &Path) -> Result<Option<Report>, String> {
    let document = match Document::load(path) {
        Ok(document) => document,
        Err(LoadError::Syntax(report)) => return Ok(Some(report)),
        Err(LoadError::Read { path, source }) => return Err(format!("{path}: {source}")),
    };
    // By these names, anything can be generated that can be at all.
    let settings = Settings::new("types", "").map_err(|error| error.to_string())?;
    Ok(lockstep::generate(&document, &settings.with_client_mock()).err())
}

fn print_json(out: &mut impl Write, path: &Path, report: &Report) -> io::Result<()> {
    for diagnostic in report.diagnostics() {
        let (line, column) = report.position(diagnostic);
        let object = json!({
            "document": path.display().to_string(),
            "rule": diagnostic.rule.code(),
            "pointer": diagnostic.pointer.to_string(),
            "line": line,
            "column": column,
            "message": diagnostic.message,
            "help": diagnostic.help,
        });
        writeln!(out, "{object}")?;
    }
    Ok(())
}
