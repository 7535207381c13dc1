//! The rest of a link token's life: introspection, revocation, and deletion after its end.

use reqwest::StatusCode;
use serde_json::{Value, json};

use link_token_client::types;
use link_token_tests::{
    Database, PUBLISHED_ID, Server, assert_error, eventually, on_each_engine, on_sqlite, text,
};

use crate::client::tool;

#[on_each_engine]
async fn revoke_returns_204_whether_link_token_is_active_or_unknown(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let link_token = server.link_token(&token).await;
    let unknown = "00000000-0000-4000-8000-000000000000";
    for (link_token, active) in
        [(link_token.as_str(), true), (&link_token, false), (unknown, false)]
    {
        assert_eq!(server.is_active(&token, link_token).await, active);
        let body = json!({ "link_token": link_token });
        let revoked = server.call(&token, "/link-token/revoke", &body).await;
        assert_eq!(revoked, (StatusCode::NO_CONTENT, Value::Null));
        let redemption = json!({ "link_token": link_token, "integration": "slack" });
        let refused = server.call(&token, "/link-token/redeem", &redemption).await;
        assert_error(refused, 409, "link token is no longer valid");
    }
}

/// Limits count characters, not bytes.
#[on_each_engine]
async fn introspect_returns_strings_as_they_were_sent(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for tenant in ["ß".repeat(255), "  Acme 1  ".to_owned(), "💥\u{202e}".to_owned()] {
        let uri = "https://example.com/a?b=%C3%9F&c=%2f";
        let body = json!({ "tenant_id": tenant, "redirect_uri": uri });
        let (status, created) = server.call(&token, "/link-token", &body).await;
        assert_eq!(status, StatusCode::OK, "{created}");
        let reference = json!({ "link_token": created["link_token"] });
        let (_, found) = server.call(&token, "/link-token/introspect", &reference).await;
        assert_eq!(found["tenant_id"], tenant);
        assert_eq!(found["redirect_uri"], uri);
        assert_eq!(found["region"], "wnam");
    }
}

#[on_each_engine]
async fn objects_of_another_environment_look_unknown(database: &Database) {
    let (own, other) = (database.environment("own"), database.environment("other"));
    database.published_account("other");
    let server = Server::start(database);

    let body = json!({ "integrated_account_id": PUBLISHED_ID });
    let refused = server.call(&own, "/link-token", &body).await;
    assert_error(refused, 404, "integrated_account_id: no such integrated account");
    let body = json!({ "tenant_id": "a", "truto_static_gate_id": PUBLISHED_ID });
    let refused = server.call(&own, "/link-token", &body).await;
    assert_error(refused, 404, "truto_static_gate_id: no such static gate");

    let link_token = server.link_token(&other).await;
    assert!(!server.is_active(&own, &link_token).await);
    let redemption = json!({ "link_token": link_token, "integration": "slack" });
    let refused = server.call(&own, "/link-token/redeem", &redemption).await;
    assert_error(refused, 409, "link token is no longer valid");
    let reference = json!({ "link_token": link_token });
    let revoked = server.call(&own, "/link-token/revoke", &reference).await;
    assert_eq!(revoked.0, StatusCode::NO_CONTENT);
    assert!(server.is_active(&other, &link_token).await, "not revoked by another environment");
}

#[on_each_engine]
async fn server_deletes_link_tokens_31_days_after_their_end(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for tenant in ["a", "b", "c"] {
        let body = json!({ "tenant_id": tenant });
        assert_eq!(server.call(&token, "/link-token", &body).await.0, StatusCode::OK);
    }
    server.signal("TERM");
    assert!(server.wait());
    for (tenant, days) in [("a", 32), ("b", 30)] {
        let ended = database.days_ago(days);
        database
            .sql(&format!("UPDATE link_token SET ended_at = {ended} WHERE tenant_id = '{tenant}'"));
    }
    let left = || database.sql("SELECT tenant_id FROM link_token ORDER BY tenant_id");
    // The sweep begins with the server.
    let _server = Server::start(database);
    eventually("a link token is swept", async || left() != "a\nb\nc").await;
    assert_eq!(left(), "b\nc");
}

