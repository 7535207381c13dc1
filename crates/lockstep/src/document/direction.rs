//! Requests and answers, where `readOnly` and `writeOnly` make them differ.
//!
//! OpenAPI 3.0 requires a `readOnly` property in answers only, and a `writeOnly` one in requests
//! only. So a schema that requires such a property, or refers to one that does, means two things.
//! Its own name is the name of the type in answers. In requests, the type has that name with
//! `InRequest` at its end, whether or not an answer has the schema too: names do not change when
//! the document grows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{
    openapi::{METHODS, array, members},
    schema::{self, SCHEMAS, refer_to},
};

/// The way that a value takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From a client to the server.
    Request,
    /// From the server to a client.
    Answer,
}

impl Direction {
    /// Returns the flag of properties that are not required in this direction.
    fn flag(self) -> &'static str {
        match self {
            Self::Request => "readOnly",
            Self::Answer => "writeOnly",
        }
    }
}

/// The named schemas of a document that differ by direction.
#[derive(Debug)]
pub(crate) struct Directions<'d> {
    document: &'d Value,
    differing: BTreeSet<String>,
}

/// The end of the names of schemas that differ in requests.
pub(crate) const IN_REQUEST: &str = "InRequest";

/// Returns the name of a schema in requests, if it differs there.
pub(crate) fn request_name(name: &str) -> String {
    format!("{name}{IN_REQUEST}")
}

impl<'d> Directions<'d> {
    /// Finds the schemas that differ by direction.
    pub(crate) fn of(document: &'d Value) -> Self {
        let mut found = Self { document, differing: BTreeSet::new() };
        let schemas = || members(document["components"].get("schemas"));
        let all: BTreeSet<String> = schemas()
            .filter(|(_, schema)| {
                found.in_direction(schema, Direction::Request)
                    != found.in_direction(schema, Direction::Answer)
            })
            .map(|(name, _)| name.clone())
            .collect();
        if all.is_empty() {
            return found;
        }
        let mut users: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        for (name, schema) in schemas() {
            for referred in schema::references(schema) {
                users.entry(referred).or_default().push(name);
            }
        }
        let mut waiting: Vec<String> = all.into_iter().collect();
        while let Some(name) = waiting.pop() {
            if found.differing.insert(name.clone()) {
                waiting.extend(users.get(&name).into_iter().flatten().map(|it| (*it).clone()));
            }
        }
        found
    }

    /// Returns the differing schemas that requests refer to, directly or through others.
    pub(crate) fn requested(&self) -> BTreeSet<String> {
        if self.differing.is_empty() {
            return BTreeSet::new();
        }
        let mut waiting = BTreeSet::new();
        let components = &self.document["components"];
        let mut request = |value: Option<&Value>| {
            waiting.extend(value.map(schema::references).unwrap_or_default());
        };
        for kind in ["requestBodies", "parameters"] {
            request(components.get(kind));
        }
        for (_, item) in members(self.document.get("paths")) {
            request(item.get("parameters"));
            for operation in METHODS.iter().filter_map(|method| item.get(*method)) {
                request(operation.get("parameters"));
                request(operation.get("requestBody"));
            }
        }
        let mut found = BTreeSet::new();
        while let Some(name) = waiting.pop_first() {
            if found.contains(&name) {
                continue;
            }
            waiting.extend(
                components["schemas"].get(&name).map(schema::references).unwrap_or_default(),
            );
            found.insert(name);
        }
        found.intersection(&self.differing).cloned().collect()
    }

    /// Returns the schema of a direction: without the flagged properties among those that it
    /// requires, and in requests with the names of schemas there.
    pub(crate) fn in_direction(&self, schema: &Value, direction: Direction) -> Value {
        self.rewritten(schema, direction, &BTreeSet::new())
    }

    /// Does the same for a part, with the flagged properties of the schema around it.
    fn rewritten(&self, schema: &Value, direction: Direction, around: &BTreeSet<String>) -> Value {
        let Value::Object(members) = schema else { return schema.clone() };
        if members.contains_key("$ref") {
            let name = schema::reference(schema).filter(|name| self.is_renamed(name, direction));
            return name.map_or_else(|| schema.clone(), |name| refer_to(&request_name(name)));
        }
        let mut flagged = around.clone();
        self.flagged(schema, direction, &mut BTreeSet::new(), &mut flagged);
        let nothing = BTreeSet::new();
        let mut out = Map::new();
        for (key, value) in members {
            let value = match (key.as_str(), value) {
                ("required", Value::Array(names)) => {
                    let is_flagged =
                        |name: &&Value| name.as_str().is_some_and(|name| flagged.contains(name));
                    let kept: Vec<Value> =
                        names.iter().filter(|name| !is_flagged(name)).cloned().collect();
                    if kept.is_empty() && !names.is_empty() {
                        continue;
                    }
                    Value::Array(kept)
                }
                ("properties", Value::Object(properties)) => {
                    let properties = properties.iter().map(|(name, property)| {
                        (name.clone(), self.rewritten(property, direction, &nothing))
                    });
                    Value::Object(properties.collect())
                }
                ("items" | "additionalProperties" | "not", value) => {
                    self.rewritten(value, direction, &nothing)
                }
                ("allOf" | "anyOf" | "oneOf", Value::Array(parts)) => {
                    let parts = parts.iter().map(|part| self.rewritten(part, direction, &flagged));
                    Value::Array(parts.collect())
                }
                _ => value.clone(),
            };
            out.insert(key.clone(), value);
        }
        if let Some(Value::Object(discriminator)) = out.get_mut("discriminator") {
            self.rename_mapping(schema, discriminator, direction);
        }
        Value::Object(out)
    }

