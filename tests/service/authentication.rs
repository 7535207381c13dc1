//! Authentication by API token, and the checks of a request that come right after it.

use std::collections::BTreeMap;

use reqwest::{
    Method, StatusCode,
    header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE},
};
use serde_json::{Value, json};

use link_token_tests::{
    Database, PUBLISHED_ID, Server, answer, assert_error, eventually, http, on_each_engine,
    on_sqlite,
};

const PATHS: [&str; 4] =
    ["/link-token", "/link-token/introspect", "/link-token/redeem", "/link-token/revoke"];

#[on_each_engine]
async fn requests_return_401_before_any_other_error_when_api_token_is_invalid(database: &Database) {
    let token = database.environment("test");
    let revoked = database.api_token("test", &[]);
    database.admin(&["api-token", "revoke", revoked["id"].as_str().expect("an ID")]);
    let expired = database.api_token("test", &["--expires-in", "1h", "--name", "expired"]);
    let day_ago = database.days_ago(1);
    database.sql(&format!("UPDATE api_token SET expires_at = {day_ago} WHERE name = 'expired'"));
    let secret = |created: &Value| created["secret"].as_str().expect("one").to_owned();
    let mut mistyped = token.clone();
    mistyped.replace_range(10..11, if &token[10..11] == "0" { "1" } else { "0" });
    let never_issued = format!("lta_{}{:08x}", "0".repeat(64), 0x1234_5678);

    let server = Server::start(database);
    let missing = "an API token is required: send the header `Authorization: Bearer lta_…`";
    let basic = "the Authorization header has the scheme `Basic`: send the header `Authorization: Bearer lta_…`";
    let invalid = "the API token is unknown, expired or revoked";
    let bare = "Bearer";
    let error = "Bearer error=\"invalid_token\"";
    for path in PATHS {
        for (authorization, message, challenge) in [
            (None, missing, bare),
            (Some("Basic YTpi".to_owned()), basic, bare),
            (Some("Bearer".to_owned()), invalid, error),
            (Some("Bearer x".to_owned()), invalid, error),
            (Some(format!("Bearer {mistyped}")), invalid, error),
            (Some(format!("Bearer {never_issued}")), invalid, error),
            (Some(format!("Bearer {}", secret(&revoked))), invalid, error),
            (Some(format!("Bearer {}", secret(&expired))), invalid, error),
        ] {
            // Nothing else that is wrong with the request may be told.
            let mut request = server.post(path).header(CONTENT_TYPE, "text/plain").body("{");
            if let Some(authorization) = &authorization {
                request = request.header(AUTHORIZATION, authorization);
            }
            let response = request.send().await.expect("an answer");
            assert_eq!(response.headers()[WWW_AUTHENTICATE], challenge, "{authorization:?}");
            assert_error(answer(response).await, 401, message);
        }
    }
}

#[on_each_engine]
async fn requests_return_403_before_body_is_read_when_api_token_lacks_permission(
    database: &Database,
) {
    database.environment("test");
    let create = |permissions: &[&str]| {
        let flags: Vec<&str> = permissions.iter().flat_map(|it| ["--permission", *it]).collect();
        let created = database.api_token("test", &flags);
        assert_eq!(created["permissions"], json!(permissions));
        created["secret"].as_str().expect("a secret").to_owned()
    };
    let without = create(&["integrated-account:read", "webhook"]);
    let with = create(&["link-token"]);
    let listed = database.admin(&["api-token", "list", "--environment", "test"]);
    let all = json!([
        "link-token",
        "integrated-account:read",
        "integrated-account:write",
        "credentials:read",
        "webhook",
    ]);
    assert_eq!(listed[0]["permissions"], all);
    assert_eq!(listed[2]["permissions"], json!(["link-token"]));
    // A newer version may have stored a permission that this one does not know.
    database.sql("UPDATE api_token SET permissions = permissions || ' report:read'");
    let server = Server::start(database);
    let message = "the API token lacks the permission `link-token`: send one that has it. An operator creates one with `link-token-server api-token create --permission link-token`";
    for path in PATHS {
        let request = server.post(path).bearer_auth(&without).header(CONTENT_TYPE, "text/plain");
        let response = request.body("{").send().await.expect("an answer");
        assert_eq!(
            response.headers()[WWW_AUTHENTICATE],
            "Bearer error=\"insufficient_scope\", scope=\"link-token\""
        );
        assert!(response.headers().contains_key("ratelimit-remaining"));
        assert_error(answer(response).await, 403, message);
    }
    server.link_token(&with).await;
}

