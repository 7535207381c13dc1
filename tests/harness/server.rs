//! The server as a process.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
};

use link_token_client::Client;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    Database, PATIENCE, answer, http, output,
    processes::{Lines, resident_bytes},
    program, wait,
};

/// The server's binary, without configuration from the environment of the tests.
pub fn server_command() -> Command {
    let mut command = Command::new(program("link-token-server"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("LINK_TOKEN_") {
            command.env_remove(name);
        }
    }
    // Nor of the machine's.
    command.env("LINK_TOKEN_CONFIG", "");
    // Many run at the same time, and few tests ask there.
    command.env("LINK_TOKEN_OPERATOR_LISTEN", "");
    command
}

/// A request whose body the server waits for.
pub struct UnfinishedRequest {
    connection: TcpStream,
    answer: BufReader<TcpStream>,
}

impl UnfinishedRequest {
    const BODY: &str = "{\"tenant_id\": \"a\"}";

    /// Sends the body, and returns the whole answer.
    pub fn finish(mut self) -> String {
        self.connection.write_all(Self::BODY.as_bytes()).expect("sent");
        let mut rest = String::new();
        self.answer.read_to_string(&mut rest).expect("an answer");
        rest.trim_start().to_owned()
    }
}

/// A running server.
pub struct Server {
    child: Child,
    stdout: Lines,
    http: reqwest::Client,
    /// The base of its URLs.
    pub url: String,
}

impl Server {
    /// A server that logs errors only.
    pub fn start(database: &Database) -> Self {
        Self::start_with(database, &[])
    }

    /// The same with further arguments.
    pub fn start_with(database: &Database, arguments: &[&str]) -> Self {
        let mut command = database.command();
        command.arg("serve").args(arguments);
        if !arguments.contains(&"--listen") {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        if !arguments.contains(&"--log-level") {
            command.args(["--log-level", "error"]);
        }
        Self::spawn(&mut command)
    }

    /// A server at a log level, and its log.
    pub fn start_logged(database: &Database, level: &str) -> (Self, Lines) {
        Self::start_logged_with(database, level, &[])
    }

    /// The same with further arguments.
    pub fn start_logged_with(
        database: &Database,
        level: &str,
        arguments: &[&str],
    ) -> (Self, Lines) {
        let mut command = database.command();
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--log-level", level])
            .args(arguments)
            .stderr(Stdio::piped());
        let mut server = Self::spawn(&mut command);
        let log = server.log();
        (server, log)
    }

    /// The log of a server that was spawned with a pipe for it.
    pub fn log(&mut self) -> Lines {
        Lines::of(self.child.stderr.take().expect("piped"))
    }

    /// Starts a server, and waits until it listens.
    pub fn spawn(command: &mut Command) -> Self {
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the binary runs");
        let stdout = Lines::of(child.stdout.take().expect("piped"));
        // Before anything can panic: the process ends with it.
        let mut server = Self { child, stdout, http: http(), url: String::new() };
        let line = server.stdout.next_line().unwrap_or_default();
        let Some(url) = line.strip_prefix("listening on ") else {
            panic!("not the promised line: {line:?}");
        };
        url.clone_into(&mut server.url);
        server
    }

    /// A client that calls with an API token.
    pub fn client(&self, api_token: &str) -> Client {
        Client::builder(&self.url, api_token).build().expect("a client")
    }

    /// A raw request.
    pub fn post(&self, path: &str) -> reqwest::RequestBuilder {
        self.http.post(format!("{}{path}", self.url))
    }

    /// Makes a raw request with JSON and an API token, and returns the status and the answer.
    pub async fn call(&self, api_token: &str, path: &str, body: &Value) -> (StatusCode, Value) {
        let sent = self.post(path).bearer_auth(api_token).json(body).send().await;
        answer(sent.expect("an answer")).await
    }

    /// Begins to create a link token, on a connection that ends with the answer.
    pub fn begin(&self, api_token: &str) -> UnfinishedRequest {
        let address = self.url.strip_prefix("http://").expect("plain HTTP");
        let mut connection = TcpStream::connect(address).expect("connects");
        connection.set_read_timeout(Some(PATIENCE)).expect("set");
        let head = format!(
            "POST /link-token HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {api_token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
            UnfinishedRequest::BODY.len()
        );
        connection.write_all(head.as_bytes()).expect("sent");
        // It asks for the body once it is at work on the request.
        let mut answer = BufReader::new(connection.try_clone().expect("a second handle"));
        let mut line = String::new();
        answer.read_line(&mut line).expect("an answer");
        assert_eq!(line, "HTTP/1.1 100 Continue\r\n");
        UnfinishedRequest { connection, answer }
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

    /// The resident memory of the server.
    pub fn resident_bytes(&self) -> u64 {
        resident_bytes(self.child.id())
    }

    /// Sends a signal by its name, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(output(Command::new("kill").args(["-s", name, &id])).status.success());
    }

    /// Sends a signal to the children of this process: the server, where this is a program that
    /// traces it.
    pub fn signal_child(&self, name: &str) {
        let parent = self.child.id().to_string();
        let sent = output(Command::new("pkill").args(["--signal", name, "--parent", &parent]));
        assert!(sent.status.success());
    }

    /// Ends the server as `kill -9` does.
    pub fn kill(&mut self) {
        self.child.kill().expect("it runs");
        wait(&mut self.child);
    }

    /// Waits for the end of a server that was told to stop. Returns whether it succeeded.
    pub fn wait(mut self) -> bool {
        wait(&mut self.child).success()
    }

    /// What the server printed after its first line, once it has ended.
    pub fn wait_for_output(mut self) -> (bool, String) {
        let ended_well = wait(&mut self.child).success();
        let rest = std::iter::from_fn(|| self.stdout.next_line()).collect();
        (ended_well, rest)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        // A killed process ends at once.
        let _ = self.child.wait();
    }
}
