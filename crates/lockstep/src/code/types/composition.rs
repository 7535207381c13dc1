//! Schemas that are composed of others, in forms that typify has a right type for.
//!
//! typify merges schemas that apply together, but loses limits, does not end for some and panics at
//! others; and its `anyOf` is a struct of optional parts, which takes too much of objects and
//! nothing of strings. So none of these reach it. A composed schema becomes the first of these that
//! fits:
//!
//! 1. One schema without composition, if its parts merge: a struct, or a scalar with limits.
//! 2. A `oneOf` whose variants exclude each other, or whose first fitting variant loses nothing: an
//!    enumeration of types, which reads the first that fits.
//! 3. One of the two, and marked by [`CHECKED`]: the type says less than the schema, so its JSON is
//!    checked by the schema first.
//! 4. Nothing but the mark [`KEPT`]: a type around the JSON value, which is kept whole and checked
//!    by the schema.
//!
//! The last one makes every schema right. The others make it pleasant.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
};

use serde_json::{Map, Value, json};

use super::merge::{Merged, merge};
use crate::{
    document::{
        discriminators::{Discriminators, Variants},
        limits::{CHECKED, KEPT, TAGS},
        openapi::NAME_PATTERN,
        schema::{ANNOTATIONS, COMPOSING, flag, is_null_variant, refer_to, reference},
    },
    model::Schema,
};

/// The limits of the number of an object's members.
const COUNTS: [&str; 2] = ["minProperties", "maxProperties"];

/// The limits of strings and numbers.
const LIMITS: [&str; 8] = [
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];

/// The largest number of schemas that a question about two schemas goes through in depth.
const DEPTH: usize = 12;

/// The largest number of composed schemas within a named one, each as often as it is repeated.
const FUEL: usize = 2_000;

/// The largest number of variants that are compared with each other.
const MAX_VARIANTS: usize = 200;

/// The schemas of an API, which references lead to.
pub(super) struct Composer<'s> {
    schemas: &'s BTreeMap<String, Schema>,
    discriminators: Discriminators<'s>,
    /// The composed schemas that are being rewritten, from the outermost. One that would be a part
    /// of itself ends there.
    open: RefCell<Vec<Map<String, Value>>>,
    /// The number of schemas that may still be rewritten for a named one.
    fuel: Cell<usize>,
    /// For each named schema, those that it takes over with more next to them, at any depth.
    extended: BTreeMap<&'s str, BTreeSet<&'s str>>,
    /// The named schemas that the schemas being rewritten have taken over, from the outermost.
    taken_over: RefCell<Vec<BTreeSet<String>>>,
}

/// A schema taken apart into what applies together.
#[derive(Default)]
struct Parts {
    /// Schemas without composition.
    bases: Vec<Map<String, Value>>,
    /// The `anyOf` and `oneOf`, with their keywords.
    choices: Vec<(&'static str, Vec<Value>)>,
    /// True if a `not`, or a pattern of names, applies, too.
    negated: bool,
    /// The named schemas that are among these.
    names: BTreeSet<String>,
}

impl<'s> Composer<'s> {
    pub(super) fn new(schemas: &'s BTreeMap<String, Schema>) -> Self {
        Self {
            schemas,
            discriminators: discriminators(schemas),
            open: RefCell::default(),
            fuel: Cell::new(FUEL),
            extended: extended(schemas),
            taken_over: RefCell::default(),
        }
    }

