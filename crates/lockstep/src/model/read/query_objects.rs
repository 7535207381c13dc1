//! Reads objects in a query: a map of all other parameters, or an object whose members are
//! parameters of their own.

use heck::ToSnakeCase;
use serde_json::{Value, json};

use super::{parameters::limits_of_list, reader::Reader};
use crate::{
    document::{
        diagnostic::Rule,
        openapi::{PLAIN, array, members, text},
        pointer::Pointer,
        schema::{self, COMPOSING},
    },
    lint::schemas::CHECKED_BY_HAND,
    model::{Lifecycle, Location, Multiplicity, Parameter, TextForm, TextShape, TextType},
};

impl<'a> Reader<'a> {
    /// Returns the type of a value in a map of all other query parameters.
    pub(super) fn others(
        &mut self,
        at: &Pointer,
        schema: &'a Value,
        id: &str,
        name: &str,
    ) -> Option<Value> {
        for key in ["minProperties", "maxProperties"] {
            if schema.get(key).is_some() {
                let what = format!("`{key}` of a map of query parameters");
                self.lint.unenforced(&at.join(key), &what, CHECKED_BY_HAND);
            }
        }
        let value = match schema.get("additionalProperties") {
            Some(Value::Bool(false)) => {
                self.lint.diagnostics.push(
                    Rule::Unsupported,
                    at,
                    "an object in a query takes all other parameters, and this one allows none",
                    "leave the parameter out, or add `additionalProperties: { type: string }`",
                );
                return None;
            }
            // Text in a query is a string, which is any value.
            None | Some(Value::Bool(true)) => return Some(json!({ "type": "string" })),
            Some(Value::Object(any)) if any.is_empty() => return Some(json!({ "type": "string" })),
            Some(value) => value,
        };
        let role = format!("{name}-value");
        self.value_kind(&at.join("additionalProperties"), value, id, &role)
    }

    /// Returns whether a schema allows objects, by itself or by a part of it.
    pub(super) fn is_object(&self, schema: &'a Value) -> bool {
        let mut found = Vec::new();
        self.shape(&Pointer::root(), schema, &mut Vec::new(), &mut found).object
    }

    /// Returns whether an object names all of its members, each of which is a value or a list of
    /// values. Each can have a method in the client, then.
    pub(super) fn is_flat(&self, schema: &'a Value) -> bool {
        let target = self.target(schema);
        let document = self.lint.document.root();
        let is_value = |schema: &Value| {
            schema::is_single_value(document, schema)
                && schema::is_text_or_one_type(document, schema)
        };
        let is_plain = |schema: &Value| {
            let own = self.target(schema);
            let item = own.get("items").filter(|_| own["type"] == "array");
            is_value(item.unwrap_or(schema))
        };
        target["type"] == "object"
            && COMPOSING.iter().all(|key| target.get(key).is_none())
            && !target.get("additionalProperties").is_some_and(Value::is_object)
            && members(target.get("properties")).next().is_some()
            && members(target.get("properties")).all(|(_, schema)| is_plain(schema))
    }

    /// Reads an object of the style `deepObject` with objects in it, or with members that have no
    /// names: `filter[name][eq]`.
    pub(super) fn deep(
        &mut self,
        here: &Pointer,
        parameter: &Value,
        schema: &'a Value,
        id: &str,
        name: &str,
    ) -> Option<(Value, Multiplicity)> {
        let at = here.join("schema");
        let mut found = Vec::new();
        let shape = self.shape(&at, schema, &mut Vec::new(), &mut found);
        let refused = !found.is_empty();
        for (at, message, help) in found {
            self.lint.diagnostics.push(Rule::Unsupported, &at, message, help);
        }
        let plain = self.plain_member(here, parameter, &shape);
        let kind = self.shared(&at, schema, id, name, Some(name))?;
        let plain = plain.map(str::to_owned);
        (!refused).then(|| (schema::refer_to(&kind), Multiplicity::Deep { shape, plain }))
    }

