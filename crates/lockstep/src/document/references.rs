//! Brings in what other files define, so that later stages see one document.
//!
//! A reference leads to a place in a file: in that of the document, or in another one below its
//! folder. Files are never read over the network.
//!
//! - A schema that is not a named one gets a name, and becomes one. So schemas can refer to
//!   themselves across files.
//! - Anything else is written where the reference is, such as a path or a parameter of another
//!   file. A circle of such references is refused.
//!
//! References to the named components of the document stay as they are.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    path::{Path, PathBuf},
    rc::Rc,
};

use serde_json::{Map, Value, json};

use super::{
    SourceTexts,
    diagnostic::{Diagnostic, Rule},
    kinds::{MemberKind, ObjectKind},
    names::Names,
    openapi::members,
    parsed::Parsed,
    pointer::Pointer,
};

/// The largest number of values that references bring in. Files that refer to each other often can
/// turn small ones into a huge document.
const MAX_VALUES: usize = 2_000_000;

/// A place in one of the files.
type Target = (usize, Pointer);

/// A fault of a reference.
enum ReferenceFault {
    /// The file that it leads to cannot be read.
    Unreadable {
        name: String,
        message: String,
    },
    Other {
        message: String,
        help: String,
    },
}

impl ReferenceFault {
    fn new(message: String, help: &str) -> Self {
        Self::Other { message, help: help.to_owned() }
    }
}

/// Brings in what a document refers to, other than by the names of its components. `path` is that
/// of the document; without it, references to files stay as they are. Faults go to `notes`.
pub(crate) fn gather(
    parsed: &mut Parsed,
    texts: &mut SourceTexts,
    path: Option<&Path>,
    notes: &mut Vec<Diagnostic>,
) {
    if !leads_elsewhere(ObjectKind::Document, &parsed.root) {
        return;
    }
    let name = path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let document = Rc::new(std::mem::take(parsed));
    let mut gatherer = Gatherer {
        folder: path.and_then(Path::parent).map(Path::to_owned),
        files: vec![File { name: name.unwrap_or_default(), parsed: Rc::clone(&document) }],
        unreadable: BTreeSet::new(),
        missing: Vec::new(),
        texts,
        names: Names::of(&document.root),
        named: BTreeMap::new(),
        queue: VecDeque::new(),
        open: Vec::new(),
        values: 0,
        places: document.places.clone(),
        notes,
    };
    let root = gatherer.document(&document.root);
    gatherer.missing();
    *parsed = Parsed { root, places: gatherer.places };
}

/// Returns whether a value has a reference to something other than a component of its kind.
fn leads_elsewhere(kind: ObjectKind, value: &Value) -> bool {
    if let Some(reference) = reference_of(value) {
        return !Pointer::from_reference(reference).is_some_and(|it| is_component(kind, &it));
    }
    members(Some(value)).any(|(key, value)| match kind.member(key) {
        MemberKind::One(kind) => leads_elsewhere(kind, value),
        MemberKind::List(kind) => {
            value.as_array().into_iter().flatten().any(|item| leads_elsewhere(kind, item))
        }
        MemberKind::Map(kind) => {
            reference_of(value).is_some()
                || members(Some(value)).any(|(_, value)| leads_elsewhere(kind, value))
        }
        MemberKind::Other => false,
    })
}

fn reference_of(value: &Value) -> Option<&str> {
    value.get("$ref").and_then(Value::as_str)
}

/// Returns whether a pointer is that of a named component of a kind.
fn is_component(kind: ObjectKind, pointer: &Pointer) -> bool {
    let segments: Vec<&str> = pointer.as_str().split('/').skip(1).collect();
    matches!(segments[..], ["components", of, _] if kind.components() == Some(of))
}

/// Returns whether a pointer of a document leads to a schema.
fn is_schema(document: &Value, pointer: &Pointer) -> bool {
    let mut shape = MemberKind::One(ObjectKind::Document);
    for segment in pointer.as_str().split('/').skip(1) {
        shape = match shape {
            MemberKind::One(kind) => kind.member(&segment.replace("~1", "/").replace("~0", "~")),
            MemberKind::List(kind) | MemberKind::Map(kind) => MemberKind::One(kind),
            MemberKind::Other => return false,
        };
    }
    shape == MemberKind::One(ObjectKind::Schema) && document.pointer(pointer.as_str()).is_some()
}

