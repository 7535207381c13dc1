//! The third party of the demonstration: a small CRM that asks for consent. It accepts everything.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU32, Ordering},
};

use anyhow::anyhow;
use dropshot::{
    ApiDescription, Body, ConfigDropshot, HttpError, HttpServer, RequestContext, ServerBuilder,
};
use http::{Method, Response, StatusCode, header};
use slog::Logger;

use crate::page;

/// The definition of the app. `{{` and `}}` are placeholders of the definition itself.
pub fn definition(address: SocketAddr) -> String {
    format!(
        r#"name: acme-crm
label: Acme CRM
category: crm
authentication:
  oauth2:
    authorization_url: http://{address}/authorize
    token_url: http://{address}/token
    scopes: [contacts.read, contacts.write]
account:
  request: {{ method: GET, url: "http://{address}/me", headers: {{ Authorization: "Bearer {{access_token}}" }} }}
  context: {{ organisation: /organisation }}
  upstream_id: /id
  upstream_name: /name
"#
    )
}

/// Starts the third party on a free port.
pub fn start(log: Logger) -> anyhow::Result<HttpServer<()>> {
    let mut api = ApiDescription::new();
    page::register(&mut api, "/authorize", authorize)
        .and_then(|()| page::register(&mut api, "/decide", decide))
        .and_then(|()| page::register(&mut api, "/me", me))
        .and_then(|()| page::register_method(&mut api, Method::POST, "/token", token))
        .map_err(|error| anyhow!("cannot describe the demonstration's third party: {error}"))?;
    let config =
        ConfigDropshot { bind_address: ([127, 0, 0, 1], 0).into(), ..ConfigDropshot::default() };
    let server = ServerBuilder::new(api, (), log).config(config).start();
    server.map_err(|error| anyhow!("cannot start the demonstration's third party: {error}"))
}

fn parameters(rqctx: &RequestContext<()>) -> Vec<(String, String)> {
    let query = rqctx.request.uri().query().unwrap_or_default();
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn parameter(parameters: &[(String, String)], name: &str) -> String {
    let found = parameters.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

/// Asks the user for consent.
async fn authorize(rqctx: RequestContext<()>) -> Result<Response<Body>, HttpError> {
    let parameters = parameters(&rqctx);
    let scope = parameter(&parameters, "scope");
    let html = maud::html! {
        (maud::DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Acme CRM" }
                style { (maud::PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { "Acme CRM" }
                    p { "You are signed in as " strong { "Jo of Example Organisation" } "." }
                    p { "Northwind wants to use your account:" }
                    ul { @for one in scope.split(' ') { li { (one) } } }
                    form action="/decide" {
                        @for name in ["redirect_uri", "state"] {
                            input type="hidden" name=(name) value=(parameter(&parameters, name));
                        }
                        button name="answer" value="allow" { "Allow" }
                        button.second name="answer" value="deny" { "Deny" }
                    }
                    small { "This page is part of the demonstration." }
                }
            }
        }
    };
    answer(StatusCode::OK, &[("content-type", "text/html; charset=utf-8")], html.into_string())
}

const STYLE: &str = "
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; display: grid; place-items: center; min-height: 100vh; }
main { max-width: 360px; padding: 24px; border: 1px solid #8886; border-radius: 12px; }
form { display: flex; gap: 12px; margin: 20px 0; }
button { flex: 1; font: inherit; padding: 10px; border-radius: 8px; border: 1px solid #7a3ff2; background: #7a3ff2; color: #fff; cursor: pointer; }
button.second { background: none; color: inherit; border-color: #8886; }
small { opacity: 0.7; }
";

/// Sends the browser back with the user's answer.
async fn decide(rqctx: RequestContext<()>) -> Result<Response<Body>, HttpError> {
    let parameters = parameters(&rqctx);
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("state", &parameter(&parameters, "state"));
    if parameter(&parameters, "answer") == "allow" {
        query.append_pair("code", "demonstration");
    } else {
        query.append_pair("error", "access_denied");
    }
    let address = format!("{}?{}", parameter(&parameters, "redirect_uri"), query.finish());
    answer(StatusCode::SEE_OTHER, &[("location", &address)], String::new())
}

/// Grants an access token, another one each time.
async fn token(_rqctx: RequestContext<()>) -> Result<Response<Body>, HttpError> {
    static GRANTED: AtomicU32 = AtomicU32::new(0);
    let number = GRANTED.fetch_add(1, Ordering::Relaxed) + 1;
    let granted = serde_json::json!({
        "access_token": format!("acme-access-token-{number}"),
        "refresh_token": format!("acme-refresh-token-{number}"),
        "token_type": "Bearer",
        "expires_in": 3600,
        "scope": "contacts.read contacts.write",
    });
    answer(StatusCode::OK, &[("content-type", "application/json")], granted.to_string())
}

/// Says whose account it is.
async fn me(_rqctx: RequestContext<()>) -> Result<Response<Body>, HttpError> {
    let me = serde_json::json!({ "id": 42, "name": "Jo", "organisation": "Example Organisation" });
    answer(StatusCode::OK, &[("content-type", "application/json")], me.to_string())
}

fn answer(
    status: StatusCode,
    headers: &[(&str, &str)],
    body: String,
) -> Result<Response<Body>, HttpError> {
    let mut response = Response::builder().status(status).header(header::CACHE_CONTROL, "no-store");
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let response = response.body(Body::from(body));
    response.map_err(|error| HttpError::for_internal_error(error.to_string()))
}
