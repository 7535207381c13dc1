//! HTTP, whatever the operation: bodies, connections, headers, and unknown paths.

use std::{
    io::{BufRead as _, BufReader, ErrorKind, Read as _, Write as _},
    net::TcpStream,
};

use reqwest::{StatusCode, header::CONTENT_TYPE};
use serde_json::json;

use link_token_tests::{
    Database, PATIENCE, Server, answer, assert_error, eventually, http, on_sqlite,
};

use crate::operator::Operated;

/// A connection to a server.
struct Connection(TcpStream);

impl Connection {
    fn to(server: &Server) -> Self {
        let address = server.url.strip_prefix("http://").expect("plain HTTP");
        let stream = TcpStream::connect(address).expect("connects");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        stream.set_write_timeout(Some(PATIENCE)).expect("set");
        Self(stream)
    }

    /// Sends the head of a request to create a link token.
    fn send_head(&mut self, token: &str, headers: &str) {
        let head = format!(
            "POST /link-token HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n{headers}\r\n\r\n"
        );
        self.0.write_all(head.as_bytes()).expect("sent");
    }

    /// Returns everything that the server sends until it closes the connection.
    fn read_to_end(&mut self) -> String {
        let mut answer = String::new();
        self.0.read_to_string(&mut answer).expect("an answer, and an orderly end");
        answer
    }
}

