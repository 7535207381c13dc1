//! Environments: their settings, and the wall between them.

use link_token_client::types;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use link_token_tests::{
    Database, Receiver, Server, answer, assert_error, http, on_each_engine, on_sqlite,
};

#[on_each_engine]
async fn create_returns_400_when_redirect_uri_is_not_registered(database: &Database) {
    let (token, other) = (database.environment("test"), database.environment("other"));
    let server = Server::start(database);
    let allowed = async |token: &str, uri: &str| {
        let body = json!({ "tenant_id": "a", "redirect_uri": uri });
        server.call(token, "/link-token", &body).await
    };
    let set = |uris: &[&str]| {
        let uris: Vec<&str> = uris.iter().flat_map(|uri| ["--redirect-uri", uri]).collect();
        database.admin(&[&["environment", "set", "test"], &uris[..]].concat())
    };
    assert_eq!(allowed(&token, "https://example.com/a").await.0, StatusCode::OK);
    assert_eq!(allowed(&token, "myapp:/a").await.0, StatusCode::BAD_REQUEST);

    let shown = set(&["https://example.com/b", "http://127.0.0.1/c", "myapp:/a"]);
    assert_eq!(shown["redirect_uris"].as_array().map(Vec::len), Some(3));
    for uri in ["https://example.com/b", "http://127.0.0.1:50000/c", "myapp:/a"] {
        assert_eq!(allowed(&token, uri).await.0, StatusCode::OK, "{uri}");
    }
    let refused = allowed(&token, "https://example.com/a").await;
    let unlisted = "redirect_uri: is not one of the environment's redirect URIs: send one of them, or have this one listed";
    assert_error(refused, 400, unlisted);
    assert_eq!(allowed(&other, "https://example.com/a").await.0, StatusCode::OK);

    set(&["any"]);
    assert_eq!(allowed(&token, "https://example.com/a").await.0, StatusCode::OK);
}

/// An environment may register a private scheme, but none that a browser handles itself.
#[on_sqlite]
fn environment_set_fails_when_redirect_uri_is_never_allowed(database: &Database) {
    database.environment("test");
    let succeeds = |uri: &str| {
        let arguments = ["environment", "set", "test", "--redirect-uri", uri];
        database.run(&arguments).status.success()
    };
    assert!(succeeds("myapp:/a"));
    for uri in [
        "about:blank",
        "blob:https://example.com/a",
        "data:text/html,a",
        "file:///a",
        "filesystem:https://example.com/a",
        "javascript:alert(1)",
        "vbscript:a",
        "JavaScript:alert(1)",
        "http://example.com/",
        "nonsense",
        "https://0x7f.1/",
        "https://*.example.com/a",
        "https://example.com/*",
    ] {
        assert!(!succeeds(uri), "{uri}");
    }
    let wildcard = ["environment", "set", "test", "--redirect-uri", "https://*.example.com/"];
    let said = String::from_utf8(database.run(&wildcard).stderr).expect("UTF-8");
    assert!(said.contains("there are no wildcards"), "{said}");
    let listed = database.admin(&["environment", "list"]);
    assert_eq!(listed[0]["redirect_uris"], json!(["myapp:/a"]));
}

/// A server, and API tokens of two environments with all permissions.
struct TwoEnvironments {
    server: Server,
    own: String,
    other: String,
}

impl TwoEnvironments {
    fn start(database: &Database) -> Self {
        let all = ["link-token", "integrated-account:read", "integrated-account:write"];
        let all = [&all[..], &["credentials:read", "webhook", "administration"]].concat();
        let flags: Vec<&str> = all.into_iter().flat_map(|it| ["--permission", it]).collect();
        let [own, other] = ["test", "other"].map(|name| {
            database.environment(name);
            let created = database.api_token(name, &flags);
            created["secret"].as_str().expect("a secret").to_owned()
        });
        let server = Server::start_with(database, &["--outbound-allow", "127.0.0.0/8"]);
        Self { server, own, other }
    }

    async fn call(
        &self,
        token: &str,
        method: Method,
        path: &str,
        body: &Value,
    ) -> (StatusCode, Value) {
        let request = http().request(method, format!("{}{path}", self.server.url));
        let request = request.bearer_auth(token);
        let request = if body.is_null() { request } else { request.json(body) };
        answer(request.send().await.expect("an answer")).await
    }

    /// Calls with the own API token, and returns the answer.
    async fn ok(&self, method: Method, path: &str, body: Value) -> Value {
        let (status, answer) = self.call(&self.own, method, path, &body).await;
        assert_eq!(status, StatusCode::OK, "{path}: {answer}");
        answer
    }
}

