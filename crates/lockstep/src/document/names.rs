//! Names for schemas that a reference finds elsewhere than among the named schemas.

use std::collections::BTreeSet;

use heck::ToUpperCamelCase as _;
use serde_json::Value;

use super::{limits::is_ident, openapi::members, pointer::Pointer};

/// The segments of pointers that say nothing about a schema.
const STRUCTURE: [&str; 20] = [
    "components",
    "schemas",
    "definitions",
    "$defs",
    "properties",
    "patternProperties",
    "paths",
    "responses",
    "requestBodies",
    "parameters",
    "headers",
    "content",
    "application/json",
    "schema",
    "allOf",
    "anyOf",
    "oneOf",
    "0",
    "openapi",
    "additionalProperties",
];

/// The names of schemas that are taken.
#[derive(Debug)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// Returns the names that a document gives to its schemas.
    pub(crate) fn of(document: &Value) -> Self {
        let schemas = document.get("components").and_then(|it| it.get("schemas"));
        Self(members(schemas).map(|(name, _)| name.to_upper_camel_case()).collect())
    }

    /// Returns a new name for the schema at a pointer of a file. `file` is empty for the document
    /// itself, and else the file's path without its extension. The name comes from where the
    /// schema is, so that it stays the same when the document grows.
    pub(crate) fn add(&mut self, file: &str, pointer: &Pointer) -> String {
        let segments = pointer.as_str().split('/').skip(1);
        let segments = segments.map(|it| it.replace("~1", "/").replace("~0", "~"));
        let telling: Vec<String> =
            segments.filter(|segment| !STRUCTURE.contains(&segment.as_str())).collect();
        let mut folders: Vec<&str> = file.split('/').filter(|it| !it.starts_with('.')).collect();
        let mut words = if telling.is_empty() {
            folders.pop().map(str::to_owned).into_iter().collect()
        } else {
            telling
        };
        loop {
            let name = rust_name(&words.join(" "));
            if !name.is_empty() && self.0.insert(name.clone()) {
                return name;
            }
            match folders.pop() {
                Some(folder) => words.insert(0, folder.to_owned()),
                None => break,
            }
        }
        let name = rust_name(&words.join(" "));
        let name = if name.is_empty() { "Schema" } else { &name };
        let numbered = (2_u32..).map(|number| format!("{name}{number}"));
        numbered.into_iter().find(|name| self.0.insert(name.clone())).unwrap_or_default()
    }
}

/// Returns a text as the name of a type. Empty if it has no letter or digit.
pub(super) fn rust_name(text: &str) -> String {
    let is_letter = |c: char| c.is_alphanumeric() && is_ident(&format!("x{c}"));
    let plain: String = text.chars().map(|c| if is_letter(c) { c } else { ' ' }).collect();
    let name = plain.to_upper_camel_case();
    let is_name = name.is_empty() || name.starts_with(char::is_alphabetic);
    if is_name { name } else { format!("N{name}") }
}

/// Returns whether a type can have a name.
pub(crate) fn is_type_name(name: &str) -> bool {
    name.starts_with(char::is_alphabetic) && is_ident(name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn name_comes_from_the_place_of_a_schema() {
        let mut names = Names::of(&json!({ "components": { "schemas": { "pet_owner": {} } } }));
        for (file, pointer, expected) in [
            ("", "#/components/schemas/Pet/properties/tail", "PetTail"),
            ("", "#/components/schemas/Pet/properties/tail/items", "PetTailItems"),
            ("", "#/paths/~1pets/get/responses/200/content/application~1json/schema", "PetsGet200"),
            ("schemas/cat", "#", "Cat"),
            ("other/cat", "#", "OtherCat"),
            ("schemas/pet", "#/definitions/owner", "Owner"),
            ("schemas/pet", "#/definitions/owner", "SchemasPetOwner"),
            ("3d", "#", "N3d"),
        ] {
            let pointer = Pointer::from_reference(pointer).expect("a pointer");
            assert_eq!(names.add(file, &pointer), expected);
        }
    }
}
