//! The messages for values that do not fit, in words that say what is expected.

use std::{collections::BTreeMap, fmt::Display};

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{
    Expr, ExprCall, ExprLit, Fields, File, Item, Lit, LitStr, Type, parse_quote,
    visit_mut::VisitMut,
};

use crate::code::format::{doc_text, last_name};

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

const PATTERN: &str = "must match the pattern ";

/// The message for a text that a pattern does not match.
pub(super) fn pattern(pattern: &str) -> String {
    format!("{PATTERN}{pattern}")
}

/// Adds the limits of each newtype to its documentation: the messages of its conversions.
pub(super) fn document(items: &mut [Item]) {
    let mut limits: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in &mut *items {
        let Item::Impl(item) = item else { continue };
        if let Some(name) = last_name(&item.self_ty) {
            Messages(limits.entry(name).or_default()).visit_item_impl_mut(item);
        }
    }
    for item in items {
        let Item::Struct(item) = item else { continue };
        let limits = limits.remove(&item.ident.to_string()).unwrap_or_default();
        if limits.is_empty() || matches!(item.fields, Fields::Named(_)) {
            continue;
        }
        let limits: Vec<String> = limits.iter().map(|message| shown(message)).collect();
        let limits = format!("\n\nLimits:\n\n- {}", limits.join("\n- "));
        let doc = item.attrs.iter_mut().find_map(|attribute| {
            let text = doc_text(attribute)?;
            Some((attribute, text))
        });
        if let Some((attribute, text)) = doc {
            let doc = text.trim_end().to_owned() + &limits;
            *attribute = parse_quote!(#[doc = #doc]);
        }
    }
}

/// Returns a message for Markdown, in which a pattern would mean something else.
fn shown(message: &str) -> String {
    match message.strip_prefix(PATTERN) {
        Some(pattern) => format!("{PATTERN}`` {pattern} ``"),
        None => message.to_owned(),
    }
}

/// Collects the messages of errors.
struct Messages<'a>(&'a mut Vec<String>);

impl VisitMut for Messages<'_> {
    /// Finds `Err("…".into())`.
    fn visit_expr_call_mut(&mut self, call: &mut ExprCall) {
        let (Expr::Path(function), Some(Expr::MethodCall(into))) = (&*call.func, call.args.first())
        else {
            return;
        };
        if let (true, Expr::Lit(ExprLit { lit: Lit::Str(message), .. })) =
            (function.path.is_ident("Err"), &*into.receiver)
        {
            self.0.push(message.value());
        }
    }
}

/// Returns the first string in an expression.
pub(super) fn literal(tokens: TokenStream) -> Option<LitStr> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Group(group) => literal(group.stream()),
        TokenTree::Literal(literal) => syn::parse_str(&literal.to_string()).ok(),
        _ => None,
    })
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
