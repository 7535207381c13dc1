//! Instruction counts: `cargo xtask bench --instructions`.
//!
//! They depend on the program and not on what else the machine does, so that a change that costs is
//! seen. Valgrind counts each function twice, with so many calls and with more: the difference is
//! what the calls cost, without the start of the program.

use std::{collections::BTreeMap, fs, io::Write as _, path::PathBuf, process::Command};

use anyhow::{Context as _, ensure};
use comfy_table::{CellAlignment, Table, presets};
use link_token_bench::FUNCTIONS;

use crate::{report, server::program};

/// The permitted growth of a recorded count of instructions, in hundredths. A count may differ by a
/// little where a hash has a random seed.
const TOLERANCE: u64 = 5;
/// The numbers of calls of the two runs.
const CALLS: (u64, u64) = (100, 200);

/// Counts, and compares with what is written down, or writes that anew.
pub fn check(update: bool) -> anyhow::Result<String> {
    let recorded = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("instructions.txt");
    let before = parse(&fs::read_to_string(&recorded).unwrap_or_default())?;
    let mut counts = BTreeMap::new();
    for (name, _) in FUNCTIONS {
        eprintln!("counting {name}");
        let (few, more) = (count(name, CALLS.0)?, count(name, CALLS.0 + CALLS.1)?);
        counts.insert((*name).to_owned(), more.saturating_sub(few) / CALLS.1);
    }
    if update {
        let folder = recorded.parent().context("a folder")?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        for (name, count) in &counts {
            writeln!(file, "{name} {count}")?;
        }
        file.persist(&recorded)?;
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(["FUNCTION", "INSTRUCTIONS", "WRITTEN DOWN"]);
    for (name, count) in &counts {
        let before = before.get(name).map_or_else(String::new, u64::to_string);
        table.add_row([name, &count.to_string(), &before]);
    }
    for column in 1..3 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let table = report::text(&table);
    let is_too_many = |name: &String, count: u64| {
        before.get(name).is_none_or(|before| count * 100 > before * (100 + TOLERANCE))
    };
    let too_many: Vec<&str> = counts
        .iter()
        .filter(|(name, count)| is_too_many(name, **count))
        .map(|(name, _)| name.as_str())
        .collect();
    ensure!(
        update || too_many.is_empty(),
        "{table}\n\nmore instructions than are written down in tests/bench/instructions.txt for {}. If that is meant, write them anew: \
         cargo xtask bench --instructions --update",
        too_many.join(", ")
    );
    Ok(table)
}

fn parse(text: &str) -> anyhow::Result<BTreeMap<String, u64>> {
    let entry = |line: &str| {
        let (name, count) = line.split_once(' ')?;
        Some((name.to_owned(), count.parse().ok()?))
    };
    let entries =
        text.lines().map(|line| entry(line).with_context(|| format!("what is {line:?}?")));
    entries.collect()
}

/// Returns the instructions of a program that calls a function so many times.
fn count(name: &str, times: u64) -> anyhow::Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program("bench-functions")?)
        .args([name, &times.to_string()])
        .output()
        .context("cannot run valgrind (Debian: apt-get install valgrind)")?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(output.status.success(), "valgrind: {text}");
    let collected = text.lines().find_map(|line| line.split_once("Collected :"));
    let (_, collected) = collected.with_context(|| format!("valgrind counted nothing: {text}"))?;
    Ok(collected.trim().parse()?)
}
