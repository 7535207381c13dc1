//! Strings that keep to a length, patterns and formats, and strings that break one of them.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, Hir, HirKind};
use regress::Regex;

use super::part::MAX_SIZE;

/// The number of different texts for a pattern.
const VARIETY: usize = 8;

/// The number of choices among the texts of a pattern, for each number of repetitions.
const SEEDS: u64 = 6;

/// The longest text for a pattern, since matching long ones may take very long.
const MAX_MATCHED: u64 = 1_000;

/// The longest text that is extended so that a pattern just does not match.
const MAX_NEAR: usize = 16;

/// Texts to try for a pattern that cannot be taken apart, and to break a pattern with.
const COMMON: [&str; 14] = [
    "",
    " ",
    "a",
    "A",
    "0",
    "é",
    "a b",
    "abc",
    "a-b",
    "a_b",
    "1.0.0",
    "/a",
    "#00ff00",
    "2024-02-29",
];

/// The limits of a string.
#[derive(Default)]
pub(super) struct StringLimits {
    pub(super) min: u64,
    pub(super) max: Option<u64>,
    patterns: Vec<(String, Regex)>,
    pub(super) formats: Vec<String>,
}

impl StringLimits {
    /// Adds a pattern. One that is no regular expression is ignored.
    pub(super) fn add_pattern(&mut self, pattern: &str) {
        if let Ok(regex) = lockstep_runtime::text::pattern(pattern) {
            self.patterns.push((pattern.to_owned(), regex));
        }
    }

    fn fits(&self, text: &str) -> bool {
        self.has_length(text) && self.matches(text)
    }

    fn has_length(&self, text: &str) -> bool {
        let length = text.chars().count() as u64;
        self.min <= length && self.max.is_none_or(|max| length <= max)
    }

    fn matches(&self, text: &str) -> bool {
        self.patterns.iter().all(|(_, regex)| regex.find(text).is_some())
    }

    /// Returns texts within all limits, the plainest first, and some at the bounds of the length.
    pub(super) fn valid(&self) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for format in &self.formats {
            texts.extend(samples(format).valid.iter().map(|text| (*text).to_owned()));
        }
        texts.retain(|text| self.fits(text));
        if texts.is_empty() && self.patterns.is_empty() {
            texts.extend(self.of_length(self.min.max(1)));
            // A text with more bytes and UTF-16 units than characters.
            texts.extend(self.max.and_then(|max| filled('😀', max)));
        }
        if texts.is_empty() || self.formats.is_empty() {
            if !self.patterns.is_empty() {
                texts.extend(self.search(None, |text| self.fits(text)));
            }
            texts.extend(self.of_length(self.min));
            texts.extend(self.max.and_then(|max| self.of_length(max)));
        }
        let mut seen = BTreeSet::new();
        texts.retain(|text| self.has_length(text) && seen.insert(text.clone()));
        texts
    }

    /// Returns a text of a length that matches the patterns.
    pub(super) fn of_length(&self, length: u64) -> Option<String> {
        if self.patterns.is_empty() {
            return filled('a', length);
        }
        let fits = |text: &str| text.chars().count() as u64 == length && self.matches(text);
        self.search(Some(length), fits).into_iter().next()
    }

    /// Returns a text that breaks one of the patterns, and keeps to the rest. `plain` keeps to all.
    pub(super) fn unmatched(&self, pattern: &str, plain: &str) -> Option<String> {
        let regex = lockstep_runtime::text::pattern(pattern).ok()?;
        // Short texts only, since a long text that almost matches may take very long.
        let near = plain.chars().count() <= MAX_NEAR;
        let near = near.then(|| {
            [format!("{plain} "), format!("{plain}\n"), format!(" {plain}"), format!("{plain}é")]
        });
        let others = ["!", "!!!", "\u{0}", "A-", "aaa", "-"].into_iter().chain(COMMON);
        near.into_iter()
            .flatten()
            .chain(others.map(str::to_owned))
            .chain(filled('!', self.min))
            .find(|text| {
                self.has_length(text)
                    && regex.find(text).is_none()
                    && self.matches_others(pattern, text)
            })
    }

    fn matches_others(&self, pattern: &str, text: &str) -> bool {
        self.patterns.iter().all(|(other, regex)| other == pattern || regex.find(text).is_some())
    }

    /// Returns texts that break a format, and nothing else.
    pub(super) fn unformatted(&self, format: &str) -> Vec<&'static str> {
        let broken = samples(format).broken;
        broken.iter().copied().filter(|text| self.fits(text)).collect()
    }

    /// Returns some texts within all limits, made from the patterns. One only, if a length is
    /// given.
    fn search(&self, length: Option<u64>, fits: impl Fn(&str) -> bool) -> Vec<String> {
        let most = if length.is_some() { 1 } else { VARIETY };
        let mut repeats: BTreeSet<u64> = (0..=3).chain([8, 20]).collect();
        for length in length.or(Some(self.min)).into_iter().chain(self.max) {
            if length <= MAX_MATCHED {
                repeats.extend(length.saturating_sub(4)..=length);
            }
        }
        let mut found: Vec<String> = Vec::new();
        let mut tried = BTreeSet::new();
        let mut is_enough = |text: String| {
            if !tried.contains(&text) && fits(&text) {
                found.push(text.clone());
            }
            tried.insert(text);
            found.len() >= most
        };
        'search: for (pattern, _) in &self.patterns {
            let Ok(hir) = regex_syntax::parse(&without_lookarounds(pattern)) else { continue };
            for repeat in &repeats {
                for seed in 0..if *repeat > 20 { 2 } else { SEEDS } {
                    let mut writer = Writer { text: String::new(), repeat: *repeat, seed };
                    if writer.write(&hir).is_none() {
                        continue;
                    }
                    // A pattern without an anchor may match a longer text.
                    let written = writer.text.chars().count() as u64;
                    let missing = length.unwrap_or(self.min).saturating_sub(written);
                    let longer = filled('a', missing).map(|more| format!("{}{more}", writer.text));
                    if is_enough(writer.text) || longer.is_some_and(&mut is_enough) {
                        break 'search;
                    }
                }
            }
        }
        for text in COMMON {
            if is_enough(text.to_owned()) {
                break;
            }
        }
        found
    }
}

