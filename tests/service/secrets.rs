//! Secrets: none in the log or in lists, and contexts encrypted with keys that can be replaced.

use reqwest::StatusCode;
use serde_json::json;

use crate::operator::Operated;
use link_token_tests::{
    Database, Engine, PUBLISHED_ID, Server, on_each_engine, on_sqlite, output, server_command,
    text, write,
};

/// Every operation and its errors, at the most verbose level.
#[on_each_engine]
async fn log_at_trace_level_has_no_secrets(database: &Database) {
    let token = database.environment("test");
    database.import("test", "acme-1", PUBLISHED_ID, &json!({ "passphrase": "hunter2-old" }));
    let (server, log) = Server::start_logged(database, "trace");
    let context = json!({ "password": "hunter2-new" });
    let mut secrets = vec![token.clone(), "hunter2".to_owned(), "Bearer".to_owned()];

    let body = json!({ "integrated_account_id": PUBLISHED_ID, "context": context,
        "persist_previous_context": true });
    for expected in [StatusCode::OK, StatusCode::CONFLICT] {
        let (status, created) = server.call(&token, "/link-token", &body).await;
        assert_eq!(status, StatusCode::OK);
        let link_token = created["link_token"].as_str().expect("a link token").to_owned();
        let reference = json!({ "link_token": link_token });
        if expected == StatusCode::CONFLICT {
            server.call(&token, "/link-token/revoke", &reference).await;
        }
        server.call(&token, "/link-token/introspect", &reference).await;
        let redemption = json!({ "link_token": link_token, "context": context });
        let (status, _) = server.call(&token, "/link-token/redeem", &redemption).await;
        assert_eq!(status, expected);
        secrets.push(link_token);
    }
    for wrong in [
        json!({ "tenant_id": "a", "context": { "hunter2-key": { "__proto__": "hunter2" } } }),
        json!({ "tenant_id": "a", "context": "hunter2" }),
        json!({ "tenant_id": "a", "context": ["hunter2"] }),
        json!({ "tenant_id": "a", "region": "hunter2" }),
        json!({ "tenant_id": "a", "redirect_uri": "https://hunter2@example.com" }),
        json!("hunter2"),
    ] {
        let (status, error) = server.call(&token, "/link-token", &wrong).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
    let (_, error) =
        server.call(&token, "/link-token/introspect", &json!({ "link_token": "hunter2" })).await;
    assert!(!error.to_string().contains("hunter2"), "{error}");
    let mistyped = format!("{token}hunter2");
    server.call(&mistyped, "/link-token", &body).await;
    let sent = server.post("/link-token").bearer_auth(&token).header("Idempotency-Key", "x");
    sent.body("{\"hunter2").send().await.expect("an answer");

    // Where nobody should put them, and some do.
    let query = format!("/link-token?access_token={token}");
    server.call(&token, &query, &json!({ "tenant_id": "a" })).await;
    server.call(&token, &format!("/link-token/{}", secrets[3]), &json!({})).await;

    server.signal("TERM");
    let text = log.rest();
    assert!(server.wait());
    assert!(text.contains("request completed"), "the log is there: {text}");
    for secret in secrets {
        assert!(!text.contains(&secret), "{secret} in {text}");
    }
}

#[on_sqlite]
fn lists_show_no_api_token_secret(database: &Database) {
    let token = database.environment("test");
    for list in [["environment", "list"], ["api-token", "list"]] {
        let arguments: &[&str] =
            if list[0] == "environment" { &[] } else { &["--environment", "test"] };
        let output = database.run(&[&list[..], arguments].concat());
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && !text.contains(&token[4..20]), "{text}");
    }
}

