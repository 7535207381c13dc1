//! Clients that mean harm, or are broken.

use std::{sync::Arc, time::Duration};

use reqwest::{StatusCode, header};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

use link_token_tests::PATIENCE;

use super::{Round, Soak};

impl Soak {
    /// Sends a request that must be rejected with a status.
    async fn refused(&self, token: &str, body: Vec<u8>, expected: u16, what: &'static str) {
        let request = self.server.post("/link-token").bearer_auth(token).body(body);
        let sent = request.header(header::CONTENT_TYPE, "application/json").send().await;
        // A body that is too large may be cut off before the answer is read.
        if let Ok(response) = sent {
            let status = response.status();
            let is_expected =
                status.as_u16() == expected || status == StatusCode::SERVICE_UNAVAILABLE;
            assert!(is_expected, "{what}: {status}");
        }
        self.count(what);
    }

    fn head(&self, length: usize) -> String {
        format!(
            "POST /link-token HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n",
            self.api_token
        )
    }

    /// Sends a form with a header. Returns the status, if there is an answer.
    async fn form(
        &self,
        url: &str,
        (name, value): (&str, &str),
        body: Vec<u8>,
    ) -> Option<StatusCode> {
        let form = self.http.post(url).header(name, value).body(body);
        let form = form.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        Some(form.send().await.ok()?.status())
    }
}

/// Sends requests to the API that cannot be read, are too large, or have a wrong token.
pub async fn wrong_requests(soak: Arc<Soak>) -> Round {
    let token = &soak.api_token;
    soak.refused(token, b"{\"tenant_id\": ".to_vec(), 400, "malformed").await;
    soak.refused(token, vec![b'['; 60_000], 400, "malformed").await;
    soak.refused(token, vec![b' '; 5_000_000], 413, "huge").await;
    soak.refused("lta_wrong", b"{}".to_vec(), 401, "wrong token").await;
    Ok(())
}

/// Sends forms to pages that do not exist, and forms of other sites and garbage to one that does.
pub async fn wrong_forms(soak: Arc<Soak>) -> Round {
    const OWN: (&str, &str) = ("origin", "null");
    let tenant = soak.tenants.any();
    let link_token = soak.link_token(&tenant).await?;
    let link = format!("{}/connect-account?link_token={link_token}", soak.server.url);
    let page = soak.visitor.clone().open(&link).await;
    let made_up =
        format!("{}/connect-account/attempt/{:064x}", soak.server.url, fastrand::u128(..));
    let callback =
        format!("{}/connect-account/callback/{}", soak.server.url, soak.environment_integration);
    let garbage: Vec<u8> = std::iter::repeat_with(|| fastrand::u8(..)).take(2000).collect();
    let many = "a=b&".repeat(20_000).into_bytes();
    for url in [&page.url, &made_up, &callback] {
        for (header, body) in [
            (OWN, garbage.clone()),
            (OWN, many.clone()),
            (OWN, vec![b'a'; 5_000_000]),
            (OWN, b"step=form&api_key=%ff%00&step=confirm".to_vec()),
            (("origin", "https://evil.example"), b"step=confirm".to_vec()),
            (("sec-fetch-site", "cross-site"), b"step=confirm".to_vec()),
        ] {
            let status = soak.form(url, header, body).await;
            let is_internal = status == Some(StatusCode::INTERNAL_SERVER_ERROR);
            assert!(!is_internal, "{url}: {header:?}");
            soak.count("wrong forms");
        }
    }
    // The page is where it was.
    let still = soak.visitor.clone().open(&page.url).await;
    super::expect_step(&still, 200, "choose")
}

/// Sends a body byte by byte, and gives up.
pub async fn slow(soak: Arc<Soak>) -> Round {
    let Ok(mut connection) = TcpStream::connect(&soak.address).await else { return Ok(()) };
    let _ = connection.write_all(soak.head(1000).as_bytes()).await;
    for _ in 0..40 {
        if !soak.goes_on() || connection.write_all(b" ").await.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    soak.count("slow");
    Ok(())
}

/// Opens a connection and never finishes the request.
pub async fn half_open(soak: Arc<Soak>) -> Round {
    let Ok(mut connection) = TcpStream::connect(&soak.address).await else { return Ok(()) };
    let _ = connection.write_all(b"POST /link-token HTTP/1.1\r\nHost:").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    soak.count("half-open");
    Ok(())
}

/// Opens connections, makes one request on each, and keeps them open.
pub async fn idle(soak: Arc<Soak>, wanted: usize) {
    let mut connections = Vec::new();
    while soak.goes_on() {
        if connections.len() < wanted
            && let Ok(mut connection) = TcpStream::connect(&soak.address).await
        {
            let _ = connection.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
            let mut start = [0; 12];
            let _ = timeout(PATIENCE, connection.read_exact(&mut start)).await;
            connections.push(connection);
            soak.count("idle");
        } else {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
}
