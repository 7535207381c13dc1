//! HTTP, whatever the operation: bodies, connections, headers, and unknown paths.

use reqwest::{StatusCode, header::CONTENT_TYPE};
use serde_json::json;

use link_token_tests::{Database, Server, answer, assert_error, http, on_sqlite};

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
    let trailing = "there is more after the JSON value";
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
