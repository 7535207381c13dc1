//! Callbacks, as the server reads them: a third party, or anybody, chooses what they say. Nothing
//! may panic, and nothing that a callback says may lead a request elsewhere than the definition
//! allows.
//!
//! `cargo fuzz run callback`, or without nightly as `.ci/run` does.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use link_token_api::ReceiveCallbackQuery;
use link_token_connect::{definition::Definition, template::TemplateValues};
use link_token_types::FormAnswers;
use lockstep_dropshot::{FormBody, Query};

/// A definition that uses what callbacks say wherever that is possible.
static DEFINITION: LazyLock<Definition> = LazyLock::new(|| {
    let text = r#"
name: acme
label: Acme
allowed_hosts: [.acme.example]
authentication:
  oauth2:
    authorization_url: https://acme.example/authorize
    callback_params: [shop, host, base, realm]
    token_url: "https://{host}/token?realm={realm}"
    refresh_url: "https://acme.example/{shop}/token"
account:
  request: { url: "{base}/me", headers: { Authorization: "Bearer {access_token}" } }
"#;
    Definition::parse("acme.yaml", text).unwrap_or_else(|report| panic!("{report}")).0
});

fuzz_target!(|bytes: &[u8]| {
    // By a redirect, or by a form.
    let answers = match str::from_utf8(bytes).map(Query::<ReceiveCallbackQuery>::from_query) {
        Ok(Ok(Query(query))) => query.answer.into_iter().collect::<Vec<_>>(),
        Ok(Err(error)) => {
            assert!(error.status_code.is_client_error() && !error.external_message.is_empty());
            Vec::new()
        }
        Err(_) => Vec::new(),
    };
    let sent = FormBody::<FormAnswers>::from_slice(bytes).map(|FormBody(form)| form.0);
    let method = &DEFINITION.methods[0];
    let authorization = method.authorization().expect("OAuth");
    let account = &method.account.as_ref().expect("an account request").request;
    for answers in [answers, sent.unwrap_or_default().into_iter().collect()] {
        let mut values = TemplateValues::new();
        values.insert("access_token", "at");
        values.insert("client_id", "an-id");
        for (name, value) in &answers {
            if name == "iss" && authorization.is_issuer(value, &values) {
                assert!(value.starts_with("https://acme.example"), "{value}");
            }
            if authorization.callback_params.contains(name) {
                values.insert(name, value.as_str());
            }
        }
        let token = &authorization.token;
        let urls = [token.url.render(&values), token.refresh_url.render(&values), account.render(&values).map(|it| it.url)];
        for url in urls.into_iter().flatten() {
            let host = url.host_str().unwrap_or_default();
            assert!(host == "acme.example" || host.ends_with(".acme.example"), "{url}");
            assert!(url.scheme() == "https" && url.username().is_empty(), "{url}");
        }
    }
});
