//! Security schemes, and the requirements of operations.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToShoutySnakeCase, ToUpperCamelCase as _};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::{
    code::types::type_name,
    model::{Api, CredentialTransport, Operation, Requirement, Scheme, Security},
};

/// Returns the types of the security schemes, and of the alternatives of operations.
pub(super) fn emit(api: &Api) -> TokenStream {
    let schemes = api.security_schemes.iter();
    let schemes: TokenStream =
        schemes.map(|(name, scheme)| security_scheme(name, scheme)).collect();
    let required = api.operations.iter().filter_map(|it| it.security.as_ref());
    let several = required.filter(|it| it.alternatives.len() > 1);
    let enums: BTreeMap<String, TokenStream> =
        several.map(|it| (alternatives_name(it).to_string(), alternatives(it))).collect();
    let enums = enums.values();
    quote!(#schemes #(#enums)*)
}

/// Returns the schemes that operations require, as bounds of the server's context.
pub(super) fn guards(api: &Api) -> Vec<TokenStream> {
    let required = api.operations.iter().filter_map(|it| it.security.as_ref());
    let used: BTreeSet<&str> =
        required.flat_map(Security::requirements).map(|it| it.scheme.as_str()).collect();
    used.into_iter()
        .map(|name| {
            let scheme = format_ident!("{}", type_name(name));
            quote!(lockstep_dropshot::Authenticate<#scheme>)
        })
        .collect()
}

/// Returns the types of the schemes that operations require, with those of their credentials.
pub(super) fn credentials(api: &Api) -> BTreeMap<String, &'static str> {
    let required = api.operations.iter().filter_map(|it| it.security.as_ref());
    let used = required.flat_map(Security::requirements).map(|it| it.scheme.as_str());
    let credential = |name: &str| match api.security_schemes.get(name)?.mechanism {
        CredentialTransport::Bearer => Some("BearerToken"),
        CredentialTransport::Basic => Some("BasicCredential"),
        CredentialTransport::MutualTls => Some("UnverifiedConnection"),
        _ => Some("Secret"),
    };
    used.filter_map(|name| Some((type_name(name), credential(name)?))).collect()
}

/// Returns the type of what an operation requires.
pub(super) fn required(security: &Security) -> TokenStream {
    let mut each = security.alternatives.iter().map(|it| all_of(it));
    let required = if security.alternatives.len() == 1 {
        each.next().unwrap_or_default()
    } else {
        let name = alternatives_name(security);
        quote!(lockstep_dropshot::AnyOf<#name<#(#each),*>>)
    };
    if security.optional { quote!(lockstep_dropshot::Optional<#required>) } else { required }
}

/// Returns the type of one alternative: a scheme, or several.
fn all_of(alternative: &[Requirement]) -> TokenStream {
    let schemes = alternative.iter().map(|it| format_ident!("{}", type_name(&it.scheme)));
    if alternative.len() == 1 {
        quote!(#(#schemes)*)
    } else {
        quote!(lockstep_dropshot::AllOf<(#(#schemes),*)>)
    }
}

/// Returns the variant of an alternative: the names of its schemes.
fn variant(alternative: &[Requirement]) -> String {
    alternative.iter().map(|it| type_name(&it.scheme)).collect::<Vec<_>>().join("And")
}

/// Returns the name of the enum of alternatives.
fn alternatives_name(security: &Security) -> Ident {
    let each = security.alternatives.iter().map(|it| variant(it)).collect::<Vec<_>>();
    format_ident!("{}", each.join("Or"))
}

/// Declares the enum of alternatives.
fn alternatives(security: &Security) -> TokenStream {
    let name = alternatives_name(security);
    let variants = security.alternatives.iter().map(|alternative| {
        let (name, scheme) = (format_ident!("{}", variant(alternative)), all_of(alternative));
        quote!(#name(#scheme))
    });
    quote!(lockstep_dropshot::alternatives! { #name { #(#variants),* } })
}

/// Returns constants with the scopes that an operation requires. The implementer compares them with
/// the caller's.
pub(super) fn scopes(operation: &Operation) -> TokenStream {
    let Some(security) = &operation.security else { return TokenStream::new() };
    let mut by_scheme: BTreeMap<&str, Vec<&[String]>> = BTreeMap::new();
    for requirement in security.requirements() {
        let lists = by_scheme.entry(&requirement.scheme).or_default();
        for scopes in &requirement.scopes {
            if !lists.contains(&scopes.as_slice()) {
                lists.push(scopes);
            }
        }
    }
    let alone = by_scheme.len() == 1;
    let (id, shouted) = (&operation.id, operation.name.to_shouty_snake_case());
    by_scheme
        .iter()
        .filter(|(_, lists)| lists.iter().any(|scopes| !scopes.is_empty()))
        .map(|(scheme, lists)| {
            let (of, by) = if alone {
                (String::new(), String::new())
            } else {
                let name = scheme.to_upper_camel_case().to_shouty_snake_case();
                (format!("{name}_"), format!(" by `{scheme}`"))
            };
            let name = format_ident!("{shouted}_{of}SCOPES");
            if let [scopes] = lists.as_slice() {
                let doc = format!("The scopes that a caller of `{id}`{by} needs.");
                return quote!(#[doc = #doc] pub const #name: &[&str] = &[#(#scopes),*];);
            }
            let doc = format!("Lists of scopes. A caller of `{id}`{by} needs all of one of them.");
            let lists = lists.iter().map(|scopes| quote!(&[#(#scopes),*]));
            quote!(#[doc = #doc] pub const #name: &[&[&str]] = &[#(#lists),*];)
        })
        .collect()
}

fn security_scheme(name: &str, scheme: &Scheme) -> TokenStream {
    let ident = format_ident!("{}", type_name(name));
    let doc = scheme.description.clone();
    let doc = doc.unwrap_or_else(|| format!("The security scheme `{name}`."));
    let key = |place: TokenStream, key: &str| {
        let named = quote! {
            impl lockstep_dropshot::ApiKeyScheme for #ident {
                const PLACE: lockstep_dropshot::KeyPlace = lockstep_dropshot::KeyPlace::#place;
                const KEY: &'static str = #key;
            }
        };
        (quote!(ApiKey<Self>), Some(named))
    };
    let (mechanism, named) = match &scheme.mechanism {
        CredentialTransport::Bearer => (quote!(Bearer), None),
        CredentialTransport::Basic => (quote!(Basic), None),
        CredentialTransport::Http(name) => {
            let named = quote! {
                impl lockstep_dropshot::HttpScheme for #ident {
                    const SCHEME: &'static str = #name;
                }
            };
            (quote!(HttpCredentials<Self>), Some(named))
        }
        CredentialTransport::MutualTls => (quote!(MutualTls), None),
        CredentialTransport::Header(name) => key(quote!(Header), name),
        CredentialTransport::Query(name) => key(quote!(Query), name),
        CredentialTransport::Cookie(name) => key(quote!(Cookie), name),
    };
    quote! {
        #[doc = #doc]
        #[derive(Debug)]
        pub enum #ident {}

        impl lockstep_dropshot::SecurityScheme for #ident {
            const NAME: &'static str = #name;
            type Mechanism = lockstep_dropshot::#mechanism;
        }

        #named
    }
}
