//! The server under mixed valid and hostile load: for a few seconds in the usual run, and longer on
//! request.
//!
//! ```text
//! SOAK_SECONDS=600 SOAK_IDLE=10000 cargo test --release --workspace --test service -- --nocapture soak
//! ```

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::StatusCode;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

use link_token_tests::{Database, PATIENCE, Server, on_each_engine};

/// Numbers of requests and connections, by kind.
#[derive(Default)]
struct Counts {
    good: AtomicU64,
    malformed: AtomicU64,
    huge: AtomicU64,
    slow: AtomicU64,
    half_open: AtomicU64,
    wrong_token: AtomicU64,
    idle: AtomicU64,
}

struct Soak {
    server: Server,
    address: String,
    token: String,
    counts: Counts,
    over: AtomicBool,
}

impl Soak {
    fn goes_on(&self) -> bool {
        !self.over.load(Ordering::Relaxed)
    }

    /// Creates, introspects and redeems one link token after another. Each request must succeed.
    async fn good(self: Arc<Self>) {
        while self.goes_on() {
            let body = json!({ "tenant_id": "acme-1", "context": { "label": "x".repeat(200) } });
            let (status, created) = self.server.call(&self.token, "/link-token", &body).await;
            assert_eq!(status, StatusCode::OK, "{created}");
            let reference = json!({ "link_token": created["link_token"] });
            let (status, found) =
                self.server.call(&self.token, "/link-token/introspect", &reference).await;
            assert_eq!((status, &found["active"]), (StatusCode::OK, &json!(true)));
            let redemption = json!({ "link_token": created["link_token"], "integration": "x" });
            let (status, _) =
                self.server.call(&self.token, "/link-token/redeem", &redemption).await;
            assert_eq!(status, StatusCode::OK);
            self.counts.good.fetch_add(3, Ordering::Relaxed);
        }
    }

    /// Sends a request that must be rejected with a status.
    async fn refused(&self, token: &str, body: Vec<u8>, expected: u16, count: &AtomicU64) {
        let request = self.server.post("/link-token").bearer_auth(token).body(body);
        let sent = request.header("content-type", "application/json").send().await;
        // A body that is too large may be cut off before the answer is read.
        if let Ok(response) = sent {
            assert_eq!(response.status().as_u16(), expected);
        }
        count.fetch_add(1, Ordering::Relaxed);
    }

    async fn hostile(self: Arc<Self>) {
        while self.goes_on() {
            self.refused(&self.token, b"{\"tenant_id\": ".to_vec(), 400, &self.counts.malformed)
                .await;
            self.refused(&self.token, vec![b'['; 60_000], 400, &self.counts.malformed).await;
            self.refused(&self.token, vec![b' '; 5_000_000], 413, &self.counts.huge).await;
            self.refused("lta_wrong", b"{}".to_vec(), 401, &self.counts.wrong_token).await;
        }
    }

    fn head(&self, length: usize) -> String {
        format!(
            "POST /link-token HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n",
            self.token
        )
    }

    /// Sends bodies byte by byte, and gives up.
    async fn slow(self: Arc<Self>) {
        while self.goes_on() {
            let Ok(mut connection) = TcpStream::connect(&self.address).await else { continue };
            let _ = connection.write_all(self.head(1000).as_bytes()).await;
            for _ in 0..40 {
                if !self.goes_on() || connection.write_all(b" ").await.is_err() {
                    break;
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            self.counts.slow.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Opens connections and never finishes the request.
    async fn half_open(self: Arc<Self>) {
        while self.goes_on() {
            let Ok(mut connection) = TcpStream::connect(&self.address).await else { continue };
            let _ = connection.write_all(b"POST /link-token HTTP/1.1\r\nHost:").await;
            tokio::time::sleep(Duration::from_secs(2)).await;
            self.counts.half_open.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Opens connections, makes one request on each, and keeps them open.
    async fn idle(self: Arc<Self>, wanted: usize) {
        let mut connections = Vec::new();
        while self.goes_on() {
            if connections.len() < wanted
                && let Ok(mut connection) = TcpStream::connect(&self.address).await
            {
                let _ = connection.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
                let mut start = [0; 12];
                let _ = timeout(PATIENCE, connection.read_exact(&mut start)).await;
                connections.push(connection);
                self.counts.idle.fetch_add(1, Ordering::Relaxed);
            } else {
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

#[on_each_engine]
async fn server_answers_valid_requests_under_hostile_load(database: &Database) {
    let setting = |name: &str, default: u64| {
        std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let span = Duration::from_secs(setting("SOAK_SECONDS", 5));
    let idle = usize::try_from(setting("SOAK_IDLE", 200)).expect("fits");
    let token = database.environment("soak");
    let (server, log) =
        Server::start_logged_with(database, "warn", &["--rate-limit", "0", "--failure-limit", "0"]);
    let address = server.url.trim_start_matches("http://").to_owned();
    let soak = Arc::new(Soak {
        server,
        address,
        token,
        counts: Counts::default(),
        over: AtomicBool::new(false),
    });

    let mut tasks = Vec::new();
    for _ in 0..4 {
        tasks.push(tokio::spawn(Arc::clone(&soak).good()));
    }
    for _ in 0..2 {
        tasks.push(tokio::spawn(Arc::clone(&soak).hostile()));
    }
    for _ in 0..50 {
        tasks.push(tokio::spawn(Arc::clone(&soak).slow()));
        tasks.push(tokio::spawn(Arc::clone(&soak).half_open()));
    }
    for _ in 0..10 {
        tasks.push(tokio::spawn(Arc::clone(&soak).idle(idle / 10)));
    }

    let start = Instant::now();
    let mut memory = Vec::new();
    while start.elapsed() < span {
        tokio::time::sleep(span / 20).await;
        let resident = soak.server.resident_bytes() / 1024 / 1024;
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let counts = &soak.counts;
        println!(
            "{:>5} s  {resident:>4} MiB  good {}  malformed {}  huge {}  wrong token {}  slow {}  half-open {}  idle {}",
            start.elapsed().as_secs(),
            count(&counts.good),
            count(&counts.malformed),
            count(&counts.huge),
            count(&counts.wrong_token),
            count(&counts.slow),
            count(&counts.half_open),
            count(&counts.idle),
        );
        memory.push(resident);
    }
    soak.over.store(true, Ordering::Relaxed);
    for task in tasks {
        task.await.expect("every good request was answered");
    }
    // From the middle on, when everything is up, memory stays where it is.
    let (middle, end) = (memory[memory.len() / 2], memory[memory.len() - 1]);
    // On a busy machine, that takes longer than half of a short run.
    assert!(end <= middle + middle / 4 + 64, "{memory:?}");

    soak.server.signal("TERM");
    let soak = Arc::into_inner(soak).expect("all tasks have ended");
    let text = log.rest();
    assert!(soak.server.wait());
    assert!(!text.contains("panicked") && !text.contains("internal error"), "{text}");
    println!("log of the run: {} lines", text.lines().count());
}
