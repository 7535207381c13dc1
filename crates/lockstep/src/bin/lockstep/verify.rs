//! `lockstep verify`: proves that generated code means the same as its document.

mod scratch;

use std::{
    collections::BTreeMap,
    io::{self, IsTerminal as _, Write},
    path::PathBuf,
    process::ExitCode,
};

use comfy_table::{Table, presets};
use lockstep::{
    Document, Report,
    instances::{self, Cause, Disagreement},
    proof::{self, Comparison, LedgerKind},
};
use serde_json::{Value, json};

use crate::{
    lint,
    read::{self, ReadError},
};
use scratch::{Built, Scratch};

/// Prove that generated code means the same as its OpenAPI document.
///
/// Generates the three crates of each document into a scratch workspace, compiles them, has
/// Dropshot describe the server trait, and compares that with the document. What Dropshot cannot
/// describe is listed. Then it makes values for each named schema, valid and invalid ones, and
/// compares the verdicts of the types and of a JSON Schema validator.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  lockstep verify openapi.yaml
  lockstep verify -v one.json other.json
  lockstep verify --json *.json

It needs cargo. The first time, it compiles Dropshot and what else generated
code needs, which takes minutes.

Exit status: 0 if all are proven; 1 if one is refused, does not compile or
differs; 2 if a document cannot be read, or cargo cannot be run.")]
pub struct VerifyArguments {
    /// OpenAPI 3.0 or 3.1 documents, as YAML or JSON.
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<PathBuf>,
    /// TOML file with waivers: faults to let pass, each with a reason.
    #[arg(long, value_name = "FILE")]
    waivers: Option<PathBuf>,
    /// Folder that holds the crates lockstep-runtime and lockstep-dropshot, which generated code
    /// needs [default: the one that lockstep was built in, or else cargo's registry].
    #[arg(long, value_name = "DIR")]
    runtime: Option<PathBuf>,
    /// Folder for the generated workspace, which is kept [default: a temporary folder].
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,
    /// Folder where cargo compiles [default: `CARGO_TARGET_DIR`, or else a folder in the user's
    /// cache].
    #[arg(long, value_name = "DIR")]
    target_dir: Option<PathBuf>,
    /// List what was not compared, by JSON pointer.
    #[arg(short, long)]
    verbose: bool,
    /// Print each result as a JSON object on its own line, and nothing else.
    #[arg(long)]
    json: bool,
}

/// The outcome of one document.
struct Outcome {
    shown: String,
    /// The numbers of its operations and named schemas.
    operations: usize,
    schemas: usize,
    result: Result<Proven, Unverified>,
}

/// The results of a document whose crates compiled.
struct Proven {
    comparison: Comparison,
    warnings: Vec<String>,
    /// The number of values for the named schemas.
    values: usize,
    /// The values on which a JSON Schema validator and the types disagree.
    disagreements: Vec<Disagreement>,
}

impl Proven {
    /// Returns the disagreements that no known cause explains.
    fn unexplained(&self) -> impl Iterator<Item = &Disagreement> {
        self.disagreements.iter().filter(|it| it.cause.is_none())
    }

    /// Returns the number of disagreements by cause.
    fn explained(&self) -> BTreeMap<Cause, usize> {
        let mut causes = BTreeMap::new();
        for cause in self.disagreements.iter().filter_map(|it| it.cause) {
            *causes.entry(cause).or_default() += 1;
        }
        causes
    }
}

/// The reasons why a document cannot be verified.
enum Unverified {
    Report(Report),
    Compiler(String),
}

