//! A server to test, and ways to speak to it.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    path::{Path, PathBuf},
    process::{Child, ChildStderr, Command, Output, Stdio},
};

use link_token_client::{Client, types};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What the published examples name, for an account and for a static gate.
pub const PUBLISHED_ID: &str = "1ba1f401-7183-47c5-9e39-e8e257e3c795";

/// The server's binary with nothing of the tests' own surroundings in its configuration.
pub fn server_command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_link-token-server-under-test"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("LINK_TOKEN_") {
            command.env_remove(name);
        }
    }
    command
}

/// A folder with a database in it, and the administration of that.
pub struct Database {
    folder: TempDir,
}

impl Database {
    /// A folder with nothing in it yet.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }

    pub fn url(&self) -> String {
        format!("sqlite:{}", self.path().display())
    }

    /// Runs an administrative command, whatever comes of it.
    pub fn run(&self, arguments: &[&str]) -> Output {
        server_command()
            .args(arguments)
            .args(["--database", &self.url()])
            .stdin(Stdio::null())
            .output()
            .expect("the binary runs")
    }

    /// Runs an administrative command that succeeds, and gives what it prints as JSON.
    pub fn admin(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {stderr}");
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    /// An environment with an API token, whose secret this gives.
    pub fn environment(&self, name: &str) -> String {
        self.admin(&["environment", "create", "--name", name]);
        self.api_token(name, &[])["secret"].as_str().expect("a secret").to_owned()
    }

    pub fn api_token(&self, environment: &str, more: &[&str]) -> Value {
        self.admin(&[&["api-token", "create", "--environment", environment], more].concat())
    }

    /// The account and the static gate that the published examples name.
    pub fn published_account(&self, environment: &str) {
        self.admin(&["static-gate", "create", "--environment", environment, "--id", PUBLISHED_ID]);
        self.import(environment, "acme-1", PUBLISHED_ID, &json!({ "old": 1 }));
    }

    pub fn import(&self, environment: &str, tenant: &str, id: &str, context: &Value) {
        self.admin(&[
            "integrated-account",
            "import",
            "--environment",
            environment,
            "--tenant-id",
            tenant,
            "--integration",
            "hubspot",
            "--authentication-method",
            "oauth2",
            "--region",
            "eu",
            "--status",
            "needs_reauth",
            "--id",
            id,
            "--context",
            &context.to_string(),
        ]);
    }
}

/// A running server.
pub struct Server {
    child: Child,
    http: reqwest::Client,
    pub url: String,
}

impl Server {
    pub fn start(database: &Database) -> Self {
        Self::start_with(database, &[])
    }

    pub fn start_with(database: &Database, arguments: &[&str]) -> Self {
        let mut command = server_command();
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--database", &database.url()])
            .args(arguments);
        if !arguments.contains(&"--log-level") {
            command.args(["--log-level", "error"]);
        }
        Self::spawn(&mut command)
    }

    /// A server at a log level, and its log.
    pub fn start_logged(database: &Database, level: &str) -> (Self, BufReader<ChildStderr>) {
        Self::start_logged_with(database, level, &[])
    }

    pub fn start_logged_with(
        database: &Database,
        level: &str,
        arguments: &[&str],
    ) -> (Self, BufReader<ChildStderr>) {
        let mut command = server_command();
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--database", &database.url()])
            .args(["--log-level", level])
            .args(arguments)
            .stderr(Stdio::piped());
        let mut server = Self::spawn(&mut command);
        let log = server.child.stderr.take().expect("piped");
        (server, BufReader::new(log))
    }

    fn spawn(command: &mut Command) -> Self {
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the binary runs");
        let stdout = child.stdout.as_mut().expect("piped");
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).expect("readable");
        let url = line.trim_end().strip_prefix("listening on ").map(str::to_owned);
        let Some(url) = url else {
            let _ = child.kill();
            panic!("not the line that was promised: {line:?}");
        };
        Self { child, http: reqwest::Client::new(), url }
    }

    /// A client that calls with an API token.
    pub fn client(&self, api_token: &str) -> Client {
        Client::builder(&self.url, api_token).build().expect("a client")
    }

    /// A raw request.
    pub fn post(&self, path: &str) -> reqwest::RequestBuilder {
        self.http.post(format!("{}{path}", self.url))
    }

    /// A raw request of JSON with an API token, and its status and answer.
    pub async fn call(&self, api_token: &str, path: &str, body: &Value) -> (StatusCode, Value) {
        let sent = self.post(path).bearer_auth(api_token).json(body).send().await;
        answer(sent.expect("an answer")).await
    }

    /// A link token for the tenant `acme-1`.
    pub async fn link_token(&self, api_token: &str) -> String {
        let body = json!({ "tenant_id": "acme-1" });
        let (status, answer) = self.call(api_token, "/link-token", &body).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        answer["link_token"].as_str().expect("a link token").to_owned()
    }

    /// Whether a link token is active.
    pub async fn is_active(&self, api_token: &str, link_token: &str) -> bool {
        let body = json!({ "link_token": link_token });
        let (status, answer) = self.call(api_token, "/link-token/introspect", &body).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        answer["active"].as_bool().expect("a boolean")
    }

    /// The memory that the server takes.
    pub fn resident_bytes(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.expect("a running process");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
        let kibibytes = line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number");
        kibibytes * 1024
    }

    /// Sends a signal by its name, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(sent.expect("kill runs").success());
    }

    /// Waits for the end of a server that was told to stop, and tells whether it ended well.
    pub fn wait(mut self) -> bool {
        self.child.wait().expect("waited for").success()
    }

    /// What the server printed after its first line, once it has ended.
    pub fn wait_for_output(mut self) -> (bool, String) {
        let mut rest = String::new();
        let mut stdout = self.child.stdout.take().expect("piped");
        stdout.read_to_string(&mut rest).expect("text");
        (self.wait(), rest)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The status and the JSON of an answer; null if it has no body.
pub async fn answer(response: Response) -> (StatusCode, Value) {
    let status = response.status();
    let bytes = response.bytes().await.expect("a body");
    if bytes.is_empty() {
        return (status, Value::Null);
    }
    (status, serde_json::from_slice(&bytes).expect("JSON"))
}

/// Checks that an answer is an error of the contract with a status and a message.
#[track_caller]
pub fn assert_error((status, body): (StatusCode, Value), expected: u16, message: &str) {
    assert_eq!(status.as_u16(), expected, "{body}");
    assert_eq!(body["message"], message);
    assert_eq!(body["statusCode"], expected);
    assert_eq!(body["error"], status.canonical_reason().expect("a known status"));
    let error: types::Error = serde_json::from_value(body).expect("the contract's error");
    assert!(!error.request_id.is_empty());
}
