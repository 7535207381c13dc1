//! Discriminators: a member of an object that names the schema which the object has.
//!
//! OpenAPI 3.0 leaves open how a discriminator and a schema go together. Here a discriminator
//! chooses: a value has the schema that its tag names, and no other. The tags of a schema are those
//! of the `mapping`; without any, the values that the schema itself lists for the member, if no
//! other variant has one of them; else its name.
//!
//! The variants are those of the `oneOf` or `anyOf` next to the discriminator. Without these, they
//! are the schemas that have the one with the discriminator in their `allOf`. If there are none, or
//! two have the same tag, the discriminator has no effect.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{
    direction::IN_REQUEST,
    openapi::array,
    schema::{SCHEMAS, is_null_variant, map_schema, refer_to, reference},
};

/// The greatest depth of schemas that refer to others.
const DEPTH: usize = 16;

/// The variants of a schema with a discriminator.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Variants {
    /// The member with the tag.
    pub(crate) property: String,
    /// The named schemas, each with its tags.
    pub(crate) tags: Vec<(String, Vec<String>)>,
}

/// The discriminators among named schemas.
pub(crate) struct Discriminators<'s> {
    schemas: BTreeMap<&'s str, &'s Value>,
    /// The schemas that have one with a discriminator in their `allOf`, by that one.
    subtypes: BTreeMap<&'s str, Vec<&'s str>>,
}

impl<'s> Discriminators<'s> {
    pub(crate) fn new(schemas: BTreeMap<&'s str, &'s Value>) -> Self {
        let mut subtypes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let is_base = |name: &str| {
            schemas.get(name).is_some_and(|schema| {
                schema.get("discriminator").is_some()
                    && ["anyOf", "oneOf"].iter().all(|key| schema.get(key).is_none())
            })
        };
        for (name, schema) in &schemas {
            let mut seen = BTreeSet::new();
            let mut waiting: Vec<&Value> = array(schema, "allOf").iter().collect();
            while let Some(base) = waiting.pop().map(reference) {
                let Some(base) = base.filter(|base| seen.insert(*base)) else { continue };
                if is_base(base) {
                    subtypes.entry(base).or_default().push(name);
                }
                let parts = schemas.get(base).into_iter().flat_map(|it| array(it, "allOf"));
                waiting.extend(parts);
            }
        }
        Self { schemas, subtypes }
    }

