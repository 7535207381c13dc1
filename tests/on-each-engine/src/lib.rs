//! Attributes for tests that take a database: each engine has a test of its own.
//!
//! ```text
//! #[on_each_engine]
//! async fn redeem_returns_409_when_token_expired(database: &Database) { … }
//! ```
//!
//! are the tests `redeem_returns_409_when_token_expired::on_sqlite` and `…::on_postgresql`. The
//! function may be async or not.

use proc_macro::TokenStream;
use quote::{format_ident, quote};
use syn::{ItemFn, parse_macro_input};

/// Makes a test on SQLite and one on PostgreSQL of a function that takes a `&Database`.
#[proc_macro_attribute]
pub fn on_each_engine(_: TokenStream, function: TokenStream) -> TokenStream {
    tests(&parse_macro_input!(function as ItemFn), &["Sqlite", "PostgreSql"])
}

/// Makes a test on SQLite of a function that takes a `&Database`.
#[proc_macro_attribute]
pub fn on_sqlite(_: TokenStream, function: TokenStream) -> TokenStream {
    tests(&parse_macro_input!(function as ItemFn), &["Sqlite"])
}

/// Makes a test on PostgreSQL of a function that takes a `&Database`.
#[proc_macro_attribute]
pub fn on_postgresql(_: TokenStream, function: TokenStream) -> TokenStream {
    tests(&parse_macro_input!(function as ItemFn), &["PostgreSql"])
}

fn tests(function: &ItemFn, engines: &[&str]) -> TokenStream {
    let name = &function.sig.ident;
    let run = if function.sig.asyncness.is_some() { quote!(run_async_on) } else { quote!(run_on) };
    let tests = engines.iter().map(|engine| {
        let test = format_ident!("on_{}", engine.to_lowercase());
        let engine = format_ident!("{engine}");
        quote! {
            #[test]
            fn #test() {
                ::link_token_tests::#run(::link_token_tests::Engine::#engine, super::#name);
            }
        }
    });
    // Functions and modules have name spaces of their own.
    quote! {
        #function
        mod #name {
            #(#tests)*
        }
    }
    .into()
}
