//! Checks that defaults and examples are values of their schemas. typify accepts some defaults that
//! are not and panics later, and the generated code panics at others. An example that its schema
//! does not allow makes the document say two things.

use serde_json::Value;

use super::linter::Linter;
use crate::document::{
    diagnostic::Rule,
    openapi::{ACCEPT_JSON_STRING, array, members},
    pointer::Pointer,
    schema,
};

/// The reason why a value is none of its schema.
struct Misfit {
    /// The part of the value that does not fit, as a pointer from the value.
    within: Pointer,
    reason: String,
}

impl Misfit {
    #[allow(clippy::unnecessary_wraps, reason = "checks return it as it is")]
    fn at_once(reason: impl Into<String>) -> Option<Self> {
        Some(Self { within: Pointer::root(), reason: reason.into() })
    }

    fn below(self, key: impl std::fmt::Display) -> Self {
        let within = Pointer::root().join(key).append(self.within.as_str());
        Self { within, reason: self.reason }
    }
}

impl Linter<'_> {
    /// Reports a default that its schema does not allow. Nothing can have it, so there is none.
    pub(crate) fn default_value(&mut self, at: &Pointer, schema: &Value) {
        let Some(default) = schema.get("default") else { return };
        let Some(misfit) = self.misfit(schema, default) else { return };
        let here = at.join("default");
        let (message, help) = if default.is_null() {
            (
                "the default is null, which its schema does not allow, so there is none".to_owned(),
                "leave the default out, or add `nullable: true`",
            )
        } else {
            (
                format!(
                    "the default is no value of its schema, so there is none: {}",
                    misfit.reason
                ),
                "use a value that the schema allows, or leave the default out",
            )
        };
        let here = here.append(misfit.within.as_str());
        self.diagnostics.push_warning(Rule::Ineffective, &here, message, help);
    }

    /// Returns a schema without the defaults that are no values of their schemas, which are
    /// reported.
    pub(crate) fn with_fitting_defaults(&self, schema: &Value) -> Value {
        schema::map_schema(schema, &|members| {
            let Some(default) = members.get("default").cloned() else { return };
            if self.misfit(&Value::Object(members.clone()), &default).is_some() {
                members.remove("default");
            }
        })
    }

    /// Reports the examples of a media type, a parameter or a header that its schema does not
    /// allow.
    pub(crate) fn examples(&mut self, at: &Pointer, value: &Value, schema: &Value) {
        self.example(&at.join("example"), value.get("example"), schema);
        self.require_object_member(at, value, "examples");
        for (name, example) in members(value.get("examples")) {
            let here = at.join("examples").join(name);
            let Some((here, example)) = self.resolve(&here, example) else { continue };
            let known = ["summary", "description", "value", "externalValue"];
            self.require_object(&here, example);
            self.only(&here, example, &known);
            self.example(&here.join("value"), example.get("value"), schema);
        }
    }

    /// Reports an example that its schema does not allow.
    pub(crate) fn example(&mut self, at: &Pointer, example: Option<&Value>, schema: &Value) {
        if let Some(misfit) = example.and_then(|example| self.misfit(schema, example)) {
            self.diagnostics.push_warning(
                Rule::Example,
                &at.append(misfit.within.as_str()),
                format!("the example is no value of its schema: {}", misfit.reason),
                "correct the example, or the schema if the example is right",
            );
        }
    }

    /// Returns why a value is none of a schema. Keywords and formats that lockstep does not know
    /// allow every value.
    fn misfit(&self, schema: &Value, value: &Value) -> Option<Misfit> {
        // Going through a schema that is made of itself would take forever.
        if self.endless {
            return None;
        }
        if schema.get("$ref").is_some() {
            let name = schema::reference(schema)?;
            let target = self.document.root()["components"]["schemas"].get(name)?;
            return self.misfit(target, value);
        }
        if value.is_null() && (schema::flag(schema, "nullable") || schema::is_null(schema)) {
            return None;
        }
        let listed = schema.get("enum").and_then(Value::as_array);
        if schema::is_null(schema) || listed.is_some_and(|values| !values.contains(value)) {
            return Misfit::at_once("it is not one of the values of `enum`");
        }
        let own = match schema::type_of(schema) {
            Some("string") => value.as_str().map_or_else(
                || Misfit::at_once(not_a(value, "a string")),
                |text| text_misfit(schema, text),
            ),
            Some("integer") => {
                integer_misfit(schema, value).or_else(|| bounds_misfit(schema, value))
            }
            Some("number") => bounds_misfit(schema, value),
            Some("boolean") if !value.is_boolean() => Misfit::at_once(not_a(value, "a boolean")),
            Some("array") => self.list_misfit(schema, value),
            Some("object") => self.object_misfit(schema, value),
            _ => None,
        };
        own.or_else(|| array(schema, "allOf").iter().find_map(|part| self.misfit(part, value)))
            .or_else(|| {
                ["anyOf", "oneOf"]
                    .into_iter()
                    .find_map(|key| self.choice_misfit(schema, key, value))
            })
    }

    fn choice_misfit(&self, schema: &Value, key: &str, value: &Value) -> Option<Misfit> {
        let parts = array(schema, key);
        if let [part] = parts {
            return self.misfit(part, value);
        }
        // A discriminator tells which of several is meant.
        let is_exact = key == "oneOf" && schema.get("discriminator").is_none();
        match parts.iter().filter(|part| self.misfit(part, value).is_none()).count() {
            0 if !parts.is_empty() => Misfit::at_once(format!("it fits no schema of `{key}`")),
            fitting if fitting > 1 && is_exact => Misfit::at_once(format!(
                "it fits {fitting} schemas of `oneOf`, which takes what fits exactly one"
            )),
            _ => None,
        }
    }

    fn list_misfit(&self, schema: &Value, value: &Value) -> Option<Misfit> {
        let Some(items) = value.as_array() else {
            return Misfit::at_once(not_a(value, "a list"));
        };
        if schema::flag(schema, "uniqueItems")
            && let Some(index) = (0..items.len()).find(|it| items[..*it].contains(&items[*it]))
        {
            return Misfit::at_once("it is in the list twice, and `uniqueItems` is set")
                .map(|misfit| misfit.below(index));
        }
        size_misfit(schema, items.len(), "minItems", "maxItems", "items").or_else(|| {
            let inner = schema.get("items")?;
            items.iter().enumerate().find_map(|(index, item)| {
                self.misfit(inner, item).map(|misfit| misfit.below(index))
            })
        })
    }

    fn object_misfit(&self, schema: &Value, value: &Value) -> Option<Misfit> {
        let parsed;
        let object = match value {
            Value::Object(object) => object,
            Value::String(text) if schema::flag(schema, ACCEPT_JSON_STRING) => {
                parsed = serde_json::from_str(text).ok();
                let Some(object) = &parsed else {
                    return Misfit::at_once("it is a string that holds no JSON object");
                };
                object
            }
            _ => return Misfit::at_once(not_a(value, "an object")),
        };
        let properties = schema.get("properties");
        // A property of answers only is not in a request, and the other way round.
        let of_one_direction = |name: &str| {
            let property = properties.and_then(|known| known.get(name));
            property.is_some_and(|it| schema::flag(it, "readOnly") || schema::flag(it, "writeOnly"))
        };
        let missing = array(schema, "required")
            .iter()
            .filter_map(Value::as_str)
            .find(|name| !object.contains_key(*name) && !of_one_direction(name));
        if let Some(name) = missing {
            return Misfit::at_once(format!("`{name}` is required and missing"));
        }
        size_misfit(schema, object.len(), "minProperties", "maxProperties", "properties").or_else(
            || {
                object.iter().find_map(|(name, member)| {
                    let named = properties.and_then(|it| it.get(name));
                    let inner = named.unwrap_or(&schema["additionalProperties"]);
                    let misfit = if *inner == Value::Bool(false) {
                        Misfit::at_once(format!(
                            "`{name}` is not among the properties, and `additionalProperties` is false"
                        ))
                    } else {
                        self.misfit(inner, member)
                    };
                    misfit.map(|misfit| misfit.below(name))
                })
            },
        )
    }
}

