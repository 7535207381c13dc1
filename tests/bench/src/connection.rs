//! A connection to a server that stays open, for what `wrk` cannot ask for.

use anyhow::{Context as _, ensure};
use http_body_util::{BodyExt as _, Full};
use hyper::{
    Method, Request, Response, StatusCode,
    body::Bytes,
    client::conn::http1::{self, SendRequest},
    header::{HOST, HeaderName, LOCATION},
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// A connection that stays open. Dropping it ends it.
pub struct Connection {
    sender: SendRequest<Full<Bytes>>,
    /// The address of the server, with its scheme.
    url: String,
}

impl Connection {
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        let host = url.strip_prefix("http://").context("an address with http")?;
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // It ends with the sender. Its errors are those of the requests, too.
        tokio::spawn(async move {
            let _ = connection.await;
        });
        Ok(Self { sender, url: url.to_owned() })
    }

    /// Sends a request to a path, or to an address of this server, and returns the answer, which
    /// must have a status.
    pub async fn send(
        &mut self,
        method: Method,
        target: &str,
        headers: &[(HeaderName, &str)],
        body: impl Into<Bytes>,
        status: StatusCode,
    ) -> anyhow::Result<Response<Bytes>> {
        let path = target.strip_prefix(&self.url).unwrap_or(target);
        ensure!(path.starts_with('/'), "{target} is not an address of {}", self.url);
        let host = self.url.trim_start_matches("http://");
        let mut request = Request::builder().method(method).uri(path).header(HOST, host);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let answer = self.sender.send_request(request.body(Full::new(body.into()))?).await;
        let (head, body) = answer.with_context(|| format!("no answer to {path}"))?.into_parts();
        let body = body.collect().await?.to_bytes();
        ensure!(
            head.status == status,
            "{path} is answered with {}: {}",
            head.status,
            String::from_utf8_lossy(&body)
        );
        Ok(Response::from_parts(head, body))
    }
}

/// Returns the address that a redirect leads to.
pub fn location(response: &Response<Bytes>) -> anyhow::Result<&str> {
    Ok(response.headers().get(LOCATION).context("a redirect")?.to_str()?)
}
