//! The client for Rust and the command-line client, as their users call them.

use std::{
    process::{Command, Output, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use link_token_client::{Client, ErrorKind, Retry, types};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use link_token_tests::{
    Database, Server, on_each_engine, on_sqlite, output, output_with_input, program, text,
};

#[on_each_engine]
async fn client_performs_each_operation(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let client = server.client(&token);

    let created = client
        .create_link_token()
        .body_map(|body| body.tenant_id("acme-1").region("eu"))
        .send()
        .await
        .expect("created");
    let reference = types::LinkTokenReference { link_token: created.link_token.clone() };
    let found = client.introspect_link_token().body(reference.clone()).send().await.expect("found");
    assert!(found.active);
    assert_eq!(found.tenant_id.as_ref().map(|it| it.as_str()), Some("acme-1"));
    assert_eq!(found.expires_at, Some(created.expires_at));

    let redemption = types::LinkTokenRedemption::builder()
        .link_token(created.link_token.clone())
        .integration("slack");
    let account =
        client.redeem_link_token().body(redemption.clone()).send().await.expect("redeemed");
    assert_eq!(account.region, types::Region::Eu);

    client.revoke_link_token().body(reference).send().await.expect("revoked");
    let sent = client.redeem_link_token().body(redemption).send().await;
    let error = sent.expect_err("redeemed twice");
    assert_eq!((error.kind(), error.status()), (ErrorKind::LinkTokenNotValid, Some(409)));
    let id = error.request_id().expect("an ID");
    let shown = format!("409 Conflict: link token is no longer valid (request {id})");
    assert_eq!(error.to_string(), shown);
}

/// Such requests are not sent: no server listens here.
#[tokio::test]
async fn client_names_field_and_rule_when_request_breaks_contract_limits() {
    let client = Client::builder("http://127.0.0.1:9", "lta_x").build().expect("a client");
    let request = types::LinkTokenRequest::builder;
    for (body, field, rule) in [
        (request().tenant_id(""), "tenant_id", "must not be empty"),
        (request().tenant_id("a".repeat(256)), "tenant_id", "must have at most 255 characters"),
        (request().region("EU"), "region", "expected one of `wnam`, `enam`, `apac`, `eu`"),
        (request().integrated_account_id("7"), "integrated_account_id", "expected a UUID"),
        (request().scopes(["a", ""]), "scopes[1]", "must not be empty"),
        (request().scopes(vec!["a"; 101]), "scopes", "must have at most 100 items"),
        (request().context(serde_json::json!([])), "context", "expected an object"),
        // The last value counts, and an option may remove one.
        (request().tenant_id("a").maybe_tenant_id(Some("")), "tenant_id", "must not be empty"),
        (request().tenant_id("").maybe_tenant_id(None::<String>).region(""), "region", "expected"),
    ] {
        let sent = client.create_link_token().body(body).send().await;
        let error = sent.expect_err(rule);
        assert_eq!((error.kind(), error.status()), (ErrorKind::InvalidRequest, None));
        assert_eq!(error.field(), Some(field), "{error}");
        assert!(error.to_string().starts_with(&format!("{field}: {rule}")), "{error}");
        assert!(!error.is_retryable());
    }
    let sent = client.create_link_token().idempotency_key("").body_map(|it| it.tenant_id("a"));
    let error = sent.send().await.expect_err("an empty key");
    assert_eq!(error.to_string(), "Idempotency-Key: must not be empty");
    let sent = client.redeem_link_token().send().await;
    assert_eq!(sent.expect_err("no body").to_string(), "link_token: required");

    let parsed: Result<types::LinkTokenRequest, _> = request().tenant_id("").try_into();
    let error = parsed.expect_err("empty");
    assert_eq!((error.field(), error.reason()), (Some("tenant_id"), "must not be empty"));
}

#[test]
fn debug_output_of_types_has_no_secrets() {
    let token: types::LinkToken =
        "efe6413c-941a-4ca6-8f22-defbf758b824".parse().expect("a link token");
    let reference = types::LinkTokenReference { link_token: token };
    assert_eq!(format!("{reference:?}"), "LinkTokenReference { link_token: LinkToken(…) }");
    let context: types::Context =
        serde_json::from_str("{\"password\": \"hunter2\"}").expect("an object");
    assert!(!format!("{context:?}").contains("hunter2"));
}

fn request(tenant: &str) -> types::builder::LinkTokenRequest {
    types::LinkTokenRequest::builder().tenant_id(tenant)
}

#[on_sqlite]
async fn client_errors_tell_each_refusal_apart(database: &Database) {
    let token = database.environment("test");
    let server = Server::start_with(database, &["--rate-limit", "5"]);
    let client = Client::builder(&server.url, token.as_str()).retry(Retry::NEVER).build();
    let client = client.expect("a client");

    let stranger = server.client("lta_wrong");
    let error =
        stranger.create_link_token().body(request("a")).send().await.expect_err("a stranger");
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
    assert!(error.request_id().is_some(), "{error:?}");

    let account = uuid::Uuid::nil();
    let body = types::LinkTokenRequest::builder().integrated_account_id(account);
    let error = client.create_link_token().body(body).send().await.expect_err("no account");
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert_eq!(error.field(), Some("integrated_account_id"));

    // The server's to refuse.
    let body = request("a").redirect_uri("javascript:alert(1)");
    let error = client.create_link_token().body(body).send().await.expect_err("no place");
    assert_eq!((error.kind(), error.status()), (ErrorKind::InvalidRequest, Some(400)));
    assert_eq!(error.field(), Some("redirect_uri"));

    let create = async |tenant: &str| {
        client.create_link_token().idempotency_key("key").body(request(tenant)).send().await
    };
    create("a").await.expect("created");
    let error = create("b").await.expect_err("another request");
    assert_eq!(error.kind(), ErrorKind::IdempotencyKeyReused);
    assert_eq!(error.field(), Some("Idempotency-Key"));

    let link_token = types::LinkToken(account);
    let redemption = types::LinkTokenRedemption::builder().link_token(link_token);
    let error = client.redeem_link_token().body(redemption).send().await.expect_err("dead");
    assert_eq!((error.kind(), error.field()), (ErrorKind::LinkTokenNotValid, None));
    let error = create("a").await.expect_err("one too many");
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert!(error.is_retryable());
    assert!(error.retry_after().is_some_and(|after| after >= Duration::from_secs(1)), "{error:?}");

    let nowhere = Client::builder("http://127.0.0.1:1", "lta_x").retry(Retry::NEVER).build();
    let sent = nowhere.expect("a client").create_link_token().body(request("a")).send().await;
    let error = sent.expect_err("no server");
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    let message = error.to_string();
    assert!(message.starts_with("no answer from http://127.0.0.1:1/link-token: "), "{message}");

    let elsewhere = Client::builder(format!("{}/foo", server.url), token.as_str()).build();
    let sent = elsewhere.expect("a client").create_link_token().body(request("a")).send().await;
    assert_eq!(sent.expect_err("no such path").kind(), ErrorKind::WrongBaseUrl);
}

/// A server with prepared answers, one for each connection. It records the requests.
pub struct Scripted {
    pub url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Scripted {
    /// Starts it. `None` closes a connection without an answer.
    pub async fn start(answers: &[Option<(u16, &str, &str)>]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        let answers: Vec<Option<String>> = answers
            .iter()
            .map(|answer| {
                let (status, header, body) = (*answer)?;
                let length = body.len();
                Some(format!(
                    "HTTP/1.1 {status} X\r\n{header}Content-Type: application/json\r\n\
                     Connection: close\r\nContent-Length: {length}\r\n\r\n{body}"
                ))
            })
            .collect();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        // The client under test limits this wait by its own time-out.
        tokio::spawn(async move {
            for answer in answers {
                let (mut connection, _) = listener.accept().await.expect("a caller");
                let mut request = Vec::new();
                // All of these requests have a body, a JSON object, which is the end.
                while !request.ends_with(b"}") {
                    assert!(connection.read_buf(&mut request).await.expect("read") > 0);
                }
                kept.lock().expect("whole").push(String::from_utf8(request).expect("text"));
                if let Some(answer) = answer {
                    connection.write_all(answer.as_bytes()).await.expect("written");
                }
            }
        });
        Self { url, asked }
    }

    fn client(&self) -> Client {
        Client::builder(&self.url, "lta_x").build().expect("a client")
    }

    /// The values of a header in the recorded requests.
    fn headers(&self, name: &str) -> Vec<String> {
        let asked = self.asked.lock().expect("whole");
        let value = |request: &String| {
            let line = request.lines().find_map(|line| {
                let (found, value) = line.split_once(": ")?;
                found.eq_ignore_ascii_case(name).then(|| value.to_owned())
            });
            line.unwrap_or_default()
        };
        asked.iter().map(value).collect()
    }

    pub fn asked(&self) -> usize {
        self.asked.lock().expect("whole").len()
    }
}

const ERROR: &str = "{\"message\": \"no\", \"request_id\": \"1\"}";
const CREATED: &str = "{\"link_token\": \"efe6413c-941a-4ca6-8f22-defbf758b824\", \"expires_at\": \"2026-01-01T00:00:00Z\"}";

#[tokio::test]
async fn client_retries_create_with_same_key_when_answer_is_lost() {
    let unavailable = Some((503, "Retry-After: 0\r\n", ERROR));
    let server = Scripted::start(&[unavailable, None, Some((200, "", CREATED))]).await;
    let created = server.client().create_link_token().body(request("a")).send().await;
    created.expect("in the end");
    let keys = server.headers("idempotency-key");
    assert!(keys.len() == 3 && !keys[0].is_empty(), "{keys:?}");
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");

    let server = Scripted::start(&[Some((200, "", CREATED))]).await;
    let client = server.client();
    let create = client.create_link_token().idempotency_key("mine").body(request("a")).send();
    create.await.expect("created");
    assert_eq!(server.headers("idempotency-key"), ["mine"]);
}

/// Repeating a redemption that may have succeeded would return 409 for an account that exists.
#[tokio::test]
async fn client_retries_redeem_only_when_server_did_nothing() {
    let redeem = async |server: &Scripted| {
        let redemption =
            types::LinkTokenRedemption::builder().link_token(types::LinkToken(uuid::Uuid::nil()));
        server.client().redeem_link_token().body(redemption).send().await
    };
    for lost in [None, Some((503, "Retry-After: 0\r\n", ERROR))] {
        let server = Scripted::start(&[lost, Some((409, "", ERROR))]).await;
        let error = redeem(&server).await.expect_err("lost");
        assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Unavailable, false));
        assert_eq!(server.asked(), 1);
    }
    let turned_away = Some((429, "Retry-After: 0\r\n", ERROR));
    let server = Scripted::start(&[turned_away, Some((409, "", ERROR))]).await;
    assert!(redeem(&server).await.is_err_and(|error| error.kind() == ErrorKind::LinkTokenNotValid));
    assert_eq!(server.asked(), 2);
}

#[tokio::test]
async fn client_returns_429_when_retry_after_is_long() {
    let server = Scripted::start(&[Some((429, "Retry-After: 3600\r\n", ERROR))]).await;
    let sent = server.client().create_link_token().body(request("a")).send().await;
    let error = sent.expect_err("an hour");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(server.asked(), 1);
}

/// Runs the command-line client with a text on its standard input.
pub fn tool(server: &Server, token: &str, arguments: &[&str], input: &str) -> Output {
    output_with_input(&mut command(server, token, arguments), input)
}

fn command(server: &Server, token: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program("link-token"));
    command.args(arguments);
    command.env("LINK_TOKEN_URL", &server.url).env("LINK_TOKEN_API_TOKEN", token);
    command
}

