//! The output of administrative commands: a table for people, or JSON for programs.

use std::io::Write as _;

use chrono::{DateTime, SecondsFormat, Utc};
use comfy_table::{Table, presets};
use serde::Serialize;

use super::OutputFormat;

/// The output of a command.
#[derive(Debug)]
pub struct Output {
    text: String,
    /// The next step, for people only.
    hint: Option<String>,
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
            return Ok(Self { text: if_empty.to_owned(), hint: None });
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header(header.iter().copied());
        table.add_rows(
            things
                .iter()
                .map(|thing| row(thing).iter().map(|cell| visible(cell)).collect::<Vec<_>>()),
        );
        Ok(Self { text: lines_without_padding(&table.to_string()), hint: None })
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
            .map(|(name, value)| format!("{name:width$}  {}", visible(value)))
            .collect();
        Ok(Self { text: lines.join("\n"), hint: None })
    }

    fn json(thing: &impl Serialize) -> anyhow::Result<Self> {
        Ok(Self { text: serde_json::to_string_pretty(thing)?, hint: None })
    }

    /// Adds the next step, for people.
    #[must_use]
    pub fn with_hint(mut self, format: OutputFormat, hint: impl Into<String>) -> Self {
        if !format.json {
            self.hint = Some(hint.into());
        }
        self
    }

    /// Prints the output to standard output, and the hint to standard error.
    pub fn print(self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        match writeln!(out, "{}", self.text) {
            // The reader has closed the pipe, as `head` does.
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

/// Escapes characters that a terminal hides, or that change how it displays others.
fn visible(text: &str) -> String {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let shown = |c: char| {
        if is_hidden(c) { c.escape_unicode().to_string() } else { c.to_string() }
    };
    text.chars().map(shown).collect()
}

/// Formats a time like the API.
pub fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

pub fn optional_time(at: Option<DateTime<Utc>>) -> String {
    at.map_or_else(|| "-".to_owned(), time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visible_escapes_hidden_characters() {
        for (text, shown) in [
            ("acme-1 é 東", "acme-1 é 東"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("\u{9b}2J\n", "\\u{9b}2J\\u{a}"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }
}
