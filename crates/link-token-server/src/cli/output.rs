//! The output of administrative commands: a table for people, or JSON for programs.

use std::io::Write as _;

use anyhow::{Context as _, bail};
use chrono::{DateTime, SecondsFormat, Utc};
use comfy_table::{ColumnConstraint, Table, Width, presets};
use serde::Serialize;

use super::OutputFormat;
use crate::visible::{escaped, escaped_json, escaped_lines};

/// The output of a command.
#[derive(Debug)]
pub struct Output {
    text: String,
    /// The next step, or what the text lacks.
    hint: Option<String>,
    /// The way out if a secret in the text, which is nowhere else, cannot be written.
    if_lost: Option<String>,
}

impl Output {
    /// Returns a table, or a JSON array of the same things.
    pub fn list<T: Serialize>(
        format: OutputFormat,
        things: &[T],
        header: &[&str],
        row: impl Fn(&T) -> Vec<String>,
        if_empty: &str,
    ) -> anyhow::Result<Self> {
        if format.json {
            return Self::json(&things);
        }
        if things.is_empty() {
            return Ok(Self { text: if_empty.to_owned(), hint: None, if_lost: None });
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header(header.iter().copied());
        table.add_rows(things.iter().map(|thing| {
            row(thing).iter().map(|cell| escaped(cell).into_owned()).collect::<Vec<_>>()
        }));
        for (index, name) in header.iter().enumerate() {
            if *name == WRAPPED
                && let Some(column) = table.column_mut(index)
            {
                column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(WRAPPED_WIDTH)));
            }
        }
        Ok(Self { text: lines_without_padding(&table.to_string()), hint: None, if_lost: None })
    }

    /// Returns one thing as names and values, or as a JSON object.
    pub fn one<T: Serialize>(
        format: OutputFormat,
        thing: &T,
        fields: &[(&str, String)],
    ) -> anyhow::Result<Self> {
        if format.json {
            return Self::json(thing);
        }
        let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        let lines: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name:width$}  {}", escaped(value)))
            .collect();
        Ok(Self { text: lines.join("\n"), hint: None, if_lost: None })
    }

    fn json(thing: &impl Serialize) -> anyhow::Result<Self> {
        let text = serde_json::to_string_pretty(thing)?;
        Ok(Self { text: escaped_json(&text).into_owned(), hint: None, if_lost: None })
    }

    /// Adds the next step, for people.
    #[must_use]
    pub fn with_hint(mut self, format: OutputFormat, hint: impl Into<String>) -> Self {
        if !format.json {
            self.hint = Some(hint.into());
        }
        self
    }

    /// Says on standard error that a list is not complete, also next to JSON.
    #[must_use]
    pub fn with_remainder(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says that the text has a secret that only it contains. If nobody reads it, that is an error
    /// with a remedy.
    #[must_use]
    pub fn with_secret(mut self, remedy: impl Into<String>) -> Self {
        self.if_lost = Some(remedy.into());
        self
    }

    /// Prints the output to standard output, and the hint to standard error.
    pub fn print(self) -> anyhow::Result<()> {
        let written = writeln!(std::io::stdout().lock(), "{}", self.text);
        match (written, self.if_lost) {
            (Ok(()), _) => (),
            (Err(error), Some(remedy)) => {
                bail!("cannot write to standard output ({error}), so the secret is lost: {remedy}")
            }
            // The reader has closed the pipe, as `head` does.
            (Err(error), None) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
            (Err(error), None) => return Err(error).context("cannot write to standard output"),
        }
        if let Some(hint) = self.hint {
            let dim = anstyle::Style::new().dimmed();
            anstream::eprintln!("{dim}{}{dim:#}", escaped_lines(&hint));
        }
        Ok(())
    }
}

/// The column that is wrapped. Others may contain commands, which people copy.
const WRAPPED: &str = "FOUND";
const WRAPPED_WIDTH: u16 = 60;

fn lines_without_padding(table: &str) -> String {
    // Each line starts with the padding of the first column.
    let lines = table.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
    lines.collect::<Vec<_>>().join("\n")
}

/// Formats a time like the API.
pub fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

pub fn optional_time(at: Option<DateTime<Utc>>) -> String {
    at.map_or_else(|| "-".to_owned(), time)
}
