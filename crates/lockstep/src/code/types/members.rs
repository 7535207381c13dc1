//! The members of structs, as their schemas describe them.
//!
//! typify's types say less of a member than its schema: an `Option` may be of one that is null or
//! of one that is absent. Names do not relate the two, since typify makes them by rules of its own.
//! So the description of each object ends with its members, behind a character of their own.
//! typify makes the documentation of the object's struct of it, where they are found again.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use syn::{
    Attribute, Field, File, Item, ItemEnum, ItemStruct, Variant, parse_quote, visit_mut::VisitMut,
};

use crate::{
    code::format::doc_text,
    document::schema::{self, map_schema},
};

/// The character before the members. It is for private use. Descriptions of the document have
/// another in its place.
const MARK: char = '\u{e001}';

/// The properties of a member in the schema of a struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) required: bool,
    /// None if it is unknown.
    pub(super) nullable: Option<bool>,
    /// True if an absent member has a default.
    pub(super) has_default: bool,
}

/// The members of a struct, by their names.
pub(super) type Members = BTreeMap<String, Member>;

/// Finds out which schemas allow null.
pub(super) struct Null<'a> {
    pub(super) definitions: &'a BTreeMap<String, Value>,
}

impl Null<'_> {
    /// Returns whether a schema for typify allows null. None if it is unknown, or references lead
    /// too far.
    pub(super) fn taken_by(&self, schema: &Value, depth: usize) -> Option<bool> {
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

/// Returns a schema for typify in which the description of each object ends with its members.
pub(super) fn described(schema: &Value, definitions: &BTreeMap<String, Value>) -> Value {
    let null = Null { definitions };
    map_schema(schema, &|members| {
        let before = members.get("description").and_then(Value::as_str).unwrap_or_default();
        let before = before.replace(MARK, "\u{fffd}");
        let after = members_of(members, &null).map(|of| {
            let of = of.to_string().replace(MARK, "\\ue001");
            format!("{MARK}{of}")
        });
        if let Some(after) = after {
            members.insert("description".to_owned(), (before + &after).into());
        } else if !before.is_empty() {
            members.insert("description".to_owned(), before.into());
        }
    })
}

/// Returns the members of the struct that a schema becomes: if each is required, and nullable.
fn members_of(schema: &Map<String, Value>, null: &Null<'_>) -> Option<Value> {
    let properties = schema.get("properties")?.as_object()?;
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    let required: BTreeSet<&str> = required.filter_map(Value::as_str).collect();
    let members = properties.iter().map(|(name, schema)| {
        let nullable = null.taken_by(schema, 16);
        let has_default = schema.get("default").is_some();
        let member = json!([required.contains(name.as_str()), nullable, has_default]);
        (name.clone(), member)
    });
    Some(Value::Object(members.collect()))
}

fn read(text: &str) -> Members {
    let members: BTreeMap<String, (bool, Option<bool>, bool)> =
        serde_json::from_str(text).unwrap_or_default();
    let members = members.into_iter().map(|(name, (required, nullable, has_default))| {
        (name, Member { required, nullable, has_default })
    });
    members.collect()
}

/// Takes the members of structs out of the documentation, by the names of the structs.
pub(super) fn take(file: &mut File) -> BTreeMap<String, Members> {
    let found = file.items.iter().filter_map(|item| {
        let Item::Struct(item) = item else { return None };
        let docs = item.attrs.iter().filter_map(doc_text);
        let mut members = docs.filter_map(|text| Some(read(text.split_once(MARK)?.1)));
        members.next_back().map(|members| (item.ident.to_string(), members))
    });
    let found = found.collect();
    Unmark.visit_file_mut(file);
    found
}

/// Removes the members from all documentation.
struct Unmark;

impl VisitMut for Unmark {
    fn visit_item_struct_mut(&mut self, item: &mut ItemStruct) {
        unmark(&mut item.attrs, Some(&item.ident.to_string()));
        syn::visit_mut::visit_item_struct_mut(self, item);
    }

    fn visit_item_enum_mut(&mut self, item: &mut ItemEnum) {
        unmark(&mut item.attrs, Some(&item.ident.to_string()));
        syn::visit_mut::visit_item_enum_mut(self, item);
    }

    fn visit_field_mut(&mut self, field: &mut Field) {
        unmark(&mut field.attrs, None);
    }

    fn visit_variant_mut(&mut self, variant: &mut Variant) {
        unmark(&mut variant.attrs, None);
        syn::visit_mut::visit_variant_mut(self, variant);
    }
}

/// Removes the members from documentation. A type without any other gets its name, as by typify.
fn unmark(attributes: &mut Vec<Attribute>, name: Option<&str>) {
    attributes.retain_mut(|attribute| {
        let text = doc_text(attribute);
        let Some((before, _)) = text.as_deref().and_then(|text| text.split_once(MARK)) else {
            return true;
        };
        let text = match name {
            Some(name) if before.is_empty() => format!("`{name}`"),
            _ => before.to_owned(),
        };
        *attribute = parse_quote!(#[doc = #text]);
        !text.is_empty()
    });
}
