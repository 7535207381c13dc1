//! A stand-in for a third party that rotates refresh tokens, on a free port. It is as strict as the
//! authorization servers that follow RFC 9700: a refresh token works once, and one that is used
//! again ends its grant, with all tokens. Faults can be switched on while it runs.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use serde_json::json;
use tokio::{net::TcpListener, task::JoinHandle};

/// The fate of one request for tokens.
#[derive(Clone, Debug)]
pub enum TokenFault {
    /// An answer instead of tokens: status, media type, body. Nothing is issued.
    Answer(u16, &'static str, String),
    /// Tokens are issued, and the connection ends in the middle of the answer.
    LoseAnswer,
    /// No answer comes. Nothing is issued.
    Hang,
    /// Tokens are issued, and the answer comes late.
    Delay(Duration),
}

/// The settings of the stand-in, and what it has counted.
#[derive(Debug)]
pub struct Issuer {
    /// The faults of the next requests with a refresh token, in order. Then there are none.
    pub faults: VecDeque<TokenFault>,
    /// The fault of all others.
    pub standing_fault: Option<TokenFault>,
    /// The lifetime of access tokens, in seconds.
    pub expires_in: u64,
    /// True if a refresh token works until the next one was used, as some third parties allow.
    pub has_grace: bool,
    /// The requests to revoke a token.
    pub revocations: usize,
    /// The requests with a refresh token.
    pub refreshes: usize,
    /// The requests with a refresh token that was used before.
    pub replays: usize,
    /// The refresh token of the last such request.
    pub last_refresh_token: String,
    /// The requests with a refresh token that are in flight, and the most at the same time.
    pub in_flight: usize,
    pub most_in_flight: usize,
    next: usize,
    /// The grants that have not been revoked. A token has the number of its grant.
    grants: HashMap<usize, Grant>,
}

#[derive(Debug)]
struct Grant {
    /// The number of the last tokens. Those before were used.
    newest: usize,
    has_ended: bool,
}

/// The number of a token's grant, and its own.
fn numbers(token: &str) -> Option<(usize, usize)> {
    let mut parts = token.split('-').skip(1);
    let mut number = || parts.next()?.parse().ok();
    Some((number()?, number()?))
}

impl Issuer {
    fn new() -> Self {
        Self {
            faults: VecDeque::new(),
            standing_fault: None,
            expires_in: 3600,
            has_grace: false,
            revocations: 0,
            refreshes: 0,
            replays: 0,
            last_refresh_token: String::new(),
            in_flight: 0,
            most_in_flight: 0,
            next: 0,
            grants: HashMap::new(),
        }
    }

    /// Ends all grants, as users do at the third party.
    pub fn revoke_all(&mut self) {
        self.grants.values_mut().for_each(|grant| grant.has_ended = true);
    }

    /// Ends the grant of a token, as a user does at the third party.
    pub fn end_grant_of(&mut self, token: &str) {
        let grant = numbers(token).and_then(|(grant, _)| self.grants.get_mut(&grant));
        grant.expect("a grant").has_ended = true;
    }

    /// The number of grants that have ended, except those that the service has revoked.
    pub fn ended_grants(&self) -> usize {
        self.grants.values().filter(|grant| grant.has_ended).count()
    }

    /// Returns true if the API accepts an access token.
    pub fn accepts(&self, access_token: &str) -> bool {
        let grant = numbers(access_token).and_then(|(grant, _)| self.grants.get(&grant));
        grant.is_some_and(|grant| !grant.has_ended)
    }

    fn issue(&mut self, grant: Option<usize>) -> String {
        self.next += 1;
        let (number, grant) = (self.next, grant.unwrap_or(self.next));
        self.grants.insert(grant, Grant { newest: number, has_ended: false });
        let answer = json!({
            "access_token": format!("at-{grant}-{number}-sekret"),
            "refresh_token": format!("rt-{grant}-{number}-sekret"),
            "token_type": "bearer",
            "expires_in": self.expires_in,
        });
        answer.to_string()
    }

    /// Returns the answer to a refresh token, or the error.
    fn refresh(&mut self, token: &str) -> Result<String, &'static str> {
        let Some((number, own)) = numbers(token) else { return Err("unknown") };
        let Some(grant) = self.grants.get_mut(&number) else { return Err("unknown") };
        if own != grant.newest {
            self.replays += 1;
            grant.has_ended |= !self.has_grace;
        }
        if grant.has_ended {
            return Err("the grant has ended");
        }
        Ok(self.issue(Some(number)))
    }

