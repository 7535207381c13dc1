//! A stand-in for a third party: an authorization server and an API, on a free port. What it
//! answers can be changed while it runs.

use std::{
    fmt::Write as _,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
    routing::{any, get, post},
};
use serde_json::json;
use tokio::{
    net::TcpListener,
    sync::Notify,
    task::JoinHandle,
    time::{sleep, timeout},
};

use crate::PATIENCE;

/// The way in which the authorization endpoint sends the browser back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// At once, by a redirect.
    Redirect,
    /// At once, by a form that posts itself (OAuth 2.0 Form Post Response Mode).
    FormPost,
    /// After a click on "Agree", on a page that cuts its window off from others.
    IsolatedPage,
}

/// The settings of the stand-in.
#[derive(Clone, Debug)]
pub struct Behaviour {
    pub consent: Consent,
    /// The parameters that the authorization endpoint adds to the callback, after `state`.
    pub callback: Vec<(String, String)>,
    /// The answer of the token endpoint: status, media type, body.
    pub token: (u16, Option<&'static str>, String),
    /// The time that the token endpoint takes.
    pub token_delay: Duration,
    /// The status of the revocation endpoint.
    pub revocation: u16,
    /// The answer of the API, whatever the credentials are. `None` checks them.
    pub api: Option<(u16, String)>,
}

#[derive(Debug, Default)]
struct Shared {
    behaviour: Mutex<Option<Behaviour>>,
    /// The bodies of the requests to the token endpoint.
    token_requests: Mutex<Vec<String>>,
    /// The bodies of the requests to the revocation endpoint.
    revocations: Mutex<Vec<String>>,
    /// The queries of the requests to the authorization endpoint.
    authorizations: Mutex<Vec<String>>,
    /// Told of each request that gets no answer.
    unanswered: Notify,
}

/// A running stand-in.
#[derive(Debug)]
pub struct ThirdParty {
    pub url: String,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

impl Behaviour {
    /// Grants everything.
    pub fn granting(url: &str) -> Self {
        let token = json!({
            "access_token": "at-1",
            "refresh_token": "rt-1",
            "token_type": "bearer",
            "expires_in": 3600,
        });
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        Self {
            consent: Consent::Redirect,
            callback: vec![pair("code", "a-code"), pair("iss", url)],
            token: (200, Some("application/json"), token.to_string()),
            token_delay: Duration::ZERO,
            revocation: 200,
            api: None,
        }
    }
}

impl ThirdParty {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let shared = Arc::new(Shared::default());
        *shared.behaviour.lock().expect("not poisoned") = Some(Behaviour::granting(&url));
        let router = Router::new()
            .route("/", get(async || Html("<!doctype html><h1>Stand-in</h1>")))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .route("/revoke", post(revoke))
            .route("/me", get(me))
            .route("/silent", any(silent))
            .with_state(Arc::clone(&shared));
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("it serves");
        });
        Self { url, shared, server }
    }

    /// Changes what the stand-in answers.
    pub fn behave(&self, change: impl FnOnce(&mut Behaviour)) {
        let mut behaviour = self.shared.behaviour.lock().expect("not poisoned");
        change(behaviour.as_mut().expect("set at the start"));
    }

    /// The bodies of the requests to the token endpoint so far.
    pub fn token_requests(&self) -> Vec<String> {
        self.shared.token_requests.lock().expect("not poisoned").clone()
    }

    /// Waits for a request to `/silent`, which gets no answer.
    pub async fn is_asked_in_vain(&self) {
        timeout(PATIENCE, self.shared.unanswered.notified()).await.expect("a request in time");
    }

    /// The bodies of the requests to the revocation endpoint so far.
    pub fn revocations(&self) -> Vec<String> {
        self.shared.revocations.lock().expect("not poisoned").clone()
    }

    /// The queries of the requests to the authorization endpoint so far.
    pub fn authorizations(&self) -> Vec<String> {
        self.shared.authorizations.lock().expect("not poisoned").clone()
    }

    /// The definition of an integration with this third party, `acme-crm`.
    pub fn definition(&self) -> String {
        let url = &self.url;
        format!(
            r#"name: acme-crm
label: Acme CRM
category: crm
documentation: https://developers.acme.example/oauth
authentication:
  oauth2:
    authorization_url: {url}/authorize
    token_url: {url}/token
    revocation_url: {url}/revoke
    scopes: [contacts.read]
    callback_params: [realmId]
  api_key:
    fields:
      - {{ name: subdomain, label: Subdomain, type: host_label, example: my-company }}
      - {{ name: api_key, label: API key, type: secret, help: "Settings, then API." }}
    verification:
      request: {{ method: GET, url: "{url}/me", headers: {{ Authorization: "Bearer {{api_key}}" }} }}
      success: [200]
verification:
  request: {{ method: GET, url: "{url}/me", headers: {{ Authorization: "Bearer {{access_token}}" }} }}
  success: [200]
account:
  request: {{ method: GET, url: "{url}/me", headers: {{ Authorization: "Bearer {{access_token}}" }} }}
  context: {{ organisation_id: /organisation/id }}
  upstream_id: /id
  upstream_name: /name
"#
        )
    }
}

