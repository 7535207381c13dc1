//! Values for schemas: those that keep to all of a schema, and those that break one keyword of it.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet, HashSet, VecDeque},
    rc::Rc,
};

use serde_json::{Map, Value, json};

use super::{
    numbers,
    part::{Aim, MAX_SIZE, SchemaPart},
    texts::StringLimits,
    validator::{self, SchemaValidator, count, enumeration, in_place, kind},
};
use crate::document::{openapi::NAME_PATTERN, pointer::Pointer};

/// The largest number of references behind which values are varied.
const MAX_REFERENCES: usize = 4;

/// The largest number of values of a schema, by the number of references that may still be
/// followed.
const MAX_VALUES: [usize; MAX_REFERENCES + 1] = [10, 20, 40, 80, 200];

/// The largest number of choices of variants that are tried.
const MAX_VARIANTS: usize = 64;

/// The greatest depth of values.
const MAX_DEPTH: usize = 40;

/// The largest number of schemas that are visited for one component. Only contrived ones need more.
const FUEL: usize = 50_000;

/// A schema and its place.
type PlacedSchema<'d> = (Pointer, &'d Value);

/// Values without members and items, each with its aim.
type Values = Rc<Vec<(Value, Aim)>>;

/// A value for a schema.
struct GeneratedValue {
    value: Value,
    aim: Aim,
    /// The depth at which it differs from others.
    depth: usize,
}

impl GeneratedValue {
    fn valid(value: Value) -> Self {
        Self { value, aim: Aim::Valid, depth: 0 }
    }

    fn breaking(value: Value, keyword: &str, at: &Pointer) -> Self {
        Self { value, aim: Aim::Breaks { keyword: keyword.to_owned(), at: at.clone() }, depth: 0 }
    }

    /// Returns a value that holds this one.
    fn within(&self, value: Value) -> Self {
        Self { value, aim: self.aim.clone(), depth: self.depth + 1 }
    }
}

/// Schemas that all apply to the same value, without references and parts.
#[derive(Clone, Default)]
struct CombinedSchema<'d> {
    layers: Vec<SchemaPart<'d>>,
    /// The variants to choose from.
    choices: VecDeque<Choice<'d>>,
    negations: Vec<PlacedSchema<'d>>,
    /// The place that the validator can check by itself, to find values that fit one variant only.
    judged: Vec<Pointer>,
    seen: BTreeSet<Pointer>,
    /// No value fits.
    impossible: bool,
    refers: bool,
}

#[derive(Clone)]
struct Choice<'d> {
    keyword: &'static str,
    at: Pointer,
    variants: Vec<PlacedSchema<'d>>,
}

/// The types of JSON other than null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ValueKind {
    Object,
    String,
    Integer,
    /// A number with a fraction.
    Fraction,
    Boolean,
    Array,
}

impl ValueKind {
    const ALL: [Self; 6] =
        [Self::Object, Self::String, Self::Integer, Self::Fraction, Self::Boolean, Self::Array];

    /// Returns the types that a `type` allows.
    fn named(name: &str) -> &'static [Self] {
        match name {
            "object" => &[Self::Object],
            "string" => &[Self::String],
            "integer" => &[Self::Integer],
            "number" => &[Self::Integer, Self::Fraction],
            "boolean" => &[Self::Boolean],
            _ => &[Self::Array],
        }
    }

    fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Null => return None,
            Value::Bool(_) => Self::Boolean,
            Value::Number(number) => {
                let whole = number.as_f64().is_none_or(|number| number.fract() == 0.0);
                if whole { Self::Integer } else { Self::Fraction }
            }
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        })
    }

    /// Returns whether a keyword is about values of this type only.
    fn hinted_by(self, keyword: &str) -> bool {
        match self {
            Self::Object => matches!(
                keyword,
                "properties"
                    | "required"
                    | "additionalProperties"
                    | "minProperties"
                    | "maxProperties"
            ),
            Self::String => matches!(keyword, "pattern" | "minLength" | "maxLength"),
            Self::Integer | Self::Fraction => {
                matches!(keyword, "minimum" | "maximum" | "multipleOf")
            }
            Self::Boolean => false,
            Self::Array => matches!(keyword, "items" | "minItems" | "maxItems" | "uniqueItems"),
        }
    }
}

