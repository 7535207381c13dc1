//! The four operations, as callers see them: rules, answers, and what they leave behind.

use std::collections::HashSet;

use reqwest::StatusCode;
use serde_json::{Value, json};

use link_token_tests::{
    Database, PUBLISHED_ID, Server, answer, assert_error, eventually, on_each_engine,
};

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
        "context": { "a": 2, "b": 2 },
    });
    let (status, account) = server.call(&token, "/link-token/redeem", &redemption).await;
    assert_eq!(status, StatusCode::OK, "{account}");
    for (field, expected) in [
        ("tenant_id", json!("acme-1")),
        ("integration", json!("slack")),
        ("authentication_method", json!("api_key")),
        ("status", json!("active")),
        ("region", json!("apac")),
        ("context", json!({ "a": 1, "b": 2 })),
    ] {
        assert_eq!(account[field], expected, "{field}");
    }
    let id = account["id"].as_str().expect("an ID");
    let shown =
        database.admin(&["integrated-account", "show", "--environment", "test", "--id", id]);
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
    for (persist, expected) in [
        (json!(true), json!({ "old": 1, "new": 2 })),
        (json!(false), json!({ "new": 2 })),
        (Value::Null, json!({ "new": 2 })),
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
        let redemption = json!({ "link_token": created["link_token"] });
        let (status, account) = server.call(&token, "/link-token/redeem", &redemption).await;
        assert_eq!(status, StatusCode::OK, "{account}");
        assert_eq!(account["id"], PUBLISHED_ID);
        assert_eq!(account["tenant_id"], "acme-1");
        assert_eq!(account["region"], "eu", "a reauthorisation does not move an account");
        assert_eq!(account["status"], "active");
        assert_eq!(account["authentication_method"], "oauth2");
        assert_eq!(account["truto_static_gate_id"], PUBLISHED_ID);
        assert_eq!(account["context"], expected);
    }
    let accounts = database.admin(&["integrated-account", "list", "--environment", "test"]);
    assert_eq!(accounts.as_array().map(Vec::len), Some(1));
}

#[on_each_engine]
async fn revoke_returns_204_whether_link_token_is_active_or_unknown(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let link_token = server.link_token(&token).await;
    let unknown = "00000000-0000-4000-8000-000000000000";
    for (link_token, active) in
        [(link_token.as_str(), true), (&link_token, false), (unknown, false)]
    {
        assert_eq!(server.is_active(&token, link_token).await, active);
        let body = json!({ "link_token": link_token });
        let revoked = server.call(&token, "/link-token/revoke", &body).await;
        assert_eq!(revoked, (StatusCode::NO_CONTENT, Value::Null));
        let redemption = json!({ "link_token": link_token, "integration": "slack" });
        let refused = server.call(&token, "/link-token/redeem", &redemption).await;
        assert_error(refused, 409, "link token is no longer valid");
    }
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
        (json!({ "tenant_id": "" }), 400, "tenant_id: shorter than 1 characters"),
        (json!({ "tenant_id": "a".repeat(256) }), 400, "tenant_id: longer than 255 characters"),
        (json!({ "tenant_id": 1 }), 400, "tenant_id: expected a string"),
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
        (json!({ "tenant_id": "a", "scopes": vec!["a"; 101] }), 400, "scopes: more than 100 items"),
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
            "context: the key `__proto__` is reserved: rename it",
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

/// Limits count characters, not bytes.
#[on_each_engine]
async fn introspect_returns_strings_as_they_were_sent(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for tenant in ["ß".repeat(255), "  Acme 1  ".to_owned(), "💥\u{202e}".to_owned()] {
        let uri = "https://example.com/a?b=%C3%9F&c=%2f";
        let body = json!({ "tenant_id": tenant, "redirect_uri": uri });
        let (status, created) = server.call(&token, "/link-token", &body).await;
        assert_eq!(status, StatusCode::OK, "{created}");
        let reference = json!({ "link_token": created["link_token"] });
        let (_, found) = server.call(&token, "/link-token/introspect", &reference).await;
        assert_eq!(found["tenant_id"], tenant);
        assert_eq!(found["redirect_uri"], uri);
        assert_eq!(found["region"], "wnam");
    }
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
            let message = "context: the account's context would be larger than 256 KiB: drop some of the previous one";
            assert_error(answer, 400, message);
        }
    }
    assert_eq!(refused, 2, "64 KB each time");
}

#[on_each_engine]
async fn objects_of_another_environment_look_unknown(database: &Database) {
    let (own, other) = (database.environment("own"), database.environment("other"));
    database.published_account("other");
    let server = Server::start(database);

    let body = json!({ "integrated_account_id": PUBLISHED_ID });
    let refused = server.call(&own, "/link-token", &body).await;
    assert_error(refused, 404, "integrated_account_id: no such integrated account");
    let body = json!({ "tenant_id": "a", "truto_static_gate_id": PUBLISHED_ID });
    let refused = server.call(&own, "/link-token", &body).await;
    assert_error(refused, 404, "truto_static_gate_id: no such static gate");

    let link_token = server.link_token(&other).await;
    assert!(!server.is_active(&own, &link_token).await);
    let redemption = json!({ "link_token": link_token, "integration": "slack" });
    let refused = server.call(&own, "/link-token/redeem", &redemption).await;
    assert_error(refused, 409, "link token is no longer valid");
    let reference = json!({ "link_token": link_token });
    let revoked = server.call(&own, "/link-token/revoke", &reference).await;
    assert_eq!(revoked.0, StatusCode::NO_CONTENT);
    assert!(server.is_active(&other, &link_token).await, "not revoked by another environment");
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

#[on_each_engine]
async fn server_deletes_link_tokens_31_days_after_their_end(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for tenant in ["a", "b", "c"] {
        let body = json!({ "tenant_id": tenant });
        assert_eq!(server.call(&token, "/link-token", &body).await.0, StatusCode::OK);
    }
    server.signal("TERM");
    assert!(server.wait());
    for (tenant, days) in [("a", 32), ("b", 30)] {
        let died = database.days_ago(days);
        database
            .sql(&format!("UPDATE link_token SET died_at = {died} WHERE tenant_id = '{tenant}'"));
    }
    let left = || database.sql("SELECT tenant_id FROM link_token ORDER BY tenant_id");
    // The sweep begins with the server.
    let _server = Server::start(database);
    eventually("a link token is swept", async || left() != "a\nb\nc").await;
    assert_eq!(left(), "b\nc");
}
