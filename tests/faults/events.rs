//! Events for webhooks while servers are killed: nothing that happened goes untold, the events of
//! an account keep their order, and an event that comes twice has the same ID.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use fastrand::Rng;
use reqwest::StatusCode;
use serde_json::{Value, json};

use link_token_tests::{
    Database, Received, Receiver, Reception, Server, eventually, on_postgresql, on_sqlite,
};

use crate::{
    clock::{Clock, with_clock},
    setting::Setting,
};

/// The clients that connect accounts.
const CLIENTS: usize = 6;
/// A longer test ends at this number of accounts. Each is redeemed two or three times, and a command
/// lists up to 10,000 redemptions.
const MOST_ACCOUNTS: usize = 3000;

#[on_sqlite]
async fn events_arrive_when_server_is_killed(database: &Database) {
    kill_servers(database, "events on one server", 1).await;
}

#[on_postgresql]
async fn events_arrive_when_one_of_two_servers_is_killed(database: &Database) {
    kill_servers(database, "events on two servers", 2).await;
}

/// Two servers, whose clocks are 90 seconds apart, and a receiver that takes longer than a server
/// waits until it looks again.
#[on_postgresql]
async fn events_arrive_once_from_servers_with_different_clocks(database: &Database) {
    let _setting = Setting::alone("events with different clocks");
    let token = database.environment("test");
    let receiver = Receiver::start().await;
    let files = ["ahead", "behind"].map(|name| database.folder().join(name));
    let start = |file: &Path, seconds| {
        let clock = Clock { file };
        clock.set(seconds);
        let own = ["serve", "--listen", "127.0.0.1:0", "--log-level", "error"];
        let arguments = [&own[..], &["--outbound-allow", "127.0.0.0/8"]].concat();
        Some(Server::spawn(&mut with_clock(database, &clock, &arguments)?))
    };
    let Some(ahead) = start(&files[0], 45) else { return };
    let behind = start(&files[1], -45).expect("the library is there");
    let webhook = json!({ "target_url": receiver.url });
    let (status, created) = ahead.call(&token, "/webhook", &webhook).await;
    assert_eq!(status, StatusCode::OK, "{created}");
    receiver.answer(Reception::Late(Duration::from_secs(4)));
    let begin = Instant::now();
    for (number, server) in [&behind, &ahead].into_iter().enumerate() {
        let body = json!({ "tenant_id": format!("acme-{number}") });
        let (_, created) = server.call(&token, "/link-token", &body).await;
        let body = json!({ "link_token": created["link_token"], "integration": "hubspot" });
        let (status, account) = server.call(&token, "/link-token/redeem", &body).await;
        assert_eq!(status, StatusCode::OK, "{account}");
    }
    // Two events of each account, one after the other.
    let received = receiver.wait_for(4).await;
    let took = begin.elapsed();
    // Less than the clocks differ.
    assert!(took < Duration::from_secs(80), "an event waits for a clock: {took:?}");
    eventually("all have been accepted", async || {
        database.sql("SELECT count(*) FROM webhook_lane") == "0"
    })
    .await;
    println!("events with different clocks: {} requests for 4 events in {took:?}", received.len());
    assert_eq!(receiver.received().len(), 4, "each was sent once");
}

fn start(database: &Database) -> Server {
    Server::start_with(database, &["--rate-limit", "0", "--outbound-allow", "127.0.0.0/8"])
}

async fn kill_servers(database: &Database, name: &str, servers: usize) {
    let mut setting = Setting::alone(name);
    let token = database.environment("test");
    let receiver = Receiver::start().await;
    let mut servers: Vec<Server> = (0..servers).map(|_| start(database)).collect();
    let webhook = json!({ "target_url": receiver.url });
    let (status, created) = servers[0].call(&token, "/webhook", &webhook).await;
    assert_eq!(status, StatusCode::OK, "{created}");

    let clients = Arc::new(Clients::new(token, &servers));
    let tasks: Vec<_> = (0..CLIENTS)
        .map(|_| tokio::spawn(Arc::clone(&clients).connect_accounts(setting.rng.fork())))
        .collect();
    let mut kills = 0;
    let mut accounts = 0;
    // On a busy machine, it takes longer until there is an event to lose.
    while (setting.goes_on() && accounts < MOST_ACCOUNTS) || kills < 3 || accounts == 0 {
        tokio::time::sleep(setting.between(50, 600 + 100 * kills)).await;
        let place = setting.rng.usize(0..servers.len());
        // As `kill -9` does, in the middle of whatever it is about.
        servers[place].kill();
        kills += 1;
        tokio::time::sleep(setting.between(0, 200)).await;
        servers[place] = start(database);
        clients.aim(place, &servers[place]);
        accounts = clients.acknowledged().len();
    }
    clients.over.store(true, Ordering::Relaxed);
    for task in tasks {
        task.await.expect("answered as it should be");
    }

    let expected = expected(database);
    let total = expected.values().map(Vec::len).sum();
    eventually("every event has arrived", async || {
        let received = receiver.received();
        received.iter().map(|it| it.header("webhook-id")).collect::<HashSet<_>>().len() >= total
    })
    .await;
    let counts = Counts::of(&receiver.received(), &expected);
    let acknowledged = clients.acknowledged();
    println!("{name}: {kills} kills; {} accounts; {counts:?}", expected.len());
    assert!(acknowledged.iter().all(|account| expected.contains_key(account)));
    assert!(!acknowledged.is_empty());
    assert_eq!((counts.lost, counts.out_of_order, counts.unknown), (0, 0, 0));
}

