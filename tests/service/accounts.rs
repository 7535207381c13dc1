//! Accounts that backends import, change and delete, with a stand-in for the third party.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use link_token_tests::{
    Database, PUBLISHED_ID, Server, answer, assert_error, eventually, http, on_each_engine,
    on_sqlite,
};

use crate::{connection::Flow, redeem::BROKEN_CONTEXTS};

const UNKNOWN: &str = "00000000-0000-4000-8000-000000000000";

/// The path of an account.
fn account(id: &str) -> String {
    format!("/integrated-account/{id}")
}

fn tokens(access_token: &str) -> Value {
    json!({ "oauth": { "token": {
        "access_token": access_token, "refresh_token": "rt-1", "expires_in": 3600,
        "token_type": "bearer",
    } } })
}

#[on_sqlite]
async fn id_in_a_path_that_is_no_uuid_is_named(database: &Database) {
    let flow = Flow::start(database).await;
    for path in [account("abc"), account("abc/credentials"), account(&"0".repeat(32))] {
        let answer = flow.send(Method::GET, &path, None).await;
        assert_error(answer, 400, "id: expected a UUID in its hyphenated form");
    }
}

/// Imports an account with tokens, and returns it.
async fn import(flow: &Flow) -> Value {
    let of = flow.environment_integration().await;
    let mut context = tokens("at-1");
    context["label"] = json!("Production");
    context["environment_variables"] = json!({ "dropped": 1 });
    let body = json!({
        "tenant_id": "acme-1", "environment_integration_id": of, "context": context,
        "authentication_method": "oauth2", "region": "eu",
    });
    let (status, imported) = flow.send(Method::POST, "/integrated-account", Some(body)).await;
    assert_eq!(status, StatusCode::OK, "{imported}");
    imported
}

fn id(account: &Value) -> &str {
    account["id"].as_str().expect("an ID")
}

fn actions(database: &Database, action: &str) -> Vec<Value> {
    let list = ["audit", "list", "--environment", "test", "--action", action];
    database.admin(&list).as_array().expect("a list").clone()
}

#[on_each_engine]
async fn import_keeps_tokens_apart_from_the_context(database: &Database) {
    let flow = Flow::start(database).await;
    let imported = import(&flow).await;
    for (field, expected) in [
        ("tenant_id", json!("acme-1")),
        ("status", json!("active")),
        ("authentication_method", json!("oauth2")),
        ("region", json!("eu")),
        ("context", json!({ "label": "Production" })),
        ("integration", json!({ "name": "acme-crm", "label": "Acme CRM", "category": "crm" })),
        ("environment_integration_id", json!(flow.environment_integration().await)),
    ] {
        assert_eq!(imported[field], expected, "{field}");
    }
    assert_eq!(flow.accounts().await, std::slice::from_ref(&imported));
    let path = account(id(&imported));
    assert_eq!(flow.api(&path).await, imported);
    let credentials = flow.api(&format!("{path}/credentials")).await;
    assert_eq!(credentials["values"], json!({ "access_token": "at-1", "token_type": "bearer" }));
    assert!(credentials["expires_at"].is_string(), "{credentials}");
    let events = actions(database, "import_integrated_account");
    assert_eq!(events.len(), 1);
    assert_eq!((&events[0]["outcome"], &events[0]["object_id"]), (&json!("done"), &imported["id"]));

    // An import by name and with an ID, of a form with a secret.
    let body = json!({
        "tenant_id": "acme-2", "integration": "acme-crm", "authentication_method": "api_key",
        "context": { "subdomain": "acme", "api_key": "key-1" }, "id": PUBLISHED_ID,
    });
    let (status, imported) =
        flow.send(Method::POST, "/integrated-account", Some(body.clone())).await;
    assert_eq!(status, StatusCode::OK, "{imported}");
    assert_eq!(imported["context"], json!({ "subdomain": "acme" }));
    let credentials = flow.api(&format!("{}/credentials", account(PUBLISHED_ID))).await;
    assert_eq!(credentials["values"], json!({ "subdomain": "acme", "api_key": "key-1" }));
    let again = flow.send(Method::POST, "/integrated-account", Some(body)).await;
    assert_error(again, 409, "id: this integrated account already exists");
}

