//! A third party on a loopback address, which answers as a test tells it.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use link_token_connect::outbound::{Outbound, OutboundSettings};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::AbortHandle,
};

/// A request as the third party received it.
#[derive(Clone, Debug)]
pub struct Received {
    /// The request line and the headers, in lower case names.
    pub head: Vec<String>,
    pub body: String,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head[1..].iter().find_map(|line| line.strip_prefix(&format!("{name}: ")))
    }

    /// The parameters of a form.
    pub fn params(&self) -> Vec<(String, String)> {
        form_urlencoded::parse(self.body.as_bytes()).into_owned().collect()
    }
}

/// The behaviour of the third party for a request.
pub enum Behaviour {
    /// These bytes are the whole answer.
    Bytes(String),
    /// These bytes begin the answer, and the others are repeated until the client leaves.
    Endless(&'static str, &'static str),
    /// These bytes begin the answer, and nothing follows.
    Stall(&'static str),
}

impl Behaviour {
    pub fn json(status: u16, body: &str) -> Self {
        Self::answer(status, "Content-Type: application/json\r\n", body)
    }

    pub fn answer(status: u16, headers: &str, body: &str) -> Self {
        let length = body.len();
        let head =
            format!("HTTP/1.1 {status} Some Reason\r\nContent-Length: {length}\r\n{headers}");
        Self::Bytes(format!("{head}\r\n{body}"))
    }
}

type Respond = Arc<dyn Fn(&Received) -> Behaviour + Send + Sync>;

pub struct StandIn {
    pub address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
    task: AbortHandle,
}

impl StandIn {
    pub async fn start(respond: impl Fn(&Received) -> Behaviour + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let received = Arc::new(Mutex::new(Vec::new()));
        let (log, respond): (_, Respond) = (received.clone(), Arc::new(respond));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, log.clone(), respond.clone()));
            }
        });
        Self { address, received, task: task.abort_handle() }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no panic").clone()
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, log: Arc<Mutex<Vec<Received>>>, respond: Respond) {
    let Some(received) = read_request(&mut stream).await else { return };
    log.lock().expect("no panic").push(received.clone());
    match respond(&received) {
        Behaviour::Bytes(bytes) => {
            let _ = stream.write_all(bytes.as_bytes()).await;
        }
        Behaviour::Endless(start, more) => {
            let _ = stream.write_all(start.as_bytes()).await;
            while stream.write_all(more.as_bytes()).await.is_ok() {}
        }
        Behaviour::Stall(start) => {
            let _ = stream.write_all(start.as_bytes()).await;
            // Until the client leaves.
            let _ = stream.read(&mut [0; 16]).await;
        }
    }
}

async fn read_request(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head: Vec<String> = head.lines().map(str::to_owned).collect();
            let received = Received { head, body: body.to_owned() };
            let length = received.header("content-length").unwrap_or("0");
            if received.body.len() >= length.parse().ok()? {
                return Some(received);
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

/// A client that may reach 127.0.0.0/8.
pub fn outbound() -> Outbound {
    outbound_with(Duration::from_secs(30))
}

pub fn outbound_with(timeout: Duration) -> Outbound {
    let loopback = "127.0.0.0/8".parse().expect("a network");
    let settings = OutboundSettings { allowed_networks: vec![loopback], timeout, ..<_>::default() };
    Outbound::new(settings).expect("a client")
}
