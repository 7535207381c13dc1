//! Whether an answer is the one that a page shows.
//!
//! IDs, times, secrets, keys and addresses are never the same twice: there, one of the same kind
//! will do. All else is. In text and in strings, `…` stands for anything.

use std::fmt::Write as _;

use serde_json::Value;
use uuid::Uuid;

/// What is different each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Uuid,
    Time,
    /// An API token, `lta_…` in pages.
    Secret,
    /// An encryption key.
    Key,
    Address,
    /// In headers only.
    Number,
}

/// What stands in a page for what there really is.
pub type Standing = Vec<(String, String)>;

/// Compares text, line by line. A line of `…` alone stands for any number of lines.
pub fn compare_text(shown: &str, real: &str) -> Result<Standing, String> {
    let mut standing = Standing::new();
    let shown: Vec<&str> = shown.trim().lines().collect();
    let real: Vec<&str> = real.trim().lines().collect();
    if compare_lines(&shown, &real, &mut standing) {
        Ok(standing)
    } else {
        Err(format!("the page shows\n{}\nand really it is\n{}", shown.join("\n"), real.join("\n")))
    }
}

fn compare_lines(shown: &[&str], real: &[&str], standing: &mut Standing) -> bool {
    let Some((first, rest)) = shown.split_first() else {
        return real.is_empty();
    };
    if first.trim() == "…" {
        return (0..=real.len()).any(|skipped| compare_lines(rest, &real[skipped..], standing));
    }
    let Some((line, others)) = real.split_first() else {
        return false;
    };
    let mut found = Standing::new();
    if !compare_string(first, line, false, &mut found) || !compare_lines(rest, others, standing) {
        return false;
    }
    standing.append(&mut found);
    true
}

/// Compares an answer of HTTP: the status, the headers that are shown, and the body.
pub fn compare_http(shown: &str, real: &str) -> Result<Standing, String> {
    let different = |what: &str| Err(format!("{what} differs from what the page shows: {real}"));
    let (shown, real_head) = (Message::read(shown), Message::read(real));
    if shown.status != real_head.status {
        return different("the status");
    }
    let mut standing = Standing::new();
    for (name, value) in &shown.headers {
        let found = real_head.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        if !found.is_some_and(|(_, found)| compare_string(value, found, true, &mut standing)) {
            return different(&format!("the header {name}"));
        }
    }
    if !shown.body.is_empty() {
        standing.extend(compare_json(shown.body, real_head.body)?);
    }
    Ok(standing)
}

struct Message<'a> {
    status: &'a str,
    headers: Vec<(&'a str, &'a str)>,
    body: &'a str,
}

impl<'a> Message<'a> {
    fn read(text: &'a str) -> Self {
        let end = text.find("\r\n\r\n").map(|at| (at, at + 4));
        let end = end.or_else(|| text.find("\n\n").map(|at| (at, at + 2)));
        let (head, body) =
            end.map_or((text, ""), |(head, body)| (&text[..head], text[body..].trim()));
        let (status, headers) = head.trim().split_once('\n').unwrap_or((head.trim(), ""));
        let headers = headers.lines().filter_map(|line| line.trim().split_once(": ")).collect();
        Self { status: status.trim(), headers, body }
    }
}

/// Compares JSON: the same members, and the same values.
pub fn compare_json(shown: &str, real: &str) -> Result<Standing, String> {
    let read = |text: &str, whose: &str| {
        serde_json::from_str::<Value>(text)
            .map_err(|error| format!("{whose} is not JSON ({error}): {text}"))
    };
    let (shown, real) = (read(shown, "what the page shows")?, read(real, "the answer")?);
    let mut standing = Standing::new();
    match differing(&shown, &real, "", &mut standing) {
        None => Ok(standing),
        Some(path) => {
            Err(format!("{path} differs: the page shows {shown}, and really it is {real}"))
        }
    }
}

