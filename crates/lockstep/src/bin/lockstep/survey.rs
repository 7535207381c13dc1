//! `lockstep survey`: a table of many documents, with the outcome of each.
//!
//! Each document gets a process of its own, which runs this program again. So a panic at one
//! document leaves the others alone, and the peak of memory is that of one document.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    time::Instant,
};

use comfy_table::{Table, presets};
use lockstep::{Document, Waivers};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    lint,
    read::{self, ReadError},
    verify,
};

/// Show for many OpenAPI documents how far each comes: generated, refused or proven.
///
/// The table has a row for each document: the rules that refuse it, the seconds and the memory
/// that generating takes, and with --verify what `lockstep verify` says. It ends with shares.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  lockstep survey specs/
  lockstep survey --verify specs/ openapi.yaml
  lockstep survey --json specs/

Exit status: 0 if each document is generated and proven, or refused with a
reason; 1 if lockstep panics at one, or does not prove one that it generates; 2
if a document or a folder cannot be read, or cargo cannot be run.")]
pub struct SurveyArguments {
    /// OpenAPI documents, and folders that are searched for them.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Also compile and prove what is generated, one document at a time. It takes minutes.
    #[arg(long)]
    verify: bool,
    /// Folder that holds the crates lockstep-runtime and lockstep-dropshot, as for `verify`.
    #[arg(long, value_name = "DIR")]
    runtime: Option<PathBuf>,
    /// Folder where cargo compiles, as for `verify`.
    #[arg(long, value_name = "DIR")]
    target_dir: Option<PathBuf>,
    /// Print each document as a JSON object on its own line, and the shares as the last one.
    #[arg(long)]
    json: bool,
    /// Survey one document in this process. This is how the command calls itself.
    #[arg(long, hide = true)]
    alone: bool,
}

/// The outcome of one document, as the process that generates it says it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Row {
    document: String,
    /// The version of OpenAPI that the document names. Empty if it cannot be read.
    openapi: String,
    operations: usize,
    schemas: usize,
    generated: bool,
    /// The number of lockstep's own warnings about what it generates.
    lint_warnings: usize,
    /// The number of reasons by rule.
    refused: BTreeMap<String, usize>,
    /// True if waivers can let all reasons pass.
    waivable: bool,
    /// The message of a panic, or of a file that cannot be read.
    failure: Option<String>,
    seconds: f64,
    /// The peak of the memory of the process, in MiB. None where the system does not tell.
    peak_mib: Option<u64>,
    proof: Option<Proof>,
}

/// The outcome of `lockstep verify`.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Proof {
    compiles: bool,
    warnings: usize,
    differences: usize,
    unexplained: usize,
    /// The message where there is no proof, such as the compiler's errors.
    failure: Option<String>,
    seconds: f64,
}

impl Proof {
    fn holds(&self) -> bool {
        self.failure.is_none()
            && self.compiles
            && self.warnings + self.differences + self.unexplained == 0
    }
}

/// Runs the command.
pub fn run(arguments: &SurveyArguments) -> io::Result<ExitCode> {
    if arguments.alone {
        return alone(arguments);
    }
    let mut paths = Vec::new();
    for path in &arguments.paths {
        let metadata = std::fs::metadata(path);
        let metadata = metadata.map_err(|error| {
            io::Error::new(error.kind(), format!("cannot read {}: {error}", path.display()))
        })?;
        if metadata.is_dir() {
            find(path, &mut paths)?;
        } else {
            paths.push(path.clone());
        }
    }
    let mut rows = Vec::new();
    for (index, path) in paths.iter().enumerate() {
        eprint!("{}/{} {}", index + 1, paths.len(), path.display());
        let mut row = generate(path)?;
        if row.generated && arguments.verify {
            eprint!(": generated, compiling");
            row.proof = Some(prove(path, arguments)?);
        }
        eprintln!(": {}", outcome(&row));
        if arguments.json {
            writeln!(io::stdout(), "{}", json!(row))?;
        }
        rows.push(row);
    }
    let shares = shares(&rows);
    let mut out = io::stdout().lock();
    if arguments.json {
        writeln!(out, "{}", json!({ "shares": shares }))?;
    } else {
        show(&mut out, &rows, &shares, arguments.verify)?;
    }
    let failed =
        |row: &Row| row.failure.is_some() || row.proof.as_ref().is_some_and(|proof| !proof.holds());
    Ok(ExitCode::from(u8::from(rows.iter().any(failed))))
}

