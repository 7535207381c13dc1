//! The server as a process: how it starts, where its settings come from, how it stops, and what stays.

use std::{
    io::{BufRead as _, Read as _, Write as _},
    net::TcpListener,
    process::{Output, Stdio},
};

use serde_json::json;

use crate::harness::{Database, Server, server_command};

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test]
async fn stops_cleanly_and_keeps_what_it_answered() {
    for signal in ["TERM", "INT"] {
        let database = Database::empty();
        let token = database.environment("test");
        let server = Server::start(&database);
        let link_token = server.link_token(&token).await;
        server.signal(signal);
        let (well, rest) = server.wait_for_output();
        assert!(well, "{signal}");
        assert_eq!(rest, "", "one line only");

        let server = Server::start(&database);
        assert!(server.is_active(&token, &link_token).await, "after {signal}");
    }
}

#[test]
fn finishes_what_is_under_way() {
    let database = Database::empty();
    let token = database.environment("test");
    let (server, mut log) = Server::start_logged(&database, "info");
    let unfinished = server.begin(&token);
    server.signal("TERM");
    let stopping =
        log.by_ref().lines().any(|line| line.expect("text").contains("graceful shutdown"));
    assert!(stopping);
    let answer = unfinished.finish();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(server.wait());
}

#[test]
fn says_what_keeps_it_from_starting() {
    let database = Database::empty();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("bound").to_string();
    let output = database.run(&["serve", "--listen", &address]);
    assert!(!output.status.success());
    assert!(stderr(&output).contains(&format!("cannot listen on {address}")), "{output:?}");

    let run = |arguments: &[&str]| {
        let output = server_command().args(arguments).stdin(Stdio::null()).output();
        let output = output.expect("the binary runs");
        assert!(!output.status.success(), "{arguments:?}");
        stderr(&output)
    };
    let said = run(&["serve", "--database", "mysql:x"]);
    assert!(said.contains("--database") && said.contains("sqlite:PATH"), "{said}");
    let said = run(&["serve", "--lifetime", "1m"]);
    assert!(said.contains("--lifetime") && said.contains("from `5m` to `30d`"), "{said}");
    let said = run(&["serve", "--config", "/nowhere/link-token.toml"]);
    assert!(said.contains("/nowhere/link-token.toml"), "{said}");
}

#[tokio::test]
async fn settings_come_from_flags_then_variables_then_the_file() {
    let database = Database::empty();
    let token = database.environment("test");
    let config = database.folder().join("config.toml");
    let mut file = std::fs::File::create(&config).expect("created");
    // An address that cannot be had, to see that it is overruled.
    let text =
        format!("listen = '192.0.2.1:1'\ndatabase = '{}'\nlifetime = '5m'\n", database.url());
    file.write_all(text.as_bytes()).expect("written");
    let config = config.display().to_string();

    let lifetime = async |server: &Server| {
        let body = json!({ "tenant_id": "a" });
        let (_, created) = server.call(&token, "/link-token", &body).await;
        let reference = json!({ "link_token": created["link_token"] });
        let (_, found) = server.call(&token, "/link-token/introspect", &reference).await;
        let time = |name: &str| found[name].as_str().expect("a time").to_owned();
        (time("issued_at"), time("expires_at"))
    };
    let span = |(from, to): (String, String)| {
        use link_token_client::types::LinkTokenResponse;
        let parse = |text: &str| {
            let token = uuid::Uuid::nil();
            let response = json!({ "link_token": token, "expires_at": text });
            serde_json::from_value::<LinkTokenResponse>(response).expect("a time").expires_at
        };
        (parse(&to) - parse(&from)).num_seconds()
    };
    let server = Server::start_with(&database, &["--config", &config]);
    assert_eq!(span(lifetime(&server).await), 300, "from the file");
    let server = Server::start_with(&database, &["--config", &config, "--lifetime", "1h"]);
    assert_eq!(span(lifetime(&server).await), 3600, "a flag before the file");
    let server = Server::start(&database);
    assert_eq!(span(lifetime(&server).await), 7 * 24 * 3600, "the default");

    let shown = |command: &mut std::process::Command| {
        stderr(&command.stdin(Stdio::null()).output().expect("the binary runs"))
    };
    let by_file = || {
        let mut command = database.command();
        command.env_remove("LINK_TOKEN_DATABASE").args(["serve", "--config", &config]);
        command
    };
    let said = shown(by_file().env("LINK_TOKEN_LIFETIME", "1s"));
    assert!(said.contains("5m"), "a variable before the file: {said}");
    let said = shown(&mut by_file());
    assert!(said.contains("192.0.2.1:1"), "the file before the default: {said}");
}

#[test]
fn the_demo_walks_and_ends() {
    let output = server_command().args(["demo", "--once"]).output().expect("the binary runs");
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{output:?}");
    assert!(shown.starts_with("listening on http://127.0.0.1:"), "{shown}");
    for expected in ["\"active\": true", "\"status\": \"active\"", "\"active\": false"] {
        assert!(shown.contains(expected), "{shown}");
    }
}

#[test]
fn help_explains_each_command() {
    for command in [
        &[][..],
        &["serve"],
        &["demo"],
        &["environment", "create"],
        &["environment", "list"],
        &["environment", "set"],
        &["encryption-key", "generate"],
        &["encryption-key", "reseal"],
        &["backup"],
        &["doctor"],
        &["audit", "list"],
        &["completions"],
        &["man"],
        &["api-token", "create"],
        &["api-token", "list"],
        &["api-token", "revoke"],
        &["static-gate", "create"],
        &["static-gate", "list"],
        &["static-gate", "delete"],
        &["integrated-account", "import"],
        &["integrated-account", "list"],
        &["integrated-account", "show"],
    ] {
        let output = server_command().args(command).arg("--help").output().expect("runs");
        let help = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && help.contains("Example"), "{command:?}: {help}");
    }
}

