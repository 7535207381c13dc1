//! How a service tests itself against mocks of link-token: here, what users see when it does not do what it should.

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

/// A value of the API, as it is in JSON.
fn of<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("of the contract")
}

fn created() -> types::LinkTokenResponse {
    of(json!({ "link_token": LINK_TOKEN, "expires_at": "2026-01-08T12:00:00Z" }))
}

fn error(status: u16) -> types::Error {
    of(json!({ "statusCode": status, "message": "internal detail", "request_id": "request-1" }))
}

/// A link token that was issued to a user.
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

/// The backend, and the browser of a user who is signed in.
struct Visit {
    http: reqwest::Client,
    url: String,
    cookie: String,
}

impl Visit {
    /// Of a backend that finds mocks where link-token should be.
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

    /// What a form of the backend sends.
    fn post(&self, (path, form): (&str, &'static str)) -> reqwest::RequestBuilder {
        self.http
            .post(format!("{}{path}", self.url))
            .header("cookie", &self.cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(form)
    }

    /// The answer to a form: its status, how long it asks to wait, and the page.
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

/// Nothing that a request says changes for whom a link token is created.
#[tokio::test]
async fn the_tenant_is_the_sessions() {
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

/// Nor can another site have a user's browser do anything.
#[tokio::test]
async fn only_pages_of_the_backend_can_ask_it() {
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

/// What a mock answers.
type Answer = fn(Then, &types::Error) -> Then;

/// Users read what they can do about it, and no more.
#[tokio::test]
async fn each_error_becomes_something_to_read() {
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

/// The second of two tabs is told so, and has nothing to try again with.
#[tokio::test]
async fn a_link_token_that_is_dead() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    // It was alive a moment ago.
    let alive = introspection(&server, |then| then.ok(&issued_to("ada", "acme-1")));
    let redeem = server.redeem_link_token(|_, then| {
        then.conflict(&error(409));
    });
    let is_over = |(status, _, page): (StatusCode, _, String)| {
        assert_eq!(status, StatusCode::CONFLICT, "{page}");
        assert!(page.contains("perhaps in another tab") && !page.contains(LINK_TOKEN), "{page}");
    };
    is_over(visit.page(ALLOW).await);
    redeem.assert_calls_async(1).await;

    alive.delete_async().await;
    introspection(&server, |then| then.ok(&of(json!({ "active": false }))));
    is_over(visit.page(ALLOW).await);
    redeem.assert_calls_async(1).await;
}

/// Whoever it was not issued to cannot redeem it, a colleague included.
#[tokio::test]
async fn a_link_token_of_another_user() {
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

/// What could not be done is tried again with the same link token, so that there are never two accounts.
#[tokio::test]
async fn a_redemption_is_tried_again_by_the_user() {
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

/// A user who closes the tab too early finds the account all the same.
#[tokio::test]
async fn a_browser_that_goes_away() {
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
