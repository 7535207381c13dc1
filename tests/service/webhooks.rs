//! Webhooks: the API, and what receivers get.

use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use link_token_tests::{
    Database, Received, Receiver, Reception, Server, answer, assert_error, eventually, http,
    on_each_engine, on_postgresql, on_sqlite, text,
};

use crate::client::{CommandLine, unread};

/// A server that may call receivers on this machine.
struct Sender {
    server: Server,
    api_token: String,
}

impl Sender {
    fn start(database: &Database) -> Self {
        let api_token = database.environment("test");
        Self { server: serve(database), api_token }
    }

    fn command_line(&self) -> CommandLine<'_> {
        CommandLine { server: &self.server, token: self.api_token.clone() }
    }

    async fn call(&self, method: Method, path: &str, body: &Value) -> (StatusCode, Value) {
        let url = format!("{}{path}", self.server.url);
        let request = http().request(method, url).bearer_auth(&self.api_token);
        let request = if body.is_null() { request } else { request.json(body) };
        answer(request.send().await.expect("an answer")).await
    }

    async fn ok(&self, method: Method, path: &str, body: Value) -> Value {
        let (status, answer) = self.call(method, path, &body).await;
        assert_eq!(status, StatusCode::OK, "{path}: {answer}");
        answer
    }

    async fn webhook(&self, url: &str) -> Value {
        self.ok(Method::POST, "/webhook", json!({ "target_url": url })).await
    }

    async fn get(&self, path: &str) -> Value {
        self.ok(Method::GET, path, Value::Null).await
    }

    /// Connects an account of a tenant, and returns its ID.
    async fn connect(&self, tenant: &str) -> String {
        let body = json!({ "tenant_id": tenant });
        let created = self.ok(Method::POST, "/link-token", body).await;
        self.redeem(&created).await
    }

    async fn redeem(&self, created: &Value) -> String {
        let body = json!({
            "link_token": created["link_token"],
            "integration": "hubspot",
            "context": { "name": "Zoë" },
        });
        let account = self.ok(Method::POST, "/link-token/redeem", body).await;
        account["id"].as_str().expect("an ID").to_owned()
    }

    async fn reauthorise(&self, account: &str) {
        let body = json!({ "integrated_account_id": account });
        let created = self.ok(Method::POST, "/link-token", body).await;
        self.redeem(&created).await;
    }
}

fn serve(database: &Database) -> Server {
    Server::start_with(database, &["--outbound-allow", "127.0.0.0/8"])
}

fn id(webhook: &Value) -> &str {
    webhook["id"].as_str().expect("an ID")
}

/// The events of an account, in the order in which they came for the first time.
fn events_of(received: &[Received], account: &str) -> Vec<String> {
    let mut seen = Vec::new();
    let own = received.iter().filter(|it| it.json()["payload"]["id"] == account);
    let new = own.filter(|it| {
        let id = it.header("webhook-id").to_owned();
        let is_new = !seen.contains(&id);
        seen.push(id);
        is_new
    });
    new.map(Received::event).collect()
}

