//! The backend against mocks of link-token that return errors: the pages that users see.

use std::time::{Duration, Instant};

use axum::http::{StatusCode, header};
use link_token_client::{
    Client, Retry,
    mock::{
        MockServerExt as _,
        httpmock::{Mock, MockServer},
        operations::{CreateLinkTokenThen as Then, IntrospectLinkTokenThen},
    },
    types,
};
use reqwest::redirect::Policy;
use serde_json::{Value, json};
use tokio::net::TcpListener;

const LINK_TOKEN: &str = "efe6413c-941a-4ca6-8f22-defbf758b824";
const BEGIN: (&str, &str) = ("/connections", "");
const ALLOW: (&str, &str) =
    ("/connections/finish", "answer=allow&link_token=efe6413c-941a-4ca6-8f22-defbf758b824");

/// Reads a value of the API from JSON.
fn of<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("of the contract")
}

fn created() -> types::LinkTokenResponse {
    of(json!({ "link_token": LINK_TOKEN, "expires_at": "2026-01-08T12:00:00Z" }))
}

fn error(status: u16) -> types::Error {
    of(json!({ "statusCode": status, "message": "internal detail", "request_id": "request-1" }))
}

/// Returns the introspection of a link token that was issued to a user.
fn issued_to(name: &str, tenant: &str) -> types::LinkTokenIntrospection {
    of(json!({ "active": true, "tenant_id": tenant, "context": { "connected_by": name } }))
}

fn account() -> types::IntegratedAccount {
    of(json!({
        "id": "1ba1f401-7183-47c5-9e39-e8e257e3c795", "tenant_id": "acme-1", "integration": "hubspot",
        "status": "active", "region": "wnam", "context": {},
        "created_at": "2026-01-01T12:00:00Z", "updated_at": "2026-01-01T12:00:00Z",
    }))
}

/// The backend, and the browser of a signed-in user.
struct Visit {
    http: reqwest::Client,
    url: String,
    cookie: String,
}

impl Visit {
    /// Starts a backend that calls the mocks.
    async fn start(server: &MockServer) -> Self {
        let client = Client::builder(server.base_url(), "lta_test").retry(Retry::NEVER);
        let routes = example_backend::router(client.build().expect("a client"));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        tokio::spawn(async { axum::serve(listener, routes).await });
        let http = reqwest::Client::builder().redirect(Policy::none()).build().expect("a client");
        let mut visit = Self { http, url, cookie: String::new() };
        let signed_in = visit.post(("/session", "name=ada")).send().await.expect("an answer");
        let cookie = signed_in.headers()[header::SET_COOKIE].to_str().expect("text");
        let (cookie, _) = cookie.split_once(';').expect("a cookie");
        cookie.clone_into(&mut visit.cookie);
        visit
    }

    /// Sends a form like a page of the backend.
    fn post(&self, (path, form): (&str, &'static str)) -> reqwest::RequestBuilder {
        self.http
            .post(format!("{}{path}", self.url))
            .header("cookie", &self.cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(form)
    }

    /// Sends a form, and returns the status, the `Retry-After` header and the page.
    async fn page(&self, form: (&str, &'static str)) -> (StatusCode, Option<String>, String) {
        let answer = self.post(form).send().await.expect("an answer");
        let wait = answer.headers().get(header::RETRY_AFTER);
        let wait = wait.map(|value| value.to_str().expect("text").to_owned());
        (answer.status(), wait, answer.text().await.expect("a page"))
    }

    async fn accounts(&self) -> String {
        let sent = self.http.get(&self.url).header("cookie", &self.cookie).send().await;
        sent.expect("an answer").text().await.expect("a page")
    }
}

fn introspection(
    server: &MockServer,
    answer: impl FnOnce(IntrospectLinkTokenThen) -> IntrospectLinkTokenThen,
) -> Mock<'_> {
    server.introspect_link_token(|_, then| {
        answer(then);
    })
}

#[tokio::test]
async fn begin_uses_the_tenant_of_the_session() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    let expected: types::LinkTokenRequest = of(json!({
        "tenant_id": "acme-1",
        "context": { "connected_by": "ada" },
        "scopes": ["crm.objects.contacts.read"],
    }));
    let create = server.create_link_token(|when, then| {
        when.body(&expected);
        then.ok(&created());
    });
    let forms =
        [BEGIN, ("/connections", "tenant_id=globex"), ("/connections?tenant_id=globex", "")];
    for form in forms {
        let (status, _, page) = visit.page(form).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        assert!(page.contains(LINK_TOKEN), "{page}");
    }
    create.assert_calls_async(forms.len()).await;
}

#[tokio::test]
async fn begin_returns_403_when_request_comes_from_another_site() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    let create = server.create_link_token(|_, then| {
        then.ok(&created());
    });
    for from in [Some("cross-site"), Some("same-site"), Some("none"), None] {
        let mut request = visit.post(BEGIN).build().expect("a request");
        request.headers_mut().remove("sec-fetch-site");
        if let Some(from) = from {
            request.headers_mut().insert("sec-fetch-site", from.parse().expect("a value"));
        }
        let answer = visit.http.execute(request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{from:?}");
    }
    create.assert_calls_async(0).await;
    assert_eq!(visit.page(BEGIN).await.0, StatusCode::OK);
}

type Answer = fn(Then, &types::Error) -> Then;

#[tokio::test]
async fn error_page_has_a_remedy_and_no_details() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    let cases: [(u16, Answer, u16, &str); 6] = [
        (400, Then::bad_request, 500, "An internal error occurred"),
        (401, Then::unauthorized, 500, "An internal error occurred"),
        (404, Then::not_found, 404, "Account not found"),
        (422, Then::unprocessable_entity, 500, "An internal error occurred"),
        (429, Then::too_many_requests, 503, "Try again in a minute"),
        (503, Then::service_unavailable, 503, "Try again in a minute"),
    ];
    for (status, answer, expected, text) in cases {
        let mock = server.create_link_token(|_, then| {
            answer(then, &error(status)).into_inner().header("retry-after", "7");
        });
        let (found, wait, page) = visit.page(BEGIN).await;
        assert_eq!(found, expected, "{status}: {page}");
        assert!(page.contains(text) && page.contains("request-1"), "{status}: {page}");
        assert!(!page.contains("internal detail"), "{status}: {page}");
        assert_eq!(wait.as_deref(), (expected == 503).then_some("7"), "{status}");
        mock.delete_async().await;
    }
}

