//! Characters that a terminal would hide or obey, as escapes. Tenants, contexts and messages come
//! from others.

use std::fmt::Write as _;

/// Returns text for people, with `\\u{202e}` in the place of such a character.
pub fn text(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Returns JSON of the same meaning, with `\\u202e` in the place of such a character. Only strings
/// have them: the line feeds between values stay.
pub fn json(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    for character in json.chars() {
        if is_hidden(character) && character != '\n' {
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(shown, "\\u{unit:04x}").expect("a string grows");
            }
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Returns true for control characters, and for characters without a width or that change the
/// direction of text.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escaped() {
        for (given, as_text, as_json) in [
            ("acme-1 é 東", "acme-1 é 東", "acme-1 é 東"),
            ("a\u{202e}b", "a\\u{202e}b", "a\\u202eb"),
            ("\u{9b}2J", "\\u{9b}2J", "\\u009b2J"),
            ("\u{1b}[0m", "\\u{1b}[0m", "\\u001b[0m"),
            ("\u{e0041}", "\\u{e0041}", "\\udb40\\udc41"),
        ] {
            assert_eq!(text(given), as_text);
            assert_eq!(json(given), as_json);
        }
        let value = serde_json::json!({ "k\u{202e}": "\u{9b}\n\u{e0041}" });
        let shown = json(&serde_json::to_string_pretty(&value).expect("JSON"));
        assert!(shown.chars().all(|it| it == '\n' || !is_hidden(it)), "{shown}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).expect("JSON"), value);
    }
}