#[on_sqlite]
async fn create_returns_400_413_or_415_when_body_is_malformed_large_or_not_json(
    database: &Database,
) {
    let token = database.environment("test");
    let server = Server::start(database);
    let send = async |content_type: &str, body: String| {
        let request = server.post("/link-token").bearer_auth(&token).body(body);
        let sent = request.header(CONTENT_TYPE, content_type).send().await;
        answer(sent.expect("an answer")).await
    };
    let body = || "{\"tenant_id\": \"a\"}".to_owned();
    let padded = |length: usize| format!("{}{}", body(), " ".repeat(length - body().len()));

    let unsupported = "the content type must be application/json";
    assert_error(send("text/plain", body()).await, 415, unsupported);
    assert_eq!(send("application/json; charset=utf-8", body()).await.0, StatusCode::OK);
    assert_eq!(send("application/json", padded(65536)).await.0, StatusCode::OK);
    let too_large = "the body is larger than 65536 bytes";
    assert_error(send("application/json", padded(65537)).await, 413, too_large);
    let more = format!("{} {{}}", body());
    let trailing = "there is more after the JSON value";
    assert_error(send("application/json", more).await, 400, trailing);
    let array = "the body is not a JSON object";
    assert_error(send("application/json", "[]".to_owned()).await, 400, array);
    for (body, message) in [
        ("", "the body is empty: send a JSON object"),
        ("\u{feff}{}", "the body begins with a byte order mark: leave it out"),
        ("{\0}\0", "the body is in UTF-16 or UTF-32: send it in UTF-8"),
        (
            r#"{"tenant_id": "\ud800"}"#,
            "tenant_id: a lone surrogate (`\\ud800` to `\\udfff`) is not a character: send both of a pair",
        ),
        (
            r#"{"tenant_id": "a", "context": {"x": {"k": "secret", "k": 2}}}"#,
            "context.x.k: the object has this key twice",
        ),
        (r#"{"tenant_id": 'a'}"#, "not valid JSON: expected a value at line 1 column 15"),
    ] {
        assert_error(send("application/json", body.to_owned()).await, 400, message);
    }
    let request = server.post("/link-token/introspect").bearer_auth(&token).json(&json!({}));
    let missing = answer(request.send().await.expect("an answer")).await;
    assert_error(missing, 400, "link_token: required");
}

/// The server reads and drops the rest of a rejected body: the next request may already be on the
/// connection.
#[on_sqlite]
async fn connection_stays_usable_when_large_body_is_rejected(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for _ in 0..20 {
        let send = async |token: &str, content_type: &str, length: usize| {
            let request = server.post("/link-token").bearer_auth(token);
            let request = request.header(CONTENT_TYPE, content_type).body("[".repeat(length));
            answer(request.send().await.expect("an answer")).await.0.as_u16()
        };
        let json = "application/json";
        assert_eq!(send(&token, json, 200_000).await, 413);
        assert_eq!(send(&token, "text/plain", 200_000).await, 415);
        assert_eq!(send("nobody", json, 50_000).await, 401);
        server.link_token(&token).await;
    }
}

/// A client may send a large body before it looks for the answer. The answer says that the
/// connection ends (RFC 9112, section 9.6).
#[on_sqlite]
fn answer_reaches_client_that_sends_large_body(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let length = 8 << 20;
    let chunked = "Transfer-Encoding: chunked\r\nContent-Type: application/json";
    let known = |media_type| format!("Content-Length: {length}\r\nContent-Type: {media_type}");
    for (token, headers, status) in [
        (&*token, &*known("application/json"), "413 Payload Too Large"),
        (&token, &known("text/plain"), "415 Unsupported Media Type"),
        ("nobody", &known("application/json"), "401 Unauthorized"),
        (&token, chunked, "413 Payload Too Large"),
    ] {
        let mut connection = Connection::to(&server);
        connection.send_head(token, headers);
        let mut body = vec![b' '; length];
        if headers == chunked {
            body = [format!("{length:x}\r\n").as_bytes(), &body, b"\r\n0\r\n\r\n"].concat();
        }
        connection.0.write_all(&body).expect("the server reads the whole body");
        let answer = connection.read_to_end();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{headers}: {answer}");
        assert!(answer.contains("\r\nconnection: close\r\n"), "{headers}: {answer}");
    }
}

/// Clients such as Node.js then close an idle connection before the server does.
#[on_sqlite]
fn answer_says_how_long_idle_connection_stays_open(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for (token, status) in [(&*token, "200 OK"), ("nobody", "401 Unauthorized")] {
        let mut connection = Connection::to(&server);
        let headers = "Content-Length: 17\r\nContent-Type: application/json";
        connection.send_head(token, headers);
        connection.0.write_all(br#"{"tenant_id":"a"}"#).expect("sent");
        let mut answer = String::new();
        let mut lines = BufReader::new(&connection.0).lines();
        while let Some(line) =
            lines.next().transpose().expect("an answer").filter(|it| !it.is_empty())
        {
            answer += &line;
            answer.push('\n');
        }
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}\n")), "{answer}");
        assert!(answer.contains("\nkeep-alive: timeout=25\n"), "{answer}");
    }
    let mut connection = Connection::to(&server);
    connection.send_head(&token, "Connection: x, Close\r\nContent-Length: 0");
    let answer = connection.read_to_end();
    assert!(answer.contains("\r\nconnection: close\r\n"), "{answer}");
    assert!(!answer.contains("keep-alive"), "{answer}");
}

/// The client is not asked for a body that nothing needs (RFC 9110, section 10.1.1).
#[on_sqlite]
fn answer_is_final_when_client_expects_100_continue(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for (token, headers, status) in [
        (&*token, "Content-Length: 100000\r\nContent-Type: application/json", "413"),
        (&token, "Content-Length: 10\r\nContent-Type: text/plain", "415"),
        ("nobody", "Content-Length: 10\r\nContent-Type: application/json", "401"),
    ] {
        let mut connection = Connection::to(&server);
        connection.send_head(token, &format!("{headers}\r\nExpect: 100-continue"));
        connection.0.shutdown(std::net::Shutdown::Write).expect("done");
        let answer = connection.read_to_end();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{headers}: {answer}");
        assert!(answer.contains("\r\nconnection: close\r\n"), "{headers}: {answer}");
    }
}

/// Dropshot answers without reading the body, so the connection ends.
#[on_sqlite]
fn answer_ends_connection_when_there_is_no_route_for_a_body(database: &Database) {
    database.environment("test");
    let (server, log) = Server::start_logged(database, "info");
    for (request, status, allowed) in [
        ("POST /nowhere", "404 Not Found", ""),
        ("PUT /link-token", "405 Method Not Allowed", "GET, POST"),
        ("DELETE //link-token/", "405 Method Not Allowed", "GET, POST"),
        ("POST /docs", "405 Method Not Allowed", "GET, HEAD"),
        ("POST /docs/page.js", "405 Method Not Allowed", "GET, HEAD"),
        ("GET /docs/nowhere", "404 Not Found", ""),
        ("GET /link-token/revoke", "405 Method Not Allowed", "POST"),
        ("GET /nowhere", "404 Not Found", ""),
    ] {
        let mut connection = Connection::to(&server);
        let head = format!("{request} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n");
        connection.0.write_all(head.as_bytes()).expect("sent");
        let answer = connection.read_to_end();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{request}: {answer}");
        assert!(answer.contains("\r\nconnection: close\r\n"), "{request}: {answer}");
        let allow = answer.lines().filter_map(|line| line.strip_prefix("allow: "));
        assert_eq!(allow.collect::<Vec<_>>().join(", "), allowed, "{request}: {answer}");
    }
    server.signal("TERM");
    let log = log.rest();
    assert_eq!(log.matches("request completed").count(), 8, "{log}");
    assert!(!log.contains("version"), "{log}");
}

/// RFC 9112, section 6.3: what follows such a request on its connection is not a request, since
/// a proxy in front may see its end elsewhere.
#[on_sqlite]
async fn connection_ends_when_framing_is_invalid_or_ambiguous(database: &Database) {
    let token = database.environment("test");
    let operated = Operated::start(database, &[]);
    let body = r#"{"tenant_id":"a"}"#;
    let chunked = format!("11\r\n{body}\r\n0\r\n\r\n");
    let send = |headers: &str, body: &str| {
        let mut connection = Connection::to(&operated.server);
        let request = format!(
            "POST /link-token HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\n{headers}\r\n\r\n{body}\
             GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n"
        );
        connection.0.write_all(request.as_bytes()).expect("sent");
        let answer = connection.read_to_end();
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{headers}: {answer}");
        answer
    };
    for (headers, body) in [
        ("Content-Length: 17\r\nContent-Length: 3", body),
        ("Content-Length: 17, 17", body),
        ("Content-Length: +17", body),
        ("Content-Length: -1", body),
        ("Content-Length: 99999999999999999999999", body),
        ("Content-Length : 17", body),
        ("Content-Length: 17\r\nTransfer-Encoding: chunked", body),
        ("Transfer-Encoding: chunked, gzip", &chunked),
        ("Transfer-Encoding: xchunked", &chunked),
        ("Transfer-Encoding: \0chunked", &chunked),
        ("Transfer-Encoding:\r\n chunked", &chunked),
        ("Transfer-Encoding: chunked", &chunked.replacen("11", "-1", 1)),
        ("Transfer-Encoding: chunked", &chunked.replacen("11", "0x11", 1)),
        ("Transfer-Encoding: chunked", &chunked.replacen("11", "fffffffffffffffff", 1)),
        ("Transfer-Encoding: chunked", &chunked.replacen("11\r\n", "11\n", 1)),
        ("Transfer-Encoding: chunked", &chunked.replacen("}\r\n", "}XX", 1)),
    ] {
        let answer = send(headers, body);
        assert!(answer.starts_with("HTTP/1.1 400 "), "{headers}: {answer}");
    }
    assert_eq!(operated.metric("link_token_issued_total").await, Some(0.0));
    let both = send("Content-Length: 17\r\nTransfer-Encoding: chunked", &chunked);
    assert!(both.starts_with("HTTP/1.1 200 "), "the coding counts: {both}");
}

/// Clients that send nothing, or the start of a request, do not keep others from an answer.
#[on_sqlite]
async fn server_answers_while_hundreds_of_requests_are_unfinished(database: &Database) {
    let token = database.environment("test");
    let server = Server::start_with(database, &["--max-concurrent", "4"]);
    let unfinished: Vec<Connection> = (0..200)
        .map(|number| {
            let mut connection = Connection::to(&server);
            let json = "Content-Type: application/json\r\nContent-Length: 5000";
            match number % 4 {
                0 => {}
                1 => connection.0.write_all(b"POST /link-token HTTP/1.1\r\nHo").expect("sent"),
                2 => connection.send_head(&token, json),
                _ => connection.send_head("nobody", json),
            }
            connection
        })
        .collect();
    eventually("slow senders keep no permit", async || {
        let request = server.post("/link-token").bearer_auth(&token);
        let request = request.json(&json!({ "tenant_id": "a" }));
        request.send().await.expect("an answer").status() == StatusCode::OK
    })
    .await;
    drop(unfinished);
}

/// RFC 9112, section 3.2.
#[on_sqlite]
fn create_returns_400_when_host_is_missing_repeated_or_invalid(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for (host, status) in [
        ("Host: a\r\n", "200"),
        ("", "400"),
        ("Host: a\r\nHost: a\r\n", "400"),
        ("Host: a b\r\n", "400"),
    ] {
        let mut connection = Connection::to(&server);
        let request = format!(
            "POST /link-token HTTP/1.1\r\n{host}Authorization: Bearer {token}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: 18\r\n\r\n{{\"tenant_id\": \"a\"}} "
        );
        connection.0.write_all(request.as_bytes()).expect("sent");
        let answer = connection.read_to_end();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{host:?}: {answer}");
    }
}

#[on_sqlite]
fn server_stops_reading_a_body_without_end(database: &Database) {
    let server = Server::start(database);
    let mut connection = Connection::to(&server);
    connection.send_head("nobody", "Transfer-Encoding: chunked\r\nContent-Type: application/json");
    let chunk = [&b"100000\r\n"[..], &vec![b' '; 1 << 20], b"\r\n"].concat();
    // Far more than the server discards.
    let failed = (0..1000).find_map(|_| connection.0.write_all(&chunk).err());
    let failed = failed.expect("the server ends the connection").kind();
    assert!(matches!(failed, ErrorKind::BrokenPipe | ErrorKind::ConnectionReset), "{failed}");
}

/// RFC 9110, section 9.3.2.
#[on_sqlite]
async fn head_has_headers_of_get_and_no_content(database: &Database) {
    database.environment("test");
    let operated = Operated::start(database, &[]);
    let public = ["/", "/docs", "/docs/page.js", "/openapi.yaml", "/openapi.json"];
    let public = public.map(|path| format!("{}{path}", operated.server.url));
    let operators = ["/healthz", "/readyz"].map(|path| format!("{}{path}", operated.url));
    for url in public.into_iter().chain(operators) {
        let answer = async |method: reqwest::Method| {
            let answer = http().request(method, &url).send().await.expect("an answer");
            let (status, mut headers) = (answer.status(), answer.headers().clone());
            for of_one_answer in ["date", "x-request-id"] {
                headers.remove(of_one_answer);
            }
            (status, headers, answer.bytes().await.expect("a body"))
        };
        let (status, headers, content) = answer(reqwest::Method::GET).await;
        assert!(status.is_success() && !content.is_empty(), "{url}: {status}");
        assert_eq!(answer(reqwest::Method::HEAD).await, (status, headers, "".into()), "{url}");
    }
}

/// RFC 9110, section 15.5.16: the answer names what would be accepted.
#[on_sqlite]
async fn create_returns_415_when_body_is_compressed(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    let send = async |coding: &str| {
        let request = server.post("/link-token").bearer_auth(&token);
        let request = request.header("content-encoding", coding);
        request.json(&json!({ "tenant_id": "a" })).send().await.expect("an answer")
    };
    for coding in ["gzip", "identity, br"] {
        let refused = send(coding).await;
        assert_eq!(refused.headers()["accept-encoding"], "identity");
        let message = "the body is compressed: send it as it is, without Content-Encoding";
        assert_error(answer(refused).await, 415, message);
    }
    assert_eq!(send("identity").await.status(), StatusCode::OK);

    let request = server.post("/link-token").bearer_auth(&token).body("{}");
    let refused = request.header(CONTENT_TYPE, "text/plain").send().await.expect("an answer");
    assert_eq!(refused.headers()["accept"], "application/json");
}

#[on_sqlite]
async fn answers_forbid_caching_and_unknown_paths_return_contract_errors(database: &Database) {
    let token = database.environment("test");
    let server = Server::start(database);
    for body in [json!({ "tenant_id": "a" }), json!({})] {
        let request = server.post("/link-token").bearer_auth(&token).json(&body);
        let request = request.header("origin", "https://a.example");
        let response = request.send().await.expect("an answer");
        let mut names = response.headers().keys();
        assert!(!names.any(|it| it.as_str().starts_with("access-control-")), "{response:?}");
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        assert!(response.headers().contains_key("x-request-id"));
    }
    let (status, body) = server.call(&token, "/link-tokens", &json!({})).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(body["message"].is_string() && body["request_id"].is_string(), "{body}");
    // An unknown method, for instance a browser that asks whether another origin may call: none
    // may.
    for method in [reqwest::Method::GET, reqwest::Method::OPTIONS] {
        let url = format!("{}/link-token/revoke", server.url);
        let request = http().request(method, url).header("origin", "https://a.example");
        let response = request.send().await.expect("an answer");
        assert!(!response.headers().contains_key("access-control-allow-origin"));
        let (status, body) = answer(response).await;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(body["message"].is_string() && body["request_id"].is_string(), "{body}");
    }
}
