//! Checks of JSON values by the contract's own schemas, for what no Rust type says by itself.
//!
//! Most generated types are as strict as their schemas. Some schemas have no such type: a `not`,
//! objects of an `anyOf` that overlap, limits of several schemas that apply together. Their types
//! read the JSON value first, check it here, and keep the value whole or read a struct from it.
//!
//! A check is written here, and not by a library, for three reasons. Its messages show no value,
//! since a value may be a secret. It reads OpenAPI 3.0, with `nullable` and integers of a width.
//! And the proof compares the types with a JSON Schema library, which proves little if the types
//! use the same one.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::OnceLock,
};

use chrono::{DateTime, NaiveDate, Utc};
use regress::Regex;
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{ConversionError, json::Place, strict::OneForm};

/// The schemas of a contract, compiled when the first value is checked.
pub struct Checks {
    json: &'static str,
    compiled: OnceLock<Compiled>,
}

impl Checks {
    /// Schemas from the JSON that lockstep writes next to generated code.
    pub const fn new(json: &'static str) -> Self {
        Self { json, compiled: OnceLock::new() }
    }

    /// Checks a value by the schema of a name. The error has the place of the first fault.
    ///
    /// # Panics
    ///
    /// If the JSON was not generated together with the calling code.
    pub fn check(&self, name: &str, value: &Value) -> Result<(), ConversionError> {
        let compiled = self.compiled.get_or_init(|| Compiled::new(self.json));
        let node = compiled.names[name];
        Run { compiled, known: HashMap::new(), choices: 0 }.node(node, value)
    }

    /// Reads a value and checks it by the schema of a name.
    pub fn read<'de, D: Deserializer<'de>>(
        &self,
        name: &str,
        deserializer: D,
    ) -> Result<Value, D::Error> {
        let value = Value::deserialize(deserializer)?;
        self.check(name, &value).map_err(D::Error::custom)?;
        Ok(value)
    }
}

/// Returns the objects of one member each that an object has, of these members. Empty unless the
/// object has other members, too: serde reads a variant of an object with one member only.
pub fn alone(value: &Value, members: &[&str]) -> Vec<Value> {
    let Value::Object(object) = value else { return Vec::new() };
    let own = members.iter().filter_map(|name| object.get_key_value(*name));
    let own = own.filter(|_| object.len() > 1);
    own.map(|(name, member)| Value::Object([(name.clone(), member.clone())].into_iter().collect()))
        .collect()
}

/// The types of JSON, with integers apart from other numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum JsonType {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl JsonType {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::Null,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    fn has(self, value: &Value) -> bool {
        match self {
            Self::Null => value.is_null(),
            Self::Boolean => value.is_boolean(),
            Self::Integer => value.is_i64() || value.is_u64() || is_whole(value),
            Self::Number => value.is_number(),
            Self::String => value.is_string(),
            Self::Array => value.is_array(),
            Self::Object => value.is_object(),
        }
    }

    fn expected(self) -> &'static str {
        match self {
            Self::Null => "expected null",
            Self::Boolean => "expected a boolean",
            Self::Integer => "expected an integer",
            Self::Number => "expected a number",
            Self::String => "expected a string",
            Self::Array => "expected an array",
            Self::Object => "expected an object",
        }
    }
}

fn is_whole(value: &Value) -> bool {
    value.as_f64().is_some_and(|number| number.fract() == 0.0)
}

/// A schema. Other schemas are named by their numbers.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a keyword of its own")]
struct Node {
    /// The schema that this one refers to. Nothing else counts next to it.
    reference: Option<usize>,
    /// Null is allowed, whatever else the schema says.
    null: bool,
    kind: Option<JsonType>,
    /// The texts of the values that are allowed: see [`canonical`].
    listed: Option<(HashSet<String>, String)>,
    bounds: Vec<Bound>,
    sizes: Vec<Size>,
    patterns: Vec<(Regex, String)>,
    format: Option<Format>,
    unique: bool,
    items: Option<usize>,
    properties: BTreeMap<String, usize>,
    required: Vec<String>,
    additional: Additional,
    /// The pattern of the names that are not among the properties.
    names: Option<(Regex, String)>,
    all_of: Vec<usize>,
    any_of: Vec<usize>,
    one_of: Vec<usize>,
    not: Option<usize>,
    /// True for the schema `false`.
    never: bool,
    /// True if an object may also be a string that holds its JSON.
    in_text: bool,
}

