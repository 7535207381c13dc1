//! The connection flow, as a browser without scripts walks it, with a stand-in for the third party.

use std::time::Duration;

use futures::FutureExt as _;
use reqwest::{Method, StatusCode, redirect::Policy};
use serde_json::{Value, json};

use link_token_tests::{
    Database, Receiver, Server, ThirdParty, Visited, Visitor, answer, eventually, get, http,
    http_builder, on_each_engine, on_sqlite,
};

use crate::operator::Operated;

/// A server whose environment offers an app of the stand-in.
pub struct Flow {
    pub server: Server,
    pub third_party: ThirdParty,
    pub api_token: String,
}

impl Flow {
    pub async fn start(database: &Database) -> Self {
        Self::start_with(database, &[]).await
    }

    pub async fn start_with(database: &Database, arguments: &[&str]) -> Self {
        Self::start_changed(database, &[], arguments).await
    }

    /// Starts a server with another definition: each text is replaced by another one.
    pub async fn start_changed(
        database: &Database,
        changes: &[(&str, &str)],
        arguments: &[&str],
    ) -> Self {
        let third_party = ThirdParty::start().await;
        let api_token = database.environment("test");
        let mut definition = third_party.definition();
        for (text, other) in changes {
            assert!(definition.contains(text), "{text}");
            definition = definition.replace(text, other);
        }
        let definition = database.file("definitions/acme-crm.yaml", definition.as_bytes());
        let secret = database.file("secret", b"s3cret");
        let folder = definition.rsplit_once('/').expect("a folder").0;
        let enable = ["integration", "enable", "--environment", "test", "acme-crm"];
        let client = ["--client-id", "an-id", "--client-secret-file", &secret];
        database.admin(&[&enable[..], &client[..], &["--integrations", folder]].concat());
        let own = ["--integrations", folder, "--outbound-allow", "127.0.0.0/8"];
        let server = Server::start_with(database, &[&own[..], arguments].concat());
        Self { server, third_party, api_token }
    }

    pub async fn link_token(&self, mut body: Value) -> String {
        if body.get("integrated_account_id").is_none() {
            body["tenant_id"] = json!("acme-1");
        }
        let (status, answer) = self.server.call(&self.api_token, "/link-token", &body).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        answer["link_token"].as_str().expect("a link token").to_owned()
    }

    /// Returns a link token that was revoked.
    pub async fn dead_link_token(&self) -> String {
        let link_token = self.link_token(json!({})).await;
        let body = json!({ "link_token": link_token });
        self.server.call(&self.api_token, "/link-token/revoke", &body).await;
        link_token
    }

    pub fn page(&self, link_token: &str, more: &str) -> String {
        format!("{}/connect-account?link_token={link_token}{more}", self.server.url)
    }

    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.server.url)
    }

    /// Opens a link, and goes to the third party and back.
    pub async fn connect(&self, visitor: &mut Visitor, link_token: &str) -> Visited {
        let page = visitor.open(&self.page(link_token, "&auth_format=oauth2")).await;
        assert_eq!(page.step(), "confirm");
        visitor.submit(&page.url, &[("step", "confirm")]).await
    }

    /// Opens a link in a frame, and leaves for the third party in another window. Returns the page,
    /// which waits, and the callback's address.
    pub async fn leave_in_frame(&self, visitor: &mut Visitor) -> (String, String) {
        let link_token = self.link_token(json!({})).await;
        let framed = "&integration=acme-crm&auth_format=oauth2&iframe=true";
        let page = visitor.open(&self.page(&link_token, framed)).await;
        let callback = visitor.leave(&page.url).await.expect("a redirect");
        (page.url, callback)
    }

    /// Walks the same way, whatever the pages say.
    pub async fn connect_whatever_happens(&self, visitor: &mut Visitor, link_token: &str) {
        let page = visitor.open(&self.page(link_token, "&auth_format=oauth2")).await;
        visitor.submit(&page.url, &[("step", "confirm")]).await;
    }

    /// Starts the server again, after it was killed.
    pub fn restart(&mut self, database: &Database) {
        let folder = database.folder().join("definitions");
        let folder = folder.to_str().expect("text");
        let own = ["--integrations", folder, "--outbound-allow", "127.0.0.0/8"];
        self.server = Server::start_with(database, &own);
    }

    /// Opens a link, leaves for the third party, and returns the page and the callback's address.
    pub async fn leave(&self, visitor: &mut Visitor, link_token: &str) -> (String, String) {
        let page = visitor.open(&self.page(link_token, "&auth_format=oauth2")).await;
        let callback = visitor.leave(&page.url).await.expect("a redirect");
        (page.url, callback)
    }

    /// The ID of the environment integration.
    pub async fn environment_integration(&self) -> String {
        let enabled = self.api("/environment-integration").await;
        enabled["result"][0]["id"].as_str().expect("an ID").to_owned()
    }

    /// Calls an operation, and returns the status and the answer.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> (StatusCode, Value) {
        let request = http().request(method, format!("{}{path}", self.server.url));
        let request = request.bearer_auth(&self.api_token);
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        answer(request.send().await.expect("an answer")).await
    }

    pub async fn api(&self, path: &str) -> Value {
        let url = format!("{}{path}", self.server.url);
        let answer = http().get(url).bearer_auth(&self.api_token).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK);
        answer.json().await.expect("JSON")
    }

    pub async fn accounts(&self) -> Vec<Value> {
        self.api("/integrated-account").await["result"].as_array().expect("a list").clone()
    }
}

fn location(response: &reqwest::Response) -> String {
    link_token_tests::location(response.url(), response).expect("a redirect")
}

#[on_each_engine]
async fn oauth_connects_account_and_consumes_link_token_at_the_end(database: &Database) {
    let flow = Flow::start(database).await;
    let body = json!({ "context": { "label": "Production", "organisation_id": "mine" } });
    let link_token = flow.link_token(body).await;
    let mut visitor = flow.visitor();
    let opened = visitor.open(&flow.page(&link_token, "")).await;
    assert_eq!(opened.step(), "choose");
    assert!(!opened.url.contains(&link_token) && !opened.html.contains(&link_token));
    let chosen = visitor.submit(&opened.url, &[("auth_format", "oauth2")]).await;
    assert_eq!(chosen.step(), "confirm");
    for shown in ["Acme CRM", "acme-1", "Production", "contacts.read"] {
        assert!(chosen.html.contains(shown), "{shown}: {}", chosen.html);
    }
    assert!(flow.server.is_active(&flow.api_token, &link_token).await);
    assert_eq!(flow.accounts().await, Vec::<Value>::new());

    let done = visitor.submit(&chosen.url, &[("step", "confirm")]).await;
    assert_eq!(done.step(), "done", "{}", done.html);
    assert!(!flow.server.is_active(&flow.api_token, &link_token).await);
    let accounts = flow.accounts().await;
    let [account] = &accounts[..] else { panic!("{accounts:?}") };
    for (field, expected) in [
        ("status", json!("active")),
        ("authentication_method", json!("oauth2")),
        ("integration", json!({ "name": "acme-crm", "label": "Acme CRM", "category": "crm" })),
    ] {
        assert_eq!(account[field], expected, "{field}");
    }
    // The link token's context wins over what the flow has found.
    let context = json!({
        "label": "Production", "organisation_id": "mine", "upstream_id": "42", "upstream_name": "Jo",
    });
    assert_eq!(account["context"], context);
    let id = account["id"].as_str().expect("an ID");
    assert!(done.attribute("data-result").expect("a result").contains(id));
    let credentials = flow.api(&format!("/integrated-account/{id}/credentials")).await;
    let values =
        json!({ "access_token": "at-1", "scope": "contacts.read", "token_type": "bearer" });
    assert_eq!(credentials["values"], values, "the scope that was asked for");
    assert!(credentials["expires_at"].is_string(), "{credentials}");

    let request = &flow.third_party.token_requests()[0];
    assert!(request.contains("code=a-code") && request.contains("code_verifier="), "{request}");
    let authorization = &flow.third_party.authorizations()[0];
    for parameter in ["client_id=an-id", "scope=contacts.read", "code_challenge_method=S256"] {
        assert!(authorization.contains(parameter), "{parameter}: {authorization}");
    }
    // Each opening of the same link leads to the end.
    let again = visitor.open(&done.url).await;
    assert_eq!(again.step(), "done");
}

