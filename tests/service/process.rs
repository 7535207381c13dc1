//! The server as a process: its start, the sources of its settings, its stop, and its commands
//! without a database.

use std::{fs, net::TcpListener, process::Command};

use serde_json::json;

use link_token_tests::{
    Database, Engine, Server, on_each_engine, on_sqlite, output, server_command, text, write,
};

#[on_each_engine]
async fn server_keeps_answered_link_tokens_when_it_is_stopped_by_signal(database: &Database) {
    for signal in ["TERM", "INT"] {
        let database = &database.another();
        let token = database.environment("test");
        let server = Server::start(database);
        let link_token = server.link_token(&token).await;
        server.signal(signal);
        let (well, rest) = server.wait_for_output();
        assert!(well, "{signal}");
        assert_eq!(rest, "", "one line only");

        let server = Server::start(database);
        assert!(server.is_active(&token, &link_token).await, "after {signal}");
    }
}

#[on_sqlite]
fn server_finishes_request_in_flight_when_it_is_stopped(database: &Database) {
    let token = database.environment("test");
    let (server, log) = Server::start_logged(database, "info");
    let unfinished = server.begin(&token);
    server.signal("TERM");
    assert!(log.find("graceful shutdown").is_some());
    let answer = unfinished.finish();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(server.wait());
}

#[on_sqlite]
fn serve_names_the_setting_when_it_cannot_start(database: &Database) {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("bound").to_string();
    let failed = database.run(&["serve", "--listen", &address]);
    assert!(!failed.status.success());
    let said = text(&failed.stderr);
    assert!(said.contains(&format!("cannot listen on {address}")), "{said}");

    let run = |arguments: &[&str]| {
        let failed = output(server_command().args(arguments));
        assert!(!failed.status.success(), "{arguments:?}");
        text(&failed.stderr)
    };
    let said = run(&["serve", "--database", "mysql:x"]);
    assert!(said.contains("--database") && said.contains("sqlite:PATH"), "{said}");
    let said = run(&["serve", "--lifetime", "1m"]);
    assert!(said.contains("--lifetime") && said.contains("from `5m` to `30d`"), "{said}");
    let said = run(&["serve", "--config", "/nowhere/link-token.toml"]);
    assert!(said.contains("/nowhere/link-token.toml"), "{said}");

    let listen = ["serve", "--listen", "127.0.0.1:0", "--operator-listen", &address];
    let said = text(&database.run(&listen).stderr);
    assert!(said.contains("stop the other program, or choose another --operator-listen"), "{said}");
}

#[on_sqlite]
fn commands_name_flag_or_variable_and_what_is_expected(database: &Database) {
    database.environment("test");
    let said = |arguments: &[&str], variable: (&str, &str)| {
        let failed = output(database.command().args(arguments).env(variable.0, variable.1));
        assert!(!failed.status.success(), "{arguments:?} {variable:?}");
        text(&failed.stderr)
    };
    let token = ["api-token", "create", "--environment", "test", "--expires-in"];
    let none = ("UNRELATED", "");
    for (arguments, variable, expected) in [
        (
            &["serve", "--rate-limit", "-1"][..],
            none,
            "'--rate-limit <NUMBER>': expected a whole number from 0 to",
        ),
        (&["serve", "--max-concurrent", "x"], none, "expected a whole number from 0 to 4294967295"),
        (
            &["serve"],
            ("LINK_TOKEN_RATE_LIMIT", "abc"),
            "for 'LINK_TOKEN_RATE_LIMIT': expected a whole number",
        ),
        (&["serve"], ("LINK_TOKEN_LOG_LEVEL", "loud"), "for 'LINK_TOKEN_LOG_LEVEL'"),
        (
            &["serve", "--rate-limit", "x"],
            ("LINK_TOKEN_RATE_LIMIT", "1"),
            "for '--rate-limit <NUMBER>'",
        ),
        (
            &["environment", "list"],
            ("LINK_TOKEN_DATABASE", "mysql:"),
            "LINK_TOKEN_DATABASE: a database is",
        ),
        (&["environment", "list", "--database", "mysql:"], none, "--database: a database is"),
        (&[&token[..], &["0"]].concat(), none, "would have expired already"),
        (&[&token[..], &["1ms"]].concat(), none, "would have expired already"),
        (&[&token[..], &["-5m"]].concat(), none, "not a time span"),
        (&[&token[..], &["1y"]].concat(), none, "write days"),
        (&[&token[..], &["40000d"]].concat(), none, "longer than a hundred years"),
        (
            &["audit", "list", "--environment", "test", "--before", "x"],
            none,
            "'--before <ID>': not a UUID",
        ),
        (
            &["audit", "list", "--environment", "test", "--limit", "0"],
            none,
            "a whole number of at least 1",
        ),
        (&["audit", "list", "--environment", "test", "--since", "x"], none, "not a time span"),
        (&["serve", "--tls-key", "x"], none, "set --tls-certificate as well"),
    ] {
        let said = said(arguments, variable);
        assert!(said.contains(expected), "{arguments:?} {variable:?}: {said}");
    }
}

