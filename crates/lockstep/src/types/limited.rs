//! Types for arrays and integers whose limits typify does not enforce.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use schemars::schema::Schema;
use syn::{File, Item, parse_quote};
use typify::TypeSpace;

use super::type_name;
use crate::schema::{self, Limits};

/// typify names a replaced type as it is told to, in its module of builders as well.
pub(super) fn import_limited<'n>(file: &mut File, names: impl Iterator<Item = &'n String>) {
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

/// A type for an array or an integer whose limits typify does not enforce.
pub(super) fn limited_type(
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
