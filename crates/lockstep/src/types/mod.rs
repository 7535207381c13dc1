//! The shared types crate: typify's types, each with the contract's own schema, and what typify leaves out.

mod adjust;
mod own;
mod patterns;
mod strict;

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;
use syn::{File, Item};
use typify::{TypeSpace, TypeSpaceSettings};

pub(crate) use self::own::{integer_type, number_type};
use self::{
    adjust::{accept_json_string, hide, json_string, plain_enum},
    own::{import_own, own_type},
    strict::{Used, make_strict},
};

use crate::{
    api::{ACCEPT_JSON_STRING, Api, SECRET, Schema},
    diagnostic::Rule,
    findings::Findings,
    own::{self as owned, Prepared},
    pointer::Pointer,
    schema,
};

/// The Rust type of a component schema.
pub(crate) fn type_name(component: &str) -> String {
    component.to_upper_camel_case()
}

/// The types crate.
pub(crate) struct Types {
    pub(crate) tokens: TokenStream,
    /// The names that it defines.
    pub(crate) names: BTreeSet<String>,
    /// Those of structs with named fields, which have builders.
    pub(crate) structs: BTreeSet<String>,
    /// The schemas that its types describe themselves with.
    pub(crate) schemas: BTreeMap<String, Value>,
}

/// Makes the types crate. What typify refuses is added to `found`.
pub(crate) fn emit(api: &Api, found: &mut Findings<'_>) -> Option<Types> {
    let at = Pointer::root().join("components").join("schemas");
    let prepared = owned::prepare(&api.schemas);

    for (schema, within, name) in &prepared.collisions {
        found.push(
            Rule::NameCollision,
            &api.schemas[schema].place.append(within),
            format!("the limits need a type of their own, and the name `{name}` is taken"),
            "move the schema to `components/schemas` under another name and refer to it",
        );
    }
    let mut space = type_space(&prepared, &at, found)?;
    let mut own = TokenStream::new();
    let mut used = Used::default();
    for (name, (what, description)) in &prepared.own {
        match own_type(&mut space, &type_name(name), what, description.as_deref(), &mut used) {
            Ok(tokens) => own.extend(tokens),
            Err(error) => found.push(
                Rule::Typify,
                &at.join(name),
                format!("typify cannot turn the items into a type: {error}"),
                "give the items a schema of their own under `components/schemas`",
            ),
        }
    }

    let mut file: File = match syn::parse2(space.to_stream()) {
        Ok(file) => file,
        Err(error) => {
            found.push(
                Rule::Typify,
                &at,
                format!("typify's output is not Rust: {error}"),
                "rename what could clash with a keyword",
            );
            return None;
        }
    };
    let mut names: BTreeSet<String> = file.items.iter().filter_map(item_name).collect();
    let structs = file.items.iter().filter_map(struct_name).collect();
    names.extend(prepared.own.keys().map(|name| type_name(name)));

    distinct(&file, &prepared, found)?;
    let strict = make_strict(&mut file, &prepared.definitions, used);
    import_own(&mut file, prepared.own.keys());
    patterns::simplify(&mut file);

    let mut added: TokenStream = file.items.iter_mut().filter_map(plain_enum).collect();
    for (component, shared) in &api.schemas {
        let (name, schema) = (type_name(component), &shared.value);
        if !names.contains(&name) {
            found.push(
                Rule::Typify,
                &shared.place,
                format!("typify makes no type `{name}` of this schema"),
                "give the schema a type of its own, or refer to the other schema directly",
            );
            continue;
        }
        if schema::flag(schema, SECRET) {
            match hide(&mut file, &name) {
                Some(tokens) => added.extend(tokens),
                None => found.push(
                    Rule::Unsupported,
                    &at.join(component).join(SECRET),
                    "only objects and strings can be secret",
                    "use it on another schema, or leave it out",
                ),
            }
        }
        if schema::flag(schema, ACCEPT_JSON_STRING) {
            match accept_json_string(&mut file, &name) {
                Some(tokens) => added.extend(tokens),
                None => found.push(
                    Rule::Unsupported,
                    &at.join(component).join(ACCEPT_JSON_STRING),
                    "only a free-form object is also accepted as a string",
                    "use it on `type: object` with `additionalProperties: true`",
                ),
            }
        }
        added.extend(json_schema(component, shared));
    }
    if api.schemas.values().any(|schema| schema::flag(&schema.value, ACCEPT_JSON_STRING)) {
        added.extend(json_string());
    }
    let schemas = api
        .schemas
        .iter()
        .map(|(component, schema)| (component.clone(), schema::to_schemars(&schema.value)))
        .collect();

    let items = &file.items;
    let lookup = (!api.schemas.is_empty()).then(schema_lookup);
    let tokens = quote! {
        #(#items)*
        #own
        #added
        #lookup
        #strict
    };
    Some(Types { tokens, names, structs, schemas })
}

