//! Administration by API, with an API token that has the permission for it.

use std::fmt::Write as _;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use link_token_tests::{Database, PUBLISHED_ID, Server, assert_error, on_each_engine, text};

/// Creates an environment, and returns an API token that has only the permission `administration`.
fn administrator(database: &Database, environment: &str) -> String {
    database.admin(&["environment", "create", "--name", environment]);
    more_powerful(database, environment, &["administration"])
}

fn more_powerful(database: &Database, environment: &str, permissions: &[&str]) -> String {
    let flags: Vec<&str> = permissions.iter().flat_map(|it| ["--permission", *it]).collect();
    let created = database.api_token(environment, &flags);
    created["secret"].as_str().expect("a secret").to_owned()
}

struct Administrator<'s> {
    server: &'s Server,
    token: String,
}

impl Administrator<'_> {
    async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> (StatusCode, Value) {
        let url = format!("{}{path}", self.server.url);
        let request = link_token_tests::http().request(method, url).bearer_auth(&self.token);
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        link_token_tests::answer(request.send().await.expect("an answer")).await
    }

    async fn get(&self, path: &str) -> Value {
        let (status, body) = self.call(Method::GET, path, None).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        body
    }

    async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        self.call(Method::POST, path, Some(body)).await
    }
}

/// Returns a secret of the documented form, and its hash.
fn secret() -> (String, String) {
    let secret = format!("lta_{}{}", uuid::Uuid::new_v4().simple(), uuid::Uuid::new_v4().simple());
    // CRC-32, bit by bit.
    let mut checksum = u32::MAX;
    for byte in secret.bytes() {
        checksum ^= u32::from(byte);
        for _ in 0..8 {
            checksum = (checksum >> 1) ^ (0xEDB8_8320 & (checksum & 1).wrapping_neg());
        }
    }
    let secret = format!("{secret}{:08x}", !checksum);
    let mut hash = String::new();
    for byte in Sha256::digest(secret.as_bytes()) {
        write!(hash, "{byte:02x}").expect("writing to a string");
    }
    (secret, hash)
}

#[on_each_engine]
async fn administration_needs_its_permission_which_no_api_token_has_by_default(
    database: &Database,
) {
    let token = database.environment("test");
    let server = Server::start(database);
    let default = Administrator { server: &server, token };
    let message = "the API token lacks the permission `administration`: send one that has it. An operator creates one with `link-token-server api-token create --permission administration`";
    for (method, path) in [
        (Method::GET, "/api-token"),
        (Method::POST, "/api-token"),
        (Method::POST, "/api-token/revoke"),
        (Method::GET, "/environment"),
        (Method::PUT, "/environment"),
        (Method::PUT, "/environment/logo"),
        (Method::DELETE, "/environment/logo"),
        (Method::POST, "/environment-integration"),
        (Method::POST, "/environment-integration/disable"),
        (Method::GET, "/static-gate"),
        (Method::POST, "/static-gate"),
        (Method::DELETE, "/static-gate/1ba1f401-7183-47c5-9e39-e8e257e3c795"),
        (Method::POST, "/tenant/erase"),
    ] {
        let refused = default.call(method, path, Some(&json!({}))).await;
        assert_error(refused, 403, message);
    }
}

