//! The content of errors: JSON of a shared type, or a type of its own.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::responses::response_name;
use crate::{
    code::types::type_name,
    document::openapi::{JSON, essence, is_range, media_type_name, sent_as},
    model::{Api, Content, FailureStatus, Operation},
};

/// Returns an alias for each content of errors, and a type for content that is not JSON alone.
pub(super) fn error_types(api: &Api) -> TokenStream {
    let mut tokens = TokenStream::new();
    let mut contents: Vec<_> = api.operations.iter().map(ErrorContent::of).collect();
    contents.sort();
    contents.dedup();
    contents.retain(|content| *content != ErrorContent::default());
    let taken: Vec<Ident> = api.operations.iter().map(response_name).collect();
    for content in contents {
        let name = content.name();
        let alias = format_ident!("{name}Response");
        let alias = if taken.contains(&alias) { format_ident!("{name}Failure") } else { alias };
        let content_type = content.tokens();
        let shown = content_type.to_string().replace(' ', "");
        let doc = format!("The error of an operation: a status, headers and [`{shown}`].");
        tokens.extend(content.own_type());
        tokens.extend(quote! {
            #[doc = #doc]
            pub type #alias = lockstep_dropshot::ErrorResponse<#content_type>;
        });
    }
    tokens
}

/// The content of an operation's errors: a schema of JSON, media types other than JSON, or both.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ErrorContent<'a> {
    schema: Option<&'a str>,
    media_types: &'a [String],
}

impl<'a> ErrorContent<'a> {
    pub(super) fn of(operation: &'a Operation) -> Self {
        Self { schema: operation.error.as_deref(), media_types: &operation.error_media }
    }

    fn schema_type(&self) -> Option<Ident> {
        self.schema.map(|schema| format_ident!("{}", type_name(schema)))
    }

    fn name(&self) -> Ident {
        let schema = self.schema_type().map(|name| name.to_string());
        let others = self.media_types.iter().map(|it| media_type_name(it));
        format_ident!("{}", schema.into_iter().chain(others).collect::<Vec<_>>().join("Or"))
    }