    /// Returns a named schema in a form for typify.
    pub(super) fn named(&self, name: &str, schema: &Schema) -> Value {
        self.fuel.set(FUEL);
        let mut taken_over = vec![BTreeSet::from([name.to_owned()])];
        if !COMPOSING.iter().any(|key| schema.value.get(key).is_some()) {
            // The schema itself is the first step, and takes nothing over.
            taken_over.push(BTreeSet::new());
        }
        *self.taken_over.borrow_mut() = taken_over;
        let variants = self.discriminators.is_base(name).then_some(Some(name));
        if let Some(variants) =
            variants.and_then(|name| self.discriminators.variants(name, &schema.value))
        {
            let mut shape = tagged(&variants, &schema.value);
            for key in ["description", "nullable", "deprecated"] {
                shape.extend(schema.value.get(key).map(|value| (key.to_owned(), value.clone())));
            }
            return Value::Object(shape);
        }
        if !schema.named && schema.place.last().is_some_and(|place| place == "responses") {
            // All errors of an operation, which lockstep lists itself. The operation chooses one.
            let each = schema.value["anyOf"].as_array().into_iter().flatten();
            let each: Vec<Value> = each.map(|error| self.compose(&untitled(error))).collect();
            return json!({ "oneOf": each });
        }
        self.compose(&schema.value)
    }

    /// Returns a schema in a form for typify, at any depth.
    fn compose(&self, schema: &Value) -> Value {
        let Value::Object(members) = schema else { return schema.clone() };
        if members.contains_key("$ref") {
            return schema.clone();
        }
        if !COMPOSING.iter().any(|key| members.contains_key(*key)) {
            return Value::Object(self.alone(members));
        }
        let fuel = self.fuel.get().checked_sub(1);
        let is_open = self.open.borrow().contains(members);
        let Some(fuel) = fuel.filter(|_| !is_open) else { return kept(schema) };
        self.fuel.set(fuel);
        self.open.borrow_mut().push(members.clone());
        let composed = self.composed(members);
        self.open.borrow_mut().pop();
        composed.unwrap_or_else(|| kept(schema))
    }

    /// Returns a schema without composition in a form for typify.
    fn alone(&self, members: &Map<String, Value>) -> Map<String, Value> {
        let has = |keys: &[&str]| keys.iter().any(|key| members.contains_key(*key));
        let mut shape = self.within(members);
        let has_limits = has(&COUNTS) || has(&[NAME_PATTERN]);
        if has_limits && has(&["properties", "required"]) {
            shape.retain(|key, _| !COUNTS.contains(&key.as_str()));
            return marked(shape, &Value::Object(members.clone()));
        }
        if has(&["enum"]) && has(&LIMITS) {
            match merge(std::slice::from_ref(members)) {
                Some(merged) => {
                    shape.retain(|key, _| !LIMITS.contains(&key.as_str()));
                    shape.extend(merged.schema);
                }
                None => return Map::from_iter([(KEPT.to_owned(), Value::Object(shape))]),
            }
        }
        shape
    }

    /// Returns a schema whose members and items are in a form for typify.
    fn within(&self, members: &Map<String, Value>) -> Map<String, Value> {
        let mut out = members.clone();
        for (key, value) in &mut out {
            match (key.as_str(), value) {
                ("properties", Value::Object(properties)) => {
                    properties.values_mut().for_each(|property| *property = self.compose(property));
                }
                ("items" | "additionalProperties", value) => *value = self.compose(value),
                _ => {}
            }
        }
        out
    }