#[derive(Default)]
enum Additional {
    #[default]
    Any,
    None,
    Schema(usize),
}

enum Bound {
    Low { bound: Value, exclusive: bool },
    High { bound: Value, exclusive: bool },
    Step(Value),
}

/// The smallest or the largest size of strings, arrays or objects.
struct Size {
    of: JsonType,
    limit: u64,
    is_least: bool,
}

/// Returns whether a text has a format, as generated types check it. They do not check formats
/// other than those of dates, times, UUIDs and addresses.
pub fn has_format(text: &str, format: &str) -> bool {
    Format::named(format).is_none_or(|it| it.check(&Value::from(text), None).is_ok())
}

#[derive(Clone, Copy)]
enum Format {
    Uuid,
    DateTime,
    Date,
    Ip,
    Ipv4,
    Ipv6,
    Integer(i128, i128),
}

impl Format {
    fn named(name: &str) -> Option<Self> {
        let integer = |low: i128, high: i128| Self::Integer(low, high);
        Some(match name {
            "uuid" => Self::Uuid,
            "date-time" => Self::DateTime,
            "date" => Self::Date,
            "ip" => Self::Ip,
            "ipv4" => Self::Ipv4,
            "ipv6" => Self::Ipv6,
            "int8" => integer(i8::MIN.into(), i8::MAX.into()),
            "int16" => integer(i16::MIN.into(), i16::MAX.into()),
            "int32" => integer(i32::MIN.into(), i32::MAX.into()),
            "int64" | "int" => integer(i64::MIN.into(), i64::MAX.into()),
            "uint8" => integer(0, u8::MAX.into()),
            "uint16" => integer(0, u16::MAX.into()),
            "uint32" => integer(0, u32::MAX.into()),
            "uint64" | "uint" => integer(0, u64::MAX.into()),
            _ => return None,
        })
    }

    fn check(self, value: &Value, kind: Option<JsonType>) -> Result<(), ConversionError> {
        let text = match (self, value) {
            (Self::Integer(low, high), Value::Number(number)) => {
                let range = format!("expected a whole number from {low} to {high}");
                // Beyond 64 bits, JSON numbers are doubles.
                let number = number.as_i128();
                let fits = match number {
                    Some(number) => (low..=high).contains(&number),
                    None => value.as_f64().is_some_and(|double| fits(double, low, high)),
                };
                return if fits || kind != Some(JsonType::Integer) {
                    Ok(())
                } else {
                    Err(range.into())
                };
            }
            (Self::Integer(..), _) => return Ok(()),
            (_, Value::String(text)) => text,
            _ => return Ok(()),
        };
        let (fits, expected) = match self {
            Self::Uuid => (Uuid::parse_form(text).is_some(), Uuid::EXPECTED),
            Self::DateTime => {
                (DateTime::<Utc>::parse_form(text).is_some(), DateTime::<Utc>::EXPECTED)
            }
            Self::Date => (NaiveDate::parse_form(text).is_some(), NaiveDate::EXPECTED),
            Self::Ip => (text.parse::<IpAddr>().is_ok(), "expected an IP address"),
            Self::Ipv4 => (text.parse::<Ipv4Addr>().is_ok(), "expected an IPv4 address"),
            Self::Ipv6 => (text.parse::<Ipv6Addr>().is_ok(), "expected an IPv6 address"),
            Self::Integer(..) => return Ok(()),
        };
        if fits { Ok(()) } else { Err(expected.into()) }
    }
}