    /// Reads an object in one parameter outside of queries: `R,100,G,200` or `R=100,G=200`.
    pub(super) fn pairs(
        &mut self,
        here: &Pointer,
        parameter: &Value,
        schema: &'a Value,
        id: &str,
        name: &str,
    ) -> Option<(Value, Multiplicity)> {
        let at = here.join("schema");
        let mut found = Vec::new();
        let shape = self.shape(&at, schema, &mut Vec::new(), &mut found);
        let others = shape.others.as_deref();
        if shape.members.values().chain(others).any(|it| it.object || it.items.is_some()) {
            let message = "OpenAPI does not say how lists and objects in this object are sent";
            found.push((at.clone(), message.to_owned(), "use `content` with `application/json`"));
        }
        let refused = !found.is_empty();
        for (at, message, help) in found {
            self.lint.diagnostics.push(Rule::Unsupported, &at, message, help);
        }
        let kind = self.shared(&at, schema, id, name, Some(name))?;
        let explode = schema::flag(parameter, "explode");
        (!refused).then(|| (schema::refer_to(&kind), Multiplicity::Pairs { shape, explode }))
    }

    /// Returns the member that the name of an object stands for, and refuses one that there is not.
    fn plain_member<'p>(
        &mut self,
        here: &Pointer,
        parameter: &'p Value,
        shape: &TextShape,
    ) -> Option<&'p str> {
        let plain = parameter.get(PLAIN)?;
        let name = plain.as_str().filter(|name| shape.members.contains_key(*name));
        if name.is_none() {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                &here.join(PLAIN),
                format!("`{PLAIN}` must be the name of a member"),
                "write the member that the parameter stands for without brackets",
            );
        }
        name
    }

    /// Returns the shape of a schema, of which `above` are the names that lead to it. Adds what
    /// cannot be sent to `refused`: the place, the reason and the way out.
    fn shape(
        &self,
        at: &Pointer,
        schema: &'a Value,
        above: &mut Vec<&'a str>,
        refused: &mut Vec<(Pointer, String, &'static str)>,
    ) -> TextShape {
        if let Some(name) = schema::reference(schema) {
            if above.contains(&name) {
                let message =
                    format!("an object of parameters has no end, since `{name}` is in itself");
                refused.push((at.clone(), message, "use `content` with `application/json`"));
                return TextShape::default();
            }
            let schemas = Pointer::root().join("components").join("schemas");
            let Some(target) = self.lint.document.root()["components"]["schemas"].get(name) else {
                return TextShape::default();
            };
            above.push(name);
            let shape = self.shape(&schemas.join(name), target, above, refused);
            above.pop();
            return shape;
        }
        let mut shape = TextShape::default();
        for key in ["allOf", "anyOf", "oneOf"] {
            for (index, part) in array(schema, key).iter().enumerate() {
                shape.merge(self.shape(&at.join(key).join(index), part, above, refused));
            }
        }
        match schema::type_of(schema) {
            Some("string") => shape.texts.extend([TextType::String]),
            Some("integer" | "number") => shape.texts.extend([TextType::Number]),
            Some("boolean") => shape.texts.extend([TextType::Boolean]),
            Some("array") => {
                let items = schema.get("items").unwrap_or(&Value::Null);
                let items = self.shape(&at.join("items"), items, above, refused);
                if items.object || items.items.is_some() {
                    let message = "OpenAPI does not say how objects and lists in a list are sent";
                    let help = "use `content` with `application/json`";
                    refused.push((at.join("items"), message.to_owned(), help));
                }
                shape.items = Some(Box::new(items));
            }
            Some("object") => {
                shape.object = true;
                for (name, member) in members(schema.get("properties")) {
                    let at = at.join("properties").join(name);
                    if name.contains(['[', ']']) || name.is_empty() {
                        let message = format!("`{name}` cannot be between brackets");
                        refused.push((at.clone(), message, "rename the property"));
                    }
                    let member = self.shape(&at, member, above, refused);
                    shape.members.entry(name.clone()).or_default().merge(member);
                }
                let is_free = shape.members.is_empty()
                    && COMPOSING.iter().all(|key| schema.get(key).is_none());
                shape.others = match schema.get("additionalProperties") {
                    // Text in a query is a string, which is any value.
                    None | Some(Value::Bool(true)) if is_free => {
                        let texts = [TextType::String].into_iter().collect();
                        Some(Box::new(TextShape { texts, ..TextShape::default() }))
                    }
                    Some(others @ Value::Object(_)) => {
                        let at = at.join("additionalProperties");
                        Some(Box::new(self.shape(&at, others, above, refused)))
                    }
                    _ => None,
                };
            }
            _ => {}
        }
        if shape.texts.len() > 1 {
            let message = "values of several types look the same in the text of a member";
            refused.push((at.clone(), message.to_owned(), "use one type, or strings"));
        }
        shape
    }

    /// Reads an object whose members are parameters: `filter[name]` with the style `deepObject`,
    /// else `name`. Returns the shared type of the object, and its members, which the client sends
    /// as parameters.
    pub(super) fn members(
        &mut self,
        here: &Pointer,
        parameter: &Value,
        schema: &'a Value,
        id: &str,
        name: &str,
    ) -> Option<(Value, Multiplicity)> {
        let at = here.join("schema");
        let deep = parameter["style"] == "deepObject";
        let target = self.target(schema);
        if members(target.get("properties")).next().is_none() {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                &at,
                "an object of the style `deepObject` names its members",
                "add `properties`",
            );
            return None;
        }
        if target.get("additionalProperties").is_some_and(Value::is_object) {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                &at.join("additionalProperties"),
                "an object of parameters with names has no other members",
                "write `additionalProperties: false`, which refuses them, or leave it out",
            );
        }
        let plain = parameter.get(PLAIN);
        if let Some(plain) = plain
            && target["properties"].get(plain.as_str().unwrap_or_default()).is_none()
        {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                &here.join(PLAIN),
                format!("`{PLAIN}` must be the name of a member"),
                "write the member that the parameter stands for without brackets",
            );
        }
        let kind = self.shared(&at, schema, id, name, Some(name))?;
        let mut parameters = Vec::new();
        for (member, schema) in members(target.get("properties")) {
            let at = at.join("properties").join(member);
            let name = if deep { format!("{name}[{member}]") } else { member.clone() };
            self.lint.identifier(&at, &name, &name.to_snake_case(), "field");
            let own = self.target(schema);
            let (kind, multiplicity) = if own["type"] == "array" {
                (self.item_kind(&at, own, id, &name), Multiplicity::List)
            } else {
                (self.value_kind(&at, schema, id, &name), Multiplicity::One)
            };
            let required = array(target, "required").iter().any(|it| it == member);
            let marks: &[char] = if deep { &['[', ']'] } else { &[',', '{', '}'] };
            if member.contains(marks) {
                self.lint.diagnostics.push(
                    Rule::Unsupported,
                    &at,
                    format!("`{member}` is no name of a parameter here"),
                    "make it a parameter of its own",
                );
            }
            parameters.push(Parameter {
                field: name.clone(),
                method: name.clone(),
                name,
                location: Location::Query,
                required: required && schema::flag(parameter, "required"),
                description: text(schema, "description"),
                lifecycle: Lifecycle::of(schema),
                schema: schema::adapted(schema).0,
                kind: kind?,
                multiplicity,
                form: TextForm::Plain,
                limits: limits_of_list(own),
                default: None,
                single: false,
                is_time: false,
            });
        }
        let plain = plain.and_then(Value::as_str).map(str::to_owned);
        Some((schema::refer_to(&kind), Multiplicity::Members { parameters, plain, deep }))
    }
}
