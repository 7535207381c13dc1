//! Variants that extend the schema whose variants they are.
//!
//! Generators for languages with classes describe a class as one of its subclasses, and each
//! subclass as an extension of the class. By the words of OpenAPI, no reader comes to an end with
//! that: each value is one of the variants of the class, which are extensions of the class. What is
//! meant is that a variant has the members of the class as well. So the own members of the class get
//! a name, which the variants extend. If all variants do, the class stands for them alone.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    complete::{Completion, Places, about, copy_places},
    names::rust_name,
    openapi::{array, members},
    pointer::Pointer,
    schema::{self, ANNOTATIONS, refer_to},
};

/// The keywords that say which variants a schema has.
const CHOICE: [&str; 3] = ["oneOf", "anyOf", "discriminator"];

/// A class that variants of it extend.
struct Class {
    name: String,
    /// The name of its own members.
    own: String,
    /// The references to it among what its variants extend.
    references: Vec<Pointer>,
    /// True if all variants extend it.
    by_all: bool,
}

/// Names the own members of such classes, and lets variants extend these.
pub(super) fn write_out(root: &mut Value, places: &mut Places) -> Vec<Completion> {
    let list = Pointer::root().join("components").join("schemas");
    let classes = classes(root, &list);
    for class in &classes {
        for at in &class.references {
            if let Some(part) = root.pointer_mut(at.as_str()) {
                *part = refer_to(&class.own);
            }
        }
    }
    let mut notes = Vec::new();
    for Class { name, own, by_all, .. } in classes {
        let (at, to) = (list.join(&name), list.join(&own));
        let Some(Value::Object(schemas)) = root.pointer_mut(list.as_str()) else { break };
        let Some(Value::Object(class)) = schemas.get_mut(&name) else { continue };
        let mut members = class.clone();
        members.retain(|key, _| !CHOICE.contains(&key.as_str()));
        if by_all {
            class.retain(|key, _| {
                let key = key.as_str();
                CHOICE.contains(&key) || ANNOTATIONS.contains(&key) || key == "nullable"
            });
        }
        schemas.insert(own.clone(), Value::Object(members));
        copy_places(places, &at, &to);
        let message = format!(
            "variants of `{name}` extend it: its own members, which they have, are named `{own}`"
        );
        notes.push(about(&at, places, message));
    }
    notes
}

fn classes(root: &Value, list: &Pointer) -> Vec<Class> {
    let schemas: BTreeMap<&str, &Value> = members(root.pointer(list.as_str()))
        .map(|(name, schema)| (name.as_str(), schema))
        .collect();
    let mut taken: BTreeSet<String> = schemas.keys().map(|name| rust_name(name)).collect();
    let mut classes = Vec::new();
    for (name, schema) in &schemas {
        let mut references = BTreeSet::new();
        let mut extending = BTreeSet::new();
        for variant in reached(&["oneOf", "anyOf"], name, None, &schemas) {
            let mut extended = reached(&["allOf"], variant, Some(name), &schemas);
            extended.insert(variant);
            for extended in extended {
                let parts = array(schemas[extended], "allOf").iter().enumerate();
                for (index, _) in parts.filter(|(_, part)| schema::reference(part) == Some(name)) {
                    references.insert(list.join(extended).join("allOf").join(index));
                    extending.insert(variant);
                }
            }
        }
        if references.is_empty() {
            continue;
        }
        let direct = ["oneOf", "anyOf"].into_iter().flat_map(|key| array(schema, key));
        let mut direct = direct.map(schema::reference);
        let by_all = direct.all(|variant| variant.is_some_and(|it| extending.contains(it)));
        let names = (1_u32..).map(|number| match number {
            1 => format!("{name}Base"),
            number => format!("{name}Base{number}"),
        });
        let own = names.into_iter().find(|name| taken.insert(rust_name(name))).unwrap_or_default();
        let references = references.into_iter().collect();
        classes.push(Class { name: (*name).to_owned(), own, references, by_all });
    }
    classes
}

