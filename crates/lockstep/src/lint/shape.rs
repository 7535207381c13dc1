//! Checks that objects are objects and lists are lists.

use serde_json::Value;

use super::linter::Linter;
use crate::document::{
    diagnostic::Rule,
    openapi::{COMPONENTS, METHODS, members},
    pointer::Pointer,
};

impl Linter<'_> {
    /// Refuses values of the wrong kind wherever other code looks for members or elements. That
    /// code would take them for empty, and drop for instance a security requirement.
    pub(crate) fn shape(&mut self) {
        let root = Pointer::root();
        let document = self.document.root();
        self.require_object(&root, document);
        for key in ["tags", "security"] {
            self.require_list_member(&root, document, key);
        }
        for key in ["info", "paths", "components"] {
            self.require_object_member(&root, document, key);
        }
        let components = root.join("components");
        let known = |(kind, _): &(&String, &Value)| COMPONENTS.contains(&kind.as_str());
        for (kind, named) in members(document.get("components")).filter(known) {
            self.require_object(&components.join(kind), named);
            for (name, value) in members(Some(named)) {
                let at = components.join(kind).join(name);
                match kind.as_str() {
                    "schemas" => {}
                    "responses" => self.response_shape(&at, value),
                    "requestBodies" => self.content_shape(&at, value),
                    _ => self.require_object(&at, value),
                }
            }
        }
        let paths = root.join("paths");
        for (path, item) in members(document.get("paths")) {
            let at = paths.join(path);
            self.require_object(&at, item);
            self.require_list_member(&at, item, "parameters");
            for method in METHODS {
                let Some(operation) = item.get(method) else { continue };
                let at = at.join(method);
                self.require_object(&at, operation);
                for key in ["tags", "parameters", "security"] {
                    self.require_list_member(&at, operation, key);
                }
                if let Some(body) = operation.get("requestBody") {
                    self.content_shape(&at.join("requestBody"), body);
                }
                self.require_object_member(&at, operation, "responses");
                for (status, response) in members(operation.get("responses")) {
                    self.response_shape(&at.join("responses").join(status), response);
                }
            }
        }
    }

    pub(crate) fn response_shape(&mut self, at: &Pointer, response: &Value) {
        self.content_shape(at, response);
        self.require_object_member(at, response, "headers");
    }

    pub(crate) fn content_shape(&mut self, at: &Pointer, value: &Value) {
        self.require_object(at, value);
        self.require_object_member(at, value, "content");
        for (media_type, value) in members(value.get("content")) {
            self.require_object(&at.join("content").join(media_type), value);
        }
    }

    pub(crate) fn require_object_member(&mut self, at: &Pointer, value: &Value, key: &str) {
        if let Some(member) = value.get(key) {
            self.require_object(&at.join(key), member);
        }
    }

    pub(crate) fn require_list_member(&mut self, at: &Pointer, value: &Value, key: &str) {
        if value.get(key).is_some_and(|member| !member.is_array()) {
            self.diagnostics.push(
                Rule::Structure,
                &at.join(key),
                format!("`{key}` must be a list"),
                "write its elements with a leading `- `, or `[]` for none",
            );
        }
    }

    pub(crate) fn require_object(&mut self, at: &Pointer, value: &Value) {
        if !value.is_object() {
            self.diagnostics.push(
                Rule::Structure,
                at,
                "this must be an object",
                "write its members, or leave it out",
            );
        }
    }
}
