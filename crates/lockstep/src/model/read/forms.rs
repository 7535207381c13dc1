//! Reads forms in parts (`multipart/form-data`).
//!
//! A form whose parts have one form each gets a type. Any other, such as one that is composed of
//! several schemas, stays as it is sent, and the operation reads its parts. A note says so.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::reader::Reader;
use crate::{
    document::{
        diagnostic::Rule,
        direction::Direction,
        openapi::{FILE, essence, is_json, members},
        pointer::Pointer,
        schema,
    },
    model::{BodyContent, FormPart, MultipartForm, OtherParts, PartKind},
};

impl<'a> Reader<'a> {
    /// Reads a form, by its parts if they have types. None after a fault.
    pub(super) fn form(
        &mut self,
        at: &Pointer,
        schema: &'a Value,
        encoding: Option<&'a Value>,
        id: &str,
    ) -> Option<BodyContent> {
        let object = self.referred(Some(schema));
        if object["type"] == "string" && object["format"] == "binary" {
            // Dropshot describes a form without types as such a string.
            return Some(BodyContent::Multipart);
        }
        let form = match self.parts(object, encoding) {
            Ok(form) => form,
            Err(reason) => {
                let message = format!("the parts of this form have no types, since {reason}");
                self.lint.diagnostics.note(at, message);
                return Some(BodyContent::Multipart);
            }
        };
        let parts = form.parts.values().chain(match &form.others {
            OtherParts::Kept(others) => Some(others),
            OtherParts::Ignored | OtherParts::Refused => None,
        });
        let has_files = parts.into_iter().any(|part| matches!(part.kind, PartKind::File { .. }));
        let name = if has_files {
            self.with_files(at, schema, object, &form, id)
        } else {
            self.shared(at, schema, id, "body", None)
        }?;
        let known = self.multipart_forms.entry(name.clone()).or_insert_with(|| form.clone());
        if *known != form {
            self.lint.diagnostics.push(
                Rule::Unsupported,
                at,
                "the same schema has another `encoding` in another form",
                "give both the same, or one of them a schema of its own",
            );
        }
        Some(BodyContent::MultipartForm(name))
    }

