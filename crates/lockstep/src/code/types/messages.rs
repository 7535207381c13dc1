//! The messages for values that do not fit, in words that say what is expected.

use std::fmt::Display;

use proc_macro2::{Group, Ident, Literal, TokenStream, TokenTree};
use syn::{File, Item, ItemMod, LitStr, Macro, Type, visit_mut::VisitMut};

/// The message for a text that is too short.
pub(super) fn shortest(min: u64) -> String {
    match min {
        1 => "must not be empty".to_owned(),
        min => format!("must have at least {min} characters"),
    }
}

/// The message for a text that is too long.
pub(super) fn longest(max: u64) -> String {
    format!("must have at most {}", count(max, "character"))
}

/// The message for too few items or properties.
pub(super) fn at_least(min: u64, of: &str) -> String {
    match min {
        1 => "must not be empty".to_owned(),
        min => format!("must have at least {}", count(min, of)),
    }
}

/// The message for too many items or properties.
pub(super) fn at_most(max: u64, of: &str) -> String {
    format!("must have at most {}", count(max, of))
}

/// The message for a number that is too low.
pub(super) fn lower_bound(min: &impl Display, exclusive: bool) -> String {
    if exclusive { format!("must be more than {min}") } else { format!("must be at least {min}") }
}

/// The message for a number that is too high.
pub(super) fn upper_bound(max: &impl Display, exclusive: bool) -> String {
    if exclusive { format!("must be less than {max}") } else { format!("must be at most {max}") }
}

/// The message for a value that an enumeration does not list.
pub(super) fn one_of(values: impl Iterator<Item = impl Display>) -> String {
    let values: Vec<String> = values.map(|value| format!("`{value}`")).collect();
    match values.as_slice() {
        [value] => format!("expected {value}"),
        values => format!("expected one of {}", values.join(", ")),
    }
}

/// The message for a text that a pattern does not match.
pub(super) fn pattern(pattern: &str) -> String {
    format!("must match the pattern {pattern}")
}

fn count(number: u64, of: &str) -> String {
    match (number, of.strip_suffix('y')) {
        (1, _) => format!("1 {of}"),
        (number, Some(of)) => format!("{number} {of}ies"),
        (number, None) => format!("{number} {of}s"),
    }
}

/// Replaces the message of an enumeration's conversion from text, which is "invalid value" in
/// typify.
pub(super) fn of_enum(file: &mut File, name: &Ident, expected: &str) {
    for item in &mut file.items {
        let Item::Impl(item) = item else { continue };
        if matches!(&*item.self_ty, Type::Path(path) if path.path.is_ident(name)) {
            Replace { old: "invalid value", new: expected }.visit_item_impl_mut(item);
        }
    }
}

struct Replace<'a> {
    old: &'a str,
    new: &'a str,
}

impl VisitMut for Replace<'_> {
    fn visit_lit_str_mut(&mut self, text: &mut LitStr) {
        if text.value() == self.old {
            *text = LitStr::new(self.new, text.span());
        }
    }
}

/// Makes the messages of a module of builders as short as those of the server: the field, and what
/// is expected.
pub(super) fn of_builders(module: &mut ItemMod) {
    Builders.visit_item_mod_mut(module);
}

struct Builders;

impl Builders {
    fn replaced(text: &str) -> Option<String> {
        if let Some(rest) = text.strip_prefix("error converting supplied value for ") {
            return Some(rest.to_owned());
        }
        text.strip_prefix("no value supplied for ").map(|field| format!("{field}: must be given"))
    }

    fn tokens(tokens: TokenStream) -> TokenStream {
        let replaced = |tree| match tree {
            TokenTree::Group(group) => {
                Group::new(group.delimiter(), Self::tokens(group.stream())).into()
            }
            TokenTree::Literal(literal) => {
                let text = syn::parse_str::<LitStr>(&literal.to_string()).ok();
                let text = text.and_then(|text| Self::replaced(&text.value()));
                text.map_or(literal, |text| Literal::string(&text)).into()
            }
            tree => tree,
        };
        tokens.into_iter().map(replaced).collect()
    }
}

impl VisitMut for Builders {
    fn visit_lit_str_mut(&mut self, text: &mut LitStr) {
        if let Some(replaced) = Self::replaced(&text.value()) {
            *text = LitStr::new(&replaced, text.span());
        }
    }

    fn visit_macro_mut(&mut self, call: &mut Macro) {
        call.tokens = Self::tokens(std::mem::take(&mut call.tokens));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_says_what_is_expected() {
        for (message, expected) in [
            (shortest(1), "must not be empty"),
            (shortest(2), "must have at least 2 characters"),
            (longest(1), "must have at most 1 character"),
            (longest(8), "must have at most 8 characters"),
            (at_least(1, "item"), "must not be empty"),
            (at_least(2, "property"), "must have at least 2 properties"),
            (at_most(1, "property"), "must have at most 1 property"),
            (at_most(3, "item"), "must have at most 3 items"),
            (lower_bound(&0, false), "must be at least 0"),
            (lower_bound(&0.5, true), "must be more than 0.5"),
            (upper_bound(&9, false), "must be at most 9"),
            (upper_bound(&9, true), "must be less than 9"),
            (one_of([1, 2].iter()), "expected one of `1`, `2`"),
            (one_of(["a"].iter()), "expected `a`"),
            (pattern("^(ab)+$"), "must match the pattern ^(ab)+$"),
        ] {
            assert_eq!(message, expected);
        }
    }
}
