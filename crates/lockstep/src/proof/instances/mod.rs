//! The proof that generated types accept the same JSON as the schemas of the contract.
//!
//! [`instances`] makes values for every component schema: some keep to all of its keywords, others
//! break one of them at one place. A JSON Schema validator, which does not know the generated
//! types, checks each value. [`disagreements`] asks the types the same, and finds the [`Cause`]
//! where they disagree. A disagreement without a cause is a fault.
//!
//! # How the contract is read
//!
//! A schema of OpenAPI 3.0 becomes one of JSON Schema (draft 2020-12):
//!
//! 1. Members next to `$ref` are ignored, as are keywords whose value is of the wrong kind. A
//!    reference that leads nowhere, or back to itself without a member or an item in between,
//!    allows everything.
//! 2. `nullable` next to `allOf`, `anyOf` or `oneOf` allows null in addition to the whole schema.
//!    Next to `type` it adds null to the types, and to the `enum` there. As a variant, alone, it
//!    means null, which is how schemars writes an `Option`. Elsewhere it has no effect.
//! 3. A number without a fraction is an integer, also if it is written `1.0`.
//! 4. The formats `uuid` (with hyphens, in either case), `date-time`, `date`, `ipv4`, `ipv6`, `ip`,
//!    and those for the width of an integer are checked. All others are annotations.
//! 5. A required property that is `readOnly` is required in answers only, and one that is
//!    `writeOnly` in requests only. A schema with such properties is that of answers; that of
//!    requests is another one, with `InRequest` at the end of its name.
//! 6. A discriminator chooses: the value has the schema that its tag names, and no other.
//! 7. `x-lockstep-accept-json-string` also allows a string that holds the object as JSON.

mod cause;
mod generator;
mod numbers;
mod part;
mod texts;
mod validator;

use std::{cell::OnceCell, fmt};

use serde_json::Value;

pub use self::{cause::Cause, part::Aim};
use self::{generator::ValueGenerator, validator::SchemaValidator};
use crate::document::{direction, pointer::Pointer};

/// One JSON value for one component schema, with the verdict of a JSON Schema validator.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// The name of the component schema.
    pub schema: String,
    /// The value.
    pub value: Value,
    /// The purpose of the value.
    pub aim: Aim,
    /// True if the validator accepts the value, which may differ from the purpose.
    pub valid: bool,
}

/// A value on which the validator and the types disagree.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// The value, with the validator's verdict.
    pub instance: Instance,
    /// True if the type accepts it.
    pub accepted: bool,
    /// The cause, if it is known.
    pub cause: Option<Cause>,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Instance { schema, value, aim, valid } = &self.instance;
        let verdict = if *valid { "valid" } else { "invalid" };
        let taken = if self.accepted { "accepts" } else { "refuses" };
        write!(f, "{schema}: the type {taken} {value}, which is {verdict} ({aim}): ")?;
        match self.cause {
            Some(cause) => write!(f, "{cause}"),
            None => f.write_str("no known cause explains it"),
        }
    }
}

/// Makes values for all component schemas of an OpenAPI document, and has a validator check them.
///
/// The values depend on the document only. A component has at most 200 of them, those that differ
/// in a direct member before those that differ deeper inside.
pub fn instances(document: &Value) -> Vec<Instance> {
    let document = &*direction::split(document);
    // Dropshot's way to write null counts as null here, although OpenAPI reads it differently.
    let null = [Cause::Null];
    let (Some(validator), Some(generator_validator)) =
        (SchemaValidator::new(document, &[]), SchemaValidator::new(document, &null))
    else {
        return Vec::new();
    };
    let meant = validator::read_as(document, &null);
    let mut generator = ValueGenerator::new(&meant, &generator_validator);
    let mut instances = Vec::new();
    for (name, at) in validator::components(document) {
        for (value, aim) in generator.component(&at) {
            let valid = validator.takes(&at, &value);
            instances.push(Instance { schema: name.clone(), value, aim, valid });
        }
    }
    instances
}