    /// Reads the parts of a form. The error is the reason why they have no types.
    fn parts(
        &self,
        object: &'a Value,
        encoding: Option<&'a Value>,
    ) -> Result<MultipartForm, String> {
        if schema::COMPOSING.iter().any(|key| object.get(key).is_some()) {
            return Err("the schema is composed of others".to_owned());
        }
        let others = object.get("additionalProperties");
        let has_members = |value: Option<&Value>| members(value).next().is_some();
        if object["type"] != "object"
            || !has_members(object.get("properties")) && !has_members(others)
        {
            return Err("the schema is no object with properties".to_owned());
        }
        let part = |name: &str, property: &'a Value| {
            let encoding = encoding.and_then(|encoding| encoding.get(name));
            self.part(property, encoding)
                .ok_or_else(|| format!("`{name}` may be of several kinds, or of any"))
        };
        let mut parts = BTreeMap::new();
        for (name, property) in members(object.get("properties")) {
            parts.insert(name.clone(), part(name, property)?);
        }
        let others = match others {
            None | Some(Value::Bool(true)) => OtherParts::Ignored,
            Some(Value::Bool(false)) => OtherParts::Refused,
            Some(schema) if !has_members(Some(schema)) => OtherParts::Ignored,
            Some(schema) => OtherParts::Kept(part("additionalProperties", schema)?),
        };
        Ok(MultipartForm { parts, others })
    }

    /// Reads one part, or a list of parts, each of which has one element. None if its kind is not
    /// clear.
    fn part(&self, property: &'a Value, encoding: Option<&Value>) -> Option<FormPart> {
        let known = self.referred(Some(property));
        let items = known.get("items").filter(|_| known["type"] == "array");
        let media_types = encoding.and_then(|it| it["contentType"].as_str()).unwrap_or_default();
        let media_types: Vec<String> =
            media_types.split(',').map(essence).filter(|it| !it.is_empty()).collect();
        let is_sent_as_json = !media_types.is_empty() && media_types.iter().all(|it| is_json(it));
        let kind = self.kind(items.unwrap_or(property), 0)?;
        let kind = if is_sent_as_json { PartKind::Json } else { kind };
        Some(FormPart { kind, is_list: items.is_some(), media_types })
    }

    /// Returns the kind of a value in a part.
    fn kind(&self, value: &'a Value, depth: u8) -> Option<PartKind> {
        let value = self.referred(Some(value));
        if depth > 16 {
            return None;
        }
        let typed = match value["type"].as_str() {
            Some("string") if value["format"] == "binary" => {
                let limit = |key: &str| value.get(key).and_then(Value::as_u64);
                return Some(PartKind::File { min: limit("minLength"), max: limit("maxLength") });
            }
            Some("string") => Some(PartKind::Text),
            Some("integer" | "number" | "boolean") => Some(PartKind::Scalar),
            Some("object" | "array") => Some(PartKind::Json),
            _ => None,
        };
        if typed.is_some() {
            return typed;
        }
        let variants = ["allOf", "anyOf", "oneOf"].iter().filter_map(|key| value[*key].as_array());
        let mut kinds = variants
            .flatten()
            .filter(|variant| !schema::is_null_variant(variant))
            .map(|variant| self.kind(variant, depth + 1));
        let first = kinds.next()??;
        let is_file = matches!(first, PartKind::File { .. });
        (!is_file && kinds.all(|kind| kind == Some(first))).then_some(first)
    }

    /// Returns the name of the type of a form with files. The schema of a file becomes that of
    /// their type.
    fn with_files(
        &mut self,
        at: &Pointer,
        schema: &Value,
        object: &Value,
        form: &MultipartForm,
        id: &str,
    ) -> Option<String> {
        self.lint.schema(at, schema);
        let (adapted, _) = schema::adapted(object);
        let own = self.lint.with_fitting_defaults(&adapted);
        let mut own = self.directions.in_direction(&own, Direction::Request);
        let file = |part: &FormPart, property: &mut Value| {
            if matches!(part.kind, PartKind::File { .. }) {
                let list = property.get("description").cloned();
                let mut file = Map::from_iter([
                    ("type".to_owned(), json!("string")),
                    ("format".to_owned(), json!(FILE)),
                ]);
                if part.is_list {
                    // A reference to a list would lead to one of text.
                    let limits = ["minItems", "maxItems"];
                    let known = self.referred_copy(property);
                    let limits = limits
                        .iter()
                        .filter_map(|key| Some(((*key).to_owned(), known.get(*key)?.clone())));
                    let items = Value::Object(std::mem::take(&mut file));
                    file = limits.collect();
                    file.insert("type".to_owned(), json!("array"));
                    file.insert("items".to_owned(), items);
                }
                file.extend(list.map(|text| ("description".to_owned(), text)));
                *property = Value::Object(file);
            }
        };
        for (name, part) in &form.parts {
            if let Some(property) = own["properties"].get_mut(name) {
                file(part, property);
            }
        }
        if let OtherParts::Kept(part) = &form.others {
            file(part, &mut own["additionalProperties"]);
        }
        let referred = schema::reference(schema).map(|name| format!("{name}-form"));
        let title = object.get("title").and_then(Value::as_str).map(str::to_owned);
        let title = title.filter(|_| referred.is_none());
        let candidates = referred.into_iter().chain(title).chain([format!("{id}-body")]);
        self.named(at, &own, Some(adapted), candidates)
    }

    /// Returns the schema that references of a copy lead to.
    fn referred_copy(&self, schema: &Value) -> Value {
        let target = schema::reference(schema).map(|name| {
            let at = Pointer::root().join("components").join("schemas").join(name);
            self.referred(self.lint.document.get(&at)).clone()
        });
        target.unwrap_or_else(|| schema.clone())
    }
}
