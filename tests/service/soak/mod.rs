//! Everything at once: the server under mixed valid and hostile load, for a few seconds in the
//! usual run, and longer on request.
//!
//! ```text
//! SOAK_SECONDS=600 SOAK_IDLE=10000 cargo test --release --workspace --test service -- --nocapture soak
//! ```
//!
//! `SOAK_PAUSE` is the usual pause of a client between two rounds, in milliseconds. A long one
//! leaves room on the machine for other work.
//!
//! Each client repeats a round. A round that panics is a problem: it is printed, the others go on,
//! and the test fails at the end. An answer 503 with `Retry-After` ends a round, and is counted.
//!
//! The tenants are erased one after the other, with all that they have. What grows is the audit
//! trail and the log of deliveries to webhooks that are deleted, some hundred bytes for each. The
//! test itself keeps numbers, and what is alive.

mod api;
mod browsers;
mod hostile;
mod log;
mod tenants;
mod webhooks;

use std::{
    any::Any,
    collections::{BTreeMap, HashSet},
    fmt::Write as _,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::{Method, StatusCode};
use serde_json::Value;
use tokio::task::JoinHandle;

use link_token_tests::{
    Database, PATIENCE, RotatingParty, Server, TokenFault, Visited, Visitor, answer, http,
    on_each_engine, resident_bytes,
};

use self::{
    log::LogSummary,
    tenants::Tenants,
    webhooks::{Told, UNTOLD},
};

/// The app that accounts are connected with: by OAuth, or by a form.
const APP: &str = "soaked";

/// The lifetime of access tokens: so short that readers have them refreshed all the time.
const EXPIRES_IN: u64 = 2;

/// The server turned a request away with 503 and `Retry-After`.
struct TurnedAway;

type Round = Result<(), TurnedAway>;

/// A wait for something that a whole round of another client may delay.
struct Wait {
    what: &'static str,
    end: Instant,
}

impl Wait {
    fn until(what: &'static str) -> Self {
        Self { what, end: Instant::now() + 5 * PATIENCE }
    }

    async fn a_moment(&self) {
        assert!(Instant::now() < self.end, "too late: {}", self.what);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

struct Soak {
    server: Server,
    address: String,
    api_token: String,
    administrator: String,
    /// The ID of [`APP`] in the environment.
    environment_integration: String,
    http: reqwest::Client,
    /// A browser without cookies, for copies of it.
    visitor: Visitor,
    party: RotatingParty,
    tenants: Tenants,
    told: Arc<Told>,
    span: Duration,
    pause: Duration,
    counts: Arc<Counts>,
    over: AtomicBool,
}

/// Numbers of what has happened, by what it is.
#[derive(Default)]
struct Counts(Mutex<BTreeMap<&'static str, u64>>);

impl Counts {
    fn add(&self, what: &'static str) {
        *self.0.lock().expect("not poisoned").entry(what).or_default() += 1;
    }

    fn get(&self, what: &str) -> u64 {
        self.0.lock().expect("not poisoned").get(what).copied().unwrap_or_default()
    }
}

impl Soak {
    fn goes_on(&self) -> bool {
        !self.over.load(Ordering::Relaxed)
    }

    fn count(&self, what: &'static str) {
        self.counts.add(what);
    }

    fn problem(&self, panic: &(dyn Any + Send)) {
        self.count("PROBLEMS");
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref().copied()).unwrap_or("a panic");
        println!("PROBLEM: {text}");
    }

    /// A part of the span, within bounds: longer runs do slow things less often.
    fn part(&self, divisor: u32, most: u64) -> Duration {
        (self.span / divisor).min(Duration::from_secs(most))
    }

    async fn sleep(&self, time: Duration) {
        let end = Instant::now() + time;
        while self.goes_on() && Instant::now() < end {
            tokio::time::sleep((end - Instant::now()).min(Duration::from_millis(100))).await;
        }
    }

    /// Starts clients that repeat a round.
    fn start<F>(
        self: &Arc<Self>,
        clients: usize,
        round: impl Fn(Arc<Self>) -> F + Copy + Send + Sync + 'static,
    ) -> Vec<JoinHandle<()>>
    where
        F: Future<Output = Round> + Send + 'static,
    {
        (0..clients).map(|_| tokio::spawn(Arc::clone(self).repeat(round))).collect()
    }

    async fn repeat<F>(self: Arc<Self>, round: impl Fn(Arc<Self>) -> F)
    where
        F: Future<Output = Round> + Send + 'static,
    {
        while self.goes_on() {
            match tokio::spawn(round(Arc::clone(&self))).await {
                Ok(Ok(())) => {}
                Ok(Err(TurnedAway)) => self.count("turned away"),
                Err(error) => self.problem(&*error.into_panic()),
            }
            tokio::time::sleep(self.pause.mul_f64(0.5 + fastrand::f64())).await;
        }
    }

    /// Makes a request of the API, which may have any status but 503.
    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<(StatusCode, Value), TurnedAway> {
        self.call_as(&self.api_token, method, path, body).await
    }

    async fn call_as(
        &self,
        token: &str,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<(StatusCode, Value), TurnedAway> {
        let url = format!("{}{path}", self.server.url);
        let request = self.http.request(method, url).bearer_auth(token);
        let request = if let Some(body) = body { request.json(body) } else { request };
        let response = request.send().await.expect("an answer");
        let may_retry = response.headers().contains_key("retry-after");
        let (status, body) = answer(response).await;
        if status == StatusCode::SERVICE_UNAVAILABLE {
            assert!(may_retry, "{path}: {body}");
            return Err(TurnedAway);
        }
        self.count("answers of the API");
        Ok((status, body))
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Value, TurnedAway> {
        let (status, answer) = self.call(Method::POST, path, Some(body)).await?;
        assert!(status.is_success(), "{path}: {status} {answer}");
        Ok(answer)
    }

    async fn get(&self, path: &str) -> Result<Value, TurnedAway> {
        let (status, answer) = self.call(Method::GET, path, None).await?;
        assert_eq!(status, StatusCode::OK, "{path}: {answer}");
        Ok(answer)
    }
}

/// Checks that a page is about a step, unless the server has turned the browser away.
#[track_caller]
fn expect_step(page: &Visited, status: u16, step: &str) -> Round {
    if page.status == StatusCode::SERVICE_UNAVAILABLE {
        return Err(TurnedAway);
    }
    assert_eq!((page.status.as_u16(), page.step()), (status, step), "{}", page.html);
    Ok(())
}

/// The third party is troubled now and then: it fails, it is slow, and its answers are lost.
async fn trouble(soak: Arc<Soak>) -> Round {
    let trouble = match fastrand::u8(0..3) {
        0 => TokenFault::Answer(500, "text/plain", "down".to_owned()),
        1 => TokenFault::Delay(Duration::from_millis(fastrand::u64(100..1500))),
        _ => TokenFault::LoseAnswer,
    };
    soak.sleep(Duration::from_millis(fastrand::u64(1000..3000))).await;
    soak.party.issuer().standing_fault = Some(trouble);
    soak.sleep(Duration::from_millis(fastrand::u64(100..400))).await;
    soak.party.issuer().standing_fault = None;
    soak.count("troubles of the third party");
    Ok(())
}

fn definition(url: &str) -> String {
    format!(
        r#"name: {APP}
label: Soaked
authentication:
  oauth2:
    authorization_url: {url}/authorize
    token_url: {url}/token
    revocation_url: {url}/revoke
    scopes: [contacts.read]
  api_key:
    fields:
      - {{ name: subdomain, label: Subdomain, type: host_label, example: my-company }}
      - {{ name: api_key, label: API key, type: secret }}
    verification:
      request: {{ method: GET, url: "{url}/me", headers: {{ Authorization: "Bearer {{api_key}}" }} }}
      success: [200]
verification:
  request: {{ method: GET, url: "{url}/me", headers: {{ Authorization: "Bearer {{access_token}}" }} }}
  success: [200]
"#
    )
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

async fn start(database: &Database, name: &str) -> (Soak, LogSummary) {
    let party = RotatingParty::start().await;
    {
        let mut issuer = party.issuer();
        issuer.expires_in = EXPIRES_IN;
        // A busy machine loses answers, too. That must not cost a grant.
        issuer.has_grace = true;
    }
    let api_token = database.environment("soak");
    let administrator = database.api_token("soak", &["--permission", "administration"]);
    let definition = database.file("definitions/soaked.yaml", definition(&party.url).as_bytes());
    let folder = definition.rsplit_once('/').expect("a folder").0.to_owned();
    let enable = ["integration", "enable", "--environment", "soak", APP, "--client-id", "an-id"];
    let enabled = database.admin(&[&enable[..], &["--integrations", &folder]].concat());
    let limits = ["--rate-limit", "0", "--failure-limit", "0", "--log-format", "json"];
    let reach = ["--outbound-allow", "127.0.0.0/8", "--integrations", &folder];
    // A busy machine is slow, which is no error.
    let patience = ["--connect-timeout", "60s", "--statement-timeout", "60s"];
    let arguments = [&limits[..], &reach[..], &patience[..]].concat();
    let (server, log) = Server::start_logged_with(database, "warn", &arguments);
    let soak = Soak {
        address: server.url.trim_start_matches("http://").to_owned(),
        api_token,
        administrator: administrator["secret"].as_str().expect("a secret").to_owned(),
        environment_integration: enabled["id"].as_str().expect("an ID").to_owned(),
        http: http(),
        visitor: Visitor::new(&server.url),
        party,
        tenants: Tenants::new(),
        told: Arc::default(),
        span: Duration::from_secs(setting("SOAK_SECONDS", 5)),
        pause: Duration::from_millis(setting("SOAK_PAUSE", 35)),
        counts: Arc::default(),
        over: AtomicBool::new(false),
        server,
    };
    (soak, LogSummary::of(log, name.to_owned()))
}

fn start_clients(soak: &Arc<Soak>) -> Vec<JoinHandle<()>> {
    let idle = usize::try_from(setting("SOAK_IDLE", 200)).expect("fits");
    let mut clients = vec![
        soak.start(4, api::redeem),
        soak.start(1, api::repeat_creates),
        soak.start(2, api::read),
        soak.start(1, api::lose_credentials),
        soak.start(1, api::delete),
        soak.start(1, api::revoke_all),
        soak.start(1, api::erase),
        soak.start(2, browsers::connect),
        soak.start(1, browsers::fill_in_form),
        soak.start(1, browsers::refuse_consent),
        soak.start(1, browsers::walk_away),
        soak.start(1, browsers::return_wrongly),
        soak.start(1, browsers::open_dead_links),
        soak.start(1, browsers::do_everything_twice),
        soak.start(1, webhooks::slow),
        soak.start(1, webhooks::failing),
        soak.start(1, webhooks::closing),
        soak.start(1, trouble),
        soak.start(2, hostile::wrong_requests),
        soak.start(1, hostile::wrong_forms),
        soak.start(50, hostile::slow),
        soak.start(50, hostile::half_open),
    ];
    clients.push((0..10).map(|_| tokio::spawn(hostile::idle(soak.clone(), idle / 10))).collect());
    clients.into_iter().flatten().collect()
}

/// Waits for the end of the span, prints the numbers, and returns the memory of the server in MiB.
async fn watch(soak: &Soak, name: &str) -> Vec<u64> {
    let begin = Instant::now();
    let mut memory = Vec::new();
    while begin.elapsed() < soak.span {
        tokio::time::sleep(soak.span / 20).await;
        let resident = soak.server.resident_bytes() >> 20;
        let own = resident_bytes(std::process::id()) >> 20;
        let mut line = format!("{name} {:>5} s", begin.elapsed().as_secs());
        let _ = write!(line, "  server {resident} MiB  test {own} MiB");
        for (what, number) in soak.counts.0.lock().expect("not poisoned").iter() {
            let _ = write!(line, "  {what} {number}");
        }
        println!("{line}");
        memory.push(resident);
    }
    memory
}

/// The accounts that exist.
async fn alive(soak: &Soak) -> HashSet<String> {
    let (mut alive, mut cursor) = (HashSet::new(), String::new());
    loop {
        let page = soak.get(&format!("/integrated-account?limit=100{cursor}")).await;
        let Ok(page) = page else { continue };
        let accounts = page["result"].as_array().expect("a list").iter();
        alive.extend(accounts.map(|account| account["id"].as_str().expect("an ID").to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { return alive };
        cursor = format!("&next_cursor={next}");
    }
}

/// Checks that each event of the receiver that accepts has arrived, and that the tokens of all
/// deleted accounts are revoked.
async fn settle(soak: &Soak, database: &Database) {
    for (what, rows) in [("told", UNTOLD), ("revoked", "revocation")] {
        let wait = Wait::until(what);
        while database.sql(&format!("SELECT count(*) FROM {rows}")) != "0" {
            wait.a_moment().await;
        }
    }
    soak.told.compare(&alive(soak).await);
}

#[on_each_engine]
async fn server_answers_valid_requests_under_hostile_load(database: &Database) {
    let name = format!("{:?}", database.engine());
    let (soak, log) = start(database, &name).await;
    let soak = Arc::new(soak);
    let receiver = webhooks::accepting(&soak).await;
    let clients = start_clients(&soak);
    let memory = watch(&soak, &name).await;
    soak.over.store(true, Ordering::Relaxed);
    for client in clients {
        client.await.expect("a client outlives its rounds");
    }
    settle(&soak, database).await;
    drop(receiver);

    soak.server.signal("TERM");
    let soak = Arc::into_inner(soak).expect("all tasks have ended");
    assert!(soak.server.wait());
    log.check(&name);
    // From the middle on, when everything is up, memory stays where it is.
    let (middle, end) = (memory[memory.len() / 2], memory[memory.len() - 1]);
    // On a busy machine, that takes longer than half of a short run.
    assert!(end <= middle + middle / 4 + 64, "{memory:?}");
    let number = |what| soak.counts.get(what);
    assert_eq!(number("PROBLEMS"), 0, "printed above");
    let (turned_away, answers) = (number("turned away"), number("answers of the API"));
    assert!(turned_away * 10 <= answers, "{turned_away} turned away, {answers} answered");
}
