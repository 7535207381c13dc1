//! Leaves out types that a schema says twice.
//!
//! `type: object` next to variants that are all objects says nothing more, and many documents have
//! it. Without it, the schema is the choice of its variants, each of which keeps its name.

use serde_json::{Map, Value};

use super::{
    openapi::array,
    schema::{self, map_schema},
};

/// The keywords of objects. Next to one of them, variants are no plain choice.
const OF_OBJECTS: [&str; 8] = [
    "properties",
    "required",
    "additionalProperties",
    "minProperties",
    "maxProperties",
    "nullable",
    "allOf",
    "enum",
];

/// Leaves out the type of named schemas, and of schemas in them, whose variants all have it.
pub(super) fn leave_out(root: &mut Value) {
    let schemas = root["components"]["schemas"].clone();
    let Some(Value::Object(named)) = root.pointer_mut("/components/schemas") else { return };
    for schema in named.values_mut() {
        *schema = map_schema(schema, &|members| {
            if members.get("type").is_some_and(|kind| kind == "object")
                && !OF_OBJECTS.iter().any(|key| members.contains_key(*key))
                && have_objects(members, &schemas)
            {
                members.remove("type");
            }
        });
    }
}

/// Returns whether a schema has variants, and all are objects.
fn have_objects(members: &Map<String, Value>, schemas: &Value) -> bool {
    let variants = ["oneOf", "anyOf"].into_iter().filter_map(|key| members.get(key)?.as_array());
    let mut variants = variants.flatten().peekable();
    variants.peek().is_some() && variants.all(|variant| is_object(variant, schemas, 16))
}

/// Returns whether all values of a schema are objects.
fn is_object(schema: &Value, schemas: &Value, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    if let Some(name) = schema::reference(schema) {
        return schemas.get(name).is_some_and(|schema| is_object(schema, schemas, depth));
    }
    if schema::flag(schema, "nullable") {
        return false;
    }
    if schema::type_of(schema) == Some("object") {
        return true;
    }
    let all = |key: &str| {
        let parts = array(schema, key);
        !parts.is_empty() && parts.iter().all(|part| is_object(part, schemas, depth))
    };
    all("oneOf")
        || all("anyOf")
        || array(schema, "allOf").iter().any(|part| is_object(part, schemas, depth))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn type_is_left_out_when_all_variants_have_it() {
        let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let choice = |variants: &[Value]| json!({ "type": "object", "oneOf": variants });
        let others = json!({
            "A": { "type": "object" },
            "B": { "allOf": [reference("A"), { "description": "a" }] },
            "Text": { "type": "string" },
            "Null": { "type": "object", "nullable": true },
        });
        for (variants, is_left_out) in [
            (vec![reference("A"), reference("B")], true),
            (vec![reference("A"), json!({ "properties": {} })], true),
            (vec![reference("A"), reference("Text")], false),
            (vec![reference("A"), reference("Null")], false),
            (vec![], false),
        ] {
            let mut root = json!({ "components": { "schemas": others.clone() } });
            root["components"]["schemas"]["C"] = json!({ "items": choice(&variants) });
            leave_out(&mut root);
            let choice = &root["components"]["schemas"]["C"]["items"];
            assert_eq!(choice.get("type").is_none(), is_left_out, "{variants:?}");
        }
        let mut root =
            json!({ "components": { "schemas": { "C": choice(&[json!({ "type": "object" })]) } } });
        root["components"]["schemas"]["C"]["required"] = json!(["a"]);
        let before = root.clone();
        leave_out(&mut root);
        assert_eq!(root, before);
    }
}
