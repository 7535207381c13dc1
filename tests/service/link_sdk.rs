//! The connection page, opened by `@truto/truto-link-sdk` from a page of another origin.

use std::net::TcpListener;

use axum::{Router, http::header, response::Html, routing::get};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use link_token_tests::{Browser, Consent, Database, npm_file, on_sqlite, skip};

use crate::connection::Flow;

const CONNECT: &str = "//button[. = 'Connect an account']";
const LEAVE: &str = "//main//button[normalize-space() = 'Continue to Acme CRM']";
const CLOSE: &str = "//header//button[@data-closes]";

/// The address at which the SDK expects a server in development, if it is not the vendor's. Only
/// from there does it take messages of a frame.
const DEVELOPMENT: (&str, &str) = ("127.0.0.1:5173", "http://localhost:5173");

/// The page of an application. It shows how the promise of the SDK ended, and all messages.
const PAGE: &str = r#"<!doctype html>
<html lang="en"><title>Application</title><link rel="icon" href="data:,">
<button>Connect an account</button>
<script type="module">
import authenticate from "/sdk.js";
const options = new URLSearchParams(location.search);
const messages = [];
addEventListener("message", (event) => messages.push(event.data));
const show = (outcome, value) => {
    const shown = document.createElement("pre");
    shown.textContent = JSON.stringify({ outcome, value, messages });
    document.body.append(shown);
};
document.querySelector("button").addEventListener("click", () => {
    const ended = authenticate(options.get("link_token"), JSON.parse(options.get("options")));
    ended?.then((value) => show("resolved", value), (error) => show("rejected", error));
});
</script></html>
"#;

/// An application with one page.
struct Application {
    url: String,
    server: JoinHandle<()>,
}

impl Application {
    async fn start(sdk: String) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let script = [(header::CONTENT_TYPE, "text/javascript")];
        let router = Router::new()
            .route("/", get(|| async { Html(PAGE) }))
            .route("/sdk.js", get(|| async move { (script, sdk) }));
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("it serves");
        });
        Self { url, server }
    }

    /// Opens the page, and clicks on its button.
    async fn connect(&self, browser: &Browser, link_token: &str, options: &Value) {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("link_token", link_token);
        query.append_pair("options", &options.to_string());
        browser.open(&format!("{}/?{}", self.url, query.finish())).await;
        browser.click(CONNECT).await;
    }
}

