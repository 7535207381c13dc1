//! Completes a document where it says less than it means, or what contradicts itself without
//! effect. Each step is said in a note, unless it changes no meaning.
//!
//! The completed document is what is generated, compared in the proof, and shown by a server.
//!
//! - A vendor extension among the paths is left out.
//! - A path item that refers to another one of the document has the members of that.
//! - An operation without `operationId` gets one of its method and its path alone, so that it stays
//!   the same when the document grows.
//! - An operation whose `operationId` another one has, or one that is the same name in Rust, gets
//!   such a name, too.
//! - A variable of a path without a parameter is a string.
//! - A path parameter that is no variable of the path is left out, since no request can have it.
//! - A path parameter is required, since each request has it.
//! - A parameter that is listed twice in the same words is listed once.
//! - A response of status 101 and no other success is that of a websocket.
//! - An operation that lists errors only has a success without content, of a status that it
//!   chooses.
//! - What OpenAPI [ignores](super::ignored) is left out.
//! - A parameter or content that [lacks its type](super::untyped) gets that of most documents.
//! - The own members of a schema get a name if [variants](super::extended) of it extend it.
//! - A type that all variants of a schema have is not [said again](super::redundant) next to them.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use heck::ToSnakeCase as _;
use serde_json::{Map, Value, json};

use super::{
    extended, ignored,
    openapi::{METHODS, OURS, WEBSOCKET, array, members, operation_id, variables},
    pointer::Pointer,
    redundant, untyped,
};

/// The places of values in the text.
pub(super) type Places = HashMap<Pointer, Range<usize>>;

/// A note: the value that it is about, the place of that, and the words.
pub(super) type Completion = (Pointer, Range<usize>, String);

/// Completes a document. Returns what was completed.
pub(super) fn complete(root: &mut Value, places: &mut Places) -> Vec<Completion> {
    let mut notes = Vec::new();
    leave_out_extensions(root);
    let list = Pointer::root().join("paths");
    let paths: Vec<String> = members(root.get("paths")).map(|(path, _)| path.clone()).collect();
    let mut unnamed = Vec::new();
    let mut ids = BTreeSet::new();
    let mut errors_only = Vec::new();
    for path in &paths {
        let at = list.join(path);
        follow(root, path);
        for method in METHODS {
            let here = at.join(method);
            let Some(Value::Object(operation)) = root.pointer_mut(here.as_str()) else { continue };
            let id = operation_id(method, path);
            match operation.get("operationId") {
                None => {
                    unnamed.push((here.clone(), id.clone()));
                    operation.insert("operationId".to_owned(), json!(id));
                }
                Some(Value::String(given)) if !ids.insert(given.to_snake_case()) => {
                    let message = format!(
                        "another operation has the name of `{given}` in Rust: this one is named \
                         `{id}`, by its path"
                    );
                    notes.push(about(&here.join("operationId"), places, message));
                    operation.insert("operationId".to_owned(), json!(id));
                }
                Some(_) => {}
            }
            if *method == "get" {
                notes.extend(websocket(operation).map(|message| about(&here, places, message)));
            }
            if success(operation) {
                errors_only.push(here);
            }
        }
        parameters(root, places, path, &mut notes);
    }
    notes.extend(named(&unnamed, places));
    if let Some(first) = errors_only.first() {
        let others = match errors_only.len() {
            1 => String::new(),
            number => format!("; the same is true of {} others", number - 1),
        };
        let message = format!(
            "the operation lists errors only: its success has no content, and a status from 200 to \
             299 that it chooses{others}"
        );
        notes.push(about(&first.join("responses"), places, message));
    }
    notes.extend(ignored::leave_out(root, places));
    notes.extend(untyped::complete(root, places));
    notes.extend(extended::write_out(root, places));
    redundant::leave_out(root);
    notes
}

/// Marks an operation that switches protocols as the start of a websocket, as Dropshot writes it:
/// it can switch to nothing else.
fn websocket(operation: &mut Map<String, Value>) -> Option<String> {
    let responses = operation.get_mut("responses")?.as_object_mut()?;
    let is_success = |status: &str| status == "default" || status.starts_with(['2', '3']);
    if responses.contains_key("101") && !responses.keys().any(|status| is_success(status)) {
        let response = responses.remove("101")?;
        responses.insert("default".to_owned(), response);
        operation.entry(WEBSOCKET).or_insert_with(|| json!({}));
        return Some("the response of status 101 is that of a websocket".to_owned());
    }
    None
}

