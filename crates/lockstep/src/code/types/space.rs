//! Runs typify. A schema that typify refuses, or panics at, is taken away from it: its values are
//! kept whole.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    panic::{self, AssertUnwindSafe},
    sync::Once,
};

use proc_macro2::TokenStream;
use serde_json::{Value, json};
use syn::{File, Item};
use typify::{TypeSpace, TypeSpaceSettings};

use super::{
    checks::{can_be_checked, variants},
    definitions::{self, Demands, Prepared},
    item_name,
    limited::limited_type,
    names::{RUNTIME, type_name},
};
use crate::{
    document::{diagnostic::Rule, openapi::FILE, pointer::Pointer},
    lint::diagnostics::Diagnostics,
    model::Schema,
};

/// The types of an API, by typify and by lockstep.
pub(super) struct Typified {
    pub(super) prepared: Prepared,
    /// The types by typify.
    pub(super) file: File,
    /// The types that lockstep writes itself.
    pub(super) limited: TokenStream,
}

/// Makes types of schemas. The values of as few schemas as possible are kept whole.
pub(super) fn typify(
    schemas: &BTreeMap<String, Schema>,
    at: &Pointer,
    diagnostics: &mut Diagnostics<'_>,
) -> Option<Typified> {
    let mut demands = Demands::default();
    loop {
        let prepared = definitions::prepare(schemas, &demands);
        let types = match types(&prepared) {
            Ok(types) => types,
            Err(TypifyFault::NoSchema { name, error }) => {
                diagnostics.push(
                    Rule::Structure,
                    &at.join(name),
                    format!("this is not a JSON Schema: {error}"),
                    "compare it with the Schema Object of OpenAPI 3.0",
                );
                return None;
            }
            Err(TypifyFault::NoType { name, error }) => {
                if !demands.kept.insert(type_name(&name)) {
                    diagnostics.push(
                        Rule::Typify,
                        &at.join(&name),
                        format!("typify cannot turn the schema into a type: {error}"),
                        "simplify the schema",
                    );
                    return None;
                }
                continue;
            }
        };
        let (file, limited) = types;
        let unchecked: Vec<String> = prepared
            .checked
            .iter()
            .map(|name| type_name(name))
            .filter(|name| !file.items.iter().any(|item| can_be_checked(item, name)))
            .chain(untagged(&prepared, &file))
            .collect();
        let repeated = repeated(&prepared, &file);
        let known = demands.kept.len() + demands.repeated.len();
        demands.kept.extend(unchecked);
        demands.repeated.extend(repeated);
        if demands.kept.len() + demands.repeated.len() == known {
            return Some(Typified { prepared, file, limited });
        }
    }
}

/// Returns the names that several types have.
fn repeated(prepared: &Prepared, file: &File) -> BTreeSet<String> {
    let made = file.items.iter().filter_map(item_name);
    let limited = prepared.limited.keys().map(|name| type_name(name));
    let mut known = BTreeSet::new();
    made.chain(limited).filter(|name| !known.insert(name.clone())).collect()
}

/// Returns the types whose variants are told apart by a member, and that are no enumeration of
/// these variants.
fn untagged(prepared: &Prepared, file: &File) -> impl Iterator<Item = String> {
    prepared.tagged.iter().filter_map(|(name, tags)| {
        let (name, tags) = (type_name(name), tags["tags"].as_array().map_or(0, Vec::len));
        let fits = |item: &Item| variants(item, &name).is_some_and(|it| it.len() == tags);
        (!file.items.iter().any(fits)).then_some(name)
    })
}

/// The reason why there are no types.
enum TypifyFault {
    NoSchema { name: String, error: String },
    NoType { name: String, error: String },
}

fn types(prepared: &Prepared) -> Result<(File, TokenStream), TypifyFault> {
    let definitions = read(prepared)?;
    let all = definitions.len();
    let mut error = match attempt(prepared, &definitions, all) {
        Ok(types) => return Ok(types),
        Err((Some(name), error)) => return Err(TypifyFault::NoType { name, error }),
        Err((None, error)) => error,
    };
    // The first schema without which there are types.
    let (mut sound, mut faulty) = (0, all);
    while sound + 1 < faulty {
        let middle = usize::midpoint(sound, faulty);
        match attempt(prepared, &definitions, middle) {
            Ok(_) => sound = middle,
            Err((_, of_fewer)) => (faulty, error) = (middle, of_fewer),
        }
    }
    let name = definitions.get(sound).map(|(name, _)| name.clone()).unwrap_or_default();
    Err(TypifyFault::NoType { name, error })
}

type Definition = (String, schemars::schema::Schema);

fn read(prepared: &Prepared) -> Result<Vec<Definition>, TypifyFault> {
    let read = |(name, definition): (&String, &Value)| {
        serde_json::from_value(definition.clone())
            .map(|schema| (name.clone(), schema))
            .map_err(|error| TypifyFault::NoSchema { name: name.clone(), error: error.to_string() })
    };
    prepared.definitions.iter().map(read).collect()
}

/// Makes types of the first definitions, with others in the place of the rest. The error has the
/// name of the definition at fault, if it is known.
fn attempt(
    prepared: &Prepared,
    definitions: &[Definition],
    first: usize,
) -> Result<(File, TokenStream), (Option<String>, String)> {
    let mut settings = TypeSpaceSettings::default();
    settings.with_struct_builder(true).with_derive("PartialEq".to_owned());
    let rest = definitions[first..].iter().map(|(name, _)| name);
    for name in prepared.limited.keys().chain(rest) {
        settings.with_replacement(type_name(name), type_name(name), std::iter::empty());
    }
    let file = json!({ "type": "string", "format": FILE });
    let file = serde_json::from_value(file).map_err(|error| (None, error.to_string()))?;
    settings.with_conversion::<_, std::iter::Empty<_>>(
        file,
        format!("{RUNTIME}::multipart::FilePart"),
        std::iter::empty(),
    );
    let mut space = TypeSpace::new(&settings);
    let added = unwinding(|| space.add_ref_types(definitions.iter().cloned()));
    added.and_then(|added| added.map_err(|error| error.to_string())).map_err(|it| (None, it))?;
    let mut limited = TokenStream::new();
    for (name, (what, description)) in &prepared.limited {
        let written =
            unwinding(|| limited_type(&mut space, &type_name(name), what, description.as_deref()));
        match written.and_then(|written| written.map_err(|error| error.to_string())) {
            Ok(tokens) => limited.extend(tokens),
            Err(error) => return Err((Some(name.clone()), error)),
        }
    }
    let stream = unwinding(|| space.to_stream()).map_err(|error| (None, error))?;
    let file = syn::parse2(stream).map_err(|error| (None, error.to_string()))?;
    Ok((file, limited))
}

thread_local! {
    /// True while this thread runs code whose panics are caught.
    static PANICS_ARE_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Runs code that panics at some schemas, without a word on standard error.
fn unwinding<T>(code: impl FnOnce() -> T) -> Result<T, String> {
    // There is one hook in a process. Other threads, which may be here as well, keep theirs.
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !PANICS_ARE_CAUGHT.get() {
                hook(info);
            }
        }));
    });
    PANICS_ARE_CAUGHT.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(code));
    PANICS_ARE_CAUGHT.set(false);
    result.map_err(|payload| {
        let text = payload.downcast_ref::<String>().cloned();
        let text = text.or_else(|| payload.downcast_ref::<&str>().map(|it| (*it).to_owned()));
        text.unwrap_or_else(|| "it panicked".to_owned())
    })
}
