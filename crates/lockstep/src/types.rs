//! The shared types crate: typify's types, each with the contract's own schema, and what typify leaves out.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};
use schemars::schema::Schema;
use serde_json::Value;
use syn::{
    Attribute, Fields, File, Item, ItemStruct, LitStr, Meta, Path, Token, parse_quote,
    punctuated::Punctuated,
};
use typify::{TypeSpace, TypeSpaceSettings};

use crate::{
    api::{ACCEPT_JSON_STRING, Api, SECRET},
    diagnostic::Rule,
    findings::Findings,
    pointer::Pointer,
    schema::{self, Limits, Prepared},
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

/// Has every field of the format `uuid` read in its hyphenated form only, which is what the format means (RFC 9562,
/// section 4). By itself, `Uuid` reads other forms as well.
fn only_hyphenated_uuids(file: &mut File) -> Option<TokenStream> {
    let uuid = quote!(::uuid::Uuid).to_string();
    let optional = quote!(::std::option::Option<::uuid::Uuid>).to_string();
    let mut found = false;
    for item in &mut file.items {
        let Item::Struct(item) = item else { continue };
        for field in &mut item.fields {
            let kind = field.ty.to_token_stream().to_string();
            if kind == uuid {
                field.attrs.push(parse_quote!(#[serde(deserialize_with = "hyphenated::uuid")]));
            } else if kind == optional {
                field.attrs.push(
                    parse_quote!(#[serde(default, deserialize_with = "hyphenated::optional_uuid")]),
                );
            } else {
                continue;
            }
            found = true;
        }
    }
    found.then(|| {
        quote! {
            /// UUIDs in their hyphenated form, in either case.
            mod hyphenated {
                use serde::Deserialize as _;

                pub(super) fn uuid<'de, D>(deserializer: D) -> ::std::result::Result<uuid::Uuid, D::Error>
                where
                    D: serde::Deserializer<'de>,
                {
                    parse(&::std::string::String::deserialize(deserializer)?)
                }

                #[allow(dead_code)]
                pub(super) fn optional_uuid<'de, D>(
                    deserializer: D,
                ) -> ::std::result::Result<::std::option::Option<uuid::Uuid>, D::Error>
                where
                    D: serde::Deserializer<'de>,
                {
                    ::std::option::Option::<::std::string::String>::deserialize(deserializer)?.map(|text| parse(&text)).transpose()
                }

                fn parse<E: serde::de::Error>(text: &str) -> ::std::result::Result<uuid::Uuid, E> {
                    text.parse::<uuid::fmt::Hyphenated>()
                        .map(uuid::fmt::Hyphenated::into_uuid)
                        .map_err(|_| E::custom("expected a UUID in its hyphenated form"))
                }
            }
        }
    })
}

/// What an enumeration of strings gets besides: a list of its values, and a `Deserialize` of its own. The derived one
/// would take an object with a value for its key as well, and says of a number that it is not JSON.
fn plain_enum(item: &mut Item) -> Option<TokenStream> {
    let Item::Enum(item) = item else { return None };
    if !item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit)) {
        return None;
    }
    let (name, variants) = (&item.ident, item.variants.iter().map(|variant| &variant.ident));
    let values = item.variants.iter().map(|variant| {
        let renamed = variant.attrs.iter().find_map(renamed_to);
        format!("`{}`", renamed.unwrap_or_else(|| variant.ident.to_string()))
    });
    let expected = format!("expected one of {}", values.collect::<Vec<_>>().join(", "));
    let tokens = quote! {
        impl #name {
            /// All values, in the order of the contract.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];
        }

        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: ::serde::Deserializer<'de>,
            {
                ::std::string::String::deserialize(deserializer)?
                    .parse()
                    .map_err(|_| ::serde::de::Error::custom(#expected))
            }
        }
    };
    remove_derive(&mut item.attrs, "Deserialize");
    Some(tokens)
}

/// The name that serde gives a variant.
fn renamed_to(attribute: &Attribute) -> Option<String> {
    let mut renamed = None;
    if attribute.path().is_ident("serde") {
        // What else serde is told there is of no concern.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                renamed = Some(meta.value()?.parse::<LitStr>()?.value());
            }
            Ok(())
        });
    }
    renamed
}

