//! The names in generated code.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Group, Literal, TokenStream, TokenTree};
use serde_json::{Map, Value};

use crate::document::limits::part_of_name;

/// The crate that generated types need when they run.
pub(super) const RUNTIME: &str = "lockstep_runtime";

/// The character between the name of a property and a number that makes its field another one. No
/// document has it in a name: it is for private use.
const MARK: char = '\u{e000}';

/// Returns the name of the Rust type of a component schema.
pub(crate) fn type_name(component: &str) -> String {
    component.to_upper_camel_case()
}

/// Returns a schema in which properties have other names whose fields would have one name in Rust,
/// such as `type` and `_type`: a name of Rust stays, and the others get a mark and a number. typify
/// makes fields of these, and [`unmarked`] gives them the names in JSON again.
pub(super) fn marked(schema: &Value) -> Value {
    marked_within(schema, &BTreeMap::new())
}

/// The names of properties with their marks.
type Marks = BTreeMap<String, String>;

fn marked_within(schema: &Value, of_whole: &Marks) -> Value {
    let Value::Object(members) = schema else { return schema.clone() };
    let mut names = BTreeSet::new();
    collect(schema, &mut names);
    let marks = marks(&names, of_whole);
    let marked_name = |name: &String| marks.get(name).unwrap_or(name).clone();
    let alone = |schema: &Value| marked_within(schema, &Marks::new());
    let rewritten = members.iter().map(|(key, value)| {
        let value = match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                let each = properties.iter().map(|(name, it)| (marked_name(name), alone(it)));
                Value::Object(each.collect())
            }
            ("required", Value::Array(names)) => {
                let name = |it: &Value| match it {
                    Value::String(name) => Value::String(marked_name(name)),
                    other => other.clone(),
                };
                names.iter().map(name).collect()
            }
            ("items" | "additionalProperties", value) => alone(value),
            ("allOf" | "anyOf" | "oneOf", Value::Array(parts)) => {
                parts.iter().map(|part| marked_within(part, &marks)).collect()
            }
            _ => value.clone(),
        };
        (key.clone(), value)
    });
    Value::Object(rewritten.collect())
}

/// Collects the names of the properties of a schema, and of schemas that apply together with it.
fn collect<'v>(schema: &'v Value, names: &mut BTreeSet<&'v str>) {
    let properties = schema.get("properties").and_then(Value::as_object);
    names.extend(properties.into_iter().flat_map(Map::keys).map(String::as_str));
    let list = |key: &str| schema.get(key).and_then(Value::as_array).into_iter().flatten();
    names.extend(list("required").filter_map(Value::as_str));
    for part in list("allOf") {
        collect(part, names);
    }
}

/// Marks the names whose field another name has: after names of Rust, those of letters and digits
/// come first, such as `birthDate` before `_birthDate`. Those that are marked already keep their
/// marks.
fn marks(names: &BTreeSet<&str>, known: &Marks) -> Marks {
    let mut marks = known.clone();
    let mut fields: BTreeSet<String> = marks.values().map(|marked| field(marked)).collect();
    let (of_rust, others): (Vec<&str>, Vec<&str>) =
        names.iter().filter(|name| !known.contains_key(**name)).partition(|it| field(it) == **it);
    let mut others = others;
    others.sort_by_key(|name| {
        let letters = name.chars().all(char::is_alphanumeric);
        (!letters, name.starts_with(char::is_uppercase))
    });
    for name in of_rust.into_iter().chain(others) {
        if fields.insert(field(name)) {
            continue;
        }
        let numbered = (2_u32..).map(|number| format!("{name}{MARK}{number}"));
        let free = numbered.into_iter().find(|marked| fields.insert(field(marked)));
        marks.extend(free.map(|marked| (name.to_owned(), marked)));
    }
    marks
}

/// Returns the name of a property's field, by typify's rules, without the underscore of a word of
/// Rust.
fn field(name: &str) -> String {
    let field = part_of_name(name).to_snake_case();
    if field.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        field
    } else {
        format!("x{field}")
    }
}

/// Returns a text without marks.
pub(super) fn without_marks(text: &str) -> String {
    let mut parts = text.split(MARK);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// Returns a schema with the names of properties in JSON.
pub(super) fn unmarked_schema(schema: &Value) -> Value {
    match schema {
        Value::String(text) => Value::String(without_marks(text)),
        Value::Array(items) => items.iter().map(unmarked_schema).collect(),
        Value::Object(members) => {
            let members = members.iter();
            let members = members.map(|(key, it)| (without_marks(key), unmarked_schema(it)));
            Value::Object(members.collect())
        }
        other => other.clone(),
    }
}

/// Returns code whose texts have the names of properties in JSON.
pub(super) fn unmarked(tokens: TokenStream) -> TokenStream {
    let unmarked = |tree: TokenTree| match tree {
        TokenTree::Group(group) => {
            TokenTree::Group(Group::new(group.delimiter(), unmarked(group.stream())))
        }
        TokenTree::Literal(literal) => {
            let text = syn::parse_str::<syn::LitStr>(&literal.to_string()).ok();
            let text = text.map(|it| it.value()).filter(|text| text.contains(MARK));
            TokenTree::Literal(text.map_or(literal, |it| Literal::string(&without_marks(&it))))
        }
        other => other,
    };
    tokens.into_iter().map(unmarked).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn properties_have_marks_when_their_fields_would_have_one_name() {
        let schema = json!({
            "type": "object",
            "required": ["_type", "type"],
            "properties": {
                "type": { "properties": { "$a": {}, "a": {} } },
                "_type": { "type": "string" },
                "Type": {},
                "type_2": {},
                "other": {},
                "_birthDate": {},
                "birthDate": {},
                "birth-date": {},
                "BirthDate": {},
            },
            "allOf": [{ "required": ["Type"] }],
        });
        let found = marked(&schema);
        let names = |value: &Value| {
            value
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, _)| name.clone())
                .collect::<Vec<_>>()
        };
        let expected = [
            "BirthDate\u{e000}2",
            "Type\u{e000}3",
            "_birthDate\u{e000}3",
            "_type\u{e000}4",
            "birth-date\u{e000}4",
            "birthDate",
            "other",
            "type",
            "type_2",
        ];
        assert_eq!(names(&found["properties"]), expected);
        assert_eq!(names(&found["properties"]["type"]["properties"]), ["$a\u{e000}2", "a"]);
        assert_eq!(found["required"], json!(["_type\u{e000}4", "type"]));
        assert_eq!(found["allOf"][0]["required"], json!(["Type\u{e000}3"]));
        assert_eq!(unmarked_schema(&found), schema);
    }
}
