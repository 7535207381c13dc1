//! Bodies that nothing needs, because the answer is clear before they have arrived.
//!
//! If a server closes a connection while its client still sends, the system of the client discards
//! the answer before the client has read it (RFC 9112, section 9.6). Over HTTP/2, some clients give
//! up on a stream that ends early. So the server sends the answer, and a task reads and discards
//! what still arrives, up to a limit of bytes and time. Then hyper closes the connection, and the
//! answer says so. A client that waits for `100 Continue` is not asked for the body.

use std::{
    collections::BTreeMap,
    net::IpAddr,
    pin::pin,
    sync::{Mutex, PoisonError},
    task::Poll,
    time::Duration,
};

use dropshot::Body;
use futures::poll;
use http::{HeaderMap, HeaderValue, Version, header};
use http_body_util::BodyExt as _;
use hyper::body::Body as _;
use tokio::{
    task::AbortHandle,
    time::{sleep, timeout},
};

use crate::network;

/// The largest body that is read before the answer, so that the connection can be used again.
const PROMPT_BYTES: u64 = 256 * 1024;
/// The time that such a body has to arrive.
const PROMPT_TIME: Duration = Duration::from_millis(100);

/// The number of bytes that are discarded after the answer.
const LINGER_BYTES: u64 = 32 * 1024 * 1024;
/// The time for that. It is shorter than servers have to stop.
const LINGER_TIME: Duration = Duration::from_secs(10);
/// The number of bodies that are discarded after their answers at the same time. Each takes the
/// read buffer of its connection.
const LINGERING: usize = 256;

static TASKS: LingeringTasks = LingeringTasks::new();

/// Discards the body of a request. Returns true if the connection must end with the answer.
pub(crate) async fn discard(request: hyper::Request<Body>, client: IpAddr) -> bool {
    // HTTP/2 ends the stream, and has no such header.
    let ends_connection = request.version() < Version::HTTP_2;
    let is_asked_for = !request.headers().contains_key(header::EXPECT);
    let length = announced(request.headers());
    let mut body = request.into_body();
    if body.is_end_stream() {
        return false;
    }
    if is_asked_for && length.is_none_or(|length| length <= PROMPT_BYTES) {
        let mut reading = pin!(read(&mut body, PROMPT_BYTES));
        let is_complete = match poll!(&mut reading) {
            Poll::Ready(is_complete) => is_complete,
            Poll::Pending => timeout(PROMPT_TIME, reading).await.unwrap_or(false),
        };
        if is_complete {
            return false;
        }
    }
    let task = tokio::spawn(async move {
        if !is_asked_for {
            // hyper asks for a body that is read before the answer was sent.
            sleep(PROMPT_TIME).await;
        }
        let _ = timeout(LINGER_TIME, read(&mut body, LINGER_BYTES)).await;
    });
    TASKS.add(client, task.abort_handle());
    ends_connection
}

/// The tasks that discard bodies after their answers, each with the network of its client.
#[derive(Debug)]
struct LingeringTasks(Mutex<Vec<(IpAddr, AbortHandle)>>);

impl LingeringTasks {
    const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// Adds a task. If there are too many, the network with the most of them loses its oldest, so
    /// that no client takes the answers of others.
    fn add(&self, client: IpAddr, task: AbortHandle) {
        let network = network(client);
        let mut tasks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.retain(|(_, task)| !task.is_finished());
        tasks.push((network, task));
        if tasks.len() <= LINGERING {
            return;
        }
        let mut counts = BTreeMap::new();
        for (network, _) in &*tasks {
            *counts.entry(*network).or_insert(0) += 1;
        }
        let most = counts.values().max();
        let oldest = tasks.iter().position(|(network, _)| counts.get(network) == most);
        if let Some(oldest) = oldest {
            tasks.remove(oldest).1.abort();
        }
    }
}

/// Reads and discards up to a number of bytes. Returns true if the body ended by then.
async fn read(body: &mut Body, mut left: u64) -> bool {
    while !body.is_end_stream() {
        let length = match body.frame().await {
            Some(Ok(frame)) => frame.data_ref().map_or(0, |data| data.len() as u64),
            Some(Err(_)) => return false,
            None => return true,
        };
        match left.checked_sub(length) {
            Some(rest) => left = rest,
            None => return false,
        }
    }
    true
}

/// Adds the header that ends a connection.
pub(crate) fn end_connection(headers: &mut HeaderMap) {
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
}

/// The length of the body that the headers announce.
pub(crate) fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use super::*;

    #[tokio::test]
    async fn add_aborts_the_oldest_of_the_network_with_the_most() {
        let tasks = LingeringTasks::new();
        let add = |client: &str| {
            let task = tokio::spawn(pending::<()>());
            tasks.add(client.parse().expect("an address"), task.abort_handle());
            task
        };
        let other = add("192.0.2.1");
        let ended = add("192.0.2.1");
        ended.abort();
        assert!(ended.await.is_err());
        let many: Vec<_> =
            (1..=LINGERING).map(|number| add(&format!("2001:db8::{number:x}"))).collect();
        let late = add("198.51.100.1");
        let mut many = many.into_iter();
        for oldest in many.by_ref().take(2) {
            assert!(oldest.await.is_err_and(|error| error.is_cancelled()));
        }
        assert!(many.chain([other, late]).all(|task| !task.is_finished()));
    }
}
