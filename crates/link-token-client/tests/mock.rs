//! The client against its own mocks, as in tests of services.

use std::time::Duration;

use link_token_client::{
    ApiToken, Client, ErrorKind, Retry,
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
        status_code: types::ErrorStatusCode::try_from(status).ok(),
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
            "integration": {"name": "hubspot", "label": "HubSpot"}, "environment_id": "5f3d7a52-6c0e-4a44-9f0c-0a3a1f1d2b11", "status": "active", "region": "wnam", "context": {},
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
        (403, Then::forbidden),
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

/// A repeated creation would report that the API token already exists, and hide that it is there.
#[tokio::test]
async fn api_token_is_created_with_one_attempt_and_revoked_with_several() {
    let server = MockServer::start_async().await;
    let builder = Client::builder(server.base_url(), "lta_test");
    let client = builder.retry(Retry::default().attempts(2)).build().expect("a client");
    let secret = ApiToken::generate().expect("randomness");
    assert!(!format!("{secret:?}").contains(secret.expose()));
    let registration = secret.registration().name("backend");
    let registration: types::ApiTokenRegistration = registration.try_into().expect("all there");
    assert!(!format!("{registration:?}").contains(secret.expose()));
    let create = async || client.create_api_token().body(registration.clone()).send().await;
    let unavailable = server.create_api_token(|when, then| {
        when.body(&registration);
        then.service_unavailable(&error(503));
    });
    let failed = create().await.expect_err("unavailable");
    assert_eq!((failed.kind(), failed.is_retryable()), (ErrorKind::Unavailable, false));
    unavailable.assert_calls_async(1).await;
    unavailable.delete_async().await;
    server.create_api_token(|_, then| {
        then.conflict(&error(409));
    });
    assert_eq!(create().await.expect_err("exists").kind(), ErrorKind::AlreadyExists);

    let reference = types::ApiTokenReference { id: uuid::Uuid::nil() };
    let unavailable = server.revoke_api_token(|_, then| {
        then.service_unavailable(&error(503));
    });
    let failed = client.revoke_api_token().body(reference).send().await.expect_err("unavailable");
    assert!(failed.is_retryable());
    unavailable.assert_calls_async(2).await;
}

/// A second rotation would end the secret that the receiver has; a second creation or replay would
/// send each event twice.
#[tokio::test]
async fn client_repeats_operations_on_webhooks_that_are_repeatable() {
    let server = MockServer::start_async().await;
    let builder = Client::builder(server.base_url(), "lta_test");
    let client = builder.retry(Retry::default().attempts(2)).build().expect("a client");
    let id = uuid::Uuid::nil();
    macro_rules! attempts {
        ($($operation:ident($client:ident) => $call:expr, $attempts:literal;)*) => {$(
            let unavailable = server.$operation(|_, then| {
                then.service_unavailable(&error(503));
            });
            let $client = client.$operation();
            let failed = $call.send().await.expect_err("unavailable");
            assert_eq!(failed.kind(), ErrorKind::Unavailable, "{failed:?}");
            assert_eq!(failed.is_retryable(), $attempts == 2, stringify!($operation));
            unavailable.assert_calls_async($attempts).await;
            unavailable.delete_async().await;
        )*};
    }
    attempts! {
        list_webhooks(it) => it, 2;
        list_webhook_deliveries(it) => it.id(id), 2;
        get_webhook(it) => it.id(id), 2;
        update_webhook(it) => it.id(id).body_map(|body| body.is_active(true)), 2;
        delete_webhook(it) => it.id(id), 2;
        test_webhook(it) => it.body(types::WebhookReference { id }), 2;
        create_webhook(it) => it.body_map(|body| body.target_url("https://example.com")), 1;
        rotate_webhook_secret(it) => it.id(id).body_map(|body| body), 1;
        replay_webhook(it) => it.id(id).body_map(|body| body), 1;
    }
}

#[tokio::test]
async fn stream_of_link_tokens_reads_each_page_once() {
    let server = MockServer::start_async().await;
    let page = |marks: &[&str], next: Option<&str>| -> types::LinkTokenPage {
        let result = marks.iter().map(|mark| {
            serde_json::json!({
                "mark": mark,
                "api_token_id": uuid::Uuid::nil(),
                "tenant_id": "acme-1",
                "issued_at": "2026-01-01T12:00:00Z",
                "expires_at": "2026-01-08T12:00:00Z",
            })
        });
        let result = result.collect::<Vec<_>>();
        let page = serde_json::json!({ "result": result, "next_cursor": next, "limit": 2 });
        serde_json::from_value(page).expect("a page")
    };
    let marks = ["0000000000000001", "0000000000000002", "0000000000000003"];
    let cursor: types::Cursor = "after-2".parse().expect("a cursor");
    let limit = types::PageLimit::try_from(2).expect("a limit");
    let first = server.list_link_tokens(|when, then| {
        when.limit(&limit).next_cursor(None);
        then.ok(&page(&marks[..2], Some(cursor.as_str())));
    });
    let last = server.list_link_tokens(|when, then| {
        when.limit(&limit).next_cursor(&cursor);
        then.ok(&page(&marks[2..], None));
    });
    let found = client(&server).list_link_tokens().limit(2).all().await.expect("all pages");
    assert!(found.iter().map(|token| token.mark.as_str()).eq(marks), "{found:?}");
    for mock in [first, last] {
        mock.assert_calls_async(1).await;
    }
}

/// Without a value, the server would see no condition, and list the accounts of all tenants.
#[tokio::test]
async fn list_of_values_is_checked_before_it_is_sent() {
    let server = MockServer::start_async().await;
    let listed = server.list_integrated_accounts(|when, then| {
        when.tenant_id_in(&["a".parse().expect("valid"), "b".parse().expect("valid")]);
        then.ok(&types::IntegratedAccountPage {
            limit: types::PageLimit::try_from(100).expect("valid"),
            next_cursor: None,
            result: Vec::new(),
        });
    });
    let builder = Client::builder(server.base_url(), "lta_test").retry(Retry::NEVER);
    let client = builder.build().expect("a client");
    let list = || client.list_integrated_accounts();
    list().tenant_id_in(["a", "b"]).send().await.expect("listed");
    listed.assert_async().await;
    let many = vec!["a".to_owned(); 101];
    for (values, message) in [
        (&[][..], "tenant_id[in]: must have at least 1 element"),
        (&many, "tenant_id[in]: must have at most 100 elements"),
    ] {
        let refused = list().tenant_id_in(values.to_vec()).send().await.expect_err("refused");
        assert_eq!((refused.kind(), refused.message()), (ErrorKind::InvalidRequest, message));
    }
}
