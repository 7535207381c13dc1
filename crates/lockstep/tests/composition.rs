//! Schemas of one to three keywords next to each other, at random: each generates, or is refused by
//! a check of lockstep's own. No message is of typify, and nothing panics.

use std::collections::BTreeSet;

use lockstep::{Document, Rule, Settings, generate};
use serde_json::{Map, Value, json};

/// The keywords, each with some values.
fn keywords() -> Vec<(&'static str, Vec<Value>)> {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let variants = || {
        vec![
            json!([reference("A"), reference("B")]),
            json!([reference("Word"), { "type": "integer" }]),
            json!([reference("Word"), { "nullable": true }]),
            json!([{ "required": ["a"] }, { "required": ["c"] }]),
            json!([{ "type": "object", "properties": { "x": { "type": "string" } } }, reference("Any")]),
            json!([{ "type": "array", "items": { "type": "string" } }, { "type": "string", "minLength": 1 }]),
            json!([reference("Choice"), reference("Tagged")]),
            json!([reference("A")]),
        ]
    };
    vec![
        ("type", ["string", "integer", "object", "array", "boolean"].map(Value::from).to_vec()),
        ("enum", vec![json!(["x", "y"]), json!([1, 2]), json!([true]), json!(["x", 1])]),
        (
            "properties",
            vec![
                json!({ "a": { "type": "integer" } }),
                json!({ "c": reference("A"), "d": { "not": {} } }),
            ],
        ),
        ("required", vec![json!(["a"]), json!(["c"])]),
        ("additionalProperties", vec![json!(false), json!({ "type": "string" }), json!(true)]),
        ("items", vec![json!({}), reference("A"), json!({ "not": { "type": "string" } })]),
        ("allOf", variants()),
        ("anyOf", variants()),
        ("oneOf", variants()),
        ("not", vec![json!({}), json!({ "type": "string" }), reference("A")]),
        ("nullable", vec![json!(true)]),
        ("minLength", vec![json!(2)]),
        ("pattern", vec![json!("^x")]),
        ("minimum", vec![json!(1)]),
        ("uniqueItems", vec![json!(true)]),
        ("minProperties", vec![json!(1)]),
        ("default", vec![json!({}), json!("x"), json!(2), json!(null)]),
        ("format", vec![json!("uuid"), json!("date-time"), json!("int32")]),
        ("title", vec![json!("Title")]),
        ("description", vec![json!("A text.")]),
    ]
}

fn document(schema: &Value) -> Value {
    let object = |name: &str| json!({ "type": "object", "required": [name], "properties": { name: { "type": "string" }, "a": { "type": "string" } } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Composition", "version": "1" },
        "paths": { "/": { "put": {
            "operationId": "put",
            "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/S" } } } },
            "responses": { "204": { "description": "Done." } },
        } } },
        "components": { "schemas": {
            "S": schema,
            "Holder": { "type": "object", "required": ["s"], "properties": { "s": schema, "t": { "$ref": "#/components/schemas/S" } } },
            "A": object("a"),
            "B": object("b"),
            "Any": {},
            "Word": { "type": "string", "enum": ["x", "y"] },
            "Choice": { "oneOf": [{ "$ref": "#/components/schemas/A" }, { "type": "string" }] },
            "Tagged": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string", "enum": ["t"] } } },
        } },
    })
}

/// Numbers that are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    fn schema(&mut self) -> Value {
        let keywords = keywords();
        let mut schema = Map::new();
        for _ in 0..=self.roll(3) {
            let (keyword, values) = &keywords[self.roll(keywords.len())];
            schema.insert((*keyword).to_owned(), values[self.roll(values.len())].clone());
        }
        Value::Object(schema)
    }
}

#[test]
fn schema_generates_or_has_a_fault_of_its_own_when_keywords_are_combined() {
    let mut dice = Dice(23);
    let settings = Settings::new("crate::types", "").expect("a path");
    let mut generated = 0;
    let mut seen = BTreeSet::new();
    while seen.len() < 120 {
        let schema = dice.schema();
        if !seen.insert(schema.to_string()) {
            continue;
        }
        let text = document(&schema).to_string();
        let document = Document::parse("composition.json", &text).expect("JSON");
        match generate(&document, &settings) {
            Ok(_) => generated += 1,
            Err(report) => {
                let of_typify = |rule: Rule| rule == Rule::Typify;
                let found = report.diagnostics().iter().find(|it| of_typify(it.rule));
                assert!(found.is_none(), "{schema}: {report}");
            }
        }
    }
    assert!(generated > 60, "only {generated} of {} generate", seen.len());
}
