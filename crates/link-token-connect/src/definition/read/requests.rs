//! Verification and account: requests, and what is read from their answers.

use std::collections::BTreeMap;

use http::HeaderName;

use super::{Reader, values::plain_json};
use crate::{
    definition::{
        AccountRequest, BodyTemplate, JsonPointer, JsonTemplate, RequestMethod, RequestTemplate,
        Verification,
    },
    diagnostic::DefinitionRule as Rule,
    template::{Supplies, Template, is_name},
    yaml::{Node, Yaml},
};

/// Headers that the HTTP client sets.
const OWN_HEADERS: &[&str] =
    &["connection", "content-length", "host", "transfer-encoding", "user-agent"];

impl Reader {
    pub(super) fn verification(
        &mut self,
        node: &Node,
        supplies: &Supplies,
    ) -> Option<Verification> {
        let members = self.members(node, &["request", "success", "success_body", "message"])?;
        let request = self.require(&members, "request", "add `request: { method: GET, url: … }`");
        let request = request.and_then(|node| self.request(node, supplies));
        let mut success = Vec::new();
        for node in self.list(members.get("success")) {
            let status = self.integer(node, 100..=599);
            success.extend(status.and_then(|status| u16::try_from(status).ok()));
        }
        if success.is_empty() {
            success = (200..300).collect();
        }
        let mut success_body = Vec::new();
        for member in members.get("success_body").map_or(&[][..], |node| self.entries(node)) {
            let Some(pointer) = JsonPointer::parse(&member.key) else {
                let message = format!("`{}` is not a JSON pointer", member.key);
                let help = "write the way to the value with slashes, such as /ok (RFC 6901)";
                self.error(Rule::Structure, &member.key_place, message, help);
                continue;
            };
            success_body.push((pointer, plain_json(&member.value)));
        }
        let message = self.shown_text(members.get("message"));
        Some(Verification { request: request?, success, success_body, message })
    }

    pub(super) fn account(&mut self, node: &Node, supplies: &Supplies) -> Option<AccountRequest> {
        let known = ["request", "context", "upstream_id", "upstream_name"];
        let members = self.members(node, &known)?;
        let request = self.require(&members, "request", "add `request: { method: GET, url: … }`");
        let request = request.and_then(|node| self.request(node, supplies));
        let mut context = BTreeMap::new();
        for member in members.get("context").map_or(&[][..], |node| self.entries(node)) {
            if !is_name(&member.key) {
                let message = format!("`{}` cannot be a name in the context", member.key);
                let help = "begin it with a letter; use letters, digits and `_`";
                self.error(Rule::Name, &member.key_place, message, help);
            }
            if let Some(pointer) = self.pointer(&member.value) {
                context.insert(member.key.clone(), pointer);
            }
        }
        let upstream_id = members.get("upstream_id").and_then(|node| self.pointer(node));
        let upstream_name = members.get("upstream_name").and_then(|node| self.pointer(node));
        Some(AccountRequest { request: request?, context, upstream_id, upstream_name })
    }

    pub(super) fn request(&mut self, node: &Node, supplies: &Supplies) -> Option<RequestTemplate> {
        let known = ["method", "url", "headers", "basic", "form", "json"];
        let members = self.members(node, &known)?;
        let methods = [
            ("GET", RequestMethod::Get),
            ("POST", RequestMethod::Post),
            ("DELETE", RequestMethod::Delete),
        ];
        let method = self.word(members.get("method"), RequestMethod::Get, &methods);
        let url = self.require(&members, "url", "add `url: ` with an address");
        let url = url.and_then(|node| self.url(node, supplies));
        let headers = self.headers(members.get("headers"), OWN_HEADERS, supplies);
        let basic = members.get("basic").and_then(|node| self.basic(node, supplies));
        let body = match (members.get("form"), members.member("json")) {
            (Some(_), Some(json)) => {
                let message = "a request with two bodies";
                self.error(Rule::Structure, &json.key_place, message, "remove `form` or `json`");
                None
            }
            (Some(form), None) => Some(BodyTemplate::Form(self.params(Some(form), &[], supplies))),
            (None, Some(json)) => self.json(&json.value, supplies).map(BodyTemplate::Json),
            (None, None) => None,
        };
        if body.is_some() && method == RequestMethod::Get {
            let place = members.member("method").map_or(&members.place, |it| &it.key_place);
            self.error(Rule::Structure, place, "a GET with a body", "write `method: POST`");
        }
        Some(RequestTemplate { method, url: url?, headers, basic, body })
    }

    /// Reads headers, apart from those of `own`, which the server sets.
    pub(super) fn headers(
        &mut self,
        node: Option<&Node>,
        own: &[&str],
        supplies: &Supplies,
    ) -> Vec<(String, Template)> {
        let mut headers = Vec::new();
        for member in node.map_or(&[][..], |node| self.entries(node)) {
            let name = member.key.to_ascii_lowercase();
            if own.contains(&name.as_str()) || name.parse::<HeaderName>().is_err() {
                let message = format!("`{}` cannot be a header of a request", member.key);
                self.error(Rule::Name, &member.key_place, message, "remove it");
            }
            headers.extend(self.param(&member.value, supplies).map(|value| (name, value)));
        }
        headers
    }

    pub(super) fn basic(
        &mut self,
        node: &Node,
        supplies: &Supplies,
    ) -> Option<(Template, Template)> {
        let members = self.members(node, &["username", "password"])?;
        let help = "write `basic: { username: \"{name}\", password: \"{password}\" }`";
        let username = self.require(&members, "username", help);
        let password = self.require(&members, "password", help);
        let username = username.and_then(|node| self.template(node, supplies));
        let password = password.and_then(|node| self.template(node, supplies));
        username.zip(password)
    }

    pub(super) fn json(&mut self, node: &Node, supplies: &Supplies) -> Option<JsonTemplate> {
        Some(match &node.value {
            Yaml::Text(_) => JsonTemplate::Text(self.template(node, supplies)?),
            Yaml::List(items) => JsonTemplate::List(
                items.iter().filter_map(|item| self.json(item, supplies)).collect(),
            ),
            Yaml::Map(members) => {
                let mut read = Vec::new();
                for member in members {
                    let value = self.json(&member.value, supplies);
                    read.extend(value.map(|value| (member.key.clone(), value)));
                }
                JsonTemplate::Map(read)
            }
            Yaml::Null | Yaml::Bool(_) | Yaml::Number(..) => JsonTemplate::Plain(plain_json(node)),
        })
    }
}
