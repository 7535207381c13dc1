//! The comparison of a contract with Dropshot's description.

use std::{collections::BTreeSet, fmt};

use serde_json::{Map, Value};

use super::{ledger::LedgerKind, normalise::Normaliser};
use crate::document::{openapi::members, pointer::Pointer, schema};

/// A difference between the contract and Dropshot's description.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The place in the compared form, which has `operations` by method and path, and `schemas` by
    /// name.
    pub pointer: Pointer,
    /// The value in the contract.
    pub contract: Option<Value>,
    /// The value in Dropshot's description.
    pub described: Option<Value>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |value: &Option<Value>| {
            value.as_ref().map_or_else(|| "nothing".to_owned(), Value::to_string)
        };
        write!(
            f,
            "{}: the contract says {}, Dropshot says {}",
            self.pointer,
            show(&self.contract),
            show(&self.described)
        )
    }
}

/// A count of compared things, and of the equal ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number of equal ones.
    pub equal: usize,
    /// The number in the contract, without those in the ledger.
    pub total: usize,
}

/// The result of a comparison.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// All differences. None if the proof holds.
    pub differences: Vec<Difference>,
    /// Everything that was not compared, by its place in the contract.
    pub ledger: Vec<(LedgerKind, Pointer)>,
    /// The operations that were compared.
    pub operations: Tally,
    /// The named schemas that were compared.
    pub schemas: Tally,
}

/// Compares a contract with Dropshot's description of the trait that was generated from it.
pub fn compare(contract: &Value, described: &Value) -> Comparison {
    let mut ledger = Vec::new();
    let mut contract = Normaliser { document: contract, ledger: Some(&mut ledger) }.document();
    let mut described = Normaliser { document: described, ledger: None }.document();
    if let Some(version) = contract["info"]["version"].as_str()
        && semver::Version::parse(version).is_err()
    {
        ledger.push((LedgerKind::Version, Pointer::root().join("info").join("version")));
        described["info"]["version"] = version.into();
    }
    leave_out_unused(&mut contract, &described, &mut ledger);
    let schemas = described["schemas"].as_object();
    let dangling = used(&described)
        .into_iter()
        .filter(|name| schemas.is_none_or(|schemas| !schemas.contains_key(name)));
    let dangling: Vec<Difference> = dangling
        .map(|name| Difference {
            pointer: Pointer::root().join("schemas").join(&name),
            contract: contract["schemas"].get(&name).cloned(),
            described: None,
        })
        .collect();
    together(&mut contract, &mut described);
    let mut comparison = Comparison { ledger, ..Comparison::default() };
    differ(&Pointer::root(), Some(&contract), Some(&described), &mut comparison.differences);
    for difference in dangling {
        if !comparison.differences.iter().any(|known| known.pointer == difference.pointer) {
            comparison.differences.push(difference);
        }
    }
    comparison.operations = tally(&contract, "operations", &comparison.differences);
    comparison.schemas = tally(&contract, "schemas", &comparison.differences);
    comparison
}

fn tally(contract: &Value, kind: &str, differences: &[Difference]) -> Tally {
    let total = contract[kind].as_object().map_or(0, Map::len);
    let names = contract[kind].as_object().into_iter().flatten().map(|(name, _)| name);
    let at = Pointer::root().join(kind);
    let differs = names.filter(|name| {
        let at = at.join(name);
        let below = format!("{}/", at.as_str());
        differences.iter().any(|difference| {
            difference.pointer == at || difference.pointer.as_str().starts_with(&below)
        })
    });
    Tally { equal: total - differs.count(), total }
}

/// Returns the named schemas that no operation leads to. Dropshot does not describe them with the
/// trait, but a caller can register their types as well.
pub fn unreferenced(contract: &Value) -> Vec<String> {
    let form = Normaliser { document: contract, ledger: Some(&mut Vec::new()) }.document();
    let used = used(&form);
    members(form.get("schemas"))
        .map(|(name, _)| name)
        .filter(|name| !used.contains(*name))
        .cloned()
        .collect()
}

/// Returns the named schemas that the operations lead to.
fn used(contract: &Value) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let mut new: Vec<String> = schema::references(&contract["operations"]).into_iter().collect();
    while let Some(name) = new.pop() {
        new.extend(schema::references(&contract["schemas"][&name]));
        new.retain(|name| !used.contains(name));
        used.insert(name);
    }
    used
}