#[on_each_engine]
async fn scopes_are_those_of_the_link_token_before_those_of_the_environment(database: &Database) {
    let flow = Flow::start(database).await;
    let enable = ["integration", "enable", "--environment", "test", "acme-crm"];
    let scopes = ["--scope", "deals.read", "--scope", "deals.write"];
    let folder = folder_of(database);
    database.admin(&[&enable[..], &scopes[..], &["--integrations", &folder]].concat());
    for (body, scopes) in [
        (json!({}), ["deals.read", "deals.write"]),
        (json!({ "scopes": ["tasks.read", "tasks.write"] }), ["tasks.read", "tasks.write"]),
    ] {
        let link_token = flow.link_token(body).await;
        let mut visitor = flow.visitor();
        let page = visitor.open(&flow.page(&link_token, "&auth_format=oauth2")).await;
        let list = format!("<ul><li>{}</li><li>{}</li></ul>", scopes[0], scopes[1]);
        assert!(page.html.contains(&list), "{}", page.html);
        let done = visitor.submit(&page.url, &[("step", "confirm")]).await;
        assert_eq!(done.step(), "done", "{}", done.html);
        let authorization = flow.third_party.authorizations().pop().expect("a request");
        assert_eq!(query_value(&authorization, "scope"), scopes.join(" "));
    }
}

#[on_each_engine]
async fn form_keeps_what_was_typed_except_secrets_until_it_works(database: &Database) {
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let page = visitor.open(&flow.page(&link_token, "&auth_format=api_key")).await;
    assert_eq!(page.step(), "confirm");
    let page = visitor.submit(&page.url, &[("step", "confirm")]).await;
    assert_eq!(page.step(), "form");

    let wrong = [("step", "form"), ("subdomain", "a.b"), ("api_key", "sekret-1")];
    let page = visitor.submit(&page.url, &wrong).await;
    assert_eq!((page.status.as_u16(), page.step()), (422, "form"));
    assert!(page.html.contains("value=\"a.b\"") && !page.html.contains("sekret-1"));
    // The problem is told at the top, with a link, and at the field, which has the focus.
    let problem = "“Subdomain” can have letters, digits and hyphens only.";
    let link = "<a href=\"#field-subdomain\">Subdomain</a>";
    assert!(page.html.contains(link), "{}", page.html);
    assert!(page.html.contains(&format!("<p class=\"wrong\">{problem}")), "{}", page.html);
    assert!(
        page.html
            .contains("aria-describedby=\"field-subdomain-help\" aria-invalid=\"true\" autofocus")
    );

    let refused = [("step", "form"), ("subdomain", "acme"), ("api_key", "sekret-1")];
    let page = visitor.submit(&page.url, &refused).await;
    assert_eq!(page.step(), "form", "{}", page.html);
    assert_eq!(page.attribute("data-error-type"), Some("validation_error"));
    assert!(page.html.contains("value=\"acme\"") && !page.html.contains("sekret-1"));
    assert!(flow.server.is_active(&flow.api_token, &link_token).await);

    let right = [("step", "form"), ("subdomain", "acme"), ("api_key", "key-1")];
    let page = visitor.submit(&page.url, &right).await;
    assert_eq!(page.step(), "done", "{}", page.html);
    let accounts = flow.accounts().await;
    assert_eq!(accounts[0]["context"], json!({ "subdomain": "acme" }));
    let id = accounts[0]["id"].as_str().expect("an ID");
    let credentials = flow.api(&format!("/integrated-account/{id}/credentials")).await;
    assert_eq!(credentials["values"], json!({ "subdomain": "acme", "api_key": "key-1" }));
}

#[on_sqlite]
async fn value_of_several_lines_is_kept_whole_and_not_shown_again(database: &Database) {
    let definition = "name: pem\nlabel: Pem\nauthentication:\n  api_key:\n    fields:\n      \
        - { name: key, label: Key, type: secret, multiline: true }\n      \
        - { name: note, label: Note, required: false }\n";
    let file = database.file("definitions/pem.yaml", definition.as_bytes());
    let folder = file.rsplit_once('/').expect("a folder").0;
    let enable = ["integration", "enable", "--environment", "test", "pem"];
    let flow = Flow::start(database).await;
    database.admin(&[&enable[..], &["--integrations", folder]].concat());
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let page = visitor.open(&flow.page(&link_token, "&integration=pem")).await;
    let page = visitor.submit(&page.url, &[("step", "confirm")]).await;
    assert!(page.html.contains("<textarea id=\"field-key\" name=\"key\""), "{}", page.html);
    let key = "-----BEGIN KEY-----\r\nsekret\r\n-----END KEY-----\r\n";
    let typed = [("step", "form"), ("key", key), ("note", "one\ntwo")];
    let page = visitor.submit(&page.url, &typed).await;
    assert_eq!((page.status.as_u16(), page.step()), (422, "form"));
    assert!(page.html.contains("“Note” has line breaks"), "{}", page.html);
    assert!(!page.html.contains("sekret"), "{}", page.html);
    let typed = [("step", "form"), ("key", key), ("note", "")];
    let page = visitor.submit(&page.url, &typed).await;
    assert_eq!(page.step(), "done", "{}", page.html);
    let account = flow.accounts().await.remove(0);
    let id = account["id"].as_str().expect("an ID");
    let credentials = flow.api(&format!("/integrated-account/{id}/credentials")).await;
    let kept = "-----BEGIN KEY-----\nsekret\n-----END KEY-----";
    assert_eq!(credentials["values"]["key"], kept);
}

/// The names of fields are the definitions' own.
#[on_sqlite]
async fn typed_secret_is_not_shown_when_another_app_has_a_field_of_its_name(database: &Database) {
    let definition = "name: other\nlabel: Other\nauthentication:\n  api_key:\n    fields:\n      \
        - { name: pass, label: Pass }\n";
    let file = database.file("definitions/other.yaml", definition.as_bytes());
    let folder = file.rsplit_once('/').expect("a folder").0;
    let fields =
        "    fields:\n      - { name: pass, label: Pass, type: secret }\n    callback_params:";
    let flow = Flow::start_changed(database, &[("    callback_params:", fields)], &[]).await;
    let enable = ["integration", "enable", "--environment", "test", "other"];
    database.admin(&[&enable[..], &["--integrations", folder]].concat());
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let page = visitor.open(&flow.page(&link_token, "")).await;
    let choose = async |visitor: &mut Visitor, app: &str| {
        let chosen = visitor.submit(&page.url, &[("integration", app)]).await;
        if chosen.html.contains("name=\"auth_format\"") {
            visitor.submit(&page.url, &[("auth_format", "oauth2")]).await;
        }
        visitor.submit(&page.url, &[("step", "confirm")]).await
    };
    let form = choose(&mut visitor, "acme-crm").await;
    assert_eq!(form.step(), "form", "{}", form.html);
    visitor.send_form(&page.url, &[("step", "form"), ("pass", "sekret")]).await;
    visitor.submit(&page.url, &[("step", "back")]).await;
    visitor.submit(&page.url, &[("step", "back"), ("to", "choose")]).await;
    let form = choose(&mut visitor, "other").await;
    assert_eq!(form.step(), "form", "{}", form.html);
    assert!(form.html.contains("Other"), "{}", form.html);
    assert!(form.html.contains("name=\"pass\"") && !form.html.contains("sekret"), "{}", form.html);
}

#[on_sqlite]
async fn oauth_client_of_the_user_takes_the_place_of_the_operators(database: &Database) {
    let fields = "    fields:\n      - { name: client_id, label: ID }\n      \
        - { name: client_secret, label: Secret, type: secret }\n    callback_params:";
    let flow = Flow::start_changed(database, &[("    callback_params:", fields)], &[]).await;
    // The operator has none.
    database.sql("UPDATE environment_integration SET client_id = NULL, client_secret = NULL");
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let page = visitor.open(&flow.page(&link_token, "&auth_format=oauth2")).await;
    let page = visitor.submit(&page.url, &[("step", "confirm")]).await;
    let typed = [("step", "form"), ("client_id", "id-of-user"), ("client_secret", "of-user")];
    let done = visitor.submit(&page.url, &typed).await;
    assert_eq!(done.step(), "done", "{}", done.html);
    let authorization = flow.third_party.authorizations().pop().expect("a request");
    assert_eq!(query_value(&authorization, "client_id"), "id-of-user");
}

