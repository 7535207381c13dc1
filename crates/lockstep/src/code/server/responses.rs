//! The types of successful responses, and of their headers.

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{Described, errors::media_type_variant, field_name, scalar_type, struct_schema};
use crate::{
    code::types::type_name,
    document::openapi::{JSON, StreamFormat, fold, is_part_of_range, is_range, sent_as},
    model::{Api, Content, Items, Operation, ResponseHeader, Success, SuccessStatus},
};

/// Returns the name of the type of an operation's successes.
pub(super) fn response_name(operation: &Operation) -> Ident {
    format_ident!("{}Response", operation.name.to_upper_camel_case())
}

/// Returns the type of an operation's successes: a response, or an enumeration of several.
pub(super) fn response_type(
    operation: &Operation,
    headers: &HeaderSets<'_>,
    schemas: &mut Described,
) -> TokenStream {
    let name = response_name(operation);
    if let [success] = operation.successes.as_slice() {
        let inner = format_ident!("{}Success", operation.name.to_upper_camel_case());
        return success_type(operation, success, &name, &inner, headers, schemas);
    }
    let mut tokens = TokenStream::new();
    let mut variants = Vec::new();
    for success in &operation.successes {
        let status = success_name(success.status);
        let variant = format_ident!("{}", status.to_upper_camel_case());
        let own = success_name_of(operation, success);
        let inner = format_ident!("{own}Success");
        tokens.extend(success_type(operation, success, &own, &inner, headers, schemas));
        variants.push((variant, own, fold(&success.description)));
    }
    let (variants, types, docs): (Vec<_>, Vec<_>, Vec<_>) = variants.into_iter().collect();
    let described = &types[0];
    let doc = format!("The response of `{}` unless it fails.", operation.id);
    quote! {
        #[doc = #doc]
        pub enum #name {
            #(
                #[doc = #docs]
                #variants(#types),
            )*
        }

        /// Dropshot describes the first variant.
        impl dropshot::HttpResponse for #name {
            fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
                match self {
                    #(Self::#variants(response) => response.to_result(),)*
                }
            }

            fn response_metadata() -> dropshot::ApiEndpointResponse {
                #described::response_metadata()
            }

            fn status_code(&self) -> http::StatusCode {
                match self {
                    #(Self::#variants(response) => response.status_code(),)*
                }
            }
        }

        #tokens
    }
}

/// Returns the name of the status of a success.
pub(crate) fn success_name(status: SuccessStatus) -> String {
    match status {
        SuccessStatus::Particular(status) => status_name(status),
        SuccessStatus::Success => "success".to_owned(),
        SuccessStatus::Redirection => "redirection".to_owned(),
        SuccessStatus::Any => "other".to_owned(),
    }
}

/// Returns the name of a status in the registry of HTTP, or its number.
pub(crate) fn status_name(status: u16) -> String {
    let name = http::StatusCode::from_u16(status).ok().and_then(|it| it.canonical_reason());
    name.map_or_else(|| format!("status_{status}"), ToSnakeCase::to_snake_case)
}