/// typify's types for all definitions.
fn type_space(prepared: &Prepared, at: &Pointer, found: &mut Findings<'_>) -> Option<TypeSpace> {
    let mut settings = TypeSpaceSettings::default();
    settings.with_struct_builder(true);
    for name in prepared.own.keys() {
        settings.with_replacement(type_name(name), type_name(name), std::iter::empty());
    }
    let mut space = TypeSpace::new(&settings);
    let mut definitions = Vec::new();
    for (name, definition) in &prepared.definitions {
        match serde_json::from_value::<schemars::schema::Schema>(definition.clone()) {
            Ok(schema) => definitions.push((name.clone(), schema)),
            Err(error) => found.push(
                Rule::Structure,
                &at.join(name),
                format!("this is not a JSON Schema: {error}"),
                "compare it with the Schema Object of OpenAPI 3.0",
            ),
        }
    }
    if definitions.len() < prepared.definitions.len() {
        // typify panics at a reference to what it was not given.
        return None;
    }
    if let Err(error) = space.add_ref_types(definitions) {
        found.push(
            Rule::Typify,
            at,
            format!("typify cannot turn the schemas into types: {error}"),
            "simplify the schema that the message names",
        );
        return None;
    }
    Some(space)
}

/// The function by which generated code finds a schema in the JSON file beside it.
pub(crate) fn schema_lookup() -> TokenStream {
    quote! {
        /// A schema as the contract has it, from the file beside this one.
        fn contract_schema(name: &str) -> schemars::schema::Schema {
            static SCHEMAS: std::sync::LazyLock<
                std::collections::BTreeMap<::std::string::String, schemars::schema::Schema>,
            > = std::sync::LazyLock::new(|| {
                serde_json::from_str(include_str!("schemas.json")).expect("generated with this file")
            });
            SCHEMAS[name].clone()
        }
    }
}

/// Refuses types of the same name, which would not compile.
fn distinct(file: &File, prepared: &Prepared, found: &mut Findings<'_>) -> Option<()> {
    let made = file.items.iter().filter_map(item_name);
    let own = prepared.own.keys().map(|name| type_name(name));
    let Some(name) = repeated(made.chain(own)) else { return Some(()) };
    found.push(
        Rule::NameCollision,
        &Pointer::root().join("components").join("schemas"),
        format!("two schemas, of which one stands within another, would be the type `{name}`"),
        "rename the schema or the property of that name, or give the inner schema a name of its own",
    );
    None
}

/// The first of the names that was there before.
pub(crate) fn repeated(names: impl Iterator<Item = String>) -> Option<String> {
    let mut known = BTreeSet::new();
    names.into_iter().find(|name| !known.insert(name.clone()))
}

fn item_name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        Item::Type(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

fn struct_name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) if matches!(item.fields, syn::Fields::Named(_)) => {
            Some(item.ident.to_string())
        }
        _ => None,
    }
}

/// `impl JsonSchema` that says just what the contract says.
fn json_schema(component: &str, schema: &Schema) -> TokenStream {
    let name = format_ident!("{}", type_name(component));
    let Schema { value: schema, named, .. } = schema;
    // What has no name in the contract is described where it is used.
    let title = schema["title"].as_str().filter(|_| !named).unwrap_or(component);
    let inline = (!named).then(|| {
        quote! {
            fn is_referenceable() -> bool {
                false
            }
        }
    });
    let referred = schema::references(schema).into_iter().map(|name| {
        let name = format_ident!("{}", type_name(&name));
        quote!(generator.subschema_for::<#name>();)
    });
    let generator = if schema::references(schema).is_empty() {
        format_ident!("_generator")
    } else {
        format_ident!("generator")
    };
    quote! {
        impl schemars::JsonSchema for #name {
            fn schema_name() -> ::std::string::String {
                #title.to_owned()
            }

            #inline

            fn json_schema(
                #generator: &mut schemars::r#gen::SchemaGenerator,
            ) -> schemars::schema::Schema {
                #(#referred)*
                contract_schema(#component)
            }
        }
    }
}