#[on_each_engine]
async fn contexts_stay_readable_while_encryption_key_is_replaced(database: &Database) {
    let generate = || {
        let made = output(server_command().args(["encryption-key", "generate", "--json"]));
        let key: serde_json::Value = serde_json::from_slice(&made.stdout).expect("JSON");
        key["key"].as_str().expect("a key").to_owned()
    };
    let (old, new) = (generate(), generate());
    let database = database.another().without_keys();
    let config = database.folder().join("config.toml").display().to_string();
    let configure = |keys: &[&str]| {
        let text = format!("encryption_keys = {}\n", json!(keys));
        write(config.as_ref(), &text);
    };
    let run = |arguments: &[&str]| {
        let output = database.run(&[arguments, &["--config", &config, "--json"]].concat());
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.success(), serde_json::from_slice(&output.stdout).unwrap_or(json!(stderr)))
    };

    configure(&[&old]);
    assert!(run(&["environment", "create", "--name", "test"]).0);
    let (_, created) = run(&["api-token", "create", "--environment", "test"]);
    let token = created["secret"].as_str().expect("a secret").to_owned();
    let server = Server::start_with(&database, &["--config", &config]);
    let create = async |server: &Server| {
        let body = json!({ "tenant_id": "a", "context": { "a": 1 } });
        let (status, created) = server.call(&token, "/link-token", &body).await;
        assert_eq!(status, StatusCode::OK, "{created}");
        json!({ "link_token": created["link_token"] })
    };
    let under_old = create(&server).await;
    let redemption =
        json!({ "link_token": create(&server).await["link_token"], "integration": "x" });
    let (_, account) = server.call(&token, "/link-token/redeem", &redemption).await;
    drop(server);

    configure(&[&new]);
    let (well, said) = run(&["environment", "list"]);
    assert!(!well && said.to_string().contains("which is not configured"), "{said}");

    configure(&[&new, &old]);
    let server = Server::start_with(&database, &["--config", &config]);
    let under_both = create(&server).await;
    // The dead link token has a context as well.
    assert_eq!(run(&["encryption-key", "reencrypt"]), (true, json!({ "reencrypted": 3 })));
    assert_eq!(run(&["encryption-key", "reencrypt"]), (true, json!({ "reencrypted": 0 })));
    let (_, found) = server.call(&token, "/link-token/introspect", &under_old).await;
    assert_eq!(found["context"], json!({ "a": 1 }));
    drop(server);

    configure(&[&new]);
    let server = Server::start_with(&database, &["--config", &config]);
    for reference in [under_old, under_both] {
        let (_, found) = server.call(&token, "/link-token/introspect", &reference).await;
        assert_eq!(found["context"], json!({ "a": 1 }));
    }
    let id = account["id"].as_str().expect("an ID");
    let (_, shown) = run(&["integrated-account", "show", "--environment", "test", id]);
    assert_eq!(shown["context"], json!({ "a": 1 }));
}

/// A server that still encrypts with a retired key must not write contexts that the others cannot
/// decrypt.
#[on_each_engine]
async fn create_and_redeem_return_503_when_their_encryption_key_was_retired(database: &Database) {
    let (old, new) = ("A".repeat(43) + "=", "B".repeat(42) + "A=");
    let database = database.another().without_keys();
    let run = |keys: &str, arguments: &[&str]| {
        let mut command = database.command();
        command.args(arguments).arg("--json").env("LINK_TOKEN_ENCRYPTION_KEYS", keys);
        let done = output(&mut command);
        (done.status.success(), text(&[done.stdout, done.stderr].concat()))
    };
    let config = database.folder().join("config.toml");
    write(&config, &format!("encryption_keys = ['{old}']\n"));
    assert!(run(&old, &["environment", "create", "--name", "test"]).0);
    let (_, created) = run(&old, &["api-token", "create", "--environment", "test"]);
    let created: serde_json::Value = serde_json::from_str(&created).expect("JSON");
    let token = created["secret"].as_str().expect("a secret");
    let (server, _log) =
        Server::start_logged_with(&database, "error", &["--config", &config.display().to_string()]);
    let body = json!({ "tenant_id": "a", "context": { "a": 1 } });
    assert_eq!(server.call(token, "/link-token", &body).await.0, StatusCode::OK);
    let link_token = server.link_token(token).await;

    let (well, said) = run(&format!("{new},{old}"), &["encryption-key", "reencrypt"]);
    assert!(well, "{said}");
    let (status, _) = server.call(token, "/link-token", &body).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "it would be lost");
    let redemption = json!({ "link_token": link_token, "integration": "x", "context": { "a": 1 } });
    let (status, _) = server.call(token, "/link-token/redeem", &redemption).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "it would be lost");
    assert!(server.is_active(token, &link_token).await, "nothing was done");
    let accounts = "SELECT count(*) FROM integrated_account";
    assert_eq!(database.sql(accounts), "0", "no account was created");
    let without = json!({ "tenant_id": "a" });
    assert_eq!(server.call(token, "/link-token", &without).await.0, StatusCode::OK);
    let (well, said) = run(&old, &["environment", "list"]);
    assert!(!well && said.contains("may no longer encrypt"), "{said}");

    // An interrupted change of keys leaves a key that is closed, and still decrypts.
    database.sql("UPDATE encryption_key SET retired = false");
    let both = format!("{old},{new}");
    let (well, said) = run(&both, &["doctor", "--listen", "127.0.0.1:0"]);
    assert!(!well && said.contains("may no longer encrypt"), "{said}");
    let (well, said) = run(&both, &["encryption-key", "reencrypt"]);
    assert!(well, "{said}");
}

