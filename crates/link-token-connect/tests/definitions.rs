//! Definitions as an author sees them: the example of the documentation, the presets, and what is
//! refused.

use std::{collections::BTreeMap, fs::File, io::Write as _, path::Path};

use link_token_connect::{
    catalogue::{Catalogue, CatalogueEntry},
    check_files,
    definition::{ClientAuthentication, ConnectMethod, ConnectSteps, Definition, RequestFormat},
    diagnostic::{DefinitionReport, DefinitionRule},
    form::{FieldKind, FieldPattern, FieldProblem, FormField, check_form},
    template::{RenderError, TemplateValues},
};
use link_token_types::AuthenticationMethod;
use proptest::prelude::*;

const EXAMPLE: &str = include_str!("definitions/acme-crm.yaml");

fn parse(text: &str) -> Result<Definition, DefinitionReport> {
    Definition::parse("acme.yaml", text).map(|(definition, _)| definition)
}

/// The faults of a text: line, rule and message.
fn faults(text: &str) -> Vec<(usize, DefinitionRule, String)> {
    let report = match Definition::parse("acme.yaml", text) {
        Ok((_, report)) | Err(report) => report,
    };
    let fault = |it: &link_token_connect::diagnostic::DefinitionDiagnostic| {
        (report.position(it).0, it.rule, it.message.clone())
    };
    report.diagnostics().iter().map(fault).collect()
}

fn values(pairs: &[(&str, &str)]) -> TemplateValues {
    let mut values = TemplateValues::new();
    for (name, value) in pairs {
        values.insert(*name, *value);
    }
    values
}

fn with_url(url: &str, fields: &str, allowed_hosts: &str) -> String {
    format!(
        "name: acme\nlabel: Acme\nallowed_hosts: {allowed_hosts}\nauthentication:\n  oauth2:\n    \
         authorization_url: https://acme.example/a\n    token_url: \"{url}\"\n    \
         callback_params: [shop]\n    fields: {fields}\n"
    )
}

fn token_url(text: &str) -> link_token_connect::template::UrlTemplate {
    let definition = parse(text).unwrap_or_else(|report| panic!("{report}"));
    definition.methods[0].token_settings().expect("OAuth").refresh_url.clone()
}

#[test]
fn example_is_read_as_documented() {
    let (definition, report) =
        Definition::parse("acme-crm.yaml", EXAMPLE).unwrap_or_else(|report| panic!("{report}"));
    assert_eq!((&*definition.name, &*definition.label), ("acme-crm", "Acme CRM"));
    let kinds: Vec<_> = definition.methods.iter().map(ConnectMethod::kind).collect();
    assert_eq!(kinds, [AuthenticationMethod::Oauth2, AuthenticationMethod::ApiKey]);
    let method = definition.method(AuthenticationMethod::Oauth2).expect("OAuth");
    let authorization = method.authorization().expect("OAuth");
    assert!(authorization.pkce);
    assert_eq!(authorization.callback_params, ["realmId"]);
    assert_eq!(authorization.token.client_authentication, ClientAuthentication::Basic);
    assert_eq!(authorization.token.request_format, RequestFormat::Form);
    assert_eq!(authorization.token.expires_in.expect("told").as_secs(), 3600);
    let url = authorization.url.render(&values(&[("subdomain", "my-company")])).expect("renders");
    assert_eq!(url.as_str(), "https://my-company.acme.example/oauth/authorize");
    assert_eq!(method.verification.as_ref().expect("inherited").success, [200]);

    let api_key = definition.method(AuthenticationMethod::ApiKey).expect("API key");
    assert!(matches!(api_key.steps, ConnectSteps::ApiKey));
    assert_eq!(api_key.fields[0].kind, FieldKind::Secret);
    // Its requests need an access token, which a key is not.
    assert!(api_key.verification.is_none() && api_key.account.is_none());
    assert!(!report.has_errors());
    assert_eq!(report.diagnostics().len(), 2, "{report}");
    let shown = report.to_string();
    let warning =
        "warning[template]: `verification` does not run for api_key: it has no `access_token`";
    assert!(shown.starts_with(warning), "{shown}");
    assert!(shown.contains("\nwarning[template]: `account` does not run"), "{shown}");
    assert!(!shown.contains('\u{1b}') && report.render(true).contains('\u{1b}'));
}

#[test]
fn documentation_shows_the_example() {
    assert!(include_str!("../../../docs/integrations.md").contains(EXAMPLE));
}

