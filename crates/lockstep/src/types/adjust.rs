//! What typify's types need besides: to list their values, to keep secrets, and to be read from strings.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{
    Attribute, Fields, File, Item, ItemStruct, LitStr, Meta, Path, Token, punctuated::Punctuated,
};

/// What an enumeration of strings gets besides: a list of its values, and a `Deserialize` of its own. The derived one
/// would take an object with a value for its key as well, and says of a number that it is not JSON.
pub(super) fn plain_enum(item: &mut Item) -> Option<TokenStream> {
    let Item::Enum(item) = item else { return None };
    let units = item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
    // With a tag, it is written as an object.
    let tagged = item.attrs.iter().any(|attribute| attribute.path().is_ident("serde"));
    if !units || tagged || item.variants.is_empty() {
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
pub(super) fn renamed_to(attribute: &Attribute) -> Option<String> {
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

/// Takes `Debug` from a type's derives and gives one that shows nothing of the value.
pub(super) fn hide(file: &mut File, name: &str) -> Option<TokenStream> {
    let item = find_struct(file, name)?;
    remove_derive(&mut item.attrs, "Debug");
    let built = file.items.iter_mut().any(|item| {
        let Item::Mod(module) = item else { return false };
        let items = module.content.iter_mut().filter(|_| module.ident == "builder");
        let builder = items.flat_map(|(_, items)| items).find_map(|item| match item {
            Item::Struct(item) if item.ident == name => Some(item),
            _ => None,
        });
        builder.is_some_and(|builder| {
            remove_derive(&mut builder.attrs, "Debug");
            true
        })
    });
    let shown = format!("{name}(…)");
    let name = format_ident!("{name}");
    let builder = built.then(|| {
        quote! {
            impl std::fmt::Debug for builder::#name {
                /// Shows nothing of the values: together, they are a secret.
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(#shown)
                }
            }
        }
    });
    Some(quote! {
        #builder

        impl std::fmt::Debug for #name {
            /// Shows that there is a value, and not which: it is a secret.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(#shown)
            }
        }
    })
}

/// Takes `Deserialize` from a free-form object's derives and gives one that accepts a string of JSON as well.
pub(super) fn accept_json_string(file: &mut File, name: &str) -> Option<TokenStream> {
    let item = find_struct(file, name)?;
    let Fields::Unnamed(fields) = &item.fields else {
        return None;
    };
    let inner = fields.unnamed.first()?.ty.clone();
    remove_derive(&mut item.attrs, "Deserialize");
    let name = format_ident!("{name}");
    let expected = "an object, or a string that holds a JSON object";
    let refused = format!("expected {expected}");
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
                            .ok_or_else(|| E::custom(#refused))
                    }
                }

                deserializer.deserialize_any(Accepted).map(Self)
            }
        }
    })
}

/// What reads the JSON in a string, as strictly as a body is read: no key twice in an object.
pub(super) fn json_string() -> TokenStream {
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

pub(super) fn remove_derive(attributes: &mut [Attribute], name: &str) {
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
