//! The schemas for typify. A part with limits that typify does not enforce, or that is composed of
//! others in a way that it has no type for, becomes a definition of its own, for which lockstep
//! writes the type.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use serde_json::{Map, Value, json};

use super::{
    composition::Composer,
    defaults,
    members::described,
    names::{marked, type_name, unmarked_schema},
};
use crate::{
    document::{
        limits::{KEPT, Limits, TAGS, part_of_name},
        schema::{ANNOTATIONS, COMPOSING, FORMATS, map_schema, refer_to, to_json_schema},
    },
    model::Schema,
};

/// The schemas for typify, and the types that lockstep writes itself.
#[derive(Debug, Default)]
pub(crate) struct Prepared {
    /// JSON Schemas by name. In them, a part with limits is a reference to its own definition.
    pub(crate) definitions: BTreeMap<String, Value>,
    /// The types that lockstep writes itself, with their descriptions, by the names of their
    /// definitions.
    pub(crate) limited: BTreeMap<String, (Limits, Option<String>)>,
    /// The schemas by which types check their JSON, by the names of their definitions.
    pub(crate) checks: BTreeMap<String, Value>,
    /// The definitions of types by typify whose JSON is checked first.
    pub(crate) checked: BTreeSet<String>,
    /// The member and the tags of variants that are told apart by them, by the names of their
    /// definitions.
    pub(crate) tagged: BTreeMap<String, Value>,
}

/// A part of a schema that needs a type of its own.
struct LimitedPart {
    /// The name of the schema, and the pointer to the part.
    schema: String,
    within: String,
    /// A name after the whole path, so that it stays when the document grows.
    name: String,
    limits: Limits,
}

/// The types that need more than typify makes of them, known from an attempt with it.
#[derive(Debug, Default)]
pub(crate) struct Demands {
    /// The types whose values are kept whole.
    pub(crate) kept: BTreeSet<String>,
    /// The names that typify gave to several types.
    pub(crate) repeated: BTreeSet<String>,
}

/// Gives each part with limits a definition of its own, named after its schema and property, and
/// each part whose type would have the name of another one.
pub(crate) fn prepare(schemas: &BTreeMap<String, Schema>, demands: &Demands) -> Prepared {
    let kept = &demands.kept;
    let composer = Composer::new(schemas);
    let composed: BTreeMap<&String, Value> = schemas
        .iter()
        .map(|(name, schema)| (name, marked(&limited(&composer.named(name, schema)))))
        .collect();
    let mut found = Vec::new();
    for (name, schema) in &composed {
        let way = SchemaPath::of(name);
        children(schema, &way, &mut |way, inner| look(inner, way, &mut found));
    }
    let mut taken: BTreeSet<String> = schemas.keys().map(|name| type_name(name)).collect();
    let mut names = names_of(&found, &mut taken);
    let mut repeated = repeated_names(&composed, &taken, &names);
    repeated.extend(demands.repeated.iter().cloned());
    if !repeated.is_empty() {
        rename_repeated(&composed, &repeated, &mut taken, &mut names);
    }

    let mut prepared = Prepared::default();
    for (name, schema) in &composed {
        let mut rewriter = Rewriter { schema: name, names: &names, kept, prepared: &mut prepared };
        let rewritten = rewriter.rewrite(schema, "");
        let is_kept = kept.contains(&type_name(name)) || rewritten.get(KEPT).is_some();
        let not_null = not_null(&rewritten).filter(|_| !is_kept);
        let is_foreign = is_foreign(&type_name(name), &rewritten);
        if not_null.is_none() && !is_foreign {
            rewriter.define(name, &rewritten, schema);
            continue;
        }
        let inner = format!("{name}Inner");
        let inner = if taken.contains(&type_name(&inner)) {
            numbered(&type_name(&inner), |name| taken.contains(name))
        } else {
            inner
        };
        taken.insert(type_name(&inner));
        rewriter.define(&inner, not_null.as_ref().unwrap_or(&rewritten), schema);
        let outer = if not_null.is_some() {
            json!({ "oneOf": [{ "type": "null" }, refer_to(&inner)] })
        } else {
            refer_to(&inner)
        };
        prepared.definitions.insert((*name).clone(), outer);
    }
    // The types need no more than whether null is a value.
    for (name, check) in &prepared.checks {
        if !prepared.checked.contains(name) {
            let null = composer.allows_null(check).then_some("null");
            let kinds: Vec<&str> = ["object"].into_iter().chain(null).collect();
            prepared.definitions.insert(name.clone(), json!({ "type": kinds }));
        }
    }
    finish(&mut prepared);
    prepared
}