/// Returns a text of one repeated character, unless it would be too long.
fn filled(character: char, length: u64) -> Option<String> {
    let length = usize::try_from(length).ok()?;
    (length as u64 <= MAX_SIZE).then(|| std::iter::repeat_n(character, length).collect())
}

/// Returns a pattern without lookarounds, which the parser does not know.
fn without_lookarounds(pattern: &str) -> String {
    let mut kept = String::new();
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(first) = rest.chars().next() {
        let assertion = ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|start| rest.starts_with(start));
        let length = if assertion && !in_class {
            group(rest)
        } else if first == '\\' {
            let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            kept.push_str(&rest[..length]);
            length
        } else {
            in_class = if in_class { first != ']' } else { first == '[' };
            kept.push(first);
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    kept
}

/// Returns the length of the group at the start of a pattern.
fn group(pattern: &str) -> usize {
    let (mut depth, mut in_class, mut escaped) = (0_usize, false, false);
    for (at, character) in pattern.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' if in_class => in_class = false,
            _ if in_class => {}
            '[' => in_class = true,
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    pattern.len()
}

/// Writes a text that an expression matches.
struct Writer {
    text: String,
    /// The number of repetitions beyond the required ones.
    repeat: u64,
    /// The seed of choices. 0 always chooses the first.
    seed: u64,
}

impl Writer {
    /// None if the text would be too long, or no text matches.
    fn write(&mut self, hir: &Hir) -> Option<()> {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => self.text.push_str(std::str::from_utf8(&literal.0).ok()?),
            HirKind::Class(Class::Unicode(class)) => {
                let ranges: Vec<(char, char)> =
                    class.ranges().iter().map(|range| (range.start(), range.end())).collect();
                let character = self.character(&ranges)?;
                self.text.push(character);
            }
            HirKind::Class(Class::Bytes(class)) => {
                let ranges: Vec<(char, char)> = class
                    .ranges()
                    .iter()
                    .map(|range| (range.start().into(), range.end().into()))
                    .collect();
                let character = self.character(&ranges)?;
                self.text.push(character);
            }
            HirKind::Repetition(repetition) => {
                let most = repetition.max.map_or(MAX_MATCHED, u64::from);
                let times = (u64::from(repetition.min) + self.repeat).min(most);
                for _ in 0..times {
                    self.write(&repetition.sub)?;
                    if self.text.len() as u64 > MAX_MATCHED {
                        return None;
                    }
                }
            }
            HirKind::Capture(capture) => self.write(&capture.sub)?,
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.write(part))?,
            HirKind::Alternation(parts) => {
                let chosen = self.choose(parts.len());
                self.write(&parts[chosen])?;
            }
        }
        Some(())
    }

    /// Returns a character of a class, a letter or digit if possible. Letters come first, since
    /// many texts must begin with one.
    fn character(&mut self, ranges: &[(char, char)]) -> Option<char> {
        let within = |c: &char| ranges.iter().any(|(low, high)| low <= c && c <= high);
        let likely = ('a'..='z').chain('A'..='Z').chain('0'..='9');
        let first = self.choose(62);
        let mut likely = likely.clone().skip(first).chain(likely);
        let found = likely.find(within).or_else(|| (' '..='~').find(within));
        found.or_else(|| ranges.first().map(|(low, _)| *low))
    }

    /// Chooses by the seed and not at random, so that the same document gives the same instances.
    fn choose(&mut self, among: usize) -> usize {
        if self.seed == 0 {
            return 0;
        }
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.seed >> 33).unwrap_or(0) % among
    }
}

/// Returns texts that keep to a format, and texts that break it.
struct Samples {
    valid: &'static [&'static str],
    broken: &'static [&'static str],
}