/// The contexts are not damaged: another server, or this one after a restart, can decrypt them.
#[on_each_engine]
async fn reads_return_503_and_server_is_not_ready_when_its_keys_lack_one(database: &Database) {
    let (old, new) = ("A".repeat(43) + "=", "B".repeat(42) + "A=");
    let database = database.another().without_keys();
    let config = database.folder().join("config.toml");
    let configure = |keys: &[&str]| write(&config, &format!("encryption_keys = {}\n", json!(keys)));
    let path = config.display().to_string();
    let run = |arguments: &[&str]| database.admin(&[arguments, &["--config", &path]].concat());
    configure(&[&old]);
    run(&["environment", "create", "--name", "test"]);
    let created = run(&["api-token", "create", "--environment", "test"]);
    let token = created["secret"].as_str().expect("a secret");
    let import = ["integrated-account", "import", "--environment", "test", "--tenant-id", "a"];
    run(&[&import[..], &["--integration", "hubspot", "--id", PUBLISHED_ID]].concat());
    let operated = Operated::start(&database, &["--config", &path]);
    let server = &operated.server;
    let create = async |body| {
        let (status, created) = server.call(token, "/link-token", &body).await;
        assert_eq!(status, StatusCode::OK, "{created}");
        created["link_token"].clone()
    };
    let with_context = create(json!({ "tenant_id": "a", "context": { "a": 1 } })).await;
    let persist =
        json!({ "integrated_account_id": PUBLISHED_ID, "persist_previous_context": true });
    let persist = create(persist).await;

    configure(&[&new, &old]);
    assert_eq!(run(&["encryption-key", "reencrypt"]), json!({ "reencrypted": 2 }));
    let calls = [
        ("/link-token/introspect", json!({ "link_token": with_context })),
        ("/link-token/redeem", json!({ "link_token": with_context, "integration": "x" })),
        ("/link-token/redeem", json!({ "link_token": persist, "integration": "hubspot" })),
        ("/link-token", json!({ "tenant_id": "a", "context": {} })),
    ];
    for (path, body) in &calls {
        let answered = server.post(path).bearer_auth(token).json(body).send().await;
        let answered = answered.expect("an answer");
        assert_eq!(answered.status(), StatusCode::SERVICE_UNAVAILABLE, "{path} {body}");
        assert_eq!(answered.headers()["retry-after"], "1", "{path} {body}");
    }
    let (status, reason) = operated.get("/readyz").await;
    assert!(status == 503 && reason.contains("restart this server"), "{status} {reason}");

    let log = operated.stop();
    let of_requests: Vec<_> = log.iter().filter(|line| line["level"] == "ERROR").collect();
    assert_eq!(of_requests.len(), 1, "one line, not one for each request: {log:?}");
    assert!(of_requests[0].to_string().contains("restart this server"), "{of_requests:?}");
    let operated = Operated::start(&database, &["--config", &path]);
    let (status, _) = operated.server.call(token, calls[0].0, &calls[0].1).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(operated.get("/readyz").await.0, 200);
}

/// The first bytes of a context are the ID of its key. An ID that the database has never used is
/// damage.
#[on_each_engine]
async fn introspect_returns_500_when_context_names_a_key_that_never_was(database: &Database) {
    let token = database.environment("test");
    let operated = Operated::start(database, &[]);
    let body = json!({ "tenant_id": "a", "context": { "a": 1 } });
    let (_, created) = operated.server.call(&token, "/link-token", &body).await;
    let quote = if database.engine() == Engine::Sqlite { "x'" } else { "'\\x" };
    database.sql(&format!("UPDATE link_token SET context = {quote}{}'", "00".repeat(64)));
    let reference = json!({ "link_token": created["link_token"] });
    let (status, _) = operated.server.call(&token, "/link-token/introspect", &reference).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(operated.get("/readyz").await.0, 200);
}

/// The caller does not learn the reason, which is in the log.
#[on_each_engine]
async fn introspect_returns_500_when_context_was_moved_to_another_row(database: &Database) {
    let token = database.environment("test");
    let (server, log) = Server::start_logged(database, "error");
    let mut references = Vec::new();
    for (tenant, value) in [("a", 1), ("b", 2)] {
        let body = json!({ "tenant_id": tenant, "context": { "a": value } });
        let (_, created) = server.call(&token, "/link-token", &body).await;
        references.push(json!({ "link_token": created["link_token"] }));
    }
    database.sql(
        "UPDATE link_token SET context = (SELECT context FROM link_token WHERE tenant_id = 'a')
         WHERE tenant_id = 'b'",
    );
    let (status, found) = server.call(&token, "/link-token/introspect", &references[0]).await;
    assert_eq!((status, &found["context"]), (StatusCode::OK, &json!({ "a": 1 })));
    let (status, error) = server.call(&token, "/link-token/introspect", &references[1]).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(error["message"], "Internal Server Error");
    let request_id = error["request_id"].as_str().expect("an ID").to_owned();
    server.signal("TERM");
    let text = log.rest();
    assert!(text.contains("belongs to another row") && text.contains(&request_id), "{text}");
}
