//! Names for schemas whose own name no Rust type can have, or another schema's type has.
//!
//! The schemas of a document are renamed there, with all that refers to them, so that each later
//! stage sees names that it can use.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use heck::ToUpperCamelCase as _;
use serde_json::{Map, Value, json};

use super::{
    complete::{Completion, Places, place},
    kinds::{MemberKind, ObjectKind},
    names::{is_type_name, rust_name},
    openapi::{array, members},
    pointer::Pointer,
    schema::{SCHEMAS, refer_to},
};

/// The names that generated code has another use for: those of Rust itself, of its prelude, and of
/// type parameters.
const TAKEN: [&str; 8] = ["D", "Default", "Err", "None", "Ok", "Self", "Some", "T"];

/// Renames schemas. Returns a note on each.
pub(super) fn rename(root: &mut Value, places: &mut Places) -> Vec<Completion> {
    let list = Pointer::root().join("components").join("schemas");
    let renamed = renamed(root.pointer(list.as_str()));
    if renamed.is_empty() {
        return Vec::new();
    }
    let bases = bases(root.pointer(list.as_str()), &renamed);
    if let Some(Value::Object(schemas)) = root.pointer_mut(list.as_str()) {
        for (old, tags) in bases {
            if let Some(discriminator) =
                schemas.get_mut(&old).and_then(|it| it.get_mut("discriminator"))
            {
                add_mapping(discriminator, &tags, &renamed);
            }
        }
        for (old, new) in &renamed {
            if let Some(schema) = schemas.remove(old) {
                schemas.insert(new.clone(), schema);
            }
        }
    }
    refer(ObjectKind::Document, root, &renamed);
    let mut notes = Vec::new();
    for (old, new) in &renamed {
        let (from, to) = (list.join(old), list.join(new));
        move_places(places, &from, &to);
        let rust = old.to_upper_camel_case();
        let message = if TAKEN.contains(&rust.as_str()) {
            format!("generated code needs the name `{rust}` itself: the schema is named `{new}`")
        } else if rust == rust_name(old) {
            format!("another schema is the Rust type of `{old}`, too: this one is named `{new}`")
        } else {
            format!("no Rust type can be named `{old}`: the schema is named `{new}`")
        };
        notes.push((to.clone(), place(places, &to), message));
    }
    notes
}

/// Returns the new names, by the old ones.
fn renamed(schemas: Option<&Value>) -> BTreeMap<String, String> {
    let is_valid = |name: &str| is_type_name(name) && !TAKEN.contains(&name);
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut others = Vec::new();
    for (name, _) in members(schemas) {
        let rust = name.to_upper_camel_case();
        if !is_valid(&rust) || !taken.insert(rust) {
            others.push(name);
        }
    }
    let mut renamed = BTreeMap::new();
    for name in others {
        let rust = match rust_name(name) {
            rust if rust.is_empty() || TAKEN.contains(&rust.as_str()) => format!("{rust}Schema"),
            rust => rust,
        };
        let numbered = (2_u32..).map(|number| format!("{rust}{number}"));
        let free = std::iter::once(rust.clone()).chain(numbered).find(|it| !taken.contains(it));
        let free = free.unwrap_or_default();
        taken.insert(free.clone());
        renamed.insert(name.clone(), free);
    }
    renamed
}

/// Returns the schemas with a discriminator that renamed schemas are variants of by an `allOf`, and
/// these. Their tags are their old names.
fn bases(
    schemas: Option<&Value>,
    renamed: &BTreeMap<String, String>,
) -> BTreeMap<String, Vec<String>> {
    let mut bases: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, schema) in members(schemas).filter(|(name, _)| renamed.contains_key(*name)) {
        for part in array(schema, "allOf") {
            if let Some(base) = target(part) {
                bases.entry(base).or_default().push(name.clone());
            }
        }
    }
    bases
}

/// Maps tags to renamed schemas, unless the document maps another tag to them.
fn add_mapping(discriminator: &mut Value, tags: &[String], renamed: &BTreeMap<String, String>) {
    let Value::Object(discriminator) = discriminator else { return };
    let mapping = discriminator.entry("mapping").or_insert_with(|| json!({}));
    let Value::Object(mapping) = mapping else { return };
    for tag in tags {
        let Some(new) = renamed.get(tag) else { continue };
        let is_mapped = mapping
            .values()
            .filter_map(Value::as_str)
            .any(|it| it == tag || it.strip_prefix(SCHEMAS).is_some_and(|it| decoded(it) == *tag));
        if !is_mapped {
            mapping.entry(tag.clone()).or_insert_with(|| format!("{SCHEMAS}{new}").into());
        }
    }
    if mapping.is_empty() {
        discriminator.remove("mapping");
    }
}

/// Returns the name of the schema that a schema refers to.
fn target(schema: &Value) -> Option<String> {
    schema.get("$ref")?.as_str()?.strip_prefix(SCHEMAS).map(decoded)
}

/// Returns the name in a reference.
fn decoded(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}