    /// Returns a composed schema in a form for typify. None if its values have to be kept whole.
    fn composed(&self, members: &Map<String, Value>) -> Option<Value> {
        let whole = Value::Object(members.clone());
        let annotation =
            |key: &str| ANNOTATIONS.contains(&key) || key == "nullable" || key.starts_with("x-");
        let variants = self.discriminators.variants(None, &whole);
        let mut rest = members.clone();
        rest.remove("discriminator");
        let mut annotations = Map::new();
        for (key, value) in members.iter().filter(|(key, _)| annotation(key)) {
            rest.remove(key);
            annotations.insert(key.clone(), value.clone());
        }
        if rest == Map::from_iter([("not".to_owned(), json!({}))]) {
            return Some(whole);
        }
        if let Some(variants) = variants {
            let plain = |(key, value): (&String, &Value)| match key.as_str() {
                "oneOf" | "anyOf" => true,
                "type" => value == "object",
                _ => false,
            };
            if !rest.iter().all(plain) {
                let spelt_out = self.discriminators.spelt_out(None, &whole);
                return self.composed(spelt_out.as_object()?);
            }
            let null = ["oneOf", "anyOf"].iter().any(|key| {
                let listed = rest.get(*key).and_then(Value::as_array);
                listed.is_some_and(|listed| listed.iter().any(is_null_variant))
            });
            let mut shape = tagged(&variants, &whole);
            shape.extend(annotations);
            if null {
                shape.insert("nullable".to_owned(), true.into());
            }
            return Some(Value::Object(shape));
        }
        join_lone_variants(&mut rest);
        leave_out_empty_parts(&mut rest);
        if !members.contains_key(NAME_PATTERN) && self.is_alias(&rest) {
            rest.remove("type");
            rest.extend(annotations);
            return Some(Value::Object(rest));
        }
        let negated = members.contains_key(NAME_PATTERN);
        let mut parts = Parts { negated, ..Parts::default() };
        self.take_apart(&Value::Object(rest), &mut parts, DEPTH)?;
        if self.is_recursive(&parts.names) {
            return None;
        }
        self.taken_over.borrow_mut().push(std::mem::take(&mut parts.names));
        let shape = match parts.choices.as_slice() {
            [] => self.merged(&parts, &whole),
            [_] => self.chosen(parts, &whole),
            _ => None,
        };
        self.taken_over.borrow_mut().pop();
        let mut shape = shape?;
        let null = flag(&Value::Object(shape.clone()), "nullable");
        shape.extend(annotations);
        if null {
            shape.insert("nullable".to_owned(), true.into());
        }
        Some(Value::Object(shape))
    }

    /// Returns whether taking over named schemas within others would have no end, since they take
    /// over each other. The first of them is taken over, so that its type has fields.
    fn is_recursive(&self, names: &BTreeSet<String>) -> bool {
        let reaches =
            |from: &str, to: &str| self.extended.get(from).is_some_and(|it| it.contains(to));
        let taken_over = self.taken_over.borrow();
        let outer = taken_over.iter().flatten();
        taken_over.len() > 2
            && outer
                .into_iter()
                .any(|outer| names.iter().any(|name| reaches(name, outer) && reaches(outer, name)))
    }

    /// Returns whether a schema is a reference in an `allOf`, with no more than its type next to
    /// it.
    fn is_alias(&self, members: &Map<String, Value>) -> bool {
        let parts = members.get("allOf").and_then(Value::as_array).map(Vec::as_slice);
        let Some([part]) = parts else { return false };
        let kind = members.get("type").and_then(Value::as_str);
        // A base in the `allOf` of its own variant is not that type, which is all variants.
        let is_base = reference(part).is_some_and(|name| self.discriminators.is_base(name));
        part.get("$ref").is_some()
            && !(is_base && self.open.borrow().len() == 1 && self.is_named(members))
            && members.keys().all(|key| key == "allOf" || key == "type")
            && kind.is_none_or(|kind| {
                let kinds = self.kinds(part, DEPTH);
                kinds.iter().all(|it| *it == kind || kind == "number" && *it == "integer")
            })
    }

    /// Returns whether a named schema has such an `allOf`.
    fn is_named(&self, members: &Map<String, Value>) -> bool {
        self.schemas.values().any(|schema| schema.value.get("allOf") == members.get("allOf"))
    }

    /// Takes a schema apart. None if it is too deep.
    fn take_apart(&self, schema: &Value, parts: &mut Parts, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        parts.names.extend(reference(schema).map(str::to_owned));
        let Value::Object(members) = self.resolved(schema)? else {
            return (*schema != Value::Bool(false)).then_some(());
        };
        let mut members = members.clone();
        join_lone_variants(&mut members);
        let mut base = members.clone();
        for key in COMPOSING {
            base.remove(key);
        }
        base.retain(|key, _| {
            !ANNOTATIONS.contains(&key.as_str()) && !key.starts_with("x-") && key != "discriminator"
        });
        if !base.is_empty() {
            parts.bases.push(base);
        }
        let list = |key: &str| members.get(key).and_then(Value::as_array);
        for part in list("allOf").into_iter().flatten() {
            self.take_apart(part, parts, depth)?;
        }
        for key in ["anyOf", "oneOf"] {
            parts.choices.extend(list(key).map(|variants| (key, variants.clone())));
        }
        parts.negated |= members.contains_key("not") || members.contains_key(NAME_PATTERN);
        Some(())
    }

