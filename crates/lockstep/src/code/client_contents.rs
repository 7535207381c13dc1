//! Bodies and responses of the client that have several contents: progenitor knows bytes only, and
//! these become enumerations, of which the media type or the status tells the variant. Errors of
//! several schemas are read by the schema of their status.

use heck::ToUpperCamelCase as _;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;
use syn::{Expr, ExprMethodCall, File, Item, Path, parse_quote, visit_mut::VisitMut};

use super::{
    format,
    server::{item_format, success_name},
    types::{Types, type_name},
};
use crate::{
    document::{
        openapi::{BYTES, FORM, JSON, is_range, media_type_name, members, sent_as},
        schema,
    },
    model::{Api, BodyContent, Content, FailureStatus, Items, Operation},
};

/// Rewrites the builders of operations whose bodies or responses have several contents, and returns
/// the enumerations.
pub(super) fn rewrite(file: &mut File, api: &Api, shared: &Types) -> TokenStream {
    let (mut requests, mut responses) = (TokenStream::new(), TokenStream::new());
    for operation in &api.operations {
        let builder = operation.name.to_upper_camel_case();
        if let Some(BodyContent::Choice(choices)) = operation.body.as_ref().map(|it| &it.content) {
            let name = format_ident!("{builder}Body");
            requests.extend(request_type(operation, &name, choices));
            within(file, &builder, &mut ChosenBody(name));
        }
        if let Some(BodyContent::Json { media_types, .. }) =
            operation.body.as_ref().map(|it| &it.content)
            && media_types[0] != JSON
        {
            within(file, &builder, &mut JsonAs(&sent_as(&media_types[0])));
        }
        if let Some(BodyContent::UrlEncoded(schema)) = operation.body.as_ref().map(|it| &it.content)
            && !is_flat(api, schema)
        {
            within(file, &builder, &mut SentForm);
        }
        if let Some(BodyContent::MultipartForm(_)) = operation.body.as_ref().map(|it| &it.content) {
            within(file, &builder, &mut SentParts);
        }
        let success = match only_stream(operation) {
            Some(items) => Some(Chosen::items(items)),
            None => has_several_successes(operation).then(|| {
                let name = format_ident!("{builder}Response");
                let doc = format!("A response of `{}` unless it fails.", operation.id);
                responses.extend(Cases::successes(operation).response_type(&name, &doc));
                Chosen::one_of(&name)
            }),
        };
        let by_status = ErrorsByStatus::of(operation, shared);
        if let Some(mut errors) = by_status.filter(|_| !operation.errors_differ) {
            within(file, &builder, &mut errors);
        }
        let failures = Cases::failures(operation, shared);
        let failure = (operation.errors_differ && failures.variants().len() > 1).then(|| {
            let name = format_ident!("{builder}Error");
            let doc = format!("An error of `{}`.", operation.id);
            responses.extend(failures.response_type(&name, &doc));
            Chosen::one_of(&name)
        });
        if success.is_some() || failure.is_some() {
            within(file, &builder, &mut ChosenResponse { success, failure });
        }
    }
    let requests = module(
        "requests",
        "Bodies of requests that have one of several contents.",
        &requests,
        &["types", "Error"],
    );
    let responses = module(
        "responses",
        "Responses that have one of several contents.",
        &responses,
        &["types", "ByteStream", "Error", "ResponseValue"],
    );
    quote!(#requests #responses)
}

/// Returns a module with what it imports of the client, unless it is empty.
fn module(name: &str, doc: &str, items: &TokenStream, imports: &[&str]) -> Option<TokenStream> {
    if items.is_empty() {
        return None;
    }
    let used = format::idents(items.clone());
    let imports = imports.iter().filter(|it| used.contains(**it)).map(|it| format_ident!("{it}"));
    let is_sent_as = used.contains("is_sent_as").then(is_sent_as);
    let name = format_ident!("{name}");
    Some(quote! {
        #[doc = #doc]
        pub mod #name {
            use super::{#(#imports),*};

            #items
            #is_sent_as
        }
    })
}

/// Returns whether progenitor gets bytes for the successes of an operation, and the client knows
/// more of them.
fn has_several_successes(operation: &Operation) -> bool {
    let contents: Vec<&Content> = operation
        .successes
        .iter()
        .filter(|it| it.status.can_succeed())
        .map(|it| &it.content)
        .collect();
    let alike = contents.iter().all(|content| *content == contents[0]);
    match contents.as_slice() {
        [] => false,
        [Content::Choice(_), ..] => true,
        _ => !alike && contents.iter().any(|it| !matches!(it, Content::Bytes(_))),
    }
}

/// Returns the stream that all successes of an operation are.
fn only_stream(operation: &Operation) -> Option<&Items> {
    let mut contents =
        operation.successes.iter().filter(|it| it.status.can_succeed()).map(|it| &it.content);
    match contents.next() {
        Some(Content::Items(items)) if contents.all(|it| *it == Content::Items(items.clone())) => {
            Some(items)
        }
        _ => None,
    }
}

/// The contents of responses by their statuses, particular statuses first.
struct Cases<'a>(Vec<Case<'a>>);

