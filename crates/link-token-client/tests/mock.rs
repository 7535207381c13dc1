//! The client against its own mocks, as in tests of services.

use std::time::Duration;

use link_token_client::{
    Client, ErrorKind, Retry,
    mock::{MockServerExt as _, httpmock::MockServer, operations::RevokeLinkTokenThen as Then},
    types,
};

const LINK_TOKEN: &str = "efe6413c-941a-4ca6-8f22-defbf758b824";

fn client(server: &MockServer) -> Client {
    let builder = Client::builder(server.base_url(), "lta_test");
    builder.retry(Retry::NEVER).build().expect("a client")
}

fn link_token() -> types::LinkToken {
    LINK_TOKEN.parse().expect("a link token")
}

fn request(tenant: &str) -> types::LinkTokenRequest {
    let context = serde_json::json!({ "password": "hunter2", "ratio": 0.1 });
    let request = types::LinkTokenRequest::builder().tenant_id(tenant).context(context);
    request.try_into().expect("all there")
}

fn created() -> types::LinkTokenResponse {
    types::LinkTokenResponse {
        link_token: link_token(),
        expires_at: "2026-01-08T12:00:00Z".parse().expect("a time"),
    }
}

fn error(status: i32) -> types::Error {
    types::Error {
        status_code: types::StatusCode::try_from(status).ok(),
        error: None,
        message: "no".to_owned(),
        request_id: "1".to_owned(),
    }
}

#[tokio::test]
async fn create_mock_matches_key_and_body() {
    let server = MockServer::start_async().await;
    let client = client(&server);
    let key: types::IdempotencyKey = "a-key".parse().expect("valid");
    let first = server.create_link_token(|when, then| {
        when.idempotency_key(&key).body(&request("acme-1"));
        then.ok(&created());
    });
    let reused = server.create_link_token(|when, then| {
        when.idempotency_key(&key);
        then.unprocessable_entity(&error(422));
    });
    let without_a_key = server.create_link_token(|when, then| {
        when.idempotency_key(None);
        then.ok(&created());
    });
    let other = server.create_link_token(|when, then| {
        when.body(&request("acme-2"));
        then.not_found(&error(404));
    });

    let create = |tenant| client.create_link_token().body(request(tenant));
    let answer = create("acme-1").idempotency_key("a-key").send().await.expect("created");
    assert_eq!((answer.status().as_u16(), answer.expires_at), (200, created().expires_at));
    assert_eq!(answer.link_token.0, link_token().0);
    let failed = create("acme-2").idempotency_key("a-key").send().await.expect_err("reused");
    assert_eq!(failed.kind(), ErrorKind::IdempotencyKeyReused, "{failed:?}");
    let failed = create("acme-2").send().await.expect_err("unknown");
    assert_eq!((failed.kind(), failed.request_id()), (ErrorKind::NotFound, Some("1")));
    for (mock, calls) in [(first, 1), (reused, 1), (without_a_key, 0), (other, 1)] {
        mock.assert_calls_async(calls).await;
    }
}

#[tokio::test]
async fn introspect_mock_returns_its_response() {
    let server = MockServer::start_async().await;
    let reference = types::LinkTokenReference { link_token: link_token() };
    let introspection: types::LinkTokenIntrospection = serde_json::from_value(serde_json::json!({
        "active": true,
        "region": "eu",
        "context": request("acme-1").context,
    }))
    .expect("all there");
    server.introspect_link_token(|when, then| {
        when.body(&reference);
        then.ok(&introspection);
    });
    let found = client(&server).introspect_link_token().body(reference).send().await;
    let found = found.expect("found").into_inner();
    assert!(found.active && found.region == Some(types::Region::Eu));
    assert_eq!(found.context.expect("given")["ratio"], 0.1);
}

