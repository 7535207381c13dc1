//! Types that are read from text.

use std::{fmt::Display, str::FromStr};

use regress::Regex;
use serde::{Deserialize as _, Deserializer, de::Error as _};

use crate::{ConversionError, checks::misnamed};

/// Reads a string, and from it what it stands for.
pub fn read<'de, D: Deserializer<'de>, T>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr<Err: Display>,
{
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}

/// Returns a number of things as text, such as `1 byte` or `2 bytes`.
pub(crate) fn count(number: usize, unit: &str) -> String {
    if number == 1 { format!("1 {unit}") } else { format!("{number} {unit}s") }
}

/// Reads a `pattern` of JSON Schema, a regular expression of ECMA-262.
///
/// It is read with the flag `u`, as JSON Schema asks for, so that `\p{L}` is a letter. Many
/// patterns in use are none with this flag, for instance since they escape a character that needs
/// no escape: these are read without it.
pub fn pattern(text: &str) -> Result<Regex, regress::Error> {
    Regex::with_flags(text, "u").or_else(|_| Regex::new(text))
}

/// Refuses a text of more characters.
pub fn at_most(text: &str, max: usize) -> Result<(), ConversionError> {
    // No character has less than a byte.
    if text.len() <= max || text.chars().count() <= max {
        return Ok(());
    }
    Err(format!("must have at most {}", count(max, "character")).into())
}

/// Refuses a text of fewer characters.
pub fn at_least(text: &str, min: usize) -> Result<(), ConversionError> {
    if text.chars().take(min).count() == min {
        return Ok(());
    }
    Err(match min {
        1 => "must not be empty".into(),
        min => format!("must have at least {min} characters").into(),
    })
}

/// Refuses a map with a name that does not match a pattern, which the code has as a whole.
pub fn names_match<'n>(
    mut names: impl Iterator<Item = &'n String>,
    pattern: &'static str,
    regex: &Regex,
) -> Result<(), ConversionError> {
    if names.all(|name| regex.find(name).is_some()) { Ok(()) } else { Err(misnamed(pattern)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Word(String);

    crate::limited_texts! {
        Word = max(3), min(2), only('a'..='c' | 'ä', "must be a word"), without('b', "must not have a b");
    }

    #[test]
    fn limited_text_is_refused_with_the_message_of_the_first_limit() {
        for (text, expected) in [
            ("äaä", Ok("äaä")),
            ("ac", Ok("ac")),
            ("aaaa", Err("must have at most 3 characters")),
            ("ä", Err("must have at least 2 characters")),
            ("ad", Err("must be a word")),
            ("ab", Err("must not have a b")),
        ] {
            let read = text.parse::<Word>().map(|word| word.0).map_err(|error| error.to_string());
            assert_eq!(read.as_deref().map_err(String::as_str), expected, "{text}");
        }
        assert_eq!(
            at_least("", 1).map_err(|it| it.to_string()),
            Err("must not be empty".to_owned())
        );
        assert_eq!(
            at_most("ab", 1).map_err(|it| it.to_string()),
            Err("must have at most 1 character".to_owned())
        );
    }

    #[test]
    fn pattern_is_read_with_unicode_and_else_without() {
        for (text, matches, other) in [
            (r"^\p{L}+$", "Zoë", "p{L}"),
            (r"^\u{1F600}$", "😀", "u"),
            ("^[😀-😂]$", "😁", "a"),
            // An escape that is not needed.
            (r"^a\-\@$", "a-@", "a"),
        ] {
            let pattern = pattern(text).expect(text);
            assert!(pattern.find(matches).is_some(), "{text}");
            assert!(pattern.find(other).is_none(), "{text}");
        }
        assert!(pattern("(").is_err());
    }
}