/// Returns whether a double is a whole number in a range.
#[allow(clippy::cast_precision_loss, reason = "the bounds are powers of two, or one less")]
fn fits(double: f64, low: i128, high: i128) -> bool {
    double.fract() == 0.0 && low as f64 <= double && double < (high + 1) as f64
}

struct Compiled {
    nodes: Vec<Node>,
    names: HashMap<String, usize>,
}

impl Compiled {
    fn new(json: &str) -> Self {
        let schemas: Map<String, Value> =
            serde_json::from_str(json).expect("generated with the code");
        let mut compiled = Self { nodes: Vec::new(), names: HashMap::new() };
        for name in schemas.keys() {
            compiled.names.insert(name.clone(), compiled.nodes.len());
            compiled.nodes.push(Node::default());
        }
        for (name, schema) in &schemas {
            let node = compiled.node(schema);
            let number = compiled.names[name];
            compiled.nodes[number] = node;
        }
        compiled
    }

    fn add(&mut self, schema: &Value) -> usize {
        let node = self.node(schema);
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn node(&mut self, schema: &Value) -> Node {
        let Value::Object(members) = schema else {
            return Node { never: *schema == Value::Bool(false), ..Node::default() };
        };
        if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
            let name = reference.rsplit('/').next().unwrap_or_default();
            let name = name.replace("~1", "/").replace("~0", "~");
            return Node { reference: self.names.get(&name).copied(), ..Node::default() };
        }
        let flag = |key: &str| members.get(key) == Some(&Value::Bool(true));
        if let Some(whole) = MARKS.iter().find_map(|mark| members.get(*mark)) {
            let node = self.node(whole);
            return Node { null: node.null || flag("nullable"), ..node };
        }
        let text = |key: &str| members.get(key).and_then(Value::as_str);
        let kind = text("type").and_then(JsonType::named);
        let composed = ["allOf", "anyOf", "oneOf"].iter().any(|key| members.contains_key(*key));
        let listed = members.get("enum").and_then(Value::as_array).map(|values| {
            let shown: Vec<String> = values.iter().map(|it| format!("`{}`", plain(it))).collect();
            let expected = match shown.as_slice() {
                [value] => format!("expected {value}"),
                values => format!("expected one of {}", values.join(", ")),
            };
            (values.iter().map(canonical).collect(), expected)
        });
        let pattern = text("pattern").and_then(|it| Some((crate::text::pattern(it).ok()?, it)));
        let message = text("x-lockstep-pattern-message");
        let patterns = pattern.map(|(regex, pattern)| {
            let message = message.map(str::to_owned);
            (regex, message.unwrap_or_else(|| format!("must match the pattern {pattern}")))
        });
        let names = text("x-lockstep-name-pattern");
        let names = names.and_then(|it| Some((crate::text::pattern(it).ok()?, it.to_owned())));
        let mut list = |key: &str| -> Vec<usize> {
            let parts = members.get(key).and_then(Value::as_array).into_iter().flatten();
            let parts = parts.map(|part| {
                let null = key != "allOf" && is_null_variant(part);
                if null { self.add(&json!({ "type": "null" })) } else { self.add(part) }
            });
            parts.collect()
        };
        let (all_of, any_of, one_of) = (list("allOf"), list("anyOf"), list("oneOf"));
        let properties = members.get("properties").and_then(Value::as_object).into_iter().flatten();
        let properties =
            properties.map(|(name, property)| (name.clone(), self.add(property))).collect();
        let required = members.get("required").and_then(Value::as_array).into_iter().flatten();
        Node {
            reference: None,
            null: flag("nullable") && (composed || kind.is_some()),
            kind,
            listed,
            bounds: bounds(members),
            sizes: sizes(members),
            patterns: patterns.into_iter().collect(),
            format: text("format").and_then(Format::named),
            unique: flag("uniqueItems"),
            items: members.get("items").map(|items| self.add(items)),
            properties,
            required: required.filter_map(Value::as_str).map(str::to_owned).collect(),
            additional: match members.get("additionalProperties") {
                None | Some(Value::Bool(true)) => Additional::Any,
                Some(Value::Bool(false)) => Additional::None,
                Some(schema) => Additional::Schema(self.add(schema)),
            },
            names,
            all_of,
            any_of,
            one_of,
            not: members.get("not").map(|not| self.add(not)),
            never: false,
            in_text: flag("x-lockstep-accept-json-string"),
        }
    }
}