/// Runs the command.
pub fn run(arguments: &VerifyArguments) -> io::Result<ExitCode> {
    let runtime = read::runtime(arguments.runtime.as_deref())?;
    let mut scratch = Scratch::new(arguments.scratch.as_deref(), runtime)?;
    let tell = |what: &str| {
        if !arguments.json {
            eprintln!("{what}");
        }
    };
    let mut unreadable = false;
    let mut documents = Vec::new();
    for path in &arguments.documents {
        tell(&format!("Generating {}", path.display()));
        match read::document(path) {
            Ok(document) => {
                let waivers = read::waivers(arguments.waivers.as_deref());
                let generated = waivers.and_then(|it| Ok(scratch.add(&document, path, it)?));
                documents.push((path, Some(document), generated));
            }
            Err(ReadError::Unreadable(error)) => {
                eprintln!("error: {error}");
                unreadable = true;
            }
            Err(fault) => documents.push((path, None, Err(fault))),
        }
    }
    if documents.iter().any(|(_, _, generated)| generated.is_ok()) {
        tell("Compiling, which takes minutes the first time");
    }
    let mut built = scratch.build(arguments.target_dir.as_deref())?;
    let mut outcomes = Vec::new();
    for (path, document, generated) in documents {
        let shown = path.display().to_string();
        let (operations, schemas) = document.as_ref().map_or((0, 0), size);
        let result = match generated {
            Ok(name) => prove(document.as_ref(), built.by_name.remove(&name)),
            Err(ReadError::Refused(report)) => Err(Unverified::Report(report)),
            Err(ReadError::Unreadable(error)) => return Err(io::Error::other(error)),
        };
        outcomes.push((path, Outcome { shown, operations, schemas, result }));
    }
    let mut out = io::stdout().lock();
    if arguments.json {
        for (path, outcome) in &outcomes {
            writeln!(out, "{}", to_json(path, outcome))?;
        }
    } else {
        show(&mut out, outcomes.iter().map(|(_, outcome)| outcome), arguments.verbose)?;
    }
    let failed = outcomes.iter().any(|(_, outcome)| !is_proven(outcome));
    Ok(ExitCode::from(if unreadable { 2 } else { u8::from(failed) }))
}

fn prove(document: Option<&Document>, built: Option<Built>) -> Result<Proven, Unverified> {
    let (Some(document), Some(built)) = (document, built) else {
        let nothing = "cargo built nothing of it: keep the workspace by `--scratch DIR`, and run \
                       `cargo build` in it";
        return Err(Unverified::Compiler(nothing.to_owned()));
    };
    let instances = instances::instances(document.root());
    let answers = built.ask(&instances).map_err(Unverified::Compiler)?;
    let values = instances.len();
    let mut accepted = answers.accepted.into_iter();
    let disagreements = instances::disagreements(document.root(), instances, |_, _| {
        accepted.next().unwrap_or_default()
    });
    Ok(Proven {
        comparison: proof::compare(document.root(), &answers.described),
        warnings: built.warnings,
        values,
        disagreements,
    })
}

/// Returns the numbers of operations and named schemas of a document.
pub fn size(document: &Document) -> (usize, usize) {
    let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    let items = document.root()["paths"].as_object().into_iter().flatten();
    let operations =
        items.map(|(_, item)| methods.iter().filter(|it| item.get(**it).is_some()).count()).sum();
    let schemas = document.root()["components"]["schemas"].as_object();
    (operations, schemas.map_or(0, serde_json::Map::len))
}

fn is_proven(outcome: &Outcome) -> bool {
    let Ok(proven) = &outcome.result else { return false };
    proven.comparison.differences.is_empty()
        && proven.warnings.is_empty()
        && proven.unexplained().next().is_none()
}

fn to_json(path: &std::path::Path, outcome: &Outcome) -> Value {
    let Outcome { shown, operations, schemas, result } = outcome;
    let mut object = json!({
        "document": shown,
        "operations": { "equal": 0, "generated": 0, "total": operations },
        "schemas": { "equal": 0, "total": schemas },
        "refused": [],
        "compiles": false,
        "ledger": [],
        "differences": [],
        "warnings": [],
        "values": { "judged": 0, "explained": {}, "unexplained": [] },
    });
    match result {
        Ok(proven) => {
            let Proven { comparison, warnings, .. } = proven;
            let explained: BTreeMap<&str, usize> = proven
                .explained()
                .into_iter()
                .map(|(cause, count)| (cause.text(), count))
                .collect();
            let unexplained: Vec<String> = proven.unexplained().map(ToString::to_string).collect();
            object["values"] = json!({
                "judged": proven.values,
                "explained": explained,
                "unexplained": unexplained,
            });
            object["compiles"] = true.into();
            object["operations"]["equal"] = comparison.operations.equal.into();
            object["operations"]["generated"] = (*operations).into();
            object["schemas"]["equal"] = comparison.schemas.equal.into();
            let ledger = comparison.ledger.iter();
            object["ledger"] = ledger
                .map(|(kind, at)| json!({ "kind": kind.text(), "pointer": at.to_string() }))
                .collect();
            let differences = comparison.differences.iter();
            object["differences"] = differences
                .map(|it| {
                    json!({
                        "pointer": it.pointer.to_string(),
                        "contract": it.contract,
                        "described": it.described,
                    })
                })
                .collect();
            object["warnings"] = json!(warnings);
        }
        Err(Unverified::Report(report)) => {
            let reasons = report.diagnostics().iter();
            object["refused"] = reasons.map(|reason| lint::to_json(path, report, reason)).collect();
        }
        Err(Unverified::Compiler(error)) => object["refused"] = json!([{ "message": error }]),
    }
    object
}

