//! Trying again.

use std::time::{Duration, Instant};

use progenitor_client::{ClientHooks, ClientInfo, OperationInfo};
use reqwest::{
    Request, Response, StatusCode,
    header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER},
};
use uuid::Uuid;

use crate::generated::{Client, Error};

/// When and how often a client tries again by itself, with pauses that grow and are never quite the same.
///
/// Tried again is what cannot have had an effect, or may have it twice: all that was turned away by the rate limit (429) or did
/// not reach the server; and of what the server could not do now (502, 503, 504) or did not answer, introspecting,
/// revoking, and creating, which always has an `Idempotency-Key`. A redemption without an answer is not: it may have been
/// done, and a second attempt would say that the link token is no longer valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    longest_pause: Duration,
    within: Duration,
}

/// The pause after the first attempt, about.
const FIRST_PAUSE: Duration = Duration::from_millis(100);

impl Default for Retry {
    /// Four attempts, no pause longer than ten seconds, and no attempt that begins after twenty.
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

    /// So many attempts at the most, the first among them.
    #[must_use]
    pub fn attempts(self, attempts: u32) -> Self {
        Self { attempts, ..self }
    }

    /// No pause longer than this. Where the server asks for a longer one, its answer is given instead.
    #[must_use]
    pub fn longest_pause(self, longest_pause: Duration) -> Self {
        Self { longest_pause, ..self }
    }

    /// No attempt begins later than this after the first. The last may take as long as one may take.
    #[must_use]
    pub fn within(self, within: Duration) -> Self {
        Self { within, ..self }
    }

    /// How long to wait after an attempt before the next, some time after the first began. None if it is the last.
    fn pause(&self, attempt: u32, elapsed: Duration, outcome: &Outcome) -> Option<Duration> {
        self.pause_for(attempt, outcome).filter(|pause| elapsed + *pause <= self.within)
    }

    fn pause_for(&self, attempt: u32, outcome: &Outcome) -> Option<Duration> {
        if attempt >= self.attempts {
            return None;
        }
        let asked = match outcome {
            Outcome::Final => return None,
            Outcome::Again { after } => *after,
        };
        let grown = FIRST_PAUSE * 2_u32.saturating_pow(attempt - 1);
        // Somewhere between half and all of it, so that not all callers come back at the same moment.
        let jittered = |span: Duration| span.mul_f64(0.5 + f64::from(random_byte()) / 512.0);
        // Not before the time that the server asks for.
        let pause =
            asked.unwrap_or_default().saturating_add(jittered(grown.min(self.longest_pause)));
        let longest = self.longest_pause.saturating_add(FIRST_PAUSE);
        (asked.is_none() || pause <= longest).then_some(pause)
    }
}

fn random_byte() -> u8 {
    Uuid::new_v4().as_bytes()[0]
}

/// What became of an attempt.
#[derive(Debug)]
enum Outcome {
    /// That is the answer.
    Final,
    /// It may be tried again, after the time that the server asks for.
    Again { after: Option<Duration> },
}

impl Outcome {
    /// `is_repeatable` says whether it does no harm if the request is done twice.
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
                    // A date, which some proxies send: not soon, by all likelihood.
                    None if headers.contains_key(RETRY_AFTER) => Self::Final,
                    after => Self::Again { after },
                }
            }
            Err(error) if error.is_builder() => Self::Final,
            // It did not reach the server.
            Err(error) if error.is_connect() || is_repeatable => Self::Again { after: None },
            Err(_) => Self::Final,
        }
    }
}

/// The whole seconds of a `Retry-After`.
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok().map(Duration::from_secs)
}

/// What may be done twice without harm: creating, with its key, and what changes nothing that was not changed before.
fn is_repeatable(operation_id: &str) -> bool {
    matches!(operation_id, "create_link_token" | "introspect_link_token" | "revoke_link_token")
}

/// Reads an answer to its end, so that one that is cut off is known in time. An error that is not of the contract, such as a
/// proxy's, becomes one.
async fn whole(response: Response) -> reqwest::Result<Response> {
    let (status, mut headers) = (response.status(), response.headers().clone());
    let mut body = response.bytes().await?.to_vec();
    let is_error = status.is_client_error() || status.is_server_error();
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if is_error && media_type.is_none_or(|it| !it.starts_with("application/json")) {
        let reason = status.canonical_reason().unwrap_or("unknown status");
        body = format!("{{\"message\": \"{reason}\", \"request_id\": \"\"}}").into_bytes();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    let mut whole = http::Response::new(body);
    *whole.status_mut() = status;
    *whole.headers_mut() = headers;
    Ok(whole.into())
}

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

impl ClientHooks<Retry> for Client {
    /// Gives each create a key, unless the caller did, so that it can be repeated.
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
            // None if the body is a stream, which none of ours is.
            let Some(copy) = request.try_clone() else {
                return self.client().execute(request).await;
            };
            let result = match self.client().execute(copy).await {
                Ok(response) => whole(response).await,
                Err(error) => Err(error),
            };
            let outcome = Outcome::of(&result, is_repeatable);
            match self.inner().pause(attempt, start.elapsed(), &outcome) {
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
    fn pauses_grow_and_keep_to_what_the_server_asks() {
        let retry = Retry::default();
        let none = Duration::ZERO;
        let pause = |attempt, after| retry.pause(attempt, none, &Outcome::Again { after });
        for (attempt, least, most) in [(1, 50, 100), (2, 100, 200), (3, 200, 400)] {
            let found = pause(attempt, None).expect("again").as_millis();
            assert!((least..=most).contains(&found), "{attempt}: {found}");
        }
        assert_eq!(pause(4, None), None, "the last");
        let second = Duration::from_secs(1);
        assert!(pause(1, Some(second)).is_some_and(|found| found >= second));
        assert_eq!(pause(1, Some(second * 12)), None, "too long");
        assert_eq!(retry.pause(1, none, &Outcome::Final), None);
        let again = Outcome::Again { after: None };
        assert_eq!(Retry::NEVER.pause(1, none, &again), None);
        assert_eq!(retry.pause(1, second * 30, &again), None, "too late");
        assert!(retry.attempts(100).pause(99, none, &again) <= Some(second * 11));
    }
}