impl Drop for ThirdParty {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn behaviour(shared: &Shared) -> Behaviour {
    shared.behaviour.lock().expect("not poisoned").clone().expect("set at the start")
}

/// Sends the browser back, as if the user had agreed at once.
async fn authorize(State(shared): State<Arc<Shared>>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let value = |wanted: &str| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
    };
    let (redirect_uri, state) = (value("redirect_uri"), value("state"));
    shared.authorizations.lock().expect("not poisoned").push(query.clone());
    let mut address = redirect_uri.expect("a redirect URI");
    let Behaviour { consent, callback, .. } = behaviour(&shared);
    let mut answer = vec![("state".to_owned(), state.expect("a state"))];
    answer.extend(callback);
    if consent == Consent::FormPost {
        let mut page = format!("<!doctype html><form method='post' action='{address}'>");
        for (name, value) in answer {
            write!(page, "<input type='hidden' name='{name}' value='{value}'>").expect("written");
        }
        return Html(page + "</form><script>document.forms[0].submit()</script>").into_response();
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(answer).finish();
    write!(address, "?{query}").expect("written");
    if consent == Consent::IsolatedPage {
        let page = format!("<!doctype html><a href='{}'>Agree</a>", address.replace('&', "&amp;"));
        return ([("cross-origin-opener-policy", "same-origin")], Html(page)).into_response();
    }
    (StatusCode::FOUND, [(header::LOCATION, address)]).into_response()
}

async fn token(State(shared): State<Arc<Shared>>, body: String) -> Response {
    shared.token_requests.lock().expect("not poisoned").push(body);
    let Behaviour { token: (status, media_type, body), token_delay, .. } = behaviour(&shared);
    sleep(token_delay).await;
    let mut response = (StatusCode::from_u16(status).expect("a status"), body).into_response();
    match media_type {
        Some(media_type) => {
            let value = media_type.parse().expect("a header");
            response.headers_mut().insert(header::CONTENT_TYPE, value);
        }
        None => {
            response.headers_mut().remove(header::CONTENT_TYPE);
        }
    }
    response
}

async fn revoke(State(shared): State<Arc<Shared>>, body: String) -> StatusCode {
    shared.revocations.lock().expect("not poisoned").push(body);
    StatusCode::from_u16(behaviour(&shared).revocation).expect("a status")
}

async fn silent(State(shared): State<Arc<Shared>>) {
    shared.unanswered.notify_one();
    std::future::pending::<()>().await;
}

async fn me(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    if let Some((status, body)) = behaviour(&shared).api {
        return (StatusCode::from_u16(status).expect("a status"), body).into_response();
    }
    let credential = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if !credential.is_some_and(|it| ["Bearer at-1", "Bearer key-1"].contains(&it)) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let me = json!({ "id": 42, "name": "Jo", "organisation": { "id": "o-1" } });
    ([(header::CONTENT_TYPE, "application/json")], me.to_string()).into_response()
}
