//! The one HTTP client for requests to third parties.
//!
//! Users and third parties choose some of the addresses, so the client guards what the server can
//! reach. It connects to public addresses and to the operator's networks only. It resolves names
//! itself, and connects to the addresses that it checked: a name that changes its answer gains
//! nothing. It follows no redirect and uses no proxy. Times and sizes are limited; of headers,
//! hyper reads at most 100 and 400 KiB. Connections are kept only for requests that may arrive
//! twice: a token request on one that the other side has just closed would fail without an answer.

use std::{
    error::Error,
    fmt, io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs as _},
    pin::Pin,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use ipnet::IpNet;
use reqwest::{
    Certificate, Client,
    dns::{Addrs, Name, Resolve, Resolving},
    redirect, retry,
};
use tokio::sync::Semaphore;
use url::{Host, Url};

use crate::address::AllowedNetworks;

const USER_AGENT: &str = concat!("link-token-server/", env!("CARGO_PKG_VERSION"));
const MAX_BODY: usize = 1024 * 1024;
/// The number of names that a client resolves at the same time. The system's resolver keeps a
/// thread for each, also after the time limit. The two clients of a server leave 128 of its 512
/// threads to the store. A lower number would let a slow name server delay the requests to others
/// earlier.
const MAX_LOOKUPS: usize = 192;

/// The settings of the client.
#[derive(Clone, Debug)]
pub struct OutboundSettings {
    /// Networks that requests may reach although they are private. Plain `http` is allowed to
    /// these alone.
    pub allowed_networks: Vec<IpNet>,
    /// Certificates of authorities to trust in addition to those of the system, in PEM.
    pub authorities_pem: Option<Vec<u8>>,
    /// The time limit of a connection, including the resolution of the name.
    pub connect_timeout: Duration,
    /// The time limit of a request, from the connection to the end of the body.
    pub timeout: Duration,
    /// True if connections are kept for further requests, and with them the addresses of names. A
    /// request whose connection ends soon, without a complete answer, is then sent once more on a
    /// new connection, so it may arrive twice.
    pub keeps_connections: bool,
}

impl Default for OutboundSettings {
    fn default() -> Self {
        Self {
            allowed_networks: Vec::new(),
            authorities_pem: None,
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(15),
            keeps_connections: false,
        }
    }
}

/// The error of [`Outbound::new`].
#[derive(Debug, thiserror::Error)]
pub enum OutboundSetupError {
    #[error(
        "the certificates of the authority are not PEM: a block begins with -----BEGIN CERTIFICATE-----"
    )]
    Authority,
    #[error("cannot build the HTTP client: {0}")]
    Http(#[source] reqwest::Error),
}

/// The reason why a request has no answer. It has neither the path nor the query of the address,
/// which may hold secrets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    #[error("{host} has an address that is not public: list its network in `outbound_allow`")]
    RefusedAddress { host: String },
    #[error(
        "{host} would get a request over plain http: use https, or list its network in `outbound_allow`"
    )]
    PlainHttp { host: String },
    #[error("the address has no host, or its scheme is neither https nor http")]
    InvalidAddress,
    /// No connection was established, so the request was not received.
    #[error("{host} is not reachable: {reason}")]
    Unreachable { host: String, reason: String },
    #[error("{host} did not answer in time")]
    TimedOut { host: String, is_connected: bool },
    #[error("the answer of {host} is larger than {limit} bytes")]
    TooLarge { host: String, limit: usize },
    /// The connection ended before the end of the answer, or the answer is not HTTP.
    #[error("{host} gave no complete answer: {reason}")]
    Interrupted { host: String, reason: String },
}

impl OutboundError {
    /// Returns true if the third party may have acted on the request.
    pub fn may_have_been_received(&self) -> bool {
        match self {
            Self::RefusedAddress { .. }
            | Self::PlainHttp { .. }
            | Self::InvalidAddress
            | Self::Unreachable { .. } => false,
            Self::TimedOut { is_connected, .. } => *is_connected,
            Self::TooLarge { .. } | Self::Interrupted { .. } => true,
        }
    }
}

/// A request to a third party.
#[derive(Clone)]
pub struct OutboundRequest {
    pub method: Method,
    pub url: Url,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    pub body_limit: BodyLimit,
}

impl OutboundRequest {
    pub fn new(method: Method, url: Url) -> Self {
        let body_limit = BodyLimit::Refuse(MAX_BODY);
        Self { method, url, headers: HeaderMap::new(), body: Vec::new(), body_limit }
    }

