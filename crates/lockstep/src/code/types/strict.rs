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
    adjust::{remove_derive, renamed_to},
    arrange::last_name,
    names::type_name,
};
use crate::document::schema;

/// Makes all types strict. Returns the structs that are to be read from objects only.
pub(super) fn make_strict(file: &mut File, definitions: &BTreeMap<String, Value>) -> Vec<Ident> {
    let members = MembersOfStructs::of(definitions);
    let null = Null { definitions };
    let may_be_null: BTreeSet<String> = definitions
        .iter()
        .filter(|(_, schema)| null.taken_by(schema, 16) != Some(false))
        .map(|(name, _)| type_name(name))
        .collect();
    let mut objects: Vec<Ident> = Vec::new();
    for item in &mut file.items {
        match item {
            Item::Struct(item) => {
                let members = members.get(&item.ident.to_string());
                let named = matches!(item.fields, syn::Fields::Named(_));
                for field in &mut item.fields {
                    let name = field.ident.as_ref().map(|ident| {
                        let renamed = field.attrs.iter().find_map(renamed_to);
                        renamed.unwrap_or_else(|| {
                            ident.to_string().trim_start_matches("r#").to_owned()
                        })
                    });
                    let member = name.and_then(|name| members?.get(&name)).copied();
                    strict_field(field, member, &may_be_null);
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
                    strict_field(field, None, &may_be_null);
                }
            }
            _ => {}
        }
    }
    objects
}

/// The properties of a member in the schema of a struct.
#[derive(Clone, Copy)]
struct Member {
    required: bool,
    /// None if it is unknown.
    nullable: Option<bool>,
}

/// Finds out which schemas allow null.
struct Null<'a> {
    definitions: &'a BTreeMap<String, Value>,
}

impl Null<'_> {
    /// Returns whether a schema for typify allows null. None if it is unknown, or references lead
    /// too far.
    fn taken_by(&self, schema: &Value, depth: usize) -> Option<bool> {
        let depth = depth.checked_sub(1)?;
        if let Some(name) = schema::reference(schema) {
            return self.taken_by(self.definitions.get(name)?, depth);
        }
        for key in ["oneOf", "anyOf", "allOf"] {
            if let Some(Value::Array(parts)) = schema.get(key) {
                let parts: Option<Vec<bool>> =
                    parts.iter().map(|part| self.taken_by(part, depth)).collect();
                let taken = |it: &bool| *it;
                return parts.map(|it| {
                    if key == "allOf" { it.iter().all(taken) } else { it.iter().any(taken) }
                });
            }
        }
        match schema.get("type")? {
            Value::String(kind) => Some(kind == "null"),
            Value::Array(kinds) => Some(kinds.iter().any(|kind| kind == "null")),
            _ => None,
        }
    }
}

/// The members of a struct, by their names.
type Members = BTreeMap<String, Member>;

/// The members of all structs.
struct MembersOfStructs {
    /// Members of components, by the names of their types.
    components: BTreeMap<String, Members>,
    /// Members of schemas in components, by the names that typify gives to these. The names are
    /// guessed, so that they never replace one of a component, and are in lower case.
    inner: BTreeMap<String, Members>,
}

impl MembersOfStructs {
    fn of(definitions: &BTreeMap<String, Value>) -> Self {
        let null = Null { definitions };
        let components =
            definitions.iter().map(|(name, schema)| (type_name(name), members_of(schema, &null)));
        let components = components.collect();
        let mut inner = BTreeMap::new();
        for (name, schema) in definitions {
            collect(&type_name(name), schema, &null, DEPTH, &mut inner);
        }
        Self { components, inner }
    }

    fn get(&self, name: &str) -> Option<&Members> {
        self.components.get(name).or_else(|| self.inner.get(&name.to_lowercase()))
    }
}

/// Returns a schema, and those of which it has all members.
fn parts<'s>(schema: &'s Value, null: &Null<'s>) -> Vec<&'s Value> {
    let all_of = schema["allOf"].as_array().into_iter().flatten();
    let all_of = all_of.map(|part| {
        let referred = schema::reference(part).and_then(|name| null.definitions.get(name));
        referred.unwrap_or(part)
    });
    std::iter::once(schema).chain(all_of).collect()
}