/// The path of a value that differs.
fn differing(shown: &Value, real: &Value, path: &str, standing: &mut Standing) -> Option<String> {
    let same = match (shown, real) {
        (Value::Object(shown), Value::Object(real)) => {
            let missing = real.keys().find(|name| !shown.contains_key(*name));
            return missing.map(|name| format!("{path}.{name}")).or_else(|| {
                shown.iter().find_map(|(name, value)| {
                    let path = format!("{path}.{name}");
                    match real.get(name) {
                        Some(other) => differing(value, other, &path, standing),
                        None => Some(path),
                    }
                })
            });
        }
        (Value::Array(shown), Value::Array(real)) if shown.len() == real.len() => {
            return shown.iter().zip(real).enumerate().find_map(|(index, (shown, real))| {
                differing(shown, real, &format!("{path}[{index}]"), standing)
            });
        }
        (Value::String(shown), Value::String(real)) => compare_string(shown, real, false, standing),
        _ => shown == real,
    };
    (!same).then(|| if path.is_empty() { "it".to_owned() } else { path.to_owned() })
}

/// Compares a line of text.
fn compare_string(shown: &str, real: &str, numbers: bool, standing: &mut Standing) -> bool {
    let (shown, shown_values) = generalise(shown, numbers);
    let (real, real_values) = generalise(real, numbers);
    let mut parts: Vec<&str> = shown.split('…').collect();
    let last = parts.pop().unwrap_or_default();
    let is_whole = parts.is_empty();
    let mut rest = real.as_str();
    for (index, part) in parts.into_iter().enumerate() {
        match rest.find(part) {
            Some(at) if at == 0 || index > 0 => rest = &rest[at + part.len()..],
            _ => return false,
        }
    }
    if !(if is_whole { rest == last } else { rest.ends_with(last) }) {
        return false;
    }
    if is_whole {
        let values = shown_values.into_iter().zip(real_values);
        standing.extend(
            values
                .filter(|((kind, _), _)| matches!(kind, Kind::Uuid | Kind::Key))
                .map(|((_, shown), (_, real))| (shown, real)),
        );
    }
    true
}

/// A line with the kinds of values in the place of those, with single spaces, and the values.
fn generalise(line: &str, numbers: bool) -> (String, Vec<(Kind, String)>) {
    let (mut text, mut values) = (String::new(), Vec::new());
    let mut rest = line.trim();
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let found = (!before.is_ascii_alphanumeric()).then(|| value(rest, numbers)).flatten();
        let taken = if let Some((kind, length)) = found {
            let _ = write!(text, "<{kind:?}>");
            values.push((kind, rest[..length].to_owned()));
            length
        } else {
            if !(c == ' ' && before == ' ') {
                text.push(c);
            }
            c.len_utf8()
        };
        before = rest[..taken].chars().next_back().unwrap_or(' ');
        rest = &rest[taken..];
    }
    (text, values)
}

