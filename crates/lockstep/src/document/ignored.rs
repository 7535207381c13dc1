//! Leaves out what a document lists and OpenAPI ignores, or what says nothing:
//!
//! - header parameters `Accept`, `Authorization` and `Content-Type` (OpenAPI 3.0.3, "Parameter
//!   Object"), and response headers `Content-Type` ("Response Object"): other members describe
//!   what they hold;
//! - a body that may be absent and has no media type.

use std::{collections::BTreeMap, ops::Range};

use serde_json::Value;

use super::{
    complete::{Completion, Places, element, place, remove, resolved, target},
    openapi::{METHODS, members},
    pointer::Pointer,
};

/// The names of header parameters that OpenAPI ignores, with what describes them.
const PARAMETERS: [(&str, &str); 3] = [
    ("accept", "the media types of the responses"),
    ("authorization", "the security schemes"),
    ("content-type", "the media types of the body"),
];

/// The things of each kind that are left out, by the note on them: the first place, and their
/// number.
#[derive(Default)]
struct LeftOut(BTreeMap<String, (Pointer, Range<usize>, usize)>);

impl LeftOut {
    fn add(&mut self, at: &Pointer, places: &Places, message: String) {
        let place = place(places, at);
        let first = self.0.entry(message).or_insert_with(|| (at.clone(), place.clone(), 0));
        if place.start < first.1.start {
            (first.0, first.1) = (at.clone(), place);
        }
        first.2 += 1;
    }

    fn notes(self) -> Vec<Completion> {
        let notes = self.0.into_iter().map(|(message, (at, place, number))| {
            let others = match number - 1 {
                0 => String::new(),
                1 => "; the same is true of another one".to_owned(),
                others => format!("; the same is true of {others} others"),
            };
            (at, place, format!("{message}{others}"))
        });
        notes.collect()
    }
}

/// Leaves out what is ignored. Returns notes on it.
pub(super) fn leave_out(root: &mut Value, places: &mut Places) -> Vec<Completion> {
    let mut left_out = LeftOut::default();
    let list = Pointer::root().join("paths");
    let paths: Vec<Pointer> = members(root.get("paths")).map(|(path, _)| list.join(path)).collect();
    for item in &paths {
        parameters(root, places, item, &mut left_out);
        for operation in METHODS.iter().map(|method| item.join(method)) {
            parameters(root, places, &operation, &mut left_out);
            body(root, places, &operation, &mut left_out);
            headers(root, places, &operation.join("responses"), &mut left_out);
        }
    }
    let responses = Pointer::root().join("components").join("responses");
    headers(root, places, &responses, &mut left_out);
    left_out.notes()
}

/// Leaves out the header parameters of a path item or an operation that OpenAPI ignores.
fn parameters(root: &mut Value, places: &mut Places, owner: &Pointer, left_out: &mut LeftOut) {
    let mut index = 0;
    while let Some(parameter) = element(root, owner, index) {
        let given = resolved(root, parameter).filter(|given| given["in"] == "header");
        let name = given.and_then(|given| given["name"].as_str()).unwrap_or_default();
        let ignored = PARAMETERS.iter().find(|(ignored, _)| name.eq_ignore_ascii_case(ignored));
        let Some((_, described)) = ignored else {
            index += 1;
            continue;
        };
        let at = owner.join("parameters").join(index);
        let message = format!(
            "OpenAPI ignores header parameters with the name `{name}`, which {described} describe: \
             the parameter is left out"
        );
        left_out.add(&at, places, message);
        remove(root, places, owner, index);
    }
}

/// Leaves out the headers of responses that OpenAPI ignores.
fn headers(root: &mut Value, places: &Places, responses: &Pointer, left_out: &mut LeftOut) {
    let Some(Value::Object(list)) = root.pointer_mut(responses.as_str()) else { return };
    for (status, response) in list {
        let Some(Value::Object(headers)) = response.get_mut("headers") else { continue };
        headers.retain(|name, _| {
            let is_ignored = name.eq_ignore_ascii_case("content-type");
            if is_ignored {
                let at = responses.join(status).join("headers").join(name);
                let message = "OpenAPI ignores the header `Content-Type` of responses, which their \
                               media types describe: it is left out";
                left_out.add(&at, places, message.to_owned());
            }
            !is_ignored
        });
    }
}

/// Leaves out the body of an operation if it may be absent and has no media type.
fn body(root: &mut Value, places: &Places, operation: &Pointer, left_out: &mut LeftOut) {
    let at = operation.join("requestBody");
    let Some(value) = root.pointer(at.as_str()) else { return };
    let place = target(root, value);
    let Some(Value::Object(body)) = resolved(root, value) else { return };
    let is_empty = match body.get("content") {
        None => !body.keys().any(|key| key.starts_with("content")),
        Some(content) => content.as_object().is_some_and(serde_json::Map::is_empty),
    };
    if !is_empty || body.get("required").is_some_and(|required| *required != false) {
        return;
    }
    let message = "a body without a media type, which may be absent, says nothing: the operation \
                   has no body";
    left_out.add(&place.unwrap_or_else(|| at.clone()), places, message.to_owned());
    if let Some(Value::Object(operation)) = root.pointer_mut(operation.as_str()) {
        operation.remove("requestBody");
    }
}