/// Returns the named schemas that the lists under `keys` lead to from one, but not through
/// `without`.
fn reached<'s>(
    keys: &[&str],
    name: &'s str,
    without: Option<&str>,
    schemas: &BTreeMap<&'s str, &'s Value>,
) -> BTreeSet<&'s str> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![name];
    while let Some(schema) = waiting.pop().and_then(|name| schemas.get(name)) {
        let parts = keys.iter().flat_map(|key| array(schema, key));
        for part in parts.filter_map(schema::reference) {
            if schemas.contains_key(part) && Some(part) != without && found.insert(part) {
                waiting.push(part);
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

    fn reference(name: &str) -> Value {
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    #[test]
    fn variants_have_the_members_of_the_class_that_they_extend() {
        let mut root = json!({ "components": { "schemas": {
            "Pet": {
                "type": "object",
                "properties": { "kind": { "type": "string" } },
                "discriminator": { "propertyName": "kind" },
                "oneOf": [reference("Cat"), reference("Dogs")],
            },
            "Cat": { "allOf": [reference("Pet"), { "required": ["kind"] }] },
            "Dogs": { "oneOf": [reference("Dog")] },
            "Dog": { "allOf": [{ "type": "object" }, reference("Pet")] },
            "Owner": { "allOf": [reference("Pet")] },
            "Fish": { "type": "object", "oneOf": [reference("Shark")], "nullable": true },
            "fish_base": {},
            "Shark": { "allOf": [reference("Fish")] },
        } } });
        let before = root.clone();
        let mut places = HashMap::new();
        let kind = Pointer::from_reference("#/components/schemas/Pet/properties/kind");
        places.insert(kind.expect("a pointer"), 3..4);
        let notes = write_out(&mut root, &mut places);
        let schemas = &root["components"]["schemas"];
        let own = json!({ "type": "object", "properties": { "kind": { "type": "string" } } });
        assert_eq!(schemas["PetBase"], own);
        assert_eq!(schemas["Cat"]["allOf"][0], reference("PetBase"));
        assert_eq!(schemas["Dog"]["allOf"][1], reference("PetBase"));
        // Not all variants extend it: `Dogs` does not itself.
        for name in ["Pet", "Dogs", "Owner"] {
            assert_eq!(schemas[name], before["components"]["schemas"][name]);
        }
        assert_eq!(schemas["Fish"], json!({ "oneOf": [reference("Shark")], "nullable": true }));
        assert_eq!(schemas["Shark"]["allOf"], json!([reference("FishBase2")]));
        assert_eq!(notes.len(), 2);
        let kind = Pointer::from_reference("#/components/schemas/PetBase/properties/kind");
        assert_eq!(places[&kind.expect("a pointer")], 3..4);
    }

    #[test]
    fn variants_extend_the_class_through_others() {
        let mut root = json!({ "components": { "schemas": {
            "Pet": { "type": "object", "oneOf": [reference("Cat"), reference("Dog")] },
            "Mammal": { "allOf": [reference("Pet"), { "type": "object" }] },
            "Dog": { "allOf": [reference("Mammal")] },
            "Cat": { "allOf": [reference("Pet")], "oneOf": [reference("Persian")] },
            "Persian": { "allOf": [reference("Cat")] },
        } } });
        write_out(&mut root, &mut HashMap::new());
        let schemas = &root["components"]["schemas"];
        assert_eq!(schemas["Mammal"]["allOf"][0], reference("PetBase"));
        assert_eq!(schemas["Persian"]["allOf"][0], reference("CatBase"));
        assert_eq!(schemas["CatBase"], json!({ "allOf": [reference("PetBase")] }));
        assert_eq!(schemas["Cat"], json!({ "oneOf": [reference("Persian")] }));
        assert_eq!(schemas["Pet"], json!({ "oneOf": [reference("Cat"), reference("Dog")] }));
    }
}