#[test]
fn report_shows_all_faults_of_a_file() {
    let text = "name: Acme\nlabel: 1\nlogos: x.svg\nauthentication:\n  oauth2:\n    pkse: false\n    \
                authorization_url: https://{subdomian}.acme.example/a\n    \
                fields: [{ name: subdomain, label: S, type: host-label }]\n";
    let found = faults(text);
    let expected = [
        (1, DefinitionRule::Name, "`Acme` cannot be the name of an integration"),
        (2, DefinitionRule::Structure, "expected text, found a number"),
        (3, DefinitionRule::Structure, "unknown key `logos`"),
        (5, DefinitionRule::Structure, "the key `token_url` is missing"),
        (6, DefinitionRule::Structure, "unknown key `pkse`"),
        (7, DefinitionRule::Template, "nothing supplies `{subdomian}` here"),
        (8, DefinitionRule::Structure, "unknown value `host-label`"),
    ];
    let expected = expected.map(|(line, rule, message)| (line, rule, message.to_owned()));
    assert_eq!(found, expected);
    let shown = parse(text).expect_err("faults").to_string();
    for part in [
        "error[name]: ",
        "\nerror[structure]: ",
        "\nerror[template]: ",
        "acme.yaml:6:5",
        "    pkse: false",
        "did you mean `pkce`?",
        "did you mean `logo`?",
        "did you mean `subdomain`?",
        "did you mean `host_label`?",
    ] {
        assert!(shown.contains(part), "{part} is not in\n{shown}");
    }
}

#[test]
fn yaml_that_cannot_be_read_is_one_fault_with_its_place() {
    for (text, line, message) in [
        ("", 1, "the file is empty"),
        ("name: a\nname: b\n", 2, "duplicate key `name`"),
        ("a: &x 1\n", 1, "anchors and aliases are not supported"),
        ("name: a\n---\nname: b\n", 2, "a second document begins here"),
        ("- a\n", 1, "expected a mapping, found a list"),
    ] {
        let found = faults(text);
        assert_eq!((found[0].0, found[0].2.as_str()), (line, message), "{text}");
        assert_eq!(found.len(), 1);
    }
    for text in ["a: [", "a: {b", "a: \"", "{a: ", "[[[[[["] {
        assert_eq!(faults(text)[0].1, DefinitionRule::Syntax, "{text}");
    }
    assert_eq!(faults(&"[".repeat(5000))[0].1, DefinitionRule::Syntax);
}

#[test]
fn address_is_refused_when_a_value_would_decide_the_host() {
    let host_label = "[{ name: x, label: X, type: host_label }]";
    let text = "[{ name: x, label: X }]";
    let host = "[{ name: x, label: X, type: host }]";
    let url = "[{ name: x, label: X, type: url }]";
    let optional = "[{ name: x, label: X, type: host_label, required: false }]";
    let optional_choice = "[{ name: x, label: X, type: choice, choices: [com], required: false }]";
    let optional_host = "[{ name: x, label: X, type: host, required: false }]";
    for (address, fields, allowed) in [
        ("https://{x}/t", host_label, "[]"),
        ("https://{x}/t", host, "[]"),
        ("https://{x}/t", text, "[.acme.example]"),
        ("{x}/t", url, "[]"),
        ("{x}/t", host, "[.acme.example]"),
        ("{x}t", url, "[.acme.example]"),
        ("https://{x}.com/t", host_label, "[]"),
        ("https://{x}.com:443/t", host_label, "[]"),
        ("https://acme.{x}/t", host_label, "[]"),
        ("https://{x}.acme.example{x}/t", host_label, "[]"),
        ("https://acme.example:{x}/t", host_label, "[]"),
        ("https://{x}@acme.example/t", text, "[]"),
        ("https://user:{x}@acme.example/t", host_label, "[]"),
        ("https://{x}.acme.example/t", text, "[]"),
        ("https://{x}.acme.example/t", host, "[.acme.example]"),
        ("https://{x}.acme.example/t", optional, "[]"),
        ("https://{x|url}.acme.example/t", host_label, "[]"),
        ("https://{shop}/t", text, "[]"),
        ("https://{shop}.com/t", text, "[]"),
        ("https://{shop}.com/t", text, "[.acme.example]"),
        ("https://acme.{x}/t", optional_choice, "[]"),
        ("https://{x}/t", optional_host, "[.acme.example]"),
        ("ftp://acme.example/t", text, "[]"),
        ("https:/acme.example/t", text, "[]"),
        ("//acme.example/t", text, "[]"),
        ("https://ACME.example/t", text, "[]"),
        ("https://acme.example/a/../t", text, "[]"),
        ("https://acme.example/t#x", text, "[]"),
        ("https://acme.example\\\\@evil.example/t", text, "[]"),
        ("https://", text, "[]"),
        ("", text, "[]"),
    ] {
        let found = faults(&with_url(address, fields, allowed));
        assert!(
            found.iter().any(|(_, rule, _)| *rule == DefinitionRule::Address),
            "{address} {fields} {allowed}: {found:?}"
        );
    }
}

