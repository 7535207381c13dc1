//! The operators' side: health checks, metrics, and the log.

use serde_json::{Value, json};

use link_token_tests::{Database, Lines, Server, eventually, get, on_each_engine, on_sqlite};

/// A server with its operators' listener and its log in JSON.
pub struct Operated {
    pub server: Server,
    log: Lines,
    /// The base of the URLs for operators.
    pub url: String,
}

impl Operated {
    pub fn start(database: &Database, arguments: &[&str]) -> Self {
        let always = ["--log-format", "json", "--operator-listen", "127.0.0.1:0"];
        let arguments = [&always, arguments].concat();
        let (server, log) = Server::start_logged_with(database, "info", &arguments);
        let line = log.find("listening for operators").expect("it listens for them, too");
        let record: Value = serde_json::from_str(&line).expect("JSON");
        let url = record["url"].as_str().expect("a URL").to_owned();
        Self { server, log, url }
    }

    pub async fn get(&self, path: &str) -> (u16, String) {
        let response = get(&format!("{}{path}", self.url)).await;
        (response.status().as_u16(), response.text().await.expect("text"))
    }

    /// The value of a counter or a gauge.
    pub async fn metric(&self, name: &str) -> Option<f64> {
        let (status, text) = self.get("/metrics").await;
        assert_eq!(status, 200);
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.map(|value| value.parse().expect("a number"))
    }