#[on_each_engine]
async fn callback_makes_one_token_request_however_often_it_comes(database: &Database) {
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let (_, callback) = flow.leave(&mut visitor, &link_token).await;
    let (mut one, mut other) = (visitor.clone(), visitor.clone());
    futures::join!(one.open(&callback), other.open(&callback));
    let late = visitor.open(&callback).await;
    assert_eq!(late.step(), "done", "{}", late.html);
    assert_eq!(flow.third_party.token_requests().len(), 1);
    assert_eq!(flow.accounts().await.len(), 1);
}

#[on_each_engine]
async fn callback_is_refused_in_another_browser_and_asks_for_a_lost_cookie(database: &Database) {
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let (page, callback) = flow.leave(&mut visitor, &link_token).await;

    // A browser with a cookie of its own.
    let mut other = flow.visitor();
    let another = flow.link_token(json!({})).await;
    flow.leave(&mut other, &another).await;
    let refused = other.open(&callback).await;
    assert_eq!((refused.status.as_u16(), refused.step()), (403, "error"));

    // A browser that holds its cookie back sees a form of this server, which sends it.
    let mut stranger = flow.visitor();
    let asked = stranger.open(&callback).await;
    assert_eq!((asked.status.as_u16(), asked.step()), (200, "confirm"));
    let query = callback.split_once('?').expect("a query").1;
    let answer: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let answer: Vec<_> = answer.iter().map(|(name, value)| (&**name, &**value)).collect();
    let address = callback.split_once('?').expect("a query").0;
    // The form of a third party is asked once more, too.
    let asked = stranger.submit(address, &answer).await;
    assert_eq!((asked.status.as_u16(), asked.step()), (200, "confirm"));
    let mut returned = answer.clone();
    returned.push(("link_token_returned", "true"));
    for (name, value) in &returned {
        let field = format!("name=\"{name}\" value=\"{value}\"");
        assert!(asked.html.contains(&field), "{field}: {}", asked.html);
    }
    let refused = stranger.submit(address, &returned).await;
    assert_eq!((refused.status.as_u16(), refused.step()), (403, "error"));
    assert_eq!(flow.third_party.token_requests(), Vec::<String>::new());

    let done = visitor.submit(address, &returned).await;
    assert_eq!(done.step(), "done", "{}", done.html);
    assert_eq!(done.url, page);
}

fn state_of(callback: &str) -> String {
    query_value(callback.split_once('?').expect("a query").1, "state")
}

/// The user asks again on the page that waits, and then agrees in the first window all the same.
#[on_each_engine]
async fn other_window_stays_good_when_the_user_tries_again(database: &Database) {
    let flow = Flow::start(database).await;
    let mut visitor = flow.visitor();
    let (page, callback) = flow.leave_in_frame(&mut visitor).await;
    let again = visitor.submit(&page, &[("step", "again")]).await;
    assert_eq!(again.step(), "confirm");
    assert!(again.html.contains("Continue to Acme CRM"), "{}", again.html);
    // A third window, with the same state.
    let third = visitor.leave(&page).await.expect("a redirect");
    assert_eq!(state_of(&third), state_of(&callback));
    visitor.submit(&page, &[("step", "again")]).await;
    let done = visitor.open(&callback).await;
    assert_eq!(done.step(), "done", "{}", done.html);
    assert_eq!(flow.accounts().await.len(), 1);
}

#[on_each_engine]
async fn callback_of_an_earlier_choice_leads_to_the_page(database: &Database) {
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let (page, earlier) = flow.leave(&mut visitor, &link_token).await;
    visitor.submit(&page, &[("auth_format", "oauth2")]).await;
    let later = visitor.leave(&page).await.expect("a redirect");
    assert_ne!(state_of(&later), state_of(&earlier));
    // More often than an address may fail.
    for _ in 0..30 {
        let shown = visitor.open(&earlier).await;
        assert_eq!((shown.url.as_str(), shown.step()), (page.as_str(), "confirm"));
    }
    let mut other = flow.visitor();
    let another = flow.link_token(json!({})).await;
    flow.leave(&mut other, &another).await;
    assert_eq!(other.open(&earlier).await.status, StatusCode::NOT_FOUND);
    assert_eq!(flow.third_party.token_requests(), Vec::<String>::new());
    let done = visitor.open(&later).await;
    assert_eq!(done.step(), "done", "{}", done.html);
}

/// RFC 6265bis, section 4.1.3.2.
#[on_sqlite]
async fn browser_of_an_https_address_has_a_cookie_of_its_host_alone(database: &Database) {
    // The requests of the test have another `Host`, and a proxy in front of the server is left out.
    let public = "https://connect.example.com";
    let flow = Flow::start_with(database, &["--public-url", public]).await;
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let page = visitor.open(&flow.page(&link_token, "&auth_format=oauth2")).await;
    let left = visitor.send_form(&page.url, &[("step", "confirm")]).await;
    let cookie = left.headers()["set-cookie"].to_str().expect("text");
    let (pair, attributes) = cookie.split_once("; ").expect("attributes");
    let value = pair.strip_prefix("__Host-link-token-browser=").expect("the name");
    assert_eq!(attributes, "Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure");
    let redirect_uri =
        format!("{public}/connect-account/callback/{}", flow.environment_integration().await);
    let back = visitor.get(&location(&left)).await;
    assert_eq!(query_value(&flow.third_party.authorizations()[0], "redirect_uri"), redirect_uri);
    let callback = location(&back).replace(public, &flow.server.url);

    // Another site of the same machine can set a cookie with the plain name.
    let mut other = flow.visitor();
    other.cookies.insert("link-token-browser".to_owned(), value.to_owned());
    let refused = other.open(&format!("{callback}&link_token_returned=true")).await;
    assert_eq!((refused.status.as_u16(), refused.step()), (403, "error"));
    assert_eq!(visitor.open(&callback).await.step(), "done");
    let requested = &flow.third_party.token_requests()[0];
    assert_eq!(query_value(requested, "redirect_uri"), redirect_uri);
}

/// Returns a value of a query or a form.
fn query_value(query: &str, wanted: &str) -> String {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(name, _)| name == wanted).map(|(_, it)| it.into_owned()).unwrap_or_default()
}

#[on_each_engine]
async fn tokens_of_an_attempt_that_came_too_late_are_revoked(database: &Database) {
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    let (mut first, mut second) = (flow.visitor(), flow.visitor());
    let (_, callback) = flow.leave(&mut second, &link_token).await;
    assert_eq!(flow.connect(&mut first, &link_token).await.step(), "done");
    let token = json!({ "access_token": "at-1", "refresh_token": "rt-2" }).to_string();
    flow.third_party.behave(|it| it.token = (200, Some("application/json"), token));
    assert_eq!(second.open(&callback).await.step(), "done");
    eventually("they are revoked", async || !flow.third_party.revocations().is_empty()).await;
    let [revocation] = &flow.third_party.revocations()[..] else {
        panic!("{:?}", flow.third_party.revocations())
    };
    assert!(revocation.contains("token=rt-2&token_type_hint=refresh_token"), "{revocation}");
    let id = flow.accounts().await[0]["id"].as_str().expect("an ID").to_owned();
    let credentials = flow.api(&format!("/integrated-account/{id}/credentials")).await;
    assert_eq!(credentials["values"]["access_token"], "at-1");
}

#[on_each_engine]
async fn tokens_that_the_third_party_does_not_accept_are_revoked(database: &Database) {
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    flow.third_party.behave(|it| it.api = Some((401, "{}".to_owned())));
    let mut visitor = flow.visitor();
    assert_eq!(flow.connect(&mut visitor, &link_token).await.step(), "error");
    eventually("they are revoked", async || !flow.third_party.revocations().is_empty()).await;
    assert!(flow.third_party.revocations()[0].contains("token=rt-1&token_type_hint=refresh_token"));
    flow.third_party.behave(|it| it.api = None);
    assert_eq!(flow.connect(&mut visitor, &link_token).await.step(), "done");
}