#[on_sqlite]
async fn settings_prefer_flag_to_variable_to_file_to_default(database: &Database) {
    let token = database.environment("test");
    let config = database.folder().join("config.toml");
    // An address that cannot be had, to see that it is overruled.
    let url = database.url();
    write(&config, &format!("listen = '192.0.2.1:1'\ndatabase = '{url}'\nlifetime = '5m'\n"));
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
    let server = Server::start_with(database, &["--config", &config]);
    assert_eq!(span(lifetime(&server).await), 300, "from the file");
    drop(server);
    let server = Server::start_with(database, &["--config", &config, "--lifetime", "1h"]);
    assert_eq!(span(lifetime(&server).await), 3600, "a flag before the file");
    drop(server);
    let server = Server::start(database);
    assert_eq!(span(lifetime(&server).await), 7 * 24 * 3600, "the default");

    let shown = |command: &mut Command| text(&output(command).stderr);
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
fn demo_connects_an_account_and_ends() {
    let walked = output(server_command().args(["demo", "--once"]));
    let shown = text(&walked.stdout);
    assert!(walked.status.success(), "{walked:?}");
    assert!(shown.starts_with("listening on http://127.0.0.1:"), "{shown}");
    for expected in ["\"status\": \"active\"", "\"name\": \"acme-crm\""] {
        assert!(shown.contains(expected), "{shown}");
    }
    // The event comes after the account.
    let (_, event) = shown.split_once("verifies its signature").expect("the step");
    let (event, _) = event.split_once("reads the credentials").expect("the next step");
    for expected in
        ["\"event\": \"integrated_account:active\"", "\"tenant_id\": \"globex\"", "\"payload\": {"]
    {
        assert_eq!(event.matches(expected).count(), 1, "{shown}");
    }
    assert!(!shown.contains("whsec_") && !event.contains("access_token"), "{shown}");
    // Before and after a refresh.
    for number in 1..=2 {
        let token = format!("\"access_token\": \"acme-access-token-{number}\"");
        assert_eq!(shown.matches(&token).count(), 1, "{shown}");
    }
}

#[test]
fn help_has_example_for_each_command() {
    for command in [
        &[][..],
        &["serve"],
        &["demo"],
        &["environment", "create"],
        &["environment", "list"],
        &["environment", "set"],
        &["encryption-key", "generate"],
        &["encryption-key", "reencrypt"],
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
        let shown = output(server_command().args(command).arg("--help"));
        let help = text(&shown.stdout);
        assert!(shown.status.success() && help.contains("Example"), "{command:?}: {help}");
    }
}

/// The first process creates the database and its key, and the others use them.
#[on_each_engine]
fn environment_create_succeeds_when_eight_processes_create_the_database(database: &Database) {
    std::thread::scope(|scope| {
        for number in 0..8 {
            let name = format!("e{number}");
            scope.spawn(move || database.admin(&["environment", "create", "--name", &name]));
        }
    });
    let environments = database.admin(&["environment", "list"]);
    assert_eq!(environments.as_array().map(Vec::len), Some(8));
}

#[on_sqlite]
async fn server_answers_when_log_is_closed(database: &Database) {
    let token = database.environment("test");
    let (server, log) = Server::start_logged(database, "info");
    drop(log);
    for _ in 0..20 {
        server.link_token(&token).await;
    }
    server.signal("TERM");
    assert!(server.wait());
}

#[on_sqlite]
fn server_prints_completions_and_manual_pages(database: &Database) {
    for shell in ["bash", "zsh", "fish"] {
        let shown = output(server_command().args(["completions", shell]));
        let script = text(&shown.stdout);
        assert!(shown.status.success() && script.contains("encryption-key"), "{shell}: {script}");
    }
    // Below the first word, too.
    let script = text(&output(server_command().args(["completions", "bash"])).stdout);
    let ask = "COMP_WORDS=(link-token-server audit ''); COMP_CWORD=2; \
               $(complete -p link-token-server | sed 's/.*-F \\([^ ]*\\) .*/\\1/') link-token-server '' audit; echo \"${COMPREPLY[@]}\"";
    // It is too long for an argument.
    let file = database.folder().join("completions");
    write(&file, &script);
    let source = format!("source '{}'\n{ask}", file.display());
    let bash = output(Command::new("bash").args(["-c", &source]));
    let completed = text(&bash.stdout);
    assert!(completed.split_whitespace().any(|word| word == "list"), "{completed}");

    let folder = database.folder().join("man").join("man1");
    let made = output(server_command().args(["man", "--to"]).arg(&folder));
    assert!(made.status.success(), "{}", text(&made.stderr));
    for page in
        ["link-token-server.1", "link-token-server-serve.1", "link-token-server-api-token-create.1"]
    {
        let shown = fs::read_to_string(folder.join(page)).expect("there");
        assert!(shown.contains(".TH") && shown.contains("link"), "{page}: {shown}");
    }
    let read = |page| fs::read_to_string(folder.join(page)).expect("there");
    // Lines that belong under each other stay so.
    let after = read("link-token-server.1")
        .split_once(".SH SETTINGS\n.nf\n")
        .map(|(_, table)| table.to_owned());
    assert!(after.is_some_and(|table| table.contains("LINK_TOKEN_LIFETIME")));
    assert!(read("link-token-server-serve.1").contains("LINK_TOKEN_LIFETIME"));
}

#[on_each_engine]
fn doctor_names_problem_and_way_out_for_each_check(database: &Database) {
    let doctor = |more: &[&str]| {
        let mut command = database.command();
        command.args([&["doctor", "--json"], more].concat());
        if !more.contains(&"--listen") {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        let output = output(&mut command);
        let checks: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        (output.status.success(), checks)
    };
    let found = |checks: &serde_json::Value, name: &str| {
        let checks = checks.as_array().expect("a list").clone();
        checks.into_iter().find(|check| check["check"] == name).unwrap_or_default()
    };
    let (well, checks) = doctor(&[]);
    assert!(!well, "{checks}");
    assert!(found(&checks, "database")["found"].to_string().contains("restore a backup"));
    // The suggested command works as printed: the shell has the same variables.
    let paste = |check: &serde_json::Value| {
        let command = check["what_to_do"].as_str().expect("a way out");
        let folder = database.command().get_program().to_owned();
        let folder = std::path::Path::new(&folder).parent().expect("a folder").to_owned();
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("PATH={}:$PATH; {command}", folder.display())]);
        for (name, value) in database.command().get_envs() {
            shell.env(name, value.unwrap_or_default());
        }
        let output = output(&mut shell);
        assert!(output.status.success(), "{command}: {output:?}");
    };
    paste(&found(&checks, "database"));
    let (well, checks) = doctor(&[]);
    assert!(!well && found(&checks, "access")["result"] == "wrong", "{checks}");
    paste(&found(&checks, "access"));
    let (well, checks) = doctor(&[]);
    assert!(well, "{checks}");
    for name in [
        "configuration",
        "listen",
        "tls",
        "public_url",
        "database",
        "migrations",
        "encryption_keys",
        "clock",
        "access",
        "integrations",
    ] {
        assert_eq!(found(&checks, name)["result"], "ok", "{name}: {checks}");
    }

    database.admin(&["integration", "enable", "--environment", "production", "github"]);
    let integrations = found(&doctor(&[]).1, "integrations");
    assert_eq!(
        integrations["result"], "ok",
        "GitHub has a method without a client: {integrations}"
    );
    database.admin(&["integration", "enable", "--environment", "production", "google"]);
    let integrations = found(&doctor(&[]).1, "integrations");
    assert_eq!(integrations["result"], "warning", "{integrations}");
    assert!(integrations["found"].to_string().contains("`google`"), "{integrations}");
    let server = Server::start(database);
    let (well, checks) = doctor(&["--public-url", &server.url]);
    assert!(well && found(&checks, "public_url")["result"] == "ok", "{checks}");
    drop(server);
    let (well, checks) = doctor(&["--public-url", "http://127.0.0.1:1"]);
    assert!(well && found(&checks, "public_url")["result"] == "warning", "{checks}");
    let without = doctor(&["--listen", "0.0.0.0:0"]).1;
    assert_eq!(found(&without, "public_url")["result"], "warning", "{without}");

    let config = database.folder().join("config.toml");
    write(&config, "");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let open = fs::Permissions::from_mode(0o644);
        fs::set_permissions(&config, open).expect("changed");
        let (well, checks) = doctor(&["--config", &config.display().to_string()]);
        assert!(
            !well && found(&checks, "configuration")["what_to_do"].to_string().contains("chmod o="),
            "{checks}"
        );
    }
    let key = ["--tls-certificate", "/nowhere.pem", "--tls-key", "/nowhere.key"];
    let (well, checks) = doctor(&key);
    assert!(
        !well && found(&checks, "tls")["found"].to_string().contains("/nowhere.pem"),
        "{checks}"
    );
    let open = doctor(&["--listen", "0.0.0.0:0"]).1;
    assert_eq!(found(&open, "tls")["result"], "warning", "{open}");
    let both = ["--listen", "0.0.0.0:27", "--operator-listen", "127.0.0.1:27"];
    let (well, checks) = doctor(&both);
    let what_to_do = found(&checks, "operator_listen")["what_to_do"].to_string();
    assert!(!well && what_to_do.contains("another --operator-listen"), "{checks}");
    let said = text(&database.run(&[&["serve"], &both[..]].concat()).stderr);
    assert!(said.contains("choose another --operator-listen"), "{said}");
    let shown = database.run(&["doctor"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("WHAT TO DO"), "{shown:?}");
}