/// The marks of schemas within a check for which lockstep wrote a type, with the schemas as the
/// contract has them.
const MARKS: [&str; 2] = ["x-lockstep-kept", "x-lockstep-checked"];

/// Returns whether a variant says no more than that it may be null, which is how schemars writes
/// null.
fn is_null_variant(schema: &Value) -> bool {
    const OTHER: [&str; 2] = ["title", "description"];
    let Value::Object(members) = schema else { return false };
    members.get("nullable") == Some(&Value::Bool(true))
        && members.keys().all(|key| key == "nullable" || OTHER.contains(&key.as_str()))
}

fn bounds(members: &Map<String, Value>) -> Vec<Bound> {
    let mut bounds = Vec::new();
    for (key, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        let bound = |bound: Value, exclusive| match key {
            "minimum" => Bound::Low { bound, exclusive },
            _ => Bound::High { bound, exclusive },
        };
        if let Some(value) = members.get(key).filter(|value| value.is_number()) {
            bounds.push(bound(value.clone(), members.get(exclusive) == Some(&Value::Bool(true))));
        }
        // JSON Schema has the bound itself here, OpenAPI 3.0 a flag.
        if let Some(value) = members.get(exclusive).filter(|value| value.is_number()) {
            bounds.push(bound(value.clone(), true));
        }
    }
    let step = members.get("multipleOf").filter(|step| step.as_f64().is_some_and(|it| it > 0.0));
    bounds.extend(step.cloned().map(Bound::Step));
    bounds
}

fn sizes(members: &Map<String, Value>) -> Vec<Size> {
    let keys = [
        ("minLength", JsonType::String, true),
        ("maxLength", JsonType::String, false),
        ("minItems", JsonType::Array, true),
        ("maxItems", JsonType::Array, false),
        ("minProperties", JsonType::Object, true),
        ("maxProperties", JsonType::Object, false),
    ];
    let size = |(key, of, is_least)| {
        let limit = members.get(key)?.as_u64()?;
        Some(Size { of, limit, is_least })
    };
    keys.into_iter().filter_map(size).collect()
}

impl Bound {
    fn check(&self, value: &Value) -> Result<(), ConversionError> {
        let Some(number) = value.as_f64() else { return Ok(()) };
        let compare = |bound: &Value| match (integer(value), integer(bound)) {
            (Some(one), Some(other)) => Some(one.cmp(&other)),
            _ => number.partial_cmp(&bound.as_f64()?),
        };
        let (fits, message) = match self {
            Self::Low { bound, exclusive } => (
                compare(bound).is_some_and(|it| it.is_gt() || it.is_eq() && !exclusive),
                format!("must be {} {bound}", if *exclusive { "more than" } else { "at least" }),
            ),
            Self::High { bound, exclusive } => (
                compare(bound).is_some_and(|it| it.is_lt() || it.is_eq() && !exclusive),
                format!("must be {} {bound}", if *exclusive { "less than" } else { "at most" }),
            ),
            Self::Step(step) => {
                let fits = match (integer(value), integer(step)) {
                    (Some(value), Some(step)) => value % step == 0,
                    // Decimal fractions are not exact in binary, so a number that is nearly a
                    // multiple counts as one.
                    _ => step.as_f64().is_none_or(|step| {
                        let times = number / step;
                        (times - times.round()).abs() <= 1e-9 * times.abs().max(1.0)
                    }),
                };
                (fits, format!("must be a multiple of {step}"))
            }
        };
        if fits { Ok(()) } else { Err(message.into()) }
    }
}