/// Returns the schemas without a value, which the proof does not cover. Either no value fits, or
/// every value would hold another one, or a pattern is too hard to find a text for, or the smallest
/// value is too large.
///
/// It looks at the component schemas, and at the members and items that [`instances`] varies.
pub fn without_instances(document: &Value) -> Vec<Pointer> {
    let document = &*direction::split(document);
    let Some(validator) = SchemaValidator::new(document, &[]) else {
        return validator::components(document).into_values().collect();
    };
    let mut generator = ValueGenerator::new(document, &validator);
    for at in validator::components(document).into_values() {
        generator.component(&at);
    }
    generator.without_value()
}

/// Asks the types about the instances, and returns those on which the types and the validator
/// disagree.
///
/// `accepts` returns whether the Rust type of a component accepts a value.
pub fn disagreements(
    document: &Value,
    instances: Vec<Instance>,
    mut accepts: impl FnMut(&str, &Value) -> bool,
) -> Vec<Disagreement> {
    let document = &*direction::split(document);
    // Each validator is made once, when it is needed.
    let validators: Vec<(Cause, OnceCell<Option<SchemaValidator>>)> =
        Cause::ALL.iter().map(|cause| (*cause, OnceCell::new())).collect();
    let mut found = Vec::new();
    for instance in instances {
        let accepted = accepts(&instance.schema, &instance.value);
        if accepted == instance.valid {
            continue;
        }
        let at = validator::component(&instance.schema);
        let cause = validators.iter().find_map(|(cause, validator)| {
            let validator = validator.get_or_init(|| match cause {
                Cause::Several => SchemaValidator::new(document, Cause::ALL),
                cause => SchemaValidator::new(document, &[*cause]),
            });
            let agrees = validator.as_ref()?.takes(&at, &instance.value) == accepted;
            agrees.then_some(*cause)
        });
        found.push(Disagreement { instance, accepted, cause });
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::json;

    use super::*;

    fn document(schemas: &Value) -> Value {
        json!({ "components": { "schemas": schemas } })
    }

    /// The keywords that instances were made to break.
    fn keywords<'i>(instances: &'i [Instance]) -> BTreeSet<&'i str> {
        let keyword = |instance: &'i Instance| match &instance.aim {
            Aim::Valid => None,
            Aim::Breaks { keyword, .. } => Some(keyword.as_str()),
        };
        instances.iter().filter_map(keyword).collect()
    }

    /// The values for one schema that were made to be valid, or to break a keyword.
    fn made<'i>(instances: &'i [Instance], aim: Option<&str>) -> Vec<&'i Value> {
        let fits = |instance: &&Instance| match (&instance.aim, aim) {
            (Aim::Valid, None) => true,
            (Aim::Breaks { keyword, .. }, Some(aim)) => keyword == aim,
            _ => false,
        };
        instances.iter().filter(fits).map(|instance| &instance.value).collect()
    }

    /// For plain schemas, the validator says of every value what it was made for, and every keyword
    /// is broken.
    #[test]
    fn instances_meet_their_aims() {
        let schemas = json!({
            "Length": { "type": "string", "minLength": 3, "maxLength": 5 },
            "Pattern": { "type": "string", "pattern": "^[a-z]+(-[a-z]+)*$", "maxLength": 20 },
            "Listed": { "type": "string", "enum": ["a", "b"], "nullable": true },
            "Moment": { "type": "string", "format": "date-time" },
            "Day": { "type": "string", "format": "date" },
            "Id": { "type": "string", "format": "uuid" },
            "V4": { "type": "string", "format": "ipv4" },
            "V6": { "type": "string", "format": "ipv6" },
            "Address": { "type": "string", "format": "ip" },
            "Mail": { "type": "string", "format": "email" },
            "Count": { "type": "integer", "minimum": 2, "maximum": 9, "multipleOf": 3 },
            "Between": { "type": "integer", "minimum": 2, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": true },
            "Small": { "type": "integer", "format": "uint8" },
            "Wide": { "type": "integer", "format": "int64" },
            "Share": { "type": "number", "minimum": 0, "maximum": 1, "exclusiveMaximum": true, "multipleOf": 0.25 },
            "Flag": { "type": "boolean" },
            "List": { "type": "array", "items": { "$ref": "#/components/schemas/Small" }, "minItems": 2, "maxItems": 3 },
            "Set": { "type": "array", "items": { "type": "string" }, "uniqueItems": true, "minItems": 2 },
            "Closed": {
                "type": "object",
                "required": ["id", "list"],
                "properties": {
                    "id": { "$ref": "#/components/schemas/Id" },
                    "list": { "$ref": "#/components/schemas/List" },
                    "note": { "type": "string", "nullable": true },
                    "a/b~c": { "type": "boolean" },
                },
                "additionalProperties": false,
            },
            "Sized": { "type": "object", "additionalProperties": { "type": "integer" }, "minProperties": 1, "maxProperties": 2 },
            "Parts": { "nullable": true, "allOf": [
                { "$ref": "#/components/schemas/Open" },
                { "type": "object", "required": ["b"], "properties": { "b": { "type": "string" } } },
            ] },
            "Open": { "type": "object", "required": ["a"], "properties": { "a": { "type": "string" } } },
            "Either": { "oneOf": [
                { "type": "object", "required": ["x"], "properties": { "x": { "type": "string", "enum": ["x"] } } },
                { "type": "object", "required": ["y"], "properties": { "y": { "type": "string", "enum": ["y"] } } },
            ] },
            "Any": { "anyOf": [{ "type": "string" }, { "type": "integer" }] },
            "Other": { "type": "string", "not": { "type": "string", "enum": ["a"] } },
            "Tree": {
                "type": "object",
                "required": ["children"],
                "properties": {
                    "children": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } },
                    "next": { "$ref": "#/components/schemas/Tree" },
                },
            },
        });
        let document = document(&schemas);
        let instances = instances(&document);
        for instance in &instances {
            assert_eq!(
                instance.valid,
                instance.aim == Aim::Valid,
                "{}: {} ({})",
                instance.schema,
                instance.value,
                instance.aim
            );
            if let Aim::Breaks { at, .. } = &instance.aim {
                assert!(document.pointer(at.as_str()).is_some(), "nothing at {at}");
            }
        }
        assert_eq!(without_instances(&document), []);
        for name in schemas.as_object().expect("an object").keys() {
            let of = |valid| instances.iter().any(|i| i.schema == *name && i.valid == valid);
            assert!(of(true) && of(false), "{name} has instances of one kind only");
        }
        let expected = [
            "additionalProperties",
            "anyOf",
            "enum",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "format",
            "maxItems",
            "maxLength",
            "maxProperties",
            "maximum",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "multipleOf",
            "not",
            "oneOf",
            "pattern",
            "required",
            "type",
            "uniqueItems",
        ];
        assert_eq!(keywords(&instances), BTreeSet::from(expected));
    }

    #[test]
    fn instances_vary_every_member_of_an_object() {
        let document = document(&json!({
            "A": {
                "type": "object",
                "required": ["b", "c"],
                "properties": {
                    "b": { "$ref": "#/components/schemas/B" },
                    "c": { "type": "integer", "format": "int32" },
                    "d": { "type": "string" },
                },
            },
            "B": { "type": "string", "enum": ["x", "y"] },
        }));
        let instances = instances(&document);
        let of_a: Vec<Instance> =
            instances.into_iter().filter(|instance| instance.schema == "A").collect();
        let valid = made(&of_a, None);
        for value in [
            json!({ "b": "x", "c": 0 }),
            json!({ "b": "x", "c": 0, "d": "a" }),
            json!({ "b": "y", "c": 0 }),
            json!({ "b": "x", "c": i32::MAX }),
            json!({ "b": "x", "c": 0, "extra": "any" }),
        ] {
            assert!(valid.contains(&&value), "{value} is missing");
        }
        assert_eq!(made(&of_a, Some("required")), [&json!({ "c": 0 }), &json!({ "b": "x" })]);
        let wrong = made(&of_a, Some("type"));
        for value in [
            json!(null),
            json!([]),
            json!(["x", 0]),
            json!({ "b": "x", "c": 0.5 }),
            json!({ "b": "x", "c": 0, "d": null }),
        ] {
            assert!(wrong.contains(&&value), "{value} is missing");
        }
        let enumeration =
            Aim::Breaks { keyword: "enum".to_owned(), at: validator::component("B").join("enum") };
        let unlisted = of_a.iter().find(|instance| instance.aim == enumeration);
        assert_eq!(unlisted.map(|instance| &instance.value), Some(&json!({ "b": "x-", "c": 0 })));
    }

    /// The rules by which the contract is read.
    #[test]
    fn validator_reads_schemas_as_documented() {
        let named = json!({ "type": "string" });
        for (schema, valid, invalid) in [
            (json!({ "$ref": "#/components/schemas/N", "maxLength": 1 }), json!("ab"), json!(1)),
            (
                json!({ "$ref": "#/components/schemas/N", "nullable": true }),
                json!("ab"),
                json!(null),
            ),
            (
                json!({ "nullable": true, "allOf": [{ "$ref": "#/components/schemas/N" }] }),
                json!(null),
                json!(1),
            ),
            (json!({ "type": "string", "nullable": true, "enum": ["a"] }), json!(null), json!("b")),
            (
                json!({ "type": "number", "minimum": 1, "exclusiveMinimum": true }),
                json!(1.5),
                json!(1),
            ),
            (json!({ "type": "integer" }), json!(1.0), json!(1.5)),
            (json!({ "type": "integer", "format": "int32" }), json!(i32::MIN), json!(1_u64 << 31)),
            (
                json!({ "type": "integer", "format": "uint64" }),
                json!(u64::MAX),
                json!(1.8e19 + 1e18),
            ),
            (json!({ "type": "string", "format": "ip" }), json!("::1"), json!("::1::")),
            (
                json!({ "type": "string", "format": "uuid" }),
                json!("6F0E6A3E-2f0c-4c5e-9d6b-1a2b3c4d5e6f"),
                json!("6f0e6a3e2f0c4c5e9d6b1a2b3c4d5e6f"),
            ),
            (json!({ "type": "string", "format": "uri" }), json!("no uri"), json!(1)),
            (
                json!({ "type": "string", "minLength": 2, "maxLength": 2 }),
                json!("😀😀"),
                json!("😀"),
            ),
            (json!({ "type": "string", "pattern": r"^\cA$" }), json!("\u{1}"), json!("A")),
            (
                json!({ "type": "string", "minLength": -1, "maxLength": "x", "pattern": "(" }),
                json!(""),
                json!(1),
            ),
            (
                json!({ "allOf": [{ "$ref": "#/components/schemas/S" }, { "type": "integer" }] }),
                json!(1),
                json!("a"),
            ),
            (json!({ "not": { "$ref": "#/components/schemas/N" } }), json!(1), json!("a")),
        ] {
            let document = document(&json!({ "N": named, "S": schema }));
            let validator = SchemaValidator::new(&document, &[]).expect("a validator");
            let at = validator::component("S");
            assert!(validator.takes(&at, &valid), "{schema}: {valid}");
            assert!(!validator.takes(&at, &invalid), "{schema}: {invalid}");
        }
    }

    /// The causes of the disagreements about a schema with a type that accepts what `accepts` says.
    fn causes(schema: &Value, accepts: impl Fn(&Value) -> Option<bool>) -> Vec<Option<Cause>> {
        let document = document(&json!({ "S": schema }));
        let validator = SchemaValidator::new(&document, &[]).expect("a validator");
        let at = validator::component("S");
        let accepts =
            |_: &str, value: &Value| accepts(value).unwrap_or_else(|| validator.takes(&at, value));
        let mut causes: Vec<_> = disagreements(&document, instances(&document), accepts)
            .into_iter()
            .map(|disagreement| disagreement.cause)
            .collect();
        causes.sort();
        causes.dedup();
        causes
    }

    /// The verdict of a type where it disagrees with the contract.
    type Accepts = fn(&Value) -> Option<bool>;

    #[test]
    fn cause_explains_its_disagreement() {
        let cases: Vec<(Value, Accepts, Cause)> = vec![
            (
                json!({ "type": "integer" }),
                |v| (v.as_i64().is_none() && v.is_u64()).then_some(false),
                Cause::IntegerWidth,
            ),
            (
                json!({ "type": "number", "format": "float" }),
                |v| (v.as_f64() > Some(1e100)).then_some(false),
                Cause::FloatWidth,
            ),
            (
                json!({ "allOf": [{ "type": "integer", "maximum": 3 }] }),
                |v| v.is_i64().then_some(true),
                Cause::Unenforced,
            ),
            (
                json!({ "type": "object", "properties": { "a": {} }, "maxProperties": 1 }),
                |v| v.is_object().then_some(true),
                Cause::Unenforced,
            ),
            (
                json!({ "type": "string", "enum": ["a", "bcd"], "maxLength": 1 }),
                |v| (v == "bcd").then_some(true),
                Cause::Unenforced,
            ),
            (
                json!({ "properties": { "a": { "type": "string" } } }),
                |v| (!v.is_object()).then_some(false),
                Cause::MeantType,
            ),
            (
                json!({ "type": "object", "required": ["a"], "properties": { "a": { "type": "string", "enum": [null] } } }),
                |v| v.get("a").is_some_and(Value::is_null).then_some(true),
                Cause::Null,
            ),
        ];
        let mut explained = BTreeMap::new();
        for (schema, accepts, cause) in cases {
            let found = causes(&schema, accepts);
            assert!(found.contains(&Some(cause)) && !found.contains(&None), "{schema}: {found:?}");
            explained.insert(cause, schema);
        }
        let each: Vec<Cause> =
            Cause::ALL.iter().copied().filter(|cause| *cause != Cause::Several).collect();
        assert_eq!(explained.into_keys().collect::<Vec<_>>(), each);
    }

    /// A member is null as Dropshot writes it, and another breaks a limit that no type enforces.
    #[test]
    fn cause_is_several_when_one_does_not_explain() {
        let schema = json!({ "type": "object", "properties": { "n": { "type": "string", "enum": [null] }, "t": { "type": "string", "enum": ["a", "bc"], "maxLength": 1 } } });
        let document = document(&json!({ "S": { "type": "array", "items": schema } }));
        let judged = |value: Value, valid: bool, accepted: bool| {
            let aim = Aim::Valid;
            let instance = Instance { schema: "S".to_owned(), value, aim, valid };
            disagreements(&document, vec![instance], |_, _| accepted)[0].cause
        };
        let both = json!([{ "n": null }, { "t": "bc" }]);
        assert_eq!(judged(both, false, true), Some(Cause::Several));
        assert_eq!(judged(json!([{ "n": 1 }]), false, true), None);
    }

    /// Values that two variants allow, and the empty object, show types that read too much or drop
    /// what one variant has.
    #[test]
    fn instances_fit_several_variants_or_none() {
        let variant = |name: &str| json!({ "type": "object", "required": [name], "properties": { name: { "type": "string" } } });
        let document = document(&json!({
            "Any": { "anyOf": [variant("a"), variant("b")] },
            "One": { "oneOf": [variant("a"), variant("b")] },
            "Optional": { "anyOf": [{ "type": "object", "properties": { "a": { "type": "string" } } }, variant("b")] },
        }));
        let instances = instances(&document);
        let valid = |name: &str, value: &Value| {
            let found = instances.iter().find(|it| it.schema == name && it.value == *value);
            found.map(|it| (it.valid, it.aim == Aim::Valid))
        };
        let (both, none) = (json!({ "a": "a", "b": "a" }), json!({}));
        assert_eq!(valid("Any", &both), Some((true, true)));
        assert_eq!(valid("One", &both), Some((false, false)));
        assert_eq!(valid("Any", &none), Some((false, false)));
        assert_eq!(valid("One", &none), Some((false, false)));
        assert_eq!(valid("Optional", &none), Some((true, true)));
    }

    #[test]
    fn cause_explains_no_other_disagreement() {
        let object = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
        let faults: Vec<(Value, Accepts)> = vec![
            (json!({ "type": "integer", "maximum": 3 }), |v| {
                (v.as_i64() > Some(3)).then_some(true)
            }),
            (json!({ "type": "number", "maximum": 3, "multipleOf": 0.5 }), |v| {
                v.is_number().then_some(true)
            }),
            (json!({ "type": "array", "items": {}, "uniqueItems": true }), |v| {
                v.is_array().then_some(true)
            }),
            (json!({ "type": "object", "maxProperties": 1 }), |v| v.is_object().then_some(true)),
            (json!({ "type": "integer", "format": "int64" }), |v| {
                (v.as_i64() == Some(i64::MAX)).then_some(false)
            }),
            (json!({ "type": "array", "items": { "type": "string" }, "maxItems": 1 }), |v| {
                v.is_array().then_some(true)
            }),
            (
                json!({ "type": "object", "required": ["a"], "properties": { "a": { "type": "string" } } }),
                |v| v["a"].is_null().then_some(v.is_object()),
            ),
            (json!({ "type": "object", "additionalProperties": false }), |v| {
                v.is_object().then_some(true)
            }),
            (json!({ "type": "object", "additionalProperties": true }), |v| {
                (v == "{}").then_some(true)
            }),
            (json!({ "type": "string", "maxLength": 3 }), |v| v.is_string().then_some(true)),
            (json!({ "type": "string", "format": "date-time" }), |v| v.is_string().then_some(true)),
            (json!({ "type": "string", "format": "date-time" }), |v| {
                (v == "2024-02-29 12:34:56Z").then_some(true)
            }),
            (json!({ "type": "string", "format": "date" }), |v| (v == "2024-2-9").then_some(true)),
            (json!({ "type": "integer" }), |v| v.is_f64().then_some(false)),
            (
                json!({ "type": "object", "required": ["a"], "properties": { "a": { "type": "string", "nullable": true } } }),
                |v| v.as_object()?.get("a").is_none().then_some(true),
            ),
            (object.clone(), |v| v.get("a").is_some_and(Value::is_null).then_some(true)),
            (object.clone(), |v| v.is_array().then_some(true)),
            (object, |v| v.is_object().then_some(false)),
        ];
        for (schema, accepts) in faults {
            assert!(causes(&schema, accepts).contains(&None), "{schema}");
        }
    }

    #[test]
    fn disagreement_shows_its_cause() {
        let document = document(&json!({ "S": { "type": "integer" } }));
        let fits = |value: &Value| {
            value.is_i64() || value.as_f64().is_some_and(|it| it.fract() == 0.0 && it.abs() < 1e15)
        };
        let found = disagreements(&document, instances(&document), |_, value| fits(value));
        let cause = Cause::IntegerWidth.text();
        let value = 1_u64 << 63;
        let shown =
            format!("S: the type refuses {value}, which is valid (made to be valid): {cause}");
        assert!(found.iter().any(|found| found.to_string() == shown), "{found:?}");
        let found =
            disagreements(&document, instances(&document), |_, value| *value == json!(null));
        assert!(
            found.iter().any(|found| found.to_string()
                == "S: the type accepts null, which is invalid (made to break `type` at \
                    #/components/schemas/S/type): no known cause explains it"),
            "{found:?}"
        );
    }

    #[test]
    fn instances_are_at_most_200_and_the_same_each_time() {
        let properties: serde_json::Map<String, Value> = (0..300)
            .map(|n| (format!("p{n}"), json!({ "$ref": "#/components/schemas/Inner" })))
            .collect();
        let document = document(&json!({
            "Wide": { "type": "object", "properties": properties, "required": ["p7"] },
            "Inner": { "type": "object", "properties": { "a": { "type": "string", "maxLength": 2 } } },
        }));
        let first = instances(&document);
        assert_eq!(first, instances(&document));
        let of_wide = first.iter().filter(|instance| instance.schema == "Wide");
        assert_eq!(of_wide.clone().count(), 200);
        let missing = validator::component("Wide").join("required").join(0);
        assert!(of_wide.clone().any(|instance| instance.aim
            == Aim::Breaks { keyword: "required".to_owned(), at: missing.clone() }));
    }

    /// Schemas that nothing keeps to, that go round in circles or ask for too much.
    #[test]
    fn instances_end_when_schemas_are_odd() {
        let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let mut nested = json!({ "type": "string" });
        for _ in 0..120 {
            nested = json!({ "type": "array", "minItems": 1, "items": nested });
        }
        let schemas = json!({
            "Circle": reference("Round"),
            "Round": reference("Circle"),
            "Itself": { "allOf": [reference("Itself")] },
            "OneOfItself": { "oneOf": [reference("OneOfItself"), { "type": "string" }] },
            "NotItself": { "not": reference("NotItself") },
            "Endless": { "type": "object", "required": ["next"], "properties": { "next": reference("Endless") } },
            "Contradiction": { "type": "integer", "minimum": 3, "maximum": 2 },
            "TwoTypes": { "allOf": [{ "type": "integer" }, { "type": "string" }] },
            "Never": { "not": {} },
            "False": false,
            "True": true,
            "Number": 3,
            "Nowhere": { "$ref": "#/components/schemas/Missing" },
            "Elsewhere": { "$ref": "other.json#/A" },
            "Huge": { "type": "string", "minLength": 4_000_000_000_u64, "maxLength": u64::MAX },
            "Long": { "type": "array", "items": { "type": "string" }, "minItems": u64::MAX },
            "Full": { "type": "object", "minProperties": u64::MAX },
            "Within": { "type": "object", "properties": { "a": reference("Huge"), "b": { "type": "string" } } },
            "Empty": { "type": "string", "enum": [], "oneOf": [], "allOf": [], "anyOf": [] },
            "Wrong": { "type": 1, "properties": [], "required": "a", "items": 1, "enum": 1, "allOf": {}, "multipleOf": 0, "minimum": "x" },
            "Deep": nested,
            "Unmatched": { "type": "string", "pattern": "^(?!)" },
            "Slow": { "type": "string", "pattern": "^(a+)+$", "minLength": 60, "maxLength": 90 },
            "Repeated": { "type": "string", "pattern": "^((a{1000}){1000}){1000}$" },
            "Step": { "type": "integer", "multipleOf": 0.3, "minimum": 1e300 },
            "a b/~%": { "type": "object", "properties": { "": { "$ref": "#/components/schemas/a b~1~0%" } } },
        });
        let document = document(&schemas);
        let instances = instances(&document);
        let without: Vec<String> =
            without_instances(&document).iter().map(ToString::to_string).collect();
        let nothing =
            ["Contradiction", "Endless", "Full", "Huge", "Long", "Never", "TwoTypes", "Unmatched"];
        for name in nothing {
            assert!(!instances.iter().any(|instance| instance.schema == name), "{name}");
            assert!(
                without.contains(&validator::component(name).to_string()),
                "{name}: {without:?}"
            );
        }
        for name in ["Circle", "OneOfItself", "Slow", "True", "Within", "a b/~%"] {
            let valid = |instance: &Instance| instance.schema == name && instance.valid;
            assert!(instances.iter().any(valid), "{name}");
        }
    }

    /// Schemas put together at random, always in the same way.
    #[test]
    fn instances_do_not_panic_when_schemas_are_random() {
        struct Dice(u64);
        impl Dice {
            fn roll(&mut self, sides: usize) -> usize {
                self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                usize::try_from(self.0 >> 33).expect("31 bits") % sides
            }

            fn schema(&mut self, depth: usize) -> Value {
                if depth == 0 || self.roll(5) == 0 {
                    return match self.roll(6) {
                        0 => json!(true),
                        1 => json!(false),
                        n => {
                            json!({ "$ref": format!("#/components/schemas/{}", ["A", "B", "C", "D"][n - 2]) })
                        }
                    };
                }
                let mut schema = serde_json::Map::new();
                for _ in 0..=self.roll(5) {
                    let (keyword, value) = self.keyword(depth - 1);
                    schema.insert(keyword.to_owned(), value);
                }
                Value::Object(schema)
            }

            fn keyword(&mut self, depth: usize) -> (&'static str, Value) {
                let bounds = [
                    "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "minProperties",
                    "maxProperties",
                    "minimum",
                    "maximum",
                    "multipleOf",
                ];
                let numbers = [
                    json!(0),
                    json!(1),
                    json!(3),
                    json!(2.5),
                    json!(-1),
                    json!(1e40),
                    json!(u64::MAX),
                ];
                match self.roll(16) {
                    0..=2 => {
                        let kinds = ["string", "number", "integer", "boolean", "array", "object"];
                        ("type", json!(kinds[self.roll(6)]))
                    }
                    3 => ("nullable", json!(true)),
                    4 | 5 => (bounds[self.roll(9)], numbers[self.roll(7)].clone()),
                    6 => ("exclusiveMinimum", json!(true)),
                    7 => {
                        let values = json!([null, "a", 1, 1.5, [], {}, true]);
                        ("enum", values.as_array().expect("a list")[..self.roll(8)].into())
                    }
                    8 => (
                        "pattern",
                        json!(["^a+$", "b", "^(?=c)", "(", "^$", "[", "\\"][self.roll(7)]),
                    ),
                    9 => {
                        let formats =
                            ["uuid", "date", "date-time", "int32", "uint64", "ip", "other"];
                        ("format", json!(formats[self.roll(7)]))
                    }
                    10 => ("required", json!(["a", "b", "c"][..self.roll(4)])),
                    11 => {
                        ("properties", json!({ "a": self.schema(depth), "b": self.schema(depth) }))
                    }
                    12 => ("additionalProperties", self.schema(depth)),
                    13 => ("items", self.schema(depth)),
                    14 => ("uniqueItems", json!(true)),
                    _ => match self.roll(4) {
                        0 => ("not", self.schema(depth)),
                        n => {
                            let parts = json!([self.schema(depth), self.schema(depth)]);
                            (["allOf", "anyOf", "oneOf"][n - 1], parts)
                        }
                    },
                }
            }
        }
        let mut dice = Dice(1);
        let mut valid = 0;
        for _ in 0..60 {
            let schemas = json!({ "A": dice.schema(4), "B": dice.schema(4), "C": dice.schema(4), "D": dice.schema(4) });
            let document = document(&schemas);
            let made = instances(&document);
            assert!(made.len() <= 800);
            for readings in Cause::ALL.chunks(1).chain([&[] as &[Cause], Cause::ALL]) {
                assert!(
                    SchemaValidator::new(&document, readings).is_some(),
                    "{readings:?} of {schemas}"
                );
            }
            valid += made.iter().filter(|instance| instance.valid).count();
        }
        assert!(valid > 0);
    }
}
