//! The requests of the published endpoint's examples, byte for byte as curl, `JSON.stringify` and
//! Python's `requests` send them.

use reqwest::{StatusCode, header::CONTENT_TYPE};
use serde_json::{Value, json};

use link_token_tests::{Database, PUBLISHED_ID, Server, answer, on_each_engine, on_sqlite};

#[on_each_engine]
async fn create_accepts_each_published_example(database: &Database) {
    let token = database.environment("test");
    database.published_account("test");
    let server = Server::start(database);
    for (name, body) in [
        ("curl", include_str!("published/curl.json")),
        ("JavaScript", include_str!("published/javascript.json")),
        ("Python", include_str!("published/python.json")),
    ] {
        let request = server.post("/link-token").bearer_auth(&token).body(body);
        let sent = request.header(CONTENT_TYPE, "application/json").send().await;
        let (status, created) = answer(sent.expect("an answer")).await;
        assert_eq!(status, StatusCode::OK, "{name}: {created}");

        let reference = json!({ "link_token": created["link_token"] });
        let (_, mut found) = server.call(&token, "/link-token/introspect", &reference).await;
        assert_eq!(found["expires_at"], created["expires_at"]);
        for varying in ["environment_id", "issued_at", "expires_at"] {
            let removed = found.as_object_mut().and_then(|found| found.remove(varying));
            assert!(removed.is_some_and(|value| value.is_string()), "{varying}");
        }
        let expected: Value = json!({
            "active": true,
            "tenant_id": "acme-1",
            "integrated_account_id": PUBLISHED_ID,
            "context": { "label": "Production Hubspot Account" },
            "redirect_uri": "https://example.com/redirect",
            "scopes": ["read:users", "write:contacts"],
            "persist_previous_context": false,
            "truto_static_gate_id": PUBLISHED_ID,
        });
        assert_eq!(found, expected, "{name}");
    }
}

#[on_sqlite]
async fn create_accepts_tenant_alone_as_sdks_send_it(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let body = json!({ "tenant_id": "<tenant_id>" });
    let (status, created) = server.call(&token, "/link-token?extra=1", &body).await;
    assert_eq!(status, StatusCode::OK, "{created}");
}