    /// Ends a grant, and forgets it.
    fn revoke(&mut self, token: &str) {
        self.revocations += 1;
        if let Some((grant, _)) = numbers(token) {
            self.grants.remove(&grant);
        }
    }
}

#[derive(Debug)]
struct Shared {
    issuer: Mutex<Issuer>,
}

impl Shared {
    fn issuer(&self) -> MutexGuard<'_, Issuer> {
        self.issuer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A running stand-in.
#[derive(Debug)]
pub struct RotatingParty {
    pub url: String,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

impl RotatingParty {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let shared = Arc::new(Shared { issuer: Mutex::new(Issuer::new()) });
        let router = Router::new()
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .route("/revoke", post(revoke))
            .route("/me", get(me))
            .with_state(Arc::clone(&shared));
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("it serves");
        });
        Self { url, shared, server }
    }

    /// The settings and the counts.
    pub fn issuer(&self) -> MutexGuard<'_, Issuer> {
        self.shared.issuer()
    }

    /// The definition of an integration with this third party, `rotating`.
    pub fn definition(&self) -> String {
        let url = &self.url;
        format!(
            r"name: rotating
label: Rotating
authentication:
  oauth2:
    authorization_url: {url}/authorize
    token_url: {url}/token
    scopes: [contacts.read]
  oauth2_client_credentials:
    token_url: {url}/token
"
        )
    }
}

impl Drop for RotatingParty {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn parameter(text: &str, wanted: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(text.as_bytes());
    pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
}

/// Sends the browser back, as if the user had agreed at once.
async fn authorize(RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let redirect_uri = parameter(&query, "redirect_uri").expect("a redirect URI");
    let state = parameter(&query, "state").expect("a state");
    let address = format!("{redirect_uri}?code={CODE}&state={state}");
    (StatusCode::FOUND, [(header::LOCATION, address)]).into_response()
}

/// Counts a request until it is dropped: its answer was sent, or its client has gone.
struct InFlight(Arc<Shared>);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.issuer().in_flight -= 1;
    }
}

/// The code that the token endpoint accepts.
const CODE: &str = "a-code";

async fn token(State(shared): State<Arc<Shared>>, body: String) -> Response {
    let Some(token) = parameter(&body, "refresh_token") else {
        return match parameter(&body, "code") {
            Some(code) if code != CODE => refused("unknown code"),
            _ => tokens(shared.issuer().issue(None)),
        };
    };
    let (fault, _in_flight) = {
        let mut issuer = shared.issuer();
        issuer.refreshes += 1;
        issuer.last_refresh_token.clone_from(&token);
        issuer.in_flight += 1;
        issuer.most_in_flight = issuer.most_in_flight.max(issuer.in_flight);
        let fault = issuer.faults.pop_front().or_else(|| issuer.standing_fault.clone());
        (fault, InFlight(Arc::clone(&shared)))
    };
    match &fault {
        Some(TokenFault::Answer(status, media_type, body)) => {
            let status = StatusCode::from_u16(*status).expect("a status");
            let body = body.replace("{refresh_token}", &token);
            return (status, [(header::CONTENT_TYPE, *media_type)], body).into_response();
        }
        Some(TokenFault::Hang) => std::future::pending::<()>().await,
        _ => {}
    }
    let answer = shared.issuer().refresh(&token);
    match fault {
        Some(TokenFault::LoseAnswer) => {
            let broken = Err::<String, _>(std::io::Error::other("the connection ends"));
            let parts = futures::stream::iter([Ok("{\"access_token\":".to_owned()), broken]);
            return Body::from_stream(parts).into_response();
        }
        Some(TokenFault::Delay(delay)) => tokio::time::sleep(delay).await,
        _ => {}
    }
    answer.map_or_else(refused, tokens)
}

const JSON: &str = "application/json";

fn tokens(answer: String) -> Response {
    ([(header::CONTENT_TYPE, JSON)], answer).into_response()
}

fn refused(reason: &str) -> Response {
    let body = json!({ "error": "invalid_grant", "error_description": reason });
    (StatusCode::BAD_REQUEST, [(header::CONTENT_TYPE, JSON)], body.to_string()).into_response()
}

/// Ends the grant of a token.
async fn revoke(State(shared): State<Arc<Shared>>, body: String) {
    shared.issuer().revoke(&parameter(&body, "token").unwrap_or_default());
}

/// The API key that the API accepts.
const API_KEY: &str = "key-1";

/// Accepts the access tokens of grants that have not ended, and an API key.
async fn me(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> StatusCode {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = value.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    let is_good = token == API_KEY || shared.issuer().accepts(token);
    if is_good { StatusCode::OK } else { StatusCode::UNAUTHORIZED }
}
