//! What administrative commands print: a table for people, or JSON for programs.

use std::io::Write as _;

use chrono::{DateTime, SecondsFormat, Utc};
use comfy_table::{Table, presets};
use serde::Serialize;

use super::Format;

/// What a command has to say.
#[derive(Debug)]
pub struct Output {
    text: String,
    /// For people only, after the rest: what to do next.
    hint: Option<String>,
}

impl Output {
    /// Rows of a table, or the same things as a JSON array.
    pub fn list<T: Serialize>(
        format: Format,
        things: &[T],
        header: &[&str],
        row: impl Fn(&T) -> Vec<String>,
        if_empty: &str,
    ) -> anyhow::Result<Self> {
        if format.json {
            return Self::json(&things);
        }
        if things.is_empty() {
            return Ok(Self { text: if_empty.to_owned(), hint: None });
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header(header.iter().copied());
        table.add_rows(things.iter().map(row));
        Ok(Self { text: lines_without_padding(&table.to_string()), hint: None })
    }

    /// One thing as names and values, or as a JSON object.
    pub fn one<T: Serialize>(
        format: Format,
        thing: &T,
        fields: &[(&str, String)],
    ) -> anyhow::Result<Self> {
        if format.json {
            return Self::json(thing);
        }
        let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        let lines: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name:width$}  {value}")).collect();
        Ok(Self { text: lines.join("\n"), hint: None })
    }

    fn json(thing: &impl Serialize) -> anyhow::Result<Self> {
        Ok(Self { text: serde_json::to_string_pretty(thing)?, hint: None })
    }

    /// Adds what to do next, for people.
    #[must_use]
    pub fn with_hint(mut self, format: Format, hint: impl Into<String>) -> Self {
        if !format.json {
            self.hint = Some(hint.into());
        }
        self
    }

    /// Prints it: the things to standard output, the hint to standard error.
    pub fn print(self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        match writeln!(out, "{}", self.text) {
            // The reader has seen enough.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
            other => other?,
        }
        if let Some(hint) = self.hint {
            let dim = anstyle::Style::new().dimmed();
            anstream::eprintln!("{dim}{hint}{dim:#}");
        }
        Ok(())
    }
}

fn lines_without_padding(table: &str) -> String {
    table.lines().map(|line| line.trim_end().trim_start_matches(' ')).collect::<Vec<_>>().join("\n")
}

/// A time as the API writes it.
pub fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A time that there may be.
pub fn optional_time(at: Option<DateTime<Utc>>) -> String {
    at.map_or_else(|| "-".to_owned(), time)
}