#[test]
fn address_is_refused_with_the_fix_for_its_value() {
    for (address, allowed, message) in [
        ("https://{x}.acme.example/t", "[]", "`{x}` is part of the host, but takes any text"),
        ("https://{x}/t", "[.acme.example]", "`{x}` is the host, but takes any text"),
        ("https://{x}.com/t", "[]", "`{x}` decides the host: anyone could choose where secrets go"),
    ] {
        let found = faults(&with_url(address, "[{ name: x, label: X }]", allowed));
        let expected = (7, DefinitionRule::Address, message.to_owned());
        assert_eq!(found, [expected], "{address}");
    }
}

#[test]
fn address_takes_values_that_its_definition_pins() {
    let host_label = "[{ name: x, label: X, type: host_label }]";
    let choice = "[{ name: x, label: X, type: choice, choices: [com, com.au] }]";
    let host = "[{ name: x, label: X, type: host }]";
    let url = "[{ name: x, label: X, type: url }]";
    for (address, fields, allowed, value, expected) in [
        ("https://{x}.acme.example/t", host_label, "[]", "a-1", "https://a-1.acme.example/t"),
        (
            "https://api-{x}.acme.example:8443/t",
            host_label,
            "[]",
            "eu",
            "https://api-eu.acme.example:8443/t",
        ),
        ("https://acme.{x}/t", choice, "[]", "com.au", "https://acme.com.au/t"),
        (
            "https://{x}/t",
            host,
            "[.acme.example]",
            "a.b.acme.example",
            "https://a.b.acme.example/t",
        ),
        (
            "https://{x}:8443/t",
            host,
            "[acme.example]",
            "acme.example",
            "https://acme.example:8443/t",
        ),
        (
            "{x}/t",
            url,
            "[.acme.example]",
            "https://a.acme.example/b/",
            "https://a.acme.example/b/t",
        ),
        (
            "https://acme.example/{x}/t?y={x}",
            host_label,
            "[]",
            "a/../b?c#d&é",
            "https://acme.example/a%2F..%2Fb%3Fc%23d%26%C3%A9/t?y=a%2F..%2Fb%3Fc%23d%26%C3%A9",
        ),
        (
            "https://acme.example/{x|base64}/{x|url}",
            host_label,
            "[]",
            "a?>",
            "https://acme.example/YT8%2B/a%3F%3E",
        ),
        ("http://[::1]:8080/{x}", host_label, "[]", "a", "http://[::1]:8080/a"),
        ("{x}/t", url, "[.acme.example]", "https://A.Acme.Example", "https://a.acme.example/t"),
        ("https://{x}.acme.example/t", host_label, "[]", "ABC", "https://abc.acme.example/t"),
        ("https://{shop}.acme.example/t", "[]", "[]", "Eu", "https://eu.acme.example/t"),
    ] {
        let template = token_url(&with_url(address, fields, allowed));
        let rendered = template.render(&values(&[("x", value), ("shop", value)])).expect(address);
        assert_eq!(rendered.as_str(), expected);
    }
    // The callback names the host, and the definition lists what is allowed.
    let shop = token_url(&with_url("https://{shop}/t", "[]", "[.myshop.example]"));
    let rendered = shop.render(&values(&[("shop", "acme.myshop.example")])).expect("allowed");
    assert_eq!(rendered.as_str(), "https://acme.myshop.example/t");
}

#[test]
fn render_refuses_values_that_would_change_the_host() {
    let label = token_url(&with_url(
        "https://{x}.acme.example/t",
        "[{ name: x, label: X, type: host_label }]",
        "[]",
    ));
    for value in [
        "",
        "-a",
        "a-",
        "a.b",
        "a/b",
        "a@b",
        "a:b",
        "a#",
        "a?",
        "a\\",
        "é",
        "a b",
        "a\n",
        "%61",
        "evil.example/",
        &"a".repeat(64),
    ] {
        let refused = label.render(&values(&[("x", value)]));
        assert_eq!(refused, Err(RenderError::NotPartOfHost("x".to_owned())), "{value:?}");
    }
    assert_eq!(label.render(&values(&[])), Err(RenderError::Missing("x".to_owned())));
    assert!(label.render(&values(&[("x", &"a".repeat(63))])).is_ok());

    let choice = "[{ name: x, label: X, type: choice, choices: [com, com.au] }]";
    let choice = token_url(&with_url("https://acme.{x}/t", choice, "[]"));
    for value in ["", "evil.example", "com.evil.example", "COM"] {
        let refused = choice.render(&values(&[("x", value)]));
        assert_eq!(refused, Err(RenderError::NotPartOfHost("x".to_owned())), "{value:?}");
    }

    let host = token_url(&with_url(
        "https://{x}/t",
        "[{ name: x, label: X, type: host }]",
        "[.acme.example]",
    ));
    for value in [
        "evil.example",
        "acme.example",
        "acme.example.evil.example",
        "evilacme.example",
        "127.0.0.1",
        "[::1]",
        "a.acme.example:80",
        "a.acme.example.",
        "u@a.acme.example",
        "a.acme.example/",
        ".acme.example",
        "evil.example#.acme.example",
    ] {
        assert!(host.render(&values(&[("x", value)])).is_err(), "{value}");
    }

    let base =
        token_url(&with_url("{x}/t", "[{ name: x, label: X, type: url }]", "[.acme.example]"));
    for value in [
        "http://a.acme.example",
        "https://a.acme.example:8443",
        "https://a.acme.example?x",
        "https://a.acme.example#x",
        "https://u@a.acme.example",
        "https://:p@a.acme.example",
        "a.acme.example",
        "",
        "https://evil.example#.acme.example",
    ] {
        let refused = base.render(&values(&[("x", value)]));
        assert_eq!(refused, Err(RenderError::NotPartOfHost("x".to_owned())), "{value:?}");
    }
    for value in [
        "https://evil.example",
        "https://evil.example/a.acme.example",
        "https://evil.example\\.acme.example",
    ] {
        let refused = base.render(&values(&[("x", value)]));
        assert_eq!(refused, Err(RenderError::HostNotAllowed("x".to_owned())), "{value}");
    }

    let path = token_url(&with_url("https://acme.example/{x}/t", "[{ name: x, label: X }]", "[]"));
    for value in [".", ".."] {
        assert_eq!(path.render(&values(&[("x", value)])), Err(RenderError::Address), "{value}");
    }
}

