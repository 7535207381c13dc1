//! The limits of text, in checks and messages that are easier to read than typify's, and cheaper.
//!
//! typify checks each `pattern` by `regress`. Most patterns of names, codes and scopes only list
//! the allowed characters, such as `^[a-z0-9-]+$`, and each request has several. They are checked
//! without a regular expression.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Block, File, Item, Stmt, parse_quote, visit_mut::VisitMut};

use super::messages::{self, literal};

/// Rewrites the checks of all types. A pattern without a message of its own gets one that repeats
/// it.
pub(super) fn rewrite(file: &mut File, messages: &BTreeMap<String, String>) {
    TextLimits { messages }.visit_file_mut(file);
}

struct TextLimits<'m> {
    messages: &'m BTreeMap<String, String>,
}

impl VisitMut for TextLimits<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        syn::visit_mut::visit_block_mut(self, block);
        let is_pattern =
            |stmt: &Stmt| matches!(stmt, Stmt::Item(Item::Static(it)) if it.ident == "PATTERN");
        let Some(place) = block.stmts.iter().position(is_pattern) else { return };
        // typify writes the expression, and after it the check.
        let [Stmt::Item(Item::Static(pattern)), _] = &mut block.stmts[place..place + 2] else {
            return;
        };
        let expression = &pattern.expr;
        let literal = literal(quote!(#expression));
        let Some(pattern) = literal.map(|it| it.value()) else { return };
        let Some(characters) = Characters::of_pattern(&pattern) else { return };
        let mut checks: Vec<Stmt> = Vec::new();
        let empty = messages::shortest(1);
        let is_checked = |stmt: &Stmt| quote!(#stmt).to_string().contains(&empty);
        if !characters.may_be_empty && !block.stmts[..place].iter().any(is_checked) {
            checks.push(parse_quote!(if value.is_empty() { return Err(#empty.into()); }));
        }
        let is_refused = characters.is_refused();
        let message = self.messages.get(&pattern).cloned();
        let message = message.unwrap_or_else(|| characters.message());
        checks.push(parse_quote!(if #is_refused { return Err(#message.into()); }));
        block.stmts.splice(place..place + 2, checks);
    }

    fn visit_expr_if_mut(&mut self, check: &mut syn::ExprIf) {
        syn::visit_mut::visit_expr_if_mut(self, check);
        let block = &check.then_branch;
        let Some(message) = literal(quote!(#block)).map(|it| it.value()) else { return };
        let limit = |prefix: &str| -> Option<u64> {
            message.strip_prefix(prefix)?.strip_suffix(" characters")?.parse().ok()
        };
        let message = if let Some(max) = limit("longer than ") {
            messages::longest(max)
        } else if let Some(min) = limit("shorter than ") {
            if min == 1 {
                *check.cond = parse_quote!(value.is_empty());
            }
            messages::shortest(min)
        } else if let Some(pattern) = message.strip_prefix("doesn't match pattern ") {
            let pattern = pattern.trim_matches('"');
            self.messages.get(pattern).cloned().unwrap_or_else(|| messages::pattern(pattern))
        } else {
            return;
        };
        check.then_branch = parse_quote!({ return Err(#message.into()); });
    }
}

/// A pattern that lists characters: `^[…]*$` or `^[…]+$`.
#[derive(Debug, PartialEq, Eq)]
struct Characters {
    /// True if the class lists the characters that are not allowed.
    negated: bool,
    ranges: Vec<(char, char)>,
    may_be_empty: bool,
}

impl Characters {
    /// Parses a pattern. None if it is not a plain list of characters: then it stays a regular
    /// expression.
    fn of_pattern(pattern: &str) -> Option<Self> {
        let set = pattern.strip_prefix("^[")?;
        let (set, may_be_empty) = match set.strip_suffix("]*$") {
            Some(set) => (set, true),
            None => (set.strip_suffix("]+$")?, false),
        };
        let (set, negated) = set.strip_prefix('^').map_or((set, false), |set| (set, true));
        let characters = characters(set)?;
        let mut ranges = Vec::new();
        let mut rest = characters.as_slice();
        while let Some((&first, after)) = rest.split_first() {
            let (last, after) = match after {
                [Character { character: '-', escaped: false }, last, after @ ..] => (*last, after),
                _ => (first, after),
            };
            // A `-` is a character at the start or the end only.
            let is_bare = |it: Character| it.character == '-' && !it.escaped;
            let at_an_end = ranges.is_empty() || after.is_empty();
            if (is_bare(first) && !at_an_end)
                || (is_bare(last) && !(at_an_end && first == last))
                || first.character > last.character
            {
                return None;
            }
            ranges.push((first.character, last.character));
            rest = after;
        }
        (!ranges.is_empty()).then_some(Self { negated, ranges, may_be_empty })
    }

    /// Returns the condition that `value` has other characters.
    fn is_refused(&self) -> TokenStream {
        let ranges: Vec<TokenStream> = self
            .ranges
            .iter()
            .map(
                |(first, last)| {
                    if first == last { quote!(#first) } else { quote!(#first..=#last) }
                },
            )
            .collect();
        let not = (!self.negated).then(|| quote!(!));
        quote!(value.chars().any(|character| #not matches!(character, #(#ranges)|*)))
    }

    /// Returns the message, which says what is expected.
    fn message(&self) -> String {
        let shown = |character: &char| match character {
            '!'..='~' => format!("`{character}`"),
            character => format!("U+{:04X}", u32::from(*character)),
        };
        let ranges = self.ranges.iter().map(|(first, last)| {
            if first == last {
                shown(first)
            } else {
                format!("{} to {}", shown(first), shown(last))
            }
        });
        let ranges = ranges.collect::<Vec<_>>().join(", ");
        if self.negated {
            format!("must not contain the characters {ranges}")
        } else {
            format!("must contain only the characters {ranges}")
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Character {
    character: char,
    escaped: bool,
}

/// Parses the text between the brackets.
fn characters(set: &str) -> Option<Vec<Character>> {
    let mut all = Vec::new();
    let mut rest = set.chars();
    while let Some(next) = rest.next() {
        let (character, escaped) = match next {
            '[' | ']' => return None,
            '\\' => {
                let character = match rest.next()? {
                    'x' => hexadecimal(&mut rest, 2)?,
                    'u' => hexadecimal(&mut rest, 4)?,
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    // Escaped letters and digits mean something else, such as a class.
                    punctuation if punctuation.is_ascii_punctuation() => punctuation,
                    _ => return None,
                };
                (character, true)
            }
            character => (character, false),
        };
        // Beyond that, only the `u` flag makes it one character.
        if character > '\u{ffff}' {
            return None;
        }
        all.push(Character { character, escaped });
    }
    Some(all)
}

/// Parses a character from a number of hexadecimal digits.
fn hexadecimal(characters: &mut std::str::Chars<'_>, count: usize) -> Option<char> {
    let digits: String = characters.take(count).collect();
    let is_hexadecimal = digits.len() == count && digits.bytes().all(|it| it.is_ascii_hexdigit());
    let code = is_hexadecimal.then(|| u32::from_str_radix(&digits, 16).ok()).flatten()?;
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Characters {
        fn allow(&self, text: &str) -> bool {
            let is_in =
                |c: char| self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&c));
            (self.may_be_empty || !text.is_empty())
                && text.chars().all(|c| is_in(c) != self.negated)
        }
    }

    #[test]
    fn rewrite_replaces_checks_and_messages() {
        let original: File = parse_quote! {
            impl FromStr for Word {
                fn from_str(value: &str) -> Result<Self, Error> {
                    if value.chars().count() > 8usize {
                        return Err("longer than 8 characters".into());
                    }
                    static PATTERN: LazyLock<Regex> = LazyLock::new(|| { Regex::new("^[a-z-]+$").unwrap() });
                    if PATTERN.find(value).is_none() {
                        return Err("doesn't match pattern \"^[a-z-]+$\"".into());
                    }
                    Ok(Self(value.to_string()))
                }
            }
        };
        let mut file = original.clone();
        rewrite(&mut file, &BTreeMap::new());
        let expected: File = parse_quote! {
            impl FromStr for Word {
                fn from_str(value: &str) -> Result<Self, Error> {
                    if value.chars().count() > 8usize {
                        return Err("must have at most 8 characters".into());
                    }
                    if value.is_empty() {
                        return Err("must not be empty".into());
                    }
                    if value.chars().any(|character| !matches!(character, 'a'..='z' | '-')) {
                        return Err("must contain only the characters `a` to `z`, `-`".into());
                    }
                    Ok(Self(value.to_string()))
                }
            }
        };
        let expected = prettyplease::unparse(&expected);
        assert_eq!(prettyplease::unparse(&file), expected);

        let mut file = original;
        let message = ("^[a-z-]+$".to_owned(), "must be a word".to_owned());
        rewrite(&mut file, &BTreeMap::from([message]));
        let own = "must contain only the characters `a` to `z`, `-`";
        assert_eq!(prettyplease::unparse(&file), expected.replace(own, "must be a word"));
    }

    #[test]
    fn characters_allow_what_their_expression_does() {
        for pattern in [
            "^[a-z]+$",
            "^[a-zA-Z0-9_.-]*$",
            "^[-a-c]+$",
            r"^[\x21\x23-\x5B\x5D-\x7E]+$",
            r"^[^\x00-\x1F\x7F-\x9F]*$",
            r"^[^\u0000]+$",
            r"^[\]\[\\^\-]+$",
            r"^[a^]*$",
            "^[ä-ö\\n]+$",
            "^[.]+$",
            "^[^-]*$",
        ] {
            let set = Characters::of_pattern(pattern).unwrap_or_else(|| panic!("{pattern}"));
            let expression = regress::Regex::new(pattern).expect("valid");
            let characters = (0..0x3000).chain(0xfff0..0x10010).filter_map(char::from_u32);
            for text in characters.map(String::from).chain(["", "ab\n", "b-"].map(String::from)) {
                assert_eq!(
                    set.allow(&text),
                    expression.find(&text).is_some(),
                    "{pattern} {text:?}"
                );
            }
        }
    }

    #[test]
    fn characters_are_none_when_a_pattern_is_no_plain_list() {
        for pattern in [
            "a",
            "^a+$",
            "[a]+",
            "^[a]$",
            "^[a]?$",
            "^[a]{2}$",
            "^[a]+b[c]+$",
            "^[a]+$|^[b]+$",
            r"^[\d]+$",
            r"^[\w]+$",
            r"^[\s]+$",
            r"^[\b]+$",
            r"^[\cA]+$",
            r"^[\p{L}]+$",
            r"^[\u{61}]+$",
            r"^[\x2]+$",
            "^[]+$",
            "^[^]+$",
            "^[z-a]+$",
            "^[a-c-e]+$",
            "^[a--]+$",
            "^[😀]+$",
            r"^[\ud83d]+$",
            r"^[a\]+$",
        ] {
            assert_eq!(Characters::of_pattern(pattern), None, "{pattern}");
        }
    }
}