#[on_each_engine]
async fn events_of_accounts_arrive_in_order_and_signed(database: &Database) {
    let receiver = Receiver::start().await;
    let sender = Sender::start(database);
    let webhook = sender.webhook(&receiver.url).await;
    let account = sender.connect("acme-1").await;
    sender.reauthorise(&account).await;
    let received = receiver.wait_for(4).await;
    assert_eq!(events_of(&received, &account), ["created", "active", "updated", "active"]);
    let stored = sender.get(&format!("/integrated-account/{account}")).await;
    let last = received.last().expect("four");
    let body = last.json();
    assert_eq!(body["payload"], stored);
    assert_eq!(body["payload"]["context"]["name"], "Zoë");
    assert_eq!(body["event_type"], body["event"]);
    assert_eq!(body["id"], last.header("webhook-id"));
    assert_eq!(body["webhook_id"], webhook["id"]);
    assert_eq!(body["environment_id"], webhook["environment_id"]);
    assert_eq!(last.header("content-type"), "application/json");
    assert_eq!(signed_by(last, &webhook["secret"]), (true, true));
    let other = json!("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    assert_eq!(signed_by(last, &other), (false, false));
}

/// Returns true for each kind of signature if a secret has signed.
fn signed_by(received: &Received, secret: &Value) -> (bool, bool) {
    let secret: link_token_signature::SigningSecret =
        secret.as_str().expect("a secret").parse().expect("valid");
    let (id, time) = (received.header("webhook-id"), received.header("webhook-timestamp"));
    let standard = received.header("webhook-signature");
    (
        secret.has_signed(id, time, &received.body, standard),
        secret.has_signed_body(&received.body, received.header("x-truto-signature")),
    )
}

#[on_sqlite]
async fn secret_is_shown_once_and_rotates_with_both_signatures(database: &Database) {
    let receiver = Receiver::start().await;
    let sender = Sender::start(database);
    let own = "d5fac1cb-1820-4da7-bfd8-a6b758bcf8ff";
    let body = json!({ "target_url": receiver.url, "secret": own });
    let webhook = sender.ok(Method::POST, "/webhook", body).await;
    assert_eq!(webhook["secret"], own);
    let path = format!("/webhook/{}", id(&webhook));
    assert_eq!(sender.get(&path).await.get("secret"), None);
    assert_eq!(sender.get("/webhook").await["result"][0].get("secret"), None);
    let rotate = format!("{path}/rotate-secret");
    let rotated = sender.ok(Method::POST, &rotate, json!({})).await;
    assert!(rotated["previous_secret_expires_at"].is_string(), "{rotated}");
    sender.connect("acme-1").await;
    let both = &receiver.wait_for(2).await[1];
    for secret in [&webhook["secret"], &rotated["secret"]] {
        assert_eq!(signed_by(both, secret), (true, true), "{secret}");
    }
    let last = sender.ok(Method::POST, &rotate, json!({ "previous_secret_seconds": 0 })).await;
    assert_eq!(last.get("previous_secret_expires_at"), None);
    sender.connect("acme-1").await;
    let one = &receiver.wait_for(4).await[3];
    assert_eq!(signed_by(one, &rotated["secret"]), (false, false));
    assert_eq!(signed_by(one, &last["secret"]), (true, true));
}

#[on_sqlite]
async fn webhook_is_created_listed_changed_tested_and_deleted(database: &Database) {
    let receiver = Receiver::start().await;
    let sender = Sender::start(database);
    let body = json!({
        "target_url": receiver.url,
        "event_types": ["integrated_account:active", "record:created"],
        "is_active": false,
    });
    let created = sender.ok(Method::POST, "/webhook?", body).await;
    let path = format!("/webhook/{}", id(&created));
    let mut shown = created.clone();
    shown.as_object_mut().expect("an object").remove("secret");
    assert_eq!(sender.get(&format!("{path}?")).await, shown);
    assert_eq!(sender.get("/webhook?is_active=false&next_cursor=").await["result"], json!([shown]));
    assert_eq!(sender.get("/webhook?is_active=true").await["result"], json!([]));
    sender.webhook(&receiver.url).await;
    let page = sender.get("/webhook?limit=1").await;
    assert_eq!(page["result"], json!([shown]), "the oldest first");
    let next = page["next_cursor"].as_str().expect("a cursor");
    let rest = sender.get(&format!("/webhook?limit=1&next_cursor={next}")).await;
    assert_eq!(rest.get("next_cursor"), Some(&Value::Null), "{rest}");

    let test = json!({ "id": created["id"] });
    let tested = sender.ok(Method::POST, "/webhook/test?", test.clone()).await;
    assert_eq!((&tested["success"], &tested["response_status"]), (&json!(true), &json!(204)));
    receiver.answer_next([Reception::Status(500)]);
    let tested = sender.ok(Method::POST, "/webhook/test", test).await;
    assert_eq!((&tested["success"], &tested["response_status"]), (&json!(false), &json!(500)));
    let received = receiver.received();
    assert_eq!(received[0].event(), "test");
    assert_eq!(signed_by(&received[0], &created["secret"]), (true, true));

    let change = json!({ "is_active": true, "event_types": [] });
    let changed = sender.ok(Method::PATCH, &path, change).await;
    assert_eq!(changed["is_active"], true);
    assert_eq!(changed.get("event_types"), None);
    let deleted = sender.ok(Method::DELETE, &path, Value::Null).await;
    assert_eq!(deleted, json!({ "id": created["id"] }));
    for (method, path) in [(Method::GET, path.clone()), (Method::DELETE, path)] {
        assert_error(sender.call(method, &path, &Value::Null).await, 404, "id: no such webhook");
    }
}

#[on_sqlite]
async fn wrong_requests_are_refused_with_what_is_expected(database: &Database) {
    let sender = Sender::start(database);
    let url = "https://example.com/";
    for (body, message) in [
        (json!({}), "target_url: required"),
        (json!({ "target_url": "example.com" }), "target_url: "),
        (json!({ "target_url": "https://169.254.169.254/" }), "target_url: "),
        (json!({ "target_url": "https://[::1]/" }), "target_url: "),
        (json!({ "target_url": "https://a:b@example.com/" }), "target_url: "),
        (json!({ "target_url": url, "secret": "too-short" }), "secret: "),
        (json!({ "target_url": url, "secret": "whsec_not-base64-at-all" }), "secret: "),
        (
            json!({ "target_url": url, "event_types": ["integrated_account:actve"] }),
            "event_types: an event of accounts must be one of",
        ),
        (json!({ "target_url": url, "event_types": ["active"] }), "event_types"),
        (
            json!({ "target_url": url, "environment_id": "1ba1f401-7183-47c5-9e39-e8e257e3c795" }),
            "environment_id: ",
        ),
    ] {
        let (status, answer) = sender.call(Method::POST, "/webhook", &body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{body}: {answer}");
        let shown = answer["message"].as_str().expect("a message");
        assert!(shown.starts_with(message), "{body}: {shown}");
        assert!(!shown.contains("too-short") && !shown.contains("not-base64"), "{shown}");
    }
    for _ in 0..20 {
        sender.webhook(url).await;
    }
    let refused = sender.call(Method::POST, "/webhook", &json!({ "target_url": url })).await;
    assert_eq!(refused.0, StatusCode::BAD_REQUEST, "{refused:?}");
    let link_tokens_only = database.api_token("test", &["--permission", "link-token"]);
    let api_token = link_tokens_only["secret"].as_str().expect("a secret");
    let refused = sender.server.call(api_token, "/webhook", &json!({})).await;
    assert_eq!(refused.0, StatusCode::FORBIDDEN);
}

#[on_sqlite]
async fn webhook_with_http_needs_an_allowed_network(database: &Database) {
    let api_token = database.environment("test");
    let server = Server::start(database);
    let body = json!({ "target_url": "http://localhost:3000/webhooks" });
    let refused = server.call(&api_token, "/webhook", &body).await;
    let message = "target_url: must begin with https://, unless `outbound_allow` lists the network";
    assert_error(refused, 400, message);
    let body = json!({ "target_url": "https://localhost:3000/webhooks" });
    let (status, refused) = server.call(&api_token, "/webhook", &body).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{refused}");
    let message = refused["message"].as_str().expect("a message");
    assert!(message.starts_with("target_url: ") && message.contains("localhost"), "{message}");
}

#[on_each_engine]
async fn refused_event_is_sent_again_with_its_id_before_later_ones(database: &Database) {
    let receiver = Receiver::start().await;
    let sender = Sender::start(database);
    let webhook = sender.webhook(&receiver.url).await;
    receiver.answer_next([Reception::Status(503)]);
    let account = sender.connect("acme-1").await;
    let received = receiver.wait_for(3).await;
    assert_eq!(events_of(&received, &account), ["created", "active"]);
    assert_eq!(received[0].header("webhook-id"), received[1].header("webhook-id"));
    assert_ne!(received[0].header("webhook-timestamp"), received[1].header("webhook-timestamp"));
    assert_eq!(received[0].body, received[1].body);
    assert_eq!(signed_by(&received[1], &webhook["secret"]), (true, true));
    let log = format!("/webhook/{}/delivery", id(&webhook));
    eventually("both deliveries are in the log", async || {
        sender.get(&format!("{log}?status=delivered")).await["result"]
            .as_array()
            .is_some_and(|result| result.len() == 2)
    })
    .await;
    let page = sender.get(&format!("{log}?limit=1")).await;
    let newest = &page["result"][0];
    assert_eq!(newest["event_type"], "integrated_account:active");
    assert_eq!((&newest["attempts"], &newest["response_status"]), (&json!(1), &json!(204)));
    let next = page["next_cursor"].as_str().expect("a cursor");
    let oldest = sender.get(&format!("{log}?limit=1&next_cursor={next}")).await;
    assert_eq!(oldest["result"][0]["attempts"], 2);
    assert_eq!(oldest.get("next_cursor"), Some(&Value::Null));
}

#[on_sqlite]
async fn gone_receiver_switches_the_webhook_off_and_a_replay_sends_what_was_kept(
    database: &Database,
) {
    let receiver = Receiver::start().await;
    let sender = Sender::start(database);
    let webhook = sender.webhook(&receiver.url).await;
    let path = format!("/webhook/{}", id(&webhook));
    receiver.answer(Reception::Status(410));
    let account = sender.connect("acme-1").await;
    eventually("the webhook is switched off", async || {
        sender.get(&path).await["is_active"] == false
    })
    .await;
    let failed = sender.get(&path).await;
    assert_eq!(failed["failure"], "the receiver answered 410 Gone");
    assert!(failed["failed_at"].is_string());
    // Kept, although the webhook is off.
    sender.reauthorise(&account).await;
    assert_eq!(receiver.received().len(), 1);
    let pending = sender.get(&format!("{path}/delivery?status=pending")).await;
    assert_eq!(pending["result"].as_array().expect("a list").len(), 4);
    assert_eq!(pending["result"][3]["answer"], "the answer");
    receiver.answer(Reception::Status(200));
    let replay = format!("{path}/replay");
    assert_eq!(sender.ok(Method::POST, &replay, json!({})).await, json!({ "replayed": 0 }));
    let received = receiver.wait_for(5).await;
    assert_eq!(events_of(&received, &account), ["created", "active", "updated", "active"]);
    let resumed = sender.get(&path).await;
    assert_eq!((&resumed["is_active"], resumed.get("failure")), (&json!(true), None));
    eventually("all are delivered", async || {
        let replayed = json!({ "delivered": true });
        let pending = sender.get(&format!("{path}/delivery?status=pending")).await;
        pending["result"] == json!([])
            && sender.ok(Method::POST, &replay, replayed).await == json!({ "replayed": 4 })
    })
    .await;
    let received = receiver.wait_for(9).await;
    let ids: Vec<&str> = received[1..].iter().map(|it| it.header("webhook-id")).collect();
    assert_eq!(ids[..4], ids[4..8], "the same events in the same order");
}

#[on_sqlite]
async fn bad_receivers_hold_up_no_other(database: &Database) {
    let sender = Sender::start(database);
    let healthy = Receiver::start().await;
    let mut bad = Vec::new();
    for reception in [
        Reception::Silence,
        Reception::Endless,
        Reception::Status(500),
        Reception::RetryAfter(429, 3600),
        Reception::Redirect(healthy.url.clone()),
    ] {
        let receiver = Receiver::start().await;
        receiver.answer(reception);
        sender.webhook(&receiver.url).await;
        bad.push(receiver);
    }
    // Nothing listens there.
    sender.webhook("http://127.0.0.1:1/").await;
    sender.webhook(&healthy.url).await;
    let mut accounts = Vec::new();
    for number in 0..20 {
        accounts.push(sender.connect(&format!("acme-{number}")).await);
    }
    let received = healthy.wait_for(40).await;
    assert_eq!(received.len(), 40, "no redirect leads there");
    for account in &accounts {
        assert_eq!(events_of(&received, account), ["created", "active"]);
    }
    for receiver in &bad {
        let tried = receiver.wait_for(1).await;
        assert_eq!(tried[0].event(), "created");
    }
}

#[on_each_engine]
async fn events_of_a_killed_server_are_sent_by_the_next_one(database: &Database) {
    let receiver = Receiver::start().await;
    let mut sender = Sender::start(database);
    sender.webhook(&receiver.url).await;
    receiver.answer(Reception::Silence);
    let account = sender.connect("acme-1").await;
    receiver.wait_for(1).await;
    sender.server.kill();
    receiver.answer(Reception::Status(200));
    let sender = Sender { server: serve(database), ..sender };
    // On PostgreSQL, the lease of the dead server must end first.
    let received = receiver.wait_for(3).await;
    assert_eq!(events_of(&received, &account), ["created", "active"]);
    assert_eq!(received[0].header("webhook-id"), received[1].header("webhook-id"));
    drop(sender);
}

/// The receiver is slow, so the server has more to send when it is told to stop.
#[on_each_engine]
async fn server_that_stops_sends_what_is_due_and_nothing_twice(database: &Database) {
    let receiver = Receiver::start().await;
    let sender = Sender::start(database);
    sender.webhook(&receiver.url).await;
    receiver.answer(Reception::Late(Duration::from_millis(300)));
    let mut accounts = Vec::new();
    for number in 0..8 {
        accounts.push(sender.connect(&format!("acme-{number}")).await);
    }
    sender.server.signal("TERM");
    assert!(sender.server.wait());
    let received = receiver.received();
    for account in &accounts {
        assert_eq!(events_of(&received, account), ["created", "active"]);
    }
    receiver.answer(Reception::Status(204));
    let sender = Sender { server: serve(database), api_token: sender.api_token };
    let last = sender.connect("acme-9").await;
    let received = receiver.wait_for(18).await;
    assert_eq!(events_of(&received, &last), ["created", "active"]);
    assert_eq!(received.len(), 18, "nothing was sent twice");
}

#[on_postgresql]
async fn two_servers_share_the_work_and_keep_the_order(database: &Database) {
    let receiver = Receiver::start().await;
    let sender = Sender::start(database);
    let other = Sender { server: serve(database), api_token: sender.api_token.clone() };
    sender.webhook(&receiver.url).await;
    let mut accounts = Vec::new();
    for number in 0..10 {
        let by = if number % 2 == 0 { &sender } else { &other };
        accounts.push(by.connect(&format!("acme-{number}")).await);
    }
    for account in &accounts {
        for by in [&sender, &other] {
            by.reauthorise(account).await;
        }
    }
    let received = receiver.wait_for(60).await;
    for account in &accounts {
        let expected = ["created", "active", "updated", "active", "updated", "active"];
        assert_eq!(events_of(&received, account), expected);
    }
    assert_eq!(received.len(), 60, "nothing was sent twice");
}

#[on_sqlite]
async fn commands_of_the_server_manage_webhooks(database: &Database) {
    let receiver = Receiver::start().await;
    let sender = Sender::start(database);
    let admin = |arguments: &[&str]| {
        let environment = ["--environment", "test"];
        database.admin(&[&["webhook"], arguments, &environment].concat())
    };
    let created = admin(&["create", &receiver.url, "--outbound-allow", "127.0.0.0/8"]);
    let id = id(&created);
    let listed = admin(&["list"]);
    assert_eq!(listed[0]["id"], created["id"]);
    assert_eq!(listed[0].get("secret"), None);
    let off = admin(&["create", "--inactive", "https://example.com/off"]);
    assert_eq!(off["is_active"], false);
    let all = admin(&["create", "--event", "all", "https://example.com/all"]);
    assert_eq!(all.get("event_types"), None);
    admin(&["delete", all["id"].as_str().expect("an ID")]);
    let create = ["webhook", "create", "--environment", "test", "https://example.com"];
    let both = database.run(&[&create[..], &["--event", "all", "--event", "a:b"]].concat());
    assert!(text(&both.stderr).contains("`--event all` cannot be combined"), "{both:?}");
    admin(&["delete", off["id"].as_str().expect("an ID")]);
    let rotated = admin(&["rotate", id, "--overlap", "2d"]);
    let account = sender.connect("acme-1").await;
    let received = receiver.wait_for(2).await;
    assert_eq!(events_of(&received, &account), ["created", "active"]);
    for secret in [&created["secret"], &rotated["secret"]] {
        assert_eq!(signed_by(&received[1], secret), (true, true));
    }
    eventually("both deliveries have ended", async || {
        let log = admin(&["deliveries", id, "--status", "delivered"]);
        log.as_array().is_some_and(|log| log.len() == 2)
    })
    .await;
    let only =
        database.run(&["webhook", "deliveries", "--environment", "test", id, "--limit", "1"]);
    assert_eq!(text(&only.stdout).lines().count(), 2, "{only:?}");
    assert!(text(&only.stderr).contains("raise --limit, or set --all"), "{only:?}");
    let all = admin(&["deliveries", id, "--all"]);
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    let replayed = admin(&["replay", id, "--delivered", "--since", "1h"]);
    assert_eq!(replayed, json!({ "replayed": 2 }));
    // The server finds what another process has written.
    receiver.wait_for(4).await;
    let tested = admin(&["test", id, "--outbound-allow", "127.0.0.0/8"]);
    assert_eq!(tested["success"], true);
    assert_eq!(admin(&["delete", id])["deleted"], true);
    assert_eq!(admin(&["list"]), json!([]));
}

#[on_each_engine]
async fn commands_of_callers_manage_webhooks(database: &Database) {
    let receiver = Receiver::start().await;
    let sender = Sender::start(database);
    let caller = sender.command_line();
    let call = |arguments: &[&str]| caller.json(&[&["webhook"], arguments].concat());
    let created = call(&["create", &receiver.url, "--event", "integrated_account:active"]);
    let id = id(&created);
    assert_eq!(call(&["list"])[0]["id"], created["id"]);
    assert_eq!(call(&["list"])[0].get("secret"), None);
    assert_eq!(call(&["test", id])["success"], true);
    let rotated = call(&["rotate", id, "--overlap", "0s"]);
    sender.connect("acme-1").await;
    let received = receiver.wait_for(2).await;
    assert_eq!(received[1].event(), "active");
    assert_eq!(signed_by(&received[1], &rotated["secret"]), (true, true));
    assert_eq!(call(&["update", id, "--active", "false"])["is_active"], false);
    assert_eq!(call(&["update", id, "--event", "all"]).get("event_types"), None);
    assert_eq!(call(&["deliveries", id]).as_array().map(Vec::len), Some(1));
    eventually("the delivery has ended", async || {
        call(&["replay", id, "--delivered"]) == json!({ "replayed": 1 })
    })
    .await;
    receiver.wait_for(3).await;
    let future = ["--delivered", "--since", "2100-01-01T00:00:00Z"];
    assert_eq!(call(&[&["replay", id], &future[..]].concat()), json!({ "replayed": 0 }));
    assert_eq!(call(&["delete", id])["deleted"], true);
    assert_eq!(call(&["list"]), json!([]));
}

#[on_sqlite]
async fn webhook_commands_show_tables_and_what_to_do(database: &Database) {
    let receiver = Receiver::start().await;
    let sender = Sender::start(database);
    let caller = sender.command_line();
    let (shown, said) = caller.succeed(&["webhook", "list"], "");
    assert_eq!(shown, "");
    assert!(said.contains("link-token webhook create "), "{said}");

    let create = ["webhook", "create", &receiver.url, "--secret-file", "-"];
    let secret = "3f6c2a52-6c0e-4a44-9f0c-0a3a1f1d2b11";
    let (shown, said) = caller.succeed(&create, secret);
    assert!(shown.contains(secret) && said.contains("only now"), "{shown} {said}");
    let events = ["--event", "integrated_account:active", "--event", "integrated_account:deleted"];
    let off = [&["webhook", "create", "--inactive", "https://example.com/x"], &events[..]];
    caller.shown(&off.concat());
    let table = caller.shown(&["webhook", "list"]);
    let lines: Vec<Vec<&str>> =
        table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0].join(" "), "ID URL EVENTS LAST SUCCESS STATE", "{table}");
    assert_eq!(lines[1][1..], [receiver.url.as_str(), "all", "-", "on"], "{table}");
    let expected = [
        "https://example.com/x",
        "integrated_account:active",
        "integrated_account:deleted",
        "-",
        "off",
    ];
    assert_eq!(lines[2][1..], expected, "{table}");
    assert!(!table.contains(secret), "{table}");
    let id = lines[1][0];

    let (shown, said) = caller.succeed(&["webhook", "deliveries", id], "");
    assert_eq!((shown.as_str(), said.as_str()), ("", "No such deliveries.\n"));
    sender.connect("acme-1").await;
    receiver.wait_for(2).await;
    eventually("both deliveries have ended", async || {
        let delivered = caller.json(&["webhook", "deliveries", id, "--status", "delivered"]);
        delivered.as_array().is_some_and(|delivered| delivered.len() == 2)
    })
    .await;
    let table = caller.shown(&["webhook", "deliveries", id]);
    let lines: Vec<Vec<&str>> =
        table.lines().map(|line| line.split_whitespace().collect()).collect();
    let header = "ID TIME EVENT ACCOUNT STATUS ATTEMPTS ANSWER TOOK TEXT";
    assert_eq!((lines[0].join(" ").as_str(), lines.len()), (header, 3), "{table}");
    assert_eq!(lines[1][2], "integrated_account:active", "the newest comes first: {table}");
    assert_eq!(lines[1][4..7], ["delivered", "1", "204"], "{table}");
    let (shown, said) = caller.succeed(&["webhook", "deliveries", id, "--limit", "1"], "");
    assert_eq!(shown.lines().count(), 2, "{shown}");
    assert!(said.contains("raise --limit, or set --all"), "{said}");
    let all = caller.succeed(&["webhook", "deliveries", id, "--all"], "");
    assert_eq!((all.0.lines().count(), all.1.as_str()), (3, ""));

    let update = ["webhook", "update", id, "--target-url", "https://example.com/y"];
    assert_eq!(caller.json(&update)["target_url"], "https://example.com/y");
    let rotate = ["webhook", "rotate", id, "--secret-file", "-"];
    let (shown, said) = caller.succeed(&rotate, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assert!(shown.contains("previous_secret_expires_at") && said.contains("only now"), "{shown}");
    let (shown, said) = caller.succeed(&["webhook", "delete", id], "");
    assert_eq!((shown.as_str(), said.as_str()), ("", "The webhook is deleted.\n"));
}

#[on_sqlite]
async fn webhook_command_fails_when_its_secret_is_not_read(database: &Database) {
    let sender = Sender::start(database);
    let caller = sender.command_line();
    let create = ["webhook", "create", "https://example.com"];
    let created = caller.unread(&create);
    let created_by_server = unread(database.command().args(create).args(["--environment", "test"]));
    let listed = caller.json(&["webhook", "list"]);
    let (first, second) = (id(&listed[0]), id(&listed[1]));
    let rotate = ["webhook", "rotate", second];
    let rotated_by_server = unread(database.command().args(rotate).args(["--environment", "test"]));
    let by_server = "webhook rotate --environment test ";
    for (ran, remedy) in [
        (created, format!("`link-token webhook rotate {first}`")),
        (created_by_server, format!("{by_server}{second}`")),
        (caller.unread(&rotate), format!("`link-token webhook rotate {second}`")),
        (rotated_by_server, format!("{by_server}{second}`")),
    ] {
        let said = text(&ran.stderr);
        assert!(!ran.status.success() && said.contains(&remedy), "{remedy}: {said}");
    }
    // The caller has a secret of its own.
    let secret = database.file("secret", b"3f6c2a52-6c0e-4a44-9f0c-0a3a1f1d2b11");
    let own = caller.unread(&[&rotate[..], &["--secret-file", &secret]].concat());
    assert!(own.status.success(), "{own:?}");
}

#[on_sqlite]
async fn webhook_commands_name_what_is_wrong(database: &Database) {
    let receiver = Receiver::start().await;
    let sender = Sender::start(database);
    let caller = sender.command_line();
    let created = caller.json(&["webhook", "create", &receiver.url]);
    receiver.answer_next([Reception::Status(500), Reception::Status(500)]);
    let said = caller.said(&["webhook", "test", id(&created)]);
    assert!(said.contains("the receiver did not accept the test event"), "{said}");
    let unknown = "00000000-0000-4000-8000-000000000000";
    for (arguments, parts) in [
        (&["create", "ftp://example.com"][..], &["target_url: "][..]),
        (&["create", ""], &["<URL>"]),
        (&["create", "https://example.com", "--event", "x"], &["--event"]),
        (
            &["update", unknown, "--event", "all", "--event", "integrated_account:active"],
            &["`--event all` cannot be combined"],
        ),
        (&["update", unknown, "--active", "true"], &["no such webhook"]),
        (&["update", unknown], &["--target-url", "required"]),
        (&["update", unknown, "--active", "x"], &["--active", "true, false"]),
        (&["rotate", unknown], &["no such webhook"]),
        (&["rotate", unknown, "--overlap", "31d"], &["--overlap", "at most 30d"]),
        (&["rotate", unknown, "--overlap", "-1s"], &["--overlap", "not a time span"]),
        (&["delete", unknown], &["no such webhook"]),
        (&["deliveries", unknown], &["no such webhook"]),
        (&["deliveries", unknown, "--status", "x"], &["'x'", "pending"]),
        (&["replay", unknown], &["no such webhook"]),
        (&["replay", unknown, "--since", "yesterday"], &["--since"]),
        (&["test", unknown], &["no such webhook"]),
        (&["test", "7"], &["not a UUID"]),
    ] {
        let said = caller.said(&[&["webhook"], arguments].concat());
        for part in parts {
            assert!(said.contains(part), "{arguments:?}: {part}: {said}");
        }
    }
}