#[on_each_engine]
async fn objects_of_another_environment_are_neither_found_nor_listed(database: &Database) {
    let receiver = Receiver::start().await;
    let environments = TwoEnvironments::start(database);
    let own = |path: &'static str, body| environments.ok(Method::POST, path, body);
    let account = json!({ "tenant_id": "acme-1", "integration": "homemade",
        "authentication_method": "api_key", "context": { "api_key": "key-1" } });
    let account = own("/integrated-account", account).await;
    // After the events of the account.
    let mut webhook = own("/webhook", json!({ "target_url": receiver.url })).await;
    webhook.as_object_mut().expect("an object").remove("secret");
    let gate = own("/static-gate", json!({})).await;
    let enabled = own("/environment-integration", json!({ "integration": "slack" })).await;
    own("/link-token", json!({ "tenant_id": "acme-1" })).await;

    let id = |object: &Value| object["id"].as_str().expect("an ID").to_owned();
    let (at_account, at_webhook) =
        (format!("/integrated-account/{}", id(&account)), format!("/webhook/{}", id(&webhook)));
    let credentials = format!("{at_account}/credentials");
    let at_gate = format!("/static-gate/{}", id(&gate));
    let no_account = "id: no such integrated account";
    let no_webhook = "id: no such webhook";
    let reference = |object: &Value| json!({ "id": object["id"] });
    for (method, path, body, message) in [
        (Method::GET, &*at_account, Value::Null, no_account),
        (Method::GET, &credentials, Value::Null, no_account),
        (Method::POST, "/integrated-account/refresh-credentials", reference(&account), no_account),
        (Method::GET, &at_webhook, Value::Null, no_webhook),
        (Method::PATCH, &at_webhook, json!({ "is_active": false }), no_webhook),
        (Method::POST, &format!("{at_webhook}/rotate-secret"), json!({}), no_webhook),
        (Method::GET, &format!("{at_webhook}/delivery"), Value::Null, no_webhook),
        (Method::POST, &format!("{at_webhook}/replay"), json!({}), no_webhook),
        (Method::POST, "/webhook/test", reference(&webhook), no_webhook),
        (Method::DELETE, &at_webhook, Value::Null, no_webhook),
        (Method::DELETE, &at_gate, Value::Null, "id: no such static gate"),
    ] {
        let refused = environments.call(&environments.other, method, path, &body).await;
        assert_error(refused, 404, message);
    }
    assert_eq!(environments.ok(Method::GET, &at_webhook, Value::Null).await, webhook);
    assert_eq!(receiver.received().len(), 0);

    for (path, object) in [
        ("/integrated-account", id(&account)),
        ("/webhook", id(&webhook)),
        ("/static-gate", id(&gate)),
        ("/environment-integration", id(&enabled)),
        ("/link-token", "acme-1".to_owned()),
    ] {
        let listed = environments.ok(Method::GET, path, Value::Null).await;
        assert!(listed["result"].to_string().contains(&object), "{path}: {listed}");
        let listed = environments.call(&environments.other, Method::GET, path, &Value::Null).await;
        assert_eq!((listed.0, &listed.1["result"]), (StatusCode::OK, &json!([])), "{path}");
    }
}

#[on_each_engine]
async fn link_token_expires_after_lifetime_of_its_environment(database: &Database) {
    let (token, other) = (database.environment("test"), database.environment("other"));
    let server = Server::start(database);
    let created = async |token: &str| {
        let (_, created) = server.call(token, "/link-token", &json!({ "tenant_id": "a" })).await;
        let created: types::LinkTokenResponse = serde_json::from_value(created).expect("fits");
        created.expires_at
    };
    let shown = database.admin(&["environment", "set", "test", "--lifetime", "5m"]);
    assert_eq!(shown["lifetime"], 300);
    assert!(created(&token).await < created(&other).await);
    let set = ["environment", "set", "test", "--lifetime", "default"];
    assert_eq!(database.admin(&set)["lifetime"], json!(null));
    let before = created(&other).await;
    assert!(before <= created(&token).await);
    let nothing = database.run(&["environment", "set", "test"]);
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("nothing to change"));
}