    /// Returns the schema that a reference leads to, or the schema itself.
    fn resolved<'v>(&'v self, mut schema: &'v Value) -> Option<&'v Value> {
        for _ in 0..DEPTH {
            match reference(schema) {
                Some(name) => schema = &self.schemas.get(name)?.value,
                None => return Some(schema),
            }
        }
        None
    }

    /// Returns one schema for parts without a choice.
    fn merged(&self, parts: &Parts, whole: &Value) -> Option<Map<String, Value>> {
        let Merged { schema, exact } = merge(&parts.bases)?;
        if exact && !parts.negated {
            return Some(self.within(&schema));
        }
        schema.contains_key("properties").then(|| marked(self.within(&schema), whole))
    }

    /// Returns the schema for parts with one choice.
    fn chosen(&self, mut parts: Parts, whole: &Value) -> Option<Map<String, Value>> {
        let (key, variants) = parts.choices.pop()?;
        let (nulls, variants): (Vec<Value>, Vec<Value>) =
            variants.into_iter().partition(is_null_variant);
        let negated = parts.negated;
        let (variants, null_in_several) = if parts.bases.is_empty() {
            self.without_repeated_null(variants)
        } else {
            (variants, false)
        };
        let mut shape = if parts.bases.is_empty() {
            let null_twice = nulls.len() > 1 || variants.iter().any(|it| self.allows_null(it));
            if key == "oneOf" && !nulls.is_empty() && null_twice {
                return None;
            }
            match variants.as_slice() {
                [] => return None,
                [one] if !negated => match self.compose(&untitled(one)) {
                    Value::Object(inner) if !inner.contains_key("$ref") => inner,
                    reference => Map::from_iter([("allOf".to_owned(), json!([reference]))]),
                },
                _ => self.one_of(key, variants, negated.then_some(whole), whole)?,
            }
        } else if nulls.is_empty() {
            self.narrowed(key, &variants, &parts.bases, whole)?
        } else {
            return None;
        };
        // Of the variants of a `oneOf`, exactly one allows a value.
        let null_twice = null_in_several && key == "oneOf";
        if (!nulls.is_empty() || null_in_several) && !null_twice {
            shape.insert("nullable".to_owned(), true.into());
        }
        Some(shape)
    }

    /// Returns variants without null, and true, if several of them allow it next to their own
    /// values. Else they stay.
    fn without_repeated_null(&self, variants: Vec<Value>) -> (Vec<Value>, bool) {
        if variants.iter().filter(|variant| flag(variant, "nullable")).count() < 2 {
            return (variants, false);
        }
        let without_null = |variant: &Value| {
            let mut variant = variant.clone();
            if let Value::Object(members) = &mut variant {
                members.remove("nullable");
                if let Some(Value::Array(values)) = members.get_mut("enum") {
                    values.retain(|value| !value.is_null());
                }
            }
            variant
        };
        let stripped: Vec<Value> = variants.iter().map(without_null).collect();
        if stripped.iter().any(|variant| self.allows_null(variant)) {
            return (variants, false);
        }
        (stripped, true)
    }

