//! Requests with an `Idempotency-Key`.

use reqwest::StatusCode;
use serde_json::{Value, json};

use link_token_tests::{
    Database, PUBLISHED_ID, Server, answer, assert_error, on_each_engine, on_sqlite,
};

async fn create(server: &Server, token: &str, key: &str, body: &Value) -> (StatusCode, Value) {
    let request = server.post("/link-token").bearer_auth(token).header("Idempotency-Key", key);
    answer(request.json(body).send().await.expect("an answer")).await
}

#[on_each_engine]
async fn create_returns_same_link_token_when_key_and_request_repeat(database: &Database) {
    let token = database.environment("test");
    let other_token = database.api_token("test", &[])["secret"].as_str().expect("one").to_owned();
    let server = Server::start(database);
    let body = json!({ "tenant_id": "a", "context": { "x": 1, "y": 2 } });
    let first = create(&server, &token, "key-1", &body).await;
    assert_eq!(first.0, StatusCode::OK, "{}", first.1);

    let same = json!({ "context": "{\"y\": 2, \"x\": 1}", "tenant_id": "a", "region": null });
    assert_eq!(create(&server, &token, "\"key-1\"", &same).await, first);
    let other = json!({ "tenant_id": "b" });
    let refused = create(&server, &token, "key-1", &other).await;
    assert_error(refused, 422, "Idempotency-Key: already used with another request");
    assert_ne!(create(&server, &token, "key-2", &body).await.1, first.1);
    let others = create(&server, &other_token, "key-1", &other).await;
    assert_eq!(others.0, StatusCode::OK, "keys belong to one API token");
    assert_ne!(others.1["link_token"], first.1["link_token"]);
}

/// Each field is part of what a key stands for: left out, given, and given with another value.
#[on_sqlite]
async fn create_returns_422_when_any_field_differs(database: &Database) {
    let token = database.environment("test");
    let gates = [PUBLISHED_ID, "2ba1f401-7183-47c5-9e39-e8e257e3c795"];
    for gate in gates {
        database.admin(&["static-gate", "create", "--environment", "test", "--id", gate]);
    }
    let accounts = ["3ba1f401-7183-47c5-9e39-e8e257e3c795", "4ba1f401-7183-47c5-9e39-e8e257e3c795"];
    for account in accounts {
        database.import("test", "a", account, &json!({}));
    }
    let server = Server::start(database);
    let of_tenant = json!({ "tenant_id": "a" });
    let of_account = json!({ "integrated_account_id": accounts[0] });
    for (base, field, values) in [
        (&of_account, "tenant_id", vec![json!("a")]),
        (&of_account, "integrated_account_id", vec![json!(accounts[1])]),
        (&of_tenant, "tenant_id", vec![json!("b")]),
        (&of_tenant, "region", vec![json!("eu"), json!("apac")]),
        (&of_tenant, "context", vec![json!({ "a": 1 }), json!({ "a": 2 })]),
        (&of_tenant, "scopes", vec![json!(["a"]), json!(["b"])]),
        (
            &of_tenant,
            "redirect_uri",
            vec![json!("https://a.example/"), json!("https://b.example/")],
        ),
        (&of_tenant, "truto_static_gate_id", vec![json!(gates[0]), json!(gates[1])]),
        (&of_account, "persist_previous_context", vec![json!(true)]),
    ] {
        let mut bodies = vec![base.clone()];
        for value in values {
            let mut body = base.clone();
            body[field] = value;
            bodies.push(body);
        }
        for (number, first) in bodies.iter().enumerate() {
            let key = format!("{}-{field}-{number}", base == &of_tenant);
            let (status, answer) = create(&server, &token, &key, first).await;
            assert_eq!(status, StatusCode::OK, "{first}: {answer}");
            for other in bodies.iter().filter(|other| *other != first) {
                let (status, _) = create(&server, &token, &key, other).await;
                assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{first}, then {other}");
            }
        }
    }
}

#[on_each_engine]
async fn create_repeats_answer_without_reviving_consumed_link_token(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let body = json!({ "tenant_id": "a" });
    for (key, path) in [("used", "/link-token/redeem"), ("revoked", "/link-token/revoke")] {
        let first = create(&server, &token, key, &body).await;
        let link_token = first.1["link_token"].as_str().expect("a link token");
        let end = json!({ "link_token": link_token, "integration": "slack" });
        assert!(server.call(&token, path, &end).await.0.is_success());
        assert_eq!(create(&server, &token, key, &body).await, first);
        assert!(!server.is_active(&token, link_token).await, "{key}");
    }
}

#[on_each_engine]
async fn create_repeats_answer_after_restart(database: &Database) {
    let token = database.environment("test");
    let body = json!({ "tenant_id": "a" });
    let server = Server::start(database);
    let first = create(&server, &token, "key", &body).await;
    drop(server);
    assert_eq!(create(&Server::start(database), &token, "key", &body).await, first);
}

#[on_each_engine]
async fn create_stores_one_link_token_when_key_is_used_concurrently(database: &Database) {
    let token = database.environment("test");
    let server = Server::start_with(database, &["--rate-limit", "0"]);
    let body = json!({ "tenant_id": "a" });
    let all = (0..200).map(|_| create(&server, &token, "key", &body));
    let answers = futures::future::join_all(all).await;
    assert_eq!(answers[0].0, StatusCode::OK, "{}", answers[0].1);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(database.sql("SELECT count(*) FROM link_token"), "1");
}

#[on_sqlite]
async fn create_returns_400_when_key_is_malformed(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let body = json!({ "tenant_id": "a" });
    let quoted = format!("\"{}\"", "x".repeat(255));
    for key in ["x", "!~", &"x".repeat(255), &quoted] {
        assert_eq!(create(&server, &token, key, &body).await.0, StatusCode::OK, "{key}");
    }
    for key in ["", "\"\"", "\"", "\"a", "a b", &"x".repeat(256), "\u{e9}"] {
        let (status, error) = create(&server, &token, key, &body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{key}: {error}");
        let message = error["message"].as_str().expect("a message");
        assert!(message.starts_with("Idempotency-Key: "), "{message}");
    }
    let twice = server.post("/link-token").bearer_auth(&token).json(&body);
    let twice = twice.header("Idempotency-Key", "a").header("Idempotency-Key", "b");
    assert_eq!(twice.send().await.expect("an answer").status(), StatusCode::BAD_REQUEST);
    // Headers that are not ours to read may be anything.
    let other = server.post("/link-token").bearer_auth(&token).json(&body);
    let other = other.header("x-user", reqwest::header::HeaderValue::from_bytes(b"\xff").unwrap());
    assert_eq!(other.send().await.expect("an answer").status(), StatusCode::OK);
}
