//! A third party that answers at once: an authorization server, and a receiver of webhooks.

use std::{
    convert::Infallible,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::Context as _;
use http_body_util::{BodyExt as _, Full};
use hyper::{
    Method, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::{CONTENT_TYPE, HeaderValue, LOCATION},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, task::JoinHandle};

/// The name of its integration.
pub const INTEGRATION: &str = "instant";

const TOKENS: &str = r#"{"access_token":"8e03978e40d543e8bc936894a57f9324","refresh_token":"0f8fad5bd9cb469fa16570867728950e","token_type":"bearer","expires_in":86400}"#;

/// The requests to an endpoint so far.
#[derive(Clone, Debug, Default)]
pub struct Requests(Arc<Mutex<Seen>>);

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    number: u64,
    first_and_last: Option<(Instant, Instant)>,
}

/// The requests after the first one, and the time since it.
pub struct Window {
    pub number: u64,
    pub took: Duration,
}

impl Requests {
    fn with<R>(&self, access: impl FnOnce(&mut Seen) -> R) -> R {
        access(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn note(&self) {
        let now = Instant::now();
        self.with(|seen| {
            seen.number += 1;
            let first = seen.first_and_last.map_or(now, |(first, _)| first);
            seen.first_and_last = Some((first, now));
        });
    }

    pub fn reset(&self) {
        self.with(|seen| *seen = Seen::default());
    }

    pub fn number(&self) -> u64 {
        self.with(|seen| seen.number)
    }

    /// None if there was no second one.
    pub fn window(&self) -> Option<Window> {
        let Seen { number, first_and_last } = self.with(|seen| *seen);
        let took = first_and_last.map(|(first, last)| last - first)?;
        (number > 1).then_some(Window { number: number - 1, took })
    }
}

/// A running third party, on loopback.
pub struct InstantParty {
    pub url: String,
    /// To the token endpoint.
    pub tokens: Requests,
    /// To the receiver of webhooks.
    pub deliveries: Requests,
    server: JoinHandle<()>,
}

impl InstantParty {
    pub async fn start() -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let (tokens, deliveries) = (Requests::default(), Requests::default());
        let counted = (tokens.clone(), deliveries.clone());
        let server = tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let _ = connection.set_nodelay(true);
                let (tokens, deliveries) = counted.clone();
                let answering =
                    service_fn(move |request| answer(request, tokens.clone(), deliveries.clone()));
                tokio::spawn(async move {
                    // A client that hangs up ends its connection, and no more.
                    let _ = http1::Builder::new()
                        .serve_connection(TokioIo::new(connection), answering)
                        .await;
                });
            }
        });
        Ok(Self { url, tokens, deliveries, server })
    }

    /// Writes its definition into a folder of integrations, and returns the arguments of a server
    /// that knows it.
    pub fn introduce(&self, folder: &Path) -> anyhow::Result<Vec<String>> {
        let folder: PathBuf = folder.join("integrations");
        if !folder.exists() {
            std::fs::create_dir(&folder)?;
        }
        let url = &self.url;
        let definition = format!(
            "name: {INTEGRATION}
label: Instant
category: crm
documentation: https://developers.instant.example/oauth
authentication:
  oauth2:
    authorization_url: {url}/authorize
    token_url: {url}/token
    scopes: [contacts.read]
"
        );
        let mut file = tempfile::NamedTempFile::new_in(&folder)?;
        std::io::Write::write_all(&mut file, definition.as_bytes())?;
        file.persist(folder.join(format!("{INTEGRATION}.yaml")))?;
        let folder = folder.to_str().context("a path in UTF-8")?;
        let arguments = ["--outbound-allow", "127.0.0.0/8", "--integrations", folder];
        Ok(arguments.map(str::to_owned).to_vec())
    }
}

impl Drop for InstantParty {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn answer(
    request: Request<Incoming>,
    tokens: Requests,
    deliveries: Requests,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (method, uri) = (request.method().clone(), request.uri().clone());
    if request.into_body().collect().await.is_err() {
        return Ok(status(StatusCode::BAD_REQUEST));
    }
    Ok(match (method, uri.path()) {
        (Method::GET, "/authorize") => authorize(uri.query().unwrap_or_default()),
        (Method::POST, "/token") => {
            tokens.note();
            let mut response = Response::new(Full::from(TOKENS));
            let json = HeaderValue::from_static("application/json");
            response.headers_mut().insert(CONTENT_TYPE, json);
            response
        }
        (Method::POST, "/webhook") => {
            deliveries.note();
            status(StatusCode::NO_CONTENT)
        }
        _ => status(StatusCode::NOT_FOUND),
    })
}

/// Sends the browser back with a code, as if the user had agreed.
fn authorize(query: &str) -> Response<Full<Bytes>> {
    let value = |wanted: &str| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
    };
    let (Some(redirect_uri), Some(state)) = (value("redirect_uri"), value("state")) else {
        return status(StatusCode::BAD_REQUEST);
    };
    let mut answer = form_urlencoded::Serializer::new(String::new());
    let answer = answer.append_pair("state", &state).append_pair("code", "a-code").finish();
    let Ok(location) = HeaderValue::try_from(format!("{redirect_uri}?{answer}")) else {
        return status(StatusCode::BAD_REQUEST);
    };
    let mut response = status(StatusCode::FOUND);
    response.headers_mut().insert(LOCATION, location);
    response
}

fn status(status: StatusCode) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    response
}