fn integer(value: &Value) -> Option<i128> {
    value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from))
}

impl Size {
    fn check(&self, value: &Value) -> Result<(), ConversionError> {
        let (size, unit, units) = match (self.of, value) {
            (JsonType::String, Value::String(text)) => {
                (text.chars().count(), "character", "characters")
            }
            (JsonType::Array, Value::Array(items)) => (items.len(), "item", "items"),
            (JsonType::Object, Value::Object(members)) => (members.len(), "property", "properties"),
            _ => return Ok(()),
        };
        let fits =
            if self.is_least { size as u64 >= self.limit } else { size as u64 <= self.limit };
        if fits {
            return Ok(());
        }
        let unit = if self.limit == 1 { unit } else { units };
        Err(match (self.is_least, self.limit) {
            (true, 1) => "must not be empty".into(),
            (true, limit) => format!("must have at least {limit} {unit}").into(),
            (false, limit) => format!("must have at most {limit} {unit}").into(),
        })
    }
}

impl Node {
    /// Checks what is about the value without its members and items.
    fn check_alone(&self, value: &Value) -> Result<(), ConversionError> {
        if let Some(kind) = self.kind.filter(|kind| !kind.has(value)) {
            return Err(kind.expected().into());
        }
        if let Some((listed, expected)) = &self.listed
            && !listed.contains(&canonical(value))
        {
            return Err(expected.clone().into());
        }
        self.bounds.iter().try_for_each(|bound| bound.check(value))?;
        self.sizes.iter().try_for_each(|size| size.check(value))?;
        if let Value::String(text) = value
            && let Some((_, message)) =
                self.patterns.iter().find(|(regex, _)| regex.find(text).is_none())
        {
            return Err(message.clone().into());
        }
        self.format.map_or(Ok(()), |format| format.check(value, self.kind))
    }
}

/// The check of one value.
struct Run<'c> {
    compiled: &'c Compiled,
    /// The results for the parts of the value, by their addresses. Without these, variants of
    /// variants would be checked again and again.
    known: HashMap<(usize, *const Value), Option<ConversionError>>,
    choices: usize,
}