#[test]
fn placeholders_need_a_source_and_a_known_form() {
    for (address, message) in [
        ("https://acme.example/{y}", "nothing supplies `{y}` here"),
        ("https://acme.example/{x", "an unpaired `{`"),
        ("https://acme.example/x}", "an unpaired `}`"),
        ("https://acme.example/{x|upper}", "`{x|upper}` has the unknown encoding `upper`"),
        ("https://acme.example/{ x }", "`{ x }` is not a placeholder"),
        ("https://acme.example/{}", "`{}` is not a placeholder"),
        ("https://acme.example/{access_token}", "nothing supplies `{access_token}` here"),
    ] {
        let found = faults(&with_url(address, "[{ name: x, label: X }]", "[]"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].1, found[0].2.as_str()), (DefinitionRule::Template, message));
    }
    // The scopes are asked for, and later requests do not have them.
    let client = "name: a\nlabel: A\nauthentication:\n  oauth2_client_credentials:\n    \
                  token_url: https://acme.example/t\n";
    let token_params = format!("{client}    token_params: {{ s: \"{{scopes}}\" }}\n");
    assert_eq!(faults(&token_params), []);
    let verification = format!(
        "{client}    verification: {{ request: {{ url: \"https://acme.example/{{scopes}}\" }} }}\n"
    );
    let message = "nothing supplies `{scopes}` here".to_owned();
    assert_eq!(faults(&verification), [(6, DefinitionRule::Template, message)]);
}

/// A definition with these keys of its only method, which begin with its name.
fn with_method(method: &str, more: &str) -> String {
    format!("name: a\nlabel: A\nauthentication: {{ {method} }}\n{more}\n")
}

/// Parses a text that has one fault, with this rule, this message and the beginning of this fix.
fn assert_fault(text: &str, rule: DefinitionRule, message: &str, help: &str) {
    let report = parse(text).expect_err(message);
    let found = &report.diagnostics()[0];
    assert_eq!((found.rule, found.message.as_str()), (rule, message), "{report}");
    assert!(found.help.starts_with(help), "{report}");
    assert_eq!(report.diagnostics().len(), 1, "{report}");
}

#[test]
fn value_of_another_kind_is_refused_with_its_fix() {
    for (line, message, help) in [
        ("category:", "expected text, found nothing", "write text here, or remove the key"),
        ("category: ~", "expected text, found nothing", "write text here, or remove the key"),
        ("category: .5", "expected text, found a number", "put it in quotes"),
        ("category: true", "expected text, found true or false", "put it in quotes"),
        ("category: {key}", "expected text, found a mapping", "text that begins with `{`"),
        ("category: [a]", "expected text, found a list", "write text here"),
        ("category: ' '", "a text that is empty or too long", "write between 1 and 500"),
        ("allowed_hosts: 1", "expected a list, found a number", "write a list here"),
        ("allowed_hosts: {}", "expected a list, found a mapping", "write a list here"),
    ] {
        let text = with_method("api_key: { fields: [{ name: key, label: K }] }", line);
        assert_fault(&text, DefinitionRule::Structure, message, help);
    }
}

