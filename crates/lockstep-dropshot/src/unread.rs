//! Bodies that nothing needs, because the answer is clear before they have arrived.
//!
//! If a server closes a connection while its client still sends, the system of the client discards
//! the answer before the client has read it (RFC 9112, section 9.6). Over HTTP/2, some clients give
//! up on a stream that ends early. So the server sends the answer, and a task reads and discards
//! what still arrives, up to a limit of bytes and time. Then hyper closes the connection, and the
//! answer says so. A client that waits for `100 Continue` is not asked for the body.

use std::{pin::pin, task::Poll, time::Duration};

use dropshot::Body;
use futures::poll;
use http::{HeaderMap, HeaderValue, Version, header};
use http_body_util::BodyExt as _;
use hyper::body::Body as _;
use tokio::{
    sync::Semaphore,
    time::{sleep, timeout},
};

/// The largest body that is read before the answer, so that the connection can be used again.
const PROMPT_BYTES: u64 = 256 * 1024;
/// The time that such a body has to arrive.
const PROMPT_TIME: Duration = Duration::from_millis(100);

/// The number of bytes that are discarded after the answer.
const LINGER_BYTES: u64 = 32 * 1024 * 1024;
/// The time for that. It is shorter than servers have to stop.
const LINGER_TIME: Duration = Duration::from_secs(10);
/// The bodies that are discarded after their answers, at the same time. Each takes the read buffer
/// of its connection.
static LINGERING: Semaphore = Semaphore::const_new(256);

/// Discards the body of a request. Returns true if the connection must end with the answer.
pub(crate) async fn discard(request: hyper::Request<Body>) -> bool {
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
    if let Ok(permit) = LINGERING.try_acquire() {
        tokio::spawn(async move {
            let _permit = permit;
            if !is_asked_for {
                // hyper asks for a body that is read before the answer was sent.
                sleep(PROMPT_TIME).await;
            }
            let _ = timeout(LINGER_TIME, read(&mut body, LINGER_BYTES)).await;
        });
    }
    ends_connection
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