#[tokio::test]
async fn finish_returns_409_when_link_token_is_inactive() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    // Another request redeems the token after its introspection.
    let alive = introspection(&server, |then| then.ok(&issued_to("ada", "acme-1")));
    let redeem = server.redeem_link_token(|_, then| {
        then.conflict(&error(409));
    });
    let is_over = |(status, _, page): (StatusCode, _, String)| {
        assert_eq!(status, StatusCode::CONFLICT, "{page}");
        assert!(page.contains("already completed") && !page.contains(LINK_TOKEN), "{page}");
    };
    is_over(visit.page(ALLOW).await);
    redeem.assert_calls_async(1).await;

    alive.delete_async().await;
    introspection(&server, |then| then.ok(&of(json!({ "active": false }))));
    is_over(visit.page(ALLOW).await);
    redeem.assert_calls_async(1).await;
}

#[tokio::test]
async fn finish_returns_403_when_link_token_was_issued_to_another_user() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    let redeem = server.redeem_link_token(|_, then| {
        then.ok(&account());
    });
    for (name, tenant) in [("alan", "acme-1"), ("ada", "globex")] {
        let alive = introspection(&server, |then| then.ok(&issued_to(name, tenant)));
        assert_eq!(visit.page(ALLOW).await.0, StatusCode::FORBIDDEN, "{name} of {tenant}");
        alive.delete_async().await;
    }
    redeem.assert_calls_async(0).await;
}

/// The retry uses the same link token, so that it cannot create a second account.
#[tokio::test]
async fn finish_offers_a_retry_when_link_token_server_is_unavailable() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    introspection(&server, |then| then.ok(&issued_to("ada", "acme-1")));
    let failing = server.redeem_link_token(|_, then| {
        then.service_unavailable(&error(503)).into_inner().up_to_n_times(1);
    });
    let (status, _, page) = visit.page(ALLOW).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{page}");
    assert!(page.contains("Try again") && page.contains(LINK_TOKEN), "{page}");
    failing.assert_calls_async(1).await;

    server.redeem_link_token(|_, then| {
        then.ok(&account());
    });
    assert!(!visit.accounts().await.contains("is active"));
    assert_eq!(visit.page(ALLOW).await.0, StatusCode::SEE_OTHER);
    assert!(visit.accounts().await.contains("is active, connected by ada"));
}

#[tokio::test]
async fn finish_stores_the_account_when_the_browser_disconnects() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    introspection(&server, |then| then.ok(&issued_to("ada", "acme-1")));
    let redeem = server.redeem_link_token(|_, then| {
        then.ok(&account()).into_inner().delay(Duration::from_millis(200));
    });
    let leaving = tokio::spawn(visit.post(ALLOW).send());
    let patience = Instant::now() + Duration::from_secs(60);
    let wait = async || {
        assert!(Instant::now() < patience, "it does not happen");
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    while redeem.calls_async().await == 0 {
        wait().await;
    }
    leaving.abort();
    let _ = leaving.await;
    while !visit.accounts().await.contains("is active, connected by ada") {
        wait().await;
    }
}
