//! The server interface crate: the Dropshot trait with its parameter, response and error types.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};
use serde_json::{Map, Value, json};

use crate::{
    api::{Api, Location, Operation, Parameter, ResponseHeader, fold},
    diagnostic::Rule,
    findings::Findings,
    pointer::Pointer,
    schema,
    types::{integer_type, schema_lookup, type_name},
};

/// The largest body of an operation that does not say: 1 MiB. Dropshot's own default, 1 KiB, surprises everybody.
const DEFAULT_MAX_BYTES: u64 = 1024 * 1024;

/// The interface crate.
pub(crate) struct Server {
    pub(crate) tokens: TokenStream,
    /// The schemas of the structs of parameters and headers.
    pub(crate) schemas: BTreeMap<String, Value>,
}

/// Makes the interface crate. `types` is where the shared types are.
pub(crate) fn emit(api: &Api, types: &syn::Path, found: &mut Findings<'_>) -> Server {
    let mut schemas = BTreeMap::new();
    let trait_name = format_ident!("{}", api.trait_name());
    let headers = HeaderSets::of(api);

    let mut supporting = TokenStream::new();
    for (name, description) in &api.security_schemes {
        supporting.extend(security_scheme(name, description.as_deref()));
    }
    supporting.extend(error_types(api));
    let mut endpoints = TokenStream::new();
    for operation in &api.operations {
        for location in [Location::Path, Location::Query, Location::Header] {
            supporting.extend(parameter_struct(operation, location, &mut schemas, found));
        }
        supporting.extend(success_type(operation, &headers, &mut schemas));
        endpoints.extend(endpoint(api, operation));
    }
    for (name, set) in &headers.shared {
        let doc = "Headers of a successful response.";
        supporting.extend(header_struct(name, doc, set, &mut schemas));
    }

    let tags = api.tags.iter().map(|(name, description)| {
        let description = description.as_ref().map(|text| {
            let text = fold(text);
            quote!(description = #text)
        });
        quote!(#name = { #description })
    });
    let guards = api
        .security_schemes
        .keys()
        .filter(|name| api.operations.iter().any(|o| o.security.as_ref() == Some(name)))
        .map(|name| {
            let scheme = format_ident!("{}", type_name(name));
            quote!(lockstep_dropshot::Authenticate<#scheme>)
        });
    let lookup = (!schemas.is_empty()).then(schema_lookup);
    let mut doc = api.title.clone();
    if let Some(description) = &api.description {
        doc.push_str("\n\n");
        doc.push_str(description);
    }
    let dropshot = imported(
        &["HttpCodedResponse", "HttpError", "HttpResponseHeaders", "Path", "Query"],
        [&endpoints, &supporting],
    );
    let runtime = imported(
        &["FrameworkError", "Headers", "JsonBody", "Reply", "Secured"],
        [&endpoints, &supporting],
    );
    let tokens = quote! {
        use #types as types;
        use dropshot::{#(#dropshot,)* RequestContext};
        use lockstep_dropshot::{#(#runtime),*};

        #[doc = #doc]
        #[dropshot::api_description(tag_config = { tags = { #(#tags),* } })]
        pub trait #trait_name {
            /// What the operations work on; it also decides who may call them.
            type Context: #(#guards)+*;

            #endpoints
        }

        #supporting
        #lookup
    };
    Server { tokens, schemas }
}

/// Those of the names that code uses.
fn imported<'t>(names: &[&str], code: impl IntoIterator<Item = &'t TokenStream>) -> Vec<Ident> {
    fn collect(tokens: TokenStream, found: &mut BTreeSet<String>) {
        for tree in tokens {
            match tree {
                TokenTree::Ident(ident) => drop(found.insert(ident.to_string())),
                TokenTree::Group(group) => collect(group.stream(), found),
                _ => {}
            }
        }
    }
    let mut used = BTreeSet::new();
    for tokens in code {
        collect(tokens.clone(), &mut used);
    }
    names.iter().filter(|name| used.contains(**name)).map(|name| format_ident!("{name}")).collect()
}

fn security_scheme(name: &str, description: Option<&str>) -> TokenStream {
    let ident = format_ident!("{}", type_name(name));
    let doc = description.map_or_else(|| format!("The security scheme `{name}`."), str::to_owned);
    quote! {
        #[doc = #doc]
        #[derive(Debug)]
        pub enum #ident {}

        impl lockstep_dropshot::SecurityScheme for #ident {
            const NAME: &'static str = #name;
            type Mechanism = lockstep_dropshot::Bearer;
        }
    }
}

/// One alias for each schema that errors have.
fn error_types(api: &Api) -> TokenStream {
    let mut tokens = TokenStream::new();
    let mut schemas: Vec<_> = api.operations.iter().map(|o| &o.error).collect();
    schemas.sort();
    schemas.dedup();
    for schema in schemas {
        let alias = error_alias(schema);
        let ident = format_ident!("{}", type_name(schema));
        let doc = format!("How an operation fails: a status, headers and [`types::{ident}`].");
        tokens.extend(quote! {
            #[doc = #doc]
            pub type #alias = lockstep_dropshot::ErrorResponse<types::#ident>;
        });
    }
    tokens
}

fn error_alias(schema: &str) -> Ident {
    format_ident!("{}Response", type_name(schema))
}

fn endpoint(api: &Api, operation: &Operation) -> TokenStream {
    let name = format_ident!("{}", operation.id.to_snake_case());
    let id = &operation.id;
    let method = format_ident!("{}", operation.method);
    let path = &operation.path;
    let tags = &operation.tags;
    let tags = (!tags.is_empty()).then(|| quote!(tags = [#(#tags),*],));
    let deprecated = operation.deprecated.then(|| quote!(deprecated = true,));
    let max_bytes = operation.body.as_ref().map(|body| {
        let bytes = body.max_bytes.unwrap_or(DEFAULT_MAX_BYTES);
        let bytes = proc_macro2::Literal::u64_unsuffixed(bytes);
        quote!(request_body_max_bytes = #bytes,)
    });
    // Dropshot reads summary and description back from the doc comment.
    let doc = match (&operation.summary, &operation.description) {
        (Some(summary), Some(description)) => format!("{}\n\n{description}", fold(summary)),
        (Some(text), None) | (None, Some(text)) => text.clone(),
        (None, None) => String::new(),
    };
    let doc = (!doc.is_empty()).then(|| quote!(#[doc = #doc]));

    let mut parts = Vec::new();
    for (location, extractor) in [
        (Location::Path, quote!(Path)),
        (Location::Query, quote!(Query)),
        (Location::Header, quote!(Headers)),
    ] {
        if operation.parameters.iter().any(|parameter| parameter.location == location) {
            let name = parameter_struct_name(operation, location);
            parts.push(quote!(#extractor<#name>));
        }
    }
    if let Some(body) = &operation.body {
        let schema = format_ident!("{}", type_name(&body.schema));
        parts.push(if is_object(api, &body.schema) {
            quote!(JsonBody<types::#schema>)
        } else {
            quote!(lockstep_dropshot::JsonValueBody<types::#schema>)
        });
    }
    let parameters = if let Some(scheme) = &operation.security {
        let scheme = format_ident!("{}", type_name(scheme));
        quote!(request: Secured<#scheme, (#(#parts,)*)>,)
    } else {
        quote!(request: lockstep_dropshot::Unread<(#(#parts,)*)>,)
    };

    let response = response_name(operation);
    let error = format_ident!("{}", type_name(&operation.error));
    quote! {
        #doc
        #[endpoint(
            operation_id = #id,
            method = #method,
            path = #path,
            #tags
            #deprecated
            #max_bytes
        )]
        async fn #name(
            rqctx: RequestContext<Self::Context>,
            #parameters
        ) -> Result<Reply<#response, types::#error>, FrameworkError<types::#error>>;
    }
}

fn is_object(api: &Api, name: &str) -> bool {
    api.schemas.get(name).is_some_and(|schema| schema["type"] == "object")
}

fn parameter_struct_name(operation: &Operation, location: Location) -> Ident {
    let suffix = match location {
        Location::Path => "Path",
        Location::Query => "Query",
        Location::Header => "Headers",
    };
    format_ident!("{}{suffix}", operation.id.to_upper_camel_case())
}

/// The struct that a Dropshot extractor fills with the parameters from one location.
fn parameter_struct(
    operation: &Operation,
    location: Location,
    schemas: &mut BTreeMap<String, Value>,
    found: &mut Findings<'_>,
) -> TokenStream {
    let parameters: Vec<&Parameter> =
        operation.parameters.iter().filter(|p| p.location == location).collect();
    if parameters.is_empty() {
        return TokenStream::new();
    }
    let name = parameter_struct_name(operation, location);
    let fields = parameters.iter().map(|parameter| {
        let field = field_name(&parameter.name);
        let rename = &parameter.name;
        let kind = scalar_type(&parameter.schema).unwrap_or_else(|| {
            found.push(
                Rule::Unsupported,
                &Pointer::root().join("paths").join(&operation.path),
                format!("the limits of the parameter `{}` have no type", parameter.name),
                "give its schema a name under `components/schemas` and refer to it",
            );
            quote!(String)
        });
        let kind = if parameter.required { kind } else { quote!(Option<#kind>) };
        let doc = parameter.description.as_deref().unwrap_or(rename);
        let default = (!parameter.required).then(|| quote!(default,));
        quote! {
            #[doc = #doc]
            #[serde(#default rename = #rename)]
            pub #field: #kind,
        }
    });
    let doc = format!("The {} parameters of `{}`.", location.as_str(), operation.id);
    let schema = struct_schema(
        &name,
        parameters
            .iter()
            .map(|p| (p.name.as_str(), p.required, p.description.as_deref(), &p.schema)),
        schemas,
    );
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, serde::Deserialize)]
        pub struct #name { #(#fields)* }

        #schema
    }
}

/// `impl JsonSchema` of a struct whose fields Dropshot takes for parameters or headers.
fn struct_schema<'a>(
    name: &Ident,
    fields: impl Iterator<Item = (&'a str, bool, Option<&'a str>, &'a Value)>,
    schemas: &mut BTreeMap<String, Value>,
) -> TokenStream {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut referred = Vec::new();
    for (field, is_required, description, schema) in fields {
        let mut property = match schema::reference(schema) {
            Some(target) => {
                referred.push(format_ident!("{}", type_name(target)));
                json!({ "allOf": [schema] })
            }
            None => schema::to_schemars(schema),
        };
        if let Some(description) = description {
            property["description"] = json!(description);
        }
        properties.insert(field.to_owned(), property);
        if is_required {
            required.push(field.to_owned());
        }
    }
    let mut object = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    let generator =
        if referred.is_empty() { format_ident!("_generator") } else { format_ident!("generator") };
    let schema_name = name.to_string();
    schemas.insert(schema_name.clone(), object);
    quote! {
        impl schemars::JsonSchema for #name {
            fn schema_name() -> String {
                #schema_name.to_owned()
            }

            fn json_schema(
                #generator: &mut schemars::r#gen::SchemaGenerator,
            ) -> schemars::schema::Schema {
                #(generator.subschema_for::<types::#referred>();)*
                contract_schema(#schema_name)
            }
        }
    }
}

pub(crate) fn field_name(name: &str) -> Ident {
    let name = name.to_snake_case();
    syn::parse_str::<Ident>(&name).unwrap_or_else(|_| format_ident!("{name}_"))
}

/// The type of a single value. None for an inline schema with limits, which no type would enforce.
pub(crate) fn scalar_type(schema: &Value) -> Option<TokenStream> {
    if let Some(name) = schema::reference(schema) {
        let name = format_ident!("{}", type_name(name));
        return Some(quote!(types::#name));
    }
    let known = ["type", "format", "description", "example", "title"];
    let members = schema.as_object()?;
    members
        .keys()
        .all(|key| known.contains(&key.as_str()) || key.starts_with("x-"))
        .then(|| plain_type(schema))
}

fn plain_type(schema: &Value) -> TokenStream {
    let format = schema["format"].as_str();
    match (schema["type"].as_str(), format) {
        (Some("integer"), format) => integer_type(format),
        (Some("number"), _) => quote!(f64),
        (Some("boolean"), _) => quote!(bool),
        (_, Some("uuid")) => quote!(uuid::Uuid),
        (_, Some("date-time")) => quote!(chrono::DateTime<chrono::Utc>),
        _ => quote!(String),
    }
}

/// What an operation succeeds with: the coded response, and the headers if it has any.
fn response_name(operation: &Operation) -> Ident {
    format_ident!("{}Response", operation.id.to_upper_camel_case())
}

fn success_name(operation: &Operation) -> Ident {
    if operation.success.headers.is_empty() {
        response_name(operation)
    } else {
        format_ident!("{}Success", operation.id.to_upper_camel_case())
    }
}

/// The successful response of an operation, with the status and the description that the contract gives it.
fn success_type(
    operation: &Operation,
    headers: &HeaderSets<'_>,
    schemas: &mut BTreeMap<String, Value>,
) -> TokenStream {
    let name = success_name(operation);
    let description = operation.success.description.as_str();
    let doc = format!("{} (status {})", fold(description), operation.success.status);
    let status = proc_macro2::Literal::u16_unsuffixed(operation.success.status);
    let status = quote! {
        const STATUS_CODE: http::StatusCode = lockstep_dropshot::status(#status);
        const DESCRIPTION: &'static str = #description;
    };
    let coded = if let Some(schema) = &operation.success.schema {
        let body = format_ident!("{}", type_name(schema));
        quote! {
            #[doc = #doc]
            #[derive(Debug)]
            pub struct #name(pub types::#body);

            impl HttpCodedResponse for #name {
                type Body = types::#body;
                #status
            }

            impl From<#name> for Result<http::Response<dropshot::Body>, HttpError> {
                fn from(response: #name) -> Self {
                    #name::for_object(response.0)
                }
            }
        }
    } else {
        quote! {
            #[doc = #doc]
            #[derive(Debug)]
            pub struct #name;

            impl HttpCodedResponse for #name {
                type Body = <dropshot::HttpResponseDeleted as HttpCodedResponse>::Body;
                #status
            }

            impl From<#name> for Result<http::Response<dropshot::Body>, HttpError> {
                fn from(_: #name) -> Self {
                    dropshot::HttpResponseDeleted().into()
                }
            }
        }
    };
    let own = headers.own(operation).map(|(name, set)| {
        let doc = format!("Headers of a successful response of `{}`.", operation.id);
        header_struct(&name, &doc, set, schemas)
    });
    let with_headers = (!operation.success.headers.is_empty()).then(|| {
        let response = response_name(operation);
        let headers = headers.name_for(operation);
        let doc = format!("A successful response of `{}`, with its headers.", operation.id);
        quote! {
            #[doc = #doc]
            pub type #response = HttpResponseHeaders<#name, #headers>;
        }
    });
    quote!(#coded #with_headers #own)
}

/// The sets of headers that successful responses carry. A set that several operations have is one struct.
struct HeaderSets<'a> {
    shared: Vec<(Ident, &'a [ResponseHeader])>,
}

impl<'a> HeaderSets<'a> {
    fn of(api: &'a Api) -> Self {
        let mut shared: Vec<(Ident, &[ResponseHeader])> = Vec::new();
        for (index, operation) in api.operations.iter().enumerate() {
            let set = operation.success.headers.as_slice();
            let again = api.operations[index + 1..].iter().any(|o| o.success.headers == set);
            if !set.is_empty() && again && shared.iter().all(|(_, known)| *known != set) {
                let name = match shared.len() {
                    0 => format_ident!("ResponseHeaders"),
                    n => format_ident!("ResponseHeaders{}", n + 1),
                };
                shared.push((name, set));
            }
        }
        Self { shared }
    }

    fn name_for(&self, operation: &Operation) -> Ident {
        self.shared
            .iter()
            .find(|(_, set)| *set == operation.success.headers)
            .map_or_else(|| own_headers_name(operation), |(name, _)| name.clone())
    }

    fn own<'o>(&self, operation: &'o Operation) -> Option<(Ident, &'o [ResponseHeader])> {
        let set = operation.success.headers.as_slice();
        (!set.is_empty() && self.shared.iter().all(|(_, known)| *known != set))
            .then(|| (own_headers_name(operation), set))
    }
}

fn own_headers_name(operation: &Operation) -> Ident {
    format_ident!("{}ResponseHeaders", operation.id.to_upper_camel_case())
}

fn header_struct(
    name: &Ident,
    doc: &str,
    headers: &[ResponseHeader],
    schemas: &mut BTreeMap<String, Value>,
) -> TokenStream {
    let fields = headers.iter().map(|header| {
        let field = field_name(&header.name);
        let rename = &header.name;
        let kind = match schema::reference(&header.schema) {
            Some(target) => {
                let target = format_ident!("{}", type_name(target));
                quote!(types::#target)
            }
            None => plain_type(&header.schema),
        };
        let doc = header.description.as_deref().unwrap_or(rename);
        let (kind, with) = if header.required {
            (kind, "lockstep_dropshot::header_value")
        } else {
            (quote!(Option<#kind>), "lockstep_dropshot::optional_header_value")
        };
        quote! {
            #[doc = #doc]
            #[serde(rename = #rename, serialize_with = #with)]
            pub #field: #kind,
        }
    });
    let schema = struct_schema(
        name,
        headers.iter().map(|h| (h.name.as_str(), h.required, h.description.as_deref(), &h.schema)),
        schemas,
    );
    let default = headers.iter().all(|header| !header.required).then(|| quote!(Default,));
    let inserted = headers.iter().map(|header| {
        let field = field_name(&header.name);
        let name = &header.name;
        if header.required {
            quote!(lockstep_dropshot::insert_header(&mut headers, #name, &self.#field);)
        } else {
            quote! {
                if let Some(value) = &self.#field {
                    lockstep_dropshot::insert_header(&mut headers, #name, value);
                }
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, #default serde::Serialize)]
        pub struct #name { #(#fields)* }

        impl lockstep_dropshot::ToHeaders for #name {
            fn to_headers(&self) -> http::HeaderMap {
                let mut headers = http::HeaderMap::new();
                #(#inserted)*
                headers
            }
        }

        #schema
    }
}
