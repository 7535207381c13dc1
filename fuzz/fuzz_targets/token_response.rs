//! Token responses: status, media type and body, whatever a third party sends. Nothing may panic,
//! and what comes of them must be fit to be stored, sent and shown.
//!
//! `cargo fuzz run token_response`, or without nightly as `.ci/run` does.

#![no_main]

use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use libfuzzer_sys::fuzz_target;
use link_token_connect::{
    definition::Definition,
    oauth2::{TokenError, read_token_response},
    outbound::OutboundResponse,
};

static DEFINITION: LazyLock<Definition> = LazyLock::new(|| {
    let text = r#"
name: acme
label: Acme
authentication:
  oauth2_client_credentials:
    token_url: https://acme.example/token
    scope_separator: ","
    invalid_grant_errors: [bad_refresh_token]
    token_response: { refresh_token: /data/refresh_token, team: /team/id }
"#;
    Definition::parse("acme.yaml", text).unwrap_or_else(|report| panic!("{report}")).0
});

fuzz_target!(|bytes: &[u8]| {
    let settings = DEFINITION.methods[0].token_settings().expect("OAuth");
    let [first, second, body @ ..] = bytes else { return };
    let statuses = [200, 201, 204, 302, 400, 401, 403, 429, 500, 503];
    let status = statuses[usize::from(*first) % statuses.len()];
    let media_types = ["application/json", "application/x-www-form-urlencoded", "text/html", "\u{0}"];
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_str(media_types[usize::from(*second) % media_types.len()]) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    let status = StatusCode::from_u16(status).expect("a status");
    let response = OutboundResponse { status, headers, body: body.to_vec() };
    let now = DateTime::from_timestamp(1_800_000_000, 0).expect("a time");
    match read_token_response(settings, &response, now) {
        Ok(tokens) => {
            assert!(status.is_success());
            let access_token = tokens.access_token.expose();
            assert!(!access_token.is_empty() && !access_token.contains(char::is_control));
            if let Some(expires_at) = tokens.expires_at {
                assert!(expires_at > now && expires_at <= now + TimeDelta::days(3_650));
            }
            // Scopes and the token type are no secrets, but a third party can repeat its token
            // there.
            let public = format!("{:?} {:?}", tokens.scopes, tokens.token_type);
            let shown = format!("{tokens:?}");
            assert!(
                access_token.len() < 16 || public.contains(access_token) || !shown.contains(access_token),
                "{shown}"
            );
        }
        Err(error) => {
            let shown = error.to_string();
            assert!(!shown.is_empty() && !shown.contains(char::is_control), "{shown:?}");
            if let TokenError::Rejected { description: Some(description), .. } = &error {
                assert!(description.chars().count() <= 200);
            }
            assert!(status != StatusCode::SERVICE_UNAVAILABLE || !error.is_invalid_grant());
        }
    }
});
