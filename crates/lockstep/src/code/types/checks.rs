//! The types whose JSON is checked by the contract's own schema: those that say less than it, and
//! those around a JSON value.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;
use syn::{Attribute, Fields, File, Item, parse_quote};

use super::{
    adjust::remove_derive,
    composition::discriminators,
    definitions::Prepared,
    names::{RUNTIME, type_name},
    strict::told_to_serde,
};
use crate::{
    document::schema::{self, reference},
    model::Schema,
};

/// The checks of a crate of types.
pub(super) struct EmittedChecks {
    /// The calls of the macros.
    pub(super) calls: TokenStream,
    /// The schemas that they check by, and those that these refer to.
    pub(super) schemas: BTreeMap<String, Value>,
}

/// Returns whether a type of a name can have its JSON checked before it is read: its reading is
/// derived.
pub(super) fn can_be_checked(item: &Item, name: &str) -> bool {
    match item {
        Item::Struct(item) => item.ident == name && derives_reading(&item.attrs),
        Item::Enum(item) => {
            // An enumeration of strings is read by its `FromStr`.
            let units = item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
            let tagged = item.attrs.iter().any(|attribute| attribute.path().is_ident("serde"));
            item.ident == name && (tagged || !units) && derives_reading(&item.attrs)
        }
        _ => false,
    }
}

fn derives_reading(attributes: &[Attribute]) -> bool {
    let mut copy = attributes.to_vec();
    remove_derive(&mut copy, "Deserialize");
    copy != attributes
}

