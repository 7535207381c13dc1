//! Twice the load that a server can carry.
//!
//! Requests come at a fixed rate, whether the last ones were answered or not, as those of many
//! callers do. First the server shows how much it carries, with a few callers that wait for their
//! answers.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::mpsc,
    time::timeout,
};

use link_token_tests::{Database, PATIENCE, Server, eventually, on_each_engine};

use crate::setting::Setting;

/// The server's limit of requests in flight.
const MAX_CONCURRENT: &str = "64";
/// The number of connections, far above that limit.
const CONNECTIONS: usize = 512;

/// Callers that write bytes to open connections: they need less of the machine than the server
/// does.
struct Callers {
    address: String,
    request: Vec<u8>,
    done: AtomicUsize,
    shed: AtomicUsize,
    slowest: Mutex<Duration>,
}

impl Callers {
    fn new(server: &Server, token: &str) -> Arc<Self> {
        let body = "{\"tenant_id\": \"acme-1\"}";
        let request = format!(
            "POST /link-token HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        Arc::new(Self {
            address: server.url.trim_start_matches("http://").to_owned(),
            request: request.into_bytes(),
            done: AtomicUsize::new(0),
            shed: AtomicUsize::new(0),
            slowest: Mutex::default(),
        })
    }

    async fn connect(&self) -> TcpStream {
        let connection = TcpStream::connect(&self.address).await.expect("it accepts");
        connection.set_nodelay(true).expect("set");
        connection
    }

    /// Makes one request, timed from the moment it was due.
    async fn call(&self, connection: &mut TcpStream, since: Instant) {
        connection.write_all(&self.request).await.expect("sent");
        let mut answer = Vec::with_capacity(1024);
        // All of these answers have a body, a JSON object, which is the end.
        while !answer.ends_with(b"}") {
            let read = timeout(PATIENCE, connection.read_buf(&mut answer)).await;
            let read = read.expect("in time").expect("answered");
            assert!(read > 0, "the connection stays open");
        }
        let text = String::from_utf8_lossy(&answer);
        if text.starts_with("HTTP/1.1 200") {
            self.done.fetch_add(1, Ordering::Relaxed);
        } else {
            assert!(text.starts_with("HTTP/1.1 503"), "{text}");
            assert!(text.to_ascii_lowercase().contains("\r\nretry-after: 1\r\n"), "{text}");
            self.shed.fetch_add(1, Ordering::Relaxed);
        }
        let mut slowest = self.slowest.lock().expect("nobody panics with it");
        *slowest = since.elapsed().max(*slowest);
    }

    /// The requests per second that are answered when each caller waits for its answer.
    async fn capacity(self: &Arc<Self>) -> f64 {
        let span = Duration::from_secs(2);
        let start = Instant::now();
        let callers = (0..32).map(|_| {
            let this = Arc::clone(self);
            tokio::spawn(async move {
                let mut connection = this.connect().await;
                while start.elapsed() < span {
                    this.call(&mut connection, Instant::now()).await;
                }
            })
        });
        for caller in futures::future::join_all(callers).await {
            caller.expect("answered as it should be");
        }
        let done = f64::from(u32::try_from(self.done.swap(0, Ordering::Relaxed)).expect("fits"));
        done / start.elapsed().as_secs_f64()
    }

    /// Makes requests at a fixed rate for a while.
    async fn at_rate(self: &Arc<Self>, rate: f64, span: Duration) {
        // Connections that have no request on them: those that a load balancer keeps open. That
        // connecting is quick is not the server's to promise: the system lets so many wait to be
        // accepted, and the others try again after a second.
        let (give_back, mut free) = mpsc::unbounded_channel();
        for _ in 0..CONNECTIONS {
            let _ = give_back.send(self.connect().await);
        }
        let (mut made, start) = (0.0, Instant::now());
        let mut ticks = tokio::time::interval(Duration::from_millis(5));
        let mut tasks = tokio::task::JoinSet::new();
        while start.elapsed() < span {
            ticks.tick().await;
            let due = start.elapsed().as_secs_f64() * rate;
            while made < due {
                made += 1.0;
                let since = Instant::now();
                let connection = timeout(PATIENCE, free.recv()).await.expect("in time");
                let mut connection: TcpStream = connection.expect("there are some");
                let (this, give_back) = (Arc::clone(self), give_back.clone());
                tasks.spawn(async move {
                    this.call(&mut connection, since).await;
                    let _ = give_back.send(connection);
                });
            }
        }
        while let Some(task) = tasks.join_next().await {
            task.expect("answered as it should be");
        }
    }
}

#[on_each_engine]
async fn server_sheds_load_when_it_gets_twice_its_capacity(database: &Database) {
    let name = format!("overload on {:?}", database.engine());
    let setting = Setting::alone(&name);
    let token = database.environment("test");
    let arguments = ["--rate-limit", "0", "--max-concurrent", MAX_CONCURRENT];
    let server = Server::start_with(database, &arguments);
    let callers = Callers::new(&server, &token);
    let capacity = callers.capacity().await;
    assert_eq!(callers.shed.swap(0, Ordering::Relaxed), 0, "what it can carry is carried");
    callers.slowest.lock().expect("nobody panics with it").clone_from(&Duration::ZERO);

    let before = server.resident_bytes();
    let mut rate = 2.0 * capacity;
    callers.at_rate(rate, setting.span() * 2).await;
    // Other programs may have slowed the machine down only while the server showed its capacity.
    for _ in 0..5 {
        if callers.shed.load(Ordering::Relaxed) == 0 {
            rate *= 2.0;
            callers.at_rate(rate, setting.span()).await;
        }
    }
    let after = server.resident_bytes();
    let count = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
    let (done, shed) = (count(&callers.done), count(&callers.shed));
    let slowest = *callers.slowest.lock().expect("nobody panics with it");
    println!(
        "{name}: carries {capacity:.0} requests a second; at {rate:.0}, {done} done and {shed} turned away, \
         the slowest after {slowest:?}; memory {} and {} MiB",
        before >> 20,
        after >> 20
    );
    assert!(shed > 0, "what is too much is turned away");
    assert!(done > 0, "and the rest is done");
    assert!(after < before + (128 << 20), "{before} {after}");
    eventually("it is as before", async || {
        let body = serde_json::json!({ "tenant_id": "acme-1" });
        server.call(&token, "/link-token", &body).await.0 == 200
    })
    .await;
}