/// Gives an operation that lists errors only a success. Returns whether it is one.
fn success(operation: &mut Map<String, Value>) -> bool {
    let Some(Value::Object(responses)) = operation.get_mut("responses") else { return false };
    let is_error = |status: &str| status.len() == 3 && status.starts_with(['4', '5']);
    let errors_only = !responses.is_empty() && responses.keys().all(|status| is_error(status));
    if errors_only {
        let description = "A success, which the document does not describe.";
        responses.insert("2XX".to_owned(), json!({ "description": description }));
    }
    errors_only
}

/// Says which names operations without `operationId` got.
fn named(unnamed: &[(Pointer, String)], places: &Places) -> Option<Completion> {
    let (at, first) = unnamed.first()?;
    let message = match unnamed.len() {
        1 => format!("the operation has no `operationId`: it is named `{first}`, by its path"),
        number => format!(
            "{number} operations have no `operationId`: they are named by their paths, this one \
             `{first}`"
        ),
    };
    Some(about(at, places, message))
}

/// Makes a note about the value at a pointer.
pub(super) fn about(at: &Pointer, places: &Places, message: String) -> Completion {
    (at.clone(), place(places, at), message)
}

/// Returns the place of the value at a pointer, or of the nearest value around it.
pub(super) fn place(places: &Places, pointer: &Pointer) -> Range<usize> {
    let mut at = Some(pointer.clone());
    while let Some(pointer) = at {
        if let Some(place) = places.get(&pointer) {
            return place.clone();
        }
        at = pointer.parent();
    }
    0..0
}

/// Gives the values within another pointer the places of those within one.
pub(super) fn copy_places(places: &mut Places, from: &Pointer, to: &Pointer) {
    let copied = places.iter().filter_map(|(place, range)| {
        let rest = place.as_str().strip_prefix(from.as_str())?;
        let is_within = rest.is_empty() || rest.starts_with('/');
        is_within.then(|| (to.append(rest), range.clone()))
    });
    let copied: Vec<_> = copied.collect();
    places.extend(copied);
}

/// Leaves out vendor extensions among the paths, but not those of lockstep, which are refused.
fn leave_out_extensions(root: &mut Value) {
    if let Some(Value::Object(paths)) = root.get_mut("paths") {
        paths.retain(|path, _| !path.starts_with("x-") || path.starts_with(OURS));
    }
}

/// Gives a path item that refers to another one the members of that. One that leads nowhere stays.
fn follow(root: &mut Value, path: &str) {
    for _ in 0..16 {
        let target = root["paths"][path].get("$ref").and_then(Value::as_str);
        let target = target.and_then(Pointer::from_reference);
        let target = target.and_then(|pointer| root.pointer(pointer.as_str())).cloned();
        let Some(Value::Object(target)) = target else { return };
        let Some(item) = root["paths"][path].as_object_mut() else { return };
        item.remove("$ref");
        for (key, value) in target {
            item.entry(key).or_insert(value);
        }
    }
}

/// Completes the parameters of a path.
fn parameters(root: &mut Value, places: &mut Places, path: &str, notes: &mut Vec<Completion>) {
    let item = Pointer::root().join("paths").join(path);
    let here = METHODS.iter().map(|method| item.join(method));
    let operations: Vec<Pointer> =
        here.filter(|at| root.pointer(at.as_str()).is_some_and(Value::is_object)).collect();
    for owner in std::iter::once(&item).chain(&operations) {
        once(root, places, owner);
        in_path(root, places, (owner, path), notes);
    }
    for operation in &operations {
        for name in variables(path) {
            let declared = [&item, operation].into_iter().any(|owner| {
                let list = root
                    .pointer(owner.as_str())
                    .map_or(&[] as &[Value], |it| array(it, "parameters"));
                list.iter().any(|it| {
                    let it = resolved(root, it);
                    it.is_none_or(|it| it["in"] == "path" && it["name"] == name)
                })
            });
            let Some(Value::Object(members)) =
                root.pointer_mut(operation.as_str()).filter(|_| !declared)
            else {
                continue;
            };
            let list = members.entry("parameters").or_insert_with(|| json!([]));
            if let Value::Array(list) = list {
                list.push(json!({
                    "name": name,
                    "in": "path",
                    "required": true,
                    "schema": { "type": "string" },
                }));
                let message =
                    format!("the variable `{name}` of the path has no parameter: it is a string");
                notes.push(about(operation, places, message));
            }
        }
    }
}

