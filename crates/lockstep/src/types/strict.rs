//! Has typify's types read what their schemas take, and nothing else.
//!
//! By themselves, serde, chrono and uuid are kinder: they read an array as a struct, null as an absent member and the other way
//! round, dates and UUIDs in other forms than their formats have, and refuse `1.0` for an integer.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;
use syn::{
    Attribute, Field, File, GenericArgument, Item, Meta, PathArguments, Token, Type, parse_quote,
    punctuated::Punctuated,
};

use super::adjust::{remove_derive, renamed_to};
use crate::{schema, types::type_name};

/// Makes all types strict. Gives the module that they are read by, if any needs it.
pub(super) fn make_strict(
    file: &mut File,
    definitions: &BTreeMap<String, Value>,
    mut used: Used,
) -> TokenStream {
    let members = members_of_structs(definitions);
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
                    strict_field(field, member, &mut used);
                }
                if named && derives(&item.attrs, "Deserialize") {
                    // serde's code stays, under the type's own name, where only objects lead to it.
                    item.attrs.push(parse_quote!(#[serde(remote = "Self")]));
                    objects.push(item.ident.clone());
                }
            }
            Item::Enum(item) => {
                for field in item.variants.iter_mut().flat_map(|variant| &mut variant.fields) {
                    strict_field(field, None, &mut used);
                }
            }
            _ => {}
        }
    }
    let objects = (!objects.is_empty()).then(|| only_objects(&objects));
    let module = used.module();
    quote!(#objects #module)
}

/// What the schema of a struct says of one of its members.
#[derive(Clone, Copy)]
struct Member {
    required: bool,
    /// None if that cannot be told.
    nullable: Option<bool>,
}

/// Tells which schemas take null.
struct Null<'a> {
    definitions: &'a BTreeMap<String, Value>,
}

impl Null<'_> {
    /// Whether a schema, as typify gets it, takes null. None if that cannot be told, or references lead too far.
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

/// What the schemas say of the members of each struct, by the names of both.
fn members_of_structs(
    definitions: &BTreeMap<String, Value>,
) -> BTreeMap<String, BTreeMap<String, Member>> {
    let null = Null { definitions };
    let mut found = BTreeMap::new();
    for (name, schema) in definitions {
        collect(&type_name(name), schema, &null, &mut found);
    }
    found
}

/// Looks at a schema and at those in it that typify names after it.
fn collect(
    name: &str,
    schema: &Value,
    null: &Null<'_>,
    found: &mut BTreeMap<String, BTreeMap<String, Member>>,
) {
    let mut parts = vec![schema];
    let all_of = schema["allOf"].as_array().into_iter().flatten();
    parts.extend(all_of.map(|part| {
        let referred = schema::reference(part).and_then(|name| null.definitions.get(name));
        referred.unwrap_or(part)
    }));
    let required: BTreeSet<&str> = parts
        .iter()
        .filter_map(|part| part["required"].as_array())
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut members: BTreeMap<String, Member> = BTreeMap::new();
    for (property, schema) in
        parts.iter().filter_map(|part| part["properties"].as_object()).flatten()
    {
        let required = required.contains(property.as_str());
        let nullable = null.taken_by(schema, 16);
        let member = members.entry(property.clone()).or_insert(Member { required, nullable });
        // Said twice, both hold.
        member.nullable = member.nullable.zip(nullable).map(|(one, other)| one && other);
        let inner = format!("{name}{}", property.to_upper_camel_case());
        collect(&inner, schema, null, found);
        collect(&format!("{inner}Item"), &schema["items"], null, found);
    }
    if !members.is_empty() {
        found.insert(name.to_owned(), members);
    }
}

fn derives(attributes: &[Attribute], name: &str) -> bool {
    let mut copy = attributes.to_vec();
    remove_derive(&mut copy, name);
    copy != attributes
}