/// The value that some text begins with.
fn value(text: &str, numbers: bool) -> Option<(Kind, usize)> {
    let goes_on = |length: usize| text[length..].starts_with(|c: char| c.is_ascii_alphanumeric());
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if text.get(..36).is_some_and(|text| Uuid::try_parse(text).is_ok()) && !goes_on(36) {
        return Some((Kind::Uuid, 36));
    }
    if text.len() >= 19 && text.is_char_boundary(19) && text.as_bytes()[10] == b'T' {
        let (date, time) = (&text[..10], &text[11..19]);
        let is_time = |text: &str, separator: u8| {
            text.bytes().all(|byte| byte.is_ascii_digit() || byte == separator)
        };
        if is_time(date, b'-') && is_time(time, b':') {
            let more = text[19..]
                .bytes()
                .take_while(|byte| b".+:".contains(byte) || byte.is_ascii_digit());
            let length = 19 + more.count();
            return Some((Kind::Time, length + usize::from(text[length..].starts_with('Z'))));
        }
    }
    if let Some(rest) = text.strip_prefix("lta_") {
        let hex = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        let length = if rest.starts_with('…') { '…'.len_utf8() } else { hex };
        return (length > 0).then_some((Kind::Secret, "lta_".len() + length));
    }
    let base64 =
        text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(byte));
    if base64.count() == 43 && text[43..].starts_with('=') {
        return Some((Kind::Key, 44));
    }
    if let Some(port) = text.strip_prefix("127.0.0.1:").map(digits).filter(|port| *port > 0) {
        return Some((Kind::Address, "127.0.0.1:".len() + port));
    }
    let number = digits(text);
    (numbers && number > 0).then_some((Kind::Number, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "efe6413c-941a-4ca6-8f22-defbf758b824";
    const OTHER: &str = "1ba1f401-7183-47c5-9e39-e8e257e3c795";

    #[test]
    fn text() {
        for (shown, real, same) in [
            ("a b", "a   b\n", true),
            ("a b", "a c", false),
            ("a", "a\nb", false),
            ("a\nb", "a", false),
            ("a\n…\nd", "a\nb\nc\nd", true),
            ("a\n…\nd", "a\nb\nc", false),
            ("took … ms", "took 5 ms", true),
            ("took … ms", "took 5 s", false),
            ("took …", "took 5 s", true),
            ("a … b", "a x b c", false),
            ("a … b", "a x b c b", true),
            ("a … b … c", "a 1 b 2 c", true),
            ("a … b … c", "a 1 c 2 b", false),
            ("a … b", "x a 1 b", false),
            (ONE, OTHER, true),
            (ONE, "none", false),
            ("at 2026-01-01T12:00:00Z", "at 2027-02-22T06:03:57.123Z", true),
            ("at 2026-01-01T12:00:00Z", "at noon", false),
            ("secret  lta_…", "secret  lta_0123abcd", true),
            ("secret  lta_…", "secret  0123abcd", false),
            ("on http://127.0.0.1:8080", "on http://127.0.0.1:40123", true),
            ("on http://127.0.0.1:8080", "on http://127.0.0.2:40123", false),
            ("5 things", "6 things", false),
        ] {
            assert_eq!(compare_text(shown, real).is_ok(), same, "{shown} | {real}");
        }
    }

    #[test]
    fn json() {
        for (shown, real, path) in [
            (r#"{"a": 1}"#, r#"{"a": 1}"#, None),
            (r#"{"a": 1}"#, r#"{"a": 2}"#, Some(".a")),
            (r#"{"a": 1}"#, r#"{"a": "1"}"#, Some(".a")),
            (r#"{"a": 1}"#, "{}", Some(".a")),
            ("{}", r#"{"a": 1}"#, Some(".a")),
            (r#"{"a": [{"b": null}]}"#, r#"{"a": [{"b": false}]}"#, Some(".a[0].b")),
            (r#"["x"]"#, r#"["x", "y"]"#, Some("it")),
            (r#"["2026-01-01T12:00:00Z"]"#, r#"["2027-02-22T06:03:57Z"]"#, None),
        ] {
            let found = compare_json(shown, real).err();
            match path {
                None => assert_eq!(found, None),
                Some(path) => {
                    assert!(found.is_some_and(|found| found.starts_with(path)), "{shown} | {real}");
                }
            }
        }
        assert!(compare_json("{}", "none").is_err());
    }

    #[test]
    fn http() {
        let real = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nx: y\r\n\r\n{\"a\": 1}";
        for (shown, same) in [
            ("HTTP/1.1 429 Too Many Requests\n", true),
            ("HTTP/1.1 503 Service Unavailable\n", false),
            ("HTTP/1.1 429 Too Many Requests\nretry-after: 1\n\n{\"a\": 1}\n", true),
            ("HTTP/1.1 429 Too Many Requests\nretry-after: soon\n", false),
            ("HTTP/1.1 429 Too Many Requests\nx: z\n", false),
            ("HTTP/1.1 429 Too Many Requests\nz: y\n", false),
            ("HTTP/1.1 429 Too Many Requests\n\n{\"a\": 2}\n", false),
        ] {
            assert_eq!(compare_http(shown, real).is_ok(), same, "{shown}");
        }
    }

    #[test]
    fn what_is_shown_stands_for_what_is() {
        let standing = vec![(ONE.to_owned(), OTHER.to_owned())];
        let (shown, real) = (format!("{{\"a\": \"{ONE}\"}}"), format!("{{\"a\": \"{OTHER}\"}}"));
        assert_eq!(compare_json(&shown, &real), Ok(standing.clone()));
        assert_eq!(compare_text(&format!("id {ONE}"), &format!("id  {OTHER}")), Ok(standing));
    }
}
