//! Variants that extend the schema whose variants they are.
//!
//! Generators for languages with classes describe a class as one of its subclasses, and each
//! subclass as an extension of the class. By the words of OpenAPI, no reader comes to an end with
//! that: each value is one of the variants of the class, which are extensions of the class. What is
//! meant is that a variant has the members of the class as well. So there, the class stands for its
//! own members, without its variants. If all variants extend the class, it stands for its variants
//! elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{
    complete::{Completion, Places, about},
    openapi::{array, members},
    pointer::Pointer,
    schema::{self, ANNOTATIONS},
};

/// The keywords that say which variants a schema has.
const CHOICE: [&str; 3] = ["oneOf", "anyOf", "discriminator"];

/// Writes the members of such a schema out in each variant that extends it.
pub(super) fn write_out(root: &mut Value, places: &Places) -> Vec<Completion> {
    let list = Pointer::root().join("components").join("schemas");
    let schemas: BTreeMap<&str, &Value> = members(root.pointer(list.as_str()))
        .map(|(name, schema)| (name.as_str(), schema))
        .collect();
    let mut notes = Vec::new();
    let mut written: Vec<(Pointer, Value)> = Vec::new();
    let mut choices: Vec<Pointer> = Vec::new();
    for (name, schema) in &schemas {
        let own = members(Some(schema)).filter(|(key, _)| !CHOICE.contains(&key.as_str()));
        let own: Map<String, Value> = own.map(|(key, it)| (key.clone(), it.clone())).collect();
        let mut extending = Vec::new();
        for variant in variants(name, &schemas) {
            let parts = array(schemas[variant], "allOf").iter().enumerate();
            let at = list.join(variant).join("allOf");
            let same = parts.filter(|(_, part)| schema::reference(part) == Some(name));
            let same: Vec<_> =
                same.map(|(index, _)| (at.join(index), Value::Object(own.clone()))).collect();
            if !same.is_empty() {
                extending.push(format!("`{variant}`"));
            }
            written.extend(same);
        }
        let direct = || CHOICE.iter().flat_map(|key| array(schema, key)).map(schema::reference);
        let extends = |variant: Option<&str>| {
            variant.is_some_and(|it| extending.contains(&format!("`{it}`")))
        };
        if direct().next().is_some() && direct().all(extends) {
            choices.push(list.join(name));
        }
        if !extending.is_empty() {
            let message = format!(
                "variants of this schema extend it: there, it has its own members, and not its \
                 variants. They are {}",
                extending.join(", ")
            );
            notes.push(about(&list.join(name), places, message));
        }
    }
    for (at, own) in written {
        if let Some(part) = root.pointer_mut(at.as_str()) {
            *part = own;
        }
    }
    for at in choices {
        if let Some(Value::Object(schema)) = root.pointer_mut(at.as_str()) {
            schema.retain(|key, _| {
                CHOICE.contains(&key.as_str())
                    || ANNOTATIONS.contains(&key.as_str())
                    || key == "nullable"
            });
        }
    }
    notes
}

/// Returns the named schemas that are variants of one, also of its variants.
fn variants<'s>(name: &'s str, schemas: &BTreeMap<&'s str, &'s Value>) -> BTreeSet<&'s str> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![name];
    while let Some(schema) = waiting.pop().and_then(|name| schemas.get(name)) {
        let choices = ["oneOf", "anyOf"].into_iter().flat_map(|key| array(schema, key));
        for variant in choices.filter_map(schema::reference) {
            if schemas.contains_key(variant) && found.insert(variant) {
                waiting.push(variant);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use serde_json::json;

    use super::*;

    #[test]
    fn variant_has_the_members_of_what_it_extends() {
        let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let mut root = json!({ "components": { "schemas": {
            "Pet": {
                "type": "object",
                "properties": { "kind": { "type": "string" } },
                "discriminator": { "propertyName": "kind" },
                "oneOf": [reference("Cat"), reference("Dogs")],
            },
            "Fish": { "type": "object", "oneOf": [reference("Shark")], "nullable": true },
            "Shark": { "allOf": [reference("Fish")] },
            "Cat": { "allOf": [reference("Pet"), { "required": ["kind"] }] },
            "Dogs": { "oneOf": [reference("Dog")] },
            "Dog": { "allOf": [{ "type": "object" }, reference("Pet")] },
            "Owner": { "allOf": [reference("Pet")] },
        } } });
        let before = root.clone();
        let notes = write_out(&mut root, &HashMap::new());
        let own = json!({ "type": "object", "properties": { "kind": { "type": "string" } } });
        let schemas = &root["components"]["schemas"];
        assert_eq!(schemas["Cat"]["allOf"], json!([own, { "required": ["kind"] }]));
        assert_eq!(schemas["Dog"]["allOf"], json!([{ "type": "object" }, own]));
        for name in ["Pet", "Dogs", "Owner"] {
            assert_eq!(schemas[name], before["components"]["schemas"][name]);
        }
        assert_eq!(schemas["Fish"], json!({ "oneOf": [reference("Shark")], "nullable": true }));
        assert_eq!(schemas["Shark"]["allOf"], json!([{ "type": "object", "nullable": true }]));
        let [_, (_, _, message)] = notes.as_slice() else { panic!("{notes:?}") };
        assert!(message.ends_with("They are `Cat`, `Dog`"), "{message}");
    }
}
