//! The parts of forms, which tell the runtime how a form holds the fields of its type.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::names::{RUNTIME, type_name};
use crate::model::{Api, FormPart, OtherParts, PartKind};

/// Returns the implementations for all forms.
pub(super) fn emit(api: &Api) -> TokenStream {
    let runtime = format_ident!("{RUNTIME}");
    let implemented = api.multipart_forms.iter().map(|(schema, form)| {
        let name = format_ident!("{}", type_name(schema));
        let parts = form.parts.iter().map(|(name, part)| format(name, part));
        let others = match &form.others {
            OtherParts::Ignored => quote!(Ignored),
            OtherParts::Refused => quote!(Refused),
            OtherParts::Kept(part) => {
                let part = format("", part);
                quote!(Kept(#part))
            }
        };
        quote! {
            impl #runtime::multipart::FormParts for #name {
                const PARTS: &'static [#runtime::multipart::PartFormat] = &[#(#parts),*];
                const OTHERS: #runtime::multipart::OtherParts =
                    #runtime::multipart::OtherParts::#others;
            }
        }
    });
    implemented.collect()
}

fn format(name: &str, part: &FormPart) -> TokenStream {
    let runtime = format_ident!("{RUNTIME}");
    let kind = match part.kind {
        PartKind::Text => quote!(Text),
        PartKind::Scalar => quote!(Scalar),
        PartKind::Json => quote!(Json),
        PartKind::File { min, max } => {
            let limit = |bytes: u64| {
                Literal::usize_unsuffixed(usize::try_from(bytes).unwrap_or(usize::MAX))
            };
            let min = limit(min.unwrap_or_default());
            let max = max.map(limit).map_or(quote!(usize::MAX), |max| quote!(#max));
            quote!(File { min: #min, max: #max })
        }
    };
    let (is_list, media_types) = (part.is_list, &part.media_types);
    quote! {
        #runtime::multipart::PartFormat {
            name: #name,
            kind: #runtime::multipart::PartKind::#kind,
            is_list: #is_list,
            content_types: &[#(#media_types),*],
        }
    }
}