/// Runs a command whose standard output is a pipe that its reader has closed.
pub fn unread(command: &mut Command) -> Output {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let command = command.stdin(Stdio::null()).stdout(writer).stderr(Stdio::piped());
    command.output().expect("it runs")
}

/// A caller of the command-line client.
pub struct CommandLine<'s> {
    pub server: &'s Server,
    pub token: String,
}

impl CommandLine<'_> {
    /// Returns the standard output of a command that succeeds.
    pub fn shown(&self, arguments: &[&str]) -> String {
        self.shown_with_input(arguments, "")
    }

    pub fn shown_with_input(&self, arguments: &[&str], input: &str) -> String {
        self.succeed(arguments, input).0
    }

    /// Returns the standard output and the standard error of a command that succeeds.
    pub fn succeed(&self, arguments: &[&str], input: &str) -> (String, String) {
        let output = tool(self.server, &self.token, arguments, input);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        (text(&output.stdout), text(&output.stderr))
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        let shown = self.shown(&[arguments, &["--json"]].concat());
        serde_json::from_str(&shown).unwrap_or_else(|error| panic!("{error}: {shown}"))
    }

    /// Returns the standard error of a command that fails.
    pub fn said(&self, arguments: &[&str]) -> String {
        let output = tool(self.server, &self.token, arguments, "");
        assert_eq!(output.status.code().map(|it| it > 0), Some(true), "{arguments:?}: {output:?}");
        text(&output.stderr)
    }

    /// Runs a command whose standard output nobody reads.
    pub fn unread(&self, arguments: &[&str]) -> Output {
        unread(&mut command(self.server, &self.token, arguments))
    }
}

