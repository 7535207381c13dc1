//! The page at `/docs`, which shows the contract.

use reqwest::{Client, Response, redirect::Policy};
use serde_json::{Value, json};

use link_token_tests::{Browser, Database, Server, http_builder, on_sqlite};

const CREATE: &str = "//*[@id = 'operations-link-token-create_link_token']";
const ANSWER: &str = "//table[contains(@class, 'live-responses-table')]/tbody";

fn button(name: &str) -> String {
    format!("//button[normalize-space() = '{name}']")
}

#[on_sqlite]
async fn page_shows_each_operation_and_sends_requests_in_a_browser(database: &Database) {
    let Some(browser) = Browser::start().await else { return };
    let token = database.environment("test");
    let server = Server::start(database);
    browser.open(&format!("{}/docs", server.url)).await;

    // All the operations are there.
    let contract = include_str!("../../crates/link-token-api/src/openapi.json");
    let contract: Value = serde_json::from_str(contract).expect("JSON");
    let paths = contract["paths"].as_object().expect("paths").iter();
    let mut operations: Vec<String> = paths
        .flat_map(|(path, item)| {
            let methods = item.as_object().expect("methods").iter();
            methods.map(move |(method, operation)| {
                let summary = operation["summary"].as_str().expect("a summary");
                format!("{}\n{path}\n{summary}", method.to_uppercase())
            })
        })
        .collect();
    operations.sort();
    // The page is complete once the last one is there.
    browser.text("//*[@id = 'operations-integration-list_environment_integrations']").await;
    let shown = browser.run(
        "return [...document.querySelectorAll('.opblock')].map(operation => operation.innerText).sort()",
    );
    assert_eq!(shown.await, json!(operations));

    // One of them is tried.
    browser.click(&button("Authorize")).await;
    browser.fill("//input[@aria-label = 'auth-bearer-value']", &token).await;
    browser.click("//button[@aria-label = 'Apply credentials']").await;
    browser.click(&button("Close")).await;
    browser.click(&format!("{CREATE}//*[@data-path = '/link-token']")).await;
    browser.click(&(CREATE.to_owned() + &button("Try it out"))).await;
    browser.fill(&format!("{CREATE}//textarea"), r#"{ "tenant_id": "from a browser" }"#).await;
    browser.click(&(CREATE.to_owned() + &button("Execute"))).await;
    assert_eq!(browser.text(&format!("{CREATE}{ANSWER}//td[1]")).await, "200");
    let body = browser.text(&format!("{CREATE}{ANSWER}//pre[contains(., 'link_token')]")).await;
    let body: Value = serde_json::from_str(&body).expect("JSON");
    let reference = json!({ "link_token": body["link_token"] });
    let (_, found) = server.call(&token, "/link-token/introspect", &reference).await;
    assert_eq!(found["active"], true, "{found}");
    assert_eq!(found["tenant_id"], "from a browser");

    // Nothing came from elsewhere or was kept, and nothing was refused for its policy or missing.
    let loaded = browser
        .run("return performance.getEntriesByType('resource').map(entry => entry.name)")
        .await;
    let loaded = loaded.as_array().expect("a list");
    assert!(loaded.len() > 5, "{loaded:?}");
    let own = format!("{}/", server.url);
    for url in loaded {
        assert!(url.as_str().is_some_and(|url| url.starts_with(&own)), "{url}");
    }
    let kept = browser.run("return localStorage.length + sessionStorage.length + document.cookie");
    assert_eq!(kept.await, "0");
    assert_eq!(browser.errors().await, [] as [Value; 0]);
}

/// A reader of the page, without an API token.
struct Reader {
    http: Client,
    server: Server,
}

impl Reader {
    fn of(database: &Database) -> Self {
        database.environment("test");
        let http = http_builder().redirect(Policy::none()).build().expect("a client");
        Self { http, server: Server::start(database) }
    }

    async fn get(&self, path: &str) -> Response {
        self.get_unless(path, "").await
    }

    /// Gets a path unless its entity tag is known.
    async fn get_unless(&self, path: &str, etag: &str) -> Response {
        let request = self.http.get(format!("{}{path}", self.server.url));
        request.header("if-none-match", etag).send().await.expect("an answer")
    }

    /// The paths of the page and of all files that it refers to.
    async fn paths(&self) -> Vec<String> {
        let page = self.get("/docs").await.text().await.expect("text");
        let parts: Vec<&str> = page.split('"').collect();
        let attributes = parts
            .windows(2)
            .filter(|parts| parts[0].ends_with(" href=") || parts[0].ends_with(" src="));
        // They are relative to `/docs`.
        let paths = attributes.map(|parts| format!("/{}", parts[1]));
        let paths: Vec<String> = paths.chain(["/docs".to_owned()]).collect();
        assert!(paths.len() > 5, "{paths:?}");
        paths
    }
}

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).map_or("", |value| value.to_str().expect("text"))
}

