//! The server's crate: the trait for Dropshot with its parameter, response and error types.

mod bodies;
mod errors;
mod registration;
mod responses;
mod security;

use std::{collections::BTreeMap, fmt::Write as _};

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::{Map, Value, json};

pub(crate) use self::responses::{item_format, status_name, success_name};
use self::{
    bodies::body_extractor,
    errors::{ErrorContent, error_types},
    responses::{HeaderSets, response_name, response_type},
};
use crate::{
    code::{
        format,
        types::{described_by, integer_type, number_type, type_name},
    },
    document::{
        limits::is_ident,
        openapi::{fold, segments},
        schema,
    },
    model::{
        Api, Delimiter, ListLimits, Location, Multiplicity, Operation, Parameter, TextForm,
        TextShape, TextType,
    },
};

/// The server's crate.
pub(crate) struct Server {
    pub(crate) tokens: TokenStream,
    /// The schemas of the structs of parameters and headers.
    pub(crate) schemas: BTreeMap<String, Value>,
    /// The types of the security schemes that operations require, with those of their credentials.
    pub(crate) credentials: BTreeMap<String, &'static str>,
}

/// Makes the server's crate. `types` is the path of the shared types.
///
/// With `unimplemented`, the operations have functions that answer 501.
pub(crate) fn emit(api: &Api, types: &syn::Path, unimplemented: bool) -> Server {
    let mut schemas = Described::default();
    let trait_name = format_ident!("{}", api.trait_name());
    let headers = HeaderSets::of(api);

    let mut supporting = TokenStream::new();
    supporting.extend(security::emit(api));
    supporting.extend(error_types(api));
    let mut endpoints = TokenStream::new();
    for operation in &api.operations {
        for location in [Location::Path, Location::Query, Location::Header, Location::Cookie] {
            supporting.extend(parameter_struct(operation, location, &mut schemas));
        }
        supporting.extend(bodies::own_type(api, operation));
        supporting.extend(response_type(operation, &headers, &mut schemas));
        supporting.extend(security::scopes(operation));
        endpoints.extend(endpoint(api, operation, unimplemented));
    }
    let Described { values: schemas, entries } = schemas;
    let described = (!schemas.is_empty())
        .then(|| quote!(lockstep_dropshot::schemas! { in include_str!("schemas.json"); #entries }));
    let mut doc = api.title.clone();
    if let Some(description) = &api.description {
        doc.push_str("\n\n");
        doc.push_str(description);
    }
    let registration = registration::emit(api, unimplemented);
    let used = format::names_in_scope(quote!(#endpoints #supporting));
    let imported = |names: &[&str]| -> Vec<Ident> {
        let names = names.iter().filter(|name| used.contains(**name));
        names.map(|name| format_ident!("{name}")).collect()
    };
    let dropshot =
        imported(&["HttpCodedResponse", "HttpError", "HttpResponseHeaders", "RequestContext"]);
    let runtime = imported(&[
        "Headers",
        "JsonBody",
        "OperationResult",
        "Path",
        "Query",
        "Secured",
        "UnreadRequest",
    ]);
    let import = |krate: &str, names: Vec<Ident>| {
        let krate = format_ident!("{krate}");
        (!names.is_empty()).then(|| quote!(use #krate::{#(#names),*};))
    };
    let (dropshot, runtime) = (import("dropshot", dropshot), import("lockstep_dropshot", runtime));
    let types = used.contains("types").then(|| quote!(use #types as types;));
    let guards = security::guards(api);
    let guards =
        if guards.is_empty() { quote!(dropshot::ServerContext) } else { quote!(#(#guards)+*) };
    let tokens = quote! {
        #types
        #dropshot
        #runtime

        #[doc = #doc]
        pub trait #trait_name: Sized + 'static {
            /// The state that the operations work on. It also authenticates callers.
            type Context: #guards;

            #endpoints
        }

        #registration
        #supporting
        #described
    };
    Server { tokens, schemas, credentials: security::credentials(api) }
}

/// The parts of an operation's function.
struct Signature {
    name: Ident,
    /// The type of the request.
    request: TokenStream,
    /// The type of the successes.
    response: Ident,
    /// The type of the content of errors.
    error: TokenStream,
}

impl Signature {
    fn of(api: &Api, operation: &Operation) -> Self {
        let mut parts = Vec::new();
        for (location, extractor) in [
            (Location::Path, quote!(Path)),
            (Location::Query, quote!(Query)),
            (Location::Header, quote!(Headers)),
            (Location::Cookie, quote!(lockstep_dropshot::Cookies)),
        ] {
            if operation.parameters.iter().any(|parameter| parameter.location == location) {
                let name = parameter_struct_name(operation, location);
                parts.push(quote!(#extractor<#name>));
            }
        }
        parts.extend(operation.body.as_ref().map(|body| body_extractor(api, operation, body)));
        if operation.is_websocket() {
            parts.push(quote!(dropshot::WebsocketUpgrade));
        }
        let request = if let Some(required) = &operation.security {
            let required = security::required(required);
            quote!(Secured<#required, (#(#parts,)*)>)
        } else {
            quote!(UnreadRequest<(#(#parts,)*)>)
        };
        Self {
            name: format_ident!("{}", operation.name.to_snake_case()),
            request,
            response: response_name(operation),
            error: ErrorContent::of(operation).tokens(),
        }
    }
}

/// Returns the function of an operation.
fn endpoint(api: &Api, operation: &Operation, unimplemented: bool) -> TokenStream {
    let Signature { name, request, response, error } = Signature::of(api, operation);
    let mut doc = String::new();
    for text in
        [operation.summary.as_deref().map(fold).as_deref(), operation.description.as_deref()]
    {
        doc.extend(text.map(|text| format!("{text}\n\n")));
    }
    let _ = write!(doc, "`{} {}`", operation.method, operation.path);
    if let Some(route) = &operation.route {
        let _ = write!(doc, ", by the shared route `{route}`");
    }
    let id = &operation.id;
    let body = if unimplemented {
        quote!({
            drop(rqctx);
            lockstep_dropshot::not_implemented(#id, request)
        })
    } else {
        quote!(;)
    };
    quote! {
        #[doc = #doc]
        fn #name(
            rqctx: RequestContext<Self::Context>,
            request: #request,
        ) -> impl Future<Output = OperationResult<#response, #error>> + Send + 'static
        #body
    }
}

fn parameter_struct_name(operation: &Operation, location: Location) -> Ident {
    let suffix = match location {
        Location::Path => "Path",
        Location::Query => "Query",
        Location::Header => "Headers",
        Location::Cookie => "Cookies",
    };
    format_ident!("{}{suffix}", operation.name.to_upper_camel_case())
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
    let mut defaults = TokenStream::new();
    let members = parameters.iter().map(|parameter| {
        let field = field_name(&parameter.field);
        let doc = parameter.doc(&parameter.name);
        let kind = scalar_type(&parameter.kind);
        if matches!(parameter.multiplicity, Multiplicity::Others) {
            return quote! {
                #[doc = #doc]
                #[serde(default, rename = #OTHERS)]
                pub #field: std::collections::HashMap<String, #kind>,
            };
        }
        let rename = field_key(operation, parameter);
        let list =
            matches!(parameter.multiplicity, Multiplicity::List | Multiplicity::Delimited(_));
        let kind = if list { quote!(Vec<#kind>) } else { kind };
        let (kind, default) = match &parameter.default {
            Some(value) => {
                let (path, function) = filled_in(&name, &parameter.field, &kind, value);
                defaults.extend(function);
                (kind, Some(quote!(default = #path,)))
            }
            None if parameter.required => (kind, None),
            None => (quote!(Option<#kind>), Some(quote!(default,))),
        };
        let optional = default.is_some() && parameter.default.is_none();
        let read = match (parameter.form, location, &parameter.multiplicity) {
            (_, _, Multiplicity::Deep { shape, .. } | Multiplicity::Pairs { shape, .. }) => {
                let (path, function) = read_deep(&name, &parameter.field, &kind, shape);
                defaults.extend(function);
                Some(path)
            }
            _ if let Some(limits) = &parameter.limits => {
                let (path, function) = read_limited(&name, parameter, &kind, *limits);
                defaults.extend(function);
                Some(path)
            }
            (
                TextForm::Plain,
                _,
                Multiplicity::One | Multiplicity::List | Multiplicity::Delimited(_),
            ) if has_one_form(&parameter.kind) => {
                Some("lockstep_dropshot::strict::read".to_owned())
            }
            (TextForm::Plain, ..) => None,
            (TextForm::Scalar, ..) if list => Some("lockstep_dropshot::scalars".to_owned()),
            (TextForm::Scalar, ..) => Some("lockstep_dropshot::scalar".to_owned()),
            (TextForm::Json, ..) => {
                let optional = if optional { "optional_" } else { "" };
                let kind = if location == Location::Cookie { "cookie_json" } else { "json_text" };
                Some(format!("lockstep_dropshot::{optional}{kind}"))
            }
        };
        let read = read.map(|path| quote!(deserialize_with = #path,));
        quote! {
            #[doc = #doc]
            #[serde(#default #read rename = #rename)]
            pub #field: #kind,
        }
    });
    let doc = format!("The {} parameters of `{}`.", location.as_str(), operation.id);
    let definition = quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, PartialEq, serde::Deserialize)]
        pub struct #name { #(#members)* }
    };
    let definition =
        if defaults.is_empty() { definition } else { quote!(#definition impl #name { #defaults }) };
    if location == Location::Cookie {
        // Dropshot describes no cookies.
        return definition;
    }
    // Dropshot does not support lists in a query, and a name in both the path and the query, so its
    // description leaves them out.
    let in_path = |name: &str| {
        let mut others = operation.parameters.iter();
        others.any(|other| other.location == Location::Path && other.name == name)
    };
    let told = parameters.iter().filter(|it| {
        // Dropshot wants all variables of a path described.
        (it.single || location == Location::Path)
            && !(location == Location::Query && in_path(&it.name))
    });
    let text = json!({ "type": "string" });
    let fields = told.map(|p| {
        let schema = if p.single { &p.schema } else { &text };
        (p.name.as_str(), p.required, p.description.as_deref(), schema)
    });
    let pagination = operation.pagination.as_ref().filter(|_| location == Location::Query);
    struct_schema(&name, fields, pagination, schemas);
    definition
}

/// Returns true for a type that Rust reads in other forms than the contract's, too.
fn has_one_form(kind: &Value) -> bool {
    schema::reference(kind).is_none()
        && matches!(kind["format"].as_str(), Some("uuid" | "date-time" | "date"))
}

/// Returns the function that fills in a parameter, and its path for serde.
fn filled_in(
    name: &Ident,
    field: &str,
    kind: &TokenStream,
    value: &Value,
) -> (String, TokenStream) {
    let function = format_ident!("default_{}", field.to_snake_case());
    let json = value.to_string();
    let doc = format!("Returns the value of `{field}` for a request without it.");
    let tokens = quote! {
        #[doc = #doc]
        pub fn #function() -> #kind {
            lockstep_dropshot::default_of(#json)
        }
    };
    (format!("{name}::{function}"), tokens)
}

/// Returns the name by which the runtime knows the field of a parameter. Of parameters with parts,
/// it begins with a mark for the way in which these are sent, which no other name begins with.
fn field_key(operation: &Operation, parameter: &Parameter) -> String {
    let name = &parameter.name;
    // Dropshot decodes the values of a path, where `%2C` and a comma differ.
    let variable = format!("{{{name}}}");
    let segment = segments(&operation.path).position(|segment| segment == variable);
    let segment = segment.filter(|_| parameter.location == Location::Path);
    let segment = segment.map_or(String::new(), |at| at.to_string());
    match &parameter.multiplicity {
        Multiplicity::One | Multiplicity::List | Multiplicity::Others => {
            let looks_marked = name.starts_with(['[', '{']);
            if looks_marked { format!("[]{name}") } else { name.clone() }
        }
        Multiplicity::Members { plain, deep: true, .. } => {
            format!("[*{}]{name}", plain.as_deref().unwrap_or_default())
        }
        Multiplicity::Members { parameters, .. } => {
            let names: Vec<&str> = parameters.iter().map(|it| it.name.as_str()).collect();
            format!("{{{}}}{name}", names.join(","))
        }
        Multiplicity::Delimited(Delimiter::Comma) => format!("[,{segment}]{name}"),
        Multiplicity::Delimited(delimiter) => format!("{}{name}", delimiter.mark()),
        Multiplicity::Deep { plain, .. } => {
            format!("[**{}]{name}", plain.as_deref().unwrap_or_default())
        }
        Multiplicity::Pairs { explode, .. } => {
            format!("[**{}{segment}]{name}", if *explode { "=" } else { "," })
        }
    }
}

/// Returns the function that reads a list with limits, and its path for serde.
fn read_limited(
    name: &Ident,
    parameter: &Parameter,
    kind: &TokenStream,
    limits: ListLimits,
) -> (String, TokenStream) {
    let field = &parameter.field;
    let function = format_ident!("read_{}", field.to_snake_case());
    let read = if parameter.form == TextForm::Scalar { "limited_scalars" } else { "limited" };
    let read = format_ident!("{read}");
    let doc = format!("Reads `{field}`, and refuses a list beyond its limits.");
    let ListLimits { least, most, unique } = limits;
    let least = Literal::u64_unsuffixed(least);
    let most = most.map(Literal::u64_unsuffixed);
    let most = most.map_or_else(|| quote!(None), |most| quote!(Some(#most)));
    let tokens = quote! {
        #[doc = #doc]
        fn #function<'de, D: serde::Deserializer<'de>>(elements: D) -> Result<#kind, D::Error> {
            let limits = lockstep_dropshot::ListLimits { least: #least, most: #most, unique: #unique };
            lockstep_dropshot::#read(elements, limits)
        }
    };
    (format!("{name}::{function}"), tokens)
}

/// Returns the function that reads an object by its shape, and its path for serde: one of the style
/// `deepObject`, or one in a single parameter outside of queries.
fn read_deep(
    name: &Ident,
    field: &str,
    kind: &TokenStream,
    shape: &TextShape,
) -> (String, TokenStream) {
    let function = format_ident!("read_{}", field.to_snake_case());
    let doc = format!("Reads `{field}` from its parameters.");
    let shape = shape_tokens(shape);
    let tokens = quote! {
        #[doc = #doc]
        fn #function<'de, D: serde::Deserializer<'de>>(parameters: D) -> Result<#kind, D::Error> {
            static SHAPE: lockstep_dropshot::TextShape = #shape;
            lockstep_dropshot::deep(parameters, &SHAPE)
        }
    };
    (format!("{name}::{function}"), tokens)
}

fn shape_tokens(shape: &TextShape) -> TokenStream {
    let TextShape { texts, object, items, members, others } = shape;
    let kind = match texts.first() {
        Some(TextType::Number) => quote!(NUMBER),
        Some(TextType::Boolean) => quote!(BOOLEAN),
        Some(TextType::String) => quote!(TEXT),
        None => quote!(NONE),
    };
    let part = |name: &str, part: &Option<Box<TextShape>>| {
        let name = format_ident!("{name}");
        let shape = part.as_deref().map(shape_tokens)?;
        Some(quote!(#name: Some(&#shape),))
    };
    let (items, others) = (part("items", items), part("others", others));
    let members = object.then(|| {
        let each = members.iter().map(|(name, shape)| {
            let shape = shape_tokens(shape);
            quote!((#name, #shape))
        });
        quote!(members: &[#(#each),*],)
    });
    if items.is_none() && others.is_none() && !object {
        return quote!(lockstep_dropshot::TextShape::#kind);
    }
    quote!(lockstep_dropshot::TextShape { #items #members #others ..lockstep_dropshot::TextShape::#kind })
}

/// The name by which the runtime knows the field of all other query parameters. No parameter of a
/// contract has it, since it is no name in Rust.
const OTHERS: &str = "*";

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
    if is_ident(&name) { format_ident!("{name}") } else { format_ident!("{name}_") }
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
