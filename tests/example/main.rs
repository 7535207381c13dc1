//! The example `examples/backend`, as a process, against the real server: what its users do, by
//! hand and in a browser.

use std::{
    fs::{self, File},
    process::{Command, Stdio},
};

use reqwest::{Client, Response, StatusCode, redirect::Policy};
use serde_json::json;

use link_token_tests::{Browser, Database, Server, http_builder, output, program, text};

/// The example, with its arguments and the variables that it finds.
fn backend(arguments: &[&str], variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(program("example-backend"));
    command.env_remove("LINK_TOKEN_URL").env_remove("LINK_TOKEN_API_TOKEN");
    command.args(arguments).envs(variables.iter().copied()).stdin(Stdio::null());
    command
}

/// Both servers, and the database that link-token works on.
struct World {
    backend: Server,
    link_token: Server,
    api_token: String,
    database: Database,
}

impl World {
    /// `api_token` is what the backend calls with, if not with one that is good.
    fn start(api_token: Option<&str>) -> Self {
        let database = Database::sqlite();
        let valid = database.environment("test");
        let link_token = Server::start(&database);
        let api_token = api_token.map_or(valid, str::to_owned);
        let log = File::create(database.folder().join("log")).expect("a file");
        let backend = Server::spawn(
            backend(
                &["--listen", "127.0.0.1:0"],
                &[("LINK_TOKEN_URL", &link_token.url), ("LINK_TOKEN_API_TOKEN", &api_token)],
            )
            .stderr(log),
        );
        Self { backend, link_token, api_token, database }
    }

    /// What the backend has logged.
    fn log(&self) -> String {
        fs::read_to_string(self.database.folder().join("log")).expect("a log")
    }

    /// A browser in which a user has signed in.
    async fn visitor(&self, name: &str) -> Visitor {
        let http = http_builder().redirect(Policy::none()).build().expect("a client");
        let mut visitor = Visitor { http, url: self.backend.url.clone(), cookie: String::new() };
        let sent = visitor.form("/session", &[("name", name)]).send().await.expect("an answer");
        assert_eq!(sent.headers()["location"], "/");
        let cookie = sent.headers()["set-cookie"].to_str().expect("text");
        assert!(cookie.ends_with("; HttpOnly; SameSite=Lax; Path=/"), "{cookie}");
        let (cookie, _) = cookie.split_once(';').expect("a cookie");
        cookie.clone_into(&mut visitor.cookie);
        visitor
    }
}

/// What a browser does, by hand.
struct Visitor {
    http: Client,
    url: String,
    cookie: String,
}

impl Visitor {
    fn form(&self, path: &str, fields: &[(&str, &str)]) -> reqwest::RequestBuilder {
        // Nothing here has to be encoded.
        let fields: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        self.http
            .post(format!("{}{path}", self.url))
            .header("cookie", &self.cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(fields.join("&"))
    }

    /// Sends a form, and gives the page that it leads to.
    async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
        let answer = self.form(path, fields).send().await.expect("an answer");
        if answer.status() == StatusCode::SEE_OTHER {
            assert_eq!(answer.headers()["location"], "/");
            return (StatusCode::OK, self.accounts().await);
        }
        (answer.status(), page(answer).await)
    }

    async fn accounts(&self) -> String {
        let sent = self.http.get(&self.url).header("cookie", &self.cookie).send().await;
        page(sent.expect("an answer")).await
    }

    /// Begins to connect an account, and gives the link token that comes for that.
    async fn begin(&self, account: Option<&str>) -> String {
        let field = account.map(|id| ("integrated_account_id", id));
        let (status, page) = self.submit("/connections", field.as_slice()).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        value_of(&page, "name=\"link_token\"").expect("a link token")
    }

    async fn arrive(&self, link_token: &str) -> (StatusCode, String) {
        self.submit("/connections/arrive", &[("link_token", link_token)]).await
    }

    async fn finish(&self, link_token: &str, answer: &str) -> (StatusCode, String) {
        let fields = [("link_token", link_token), ("answer", answer)];
        self.submit("/connections/finish", &fields).await
    }
}

