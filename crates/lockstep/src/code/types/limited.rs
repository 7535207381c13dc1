//! The types with limits that typify does not enforce: lockstep writes them itself.

use std::collections::BTreeSet;

use heck::ToUpperCamelCase;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use schemars::schema::Schema;
use syn::{File, parse_quote};
use typify::TypeSpace;

use super::{
    arrange, messages,
    names::{RUNTIME, type_name},
    strict::reading,
};
use crate::{
    code::format,
    document::limits::{Bounds, INTEGER_FORMATS, Limits, is_ident, is_wide},
};

/// Imports the types of lockstep into typify's modules, which use them by their bare names.
pub(super) fn import_limited<'n>(file: &mut File, names: impl Iterator<Item = &'n String>) {
    let names: Vec<_> = names.map(|name| type_name(name)).collect();
    for module in ["builder", "defaults"] {
        for module in arrange::modules(&mut file.items, module) {
            let Some((_, items)) = &mut module.content else { continue };
            let used = format::idents(quote!(#(#items)*));
            let names = names.iter().filter(|name| used.contains(*name));
            let names: Vec<_> = names.map(|name| format_ident!("{name}")).collect();
            if !names.is_empty() {
                items.insert(0, parse_quote!(use super::{#(#names),*};));
            }
        }
    }
}

/// Returns a type with limits.
pub(super) fn limited_type(
    space: &mut TypeSpace,
    name: &str,
    limits: &Limits,
    description: Option<&str>,
) -> Result<TokenStream, typify::Error> {
    let ident = format_ident!("{name}");
    let doc = description.unwrap_or(name);
    let mut inner_type = |schema: &serde_json::Value, part: &str| {
        let schema: Schema = serde_json::from_value(schema.clone()).unwrap_or(Schema::Bool(true));
        let id = space.add_type_with_name(&schema, Some(format!("{name}{part}")))?;
        Ok::<_, typify::Error>(space.get_type(&id)?.ident())
    };
    Ok(match limits {
        Limits::Items { items, min, max, unique } => {
            let item = inner_type(items, "Item")?;
            let size = size_checks(*min, *max, "item");
            let unique = unique.then(|| {
                quote! {
                    let mut known = ::std::collections::HashSet::new();
                    let texts = value.iter().map(|item| ::serde_json::json!(item).to_string());
                    if !texts.into_iter().all(|text| known.insert(text)) {
                        return Err("must not have an item twice".into());
                    }
                }
            });
            let checks = quote!(#size #unique);
            let conversions = from_lists(&ident, &item, &checks);
            let inner = quote!(::std::vec::Vec<#item>);
            newtype(&ident, doc, &inner, &conversions, false)
        }
        Limits::Map { values, min, max, names } => {
            let values = inner_type(values, "Value")?;
            let map = quote!(::std::collections::HashMap<::std::string::String, #values>);
            let size = size_checks(*min, *max, "property");
            let names = names.as_ref().map(|pattern| name_check(pattern));
            let checks = quote!(#size #names);
            newtype(&ident, doc, &map, &from_inner(&ident, &map, &checks), false)
        }
        Limits::Integer { format, bounds, values } => {
            let checks = integer_checks(bounds, values);
            let wide = is_wide(bounds, values) == Some(true);
            let inner = match format.as_deref() {
                Some(format) if is_known(format) => integer_type(Some(format)),
                _ if wide => quote!(u64),
                _ => quote!(i64),
            };
            newtype(&ident, doc, &inner, &from_inner(&ident, &inner, &checks), true)
        }
        Limits::Number { format, bounds, values } => {
            let float = format.as_deref() == Some("float");
            let checks = number_checks(bounds, values, float);
            let inner = number_type(format.as_deref());
            newtype(&ident, doc, &inner, &from_inner(&ident, &inner, &checks), true)
        }
        Limits::Boolean(value) => {
            let message = format!("must be {value}");
            let check = quote!(if value != #value { return Err(#message.into()); });
            newtype(&ident, doc, &quote!(bool), &from_inner(&ident, &quote!(bool), &check), true)
        }
        Limits::Words(words) => enumeration(&ident, doc, words),
        Limits::Formatted { format, min, max, pattern } => {
            let checks = text_checks(format, *min, *max, pattern.as_ref());
            formatted(&ident, doc, &checks)
        }
        Limits::Kept(_) => kept(&ident, doc),
        Limits::Checked(_) => TokenStream::new(),
    })
}

fn size_checks(min: Option<u64>, max: Option<u64>, of: &str) -> TokenStream {
    let min = min.filter(|min| *min > 0).map(|min| {
        let message = messages::at_least(min, of);
        let min = usize::try_from(min).unwrap_or(usize::MAX);
        quote!(if value.len() < #min { return Err(#message.into()); })
    });
    let max = max.map(|max| {
        let message = messages::at_most(max, of);
        let max = usize::try_from(max).unwrap_or(usize::MAX);
        quote!(if value.len() > #max { return Err(#message.into()); })
    });
    quote!(#min #max)
}

/// Returns the check of the names of a map.
fn name_check(pattern: &str) -> TokenStream {
    let runtime = format_ident!("{RUNTIME}");
    quote! {
        static NAMES: ::std::sync::LazyLock<::regress::Regex> =
            ::std::sync::LazyLock::new(|| ::lockstep_runtime::text::pattern(#pattern).unwrap());
        #runtime::text::names_match(value.keys(), #pattern, &NAMES)?;
    }
}

fn integer_checks(bounds: &Bounds<i128>, values: &[i128]) -> TokenStream {
    // In the widest integer, since a bound need not fit the type.
    let literal = |value: i128| Literal::i128_unsuffixed(value);
    let mut checks = TokenStream::new();
    if let Some(min) = bounds.min {
        let (bound, message) = (literal(min), messages::lower_bound(&min, bounds.above));
        let wrong = if bounds.above { quote!(<=) } else { quote!(<) };
        checks.extend(quote!(if i128::from(value) #wrong #bound { return Err(#message.into()); }));
    }
    if let Some(max) = bounds.max {
        let (bound, message) = (literal(max), messages::upper_bound(&max, bounds.below));
        let wrong = if bounds.below { quote!(>=) } else { quote!(>) };
        checks.extend(quote!(if i128::from(value) #wrong #bound { return Err(#message.into()); }));
    }
    if let Some(step) = bounds.multiple_of.filter(|step| *step > 0) {
        let (literal, message) = (literal(step), format!("must be a multiple of {step}"));
        checks
            .extend(quote!(if i128::from(value) % #literal != 0 { return Err(#message.into()); }));
    }
    if !values.is_empty() {
        let literals = values.iter().map(|value| literal(*value));
        let message = messages::one_of(values.iter());
        checks.extend(quote! {
            if ![#(#literals),*].contains(&i128::from(value)) {
                return Err(#message.into());
            }
        });
    }
    checks
}

fn number_checks(bounds: &Bounds<f64>, values: &[f64], float: bool) -> TokenStream {
    // In the width of the type: 0.1 is not the same number as `f32` and as `f64`.
    let literal = |value: f64| {
        let literal = Literal::f64_unsuffixed(value);
        if float { quote!(f64::from(#literal as f32)) } else { quote!(#literal) }
    };
    // A parameter may be `NaN`, which no comparison refuses.
    let mut checks = quote!(if !value.is_finite() {
        return Err("must be a finite number".into());
    });
    if let Some(min) = bounds.min {
        let (bound, message) = (literal(min), messages::lower_bound(&min, bounds.above));
        let wrong = if bounds.above { quote!(<=) } else { quote!(<) };
        checks.extend(quote!(if f64::from(value) #wrong #bound { return Err(#message.into()); }));
    }
    if let Some(max) = bounds.max {
        let (bound, message) = (literal(max), messages::upper_bound(&max, bounds.below));
        let wrong = if bounds.below { quote!(>=) } else { quote!(>) };
        checks.extend(quote!(if f64::from(value) #wrong #bound { return Err(#message.into()); }));
    }
    if let Some(step) = bounds.multiple_of.filter(|step| *step > 0.0) {
        let (literal, message) = (literal(step), format!("must be a multiple of {step}"));
        // Decimal fractions are not exact in binary, so a number that is nearly a multiple counts
        // as one.
        checks.extend(quote! {
            let times = f64::from(value) / #literal;
            if (times - times.round()).abs() > 1e-9 * times.abs().max(1.0) {
                return Err(#message.into());
            }
        });
    }
    if !values.is_empty() {
        let literals = values.iter().map(|value| literal(*value));
        let message = messages::one_of(values.iter());
        checks.extend(quote! {
            if ![#(#literals),*].contains(&f64::from(value)) {
                return Err(#message.into());
            }
        });
    }
    checks
}

/// Returns the conversion from the inner type, with `checks` of a `value`.
fn from_inner(ident: &Ident, inner: &TokenStream, checks: &TokenStream) -> TokenStream {
    quote! {
        impl ::std::convert::TryFrom<#inner> for #ident {
            type Error = self::error::ConversionError;

            fn try_from(value: #inner) -> ::std::result::Result<Self, self::error::ConversionError> {
                #checks
                Ok(Self(value))
            }
        }
    }
}

/// Returns the conversions from lists of what becomes an item.
fn from_lists(ident: &Ident, item: &TokenStream, checks: &TokenStream) -> TokenStream {
    let runtime = format_ident!("{RUNTIME}");
    let bounds = quote! {
        where
            IntoItem: ::std::convert::TryInto<#item>,
            IntoItem::Error: ::std::fmt::Display + 'static,
    };
    quote! {
        impl<IntoItem> ::std::convert::TryFrom<::std::vec::Vec<IntoItem>> for #ident #bounds {
            type Error = self::error::ConversionError;

            fn try_from(
                value: ::std::vec::Vec<IntoItem>,
            ) -> ::std::result::Result<Self, self::error::ConversionError> {
                let value: ::std::vec::Vec<#item> = #runtime::items(value)?;
                #checks
                Ok(Self(value))
            }
        }

        impl<IntoItem, const N: usize> ::std::convert::TryFrom<[IntoItem; N]> for #ident #bounds {
            type Error = self::error::ConversionError;

            fn try_from(
                value: [IntoItem; N],
            ) -> ::std::result::Result<Self, self::error::ConversionError> {
                ::std::vec::Vec::from(value).try_into()
            }
        }
    }
}

/// Returns a newtype that only holds values which pass the checks of its `conversions`.
fn newtype(
    ident: &Ident,
    doc: &str,
    inner: &TokenStream,
    conversions: &TokenStream,
    scalar: bool,
) -> TokenStream {
    let read = reading(&parse_quote!(#inner));
    let (copy, display) = if scalar {
        let display = quote! {
            impl ::std::fmt::Display for #ident {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    self.0.fmt(f)
                }
            }
        };
        (quote!(Copy, PartialEq, PartialOrd,), Some(display))
    } else {
        (quote!(PartialEq,), None)
    };
    quote! {
        #[doc = #doc]
        #[derive(Clone, #copy Debug, serde::Serialize)]
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

        #conversions

        #display

        impl<'de> serde::Deserialize<'de> for #ident {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                strict::checked(#read?)
            }
        }
    }
}

/// Returns a type around a JSON value that is kept whole. A macro of the runtime writes the rest.
fn kept(ident: &Ident, doc: &str) -> TokenStream {
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, PartialEq, serde::Serialize)]
        #[serde(transparent)]
        pub struct #ident(::serde_json::Value);

        impl std::ops::Deref for #ident {
            type Target = ::serde_json::Value;

            fn deref(&self) -> &::serde_json::Value {
                &self.0
            }
        }

        impl ::std::convert::From<#ident> for ::serde_json::Value {
            fn from(value: #ident) -> Self {
                value.0
            }
        }
    }
}

/// Returns the checks of a text's format, and of its limits.
fn text_checks(
    format: &str,
    min: Option<u64>,
    max: Option<u64>,
    pattern: Option<&(String, Option<String>)>,
) -> TokenStream {
    let one_form = |kind: TokenStream| {
        quote! {
            if <#kind as strict::OneForm>::parse_form(value).is_none() {
                return Err(<#kind as strict::OneForm>::EXPECTED.into());
            }
        }
    };
    let address = |kind: TokenStream, expected: &str| quote!(if value.parse::<#kind>().is_err() { return Err(#expected.into()); });
    let mut checks = match format {
        "uuid" => one_form(quote!(::uuid::Uuid)),
        "date-time" => one_form(quote!(::chrono::DateTime<::chrono::Utc>)),
        "date" => one_form(quote!(::chrono::naive::NaiveDate)),
        "ipv4" => address(quote!(::std::net::Ipv4Addr), "expected an IPv4 address"),
        "ipv6" => address(quote!(::std::net::Ipv6Addr), "expected an IPv6 address"),
        _ => address(quote!(::std::net::IpAddr), "expected an IP address"),
    };
    if let Some(min) = min.filter(|min| *min > 0) {
        let (least, message) = (Literal::u64_unsuffixed(min), messages::shortest(min));
        checks.extend(quote!(if value.chars().count() < #least { return Err(#message.into()); }));
    }
    if let Some(max) = max {
        let (most, message) = (Literal::u64_unsuffixed(max), messages::longest(max));
        checks.extend(quote!(if value.chars().count() > #most { return Err(#message.into()); }));
    }
    if let Some((pattern, message)) = pattern {
        let message = message.clone().unwrap_or_else(|| messages::pattern(pattern));
        checks.extend(quote! {
            static PATTERN: ::std::sync::LazyLock<::regress::Regex> =
                ::std::sync::LazyLock::new(|| ::lockstep_runtime::text::pattern(#pattern).unwrap());
            if PATTERN.find(value).is_none() {
                return Err(#message.into());
            }
        });
    }
    checks
}

/// Returns a type around a text that passes `checks` of its `value`. The text is kept as it was
/// written: the limits are about its characters.
fn formatted(ident: &Ident, doc: &str, checks: &TokenStream) -> TokenStream {
    let read = from_text(ident);
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
        #[serde(transparent)]
        pub struct #ident(::std::string::String);

        impl std::ops::Deref for #ident {
            type Target = ::std::string::String;

            fn deref(&self) -> &::std::string::String {
                &self.0
            }
        }

        impl ::std::convert::From<#ident> for ::std::string::String {
            fn from(value: #ident) -> Self {
                value.0
            }
        }

        impl ::std::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl ::std::str::FromStr for #ident {
            type Err = self::error::ConversionError;

            fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
                #checks
                Ok(Self(value.to_owned()))
            }
        }

        #read
    }
}

/// Returns an enumeration of words. Variants whose names would be the same get numbers.
fn enumeration(ident: &Ident, doc: &str, words: &[String]) -> TokenStream {
    let mut taken = BTreeSet::new();
    let variants: Vec<Ident> = words.iter().map(|word| variant(word, &mut taken)).collect();
    let expected = messages::one_of(words.iter());
    let read = from_text(ident);
    quote! {
        #[doc = #doc]
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, serde::Serialize)]
        pub enum #ident {
            #(#[serde(rename = #words)] #variants,)*
        }

        impl #ident {
            /// All values, in the order of the contract.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];
        }

        impl ::std::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(match self {
                    #(Self::#variants => #words,)*
                })
            }
        }

        impl ::std::str::FromStr for #ident {
            type Err = self::error::ConversionError;

            fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
                match value {
                    #(#words => Ok(Self::#variants),)*
                    _ => Err(#expected.into()),
                }
            }
        }

        #read
    }
}

/// Returns what reads a type that has a `FromStr` from text.
fn from_text(ident: &Ident) -> TokenStream {
    quote! {
        impl ::std::convert::TryFrom<&str> for #ident {
            type Error = self::error::ConversionError;

            fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
                value.parse()
            }
        }

        impl ::std::convert::TryFrom<::std::string::String> for #ident {
            type Error = self::error::ConversionError;

            fn try_from(
                value: ::std::string::String,
            ) -> ::std::result::Result<Self, self::error::ConversionError> {
                value.parse()
            }
        }

        impl<'de> serde::Deserialize<'de> for #ident {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                ::std::string::String::deserialize(deserializer)?
                    .parse()
                    .map_err(serde::de::Error::custom)
            }
        }
    }
}

/// Returns the variant of a word. Signs that no name can have are spelt out where they make a
/// difference: comparisons in any word, and all signs in a word of nothing else.
fn variant(word: &str, taken: &mut BTreeSet<String>) -> Ident {
    let is_letter = |c: char| c.is_alphanumeric() && is_ident(&format!("x{c}"));
    let only_signs = !word.chars().any(is_letter);
    let named = |c: char, signs: &[(char, &str)]| {
        signs.iter().find(|(sign, _)| *sign == c).map(|(_, name)| format!("{name}-"))
    };
    let spelt = |c: char| match c {
        c if is_letter(c) => c.to_string(),
        '-' if only_signs || word.starts_with('-') => "minus-".to_owned(),
        c => named(c, &SIGNS)
            .or_else(|| named(c, &OTHER_SIGNS).filter(|_| only_signs))
            .or_else(|| only_signs.then(|| format!("u{:x}-", u32::from(c))))
            .unwrap_or_else(|| "-".to_owned()),
    };
    let mut name = word.chars().map(spelt).collect::<String>().to_upper_camel_case();
    if name.is_empty() {
        "Empty".clone_into(&mut name);
    }
    if !is_ident(&name) {
        name.insert(0, 'X');
    }
    let mut unique = name.clone();
    for number in 2.. {
        if taken.insert(unique.clone()) {
            break;
        }
        unique = format!("{name}{number}");
    }
    format_ident!("{unique}")
}

/// The signs that make a difference in any word.
const SIGNS: [(char, &str); 8] = [
    ('+', "plus"),
    ('*', "star"),
    ('<', "less"),
    ('>', "greater"),
    ('=', "equal"),
    ('\u{2264}', "less-equal"),
    ('\u{2265}', "greater-equal"),
    ('\u{2260}', "not-equal"),
];

/// The signs that make a difference in a word of signs only.
const OTHER_SIGNS: [(char, &str); 20] = [
    ('!', "not"),
    ('&', "and"),
    ('|', "or"),
    ('~', "tilde"),
    ('^', "caret"),
    ('%', "percent"),
    ('/', "slash"),
    ('\\', "backslash"),
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    (';', "semicolon"),
    ('_', "underscore"),
    ('?', "question"),
    ('@', "at"),
    ('#', "hash"),
    ('$', "dollar"),
    ('\'', "quote"),
    ('"', "double-quote"),
    (' ', "space"),
];

/// Returns whether a format is one of the widths of integers.
fn is_known(format: &str) -> bool {
    INTEGER_FORMATS.contains(&format) || ["int", "uint"].contains(&format)
}

/// Returns the Rust type of an integer without limits, by its format.
pub(crate) fn integer_type(format: Option<&str>) -> TokenStream {
    match format {
        Some("int8") => quote!(i8),
        Some("int16") => quote!(i16),
        Some("int32") => quote!(i32),
        Some("uint8") => quote!(u8),
        Some("uint16") => quote!(u16),
        Some("uint32") => quote!(u32),
        Some("uint64" | "uint") => quote!(u64),
        _ => quote!(i64),
    }
}

/// Returns the Rust type of a number, by its format.
pub(crate) fn number_type(format: Option<&str>) -> TokenStream {
    if format == Some("float") { quote!(f32) } else { quote!(f64) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variant_is_called_after_all_letters_of_its_word() {
        let mut taken = BTreeSet::new();
        for (word, expected) in [
            ("", "Empty"),
            ("Ja", "Ja"),
            ("\u{440}\u{443}\u{441}", "\u{420}\u{443}\u{441}"),
            ("espa\u{f1}ol", "Espa\u{f1}ol"),
            ("\u{4e2d}\u{6587}", "\u{4e2d}\u{6587}"),
            ("N/A", "NA"),
            ("n/a", "NA2"),
            ("100%", "X100"),
            ("> 10 %", "Greater10"),
            ("self", "XSelf"),
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            ("!=", "NotEqual"),
            ("<=", "LessEqual"),
            ("&&", "AndAnd"),
            ("-", "Minus"),
            ("\u{20ac}", "U20ac"),
            (" ", "Space"),
        ] {
            assert_eq!(variant(word, &mut taken).to_string(), expected, "{word}");
        }
    }
}