/// Returns the properties in the parts of a schema.
fn properties<'s>(parts: &[&'s Value]) -> impl Iterator<Item = (&'s String, &'s Value)> {
    parts.iter().filter_map(|part| part["properties"].as_object()).flatten()
}

/// Returns the members of the struct that a schema becomes.
fn members_of(schema: &Value, null: &Null<'_>) -> Members {
    let parts = parts(schema, null);
    let required: BTreeSet<&str> = parts
        .iter()
        .filter_map(|part| part["required"].as_array())
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut members = Members::new();
    for (property, schema) in properties(&parts) {
        let required = required.contains(property.as_str());
        let nullable = null.taken_by(schema, 16);
        let member = members.entry(property.clone()).or_insert(Member { required, nullable });
        // If two schemas describe the member, both apply.
        member.nullable = member.nullable.zip(nullable).map(|(one, other)| one && other);
    }
    members
}

/// The greatest depth of schemas in each other. Composed ones may contain themselves.
const DEPTH: usize = 16;

/// Collects the members of a schema, and of the schemas in it that typify names after it.
fn collect(
    name: &str,
    schema: &Value,
    null: &Null<'_>,
    depth: usize,
    found: &mut BTreeMap<String, Members>,
) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let members = members_of(schema, null);
    if !members.is_empty() {
        // typify's name for what a type that may be null holds.
        found.entry(format!("{name}inner").to_lowercase()).or_insert_with(|| members.clone());
        found.entry(name.to_lowercase()).or_insert(members);
    }
    let parts = parts(schema, null);
    for (property, schema) in properties(&parts) {
        // It has the type of the component that it refers to.
        if schema["allOf"].as_array().is_some_and(|parts| parts.len() == 1) {
            continue;
        }
        collect(&format!("{name}{}", type_name(property)), schema, null, depth, found);
    }
    for (key, suffixes) in [
        ("items", &["Item", "InnerItem"] as &[&str]),
        // Next to named properties, the others are in a field.
        ("additionalProperties", &["Value", "ExtraValue", "AdditionalPropertiesValue"]),
    ] {
        for schema in parts.iter().filter_map(|part| part.get(key)).filter(|it| it.is_object()) {
            for suffix in suffixes {
                collect(&format!("{name}{suffix}"), schema, null, depth, found);
            }
        }
    }
}

fn derives(attributes: &[Attribute], name: &str) -> bool {
    let mut copy = attributes.to_vec();
    remove_derive(&mut copy, name);
    copy != attributes
}

/// Makes a field as strict as its member in the schema. Types that `may_be_null` would read an
/// absent member as null.
fn strict_field(field: &mut Field, member: Option<Member>, may_be_null: &BTreeSet<String>) {
    if let (Some(("Box", held)), Some(Member { required: false, nullable })) =
        (container(&field.ty).as_ref().map(|(name, held)| (name.as_str(), *held)), member)
        && optional(held).is_some()
    {
        // A recursive member that may be absent. typify would write null for an absent one.
        let mut told = told_to_serde(&field.attrs);
        told.push(parse_quote!(skip_serializing_if = "Option::is_none"));
        if nullable == Some(false) {
            told.push(parse_quote!(deserialize_with = "strict::boxed_not_null"));
        }
        field.attrs.retain(|attribute| !attribute.path().is_ident("serde"));
        field.attrs.push(parse_quote!(#[serde(#(#told),*)]));
        return;
    }
    let inner = optional(&field.ty);
    let lenient = is_lenient(&field.ty);
    let function = match (inner, member) {
        (Some(_), Some(Member { required: true, .. })) if !lenient => "not_absent",
        (Some(_), Some(Member { required: false, nullable: Some(false) })) if lenient => {
            "read_not_null"
        }
        (Some(_), Some(Member { required: false, nullable: Some(false) })) => "not_null",
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
fn container(kind: &Type) -> Option<(String, &Type)> {
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
