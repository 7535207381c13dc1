//! The retry policy of the client.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use progenitor_client::{ClientHooks, ClientInfo, Error, OperationInfo};
use reqwest::{
    Request, Response, StatusCode,
    header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER},
};
use uuid::Uuid;

use crate::{
    client_builder::Policy,
    generated::{Client, is_repeatable, types},
};

/// The retry policy of a client: exponential backoff with jitter.
///
/// The client retries every request that the rate limit rejected (429) or that did not reach the
/// server. If the server was unavailable (502, 503, 504) or did not answer, the request may have
/// taken effect. The client then retries the operations that the contract calls repeatable
/// ([`is_repeatable`](crate::is_repeatable)). These are the operations that read, replace, revoke
/// or delete, and the creation of link tokens, to which the client adds an `Idempotency-Key`.
///
/// It does not retry a redemption: a second attempt would report that the link token is no longer
/// valid. Nor does it retry the import of an account, the other creations, the rotation of a
/// webhook's secret and a replay.
///
/// A deletion that is retried fails with [`NotFound`](crate::ErrorKind::NotFound) if the attempt
/// before took effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    longest_pause: Duration,
    within: Duration,
}

/// The approximate pause after the first attempt.
const FIRST_PAUSE: Duration = Duration::from_millis(100);

impl Default for Retry {
    /// Returns four attempts, pauses of up to ten seconds, and no attempt after twenty seconds.
    fn default() -> Self {
        Self {
            attempts: 4,
            longest_pause: Duration::from_secs(10),
            within: Duration::from_secs(20),
        }
    }
}

impl Retry {
    /// One attempt.
    pub const NEVER: Self =
        Self { attempts: 1, longest_pause: Duration::ZERO, within: Duration::ZERO };

    /// Sets the maximum number of attempts, including the first.
    #[must_use]
    pub fn attempts(self, attempts: u32) -> Self {
        Self { attempts, ..self }
    }

    /// Sets the longest pause. If the server asks for a longer one, the client returns its response
    /// instead.
    #[must_use]
    pub fn longest_pause(self, longest_pause: Duration) -> Self {
        Self { longest_pause, ..self }
    }

    /// Sets the time after the first attempt in which others may begin. The last one may exceed it.
    #[must_use]
    pub fn within(self, within: Duration) -> Self {
        Self { within, ..self }
    }

    /// Returns the pause before the next attempt, given the time since the first began. `None`
    /// after the last attempt.
    fn pause(&self, attempt: u32, elapsed: Duration, outcome: &AttemptOutcome) -> Option<Duration> {
        let pause = self.pause_for(attempt, outcome)?;
        (elapsed.saturating_add(pause) <= self.within).then_some(pause)
    }

    fn pause_for(&self, attempt: u32, outcome: &AttemptOutcome) -> Option<Duration> {
        if attempt >= self.attempts {
            return None;
        }
        let asked = match outcome {
            AttemptOutcome::Again { after } if *after <= Some(self.longest_pause) => *after,
            _ => return None,
        };
        let grown = FIRST_PAUSE * 2_u32.saturating_pow(attempt - 1);
        // Jitter of up to half, so that callers do not retry at the same time.
        let jittered = |span: Duration| span.mul_f64(0.5 + f64::from(random_byte()) / 512.0);
        // The pause is never shorter than the server asks for.
        Some(asked.unwrap_or_default().saturating_add(jittered(grown.min(self.longest_pause))))
    }
}

fn random_byte() -> u8 {
    Uuid::new_v4().as_bytes()[0]
}

/// The result of an attempt.
#[derive(Debug)]
enum AttemptOutcome {
    /// The client returns the result to the caller.
    Final,
    /// The client may retry, after the time that the server asks for.
    Again { after: Option<Duration> },
}

impl AttemptOutcome {
    /// `is_repeatable` tells whether the request may take effect twice.
    fn of(result: &reqwest::Result<Response>, is_repeatable: bool) -> Self {
        match result {
            Ok(response) => {
                let again = match response.status() {
                    StatusCode::TOO_MANY_REQUESTS => true,
                    StatusCode::BAD_GATEWAY
                    | StatusCode::SERVICE_UNAVAILABLE
                    | StatusCode::GATEWAY_TIMEOUT => is_repeatable,
                    _ => false,
                };
                let headers = response.headers();
                match retry_after(headers) {
                    _ if !again => Self::Final,
                    None if headers.contains_key(RETRY_AFTER) => Self::Final,
                    after => Self::Again { after },
                }
            }
            Err(error) if error.is_builder() => Self::Final,
            // A failed connection means that the request did not reach the server.
            Err(error) if error.is_connect() || is_repeatable => Self::Again { after: None },
            Err(_) => Self::Final,
        }
    }
}

/// Returns the time that a `Retry-After` header asks for: seconds, or a date (RFC 9110, section
/// 10.2.3).
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?;
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTime::parse_from_rfc2822(text).ok()?.with_timezone(&Utc) - Utc::now();
    Some(until.to_std().unwrap_or_default())
}