#[on_sqlite]
async fn command_line_client_performs_each_operation(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let run = |arguments: &[&str], input: &str| {
        let output = tool(&server, &token, arguments, input);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        (output.status.success(), text(output.stdout), text(output.stderr))
    };
    let context = ["--context", "@-", "--scope", "a", "--scope", "b", "--region", "eu"];
    let create = [&["create", "--tenant-id", "acme-1", "--json"], &context[..]].concat();
    let (well, created, said) = run(&create, "{\"password\": \"hunter2\"}");
    assert!(well, "{said}");
    let created: serde_json::Value = serde_json::from_str(&created).expect("JSON");
    let link_token = created["link_token"].as_str().expect("a link token");

    let (well, shown, said) = run(&["introspect", "-"], &format!("{link_token}\n"));
    assert!(well, "{said}");
    for line in
        ["active      true", "tenant_id   acme-1", "region      eu", "scopes      [\"a\",\"b\"]"]
    {
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.lines().any(|shown| words(shown) == words(line)), "{line} in {shown}");
    }
    let (well, account, said) =
        run(&["redeem", link_token, "--integration", "hubspot", "--json"], "");
    assert!(well && account.contains("\"status\": \"active\""), "{account} {said}");
    let (well, _, said) = run(&["redeem", link_token, "--integration", "hubspot"], "");
    assert!(!well && said.contains("link token is no longer valid (request "), "{said}");
    assert!(run(&["revoke", link_token], "").0);

    let (well, _, said) = run(&["create", "--tenant-id", "a", "--context", "{hunter2"], "");
    assert!(!well && said.contains("--context") && !said.contains("hunter2"), "{said}");
    let (well, _, said) = run(&["create"], "");
    assert!(!well && said.contains("--tenant-id"), "{said}");
    let (well, _, said) =
        run(&["create", "--tenant-id", "a", "--redirect-uri", "http://example.com"], "");
    assert!(!well && said.contains("redirect_uri: "), "{said}");
    let (well, _, said) = run(&["create", "--tenant-id", "a", "--url", "http://127.0.0.1:1"], "");
    assert!(!well && said.contains("LINK_TOKEN_URL"), "{said}");
    let output = tool(&server, "lta_wrong", &["create", "--tenant-id", "a"], "");
    assert!(String::from_utf8_lossy(&output.stderr).contains("LINK_TOKEN_API_TOKEN"), "{output:?}");
    for command in ["create", "introspect", "redeem", "revoke"] {
        assert!(run(&[command, "--help"], "").1.contains("Example"), "{command}");
    }
}