/// The user has agreed, and closes the window while the server exchanges the code.
#[on_each_engine]
async fn server_that_stops_connects_the_account_of_a_browser_that_has_left(database: &Database) {
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let (_, callback) = flow.leave(&mut visitor, &link_token).await;
    flow.third_party.behave(|it| it.token_delay = Duration::from_secs(1));
    let is_asked = async || !flow.third_party.token_requests().is_empty();
    tokio::select! {
        page = visitor.open(&callback) => panic!("{}", page.html),
        () = eventually("the code is exchanged", is_asked) => {}
    }
    flow.server.signal("TERM");
    let accounts = || database.sql("SELECT count(*) FROM integrated_account");
    eventually("the account is stored", async || accounts() == "1").await;
}

#[on_sqlite]
async fn no_token_is_revoked_if_that_ends_those_of_the_first_attempt(database: &Database) {
    let change = ("    scopes:", "    revocation_ends_all: true\n    scopes:");
    let flow = Flow::start_changed(database, &[change], &[]).await;
    let link_token = flow.link_token(json!({})).await;
    let (mut first, mut second) = (flow.visitor(), flow.visitor());
    let (_, callback) = flow.leave(&mut second, &link_token).await;
    assert_eq!(flow.connect(&mut first, &link_token).await.step(), "done");
    assert_eq!(second.open(&callback).await.step(), "done");
    assert_eq!(flow.third_party.token_requests().len(), 2);
    let left = || database.sql("SELECT count(*) FROM revocation");
    eventually("they are forgotten", async || left() == "0").await;
    assert_eq!(flow.third_party.revocations(), [] as [String; 0]);
}

/// All accounts of the third party are of the same user.
#[on_each_engine]
async fn grant_is_revoked_with_the_last_account_of_its_user(database: &Database) {
    let change = ("    scopes:", "    revocation_ends_all: true\n    scopes:");
    let flow = Flow::start_changed(database, &[change], &[]).await;
    for _ in 0..2 {
        let link_token = flow.link_token(json!({})).await;
        assert_eq!(flow.connect(&mut flow.visitor(), &link_token).await.step(), "done");
    }
    // A connection that is not going to be confirmed.
    let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let link_token = flow.link_token(json!({ "code_challenge": challenge })).await;
    assert_eq!(flow.connect(&mut flow.visitor(), &link_token).await.step(), "done");
    let body = json!({ "link_token": link_token });
    flow.server.call(&flow.api_token, "/link-token/revoke", &body).await;
    let accounts = flow.accounts().await;
    let ids: Vec<&str> = accounts.iter().map(|it| it["id"].as_str().expect("an ID")).collect();
    assert_eq!(ids.len(), 2);
    let left = || database.sql("SELECT count(*) FROM revocation");
    let delete = async |id: &str| {
        flow.send(Method::DELETE, &format!("/integrated-account/{id}"), None).await
    };
    assert_eq!(delete(ids[0]).await.0, StatusCode::OK);
    eventually("they are forgotten", async || left() == "0").await;
    assert_eq!(flow.third_party.revocations(), [] as [String; 0]);
    assert_eq!(delete(ids[1]).await.0, StatusCode::OK);
    eventually("they are revoked", async || !flow.third_party.revocations().is_empty()).await;
}

#[on_sqlite]
async fn callback_without_its_signature_is_refused(database: &Database) {
    let change = ("    scopes:", "    callback_hmac: hmac\n    scopes:");
    let flow = Flow::start_changed(database, &[change], &[]).await;
    let link_token = flow.link_token(json!({})).await;
    let refused = flow.connect(&mut flow.visitor(), &link_token).await;
    assert_eq!(refused.step(), "error");
    assert_eq!(refused.attribute("data-error-type"), Some("connection_error"));
    assert!(refused.html.contains("wrong_signature"), "{}", refused.html);
    assert_eq!(flow.third_party.token_requests(), [] as [String; 0]);
    assert_eq!(flow.accounts().await, Vec::<Value>::new());
}

/// The page before the third party, in the browser inside another app.
async fn page_in_other_app(flow: &Flow) -> String {
    let agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Instagram 300.0.0.0";
    let link_token = flow.link_token(json!({})).await;
    let opened = flow.visitor().get(&flow.page(&link_token, "&auth_format=oauth2")).await;
    let page = http().get(location(&opened)).header("user-agent", agent).send().await;
    page.expect("an answer").text().await.expect("text")
}

#[on_sqlite]
async fn browser_inside_another_app_is_sent_away_if_the_third_party_refuses_it(
    database: &Database,
) {
    let change = ("    scopes:", "    refuses_in_app_browsers: true\n    scopes:");
    let flow = Flow::start_changed(database, &[change], &[]).await;
    let page = page_in_other_app(&flow).await;
    assert!(page.contains("Open this page in your browser"), "{page}");
}

#[on_sqlite]
async fn browser_inside_another_app_goes_on_otherwise(database: &Database) {
    let page = page_in_other_app(&Flow::start(database).await).await;
    assert!(page.contains("contacts.read") && !page.contains("in your browser"), "{page}");
}

#[on_sqlite]
async fn form_of_another_site_or_of_an_older_page_does_nothing(database: &Database) {
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let page = visitor.open(&flow.page(&link_token, "&auth_format=oauth2")).await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
    ] {
        let form = http().post(&page.url).header(name, value);
        let form = form.header("content-type", "application/x-www-form-urlencoded");
        let answer = form.body("step=confirm").send().await.expect("an answer");
        // Redirects were followed to the same page.
        assert_eq!(answer.url().as_str(), page.url, "{name}: {value}");
        assert!(answer.text().await.expect("text").contains("data-step=\"confirm\""));
    }
    let older = [("step", "confirm"), ("shown", "acme-crm/api_key")];
    let answer = visitor.submit(&page.url, &older).await;
    assert_eq!((answer.step(), &answer.url), ("confirm", &page.url));
    assert_eq!(flow.third_party.authorizations(), Vec::<String>::new());
    let current = [("step", "confirm"), ("shown", "acme-crm/oauth2")];
    let done = visitor.submit(&page.url, &current).await;
    assert_eq!(done.step(), "done", "{}", done.html);

    // A browser that tells the origin alone goes on from the server's own page.
    let http = http_builder().redirect(Policy::none()).build().expect("a client");
    for origin in ["null", &flow.server.url] {
        let link_token = flow.link_token(json!({})).await;
        let page = flow.visitor().open(&flow.page(&link_token, "&auth_format=oauth2")).await;
        let form = http.post(&page.url).header("origin", origin);
        let form = form.header("content-type", "application/x-www-form-urlencoded");
        let answer = form.body("step=confirm").send().await.expect("an answer");
        assert!(location(&answer).contains("client_id="), "{origin}: {answer:?}");
    }
}

#[on_each_engine]
async fn fifty_attempts_with_one_link_token_connect_one_account(database: &Database) {
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    let attempts = (0..50).map(|_| async {
        let mut visitor = flow.visitor();
        let done = flow.connect(&mut visitor, &link_token).await;
        assert_eq!(done.step(), "done", "{}", done.html);
        done.attribute("data-result").expect("a result").to_owned()
    });
    let results = futures::future::join_all(attempts).await;
    let accounts = flow.accounts().await;
    assert_eq!(accounts.len(), 1, "{accounts:?}");
    let id = accounts[0]["id"].as_str().expect("an ID");
    assert!(results.iter().all(|result| result.contains(id)), "{results:?}");
}

/// RFC 9207, section 2.4.
#[on_sqlite]
async fn callback_without_issuer_is_refused_if_the_definition_names_one(database: &Database) {
    let change = ("    scopes:", "    issuer: https://acme.example\n    scopes:");
    let flow = Flow::start_changed(database, &[change], &[]).await;
    let link_token = flow.link_token(json!({})).await;
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    for (callback, code) in [
        (vec![pair("code", "a-code")], "missing_issuer"),
        (vec![pair("code", "a-code"), pair("iss", "https://evil.example")], "wrong_issuer"),
        (vec![pair("error", "access_denied")], "access_denied"),
    ] {
        flow.third_party.behave(|it| it.callback = callback);
        let failed = flow.connect(&mut flow.visitor(), &link_token).await;
        assert_eq!(failed.step(), "error", "{}", failed.html);
        assert!(failed.html.contains(code), "{code}: {}", failed.html);
        assert_eq!(failed.headers.get("strict-transport-security"), None, "no TLS");
    }
    assert_eq!(flow.third_party.token_requests(), Vec::<String>::new());
    let own = vec![pair("code", "a-code"), pair("iss", "https://acme.example")];
    flow.third_party.behave(|it| it.callback = own);
    let done = flow.connect(&mut flow.visitor(), &link_token).await;
    assert_eq!(done.step(), "done", "{}", done.html);
}

