//! The administrative commands, on a database that a server uses at the same time.

use serde_json::{Value, json};

use link_token_tests::{Database, PUBLISHED_ID, Server, on_each_engine, on_sqlite, text};

#[on_each_engine]
async fn administration_takes_effect_while_server_runs(database: &Database) {
    let server = Server::start(database);
    let token = database.environment("test");
    assert!(server.is_active(&token, &server.link_token(&token).await).await);

    let environments = database.admin(&["environment", "list"]);
    assert_eq!(environments[0]["name"], "test");
    let id = environments[0]["id"].as_str().expect("an ID");
    let by_id = database.admin(&["api-token", "list", "--environment", id]);
    assert_eq!(by_id.as_array().map(Vec::len), Some(1));
    assert_eq!(by_id, database.admin(&["api-token", "list", "--environment", "test"]));
    assert!(by_id[0].get("secret").is_none() && !by_id.to_string().contains(&token[4..]));

    database.published_account("test");
    let gates = database.admin(&["static-gate", "list", "--environment", "test"]);
    assert_eq!(gates[0]["id"], PUBLISHED_ID);
    database.admin(&["static-gate", "delete", "--environment", "test", PUBLISHED_ID]);
    let gates = database.admin(&["static-gate", "list", "--environment", "test"]);
    assert_eq!(gates, json!([]));

    let list = |tenant: &str| {
        let list = ["integrated-account", "list", "--environment", "test", "--tenant-id", tenant];
        database.admin(&list)
    };
    assert_eq!(list("acme-1").as_array().map(Vec::len), Some(1));
    assert_eq!(list("other"), json!([]));
    assert!(!list("acme-1").to_string().contains("old"), "no context in a list");
}

/// Environments are in the order of their names, everything else in the order of creation, which
/// here is neither that of names nor that of IDs.
#[on_each_engine]
fn lists_are_sorted_by_name_or_creation(database: &Database) {
    for name in ["b", "c", "a"] {
        database.admin(&["environment", "create", "--name", name]);
    }
    let members = |arguments: &[&str], name: &str| -> Vec<String> {
        let listed = database.admin(arguments);
        let listed = listed.as_array().expect("a list").iter();
        listed.map(|object| object[name].as_str().expect("text").to_owned()).collect()
    };
    assert_eq!(members(&["environment", "list"], "name"), ["a", "b", "c"]);

    for name in ["y", "z", "x"] {
        database.api_token("a", &["--name", name]);
    }
    let in_environment = ["--environment", "a"];
    let list = |of: &str, name: &str| members(&[&[of, "list"], &in_environment[..]].concat(), name);
    assert_eq!(list("api-token", "name"), ["y", "z", "x"]);

    let ids = ["2", "3", "1"].map(|first| format!("{first}{}", &PUBLISHED_ID[1..]));
    for id in &ids {
        database.admin(&["static-gate", "create", "--environment", "a", "--id", id]);
        database.import("a", "acme-1", id, &json!({}));
    }
    assert_eq!(list("static-gate", "id"), ids);
    assert_eq!(list("integrated-account", "id"), ids);
}

#[on_sqlite]
fn lists_are_tables_without_secrets(database: &Database) {
    let created = database.run(&["environment", "create", "--name", "production"]);
    assert!(text(&created.stderr).contains("api-token create --environment production"));
    let listed = text(&database.run(&["environment", "list"]).stdout);
    let lines: Vec<&str> = listed.lines().collect();
    assert!(lines.len() == 2 && lines[0].starts_with("ID") && lines[1].contains("production"));

    let created = database.run(&["api-token", "create", "--environment", "production"]);
    let shown = text(&created.stdout);
    assert!(shown.lines().any(|line| line.starts_with("secret  ") && line.contains("lta_")));
    let listed = text(&database.run(&["api-token", "list", "--environment", "production"]).stdout);
    assert!(!listed.contains("lta_"), "{listed}");
}