#[on_sqlite]
async fn page_is_public_and_forbids_other_origins(database: &Database) {
    let reader = Reader::of(database);
    for path in reader.paths().await {
        let answer = reader.get(&path).await;
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff", "{path}");
        let media_type = match path.rsplit_once('.') {
            Some((_, "css")) => "text/css",
            Some((_, "js")) => "text/javascript",
            Some((_, "png")) => "image/png",
            Some((_, "yaml")) => "application/yaml",
            _ => "text/html",
        };
        assert!(header(&answer, "content-type").starts_with(media_type), "{path}");
        if media_type == "application/yaml" {
            continue;
        }
        assert_eq!(header(&answer, "referrer-policy"), "no-referrer", "{path}");
        let policy = header(&answer, "content-security-policy");
        assert!(policy.starts_with("default-src 'none'; "), "{path}");
        assert!(policy.ends_with("; frame-ancestors 'none'"), "{path}");
        let mut sources = policy.split("; ").flat_map(|directive| directive.split(' ').skip(1));
        assert!(sources.all(|source| ["'none'", "'self'", "data:"].contains(&source)), "{policy}");
    }
}

#[on_sqlite]
async fn page_returns_304_when_etag_is_known(database: &Database) {
    let reader = Reader::of(database);
    for path in reader.paths().await.iter().filter(|path| path.starts_with("/docs")) {
        let answer = reader.get(path).await;
        assert_eq!(header(&answer, "cache-control"), "no-cache", "{path}");
        let etag = header(&answer, "etag");
        for known in [etag, &format!("\"other\", W/{etag}")] {
            let answer = reader.get_unless(path, known).await;
            assert_eq!((answer.status().as_u16(), header(&answer, "etag")), (304, etag), "{path}");
            assert_eq!(answer.bytes().await.expect("no body"), "");
        }
        assert_eq!(reader.get_unless(path, "\"other\"").await.status(), 200, "{path}");
    }
}

#[on_sqlite]
async fn address_of_the_server_leads_to_the_page(database: &Database) {
    let reader = Reader::of(database);
    let moved = reader.get("/").await;
    assert_eq!((moved.status().as_u16(), header(&moved, "location")), (307, "docs"));
    let page = reader.get("/docs").await.text().await.expect("text");
    assert!(page.contains("link-token-server api-token create"), "{page}");
}

#[on_sqlite]
async fn page_returns_404_when_file_is_unknown(database: &Database) {
    let reader = Reader::of(database);
    let moved = reader.get("/docs/").await;
    assert_eq!((moved.status().as_u16(), header(&moved, "location")), (308, "../docs"));
    let none = ["index.html", "page.html", "page.js/more", "a/b", "%2e%2e%2fdocs", "swagger-ui.js"];
    for name in none {
        assert_eq!(reader.get(&format!("/docs/{name}")).await.status(), 404, "{name}");
    }
    for path in ["/docs", "/docs/page.js"] {
        let answer = reader.server.post(path).send().await.expect("an answer");
        let allowed = answer.headers().get_all("allow").iter();
        let allowed: Vec<_> = allowed.map(|value| value.to_str().expect("text")).collect();
        assert_eq!((answer.status().as_u16(), allowed), (405, vec!["GET", "HEAD"]), "{path}");
    }
}