#[on_sqlite]
async fn import_names_the_field_when_request_breaks_a_rule(database: &Database) {
    let flow = Flow::start(database).await;
    let of = flow.environment_integration().await;
    let oauth = |context: Value| json!({ "environment_integration_id": of, "context": context });
    let token = |token: Value| oauth(json!({ "oauth": { "token": token } }));
    let key = |context: Value| {
        json!({
            "integration": "acme-crm", "authentication_method": "api_key", "context": context,
        })
    };
    for (body, status, message) in [
        (json!({}), 400, "environment_integration_id: required, unless `integration` is given"),
        (
            json!({ "environment_integration_id": UNKNOWN }),
            404,
            "environment_integration_id: no such environment integration",
        ),
        (
            json!({ "environment_integration_id": of, "integration": "hubspot" }),
            400,
            "integration: the environment integration is of another app",
        ),
        (
            json!({ "integration": "acme-crm", "authentication_method": "keka_oauth" }),
            400,
            "authentication_method: the app does not offer it: use one of oauth2, api_key",
        ),
        (
            json!({ "integration": "acme-crm", "truto_static_gate_id": UNKNOWN, "context": tokens("a") }),
            404,
            "truto_static_gate_id: no such static gate",
        ),
        (oauth(json!({})), 400, "context.oauth.token.access_token: required"),
        (oauth(json!({ "oauth": "x" })), 400, "context.oauth: expected an object"),
        (oauth(json!({ "oauth": {} })), 400, "context.oauth.token: expected an object"),
        (
            token(json!({ "access_token": "" })),
            400,
            "context.oauth.token.access_token: must not be empty",
        ),
        (
            token(json!({ "access_token": "a\n" })),
            400,
            "context.oauth.token.access_token: must not have control characters",
        ),
        (
            token(json!({ "access_token": "a", "expires_in": "soon" })),
            400,
            "context.oauth.token.expires_in: expected a number of seconds",
        ),
        (
            token(json!({ "access_token": "a", "expires_at": 1 })),
            400,
            "context.oauth.token.expires_at: expected a time such as `2026-01-01T13:00:00Z`",
        ),
        (key(json!({ "subdomain": "acme" })), 400, "context.api_key: a value is required"),
        (
            key(json!({ "api_key": {} })),
            400,
            "context.api_key: expected a string, a number or a boolean",
        ),
        (
            key(json!({ "api_key": "k", "subdomain": "a.b" })),
            400,
            "context.subdomain: enter letters, digits and hyphens only",
        ),
        (
            key(tokens("a")),
            400,
            "context.oauth: accounts with the method `api_key` have no tokens, but fields",
        ),
    ] {
        let mut sent = body.clone();
        sent["tenant_id"] = json!("acme-1");
        let refused = flow.send(Method::POST, "/integrated-account", Some(sent)).await;
        assert_error(refused, status, message);
    }
    for (context, message) in BROKEN_CONTEXTS {
        let mut context: Value = serde_json::from_str(context).expect("JSON");
        context["oauth"] = tokens("a")["oauth"].clone();
        let mut body = oauth(context);
        body["tenant_id"] = json!("acme-1");
        let refused = flow.send(Method::POST, "/integrated-account", Some(body)).await;
        assert_error(refused, 400, message);
    }
    assert_eq!(flow.accounts().await, Vec::<Value>::new());
}

