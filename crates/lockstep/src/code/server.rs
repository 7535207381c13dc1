//! The server's crate: the Dropshot trait with its parameter, response and error types.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde_json::{Map, Value, json};

use crate::{
    code::{
        format,
        types::{described_by, integer_type, number_type, type_name},
    },
    document::{
        openapi::{FORM, JSON, fold},
        schema,
    },
    model::{
        Api, Body, BodyContent, Content, CredentialTransport, Location, Operation, Parameter,
        Requirement, ResponseHeader, Scheme, Success,
    },
};

/// The default of the largest body: 1 MiB. Dropshot's own default, 1 KiB, is too small for most.
const DEFAULT_MAX_BYTES: u64 = 1024 * 1024;

/// The server's crate.
pub(crate) struct Server {
    pub(crate) tokens: TokenStream,
    /// The schemas of the structs of parameters and headers.
    pub(crate) schemas: BTreeMap<String, Value>,
}

/// Makes the server's crate. `types` is the path of the shared types.
pub(crate) fn emit(api: &Api, types: &syn::Path) -> Server {
    let mut schemas = Described::default();
    let trait_name = format_ident!("{}", api.trait_name());
    let headers = HeaderSets::of(api);

    let mut supporting = TokenStream::new();
    for (name, scheme) in &api.security_schemes {
        supporting.extend(security_scheme(name, scheme));
    }
    supporting.extend(error_types(api));
    let mut endpoints = TokenStream::new();
    for operation in &api.operations {
        for location in [Location::Path, Location::Query, Location::Header] {
            supporting.extend(parameter_struct(operation, location, &mut schemas));
        }
        supporting.extend(response_type(operation, &headers, &mut schemas));
        supporting.extend(scopes(operation));
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
        .filter(|name| {
            let guards = |it: &Requirement| it.scheme == **name;
            api.operations.iter().any(|o| o.security.as_ref().is_some_and(guards))
        })
        .map(|name| {
            let scheme = format_ident!("{}", type_name(name));
            quote!(lockstep_dropshot::Authenticate<#scheme>)
        });
    let Described { values: schemas, entries } = schemas;
    let described = (!schemas.is_empty())
        .then(|| quote!(lockstep_dropshot::schemas! { in include_str!("schemas.json"); #entries }));
    let mut doc = api.title.clone();
    if let Some(description) = &api.description {
        doc.push_str("\n\n");
        doc.push_str(description);
    }
    let dropshot = imported(
        &["HttpCodedResponse", "HttpError", "HttpResponseHeaders", "Path", "RequestContext"],
        [&endpoints, &supporting],
    );
    let runtime = imported(
        &[
            "FrameworkError",
            "Headers",
            "JsonBody",
            "OperationResponse",
            "Query",
            "Secured",
            "UnreadRequest",
        ],
        [&endpoints, &supporting],
    );
    let import = |krate: &str, names: Vec<Ident>| {
        let krate = format_ident!("{krate}");
        (!names.is_empty()).then(|| quote!(use #krate::{#(#names),*};))
    };
    let (dropshot, runtime) = (import("dropshot", dropshot), import("lockstep_dropshot", runtime));
    let types = (!imported(&["types"], [&endpoints, &supporting]).is_empty())
        .then(|| quote!(use #types as types;));
    let guards: Vec<_> = guards.collect();
    let guards =
        if guards.is_empty() { quote!(dropshot::ServerContext) } else { quote!(#(#guards)+*) };
    let tokens = quote! {
        #types
        #dropshot
        #runtime

        #[doc = #doc]
        #[dropshot::api_description(tag_config = { tags = { #(#tags),* } })]
        pub trait #trait_name {
            /// The state that the operations work on. It also authenticates callers.
            type Context: #guards;

            #endpoints
        }

        #supporting
        #described
    };
    Server { tokens, schemas }
}

/// Returns the names that code uses.
fn imported<'t>(names: &[&str], code: impl IntoIterator<Item = &'t TokenStream>) -> Vec<Ident> {
    let used: BTreeSet<String> =
        code.into_iter().flat_map(|tokens| format::idents(tokens.clone())).collect();
    names.iter().filter(|name| used.contains(**name)).map(|name| format_ident!("{name}")).collect()
}

fn security_scheme(name: &str, scheme: &Scheme) -> TokenStream {
    let ident = format_ident!("{}", type_name(name));
    let doc = scheme.description.clone();
    let doc = doc.unwrap_or_else(|| format!("The security scheme `{name}`."));
    let key = |within: TokenStream, key: &str| {
        let within = quote!(lockstep_dropshot::#within);
        (quote!(lockstep_dropshot::ApiKey<Self>), Some((within, key.to_owned())))
    };
    let (mechanism, key) = match &scheme.mechanism {
        CredentialTransport::Bearer => (quote!(lockstep_dropshot::Bearer), None),
        CredentialTransport::Basic => (quote!(lockstep_dropshot::Basic), None),
        CredentialTransport::Header(name) => key(quote!(KeyPlace::Header), name),
        CredentialTransport::Query(name) => key(quote!(KeyPlace::Query), name),
        CredentialTransport::Cookie(name) => key(quote!(KeyPlace::Cookie), name),
    };
    let key = key.map(|(within, key)| {
        quote! {
            impl lockstep_dropshot::ApiKeyScheme for #ident {
                const PLACE: lockstep_dropshot::KeyPlace = #within;
                const KEY: &'static str = #key;
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[derive(Debug)]
        pub enum #ident {}

        impl lockstep_dropshot::SecurityScheme for #ident {
            const NAME: &'static str = #name;
            type Mechanism = #mechanism;
        }

        #key
    }
}

/// Returns a constant with the scopes that an operation requires. The implementer compares them
/// with the caller's.
fn scopes(operation: &Operation) -> Option<TokenStream> {
    let scopes = &operation.security.as_ref()?.scopes;
    let name = format_ident!("{}_SCOPES", operation.id.to_shouty_snake_case());
    let doc = format!("The scopes that a caller of `{}` needs.", operation.id);
    (!scopes.is_empty()).then(|| {
        quote! {
            #[doc = #doc]
            pub const #name: &[&str] = &[#(#scopes),*];
        }
    })
}

/// Returns an alias for each schema of errors.
fn error_types(api: &Api) -> TokenStream {
    let mut tokens = TokenStream::new();
    let mut schemas: Vec<_> = api.operations.iter().filter_map(|o| o.error.as_ref()).collect();
    schemas.sort();
    schemas.dedup();
    let taken: Vec<Ident> = api.operations.iter().map(response_name).collect();
    for schema in schemas {
        let alias = error_alias(schema);
        let alias = if taken.contains(&alias) {
            format_ident!("{}Failure", type_name(schema))
        } else {
            alias
        };
        let ident = format_ident!("{}", type_name(schema));
        let doc = format!("How an operation fails: a status, headers and [`types::{ident}`].");
        tokens.extend(quote! {
            #[doc = #doc]
            pub type #alias = lockstep_dropshot::ErrorResponse<types::#ident>;
        });
    }
    tokens
}

/// Returns the type of an operation's errors: any JSON if the document does not say.
fn error_content(operation: &Operation) -> TokenStream {
    let Some(name) = &operation.error else {
        return quote!(lockstep_dropshot::AnyError);
    };
    let name = format_ident!("{}", type_name(name));
    quote!(types::#name)
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
    let is_form = matches!(&operation.body, Some(Body { content: BodyContent::Form(_), .. }));
    let content_type = is_form.then(|| quote!(content_type = #FORM,));
    // Dropshot reads the summary from the first line of the doc comment, and the description from
    // the rest. The leading space keeps the first line unbroken.
    let doc = match (&operation.summary, &operation.description) {
        (Some(summary), Some(description)) => format!(" {}\n\n{description}", fold(summary)),
        (Some(text), None) | (None, Some(text)) => format!(" {}", fold(text)),
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
    parts.extend(operation.body.as_ref().map(|body| body_extractor(api, body)));
    if operation.is_websocket() {
        parts.push(quote!(dropshot::WebsocketUpgrade));
    }
    let parameters = if let Some(requirement) = &operation.security {
        let scheme = format_ident!("{}", type_name(&requirement.scheme));
        quote!(request: Secured<#scheme, (#(#parts,)*)>,)
    } else {
        quote!(request: UnreadRequest<(#(#parts,)*)>,)
    };

    let response = response_name(operation);
    let error = error_content(operation);
    quote! {
        #doc
        #[endpoint(
            operation_id = #id,
            method = #method,
            path = #path,
            #tags
            #deprecated
            #max_bytes
            #content_type
        )]
        async fn #name(
            rqctx: RequestContext<Self::Context>,
            #parameters
        ) -> Result<OperationResponse<#response, #error>, FrameworkError<#error>>;
    }
}

fn body_extractor(api: &Api, body: &Body) -> TokenStream {
    let runtime = |extractor: &str, name: &str| {
        let (extractor, name) =
            (format_ident!("{extractor}"), format_ident!("{}", type_name(name)));
        quote!(lockstep_dropshot::#extractor<types::#name>)
    };
    match &body.content {
        BodyContent::Json(name) if body.optional => runtime("OptionalJsonBody", name),
        BodyContent::Json(name) if is_object(api, name) => {
            let name = format_ident!("{}", type_name(name));
            quote!(JsonBody<types::#name>)
        }
        BodyContent::Json(name) => runtime("JsonValueBody", name),
        BodyContent::Form(name) => runtime("FormBody", name),
        BodyContent::Multipart => quote!(dropshot::MultipartBody),
        // Text is short. Other bytes may be too many for memory.
        BodyContent::Bytes(media_type) if media_type.starts_with("text/") => {
            quote!(dropshot::UntypedBody)
        }
        BodyContent::Bytes(_) => quote!(dropshot::StreamingBody),
    }
}

fn is_object(api: &Api, name: &str) -> bool {
    let schema = api.schemas.get(name).map(|schema| &schema.value);
    schema.is_some_and(|schema| schema["type"] == "object" && !schema::flag(schema, "nullable"))
}

fn parameter_struct_name(operation: &Operation, location: Location) -> Ident {
    let suffix = match location {
        Location::Path => "Path",
        Location::Query => "Query",
        Location::Header => "Headers",
    };
    format_ident!("{}{suffix}", operation.id.to_upper_camel_case())
}

/// Returns the struct that a Dropshot extractor fills with the parameters of one location.
fn parameter_struct(
    operation: &Operation,
    location: Location,
    schemas: &mut Described,
) -> TokenStream {
    let parameters: Vec<&Parameter> =
        operation.parameters.iter().filter(|p| p.location == location).collect();
    if parameters.is_empty() {
        return TokenStream::new();
    }
    let name = parameter_struct_name(operation, location);
    let members = parameters.iter().map(|parameter| {
        let field = field_name(&parameter.name);
        let rename = &parameter.name;
        let kind = scalar_type(&parameter.kind);
        let kind = if parameter.list { quote!(Vec<#kind>) } else { kind };
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
    // Dropshot does not support lists in a query, so its description leaves them out.
    let told = parameters.iter().filter(|parameter| parameter.single);
    let fields = told.map(|p| (p.name.as_str(), p.required, p.description.as_deref(), &p.schema));
    let pagination = operation.pagination.as_ref().filter(|_| location == Location::Query);
    struct_schema(&name, fields, pagination, schemas);
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, serde::Deserialize)]
        pub struct #name { #(#members)* }
    }
}

/// The mark in the schema of query parameters by which Dropshot knows an operation that answers
/// page by page.
const PAGINATED: &str = "x-dropshot-pagination-param";

/// Adds the schema of a struct whose fields Dropshot takes for parameters or headers.
fn struct_schema<'a>(
    name: &Ident,
    fields: impl Iterator<Item = (&'a str, bool, Option<&'a str>, &'a Value)>,
    pagination: Option<&Value>,
    schemas: &mut Described,
) {
    let mut properties = Map::new();
    let mut required = Vec::new();
    let mut referred = Vec::new();
    for (field, is_required, description, schema) in fields {
        referred.extend(
            schema::references(schema).iter().map(|name| format_ident!("{}", type_name(name))),
        );
        // Dropshot reads a description next to a lone `allOf`, and copies the schema in it
        // unchanged.
        let mut property = json!({ "allOf": [schema::to_schemars(schema)] });
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
    if let Some(first_page) = pagination {
        object[PAGINATED] = first_page.clone();
    }
    referred.sort();
    referred.dedup();
    let schema = name.to_string();
    let referred = referred.iter().map(|referred| quote!(types::#referred));
    schemas.entries.extend(described_by(name, &schema, None, referred));
    schemas.values.insert(schema, object);
}

/// The schemas of the structs of parameters and headers.
#[derive(Default)]
struct Described {
    values: BTreeMap<String, Value>,
    /// The entries for the macro of the runtime.
    entries: TokenStream,
}

pub(crate) fn field_name(name: &str) -> Ident {
    let name = name.to_snake_case();
    syn::parse_str::<Ident>(&name).unwrap_or_else(|_| format_ident!("{name}_"))
}

/// Returns the Rust type of a single value.
pub(crate) fn scalar_type(kind: &Value) -> TokenStream {
    if let Some(name) = schema::reference(kind) {
        let name = format_ident!("{}", type_name(name));
        return quote!(types::#name);
    }
    let format = kind["format"].as_str();
    match (kind["type"].as_str(), format, kind["minimum"].as_f64()) {
        (Some("integer"), format, Some(1.0)) => {
            let width = match format {
                Some("uint8") => "NonZeroU8",
                Some("uint16") => "NonZeroU16",
                Some("uint32") => "NonZeroU32",
                _ => "NonZeroU64",
            };
            let width = format_ident!("{width}");
            quote!(std::num::#width)
        }
        (Some("integer"), None, Some(0.0)) => quote!(u64),
        (Some("integer"), format, _) => integer_type(format),
        (Some("number"), format, _) => number_type(format),
        (Some("boolean"), ..) => quote!(bool),
        (_, Some("uuid"), _) => quote!(uuid::Uuid),
        (_, Some("date-time"), _) => quote!(chrono::DateTime<chrono::Utc>),
        (_, Some("date"), _) => quote!(chrono::NaiveDate),
        (_, Some("ip"), _) => quote!(std::net::IpAddr),
        (_, Some("ipv4"), _) => quote!(std::net::Ipv4Addr),
        (_, Some("ipv6"), _) => quote!(std::net::Ipv6Addr),
        _ => quote!(String),
    }
}

/// Returns the name of the type of an operation's successes.
fn response_name(operation: &Operation) -> Ident {
    format_ident!("{}Response", operation.id.to_upper_camel_case())
}

/// Returns the type of an operation's successes: a response, or an enumeration of several.
fn response_type(
    operation: &Operation,
    headers: &HeaderSets<'_>,
    schemas: &mut Described,
) -> TokenStream {
    let name = response_name(operation);
    if let [success] = operation.successes.as_slice() {
        let inner = format_ident!("{}Success", operation.id.to_upper_camel_case());
        return success_type(operation, success, &name, &inner, headers, schemas);
    }
    let mut tokens = TokenStream::new();
    let mut variants = Vec::new();
    for success in &operation.successes {
        let status = success.status.map_or_else(|| "other".to_owned(), status_name);
        let variant = format_ident!("{}", status.to_upper_camel_case());
        let own = format_ident!("{}{variant}", operation.id.to_upper_camel_case());
        let inner = format_ident!("{own}Success");
        tokens.extend(success_type(operation, success, &own, &inner, headers, schemas));
        variants.push((variant, own, fold(&success.description)));
    }
    let (variants, types, docs): (Vec<_>, Vec<_>, Vec<_>) = variants.into_iter().collect();
    let described = &types[0];
    let doc = format!("What `{}` answers unless it fails.", operation.id);
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
    if success.headers.is_empty() {
        return coded_response(success, name);
    }
    let coded = coded_response(success, inner);
    let own = headers.own(name, success).map(|(name, set)| {
        let doc = format!("Headers of a successful response of `{}`.", operation.id);
        header_struct(&name, &doc, set, schemas)
    });
    let headers = headers.name_for(name, success);
    let doc = format!("A successful response of `{}`, with its headers.", operation.id);
    quote! {
        #coded

        #[doc = #doc]
        pub type #name = HttpResponseHeaders<#inner, #headers>;

        #own
    }
}

fn coded_response(success: &Success, name: &Ident) -> TokenStream {
    let description = success.description.as_str();
    let doc = match success.status {
        Some(status) => format!("{} (status {status})", fold(description)),
        None => format!("{} (any status)", fold(description)),
    };
    let Some(status) = success.status.filter(|_| success.content != Content::Websocket) else {
        let inner = if success.content == Content::Websocket {
            quote!(lockstep_dropshot::SwitchingToWebsocket)
        } else {
            quote!(http::Response<dropshot::Body>)
        };
        return quote! {
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
        };
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
                quote!(lockstep_dropshot::sent_as(#name::for_object(response.0), #media_type))
            };
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
                        #result
                    }
                }
            }
        }
        Content::Bytes(media_type) => {
            let result = quote!(#name::for_object(dropshot::FreeformBody(response.0)));
            // Without a media type in the contract, Dropshot's own stays: bytes.
            let result = if media_type.contains('*') {
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
            #[derive(Debug)]
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

/// The sets of headers of successful responses. A set that several responses have becomes one
/// struct.
struct HeaderSets<'a> {
    shared: Vec<(Ident, &'a [ResponseHeader])>,
}

impl<'a> HeaderSets<'a> {
    fn of(api: &'a Api) -> Self {
        let successes = api.operations.iter().flat_map(|operation| &operation.successes);
        let sets: Vec<&[ResponseHeader]> =
            successes.map(|success| success.headers.as_slice()).collect();
        let mut shared: Vec<(Ident, &[ResponseHeader])> = Vec::new();
        for (index, set) in sets.iter().enumerate() {
            let again = sets[index + 1..].contains(set);
            if !set.is_empty() && again && shared.iter().all(|(_, known)| known != set) {
                let name = match shared.len() {
                    0 => format_ident!("ResponseHeaders"),
                    n => format_ident!("ResponseHeaders{}", n + 1),
                };
                shared.push((name, set));
            }
        }
        Self { shared }
    }

    fn name_for(&self, response: &Ident, success: &Success) -> Ident {
        self.shared
            .iter()
            .find(|(_, set)| *set == success.headers)
            .map_or_else(|| format_ident!("{response}Headers"), |(name, _)| name.clone())
    }

    fn own<'s>(
        &self,
        response: &Ident,
        success: &'s Success,
    ) -> Option<(Ident, &'s [ResponseHeader])> {
        let set = success.headers.as_slice();
        self.shared
            .iter()
            .all(|(_, known)| *known != set)
            .then(|| (format_ident!("{response}Headers"), set))
    }
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
    let inserted = headers.iter().map(|header| {
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
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, #default serde::Serialize)]
        pub struct #name { #(#fields)* }

        impl lockstep_dropshot::ToHeaders for #name {
            fn add_to(&self, headers: &mut http::HeaderMap) {
                #(#inserted)*
            }
        }
    }
}
