//! The requests of the client, where progenitor would send something else than the document says:
//! values of several types, lists in one parameter, times outside of queries, cookies, and the method
//! `OPTIONS`.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase as _;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Expr, ExprCall, ExprMethodCall, File, Ident, ImplItem, Item, ItemImpl, Lit, Pat, Stmt, Type,
    parse_quote, visit_mut::VisitMut,
};

use super::{format, server::field_name};
use crate::model::{Api, Location, Multiplicity, Operation, Parameter, TextForm};

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
            if let Some(operation) = name_of(&item.self_ty).and_then(|it| operations.get(&it)) {
                rewrite_builder(item, operation, &mut used);
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
    let functions: [(&str, Function); 6] = [
        ("join_list", join_list),
        ("add_cookie", add_cookie),
        ("scalar_text", scalar_text),
        ("json_text", json_text),
        ("cookie_json", cookie_json),
        ("deep_pairs", deep_pairs),
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

fn name_of(kind: &Type) -> Option<String> {
    let Type::Path(path) = kind else { return None };
    path.path.segments.last().map(|last| last.ident.to_string())
}

fn rewrite_builder(item: &mut ItemImpl, operation: &Operation, used: &mut Used) {
    for item in &mut item.items {
        let ImplItem::Fn(function) = item else { continue };
        if function.sig.ident != "send" && function.sig.ident != "exchange" {
            continue;
        }
        Request { operation, header: None, used }.visit_block_mut(&mut function.block);
        write_texts(&mut function.block.stmts, operation, used);
        let Some((at, request)) = built(&function.block.stmts) else { continue };
        for parameter in operation.parameters.iter().rev() {
            if let Multiplicity::Delimited(delimiter) = parameter.multiplicity {
                let (name, delimiter) = (&parameter.name, delimiter.sent());
                let join = parse_quote!(super::join_list(#request.url_mut(), #name, #delimiter););
                function.block.stmts.insert(at + 1, join);
                used.insert("join_list");
            }
        }
    }
}

/// Turns values into text that would not be sent as the document says, before the address is made.
fn write_texts(statements: &mut Vec<Stmt>, operation: &Operation, used: &mut Used) {
    let is_address = |statement: &Stmt| {
        let Stmt::Local(local) = statement else { return false };
        let Some(init) = &local.init else { return false };
        matches!(&*init.expr, Expr::Macro(call) if call.mac.path.is_ident("format"))
    };
    let Some(at) = statements.iter().position(is_address) else { return };
    for parameter in &operation.parameters {
        let field = field_name(&parameter.method);
        if matches!(parameter.multiplicity, Multiplicity::Deep { .. }) {
            used.insert("deep_pairs");
            let name = &parameter.name;
            let statement = parse_quote!(let #field = super::deep_pairs(#name, &#field)?;);
            statements.insert(at, statement);
            continue;
        }
        let written = match parameter.form {
            TextForm::Plain if parameter.location == Location::Path && parameter.is_time => {
                text(parameter, &quote!(#field))
            }
            TextForm::Plain => continue,
            TextForm::Scalar => {
                used.insert("scalar_text");
                fallible(parameter, &field, &quote!(super::scalar_text))
            }
            TextForm::Json if parameter.location == Location::Cookie => {
                used.extend(["json_text", "cookie_json"]);
                let written = fallible(parameter, &field, &quote!(super::json_text));
                if parameter.required {
                    quote!(super::cookie_json(&#written))
                } else {
                    quote!(#written.map(|text| super::cookie_json(&text)))
                }
            }
            TextForm::Json => {
                used.insert("json_text");
                fallible(parameter, &field, &quote!(super::json_text))
            }
        };
        statements.insert(at, parse_quote!(let #field = #written;));
    }
}

/// Returns the text of a parameter by a function that may fail.
fn fallible(parameter: &Parameter, field: &Ident, function: &TokenStream) -> TokenStream {
    if parameter.required {
        quote!(#function(&#field)?)
    } else {
        quote!(#field.map(|value| #function(&value)).transpose()?)
    }
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
                *expression = parse_quote!(super::add_cookie(&mut #map, #name, &#value)?);
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
    let add_members = add_members();
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

        #add_members
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
        /// Adds a cookie to a request (RFC 6265, sections 4.1.1 and 4.2.1).
        fn add_cookie<E>(
            headers: &mut reqwest::header::HeaderMap,
            name: &str,
            value: &str,
        ) -> Result<(), Error<E>> {
            let allowed = |byte: u8| {
                byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
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
