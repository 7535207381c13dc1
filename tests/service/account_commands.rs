//! `link-token integrated-account …`, with a stand-in for the third party.

use serde_json::{Value, json};

use link_token_tests::{Connected, Database, PUBLISHED_ID, on_each_engine, on_sqlite, text};

use crate::{client::CommandLine, connection::Flow};

const UNKNOWN: &str = "00000000-0000-4000-8000-000000000000";
const TOKENS: &str = "{\"label\": \"Production\", \"oauth\": {\"token\": {\"access_token\": \"at-1\", \"refresh_token\": \"rt-1\", \"expires_in\": 3600}}}";

fn caller(flow: &Flow) -> CommandLine<'_> {
    CommandLine { server: &flow.server, token: flow.api_token.clone() }
}

/// Imports an account of a tenant with an ID.
fn create(caller: &CommandLine<'_>, tenant: &str, id: &str) -> Value {
    let create =
        ["integrated-account", "import", "--tenant-id", tenant, "--integration", "acme-crm"];
    let more = ["--authentication-method", "oauth2", "--region", "eu", "--id", id];
    let shown = caller
        .shown_with_input(&[&create[..], &more, &["--context", "@-", "--json"]].concat(), TOKENS);
    serde_json::from_str(&shown).expect("JSON")
}

#[on_each_engine]
async fn account_commands_manage_an_account(database: &Database) {
    let flow = Flow::start(database).await;
    let caller = caller(&flow);
    let created = create(&caller, "acme-1", PUBLISHED_ID);
    assert_eq!(
        (&created["id"], &created["region"], &created["context"]),
        (&json!(PUBLISHED_ID), &json!("eu"), &json!({ "label": "Production" }))
    );
    let show = ["integrated-account", "show", PUBLISHED_ID];
    assert_eq!(caller.json(&show), created);
    let shown = caller.shown(&show);
    assert!(shown.contains("tenant_id                   acme-1\n"), "{shown}");

    let verify = ["integrated-account", "verify", PUBLISHED_ID];
    assert_eq!(caller.json(&verify), json!({ "success": true }));
    let (shown, said) = caller.succeed(&verify, "");
    assert_eq!((shown.as_str(), said.as_str()), ("", "The credentials work.\n"));

    let update = ["integrated-account", "update", PUBLISHED_ID];
    let changes = ["--context", "{\"plan\": \"pro\"}", "--tenant-id", "acme-2"];
    let updated = caller.json(&[&update[..], &changes, &["--status", "needs_reauth"]].concat());
    assert_eq!(
        (&updated["tenant_id"], &updated["status"], &updated["context"]["plan"]),
        (&json!("acme-2"), &json!("needs_reauth"), &json!("pro"))
    );
    assert_eq!(updated["context"]["label"], "Production", "it stays");
    let said = caller.said(&update);
    assert!(said.contains("required") && said.contains("--tenant-id"), "{said}");

    let set = ["integrated-account", "set-credentials", PUBLISHED_ID, "--from", "@-", "--json"];
    let healed =
        caller.shown_with_input(&set, "{\"oauth\": {\"token\": {\"access_token\": \"at-2\"}}}");
    assert!(healed.contains("\"status\": \"active\"") && !healed.contains("at-2"), "{healed}");
    let credentials = caller.json(&["integrated-account", "credentials", PUBLISHED_ID]);
    assert_eq!(credentials["values"]["access_token"], "at-2");
    let shown = caller.shown(&["integrated-account", "credentials", PUBLISHED_ID]);
    assert!(shown.contains("at-2") && !shown.contains("rt-1"), "{shown}");

    // The third party knows other tokens.
    let said = caller.said(&verify);
    assert!(said.starts_with("error: the account is not verified: "), "{said}");
    assert_eq!(caller.json(&show)["status"], "validation_error");

    let delete = ["integrated-account", "delete", PUBLISHED_ID];
    let (shown, said) = caller.succeed(&delete, "");
    assert_eq!((shown.as_str(), said.as_str()), ("", "The integrated account is deleted.\n"));
    assert!(caller.said(&delete).contains("no such integrated account (request "));
    create(&caller, "acme-1", PUBLISHED_ID);
    assert_eq!(caller.json(&delete), json!({ "id": PUBLISHED_ID }));
    let (shown, said) = caller.succeed(&["integrated-account", "list"], "");
    assert_eq!((shown.as_str(), said.as_str()), ("", "No integrated accounts.\n"));
}

