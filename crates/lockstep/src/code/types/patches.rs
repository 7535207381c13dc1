//! The members of patches, of which null and absence differ: null often means to remove a value,
//! as in a JSON merge patch (RFC 7396).
//!
//! typify makes an `Option` of a member that may be both, and leaves out a list or a map that is
//! empty. In what the JSON body of a `PATCH` holds, such a member is an `Option` of that: `None` if
//! it is absent, `Some(None)` if it is null, and `Some` of a list that may be empty.

use std::collections::{BTreeMap, BTreeSet};

use syn::{
    Expr, Field, Fields, File, GenericArgument, Item, PathArguments, Type, parse_quote,
    visit_mut::VisitMut,
};

use super::{
    adjust::member_name,
    arrange::{modules, with_inner_types},
    members::{Member, Members},
    names::type_name,
    strict::{container, holds_null, optional, told_to_serde},
};
use crate::{
    document::schema,
    model::{Api, Body, BodyContent},
};

/// Tells null from absence in patches, by the `members` of structs, and the names of the types that
/// `may_be_null`. `limited` are the types that lockstep writes itself, which can hold others.
pub(super) fn tell_null_from_absence(
    file: &mut File,
    limited: &[Item],
    members: &BTreeMap<String, Members>,
    may_be_null: &BTreeSet<String>,
    api: &Api,
) {
    let Bodies { patches, others } = Bodies::of(api);
    let within = |names| with_inner_types(&file.items.iter().chain(limited), names);
    let patched = within(patches);
    let texts = within(others);
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for item in &mut file.items {
        let Item::Struct(item) = item else { continue };
        let name = item.ident.to_string();
        let (Fields::Named(fields), Some(members)) = (&mut item.fields, members.get(&name)) else {
            continue;
        };
        if !patched.contains(&name) || texts.contains(&name) {
            continue;
        }
        let differing =
            fields.named.iter_mut().filter(|field| differs(field, members, may_be_null));
        let differing = differing.map(|field| {
            tell(field);
            field.ident.as_ref().map(ToString::to_string).unwrap_or_default()
        });
        told.insert(name, differing.collect());
    }
    for module in modules(&mut file.items, "builder") {
        for item in module.content.iter_mut().flat_map(|(_, items)| items) {
            let Item::Struct(item) = item else { continue };
            let Some(told) = told.get(&item.ident.to_string()) else { continue };
            for field in &mut item.fields {
                if field.ident.as_ref().is_some_and(|ident| told.contains(&ident.to_string())) {
                    KeptResult.visit_type_mut(&mut field.ty);
                }
            }
        }
    }
}

/// The types of what requests hold.
#[derive(Default)]
struct Bodies {
    /// The types of JSON bodies of `PATCH`.
    patches: BTreeSet<String>,
    /// The types of forms and parameters, whose text has no null.
    others: BTreeSet<String>,
}

impl Bodies {
    fn of(api: &Api) -> Self {
        let mut bodies = Self::default();
        for operation in &api.operations {
            let is_patch = operation.method == "PATCH";
            let contents = operation.body.iter().flat_map(|Body { content, .. }| content.choices());
            for content in contents {
                match content {
                    BodyContent::Json { schema, .. } if is_patch => {
                        bodies.patches.insert(type_name(schema));
                    }
                    BodyContent::UrlEncoded(schema) | BodyContent::MultipartForm(schema) => {
                        bodies.others.insert(type_name(schema));
                    }
                    _ => {}
                }
            }
            let kinds = operation.parameters.iter().map(|parameter| &parameter.kind);
            let referred = kinds.flat_map(schema::references);
            bodies.others.extend(referred.map(|name| type_name(&name)));
        }
        bodies
    }
}

/// Returns whether a field has one value for two of null, absence and an empty list or map.
fn differs(field: &Field, members: &Members, may_be_null: &BTreeSet<String>) -> bool {
    let member = member_name(field).and_then(|name| members.get(&name));
    let Some(Member { required: false, nullable, has_default: false }) = member else {
        return false;
    };
    let held = match container(&field.ty) {
        Some((name, _)) if ["Vec", "HashMap", "Map"].contains(&name.as_str()) => return true,
        Some((name, held)) if name == "Box" => held,
        _ => &field.ty,
    };
    *nullable == Some(true) && optional(held).is_some_and(|held| !holds_null(held, may_be_null))
}

/// Makes an `Option` of a field, of which absence is None.
fn tell(field: &mut Field) {
    wrap(&mut field.ty);
    let mut told = told_to_serde(&field.attrs);
    told.retain(|it| {
        !["default", "skip_serializing_if"].iter().any(|name| it.path().is_ident(name))
    });
    told.push(parse_quote!(default));
    told.push(parse_quote!(skip_serializing_if = "::std::option::Option::is_none"));
    field.attrs.retain(|attribute| !attribute.path().is_ident("serde"));
    field.attrs.push(parse_quote!(#[serde(#(#told),*)]));
}

/// Returns the value for null of a field that tells null from absence.
pub(super) fn null_of(kind: &Type) -> Option<Expr> {
    let held = optional(kind)?;
    match container(held)? {
        (name, _) if name == "Option" => Some(parse_quote!(Some(None))),
        (name, held) if name == "Box" && optional(held).is_some() => {
            Some(parse_quote!(Some(Box::new(None))))
        }
        _ => None,
    }
}

fn wrap(kind: &mut Type) {
    *kind = parse_quote!(::std::option::Option<#kind>);
}

/// Makes an `Option` of the value that a builder keeps.
struct KeptResult;

impl VisitMut for KeptResult {
    fn visit_path_arguments_mut(&mut self, arguments: &mut PathArguments) {
        let PathArguments::AngleBracketed(arguments) = arguments else { return };
        if let Some(GenericArgument::Type(value)) = arguments.args.first_mut() {
            wrap(value);
        }
    }
}