    /// Returns the type of the content: any JSON if the document does not say.
    pub(super) fn tokens(&self) -> TokenStream {
        if self.media_types.is_empty() {
            return self.described();
        }
        let name = self.name();
        quote!(#name)
    }

    /// Returns the type by which Dropshot describes the content: that of the JSON.
    fn described(&self) -> TokenStream {
        self.schema_type()
            .map_or_else(|| quote!(lockstep_dropshot::AnyError), |name| quote!(types::#name))
    }

    /// Returns the type of content that is not JSON alone: text, bytes, or an enumeration.
    fn own_type(&self) -> TokenStream {
        let name = self.name();
        let held = |media_type: &str| {
            if is_range(media_type) {
                quote!(http::HeaderValue, Vec<u8>)
            } else if media_type.starts_with("text/") {
                quote!(String)
            } else {
                quote!(Vec<u8>)
            }
        };
        // The operation chooses the media type within a range.
        let sent = |media_type: &str| {
            if is_range(media_type) {
                quote!(media_type)
            } else {
                quote!(http::HeaderValue::from_static(#media_type))
            }
        };
        let bound = |media_type: &str| {
            if is_range(media_type) { quote!(media_type, content) } else { quote!(content) }
        };
        let (definition, content) = match (self.schema_type(), self.media_types) {
            (_, []) => return TokenStream::new(),
            (None, [media_type]) => {
                let (sent, bound) = (sent(media_type), bound(media_type));
                let held = if is_range(media_type) {
                    quote!(pub http::HeaderValue, pub Vec<u8>)
                } else {
                    let held = held(media_type);
                    quote!(pub #held)
                };
                let doc = format!("An error as `{media_type}`.");
                (
                    quote!(#[doc = #doc] #[derive(Clone, Debug, PartialEq)] pub struct #name(#held);),
                    quote! {
                        let Self(#bound) = self;
                        Ok((#sent, content.into()))
                    },
                )
            }
            (schema, media_types) => {
                let docs = media_types.iter().map(|media_type| format!("`{media_type}`"));
                let variants: Vec<Ident> =
                    media_types.iter().map(|it| media_type_variant(it)).collect();
                let held = media_types.iter().map(|it| held(it));
                let sent = media_types.iter().map(|it| sent(it));
                let bound = media_types.iter().map(|it| bound(it));
                let json = schema.iter();
                let also_json = schema.iter();
                (
                    quote! {
                        /// An error in one of several forms.
                        #[derive(Clone, Debug, PartialEq)]
                        pub enum #name {
                            #(
                                /// JSON.
                                #json(types::#json),
                            )*
                            #(
                                #[doc = #docs]
                                #variants(#held),
                            )*
                        }
                    },
                    quote! {
                        match self {
                            #(Self::#also_json(error) => lockstep_dropshot::ErrorContent::content(error),)*
                            #(Self::#variants(#bound) => Ok((#sent, content.into())),)*
                        }
                    },
                )
            }
        };
        let described = self.described();
        let of_http_error = self.of_http_error();
        quote! {
            #definition

            impl lockstep_dropshot::ErrorContent for #name {
                type Described = #described;

                fn content(self) -> Result<(http::HeaderValue, dropshot::Body), HttpError> {
                    #content
                }

                fn of_http_error(error: &HttpError) -> Option<Self> {
                    #of_http_error
                }
            }
        }
    }

    /// Returns the content for an error of Dropshot's: JSON, or else text.
    fn of_http_error(&self) -> TokenStream {
        let one = self.schema.is_none() && self.media_types.len() == 1;
        let text = self.media_types.iter().find_map(|media_type| {
            let text = match essence(media_type).as_str() {
                "text/plain" => quote!(error.external_message.clone()),
                "text/html" => quote!(lockstep_dropshot::escape_html(&error.external_message)),
                _ => return None,
            };
            let variant = media_type_variant(media_type);
            Some(if one { quote!(Self(#text)) } else { quote!(Self::#variant(#text)) })
        });
        let json = self.schema_type().map(
            |name| quote!(lockstep_dropshot::ErrorContent::of_http_error(error).map(Self::#name)),
        );
        match (json, text) {
            (Some(json), Some(text)) => quote!(#json.or_else(|| Some(#text))),
            (Some(json), None) => json,
            (None, Some(text)) => quote!(Some(#text)),
            (None, None) => quote!({
                let _ = error;
                None
            }),
        }
    }
}

/// Returns the variant of a media type: `TextHtml` for `text/html`.
pub(super) fn media_type_variant(media_type: &str) -> Ident {
    format_ident!("{}", media_type_name(media_type))
}

/// Returns the function from a status to the media type of errors with JSON. None for
/// `application/json`.
pub(super) fn error_media_type(operation: &Operation) -> Option<TokenStream> {
    let JsonErrors { by_status, usual } = JsonErrors::of(operation);
    if by_status.is_empty() {
        return (usual != JSON).then(|| quote!(|_| #usual));
    }
    // The usual one is that of the most general status.
    let arms = by_status.iter().filter(|(status, _)| *status != FailureStatus::Other);
    let arms = arms.map(|(status, media_type)| {
        let status = status_pattern(*status);
        quote!(#status => #media_type,)
    });
    Some(quote! {
        |status| match status.as_u16() {
            #(#arms)*
            _ => #usual,
        }
    })
}

/// The media types of an operation's errors with JSON.
struct JsonErrors {
    /// The errors that are not the usual one, particular statuses first.
    by_status: Vec<(FailureStatus, String)>,
    usual: String,
}

impl JsonErrors {
    fn of(operation: &Operation) -> Self {
        let sent = operation.failures.iter().filter_map(|failure| {
            let content = match &failure.content {
                Content::Choice(choices) => &choices[0],
                content => content,
            };
            match content {
                Content::Json { media_type, .. } => Some((failure.status, sent_as(media_type))),
                _ => None,
            }
        });
        let sent: Vec<_> = sent.collect();
        let usual = sent.last().map_or_else(|| JSON.to_owned(), |(_, it)| it.clone());
        let by_status =
            if sent.iter().all(|(_, media_type)| *media_type == usual) { Vec::new() } else { sent };
        Self { by_status, usual }
    }
}

/// Returns the pattern that matches the statuses of an error.
fn status_pattern(status: FailureStatus) -> TokenStream {
    match status {
        FailureStatus::Particular(status) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(#status)
        }
        FailureStatus::Client => quote!(400..=499),
        FailureStatus::Server => quote!(500..=599),
        FailureStatus::Other => quote!(_),
    }
}