#[test]
fn method_is_refused_with_the_fix_for_its_fields() {
    let (structure, pattern) = (DefinitionRule::Structure, DefinitionRule::Pattern);
    assert_fault(&with_method("", ""), structure, "no method to authenticate", "add oauth2, ");
    let choice = "a choice that is empty, or occurs twice";
    let example = "the field would refuse its own example: enter letters, digits and hyphens only";
    let regex = "not a regular expression: unopened group";
    for (keys, rule, message, help) in [
        ("type: choice, choices: [eu, eu]", structure, choice, "remove it"),
        ("type: choice, choices: [' ']", structure, choice, "remove it"),
        ("type: host_label, example: My Company", pattern, example, "correct the example"),
        ("pattern: 'a)(b'", pattern, regex, "use the syntax"),
    ] {
        let method = format!("api_key: {{ fields: [{{ name: key, label: K, {keys} }}] }}");
        assert_fault(&with_method(&method, ""), rule, message, help);
    }
    let verification = "verification: { request: { url: \"https://a.example/{k}\" } }";
    let text = with_method("api_key: { fields: [{ name: key, label: K }] }", verification);
    let message = "nothing supplies `{k}` here";
    assert_fault(&text, DefinitionRule::Template, message, "add a field `k`, or use one of key");
    let report = parse(&with_method("api_key: { fields: [] }", verification)).expect_err("faults");
    let help = &report.diagnostics()[1].help;
    assert_eq!(help, "add a field `k`: there are no values here yet");
}

#[test]
fn values_nest_up_to_a_limit() {
    let message = "values nest deeper than 32 levels";
    for (open, innermost, close, most) in [("[", "", "]", 33), ("{ a: ", "1", " }", 32)] {
        let nested =
            |depth| faults(&format!("{}{innermost}{}", open.repeat(depth), close.repeat(depth)));
        assert!(nested(most).iter().all(|(_, _, found)| found != message), "{open}");
        assert_eq!(nested(most + 1), [(1, DefinitionRule::Syntax, message.to_owned())], "{open}");
    }
}

#[test]
fn plain_http_is_a_warning() {
    let message = "an address with plain http".to_owned();
    let expected = [(7, DefinitionRule::PlainHttp, message)];
    let text = with_url("http://acme.example/t", "[]", "[]");
    assert_eq!(faults(&text), expected);
    assert!(parse(&text).is_ok());
}

#[test]
fn names_that_have_a_meaning_are_refused() {
    for (keys, message) in [
        ("fields: [{ name: integration, label: I }]", "the name `integration` is taken"),
        ("fields: [{ name: step, label: S }]", "the name `step` is taken"),
        ("fields: [{ name: access_token, label: A }]", "the name `access_token` is taken"),
        ("fields: [{ name: scopes, label: S }]", "the name `scopes` is taken"),
        ("fields: [{ name: a, label: A }, { name: a, label: B }]", "a second field `a`"),
        ("fields: [{ name: _a, label: A }]", "`_a` cannot be the name of a field"),
        (
            "fields: [{ name: constructor, label: A }]",
            "`constructor` cannot be the name of a field",
        ),
        ("callback_params: [code]", "the name `code` is taken, or is no name"),
        ("callback_params: [client_id]", "the name `client_id` is taken, or is no name"),
        ("callback_params: [client_secret]", "the name `client_secret` is taken, or is no name"),
        (
            "token_response: { client_secret: /secret }",
            "the name `client_secret` is taken, or is no name",
        ),
        (
            "fields: [{ name: a, label: A }], callback_params: [a]",
            "the name `a` is taken, or is no name",
        ),
        ("callback_params: [a], token_response: { a: /a }", "the name `a` is taken, or is no name"),
        ("authorization_params: { state: x }", "the server sets the parameter `state` itself"),
        ("token_params: { code: x }", "the server sets the parameter `code` itself"),
        (
            "refresh_params: { client_secret: x }",
            "the server sets the parameter `client_secret` itself",
        ),
        (
            "verification: { request: { url: https://acme.example, headers: { Host: x } } }",
            "`Host` cannot be a header of a request",
        ),
        (
            "account: { request: { url: https://acme.example }, context: { __proto__: /a } }",
            "`__proto__` cannot be a name in the context",
        ),
    ] {
        let text = format!(
            "name: a\nlabel: A\nauthentication:\n  oauth2: {{ authorization_url: \
             https://acme.example/a, token_url: https://acme.example/t, {keys} }}\n"
        );
        let found: Vec<_> = faults(&text).into_iter().map(|(_, rule, text)| (rule, text)).collect();
        assert_eq!(found, [(DefinitionRule::Name, message.to_owned())], "{keys}");
    }
    // An API key has no tokens, so a field can be one.
    let text = "name: a\nlabel: A\nauthentication:\n  api_key:\n    \
                fields: [{ name: access_token, label: A }]\n";
    assert!(parse(text).is_ok());
}

