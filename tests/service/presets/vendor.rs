//! A stand-in for any vendor. It plays what a file of `vendors/` says.
//!
//! A file has the requests that the vendor documents, each with its answer and its refusal. The
//! stand-in compares every request with them, to the last parameter, and keeps what deviates. A
//! request that has another code or token than the last issued one gets the refusal.
//!
//! The preset's addresses are redirected by text: `https://vendor.example/path` becomes
//! `http://127.0.0.1:port/vendor.example/path`, so that the stand-in still sees the host.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Router,
    body::to_bytes,
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tokio::{net::TcpListener, task::JoinHandle};

type Texts = BTreeMap<String, String>;

/// Placeholders for what the vendor has issued, or the user has typed. Another value is refused.
const SECRETS: [&str; 6] =
    ["code", "access_token", "refresh_token", "api_key", "api_token", "client_secret"];

/// The documentation of a vendor, as requests and answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vendor {
    /// The form of the methods of OAuth.
    #[serde(default)]
    pub form: Form,
    pub authorize: Option<Authorize>,
    pub token: Option<Exchange>,
    pub refresh: Option<Exchange>,
    pub revoke: Option<Exchange>,
    /// The requests with credentials.
    pub api: Vec<Exchange>,
    /// The form of the method `api_key`.
    pub api_key: Option<Form>,
    pub account: Account,
}

/// A form as a user fills it in.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    pub fields: Texts,
    /// The values that the account's context has in addition.
    #[serde(default)]
    pub context: BTreeMap<String, Value>,
}

/// The authorization request and its answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authorize {
    request: String,
    /// The scopes of the link token, where one alone would not show the separator.
    #[serde(default)]
    pub scopes: Vec<String>,
    query: Texts,
    /// The parameters of the callback after consent.
    callback: Texts,
    /// The parameters of the callback without.
    denied: Texts,
}

/// A request and its answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// The method and the address.
    request: String,
    /// Headers that the request has. `*` stands for any value.
    #[serde(default)]
    headers: Texts,
    /// The user and the password of HTTP Basic authentication, with a colon between them.
    basic: Option<String>,
    form: Option<Texts>,
    json: Option<Texts>,
    answer: Answer,
    refusal: Answer,
    /// The error code of the refusal as the server knows it.
    pub refused_as: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    #[serde(default = "ok")]
    status: u16,
    #[serde(default)]
    body: String,
}

fn ok() -> u16 {
    200
}

/// The connected account.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    pub context: BTreeMap<String, Value>,
}

/// A comparison of a text with a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Same,
    /// It has another secret.
    Refused,
    Different,
}

struct Play {
    vendor: Vendor,
    values: Texts,
    /// The secret that is no longer valid as soon as it was issued.
    spoiled: Option<&'static str>,
    is_denied: bool,
    issued: usize,
    seen: BTreeSet<String>,
    deviations: Vec<String>,
}

/// A request as it was received.
struct Received {
    line: String,
    query: Texts,
    headers: axum::http::HeaderMap,
    body: String,
}

/// A running stand-in.
pub struct StandIn {
    pub url: String,
    play: Arc<Mutex<Play>>,
    server: JoinHandle<()>,
}