/// The events of each account that follow from the audit trail, in order.
fn expected(database: &Database) -> HashMap<String, Vec<&'static str>> {
    let list = ["audit", "list", "--environment", "test", "--limit", "10000"];
    let done = ["--action", "redeem_link_token", "--outcome", "done"];
    let redemptions = database.admin(&[&list[..], &done].concat());
    let redemptions = redemptions.as_array().expect("a list");
    assert!(redemptions.len() < 10_000, "the whole trail");
    let mut events: HashMap<String, Vec<&str>> = HashMap::new();
    for redemption in redemptions {
        let account = redemption["object_id"].as_str().expect("an ID").to_owned();
        let events = events.entry(account).or_default();
        events.push(if events.is_empty() { "created" } else { "updated" });
        events.push("active");
    }
    events
}

#[derive(Debug, Default)]
struct Counts {
    events: usize,
    duplicates: usize,
    lost: usize,
    out_of_order: usize,
    /// Events of no account that exists, or bodies that differ under one ID.
    unknown: usize,
}

impl Counts {
    fn of(received: &[Received], expected: &HashMap<String, Vec<&'static str>>) -> Self {
        let mut counts = Self::default();
        let mut bodies: HashMap<&str, Value> = HashMap::new();
        // The events of each account, in the order of their first arrival.
        let mut arrived: HashMap<String, Vec<String>> = HashMap::new();
        for delivery in received {
            let body = delivery.json();
            if let Some(first) = bodies.get(delivery.header("webhook-id")) {
                counts.duplicates += 1;
                counts.unknown += usize::from(*first != body);
                continue;
            }
            let account = body["payload"]["id"].as_str().expect("an ID").to_owned();
            arrived.entry(account).or_default().push(delivery.event());
            bodies.insert(delivery.header("webhook-id"), body);
        }
        counts.events = bodies.len();
        for (account, expected) in expected {
            let arrived = arrived.remove(account).unwrap_or_default();
            counts.lost += expected.len().saturating_sub(arrived.len());
            counts.unknown += arrived.len().saturating_sub(expected.len());
            counts.out_of_order += usize::from(arrived.iter().ne(expected.iter()));
        }
        counts.unknown += arrived.len();
        counts
    }
}

/// Clients that connect accounts and reauthorise some of them.
struct Clients {
    http: reqwest::Client,
    token: String,
    addresses: RwLock<Vec<String>>,
    number: AtomicUsize,
    over: AtomicBool,
    acknowledged: Mutex<Vec<String>>,
}

impl Clients {
    fn new(token: String, servers: &[Server]) -> Self {
        let http = reqwest::Client::builder().timeout(Duration::from_secs(30)).build();
        Self {
            http: http.expect("a client"),
            token,
            addresses: RwLock::new(servers.iter().map(|server| server.url.clone()).collect()),
            number: AtomicUsize::new(0),
            over: AtomicBool::new(false),
            acknowledged: Mutex::default(),
        }
    }

    fn aim(&self, place: usize, server: &Server) {
        let mut addresses = self.addresses.write().unwrap_or_else(PoisonError::into_inner);
        addresses[place].clone_from(&server.url);
    }

    fn acknowledged(&self) -> Vec<String> {
        self.acknowledged.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn connect_accounts(self: Arc<Self>, mut rng: Rng) {
        while !self.over.load(Ordering::Relaxed) {
            tokio::time::sleep(Duration::from_millis(rng.u64(5..50))).await;
            let number = self.number.fetch_add(1, Ordering::Relaxed);
            let new = json!({ "tenant_id": format!("tenant-{number}") });
            let Some(account) = self.connect(&new, &mut rng).await else { continue };
            let again = json!({ "integrated_account_id": account });
            for _ in 0..rng.usize(0..4) {
                self.connect(&again, &mut rng).await;
            }
        }
    }

    /// Creates and redeems a link token. `None` if a reply is missing.
    async fn connect(&self, purpose: &Value, rng: &mut Rng) -> Option<String> {
        let created = self.call("/link-token", purpose, rng).await?;
        let body = json!({ "link_token": created["link_token"], "integration": "hubspot" });
        let account = self.call("/link-token/redeem", &body, rng).await?;
        let id = account["id"].as_str().expect("an ID").to_owned();
        let mut acknowledged = self.acknowledged.lock().unwrap_or_else(PoisonError::into_inner);
        acknowledged.push(id.clone());
        Some(id)
    }

    /// Makes a request. `None` if the server was killed before it answered.
    async fn call(&self, path: &str, body: &Value, rng: &mut Rng) -> Option<Value> {
        let url = {
            let addresses = self.addresses.read().unwrap_or_else(PoisonError::into_inner);
            format!("{}{path}", addresses[rng.usize(0..addresses.len())])
        };
        let sent = self.http.post(url).bearer_auth(&self.token).json(body).send().await;
        let Ok(response) = sent else {
            tokio::time::sleep(Duration::from_millis(10)).await;
            return None;
        };
        let status = response.status();
        let answer = response.json().await.ok()?;
        assert!(status == StatusCode::OK || status.is_server_error(), "{path}: {status} {answer}");
        (status == StatusCode::OK).then_some(answer)
    }
}