/// An app without a definition here: the well-known names are taken for credentials.
#[on_sqlite]
async fn import_of_an_unknown_app_takes_what_the_hosted_service_takes_for_credentials(
    database: &Database,
) {
    let flow = Flow::start(database).await;
    let body = json!({
        "tenant_id": "acme-1", "integration": "homemade", "authentication_method": "keka_oauth",
        "context": { "api_key": "k", "label": "x" },
    });
    let (status, imported) = flow.send(Method::POST, "/integrated-account", Some(body)).await;
    assert_eq!(status, StatusCode::OK, "{imported}");
    assert_eq!(imported["context"], json!({ "label": "x" }));
    assert_eq!(imported["authentication_method"], "keka_oauth");
    let credentials = flow.api(&format!("{}/credentials", account(id(&imported)))).await;
    assert_eq!(credentials["values"], json!({ "api_key": "k" }));
    // Nor do they come into the context later.
    for name in ["api_key", "oauth"] {
        let body = json!({ "context": { name: "k2", "label": "y" } });
        let refused = flow.send(Method::PATCH, &account(id(&imported)), Some(body)).await;
        let message = format!(
            "context.{name}: credentials are not part of the context: send them to `PATCH /integrated-account/{{id}}/credentials`"
        );
        assert_error(refused, 400, &message);
    }
    let body = json!({ "context": { "label": "y" } });
    let (_, changed) = flow.send(Method::PATCH, &account(id(&imported)), Some(body)).await;
    assert_eq!(changed["context"], json!({ "label": "y" }));
    let verify = json!({ "id": id(&imported) });
    let path = "/integrated-account/run-post-install-actions";
    let refused = flow.send(Method::POST, path, Some(verify)).await;
    let message = "id: the account was connected elsewhere, and this server cannot verify it";
    assert_error(refused, 400, message);
}

#[on_sqlite]
async fn requests_that_check_credentials_know_the_client(database: &Database) {
    let headers =
        ("Bearer {access_token}\"", "Bearer {access_token}\", Client-Id: \"{client_id}\"");
    let flow = Flow::start_changed(database, &[headers], &[]).await;
    let link_token = flow.link_token(json!({})).await;
    let done = flow.connect(&mut flow.visitor(), &link_token).await;
    assert_eq!(done.step(), "done", "{}", done.html);
    let account = flow.accounts().await.remove(0);
    assert_eq!(account["status"], "active", "{account}");
    let body = json!({ "id": id(&account) });
    let path = "/integrated-account/run-post-install-actions";
    let (status, verified) = flow.send(Method::POST, path, Some(body)).await;
    assert_eq!(status, StatusCode::OK, "{verified}");
    let account = flow.accounts().await.remove(0);
    assert_eq!((&account["status"], &account["last_error"]), (&json!("active"), &Value::Null));
}

/// A connection UI of the backend may keep credentials in the context.
#[on_sqlite]
async fn update_changes_credentials_that_a_redemption_has_put_into_the_context(
    database: &Database,
) {
    let flow = Flow::start(database).await;
    let link_token = flow.link_token(json!({})).await;
    let body = json!({
        "link_token": link_token, "integration": "homemade", "context": { "token": "t-1" },
    });
    let (_, redeemed) = flow.send(Method::POST, "/link-token/redeem", Some(body)).await;
    let path = account(id(&redeemed));
    let patch =
        |context: Value| flow.send(Method::PATCH, &path, Some(json!({ "context": context })));
    let (status, changed) = patch(json!({ "token": "t-2" })).await;
    assert_eq!((status, &changed["context"]), (StatusCode::OK, &json!({ "token": "t-2" })));
    assert_eq!(patch(json!({ "token": "t-3", "api_key": "k" })).await.0, StatusCode::BAD_REQUEST);
}

