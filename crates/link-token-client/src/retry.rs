//! Trying again.

use std::time::Duration;

use progenitor_client::{ClientHooks, ClientInfo, OperationInfo};
use reqwest::{
    Request, Response, StatusCode,
    header::{HeaderName, HeaderValue, RETRY_AFTER},
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
}

/// The pause after the first attempt, about.
const FIRST_PAUSE: Duration = Duration::from_millis(100);

impl Default for Retry {
    /// Four attempts, and no pause longer than ten seconds.
    fn default() -> Self {
        Self { attempts: 4, longest_pause: Duration::from_secs(10) }
    }
}

impl Retry {
    /// One attempt.
    pub const NEVER: Self = Self { attempts: 1, longest_pause: Duration::ZERO };

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

    /// How long to wait after an attempt before the next. None if it is the last.
    fn pause(&self, attempt: u32, outcome: &Outcome) -> Option<Duration> {
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
        match asked {
            // Not before the time that the server asks for.
            Some(asked) if asked > self.longest_pause => None,
            Some(asked) => Some(asked + jittered(FIRST_PAUSE)),
            None => Some(jittered(grown.min(self.longest_pause))),
        }
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
                if again {
                    Self::Again { after: retry_after(response.headers()) }
                } else {
                    Self::Final
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
pub fn retry_after(headers: &reqwest::header::HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok().map(Duration::from_secs)
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
        let is_repeatable = info.operation_id != "redeem_link_token";
        let mut attempt = 1;
        loop {
            // None if the body is a stream, which none of ours is.
            let Some(copy) = request.try_clone() else {
                return self.client().execute(request).await;
            };
            let result = self.client().execute(copy).await;
            let outcome = Outcome::of(&result, is_repeatable);
            match self.inner().pause(attempt, &outcome) {
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
        let pause = |attempt, after| retry.pause(attempt, &Outcome::Again { after });
        for (attempt, least, most) in [(1, 50, 100), (2, 100, 200), (3, 200, 400)] {
            let found = pause(attempt, None).expect("again").as_millis();
            assert!((least..=most).contains(&found), "{attempt}: {found}");
        }
        assert_eq!(pause(4, None), None, "the last");
        let second = Duration::from_secs(1);
        assert!(pause(1, Some(second)).is_some_and(|found| found >= second));
        assert_eq!(pause(1, Some(second * 11)), None, "too long");
        assert_eq!(retry.pause(1, &Outcome::Final), None);
        assert_eq!(Retry::NEVER.pause(1, &Outcome::Again { after: None }), None);
        assert!(
            retry.attempts(100).pause(99, &Outcome::Again { after: None }) <= Some(second * 10)
        );
    }
}