/// A format that is not checked cannot be broken.
fn samples(format: &str) -> Samples {
    let (valid, broken): (&[&str], &[&str]) = match format {
        "uuid" => (
            &["6f0e6a3e-2f0c-4c5e-9d6b-1a2b3c4d5e6f", "6F0E6A3E-2F0C-4C5E-9D6B-1A2B3C4D5E6F"],
            &[
                "6f0e6a3e2f0c4c5e9d6b1a2b3c4d5e6f",
                "{6f0e6a3e-2f0c-4c5e-9d6b-1a2b3c4d5e6f}",
                "urn:uuid:6f0e6a3e-2f0c-4c5e-9d6b-1a2b3c4d5e6f",
                "6f0e6a3e-2f0c-4c5e-9d6b-1a2b3c4d5e6g",
            ],
        ),
        "date-time" => (
            &[
                "2024-02-29T12:34:56Z",
                "2024-02-29T12:34:56.789012345+05:30",
                "2024-02-29t12:34:56z",
                "2016-12-31T23:59:60Z",
            ],
            &[
                "2023-02-29T12:34:56Z",
                "2024-02-29T12:34:56",
                "2024-02-29 12:34:56Z",
                "2024-02-29T12:34:56+0530",
                "2024-2-29T12:34:56Z",
                "2024-02-29T12:34:60Z",
                "2024-02-29",
            ],
        ),
        "date" => (
            &["2024-02-29", "0001-01-01", "9999-12-31"],
            &["2023-02-29", "2024-2-9", "20240229", "2024-02-29T12:34:56Z"],
        ),
        "ipv4" => (
            &["192.0.2.1", "255.255.255.255"],
            &["192.0.2.256", "192.0.2", "192.0.02.1", "2001:db8::1"],
        ),
        "ipv6" => (
            &["2001:db8::1", "::ffff:192.0.2.1", "::"],
            &["2001:db8:::1", "2001:db8", "fe80::1%eth0", "192.0.2.1"],
        ),
        "ip" => (&["192.0.2.1", "2001:db8::1"], &["192.0.2.256", "2001:db8:::1", "localhost"]),
        "email" => (&["someone@example.com", "no address"], &[]),
        "hostname" => (&["example.com", "no host"], &[]),
        "uri" => (&["https://example.com/a?b=c#d", "no uri"], &[]),
        "byte" => (&["aGVsbG8=", "no base64!"], &[]),
        _ => (&[], &[]),
    };
    Samples { valid, broken }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_match_and_break_a_pattern() {
        for pattern in [
            "^[a-z]+$",
            "^a{2,5}$",
            "^(?![0-9]+$)[a-z0-9]{3,}$",
            r"^(?=.*\d)(?=.*[a-z]).{8,}$",
            r"^\d{4}-\d{2}(-\d{2})?$",
            "^(foo|bar)?-[^a-z]$",
            r"^\/[\w\-.~]*(\/[\w\-.~]+)*$",
            "b",
            r"^v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?$",
            "^[ÄÖÜ]{3}$",
            "^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$",
        ] {
            let mut texts = StringLimits::default();
            texts.add_pattern(pattern);
            let regex = lockstep_runtime::text::pattern(pattern).expect(pattern);
            let valid = texts.valid();
            assert!(!valid.is_empty(), "nothing for {pattern}");
            assert!(valid.iter().all(|text| regex.find(text).is_some()), "{pattern}: {valid:?}");
            let broken = texts.unmatched(pattern, &valid[0]).expect(pattern);
            assert!(regex.find(&broken).is_none(), "{pattern}: {broken:?}");
        }
    }

    #[test]
    fn texts_have_exactly_the_lengths_of_their_limits() {
        for (pattern, min, max) in [
            (None, 3, 7),
            (Some("^[a-z]([a-z0-9-]*[a-z0-9])?$"), 1, 63),
            (Some("^[a-z0-9]+(-[a-z0-9]+)*$"), 2, 40),
            (Some("x"), 5, 9),
        ] {
            let mut texts = StringLimits { min, max: Some(max), ..StringLimits::default() };
            if let Some(pattern) = pattern {
                texts.add_pattern(pattern);
            }
            let lengths: BTreeSet<u64> =
                texts.valid().iter().map(|text| text.chars().count() as u64).collect();
            assert_eq!(lengths.first(), Some(&min), "{pattern:?}");
            assert_eq!(lengths.last(), Some(&max), "{pattern:?}");
            let longer = texts.of_length(max + 1).expect("a text that is too long");
            assert_eq!(longer.chars().count() as u64, max + 1);
            assert!(texts.matches(&longer));
        }
    }

    #[test]
    fn texts_are_none_when_nothing_matches_a_pattern() {
        let mut texts = StringLimits::default();
        texts.add_pattern("^(?!)$");
        assert_eq!(texts.valid(), Vec::<String>::new());
        let mut texts = StringLimits::default();
        texts.add_pattern("^a{20000}$");
        assert_eq!(texts.valid(), Vec::<String>::new());
    }
}
