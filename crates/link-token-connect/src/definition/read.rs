//! From YAML to a definition. Faults are collected: one run shows all of a file.

mod fields;
mod oauth;
mod requests;
mod values;

use std::ops::Range;

use link_token_types::AuthenticationMethod;
use url::Url;

use super::{AccountRequest, ConnectMethod, ConnectSteps, Definition, Verification};
use crate::{
    diagnostic::{DefinitionDiagnostic, DefinitionReport, DefinitionRule as Rule},
    form::FormField,
    template::{AllowedHost, Supplies, Supply, Template, TemplateFault},
    yaml::{self, Member, Node, Yaml},
};

/// Values that a token response supplies.
const TOKEN_VALUES: &[&str] = &["access_token", "refresh_token", "id_token", "token_type", "scope"];
/// The value that the server supplies: the scopes that are asked for.
const SCOPES: &str = "scopes";

const TOKEN_KEYS: &[&str] = &[
    "token_url",
    "token_params",
    "refresh_url",
    "refresh_params",
    "token_headers",
    "revocation_url",
    "revocation",
    "revocation_ends_all",
    "scopes",
    "scope_separator",
    "client_authentication",
    "request_format",
    "token_response",
    "expires_in",
    "invalid_grant_errors",
    "fields",
    "verification",
    "account",
];
const AUTHORIZATION_KEYS: &[&str] = &[
    "authorization_url",
    "authorization_params",
    "issuer",
    "pkce",
    "callback_params",
    "callback_hmac",
    "refuses_in_app_browsers",
    "isolates_window",
];
const METHODS: [(&str, AuthenticationMethod); 3] = [
    ("oauth2", AuthenticationMethod::Oauth2),
    ("oauth2_client_credentials", AuthenticationMethod::Oauth2ClientCredentials),
    ("api_key", AuthenticationMethod::ApiKey),
];

pub(super) fn parse(
    origin: &str,
    text: &str,
) -> Result<(Definition, DefinitionReport), DefinitionReport> {
    let root = yaml::parse(text).map_err(|it| DefinitionReport::new(origin, text, vec![it]))?;
    let mut reader = Reader { diagnostics: Vec::new(), allowed_hosts: Vec::new() };
    let definition = reader.definition(&root);
    let report = DefinitionReport::new(origin, text, reader.diagnostics);
    match definition {
        Some(definition) if !report.has_errors() => Ok((definition, report)),
        _ => Err(report),
    }
}

struct Reader {
    diagnostics: Vec<DefinitionDiagnostic>,
    allowed_hosts: Vec<AllowedHost>,
}

/// The members of a mapping whose keys are known.
#[derive(Clone)]
struct Members<'n> {
    place: Range<usize>,
    members: &'n [Member],
}

impl<'n> Members<'n> {
    fn get(&self, key: &str) -> Option<&'n Node> {
        self.member(key).map(|member| &member.value)
    }

    fn member(&self, key: &str) -> Option<&'n Member> {
        self.members.iter().find(|member| member.key == key)
    }
}

/// A method, and what placeholders of its requests can use.
struct ReadMethod {
    name: &'static str,
    steps: Option<ConnectSteps>,
    fields: Vec<FormField>,
    /// The key `fields`, if the user can leave out all of them.
    optional_fields: Option<Range<usize>>,
    supplies: Supplies,
    verification: Block<Verification>,
    account: Block<AccountRequest>,
}

/// A block that a method can have itself, or inherit.
enum Block<T> {
    Own(Option<T>),
    Inherited,
}