/// The largest number of disagreements of one schema that are shown to a person.
const EXAMPLES: usize = 3;

fn show<'o>(
    out: &mut impl Write,
    outcomes: impl Iterator<Item = &'o Outcome> + Clone,
    verbose: bool,
) -> io::Result<()> {
    let coloured = io::stdout().is_terminal();
    for outcome in outcomes.clone() {
        match &outcome.result {
            Err(Unverified::Report(report)) => write!(out, "{}", report.render(coloured))?,
            Err(Unverified::Compiler(error)) => writeln!(out, "{}: {error}", outcome.shown)?,
            Ok(proven) => {
                for difference in &proven.comparison.differences {
                    writeln!(out, "{}: {difference}", outcome.shown)?;
                }
                let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
                for disagreement in proven.unexplained() {
                    let of_schema = shown.entry(&disagreement.instance.schema).or_default();
                    *of_schema += 1;
                    if *of_schema <= EXAMPLES {
                        writeln!(out, "{}: {disagreement}", outcome.shown)?;
                    }
                }
                for (schema, count) in shown.into_iter().filter(|(_, count)| *count > EXAMPLES) {
                    let more = count - EXAMPLES;
                    writeln!(out, "{}: {schema}: and {more} more", outcome.shown)?;
                }
                for warning in &proven.warnings {
                    writeln!(out, "{}: {warning}", outcome.shown)?;
                }
            }
        }
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header([
        "document",
        "operations equal/generated/total",
        "schemas equal/total",
        "refused",
        "differences",
        "not compared",
        "values checked",
        "unexplained",
    ]);
    for Outcome { shown, operations, schemas, result } in outcomes.clone() {
        let (equal, refused, rest) = match result {
            Ok(proven) => {
                let Proven { comparison, .. } = proven;
                let differences = comparison.differences.len();
                let rest = [
                    differences,
                    comparison.ledger.len(),
                    proven.values,
                    proven.unexplained().count(),
                ];
                ((comparison.operations.equal, *operations, comparison.schemas.equal), 0, rest)
            }
            Err(Unverified::Report(report)) => ((0, 0, 0), report.diagnostics().len(), [0; 4]),
            Err(Unverified::Compiler(_)) => ((0, 0, 0), 1, [0; 4]),
        };
        let [differences, ledger, values, unexplained] = rest;
        table.add_row([
            shown.clone(),
            format!("{}/{}/{operations}", equal.0, equal.1),
            format!("{}/{schemas}", equal.2),
            refused.to_string(),
            differences.to_string(),
            ledger.to_string(),
            values.to_string(),
            unexplained.to_string(),
        ]);
    }
    writeln!(out, "{}", table.trim_fmt())?;
    for Outcome { shown, result, .. } in outcomes {
        let Ok(proven) = result else { continue };
        let Proven { comparison, .. } = proven;
        let explained = proven.explained();
        if !explained.is_empty() {
            writeln!(
                out,
                "\nThe types of {shown} and a JSON Schema validator disagree, for known causes:"
            )?;
        }
        for (cause, count) in explained {
            writeln!(out, "  {count:>5} {cause}")?;
        }
        let mut kinds: BTreeMap<LedgerKind, Vec<String>> = BTreeMap::new();
        for (kind, at) in &comparison.ledger {
            kinds.entry(*kind).or_default().push(at.to_string());
        }
        if kinds.is_empty() {
            continue;
        }
        writeln!(out, "\nNot compared of {shown}, since Dropshot cannot describe it:")?;
        for (kind, mut places) in kinds {
            writeln!(out, "  {:>5} {kind}", places.len())?;
            if verbose {
                places.sort();
                for at in places {
                    writeln!(out, "        {at}")?;
                }
            }
        }
    }
    Ok(())
}
