//! Redeeming link tokens: new accounts and reauthorisations.

use reqwest::StatusCode;
use serde_json::{Value, json};

use link_token_tests::{Database, PUBLISHED_ID, Server, assert_error, on_each_engine};

/// Contexts that every operation refuses, and its messages.
pub const BROKEN_CONTEXTS: [(&str, &str); 2] = [
    (r#"{"a": {"__proto__": 1}}"#, "context.a.__proto__: this key is reserved: rename it"),
    (
        r#"{"a":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}"#,
        "context.a[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]: must have at most 16 levels of objects and arrays",
    ),
];

#[on_each_engine]
async fn redeem_creates_account_once_and_consumes_link_token(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let body = json!({ "tenant_id": "acme-1", "region": "apac", "context": { "a": 1 } });
    let (_, created) = server.call(&token, "/link-token", &body).await;
    let link_token = created["link_token"].as_str().expect("a link token");

    for _ in 0..2 {
        assert!(server.is_active(&token, link_token).await, "introspection does not consume");
    }
    let redemption = json!({
        "link_token": link_token,
        "integration": "slack",
        "authentication_method": "api_key",
        "context": { "a": 2, "b": 2, "environment_variables": 3 },
    });
    let (status, account) = server.call(&token, "/link-token/redeem", &redemption).await;
    assert_eq!(status, StatusCode::OK, "{account}");
    for (field, expected) in [
        ("tenant_id", json!("acme-1")),
        (
            "integration",
            json!({ "name": "slack", "label": "Slack", "category": account["integration"]["category"] }),
        ),
        ("authentication_method", json!("api_key")),
        ("status", json!("active")),
        ("region", json!("apac")),
        ("context", json!({ "a": 1, "b": 2 })),
    ] {
        assert_eq!(account[field], expected, "{field}");
    }
    let id = account["id"].as_str().expect("an ID");
    let shown = database.admin(&["integrated-account", "show", "--environment", "test", id]);
    assert_eq!(shown, account);

    let reference = json!({ "link_token": link_token });
    let inactive = (StatusCode::OK, json!({ "active": false }));
    assert_eq!(server.call(&token, "/link-token/introspect", &reference).await, inactive);
    let again = server.call(&token, "/link-token/redeem", &redemption).await;
    assert_error(again, 409, "link token is no longer valid");
}

#[on_each_engine]
async fn redeem_updates_account_when_link_token_is_for_reauthorisation(database: &Database) {
    let token = database.environment("test");
    database.published_account("test");
    let server = Server::start(database);
    for (persist, method, expected) in [
        (json!(true), Value::Null, json!({ "old": 1, "new": 2 })),
        (json!(false), Value::Null, json!({ "new": 2 })),
        (Value::Null, json!("api_key"), json!({ "new": 2 })),
    ] {
        let body = json!({
            "integrated_account_id": PUBLISHED_ID.to_uppercase(),
            "persist_previous_context": persist,
            "context": "{\"new\": 2}",
            "region": "apac",
            "truto_static_gate_id": PUBLISHED_ID,
        });
        let (status, created) = server.call(&token, "/link-token", &body).await;
        assert_eq!(status, StatusCode::OK, "{created}");
        let redemption = json!({
            "link_token": created["link_token"],
            "authentication_method": method,
        });
        let (status, account) = server.call(&token, "/link-token/redeem", &redemption).await;
        assert_eq!(status, StatusCode::OK, "{account}");
        assert_eq!(account["id"], PUBLISHED_ID);
        assert_eq!(account["tenant_id"], "acme-1");
        assert_eq!(account["region"], "eu", "a reauthorisation does not move an account");
        assert_eq!(account["status"], "active");
        let kept_method = method.as_str().unwrap_or("oauth2");
        assert_eq!(account["authentication_method"], kept_method);
        assert_eq!(account["truto_static_gate_id"], PUBLISHED_ID);
        assert_eq!(account["context"], expected);
    }
    let accounts = database.admin(&["integrated-account", "list", "--environment", "test"]);
    assert_eq!(accounts.as_array().map(Vec::len), Some(1));
}

#[on_each_engine]
async fn redeem_keeps_link_token_active_when_it_returns_400(database: &Database) {
    let token = database.environment("test");
    database.published_account("test");
    let server = Server::start(database);
    let link_token = server.link_token(&token).await;
    let without = json!({ "link_token": link_token });
    let refused = server.call(&token, "/link-token/redeem", &without).await;
    assert_error(refused, 400, "integration: required for a new account");
    assert!(server.is_active(&token, &link_token).await);
    for (context, message) in BROKEN_CONTEXTS {
        let context: Value = serde_json::from_str(context).expect("JSON");
        let body = json!({ "link_token": link_token, "integration": "slack", "context": context });
        let refused = server.call(&token, "/link-token/redeem", &body).await;
        assert_error(refused, 400, message);
        assert!(server.is_active(&token, &link_token).await);
    }

    let body = json!({ "integrated_account_id": PUBLISHED_ID });
    let (_, created) = server.call(&token, "/link-token", &body).await;
    let other = json!({ "link_token": created["link_token"], "integration": "slack" });
    let refused = server.call(&token, "/link-token/redeem", &other).await;
    assert_error(refused, 400, "integration: the integrated account is connected to another app");
    let own = json!({ "link_token": created["link_token"], "integration": "hubspot" });
    assert_eq!(server.call(&token, "/link-token/redeem", &own).await.0, StatusCode::OK);
}

#[on_each_engine]
async fn redeem_succeeds_once_when_called_concurrently(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let link_token = server.link_token(&token).await;
    let body = json!({ "link_token": link_token, "integration": "slack" });
    let redemptions = (0..100).map(|_| server.call(&token, "/link-token/redeem", &body));
    let mut won = 0;
    for answer in futures::future::join_all(redemptions).await {
        if answer.0 == StatusCode::OK {
            won += 1;
        } else {
            assert_error(answer, 409, "link token is no longer valid");
        }
    }
    assert_eq!(won, 1);
    let accounts = database.admin(&["integrated-account", "list", "--environment", "test"]);
    assert_eq!(accounts.as_array().map(Vec::len), Some(1));
}

/// Reauthorisations that keep the previous context would otherwise let an account grow without a
/// limit.
#[on_each_engine]
async fn redeem_returns_400_when_merged_context_exceeds_256_kib(database: &Database) {
    let token = database.environment("test");
    database.published_account("test");
    let server = Server::start(database);
    let mut refused = 0;
    for round in 0..6 {
        let part = |name: &str| json!({ format!("{name}{round}"): "x".repeat(32_000) });
        let body = json!({ "integrated_account_id": PUBLISHED_ID, "context": part("created"),
            "persist_previous_context": true });
        let (_, created) = server.call(&token, "/link-token", &body).await;
        let redemption =
            json!({ "link_token": created["link_token"], "context": part("redeemed") });
        let answer = server.call(&token, "/link-token/redeem", &redemption).await;
        if answer.0 != StatusCode::OK {
            refused += 1;
            let message = "context: the merged context of the account would exceed 256 KiB: do not keep the previous context, or send less";
            assert_error(answer, 400, message);
        }
    }
    assert_eq!(refused, 2, "64 KB each time");
}
