//! `lockstep lint`: shows what keeps documents from being generated.

use std::{
    io::{self, IsTerminal as _, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use lockstep::{Diagnostic, Document, Note, Report, Settings, Sources, Waivers};
use serde_json::{Value, json};

use crate::read::{self, ReadError};

/// Show what keeps OpenAPI documents from being generated: each place, the reason and a fix.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  lockstep lint openapi.yaml
  lockstep lint --json one.json other.json
  lockstep lint --waivers lockstep.toml --deny-warnings openapi.yaml

Exit status: 0 if all can be generated, 1 if one cannot, 2 if one cannot be read.

A file of waivers names what is let pass, and why:

  [[waive]]
  rule = \"unenforced\"
  at = \"#/components/schemas/Tags/maxProperties\"
  reason = \"checked where tags are written\"")]
pub struct LintArguments {
    /// OpenAPI 3.0 or 3.1 documents, as YAML or JSON.
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<PathBuf>,
    /// TOML file with waivers: faults to let pass, each with a reason.
    #[arg(long, value_name = "FILE")]
    waivers: Option<PathBuf>,
    /// Refuse documents with warnings. This is for documents of your own.
    #[arg(long)]
    deny_warnings: bool,
    /// Print each reason, warning and note as a JSON object on its own line, and nothing else.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(arguments: &LintArguments) -> io::Result<ExitCode> {
    let (mut out, mut worst) = (io::stdout().lock(), 0);
    for path in &arguments.documents {
        let shown = path.display();
        let status = match lint(path, arguments) {
            Ok((_, warnings, notes)) if arguments.json => {
                print_json(&mut out, path, &warnings)?;
                for note in &notes {
                    writeln!(out, "{}", note_to_json(path, note))?;
                }
                0
            }
            Ok((waived, warnings, notes)) => {
                write!(out, "{}", warnings.render(io::stdout().is_terminal()))?;
                read::show_notes(&mut out, &notes)?;
                let number = warnings.diagnostics().len();
                let with = [(number > 0).then(|| count(number, "warning")), waived];
                match with.into_iter().flatten().collect::<Vec<_>>() {
                    with if with.is_empty() => writeln!(out, "{shown} can be generated.")?,
                    with => {
                        writeln!(out, "{shown} can be generated, with {}.", with.join(" and "))?;
                    }
                }
                0
            }
            Err(ReadError::Refused(report)) if arguments.json => {
                print_json(&mut out, path, &report)?;
                1
            }
            Err(ReadError::Refused(report)) => {
                write!(out, "{}", report.render(io::stdout().is_terminal()))?;
                let reasons = count(report.diagnostics().len(), "reason");
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

/// Waived diagnostics in words, warnings and notes.
type Passed = (Option<String>, Report, Vec<Note>);

/// Returns the number of waived diagnostics of a document that can be generated, in words, its
/// warnings, and the notes on it.
fn lint(path: &Path, arguments: &LintArguments) -> Result<Passed, ReadError> {
    let document = read::document(path)?;
    let waivers = read::waivers(arguments.waivers.as_deref())?;
    let sources = generated(&document, waivers, arguments.deny_warnings)?;
    let waived = sources.waived.len();
    let waived = (waived > 0).then(|| format!("{waived} waived"));
    Ok((waived, document.report(sources.warnings), sources.notes))
}

/// Generates a document without writing anything.
pub fn generated(
    document: &Document,
    waivers: Waivers,
    deny_warnings: bool,
) -> Result<Sources, ReadError> {
    // The names do not matter here.
    let settings =
        Settings::new("types", "").map_err(|it| ReadError::Unreadable(it.to_string()))?;
    let mut settings = settings.with_client_mock().with_waivers(waivers);
    if deny_warnings {
        settings = settings.with_denied_warnings();
    }
    Ok(lockstep::generate(document, &settings)?)
}

/// Returns a number of things in words.
pub fn count(number: usize, what: &str) -> String {
    match number {
        1 => format!("one {what}"),
        number => format!("{number} {what}s"),
    }
}

fn print_json(out: &mut impl Write, path: &Path, report: &Report) -> io::Result<()> {
    report
        .diagnostics()
        .iter()
        .try_for_each(|diagnostic| writeln!(out, "{}", to_json(path, report, diagnostic)))
}

/// Returns a note as a JSON object.
fn note_to_json(path: &Path, note: &Note) -> Value {
    json!({
        "document": path.display().to_string(),
        "note": note.message,
        "pointer": note.pointer.to_string(),
        "line": note.line,
        "column": note.column,
    })
}

/// Returns a reason as a JSON object.
pub fn to_json(path: &Path, report: &Report, diagnostic: &Diagnostic) -> Value {
    let (line, column) = report.position(&diagnostic.place);
    json!({
        "document": path.display().to_string(),
        "file": report.file(&diagnostic.place),
        "rule": diagnostic.rule.code(),
        "pointer": diagnostic.pointer.to_string(),
        "line": line,
        "column": column,
        "other_line": diagnostic.other.as_ref().map(|other| report.position(other).0),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "waivable": diagnostic.waivable,
        "severity": if diagnostic.is_warning { "warning" } else { "error" },
    })
}
