//! The order of the generated file: types, then implementations, then builders. Implementations
//! that look the same for every type become lists of types, for macros of the runtime.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{
    BinOp, Expr, ExprIf, Fields, GenericArgument, ImplItem, Item, ItemImpl, ItemMod, Lit, LitStr,
    PathArguments, PathSegment, Stmt, Type, UnOp,
};

use super::{messages, names::RUNTIME};
use crate::code::format::{self, last_name};

/// The types whose implementations are written by macros.
#[derive(Default)]
pub(super) struct Lists {
    newtypes: BTreeMap<String, TokenStream>,
    /// The checks of the types around a text.
    limited_texts: BTreeMap<String, TokenStream>,
    parse_text: BTreeSet<String>,
    read_text: BTreeSet<String>,
    objects: BTreeSet<String>,
}

impl Lists {
    /// Removes the implementations that the macros can write, and lists their types.
    pub(super) fn extract(items: &mut Vec<Item>, objects: &[Ident]) -> Self {
        let mut lists =
            Self { objects: objects.iter().map(Ident::to_string).collect(), ..Self::default() };
        items.retain(|item| !matches!(item, Item::Impl(item) if lists.take(item)));
        // `newtypes!` writes `Deref` and the conversion to the inner type together.
        items.retain(|item| !matches!(item, Item::Impl(item) if lists.unwraps(item)));
        lists
    }

    /// Adds an enumeration of strings.
    pub(super) fn add_read_text(&mut self, name: &Ident) {
        self.read_text.insert(name.to_string());
    }

    fn take(&mut self, item: &ItemImpl) -> bool {
        let (Some(name), Some(implemented)) = (last_name(&item.self_ty), trait_of(item)) else {
            return false;
        };
        let body = body(item);
        if implemented.ident == "Deref" && body == "{ & self . 0 }" {
            let target = item.items.iter().find_map(|item| match item {
                ImplItem::Type(target) => Some(target.ty.to_token_stream()),
                _ => None,
            });
            self.newtypes.insert(name, target.unwrap_or_default());
        } else if implemented.ident == "FromStr"
            && let Some(checks) = text_checks(item)
        {
            self.limited_texts.insert(name, checks);
        } else if implemented.ident == "TryFrom" && body == "{ value . parse () }" {
            self.parse_text.insert(name);
        } else if implemented.ident == "Deserialize"
            && body.starts_with(
                "{ :: std :: string :: String :: deserialize (deserializer) ? . parse ()",
            )
        {
            self.read_text.insert(name);
        } else {
            return false;
        }
        true
    }

    fn unwraps(&self, item: &ItemImpl) -> bool {
        let is_from = trait_of(item).is_some_and(|implemented| implemented.ident == "From");
        let source = argument(item).and_then(last_name);
        is_from
            && body(item) == "{ value . 0 }"
            && source.is_some_and(|name| self.newtypes.contains_key(&name))
    }