/// Surveys one document, and prints its row as JSON.
fn alone(arguments: &SurveyArguments) -> io::Result<ExitCode> {
    let [path] = &arguments.paths[..] else {
        return Err(io::Error::other("--alone takes one document"));
    };
    let start = Instant::now();
    let mut row = Row { document: path.display().to_string(), ..Row::default() };
    match read::document(path).and_then(|document| {
        describe(&mut row, &document);
        lint::generated(&document, Waivers::default(), false)
    }) {
        Ok(sources) => {
            row.generated = true;
            row.lint_warnings = sources.warnings.len();
        }
        Err(ReadError::Refused(report)) => {
            let errors = report.diagnostics().iter().filter(|it| !it.is_warning);
            row.waivable = errors.clone().all(|it| it.waivable);
            for diagnostic in errors {
                *row.refused.entry(diagnostic.rule.code().to_owned()).or_default() += 1;
            }
        }
        Err(ReadError::Unreadable(error)) => row.failure = Some(error),
    }
    row.seconds = start.elapsed().as_secs_f64();
    row.peak_mib = peak();
    println!("{}", json!(row));
    Ok(ExitCode::SUCCESS)
}

fn describe(row: &mut Row, document: &Document) {
    document.version().clone_into(&mut row.openapi);
    (row.operations, row.schemas) = verify::size(document);
}

/// Returns the peak of the memory of this process, in MiB, where the system has it in `/proc`.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib.div_ceil(1024))
}

/// Adds the documents of a folder and of those below it, in the order of their names. A document
/// names its version of OpenAPI or Swagger; other YAML and JSON files are left out.
fn find(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let in_words = |error: io::Error| {
        io::Error::new(error.kind(), format!("cannot read {}: {error}", folder.display()))
    };
    let entries = std::fs::read_dir(folder).map_err(in_words)?;
    let paths: io::Result<BTreeSet<PathBuf>> = entries.map(|it| Ok(it?.path())).collect();
    for path in paths.map_err(in_words)? {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        if path.is_dir() {
            find(&path, found)?;
        } else if ["yaml", "yml", "json"].iter().any(|it| extension == *it)
            && std::fs::read(&path).is_ok_and(|text| names_version(&String::from_utf8_lossy(&text)))
        {
            found.push(path);
        }
    }
    Ok(())
}

/// Returns whether a text names a version at its top, without reading all of it.
fn names_version(text: &str) -> bool {
    let keys = ["openapi", "swagger", "swaggerVersion"];
    text.lines().any(|line| {
        // YAML has the key at the start of a line, JSON behind a brace or spaces.
        let line = line.trim_start_matches(['{', ' ', '\t', '\u{feff}']);
        keys.iter().any(|key| {
            let quotes = ['"', '\''];
            let rest = line.trim_start_matches(quotes).strip_prefix(key);
            rest.is_some_and(|rest| rest.trim_start_matches(quotes).trim_start().starts_with(':'))
        })
    })
}

/// Runs this program again, and returns the last line that it prints, or else its last words.
fn again(command: &mut Command) -> io::Result<Result<Value, String>> {
    let output = command.stdin(Stdio::null()).output()?;
    let (said, errors) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let line = said.lines().next_back().unwrap_or_default();
    Ok(serde_json::from_str(line).map_err(|_| {
        let errors = errors.trim();
        if errors.is_empty() { output.status.to_string() } else { errors.to_owned() }
    }))
}

fn generate(path: &Path) -> io::Result<Row> {
    let mut command = Command::new(std::env::current_exe()?);
    let said = again(command.args(["survey", "--alone"]).arg(path))?;
    let row = said.and_then(|row| serde_json::from_value(row).map_err(|error| error.to_string()));
    Ok(row.unwrap_or_else(|failure| Row {
        document: path.display().to_string(),
        failure: Some(failure),
        ..Row::default()
    }))
}

fn prove(path: &Path, arguments: &SurveyArguments) -> io::Result<Proof> {
    let start = Instant::now();
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["verify", "--json"]).arg(path);
    for (name, folder) in
        [("--runtime", &arguments.runtime), ("--target-dir", &arguments.target_dir)]
    {
        if let Some(folder) = folder {
            command.arg(name).arg(folder);
        }
    }
    let said = again(&mut command)?;
    let count = |value: &Value| value.as_array().map_or(0, Vec::len);
    let mut proof = match said {
        Ok(said) => Proof {
            compiles: said["compiles"] == true,
            warnings: count(&said["warnings"]),
            differences: count(&said["differences"]),
            unexplained: count(&said["values"]["unexplained"]),
            failure: said["refused"][0]["message"].as_str().map(str::to_owned),
            seconds: 0.0,
        },
        Err(failure) => Proof { failure: Some(failure), ..Proof::default() },
    };
    proof.seconds = start.elapsed().as_secs_f64();
    Ok(proof)
}