impl Reader {
    fn definition(&mut self, root: &Node) -> Option<Definition> {
        let known = [
            "name",
            "label",
            "category",
            "documentation",
            "logo",
            "allowed_hosts",
            "authentication",
            "verification",
            "account",
        ];
        let members = self.members(root, &known)?;
        let name = self.require(&members, "name", "add `name: ` with a name such as acme-crm");
        let name = name.and_then(|node| self.integration_name(node));
        let label = self.require(&members, "label", "add `label: ` with the name that people see");
        let label = self.shown_text(label);
        let category = self.shown_text(members.get("category"));
        let documentation = members.get("documentation").and_then(|node| self.link(node));
        let logo = members.get("logo").and_then(|node| self.logo(node));
        for node in self.list(members.get("allowed_hosts")) {
            let Some(text) = self.text(node) else { continue };
            match AllowedHost::parse(text) {
                Some(host) => self.allowed_hosts.push(host),
                None => self.error(
                    Rule::Address,
                    &node.place,
                    format!("`{text}` is not a host name"),
                    "write `.acme.example` for all hosts below it, or `api.acme.example` for one; \
                     without a port",
                ),
            }
        }
        let help = "add `authentication:` with oauth2, oauth2_client_credentials or api_key";
        let authentication = self.require(&members, "authentication", help)?;
        let mut methods = self.methods(authentication);
        self.shared_blocks(&members, &mut methods);
        self.require_an_act_of_the_user(&methods);
        let methods = methods.into_iter().filter_map(ReadMethod::finish).collect();
        Some(Definition { name: name?, label: label?, category, documentation, logo, methods })
    }

    fn integration_name(&mut self, node: &Node) -> Option<String> {
        let text = self.text(node)?;
        let is_right = text.len() <= 64
            && text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-".contains(&b));
        if !is_right {
            let help = "use up to 64 lower-case letters, digits, `-` and `_`";
            let message = format!("`{text}` cannot be the name of an integration");
            self.error(Rule::Name, &node.place, message, help);
        }
        is_right.then(|| text.to_owned())
    }

    fn link(&mut self, node: &Node) -> Option<String> {
        let text = self.text(node)?;
        let is_link = Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
        if !is_link {
            let message = format!("`{text}` is not the address of a page");
            self.error(Rule::Structure, &node.place, message, "begin it with https://");
        }
        is_link.then(|| text.to_owned())
    }

    fn logo(&mut self, node: &Node) -> Option<String> {
        let text = self.text(node)?;
        let stem = text.strip_suffix(".svg").or_else(|| text.strip_suffix(".png"));
        let is_right = stem.is_some_and(|stem| {
            stem.starts_with(|c: char| c.is_ascii_alphanumeric())
                && stem.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        });
        if !is_right {
            let help = "name an SVG or PNG file in the folder of the definition, such as acme.svg";
            let message = format!("`{text}` cannot be a logo");
            self.error(Rule::Structure, &node.place, message, help);
        }
        is_right.then(|| text.to_owned())
    }

    fn methods(&mut self, node: &Node) -> Vec<ReadMethod> {
        let names = METHODS.map(|(name, _)| name);
        let Some(members) = self.members(node, &names) else { return Vec::new() };
        if members.members.is_empty() {
            let help = "add oauth2, oauth2_client_credentials or api_key";
            self.error(Rule::Structure, &node.place, "no method to authenticate", help);
        }
        let mut methods = Vec::new();
        for member in members.members {
            let found = METHODS.iter().find(|(name, _)| *name == member.key);
            if let Some((name, kind)) = found {
                methods.extend(self.method(name, *kind, member));
            }
        }
        methods
    }

    fn method(
        &mut self,
        name: &'static str,
        kind: AuthenticationMethod,
        member: &Member,
    ) -> Option<ReadMethod> {
        let is_code_flow = kind == AuthenticationMethod::Oauth2;
        let is_form = kind == AuthenticationMethod::ApiKey;
        let known = match (is_form, is_code_flow) {
            (true, _) => vec!["fields", "verification", "account"],
            (_, true) => [AUTHORIZATION_KEYS, TOKEN_KEYS].concat(),
            _ => TOKEN_KEYS.to_vec(),
        };
        let members = self.members(&member.value, &known)?;
        let members = Members { place: member.key_place.clone(), ..members };
        let (fields, mut supplies) = self.fields(members.get("fields"), !is_form);
        let steps = if is_form {
            let has_none = |node: &Node| node.value == Yaml::List(Vec::new());
            if members.get("fields").is_none_or(has_none) {
                let help = "add `fields:` with what the user types";
                self.error(Rule::Structure, &members.place, "an API key without fields", help);
            }
            Some(ConnectSteps::ApiKey)
        } else {
            supplies.entry("client_id".to_owned()).or_insert(Supply::Text);
            supplies.insert(SCOPES.to_owned(), Supply::Text);
            self.oauth(&members, is_code_flow, &mut supplies)
        };
        let verification = match members.get("verification") {
            Some(node) => Block::Own(self.verification(node, &supplies)),
            None => Block::Inherited,
        };
        let account = match members.get("account") {
            Some(node) => Block::Own(self.account(node, &supplies)),
            None => Block::Inherited,
        };
        let fields_member = members.member("fields");
        let is_optional = !fields.is_empty() && fields.iter().all(|field| !field.is_required);
        let optional_fields =
            fields_member.filter(|_| is_optional).map(|member| member.key_place.clone());
        Some(ReadMethod { name, steps, fields, optional_fields, supplies, verification, account })
    }