struct Case<'a> {
    pattern: TokenStream,
    /// The status as a part of a variant's name. None if the content alone tells the variants
    /// apart.
    status: Option<String>,
    content: &'a Content,
    /// The schema of JSON, if it is not that of the content.
    schema: Option<&'a str>,
    /// True if the type of the content becomes that of the schema.
    converts: bool,
}

impl<'a> Cases<'a> {
    fn successes(operation: &'a Operation) -> Self {
        let successes = operation.successes.iter().filter(|it| it.status.can_succeed());
        let mut successes: Vec<_> = successes.collect();
        successes.sort_by_key(|it| it.status.particular().is_none());
        let several = successes.len() > 1;
        let cases = successes.into_iter().map(|success| Case {
            pattern: if let Some(status) = success.status.particular() {
                let status = Literal::u16_unsuffixed(status);
                quote!(#status)
            } else {
                quote!(200..=299)
            },
            status: several.then(|| success_name(success.status)),
            content: &success.content,
            schema: None,
            converts: false,
        });
        Self(cases.collect())
    }

    /// Errors have one schema for their JSON, and the status is part of the response.
    fn failures(operation: &'a Operation, shared: &Types) -> Self {
        let schema = operation.error.as_deref();
        let cases = operation.failures.iter().map(|failure| Case {
            pattern: match failure.status {
                FailureStatus::Particular(status) => {
                    let status = Literal::u16_unsuffixed(status);
                    quote!(#status)
                }
                FailureStatus::Client => quote!(400..=499),
                FailureStatus::Server => quote!(500..=599),
                FailureStatus::Other => quote!(_),
            },
            status: None,
            content: &failure.content,
            schema,
            converts: json_schema(&failure.content)
                .zip(schema)
                .is_some_and(|(own, all)| converts(shared, own, all)),
        });
        Self(cases.collect())
    }

    /// Returns the variants of all cases, each once.
    fn variants(&self) -> Vec<Variant> {
        let mut variants: Vec<Variant> = Vec::new();
        for variant in self.0.iter().flat_map(Case::variants) {
            if variants.iter().all(|known| known.name != variant.name) {
                variants.push(variant);
            }
        }
        variants
    }

    /// Returns the enumeration of the contents, and the function that reads it.
    fn response_type(&self, name: &Ident, doc: &str) -> TokenStream {
        let variants = self.variants();
        let mut arms = TokenStream::new();
        let mut complete = false;
        for case in &self.0 {
            let found = case.variants();
            let reads: Vec<TokenStream> = found.iter().map(|it| it.read(name)).collect();
            let pattern = &case.pattern;
            complete |= pattern.to_string() == "_";
            let body = if let [read] = reads.as_slice() {
                read.clone()
            } else {
                let media_types = found.iter().map(|it| &it.media_type);
                quote! {
                    #(if is_sent_as(&response, #media_types) {
                        #reads
                    } else)* {
                        Err(Error::UnexpectedResponse(response))
                    }
                }
            };
            arms.extend(quote!(#pattern => { #body }));
        }
        let rest = (!complete).then(|| quote!(_ => Err(Error::UnexpectedResponse(response)),));
        let docs = variants.iter().map(|it| &it.doc);
        let definitions = variants.iter().map(Variant::definition);
        let shown = variants.iter().map(|it| {
            let (variant, text) = (&it.name, it.name.to_string());
            match it.schema {
                Some(_) => {
                    quote!(Self::#variant(value) => f.debug_tuple(#text).field(value).finish(),)
                }
                None if it.is_empty() => quote!(Self::#variant => f.write_str(#text),),
                None => {
                    let text = format!("{text}(…)");
                    quote!(Self::#variant(_) => f.write_str(#text),)
                }
            }
        });
        quote! {
            #[doc = #doc]
            pub enum #name {
                #(
                    #[doc = #docs]
                    #definitions,
                )*
            }

            impl #name {
                pub(super) async fn read<E>(
                    response: reqwest::Response,
                ) -> Result<ResponseValue<Self>, Error<E>> {
                    match response.status().as_u16() {
                        #arms
                        #rest
                    }
                }
            }

            impl std::fmt::Debug for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    match self {
                        #(#shown)*
                    }
                }
            }
        }
    }
}