/// Tenants and contexts come from others, who may hide text or control the terminal with them.
#[on_sqlite]
async fn command_line_client_escapes_hidden_characters(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let context = "{\"k\": \"\u{9b}31m\", \"\u{202e}\": \"\\u001b\"}";
    let create = ["create", "--tenant-id", "a\u{202e}\u{200b}b", "--context", "@-", "--json"];
    let output = tool(&server, &token, &create, context);
    assert!(output.status.success(), "{output:?}");
    let created: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let link_token = created["link_token"].as_str().expect("a link token");
    let found = |more: &[&str]| {
        let output = tool(&server, &token, &[&["introspect", link_token], more].concat(), "");
        let text = String::from_utf8(output.stdout).expect("text");
        let hidden = |it: char| it != '\n' && (it.is_control() || "\u{202e}\u{200b}".contains(it));
        assert!(!text.contains(hidden), "{text:?}");
        text
    };
    let text = found(&[]);
    assert!(text.contains("a\\u{202e}\\u{200b}b") && text.contains("\\u009b31m"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&found(&["--json"])).expect("JSON");
    assert_eq!(json["tenant_id"], "a\u{202e}\u{200b}b");
    assert_eq!(json["context"]["\u{202e}"], "\u{1b}");

    // Errors repeat arguments.
    let output =
        tool(&server, &token, &["create", "--tenant-id", "a", "--region", "\u{202e}x"], "");
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("\\u{202e}x") && !said.contains('\u{202e}'), "{said}");
}