/// Tells typify more of the definitions: the defaults of members with all that they stand for, and
/// the members of each object.
fn finish(prepared: &mut Prepared) {
    let Prepared { definitions, limited, .. } = prepared;
    let filled_in: BTreeMap<String, Value> = definitions
        .iter()
        .map(|(name, schema)| (name.clone(), defaults::filled_in(schema, definitions)))
        .collect();
    for (limits, _) in limited.values_mut() {
        if let Limits::Items { items: part, .. } | Limits::Map { values: part, .. } = limits {
            let schema = defaults::filled_in(&to_json_schema(part), definitions);
            *part = described(&schema, &filled_in);
        }
    }
    let finished = filled_in.iter();
    *definitions =
        finished.map(|(name, schema)| (name.clone(), described(schema, &filled_in))).collect();
}

/// Returns a schema without minima of zero, which everything has: the compiler warns of a check.
/// Members that an object does not name have a schema if the document allows them, so that typify
/// makes a field for them.
fn limited(schema: &Value) -> Value {
    map_schema(schema, &|members| {
        if members.get("additionalProperties") == Some(&Value::Bool(true))
            && ["properties", "required"].iter().any(|key| members.contains_key(*key))
        {
            members.insert("additionalProperties".to_owned(), json!({}));
        }
        for key in ["minLength", "minItems", "minProperties"] {
            if members.get(key).and_then(Value::as_u64) == Some(0) {
                members.remove(key);
            }
        }
    })
}

/// Returns whether typify takes a type of another crate for the schema, without a type of its own,
/// since both have the same name.
fn is_foreign(name: &str, schema: &Value) -> bool {
    ["Uuid", "NaiveDate", "IpAddr", "Ipv4Addr", "Ipv6Addr"].contains(&name)
        && schema.get("format").and_then(Value::as_str).is_some_and(|it| FORMATS.contains(&it))
}

/// The names of the definitions of parts, by the schema and the pointer to the part.
type PartNames = BTreeMap<(String, String), String>;

/// Names the parts with limits after the whole path, with a number if that is taken.
fn names_of(found: &[LimitedPart], taken: &mut BTreeSet<String>) -> PartNames {
    let mut names = PartNames::new();
    let mut known: BTreeMap<String, &Limits> = BTreeMap::new();
    for it in found {
        let name = &it.name;
        let is_taken = |name: &str| {
            taken.contains(name) || known.get(name).is_some_and(|known| **known != it.limits)
        };
        let name = if is_taken(name) { numbered(name, is_taken) } else { name.clone() };
        known.insert(name.clone(), &it.limits);
        names.insert((it.schema.clone(), it.within.clone()), name);
    }
    taken.extend(known.into_keys());
    names
}