    /// Stops the server, and returns the rest of its log.
    pub fn stop(self) -> Vec<Value> {
        self.server.signal("TERM");
        let text = self.log.rest();
        assert!(self.server.wait());
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

#[on_each_engine]
async fn metrics_count_each_operation_and_rejection(database: &Database) {
    let token = database.environment("test");
    let operated = Operated::start(database, &["--rate-limit", "6"]);
    assert_eq!(operated.get("/healthz").await, (200, "ok\n".to_owned()));
    assert_eq!(operated.get("/readyz").await, (200, "ok\n".to_owned()));
    let version = env!("CARGO_PKG_VERSION");
    let build = format!("link_token_build_info{{version=\"{version}\"}}");
    assert_eq!(operated.metric(&build).await, Some(1.0));
    let internal = "link_token_rejected_total{operation=\"create_link_token\",reason=\"internal\"}";
    assert_eq!(operated.metric(internal).await, Some(0.0), "before the first event");

    let server = &operated.server;
    let link_token = server.link_token(&token).await;
    assert!(server.is_active(&token, &link_token).await);
    let redemption = json!({ "link_token": link_token, "integration": "x" });
    assert_eq!(server.call(&token, "/link-token/redeem", &redemption).await.0, 200);
    assert_eq!(server.call(&token, "/link-token/redeem", &redemption).await.0, 409);
    assert!(!server.is_active(&token, &link_token).await);
    let reference = json!({ "link_token": link_token });
    assert_eq!(server.call(&token, "/link-token/revoke", &reference).await.0, 204);
    // One more is allowed each 1.7 seconds, in which a busy machine may do no more.
    let mut revoked = 1.0;
    eventually("the limit is exceeded", async || {
        let (status, _) = server.call(&token, "/link-token/revoke", &reference).await;
        revoked += f64::from(u8::from(status == 204));
        status == 429
    })
    .await;
    assert_eq!(server.call("lta_wrong", "/link-token", &json!({})).await.0, 401);

    for (name, value) in [
        ("link_token_issued_total", 1.0),
        ("link_token_introspected_total{active=\"true\"}", 1.0),
        ("link_token_introspected_total{active=\"false\"}", 1.0),
        ("link_token_redeemed_total", 1.0),
        ("link_token_revoked_total", 1.0),
        (
            "link_token_rejected_total{operation=\"redeem_link_token\",reason=\"link_token_dead\"}",
            1.0,
        ),
        ("link_token_rejected_total{operation=\"revoke_link_token\",reason=\"rate_limited\"}", 1.0),
        (
            "link_token_rejected_total{operation=\"create_link_token\",reason=\"invalid_credential\"}",
            1.0,
        ),
        (
            "link_token_request_duration_seconds_count{operation=\"create_link_token\",status=\"200\"}",
            1.0,
        ),
        (
            "link_token_request_duration_seconds_count{operation=\"revoke_link_token\",status=\"204\"}",
            revoked,
        ),
        ("link_token_queue_depth", 0.0),
    ] {
        assert_eq!(operated.metric(name).await, Some(value), "{name}");
    }
    let commits = operated.metric("link_token_commit_duration_seconds_count").await;
    assert!(commits.is_some_and(|commits| commits >= 1.0), "{commits:?}");
    #[cfg(target_os = "linux")]
    assert!(operated.metric("process_resident_memory_bytes").await.is_some());

    // The two listeners are apart.
    let asked = get(&format!("{}/metrics", operated.server.url)).await;
    assert_eq!(asked.status(), 404);
    let (status, _) = operated.get("/link-token").await;
    assert_eq!(status, 404);
}

#[on_each_engine]
async fn metrics_and_log_show_api_tokens_that_expire_soon(database: &Database) {
    database.environment("test");
    let create = |name: &str, expires_in: &str| {
        let more = ["--name", name, "--expires-in", expires_in];
        database.api_token("test", &more)["id"].as_str().expect("an ID").to_owned()
    };
    let soon = create("soon", "13d");
    let later = create("later", "29d");
    create("much-later", "31d");
    let revoked = create("revoked", "1d");
    database.admin(&["api-token", "revoke", &revoked]);
    let operated = Operated::start(database, &[]);
    let metric = "link_token_api_token_expires_timestamp_seconds";
    let lines = async || {
        let (_, text) = operated.get("/metrics").await;
        let lines = text.lines().filter(|line| line.starts_with(metric));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    eventually("the API tokens are shown", async || !lines().await.is_empty()).await;
    let shown = lines().await;
    for (id, name) in [(&soon, "soon"), (&later, "later")] {
        let labels = format!("{{api_token=\"{id}\",environment=\"test\",name=\"{name}\"}}");
        assert!(shown.iter().any(|line| line.contains(&labels)), "{shown:?}");
    }
    assert_eq!(shown.len(), 2, "{shown:?}");
    let log = operated.stop();
    let expires = |line: &&Value| line["message"].to_string().contains("expires soon");
    let warnings: Vec<&Value> = log.iter().filter(expires).collect();
    let [warning] = warnings[..] else { panic!("{log:?}") };
    assert_eq!(warning["level"], "WARNING");
    assert_eq!(warning["api_token"], soon);
    assert_eq!(warning["last_used"], "never");
}

/// A load balancer must send no more requests while those in flight end.
#[on_sqlite]
async fn readyz_returns_503_while_server_stops(database: &Database) {
    let token = database.environment("test");
    let operated = Operated::start(database, &[]);
    let unfinished = operated.server.begin(&token);
    operated.server.signal("TERM");
    eventually("it is not ready", async || operated.get("/readyz").await.0 != 200).await;
    assert_eq!(operated.get("/readyz").await, (503, "stopping\n".to_owned()));
    assert_eq!(operated.get("/healthz").await.0, 200);
    assert!(unfinished.finish().starts_with("HTTP/1.1 200 OK"));
    operated.stop();
}

/// Returns true for the warning that requests were cancelled.
fn is_cancellation(line: &Value) -> bool {
    line["message"].to_string().contains("were cancelled")
}

/// The balancer has the drain delay to notice. A second signal ends the delay.
#[on_sqlite]
async fn server_answers_until_drain_delay_has_passed(database: &Database) {
    let token = database.environment("test");
    let operated = Operated::start(database, &["--drain-delay", "60s"]);
    operated.server.signal("TERM");
    eventually("it is not ready", async || operated.get("/readyz").await.0 == 503).await;
    for _ in 0..3 {
        operated.server.link_token(&token).await;
    }
    let log = operated.stop();
    assert!(!log.iter().any(is_cancellation), "{log:?}");
    assert_eq!(log.last().map(|line| &line["message"]), Some(&json!("stopped")), "{log:?}");
}

/// No one would answer on a new connection.
#[cfg(target_os = "linux")]
#[on_sqlite]
async fn server_refuses_connections_while_it_finishes_requests(database: &Database) {
    let token = database.environment("test");
    let operated = Operated::start(database, &[]);
    let unfinished = operated.server.begin(&token);
    operated.server.signal("TERM");
    let address = operated.server.url.strip_prefix("http://").expect("plain HTTP").to_owned();
    let refused = async || {
        let connected = std::net::TcpStream::connect(&address).map_err(|error| error.kind());
        connected.err() == Some(std::io::ErrorKind::ConnectionRefused)
    };
    eventually("connections are refused", refused).await;
    assert_eq!(operated.get("/readyz").await.0, 503);
    assert!(unfinished.finish().starts_with("HTTP/1.1 200 OK"));
    operated.stop();
}

#[on_sqlite]
async fn log_counts_requests_that_second_signal_cancels(database: &Database) {
    let token = database.environment("test");
    let operated = Operated::start(database, &[]);
    let unfinished = operated.server.begin(&token);
    operated.server.signal("TERM");
    eventually("it stops", async || operated.get("/readyz").await.0 == 503).await;
    let log = operated.stop();
    let warned = log.iter().find(|line| is_cancellation(line));
    let warned = warned.unwrap_or_else(|| panic!("no warning: {log:?}"));
    assert_eq!((&warned["level"], &warned["requests"]), (&json!("WARNING"), &json!(1)), "{warned}");
    drop(unfinished);
}

/// No header of a caller can put anything else into the line.
#[on_sqlite]
async fn log_has_one_line_per_request(database: &Database) {
    let token = database.environment("test");
    let environment = database.admin(&["environment", "list"])[0]["id"].clone();
    let operated = Operated::start(database, &[]);
    let post = |id: &str, token: &str| {
        let request = operated.server.post("/link-token").bearer_auth(token);
        request.header("x-request-id", id).json(&json!({ "tenant_id": "a" })).send()
    };
    let created = post("caller-1", &token).await.expect("an answer");
    let id = created.headers()["x-request-id"].to_str().expect("text").to_owned();
    post("\"quoted\"", &token).await.expect("an answer");
    post(&token, "lta_wrong").await.expect("an answer");
    operated.server.call(&token, "/nowhere", &json!({})).await;

    let log = operated.stop();
    let of_requests = |line: &&Value| {
        line.get("req_id").is_some() || line["message"].to_string().contains("connection")
    };
    let lines: Vec<&Value> = log.iter().filter(of_requests).collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    let [first, second, third, fourth] = lines[..] else { panic!("{lines:?}") };
    assert_eq!(first["message"], "answered");
    assert_eq!(first["level"], "INFO");
    assert_eq!(first["req_id"], id);
    assert_eq!(first["operation"], "create_link_token");
    assert_eq!(first["environment"], environment);
    let api_tokens = database.admin(&["api-token", "list", "--environment", "test"]);
    assert_eq!(first["api_token"], api_tokens[0]["id"]);
    assert_eq!(first["client_request_id"], "caller-1");
    assert_eq!(first["status"], 200);
    assert!(first["duration_us"].is_u64());
    assert!(first["time"].as_str().is_some_and(|time| time.ends_with('Z')));
    assert!(second.get("client_request_id").is_none(), "{second}");
    assert_eq!(third["reason"], "invalid_credential");
    assert!(!third.to_string().contains(&token), "{third}");
    assert_eq!(fourth["message"], "request completed");
    assert_eq!(fourth["uri"], "/nowhere");
}

/// With the addresses of the proxy and, if the proxy is trusted, of the caller.
#[on_sqlite]
async fn log_has_address_of_caller_when_proxy_is_trusted(database: &Database) {
    let token = database.environment("test");
    for (arguments, expected) in
        [(&["--trust-forwarded"][..], json!("203.0.113.9")), (&[], Value::Null)]
    {
        let operated = Operated::start(database, arguments);
        let request = operated.server.post("/link-token").bearer_auth(&token);
        let request = request.header("x-forwarded-for", "198.51.100.1, 203.0.113.9");
        let sent = request.json(&json!({ "tenant_id": "a" })).send().await;
        assert_eq!(sent.expect("an answer").status(), 200);
        let log = operated.stop();
        let line = log.iter().find(|line| line["message"] == "answered").expect("a line");
        assert_eq!(line["client_addr"], expected);
        assert!(
            line["remote_addr"].as_str().is_some_and(|it| it.starts_with("127.0.0.1:")),
            "{line}"
        );
    }
}

/// The documented limits: 128 letters, digits and `-_.:+/=`.
#[on_sqlite]
async fn log_has_request_id_of_client_only_when_it_is_well_formed(database: &Database) {
    let token = database.environment("test");
    let operated = Operated::start(database, &[]);
    let kept = [
        "a".to_owned(),
        "b".repeat(128),
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ".to_owned(),
        "abcdefghijklmnopqrstuvwxyz".to_owned(),
        "0123456789-_.:+/=".to_owned(),
    ];
    let left_out = [String::new(), "b".repeat(129), "lta_".to_owned(), "a-lta_0".to_owned()];
    let others = (0x20..0x7f).map(char::from);
    let others = others.filter(|c| !c.is_ascii_alphanumeric() && !"-_.:+/=".contains(*c));
    let left_out = left_out.into_iter().chain(others.map(|c| format!("a{c}b")));
    let left_out: Vec<String> = left_out.chain(["a\u{e9}b".to_owned()]).collect();
    for id in kept.iter().chain(&left_out) {
        let request = operated.server.post("/link-token").bearer_auth(&token);
        let request = request.header("x-request-id", id).json(&json!({ "tenant_id": "a" }));
        assert_eq!(request.send().await.expect("an answer").status(), 200, "{id}");
    }
    let log = operated.stop();
    let lines: Vec<&Value> = log.iter().filter(|line| line["message"] == "answered").collect();
    assert_eq!(lines.len(), kept.len() + left_out.len());
    let (first, rest) = lines.split_at(kept.len());
    for (id, line) in kept.iter().zip(first) {
        assert_eq!(line["client_request_id"], json!(id));
    }
    for (id, line) in left_out.iter().zip(rest) {
        assert!(line.get("client_request_id").is_none(), "{id}: {line}");
    }
}

/// Nothing keeps waiting for the client: the only place in flight is free again.
#[on_sqlite]
async fn log_and_metrics_show_client_that_disconnects(database: &Database) {
    let token = database.environment("test");
    let environment = database.admin(&["environment", "list"])[0]["id"].clone();
    let operated = Operated::start(database, &["--max-concurrent", "1"]);
    drop(operated.server.begin(&token));
    let counted = "link_token_request_duration_seconds_count{operation=\"create_link_token\"";
    eventually("it is counted", async || operated.get("/metrics").await.1.contains(counted)).await;
    operated.server.link_token(&token).await;

    let log = operated.stop();
    let lines: Vec<&Value> = log.iter().filter(|line| line.get("req_id").is_some()).collect();
    let [left, answered] = lines[..] else { panic!("{lines:?}") };
    // It is ended, or finds that its body has ended too early, if it reads that by then.
    let (message, status) = (left["message"].as_str(), left["status"].as_u64());
    let expected = [(Some("client closed the request"), Some(499)), (Some("answered"), Some(400))];
    assert!(expected.contains(&(message, status)), "{left}");
    assert_eq!(left["operation"], "create_link_token");
    assert_eq!(left["environment"], environment);
    assert_eq!(answered["status"], 200);
}

/// No program reads the log, so its pipe fills up. The server can also be stopped.
#[on_sqlite]
async fn server_answers_when_log_is_full(database: &Database) {
    let token = database.environment("test");
    let operated = Operated::start(database, &["--rate-limit", "0"]);
    // More lines than a pipe holds.
    for _ in 0..600 {
        operated.server.link_token(&token).await;
    }
    assert_eq!(operated.get("/readyz").await.0, 200);
    operated.server.signal("TERM");
    assert!(operated.server.wait());
}
