//! Reads objects in a query: a map of all other parameters, or an object whose members are
//! parameters of their own.

use heck::ToSnakeCase;
use serde_json::Value;

use super::reader::Reader;
use crate::{
    document::{
        diagnostic::Rule,
        openapi::{PLAIN, array, members, text},
        pointer::Pointer,
        schema,
    },
    lint::schemas::CHECKED_BY_HAND,
    model::{Location, Multiplicity, Parameter, TextForm},
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
        let Some(value) = schema.get("additionalProperties").filter(|value| value.is_object())
        else {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                at,
                "an object in a query takes all other parameters, whose type is missing here",
                "add `additionalProperties: { type: string }`",
            );
            return None;
        };
        let role = format!("{name}-value");
        self.value_kind(&at.join("additionalProperties"), value, id, &role)
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
                format!("`{PLAIN}` is the name of a member"),
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
            if !deep && member.contains([',', '{', '}']) {
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
                schema: schema::adapted(schema).0,
                kind: kind?,
                multiplicity,
                form: TextForm::Plain,
                default: None,
                single: false,
                is_time: false,
            });
        }
        let plain = plain.and_then(Value::as_str).map(str::to_owned);
        Some((schema::refer_to(&kind), Multiplicity::Members { parameters, plain, deep }))
    }
}
