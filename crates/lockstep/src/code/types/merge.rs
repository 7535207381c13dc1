//! One schema for several that apply together.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

/// A schema that stands for several.
pub(super) struct Merged {
    pub(super) schema: Map<String, Value>,
    /// False if it allows more than they do.
    pub(super) exact: bool,
}

/// Merges schemas without composition. None if no schema without composition stands for them, or
/// no value fits.
pub(super) fn merge(bases: &[Map<String, Value>]) -> Option<Merged> {
    let mut out = Map::new();
    let kinds = bases.iter().filter_map(|base| base.get("type")).filter_map(Value::as_str);
    let kind = kinds.map(Some).reduce(|one, other| match (one?, other?) {
        (one, other) if one == other => Some(one),
        ("integer", "number") | ("number", "integer") => Some("integer"),
        _ => None,
    });
    let kind = match kind {
        Some(kind) => Some(kind?),
        None => None,
    };
    if let Some(kind) = kind {
        out.insert("type".to_owned(), kind.into());
    }
    // A schema without a type does not refuse null, one with a type does.
    let nullable = |base: &Map<String, Value>| {
        base.get("nullable") == Some(&Value::Bool(true)) || !base.contains_key("type")
    };
    if kind.is_some() && bases.iter().all(nullable) {
        out.insert("nullable".to_owned(), true.into());
    }
    let exact = match kind {
        Some("object") => objects(bases, &mut out)?,
        Some("array") => {
            arrays(bases, &mut out);
            true
        }
        Some("string") => {
            sizes(bases, "minLength", "maxLength", &mut out);
            same(bases, "pattern", &mut out)?;
            same(bases, "format", &mut out)?;
            true
        }
        Some("integer" | "number") => {
            bounds(bases, &mut out);
            same(bases, "multipleOf", &mut out)?;
            same(bases, "format", &mut out)?;
            true
        }
        Some(_) => true,
        None => bases.iter().all(|base| base.keys().all(|key| key == "enum" || key == "nullable")),
    };
    values(bases, &mut out)?;
    (kind.is_some() || exact && !out.contains_key("enum")).then_some(Merged { schema: out, exact })
}

/// Merges the lists of values. With a list, other limits have done their part.
fn values(bases: &[Map<String, Value>], out: &mut Map<String, Value>) -> Option<()> {
    let mut lists = bases.iter().filter_map(|base| base.get("enum")?.as_array());
    let Some(first) = lists.next() else { return Some(()) };
    let mut values: Vec<Value> = first.iter().filter(|value| !value.is_null()).cloned().collect();
    for list in lists {
        values.retain(|value| list.contains(value));
    }
    let fits = |value: &Value| match out.get("type").and_then(Value::as_str) {
        Some("string") => value.is_string(),
        Some("integer") => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        _ => false,
    };
    values.retain(|value| fits(value) && bases.iter().all(|base| is_within(base, value)));
    if values.is_empty() {
        return None;
    }
    out.retain(|key, _| ["type", "nullable"].contains(&key.as_str()));
    out.insert("enum".to_owned(), values.into());
    Some(())
}

/// Returns whether a string or a number keeps to the limits of a schema. Of formats, it knows none.
pub(super) fn is_within(schema: &Map<String, Value>, value: &Value) -> bool {
    let number = |key: &str| schema.get(key).and_then(Value::as_f64);
    let flag = |key: &str| schema.get(key) == Some(&Value::Bool(true));
    if let Some(text) = value.as_str() {
        #[allow(clippy::cast_precision_loss, reason = "texts are short")]
        let length = text.chars().count() as f64;
        let pattern = schema.get("pattern").and_then(Value::as_str);
        return number("minLength").is_none_or(|min| min <= length)
            && number("maxLength").is_none_or(|max| length <= max)
            && pattern
                .and_then(|it| lockstep_runtime::text::pattern(it).ok())
                .is_none_or(|it| it.find(text).is_some());
    }
    let Some(value) = value.as_f64() else { return true };
    let low = number("minimum")
        .is_none_or(|min| min < value || min <= value && !flag("exclusiveMinimum"));
    let high = number("maximum")
        .is_none_or(|max| value < max || value <= max && !flag("exclusiveMaximum"));
    low && high
        && number("multipleOf").is_none_or(|step| {
            let times = value / step;
            (times - times.round()).abs() <= 1e-9 * times.abs().max(1.0)
        })
}

/// Takes over a keyword that cannot have two values.
fn same(bases: &[Map<String, Value>], key: &str, out: &mut Map<String, Value>) -> Option<()> {
    for value in bases.iter().filter_map(|base| base.get(key)) {
        match out.get(key) {
            Some(known) if known != value => return None,
            _ => out.insert(key.to_owned(), value.clone()),
        };
    }
    Some(())
}

