//! The extractors of request bodies, and the types of bodies that are sent in one of several ways.

use heck::ToUpperCamelCase;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::errors::media_type_variant;
use crate::{
    code::types::type_name,
    document::{
        openapi::{BYTES, JSON, is_range},
        schema,
    },
    model::{Api, Body, BodyContent, Operation},
};

/// The default of the largest body: 1 MiB. Dropshot's own default, 1 KiB, is too small for most.
const DEFAULT_MAX_BYTES: u64 = 1024 * 1024;

/// Returns the largest body of an operation that has one.
pub(super) fn max_bytes(operation: &Operation) -> Option<Literal> {
    let body = operation.body.as_ref()?;
    Some(Literal::u64_unsuffixed(body.max_bytes.unwrap_or(DEFAULT_MAX_BYTES)))
}

/// Returns whether Dropshot describes the body of an operation as a form.
pub(super) fn is_form(operation: &Operation) -> bool {
    let body = operation.body.as_ref();
    body.is_some_and(|body| matches!(body.content.choices()[0], BodyContent::UrlEncoded(_)))
}

/// Returns the extractor of a body.
pub(super) fn body_extractor(api: &Api, operation: &Operation, body: &Body) -> TokenStream {
    let runtime = |extractor: &str, name: &str| {
        let (extractor, name) =
            (format_ident!("{extractor}"), format_ident!("{}", type_name(name)));
        quote!(lockstep_dropshot::#extractor<types::#name>)
    };
    let optional = |content: TokenStream| {
        if body.optional { quote!(lockstep_dropshot::OptionalBody<#content>) } else { content }
    };
    match &body.content {
        content if has_own_type(content) => {
            let name = own_name(operation);
            if body.optional {
                optional(quote!(#name))
            } else {
                quote!(lockstep_dropshot::ContentBody<#name>)
            }
        }
        BodyContent::Json { schema, .. } if body.optional => runtime("OptionalJsonBody", schema),
        BodyContent::Json { schema, .. } if body.accepts_text && is_object(api, schema) => {
            runtime("JsonTextBody", schema)
        }
        BodyContent::Json { schema, .. } if body.accepts_text => {
            runtime("JsonValueTextBody", schema)
        }
        BodyContent::Json { schema, .. } if is_object(api, schema) => {
            let name = format_ident!("{}", type_name(schema));
            quote!(JsonBody<types::#name>)
        }
        BodyContent::Json { schema, .. } => runtime("JsonValueBody", schema),
        BodyContent::UrlEncoded(name) => optional(runtime("FormBody", name)),
        BodyContent::MultipartForm(name) => optional(runtime("MultipartForm", name)),
        BodyContent::Multipart => optional(quote!(dropshot::MultipartBody)),
        BodyContent::Bytes(media_type) => bytes_extractor(media_type),
        BodyContent::Choice(_) => unreachable!("it has a type of its own"),
    }
}

/// Returns the extractor of bytes. Text is short. Other bytes may be too many for memory.
fn bytes_extractor(media_type: &str) -> TokenStream {
    if media_type.starts_with("text/") {
        quote!(dropshot::UntypedBody)
    } else {
        quote!(dropshot::StreamingBody)
    }
}

fn is_object(api: &Api, name: &str) -> bool {
    let schema = api.schemas.get(name).map(|schema| &schema.value);
    schema.is_some_and(|schema| schema["type"] == "object" && !schema::flag(schema, "nullable"))
}

/// Returns whether a body has a type of its own, which knows its media types.
fn has_own_type(content: &BodyContent) -> bool {
    match content {
        BodyContent::Choice(_) => true,
        BodyContent::Json { media_types, .. } => *media_types != [JSON],
        BodyContent::Bytes(media_type) => media_type != BYTES,
        BodyContent::UrlEncoded(_) | BodyContent::MultipartForm(_) | BodyContent::Multipart => {
            false
        }
    }
}

fn own_name(operation: &Operation) -> Ident {
    format_ident!("{}Body", operation.name.to_upper_camel_case())
}

/// Returns the type of a body that has one of its own: an enumeration of its contents, or a struct
/// around the only one.
pub(super) fn own_type(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let body = operation.body.as_ref().filter(|body| has_own_type(&body.content))?;
    let name = own_name(operation);
    let choices = body.content.choices();
    let doc = format!("The body of `{}`.", operation.id);
    let (definition, arms) = match choices {
        [BodyContent::Bytes(range)] if is_range(range) => range_type(&name, &doc, range),
        [choice] => {
            let (held, read) = (held(choice), read(api, choice));
            (
                quote!(#[doc = #doc] #[derive(Debug)] pub struct #name(pub #held);),
                quote!(_ => #read.map(Self),),
            )
        }
        choices => (choice_type(&name, &doc, choices), choice_arms(api, choices)),
    };
    let media_types = body.content.media_types();
    let described = match &choices[0] {
        BodyContent::Json { schema, .. } | BodyContent::UrlEncoded(schema) => {
            let schema = format_ident!("{}", type_name(schema));
            quote!(dropshot::TypedBody<types::#schema>)
        }
        BodyContent::Bytes(media_type) => bytes_extractor(media_type),
        BodyContent::MultipartForm(_) | BodyContent::Multipart | BodyContent::Choice(_) => {
            quote!(dropshot::MultipartBody)
        }
    };
    Some(quote! {
        #definition

        impl lockstep_dropshot::RequestContent for #name {
            const MEDIA_TYPES: &'static [&'static str] = &[#(#media_types),*];
            type Described = #described;

            async fn read<C: dropshot::ServerContext>(
                media_type: usize,
                rqctx: &RequestContext<C>,
                request: http::Request<dropshot::Body>,
            ) -> Result<Self, HttpError> {
                match media_type {
                    #arms
                }
            }
        }
    })
}

/// Returns the struct of bytes whose media type the caller chooses within a range, and the arm that
/// reads it.
fn range_type(name: &Ident, doc: &str, range: &str) -> (TokenStream, TokenStream) {
    let (media_type_doc, body) = (format!("One of `{range}`."), bytes_extractor(range));
    let definition = quote! {
        #[doc = #doc]
        #[derive(Debug)]
        pub struct #name {
            #[doc = #media_type_doc]
            pub media_type: http::HeaderValue,
            /// The content.
            pub body: #body,
        }
    };
    let arm = quote! {
        _ => {
            let media_type = lockstep_dropshot::media_type(&request);
            let body = dropshot::ExclusiveExtractor::from_request(rqctx, request).await?;
            Ok(Self { media_type, body })
        }
    };
    (definition, arm)
}

/// Returns the enumeration of contents.
fn choice_type(name: &Ident, doc: &str, choices: &[BodyContent]) -> TokenStream {
    let held = choices.iter().map(held);
    let variants = choices.iter().map(|choice| media_type_variant(choice.media_types()[0]));
    let docs = choices.iter().map(|choice| {
        let media_types = choice.media_types();
        media_types.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
    });
    quote! {
        #[doc = #doc]
        #[derive(Debug)]
        pub enum #name {
            #(
                #[doc = #docs]
                #variants(#held),
            )*
        }
    }
}

/// Returns the arms that read each content, by the places of its media types.
fn choice_arms(api: &Api, choices: &[BodyContent]) -> TokenStream {
    let reads = choices.iter().map(|choice| read(api, choice));
    let variants = choices.iter().map(|choice| media_type_variant(choice.media_types()[0]));
    let mut first = 0;
    let patterns = choices.iter().map(|choice| {
        let from = first;
        first += choice.media_types().len();
        let places = (from..first).map(Literal::usize_unsuffixed);
        quote!(#(#places)|*)
    });
    // The last pattern has all others, so that the match is complete.
    let mut patterns: Vec<_> = patterns.collect();
    if let Some(last) = patterns.last_mut() {
        *last = quote!(_);
    }
    quote!(#(#patterns => #reads.map(Self::#variants),)*)
}

/// Returns the type of a content.
fn held(content: &BodyContent) -> TokenStream {
    match content {
        BodyContent::Json { schema, .. }
        | BodyContent::UrlEncoded(schema)
        | BodyContent::MultipartForm(schema) => {
            let schema = format_ident!("{}", type_name(schema));
            quote!(types::#schema)
        }
        BodyContent::Multipart | BodyContent::Choice(_) => quote!(dropshot::MultipartBody),
        BodyContent::Bytes(media_type) => bytes_extractor(media_type),
    }
}

/// Returns the call that reads a content.
fn read(api: &Api, content: &BodyContent) -> TokenStream {
    match content {
        BodyContent::Json { schema, .. } if is_object(api, schema) => {
            quote!(lockstep_dropshot::read_json_object(rqctx, request).await)
        }
        BodyContent::Json { .. } => quote!(lockstep_dropshot::read_json(rqctx, request).await),
        BodyContent::UrlEncoded(_) => quote!(lockstep_dropshot::read_form(rqctx, request).await),
        BodyContent::MultipartForm(_) => {
            quote!(lockstep_dropshot::read_multipart(rqctx, request).await)
        }
        BodyContent::Multipart | BodyContent::Bytes(_) | BodyContent::Choice(_) => {
            quote!(dropshot::ExclusiveExtractor::from_request(rqctx, request).await)
        }
    }
}