/// Has a field read as strictly as its member of the schema asks.
fn strict_field(field: &mut Field, member: Option<Member>, used: &mut Used) {
    let inner = optional(&field.ty);
    let leaves = used.leaves_of(&field.ty);
    let function = match (inner, member) {
        (Some(_), Some(Member { required: true, .. })) if !leaves => Some("given"),
        (Some(_), Some(Member { required: false, nullable: Some(false) })) => {
            Some(if leaves { "present" } else { "present_given" })
        }
        _ if leaves => Some("read"),
        _ => None,
    };
    let Some(function) = function else { return };
    let mut told = told_to_serde(&field.attrs);
    let has = |told: &[Meta], name: &str| told.iter().any(|meta| meta.path().is_ident(name));
    // typify has some fields read by a function of its own: what may be null, and is not absent.
    if function == "given" && has(&told, "deserialize_with") {
        return;
    }
    told.retain(|meta| !meta.path().is_ident("deserialize_with"));
    used.functions.insert(function);
    let path = format!("strict::{function}");
    // A field that is read by a function is no longer absent by itself.
    let absent =
        field.ident.is_some() && inner.is_some() && member.is_none_or(|member| !member.required);
    if absent && !has(&told, "default") {
        told.push(parse_quote!(default));
    }
    told.push(parse_quote!(deserialize_with = #path));
    field.attrs.retain(|attribute| !attribute.path().is_ident("serde"));
    field.attrs.push(parse_quote!(#[serde(#(#told),*)]));
}

/// What serde is told of a field, in one or more attributes.
fn told_to_serde(attributes: &[Attribute]) -> Vec<Meta> {
    let serde = attributes.iter().filter(|attribute| attribute.path().is_ident("serde"));
    serde
        .filter_map(|attribute| {
            attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok()
        })
        .flatten()
        .collect()
}

/// What an `Option` holds.
fn optional(kind: &Type) -> Option<&Type> {
    let (name, held) = container(kind)?;
    (name == "Option").then_some(held)
}

/// The name of a type with arguments, and the last of those.
fn container(kind: &Type) -> Option<(String, &Type)> {
    let Type::Path(path) = kind else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let Some(GenericArgument::Type(held)) = arguments.args.last() else { return None };
    Some((last.ident.to_string(), held))
}

/// What generated code uses of the module.
#[derive(Default)]
pub(super) struct Used {
    functions: BTreeSet<&'static str>,
    containers: BTreeSet<String>,
    leaves: BTreeSet<String>,
}

/// The integers of Rust that schemas become.
const INTEGERS: [&str; 8] = ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];
const NON_ZERO: [&str; 4] = ["NonZeroU8", "NonZeroU16", "NonZeroU32", "NonZeroU64"];

impl Used {
    /// The expression that reads a type from a `deserializer` of the type `D`.
    pub(super) fn reading(&mut self, kind: &Type) -> TokenStream {
        if self.leaves_of(kind) {
            self.functions.insert("read");
            quote!(strict::read::<D, #kind>(deserializer))
        } else {
            quote!(<#kind as ::serde::Deserialize>::deserialize(deserializer))
        }
    }

    /// Whether a type is one that has to be read strictly, or holds nothing else.
    fn leaves_of(&mut self, kind: &Type) -> bool {
        let mut found = Self::default();
        if !found.look(kind) {
            return false;
        }
        self.containers.append(&mut found.containers);
        self.leaves.append(&mut found.leaves);
        true
    }

    fn look(&mut self, kind: &Type) -> bool {
        let Type::Path(path) = kind else { return false };
        let Some(last) = path.path.segments.last() else { return false };
        let name = last.ident.to_string();
        if INTEGERS.contains(&name.as_str()) || NON_ZERO.contains(&name.as_str()) {
            self.leaves.insert(name);
            return true;
        }
        if ["Uuid", "DateTime", "NaiveDate"].contains(&name.as_str()) {
            self.leaves.insert(name);
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
        let holds =
            by_text && ["Option", "Vec", "HashMap"].contains(&name.as_str()) && self.look(held);
        if holds {
            self.containers.insert(name);
        }
        holds
    }

    fn module(&self) -> Option<TokenStream> {
        if self.functions.is_empty() {
            return None;
        }
        let strict = self.functions.contains("read") || self.functions.contains("present");
        let functions = self.functions();
        let leaves = strict.then(|| self.leaves());
        Some(quote! {
            /// Reading what the contract takes and nothing else.
            mod strict {
                use serde::{Deserialize, Deserializer};

                #functions
                #leaves
            }
        })
    }

    fn functions(&self) -> TokenStream {
        let function = |name: &str, tokens: TokenStream| {
            if self.functions.contains(name) { tokens } else { TokenStream::new() }
        };
        let read = function(
            "read",
            quote! {
                pub(super) fn read<'de, D: Deserializer<'de>, T: Strict>(
                    deserializer: D,
                ) -> ::std::result::Result<T, D::Error> {
                    T::Read::deserialize(deserializer).map(T::from_read)
                }
            },
        );
        let present = function(
            "present",
            quote! {
                /// What may be absent, and is not null.
                pub(super) fn present<'de, D: Deserializer<'de>, T: Strict>(
                    deserializer: D,
                ) -> ::std::result::Result<::std::option::Option<T>, D::Error> {
                    T::Read::deserialize(deserializer).map(T::from_read).map(::std::option::Option::Some)
                }
            },
        );
        let present_given = function(
            "present_given",
            quote! {
                /// What may be absent, and is not null.
                pub(super) fn present_given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
                    deserializer: D,
                ) -> ::std::result::Result<::std::option::Option<T>, D::Error> {
                    T::deserialize(deserializer).map(::std::option::Option::Some)
                }
            },
        );
        let given = function(
            "given",
            quote! {
                /// What may be null, and is not absent.
                pub(super) fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
                    deserializer: D,
                ) -> ::std::result::Result<T, D::Error> {
                    T::deserialize(deserializer)
                }
            },
        );
        quote!(#read #present #present_given #given)
    }

    fn leaves(&self) -> TokenStream {
        let mut tokens = quote! {
            /// A type that is read as another, which takes just what the contract takes.
            pub(super) trait Strict {
                /// What it is read as.
                type Read: serde::de::DeserializeOwned;

                fn from_read(read: Self::Read) -> Self;
            }
        };
        for name in &self.containers {
            tokens.extend(match name.as_str() {
                "Option" => quote! {
                    impl<T: Strict> Strict for ::std::option::Option<T> {
                        type Read = ::std::option::Option<T::Read>;

                        fn from_read(read: Self::Read) -> Self {
                            read.map(T::from_read)
                        }
                    }
                },
                "Vec" => quote! {
                    impl<T: Strict> Strict for ::std::vec::Vec<T> {
                        type Read = ::std::vec::Vec<T::Read>;

                        fn from_read(read: Self::Read) -> Self {
                            read.into_iter().map(T::from_read).collect()
                        }
                    }
                },
                _ => quote! {
                    impl<T: Strict> Strict for ::std::collections::HashMap<::std::string::String, T> {
                        type Read = ::std::collections::HashMap<::std::string::String, T::Read>;

                        fn from_read(read: Self::Read) -> Self {
                            read.into_iter().map(|(key, value)| (key, T::from_read(value))).collect()
                        }
                    }
                },
            });
        }
        let texts = [
            ("Uuid", quote!(uuid::Uuid), uuid()),
            ("DateTime", quote!(chrono::DateTime<chrono::Utc>), date_time()),
            ("NaiveDate", quote!(chrono::NaiveDate), date()),
        ];
        let texts = texts.into_iter().filter(|(name, ..)| self.leaves.contains(*name));
        for (_, kind, (read, parse, expected)) in texts {
            tokens.extend(quote! {
                pub(super) struct #read(#kind);

                impl<'de> Deserialize<'de> for #read {
                    fn deserialize<D: Deserializer<'de>>(
                        deserializer: D,
                    ) -> ::std::result::Result<Self, D::Error> {
                        let text = ::std::string::String::deserialize(deserializer)?;
                        #parse.map(Self).ok_or_else(|| serde::de::Error::custom(#expected))
                    }
                }

                impl Strict for #kind {
                    type Read = #read;

                    fn from_read(read: #read) -> Self {
                        read.0
                    }
                }
            });
        }
        let ident = |name: &&&str| quote::format_ident!("{}", name);
        let plain: Vec<Ident> = INTEGERS
            .iter()
            .filter(|name| self.leaves.contains(**name))
            .map(|it| ident(&it))
            .collect();
        let non_zero: Vec<Ident> = NON_ZERO
            .iter()
            .filter(|name| self.leaves.contains(**name))
            .map(|it| ident(&it))
            .collect();
        if !plain.is_empty() || !non_zero.is_empty() {
            tokens.extend(integers(&plain, &non_zero));
        }
        tokens
    }
}

type Text = (TokenStream, TokenStream, &'static str);

/// A UUID with hyphens, in either case (RFC 9562, section 4).
fn uuid() -> Text {
    let parse = quote! {
        text.parse::<uuid::fmt::Hyphenated>().ok().map(uuid::fmt::Hyphenated::into_uuid)
    };
    (quote!(HyphenatedUuid), parse, "expected a UUID in its hyphenated form")
}

/// A date and a time (RFC 3339, section 5.6), with a second 60 at the end of a day of UTC only.
fn date_time() -> Text {
    let parse = quote! {
        {
            let digits = text.as_bytes();
            let separated = digits.get(10).is_some_and(|byte| byte.eq_ignore_ascii_case(&b'T'));
            chrono::DateTime::parse_from_rfc3339(&text)
                .ok()
                .filter(|_| separated)
                .map(|time| time.with_timezone(&chrono::Utc))
                .filter(|time| {
                    let leaps = chrono::Timelike::nanosecond(time) >= 1_000_000_000;
                    !leaps || chrono::Timelike::hour(time) == 23 && chrono::Timelike::minute(time) == 59
                })
        }
    };
    (quote!(Rfc3339), parse, "expected a date and a time as RFC 3339 writes them")
}

/// A full date (RFC 3339, section 5.6).
fn date() -> Text {
    let parse = quote! {
        text.parse::<chrono::NaiveDate>().ok().filter(|date| text.len() == 10 && date.to_string() == text)
    };
    (quote!(FullDate), parse, "expected a date as RFC 3339 writes it")
}

/// Integers, also those that are written with a fraction of zero.
fn integers(plain: &[Ident], non_zero: &[Ident]) -> TokenStream {
    quote! {
        /// An integer, of whatever width.
        pub(super) trait Integer: Sized {
            const SIGNED: bool;

            fn from_wide(wide: i128) -> ::std::option::Option<Self>;
        }

        #(
            impl Integer for #plain {
                const SIGNED: bool = #plain::MIN != 0;

                fn from_wide(wide: i128) -> ::std::option::Option<Self> {
                    wide.try_into().ok()
                }
            }

            impl Strict for #plain {
                type Read = Whole<Self>;

                fn from_read(read: Whole<Self>) -> Self {
                    read.0
                }
            }
        )*

        #(
            impl Integer for ::std::num::#non_zero {
                const SIGNED: bool = false;

                fn from_wide(wide: i128) -> ::std::option::Option<Self> {
                    Self::new(wide.try_into().ok()?)
                }
            }

            impl Strict for ::std::num::#non_zero {
                type Read = Whole<Self>;

                fn from_read(read: Whole<Self>) -> Self {
                    read.0
                }
            }
        )*

        pub(super) struct Whole<T>(pub(super) T);

        impl<'de, T: Integer> Deserialize<'de> for Whole<T> {
            fn deserialize<D: Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let visitor = WholeVisitor(::std::marker::PhantomData);
                // What is given as text, such as a parameter, has no kind of its own.
                if T::SIGNED {
                    deserializer.deserialize_i64(visitor).map(Self)
                } else {
                    deserializer.deserialize_u64(visitor).map(Self)
                }
            }
        }

        struct WholeVisitor<T>(::std::marker::PhantomData<T>);

        impl<T: Integer> serde::de::Visitor<'_> for WholeVisitor<T> {
            type Value = T;

            fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str("an integer within its limits")
            }

            fn visit_i64<E: serde::de::Error>(self, value: i64) -> ::std::result::Result<T, E> {
                let unexpected = serde::de::Unexpected::Signed(value);
                T::from_wide(value.into()).ok_or_else(|| E::invalid_value(unexpected, &self))
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> ::std::result::Result<T, E> {
                let unexpected = serde::de::Unexpected::Unsigned(value);
                T::from_wide(value.into()).ok_or_else(|| E::invalid_value(unexpected, &self))
            }

            fn visit_f64<E: serde::de::Error>(self, value: f64) -> ::std::result::Result<T, E> {
                let unexpected = serde::de::Unexpected::Float(value);
                // Beyond this, integers and what is between them cannot be told apart.
                let whole = value.fract() == 0.0 && value.abs() < 1e19;
                whole
                    .then_some(value as i128)
                    .and_then(T::from_wide)
                    .ok_or_else(|| E::invalid_value(unexpected, &self))
            }
        }
    }
}