/// Visits a schema, and all parts of it that can have a type of their own.
fn each_part(
    schema: &Value,
    way: &SchemaPath<'_>,
    visit: &mut impl FnMut(&SchemaPath<'_>, &Value),
) {
    visit(way, schema);
    children(schema, way, &mut |way, inner| each_part(inner, way, visit));
}

/// Returns the names that typify would give to several parts that differ. It makes one type for
/// all parts of one name. `taken` are the names of definitions, and `names` those of parts.
fn repeated_names(
    composed: &BTreeMap<&String, Value>,
    taken: &BTreeSet<String>,
    names: &PartNames,
) -> BTreeSet<String> {
    let mut known: BTreeMap<String, Value> = BTreeMap::new();
    let mut repeated = BTreeSet::new();
    for (name, schema) in composed {
        each_part(schema, &SchemaPath::of(name), &mut |way, schema| {
            let is_named = names.contains_key(&(way.schema.to_owned(), way.within.clone()));
            if way.within.is_empty() || way.is_inline || is_named || !has_own_type(schema) {
                return;
            }
            let bare = without_annotations(schema);
            let other = known.entry(way.made.clone()).or_insert_with(|| bare.clone());
            if taken.contains(&way.made) || *other != bare {
                repeated.insert(way.made.clone());
            }
        });
    }
    repeated
}

/// Returns whether typify makes a type with a name of a part: of an object, of listed words, or of
/// text with limits.
fn has_own_type(schema: &Value) -> bool {
    let is_object = members(schema, "properties").next().is_some();
    let of_text = ["enum", "minLength", "maxLength", "pattern"];
    let is_text = schema["type"] == "string" && of_text.iter().any(|key| schema.get(key).is_some());
    schema.get("$ref").is_none() && (is_object || is_text)
}

/// Returns a schema without what makes no difference to its type. Null and a default of the whole
/// are not part of the type, and those of its members are.
fn without_annotations(schema: &Value) -> Value {
    let mut bare = map_schema(schema, &|members| {
        members.retain(|key, _| !ANNOTATIONS.contains(&key.as_str()) || key == "default");
    });
    if let Value::Object(members) = &mut bare {
        members.retain(|key, _| key != "nullable" && key != "default");
    }
    bare
}

/// Gives a definition of its own to each part that typify would give the name of another type.
fn rename_repeated(
    composed: &BTreeMap<&String, Value>,
    repeated: &BTreeSet<String>,
    taken: &mut BTreeSet<String>,
    names: &mut PartNames,
) {
    // The parts that have each name, with the name that they get. None for the first of several
    // parts, which keeps the name if no other schema has it.
    let mut known: BTreeMap<String, Vec<(Value, Option<String>)>> = BTreeMap::new();
    for (name, schema) in composed {
        each_part(schema, &SchemaPath::of(name), &mut |way, schema| {
            let key = (way.schema.to_owned(), way.within.clone());
            let has_name = way.within.is_empty() || way.is_inline || names.contains_key(&key);
            if has_name || !repeated.contains(&way.made) {
                return;
            }
            let bare = without_annotations(schema);
            let known = known.entry(way.made.clone()).or_default();
            if let Some((_, name)) = known.iter().find(|(other, _)| *other == bare) {
                names.extend(name.clone().map(|name| (key, name)));
                return;
            }
            if taken.insert(way.made.clone()) {
                known.push((bare, None));
                return;
            }
            let name = if taken.contains(&way.name) {
                numbered(&way.name, |name| taken.contains(name))
            } else {
                way.name.clone()
            };
            taken.insert(name.clone());
            known.push((bare, Some(name.clone())));
            names.insert(key, name);
        });
    }
}

/// Returns a name with the first number for which it is free.
fn numbered(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbers = (2_u32..).map(|number| format!("{name}{number}"));
    numbers.into_iter().find(|name| !is_taken(name)).unwrap_or_default()
}

/// Returns a named schema without null, if it allows null and typify has no type for the two
/// together: a type with limits of lockstep's own, or one that is composed, would be without null
/// or be named twice.
fn not_null(schema: &Value) -> Option<Value> {
    let mut members = schema.as_object()?.clone();
    if members.remove("nullable") != Some(Value::Bool(true)) {
        return None;
    }
    let composed = ["anyOf", "oneOf"].iter().any(|key| members.contains_key(*key))
        || list(schema, "allOf").len() > 1;
    if let Some(Value::Array(values)) = members.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
    let schema = Value::Object(members);
    (composed || Limits::of(&schema).is_some()).then_some(schema)
}

/// The path to a part of a schema.
struct SchemaPath<'a> {
    schema: &'a str,
    within: String,
    name: String,
    /// The name that typify gives to the part. It leaves out the variants of a choice by a tag.
    made: String,
    /// The tag of the choice, if the part is one of its variants.
    tag: Option<&'a str>,
    /// True for such a variant and its tag, for which typify makes no type.
    is_inline: bool,
}

impl<'a> SchemaPath<'a> {
    /// Returns the path to a whole schema.
    fn of(name: &'a str) -> Self {
        let made = type_name(name);
        Self {
            schema: name,
            within: String::new(),
            name: made.clone(),
            made,
            tag: None,
            is_inline: false,
        }
    }
}

impl SchemaPath<'_> {
    fn step(&self, within: &str, name: &str) -> Self {
        let name = part_of_name(name).to_upper_camel_case();
        SchemaPath {
            schema: self.schema,
            within: format!("{}/{within}", self.within),
            made: format!("{}{name}", self.made),
            tag: None,
            is_inline: false,
            name: format!("{}{name}", self.name),
        }
    }
}

fn look(schema: &Value, way: &SchemaPath<'_>, found: &mut Vec<LimitedPart>) {
    if let Some(limits) = Limits::of(schema) {
        found.push(LimitedPart {
            schema: way.schema.to_owned(),
            within: way.within.clone(),
            name: way.name.clone(),
            limits,
        });
    }
    children(schema, way, &mut |way, inner| look(inner, way, found));
}