    /// Returns the name of a schema in the document. In requests, it may have another one.
    fn original<'n>(&self, name: &'n str) -> &'n str {
        let answered = name.strip_suffix(IN_REQUEST);
        answered.filter(|name| self.schemas.contains_key(name)).unwrap_or(name)
    }

    /// Returns whether a named schema stands for those that have it in their `allOf`.
    pub(crate) fn is_base(&self, name: &str) -> bool {
        self.subtypes.contains_key(name)
    }

    /// Returns the variants of a schema, if it has a discriminator with an effect. `name` is its
    /// name, if it has one.
    pub(crate) fn variants(&self, name: Option<&str>, schema: &Value) -> Option<Variants> {
        let discriminator = schema.get("discriminator")?;
        let property = discriminator.get("propertyName")?.as_str()?.to_owned();
        let listed = ["anyOf", "oneOf"].iter().filter_map(|key| schema.get(key)?.as_array());
        let listed: Vec<&Vec<Value>> = listed.collect();
        let names: Vec<&str> = match listed.as_slice() {
            [] => {
                let all = self.subtypes.get(name?)?;
                let twice = |name: &&str| {
                    let original = self.original(name);
                    original != *name && all.contains(&original)
                };
                all.iter().filter(|name| !twice(name)).copied().collect()
            }
            [variants] => {
                let variants = variants.iter().filter(|variant| !is_null_variant(variant));
                variants.map(reference).collect::<Option<_>>()?
            }
            _ => return None,
        };
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        let mapped = |name: &str| -> Vec<String> {
            let leads = |target: &Value| {
                let target = target.as_str().map(|it| it.strip_prefix(SCHEMAS).unwrap_or(it));
                target.is_some_and(|target| target == name || target == self.original(name))
            };
            let tags = mapping.into_iter().flatten().filter(|(_, target)| leads(target));
            tags.map(|(tag, _)| tag.clone()).collect()
        };
        let own: Vec<Vec<String>> =
            names.iter().map(|name| self.listed_tags(&refer_to(name), &property, DEPTH)).collect();
        let tags: Vec<(String, Vec<String>)> = names
            .iter()
            .enumerate()
            .map(|(index, name)| {
                let mut tags = mapped(name);
                let shared = |tag: &String| {
                    own.iter().enumerate().any(|(other, tags)| other != index && tags.contains(tag))
                };
                if tags.is_empty() && !own[index].iter().any(shared) {
                    tags.clone_from(&own[index]);
                }
                if tags.is_empty() {
                    tags.push(self.original(name).to_owned());
                }
                ((*name).to_owned(), tags)
            })
            .collect();
        let mut known = BTreeSet::new();
        let distinct = tags.iter().flat_map(|(_, tags)| tags).all(|tag| known.insert(tag.clone()));
        (distinct && !tags.is_empty()).then_some(Variants { property, tags })
    }

    /// Returns the values that a schema lists for a member.
    fn listed_tags(&self, schema: &Value, property: &str, depth: usize) -> Vec<String> {
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        if let Some(name) = reference(schema) {
            let target = self.schemas.get(name);
            return target.map_or_else(Vec::new, |it| self.listed_tags(it, property, depth));
        }
        let own = schema.get("properties").and_then(|it| it.get(property));
        let own = own.map_or_else(Vec::new, |member| self.listed(member, depth));
        if !own.is_empty() {
            return own;
        }
        let parts = array(schema, "allOf").iter().rev();
        let mut listed = parts.map(|part| self.listed_tags(part, property, depth));
        listed.find(|tags| !tags.is_empty()).unwrap_or_default()
    }

    /// Returns the values of an enumeration of strings.
    fn listed(&self, schema: &Value, depth: usize) -> Vec<String> {
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        match reference(schema) {
            Some(name) => self.schemas.get(name).map_or_else(Vec::new, |it| self.listed(it, depth)),
            None => {
                array(schema, "enum").iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
        }
    }

    /// Returns a schema in which variants say their tags by themselves, and no discriminator is
    /// left. `name` is its name, if it has one.
    pub(crate) fn spelt_out(&self, name: Option<&str>, schema: &Value) -> Value {
        let variants = name.and_then(|name| {
            self.is_base(name).then(|| self.variants(Some(name), schema)).flatten()
        });
        if let Some(variants) = variants {
            let mut choice = json!({ "oneOf": tagged(&variants) });
            if schema.get("nullable") == Some(&Value::Bool(true)) {
                choice["nullable"] = true.into();
            }
            return choice;
        }
        let spelt = map_schema(schema, &|members| {
            if let Some(variants) = self.variants(None, &Value::Object(members.clone())) {
                let key = if members.contains_key("oneOf") { "oneOf" } else { "anyOf" };
                let listed = members.remove(key);
                let nulls = listed.as_ref().and_then(Value::as_array).into_iter().flatten();
                let nulls = nulls.filter(|variant| is_null_variant(variant)).cloned();
                let all: Vec<Value> = tagged(&variants).into_iter().chain(nulls).collect();
                members.insert("oneOf".to_owned(), Value::Array(all));
            }
            members.remove("discriminator");
        });
        self.with_bases(name, spelt)
    }

    /// Puts the schema with a discriminator into the `allOf` of one that has it there. A reference
    /// would be to all variants, of which that one is.
    fn with_bases(&self, name: Option<&str>, mut schema: Value) -> Value {
        let Some(name) = name else { return schema };
        let Some(Value::Array(parts)) = schema.get_mut("allOf") else { return schema };
        for part in parts {
            let base = reference(part).map(str::to_owned);
            let base = base.filter(|base| {
                self.subtypes.get(base.as_str()).is_some_and(|names| names.contains(&name))
            });
            if let Some(own) = base.as_deref().and_then(|base| self.schemas.get(base)) {
                let mut own = (*own).clone();
                if let Value::Object(members) = &mut own {
                    members.remove("discriminator");
                }
                *part = self.with_bases(Some(name), own);
            }
        }
        schema
    }
}