#[test]
fn form_refuses_hosts_that_an_address_would_refuse() {
    let fields = "[{ name: x, label: X, type: url }, { name: host, label: H, type: host }]";
    let definition = parse(&with_url("{x}/t", fields, "[.acme.example]"));
    let fields = definition.expect("a definition").methods.remove(0).fields;
    let field = &fields[0];
    assert_eq!(field.check("https://a.acme.example/b/"), Ok("https://a.acme.example/b".to_owned()));
    for value in ["https://a.acme.example:8443", "https://evil.example"] {
        assert_eq!(field.check(value), Err(FieldProblem::HostNotAllowed), "{value}");
    }
    for value in [
        "https://u@a.acme.example",
        "https://:p@a.acme.example",
        "https://u:p@a.acme.example",
        "https://a.acme.example?x",
        "a.acme.example",
    ] {
        assert_eq!(field.check(value), Err(FieldProblem::NotUrl), "{value}");
    }
    assert_eq!(fields[1].check("A.Acme.Example"), Ok("a.acme.example".to_owned()));
    assert_eq!(fields[1].check("evil.example"), Err(FieldProblem::HostNotAllowed));
}

#[test]
fn texts_are_accepted_up_to_their_limits() {
    let text = "name: a\nlabel: A\nauthentication:\n  api_key:\n    fields:\n      \
        - { name: key, label: K, type: secret }\n      \
        - { name: host, label: H, type: host }\n      \
        - { name: number, label: N, type: number }\n";
    let fields = parse(text).expect("a definition").methods.remove(0).fields;
    assert!(fields[0].check(&"k".repeat(16 * 1024)).is_ok());
    assert_eq!(fields[0].check(&"k".repeat(16 * 1024 + 1)), Err(FieldProblem::TooLong));
    let host = |last: &str| format!("{}{last}", "a.".repeat(126));
    assert!(fields[1].check(&host("a")).is_ok());
    assert_eq!(fields[1].check(&host("aa")), Err(FieldProblem::NotHost));
    for value in ["0", "8080", "-12.50", "007"] {
        assert_eq!(fields[2].check(value).as_deref(), Ok(value));
    }
    for value in ["-", ".", ".5", "5.", "-.5", "+5", "--5", "1e5", "1.2.3", "1,5", "0x1", "٣"] {
        assert_eq!(fields[2].check(value), Err(FieldProblem::NotNumber), "{value}");
    }
}

#[test]
fn verification_that_no_method_can_run_is_refused() {
    let definition = |request: &str| {
        format!(
            "name: a\nlabel: A\nauthentication:\n  oauth2_client_credentials:\n    \
             token_url: https://acme.example/t\n  api_key:\n    fields: [{{ name: key, label: K }}]\n\
             verification: {{ request: {{ {request} }} }}\n"
        )
    };
    let two_values = definition("url: \"https://acme.example/{key}/{access_token}\"");
    let both = faults(&two_values);
    assert_eq!(both.last().expect("an error").2, "no method can run `verification`");
    assert!(parse(&two_values).is_err());
    for request in [
        "url: \"https://acme.example/{key}\"",
        "url: https://acme.example, method: POST, json: { keys: [\"{key}\"] }",
    ] {
        let one = parse(&definition(request)).expect(request).methods;
        let runs: Vec<bool> = one.iter().map(|method| method.verification.is_some()).collect();
        assert_eq!(runs, [false, true], "{request}");
    }
}

/// Mail scanners open links, and press the buttons there.
#[test]
fn method_that_an_empty_form_would_complete_is_refused() {
    let verification = "verification: { request: { url: \"https://a.example/{key}\" } }";
    let client = "oauth2_client_credentials:\n    token_url: https://a.example/t";
    let check = |method: &str, fields: &str, verification: &str| {
        faults(&format!(
            "name: a\nlabel: A\nauthentication:\n  {method}\n    fields: [{fields}]\n{verification}\n"
        ))
    };
    let (optional, required) =
        ("{ name: key, label: K, required: false }", "{ name: id, label: I }");
    let both = format!("{optional}, {required}");
    let told = |method: &str, line: usize| {
        let message = format!("an empty form would connect an account with {method}");
        vec![(line, DefinitionRule::Structure, message)]
    };
    assert_eq!(check("api_key:", optional, ""), told("api_key", 5));
    assert_eq!(check(client, optional, ""), told("oauth2_client_credentials", 6));
    assert_eq!(check(client, optional, verification), told("oauth2_client_credentials", 6));
    for (method, fields, verification) in [
        ("api_key:", optional, verification),
        ("api_key:", &both, ""),
        (client, &both, ""),
        // The page does not offer it, but an import can have it.
        (client, "", ""),
    ] {
        assert_eq!(check(method, fields, verification), [], "{method} {fields} {verification}");
    }
}

/// The users who leave an optional field out have the operator's client.
#[test]
fn only_a_required_client_id_makes_a_client_of_the_operator_superfluous() {
    for (fields, expected) in [
        ("[{ name: client_id, label: I }, { name: client_secret, label: S, type: secret }]", true),
        ("[{ name: client_id, label: I, required: false }]", false),
        ("[{ name: tenant, label: T }]", false),
    ] {
        let text = with_url("https://acme.example/token", fields, "[]");
        let definition = parse(&text).unwrap_or_else(|report| panic!("{report}"));
        assert_eq!(definition.methods[0].has_client_of_user(), expected, "{fields}");
    }
}

