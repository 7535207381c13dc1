//! A receiver of webhooks on a free port. How it answers can be changed while it runs.

use std::{
    collections::VecDeque,
    convert::Infallible,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::post,
};
use futures::stream;
use serde_json::Value;
use tokio::{net::TcpListener, task::JoinHandle};

/// The answer of a receiver.
#[derive(Clone, Debug)]
pub enum Reception {
    Status(u16),
    /// A status with `Retry-After` in seconds.
    RetryAfter(u16, u32),
    /// A redirect to another address.
    Redirect(String),
    /// 200, after a time.
    Late(Duration),
    /// No answer at all.
    Silence,
    /// 200, and a body without an end.
    Endless,
}

/// A request to a receiver.
#[derive(Clone, Debug)]
pub struct Received {
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Received {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).expect("the header").to_str().expect("text")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// The name of the event, without its entity.
    pub fn event(&self) -> String {
        let json = self.json();
        let name = json["event"].as_str().expect("a name");
        name.split_once(':').expect("an entity").1.to_owned()
    }
}

/// A function that gets the requests.
type Listener = Box<dyn Fn(Received) + Send + Sync>;

struct Shared {
    /// The requests so far, if there is no listener.
    received: Mutex<Vec<Received>>,
    listener: Option<Listener>,
    /// The next answers.
    next: Mutex<VecDeque<Reception>>,
    /// The answer after those.
    usual: Mutex<Reception>,
}

/// A running receiver.
pub struct Receiver {
    pub url: String,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

impl Receiver {
    /// Starts a receiver that accepts everything.
    pub async fn start() -> Self {
        Self::start_with(None).await
    }

    /// Starts a receiver that gives the requests to a function, and keeps none.
    pub async fn listen(listener: impl Fn(Received) + Send + Sync + 'static) -> Self {
        Self::start_with(Some(Box::new(listener))).await
    }

    async fn start_with(function: Option<Listener>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}/webhooks", listener.local_addr().expect("an address"));
        let shared = Arc::new(Shared {
            received: Mutex::default(),
            listener: function,
            next: Mutex::default(),
            usual: Mutex::new(Reception::Status(204)),
        });
        let router = Router::new().route("/webhooks", post(receive)).with_state(shared.clone());
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("it serves");
        });
        Self { url, shared, server }
    }

    /// Sets how it answers from now on.
    pub fn answer(&self, usual: Reception) {
        *self.shared.usual.lock().expect("not poisoned") = usual;
    }

    /// Sets the next answers, before the usual one.
    pub fn answer_next(&self, next: impl IntoIterator<Item = Reception>) {
        self.shared.next.lock().expect("not poisoned").extend(next);
    }

    /// The requests so far.
    pub fn received(&self) -> Vec<Received> {
        self.shared.received.lock().expect("not poisoned").clone()
    }

    /// Waits until there are so many requests, and returns them.
    pub async fn wait_for(&self, number: usize) -> Vec<Received> {
        let what = format!("the receiver has {number} requests");
        crate::eventually(&what, async || self.received().len() >= number).await;
        self.received()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn receive(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    let received = Received { headers, body: body.to_vec() };
    match &shared.listener {
        Some(listener) => listener(received),
        None => shared.received.lock().expect("not poisoned").push(received),
    }
    let next = shared.next.lock().expect("not poisoned").pop_front();
    let reception = next.unwrap_or_else(|| shared.usual.lock().expect("not poisoned").clone());
    let status = |status| StatusCode::from_u16(status).expect("a status");
    match reception {
        Reception::Status(code) => (status(code), "the answer").into_response(),
        Reception::RetryAfter(code, seconds) => {
            (status(code), [(header::RETRY_AFTER, seconds.to_string())]).into_response()
        }
        Reception::Redirect(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        Reception::Late(delay) => {
            tokio::time::sleep(delay).await;
            StatusCode::OK.into_response()
        }
        Reception::Silence => std::future::pending().await,
        Reception::Endless => {
            let chunks = stream::unfold((), |()| async {
                tokio::time::sleep(Duration::from_millis(50)).await;
                Some((Ok::<_, Infallible>("x"), ()))
            });
            Body::from_stream(chunks).into_response()
        }
    }
}