    /// Returns the schema for a choice next to other schemas.
    fn narrowed(
        &self,
        key: &'static str,
        variants: &[Value],
        bases: &[Map<String, Value>],
        whole: &Value,
    ) -> Option<Map<String, Value>> {
        let Merged { schema: mut base, .. } = merge(bases)?;
        let mut taken_apart = Vec::new();
        for variant in variants {
            let mut parts = Parts::default();
            self.take_apart(variant, &mut parts, DEPTH)?;
            if !parts.choices.is_empty() {
                return None;
            }
            taken_apart.push(parts.bases);
        }
        let kind = base.get("type").cloned().unwrap_or_default();
        let only_kind = base.len() == 1;
        let same_kind = |bases: &Vec<Map<String, Value>>| {
            bases.iter().any(|part| part.get("type") == Some(&kind))
        };
        if only_kind && kind != "object" && taken_apart.iter().all(same_kind) {
            return self.one_of(key, variants.to_vec(), None, whole);
        }
        if kind != "object" {
            return None;
        }
        let known = base.get("properties").and_then(Value::as_object);
        let only_narrows = |bases: &Vec<Map<String, Value>>| {
            bases.iter().all(|part| {
                let names = part.get("properties").and_then(Value::as_object);
                let mut names = names.into_iter().flat_map(Map::keys);
                part.get("type").is_none_or(|it| *it == kind)
                    && names.all(|name| known.is_some_and(|known| known.contains_key(name)))
            })
        };
        if known.is_some() && taken_apart.iter().all(only_narrows) {
            add_members(&mut base, taken_apart.iter().flatten());
            return Some(marked(self.within(&base), whole));
        }
        let objects: Option<Vec<Value>> = taken_apart
            .into_iter()
            .map(|variant| {
                let all: Vec<_> = bases.iter().cloned().chain(variant).collect();
                let merged = merge(&all)?.schema;
                (merged.get("type")? == "object" && merged.contains_key("properties"))
                    .then_some(Value::Object(merged))
            })
            .collect();
        self.one_of(key, objects?, Some(whole), whole)
    }

    /// Returns a `oneOf` of variants, of which the first that fits is read. `narrower` is the
    /// schema that checks the value, if the variants alone allow too much. None if a variant could
    /// lose what another one has.
    fn one_of(
        &self,
        key: &'static str,
        mut variants: Vec<Value>,
        narrower: Option<&Value>,
        whole: &Value,
    ) -> Option<Map<String, Value>> {
        if variants.len() > MAX_VARIANTS {
            return None;
        }
        if key == "anyOf" {
            let mut known = Vec::new();
            variants.retain(|variant| {
                let is_new = !known.contains(variant);
                known.push(variant.clone());
                is_new
            });
        }
        let mut exclusive = true;
        for (index, one) in variants.iter().enumerate() {
            for other in &variants[index + 1..] {
                if one == other {
                    return None;
                }
                if self.exclude(one, other, DEPTH) {
                    continue;
                }
                exclusive = false;
                if key == "anyOf" && !self.is_lossless(one, DEPTH) {
                    return None;
                }
            }
        }
        // serde reads the members of such variants more leniently than those of a struct.
        let inline = |variant: &Value| {
            variant.get("$ref").is_none() && self.kinds(variant, DEPTH).contains(&"object")
        };
        let lenient = variants.iter().any(inline);
        let variants: Vec<Value> =
            variants.iter().map(|variant| self.compose(&untitled(variant))).collect();
        let shape = Map::from_iter([("oneOf".to_owned(), Value::Array(variants))]);
        let is_narrower = narrower.is_some() || lenient || key == "oneOf" && !exclusive;
        Some(if is_narrower { marked(shape, whole) } else { shape })
    }

    /// Returns the types that a schema may allow, of those that it tells. Null is not among them.
    fn kinds(&self, schema: &Value, depth: usize) -> Vec<&'static str> {
        let all = vec!["string", "number", "integer", "boolean", "array", "object"];
        let (Some(depth), Some(schema)) = (depth.checked_sub(1), self.resolved(schema)) else {
            return all;
        };
        if is_null_variant(schema) {
            return Vec::new();
        }
        let list = |key: &str| schema.get(key).and_then(Value::as_array);
        let mut kinds = all;
        if let Some(kind) = schema.get("type").and_then(Value::as_str) {
            kinds.retain(|it| *it == kind || kind == "number" && *it == "integer");
        }
        for part in list("allOf").into_iter().flatten() {
            let of_part = self.kinds(part, depth);
            kinds.retain(|it| of_part.contains(it));
        }
        for variants in ["anyOf", "oneOf"].into_iter().filter_map(list) {
            let of_any: BTreeSet<&str> =
                variants.iter().flat_map(|variant| self.kinds(variant, depth)).collect();
            kinds.retain(|it| of_any.contains(it));
        }
        if let Some(values) = list("enum") {
            kinds.retain(|kind| values.iter().any(|value| has_kind(value, kind)));
        }
        kinds
    }