    /// Refuses methods with which an empty form connects an account: mail scanners open links, and
    /// press the buttons there. A required field prevents that, and so does a verification of what
    /// was typed. The one of an access token does not, if the operator's client has got the token.
    fn require_an_act_of_the_user(&mut self, methods: &[ReadMethod]) {
        for method in methods {
            let Some(place) = &method.optional_fields else { continue };
            let (is_accepted, more) = match method.steps {
                Some(ConnectSteps::ClientCredentials(_)) => (true, ""),
                Some(ConnectSteps::ApiKey) => {
                    let is_verified = matches!(method.verification, Block::Own(_));
                    (!is_verified, ", or add a `verification`")
                }
                // The third party asks the user.
                Some(ConnectSteps::OAuth2(_)) | None => (false, ""),
            };
            if is_accepted {
                let message =
                    format!("an empty form would connect an account with {}", method.name);
                let help = format!("remove `required: false` from a field that users need{more}");
                self.error(Rule::Structure, place, message, help);
            }
        }
    }

    /// Gives the blocks at the top of the definition to the methods that can run them.
    fn shared_blocks(&mut self, members: &Members<'_>, methods: &mut [ReadMethod]) {
        if let Some(member) = members.member("verification") {
            let heirs = methods.iter_mut().map(|it| (it.name, &it.supplies, &mut it.verification));
            self.shared_block(member, heirs.collect(), Self::verification);
        }
        if let Some(member) = members.member("account") {
            let heirs = methods.iter_mut().map(|it| (it.name, &it.supplies, &mut it.account));
            self.shared_block(member, heirs.collect(), Self::account);
        }
    }

    fn shared_block<T>(
        &mut self,
        member: &Member,
        heirs: Vec<(&str, &Supplies, &mut Block<T>)>,
        read: fn(&mut Self, &Node, &Supplies) -> Option<T>,
    ) {
        let mut names = Vec::new();
        if let Yaml::Map(block) = &member.value.value
            && let Some(request) = block.iter().find(|it| it.key == "request")
        {
            collect_placeholders(&request.value, &mut names);
        }
        let all: Supplies = heirs.iter().flat_map(|(_, supplies, _)| (*supplies).clone()).collect();
        let is_known = names.iter().all(|name| all.contains_key(name));
        let mut was_read = false;
        for (method, supplies, block) in heirs {
            if matches!(block, Block::Own(_)) {
                continue;
            }
            if let Some(missing) = names.iter().find(|name| !supplies.contains_key(*name)) {
                if is_known {
                    let key = &member.key;
                    let fault = TemplateFault {
                        message: format!(
                            "`{key}` does not run for {method}: it has no `{missing}`"
                        ),
                        help: format!("add another `{key}` below `{method}`"),
                    };
                    self.push(Rule::Template, true, &member.key_place, fault);
                }
                continue;
            }
            *block = Block::Own(read(self, &member.value, supplies));
            was_read = true;
        }
        if was_read {
            return;
        }
        // For its faults.
        let _ = read(self, &member.value, &all);
        if is_known {
            let message = format!("no method can run `{}`", member.key);
            let help = "use values that a method has, or write one below each method";
            self.error(Rule::Template, &member.key_place, message, help);
        }
    }
}