#[on_sqlite]
async fn command_line_client_says_what_is_wrong_and_what_to_do(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let said = |arguments: &[&str], input: &str| {
        let output = tool(&server, &token, arguments, input);
        assert!(!output.status.success(), "{output:?}");
        String::from_utf8(output.stderr).expect("text")
    };
    let create = ["create", "--tenant-id", "a"];
    let with = |more: &[&'static str]| said(&[&create[..], more].concat(), "");
    let elsewhere = format!("{}/foo", server.url);
    let encrypted = server.url.replacen("http:", "https:", 1);
    for (message, parts) in [
        (with(&["--region", "EU"]), &["'EU'", "--region", "wnam, enam, apac, eu]"][..]),
        (with(&["--truto-static-gate-id", "7"]), &["--truto-static-gate-id", "not a UUID"]),
        (with(&["--redirect-uri", ""]), &["--redirect-uri", "must not be empty"]),
        (with(&["--url", "ftp://x"]), &["--url", "LINK_TOKEN_URL", "http or https"]),
        (
            said(&[&create[..], &["--url", &elsewhere]].concat(), ""),
            &["nothing at", "/foo/link-token", "--url"],
        ),
        (said(&[&create[..], &["--url", &encrypted]].concat(), ""), &["TLS", "use http://"]),
        (said(&["introspect", "7"], ""), &["the link token is not a UUID"]),
        (
            said(&["redeem", "7", "--authentication-method", "x"], ""),
            &["'x'", "--authentication-method", "api_key, "],
        ),
    ] {
        for part in parts {
            assert!(
                message.lines().next().is_some_and(|it| it.contains(part)),
                "{part}: {message}"
            );
        }
    }
    let output = tool(&server, &token, &["revoke", &uuid::Uuid::nil().to_string(), "--json"], "");
    let revoked: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(revoked, serde_json::json!({ "revoked": true }));
    let output = tool(&server, "", &["completions", "bash"], "");
    let script = String::from_utf8(output.stdout).expect("text");
    assert!(script.contains("--truto-static-gate-id"), "{script}");
    let folder = database.folder().join("man").display().to_string();
    let output = tool(&server, "", &["man", "--to", &folder], "");
    assert!(output.status.success(), "{output:?}");
    let page = std::fs::read_to_string(format!("{folder}/link-token-redeem.1")).expect("there");
    assert!(page.contains("link\\-token redeem"), "{page}");
}

/// A redemption that is repeated after it took effect fails, and a creation creates a second one.
#[tokio::test]
async fn command_line_client_says_what_to_do_after_a_lost_answer() {
    let id = "1ba1f401-7183-47c5-9e39-e8e257e3c795";
    let import = ["integrated-account", "import", "--tenant-id", "a", "--integration", "hubspot"];
    for (arguments, remedy) in [
        (&["redeem", id, "--integration", "hubspot"][..], "`link-token introspect`"),
        (&import, "`link-token integrated-account list` before you repeat"),
        (&[&import[..], &["--id", id]].concat(), ": repeat the command. If the account already"),
        (&["static-gate", "create"], "`link-token static-gate list` before you repeat"),
        (&["static-gate", "create", "--id", id], ": repeat the command. If the static gate"),
        (&["api-token", "create", "--name", "a"], "revoke it, because its secret is lost"),
        (&["webhook", "create", "https://example.com"], "`link-token webhook list` before"),
        (&["webhook", "rotate", id], "rotate the secret again"),
        (&["webhook", "replay", id], ": repeat the command. Events may arrive twice"),
    ] {
        for lost in [None, Some((504, "", ERROR))] {
            let server = Scripted::start(&[lost]).await;
            let mut command = Command::new(program("link-token"));
            command.args(arguments);
            command.env("LINK_TOKEN_URL", &server.url).env("LINK_TOKEN_API_TOKEN", "lta_x");
            let ran = tokio::task::spawn_blocking(move || output(&mut command)).await.expect("ran");
            let said = text(&ran.stderr);
            assert_eq!(ran.status.code(), Some(1), "{arguments:?}: {said}");
            let expected = [". The request may have taken effect: ", remedy];
            assert!(expected.iter().all(|part| said.contains(part)), "{arguments:?}: {said}");
            let wrong = ["--url", "Try again"];
            assert!(!wrong.iter().any(|part| said.contains(part)), "{arguments:?}: {said}");
        }
    }
    // No request has reached the server.
    let mut redeem = Command::new(program("link-token"));
    redeem.args(["redeem", id, "--url", "http://127.0.0.1:1"]).env("LINK_TOKEN_API_TOKEN", "lta_x");
    let said = text(&output(&mut redeem).stderr);
    assert!(said.contains("Check --url") && !said.contains("taken effect"), "{said}");
}

#[test]
fn command_line_client_does_not_show_an_invalid_url() {
    let mut list = Command::new(program("link-token"));
    list.arg("list").env("LINK_TOKEN_API_TOKEN", "lta_x");
    for url in ["https://me:s3cret@localhost", "https://localhost/?key=s3cret"] {
        let said = text(&output(list.env("LINK_TOKEN_URL", url)).stderr);
        assert!(
            said.starts_with("error: --url or LINK_TOKEN_URL: the base URL must be "),
            "{said}"
        );
        assert!(!said.contains("s3cret"), "{said}");
    }
}

/// Windows PowerShell starts files and its output to programs with one.
#[on_sqlite]
async fn byte_order_mark_does_not_belong_to_the_text(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let caller = CommandLine { server: &server, token };
    let create = ["create", "--tenant-id", "a", "--context", "@-", "--json"];
    let created = caller.shown_with_input(&create, "\u{feff}{\"a\": 1}");
    let created: Value = serde_json::from_str(&created).expect("JSON");
    let link_token = created["link_token"].as_str().expect("a link token");
    caller.shown_with_input(&["introspect", "-"], &format!("\u{feff}{link_token}\r\n"));

    let secret = "3f6c2a52-6c0e-4a44-9f0c-0a3a1f1d2b11";
    let marked = database.file("secret", format!("\u{feff}{secret}\r\n").as_bytes());
    let create = ["webhook", "create", "https://example.com", "--secret-file", &marked];
    assert_eq!(caller.json(&create)["secret"], secret);
    let create = [&create[..], &["--environment", "test"]].concat();
    assert_eq!(database.admin(&create)["secret"], secret);
    let context = format!("@{}", database.file("context", b"\xef\xbb\xbf{\"a\": 1}"));
    let import = ["integrated-account", "import", "--environment", "test", "--tenant-id", "a"];
    let more = ["--integration", "hubspot", "--context", &context];
    assert_eq!(database.admin(&[&import[..], &more].concat())["context"]["a"], 1);
}

#[test]
fn lists_refuse_a_limit_of_zero() {
    let id = "1ba1f401-7183-47c5-9e39-e8e257e3c795";
    for (name, list) in [
        ("link-token", &["list"][..]),
        ("link-token", &["integrated-account", "list"]),
        ("link-token", &["webhook", "deliveries", id]),
        ("link-token-server", &["link-token", "list"]),
        ("link-token-server", &["integrated-account", "list", "--environment", "test"]),
        ("link-token-server", &["webhook", "deliveries", id, "--environment", "test"]),
    ] {
        for limit in ["0", "-1"] {
            let ran = output(Command::new(program(name)).args(list).args(["--limit", limit]));
            let said = text(&ran.stderr);
            assert_eq!(ran.status.code(), Some(2), "{name} {list:?}: {said}");
            assert!(said.contains("--limit") && said.contains("at least 1"), "{list:?}: {said}");
        }
    }
}

#[test]
fn command_line_client_prints_help_without_command() {
    for variables in [&[][..], &[("LINK_TOKEN_URL", "http://localhost")]] {
        let mut command = Command::new(program("link-token"));
        let output = output(command.env_remove("LINK_TOKEN_URL").envs(variables.iter().copied()));
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let said = String::from_utf8(output.stderr).expect("text");
        assert!(said.starts_with("Manage link tokens, integrated accounts and webhooks"), "{said}");
        assert!(said.contains("Usage: link-token") && !said.contains("error:"), "{said}");
    }
}
