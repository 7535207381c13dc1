//! The crate of shared types: typify's types, made stricter, each with the contract's own schema.

mod adjust;
mod arrange;
mod builders;
mod checks;
mod composition;
mod defaults;
mod definitions;
mod extra;
mod forms;
mod limited;
mod members;
mod merge;
mod messages;
mod names;
mod patches;
mod space;
mod strict;
mod text_limits;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;
use syn::{File, Item, parse_quote};

use self::{
    adjust::{accept_json_string, from_json, hide, unit_enum},
    arrange::Lists,
    definitions::Prepared,
    limited::import_limited,
    names::RUNTIME,
    space::Typified,
    strict::make_strict,
};
pub(crate) use self::{
    limited::{integer_type, number_type},
    names::type_name,
};

use crate::{
    document::{
        diagnostic::Rule,
        openapi::{ACCEPT_JSON_STRING, PATTERN_MESSAGE, SECRET},
        pointer::Pointer,
        schema,
    },
    lint::diagnostics::Diagnostics,
    model::{Api, BodyContent, Schema},
};

/// The crate of shared types.
pub(crate) struct Types {
    pub(crate) tokens: TokenStream,
    /// The names that it defines.
    pub(crate) names: BTreeSet<String>,
    /// The names of structs with named fields.
    pub(crate) structs: BTreeSet<String>,
    /// The conversions that cannot fail: from a type into another.
    pub(crate) conversions: BTreeSet<(String, String)>,
    /// The schemas by which the types describe themselves.
    pub(crate) schemas: BTreeMap<String, Value>,
    /// The schemas by which the types check their JSON.
    pub(crate) checks: BTreeMap<String, Value>,
}