#[on_each_engine]
fn environment_set_changes_the_appearance_of_the_page(database: &Database) {
    database.environment("test");
    let set = |flags: &[&str]| database.admin(&[&["environment", "set", "test"], flags].concat());
    let logo = database.file("logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let shown = set(&[
        "--display-name",
        "Acme & Söhne",
        "--accent-colour",
        "#1A73E8",
        "--logo",
        &logo,
        "--page-origin",
        "https://App.example.com/",
        "--page-origin",
        "http://localhost:3000",
    ]);
    assert_eq!(shown["display_name"], "Acme & Söhne");
    assert_eq!(shown["accent_colour"], "#1a73e8");
    assert_eq!(shown["page_origins"], json!(["https://app.example.com", "http://localhost:3000"]));
    let text = database.run(&["environment", "set", "test", "--lifetime", "1h"]);
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.contains("\nlogo           set\n"), "{text}");
    let shown = set(&["--display-name", "none", "--logo", "none", "--page-origin", "none"]);
    assert_eq!(shown["display_name"], json!(null));
    assert_eq!((&shown["accent_colour"], &shown["page_origins"]), (&json!("#1a73e8"), &json!([])));

    let picture = database.file("logo.gif", b"GIF89a");
    let large =
        database.file("large.png", &[b"\x89PNG\r\n\x1a\n", vec![0; 65_536].as_slice()].concat());
    for (flags, expected) in [
        (["--accent-colour", "red"], "six hexadecimal digits"),
        (["--page-origin", "https://example.com/a"], "remove what follows https://example.com"),
        (["--page-origin", "http://example.com"], "use https"),
        (["--display-name", ""], "1 to 64 characters"),
        (["--logo", &picture], "a logo is a PNG or an SVG file"),
        (["--logo", &large], "at most 64 KiB"),
        (["--logo", "missing.png"], "cannot read --logo missing.png"),
    ] {
        let arguments = [&["environment", "set", "test"], &flags[..]].concat();
        let failed = database.run(&arguments);
        let stderr = String::from_utf8_lossy(&failed.stderr);
        assert!(!failed.status.success() && stderr.contains(expected), "{flags:?}: {stderr}");
    }
}

#[on_each_engine]
fn integration_is_enabled_listed_and_disabled_without_showing_its_secret(database: &Database) {
    database.environment("test");
    let secret = "needle-in-the-haystack";
    let file = database.file("hubspot.secret", format!("{secret}\n").as_bytes());
    let command = |name: &str, flags: &[&str]| {
        let arguments = [&["integration", name, "--environment", "test"], flags].concat();
        let shown = database.admin(&arguments);
        assert!(!shown.to_string().contains(secret), "{shown}");
        shown
    };
    let client = ["hubspot", "--client-id", "1234", "--client-secret-file", &file];
    let first = command("enable", &client);
    assert_eq!((&first["client_id"], &first["redirect_uri"]), (&json!("1234"), &json!(null)));
    let known = command("enable", &["hubspot", "--public-url", "https://connect.example.com/"]);
    let id = first["id"].as_str().expect("an ID");
    let redirect_uri = format!("https://connect.example.com/connect-account/callback/{id}");
    assert_eq!(
        (&known["redirect_uri"], &known["client_id"]),
        (&json!(redirect_uri), &json!("1234"))
    );
    assert_eq!((&first["has_client_secret"], &first["enabled"]), (&json!(true), &json!(true)));
    let second = command("enable", &["hubspot", "--scope", "contacts.read", "--scope", "oauth"]);
    assert_eq!(second["scopes"], json!(["contacts.read", "oauth"]));
    assert_eq!((&second["id"], &second["has_client_secret"]), (&first["id"], &json!(true)));
    command("enable", &["slack"]);
    command("disable", &["hubspot"]);
    let listed = command("list", &[]);
    let names = |key: &str| [listed[0][key].clone(), listed[1][key].clone()];
    assert_eq!(names("integration"), ["hubspot", "slack"]);
    assert_eq!(names("enabled"), [false, true]);
    let again = command("enable", &["hubspot", "--scope", "default"]);
    assert_eq!((&again["id"], &again["scopes"]), (&first["id"], &json!(null)));
    let no_client = command("enable", &["stripe", "--public-url", "https://connect.example.com"]);
    assert_eq!(no_client["redirect_uri"], json!(null));

    let empty = database.file("empty.secret", b"\n");
    for (arguments, expected) in [
        (vec!["disable", "unknown"], "has never enabled the integration `unknown`"),
        (vec!["enable", "hubspo"], "not found: did you mean `hubspot`?"),
        (vec!["enable", "slack", "--client-secret-file", &empty], "client_secret: must have"),
        (
            vec!["enable", "slack", "--client-secret-file", "missing"],
            "cannot read --client-secret-file",
        ),
        (vec!["enable", "slack", "--scope", "default", "--scope", "b"], "cannot be combined"),
        (vec!["enable", "slack", "--scope", "a b"], "a scope has 1 to 512"),
    ] {
        let (name, rest) = arguments.split_first().expect("a name");
        let failed =
            database.run(&[&["integration", name, "--environment", "test"], rest].concat());
        let stderr = String::from_utf8_lossy(&failed.stderr);
        assert!(!failed.status.success() && stderr.contains(expected), "{arguments:?}: {stderr}");
    }
}