/// Has types read from objects only, and from nothing else that serde would take for one.
fn only_objects(names: &[Ident]) -> TokenStream {
    quote! {
        /// Types that are read from objects, and not from arrays as well.
        mod object {
            use serde::{Deserializer, de::{MapAccess, Visitor, value::MapAccessDeserializer}};

            /// A type whose fields are read from a map.
            pub(super) trait Object: Sized {
                fn from_map<'de, D: Deserializer<'de>>(map: D) -> ::std::result::Result<Self, D::Error>;
            }

            pub(super) fn read<'de, D: Deserializer<'de>, T: Object>(
                deserializer: D,
            ) -> ::std::result::Result<T, D::Error> {
                deserializer.deserialize_map(ObjectVisitor(::std::marker::PhantomData))
            }

            struct ObjectVisitor<T>(::std::marker::PhantomData<T>);

            impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
                type Value = T;

                fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.write_str("an object")
                }

                fn visit_map<A: MapAccess<'de>>(self, map: A) -> ::std::result::Result<T, A::Error> {
                    T::from_map(MapAccessDeserializer::new(map))
                }
            }
        }

        macro_rules! objects {
            ($($name:ident)*) => {
                $(
                    impl object::Object for $name {
                        fn from_map<'de, D: serde::Deserializer<'de>>(map: D) -> ::std::result::Result<Self, D::Error> {
                            $name::deserialize(map)
                        }
                    }

                    impl<'de> serde::Deserialize<'de> for $name {
                        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                            object::read(deserializer)
                        }
                    }

                    impl serde::Serialize for $name {
                        fn serialize<S: serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                            $name::serialize(self, serializer)
                        }
                    }
                )*
            };
        }

        objects! { #(#names)* }
    }
}
