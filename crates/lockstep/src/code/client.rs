//! The client crate: progenitor's client in builder style, over the shared types.

use std::collections::BTreeSet;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator, InterfaceStyle, TagStyle};
use quote::quote;
use serde_json::{Map, Value, json};
use syn::{File, Item, Path, parse_quote, visit_mut::VisitMut};

use crate::{
    code::{
        Settings, client_builders, client_contents, client_requests, format,
        types::{Types, type_name},
    },
    document::{
        diagnostic::Rule,
        openapi::{BYTES, FORM, JSON, MULTIPART, PAGINATION, WEBSOCKET, fold, is_range},
        pointer::Pointer,
        schema,
    },
    lint::diagnostics::Diagnostics,
    model::{
        Api, BodyContent, ClientUse, Content, Location, Multiplicity, Operation, Parameter,
        SuccessStatus,
    },
};

/// Makes the source of the client crate. What progenitor refuses is added to `diagnostics`.
///
/// progenitor gets the names of the shared types, with schemas that only tell whether a type is a
/// struct. The shared types then replace progenitor's own, and the compiler checks that they fit.
pub(crate) fn emit(
    api: &Api,
    shared: &Types,
    settings: &Settings,
    diagnostics: &mut Diagnostics<'_>,
) -> Option<File> {
    let Settings { types, client_state, client_error, .. } = settings;
    let refused = |diagnostics: &mut Diagnostics<'_>, error: String| {
        diagnostics.push(
            Rule::Progenitor,
            &Pointer::root().join("paths"),
            format!("progenitor cannot make a client of this: {error}"),
            "simplify the part that the message names",
        );
    };
    let document: openapiv3::OpenAPI = match serde_json::from_value(document(api, shared)) {
        Ok(document) => document,
        Err(error) => {
            refused(diagnostics, error.to_string());
            return None;
        }
    };
    let mut generation = GenerationSettings::new();
    generation.with_interface(InterfaceStyle::Builder).with_tag(TagStyle::Merged);
    if let Some(state) = client_state {
        generation.with_inner_type(quote!(#state));
    }
    let tokens = match Generator::new(&generation).generate_tokens(&document) {
        Ok(tokens) => tokens,
        Err(error) => {
            refused(diagnostics, error.to_string());
            return None;
        }
    };
    let mut file: File = match syn::parse2(tokens) {
        Ok(file) => file,
        Err(error) => {
            refused(diagnostics, error.to_string());
            return None;
        }
    };
    NameParameterStructs(parameter_structs(api, shared).collect()).visit_file_mut(&mut file);
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
    if api
        .operations
        .iter()
        .any(|operation| operation.security.as_ref().is_some_and(|it| !it.optional))
    {
        remove_new(&mut file, client_state.is_some());
    }
    let contents = client_contents::rewrite(&mut file, api, shared);
    file.items.extend(syn::parse2::<File>(contents).expect("written here").items);
    let items = &file.items;
    let used = format::idents(quote!(#(#items)*));
    let read_error = used.contains("read_error").then(client_contents::read_error);
    let reads = read_error.is_some() || used.contains("read_answer");
    client_builders::rewrite(&mut file, api, client_error.as_ref());
    let helpers = client_requests::rewrite(&mut file, api);
    let mut reading = ReadAnswer { found: reads };
    reading.visit_file_mut(&mut file);
    if api.operations.is_empty() {
        file.items.retain(|item| !matches!(item, Item::Mod(module) if module.ident == "builder"));
    }
    for operation in &api.operations {
        if let Some(BodyContent::Bytes(media_type)) = operation.body.as_ref().map(|it| &it.content)
            && !is_range(media_type)
        {
            let builder = operation.name.to_upper_camel_case();
            SendAs { builder, media_type, within: false }.visit_file_mut(&mut file);
        }
    }
    remove_unused_import(&mut file);
    let read_answer = reading.found.then(read_answer);
    let is_repeatable = is_repeatable(&api.operations);
    let items = &file.items;
    let used = format::idents(quote!(#(#items)* #is_repeatable #read_answer));
    let form_text = used.contains("form_text").then(client_contents::form_text);
    let with_parts = used.contains("with_parts").then(client_contents::with_parts);
    let read_items = used.contains("read_items").then(client_contents::read_items);
    let helpers =
        quote!(#is_repeatable #read_answer #read_error #form_text #with_parts #read_items #helpers);
    file.items.extend(syn::parse2::<File>(helpers).expect("written here").items);
    Some(file)
}

/// Makes the function that says which operations a client may repeat.
fn is_repeatable(operations: &[Operation]) -> TokenStream {
    let names = operations.iter().filter(|it| it.client == Some(ClientUse::Repeatable));
    let names: Vec<String> = names.map(|operation| operation.name.to_snake_case()).collect();
    let body = if names.is_empty() {
        quote!(let _ = operation_id; false)
    } else {
        quote!(matches!(operation_id, #(#names)|*))
    };
    quote! {
        /// Returns true if a request of an operation may be sent again after one that may have
        /// taken effect, for instance because its answer was lost. The name of the operation is
        /// that of its method, as in `OperationInfo`. False for an unknown name.
        pub fn is_repeatable(operation_id: &str) -> bool {
            #body
        }
    }
}

/// Removes the import of the types from the builders if no operation has one of them: the compiler
/// would warn of it.
fn remove_unused_import(file: &mut File) {
    for item in &mut file.items {
        let Item::Mod(module) = item else { continue };
        let Some((_, items)) = &mut module.content else { continue };
        let import: Item = parse_quote!(
            use super::types;
        );
        let rest = items.iter().filter(|item| **item != import);
        if module.ident == "builder" && !format::idents(quote!(#(#rest)*)).contains("types") {
            items.retain(|item| *item != import);
        }
    }
}

/// Removes the constructor that makes its own HTTP client, which has no credential. The other
/// constructor takes an HTTP client. If the client has a state, the crate makes it, and callers use
/// the crate's own constructor.
fn remove_new(file: &mut File, has_state: bool) {
    for item in &mut file.items {
        let Item::Impl(item) = item else { continue };
        item.items
            .retain(|item| !matches!(item, syn::ImplItem::Fn(item) if item.sig.ident == "new"));
        for item in &mut item.items {
            if let syn::ImplItem::Fn(function) = item
                && function.sig.ident == "new_with_client"
                && has_state
            {
                function.vis = parse_quote!(pub(crate));
            }
        }
    }
}

/// Returns the document for progenitor.
fn document(api: &Api, shared: &Types) -> Value {
    let mut paths = Map::new();
    for operation in &api.operations {
        let path = client_requests::template(operation);
        let item = paths.entry(path).or_insert_with(|| json!({}));
        item[operation.method.to_lowercase()] = described(operation, shared);
    }
    let mut schemas: Map<String, Value> = api
        .schemas
        .iter()
        .map(|(name, schema)| {
            let kind = if !shared.structs.contains(&type_name(name)) {
                // A newtype.
                json!({ "type": "string", "maxLength": 1 })
            } else if is_page(&schema.value) {
                json!({
                    "type": "object",
                    "required": ["items"],
                    "properties": {
                        "items": page_items(&schema.value["properties"]["items"]),
                        "next_page": { "type": "string", "nullable": true },
                    },
                })
            } else {
                json!({ "type": "object", "properties": { "a": { "type": "string" } } })
            };
            (name.clone(), kind)
        })
        .collect();
    let newtype = json!({ "type": "string", "maxLength": 1 });
    schemas.extend(parameter_structs(api, shared).map(|name| (name, newtype.clone())));
    json!({
        "openapi": "3.0.3",
        "info": { "title": api.title, "version": api.version, "description": api.description },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

/// The start of the names of parameters' structs in the document for progenitor. By its own name,
/// progenitor would give a setter of the parameter the builder of a body.
const PARAMETER: &str = "ParameterOf";

/// Returns the name by which progenitor knows the type of a parameter, if that is a struct.
fn parameter_struct(parameter: &Parameter, shared: &Types) -> Option<String> {
    // The members of others are parameters of their own.
    let name = schema::reference(&parameter.kind).map(type_name)?;
    shared.structs.contains(&name).then(|| format!("{PARAMETER}{name}"))
}

/// Returns the names by which progenitor knows the structs that are types of parameters.
fn parameter_structs(api: &Api, shared: &Types) -> impl Iterator<Item = String> {
    let parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
    parameters.filter_map(|parameter| parameter_struct(parameter, shared))
}

/// Gives the structs that are types of parameters their names.
struct NameParameterStructs(BTreeSet<String>);

impl VisitMut for NameParameterStructs {
    fn visit_ident_mut(&mut self, ident: &mut syn::Ident) {
        let name = ident.to_string();
        if self.0.contains(&name)
            && let Some(own) = name.strip_prefix(PARAMETER)
        {
            *ident = syn::Ident::new(own, ident.span());
        }
    }
}

/// Returns whether a schema is one of Dropshot's pages.
fn is_page(schema: &Value) -> bool {
    let Some(properties) = schema["properties"].as_object() else { return false };
    let next = &schema["properties"]["next_page"];
    properties.len() == 2
        && schema["properties"]["items"]["type"] == "array"
        && schema::reference(&schema["properties"]["items"]["items"]).is_some()
        && next["type"] == "string"
}

fn page_items(items: &Value) -> Value {
    json!({ "type": "array", "items": items["items"] })
}

/// Returns an operation for progenitor, made from the model only. progenitor accepts one kind of
/// success and one of error: where there are several, the caller gets bytes.
fn described(operation: &Operation, shared: &Types) -> Value {
    let reference = |name: &str| schema::refer_to(name);
    let json_content = |name: &str| json!({ JSON: { "schema": reference(name) } });
    let bytes = || json!({ "*/*": { "schema": {} } });

    let mut responses = Map::new();
    let successes = operation.successes.iter();
    let successes: Vec<_> = successes
        .filter(|it| it.status.can_succeed() || it.status == SuccessStatus::Particular(101))
        .collect();
    let first = successes.first().map(|success| &success.content);
    let alike = successes.iter().all(|success| Some(&success.content) == first);
    for success in successes {
        let mut response = json!({ "description": success.description });
        match &success.content {
            Content::Websocket => {}
            Content::None if alike && success.status != SuccessStatus::Any => {}
            Content::Json { schema, .. } if alike => response["content"] = json_content(schema),
            _ => response["content"] = bytes(),
        }
        let status = match success.status {
            SuccessStatus::Particular(status) => status.to_string(),
            SuccessStatus::Success => "2XX".to_owned(),
            SuccessStatus::Redirection => "3XX".to_owned(),
            SuccessStatus::Any => "default".to_owned(),
        };
        responses.insert(status, response);
    }
    if !responses.contains_key("default") {
        let content = match &operation.error {
            _ if operation.errors_differ => Some(bytes()),
            Some(name) => Some(json_content(name)),
            None => None,
        };
        for range in ["4XX", "5XX"] {
            let mut response = json!({ "description": "error" });
            if let Some(content) = &content {
                response["content"] = content.clone();
            }
            responses.insert(range.to_owned(), response);
        }
    }
    let parameters: Vec<Value> = operation
        .parameters
        .iter()
        .map(|parameter| {
            let schema = match &parameter.multiplicity {
                Multiplicity::One
                | Multiplicity::Members { .. }
                | Multiplicity::Deep { .. }
                | Multiplicity::Pairs { .. } => parameter_struct(parameter, shared)
                    .map_or_else(|| parameter.kind.clone(), |name| schema::refer_to(&name)),
                Multiplicity::List | Multiplicity::Delimited(_) => {
                    json!({ "type": "array", "items": parameter.kind })
                }
                Multiplicity::Others => {
                    json!({ "type": "object", "additionalProperties": parameter.kind })
                }
            };
            // A cookie is sent in a header, and a name that is not that of the parameter is
            // replaced by that later.
            let location = match parameter.location {
                Location::Cookie => Location::Header,
                other => other,
            };
            json!({
                "in": location.as_str(),
                "name": parameter.method,
                "required": parameter.required,
                "description": parameter.description.as_deref().map(fold),
                "schema": schema,
            })
        })
        .collect();
    let mut described = json!({
        "operationId": operation.name,
        "summary": operation.summary,
        "description": operation.description,
        "deprecated": operation.deprecated,
        "parameters": parameters,
        "responses": responses,
    });
    if operation.negotiates {
        let parameters = described["parameters"].as_array_mut().expect("made above");
        parameters.push(json!({
            "in": "header",
            "name": "accept",
            "required": false,
            "description": "The media types that the caller accepts, such as `text/csv`.",
            "schema": { "type": "string" },
        }));
    }
    if let Some(body) = &operation.body {
        let content = match &body.content {
            BodyContent::Json { schema, .. } => json_content(schema),
            // Parts are sent in another way than progenitor sends forms, by the same type.
            BodyContent::UrlEncoded(name) | BodyContent::MultipartForm(name) => {
                json!({ FORM: { "schema": reference(name) } })
            }
            BodyContent::Multipart | BodyContent::Bytes(_) | BodyContent::Choice(_) => {
                json!({ BYTES: { "schema": { "type": "string", "format": "binary" } } })
            }
        };
        described["requestBody"] = json!({ "required": true, "content": content });
        if let Some(media_type) = body.content.chosen_type() {
            let description = chosen_type_doc(media_type);
            let parameters = described["parameters"].as_array_mut().expect("made above");
            parameters.push(json!({
                "in": "header",
                "name": "content-type",
                "required": true,
                "description": description,
                "schema": { "type": "string" },
            }));
        }
    }
    if let Some(pagination) = &operation.pagination {
        described[PAGINATION] = pagination.clone();
    }
    if operation.is_websocket() {
        described[WEBSOCKET] = json!({});
    }
    described
}

/// Returns what the caller gives as the media type of a body.
pub(super) fn chosen_type_doc(media_type: &str) -> String {
    if media_type == MULTIPART {
        format!("`{media_type}` with the boundary of the parts.")
    } else {
        format!("the media type of the body: one of `{media_type}`.")
    }
}

/// Changes the media type of an operation's request, which is that of bytes by default.
struct SendAs<'a> {
    builder: String,
    media_type: &'a str,
    within: bool,
}

impl VisitMut for SendAs<'_> {
    fn visit_item_impl_mut(&mut self, item: &mut syn::ItemImpl) {
        if let syn::Type::Path(path) = &*item.self_ty {
            self.within = path.path.segments.last().is_some_and(|it| it.ident == self.builder);
        }
        syn::visit_mut::visit_item_impl_mut(self, item);
        self.within = false;
    }

    fn visit_lit_str_mut(&mut self, text: &mut syn::LitStr) {
        if self.within && text.value() == BYTES {
            *text = syn::LitStr::new(self.media_type, text.span());
        }
    }
}

/// Replaces the function that reads responses. progenitor's own shows the whole response in its
/// errors.
struct ReadAnswer {
    found: bool,
}

impl VisitMut for ReadAnswer {
    fn visit_path_mut(&mut self, path: &mut Path) {
        let mut names = path.segments.iter().map(|segment| &segment.ident);
        let expected = ["ResponseValue", "from_response"];
        if names.len() == 2 && names.by_ref().zip(expected).all(|(name, it)| name == it) {
            *path = parse_quote!(super::read_answer);
            self.found = true;
        }
    }
}

fn read_answer() -> TokenStream {
    quote! {
        /// Reads a response. The error for a response that breaks the contract says what was
        /// expected and where, but shows neither the bytes nor the value: they may hold secrets.
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
