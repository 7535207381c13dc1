//! The requests of the client, where progenitor would send something else than the document says:
//! values of several types, lists in one parameter, times outside of queries, cookies, and the method
//! `OPTIONS`.

use std::collections::BTreeMap;

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
    if parameter.form == TextForm::Scalar {
        return quote!(query_text(serde_json::to_value(#value)));
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
    let join_list = used.join_list.then(join_list);
    let add_cookie = used.add_cookie.then(add_cookie);
    let scalar_text = used.scalar_text.then(scalar_text);
    quote!(#join_list #add_cookie #scalar_text)
}

/// Leaves out the import of the shared types where no request has one.
fn leave_out_unused_types(items: &mut Vec<Item>) {
    let is_import = |item: &Item| matches!(item, Item::Use(import) if quote!(#import).to_string() == "use super :: types ;");
    let others = items.iter().filter(|item| !is_import(item));
    if !format::idents(quote!(#(#others)*)).contains("types") {
        items.retain(|item| !is_import(item));
    }
}

/// The functions that requests use.
#[derive(Default)]
struct Used {
    join_list: bool,
    add_cookie: bool,
    scalar_text: bool,
}

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
                used.join_list = true;
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
        let written = match parameter.form {
            TextForm::Plain if parameter.location == Location::Path && parameter.is_time => {
                text(parameter, &quote!(#field))
            }
            TextForm::Plain => continue,
            TextForm::Scalar => {
                used.scalar_text = true;
                fallible(parameter, &field, &quote!(super::scalar_text))
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
                self.used.add_cookie = true;
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