/// typify names a replaced type as it is told to, in its module of builders as well.
fn import_limited<'n>(file: &mut File, names: impl Iterator<Item = &'n String>) {
    let names: Vec<_> = names.map(|name| format_ident!("{}", type_name(name))).collect();
    for item in &mut file.items {
        if let (Item::Mod(module), false) = (item, names.is_empty())
            && module.ident == "builder"
            && let Some((_, items)) = &mut module.content
        {
            items.insert(0, parse_quote!(#[allow(unused_imports)] use super::{#(#names),*};));
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

/// Takes `Debug` from a type's derives and gives one that shows nothing of the value.
fn hide(file: &mut File, name: &str) -> Option<TokenStream> {
    let item = find_struct(file, name)?;
    remove_derive(&mut item.attrs, "Debug");
    let shown = format!("{name}(…)");
    let name = format_ident!("{name}");
    Some(quote! {
        impl std::fmt::Debug for #name {
            /// Shows that there is a value, and not which: it is a secret.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(#shown)
            }
        }
    })
}

/// Takes `Deserialize` from a free-form object's derives and gives one that accepts a string of JSON as well.
fn accept_json_string(file: &mut File, name: &str) -> Option<TokenStream> {
    let item = find_struct(file, name)?;
    let Fields::Unnamed(fields) = &item.fields else {
        return None;
    };
    let inner = fields.unnamed.first()?.ty.clone();
    remove_derive(&mut item.attrs, "Deserialize");
    let name = format_ident!("{name}");
    let expected = "an object, or a string that holds a JSON object";
    Some(quote! {
        impl<'de> serde::Deserialize<'de> for #name {
            /// Accepts the object, or a string whose whole content is the object's JSON.
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct Accepted;

                impl<'de> ::serde::de::Visitor<'de> for Accepted {
                    type Value = #inner;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str(#expected)
                    }

                    fn visit_map<A>(self, members: A) -> ::std::result::Result<Self::Value, A::Error>
                    where
                        A: ::serde::de::MapAccess<'de>,
                    {
                        ::serde::Deserialize::deserialize(
                            ::serde::de::value::MapAccessDeserializer::new(members),
                        )
                    }

                    fn visit_str<E>(self, text: &str) -> ::std::result::Result<Self::Value, E>
                    where
                        E: ::serde::de::Error,
                    {
                        // The parser's own message could repeat what may be a secret.
                        json_string::object(text)
                            .ok_or_else(|| E::custom(concat!("expected ", #expected)))
                    }
                }

                deserializer.deserialize_any(Accepted).map(Self)
            }
        }
    })
}

/// What reads the JSON in a string, as strictly as a body is read: no key twice in an object.
fn json_string() -> TokenStream {
    quote! {
        /// Objects in strings.
        mod json_string {
            use ::serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
            use ::serde_json::{Map, Value};

            /// The object whose JSON a string is, if it is that and no object in it has a key twice.
            pub(super) fn object(text: &str) -> ::std::option::Option<Map<::std::string::String, Value>> {
                match ::serde_json::from_str(text) {
                    ::std::result::Result::Ok(Unique(Value::Object(members))) => {
                        ::std::option::Option::Some(members)
                    }
                    _ => ::std::option::Option::None,
                }
            }

            struct Unique(Value);

            impl<'de> Deserialize<'de> for Unique {
                fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
                where
                    D: Deserializer<'de>,
                {
                    deserializer.deserialize_any(UniqueVisitor).map(Self)
                }
            }

            struct UniqueVisitor;

            impl<'de> Visitor<'de> for UniqueVisitor {
                type Value = Value;

                fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.write_str("any JSON value")
                }

                fn visit_unit<E>(self) -> ::std::result::Result<Value, E> {
                    Ok(Value::Null)
                }

                fn visit_bool<E>(self, value: bool) -> ::std::result::Result<Value, E> {
                    Ok(value.into())
                }

                fn visit_i64<E>(self, value: i64) -> ::std::result::Result<Value, E> {
                    Ok(value.into())
                }

                fn visit_u64<E>(self, value: u64) -> ::std::result::Result<Value, E> {
                    Ok(value.into())
                }

                fn visit_f64<E>(self, value: f64) -> ::std::result::Result<Value, E> {
                    Ok(value.into())
                }

                fn visit_str<E>(self, value: &str) -> ::std::result::Result<Value, E> {
                    Ok(value.into())
                }

                fn visit_seq<A>(self, mut items: A) -> ::std::result::Result<Value, A::Error>
                where
                    A: SeqAccess<'de>,
                {
                    let mut array = ::std::vec::Vec::new();
                    while let Some(Unique(item)) = items.next_element()? {
                        array.push(item);
                    }
                    Ok(Value::Array(array))
                }

                fn visit_map<A>(self, mut members: A) -> ::std::result::Result<Value, A::Error>
                where
                    A: MapAccess<'de>,
                {
                    let mut object = Map::new();
                    while let Some((key, Unique(value))) = members.next_entry()? {
                        if object.insert(key, value).is_some() {
                            return Err(de::Error::custom("a key stands there twice"));
                        }
                    }
                    Ok(Value::Object(object))
                }
            }
        }
    }
}

fn find_struct<'f>(file: &'f mut File, name: &str) -> Option<&'f mut ItemStruct> {
    file.items.iter_mut().find_map(|item| match item {
        Item::Struct(item) if item.ident == name => Some(item),
        _ => None,
    })
}