/// Returns the outcome of a document in a few words.
fn outcome(row: &Row) -> String {
    let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    if let Some(failure) = &row.failure {
        return format!("failed: {}", first(failure));
    }
    if !row.generated {
        let reasons: Vec<String> =
            row.refused.iter().map(|(rule, count)| format!("{count} {rule}")).collect();
        let waivable = if row.waivable { " (waivable)" } else { "" };
        return format!("refused: {}{waivable}", reasons.join(", "));
    }
    match &row.proof {
        None => "generated".to_owned(),
        Some(proof) if proof.holds() => "proven".to_owned(),
        Some(Proof { failure: Some(_), compiles: false, .. }) => "does not compile".to_owned(),
        Some(Proof { failure: Some(failure), .. }) => format!("not proven: {}", first(failure)),
        Some(Proof { warnings, differences, unexplained, .. }) => format!(
            "not proven: {differences} differences, {unexplained} unexplained, {warnings} warnings"
        ),
    }
}

/// A number of documents out of all of a kind.
#[derive(Debug, Default, Serialize)]
struct Share {
    of: String,
    number: usize,
    total: usize,
}

/// Returns the shares: those generated, by version, and those that the proof holds for; and for
/// each rule, the documents that it refuses, and those that it alone refuses.
fn shares(rows: &[Row]) -> Vec<Share> {
    let mut shares = Vec::new();
    let mut add = |of: &str, all: &mut dyn Iterator<Item = &Row>, is: &dyn Fn(&Row) -> bool| {
        let all: Vec<&Row> = all.collect();
        let number = all.iter().filter(|row| is(row)).count();
        shares.push(Share { of: of.to_owned(), number, total: all.len() });
    };
    add("generated", &mut rows.iter(), &|row| row.generated);
    let version = |row: &Row| row.openapi.splitn(3, '.').take(2).collect::<Vec<_>>().join(".");
    let versions: BTreeSet<String> = rows.iter().map(version).collect();
    for name in &versions {
        let shown = if name.is_empty() { "no version" } else { name };
        let mut all = rows.iter().filter(|row| version(row) == *name);
        add(&format!("generated of {shown}"), &mut all, &|row| row.generated);
    }
    let waivable = |row: &Row| row.generated || row.waivable;
    add("generated or waivable", &mut rows.iter(), &waivable);
    if rows.iter().any(|row| row.proof.is_some()) {
        let mut proven = |of: &str, is: &dyn Fn(&Proof) -> bool| {
            let mut all = rows.iter().filter(|row| row.proof.is_some());
            add(of, &mut all, &|row| row.proof.as_ref().is_some_and(is));
        };
        proven("compile without warnings, of those generated", &|proof| {
            proof.compiles && proof.warnings == 0
        });
        proven("proven, of those generated", &Proof::holds);
    }
    let rules: BTreeSet<&String> = rows.iter().flat_map(|row| row.refused.keys()).collect();
    for rule in rules {
        let refuses = |row: &Row| row.refused.contains_key(rule);
        add(&format!("refused by {rule}"), &mut rows.iter(), &refuses);
        let alone = |row: &Row| refuses(row) && row.refused.len() == 1;
        add(&format!("refused by {rule} alone"), &mut rows.iter(), &alone);
    }
    if rows.iter().any(|row| row.failure.is_some()) {
        add("failed", &mut rows.iter(), &|row| row.failure.is_some());
    }
    shares
}

fn show(out: &mut impl Write, rows: &[Row], shares: &[Share], proofs: bool) -> io::Result<()> {
    let mut table = Table::new();
    let mut header = vec!["document", "openapi", "operations", "schemas", "seconds", "MiB"];
    if proofs {
        header.extend(["warnings", "differences", "unexplained", "verify seconds"]);
    }
    header.push("outcome");
    table.load_style(presets::NOTHING).set_header(header);
    for row in rows {
        let mut cells = vec![
            row.document.clone(),
            row.openapi.clone(),
            row.operations.to_string(),
            row.schemas.to_string(),
            format!("{:.2}", row.seconds),
            row.peak_mib.map_or_else(String::new, |it| it.to_string()),
        ];
        if proofs {
            cells.extend(row.proof.as_ref().map_or_else(Default::default, |proof| {
                [
                    proof.warnings.to_string(),
                    proof.differences.to_string(),
                    proof.unexplained.to_string(),
                    format!("{:.0}", proof.seconds),
                ]
            }));
        }
        cells.push(outcome(row));
        table.add_row(cells);
    }
    writeln!(out, "{}\n", table.trim_fmt())?;
    for Share { of, number, total } in shares {
        let percent = (100 * number + total / 2).checked_div(*total).unwrap_or_default();
        writeln!(out, "{number:>5} of {total:<5} {percent:>3} %  {of}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_is_found_when_its_key_is_quoted() {
        for text in ["openapi: 3.0.3", "# A\n'openapi': '3.0.3'", "{\"openapi\":\"3.1.0\"}"] {
            assert!(names_version(text), "{text}");
        }
        for text in ["openapis: 1", "a: openapi"] {
            assert!(!names_version(text), "{text}");
        }
    }
}
