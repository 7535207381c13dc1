//! The rest of a link token's life: introspection, revocation, and deletion after its end.

use reqwest::StatusCode;
use serde_json::{Value, json};

use link_token_tests::{
    Database, PUBLISHED_ID, Server, assert_error, eventually, on_each_engine, text,
};

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
        let ended = database.days_ago(days);
        database
            .sql(&format!("UPDATE link_token SET ended_at = {ended} WHERE tenant_id = '{tenant}'"));
    }
    let left = || database.sql("SELECT tenant_id FROM link_token ORDER BY tenant_id");
    // The sweep begins with the server.
    let _server = Server::start(database);
    eventually("a link token is swept", async || left() != "a\nb\nc").await;
    assert_eq!(left(), "b\nc");
}

/// After the theft of an API token, an operator finds what the thief has made, and ends it.
#[on_each_engine]
async fn operator_lists_and_revokes_link_tokens_of_stolen_api_token(database: &Database) {
    let token = database.environment("test");
    let stolen = database.api_token("test", &["--name", "stolen"]);
    let id = stolen["id"].as_str().expect("an ID");
    let stolen = stolen["secret"].as_str().expect("a secret");
    let server = Server::start(database);
    let kept = server.link_token(&token).await;
    let made = [server.link_token(stolen).await, server.link_token(stolen).await];
    let other_tenant = server.call(stolen, "/link-token", &json!({ "tenant_id": "b" })).await.1;
    let other_tenant = other_tenant["link_token"].as_str().expect("a link token");

    let output = database.run(&["link-token", "list"]);
    let error = text(&output.stderr);
    assert!(!output.status.success() && error.contains("--api-token"), "{error}");
    let output = database.run(&["link-token", "revoke", "--api-token", stolen]);
    let error = text(&output.stderr);
    assert!(!output.status.success() && !error.contains(stolen), "{error}");
    let unknown = "0b0c5f6e-7a43-4a0e-8f5f-5a3c1e0f2d4b";
    let error = text(&database.run(&["link-token", "list", "--api-token", unknown]).stderr);
    assert!(error.contains("not found"), "{error}");

    let shown = database.run(&["link-token", "list", "--api-token", id, "--limit", "2"]);
    let hint = text(&shown.stderr);
    let position = hint.split_once("--after ").expect("a next page").1.trim();
    let rest = ["link-token", "list", "--api-token", id, "--after", position];
    assert_eq!(database.admin(&rest).as_array().expect("a list").len(), 1);

    let of_tenant = ["--api-token", id, "--tenant-id", "acme-1", "--since", "1h"];
    let listed = database.admin(&[&["link-token", "list"], &of_tenant[..]].concat());
    let listed = listed.as_array().expect("a list");
    assert_eq!(listed.len(), 2);
    for link_token in listed {
        assert_eq!(link_token["tenant_id"], "acme-1");
        assert_eq!(link_token["api_token_id"], id);
        assert_eq!(link_token["environment"], "test");
        assert!(made.iter().all(|made| !link_token.to_string().contains(made.as_str())));
    }
    let revoked = database.admin(&[&["link-token", "revoke"], &of_tenant[..]].concat());
    assert_eq!(revoked, json!({ "revoked": 2 }));
    for link_token in &made {
        assert!(!server.is_active(&token, link_token).await);
    }
    assert!(server.is_active(&token, other_tenant).await);
    let audit = ["audit", "list", "--environment", "test", "--action", "revoke_link_token"];
    let mark = listed[0]["mark"].as_str().expect("a mark");
    let events = database.admin(&[&audit[..], &["--link-token-mark", mark]].concat());
    assert_eq!(events[0]["outcome"], "done");
    assert_eq!(events[0]["api_token_id"], Value::Null, "by an operator");

    let revoke = database.run(&["link-token", "revoke", "--api-token", id]);
    assert_eq!(text(&revoke.stdout), "revoked  1\n");
    assert!(text(&revoke.stderr).contains(&format!("api-token revoke --id {id}")));
    assert!(!server.is_active(&token, other_tenant).await);
    assert!(server.is_active(&token, &kept).await);
}
