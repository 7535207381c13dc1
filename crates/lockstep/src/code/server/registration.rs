//! The module that registers the operations with Dropshot, and describes them.

use heck::{ToShoutySnakeCase as _, ToSnakeCase as _};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    Signature,
    bodies::{is_form, max_bytes},
    errors::error_media_type,
};
use crate::{
    document::openapi::{FORM, apart, fold},
    model::{Api, Operation},
};

/// Makes the module. With `unimplemented`, it lists the operations that a server lacks.
pub(super) fn emit(api: &Api, unimplemented: bool) -> TokenStream {
    let trait_name = format_ident!("{}", api.trait_name());
    let module = format_ident!("{}_mod", api.trait_name().to_snake_case());
    let doc = format!("Registers the operations of [`{trait_name}`].");
    let constants: Vec<_> = api
        .operations
        .iter()
        .map(|operation| format_ident!("{}", operation.name.to_shouty_snake_case()))
        .collect();
    let endpoints = api.operations.iter().map(endpoint);
    let signatures = api.operations.iter().map(|operation| Signature::of(api, operation));
    let signatures: Vec<_> = signatures.collect();
    let names = signatures.iter().map(|it| &it.name);
    let described = signatures
        .iter()
        .map(|Signature { request, response, error, .. }| quote!(#request, #response, #error));
    let mutable = (!api.operations.is_empty()).then(|| quote!(mut));
    let tags = api.tags.iter().map(|(name, description)| {
        let description = description.as_deref().map(fold);
        let description = description.map_or_else(|| quote!(None), |text| quote!(Some(#text)));
        quote!((#name, #description))
    });
    let list = unimplemented.then(|| {
        quote! {
            /// Returns the IDs of the operations that a server does not implement. They answer 501.
            pub fn not_implemented<ServerImpl: #trait_name>() -> Vec<&'static str> {
                endpoints::<ServerImpl>().not_implemented().to_vec()
            }
        }
    });
    quote! {
        #[doc = #doc]
        pub mod #module {
            use super::*;

            #(const #constants: lockstep_dropshot::Endpoint = #endpoints;)*

            const TAGS: &[(&str, Option<&str>)] = &[#(#tags),*];

            /// Registers the operations of a server.
            pub fn api_description<ServerImpl: #trait_name>() -> Result<
                dropshot::ApiDescription<ServerImpl::Context>,
                dropshot::ApiDescriptionBuildErrors,
            > {
                endpoints::<ServerImpl>().finish()
            }

            #list

            fn endpoints<ServerImpl: #trait_name>() -> lockstep_dropshot::Endpoints<ServerImpl::Context> {
                let #mutable endpoints = lockstep_dropshot::Endpoints::new(TAGS);
                #(endpoints.add(#constants, ServerImpl::#names);)*
                endpoints
            }

            /// Describes the operations without a server. Those of shared routes have paths of
            /// their own there.
            pub fn stub_api_description() -> Result<
                dropshot::ApiDescription<dropshot::StubContext>,
                dropshot::ApiDescriptionBuildErrors,
            > {
                let #mutable endpoints = lockstep_dropshot::Endpoints::new(TAGS);
                #(endpoints.describe::<#described>(#constants);)*
                endpoints.finish()
            }
        }
    }
}

/// Returns the expression of an operation as Dropshot serves and describes it.
fn endpoint(operation: &Operation) -> TokenStream {
    let Operation { id, path, tags, .. } = operation;
    let method = format_ident!("{}", operation.method);
    let content_type = is_form(operation).then(|| quote!(.content_type(#FORM)));
    let max_bytes = max_bytes(operation).map(|bytes| quote!(.max_bytes(#bytes)));
    let shared = operation.route.as_deref().map(|route| {
        let described = apart(id, path);
        quote!(.shared(#route, #described))
    });
    let summary = operation.summary.as_deref().map(fold);
    let description = operation.description.as_deref();
    let summary = summary.map(|text| quote!(.summary(#text)));
    let description = description.map(|text| quote!(.description(#text)));
    let tags = (!tags.is_empty()).then(|| quote!(.tags(&[#(#tags),*])));
    let deprecated = operation.deprecated.then(|| quote!(.deprecated()));
    let errors = error_media_type(operation).map(|function| quote!(.errors_as(#function)));
    quote! {
        lockstep_dropshot::Endpoint::new(#id, &http::Method::#method, #path)
            #content_type #max_bytes #shared #summary #description #tags #deprecated #errors
    }
}