    /// Sets a header, unless it is set already.
    #[must_use]
    pub fn default_header(mut self, name: HeaderName, value: &'static str) -> Self {
        self.headers.entry(name).or_insert(HeaderValue::from_static(value));
        self
    }
}

impl fmt::Debug for OutboundRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.url.host_str().unwrap_or_default())
    }
}

/// The largest body of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyLimit {
    /// A larger one is an error.
    Refuse(usize),
    /// The rest of a larger one is not read.
    Truncate(usize),
    /// The same, and what arrives before an interruption or the time limit is enough: the status
    /// decides.
    Start(usize),
}

/// The answer of a third party. `Debug` does not show its body.
#[derive(Clone)]
pub struct OutboundResponse {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl OutboundResponse {
    /// Returns the media type, in lower case and without parameters.
    pub fn media_type(&self) -> Option<String> {
        let value = self.headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        let media_type = value.split(';').next()?.trim();
        (!media_type.is_empty()).then(|| media_type.to_ascii_lowercase())
    }

    /// Returns the pause for which the other side asks by `Retry-After`: seconds, or a date, which
    /// counts from `now` and may have passed.
    pub fn retry_after(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        let value = self.headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
        if let Ok(seconds) = value.parse::<u32>() {
            return Some(TimeDelta::seconds(seconds.into()));
        }
        let date = DateTime::parse_from_rfc2822(value).ok()?;
        Some(date.with_timezone(&Utc) - now)
    }
}

impl fmt::Debug for OutboundResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} bytes", self.status, self.body.len())
    }
}

/// The time for which an idle connection is kept. Most servers close one after 5 seconds or more.
const IDLE_TIMEOUT: Duration = Duration::from_secs(4);
/// The time in which a kept connection ends that the other side has already closed.
const SOON: Duration = Duration::from_secs(1);
/// The number of idle connections that are kept to one host.
const MAX_IDLE: usize = 16;

/// The client.
#[derive(Clone, Debug)]
pub struct Outbound {
    allowed: Arc<AllowedNetworks>,
    /// Makes a connection for each request.
    fresh: Clients,
    /// Keeps its connections.
    keeping: Option<Clients>,
    timeout: Duration,
}

/// A client for each scheme.
#[derive(Clone, Debug)]
struct Clients {
    https: Client,
    http: Client,
}

impl Outbound {
    pub fn new(settings: OutboundSettings) -> Result<Self, OutboundSetupError> {
        Self::with_lookup(settings, &on_threads(resolve))
    }

    fn with_lookup(
        settings: OutboundSettings,
        lookup: &Lookup,
    ) -> Result<Self, OutboundSetupError> {
        let authorities = match &settings.authorities_pem {
            None => Vec::new(),
            Some(pem) => Certificate::from_pem_bundle(pem)
                .ok()
                .filter(|authorities| !authorities.is_empty())
                .ok_or(OutboundSetupError::Authority)?,
        };
        let allowed = Arc::new(AllowedNetworks(settings.allowed_networks));
        let client = |is_plain: bool, max_idle: usize| {
            let (allowed, lookup) = (allowed.clone(), lookup.clone());
            Client::builder()
                .dns_resolver(Arc::new(GuardedResolver { allowed, lookup, is_plain }))
                .tls_certs_merge(authorities.clone())
                .https_only(!is_plain)
                .http1_only()
                .no_proxy()
                .redirect(redirect::Policy::none())
                .retry(retry::never())
                .pool_max_idle_per_host(max_idle)
                .pool_idle_timeout(IDLE_TIMEOUT)
                .user_agent(USER_AGENT)
                .connect_timeout(settings.connect_timeout)
                .build()
                .map_err(OutboundSetupError::Http)
        };
        let clients = |max_idle| {
            Ok(Clients { https: client(false, max_idle)?, http: client(true, max_idle)? })
        };
        let fresh = clients(0)?;
        let keeping = settings.keeps_connections.then(|| clients(MAX_IDLE)).transpose()?;
        Ok(Self { allowed, fresh, keeping, timeout: settings.timeout })
    }

    /// Returns true if the operator allows some private networks.
    pub fn has_allowed_networks(&self) -> bool {
        !self.allowed.0.is_empty()
    }