impl<T> Block<T> {
    fn into_option(self) -> Option<T> {
        match self {
            Self::Own(block) => block,
            Self::Inherited => None,
        }
    }
}

impl ReadMethod {
    fn finish(self) -> Option<ConnectMethod> {
        Some(ConnectMethod {
            steps: self.steps?,
            fields: self.fields,
            verification: self.verification.into_option(),
            account: self.account.into_option(),
        })
    }
}

/// Collects the names of all placeholders in the texts of a value.
fn collect_placeholders(node: &Node, names: &mut Vec<String>) {
    match &node.value {
        Yaml::Text(text) => {
            if let Ok(template) = Template::parse(text) {
                names.extend(template.names().map(str::to_owned));
            }
        }
        Yaml::List(items) => {
            for item in items {
                collect_placeholders(item, names);
            }
        }
        Yaml::Map(members) => {
            for member in members {
                collect_placeholders(&member.value, names);
            }
        }
        Yaml::Null | Yaml::Bool(_) | Yaml::Number(..) => {}
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::Value;

    use super::{values::plain_json, *};

    const EXAMPLE: &str = include_str!("../../tests/definitions/acme-crm.yaml");

    /// Texts that the reader refuses for their structure, each a change of the example.
    const BAD: &[(&str, &str)] = &[
        ("name: acme-crm", "name: Acme CRM"),
        ("name: acme-crm", "name: 5"),
        ("name: acme-crm", "nam: acme-crm"),
        ("name: acme-crm", "name: -acme"),
        ("name: acme-crm", "name: acme.crm"),
        ("label: Acme CRM", "label: \"\""),
        ("label: Acme CRM", "label: true"),
        ("category: crm", "categories: [crm]"),
        ("documentation: https:", "documentation: ftp:"),
        ("logo: acme-crm.svg", "logo: ../acme-crm.svg"),
        ("logo: acme-crm.svg", "logo: acme-crm.gif"),
        ("logo: acme-crm.svg", "logo: .acme-crm.svg"),
        ("logo: acme-crm.svg", "logo: a/../../acme-crm.svg"),
        ("logo: acme-crm.svg", "allowed_hosts: [https://acme.example]"),
        ("  oauth2:", "  oauth:"),
        ("  api_key:", "  api_key:\n    token_url: https://acme.example/t"),
        ("    authorization_url:", "    authorisation_url:"),
        ("    scopes: [contacts.read]", "    scopes: contacts.read"),
        ("    scopes: [contacts.read]", "    scopes: [\"a b\"]"),
        ("    scopes: [contacts.read]", "    scopes: [7]"),
        ("    scope_separator: \" \"", "    scope_separator: \"\""),
        ("    pkce: true", "    pkce: yes"),
        ("    pkce: true", "    callback_hmac: [hmac]"),
        ("    pkce: true", "    callback_hmac: state"),
        ("    pkce: true", "    refuses_in_app_browsers: 1"),
        ("    pkce: true", "    isolates_window: same-origin"),
        ("    pkce: true", "    revocation_ends_all: []"),
        ("client_authentication: basic", "client_authentication: header"),
        ("request_format: form", "request_format: xml"),
        ("{ access_type: offline }", "[offline]"),
        ("{ access_type: offline }", "{ access_type: [offline] }"),
        ("{ access_token: /access_token }", "{ access_token: access_token }"),
        ("{ access_token: /access_token }", "{ access_token: /a~2 }"),
        ("{ access_token: /access_token }", "{ 1x: /a }"),
        ("expires_in: 3600", "expires_in: 0"),
        ("expires_in: 3600", "expires_in: 1.5"),
        ("expires_in: 3600", "expires_in: \"3600\""),
        ("callback_params: [realmId]", "callback_params: [realm-id]"),
        ("pkce: true", "issuer: acme.example"),
        ("pkce: true", "issuer: \"https://acme.example?a\""),
        ("pkce: true", "token_headers: { Authorization: x }"),
        ("pkce: true", "token_headers: [x]"),
        ("pkce: true", "revocation: { request: { url: \"https://a.example\" } }"),
        ("revocation_url: https", "revocation: { url: x }\n    # https"),
        (
            "revocation_url: https",
            "revocation: { request: { method: PUT, url: \"https://a.example\" } }\n    # https",
        ),
        ("type: host_label", "type: hostname"),
        ("type: host_label", "type: choice"),
        ("type: host_label", "type: host_label, choices: [a]"),
        ("name: subdomain, label: Subdomain", "name: subdomain"),
        ("name: subdomain, label: Subdomain", "name: sub-domain, label: Subdomain"),
        ("      - { name: api_key,", "      []\n      # {"),
        ("label: API key, type: secret", "label: API key, type: choice, choices: []"),
        ("label: API key, type: secret", "label: API key, required: 1, type: secret"),
        ("label: API key, type: secret", "label: API key, multiline: yes, type: secret"),
        ("label: API key, type: secret", "label: API key, multiline: true, type: number"),
        ("request: { method: GET, url", "request: { method: PUT, url"),
        ("request: { method: GET, url", "request: { method: GET, form: {}, url"),
        ("request: { method: GET, url", "request: { method: POST, form: {}, json: {}, url"),
        ("request: { method: GET, url", "request: { body: x, url"),
        ("success: [200]", "success: [2000]"),
        ("success: [200]", "success: 200"),
        ("success: [200]", "success_body: { ok: true }"),
        ("upstream_id: /id", "upstream_id: id"),
        ("context: { organisation_id: /organisation/id }", "context: { a-b: /organisation/id }"),
        ("context: { organisation_id: /organisation/id }", "context: { a: 1 }"),
    ];

    /// Texts of the example, the start and the end of each replacement, and the greatest length of
    /// the text between.
    const LIMITS: &[(&str, &str, &str, usize)] = &[
        ("name: acme-crm", "name: ", "", 64),
        ("label: Acme CRM", "label: ", "", 500),
        ("scopes: [contacts.read]", "scopes: [", "]", 512),
        ("scope_separator: \" \"", "scope_separator: ", "", 4),
        ("callback_params: [realmId]", "callback_params: [", "]", 64),
        ("name: api_key,", "name: ", ",", 64),
    ];

    fn validator() -> jsonschema::Validator {
        let schema = include_str!("../../../../docs/integration.schema.json");
        let schema: Value = serde_json::from_str(schema).expect("JSON");
        jsonschema::validator_for(&schema).expect("a schema")
    }

    #[test]
    fn schema_and_reader_agree_on_the_limits_of_texts() {
        let validator = validator();
        for (from, before, after, limit) in LIMITS {
            assert!(EXAMPLE.contains(from), "{from}");
            for (length, expected) in [(*limit, true), (limit + 1, false)] {
                let to = format!("{before}{}{after}", "a".repeat(length));
                let text = EXAMPLE.replacen(from, &to, 1);
                let value = plain_json(&yaml::parse(&text).expect("YAML"));
                assert_eq!(parse("acme.yaml", &text).is_ok(), expected, "the reader: {to}");
                assert_eq!(validator.is_valid(&value), expected, "the schema: {to}");
            }
        }
    }

    #[test]
    fn schema_and_reader_give_the_same_verdict() {
        let validator = validator();
        let presets = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets");
        let mut good = vec![EXAMPLE.to_owned()];
        for file in presets.read_dir().expect("presets") {
            let path = file.expect("a file").path();
            if path.extension().is_some_and(|it| it == "yaml") {
                good.push(std::fs::read_to_string(path).expect("a preset"));
            }
        }
        for text in good {
            let errors: Vec<String> = validator
                .iter_errors(&plain_json(&yaml::parse(&text).expect("YAML")))
                .map(|error| error.to_string())
                .collect();
            assert!(errors.is_empty(), "{errors:?}\n{text}");
            assert!(parse("acme.yaml", &text).is_ok());
        }
        for (from, to) in BAD {
            assert!(EXAMPLE.contains(from), "{from}");
            let text = EXAMPLE.replacen(from, to, 1);
            assert!(parse("acme.yaml", &text).is_err(), "the reader accepts {to}");
            assert!(
                !validator.is_valid(&plain_json(&yaml::parse(&text).expect("YAML"))),
                "the schema accepts {to}"
            );
        }
    }
}