    /// Returns whether a schema may allow null.
    pub(super) fn allows_null(&self, schema: &Value) -> bool {
        self.may_be_null(schema, DEPTH)
    }

    fn may_be_null(&self, schema: &Value, depth: usize) -> bool {
        let (Some(depth), Some(schema)) = (depth.checked_sub(1), self.resolved(schema)) else {
            return true;
        };
        let list = |key: &str| schema.get(key).and_then(Value::as_array);
        let composed = COMPOSING.iter().any(|key| schema.get(key).is_some());
        if is_null_variant(schema) {
            return true;
        }
        if schema.get("type").is_some() || composed {
            if flag(schema, "nullable") {
                return true;
            }
            if schema.get("type").is_some() {
                return false;
            }
        }
        if list("enum").is_some_and(|values| !values.contains(&Value::Null)) {
            return false;
        }
        list("allOf").is_none_or(|parts| parts.iter().all(|it| self.may_be_null(it, depth)))
            && ["anyOf", "oneOf"]
                .into_iter()
                .filter_map(list)
                .all(|variants| variants.iter().any(|it| self.may_be_null(it, depth)))
    }

    /// Returns whether no value fits two schemas. False if that cannot be told.
    fn exclude(&self, one: &Value, other: &Value, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        let (Some(one), Some(other)) = (self.resolved(one), self.resolved(other)) else {
            return false;
        };
        if std::ptr::eq(one, other) || self.allows_null(one) && self.allows_null(other) {
            return false;
        }
        let kinds = self.kinds(other, DEPTH);
        if self.kinds(one, DEPTH).iter().all(|kind| !kinds.contains(kind)) {
            return true;
        }
        for (this, that) in [(one, other), (other, one)] {
            let list = |key: &str| this.get(key).and_then(Value::as_array);
            if list("allOf").is_some_and(|it| it.iter().any(|it| self.exclude(it, that, depth))) {
                return true;
            }
            let excluded = |variants: &Vec<Value>| {
                variants.iter().all(|variant| self.exclude(variant, that, depth))
            };
            if ["anyOf", "oneOf"].into_iter().filter_map(list).any(excluded) {
                return true;
            }
            if list("enum").is_some_and(|values| values.iter().all(|it| !may_fit(that, it))) {
                return true;
            }
        }
        let formats = (one.get("format"), other.get("format"));
        if let (Some(Value::String(one)), Some(Value::String(other))) = formats
            && one != other
            && [one, other].iter().all(|it| EXCLUSIVE_FORMATS.contains(&it.as_str()))
        {
            return true;
        }
        self.members_exclude(one, other, depth) || self.members_exclude(other, one, depth)
    }

    /// Returns whether a member that `one` requires is none that `other` allows.
    fn members_exclude(&self, one: &Value, other: &Value, depth: usize) -> bool {
        let object_only = |schema: &Value| self.kinds(schema, DEPTH) == ["object"];
        if !object_only(one) && !object_only(other) {
            return false;
        }
        let (required, members) = (self.required(one, depth), self.members(one, depth));
        let others = self.members(other, depth);
        let closed = other.get("additionalProperties") == Some(&Value::Bool(false))
            && !COMPOSING.iter().any(|key| other.get(key).is_some());
        required.iter().any(|name| match (members.get(name), others.get(name)) {
            (Some(member), Some(other)) => self.exclude(member, other, depth),
            (_, None) => closed,
            _ => false,
        })
    }

