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

/// Returns the lines of a description. Fences without a language, and those of Rust, have the
/// language `text`.
pub(crate) fn lines(description: &str) -> Vec<Line> {
    // The mark and the length of the fence that began, if the line is in code.
    let mut open: Option<(char, usize)> = None;
    let mut lines = Vec::new();
    for line in description.lines() {
        let line = line.trim_end();
        let content = line.trim_start();
        let mark = content.chars().next().filter(|mark| matches!(mark, '`' | '~'));
        let length = mark.map_or(0, |mark| content.chars().take_while(|it| *it == mark).count());
        let rest = content.get(length..).unwrap_or_default().trim();
        let mut text = line.to_owned();
        let is_code = match (open, mark) {
            (Some((opened, least)), mark) => {
                if mark == Some(opened) && length >= least && rest.is_empty() {
                    open = None;
                }
                true
            }
            // Backticks after the first ones are code within a line.
            (None, Some(mark)) if length >= 3 && !(mark == '`' && rest.contains('`')) => {
                open = Some((mark, length));
                if rest.is_empty() || rest.eq_ignore_ascii_case("rust") {
                    let fence: String = std::iter::repeat_n(mark, length).collect();
                    let indent = &line[..line.len() - content.len()];
                    text = format!("{indent}{fence}text");
                }
                true
            }
            _ => false,
        };
        lines.push(Line { text, is_code });
    }
    lines
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
        ] {
            assert_eq!(with_languages(description), expected);
            assert_eq!(with_languages(expected), expected);
        }
    }
}