/// The page in an answer, which nothing keeps, and which is without the API token.
async fn page(answer: Response) -> String {
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let page = answer.text().await.expect("a page");
    assert!(!page.contains("lta_"), "{page}");
    page
}

/// The value of a field in a page.
fn value_of(page: &str, field: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("{field} value=\""))?;
    rest.split_once('"').map(|(value, _)| value.to_owned())
}

/// The only account that a page shows.
fn account(page: &str) -> String {
    assert_eq!(page.matches("is active").count(), 1, "{page}");
    value_of(page, "name=\"integrated_account_id\"").expect("an account")
}

#[tokio::test]
async fn backend_creates_account_once_and_reauthorises_it() {
    let world = World::start(None);
    let ada = world.visitor("ada").await;
    assert!(!ada.accounts().await.contains("is active"));

    // She gives up once, and the link token is as good as before.
    let link_token = ada.begin(None).await;
    let (status, page) = ada.arrive(&link_token).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    let question = "Connect a new account of acme-1, for <code>crm.objects.contacts.read</code>?";
    assert!(page.contains(question), "{page}");
    let (status, page) = ada.finish(&link_token, "deny").await;
    assert_eq!(
        (status, value_of(&page, "name=\"link_token\"")),
        (StatusCode::OK, Some(link_token.clone()))
    );
    assert!(world.link_token.is_active(&world.api_token, &link_token).await);

    // She has two tabs, of which the second is too late.
    let (_, page) = ada.finish(&link_token, "allow").await;
    assert!(page.contains("is active, connected by ada"), "{page}");
    let id = account(&page);
    for (status, page) in [ada.finish(&link_token, "allow").await, ada.arrive(&link_token).await] {
        assert_eq!(status, StatusCode::CONFLICT, "{page}");
        assert!(page.contains("already completed, or has expired"), "{page}");
    }
    assert_eq!(account(&ada.accounts().await), id);

    // A colleague reauthorises the account, which stays the same.
    let alan = world.visitor("alan").await;
    let renewal = alan.begin(Some(&id)).await;
    let (_, page) = alan.arrive(&renewal).await;
    assert!(page.contains(&format!("Reauthorise <code>{id}</code> of acme-1")), "{page}");
    let (_, page) = alan.finish(&renewal, "allow").await;
    assert!(page.contains("is active, connected by alan"), "{page}");
    assert_eq!(account(&page), id);

    // What link-token has of it.
    let list = ["integrated-account", "list", "--environment", "test"];
    let accounts = world.database.admin(&list);
    assert_eq!(accounts.as_array().map(Vec::len), Some(1), "{accounts}");
    let show = ["integrated-account", "show", "--environment", "test", "--id", &id];
    let account = world.database.admin(&show);
    assert_eq!(
        (&account["tenant_id"], &account["integration"]),
        (&json!("acme-1"), &json!("hubspot"))
    );
    assert_eq!(account["context"], json!({ "connected_by": "alan", "hub_id": 1234 }));

    let log = world.log();
    for secret in [&world.api_token, &link_token, &renewal] {
        assert!(!log.contains(secret), "{log}");
    }
}

/// Neither a link token nor an account is of use to whom it does not belong to.
#[tokio::test]
async fn backend_returns_403_when_link_token_belongs_to_another_user() {
    let world = World::start(None);
    let ada = world.visitor("ada").await;
    let link_token = ada.begin(None).await;
    for name in ["grace", "alan"] {
        let other = world.visitor(name).await;
        for (status, page) in
            [other.arrive(&link_token).await, other.finish(&link_token, "allow").await]
        {
            assert_eq!(status, StatusCode::FORBIDDEN, "{name}: {page}");
            assert!(page.contains("Another user started this connection"), "{page}");
        }
    }
    // It was left alone.
    let (_, page) = ada.finish(&link_token, "allow").await;
    let id = account(&page);

    let grace = world.visitor("grace").await;
    assert!(!grace.accounts().await.contains(&id));
    let (status, page) = grace.submit("/connections", &[("integrated_account_id", &id)]).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "{page}");

    let nobody = Visitor { cookie: "session=x".to_owned(), ..grace };
    for (path, fields) in [
        ("/connections", &[][..]),
        ("/connections/arrive", &[("link_token", &*link_token)][..]),
        ("/connections/finish", &[("link_token", &*link_token), ("answer", "allow")][..]),
    ] {
        let (status, page) = nobody.submit(path, fields).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}: {page}");
    }
}