    /// Returns the members of an object that are always there.
    fn required(&self, schema: &Value, depth: usize) -> BTreeSet<String> {
        let (Some(depth), Some(schema)) = (depth.checked_sub(1), self.resolved(schema)) else {
            return BTreeSet::new();
        };
        let list = |key: &str| schema.get(key).and_then(Value::as_array).into_iter().flatten();
        let own = list("required").filter_map(Value::as_str).map(str::to_owned);
        own.chain(list("allOf").flat_map(|part| self.required(part, depth))).collect()
    }

    /// Returns the members of an object, each with one schema that applies to it.
    fn members<'v>(&'v self, schema: &'v Value, depth: usize) -> BTreeMap<String, &'v Value> {
        let (Some(depth), Some(schema)) = (depth.checked_sub(1), self.resolved(schema)) else {
            return BTreeMap::new();
        };
        let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        let mut members: BTreeMap<String, &Value> =
            parts.flat_map(|part| self.members(part, depth)).collect();
        let own = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        members.extend(own.map(|(name, member)| (name.clone(), member)));
        members
    }

    /// Returns whether the type of a schema keeps everything that a value has. A struct drops what
    /// its schema does not name.
    fn is_lossless(&self, schema: &Value, depth: usize) -> bool {
        let (Some(depth), Some(schema)) = (depth.checked_sub(1), self.resolved(schema)) else {
            return false;
        };
        let list = |key: &str| schema.get(key).and_then(Value::as_array).into_iter().flatten();
        let inner = |key: &str| schema.get(key).is_none_or(|it| self.is_lossless(it, depth));
        let kinds = self.kinds(schema, DEPTH);
        if !kinds.contains(&"object") && !kinds.contains(&"array") {
            return true;
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("object") => {
                schema.get("properties").is_none()
                    && schema.get("required").is_none()
                    && inner("additionalProperties")
                    && COMPOSING.iter().all(|key| schema.get(key).is_none())
            }
            Some("array") => inner("items"),
            _ => COMPOSING.iter().all(|key| list(key).all(|part| self.is_lossless(part, depth))),
        }
    }
}

/// The formats of strings none of which has a value of another.
const EXCLUSIVE_FORMATS: [&str; 5] = ["uuid", "date-time", "date", "ipv4", "ipv6"];

/// Returns whether a value may fit a schema, by its type and its values.
fn may_fit(schema: &Value, value: &Value) -> bool {
    let kind = schema.get("type").and_then(Value::as_str);
    let values = schema.get("enum").and_then(Value::as_array);
    kind.is_none_or(|kind| has_kind(value, kind) || value.is_null() && flag(schema, "nullable"))
        && values.is_none_or(|values| values.contains(value))
        && schema.as_object().is_none_or(|schema| super::merge::is_within(schema, value))
}