#[on_sqlite]
async fn failures_of_third_party_are_told_and_can_be_tried_again(database: &Database) {
    let flow = Flow::start(database).await;
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let denied = vec![pair("error", "access_denied"), pair("error_description", "<b>no</b>")];
    let other = vec![pair("code", "c"), pair("iss", "https://evil.example")];
    let json_error = |code: &str| json!({ "error": code }).to_string();
    let html = "<html>oops</html>".to_owned();
    let repeated = json!({ "error": "invalid_request", "error_description": "s3cret, a-code" });
    // The callback, the token response, and the text and code that the page has.
    for (callback, token, text, code) in [
        (Some(denied), None, "You did not allow access", "access_denied"),
        (Some(vec![pair("error", "server_error")]), None, "cannot be reached", "server_error"),
        (Some(vec![pair("error", "redirect_uri_mismatch")]), None, "not set up", "redirect_uri"),
        (Some(other), None, "did not accept the sign-in", "wrong_issuer"),
        (Some(vec![]), None, "could not read", ""),
        (None, Some((400, json_error("invalid_grant"))), "did not accept", "invalid_grant"),
        (None, Some((401, json_error("invalid_client"))), "not set up", "invalid_client"),
        (None, Some((200, json_error("bad_verification_code"))), "did not accept", "bad_ver"),
        (None, Some((400, repeated.to_string())), "not set up", "invalid_request"),
        (None, Some((503, String::new())), "cannot be reached", "503"),
        (None, Some((200, html)), "could not read", "200"),
    ] {
        let url = flow.third_party.url.clone();
        flow.third_party.behave(|it| {
            *it = link_token_tests::Behaviour::granting(&url);
            it.callback = callback.clone().unwrap_or_else(|| it.callback.clone());
            if let Some((status, body)) = token.clone() {
                it.token = (status, Some("application/json"), body);
            }
        });
        let link_token = flow.link_token(json!({})).await;
        let mut visitor = flow.visitor();
        let failed = flow.connect(&mut visitor, &link_token).await;
        assert_eq!(failed.step(), "error", "{text}: {}", failed.html);
        assert_eq!(failed.attribute("data-error-type"), Some("connection_error"), "{text}");
        assert!(
            failed.html.contains(text) && failed.html.contains(code),
            "{text}: {}",
            failed.html
        );
        assert!(!failed.html.contains("<b>no"), "escaped");
        for secret in ["s3cret", "a-code"] {
            assert!(!failed.html.contains(secret), "{secret}: {}", failed.html);
        }
        assert!(flow.server.is_active(&flow.api_token, &link_token).await, "{text}");

        flow.third_party.behave(|it| *it = link_token_tests::Behaviour::granting(&url));
        // A second click changes nothing: nobody leaves without having seen the page before.
        visitor.send_form(&failed.url, &[("step", "retry")]).await;
        let page = visitor.submit(&failed.url, &[("step", "retry")]).await;
        assert_eq!(page.step(), "confirm", "{text}");
        let done = visitor.submit(&page.url, &[("step", "confirm")]).await;
        assert_eq!(done.step(), "done", "{text}: {}", done.html);
    }
}

#[on_each_engine]
async fn failure_leads_back_to_the_redirect_uri_with_what_happened(database: &Database) {
    let flow = Flow::start(database).await;
    let denied = vec![("error".to_owned(), "access_denied".to_owned())];
    flow.third_party.behave(|it| it.callback = denied);
    let body = json!({ "redirect_uri": "https://example.com/done?a=1" });
    let link_token = flow.link_token(body).await;
    let failed = flow.connect(&mut flow.visitor(), &link_token).await;
    let (_, link) = failed.html.split_once("href=\"https://example.com/done?").expect("a link");
    let query = link.split_once('"').expect("its end").0.replace("&amp;", "&");
    let parameters: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let expected = [
        pair("a", "1"),
        pair("result", "error"),
        pair("integration", "acme-crm"),
        pair(
            "error",
            "You did not allow access at Acme CRM. Nothing was connected. You can try again.",
        ),
        pair("error_type", "connection_error"),
    ];
    assert_eq!(parameters, expected);
    assert!(!failed.html.contains(&link_token), "{}", failed.html);
}

/// A request that waits for a third party is not one that the server works on.
#[on_sqlite]
async fn third_party_that_does_not_answer_keeps_no_other_request_out(database: &Database) {
    let rest = "\", headers: { Authorization: \"Bearer {api_key}\"";
    let change = (format!("/me{rest}"), format!("/silent{rest}"));
    let one = ["--max-concurrent", "1"];
    let flow = Flow::start_changed(database, &[(&change.0, &change.1)], &one).await;
    let account = json!({ "tenant_id": "acme-1", "integration": "acme-crm",
        "authentication_method": "api_key", "context": { "subdomain": "a", "api_key": "key-1" } });
    let webhook = json!({ "target_url": format!("{}/silent", flow.third_party.url) });
    let post = async |path: &str, body: &Value| {
        let (status, answer) = flow.send(Method::POST, path, Some(body.clone())).await;
        assert_eq!(status, StatusCode::OK, "{path}: {answer}");
        json!({ "id": answer["id"] })
    };
    let account = post("/integrated-account", &account).await;
    let webhook = post("/webhook", &webhook).await;
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let page = visitor.open(&flow.page(&link_token, "&auth_format=api_key")).await;
    let form = visitor.submit(&page.url, &[("step", "confirm")]).await;
    assert_eq!(form.step(), "form");

    let fields = [("step", "form"), ("subdomain", "a"), ("api_key", "key-1")];
    let waiting = [
        async { drop(visitor.submit(&form.url, &fields).await) }.boxed_local(),
        async { drop(post("/integrated-account/run-post-install-actions", &account).await) }
            .boxed_local(),
        async { drop(post("/webhook/test", &webhook).await) }.boxed_local(),
    ];
    for (number, mut request) in waiting.into_iter().enumerate() {
        let others = async {
            flow.third_party.is_asked_in_vain().await;
            eventually("another request is answered", async || {
                let body = json!({ "tenant_id": "acme-1" });
                flow.server.call(&flow.api_token, "/link-token", &body).await.0 == StatusCode::OK
            })
            .await;
        };
        tokio::select! {
            () = others => {}
            () = &mut request => panic!("the third party has answered request {number}"),
        }
    }
}

#[on_sqlite]
async fn metrics_count_attempts_and_how_they_end(database: &Database) {
    let mut flow = Flow::start(database).await;
    flow.server.kill();
    let own = ["--integrations", &folder_of(database), "--outbound-allow", "127.0.0.0/8"];
    let mut operated = Operated::start(database, &own);
    std::mem::swap(&mut flow.server, &mut operated.server);
    let denied = vec![("error".to_owned(), "access_denied".to_owned())];
    flow.third_party.behave(|it| it.callback = denied);
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let failed = flow.connect(&mut visitor, &link_token).await;
    assert_eq!(failed.step(), "error", "{}", failed.html);
    let url = flow.third_party.url.clone();
    flow.third_party.behave(|it| *it = link_token_tests::Behaviour::granting(&url));
    visitor.submit(&failed.url, &[("step", "retry")]).await;
    let done = visitor.submit(&failed.url, &[("step", "confirm")]).await;
    assert_eq!(done.step(), "done", "{}", done.html);
    for (integration, outcome) in
        [("", "begun"), ("acme-crm", "access_denied"), ("acme-crm", "connected")]
    {
        let labels = format!("{{integration=\"{integration}\",outcome=\"{outcome}\"}}");
        let found = operated.metric(&format!("link_token_attempts_total{labels}")).await;
        assert_eq!(found, Some(1.0), "{labels}");
    }
}