/// After the theft of an API token, an operator finds what the thief has made, and ends it.
#[on_each_engine]
async fn operator_lists_and_revokes_link_tokens_of_stolen_api_token(database: &Database) {
    let token = database.environment("test");
    let stolen = database.api_token("test", &["--name", "stolen"]);
    let id = stolen["id"].as_str().expect("an ID");
    let stolen = stolen["secret"].as_str().expect("a secret");
    let server = Server::start(database);
    let kept = server.link_token(&token).await;
    let made = [server.link_token(stolen).await, server.link_token(stolen).await];
    let other_tenant = server.call(stolen, "/link-token", &json!({ "tenant_id": "b" })).await.1;
    let other_tenant = other_tenant["link_token"].as_str().expect("a link token");

    let output = database.run(&["link-token", "list"]);
    let error = text(&output.stderr);
    assert!(!output.status.success() && error.contains("--api-token-id"), "{error}");
    let output = database.run(&["link-token", "revoke-all", "--api-token-id", stolen]);
    let error = text(&output.stderr);
    assert!(!output.status.success() && !error.contains(stolen), "{error}");
    let unknown = "0b0c5f6e-7a43-4a0e-8f5f-5a3c1e0f2d4b";
    let error = text(&database.run(&["link-token", "list", "--api-token-id", unknown]).stderr);
    assert!(error.contains("not found"), "{error}");

    let shown = database.run(&["link-token", "list", "--api-token-id", id, "--limit", "2"]);
    let hint = text(&shown.stderr);
    assert!(hint.contains("raise --limit, or set --all"), "{hint}");
    assert_eq!(text(&shown.stdout).lines().count(), 3, "{shown:?}");
    let all = ["link-token", "list", "--api-token-id", id, "--all"];
    assert_eq!(database.admin(&all).as_array().expect("a list").len(), 3);

    let of_tenant = ["--api-token-id", id, "--tenant-id", "acme-1", "--since", "1h"];
    let listed = database.admin(&[&["link-token", "list"], &of_tenant[..]].concat());
    let listed = listed.as_array().expect("a list");
    assert_eq!(listed.len(), 2);
    for link_token in listed {
        assert_eq!(link_token["tenant_id"], "acme-1");
        assert_eq!(link_token["api_token_id"], id);
        assert_eq!(link_token["environment"], "test");
        assert!(made.iter().all(|made| !link_token.to_string().contains(made.as_str())));
    }
    let revoked = database.admin(&[&["link-token", "revoke-all"], &of_tenant[..]].concat());
    assert_eq!(revoked, json!({ "revoked": 2 }));
    for link_token in &made {
        assert!(!server.is_active(&token, link_token).await);
    }
    assert!(server.is_active(&token, other_tenant).await);
    let audit = ["audit", "list", "--environment", "test", "--action", "revoke_link_token"];
    let mark = listed[0]["mark"].as_str().expect("a mark");
    let events = database.admin(&[&audit[..], &["--link-token-mark", mark]].concat());
    assert_eq!(events[0]["outcome"], "done");
    assert_eq!(events[0]["api_token_id"], Value::Null, "by an operator");

    let revoke = database.run(&["link-token", "revoke-all", "--api-token-id", id]);
    assert_eq!(text(&revoke.stdout), "revoked  1\n");
    assert!(text(&revoke.stderr).contains(&format!("api-token revoke {id}")));
    assert!(!server.is_active(&token, other_tenant).await);
    assert!(server.is_active(&token, &kept).await);
}

