//! Settings of an environment: its redirect URIs and the lifetime of its link tokens.

use link_token_client::types;
use reqwest::StatusCode;
use serde_json::json;

use link_token_tests::{Database, Server, assert_error, on_each_engine, on_sqlite};

#[on_each_engine]
async fn create_returns_400_when_redirect_uri_is_not_registered(database: &Database) {
    let (token, other) = (database.environment("test"), database.environment("other"));
    let server = Server::start(database);
    let allowed = async |token: &str, uri: &str| {
        let body = json!({ "tenant_id": "a", "redirect_uri": uri });
        server.call(token, "/link-token", &body).await
    };
    let set = |uris: &[&str]| {
        let uris: Vec<&str> = uris.iter().flat_map(|uri| ["--redirect-uri", uri]).collect();
        database.admin(&[&["environment", "set", "--environment", "test"], &uris[..]].concat())
    };
    assert_eq!(allowed(&token, "https://example.com/a").await.0, StatusCode::OK);
    assert_eq!(allowed(&token, "myapp:/a").await.0, StatusCode::BAD_REQUEST);

    let shown = set(&["https://example.com/b", "http://127.0.0.1/c", "myapp:/a"]);
    assert_eq!(shown["redirect_uris"].as_array().map(Vec::len), Some(3));
    for uri in ["https://example.com/b", "http://127.0.0.1:50000/c", "myapp:/a"] {
        assert_eq!(allowed(&token, uri).await.0, StatusCode::OK, "{uri}");
    }
    let refused = allowed(&token, "https://example.com/a").await;
    let unlisted = "redirect_uri: is not one of the environment's redirect URIs: send one of them, or have this one listed";
    assert_error(refused, 400, unlisted);
    assert_eq!(allowed(&other, "https://example.com/a").await.0, StatusCode::OK);

    set(&["any"]);
    assert_eq!(allowed(&token, "https://example.com/a").await.0, StatusCode::OK);
}

/// An environment may register a private scheme, but none that a browser handles itself.
#[on_sqlite]
fn environment_set_fails_when_redirect_uri_is_never_allowed(database: &Database) {
    database.environment("test");
    let succeeds = |uri: &str| {
        let arguments = ["environment", "set", "--environment", "test", "--redirect-uri", uri];
        database.run(&arguments).status.success()
    };
    assert!(succeeds("myapp:/a"));
    for uri in [
        "about:blank",
        "blob:https://example.com/a",
        "data:text/html,a",
        "file:///a",
        "filesystem:https://example.com/a",
        "javascript:alert(1)",
        "vbscript:a",
        "JavaScript:alert(1)",
        "http://example.com/",
        "nonsense",
        "https://0x7f.1/",
        "https://*.example.com/a",
        "https://example.com/*",
    ] {
        assert!(!succeeds(uri), "{uri}");
    }
    let wildcard =
        ["environment", "set", "--environment", "test", "--redirect-uri", "https://*.example.com/"];
    let said = String::from_utf8(database.run(&wildcard).stderr).expect("UTF-8");
    assert!(said.contains("there are no wildcards"), "{said}");
    let listed = database.admin(&["environment", "list"]);
    assert_eq!(listed[0]["redirect_uris"], json!(["myapp:/a"]));
}

#[on_each_engine]
async fn link_token_expires_after_lifetime_of_its_environment(database: &Database) {
    let (token, other) = (database.environment("test"), database.environment("other"));
    let server = Server::start(database);
    let created = async |token: &str| {
        let (_, created) = server.call(token, "/link-token", &json!({ "tenant_id": "a" })).await;
        let created: types::LinkTokenResponse = serde_json::from_value(created).expect("fits");
        created.expires_at
    };
    let shown =
        database.admin(&["environment", "set", "--environment", "test", "--lifetime", "5m"]);
    assert_eq!(shown["lifetime"], 300);
    assert!(created(&token).await < created(&other).await);
    let set = ["environment", "set", "--environment", "test", "--lifetime", "default"];
    assert_eq!(database.admin(&set)["lifetime"], json!(null));
    let before = created(&other).await;
    assert!(before <= created(&token).await);
    let nothing = database.run(&["environment", "set", "--environment", "test"]);
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("nothing to change"));
}
