//! Random bodies: none makes the server fail.

use proptest::{
    prelude::*,
    test_runner::{Config, TestCaseError, TestRunner},
};
use serde_json::{Map, Value, json};

use link_token_tests::{Database, PUBLISHED_ID, Server, answer, http, on_each_engine};

/// Values close to what the fields accept, and arbitrary ones.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,300}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!(PUBLISHED_ID)),
        Just(json!("00000000-0000-4000-8000-000000000000")),
        Just(json!("eu")),
        Just(json!("oauth2")),
        Just(json!("{\"a\": 1}")),
        "https://[a-z.:@/?#\\[\\]%0-9-]{0,30}".prop_map(Value::from),
        "[a-z.]{1,5}:[a-z/]{0,10}".prop_map(Value::from),
    ];
    leaf.prop_recursive(20, 60, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(".{0,5}", inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn any_body() -> impl Strategy<Value = Vec<u8>> {
    let fields = vec![
        "tenant_id",
        "integrated_account_id",
        "context",
        "persist_previous_context",
        "redirect_uri",
        "region",
        "scopes",
        "truto_static_gate_id",
        "link_token",
        "integration",
        "authentication_method",
    ];
    let field = prop_oneof![prop::sample::select(fields).prop_map(str::to_owned), ".{0,5}"];
    let object = prop::collection::btree_map(field, any_value(), 0..8)
        .prop_map(|members| Value::Object(Map::from_iter(members)).to_string().into_bytes())
        .boxed();
    prop_oneof![
        8 => object.clone(),
        1 => any_value().prop_map(|value| value.to_string().into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..200),
        // Cut off, or with something behind.
        1 => (object.clone(), any::<prop::sample::Index>())
            .prop_map(|(body, cut)| body[..cut.index(body.len())].to_vec()),
        1 => (object, prop::collection::vec(any::<u8>(), 1..5))
            .prop_map(|(body, more)| [body, more].concat()),
    ]
}

#[on_each_engine]
fn operations_return_success_or_client_error_for_any_body(database: &Database) {
    let token = database.environment("test");
    database.published_account("test");
    let server = Server::start_with(database, &["--rate-limit", "0"]);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let client = http();
    let config = Config { cases: 500, failure_persistence: None, ..Config::default() };
    let path = prop::sample::select(vec!["", "/introspect", "/redeem", "/revoke"]);
    let checked = TestRunner::new(config).run(&(path, any_body()), |(path, body)| {
        let request = client
            .post(format!("{}/link-token{path}", server.url))
            .bearer_auth(&token)
            .header("content-type", "application/json")
            .body(body);
        let (status, answer) =
            runtime.block_on(async { answer(request.send().await.expect("an answer")).await });
        match status.as_u16() {
            200 | 204 => {}
            400 | 404 | 409 => {
                let message = answer["message"].as_str().unwrap_or_default();
                prop_assert!(!message.is_empty(), "{answer}");
            }
            _ => return Err(TestCaseError::fail(format!("{status}: {answer}"))),
        }
        Ok(())
    });
    checked.unwrap_or_else(|error| panic!("{error}"));
}
