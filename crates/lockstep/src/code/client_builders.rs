//! The builders of operations, as callers use them: errors name the parameter and the reason, and
//! may be of the client's own type.

use std::collections::BTreeMap;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use quote::quote;
use syn::{
    Expr, ExprLit, ExprMethodCall, File, GenericArgument, GenericParam, Ident, ImplItem,
    ImplItemFn, Item, ItemImpl, Lit, Path, PathArguments, Type, TypeParamBound, WherePredicate,
    parse_quote, visit_mut::VisitMut,
};

use super::{client::chosen_type_doc, format, server::field_name};
use crate::{
    document::openapi::fold,
    model::{Api, Operation, Parameter},
};

/// Rewrites the builders of all operations. `error` is the path of the client's own error type.
pub(super) fn rewrite(file: &mut File, api: &Api, error: Option<&Path>) {
    let operations: BTreeMap<String, &Operation> =
        api.operations.iter().map(|it| (it.name.to_upper_camel_case(), it)).collect();
    for item in &mut file.items {
        let Item::Mod(module) = item else { continue };
        for item in module.content.iter_mut().flat_map(|(_, items)| items) {
            let Item::Impl(item) = item else { continue };
            if let Some(operation) =
                format::last_name(&item.self_ty).and_then(|it| operations.get(&it))
            {
                rewrite_builder(item, operation, error);
            }
        }
    }
    if error.is_some() {
        keep_error_private(file);
    }
}

fn rewrite_builder(item: &mut ItemImpl, operation: &Operation, error: Option<&Path>) {
    let parameters = operation.parameters.iter();
    let parameters: BTreeMap<String, &Parameter> =
        parameters.map(|it| (field_name(&it.method).to_string(), it)).collect();
    let chosen_type = operation.body.as_ref().and_then(|body| body.content.chosen_type());
    let mut added = Vec::new();
    for item in &mut item.items {
        let ImplItem::Fn(function) = item else { continue };
        if function.sig.ident == "new" {
            Missing(&parameters).visit_impl_item_fn_mut(function);
        } else if function.sig.generics.type_params().next().is_some() {
            let parameter = parameters.get(&function.sig.ident.to_string()).copied();
            let doc = match (parameter, function.sig.ident == "body_map") {
                (Some(parameter), _) => {
                    fold(&parameter.doc(&format!("Sets `{}`.", parameter.name)))
                }
                (None, true) => "Builds the body in place: `.body_map(|body| body.…)`.".to_owned(),
                (None, false) if function.sig.ident == "accept" => {
                    "Sets the media types that the caller accepts, such as `text/csv` (RFC 9110, \
                     section 12.5.1). Any by default."
                        .to_owned()
                }
                (None, false) => match chosen_type {
                    Some(media_type) if function.sig.ident == "content_type" => {
                        format!("Sets {}", chosen_type_doc(media_type))
                    }
                    _ => "Sets the body.".to_owned(),
                },
            };
            function.attrs.push(parse_quote!(#[doc = #doc]));
            let name = parameter.map(|it| it.name.as_str());
            Setter { name, value: value_type(function) }.visit_impl_item_fn_mut(function);
            take_items(function);
        }
        let Some(error) = error else { continue };
        if function.sig.ident == "send" {
            added.push(ImplItem::Fn(own_send(function, &operation.name.to_snake_case(), error)));
        } else if function.sig.ident == "stream" {
            OwnError(error).visit_return_type_mut(&mut function.sig.output);
        }
    }
    item.items.extend(added);
}

/// Returns the type parameter of a setter.
fn value_type(setter: &ImplItemFn) -> Option<Ident> {
    setter.sig.generics.params.iter().find_map(|parameter| match parameter {
        GenericParam::Type(parameter) => Some(parameter.ident.clone()),
        _ => None,
    })
}

/// Lets a setter of a list take anything with items that become those of the list, such as an array
/// of texts.
fn take_items(setter: &mut ImplItemFn) {
    let Some(value) = value_type(setter) else { return };
    let Some(clause) = &mut setter.sig.generics.where_clause else { return };
    let Some(item) = clause.predicates.first().and_then(item_of_list) else { return };
    clause.predicates = parse_quote! {
        #value: std::iter::IntoIterator,
        #value::Item: std::convert::TryInto<#item>,
        <#value::Item as std::convert::TryInto<#item>>::Error: ::std::fmt::Display + 'static
    };
    Items.visit_block_mut(&mut setter.block);
}

/// Returns the type of the items, from `V: TryInto<Vec<Item>>`.
fn item_of_list(predicate: &WherePredicate) -> Option<Type> {
    let WherePredicate::Type(predicate) = predicate else { return None };
    let TypeParamBound::Trait(bound) = predicate.bounds.first()? else { return None };
    let list = argument_of(&bound.path, "TryInto")?;
    let Type::Path(list) = list else { return None };
    argument_of(&list.path, "Vec").cloned()
}

/// Returns the type argument of a path that ends in a name.
fn argument_of<'a>(path: &'a Path, name: &str) -> Option<&'a Type> {
    let last = path.segments.last().filter(|last| last.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(argument) => Some(argument),
        _ => None,
    }
}