/// The user is told what to quote, and the log says what it was.
#[tokio::test]
async fn backend_shows_request_id_when_its_api_token_is_rejected() {
    let world = World::start(Some("lta_wrong"));
    let ada = world.visitor("ada").await;
    let (status, page) = ada.submit("/connections", &[]).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{page}");
    let (_, rest) = page.split_once("Request ID for our support: <code>").expect("an ID");
    let (request_id, _) = rest.split_once('<').expect("an ID");
    let line = format!(
        "link-token: 401 Unauthorized: the API token is unknown, expired or revoked (request {request_id})"
    );
    assert_eq!(world.log().trim_end(), line);
    assert!(!page.contains("API token"), "{page}");
}

/// What a real browser sends and allows is what the backend expects.
#[tokio::test]
async fn backend_works_in_a_browser_and_rejects_other_sites() {
    let Some(browser) = Browser::start().await else { return };
    let world = World::start(None);
    let press = async |name: &str| browser.click(&format!("//button[. = '{name}']")).await;
    browser.open(&world.backend.url).await;
    press("ada of acme-1").await;
    press("Connect HubSpot").await;
    press("Continue").await;
    press("Deny").await;
    browser.text("//h1[. = 'Nothing was connected']").await;
    let link_token = browser.run("return document.forms[0].link_token.value").await;
    press("Try again").await;
    press("Allow").await;
    let made = browser.text("//form[contains(., 'is active, connected by ada')]").await;
    press("alan of acme-1").await;
    // The page before has the button, too.
    browser.text("//p[. = 'You are alan.']").await;
    press("Reauthorise").await;
    press("Continue").await;
    press("Allow").await;
    let renewed = browser.text("//form[contains(., 'is active, connected by alan')]").await;
    assert_eq!(renewed, made.replace("by ada", "by alan"));
    assert_eq!(browser.run("return document.cookie").await, "", "no script can read the session");
    let link_token = link_token.as_str().expect("a link token");
    assert!(!world.link_token.is_active(&world.api_token, link_token).await);

    // Another site has it press a button.
    let forged =
        format!("<form method=post action={}/connections><button>A prize", world.backend.url);
    browser.open(&format!("data:text/html,{forged}")).await;
    press("A prize").await;
    let told = browser.text("//h1[contains(., 'site')]").await;
    assert_eq!(told, "The request did not come from a page of this site.");
}

/// Each says what is wrong, and where.
#[test]
fn backend_names_the_setting_when_it_cannot_start() {
    let said = |arguments: &[&str], variables: &[(&str, &str)]| {
        let failed = output(&mut backend(arguments, variables));
        assert!(!failed.status.success() && failed.stdout.is_empty(), "{failed:?}");
        text(&failed.stderr)
    };
    let url = |value| ("LINK_TOKEN_URL", value);
    let (good, api_token) = (url("http://127.0.0.1:1"), ("LINK_TOKEN_API_TOKEN", "lta_hunter2"));
    let error = said(&[], &[api_token]);
    assert_eq!(error, "error: LINK_TOKEN_URL is not set: see --help\n");
    let error = said(&[], &[good]);
    assert_eq!(error, "error: LINK_TOKEN_API_TOKEN is not set: see --help\n");
    for wrong in ["127.0.0.1:1", ""] {
        let error = said(&[], &[url(wrong), api_token]);
        assert!(error.contains("LINK_TOKEN_URL") && !error.contains("hunter2"), "{error}");
    }
    let error = said(&["--listen", "0.0.0.0:0"], &[good, api_token]);
    assert!(error.contains("--listen") && error.contains("loopback"), "{error}");
}