/// Returns the type of one response, with its status and description. A response with headers is a
/// pair of the type `inner` and the headers.
fn success_type(
    operation: &Operation,
    success: &Success,
    name: &Ident,
    inner: &Ident,
    headers: &HeaderSets<'_>,
    schemas: &mut Described,
) -> TokenStream {
    let chosen = chosen_status(success);
    if success.headers.is_empty() && chosen.is_none() {
        return coded_response(success, name);
    }
    let coded = coded_response(success, inner);
    if let (Some(range), true) = (&chosen, success.headers.is_empty()) {
        let doc = format!("A successful response of `{}`, with its status.", operation.id);
        return quote! {
            #coded

            #[doc = #doc]
            pub type #name = lockstep_dropshot::ChosenStatus<#inner, #range>;
        };
    }
    let headers_name = headers_name(name);
    let own = headers.headers_type(operation, success, &headers_name, schemas);
    let headers = headers_name;
    // Dropshot sends each header once.
    let with_headers = if success.headers.iter().any(|header| header.list) {
        quote!(lockstep_dropshot::ResponseWithHeaders)
    } else {
        quote!(HttpResponseHeaders)
    };
    let doc = format!("A successful response of `{}`, with its headers.", operation.id);
    let response = quote!(#with_headers<#inner, #headers>);
    let response = match chosen {
        Some(range) => quote!(lockstep_dropshot::ChosenStatus<#response, #range>),
        None => response,
    };
    quote! {
        #coded

        #[doc = #doc]
        pub type #name = #response;

        #own
    }
}

/// Returns the statuses of which the operation chooses one. None for a response with one status,
/// and for one that the operation makes as a whole.
fn chosen_status(success: &Success) -> Option<TokenStream> {
    match success.status {
        SuccessStatus::Particular(_) => None,
        SuccessStatus::Success => Some(quote!(lockstep_dropshot::Successful)),
        SuccessStatus::Redirection => Some(quote!(lockstep_dropshot::Redirection)),
        SuccessStatus::Any if is_whole(success) => None,
        SuccessStatus::Any => Some(quote!(lockstep_dropshot::AnyStatus)),
    }
}

/// Returns whether the operation makes the response as a whole: nothing in it has a type.
fn is_whole(success: &Success) -> bool {
    success.status == SuccessStatus::Any
        && success.headers.is_empty()
        && matches!(success.content, Content::None | Content::Bytes(_))
}

fn coded_response(success: &Success, name: &Ident) -> TokenStream {
    let description = success.description.as_str();
    let doc = match success.status {
        SuccessStatus::Particular(status) => format!("{} (status {status})", fold(description)),
        SuccessStatus::Success => format!("{} (any status of success)", fold(description)),
        SuccessStatus::Redirection => format!("{} (any redirection)", fold(description)),
        SuccessStatus::Any => format!("{} (any status)", fold(description)),
    };
    if success.content == Content::Websocket || is_whole(success) {
        return whole_response(success, name, &doc);
    }
    // Dropshot describes a status in place of the one that the operation chooses.
    let status = match success.status {
        SuccessStatus::Particular(status) => status,
        SuccessStatus::Success | SuccessStatus::Any => 200,
        SuccessStatus::Redirection => 300,
    };
    let status = proc_macro2::Literal::u16_unsuffixed(status);
    let status = quote! {
        const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(#status);
        const DESCRIPTION: &'static str = #description;
    };
    match &success.content {
        Content::Json { schema, media_type } => {
            let body = format_ident!("{}", type_name(schema));
            let result = if media_type == JSON {
                quote!(#name::for_object(response.0))
            } else {
                let media_type = sent_as(media_type);
                quote!(lockstep_dropshot::sent_as(#name::for_object(response.0), #media_type))
            };
            quote! {
                #[doc = #doc]
                #[derive(Clone, Debug, PartialEq)]
                pub struct #name(pub types::#body);

                impl HttpCodedResponse for #name {
                    type Body = types::#body;
                    #status
                }

                impl From<#name> for Result<http::Response<dropshot::Body>, HttpError> {
                    fn from(response: #name) -> Self {
                        #result
                    }
                }
            }
        }
        Content::Items(items) => response_of_items(name, &doc, &status, items),
        Content::Choice(choices) => response_of_several(name, &doc, &status, choices),
        Content::Bytes(media_types) if media_types.len() > 1 => {
            response_of_several(name, &doc, &status, &success.content.choices())
        }
        Content::Bytes(media_types) if is_part_of_range(&media_types[0]) => {
            response_of_range(name, &doc, &status, &media_types[0])
        }
        Content::Bytes(media_types) => {
            let media_type = &media_types[0];
            let result = quote!(#name::for_object(dropshot::FreeformBody(response.0)));
            // Without a media type in the contract, Dropshot's own stays: bytes.
            let result = if is_range(media_type) {
                result
            } else {
                quote!(lockstep_dropshot::sent_as(#result, #media_type))
            };
            quote! {
                #[doc = #doc]
                pub struct #name(pub dropshot::Body);

                impl HttpCodedResponse for #name {
                    type Body = dropshot::FreeformBody;
                    #status
                }

                impl From<#name> for Result<http::Response<dropshot::Body>, HttpError> {
                    fn from(response: #name) -> Self {
                        #result
                    }
                }
            }
        }
        Content::None | Content::Websocket => quote! {
            #[doc = #doc]
            #[derive(Clone, Debug, PartialEq)]
            pub struct #name;

            impl HttpCodedResponse for #name {
                type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
                #status
            }

            impl From<#name> for Result<http::Response<dropshot::Body>, HttpError> {
                fn from(_: #name) -> Self {
                    lockstep_dropshot::empty(#name::STATUS_CODE)
                }
            }
        },
    }
}

/// Returns the type of a response that is a stream of items.
fn response_of_items(name: &Ident, doc: &str, status: &TokenStream, items: &Items) -> TokenStream {
    let (kind, media_type) = (item_body(items), sent_as(&items.media_type));
    quote! {
        #[doc = #doc]
        #[derive(Debug)]
        pub struct #name(pub #kind);

        impl HttpCodedResponse for #name {
            type Body = dropshot::FreeformBody;
            #status
        }

        impl From<#name> for Result<http::Response<dropshot::Body>, HttpError> {
            fn from(response: #name) -> Self {
                let body = dropshot::FreeformBody(response.0.into());
                lockstep_dropshot::sent_as(#name::for_object(body), #media_type)
            }
        }
    }
}

/// Returns the type of the body of a stream.
fn item_body(items: &Items) -> TokenStream {
    let format = item_format(items, &quote!(lockstep_dropshot));
    quote!(lockstep_dropshot::ItemBody<#format>)
}

/// Returns the type of the format of a stream, of a crate that has the module `stream`.
pub(crate) fn item_format(items: &Items, krate: &TokenStream) -> TokenStream {
    let name = format_ident!(
        "{}",
        match (items.format, items.is_text) {
            (StreamFormat::Events, true) => "TextEvents",
            (StreamFormat::Events, false) => "JsonEvents",
            (StreamFormat::JsonLines, _) => "JsonLines",
            (StreamFormat::JsonSequence, _) => "JsonSequence",
        }
    );
    let item = items.schema.as_ref().map_or(quote!(String), |schema| {
        let schema = format_ident!("{}", type_name(schema));
        quote!(types::#schema)
    });
    quote!(#krate::stream::#name<#item>)
}

/// Returns the type of a response that the operation makes as a whole.
fn whole_response(success: &Success, name: &Ident, doc: &str) -> TokenStream {
    let description = success.description.as_str();
    let inner = if success.content == Content::Websocket {
        quote!(lockstep_dropshot::SwitchingToWebsocket)
    } else {
        quote!(http::Response<dropshot::Body>)
    };
    quote! {
        #[doc = #doc]
        pub struct #name(pub #inner);

        impl dropshot::HttpResponse for #name {
            fn to_result(self) -> Result<http::Response<dropshot::Body>, HttpError> {
                dropshot::HttpResponse::to_result(self.0)
            }

            fn response_metadata() -> dropshot::ApiEndpointResponse {
                let mut metadata = <#inner as dropshot::HttpResponse>::response_metadata();
                metadata.description = Some(#description.to_owned());
                metadata
            }

            fn status_code(&self) -> http::StatusCode {
                dropshot::HttpResponse::status_code(&self.0)
            }
        }
    }
}

/// Returns the type of a response whose media type the operation chooses within a range.
fn response_of_range(name: &Ident, doc: &str, status: &TokenStream, range: &str) -> TokenStream {
    let media_type_doc = format!("One of `{range}`.");
    quote! {
        #[doc = #doc]
        pub struct #name {
            #[doc = #media_type_doc]
            pub media_type: http::HeaderValue,
            /// The content.
            pub body: dropshot::Body,
        }

        impl HttpCodedResponse for #name {
            type Body = dropshot::FreeformBody;
            #status
        }

        impl From<#name> for Result<http::Response<dropshot::Body>, HttpError> {
            fn from(response: #name) -> Self {
                Ok(lockstep_dropshot::bytes(#name::STATUS_CODE, response.media_type, response.body))
            }
        }
    }
}

/// Returns the type of a response that has several media types: an enumeration of them.
fn response_of_several(
    name: &Ident,
    doc: &str,
    status: &TokenStream,
    choices: &[Content],
) -> TokenStream {
    let media_types: Vec<&str> = choices.iter().filter_map(Content::media_type).collect();
    let docs = media_types.iter().map(|media_type| format!("`{media_type}`"));
    let variants: Vec<Ident> = media_types.iter().map(|it| media_type_variant(it)).collect();
    let held = choices.iter().zip(&media_types).map(|(choice, media_type)| match choice {
        Content::Json { schema, .. } => {
            let schema = format_ident!("{}", type_name(schema));
            quote!(types::#schema)
        }
        Content::Items(items) => item_body(items),
        _ if is_range(media_type) => quote!(http::HeaderValue, dropshot::Body),
        _ => quote!(dropshot::Body),
    });
    let arms = choices.iter().zip(&variants).zip(&media_types);
    let arms = arms.map(|((choice, variant), media_type)| match choice {
        Content::Json { .. } => {
            let sent = sent_as(media_type);
            quote!(#name::#variant(value) => lockstep_dropshot::json(#name::STATUS_CODE, #sent, &value),)
        }
        Content::Items(_) => {
            let sent = sent_as(media_type);
            quote! {
                #name::#variant(items) => {
                    let media_type = http::HeaderValue::from_static(#sent);
                    Ok(lockstep_dropshot::bytes(#name::STATUS_CODE, media_type, items.into()))
                }
            }
        }
        _ if is_range(media_type) => quote! {
            #name::#variant(media_type, body) => {
                Ok(lockstep_dropshot::bytes(#name::STATUS_CODE, media_type, body))
            }
        },
        _ => quote! {
            #name::#variant(body) => {
                let media_type = http::HeaderValue::from_static(#media_type);
                Ok(lockstep_dropshot::bytes(#name::STATUS_CODE, media_type, body))
            }
        },
    });
    let described = if let Content::Json { schema, .. } = &choices[0] {
        let schema = format_ident!("{}", type_name(schema));
        quote!(types::#schema)
    } else {
        quote!(dropshot::FreeformBody)
    };
    let media_types_doc = "The media types, in the order of the variants. `lockstep_dropshot::preferred` \
                           chooses one for a request.";
    quote! {
        #[doc = #doc]
        pub enum #name {
            #(
                #[doc = #docs]
                #variants(#held),
            )*
        }

        impl #name {
            #[doc = #media_types_doc]
            pub const MEDIA_TYPES: &[&str] = &[#(#media_types),*];
        }

        impl HttpCodedResponse for #name {
            type Body = #described;
            #status
        }

        impl From<#name> for Result<http::Response<dropshot::Body>, HttpError> {
            fn from(response: #name) -> Self {
                match response {
                    #(#arms)*
                }
            }
        }
    }
}

/// The structs of the headers of successful responses. Each response has one, by its own name, so
/// that names stay when the contract grows. If an earlier response has the same headers, it is an
/// alias of that response's, so that a server can treat them alike.
pub(super) struct HeaderSets<'a>(Vec<(Ident, &'a [ResponseHeader])>);

impl<'a> HeaderSets<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let mut sets: Vec<(Ident, &[ResponseHeader])> = Vec::new();
        for operation in &api.operations {
            for success in &operation.successes {
                let set = success.headers.as_slice();
                if sets.iter().all(|(_, known)| *known != set) {
                    sets.push((headers_name(&success_name_of(operation, success)), set));
                }
            }
        }
        Self(sets)
    }

    /// Returns the type of the headers of a response: a struct, or an alias.
    fn headers_type(
        &self,
        operation: &Operation,
        success: &Success,
        name: &Ident,
        schemas: &mut Described,
    ) -> TokenStream {
        let set = success.headers.as_slice();
        let doc = format!("Headers of a successful response of `{}`.", operation.id);
        match self.0.iter().find(|(_, known)| *known == set) {
            Some((first, _)) if first != name => quote! {
                #[doc = #doc]
                pub type #name = #first;
            },
            _ => header_struct(name, &doc, set, schemas),
        }
    }
}

fn headers_name(response: &Ident) -> Ident {
    format_ident!("{response}Headers")
}

/// Returns the name of the type of one of an operation's successes.
fn success_name_of(operation: &Operation, success: &Success) -> Ident {
    if operation.successes.len() == 1 {
        return response_name(operation);
    }
    let status = success_name(success.status).to_upper_camel_case();
    format_ident!("{}{status}", operation.name.to_upper_camel_case())
}

fn is_time(header: &ResponseHeader) -> bool {
    header.kind["format"] == "date-time"
}

fn header_struct(
    name: &Ident,
    doc: &str,
    headers: &[ResponseHeader],
    schemas: &mut Described,
) -> TokenStream {
    let fields = headers.iter().map(|header| {
        let field = field_name(&header.name);
        let rename = &header.name;
        let kind = scalar_type(&header.kind);
        let doc = header.description.as_deref().unwrap_or(rename);
        if header.list {
            return quote! {
                #[doc = #doc]
                #[serde(skip_serializing)]
                pub #field: Vec<#kind>,
            };
        }
        let (kind, with) = if header.required {
            (kind, "lockstep_dropshot::header_value")
        } else {
            (quote!(Option<#kind>), "lockstep_dropshot::optional_header_value")
        };
        // serde writes a time in the form of RFC 3339, `Display` does not.
        let with = (!is_time(header)).then(|| quote!(, serialize_with = #with));
        quote! {
            #[doc = #doc]
            #[serde(rename = #rename #with)]
            pub #field: #kind,
        }
    });
    struct_schema(
        name,
        headers.iter().map(|h| (h.name.as_str(), h.required, h.description.as_deref(), &h.schema)),
        None,
        schemas,
    );
    let default = headers.iter().all(|header| !header.required).then(|| quote!(Default,));
    let (lists, single): (Vec<_>, Vec<_>) = headers.iter().partition(|header| header.list);
    let inserted = single.into_iter().map(|header| {
        let field = field_name(&header.name);
        // `HeaderName::from_static` accepts lower case only.
        let name = header.name.to_ascii_lowercase();
        let text = |value| {
            if is_time(header) {
                quote!(&#value.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
            } else {
                value
            }
        };
        let inserted = |value| {
            quote! {
                static NAME: http::HeaderName = http::HeaderName::from_static(#name);
                lockstep_dropshot::insert_header(headers, &NAME, #value);
            }
        };
        if header.required {
            let inserted = inserted(text(quote!(&self.#field)));
            quote!({ #inserted })
        } else {
            let inserted = inserted(text(quote!(value)));
            quote!(if let Some(value) = &self.#field { #inserted })
        }
    });
    let added = lists.iter().map(|header| {
        let field = field_name(&header.name);
        let name = header.name.to_ascii_lowercase();
        let texts = if is_time(header) {
            let text = quote!(it.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
            quote!(self.#field.iter().map(|it| #text))
        } else {
            quote!(&self.#field)
        };
        quote!({
            static NAME: http::HeaderName = http::HeaderName::from_static(#name);
            lockstep_dropshot::add_headers(headers, &NAME, #texts)?;
        })
    });
    let also_lists = (!lists.is_empty()).then(|| quote!(let _ = self.add_lists(headers);));
    let add_lists = (!lists.is_empty()).then(|| {
        quote! {
            fn add_lists(&self, headers: &mut http::HeaderMap) -> Result<(), HttpError> {
                #(#added)*
                Ok(())
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, PartialEq, #default serde::Serialize)]
        pub struct #name { #(#fields)* }

        impl lockstep_dropshot::ToHeaders for #name {
            fn add_to(&self, headers: &mut http::HeaderMap) {
                #(#inserted)*
                #also_lists
            }

            #add_lists
        }
    }
}