#[on_each_engine]
async fn api_token_is_created_from_the_hash_of_its_secret(database: &Database) {
    let token = administrator(database, "test");
    database.admin(&["environment", "create", "--name", "other"]);
    let foreign = database.api_token("other", &[])["id"].clone();
    let server = Server::start(database);
    let weak = Administrator { server: &server, token };
    let (secret, hash) = secret();
    let body = json!({ "name": "backend", "secret_sha256": hash, "permissions": ["link-token"] });
    // An API token grants nothing that it may not do itself.
    let (status, refused) = weak.post("/api-token", &body).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{refused}");

    let token = more_powerful(database, "test", &["administration", "link-token"]);
    let strong = Administrator { server: &server, token };
    let (status, created) = strong.post("/api-token", &body).await;
    assert_eq!(status, StatusCode::OK, "{created}");
    assert_eq!(created["permissions"], json!(["link-token"]));
    assert!(!created.to_string().contains(&hash), "{created}");
    let link_token = server.link_token(&secret).await;
    assert!(server.is_active(&secret, &link_token).await);
    let again = strong.post("/api-token", &body).await;
    assert_error(again, 409, "id: this API token already exists");
    let past = json!({ "name": "a", "secret_sha256": hash, "permissions": [], "expires_at": "2020-01-01T00:00:00Z" });
    assert_error(strong.post("/api-token", &past).await, 400, "expires_at: must be in the future");

    let page = strong.get("/api-token?limit=2").await;
    assert_eq!(page["result"].as_array().map(Vec::len), Some(2));
    let cursor = page["next_cursor"].as_str().expect("a cursor");
    let rest = strong.get(&format!("/api-token?limit=2&next_cursor={cursor}")).await;
    assert_eq!(rest["result"][0]["id"], created["id"]);
    assert_eq!(rest.get("next_cursor"), Some(&Value::Null));
    let (status, _) = strong.call(Method::GET, "/api-token?next_cursor=x", None).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);

    let (status, revoked) = strong.post("/api-token/revoke", &json!({ "id": created["id"] })).await;
    assert_eq!(status, StatusCode::OK);
    assert!(revoked["revoked_at"].is_string(), "{revoked}");
    let refused = strong.post("/api-token/revoke", &json!({ "id": foreign })).await;
    assert_error(refused, 404, "id: no such API token");

    let events = database.admin(&["audit", "list", "--environment", "test"]);
    let told: Vec<_> = events
        .as_array()
        .expect("a list")
        .iter()
        .filter(|it| it["request_id"].is_string())
        .map(|it| (it["action"].as_str().expect("text"), it["outcome"].as_str().expect("text")))
        .collect();
    assert_eq!(
        told,
        [
            ("revoke_api_token", "not_found"),
            ("revoke_api_token", "done"),
            ("create_api_token", "invalid"),
            ("create_link_token", "done"),
            ("create_api_token", "done"),
        ]
    );
}