/// The operations that each permission allows.
const PERMISSIONS: [(&str, &[&str]); 6] = [
    (
        "link-token",
        &[
            "create_link_token",
            "list_link_tokens",
            "introspect_link_token",
            "redeem_link_token",
            "confirm_link_token",
            "revoke_link_token",
            "revoke_link_tokens",
        ],
    ),
    (
        "integrated-account:read",
        &[
            "list_integrated_accounts",
            "get_integrated_account",
            "list_integrations",
            "list_environment_integrations",
        ],
    ),
    (
        "integrated-account:write",
        &[
            "import_integrated_account",
            "update_integrated_account",
            "delete_integrated_account",
            "update_credentials",
            "refresh_credentials",
            "run_post_install_actions",
        ],
    ),
    ("credentials:read", &["read_credentials"]),
    (
        "webhook",
        &[
            "list_webhooks",
            "create_webhook",
            "get_webhook",
            "update_webhook",
            "delete_webhook",
            "rotate_webhook_secret",
            "list_webhook_deliveries",
            "replay_webhook",
            "test_webhook",
        ],
    ),
    (
        "administration",
        &[
            "list_api_tokens",
            "create_api_token",
            "revoke_api_token",
            "get_environment",
            "set_environment",
            "set_environment_logo",
            "delete_environment_logo",
            "enable_integration",
            "disable_integration",
            "list_static_gates",
            "create_static_gate",
            "delete_static_gate",
            "erase_tenant",
        ],
    ),
];

/// The method and the path of each operation of the contract that needs an API token, by its ID.
fn operations() -> BTreeMap<String, (Method, String)> {
    let contract: Value =
        serde_json::from_str(include_str!("../../crates/link-token-api/src/openapi.json"))
            .expect("JSON");
    let paths = contract["paths"].as_object().expect("paths").iter();
    let operations = paths.flat_map(|(path, item)| {
        let path = path.replace("{id}", PUBLISHED_ID);
        item.as_object().expect("operations").iter().map(move |it| (path.clone(), it))
    });
    let for_backends = operations.filter(|(_, (_, operation))| operation["security"].is_null());
    let by_id = for_backends.map(|(path, (method, operation))| {
        let method = method.to_uppercase().parse().expect("a method");
        (operation["operationId"].as_str().expect("an ID").to_owned(), (method, path))
    });
    by_id.collect()
}

#[on_each_engine]
async fn each_operation_returns_403_when_api_token_has_all_permissions_but_its_own(
    database: &Database,
) {
    database.environment("test");
    let server = Server::start(database);
    let mut operations = operations();
    for (permission, allowed) in PERMISSIONS {
        let others = PERMISSIONS.iter().map(|(other, _)| *other).filter(|it| *it != permission);
        let flags: Vec<&str> = others.flat_map(|it| ["--permission", it]).collect();
        let created = database.api_token("test", &flags);
        let token = created["secret"].as_str().expect("a secret");
        let message = format!(
            "the API token lacks the permission `{permission}`: send one that has it. An operator creates one with `link-token-server api-token create --permission {permission}`"
        );
        for operation in allowed {
            let (method, path) = operations.remove(*operation).expect(operation);
            let request = http().request(method, format!("{}{path}", server.url));
            let refused = request.bearer_auth(token).send().await.expect("an answer");
            assert_error(answer(refused).await, 403, &message);
        }
    }
    assert!(operations.is_empty(), "no permission is listed for {operations:?}");
}

#[on_sqlite]
async fn authorization_scheme_is_case_insensitive(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let request = server.post("/link-token").json(&json!({ "tenant_id": "a" }));
        let sent = request.header(AUTHORIZATION, format!("{scheme} {token}")).send().await;
        assert_eq!(sent.expect("an answer").status(), StatusCode::OK, "{scheme}");
    }
}

#[on_each_engine]
async fn requests_return_401_when_api_token_was_revoked_while_server_runs(database: &Database) {
    let created = {
        database.environment("test");
        database.api_token("test", &["--name", "backend", "--expires-in", "1h"])
    };
    let secret = created["secret"].as_str().expect("a secret");
    let server = Server::start(database);
    server.link_token(secret).await;
    database.admin(&["api-token", "revoke", created["id"].as_str().expect("an ID")]);
    let body = json!({ "tenant_id": "a" });
    // A server relies for half a second on what it knows.
    eventually("the API token is refused", async || {
        server.call(secret, "/link-token", &body).await.0 != StatusCode::OK
    })
    .await;
    let refused = server.call(secret, "/link-token", &body).await;
    assert_error(refused, 401, "the API token is unknown, expired or revoked");
}