#[test]
fn form_is_checked_and_cleaned() {
    let text = "name: a\nlabel: A\nauthentication:\n  api_key:\n    fields:\n      \
        - { name: sub, label: S, type: host_label }\n      \
        - { name: key, label: K, type: secret, pattern: 'k_[0-9]+' }\n      \
        - { name: url, label: U, type: url, required: false }\n      \
        - { name: host, label: H, type: host, required: false }\n      \
        - { name: port, label: P, type: number, required: false }\n      \
        - { name: region, label: R, type: choice, choices: [eu, { value: us, label: USA }] }\n";
    let fields = parse(text).expect("a definition").methods.remove(0).fields;
    let form = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let checked = check_form(
        &fields,
        &form(&[
            ("sub", " My-Company "),
            ("key", "k_1\n"),
            ("url", "https://acme.example/"),
            ("region", "us"),
            ("other", "x"),
        ]),
    );
    assert_eq!(
        checked.expect("right"),
        values(&[
            ("sub", "my-company"),
            ("key", "k_1"),
            ("url", "https://acme.example"),
            ("host", ""),
            ("port", ""),
            ("region", "us"),
        ])
    );
    let problems = check_form(
        &fields,
        &form(&[
            ("sub", "a.b"),
            ("key", "xk_1"),
            ("url", "http://acme.example"),
            ("host", "127.0.0.1"),
            ("port", "1e5"),
            ("region", "mars"),
        ]),
    );
    let expected = [
        ("sub", FieldProblem::NotHostLabel),
        ("key", FieldProblem::Pattern),
        ("url", FieldProblem::NotUrl),
        ("host", FieldProblem::NotHost),
        ("port", FieldProblem::NotNumber),
        ("region", FieldProblem::NotChoice),
    ];
    let expected = expected.map(|(name, problem)| (name.to_owned(), problem));
    assert_eq!(problems.expect_err("wrong"), BTreeMap::from(expected));
    assert_eq!(fields[1].pattern.as_ref().map(FieldPattern::as_str), Some("k_[0-9]+"));
    assert_eq!(fields[0].check("  "), Err(FieldProblem::Missing));
    assert_eq!(fields[0].check("a\u{0}"), Err(FieldProblem::ControlCharacter));
    assert_eq!(fields[1].check(&"k".repeat(20_000)), Err(FieldProblem::TooLong));
    assert_eq!(fields[1].check("k_1\nk_2"), Err(FieldProblem::ControlCharacter));
    let lines = FormField { is_multiline: true, pattern: None, ..fields[1].clone() };
    assert_eq!(lines.check(" a\r\n\tb\n"), Ok("a\n\tb".to_owned()));
    assert_eq!(lines.check("a\u{7}b"), Err(FieldProblem::ControlCharacter));
}

#[test]
fn debug_shows_no_values() {
    let shown = format!("{:?}", values(&[("api_key", "hunter2")]));
    assert!(shown.contains("api_key") && !shown.contains("hunter2"), "{shown}");
}

#[test]
fn presets_are_right_and_complete() {
    let presets = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets");
    let files = presets.read_dir().expect("presets").map(|file| file.expect("a file").path());
    let files: Vec<_> = files.filter(|it| it.extension().is_some_and(|it| it == "yaml")).collect();
    for report in check_files(&files) {
        assert!(report.diagnostics().is_empty(), "{report}");
    }
    let catalogue = Catalogue::presets();
    let names: Vec<&str> = catalogue.iter().map(|it| it.definition.name.as_str()).collect();
    let mut expected: Vec<&str> =
        files.iter().filter_map(|it| it.file_stem().and_then(|it| it.to_str())).collect();
    expected.sort_unstable();
    assert_eq!(names, expected);
    for CatalogueEntry { definition, .. } in catalogue.iter() {
        assert!(definition.documentation.is_some() && definition.category.is_some());
        for method in &definition.methods {
            assert!(method.verification.is_some() && method.account.is_some());
        }
    }
}

fn write(directory: &Path, name: &str, bytes: &[u8]) {
    let mut file = File::create(directory.join(name)).expect("a file");
    file.write_all(bytes).expect("written");
}

#[test]
fn directory_adds_to_the_presets_and_overrides_by_name() {
    let directory = tempfile::tempdir().expect("a directory");
    write(directory.path(), "acme-crm.yaml", EXAMPLE.as_bytes());
    let mut logo = b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec();
    logo.resize(64 * 1024, b' ');
    write(directory.path(), "acme-crm.svg", &logo);
    let own = "name: github\nlabel: Our GitHub\nauthentication:\n  api_key:\n    fields: [{ name: key, label: Key }]\n";
    write(directory.path(), "own.yml", own.as_bytes());
    write(directory.path(), "notes.txt", b"not a definition");
    let (catalogue, warnings) = Catalogue::load(directory.path()).expect("a catalogue");
    assert_eq!(catalogue.get("github").expect("there").definition.label, "Our GitHub");
    assert!(catalogue.get("github").expect("there").logo.is_none());
    assert_eq!(catalogue.get("github").expect("there").source, own);
    assert_eq!(
        catalogue.get("acme-crm").expect("there").logo.as_ref().expect("a logo").media_type,
        "image/svg+xml"
    );
    assert!(catalogue.get("slack").is_some_and(|entry| entry.file.is_none()));
    assert!(catalogue.get("other").is_none());
    assert_eq!(warnings.len(), 1);
}