/// Whoever comes first makes the database and its key, and the others use them.
#[test]
fn several_processes_can_start_on_a_new_database() {
    let database = Database::empty();
    let commands: Vec<_> = (0..8)
        .map(|n| {
            database
                .command()
                .args(["environment", "create", "--name", &format!("e{n}")])
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the binary runs")
        })
        .collect();
    for command in commands {
        let output = command.wait_with_output().expect("waited for");
        assert!(output.status.success(), "{}", stderr(&output));
    }
    let environments = database.admin(&["environment", "list"]);
    assert_eq!(environments.as_array().map(Vec::len), Some(8));
}

/// When what reads the log goes away, requests are answered all the same.
#[tokio::test]
async fn a_closed_log_does_not_matter() {
    let database = Database::empty();
    let token = database.environment("test");
    let (server, log) = Server::start_logged(&database, "info");
    drop(log);
    for _ in 0..20 {
        server.link_token(&token).await;
    }
    server.signal("TERM");
    assert!(server.wait());
}

/// What shells and manuals need comes from the program itself.
#[test]
fn completions_and_manual_pages() {
    for shell in ["bash", "zsh", "fish"] {
        let output = server_command().args(["completions", shell]).output().expect("runs");
        let script = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && script.contains("encryption-key"), "{shell}: {script}");
    }
    // Below the first word, too.
    let script = server_command().args(["completions", "bash"]).output().expect("runs").stdout;
    let script = String::from_utf8(script).expect("text");
    let ask = "COMP_WORDS=(link-token-server audit ''); COMP_CWORD=2; \
               $(complete -p link-token-server | sed 's/.*-F \\([^ ]*\\) .*/\\1/') link-token-server '' audit; echo \"${COMPREPLY[@]}\"";
    let bash =
        std::process::Command::new("bash").args(["-c", &format!("{script}\n{ask}")]).output();
    let completed = String::from_utf8(bash.expect("bash runs").stdout).expect("text");
    assert!(completed.split_whitespace().any(|word| word == "list"), "{completed}");

    let database = Database::empty();
    let folder = database.folder().join("man").join("man1");
    let output = server_command().args(["man", "--to"]).arg(&folder).output().expect("runs");
    assert!(output.status.success(), "{}", stderr(&output));
    for page in
        ["link-token-server.1", "link-token-server-serve.1", "link-token-server-api-token-create.1"]
    {
        let text = std::fs::read_to_string(folder.join(page)).expect("there");
        assert!(text.contains(".TH") && text.contains("link"), "{page}: {text}");
    }
    let read = |page| std::fs::read_to_string(folder.join(page)).expect("there");
    // Lines that belong under each other stay so.
    let after = read("link-token-server.1")
        .split_once(".SH SETTINGS\n.nf\n")
        .map(|(_, table)| table.to_owned());
    assert!(after.is_some_and(|table| table.contains("LINK_TOKEN_LIFETIME")));
    assert!(read("link-token-server-serve.1").contains("LINK_TOKEN_LIFETIME"));
}

/// What is wrong is said with the way out, and what is well is, too.
#[test]
fn the_doctor_says_what_is_wrong() {
    let database = Database::empty();
    let doctor = |more: &[&str]| {
        let output =
            database.run(&[&["doctor", "--json", "--listen", "127.0.0.1:0"], more].concat());
        let checks: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        (output.status.success(), checks)
    };
    let found = |checks: &serde_json::Value, name: &str| {
        let checks = checks.as_array().expect("a list").clone();
        checks.into_iter().find(|check| check["check"] == name).unwrap_or_default()
    };
    let (well, checks) = doctor(&[]);
    assert!(!well, "{checks}");
    let check =
        checks.as_array().and_then(|checks| checks.iter().find(|check| check["ok"] == false));
    let mend = check.expect("something is wrong")["mend"].as_str().expect("a way out").to_owned();
    assert!(mend.contains("environment create"), "{checks}");

    database.admin(&["environment", "create", "--name", "test"]);
    let (well, checks) = doctor(&[]);
    assert!(
        !well && found(&checks, "access")["mend"].to_string().contains("api-token create"),
        "{checks}"
    );
    database.api_token("test", &[]);
    let (well, checks) = doctor(&[]);
    assert!(well, "{checks}");
    for name in ["configuration", "listen", "tls", "database", "migrations", "clock", "access"] {
        assert_eq!(found(&checks, name)["ok"], true, "{name}: {checks}");
    }

    let config = database.folder().join("config.toml");
    std::fs::File::create(&config).expect("created");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let open = std::fs::Permissions::from_mode(0o644);
        std::fs::set_permissions(&config, open).expect("changed");
        let (well, checks) = doctor(&["--config", &config.display().to_string()]);
        assert!(
            !well && found(&checks, "configuration")["mend"].to_string().contains("chmod o="),
            "{checks}"
        );
    }
    let key = ["--tls-certificate", "/nowhere.pem", "--tls-key", "/nowhere.key"];
    let (well, checks) = doctor(&key);
    assert!(
        !well && found(&checks, "tls")["found"].to_string().contains("/nowhere.pem"),
        "{checks}"
    );
    let shown = database.run(&["doctor"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("WHAT TO DO"), "{shown:?}");
}