#[on_each_engine]
async fn active_link_tokens_are_listed_by_mark_and_revoked_by_the_same_conditions(
    database: &Database,
) {
    let (own, other) = (database.environment("own"), database.environment("other"));
    database.published_account("own");
    let server = Server::start(database);
    let client = server.client(&own);
    let create = async |body: Value| {
        let (status, created) = server.call(&own, "/link-token", &body).await;
        assert_eq!(status, StatusCode::OK, "{created}");
        created["link_token"].as_str().expect("a link token").to_owned()
    };
    let mut tokens = Vec::new();
    for tenant in ["a", "a", "b"] {
        tokens.push(create(json!({ "tenant_id": tenant })).await);
    }
    tokens.push(create(json!({ "integrated_account_id": PUBLISHED_ID })).await);
    let foreign = server.link_token(&other).await;

    let list = async |query: &str| {
        let url = format!("{}/link-token?{query}", server.url);
        let answer = reqwest::Client::new().get(url).bearer_auth(&own).send().await;
        let answer = answer.expect("an answer");
        let status = answer.status();
        (status, answer.json::<Value>().await.expect("JSON"))
    };
    let (status, all) = list("").await;
    assert_eq!((status, &all["limit"]), (StatusCode::OK, &json!(100)), "{all}");
    let result = all["result"].as_array().expect("a list");
    assert_eq!(result.len(), 4);
    assert_eq!(all.get("next_cursor"), Some(&Value::Null));
    for token in tokens.iter().chain([&foreign]) {
        assert!(!all.to_string().contains(token.as_str()), "the secret is not shown");
    }
    // Each page once, and no empty page at the end.
    let (mut marks, mut cursor) = (Vec::new(), String::new());
    loop {
        let (_, page) = list(&format!("limit=2&next_cursor={cursor}")).await;
        let result = page["result"].as_array().expect("a list");
        assert_eq!(result.len(), 2);
        marks.extend(result.iter().map(|it| it["mark"].as_str().expect("a mark").to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    }
    let listed: Vec<&str> = result.iter().map(|it| it["mark"].as_str().expect("a mark")).collect();
    assert_eq!(marks, listed);

    let api_token = result[0]["api_token_id"].as_str().expect("an ID").to_owned();
    let nobody = "00000000-0000-4000-8000-000000000000";
    for (query, number) in [
        ("tenant_id=a".to_owned(), 2),
        (format!("integrated_account_id={PUBLISHED_ID}"), 1),
        (format!("api_token_id={api_token}"), 4),
        (format!("api_token_id={nobody}"), 0),
        (format!("mark={}", marks[0].to_uppercase()), 1),
        ("tenant_id=a&mark=0000000000000000".to_owned(), 0),
    ] {
        let (_, page) = list(&query).await;
        assert_eq!(page["result"].as_array().map(Vec::len), Some(number), "{query}: {page}");
    }
    for wrong in ["mark=xyz", "next_cursor=abc", "limit=0"] {
        assert_eq!(list(wrong).await.0, StatusCode::BAD_REQUEST, "{wrong}");
    }

    let revoke = async |body: Value| server.call(&own, "/link-token/revoke-all", &body).await;
    for none in [json!({}), json!({ "tenantid": "a" }), json!({ "tenant_id": null })] {
        let message = "api_token_id, tenant_id, integrated_account_id or mark is required";
        assert_error(revoke(none).await, 400, message);
    }
    let selection = types::LinkTokenSelection::builder().tenant_id("a");
    let revoked = client.revoke_link_tokens().body(selection).send().await.expect("revoked");
    assert_eq!((revoked.revoked, revoked.has_more), (2, false));
    let nothing = (StatusCode::OK, json!({ "revoked": 0, "has_more": false }));
    assert_eq!(revoke(json!({ "tenant_id": "a" })).await, nothing);
    let rest = (StatusCode::OK, json!({ "revoked": 2, "has_more": false }));
    assert_eq!(revoke(json!({ "api_token_id": api_token })).await, rest);
    assert!(!server.is_active(&own, &tokens[3]).await);
    assert!(server.is_active(&other, &foreign).await, "of another environment");
    let trail =
        database.admin(&["audit", "list", "--environment", "own", "--action", "revoke_link_token"]);
    let trail = trail.as_array().expect("a list");
    assert_eq!(trail.len(), 4);
    assert!(trail.iter().all(|event| event["api_token_id"] == json!(api_token)), "{trail:?}");
}

#[on_sqlite]
async fn command_line_lists_and_revokes_link_tokens(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for tenant in ["a", "b\u{1b}[31m"] {
        let (_, created) =
            server.call(&token, "/link-token", &json!({ "tenant_id": tenant })).await;
        // No control characters.
        assert_eq!(created.get("link_token").is_some(), tenant == "a");
    }
    let run = |arguments: &[&str]| {
        let output = tool(&server, &token, arguments, "");
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    };
    let (well, shown, said) = run(&["list", "--tenant-id", "a", "--json"]);
    assert!(well, "{said}");
    let listed: Value = serde_json::from_str(&shown).expect("JSON");
    let mark = listed[0]["mark"].as_str().expect("a mark");
    let (_, table, _) = run(&["list"]);
    let lines: Vec<Vec<&str>> =
        table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0].join(" "), "MARK TENANT ACCOUNT API TOKEN ISSUED EXPIRES", "{table}");
    assert_eq!((lines.len(), &lines[1][..3]), (2, &[mark, "a", "-"][..]), "{table}");
    let (well, _, said) = run(&["revoke-all"]);
    assert!(!well && said.contains("or --mark"), "{said}");
    let (_, shown, said) = run(&["revoke-all", "--mark", mark]);
    assert_eq!(shown, "revoked  1\n", "{said}");
    let (_, shown, said) = run(&["list"]);
    assert_eq!((shown.as_str(), said.as_str()), ("", "No active link tokens.\n"));
    assert_eq!(run(&["list", "--json"]).1, "[]\n");
}
