//! The mocks of the client crate: for each operation, the requests that `httpmock` expects and its
//! responses, in the contract's types.
//!
//! The names are those of progenitor's mocks, for readers who know them. The code is not:
//! progenitor's accepts any error status, compares a date in a query with text that no client
//! sends, reads a value in a path as a regular expression, and panics at a status without a name.

use std::collections::BTreeSet;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::{
    code::{
        client_requests, format,
        server::{field_name, item_format, scalar_type, status_name, success_name},
        types::type_name,
    },
    document::openapi::{
        JSON, StreamFormat, fold, is_range, is_variable, media_type_name, segments, sent_as,
    },
    model::{
        Api, BodyContent, Content, Failure, FailureStatus, Items, Location, Multiplicity,
        Operation, Parameter, Success, SuccessStatus, TextForm,
    },
};

/// Makes the source of the mocks. `types` is the path of the shared types.
pub(crate) fn emit(api: &Api, types: &syn::Path) -> TokenStream {
    let operations = api.operations.iter();
    let operations: Vec<Mocked<'_>> = operations
        .map(|operation| Mocked { operation, literals: literals(api, operation) })
        .collect();
    let wrappers: TokenStream = operations.iter().map(Mocked::wrappers).collect();
    let declared = operations.iter().map(|operation| {
        let signature = operation.signature();
        let Operation { id, method, path, .. } = operation.operation;
        let doc = format!("Mocks `{id}`: `{method} {path}`.");
        quote!(#[doc = #doc] #signature;)
    });
    let implemented = operations.iter().map(|operation| {
        let (signature, when, then) = (operation.signature(), operation.when(), operation.then());
        quote! {
            #signature {
                self.mock(|when, then| {
                    mock(operations::#when::new(when), operations::#then::new(then));
                })
            }
        }
    });
    let used = format::idents(wrappers.clone());
    let json = used.contains("json").then(json);
    let path_text = used.contains("path_text").then(path_text);
    let query_text = used.contains("query_text").then(query_text);
    let json_text = used.contains("json_text").then(json_text);
    let cookie_json = used.contains("cookie_json").then(client_requests::cookie_json);
    let path_part = used.contains("path_part").then(path_part);
    let path_text = (path_text.is_some() || path_part.is_some()).then(self::path_text);
    let deep_pairs = used.contains("add_members").then(client_requests::add_members);
    let has_types = used.contains("types");
    let import = has_types.then(|| quote!(use #types as types;));
    let inner_import = has_types.then(|| {
        quote!(
            use super::types;
        )
    });
    let module_doc = format!(
        "Stands in for a server of {}, for tests of what calls it.\n\n`MockServerExt` gives a \
         [`MockServer`](httpmock::MockServer) a method for each operation. Expectations and answers keep to the \
         contract; `into_inner()` leads out of it.",
        api.title
    );
    quote! {
        #![doc = #module_doc]

        #import
        /// The version that these mocks are made with.
        pub use httpmock;

        /// Mocks of operations, on a [`MockServer`](httpmock::MockServer). They work like those
        /// that [`mock`](httpmock::MockServer::mock) makes.
        pub trait MockServerExt {
            #(#declared)*
        }

        impl MockServerExt for httpmock::MockServer {
            #(#implemented)*
        }

        /// For each operation, the requests that a mock expects, and what it answers.
        pub mod operations {
            #inner_import

            #wrappers
            #json
            #path_text
            #path_part
            #query_text
            #json_text
            #cookie_json
            #deep_pairs
        }
    }
}

struct Mocked<'a> {
    operation: &'a Operation,
    /// The paths without variables that come before that of the operation.
    literals: BTreeSet<&'a str>,
}

/// Returns the paths without variables that also match the path of an operation.
fn literals<'a>(api: &'a Api, operation: &Operation) -> BTreeSet<&'a str> {
    let own: Vec<&str> = segments(&operation.path).collect();
    let paths = api.operations.iter().map(|it| it.path.as_str());
    paths
        .filter(|path| {
            let others: Vec<&str> = segments(path).collect();
            let mut pairs = own.iter().zip(&others);
            *path != operation.path
                && own.len() == others.len()
                && !others.iter().any(|it| is_variable(it))
                && pairs.all(|(own, other)| own == other || is_variable(own))
        })
        .collect()
}