/// Lets what refers to renamed schemas refer to them by their new names.
fn refer(kind: ObjectKind, value: &mut Value, renamed: &BTreeMap<String, String>) {
    let Value::Object(object) = value else { return };
    if let Some(Value::String(reference)) = object.get("$ref") {
        let name = reference.strip_prefix(SCHEMAS).map(decoded);
        if let Some(new) = name.and_then(|name| renamed.get(&name)) {
            *value = with_reference(object, new);
        }
        return;
    }
    if kind == ObjectKind::Schema {
        let variants = ["oneOf", "anyOf"].into_iter();
        let lists = variants.filter_map(|key| object.get(key)?.as_array()).flatten();
        let tags: Vec<String> =
            lists.filter_map(target).filter(|name| renamed.contains_key(name)).collect();
        if let Some(discriminator) = object.get_mut("discriminator") {
            if !tags.is_empty() {
                add_mapping(discriminator, &tags, renamed);
            }
            let mapping = discriminator.get_mut("mapping").and_then(Value::as_object_mut);
            for target in mapping.into_iter().flat_map(Map::values_mut) {
                let Some(text) = target.as_str() else { continue };
                let name = decoded(text.strip_prefix(SCHEMAS).unwrap_or(text));
                if let Some(new) = renamed.get(&name) {
                    *target = format!("{SCHEMAS}{new}").into();
                }
            }
        }
    }
    for (key, member) in object.iter_mut() {
        match kind.member(key) {
            MemberKind::One(kind) => refer(kind, member, renamed),
            MemberKind::List(kind) => {
                member.as_array_mut().into_iter().flatten().for_each(|it| refer(kind, it, renamed));
            }
            MemberKind::Map(kind) => {
                let members = member.as_object_mut().into_iter().flat_map(Map::values_mut);
                members.for_each(|it| refer(kind, it, renamed));
            }
            MemberKind::Other => {}
        }
    }
}

/// Returns an object with a reference to another schema.
fn with_reference(object: &Map<String, Value>, name: &str) -> Value {
    let mut object = object.clone();
    if let Value::Object(reference) = refer_to(name) {
        object.extend(reference);
    }
    Value::Object(object)
}

/// Moves the places of a value, and of all in it.
fn move_places(places: &mut Places, from: &Pointer, to: &Pointer) {
    let below = |place: &Pointer| {
        let rest = place.as_str().strip_prefix(from.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then(|| to.append(rest))
    };
    let moved: Vec<(Pointer, Pointer)> =
        places.keys().filter_map(|place| Some((place.clone(), below(place)?))).collect();
    let moved: Vec<(Pointer, Range<usize>)> = moved
        .into_iter()
        .filter_map(|(from, to)| places.remove(&from).map(|place| (to, place)))
        .collect();
    places.extend(moved);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::document::Document;

    #[test]
    fn schema_is_renamed_when_its_name_is_invalid_or_taken() {
        let text = json!({
            "openapi": "3.0.3",
            "info": { "title": "T", "version": "1" },
            "components": { "schemas": {
                "NullTime": { "type": "string" },
                "nullTime": { "type": "object", "properties": { "$ref": { "type": "string" } } },
                "3d": { "type": "object", "allOf": [{ "$ref": "#/components/schemas/Base" }] },
                "€": { "type": "object", "example": { "$ref": "#/components/schemas/3d" } },
                "Größe": { "type": "integer" },
                "self": { "type": "string" },
                "Self": { "type": "integer" },
                "Ok": { "$ref": "#/components/schemas/Self" },
                "d": { "type": "string" },
                "Base": { "type": "object", "discriminator": { "propertyName": "kind" } },
                "All": {
                    "oneOf": [
                        { "$ref": "#/components/schemas/3d" },
                        { "$ref": "#/components/schemas/nullTime" }
                    ],
                    "discriminator": { "propertyName": "kind", "mapping": { "time": "nullTime" } },
                },
            } },
        });
        let document = Document::parse("x.json", &text.to_string()).expect("parses");
        let schemas = &document.root()["components"]["schemas"];
        let names: Vec<&String> = schemas.as_object().expect("schemas").keys().collect();
        assert_eq!(
            names,
            [
                "All",
                "Base",
                "DSchema",
                "Größe",
                "N3d",
                "NullTime",
                "NullTime2",
                "OkSchema",
                "Schema",
                "SelfSchema",
                "SelfSchema2"
            ]
        );
        assert_eq!(schemas["OkSchema"]["$ref"], "#/components/schemas/SelfSchema");
        let mapping = json!({
            "time": "#/components/schemas/NullTime2",
            "3d": "#/components/schemas/N3d",
        });
        assert_eq!(schemas["All"]["discriminator"]["mapping"], mapping);
        assert_eq!(schemas["All"]["oneOf"][1], json!({"$ref": "#/components/schemas/NullTime2"}));
        let mapping = json!({ "3d": "#/components/schemas/N3d" });
        assert_eq!(schemas["Base"]["discriminator"]["mapping"], mapping);
        assert_eq!(schemas["Schema"]["example"], json!({ "$ref": "#/components/schemas/3d" }));
        let notes: Vec<_> = document.notes().iter().map(|note| &note.message).collect();
        assert_eq!(notes.len(), 7, "{notes:?}");
        assert!(document.notes().iter().all(|note| note.column > 1), "{:?}", document.notes());
    }
}