/// Says that a value is of another type than its schema.
fn not_a(value: &Value, wanted: &str) -> String {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    format!("it is {kind}, not {wanted}")
}

fn size_misfit(schema: &Value, size: usize, min: &str, max: &str, what: &str) -> Option<Misfit> {
    let bound = |key: &str| schema.get(key).and_then(Value::as_u64);
    let length = size as u64;
    let broken = if bound(min).is_some_and(|min| length < min) {
        min
    } else if bound(max).is_some_and(|max| max < length) {
        max
    } else {
        return None;
    };
    Misfit::at_once(format!("it has {size} {what}, and `{broken}` is {}", schema[broken]))
}

fn text_misfit(schema: &Value, text: &str) -> Option<Misfit> {
    let format = schema["format"].as_str().unwrap_or_default();
    if !lockstep_runtime::has_format(text, format) {
        return Misfit::at_once(format!("it does not have the format `{format}`"));
    }
    let pattern =
        schema["pattern"].as_str().and_then(|it| lockstep_runtime::text::pattern(it).ok());
    if pattern.is_some_and(|pattern| pattern.find(text).is_none()) {
        return Misfit::at_once("it does not match the `pattern`");
    }
    size_misfit(schema, text.chars().count(), "minLength", "maxLength", "characters")
}