#[on_each_engine]
fn commands_name_problem_and_way_out_when_they_fail(database: &Database) {
    let failing = |arguments: &[&str]| {
        let output = database.run(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        text(&output.stderr)
    };
    let elsewhere = format!("sqlite:{}", database.folder().join("it's.db").display());
    let created = database.run(&["environment", "create", "--name", "a", "--database", &elsewhere]);
    let (next, quoted) = (text(&created.stderr), elsewhere.replace('\'', r"'\''"));
    let expected = format!("link-token-server --database '{quoted}' api-token create");
    assert!(next.contains(&expected), "the same database, as a word of the shell: {next}");

    let none = failing(&["environment", "list"]);
    assert!(none.contains("not found") && none.contains("environment create"), "{none}");

    database.environment("test");
    let again = failing(&["environment", "create", "--name", "test"]);
    assert!(again.contains("the environment `test` already exists"), "{again}");
    let unknown = failing(&["api-token", "create", "--environment", "nowhere"]);
    assert!(unknown.contains("environment list"), "{unknown}");
    let unknown = failing(&["api-token", "revoke", PUBLISHED_ID]);
    assert!(unknown.contains("not found"), "{unknown}");
    let secret = failing(&["api-token", "revoke", "lta_0123456789"]);
    assert!(
        secret.contains("not a UUID") && secret.contains("api-token list --environment"),
        "{secret}"
    );
    assert!(!secret.contains("lta_"), "{secret}");
    let unknown = failing(&["static-gate", "delete", "--environment", "test", PUBLISHED_ID]);
    assert!(unknown.contains("not found"), "{unknown}");
    let import = ["integrated-account", "import", "--environment", "test", "--integration", "x"];
    let too_long = "a".repeat(256);
    let long = failing(&[&import[..], &["--tenant-id", &too_long]].concat());
    assert!(long.contains("must have at most 255 characters"), "{long}");
    let region = failing(&[&import[..], &["--tenant-id", "a", "--region", "mars"]].concat());
    assert!(region.contains("wnam, enam, apac, eu"), "{region}");
    let context = failing(&[&import[..], &["--tenant-id", "a", "--context", "{secret"]].concat());
    assert!(context.contains("not a JSON object") && !context.contains("secret"), "{context}");
    for (name, context) in [
        ("`oauth`", r#"{"oauth": {"token": {"access_token": "hidden"}}}"#),
        ("`api_key`", r#"{"a": 1, "api_key": "hidden"}"#),
    ] {
        let said = failing(&[&import[..], &["--tenant-id", "a", "--context", context]].concat());
        assert!(said.contains(name), "{said}");
        assert!(said.contains("link-token integrated-account import"), "{said}");
        assert!(!said.contains("hidden"), "{said}");
    }
    database.import("test", "acme-1", PUBLISHED_ID, &json!({}));
    let twice = [&import[..], &["--tenant-id", "a", "--id", PUBLISHED_ID]].concat();
    assert!(failing(&twice).contains("already"));
}

#[on_each_engine]
fn show_prints_context_of_imported_account(database: &Database) {
    database.environment("test");
    let file = database.folder().join("context.json");
    std::fs::File::create(&file)
        .and_then(|mut file| std::io::Write::write_all(&mut file, b"{\"a\": {\"b\": [1]}}"))
        .expect("written");
    let argument = format!("@{}", file.display());
    let imported = database.admin(&[
        "integrated-account",
        "import",
        "--environment",
        "test",
        "--tenant-id",
        "acme-1",
        "--integration",
        "slack",
        "--context",
        &argument,
    ]);
    let id = imported["id"].as_str().expect("an ID");
    let shown: Value = database.admin(&["integrated-account", "show", "--environment", "test", id]);
    assert_eq!(shown, imported);
    assert_eq!(shown["context"], json!({ "a": { "b": [1] } }));
    assert_eq!(shown["status"], "active");
}

#[on_each_engine]
async fn api_token_list_shows_last_use_when_server_has_stopped(database: &Database) {
    let token = database.environment("test");
    let list = || database.admin(&["api-token", "list", "--environment", "test"]);
    assert_eq!(list()[0]["last_used_at"], json!(null));
    let server = Server::start(database);
    server.link_token(&token).await;
    // It is noted beside the request; a server that has stopped has noted it.
    server.signal("TERM");
    assert!(server.wait());
    assert!(list()[0]["last_used_at"].is_string());
}

/// Escapes keep a tenant from writing to the operator's terminal.
#[on_each_engine]
fn commands_print_no_control_and_no_bidirectional_character(database: &Database) {
    database.environment("test");
    let tenant = "a\u{202e}b\u{200b}";
    database.import("test", tenant, PUBLISHED_ID, &json!({ "k\u{9b}": "\u{9b}31m\u{7f}\u{2066}" }));
    let in_test = ["--environment", "test"];
    let show = [&["integrated-account", "show", PUBLISHED_ID], &in_test[..]].concat();
    let list = [&["integrated-account", "list"], &in_test[..]].concat();
    let audit = [&["audit", "list"], &in_test[..]].concat();
    for command in [&show[..], &list, &audit] {
        for json in [&[][..], &["--json"]] {
            let shown = database.run(&[command, json].concat());
            let shown = text(&shown.stdout);
            let is_hidden =
                |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{200b}'..='\u{206f}');
            assert!(!shown.contains(is_hidden), "{command:?} {json:?}: {shown:?}");
        }
    }
    let shown = database.admin(&show);
    assert_eq!(shown["tenant_id"], tenant);
    assert_eq!(shown["context"], json!({ "k\u{9b}": "\u{9b}31m\u{7f}\u{2066}" }));
    let said = text(&database.run(&["api-token", "list", "--environment", "\u{1b}[31m"]).stderr);
    assert!(said.contains("not found") && !said.contains('\u{1b}'), "{said:?}");
}