impl Run<'_> {
    fn node(&mut self, number: usize, value: &Value) -> Result<(), ConversionError> {
        let compiled = self.compiled;
        let node = &compiled.nodes[number];
        if let Some(target) = node.reference {
            if self.choices == 0 {
                return self.node(target, value);
            }
            let key = (target, std::ptr::from_ref(value));
            if let Some(known) = self.known.get(&key) {
                return known.clone().map_or(Ok(()), Err);
            }
            let found = self.node(target, value);
            self.known.insert(key, found.clone().err());
            return found;
        }
        if value.is_null() && node.null {
            return Ok(());
        }
        if node.never {
            return Err("must be absent".into());
        }
        if let (true, Value::String(text)) = (node.in_text, value) {
            let object: Map<String, Value> = serde_json::from_str(text).map_err(|_| {
                ConversionError::from("expected an object, or a string of its JSON")
            })?;
            // Another value, whose results are its own.
            return Run { compiled, known: HashMap::new(), choices: 0 }
                .node(number, &Value::Object(object));
        }
        node.check_alone(value)?;
        match value {
            Value::Array(items) => self.items(node, items)?,
            Value::Object(members) => self.members(node, members)?,
            _ => {}
        }
        for part in &node.all_of {
            self.node(*part, value)?;
        }
        self.variants(node, value)
    }

    fn items(&mut self, node: &Node, items: &[Value]) -> Result<(), ConversionError> {
        if node.unique {
            let mut known = HashSet::new();
            if !items.iter().all(|item| known.insert(canonical(item))) {
                return Err("must not have an item twice".into());
            }
        }
        let Some(each) = node.items else { return Ok(()) };
        for (index, item) in items.iter().enumerate() {
            self.node(each, item)
                .map_err(|error| ConversionError::of(&format!("[{index}]"), error))?;
        }
        Ok(())
    }

    fn members(
        &mut self,
        node: &Node,
        members: &Map<String, Value>,
    ) -> Result<(), ConversionError> {
        if let Some(name) = node.required.iter().find(|name| !members.contains_key(*name)) {
            return Err(ConversionError::of(name, ConversionError::from("required")));
        }
        for (name, member) in members {
            if let Some((regex, pattern)) = &node.names
                && !node.properties.contains_key(name)
                && regex.find(name).is_none()
            {
                return Err(misnamed(pattern));
            }
            let schema = match (node.properties.get(name), &node.additional) {
                (Some(schema), _) | (None, Additional::Schema(schema)) => *schema,
                (None, Additional::Any) => continue,
                (None, Additional::None) => return Err("has an unknown member".into()),
            };
            self.node(schema, member).map_err(|error| {
                ConversionError::of(&Place::default().member(name).to_string(), error)
            })?;
        }
        Ok(())
    }

    fn variants(&mut self, node: &Node, value: &Value) -> Result<(), ConversionError> {
        self.choices += 1;
        let mut faults = Vec::new();
        let mut fitting = |run: &mut Self, variants: &[usize]| {
            let results = variants.iter().map(|variant| run.node(*variant, value));
            let mut count = 0;
            for result in results {
                match result {
                    Ok(()) => count += 1,
                    Err(fault) => faults.push(fault),
                }
            }
            count
        };
        let any = if node.any_of.is_empty() { 1 } else { fitting(self, &node.any_of) };
        let one = if node.one_of.is_empty() { 1 } else { fitting(self, &node.one_of) };
        let not = node.not.is_none_or(|not| self.node(not, value).is_err());
        self.choices -= 1;
        if any == 0 || one == 0 {
            // One variant that fits but for a member is what the caller meant.
            faults.retain(|fault| fault.field().is_some());
            return Err(match faults.len() {
                1 => faults.remove(0),
                _ => "the value has none of the allowed forms".into(),
            });
        }
        if one > 1 {
            return Err("the value has several of the forms of which one is allowed".into());
        }
        if not { Ok(()) } else { Err("the value has a form that is not allowed".into()) }
    }
}

/// Returns the error of a member whose name does not match a pattern.
pub(crate) fn misnamed(pattern: &str) -> ConversionError {
    format!("has a member whose name does not match the pattern {pattern}").into()
}