#[on_each_engine]
fn doctor_names_what_is_wrong_with_keys_clock_and_api_tokens(database: &Database) {
    database.environment("test");
    database.published_account("test");
    let checks_of = |command: &mut Command| -> Vec<serde_json::Value> {
        command.args(["doctor", "--json", "--listen", "127.0.0.1:0"]);
        serde_json::from_slice(&output(command).stdout).expect("JSON")
    };
    let checks = || checks_of(&mut database.command());
    let found = |checks: &[serde_json::Value], name: &str| {
        checks.iter().find(|check| check["check"] == name).cloned().unwrap_or_default()
    };
    let failed = |checks: &[serde_json::Value]| -> Vec<String> {
        let failed = checks.iter().filter(|check| check["result"] == "wrong");
        failed.map(|check| check["check"].as_str().expect("a name").to_owned()).collect()
    };
    assert!(failed(&checks()).is_empty());

    let mut other_key = database.command();
    let key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    other_key.env("LINK_TOKEN_ENCRYPTION_KEYS", key);
    let shown = checks_of(&mut other_key);
    assert_eq!(failed(&shown), ["encryption_keys"]);
    assert!(found(&shown, "encryption_keys")["found"].to_string().contains("not configured"));

    let mut misspelt = database.command();
    misspelt.env("LINK_TOKEN_RATELIMIT", "5").env("LINK_TOKEN_URL", "http://localhost");
    let shown = checks_of(&mut misspelt);
    assert_eq!(failed(&shown), ["variables"]);
    assert_eq!(found(&shown, "variables")["what_to_do"], "did you mean LINK_TOKEN_RATE_LIMIT?");
    let mut misspelt = database.command();
    misspelt.args(["environment", "list"]).env("LINK_TOKEN_RATELIMIT", "5");
    assert!(text(&output(&mut misspelt).stderr).contains("did you mean LINK_TOKEN_RATE_LIMIT?"));

    database.api_token("test", &["--expires-in", "13d", "--name", "soon"]);
    assert!(found(&checks(), "api_tokens").is_null(), "no backend uses it");
    database.sql(&format!("UPDATE api_token SET last_used_at = {}", database.days_ago(1)));
    let shown = found(&checks(), "api_tokens");
    assert_eq!(shown["result"], "warning");
    assert!(shown["found"].to_string().contains("soon ("), "{shown}");
    assert!(shown["what_to_do"].to_string().contains("api-token create --environment test"));

    // A later event of now does not hide it.
    let id = match database.engine() {
        Engine::Sqlite => "x'ff00000000007000800000000000000f'",
        Engine::PostgreSql => "'ff000000-0000-7000-8000-00000000000f'",
    };
    database.sql(&format!(
        "UPDATE audit_event SET id = {id} WHERE id = (SELECT id FROM audit_event ORDER BY id LIMIT 1)"
    ));
    database.admin(&["environment", "create", "--name", "later"]);
    let shown = checks();
    assert_eq!(failed(&shown), ["clock"]);
    assert!(found(&shown, "clock")["found"].to_string().contains(" days ahead"), "{shown:?}");
}

#[test]
fn version_names_commit_of_checkout() {
    let in_repository = |arguments: &[&str]| {
        output(Command::new("git").args(arguments).current_dir(link_token_tests::repository()))
    };
    let version = |program: &str| {
        text(&output(Command::new(link_token_tests::program(program)).arg("--version")).stdout)
    };
    for program in ["link-token-server", "link-token"] {
        let shown = version(program);
        let begins = format!("{program} {}", env!("CARGO_PKG_VERSION"));
        assert!(shown.starts_with(&begins), "{shown}");
    }
    // Without Git or a repository, there is no commit.
    let commit = in_repository(&["rev-parse", "--short=12", "HEAD"]);
    if commit.status.success() {
        assert!(version("link-token").contains(text(&commit.stdout).trim()));
    }
}