    /// Returns the calls of the macros.
    pub(super) fn calls(&self) -> TokenStream {
        let runtime = format_ident!("{RUNTIME}");
        let call = |name: &str, entries: Vec<TokenStream>| {
            let name = format_ident!("{name}");
            (!entries.is_empty()).then(|| quote!(#runtime::#name! { #(#entries),* }))
        };
        let idents = |names: &BTreeSet<String>| -> Vec<TokenStream> {
            names.iter().map(|name| format_ident!("{name}").to_token_stream()).collect()
        };
        let newtypes = self.newtypes.iter().map(|(name, inner)| {
            let name = format_ident!("{name}");
            quote!(#name(#inner))
        });
        let newtypes = call("newtypes", newtypes.collect());
        let limited = self.limited_texts.iter().map(|(name, checks)| {
            let name = format_ident!("{name}");
            quote!(#name = #checks;)
        });
        let limited: Vec<_> = limited.collect();
        let limited =
            (!limited.is_empty()).then(|| quote!(#runtime::limited_texts! { #(#limited)* }));
        let parse_text = call("parse_text", idents(&self.parse_text));
        let read_text = call("read_text", idents(&self.read_text));
        let objects = call("objects", idents(&self.objects));
        quote!(#newtypes #limited #parse_text #read_text #objects)
    }
}

/// Sorts the items: types by name, their implementations, the rest, and modules with builders last.
pub(super) fn in_order(mut items: Vec<Item>, names: &BTreeSet<String>) -> Vec<Item> {
    let place = |item: &Item| match item {
        Item::Use(_) => (0, String::new()),
        Item::Struct(item) => (1, item.ident.to_string()),
        Item::Enum(item) => (1, item.ident.to_string()),
        Item::Type(item) => (1, item.ident.to_string()),
        Item::Impl(item) => (2, subject(item, names).unwrap_or_default()),
        Item::Mod(item) if item.ident == "builder" => (5, String::new()),
        Item::Mod(_) => (4, String::new()),
        _ => (3, String::new()),
    };
    items.sort_by_cached_key(place);
    items
}

/// Removes all builders but those of the types of requests, and of the types within these.
/// `limited` are the types that lockstep writes itself, which can hold others.
pub(super) fn keep_builders(items: &mut Vec<Item>, limited: &[Item], requests: BTreeSet<String>) {
    let kept = with_inner_types(&items.iter().chain(limited), requests);
    items.retain(|item| match item {
        Item::Impl(item) => !is_builder_function(item) || is_of(item, &kept),
        _ => true,
    });
    for module in modules(items, "builder") {
        let Some((_, inner)) = &mut module.content else { continue };
        inner.retain(|item| match item {
            Item::Struct(item) => kept.contains(&item.ident.to_string()),
            Item::Impl(item) => is_of(item, &kept),
            _ => true,
        });
    }
    items.retain(|item| match item {
        Item::Mod(module) if module.ident == "builder" => {
            let inner = module.content.iter().flat_map(|(_, items)| items);
            inner.into_iter().any(|item| matches!(item, Item::Struct(_)))
        }
        _ => true,
    });
}

/// Returns the modules of a name.
pub(super) fn modules<'i>(
    items: &'i mut [Item],
    name: &str,
) -> impl Iterator<Item = &'i mut ItemMod> {
    items.iter_mut().filter_map(move |item| match item {
        Item::Mod(module) if module.ident == name => Some(module),
        _ => None,
    })
}

/// Removes the functions for defaults that nothing calls. typify writes one for each kind of
/// default, also for defaults that lockstep's own types fill in.
pub(super) fn drop_unused_defaults(items: &mut [Item]) {
    // Attributes of serde name functions in strings.
    let text = quote!(#(#items)*).to_string();
    for module in modules(items, "defaults") {
        let Some((_, items)) = &mut module.content else { continue };
        items.retain(|item| match item {
            Item::Fn(function) => text.matches(&function.sig.ident.to_string()).nth(1).is_some(),
            _ => true,
        });
    }
}

/// Returns the types of these names, and all types in their fields and variants, at any depth.
pub(super) fn with_inner_types<'i>(
    items: &(impl Iterator<Item = &'i Item> + Clone),
    names: BTreeSet<String>,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<String> = names.into_iter().collect();
    while let Some(name) = waiting.pop() {
        if !found.insert(name.clone()) {
            continue;
        }
        for item in items.clone() {
            let held = match item {
                Item::Struct(item) if item.ident == name => fields(&item.fields),
                Item::Enum(item) if item.ident == name => {
                    item.variants.iter().map(|variant| fields(&variant.fields)).collect()
                }
                Item::Type(item) if item.ident == name => item.ty.to_token_stream(),
                _ => continue,
            };
            waiting.extend(format::idents(held));
        }
    }
    found
}

/// Returns the types of fields.
fn fields(fields: &Fields) -> TokenStream {
    fields.iter().map(|field| field.ty.to_token_stream()).collect()
}

fn is_builder_function(item: &ItemImpl) -> bool {
    item.trait_.is_none()
        && matches!(&*item.items, [ImplItem::Fn(function)] if function.sig.ident == "builder")
}

fn is_of(item: &ItemImpl, names: &BTreeSet<String>) -> bool {
    last_name(&item.self_ty).is_some_and(|name| names.contains(&name))
}

/// Returns the generated type that an implementation is about: `From<A> for String` is about `A`.
fn subject(item: &ItemImpl, names: &BTreeSet<String>) -> Option<String> {
    let own = last_name(&item.self_ty);
    let source = argument(item).and_then(last_name);
    own.clone().filter(|name| names.contains(name)).or(source).or(own)
}

/// Returns the conversions that cannot fail: from a type into another.
pub(super) fn conversions(items: &[Item]) -> BTreeSet<(String, String)> {
    let found = items.iter().filter_map(|item| {
        let Item::Impl(item) = item else { return None };
        trait_of(item).filter(|implemented| implemented.ident == "From")?;
        Some((last_name(argument(item)?)?, last_name(&item.self_ty)?))
    });
    found.collect()
}

fn trait_of(item: &ItemImpl) -> Option<&PathSegment> {
    let (implemented, _) = item.trait_.as_ref()?;
    implemented.segments.last()
}

/// Returns the type argument of the implemented trait.
fn argument(item: &ItemImpl) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &trait_of(item)?.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(kind) => Some(kind),
        _ => None,
    }
}

/// Returns the checks of a `FromStr` that reads a type around a text, for the macro. None if it has
/// others, or another message for one of them.
fn text_checks(item: &ItemImpl) -> Option<TokenStream> {
    let [_, ImplItem::Fn(function)] = item.items.as_slice() else { return None };
    let (end, mut stmts) = function.block.stmts.split_last()?;
    if end.to_token_stream().to_string() != "Ok (Self (value . to_string ()))" {
        return None;
    }
    let mut checks = Vec::new();
    loop {
        let check;
        (check, stmts) = match stmts {
            [] => break,
            [Stmt::Item(Item::Static(pattern)), Stmt::Expr(Expr::If(matched), _), rest @ ..] => {
                let cond = &matched.cond;
                let is_pattern = quote!(#cond).to_string() == "PATTERN . find (value) . is_none ()";
                let expression = messages::literal(pattern.expr.to_token_stream())?;
                let message = refusal(matched).filter(|_| is_pattern)?;
                (quote!(pattern(#expression, #message)), rest)
            }
            [Stmt::Expr(Expr::If(check), _), rest @ ..] => (text_check(check)?, rest),
            _ => return None,
        };
        checks.push(check);
    }
    (!checks.is_empty()).then(|| quote!(#(#checks),*))
}

/// Returns a check of a text, for the macro.
fn text_check(check: &ExprIf) -> Option<TokenStream> {
    let message = refusal(check)?;
    let cond = &check.cond;
    if quote!(#cond).to_string() == "value . is_empty ()" {
        return (message.value() == messages::shortest(1)).then(|| quote!(min(1)));
    }
    match &**cond {
        Expr::Binary(cond) => {
            let (left, Expr::Lit(limit)) = (&cond.left, &*cond.right) else { return None };
            let Lit::Int(limit) = &limit.lit else { return None };
            let limit: u64 = limit.base10_parse().ok()?;
            let name = match cond.op {
                BinOp::Gt(_) if message.value() == messages::longest(limit) => "max",
                BinOp::Lt(_) if message.value() == messages::shortest(limit) => "min",
                _ => return None,
            };
            let is_length = quote!(#left).to_string() == "value . chars () . count ()";
            let (name, limit) = (format_ident!("{name}"), Literal::u64_unsuffixed(limit));
            is_length.then(|| quote!(#name(#limit)))
        }
        Expr::MethodCall(any) if any.method == "any" => {
            let Some(Expr::Closure(each)) = any.args.first() else { return None };
            let (name, body) = match &*each.body {
                Expr::Unary(not) if matches!(not.op, UnOp::Not(_)) => ("only", &*not.expr),
                body => ("without", body),
            };
            let Expr::Macro(matches) = body else { return None };
            // `character` and a comma come before the pattern.
            let characters: TokenStream = matches.mac.tokens.clone().into_iter().skip(2).collect();
            let name = format_ident!("{name}");
            Some(quote!(#name(#characters, #message)))
        }
        _ => None,
    }
}

/// Returns the message of a check that does nothing but refuse.
fn refusal(check: &ExprIf) -> Option<LitStr> {
    let (None, [Stmt::Expr(Expr::Return(_), _)]) =
        (&check.else_branch, check.then_branch.stmts.as_slice())
    else {
        return None;
    };
    messages::literal(check.then_branch.to_token_stream())
}

/// Returns the body of the first function, as tokens are shown.
fn body(item: &ItemImpl) -> String {
    let function = item.items.iter().find_map(|item| match item {
        ImplItem::Fn(function) => Some(function),
        _ => None,
    });
    function.map(|it| it.block.to_token_stream().to_string()).unwrap_or_default()
}