    fn is_renamed(&self, name: &str, direction: Direction) -> bool {
        direction == Direction::Request && self.differing.contains(name)
    }

    /// Renames the schemas of a discriminator. Those that it maps by their names alone are mapped
    /// from these names.
    fn rename_mapping(
        &self,
        schema: &Value,
        discriminator: &mut Map<String, Value>,
        direction: Direction,
    ) {
        let variants = ["oneOf", "anyOf"].into_iter().flat_map(|key| array(schema, key));
        let renamed: Vec<&str> = variants
            .filter_map(schema::reference)
            .filter(|name| self.is_renamed(name, direction))
            .collect();
        if renamed.is_empty() {
            return;
        }
        let mapping = discriminator.entry("mapping").or_insert_with(|| Map::new().into());
        let Value::Object(mapping) = mapping else { return };
        for name in renamed {
            let own = [format!("{SCHEMAS}{name}"), name.to_owned()];
            let new = Value::from(format!("{SCHEMAS}{}", request_name(name)));
            let mut targets = mapping
                .values_mut()
                .filter(|target| target.as_str().is_some_and(|it| own.iter().any(|own| own == it)))
                .peekable();
            if targets.peek().is_some() {
                targets.for_each(|target| *target = new.clone());
            } else {
                mapping.insert(name.to_owned(), new);
            }
        }
    }

    /// Collects the names of flagged properties, through composition and references.
    fn flagged<'v>(
        &'v self,
        schema: &'v Value,
        direction: Direction,
        seen: &mut BTreeSet<&'v str>,
        found: &mut BTreeSet<String>,
    ) {
        if let Some(name) = schema::reference(schema) {
            if seen.insert(name) {
                self.flagged(self.component(name), direction, seen, found);
            }
            return;
        }
        for (name, property) in members(schema.get("properties")) {
            let target = schema::reference(property).map(|name| self.component(name));
            if [Some(property), target]
                .into_iter()
                .flatten()
                .any(|it| schema::flag(it, direction.flag()))
            {
                found.insert(name.clone());
            }
        }
        for part in ["allOf", "anyOf", "oneOf"].into_iter().flat_map(|key| array(schema, key)) {
            self.flagged(part, direction, seen, found);
        }
    }

    fn component(&self, name: &str) -> &Value {
        &self.document["components"]["schemas"][name]
    }
}

/// Returns a document in which each differing schema has its meaning in answers, and those of
/// requests are schemas of their own.
#[cfg(feature = "instances")]
pub(crate) fn split(document: &Value) -> std::borrow::Cow<'_, Value> {
    use std::borrow::Cow;

    let directions = Directions::of(document);
    if directions.differing.is_empty() {
        return Cow::Borrowed(document);
    }
    let requested = directions.requested();
    let mut split = document.clone();
    let Some(Value::Object(schemas)) = split.pointer_mut("/components/schemas") else {
        return Cow::Borrowed(document);
    };
    for (name, schema) in members(document["components"].get("schemas")) {
        if requested.contains(name) {
            let schema = directions.in_direction(schema, Direction::Request);
            schemas.insert(request_name(name), schema);
        }
        schemas.insert(name.clone(), directions.in_direction(schema, Direction::Answer));
    }
    Cow::Owned(split)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn schema_differs_when_it_requires_a_flagged_property() {
        let document = json!({ "components": { "schemas": {
            "Base": { "type": "object", "properties": { "id": { "type": "integer", "readOnly": true } } },
            "Item": { "allOf": [{ "$ref": "#/components/schemas/Base" }, { "required": ["id", "name"] }] },
            "Items": { "type": "array", "items": { "$ref": "#/components/schemas/Item" } },
            "Secret": { "type": "string", "writeOnly": true },
            "Login": { "required": ["key"], "properties": { "key": { "$ref": "#/components/schemas/Secret" } } },
        } } });
        let directions = Directions::of(&document);
        let differing: Vec<&str> = directions.differing.iter().map(String::as_str).collect();
        assert_eq!(differing, ["Item", "Items", "Login"]);
        let schemas = &document["components"]["schemas"];
        let within = |name: &str, direction| directions.in_direction(&schemas[name], direction);
        assert_eq!(within("Item", Direction::Answer), schemas["Item"]);
        assert_eq!(within("Item", Direction::Request)["allOf"][1], json!({ "required": ["name"] }));
        assert_eq!(
            within("Items", Direction::Request)["items"],
            json!({ "$ref": "#/components/schemas/ItemInRequest" })
        );
        assert_eq!(within("Login", Direction::Answer).get("required"), None);
        assert_eq!(within("Login", Direction::Request), schemas["Login"]);
    }

    #[test]
    fn discriminator_keeps_its_values_when_schemas_are_renamed() {
        let document = json!({ "components": { "schemas": {
            "Cat": { "required": ["id"], "properties": { "id": { "readOnly": true } } },
            "Dog": { "required": ["id"], "properties": { "id": { "readOnly": true } } },
            "Pet": {
                "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }],
                "discriminator": { "propertyName": "kind", "mapping": { "dog": "Dog" } },
            },
        } } });
        let directions = Directions::of(&document);
        let pet = &document["components"]["schemas"]["Pet"];
        assert_eq!(
            directions.in_direction(pet, Direction::Request)["discriminator"]["mapping"],
            json!({
                "Cat": "#/components/schemas/CatInRequest",
                "dog": "#/components/schemas/DogInRequest",
            })
        );
    }
}