/// Returns a value for a message.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns a text that is the same for equal values: of numbers such as `1` and `1.0`, and of
/// objects with their members in any order.
fn canonical(value: &Value) -> String {
    match value {
        #[allow(clippy::cast_possible_truncation, reason = "checked by the range")]
        Value::Number(number) => match number.as_f64() {
            Some(double) if number.is_f64() && double.fract() == 0.0 && double.abs() < 1e18 => {
                (double as i64).to_string()
            }
            _ => number.to_string(),
        },
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let mut members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{}:{}", Value::from(name.as_str()), canonical(value)))
                .collect();
            members.sort();
            format!("{{{}}}", members.join(","))
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(schemas: &Value, value: &Value) -> Option<String> {
        let checks = Checks::new(schemas.to_string().leak());
        checks.check("S", value).err().map(|error| error.to_string())
    }

    #[test]
    fn check_names_place_and_no_value_when_a_value_does_not_fit() {
        let schemas = json!({
            "S": { "type": "object", "required": ["a"], "additionalProperties": false, "properties": {
                "a": { "type": "string", "minLength": 2, "pattern": "^[a-z]*$" },
                "n": { "type": "array", "maxItems": 2, "uniqueItems": true, "items": { "$ref": "#/components/schemas/N" } },
                "u": { "type": "string", "format": "uuid", "nullable": true },
                "e": { "enum": ["x", 1] },
                "o": { "oneOf": [{ "required": ["p"] }, { "required": ["q"] }] },
                "any": { "anyOf": [{ "type": "object", "required": ["z"] }, { "type": "boolean" }] },
                "s": { "not": { "type": "string" } },
                "m": { "type": "object", "x-lockstep-name-pattern": "^[0-9]+$", "properties": { "all": {} } },
            } },
            "N": { "type": "integer", "format": "int8", "minimum": 0, "multipleOf": 2 },
        });
        for (value, expected) in [
            (
                json!({ "a": "ab", "n": [0, 2.0], "u": null, "e": 1.0, "o": { "p": 1 }, "any": true, "s": 1 }),
                None,
            ),
            (json!([]), Some("expected an object")),
            (json!({}), Some("a: required")),
            (json!({ "a": "b" }), Some("a: must have at least 2 characters")),
            (json!({ "a": "AB" }), Some("a: must match the pattern ^[a-z]*$")),
            (json!({ "a": "ab", "b": 1 }), Some("has an unknown member")),
            (json!({ "a": "ab", "n": [0, -2] }), Some("n[1]: must be at least 0")),
            (json!({ "a": "ab", "n": [3] }), Some("n[0]: must be a multiple of 2")),
            (
                json!({ "a": "ab", "n": [128] }),
                Some("n[0]: expected a whole number from -128 to 127"),
            ),
            (json!({ "a": "ab", "n": [0.5] }), Some("n[0]: expected an integer")),
            (json!({ "a": "ab", "n": [2, 2.0] }), Some("n: must not have an item twice")),
            (json!({ "a": "ab", "n": [0, 2, 4] }), Some("n: must have at most 2 items")),
            (json!({ "a": "ab", "u": "0" }), Some("u: expected a UUID in its hyphenated form")),
            (json!({ "a": "ab", "e": "y" }), Some("e: expected one of `x`, `1`")),
            (
                json!({ "a": "ab", "o": { "p": 1, "q": 1 } }),
                Some("o: the value has several of the forms of which one is allowed"),
            ),
            (json!({ "a": "ab", "any": {} }), Some("any.z: required")),
            (json!({ "a": "ab", "any": 1 }), Some("any: the value has none of the allowed forms")),
            (json!({ "a": "ab", "s": "" }), Some("s: the value has a form that is not allowed")),
            (json!({ "a": "ab", "m": { "12": 1, "all": 2 } }), None),
            (
                json!({ "a": "ab", "m": { "x": 1 } }),
                Some("m: has a member whose name does not match the pattern ^[0-9]+$"),
            ),
        ] {
            assert_eq!(fault(&schemas, &value).as_deref(), expected, "{value}");
        }
    }

    /// Each level fits both variants but for the last, so every combination would be tried.
    #[test]
    fn check_ends_when_variants_of_variants_overlap() {
        let variant = |name: &str| json!({ "type": "object", "required": ["next"], "properties": { "next": { "$ref": "#/components/schemas/S" }, name: {} } });
        let schemas =
            json!({ "S": { "anyOf": [variant("a"), variant("b"), { "type": "string" }] } });
        let mut value = json!(1);
        for _ in 0..60 {
            value = json!({ "next": value });
        }
        assert!(fault(&schemas, &value).is_some());
    }

    #[test]
    fn canonical_text_is_the_same_when_values_are_equal() {
        for (one, other, equal) in [
            (json!(1), json!(1.0), true),
            (json!([1, { "a": 1, "b": 2 }]), json!([1.0, { "b": 2, "a": 1 }]), true),
            (json!("1"), json!(1), false),
            (json!([]), json!({}), false),
            (json!(0.5), json!(0.25), false),
        ] {
            assert_eq!(canonical(&one) == canonical(&other), equal, "{one} {other}");
        }
    }
}
