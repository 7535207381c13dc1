//! Administration with the command-line client, over the API.

use std::{
    fs::File,
    process::{Command, Output},
};

use serde_json::{Value, json};

use link_token_tests::{
    Database, PUBLISHED_ID, Server, is_there, on_each_engine, on_sqlite, output, output_with_input,
    program, text,
};

use crate::client::{CommandLine, Scripted, tool, unread};

/// Returns a caller whose API token has the permission `administration`, and others.
fn administrator<'s>(
    database: &Database,
    server: &'s Server,
    permissions: &[&str],
) -> CommandLine<'s> {
    let flags: Vec<&str> = permissions.iter().flat_map(|it| ["--permission", *it]).collect();
    let flags = [&flags[..], &["--permission", "administration"]].concat();
    let created = database.api_token("test", &flags);
    CommandLine { server, token: created["secret"].as_str().expect("a secret").to_owned() }
}

#[on_each_engine]
async fn api_token_command_creates_a_token_that_the_server_accepts(database: &Database) {
    database.admin(&["environment", "create", "--name", "test"]);
    let server = Server::start(database);
    let admin = administrator(database, &server, &["link-token"]);
    let create = ["api-token", "create", "--name", "backend", "--permission", "link-token"];
    let created = admin.json(&[&create[..], &["--expires-in", "90d"]].concat());
    let secret = created["secret"].as_str().expect("a secret");
    assert_eq!(created["permissions"], json!(["link-token"]));
    assert!(created["expires_at"].is_string(), "{created}");
    let link_token = server.link_token(secret).await;
    assert!(server.is_active(secret, &link_token).await);

    let id = created["id"].as_str().expect("an ID");
    let table = admin.shown(&["api-token", "list"]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 3, "{table}");
    assert!(lines[0].starts_with("ID ") && lines[0].ends_with("PERMISSIONS"), "{table}");
    assert!(lines[2].starts_with(id) && lines[2].contains("backend"), "{table}");
    assert!(!table.contains(secret), "{table}");
    let listed = admin.json(&["api-token", "list"]);
    assert_eq!(listed[1]["id"], created["id"]);

    let revoked = admin.json(&["api-token", "revoke", id]);
    assert!(revoked["revoked_at"].is_string(), "{revoked}");
    admin.shown(&["api-token", "revoke", id]);

    for (arguments, parts) in [
        // By default, an API token has permissions that this administrator lacks.
        (&["api-token", "create", "--name", "a"][..], &["permission"][..]),
        (&["api-token", "create", "--name", ""], &["--name", "must not be empty"]),
        (&["api-token", "create", "--name", "a", "--expires-in", "0s"], &["--expires-in", "1s"]),
        (&["api-token", "create", "--name", "a", "--expires-in", "x"], &["--expires-in", "90d"]),
        (&["api-token", "create", "--name", "a", "--permission", "x"], &["possible values"]),
        (&["api-token", "revoke", PUBLISHED_ID], &["no such API token", "request "]),
        (&["api-token", "revoke", "lta_1"], &["not a UUID"]),
    ] {
        let said = admin.said(arguments);
        for part in parts {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
}

/// A script that ends without the secret would not know that an API token exists.
#[on_sqlite]
async fn api_token_create_fails_and_names_the_token_when_its_secret_is_not_read(
    database: &Database,
) {
    database.admin(&["environment", "create", "--name", "test"]);
    let server = Server::start(database);
    let admin = administrator(database, &server, &["link-token"]);
    let create = ["api-token", "create", "--name", "a", "--permission", "link-token"];
    let create_by_server = ["api-token", "create", "--environment", "test", "--name", "a"];
    let mut ran = vec![
        admin.unread(&create),
        admin.unread(&[&create[..], &["--json"]].concat()),
        unread(database.command().args(create_by_server)),
    ];
    // A full disk, on Linux.
    if let Ok(full) = File::options().write(true).open("/dev/full") {
        ran.push(database.command().args(create_by_server).stdout(full).output().expect("it runs"));
    }
    let listed = admin.json(&["api-token", "list"]);
    let listed = listed.as_array().expect("a list");
    // The first one is the administrator's.
    assert_eq!(listed.len(), ran.len() + 1);
    for (ran, token) in ran.iter().zip(&listed[1..]) {
        let said = text(&ran.stderr);
        assert_eq!(ran.status.code(), Some(1), "{said}");
        let id = token["id"].as_str().expect("an ID");
        assert!(said.contains("cannot write to standard output ("), "{said}");
        assert!(said.contains(&format!("api-token revoke {id}`")), "{said}");
    }
    let ran = unread(database.command().args(["encryption-key", "generate"]));
    let said = text(&ran.stderr);
    assert!(!ran.status.success() && said.contains("generate another key"), "{said}");
    // As when `head` has read enough.
    assert!(admin.unread(&["api-token", "list"]).status.success());
}

/// Further pages have the rest, each API token once.
#[on_sqlite]
async fn api_token_list_shows_more_than_a_page(database: &Database) {
    database.admin(&["environment", "create", "--name", "test"]);
    let server = Server::start(database);
    let admin = administrator(database, &server, &["link-token"]);
    let client = server.client(&admin.token);
    for _ in 0..100 {
        let secret = link_token_client::ApiToken::generate().expect("randomness");
        let registration = secret.registration().name("one of many");
        let registration =
            registration.permissions([link_token_client::types::Permission::LinkToken]);
        client.create_api_token().body(registration).send().await.expect("created");
    }
    let listed = admin.json(&["api-token", "list"]);
    let listed = listed.as_array().expect("a list");
    let ids: std::collections::BTreeSet<&str> =
        listed.iter().map(|it| it["id"].as_str().expect("an ID")).collect();
    assert_eq!((listed.len(), ids.len()), (101, 101));
}

#[on_each_engine]
async fn tenant_erase_command_asks_before_it_erases(database: &Database) {
    database.admin(&["environment", "create", "--name", "test"]);
    let server = Server::start(database);
    let admin = administrator(database, &server, &["link-token"]);
    let link_token = admin.json(&["create", "--tenant-id", "acme-1"])["link_token"].clone();
    let link_token = link_token.as_str().expect("a link token");
    let erase = ["tenant", "erase", "acme-1"];
    let said = admin.said(&erase);
    for part in ["`acme-1`", "`test`", "cannot be undone", "--yes"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(server.is_active(&admin.token, link_token).await);
    let erased = admin.json(&[&erase[..], &["--yes"]].concat());
    assert_eq!(erased, json!({ "status": "erased", "tenant_id": "acme-1" }));
    assert!(!server.is_active(&admin.token, link_token).await);
}

/// Runs the command-line client on a terminal, where a text is typed.
fn on_terminal(caller: &CommandLine<'_>, arguments: &[&str], typed: &str) -> Output {
    let line = format!("{} {}", program("link-token").display(), arguments.join(" "));
    let mut command = Command::new("script");
    command.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
    command.env("LINK_TOKEN_URL", &caller.server.url).env("LINK_TOKEN_API_TOKEN", &caller.token);
    output_with_input(&mut command, typed)
}

#[on_sqlite]
async fn tenant_erase_command_asks_on_a_terminal(database: &Database) {
    if !is_there("script", "bsdutils") {
        return;
    }
    database.admin(&["environment", "create", "--name", "test"]);
    let server = Server::start(database);
    let admin = administrator(database, &server, &["link-token"]);
    let link_token = server.link_token(&admin.token).await;
    let erase = ["tenant", "erase", "acme-1"];
    // The last one is the end of the input.
    for typed in ["no\n", "y\n", "\n", ""] {
        let refused = on_terminal(&admin, &erase, typed);
        let shown = text(&refused.stdout);
        assert!(!refused.status.success(), "{typed:?}: {refused:?}");
        for part in ["`acme-1`", "`test`", "Type `yes` to go on", "nothing was changed"] {
            assert!(shown.contains(part), "{typed:?}: {part}: {shown}");
        }
        assert!(server.is_active(&admin.token, &link_token).await, "{typed:?}");
    }
    let erased = on_terminal(&admin, &erase, "yes\n");
    let shown = text(&erased.stdout);
    assert!(erased.status.success() && shown.contains("erased"), "{erased:?}");
    assert!(!server.is_active(&admin.token, &link_token).await);
}

/// The state of the erasure is asked for again until everything is deleted.
#[tokio::test]
async fn tenant_erase_command_waits_for_the_end_of_the_erasure() {
    let state = |status| format!("{{\"status\": \"{status}\", \"tenant_id\": \"acme-1\"}}");
    let (erasing, erased) = (state("erasing"), state("erased"));
    let erase = async |answers: &[(u16, &str)], json: bool| {
        let answers: Vec<_> =
            answers.iter().map(|(status, body)| Some((*status, "", *body))).collect();
        let server = Scripted::start(&answers).await;
        let mut command = Command::new(program("link-token"));
        command.args(["tenant", "erase", "acme-1", "--yes"]);
        command.args(json.then_some("--json"));
        command.env("LINK_TOKEN_URL", &server.url).env("LINK_TOKEN_API_TOKEN", "lta_x");
        let ran = tokio::task::spawn_blocking(move || output(&mut command)).await.expect("ran");
        (ran.status.success(), text(&ran.stdout), text(&ran.stderr), server.asked())
    };
    let answers = [(200, erasing.as_str()), (200, &erasing), (200, &erased)];
    let (well, shown, said, asked) = erase(&answers, false).await;
    assert!(well, "{said}");
    assert_eq!((shown.as_str(), asked), ("status     erased\ntenant_id  acme-1\n", 3));
    assert_eq!(said.matches("The erasure goes on.").count(), 1, "{said}");
    assert!(said.contains("Backups still contain it"), "{said}");

    let (well, shown, _, asked) = erase(&answers[1..], true).await;
    let shown: Value = serde_json::from_str(&shown).expect("one JSON object");
    assert_eq!(
        (well, shown, asked),
        (true, json!({ "status": "erased", "tenant_id": "acme-1" }), 2)
    );

    let forbidden = "{\"statusCode\": 403, \"message\": \"no\", \"request_id\": \"1\"}";
    let (well, shown, said, _) = erase(&[(200, &erasing), (403, forbidden)], false).await;
    assert_eq!((well, shown.as_str()), (false, ""));
    assert!(said.ends_with("error: no (request 1)\n"), "{said}");
}

#[on_sqlite]
async fn environment_set_command_changes_only_what_is_given(database: &Database) {
    database.admin(&["environment", "create", "--name", "test"]);
    let server = Server::start(database);
    let admin = administrator(database, &server, &[]);
    let uri = "https://example.com/redirect";
    let set = ["environment", "set", "--lifetime", "1h", "--redirect-uri", uri];
    let changed = admin.json(&set);
    assert_eq!(changed["settings"], json!({ "lifetime_seconds": 3600, "redirect_uris": [uri] }));

    let logo = database.file("logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let origin = "https://app.example.com";
    let set = ["environment", "set", "--display-name", "Acme", "--logo", &logo];
    let more = ["--accent-colour", "#1a73e8", "--page-origin", origin, "--lifetime", "default"];
    let shown = admin.shown(&[&set[..], &more].concat());
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "name test",
        "lifetime default",
        "redirect URIs https://example.com/redirect",
        "display name Acme",
        "accent colour #1a73e8",
        "logo set",
        "page origins https://app.example.com",
    ] {
        assert!(shown.lines().any(|line| words(line) == expected), "{expected}: {shown}");
    }
    assert_eq!(admin.shown(&["environment", "show"]), shown);
    let none = ["--display-name", "none", "--accent-colour", "none", "--logo", "none"];
    let any = ["--page-origin", "none", "--redirect-uri", "any"];
    let reset = admin.json(&[&["environment", "set"], &none[..], &any].concat());
    assert_eq!(reset["has_logo"], json!(false));
    for (name, value) in reset["settings"].as_object().expect("an object") {
        assert_eq!(value, &json!([]), "{name}");
    }

    for (arguments, part) in [
        (&[][..], "--lifetime"),
        (&["--lifetime", "1s"], "from 5m to 30d"),
        (&["--redirect-uri", "any", "--redirect-uri", uri], "cannot be combined"),
        (&["--redirect-uri", "http://example.com"], "redirect_uris[0]"),
        (&["--accent-colour", "red"], "accent_colour: "),
        (&["--logo", "/nonexistent"], "cannot read --logo /nonexistent"),
    ] {
        let said = admin.said(&[&["environment", "set"], arguments].concat());
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[on_sqlite]
async fn environment_set_command_sets_the_logo_before_the_settings(database: &Database) {
    database.admin(&["environment", "create", "--name", "test"]);
    let server = Server::start(database);
    let admin = administrator(database, &server, &[]);
    let changes = || {
        let list = ["audit", "list", "--environment", "test", "--action", "set_environment"];
        database.admin(&list).as_array().expect("a list").len()
    };
    let before = changes();
    let logo = database.file("logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let set = ["environment", "set", "--logo", &logo];
    assert_eq!(admin.json(&set)["has_logo"], json!(true));
    assert_eq!(changes(), before + 1, "the settings have not changed");
    admin.json(&["environment", "set", "--logo", "none"]);

    let said = admin.said(&[&set[..], &["--accent-colour", "red"]].concat());
    assert!(said.contains("the logo has changed already: accent_"), "{said}");
    assert_eq!(admin.json(&["environment", "show"])["has_logo"], json!(true));
    let wrong = database.file("logo.txt", b"no logo");
    let said = admin.said(&["environment", "set", "--logo", &wrong, "--display-name", "Acme"]);
    assert!(!said.contains("has changed"), "{said}");
    let shown = admin.json(&["environment", "show"]);
    assert_eq!(shown["settings"].get("display_name"), None, "{shown}");
}

#[tokio::test]
async fn revoke_all_command_says_how_many_are_revoked_when_it_fails() {
    let batch = Some((200, "", "{\"revoked\": 10000, \"has_more\": true}"));
    let forbidden = "{\"statusCode\": 403, \"message\": \"no\", \"request_id\": \"1\"}";
    let server = Scripted::start(&[batch, batch, Some((403, "", forbidden))]).await;
    let mut command = Command::new(program("link-token"));
    command.args(["revoke-all", "--tenant-id", "acme-1"]);
    command.env("LINK_TOKEN_URL", &server.url).env("LINK_TOKEN_API_TOKEN", "lta_x");
    let ran = tokio::task::spawn_blocking(move || output(&mut command)).await.expect("ran");
    let said = text(&ran.stderr);
    assert!(!ran.status.success() && ran.stdout.is_empty(), "{ran:?}");
    assert_eq!(said, "error: no (request 1). At least 20000 link tokens are revoked\n");
}

#[on_sqlite]
async fn integration_and_static_gate_commands_do_not_show_a_secret(database: &Database) {
    database.admin(&["environment", "create", "--name", "test"]);
    let server = Server::start(database);
    let admin = administrator(database, &server, &["integrated-account:read"]);
    let available = admin.shown(&["integration", "list", "--available"]);
    assert!(available.starts_with("NAME ") && available.contains("\nhubspot "), "{available}");
    let secret = "needle-in-the-haystack";
    let enable = ["integration", "enable", "hubspot", "--client-id", "c1"];
    let enable = [&enable[..], &["--client-secret-file", "-", "--scope", "a"]].concat();
    let enabled = admin.shown_with_input(&enable, &format!("{secret}\n"));
    assert!(enabled.contains("c1") && !enabled.contains(secret), "{enabled}");
    let stored = "SELECT count(*) FROM environment_integration WHERE client_secret IS NOT NULL";
    assert_eq!(database.sql(stored).trim(), "1");
    let listed = admin.json(&["integration", "list"]);
    assert_eq!((&listed[0]["client_id"], &listed[0]["scopes"]), (&json!("c1"), &json!(["a"])));
    let changed = admin.json(&["integration", "enable", "hubspot", "--scope", "default"]);
    assert_eq!((&changed["client_id"], changed.get("scopes")), (&json!("c1"), None));
    admin.shown(&["integration", "disable", "hubspot"]);
    assert_eq!(admin.json(&["integration", "list"]), json!([]));

    let created = admin.json(&["static-gate", "create", "--id", PUBLISHED_ID]);
    assert_eq!(created["id"], json!(PUBLISHED_ID));
    let table = admin.shown(&["static-gate", "list"]);
    assert!(table.lines().nth(1).is_some_and(|it| it.starts_with(PUBLISHED_ID)), "{table}");
    let said = admin.said(&["static-gate", "create", "--id", PUBLISHED_ID]);
    assert!(said.contains("already exists"), "{said}");
    admin.shown(&["static-gate", "delete", PUBLISHED_ID]);
    assert_eq!(admin.json(&["static-gate", "list"]), json!([]));

    for (arguments, part) in [
        (&["static-gate", "delete", PUBLISHED_ID][..], "no such static gate"),
        (&["integration", "enable", "nothing"], "no app has this name"),
        (&["integration", "disable", "slack"], "has never enabled"),
        (&["integration", "enable", "slack", "--client-secret-file", "-"], "is empty"),
        (&["integration", "enable", "slack", "--scope", "default", "--scope", "a"], "combined"),
    ] {
        let said = admin.said(arguments);
        assert!(said.contains(part), "{part}: {said}");
    }
}

/// Base64url and the vendors of OAuth clients produce such values.
#[on_sqlite]
async fn value_of_an_option_may_begin_with_a_hyphen(database: &Database) {
    database.admin(&["environment", "create", "--name", "test"]);
    let enable = ["integration", "enable", "--environment", "test", "hubspot"];
    let enabled = database.admin(&[&enable[..], &["--client-id", "-c1"]].concat());
    assert_eq!(enabled["client_id"], json!("-c1"));
    let server = Server::start(database);
    let admin = administrator(database, &server, &["link-token"]);
    let enabled = admin.json(&["integration", "enable", "hubspot", "--client-id", "-c2"]);
    assert_eq!(enabled["client_id"], json!("-c2"));
    let challenge = format!("-{}", "A".repeat(42));
    let create = ["create", "--tenant-id", "-t", "--code-challenge", &challenge];
    let create = [&create[..], &["--idempotency-key", "--key"]].concat();
    let created = admin.json(&create);
    assert_eq!(admin.json(&create)["link_token"], created["link_token"]);
    let list = ["link-token", "list", "--environment", "test", "--tenant-id", "-t"];
    assert_eq!(database.admin(&list)[0]["tenant_id"], json!("-t"));
    assert_eq!(admin.json(&["tenant", "erase", "--yes", "-t"])["status"], json!("erased"));
}

#[on_sqlite]
async fn administration_command_names_the_permission_when_it_is_missing(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for command in [
        &["api-token", "list"][..],
        &["environment", "show"],
        &["static-gate", "list"],
        &["integration", "disable", "hubspot"],
        &["tenant", "erase", "a"],
    ] {
        let output = tool(&server, &token, command, "");
        let said = text(&output.stderr);
        assert!(!output.status.success() && said.contains("`administration`"), "{said}");
        let help = tool(&server, "", &[command[0], command[1], "--help"], "");
        assert!(text(&help.stdout).contains("Example"), "{command:?}: {help:?}");
    }
}
