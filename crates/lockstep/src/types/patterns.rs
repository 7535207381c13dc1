//! Patterns that say no more than which characters a text has, checked without a regular expression.
//!
//! typify has each `pattern` looked for by `regress`, which is right for all of them. Most patterns of names, codes and scopes are of
//! one set of characters, such as `^[a-z0-9-]+$`, and each request has several.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Block, Expr, File, Item, LitStr, Stmt, parse_quote, visit_mut::VisitMut};

/// Replaces the regular expressions of such patterns.
pub(super) fn simplify(file: &mut File) {
    Patterns.visit_file_mut(file);
}

struct Patterns;

impl VisitMut for Patterns {
    fn visit_block_mut(&mut self, block: &mut Block) {
        syn::visit_mut::visit_block_mut(self, block);
        let is_pattern =
            |stmt: &Stmt| matches!(stmt, Stmt::Item(Item::Static(it)) if it.ident == "PATTERN");
        let Some(place) = block.stmts.iter().position(is_pattern) else { return };
        // As typify writes it: the expression, and after it what is refused.
        let [Stmt::Item(Item::Static(pattern)), Stmt::Expr(Expr::If(refused), _)] =
            &mut block.stmts[place..place + 2]
        else {
            return;
        };
        let expression = &pattern.expr;
        let literal = literal(quote!(#expression));
        if let Some(characters) = literal.and_then(|it| Characters::of_pattern(&it.value())) {
            let is_refused = characters.is_refused();
            *refused.cond = parse_quote!(#is_refused);
            block.stmts.remove(place);
        }
    }
}

/// The first string in an expression.
fn literal(tokens: TokenStream) -> Option<LitStr> {
    tokens.into_iter().find_map(|token| match token {
        proc_macro2::TokenTree::Group(group) => literal(group.stream()),
        proc_macro2::TokenTree::Literal(literal) => syn::parse_str(&literal.to_string()).ok(),
        _ => None,
    })
}

/// What characters a text may have: `^[…]*$` or `^[…]+$`.
#[derive(Debug, PartialEq, Eq)]
struct Characters {
    /// Whether it may have all others instead.
    negated: bool,
    ranges: Vec<(char, char)>,
    may_be_empty: bool,
}

impl Characters {
    /// Reads a pattern. None if it says something else, or in another way than here: then it stays an expression.
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
            // A `-` stands for itself at the start or the end only.
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

    /// Whether `value` is not such a text.
    fn is_refused(&self) -> TokenStream {
        let Self { negated, ranges, may_be_empty } = self;
        let ranges =
            ranges.iter().map(
                |(first, last)| {
                    if first == last { quote!(#first) } else { quote!(#first..=#last) }
                },
            );
        let negation = (!negated).then(|| quote!(!));
        let other =
            quote!(value.chars().any(|character| #negation matches!(character, #(#ranges)|*)));
        if *may_be_empty { other } else { quote!(value.is_empty() || #other) }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Character {
    character: char,
    escaped: bool,
}

/// What is between the brackets.
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
                    // Letters and digits are other sets, or mean something else.
                    punctuation if punctuation.is_ascii_punctuation() => punctuation,
                    _ => return None,
                };
                (character, true)
            }
            character => (character, false),
        };
        // Beyond, it would take the `u` flag to be one character.
        if character > '\u{ffff}' {
            return None;
        }
        all.push(Character { character, escaped });
    }
    Some(all)
}

/// The character that so many digits name.
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

    /// What is read as a set of characters allows what the expression does.
    #[test]
    fn sets_are_what_the_expressions_are() {
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
    fn other_expressions_stay() {
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