#[on_sqlite]
async fn sloppy_token_responses_are_understood(database: &Database) {
    let flow = Flow::start(database).await;
    let json = Some("application/json");
    for (media_type, body) in [
        (json, r#"{"access_token":"at-1","expires_in":"3600"}"#),
        (json, r#"{"access_token":"at-1","expires_in":3600.5,"scope":["a","b"]}"#),
        (json, r#"{"access_token":"at-1","expires_in":-1,"token_type":null}"#),
        (json, r#"{"access_token":"at-1","expires_in":1000000000000}"#),
        (Some("application/x-www-form-urlencoded"), "access_token=at-1&expires_in=3600"),
        (Some("text/plain"), "access_token=at-1&token_type=bearer"),
        (None, r#"{"access_token":"at-1"}"#),
        (Some("text/html"), r#"{"access_token":"at-1"}"#),
    ] {
        flow.third_party.behave(|it| it.token = (200, media_type, body.to_owned()));
        let link_token = flow.link_token(json!({})).await;
        let done = flow.connect(&mut flow.visitor(), &link_token).await;
        assert_eq!(done.step(), "done", "{body}: {}", done.html);
    }
}

#[on_sqlite]
async fn account_whose_check_cannot_be_answered_is_kept_with_its_error(database: &Database) {
    let flow = Flow::start(database).await;
    flow.third_party.behave(|it| it.api = Some((503, String::new())));
    let redirect_uri = "https://example.com/redirect?a=1";
    let link_token = flow.link_token(json!({ "redirect_uri": redirect_uri })).await;
    let done = flow.connect(&mut flow.visitor(), &link_token).await;
    assert!(done.url.starts_with("https://example.com/redirect?a=1&result=error&"), "{}", done.url);
    assert!(done.url.contains("error_type=validation_error"), "{}", done.url);
    let accounts = flow.accounts().await;
    assert_eq!(accounts[0]["status"], "validation_error");
    assert!(accounts[0]["last_error"].as_str().expect("an error").contains("503"));
    assert!(!done.url.contains("503"), "the user learns no details: {}", done.url);

    // Credentials that are refused consume nothing.
    flow.third_party.behave(|it| it.api = Some((401, String::new())));
    let link_token = flow.link_token(json!({})).await;
    let failed = flow.connect(&mut flow.visitor(), &link_token).await;
    assert_eq!(failed.step(), "error");
    assert_eq!(failed.attribute("data-error-type"), Some("validation_error"));
    assert!(flow.server.is_active(&flow.api_token, &link_token).await);
}

#[on_each_engine]
async fn reauthorisation_offers_the_app_of_the_account_and_updates_it(database: &Database) {
    let flow = Flow::start(database).await;
    let first = flow.link_token(json!({ "context": { "old": 1 } })).await;
    flow.connect(&mut flow.visitor(), &first).await;
    let before = flow.accounts().await.remove(0);
    let token = json!({ "access_token": "at-1", "refresh_token": "rt-2" }).to_string();
    flow.third_party.behave(|it| it.token = (200, Some("application/json"), token));
    let body = json!({ "integrated_account_id": before["id"], "persist_previous_context": true });
    let again = flow.link_token(body).await;
    let mut visitor = flow.visitor();
    let page = visitor.open(&flow.page(&again, "&auth_format=oauth2")).await;
    assert_eq!(page.step(), "confirm");
    assert!(page.html.contains("Reconnect Acme CRM"), "{}", page.html);
    let done = visitor.submit(&page.url, &[("step", "confirm")]).await;
    assert_eq!(done.step(), "done", "{}", done.html);
    let accounts = flow.accounts().await;
    assert_eq!(accounts.len(), 1);
    assert_eq!(accounts[0]["id"], before["id"]);
    assert_eq!(accounts[0]["context"]["old"], 1);
}

#[on_each_engine]
async fn app_that_is_disabled_is_offered_for_its_accounts_only(database: &Database) {
    let flow = Flow::start(database).await;
    let first = flow.link_token(json!({})).await;
    flow.connect(&mut flow.visitor(), &first).await;
    let account = flow.accounts().await.remove(0);
    database.admin(&["integration", "disable", "--environment", "test", "acme-crm"]);
    let again = flow.link_token(json!({ "integrated_account_id": account["id"] })).await;
    let done = flow.connect(&mut flow.visitor(), &again).await;
    assert_eq!(done.step(), "done", "{}", done.html);
    assert_eq!(flow.accounts().await.len(), 1);
    let new = flow.link_token(json!({})).await;
    let refused = flow.visitor().open(&flow.page(&new, "")).await;
    assert_eq!(refused.attribute("data-error-type"), Some("invalid_integration"));
}

#[on_each_engine]
async fn reauthorisation_asks_first_when_another_upstream_account_was_connected(
    database: &Database,
) {
    let flow = Flow::start(database).await;
    let first = flow.link_token(json!({})).await;
    flow.connect(&mut flow.visitor(), &first).await;
    let before = flow.accounts().await.remove(0);
    // Nobody knows whether it is the same account.
    flow.third_party.behave(|it| it.api = Some((200, json!({ "errors": [] }).to_string())));
    let again = flow.link_token(json!({ "integrated_account_id": before["id"] })).await;
    let failed = flow.connect(&mut flow.visitor(), &again).await;
    assert_eq!(failed.step(), "error", "{}", failed.html);
    assert!(failed.html.contains("gave an answer that we could not read"), "{}", failed.html);
    assert!(failed.html.contains("has no ID of the account at `/id`"), "{}", failed.html);
    assert_eq!(flow.accounts().await[0], before);
    let other = json!({ "id": 43, "name": "<i>Kim</i>" }).to_string();
    flow.third_party.behave(|it| it.api = Some((200, other)));
    let again = flow.link_token(json!({ "integrated_account_id": before["id"] })).await;
    let mut visitor = flow.visitor();
    let asked = flow.connect(&mut visitor, &again).await;
    assert_eq!(asked.step(), "confirm");
    assert!(
        asked.html.contains("another account") && asked.html.contains("&lt;i&gt;Kim"),
        "{}",
        asked.html
    );
    assert!(flow.server.is_active(&flow.api_token, &again).await);
    assert_eq!(flow.accounts().await[0]["context"]["upstream_id"], "42");

    let done = visitor.submit(&asked.url, &[("step", "other_account")]).await;
    assert_eq!(done.step(), "done", "{}", done.html);
    let after = flow.accounts().await.remove(0);
    assert_eq!((&after["id"], &after["context"]["upstream_id"]), (&before["id"], &json!("43")));
}

#[on_each_engine]
async fn events_of_a_reauthorisation_tell_another_upstream_account(database: &Database) {
    let flow = Flow::start(database).await;
    let receiver = Receiver::start().await;
    let webhook = json!({ "target_url": receiver.url });
    assert_eq!(flow.send(Method::POST, "/webhook", Some(webhook)).await.0, StatusCode::OK);
    let mut body = json!({});
    for (number, upstream_id) in [42, 42, 43].into_iter().enumerate() {
        let api = json!({ "id": upstream_id, "name": "Jo" }).to_string();
        flow.third_party.behave(|it| it.api = Some((200, api)));
        let link_token = flow.link_token(body).await;
        let mut visitor = flow.visitor();
        let end = flow.connect(&mut visitor, &link_token).await;
        if upstream_id == 43 {
            visitor.submit(&end.url, &[("step", "other_account")]).await;
        }
        let received = receiver.wait_for(2 * number + 2).await;
        let changed = (upstream_id == 43).then_some(json!(true));
        for event in &received[2 * number..] {
            assert_eq!(event.json().get("upstream_account_changed"), changed.as_ref(), "{number}");
        }
        body = json!({ "integrated_account_id": flow.accounts().await[0]["id"] });
    }
}

/// A reauthorisation whose user grants access to another account of the third party than before,
/// while the store fails to keep the question about it.
struct FailingQuestion {
    connection: rusqlite::Connection,
    link_token: String,
}

impl FailingQuestion {
    async fn prepare(database: &Database, flow: &Flow) -> Self {
        let first = flow.link_token(json!({})).await;
        flow.connect(&mut flow.visitor(), &first).await;
        let before = flow.accounts().await.remove(0);
        let token = json!({ "access_token": "at-2", "refresh_token": "rt-2" }).to_string();
        flow.third_party.behave(|it| {
            it.api = Some((200, json!({ "id": 43, "name": "Kim" }).to_string()));
            it.token = (200, Some("application/json"), token);
        });
        let body = json!({ "integrated_account_id": before["id"] });
        let link_token = flow.link_token(body).await;
        let connection = rusqlite::Connection::open(database.path()).expect("opens");
        let failing = "CREATE TABLE failure (until REAL);
            CREATE TRIGGER failing BEFORE UPDATE ON attempt
                WHEN OLD.phase = 'exchanging' AND NEW.phase = 'open'
                    AND julianday('now') < ifnull((SELECT until FROM failure), 1e9)
                BEGIN SELECT RAISE(ABORT, 'failing'); END;";
        connection.execute_batch(failing).expect("created");
        Self { connection, link_token }
    }

    /// Waits until the code of the third party is used.
    async fn code_is_used(&self, flow: &Flow) {
        eventually("the code is used", async || flow.third_party.token_requests().len() == 2).await;
    }

    fn end_soon(&self) {
        let soon = "INSERT INTO failure VALUES (julianday('now', '+0.5 seconds'))";
        self.connection.execute_batch(soon).expect("inserted");
    }
}

/// The code is used up, so nobody could ask the third party for the tokens again.
#[on_sqlite]
async fn question_about_another_upstream_account_is_stored_when_the_store_has_failed(
    database: &Database,
) {
    let flow = Flow::start(database).await;
    let failing = FailingQuestion::prepare(database, &flow).await;
    let mut visitor = flow.visitor();
    let end_of_failure = async {
        failing.code_is_used(&flow).await;
        failing.end_soon();
    };
    let connecting = flow.connect(&mut visitor, &failing.link_token);
    let (asked, ()) = tokio::join!(connecting, end_of_failure);
    assert!(asked.html.contains("another account"), "{}", asked.html);
    let done = visitor.submit(&asked.url, &[("step", "other_account")]).await;
    assert_eq!(done.step(), "done", "{}", done.html);
    assert_eq!(flow.accounts().await[0]["context"]["upstream_id"], "43");
}

#[on_sqlite]
async fn tokens_are_revoked_if_the_link_token_ends_before_the_question_is_stored(
    database: &Database,
) {
    let flow = Flow::start(database).await;
    let failing = FailingQuestion::prepare(database, &flow).await;
    let mut visitor = flow.visitor();
    let revoked = async {
        failing.code_is_used(&flow).await;
        let body = json!({ "link_token": failing.link_token });
        flow.server.call(&flow.api_token, "/link-token/revoke", &body).await;
        failing.end_soon();
    };
    let connecting = flow.connect(&mut visitor, &failing.link_token);
    let (page, ()) = tokio::join!(connecting, revoked);
    assert_eq!(page.attribute("data-error-type"), Some("invalid_token"), "{}", page.html);
    eventually("they are revoked", async || !flow.third_party.revocations().is_empty()).await;
    let revocations = flow.third_party.revocations();
    assert!(revocations[0].contains("token=rt-2"), "{revocations:?}");
}

#[on_sqlite]
async fn tokens_of_another_upstream_account_are_revoked_when_the_user_goes_back(
    database: &Database,
) {
    let flow = Flow::start(database).await;
    let first = flow.link_token(json!({})).await;
    flow.connect(&mut flow.visitor(), &first).await;
    let before = flow.accounts().await.remove(0);
    let token = json!({ "access_token": "at-2", "refresh_token": "rt-2" }).to_string();
    flow.third_party.behave(|it| {
        it.api = Some((200, json!({ "id": 43, "name": "Kim" }).to_string()));
        it.token = (200, Some("application/json"), token);
    });
    let again = flow.link_token(json!({ "integrated_account_id": before["id"] })).await;
    let mut visitor = flow.visitor();
    let asked = flow.connect(&mut visitor, &again).await;
    assert!(asked.html.contains("another account"), "{}", asked.html);
    let back = visitor.submit(&asked.url, &[("step", "back")]).await;
    assert_eq!(back.step(), "confirm");
    assert!(!back.html.contains("another account"), "{}", back.html);
    eventually("they are revoked", async || !flow.third_party.revocations().is_empty()).await;
    let revocations = flow.third_party.revocations();
    assert!(revocations[0].contains("token=rt-2"), "{revocations:?}");
    let id = before["id"].as_str().expect("an ID");
    let credentials = flow.api(&format!("/integrated-account/{id}/credentials")).await;
    assert_eq!(credentials["values"]["access_token"], "at-1");
}

#[on_each_engine]
async fn links_that_cannot_be_used_have_one_page(database: &Database) {
    let flow = Flow::start(database).await;
    let expired = flow.link_token(json!({})).await;
    database.sql(&format!("UPDATE link_token SET expires_at = {}", database.days_ago(1)));
    let revoked = flow.dead_link_token().await;
    let used = flow.link_token(json!({})).await;
    let body = json!({ "link_token": used, "integration": "acme-crm" });
    flow.server.call(&flow.api_token, "/link-token/redeem", &body).await;
    let mut pages = Vec::new();
    for link in
        [&*revoked, &*used, &*expired, "efe6413c-941a-4ca6-8f22-defbf758b824", "not-a-token", ""]
    {
        let page = flow.visitor().open(&flow.page(link, "")).await;
        assert_eq!((page.status.as_u16(), page.step()), (404, "error"), "{link}");
        assert_eq!(page.attribute("data-error-type"), Some("invalid_token"));
        // The ID of the request differs.
        let (before, after) = page.html.split_once("Request ID").expect("an ID");
        pages.push((before.to_owned(), after[60..].to_owned()));
    }
    pages.dedup();
    assert_eq!(pages.len(), 1, "{pages:?}");

    // The holder of a link token that existed may learn that it is dead, but not why.
    let origin = "https://app.example.com";
    database.admin(&["environment", "set", "test", "--page-origin", origin]);
    let mut pages = Vec::new();
    for link in [&*revoked, &*used, &*expired] {
        let page = flow.visitor().open(&flow.page(link, "&iframe=true")).await;
        assert_eq!(page.attribute("data-origins"), Some(origin));
        let policy = page.headers["content-security-policy"].to_str().expect("text");
        assert!(policy.ends_with(&format!("frame-ancestors {origin}")), "{policy}");
        assert_eq!(page.headers.get("x-frame-options"), None);
        let (before, after) = page.html.split_once("Request ID").expect("an ID");
        pages.push((before.to_owned(), after[60..].to_owned()));
    }
    pages.dedup();
    assert_eq!(pages.len(), 1, "{pages:?}");
    let unknown = "efe6413c-941a-4ca6-8f22-defbf758b824";
    let page = flow.visitor().open(&flow.page(unknown, "&iframe=true")).await;
    assert_eq!(page.attribute("data-origins"), None);
    assert_eq!(page.headers["x-frame-options"], "DENY");

    let app = flow.link_token(json!({})).await;
    let page = flow.visitor().open(&flow.page(&app, "&integration=unknown")).await;
    assert_eq!(page.attribute("data-error-type"), Some("invalid_integration"));
}

#[on_each_engine]
async fn open_page_outlives_its_link_but_not_its_own_time(database: &Database) {
    let flow = Flow::start(database).await;
    let (link_token, other) = (flow.link_token(json!({})).await, flow.link_token(json!({})).await);
    let (mut visitor, mut late) = (flow.visitor(), flow.visitor());
    let page = visitor.open(&flow.page(&link_token, "&auth_format=oauth2")).await;
    let (late_page, callback) = flow.leave(&mut late, &other).await;
    let shown = page.html.split_once("data-minutes=\"").expect("the time left").1;
    let minutes: u32 = shown.split_once('"').expect("a value").0.parse().expect("a number");
    assert!((25..=30).contains(&minutes), "{minutes}");
    let end = |table: &str| {
        let just_now = database.seconds_ago(5);
        database.sql(&format!("UPDATE {table} SET expires_at = {just_now}"));
    };
    end("link_token");
    assert!(!flow.server.is_active(&flow.api_token, &link_token).await);
    let done = visitor.submit(&page.url, &[("step", "confirm")]).await;
    assert_eq!(done.step(), "done", "{}", done.html);

    end("attempt");
    for page in [
        late.open(&callback).await,
        late.open(&late_page).await,
        late.submit(&late_page, &[("step", "confirm")]).await,
    ] {
        assert_eq!((page.status.as_u16(), page.step()), (404, "error"), "{}", page.html);
        assert_eq!(page.attribute("data-error-type"), Some("invalid_token"));
    }
    assert_eq!(flow.third_party.token_requests().len(), 1);
    assert_eq!(flow.accounts().await.len(), 1);
}

#[on_each_engine]
async fn link_that_is_opened_too_often_begins_no_attempt_and_can_still_be_used(
    database: &Database,
) {
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let link = flow.page(&link_token, "&auth_format=oauth2");
    let first = visitor.open(&link).await;
    for _ in 1..100 {
        assert_eq!(visitor.get(&link).await.status(), StatusCode::SEE_OTHER);
    }
    for _ in 0..2 {
        let refused = visitor.open(&link).await;
        assert_eq!((refused.status.as_u16(), refused.step()), (429, "error"));
        assert!(refused.html.contains("opened too often"), "{}", refused.html);
        let wait = refused.headers["retry-after"].to_str().expect("text").parse::<u32>();
        assert!(wait.is_ok_and(|wait| (1..=1800).contains(&wait)), "{:?}", refused.headers);
    }
    let begun = ["audit", "list", "--environment", "test", "--action", "begin_attempt"];
    let events = database.admin(&[&begun[..], &["--limit", "200"]].concat());
    assert_eq!(events.as_array().map(Vec::len), Some(100), "a refusal writes nothing");

    let done = visitor.submit(&first.url, &[("step", "confirm")]).await;
    assert_eq!(done.step(), "done", "{}", done.html);
}

#[on_sqlite]
async fn parameters_of_the_link_choose_the_apps_and_the_way_back(database: &Database) {
    let flow = Flow::start(database).await;
    let secret = database.file("secret", b"s3cret");
    for app in ["notion", "slack"] {
        let enable = ["integration", "enable", "--environment", "test", app];
        let client = ["--client-id", "an-id", "--client-secret-file", &secret];
        database.admin(&[&enable[..], &client[..]].concat());
    }
    let open = async |parameters: &str| {
        let link_token = flow.link_token(json!({})).await;
        flow.visitor().open(&flow.page(&link_token, parameters)).await
    };
    for (parameters, offered) in [
        ("", &["acme-crm", "notion", "slack"][..]),
        ("&integrations=slack,%20acme-crm,unknown", &["acme-crm", "slack"]),
        ("&integrations=", &["acme-crm", "notion", "slack"]),
    ] {
        let page = open(parameters).await;
        assert_eq!(page.step(), "choose", "{parameters}");
        let apps = page.html.split("name=\"integration\" value=\"").skip(1);
        let mut apps: Vec<_> = apps.map(|it| it.split_once('"').expect("a value").0).collect();
        apps.sort_unstable();
        assert_eq!(apps, offered, "{parameters}");
    }
    let slack = "<h1>Connect Slack</h1>";
    let only =
        ["&integration=slack", "&integrations=slack", "&integration=slack&integrations=notion"];
    for parameters in only {
        let page = open(parameters).await;
        assert_eq!(page.step(), "confirm", "{parameters}");
        assert!(page.html.contains(slack), "{parameters}: {}", page.html);
    }
    for (parameters, has_way_back) in
        [("", true), ("&no_back=false", true), ("&no_back=true", false), ("&no_back=1", false)]
    {
        let page = open(&format!("&integrations=slack,notion{parameters}")).await;
        let page = flow.visitor().submit(&page.url, &[("integration", "slack")]).await;
        assert!(page.html.contains(slack), "{parameters}: {}", page.html);
        let way_back = "name=\"to\" value=\"choose\"";
        assert_eq!(page.html.contains(way_back), has_way_back, "{parameters}");
        let back = [("step", "back"), ("to", "choose")];
        let page = flow.visitor().submit(&page.url, &back).await;
        assert_eq!(page.step() == "choose", has_way_back, "{parameters}");
    }
}

#[on_sqlite]
async fn pages_speak_the_language_of_the_link_or_of_the_browser(database: &Database) {
    let flow = Flow::start(database).await;
    for (parameters, accepted, language, title) in [
        ("", "nl", "en", "Connect Acme CRM"),
        ("", "nl, fr;q=0.5", "fr", "Connecter Acme CRM"),
        ("&locale=de-AT", "fr", "de", "Acme CRM verbinden"),
    ] {
        let link_token = flow.link_token(json!({})).await;
        let page = flow.page(&link_token, &format!("&auth_format=oauth2{parameters}"));
        let page = http().get(page).header("accept-language", accepted).send().await;
        let html = page.expect("an answer").text().await.expect("text");
        assert!(html.contains(&format!("<html lang=\"{language}\"")), "{html}");
        assert!(html.contains(&format!("<h1>{title}</h1>")), "{html}");

        let page = flow.page("dead", parameters);
        let page = http().get(page).header("accept-language", accepted).send().await;
        let page = page.expect("an answer");
        assert_eq!(page.status(), StatusCode::NOT_FOUND);
        let html = page.text().await.expect("text");
        assert!(html.contains(&format!("<html lang=\"{language}\"")), "{html}");
    }
}

#[on_sqlite]
async fn pages_protect_themselves_and_their_addresses(database: &Database) {
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    let opened = flow.visitor().get(&flow.page(&link_token, "")).await;
    assert_eq!(opened.status(), StatusCode::SEE_OTHER);
    assert_eq!(opened.headers()["referrer-policy"], "no-referrer");
    let page = get(&location(&opened)).await;
    let header = |name: &str| page.headers()[name].to_str().expect("text").to_owned();
    let policy = header("content-security-policy");
    for part in
        ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"]
    {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("x-frame-options"), "DENY");
    assert_eq!(header("content-type"), "text/html; charset=utf-8");

    let origin = ["--page-origin", "https://app.example.com"];
    database.admin(&[&["environment", "set", "test"][..], &origin].concat());
    let page = get(&location(&opened)).await;
    let policy = page.headers()["content-security-policy"].to_str().expect("text");
    assert!(policy.ends_with("frame-ancestors https://app.example.com"), "{policy}");
    assert_eq!(page.headers().get("x-frame-options"), None);

    let head = http().head(flow.page(&link_token, "")).send().await.expect("an answer");
    assert!(head.status().is_client_error());
    let events = database.admin(&["audit", "list", "--environment", "test"]).to_string();
    assert_eq!(events.matches("begin_attempt").count(), 1, "HEAD has no effect: {events}");
}

#[on_sqlite]
async fn private_addresses_are_refused_unless_the_operator_allows_them(database: &Database) {
    let flow = Flow::start_with(database, &["--outbound-allow", "10.255.0.0/16"]).await;
    let link_token = flow.link_token(json!({})).await;
    let failed = flow.connect(&mut flow.visitor(), &link_token).await;
    // The last flag of the same name counts in addition, so the stand-in is reachable only if its
    // own network is listed.
    assert_eq!(failed.step(), "done", "{}", failed.html);

    let Flow { server, third_party, api_token } = flow;
    // Two servers cannot share a SQLite database.
    drop(server);
    let server = Server::start_with(database, &["--integrations", &folder_of(database)]);
    let flow = Flow { server, third_party, api_token };
    let link_token = flow.link_token(json!({})).await;
    let failed = flow.connect(&mut flow.visitor(), &link_token).await;
    assert_eq!(failed.step(), "error", "{}", failed.html);
    assert!(failed.html.contains("cannot be reached"), "{}", failed.html);
}

fn folder_of(database: &Database) -> String {
    database.folder().join("definitions").display().to_string()
}

#[on_each_engine]
async fn attempt_continues_on_another_server_after_a_kill(database: &Database) {
    let mut flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    let mut visitor = flow.visitor();
    let (_, callback) = flow.leave(&mut visitor, &link_token).await;
    flow.server.kill();
    let own = ["--integrations", &folder_of(database), "--outbound-allow", "127.0.0.0/8"];
    let public = ["--public-url", &flow.server.url.clone()];
    let server = Server::start_with(database, &[&own[..], &public[..]].concat());
    let moved = callback.replace(&flow.server.url, &server.url);
    let cookies = visitor.cookies.clone();
    flow.server = server;
    let mut visitor = flow.visitor();
    visitor.cookies = cookies;
    let done = visitor.open(&moved).await;
    assert_eq!(done.step(), "done", "{}", done.html);
    assert_eq!(flow.accounts().await.len(), 1);
}

#[on_each_engine]
async fn audit_trail_has_the_steps_of_an_attempt_without_secrets(database: &Database) {
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    flow.connect(&mut flow.visitor(), &link_token).await;
    let events = database.admin(&["audit", "list", "--environment", "test"]).to_string();
    for action in ["begin_attempt", "complete_attempt"] {
        assert!(events.contains(action), "{action}: {events}");
    }
    for secret in ["at-1", "rt-1", "a-code", &*link_token, "s3cret"] {
        assert!(!events.contains(secret), "{secret}");
    }
}