#[test]
fn directory_is_refused_with_all_faults_of_all_files() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path();
    write(path, "a.yaml", EXAMPLE.replace("logo: acme-crm.svg", "logo: a.png").as_bytes());
    write(path, "a.png", b"GIF89a");
    write(path, "b.yaml", b"name: b\n");
    write(path, "c.yaml", EXAMPLE.replace("acme-crm.svg", "big.svg").as_bytes());
    write(path, "big.svg", &b"<svg>".repeat(14_000));
    write(path, "d.yaml", EXAMPLE.replace("logo: acme-crm.svg\n", "").as_bytes());
    write(path, "e.yaml", EXAMPLE.replace("logo: acme-crm.svg\n", "").as_bytes());
    write(path, "f.yaml", b"\xff");
    write(path, "g.yaml", &b"# a comment\n".repeat(30_000));
    let reports = Catalogue::load(path).expect_err("faults");
    assert!(reports.is_sorted_by_key(DefinitionReport::origin), "{reports:?}");
    let logo = &reports[0].diagnostics()[0];
    let start = reports[0].position(logo);
    assert_eq!((start, logo.place.len()), ((5, 7), "a.png".len()));
    let shown: Vec<String> = reports.iter().map(ToString::to_string).collect();
    let shown = shown.join("\n");
    for part in [
        "cannot use the logo a.png: it is not a PNG image",
        "the key `label` is missing",
        "cannot use the logo big.svg: it is larger than 64 KiB",
        "d.yaml defines `acme-crm`, too",
        "it is not UTF-8",
        "it is larger than 256 KiB",
    ] {
        assert!(shown.contains(part), "{part} is not in\n{shown}");
    }
    assert!(Catalogue::load(&path.join("nowhere")).is_err());
    assert!(check_files([path.join("nowhere.yaml")])[0].has_errors());
}

proptest! {
    /// No value changes the host of an address, or anything behind its own position.
    #[test]
    fn render_keeps_what_the_definition_pins(value in ".{0,12}|[a-z./@:#?%\\\\-]{0,12}") {
        let label = token_url(&with_url(
            "https://{x}.acme.example/a",
            "[{ name: x, label: X, type: host_label }]",
            "[]",
        ));
        if let Ok(url) = label.render(&values(&[("x", &value)])) {
            let host = format!("{}.acme.example", value.to_ascii_lowercase());
            prop_assert_eq!(url.host_str(), Some(host.as_str()));
            prop_assert_eq!(url.path(), "/a");
        }
        let tail =
            token_url(&with_url("https://acme.example/{x}/b?c={x}&d=e", "[{ name: x, label: X }]", "[]"));
        if let Ok(url) = tail.render(&values(&[("x", &value)])) {
            prop_assert_eq!(url.host_str(), Some("acme.example"));
            prop_assert!(url.path().ends_with("/b") && url.path().matches('/').count() == 2);
            let query: Vec<_> = url.query_pairs().into_owned().collect();
            let expected = [("c".to_owned(), value), ("d".to_owned(), "e".to_owned())];
            prop_assert_eq!(query, expected);
        }
    }

    /// Whatever a file has, it is read, or refused with places, reasons and fixes.
    #[test]
    fn definition_with_any_damage_is_read_or_refused(
        at in 0..EXAMPLE.len(),
        length in 0..40_usize,
        inserted in r##"[ -~\n\t]{0,8}|[\PC\r\n]{0,4}|[{}\[\]:,&*|>'"#-]{1,3}"##,
    ) {
        let boundary = |at: usize| (at..=EXAMPLE.len()).find(|at| EXAMPLE.is_char_boundary(*at));
        let start = boundary(at).expect("the end is one");
        let end = boundary((at + length).min(EXAMPLE.len())).expect("the end is one");
        let text = format!("{}{inserted}{}", &EXAMPLE[..start], &EXAMPLE[end..]);
        if let Err(report) = Definition::parse("acme.yaml", &text) {
            prop_assert!(report.has_errors());
            for diagnostic in report.diagnostics() {
                prop_assert!(!diagnostic.message.is_empty() && !diagnostic.help.is_empty());
                let (line, column) = report.position(diagnostic);
                let shown = report.to_string();
                prop_assert!(shown.contains(&format!("acme.yaml:{line}:{column}")), "{}", shown);
            }
        }
    }
}
