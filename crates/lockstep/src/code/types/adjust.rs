//! Adjusts typify's types: enumerations list their values, secrets stay hidden, and objects are
//! read from strings.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{
    Attribute, Field, Fields, File, Item, ItemStruct, LitStr, Meta, Path, Token, parse_quote,
    punctuated::Punctuated,
};

use super::{messages::one_of, names::RUNTIME};
use crate::code::format::last_name;

/// An enumeration whose variants stand for text.
pub(super) struct UnitEnum {
    pub(super) name: Ident,
    /// The message for text that is no variant.
    pub(super) expected: String,
    /// The list of its values. None for an enumeration with a tag, which is an object in JSON.
    pub(super) all: Option<TokenStream>,
}

/// Makes an enumeration of strings list its values and be read by its `FromStr`. A derived
/// `Deserialize` would accept an object with a value as its key, too.
pub(super) fn unit_enum(item: &mut Item) -> Option<UnitEnum> {
    let Item::Enum(item) = item else { return None };
    let units = item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
    if !units || item.variants.is_empty() {
        return None;
    }
    let values = item.variants.iter().map(|variant| {
        let renamed = variant.attrs.iter().find_map(renamed_to);
        renamed.unwrap_or_else(|| variant.ident.to_string())
    });
    let expected = one_of(values);
    let tagged = item.attrs.iter().any(|attribute| attribute.path().is_ident("serde"));
    let (name, variants) = (&item.ident, item.variants.iter().map(|variant| &variant.ident));
    let all = (!tagged).then(|| {
        quote! {
            impl #name {
                /// All values, in the order of the contract.
                pub const ALL: &'static [Self] = &[#(Self::#variants),*];
            }
        }
    });
    let name = name.clone();
    if !tagged {
        remove_derive(&mut item.attrs, "Deserialize");
    }
    Some(UnitEnum { name, expected, all })
}

/// Returns the name that the member of a field has in JSON.
pub(super) fn member_name(field: &Field) -> Option<String> {
    let ident = field.ident.as_ref()?;
    let renamed = field.attrs.iter().find_map(renamed_to);
    Some(renamed.unwrap_or_else(|| ident.to_string().trim_start_matches("r#").to_owned()))
}

/// Returns the name that serde gives a field or a variant.
fn renamed_to(attribute: &Attribute) -> Option<String> {
    let mut renamed = None;
    if attribute.path().is_ident("serde") {
        // Errors are ignored: other arguments of the attribute do not matter here.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                renamed = Some(meta.value()?.parse::<LitStr>()?.value());
            }
            Ok(())
        });
    }
    renamed
}

/// Replaces the derived `Debug` of a type by one that does not show the value.
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
                /// Does not show the values, which are a secret.
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(#shown)
                }
            }
        }
    });
    Some(quote! {
        #builder

        impl std::fmt::Debug for #name {
            /// Does not show the value, which is a secret.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(#shown)
            }
        }
    })
}

/// Lets a free-form object also be read from a string of JSON. Returns whether the type is a
/// free-form object.
pub(super) fn accept_json_string(file: &mut File, name: &str) -> bool {
    let Some(item) = find_struct(file, name) else { return false };
    let Fields::Unnamed(fields) = &mut item.fields else { return false };
    let Some(field) = fields.unnamed.first_mut() else { return false };
    let path = format!("{RUNTIME}::json_text::object");
    field.attrs.push(parse_quote!(#[serde(deserialize_with = #path)]));
    true
}

/// Returns the conversion of JSON into a free-form object, such as from `json!({…})`.
pub(super) fn from_json(item: &Item) -> Option<Item> {
    let Item::Struct(ItemStruct { ident, fields: Fields::Unnamed(fields), .. }) = item else {
        return None;
    };
    let kind = &fields.unnamed.first()?.ty;
    (last_name(kind)? == "Map").then(|| {
        parse_quote! {
            impl ::std::convert::TryFrom<::serde_json::Value> for #ident {
                type Error = self::error::ConversionError;

                fn try_from(
                    value: ::serde_json::Value,
                ) -> ::std::result::Result<Self, self::error::ConversionError> {
                    match value {
                        ::serde_json::Value::Object(map) => Ok(Self(map)),
                        _ => Err("expected an object".into()),
                    }
                }
            }
        }
    })
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