fn has_kind(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

/// Moves variants without an alternative to the schemas that apply together.
fn join_lone_variants(members: &mut Map<String, Value>) {
    for key in ["anyOf", "oneOf"] {
        if let Some([variant]) = members.get(key).and_then(Value::as_array).map(Vec::as_slice)
            && !is_null_variant(variant)
        {
            let variant = variant.clone();
            members.remove(key);
            let all = members.entry("allOf").or_insert_with(|| json!([]));
            if let Value::Array(all) = all {
                all.push(variant);
            }
        }
    }
}

/// Leaves out the parts of an `allOf` that say nothing about values, next to others.
fn leave_out_empty_parts(members: &mut Map<String, Value>) {
    let Some(Value::Array(parts)) = members.get_mut("allOf") else { return };
    let says = |part: &Value| {
        let Value::Object(members) = part else { return true };
        let annotation = |key: &str| ANNOTATIONS.contains(&key) || key == "nullable";
        members.keys().any(|key| !annotation(key))
    };
    if parts.iter().any(says) {
        parts.retain(says);
    }
}

/// Returns for each named schema those that it takes over, with more next to them, at any depth,
/// and those that these take over.
fn extended(schemas: &BTreeMap<String, Schema>) -> BTreeMap<&str, BTreeSet<&str>> {
    let direct: BTreeMap<&str, BTreeSet<&str>> = schemas
        .iter()
        .map(|(name, schema)| {
            let mut found = BTreeSet::new();
            collect_extended(&schema.value, &mut found);
            (name.as_str(), found)
        })
        .collect();
    let reached = |name: &str| {
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<&str> = direct.get(name).into_iter().flatten().copied().collect();
        while let Some(name) = waiting.pop() {
            if reached.insert(name) {
                waiting.extend(direct.get(name).into_iter().flatten());
            }
        }
        reached
    };
    direct.keys().map(|name| (*name, reached(name))).collect()
}

/// Collects the named schemas that a schema, or one in it, takes over with more next to them.
fn collect_extended<'v>(schema: &'v Value, found: &mut BTreeSet<&'v str>) {
    let Value::Object(members) = schema else { return };
    let parts = ["allOf", "anyOf", "oneOf"].into_iter();
    let parts: Vec<&Value> =
        parts.filter_map(|key| members.get(key)?.as_array()).flatten().collect();
    let annotation = |key: &String| {
        ANNOTATIONS.contains(&key.as_str()) || ["nullable", "type"].contains(&key.as_str())
    };
    let has_more = members.keys().filter(|key| !annotation(key)).count() > 1
        || members.contains_key("allOf") && parts.len() > 1;
    if has_more {
        found.extend(parts.iter().filter_map(|part| reference(part)));
    }
    let properties = members.get("properties").and_then(Value::as_object);
    let properties = properties.into_iter().flat_map(Map::values);
    let inner = ["items", "additionalProperties"].into_iter().filter_map(|key| members.get(key));
    for part in parts.into_iter().chain(properties).chain(inner) {
        collect_extended(part, found);
    }
}

/// Adds members of any kind for those that variants require and that no schema describes.
fn add_members<'v>(
    base: &mut Map<String, Value>,
    variants: impl Iterator<Item = &'v Map<String, Value>>,
) {
    if base.get("additionalProperties").is_some_and(|it| *it != Value::Bool(true)) {
        return;
    }
    let required = variants.filter_map(|part| part.get("required")?.as_array()).flatten();
    let Some(Value::Object(properties)) = base.get_mut("properties") else { return };
    for name in required.filter_map(Value::as_str) {
        properties.entry(name).or_insert_with(|| json!({}));
    }
}

fn untitled(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Value::Object(members) = &mut schema
        && !members.contains_key("$ref")
    {
        members.remove("title");
    }
    schema
}

/// Returns a schema whose values are kept whole.
fn kept(schema: &Value) -> Value {
    let mut shape = Map::new();
    let mut check = schema.clone();
    for key in ["description", "nullable", "default", "deprecated"] {
        shape.extend(schema.get(key).map(|value| (key.to_owned(), value.clone())));
    }
    if let Value::Object(check) = &mut check {
        for annotation in ANNOTATIONS {
            check.remove(annotation);
        }
    }
    shape.insert(KEPT.to_owned(), check);
    Value::Object(shape)
}

/// Returns a `oneOf` of named variants that a member tells apart.
fn tagged(variants: &Variants, whole: &Value) -> Map<String, Value> {
    let named = variants.tags.iter().map(|(name, _)| refer_to(name)).collect();
    let tags: Vec<&Vec<String>> = variants.tags.iter().map(|(_, tags)| tags).collect();
    let mut shape = Map::from_iter([("oneOf".to_owned(), Value::Array(named))]);
    shape.insert(TAGS.to_owned(), json!({ "property": variants.property, "tags": tags }));
    marked(shape, whole)
}

/// Returns the discriminators of an API.
pub(super) fn discriminators(schemas: &BTreeMap<String, Schema>) -> Discriminators<'_> {
    Discriminators::new(schemas.iter().map(|(name, it)| (name.as_str(), &it.value)).collect())
}

fn marked(mut shape: Map<String, Value>, whole: &Value) -> Map<String, Value> {
    shape.insert(CHECKED.to_owned(), whole.clone());
    shape
}
