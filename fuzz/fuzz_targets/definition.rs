//! Definitions of integrations, and the requests that they make of typed values. Nothing may panic,
//! what is refused must say why, and no value may lead elsewhere than the definition allows.
//!
//! The typed values follow the definition: after a zero byte, one a line.
//!
//! `cargo fuzz run definition`, or without nightly as `.ci/run` does.

#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use link_token_connect::{
    definition::{Definition, Revocation},
    form::check_form,
    oauth2::{AuthorizationRequest, CodeVerifier},
    template::TemplateValues,
};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let (text, typed) = text.split_once('\0').unwrap_or((text, ""));
    let definition = match Definition::parse("fuzz.yaml", text) {
        Ok((definition, report)) => {
            assert!(!report.has_errors());
            definition
        }
        Err(report) => {
            assert!(report.has_errors());
            assert!(report.diagnostics().iter().all(|it| !it.message.is_empty() && !it.help.is_empty()));
            assert!(report.to_string().contains("fuzz.yaml:"));
            return;
        }
    };
    // The fuzzer learns it from the comparison below.
    let is_named = text.contains("evil") || typed.contains("evil");
    for method in &definition.methods {
        let names = method.fields.iter().map(|field| field.name.clone());
        let typed: BTreeMap<String, String> = names.zip(typed.split('\n').map(str::to_owned)).collect();
        let mut values = match check_form(&method.fields, &typed) {
            Ok(values) => values,
            Err(problems) => {
                assert!(problems.values().all(|problem| !problem.to_string().is_empty()));
                continue;
            }
        };
        if let Some(authorization) = method.authorization() {
            let request = AuthorizationRequest {
                client_id: "an-id",
                redirect_uri: "https://us.example/callback",
                state: "a-state",
                scopes: &authorization.token.scopes,
                verifier: &CodeVerifier::from_stored("verifier"),
                values: &values,
            };
            if let Ok(url) = authorization.address(&request) {
                assert!(url.username().is_empty() && url.password().is_none());
                let states = url.query_pairs().filter(|(name, value)| name == "state" && value == "a-state");
                assert!(states.count() >= 1);
            }
        }
        let hosts = |values: &TemplateValues| {
            let settings = method.token_settings();
            let url = settings.map(|it| it.url.render(values));
            url.and_then(Result::ok).map(|url| url.host_str().map(str::to_owned))
        };
        let has_client = values.get("client_id").is_some();
        if !has_client {
            values.insert("client_id", "an-id");
        }
        // The values that come later do not move a token request.
        let host = hosts(&values);
        for name in ["access_token", "refresh_token", "id_token", "token_type", "scope", "client_secret"] {
            values.insert(name, "https://evil.example/");
        }
        if !has_client {
            values.insert("client_id", "evil.example");
        }
        assert_eq!(hosts(&values), host);
        let requests = [
            method.verification.as_ref().map(|it| &it.request),
            method.account.as_ref().map(|it| &it.request),
            method.token_settings().and_then(|it| match &it.revocation {
                Some(Revocation::Request(request)) => Some(&**request),
                _ => None,
            }),
        ];
        for request in requests.into_iter().flatten() {
            match request.render(&values) {
                Ok(request) => assert!(is_named || request.url.host_str() != Some("evil.example")),
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    }
});
