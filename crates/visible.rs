//! Text from callers and from the database on a terminal: characters that hide, or that change how
//! a terminal displays others, are escaped.

use std::{borrow::Cow, fmt::Write as _};

/// Returns true for characters that a terminal interprets or hides: control characters, those that
/// change the direction of text, and those without width.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Escapes hidden characters like Rust, such as `\u{202e}`.
pub fn escaped(text: &str) -> Cow<'_, str> {
    replaced(text, |c| is_hidden(c).then(|| c.escape_unicode().to_string()))
}

/// Escapes hidden characters in several lines.
pub fn escaped_lines(text: &str) -> Cow<'_, str> {
    replaced(text, |c| (is_hidden(c) && c != '\n').then(|| c.escape_unicode().to_string()))
}

/// Escapes hidden characters in JSON, such as `\u202e`. They occur in its strings only, except for
/// line feeds between values.
pub fn escaped_json(json: &str) -> Cow<'_, str> {
    replaced(json, |c| {
        (is_hidden(c) && c != '\n').then(|| {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().fold(String::new(), |mut escaped, unit| {
                // Writing to a string does not fail.
                let _ = write!(escaped, "\\u{unit:04x}");
                escaped
            })
        })
    })
}

fn replaced(text: &str, escape: impl Fn(char) -> Option<String>) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match escape(c) {
            Some(escaped) => shown.push_str(&escaped),
            None => shown.push(c),
        }
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escaped() {
        for (text, shown) in [
            ("acme-1 é 東", "acme-1 é 東"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("\u{9b}2J\n", "\\u{9b}2J\\u{a}"),
        ] {
            assert_eq!(escaped(text), shown);
        }
        assert_eq!(escaped_lines("a\n\u{1b}b"), "a\n\\u{1b}b");
    }

    #[test]
    fn json_with_hidden_characters_stays_the_same_json() {
        let value =
            serde_json::json!({ "a\u{202e}": ["\u{9b}\u{7f}\u{0}\n", "\u{e0001} é 東 \" \\"] });
        let pretty = serde_json::to_string_pretty(&value).expect("JSON");
        let shown = escaped_json(&pretty);
        assert!(!shown.contains(|c| is_hidden(c) && c != '\n'), "{shown}");
        assert!(shown.contains("\\u202e") && shown.contains("\\u009b"), "{shown}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).expect("JSON"), value);
    }
}
