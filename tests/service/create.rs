//! Creating link tokens: what a request may hold, and what an error says.

use std::collections::HashSet;

use reqwest::StatusCode;
use serde_json::json;

use link_token_tests::{Database, PUBLISHED_ID, Server, answer, assert_error, on_each_engine};

#[on_each_engine]
async fn create_names_field_when_request_breaks_a_rule(database: &Database) {
    let token = database.environment("test");
    database.published_account("test");
    let server = Server::start(database);
    let unknown = "00000000-0000-4000-8000-000000000000";
    for (body, status, message) in [
        (json!({}), 400, "tenant_id or integrated_account_id is required"),
        (
            json!({ "tenant_id": null, "integrated_account_id": null }),
            400,
            "tenant_id or integrated_account_id is required",
        ),
        (json!({ "tenant_id": "" }), 400, "tenant_id: must not be empty"),
        (
            json!({ "tenant_id": "a".repeat(256) }),
            400,
            "tenant_id: must have at most 255 characters",
        ),
        (json!({ "tenant_id": 1 }), 400, "tenant_id: expected a string"),
        (json!({ "tenant_id": "a\n" }), 400, "tenant_id: must not have control characters"),
        (
            json!({ "tenant_id": "a", "scopes": ["a", "b c"] }),
            400,
            "scopes[1]: must have only visible ASCII characters, without spaces, quotes and backslashes: send each scope as an item of its own",
        ),
        (json!({ "tenant_id": "a", "scopes": "a" }), 400, "scopes: expected an array"),
        (
            json!({ "tenant_id": "other", "integrated_account_id": PUBLISHED_ID }),
            400,
            "tenant_id: the integrated account belongs to another tenant",
        ),
        (
            json!({ "integrated_account_id": unknown }),
            404,
            "integrated_account_id: no such integrated account",
        ),
        (
            json!({ "tenant_id": "a", "truto_static_gate_id": unknown }),
            404,
            "truto_static_gate_id: no such static gate",
        ),
        (
            json!({ "tenant_id": "a", "scopes": vec!["a"; 101] }),
            400,
            "scopes: must have at most 100 items",
        ),
        (
            json!({ "tenant_id": "a", "persist_previous_context": "true" }),
            400,
            "persist_previous_context: expected a boolean",
        ),
        (json!({ "tenant_id": "a", "region": 1 }), 400, "region: expected a string"),
        (
            json!({ "tenant_id": "a", "region": "mars" }),
            400,
            "region: expected one of `wnam`, `enam`, `apac`, `eu`",
        ),
        (
            json!({ "tenant_id": "a", "context": "not JSON" }),
            400,
            "context: expected an object, or a string that holds a JSON object",
        ),
        (
            json!({ "tenant_id": "a", "context": [] }),
            400,
            "context: expected an object, or a string that holds a JSON object",
        ),
        (
            json!({ "tenant_id": "a", "context": { "x": { "__proto__": 1 } } }),
            400,
            "context.x.__proto__: this key is reserved: rename it",
        ),
    ] {
        assert_error(server.call(&token, "/link-token", &body).await, status, message);
    }
    for body in [
        json!({ "tenant_id": "a", "region": "EU" }),
        json!({ "tenant_id": "a", "region": { "eu": null } }),
        json!({ "tenant_id": "a", "context": "{\"a\": 1, \"a\": 2}" }),
        json!({ "tenant_id": "a", "context": "{\"b\": [{\"a\": 1, \"a\": 2}]}" }),
        json!({ "tenant_id": "a\u{9b}31m" }),
        json!({ "tenant_id": "a", "region": "mars" }),
        json!({ "tenant_id": "a", "redirect_uri": "javascript:alert(1)" }),
        json!({ "tenant_id": "a", "integrated_account_id": "1" }),
        json!({ "tenant_id": "a", "integrated_account_id": PUBLISHED_ID.replace('-', "") }),
        json!({ "tenant_id": "a", "truto_static_gate_id": format!("{{{PUBLISHED_ID}}}") }),
        json!({ "tenant_id": "a", "truto_static_gate_id": format!("urn:uuid:{PUBLISHED_ID}") }),
        json!({ "tenant_id": "a\nb" }),
        json!({ "tenant_id": "a", "scopes": ["a b"] }),
        json!([]),
        json!("x"),
    ] {
        let (status, answer) = server.call(&token, "/link-token", &body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{body}: {answer}");
    }
}

/// `serde_json` would read each of the refused numbers as another one, without an error.
#[on_each_engine]
async fn numbers_in_context_keep_their_value_or_are_refused(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let create = async |context: &str| {
        let request = server.post("/link-token").bearer_auth(&token);
        let request =
            request.header("content-type", "application/json").header("Idempotency-Key", "key");
        let body = format!(r#"{{"tenant_id": "a", "context": {context}}}"#);
        answer(request.body(body).send().await.expect("an answer")).await
    };
    let context =
        r#"{"a":[18446744073709551615,-9223372036854775808,0.1,1e-300,-0.0],"b":123456789.012345}"#;
    let (status, created) = create(context).await;
    assert_eq!(status, StatusCode::OK, "{created}");
    let request = server.post("/link-token/introspect").bearer_auth(&token);
    let request = request.json(&json!({ "link_token": created["link_token"] }));
    let text = request.send().await.expect("an answer").text().await.expect("text");
    assert!(text.contains(&format!(r#""context":{context}"#)), "{text}");
    let other_notation = r#"{"b": 123456789.0123450, "a": [18446744073709551615, -9223372036854775808, 1e-1, 1E-300, -0]}"#;
    assert_eq!(create(other_notation).await, (StatusCode::OK, created));

    let exact = "a number that cannot be kept exactly: send it as a string";
    for number in [
        "18446744073709551616",
        "18446744073709551617",
        "123456789012345678901234567890",
        "-9223372036854775809",
        "1e-400",
        "0.12345678901234567890123",
    ] {
        let refused = create(&format!(r#"{{"x": [1, {{"y": {number}}}]}}"#)).await;
        assert_error(refused, 400, &format!("context.x[1].y: {exact}"));
        let refused = create(&format!(r#""{{\"x\": {number}}}""#)).await;
        assert_error(refused, 400, &format!("context: in the JSON of the string: x: {exact}"));
    }
}

#[on_each_engine]
async fn create_returns_a_new_random_uuid_each_time(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let tokens = futures::future::join_all((0..100).map(|_| server.link_token(&token))).await;
    let different: HashSet<&String> = tokens.iter().collect();
    assert_eq!(different.len(), 100);
    for token in tokens {
        let uuid = uuid::Uuid::try_parse(&token).expect("a UUID");
        assert_eq!((uuid.get_version_num(), uuid.to_string()), (4, token));
    }
}

/// The API token and the rate limit are checked before all of these: see the modules on
/// authentication and rate limits.
#[on_each_engine]
async fn create_reports_first_failed_check_in_documented_order(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let unknown = "00000000-0000-4000-8000-000000000000";
    let send = async |content_type: &str, key: &str, body: String| {
        let request = server.post("/link-token").bearer_auth(&token).body(body);
        let request = request.header("content-type", content_type).header("Idempotency-Key", key);
        answer(request.send().await.expect("an answer")).await.0.as_u16()
    };
    let json = "application/json";
    let large = "[".repeat(65_537);
    assert_eq!(send("text/plain", "a b", large.clone()).await, 415, "the media type");
    assert_eq!(send(json, "a b", large).await, 413, "the size");
    let body = json!({ "integrated_account_id": unknown, "scopes": ["a b"] }).to_string();
    assert_eq!(send(json, "key", body).await, 400, "the fields");

    assert_eq!(send(json, "key", json!({ "tenant_id": "a" }).to_string()).await, 200);
    let body = json!({ "integrated_account_id": unknown }).to_string();
    assert_eq!(send(json, "key", body).await, 404, "references");
    assert_eq!(send(json, "key", json!({ "tenant_id": "b" }).to_string()).await, 422, "the key");
}

/// An empty list of scopes is the same as none, too.
#[on_each_engine]
async fn create_treats_null_as_absent(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let mut found = Vec::new();
    for body in [
        json!({ "tenant_id": "a" }),
        json!({
            "tenant_id": "a", "integrated_account_id": null, "context": null, "redirect_uri": null,
            "persist_previous_context": null, "region": null, "scopes": null, "truto_static_gate_id": null,
        }),
        json!({ "tenant_id": "a", "scopes": [], "region": "wnam", "unknown": 1 }),
    ] {
        let (status, created) = server.call(&token, "/link-token", &body).await;
        assert_eq!(status, StatusCode::OK, "{created}");
        let redemption = json!({ "link_token": created["link_token"], "integration": "x",
            "authentication_method": null, "context": null });
        let reference = json!({ "link_token": created["link_token"] });
        let (_, mut grant) = server.call(&token, "/link-token/introspect", &reference).await;
        for varying in ["issued_at", "expires_at"] {
            grant.as_object_mut().expect("an object").remove(varying);
        }
        found.push(grant);
        let (status, account) = server.call(&token, "/link-token/redeem", &redemption).await;
        assert_eq!(status, StatusCode::OK, "{account}");
        assert_eq!(account["context"], json!({}));
    }
    assert!(found[0].get("scopes").is_none() && found[0].get("context").is_none());
    assert!(found.iter().all(|grant| *grant == found[0]), "{found:?}");
}

/// A reauthorisation ignores the region but does not accept an invalid one.
#[on_each_engine]
async fn create_returns_400_when_region_is_unknown_for_reauthorisation(database: &Database) {
    let token = database.environment("test");
    database.published_account("test");
    let server = Server::start(database);
    let body = json!({ "integrated_account_id": PUBLISHED_ID, "region": "mars" });
    let refused = server.call(&token, "/link-token", &body).await;
    assert_error(refused, 400, "region: expected one of `wnam`, `enam`, `apac`, `eu`");
}
