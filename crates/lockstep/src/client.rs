//! The client crate: progenitor's client in builder style, over the shared types.

use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator, InterfaceStyle, TagStyle};
use quote::quote;
use syn::{File, Item, Path, parse_quote, visit_mut::VisitMut};

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
                #[doc(inline)]
                pub use #types as types;
            };
        }
    }
    ReadAnswer.visit_file_mut(&mut file);
    let read_answer = read_answer();
    let items = file.items;
    Some(quote!(#(#items)* #read_answer))
}

/// Has answers read by a function that leaves them out of its errors. Progenitor's own shows the whole answer.
struct ReadAnswer;

impl VisitMut for ReadAnswer {
    fn visit_path_mut(&mut self, path: &mut Path) {
        if *path == parse_quote!(ResponseValue::from_response) {
            *path = parse_quote!(super::read_answer);
        }
    }
}

fn read_answer() -> TokenStream {
    quote! {
        /// Reads an answer. If it is not of the contract, the error says what is wrong and where, but shows nothing of the
        /// answer, which may hold secrets: neither its bytes nor the value that serde names before what it expected.
        async fn read_answer<T: serde::de::DeserializeOwned, E>(
            answer: reqwest::Response,
        ) -> Result<ResponseValue<T>, Error<E>> {
            ResponseValue::from_response(answer).await.map_err(|error| {
                let Error::InvalidResponsePayload(_, error) = error else {
                    return error;
                };
                let message = error.to_string();
                let expected = [", expected ", ", there are no "]
                    .into_iter()
                    .find_map(|comma| message.rfind(comma));
                let error = expected
                    .map_or(error, |comma| serde::de::Error::custom(&message[comma + 2..]));
                Error::InvalidResponsePayload(Default::default(), error)
            })
        }
    }
}
