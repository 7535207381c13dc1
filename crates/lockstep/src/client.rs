//! The client crate: progenitor's client in builder style, over the shared types.

use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator, InterfaceStyle, TagStyle};
use quote::quote;
use syn::{File, Item, parse_quote};

use crate::{api::Api, diagnostic::Rule, findings::Findings, pointer::Pointer};

/// The source of the client crate. `types` is where the shared types are, `state` the type of what a client carries besides.
/// What progenitor refuses is added to `found`.
///
/// Progenitor makes the same types of the same schemas as the types crate does. Its own are left out, and the shared
/// ones put in their place: the compiler tells whether they fit.
pub(crate) fn emit(
    api: &Api,
    types: &syn::Path,
    state: Option<&syn::Path>,
    found: &mut Findings<'_>,
) -> Option<TokenStream> {
    let refused = |found: &mut Findings<'_>, error: String| {
        found.push(
            Rule::Progenitor,
            &Pointer::root().join("paths"),
            format!("progenitor cannot make a client of this: {error}"),
            "simplify what the message names",
        );
    };
    let document: openapiv3::OpenAPI = match serde_json::from_value(api.to_openapi()) {
        Ok(document) => document,
        Err(error) => {
            refused(found, error.to_string());
            return None;
        }
    };
    let mut settings = GenerationSettings::new();
    settings.with_interface(InterfaceStyle::Builder).with_tag(TagStyle::Merged);
    if let Some(state) = state {
        settings.with_inner_type(quote!(#state));
    }
    let tokens = match Generator::new(&settings).generate_tokens(&document) {
        Ok(tokens) => tokens,
        Err(error) => {
            refused(found, error.to_string());
            return None;
        }
    };
    let mut file: File = match syn::parse2(tokens) {
        Ok(file) => file,
        Err(error) => {
            refused(found, error.to_string());
            return None;
        }
    };
    for item in &mut file.items {
        if let Item::Mod(module) = item
            && module.ident == "types"
        {
            *item = parse_quote! {
                /// The shared types of operation parameters and responses.
                pub use #types as types;
            };
        }
    }
    let items = file.items;
    Some(quote!(#(#items)*))
}
