//! Errors contain nothing of an unreadable response, which may contain credentials.

use std::error::Error as _;

use link_token_client::{
    Client, Error, ErrorKind, Retry,
    mock::{MockServerExt as _, httpmock::MockServer},
    types,
};

/// Returns the error of a redemption with a response.
async fn error_of(status: u16, body: &str) -> Error {
    let server = MockServer::start_async().await;
    server.redeem_link_token(|_, then| {
        let then = then.into_inner().status(status);
        then.header("content-type", "application/json").body(body);
    });
    let builder = Client::builder(server.base_url(), "lta_test").retry(Retry::NEVER);
    let link_token = "efe6413c-941a-4ca6-8f22-defbf758b824";
    let redemption = types::LinkTokenRedemption::builder().link_token(link_token);
    let client = builder.build().expect("a client");
    client.redeem_link_token().body(redemption).send().await.expect_err("not readable")
}

/// Returns everything that a log could contain of an error.
fn shown(error: &Error) -> String {
    let mut shown = vec![format!("{error} {error:#} {error:?} {error:#?}")];
    let mut source = error.source();
    while let Some(error) = source {
        shown.push(format!("{error} {error:#} {error:?} {error:#?}"));
        source = error.source();
    }
    shown.join(" ")
}

#[tokio::test]
async fn error_omits_the_response_when_it_is_unreadable() {
    // An account of the contract, except for one member.
    let account = |member: &str, value: &str| {
        let mut account = serde_json::json!({
            "id": "1ba1f401-7183-47c5-9e39-e8e257e3c795", "tenant_id": "acme-1",
            "integration": "hubspot", "status": "active", "region": "wnam",
            "context": { "password": "hunter2" },
            "created_at": "2026-01-01T12:00:00Z", "updated_at": "2026-01-01T12:00:00Z",
        });
        account[member] = serde_json::from_str(value).expect("JSON");
        account.to_string()
    };
    let secret = "\"hunter2\"";
    let whole = account("id", secret);
    for (status, body) in [
        (200, whole.clone()),
        (200, account("tenant_id", "[\"hunter2\"]")),
        (200, account("tenant_id", "\"hunter2\\u0007\"")),
        (200, account("integration", "{\"hunter2\": 1}")),
        (200, account("status", secret)),
        (200, account("status", "7")),
        (200, account("region", secret)),
        (200, account("context", secret)),
        (200, account("context", "[\"hunter2\"]")),
        (200, account("authentication_method", secret)),
        (200, account("created_at", secret)),
        (200, account("truto_static_gate_id", secret)),
        (200, whole[..whole.len() - 1].to_owned()),
        (200, format!("{whole}hunter2")),
        (200, secret.to_owned()),
        (200, "hunter2".to_owned()),
        (200, "{\"password\": \"hunter2\"}".to_owned()),
    ] {
        let error = error_of(status, &body).await;
        assert_eq!(error.kind(), ErrorKind::UnexpectedResponse, "{error:?}");
        let shown = shown(&error);
        assert!(!shown.contains("hunter2"), "{body}\n{shown}");
        assert!(shown.contains(" at line 1 column "), "{shown}");
    }
}

/// Gateways answer with JSON of their own.
#[tokio::test]
async fn error_has_the_kind_of_its_status_when_the_response_is_not_of_the_contract() {
    for (status, body, kind) in [
        (409, "\"hunter2\"", ErrorKind::LinkTokenNotValid),
        (409, "{\"message\": \"no\", \"password\": \"hunter2\"}", ErrorKind::LinkTokenNotValid),
        (429, "{\"message\": \"hunter2\"}", ErrorKind::RateLimited),
        (
            503,
            "{\"message\": \"no\", \"request_id\": 1, \"a\": \"hunter2\"}",
            ErrorKind::Unavailable,
        ),
        (504, "{\"message\": \"hunter2\", \"statusCode\": \"504\"}", ErrorKind::Unavailable),
        (302, "hunter2", ErrorKind::WrongBaseUrl),
    ] {
        let error = error_of(status, body).await;
        assert_eq!((error.kind(), error.status()), (kind, Some(status)), "{error:?}");
        assert!(!shown(&error).contains("hunter2"), "{error:?}");
    }
}

#[tokio::test]
async fn error_locates_the_fault_in_an_unreadable_response() {
    for (body, message) in [
        ("{}", "missing field `context` at line 1 column 2"),
        ("{\"id\"", "EOF while parsing an object at line 1 column 5"),
        ("{\"tenant_id\": 17}", "expected a string at line 1 column 16"),
        ("{\"region\": \"x\"}", "expected one of `wnam`, `enam`, `apac`, `eu` at line 1 column 15"),
    ] {
        let shown = error_of(200, body).await.to_string();
        assert!(shown.contains(message), "{shown}");
    }
}