struct File {
    /// The path below the folder of the document, with `/` between its parts.
    name: String,
    parsed: Rc<Parsed>,
}

struct Gatherer<'a> {
    folder: Option<PathBuf>,
    /// The document itself, and then the files that it refers to.
    files: Vec<File>,
    /// The files that cannot be read, each of which is one fault.
    unreadable: BTreeSet<String>,
    /// The files that are not there, each with the first reference to it.
    missing: Vec<(String, Pointer, std::ops::Range<usize>)>,
    texts: &'a mut SourceTexts,
    names: Names,
    /// The names of schemas by their places.
    named: BTreeMap<Target, String>,
    /// The schemas that have a name and are not written yet.
    queue: VecDeque<(Target, String)>,
    /// The targets of the references that are being written out.
    open: Vec<Target>,
    values: usize,
    places: std::collections::HashMap<Pointer, std::ops::Range<usize>>,
    notes: &'a mut Vec<Diagnostic>,
}

/// A value in a file, and where it is in the result.
#[derive(Clone, Copy)]
struct Site<'s> {
    file: usize,
    at: &'s Pointer,
    to: &'s Pointer,
}

impl Gatherer<'_> {
    /// Returns the document with everything that it refers to.
    fn document(&mut self, root: &Value) -> Value {
        let pointer = Pointer::root();
        let schemas = pointer.join("components").join("schemas");
        let named = root.pointer(schemas.as_str());
        // A file may define all named schemas.
        if let Some(reference) = named.and_then(reference_of)
            && let Ok(Some((file, at))) = self.resolve(0, reference)
        {
            let parsed = Rc::clone(&self.files[file].parsed);
            for (name, _) in members(parsed.root.pointer(at.as_str())) {
                self.named.insert((file, at.join(name)), name.clone());
            }
            self.names = Names::of(&json!({
                "components": { "schemas": parsed.root.pointer(at.as_str()) }
            }));
        }
        // A named schema that is a reference to a file gives that file's schema its name.
        for (name, schema) in members(named) {
            let alone = schema.as_object().is_some_and(|members| members.len() == 1);
            if let (Some(reference), true) = (reference_of(schema), alone)
                && let Ok(Some(target)) = self.resolve(0, reference)
                && !is_component(ObjectKind::Schema, &target.1)
            {
                self.named.entry(target).or_insert_with(|| name.clone());
            }
        }
        let site = Site { file: 0, at: &pointer, to: &pointer };
        let mut built = self.build(site, ObjectKind::Document, root);
        let mut added = Vec::new();
        while let Some(((file, at), name)) = self.queue.pop_front() {
            let parsed = Rc::clone(&self.files[file].parsed);
            let Some(value) = parsed.root.pointer(at.as_str()) else { continue };
            let to = schemas.join(&name);
            let schema = self.build(Site { file, at: &at, to: &to }, ObjectKind::Schema, value);
            added.push((name, schema));
        }
        if let (false, Some(root)) = (added.is_empty(), built.as_object_mut()) {
            let mut components = take_object(root, "components");
            let mut schemas = take_object(&mut components, "schemas");
            schemas.extend(added);
            components.insert("schemas".to_owned(), Value::Object(sorted(schemas)));
            root.insert("components".to_owned(), Value::Object(sorted(components)));
            built = Value::Object(sorted(std::mem::take(root)));
        }
        built
    }

    /// Returns a value with what it refers to.
    fn build(&mut self, site: Site<'_>, kind: ObjectKind, value: &Value) -> Value {
        self.place(site);
        let Value::Object(object) = value else { return self.copy(site, value) };
        if let Some(reference) = reference_of(value) {
            return self.reference(site, kind, object, reference);
        }
        self.members(site, kind, object)
    }

    fn members(&mut self, site: Site<'_>, kind: ObjectKind, object: &Map<String, Value>) -> Value {
        let mut built = Map::new();
        for (key, value) in object {
            let (at, to) = (site.at.join(key), site.to.join(key));
            let inner = Site { at: &at, to: &to, ..site };
            let value = match (kind.member(key), value) {
                (MemberKind::One(kind), value) => self.build(inner, kind, value),
                (MemberKind::List(kind), Value::Array(items)) => {
                    self.place(inner);
                    let items = items.iter().enumerate().map(|(index, item)| {
                        let (at, to) = (at.join(index), to.join(index));
                        self.build(Site { at: &at, to: &to, ..site }, kind, item)
                    });
                    Value::Array(items.collect())
                }
                (MemberKind::Map(kind), Value::Object(named)) => {
                    self.place(inner);
                    let Some((file, at, named)) = self.map(inner, named) else { continue };
                    let named = named.iter().map(|(name, item)| {
                        let (at, to) = (at.join(name), to.join(name));
                        let item = self.build(Site { file, at: &at, to: &to }, kind, item);
                        (name.clone(), item)
                    });
                    Value::Object(named.collect())
                }
                (_, value) if kind == ObjectKind::Schema && key == "discriminator" => {
                    let copy = self.copy(inner, value);
                    self.discriminator(site.file, copy)
                }
                (_, value) => self.copy(inner, value),
            };
            built.insert(key.clone(), value);
        }
        Value::Object(built)
    }

    /// Returns the file, the place and the members of a map. The map may be a reference to one, as
    /// that of all paths to a file of paths. None for a reference that leads nowhere.
    fn map(
        &mut self,
        site: Site<'_>,
        named: &Map<String, Value>,
    ) -> Option<(usize, Pointer, Map<String, Value>)> {
        let Some(Value::String(reference)) = named.get("$ref") else {
            return Some((site.file, site.at.clone(), named.clone()));
        };
        match self.resolve(site.file, reference) {
            Ok(Some((file, at))) => {
                let value = self.files[file].parsed.root.pointer(at.as_str());
                let named = value.and_then(Value::as_object).cloned().unwrap_or_default();
                Some((file, at, named))
            }
            Ok(None) => Some((site.file, site.at.clone(), named.clone())),
            Err(fault) => {
                self.fault(site, fault);
                None
            }
        }
    }

    /// Returns what a reference becomes: a reference to a named component, or the value that it
    /// leads to.
    fn reference(
        &mut self,
        site: Site<'_>,
        kind: ObjectKind,
        object: &Map<String, Value>,
        reference: &str,
    ) -> Value {
        let target = match self.resolve(site.file, reference) {
            Ok(Some(target)) => target,
            // The check of references that stay reports those that lead nowhere.
            Ok(None) => return self.members(site, kind, object),
            Err(fault) => return self.fault(site, fault),
        };
        let (file, at) = &target;
        let stays = *file == 0
            && (is_component(kind, at)
                || kind == ObjectKind::Schema && !is_schema(&self.files[0].parsed.root, at));
        let own = site.to.as_str().strip_prefix("/components/schemas/");
        let named = self.named.get(&target).cloned();
        let is_own = named.as_deref().is_some_and(|name| {
            own.is_some_and(|own| *own == name.replace('~', "~0").replace('/', "~1"))
        });
        let new = if stays {
            at.to_string()
        } else if kind == ObjectKind::Schema && !is_own {
            let name = self.name(target.clone());
            Pointer::root().join("components").join("schemas").join(name).to_string()
        } else {
            return self.write_out(site, kind, object, target);
        };
        let Value::Object(mut built) = self.members(site, kind, object) else { return Value::Null };
        built.insert("$ref".to_owned(), new.into());
        Value::Object(built)
    }

    /// Returns the value that a reference leads to, as it is where the reference is.
    fn write_out(
        &mut self,
        site: Site<'_>,
        kind: ObjectKind,
        object: &Map<String, Value>,
        target: Target,
    ) -> Value {
        if self.open.contains(&target) {
            let help = "leave one of the references out: only schemas may refer to themselves";
            let message = format!("{} leads back to itself", object["$ref"]);
            return self.fault(site, ReferenceFault::new(message, help));
        }
        if self.values > MAX_VALUES {
            let message = format!("references bring in more than {MAX_VALUES} values");
            let help = "refer to components by their names, which makes no copies";
            return self.fault(site, ReferenceFault::new(message, help));
        }
        let (file, at) = target.clone();
        let parsed = Rc::clone(&self.files[file].parsed);
        let Some(value) = parsed.root.pointer(at.as_str()) else { return Value::Null };
        self.open.push(target);
        let mut built = self.build(Site { file, at: &at, ..site }, kind, value);
        self.open.pop();
        // OpenAPI lets a path have members of its own next to a reference.
        if kind == ObjectKind::PathItem
            && object.len() > 1
            && let Value::Object(built) = &mut built
        {
            let mut rest = object.clone();
            rest.remove("$ref");
            if let Value::Object(rest) = self.members(site, kind, &rest) {
                built.extend(rest);
            }
            *built = sorted(std::mem::take(built));
        }
        built
    }

    /// Returns a discriminator whose mapping has the references of the result.
    fn discriminator(&mut self, file: usize, mut value: Value) -> Value {
        let mapping = value.get_mut("mapping").and_then(Value::as_object_mut);
        for (_, reference) in mapping.into_iter().flatten() {
            let Some(text) = reference.as_str().filter(|text| text.contains(['/', '#', '.']))
            else {
                continue;
            };
            let Ok(Some(target)) = self.resolve(file, text) else { continue };
            let stays = target.0 == 0
                && (is_component(ObjectKind::Schema, &target.1)
                    || !is_schema(&self.files[0].parsed.root, &target.1));
            *reference = if stays {
                target.1.to_string().into()
            } else {
                let name = self.name(target);
                Pointer::root().join("components").join("schemas").join(name).to_string().into()
            };
        }
        value
    }

    /// Returns the name of a schema, which is new for one that has none.
    fn name(&mut self, target: Target) -> String {
        if let Some(name) = self.named.get(&target) {
            return name.clone();
        }
        let (file, at) = &target;
        let path = if *file == 0 { "" } else { self.files[*file].name.as_str() };
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let name = self.names.add(stem, at);
        self.named.insert(target.clone(), name.clone());
        self.queue.push_back((target, name.clone()));
        name
    }

    /// Returns the place that a reference in a file leads to. None if it stays as it is.
    fn resolve(&mut self, from: usize, reference: &str) -> Result<Option<Target>, ReferenceFault> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let (path, fragment) = (decoded(path), decoded(fragment));
        let file = if path.is_empty() {
            from
        } else if path.contains("://") || path.starts_with("//") {
            return Err(ReferenceFault::new(
                format!("{reference} is on the network, where lockstep reads nothing"),
                "keep a copy next to the document, and refer to that file",
            ));
        } else if self.folder.is_some() {
            self.load(from, &path)?
        } else {
            return Ok(None);
        };
        let at = if fragment.is_empty() || fragment.starts_with('/') {
            Pointer::root().append(&fragment)
        } else {
            return Err(ReferenceFault::new(
                format!("{reference} leads to an anchor"),
                "refer by a path, such as `#/components/schemas/…`",
            ));
        };
        let found = self.files[file].parsed.root.pointer(at.as_str()).is_some();
        match (found, file) {
            (true, _) => Ok(Some((file, at))),
            (false, 0) if from == 0 => Ok(None),
            (false, _) => Err(ReferenceFault::new(
                format!("there is no {at} in {}", self.files[file].name),
                "check the part of the reference behind `#`",
            )),
        }
    }

    /// Reads a file, unless it is there already. Returns its number.
    fn load(&mut self, from: usize, path: &str) -> Result<usize, ReferenceFault> {
        let outside = || {
            let help = "move the file to the document's folder, or below it, or bundle all files into \
                        one, for instance by `npx @redocly/cli bundle FILE`";
            ReferenceFault::new(format!("{path} is outside the folder of the document"), help)
        };
        let mut parts: Vec<&str> = self.files[from].name.split('/').collect();
        parts.pop();
        if path.starts_with('/') || path.contains(['\\', ':']) {
            return Err(outside());
        }
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop().ok_or_else(outside)?;
                }
                part => parts.push(part),
            }
        }
        let name = parts.join("/");
        if let Some(known) = self.files.iter().position(|file| file.name == name) {
            return Ok(known);
        }
        let folder = self.folder.clone().unwrap_or_default();
        let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
        let full = folder.join(&name);
        let unreadable = |error: std::io::Error| ReferenceFault::Unreadable {
            name: name.clone(),
            message: format!("cannot read {}: {error}", full.display()),
        };
        // A link may lead out of the folder.
        let real = full.canonicalize().map_err(unreadable)?;
        if !folder.canonicalize().is_ok_and(|folder| real.starts_with(folder)) {
            return Err(outside());
        }
        let text = std::fs::read_to_string(&real).map_err(unreadable)?;
        let parsed = self.texts.read(&full.display().to_string(), &text).unwrap_or_else(|report| {
            if self.unreadable.insert(name.clone()) {
                self.notes.extend(report.diagnostics().iter().cloned());
            }
            Parsed::default()
        });
        self.files.push(File { name, parsed: Rc::new(parsed) });
        Ok(self.files.len() - 1)
    }

    /// Adds the fault of a reference. Returns a value in its place.
    fn fault(&mut self, site: Site<'_>, fault: ReferenceFault) -> Value {
        let pointer = site.to.join("$ref");
        let place = self.files[site.file].parsed.place(&site.at.join("$ref"));
        match fault {
            // Files that are not there are often many, for one reason.
            ReferenceFault::Unreadable { name, message } => {
                if self.missing.is_empty() {
                    let help = "check the path: it begins at the folder of the file with the \
                                reference, and lockstep has to find all files there";
                    self.report(pointer.clone(), place.clone(), message, help.to_owned());
                }
                if !self.missing.iter().any(|(known, ..)| *known == name) {
                    self.missing.push((name, pointer, place));
                }
            }
            ReferenceFault::Other { message, help } => self.report(pointer, place, message, help),
        }
        json!({})
    }

    fn report(
        &mut self,
        pointer: Pointer,
        place: std::ops::Range<usize>,
        message: String,
        help: String,
    ) {
        if self.notes.iter().any(|known| known.message == message) {
            return;
        }
        self.notes.push(Diagnostic {
            rule: Rule::Reference,
            pointer,
            place,
            other: None,
            message,
            help,
            waivable: false,
            is_warning: false,
        });
    }

    /// Reports the files that are not there, after the first of them.
    fn missing(&mut self) {
        const SHOWN: usize = 5;
        let missing: Vec<_> = std::mem::take(&mut self.missing).into_iter().skip(1).collect();
        let Some((_, pointer, place)) = missing.first().cloned() else { return };
        let names: Vec<&str> = missing.iter().take(SHOWN).map(|(name, ..)| &**name).collect();
        let more = match missing.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!("cannot read {}{more} either", names.join(", "));
        let help = "put the files there, or correct the references".to_owned();
        self.report(pointer, place, message, help);
    }

    /// Copies a value without a look at what is in it.
    fn copy(&mut self, site: Site<'_>, value: &Value) -> Value {
        self.place(site);
        if site.file != 0 || site.at != site.to {
            match value {
                Value::Object(members) => {
                    for (key, value) in members {
                        let (at, to) = (site.at.join(key), site.to.join(key));
                        self.copy(Site { at: &at, to: &to, ..site }, value);
                    }
                }
                Value::Array(items) => {
                    for (index, value) in items.iter().enumerate() {
                        let (at, to) = (site.at.join(index), site.to.join(index));
                        self.copy(Site { at: &at, to: &to, ..site }, value);
                    }
                }
                _ => {}
            }
        }
        value.clone()
    }

    /// Takes over the place of a value.
    fn place(&mut self, site: Site<'_>) {
        if site.file == 0 && site.at == site.to {
            return;
        }
        self.values += 1;
        if let Some(place) = self.files[site.file].parsed.places.get(site.at) {
            self.places.insert(site.to.clone(), place.clone());
        }
    }
}