/// Lists a parameter once that is listed twice in the same words.
fn once(root: &mut Value, places: &mut Places, owner: &Pointer) {
    let mut index = 0;
    while let Some(parameter) = element(root, owner, index) {
        let list = array(root.pointer(owner.as_str()).unwrap_or(&Value::Null), "parameters");
        if list[..index].contains(parameter) {
            remove(root, places, owner, index);
        } else {
            index += 1;
        }
    }
}

/// Makes path parameters required, and leaves out those that are no variable of the path.
fn in_path(
    root: &mut Value,
    places: &mut Places,
    (owner, path): (&Pointer, &str),
    notes: &mut Vec<Completion>,
) {
    let known: BTreeSet<&str> = variables(path).collect();
    let mut index = 0;
    while let Some(parameter) = element(root, owner, index) {
        let at = owner.join("parameters").join(index);
        let reference = target(root, parameter);
        let given = reference.as_ref().and_then(|it| root.pointer(it.as_str()));
        let given = given.unwrap_or(parameter);
        let name = given["name"].as_str().unwrap_or_default().to_owned();
        let is_string = given["name"].is_string();
        if given["in"] != "path" || !is_string {
            index += 1;
            continue;
        }
        if !known.contains(name.as_str()) {
            let message = format!("`{path}` has no variable `{name}`: the parameter is left out");
            notes.push(about(&at, places, message));
            remove(root, places, owner, index);
            continue;
        }
        index += 1;
        if given["required"] != true {
            let at = reference.unwrap_or(at);
            if let Some(Value::Object(members)) = root.pointer_mut(at.as_str()) {
                members.insert("required".to_owned(), json!(true));
            }
            let message = format!("the path parameter `{name}` is required in each request");
            notes.push(about(&at, places, message));
        }
    }
}

/// Returns a parameter of a path item or an operation.
pub(super) fn element<'v>(root: &'v Value, owner: &Pointer, index: usize) -> Option<&'v Value> {
    root.pointer(owner.as_str())?.get("parameters")?.get(index)
}

/// Removes a parameter, and moves the places of those behind it.
pub(super) fn remove(root: &mut Value, places: &mut Places, owner: &Pointer, index: usize) {
    let list = owner.join("parameters");
    let Some(Value::Array(parameters)) = root.pointer_mut(list.as_str()) else { return };
    parameters.remove(index);
    let start = format!("{}/", list.as_str());
    let moved: Vec<(Pointer, Option<Pointer>)> = places
        .keys()
        .filter_map(|place| {
            let rest = place.as_str().strip_prefix(&start)?;
            let (number, below) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let number: usize = number.parse().ok().filter(|number| *number >= index)?;
            let other = (number > index).then(|| list.join(number - 1).append(below));
            Some((place.clone(), other))
        })
        .collect();
    let moved: Vec<_> = moved.into_iter().map(|(from, to)| (places.remove(&from), to)).collect();
    places.extend(moved.into_iter().filter_map(|(place, to)| Some((to?, place?))));
}

/// Returns the place of the component that a reference leads to.
pub(super) fn target(root: &Value, value: &Value) -> Option<Pointer> {
    let mut found = None;
    let mut value = value;
    for _ in 0..16 {
        let Some(reference) = value.get("$ref") else { break };
        let pointer = reference.as_str().and_then(Pointer::from_reference)?;
        value = root.pointer(pointer.as_str())?;
        found = Some(pointer);
    }
    found
}

/// Returns a value, or what it refers to. None if that is not there.
pub(super) fn resolved<'v>(root: &'v Value, value: &'v Value) -> Option<&'v Value> {
    if value.get("$ref").is_none() {
        return Some(value);
    }
    target(root, value).and_then(|pointer| root.pointer(pointer.as_str()))
}
