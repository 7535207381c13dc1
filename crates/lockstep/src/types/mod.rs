//! The shared types crate: typify's types, each with the contract's own schema, and what typify leaves out.

mod adjust;
mod limited;

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use schemars::schema::Schema;
use serde_json::Value;
use syn::{File, Item};
use typify::{TypeSpace, TypeSpaceSettings};

pub(crate) use self::limited::integer_type;
use self::{
    adjust::{accept_json_string, hide, json_string, only_hyphenated_uuids, plain_enum},
    limited::{import_limited, limited_type},
};

use crate::{
    api::{ACCEPT_JSON_STRING, Api, SECRET},
    diagnostic::Rule,
    findings::Findings,
    pointer::Pointer,
    schema::{self, Prepared},
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
    /// The schemas that its types describe themselves with.
    pub(crate) schemas: BTreeMap<String, Value>,
}

/// Makes the types crate. What typify refuses is added to `found`.
pub(crate) fn emit(api: &Api, found: &mut Findings<'_>) -> Option<Types> {
    let at = Pointer::root().join("components").join("schemas");
    let prepared = schema::prepare(&api.schemas);

    for (component, property, name) in &prepared.collisions {
        found.push(
            Rule::NameCollision,
            &at.join(component).join("properties").join(property),
            format!("the limits need a type of their own, and the name `{name}` is taken"),
            "move the schema to `components/schemas` under another name and refer to it",
        );
    }
    let mut space = type_space(&prepared, &at, found)?;
    let mut limited = TokenStream::new();
    for (name, (limits, description)) in &prepared.limited {
        match limited_type(&mut space, &type_name(name), limits, description.as_deref()) {
            Ok(tokens) => limited.extend(tokens),
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
    names.extend(prepared.limited.keys().map(|name| type_name(name)));

    let hyphenated = only_hyphenated_uuids(&mut file);
    import_limited(&mut file, prepared.limited.keys());

    let mut added: TokenStream = file.items.iter_mut().filter_map(plain_enum).collect();
    for (component, schema) in &api.schemas {
        let name = type_name(component);
        if !names.contains(&name) {
            found.push(
                Rule::Typify,
                &at.join(component),
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
        added.extend(json_schema(component, schema));
    }
    if api.schemas.values().any(|schema| schema::flag(schema, ACCEPT_JSON_STRING)) {
        added.extend(json_string());
    }
    let schemas = api
        .schemas
        .iter()
        .map(|(component, schema)| (component.clone(), schema::to_schemars(schema)))
        .collect();

    let items = &file.items;
    let lookup = schema_lookup();
    let tokens = quote! {
        #(#items)*
        #limited
        #added
        #lookup
        #hyphenated
    };
    Some(Types { tokens, names, schemas })
}

/// typify's types for all definitions.
fn type_space(prepared: &Prepared, at: &Pointer, found: &mut Findings<'_>) -> Option<TypeSpace> {
    let mut settings = TypeSpaceSettings::default();
    settings.with_struct_builder(true);
    for name in prepared.limited.keys() {
        settings.with_replacement(type_name(name), type_name(name), std::iter::empty());
    }
    let mut space = TypeSpace::new(&settings);
    let mut definitions = Vec::new();
    for (name, definition) in &prepared.definitions {
        match serde_json::from_value::<Schema>(definition.clone()) {
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

fn item_name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        Item::Type(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// `impl JsonSchema` that says just what the contract says.
fn json_schema(component: &str, schema: &Value) -> TokenStream {
    let name = format_ident!("{}", type_name(component));
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
                #component.to_owned()
            }

            fn json_schema(
                #generator: &mut schemars::r#gen::SchemaGenerator,
            ) -> schemars::schema::Schema {
                #(#referred)*
                contract_schema(#component)
            }
        }
    }
}