/// Converts the items of a value instead of the value.
struct Items;

impl VisitMut for Items {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        syn::visit_mut::visit_expr_mut(self, expression);
        if let Expr::MethodCall(call) = expression
            && call.method == "try_into"
        {
            let value = &call.receiver;
            *expression = parse_quote! {
                #value
                    .into_iter()
                    .map(std::convert::TryInto::try_into)
                    .collect::<Result<Vec<_>, _>>()
            };
        }
    }
}

/// Rewrites the error of a setter: of a parameter, or of the body if there is no name.
struct Setter<'a> {
    name: Option<&'a str>,
    value: Option<Ident>,
}

impl VisitMut for Setter<'_> {
    fn visit_where_clause_mut(&mut self, clause: &mut syn::WhereClause) {
        let is_conversion = quote!(#clause).to_string().contains("convert :: TryInto <");
        if let Some(value) = self.value.as_ref().filter(|_| is_conversion) {
            clause.predicates = clause.predicates.iter().take(1).cloned().collect();
            clause.predicates.push(parse_quote!(#value::Error: ::std::fmt::Display + 'static));
        }
    }

    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        syn::visit_mut::visit_expr_method_call_mut(self, call);
        if call.method == "map_err" {
            let closure: Expr = match self.name {
                Some(name) => parse_quote! {
                    |error| types::error::ConversionError::of(#name, error).to_string()
                },
                None => parse_quote!(|error| error.to_string()),
            };
            call.args = std::iter::once(closure).collect();
        }
    }
}

/// Rewrites the errors of parameters without a value.
struct Missing<'a>(&'a BTreeMap<String, &'a Parameter>);

impl VisitMut for Missing<'_> {
    fn visit_expr_lit_mut(&mut self, literal: &mut ExprLit) {
        let Lit::Str(text) = &mut literal.lit else { return };
        let value = text.value();
        let Some(field) = value.strip_suffix(" was not initialized") else { return };
        let name = self.0.get(field).map_or(field, |parameter| &parameter.name);
        *text = syn::LitStr::new(&format!("{name}: required"), text.span());
    }
}

/// Makes progenitor's `send` private, and returns one with the client's own error.
fn own_send(function: &mut ImplItemFn, operation: &str, error: &Path) -> ImplItemFn {
    let mut own = function.clone();
    OwnError(error).visit_return_type_mut(&mut own.sig.output);
    own.block = parse_quote!({
        self.exchange().await.map_err(|error| #error::of(#operation, error))
    });
    function.sig.ident = parse_quote!(exchange);
    function.vis = syn::Visibility::Inherited;
    function.attrs.clear();
    own
}

/// Replaces progenitor's error in what a function returns.
struct OwnError<'a>(&'a Path);

impl VisitMut for OwnError<'_> {
    fn visit_path_segment_mut(&mut self, segment: &mut syn::PathSegment) {
        syn::visit_mut::visit_path_segment_mut(self, segment);
        if segment.ident != "Result" {
            return;
        }
        let PathArguments::AngleBracketed(arguments) = &mut segment.arguments else { return };
        if let Some(GenericArgument::Type(error)) = arguments.args.iter_mut().nth(1) {
            let own = self.0;
            *error = parse_quote!(#own);
        }
    }
}

/// Imports progenitor's error without exporting it, since callers never meet it.
fn keep_error_private(file: &mut File) {
    for item in &mut file.items {
        let Item::Use(item) = item else { continue };
        let exported = matches!(item.vis, syn::Visibility::Public(_));
        let tree = &item.tree;
        if exported && quote!(#tree).to_string().contains("Error") {
            *item = parse_quote! {
                #[allow(unused_imports)]
                pub use progenitor_client::{ByteStream, ClientInfo, ResponseValue};
            };
        }
    }
    file.items.insert(
        0,
        parse_quote! {
            #[allow(unused_imports)]
            use progenitor_client::Error;
        },
    );
}