impl Case<'_> {
    fn variants(&self) -> Vec<Variant> {
        let choices = self.content.choices();
        let status = self.status.as_deref().unwrap_or_default();
        if choices.is_empty() {
            let name = if self.status.is_some() { status.to_owned() } else { "no content".into() };
            let doc = "No content.".to_owned();
            let name = variant_name(&name);
            return vec![Variant {
                name,
                doc,
                media_type: String::new(),
                schema: None,
                own: None,
                items: None,
            }];
        }
        let several = choices.len() > 1 || self.status.is_none();
        // Bytes of several media types are one stream, whose headers say which.
        if let (Content::Bytes(media_types), Some(_)) = (self.content, &self.status) {
            let doc = media_types.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
            let name = variant_name(status);
            return vec![Variant {
                name,
                doc,
                media_type: "*/*".to_owned(),
                schema: None,
                own: None,
                items: None,
            }];
        }
        let variants = choices.iter().map(|choice| {
            let media_type = choice.media_type().unwrap_or_default();
            let schema = match choice {
                Content::Json { schema, .. } => Some(self.schema.unwrap_or(schema).to_owned()),
                _ => None,
            };
            let own = match choice {
                Content::Json { schema, .. } if self.converts => Some(schema.clone()),
                _ => None,
            };
            let items = match choice {
                Content::Items(items) => Some(items.clone()),
                _ => None,
            };
            let of_media = if several { media_type_name(media_type) } else { String::new() };
            // Errors have one variant for all JSON.
            let name = match (&schema, self.schema) {
                (Some(schema), Some(_)) => variant_name(&type_name(schema)),
                _ => variant_name(&format!("{status} {of_media}")),
            };
            let doc = format!("`{media_type}`");
            Variant { name, doc, media_type: media_type.to_owned(), schema, own, items }
        });
        variants.collect()
    }
}

fn variant_name(words: &str) -> Ident {
    format_ident!("{}", words.to_upper_camel_case())
}

/// A variant of a response.
struct Variant {
    name: Ident,
    doc: String,
    media_type: String,
    /// The schema of JSON. None for others, or without content.
    schema: Option<String>,
    /// The schema of the JSON at this status, if it is another. Its type is converted to that of
    /// the schema.
    own: Option<String>,
    /// The stream, if it is one.
    items: Option<Items>,
}

impl Variant {
    fn is_empty(&self) -> bool {
        self.media_type.is_empty()
    }

