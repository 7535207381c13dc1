//! The backend against mocks of link-token: the pages that users see, of errors and of events.

use std::time::SystemTime;

use axum::http::{StatusCode, header};
use link_token_client::{
    Client, Retry,
    mock::{MockServerExt as _, httpmock::MockServer, operations::CreateLinkTokenThen as Then},
    types,
    webhook::Secret,
};
use reqwest::redirect::Policy;
use serde_json::{Value, json};
use tokio::net::TcpListener;

const LINK_TOKEN: &str = "efe6413c-941a-4ca6-8f22-defbf758b824";
const ACCOUNT: &str = "1ba1f401-7183-47c5-9e39-e8e257e3c795";
const SECRETS: [&str; 2] =
    ["whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"];
const BEGIN: (&str, &str) = ("/connections", "");

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

fn account(tenant: &str) -> types::IntegratedAccount {
    of(json!({
        "id": ACCOUNT, "tenant_id": tenant, "environment_id": "5f3d7a52-6c0e-4a44-9f0c-0a3a1f1d2b11",
        "integration": { "name": "acme-crm", "label": "Acme CRM" },
        "status": "active", "region": "wnam", "context": { "connected_by": "ada" },
        "created_at": "2026-01-01T12:00:00Z", "updated_at": "2026-01-01T12:00:00Z",
    }))
}

/// The secrets of the webhook, which is being rotated.
fn secrets() -> Vec<Secret> {
    SECRETS.iter().map(|secret| secret.parse().expect("a secret")).collect()
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
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        let client = client.build().expect("a client");
        let routes = example_backend::router(client, &server.base_url(), url.clone(), secrets());
        let routes = routes.expect("URLs");
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

    /// Opens an address of the backend, and returns the status and the page.
    async fn open(&self, path: &str) -> (StatusCode, String) {
        let url = format!("{}{path}", self.url);
        let answer = self.http.get(url).header("cookie", &self.cookie).send().await;
        let answer = answer.expect("an answer");
        (answer.status(), answer.text().await.expect("a page"))
    }

    /// Delivers an event that a secret signs, and returns the status.
    async fn deliver(&self, secret: &str, id: &str, event: &str, payload: &Value) -> StatusCode {
        let body = json!({
            "id": id, "event": event, "event_type": event, "payload": payload,
            "environment_id": "5f3d7a52-6c0e-4a44-9f0c-0a3a1f1d2b11",
            "webhook_id": "4a4de828-f4db-4c9e-adfd-434e0864c3c7",
            "created_at": "2026-01-01T12:00:00Z",
        });
        let body = body.to_string();
        let now = SystemTime::UNIX_EPOCH.elapsed().expect("after 1970").as_secs();
        let now = now.try_into().expect("seconds");
        let secret: Secret = secret.parse().expect("a secret");
        let signed = link_token_signature::sign([&secret], id, now, body.as_bytes());
        let request = self
            .http
            .post(format!("{}/webhooks", self.url))
            .header("webhook-id", id)
            .header("webhook-timestamp", signed.timestamp)
            .header("webhook-signature", signed.standard)
            .body(body);
        request.send().await.expect("an answer").status()
    }
}

#[tokio::test]
async fn begin_uses_the_tenant_of_the_session() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    let expected: types::LinkTokenRequest = of(json!({
        "tenant_id": "acme-1",
        "context": { "connected_by": "ada" },
        "redirect_uri": format!("{}/connections/return", visit.url),
    }));
    let create = server.create_link_token(|when, then| {
        when.body(&expected);
        then.ok(&created());
    });
    let forms =
        [BEGIN, ("/connections", "tenant_id=globex"), ("/connections?tenant_id=globex", "")];
    let page = format!("{}/connect-account?link_token={LINK_TOKEN}", server.base_url());
    for form in forms {
        let answer = visit.post(form).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(answer.headers()[header::LOCATION], page);
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
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
    assert_eq!(visit.page(BEGIN).await.0, StatusCode::SEE_OTHER);
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
async fn return_shows_the_account_that_link_token_has() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    let path = format!("/connections/return?result=error&integrated_account_id={ACCOUNT}");
    let get = server.get_integrated_account(|when, then| {
        when.id(&ACCOUNT.parse().expect("an ID"));
        then.ok(&account("acme-1"));
    });
    let (status, page) = visit.open(&path).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    let shown = format!("Acme CRM <code>{ACCOUNT}</code> is active, connected by ada.");
    assert!(page.contains(&shown), "{page}");
    get.delete_async().await;

    // An account of another tenant looks like one that does not exist.
    let other = server.get_integrated_account(|_, then| {
        then.ok(&account("globex"));
    });
    let (status, page) = visit.open(&path).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "{page}");
    other.delete_async().await;
    server.get_integrated_account(|_, then| {
        then.not_found(&error(404));
    });
    let (status, missing) = visit.open(&path).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(
        missing.replace("<p>Request ID for our support: <code>request-1</code></p>", ""),
        page
    );
}

