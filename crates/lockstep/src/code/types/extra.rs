//! The field for properties that a schema does not name, next to a property of the same name.
//!
//! typify calls that field `extra`, also if the schema names a property `extra`. It writes the
//! field of the property first, so the second one of two gets another name.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use quote::format_ident;
use syn::{
    ExprField, ExprStruct, Fields, FieldsNamed, File, ImplItem, Item, ItemImpl, Member,
    visit_mut::VisitMut,
};

use super::arrange::modules;
use crate::code::format::last_name;

/// The field's name in typify's code.
const EXTRA: &str = "extra";

/// Renames the second of two fields in structs that have both, and in their builders.
pub(super) fn rename(file: &mut File) {
    let mut renamed = BTreeMap::new();
    for item in &mut file.items {
        let Item::Struct(item) = item else { continue };
        let Fields::Named(fields) = &mut item.fields else { continue };
        let names: Vec<String> = fields
            .named
            .iter()
            .filter_map(|field| field.ident.as_ref())
            .map(Ident::to_string)
            .collect();
        if names.iter().filter(|name| *name == EXTRA).count() < 2 {
            continue;
        }
        let mut other = "additional_properties".to_owned();
        while names.contains(&other) {
            other.push('_');
        }
        let other = format_ident!("{other}");
        rename_field(fields, &other);
        renamed.insert(item.ident.to_string(), other);
    }
    if renamed.is_empty() {
        return;
    }
    rename_in(&mut file.items, &renamed);
    for module in modules(&mut file.items, "builder") {
        let items = module.content.iter_mut().map(|(_, items)| items);
        items.for_each(|items| rename_in(items, &renamed));
    }
}

/// Renames the field in the builders of structs, and in the implementations of both.
fn rename_in(items: &mut [Item], renamed: &BTreeMap<String, Ident>) {
    for item in items {
        match item {
            Item::Struct(item) => {
                if let (Some(other), Fields::Named(fields)) =
                    (renamed.get(&item.ident.to_string()), &mut item.fields)
                {
                    rename_field(fields, other);
                }
            }
            Item::Impl(item) => {
                let other = last_name(&item.self_ty).and_then(|name| renamed.get(&name));
                if let Some(other) = other {
                    rename_in_functions(item, other);
                }
            }
            _ => {}
        }
    }
}

/// Renames the last of several fields of the name.
fn rename_field(fields: &mut FieldsNamed, other: &Ident) {
    let mut named: Vec<_> = fields
        .named
        .iter_mut()
        .filter_map(|field| field.ident.as_mut())
        .filter(|ident| *ident == EXTRA)
        .collect();
    if let [_, .., last] = &mut named[..] {
        **last = other.clone();
    }
}

fn rename_in_functions(item: &mut ItemImpl, other: &Ident) {
    Literals { other }.visit_item_impl_mut(item);
    let setters = item.items.iter_mut().filter_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == EXTRA => Some(function),
        _ => None,
    });
    if let Some(setter) = setters.skip(1).last() {
        setter.sig.ident = other.clone();
        Accesses { other }.visit_impl_item_fn_mut(setter);
    }
}

/// Renames the last of several values of the name in the literals of a struct.
struct Literals<'a> {
    other: &'a Ident,
}

impl VisitMut for Literals<'_> {
    fn visit_expr_struct_mut(&mut self, literal: &mut ExprStruct) {
        let mut named: Vec<_> =
            literal.fields.iter_mut().filter(|field| is_extra(&field.member)).collect();
        if let [_, .., last] = &mut named[..] {
            last.member = Member::Named(self.other.clone());
            Accesses { other: self.other }.visit_expr_mut(&mut last.expr);
        }
    }
}

/// Renames the field wherever a value has it.
struct Accesses<'a> {
    other: &'a Ident,
}

impl VisitMut for Accesses<'_> {
    fn visit_expr_field_mut(&mut self, access: &mut ExprField) {
        if is_extra(&access.member) {
            access.member = Member::Named(self.other.clone());
        }
        syn::visit_mut::visit_expr_field_mut(self, access);
    }
}

fn is_extra(member: &Member) -> bool {
    matches!(member, Member::Named(name) if name == EXTRA)
}
