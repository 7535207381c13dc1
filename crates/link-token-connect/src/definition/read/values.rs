//! Values of any kind, and templates.

use std::ops::{Range, RangeInclusive};

use serde_json::Value;

use super::{Members, Reader};
use crate::{
    definition::JsonPointer,
    diagnostic::{DefinitionDiagnostic, DefinitionRule as Rule},
    template::{Supplies, Template, TemplateFault, UrlTemplate, did_you_mean},
    yaml::{Member, Node, Yaml},
};

impl Reader {
    pub(super) fn push(
        &mut self,
        rule: Rule,
        is_warning: bool,
        place: &Range<usize>,
        fault: TemplateFault,
    ) {
        let TemplateFault { message, help } = fault;
        let found = DefinitionDiagnostic { rule, is_warning, place: place.clone(), message, help };
        // A block that several methods share is read once for each.
        if !self.diagnostics.contains(&found) {
            self.diagnostics.push(found);
        }
    }

    pub(super) fn error(
        &mut self,
        rule: Rule,
        place: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let fault = TemplateFault { message: message.into(), help: help.into() };
        self.push(rule, false, place, fault);
    }

    pub(super) fn wrong_kind(&mut self, node: &Node, expected: &str) {
        let help = match &node.value {
            Yaml::Null => format!("write {expected} here, or remove the key"),
            Yaml::Number(..) | Yaml::Bool(_) if expected == "text" => "put it in quotes".to_owned(),
            Yaml::Map(_) if expected == "text" => {
                "text that begins with `{` needs quotes: \"{name}\"".to_owned()
            }
            _ => format!("write {expected} here"),
        };
        let message = format!("expected {expected}, found {}", node.value.kind());
        self.error(Rule::Structure, &node.place, message, help);
    }