/// The methods of `MockServer`. A trait's method of the same name could not be called.
const MOCK_SERVER: [&str; 24] = [
    "address",
    "base_url",
    "connect",
    "connect_async",
    "connect_from_env",
    "connect_from_env_async",
    "forward_to",
    "forward_to_async",
    "host",
    "mock",
    "mock_async",
    "playback",
    "playback_async",
    "playback_from_yaml",
    "playback_from_yaml_async",
    "port",
    "proxy",
    "proxy_async",
    "record",
    "record_async",
    "reset",
    "reset_async",
    "start",
    "url",
];

impl Mocked<'_> {
    fn when(&self) -> Ident {
        format_ident!("{}When", self.operation.name.to_upper_camel_case())
    }

    fn then(&self) -> Ident {
        format_ident!("{}Then", self.operation.name.to_upper_camel_case())
    }

    fn signature(&self) -> TokenStream {
        let mut name = self.operation.name.to_snake_case();
        if MOCK_SERVER.contains(&name.as_str()) {
            name.push_str("_operation");
        }
        let name = format_ident!("{name}");
        let (when, then) = (self.when(), self.then());
        quote! {
            fn #name(
                &self,
                mock: impl FnOnce(operations::#when, operations::#then),
            ) -> httpmock::Mock<'_>
        }
    }

    fn wrappers(&self) -> TokenStream {
        let (when, then) = (self.when(), self.then());
        let when_doc =
            format!("The requests of `{}` that a mock expects: any at first.", self.operation.id);
        let then_doc = format!("The response of a mock to `{}`.", self.operation.id);
        let method = format_ident!("{}", self.operation.method);
        let path = self.path();
        let parameters =
            self.operation.parameters.iter().map(|parameter| self.parameter(parameter));
        let body = self.operation.body.as_ref().and_then(|body| match &body.content {
            BodyContent::Json { schema, .. } => {
                let schema = format_ident!("{}", type_name(schema));
                Some(quote! {
                    /// Only those with this body.
                    pub fn body(self, value: &types::#schema) -> Self {
                        Self(self.0.json_body_obj(value))
                    }
                })
            }
            BodyContent::Bytes(media_type) if media_type.starts_with("text/") => Some(quote! {
                /// Only those with this body.
                pub fn body(self, value: impl Into<String>) -> Self {
                    Self(self.0.body(value))
                }
            }),
            BodyContent::MultipartForm(schema) => {
                let schema = format_ident!("{}", type_name(schema));
                Some(quote! {
                    /// Only those with this body.
                    pub fn body(self, value: &types::#schema) -> Self {
                        let value = value.clone();
                        Self(self.0.is_true(move |request| {
                            let headers = request.headers_vec().iter();
                            let mut types = headers.filter_map(|(name, value)| {
                                name.eq_ignore_ascii_case("content-type").then_some(value)
                            });
                            let body = request.body_ref();
                            types.any(|it| {
                                lockstep_runtime::multipart::is_written_as(&value, it, body)
                            })
                        }))
                    }
                })
            }
            // Only the client knows the order of fields, the boundary of parts and the pieces of a
            // stream.
            _ => None,
        });
        let successes = self.operation.successes.iter().map(success);
        let failures = self.operation.failures.iter().map(failure);
        quote! {
            #[doc = #when_doc]
            pub struct #when(httpmock::When);

            impl #when {
                /// Makes expectations those of the operation.
                pub fn new(inner: httpmock::When) -> Self {
                    Self(inner.method(httpmock::Method::#method).#path)
                }

                /// For expectations that the contract does not know.
                pub fn into_inner(self) -> httpmock::When {
                    self.0
                }

                #(#parameters)*
                #body
            }

            #[doc = #then_doc]
            pub struct #then(httpmock::Then);

            impl #then {
                /// Makes an answer one of the operation's.
                pub fn new(inner: httpmock::Then) -> Self {
                    Self(inner)
                }

                /// For what the contract does not say, such as other headers, a delay, or an answer
                /// that breaks it.
                pub fn into_inner(self) -> httpmock::Then {
                    self.0
                }

                #(#successes)*
                #(#failures)*
            }
        }
    }

    /// Returns the call that expects the path.
    fn path(&self) -> TokenStream {
        let path = self.operation.path.as_str();
        if path.contains('{') {
            let pattern = path_pattern(path, None);
            let literals = self.literals.iter();
            quote!(path_matches(#pattern)#(.path_not(#literals))*)
        } else {
            quote!(path(#path))
        }
    }

    /// Returns the method that expects a list with commas between its elements.
    fn comma_list(&self, parameter: &Parameter, kind: &TokenStream) -> TokenStream {
        let in_path = parameter.location == Location::Path;
        let encode = if in_path { quote!(path_part(&text)) } else { quote!(text) };
        let texts = quote! {
            values.iter().map(|value| {
                let text = query_text(serde_json::to_value(value));
                #encode
            })
        };
        self.comma_text(parameter, &quote!(values: &[#kind]), &texts)
    }

    /// Returns the method that expects an object with commas between its members.
    fn comma_members(
        &self,
        parameter: &Parameter,
        kind: &TokenStream,
        explode: bool,
    ) -> TokenStream {
        let separator = if explode { '=' } else { ',' };
        let part = match (parameter.location, explode) {
            (Location::Path, true) => {
                quote!(format!("{}={}", path_part(key).replace("\\=", "%3D"), path_part(text)))
            }
            (Location::Path, false) => quote!(format!("{},{}", path_part(key), path_part(text))),
            _ => quote!(format!("{key}{}{text}", #separator)),
        };
        let texts = quote! {
            {
                let mut pairs = Vec::new();
                let value = serde_json::to_value(value);
                add_members("", &value.expect("a parameter can be sent"), &mut pairs);
                pairs
            }
            .iter()
            .map(|(key, text)| {
                let key = key.trim_matches(['[', ']']);
                #part
            })
        };
        self.comma_text(parameter, &quote!(value: &#kind), &texts)
    }

    /// Returns the method that expects texts with commas between them.
    fn comma_text(
        &self,
        parameter: &Parameter,
        argument: &TokenStream,
        texts: &TokenStream,
    ) -> TokenStream {
        let (method, name) = (field_name(&parameter.method), parameter.name.as_str());
        let described = parameter.description.as_deref().map(|text| format!("\n\n{}", fold(text)));
        let doc = format!("Only those with this `{name}`.{}", described.unwrap_or_default());
        let expect = match parameter.location {
            Location::Path => {
                let pattern = path_pattern(&self.operation.path, Some(name));
                quote!(path_matches(format!(#pattern, texts.join(","))))
            }
            Location::Cookie => quote!(cookie(#name, texts.join(","))),
            Location::Header | Location::Query => quote!(header(#name, texts.join(","))),
        };
        quote! {
            #[doc = #doc]
            pub fn #method(self, #argument) -> Self {
                let texts: Vec<String> = #texts.collect();
                Self(self.0.#expect)
            }
        }
    }

    /// Returns the method that expects a value of a parameter.
    fn parameter(&self, parameter: &Parameter) -> TokenStream {
        let method = field_name(&parameter.method);
        let name = parameter.name.as_str();
        let kind = scalar_type(&parameter.kind);
        match &parameter.multiplicity {
            Multiplicity::One | Multiplicity::Members { .. } => {}
            Multiplicity::List => return list_parameter(parameter, &kind),
            Multiplicity::Delimited(_) if parameter.location != Location::Query => {
                return self.comma_list(parameter, &kind);
            }
            Multiplicity::Pairs { explode, .. } => {
                return self.comma_members(parameter, &kind, *explode);
            }
            Multiplicity::Delimited(delimiter) => {
                return delimited_parameter(parameter, &kind, delimiter.read());
            }
            Multiplicity::Others => return other_parameters(parameter, &kind),
            Multiplicity::Deep { .. } => return deep_parameters(parameter, &kind),
        }
        let (lifetime, kind) = match kind.to_string().as_str() {
            "bool" | "f32" | "f64" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32"
            | "u64" => (None, kind),
            "String" => (Some(quote!('a)), quote!(str)),
            _ => (Some(quote!('a)), kind),
        };
        let text = client_requests::text(parameter, &quote!(value));
        let (expect, miss) = match parameter.location {
            Location::Path => {
                let pattern = path_pattern(&self.operation.path, Some(name));
                (quote!(path_matches(format!(#pattern, path_text(&#text)))), None)
            }
            Location::Query if parameter.form != TextForm::Plain => {
                (quote!(query_param(#name, #text)), Some(quote!(query_param_missing(#name))))
            }
            Location::Query => (
                quote!(query_param(#name, query_text(serde_json::to_value(value)))),
                Some(quote!(query_param_missing(#name))),
            ),
            Location::Header => (quote!(header(#name, #text)), Some(quote!(header_missing(#name)))),
            Location::Cookie => (quote!(cookie(#name, #text)), Some(quote!(cookie_missing(#name)))),
        };
        let described = parameter.description.as_deref().map(|text| format!("\n\n{}", fold(text)));
        let described = described.unwrap_or_default();
        match miss.filter(|_| !parameter.required) {
            None => {
                let kind = if lifetime.is_some() { quote!(&#kind) } else { kind };
                let doc = format!("Only those with this `{name}`.{described}");
                quote! {
                    #[doc = #doc]
                    pub fn #method(self, value: #kind) -> Self {
                        Self(self.0.#expect)
                    }
                }
            }
            Some(miss) => {
                let kind = lifetime.as_ref().map_or_else(|| kind.clone(), |_| quote!(&'a #kind));
                let generics = lifetime.map(|lifetime| quote!(<#lifetime>));
                let doc = format!(
                    "Only those with this `{name}`, or for `None`, those without.{described}"
                );
                quote! {
                    #[doc = #doc]
                    pub fn #method #generics(self, value: impl Into<Option<#kind>>) -> Self {
                        let Some(value) = value.into() else {
                            return Self(self.0.#miss);
                        };
                        Self(self.0.#expect)
                    }
                }
            }
        }
    }
}

/// Returns the method that responds with a status, and with JSON of a schema if there is any.
fn answer(
    status: u16,
    method: &Ident,
    description: &str,
    content: Option<(&str, &str)>,
) -> TokenStream {
    let doc = format!("{status}: {}", fold(description));
    let status = Literal::u16_unsuffixed(status);
    let Some((schema, media_type)) = content else {
        return quote! {
            #[doc = #doc]
            pub fn #method(self) -> Self {
                Self(self.0.status(#status))
            }
        };
    };
    let schema = format_ident!("{}", type_name(schema));
    let answered = json_start(&quote!(#status), media_type);
    quote! {
        #[doc = #doc]
        pub fn #method(self, value: &types::#schema) -> Self {
            Self(#answered.json_body_obj(value))
        }
    }
}

/// Returns the method that expects all values of a parameter.
fn list_parameter(parameter: &Parameter, kind: &TokenStream) -> TokenStream {
    let (method, name) = (field_name(&parameter.method), &parameter.name);
    let described = parameter.description.as_deref().map(|text| format!("\n\n{}", fold(text)));
    let doc = format!("Only those with all these `{name}`.{}", described.unwrap_or_default());
    quote! {
        #[doc = #doc]
        pub fn #method(self, values: &[#kind]) -> Self {
            let each = values.iter().map(serde_json::to_value);
            Self(each.fold(self.0, |when, value| when.query_param(#name, query_text(value))))
        }
    }
}

/// Returns the method that expects a list in one parameter.
fn delimited_parameter(parameter: &Parameter, kind: &TokenStream, delimiter: &str) -> TokenStream {
    let (method, name) = (field_name(&parameter.method), &parameter.name);
    let described = parameter.description.as_deref().map(|text| format!("\n\n{}", fold(text)));
    let doc = format!("Only those with this list `{name}`.{}", described.unwrap_or_default());
    quote! {
        #[doc = #doc]
        pub fn #method(self, values: &[#kind]) -> Self {
            let each: Vec<String> =
                values.iter().map(|value| query_text(serde_json::to_value(value))).collect();
            Self(self.0.query_param(#name, each.join(#delimiter)))
        }
    }
}

/// Returns the method that expects values of parameters that the contract does not name.
fn other_parameters(parameter: &Parameter, kind: &TokenStream) -> TokenStream {
    let (method, name) = (field_name(&parameter.method), &parameter.name);
    let described = parameter.description.as_deref().map(|text| format!("\n\n{}", fold(text)));
    let doc = format!("Only those with all these `{name}`.{}", described.unwrap_or_default());
    quote! {
        #[doc = #doc]
        pub fn #method(self, values: &std::collections::HashMap<String, #kind>) -> Self {
            let each = values.iter().map(|(name, value)| (name, serde_json::to_value(value)));
            Self(each.fold(self.0, |when, (name, value)| {
                when.query_param(name, query_text(value))
            }))
        }
    }
}

/// Returns the method that expects the parameters that an object is.
fn deep_parameters(parameter: &Parameter, kind: &TokenStream) -> TokenStream {
    let (method, name) = (field_name(&parameter.method), &parameter.name);
    let described = parameter.description.as_deref().map(|text| format!("\n\n{}", fold(text)));
    let doc =
        format!("Only those with all members of this `{name}`.{}", described.unwrap_or_default());
    quote! {
        #[doc = #doc]
        pub fn #method(self, value: &#kind) -> Self {
            let mut pairs = Vec::new();
            let value = serde_json::to_value(value);
            add_members(#name, &value.expect("a parameter can be sent"), &mut pairs);
            Self(pairs.into_iter().fold(self.0, |when, (name, value)| when.query_param(name, value)))
        }
    }
}

/// Returns the method that responds with a success.
fn success(success: &Success) -> TokenStream {
    let method = format_ident!(
        "{}",
        match success.status {
            SuccessStatus::Any => "any_status".to_owned(),
            status => success_name(status),
        }
    );
    match (&success.content, success.status) {
        // No mock becomes a websocket.
        (Content::Websocket, _) => TokenStream::new(),
        (content, SuccessStatus::Particular(status)) => {
            answers(status, &method, &success.description, content)
        }
        _ => {
            let doc = format!("Any status: {}", fold(&success.description));
            quote! {
                #[doc = #doc]
                pub fn #method(self, status: u16, value: impl AsRef<[u8]>) -> Self {
                    Self(self.0.status(status).body(value))
                }
            }
        }
    }
}

/// Returns the methods that respond with a status, one for each of several contents.
fn answers(status: u16, method: &Ident, description: &str, content: &Content) -> TokenStream {
    match content {
        Content::Json { schema, media_type } => {
            answer(status, method, description, Some((schema, media_type)))
        }
        Content::None | Content::Websocket => answer(status, method, description, None),
        Content::Bytes(media_types) => bytes(status, method, description, media_types),
        Content::Items(items) => items_answer(status, method, description, items),
        Content::Choice(choices) => {
            let each = choices.iter().map(|choice| {
                let media_type = media_type_name(choice.media_type().unwrap_or_default());
                let method = format_ident!("{method}_{}", media_type.to_snake_case());
                answers(status, &method, description, choice)
            });
            each.collect()
        }
    }
}

/// Returns the method that responds with a status and bytes. The caller chooses one of several
/// media types.
fn bytes(status: u16, method: &Ident, description: &str, media_types: &[String]) -> TokenStream {
    let doc = format!("{status}: {}", fold(description));
    let status = Literal::u16_unsuffixed(status);
    let (parameter, media_type) = media_type(media_types);
    quote! {
        #[doc = #doc]
        pub fn #method(self, #parameter value: impl AsRef<[u8]>) -> Self {
            Self(self.0.status(#status).header("content-type", #media_type).body(value))
        }
    }
}

/// Returns the method that responds with a status and items, after which the stream ends.
fn items_answer(status: u16, method: &Ident, description: &str, items: &Items) -> TokenStream {
    let doc = format!("{status}: {}", fold(description));
    let status = Literal::u16_unsuffixed(status);
    let format = item_format(items, &quote!(lockstep_runtime));
    let item = items.schema.as_ref().map_or(quote!(String), |schema| {
        let schema = format_ident!("{}", type_name(schema));
        quote!(types::#schema)
    });
    let item = match items.format {
        StreamFormat::Events => quote!(lockstep_runtime::stream::Event<#item>),
        StreamFormat::JsonLines | StreamFormat::JsonSequence => item,
    };
    let media_type = sent_as(&items.media_type);
    quote! {
        #[doc = #doc]
        pub fn #method(self, items: impl IntoIterator<Item = #item>) -> Self {
            let items = lockstep_runtime::stream::to_vec::<#format>(items);
            let items = items.unwrap_or_else(|error| panic!("{error}"));
            Self(self.0.status(#status).header("content-type", #media_type).body(items))
        }
    }
}

/// Returns the only media type, or a parameter and its name.
fn media_type(media_types: &[String]) -> (Option<TokenStream>, TokenStream) {
    match media_types {
        [media_type] if !is_range(media_type) => (None, quote!(#media_type)),
        _ => (Some(quote!(media_type: &str,)), quote!(media_type)),
    }
}

/// Returns the method that responds with an error.
fn failure(failure: &Failure) -> TokenStream {
    let (name, class) = match failure.status {
        FailureStatus::Particular(status) => {
            let method = format_ident!("{}", status_name(status));
            return answers(status, &method, &failure.description, &failure.content);
        }
        FailureStatus::Client => ("client error", 4..5),
        FailureStatus::Server => ("server error", 5..6),
        FailureStatus::Other => ("error", 4..6),
    };
    let (least, most) = (class.start, class.end - 1);
    let doc = format!("{least}00 to {most}99: {}", fold(&failure.description));
    let broken = format!("a {name} is {least}00 to {most}99");
    let method = format_ident!("{}", name.to_snake_case());
    let (least, most) = (Literal::u16_unsuffixed(least), Literal::u16_unsuffixed(most));
    let within = if class.end - class.start == 1 {
        quote!(STATUS / 100 == #least)
    } else {
        quote!(STATUS / 100 >= #least && STATUS / 100 <= #most)
    };
    // The status is a constant, so that the compiler checks the range.
    let answered = |method: Ident, parameter: TokenStream, answered: TokenStream| {
        quote! {
            #[doc = #doc]
            pub fn #method<const STATUS: u16>(self #parameter) -> Self {
                const { assert!(#within, #broken) };
                Self(#answered)
            }
        }
    };
    let choices = failure.content.choices();
    if choices.is_empty() {
        return answered(method, TokenStream::new(), quote!(self.0.status(STATUS)));
    }
    let several = matches!(failure.content, Content::Choice(_));
    let contents = if several { choices } else { vec![failure.content.clone()] };
    let each = contents.iter().map(|content| {
        let method = match content.media_type().filter(|_| several) {
            Some(it) => format_ident!("{method}_{}", media_type_name(it).to_snake_case()),
            None => method.clone(),
        };
        match content {
            Content::Json { schema, media_type } => {
                let schema = format_ident!("{}", type_name(schema));
                let start = json_start(&quote!(STATUS), media_type);
                let parameter = quote!(, value: &types::#schema);
                answered(method, parameter, quote!(#start.json_body_obj(value)))
            }
            content => {
                let media_types = match content {
                    Content::Bytes(media_types) => media_types.as_slice(),
                    _ => &[],
                };
                let (parameter, media_type) = media_type(media_types);
                let sent = quote!(self.0.status(STATUS).header("content-type", #media_type));
                let parameter = quote!(, #parameter value: impl AsRef<[u8]>);
                answered(method, parameter, quote!(#sent.body(value)))
            }
        }
    });
    each.collect()
}

/// Returns the call that starts a response of JSON.
fn json_start(status: &TokenStream, media_type: &str) -> TokenStream {
    if media_type == JSON {
        quote!(json(self.0, #status))
    } else {
        let media_type = sent_as(media_type);
        quote!(self.0.status(#status).header("content-type", #media_type))
    }
}

/// Returns the function that starts a JSON response.
fn json() -> TokenStream {
    quote! {
        fn json(inner: httpmock::Then, status: u16) -> httpmock::Then {
            inner.status(status).header("content-type", "application/json")
        }
    }
}

/// Returns a path as a regular expression. The value of the parameter `open` is left to `format!`.
fn path_pattern(path: &str, open: Option<&str>) -> String {
    let mut pattern = "^".to_owned();
    for (index, part) in path.split('{').enumerate() {
        let literal = match part.split_once('}') {
            Some((name, literal)) if index > 0 => {
                pattern.push_str(if Some(name) == open { "{}" } else { "[^/]*" });
                literal
            }
            _ => part,
        };
        pattern.extend(escaped(literal));
    }
    pattern.push('$');
    pattern
}

/// Returns a regular expression that matches only this text.
fn escaped(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(|c| {
        let is_special = c.is_ascii_punctuation() && c != '/';
        is_special.then_some('\\').into_iter().chain([c])
    })
}

/// Returns the function that writes a value for a path.
fn path_text() -> TokenStream {
    quote! {
        /// Returns a regular expression that matches only this value, as it is sent in a path.
        fn path_text(value: &str) -> String {
            progenitor_client::encode_path(value)
                .chars()
                .flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c]))
                .collect()
        }
    }
}

/// Returns the function that writes a part of a list or an object for a path.
fn path_part() -> TokenStream {
    quote! {
        /// Returns a regular expression that matches only this part of a list or an object.
        fn path_part(value: &str) -> String {
            path_text(value).replace("\\,", "%2C")
        }
    }
}

/// Returns the function that writes a value as JSON.
fn json_text() -> TokenStream {
    quote! {
        /// Returns a value as the JSON that is sent.
        fn json_text(json: serde_json::Result<String>) -> String {
            json.expect("a parameter can be sent")
        }
    }
}

/// Returns the function that writes a value for a query.
fn query_text() -> TokenStream {
    quote! {
        /// Returns a value as it is sent in a query.
        fn query_text(value: serde_json::Result<serde_json::Value>) -> String {
            match value {
                Ok(serde_json::Value::String(text)) => text,
                Ok(value) => value.to_string(),
                Err(error) => panic!("a parameter cannot be sent: {error}"),
            }
        }
    }
}