/// Makes the crate of shared types. What typify refuses is added to `diagnostics`.
pub(crate) fn emit(api: &Api, diagnostics: &mut Diagnostics<'_>) -> Option<Types> {
    let at = Pointer::root().join("components").join("schemas");
    let Typified { prepared, mut file, limited } = space::typify(&api.schemas, &at, diagnostics)?;
    let members = members::take(&mut file);

    let mut names: BTreeSet<String> = file.items.iter().filter_map(item_name).collect();
    let structs = file.items.iter().filter_map(struct_name).collect();
    names.extend(prepared.limited.keys().map(|name| type_name(name)));

    distinct(&file, &prepared, diagnostics)?;
    extra::rename(&mut file);
    let limited = syn::parse2::<File>(limited).expect("written here").items;
    arrange::keep_builders(&mut file.items, &limited, request_types(api));
    let may_be_null = strict::nullable_types(&prepared.definitions);
    patches::tell_null_from_absence(&mut file, &limited, &members, &may_be_null, api);
    builders::rewrite(&mut file);
    let mut objects = make_strict(&mut file, &members, &may_be_null);
    let checks = checks::emit(&mut file, &prepared, &api.schemas, &mut objects);
    arrange::drop_unused_defaults(&mut file.items);
    import_limited(&mut file, prepared.limited.keys());
    text_limits::rewrite(&mut file, &pattern_messages(api, diagnostics));
    import_error(&mut file);

    let enums: Vec<_> = file.items.iter_mut().filter_map(unit_enum).collect();
    for unit in &enums {
        messages::of_enum(&mut file, &unit.name, &unit.expected);
    }
    let mut added: TokenStream = enums.iter().filter_map(|unit| unit.all.clone()).collect();
    let mut described = TokenStream::new();
    for (component, shared) in &api.schemas {
        let (name, schema) = (type_name(component), &shared.value);
        if !names.contains(&name) {
            diagnostics.push(
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
                None => diagnostics.push(
                    Rule::Unsupported,
                    &at.join(component).join(SECRET),
                    "only objects and strings can be secret",
                    "use it on another schema, or leave it out",
                ),
            }
        }
        if schema::flag(schema, ACCEPT_JSON_STRING) && !accept_json_string(&mut file, &name) {
            diagnostics.push(
                Rule::Unsupported,
                &at.join(component).join(ACCEPT_JSON_STRING),
                "only a free-form object is also accepted as a string",
                "use it on `type: object` with `additionalProperties: true`",
            );
        }
        described.extend(json_schema(component, shared));
    }

    added.extend(forms::emit(api));
    let runtime = format_ident!("{RUNTIME}");
    let described = (!described.is_empty())
        .then(|| quote!(#runtime::schemas! { in include_str!("schemas.json"); #described }));
    let mut items = file.items;
    items.extend(limited);
    items.extend(syn::parse2::<File>(added).expect("written here").items);
    messages::document(&mut items);
    items.extend(items.iter().filter_map(from_json).collect::<Vec<_>>());
    let conversions = arrange::conversions(&items);
    let mut lists = Lists::extract(&mut items, &objects);
    for unit in enums.iter().filter(|unit| unit.all.is_some()) {
        lists.add_read_text(&unit.name);
    }
    let calls = &checks.calls;
    let tokens = laid_out(arrange::in_order(items, &names), &lists, &quote!(#calls #described));
    let tokens = names::unmarked(tokens);
    let schemas = descriptions(api);
    Some(Types { tokens, names, structs, conversions, schemas, checks: checks.schemas })
}

/// Returns the schemas by which the types describe themselves.
fn descriptions(api: &Api) -> BTreeMap<String, Value> {
    let schemas = api.schemas.iter().map(|(component, schema)| {
        let (name, value) = schema.in_document(component);
        (name.to_owned(), schema::to_schemars(value))
    });
    schemas.collect()
}

/// Returns the file: the items, with the lists before the modules.
fn laid_out(items: Vec<Item>, lists: &Lists, described: &TokenStream) -> TokenStream {
    let (items, modules): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| !matches!(item, Item::Mod(_)));
    let runtime = format_ident!("{RUNTIME}");
    let lists = lists.calls();
    let tokens = quote!(#(#items)* #lists #described #(#modules)*);
    // Attributes of serde name functions in strings.
    let text = tokens.to_string();
    let strict = ["strict ::", "\"strict::"].iter().any(|used| text.contains(used));
    let import = strict.then(|| quote!(use #runtime::strict;));
    quote!(#import #tokens)
}

/// Returns the types of request bodies.
fn request_types(api: &Api) -> BTreeSet<String> {
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let contents = bodies.flat_map(|body| body.content.choices());
    contents.filter_map(BodyContent::schema).map(type_name).collect()
}

/// Returns the messages that the document gives for its patterns.
fn pattern_messages(api: &Api, diagnostics: &mut Diagnostics<'_>) -> BTreeMap<String, String> {
    let mut messages = BTreeMap::new();
    for schema in api.schemas.values() {
        collect_messages(&schema.value, &schema.place, &mut messages, diagnostics);
    }
    messages
}

/// Collects the messages in a schema. typify writes the pattern and not the schema into its code,
/// so a pattern has one message.
fn collect_messages(
    value: &Value,
    at: &Pointer,
    messages: &mut BTreeMap<String, String>,
    diagnostics: &mut Diagnostics<'_>,
) {
    match value {
        Value::Object(members) => {
            let text = |key: &str| members.get(key).and_then(Value::as_str);
            if let (Some(pattern), Some(message)) = (text("pattern"), text(PATTERN_MESSAGE)) {
                let known = messages.entry(pattern.to_owned()).or_insert(message.to_owned());
                if known != message {
                    diagnostics.push(
                        Rule::Unsupported,
                        &at.join(PATTERN_MESSAGE),
                        format!("the same `pattern` has another message elsewhere: {known}"),
                        "give both the same message",
                    );
                }
            }
            for (key, value) in members {
                collect_messages(value, &at.join(key), messages, diagnostics);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_messages(item, &at.join(index), messages, diagnostics);
            }
        }
        _ => {}
    }
}

/// Replaces typify's error, which is the same in every file, by the runtime's.
fn import_error(file: &mut File) {
    let runtime = format_ident!("{RUNTIME}");
    for module in arrange::modules(&mut file.items, "error") {
        *module = parse_quote! {
            /// The error of conversions.
            pub mod error {
                pub use #runtime::ConversionError;
            }
        };
    }
}

/// Returns the entry of a type that describes itself by a schema of the contract. A type with a
/// title has no name in the contract, and is described where it is used.
pub(crate) fn described_by(
    name: &Ident,
    schema: &str,
    title: Option<&str>,
    referred: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let inline = title.map(|title| quote!(inline #title));
    let referred: Vec<_> = referred.collect();
    let referred = (!referred.is_empty()).then(|| quote!(refers to #(#referred),*));
    quote!(#name = #schema #inline #referred;)
}

/// Refuses types of the same name, which would not compile.
fn distinct(file: &File, prepared: &Prepared, diagnostics: &mut Diagnostics<'_>) -> Option<()> {
    let made = file.items.iter().filter_map(item_name);
    let limited = prepared.limited.keys().map(|name| type_name(name));
    let Some(name) = repeated(made.chain(limited)) else { return Some(()) };
    diagnostics.push(
        Rule::NameCollision,
        &Pointer::root().join("components").join("schemas"),
        format!("two schemas, one of them inside another, would both be the type `{name}`"),
        "rename the schema or the property of that name, or give the inner schema a name of its own",
    );
    None
}

/// Returns the first name that is there twice.
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

/// Returns the entry of a component's type.
fn json_schema(component: &str, schema: &Schema) -> TokenStream {
    let Schema { value, named, .. } = schema;
    let (described, _) = schema.in_document(component);
    let title = (!named).then(|| value["title"].as_str().unwrap_or(component));
    let referred = schema::references(value).into_iter().map(|name| {
        let name = format_ident!("{}", type_name(&name));
        quote!(#name)
    });
    described_by(&format_ident!("{}", type_name(component)), described, title, referred)
}
