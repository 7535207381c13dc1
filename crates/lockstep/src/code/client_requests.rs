//! The requests of the client, where progenitor would send something else than the document says:
//! values of several types, lists in one parameter, times outside of queries, cookies, and the
//! method `OPTIONS`.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase as _;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;
use syn::{
    Expr, ExprCall, ExprMethodCall, File, Ident, ImplItem, Item, ItemImpl, Lit, Pat, Stmt, Token,
    parse_quote, punctuated::Punctuated, visit_mut::VisitMut,
};

use super::{format, server::field_name};
use crate::{
    document::schema,
    model::{Api, ListLimits, Location, Multiplicity, Operation, Parameter, TextForm},
};

/// Returns the path of an operation for progenitor, with the names that it knows the variables by.
pub(super) fn template(operation: &Operation) -> String {
    let mut path = operation.path.clone();
    for parameter in operation.parameters.iter().filter(|it| it.location == Location::Path) {
        let (sent, known) = (&parameter.name, &parameter.method);
        path = path.replace(&format!("{{{sent}}}"), &format!("{{{known}}}"));
    }
    path
}

/// Returns the text of a value in a path, a header or a cookie, or for mocks, wherever it is.
pub(super) fn text(parameter: &Parameter, value: &TokenStream) -> TokenStream {
    match parameter.form {
        TextForm::Plain => {}
        TextForm::Scalar => return quote!(query_text(serde_json::to_value(#value))),
        TextForm::Json if parameter.location == Location::Cookie => {
            return quote!(cookie_json(&json_text(serde_json::to_string(#value))));
        }
        TextForm::Json => return quote!(json_text(serde_json::to_string(#value))),
    }
    if parameter.is_time {
        quote!(#value.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    } else {
        quote!(#value.to_string())
    }
}

/// Rewrites the requests of all operations. Returns the functions that they need.
pub(super) fn rewrite(file: &mut File, api: &Api) -> TokenStream {
    let operations: BTreeMap<String, &Operation> =
        api.operations.iter().map(|it| (it.name.to_upper_camel_case(), it)).collect();
    let mut used = Used::default();
    for item in &mut file.items {
        let Item::Mod(module) = item else { continue };
        for item in module.content.iter_mut().flat_map(|(_, items)| items) {
            let Item::Impl(item) = item else { continue };
            if let Some(operation) =
                format::last_name(&item.self_ty).and_then(|it| operations.get(&it))
            {
                rewrite_builder(item, operation, api, &mut used);
            }
        }
    }
    for item in &mut file.items {
        if let Item::Mod(module) = item
            && let Some((_, items)) = &mut module.content
        {
            leave_out_unused_types(items);
        }
    }
    let functions: [(&str, Function); 13] = [
        ("exact_path", exact_path),
        ("join_list", join_list),
        ("add_cookie", add_cookie),
        ("scalar_text", scalar_text),
        ("scalar_texts", scalar_texts),
        ("json_text", json_text),
        ("cookie_json", cookie_json),
        ("deep_pairs", deep_pairs),
        ("add_members", add_members),
        ("check_list", check_list_function),
        ("comma_list", comma_list),
        ("comma_members", comma_members),
        ("comma_part", comma_part),
    ];
    let used = functions.iter().filter(|(name, _)| used.contains(name));
    used.map(|(_, function)| function()).collect()
}

/// Leaves out the import of the shared types where no request has one.
fn leave_out_unused_types(items: &mut Vec<Item>) {
    let is_import = |item: &Item| matches!(item, Item::Use(import) if quote!(#import).to_string() == "use super :: types ;");
    let others = items.iter().filter(|item| !is_import(item));
    if !format::idents(quote!(#(#others)*)).contains("types") {
        items.retain(|item| !is_import(item));
    }
}

/// Makes a function that requests use.
type Function = fn() -> TokenStream;

/// The names of the functions that requests use.
type Used = BTreeSet<&'static str>;

fn rewrite_builder(item: &mut ItemImpl, operation: &Operation, api: &Api, used: &mut Used) {
    for item in &mut item.items {
        let ImplItem::Fn(function) = item else { continue };
        if function.sig.ident != "send" && function.sig.ident != "exchange" {
            continue;
        }
        Request { operation, header: None, used }.visit_block_mut(&mut function.block);
        write_texts(&mut function.block.stmts, operation, api, used);
        let Some((at, request)) = built(&function.block.stmts) else { continue };
        for parameter in operation.parameters.iter().rev() {
            if let Multiplicity::Delimited(delimiter) = parameter.multiplicity
                && parameter.location == Location::Query
            {
                let (name, delimiter) = (&parameter.name, delimiter.sent());
                let join = parse_quote!(super::join_list(#request.url_mut(), #name, #delimiter););
                function.block.stmts.insert(at + 1, join);
                used.insert("join_list");
            }
        }
    }
}

/// Turns values into text that would not be sent as the document says, before the address is made.
fn write_texts(statements: &mut Vec<Stmt>, operation: &Operation, api: &Api, used: &mut Used) {
    let is_address = |statement: &Stmt| {
        let Stmt::Local(local) = statement else { return false };
        let Some(init) = &local.init else { return false };
        matches!(&*init.expr, Expr::Macro(call) if call.mac.path.is_ident("format"))
    };
    let Some(at) = statements.iter().position(is_address) else { return };
    keep_encoded(&mut statements[at], operation);
    let in_path = operation.parameters.iter().filter(|it| it.location == Location::Path);
    if in_path.into_iter().any(|it| may_be_inexact(&it.kind, api)) {
        let path = &operation.path;
        // progenitor gives it another name where a parameter is called `url`.
        let address = match &statements[at] {
            Stmt::Local(local) => local.pat.clone(),
            _ => return,
        };
        statements
            .insert(at + 1, parse_quote!(let #address = super::exact_path(#address, #path)?;));
        used.insert("exact_path");
    }
    for parameter in &operation.parameters {
        let written = written(parameter, &field_name(&parameter.method), used);
        let checks = parameter.sent().iter().filter_map(check_list);
        let before: Vec<Stmt> = checks.chain(written).collect();
        if parameter.sent().iter().any(|it| it.limits.is_some()) {
            used.insert("check_list");
        }
        statements.splice(at..at, before);
    }
}

/// Returns whether the text of a value may make a path another one, by its schema.
fn may_be_inexact(kind: &Value, api: &Api) -> bool {
    let schema = schema::reference(kind).and_then(|name| api.schemas.get(name));
    let schema = schema.map_or(kind, |schema| &schema.value);
    let is_inexact = |text: &str| matches!(text, "" | "." | "..") || text.contains('\\');
    let is_text = !matches!(schema["type"].as_str(), Some("integer" | "number" | "boolean"));
    let has_form = matches!(
        schema["format"].as_str(),
        Some("uuid" | "date-time" | "date" | "ipv4" | "ipv6" | "ip")
    );
    match schema.get("enum").and_then(Value::as_array) {
        Some(values) => values.iter().filter_map(Value::as_str).any(is_inexact),
        None => is_text && !has_form,
    }
}

/// Returns the function that makes an address mean the path with its values.
fn exact_path() -> TokenStream {
    quote! {
        /// Returns an address with exactly the path of the operation. No URL has segments `.` and
        /// `..`, a backslash is a slash in URLs, and servers ignore empty segments.
        fn exact_path<E>(url: String, path: &str) -> Result<String, Error<E>> {
            for (sent, part) in url.rsplit('/').zip(path.rsplit('/')) {
                if part.contains('{') && matches!(sent, "" | "." | "..") {
                    return Err(Error::InvalidRequest(format!(
                        "`{part}` in the path must not be empty, `.` or `..`"
                    )));
                }
            }
            Ok(url.replace('\\', "%5C"))
        }
    }
}

/// Returns the statement that turns the value of a parameter into its text, where that is needed.
fn written(parameter: &Parameter, field: &Ident, used: &mut Used) -> Option<Stmt> {
    if matches!(parameter.multiplicity, Multiplicity::Deep { .. }) {
        used.extend(["deep_pairs", "add_members"]);
        let name = &parameter.name;
        return Some(parse_quote!(let #field = super::deep_pairs(#name, &#field)?;));
    }
    let in_path = parameter.location == Location::Path;
    let written = match parameter.form {
        _ if matches!(parameter.multiplicity, Multiplicity::Delimited(_))
            && parameter.location != Location::Query =>
        {
            used.extend(["comma_list", "comma_part"]);
            let name = &parameter.name;
            fallible(parameter, field, &quote!(super::comma_list), &quote!(#name, #in_path))
        }
        _ if let Multiplicity::Pairs { explode, .. } = parameter.multiplicity => {
            used.extend(["comma_members", "comma_part", "add_members"]);
            let name = &parameter.name;
            let rest = quote!(#name, #explode, #in_path);
            fallible(parameter, field, &quote!(super::comma_members), &rest)
        }
        TextForm::Plain if parameter.location == Location::Path && parameter.is_time => {
            text(parameter, &quote!(#field))
        }
        TextForm::Plain => return None,
        TextForm::Scalar if !matches!(parameter.multiplicity, Multiplicity::One) => {
            used.extend(["scalar_text", "scalar_texts"]);
            fallible(parameter, field, &quote!(super::scalar_texts), &quote!())
        }
        TextForm::Scalar => {
            used.insert("scalar_text");
            fallible(parameter, field, &quote!(super::scalar_text), &quote!())
        }
        TextForm::Json if parameter.location == Location::Cookie => {
            used.extend(["json_text", "cookie_json"]);
            let written = fallible(parameter, field, &quote!(super::json_text), &quote!());
            if parameter.required {
                quote!(super::cookie_json(&#written))
            } else {
                quote!(#written.map(|text| super::cookie_json(&text)))
            }
        }
        TextForm::Json => {
            used.insert("json_text");
            fallible(parameter, field, &quote!(super::json_text), &quote!())
        }
    };
    Some(parse_quote!(let #field = #written;))
}

/// Returns the text of a parameter by a function that may fail. `rest` are its other arguments.
fn fallible(
    parameter: &Parameter,
    field: &Ident,
    function: &TokenStream,
    rest: &TokenStream,
) -> TokenStream {
    if parameter.required {
        quote!(#function(&#field, #rest)?)
    } else {
        quote!(#field.map(|value| #function(&value, #rest)).transpose()?)
    }
}

/// Returns the statement that refuses a list beyond its limits. None if it has no limits.
fn check_list(parameter: &Parameter) -> Option<Stmt> {
    let (name, field) = (&parameter.name, field_name(&parameter.method));
    let ListLimits { least, most, unique } = parameter.limits?;
    let least = Literal::u64_unsuffixed(least);
    let most = most.map(Literal::u64_unsuffixed);
    let most = most.map_or_else(|| quote!(None), |most| quote!(Some(#most)));
    let limits = quote! {
        lockstep_runtime::ListLimits { least: #least, most: #most, unique: #unique }
    };
    Some(if parameter.required {
        parse_quote!(super::check_list(#name, &#field, #limits)?;)
    } else {
        parse_quote! {
            if let Some(values) = &#field {
                super::check_list(#name, values, #limits)?;
            }
        }
    })
}

/// Leaves the text of lists and objects in a path as it is, where progenitor would encode it.
fn keep_encoded(statement: &mut Stmt, operation: &Operation) {
    let encoded: BTreeSet<String> = operation
        .parameters
        .iter()
        .filter(|it| it.location == Location::Path && !matches!(it.multiplicity, Multiplicity::One))
        .map(|it| field_name(&it.method).to_string())
        .collect();
    let Stmt::Local(local) = statement else { return };
    let Some(init) = &mut local.init else { return };
    let Expr::Macro(call) = &mut *init.expr else { return };
    if encoded.is_empty() {
        return;
    }
    let parse = Punctuated::<Expr, Token![,]>::parse_terminated;
    let Ok(mut arguments) = call.mac.parse_body_with(parse) else { return };
    for argument in &mut arguments {
        let Expr::Call(encode) = &*argument else { continue };
        let Some(Expr::Reference(text)) = encode.args.first() else { continue };
        let Expr::MethodCall(text) = &*text.expr else { continue };
        let Expr::Path(path) = &*text.receiver else { continue };
        if let Some(name) = path.path.get_ident().filter(|it| encoded.contains(&it.to_string())) {
            *argument = parse_quote!(#name);
        }
    }
    call.mac.tokens = quote!(#arguments);
}

/// Returns the place and the name of the variable that holds the finished request.
fn built(statements: &[Stmt]) -> Option<(usize, Ident)> {
    statements.iter().enumerate().find_map(|(at, statement)| {
        let Stmt::Local(local) = statement else { return None };
        let Pat::Ident(name) = &local.pat else { return None };
        let Expr::Try(tried) = &*local.init.as_ref()?.expr else { return None };
        let Expr::MethodCall(call) = &*tried.expr else { return None };
        (call.method == "build").then(|| (at, name.ident.clone()))
    })
}

/// Rewrites the parts of a request.
struct Request<'a> {
    operation: &'a Operation,
    /// The parameter whose header is being visited.
    header: Option<&'a Parameter>,
    used: &'a mut Used,
}

impl<'a> Request<'a> {
    /// Returns the parameter that progenitor knows by a name.
    fn parameter(&self, name: &Expr) -> Option<&'a Parameter> {
        let Expr::Lit(literal) = name else { return None };
        let Lit::Str(text) = &literal.lit else { return None };
        let name = text.value();
        self.operation.parameters.iter().find(|parameter| parameter.method == name)
    }
}

impl Request<'_> {
    /// Returns the variable that holds the pairs of a query which an object of the style
    /// `deepObject` is, from `&QueryParam::new("filter", &filter)`.
    fn deep(&self, argument: &Expr) -> Option<Ident> {
        let Expr::Reference(reference) = argument else { return None };
        let Expr::Call(call) = &*reference.expr else { return None };
        let parameter = self.parameter(call.args.first()?)?;
        let is_deep = matches!(parameter.multiplicity, Multiplicity::Deep { .. });
        is_deep.then(|| field_name(&parameter.method))
    }
}

impl VisitMut for Request<'_> {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        let outer = self.header;
        if let Expr::MethodCall(call) = expression
            && call.method == "append"
            && let Some(parameter) = call.args.first().and_then(|name| self.parameter(name))
        {
            self.header = Some(parameter);
        }
        syn::visit_mut::visit_expr_mut(self, expression);
        if let (Some(parameter), None) = (self.header, outer)
            && let Expr::MethodCall(call) = expression
        {
            let name = &parameter.name;
            if parameter.location == Location::Cookie {
                let value = header_text(call.args.last());
                let map = &call.receiver;
                let commas = !matches!(parameter.multiplicity, Multiplicity::One);
                *expression = parse_quote!(super::add_cookie(&mut #map, #name, &#value, #commas)?);
                self.used.insert("add_cookie");
            } else if let Some(first) = call.args.first_mut() {
                *first = parse_quote!(#name);
            }
        }
        self.header = outer;
    }

    fn visit_expr_call_mut(&mut self, call: &mut ExprCall) {
        syn::visit_mut::visit_expr_call_mut(self, call);
        let Expr::Path(function) = &*call.func else { return };
        let last = function.path.segments.last().map(|last| last.ident.to_string());
        let is_query = function.path.segments.iter().any(|it| it.ident == "QueryParam");
        if last.is_some_and(|last| last == "new")
            && is_query
            && let Some(parameter) = call.args.first().and_then(|name| self.parameter(name))
        {
            let name = &parameter.name;
            call.args[0] = parse_quote!(#name);
        }
    }

    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        if call.method == "query"
            && let Some(pairs) = call.args.first().and_then(|it| self.deep(it))
        {
            call.args = parse_quote!(&#pairs);
        }
        syn::visit_mut::visit_expr_method_call_mut(self, call);
        if call.method == "to_string" && self.header.is_some_and(|it| it.is_time) {
            call.method = parse_quote!(to_rfc3339_opts);
            call.args = parse_quote!(chrono::SecondsFormat::AutoSi, true);
        }
        // `reqwest` has a method for each of the others.
        if call.method == "options" && self.operation.method == "OPTIONS" {
            call.method = parse_quote!(request);
            call.args.insert(0, parse_quote!(reqwest::Method::OPTIONS));
        }
    }
}

/// Returns the text of a header, from `text.try_into()?`.
fn header_text(value: Option<&Expr>) -> Option<&Expr> {
    let Some(Expr::Try(tried)) = value else { return value };
    let Expr::MethodCall(call) = &*tried.expr else { return value };
    Some(&call.receiver)
}

fn scalar_text() -> TokenStream {
    quote! {
        /// Returns a string, a number or a boolean as the text of a parameter.
        fn scalar_text<E>(value: &impl serde::Serialize) -> Result<String, Error<E>> {
            match serde_json::to_value(value) {
                Ok(serde_json::Value::String(text)) => Ok(text),
                Ok(value) => Ok(value.to_string()),
                Err(error) => Err(Error::InvalidRequest(error.to_string())),
            }
        }
    }
}

fn scalar_texts() -> TokenStream {
    quote! {
        /// Returns strings, numbers and booleans as the texts of a list of parameters.
        fn scalar_texts<E>(values: &[impl serde::Serialize]) -> Result<Vec<String>, Error<E>> {
            values.iter().map(|value| scalar_text(value)).collect()
        }
    }
}

fn json_text() -> TokenStream {
    quote! {
        /// Returns a value as JSON, the text of a parameter.
        fn json_text<E>(value: &impl serde::Serialize) -> Result<String, Error<E>> {
            serde_json::to_string(value).map_err(|error| Error::InvalidRequest(error.to_string()))
        }
    }
}

/// Returns the function that writes JSON for a cookie, which mocks have as well.
pub(super) fn cookie_json() -> TokenStream {
    quote! {
        /// Returns JSON with `%` and two digits for what a cookie does not have.
        fn cookie_json(json: &str) -> String {
            let mut text = String::new();
            for byte in json.bytes() {
                if byte.is_ascii_graphic() && !matches!(byte, b'"' | b'%' | b',' | b';' | b'\\') {
                    text.push(char::from(byte));
                } else {
                    text.push_str(&format!("%{byte:02X}"));
                }
            }
            text
        }
    }
}

fn deep_pairs() -> TokenStream {
    quote! {
        /// Returns the parameters that an object is: `filter[name][eq]` and others.
        fn deep_pairs<E>(
            name: &str,
            value: &impl serde::Serialize,
        ) -> Result<Vec<(String, String)>, Error<E>> {
            let mut pairs = Vec::new();
            match serde_json::to_value(value) {
                Ok(value) if add_members(name, &value, &mut pairs) => Ok(pairs),
                Ok(_) => Err(Error::InvalidRequest(format!(
                    "{name}: the name of a member is not empty, and has no brackets"
                ))),
                Err(error) => Err(Error::InvalidRequest(format!("{name}: {error}"))),
            }
        }
    }
}

fn check_list_function() -> TokenStream {
    quote! {
        /// Refuses a list beyond its limits.
        fn check_list<E>(
            name: &str,
            elements: &[impl serde::Serialize],
            limits: lockstep_runtime::ListLimits,
        ) -> Result<(), Error<E>> {
            limits
                .check(elements)
                .map_err(|error| Error::InvalidRequest(format!("{name}: {error}")))
        }
    }
}

fn comma_list() -> TokenStream {
    quote! {
        /// Returns a list as the text of a parameter, with commas between its elements.
        fn comma_list<E>(
            elements: &[impl serde::Serialize],
            name: &str,
            in_path: bool,
        ) -> Result<String, Error<E>> {
            let mut parts = Vec::new();
            for element in elements {
                let text = match serde_json::to_value(element) {
                    Ok(serde_json::Value::String(text)) => text,
                    Ok(value) => value.to_string(),
                    Err(error) => {
                        return Err(Error::InvalidRequest(format!("{name}: {error}")));
                    }
                };
                parts.push(comma_part(name, &text, false, in_path)?);
            }
            let text = parts.join(",");
            if text.is_empty() && (in_path || !parts.is_empty()) {
                return Err(Error::InvalidRequest(format!(
                    "{name}: an empty list, or an empty text alone, cannot be sent here"
                )));
            }
            Ok(text)
        }
    }
}

fn comma_members() -> TokenStream {
    quote! {
        /// Returns an object as the text of a parameter, with commas between its members.
        fn comma_members<E>(
            value: &impl serde::Serialize,
            name: &str,
            explode: bool,
            in_path: bool,
        ) -> Result<String, Error<E>> {
            let value = serde_json::to_value(value)
                .map_err(|error| Error::InvalidRequest(format!("{name}: {error}")))?;
            let mut pairs = Vec::new();
            let is_sound = add_members("", &value, &mut pairs);
            let mut parts = Vec::new();
            for (key, value) in &pairs {
                let key = comma_part(name, key.trim_matches(['[', ']']), explode, in_path)?;
                let value = comma_part(name, value, false, in_path)?;
                parts.push(format!("{key}{}{value}", if explode { '=' } else { ',' }));
            }
            if !is_sound || in_path && parts.is_empty() {
                return Err(Error::InvalidRequest(format!(
                    "{name}: an object without members, or with a member whose name is empty or \
                     has brackets, cannot be sent here"
                )));
            }
            Ok(parts.join(","))
        }
    }
}

fn comma_part() -> TokenStream {
    quote! {
        /// Returns a part of a list or an object that has commas between its parts. The key of a
        /// member may have `=` behind it.
        fn comma_part<E>(
            name: &str,
            text: &str,
            before_equals: bool,
            in_path: bool,
        ) -> Result<String, Error<E>> {
            if in_path {
                let text = progenitor_client::encode_path(text).replace(',', "%2C");
                return Ok(if before_equals { text.replace('=', "%3D") } else { text });
            }
            if text.contains(',') || text.trim() != text || before_equals && text.contains('=') {
                return Err(Error::InvalidRequest(format!(
                    "{name}: a part has no comma, no blank at its ends, and a name no `=` here"
                )));
            }
            Ok(text.to_owned())
        }
    }
}

/// Returns the function that takes an object apart, which mocks have as well.
pub(super) fn add_members() -> TokenStream {
    quote! {
        /// Adds the parameters of a value. Returns false for a member that has no name of one.
        fn add_members(
            name: &str,
            value: &serde_json::Value,
            pairs: &mut Vec<(String, String)>,
        ) -> bool {
            match value {
                serde_json::Value::Null => true,
                serde_json::Value::Object(members) => members.iter().all(|(key, value)| {
                    !key.is_empty()
                        && !key.contains(['[', ']'])
                        && add_members(&format!("{name}[{key}]"), value, pairs)
                }),
                serde_json::Value::Array(items) => {
                    items.iter().all(|item| add_members(name, item, pairs))
                }
                serde_json::Value::String(text) => {
                    pairs.push((name.to_owned(), text.clone()));
                    true
                }
                value => {
                    pairs.push((name.to_owned(), value.to_string()));
                    true
                }
            }
        }
    }
}

fn join_list() -> TokenStream {
    quote! {
        /// Sends the elements of a list in one parameter, where a parameter for each is now.
        fn join_list(url: &mut reqwest::Url, name: &str, delimiter: &str) {
            let Some(query) = url.query() else { return };
            let named: Vec<bool> = url.query_pairs().map(|(key, _)| key == name).collect();
            let mut pairs: Vec<String> = Vec::new();
            let mut list = None;
            for (pair, named) in query.split('&').zip(named) {
                match list {
                    Some(at) if named => {
                        let value = pair.split_once('=').map_or("", |(_, value)| value);
                        let joined: &mut String = &mut pairs[at];
                        joined.push_str(delimiter);
                        joined.push_str(value);
                    }
                    _ => {
                        if named {
                            list = Some(pairs.len());
                        }
                        pairs.push(pair.to_owned());
                    }
                }
            }
            url.set_query(Some(&pairs.join("&")));
        }
    }
}

fn add_cookie() -> TokenStream {
    quote! {
        /// Adds a cookie to a request (RFC 6265, sections 4.1.1 and 4.2.1). The contract may have
        /// commas between the parts of its value, although that section has none.
        fn add_cookie<E>(
            headers: &mut reqwest::header::HeaderMap,
            name: &str,
            value: &str,
            commas: bool,
        ) -> Result<(), Error<E>> {
            let allowed = |byte: u8| {
                byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
                    || byte == b',' && commas
            };
            if !value.bytes().all(allowed) {
                return Err(Error::InvalidRequest(format!(
                    "{name}: a cookie has ASCII characters only, without blanks, quotation marks, \
                     commas, semicolons and backslashes"
                )));
            }
            let before = headers.get(reqwest::header::COOKIE).and_then(|it| it.to_str().ok());
            let before = before.map_or(String::new(), |before| format!("{before}; "));
            let cookies = format!("{before}{name}={value}");
            headers.insert(reqwest::header::COOKIE, cookies.try_into()?);
            Ok(())
        }
    }
}