/// Visits the parts of a schema that can have a type of their own.
fn children(schema: &Value, way: &SchemaPath<'_>, visit: &mut impl FnMut(&SchemaPath<'_>, &Value)) {
    for (name, inner) in members(schema, "properties") {
        let within = format!("properties/{}", name.replace('~', "~0").replace('/', "~1"));
        let mut step = way.step(&within, name);
        step.is_inline = way.tag == Some(name);
        visit(&step, inner);
    }
    for (key, name) in [("items", "Item"), ("additionalProperties", "Value")] {
        if let Some(inner @ Value::Object(_)) = schema.get(key) {
            visit(&way.step(key, name), inner);
        }
    }
    for key in ["anyOf", "oneOf"] {
        let variants = list(schema, key);
        let tag = tag_of(variants);
        for (index, inner) in variants.iter().enumerate() {
            let mut step = way.step(&format!("{key}/{index}"), &format!("Variant{index}"));
            if tag.is_some() {
                step.made.clone_from(&way.made);
                (step.tag, step.is_inline) = (tag, true);
            }
            visit(&step, inner);
        }
    }
    // Schemas that apply together have no types of their own, but their parts can.
    for (index, part) in list(schema, "allOf").iter().enumerate() {
        let way =
            SchemaPath { within: format!("{}/allOf/{index}", way.within), ..way.step("", "") };
        children(part, &way, visit);
    }
}

/// Returns the first required member of which each variant has one value of its own.
fn tag_of(variants: &[Value]) -> Option<&str> {
    let (first, _) = variants.split_first()?;
    let value = |variant: &Value, name: &str| {
        let is_required = list(variant, "required").iter().any(|required| required == name);
        match list(&variant["properties"][name], "enum") {
            [Value::String(value)] if is_required => Some(value.clone()),
            _ => None,
        }
    };
    members(first, "properties").map(|(name, _)| name.as_str()).find(|name| {
        let values: Option<BTreeSet<String>> = variants.iter().map(|it| value(it, name)).collect();
        values.is_some_and(|values| values.len() == variants.len())
    })
}

/// Makes references to their definitions of the parts of a schema that have one.
struct Rewriter<'a> {
    schema: &'a str,
    names: &'a PartNames,
    kept: &'a BTreeSet<String>,
    prepared: &'a mut Prepared,
}

impl Rewriter<'_> {
    /// Returns a schema in which the parts with limits are references, at any depth.
    fn rewrite(&mut self, schema: &Value, within: &str) -> Value {
        let Value::Object(members) = schema else {
            return schema.clone();
        };
        let mut inner =
            |value: &Value, step: &str| self.rewrite(value, &format!("{within}/{step}"));
        let mut out = Map::new();
        for (key, value) in members {
            let value = match (key.as_str(), value) {
                ("properties", Value::Object(properties)) => {
                    let rewritten = properties.iter().map(|(property, value)| {
                        let step = property.replace('~', "~0").replace('/', "~1");
                        (property.clone(), inner(value, &format!("properties/{step}")))
                    });
                    Value::Object(rewritten.collect())
                }
                ("items" | "additionalProperties", value) => inner(value, key),
                ("anyOf" | "oneOf" | "allOf", Value::Array(parts)) => {
                    let parts = parts.iter().enumerate();
                    Value::Array(
                        parts.map(|(index, part)| inner(part, &format!("{key}/{index}"))).collect(),
                    )
                }
                _ => value.clone(),
            };
            out.insert(key.clone(), value);
        }
        declare_required(&mut out, within);
        let Some(definition) = self.names.get(&(self.schema.to_owned(), within.to_owned())) else {
            return Value::Object(out);
        };
        let mut referring = Map::new();
        for key in ["description", "nullable", "default"] {
            if let Some(value) = schema.get(key) {
                referring.insert(key.to_owned(), value.clone());
            }
        }
        let reference = refer_to(definition);
        let mut original = schema.clone();
        for key in ["nullable", "default"] {
            out.remove(key);
            original.as_object_mut().map(|original| original.remove(key));
        }
        self.define(definition, &Value::Object(out), &original);
        if referring.is_empty() {
            return reference;
        }
        referring.insert("allOf".to_owned(), json!([reference]));
        Value::Object(referring)
    }

    /// Adds a definition. `original` is the schema before its parts became references.
    fn define(&mut self, name: &str, schema: &Value, original: &Value) {
        let Prepared { definitions, limited, checks, checked, tagged, .. } = &mut *self.prepared;
        definitions.insert(name.to_owned(), to_json_schema(schema));
        let mut limits = Limits::of(schema);
        if self.kept.contains(&type_name(name)) {
            let whole = original.get(KEPT).unwrap_or(original);
            limits = Some(Limits::Kept(unmarked_schema(whole)));
        }
        match limits {
            Some(Limits::Checked(whole)) => {
                checks.insert(name.to_owned(), whole);
                checked.insert(name.to_owned());
                tagged.extend(schema.get(TAGS).map(|tags| (name.to_owned(), tags.clone())));
            }
            Some(limits) => {
                if let Limits::Kept(whole) = &limits {
                    checks.insert(name.to_owned(), whole.clone());
                }
                limited.insert(name.to_owned(), (limits, description(original)));
            }
            None => {}
        }
    }
}

