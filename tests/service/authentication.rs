//! Authentication by API token, and the checks of a request that come right after it.

use reqwest::{
    StatusCode,
    header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE},
};
use serde_json::json;

use link_token_tests::{
    Database, Server, answer, assert_error, eventually, http, on_each_engine, on_sqlite,
};

const PATHS: [&str; 4] =
    ["/link-token", "/link-token/introspect", "/link-token/redeem", "/link-token/revoke"];

#[on_each_engine]
async fn requests_return_401_before_any_other_error_when_api_token_is_invalid(database: &Database) {
    let token = database.environment("test");
    let revoked = database.api_token("test", &[]);
    database.admin(&["api-token", "revoke", "--id", revoked["id"].as_str().expect("an ID")]);
    let expired = database.api_token("test", &["--expires-in", "0s"]);
    let secret = |created: &serde_json::Value| created["secret"].as_str().expect("one").to_owned();
    let mut mistyped = token.clone();
    mistyped.replace_range(10..11, if &token[10..11] == "0" { "1" } else { "0" });
    let never_issued = format!("lta_{}{:08x}", "0".repeat(64), 0x1234_5678);

    let server = Server::start(database);
    let missing = "an API token is required: send it as a bearer token";
    let invalid = "the API token is unknown, expired or revoked";
    let bare = "Bearer";
    let error = "Bearer error=\"invalid_token\"";
    for path in PATHS {
        for (authorization, message, challenge) in [
            (None, missing, bare),
            (Some("Basic YTpi".to_owned()), missing, bare),
            (Some("Bearer".to_owned()), invalid, error),
            (Some("Bearer x".to_owned()), invalid, error),
            (Some(format!("Bearer {mistyped}")), invalid, error),
            (Some(format!("Bearer {never_issued}")), invalid, error),
            (Some(format!("Bearer {}", secret(&revoked))), invalid, error),
            (Some(format!("Bearer {}", secret(&expired))), invalid, error),
        ] {
            // Nothing else that is wrong with the request may be told.
            let mut request = server.post(path).header(CONTENT_TYPE, "text/plain").body("{");
            if let Some(authorization) = &authorization {
                request = request.header(AUTHORIZATION, authorization);
            }
            let response = request.send().await.expect("an answer");
            assert_eq!(response.headers()[WWW_AUTHENTICATE], challenge, "{authorization:?}");
            assert_error(answer(response).await, 401, message);
        }
    }
}

#[on_sqlite]
async fn authorization_scheme_is_case_insensitive(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let request = server.post("/link-token").json(&json!({ "tenant_id": "a" }));
        let sent = request.header(AUTHORIZATION, format!("{scheme} {token}")).send().await;
        assert_eq!(sent.expect("an answer").status(), StatusCode::OK, "{scheme}");
    }
}

#[on_each_engine]
async fn requests_return_401_when_api_token_was_revoked_while_server_runs(database: &Database) {
    let created = {
        database.environment("test");
        database.api_token("test", &["--name", "backend", "--expires-in", "1h"])
    };
    let secret = created["secret"].as_str().expect("a secret");
    let server = Server::start(database);
    server.link_token(secret).await;
    database.admin(&["api-token", "revoke", "--id", created["id"].as_str().expect("an ID")]);
    let body = json!({ "tenant_id": "a" });
    // A server relies for half a second on what it knows.
    eventually("the API token is refused", async || {
        server.call(secret, "/link-token", &body).await.0 != StatusCode::OK
    })
    .await;
    let refused = server.call(secret, "/link-token", &body).await;
    assert_error(refused, 401, "the API token is unknown, expired or revoked");
}

#[on_sqlite]
async fn create_returns_400_413_or_415_when_body_is_malformed_large_or_not_json(
    database: &Database,
) {
    let token = database.environment("test");
    let server = Server::start(database);
    let send = async |content_type: &str, body: String| {
        let request = server.post("/link-token").bearer_auth(&token).body(body);
        let sent = request.header(CONTENT_TYPE, content_type).send().await;
        answer(sent.expect("an answer")).await
    };
    let body = || "{\"tenant_id\": \"a\"}".to_owned();
    let padded = |length: usize| format!("{}{}", body(), " ".repeat(length - body().len()));

    let unsupported = "the content type must be application/json";
    assert_error(send("text/plain", body()).await, 415, unsupported);
    assert_eq!(send("application/json; charset=utf-8", body()).await.0, StatusCode::OK);
    assert_eq!(send("application/json", padded(65536)).await.0, StatusCode::OK);
    let too_large = "the body is larger than 65536 bytes";
    assert_error(send("application/json", padded(65537)).await, 413, too_large);
    let more = format!("{} {{}}", body());
    let trailing = "there is more after the JSON value in the body";
    assert_error(send("application/json", more).await, 400, trailing);
    let array = "the body is not a JSON object";
    assert_error(send("application/json", "[]".to_owned()).await, 400, array);
}

/// The server reads and drops the rest of a rejected body: the next request may already be on the
/// connection.
#[on_sqlite]
async fn connection_stays_usable_when_large_body_is_rejected(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for _ in 0..20 {
        let send = async |token: &str, content_type: &str, length: usize| {
            let request = server.post("/link-token").bearer_auth(token);
            let request = request.header(CONTENT_TYPE, content_type).body("[".repeat(length));
            answer(request.send().await.expect("an answer")).await.0.as_u16()
        };
        let json = "application/json";
        assert_eq!(send(&token, json, 200_000).await, 413);
        assert_eq!(send(&token, "text/plain", 200_000).await, 415);
        assert_eq!(send("nobody", json, 50_000).await, 401);
        server.link_token(&token).await;
    }
}

#[on_sqlite]
async fn answers_forbid_caching_and_unknown_paths_return_contract_errors(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for body in [json!({ "tenant_id": "a" }), json!({})] {
        let request = server.post("/link-token").bearer_auth(&token).json(&body);
        let response = request.send().await.expect("an answer");
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        assert!(response.headers().contains_key("x-request-id"));
    }
    let (status, body) = server.call(&token, "/link-tokens", &json!({})).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(body["message"].is_string() && body["request_id"].is_string(), "{body}");
    // An unknown method, for instance a browser that asks whether another origin may call: none
    // may.
    for method in [reqwest::Method::GET, reqwest::Method::OPTIONS] {
        let url = format!("{}/link-token", server.url);
        let request = http().request(method, url).header("origin", "https://a.example");
        let response = request.send().await.expect("an answer");
        assert!(!response.headers().contains_key("access-control-allow-origin"));
        let (status, body) = answer(response).await;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(body["message"].is_string() && body["request_id"].is_string(), "{body}");
    }
}
