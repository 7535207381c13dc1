//! The audit trail: actor, action and outcome of each change.

use reqwest::StatusCode;
use serde_json::{Value, json};

use link_token_tests::{
    Database, PUBLISHED_ID, Server, eventually, on_each_engine, on_sqlite, text,
};

fn list(database: &Database, filters: &[&str]) -> Vec<Value> {
    let events = database.admin(&[&["audit", "list", "--environment", "test"], filters].concat());
    events.as_array().expect("a list").clone()
}

#[on_each_engine]
async fn audit_list_shows_actor_action_and_outcome(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let call = async |path: &str, body: &Value| {
        let sent = server.post(path).bearer_auth(&token).json(body).send().await;
        let answer = sent.expect("an answer");
        let request_id = answer.headers()["x-request-id"].to_str().expect("text").to_owned();
        let body: Value = answer.json().await.unwrap_or_default();
        (request_id, body)
    };
    let body = json!({ "tenant_id": "acme-1", "context": { "password": "hunter2" } });
    let (created_in, created) = call("/link-token", &body).await;
    let body = json!({ "link_token": created["link_token"], "integration": "hubspot" });
    let (redeemed_in, account) = call("/link-token/redeem", &body).await;
    let (refused_in, _) = call("/link-token/redeem", &body).await;

    let api_token = &database.admin(&["api-token", "list", "--environment", "test"])[0]["id"];
    let events = list(database, &["--api-token-id", api_token.as_str().expect("an ID")]);
    let shown = |event: &Value| {
        assert_eq!(event["api_token_name"], "default");
        ["action", "outcome", "request_id", "tenant_id", "object_id"].map(|key| event[key].clone())
    };
    let null = Value::Null;
    let expected = [
        [
            &json!("redeem_link_token"),
            &json!("link_token_dead"),
            &json!(refused_in),
            &json!("acme-1"),
            &null,
        ],
        [
            &json!("redeem_link_token"),
            &json!("done"),
            &json!(redeemed_in),
            &json!("acme-1"),
            &account["id"],
        ],
        [&json!("create_link_token"), &json!("done"), &json!(created_in), &json!("acme-1"), &null],
    ];
    let events_shown: Vec<_> = events.iter().map(shown).collect();
    assert_eq!(events_shown, expected.map(|event| event.map(Value::clone)));
    let mark = events[0]["link_token_mark"].as_str().expect("a mark");
    assert!(events.iter().all(|event| event["link_token_mark"] == mark));
    assert_eq!(list(database, &["--link-token-mark", mark]), events);
    assert_eq!(list(database, &["--request-id", &redeemed_in]), events[1..2]);

    // Operators come first, without an API token.
    let all = list(database, &["--since", "1h"]);
    assert_eq!(all[3]["action"], "create_api_token");
    assert_eq!(&all[3]["object_id"], api_token);
    assert_eq!((&all[4]["action"], &all[4]["api_token_id"]), (&json!("create_environment"), &null));
    assert_eq!(all.len(), 5);

    let table = text(&database.run(&["audit", "list", "--environment", "test"]).stdout);
    assert_eq!(table.lines().count(), 6, "{table}");
    for (number, word) in
        [(0, "OUTCOME"), (1, "link_token_dead"), (2, "acme-1"), (3, " default ("), (5, "operator")]
    {
        assert!(table.lines().nth(number).is_some_and(|line| line.contains(word)), "{table}");
    }
    let link_token = created["link_token"].as_str().expect("a token");
    for secret in [token.as_str(), link_token, "hunter2", "password"] {
        assert!(!table.contains(secret) && !json!(all).to_string().contains(secret), "{secret}");
    }
}

#[on_each_engine]
async fn audit_records_one_create_when_key_is_used_concurrently(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let body = json!({ "tenant_id": "a" });
    let requests = (0..20).map(|_| {
        let request = server.post("/link-token").bearer_auth(&token).json(&body);
        request.header("Idempotency-Key", "k").send()
    });
    for answer in futures::future::join_all(requests).await {
        assert_eq!(answer.expect("an answer").status(), 200);
    }
    let count = |outcome| list(database, &["--outcome", outcome, "--tenant-id", "a"]).len();
    assert_eq!((count("done"), count("unchanged")), (1, 19));
}