/// Contexts can contain credentials, so the list has none.
#[on_sqlite]
async fn account_list_shows_a_table_and_says_if_there_are_more(database: &Database) {
    let flow = Flow::start(database).await;
    let caller = caller(&flow);
    let ids: Vec<String> = (1..=3).map(|it| format!("{it}{}", &PUBLISHED_ID[1..])).collect();
    for (id, tenant) in ids.iter().zip(["acme-1", "acme-2", "acme-1"]) {
        create(&caller, tenant, id);
    }
    let table = caller.shown(&["integrated-account", "list"]);
    let lines: Vec<Vec<&str>> =
        table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["ID", "TENANT", "INTEGRATION", "STATUS", "UPDATED"], "{table}");
    assert_eq!(lines[1][..4], [ids[0].as_str(), "acme-1", "acme-crm", "active"], "{table}");
    assert_eq!(lines.len(), 4, "{table}");

    let listed = |more: &[&str]| -> Vec<String> {
        let listed = caller.json(&[&["integrated-account", "list"], more].concat());
        let listed = listed.as_array().expect("a list").iter();
        listed
            .map(|account| {
                assert_eq!(account.get("context"), None);
                account["id"].as_str().expect("an ID").to_owned()
            })
            .collect()
    };
    // The command next to the database has the same conditions.
    let listed_by_server = |more: &[&str]| -> Vec<String> {
        let list = ["integrated-account", "list", "--environment", "test"];
        let listed = database.admin(&[&list[..], more].concat());
        let listed = listed.as_array().expect("a list").iter();
        listed.map(|account| account["id"].as_str().expect("an ID").to_owned()).collect()
    };
    let since = ["--created-since", "2020-01-01T00:00:00Z"];
    for (more, expected) in [
        (&["--tenant-id", "acme-1"][..], &[0, 2][..]),
        (&["--tenant-id", "acme-1", "--tenant-id", "acme-2"], &[0, 1, 2]),
        (&["--status", "needs_reauth"], &[]),
        (&["--status", "needs_reauth", "--status", "active"], &[0, 1, 2]),
        (&["--integration", "other"], &[]),
        (&since, &[0, 1, 2]),
        (&["--created-before", "2020-01-01T00:00:00Z"], &[]),
        (&["--updated-before", "2020-01-01T00:00:00Z"], &[]),
        (&["--updated-since", "2020-01-01T00:00:00Z", "--all"], &[0, 1, 2]),
    ] {
        let expected: Vec<&String> = expected.iter().map(|index| &ids[*index]).collect();
        assert!(listed(more).iter().eq(expected.iter().copied()), "{more:?}");
        assert!(listed_by_server(more).iter().eq(expected), "{more:?}");
    }
    let (shown, said) = caller.succeed(&["integrated-account", "list", "--limit", "2"], "");
    assert_eq!(shown.lines().count(), 3, "{shown}");
    assert!(said.contains("raise --limit, or set --all"), "{said}");
    let (_, said) = caller.succeed(&["integrated-account", "list", "--limit", "3"], "");
    assert_eq!(said, "");
    for (limit, is_said) in [("2", true), ("3", false)] {
        let list = ["integrated-account", "list", "--environment", "test", "--limit", limit];
        let ran = database.run(&list);
        assert_eq!(text(&ran.stderr).contains("raise --limit, or set --all"), is_said, "{ran:?}");
    }
}

#[on_sqlite]
async fn account_refresh_command_asks_for_new_credentials(database: &Database) {
    let connected = Connected::prepare(database).await;
    let server = connected.start(database);
    let id = connected.connect(&server, None, "oauth2").await;
    let before = connected.access_token(&server, &id).await;
    let caller = CommandLine { server: &server, token: connected.api_token.clone() };
    let refresh = ["integrated-account", "refresh", id.as_str()];
    let (shown, said) = caller.succeed(&refresh, "");
    assert_eq!((shown.as_str(), said.as_str()), ("", "The account has new credentials.\n"));
    let after = connected.access_token(&server, &id).await;
    assert!(after != before && connected.works(&after).await);
    assert_eq!(caller.json(&refresh), json!({ "success": true }));

    connected.party.issuer().revoke_all();
    let said = caller.said(&refresh);
    assert!(said.contains("(request "), "{said}");
    assert_eq!(caller.json(&["integrated-account", "show", &id])["status"], "needs_reauth");
}

#[on_sqlite]
async fn account_commands_name_what_is_wrong(database: &Database) {
    let flow = Flow::start(database).await;
    let caller = caller(&flow);
    let import = ["integrated-account", "import", "--tenant-id", "acme-1"];
    for (arguments, parts) in [
        (&import[..], &["--integration"][..]),
        (
            &[&import[..], &["--integration", "acme-crm", "--context", "{\"a"]].concat(),
            &["--context is"],
        ),
        (&["integrated-account", "show", UNKNOWN], &["id: no such integrated account (request "]),
        (&["integrated-account", "show", "7"], &["'<ID>'", "not a UUID"]),
        (
            &["integrated-account", "update", UNKNOWN, "--tenant-id", "a"],
            &["no such integrated account"],
        ),
        (&["integrated-account", "credentials", UNKNOWN], &["no such integrated account"]),
        (
            &["integrated-account", "set-credentials", UNKNOWN, "--from", "[]"],
            &["--from is not a JSON object"],
        ),
        (
            &["integrated-account", "set-credentials", UNKNOWN, "--from", "{}"],
            &["no such integrated account"],
        ),
        (&["integrated-account", "refresh", UNKNOWN], &["no such integrated account"]),
        (&["integrated-account", "verify", UNKNOWN], &["no such integrated account"]),
        (&["integrated-account", "list", "--status", "x"], &["'x'", "needs_reauth"]),
        (
            &["integrated-account", "update", UNKNOWN, "--status", "connecting"],
            &["'connecting'", "[possible values: active, post_install_error"],
        ),
        (&["integrated-account", "list", "--all", "--limit", "3"], &["--all", "--limit"]),
    ] {
        let said = caller.said(arguments);
        for part in parts {
            assert!(said.contains(part), "{arguments:?}: {part}: {said}");
        }
    }
}