#[on_each_engine]
async fn update_merges_the_context_and_changes_the_given_fields(database: &Database) {
    let flow = Flow::start(database).await;
    let imported = import(&flow).await;
    let path = account(id(&imported));
    let patch = |body: Value| flow.send(Method::PATCH, &path, Some(body));
    let context = json!({ "plan": { "seats": 2 }, "environment_variables": 1 });
    let (status, changed) = patch(json!({ "context": context })).await;
    assert_eq!(status, StatusCode::OK, "{changed}");
    assert_eq!(changed["context"], json!({ "label": "Production", "plan": { "seats": 2 } }));
    let body = json!({
        "context": { "label": null, "plan": 1 }, "tenant_id": "acme-2", "status": "needs_reauth",
    });
    let (_, changed) = patch(body).await;
    assert_eq!(changed["context"], json!({ "label": null, "plan": 1 }));
    assert_eq!(
        (&changed["tenant_id"], &changed["status"]),
        (&json!("acme-2"), &json!("needs_reauth"))
    );
    assert_eq!(flow.api(&path).await, changed);
    assert_eq!(flow.api("/integrated-account?tenant_id=acme-1").await["result"], json!([]));
    let (_, same) = patch(json!({ "context": null, "unknown": 1 })).await;
    assert_eq!(same["context"], changed["context"]);

    for (body, message) in [
        (json!({ "status": "connecting" }), "status: only the connection flow sets `connecting`"),
        (
            json!({ "context": tokens("a") }),
            "context.oauth: credentials are not part of the context: send them to `PATCH /integrated-account/{id}/credentials`",
        ),
        (json!({ "tenant_id": "" }), "tenant_id: must not be empty"),
    ] {
        assert_error(patch(body).await, 400, message);
    }
    for (context, message) in BROKEN_CONTEXTS {
        let context: Value = serde_json::from_str(context).expect("JSON");
        assert_error(patch(json!({ "context": context })).await, 400, message);
    }
    let unknown = flow.send(Method::PATCH, &account(UNKNOWN), Some(json!({}))).await;
    assert_error(unknown, 404, "id: no such integrated account");
    let events = actions(database, "update_integrated_account");
    let outcomes: Vec<_> = events.iter().map(|event| event["outcome"].as_str()).collect();
    assert_eq!(outcomes, [Some("not_found"), Some("done"), Some("done"), Some("done")]);
}

#[on_each_engine]
async fn new_credentials_replace_the_given_ones_and_heal_the_account(database: &Database) {
    let flow = Flow::start(database).await;
    let imported = import(&flow).await;
    let path = account(id(&imported));
    flow.send(Method::PATCH, &path, Some(json!({ "status": "needs_reauth" }))).await;
    let credentials = format!("{path}/credentials");
    let body = json!({ "oauth": { "token": { "access_token": "at-2" } }, "label": "ignored" });
    let (status, changed) = flow.send(Method::PATCH, &credentials, Some(body)).await;
    assert_eq!((status, &changed["status"]), (StatusCode::OK, &json!("active")));
    assert_eq!(changed["context"], imported["context"]);
    let read = flow.api(&credentials).await;
    assert_eq!(read["values"], json!({ "access_token": "at-2", "token_type": "bearer" }));
    // The lifetime of the previous token is not that of this one.
    assert_eq!(read["expires_at"], Value::Null);

    let refused = flow.send(Method::PATCH, &credentials, Some(json!({ "label": 1 }))).await;
    let message = "the request has no credentials: send `oauth.token` or `realmId`";
    assert_error(refused, 400, message);
    let unknown = format!("{}/credentials", account(UNKNOWN));
    let refused = flow.send(Method::PATCH, &unknown, Some(tokens("a"))).await;
    assert_error(refused, 404, "id: no such integrated account");
    // No body, log or event has a secret: the audit trail has the outcomes.
    let events = actions(database, "update_credentials");
    let outcomes: Vec<_> = events.iter().map(|event| event["outcome"].as_str()).collect();
    assert_eq!(outcomes, [Some("not_found"), Some("done")]);
}

/// Only what users type into fields of the definition replaces the operator's client.
#[on_sqlite]
async fn members_of_an_imported_token_are_no_oauth_client(database: &Database) {
    let scopes = "scopes: [contacts.read]";
    let with_body = format!("{scopes}\n    client_authentication: body");
    let flow = Flow::start_changed(database, &[(scopes, &with_body)], &[]).await;
    let imported = import(&flow).await;
    let credentials = format!("{}/credentials", account(id(&imported)));
    let own = json!({ "client_id": "other", "client_secret": "theirs" });
    let body = json!({ "oauth": { "token": own } });
    assert_eq!(flow.send(Method::PATCH, &credentials, Some(body)).await.0, StatusCode::OK);
    assert_eq!(flow.api(&credentials).await["values"]["client_id"], "other");
    let body = json!({ "id": id(&imported) });
    let path = "/integrated-account/refresh-credentials";
    let (status, refreshed) = flow.send(Method::POST, path, Some(body)).await;
    assert_eq!(status, StatusCode::OK, "{refreshed}");
    let operators = "client_id=an-id&client_secret=s3cret";
    let request = &flow.third_party.token_requests()[0];
    assert!(request.contains(operators), "{request}");
    flow.send(Method::DELETE, &account(id(&imported)), None).await;
    eventually("the grant is revoked", async || !flow.third_party.revocations().is_empty()).await;
    let revocation = &flow.third_party.revocations()[0];
    assert!(revocation.contains(operators), "{revocation}");
}

