//! The fields of a form.

use std::ops::Range;

use super::{Members, Reader, SCOPES, TOKEN_VALUES};
use crate::{
    diagnostic::DefinitionRule as Rule,
    form::{FieldChoice, FieldKind, FieldPattern, FormField},
    template::{Supplies, Supply, is_name},
    yaml::{Node, Yaml},
};

/// Names that pages and links use for their own parameters.
const NAMES_OF_PAGES: &[&str] =
    &["integration", "auth_format", "link_token", "step", "to", "shown", "own_window"];

impl Reader {
    /// Reads fields, and what they supply.
    pub(super) fn fields(
        &mut self,
        node: Option<&Node>,
        has_tokens: bool,
    ) -> (Vec<FormField>, Supplies) {
        let (mut fields, mut supplies) = (Vec::<FormField>::new(), Supplies::new());
        for item in self.list(node) {
            let Some((name_place, field)) = self.field(item) else { continue };
            let name = field.name.as_str();
            if fields.iter().any(|other| other.name == name) {
                let message = format!("a second field `{name}`");
                self.error(Rule::Name, &name_place, message, "give it another name");
            }
            if NAMES_OF_PAGES.contains(&name)
                || (has_tokens && (name == SCOPES || TOKEN_VALUES.contains(&name)))
            {
                let message = format!("the name `{name}` is taken");
                let help = "give the field another name: the server itself uses this one";
                self.error(Rule::Name, &name_place, message, help);
            }
            let is_required = field.is_required;
            let supply = match &field.kind {
                FieldKind::Choice(choices) => Supply::Choice {
                    values: choices.iter().map(|choice| choice.value.clone()).collect(),
                    is_required,
                },
                FieldKind::HostLabel => Supply::HostLabel { is_required },
                FieldKind::Host { .. } => Supply::Host { is_required },
                FieldKind::Url { .. } => Supply::Url { is_required },
                FieldKind::Text | FieldKind::Secret | FieldKind::Number => Supply::Text,
            };
            supplies.insert(field.name.clone(), supply);
            fields.push(field);
        }
        (fields, supplies)
    }

    pub(super) fn field(&mut self, node: &Node) -> Option<(Range<usize>, FormField)> {
        let known = [
            "name",
            "label",
            "help",
            "type",
            "multiline",
            "pattern",
            "example",
            "required",
            "choices",
        ];
        let members = self.members(node, &known)?;
        let name_node = self.require(&members, "name", "add `name: ` with a name such as api_key");
        let label = self.require(&members, "label", "add `label: ` with the text that people see");
        let label = self.shown_text(label);
        let help = self.shown_text(members.get("help"));
        let allowed = self.allowed_hosts.clone();
        let kinds = ["text", "secret", "url", "host", "host_label", "number", "choice"];
        let indices: Vec<(&str, usize)> = kinds.into_iter().zip(0..).collect();
        let kind = match self.word(members.get("type"), 0, &indices) {
            1 => FieldKind::Secret,
            2 => FieldKind::Url { allowed },
            3 => FieldKind::Host { allowed },
            4 => FieldKind::HostLabel,
            5 => FieldKind::Number,
            6 => FieldKind::Choice(self.choices(&members)),
            _ => FieldKind::Text,
        };
        if let Some(choices) = members.member("choices")
            && !matches!(kind, FieldKind::Choice(_))
        {
            let help = "add `type: choice`, or remove the choices";
            let message = "choices of a field that is not a choice";
            self.error(Rule::Structure, &choices.key_place, message, help);
        }
        let is_multiline = self.flag(members.get("multiline"), false);
        if let Some(member) = members.member("multiline")
            && !matches!(kind, FieldKind::Text | FieldKind::Secret)
        {
            let message = "several lines in a field that is neither a text nor a secret";
            let help = "remove it, or write `type: text` or `type: secret`";
            self.error(Rule::Structure, &member.key_place, message, help);
        }
        let pattern = members.get("pattern").and_then(|node| self.pattern(node));
        let is_required = self.flag(members.get("required"), true);
        let example = self.shown_text(members.get("example"));
        let name_node = name_node?;
        let name = self.text(name_node)?;
        if !is_name(name) {
            let help = "begin it with a letter; use letters, digits and `_`";
            let message = format!("`{name}` cannot be the name of a field");
            self.error(Rule::Name, &name_node.place, message, help);
            return None;
        }
        let name = name.to_owned();
        let label = label.unwrap_or_default();
        let field =
            FormField { name, label, help, example, kind, pattern, is_required, is_multiline };
        if let (Some(node), Some(example)) = (members.get("example"), &field.example)
            && let Err(problem) = field.check(example)
        {
            let message = format!("the field would refuse its own example: {problem}");
            self.error(Rule::Pattern, &node.place, message, "correct the example or the pattern");
        }
        Some((name_node.place.clone(), field))
    }

    pub(super) fn choices(&mut self, members: &Members<'_>) -> Vec<FieldChoice> {
        let help = "add `choices: [eu, us]`";
        let Some(node) = self.require(members, "choices", help) else { return Vec::new() };
        let mut choices: Vec<FieldChoice> = Vec::new();
        let items = self.list(Some(node));
        if items.is_empty() {
            self.error(Rule::Structure, &node.place, "no choices", help);
        }
        for item in items {
            let choice = if let Yaml::Map(_) = item.value {
                let Some(members) = self.members(item, &["value", "label"]) else { continue };
                let help = "write `{ value: eu, label: Europe }`";
                let value = self.require(&members, "value", help);
                let label = self.require(&members, "label", help);
                let value = value.and_then(|node| self.text(node));
                let (Some(value), Some(label)) = (value, self.shown_text(label)) else { continue };
                FieldChoice { value: value.to_owned(), label }
            } else {
                let Some(value) = self.text(item) else { continue };
                FieldChoice { value: value.to_owned(), label: value.to_owned() }
            };
            let is_empty = choice.value.trim().is_empty();
            if is_empty || choices.iter().any(|other| other.value == choice.value) {
                let message = "a choice that is empty, or occurs twice";
                self.error(Rule::Structure, &item.place, message, "remove it");
            }
            choices.push(choice);
        }
        choices
    }

    pub(super) fn pattern(&mut self, node: &Node) -> Option<FieldPattern> {
        let text = self.text(node)?;
        match FieldPattern::parse(text) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                let error = error.to_string();
                let reason = error.lines().last().unwrap_or_default();
                let reason = reason.strip_prefix("error: ").unwrap_or(reason);
                let message = format!("not a regular expression: {reason}");
                let help = "use the syntax that browsers and https://docs.rs/regex have in common";
                self.error(Rule::Pattern, &node.place, message, help);
                None
            }
        }
    }
}
