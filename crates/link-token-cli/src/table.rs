//! Lists of things: a table with headings for people, or a JSON array for programs.

use std::pin::pin;

use chrono::{DateTime, SecondsFormat, Utc};
use comfy_table::{Table, presets};
use futures::{Stream, TryStreamExt as _};
use link_token_client::Error;
use serde::Serialize;

use crate::{print, show, visible};

/// Reads a list to its end, or up to a number of items. Returns true if there are more.
pub async fn up_to<T>(
    items: impl Stream<Item = Result<T, Error>>,
    limit: Option<usize>,
) -> Result<(Vec<T>, bool), Error> {
    let mut items = pin!(items);
    let mut found = Vec::new();
    while let Some(item) = items.try_next().await? {
        if limit == Some(found.len()) {
            return Ok((found, true));
        }
        found.push(item);
    }
    Ok((found, false))
}

/// Prints a table, or a JSON array of the same things. For people, an empty list is a sentence on
/// standard error.
pub fn show_table<T: Serialize>(
    things: &[T],
    json: bool,
    header: &[&str],
    row: impl Fn(&T) -> Vec<String>,
    if_empty: &str,
) -> anyhow::Result<()> {
    if json {
        return show(&things, json);
    }
    if things.is_empty() {
        anstream::eprintln!("{if_empty}");
        return Ok(());
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header.iter().copied());
    table.add_rows(things.iter().map(|thing| {
        row(thing).iter().map(|cell| visible::escaped(cell).into_owned()).collect::<Vec<_>>()
    }));
    // Each line starts with the padding of the first column.
    let table = table.to_string();
    let lines = table.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
    print(&format!("{}\n", lines.collect::<Vec<_>>().join("\n")))
}

/// Prints one thing for people, as names and values.
pub fn show_fields(fields: &[(&str, String)]) -> anyhow::Result<()> {
    let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let line =
        |(name, value): &(&str, String)| format!("{name:width$}  {}\n", visible::escaped(value));
    print(&fields.iter().map(line).collect::<String>())
}

/// Formats a time like the API.
pub fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

pub fn optional_time(at: Option<DateTime<Utc>>) -> String {
    at.map_or_else(|| "-".to_owned(), time)
}
