//! PostgreSQL restarted, paused and cut off under load, and its replies lost after the commit.

use std::time::Duration;

use serde_json::json;
use throwaway_postgresql::Cluster;

use link_token_tests::{Database, Server, answer, eventually};

use crate::{
    load::{Load, Retry},
    proxy::{Mode, Proxy},
    setting::Setting,
};

const CONNECT_TIMEOUT: Duration = Duration::from_millis(500);
const STATEMENT_TIMEOUT: Duration = Duration::from_secs(1);
/// The memory that the server may need on top while all clients wait for the database.
const MORE_MEMORY: u64 = 64 * 1024 * 1024;

/// A server whose connections to the database can be disturbed.
struct Disturbed {
    name: &'static str,
    setting: Setting,
    database: Database,
    proxy: std::sync::Arc<Proxy>,
    token: String,
    server: Server,
}

impl Disturbed {
    async fn start(name: &'static str) -> Option<Self> {
        let setting = Setting::alone(name);
        let database = Database::in_cluster(Cluster::start(&[])?);
        let token = database.environment("test");
        let proxy = Proxy::start(database.cluster().port()).await;
        let url = format!("postgres://postgres@127.0.0.1:{}/postgres", proxy.port);
        let mut command = database.command();
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--rate-limit", "0", "--log-level", "error"])
            .args(["--connect-timeout", "500ms", "--statement-timeout", "1s"])
            .env("LINK_TOKEN_DATABASE", url)
            // Each failure is a line in it.
            .stderr(std::process::Stdio::null());
        let server = Server::spawn(&mut command);
        Some(Self { name, setting, database, proxy, token, server })
    }

    async fn works(&self) -> bool {
        let body = json!({ "tenant_id": "works" });
        self.server.call(&self.token, "/link-token", &body).await.0 == 200
    }

    /// Disturbs the database repeatedly under load. Meanwhile all requests return 503 in time, and
    /// afterwards the service works again.
    async fn withstands(mut self, disturb: impl AsyncFn(&Self, Duration), least: usize) {
        let load = Load::new(&self.token, Retry::Never);
        load.aim_at([&self.server]);
        let clients = load.start(48, &mut self.setting.rng);
        let mut times = 0;
        let mut memory = Vec::new();
        let (mut done, mut unavailable, mut slowest) = (0, 0, Duration::ZERO);
        // On a busy machine, a disturbance may be over before a request fails.
        while self.setting.goes_on() || times < least || unavailable == 0 || done == 0 {
            tokio::time::sleep(self.setting.between(200, 800)).await;
            let span = self.setting.between(200, 2000);
            disturb(&self, span).await;
            times += 1;
            eventually("the service is back", || self.works()).await;
            memory.push(self.server.resident_bytes());
            let (more_done, more_unavailable, lost) = load.replies();
            assert_eq!(lost, 0, "every request is answered");
            (done, unavailable) = (done + more_done, unavailable + more_unavailable);
            slowest = slowest.max(load.slowest());
        }
        load.stop(clients).await;
        let all = load.verify(&self.server, &self.database, 0).await;
        println!(
            "{}: {times} times; {done} done, {unavailable} answered 503, the slowest after {slowest:?} \
             (time-outs: {CONNECT_TIMEOUT:?} and {STATEMENT_TIMEOUT:?}); memory {memory:?}; {all}",
            self.name
        );
        assert_eq!((all.lost, all.redeemed_twice), (0, 0));
        let (first, last) = (memory[0], memory[memory.len() - 1]);
        assert!(last < first + MORE_MEMORY, "{memory:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn server_recovers_when_postgresql_restarts() {
    let Some(disturbed) = Disturbed::start("postgresql_restarted").await else { return };
    let restart = async |disturbed: &Disturbed, span: Duration| {
        // `immediate` is a crash: what was not flushed is lost.
        let mode = if span.as_millis().is_multiple_of(2) { "immediate" } else { "fast" };
        disturbed.database.cluster().stop(mode);
        tokio::time::sleep(span).await;
        assert!(disturbed.database.cluster().launch());
    };
    disturbed.withstands(restart, 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn server_recovers_when_postgresql_pauses() {
    let Some(disturbed) = Disturbed::start("postgresql_paused").await else { return };
    let pause = async |disturbed: &Disturbed, span: Duration| {
        disturbed.database.cluster().signal("STOP");
        tokio::time::sleep(span + STATEMENT_TIMEOUT).await;
        disturbed.database.cluster().signal("CONT");
    };
    disturbed.withstands(pause, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn server_recovers_when_connections_to_postgresql_are_cut() {
    let Some(disturbed) = Disturbed::start("postgresql_cut_off").await else { return };
    let cut = async |disturbed: &Disturbed, span: Duration| {
        let modes = [Mode::Hold, Mode::Cut, Mode::Deaf];
        disturbed.proxy.set(modes[usize::try_from(span.as_millis()).unwrap_or(0) % 3]);
        tokio::time::sleep(span + STATEMENT_TIMEOUT).await;
        disturbed.proxy.set(Mode::Pass);
    };
    disturbed.withstands(cut, 3).await;
}

/// PostgreSQL commits, and the server does not learn of it.
#[tokio::test(flavor = "multi_thread")]
async fn create_repeats_answer_when_postgresql_loses_the_commits_reply() {
    let Some(mut disturbed) = Disturbed::start("lost_answer").await else { return };
    let create = async |disturbed: &Disturbed, key: &str| {
        let request = disturbed.server.post("/link-token").bearer_auth(&disturbed.token);
        let request = request.json(&json!({ "tenant_id": key })).header("Idempotency-Key", key);
        answer(request.send().await.expect("an answer")).await
    };
    let count = |disturbed: &Disturbed, key: &str| {
        let sql = format!("SELECT count(*) FROM link_token WHERE tenant_id = '{key}'");
        disturbed.database.sql(&sql)
    };
    let (mut committed, mut rounds) = (0, 0);
    while disturbed.setting.goes_on() || committed == 0 {
        rounds += 1;
        let key = format!("key-{rounds}");
        eventually("the service is back", || disturbed.works()).await;
        // Somewhere between the first question about this request and the last answer.
        let delay = Duration::from_micros(disturbed.setting.rng.u64(0..20_000));
        let (reply, ()) = tokio::join!(create(&disturbed, &key), async {
            tokio::time::sleep(delay).await;
            disturbed.proxy.set(Mode::Deaf);
        });
        let before = count(&disturbed, &key);
        disturbed.proxy.set(Mode::Pass);
        if reply.0 == 503 && before == "1" {
            committed += 1;
        }
        eventually("the service is back", || disturbed.works()).await;
        let again = create(&disturbed, &key).await;
        assert_eq!(again.0, 200, "{}", again.1);
        if reply.0 == 200 {
            assert_eq!(reply, again);
        }
        let link_token = again.1["link_token"].as_str().expect("a link token");
        assert!(disturbed.server.is_active(&disturbed.token, link_token).await);
        assert_eq!(count(&disturbed, &key), "1");
    }
    println!("lost_answer: {rounds} rounds, {committed} answers lost after the commit");
}
