//! Rate limits: requests of an API token, failed authentications of an address, and requests in
//! flight.

use std::{io::Write as _, net::TcpStream};

use reqwest::{Response, StatusCode};
use serde_json::json;

use link_token_tests::{Database, Server, answer, assert_error, eventually, on_sqlite};

fn number(response: &Response, header: &str) -> Option<i64> {
    let value = response.headers().get(header)?.to_str().expect("text");
    Some(value.parse().expect("a whole number"))
}

#[on_sqlite]
async fn requests_return_429_when_api_token_exceeds_its_limit(database: &Database) {
    let (token, other) = (database.environment("one"), database.environment("other"));
    let server = Server::start_with(database, &["--rate-limit", "2"]);
    let send = async |token: &str, body: &str| {
        let request = server.post("/link-token").bearer_auth(token);
        let request = request.header("content-type", "application/json").body(body.to_owned());
        request.send().await.expect("an answer")
    };
    let first = send(&token, "{\"tenant_id\": \"a\"}").await;
    assert_eq!((first.status().as_u16(), number(&first, "ratelimit-remaining")), (200, Some(1)));
    // One more is allowed every five seconds, so on a busy machine some may pass.
    eventually("the limit is exceeded", async || {
        let response = send(&token, "{").await;
        // The headers are on errors as well.
        assert_eq!(number(&response, "ratelimit-limit"), Some(2));
        let reset = number(&response, "ratelimit-reset").expect("a number");
        assert!((1..=10).contains(&reset), "{reset}");
        if response.status() == 400 {
            assert!(number(&response, "ratelimit-remaining").is_some_and(|it| it < 2));
            return false;
        }
        // The body is not looked at any more.
        assert_eq!(number(&response, "ratelimit-remaining"), Some(0));
        let retry_after = number(&response, "retry-after").expect("a number");
        assert!((1..=10).contains(&retry_after), "{retry_after}");
        let message = "the limit of 2 requests per 10 seconds is exceeded";
        assert_error(answer(response).await, 429, message);
        true
    })
    .await;
    assert_eq!(send(&other, "{\"tenant_id\": \"a\"}").await.status(), StatusCode::OK);
}

#[on_sqlite]
async fn answers_have_no_limit_headers_when_limit_is_0(database: &Database) {
    let token = database.environment("test");
    let server = Server::start_with(database, &["--rate-limit", "0"]);
    let request = server.post("/link-token").bearer_auth(&token).json(&json!({ "tenant_id": "a" }));
    let response = request.send().await.expect("an answer");
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(number(&response, "ratelimit-limit"), None);
}

#[on_sqlite]
async fn limit_is_500_when_not_configured(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let request = server.post("/link-token/revoke").bearer_auth(&token);
    let body = json!({ "link_token": uuid::Uuid::nil() });
    let response = request.json(&body).send().await.expect("an answer");
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert_eq!(number(&response, "ratelimit-limit"), Some(500));
    assert_eq!(number(&response, "ratelimit-remaining"), Some(499));
}

#[on_sqlite]
async fn requests_return_429_when_address_fails_to_authenticate_too_often(database: &Database) {
    let token = database.environment("test");
    let server = Server::start_with(database, &["--failure-limit", "1"]);
    let body = json!({ "tenant_id": "a" });
    for expected in [401, 429, 429] {
        let (status, _) = server.call("lta_wrong", "/link-token", &body).await;
        assert_eq!(status, expected);
    }
    let request = server.post("/link-token").json(&body).send().await.expect("an answer");
    assert!(number(&request, "retry-after").is_some_and(|seconds| seconds >= 1));
    assert_eq!(number(&request, "ratelimit-limit"), None, "nobody's limit");
    let message =
        "more than 1 requests without a valid API token came from this address within 10 seconds";
    assert_error(answer(request).await, 429, message);
    assert_eq!(server.call(&token, "/link-token", &body).await.0, StatusCode::OK);
}