/// Lets types check their JSON. They are no longer among the `objects`, which are only checked to
/// be objects.
pub(super) fn emit(
    file: &mut File,
    prepared: &Prepared,
    components: &BTreeMap<String, Schema>,
    objects: &mut Vec<Ident>,
) -> EmittedChecks {
    let mut schemas: BTreeMap<String, Value> = BTreeMap::new();
    let mut key = |name: &String, check: &Value| {
        if components.contains_key(name) {
            add(&mut schemas, components, name);
            return name.clone();
        }
        // No component can have such a name.
        let key = format!("#{name}");
        schemas.insert(key.clone(), check.clone());
        for name in schema::references(check) {
            add(&mut schemas, components, &name);
        }
        key
    };
    let discriminators = discriminators(components);
    let (mut checked, mut kept) = (TokenStream::new(), TokenStream::new());
    let mut tagged = TokenStream::new();
    for (name, check) in &prepared.checks {
        let (key, ident) = (key(name, check), format_ident!("{}", type_name(name)));
        if !prepared.checked.contains(name) {
            let forms = forms(check, &ident);
            kept.extend(quote!(#ident = #key #forms;));
            continue;
        }
        if let Some(tags) = prepared.tagged.get(name) {
            tagged.extend(by_tag(file, &ident, &key, tags));
            continue;
        }
        let members = file.items.iter().find_map(|item| members(item, &ident));
        let members = members.map(|members| quote!(by one of #(#members),*));
        checked.extend(quote!(#ident = #key #members;));
        for item in &mut file.items {
            let attributes = match item {
                Item::Struct(item) if item.ident == ident => &mut item.attrs,
                Item::Enum(item) if item.ident == ident => &mut item.attrs,
                _ => continue,
            };
            let before = objects.len();
            objects.retain(|object| *object != ident);
            // An object has the attribute already.
            if objects.len() == before {
                attributes.push(parse_quote!(#[serde(remote = "Self")]));
            }
        }
    }
    let runtime = format_ident!("{RUNTIME}");
    let call = |name: &str, entries: TokenStream| {
        let name = format_ident!("{name}");
        (!entries.is_empty())
            .then(|| quote!(#runtime::#name! { in include_str!("checks.json"); #entries }))
    };
    let (checked, kept) = (call("checked", checked), call("kept", kept));
    let tagged = call("tagged", tagged);
    let spelt_out = |(name, schema): (String, Value)| {
        let named = components.contains_key(&name).then_some(name.as_str());
        let schema = as_check(&discriminators.spelt_out(named, &schema));
        (name, schema)
    };
    let schemas = schemas.into_iter().map(spelt_out).collect();
    EmittedChecks { calls: quote!(#checked #tagged #kept), schemas }
}

/// Returns the named types that a value may have the form of, each with its reader.
fn forms(check: &Value, own: &Ident) -> Option<TokenStream> {
    let variants = ["anyOf", "oneOf"].into_iter().filter_map(|key| check.get(key)?.as_array());
    let names: BTreeSet<String> =
        variants.flatten().filter_map(reference).map(type_name).filter(|it| own != it).collect();
    let readers: BTreeMap<String, String> =
        names.into_iter().map(|name| (format!("as_{}", name.to_snake_case()), name)).collect();
    let forms = readers.iter().map(|(reader, name)| {
        let (reader, name) = (format_ident!("{reader}"), format_ident!("{name}"));
        quote!(#name as #reader)
    });
    (!readers.is_empty()).then(|| quote!(may be #(#forms),*))
}

/// Returns the variants of an enumeration of a name, each of which holds one value.
pub(super) fn variants(item: &Item, name: &str) -> Option<Vec<Ident>> {
    let Item::Enum(item) = item else { return None };
    if item.ident != name {
        return None;
    }
    let holding = |variant: &syn::Variant| {
        let one = matches!(&variant.fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1);
        one.then(|| variant.ident.clone())
    };
    item.variants.iter().map(holding).collect()
}

/// Returns the members that name the variants of an enumeration of a name, each of which is an
/// object with that member. serde reads it of an object with no other member only.
fn members(item: &Item, name: &Ident) -> Option<Vec<String>> {
    let Item::Enum(item) = item else { return None };
    let told = told_to_serde(&item.attrs);
    let has = |name: &str| told.iter().any(|it| it.path().is_ident(name));
    if item.ident != *name || has("untagged") || has("tag") || has("content") {
        return None;
    }
    let holding = item.variants.iter().filter(|it| !matches!(it.fields, Fields::Unit));
    let named = holding.map(|variant| {
        let told = told_to_serde(&variant.attrs);
        let renamed = told.iter().find(|it| it.path().is_ident("rename")).and_then(literal);
        renamed.unwrap_or_else(|| variant.ident.to_string())
    });
    let members: Vec<String> = named.collect();
    (!members.is_empty()).then_some(members)
}

/// Returns the text that an attribute sets its name to.
fn literal(meta: &syn::Meta) -> Option<String> {
    let syn::Meta::NameValue(pair) = meta else { return None };
    let syn::Expr::Lit(value) = &pair.value else { return None };
    let syn::Lit::Str(text) = &value.lit else { return None };
    Some(text.value())
}

/// Returns the entry of an enumeration whose variants are told apart by a member. Its reading is no
/// longer derived.
fn by_tag(file: &mut File, ident: &Ident, key: &str, tags: &Value) -> TokenStream {
    let property = tags["property"].as_str().unwrap_or_default();
    let mut forms = Vec::new();
    for item in &mut file.items {
        let Some(variants) = variants(item, &ident.to_string()) else { continue };
        for (variant, tags) in variants.iter().zip(tags["tags"].as_array().into_iter().flatten()) {
            let tags = tags.as_array().into_iter().flatten().filter_map(Value::as_str);
            forms.push(quote!(#variant(#(#tags),*)));
        }
        if let Item::Enum(item) = item {
            remove_derive(&mut item.attrs, "Deserialize");
        }
    }
    quote!(#ident = #key by #property of #(#forms),*;)
}

/// Adds a named schema, and those that it refers to.
fn add(schemas: &mut BTreeMap<String, Value>, components: &BTreeMap<String, Schema>, name: &str) {
    let mut waiting = vec![name.to_owned()];
    let discriminators = discriminators(components);
    while let Some(name) = waiting.pop() {
        let Some(schema) = components.get(&name).filter(|_| !schemas.contains_key(&name)) else {
            continue;
        };
        waiting.extend(schema::references(&schema.value));
        let variants = discriminators.variants(Some(&name), &schema.value);
        waiting.extend(variants.into_iter().flat_map(|it| it.tags).map(|(name, _)| name));
        schemas.insert(name, schema.value.clone());
    }
}

/// Returns a schema without texts for readers and examples, which check nothing.
fn as_check(schema: &Value) -> Value {
    let check = schema::map_schema(schema, &|members| {
        for text in ["title", "description", "example", "default", "externalDocs", "xml"] {
            members.remove(text);
        }
    });
    schema::to_schemars(&check)
}