    fn definition(&self) -> TokenStream {
        let name = &self.name;
        if let Some(items) = &self.items {
            let format = item_format(items, &quote!(lockstep_runtime));
            return quote!(#name(lockstep_runtime::stream::ItemStream<#format>));
        }
        match &self.schema {
            Some(schema) => {
                let schema = format_ident!("{}", type_name(schema));
                quote!(#name(types::#schema))
            }
            None if self.is_empty() => quote!(#name),
            None => quote!(#name(ByteStream)),
        }
    }

    fn read(&self, response: &Ident) -> TokenStream {
        let name = &self.name;
        if let Some(items) = &self.items {
            let format = item_format(items, &quote!(lockstep_runtime));
            return quote!(super::read_items::<#format, E>(response)?.map(#response::#name));
        }
        match &self.schema {
            Some(schema) => {
                let schema = format_ident!("{}", type_name(schema));
                let read = if let Some(own) = &self.own {
                    let own = format_ident!("{}", type_name(own));
                    quote!(super::read_error::<types::#own, types::#schema, E>(response))
                } else {
                    quote!(super::read_answer::<types::#schema, E>(response))
                };
                quote!(#read.await?.map(#response::#name))
            }
            None if self.is_empty() => {
                quote!(ResponseValue::empty(response).map(|()| #response::#name))
            }
            None => quote!(ResponseValue::stream(response).map(#response::#name)),
        }
    }
}

/// Returns the function that compares the media type of a response with one, or with a range.
fn is_sent_as() -> TokenStream {
    quote! {
        fn is_sent_as(response: &reqwest::Response, media_type: &str) -> bool {
            let sent = response.headers().get(reqwest::header::CONTENT_TYPE);
            let sent = sent.and_then(|value| value.to_str().ok()).unwrap_or_default();
            let essence = |text: &str| {
                text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
            };
            let (sent, media_type) = (essence(sent), essence(media_type));
            match media_type.split_once('*') {
                None => sent == media_type,
                Some((_, "/*")) => true,
                Some((kind, suffix)) => sent.starts_with(kind) && sent.ends_with(suffix),
            }
        }
    }
}

/// Returns the enumeration of the contents of a body, and the function that adds it to a request.
fn request_type(operation: &Operation, name: &Ident, choices: &[BodyContent]) -> TokenStream {
    let variants: Vec<Ident> =
        choices.iter().map(|it| variant_name(&media_type_name(it.media_types()[0]))).collect();
    let docs = choices.iter().map(|choice| {
        let media_types = choice.media_types();
        let listed = media_types.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
        match choice {
            BodyContent::Multipart => format!("{listed}: with the boundary, and the parts."),
            _ if is_range(media_types[0]) => format!("{listed}: the media type, and the bytes."),
            _ => listed,
        }
    });
    let held = choices.iter().map(|choice| match choice {
        BodyContent::Json { schema, .. }
        | BodyContent::UrlEncoded(schema)
        | BodyContent::MultipartForm(schema) => {
            let schema = format_ident!("{}", type_name(schema));
            quote!(types::#schema)
        }
        _ if choice.chosen_type().is_some() => {
            quote!(reqwest::header::HeaderValue, reqwest::Body)
        }
        _ => quote!(reqwest::Body),
    });
    let content_type = quote!(reqwest::header::CONTENT_TYPE);
    let arms = choices.iter().zip(&variants).map(|(choice, variant)| match choice {
        BodyContent::Json { media_types, .. } => {
            let media_type = sent_as(&media_types[0]);
            quote!(Self::#variant(value) => request.header(#content_type, #media_type).json(&value),)
        }
        BodyContent::UrlEncoded(_) => quote! {
            Self::#variant(value) => {
                request.header(#content_type, #FORM).body(super::form_text(&value)?)
            }
        },
        BodyContent::MultipartForm(_) => quote! {
            Self::#variant(value) => super::with_parts(request, &value)?,
        },
        _ if choice.chosen_type().is_some() => quote! {
            Self::#variant(media_type, body) => request.header(#content_type, media_type).body(body),
        },
        _ => {
            let media_type = choice.media_types()[0];
            quote!(Self::#variant(body) => request.header(#content_type, #media_type).body(body),)
        }
    });
    let mut schemas = Vec::new();
    let conversions = choices.iter().zip(&variants).filter_map(|(choice, variant)| {
        let schema = choice.schema()?;
        if schemas.contains(&schema) {
            return None;
        }
        schemas.push(schema);
        let schema = format_ident!("{}", type_name(schema));
        Some(quote! {
            impl From<types::#schema> for #name {
                fn from(value: types::#schema) -> Self {
                    Self::#variant(value)
                }
            }
        })
    });
    let doc = format!("The body of `{}`.", operation.id);
    quote! {
        #[doc = #doc]
        #[derive(Debug)]
        pub enum #name {
            #(
                #[doc = #docs]
                #variants(#held),
            )*
        }

        impl #name {
            pub(super) fn add_to<E>(
                self,
                request: reqwest::RequestBuilder,
            ) -> Result<reqwest::RequestBuilder, Error<E>> {
                Ok(match self {
                    #(#arms)*
                })
            }
        }

        #(#conversions)*
    }
}

/// Visits the builder of an operation.
fn within(file: &mut File, builder: &str, visitor: &mut impl VisitMut) {
    for item in &mut file.items {
        let Item::Mod(module) = item else { continue };
        for item in module.content.iter_mut().flat_map(|(_, items)| items) {
            match item {
                Item::Struct(item) if item.ident == builder => visitor.visit_item_struct_mut(item),
                Item::Impl(item) => {
                    let syn::Type::Path(path) = &*item.self_ty else { continue };
                    if path.path.segments.last().is_some_and(|it| it.ident == builder) {
                        visitor.visit_item_impl_mut(item);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Sends JSON as another media type. `reqwest` keeps a media type that is there.
struct JsonAs<'a>(&'a str);

impl VisitMut for JsonAs<'_> {
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        syn::visit_mut::visit_expr_method_call_mut(self, call);
        if call.method == "json" {
            let (receiver, media_type) = (&call.receiver, self.0);
            *call.receiver =
                parse_quote!(#receiver.header(reqwest::header::CONTENT_TYPE, #media_type));
        }
    }
}

/// Returns whether a form has single values only, which progenitor can send.
fn is_flat(api: &Api, schema_name: &str) -> bool {
    let schema = |name: &str| api.schemas.get(name).map(|schema| &schema.value);
    let is_single = |property: &Value| {
        let property = schema::reference(property).and_then(schema).unwrap_or(property);
        let kind = property["type"].as_str();
        kind.is_some_and(|kind| matches!(kind, "string" | "integer" | "number" | "boolean"))
    };
    schema(schema_name).is_some_and(|form| {
        form["type"] == "object"
            && members(form.get("properties")).all(|(_, property)| is_single(property))
    })
}

/// Sends a form that has lists or objects, which progenitor cannot.
struct SentForm;

impl VisitMut for SentForm {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        syn::visit_mut::visit_expr_mut(self, expression);
        if let Expr::Try(tried) = expression
            && let Expr::MethodCall(call) = &*tried.expr
            && call.method == "form_urlencoded"
        {
            let (request, form) = (&call.receiver, &call.args);
            *expression = parse_quote! {
                #request
                    .header(reqwest::header::CONTENT_TYPE, #FORM)
                    .body(super::form_text(#form)?)
            };
        }
    }
}

/// Sends a form in parts, where progenitor would send a URL-encoded one.
struct SentParts;

impl VisitMut for SentParts {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        syn::visit_mut::visit_expr_mut(self, expression);
        if let Expr::Try(tried) = expression
            && let Expr::MethodCall(call) = &*tried.expr
            && call.method == "form_urlencoded"
        {
            let (request, form) = (&call.receiver, &call.args);
            *expression = parse_quote!(super::with_parts(#request, #form)?);
        }
    }
}

/// Returns the function that adds a form in parts to a request.
pub(super) fn with_parts() -> TokenStream {
    quote! {
        /// Adds a form in parts to a request.
        fn with_parts<T: serde::Serialize + lockstep_runtime::multipart::FormParts, E>(
            request: reqwest::RequestBuilder,
            form: &T,
        ) -> Result<reqwest::RequestBuilder, Error<E>> {
            let (content_type, body) = lockstep_runtime::multipart::write(form)
                .map_err(|error| Error::InvalidRequest(error.to_string()))?;
            Ok(request.header(reqwest::header::CONTENT_TYPE, content_type).body(body))
        }
    }
}

/// Returns the function that writes a form.
pub(super) fn form_text() -> TokenStream {
    quote! {
        /// Writes a form. A list is given once for each element, an object as JSON.
        fn form_text<E>(form: &impl serde::Serialize) -> Result<String, Error<E>> {
            let form = serde_json::to_value(form)
                .map_err(|error| Error::InvalidRequest(error.to_string()))?;
            let mut url = reqwest::Url::parse("http://form").expect("a URL");
            for (name, value) in form.as_object().into_iter().flatten() {
                let values = match value {
                    serde_json::Value::Array(values) => values.as_slice(),
                    value => std::slice::from_ref(value),
                };
                for value in values.iter().filter(|value| !value.is_null()) {
                    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    url.query_pairs_mut().append_pair(name, &text);
                }
            }
            Ok(url.query().unwrap_or_default().to_owned())
        }
    }
}

/// Replaces bytes by the enumeration of the contents of a body.
struct ChosenBody(Ident);

impl VisitMut for ChosenBody {
    fn visit_path_mut(&mut self, path: &mut Path) {
        syn::visit_mut::visit_path_mut(self, path);
        if quote!(#path).to_string().ends_with("reqwest :: Body") {
            let name = &self.0;
            *path = parse_quote!(super::requests::#name);
        }
    }

    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        syn::visit_mut::visit_expr_mut(self, expression);
        let Expr::MethodCall(ExprMethodCall { method, receiver, .. }) = expression else { return };
        if let (Expr::MethodCall(header), true) = (&**receiver, method == "body")
            && header.method == "header"
            && quote!(#header).to_string().contains(BYTES)
        {
            let request = &header.receiver;
            *expression = parse_quote!(body.add_to(#request)?);
        }
    }
}

/// The type that a response is read as, instead of bytes.
struct Chosen {
    kind: TokenStream,
    /// The call that reads it, with a `Result`.
    read: TokenStream,
}

impl Chosen {
    fn one_of(name: &Ident) -> Self {
        let kind = quote!(super::responses::#name);
        Self { read: quote!(#kind::read(response).await), kind }
    }

    fn items(items: &Items) -> Self {
        let format = item_format(items, &quote!(lockstep_runtime));
        Self {
            kind: quote!(lockstep_runtime::stream::ItemStream<#format>),
            read: quote!(super::read_items(response)),
        }
    }
}

/// Returns the function that reads a response as a stream of items.
pub(super) fn read_items() -> TokenStream {
    quote! {
        /// Reads a response as a stream of items.
        fn read_items<F: lockstep_runtime::stream::ItemFormat, E>(
            response: reqwest::Response,
        ) -> Result<ResponseValue<lockstep_runtime::stream::ItemStream<F>>, Error<E>> {
            let sent = response.headers().get(reqwest::header::CONTENT_TYPE);
            let sent = sent.and_then(|value| value.to_str().ok()).unwrap_or_default();
            // Anything else, such as a page of a proxy, could be read as no items at all.
            if !lockstep_runtime::stream::is_sent_as::<F>(sent) {
                return Err(Error::UnexpectedResponse(response));
            }
            ResponseValue::stream(response)
                .map(|bytes| lockstep_runtime::stream::ItemStream::new(bytes.into_inner()))
        }
    }
}

/// Replaces bytes by the enumerations of the contents of responses.
struct ChosenResponse {
    success: Option<Chosen>,
    failure: Option<Chosen>,
}

impl VisitMut for ChosenResponse {
    fn visit_return_type_mut(&mut self, kind: &mut syn::ReturnType) {
        syn::visit_mut::visit_return_type_mut(self, kind);
        let mut replaced = |wrapper: &str, chosen: &Option<Chosen>| {
            let Some(Chosen { kind: chosen, .. }) = chosen else { return };
            InReturn { wrapper, chosen }.visit_return_type_mut(kind);
        };
        replaced("ResponseValue", &self.success);
        replaced("Error", &self.failure);
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        let body = &arm.body;
        let text = quote!(#body).to_string();
        if !text.contains("ResponseValue :: stream") {
            return;
        }
        match (text.contains("Error :: ErrorResponse"), &self.success, &self.failure) {
            (true, _, Some(Chosen { read, .. })) => {
                *arm.body = parse_quote!(Err(Error::ErrorResponse(#read?)));
            }
            (false, Some(Chosen { read, .. }), _) => *arm.body = parse_quote!(#read),
            _ => {}
        }
    }
}

/// Returns whether the type of a schema becomes that of another.
fn converts(shared: &Types, own: &str, other: &str) -> bool {
    shared.conversions.contains(&(type_name(own), type_name(other)))
}

/// Returns the schema of JSON content.
fn json_schema(content: &Content) -> Option<&str> {
    match content {
        Content::Json { schema, .. } => Some(schema),
        Content::Choice(choices) => choices.iter().find_map(json_schema),
        _ => None,
    }
}

/// Reads the error of a status by the schema of that status, where errors have several. By the
/// schema of all, it would be the first one that fits.
struct ErrorsByStatus {
    /// The patterns of particular statuses, and what reads their errors.
    particular: Vec<(TokenStream, TokenStream)>,
    /// The code that reads the errors of all other statuses from 400, and from 500.
    client: Option<TokenStream>,
    server: Option<TokenStream>,
}

impl ErrorsByStatus {
    /// Returns `None` if all errors have one schema.
    fn of(operation: &Operation, shared: &Types) -> Option<Self> {
        let all = operation.error.as_deref()?;
        let mut found = Self { particular: Vec::new(), client: None, server: None };
        for failure in &operation.failures {
            let Some(own) = json_schema(&failure.content) else { continue };
            if !converts(shared, own, all) {
                continue;
            }
            let own = format_ident!("{}", type_name(own));
            let read = quote!(super::read_error::<types::#own, _, _>(response));
            match failure.status {
                FailureStatus::Particular(status) => {
                    let status = Literal::u16_unsuffixed(status);
                    found.particular.push((quote!(#status), read));
                }
                FailureStatus::Client => found.client = Some(read),
                FailureStatus::Server => found.server = Some(read),
                FailureStatus::Other => {
                    found.client.get_or_insert_with(|| read.clone());
                    found.server.get_or_insert(read);
                }
            }
        }
        let is_needed =
            !found.particular.is_empty() || found.client.is_some() || found.server.is_some();
        is_needed.then_some(found)
    }
}

impl VisitMut for ErrorsByStatus {
    fn visit_expr_match_mut(&mut self, expression: &mut syn::ExprMatch) {
        let is_error = |arm: &syn::Arm| {
            let body = &arm.body;
            quote!(#body).to_string().contains("Error :: ErrorResponse")
        };
        let Some(at) = expression.arms.iter().position(is_error) else { return };
        for arm in &mut expression.arms[at..] {
            let pattern = &arm.pat;
            let read = match quote!(#pattern).to_string() {
                range if range.starts_with("400") => &self.client,
                range if range.starts_with("500") => &self.server,
                _ => continue,
            };
            if let Some(read) = read {
                *arm.body = parse_quote!({ Err(Error::ErrorResponse(#read.await?)) });
            }
        }
        let particular = self.particular.iter().map(|(status, read)| -> syn::Arm {
            parse_quote!(#status => { Err(Error::ErrorResponse(#read.await?)) })
        });
        expression.arms.splice(at..at, particular);
    }
}

/// Returns the function that reads an error of one of several schemas.
pub(super) fn read_error() -> TokenStream {
    quote! {
        /// Reads an error by the schema of its status.
        async fn read_error<T, U, E>(answer: reqwest::Response) -> Result<ResponseValue<U>, Error<E>>
        where
            T: serde::de::DeserializeOwned,
            U: From<T> + std::fmt::Debug,
        {
            read_answer::<T, E>(answer).await?.map(U::from)
        }
    }
}

/// Replaces bytes in what a function returns.
struct InReturn<'a> {
    wrapper: &'a str,
    chosen: &'a TokenStream,
}

impl VisitMut for InReturn<'_> {
    fn visit_path_segment_mut(&mut self, segment: &mut syn::PathSegment) {
        syn::visit_mut::visit_path_segment_mut(self, segment);
        let arguments = &segment.arguments;
        if segment.ident == self.wrapper && quote!(#arguments).to_string().contains("ByteStream") {
            let chosen = self.chosen;
            segment.arguments = syn::PathArguments::AngleBracketed(parse_quote!(<#chosen>));
        }
    }
}
