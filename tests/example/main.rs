//! The example `examples/backend`, as a process, against the real server: what its users do, by
//! hand and in a browser.

use std::{
    fs::{self, File},
    process::{Command, Stdio},
};

use reqwest::{Client, Method, Response, StatusCode, redirect::Policy};
use serde_json::{Value, json};

use link_token_tests::{
    Browser, Database, Server, eventually, http, http_builder, output, program, text,
};

/// The example, with its arguments and the variables that it finds.
fn backend(arguments: &[&str], variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(program("example-backend"));
    for name in ["LINK_TOKEN_URL", "LINK_TOKEN_API_TOKEN", "LINK_TOKEN_WEBHOOK_SECRET"] {
        command.env_remove(name);
    }
    command.args(arguments).envs(variables.iter().copied()).stdin(Stdio::null());
    command
}

/// An app that users connect with a key, which no third party checks.
const DEFINITION: &str = "\
name: acme-crm
label: Acme CRM
authentication:
  api_key:
    fields:
      - { name: api_key, label: API key, type: secret }
";

/// The secret of the webhook, which the environment has chosen.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

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
        let definition = database.file("integrations/acme-crm.yaml", DEFINITION.as_bytes());
        let (folder, _) = definition.rsplit_once('/').expect("a folder");
        let integrations = ["--integrations", folder, "--outbound-allow", "127.0.0.0/8"];
        let enable = ["integration", "enable", "--environment", "test", "acme-crm"];
        database.admin(&[&enable[..], &integrations[..2]].concat());
        let link_token = Server::start_with(&database, &integrations);
        let api_token = api_token.map_or(valid, str::to_owned);
        let log = File::create(database.folder().join("log")).expect("a file");
        let backend = Server::spawn(
            backend(
                &["--listen", "127.0.0.1:0"],
                &[
                    ("LINK_TOKEN_URL", &link_token.url),
                    ("LINK_TOKEN_API_TOKEN", &api_token),
                    ("LINK_TOKEN_WEBHOOK_SECRET", SECRET),
                ],
            )
            .stderr(log),
        );
        Self { backend, link_token, api_token, database }
    }

    /// Sends a request of the backend's environment to link-token.
    async fn call(&self, method: Method, path: &str, body: &Value) {
        let url = format!("{}{path}", self.link_token.url);
        let request = http().request(method, url).bearer_auth(&self.api_token).json(body);
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{path}: {:?}", answer.text().await);
    }

    /// Creates the webhook that sends to the backend, with a secret.
    async fn subscribe(&self, secret: &str) {
        let url = format!("{}/webhooks", self.backend.url);
        let webhook = json!({ "target_url": url, "secret": secret });
        self.call(Method::POST, "/webhook", &webhook).await;
    }

    /// What the backend has logged.
    fn log(&self) -> String {
        fs::read_to_string(self.database.folder().join("log")).expect("a log")
    }

    /// A browser in which a user has signed in.
    async fn visitor(&self, name: &str) -> Visitor {
        let http = http_builder().redirect(Policy::none()).build().expect("a client");
        let url = self.backend.url.clone();
        let page = format!("{}/connect-account", self.link_token.url);
        let mut visitor = Visitor { http, url, page, cookie: String::new() };
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
    /// The address of the connection page.
    page: String,
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

    /// Sends a form to the backend, and gives its page.
    async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
        let answer = self.form(path, fields).send().await.expect("an answer");
        (answer.status(), page(answer).await)
    }

    /// Opens an address of the backend, and gives its page.
    async fn open(&self, url: &str) -> (StatusCode, String) {
        let sent = self.http.get(url).header("cookie", &self.cookie).send().await;
        let answer = sent.expect("an answer");
        (answer.status(), page(answer).await)
    }

    async fn accounts(&self) -> String {
        self.open(&self.url).await.1
    }

    /// Begins to connect an account, and gives the address of the connection page.
    async fn begin(&self, account: Option<&str>) -> String {
        let field = account.map(|id| ("integrated_account_id", id));
        let answer = self.form("/connections", field.as_slice()).send().await.expect("an answer");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let address = location(&answer);
        assert!(address.starts_with(&format!("{}?link_token=", self.page)), "{address}");
        address
    }

    /// Connects an account on the connection page, and gives the address that it leads to.
    async fn connect(&self, address: &str) -> String {
        let opened = self.http.get(address).send().await.expect("an answer");
        let page = opened.url().join(&location(&opened)).expect("an address");
        for step in ["step=confirm", "step=form&api_key=0123456789"] {
            let form = self.http.post(page.clone()).body(step);
            let form = form.header("content-type", "application/x-www-form-urlencoded");
            assert_eq!(form.send().await.expect("an answer").status(), StatusCode::SEE_OTHER);
        }
        location(&self.http.get(page).send().await.expect("an answer"))
    }
}