#[on_each_engine]
async fn actions_after_the_connection_run_again_and_decide_the_state(database: &Database) {
    let flow = Flow::start(database).await;
    let imported = import(&flow).await;
    let path = account(id(&imported));
    let verify = || {
        let body = json!({ "id": id(&imported) });
        flow.send(Method::POST, "/integrated-account/run-post-install-actions", Some(body))
    };
    assert_eq!(verify().await, (StatusCode::OK, json!({ "success": true })));
    let verified = flow.api(&path).await;
    let context = json!({
        "label": "Production", "organisation_id": "o-1", "upstream_id": "42", "upstream_name": "Jo",
    });
    assert_eq!((&verified["status"], &verified["context"]), (&json!("active"), &context));

    for (api, status, has_error) in [
        (Some((503, String::new())), "active", true),
        (Some((401, String::new())), "validation_error", true),
        (Some((200, "<html>".to_owned())), "post_install_error", true),
        (None, "active", false),
    ] {
        flow.third_party.behave(|it| it.api.clone_from(&api));
        let (code, outcome) = verify().await;
        assert_eq!((code, &outcome["success"]), (StatusCode::OK, &json!(!has_error)), "{api:?}");
        let account = flow.api(&path).await;
        assert_eq!(
            (&account["status"], account["last_error"].is_string()),
            (&json!(status), has_error)
        );
    }
    // A dead grant is not healed by an access token that still works.
    flow.send(Method::PATCH, &path, Some(json!({ "status": "needs_reauth" }))).await;
    assert_eq!(verify().await.1, json!({ "success": true }));
    assert_eq!(flow.api(&path).await["status"], "needs_reauth");

    let body = json!({ "id": UNKNOWN });
    let run = "/integrated-account/run-post-install-actions";
    let refused = flow.send(Method::POST, run, Some(body)).await;
    assert_error(refused, 404, "id: no such integrated account");
}

#[on_each_engine]
async fn delete_forgets_the_account_and_revokes_its_tokens(database: &Database) {
    let flow = Flow::start(database).await;
    let imported = import(&flow).await;
    let id = id(&imported);
    let reauthorisation = flow.link_token(json!({ "integrated_account_id": id })).await;
    let mut visitor = flow.visitor();
    let page = visitor.open(&flow.page(&reauthorisation, "&auth_format=api_key")).await;
    assert_eq!(page.step(), "confirm");

    let deleted = flow.send(Method::DELETE, &account(id), None).await;
    assert_eq!(deleted, (StatusCode::OK, json!({ "id": id })));
    assert_eq!(flow.accounts().await, Vec::<Value>::new());
    for path in [account(id), format!("{}/credentials", account(id))] {
        let gone = flow.send(Method::GET, &path, None).await;
        assert_error(gone, 404, "id: no such integrated account");
    }
    let again = flow.send(Method::DELETE, &account(id), None).await;
    assert_error(again, 404, "id: no such integrated account");

    // Its link token is dead, and so is the page that was opened with it.
    assert!(!flow.server.is_active(&flow.api_token, &reauthorisation).await);
    let redemption = json!({ "link_token": reauthorisation });
    let refused = flow.send(Method::POST, "/link-token/redeem", Some(redemption)).await;
    assert_error(refused, 409, "link token is no longer valid");
    let dead = visitor.open(&page.url).await;
    assert_eq!(dead.attribute("data-error-type"), Some("invalid_token"));
    let dead = visitor.open(&flow.page(&reauthorisation, "")).await;
    assert_eq!(dead.attribute("data-error-type"), Some("invalid_token"));
    assert_eq!(database.sql("SELECT count(*) FROM attempt"), "0");
    assert_eq!(database.sql("SELECT count(*) FROM credentials"), "0");

    eventually("the grant is revoked", async || !flow.third_party.revocations().is_empty()).await;
    let revocations = flow.third_party.revocations();
    assert!(revocations[0].contains("token=rt-1"), "{revocations:?}");
    let left = || database.sql("SELECT count(*) FROM revocation");
    eventually("nothing is left to revoke", async || left() == "0").await;
    let events = actions(database, "delete_integrated_account");
    let outcomes: Vec<_> = events.iter().map(|event| event["outcome"].as_str()).collect();
    assert_eq!(outcomes, [Some("not_found"), Some("done")]);
    assert_eq!(events[1]["tenant_id"], "acme-1");
}