#[on_sqlite]
fn integration_commands_know_presets_and_the_definitions_of_a_folder(database: &Database) {
    let definition = "name: acme-crm
label: Acme CRM
category: crm
authentication:
  oauth2:
    authorization_url: https://acme.example/oauth/authorize
    token_url: https://acme.example/oauth/token
    scopes: [contacts.read]
  api_key:
    fields:
      - { name: api_key, label: API key, type: secret }
";
    let good = database.file("acme-crm.yaml", definition.as_bytes());
    let folder = database.folder().join("definitions");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::copy(&good, folder.join("acme-crm.yaml")).expect("copied");
    let folder = folder.to_str().expect("text");

    let names = |flags: &[&str]| {
        let listed = database.admin(&[&["integration", "list"], flags].concat());
        let listed = listed.as_array().expect("a list").clone();
        listed.iter().map(|it| it["name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    let presets = names(&[]);
    assert!(presets.contains(&"hubspot".to_owned()), "{presets:?}");
    assert!(!presets.contains(&"acme-crm".to_owned()), "{presets:?}");
    assert_eq!(names(&["--integrations", folder]).len(), presets.len() + 1);
    let show = ["integration", "show", "acme-crm", "--integrations", folder];
    let shown = database.admin(&show);
    assert_eq!(shown["label"], "Acme CRM");
    let oauth2 = json!({ "name": "oauth2", "scopes": ["contacts.read"], "fields": [] });
    assert_eq!(shown["authentication"][0], oauth2);
    assert_eq!(shown["authentication"][1]["fields"], json!(["api_key"]));
    let text = String::from_utf8(database.run(&show).stdout).expect("text");
    assert!(text.contains("authentication  oauth2\n  scopes        contacts.read\n"), "{text}");
    let unknown = database.run(&["integration", "show", "acme-crm"]);
    let stderr = String::from_utf8_lossy(&unknown.stderr);
    assert!(!unknown.status.success() && stderr.contains("`acme-crm` not found"), "{stderr}");

    database.environment("test");
    let enable = |flags: &[&str]| {
        let arguments = ["integration", "enable", "--environment", "test", "acme-crm"];
        database.run(&[&arguments, flags].concat())
    };
    assert!(!enable(&[]).status.success());
    let enabled = enable(&["--integrations", folder]);
    let stderr = String::from_utf8_lossy(&enabled.stderr);
    assert!(enabled.status.success() && stderr.contains("needs an OAuth client"), "{stderr}");

    let check = |files: &[&str], flags: &[&str]| {
        database.run(&[&["integration", "check"], files, flags].concat())
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    let checked = check(&[&good], &[]);
    assert!(checked.status.success());
    assert_eq!(text(checked.stdout), format!("usable  {good}\n"));
    let wrong = definition.replace("label: Acme", "labl: Acme");
    let wrong = database.file("wrong.yaml", wrong.as_bytes());
    let checked = check(&[&good, &wrong], &[]);
    assert_eq!(checked.status.code(), Some(1));
    assert_eq!(text(checked.stdout), format!("usable  {good}\n"));
    let stderr = text(checked.stderr);
    assert!(stderr.contains("wrong.yaml:2:1") && stderr.contains("labl: Acme CRM"), "{stderr}");
    let checked = check(&[&wrong], &["--json"]);
    assert_eq!(checked.status.code(), Some(1));
    let shown: serde_json::Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    assert_eq!((&shown[1]["line"], &shown[1]["column"]), (&json!(2), &json!(1)), "{shown}");
    assert_eq!((&shown[1]["file"], &shown[1]["is_warning"]), (&json!(wrong), &json!(false)));
    let listed = database.run(&["integration", "list", "--integrations", "/nowhere"]);
    let stderr = text(listed.stderr);
    assert!(!listed.status.success() && stderr.contains("/nowhere have errors"), "{stderr}");
}