/// The address that an answer leads to.
fn location(answer: &Response) -> String {
    let location = answer.headers().get("location").unwrap_or_else(|| panic!("{answer:?}"));
    location.to_str().expect("text").to_owned()
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

    let address = ada.begin(None).await;
    let back = ada.connect(&address).await;
    assert!(back.starts_with(&format!("{}/connections/return?result=success&", ada.url)), "{back}");
    let (status, page) = ada.open(&back).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains("is active, connected by ada"), "{page}");
    let id = account(&ada.accounts().await);

    // A colleague reauthorises the account, which stays the same.
    let alan = world.visitor("alan").await;
    let renewal = alan.begin(Some(&id)).await;
    let (_, page) = alan.open(&alan.connect(&renewal).await).await;
    assert!(page.contains("is active, connected by alan"), "{page}");
    assert_eq!(account(&alan.accounts().await), id);

    // What link-token has of it.
    let show = ["integrated-account", "show", "--environment", "test", &id];
    let account = world.database.admin(&show);
    assert_eq!(account["tenant_id"], "acme-1");
    assert_eq!(account["context"], json!({ "connected_by": "alan" }));

    let log = world.log();
    for address in [&address, &renewal] {
        let (_, link_token) = address.split_once("link_token=").expect("a link token");
        assert!(!log.contains(link_token), "{log}");
    }
    assert!(!log.contains(&world.api_token), "{log}");
}

/// The backend reads its accounts from link-token once; then it knows what the events tell.
#[tokio::test]
async fn backend_shows_state_of_account_as_events_tell_it() {
    let world = World::start(None);
    world.subscribe(SECRET).await;
    let ada = world.visitor("ada").await;
    assert!(!ada.accounts().await.contains("is active"));
    // The browser never comes back to the backend, and an event tells of the account.
    ada.connect(&ada.begin(None).await).await;
    eventually("the account", async || ada.accounts().await.contains("is active")).await;
    let id = account(&ada.accounts().await);

    let path = format!("/integrated-account/{id}");
    world.call(Method::PATCH, &path, &json!({ "status": "needs_reauth" })).await;
    let state = "no longer works and must be reauthorised";
    eventually("the state", async || ada.accounts().await.contains(state)).await;
    let page = ada.accounts().await;
    assert_eq!(value_of(&page, "name=\"integrated_account_id\""), Some(id.clone()), "{page}");

    ada.connect(&ada.begin(Some(&id)).await).await;
    eventually("the state", async || ada.accounts().await.contains("is active")).await;
    assert_eq!(account(&ada.accounts().await), id);

    world.call(Method::DELETE, &path, &json!({})).await;
    eventually("the end", async || !ada.accounts().await.contains(&id)).await;
    let log = world.log();
    for event in ["created", "active", "authentication_error", "reactivated", "deleted"] {
        assert!(log.contains(&format!("webhook: integrated_account:{event} (")), "{log}");
    }
    assert!(!log.contains("refused") && !log.contains(SECRET), "{log}");
}

#[tokio::test]
async fn backend_refuses_events_when_its_secret_is_another() {
    let world = World::start(None);
    world.subscribe("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
    let ada = world.visitor("ada").await;
    assert!(!ada.accounts().await.contains("is active"));
    ada.connect(&ada.begin(None).await).await;
    let refused = "webhook: a delivery was refused: no signature is by the given secrets";
    eventually("the refusal", async || world.log().contains(refused)).await;
    assert!(!ada.accounts().await.contains("is active"));
}

/// An account is of no use to those to whom it does not belong.
#[tokio::test]
async fn backend_returns_404_when_account_belongs_to_another_tenant() {
    let world = World::start(None);
    let ada = world.visitor("ada").await;
    let back = ada.connect(&ada.begin(None).await).await;
    let id = account(&ada.accounts().await);

    let grace = world.visitor("grace").await;
    assert!(!grace.accounts().await.contains(&id));
    assert_eq!(grace.open(&back).await.0, StatusCode::NOT_FOUND);
    let (status, page) = grace.submit("/connections", &[("integrated_account_id", &id)]).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "{page}");

    let nobody = Visitor { cookie: "session=x".to_owned(), ..grace };
    assert_eq!(nobody.open(&back).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(nobody.submit("/connections", &[]).await.0, StatusCode::UNAUTHORIZED);
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
    press("Connect an account").await;
    press("Continue").await;
    browser.fill("//input[@name = 'api_key']", "0123456789").await;
    press("Connect").await;
    browser.text("//p[contains(., 'is active, connected by ada')]").await;
    press("alan of acme-1").await;
    press("Reauthorise").await;
    press("Continue").await;
    browser.fill("//input[@name = 'api_key']", "9876543210").await;
    press("Connect").await;
    browser.text("//p[contains(., 'is active, connected by alan')]").await;
    assert_eq!(browser.run("return document.cookie").await, "", "no script can read the session");

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
    let secret = |value| ("LINK_TOKEN_WEBHOOK_SECRET", value);
    let error = said(&[], &[api_token]);
    assert_eq!(error, "error: LINK_TOKEN_URL is not set: see --help\n");
    let error = said(&[], &[good]);
    assert_eq!(error, "error: LINK_TOKEN_API_TOKEN is not set: see --help\n");
    let error = said(&[], &[good, api_token]);
    assert_eq!(error, "error: LINK_TOKEN_WEBHOOK_SECRET is not set: see --help\n");
    for wrong in ["whsec_hunter2", "hunter2", " "] {
        let error = said(&[], &[good, api_token, secret(wrong)]);
        assert!(error.contains("LINK_TOKEN_WEBHOOK_SECRET is not a secret"), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
    for wrong in ["127.0.0.1:1", ""] {
        let error = said(&[], &[url(wrong), api_token]);
        assert!(error.contains("LINK_TOKEN_URL") && !error.contains("hunter2"), "{error}");
    }
    let error = said(&["--listen", "0.0.0.0:0"], &[good, api_token]);
    assert!(error.contains("--listen") && error.contains("loopback"), "{error}");
}