/// The command runs in a process of its own: the server finds out by itself.
#[on_each_engine]
async fn erasure_revokes_the_tokens_of_the_tenant(database: &Database) {
    let flow = Flow::start(database).await;
    import(&flow).await;
    let erase = ["tenant", "erase", "--environment", "test", "acme-1", "--yes"];
    let erased = database.admin(&erase);
    assert_eq!(erased["integrated_accounts"], 1, "{erased}");
    eventually("the grant is revoked", async || !flow.third_party.revocations().is_empty()).await;
    let revocations = flow.third_party.revocations();
    assert!(revocations[0].contains("token=rt-1"), "{revocations:?}");
    let left = || database.sql("SELECT count(*) FROM revocation");
    eventually("nothing is left of the tenant", async || left() == "0").await;
}

/// The credentials outlive a server that ends before the third party has answered, encrypted, and
/// a failure is tried again.
#[on_each_engine]
async fn revocation_is_not_lost_when_the_server_ends(database: &Database) {
    let mut flow = Flow::start(database).await;
    flow.third_party.behave(|it| it.revocation = 503);
    let imported = import(&flow).await;
    let deleted = flow.send(Method::DELETE, &account(id(&imported)), None).await;
    assert_eq!(deleted.0, StatusCode::OK);
    eventually("a try", async || !flow.third_party.revocations().is_empty()).await;
    flow.server.kill();
    assert_eq!(database.sql("SELECT count(*) FROM revocation"), "1");
    database.sql(&format!("UPDATE revocation SET due_at = {}", database.days_ago(0)));
    flow.third_party.behave(|it| it.revocation = 200);
    flow.restart(database);
    let left = || database.sql("SELECT count(*) FROM revocation");
    eventually("nothing is left to revoke", async || left() == "0").await;
}

/// Requests that arrive at the same time: all changes of a context are kept, and an account is
/// deleted once.
#[on_each_engine]
async fn concurrent_changes_are_all_kept_and_one_deletion_wins(database: &Database) {
    let flow = Flow::start(database).await;
    let imported = import(&flow).await;
    let path = account(id(&imported));
    let change = |number: usize| {
        let body = json!({ "context": { format!("key-{number}"): number } });
        flow.send(Method::PATCH, &path, Some(body))
    };
    for (status, _) in futures::future::join_all((0..20).map(change)).await {
        assert_eq!(status, StatusCode::OK);
    }
    let context = flow.api(&path).await["context"].clone();
    assert_eq!(context.as_object().expect("an object").len(), 21);

    let deletions = (0..10).map(|_| flow.send(Method::DELETE, &path, None));
    let changes = (0..10).map(change);
    let (deletions, changes) =
        futures::join!(futures::future::join_all(deletions), futures::future::join_all(changes));
    let done = deletions.iter().filter(|(status, _)| *status == StatusCode::OK).count();
    assert_eq!(done, 1, "{deletions:?}");
    for (status, body) in deletions.iter().chain(&changes) {
        assert!(matches!(status.as_u16(), 200 | 404), "{status} {body}");
    }
    assert_eq!(flow.accounts().await, Vec::<Value>::new());
}