impl Drop for Application {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn allow_origin(database: &Database, origin: &str) {
    database.admin(&["environment", "set", "test", "--page-origin", origin]);
}

/// How the promise of the SDK has ended.
async fn outcome(browser: &Browser) -> Value {
    serde_json::from_str(&browser.text("//pre").await).expect("JSON")
}

async fn assert_success(flow: &Flow, outcome: &Value) {
    let accounts = flow.accounts().await;
    assert_eq!(accounts.len(), 1, "{accounts:?}");
    let value = json!({
        "is_truto": true,
        "result": "success",
        "integration": "acme-crm",
        "integrated_account_id": accounts[0]["id"],
    });
    assert_eq!(*outcome, json!({ "outcome": "resolved", "value": value, "messages": [value] }));
}

/// Checks that the page has told that its link cannot be used.
fn assert_dead(outcome: &Value) {
    let [message] = &outcome["messages"].as_array().expect("a list")[..] else {
        panic!("{outcome}")
    };
    assert_eq!(outcome["outcome"], "rejected", "{outcome}");
    assert_eq!(message["result"], "error", "{outcome}");
    assert_eq!(message["error_type"], "invalid_token", "{outcome}");
}

#[on_sqlite]
async fn sdk_learns_the_result_from_a_window_if_its_origin_is_allowed(database: &Database) {
    let Some(sdk) = npm_file("@truto/truto-link-sdk", "dist/main.js") else { return };
    let Some(browser) = Browser::start().await else { return };
    let flow = Flow::start(database).await;
    let application = Application::start(sdk).await;
    let options = json!({ "iframe": false, "baseUrl": flow.server.url, "authFormat": "oauth2" });
    let closed = json!({ "outcome": "rejected", "value": "closed", "messages": [] });

    // The page of an origin that is not allowed gets no message, and sees that the window closes.
    allow_origin(database, "https://app.example.com");
    let link_token = flow.link_token(json!({})).await;
    application.connect(&browser, &link_token, &options).await;
    browser.switch_to_window(2).await;
    browser.click(CLOSE).await;
    browser.switch_to_window(1).await;
    assert_eq!(outcome(&browser).await, closed);

    allow_origin(database, &application.url);
    application.connect(&browser, &link_token, &options).await;
    browser.switch_to_window(2).await;
    browser.click(CLOSE).await;
    browser.switch_to_window(1).await;
    assert_eq!(outcome(&browser).await, closed);

    application.connect(&browser, &link_token, &options).await;
    browser.switch_to_window(2).await;
    browser.click(LEAVE).await;
    browser.switch_to_window(1).await;
    assert_success(&flow, &outcome(&browser).await).await;

    allow_origin(database, "https://app.example.com");
    let link_token = flow.link_token(json!({})).await;
    application.connect(&browser, &link_token, &options).await;
    browser.switch_to_window(2).await;
    browser.click(LEAVE).await;
    browser.switch_to_window(1).await;
    assert_eq!(outcome(&browser).await, closed);
    assert!(!flow.server.is_active(&flow.api_token, &link_token).await);
}

#[on_sqlite]
async fn sdk_learns_from_a_window_that_the_link_is_dead(database: &Database) {
    let Some(sdk) = npm_file("@truto/truto-link-sdk", "dist/main.js") else { return };
    let Some(browser) = Browser::start().await else { return };
    let flow = Flow::start(database).await;
    let application = Application::start(sdk).await;
    allow_origin(database, &application.url);
    let options = json!({ "iframe": false, "baseUrl": flow.server.url, "authFormat": "oauth2" });
    let link_token = flow.dead_link_token().await;
    application.connect(&browser, &link_token, &options).await;
    browser.switch_to_window(1).await;
    assert_dead(&outcome(&browser).await);
}

#[on_sqlite]
async fn sdk_learns_the_result_although_the_third_party_isolates_its_window(database: &Database) {
    let Some(sdk) = npm_file("@truto/truto-link-sdk", "dist/main.js") else { return };
    let Some(browser) = Browser::start().await else { return };
    let change = ("    scopes:", "    isolates_window: true\n    scopes:");
    let flow = Flow::start_changed(database, &[change], &[]).await;
    flow.third_party.behave(|it| it.consent = Consent::IsolatedPage);
    let application = Application::start(sdk).await;
    allow_origin(database, &application.url);
    let options = json!({ "iframe": false, "baseUrl": flow.server.url, "authFormat": "oauth2" });
    let link_token = flow.link_token(json!({})).await;
    application.connect(&browser, &link_token, &options).await;
    browser.switch_to_window(2).await;
    browser.click(LEAVE).await;
    // The page waits in the window that the SDK has opened.
    browser.switch_to_window(3).await;
    browser.click("//a[. = 'Agree']").await;
    // Both windows close.
    browser.switch_to_window(1).await;
    assert_success(&flow, &outcome(&browser).await).await;
}

#[on_sqlite]
async fn sdk_leads_to_the_redirect_uri_in_the_same_window(database: &Database) {
    let Some(sdk) = npm_file("@truto/truto-link-sdk", "dist/main.js") else { return };
    let Some(browser) = Browser::start().await else { return };
    let flow = Flow::start(database).await;
    let application = Application::start(sdk).await;
    let redirect_uri = format!("{}/?returned=1", application.url);
    let link_token = flow.link_token(json!({ "redirect_uri": redirect_uri })).await;
    let options = json!({ "sameWindow": true, "baseUrl": flow.server.url, "authFormat": "oauth2" });
    application.connect(&browser, &link_token, &options).await;
    browser.click(LEAVE).await;
    browser.text(CONNECT).await;
    let address = browser.run("return location.href").await;
    let id = flow.accounts().await[0]["id"].as_str().expect("an ID").to_owned();
    let expected =
        format!("{redirect_uri}&result=success&integration=acme-crm&integrated_account_id={id}");
    assert_eq!(address, expected);
    assert_eq!(browser.errors().await, [] as [Value; 0]);
}

#[on_sqlite]
async fn sdk_learns_the_result_from_a_frame_if_its_origin_is_allowed(database: &Database) {
    let Some(sdk) = npm_file("@truto/truto-link-sdk", "dist/main.js") else { return };
    let (listen, public_url) = DEVELOPMENT;
    if TcpListener::bind(listen).is_err() {
        skip(&format!("{listen} is in use"));
        return;
    }
    let Some(browser) = Browser::start().await else { return };
    let flow = Flow::start_with(database, &["--listen", listen, "--public-url", public_url]).await;
    let application = Application::start(sdk).await;
    let options = json!({ "baseUrl": public_url, "authFormat": "oauth2" });
    let link_token = flow.link_token(json!({})).await;
    let frame = "//iframe[@id = 'truto-link-iframe']";

    allow_origin(database, "https://app.example.com");
    application.connect(&browser, &link_token, &options).await;
    browser.switch_to_frame(frame).await;
    assert_eq!(browser.run("return document.querySelector('main')").await, Value::Null);
    browser.switch_to_window(1).await;
    let errors = browser.errors().await;
    assert!(errors.iter().any(|error| error.to_string().contains("frame-ancestors")), "{errors:?}");

    allow_origin(database, &application.url);
    application.connect(&browser, &link_token, &options).await;
    browser.switch_to_frame(frame).await;
    browser.click(CLOSE).await;
    browser.switch_to_window(1).await;
    let closed = json!({ "outcome": "rejected", "value": "closed", "messages": ["closed"] });
    assert_eq!(outcome(&browser).await, closed);

    application.connect(&browser, &link_token, &options).await;
    browser.switch_to_frame(frame).await;
    // The third party has a window of its own, so it can isolate it.
    flow.third_party.behave(|it| it.consent = Consent::IsolatedPage);
    browser.click(LEAVE).await;
    browser.switch_to_window(2).await;
    browser.click("//a[. = 'Agree']").await;
    browser.switch_to_window(1).await;
    assert_success(&flow, &outcome(&browser).await).await;

    for _ in 0..2 {
        let link_token = flow.dead_link_token().await;
        application.connect(&browser, &link_token, &options).await;
        assert_dead(&outcome(&browser).await);
    }
}