/// Declares the properties that a schema requires and does not declare: they may have any value,
/// or what `additionalProperties` allows. typify has no member for such a property.
///
/// Of a part of an `allOf`, other parts may declare them, as may the schema around a variant.
fn declare_required(schema: &mut Map<String, Value>, within: &str) {
    let part_of = within.rsplit('/').nth(1).unwrap_or_default();
    let declares = schema.contains_key("properties");
    if COMPOSING.iter().any(|key| schema.contains_key(*key))
        || part_of == "allOf"
        || !declares && ["anyOf", "oneOf"].contains(&part_of)
    {
        return;
    }
    let required = schema.get("required").and_then(Value::as_array);
    let names: Vec<String> =
        required.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    if names.is_empty() {
        return;
    }
    let other = schema.get("additionalProperties").filter(|it| it.is_object()).cloned();
    let other = other.unwrap_or_else(|| json!({}));
    let properties = schema.entry("properties").or_insert_with(|| json!({}));
    for name in names {
        if let Some(properties) = properties.as_object_mut() {
            properties.entry(name).or_insert_with(|| other.clone());
        }
    }
}

fn description(schema: &Value) -> Option<String> {
    schema.get("description").and_then(Value::as_str).map(str::to_owned)
}

fn members<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    value.get(key).and_then(Value::as_object).into_iter().flatten()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::pointer::Pointer;

    fn prepared<const N: usize>(schemas: [(&str, Value); N]) -> Prepared {
        let place = Pointer::root();
        let schemas = schemas
            .into_iter()
            .map(|(name, value)| {
                (
                    name.to_owned(),
                    Schema { value, described: None, place: place.clone(), named: true },
                )
            })
            .collect();
        prepare(&schemas, &Demands::default())
    }

    #[test]
    fn definitions_are_called_after_their_schema_and_property() {
        let list =
            |max: u64| json!({"type": "array", "maxItems": max, "items": {"type": "string"}});
        let prepared = prepared([
            ("A", json!({"type": "object", "properties": {"userIds": list(3)}})),
            ("B", json!({"type": "object", "properties": {"user_ids": list(5)}})),
            ("c_tags", json!({"type": "string"})),
            ("C", json!({"type": "object", "properties": {"tags": list(1)}})),
            ("D", json!({"type": "object", "properties": {"tags": list(2)}})),
        ]);
        assert_eq!(
            prepared.limited.keys().collect::<Vec<_>>(),
            ["AUserIds", "BUserIds", "CTags2", "DTags"]
        );
    }

    #[test]
    fn limits_get_a_definition_when_in_a_property() {
        let list = |max: u64| json!({"type": "array", "nullable": true, "maxItems": max, "items": {"type": "string"}});
        let prepared = prepared([
            ("A", json!({"type": "object", "properties": {"tags": list(3), "ids": list(1)}})),
            ("B", json!({"type": "object", "properties": {"tags": list(3), "ids": list(2)}})),
        ]);
        assert_eq!(prepared.limited.keys().collect::<Vec<_>>(), ["AIds", "ATags", "BIds", "BTags"]);
        assert_eq!(
            prepared.definitions["A"]["properties"]["tags"],
            json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/ATags"}]})
        );
    }

    #[test]
    fn limits_get_a_definition_when_at_any_depth() {
        let size = json!({"type": "integer", "maximum": 3});
        let list = json!({"type": "array", "minItems": 1, "items": size});
        let prepared = prepared([
            (
                "A",
                json!({"type": "object", "properties": {"rows": {"type": "array", "items": list}}}),
            ),
            ("B", json!({"oneOf": [{"type": "string"}, size]})),
        ]);
        assert_eq!(
            prepared.limited.keys().collect::<Vec<_>>(),
            ["ARowsItem", "ARowsItemItem", "BVariant1"]
        );
        let Limits::Items { items, .. } = &prepared.limited["ARowsItem"].0 else {
            panic!("a list")
        };
        assert_eq!(*items, json!({"$ref": "#/components/schemas/ARowsItemItem"}));
    }
}