fn integer_misfit(schema: &Value, value: &Value) -> Option<Misfit> {
    let Some(whole) = value.as_i64().map(i128::from).or(value.as_u64().map(i128::from)) else {
        return Misfit::at_once(not_a(value, "an integer"));
    };
    let format = schema["format"].as_str().unwrap_or("int64");
    let (signed, bits) = match format.strip_prefix('u') {
        Some(format) => (false, format.strip_prefix("int")),
        None => (true, format.strip_prefix("int")),
    };
    let fits = match (signed, bits.and_then(|bits| bits.parse::<u32>().ok())) {
        (true, Some(bits @ (8 | 16 | 32))) => {
            (-(1 << (bits - 1))..1 << (bits - 1)).contains(&whole)
        }
        (false, Some(bits @ (8 | 16 | 32))) => (0..1 << bits).contains(&whole),
        (false, _) if bits.is_some() => u64::try_from(whole).is_ok(),
        _ => {
            let unsigned = schema["minimum"].as_f64().is_some_and(|minimum| minimum >= 0.0);
            i64::try_from(whole).is_ok() || unsigned && u64::try_from(whole).is_ok()
        }
    };
    if fits { None } else { Misfit::at_once(format!("it is beyond the range of `{format}`")) }
}

fn bounds_misfit(schema: &Value, value: &Value) -> Option<Misfit> {
    let Some(number) = value.as_f64() else {
        return Misfit::at_once(not_a(value, "a number"));
    };
    let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
    let broken = if bound("minimum").is_some_and(|min| {
        number < min || number <= min && schema::flag(schema, "exclusiveMinimum")
    }) {
        "minimum"
    } else if bound("maximum").is_some_and(|max| {
        number > max || number >= max && schema::flag(schema, "exclusiveMaximum")
    }) {
        "maximum"
    } else if bound("multipleOf").is_some_and(|step| {
        // In binary, 0.3 is not quite three times 0.1.
        let times = number / step;
        (times - times.round()).abs() > 1e-9 * times.abs().max(1.0)
    }) {
        "multipleOf"
    } else {
        return None;
    };
    let exclusive = match broken {
        "minimum" if schema::flag(schema, "exclusiveMinimum") => ", exclusive",
        "maximum" if schema::flag(schema, "exclusiveMaximum") => ", exclusive",
        _ => "",
    };
    Misfit::at_once(format!("it is {value}, and `{broken}` is {}{exclusive}", schema[broken]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_has_a_format_when_the_generated_type_reads_it() {
        for (format, text, expected) in [
            ("date", "2024-02-29", true),
            ("date", "2100-02-29", false),
            ("date-time", "2024-01-01T23:59:59.5-08:30", true),
            ("date-time", "2024-02-29t12:34:56z", true),
            ("date-time", "2016-12-31T23:59:60Z", true),
            ("date-time", "2016-12-31T12:00:60Z", false),
            ("date-time", "2024-01-01T00:00:00", false),
            ("uuid", "7D444840-9dc0-11d1-b245-5ffdce74fad2", true),
            ("uuid", "7d4448409dc011d1b2455ffdce74fad2", false),
            ("ipv4", "::1", false),
            ("hostname", "?", true),
        ] {
            let schema = serde_json::json!({ "type": "string", "format": format });
            assert_eq!(text_misfit(&schema, text).is_none(), expected, "{format} {text}");
        }
    }
}