impl StandIn {
    pub async fn start(file: &str, client: [&str; 2]) -> Self {
        let vendor: Vendor = toml::from_str(file).unwrap_or_else(|error| panic!("{error}"));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let mut play = Play {
            vendor,
            values: Texts::new(),
            spoiled: None,
            is_denied: false,
            issued: 0,
            seen: BTreeSet::new(),
            deviations: Vec::new(),
        };
        for (name, value) in ["client_id", "client_secret"].into_iter().zip(client) {
            play.values.insert(name.to_owned(), value.to_owned());
        }
        let play = Arc::new(Mutex::new(play));
        let router = Router::new().fallback(respond).with_state(Arc::clone(&play));
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("it serves");
        });
        Self { url, play, server }
    }

    fn play(&self) -> MutexGuard<'_, Play> {
        self.play.lock().expect("not poisoned")
    }

    /// Reads what the vendor documents.
    pub fn vendor<T>(&self, read: impl FnOnce(&Vendor) -> T) -> T {
        read(&self.play().vendor)
    }

    /// Returns a text of the file with the current values.
    pub fn fill(&self, text: &str) -> String {
        self.play().fill(text)
    }

    /// Sets the values that the vendor accepts.
    pub fn accept(&self, values: &Texts) {
        let mut play = self.play();
        for (name, value) in values {
            let value = play.fill(value);
            play.values.insert(name.clone(), value);
        }
    }

    /// Lets the user refuse.
    pub fn deny(&self, is_denied: bool) {
        self.play().is_denied = is_denied;
    }

    /// Lets a secret be no longer valid as soon as it was issued.
    pub fn spoil(&self, secret: Option<&'static str>) {
        self.play().spoiled = secret;
    }

    /// Checks that all requests since the last call were as the vendor documents them.
    #[track_caller]
    pub fn assert_as_documented(&self) {
        let deviations = std::mem::take(&mut self.play().deviations);
        assert!(deviations.is_empty(), "{}", deviations.join("\n"));
    }

    /// Checks that the file has no request that nobody made.
    #[track_caller]
    pub fn assert_complete(&self) {
        let play = self.play();
        let Vendor { authorize, token, refresh, revoke, api, .. } = &play.vendor;
        let mut all: Vec<String> = authorize.iter().map(|it| it.request.clone()).collect();
        for exchange in [token, refresh, revoke].into_iter().flatten().chain(api) {
            all.push(exchange.name());
        }
        let unseen: Vec<_> = all.iter().filter(|name| !play.seen.contains(*name)).collect();
        assert!(unseen.is_empty(), "not requested: {unseen:?}");
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn respond(State(play): State<Arc<Mutex<Play>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.expect("a body");
    let path = percent_decode_str(parts.uri.path()).decode_utf8_lossy().into_owned();
    // An address that the vendor itself has told is whole in the path.
    let url = match path.strip_prefix("/https://") {
        Some(rest) => format!("https://{rest}"),
        None => format!("https:/{path}"),
    };
    let received = Received {
        line: format!("{} {url}", parts.method),
        query: pairs(parts.uri.query().unwrap_or_default()),
        headers: parts.headers,
        body: String::from_utf8(body.into()).expect("text"),
    };
    play.lock().expect("not poisoned").respond(&received)
}

fn pairs(text: &str) -> Texts {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

impl Exchange {
    /// Its name for messages: the grant tells the requests to a token endpoint apart.
    fn name(&self) -> String {
        let body = self.form.as_ref().or(self.json.as_ref());
        let grant = body.and_then(|body| body.get("grant_type")).cloned();
        [Some(self.request.clone()), grant, self.basic.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl Play {
    fn fill(&self, text: &str) -> String {
        self.values.iter().fold(text.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }

    fn compare(&self, template: &str, actual: &str) -> Verdict {
        let is_same = match template {
            "*" => !actual.is_empty(),
            "{code_verifier}" => {
                let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(actual));
                self.values.get("code_challenge") == Some(&challenge)
            }
            _ => self.fill(template) == actual,
        };
        if is_same {
            return Verdict::Same;
        }
        for secret in SECRETS {
            if let Some((before, after)) = template.split_once(&format!("{{{secret}}}")) {
                let (before, after) = (self.fill(before), self.fill(after));
                if actual.starts_with(&before) && actual.ends_with(&after) {
                    return Verdict::Refused;
                }
            }
        }
        Verdict::Different
    }

    /// Compares parameters, and says what differs.
    fn compare_all(
        &self,
        what: &str,
        templates: &Texts,
        actual: &Texts,
        faults: &mut Vec<String>,
    ) -> Verdict {
        let mut verdict = Verdict::Same;
        for (name, template) in templates {
            let found = match actual.get(name) {
                Some(actual) => self.compare(template, actual),
                None => Verdict::Different,
            };
            if found == Verdict::Different {
                faults.push(format!("{what} {name}: {:?}, not {template}", actual.get(name)));
            }
            verdict = verdict.max(found);
        }
        for (name, value) in actual {
            if !templates.contains_key(name) {
                faults.push(format!("{what} {name}: {value:?} is not documented"));
                verdict = Verdict::Different;
            }
        }
        verdict
    }

    fn compare_exchange(
        &self,
        exchange: &Exchange,
        received: &Received,
        faults: &mut Vec<String>,
    ) -> Verdict {
        let header = |name: &str| received.headers.get(name).and_then(|it| it.to_str().ok());
        let mut expected = exchange.headers.clone();
        let mut actual = Texts::new();
        if let Some(basic) = &exchange.basic {
            expected.insert("basic".to_owned(), basic.clone());
            let credentials = header("authorization").and_then(basic_credentials);
            actual.extend(credentials.map(|it| ("basic".to_owned(), it)));
        }
        for name in exchange.headers.keys().map(String::as_str).chain(["authorization"]) {
            let is_basic = name == "authorization" && exchange.basic.is_some();
            if let Some(value) = header(name).filter(|_| !is_basic) {
                actual.insert(name.to_owned(), value.to_owned());
            }
        }
        let mut verdict = self.compare_all("header", &expected, &actual, faults);
        let (media_type, expected, actual) = match (&exchange.form, &exchange.json) {
            (Some(form), _) => {
                (Some("application/x-www-form-urlencoded"), form.clone(), pairs(&received.body))
            }
            (_, Some(json)) => {
                let members: BTreeMap<String, Value> =
                    serde_json::from_str(&received.body).unwrap_or_default();
                // Text is compared without quotes.
                let text = |value: Value| value.as_str().map_or(value.to_string(), str::to_owned);
                let members = members.into_iter().map(|(name, value)| (name, text(value)));
                (Some("application/json"), json.clone(), members.collect())
            }
            (None, None) => (None, Texts::new(), pairs(&received.body)),
        };
        if header("content-type") != media_type {
            faults.push(format!("content-type: {:?}, not {media_type:?}", header("content-type")));
            verdict = Verdict::Different;
        }
        verdict = verdict.max(self.compare_all("parameter", &expected, &actual, faults));
        verdict.max(self.compare_all("query", &Texts::new(), &received.query, faults))
    }

    fn respond(&mut self, received: &Received) -> Response {
        let is_authorization = (self.vendor.authorize.as_ref())
            .is_some_and(|authorize| self.fill(&authorize.request) == received.line);
        if is_authorization {
            return self.authorize(received);
        }
        let Vendor { token, refresh, revoke, api, .. } = &self.vendor;
        let all = [token, refresh, revoke].into_iter().flatten().chain(api);
        let candidates = all.filter(|exchange| self.fill(&exchange.request) == received.line);
        let judged = candidates.map(|exchange| {
            let mut faults = Vec::new();
            (self.compare_exchange(exchange, received, &mut faults), exchange, faults)
        });
        // Several requests can have the same address.
        let Some((verdict, exchange, faults)) =
            judged.min_by_key(|(verdict, _, faults)| (*verdict, faults.len()))
        else {
            return self.deviation(received, vec!["the address is not documented".to_owned()]);
        };
        let (name, is_revocation) =
            (exchange.name(), revoke.as_ref().is_some_and(|it| std::ptr::eq(it, exchange)));
        let is_token = token.as_ref().is_some_and(|it| std::ptr::eq(it, exchange));
        let (status, body) = match verdict {
            Verdict::Same => (exchange.answer.status, exchange.answer.body.clone()),
            Verdict::Refused => (exchange.refusal.status, exchange.refusal.body.clone()),
            Verdict::Different => return self.deviation(received, faults),
        };
        self.seen.insert(name);
        if verdict == Verdict::Same {
            if is_token {
                self.values.insert("code".to_owned(), "used up".to_owned());
            }
            if is_revocation {
                for secret in ["access_token", "refresh_token"] {
                    self.values.insert(secret.to_owned(), "revoked".to_owned());
                }
            }
        }
        let body = self.issue(&body);
        let media_type =
            if body.starts_with(['{', '[']) { "application/json" } else { "text/plain" };
        let status = StatusCode::from_u16(status).expect("a status");
        (status, [(header::CONTENT_TYPE, media_type)], body).into_response()
    }

    /// Fills in an answer, with new tokens where it has some.
    fn issue(&mut self, body: &str) -> String {
        let mut body = self.fill(body);
        for secret in ["access_token", "refresh_token"] {
            let place = format!("{{new_{secret}}}");
            if body.contains(&place) {
                self.issued += 1;
                let new = format!("{secret}-{}", self.issued);
                body = body.replace(&place, &new);
                self.set_secret(secret, new);
            }
        }
        body
    }

    fn set_secret(&mut self, name: &str, value: String) {
        let value = if self.spoiled == Some(name) { "no longer valid".to_owned() } else { value };
        self.values.insert(name.to_owned(), value);
    }

    fn authorize(&mut self, received: &Received) -> Response {
        // The client chooses these.
        for name in ["redirect_uri", "state", "code_challenge"] {
            if let Some(value) = received.query.get(name) {
                self.values.insert(name.to_owned(), value.clone());
            }
        }
        let authorize = self.vendor.authorize.as_ref().expect("checked before");
        let mut faults = Vec::new();
        let verdict = self.compare_all("query", &authorize.query, &received.query, &mut faults);
        if verdict != Verdict::Same {
            return self.deviation(received, faults);
        }
        self.seen.insert(authorize.request.clone());
        self.issued += 1;
        let code = format!("code/{}+", self.issued);
        self.values.insert("code".to_owned(), code.clone());
        let authorize = self.vendor.authorize.as_ref().expect("checked before");
        let answer = if self.is_denied { &authorize.denied } else { &authorize.callback };
        let answer = self.signed(answer);
        self.set_secret("code", code);
        let mut location = self.values["redirect_uri"].clone();
        location.push('?');
        location.push_str(
            &form_urlencoded::Serializer::new(String::new()).extend_pairs(answer).finish(),
        );
        (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
    }

    /// Fills in a callback. The value `{callback_hmac}` becomes its signature.
    fn signed(&self, callback: &Texts) -> Vec<(String, String)> {
        const SIGNATURE: &str = "{callback_hmac}";
        let (signatures, rest): (Vec<_>, Vec<_>) =
            callback.iter().partition(|(_, template)| *template == SIGNATURE);
        // In the order of their names.
        let mut filled: Vec<(String, String)> =
            rest.into_iter().map(|(name, text)| (name.clone(), self.fill(text))).collect();
        let signed = form_urlencoded::Serializer::new(String::new()).extend_pairs(&filled).finish();
        let secret = self.values["client_secret"].as_bytes();
        let mut hmac = Hmac::<Sha256>::new_from_slice(secret).expect("a key of any length");
        hmac.update(signed.as_bytes());
        let signature = hex::encode(hmac.finalize().into_bytes());
        filled.extend(signatures.into_iter().map(|(name, _)| (name.clone(), signature.clone())));
        filled
    }

    fn deviation(&mut self, received: &Received, mut faults: Vec<String>) -> Response {
        faults.insert(0, received.line.clone());
        self.deviations.push(faults.join("\n  "));
        StatusCode::NOT_IMPLEMENTED.into_response()
    }
}

/// Returns the user and the password of HTTP Basic authentication (RFC 6749, section 2.3.1).
fn basic_credentials(header: &str) -> Option<String> {
    let decoded = BASE64_STANDARD.decode(header.strip_prefix("Basic ")?).ok()?;
    String::from_utf8(decoded).ok()
}