/// Returns the types that the schemas allow.
fn admitted(layers: &[SchemaPart<'_>]) -> Vec<ValueKind> {
    let mut kinds = ValueKind::ALL.to_vec();
    for name in layers.iter().filter_map(|(_, schema)| kind(schema)) {
        kinds.retain(|kind| ValueKind::named(name).contains(kind));
    }
    kinds
}

/// Returns the types to make values of. For a schema without a type, they are those that its
/// keywords are about, if it has any.
fn intended(layers: &[SchemaPart<'_>]) -> Vec<ValueKind> {
    let admitted = admitted(layers);
    let hinted = |kind: &ValueKind| {
        layers.iter().any(|(_, schema)| schema.keys().any(|keyword| kind.hinted_by(keyword)))
    };
    let likely: Vec<ValueKind> = admitted.iter().copied().filter(hinted).collect();
    if likely.is_empty() || layers.iter().any(|(_, schema)| kind(schema).is_some()) {
        admitted
    } else {
        likely
    }
}

/// Returns the largest or the smallest value of a keyword in the schemas, and its place.
fn tightest(layers: &[SchemaPart<'_>], keyword: &str, largest: bool) -> Option<(u64, Pointer)> {
    let counts =
        layers.iter().filter_map(|(at, schema)| Some((count(schema, keyword)?, at.join(keyword))));
    if largest { counts.max() } else { counts.min() }
}

/// Returns the values that the schemas list, without null. None if no schema lists any.
fn listed(layers: &[SchemaPart<'_>]) -> Option<Vec<Value>> {
    let mut lists = layers.iter().filter_map(|(_, schema)| enumeration(schema));
    let mut values = lists.next()?;
    for list in lists {
        values.retain(|value| list.contains(value));
    }
    let kinds = admitted(layers);
    let fits = |value: &&Value| ValueKind::of(value).is_some_and(|kind| kinds.contains(&kind));
    Some(values.into_iter().filter(fits).cloned().collect())
}

/// Returns the names of the schemas' properties.
fn known_members(layers: &[SchemaPart<'_>]) -> BTreeSet<String> {
    let properties = |schema: &Map<String, Value>| {
        schema
            .get("properties")
            .and_then(Value::as_object)
            .map(|known| known.keys().cloned().collect())
    };
    layers
        .iter()
        .filter_map(|(_, schema)| properties(schema))
        .flat_map(|names: Vec<_>| names)
        .collect()
}

/// Returns the names that the schemas require, each with its place.
fn required_members(layers: &[SchemaPart<'_>]) -> BTreeMap<String, Pointer> {
    let mut found = BTreeMap::new();
    for (at, schema) in layers {
        let at = at.join("required");
        let names = schema.get("required").and_then(Value::as_array);
        for (index, name) in names.into_iter().flatten().enumerate() {
            if let Some(name) = name.as_str() {
                found.entry(name.to_owned()).or_insert_with(|| at.join(index));
            }
        }
    }
    found
}

/// Returns the schemas of a member of an object, or the place that forbids it.
fn member<'d>(layers: &[SchemaPart<'d>], name: &str) -> Result<Vec<PlacedSchema<'d>>, Pointer> {
    let mut sites = Vec::new();
    for (at, schema) in layers {
        let known = schema.get("properties").and_then(|properties| properties.get(name));
        match (known, schema.get("additionalProperties")) {
            (Some(property), _) => sites.push((at.join("properties").join(name), property)),
            (None, Some(Value::Bool(false))) => return Err(at.join("additionalProperties")),
            (None, Some(other)) => sites.push((at.join("additionalProperties"), other)),
            (None, None) => {}
        }
    }
    Ok(sites)
}

/// Returns names that no property has.
fn additional_names(layers: &[SchemaPart<'_>]) -> impl Iterator<Item = String> + use<> {
    let known = known_members(layers);
    let patterns: Vec<&str> = name_patterns(layers).map(|(_, pattern)| pattern).collect();
    let mut limits = StringLimits::default();
    for pattern in &patterns {
        limits.add_pattern(pattern);
    }
    let matching = if patterns.is_empty() { Vec::new() } else { limits.valid() };
    let others = (1..).map(|n| if n == 1 { "extra".to_owned() } else { format!("extra{n}") });
    let others = others.take(if patterns.is_empty() { usize::MAX } else { 0 });
    matching.into_iter().chain(others).filter(move |name| !known.contains(name))
}

/// Returns the patterns of the names of members that are not listed, with their places.
fn name_patterns<'d>(layers: &[SchemaPart<'d>]) -> impl Iterator<Item = (Pointer, &'d str)> {
    let patterns = layers.iter().filter_map(|(at, schema)| {
        Some((at.join(NAME_PATTERN), schema.get(NAME_PATTERN)?.as_str()?))
    });
    patterns.collect::<Vec<_>>().into_iter()
}

/// Makes values for the component schemas of a document.
pub(super) struct ValueGenerator<'d, 'j> {
    document: &'d Value,
    validator: &'j SchemaValidator,
    /// The smallest values so far.
    least: BTreeMap<String, Value>,
    /// The schemas whose smallest value is being made. It must not hold itself.
    open: BTreeSet<String>,
    made: BTreeMap<(String, usize), Rc<Vec<GeneratedValue>>>,
    /// The strings of schemas that apply together, since those for a pattern take a while to find.
    strings: BTreeMap<String, Values>,
    without_value: BTreeSet<Pointer>,
    fuel: Cell<usize>,
}

impl<'d, 'j> ValueGenerator<'d, 'j> {
    pub(super) fn new(document: &'d Value, validator: &'j SchemaValidator) -> Self {
        Self {
            document,
            validator,
            least: BTreeMap::new(),
            open: BTreeSet::new(),
            made: BTreeMap::new(),
            strings: BTreeMap::new(),
            without_value: BTreeSet::new(),
            fuel: Cell::new(FUEL),
        }
    }

    /// Returns values for the component schema at a place.
    pub(super) fn component(&mut self, at: &Pointer) -> Vec<(Value, Aim)> {
        self.fuel.set(FUEL);
        let Some(schema) = self.document.pointer(at.as_str()) else { return Vec::new() };
        let made = self.made(&[(at.clone(), schema)], MAX_REFERENCES, 0);
        made.iter().map(|made| (made.value.clone(), made.aim.clone())).collect()
    }

    /// Returns the schemas without a value.
    pub(super) fn without_value(self) -> Vec<Pointer> {
        self.without_value.into_iter().collect()
    }

    /// Returns values for schemas that apply together, the smallest first. None if no value fits.
    fn made(
        &mut self,
        sites: &[PlacedSchema<'d>],
        references: usize,
        depth: usize,
    ) -> Rc<Vec<GeneratedValue>> {
        if let ([(_, schema)], Some(fewer)) = (sites, references.checked_sub(1))
            && let Some(target) =
                schema.get("$ref").and_then(|reference| validator::target(self.document, reference))
        {
            return self.made(&[target], fewer, depth);
        }
        let key = (key(sites), references);
        if let Some(known) = self.made.get(&key) {
            return Rc::clone(known);
        }
        let made = Rc::new(self.make(sites, references, depth));
        self.made.insert(key, Rc::clone(&made));
        made
    }

    fn make(
        &mut self,
        sites: &[PlacedSchema<'d>],
        references: usize,
        depth: usize,
    ) -> Vec<GeneratedValue> {
        let Some(least) = self.least(sites) else {
            self.without_value.extend(sites.first().map(|(at, _)| at.clone()));
            return Vec::new();
        };
        let shape = self.shape(sites);
        let mut made = vec![GeneratedValue::valid(least.clone())];
        if depth > MAX_DEPTH || (shape.refers && references == 0) {
            return made;
        }
        let references = references - usize::from(shape.refers);
        let nullable = self.takes_null(sites);
        if nullable {
            made.push(GeneratedValue::valid(Value::Null));
        }
        let leaves = self.leaves(&shape);
        for leaf in &leaves {
            made.extend(self.leaf(leaf, references, depth));
        }
        made.extend(wrong_types(&shape, &leaves, &least, nullable));
        made.extend(self.broken_choices(&shape));
        made.extend(self.between_variants(&shape, &leaves));
        let mut made = limited(made, MAX_VALUES[references]);
        self.correct_aims(&shape, &mut made);
        made
    }

    /// A value that was made for one variant may fit several, and one that was made to break a
    /// variant may fit another.
    fn correct_aims(&self, shape: &CombinedSchema<'d>, made: &mut [GeneratedValue]) {
        let exclusive = shape.choices.iter().find(|choice| choice.keyword == "oneOf");
        let broken = exclusive.map(|choice| (choice.keyword, &choice.at));
        let broken = broken.or_else(|| shape.negations.first().map(|(at, _)| ("not", at)));
        // A schema outside may allow null.
        let judged = |made: &&mut GeneratedValue| !shape.judged.is_empty() && !made.value.is_null();
        for made in made.iter_mut().filter(judged) {
            let fits = self.accepted(shape, &made.value);
            let aimed = made.aim == Aim::Valid;
            if fits && !aimed && shape.layers.len() == 1 {
                made.aim = Aim::Valid;
            } else if let (false, true, Some((keyword, at))) = (fits, aimed, broken) {
                made.aim = Aim::Breaks { keyword: keyword.to_owned(), at: at.clone() };
            }
        }
    }

    /// Returns values that fit two variants of a `oneOf`, or that a `not` refuses.
    fn broken_choices(&mut self, shape: &CombinedSchema<'d>) -> Vec<GeneratedValue> {
        let mut made = Vec::new();
        for choice in shape.choices.iter().filter(|choice| choice.keyword == "oneOf") {
            let mut tried = 0;
            for (index, one) in choice.variants.iter().enumerate() {
                for other in &choice.variants[index + 1..] {
                    tried += 1;
                    if tried > MAX_VARIANTS {
                        break;
                    }
                    let mut both = shape.clone();
                    both.choices.retain(|other| other.at != choice.at);
                    both.judged.clear();
                    self.add(&mut both, vec![one.clone(), other.clone()]);
                    let value = self.least_of(&both);
                    made.extend(
                        value.map(|value| GeneratedValue::breaking(value, "oneOf", &choice.at)),
                    );
                }
            }
        }
        for (index, (at, negated)) in shape.negations.iter().enumerate() {
            let mut refused = shape.clone();
            refused.negations.remove(index);
            refused.judged.clear();
            self.add(&mut refused, vec![(at.clone(), negated)]);
            let value = self.least_of(&refused);
            made.extend(value.map(|value| GeneratedValue::breaking(value, "not", at)));
        }
        made
    }

    /// Returns values that fit two variants of an `anyOf`, and an object without members, which may
    /// fit none.
    fn between_variants(
        &mut self,
        shape: &CombinedSchema<'d>,
        leaves: &[CombinedSchema<'d>],
    ) -> Vec<GeneratedValue> {
        let mut made = Vec::new();
        for choice in shape.choices.iter().filter(|choice| choice.keyword == "anyOf") {
            let mut tried = 0;
            for (index, one) in choice.variants.iter().enumerate() {
                for other in &choice.variants[index + 1..] {
                    tried += 1;
                    if tried > MAX_VARIANTS {
                        break;
                    }
                    let mut both = shape.clone();
                    both.choices.retain(|other| other.at != choice.at);
                    self.add(&mut both, vec![one.clone(), other.clone()]);
                    made.extend(self.least_of(&both).map(GeneratedValue::valid));
                }
            }
        }
        let objects = leaves.iter().any(|leaf| admitted(&leaf.layers).contains(&ValueKind::Object));
        if let (true, 1, Some(choice)) = (objects, shape.layers.len(), shape.choices.front()) {
            let value = json!({});
            made.push(if self.accepted(shape, &value) {
                GeneratedValue::valid(value)
            } else {
                GeneratedValue::breaking(value, choice.keyword, &choice.at)
            });
        }
        made
    }

    /// Takes apart schemas that apply to one value.
    fn shape(&self, sites: &[PlacedSchema<'d>]) -> CombinedSchema<'d> {
        let mut shape = CombinedSchema::default();
        self.add(&mut shape, sites.to_vec());
        shape
    }

    fn add(&self, shape: &mut CombinedSchema<'d>, sites: Vec<PlacedSchema<'d>>) {
        let mut queue = VecDeque::from(sites);
        while let Some((at, schema)) = queue.pop_front() {
            let Some(fuel) = self.fuel.get().checked_sub(1) else {
                shape.impossible = true;
                return;
            };
            self.fuel.set(fuel);
            let members = match schema {
                Value::Object(members) => members,
                other => {
                    shape.impossible |= *other == Value::Bool(false);
                    continue;
                }
            };
            if !shape.seen.insert(at.clone()) {
                continue;
            }
            if let Some(reference) = members.get("$ref") {
                shape.refers = true;
                queue.extend(validator::target(self.document, reference));
                continue;
            }
            for keyword in ["oneOf", "anyOf"] {
                if members
                    .get(keyword)
                    .and_then(Value::as_array)
                    .is_some_and(|list| !list.is_empty())
                {
                    shape.choices.push_back(Choice {
                        keyword,
                        at: at.join(keyword),
                        variants: Vec::new(),
                    });
                }
            }
            for (keyword, here, part) in in_place(&at, members) {
                match keyword {
                    "allOf" => queue.push_back((here, part)),
                    "not" => shape.negations.push((here, part)),
                    _ => {
                        let at = at.join(keyword);
                        let choice = shape.choices.iter_mut().find(|choice| choice.at == at);
                        if let Some(choice) = choice {
                            choice.variants.push((here, part));
                        }
                    }
                }
            }
            if ["oneOf", "anyOf", "not"].iter().any(|keyword| members.contains_key(*keyword)) {
                shape.judged.push(at.clone());
            }
            shape.layers.push((at, members));
        }
    }

    /// Returns the choices of variants.
    fn leaves(&self, shape: &CombinedSchema<'d>) -> Vec<CombinedSchema<'d>> {
        let mut leaves = Vec::new();
        let mut queue = VecDeque::from([shape.clone()]);
        while let Some(mut shape) = queue.pop_front() {
            if shape.impossible {
                continue;
            }
            let Some(choice) = shape.choices.pop_front() else {
                leaves.push(shape);
                continue;
            };
            for variant in choice.variants {
                if leaves.len() + queue.len() >= MAX_VARIANTS {
                    break;
                }
                let mut chosen = shape.clone();
                self.add(&mut chosen, vec![variant]);
                queue.push_back(chosen);
            }
        }
        leaves
    }

    /// Returns whether the schemas allow null, as far as the validator can tell.
    fn takes_null(&self, sites: &[PlacedSchema<'d>]) -> bool {
        sites.iter().all(|(at, schema)| {
            self.nullable(schema, &mut BTreeSet::from([at.clone()]), MAX_DEPTH)
                && self.validator.takes(at, &Value::Null)
        })
    }

    /// Returns whether a schema allows null, its `not` aside.
    fn nullable(&self, schema: &Value, seen: &mut BTreeSet<Pointer>, depth: usize) -> bool {
        let Value::Object(members) = schema else { return *schema != Value::Bool(false) };
        let Some(depth) = depth.checked_sub(1) else { return true };
        if let Some(reference) = members.get("$ref") {
            return match validator::target(self.document, reference) {
                Some((at, schema)) if seen.insert(at.clone()) => self.nullable(schema, seen, depth),
                _ => true,
            };
        }
        let nullable = members.get("nullable") == Some(&Value::Bool(true));
        if nullable && validator::is_composed(members) {
            return true;
        }
        let typed = kind(members).is_some();
        if (typed && !nullable)
            || (!typed
                && enumeration(members).is_some_and(|values| !values.contains(&&Value::Null)))
        {
            return false;
        }
        let mut parts = |keyword: &str| -> Option<Vec<bool>> {
            let parts = members.get(keyword)?.as_array()?;
            Some(parts.iter().map(|part| self.nullable(part, seen, depth)).collect())
        };
        parts("allOf").is_none_or(|parts| !parts.contains(&false))
            && parts("anyOf").is_none_or(|parts| parts.is_empty() || parts.contains(&true))
            && parts("oneOf").is_none_or(|parts| parts.is_empty() || parts.contains(&true))
    }

    /// Returns the smallest value for schemas that apply together, if one exists that does not hold
    /// itself.
    fn least(&mut self, sites: &[PlacedSchema<'d>]) -> Option<Value> {
        if sites.is_empty() {
            return Some(json!("any"));
        }
        let key = key(sites);
        if let Some(known) = self.least.get(&key) {
            return Some(known.clone());
        }
        if self.open.len() > MAX_DEPTH || !self.open.insert(key.clone()) {
            return None;
        }
        let shape = self.shape(sites);
        let found = self.least_of(&shape).or_else(|| self.takes_null(sites).then_some(Value::Null));
        self.open.remove(&key);
        if let Some(value) = &found {
            self.least.insert(key, value.clone());
        }
        found
    }

    /// Returns the smallest value for a shape that the validator accepts, where it can tell.
    fn least_of(&mut self, shape: &CombinedSchema<'d>) -> Option<Value> {
        self.leaves(shape).iter().find_map(|leaf| {
            let least = self.least_leaf(leaf);
            least.or_else(|| self.full_object(leaf).filter(|value| self.accepted(leaf, value)))
        })
    }

    fn accepted(&self, shape: &CombinedSchema<'d>, value: &Value) -> bool {
        shape.judged.iter().all(|at| self.validator.takes(at, value))
    }

    /// Returns the smallest value for a shape without choices.
    fn least_leaf(&mut self, leaf: &CombinedSchema<'d>) -> Option<Value> {
        if let Some(values) = listed(&leaf.layers) {
            return values.into_iter().find(|value| self.accepted(leaf, value));
        }
        intended(&leaf.layers).into_iter().find_map(|kind| {
            let values: Vec<Value> = match kind {
                ValueKind::Object => {
                    self.least_object(leaf).map(Value::Object).into_iter().collect()
                }
                ValueKind::Array => {
                    let min = tightest(&leaf.layers, "minItems", true).map_or(0, |(min, _)| min);
                    let max = tightest(&leaf.layers, "maxItems", false).map_or(min, |(max, _)| max);
                    let items = (min <= max).then(|| self.items(leaf, min)).flatten();
                    items.map(Value::Array).into_iter().collect()
                }
                kind => {
                    let values = self.plain(leaf, kind);
                    let valid = values.iter().filter(|(_, aim)| *aim == Aim::Valid);
                    valid.map(|(value, _)| value.clone()).collect()
                }
            };
            values.into_iter().find(|value| self.accepted(leaf, value))
        })
    }

    /// Returns all values for a shape without choices.
    fn leaf(
        &mut self,
        leaf: &CombinedSchema<'d>,
        references: usize,
        depth: usize,
    ) -> Vec<GeneratedValue> {
        if let Some(values) = listed(&leaf.layers) {
            let mut made: Vec<GeneratedValue> =
                values.iter().cloned().map(GeneratedValue::valid).collect();
            for (at, _) in leaf.layers.iter().filter(|(_, schema)| enumeration(schema).is_some()) {
                let at = at.join("enum");
                made.extend(
                    unlisted(&values)
                        .into_iter()
                        .map(|value| GeneratedValue::breaking(value, "enum", &at)),
                );
            }
            return made;
        }
        let mut made = Vec::new();
        for kind in intended(&leaf.layers) {
            match kind {
                ValueKind::Object => made.extend(self.objects(leaf, references, depth)),
                ValueKind::Array => made.extend(self.arrays(leaf, references, depth)),
                kind => {
                    for (value, aim) in self.plain(leaf, kind).iter() {
                        made.push(GeneratedValue {
                            value: value.clone(),
                            aim: aim.clone(),
                            depth: 0,
                        });
                    }
                }
            }
        }
        made
    }

    /// Returns the object with its required members only.
    fn least_object(&mut self, leaf: &CombinedSchema<'d>) -> Option<Map<String, Value>> {
        let mut object = Map::new();
        for name in required_members(&leaf.layers).into_keys() {
            let value = self.least(&member(&leaf.layers, &name).ok()?)?;
            object.insert(name, value);
        }
        let min = tightest(&leaf.layers, "minProperties", true).map_or(0, |(min, _)| min);
        let max = tightest(&leaf.layers, "maxProperties", false).map_or(u64::MAX, |(max, _)| max);
        let object = self.enlarged(leaf, object, min)?;
        (object.len() as u64 <= max).then_some(object)
    }

    /// Returns the object with all properties.
    fn full_object(&mut self, leaf: &CombinedSchema<'d>) -> Option<Value> {
        if !intended(&leaf.layers).contains(&ValueKind::Object) || listed(&leaf.layers).is_some() {
            return None;
        }
        let mut object = self.least_object(leaf)?;
        let max = tightest(&leaf.layers, "maxProperties", false).map_or(MAX_SIZE, |(max, _)| max);
        for name in known_members(&leaf.layers) {
            if object.len() as u64 >= max {
                break;
            }
            if !object.contains_key(&name)
                && let Ok(sites) = member(&leaf.layers, &name)
                && let Some(value) = self.least(&sites)
            {
                object.insert(name, value);
            }
        }
        Some(Value::Object(object))
    }

    /// Returns an object with a larger number of members.
    fn enlarged(
        &mut self,
        leaf: &CombinedSchema<'d>,
        mut object: Map<String, Value>,
        size: u64,
    ) -> Option<Map<String, Value>> {
        if size > MAX_SIZE {
            return None;
        }
        let known = known_members(&leaf.layers);
        for name in known.clone().into_iter().chain(additional_names(&leaf.layers)) {
            if object.len() as u64 >= size {
                break;
            }
            if object.contains_key(&name) {
                continue;
            }
            let additional = !known.contains(&name);
            match member(&leaf.layers, &name).ok().and_then(|sites| self.least(&sites)) {
                Some(value) => {
                    object.insert(name, value);
                }
                None if additional => return None,
                None => {}
            }
        }
        Some(object)
    }

    fn objects(
        &mut self,
        leaf: &CombinedSchema<'d>,
        references: usize,
        depth: usize,
    ) -> Vec<GeneratedValue> {
        let layers = &leaf.layers;
        let Some(least) = self.least_object(leaf) else { return Vec::new() };
        let min = tightest(layers, "minProperties", true);
        let max = tightest(layers, "maxProperties", false);
        let most = max.as_ref().map_or(MAX_SIZE, |(max, _)| *max);
        let mut made = vec![GeneratedValue::valid(Value::Object(least.clone()))];
        made.extend(self.full_object(leaf).map(GeneratedValue::valid));

        let required = required_members(layers);
        for (name, at) in &required {
            let mut object = least.clone();
            object.remove(name);
            if min.as_ref().is_some_and(|(min, _)| (object.len() as u64) < *min) {
                let Some(larger) = self.enlarged_without(leaf, object, name, least.len() as u64)
                else {
                    continue;
                };
                object = larger;
            }
            made.push(GeneratedValue::breaking(Value::Object(object), "required", at));
        }
        if let Some((min, at)) = &min
            && let Some(spare) = least.keys().find(|name| !required.contains_key(*name))
            && least.len() as u64 == *min
        {
            let mut object = least.clone();
            object.remove(spare);
            made.push(GeneratedValue::breaking(Value::Object(object), "minProperties", at));
        }
        if let Some((max, at)) = &max {
            let largest = self.enlarged(leaf, least.clone(), *max);
            made.extend(largest.map(|object| GeneratedValue::valid(Value::Object(object))));
            let larger = self.enlarged(leaf, least.clone(), max.saturating_add(1));
            made.extend(larger.map(|object| {
                GeneratedValue::breaking(Value::Object(object), "maxProperties", at)
            }));
        }

        for (at, pattern) in name_patterns(layers) {
            let mut limits = StringLimits::default();
            limits.add_pattern(pattern);
            if let Some(name) = limits.unmatched(pattern, "extra") {
                let mut object = least.clone();
                let sites = member(layers, &name).unwrap_or_default();
                object.insert(name, self.least(&sites).unwrap_or_else(|| json!("any")));
                let value = Value::Object(object);
                made.push(GeneratedValue::breaking(value, NAME_PATTERN, &at));
            }
        }
        let extra = additional_names(layers).next();
        for name in known_members(layers).into_iter().chain(extra) {
            let mut object = least.clone();
            match member(layers, &name) {
                Ok(_) if !least.contains_key(&name) && least.len() as u64 >= most => {}
                Ok(sites) if sites.is_empty() => {
                    object.insert(name, json!("any"));
                    made.push(GeneratedValue::valid(Value::Object(object)));
                }
                Ok(sites) => {
                    for inner in self.made(&sites, references, depth + 1).iter() {
                        object.insert(name.clone(), inner.value.clone());
                        made.push(inner.within(Value::Object(object.clone())));
                    }
                }
                Err(at) => {
                    object.insert(name, json!("any"));
                    made.push(GeneratedValue::breaking(
                        Value::Object(object),
                        "additionalProperties",
                        &at,
                    ));
                }
            }
        }
        made
    }

    /// Returns a larger object without one of its members.
    fn enlarged_without(
        &mut self,
        leaf: &CombinedSchema<'d>,
        mut object: Map<String, Value>,
        without: &str,
        size: u64,
    ) -> Option<Map<String, Value>> {
        object.insert(without.to_owned(), Value::Null);
        let mut object = self.enlarged(leaf, object, size.saturating_add(1))?;
        object.remove(without);
        Some(object)
    }

    /// Returns the schemas of the items.
    fn item_sites(leaf: &CombinedSchema<'d>) -> Vec<PlacedSchema<'d>> {
        let items = |(at, schema): &SchemaPart<'d>| Some((at.join("items"), schema.get("items")?));
        leaf.layers.iter().filter_map(items).collect()
    }

    /// Returns a number of items, all different where they must be.
    fn items(&mut self, leaf: &CombinedSchema<'d>, size: u64) -> Option<Vec<Value>> {
        if size == 0 {
            return Some(Vec::new());
        }
        if size > MAX_SIZE {
            return None;
        }
        let size = usize::try_from(size).ok()?;
        let sites = Self::item_sites(leaf);
        let least = self.least(&sites)?;
        if size == 1 || !unique(leaf) {
            return Some(vec![least; size]);
        }
        let mut items = vec![least];
        let shape = self.shape(&sites);
        for leaf in self.leaves(&shape) {
            items.extend(self.different(&leaf, size));
        }
        let mut seen = HashSet::new();
        items.retain(|item| seen.insert(item.clone()));
        items.truncate(size);
        (items.len() == size).then_some(items)
    }

    fn arrays(
        &mut self,
        leaf: &CombinedSchema<'d>,
        references: usize,
        depth: usize,
    ) -> Vec<GeneratedValue> {
        let min = tightest(&leaf.layers, "minItems", true);
        let max = tightest(&leaf.layers, "maxItems", false);
        let least = min.as_ref().map_or(0, |(min, _)| *min);
        let most = max.as_ref().map_or(u64::MAX, |(max, _)| *max);
        if least > most {
            return Vec::new();
        }
        let mut made = Vec::new();
        for size in [least, least.max(1), least.saturating_add(1), most] {
            if size <= most {
                made.extend(
                    self.items(leaf, size).map(|items| GeneratedValue::valid(Value::Array(items))),
                );
            }
        }
        if let Some((min, at)) = &min
            && let Some(fewer) = min.checked_sub(1)
        {
            let items = self.items(leaf, fewer);
            made.extend(
                items.map(|items| GeneratedValue::breaking(Value::Array(items), "minItems", at)),
            );
        }
        if let Some((max, at)) = &max {
            let items = self.items(leaf, max.saturating_add(1));
            made.extend(
                items.map(|items| GeneratedValue::breaking(Value::Array(items), "maxItems", at)),
            );
        }
        let sites = Self::item_sites(leaf);
        let unique_at = leaf.layers.iter().find(|(_, schema)| is_unique(schema));
        if let Some((at, _)) = unique_at
            && most >= 2
            && let Some(twice) = self.least(&sites).map(|item| vec![item.clone(), item])
            && least <= 2
        {
            let at = at.join("uniqueItems");
            made.push(GeneratedValue::breaking(Value::Array(twice), "uniqueItems", &at));
        }
        if most == 0 || sites.is_empty() {
            return made;
        }
        if let Some(mut items) = self.items(leaf, least.max(1)) {
            // If items must differ, only the last one varies, since the others were made
            // different from the first.
            let place = if unique(leaf) { items.len() - 1 } else { 0 };
            for inner in self.made(&sites, references, depth + 1).iter() {
                items[place] = inner.value.clone();
                made.push(inner.within(Value::Array(items.clone())));
            }
        }
        made
    }

    /// Returns values without members and items.
    fn plain(&mut self, leaf: &CombinedSchema<'d>, kind: ValueKind) -> Values {
        let layers = &leaf.layers;
        Rc::new(match kind {
            ValueKind::Integer if !admitted(layers).contains(&ValueKind::Fraction) => {
                numbers::integers(layers)
            }
            ValueKind::Fraction => numbers::numbers(layers),
            ValueKind::Boolean => {
                [true, false].map(|value| (Value::Bool(value), Aim::Valid)).to_vec()
            }
            ValueKind::String => {
                let places: Vec<&str> = layers.iter().map(|(at, _)| at.as_str()).collect();
                let known = self.strings.entry(places.join(" "));
                return Rc::clone(known.or_insert_with(|| Rc::new(strings(layers))));
            }
            // A type with fractions includes the whole numbers.
            ValueKind::Integer | ValueKind::Object | ValueKind::Array => Vec::new(),
        })
    }

    /// Returns many different values for a shape without choices, where that is simple.
    fn different(&mut self, leaf: &CombinedSchema<'d>, size: usize) -> Vec<Value> {
        if let Some(values) = listed(&leaf.layers) {
            return values;
        }
        let free =
            |keyword: &str| leaf.layers.iter().all(|(_, schema)| !schema.contains_key(keyword));
        let mut values: Vec<Value> = Vec::new();
        for kind in intended(&leaf.layers) {
            let made = self.plain(leaf, kind);
            let valid = made.iter().filter(|(value, aim)| *aim == Aim::Valid && !value.is_f64());
            values.extend(valid.map(|(value, _)| value.clone()));
            match kind {
                ValueKind::String if free("pattern") && free("format") && free("maxLength") => {
                    let min = usize::try_from(texts(&leaf.layers).min).unwrap_or(0);
                    values.extend((0..size).map(|n| Value::String(format!("{n:0>min$}"))));
                }
                ValueKind::Integer | ValueKind::Fraction if free("multipleOf") => {
                    let first = values.first().and_then(Value::as_i64).unwrap_or(0);
                    let last = i64::try_from(size).map_or(first, |size| first.saturating_add(size));
                    let max = values.iter().filter_map(Value::as_i64).max().unwrap_or(first);
                    values.extend((first..last.min(max)).map(Value::from));
                }
                _ => {}
            }
        }
        values
    }
}

fn is_unique(schema: &Map<String, Value>) -> bool {
    schema.get("uniqueItems") == Some(&Value::Bool(true))
}

fn unique(leaf: &CombinedSchema<'_>) -> bool {
    leaf.layers.iter().any(|(_, schema)| is_unique(schema))
}

/// Returns the key of schemas that apply together.
fn key(sites: &[PlacedSchema<'_>]) -> String {
    sites.iter().map(|(at, _)| at.to_string()).collect::<Vec<_>>().join(" ")
}

/// Returns values of the same types that a list does not have.
fn unlisted(values: &[Value]) -> Vec<Value> {
    let mut others = Vec::new();
    if let Some(text) = values.iter().find_map(Value::as_str) {
        others.extend([
            format!("{text}-"),
            text.to_uppercase(),
            text.to_lowercase(),
            String::new(),
        ]);
    }
    let mut others: Vec<Value> = others.into_iter().map(Value::String).collect();
    let largest = values.iter().filter_map(Value::as_i64).max();
    others.extend(largest.and_then(|largest| largest.checked_add(1)).map(Value::from));
    if values.iter().any(Value::is_boolean) {
        others.extend([json!(true), json!(false)]);
    }
    others.retain(|value| !values.contains(value));
    others.truncate(2);
    others
}

fn texts(layers: &[SchemaPart<'_>]) -> StringLimits {
    let mut texts = StringLimits::default();
    texts.min = tightest(layers, "minLength", true).map_or(0, |(min, _)| min);
    texts.max = tightest(layers, "maxLength", false).map(|(max, _)| max);
    for (_, schema) in layers {
        if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
            texts.add_pattern(pattern);
        }
        if let Some(format) = schema.get("format").and_then(Value::as_str) {
            texts.formats.push(format.to_owned());
        }
    }
    texts
}

fn strings(layers: &[SchemaPart<'_>]) -> Vec<(Value, Aim)> {
    let texts = texts(layers);
    let valid = texts.valid();
    let Some(plain) = valid.first().cloned() else { return Vec::new() };
    let mut made: Vec<(Value, Aim)> =
        valid.into_iter().map(|text| (Value::String(text), Aim::Valid)).take(12).collect();
    let mut breaks = |text: String, keyword: &str, at: Pointer| {
        made.push((Value::String(text), Aim::Breaks { keyword: keyword.to_owned(), at }));
    };
    if let Some((min, at)) = tightest(layers, "minLength", true)
        && let Some(text) = min.checked_sub(1).and_then(|shorter| texts.of_length(shorter))
    {
        breaks(text, "minLength", at);
    }
    if let Some((max, at)) = tightest(layers, "maxLength", false)
        && let Some(text) = max.checked_add(1).and_then(|longer| texts.of_length(longer))
    {
        breaks(text, "maxLength", at);
    }
    for (at, schema) in layers {
        if let Some(pattern) = schema.get("pattern").and_then(Value::as_str)
            && let Some(text) = texts.unmatched(pattern, &plain)
        {
            breaks(text, "pattern", at.join("pattern"));
        }
        if let Some(format) = schema.get("format").and_then(Value::as_str) {
            for text in texts.unformatted(format) {
                breaks(text.to_owned(), "format", at.join("format"));
            }
        }
    }
    made
}

/// Returns values of the types that a shape does not allow.
fn wrong_types(
    shape: &CombinedSchema<'_>,
    leaves: &[CombinedSchema<'_>],
    least: &Value,
    nullable: bool,
) -> Vec<GeneratedValue> {
    let typed = shape.layers.iter().find(|(_, schema)| kind(schema).is_some());
    let (keyword, at) = match (typed, shape.choices.front()) {
        (Some((at, _)), _) => ("type", at.join("type")),
        (None, Some(choice)) => (choice.keyword, choice.at.clone()),
        (None, None) => return Vec::new(),
    };
    let admitted: Vec<ValueKind> = leaves.iter().flat_map(|leaf| admitted(&leaf.layers)).collect();
    let mut values = Vec::new();
    if !nullable {
        values.push(Value::Null);
    }
    // The content of the value without the value itself, which a lenient reader might accept.
    let text = json!(least.to_string());
    let elements = least.as_object().map(|members| members.values().cloned().collect());
    let elements: Vec<Value> = elements.unwrap_or_default();
    for (kind, others) in [
        (ValueKind::Boolean, vec![json!(true)]),
        (ValueKind::Integer, vec![json!(1)]),
        (ValueKind::String, vec![text]),
        (ValueKind::Array, vec![json!([]), Value::Array(elements)]),
        (ValueKind::Object, vec![json!({})]),
    ] {
        if !admitted.contains(&kind) {
            values.extend(others);
        }
    }
    values.into_iter().map(|value| GeneratedValue::breaking(value, keyword, &at)).collect()
}

/// Returns a limited number of values without repetitions: first those that differ near the top,
/// and of those at the same depth an even selection.
fn limited(mut made: Vec<GeneratedValue>, most: usize) -> Vec<GeneratedValue> {
    let mut seen = HashSet::new();
    made.retain(|made| seen.insert(made.value.clone()));
    if made.len() <= most {
        return made;
    }
    made.sort_by_key(|made| made.depth);
    let deepest = made[most].depth;
    let kept = made.iter().take_while(|made| made.depth < deepest).count();
    let among = made.iter().filter(|made| made.depth == deepest).count();
    let wanted: HashSet<usize> =
        (0..most - kept).map(|n| kept + n * among / (most - kept)).collect();
    let mut index = 0..;
    made.retain(|_| {
        index.next().is_some_and(|index: usize| index < kept || wanted.contains(&index))
    });
    made
}
