//! Makes typify's types read what their schemas allow, and nothing else.
//!
//! serde, chrono and uuid are more lenient by themselves: they read an array as a struct, null as
//! an absent member and an absent member as null, and dates and UUIDs in other forms. They also
//! refuse `1.0` for an integer.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;
use syn::{
    Attribute, Field, File, GenericArgument, Item, Meta, PathArguments, Token, Type, parse_quote,
    punctuated::Punctuated,
};

use super::{
    adjust::{member_name, remove_derive},
    members::{Member, Members, Null},
    names::type_name,
};
use crate::code::format::last_name;

/// Returns the names of the types that may be null.
pub(super) fn nullable_types(definitions: &BTreeMap<String, Value>) -> BTreeSet<String> {
    let null = Null { definitions };
    let may_be_null =
        definitions.iter().filter(|(_, schema)| null.taken_by(schema, 16) != Some(false));
    may_be_null.map(|(name, _)| type_name(name)).collect()
}

/// Makes all types strict, by the `members` of structs, and the names of the types that
/// `may_be_null`. Returns the structs that are to be read from objects only.
pub(super) fn make_strict(
    file: &mut File,
    members: &BTreeMap<String, Members>,
    may_be_null: &BTreeSet<String>,
) -> Vec<Ident> {
    let mut objects: Vec<Ident> = Vec::new();
    for item in &mut file.items {
        match item {
            Item::Struct(item) => {
                let members = members.get(&item.ident.to_string());
                let named = matches!(item.fields, syn::Fields::Named(_));
                for field in &mut item.fields {
                    let member = member_name(field).and_then(|name| members?.get(&name)).copied();
                    strict_field(field, member, may_be_null);
                }
                if named && derives(&item.attrs, "Deserialize") {
                    // The derived code stays, as a function of the type that only the reading of
                    // objects calls.
                    item.attrs.push(parse_quote!(#[serde(remote = "Self")]));
                    objects.push(item.ident.clone());
                }
            }
            Item::Enum(item) => {
                for field in item.variants.iter_mut().flat_map(|variant| &mut variant.fields) {
                    strict_field(field, None, may_be_null);
                }
            }
            _ => {}
        }
    }
    objects
}

fn derives(attributes: &[Attribute], name: &str) -> bool {
    let mut copy = attributes.to_vec();
    remove_derive(&mut copy, name);
    copy != attributes
}

/// Makes a field as strict as its member in the schema. Types that `may_be_null` would read an
/// absent member as null.
fn strict_field(field: &mut Field, member: Option<Member>, may_be_null: &BTreeSet<String>) {
    if let (Some(("Box", held)), Some(Member { required: false, nullable, .. })) =
        (container(&field.ty).as_ref().map(|(name, held)| (name.as_str(), *held)), member)
        && optional(held).is_some()
    {
        // A recursive member that may be absent. typify would write null for an absent one.
        let mut told = told_to_serde(&field.attrs);
        told.push(parse_quote!(skip_serializing_if = "::std::option::Option::is_none"));
        if nullable == Some(false) {
            told.push(parse_quote!(deserialize_with = "strict::boxed_present"));
        }
        field.attrs.retain(|attribute| !attribute.path().is_ident("serde"));
        field.attrs.push(parse_quote!(#[serde(#(#told),*)]));
        return;
    }
    let inner = optional(&field.ty);
    let lenient = is_lenient(&field.ty);
    let function = match (inner, member) {
        (Some(_), Some(Member { required: true, .. })) if !lenient => "not_absent",
        (Some(held), Some(Member { required: false, nullable, .. }))
            if nullable == Some(false) || holds_null(held, may_be_null) =>
        {
            if lenient {
                "read_present"
            } else {
                "present"
            }
        }
        _ if lenient => "read",
        (None, _) if field.ident.is_some() && names(&field.ty, may_be_null) => "not_absent",
        _ => return,
    };
    let mut told = told_to_serde(&field.attrs);
    let has = |told: &[Meta], name: &str| told.iter().any(|meta| meta.path().is_ident(name));
    if inner.is_none()
        && function == "not_absent"
        && ["default", "flatten", "deserialize_with"].iter().any(|name| has(&told, name))
    {
        return;
    }
    // typify already reads some fields by a function: those that may be null and are never absent.
    if function == "not_absent" && has(&told, "deserialize_with") {
        return;
    }
    told.retain(|meta| !meta.path().is_ident("deserialize_with"));
    let path = format!("strict::{function}");
    // serde requires a field that is read by a function, unless it has a default.
    let absent =
        field.ident.is_some() && inner.is_some() && member.is_none_or(|member| !member.required);
    if absent && !has(&told, "default") {
        told.push(parse_quote!(default));
    }
    told.push(parse_quote!(deserialize_with = #path));
    field.attrs.retain(|attribute| !attribute.path().is_ident("serde"));
    field.attrs.push(parse_quote!(#[serde(#(#told),*)]));
}

/// Returns whether null is a value of a type, which may be in a `Box`. Types of these names
/// `may_be_null`.
pub(super) fn holds_null(kind: &Type, may_be_null: &BTreeSet<String>) -> bool {
    match container(kind) {
        Some((name, held)) if name == "Box" => holds_null(held, may_be_null),
        Some((name, _)) => name == "Option",
        None => {
            let json = quote!(::serde_json::Value).to_string();
            quote!(#kind).to_string() == json || names(kind, may_be_null)
        }
    }
}

/// Returns whether a type, or the type in its `Box`, has one of these names.
fn names(kind: &Type, names: &BTreeSet<String>) -> bool {
    match container(kind) {
        Some((name, held)) => name == "Box" && self::names(held, names),
        None => last_name(kind).is_some_and(|name| names.contains(&name)),
    }
}

/// Returns the arguments of a field's serde attributes.
pub(super) fn told_to_serde(attributes: &[Attribute]) -> Vec<Meta> {
    let serde = attributes.iter().filter(|attribute| attribute.path().is_ident("serde"));
    serde
        .filter_map(|attribute| {
            attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok()
        })
        .flatten()
        .collect()
}

/// Returns the type in an `Option`.
pub(super) fn optional(kind: &Type) -> Option<&Type> {
    let (name, held) = container(kind)?;
    (name == "Option").then_some(held)
}

/// Returns the name of a type with arguments, and its last argument.
pub(super) fn container(kind: &Type) -> Option<(String, &Type)> {
    let Type::Path(path) = kind else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let Some(GenericArgument::Type(held)) = arguments.args.last() else { return None };
    Some((last.ident.to_string(), held))
}

/// The types that serde reads more leniently than their schemas allow. The runtime reads them
/// strictly.
const LENIENT: [&str; 8] = ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];

/// Such types of other crates. A schema's own type may have the same name.
const LENIENT_ELSEWHERE: [&str; 7] =
    ["NonZeroU8", "NonZeroU16", "NonZeroU32", "NonZeroU64", "Uuid", "DateTime", "NaiveDate"];

/// Returns the expression that reads a type from a `deserializer` of the type `D`.
pub(super) fn reading(kind: &Type) -> TokenStream {
    if is_lenient(kind) {
        quote!(strict::read::<D, #kind>(deserializer))
    } else {
        quote!(<#kind as ::serde::Deserialize>::deserialize(deserializer))
    }
}

/// Returns whether a type has to be read strictly, or holds only such types.
fn is_lenient(kind: &Type) -> bool {
    let Type::Path(path) = kind else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let is_elsewhere = path.path.segments.len() > 1;
    if LENIENT.iter().any(|name| last.ident == name)
        || is_elsewhere && LENIENT_ELSEWHERE.iter().any(|name| last.ident == name)
    {
        return true;
    }
    let Some((name, held)) = container(kind) else { return false };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return false };
    let by_text = match arguments.args.first() {
        Some(GenericArgument::Type(Type::Path(key))) if arguments.args.len() == 2 => {
            key.path.segments.last().is_some_and(|it| it.ident == "String")
        }
        _ => arguments.args.len() == 1,
    };
    by_text && ["Option", "Vec", "HashMap"].contains(&name.as_str()) && is_lenient(held)
}
