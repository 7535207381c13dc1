//! The order of the generated file: types, then implementations, then builders. Implementations
//! that look the same for every type become lists of types, for macros of the runtime.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{
    Fields, GenericArgument, ImplItem, Item, ItemImpl, ItemMod, PathArguments, PathSegment, Type,
};

use super::names::RUNTIME;
use crate::code::format;

/// The types whose implementations are written by macros.
#[derive(Default)]
pub(super) struct Lists {
    newtypes: BTreeMap<String, TokenStream>,
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
        let parse_text = call("parse_text", idents(&self.parse_text));
        let read_text = call("read_text", idents(&self.read_text));
        let objects = call("objects", idents(&self.objects));
        quote!(#newtypes #parse_text #read_text #objects)
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
pub(super) fn keep_builders(items: &mut Vec<Item>, requests: BTreeSet<String>) {
    let kept = with_inner_types(items, requests);
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
fn with_inner_types(items: &[Item], names: BTreeSet<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<String> = names.into_iter().collect();
    while let Some(name) = waiting.pop() {
        if !found.insert(name.clone()) {
            continue;
        }
        for item in items {
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

/// Returns the last part of a type's path.
pub(super) fn last_name(kind: &Type) -> Option<String> {
    let Type::Path(path) = kind else { return None };
    path.path.segments.last().map(|last| last.ident.to_string())
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

/// Returns the body of the first function, as tokens are shown.
fn body(item: &ItemImpl) -> String {
    let function = item.items.iter().find_map(|item| match item {
        ImplItem::Fn(function) => Some(function),
        _ => None,
    });
    function.map(|it| it.block.to_token_stream().to_string()).unwrap_or_default()
}