/// Returns the variants as schemas that say their tags.
fn tagged(variants: &Variants) -> Vec<Value> {
    let tag = |(name, tags): &(String, Vec<String>)| {
        let member = Map::from_iter([(
            variants.property.clone(),
            json!({ "type": "string", "enum": tags }),
        )]);
        json!({ "allOf": [
            refer_to(name),
            { "type": "object", "required": [variants.property], "properties": member },
        ] })
    };
    variants.tags.iter().map(tag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(schemas: &Value, name: &str) -> Option<Vec<(String, Vec<String>)>> {
        let schemas = schemas.as_object().expect("an object");
        let named = schemas.iter().map(|(name, schema)| (name.as_str(), schema)).collect();
        let found = Discriminators::new(named).variants(Some(name), &schemas[name]);
        found.map(|found| found.tags)
    }

    #[test]
    fn tags_are_of_mapping_or_enumeration_or_name() {
        let object = |kind: Value| json!({ "type": "object", "required": ["kind"], "properties": { "kind": kind } });
        let schemas = json!({
            "A": object(json!({ "type": "string" })),
            "B": object(json!({ "type": "string", "enum": ["b", "b2"] })),
            "C": object(json!({ "type": "string", "enum": ["b"] })),
            "Mapped": { "oneOf": [refer_to("A"), refer_to("B")], "discriminator": { "propertyName": "kind", "mapping": { "one": "A", "two": refer_to("A")["$ref"], "three": refer_to("B")["$ref"] } } },
            "Named": { "anyOf": [refer_to("A"), refer_to("B"), { "nullable": true }], "discriminator": { "propertyName": "kind" } },
            "Shared": { "oneOf": [refer_to("B"), refer_to("C")], "discriminator": { "propertyName": "kind" } },
            "Twice": { "oneOf": [refer_to("A"), refer_to("A")], "discriminator": { "propertyName": "kind" } },
            "Inline": { "oneOf": [{ "type": "object" }], "discriminator": { "propertyName": "kind" } },
            "Base": { "type": "object", "discriminator": { "propertyName": "kind" }, "properties": { "kind": { "type": "string" } } },
            "Sub": { "allOf": [refer_to("Base"), { "type": "object" }] },
            "SubSub": { "allOf": [refer_to("Sub")] },
            "Alone": { "type": "object", "discriminator": { "propertyName": "kind" } },
        });
        let expected = |pairs: &[(&str, &[&str])]| {
            let pairs = pairs.iter().map(|(name, tags)| {
                ((*name).to_owned(), tags.iter().map(|tag| (*tag).to_owned()).collect())
            });
            Some(pairs.collect::<Vec<_>>())
        };
        assert_eq!(
            tags(&schemas, "Mapped"),
            expected(&[("A", &["one", "two"]), ("B", &["three"])])
        );
        assert_eq!(tags(&schemas, "Named"), expected(&[("A", &["A"]), ("B", &["b", "b2"])]));
        assert_eq!(tags(&schemas, "Shared"), expected(&[("B", &["B"]), ("C", &["C"])]));
        assert_eq!(tags(&schemas, "Base"), expected(&[("Sub", &["Sub"]), ("SubSub", &["SubSub"])]));
        for name in ["Twice", "Inline", "Alone"] {
            assert_eq!(tags(&schemas, name), None, "{name}");
        }
    }
}