/// Decodes `%20` and the like. Malformed escapes stay.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Removes a member that is an object. Returns an empty one if there is none.
fn take_object(object: &mut Map<String, Value>, key: &str) -> Map<String, Value> {
    match object.remove(key) {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// Returns an object with its members in the order of their names.
pub(crate) fn sorted(object: Map<String, Value>) -> Map<String, Value> {
    Map::from_iter(BTreeMap::from_iter(object))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    /// A folder with files.
    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            let parent = path.parent().expect("a folder");
            std::fs::create_dir_all(parent).expect("a folder");
            let mut file = tempfile::NamedTempFile::new_in(parent).expect("a file");
            std::io::Write::write_all(&mut file, text.as_bytes()).expect("written");
            file.persist(path).expect("in its place");
        }
        folder
    }

    fn load(folder: &tempfile::TempDir) -> Document {
        Document::load(&folder.path().join("api/openapi.yaml")).expect("read")
    }

    #[test]
    fn references_to_files_are_gathered() {
        let folder = folder(&[
            (
                "api/openapi.yaml",
                "openapi: 3.0.3
paths:
  /a: { $ref: 'paths/a.yaml' }
components:
  schemas:
    Pet: { $ref: './schemas/pet.yaml' }
    Local: { type: object, properties: { tail: { type: string } } }
    Tail: { $ref: '#/components/schemas/Local/properties/tail' }
",
            ),
            (
                "api/paths/a.yaml",
                "get:
  operationId: a
  parameters: [{ $ref: '../common.json#/parameters/limit' }]
  responses:
    '200': { content: { application/json: { schema: { $ref: '../schemas/pet.yaml' } } } }
    '404': { content: { application/json: { schema: { $ref: '../openapi.yaml#/components/schemas/Local' } } } }
",
            ),
            (
                "api/common.json",
                r##"{"parameters": {"limit": {"name": "limit", "schema": {"$ref": "#/definitions/size"}}},
                    "definitions": {"size": {"type": "integer"}}}"##,
            ),
            (
                "api/schemas/pet.yaml",
                "type: object\nproperties:\n  parent: { $ref: '#' }\n  friend: { $ref: 'pet.yaml' }\n",
            ),
        ]);
        let document = load(&folder);
        assert!(document.faults().is_empty(), "{:?}", document.faults());
        let schema = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let json =
            |schema: Value| json!({ "content": { "application/json": { "schema": schema } } });
        assert_eq!(
            *document.root(),
            json!({
                "openapi": "3.0.3",
                "paths": { "/a": { "get": {
                    "operationId": "a",
                    "parameters": [{ "name": "limit", "schema": schema("Size") }],
                    "responses": { "200": json(schema("Pet")), "404": json(schema("Local")) },
                } } },
                "components": { "schemas": {
                    "Pet": {
                        "type": "object",
                        "properties": { "parent": schema("Pet"), "friend": schema("Pet") },
                    },
                    "Local": { "type": "object", "properties": { "tail": { "type": "string" } } },
                    "Size": { "type": "integer" },
                    "Tail": { "type": "string" },
                } },
            })
        );
        let at = Pointer::root().join("components").join("schemas").join("Pet").join("properties");
        let report = document.report(Vec::new());
        let place = document.place(&at.join("friend"));
        assert!(report.file(&place).ends_with("schemas/pet.yaml"));
        assert_eq!(report.position(&place), (4, 3));
    }

    #[test]
    fn reference_that_cannot_be_gathered_is_one_fault() {
        let folder = folder(&[
            (
                "api/openapi.yaml",
                "openapi: 3.0.3
paths:
  /a: { $ref: 'none.yaml' }
  /b: { $ref: 'none.yaml' }
  /c: { $ref: '../outside.yaml' }
  /d: { $ref: 'https://example.com/d.yaml' }
  /e: { $ref: 'there.yaml#/none' }
  /f: { $ref: '#/paths/~1f' }
  /g: { $ref: 'broken.yaml' }
  /h: { $ref: 'other.yaml' }
",
            ),
            ("outside.yaml", "{}"),
            ("api/there.yaml", "a: {}"),
            ("api/broken.yaml", "a: ]"),
        ]);
        let document = load(&folder);
        let mut found: Vec<(String, bool)> = Vec::new();
        for note in document.faults() {
            found.push((note.pointer.to_string(), note.message.starts_with("cannot read")));
        }
        let of = |path: &str| format!("#/paths/~1{path}/$ref");
        let expected = ["a", "c", "d", "e", "f"].map(|path| (of(path), path == "a"));
        let mut expected = expected.to_vec();
        expected.extend([("#".to_owned(), false), (of("h"), true)]);
        assert_eq!(found, expected);
    }
}