#[tokio::test]
async fn return_shows_nothing_of_the_address() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    for query in ["result=success&integration=acme-crm", "result=error&error=Call+555-0100", ""] {
        let (status, page) = visit.open(&format!("/connections/return?{query}")).await;
        assert_eq!(status, StatusCode::OK, "{query}");
        assert!(page.contains("Nothing was connected") && !page.contains("555"), "{page}");
    }
}

#[tokio::test]
async fn list_shows_the_accounts_of_the_tenant() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    server.list_integrated_accounts(|when, then| {
        when.tenant_id_eq(&of::<types::TenantId>(json!("acme-1")));
        then.ok(&of(json!({ "result": [account("acme-1")], "next_cursor": null, "limit": 100 })));
    });
    let (status, page) = visit.open("/").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("is active, connected by ada"), "{page}");
}

/// The account in another state, changed at a minute past twelve.
fn changed(status: &str, minute: u32) -> Value {
    let mut account = json!(account("acme-1"));
    account["status"] = json!(status);
    account["updated_at"] = json!(format!("2026-01-01T12:{minute:02}:00Z"));
    account
}

#[tokio::test]
async fn list_shows_the_state_that_the_last_event_told() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    let list = server.list_integrated_accounts(|_, then| {
        then.ok(&of(json!({ "result": [account("acme-1")], "next_cursor": null, "limit": 100 })));
    });
    let shows = async |text: &str| {
        let (_, page) = visit.open("/").await;
        assert!(page.contains(text), "{page}");
    };
    let [old, new] = SECRETS;
    shows("is active").await;
    let error = "integrated_account:authentication_error";
    let needs_reauth = changed("needs_reauth", 1);
    assert_eq!(visit.deliver(old, "e1", error, &needs_reauth).await, StatusCode::NO_CONTENT);
    shows("must be reauthorised").await;
    shows(&format!("value=\"{ACCOUNT}\">Reauthorise")).await;

    // The two changes were in the same millisecond. Then the first event comes again.
    let active = changed("active", 1);
    let event = "integrated_account:active";
    assert_eq!(visit.deliver(new, "e2", event, &active).await, StatusCode::NO_CONTENT);
    shows("is active").await;
    assert_eq!(visit.deliver(old, "e1", error, &needs_reauth).await, StatusCode::NO_CONTENT);
    shows("is active").await;

    // An event that comes late, for instance by a replay.
    let late = changed("validation_error", 0);
    let event = "integrated_account:validation_error";
    assert_eq!(visit.deliver(new, "e0", event, &late).await, StatusCode::NO_CONTENT);
    shows("is active").await;

    // Nothing brings a deleted account back.
    let deleted = json!({ "id": ACCOUNT });
    let event = "integrated_account:deleted";
    assert_eq!(visit.deliver(new, "e3", event, &deleted).await, StatusCode::NO_CONTENT);
    assert_eq!(visit.deliver(new, "e4", error, &changed("active", 2)).await, 204);
    assert!(!visit.open("/").await.1.contains(ACCOUNT));
    list.assert_calls_async(1).await;
}

#[tokio::test]
async fn webhooks_returns_401_and_changes_nothing_when_signature_is_wrong() {
    let server = MockServer::start_async().await;
    let visit = Visit::start(&server).await;
    server.list_integrated_accounts(|_, then| {
        then.ok(&of(json!({ "result": [account("acme-1")], "next_cursor": null, "limit": 100 })));
    });
    assert!(visit.open("/").await.1.contains("is active"));
    let event = "integrated_account:authentication_error";
    let wrong = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC";
    let status = visit.deliver(wrong, "e1", event, &changed("needs_reauth", 1)).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let unsigned = visit.http.post(format!("{}/webhooks", visit.url)).body("{}").send().await;
    assert_eq!(unsigned.expect("an answer").status(), StatusCode::UNAUTHORIZED);
    assert!(visit.open("/").await.1.contains("is active"));
    // The ID is not used up.
    let right = SECRETS[0];
    let status = visit.deliver(right, "e1", event, &changed("needs_reauth", 1)).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert!(visit.open("/").await.1.contains("must be reauthorised"));
}