    /// Checks what an address alone tells: its scheme, and the host if it is an IP address or a
    /// name of this machine. Other names are checked when a request is sent.
    pub fn check(&self, url: &Url) -> Result<(), OutboundError> {
        let host = || url.host_str().unwrap_or_default().to_owned();
        // The resolver does not see IP addresses.
        let literal = match url.host().ok_or(OutboundError::InvalidAddress)? {
            Host::Ipv4(address) => Some(IpAddr::V4(address)),
            Host::Ipv6(address) => Some(IpAddr::V6(address)),
            Host::Domain(_) => None,
        };
        if url.host_str().is_some_and(is_localhost) && !self.permits_loopback() {
            return Err(OutboundError::RefusedAddress { host: host() });
        }
        match (url.scheme(), literal) {
            (_, Some(address)) if !self.allowed.permit(address) => {
                Err(OutboundError::RefusedAddress { host: host() })
            }
            ("http", Some(address)) if !self.allowed.contain(address) => {
                Err(OutboundError::PlainHttp { host: host() })
            }
            ("https" | "http", _) => Ok(()),
            _ => Err(OutboundError::InvalidAddress),
        }
    }

    fn permits_loopback(&self) -> bool {
        let addresses = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
        addresses.into_iter().any(|address| self.allowed.permit(address))
    }

    /// Sends a request. A status of an error, or of a redirect, is an answer.
    pub async fn send(&self, request: OutboundRequest) -> Result<OutboundResponse, OutboundError> {
        self.check(&request.url)?;
        let start = Instant::now();
        if let Some(keeping) = &self.keeping {
            match keeping.send(request.clone(), self.timeout).await {
                // The other side may have closed a kept connection at the same time.
                Err(OutboundError::Interrupted { .. }) if start.elapsed() < SOON => {}
                answer => return answer,
            }
        }
        let time_left = self.timeout.saturating_sub(start.elapsed());
        self.fresh.send(request, time_left).await
    }
}

impl Clients {
    async fn send(
        &self,
        request: OutboundRequest,
        timeout: Duration,
    ) -> Result<OutboundResponse, OutboundError> {
        let OutboundRequest { method, url, headers, body, body_limit } = request;
        let host = url.host_str().unwrap_or_default().to_owned();
        let client = if url.scheme() == "https" { &self.https } else { &self.http };
        let request = client.request(method, url).headers(headers).body(body).timeout(timeout);
        let sent = request.send().await;
        let mut response = sent.map_err(|error| outbound_error(error, &host))?;
        let (BodyLimit::Refuse(limit) | BodyLimit::Truncate(limit) | BodyLimit::Start(limit)) =
            body_limit;
        let mut body = Vec::new();
        loop {
            let chunk = match response.chunk().await {
                Ok(Some(chunk)) => chunk,
                Ok(None) => break,
                Err(_) if matches!(body_limit, BodyLimit::Start(_)) => break,
                Err(error) => return Err(outbound_error(error, &host)),
            };
            let room = limit - body.len();
            body.extend_from_slice(&chunk[..chunk.len().min(room)]);
            if chunk.len() > room {
                match body_limit {
                    BodyLimit::Refuse(_) => return Err(OutboundError::TooLarge { host, limit }),
                    BodyLimit::Truncate(_) | BodyLimit::Start(_) => break,
                }
            }
        }
        Ok(OutboundResponse {
            status: response.status(),
            headers: response.headers().clone(),
            body,
        })
    }
}

/// Returns true for a name that means this machine (RFC 6761, section 6.3).
fn is_localhost(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    let last = name.rsplit('.').next().unwrap_or_default();
    last.eq_ignore_ascii_case("localhost")
}

