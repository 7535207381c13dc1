//! The defaults of members, for typify.
//!
//! typify does not see that of an object within another, and gives the members that a default
//! leaves out the defaults of their Rust types.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::names::without_marks;
use crate::document::schema::{map_schema, reference};

/// The greatest depth of values in a default.
const DEPTH: usize = 16;

/// Returns a schema for typify in which defaults have all members that have defaults themselves.
pub(super) fn filled_in(schema: &Value, definitions: &BTreeMap<String, Value>) -> Value {
    map_schema(schema, &|members| {
        let Some(Value::Object(properties)) = members.get_mut("properties") else { return };
        for property in properties.values_mut() {
            let Some(default) = property.get("default") else { continue };
            let default = complete(property, default, definitions, DEPTH);
            let Value::Object(members) = property else { continue };
            if members.contains_key("properties")
                && members.get("type").is_some_and(|kind| kind == "object")
            {
                members.remove("default");
                *property = json!({ "allOf": [members], "default": default });
            } else {
                members.insert("default".to_owned(), default);
            }
        }
    })
}

/// Returns a value of a schema with the defaults of members that it does not have.
fn complete(
    schema: &Value,
    value: &Value,
    definitions: &BTreeMap<String, Value>,
    depth: usize,
) -> Value {
    let Some(depth) = depth.checked_sub(1) else { return value.clone() };
    let within = |schema: &Value, value: &Value| complete(schema, value, definitions, depth);
    if let Some(schema) = reference(schema).and_then(|name| definitions.get(name)) {
        return within(schema, value);
    }
    if let Some([schema]) = schema["allOf"].as_array().map(Vec::as_slice) {
        return within(schema, value);
    }
    if let Some([null, schema]) = schema["oneOf"].as_array().map(Vec::as_slice)
        && null["type"] == "null"
    {
        return within(schema, value);
    }
    match value {
        Value::Array(items) => items.iter().map(|item| within(&schema["items"], item)).collect(),
        Value::Object(members) => {
            let mut others = members.clone();
            let mut all = Map::new();
            for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
                let given = others.remove(&without_marks(name));
                let value = given.or_else(|| schema.get("default").cloned());
                all.extend(value.map(|value| (name.clone(), within(schema, &value))));
            }
            let of_others = &schema["additionalProperties"];
            // A struct without a field for others ignores them.
            if schema.get("properties").is_none() || of_others.is_object() {
                let others = others.iter();
                all.extend(others.map(|(name, value)| (name.clone(), within(of_others, value))));
            }
            Value::Object(all)
        }
        other => other.clone(),
    }
}
