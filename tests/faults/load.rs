//! Clients that use the service during faults, and check afterwards that it kept what it answered.

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use fastrand::Rng;
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use link_token_tests::{Database, Server};

/// The reply to a request.
#[derive(Debug)]
pub enum Reply {
    /// The server did it.
    Done(Value),
    /// The server rejected it, with a status that a repetition does not change.
    Rejected(u16, Value),
    /// 503 with a `Retry-After`.
    Unavailable,
    /// No reply came, so the client does not know whether the server did it.
    Missing,
}

/// A client's knowledge of a change that it may have asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answered {
    /// The client did not ask for it.
    NotAsked,
    /// The client asked, and no answer tells whether the server did it.
    Unknown,
    /// The server answered that it did it.
    Yes,
}

/// One link token, and what its client did with it. Each has a tenant of its own, so that the test
/// can count its accounts.
#[derive(Clone, Debug)]
struct Entry {
    tenant: String,
    /// None if the reply is missing.
    link_token: Option<String>,
    redeemed: Answered,
    revoked: Answered,
}

/// The reaction of clients to a failed request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// They go on with another link token.
    Never,
    /// They repeat it until there is a reply, as real clients do.
    UntilAnswered,
}

/// The result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    pub acknowledged: usize,
    pub redeemed: usize,
    pub lost: usize,
    pub redeemed_twice: usize,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { acknowledged, redeemed, lost, redeemed_twice } = self;
        write!(
            f,
            "{acknowledged} acknowledged tokens checked, {lost} lost; {redeemed} redemptions, {redeemed_twice} double"
        )
    }
}

/// Checks the audit trail against the rows: each change has its event, and each event its change.
pub fn audited(count: impl Fn(&str) -> i64) {
    let issued = "SELECT substr(hash, 1, 8) FROM link_token";
    let redeemed = "SELECT id FROM integrated_account";
    let event = |column: &str, action: &str| {
        format!("SELECT {column} FROM audit_event WHERE action = '{action}' AND outcome = 'done'")
    };
    for (stored, events) in [
        (issued, event("link_token_mark", "create_link_token")),
        (redeemed, event("object_id", "redeem_link_token")),
    ] {
        let number = |rows: &str| count(&format!("SELECT count(*) FROM ({rows}) AS rows"));
        assert_eq!(number(stored), number(&events), "{events}");
        assert_eq!(number(&format!("{stored} EXCEPT {events}")), 0, "{events}");
    }
}

/// The number of requests without a reply that the check repeats.
const UNANSWERED: usize = 200;

/// Clients, and their memory.
pub struct Load {
    http: reqwest::Client,
    token: String,
    /// The addresses of the servers, which clients ask in turn.
    addresses: RwLock<Vec<String>>,
    turn: AtomicUsize,
    number: AtomicUsize,
    retry: Retry,
    over: AtomicBool,
    entries: Mutex<Vec<Entry>>,
    slowest: Mutex<Duration>,
    answered: AtomicUsize,
    unavailable: AtomicUsize,
    unanswered: AtomicUsize,
}

impl Load {
    pub fn new(token: &str, retry: Retry) -> Arc<Self> {
        // Longer than any server lets a client wait.
        let http = reqwest::Client::builder().timeout(Duration::from_secs(60)).build();
        Self::through(http.expect("a client"), token, retry)
    }

    /// Clients that share an HTTP client.
    pub fn through(http: reqwest::Client, token: &str, retry: Retry) -> Arc<Self> {
        Arc::new(Self {
            http,
            token: token.to_owned(),
            addresses: RwLock::default(),
            turn: AtomicUsize::new(0),
            number: AtomicUsize::new(0),
            retry,
            over: AtomicBool::new(false),
            entries: Mutex::default(),
            slowest: Mutex::default(),
            answered: AtomicUsize::new(0),
            unavailable: AtomicUsize::new(0),
            unanswered: AtomicUsize::new(0),
        })
    }