/// Reads a response to its end, so that a truncated one can be retried. Turns the errors of proxies
/// into errors of the contract.
async fn read_to_end(
    response: Response,
    #[cfg(feature = "mock")] request: &Request,
) -> reqwest::Result<Response> {
    #[allow(unused_mut, reason = "changed for mocks only")]
    let (mut status, mut headers) = (response.status(), response.headers().clone());
    let mut body = response.bytes().await?.to_vec();
    #[cfg(feature = "mock")]
    if let Some(message) = unexpected(request, &body) {
        status = StatusCode::NOT_IMPLEMENTED;
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        body = serde_json::json!({ "message": message, "request_id": "" }).to_string().into_bytes();
    }
    let is_error = status.is_client_error() || status.is_server_error();
    if is_error && serde_json::from_slice::<types::Error>(&body).is_err() {
        let reason = status.canonical_reason().unwrap_or("unknown status");
        body = format!("{{\"message\": \"{reason}\", \"request_id\": \"\"}}").into_bytes();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    let mut read = http::Response::new(body);
    *read.status_mut() = status;
    *read.headers_mut() = headers;
    Ok(read.into())
}

/// Returns the message for a request that no mock expects, by httpmock's response to it.
#[cfg(feature = "mock")]
fn unexpected(request: &Request, response: &[u8]) -> Option<String> {
    let response = std::str::from_utf8(response).ok()?;
    response.contains("Request did not match any route or mock").then(|| {
        let body = request.body().and_then(reqwest::Body::as_bytes).unwrap_or_default();
        let key = request.headers().get(IDEMPOTENCY_KEY).and_then(|key| key.to_str().ok());
        let key = key.map(|key| format!(" and the Idempotency-Key {key}")).unwrap_or_default();
        format!(
            "no mock expects {} {} with this body{key}: {}. A mock's `assert` shows what it \
             expects instead",
            request.method(),
            request.url().path(),
            String::from_utf8_lossy(body),
        )
    })
}

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

impl ClientHooks<Policy> for Client {
    /// Adds an `Idempotency-Key` to each create without one, so that the client can retry it.
    async fn pre<E>(&self, request: &mut Request, info: &OperationInfo) -> Result<(), Error<E>> {
        if info.operation_id == "create_link_token"
            && !request.headers().contains_key(IDEMPOTENCY_KEY)
        {
            let key = Uuid::new_v4().to_string();
            let key =
                HeaderValue::try_from(key).map_err(|error| Error::Custom(error.to_string()))?;
            request.headers_mut().insert(IDEMPOTENCY_KEY, key);
        }
        Ok(())
    }

    async fn exec(&self, request: Request, info: &OperationInfo) -> reqwest::Result<Response> {
        let is_repeatable = is_repeatable(info.operation_id);
        let (mut attempt, start) = (1, Instant::now());
        loop {
            // `None` if the body is a stream, which the operations never send.
            let Some(mut copy) = request.try_clone() else {
                return self.client().execute(request).await;
            };
            *copy.timeout_mut() = Some(self.inner().timeout_of(info.operation_id));
            let result = match self.client().execute(copy).await {
                #[cfg(feature = "mock")]
                Ok(response) => read_to_end(response, &request).await,
                #[cfg(not(feature = "mock"))]
                Ok(response) => read_to_end(response).await,
                Err(error) => Err(error),
            };
            let outcome = AttemptOutcome::of(&result, is_repeatable);
            match self.inner().retry.pause(attempt, start.elapsed(), &outcome) {
                Some(pause) => tokio::time::sleep(pause).await,
                None => return result,
            }
            attempt += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pause_grows_and_respects_retry_after() {
        let retry = Retry::default();
        let none = Duration::ZERO;
        let pause = |attempt, after| retry.pause(attempt, none, &AttemptOutcome::Again { after });
        for (attempt, least, most) in [(1, 50, 100), (2, 100, 200), (3, 200, 400)] {
            let found = pause(attempt, None).expect("again").as_millis();
            assert!((least..=most).contains(&found), "{attempt}: {found}");
        }
        assert_eq!(pause(4, None), None, "the last");
        let second = Duration::from_secs(1);
        assert!(pause(1, Some(second)).is_some_and(|found| found >= second));
        assert_eq!(pause(1, Some(second * 12)), None, "too long");
        assert_eq!(retry.pause(1, none, &AttemptOutcome::Final), None);
        let again = AttemptOutcome::Again { after: None };
        assert_eq!(Retry::NEVER.pause(1, none, &again), None);
        assert_eq!(retry.pause(1, second * 30, &again), None, "too late");
        let all = retry.attempts(9).longest_pause(second);
        let asked = AttemptOutcome::Again { after: Some(second) };
        assert!((1..9).all(|attempt| all.pause(attempt, none, &asked) >= Some(second)));
        let endless = retry.longest_pause(Duration::MAX);
        let asked = AttemptOutcome::Again { after: Some(Duration::MAX) };
        assert_eq!(endless.pause(1, second, &asked), None, "never");
        assert!(retry.attempts(100).pause(99, none, &again) <= Some(second * 11));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let asked = |text: &str| {
            let value = HeaderValue::from_str(text).expect("a header");
            retry_after(&HeaderMap::from_iter([(RETRY_AFTER, value)]))
        };
        assert_eq!(asked("3"), Some(Duration::from_secs(3)));
        assert_eq!(asked("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO), "it is over");
        let later = (Utc::now() + chrono::TimeDelta::hours(1)).to_rfc2822();
        assert!(asked(&later).is_some_and(|it| it.as_secs().abs_diff(3600) < 60));
        assert_eq!(asked("soon"), None);
    }
}