/// A reauthorisation that ends while its account is deleted leaves either no account or, if it was
/// first, none either.
#[on_each_engine]
async fn deletion_wins_against_reauthorisations_in_flight(database: &Database) {
    let flow = Flow::start(database).await;
    for _ in 0..5 {
        let imported = import(&flow).await;
        let id = id(&imported);
        let link_token = flow.link_token(json!({ "integrated_account_id": id })).await;
        let redemption = flow.link_token(json!({ "integrated_account_id": id })).await;
        let redemption = json!({ "link_token": redemption });
        let path = account(id);
        let mut visitor = flow.visitor();
        let ((), redeemed, deleted) = futures::join!(
            flow.connect_whatever_happens(&mut visitor, &link_token),
            flow.send(Method::POST, "/link-token/redeem", Some(redemption)),
            flow.send(Method::DELETE, &path, None)
        );
        assert!(matches!(redeemed.0.as_u16(), 200 | 409), "{redeemed:?}");
        assert_eq!(deleted.0, StatusCode::OK, "{deleted:?}");
        assert_eq!(flow.accounts().await, Vec::<Value>::new());
        assert_eq!(database.sql("SELECT count(*) FROM credentials"), "0");
    }
}

/// Each operation needs its permission, and no operation reaches another environment.
#[on_sqlite]
async fn writes_need_the_permission_and_stay_in_their_environment(database: &Database) {
    let flow = Flow::start(database).await;
    let imported = import(&flow).await;
    let other = database.environment("other");
    let reader =
        database.api_token("test", &["--name", "r", "--permission", "integrated-account:read"]);
    let reader = reader["secret"].as_str().expect("a secret");
    let path = account(id(&imported));
    let credentials = format!("{path}/credentials");
    let run = "/integrated-account/run-post-install-actions".to_owned();
    let reference = json!({ "id": id(&imported) });
    for (method, path, body) in [
        (Method::POST, "/integrated-account".to_owned(), json!({ "tenant_id": "a" })),
        (Method::PATCH, path.clone(), json!({ "status": "active" })),
        (Method::DELETE, path.clone(), json!({})),
        (Method::PATCH, credentials, tokens("stolen")),
        (Method::POST, run, reference),
    ] {
        let call = async |token: &str| {
            let request = http().request(method.clone(), format!("{}{path}", flow.server.url));
            let request = request.bearer_auth(token).json(&body);
            answer(request.send().await.expect("an answer")).await
        };
        let (status, refused) = call(reader).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path}: {refused}");
        let message = refused["message"].as_str().expect("a message");
        assert!(message.contains("`integrated-account:write`"), "{message}");
        if path != "/integrated-account" {
            assert_error(call(&other).await, 404, "id: no such integrated account");
        }
    }
    let of = flow.environment_integration().await;
    let body =
        json!({ "tenant_id": "a", "environment_integration_id": of, "context": tokens("a") });
    let refused = flow.server.call(&other, "/integrated-account", &body).await;
    assert_error(refused, 404, "environment_integration_id: no such environment integration");
    assert_eq!(flow.api(&path).await, imported);
}

