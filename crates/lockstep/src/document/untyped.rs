//! Completes parameters and contents without a type, as nearly all documents mean them.
//!
//! - A parameter whose schema says nothing of its values has the type of its default or its example,
//!   and is text without one. So are the items of a list in a parameter.
//! - Content of any media type (`*/*`) whose schema is not one of text is JSON. Writers such as
//!   springdoc say `*/*` where a method names no media type.

use serde_json::{Value, json};

use super::{
    complete::{Completion, Places, about, copy_places},
    openapi::{JSON, METHODS, members},
    pointer::Pointer,
    schema::{self, ANNOTATIONS},
};

/// The media type of any content.
const ANY: &str = "*/*";

/// Completes parameters and contents.
pub(super) fn complete(root: &mut Value, places: &mut Places) -> Vec<Completion> {
    let mut notes = parameters(root, places);
    notes.extend(contents(root, places));
    notes
}

fn parameters(root: &mut Value, places: &Places) -> Vec<Completion> {
    let mut untyped: Vec<(Pointer, String)> = Vec::new();
    for at in every(root, "parameters") {
        let Some(parameter) = root.pointer(at.as_str()) else { continue };
        let mut schema = at.join("schema");
        if parameter["schema"]["type"] == "array" {
            schema = schema.join("items");
        }
        if root.pointer(schema.as_str()).is_some_and(says_nothing) {
            untyped.push((schema, parameter["name"].as_str().unwrap_or_default().to_owned()));
        }
    }
    let completed = untyped.into_iter().filter_map(|(at, name)| {
        let Some(Value::Object(schema)) = root.pointer_mut(at.as_str()) else { return None };
        let kind = match schema.get("default").or_else(|| schema.get("example")) {
            Some(Value::Bool(_)) => "boolean",
            Some(Value::Number(number)) if number.is_f64() => "number",
            Some(Value::Number(_)) => "integer",
            _ => "string",
        };
        schema.insert("type".to_owned(), json!(kind));
        let message =
            format!("the parameter `{name}` has no type: its values are read as `type: {kind}`");
        Some(about(&at, places, message))
    });
    completed.collect()
}

/// Returns whether a schema has no keyword that tells values apart.
fn says_nothing(schema: &Value) -> bool {
    schema.as_object().is_some_and(|schema| {
        schema.keys().all(|key| {
            ANNOTATIONS.contains(&key.as_str())
                || ["nullable", "example", "examples"].contains(&key.as_str())
                || key.starts_with("x-")
        })
    })
}

fn contents(root: &mut Value, places: &mut Places) -> Vec<Completion> {
    let mut found: Vec<Pointer> = Vec::new();
    let bodies = every(root, "requestBody").into_iter().chain(every(root, "responses"));
    for at in bodies {
        let content = at.join("content");
        let mut known = members(root.pointer(content.as_str()));
        let (Some((ANY, media)), None) =
            (known.next().map(|(key, it)| (key.as_str(), it)), known.next())
        else {
            continue;
        };
        // No text and no bytes: only JSON has such values.
        let is_json = |schema| schema::all_have_type(root, schema, |kind| kind != "string");
        if media.get("schema").is_some_and(is_json) {
            found.push(content);
        }
    }
    for content in &found {
        copy_places(places, &content.join(ANY), &content.join(JSON));
        let Some(Value::Object(content)) = root.pointer_mut(content.as_str()) else { continue };
        if let Some(media) = content.remove(ANY) {
            content.insert(JSON.to_owned(), media);
        }
    }
    let Some(first) = found.first() else { return Vec::new() };
    let others = match found.len() {
        1 => String::new(),
        number => format!("; the same is true of {} others", number - 1),
    };
    let message = format!(
        "`{ANY}` with a schema that is not one of text means `{JSON}`: name the media type{others}"
    );
    vec![about(first, places, message)]
}

/// Returns the places of all parameters, request bodies or responses: those of paths, operations
/// and components.
fn every(root: &Value, key: &str) -> Vec<Pointer> {
    let named = if key == "requestBody" { "requestBodies" } else { key };
    let mut owners = vec![(Pointer::root().join("components"), named)];
    let paths = Pointer::root().join("paths");
    for (path, item) in members(root.get("paths")) {
        let at = paths.join(path);
        let operations = METHODS.iter().filter(|method| item.get(**method).is_some());
        owners.extend(operations.map(|method| (at.join(method), key)));
        owners.push((at, key));
    }
    let mut found = Vec::new();
    for (owner, key) in owners {
        let at = owner.join(key);
        match root.pointer(at.as_str()) {
            Some(Value::Array(list)) => found.extend((0..list.len()).map(|index| at.join(index))),
            Some(Value::Object(_)) if key == "requestBody" => found.push(at),
            Some(Value::Object(map)) => found.extend(map.keys().map(|name| at.join(name))),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn parameter_is_text_when_its_schema_says_nothing() {
        let parameter = |schema: Value| json!({ "name": "a", "in": "query", "schema": schema });
        let text = json!({ "type": "string" });
        let list = |items: &Value| json!({ "type": "array", "items": items });
        for (schema, completed) in [
            (json!({}), text.clone()),
            (json!({ "title": "A" }), json!({ "title": "A", "type": "string" })),
            (json!({ "default": 5 }), json!({ "default": 5, "type": "integer" })),
            (json!({ "example": true }), json!({ "example": true, "type": "boolean" })),
            (list(&json!({})), list(&text)),
            (json!({ "enum": [1] }), json!({ "enum": [1] })),
            (json!({ "$ref": "#/a" }), json!({ "$ref": "#/a" })),
        ] {
            let mut root = json!({
                "paths": { "/a": { "parameters": [parameter(schema.clone())], "get": {} } },
                "components": { "parameters": { "A": parameter(schema.clone()) } },
            });
            let notes = complete(&mut root, &mut HashMap::new());
            for at in ["/paths/~1a/parameters/0", "/components/parameters/A"] {
                assert_eq!(root.pointer(at).expect("there")["schema"], completed, "{schema}");
            }
            assert_eq!(notes.len(), if schema == completed { 0 } else { 2 }, "{schema}");
        }
    }

    #[test]
    fn content_is_json_when_any_content_has_no_text() {
        let object =
            json!({ "allOf": [{ "$ref": "#/components/schemas/A" }, { "nullable": true }] });
        for (schema, completed) in [
            (object, JSON),
            (json!({ "properties": {} }), JSON),
            (json!({ "oneOf": [{ "type": "array" }, { "type": "string" }] }), ANY),
            (json!({ "type": "string", "format": "binary" }), ANY),
            (json!({}), ANY),
        ] {
            let content = json!({ "content": { ANY: { "schema": schema } } });
            let mut root = json!({
                "paths": { "/a": { "get": { "requestBody": content, "responses": { "200": content } } } },
                "components": { "schemas": { "A": { "type": "object" } } },
            });
            complete(&mut root, &mut HashMap::new());
            for at in ["/requestBody", "/responses/200"] {
                let content = root.pointer(&format!(
                    "/paths/~1a/get{at}/content/{}",
                    completed.replace('/', "~1")
                ));
                assert!(content.is_some(), "{schema}: {root}");
            }
        }
    }
}
