//! The measurements, as a table for people and as JSON for programs.

use std::{fs, time::Duration};

use comfy_table::{CellAlignment, Table, presets};
use serde::Serialize;

use crate::{load::Done, scale::Measurement};

/// One measurement.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    pub per_second: f64,
    /// In microseconds.
    pub p50: f64,
    pub p99: f64,
    /// Of the processor, by the load generator, in microseconds for each request.
    pub generator: Option<f64>,
}

impl Sample {
    /// Of how long each took, and all of them together.
    pub fn of(mut latencies: Vec<Duration>, took: Duration) -> Self {
        latencies.sort_unstable();
        let percentile = |percent: usize| {
            let place = (latencies.len() * percent / 100).min(latencies.len().saturating_sub(1));
            latencies.get(place).map_or(0.0, |latency| latency.as_secs_f64() * 1e6)
        };
        #[allow(clippy::cast_precision_loss, reason = "far from 2^52")]
        let per_second = latencies.len() as f64 / took.as_secs_f64();
        Self { per_second, p50: percentile(50), p99: percentile(99), generator: None }
    }
}

impl From<Done> for Sample {
    fn from(done: Done) -> Self {
        #[allow(clippy::cast_precision_loss, reason = "far from 2^52")]
        let (p50, p99) = (done.p50 as f64, done.p99 as f64);
        Self { per_second: done.per_second(), p50, p99, generator: Some(done.cost) }
    }
}

/// The middle of several, and the ends.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Spread {
    pub median: f64,
    pub min: f64,
    pub max: f64,
}

impl Spread {
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_unstable_by(f64::total_cmp);
        let at = |place: usize| values.get(place).copied().map_or(0.0, rounded);
        Self { median: at(values.len() / 2), min: at(0), max: at(values.len().saturating_sub(1)) }
    }
}

/// To four digits after the point.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// In the middle of the rounds.
#[derive(Clone, Copy, Debug, Serialize)]
struct Latency {
    p50: f64,
    p99: f64,
}

/// A server under an operation with some connections.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    server: &'static str,
    operation: &'static str,
    connections: u32,
    requests_per_second: Spread,
    latency_us: Latency,
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio_to_empty_dropshot: Option<Spread>,
    #[serde(skip_serializing_if = "Option::is_none")]
    load_generator_us_per_request: Option<f64>,
}

impl Row {
    /// Of the samples of all rounds, each with that of the empty Dropshot in the same round.
    pub fn new(
        server: &'static str,
        operation: &'static str,
        connections: u32,
        samples: &[Sample],
        dropshot: Option<&[Sample]>,
    ) -> Self {
        let middle = |of: fn(&Sample) -> f64| Spread::of(samples.iter().map(of)).median;
        let ratios = dropshot.map(|dropshot| {
            let pairs = samples.iter().zip(dropshot);
            Spread::of(pairs.map(|(own, dropshot)| own.per_second / dropshot.per_second))
        });
        let generator: Vec<f64> = samples.iter().filter_map(|sample| sample.generator).collect();
        Self {
            server,
            operation,
            connections,
            requests_per_second: Spread::of(samples.iter().map(|sample| sample.per_second)),
            latency_us: Latency {
                p50: middle(|sample| sample.p50),
                p99: middle(|sample| sample.p99),
            },
            ratio_to_empty_dropshot: ratios,
            load_generator_us_per_request: (!generator.is_empty())
                .then(|| Spread::of(generator).median),
        }
    }
}

/// All of it.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub machine: String,
    pub rounds: usize,
    pub rows: Vec<Row>,
}

impl Report {
    pub fn table(&self) -> String {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header([
            "SERVER",
            "OPERATION",
            "CONNECTIONS",
            "RATIO TO EMPTY DROPSHOT",
            "REQUESTS A SECOND",
            "P50 µs",
            "P99 µs",
            "WRK µs EACH",
        ]);
        let spread = |spread: &Spread, digits: usize| {
            let Spread { median, min, max } = spread;
            format!("{median:.digits$} ({min:.digits$} to {max:.digits$})")
        };
        for row in &self.rows {
            table.add_row([
                row.server.to_owned(),
                row.operation.to_owned(),
                row.connections.to_string(),
                row.ratio_to_empty_dropshot.as_ref().map_or_else(String::new, |it| spread(it, 2)),
                spread(&row.requests_per_second, 0),
                format!("{:.0}", row.latency_us.p50),
                format!("{:.0}", row.latency_us.p99),
                row.load_generator_us_per_request.map_or_else(String::new, |it| format!("{it:.1}")),
            ]);
        }
        for column in 2..8 {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        format!(
            "{}\n\n{}; {} rounds, one server after the other in each; medians, and in brackets the least and the most.",
            text(&table),
            self.machine,
            self.rounds
        )
    }
}

/// A table without spaces at the ends of its lines.
pub fn text(table: &Table) -> String {
    let text = table.to_string();
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// What this runs on: processors and system.
pub fn machine() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("an unknown processor", |(_, model)| model);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let memory = read("/proc/meminfo");
    let memory = memory.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let memory = memory.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    let kernel = read("/proc/sys/kernel/osrelease");
    format!(
        "{cores} cores of {model}, {} GiB, Linux {}",
        memory.unwrap_or_default() / 1024 / 1024,
        kernel.trim()
    )
}

/// What size costs.
#[derive(Clone, Debug, Serialize)]
pub struct ScaleReport {
    pub machine: String,
    pub rounds: usize,
    pub measurements: Vec<Measurement>,
}

impl ScaleReport {
    pub fn table(&self) -> String {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header(["WHAT", "MEDIAN", "LEAST", "MOST", "UNIT"]);
        for Measurement { what, unit, spread: Spread { median, min, max } } in &self.measurements {
            let [median, min, max] = [median, min, max].map(|value| format!("{value:.2}"));
            table.add_row([what, &median, &min, &max, *unit]);
        }
        format!("{}\n\n{}; {} rounds.", text(&table), self.machine, self.rounds)
    }
}