#[tokio::test]
async fn redeem_mock_fails_when_its_success_is_used_up() {
    let server = MockServer::start_async().await;
    let client = client(&server);
    let account: types::IntegratedAccount = serde_json::from_str(
        r#"{
            "id": "1ba1f401-7183-47c5-9e39-e8e257e3c795", "tenant_id": "acme-1",
            "integration": "hubspot", "status": "active", "region": "wnam", "context": {},
            "created_at": "2026-01-01T12:00:00Z", "updated_at": "2026-01-01T12:00:00Z"
        }"#,
    )
    .expect("an account");
    let redemption: types::LinkTokenRedemption = types::LinkTokenRedemption::builder()
        .link_token(link_token())
        .integration("hubspot")
        .try_into()
        .expect("all there");
    let once = server.redeem_link_token(|when, then| {
        when.body(&redemption);
        then.ok(&account).into_inner().up_to_n_times(1);
    });
    server.redeem_link_token(|_, then| {
        then.conflict(&error(409));
    });
    let redeem = async || client.redeem_link_token().body(redemption.clone()).send().await;
    assert_eq!(redeem().await.expect("redeemed").id, account.id);
    let failed = redeem().await.expect_err("twice");
    assert_eq!((failed.kind(), failed.message()), (ErrorKind::LinkTokenNotValid, "no"));
    once.assert_calls_async(1).await;
}

/// A method that sets an error response.
type Failure = fn(Then, &types::Error) -> Then;

/// Covers every response of the operation, and other errors of the ranges.
#[tokio::test]
async fn revoke_mock_returns_each_response_of_the_contract() {
    let server = MockServer::start_async().await;
    let client = client(&server);
    let reference = || types::LinkTokenReference { link_token: link_token() };
    let revoke = async || client.revoke_link_token().body(reference()).send().await;
    let mock = server.revoke_link_token(|when, then| {
        when.body(&reference());
        then.no_content();
    });
    assert_eq!(revoke().await.expect("revoked").status(), 204);
    mock.delete_async().await;

    let failures: [(u16, Failure); 8] = [
        (400, Then::bad_request),
        (401, Then::unauthorized),
        (413, Then::payload_too_large),
        (415, Then::unsupported_media_type),
        (429, Then::too_many_requests),
        (503, Then::service_unavailable),
        (403, Then::client_error::<403>),
        (500, Then::server_error::<500>),
    ];
    for (code, failure) in failures {
        let mock = server.revoke_link_token(|_, then| {
            failure(then, &error(code.into())).into_inner().header("retry-after", "2");
        });
        let failed = revoke().await.expect_err("an error");
        assert_eq!((failed.status(), failed.message()), (Some(code), "no"), "{failed:?}");
        assert_eq!(failed.retry_after(), Some(Duration::from_secs(2)));
        mock.delete_async().await;
    }
}

#[tokio::test]
async fn retry_reaches_the_next_mock_when_the_first_is_used_up() {
    let server = MockServer::start_async().await;
    let builder = Client::builder(server.base_url(), "lta_test");
    let client = builder.retry(Retry::default().attempts(3)).build().expect("a client");
    let failing = server.create_link_token(|_, then| {
        then.service_unavailable(&error(503));
    });
    let create = async || client.create_link_token().body(request("acme-1")).send().await;
    assert!(create().await.is_err_and(|failed| failed.kind() == ErrorKind::Unavailable));
    failing.assert_calls_async(3).await;

    failing.up_to_n_times_async(4).await;
    let working = server.create_link_token(|_, then| {
        then.ok(&created());
    });
    create().await.expect("in the end");
    failing.assert_calls_async(4).await;
    working.assert_calls_async(1).await;
}

#[tokio::test]
async fn request_fails_when_no_mock_matches() {
    let server = MockServer::start_async().await;
    let client = client(&server);
    let mock = server.create_link_token(|when, then| {
        when.body(&request("acme-1"));
        then.ok(&created());
    });
    let sent = client.create_link_token().body(request("acme-2")).send().await;
    let failed = sent.expect_err("another");
    assert_eq!(failed.kind(), ErrorKind::UnexpectedResponse);
    let shown = failed.to_string();
    assert!(shown.contains("no mock expects POST /link-token with this body"), "{shown}");
    assert!(shown.contains("\"tenant_id\":\"acme-2\""), "{shown}");
    // A mock of an error that is not found is one of the contract.
    server.introspect_link_token(|_, then| {
        then.client_error::<404>(&error(404));
    });
    let reference = types::LinkTokenReference { link_token: link_token() };
    let sent = client.introspect_link_token().body(reference).send().await;
    assert_eq!(sent.expect_err("mocked").kind(), ErrorKind::NotFound);
    mock.assert_calls_async(0).await;
}