    /// Sets the servers' addresses.
    pub fn aim_at<'s>(&self, servers: impl IntoIterator<Item = &'s Server>) {
        let addresses = servers.into_iter().map(|server| server.url.clone()).collect();
        *self.addresses.write().unwrap_or_else(PoisonError::into_inner) = addresses;
    }

    /// Sets the address of a proxy in front of the servers.
    pub fn aim_at_url(&self, url: &str) {
        *self.addresses.write().unwrap_or_else(PoisonError::into_inner) = vec![url.to_owned()];
    }

    /// Replaces the address of one server.
    pub fn aim_one(&self, place: usize, server: &Server) {
        let mut addresses = self.addresses.write().unwrap_or_else(PoisonError::into_inner);
        addresses[place].clone_from(&server.url);
    }

    fn entries(&self) -> std::sync::MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The longest time to a reply since the last call.
    pub fn slowest(&self) -> Duration {
        std::mem::take(&mut *self.slowest.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The numbers of requests that succeeded, that returned 503, and that got no reply, since the
    /// last call.
    pub fn replies(&self) -> (usize, usize, usize) {
        let count = |counter: &AtomicUsize| counter.swap(0, Ordering::Relaxed);
        (count(&self.answered), count(&self.unavailable), count(&self.unanswered))
    }

    /// Starts clients that run until [`Self::stop`].
    pub fn start(self: &Arc<Self>, clients: usize, rng: &mut Rng) -> Vec<JoinHandle<()>> {
        self.over.store(false, Ordering::Relaxed);
        (0..clients).map(|_| tokio::spawn(Arc::clone(self).client(rng.fork()))).collect()
    }

    /// Stops the clients after the requests that they are making.
    ///
    /// # Panics
    ///
    /// If one of them got a wrong answer.
    pub async fn stop(&self, clients: Vec<JoinHandle<()>>) {
        self.over.store(true, Ordering::Relaxed);
        for client in clients {
            client.await.expect("answered as it should be");
        }
    }

    async fn client(self: Arc<Self>, mut rng: Rng) {
        while !self.over.load(Ordering::Relaxed) {
            let tenant = format!("tenant-{}", self.number.fetch_add(1, Ordering::Relaxed));
            let link_token = self.create(&tenant).await;
            let mut entry = Entry {
                tenant,
                link_token,
                redeemed: Answered::NotAsked,
                revoked: Answered::NotAsked,
            };
            if let Some(link_token) = entry.link_token.clone() {
                match rng.u8(0..10) {
                    0..3 => self.introspect(&link_token).await,
                    3..6 => entry.redeemed = self.redeem(&link_token).await,
                    6 => entry.revoked = self.revoke(&link_token).await,
                    _ => {}
                }
            } else {
                // Something is down: there is no point in asking as fast as possible.
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            self.entries().push(entry);
        }
    }

    /// Makes a request of a server.
    async fn call(&self, path: &str, key: Option<&str>, body: &Value) -> Reply {
        let address = {
            let addresses = self.addresses.read().unwrap_or_else(PoisonError::into_inner);
            addresses[self.turn.fetch_add(1, Ordering::Relaxed) % addresses.len()].clone()
        };
        let mut request =
            self.http.post(format!("{address}{path}")).bearer_auth(&self.token).json(body);
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        let start = Instant::now();
        let lost = || {
            self.unanswered.fetch_add(1, Ordering::Relaxed);
            Reply::Missing
        };
        let Ok(response) = request.send().await else { return lost() };
        let status = response.status().as_u16();
        if let 502 | 504 = status {
            // A proxy's own answer: it got none from a server.
            return lost();
        }
        let may_retry = response.headers().contains_key("retry-after");
        let Ok(bytes) = response.bytes().await else { return lost() };
        let took = start.elapsed();
        let mut slowest = self.slowest.lock().unwrap_or_else(PoisonError::into_inner);
        *slowest = took.max(*slowest);
        drop(slowest);
        let body = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes).expect("JSON")
        };
        match status {
            200 | 204 => {
                self.answered.fetch_add(1, Ordering::Relaxed);
                Reply::Done(body)
            }
            503 => {
                assert!(may_retry, "503 without Retry-After");
                self.unavailable.fetch_add(1, Ordering::Relaxed);
                Reply::Unavailable
            }
            status => Reply::Rejected(status, body),
        }
    }

    /// The same, repeated if the clients do so. Returns also whether an earlier attempt may have
    /// succeeded.
    async fn persist(&self, path: &str, key: Option<&str>, body: &Value) -> (Reply, bool) {
        let mut perhaps = false;
        let patience = Instant::now() + Duration::from_secs(60);
        loop {
            match self.call(path, key, body).await {
                Reply::Missing | Reply::Unavailable if self.retry == Retry::UntilAnswered => {
                    perhaps = true;
                    assert!(Instant::now() < patience, "no answer to {path} within a minute");
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                reply => return (reply, perhaps),
            }
        }
    }

    /// Creates a link token for a tenant, whose name is also the `Idempotency-Key`. `None` if the
    /// reply is missing.
    async fn create(&self, tenant: &str) -> Option<String> {
        let body = json!({ "tenant_id": tenant, "context": { "label": "x".repeat(200) } });
        match self.persist("/link-token", Some(tenant), &body).await.0 {
            Reply::Done(created) => {
                Some(created["link_token"].as_str().expect("a token").to_owned())
            }
            Reply::Missing | Reply::Unavailable => None,
            Reply::Rejected(status, body) => panic!("create: {status} {body}"),
        }
    }

    async fn introspect(&self, link_token: &str) {
        match self
            .persist("/link-token/introspect", None, &json!({ "link_token": link_token }))
            .await
            .0
        {
            Reply::Done(found) => assert_eq!(found["active"], true, "right after it was issued"),
            Reply::Missing | Reply::Unavailable => {}
            Reply::Rejected(status, body) => panic!("introspect: {status} {body}"),
        }
    }

    async fn redeem(&self, link_token: &str) -> Answered {
        let body = json!({ "link_token": link_token, "integration": "x" });
        match self.persist("/link-token/redeem", None, &body).await {
            // The latter if an attempt whose answer was lost did it. Whether there is an account is
            // seen in the end.
            (Reply::Done(_), _) | (Reply::Rejected(409, _), true) => Answered::Yes,
            (Reply::Missing | Reply::Unavailable, _) => Answered::Unknown,
            (Reply::Rejected(status, body), _) => panic!("redeem: {status} {body}"),
        }
    }

    async fn revoke(&self, link_token: &str) -> Answered {
        match self.persist("/link-token/revoke", None, &json!({ "link_token": link_token })).await.0
        {
            Reply::Done(_) => Answered::Yes,
            Reply::Missing | Reply::Unavailable => Answered::Unknown,
            Reply::Rejected(status, body) => panic!("revoke: {status} {body}"),
        }
    }

    /// Checks a server against all replies from an entry on.
    ///
    /// # Panics
    ///
    /// If a request fails: the server has to work.
    pub async fn verify(
        self: &Arc<Self>,
        server: &Server,
        database: &Database,
        from: usize,
    ) -> Counts {
        let mut entries = self.entries()[from..].to_vec();
        // Of the many requests that were not answered, some are enough.
        let mut unanswered = 0;
        entries.retain(|entry| {
            unanswered += usize::from(entry.link_token.is_none());
            entry.link_token.is_some() || unanswered <= UNANSWERED
        });
        let accounts =
            database.sql("SELECT tenant_id, count(*) FROM integrated_account GROUP BY tenant_id");
        let accounts: HashMap<&str, usize> = accounts
            .lines()
            .map(|line| {
                let (tenant, count) = line.rsplit_once('|').expect("two columns");
                (tenant, count.parse().expect("a number"))
            })
            .collect();
        audited(|sql| database.sql(sql).trim().parse().expect("a number"));
        let mut counts = Counts {
            acknowledged: 0,
            lost: 0,
            redeemed: accounts.len(),
            redeemed_twice: accounts.values().filter(|count| **count > 1).count(),
        };
        // Some at a time: there may be many.
        for entries in entries.chunks(32) {
            let checks = entries.iter().map(|entry| {
                let has_account = accounts.contains_key(entry.tenant.as_str());
                self.holds(server, entry, has_account)
            });
            for (entry, holds) in entries.iter().zip(futures::future::join_all(checks).await) {
                counts.acknowledged += usize::from(entry.link_token.is_some());
                if !holds {
                    println!("does not hold: {entry:?}");
                    counts.lost += 1;
                }
            }
        }
        counts
    }

    /// Returns true if a client has got the answer to a redemption.
    pub fn has_redeemed(&self) -> bool {
        self.entries().iter().any(|entry| entry.redeemed == Answered::Yes)
    }

    /// The number of link tokens that clients have asked for.
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    /// Checks that the server still agrees with its answer.
    async fn holds(&self, server: &Server, entry: &Entry, has_account: bool) -> bool {
        let Some(link_token) = &entry.link_token else {
            // A client that did not get its answer asks again.
            let body =
                json!({ "tenant_id": entry.tenant, "context": { "label": "x".repeat(200) } });
            let ask = async || {
                let request = server.post("/link-token").bearer_auth(&self.token).json(&body);
                let sent = request.header("Idempotency-Key", &entry.tenant).send().await;
                link_token_tests::answer(sent.expect("an answer")).await
            };
            let (first, again) = (ask().await, ask().await);
            assert_eq!(first.0, 200, "{}", first.1);
            let token = first.1["link_token"].as_str().expect("a token").to_owned();
            return first == again && server.is_active(&self.token, &token).await;
        };
        let is_active = server.is_active(&self.token, link_token).await;
        match (entry.redeemed, entry.revoked) {
            (Answered::NotAsked, Answered::NotAsked) => is_active && !has_account,
            (Answered::Yes, _) => !is_active && has_account,
            // Both or neither.
            (Answered::Unknown, _) => is_active != has_account,
            (Answered::NotAsked, Answered::Yes) => !is_active && !has_account,
            (Answered::NotAsked, Answered::Unknown) => !has_account,
        }
    }
}
