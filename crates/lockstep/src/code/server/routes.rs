//! The registration of operations whose paths share a route, since Dropshot's router cannot tell
//! them apart.

use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Signature, is_form, max_bytes};
use crate::{
    document::openapi::{FORM, JSON, apart, fold},
    model::{Api, Operation},
};

/// Returns the name of the module in which Dropshot's macro registers the other operations.
pub(super) fn unshared(api: &Api) -> String {
    format!("{}_unshared", api.trait_name().to_snake_case())
}

/// Makes the module that registers all operations, in place of that of Dropshot's macro. None if
/// that one suffices.
pub(super) fn emit(api: &Api) -> Option<TokenStream> {
    let mut operations =
        api.operations.iter().filter_map(|it| Some((it, it.route.as_deref()?))).peekable();
    operations.peek()?;
    let (added, described): (Vec<_>, Vec<_>) = operations
        .map(|(operation, route)| {
            let signature = Signature::of(api, operation);
            (added(operation, route, &signature), described(operation, &signature))
        })
        .unzip();
    let trait_name = format_ident!("{}", api.trait_name());
    let module = format_ident!("{}_mod", api.trait_name().to_snake_case());
    let unshared = format_ident!("{}", unshared(api));
    let doc = format!("Registers the operations of [`{trait_name}`].");
    Some(quote! {
        #[doc = #doc]
        pub mod #module {
            use super::*;

            /// Registers the operations of a server.
            pub fn api_description<ServerImpl: #trait_name>() -> Result<
                dropshot::ApiDescription<ServerImpl::Context>,
                dropshot::ApiDescriptionBuildErrors,
            > {
                let mut api = #unshared::api_description::<ServerImpl>()?;
                let mut routes = lockstep_dropshot::SharedRoutes::default();
                #(#added)*
                routes.register(&mut api)?;
                Ok(api)
            }

            /// Describes the operations without a server. Those of shared routes have paths of
            /// their own there.
            pub fn stub_api_description() -> Result<
                dropshot::ApiDescription<dropshot::StubContext>,
                dropshot::ApiDescriptionBuildErrors,
            > {
                let mut api = #unshared::stub_api_description()?;
                let endpoints = [#(#described),*];
                lockstep_dropshot::register(&mut api, endpoints)?;
                Ok(api)
            }
        }
    })
}

/// Returns the statement that adds an operation to the shared routes.
fn added(operation: &Operation, route: &str, signature: &Signature) -> TokenStream {
    let Operation { id, path, .. } = operation;
    let name = &signature.name;
    let method = format_ident!("{}", operation.method);
    let content_type = if is_form(operation) { quote!(UrlEncoded) } else { quote!(Json) };
    let max_bytes = max_bytes(operation);
    let max_bytes = max_bytes.map_or_else(|| quote!(None), |bytes| quote!(Some(#bytes)));
    quote! {
        routes.add(
            lockstep_dropshot::SharedOperation {
                id: #id,
                method: dropshot::Method::#method,
                path: #path,
                route: #route,
                content_type: dropshot::ApiEndpointBodyContentType::#content_type,
                max_bytes: #max_bytes,
            },
            ServerImpl::#name,
        );
    }
}

/// Returns an endpoint that describes an operation.
fn described(operation: &Operation, signature: &Signature) -> TokenStream {
    let Operation { id, .. } = operation;
    let Signature { request, result, .. } = signature;
    let method = format_ident!("{}", operation.method);
    let content_type = if is_form(operation) { FORM } else { JSON };
    let path = apart(id, &operation.path);
    let summary = operation.summary.as_deref().map(fold);
    let summary = summary.map(|text| quote!(.summary(#text)));
    let description = operation.description.as_deref().map(|text| quote!(.description(#text)));
    let tags = operation.tags.iter().map(|tag| quote!(.tag(#tag)));
    let deprecated = operation.deprecated.then(|| quote!(.deprecated(true)));
    quote! {
        dropshot::ApiEndpoint::new_for_types::<(#request,), #result>(
            #id.to_owned(),
            dropshot::Method::#method,
            #content_type,
            #path,
            dropshot::ApiEndpointVersions::All,
        )
        #summary
        #description
        #(#tags)*
        #deprecated
    }
}