/// Removes the contract's schemas that no operation leads to and Dropshot does not describe.
fn leave_out_unused(
    contract: &mut Value,
    described: &Value,
    ledger: &mut Vec<(LedgerKind, Pointer)>,
) {
    let used = used(contract);
    if let Some(Value::Object(schemas)) = contract.get_mut("schemas") {
        let at = Pointer::root().join("components").join("schemas");
        schemas.retain(|name, _| {
            let keep = used.contains(name) || described["schemas"].get(name).is_some();
            if !keep {
                ledger.push((LedgerKind::Component, at.join(name)));
            }
            keep
        });
    }
}

/// Applies the rules that need both sides: 3, of descriptions without a summary, and 8.
fn together(contract: &mut Value, described: &mut Value) {
    let Some(Value::Object(operations)) = contract.get_mut("operations") else { return };
    for (name, operation) in operations {
        let Some(other) = described["operations"].get_mut(name) else { continue };
        if operation.get("summary").is_none() && operation.get("description").is_some() {
            let summary = other.as_object_mut().and_then(|other| other.remove("summary"));
            let text = [summary.as_ref(), other.get("description")].map(|it| it?.as_str());
            other["description"] =
                text.into_iter().flatten().collect::<Vec<_>>().join("\n\n").into();
        }
        for part in ["/requestBody/content", "/responses"] {
            untitled(operation.pointer(part), other.pointer_mut(part));
        }
    }
}

/// Removes titles from the schemas of content where the contract has none.
fn untitled(contract: Option<&Value>, described: Option<&mut Value>) {
    let (Some(Value::Object(contract)), Some(Value::Object(described))) = (contract, described)
    else {
        return;
    };
    for (key, value) in described {
        let other = contract.get(key);
        if key == "schema" {
            if other.is_some_and(|other| other.get("title").is_none())
                && let Value::Object(schema) = value
            {
                schema.remove("title");
            }
        } else {
            untitled(other, Some(value));
        }
    }
}