fn outbound_error(error: reqwest::Error, host: &str) -> OutboundError {
    let host = host.to_owned();
    let error = error.without_url();
    let mut root: &(dyn Error + 'static) = &error;
    loop {
        match root.downcast_ref::<ResolveError>() {
            Some(ResolveError::Refused) => return OutboundError::RefusedAddress { host },
            Some(ResolveError::PlainHttp) => return OutboundError::PlainHttp { host },
            Some(ResolveError::Lookup(_)) | None => {}
        }
        match root.source() {
            Some(source) => root = source,
            None => break,
        }
    }
    let reason = root.to_string();
    match (error.is_timeout(), error.is_connect()) {
        (true, is_connect) => OutboundError::TimedOut { host, is_connected: !is_connect },
        (false, true) => OutboundError::Unreachable { host, reason },
        (false, false) => OutboundError::Interrupted { host, reason },
    }
}

type Lookup = Arc<dyn Fn(String) -> LookingUp + Send + Sync>;
type LookingUp = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// Returns a lookup that runs on threads, of which it keeps at most [`MAX_LOOKUPS`].
fn on_threads(resolve: impl Fn(&str) -> io::Result<Vec<IpAddr>> + Send + Sync + 'static) -> Lookup {
    let (resolve, permits) = (Arc::new(resolve), Arc::new(Semaphore::new(MAX_LOOKUPS)));
    Arc::new(move |name| {
        let (resolve, permits) = (resolve.clone(), permits.clone());
        Box::pin(async move {
            let permit = permits.acquire_owned().await.map_err(io::Error::other)?;
            let look_up = move || {
                // The thread has it, since the caller may leave before.
                let _permit = permit;
                resolve(&name)
            };
            tokio::task::spawn_blocking(look_up).await.map_err(io::Error::other)?
        })
    })
}

/// Asks the resolver of the system, which blocks the thread.
fn resolve(name: &str) -> io::Result<Vec<IpAddr>> {
    Ok((name, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
}

/// Resolves names to the addresses that a client may connect to.
struct GuardedResolver {
    allowed: Arc<AllowedNetworks>,
    lookup: Lookup,
    is_plain: bool,
}

#[derive(Debug, thiserror::Error)]
enum ResolveError {
    #[error("the name has no address that is allowed")]
    Refused,
    #[error("the name has no address that plain http is allowed to")]
    PlainHttp,
    #[error("{0}")]
    Lookup(#[source] io::Error),
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let found = (self.lookup)(name.as_str().to_owned());
        let (allowed, is_plain) = (self.allowed.clone(), self.is_plain);
        Box::pin(async move {
            let found = found.await.map_err(ResolveError::Lookup)?;
            let (permitted, refused): (Vec<IpAddr>, Vec<IpAddr>) =
                found.into_iter().partition(|address| allowed.permit(*address));
            let is_usable = |address: &IpAddr| !is_plain || allowed.contain(*address);
            let usable: Vec<SocketAddr> = permitted
                .iter()
                .copied()
                .filter(is_usable)
                .map(|address| SocketAddr::new(address, 0))
                .collect();
            if !usable.is_empty() {
                return Ok(Box::new(usable.into_iter()) as Addrs);
            }
            Err(if !permitted.is_empty() {
                ResolveError::PlainHttp.into()
            } else if !refused.is_empty() {
                ResolveError::Refused.into()
            } else {
                let error = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
                ResolveError::Lookup(error).into()
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    };

    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpListener,
        sync::mpsc,
        time::{sleep, timeout},
    };

    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = DateTime::from_timestamp(784_111_777, 0).expect("in range");
        for (value, expected) in [
            ("120", Some(120)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("soon", None),
            ("-5", None),
            ("99999999999", None),
        ] {
            let value = HeaderValue::from_static(value);
            let response = OutboundResponse {
                status: StatusCode::SERVICE_UNAVAILABLE,
                headers: HeaderMap::from_iter([(header::RETRY_AFTER, value.clone())]),
                body: Vec::new(),
            };
            let read = response.retry_after(now).map(|pause| pause.num_seconds());
            assert_eq!(read, expected, "{value:?}");
        }
    }

    /// A client for which every name has these addresses, and the count of its lookups.
    fn client(allowed: &[&str], answers: &'static [&[&str]]) -> (Outbound, Arc<AtomicUsize>) {
        let count = Arc::new(AtomicUsize::new(0));
        let counter = count.clone();
        let lookup: Lookup = Arc::new(move |_| {
            let answer = answers[counter.fetch_add(1, Ordering::Relaxed).min(answers.len() - 1)];
            let addresses = answer.iter().map(|address| address.parse().expect("an address"));
            Box::pin(std::future::ready(Ok(addresses.collect())))
        });
        let allowed_networks = allowed.iter().map(|net| net.parse().expect("a network")).collect();
        let connect_timeout = Duration::from_millis(300);
        let settings = OutboundSettings { allowed_networks, connect_timeout, ..<_>::default() };
        (Outbound::with_lookup(settings, &lookup).expect("a client"), count)
    }

    async fn get(client: &Outbound, url: &str) -> Result<OutboundResponse, OutboundError> {
        let url = url.parse().expect("a URL");
        client.send(OutboundRequest::new(Method::GET, url)).await
    }

    #[test]
    fn check_refuses_names_of_this_machine_unless_its_addresses_are_allowed() {
        for (url, is_localhost) in [
            ("https://localhost/", true),
            ("http://LOCALHOST:3000/", true),
            ("https://app.localhost./", true),
            ("https://localhost.example/", false),
            ("https://notlocalhost/", false),
        ] {
            let parsed: Url = url.parse().expect("a URL");
            let check = |allowed: &[&str]| client(allowed, &[]).0.check(&parsed);
            assert_eq!(check(&[]).is_err(), is_localhost, "{url}");
            assert_eq!(check(&["10.0.0.0/8"]).is_err(), is_localhost, "{url}");
            assert_eq!(check(&["127.0.0.0/8"]), Ok(()), "{url}");
            assert_eq!(check(&["::1/128"]), Ok(()), "{url}");
        }
    }

    #[tokio::test]
    async fn names_with_special_addresses_are_refused() {
        let answers: &[&[&[&str]]] = &[
            &[&["127.0.0.1"]],
            &[&["10.1.2.3", "192.168.0.1", "::1"]],
            &[&["64:ff9b::7f00:1"]],
            &[&["::ffff:127.0.0.1"]],
            &[&["100.64.0.1"]],
            &[&["0.0.0.0"]],
            &[&["169.254.169.254"]],
        ];
        for answers in answers {
            let (client, _) = client(&["127.0.0.2/32"], answers);
            for url in ["https://acme.example/", "http://acme.example/"] {
                let refused = OutboundError::RefusedAddress { host: "acme.example".to_owned() };
                assert_eq!(get(&client, url).await.expect_err("refused"), refused, "{answers:?}");
            }
        }
    }

    #[tokio::test]
    async fn names_with_public_addresses_are_refused_plain_http() {
        let (client, _) = client(&[], &[&["1.1.1.1"]]);
        let refused = OutboundError::PlainHttp { host: "acme.example".to_owned() };
        assert_eq!(get(&client, "http://acme.example/").await.expect_err("plain"), refused);
    }

    #[tokio::test]
    async fn slow_lookups_keep_a_limited_number_of_threads() {
        let (begun, mut beginnings) = mpsc::unbounded_channel();
        let (end, ends) = std::sync::mpsc::channel::<()>();
        let ends = Mutex::new(ends);
        let lookup = on_threads(move |_| {
            let _ = begun.send(());
            // Until the other side is dropped.
            let _ = ends.lock().expect("no panic").recv();
            Ok(Vec::new())
        });
        let look_up = || tokio::spawn(lookup("acme.example".to_owned()));
        let callers: Vec<_> = (0..MAX_LOOKUPS).map(|_| look_up()).collect();
        for _ in 0..MAX_LOOKUPS {
            beginnings.recv().await.expect("a lookup begins");
        }
        // Callers that leave free no thread.
        callers.iter().for_each(tokio::task::JoinHandle::abort);
        let waiting = look_up();
        let another = timeout(Duration::from_millis(100), beginnings.recv()).await;
        assert!(another.is_err(), "no other lookup begins");
        drop(end);
        waiting.await.expect("no panic").expect("resolved");
    }

    #[tokio::test]
    async fn names_without_addresses_are_unreachable() {
        let (client, _) = client(&[], &[&[]]);
        let error = get(&client, "https://acme.example/").await.expect_err("no address");
        assert!(matches!(error, OutboundError::Unreachable { .. }), "{error:?}");
    }

    #[tokio::test]
    async fn name_that_changes_its_answer_reaches_what_was_checked() {
        let listener = TcpListener::bind("127.0.0.2:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        // Nothing listens at 127.0.0.1, which is not allowed and would be tried first.
        let (client, count) =
            client(&["127.0.0.2/32"], &[&["127.0.0.1", "127.0.0.2"], &["127.0.0.1"]]);
        let url = format!("http://acme.example:{port}/");
        let (sent, accepted) = tokio::join!(get(&client, &url), async {
            let (stream, _) = listener.accept().await.expect("a connection");
            drop(stream);
        });
        let () = accepted;
        assert!(matches!(sent, Err(OutboundError::Interrupted { .. })), "{sent:?}");
        assert_eq!(count.load(Ordering::Relaxed), 1, "one lookup for one connection");
        let sent = get(&client, &url).await;
        assert!(matches!(sent, Err(OutboundError::RefusedAddress { .. })), "{sent:?}");
    }

    #[tokio::test]
    async fn connection_that_stalls_is_not_taken_for_a_request() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (client, _) = client(&["127.0.0.1/32"], &[&["127.0.0.1"]]);
        // The kernel accepts the connection; nothing answers the TLS handshake.
        let sent = get(&client, &format!("https://acme.example:{port}/")).await;
        let error = sent.expect_err("no answer");
        let host = "acme.example".to_owned();
        assert_eq!(error, OutboundError::TimedOut { host, is_connected: false });
        assert!(!error.may_have_been_received());
    }

    #[tokio::test]
    async fn request_is_sent_again_when_its_kept_connection_ends() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/", listener.local_addr().expect("an address"));
        let allowed_networks = vec!["127.0.0.1/32".parse().expect("a network")];
        let settings =
            OutboundSettings { allowed_networks, keeps_connections: true, ..<_>::default() };
        let client = Outbound::new(settings).expect("a client");
        let status = async || get(&client, &url).await.map(|response| response.status.as_u16());
        let serve = async {
            let mut request = [0; 1024];
            let answer = |status| format!("HTTP/1.1 {status} OK\r\ncontent-length: 0\r\n\r\n");
            let (mut stream, _) = listener.accept().await.expect("a connection");
            for status in [201, 202] {
                assert_ne!(stream.read(&mut request).await.expect("a request"), 0);
                stream.write_all(answer(status).as_bytes()).await.expect("sent");
            }
            assert_ne!(stream.read(&mut request).await.expect("a request"), 0);
            drop(stream);
            let (mut stream, _) = listener.accept().await.expect("another connection");
            assert_ne!(stream.read(&mut request).await.expect("the same request"), 0);
            stream.write_all(answer(203).as_bytes()).await.expect("sent");
            // Neither connection is left.
            for _ in 0..2 {
                drop(listener.accept().await.expect("a connection"));
            }
            // The other side has had the time to act on this one.
            let (stream, _) = listener.accept().await.expect("a connection");
            sleep(SOON).await;
            drop(stream);
            listener.accept().await
        };
        let ask = async {
            for expected in [201, 202, 203] {
                assert_eq!(status().await, Ok(expected));
            }
            for _ in 0..2 {
                let failed = status().await;
                assert!(matches!(failed, Err(OutboundError::Interrupted { .. })), "{failed:?}");
            }
        };
        tokio::select! {
            again = serve => panic!("the last request is sent again: {again:?}"),
            () = ask => {}
        }
    }

    #[tokio::test]
    async fn authority_of_the_operator_is_trusted() {
        let issued = rcgen::generate_simple_self_signed(["acme.example".to_owned()]).expect("made");
        let key =
            rustls::pki_types::PrivateKeyDer::Pkcs8(issued.signing_key.serialize_der().into());
        let config = rustls::ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![issued.cert.der().clone()], key)
            .expect("a certificate");
        let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let url = format!("https://acme.example:{port}/");
        let serve = || async {
            let (stream, _) = listener.accept().await.expect("a connection");
            let mut stream = acceptor.accept(stream).await?;
            stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await?;
            stream.shutdown().await
        };
        for (authorities_pem, is_trusted) in [(None, false), (Some(issued.cert.pem()), true)] {
            let lookup: Lookup =
                Arc::new(|_| Box::pin(std::future::ready(Ok(vec![[127, 0, 0, 1].into()]))));
            let allowed_networks = vec!["127.0.0.1/32".parse().expect("a network")];
            let authorities_pem = authorities_pem.map(String::into_bytes);
            let settings = OutboundSettings { allowed_networks, authorities_pem, ..<_>::default() };
            let client = Outbound::with_lookup(settings, &lookup).expect("a client");
            let (sent, _) = tokio::join!(get(&client, &url), serve());
            match sent {
                Ok(response) => assert!(is_trusted && response.status == StatusCode::NO_CONTENT),
                Err(OutboundError::Unreachable { reason, .. }) => {
                    assert!(!is_trusted && reason.contains("certificate"), "{reason}");
                }
                Err(error) => panic!("{error:?}"),
            }
        }
    }

    #[test]
    fn new_refuses_authorities_that_are_no_certificates() {
        for pem in ["", "x", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----"] {
            let authorities_pem = Some(pem.as_bytes().to_vec());
            let settings = OutboundSettings { authorities_pem, ..<_>::default() };
            assert!(Outbound::new(settings).is_err(), "{pem}");
        }
    }
}