/// Takes over the tightest of two limits of a size.
fn sizes(bases: &[Map<String, Value>], min: &str, max: &str, out: &mut Map<String, Value>) {
    let all = |key| bases.iter().filter_map(move |base| base.get(key)?.as_u64());
    out.extend(all(min).max().map(|size| (min.to_owned(), size.into())));
    out.extend(all(max).min().map(|size| (max.to_owned(), size.into())));
}

/// Takes over the tightest bounds of numbers.
fn bounds(bases: &[Map<String, Value>], out: &mut Map<String, Value>) {
    for (key, exclusive, largest) in
        [("minimum", "exclusiveMinimum", true), ("maximum", "exclusiveMaximum", false)]
    {
        let mut tightest: Option<(&Value, f64, bool)> = None;
        for base in bases {
            let Some((value, bound)) = base.get(key).and_then(|it| Some((it, it.as_f64()?))) else {
                continue;
            };
            let is_exclusive = base.get(exclusive) == Some(&Value::Bool(true));
            tightest = Some(match tightest {
                #[allow(clippy::float_cmp, reason = "the same bound, written twice")]
                Some((value, known, was_exclusive)) if known == bound => {
                    (value, known, was_exclusive || is_exclusive)
                }
                Some(known) if (known.1 > bound) == largest => known,
                _ => (value, bound, is_exclusive),
            });
        }
        if let Some((value, _, is_exclusive)) = tightest {
            out.insert(key.to_owned(), value.clone());
            if is_exclusive {
                out.insert(exclusive.to_owned(), true.into());
            }
        }
    }
}

fn arrays(bases: &[Map<String, Value>], out: &mut Map<String, Value>) {
    sizes(bases, "minItems", "maxItems", out);
    if bases.iter().any(|base| base.get("uniqueItems") == Some(&Value::Bool(true))) {
        out.insert("uniqueItems".to_owned(), true.into());
    }
    let items = bases.iter().filter_map(|base| base.get("items")).collect();
    out.extend(together(items).map(|items| ("items".to_owned(), items)));
}

/// Returns a schema for several that apply together, each once.
fn together(schemas: Vec<&Value>) -> Option<Value> {
    let mut each: Vec<&Value> = Vec::new();
    for schema in schemas {
        if !each.contains(&schema) {
            each.push(schema);
        }
    }
    match each.as_slice() {
        [] => None,
        [one] => Some((*one).clone()),
        several => Some(json!({ "allOf": several })),
    }
}

/// Merges objects. Returns whether nothing is lost. None if a required member is forbidden.
fn objects(bases: &[Map<String, Value>], out: &mut Map<String, Value>) -> Option<bool> {
    let properties = |base: &Map<String, Value>| -> Map<String, Value> {
        base.get("properties").and_then(Value::as_object).cloned().unwrap_or_default()
    };
    let required: BTreeSet<&str> = bases
        .iter()
        .filter_map(|base| base.get("required")?.as_array())
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let all: Vec<(Map<String, Value>, Option<&Value>)> =
        bases.iter().map(|base| (properties(base), base.get("additionalProperties"))).collect();
    let names: BTreeSet<&str> = all
        .iter()
        .flat_map(|(properties, _)| properties.keys().map(String::as_str))
        .chain(required.iter().copied())
        .collect();
    let mut members: BTreeMap<&str, Value> = BTreeMap::new();
    for name in names {
        let mut schemas = Vec::new();
        let mut allowed = true;
        for (properties, additional) in &all {
            match (properties.get(name), additional) {
                (Some(property), _) => schemas.push(property),
                (None, Some(Value::Bool(false))) => allowed = false,
                (None, Some(schema @ Value::Object(_))) => schemas.push(schema),
                (None, _) => {}
            }
        }
        if allowed {
            members.insert(name, together(schemas).unwrap_or_else(|| json!({})));
        } else if required.contains(name) {
            return None;
        }
    }
    let named = bases.iter().any(|base| base.contains_key("properties")) || !members.is_empty();
    if named {
        let members = members.into_iter().map(|(name, schema)| (name.to_owned(), schema));
        out.insert("properties".to_owned(), Value::Object(members.collect()));
    }
    if !required.is_empty() {
        out.insert("required".to_owned(), json!(required));
    }
    let additional: Vec<&Value> = all.iter().filter_map(|(_, additional)| *additional).collect();
    if additional.contains(&&Value::Bool(false)) {
        out.insert("additionalProperties".to_owned(), false.into());
    } else {
        let schemas = additional.iter().filter(|it| it.is_object()).copied().collect();
        let schema = together(schemas).or_else(|| additional.first().map(|it| (*it).clone()));
        out.extend(schema.map(|schema| ("additionalProperties".to_owned(), schema)));
    }
    if named {
        let counted = |base: &Map<String, Value>| {
            ["minProperties", "maxProperties"].iter().any(|key| base.contains_key(*key))
        };
        return Some(!bases.iter().any(counted));
    }
    sizes(bases, "minProperties", "maxProperties", out);
    Some(true)
}
