//! The builders of request types, as callers use them: `.tenant_id("acme-1")`.
//!
//! typify's setters of optional members only take what becomes an `Option`, which text does not,
//! and its errors are texts. Here, each setter takes what becomes the value, and an error keeps the
//! member and the reason apart. A second setter, `maybe_…`, takes an `Option`, and a third, `null_…`,
//! sets a member to null that a patch can have or leave out.

use std::collections::BTreeMap;

use quote::{ToTokens as _, format_ident, quote};
use syn::{
    Attribute, Expr, Fields, File, FnArg, GenericArgument, ImplItem, ImplItemFn, Item, ItemImpl,
    Lit, PathArguments, WherePredicate, parse_quote, visit_mut::VisitMut,
};

use super::{adjust::member_name, arrange::modules, patches::null_of, strict::optional};
use crate::code::format::last_name;

/// A member of a struct that has a builder.
struct Member {
    /// Its name in the contract.
    name: String,
    docs: Vec<Attribute>,
    /// The number of `Option`s around its value.
    options: usize,
    /// The value for null, if the member tells null from absence.
    null: Option<Expr>,
}

type Members = BTreeMap<String, Member>;

/// Rewrites all builders.
pub(super) fn rewrite(file: &mut File) {
    let structs: BTreeMap<String, Members> = file.items.iter().filter_map(members).collect();
    for module in modules(&mut file.items, "builder") {
        for item in module.content.iter_mut().flat_map(|(_, items)| items) {
            match item {
                Item::Struct(item) => KeptErrors.visit_item_struct_mut(item),
                Item::Impl(item) => {
                    let members = last_name(&item.self_ty).and_then(|name| structs.get(&name));
                    let Some(members) = members else { continue };
                    if item.trait_.is_none() {
                        rewrite_setters(item, members);
                    } else {
                        Missing(members).visit_item_impl_mut(item);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Returns the members of a struct, by the names of its fields.
fn members(item: &Item) -> Option<(String, Members)> {
    let Item::Struct(item) = item else { return None };
    let Fields::Named(fields) = &item.fields else { return None };
    let members = fields.named.iter().filter_map(|field| {
        let ident = field.ident.as_ref()?.to_string();
        let name = member_name(field)?;
        let docs = field.attrs.iter().filter(|it| it.path().is_ident("doc")).cloned().collect();
        let options = std::iter::successors(optional(&field.ty), |held| optional(held)).count();
        Some((ident, Member { name, docs, options, null: null_of(&field.ty) }))
    });
    Some((item.ident.to_string(), members.collect()))
}

fn rewrite_setters(item: &mut ItemImpl, members: &Members) {
    let setters = std::mem::take(&mut item.items).into_iter().flat_map(|item| match item {
        ImplItem::Fn(setter) => rewritten(setter, members),
        other => vec![other],
    });
    item.items = setters.collect();
}

/// Returns a setter and, if the member is optional, the setters for an `Option` and for null.
fn rewritten(mut setter: ImplItemFn, members: &Members) -> Vec<ImplItem> {
    let ident = setter.sig.ident.clone();
    let Some(Member { name, docs, options, null }) = members.get(&ident.to_string()) else {
        return vec![ImplItem::Fn(setter)];
    };
    let mut bound = Bound { optional: false };
    bound.visit_signature_mut(&mut setter.sig);
    let some = std::iter::repeat_n(quote!(.map(Some)), *options);
    setter.attrs.splice(0..0, described(docs, &format!("Sets `{name}`.")));
    setter.block = parse_quote!({
        self.#ident = value.try_into() #(#some)*
            .map_err(|error| super::error::ConversionError::of(#name, error));
        self
    });
    let other = |prefix: &str| {
        let name = format!("{prefix}_{}", ident.to_string().trim_start_matches("r#"));
        (!members.contains_key(&name)).then(|| format_ident!("{name}"))
    };
    let mut setters = vec![ImplItem::Fn(setter.clone())];
    if let Some(null) = null
        && let Some(setter) = other("null")
    {
        let doc = format!("Sets `{name}` to null.");
        setters.push(parse_quote! {
            #[doc = #doc]
            pub fn #setter(mut self) -> Self {
                self.#ident = Ok(#null);
                self
            }
        });
    }
    if let Some(maybe) = other("maybe").filter(|_| bound.optional) {
        let mut other = setter;
        other.sig.ident = maybe;
        if let Some(FnArg::Typed(value)) = other.sig.inputs.last_mut() {
            let inner = &value.ty;
            value.ty = parse_quote!(::std::option::Option<#inner>);
        }
        let doc = match null {
            Some(_) => format!("Sets `{name}`, or leaves it out, which is not null."),
            None => format!("Sets `{name}`, or removes it."),
        };
        other.attrs = vec![parse_quote!(#[doc = #doc])];
        other.block = parse_quote!({
            let Some(value) = value else {
                self.#ident = Ok(None);
                return self;
            };
            self.#ident(value)
        });
        setters.push(ImplItem::Fn(other));
    }
    setters
}

fn described(docs: &[Attribute], otherwise: &str) -> Vec<Attribute> {
    if docs.is_empty() { vec![parse_quote!(#[doc = #otherwise])] } else { docs.to_vec() }
}

/// Rewrites the bounds of a setter: what becomes the value, and an error that can be kept.
struct Bound {
    /// True if the bound was what becomes an `Option`.
    optional: bool,
}

impl VisitMut for Bound {
    fn visit_where_predicate_mut(&mut self, predicate: &mut WherePredicate) {
        let WherePredicate::Type(predicate) = predicate else { return };
        if predicate.bounds.to_token_stream().to_string().ends_with("Display") {
            predicate.bounds.push(parse_quote!('static));
        }
        syn::visit_mut::visit_predicate_type_mut(self, predicate);
    }

    fn visit_generic_argument_mut(&mut self, argument: &mut GenericArgument) {
        let GenericArgument::Type(kind) = argument else { return };
        if let Some(inner) = optional(kind) {
            self.optional = true;
            *kind = inner.clone();
        }
    }
}

/// Replaces the type of kept errors, which is text.
struct KeptErrors;

impl VisitMut for KeptErrors {
    fn visit_path_arguments_mut(&mut self, arguments: &mut PathArguments) {
        let PathArguments::AngleBracketed(arguments) = arguments else { return };
        if let Some(GenericArgument::Type(error)) = arguments.args.iter_mut().nth(1) {
            *error = parse_quote!(super::error::ConversionError);
        }
    }
}

/// Replaces the error of a member without a value.
struct Missing<'a>(&'a Members);

impl VisitMut for Missing<'_> {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        syn::visit_mut::visit_expr_mut(self, expression);
        let Expr::MethodCall(call) = expression else { return };
        let Expr::Lit(text) = &*call.receiver else { return };
        let Lit::Str(text) = &text.lit else { return };
        let text = text.value();
        let Some(field) = text.strip_prefix("no value supplied for ") else { return };
        let name = self.0.get(field).map_or(field, |member| &member.name);
        *expression = parse_quote!(super::error::ConversionError::of(#name, "required"));
    }
}
