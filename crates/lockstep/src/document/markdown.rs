//! Descriptions as Markdown, so that their code is no code of Rust.
//!
//! In the documentation of a crate, code without a language is Rust, and `cargo test` compiles it.
//! A description shows requests, JSON or pseudocode.

/// A line of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// True for code between fences, and for the fences.
    pub(crate) is_code: bool,
}

/// The words by which rustdoc takes code for Rust, and compiles it.
const OF_RUST: [&str; 7] =
    ["rust", "should_panic", "no_run", "compile_fail", "test_harness", "standalone", "custom"];

/// A fence that code is after.
struct Fence {
    mark: char,
    length: usize,
    /// The number of quotes around it.
    quotes: usize,
}

impl Fence {
    /// Returns the fence that a line begins, and what is behind its marks.
    fn of(content: &str, quotes: usize) -> Option<(Self, &str)> {
        let mark = content.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let length = content.chars().take_while(|it| *it == mark).count();
        let rest = content[length..].trim();
        // Backticks after the first ones are code within a line.
        let is_fence = length >= 3 && !(mark == '`' && rest.contains('`'));
        is_fence.then_some((Self { mark, length, quotes }, rest))
    }

    /// Returns whether the content of a line ends the code.
    fn is_ended_by(&self, content: &str) -> bool {
        Self::of(content, 0).is_some_and(|(fence, rest)| {
            fence.mark == self.mark && fence.length >= self.length && rest.is_empty()
        })
    }
}

/// Returns the lines of a description. Fences without a language, and those of Rust, have the
/// language `text`. In quotes and lists, code by indentation, which is Rust, is indented no more.
pub(crate) fn lines(description: &str) -> Vec<Line> {
    let mut open: Option<Fence> = None;
    let mut lines = Vec::new();
    for line in description.lines() {
        let line = line.trim_end();
        // The end of a quote ends the code in it.
        let around = open.as_ref().map_or(0, |fence| fence.quotes);
        let within = without_quotes(line, around);
        if within.is_none() {
            open = None;
        }
        if let (Some(fence), Some(content)) = (&open, within) {
            if fence.is_ended_by(content.trim_start()) {
                open = None;
            }
            lines.push(Line { text: line.to_owned(), is_code: true });
            continue;
        }
        let (around, content) = apart(line);
        let quotes = around.matches('>').count();
        let Some((fence, info)) = Fence::of(content, quotes) else {
            lines.push(Line { text: around + content, is_code: false });
            continue;
        };
        let marks = &content[..fence.length];
        lines.push(Line { text: format!("{around}{marks}{}", language(info)), is_code: true });
        open = Some(fence);
    }
    lines
}

/// Returns a line without the marks of so many quotes. None if it has fewer.
fn without_quotes(line: &str, quotes: usize) -> Option<&str> {
    (0..quotes).try_fold(line, |line, _| line.trim_start().strip_prefix('>'))
}

/// Returns the marks of quotes and list items that a line begins with, and its content. Between
/// the two, there is not so much space that the content would be code.
fn apart(line: &str) -> (String, &str) {
    let mut rest = line;
    let mut end = 0;
    loop {
        let content = rest.trim_start();
        let Some(mark) = mark(content) else { break };
        end = line.len() - content.len() + mark;
        rest = &line[end..];
    }
    let content = rest.trim_start();
    let space = &rest[..rest.len() - content.len()];
    let is_code = end > 0 && (space.len() > 4 || space.contains('\t'));
    let space = if is_code { " " } else { space };
    (format!("{}{space}", &line[..end]), content)
}

/// Returns the length of the mark of a quote or a list item that a text begins with.
fn mark(text: &str) -> Option<usize> {
    if text.starts_with('>') {
        return Some(1);
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+'] };
    let behind = text[digits..].strip_prefix(signs)?;
    (digits < 10 && behind.starts_with([' ', '\t'])).then_some(digits + 1)
}

/// Returns the language that the text behind a fence names, or `text` for Rust and for none.
fn language(info: &str) -> &str {
    let mut words = info.split([',', ' ', '\t']).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let is_named = first.starts_with(char::is_alphabetic)
        && first.chars().all(|c| c.is_alphanumeric() || "+#-_.".contains(c));
    let lower = first.to_ascii_lowercase();
    let is_rust = OF_RUST.contains(&&*lower)
        || ["ignore-", "edition"].iter().any(|start| lower.starts_with(start))
        || lower
            .strip_prefix('e')
            .is_some_and(|it| it.len() == 4 && it.chars().all(|digit| digit.is_ascii_digit()));
    if is_named && !is_rust { first } else { "text" }
}

/// Returns a description in which all code has a language.
pub(crate) fn with_languages(description: &str) -> String {
    let lines: Vec<String> = lines(description).into_iter().map(|line| line.text).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fence_without_a_language_gets_one() {
        for (description, expected) in [
            ("a\n\n```\nb\n```\nc", "a\n\n```text\nb\n```\nc"),
            ("```rust\nb\n```", "```text\nb\n```"),
            ("```json\nb\n```", "```json\nb\n```"),
            ("- x\n  ~~~\n  ```\n  ~~~", "- x\n  ~~~text\n  ```\n  ~~~"),
            ("````\n```\n````\n```\n", "````text\n```\n````\n```text"),
            ("```a``` b\nc", "```a``` b\nc"),
            ("````rust,should_panic\na\n````", "````text\na\n````"),
            ("```no_run\na\n```\n```E0277\n```", "```text\na\n```\n```text\n```"),
            ("```json title=\"a\"\n{}\n```", "```json\n{}\n```"),
            ("```{.rust}\na\n```", "```text\na\n```"),
            ("> ```\n> ``` a\n> ```\n> b", "> ```text\n> ``` a\n> ```\n> b"),
            ("> ```\n> a\nb\n```\n", "> ```text\n> a\nb\n```text"),
            ("> a\n>\n>     b", "> a\n>\n> b"),
            ("-     a\n1.  b\n*c*", "- a\n1.  b\n*c*"),
        ] {
            assert_eq!(with_languages(description), expected);
            assert_eq!(with_languages(expected), expected);
        }
    }
}