/// The spellings of the official SDKs, as they are on the wire.
#[on_each_engine]
async fn list_accepts_the_spellings_of_the_official_sdks(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for (tenant, number) in [("a", 1), ("b", 2), ("a b&c", 3)] {
        let id = format!("00000000-0000-4000-8000-00000000000{number}");
        database.import("test", tenant, &id, &json!({}));
    }
    let list = async |path: &str| {
        let address = server.url.strip_prefix("http://").expect("plain HTTP");
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Authorization: Bearer {token}\r\nContent-Type: application/json\r\n\
             Accept: application/json\r\n\r\n"
        );
        let answer = raw(address, &head);
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).expect("a status").to_owned();
        (status, serde_json::from_str::<Value>(body).expect("JSON"))
    };
    let all = ["a", "b", "a b&c"];
    for (path, expected) in [
        ("/integrated-account?", &all[..]),
        ("//integrated-account?", &all[..]),
        ("/integrated-account?next_cursor=", &all[..]),
        ("/integrated-account?limit=10&next_cursor=", &all[..]),
        ("/integrated-account?tenant_id=a&next_cursor=", &["a"]),
        ("/integrated-account?tenant_id[]=a&tenant_id[]=b", &["a", "b"]),
        ("/integrated-account?tenant_id%5B%5D=a&tenant_id%5B%5D=b", &["a", "b"]),
        ("/integrated-account?tenant_id%5B0%5D=b&tenant_id%5B1%5D=a", &["a", "b"]),
        ("/integrated-account?tenant_id[in][]=b&tenant_id[in][]=x", &["b"]),
        ("/integrated-account?tenant_id[in][0]=b", &["b"]),
        ("/integrated-account?tenant_id[eq]=b", &["b"]),
        ("/integrated-account?tenant_id[eq]=b&tenant_id[in][]=a", &[]),
        ("/integrated-account?tenant_id=a+b%26c", &["a b&c"]),
        ("/integrated-account?integration.name=hubspot&status=needs_reauth", &all[..]),
        ("/integrated-account?integration.name%5Bin%5D%5B0%5D=slack", &[]),
        ("/integrated-account?created_at[gt]=2020-01-01T00:00:00.000Z", &all[..]),
        ("/integrated-account?created_at%5Bgt%5D=2020-01-01T00%3A00%3A00.000Z", &all[..]),
        ("/integrated-account?created_at[lte]=2020-01-01T00:00:00Z", &[]),
        (
            "/integrated-account?updated_at[gte]=2020-01-01T00:00:00Z&updated_at[lt]=2100-01-01T00:00:00Z",
            &all[..],
        ),
        ("/integrated-account?created_at=2020-01-01T00:00:00Z", &[]),
        ("/integrated-account?is_sandbox=false&something[else][]=1", &all[..]),
    ] {
        let (status, page) = list(path).await;
        assert_eq!(status, "200", "{path}: {page}");
        let tenants: Vec<_> = page["result"].as_array().expect("a list").iter().collect();
        let tenants: Vec<_> =
            tenants.iter().map(|it| it["tenant_id"].as_str().expect("text")).collect();
        assert_eq!(tenants, expected, "{path}");
        // The members of the envelope, to the letter.
        let members: Vec<_> = page.as_object().expect("an object").keys().collect();
        assert_eq!(members, ["limit", "next_cursor", "result"], "{path}");
        assert_eq!(page["next_cursor"], Value::Null, "{path}");
    }
    for (path, message) in [
        (
            "/integrated-account?status[ne]=active",
            "status: has an unknown member: expected `eq` or `in`",
        ),
        ("/integrated-account?created_at[gt]=yesterday", "created_at[gt]: "),
        (
            "/integrated-account?next_cursor=x",
            "next_cursor: must be the `next_cursor` of the previous page",
        ),
        ("/integrated-account?limit=0", "limit: "),
    ] {
        let (status, refused) = list(path).await;
        assert_eq!(status, "400", "{path}: {refused}");
        let found = refused["message"].as_str().expect("a message");
        assert!(found.starts_with(message), "{path}: {found}");
    }
    let many = vec!["tenant_id[]=a"; 101].join("&");
    let (_, refused) = list(&format!("/integrated-account?{many}")).await;
    assert_eq!(refused["message"], "tenant_id[in]: must have at most 100 items");
    // One account with an address as the SDK writes it.
    let (status, _) = list("/integrated-account/00000000-0000-4000-8000-000000000001?").await;
    assert_eq!(status, "200");
    // No page is empty: the last one has no cursor, even where it is full.
    let mut cursor = String::new();
    let mut sizes = Vec::new();
    loop {
        let (_, page) = list(&format!("/integrated-account?limit=1&next_cursor={cursor}")).await;
        sizes.push(page["result"].as_array().expect("a list").len());
        match page["next_cursor"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => break,
        }
    }
    assert_eq!(sizes, [1, 1, 1]);
}

/// Sends bytes, and returns the whole answer.
fn raw(address: &str, head: &str) -> String {
    use std::io::{Read as _, Write as _};

    let mut connection = std::net::TcpStream::connect(address).expect("connects");
    connection.set_read_timeout(Some(link_token_tests::PATIENCE)).expect("set");
    connection.write_all(head.as_bytes()).expect("sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("an answer");
    answer
}
