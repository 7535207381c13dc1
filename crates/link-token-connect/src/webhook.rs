//! The sending of an event to a webhook: one request, signed, and what its answer means.

use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use link_token_domain::webhook::delivery::DeliveryAttempt;
use link_token_signature::{
    ID_HEADER, SIGNATURE_HEADER, SigningSecret, TIMESTAMP_HEADER, TRUTO_SIGNATURE_HEADER,
};
use url::{Host, Url};
use uuid::Uuid;

use crate::outbound::{BodyLimit, Outbound, OutboundRequest, OutboundResponse};

/// The part of an answer that the log keeps, in bytes.
const MAX_ANSWER: usize = 1024;

/// An event, as it is sent.
#[derive(Clone, Debug)]
pub struct WebhookMessage<'m> {
    pub target_url: &'m str,
    /// The ID of the event, which stays the same each time it is sent.
    pub event_id: Uuid,
    /// The exact bytes that are signed and sent.
    pub body: Vec<u8>,
    /// The secrets that sign, the oldest first.
    pub secrets: Vec<SigningSecret>,
}

/// The result of sending an event.
#[derive(Clone, Debug)]
pub struct WebhookResult {
    pub attempt: DeliveryAttempt,
    /// The pause that the receiver asked for.
    pub retry_after: Option<TimeDelta>,
}

/// Checks the address of a webhook, as far as it tells by itself. The message says what is
/// expected.
pub fn check_target_url(outbound: &Outbound, text: &str) -> Result<(), String> {
    let url = parse_target_url(text)?;
    let is_named_http = url.scheme() == "http" && matches!(url.host(), Some(Host::Domain(_)));
    if is_named_http && !outbound.has_allowed_networks() {
        return Err(
            "must begin with https://, unless `outbound_allow` lists the network".to_owned()
        );
    }
    outbound.check(&url).map_err(|error| error.to_string())
}

/// Checks the syntax of a webhook's address. The message says what is expected.
pub fn parse_target_url(text: &str) -> Result<Url, String> {
    // `Url` drops some control characters, and encodes others.
    if text.contains(char::is_control) {
        return Err("must not have control characters".to_owned());
    }
    let url: Url = text.parse().map_err(|_| "must be a URL".to_owned())?;
    if !matches!(url.scheme(), "https" | "http") {
        return Err("must begin with https://".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("must not have user information".to_owned());
    }
    if url.fragment().is_some() {
        return Err("must not have a fragment".to_owned());
    }
    Ok(url)
}

/// Sends an event once. `at` is the time of sending.
pub async fn send(
    outbound: &Outbound,
    message: WebhookMessage<'_>,
    at: DateTime<Utc>,
) -> WebhookResult {
    let start = Instant::now();
    let answer = match request(message, at) {
        Ok(request) => outbound.send(request).await.map_err(|error| error.to_string()),
        Err(error) => Err(error),
    };
    let duration_ms = i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX);
    match answer {
        Ok(response) => WebhookResult {
            retry_after: response.retry_after(at),
            attempt: DeliveryAttempt {
                at,
                duration_ms,
                response_status: Some(response.status.as_u16()),
                error: None,
                answer: start_of(&response),
            },
        },
        Err(error) => WebhookResult {
            retry_after: None,
            attempt: DeliveryAttempt {
                at,
                duration_ms,
                response_status: None,
                error: Some(error),
                answer: None,
            },
        },
    }
}

fn request(message: WebhookMessage<'_>, at: DateTime<Utc>) -> Result<OutboundRequest, String> {
    let WebhookMessage { target_url, event_id, body, secrets } = message;
    let url = parse_target_url(target_url)?;
    let id = event_id.to_string();
    let signed = link_token_signature::sign(&secrets, &id, at.timestamp(), &body);
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    for (name, value) in [
        (ID_HEADER, id),
        (TIMESTAMP_HEADER, signed.timestamp),
        (SIGNATURE_HEADER, signed.standard),
        (TRUTO_SIGNATURE_HEADER, signed.truto),
    ] {
        let value = HeaderValue::try_from(value).map_err(|error| error.to_string())?;
        headers.insert(HeaderName::from_static(name), value);
    }
    let body_limit = BodyLimit::Start(MAX_ANSWER);
    Ok(OutboundRequest { method: Method::POST, url, headers, body, body_limit })
}

/// Returns the start of an answer as text, without what is not UTF-8. `None` if it is empty.
fn start_of(response: &OutboundResponse) -> Option<String> {
    // PostgreSQL stores no zero characters.
    let text = String::from_utf8_lossy(&response.body).replace('\0', "\u{fffd}");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbound::OutboundSettings;

    #[test]
    fn target_url_is_https_and_public() {
        let outbound = |allowed: &[&str]| {
            let networks = allowed.iter().map(|it| it.parse().expect("a network")).collect();
            let settings = OutboundSettings { allowed_networks: networks, ..<_>::default() };
            Outbound::new(settings).expect("a client")
        };
        let (public, local) = (outbound(&[]), outbound(&["127.0.0.0/8"]));
        for (url, is_public, is_local) in [
            ("https://example.com/webhooks?a=b", true, true),
            ("http://example.com/", false, true),
            ("http://127.0.0.1:9000/", false, true),
            ("https://127.0.0.1/", false, true),
            ("https://169.254.169.254/latest", false, false),
            ("https://[::1]/", false, false),
            ("https://user@example.com/", false, false),
            ("https://example.com/#a", false, false),
            ("ftp://example.com/", false, false),
            ("example.com", false, false),
        ] {
            assert_eq!(check_target_url(&public, url).is_ok(), is_public, "{url}");
            assert_eq!(check_target_url(&local, url).is_ok(), is_local, "{url}");
        }
    }
}