/// A caller can write any addresses but the last, which the proxy adds.
#[on_sqlite]
async fn failure_limit_applies_to_last_forwarded_address_when_proxy_is_trusted(
    database: &Database,
) {
    database.environment("test");
    for (arguments, expected) in [(&["--trust-forwarded"][..], 401), (&[], 429)] {
        let arguments = [&["--failure-limit", "1"], arguments].concat();
        let server = Server::start_with(database, &arguments);
        let fail = async |forwarded: &str| {
            let request = server.post("/link-token").header("x-forwarded-for", forwarded);
            request.send().await.expect("an answer").status().as_u16()
        };
        assert_eq!(fail("192.0.2.1").await, 401);
        assert_eq!(fail("192.0.2.2, 192.0.2.3").await, expected);
        assert_eq!(fail("192.0.2.9, 192.0.2.3").await, 429);
    }
}

/// A proxy may add a header instead of an entry. A value that is no address counts as none.
#[on_sqlite]
async fn failure_limit_applies_to_last_header_when_there_are_several(database: &Database) {
    database.environment("test");
    let server = Server::start_with(database, &["--failure-limit", "1", "--trust-forwarded"]);
    let fail = async |headers: &[&str]| {
        let request = headers.iter().fold(server.post("/link-token"), |request, forwarded| {
            request.header("x-forwarded-for", *forwarded)
        });
        request.send().await.expect("an answer").status().as_u16()
    };
    assert_eq!(fail(&["192.0.2.1", "192.0.2.2"]).await, 401);
    assert_eq!(fail(&["192.0.2.3", "192.0.2.2"]).await, 429, "the last header");
    assert_eq!(fail(&["192.0.2.2", "192.0.2.4, 192.0.2.5"]).await, 401, "its last entry");
    assert_eq!(fail(&["192.0.2.5"]).await, 429, "the same caller");
    assert_eq!(fail(&["192.0.2.1"]).await, 401, "no failure of this one yet");
    // These two are the address that connects.
    assert_eq!(fail(&["192.0.2.6", "unknown"]).await, 401);
    assert_eq!(fail(&[]).await, 429);
}

/// A request whose body does not come stops counting as one in flight.
#[on_sqlite]
async fn slow_sender_frees_its_place_when_others_wait(database: &Database) {
    let token = database.environment("test");
    let server = Server::start_with(database, &["--max-concurrent", "1"]);
    let unfinished = server.begin(&token);
    let create = async || {
        let request = server.post("/link-token").bearer_auth(&token);
        let sent = request.json(&json!({ "tenant_id": "a" })).send().await.expect("an answer");
        let retry_after = sent.headers().get("retry-after").is_some_and(|after| after == "1");
        (sent.status().as_u16(), retry_after)
    };
    eventually("the place is free", async || {
        let answered = create().await;
        assert!(answered.0 == 200 || answered == (503, true), "{answered:?}");
        answered.0 == 200
    })
    .await;
    assert!(unfinished.finish().starts_with("HTTP/1.1 200 OK"));
}

#[on_sqlite]
async fn unauthenticated_sender_takes_no_place(database: &Database) {
    const STRANGERS: usize = 20;
    let token = database.environment("test");
    let server = Server::start_with(database, &["--max-concurrent", "1"]);
    let address = server.url.strip_prefix("http://").expect("plain HTTP");
    let mut strangers = Vec::new();
    let mut turned_away = 0;
    for _ in 0..STRANGERS {
        let mut stranger = TcpStream::connect(address).expect("connects");
        let head = "POST /link-token HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer x\r\nContent-Length: 9\r\n\r\n";
        stranger.write_all(head.as_bytes()).expect("sent");
        strangers.push(stranger);
        eventually("the place is free", async || {
            let body = json!({ "tenant_id": "a" });
            let (status, _) = server.call(&token, "/link-token", &body).await;
            turned_away += usize::from(status == 503);
            status == 200
        })
        .await;
    }
    // Now and then, the server authenticates one just then. If each kept the place for as long as
    // the server waits for a body, it would be taken several times as often.
    assert!(turned_away < 2 * STRANGERS, "{turned_away}");
}