#[on_each_engine]
async fn audit_list_names_next_page_when_limit_is_reached(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for tenant in ["a", "b", "c"] {
        let body = json!({ "tenant_id": tenant });
        assert_eq!(server.call(&token, "/link-token", &body).await.0, StatusCode::OK);
    }
    let first = database.run(&["audit", "list", "--environment", "test", "--limit", "2"]);
    let hint = text(&first.stderr);
    let id = hint.trim().rsplit_once("--before ").expect("how to go on").1;
    let all = list(database, &[]);
    assert_eq!(all[1]["id"], id);
    assert_eq!(list(database, &["--before", id]), all[2..]);
    let cut = database.run(&["audit", "list", "--environment", "test", "--limit", "2", "--json"]);
    assert!(text(&cut.stderr).contains("There are more events"), "{cut:?}");
    for complete in ["--limit=9", "--all"] {
        let shown = database.run(&["audit", "list", "--environment", "test", complete]);
        assert!(shown.stderr.is_empty() && text(&shown.stdout).lines().count() > 3, "{shown:?}");
    }
}

/// Requests without a valid API token, malformed or over the limit change nothing: they are in the
/// log only.
#[on_each_engine]
async fn audit_leaves_out_requests_that_are_rejected_before_the_operation(database: &Database) {
    let token = database.environment("test");
    let server = Server::start_with(database, &["--rate-limit", "2"]);
    let body = json!({ "tenant_id": "a" });
    assert_eq!(server.call("lta_x", "/link-token", &body).await.0, StatusCode::UNAUTHORIZED);
    let malformed = json!({ "tenant_id": 1 });
    assert_eq!(server.call(&token, "/link-token", &malformed).await.0, StatusCode::BAD_REQUEST);
    assert!(!server.is_active(&token, PUBLISHED_ID).await);
    let limited = server.call(&token, "/link-token", &body).await.0;
    assert_eq!(limited, StatusCode::TOO_MANY_REQUESTS);
    let actions: Vec<Value> =
        list(database, &[]).into_iter().map(|event| event["action"].clone()).collect();
    assert_eq!(actions, ["create_api_token", "create_environment"]);
}

#[on_each_engine]
async fn server_deletes_events_older_than_audit_retention(database: &Database) {
    let token = database.environment("test");
    // An event of 2020 is as the others but for its ID, which begins with its time.
    database
        .sql("UPDATE audit_event SET action = 'set_environment' WHERE action = 'create_api_token'");
    let old = "016f5e66e8007000800000000000000a";
    let id = if database.path().exists() { format!("x'{old}'") } else { format!("'{old}'") };
    database.sql(&format!("UPDATE audit_event SET id = {id} WHERE action = 'create_environment'"));
    assert_eq!(list(database, &["--until", "2020-01-02T00:00:00Z"]).len(), 1);
    let server = Server::start_with(database, &["--audit-retention", "3650d"]);
    assert!(!server.is_active(&token, PUBLISHED_ID).await);
    server.signal("TERM");
    assert!(server.wait());
    assert_eq!(list(database, &[]).len(), 2, "it is kept as long as it should be");

    let server = Server::start_with(database, &["--audit-retention", "1d", "--rate-limit", "0"]);
    eventually("the old event is swept", async || list(database, &[]).len() == 1).await;
    drop(server);
    assert_eq!(list(database, &[])[0]["action"], "set_environment");
}

#[on_sqlite]
fn audit_list_names_filter_when_its_value_is_invalid(database: &Database) {
    database.environment("test");
    for (filter, value, expected) in [
        ("--action", "guess", "create_link_token"),
        ("--outcome", "guess", "link_token_dead"),
        ("--since", "yesterday", "2026-01-31T12:00:00Z"),
        ("--link-token-mark", "00", "16 hexadecimal digits"),
        ("--limit", "0", "at least 1"),
        ("--tenant-id", "", "--tenant-id"),
    ] {
        let failed = database.run(&["audit", "list", "--environment", "test", filter, value]);
        let said = text(&failed.stderr);
        assert!(!failed.status.success() && said.contains(expected), "{filter}: {said}");
    }
}