fn remove_derive(attributes: &mut [Attribute], name: &str) {
    for attribute in attributes {
        let Meta::List(list) = &mut attribute.meta else {
            continue;
        };
        if !list.path.is_ident("derive") {
            continue;
        }
        let Ok(derives) = list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
        else {
            continue;
        };
        let kept = derives
            .into_iter()
            .filter(|path| path.segments.last().is_none_or(|segment| segment.ident != name));
        list.tokens = quote!(#(#kept),*);
    }
}

/// A type for an array or an integer whose limits typify does not enforce.
fn limited_type(
    space: &mut TypeSpace,
    name: &str,
    limits: &Limits,
    description: Option<&str>,
) -> Result<TokenStream, typify::Error> {
    let ident = format_ident!("{name}");
    let doc = description.unwrap_or(name);
    let (inner, checks) = match limits {
        Limits::Items { items, min, max } => {
            let items: Schema =
                serde_json::from_value(schema::to_json_schema(items)).unwrap_or(Schema::Bool(true));
            let id = space.add_type_with_name(&items, Some(format!("{name}Item")))?;
            let item = space.get_type(&id)?.ident();
            let min = min.map(|min| {
                let min = usize::try_from(min).unwrap_or(usize::MAX);
                let message = format!("fewer than {min} items");
                quote!(if value.len() < #min { return Err(#message.into()); })
            });
            let max = max.map(|max| {
                let max = usize::try_from(max).unwrap_or(usize::MAX);
                let message = format!("more than {max} items");
                quote!(if value.len() > #max { return Err(#message.into()); })
            });
            (quote!(::std::vec::Vec<#item>), quote!(#min #max))
        }
        Limits::Integer { format, min, max } => {
            let inner = integer_type(format.as_deref());
            let min = min.map(|min| {
                let literal = proc_macro2::Literal::i64_unsuffixed(min);
                let message = format!("less than {min}");
                quote!(if value < #literal { return Err(#message.into()); })
            });
            let max = max.map(|max| {
                let literal = proc_macro2::Literal::i64_unsuffixed(max);
                let message = format!("more than {max}");
                quote!(if value > #literal { return Err(#message.into()); })
            });
            (inner, quote!(#min #max))
        }
    };
    Ok(quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, serde::Serialize)]
        #[serde(transparent)]
        pub struct #ident(#inner);

        impl std::ops::Deref for #ident {
            type Target = #inner;

            fn deref(&self) -> &#inner {
                &self.0
            }
        }

        impl ::std::convert::From<#ident> for #inner {
            fn from(value: #ident) -> Self {
                value.0
            }
        }

        impl ::std::convert::TryFrom<#inner> for #ident {
            type Error = self::error::ConversionError;

            fn try_from(value: #inner) -> ::std::result::Result<Self, self::error::ConversionError> {
                #checks
                Ok(Self(value))
            }
        }

        impl<'de> serde::Deserialize<'de> for #ident {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                <#inner>::deserialize(deserializer)?
                    .try_into()
                    .map_err(serde::de::Error::custom::<self::error::ConversionError>)
            }
        }
    })
}

/// The Rust type of an integer without limits, by its format.
pub(crate) fn integer_type(format: Option<&str>) -> TokenStream {
    match format {
        Some("int32") => quote!(i32),
        Some("uint32") => quote!(u32),
        Some("uint64") => quote!(u64),
        _ => quote!(i64),
    }
}