#[on_each_engine]
async fn environment_settings_are_replaced(database: &Database) {
    let token = administrator(database, "test");
    let server = Server::start(database);
    let admin = Administrator { server: &server, token };
    let first = admin.get("/environment").await;
    assert_eq!(
        (&first["name"], &first["settings"], &first["has_logo"]),
        (&json!("test"), &json!({}), &json!(false))
    );
    let settings = json!({
        "lifetime_seconds": 600,
        "redirect_uris": ["https://example.com/a"],
        "display_name": "Acme",
        "accent_colour": "#1a73e8",
        "page_origins": ["https://app.example.com"],
    });
    let (status, set) = admin.call(Method::PUT, "/environment", Some(&settings)).await;
    assert_eq!((status, &set["settings"]), (StatusCode::OK, &settings));
    let svg = json!({ "content": "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=" });
    let (status, _) = admin.call(Method::PUT, "/environment/logo", Some(&svg)).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let found = admin.get("/environment").await;
    assert_eq!((&found["settings"], &found["has_logo"]), (&settings, &json!(true)));
    let listed = database.admin(&["environment", "list"]);
    assert_eq!((&listed[0]["lifetime"], &listed[0]["display_name"]), (&json!(600), &json!("Acme")));

    for (wrong, message) in [
        (
            json!({ "redirect_uris": ["https://a.example/", "https://*.example/"] }),
            "redirect_uris[1]: has `*` in the host: there are no wildcards, so give each address",
        ),
        (
            json!({ "page_origins": ["https://a.example/a"] }),
            "page_origins[0]: an origin ends with the host or the port: remove what follows https://a.example",
        ),
        (
            json!({ "accent_colour": "red" }),
            "accent_colour: a colour is `#` and six hexadecimal digits, such as #1a73e8",
        ),
    ] {
        assert_error(admin.call(Method::PUT, "/environment", Some(&wrong)).await, 400, message);
    }
    let gif = json!({ "content": "R0lGODlh" });
    let refused = admin.call(Method::PUT, "/environment/logo", Some(&gif)).await;
    assert_error(refused, 400, "content: a logo is a PNG or an SVG file");

    let (status, set) = admin.call(Method::PUT, "/environment", Some(&json!({}))).await;
    assert_eq!((status, &set["settings"]), (StatusCode::OK, &json!({})));
    let (status, _) = admin.call(Method::DELETE, "/environment/logo", None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(admin.get("/environment").await["has_logo"], json!(false));
}

#[on_each_engine]
async fn integrations_and_static_gates_are_managed_without_showing_a_secret(database: &Database) {
    let token = administrator(database, "test");
    let server = Server::start(database);
    let admin = Administrator { server: &server, token };
    let secret = "needle-in-the-haystack";
    let body = json!({ "integration": "hubspot", "client_id": "c1", "client_secret": secret, "scopes": ["a"] });
    let (status, enabled) = admin.post("/environment-integration", &body).await;
    assert_eq!(status, StatusCode::OK, "{enabled}");
    assert!(!enabled.to_string().contains(secret), "{enabled}");
    assert_eq!((&enabled["client_id"], &enabled["scopes"]), (&json!("c1"), &json!(["a"])));
    let change = json!({ "integration": "hubspot", "scopes": [] });
    let (_, changed) = admin.post("/environment-integration", &change).await;
    assert_eq!((&changed["id"], &changed["client_id"]), (&enabled["id"], &json!("c1")));
    assert_eq!(changed.get("scopes"), None, "those of the app");
    let other = json!({ "integration": "hubspot", "client_id": "c2" });
    assert_error(
        admin.post("/environment-integration", &other).await,
        400,
        "client_secret: required with a new client_id: the stored one belongs to the client `c1`, and cannot be removed. For a client without a secret, enable the app in another environment",
    );
    let show = ["integration", "show", "--environment", "test", "hubspot"];
    let shown = text(&database.run(&show).stdout);
    assert!(!shown.contains(secret), "{shown}");
    let unknown =
        admin.post("/environment-integration", &json!({ "integration": "nothing" })).await;
    assert_error(
        unknown,
        400,
        "integration: no app has this name: `GET /integration` lists the names",
    );
    let disable = json!({ "integration": "hubspot" });
    let (status, _) = admin.post("/environment-integration/disable", &disable).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let never =
        admin.post("/environment-integration/disable", &json!({ "integration": "slack" })).await;
    assert_error(never, 404, "integration: the environment has never enabled this integration");

    let gate = json!({ "id": PUBLISHED_ID });
    let (status, created) = admin.post("/static-gate", &gate).await;
    assert_eq!((status, &created["id"]), (StatusCode::OK, &json!(PUBLISHED_ID)));
    assert_error(
        admin.post("/static-gate", &gate).await,
        409,
        "id: this static gate already exists",
    );
    let (_, generated) = admin.post("/static-gate", &json!({})).await;
    let listed = admin.get("/static-gate").await;
    assert_eq!(listed["result"], json!([created, generated]));
    let path = format!("/static-gate/{PUBLISHED_ID}");
    let (status, _) = admin.call(Method::DELETE, &path, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_error(admin.call(Method::DELETE, &path, None).await, 404, "id: no such static gate");
}

#[on_each_engine]
async fn erasure_forgets_a_tenant_by_api_and_by_command(database: &Database) {
    let token = administrator(database, "test");
    let backend = more_powerful(database, "test", &["link-token", "integrated-account:read"]);
    let server = Server::start(database);
    let admin = Administrator { server: &server, token };
    let reader = Administrator { server: &server, token: backend.clone() };
    let tenants = ["jane.doe@example.com", "john.doe@example.com"];
    let mut link_tokens = Vec::new();
    for (tenant, first) in tenants.iter().zip(["2", "3"]) {
        let id = format!("{first}{}", &PUBLISHED_ID[1..]);
        database.import("test", tenant, &id, &json!({ "passphrase": "hunter2" }));
        let (_, created) =
            server.call(&backend, "/link-token", &json!({ "tenant_id": tenant })).await;
        link_tokens.push(created["link_token"].as_str().expect("a link token").to_owned());
    }

    let (status, erased) = admin.post("/tenant/erase", &json!({ "tenant_id": tenants[0] })).await;
    assert_eq!((status, &erased["status"]), (StatusCode::OK, &json!("erased")));
    assert!(!server.is_active(&backend, &link_tokens[0]).await);
    assert!(server.is_active(&backend, &link_tokens[1]).await);
    let left = reader.get("/integrated-account").await;
    assert_eq!(left["result"].as_array().map(Vec::len), Some(1));

    let erase = ["tenant", "erase", "--environment", "test", tenants[1]];
    let unconfirmed = database.run(&erase);
    let said = text(&unconfirmed.stderr);
    assert!(!unconfirmed.status.success());
    assert!(
        said.contains("1 integrated accounts with their credentials, 1 link tokens, and its ID in 2 audit events")
            && said.contains("--yes"),
        "{said}"
    );
    let erased = database.admin(&[&erase[..], &["--yes"]].concat());
    assert_eq!((&erased["integrated_accounts"], &erased["link_tokens"]), (&json!(1), &json!(1)));
    assert!(!server.is_active(&backend, &link_tokens[1]).await);
    assert_eq!(reader.get("/integrated-account").await["result"], json!([]));
    let events = database.admin(&["audit", "list", "--environment", "test"]);
    assert!(!events.to_string().contains("doe@"), "{events}");
    let erasures = events.as_array().expect("a list").iter();
    assert_eq!(erasures.filter(|it| it["action"] == "erase_tenant").count(), 2);
}

/// A server finishes the erasure of a process that died.
#[on_each_engine]
async fn interrupted_erasure_is_finished_by_a_server(database: &Database) {
    database.environment("test");
    database.import("test", "acme-1", PUBLISHED_ID, &json!({}));
    let environment = database.admin(&["environment", "list"])[0]["id"].clone();
    let environment = environment.as_str().expect("an ID");
    let id = if database.path().exists() {
        format!("x'{}'", environment.replace('-', ""))
    } else {
        format!("'{environment}'")
    };
    let began_at = database.days_ago(1);
    database.sql(&format!("INSERT INTO tenant_erasure VALUES ({id}, 'acme-1', {began_at})"));
    let list = ["integrated-account", "list", "--environment", "test"];
    assert_eq!(database.admin(&list), json!([]), "hidden at once");
    let _server = Server::start(database);
    link_token_tests::eventually("the erasure ends", async || {
        database.sql("SELECT count(*) FROM tenant_erasure").trim() == "0"
            && database.sql("SELECT count(*) FROM integrated_account").trim() == "0"
    })
    .await;
}

#[on_each_engine]
async fn environment_delete_needs_an_empty_environment(database: &Database) {
    let token = database.environment("test");
    database.environment("other");
    database.import("test", "acme-1", PUBLISHED_ID, &json!({}));
    let server = Server::start(database);
    let link_token = server.link_token(&token).await;
    let delete = ["environment", "delete", "test", "--yes"];
    let refused = database.run(&delete);
    let said = text(&refused.stderr);
    assert!(
        !refused.status.success() && said.contains("tenant erase --environment test"),
        "{said}"
    );
    assert!(server.is_active(&token, &link_token).await, "nothing was revoked");
    database.admin(&["tenant", "erase", "--environment", "test", "acme-1", "--yes"]);
    let unfinished = server.begin(&token);
    let deleted = database.admin(&delete);
    assert_eq!(deleted["deleted"], json!(true));
    // It was authenticated before.
    assert!(unfinished.finish().starts_with("HTTP/1.1 401 "));
    let (status, _) = server.call(&token, "/link-token", &json!({ "tenant_id": "a" })).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let left = database.admin(&["environment", "list"]);
    assert_eq!(left.as_array().map(Vec::len), Some(1));
    let id = deleted["id"].as_str().expect("an ID");
    let trail = database.admin(&["audit", "list", "--environment", id]);
    assert_eq!(trail[0]["action"], "delete_environment", "{trail}");
    let none = database.admin(&["audit", "list", "--environment", id, "--tenant-id", "acme-2"]);
    assert_eq!(none, json!([]), "no event is no error");
    let unknown = database.run(&["audit", "list", "--environment", PUBLISHED_ID]);
    assert!(text(&unknown.stderr).contains("not found"), "{unknown:?}");
}
