//! Receivers of webhooks. One accepts all events. The others are slow, fail, or close connections,
//! and are replaced now and then, with what waits for them.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use reqwest::{Method, StatusCode};
use serde_json::json;
use tokio::{net::TcpListener, task::JoinHandle};

use link_token_tests::{Received, Receiver, Reception};

use super::{Round, Soak, TurnedAway};

/// The accounts with events that are still to be told to a webhook which exists.
pub const UNTOLD: &str = "webhook_lane WHERE webhook_id IN (SELECT id FROM webhook)";

/// The accounts that exist, as an accepting receiver knows them.
#[derive(Debug, Default)]
pub struct Told {
    alive: Mutex<HashSet<String>>,
}

impl Told {
    fn hear(&self, received: &Received) -> &'static str {
        let id = received.json()["payload"]["id"].as_str().expect("an ID").to_owned();
        let mut alive = self.alive.lock().expect("not poisoned");
        match &*received.event() {
            "created" => {
                alive.insert(id);
                "told created"
            }
            "deleted" => {
                alive.remove(&id);
                "told deleted"
            }
            _ => "told other",
        }
    }

    /// Checks that these accounts exist, and no others.
    pub fn compare(&self, expected: &HashSet<String>) {
        let alive = self.alive.lock().expect("not poisoned");
        let untold: Vec<_> = expected.difference(&alive).collect();
        let ghosts: Vec<_> = alive.difference(expected).collect();
        assert!(untold.is_empty(), "{} accounts are not told: {untold:?}", untold.len());
        assert!(ghosts.is_empty(), "{} deletions are not told: {ghosts:?}", ghosts.len());
    }
}

/// Creates a webhook for a receiver that accepts all events.
pub async fn accepting(soak: &Soak) -> Receiver {
    let (told, counts) = (Arc::clone(&soak.told), Arc::clone(&soak.counts));
    let receiver = Receiver::listen(move |received| counts.add(told.hear(&received))).await;
    let created = soak.post("/webhook", &json!({ "target_url": receiver.url })).await;
    assert!(created.is_ok());
    receiver
}

impl Soak {
    /// Subscribes a receiver for a while, and looks at what is told to it.
    async fn subscribe(&self, url: &str) -> Round {
        let webhook = self.post("/webhook", &json!({ "target_url": url })).await?;
        let path = format!("/webhook/{}", webhook["id"].as_str().expect("an ID"));
        self.sleep(self.part(4, 60)).await;
        let looked = self.get(&format!("{path}/delivery?limit=10")).await;
        while let Err(TurnedAway) = self.delete_webhook(&path).await {}
        looked.map(|_| ())
    }

    async fn delete_webhook(&self, path: &str) -> Round {
        let (status, body) = self.call(Method::DELETE, path, None).await?;
        assert!(status.is_success() || status == StatusCode::NOT_FOUND, "{status} {body}");
        Ok(())
    }
}

pub async fn slow(soak: Arc<Soak>) -> Round {
    let counts = Arc::clone(&soak.counts);
    let receiver = Receiver::listen(move |_| counts.add("told slowly")).await;
    receiver.answer(Reception::Late(Duration::from_millis(300)));
    soak.subscribe(&receiver.url).await
}

pub async fn failing(soak: Arc<Soak>) -> Round {
    let counts = Arc::clone(&soak.counts);
    let receiver = Receiver::listen(move |_| counts.add("told in vain")).await;
    receiver.answer(Reception::Status(500));
    soak.subscribe(&receiver.url).await
}

/// A receiver that accepts connections, and closes them.
pub async fn closing(soak: Arc<Soak>) -> Round {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    let server: JoinHandle<()> = tokio::spawn(async move {
        loop {
            drop(listener.accept().await);
        }
    });
    let round = soak.subscribe(&url).await;
    server.abort();
    round
}
