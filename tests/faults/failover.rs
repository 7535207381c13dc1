//! PostgreSQL fails over to a synchronous standby while users connect accounts, credentials are
//! refreshed and events are sent.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use reqwest::StatusCode;
use serde_json::{Value, json};
use throwaway_postgresql::Cluster;

use link_token_tests::{
    Connected, Database, Received, Receiver, Server, TokenFault, Visitor, eventually,
};

use crate::setting::Setting;

/// The accounts that exist before, whose credentials are refreshed during the failover.
const ACCOUNTS: usize = 6;
/// The users that connect accounts, one after the other.
const USERS: usize = 4;

/// Users that connect accounts, each for a tenant of its own.
struct Users {
    url: String,
    api_token: String,
    number: AtomicUsize,
    over: AtomicBool,
    /// The tenants and the accounts that the browser was told of.
    told: Mutex<Vec<(String, String)>>,
}

impl Users {
    async fn connect_accounts(self: Arc<Self>) {
        while !self.over.load(Ordering::Relaxed) {
            let tenant = format!("tenant-{}", self.number.fetch_add(1, Ordering::Relaxed));
            if let Some(account) = self.connect(&tenant).await {
                self.told.lock().expect("not poisoned").push((tenant, account));
            } else {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }

    /// Connects an account. `None` if the browser was told of a failure.
    async fn connect(&self, tenant: &str) -> Option<String> {
        let request = link_token_tests::http().post(format!("{}/link-token", self.url));
        let request = request.bearer_auth(&self.api_token).json(&json!({ "tenant_id": tenant }));
        let created = request.send().await.expect("an answer");
        if created.status() != StatusCode::OK {
            assert_eq!(created.status(), StatusCode::SERVICE_UNAVAILABLE);
            return None;
        }
        let created: Value = created.json().await.expect("JSON");
        let link_token = created["link_token"].as_str().expect("a link token");
        let mut visitor = Visitor::new(&self.url);
        let link = format!("{}/connect-account?link_token={link_token}", self.url);
        let page = visitor.open(&format!("{link}&auth_format=oauth2")).await;
        if page.attribute("data-step") != Some("confirm") {
            return None;
        }
        let done = visitor.submit(&page.url, &[("step", "confirm")]).await;
        if done.attribute("data-step") != Some("done") {
            return None;
        }
        Some(done.result()["integrated_account_id"].as_str().expect("an ID").to_owned())
    }
}

/// Starts a server that knows both databases, and uses the one that accepts changes.
fn start(connected: &Connected, primary: &Database, standby: &Database) -> Server {
    let ports = [primary, standby].map(|database| database.cluster().port());
    let url = format!(
        "postgres://postgres@127.0.0.1:{},127.0.0.1:{}/postgres?target_session_attrs=read-write",
        ports[0], ports[1]
    );
    let mut command = primary.command();
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--log-level", "error"])
        .args(["--connect-timeout", "500ms", "--statement-timeout", "1s"])
        .args(connected.arguments())
        .env("LINK_TOKEN_DATABASE", url)
        // Each failure is a line in it.
        .stderr(std::process::Stdio::null());
    Server::spawn(&mut command)
}

/// Returns the events of each account in the order in which they first arrived.
fn arrived(received: &[Received]) -> HashMap<String, Vec<String>> {
    let mut ids = HashSet::new();
    let mut arrived: HashMap<String, Vec<String>> = HashMap::new();
    for delivery in received {
        if ids.insert(delivery.header("webhook-id").to_owned()) {
            let account = delivery.json()["payload"]["id"].as_str().expect("an ID").to_owned();
            arrived.entry(account).or_default().push(delivery.event());
        }
    }
    arrived
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_done_twice_when_postgresql_fails_over() {
    let setting = Setting::alone("failover");
    let Some(cluster) = Cluster::start(&[]) else { return };
    let primary = Database::in_cluster(cluster);
    let connected = Connected::prepare(&primary).await;
    let standby = Database::in_cluster(primary.cluster().start_standby());
    let server = start(&connected, &primary, &standby);
    let receiver = Receiver::start().await;
    let webhook = json!({ "target_url": receiver.url });
    let (status, created) = server.call(&connected.api_token, "/webhook", &webhook).await;
    assert_eq!(status, StatusCode::OK, "{created}");
    let connecting = (0..ACCOUNTS).map(|_| connected.connect(&server, None, "oauth2"));
    let before = futures::future::join_all(connecting).await;

    let users = Arc::new(Users {
        url: server.url.clone(),
        api_token: connected.api_token.clone(),
        number: AtomicUsize::new(0),
        over: AtomicBool::new(false),
        told: Mutex::default(),
    });
    let tasks: Vec<_> =
        (0..USERS).map(|_| tokio::spawn(Arc::clone(&users).connect_accounts())).collect();
    let told = || users.told.lock().expect("not poisoned").len();
    eventually("users connect accounts", async || told() >= USERS).await;

    // Tokens are on their way while the primary dies. The third party ends the grant of a refresh
    // token that comes twice.
    let delay = TokenFault::Delay(Duration::from_millis(500));
    connected.party.issuer().standing_fault = Some(delay);
    connected.pass(&primary, 3300);
    eventually("refreshes are in flight", async || connected.party.issuer().in_flight > 1).await;
    primary.cluster().stop("immediate");
    let at_failover = told();
    standby.cluster().promote();
    connected.party.issuer().standing_fault = None;
    eventually("users connect accounts again", async || told() >= at_failover + 2 * USERS).await;
    tokio::time::sleep(setting.span() / 2).await;
    users.over.store(true, Ordering::Relaxed);
    for task in tasks {
        task.await.expect("answered as it should be");
    }

    let rows = standby.sql("SELECT tenant_id, id FROM integrated_account");
    let rows: Vec<(&str, &str)> =
        rows.lines().map(|row| row.split_once('|').expect("two columns")).collect();
    let stored: HashMap<&str, &str> = rows.iter().copied().collect();
    let of_users = rows.iter().filter(|(tenant, _)| tenant.starts_with("tenant-"));
    let tenants = stored.keys().filter(|tenant| tenant.starts_with("tenant-"));
    assert_eq!(of_users.count(), tenants.count(), "an account was created twice: {rows:?}");
    let told = users.told.lock().expect("not poisoned").clone();
    for (tenant, account) in &told {
        let found = stored.get(tenant.as_str());
        assert_eq!(found, Some(&account.as_str()), "the browser was told of it");
    }

    eventually("each account's events have arrived", async || {
        let arrived = arrived(&receiver.received());
        rows.iter().all(|(_, id)| arrived.get(*id).is_some_and(|events| events.len() >= 2))
    })
    .await;
    for (account, events) in arrived(&receiver.received()) {
        assert!(rows.iter().any(|(_, id)| *id == account), "an event of no account: {account}");
        assert_eq!(events, ["created", "active"], "{account}");
    }

    // Leases end, and tokens expire.
    connected.pass(&standby, 3700);
    for id in &before {
        let token = connected.access_token(&server, id).await;
        assert!(connected.works(&token).await);
        assert_eq!(connected.account(&server, id).await["status"], "active");
    }
    let (refreshes, replays) = {
        let issuer = connected.party.issuer();
        (issuer.refreshes, issuer.replays)
    };
    println!(
        "failover: {at_failover} accounts before and {} after; {} rows; {refreshes} refreshes, {replays} replays",
        told.len() - at_failover,
        rows.len()
    );
    assert_eq!(replays, 0, "no answer was lost");
}
