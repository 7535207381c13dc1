//! The parser of `--limit` in lists of both programs.

/// Parses the maximum number of items in a list.
pub fn parse_limit(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "expected a whole number of at least 1: --all lists everything".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limit_is_at_least_one() {
        assert_eq!(parse_limit("1"), Ok(1));
        for text in ["0", "-1", "", "x"] {
            assert!(parse_limit(text).is_err_and(|it| it.contains("at least 1")), "{text}");
        }
    }
}