    pub(super) fn members<'n>(&mut self, node: &'n Node, known: &[&str]) -> Option<Members<'n>> {
        let Yaml::Map(members) = &node.value else {
            self.wrong_kind(node, "a mapping");
            return None;
        };
        for member in members {
            if !known.contains(&member.key.as_str()) {
                let listed = || format!("known keys here: {}", known.join(", "));
                let help = did_you_mean(&member.key, known.iter().copied()).unwrap_or_else(listed);
                let message = format!("unknown key `{}`", member.key);
                self.error(Rule::Structure, &member.key_place, message, help);
            }
        }
        let place = members.first().map_or(&node.place, |member| &member.key_place).clone();
        Some(Members { place, members })
    }

    /// Returns the members of a mapping whose keys are the author's.
    pub(super) fn entries<'n>(&mut self, node: &'n Node) -> &'n [Member] {
        let Yaml::Map(members) = &node.value else {
            self.wrong_kind(node, "a mapping");
            return &[];
        };
        members
    }

    pub(super) fn list<'n>(&mut self, node: Option<&'n Node>) -> &'n [Node] {
        match node.map(|node| (node, &node.value)) {
            None => &[],
            Some((_, Yaml::List(items))) => items,
            Some((node, _)) => {
                self.wrong_kind(node, "a list");
                &[]
            }
        }
    }

    pub(super) fn require<'n>(
        &mut self,
        members: &Members<'n>,
        key: &str,
        help: &str,
    ) -> Option<&'n Node> {
        let found = members.get(key);
        if found.is_none() {
            let message = format!("the key `{key}` is missing");
            self.error(Rule::Structure, &members.place, message, help);
        }
        found
    }

    pub(super) fn text<'n>(&mut self, node: &'n Node) -> Option<&'n str> {
        let Yaml::Text(text) = &node.value else {
            self.wrong_kind(node, "text");
            return None;
        };
        Some(text)
    }

    /// Reads text that people see.
    pub(super) fn shown_text(&mut self, node: Option<&Node>) -> Option<String> {
        let node = node?;
        let text = self.text(node)?;
        if text.trim().is_empty() || text.chars().count() > 500 {
            let help = "write between 1 and 500 characters, or remove the key";
            self.error(Rule::Structure, &node.place, "a text that is empty or too long", help);
            return None;
        }
        Some(text.trim_end().to_owned())
    }

    pub(super) fn flag(&mut self, node: Option<&Node>, default: bool) -> bool {
        match node.map(|node| (node, &node.value)) {
            None => default,
            Some((_, Yaml::Bool(flag))) => *flag,
            Some((node, _)) => {
                self.wrong_kind(node, "true or false");
                default
            }
        }
    }

    /// Reads one of several words.
    pub(super) fn word<T: Copy>(
        &mut self,
        node: Option<&Node>,
        default: T,
        words: &[(&str, T)],
    ) -> T {
        let Some(node) = node else { return default };
        let Some(text) = self.text(node) else { return default };
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return *value;
        }
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let help = did_you_mean(text, names.iter().copied())
            .unwrap_or_else(|| format!("write one of {}", names.join(", ")));
        self.error(Rule::Structure, &node.place, format!("unknown value `{text}`"), help);
        default
    }

    pub(super) fn integer(&mut self, node: &Node, range: RangeInclusive<i64>) -> Option<i64> {
        let number = match &node.value {
            Yaml::Number(number, _) => number.as_i64().filter(|number| range.contains(number)),
            _ => None,
        };
        if number.is_none() {
            let message = "not a whole number in the range of this key";
            let help = format!("write a number between {} and {}", range.start(), range.end());
            self.error(Rule::Structure, &node.place, message, help);
        }
        number
    }

    pub(super) fn pointer(&mut self, node: &Node) -> Option<JsonPointer> {
        let text = self.text(node)?;
        let pointer = JsonPointer::parse(text);
        if pointer.is_none() {
            let help = "write the way to the value with slashes, such as /data/0/id (RFC 6901)";
            self.error(
                Rule::Structure,
                &node.place,
                format!("`{text}` is not a JSON pointer"),
                help,
            );
        }
        pointer
    }

    pub(super) fn check_placeholders(
        &mut self,
        node: &Node,
        template: &Template,
        supplies: &Supplies,
    ) {
        for name in template.names() {
            if !supplies.contains_key(name) {
                let known: Vec<&str> = supplies.keys().map(String::as_str).collect();
                let help = did_you_mean(name, known.iter().copied()).unwrap_or_else(|| {
                    if known.is_empty() {
                        format!("add a field `{name}`: there are no values here yet")
                    } else {
                        format!("add a field `{name}`, or use one of {}", known.join(", "))
                    }
                });
                let message = format!("nothing supplies `{{{name}}}` here");
                self.error(Rule::Template, &node.place, message, help);
            }
        }
    }

    pub(super) fn template(&mut self, node: &Node, supplies: &Supplies) -> Option<Template> {
        let text = self.text(node)?;
        match Template::parse(text) {
            Ok(template) => {
                self.check_placeholders(node, &template, supplies);
                Some(template)
            }
            Err(fault) => {
                self.push(Rule::Template, false, &node.place, fault);
                None
            }
        }
    }

    /// Reads the value of a parameter: a template, a number or a boolean.
    pub(super) fn param(&mut self, node: &Node, supplies: &Supplies) -> Option<Template> {
        let plain = match &node.value {
            Yaml::Number(_, text) => text.clone(),
            Yaml::Bool(flag) => flag.to_string(),
            _ => return self.template(node, supplies),
        };
        Template::parse(&plain).ok()
    }

    pub(super) fn url(&mut self, node: &Node, supplies: &Supplies) -> Option<UrlTemplate> {
        let template = self.template(node, supplies)?;
        if template.names().any(|name| !supplies.contains_key(name)) {
            return None;
        }
        let text = self.text(node)?;
        match UrlTemplate::compile(text, supplies, &self.allowed_hosts) {
            Ok(url) => {
                if url.is_plain_http() {
                    let fault = TemplateFault {
                        message: "an address with plain http".to_owned(),
                        help: "write https://, unless the host is in one of the networks that the \
                               setting `outbound_allow` lists"
                            .to_owned(),
                    };
                    self.push(Rule::PlainHttp, true, &node.place, fault);
                }
                Some(url)
            }
            Err(fault) => {
                self.push(Rule::Address, false, &node.place, fault);
                None
            }
        }
    }

    pub(super) fn params(
        &mut self,
        node: Option<&Node>,
        own: &[&str],
        supplies: &Supplies,
    ) -> Vec<(String, Template)> {
        let mut params = Vec::new();
        for member in node.map_or(&[][..], |node| self.entries(node)) {
            if own.contains(&member.key.as_str()) {
                let message = format!("the server sets the parameter `{}` itself", member.key);
                self.error(Rule::Name, &member.key_place, message, "remove it");
            }
            if let Some(value) = self.param(&member.value, supplies) {
                params.push((member.key.clone(), value));
            }
        }
        params
    }
}

pub(super) fn plain_json(node: &Node) -> Value {
    match &node.value {
        Yaml::Null => Value::Null,
        Yaml::Bool(flag) => Value::Bool(*flag),
        Yaml::Number(number, _) => Value::Number(number.clone()),
        Yaml::Text(text) => Value::String(text.clone()),
        Yaml::List(items) => Value::Array(items.iter().map(plain_json).collect()),
        Yaml::Map(members) => {
            let member = |it: &Member| (it.key.clone(), plain_json(&it.value));
            Value::Object(members.iter().map(member).collect())
        }
    }
}