fn differ(at: &Pointer, a: Option<&Value>, b: Option<&Value>, found: &mut Vec<Difference>) {
    match (a, b) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let mut keys: Vec<&String> = a.keys().chain(b.keys()).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                differ(&at.join(key), a.get(key), b.get(key), found);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) if a.len() == b.len() => {
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                differ(&at.join(index), Some(a), Some(b), found);
            }
        }
        (Some(Value::Number(a)), Some(Value::Number(b))) if a.as_f64() == b.as_f64() => {}
        (a, b) if a == b => {}
        (a, b) => found.push(Difference {
            pointer: at.clone(),
            contract: a.cloned(),
            described: b.cloned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn contract() -> Value {
        json!({
            "openapi": "3.0.3",
            "info": { "title": "T", "version": "1.0.0", "license": { "name": "MIT" } },
            "servers": [{ "url": "/" }],
            "tags": [{ "name": "t", "description": "A tag\nfolded." }],
            "security": [{ "s": [] }],
            "paths": { "/a/{id}": {
                "parameters": [{ "$ref": "#/components/parameters/Id" }],
                "post": {
                    "operationId": "a",
                    "tags": ["t", "s"],
                    "summary": "Does",
                    "description": "One -\ntwo.\n\nThree.\n",
                    "deprecated": false,
                    "requestBody": {
                        "required": true,
                        "x-limit": 3,
                        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" }, "example": {} } },
                    },
                    "responses": {
                        "200": {
                            "description": "Done.",
                            "headers": { "h": { "$ref": "#/components/headers/H" } },
                            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } },
                        },
                        "404": { "$ref": "#/components/responses/E" },
                        "4XX": { "$ref": "#/components/responses/E" },
                        "5XX": { "$ref": "#/components/responses/E" },
                    },
                },
            } },
            "components": {
                "securitySchemes": { "s": { "type": "http", "scheme": "bearer" } },
                "parameters": { "Id": { "name": "id", "in": "path", "required": true, "schema": { "type": "string" }, "example": "x" } },
                "headers": { "H": { "required": false, "schema": { "type": "integer", "maximum": 3 } } },
                "responses": { "E": { "description": "bad", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/E" } } } } },
                "schemas": {
                    "A": { "type": "object", "required": ["y", "x"], "properties": { "x": { "type": "string" }, "y": { "type": "string", "maxLength": 3, "minimum": 1 } } },
                    "E": { "type": "object" },
                },
            },
        })
    }

    /// The same as Dropshot would say it.
    fn described() -> Value {
        let error = json!({ "$ref": "#/components/responses/Error" });
        json!({
            "openapi": "3.0.3",
            "info": { "title": "T", "version": "1.0.0" },
            "tags": [{ "name": "t", "description": "A tag folded." }],
            "paths": { "/a/{id}": { "post": {
                "operationId": "a",
                "tags": ["s", "t"],
                "summary": "Does",
                "description": "One -two.\n\nThree.",
                "parameters": [{ "in": "path", "name": "id", "required": true, "schema": { "type": "string" }, "style": "simple" }],
                "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } },
                "responses": {
                    "200": {
                        "description": "Done.",
                        "headers": { "h": { "style": "simple", "schema": { "type": "integer", "maximum": 3.0 } } },
                        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } },
                    },
                    "4XX": error,
                    "5XX": error,
                },
            } } },
            "components": {
                "responses": { "Error": { "description": "E", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/E" } } } } },
                "schemas": {
                    "A": { "type": "object", "required": ["x", "y"], "properties": { "x": { "type": "string" }, "y": { "type": "string", "maxLength": 3 } } },
                    "E": { "type": "object" },
                },
            },
        })
    }

    #[test]
    fn compare_finds_no_difference_when_a_rule_removes_it() {
        let comparison = compare(&contract(), &described());
        assert_eq!(comparison.differences, []);
        let all = |total| Tally { equal: total, total };
        assert_eq!((comparison.operations, comparison.schemas), (all(1), all(2)));
        let mut ledger: Vec<String> =
            comparison.ledger.iter().map(|(kind, at)| format!("{kind} {at}")).collect();
        ledger.sort();
        let post = "#/paths/~1a~1{id}/post";
        assert_eq!(
            ledger,
            [
                "component #/components/headers".to_owned(),
                "component #/components/parameters".to_owned(),
                "component #/components/responses".to_owned(),
                format!("error detail {post}/responses/404/description"),
                format!("error detail {post}/responses/4XX/description"),
                format!("error detail {post}/responses/5XX/description"),
                format!("error status {post}/responses/404"),
                "example #/paths/~1a~1{id}/parameters/0/example".to_owned(),
                format!("example {post}/requestBody/content/application~1json/example"),
                format!("extension {post}/requestBody/x-limit"),
                "information #/info/license".to_owned(),
                "information #/servers".to_owned(),
                "schema detail #/components/schemas/A".to_owned(),
                "security #/components/securitySchemes".to_owned(),
                "security #/security".to_owned(),
            ]
        );
    }

    #[test]
    fn compare_puts_members_that_openapi_does_not_have_into_the_ledger() {
        let mut contract = contract();
        let item = "/paths/~1a~1{id}";
        let places = [
            item.to_owned(),
            format!("{item}/post"),
            "/components/parameters/Id".to_owned(),
            format!("{item}/post/requestBody"),
            format!("{item}/post/responses/200"),
            "/components/headers/H".to_owned(),
        ];
        for place in &places {
            let value = contract.pointer_mut(place).expect("there");
            value["unknown"] = json!({ "type": "string" });
        }
        let comparison = compare(&contract, &described());
        assert_eq!(comparison.differences, []);
        let unknown = comparison.ledger.iter().filter(|(kind, _)| *kind == LedgerKind::Unknown);
        assert_eq!(unknown.count(), places.len());

        let mut described = described();
        described["paths"]["/a/{id}"]["post"]["unknown"] = json!(1);
        assert_eq!(compare(&contract, &described).differences.len(), 1);
    }

    /// Dropshot cannot say `v1`, and is given another. Nothing else is left out for that.
    #[test]
    fn compare_puts_a_version_into_the_ledger_when_not_semantic() {
        let mut contract = contract();
        contract["info"]["version"] = json!("v1");
        let comparison = compare(&contract, &described());
        assert_eq!(comparison.differences, []);
        let version = (LedgerKind::Version, Pointer::root().join("info").join("version"));
        assert!(comparison.ledger.contains(&version), "{:?}", comparison.ledger);
        contract["info"]["title"] = json!("U");
        assert_eq!(compare(&contract, &described()).differences.len(), 1);
    }

    /// A change of the contract, what it puts into the ledger, and a change next to it that
    /// must still be seen.
    #[test]
    fn compare_puts_what_dropshot_cannot_describe_into_the_ledger() {
        let post = "/paths/~1a~1{id}/post";
        let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let content = |name: &str| json!({ "application/json": { "schema": reference(name) } });
        let upgrade = json!({ "101": { "description": "Done." } });
        for (kind, pointer, value, described_at, described_as) in [
            (
                LedgerKind::Success,
                "/responses",
                json!({ "200": { "description": "Done." }, "202": { "description": "Later." } }),
                "/responses",
                json!({ "200": { "description": "Done." } }),
            ),
            (
                LedgerKind::ErrorRange,
                "/responses",
                json!({ "200": { "description": "Done." } }),
                "/responses",
                json!({
                    "200": { "description": "Done." },
                    "4XX": { "content": { "application/json": { "schema": {} } } },
                }),
            ),
            (
                LedgerKind::ErrorStatus,
                "/responses",
                json!({
                    "200": { "description": "Done." },
                    "400": { "content": content("A") },
                    "default": { "content": content("E") },
                }),
                "/responses",
                json!({
                    "200": { "description": "Done." },
                    "4XX": { "content": { "application/json": { "schema": { "anyOf": [reference("A"), reference("E")] } } } },
                }),
            ),
            (
                LedgerKind::MediaType,
                "/responses",
                json!({ "200": { "description": "", "content": { "text/html": {} } } }),
                "/responses",
                json!({ "200": { "description": "", "content": { "*/*": { "schema": {} } } } }),
            ),
            (
                LedgerKind::MediaType,
                "/requestBody",
                json!({ "required": true, "content": { "application/json; charset=utf-8": { "schema": reference("A") } } }),
                "/requestBody",
                json!({ "required": true, "content": content("A") }),
            ),
            (
                LedgerKind::BodyDetail,
                "/requestBody",
                json!({ "content": content("A") }),
                "/requestBody",
                json!({ "required": true, "content": content("A") }),
            ),
            (
                LedgerKind::FormParts,
                "/requestBody",
                json!({ "required": true, "content": { "multipart/form-data": { "schema": reference("A") } } }),
                "/requestBody",
                json!({ "required": true, "content": { "multipart/form-data": { "schema": { "type": "string", "format": "binary" } } } }),
            ),
            (
                LedgerKind::ParameterList,
                "/parameters",
                json!([{ "name": "q", "in": "query", "schema": { "type": "array", "items": { "type": "string" } } }]),
                "/parameters",
                json!([]),
            ),
            (
                LedgerKind::ParameterDetail,
                "/parameters",
                json!([{ "name": "q", "in": "query", "deprecated": true, "schema": { "type": "string" } }]),
                "/parameters",
                json!([{ "name": "q", "in": "query", "schema": { "type": "string" } }]),
            ),
            (
                LedgerKind::Type,
                "/requestBody",
                json!({ "required": true, "content": { "application/json": { "schema": { "properties": { "a": {} } } } } }),
                "/requestBody",
                json!({ "required": true, "content": { "application/json": { "schema": { "title": "Body", "type": "object", "properties": { "a": {} } } } } }),
            ),
            (
                LedgerKind::Parts,
                "/requestBody",
                json!({ "required": true, "content": { "application/json": { "schema": { "allOf": [reference("A")], "oneOf": [{}] } } } }),
                "/requestBody",
                json!({ "required": true, "content": { "application/json": { "schema": { "allOf": [{ "allOf": [reference("A")] }, { "oneOf": [{}] }] } } } }),
            ),
            (
                LedgerKind::Null,
                "/requestBody",
                json!({ "required": true, "content": { "application/json": { "schema": { "enum": [null] } } } }),
                "/requestBody",
                json!({ "required": true, "content": { "application/json": { "schema": { "type": "string", "enum": [null] } } } }),
            ),
            (
                LedgerKind::Upgrade,
                "/responses",
                json!({ "default": { "description": "Done." } }),
                "/responses",
                upgrade,
            ),
        ] {
            // An operation of its own, so that the parameters of the path are not in the way.
            let (mut contract, mut said) = (contract(), described());
            for (document, pointer, value) in
                [(&mut contract, pointer, &value), (&mut said, described_at, &described_as)]
            {
                let item = &mut document["paths"]["/a/{id}"];
                item["parameters"] = json!([]);
                item["post"]["parameters"] = json!([]);
                item["post"][&pointer[1..]] = value.clone();
                if kind == LedgerKind::Upgrade {
                    item["post"]["x-dropshot-websocket"] = json!({});
                }
                // The content of these schemas does not matter here.
                let any = json!({ "type": "object" });
                document["components"]["schemas"] = json!({ "A": any, "B": any, "E": any });
            }
            let comparison = compare(&contract, &said);
            assert_eq!(comparison.differences, [], "{kind}: {value}");
            assert!(comparison.ledger.iter().any(|(found, _)| *found == kind), "{kind}: {value}");

            let part = &mut said["paths"]["/a/{id}"]["post"];
            part["summary"] = json!("Does something else");
            assert_eq!(compare(&contract, &said).differences.len(), 1, "{kind}");
            let mut said = said.clone();
            said["paths"]["/a/{id}"]["post"]["summary"] = json!("Does");
            let text = described_as.to_string();
            let other = text
                .replace("schemas/A", "schemas/B")
                .replace("Done.", "Over.")
                .replace("\"type\":\"object\"", "\"type\":\"array\"")
                .replace("binary", "byte")
                .replace("\"name\":\"q\"", "\"name\":\"p\"")
                .replace("*/*", "application/json")
                .replace("[null]", "[\"a\"]")
                .replace("[]", "[{ \"name\": \"p\", \"in\": \"query\" }]");
            assert_ne!(text, other, "{kind}");
            let other: Value = serde_json::from_str(&other).expect("JSON");
            said["paths"]["/a/{id}"]["post"][&described_at[1..]] = other;
            assert!(!compare(&contract, &said).differences.is_empty(), "not seen: {kind} {post}");
        }
    }

    /// A schema that no operation leads to is compared where Dropshot describes it, and in the
    /// ledger where it does not.
    #[test]
    fn compare_leaves_out_schemas_when_no_operation_leads_to_them() {
        let (mut contract, mut said) = (contract(), described());
        let lonely = json!({ "type": "string" });
        contract["components"]["schemas"]["Lonely"] = lonely.clone();
        assert_eq!(unreferenced(&contract), ["Lonely"]);
        let comparison = compare(&contract, &said);
        let at = Pointer::root().join("components").join("schemas").join("Lonely");
        assert!(comparison.ledger.contains(&(LedgerKind::Component, at)));
        assert_eq!(comparison.differences, []);
        said["components"]["schemas"]["Lonely"] = lonely;
        assert_eq!(compare(&contract, &said).schemas, Tally { equal: 3, total: 3 });
        said["components"]["schemas"]["Lonely"] = json!({ "type": "integer" });
        assert_eq!(compare(&contract, &said).schemas, Tally { equal: 2, total: 3 });
    }

    /// Dropshot describes no headers of a response that is not JSON.
    #[test]
    fn compare_puts_headers_into_the_ledger_when_a_response_is_not_json() {
        let (mut contract, mut said) = (contract(), described());
        let responses = |document: &mut Value, content: Value, headers: Value| {
            let response = json!({ "description": "", "content": content, "headers": headers });
            document["paths"]["/a/{id}"]["post"]["responses"]["200"] = response;
        };
        let headers = json!({ "etag": { "schema": { "type": "string" } } });
        responses(&mut contract, json!({ "text/html": {} }), headers.clone());
        responses(&mut said, json!({ "*/*": { "schema": {} } }), json!({}));
        let comparison = compare(&contract, &said);
        assert_eq!(comparison.differences, []);
        let found =
            comparison.ledger.iter().filter(|(kind, _)| *kind == LedgerKind::ResponseHeader);
        assert_eq!(found.count(), 1);
        for document in [&mut contract, &mut said] {
            responses(document, json!({ "application/json": { "schema": {} } }), json!({}));
        }
        contract["paths"]["/a/{id}"]["post"]["responses"]["200"]["headers"] = headers;
        assert_eq!(compare(&contract, &said).differences.len(), 1);
    }

    /// An operation's parameter is in place of the path's of the same name, also where it is a
    /// list.
    #[test]
    fn compare_prefers_parameters_of_the_operation_to_those_of_its_path() {
        let (mut contract, said) = (contract(), described());
        let list = json!({ "type": "array", "items": { "type": "string" } });
        let query = |schema: Value| json!({ "name": "q", "in": "query", "schema": schema });
        let item = &mut contract["paths"]["/a/{id}"];
        let of_path = item["parameters"].as_array_mut().expect("a list");
        of_path.push(query(json!({ "type": "string" })));
        assert_eq!(compare(&contract, &said).differences.len(), 1);
        contract["paths"]["/a/{id}"]["post"]["parameters"] = json!([query(list)]);
        assert_eq!(compare(&contract, &said).differences, []);
    }

    /// Dropshot's description may refer to nothing that it has.
    #[test]
    fn compare_finds_a_difference_when_a_reference_is_not_found() {
        let both = [contract(), described()].map(|mut document| {
            document["components"]["schemas"]["A"] =
                json!({ "type": "object", "properties": { "default": { "$ref": "#/components/schemas/B" } } });
            document["components"]["schemas"]["B"] = json!({ "type": "object" });
            document
        });
        let [contract, mut said] = both;
        assert_eq!(compare(&contract, &said).differences, []);
        said["components"]["schemas"].as_object_mut().expect("an object").remove("B");
        assert_eq!(compare(&contract, &said).differences.len(), 1);
    }

    /// Next to every rule, a difference that it must not hide.
    #[test]
    fn compare_finds_every_difference() {
        let post = "/paths/~1a~1{id}/post";
        for (pointer, value) in [
            // 1. What a reference leads to differs; so does a reference to another schema.
            ("/components/headers/H/schema/maximum".to_owned(), json!(4)),
            (
                "/components/responses/E/content/application~1json/schema/$ref".to_owned(),
                json!("#/components/schemas/A"),
            ),
            // 2. A parameter, a required name, a tag more or less.
            ("/components/parameters/Id/name".to_owned(), json!("other")),
            ("/components/schemas/A/required".to_owned(), json!(["x"])),
            (format!("{post}/tags"), json!(["t"])),
            // 3. Other words, other paragraphs.
            (format!("{post}/description"), json!("One -two. Three.")),
            (format!("{post}/summary"), json!("Does not")),
            ("/tags/0/description".to_owned(), json!("A tag")),
            // 4. Another number.
            ("/components/schemas/A/properties/y/maxLength".to_owned(), json!(4)),
            // 5. What is not the default.
            (format!("{post}/deprecated"), json!(true)),
            ("/components/headers/H/required".to_owned(), json!(true)),
            // And what no rule touches.
            (format!("{post}/operationId"), json!("b")),
            (format!("{post}/requestBody/content/application~1json/schema"), json!({})),
            (format!("{post}/responses/200/description"), json!("Done")),
            // 6. Another schema of an error, or one more.
            (
                format!("{post}/responses/404"),
                json!({ "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } }),
            ),
            ("/info/version".to_owned(), json!("1.0.1")),
            ("/components/schemas/A/properties/x/type".to_owned(), json!("integer")),
        ] {
            let mut contract = contract();
            *contract.pointer_mut(&pointer).expect(&pointer) = value;
            let comparison = compare(&contract, &described());
            assert!(!comparison.differences.is_empty(), "not seen: {pointer}");
        }
        for (remove, from) in [
            ("post", "/paths/~1a~1{id}"),
            ("E", "/components/schemas"),
            ("h", "/paths/~1a~1{id}/post/responses/200/headers"),
        ] {
            let mut described = described();
            described.pointer_mut(from).and_then(Value::as_object_mut).expect(from).remove(remove);
            assert!(!compare(&contract(), &described).differences.is_empty(), "not seen: {from}");
        }
    }
}
